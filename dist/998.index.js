export const id = 998;
export const ids = [998,463,232,617];
export const modules = {

/***/ 8998:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   buildAndPush: () => (/* binding */ buildAndPush),
/* harmony export */   openImages: () => (/* binding */ openImages)
/* harmony export */ });
/* harmony import */ var _image_images_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5640);
/* harmony import */ var _image_lookUp_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(623);
/* harmony import */ var _image_registry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2931);
/* harmony import */ var _release_lookups_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3634);
/* harmony import */ var _runtime_run_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(313);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8495);






/** The registry of a stack that is deployed, and what of its images is there: asked anew for each platform. */
async function openImages(stack, inputs, tags, context) {
    const registry = await (0,_image_registry_js__WEBPACK_IMPORTED_MODULE_2__/* .openRegistry */ .M)(stack.registry, inputs, context.env);
    const labels = (0,_origin_js__WEBPACK_IMPORTED_MODULE_5__/* .labelsOf */ .PC)(context, stack.name);
    const lookUp = (0,_image_lookUp_js__WEBPACK_IMPORTED_MODULE_1__/* .tagLookups */ .Y)(registry);
    const own = { registry: stack.registry, owner: (0,_origin_js__WEBPACK_IMPORTED_MODULE_5__/* .ownerOf */ .bf)(context) };
    const refresh = (0,_origin_js__WEBPACK_IMPORTED_MODULE_5__/* .refreshes */ .A5)(inputs, context);
    // Asked beside the login: what the answers mean is known when the server has said what runs.
    for (const reference of (0,_release_lookups_js__WEBPACK_IMPORTED_MODULE_3__/* .dueReferences */ .ng)(stack, [], undefined, { refresh, now: new Date(), own }))
        void lookUp(reference);
    return {
        registry,
        lookUp,
        plan: (platform) => (0,_image_images_js__WEBPACK_IMPORTED_MODULE_0__/* .planImages */ .y6)(stack, { store: registry, tags, labels, platform, ...(refresh && { refresh: lookUp }) }),
    };
}
async function buildAndPush(planned, options, { env, log }) {
    const output = log.output();
    return log
        .group('Build and push', async () => {
        const { buildSecrets, cache, stack, registry } = options;
        const built = await (0,_image_images_js__WEBPACK_IMPORTED_MODULE_0__/* .buildImages */ .rd)(planned, {
            run: _runtime_run_js__WEBPACK_IMPORTED_MODULE_4__/* .run */ .eF,
            env,
            buildSecrets,
            registryLogin: registry.dockerConfig,
            cache,
            log: output.line,
            registry: stack.registry,
        });
        return (0,_image_images_js__WEBPACK_IMPORTED_MODULE_0__/* .pushImages */ .ZX)(built, { registry, run: _runtime_run_js__WEBPACK_IMPORTED_MODULE_4__/* .run */ .eF, env, log: output.line });
    })
        .finally(output.end);
}


/***/ }),

/***/ 623:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ tagLookups)
/* harmony export */ });
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);

/** A registry that is away must not hold up the deploy of what does not hang on it (milliseconds). */
const PATIENCE_MS = 15_000;
/** Asks registries for the digests of tags, for each once. That one does not answer is an answer. */
function tagLookups({ digestOf }, patienceMs = PATIENCE_MS) {
    const known = new Map();
    return (reference) => {
        const asked = known.get(reference) ?? answerOf(() => digestOf(reference), patienceMs);
        known.set(reference, asked);
        return asked;
    };
}
async function answerOf(ask, patienceMs) {
    let timer;
    const late = new Promise((resolve) => {
        timer = setTimeout(() => resolve({ fault: `no answer for ${patienceMs / 1000} s` }), patienceMs);
    });
    const answer = ask().then((digest) => ({ digest }), (error) => ({ fault: error instanceof _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo ? error.message : (0,_runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(error) }));
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}


/***/ }),

/***/ 2910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ doubleDollars),
/* harmony export */   k: () => (/* binding */ singleDollars)
/* harmony export */ });
/**
 * `docker compose config` prints every `$` doubled, so that its output can be read again. Decisions are made on the real values, and
 * Compose reads the release's model with the values doubled again (it does not interpolate keys).
 */
function singleDollars(value) {
    return mapStrings(value, (text) => text.replaceAll('$$', '$'), { keys: true });
}
function doubleDollars(value) {
    return mapStrings(value, (text) => text.replaceAll('$', () => '$$'), { keys: false });
}
function mapStrings(value, change, options) {
    const map = (one) => {
        if (typeof one === 'string')
            return change(one);
        if (Array.isArray(one))
            return one.map(map);
        if (one === null || typeof one !== 'object')
            return one;
        return Object.fromEntries(Object.entries(one).map(([key, inner]) => [options.keys ? change(key) : key, map(inner)]));
    };
    return map(value);
}


/***/ }),

/***/ 7232:
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


/***/ }),

/***/ 2463:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ImageSource: () => (/* binding */ ImageSource),
/* harmony export */   imagesToResolve: () => (/* binding */ imagesToResolve),
/* harmony export */   movable: () => (/* binding */ movable),
/* harmony export */   pulledImages: () => (/* binding */ pulledImages),
/* harmony export */   settledImages: () => (/* binding */ settledImages),
/* harmony export */   thirdParty: () => (/* binding */ thirdParty)
/* harmony export */ });
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7373);
/* harmony import */ var _containers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4413);
/* harmony import */ var _dollars_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2910);



/** A reference that names its content already: by digest, or an image id. */
function isPinned(reference) {
    return /@sha256:[0-9a-f]{64}$/.test(reference) || /^sha256:[0-9a-f]{64}$/.test(reference);
}
/** The server takes one a line, and gives them to Docker: neither an option nor two lines. */
function isReference(text) {
    return /^[A-Za-z0-9[][A-Za-z0-9_.:/@[\]-]{0,511}$/.test(text);
}
/**
 * Third-party references of the stack that are not pinned, and what the previous release or what runs has settled each to, if anything. A tag
 * such as `postgres:17` keeps its digest until it is looked up (lookups.ts).
 */
function settledImages(stack, images, facts) {
    const source = new ImageSource(stack, images, new Map(), facts);
    const found = movable(stack).filter(({ project, name, service }) => source.builtFor(project, name, service) === undefined);
    const references = [...new Set(found.map(({ reference }) => reference))].sort();
    return new Map(references.map((reference) => [reference, source.settled(reference)]));
}
/** Those of them that nothing is known of: the server has to say, or get them. */
function imagesToResolve(stack, images, facts) {
    return [...settledImages(stack, images, facts)].flatMap(([reference, image]) => image === undefined ? [reference] : []);
}
/** The references that the server may have to be asked for, as far as the files tell. */
function thirdParty(stack) {
    const found = movable(stack).filter(({ service }) => service.build === undefined);
    return [...new Set(found.map(({ reference }) => reference))].sort();
}
/** References of all images that the stack does not build, also of those by digest. */
function pulledImages(stack) {
    const found = stack.projects.flatMap(({ model }) => Object.values((0,_dollars_js__WEBPACK_IMPORTED_MODULE_1__/* .singleDollars */ .k)(model).services).flatMap(({ build, image }) => build === undefined && image !== undefined && isReference(image) ? [image] : []));
    return [...new Set(found)].sort();
}
/** Services with an image whose name may stand for another content tomorrow. */
function movable(stack) {
    return stack.projects.flatMap((project) => Object.entries((0,_dollars_js__WEBPACK_IMPORTED_MODULE_1__/* .singleDollars */ .k)(project.model).services).flatMap(([name, service]) => {
        const reference = service.image;
        const moves = reference !== undefined && !isPinned(reference) && isReference(reference);
        return moves ? [{ project, name, service, reference }] : [];
    }));
}
/** Finds each service's image: built by the stack, pinned, resolved now, kept from the previous release, or as it runs. */
class ImageSource {
    images;
    resolved;
    kept = new Map();
    running = new Map();
    builtByReference = new Map();
    constructor(stack, images, resolved, facts) {
        this.images = images;
        this.resolved = resolved;
        for (const model of Object.values(facts.current?.models ?? {})) {
            for (const [service, reference] of Object.entries(model['x-stack-actions']?.references ?? {})) {
                const image = model.services[service]?.image;
                if (image !== undefined)
                    this.kept.set(reference, (0,_dollars_js__WEBPACK_IMPORTED_MODULE_1__/* .singleDollars */ .k)(image));
            }
        }
        const containers = new _containers_js__WEBPACK_IMPORTED_MODULE_2__/* .Containers */ .Xd(facts, stack.identity);
        const ours = new Set(stack.projects.flatMap(({ model }) => Object.keys(model.services)));
        // An adopted release is current after a first deploy that was undone; it keeps no references.
        const before = facts.current === undefined || facts.current.meta.kind === 'adopted';
        for (const container of before ? containers.all : []) {
            const service = (0,_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .label */ .Pf)(container, _containers_js__WEBPACK_IMPORTED_MODULE_2__/* .SERVICE_LABEL */ .fX);
            const known = service !== undefined && ours.has(service) && container.State.Running;
            if (known)
                this.running.set(container.Config.Image, container.Image);
        }
        for (const project of stack.projects) {
            for (const [name, service] of Object.entries(project.model.services)) {
                const built = this.named(project, name);
                if (built !== undefined && service.image !== undefined)
                    this.builtByReference.set((0,_dollars_js__WEBPACK_IMPORTED_MODULE_1__/* .singleDollars */ .k)(service.image), built);
            }
        }
    }
    /** The stack's own image of a service; also where another service of the stack builds the reference that this one names. */
    builtFor(project, name, service) {
        const own = this.named(project, name);
        if (own !== undefined || service.build !== undefined)
            return own;
        return service.image === undefined ? undefined : this.builtByReference.get(service.image);
    }
    /** The image that a third-party reference stands for without asking anybody. */
    settled(reference) {
        return this.kept.get(reference) ?? this.running.get(reference);
    }
    /** A service's image, or why there is none. */
    imageOf(project, name, service) {
        const where = `${project.name}/${name}`;
        const built = this.builtFor(project, name, service);
        if (built !== undefined) {
            if (built.digest !== undefined)
                return { image: `${built.repository}@${built.digest}` };
            if (built.imageId !== undefined)
                return { image: built.imageId, ...(built.serverTag !== undefined && { tag: built.serverTag }) };
            if (built.result === 'planned')
                return { image: `${built.repository}:key-${built.key}`, planned: built.reason };
            return { fault: `${where}: its image has no digest (push it first)` };
        }
        const reference = service.image;
        if (service.build !== undefined)
            return { fault: `${where}: it has a build section, but no image of it was given` };
        if (reference === undefined)
            return { fault: `${where}: it has neither an image nor a build section` };
        if (isPinned(reference))
            return { image: reference };
        if (!isReference(reference))
            return { fault: `${where}: ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(reference)} is no name of an image` };
        const resolved = this.resolved.get(reference);
        if (resolved !== undefined)
            return { image: resolved.image, reference, resolved };
        const settled = this.settled(reference);
        if (settled !== undefined)
            return { image: settled, reference };
        return { fault: `${where}: nobody has looked up the image ${JSON.stringify(reference)}` };
    }
    named(project, service) {
        const names = new Set([project.name, project.model.name]);
        return this.images.find((image) => names.has(image.project) && image.service === service);
    }
}


/***/ }),

/***/ 3634:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $j: () => (/* binding */ movedWords),
/* harmony export */   jv: () => (/* binding */ lookedUpBefore),
/* harmony export */   ng: () => (/* binding */ dueReferences),
/* harmony export */   r3: () => (/* binding */ lookupsOf)
/* harmony export */ });
/* unused harmony export isOwn */
/* harmony import */ var _durations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7232);
/* harmony import */ var _images_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2463);


/** Registries that belong to nobody: one of them is the same place only below the same owner. */
const SHARED = new Set([
    ...[
        'docker.io',
        'ghcr.io',
        'quay.io',
        'gcr.io',
        'mcr.microsoft.com',
        'public.ecr.aws',
        'lscr.io',
        'registry.gitlab.com',
    ],
    ...['registry.k8s.io', 'docker.elastic.co', 'nvcr.io', 'registry.access.redhat.com'],
]);
/**
 * The references that are looked up now, by Compose's `pull_policy` and its meanings: `always`, `daily`, `weekly`, `every_<duration>`. Without
 * one, only images of the stack's own registry or owner are: what another job of the same people has built. Others wait for `refresh`, since
 * upstream must not restart a database. `never` and `build` are for images that no registry has.
 */
function dueReferences(stack, images, facts, asking) {
    const source = facts && new _images_js__WEBPACK_IMPORTED_MODULE_1__.ImageSource(stack, images, new Map(), facts);
    const known = lookedUpBefore(facts);
    const due = (0,_images_js__WEBPACK_IMPORTED_MODULE_1__.movable)(stack).filter(({ project, name, service, reference }) => {
        if (service.build !== undefined || source?.builtFor(project, name, service) !== undefined)
            return false;
        return isDue(service, reference, known.get(reference), asking);
    });
    return [...new Set(due.map(({ reference }) => reference))].sort();
}
function isDue({ pull_policy: policy, ...service }, reference, since, { refresh, now, own }) {
    if (policy === 'never' || policy === 'build')
        return false;
    if (refresh || policy === 'always')
        return true;
    if (policy === undefined)
        return isOwn(reference, own);
    const age = refreshAge(policy, service['pull_refresh_after']);
    if (age === undefined)
        return false;
    return since === undefined || now.getTime() - Date.parse(since) >= age * 1000;
}
/** After how many seconds a policy wants the tag looked up again; undefined where it never does by itself. */
function refreshAge(policy, after) {
    if (policy === 'daily')
        return (0,_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .secondsOf */ .T)('1d');
    if (policy === 'weekly')
        return (0,_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .secondsOf */ .T)('1w');
    if (policy === 'refresh')
        return (0,_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .secondsOf */ .T)(after) ?? 0;
    return policy.startsWith('every_') ? (0,_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .secondsOf */ .T)(policy.slice('every_'.length)) : undefined;
}
/** Whether an image comes from the stack's own registry or owner. */
function isOwn(reference, { registry, owner }) {
    const image = placeOf(reference);
    if (registry !== 'none') {
        const own = placeOf(`${registry}/x`);
        if (image.host === own.host && (!SHARED.has(own.host) || image.owner === own.owner))
            return true;
    }
    return owner !== '' && image.owner === owner.toLowerCase() && SHARED.has(image.host);
}
/** Host and first part of the path; an official image of Docker Hub, such as `postgres:17`, has the owner `library`. */
function placeOf(reference) {
    const [first = '', ...rest] = reference.replace(/^(index\.)?docker\.io\//, '').split('/');
    const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
    if (isHost)
        return { host: first, owner: rest.length > 1 ? rest[0] : '' };
    return { host: 'docker.io', owner: rest.length === 0 ? 'library' : first };
}
/** When the current release's references were looked up, as it says itself. */
function lookedUpBefore(facts) {
    const models = Object.values(facts?.current?.models ?? {});
    return new Map(models.flatMap((model) => Object.entries(model['x-stack-actions']?.lookedUp ?? {})));
}
/** What is said of the tags in the plan, and kept in the release. */
function lookupsOf(found) {
    const { references, answers, pulled, moved, before, now } = found;
    const lookedUp = new Map();
    const [same, left, faults] = [[], [], []];
    for (const reference of references) {
        const answer = answers.get(reference);
        const answered = (answer !== undefined && 'digest' in answer) || pulled.has(reference);
        const since = answered ? now.toISOString() : before.get(reference);
        if (since !== undefined)
            lookedUp.set(reference, since);
        const age = `${reference} (${since === undefined ? 'nobody knows since when' : `since ${ageWords(since, now)}`})`;
        if (answered) {
            if (!moved.has(reference) && !pulled.has(reference))
                same.push(reference);
        }
        else if (answer !== undefined && 'fault' in answer)
            faults.push(`${age} could not be looked up, so that it stays what it is: ${answer.fault}`);
        else
            left.push(age);
    }
    return {
        lookedUp,
        moved,
        notices: [
            ...faults,
            ...(left.length === 0
                ? []
                : [
                    `not looked up, so that a newer image of that tag is not seen: ${left.join(', ')}; \`refresh: true\`, a scheduled run or \`pull_policy: always\` does`,
                ]),
            ...(same.length === 0 ? [] : [`looked up, and still the same: ${same.join(', ')}`]),
        ],
    };
}
/** `2026-11-03, 26 days ago`. */
function ageWords(since, now) {
    const days = Math.floor((now.getTime() - Date.parse(since)) / 86_400_000);
    return `${since.slice(0, 10)}, ${days <= 0 ? 'today' : days === 1 ? 'a day ago' : `${days} days ago`}`;
}
/** How a tag's change is said where the plan tells why a service changes. */
function movedWords(reference, before, digest) {
    const short = (image) => image.replace(/^.*sha256:([0-9a-f]{12}).*$/, '$1');
    return `image: ${reference} is another one now (${before === undefined ? '' : `${short(before)} → `}${short(digest)})`;
}


/***/ })

};
