export const id = 998;
export const ids = [998,745,617];
export const modules = {

/***/ 8998:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   buildAndPush: () => (/* binding */ buildAndPush),
/* harmony export */   openImages: () => (/* binding */ openImages),
/* harmony export */   planImages: () => (/* binding */ planImages),
/* harmony export */   withoutTarget: () => (/* binding */ withoutTarget)
/* harmony export */ });
/* harmony import */ var _image_chosen_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5175);
/* harmony import */ var _image_described_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5290);
/* harmony import */ var _image_images_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5546);
/* harmony import */ var _image_layerCache_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8252);
/* harmony import */ var _image_lookUp_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(623);
/* harmony import */ var _image_placed_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9300);
/* harmony import */ var _image_registry_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6733);
/* harmony import */ var _release_plan_images_lookups_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9527);
/* harmony import */ var _release_plan_images_proven_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9498);
/* harmony import */ var _release_plan_images_serviceImages_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5745);
/* harmony import */ var _runtime_run_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(313);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(2465);












/** @param options.platform What they are described for at once. */
async function openImages(stack, inputs, { platform: guess, pushes }, context) {
    for (const { password } of inputs.registryPullToken ?? [])
        context.log.mask(password);
    const registry = await (0,_image_registry_js__WEBPACK_IMPORTED_MODULE_6__/* .openRegistry */ .M)(stack.registry, inputs, context.env);
    const labels = (0,_origin_js__WEBPACK_IMPORTED_MODULE_11__/* .labelsOf */ .PC)(context, stack.name);
    const lookUp = (0,_image_lookUp_js__WEBPACK_IMPORTED_MODULE_4__/* .tagLookups */ .Y)(registry);
    const own = { registry: stack.registry, owner: (0,_origin_js__WEBPACK_IMPORTED_MODULE_11__/* .ownerOf */ .bf)(context) };
    const refresh = (0,_origin_js__WEBPACK_IMPORTED_MODULE_11__/* .refreshes */ .A5)(inputs, context);
    // Asked during the SSH login: what the answers mean is known when the server has said what runs.
    for (const reference of (0,_release_plan_images_lookups_js__WEBPACK_IMPORTED_MODULE_7__/* .dueReferences */ .ng)(stack, [], undefined, { refresh, now: new Date(), own }))
        void lookUp(reference);
    const describe = (platform) => (0,_image_described_js__WEBPACK_IMPORTED_MODULE_1__/* .describeImages */ .S)(stack, { labels, platform, ...(refresh && { refresh: lookUp }) });
    // Computed at the same time, for the platform that the server most probably has; an error is thrown where the result is awaited.
    const guessed = describe(guess);
    guessed.catch(() => undefined);
    return {
        registry,
        lookUp,
        registryLogin: await registry.dockerConfigFor((0,_release_plan_images_serviceImages_js__WEBPACK_IMPORTED_MODULE_9__.pulledImages)(stack), { pushes }),
        describe: (platform) => (platform === guess ? guessed : describe(platform)),
    };
}
/** Finds the proof of each image: the server's record, or a job of this run. */
async function planImages(described, options, context) {
    const { server, registry, built, placed, tags, committed } = options;
    return (0,_image_chosen_js__WEBPACK_IMPORTED_MODULE_0__/* .chooseImages */ .s6)(await (0,_image_placed_js__WEBPACK_IMPORTED_MODULE_5__/* .notePlaced */ .K)(described, placed), tags, {
        naming: { kind: 'server', key: server.facts.key },
        run: (0,_origin_js__WEBPACK_IMPORTED_MODULE_11__/* .runOf */ .ng)(context, committed),
        built,
        unproven: 'neither this run nor the server’s record has one of this content',
        ...(await (0,_release_plan_images_proven_js__WEBPACK_IMPORTED_MODULE_8__/* .provenImages */ .v)(described, server, registry, context)),
    });
}
/** What others need to know of an image. */
function withoutTarget({ target: _target, notices: _notices, ...image }) {
    return image;
}
/** What is to be built, built, and pushed; without `push` it has an id instead of a digest, by which it is sent to the server. */
async function buildAndPush(planned, options, { env, log, signal }) {
    const { buildSecrets, cache, buildkitImage, stack, registry, push } = options;
    const output = log.output();
    return log
        .group(push ? 'Build and push' : 'Build', async () => {
        // A login that is refused is found before the build and not after it.
        const first = push && registry.host !== undefined ? planned.find(({ target }) => target !== undefined) : undefined;
        if (first !== undefined)
            await registry.mayPush(first.repository);
        const built = await (0,_image_images_js__WEBPACK_IMPORTED_MODULE_2__/* .buildImages */ .r)(planned, {
            ...{ run: _runtime_run_js__WEBPACK_IMPORTED_MODULE_10__/* .run */ .eF, env, buildSecrets, buildkitImage, signal },
            registryLogin: registry.dockerConfig,
            cache: (0,_image_layerCache_js__WEBPACK_IMPORTED_MODULE_3__/* .cacheUseOf */ .VG)(cache, stack, { deploys: true, mayPush: push }),
            holds: registry.holds,
            log: output.line,
            warn: (text) => log.warning(text),
            notice: (text) => log.notice(text),
            isSecret: (text) => log.redact(text) !== text,
            output: push && registry.host !== undefined ? 'push' : 'load',
            registry: push ? stack.registry : 'none',
        });
        return push
            ? (0,_image_images_js__WEBPACK_IMPORTED_MODULE_2__/* .pushImages */ .Z)(built, { registry, run: _runtime_run_js__WEBPACK_IMPORTED_MODULE_10__/* .run */ .eF, env, signal, log: output.line, warn: (text) => log.warning(text) })
            : built;
    })
        .finally(output.end);
}


/***/ }),

/***/ 5290:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ describeImages)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./lib/runtime/ownEntry.js
var ownEntry = __webpack_require__(6030);
// EXTERNAL MODULE: ./lib/stack/inside.js
var inside = __webpack_require__(1710);
// EXTERNAL MODULE: ./lib/image/target.js + 1 modules
var image_target = __webpack_require__(8426);
;// CONCATENATED MODULE: ./lib/image/bases.js





/** Looks up what an image is built on: what its Dockerfile names by FROM and `--from=`, its additional contexts, and what those are built on. */
async function basesOf(target, lookUp) {
    const each = await Promise.all([target, ...(0,image_target/* builtBefore */.iY)(target)].map(namedBy));
    if (each.includes(undefined))
        return 'unknown';
    const named = each.flatMap((names) => names ?? []);
    // A digest never moves, and stands in the Dockerfile or the model, which are part of the key.
    const references = [...new Set(named)].filter((name) => !name.includes('@')).sort();
    if (references.length === 0)
        return { sum: '' };
    const answers = await Promise.all(references.map(async (reference) => [reference, await lookUp(reference)]));
    for (const [reference, answer] of answers)
        if ('fault' in answer)
            return { fault: `its base image ${reference} could not be looked up: ${answer.fault}` };
    return { sum: (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(answers)).digest('hex').slice(0, 12) };
}
/** Images that its Dockerfile and its contexts name; undefined where they cannot be told. */
async function namedBy(target) {
    if ((0,inside/* isRemote */.Vx)(target.context) && target.dockerfileInline === undefined)
        return undefined;
    const text = target.dockerfileInline ?? (await (0,promises_.readFile)(target.dockerfile, 'utf8').catch(() => undefined));
    const others = [...Object.keys(target.contexts), ...Object.keys(target.services ?? {})];
    const named = text === undefined ? undefined : baseImages(text, target.args, others);
    const contexts = Object.values(target.contexts).flatMap((context) => context.startsWith('docker-image://') ? [context.slice('docker-image://'.length)] : []);
    return named && [...named, ...contexts];
}
/**
 * References of images in a Dockerfile that are no stage of it; undefined where a variable in one has no value.
 * @param args Build arguments: they win over the defaults of `ARG` before the first FROM (docs.docker.com, "Understand how ARG and FROM interact").
 * @param contexts Names that stand for something else.
 */
function baseImages(dockerfile, args, contexts) {
    const values = new Map();
    const stages = new Set(contexts);
    const found = new Set();
    let isUnknown = false;
    let isBeforeStages = true;
    const add = (name) => {
        const image = filledIn(name, values);
        if (image === undefined)
            isUnknown = true;
        else if (image !== 'scratch' && !/^\d+$/.test(image) && !stages.has(image.toLowerCase()) && !stages.has(image))
            found.add(image);
    };
    for (const line of instructionsOf(dockerfile)) {
        const arg = /^ARG\s+(.+)$/i.exec(line)?.[1];
        if (arg !== undefined && isBeforeStages) {
            for (const [, name = '', fallback] of arg.matchAll(/([A-Za-z_]\w*)(?:=("[^"]*"|'[^']*'|\S*))?/g)) {
                const value = (0,ownEntry/* ownEntry */.P)(args, name) ?? fallback?.replace(/^(["'])(.*)\1$/, '$2');
                if (value !== undefined)
                    values.set(name, value);
            }
        }
        const [, image, stage] = /^FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(line) ?? [];
        if (image !== undefined) {
            isBeforeStages = false;
            add(image);
            if (stage !== undefined)
                stages.add(stage.toLowerCase());
        }
        for (const [, from = ''] of line.matchAll(/(?:--|,)from=([^\s,]+)/g))
            add(from);
    }
    return isUnknown ? undefined : [...found].sort();
}
/** Without comments, each on one line. */
function instructionsOf(dockerfile) {
    return dockerfile
        .split(/\r?\n/)
        .filter((line) => !/^\s*#/.test(line))
        .join('\n')
        .replace(/\\[ \t]*\n/g, ' ')
        .split('\n')
        .map((line) => line.trim());
}
function filledIn(name, values) {
    let isOpen = false;
    const text = name
        .replace(/^["']|["']$/g, '')
        .replace(/\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))/g, (_, braced, fallback, bare) => {
        const value = values.get(braced ?? bare) ?? fallback;
        if (value === undefined || value === '')
            isOpen = true;
        return value ?? '';
    });
    return isOpen || text.includes('$') ? undefined : text;
}

// EXTERNAL MODULE: ./lib/image/key.js
var key = __webpack_require__(5078);
;// CONCATENATED MODULE: ./lib/image/described.js



/**
 * What the stack's images are made from; builds and changes nothing.
 * @param options.projects Only these; all if absent or empty.
 * @param options.platform Of the server, such as `linux/amd64`, which is the default.
 * @param options.labels For every image, beside those of its Compose file. They are part of the key: nothing that changes with a commit.
 * @param options.withheld Of readStack.
 * @param options.refresh Where it is given, base images are looked up.
 */
async function describeImages(stack, options = {}) {
    const targets = (0,image_target/* targetsOf */.QR)(stack, options).map((target) => ({
        ...target,
        labels: { ...options.labels, ...target.labels },
    }));
    const hashTree = (0,key/* rememberedTrees */.yo)();
    const needs = (target) => {
        const all = [target, ...(0,image_target/* builtBefore */.iY)(target)].flatMap(({ project, service }) => options.withheld?.get(`${project}/${service}`) ?? []);
        return all.length === 0 ? undefined : [...new Set(all)].sort();
    };
    // What is left out has no key here, and its files may have other names.
    const keyOf = async (target) => needs(target) === undefined ? (0,key/* imageKey */.p2)(target, hashTree) : { material: '', notices: [] };
    const keys = await Promise.all(targets.map(keyOf));
    const equal = new Map();
    for (const [index, { material }] of keys.entries()) {
        const key = material === '' ? `withheld ${index}` : material;
        equal.set(key, [...(equal.get(key) ?? []), index]);
    }
    return Promise.all([...equal.values()].map(async (indexes) => {
        const services = indexes.map((index) => targets[index]);
        const [target] = services;
        const withheld = needs(target);
        const asked = options.refresh !== undefined && withheld === undefined;
        return {
            ...keys[indexes[0]],
            services,
            target,
            ...(withheld !== undefined && { withheld }),
            ...(asked && { bases: await basesOf(target, options.refresh) }),
        };
    }));
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

/***/ 9300:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ notePlaced)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _stack_inside_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1710);
/* harmony import */ var _ignore_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9983);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5078);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8426);






/**
 * Notes with each image which files of the input `files` are sent to its build: it is another image in every job that is not given them.
 * @param placed Absolute paths.
 */
async function notePlaced(images, placed) {
    return Promise.all(images.map(async (image) => {
        const { target, withheld } = image;
        if (placed.length === 0 || withheld !== undefined)
            return image;
        const folders = (await Promise.all([target, ...(0,_target_js__WEBPACK_IMPORTED_MODULE_4__/* .builtBefore */ .iY)(target)].map(foldersOf))).flat();
        const sent = placed.flatMap((path) => {
            const from = folders.find(({ folder, ignores }) => {
                const name = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(folder, path).split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep).join('/');
                return !name.startsWith('../') && !ignores(name);
            });
            return from === undefined ? [] : [(0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(from.folder, path).split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep).join('/')];
        });
        const notices = sent.map((path) => `${target.project}/${target.service}: ${path} (input files) is sent to its build: add it to .dockerignore; else a job without that file builds another image, and the deploy builds its own`);
        return { ...image, notices: [...image.notices, ...notices] };
    }));
}
/** Folders that a build is sent, each with what stays. */
async function foldersOf(target) {
    const more = Object.values(target.contexts).filter((value) => !value.startsWith('docker-image://'));
    return Promise.all([target.context, ...more]
        .filter((folder) => !(0,_stack_inside_js__WEBPACK_IMPORTED_MODULE_2__/* .isRemote */ .Vx)(folder))
        .map(async (folder, index) => {
        const isOwn = index === 0 && folder === target.context;
        const text = isOwn ? (0,_key_js__WEBPACK_IMPORTED_MODULE_3__/* .ignoreTextOf */ .jH)(target) : (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, '.dockerignore'), 'utf8').catch(() => '');
        return { folder, ignores: (0,_ignore_js__WEBPACK_IMPORTED_MODULE_5__/* .ignoreRules */ .e)(await text).ignores };
    }));
}


/***/ }),

/***/ 9527:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $j: () => (/* binding */ movedWords),
/* harmony export */   jv: () => (/* binding */ lookedUpBefore),
/* harmony export */   ng: () => (/* binding */ dueReferences),
/* harmony export */   r3: () => (/* binding */ lookupsOf)
/* harmony export */ });
/* unused harmony export isOwn */
/* harmony import */ var _stack_durations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6741);
/* harmony import */ var _serviceImages_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5745);


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
    const source = facts && new _serviceImages_js__WEBPACK_IMPORTED_MODULE_1__.ImageSource(stack, images, new Map(), facts);
    const known = lookedUpBefore(facts);
    const due = (0,_serviceImages_js__WEBPACK_IMPORTED_MODULE_1__.movable)(stack).filter(({ project, name, service, reference }) => {
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
        return (0,_stack_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .secondsOf */ .T)('1d');
    if (policy === 'weekly')
        return (0,_stack_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .secondsOf */ .T)('1w');
    if (policy === 'refresh')
        return (0,_stack_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .secondsOf */ .T)(after) ?? 0;
    return policy.startsWith('every_') ? (0,_stack_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .secondsOf */ .T)(policy.slice('every_'.length)) : undefined;
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


/***/ }),

/***/ 9498:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ provenImages)
/* harmony export */ });
/* harmony import */ var _host_sendImages_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1620);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(525);
/* harmony import */ var _builtRecord_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2149);



/**
 * What the server's record proves of these images, apart from what nobody has any more. Nothing is asked of what runs: an unchanged stack costs
 * no call.
 */
async function provenImages(images, server, registry, { signal }) {
    const found = [...(0,_builtRecord_js__WEBPACK_IMPORTED_MODULE_2__/* .recordedOf */ .i0)(images, server.facts)];
    const runs = new Set(server.facts.containers.flatMap(({ Config, Image }) => [Config.Image, Image]));
    const unseen = [...new Set(found.map(([, { image }]) => image))].filter((image) => !runs.has(image));
    const there = unseen.length === 0 ? new Set() : await (0,_host_sendImages_js__WEBPACK_IMPORTED_MODULE_0__/* .namesOnServer */ .j1)(server.host, unseen, { signal });
    const asked = await Promise.all(unseen.map(async (image) => [image, there.has(image) || (image.includes('@') && (await isThere(image, registry)))]));
    const lost = new Set(asked.flatMap(([image, found]) => (found ? [] : [image])));
    return {
        record: new Map(found.filter(([, { image }]) => !lost.has(image))),
        gone: new Map(found.filter(([, { image }]) => lost.has(image))),
    };
}
/** A registry that does not answer, such as one that the stack has left, has nothing: the image is built again. */
function isThere(image, registry) {
    return registry.holds(image).catch((error) => {
        if (error instanceof _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo)
            return false;
        throw error;
    });
}


/***/ }),

/***/ 5745:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ImageSource: () => (/* binding */ ImageSource),
/* harmony export */   movable: () => (/* binding */ movable),
/* harmony export */   pulledImages: () => (/* binding */ pulledImages),
/* harmony export */   settledImages: () => (/* binding */ settledImages),
/* harmony export */   thirdParty: () => (/* binding */ thirdParty)
/* harmony export */ });
/* harmony import */ var _host_containers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3304);
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7373);
/* harmony import */ var _stack_dollars_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9675);
/* harmony import */ var _stack_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5488);
/* harmony import */ var _names_projectName_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8931);





/** A reference that names its content already: by digest, or an image id. */
function isPinned(reference) {
    return /@sha256:[0-9a-f]{64}$/.test(reference) || /^sha256:[0-9a-f]{64}$/.test(reference);
}
/** The server takes one a line, and gives them to Docker: neither an option nor two lines. */
function isReference(text) {
    return /^[A-Za-z0-9[][A-Za-z0-9_.:/@[\]-]{0,511}$/.test(text);
}
/**
 * Third-party references of the stack that are not pinned, and what the previous release or what runs has settled each to, by service, if
 * anything. A tag such as `postgres:17` keeps its digest until it is looked up (lookups.ts).
 */
function settledImages(stack, images, facts) {
    const source = new ImageSource(stack, images, new Map(), facts);
    const found = movable(stack).filter(({ project, name, service }) => source.builtFor(project, name, service) === undefined);
    const references = [...new Set(found.map(({ reference }) => reference))].sort();
    return new Map(references.map((reference) => [reference, source.settled(reference)]));
}
/** The references that the server may have to be asked for, as far as the files tell. */
function thirdParty(stack) {
    const found = movable(stack).filter(({ service }) => service.build === undefined);
    return [...new Set(found.map(({ reference }) => reference))].sort();
}
/** References of all images that the stack does not build, also of those by digest. */
function pulledImages(stack) {
    const found = stack.projects.flatMap(({ model }) => Object.values((0,_stack_dollars_js__WEBPACK_IMPORTED_MODULE_3__/* .singleDollars */ .k)(model).services).flatMap(({ build, image }) => build === undefined && image !== undefined && isReference(image) ? [image] : []));
    return [...new Set(found)].sort();
}
/** Services with an image whose name may stand for another content tomorrow. */
function movable(stack) {
    return stack.projects.flatMap((project) => Object.entries((0,_stack_dollars_js__WEBPACK_IMPORTED_MODULE_3__/* .singleDollars */ .k)(project.model).services).flatMap(([name, service]) => {
        const reference = service.image;
        const moves = reference !== undefined && !isPinned(reference) && isReference(reference);
        return moves ? [{ project, name, service, reference }] : [];
    }));
}
/** Finds each service's image: built by the stack, pinned, resolved now, kept from the previous release, or as it runs. */
class ImageSource {
    images;
    resolved;
    /** By reference: the image of each service that has had it, by Compose project name and service. */
    known = new Map();
    names;
    builtByReference = new Map();
    constructor(stack, images, resolved, facts) {
        this.images = images;
        this.resolved = resolved;
        const own = { ...stack, identity: (0,_stack_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .settledIdentity */ .Kk)(stack.identity, facts.identity) };
        const models = stack.projects.map(({ model }) => (0,_stack_dollars_js__WEBPACK_IMPORTED_MODULE_3__/* .singleDollars */ .k)(model));
        const named = (0,_names_projectName_js__WEBPACK_IMPORTED_MODULE_2__/* .namedModels */ .U)(own, models, facts);
        this.names = named.names;
        for (const model of Object.values(facts.current?.models ?? {})) {
            for (const [service, reference] of Object.entries(model['x-stack-actions']?.references ?? {})) {
                const image = model.services[service]?.image;
                if (image !== undefined)
                    this.know(reference, (0,_host_containers_js__WEBPACK_IMPORTED_MODULE_4__/* .serviceKey */ .jq)(model.name, service), (0,_stack_dollars_js__WEBPACK_IMPORTED_MODULE_3__/* .singleDollars */ .k)(image));
            }
        }
        // An adopted release is current after a first deploy that was undone; it keeps no references.
        const before = facts.current === undefined || facts.current.meta['kind'] === 'adopted';
        const containers = new _host_containers_js__WEBPACK_IMPORTED_MODULE_4__/* .Containers */ .Xd(facts, own.identity);
        for (const { name, services } of before ? named.models : []) {
            for (const [service, { image }] of Object.entries(services)) {
                // What others run under the same tag says nothing of ours; what has ended was made of its image, too.
                const same = containers.made(name, service).find(({ Config }) => Config.Image === image);
                if (image !== undefined && same !== undefined)
                    this.know(image, (0,_host_containers_js__WEBPACK_IMPORTED_MODULE_4__/* .serviceKey */ .jq)(name, service), same.Image);
            }
        }
        for (const project of stack.projects) {
            for (const [name, service] of Object.entries(project.model.services)) {
                const built = this.named(project, name);
                if (built !== undefined && service.image !== undefined)
                    this.builtByReference.set((0,_stack_dollars_js__WEBPACK_IMPORTED_MODULE_3__/* .singleDollars */ .k)(service.image), built);
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
    /** The images that a third-party reference stands for without asking anybody: one, unless services of the stack have had different ones. */
    settled(reference) {
        return [...new Set(this.known.get(reference)?.values())];
    }
    /** A service's image, or why there is none. */
    imageOf(project, name, service) {
        const where = `${project.name}/${name}`;
        const built = this.builtFor(project, name, service);
        if (built !== undefined) {
            if (built.digest !== undefined)
                return { image: `${built.repository}@${built.digest}` };
            if (built.imageId !== undefined)
                return {
                    ...{ image: built.imageId, repository: built.repository },
                    ...(built.serverTag !== undefined && { tag: built.serverTag }),
                };
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
        const own = this.known.get(reference)?.get((0,_host_containers_js__WEBPACK_IMPORTED_MODULE_4__/* .serviceKey */ .jq)(this.names[project.name] ?? '', name));
        const settled = own ?? this.settled(reference)[0];
        if (settled !== undefined)
            return { image: settled, reference };
        return { fault: `${where}: nobody has looked up the image ${JSON.stringify(reference)}` };
    }
    know(reference, key, image) {
        this.known.set(reference, new Map([...(this.known.get(reference) ?? []), [key, image]]));
    }
    named(project, service) {
        const names = new Set([project.name, project.model.name]);
        return this.images.find((image) => names.has(image.project) && image.service === service);
    }
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
