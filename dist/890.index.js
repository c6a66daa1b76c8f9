export const id = 890;
export const ids = [890];
export const modules = {

/***/ 8575:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ cleanUp)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _image_openBuilder_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3026);
/* harmony import */ var _runtime_leftovers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5868);
/* harmony import */ var _runtime_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(313);




/** The post step of each action that puts files into the checkout or starts a builder: where the step was killed, neither stays. */
async function cleanUp({ env, log, workspace }) {
    const removed = await (0,_runtime_leftovers_js__WEBPACK_IMPORTED_MODULE_2__/* .removeLeftovers */ .DA)(env);
    for (const builder of removed.flatMap((path) => (0,_image_openBuilder_js__WEBPACK_IMPORTED_MODULE_1__/* .builderOf */ .zp)(path) ?? [])) {
        await (0,_image_openBuilder_js__WEBPACK_IMPORTED_MODULE_1__/* .removeBuilder */ .iq)(builder, { run: _runtime_run_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .eF });
        log.info('The step was killed before it could remove the builder that it had started; removed now');
    }
    const names = removed.filter((path) => (0,_image_openBuilder_js__WEBPACK_IMPORTED_MODULE_1__/* .builderOf */ .zp)(path) === undefined).map((path) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(workspace, path));
    if (names.length === 0)
        return;
    log.info(`The step was killed before it could remove what it had put into the checkout; removed now: ${names.join(', ')}`);
}


/***/ }),

/***/ 890:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  deploy: () => (/* binding */ deploy)
});

// EXTERNAL MODULE: ./lib/contract/action.js + 5 modules
var action = __webpack_require__(1074);
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

// EXTERNAL MODULE: ./lib/image/layerCache.js
var layerCache = __webpack_require__(8252);
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

// EXTERNAL MODULE: ./lib/shipment/conclude.js + 4 modules
var conclude = __webpack_require__(1420);
// EXTERNAL MODULE: ./lib/stack/environment.js
var environment = __webpack_require__(8533);
// EXTERNAL MODULE: ./lib/actions/checkout.js + 30 modules
var checkout = __webpack_require__(7813);
// EXTERNAL MODULE: ./lib/actions/cleanUp.js
var cleanUp = __webpack_require__(8575);
// EXTERNAL MODULE: ./lib/actions/deployment.js + 1 modules
var actions_deployment = __webpack_require__(6308);
// EXTERNAL MODULE: ./lib/actions/inputs.js
var inputs = __webpack_require__(9922);
// EXTERNAL MODULE: ./lib/actions/login.js + 1 modules
var actions_login = __webpack_require__(148);
// EXTERNAL MODULE: ./lib/actions/missing.js
var missing = __webpack_require__(4971);
// EXTERNAL MODULE: ./lib/actions/origin.js
var origin = __webpack_require__(2465);
// EXTERNAL MODULE: ./lib/actions/outputs.js
var outputs = __webpack_require__(809);
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
const deploy_inputs = {
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
};
/** Plan, build, push, deploy, gate, confirm, or undo, in one process: the gate judges before the commit. */
const deploy = (0,action/* defineAction */.Q)({
    name: 'deploy',
    description: 'Ship a Docker Compose stack to your server: build, push, deploy, health gate, undo',
    inputs: deploy_inputs,
    outputs: { ...outputs/* imagesOutput */.K1, ...outputs/* transactionOutputs */.jQ, ...outputs/* gateOutputs */.QP, ...outputs/* urlOutput */.zc },
    post: cleanUp/* cleanUp */.n,
    async main(inputs, context) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const chosen = await (0,checkout/* chosenEnvironment */.Kq)(inputs, context);
            if ('skip' in chosen)
                return (0,skipped/* skipped */.h)(chosen.skip, context);
            const address = (0,checkout/* addressOf */.ci)(inputs, chosen);
            const given = __addDisposableResource(env_1, await (0,checkout/* placeGivenFiles */.Cy)(inputs, chosen), true);
            const gateOf = (stack) => ({ ...inputs, window: gateWindowOf(stack, inputs.window) });
            const check = async (stack) => (await Promise.all(/* import() */[__webpack_require__.e(999), __webpack_require__.e(264), __webpack_require__.e(504)]).then(__webpack_require__.bind(__webpack_require__, 6247))).checkGate(gateOf(stack));
            const ended = await (0,conclude/* conclude */.E)(address.id, context, async (logbook) => {
                const env_2 = { stack: [], error: void 0, hasError: false };
                try {
                    const login = await (0,actions_login/* beginLogin */.vc)(inputs, address, context, logbook);
                    const options = { chosen, given, check, platform: USUAL_PLATFORM, pushes: inputs.push };
                    const [server, read] = await login.together((0,actions_deployment/* readToDeploy */.f)(inputs, options, context, login.expect));
                    const _host = __addDisposableResource(env_2, server.host, true);
                    const deployment = await (0,actions_deployment/* deploymentOf */.P)(inputs, server, read, context, logbook);
                    const { fence } = await Promise.all(/* import() */[__webpack_require__.e(999), __webpack_require__.e(517), __webpack_require__.e(790), __webpack_require__.e(169), __webpack_require__.e(217)]).then(__webpack_require__.bind(__webpack_require__, 3169));
                    // Now, and not after an hour of builds.
                    if (!inputs.dryRun)
                        await fence(deployment, server.facts);
                    const images = await provenOrBuilt(inputs, server, read, given.paths, context);
                    const [{ deployStack }, { gateFor }] = await Promise.all([
                        Promise.all(/* import() */[__webpack_require__.e(999), __webpack_require__.e(517), __webpack_require__.e(790), __webpack_require__.e(264), __webpack_require__.e(169), __webpack_require__.e(497), __webpack_require__.e(483)]).then(__webpack_require__.bind(__webpack_require__, 9483)),
                        Promise.all(/* import() */[__webpack_require__.e(999), __webpack_require__.e(264), __webpack_require__.e(504)]).then(__webpack_require__.bind(__webpack_require__, 6247)),
                    ]);
                    const gate = gateOf(deployment.stack);
                    const inside = gateFor(gate, deployment.stack, server, context, logbook);
                    const { outcome } = await deployStack({ ...deployment, images, gate: inside, gateWindowSeconds: gate.window }, { dryRun: inputs.dryRun, gate }, context, logbook);
                    return { outcome, images };
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
            return { ...ended, url: (0,environment/* environmentOf */.p7)(chosen.config, chosen.environment).url };
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
/** Each image by the proof that there is of it; what has none is built, and pushed. In a dry run it is said what would be built. */
async function provenOrBuilt(inputs, server, { checkout, images: { registry, describe } }, placed, context) {
    const { log } = context;
    const { stack, committed, buildSecrets } = checkout;
    const { push, cache, buildkitImage } = inputs;
    const { platform } = server.facts;
    const { planImages, buildAndPush, withoutTarget } = await Promise.all(/* import() */[__webpack_require__.e(517), __webpack_require__.e(790), __webpack_require__.e(733), __webpack_require__.e(546), __webpack_require__.e(617)]).then(__webpack_require__.bind(__webpack_require__, 8998));
    const planned = await planImages(await describe(platform), {
        ...{ server, registry, committed, placed },
        tags: (0,origin/* tagsOf */.Fg)(context, inputs.version, committed),
        // An image that was not pushed is on another runner.
        built: (inputs.images ?? []).filter(({ digest }) => digest !== undefined),
    }, context);
    for (const notice of new Set(planned.flatMap((image) => image.notices ?? [])))
        log.info(notice);
    (0,missing/* mustBeNamed */.a)(planned, inputs.projects);
    const isAsked = (0,origin/* refreshes */.A5)(inputs, context) && !(0,origin/* isScheduled */.mQ)(context);
    const runner = (0,origin/* runnerPlatform */.GQ)(context.env);
    const alone = builtAloneNotice(planned, { push, registry: stack.registry, platform, runner, isAsked });
    if (alone !== undefined)
        log.notice(alone);
    const hasPullLogin = (inputs.registryPullToken ?? []).length > 0;
    const shared = planned.length > 0 ? (0,layerCache/* sharedLoginNotice */.Vq)(cache, stack, { pushes: push, hasPullLogin }) : undefined;
    if (shared !== undefined)
        log.notice(shared);
    const images = inputs.dryRun
        ? planned.map(withoutTarget)
        : await buildAndPush(planned, { stack, registry, buildSecrets, cache, buildkitImage, push }, context);
    for (const image of images)
        log.info(`${image.project}/${image.service}: ${image.result}, ${image.reason}`);
    return images;
}


/***/ }),

/***/ 6308:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  P: () => (/* binding */ deploymentOf),
  f: () => (/* binding */ readToDeploy)
});

// EXTERNAL MODULE: ./lib/actions/checkout.js + 30 modules
var actions_checkout = __webpack_require__(7813);
// EXTERNAL MODULE: ./lib/actions/deadline.js
var deadline = __webpack_require__(5911);
// EXTERNAL MODULE: ./lib/actions/login.js + 1 modules
var login = __webpack_require__(148);
// EXTERNAL MODULE: ./lib/actions/origin.js
var origin = __webpack_require__(2465);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/runtime/run.js
var run = __webpack_require__(313);
// EXTERNAL MODULE: ./lib/stack/gitIn.js
var gitIn = __webpack_require__(8159);
;// CONCATENATED MODULE: ./lib/actions/refuseBehind.js



const GIT_TIMEOUT_MS = 60_000;
/**
 * Outside of GitHub no number says which of two deploys is the newer one: the history of commits does. What a person deploys must hold the commit
 * that serves.
 * @throws Refused where it does not, and where git does not know that commit
 */
async function refuseBehind({ force }, { current }, { commit }, { event, workspace }) {
    const serving = current?.meta['commit'] ?? '';
    if (event.runId > 0 || force || serving === '' || serving === commit)
        return;
    const argv = [...(0,gitIn/* gitIn */.u)(workspace), '--no-optional-locks', 'merge-base', '--is-ancestor', serving, 'HEAD'];
    const { code } = await (0,run/* run */.eF)(argv, { timeoutMs: GIT_TIMEOUT_MS });
    if (code === 0)
        return;
    const what = code === 1
        ? `commit ${commit.slice(0, 12)} does not hold commit ${serving.slice(0, 12)}, which serves as release ${current?.id}: its changes would be taken back`
        : `git does not know commit ${serving.slice(0, 12)}, which serves as release ${current?.id}`;
    throw new errors/* Refused */.Lw(what, {
        code: 'superseded',
        todo: [
            code === 1
                ? 'get what is new first: git pull'
                : 'get all of the history first: git fetch --unshallow (in a shallow clone), or git fetch',
            'or deploy this all the same with --force',
        ],
    });
}

// EXTERNAL MODULE: ./lib/actions/tested.js
var tested = __webpack_require__(1938);
;// CONCATENATED MODULE: ./lib/actions/deployment.js






/** Reads the checkout and opens the registry, with the code for all that follows loaded beside. */
async function readToDeploy(inputs, options, context, expect) {
    const { chosen, given, check, platform, pushes } = options;
    const [checkout, { openImages }, { thirdParty }] = await Promise.all([
        (0,actions_checkout/* readCheckout */.b$)({ ...inputs, given: given.values }, chosen, context),
        Promise.all(/* import() */[__webpack_require__.e(517), __webpack_require__.e(790), __webpack_require__.e(733), __webpack_require__.e(546), __webpack_require__.e(998)]).then(__webpack_require__.bind(__webpack_require__, 8998)),
        Promise.all(/* import() */[__webpack_require__.e(517), __webpack_require__.e(745)]).then(__webpack_require__.bind(__webpack_require__, 5745)),
        Promise.all(/* import() */[__webpack_require__.e(999), __webpack_require__.e(517), __webpack_require__.e(790), __webpack_require__.e(169), __webpack_require__.e(598)]).then(__webpack_require__.bind(__webpack_require__, 3169)),
        Promise.all(/* import() */[__webpack_require__.e(999), __webpack_require__.e(517), __webpack_require__.e(790), __webpack_require__.e(264), __webpack_require__.e(169), __webpack_require__.e(497), __webpack_require__.e(891)]).then(__webpack_require__.bind(__webpack_require__, 9483)),
    ]);
    (0,tested/* mustBeTested */.I)(inputs, checkout.committed, context);
    expect({ references: thirdParty(checkout.stack) });
    await check?.(checkout.stack);
    return { checkout, images: await openImages(checkout.stack, inputs, { platform, pushes }, context) };
}
/** What is to be deployed, but for its images; what may be secret of what runs is masked, and what the files gave occasion to say is said. */
async function deploymentOf(inputs, server, { checkout, images: { lookUp, registryLogin } }, context, logbook) {
    const { stack, notices, envText, defaults, publicText, committed } = checkout;
    const { runsWithoutRelease } = await Promise.all(/* import() */[__webpack_require__.e(517), __webpack_require__.e(860)]).then(__webpack_require__.bind(__webpack_require__, 2860));
    const running = (0,login/* maskServer */.KX)(server.facts, { publicText, models: (0,actions_checkout/* modelsOf */.Wh)(stack) }, context);
    logbook.note({ ranBefore: runsWithoutRelease(stack, server.facts), differs: committed.differs });
    for (const notice of notices)
        context.log.info(notice);
    return {
        ...{ ...server, stack, notices, envText, defaults, toolVersion: origin/* toolVersion */.fX, lookUp, registryLogin },
        secretForms: [...checkout.secretForms, ...running],
        refresh: (0,origin/* refreshes */.A5)(inputs, context),
        owner: (0,origin/* ownerOf */.bf)(context),
        event: (0,origin/* deployEvent */.Ao)(context, committed, server.facts),
        madeAt: context.event.madeAt,
        scheduled: context.event.isByClock,
        refuseBehind: (facts) => refuseBehind(inputs, facts, committed, context),
        force: inputs.force,
        lockTimeoutSeconds: inputs.lockTimeout,
        deadlineSeconds: (0,deadline/* deadlineSeconds */.Q)(inputs),
    };
}


/***/ }),

/***/ 4971:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ mustBeProven),
/* harmony export */   a: () => (/* binding */ mustBeNamed)
/* harmony export */ });
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);

/**
 * Refuses images without a proof in ssh-deploy, which builds nothing: what a registry has under some name proves nothing.
 * @param from.built What jobs of this run have given.
 * @throws Refused naming each image that nothing proves
 */
function mustBeProven(images, { built, platform, runner }) {
    const missing = images.filter(({ result }) => result === 'planned');
    if (missing.length === 0)
        return;
    const given = missing.some(({ project, service }) => built.some((one) => one.result === 'built' && one.project === project && one.service === service));
    throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(missing.map(({ project, service, reason }) => `${project}/${service}: ${reason}`).join('\n'), {
        todo: [
            ...(given && platform !== runner
                ? [
                    `the server is ${platform}, and build-and-tag builds for its runner, such as ${runner}: give it \`ssh-key\` and \`known-hosts\`, and it builds for the server`,
                ]
                : []),
            'run build-and-tag and push-image in this run, and give their output as the input `images`; build-and-tag without `without-secrets`, or with `ssh-key` and `known-hosts`: else it leaves what the registry has under a key',
            'or use the action deploy, which builds what is missing',
        ],
    });
}
/**
 * With the input `projects` only those are built: the images of the others must be proven already.
 * @throws Refused
 */
function mustBeNamed(planned, projects) {
    const missing = planned.filter(({ project, result }) => projects !== undefined && !projects.includes(project) && result === 'planned');
    if (missing.length === 0)
        return;
    throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`${missing.map(({ project, service }) => `${project}/${service}`).join(', ')} would have to be built, but the input projects does not name it`, {
        at: 'input projects',
        todo: 'name it too, or leave the input out: what did not change is not built again',
    });
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
