export const id = 217;
export const ids = [217];
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


/***/ })

};
