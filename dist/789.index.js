export const id = 789;
export const ids = [789];
export const modules = {

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

/***/ 3789:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   sshDeploy: () => (/* binding */ sshDeploy)
/* harmony export */ });
/* harmony import */ var _contract_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5354);
/* harmony import */ var _shipment_conclude_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1420);
/* harmony import */ var _checkout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9494);
/* harmony import */ var _deployment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6400);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9922);
/* harmony import */ var _login_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(786);
/* harmony import */ var _missing_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4971);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8495);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(809);
/* harmony import */ var _skipped_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(2943);
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










const sshDeploy = (0,_contract_action_js__WEBPACK_IMPORTED_MODULE_0__/* .defineAction */ .Q)({
    name: 'ssh-deploy',
    description: 'Deploy a stack to a server in one transaction that undoes itself when the new version fails',
    inputs: {
        environment: _inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .environment */ .cA,
        config: _inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .config */ .$W,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .hostInputs */ .ep,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .registryInputs */ .P4,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .pullInputs */ .jW,
        images: _inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .images */ .zC.optional(),
        envFile: _inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .envFile */ .CN,
        files: _inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .files */ .aq,
        refresh: _inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .refresh */ .Ow,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .transactionInputs */ .WJ,
        dryRun: _inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .dryRun */ .PA,
        force: _inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .force */ .s$,
    },
    outputs: { ..._outputs_js__WEBPACK_IMPORTED_MODULE_8__/* .transactionOutputs */ .jQ },
    post: _checkout_js__WEBPACK_IMPORTED_MODULE_2__/* .removePlaced */ .o7,
    async main(inputs, context) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const chosen = await (0,_checkout_js__WEBPACK_IMPORTED_MODULE_2__/* .chosenEnvironment */ .Kq)(inputs, context);
            if ('skip' in chosen)
                return (0,_skipped_js__WEBPACK_IMPORTED_MODULE_9__/* .skipped */ .h)(chosen.skip, context);
            const address = (0,_checkout_js__WEBPACK_IMPORTED_MODULE_2__/* .addressOf */ .ci)(inputs, chosen);
            const given = __addDisposableResource(env_1, await (0,_checkout_js__WEBPACK_IMPORTED_MODULE_2__/* .placeGivenFiles */ .Cy)(inputs, chosen), true);
            const runner = (0,_origin_js__WEBPACK_IMPORTED_MODULE_7__/* .runnerPlatform */ .GQ)(context.env);
            // Awaited here: what was placed and the connection are taken away when the function is left.
            return await (0,_shipment_conclude_js__WEBPACK_IMPORTED_MODULE_1__/* .conclude */ .E)(address.id, context, async (logbook) => {
                const env_2 = { stack: [], error: void 0, hasError: false };
                try {
                    const login = await (0,_login_js__WEBPACK_IMPORTED_MODULE_5__/* .beginLogin */ .vc)(inputs, address, context, logbook);
                    const options = { chosen, given, platform: runner, pushes: false };
                    const [server, read] = await login.together((0,_deployment_js__WEBPACK_IMPORTED_MODULE_3__/* .readToDeploy */ .f)(inputs, options, context, login.expect));
                    const _host = __addDisposableResource(env_2, server.host, true);
                    const deployment = await (0,_deployment_js__WEBPACK_IMPORTED_MODULE_3__/* .deploymentOf */ .P)(inputs, server, read, context, logbook);
                    const { platform } = server.facts;
                    const { planImages, withoutTarget } = await Promise.all(/* import() */[__webpack_require__.e(517), __webpack_require__.e(790), __webpack_require__.e(30), __webpack_require__.e(931)]).then(__webpack_require__.bind(__webpack_require__, 8998));
                    const { registry, describe } = read.images;
                    const { committed } = read.checkout;
                    const built = inputs.images ?? [];
                    const planned = await planImages(await describe(platform), { server, registry, committed, built, placed: given.paths, tags: [] }, context);
                    if (!inputs.dryRun)
                        (0,_missing_js__WEBPACK_IMPORTED_MODULE_6__/* .mustBeProven */ .B)(planned, { built, platform, runner });
                    const images = planned.map(withoutTarget);
                    for (const image of images)
                        context.log.info(`${image.project}/${image.service}: ${image.result}, ${image.reason}`);
                    const { deployStack } = await Promise.all(/* import() */[__webpack_require__.e(517), __webpack_require__.e(374), __webpack_require__.e(247), __webpack_require__.e(790), __webpack_require__.e(489), __webpack_require__.e(331), __webpack_require__.e(962), __webpack_require__.e(741)]).then(__webpack_require__.bind(__webpack_require__, 4962));
                    return await deployStack({ ...deployment, images, gateWindowSeconds: 0 }, { dryRun: inputs.dryRun }, context, logbook);
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


/***/ })

};
