export const id = 264;
export const ids = [264,217];
export const modules = {

/***/ 3147:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $r: () => (/* binding */ targetOf),
/* harmony export */   MM: () => (/* binding */ checkRules),
/* harmony export */   S4: () => (/* binding */ judge),
/* harmony export */   ut: () => (/* binding */ answerOf)
/* harmony export */ });
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8474);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(525);


/** Why a gate with these rules could never hold, as sentences. */
function checkRules({ successes, windowSeconds, timeoutSeconds, intervalSeconds }) {
    const least = (successes - 1) * intervalSeconds + windowSeconds;
    if (least <= timeoutSeconds)
        return [];
    return [
        `the gate cannot hold: ${successes} successes every ${intervalSeconds} s and a window of ${windowSeconds} s take ${least} s, but its timeout is ${timeoutSeconds} s`,
    ];
}
/**
 * Asks all probes at once, round after round, until each had its successes in a row and then the whole window passed without one failure.
 * A failure starts both again, until the deadline. A failure that is final, or too many bad answers in a row, ends it early.
 */
async function judge({ probes, rules, ask, clock, patience = Number.POSITIVE_INFINITY, signal, }) {
    const begin = clock.now();
    const deadline = begin + rules.timeoutSeconds * 1000;
    const records = probes.map((probe) => ({ probe, tries: 0, failures: 0, streak: 0, refusals: 0, after: 0 }));
    const report = (ended, reason) => ({
        schema: 1,
        healthy: ended === 'held',
        ended,
        ...(reason !== undefined && { reason }),
        seconds: seconds(clock.now() - begin),
        rules,
        probes: records.map((record) => reportOf(record, rules)),
    });
    if (records.length === 0)
        return report('early', 'there is nothing to ask: no service runs');
    let steadySince;
    for (;;) {
        if (signal?.aborted)
            return report('cancelled', whyCancelled(signal));
        const answers = await round(records, { ask, clock, deadline, begin, signal });
        if (signal?.aborted)
            return report('cancelled', whyCancelled(signal));
        const final = records.find(({ refusals }, index) => isFinal(answers[index]) || refusals >= patience);
        if (final !== undefined)
            return report('early', `${final.probe.name}: ${final.lastFailure}`);
        const now = clock.now();
        const isSteady = answers.every((answer) => answer?.ok) && records.every(({ streak }) => streak >= rules.successes);
        if (!isSteady)
            steadySince = undefined;
        else
            steadySince ??= now;
        const held = steadySince === undefined ? undefined : steadySince + rules.windowSeconds * 1000;
        if (held !== undefined && now >= held)
            return report('held');
        if (now >= deadline)
            return report('timeout', `not all probes held within ${rules.timeoutSeconds} s`);
        // The window ends with a round, not between two.
        const next = Math.min(now + rules.intervalSeconds * 1000, held ?? deadline, deadline);
        await clock.sleep(next - now, signal);
    }
}
/** The reason that was given with the abort, else a general one. */
function whyCancelled({ reason }) {
    return typeof reason === 'string' ? reason : 'the run was cancelled';
}
/** One try of each probe; undefined where the deadline came before the answer. */
async function round(records, { ask, clock, deadline, begin, signal }) {
    const end = new AbortController();
    // Every probe adds a listener, some two; Node would warn of a leak from eleven on.
    (0,node_events__WEBPACK_IMPORTED_MODULE_0__.setMaxListeners)(Number.POSITIVE_INFINITY, end.signal);
    const stop = () => end.abort();
    signal?.addEventListener('abort', stop);
    // One listener for all probes: with one for each, Node warns of a leak.
    const cut = aborted(end.signal);
    const tries = Promise.all(records.map(async (record) => {
        const answer = await Promise.race([answerOf(ask, record.probe, end.signal), cut]);
        note(record, answer, clock.now() - begin);
        return answer;
    }));
    const over = clock.sleep(Math.max(0, deadline - clock.now()), end.signal).then(stop);
    try {
        return await tries;
    }
    finally {
        end.abort();
        signal?.removeEventListener('abort', stop);
        await over;
    }
}
async function answerOf(ask, probe, signal) {
    try {
        return await ask(probe, signal);
    }
    catch (error) {
        // An error in the configuration must not count as a failed probe.
        if (error instanceof _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Refused */ .Lw)
            throw error;
        return { ok: false, failure: error instanceof Error ? error.message : String(error) };
    }
}
function aborted(signal) {
    return new Promise((resolve) => {
        if (signal.aborted)
            resolve(undefined);
        else
            signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
}
function note(record, answer, after) {
    record.tries += 1;
    record.after = after;
    if (answer !== undefined)
        record.refusals = isRefusal(record.probe, answer) ? record.refusals + 1 : 0;
    if (answer?.ok) {
        record.streak += 1;
        return;
    }
    // A try that the deadline cut short is no failure of a probe that did well, and must not replace a known reason.
    if (answer === undefined && (record.streak > 0 || record.lastFailure !== undefined))
        return;
    record.streak = 0;
    record.failures += 1;
    record.lastFailure = answer?.failure ?? 'no answer before the gate ended';
}
function isRefusal({ kind }, answer) {
    return kind === 'url' && !answer.ok && 'answered' in answer;
}
function isFinal(answer) {
    return answer !== undefined && !answer.ok && 'final' in answer && answer.final === true;
}
function reportOf({ probe, tries, failures, streak, lastFailure, after }, { successes }) {
    return {
        name: probe.name,
        kind: probe.kind,
        target: targetOf(probe),
        healthy: streak >= successes,
        tries,
        failures,
        seconds: seconds(after),
        ...(lastFailure !== undefined && { lastFailure }),
    };
}
function targetOf(probe) {
    if (probe.kind === 'url')
        return probe.url;
    return probe.kind === 'replica' ? `${probe.address}:${probe.port}${probe.path}` : probe.container;
}
function seconds(milliseconds) {
    return Math.round(milliseconds / 100) / 10;
}


/***/ }),

/***/ 3880:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ii: () => (/* binding */ askFrom),
  nW: () => (/* binding */ authoritiesOf)
});

// UNUSED EXPORTS: verdict

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
// EXTERNAL MODULE: ./lib/proxy/routes.js
var routes = __webpack_require__(7300);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/runtime/limited.js
var limited = __webpack_require__(4146);
// EXTERNAL MODULE: ./lib/host/dockerThere.js
var dockerThere = __webpack_require__(9124);
// EXTERNAL MODULE: ./lib/host/failures.js
var failures = __webpack_require__(5523);
// EXTERNAL MODULE: ./lib/runtime/json.js
var json = __webpack_require__(3220);
;// CONCATENATED MODULE: ./lib/health/containerStates.js



/** What a container's state means to a gate (pure). */
function judgeState(state) {
    if (state === undefined)
        return { ok: false, failure: 'no container', final: true };
    if (state.Status === 'restarting' || state.Restarting) {
        return { ok: false, failure: `restarting (exit code ${state.ExitCode})`, final: true };
    }
    if (state.Status === 'exited' || state.Status === 'dead' || state.Status === 'removing') {
        return { ok: false, failure: `${state.Status} (exit code ${state.ExitCode})`, final: true };
    }
    if (state.Status !== 'running')
        return { ok: false, failure: state.Status };
    const health = state.Health?.Status ?? 'none';
    if (health === 'unhealthy')
        return { ok: false, failure: 'Docker calls it unhealthy', final: true };
    if (health === 'starting')
        return { ok: false, failure: 'Docker calls it starting' };
    return { ok: true };
}
/** Asks Docker for the states of all containers that are asked for at the same time in one `docker inspect`. */
class ContainerStates {
    host;
    read;
    waiting;
    /** @param read States that were read just now: the first request for one of them is answered from here. */
    constructor(host, read = new Map()) {
        this.host = host;
        this.read = read;
    }
    async state(container, signal) {
        const known = this.read.get(container);
        if (this.read.delete(container))
            return known;
        if (this.waiting === undefined) {
            const ids = new Set();
            const turn = new Promise((resolve) => setImmediate(resolve));
            const states = turn.then(() => {
                this.waiting = undefined;
                return this.inspect([...ids], signal);
            });
            this.waiting = { ids, states };
        }
        this.waiting.ids.add(container);
        return (await this.waiting.states).get(container);
    }
    async inspect(ids, signal) {
        // Not `{{json .}}` of the whole: it is long, and holds the secrets of the environment.
        const format = '{{.Id}} {{json .State}}';
        const argv = (0,dockerThere/* dockerThere */.b)(['inspect', '--type', 'container', '-f', format, ...ids]);
        const { code, stdout, stderr } = await this.ask(argv, signal);
        const states = new Map();
        for (const row of stdout.split('\n')) {
            const [, id, text = ''] = /^([0-9a-f]{64}) (\{.*\})$/.exec(row) ?? [];
            const state = (0,json/* jsonObject */.o)(text);
            if (id !== undefined && typeof state?.['Status'] === 'string')
                states.set(id, state);
        }
        // An exit code other than 0 is also given where only some are missing.
        if (code !== 0 && states.size === 0 && !/no such (container|object)/i.test(stderr)) {
            throw new Error(`docker inspect: ${stderr.trim().split('\n').at(-1)}`);
        }
        return states;
    }
    /** Asks again over a new connection: a window may outlast a connection, and a lost one says nothing about the containers. */
    async ask(argv, signal) {
        try {
            return await this.host.exec(argv, { signal });
        }
        catch (error) {
            if (!(error instanceof failures/* ConnectionLost */.pz))
                throw error;
            await this.host.reconnect({ signal });
            return this.host.exec(argv, { signal });
        }
    }
}

;// CONCATENATED MODULE: ./lib/health/probes.js









/** How long one try may take at most (milliseconds). */
const TRY_MS = 5000;
/** As much of a body as is read. */
const BODY_BYTES = 4096;
/** The real probes: HTTP and TLS with verification from the runner; HTTP to replicas, and `docker inspect`, through the server. */
function askFrom({ host, resolve = {}, caFile, containers: read = [] }) {
    const containers = new ContainerStates(host, new Map(read.map(({ Id, State }) => [Id, State])));
    let authorities;
    return async (probe, signal) => {
        if (probe.kind === 'container')
            return judgeState(await containers.state(probe.container, signal));
        if (probe.kind === 'replica')
            return askReplica(host, probe, signal);
        authorities ??= authoritiesOf(caFile);
        const asking = { resolve, ca: await authorities, signal };
        const answer = await askUrl(probe, asking);
        return probe.routed === true && 'status' in answer.response && isTraefiks404(answer.response, probe)
            ? traefiks404(host, probe, answer, signal)
            : answer.verdict;
    };
}
/** @throws Refused where the file cannot be read or holds no certificate */
async function authoritiesOf(caFile) {
    if (caFile === undefined)
        return undefined;
    const pem = await (0,promises_.readFile)(caFile, 'utf8').catch((cause) => {
        throw new errors/* Refused */.Lw(`the file with certificate authorities cannot be read: ${cause.message}`, {
            at: 'input ca-file',
            cause,
        });
    });
    if (!pem.includes('-----BEGIN CERTIFICATE-----'))
        throw new errors/* Refused */.Lw(`${caFile} holds no certificate in PEM format`, { at: 'input ca-file' });
    return [...external_node_tls_.rootCertificates, pem];
}
/** How often a redirect to https is followed. */
const MOST_REDIRECTS = 3;
async function askUrl(probe, way) {
    let url = new URL(probe.url);
    let response = await answerOnce(url, probe, way);
    for (let count = 0; probe.routed === true && count < MOST_REDIRECTS; count += 1) {
        const next = toTls(url, response);
        if (next === undefined)
            break;
        url = next;
        response = await answerOnce(url, probe, way);
    }
    const from = url.pathname === '/' ? url.origin : `${url.origin}${url.pathname}`;
    return { verdict: verdict(probe, response, from), response, from };
}
/** The target of a redirect that only asks for TLS: such a redirect does not prove that the service answers. */
function toTls(url, response) {
    if ('error' in response || response.location === undefined || ![301, 302, 307, 308].includes(response.status))
        return undefined;
    const next = URL.canParse(response.location, url.href) ? new URL(response.location, url.href) : undefined;
    const isTls = next?.protocol === 'https:' && next.hostname === url.hostname && url.protocol === 'http:';
    return isTls ? next : undefined;
}
function answerOnce(url, { headers }, { resolve, ca, signal }) {
    const address = resolve[url.hostname];
    const options = {
        // No agent that keeps connections: each try resolves, connects and verifies as a new visitor does.
        agent: false,
        headers: { 'user-agent': 'stack-actions health gate', ...lowerCase(headers), connection: 'close' },
        ...(address !== undefined && { lookup: fixedLookup(address) }),
    };
    const begin = url.protocol === 'http:' ? external_node_http_.request : external_node_https_.request;
    return answerTo((limit) => begin(url, { ...options, ...(ca && { ca }), signal: limit }), signal);
}
/** A 404 with the text of Traefik, which every server in Go sends as well, and without the header that marks an answer of the service. */
function isTraefiks404({ status, body, mark }, probe) {
    if (status !== 404 || body.trim() !== '404 page not found')
        return false;
    return probe.mark === undefined || mark !== probe.mark;
}
/** Without a pin no header shows who sent the 404: it counts as the service's if a replica answers the same when asked directly. */
async function traefiks404(host, probe, { from }, signal) {
    const url = new URL(probe.url);
    for (const { address, port } of probe.mark === undefined ? (probe.own ?? []) : []) {
        const headers = { host: url.host, ...probe.headers };
        const response = await answerOf(host, { address, port, path: `${url.pathname}${url.search}`, headers }, signal);
        if ('status' in response && response.status === 404 && response.body.trim() === '404 page not found')
            return { ok: true };
    }
    return { ok: false, failure: `404 from ${from}: Traefik has no route`, answered: true };
}
async function askReplica(host, probe, signal) {
    const { port, path, status } = probe;
    const response = await answerOf(host, probe, signal);
    return verdict({ ...(status !== undefined && { status }) }, response, `:${port}${path}`);
}
function answerOf(host, to, signal) {
    const { address, port, path, headers } = to;
    const own = `${(0,external_node_net_.isIPv6)(address) ? `[${address}]` : address}:${port}`;
    return answerTo((limit) => (0,external_node_http_.request)({
        path,
        signal: limit,
        headers: { host: own, ...lowerCase(headers), connection: 'close' },
        createConnection: () => host.tunnel(address, port),
    }), signal);
}
function lowerCase(headers = {}) {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
/** One request, within its time; its failure in words. */
async function answerTo(begin, signal) {
    const limit = (0,limited/* limited */.T)(TRY_MS, signal);
    try {
        return await exchange(begin(limit));
    }
    catch (error) {
        if (limit.aborted && !signal.aborted)
            return { error: `no answer within ${TRY_MS / 1000} s` };
        return { error: inWords(error) };
    }
}
function exchange(request) {
    return new Promise((resolve, reject) => {
        request.once('error', reject);
        request.once('response', (response) => {
            let body = '';
            const done = () => {
                const { location, [routes/* MARK_HEADER */.qS.toLowerCase()]: mark } = response.headers;
                resolve({
                    ...{ status: response.statusCode ?? 0, body },
                    ...(location !== undefined && { location }),
                    ...(typeof mark === 'string' && { mark }),
                });
                // Do not wait for the rest of an endless answer.
                request.destroy();
            };
            response.setEncoding('latin1');
            response.on('data', (chunk) => {
                body += chunk.slice(0, BODY_BYTES - body.length);
                if (body.length >= BODY_BYTES)
                    done();
            });
            response.once('end', done);
            response.once('error', reject);
        });
        request.end();
    });
}
/** What an answer means (pure). */
function verdict(expected, response, from) {
    if ('error' in response)
        return { ok: false, failure: `${response.error} at ${from}` };
    const { status } = response;
    const bad = (why) => ({ ok: false, failure: `${status} from ${from}${why}`, answered: true });
    if (expected.status !== undefined)
        return status === expected.status ? { ok: true } : bad(`, not ${expected.status}`);
    if (expected.routed) {
        return status < 500 ? { ok: true } : bad('');
    }
    return status >= 200 && status < 400 ? { ok: true } : bad('');
}
function fixedLookup(address) {
    const family = (0,external_node_net_.isIPv6)(address) ? 6 : 4;
    return (_name, options, callback) => {
        if (options.all)
            callback(null, [{ address, family }]);
        else
            callback(null, address, family);
    };
}
const WORDS = {
    ECONNREFUSED: 'connection refused',
    ECONNRESET: 'connection reset',
    ENOTFOUND: 'name not known',
    EAI_AGAIN: 'name not known',
    EHOSTUNREACH: 'no route',
    ENETUNREACH: 'no route',
    ETIMEDOUT: 'no answer',
    CERT_HAS_EXPIRED: 'certificate has expired',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate is self-signed',
    SELF_SIGNED_CERT_IN_CHAIN: 'certificate of an authority that is not trusted',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate of an authority that is not trusted',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate of an authority that is not trusted',
    ERR_TLS_CERT_ALTNAME_INVALID: 'certificate is for another name',
};
function inWords(error) {
    return WORDS[error.code ?? ''] ?? error.message;
}


/***/ }),

/***/ 5890:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ FAST_THROTTLE_MS),
/* harmony export */   b: () => (/* binding */ linesFor)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);

const FOLDER = '/run/stack-actions';
const THROTTLE = '100ms';
/** Up to this throttle, Traefik does not slow a switch down. */
const FAST_THROTTLE_MS = 250;
/**
 * The lines that a Traefik lacks so that routes can be switched by one rename, and no others. Files that the user's own file provider reads are
 * kept: their folder is mounted once more, below ours, which Traefik reads with everything in it; paths by which they refer to each other stay
 * valid.
 */
function linesFor(traefik) {
    const { config, mounts, folder } = traefik;
    const ours = config.file?.directory !== undefined && config.file.watches && config.file.directory === FOLDER;
    return [
        ...(ours ? [] : settingLines(traefik, 'directory')),
        ...(config.throttleMs > FAST_THROTTLE_MS ? settingLines(traefik, 'throttle') : []),
        ...(config.ack.kind === 'none' ? settingLines(traefik, 'ping') : []),
        ...(mounts.some(({ target }) => target === FOLDER) ? [] : [`volumes: ${folder}:${FOLDER}`]),
        ...(ours ? [] : keptLines(traefik)),
    ];
}
const LINES = {
    arguments: {
        directory: `command: --providers.file.directory=${FOLDER}`,
        throttle: `command: --providers.providersThrottleDuration=${THROTTLE}`,
        ping: 'command: --ping=true',
    },
    variables: {
        directory: `environment: TRAEFIK_PROVIDERS_FILE_DIRECTORY=${FOLDER}`,
        throttle: `environment: TRAEFIK_PROVIDERS_PROVIDERSTHROTTLEDURATION=${THROTTLE}`,
        ping: 'environment: TRAEFIK_PING=true',
    },
    yaml: {
        directory: `providers: { file: { directory: ${FOLDER} } }`,
        throttle: `providers: { providersThrottleDuration: ${THROTTLE} }`,
        ping: 'ping: {}',
    },
    toml: {
        directory: `providers.file.directory = "${FOLDER}"`,
        throttle: `providers.providersThrottleDuration = "${THROTTLE}"`,
        ping: 'ping = {}',
    },
};
function settingLines({ config, source, path }, wanted) {
    const notation = source !== 'file' ? source : (0,node_path__WEBPACK_IMPORTED_MODULE_0__.extname)(path ?? '').toLowerCase() === '.toml' ? 'toml' : 'yaml';
    const line = LINES[notation][wanted];
    const old = config.file?.directory ?? config.file?.filename;
    const instead = wanted === 'directory' && old !== undefined ? ` (in place of ${old})` : '';
    // The path in front distinguishes a setting of the static file from a line of the service.
    return [`${source === 'file' ? `${path}: ` : ''}${line}${instead}`];
}
function keptLines({ config: { file }, mounts }) {
    const own = file?.directory ?? file?.filename;
    if (own === undefined || own === FOLDER)
        return [];
    const target = file?.directory === undefined ? `${FOLDER}/user${(0,node_path__WEBPACK_IMPORTED_MODULE_0__.extname)(own) || '.yml'}` : `${FOLDER}/user`;
    if (mounts.some((mount) => mount.target === target))
        return [];
    const over = mounts.filter((mount) => own === mount.target || own.startsWith(`${mount.target.replace(/\/$/, '')}/`));
    const [nearest] = over.sort((one, other) => other.target.length - one.target.length);
    if (nearest === undefined)
        return [`volumes: a folder with what lies at ${own} in its image, at ${FOLDER}/user:ro (your own files)`];
    const rest = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.relative(nearest.target, own);
    return [
        `volumes: ${rest === '' ? nearest.source : `${nearest.source.replace(/\/$/, '')}/${rest}`}:${target}:ro (your own files, beside where they are mounted now)`,
    ];
}


/***/ }),

/***/ 3594:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $W: () => (/* binding */ hasDrainTest),
/* harmony export */   MV: () => (/* binding */ undrainable),
/* harmony export */   Od: () => (/* binding */ probeSeconds),
/* harmony export */   Sd: () => (/* binding */ labelsDigest),
/* harmony export */   Y: () => (/* binding */ drainSeconds),
/* harmony export */   g1: () => (/* binding */ DRAIN_FLAG),
/* harmony export */   iK: () => (/* binding */ changedTraefikLabels),
/* harmony export */   lw: () => (/* binding */ withDrainTest),
/* harmony export */   rg: () => (/* binding */ withoutDrainTest)
/* harmony export */ });
/* unused harmony export traefikLabels */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _stack_durations_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6741);



/**
 * Raised in a container that is not to be routed. It lies in the container's own memory: after a restart or a power cut it is gone. The server
 * raises it (src/server/drain/drainIntent.sh).
 */
const DRAIN_FLAG = '/dev/shm/.stack-drain';
const TEST = `[ ! -e ${DRAIN_FLAG} ] || exit 1; `;
/** `$0` of the wrapping shell: by it a wrapped argv is known again, whether or not its dollars were doubled. */
const NAME = 'stack-drain';
/**
 * The service with a healthcheck that fails while the flag is there, and else is the user's own, argument by argument. `CMD-SHELL` stays with
 * the image's SHELL.
 * @param service with doubled dollars
 */
function withDrainTest(service) {
    const check = service.healthcheck;
    const [kind, ...rest] = withoutDrainTest(check?.test ?? []);
    if (kind === 'CMD-SHELL')
        return { ...service, healthcheck: { ...check, test: [kind, `${TEST}${rest[0] ?? ''}`, ...rest.slice(1)] } };
    if (kind === 'CMD')
        return { ...service, healthcheck: { ...check, test: [kind, '/bin/sh', '-c', `${TEST}exec "$$@"`, NAME, ...rest] } };
    return service;
}
/** The user's own test, of one that may be wrapped. */
function withoutDrainTest(test) {
    const [kind, ...rest] = test;
    if (kind === 'CMD-SHELL' && rest[0]?.startsWith(TEST) === true)
        return [kind, rest[0].slice(TEST.length), ...rest.slice(1)];
    if (kind === 'CMD' && rest[2]?.startsWith(TEST) === true && rest[3] === NAME)
        return [kind, ...rest.slice(4)];
    return [...test];
}
function hasDrainTest(test) {
    return test !== undefined && withoutDrainTest(test).join('\0') !== test.join('\0');
}
/** Why a service cannot be taken out of Traefik by its healthcheck; empty where it can. */
function undrainable(service) {
    const reasons = [];
    const [kind] = service.healthcheck?.test ?? [];
    if (service.healthcheck?.disable === true || (kind !== 'CMD' && kind !== 'CMD-SHELL'))
        reasons.push('its Compose file gives it no healthcheck');
    if (service.ipc !== undefined && !/^(private|shareable)?$/.test(service.ipc))
        reasons.push(`ipc: ${service.ipc}: its /dev/shm is not its own`);
    const mount = service.volumes?.find(({ type, target }) => type !== 'tmpfs' && ['/dev', '/dev/shm'].includes(node_path__WEBPACK_IMPORTED_MODULE_1__.posix.resolve('/', target)));
    if (mount !== undefined)
        reasons.push(`its ${mount.target} is mounted: it would outlive a restart`);
    return reasons;
}
/** Seconds until Docker calls a container with the flag unhealthy, once no probe is under way. */
function drainSeconds(check) {
    return (check?.retries || 3) * ((0,_stack_durations_js__WEBPACK_IMPORTED_MODULE_2__/* .secondsOf */ .T)(check?.interval) ?? 30);
}
/** Seconds that a probe that is under way may take. */
function probeSeconds(check) {
    return (0,_stack_durations_js__WEBPACK_IMPORTED_MODULE_2__/* .secondsOf */ .T)(check?.timeout) ?? 30;
}
/** Traefik's labels of a service. */
function traefikLabels(labels = {}) {
    return Object.entries(labels)
        .filter(([key]) => /^traefik\./i.test(key))
        .sort(([one], [other]) => (one < other ? -1 : 1));
}
/** Names of the Traefik labels that are not the same in both. */
function changedTraefikLabels(before, after) {
    const [old, now] = [new Map(traefikLabels(before)), new Map(traefikLabels(after))];
    return [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key)).sort();
}
function labelsDigest(labels) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
        .update(JSON.stringify(traefikLabels(labels)))
        .digest('hex')
        .slice(0, 16);
}


/***/ }),

/***/ 3566:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EM: () => (/* binding */ drainPlan),
/* harmony export */   Kw: () => (/* binding */ drainTested),
/* harmony export */   Rz: () => (/* binding */ filesReach),
/* harmony export */   ds: () => (/* binding */ moveOf),
/* harmony export */   j$: () => (/* binding */ switchable)
/* harmony export */ });
/* harmony import */ var _stack_durations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6741);
/* harmony import */ var _drain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3594);
/* harmony import */ var _ownTraefik_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4620);
/* harmony import */ var _whyNoFile_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2482);




/** Whether routes can be switched by a file: in memory, so that a pin vanishes in a power cut, and with a way to see that it is live. */
function switchable(proxy) {
    return proxy?.directory !== undefined && proxy.tmpfs && proxy.ack !== 'none';
}
/** Whether files reach the Traefik that runs, else the one that the stack brings along; true where there is none. */
function filesReach(facts, own) {
    if (facts.proxy !== undefined)
        return switchable(facts.proxy);
    const config = (0,_ownTraefik_js__WEBPACK_IMPORTED_MODULE_2__/* .ownConfig */ .LJ)(own);
    if (config === undefined)
        return true;
    return config.file?.directory !== undefined && config.file.watches && config.ack.kind !== 'none';
}
/**
 * What Compose reads of a service: with a drain test where only the healthcheck can move its routes. What runs and stays keeps its text.
 * @param service with single dollars
 */
function drainTested(compared, service, kind, routing, options) {
    const fresh = compared.change === 'changed' || (compared.change === 'new' && compared.again !== true);
    const byFile = options.filesReach && routing?.uncarried.length === 0;
    const wanted = fresh && kind === 'start-first' && routing?.routed === true && !byFile;
    return wanted && (0,_drain_js__WEBPACK_IMPORTED_MODULE_1__/* .undrainable */ .MV)(service).length === 0 ? (0,_drain_js__WEBPACK_IMPORTED_MODULE_1__/* .withDrainTest */ .lw)(compared.text) : compared.text;
}
/**
 * @param others Traefiks that see it, beside the one that is spoken to
 * @returns the line of the release's `moves` file; none for a service whose routes nobody has to move
 */
function moveOf({ project, service, class: kind }, text, labels, routing, others = []) {
    if (kind !== 'start-first' || (routing?.routed !== true && others.length === 0))
        return [];
    const tested = (0,_drain_js__WEBPACK_IMPORTED_MODULE_1__/* .hasDrainTest */ .$W)(text.healthcheck?.test);
    const carried = (routing?.uncarried.length ?? 0) + (routing?.obstacles.length ?? 0) === 0;
    const by = others.length > 0 ? 'other' : carried ? (tested ? 'both' : 'file') : tested ? 'drain' : 'none';
    const seconds = Math.ceil((0,_drain_js__WEBPACK_IMPORTED_MODULE_1__/* .drainSeconds */ .Y)(text.healthcheck) + (0,_drain_js__WEBPACK_IMPORTED_MODULE_1__/* .probeSeconds */ .Od)(text.healthcheck));
    return [{ project, service, by, seconds, labels: (0,_drain_js__WEBPACK_IMPORTED_MODULE_1__/* .labelsDigest */ .Sd)(labels) }];
}
/** What the plan says of the services that are switched by Docker's health; undefined where there is none. */
function drainPlan(facts, planned, moves, running, own) {
    const { proxy } = facts;
    if (proxy === undefined)
        return undefined;
    const byFile = switchable(proxy);
    const services = planned.flatMap(({ project, service, change, replicas, previousReplicas }) => {
        const move = moves.find((one) => one.project === project && one.service === service);
        const moved = change === 'changed' || change === 'rescaled';
        if (!moved || move === undefined || move.by === 'file' || move.by === 'other' || (byFile && move.by === 'both'))
            return [];
        const leaves = change === 'changed' || replicas < (previousReplicas ?? 0);
        const check = running.models[project]?.services[service]?.healthcheck;
        const settle = proxy.throttleMs / 1000 + 1;
        const drain = leaves ? (0,_drain_js__WEBPACK_IMPORTED_MODULE_1__/* .drainSeconds */ .Y)(check) : 0;
        const words = leaves ? [`its healthcheck, ${check?.retries || 3} x ${(0,_stack_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .secondsOf */ .T)(check?.interval) ?? 30} s`] : [];
        const cost = {
            ...{ project, service, seconds: Math.ceil(drain + settle) },
            reason: [...words, `Traefik's own delay, ${settle} s`].join('; '),
        };
        return [cost];
    });
    if (services.length === 0)
        return undefined;
    return byFile
        ? { because: 'a file cannot carry their routes', better: [], services }
        : { because: (0,_whyNoFile_js__WEBPACK_IMPORTED_MODULE_3__/* .whyNoFile */ .I)(proxy), better: (0,_whyNoFile_js__WEBPACK_IMPORTED_MODULE_3__/* .linesForProxy */ .T)(proxy, facts, own), services };
}


/***/ }),

/***/ 4620:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hz: () => (/* binding */ readStaticTexts),
/* harmony export */   LJ: () => (/* binding */ ownConfig),
/* harmony export */   em: () => (/* binding */ ownTraefiks),
/* harmony export */   ju: () => (/* binding */ isProxy)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _host_traefik_isTraefik_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8965);
/* harmony import */ var _host_traefik_known_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3756);
/* harmony import */ var _host_traefik_settings_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8678);






function isProxy(service) {
    return (0,_host_traefik_isTraefik_js__WEBPACK_IMPORTED_MODULE_5__/* .isTraefik */ .jX)(service.image, wordsOf(service));
}
/** Reads the static configuration of the stack's own Traefiks out of the checkout: nothing else tells the server what a file says. */
async function readStaticTexts({ projects }) {
    const sources = projects.flatMap(({ model }) => Object.values(model.services)
        .filter(isProxy)
        .flatMap((service) => staticPaths(service).flatMap((path) => sourceOf(model, service, path) ?? [])));
    const read = [...new Set(sources)].map(async (source) => {
        const bytes = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(source).catch(() => undefined);
        if (bytes === undefined)
            return [];
        const sha256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex');
        return [[source, { sha256, text: bytes.toString('utf8') }]];
    });
    return new Map((await Promise.all(read)).flat());
}
/** @param models the same projects under their final names, values with single dollars */
function ownTraefiks(projects, models, texts) {
    return models.flatMap((model, index) => Object.entries(model.services).flatMap(([name, service]) => {
        const project = projects[index];
        const original = project?.model.services[name];
        if (project === undefined || original === undefined || !isProxy(service))
            return [];
        const words = wordsOf(service);
        const environment = Object.entries(service.environment ?? {}).map(([key, value]) => `${key}=${value ?? ''}`);
        const found = staticPaths(service).flatMap((path) => {
            const source = sourceOf(project.model, original, path);
            const text = source === undefined ? undefined : texts.get(source);
            return text === undefined ? [] : [{ path, ...text }];
        })[0];
        const hidden = found === undefined &&
            !words.some((word) => word.startsWith('-')) &&
            !environment.some((one) => one.startsWith('TRAEFIK_'));
        const known = hidden
            ? { why: 'nobody can see in the checkout what it is set up by' }
            : (0,_host_traefik_known_js__WEBPACK_IMPORTED_MODULE_3__/* .knownConfig */ .v)({ words, environment, ...(found && { file: found }) });
        const file = found && { path: found.path, sha256: found.sha256 };
        return [
            { name: `${model.name}/${name}`, known, ...(file && { file }), service, mounts: mountsOf(project, original) },
        ];
    }));
}
/** The configuration of the stack's own Traefik that asks Docker; undefined where there is none. */
function ownConfig(own) {
    return own.flatMap(({ known }) => ('config' in known && known.config.docker !== undefined ? [known.config] : []))[0];
}
function wordsOf({ entrypoint, command }) {
    return [...(entrypoint ?? []), ...(command ?? [])];
}
/** Where Traefik looks, in its order; in its image it is root, at `/`. */
function staticPaths(service) {
    const folder = typeof service['working_dir'] === 'string' ? service['working_dir'] : '/';
    const variables = { XDG_CONFIG_HOME: '', HOME: '/root' };
    for (const [name, value] of Object.entries(service.environment ?? {}))
        if (value !== null)
            variables[name] = value;
    return [(0,_host_traefik_known_js__WEBPACK_IMPORTED_MODULE_3__/* .configFileOf */ .O)(wordsOf(service)) ?? [], ..._host_traefik_settings_js__WEBPACK_IMPORTED_MODULE_4__/* .STATIC_FILES */ .b].flat().map((path) => node_path__WEBPACK_IMPORTED_MODULE_2__.posix.resolve(folder, path.replace(/\$(\w+)/g, (_, name) => variables[name] ?? '')));
}
/** The file on the runner that lies at a path inside the container. */
function sourceOf(model, service, path) {
    for (const kind of ['config', 'secret']) {
        for (const { source, target } of service[`${kind}s`] ?? []) {
            const at = node_path__WEBPACK_IMPORTED_MODULE_2__.posix.resolve(kind === 'secret' ? '/run/secrets' : '/', target ?? source);
            if (at === path)
                return model[`${kind}s`]?.[source]?.file;
        }
    }
    const over = (service.volumes ?? []).filter(({ target }) => path === target || path.startsWith(`${target.replace(/\/$/, '')}/`));
    const [nearest] = over.sort((one, other) => other.target.length - one.target.length);
    if (nearest?.type !== 'bind' || nearest.source === undefined)
        return undefined;
    return node_path__WEBPACK_IMPORTED_MODULE_2__.posix.join(nearest.source, node_path__WEBPACK_IMPORTED_MODULE_2__.posix.relative(nearest.target, path));
}
function mountsOf({ path, mounts }, service) {
    return (service.volumes ?? []).map(({ source = '', target }) => {
        const inRepo = mounts.find((mount) => mount.source === source);
        const relative = inRepo === undefined ? undefined : node_path__WEBPACK_IMPORTED_MODULE_2__.posix.relative(path, inRepo.path);
        return { source: relative === undefined ? source : relative.startsWith('.') ? relative : `./${relative}`, target };
    });
}


/***/ }),

/***/ 4217:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ proxyMeta),
/* harmony export */   I: () => (/* binding */ proxied)
/* harmony export */ });
/* harmony import */ var _host_traefik_staticConfig_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5519);
/* harmony import */ var _moves_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3566);


/**
 * What the server needs to speak to Traefik without a runner: whether a file does it all, which of several Traefiks the routes go through, and
 * what each static configuration file says, by its sha256, since nothing on the server parses YAML.
 */
function proxyMeta(facts, own) {
    const running = facts.traefiks.flatMap(({ file, config }) => (file && config ? [{ file, config }] : []));
    const coming = own.flatMap(({ file, known }) => (file && 'config' in known ? [{ file, config: known.config }] : []));
    const files = [...running, ...coming].map(({ file, config }) => [
        `traefik_${file.sha256}`,
        (0,_host_traefik_staticConfig_js__WEBPACK_IMPORTED_MODULE_0__/* .serverFields */ .BZ)(config)
            .map((field) => field.replace(/\p{Cc}+/gu, ' '))
            .join('\u001f'),
    ]);
    return {
        ...((0,_moves_js__WEBPACK_IMPORTED_MODULE_1__/* .switchable */ .j$)(facts.proxy) && { way: 'file' }),
        ...(facts.proxy?.name !== undefined && { proxy: facts.proxy.name }),
        ...Object.fromEntries(files),
    };
}
/** The facts with the Traefik that the current release goes through, where several ask Docker. */
function proxied(facts) {
    if (facts.proxy !== undefined)
        return facts;
    const proxy = facts.traefiks.find(({ name }) => name === facts.current?.meta['proxy'])?.proxy;
    return proxy === undefined ? facts : { ...facts, proxy };
}


/***/ }),

/***/ 2482:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  T: () => (/* binding */ linesForProxy),
  I: () => (/* binding */ whyNoFile)
});

// EXTERNAL MODULE: ./lib/proxy/advice.js
var advice = __webpack_require__(5890);
;// CONCATENATED MODULE: ./lib/proxy/traefik.js
/** What a person adds to a Traefik that is set up by arguments, once, so that routes can be switched by one rename. */
const TRAEFIK_LINES = [
    'command: --providers.file.directory=/run/stack-actions',
    'command: --providers.providersThrottleDuration=100ms',
    'command: --ping=true',
    'volumes: /run/stack-actions:/run/stack-actions',
];

;// CONCATENATED MODULE: ./lib/release/plan/routing/whyNoFile.js


/** Why routes cannot be switched by a file. */
function whyNoFile(proxy) {
    const file = proxy.config?.file;
    if (file?.watches === false)
        return "Traefik's file provider does not watch its files (watch: false)";
    if (proxy.directory === undefined && file?.filename !== undefined)
        return `Traefik's file provider reads one file of yours (${file.filename}) and no folder`;
    if (proxy.directory === undefined)
        return 'Traefik has no file provider with a directory';
    if (!proxy.tmpfs)
        return `Traefik's ${proxy.directory} is not in memory (tmpfs), so a switch would outlive a power cut`;
    return 'there is no way to see that Traefik has read a file (--ping=true, without api.insecure)';
}
/**
 * What a person adds to the Traefik that runs: only what it lacks, in the notation that it is set up by. Nothing where the Compose files of this
 * very stack have it all already.
 */
function linesForProxy(proxy, facts, own) {
    const { config, source, path } = proxy;
    if (config === undefined || source === undefined)
        return [...TRAEFIK_LINES];
    const folder = facts.traefiks.filter((one) => one.proxy !== undefined).length > 1 ? ownFolder(proxy) : '/run/stack-actions';
    const ours = own.find(({ name }) => name === proxy.name);
    if (ours !== undefined && 'config' in ours.known) {
        const { known, mounts, file } = ours;
        return (0,advice/* linesFor */.b)({ ...known, mounts, folder, ...(file && { path: file.path }) });
    }
    const container = facts.containers.find(({ Id }) => Id === proxy.container);
    const mounts = (container?.Mounts ?? []).map((mount) => ({
        ...{ source: mount.Type === 'volume' ? (mount.Name ?? mount.Source) : mount.Source, target: mount.Destination },
    }));
    return (0,advice/* linesFor */.b)({ config, source, mounts, folder, ...(path !== undefined && { path }) });
}
/** Two Traefiks must not read each other's files. */
function ownFolder({ name = 'traefik' }) {
    return `/run/stack-actions/${name.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '')}`;
}


/***/ }),

/***/ 4335:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  dJ: () => (/* binding */ failuresOf),
  Yr: () => (/* binding */ healthGate),
  rW: () => (/* binding */ listeningOf),
  pX: () => (/* binding */ probesOf)
});

// EXTERNAL MODULE: ./lib/health/gate.js
var gate = __webpack_require__(3147);
// EXTERNAL MODULE: ./lib/runtime/ownEntry.js
var ownEntry = __webpack_require__(6030);
// EXTERNAL MODULE: ./lib/health/routers.js
var routers = __webpack_require__(5244);
// EXTERNAL MODULE: ./lib/health/skips.js
var skips = __webpack_require__(2410);
;// CONCATENATED MODULE: ./lib/health/probesFor.js



/**
 * What a gate asks: of each service that has to run each replica's container, its replicas and URLs of stack.yml, and else, where Traefik
 * routes it, each of its addresses; all of one service under one name.
 */
function probesFor(input) {
    const { of } = targetsOf(input);
    const outside = entriesOf(input).filter((entry) => of(entry) === undefined);
    return [...serviceProbes(input), ...outside.flatMap((entry) => [...urlProbes(entry), ...missingProbes(entry)])];
}
/** Only the probes of these services, without what stack.yml names besides. */
function serviceProbes(input) {
    const { containers } = input;
    const { own, of } = targetsOf(input);
    const skipped = input.health.flatMap(({ skip }) => skip ?? []);
    const health = entriesOf(input);
    return own.flatMap((service) => {
        const entries = health.filter((entry) => of(entry) === service);
        const replicas = replicasOf(service, containers);
        const name = entries[0]?.name ?? serviceName(service);
        return [
            ...Array.from({ length: service.replicas }, (_, index) => containerProbe(name, service, replicas[index], index)),
            ...entries.flatMap((entry) => [...replicaProbes(entry, replicas), ...urlProbes(entry)]),
            ...(entries.some(({ url }) => url !== undefined)
                ? []
                : routerProbes(name, replicas, { ...input, health, skipped })),
        ];
    });
}
/** The entries that ask something. */
function entriesOf({ health }) {
    return health.filter(({ skip }) => skip === undefined);
}
/** The services that have to run, and which of them an entry means. */
function targetsOf({ services, projects = {} }) {
    const own = services.filter((service) => service.class !== 'one-shot' && service.replicas > 0);
    return { own, of: (entry) => serviceOf(entry, own, projects) };
}
/** `l2p` and `backend`: `L2p Backend`; a project named like its service is said once. */
function serviceName({ project, service }) {
    const words = [...project.split(/[-_.\s]+/), ...(project === service ? [] : service.split(/[-_.\s]+/))];
    return words
        .filter((word) => word !== '')
        .map((word) => word[0]?.toUpperCase() + word.slice(1))
        .join(' ');
}
/**
 * The service that an entry means. A project's name in the Compose files may differ from the one of stack.yml, and without a checkout nobody
 * knows: a service's name that is there once is enough then.
 */
function serviceOf({ service: wanted }, services, projects) {
    if (wanted === undefined)
        return undefined;
    const named = services.filter(({ service }) => service === wanted.service);
    const project = composeName(wanted.project, projects);
    const exact = named.find((service) => service.project === project);
    if (exact !== undefined || (0,ownEntry/* ownEntry */.P)(projects, wanted.project) !== undefined)
        return exact;
    return named.length === 1 ? named[0] : undefined;
}
/** Compose's own rule for a project's name that comes from a folder (compose-go, NormalizeProjectName). */
function composeName(project, projects) {
    return ((0,ownEntry/* ownEntry */.P)(projects, project) ??
        project
            .toLowerCase()
            .replace(/[^a-z0-9_-]/g, '')
            .replace(/^[_-]+/, ''));
}
/** Running ones first: one that was stopped on purpose is judged only where too few run. */
function replicasOf({ project, service, replicas }, containers) {
    const own = containers.filter(({ Config: { Labels } }) => {
        const isOneOff = Labels?.['com.docker.compose.oneoff'] === 'True';
        return (!isOneOff &&
            Labels?.['com.docker.compose.project'] === project &&
            Labels['com.docker.compose.service'] === service);
    });
    const running = own.filter(({ State }) => State.Running);
    return [...running, ...own.filter(({ State }) => !State.Running).slice(0, Math.max(0, replicas - running.length))];
}
function containerProbe(name, service, container, index) {
    // There is no such container: the probe fails with Docker's answer to this name.
    return {
        kind: 'container',
        name,
        container: container?.Id ?? `${service.project}-${service.service}-${index + 1} (missing)`,
    };
}
function replicaProbes({ name, port, path, status, headers }, replicas) {
    if (port === undefined)
        return [];
    return replicas.flatMap((container) => {
        const address = addressOf(container);
        if (address === undefined)
            return [];
        return [
            {
                kind: 'replica',
                name,
                address,
                port,
                path: path ?? '/',
                container: container.Id,
                ...(status !== undefined && { status }),
                ...(headers && { headers }),
            },
        ];
    });
}
/** One of its networks is enough: the server reaches every bridge. With the host's network it is the server itself. */
function addressOf({ NetworkSettings, HostConfig }) {
    if (HostConfig.NetworkMode === 'host')
        return '127.0.0.1';
    return Object.values(NetworkSettings.Networks ?? {}).find(({ IPAddress }) => IPAddress !== '')?.IPAddress;
}
function urlProbes({ name, url, status, headers }) {
    if (url === undefined)
        return [];
    return [{ kind: 'url', name, url, ...(status !== undefined && { status }), ...(headers && { headers }) }];
}
/** Addresses that an entry of stack.yml asks already are not asked twice, and those that it takes out not at all. */
function routerProbes(name, replicas, { health, skipped, listening, mark }) {
    const hosts = new Set(health.flatMap(({ url }) => (url === undefined ? [] : [new URL(url).host])));
    const routed = replicas.flatMap(({ Config }) => (0,routers/* routedUrls */.M)(Config.Labels ?? {}, listening));
    const isSkipped = (0,skips/* skipsOf */.en)(skipped, routed);
    const wanted = routed.filter(({ url, router }) => {
        const { host, hostname, port, protocol, pathname: path } = new URL(url);
        const place = { host: hostname, port: Number(port) || (protocol === 'https:' ? 443 : 80), path };
        return !hosts.has(host) && !isSkipped(place) && !skipped.includes(router);
    });
    const own = replicas.flatMap((container) => {
        const address = addressOf(container);
        const port = servedPort(container);
        return address === undefined || port === undefined ? [] : [{ address, port }];
    });
    return [...new Set(wanted.map(({ url }) => url))].map((url) => ({
        ...{ kind: 'url', name, url, routed: true },
        ...(mark !== undefined && { mark }),
        ...(own.length > 0 && { own }),
    }));
}
/** The port that Traefik sends requests to: of the labels, else the lowest that is exposed. */
function servedPort({ Config: { Labels, ExposedPorts } }) {
    const label = Object.entries(Labels ?? {}).find(([key]) => /^traefik\.http\.services\.[^.]+\.loadbalancer\.server\.port$/i.test(key));
    const ports = Object.keys(ExposedPorts ?? {}).map((port) => Number.parseInt(port, 10));
    const port = label === undefined ? Math.min(...ports) : Number(label[1]);
    return Number.isInteger(port) ? port : undefined;
}
/** A probe that fails: an entry for a service that the release does not have must not look healthy. */
function missingProbes({ name, service }) {
    if (service === undefined)
        return [];
    return [{ kind: 'container', name, container: `${service.project}-${service.service} (missing)` }];
}

;// CONCATENATED MODULE: ./lib/health/unhealthyBefore.js

/** Milliseconds between two tries: a single failure may be chance. */
const AGAIN_MS = 1000;
const TRIES = 2;
/**
 * Which of these probes fail before anything is changed, asked twice. A probe of an unchanged service that failed before as well says nothing
 * about the release.
 */
async function unhealthyBefore(probes, { ask, clock, signal }) {
    const found = await Promise.all(probes.map(async (probe) => {
        let failure = '';
        for (let tries = 1;; tries += 1) {
            const answer = await (0,gate/* answerOf */.ut)(ask, probe, signal);
            if (answer.ok || signal.aborted)
                return [];
            failure = answer.failure;
            if (tries === TRIES)
                return [{ name: probe.name, kind: probe.kind, target: (0,gate/* targetOf */.$r)(probe), failure }];
            await clock.sleep(AGAIN_MS, signal);
        }
    }));
    return found.flat();
}
/** The probes that still count against a release. */
function withoutUnhealthy(probes, unhealthy) {
    const known = new Set(unhealthy.map(keyOf));
    return probes.filter((probe) => !known.has(keyOf({ ...probe, target: (0,gate/* targetOf */.$r)(probe) })));
}
const keyOf = ({ name, kind, target }) => [name, kind, target].join(' ');

// EXTERNAL MODULE: ./lib/runtime/clock.js
var clock = __webpack_require__(7642);
// EXTERNAL MODULE: ./lib/release/plan/routing/proxyMeta.js
var proxyMeta = __webpack_require__(4217);
;// CONCATENATED MODULE: ./lib/release/transaction/gating.js





/**
 * Bad answers in a row that users may get. Each new container has passed its own checks before the switch, and Traefik has acknowledged it:
 * what still answers wrongly now does not get better by waiting. A certificate that is still to come is no answer.
 */
const PATIENCE = 5;
/**
 * The gate of a deploy. It holds the whole window while the old version still waits behind; once that is stopped, the successes in a row are
 * asked for again, because callers that kept an old address show only then.
 */
function healthGate(gating) {
    let unhealthy = [];
    return {
        lookBefore: async (kept, projects) => {
            const { stack, facts, askOf, signal } = gating;
            const probes = serviceProbes(probesInput(stack, kept, facts.containers, projects, listeningOf(facts)));
            unhealthy = await unhealthyBefore(probes, { ask: askOf([]), clock: clock/* systemClock */.m, signal });
        },
        judge: judgeOf(gating, () => unhealthy),
    };
}
function judgeOf({ stack, facts, askOf, rules, pinned, onReport }, unhealthyOf) {
    return async ({ stage, containers, services, projects, signal }) => {
        const unhealthy = unhealthyOf();
        const all = probesOf(stack, services, containers, projects, {
            ...listeningOf(facts),
            ...(pinned() && { mark: stack.id }),
        });
        const probes = withoutUnhealthy(all, unhealthy);
        const asked = stage === 'switched' ? rules : { ...rules, windowSeconds: 0 };
        // All of what runs stays as it was: there is nothing to hold against the release.
        const nothing = { schema: 1, healthy: true, ended: 'held', seconds: 0, rules: asked, probes: [] };
        const judged = await (probes.length === 0 && all.length > 0
            ? nothing
            : (0,gate/* judge */.S4)({
                probes,
                rules: asked,
                ask: askOf(containers),
                clock: clock/* systemClock */.m,
                // Users who got answers from another version before do not wait for this one.
                ...(facts.current !== undefined && { patience: PATIENCE }),
                signal,
            }));
        const report = unhealthy.length === 0 ? judged : { ...judged, unhealthyBefore: [...unhealthy] };
        onReport(report, stage);
        return {
            healthy: report.healthy,
            reason: report.healthy ? '' : `the health gate did not hold: ${failuresOf(report)}`,
        };
    };
}
/**
 * The probes of what runs of these services now.
 * @param projects Compose project names by the names of stack.yml, as the release on the server has them.
 */
function probesOf(stack, services, containers, projects, more = {}) {
    return probesFor(probesInput(stack, services, containers, projects, more));
}
function probesInput(stack, services, containers, projects, more) {
    const current = services.flatMap((service) => containersOf(service, containers));
    return {
        health: stack.health,
        services: services.filter((service) => !hasEnded(service, containersOf(service, containers))),
        containers: current,
        projects,
        ...more,
    };
}
/** Whether a service that may end has done so, and well: nothing of it is left to be asked. */
function hasEnded({ check }, containers) {
    return check.kind === 'ends' && containers.every(({ State }) => State.Status === 'exited' && State.ExitCode === 0);
}
/** A service's containers of this release; those without our label ran before us, and count only where nothing of ours replaced them. */
function containersOf({ project, service, hash }, containers) {
    const own = containers.filter(({ Config: { Labels } }) => Labels?.['com.docker.compose.project'] === project && Labels['com.docker.compose.service'] === service);
    const made = own.filter(({ Config: { Labels } }) => Labels?.['stack-actions.hash'] === hash);
    return made.length > 0 ? made : own.filter(({ Config: { Labels } }) => Labels?.['stack-actions.hash'] === undefined);
}
function failuresOf({ probes, reason }) {
    const failed = probes
        .filter(({ healthy }) => !healthy)
        .map(({ name, lastFailure }) => `${name} (${lastFailure ?? 'not asked yet'})`);
    return [...new Set(failed)].join(', ') || reason || 'no reason was given';
}
/** Where the Traefik listens that the routes go through. */
function listeningOf(facts) {
    const { proxy } = (0,proxyMeta/* proxied */.I)(facts);
    const entryPoints = proxy?.config?.entryPoints;
    if (entryPoints === undefined)
        return {};
    return { listening: { entryPoints, publishedPort: (port) => proxy?.published?.[port] } };
}


/***/ })

};
