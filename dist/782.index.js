export const id = 782;
export const ids = [782];
export const modules = {

/***/ 8483:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  buildAndTag: () => (/* binding */ buildAndTag)
});

// EXTERNAL MODULE: ./lib/contract/action.js + 5 modules
var action = __webpack_require__(5354);
// EXTERNAL MODULE: ./lib/image/images.js + 6 modules
var image_images = __webpack_require__(8438);
// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
;// CONCATENATED MODULE: ./lib/image/report.js

/** For the job summary: what was built, what was there already, and why. */
function imagesTable(images) {
    const rows = images.map(({ project, service, repository, key, result, reason }) => `| ${[`${project}/${service}`, repository, key.slice(0, 12), result, reason].map(runtime_escape/* markdown */.wD).join(' | ')} |`);
    if (rows.length === 0)
        return 'No service of this stack is built here.';
    return ['| service | image | key | result | why |', '|---|---|---|---|---|', ...rows].join('\n');
}

// EXTERNAL MODULE: ./lib/runtime/run.js
var run = __webpack_require__(313);
// EXTERNAL MODULE: ./lib/actions/checkout.js + 35 modules
var checkout = __webpack_require__(9494);
// EXTERNAL MODULE: ./lib/actions/inputs.js
var inputs = __webpack_require__(9922);
// EXTERNAL MODULE: ./lib/image/registry.js + 4 modules
var image_registry = __webpack_require__(2931);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
;// CONCATENATED MODULE: ./lib/actions/openRegistry.js


/**
 * The stack's registry, as far as this run may see it: a pull request of a fork, or a merge queue's branch, may not see a private one. Then
 * everything counts as changed, and `notice` says so. What is deployed has to see it.
 */
async function openRegistryFor(stack, inputs, { deploys }, { env, event }, notice) {
    const registry = await (0,image_registry/* openRegistry */.M)(stack.registry, inputs, env);
    if (deploys || event.tag !== undefined)
        return registry;
    return {
        ...registry,
        holds: (reference) => registry.holds(reference).catch((error) => {
            if (!(error instanceof errors/* UserError */.yo))
                throw error;
            notice(`${registry.name} does not answer this run, so that everything counts as changed: ${error.message}`);
            return false;
        }),
    };
}

// EXTERNAL MODULE: ./lib/actions/outputs.js
var outputs = __webpack_require__(809);
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

// EXTERNAL MODULE: ./lib/image/chosen.js
var chosen = __webpack_require__(5175);
// EXTERNAL MODULE: ./lib/image/described.js + 2 modules
var image_described = __webpack_require__(4374);
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
// EXTERNAL MODULE: ./lib/actions/login.js + 6 modules
var login = __webpack_require__(786);
// EXTERNAL MODULE: ./lib/actions/origin.js + 1 modules
var origin = __webpack_require__(8495);
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

;// CONCATENATED MODULE: ./lib/actions/pipelinePlan.js





/**
 * What a pipeline does with this commit, without asking a server: which projects are tested, which are built, where it is deployed. On a branch
 * that is not deployed the files of every environment are read, so that a fault in any of them shows before it is merged.
 * @throws Refused listing the faults
 */
async function planPipeline(inputs, judged, context) {
    const { log, summary } = context;
    const { stack, notices, withheld, committed } = await readAll(inputs, judged, context);
    const registry = await openRegistryFor(stack, inputs, judged, context, (notice) => notices.push(notice));
    const images = await planBuilds({ stack, withheld, registry, committed, placed: inputs.placed }, inputs, judged, context);
    const tests = testsOf(stack);
    const plan = { ...judged, stack, images, tests, notices: [...new Set(notices)] };
    for (const line of pipelineText(plan))
        log.info(line);
    summary.add(pipelineMarkdown(plan));
    if (!judged.deploys)
        log.notice(judged.skip);
    return {
        images: images.map(({ target: _, notices: __, withheld: ___, ...image }) => image),
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
    throw (0,errors/* refuseAll */.cp)('the stack cannot be read', faults.map(({ environment, error }) => `${environment}: ${error.message}`), { todo: [...new Set(faults.flatMap(({ error }) => error.todo))] });
}
function testsOf({ projects }) {
    return projects.flatMap(({ name, path, test }) => test === undefined ? [] : [{ project: name, path, command: test }]);
}
function projectsOf(images) {
    return [...new Set(images.map(({ project }) => project))];
}

;// CONCATENATED MODULE: ./lib/actions/build-and-tag.js
var build_and_tag_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var build_and_tag_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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










/** Builds the images that nothing proves; push-image only tags those that the server's record proves. */
const buildAndTag = (0,action/* defineAction */.Q)({
    name: 'build-and-tag',
    description: 'Build the images of a stack whose content changed, and tag them',
    inputs: {
        environment: inputs/* environment */.cA,
        config: inputs/* config */.$W,
        ...inputs/* recordInputs */.v5,
        ...inputs/* registryInputs */.P4,
        ...inputs/* buildInputs */._9,
        envFile: inputs/* envFile */.CN,
        files: inputs/* files */.aq,
        ...inputs/* pipelineInputs */.ci,
    },
    outputs: { ...outputs/* imagesOutput */.K1, ...outputs/* pipelineOutputs */.lh },
    post: checkout/* removePlaced */.o7,
    async main(inputs, context) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { env, log, summary } = context;
            const judged = await (0,checkout/* judgedEnvironment */.hs)(inputs, context);
            const given = build_and_tag_addDisposableResource(env_1, await (0,checkout/* placeGivenFiles */.Cy)(inputs, judged), true);
            if (inputs.dryRun)
                return await planPipeline({ ...inputs, given: given.values, placed: given.paths }, judged, context);
            if (!judged.deploys && !inputs.withoutSecrets) {
                log.notice(judged.skip);
                return { images: [] };
            }
            const { stack, notices, buildSecrets, withheld, committed } = await (0,checkout/* readCheckout */.b$)({ ...inputs, given: given.values }, judged, context);
            const registry = await openRegistryFor(stack, inputs, judged, context, (notice) => notices.push(notice));
            const planned = await planBuilds({ stack, withheld, registry, committed, placed: given.paths }, inputs, judged, context);
            for (const notice of new Set([...notices, ...planned.flatMap((image) => image.notices ?? [])]))
                log.info(notice);
            const output = log.output();
            const images = await log.group('Build', () => (0,image_images/* buildImages */.r)(planned, {
                run: run/* run */.eF,
                env,
                buildSecrets,
                registryLogin: registry.dockerConfig,
                log: output.line,
                registry: stack.registry,
                // What is in the cache ends up in images, so an environment uses only what its own branch has put there.
                cache: judged.deploys ? inputs.cache : 'none',
            }).finally(output.end));
            const left = images
                .filter(({ result }) => result === 'planned')
                .map(({ project, service }) => `${project}/${service}`);
            if (context.event.tag !== undefined && left.length > 0)
                log.warning(`${left.join(', ')}: only the deploy builds it, so it does not get the tag ${context.event.tag}`);
            for (const image of images)
                log.info(`${image.project}/${image.service}: ${image.result}, ${image.reason}`);
            summary.add(imagesTable(log.redactEach(images)));
            return { images };
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = build_and_tag_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    },
});


/***/ }),

/***/ 8495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ao: () => (/* binding */ deployEvent),
  mQ: () => (/* binding */ isScheduled),
  PC: () => (/* binding */ labelsOf),
  bf: () => (/* binding */ ownerOf),
  A5: () => (/* binding */ refreshes),
  ng: () => (/* binding */ runOf),
  GQ: () => (/* binding */ runnerPlatform),
  Fg: () => (/* binding */ tagsOf),
  fX: () => (/* binding */ toolVersion)
});

;// CONCATENATED MODULE: ./package.json
const package_namespaceObject = {"rE":"0.1.0"};
// EXTERNAL MODULE: ./lib/image/tags.js
var tags = __webpack_require__(548);
;// CONCATENATED MODULE: ./lib/actions/origin.js


/** Version of stack-actions that made a release. */
const toolVersion = package_namespaceObject.rE;
/** What caused a release, as its `meta` keeps it. @param committed Which commit it is made of. */
function deployEvent({ event }, { commit, differs }) {
    return {
        ...{ commit, differs },
        ref: event.ref,
        actor: event.actor,
        runUrl: event.runUrl,
        order: String(event.runId),
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
    return (0,tags/* tagsFor */.N)({ commit: isClean === false ? undefined : commit, branch: event.branch, version: version ?? tagged });
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

/***/ 9124:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ dockerThere)
/* harmony export */ });
/* unused harmony export ANSWER_SECONDS */
/** Seconds in which an engine tells what it knows. */
const ANSWER_SECONDS = 60;
/** Argv of a call of the server's own Docker that ends there by itself, also where nobody hears it any more. */
function dockerThere(args, seconds = ANSWER_SECONDS) {
    return ['timeout', '-k', '5', String(seconds), 'docker', ...args];
}


/***/ }),

/***/ 4374:
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
;// CONCATENATED MODULE: ./lib/image/bases.js




/** Looks up what an image is built on: what its Dockerfile names by FROM and `--from=`, and its additional contexts. */
async function basesOf(target, lookUp) {
    if ((0,inside/* isRemote */.Vx)(target.context) && target.dockerfileInline === undefined)
        return 'unknown';
    const text = target.dockerfileInline ?? (await (0,promises_.readFile)(target.dockerfile, 'utf8').catch(() => undefined));
    const named = text === undefined ? undefined : baseImages(text, target.args, Object.keys(target.contexts));
    if (named === undefined)
        return 'unknown';
    const contexts = Object.values(target.contexts).flatMap((context) => context.startsWith('docker-image://') ? [context.slice('docker-image://'.length)] : []);
    // A digest never moves, and stands in the Dockerfile or the model, which are part of the key.
    const references = [...new Set([...named, ...contexts])].filter((name) => !name.includes('@')).sort();
    if (references.length === 0)
        return { sum: '' };
    const answers = await Promise.all(references.map(async (reference) => [reference, await lookUp(reference)]));
    for (const [reference, answer] of answers)
        if ('fault' in answer)
            return { fault: `its base image ${reference} could not be looked up: ${answer.fault}` };
    return { sum: (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(answers)).digest('hex').slice(0, 12) };
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
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/stack/compose.js
var compose = __webpack_require__(1208);
// EXTERNAL MODULE: ./lib/image/reference.js
var reference = __webpack_require__(8424);
;// CONCATENATED MODULE: ./lib/image/target.js





const defaultPlatform = 'linux/amd64';
/** What has to be built for a stack, in the order of its projects. */
function targetsOf(stack, options = {}) {
    for (const name of options.projects ?? []) {
        if (!stack.projects.some((project) => project.name === name))
            throw new errors/* Refused */.Lw(`there is no project ${JSON.stringify(name)}; known: ${stack.projects.map((project) => project.name).join(', ')}`, { at: 'input projects' });
    }
    const chosen = stack.projects.filter(({ name }) => options.projects === undefined || options.projects.length === 0 || options.projects.includes(name));
    const targets = chosen.flatMap((project) => Object.keys(project.model.services)
        .filter((service) => project.model.services[service]?.build !== undefined)
        .map((service) => targetOf(stack, project, service, options.platform ?? defaultPlatform)));
    refuseSharedRepositories(targets);
    return options.deploys === false ? targets.map((target) => ({ ...target, cacheFrom: [], cacheTo: [] })) : targets;
}
function targetOf(stack, project, service, defaultTo) {
    const at = `project ${project.name}, service ${service}, build`;
    const definition = project.model.services[service];
    const build = definition?.build ?? {};
    const context = build.context ?? (0,external_node_path_.resolve)(stack.root, project.path);
    const platforms = build.platforms ?? [];
    return {
        project: project.name,
        service,
        repository: (0,reference/* repositoryOf */._M)(stack.registry, stack.name, project.name, service),
        environment: stack.environment,
        root: stack.root,
        context,
        dockerfile: (0,inside/* isRemote */.Vx)(context)
            ? (build.dockerfile ?? 'Dockerfile')
            : (0,external_node_path_.resolve)(context, build.dockerfile ?? 'Dockerfile'),
        args: literal(build.args),
        labels: literal(build.labels),
        platform: definition?.platform ?? (platforms.includes(defaultTo) ? defaultTo : (platforms[0] ?? defaultTo)),
        contexts: contextsOf(build.additional_contexts, at),
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
    };
}
function contextsOf(contexts, at) {
    for (const [name, value] of Object.entries(contexts ?? {})) {
        if (/^(service|target|oci-layout):/.test(value))
            throw new errors/* Refused */.Lw(`additional_contexts.${name}: ${value} is not supported`, {
                at,
                todo: 'use a folder, or docker-image://…',
            });
    }
    return { ...contexts };
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
    const targets = targetsOf(stack, options).map((target) => ({
        ...target,
        labels: { ...options.labels, ...target.labels },
    }));
    const hashTree = (0,key/* rememberedTrees */.yo)();
    const needs = ({ project, service }) => options.withheld?.get(`${project}/${service}`);
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
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _stack_inside_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1710);
/* harmony import */ var _ignore_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9983);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5078);




/**
 * Notes with each image which files of the input `files` are sent to its build: it is another image in every job that is not given them.
 * @param placed Absolute paths.
 */
async function notePlaced(images, placed) {
    return Promise.all(images.map(async (image) => {
        const { target, withheld } = image;
        if (placed.length === 0 || withheld !== undefined || (0,_stack_inside_js__WEBPACK_IMPORTED_MODULE_1__/* .isRemote */ .Vx)(target.context))
            return image;
        const { ignores } = (0,_ignore_js__WEBPACK_IMPORTED_MODULE_3__/* .ignoreRules */ .e)(await (0,_key_js__WEBPACK_IMPORTED_MODULE_2__/* .ignoreTextOf */ .jH)(target));
        const sent = placed
            .map((path) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(target.context, path).split(node_path__WEBPACK_IMPORTED_MODULE_0__.sep).join('/'))
            .filter((path) => !path.startsWith('../') && !ignores(path));
        const notices = sent.map((path) => `${target.project}/${target.service}: ${path} (input files) is sent to its build: add it to .dockerignore; else a job without that file builds another image, and the deploy builds its own`);
        return { ...image, notices: [...image.notices, ...notices] };
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


/***/ })

};
