export const id = 507;
export const ids = [507,598,217];
export const modules = {

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

/***/ 7623:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A_: () => (/* binding */ readProjectNames),
/* harmony export */   Bf: () => (/* binding */ releaseId),
/* harmony export */   DK: () => (/* binding */ envSum),
/* harmony export */   I_: () => (/* binding */ imageTag),
/* harmony export */   Rt: () => (/* binding */ ADOPTED_EVENT),
/* harmony export */   fX: () => (/* binding */ metaOf),
/* harmony export */   qu: () => (/* binding */ releaseJson)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** Reads what `metaOf` wrote of `projects`; neither kind of name holds a blank or an equals sign. */
function readProjectNames(text = '') {
    return Object.fromEntries(text.split(' ').flatMap((pair) => (pair.includes('=') ? [pair.split('=', 2)] : [])));
}
/** `<seq>-<commit7>`; zeros where no commit is known. */
function releaseId(seq, commit) {
    return `${seq}-${/^[0-9a-f]{7}/i.test(commit) ? commit.slice(0, 7).toLowerCase() : '0000000'}`;
}
/** The event of something that ran before us. */
const ADOPTED_EVENT = { commit: '', differs: '', ref: '', actor: '', runUrl: '', order: '0' };
/** The `meta` lines of a release. */
function metaOf(origin, envText, key) {
    const { event, identity } = origin;
    const meta = {
        stack: origin.stackId,
        id: releaseId(origin.seq, event.commit),
        seq: String(origin.seq),
        kind: origin.kind,
        of: origin.of ?? '',
        previous: origin.previous ?? '',
        order: event.order,
        commit: event.commit,
        differs: event.differs,
        ref: event.ref,
        actor: event.actor,
        run_url: event.runUrl,
        created_at: origin.now.toISOString(),
        tool_version: origin.toolVersion,
        env_sum: envSum(envText, key),
        adopt: origin.adopt ?? '',
        identity: identity.label,
        repository: identity.repository,
        repository_id: identity.repositoryId,
        name: identity.stack,
        environment: identity.environment,
        projects: Object.entries(origin.projects)
            .map(([name, compose]) => `${name}=${compose}`)
            .join(' '),
        skip: (origin.skip ?? []).join(' '),
        built: origin.built ?? '',
    };
    return Object.fromEntries(Object.entries(meta).map(([key, value]) => [key, value.replace(/\p{Cc}+/gu, ' ')]));
}
/** release.json, for people and the runner. */
function releaseJson(meta, environment, models, services) {
    return {
        schema: 1,
        id: meta['id'],
        seq: Number(meta['seq']),
        stack: meta['stack'],
        environment,
        kind: meta['kind'],
        of: meta['of'] === '' ? null : meta['of'],
        previous: meta['previous'] === '' ? null : meta['previous'],
        commit: meta['commit'],
        differs: meta['differs'] === '' ? null : meta['differs'],
        ref: meta['ref'],
        order: meta['order'],
        run_url: meta['run_url'],
        actor: meta['actor'],
        created_at: meta['created_at'],
        tool_version: meta['tool_version'],
        projects: Object.keys(models),
        services: services.map(({ project, service, image, hash, class: kind, replicas }) => ({
            project,
            name: service,
            image,
            digest: image.slice(image.indexOf('@') + 1),
            hash,
            class: kind,
            replicas,
        })),
    };
}
/**
 * Local tag that keeps an image from `docker image prune`, named by its content: releases that have the same image share it, so that what does
 * not change is not tagged again. Docker wants small letters, digits and single separators: what had to be changed is told apart by a hash.
 */
function imageTag(stack, project, service, image) {
    const content = /sha256:([0-9a-f]{64})$/.exec(image)?.[1] ?? sha256(image);
    return `stack-actions/${nameComponent(stack.id)}/${nameComponent(`${project}-${service}`)}:${content.slice(0, 20)}`;
}
/** Of an env file's text, as `meta` has it: it outlives the file, and must not tell what was in it. */
function envSum(envText, key) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHmac)('sha256', key).update(envText).digest('hex');
}
function nameComponent(text) {
    const plain = text
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '');
    return plain === text ? plain : `${plain === '' ? 'x' : plain}-${sha256(text).slice(0, 8)}`;
}
function sha256(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
}


/***/ }),

/***/ 6133:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ drive)
});

// UNUSED EXPORTS: mustRun

// EXTERNAL MODULE: ./lib/runtime/clock.js
var clock = __webpack_require__(7642);
// EXTERNAL MODULE: ./lib/release/records/journal.js
var journal = __webpack_require__(8679);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
;// CONCATENATED MODULE: ./lib/release/transaction/steadyCalls.js


/** The calls of one transaction, each repeated over a new connection where it was lost, and the journal that they have read. */
class SteadyCalls {
    options;
    events = [];
    lines = 0;
    constructor(options) {
        this.options = options;
    }
    start() {
        const { server } = this.options;
        let begun = false;
        return this.steadily(false, () => {
            if (begun)
                return server.watch(this.lines + 1, this.onLine);
            begun = true;
            return server.start(this.onLine);
        });
    }
    watch({ confirmed }, say) {
        return this.steadily(confirmed, () => this.options.server.watch(this.lines + 1, this.onLine, say));
    }
    abort({ confirmed }) {
        return this.steadily(confirmed, () => this.options.server.abort());
    }
    recover({ confirmed }) {
        return this.steadily(confirmed, () => this.options.server.recover());
    }
    onLine = (line) => {
        this.lines += 1;
        const event = (0,journal/* journalEvent */.ai)(line);
        if (event === undefined)
            return;
        this.events.push(event);
        this.options.onEvent(event);
    };
    /** Repeats a call whose connection was lost, over a new connection, until the time is up. */
    async steadily(confirmed, call) {
        const { server, clock, reconnectMs = 120_000 } = this.options;
        let lostAt;
        for (;;) {
            try {
                if (lostAt !== undefined)
                    await server.reconnect();
                return await call();
            }
            catch (error) {
                if (!server.isConnectionLost(error))
                    throw error;
                lostAt ??= clock.now();
                if (clock.now() - lostAt >= reconnectMs)
                    throw lostContact(confirmed, server);
                await clock.sleep(1000);
            }
        }
    }
}
/** What is said where nobody saw how it ended. @param confirmed Whether the server was told to commit. */
function lostContact(confirmed, server) {
    return new errors/* OutcomeUnknown */.Jr(confirmed
        ? 'Contact with the server was lost after the deploy was confirmed: the server finishes by itself, but nobody saw it'
        : 'Contact with the server was lost before the deploy was confirmed: the server undoes it by itself at its deadline, but nobody saw it', { todo: `ask the server: ${server.statusCommand}` });
}

;// CONCATENATED MODULE: ./lib/release/transaction/transaction.js


const CANCELLED = 'the run was cancelled';
/** So many deaths of the server's program are recovered from. */
const DEATHS = 3;
/**
 * Drives one transaction from the runner: starts it, judges at its two gates, confirms, and reports what the server ended on. Returns only
 * when `committed` was read; every other end is an error that says which version serves.
 * @throws Refused, Undone, UndoFailed, OutcomeUnknown
 */
async function runTransaction(options) {
    const { server, signal } = options;
    const calls = new SteadyCalls(options);
    const onCancel = () => void server.abort().catch(() => undefined);
    signal.addEventListener('abort', onCancel, { once: true });
    try {
        let progress = { answer: await calls.start(), confirmed: false, failure: '', isJudged: false, deaths: 0 };
        for (;;) {
            switch (progress.answer.state) {
                case 'waiting':
                    progress = await answerGate(calls, options, withCancellation(progress, signal));
                    break;
                case 'died':
                    progress = await recover(calls, options, withCancellation(progress, signal));
                    break;
                case 'committed':
                    return { events: calls.events };
                default:
                    throw failureOf(withCancellation(progress, signal), calls.events, options);
            }
        }
    }
    finally {
        signal.removeEventListener('abort', onCancel);
    }
}
/** What came first counts: a run that is cancelled later fails for the reason that was there. */
function withCancellation(progress, { aborted }) {
    return progress.failure === '' && aborted ? { ...progress, failure: CANCELLED } : progress;
}
/** Judges what the server has asked about, and says so. */
async function answerGate(calls, options, progress) {
    const stage = stageOf(calls.events);
    const verdict = options.signal.aborted
        ? { healthy: false, reason: CANCELLED }
        : await judge(options, stage, progress.answer.containers);
    if (!verdict.healthy) {
        const failure = withCancellation(progress, options.signal).failure || verdict.reason;
        await calls.abort(progress);
        const isJudged = failure === verdict.reason && failure !== CANCELLED;
        return { ...progress, failure, isJudged, answer: await calls.watch(progress) };
    }
    const confirmed = stage === 'stopped';
    const answer = await calls.watch({ confirmed }, confirmed ? 'confirm' : 'proceed');
    return { ...progress, confirmed, answer };
}
/** The program on the server was killed: whoever comes next ends its transaction, so we do. */
async function recover(calls, { server }, progress) {
    const deaths = progress.deaths + 1;
    if (deaths > DEATHS)
        throw lostContact(progress.confirmed, server);
    const failure = progress.failure || progress.answer.reason;
    await calls.recover(progress);
    return { ...progress, deaths, failure, answer: await calls.watch(progress) };
}
/** The gate that the server waits at. */
function stageOf(events) {
    return events.findLast(({ event }) => event === 'begin')?.step === 'decide' ? 'stopped' : 'switched';
}
async function judge({ server, clock, gate, signal, heartbeatMs = 10_000 }, stage, containers) {
    const beating = new AbortController();
    const beats = (async () => {
        // The deadline counts from the server's question: the first one is not due at once.
        for (;;) {
            await clock.sleep(heartbeatMs, beating.signal);
            if (beating.signal.aborted)
                return;
            await server.heartbeat().catch(() => undefined);
        }
    })();
    try {
        if (containers === undefined)
            throw new Error('Docker did not say which containers there are');
        return await gate({ stage, containers, signal });
    }
    catch (error) {
        // What is not known to be healthy is undone.
        return { healthy: false, reason: `the health gate could not judge: ${(0,errors/* explain */.WE)(error)}` };
    }
    finally {
        beating.abort();
        await beats;
    }
}
/** The error that says how a transaction ended that was not committed. */
function failureOf({ answer: { state, reason, code, todo = [] }, failure, isJudged }, events, { server: { statusCommand }, signal }) {
    const about = isJudged ? 'gate' : undefined;
    if (state === 'undone')
        return new errors/* Undone */._d(`The new version was undone: ${failure || reason || lastFailure(events)}`, { code, about });
    if (state === 'undo-failed')
        return new errors/* UndoFailed */.mR(`The new version failed (${failure || lastFailure(events)}) and the old one could not be put back: ${reason}`, {
            code,
            todo: [`look at what runs: ${statusCommand}`, 'when the cause is gone: the same command with `recover`'],
        });
    if (state === 'locked')
        return new errors/* Refused */.Lw(reason || lastFailure(events), {
            code,
            todo: `wait until it has ended, then run this again; the input lock-timeout says how long to wait; what runs: ${statusCommand}`,
        });
    if (signal.aborted)
        return new errors/* Refused */.Lw('the run was cancelled before anything was changed on the server');
    return new errors/* Refused */.Lw(reason || lastFailure(events), { code, todo });
}
function lastFailure(events) {
    const failed = events.find(({ event }) => event === 'fail');
    return failed === undefined
        ? 'the server gave no reason'
        : `${failed.step}: ${failed.subject === '-' ? '' : `${failed.subject}: `}${failed.text}`;
}

// EXTERNAL MODULE: ./lib/release/transaction/transactionServer.js
var transactionServer = __webpack_require__(2305);
;// CONCATENATED MODULE: ./lib/release/transaction/drive.js




/**
 * Drives one transaction until the server has committed and runs exactly what was asked for.
 * @throws Refused, Undone, UndoFailed, OutcomeUnknown
 */
async function drive(of) {
    const { guard, services, projects, deadlineSeconds, lockTimeoutSeconds } = of;
    const [{ unasked }] = await Promise.all([guard.tell(), of.gate?.lookBefore(of.kept, projects)]);
    const judge = await guard.judge(of.gate?.judge);
    const gate = judge === undefined ? 'host' : 'runner';
    const options = { gate, deadlineSeconds, lockTimeoutSeconds, ask: unasked !== undefined };
    const { events } = await guard.watch(() => runTransaction({
        server: (0,transactionServer/* serverOf */.F)(of, of.release, (onLine) => of.begin({ ...options, onLine })),
        gate: async (occasion) => judge?.({ ...occasion, services, projects }) ?? { healthy: true, reason: '' },
        onEvent: (event) => tell(event, of),
        signal: of.signal,
        clock: clock/* systemClock */.m,
    }), of.moved);
    mustRun({ id: of.release, services }, events);
    return events;
}
function tell(event, { onEvent, log }) {
    onEvent(event);
    const text = (0,journal/* journalText */.Jh)(event);
    if (text !== undefined)
        log(text);
}
/**
 * Green is reported only for what was seen: what the server lists as running has to be what was asked for, to the digest.
 * @throws Error when it is not: a fault of ours, since the server committed
 */
function mustRun({ id, services }, events) {
    const running = (0,journal/* committedImages */.Fz)(events);
    const faults = [];
    for (const { project, service, image, replicas, class: kind, check } of services) {
        if (kind === 'one-shot')
            continue;
        // The server lists what has ended only where it may.
        const found = (running.get(`${project}/${service}`) ?? []).filter((container) => (container.running || check.kind === 'ends') && container.image === image);
        if (found.length !== replicas)
            faults.push(`${project}/${service}: ${found.length} of ${replicas} run ${image}`);
    }
    if (faults.length > 0)
        throw new Error(`release ${id} was committed, but what runs is not what was asked for:\n  - ${faults.join('\n  - ')}`);
}


/***/ }),

/***/ 2507:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   rollBack: () => (/* binding */ rollBack)
/* harmony export */ });
/* harmony import */ var _host_said_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8313);
/* harmony import */ var _records_meta_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2397);
/* harmony import */ var _records_record_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3353);
/* harmony import */ var _records_release_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9710);
/* harmony import */ var _plan_routing_proxyMeta_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4217);
/* harmony import */ var _records_meta_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7623);
/* harmony import */ var _drive_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6133);







/**
 * Puts an earlier release back by the same transaction: its text lies on the server, so that neither a checkout nor the registry is needed.
 * The result is a new release.
 * @throws Refused (with the reason, and nothing changed), Undone, UndoFailed, OutcomeUnknown
 */
async function rollBack(rollback) {
    const { stackctl, host, facts, leaveData } = rollback;
    const { target = { refusal: 'nobody asked the server where to go back to' } } = facts;
    if ('refusal' in target)
        throw (0,_host_said_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x5)(target.refusal, host.name);
    const services = (0,_records_record_js__WEBPACK_IMPORTED_MODULE_2__/* .readLines */ .Se)(_records_release_js__WEBPACK_IMPORTED_MODULE_3__/* .SERVICES */ .Bg, target.services);
    const release = `${facts.lastSeq + 1}-${target.id.split('-')[1]}`;
    rollback.log(`rollback of ${facts.current?.id ?? 'nothing'} to ${target.id}, as release ${release}${rollback.reason === undefined ? '' : `: ${rollback.reason}`}`);
    rollback.onRelease(release, { id: target.id, services });
    const meta = metaOfRollback(rollback);
    const moved = movedServices(services, facts);
    const events = await (0,_drive_js__WEBPACK_IMPORTED_MODULE_6__/* .drive */ .r)({
        ...rollback,
        ...{ release, services, moved },
        projects: (0,_records_meta_js__WEBPACK_IMPORTED_MODULE_5__/* .readProjectNames */ .A_)(facts.current?.meta['projects']),
        kept: services.filter((_service, index) => moved[index]?.change === 'unchanged'),
        begin: (options) => stackctl.rollback(release, target.id, { ...options, meta, leaveData }),
    });
    return { release, events };
}
/** In what the new release's `meta` differs from that of the release that is gone back to. */
function metaOfRollback({ event, toolVersion, reason = '', facts }) {
    return (0,_records_meta_js__WEBPACK_IMPORTED_MODULE_1__/* .writeMeta */ .R4)({
        order: event.order,
        actor: event.actor,
        run_url: event.runUrl,
        created_at: new Date().toISOString(),
        tool_version: toolVersion,
        reason,
        // Computed again: Traefik may have changed since that release was made.
        ...(0,_plan_routing_proxyMeta_js__WEBPACK_IMPORTED_MODULE_4__/* .proxyMeta */ .A)((0,_plan_routing_proxyMeta_js__WEBPACK_IMPORTED_MODULE_4__/* .proxied */ .I)(facts), []),
    });
}
/** What the rollback does to each service, as far as the two releases tell. */
function movedServices(target, { current }) {
    const before = new Map((0,_records_record_js__WEBPACK_IMPORTED_MODULE_2__/* .readLines */ .Se)(_records_release_js__WEBPACK_IMPORTED_MODULE_3__/* .SERVICES */ .Bg, current?.services ?? '').map((one) => [`${one.project}/${one.service}`, one.hash]));
    return target.map((service) => {
        const hash = before.get(`${service.project}/${service.service}`);
        return { ...service, change: hash === undefined ? 'new' : hash === service.hash ? 'unchanged' : 'changed' };
    });
}


/***/ }),

/***/ 2305:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ serverOf),
/* harmony export */   X: () => (/* binding */ statusCommandOf)
/* harmony export */ });
/* harmony import */ var _host_failures_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5523);

/** What a person types on his own machine to see how the stack stands. */
function statusCommandOf(host, stackctl) {
    return `ssh ${host.name.replace(/:(\d+)$/, ' -p $1')} '${stackctl.path} status'`;
}
/**
 * One release's transaction on a server, as the runner drives it.
 * @param begin What starts it: a deploy brings its release along, a rollback makes one on the server.
 */
function serverOf({ stackctl, host }, release, begin) {
    const answer = ({ state, stderr, code, refusal, containers }) => ({
        state,
        reason: refusal?.message ?? stderr.replace(/^stackctl: /gm, '').trim(),
        ...(code && { code }),
        ...(refusal && { todo: refusal.todo }),
        ...(containers && { containers }),
    });
    return {
        start: async (onLine) => answer(await begin(onLine)),
        watch: async (from, onLine, say) => answer(await stackctl.watch(release, from, { onLine, ...(say && { say }) })),
        abort: async () => void (await stackctl.abort(release)),
        heartbeat: () => stackctl.heartbeat(release),
        recover: () => stackctl.recover(),
        reconnect: () => host.reconnect(),
        isConnectionLost: (error) => error instanceof _host_failures_js__WEBPACK_IMPORTED_MODULE_0__/* .ConnectionLost */ .pz,
        statusCommand: statusCommandOf(host, stackctl),
    };
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
