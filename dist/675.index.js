export const id = 675;
export const ids = [675];
export const modules = {

/***/ 7832:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ openRegistryFor)
/* harmony export */ });
/* harmony import */ var _image_registry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6733);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(525);


/**
 * The stack's registry, as far as this run may see it: a pull request of a fork, or a merge queue's branch, may not see a private one. Then
 * everything counts as changed, and `notice` says so. What is deployed has to see it.
 */
async function openRegistryFor(stack, inputs, { deploys }, { env, event }, notice) {
    const registry = await (0,_image_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .openRegistry */ .M)(stack.registry, inputs, env);
    if (deploys || event.tag !== undefined)
        return registry;
    return {
        ...registry,
        holds: (reference) => registry.holds(reference).catch((error) => {
            if (!(error instanceof _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo))
                throw error;
            notice(`${registry.name} does not answer this run, so that everything counts as changed: ${error.message}`);
            return false;
        }),
    };
}


/***/ }),

/***/ 2465:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A5: () => (/* binding */ refreshes),
/* harmony export */   Ao: () => (/* binding */ deployEvent),
/* harmony export */   Fg: () => (/* binding */ tagsOf),
/* harmony export */   GQ: () => (/* binding */ runnerPlatform),
/* harmony export */   PC: () => (/* binding */ labelsOf),
/* harmony export */   bf: () => (/* binding */ ownerOf),
/* harmony export */   fX: () => (/* binding */ toolVersion),
/* harmony export */   mQ: () => (/* binding */ isScheduled),
/* harmony export */   ng: () => (/* binding */ runOf)
/* harmony export */ });
/* harmony import */ var _package_json__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8330);
/* harmony import */ var _image_tags_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(548);


/** Version of stack-actions that made a release. */
const toolVersion = _package_json__WEBPACK_IMPORTED_MODULE_0__/* .version */ .rE;
/**
 * What caused a release, as its `meta` keeps it. Outside of GitHub there is no number of a run: such a release comes right behind the one that
 * serves, so that each run that may follow that one may follow this one, and nothing is overtaken that was committed meanwhile.
 * @param committed Which commit it is made of.
 * @param serving What serves when the server is asked.
 */
function deployEvent({ event }, { commit, differs }, { current }) {
    return {
        ...{ commit, differs },
        ref: event.ref,
        actor: event.actor,
        runUrl: event.runUrl,
        order: event.order > 0 ? String(event.order) : (current?.meta['order'] ?? '0'),
    };
}
/** By this, jobs of a run know that they belong to the same run and have the same in their checkouts. */
function runOf({ event }, { commit, isClean }) {
    return { id: String(event.runId), commit, isClean };
}
/** Whether a schedule started this run: it looks everything up again. */
function isScheduled({ event }) {
    return event.name === 'schedule';
}
/** Whether every tag is looked up again: as the input says, else if a schedule started the run. */
function refreshes({ refresh }, context) {
    return refresh ?? isScheduled(context);
}
/** Owner of the repository; '' where there is none. */
function ownerOf({ event }) {
    return event.repository.split('/')[0] ?? '';
}
/**
 * Tags for people that this run's images get; a pushed git tag such as `v1.2.0` is a version. An image of changed files gets no commit's tag.
 */
function tagsOf({ event }, version, { commit, isClean }) {
    const tagged = event.tag !== undefined && /^v?[0-9]/.test(event.tag) ? event.tag : undefined;
    return (0,_image_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .tagsFor */ .N)({ commit: isClean === false ? undefined : commit, branch: event.branch, version: version ?? tagged });
}
/** The platform that this runner builds for by default. A stack that names another `platform` in its Compose files gets that. */
function runnerPlatform({ RUNNER_ARCH }) {
    return RUNNER_ARCH === 'ARM64' ? 'linux/arm64' : 'linux/amd64';
}
/**
 * Labels of this run's images (OCI image specification, annotations). The first is how GitHub's registry links a package to its repository. They
 * are part of an image's key, so none changes with a commit.
 */
function labelsOf({ event, env }, title) {
    if (event.repository === '')
        return {};
    return {
        'org.opencontainers.image.source': `${env.GITHUB_SERVER_URL || 'https://github.com'}/${event.repository}`,
        'org.opencontainers.image.title': title,
    };
}


/***/ }),

/***/ 6449:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  aw: () => (/* binding */ planPipeline),
  yw: () => (/* binding */ readAll)
});

// UNUSED EXPORTS: buildsOf

// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/actions/checkout.js + 30 modules
var checkout = __webpack_require__(7813);
// EXTERNAL MODULE: ./lib/actions/openRegistry.js
var openRegistry = __webpack_require__(7832);
// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
;// CONCATENATED MODULE: ./lib/actions/pipelineReport.js

/** The plan of a pipeline for the log. */
function pipelineText(plan) {
    return [
        ...plan.tests.map(({ project }) => `${project}: tested`),
        ...plan.images.map((image) => `${nameOf(image)}: ${imageVerb(image)}, ${image.reason}`),
        deployText(plan),
        ...plan.notices,
    ];
}
/** The same for the job summary. */
function pipelineMarkdown(plan) {
    const rows = [
        ...plan.tests.map(({ project, command }) => [project, 'tested', command]),
        ...plan.images.map((image) => [nameOf(image), imageVerb(image), image.reason]),
    ].map((cells) => `| ${cells.map(runtime_escape/* markdown */.wD).join(' | ')} |`);
    const parts = [`**${(0,runtime_escape/* markdown */.wD)(deployText(plan))}**`];
    if (rows.length > 0)
        parts.push(['| what | | why |', '|---|---|---|', ...rows].join('\n'));
    if (plan.notices.length > 0)
        parts.push(plan.notices.map((notice) => `- ${(0,runtime_escape/* markdown */.wD)(notice)}`).join('\n'));
    return parts.join('\n\n');
}
function nameOf({ project, service }) {
    return `${project}/${service}`;
}
function imageVerb({ target, withheld }) {
    if (withheld !== undefined)
        return 'built with the environment’s secrets';
    return target === undefined ? 'left to the deploy' : 'built';
}
function deployText({ deploys, environment, skip, stack }) {
    if (!deploys)
        return skip;
    return `deployed to ${environment}${stack.host === undefined ? '' : ` at ${stack.host}`}; the deploy itself says what changes there, since it asks the server`;
}

// EXTERNAL MODULE: ./lib/actions/planBuilds.js + 1 modules
var planBuilds = __webpack_require__(3501);
// EXTERNAL MODULE: ./lib/actions/tested.js
var tested = __webpack_require__(1938);
;// CONCATENATED MODULE: ./lib/actions/pipelinePlan.js






/**
 * What a pipeline does with this commit, without asking a server: which projects are tested, which are built, where it is deployed. On a branch
 * that is not deployed the files of every environment are read, so that a fault in any of them shows before it is merged.
 * @throws Refused listing the faults
 */
async function planPipeline(inputs, judged, context) {
    const { log, summary } = context;
    const { stack, notices, withheld, committed } = await readAll(inputs, judged, context);
    if (judged.deploys)
        (0,tested/* mustBeTested */.I)(inputs, committed, context);
    const registry = await (0,openRegistry/* openRegistryFor */.n)(stack, inputs, judged, context, (notice) => notices.push(notice));
    const images = await (0,planBuilds/* planBuilds */.z)({ stack, withheld, registry, committed, placed: inputs.placed }, inputs, judged, context);
    const tests = testsOf(stack);
    const plan = { ...judged, stack, images, tests, notices: [...new Set(notices)] };
    for (const line of pipelineText(plan))
        log.info(line);
    summary.add(pipelineMarkdown(plan));
    if (!judged.deploys)
        log.notice(judged.skip);
    return {
        images: images.map(({ target: _, notices: __, withheld: ___, ...image }) => image),
        decision: judged.deploys ? 'is-deployed' : 'is-not-deployed',
        environment: judged.deploys ? judged.environment : '',
        url: judged.deploys ? (stack.url ?? '') : '',
        stack: stack.name,
        tests,
        ...buildsOf(images, { deploys: judged.deploys, registry: stack.registry }),
    };
}
/**
 * Which projects are built where. A project with an image that needs a secret of the environment is built as a whole in the job that has the
 * secrets; a run that deploys nothing has no such job.
 */
function buildsOf(images, { deploys, registry }) {
    // Without a registry only the deploy itself could use them.
    const buildsWithSecrets = registry === 'none' ? [] : projectsOf(images.filter(({ withheld }) => withheld));
    const elsewhere = new Set(deploys ? buildsWithSecrets : []);
    const builds = projectsOf(images.filter(({ project, target }) => target !== undefined && !elsewhere.has(project)));
    return { builds, buildsWithSecrets };
}
/**
 * The checkout as the judged environment has it; where nothing is deployed, every other environment is read as well.
 * @throws Refused listing the faults
 */
async function readAll(inputs, judged, context) {
    const environments = judged.deploys ? [judged.environment] : Object.keys(judged.config.environments);
    const faults = [];
    let found;
    for (const environment of environments) {
        try {
            const read = await (0,checkout/* readCheckout */.b$)(inputs, { config: judged.config, environment }, context);
            if (environment === judged.environment)
                found = read;
        }
        catch (error) {
            if (!(error instanceof errors/* UserError */.yo))
                throw error;
            faults.push({ environment, error });
        }
    }
    if (faults.length === 0 && found !== undefined)
        return found;
    const [only] = faults;
    const texts = new Set(faults.map(({ error }) => error.message));
    // Environments mostly have the same files: a fault that all of them have is reported once.
    if (only !== undefined && texts.size === 1)
        throw only.error;
    throw (0,errors/* refuseAll */.cp)('the stack cannot be read', faults.map(({ environment, error }) => `${environment}: ${error.message}`), { about: 'files', todo: [...new Set(faults.flatMap(({ error }) => error.todo))] });
}
function testsOf({ projects }) {
    return projects.flatMap(({ name, path, test }) => test === undefined ? [] : [{ project: name, path, command: test }]);
}
function projectsOf(images) {
    return [...new Set(images.map(({ project }) => project))];
}


/***/ }),

/***/ 3501:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z: () => (/* binding */ planBuilds)
});

// EXTERNAL MODULE: ./lib/image/chosen.js
var chosen = __webpack_require__(5175);
// EXTERNAL MODULE: ./lib/image/described.js + 1 modules
var image_described = __webpack_require__(5290);
// EXTERNAL MODULE: ./lib/image/tags.js
var tags = __webpack_require__(548);
// EXTERNAL MODULE: ./lib/image/tree.js
var tree = __webpack_require__(5581);
;// CONCATENATED MODULE: ./lib/image/hints.js



const REQUESTS_AT_ONCE = 8;
/** Keys of these images under which the registry has something. Whoever may push there can have put it there: it proves nothing. */
async function hintsOf(images, registry) {
    if (registry.host === undefined)
        return new Set();
    const asked = images.flatMap((image) => {
        const hint = (0,chosen/* hintOf */.$z)(image);
        return hint === undefined ? [] : [{ hint, reference: `${image.target.repository}:${(0,tags/* keyTag */.Q)(hint)}` }];
    });
    const there = await (0,tree/* inParallel */.H)(asked, REQUESTS_AT_ONCE, ({ reference }) => registry.holds(reference));
    return new Set(asked.flatMap(({ hint }, index) => (there[index] ? [hint] : [])));
}

// EXTERNAL MODULE: ./lib/image/lookUp.js
var lookUp = __webpack_require__(623);
// EXTERNAL MODULE: ./lib/image/placed.js
var image_placed = __webpack_require__(9300);
// EXTERNAL MODULE: ./lib/release/plan/images/proven.js
var proven = __webpack_require__(9498);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/actions/checkout.js + 30 modules
var checkout = __webpack_require__(7813);
// EXTERNAL MODULE: ./lib/actions/inputs.js
var inputs = __webpack_require__(9922);
// EXTERNAL MODULE: ./lib/actions/login.js + 1 modules
var login = __webpack_require__(148);
// EXTERNAL MODULE: ./lib/actions/origin.js
var origin = __webpack_require__(2465);
;// CONCATENATED MODULE: ./lib/actions/planBuilds.js
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











/**
 * Decides for each image of a run without a transaction whether it is to be built: if the server is asked, its record proves some. Without
 * secrets, what the registry has under a public key is left for the deploy, unless a person asked for all images: for a version's tag, or for a
 * refresh.
 */
async function planBuilds(found, inputs, judged, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { stack, withheld, registry, committed, placed } = found;
        const { env, signal } = context;
        const asked = __addDisposableResource(env_1, inputs.dryRun || !judged.deploys ? undefined : await askedServer(inputs, judged, context), true);
        const described = await (0,image_described/* describeImages */.S)(stack, {
            withheld,
            labels: (0,origin/* labelsOf */.PC)(context, stack.name),
            projects: inputs.projects,
            deploys: judged.deploys,
            platform: asked?.server.facts.platform ?? (0,origin/* runnerPlatform */.GQ)(env),
            ...((0,origin/* refreshes */.A5)(inputs, context) && { refresh: (0,lookUp/* tagLookups */.Y)(registry) }),
        });
        const naming = namingOf(inputs, asked?.server);
        const whole = naming.kind === 'server' ? undefined : wholeFor(inputs, context);
        const hints = naming.kind === 'public' && whole === undefined ? await hintsOf(described, registry) : undefined;
        return (0,chosen/* chooseImages */.s6)(await (0,image_placed/* notePlaced */.K)(described, placed), inputs.dryRun ? [] : (0,origin/* tagsOf */.Fg)(context, inputs.version, committed), {
            ...{ naming, run: (0,origin/* runOf */.ng)(context, committed), unproven: whole ?? whyBuilt(naming, registry) },
            ...(hints && { hints }),
            ...(asked && (await (0,proven/* provenImages */.v)(described, asked.server, registry, { signal }))),
        });
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
function namingOf({ withoutSecrets }, server) {
    if (server !== undefined)
        return { kind: 'server', key: server.facts.key };
    return { kind: withoutSecrets ? 'public' : 'run' };
}
/** Why all images are built, whatever exists. A scheduled refresh leaves images alone that are on today's base images. */
function wholeFor({ version, refresh }, context) {
    const named = version ?? context.event.tag;
    if (named !== undefined)
        return `all are built for ${named}`;
    return refresh && !(0,origin/* isScheduled */.mQ)(context) ? 'all are built for a refresh by hand' : undefined;
}
function whyBuilt({ kind }, { host }) {
    if (kind === 'server')
        return 'the server’s record has none of this content';
    if (kind === 'run')
        return 'without the server nothing proves an image of this content';
    return host === undefined ? 'without a registry nothing is kept' : 'the registry has none of this content';
}
/** @throws Refused without known-hosts */
async function askedServer({ host, sshKey, knownHosts }, judged, context) {
    if (sshKey === undefined)
        return undefined;
    if (knownHosts === undefined)
        throw new errors/* Refused */.Lw('the server is to be asked, but its host key is not given', {
            at: 'input known-hosts',
            todo: inputs/* recordInputs */.v5.knownHosts.unwrap().meta()?.['missing'],
        });
    const server = await (0,login/* openServer */.CT)({ sshKey, knownHosts }, (0,checkout/* addressOf */.ci)({ host }, judged), context);
    return { server, [Symbol.asyncDispose]: () => server.host[Symbol.asyncDispose]() };
}


/***/ }),

/***/ 1938:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ mustBeTested)
/* harmony export */ });
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);

/**
 * Refuses another commit than that of the run that this one follows, where that run's branch chose the environment: nobody has tested it for
 * that, and `actions/checkout` takes the default branch's last one if it is not told which.
 * @throws Refused
 */
function mustBeTested({ environment }, { commit, isClean, differs }, { event }) {
    if (event.name !== 'workflow_run' || environment !== undefined)
        return;
    if (commit === event.sha && isClean !== undefined)
        return;
    throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`this run follows one that was for commit ${event.sha.slice(0, 12)}: ${differs}`, {
        todo: [
            'check out what was tested: `with: { ref: "${{ github.event.workflow_run.head_sha }}" }` at actions/checkout (pipeline.yml cannot: call it on a push)',
            'or give the input `environment`, and what is checked out is deployed there',
        ],
    });
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

/***/ 8330:
/***/ ((module) => {

module.exports = /*#__PURE__*/JSON.parse('{"rE":"0.1.0","Jk":"org/stack-actions"}');

/***/ })

};
