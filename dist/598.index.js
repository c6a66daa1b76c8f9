export const id = 598;
export const ids = [598];
export const modules = {

/***/ 2598:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  buildAndTag: () => (/* binding */ buildAndTag)
});

// EXTERNAL MODULE: ./lib/contract/action.js + 5 modules
var action = __webpack_require__(5354);
// EXTERNAL MODULE: ./lib/image/images.js + 9 modules
var image_images = __webpack_require__(5640);
// EXTERNAL MODULE: ./lib/image/lookUp.js
var lookUp = __webpack_require__(623);
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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./lib/image/tested.js

/** Raised when the meaning of such a tag changes: everything is tested once more then. */
const FORMAT = 1;
/**
 * Tag of a project's images that says: its tests passed with exactly this. Git's tree of its folder, the command, and the keys of its
 * images go into it. Undefined where it cannot be said: no tests, no commit, or files that are not in the commit.
 * @param keys Of its images.
 * @param testEnvironment What else the tests depend on, in words.
 */
async function testedTag({ path, test }, keys, { root, run: runProgram, testEnvironment }) {
    if (test === undefined)
        return undefined;
    const tree = await runProgram([
        'git',
        '-C',
        root,
        'rev-parse',
        '--verify',
        '--quiet',
        `HEAD:${path === '.' ? '' : path}`,
    ]);
    const changes = await runProgram(['git', '-C', root, 'status', '--porcelain', '--', path]);
    if (tree.code !== 0 || changes.code !== 0 || changes.stdout.trim() !== '')
        return undefined;
    const material = [FORMAT, tree.stdout.trim(), test, testEnvironment, [...keys].sort()];
    return `tested-${(0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(material)).digest('hex').slice(0, 40)}`;
}

// EXTERNAL MODULE: ./lib/runtime/run.js
var run = __webpack_require__(313);
// EXTERNAL MODULE: ./lib/actions/checkout.js + 31 modules
var checkout = __webpack_require__(4719);
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
    const or = (otherwise) => (error) => {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        notice(`${registry.name} does not answer this run, so that everything counts as changed: ${error.message}`);
        return otherwise;
    };
    return {
        ...registry,
        find: (repository, key) => registry.find(repository, key).catch(or(undefined)),
        has: (repository, tag) => registry.has(repository, tag).catch(or(false)),
    };
}

// EXTERNAL MODULE: ./lib/actions/origin.js + 1 modules
var origin = __webpack_require__(8495);
// EXTERNAL MODULE: ./lib/actions/outputs.js
var outputs = __webpack_require__(809);
;// CONCATENATED MODULE: ./lib/actions/pipelineReport.js

/** The plan of a pipeline for the log. */
function pipelineText(plan) {
    return [
        ...plan.tests.map((test) => `${test.project}: ${testText(test)}`),
        ...plan.images.map((image) => `${nameOf(image)}: ${imageVerb(image)}, ${image.reason}`),
        deployText(plan),
        ...plan.notices,
    ];
}
/** The same for the job summary. */
function pipelineMarkdown(plan) {
    const rows = [
        ...plan.tests.map((test) => [
            test.project,
            testText(test),
            test.tested ? 'the same content passed before' : test.command,
        ]),
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
function testText({ tested }) {
    return tested ? 'not tested again' : 'tested';
}
function imageVerb({ result, withheld }) {
    if (withheld !== undefined)
        return 'built by the deploy';
    return result === 'planned' ? 'built' : 'reused';
}
function deployText({ deploys, environment, skip, stack }) {
    if (!deploys)
        return skip;
    return `deployed to ${environment}${stack.host === undefined ? '' : ` at ${stack.host}`}; what changes there is said by the deploy itself, which asks the server`;
}

;// CONCATENATED MODULE: ./lib/actions/pipelinePlan.js









/**
 * What a pipeline does with this commit, said without a server: which projects are tested, which are built, where it is deployed. A branch that
 * is not deployed has the files of every environment read, so that a fault in any of them shows before it is merged.
 * @throws Refused listing the faults
 */
async function planPipeline(inputs, judged, context) {
    const { log, summary } = context;
    const { stack, notices, withheld } = await readAll(inputs, judged, context);
    const registry = await openRegistryFor(stack, inputs, judged, context, (notice) => notices.push(notice));
    const images = await (0,image_images/* planImages */.y6)(stack, {
        store: registry,
        tags: [],
        labels: (0,origin/* labelsOf */.PC)(context, stack.name),
        projects: inputs.projects,
        platform: (0,origin/* runnerPlatform */.GQ)(context.env),
        withheld,
        ...((0,origin/* refreshes */.A5)(inputs, context) && { refresh: (0,lookUp/* tagLookups */.Y)(registry) }),
    });
    const tests = await testsOf(stack, images, { registry, testEnvironment: inputs.testEnvironment });
    // A version tag is for every image, whether it changed or not.
    const builds = context.event.tag === undefined ? buildsOf(images, tests, judged.deploys) : projectsOf(images);
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
        tests: tests.filter(({ tested }) => !tested).map(({ project, path, command }) => ({ project, path, command })),
        builds,
    };
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
    // Environments mostly have the same files: one fault of all of them is one fault.
    if (only !== undefined && texts.size === 1)
        throw only.error;
    throw (0,errors/* refuseAll */.cp)('the stack cannot be read', faults.map(({ environment, error }) => `${environment}: ${error.message}`), { todo: [...new Set(faults.flatMap(({ error }) => error.todo))] });
}
async function testsOf(stack, images, known) {
    const projects = stack.projects.filter(({ test }) => test !== undefined);
    return Promise.all(projects.map(async (project) => ({
        project: project.name,
        path: project.path,
        command: project.test,
        tested: await wasTested(project, images, { ...known, root: stack.root }),
    })));
}
async function wasTested(project, images, { root, registry, testEnvironment }) {
    const known = images.filter((image) => image.project === project.name && image.withheld === undefined);
    const [first] = known;
    if (first === undefined || registry.host === undefined || known.some(({ result }) => result === 'planned'))
        return false;
    const tag = await testedTag(project, known.map(({ key }) => key), { root, run: run/* run */.eF, testEnvironment });
    return tag !== undefined && registry.has(first.repository, tag);
}
/** Projects with an image to build; where keys are pushed, also those whose images are to be tagged as tested. */
function buildsOf(images, tests, pushes) {
    const wanted = images.filter(({ project, result, withheld }) => withheld === undefined &&
        (result === 'planned' || (pushes && tests.some((test) => test.project === project && !test.tested))));
    return projectsOf(wanted);
}
function projectsOf(images) {
    return [...new Set(images.map(({ project }) => project))];
}

;// CONCATENATED MODULE: ./lib/actions/build-and-tag.js
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












/** Builds what the registry does not have under its content key; what it has is only tagged, by push-image. */
const buildAndTag = (0,action/* defineAction */.Q)({
    name: 'build-and-tag',
    description: 'Build the images of a stack whose content changed, and tag them',
    inputs: { environment: inputs/* environment */.cA, config: inputs/* config */.$W, ...inputs/* registryInputs */.P4, ...inputs/* buildInputs */._9, envFile: inputs/* envFile */.CN, files: inputs/* files */.aq, ...inputs/* pipelineInputs */.ci },
    outputs: { ...outputs/* imagesOutput */.K1, ...outputs/* pipelineOutputs */.lh },
    async main(inputs, context) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { env, log, summary } = context;
            const judged = await (0,checkout/* judgedEnvironment */.hs)(inputs, context);
            const given = __addDisposableResource(env_1, await (0,checkout/* placeGivenFiles */.Cy)(inputs, judged), true);
            if (inputs.dryRun)
                return await planPipeline({ ...inputs, given: given.values }, judged, context);
            if (!judged.deploys && !inputs.withoutSecrets) {
                log.notice(judged.skip);
                return { images: [] };
            }
            const { stack, notices, buildSecrets, withheld, committed } = await (0,checkout/* readCheckout */.b$)({ ...inputs, given: given.values }, judged, context);
            const registry = await openRegistryFor(stack, inputs, judged, context, (notice) => notices.push(notice));
            const planned = await (0,image_images/* planImages */.y6)(stack, {
                store: registry,
                tags: (0,origin/* tagsOf */.Fg)(context, inputs.version, committed),
                labels: (0,origin/* labelsOf */.PC)(context, stack.name),
                projects: inputs.projects,
                platform: (0,origin/* runnerPlatform */.GQ)(env),
                withheld,
                ...((0,origin/* refreshes */.A5)(inputs, context) && { refresh: (0,lookUp/* tagLookups */.Y)(registry) }),
            });
            for (const notice of new Set([...notices, ...planned.flatMap((image) => image.notices ?? [])]))
                log.info(notice);
            const output = log.output();
            const built = await log.group('Build', () => (0,image_images/* buildImages */.rd)(planned, {
                run: run/* run */.eF,
                env,
                buildSecrets,
                registryLogin: registry.dockerConfig,
                log: output.line,
                registry: stack.registry,
                cache: inputs.cache,
            }).finally(output.end));
            // Of a git tag nothing is kept that a branch's next plan would believe.
            const tested = context.event.tag === undefined ? inputs.tested.map(({ project }) => project) : [];
            const images = await withTested(built, tested, { stack, testEnvironment: inputs.testEnvironment });
            const left = built
                .filter(({ result }) => result === 'planned')
                .map(({ project, service }) => `${project}/${service}`);
            if (context.event.tag !== undefined && left.length > 0)
                log.warning(`${left.join(', ')}: built by the deploy alone, so that ${context.event.tag} is no tag of it`);
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
            const result_1 = __disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    },
});
/** The tag that says that the tests passed with this content, for the images of the projects of which that is true. */
async function withTested(images, tested, { stack, testEnvironment }) {
    const tags = new Map();
    for (const project of stack.projects.filter(({ name }) => tested.includes(name))) {
        const keys = images
            .filter((image) => image.project === project.name && image.result !== 'planned')
            .map(({ key }) => key);
        const tag = await testedTag(project, keys, { root: stack.root, run: run/* run */.eF, testEnvironment });
        if (tag !== undefined)
            tags.set(project.name, tag);
    }
    return images.map((image) => {
        const tag = tags.get(image.project);
        return tag === undefined ? image : { ...image, tags: [...image.tags, tag] };
    });
}


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
/** Whether nobody asked for this run but the clock: it looks everything up again. */
function isScheduled({ event }) {
    return event.name === 'schedule';
}
/** Whether every tag is looked up again: as the input says, else where the clock started the run. */
function refreshes({ refresh }, context) {
    return refresh ?? isScheduled(context);
}
/** Owner of the repository; '' where there is none. */
function ownerOf({ event }) {
    return event.repository.split('/')[0] ?? '';
}
/**
 * Tags for people that this run's images get; a pushed git tag such as `v1.2.0` is a version. An image of changed files bears no commit's.
 */
function tagsOf({ event }, version, { commit, isClean }) {
    const tagged = event.tag !== undefined && /^v?[0-9]/.test(event.tag) ? event.tag : undefined;
    return (0,tags/* tagsFor */.N)({ commit: isClean === false ? undefined : commit, branch: event.branch, version: version ?? tagged });
}
/** What this runner builds for by itself. A stack that names another `platform` in its Compose files gets that. */
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
                todo: 'use letters, digits, dots, dashes and underscores, 128 at most, such as 1.4.2; not a digest, and not key-…, sha-… or tested-…',
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
    return /^(key|sha|sha256|branch|tested)-/.test(tag) || /^[0-9a-f]{40}$|^[0-9a-f]{64}$/.test(tag);
}


/***/ })

};
