export const id = 234;
export const ids = [234];
export const modules = {

/***/ 809:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K1: () => (/* binding */ imagesOutput),
/* harmony export */   QP: () => (/* binding */ gateOutputs),
/* harmony export */   jQ: () => (/* binding */ transactionOutputs),
/* harmony export */   lh: () => (/* binding */ pipelineOutputs),
/* harmony export */   mm: () => (/* binding */ problemsOutput),
/* harmony export */   uT: () => (/* binding */ reportOutput),
/* harmony export */   zc: () => (/* binding */ urlOutput)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4528);
/* harmony import */ var _shipment_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3782);


const imagesOutput = {
    images: zod__WEBPACK_IMPORTED_MODULE_1__/* .custom */ .IeY().meta({
        description: 'JSON list of images: project, service, repository, key, tags, result (`built` or `reused`), reason, digest, pushed',
    }),
};
const transactionOutputs = {
    outcome: _shipment_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .outcome */ .b,
    failure: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().meta({ description: 'Why it is red, in a line; absent when it is green' }),
    release: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().meta({ description: 'Id of the release that this run made' }),
    previousRelease: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().meta({ description: 'Id of the release that served before' }),
    servingRelease: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().meta({ description: 'Id of the release that answers now' }),
    changed: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).meta({ description: 'JSON list of the services that changed, as `project/service`' }),
    pauses: zod__WEBPACK_IMPORTED_MODULE_1__/* .custom */ .IeY().meta({
        description: 'JSON list of the endpoints of the stack that answered worse than before for a while: endpoint, seconds, failed, answer, over; `[]` if none did',
    }),
    planFile: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().meta({ description: 'Path of the plan (Markdown)' }),
    journalFile: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().meta({ description: 'Path of the journal of the transaction (tab-separated)' }),
};
const reportOutput = {
    reportFile: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().meta({ description: 'Path of the gate’s report (JSON)' }),
};
const gateOutputs = {
    healthy: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY().meta({ description: '`true` if every probe held' }),
    ...reportOutput,
};
const urlOutput = {
    url: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().meta({ description: 'The environment’s public address, for the `environment:` of the job' }),
};
/** Of build-and-tag's dry run: what the jobs of a pipeline are made from. */
const pipelineOutputs = {
    // An empty one was lost: GitHub drops what holds the value of a secret. So neither answer is empty, or a word that a secret may be.
    decision: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['is-deployed', 'is-not-deployed'])
        .meta({ description: 'Dry run: whether this run deploys, `is-deployed` or `is-not-deployed`; never empty' }),
    environment: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().meta({ description: 'Dry run: environment that this run deploys to; empty if none' }),
    ...urlOutput,
    stack: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().meta({ description: 'Dry run: the stack’s name' }),
    tests: zod__WEBPACK_IMPORTED_MODULE_1__/* .custom */ .IeY()
        .meta({ description: 'Dry run: JSON list of what is to be tested: project, path, command' }),
    builds: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).meta({
        description: 'Dry run: JSON list of the projects that have an image to build; where something is deployed, without those of `builds-with-secrets`',
    }),
    buildsWithSecrets: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).meta({
        description: 'Dry run: JSON list of the projects with an image whose build needs what only the environment gives',
    }),
};
/** Of doctor. */
const problemsOutput = {
    problems: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP())
        .meta({ description: 'JSON list of what a deploy would fail by, each in a line; `[]` if nothing' }),
};


/***/ }),

/***/ 6434:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CI: () => (/* binding */ partsOf),
/* harmony export */   HU: () => (/* binding */ hostNetwork),
/* harmony export */   NK: () => (/* binding */ withoutKeeper),
/* harmony export */   Vj: () => (/* binding */ whyEngine),
/* harmony export */   eS: () => (/* binding */ needsKeeper),
/* harmony export */   fv: () => (/* binding */ forgottenBuilders),
/* harmony export */   gu: () => (/* binding */ createCommand),
/* harmony export */   lv: () => (/* binding */ BUILDKIT_IMAGE),
/* harmony export */   t3: () => (/* binding */ buildkitdToml),
/* harmony export */   xx: () => (/* binding */ parseBuilder)
/* harmony export */ });
/* harmony import */ var _layerCache_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8252);

/**
 * BuildKit for builders of our own: the index of v0.32.2, for all its platforms. The tag is for people; Docker goes by the digest.
 * https://github.com/moby/buildkit/releases/tag/v0.32.2
 */
const BUILDKIT_IMAGE = 'docker.io/moby/buildkit:v0.32.2@sha256:28a898719c18a33f4e8000685287fa36fd0dd9560c6440227d3a732d79bb41d8';
/**
 * Reads what `docker buildx inspect` prints; undefined where that names no driver. The engine's own builder keeps caches where the engine has
 * containerd's image store: Buildx goes by that same label (driver/docker/driver.go, Features).
 */
function parseBuilder(inspected) {
    const driver = /^Driver:\s*(\S+)/m.exec(inspected)?.[1];
    if (driver === undefined)
        return undefined;
    const isEngine = driver === 'docker';
    return {
        isEngine,
        keepsCaches: !isEngine || /^\s*org\.mobyproject\.buildkit\.worker\.snapshotter:/m.test(inspected),
    };
}
/**
 * Whether these caches need a builder that keeps caches. The engine's own can read some, as far as its version goes: Docker 20.10 does not read one
 * of a registry with an authority of its own.
 */
function needsKeeper(caches) {
    return caches.some(({ from, to }) => from.length > 0 || to.some((entry) => !(0,_layerCache_js__WEBPACK_IMPORTED_MODULE_0__/* .isInline */ .mO)(entry)));
}
/** What is left of caches for a builder that keeps none: it can read those of registries. */
function withoutKeeper({ from, to }) {
    return { from: from.filter((entry) => !(0,_layerCache_js__WEBPACK_IMPORTED_MODULE_0__/* .isGithubs */ .ru)(entry)), to: to.filter(_layerCache_js__WEBPACK_IMPORTED_MODULE_0__/* .isInline */ .mO) };
}
/**
 * Settings of a BuildKit in a container, which sees neither the engine's daemon.json nor /etc/docker/certs.d
 * (https://docs.docker.com/build/buildkit/toml-configuration/).
 * @param parallel How many steps run at the same time.
 */
function buildkitdToml(registries, { parallel }) {
    const text = (value) => JSON.stringify(value);
    const lines = ['[worker.oci]', `max-parallelism = ${parallel}`];
    for (const { host, isInsecure, authorities = [], keyPairs = [], mirrors = [] } of registries) {
        lines.push(`[registry.${text(host)}]`);
        // Both: HTTPS without a check of the certificate, else HTTP, as the engine does.
        if (isInsecure)
            lines.push('http = true', 'insecure = true');
        if (mirrors.length > 0)
            lines.push(`mirrors = ${text(mirrors)}`);
        if (authorities.length > 0)
            lines.push(`ca = ${text(authorities)}`);
        for (const { key, certificate } of keyPairs)
            lines.push(`[[registry.${text(host)}.keypair]]`, `key = ${text(key)}`, `cert = ${text(certificate)}`);
    }
    return `${lines.join('\n')}\n`;
}
/**
 * Whether a builder has to be in the runner's own network: it pushes to a registry on the loopback, or a build asks for the host's network, which
 * for BuildKit is that of its container.
 * @param registry Host that it pushes to.
 */
function hostNetwork(targets, registry) {
    return (/^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(registry) ||
        targets.some(({ network, entitlements }) => network === 'host' || entitlements?.includes('network.host')));
}
/**
 * Why images with layer caches are left to the engine's own builder; undefined where one of ours serves them better.
 * @param options.isSelfHosted Whether the runner is one of the user's own.
 * @param options.isProxied Whether its engine goes through a proxy.
 */
function whyEngine(targets, { isSelfHosted, isProxied }) {
    for (const { project, service, extraHosts = {}, entitlements = [] } of targets) {
        // Buildx knows no gateway for a builder in a container (its drivers' HostGatewayIP).
        if (Object.values(extraHosts).some((addresses) => addresses.split(',').includes('host-gateway')))
            return `${project}/${service} has \`host-gateway\` in \`extra_hosts\``;
        if (entitlements.some((one) => /^device(=|$)/.test(one)))
            return `${project}/${service} asks for a device`;
    }
    if (isSelfHosted)
        return 'on a runner of your own it has the layers of the builds before; with `buildkit-image` or `cache: gha` a builder is started that keeps a cache';
    return isProxied ? 'it goes through a proxy, of which no other builder would know' : undefined;
}
/**
 * The argv that makes a builder in a container; nothing is started by it yet.
 * @param options.config Path of a buildkitd.toml.
 * @param options.isInsecure Whether a build asks for the entitlement security.insecure.
 * @param options.isOnHost Of hostNetwork.
 */
function createCommand(name, options) {
    // What the engine's own builder allows, and what a Compose file asks for; the build still has to ask.
    const allowed = ['network.host', ...(options.isInsecure ? ['security.insecure'] : [])];
    return [
        ...['docker', 'buildx', 'create', '--name', name, '--driver', 'docker-container'],
        ...['--driver-opt', `image=${options.image}`],
        ...(options.isOnHost ? ['--driver-opt', 'network=host'] : []),
        ...['--buildkitd-flags', allowed.map((what) => `--allow-insecure-entitlement ${what}`).join(' ')],
        ...['--config', options.config],
    ];
}
/**
 * The builders in a listing (a line each: container's name, tab, when it was made) that are a day old: no build takes that long, so the machine died.
 * @param now In milliseconds.
 */
function forgottenBuilders(listed, now) {
    return listed.split('\n').flatMap((line) => {
        const [, name, made = ''] = /^buildx_buildkit_(\S+)0\t(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4})/.exec(line) ?? [];
        return name !== undefined && now - Date.parse(made) > DAY_MS ? [name] : [];
    });
}
const DAY_MS = 24 * 3600_000;
/** Names that Buildx gives to what it makes for the only node of such a builder (builder/node.go, driver/docker-container). */
function partsOf(name) {
    const container = `buildx_buildkit_${name}0`;
    return { container, volume: `${container}_state` };
}


/***/ }),

/***/ 8252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DQ: () => (/* binding */ NO_CACHE),
/* harmony export */   Kh: () => (/* binding */ cacheReference),
/* harmony export */   VG: () => (/* binding */ cacheUseOf),
/* harmony export */   Vq: () => (/* binding */ sharedLoginNotice),
/* harmony export */   mO: () => (/* binding */ isInline),
/* harmony export */   ru: () => (/* binding */ isGithubs),
/* harmony export */   tX: () => (/* binding */ secretArguments),
/* harmony export */   v2: () => (/* binding */ cacheEntries)
/* harmony export */ });
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8426);

const NO_CACHE = { kind: 'none', reads: [] };
/**
 * An environment reads what its own branch has written, and nothing else: what is in a cache ends up in images. A run that deploys nothing, such
 * as a pull request's, reads all and writes none; but for a git tag's, whose images are kept.
 * @param options.mayPush Whether this run's login may push; GitHub's cache needs none.
 */
function cacheUseOf(kind, stack, { deploys, mayPush, isTag = false }) {
    const { registry, environment, environments } = stack;
    if (kind === 'none' || (kind === 'registry' && registry === 'none'))
        return NO_CACHE;
    if (!deploys)
        return { kind, reads: isTag ? [environment] : [...new Set([environment, ...environments])] };
    return { kind, reads: [environment], ...((mayPush || kind === 'gha') && { writes: environment }) };
}
/** The tag under which the registry has an image's layers. */
function cacheReference(repository, environment) {
    return `${repository}:cache-${environment}`;
}
/**
 * What bake is told of the caches of an image. Where its Compose file says where layers are written, they are written there alone.
 * @param isThere Whether the registry has a reference; BuildKit would print an error for what is not there yet.
 * @param mode `max`: the layers of all its stages; `min`: only those of the image itself.
 */
function cacheEntries(target, { kind, reads, writes }, isThere, mode = 'max') {
    const { repository, cacheFrom, cacheTo, noCache } = target;
    const placeOf = (environment) => kind === 'gha'
        ? `type=gha,scope=${repository}@${environment}`
        : `type=registry,ref=${cacheReference(repository, environment)}`;
    const places = kind === 'none' || noCache ? [] : reads;
    const found = places.filter((environment) => kind === 'gha' || isThere(cacheReference(repository, environment)));
    const own = kind === 'none' || noCache || writes === undefined ? [] : [`${placeOf(writes)},mode=${mode},${EXPORT[kind]}`];
    return {
        from: [...cacheFrom, ...found.map(placeOf)],
        to: cacheTo.length > 0 ? cacheTo.map(tolerant) : own,
    };
}
/**
 * Build arguments, also of what an image stands on, that hold what only the environment gives: a stage that no image has may keep it in a file.
 * @param isSecret Whether a text holds what the run masks.
 */
function secretArguments(target, isSecret) {
    const all = [target, ...(0,_target_js__WEBPACK_IMPORTED_MODULE_0__/* .builtBefore */ .iY)(target)].flatMap(({ args }) => Object.entries(args));
    return [...new Set(all.filter(([, value]) => isSecret(value)).map(([name]) => name))];
}
/**
 * What to say of a server that can write what the next build reads; undefined where it cannot.
 * @param options.hasPullLogin Whether it was given a login of its own.
 */
function sharedLoginNotice(kind, { registry }, { pushes, hasPullLogin }) {
    if (kind !== 'registry' || registry === 'none' || !pushes || hasPullLogin)
        return undefined;
    return [
        'The server pulls with the login that this run pushes with: who is root there could write the layer cache that the next build reads',
        'give `registry-pull-token`, a login that can only pull; or `cache: gha` or `cache: none`',
    ].join('\n');
}
/** An OCI image manifest is what registries take that refuse an index of layers, such as ECR; today's BuildKit writes one by itself. */
const EXPORT = {
    registry: 'image-manifest=true,oci-mediatypes=true,ignore-error=true',
    gha: 'ignore-error=true',
};
/** Makes a cache that cannot be written no failure of the build. */
function tolerant(entry) {
    if (isInline(entry) || /(^|,)ignore-error=/.test(entry))
        return entry;
    return `${entry.includes('=') ? entry : `type=registry,ref=${entry}`},ignore-error=true`;
}
/** In GitHub's own cache. */
function isGithubs(entry) {
    return /(^|,)type=gha(,|$)/.test(entry);
}
/** Written into the image itself, which every builder can. */
function isInline(entry) {
    return /(^|,)type=inline(,|$)/.test(entry);
}


/***/ }),

/***/ 3026:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  zp: () => (/* binding */ builderOf),
  h0: () => (/* binding */ currentBuilder),
  iq: () => (/* binding */ removeBuilder),
  g6: () => (/* binding */ startBuilder),
  Bb: () => (/* binding */ usesProxy)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
// EXTERNAL MODULE: ./lib/runtime/leftovers.js
var leftovers = __webpack_require__(5868);
// EXTERNAL MODULE: ./lib/runtime/temp.js
var temp = __webpack_require__(896);
// EXTERNAL MODULE: ./lib/image/builder.js
var builder = __webpack_require__(6434);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./lib/image/insecure.js
var insecure = __webpack_require__(715);
;// CONCATENATED MODULE: ./lib/image/trustedRegistries.js



/** Where Docker looks for the certificates of registries (https://docs.docker.com/engine/security/certificates/). */
const CERTIFICATES = '/etc/docker/certs.d';
/** What the system trusts, by distribution. */
const SYSTEM = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt'];
/**
 * Registries as this runner's engine knows them, for a builder that does not see its settings: which are insecure, whose authorities are its own,
 * what stands for Docker Hub.
 * @param host Of the stack's registry.
 * @param options.folder Where authorities are written, in a file for each registry.
 */
async function trustedRegistries(host, options) {
    const config = await (0,insecure/* engineRegistries */.Ep)(options);
    const mirrors = (config.Mirrors ?? []).flatMap((text) => (URL.canParse(text) ? [new URL(text)] : []));
    const folders = await (0,promises_.readdir)(CERTIFICATES).catch(() => []);
    const hosts = new Set([host, ...mirrors.map((url) => url.host), ...folders]);
    const found = await Promise.all([...hosts].map(async (one, index) => {
        const { authorities, keyPairs } = await certificatesOf(one);
        // One file: Buildx copies files by their last names, and would overwrite one by the other.
        const texts = one === host ? [...(await systemAuthorities(options.env)), ...authorities] : authorities;
        const file = texts.length === 0 ? [] : [await options.folder.write(`ca-${index}.pem`, texts.join('\n'))];
        const isPlain = mirrors.some((url) => url.host === one && url.protocol === 'http:');
        return { host: one, isInsecure: isPlain || (0,insecure/* trusts */.i9)(one, config), authorities: file, keyPairs };
    }));
    if (mirrors.length === 0)
        return found;
    const names = mirrors.map((url) => `${url.host}${url.pathname.replace(/\/$/, '')}`);
    return [...found.filter((one) => one.host !== 'docker.io'), { host: 'docker.io', mirrors: names }];
}
async function certificatesOf(host) {
    const folder = (0,external_node_path_.join)(CERTIFICATES, host);
    const names = await (0,promises_.readdir)(folder).catch(() => []);
    const authorities = names.filter((name) => name.endsWith('.crt')).map((name) => textOf((0,external_node_path_.join)(folder, name)));
    const keyPairs = names
        .filter((name) => name.endsWith('.cert'))
        .map((name) => ({
        certificate: (0,external_node_path_.join)(folder, name),
        key: (0,external_node_path_.join)(folder, name.replace(/\.cert$/, '.key')),
    }));
    return { authorities: await Promise.all(authorities), keyPairs };
}
/** What programs on the runner trust: a company's authority is mostly among it. */
async function systemAuthorities(env) {
    const given = [env.SSL_CERT_FILE, env.NODE_EXTRA_CA_CERTS].filter((path) => path !== undefined && path !== '');
    const texts = await Promise.all([...SYSTEM, ...given].map((path) => textOf(path)));
    return texts.filter((text) => text !== '');
}
function textOf(path) {
    return (0,promises_.readFile)(path, 'utf8').catch(() => '');
}

;// CONCATENATED MODULE: ./lib/image/openBuilder.js








const INSPECT_MS = 60_000;
/** BuildKit's image has some 100 MB; where it does not come, a build without a cache is the quicker one. */
const START_MS = 60_000;
const REMOVE_MS = 30_000;
const PURPOSE = 'builder';
/** The builder that Buildx uses by itself, such as one of docker/setup-buildx-action; undefined where that cannot be told. */
async function currentBuilder(options) {
    const { run: runProgram, ...rest } = options;
    const result = await runProgram(['docker', 'buildx', 'inspect'], { ...rest, timeoutMs: INSPECT_MS });
    return result.code === 0 ? (0,builder/* parseBuilder */.xx)(result.stdout) : undefined;
}
/**
 * Starts a BuildKit in a container, which is removed when it is disposed of, and by the post step where this process is killed.
 * @throws Refused where it does not start, with Docker's words; then nothing is left of it.
 */
async function startBuilder(made, options) {
    const { run: runProgram, env, signal } = options;
    const folder = await (0,temp/* tempFolder */.v)(PURPOSE);
    (0,leftovers/* noteLeftover */.CF)(folder.path);
    const name = builderOf(folder.path) ?? '';
    const dispose = async () => {
        // What is still there is the post step's.
        if (!(await removeBuilder(name, options)))
            return;
        (0,leftovers/* forgetLeftovers */.q2)([folder.path]);
        await folder[Symbol.asyncDispose]();
    };
    // Where Buildx notes its builders: the user's list stays as it is.
    const own = { ...env, BUILDX_CONFIG: folder.path };
    let authorities;
    try {
        const registries = await trustedRegistries(made.registry, { run: runProgram, env, folder });
        authorities = registries.find(({ host }) => host === made.registry)?.authorities?.[0];
        const toml = (0,builder/* buildkitdToml */.t3)(registries, { parallel: Math.max(2, (0,external_node_os_.availableParallelism)()) });
        const config = await folder.write('buildkitd.toml', toml);
        const commands = [(0,builder/* createCommand */.gu)(name, { ...made, config }), ['docker', 'buildx', 'inspect', '--bootstrap', name]];
        for (const command of commands) {
            const result = await runProgram(command, { env: own, timeoutMs: START_MS, ...(signal && { signal }) });
            if (result.ended === 'timeout')
                throw new errors/* Refused */.Lw(`it did not start within ${START_MS / 1000} s`);
            if (result.code !== 0)
                throw new errors/* Refused */.Lw(lastLine(`${result.stdout}\n${result.stderr}`));
        }
        // Buildx has it started again for ever, even after the machine's death; where that stays so, the next builder removes it.
        const update = ['docker', 'container', 'update', '--restart=no', (0,builder/* partsOf */.CI)(name).container];
        await runProgram(update, { env, timeoutMs: INSPECT_MS });
        await removeForgotten(options);
    }
    catch (error) {
        await dispose();
        throw error;
    }
    return {
        env: {
            ...{ BUILDX_CONFIG: folder.path, BUILDX_BUILDER: name },
            // Buildx itself asks for the tokens of a registry: whom its builder trusts, it has to trust, too.
            ...(authorities !== undefined && { SSL_CERT_FILE: authorities }),
        },
        isAlive: async () => {
            const asked = ['docker', 'container', 'inspect', '--format', '{{.State.Running}}', (0,builder/* partsOf */.CI)(name).container];
            const result = await runProgram(asked, { env, timeoutMs: INSPECT_MS });
            return result.stdout.trim() === 'true';
        },
        [Symbol.asyncDispose]: dispose,
    };
}
/** Name of the builder whose folder a path is that a step noted; undefined where it is none. Buildx makes its letters small. */
function builderOf(path) {
    const name = (0,external_node_path_.basename)(path).toLowerCase();
    return name.startsWith(`stack-actions-${PURPOSE}-`) ? name : undefined;
}
/** Removes what runs left behind whose machine died. */
async function removeForgotten({ run: runProgram, env }) {
    const filter = `name=^/?${(0,builder/* partsOf */.CI)(`stack-actions-${PURPOSE}-`).container.slice(0, -1)}`;
    const format = '{{.Names}}\t{{.CreatedAt}}';
    const list = ['docker', 'container', 'ls', '--all', '--filter', filter, '--format', format];
    const { stdout } = await runProgram(list, { env, timeoutMs: INSPECT_MS });
    for (const name of (0,builder/* forgottenBuilders */.fv)(stdout, Date.now()))
        await removeBuilder(name, { run: runProgram, env });
}
/** Whether the engine goes through a proxy: a builder in a container is given none. */
async function usesProxy({ run: runProgram, env }) {
    const asked = ['docker', 'info', '--format', '{{json .HTTPProxy}} {{json .HTTPSProxy}}'];
    const { code, stdout } = await runProgram(asked, { env, timeoutMs: INSPECT_MS });
    return code === 0 && /[^"\s]/.test(stdout);
}
/**
 * Removes a builder of ours and its layers, by what the engine calls them: Buildx's own notes may be gone.
 * @returns Whether nothing is left of it.
 */
async function removeBuilder(name, { run: runProgram, env }) {
    const { container, volume } = (0,builder/* partsOf */.CI)(name);
    const options = { timeoutMs: REMOVE_MS, ...(env && { env }) };
    const removed = await runProgram(['docker', 'container', 'rm', '--force', container], options);
    const emptied = await runProgram(['docker', 'volume', 'rm', '--force', volume], options);
    return removed.code === 0 && emptied.code === 0;
}
function lastLine(output) {
    return (0,runtime_escape/* plain */.pj)(output).trim().split('\n').pop()?.slice(0, 500) ?? '';
}


/***/ }),

/***/ 3782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ outcome)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4528);

const outcome = zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['deployed', 'unchanged', 'skipped', 'planned', 'rolled-back', 'undone', 'undo-failed', 'refused', 'unknown'])
    .meta({
    description: '`deployed`, `unchanged`, `skipped`, `planned`, `rolled-back` (green), `undone`, `undo-failed`, `refused`, `unknown` (red)',
});


/***/ })

};
