export const id = 328;
export const ids = [328];
export const modules = {

/***/ 8575:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ cleanUp)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _image_openBuilder_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3026);
/* harmony import */ var _runtime_leftovers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5868);
/* harmony import */ var _runtime_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(313);




/** The post step of each action that puts files into the checkout or starts a builder: where the step was killed, neither stays. */
async function cleanUp({ env, log, workspace }) {
    const removed = await (0,_runtime_leftovers_js__WEBPACK_IMPORTED_MODULE_2__/* .removeLeftovers */ .DA)(env);
    for (const builder of removed.flatMap((path) => (0,_image_openBuilder_js__WEBPACK_IMPORTED_MODULE_1__/* .builderOf */ .zp)(path) ?? [])) {
        await (0,_image_openBuilder_js__WEBPACK_IMPORTED_MODULE_1__/* .removeBuilder */ .iq)(builder, { run: _runtime_run_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .eF });
        log.info('The step was killed before it could remove the builder that it had started; removed now');
    }
    const names = removed.filter((path) => (0,_image_openBuilder_js__WEBPACK_IMPORTED_MODULE_1__/* .builderOf */ .zp)(path) === undefined).map((path) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(workspace, path));
    if (names.length === 0)
        return;
    log.info(`The step was killed before it could remove what it had put into the checkout; removed now: ${names.join(', ')}`);
}


/***/ }),

/***/ 726:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  doctor: () => (/* binding */ doctor)
});

// EXTERNAL MODULE: ./lib/contract/action.js + 5 modules
var action = __webpack_require__(1074);
// EXTERNAL MODULE: ./lib/contract/outputs.js
var outputs = __webpack_require__(3224);
// EXTERNAL MODULE: external "node:dns/promises"
var promises_ = __webpack_require__(1553);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
// EXTERNAL MODULE: ./lib/runtime/ownEntry.js
var ownEntry = __webpack_require__(6030);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/runtime/limited.js
var limited = __webpack_require__(4146);
;// CONCATENATED MODULE: ./lib/doctor/finding.js


/** Seconds that one look may take, beside all others: together with a login that takes its time it stays within a minute. */
const LOOK_SECONDS = 45;
const good = (words) => ({ state: 'good', words });
const bad = (words, ...todo) => ({ state: 'bad', words, todo });
const finding_open = (words, ...todo) => ({ state: 'open', words, todo });
/** Looks at one thing. What is refused is a finding with its advice; a look that takes too long is one, too. */
async function find(what, look, signal) {
    const limit = (0,limited/* limited */.T)(LOOK_SECONDS * 1000, signal);
    const late = new Promise((resolve) => {
        limit.addEventListener('abort', () => resolve(bad(`no answer within ${LOOK_SECONDS} s`)), { once: true });
    });
    return { what, ...(await Promise.race([look(limit).catch(refused), late])) };
}
/** An error as what was seen. */
function refused(error) {
    if (!(error instanceof errors/* UserError */.yo))
        return bad((0,errors/* inALine */.Hk)(error));
    const { message, todo } = (0,errors/* forUsers */.ec)(error);
    return bad(message, ...todo);
}
const MARKS = { good: '✓', bad: '✗', open: '–' };
/** `✗ disk: 40 MB free`, and below it what to do. */
function findingText({ what, state, words, todo = [] }) {
    const [first = '', ...rest] = words.split('\n');
    return [
        `${MARKS[state]} ${what}: ${first}`,
        ...rest.map((line) => `  ${line}`),
        ...todo.map((step) => `  → ${step}`),
    ].join('\n');
}

;// CONCATENATED MODULE: ./lib/doctor/addresses.js





const CONNECT_MS = 10_000;
/** Where each name leads to, and whether its certificate is valid. */
async function findNames(names, way, signal) {
    const servers = await addressesOf(way.server, {});
    const found = names.map(async ({ url, isResolved }) => {
        const { hostname, protocol, port } = new URL(url);
        const name = hostname.replace(/^\[|\]$/g, '');
        const dns = await find(`DNS of ${name}`, async () => dnsSeen(name, await addressesOf(name, way.resolve), servers), signal);
        if (protocol !== 'https:' || dns.state === 'bad')
            return [dns];
        const at = { name, port: Number(port) || 443, address: (0,ownEntry/* ownEntry */.P)(way.resolve, name) ?? name, ca: way.ca };
        const tls = await find(`TLS of ${name}`, async () => tlsSeen(await certificateOf(at), { isResolved, ...way }), signal);
        return [dns, tls];
    });
    return (await Promise.all(found)).flat();
}
async function addressesOf(name, resolve) {
    const given = (0,ownEntry/* ownEntry */.P)(resolve, name);
    if (given !== undefined || (0,external_node_net_.isIP)(name) !== 0)
        return [given ?? name];
    const found = await (0,promises_.lookup)(name, { all: true }).catch(() => []);
    return found.map(({ address }) => address);
}
/** @param servers Addresses of the server; none where its name is only ssh's. */
function dnsSeen(name, addresses, servers) {
    const words = addresses.join(', ');
    if (addresses.length === 0)
        return bad(`${name} has no address here`, `add a record A or AAAA for it${servers[0] === undefined ? '' : `: ${servers.join(', ')}`}`);
    if (servers.length === 0 || addresses.some((address) => servers.includes(address)))
        return good(words);
    return finding_open(`${words}, and the server is ${servers.join(', ')}: right only if something stands in front of the server`);
}
function tlsSeen({ why, isSilent = false, until }, { isResolved, isDeployed }) {
    if (why === undefined)
        return good(`valid until ${until}`);
    if (!isDeployed && (isResolved || isSilent))
        return finding_open(`${why}: it may come with the first deploy`);
    return bad(why, isSilent
        ? 'is the port open in the firewall, and does anything listen on it?'
        : 'look into the log of what holds the certificate (Traefik)');
}
async function certificateOf(at) {
    const { name, port, address, ca } = at;
    return new Promise((resolve) => {
        const socket = (0,external_node_tls_.connect)({
            host: address,
            port,
            rejectUnauthorized: false,
            ...((0,external_node_net_.isIP)(name) === 0 && { servername: name }),
            ...(ca && { ca }),
        });
        const end = (seen) => {
            socket.destroy();
            resolve(seen);
        };
        socket.setTimeout(CONNECT_MS, () => end({ why: `nothing answers on port ${port} within ${CONNECT_MS / 1000} s`, isSilent: true }));
        socket.once('error', (error) => end({ why: error.message, isSilent: true }));
        socket.once('secureConnect', () => {
            const until = socket.getPeerCertificate().valid_to;
            const reason = socket.authorizationError;
            end(socket.authorized ? { until } : { until, why: `its certificate is not valid: ${String(reason)}` });
        });
    });
}

// EXTERNAL MODULE: ./lib/health/routers.js
var routers = __webpack_require__(5244);
// EXTERNAL MODULE: ./lib/release/plan/routing/moves.js
var moves = __webpack_require__(3566);
// EXTERNAL MODULE: ./lib/release/plan/routing/whyNoFile.js + 1 modules
var whyNoFile = __webpack_require__(2482);
// EXTERNAL MODULE: ./lib/release/transaction/gating.js + 2 modules
var gating = __webpack_require__(4335);
;// CONCATENATED MODULE: ./lib/doctor/edge.js





/** Addresses of the stack's routes, of its health entries and of stack.yml. */
function namesOf({ projects, health, url }, facts) {
    const { listening } = facts === undefined ? {} : (0,gating/* listeningOf */.rW)(facts);
    const routed = labelsOf({ projects }).flatMap((labels) => (0,routers/* routedUrls */.M)(labels, listening).map((one) => ({
        url: one.url,
        isResolved: Object.keys(labels).some((name) => /\.tls\.certresolver$/i.test(name)),
    })));
    const named = [url, ...health.map((entry) => entry.url)].flatMap((one) => one === undefined ? [] : [{ url: one, isResolved: false }]);
    // One of each origin: whether a path answers is the gate's to say.
    return [...new Map([...named, ...routed].map((one) => [new URL(one.url).origin, one])).values()];
}
/** Whether the Traefik on the server can move the stack's routes without dropping a request, and what it lacks. */
function findEdge({ projects }, facts) {
    const what = 'Traefik';
    const isRouted = labelsOf({ projects }).some((labels) => Object.keys(labels).some((name) => /^traefik\.(http|tcp|udp)\.routers\./i.test(name)));
    const { proxy, traefiks = [], outside } = facts;
    if (!isRouted)
        return { what, ...good('no service has labels for it: none is needed') };
    if (proxy === undefined) {
        const unknown = traefiks.map(({ name, why, not }) => `${name}: ${why ?? not ?? 'it does not ask Docker'}`);
        if (unknown.length > 0)
            return {
                what,
                ...bad(`of several, or of none, is it known how it is set up\n${unknown.join('\n')}`, 'docs/traefik.md'),
            };
        if (outside !== undefined)
            return { what, ...bad(`it runs ${outside}`, 'let it run as a container: docs/traefik.md') };
        return { what, ...finding_open('none runs yet: right only if this stack brings it along', 'docs/traefik.md') };
    }
    const lines = (0,whyNoFile/* linesForProxy */.T)(proxy, facts, []);
    const name = proxy.name ?? 'the Traefik that runs';
    if (!(0,moves/* switchable */.j$)(proxy))
        return { what, ...bad(`${name}: ${(0,whyNoFile/* whyNoFile */.I)(proxy)}; a deploy has a pause, or is refused`, 'add to it:', ...lines) };
    if (lines.length > 0)
        return { what, ...bad(`${name}: it switches, but more slowly than it could`, 'add to it:', ...lines) };
    return { what, ...good(`${name}: routes are switched by one rename`) };
}
function labelsOf({ projects }) {
    return projects.flatMap(({ model }) => Object.values(model.services).map(({ labels }) => labels ?? {}));
}

// EXTERNAL MODULE: ./lib/host/dockerThere.js
var dockerThere = __webpack_require__(9124);
// EXTERNAL MODULE: ./lib/release/plan/refusals/preflight.js
var preflight = __webpack_require__(2000);
;// CONCATENATED MODULE: ./lib/doctor/machine.js



/** Seconds. */
const CLOCK_OFF = 30;
/** MiB on one file system: images of the old and the new version lie side by side. */
const LITTLE_DISK = 1024;
/** MiB: both run for a while. */
const LITTLE_MEMORY = 64;
const ANSWER_MS = 20_000;
/** What `date`, `df` and the kernel say, by the folder that Docker keeps its images in. */
const MEASURE = `date +%s
df -Pk "$HOME" "$1" 2>/dev/null | awk 'NR > 1 { print "disk", int($4 / 1024), $6 }'
awk '/^MemAvailable:/ { print "memory", int($2 / 1024) }' /proc/meminfo`;
/** Versions, disk, memory and clock of a server whose facts are known. */
async function findOnMachine(host, { engine, compose, platform }, signal) {
    const faults = (0,preflight/* preflightFaults */.l)({ engine, compose });
    const versions = {
        what: 'Docker',
        ...(faults.length > 0
            ? bad(faults.join('\n'), 'https://docs.docker.com/engine/install/')
            : good(`Engine ${engine}, Compose ${compose}, ${platform}`)),
    };
    const asked = Date.now();
    const folder = await host.exec((0,dockerThere/* dockerThere */.b)(['info', '-f', '{{.DockerRootDir}}']), { signal, timeoutMs: ANSWER_MS });
    const root = folder.stdout.trim() || '/';
    const began = Date.now();
    const { stdout } = await host.exec(['sh', '-c', MEASURE, 'stack-actions', root], { signal, timeoutMs: ANSWER_MS });
    // The middle of the call is when the server looked at its clock, but for half a round trip.
    return [versions, ...measured(stdout, (began + Date.now()) / 2, began - asked)];
}
/**
 * What the output of MEASURE means.
 * @param now Of this machine when the server was asked, in milliseconds.
 */
function measured(text, now, tripMs) {
    const [clock = '', ...rows] = text.trim().split('\n');
    const amounts = rows.map((row) => row.split(' '));
    const disks = amounts.filter(([kind]) => kind === 'disk');
    const [, memory] = amounts.find(([kind]) => kind === 'memory') ?? [];
    return [
        { what: 'clock', ...clockSeen(Number(clock), now, tripMs) },
        ...[...new Map(disks.map(([, free = '', on = '']) => [on, free]))].map(([on, free]) => ({
            what: `disk ${on}`,
            ...(Number(free) < LITTLE_DISK
                ? bad(`${free} MiB free; images of the old and the new version lie side by side`, 'docker system df', 'docker image prune')
                : good(`${free} MiB free`)),
        })),
        ...(disks.length === 0 ? [{ what: 'disk', ...finding_open('the server does not say how much is free') }] : []),
        ...(memory === undefined
            ? []
            : [
                {
                    what: 'memory',
                    ...(Number(memory) < LITTLE_MEMORY
                        ? bad(`${memory} MiB available; the old and the new version of a service run side by side`)
                        : good(`${memory} MiB available`)),
                },
            ]),
    ];
}
function clockSeen(seconds, now, tripMs) {
    if (!(seconds > 0))
        return finding_open('the server does not say what time it is');
    const off = Math.round(seconds - now / 1000);
    if (Math.abs(off) - tripMs / 1000 < CLOCK_OFF)
        return good('as here');
    return bad(`the server's is ${Math.abs(off)} s ${off > 0 ? 'ahead of' : 'behind'} the one here: certificates and logins to registries may fail`, 'compare both with a third one; on the server, as root: timedatectl set-ntp true');
}

;// CONCATENATED MODULE: ./lib/doctor/pushing.js

/** Whether the images of a stack could be pushed. @param repositories Of the images that it builds. */
async function findPushing(registry, repositories, signal) {
    const what = registry.host === undefined ? 'registry' : `push to ${registry.host}`;
    if (registry.host === undefined)
        return [{ what, ...good('none: images go to the server over SSH') }];
    if (repositories.length === 0)
        return [{ what, ...good('no image is built') }];
    return Promise.all([...new Set(repositories)].map((repository) => find(`push to ${repository}`, async () => {
        await registry.mayPush(repository);
        return good('allowed: an upload was begun and called off');
    }, signal)));
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/runtime/run.js
var run = __webpack_require__(313);
;// CONCATENATED MODULE: ./lib/doctor/settings.js




const GH_MS = 20_000;
/** Without these no deploy begins. */
const NEEDED = new Set(['SSH_KEY', 'KNOWN_HOSTS', 'HOST']);
const KINDS = [
    { word: 'secret', path: 'secrets', context: 'secrets' },
    { word: 'variable', path: 'variables', context: 'vars' },
];
/** Secrets and variables that the repository's workflows read, and whether GitHub has them for an environment. Asked by `gh`, of whoever runs it. */
async function findSettings(root, { repository, environment }, signal) {
    const text = await workflowsOf(root);
    return Promise.all(KINDS.map((kind) => find(`${kind.word}s on GitHub`, () => seen(kind, wanted(text, kind.context), { repository, environment }), signal)));
}
/** Names that workflows read from `secrets` or `vars`. */
function wanted(text, context) {
    const found = [...text.matchAll(new RegExp(`\\b${context}\\.([A-Za-z_][A-Za-z0-9_]*)`, 'g'))];
    return [...new Set(found.map(([, name = '']) => name))].filter((name) => name !== 'GITHUB_TOKEN').sort();
}
/** What is missing of what is wanted. */
function settingsSeen(word, names, known, { repository, environment }) {
    const missing = names.filter((name) => !known.includes(name));
    const line = (name) => `gh ${word} set ${name} --repo ${repository} --env ${environment}`;
    if (missing.length === 0)
        return good(names.join(', ') || 'no workflow reads any');
    const see = missing.some((name) => NEEDED.has(name)) ? bad : finding_open;
    return see(`${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not set, and would be empty`, ...missing.map(line));
}
async function seen({ word, path }, names, of) {
    const { repository, environment } = of;
    const base = `repos/${repository}`;
    const places = [
        `${base}/environments/${environment}/${path}`,
        `${base}/actions/${path}`,
        `${base}/actions/organization-${path}`,
    ];
    const [own, ...others] = await Promise.all(places.map((place) => namesAt(place, path)));
    if (typeof own === 'string')
        return /404/.test(own)
            ? bad(`${repository} has no environment ${environment}`, `gh api -X PUT ${base}/environments/${environment}`)
            : finding_open(`not looked at: ${own}`, 'install gh (https://cli.github.com), and log in: gh auth login');
    return settingsSeen(word, names, [own ?? [], ...others].flatMap((list) => (typeof list === 'string' ? [] : (list ?? []))), of);
}
/** Names, or why they cannot be known. */
async function namesAt(place, path) {
    const argv = ['gh', 'api', '--paginate', '--jq', `.${path}[].name`, place];
    const { code, stdout, stderr } = await (0,run/* run */.eF)(argv, { timeoutMs: GH_MS }).catch(() => ({
        ...{ code: 127, stdout: '', stderr: 'gh, which asks GitHub as you, could not be started' },
    }));
    return code === 0
        ? stdout.split('\n').filter((name) => name !== '')
        : stderr.trim().split('\n')[0] || `gh ended with ${code}`;
}
async function workflowsOf(root) {
    const folder = (0,external_node_path_.join)(root, '.github/workflows');
    const names = await (0,external_node_fs_promises_.readdir)(folder).catch(() => []);
    const texts = await Promise.all(names.filter((name) => /\.ya?ml$/.test(name)).map((name) => (0,external_node_fs_promises_.readFile)((0,external_node_path_.join)(folder, name), 'utf8')));
    return texts.filter((text) => /stack-actions/.test(text)).join('\n');
}

// EXTERNAL MODULE: ./lib/health/probes.js + 1 modules
var probes = __webpack_require__(3880);
// EXTERNAL MODULE: ./lib/host/address.js
var address = __webpack_require__(558);
// EXTERNAL MODULE: ./lib/host/ssh.js + 4 modules
var ssh = __webpack_require__(3441);
// EXTERNAL MODULE: ./lib/host/stackctl.js + 4 modules
var stackctl = __webpack_require__(8782);
// EXTERNAL MODULE: ./lib/image/registry.js + 3 modules
var image_registry = __webpack_require__(6733);
// EXTERNAL MODULE: ./lib/image/target.js + 1 modules
var target = __webpack_require__(8426);
// EXTERNAL MODULE: ./lib/stack/identity.js
var stack_identity = __webpack_require__(5488);
// EXTERNAL MODULE: ./lib/actions/checkout.js + 30 modules
var actions_checkout = __webpack_require__(7813);
// EXTERNAL MODULE: ./lib/actions/cleanUp.js
var cleanUp = __webpack_require__(8575);
// EXTERNAL MODULE: ./lib/actions/inputs.js
var inputs = __webpack_require__(9922);
// EXTERNAL MODULE: ./lib/actions/login.js + 1 modules
var login = __webpack_require__(148);
// EXTERNAL MODULE: ./lib/actions/outputs.js
var actions_outputs = __webpack_require__(809);
;// CONCATENATED MODULE: ./lib/actions/doctor.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});





















const doctor_inputs = {
    environment: inputs/* environment */.cA,
    config: inputs/* config */.$W,
    ...inputs/* hostInputs */.ep,
    ...inputs/* registryInputs */.P4,
    envFile: inputs/* envFile */.CN,
    files: inputs/* files */.aq,
    resolve: inputs/* gateInputs */.ll.resolve,
    caFile: inputs/* gateInputs */.ll.caFile,
};
/** Everything that a deploy would find out later, found out now. Nothing is built, pushed or started. */
const doctor = (0,action/* defineAction */.Q)({
    name: 'doctor',
    description: 'Look at everything that a deploy needs: files, login, server, Traefik, names, registry',
    inputs: doctor_inputs,
    outputs: { ...actions_outputs/* problemsOutput */.mm },
    post: cleanUp/* cleanUp */.n,
    async main(inputs, context) {
        const chosen = await (0,actions_checkout/* chosenEnvironment */.Kq)(inputs, context);
        if ('skip' in chosen)
            throw new errors/* Refused */.Lw(chosen.skip, { at: 'input environment', todo: 'name one: `environment: production`' });
        const found = [];
        const show = (...more) => {
            found.push(...more);
            for (const finding of more)
                context.log.info(findingText(finding));
        };
        const { checkout, seen } = await filesOf(inputs, chosen, context);
        show(seen);
        const isFromShell = context.event.runId === 0;
        const { repository } = context.event;
        const beside = Promise.all([
            checkout === undefined ? [] : registryOf(inputs, checkout, context),
            isFromShell && repository !== ''
                ? findSettings(context.workspace, { repository, environment: chosen.environment }, context.signal)
                : [],
        ]);
        show(...(await serverOf(inputs, chosen, checkout, context)));
        for (const findings of await beside)
            show(...findings);
        const problems = found.filter(({ state }) => state === 'bad').map(({ what, words }) => `${what}: ${words}`);
        if (problems.length === 0)
            return { problems };
        const what = `${problems.length} of ${found.length} are not as a deploy needs them`;
        throw new outputs/* ActionFailure */.dR(new errors/* UserError */.yo(what), { problems });
    },
});
/** The files, read as a deploy would; where values are missing, read once more with stand-ins, for what else there is to say. */
async function filesOf(inputs, chosen, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const what = 'files';
        const given = __addDisposableResource(env_1, await (0,actions_checkout/* placeGivenFiles */.Cy)(inputs, chosen), true);
        const read = (withoutSecrets) => (0,actions_checkout/* readCheckout */.b$)({ ...inputs, withoutSecrets, given: given.values }, chosen, context);
        try {
            const checkout = await read(false);
            const { projects } = checkout.stack;
            return {
                checkout,
                seen: { what, ...good(`${chosen.config.source}, ${projects.map(({ name }) => name).join(', ')}`) },
            };
        }
        catch (error) {
            const checkout = await read(true).catch(() => undefined);
            return { ...(checkout && { checkout }), seen: { what, ...refused(error) } };
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function registryOf(inputs, { stack }, { env, signal }) {
    try {
        const registry = await (0,image_registry/* openRegistry */.M)(stack.registry, inputs, env);
        return await findPushing(registry, (0,target/* targetsOf */.QR)(stack, {}).map(({ repository }) => repository), signal);
    }
    catch (error) {
        return [{ what: 'registry', ...refused(error) }];
    }
}
/** What only a login shows; and the names, which are asked from here. */
async function serverOf(inputs, chosen, checkout, context) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { signal } = context;
        const unasked = ['Docker', 'Traefik'].map((what) => ({ what, ...finding_open('not looked at: there is no login') }));
        let address;
        try {
            address = (0,actions_checkout/* addressOf */.ci)(inputs, chosen);
        }
        catch (error) {
            return [{ what: 'login', ...refused(error) }, ...unasked];
        }
        let host;
        try {
            host = await (0,ssh/* connect */.N)({ host: address.host, sshKey: inputs.sshKey, knownHosts: inputs.knownHosts, signal });
        }
        catch (error) {
            const names = await namesSeen(inputs, address.host, checkout, undefined, signal);
            return [{ what: 'login', ...refused(error) }, ...unasked, ...names];
        }
        const _host = __addDisposableResource(env_2, host, true);
        const login = { what: 'login', ...good(`${host.name}, whose host key is the known one`) };
        const looked = await lookAt(host, address, checkout, context);
        return [login, ...looked.findings, ...(await namesSeen(inputs, address.host, checkout, looked.facts, signal))];
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
async function lookAt(host, address, checkout, context) {
    const { signal } = context;
    try {
        const facts = await new stackctl/* Stackctl */.i(host, address.id).facts({ signal });
        (0,login/* maskServer */.KX)(facts, { publicText: checkout?.publicText ?? '' }, context);
        const machine = await findOnMachine(host, facts, signal);
        const owner = await find('folder of the stack', async () => ownerSeen(facts, address), signal);
        return {
            facts,
            findings: [...machine, owner, ...(checkout === undefined ? [] : [findEdge(checkout.stack, facts)])],
        };
    }
    catch (error) {
        return { findings: [{ what: 'Docker', ...refused(error) }] };
    }
}
function ownerSeen(facts, { identity, takesOver }) {
    (0,stack_identity/* refuseForeignFolder */.FX)(identity, facts.identity, takesOver);
    if (facts.unfinished !== undefined)
        return bad(`the transaction of ${facts.unfinished} was interrupted`, 'the next deploy ends it first; to end it now: stackctl recover');
    return good(facts.current === undefined ? 'nothing was deployed yet' : `release ${facts.current.id} serves`);
}
async function namesSeen({ resolve = {}, caFile }, host, checkout, facts, signal) {
    if (checkout === undefined)
        return [];
    try {
        const ca = await (0,probes/* authoritiesOf */.nW)(caFile);
        const way = { server: (0,address/* parseAddress */.o)(host).name, resolve, ca, isDeployed: facts?.current !== undefined };
        return await findNames(namesOf(checkout.stack, facts), way, signal);
    }
    catch (error) {
        return [{ what: 'names', ...refused(error) }];
    }
}


/***/ }),

/***/ 2000:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ preflightFaults)
/* harmony export */ });
const ENGINE = [20, 10];
const COMPOSE = [2, 20];
/** What the server lacks, in words; empty where nothing is missing. */
function preflightFaults({ engine, compose }) {
    const faults = [];
    if (!atLeast(engine, ENGINE))
        faults.push(`the server has Docker Engine ${engine || '(unknown)'}, ${ENGINE.join('.')} or newer is needed`);
    if (compose === '')
        faults.push(`the server has no Docker Compose, ${COMPOSE.join('.')} or newer is needed (docker-compose-plugin)`);
    else if (!atLeast(compose, COMPOSE))
        faults.push(`the server has Docker Compose ${compose}, ${COMPOSE.join('.')} or newer is needed`);
    return faults;
}
function atLeast(version, [major, minor]) {
    const [theirs = Number.NaN, minorTheirs = 0] = version
        .replace(/^v/, '')
        .split('.')
        .map((part) => Number.parseInt(part, 10));
    return theirs > major || (theirs === major && minorTheirs >= minor);
}


/***/ }),

/***/ 6741:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ secondsOf)
/* harmony export */ });
const SECONDS = {
    ns: 1e-9,
    us: 1e-6,
    µs: 1e-6,
    ms: 1e-3,
    s: 1,
    m: 60,
    h: 3600,
    d: 86_400,
    w: 604_800,
};
/** Seconds of a Compose duration such as `1m30s`; undefined where it is absent or not one. */
function secondsOf(duration) {
    if (typeof duration !== 'string' || !/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h|d|w))+$/.test(duration))
        return undefined;
    let seconds = 0;
    for (const [, amount, unit] of duration.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d|w)/g)) {
        seconds += Number(amount) * (SECONDS[unit ?? ''] ?? 0);
    }
    return seconds;
}


/***/ })

};
