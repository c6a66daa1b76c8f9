export const id = 890;
export const ids = [890,741];
export const modules = {

/***/ 890:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  deploy: () => (/* binding */ deploy)
});

// EXTERNAL MODULE: ./lib/contract/action.js + 5 modules
var action = __webpack_require__(5354);
;// CONCATENATED MODULE: ./lib/image/builtAlone.js
/**
 * What to do where the job that deploys builds images, one job for all, and sends them over SSH, so that the next time the jobs before it do;
 * undefined where nothing is to be done.
 * @param where.runner Platform that this runner builds for by itself.
 */
function builtAloneNotice(planned, where) {
    const alone = planned.filter(({ target }) => target !== undefined);
    if (where.push || where.registry === 'none' || alone.length === 0)
        return undefined;
    const names = alone.map(({ project, service }) => `${project}/${service}`).join(', ');
    const built = `${names}: built by this job alone and sent over SSH, since`;
    const other = alone.find(({ target }) => target?.platform === where.platform);
    if (where.platform !== where.runner && other !== undefined)
        return `${built} the server is ${where.platform} and the jobs before build for ${where.runner}: give \`runs-on\` a runner of the server’s platform, or the services their \`platform\``;
    const unproven = `${built} nothing on this server proves them, and no job of this run has built them`;
    return where.isAsked
        ? `${unproven}: run all jobs again`
        : `${unproven}: run once with \`refresh: true\`, and the job build of pipeline.yml makes them side by side`;
}

// EXTERNAL MODULE: ./lib/release/transaction/deadline.js
var deadline = __webpack_require__(1840);
// EXTERNAL MODULE: ./lib/stack/durations.js
var durations = __webpack_require__(6741);
;// CONCATENATED MODULE: ./lib/release/transaction/gateWindow.js

/** The gate's window in seconds: the longest `update_config.monitor` of the stack, else the one given. */
function gateWindowOf(stack, fallbackSeconds) {
    const monitors = stack.projects
        .flatMap(({ model }) => Object.values(model.services))
        .map(({ deploy }) => (0,durations/* secondsOf */.T)(deploy?.update_config?.monitor))
        .filter((seconds) => seconds !== undefined);
    return monitors.length === 0 ? fallbackSeconds : Math.ceil(Math.max(...monitors));
}

// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/stack/environment.js
var environment = __webpack_require__(8533);
// EXTERNAL MODULE: ./lib/actions/checkout.js + 35 modules
var actions_checkout = __webpack_require__(9494);
// EXTERNAL MODULE: ./lib/actions/inputs.js
var inputs = __webpack_require__(9922);
// EXTERNAL MODULE: ./lib/actions/origin.js + 1 modules
var origin = __webpack_require__(8495);
// EXTERNAL MODULE: ./lib/actions/outputs.js
var outputs = __webpack_require__(809);
// EXTERNAL MODULE: ./lib/actions/server.js + 6 modules
var actions_server = __webpack_require__(7575);
// EXTERNAL MODULE: ./lib/actions/shipping.js + 4 modules
var shipping = __webpack_require__(6042);
// EXTERNAL MODULE: ./lib/actions/skipped.js
var skipped = __webpack_require__(2943);
;// CONCATENATED MODULE: ./lib/actions/deploy.js
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













const USUAL_PLATFORM = 'linux/amd64';
/** Plan, build, push, deploy, gate, confirm, or undo, in one process: the gate judges before the commit. */
const deploy = (0,action/* defineAction */.Q)({
    name: 'deploy',
    description: 'Ship a Docker Compose stack to your server: build, push, deploy, health gate, undo',
    inputs: {
        environment: inputs/* environment */.cA,
        config: inputs/* config */.$W,
        ...inputs/* hostInputs */.ep,
        ...inputs/* registryInputs */.P4,
        ...inputs/* pullInputs */.jW,
        ...inputs/* buildInputs */._9,
        push: inputs/* push */.VC,
        images: inputs/* images */.zC.optional(),
        envFile: inputs/* envFile */.CN,
        files: inputs/* files */.aq,
        ...inputs/* transactionInputs */.WJ,
        dryRun: inputs/* dryRun */.PA,
        force: inputs/* force */.s$,
        ...inputs/* gateInputs */.ll,
    },
    outputs: { ...outputs/* imagesOutput */.K1, ...outputs/* transactionOutputs */.jQ, ...outputs/* gateOutputs */.QP, ...outputs/* urlOutput */.zc },
    post: actions_checkout/* removePlaced */.o7,
    async main(inputs, context) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const chosen = await (0,actions_checkout/* chosenEnvironment */.Kq)(inputs, context);
            if ('skip' in chosen)
                return (0,skipped/* skipped */.h)(chosen.skip, context);
            const address = (0,actions_checkout/* addressOf */.ci)(inputs, chosen);
            const given = __addDisposableResource(env_1, await (0,actions_checkout/* placeGivenFiles */.Cy)(inputs, chosen), true);
            const { log } = context;
            let images = [];
            const shipped = await (0,shipping/* shipping */.Bv)(address.id, context, async (shipped) => {
                const env_2 = { stack: [], error: void 0, hasError: false };
                try {
                    const server = await (0,actions_server/* openBeside */.VH)(inputs, address, context, shipped, async (expect) => {
                        const [checkout, { buildAndPush, openImages, planImages }, { pulledImages, thirdParty }, { refuseOlder }, { checkGate, gateFor, lookBefore, ship },] = await Promise.all([
                            (0,actions_checkout/* readCheckout */.b$)({ ...inputs, given: given.values }, chosen, context),
                            Promise.all(/* import() */[__webpack_require__.e(672), __webpack_require__.e(790), __webpack_require__.e(30), __webpack_require__.e(617)]).then(__webpack_require__.bind(__webpack_require__, 8998)),
                            __webpack_require__.e(/* import() */ 672).then(__webpack_require__.bind(__webpack_require__, 6672)),
                            Promise.all(/* import() */[__webpack_require__.e(672), __webpack_require__.e(790), __webpack_require__.e(350)]).then(__webpack_require__.bind(__webpack_require__, 9350)),
                            Promise.all(/* import() */[__webpack_require__.e(672), __webpack_require__.e(790), __webpack_require__.e(350), __webpack_require__.e(657)]).then(__webpack_require__.bind(__webpack_require__, 3657)),
                        ]);
                        expect({ references: thirdParty(checkout.stack) });
                        const gate = { ...inputs, window: gateWindowOf(checkout.stack, inputs.window) };
                        await checkGate(gate);
                        const { registry, lookUp, describe } = await openImages(checkout.stack, inputs, context);
                        // Told at the same time, on the guess that holds nearly always; a fault of it is thrown where it is awaited.
                        const guessed = describe(USUAL_PLATFORM);
                        guessed.catch(() => undefined);
                        const registryLogin = await registry.dockerConfigFor(pulledImages(checkout.stack), { pushes: inputs.push });
                        return {
                            checkout,
                            gate,
                            registry,
                            registryLogin,
                            lookUp,
                            describe,
                            guessed,
                            planImages,
                            buildAndPush,
                            refuseOlder,
                            gateFor,
                            lookBefore,
                            ship,
                        };
                    });
                    const host = __addDisposableResource(env_2, server.host, true);
                    const { checkout, gate, registry, registryLogin, lookUp, describe, guessed, planImages, buildAndPush, refuseOlder, gateFor, lookBefore, ship, } = server.read;
                    const { stack, notices } = checkout;
                    const running = (0,actions_server/* maskServer */.KX)(server.facts, { ...checkout, models: (0,actions_checkout/* modelsOf */.Wh)(stack) }, context);
                    lookBefore(stack, server, shipped);
                    shipped.seen.differs = checkout.committed.differs;
                    for (const notice of notices)
                        log.info(notice);
                    const event = (0,origin/* deployEvent */.Ao)(context, checkout.committed);
                    const cause = { event, force: inputs.force, scheduled: (0,origin/* isScheduled */.mQ)(context) };
                    // What it would be refused for after an hour of builds.
                    if (!inputs.dryRun)
                        refuseOlder(cause, server.facts);
                    const described = await (server.facts.platform === USUAL_PLATFORM ? guessed : describe(server.facts.platform));
                    const planned = await planImages(described, {
                        ...{ server, registry, committed: checkout.committed, placed: given.paths },
                        tags: (0,origin/* tagsOf */.Fg)(context, inputs.version, checkout.committed),
                        // What was not pushed is on another runner.
                        built: (inputs.images ?? []).filter(({ digest }) => digest !== undefined),
                    }, context);
                    for (const notice of new Set(planned.flatMap((image) => image.notices ?? [])))
                        log.info(notice);
                    mustBeThere(planned, inputs.projects);
                    const alone = builtAloneNotice(planned, {
                        ...{ push: inputs.push, registry: stack.registry, platform: server.facts.platform },
                        ...{ runner: (0,origin/* runnerPlatform */.GQ)(context.env), isAsked: (0,origin/* refreshes */.A5)(inputs, context) && !(0,origin/* isScheduled */.mQ)(context) },
                    });
                    if (alone !== undefined)
                        log.notice(alone);
                    images = planned.map(({ target: _target, notices: _notices, ...image }) => image);
                    if (!inputs.dryRun)
                        images = await buildAndPush(planned, { stack, registry, buildSecrets: checkout.buildSecrets, cache: inputs.cache, push: inputs.push }, context);
                    for (const image of images)
                        log.info(`${image.project}/${image.service}: ${image.result}, ${image.reason}`);
                    await ship({
                        stack,
                        notices,
                        refresh: (0,origin/* refreshes */.A5)(inputs, context),
                        owner: (0,origin/* ownerOf */.bf)(context),
                        ...cause,
                        lookUp,
                        host,
                        stackctl: server.stackctl,
                        facts: server.facts,
                        images,
                        envText: checkout.envText,
                        secretForms: [...checkout.secretForms, ...running],
                        defaults: checkout.defaults,
                        toolVersion: origin/* toolVersion */.fX,
                        registryLogin,
                        lockTimeoutSeconds: inputs.lockTimeout,
                        deadlineSeconds: (0,deadline/* deadlineSeconds */.Q)(inputs),
                        gateWindowSeconds: gate.window,
                        gate: gateFor(gate, stack, server, context, shipped),
                    }, { dryRun: inputs.dryRun, gate }, context, shipped);
                }
                catch (e_2) {
                    env_2.error = e_2;
                    env_2.hasError = true;
                }
                finally {
                    const result_2 = __disposeResources(env_2);
                    if (result_2)
                        await result_2;
                }
            });
            return { images, ...shipped, url: (0,environment/* environmentOf */.p7)(chosen.config, chosen.environment).url };
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
/** With the input `projects` only those are built: of the others something has to prove an image already. */
function mustBeThere(planned, projects) {
    const missing = planned.filter(({ project, result }) => projects !== undefined && !projects.includes(project) && result === 'planned');
    if (missing.length === 0)
        return;
    throw new errors/* Refused */.Lw(`${missing.map(({ project, service }) => `${project}/${service}`).join(', ')} would have to be built, but the input projects does not name it`, {
        at: 'input projects',
        todo: 'name it too, or leave the input out: what did not change is not built again',
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
/** By which jobs of this run know that they are of the same one, and have the same in their checkouts. */
function runOf({ event }, { commit, isClean }) {
    return { id: String(event.runId), commit, isClean };
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

/***/ 1840:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ deadlineSeconds)
/* harmony export */ });
/** What the server waits for a sign of life from the runner: the gate's own limit and two minutes, at most its hard cap of 15 minutes. */
function deadlineSeconds(inputs) {
    return inputs.deadline ?? Math.min(900, (inputs.timeout ?? 120) + 120);
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
