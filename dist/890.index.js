export const id = 890;
export const ids = [890,741,122];
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
// EXTERNAL MODULE: ./lib/actions/checkout.js + 35 modules
var checkout = __webpack_require__(9494);
// EXTERNAL MODULE: ./lib/actions/deployment.js
var actions_deployment = __webpack_require__(6400);
// EXTERNAL MODULE: ./lib/actions/inputs.js
var inputs = __webpack_require__(9922);
// EXTERNAL MODULE: ./lib/actions/login.js + 6 modules
var actions_login = __webpack_require__(786);
// EXTERNAL MODULE: ./lib/actions/missing.js
var missing = __webpack_require__(4971);
// EXTERNAL MODULE: ./lib/actions/origin.js + 1 modules
var origin = __webpack_require__(8495);
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
    post: checkout/* removePlaced */.o7,
    async main(inputs, context) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const chosen = await (0,checkout/* chosenEnvironment */.Kq)(inputs, context);
            if ('skip' in chosen)
                return (0,skipped/* skipped */.h)(chosen.skip, context);
            const address = (0,checkout/* addressOf */.ci)(inputs, chosen);
            const given = __addDisposableResource(env_1, await (0,checkout/* placeGivenFiles */.Cy)(inputs, chosen), true);
            const gateOf = (stack) => ({ ...inputs, window: gateWindowOf(stack, inputs.window) });
            const check = async (stack) => (await Promise.all(/* import() */[__webpack_require__.e(374), __webpack_require__.e(247)]).then(__webpack_require__.bind(__webpack_require__, 6247))).checkGate(gateOf(stack));
            const ended = await (0,conclude/* conclude */.E)(address.id, context, async (logbook) => {
                const env_2 = { stack: [], error: void 0, hasError: false };
                try {
                    const login = await (0,actions_login/* beginLogin */.vc)(inputs, address, context, logbook);
                    const options = { chosen, given, check, platform: USUAL_PLATFORM, pushes: inputs.push };
                    const [server, read] = await login.together((0,actions_deployment/* readToDeploy */.f)(inputs, options, context, login.expect));
                    const _host = __addDisposableResource(env_2, server.host, true);
                    const deployment = await (0,actions_deployment/* deploymentOf */.P)(inputs, server, read, context, logbook);
                    const { refuseOlder } = await __webpack_require__.e(/* import() */ 96).then(__webpack_require__.bind(__webpack_require__, 3096));
                    // Refuse now what would otherwise be refused after an hour of builds.
                    if (!inputs.dryRun)
                        refuseOlder(deployment, server.facts);
                    const images = await provenOrBuilt(inputs, server, read, given.paths, context);
                    const [{ deployStack }, { gateFor }] = await Promise.all([
                        Promise.all(/* import() */[__webpack_require__.e(517), __webpack_require__.e(374), __webpack_require__.e(247), __webpack_require__.e(790), __webpack_require__.e(489), __webpack_require__.e(331), __webpack_require__.e(962)]).then(__webpack_require__.bind(__webpack_require__, 4962)),
                        Promise.all(/* import() */[__webpack_require__.e(374), __webpack_require__.e(247)]).then(__webpack_require__.bind(__webpack_require__, 6247)),
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
    const { push, cache } = inputs;
    const { platform } = server.facts;
    const { planImages, buildAndPush, withoutTarget } = await Promise.all(/* import() */[__webpack_require__.e(517), __webpack_require__.e(790), __webpack_require__.e(30), __webpack_require__.e(312)]).then(__webpack_require__.bind(__webpack_require__, 8998));
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
    const images = inputs.dryRun
        ? planned.map(withoutTarget)
        : await buildAndPush(planned, { stack, registry, buildSecrets, cache, push }, context);
    for (const image of images)
        log.info(`${image.project}/${image.service}: ${image.result}, ${image.reason}`);
    return images;
}


/***/ }),

/***/ 6400:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ deploymentOf),
/* harmony export */   f: () => (/* binding */ readToDeploy)
/* harmony export */ });
/* harmony import */ var _release_transaction_deadline_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1840);
/* harmony import */ var _checkout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9494);
/* harmony import */ var _login_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(786);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8495);




/** Reads the checkout and opens the registry, with the code for all that follows loaded beside. */
async function readToDeploy(inputs, options, context, expect) {
    const { chosen, given, check, platform, pushes } = options;
    const [checkout, { openImages }, { thirdParty }] = await Promise.all([
        (0,_checkout_js__WEBPACK_IMPORTED_MODULE_0__/* .readCheckout */ .b$)({ ...inputs, given: given.values }, chosen, context),
        Promise.all(/* import() */[__webpack_require__.e(517), __webpack_require__.e(790), __webpack_require__.e(30), __webpack_require__.e(931)]).then(__webpack_require__.bind(__webpack_require__, 8998)),
        Promise.all(/* import() */[__webpack_require__.e(517), __webpack_require__.e(672)]).then(__webpack_require__.bind(__webpack_require__, 6672)),
        __webpack_require__.e(/* import() */ 96).then(__webpack_require__.bind(__webpack_require__, 3096)),
        Promise.all(/* import() */[__webpack_require__.e(517), __webpack_require__.e(374), __webpack_require__.e(247), __webpack_require__.e(790), __webpack_require__.e(489), __webpack_require__.e(331), __webpack_require__.e(962), __webpack_require__.e(741)]).then(__webpack_require__.bind(__webpack_require__, 4962)),
    ]);
    expect({ references: thirdParty(checkout.stack) });
    await check?.(checkout.stack);
    return { checkout, images: await openImages(checkout.stack, inputs, { platform, pushes }, context) };
}
/** What is to be deployed, but for its images; what may be secret of what runs is masked, and what the files gave occasion to say is said. */
async function deploymentOf(inputs, server, { checkout, images: { lookUp, registryLogin } }, context, logbook) {
    const { stack, notices, envText, defaults, publicText, committed } = checkout;
    const { runsWithoutRelease } = await Promise.all(/* import() */[__webpack_require__.e(517), __webpack_require__.e(860)]).then(__webpack_require__.bind(__webpack_require__, 2860));
    const running = (0,_login_js__WEBPACK_IMPORTED_MODULE_1__/* .maskServer */ .KX)(server.facts, { publicText, models: (0,_checkout_js__WEBPACK_IMPORTED_MODULE_0__/* .modelsOf */ .Wh)(stack) }, context);
    logbook.note({ ranBefore: runsWithoutRelease(stack, server.facts), differs: committed.differs });
    for (const notice of notices)
        context.log.info(notice);
    return {
        ...{ ...server, stack, notices, envText, defaults, toolVersion: _origin_js__WEBPACK_IMPORTED_MODULE_2__/* .toolVersion */ .fX, lookUp, registryLogin },
        secretForms: [...checkout.secretForms, ...running],
        refresh: (0,_origin_js__WEBPACK_IMPORTED_MODULE_2__/* .refreshes */ .A5)(inputs, context),
        owner: (0,_origin_js__WEBPACK_IMPORTED_MODULE_2__/* .ownerOf */ .bf)(context),
        event: (0,_origin_js__WEBPACK_IMPORTED_MODULE_2__/* .deployEvent */ .Ao)(context, committed),
        scheduled: (0,_origin_js__WEBPACK_IMPORTED_MODULE_2__/* .isScheduled */ .mQ)(context),
        force: inputs.force,
        lockTimeoutSeconds: inputs.lockTimeout,
        deadlineSeconds: (0,_release_transaction_deadline_js__WEBPACK_IMPORTED_MODULE_3__/* .deadlineSeconds */ .Q)(inputs),
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
