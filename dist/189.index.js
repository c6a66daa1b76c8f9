export const id = 189;
export const ids = [189];
export const modules = {

/***/ 1211:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pushImage: () => (/* binding */ pushImage)
/* harmony export */ });
/* harmony import */ var _contract_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1074);
/* harmony import */ var _image_images_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5546);
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


/***/ })

};
