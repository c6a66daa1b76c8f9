export const id = 94;
export const ids = [94];
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

/***/ 1211:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pushImage: () => (/* binding */ pushImage)
/* harmony export */ });
/* harmony import */ var _contract_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1074);
/* harmony import */ var _image_images_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8372);
/* harmony import */ var _image_registry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6733);
/* harmony import */ var _runtime_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(313);
/* harmony import */ var _checkout_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7813);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9922);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(809);







/** Pushes what build-and-tag built in the same job, and tags in the registry what is there already. */
const pushImage = (0,_contract_action_js__WEBPACK_IMPORTED_MODULE_0__/* .defineAction */ .Q)({
    name: 'push-image',
    description: 'Push the images that the registry lacks, and give each one’s digest',
    inputs: { environment: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .environment */ .cA, config: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .config */ .$W, ..._inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .registryInputs */ .P4, images: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .images */ .zC },
    outputs: { ..._outputs_js__WEBPACK_IMPORTED_MODULE_6__/* .imagesOutput */ .K1 },
    async main(inputs, context) {
        const { env, event, log, signal } = context;
        const { registry } = await (0,_checkout_js__WEBPACK_IMPORTED_MODULE_4__/* .stackConfig */ .$R)(inputs, context);
        const output = log.output();
        const pushed = await log.group('Push', async () => (0,_image_images_js__WEBPACK_IMPORTED_MODULE_1__/* .pushImages */ .Z)(inputs.images, {
            registry: await (0,_image_registry_js__WEBPACK_IMPORTED_MODULE_2__/* .openRegistry */ .M)(registry, inputs, env),
            run: _runtime_run_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .eF,
            env,
            signal,
            log: output.line,
            warn: (text) => log.warning(text),
            withoutKeys: event.tag !== undefined,
        }).finally(output.end));
        for (const image of pushed)
            log.info(`${image.project}/${image.service}: ${image.pushed ? 'pushed' : 'nothing to push'}, ${image.digest ?? image.imageId ?? 'no digest'}`);
        return { images: pushed };
    },
});


/***/ }),

/***/ 6434:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CI: () => (/* binding */ partsOf),
/* harmony export */   eS: () => (/* binding */ needsKeeper),
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
 * The argv that makes a builder in a container; nothing is started by it yet.
 * @param options.config Path of a buildkitd.toml.
 * @param options.registry Host that it pushes to: one on the loopback is the runner's own.
 * @param options.isInsecure Whether a build asks for the entitlement security.insecure.
 */
function createCommand(name, options) {
    const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(options.registry);
    // What the engine's own builder allows, and what a Compose file asks for; the build still has to ask.
    const allowed = ['network.host', ...(options.isInsecure ? ['security.insecure'] : [])];
    return [
        ...['docker', 'buildx', 'create', '--name', name, '--driver', 'docker-container'],
        ...['--driver-opt', `image=${options.image}`],
        ...(isLoopback ? ['--driver-opt', 'network=host'] : []),
        ...['--buildkitd-flags', allowed.map((what) => `--allow-insecure-entitlement ${what}`).join(' ')],
        ...['--config', options.config],
    ];
}
/** Names that Buildx gives to what it makes for the only node of such a builder (builder/node.go, driver/docker-container). */
function partsOf(name) {
    const container = `buildx_buildkit_${name}0`;
    return { container, volume: `${container}_state` };
}


/***/ }),

/***/ 9983:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ ignoreRules)
/* harmony export */ });
/** A .dockerignore as BuildKit reads it (github.com/moby/patternmatcher), whose rules it takes from Go's regular expressions. */
function ignoreRules(text) {
    const patterns = text
        .replace(/^\uFEFF/, '')
        .split('\n')
        .flatMap(patternOf);
    const rules = patterns.map(({ exception, pattern }) => ({ exception, matches: matcher(pattern) }));
    const unclear = patterns.find(({ pattern }) => isUnclear(pattern))?.pattern;
    const known = new Map();
    // A folder that matched a rule has matched it for all below.
    const matched = (path) => {
        const found = known.get(path);
        if (found !== undefined)
            return found;
        const folder = path.lastIndexOf('/');
        const above = folder > 0 ? matched(path.slice(0, folder)) : [];
        let isIgnored = false;
        const results = rules.map(({ exception, matches }, index) => {
            const holds = above[index] === true || (exception === isIgnored && matches(path));
            if (holds)
                isIgnored = !exception;
            return holds;
        });
        known.set(path, results);
        return results;
    };
    const ignores = (path) => {
        const last = matched(path).lastIndexOf(true);
        return last !== -1 && rules[last]?.exception === false;
    };
    const exceptions = patterns.flatMap(({ exception, pattern }) => exception ? [pattern.split(/[*?[\\]/, 1)[0]] : []);
    return {
        ignores,
        closes: (folder) => exceptions.every((prefix) => !prefix.startsWith(`${folder}/`) && !`${folder}/`.startsWith(prefix)),
        ...(unclear !== undefined && { unclear }),
    };
}
/** A line, cleaned as Go's `filepath.Clean` does it; nothing for what is no pattern. */
function patternOf(line) {
    const trimmed = line.trim();
    if (line.startsWith('#') || trimmed === '')
        return [];
    const exception = trimmed.startsWith('!');
    const pattern = cleaned((exception ? trimmed.slice(1) : trimmed).trim());
    return pattern === '' ? [] : [{ exception, pattern }];
}
/** Without `.`, empty parts and a slash at either end; `..` takes the part before it. */
function cleaned(path) {
    if (path === '')
        return '';
    const parts = [];
    for (const part of path.split('/')) {
        if (part === '' || part === '.')
            continue;
        if (part !== '..')
            parts.push(part);
        else if (parts.length > 0 && parts.at(-1) !== '..')
            parts.pop();
        else if (!path.startsWith('/'))
            parts.push('..');
    }
    return parts.join('/') || (path.startsWith('/') ? '/' : '.');
}
/** What Go's regular expressions and ours may read in two ways: an escaped letter, digit or sign beyond ASCII, a lone escape, and a list that is more than plain letters. */
function isUnclear(pattern) {
    const signs = pattern.replace(/\\[ -/:-@[-`{-~]/g, '\0');
    const plain = signs.replace(/\[\^?[A-Za-z0-9_ |.]+(-[A-Za-z0-9][A-Za-z0-9_ |.]*)*\]/g, '');
    return /[\\[\]]/.test(plain) || !isExpression(pattern);
}
function isExpression(pattern) {
    try {
        return expression(pattern) !== undefined;
    }
    catch {
        return false;
    }
}
const SPECIAL = /[*?[\]\\]/;
/** As `Pattern.match` there, which takes what is plain, before or behind a `**`, by its letters. */
function matcher(pattern) {
    if (!SPECIAL.test(pattern))
        return (path) => path === pattern;
    const [start, end] = [pattern.slice(0, -2), pattern.slice(2)];
    if (pattern.startsWith('**') && !SPECIAL.test(end))
        return (path) => path.endsWith(end) || (end.startsWith('/') && path === end.slice(1));
    if (pattern.endsWith('**') && !SPECIAL.test(start))
        return (path) => path.startsWith(start);
    if (!isExpression(pattern))
        return () => false;
    const whole = expression(pattern);
    return (path) => whole.test(path);
}
function expression(pattern) {
    const found = pattern.replace(/\*\*\/?|\*|\?|\\[\s\S]|[.+()|{}$/\\]/gu, (sign, at) => {
        if (sign.startsWith('**'))
            return at + sign.length === pattern.length ? '[^\\n]*' : '([^\\n]*\\/)?';
        if (sign === '*')
            return '[^/]*';
        if (sign === '?')
            return '[^/]';
        if (sign.length === 1)
            return `\\${sign}`;
        return /\\[A-Za-z0-9]/.test(sign) ? sign : sign.slice(1).replace(/[\^$\\.*+?()[\]{}|/]/, '\\$&');
    });
    return new RegExp(`^${found}$`, 'u');
}


/***/ }),

/***/ 715:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ep: () => (/* binding */ engineRegistries),
/* harmony export */   i9: () => (/* binding */ trusts),
/* harmony export */   k7: () => (/* binding */ engineTrusts)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);
/* harmony import */ var _runtime_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3220);


/**
 * Whether the engine on this machine trusts a registry without TLS (`insecure-registries` of its daemon.json, loopback always). There
 * is no switch of ours: who pushes images is the engine.
 */
async function engineTrusts(host, options) {
    if (trusts(host, { InsecureRegistryCIDRs: ['127.0.0.0/8', '::1/128'] }))
        return true;
    return trusts(host, await engineRegistries(options));
}
/** What the engine on this machine says of registries; nothing where none answers. */
async function engineRegistries(options) {
    const result = await options
        .run(['docker', 'info', '--format', '{{json .RegistryConfig}}'], { timeoutMs: 20_000 })
        .catch(() => undefined);
    return result?.code === 0 ? ((0,_runtime_json_js__WEBPACK_IMPORTED_MODULE_1__/* .jsonObject */ .o)(result.stdout) ?? {}) : {};
}
/** The engine's rule, as in moby's registry/config.go. */
function trusts(host, config) {
    if (config.IndexConfigs?.[host]?.Secure === false)
        return true;
    const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
    const address = name === 'localhost' ? '127.0.0.1' : name;
    const family = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(address);
    if (family === 0)
        return false;
    const networks = new node_net__WEBPACK_IMPORTED_MODULE_0__.BlockList();
    for (const cidr of config.InsecureRegistryCIDRs ?? []) {
        const [network = '', text = ''] = cidr.split('/');
        const kind = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(network);
        const bits = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
        if (kind !== 0 && bits <= (kind === 6 ? 128 : 32))
            networks.addSubnet(network, bits, kind === 6 ? 'ipv6' : 'ipv4');
    }
    return networks.check(address, family === 6 ? 'ipv6' : 'ipv4');
}


/***/ }),

/***/ 8252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DQ: () => (/* binding */ NO_CACHE),
/* harmony export */   Kh: () => (/* binding */ cacheReference),
/* harmony export */   VG: () => (/* binding */ cacheUseOf),
/* harmony export */   mO: () => (/* binding */ isInline),
/* harmony export */   v2: () => (/* binding */ cacheEntries)
/* harmony export */ });
const NO_CACHE = { kind: 'none', reads: [] };
/**
 * An environment reads what its own branch has written, and nothing else: what is in a cache ends up in images. A run that deploys nothing, such
 * as a pull request's, reads all and writes none.
 * @param options.mayPush Whether this run's login may push; GitHub's cache needs none.
 */
function cacheUseOf(kind, stack, { deploys, mayPush }) {
    const { registry, environment, environments } = stack;
    if (kind === 'none' || (kind === 'registry' && registry === 'none'))
        return NO_CACHE;
    if (!deploys)
        return { kind, reads: [...new Set([environment, ...environments])] };
    return { kind, reads: [environment], ...((mayPush || kind === 'gha') && { writes: environment }) };
}
/** The tag under which the registry has an image's layers. */
function cacheReference(repository, environment) {
    return `${repository}:cache-${environment}`;
}
/**
 * What bake is told of the caches of an image. Where its Compose file says where layers are written, they are written there alone.
 * @param isThere Whether the registry has a reference; BuildKit would print an error for what is not there yet.
 */
function cacheEntries(target, { kind, reads, writes }, isThere) {
    const { repository, cacheFrom, cacheTo, noCache } = target;
    const placeOf = (environment) => kind === 'gha'
        ? `type=gha,scope=${repository}-${environment}`
        : `type=registry,ref=${cacheReference(repository, environment)}`;
    const places = kind === 'none' || noCache ? [] : reads;
    const found = places.filter((environment) => kind === 'gha' || isThere(cacheReference(repository, environment)));
    const own = kind === 'none' || noCache || writes === undefined ? [] : [`${placeOf(writes)},${EXPORT[kind]}`];
    return {
        from: [...cacheFrom, ...found.map(placeOf)],
        to: cacheTo.length > 0 ? cacheTo.map(tolerant) : own,
    };
}
/** An OCI image manifest is what registries take that refuse an index of layers, such as ECR; today's BuildKit writes one by itself. */
const EXPORT = {
    registry: 'mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true',
    gha: 'mode=max,ignore-error=true',
};
/** Makes a cache that cannot be written no failure of the build. */
function tolerant(entry) {
    if (isInline(entry) || /(^|,)ignore-error=/.test(entry))
        return entry;
    return `${entry.includes('=') ? entry : `type=registry,ref=${entry}`},ignore-error=true`;
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
  g6: () => (/* binding */ startBuilder)
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
        await removeBuilder(name, options);
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
/** Removes a builder of ours and its layers, by what the engine calls them: Buildx's own notes may be gone. */
async function removeBuilder(name, { run: runProgram, env }) {
    const { container, volume } = (0,builder/* partsOf */.CI)(name);
    const options = { timeoutMs: REMOVE_MS, ...(env && { env }) };
    await runProgram(['docker', 'container', 'rm', '--force', container], options);
    await runProgram(['docker', 'volume', 'rm', '--force', volume], options);
}
function lastLine(output) {
    return (0,runtime_escape/* plain */.pj)(output).trim().split('\n').pop()?.slice(0, 500) ?? '';
}


/***/ }),

/***/ 548:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ tagsFor),
/* harmony export */   Q: () => (/* binding */ keyTag)
/* harmony export */ });
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7373);


/** The tag that finds an image again by its content. */
function keyTag(key) {
    return `key-${key}`;
}
/**
 * Tags for people: `sha-<commit7>`, the branch's name, the version. A branch's name is made to fit; a version has to fit.
 * @throws Refused for a version that cannot be a tag.
 */
function tagsFor(source) {
    const tags = [];
    if (source.commit !== undefined && /^[0-9a-f]{7,64}$/.test(source.commit))
        tags.push(`sha-${source.commit.slice(0, 7)}`);
    if (source.branch !== undefined && source.branch !== '')
        tags.push(branchTag(source.branch));
    if (source.version !== undefined && source.version !== '') {
        if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(source.version) || isReserved(source.version))
            throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(source.version)} cannot be the tag of an image`, {
                at: 'input version',
                todo: 'use letters, digits, dots, dashes and underscores, 128 at most, such as 1.4.2; not a digest, and not key-…, sha-… or cache-…',
            });
        tags.push(source.version);
    }
    return [...new Set(tags)];
}
function branchTag(branch) {
    const fitted = branch
        .replace(/[^A-Za-z0-9_.-]+/g, '-')
        .replace(/^[.-]+/, '')
        .slice(0, 128)
        .replace(/[.-]+$/, '');
    if (fitted === '' || isReserved(fitted))
        return `branch-${fitted}`.slice(0, 128).replace(/-$/, '');
    return fitted;
}
/** What reads as a content key, a commit or a digest must never come from a branch's name. */
function isReserved(tag) {
    return /^(key|sha|sha256|branch|cache)-/.test(tag) || /^[0-9a-f]{40}$|^[0-9a-f]{64}$/.test(tag);
}


/***/ }),

/***/ 8426:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  iY: () => (/* binding */ builtBefore),
  Lu: () => (/* binding */ pulled),
  QR: () => (/* binding */ targetsOf)
});

// UNUSED EXPORTS: defaultPlatform

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/stack/compose.js
var compose = __webpack_require__(1208);
// EXTERNAL MODULE: ./lib/stack/inside.js
var inside = __webpack_require__(1710);
// EXTERNAL MODULE: ./lib/runtime/json.js
var json = __webpack_require__(3220);
;// CONCATENATED MODULE: ./lib/image/buildOptions.js


/** What a `build:` says beyond sources and names, in bake's form; only what is there. @throws Refused for what cannot be granted */
function givenOptions(build, at) {
    const extraHosts = extraHostsOf(build['extra_hosts']);
    const ulimits = ulimitsOf(build['ulimits']);
    const entitlements = entitlementsOf(build, at);
    const noCacheFilter = [build['no_cache_filter'] ?? []].flat().map(String);
    return {
        ...(Object.keys(extraHosts).length > 0 && { extraHosts }),
        ...(ulimits.length > 0 && { ulimits }),
        ...(entitlements.length > 0 && { entitlements }),
        ...(noCacheFilter.length > 0 && { noCacheFilter }),
    };
}
/** Compose prints a list of `host=address`, before 2.21 as it is written (`host:address`); a host may stand there more than once. */
function extraHostsOf(value) {
    const rows = (0,json/* isObject */.G)(value)
        ? Object.entries(value).flatMap(([host, addresses]) => [addresses].flat().map((one) => [host, String(one)]))
        : [value ?? []].flat().map((row) => {
            const [, host = '', address = ''] = /^([^=:]+)[=:](.*)$/s.exec(String(row)) ?? [];
            return [host, address];
        });
    const hosts = {};
    for (const [host, address] of rows) {
        const bare = address.replace(/^\[(.*)\]$/, '$1');
        hosts[host] = hosts[host] === undefined ? bare : `${hosts[host]},${bare}`;
    }
    return hosts;
}
function ulimitsOf(value) {
    return Object.entries((0,json/* isObject */.G)(value) ? value : {})
        .map(([name, limit]) => `${name}=${(0,json/* isObject */.G)(limit) ? `${limit['soft']}:${limit['hard']}` : limit}`)
        .sort();
}
/** `privileged` is the same as `security.insecure`, as in Compose. */
function entitlementsOf({ entitlements, privileged }, at) {
    const asked = [entitlements ?? []].flat().map(String);
    const unknown = asked.find((one) => !/^(network\.host|security\.insecure|device(=.+)?)$/s.test(one));
    if (unknown !== undefined)
        throw new errors/* Refused */.Lw(`entitlements: ${JSON.stringify(unknown)} is not supported`, {
            at,
            todo: 'known are network.host, security.insecure and device',
        });
    return [...new Set([...asked, ...(privileged === true ? ['security.insecure'] : [])])].sort();
}

// EXTERNAL MODULE: ./lib/image/reference.js
var reference = __webpack_require__(8424);
;// CONCATENATED MODULE: ./lib/image/target.js






const defaultPlatform = 'linux/amd64';
/**
 * What has to be built for a stack, in the order of its projects. Services with equal builds share one image, called after the first: in a project
 * that is the one that runs on, before what others wait for to end, such as a migration.
 */
function targetsOf(stack, options = {}) {
    for (const name of options.projects ?? []) {
        if (!stack.projects.some((project) => project.name === name))
            throw new errors/* Refused */.Lw(`there is no project ${JSON.stringify(name)}; known: ${stack.projects.map((project) => project.name).join(', ')}`, { at: 'input projects' });
    }
    const chosen = stack.projects.filter(({ name }) => options.projects === undefined || options.projects.length === 0 || options.projects.includes(name));
    const targets = chosen.flatMap((project) => builtServices(project).map((service) => targetOf(stack, project, service, options.platform ?? defaultPlatform)));
    refuseSharedRepositories(targets);
    return options.deploys === false
        ? targets.map((target) => throughout(target, { cacheFrom: [], cacheTo: [] }))
        : targets;
}
function builtServices({ model: { services } }) {
    const awaited = new Set(Object.values(services).flatMap(({ depends_on: needs }) => Object.entries(needs ?? {}).flatMap(([name, { condition }]) => condition === 'service_completed_successfully' ? [name] : [])));
    const built = Object.keys(services).filter((name) => services[name]?.build !== undefined);
    return [...built.filter((name) => !awaited.has(name)), ...built.filter((name) => awaited.has(name))];
}
/** @param within Services whose builds stand on this one. */
function targetOf(stack, project, service, defaultTo, within = []) {
    const at = `project ${project.name}, service ${service}, build`;
    const definition = project.model.services[service];
    const build = definition?.build ?? {};
    const context = build.context ?? (0,external_node_path_.resolve)(stack.root, project.path);
    const platforms = build.platforms ?? [];
    return {
        project: project.name,
        service,
        repository: (0,reference/* repositoryOf */._M)(stack, project.name, service),
        environment: stack.environment,
        root: stack.root,
        context,
        dockerfile: (0,inside/* isRemote */.Vx)(context)
            ? (build.dockerfile ?? 'Dockerfile')
            : (0,external_node_path_.resolve)(context, build.dockerfile ?? 'Dockerfile'),
        args: literal(build.args),
        labels: literal(build.labels),
        platform: definition?.platform ?? (platforms.includes(defaultTo) ? defaultTo : (platforms[0] ?? defaultTo)),
        ...contextsOf(build.additional_contexts, at, (name) => {
            refuseContext(project.model, name, [...within, service], at);
            return targetOf(stack, project, name, defaultTo, [...within, service]);
        }),
        secrets: (build.secrets ?? []).map((secret) => secretOf(secret, project.model, at)),
        ssh: strings(build.ssh),
        cacheFrom: strings(build.cache_from),
        cacheTo: strings(build.cache_to),
        noCache: build.no_cache === true,
        pull: build.pull === true,
        ...(build.dockerfile_inline === undefined ? {} : { dockerfileInline: (0,compose/* undouble */.dR)(build.dockerfile_inline) }),
        ...(build.target === undefined ? {} : { target: build.target }),
        ...(typeof build.network === 'string' ? { network: build.network } : {}),
        ...(build.shm_size === undefined || build.shm_size === null ? {} : { shmSize: String(build.shm_size) }),
        ...givenOptions(build, at),
    };
}
function contextsOf(contexts, at, serviceOf) {
    const own = {};
    const services = {};
    for (const [name, value] of Object.entries(contexts ?? {})) {
        if (/^(target|oci-layout):/.test(value))
            throw new errors/* Refused */.Lw(`additional_contexts.${name}: ${value} is not supported`, {
                at,
                todo: 'use a folder, `service:NAME`, or docker-image://…',
            });
        if (value.startsWith('service:'))
            services[name] = serviceOf(value.slice('service:'.length));
        else
            own[name] = value;
    }
    return { contexts: own, ...(Object.keys(services).length > 0 && { services }) };
}
/** @throws Refused for a service that cannot be the context of another */
function refuseContext({ services }, name, within, at) {
    const found = Object.hasOwn(services, name) ? services[name] : undefined;
    if (found?.build === undefined)
        throw new errors/* Refused */.Lw(`additional_contexts: service:${name} is ${found ? 'not built here' : 'no service'}`, {
            at,
            todo: found ? `write docker-image://${found.image ?? 'IMAGE'}` : 'name a service of the same project',
        });
    if (within.includes(name))
        throw new errors/* Refused */.Lw(`its context service:${name} is built from it: ${[...within, name].join(' → ')}`, {
            at,
            todo: 'take one of these contexts away',
        });
}
/** The same build, with base images looked up anew, also of what it stands on. */
function pulled(target) {
    return throughout(target, { pull: true });
}
function throughout(target, change) {
    const below = Object.entries(target.services ?? {}).map(([name, one]) => [name, throughout(one, change)]);
    return { ...target, ...change, ...(below.length > 0 && { services: Object.fromEntries(below) }) };
}
/** What is built before a target, each once: the services that its contexts name, and theirs. */
function builtBefore(target) {
    const found = Object.values(target.services ?? {}).flatMap((one) => [...builtBefore(one), one]);
    return [...new Map(found.map((one) => [one.service, one])).values()];
}
/** As Compose does: the id is the target, else the source. */
function secretOf(secret, model, at) {
    const object = model.secrets?.[secret.source];
    const id = secret.target ?? secret.source;
    if (object?.environment !== undefined)
        return { id, variable: object.environment };
    if (object?.file !== undefined)
        return { id, file: object.file };
    throw new errors/* Refused */.Lw(`the build secret ${secret.source} has neither \`environment:\` nor \`file:\``, { at });
}
/** Two images under one name would take each other's branch and version tags. */
function refuseSharedRepositories(targets) {
    const owners = new Map();
    for (const target of targets) {
        const other = owners.get(target.repository);
        if (other !== undefined)
            throw new errors/* Refused */.Lw(`${other.project}/${other.service} and ${target.project}/${target.service} would both be pushed as ${target.repository}`, { todo: 'rename one of the services' });
        owners.set(target.repository, target);
    }
}
function literal(values) {
    const given = Object.entries(values ?? {}).filter((entry) => entry[1] !== null);
    return Object.fromEntries(given.map(([name, value]) => [name, (0,compose/* undouble */.dR)(String(value))]));
}
function strings(value) {
    if (Array.isArray(value))
        return value.map(String);
    return typeof value === 'string' ? [value] : [];
}


/***/ }),

/***/ 5581:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ treeHash),
/* harmony export */   H: () => (/* binding */ inParallel)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6466);
/* harmony import */ var _stack_content_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6997);
/* harmony import */ var _ignore_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9983);







/** Larger files are streamed. */
const WHOLE_FILE_BYTES = 1024 * 1024;
const OPEN_FILES = 32;
/**
 * Hash of a build context as BuildKit would get it: every path that .dockerignore lets through, with exec bit, link target and bytes.
 * @param ignoreText Text of the .dockerignore that counts; '' if there is none.
 */
async function treeHash(root, ignoreText) {
    const ignored = (0,_ignore_js__WEBPACK_IMPORTED_MODULE_6__/* .ignoreRules */ .e)(ignoreText);
    const found = { git: false };
    const entries = await walk(root, '', ignored, found);
    entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    const hashes = await inParallel(entries, OPEN_FILES, (entry) => contentHash(root, entry, found));
    const sum = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    for (const [index, { path, kind }] of entries.entries())
        sum.update(`${JSON.stringify([kind, path, hashes[index]])}\n`);
    return { sha256: sum.digest('hex'), ...found, ...(ignored.unclear !== undefined && { unclear: ignored.unclear }) };
}
async function walk(root, folder, ignored, found) {
    const children = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(root, folder), { withFileTypes: true });
    const below = await Promise.all(children.map(async (child) => {
        const path = folder === '' ? child.name : `${folder}/${child.name}`;
        if (child.name.includes('\uFFFD'))
            found.unreadable = path;
        const isIgnored = ignored.ignores(path);
        if (path === '.git' || path.startsWith('.git/'))
            found.git ||= !isIgnored;
        if (isOfCheckout(path))
            return [];
        if (isIgnored && (!child.isDirectory() || ignored.closes(path)))
            return [];
        const own = isIgnored ? [] : await entryOf(root, path, child);
        return child.isDirectory() ? [...own, ...(await walk(root, path, ignored, found))] : own;
    }));
    return below.flat();
}
/** What lies in `.git` and is another in every checkout of the same commit. */
function isOfCheckout(path) {
    return path.startsWith('.git/') && !/^\.git\/(HEAD|packed-refs|shallow|refs(\/.*)?)$/.test(path);
}
/** Nothing for sockets and devices: BuildKit does not send them. */
async function entryOf(root, path, child) {
    if (child.isSymbolicLink())
        return [{ path, kind: 'l', size: 0 }];
    if (child.isDirectory())
        return [{ path, kind: 'd', size: 0 }];
    if (!child.isFile())
        return [];
    const { mode, size } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.lstat)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(root, path));
    return [{ path, kind: (mode & 0o111) === 0 ? 'f' : 'x', size }];
}
async function contentHash(root, { path, kind, size }, found) {
    const absolute = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(root, path);
    if (kind === 'd')
        return '';
    if (kind === 'l')
        return `→${await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readlink)(absolute)}`;
    const sum = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    if (size <= WHOLE_FILE_BYTES) {
        const bytes = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)(absolute);
        if ((0,_stack_content_js__WEBPACK_IMPORTED_MODULE_5__/* .isLfsPointer */ .NS)(bytes))
            found.pointer = path;
        sum.update(bytes);
    }
    else
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.pipeline)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createReadStream)(absolute), sum);
    return sum.digest('hex');
}
/** Results in the order of the items. */
async function inParallel(items, limit, work) {
    const results = new Array(items.length);
    let next = 0;
    const worker = async () => {
        while (next < items.length) {
            const index = next++;
            results[index] = await work(items[index]);
        }
    };
    await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
    return results;
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
