export const id = 789;
export const ids = [789];
export const modules = {

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

/***/ 3789:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   sshDeploy: () => (/* binding */ sshDeploy)
/* harmony export */ });
/* harmony import */ var _contract_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5354);
/* harmony import */ var _release_deadline_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5185);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(525);
/* harmony import */ var _checkout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7743);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9922);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8495);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(809);
/* harmony import */ var _server_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6457);
/* harmony import */ var _shipping_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4202);
/* harmony import */ var _skipped_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2943);
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
        environment: _inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .environment */ .cA,
        config: _inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .config */ .$W,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .hostInputs */ .ep,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .registryInputs */ .P4,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .pullInputs */ .jW,
        images: _inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .images */ .zC.optional(),
        envFile: _inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .envFile */ .CN,
        files: _inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .files */ .aq,
        refresh: _inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .refresh */ .Ow,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .transactionInputs */ .WJ,
        dryRun: _inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .dryRun */ .PA,
        force: _inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .force */ .s$,
    },
    outputs: { ..._outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .transactionOutputs */ .jQ },
    post: _checkout_js__WEBPACK_IMPORTED_MODULE_2__/* .removePlaced */ .o7,
    async main(inputs, context) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const chosen = await (0,_checkout_js__WEBPACK_IMPORTED_MODULE_2__/* .chosenEnvironment */ .Kq)(inputs, context);
            if ('skip' in chosen)
                return (0,_skipped_js__WEBPACK_IMPORTED_MODULE_8__/* .skipped */ .h)(chosen.skip, context);
            const address = (0,_checkout_js__WEBPACK_IMPORTED_MODULE_2__/* .addressOf */ .ci)(inputs, chosen);
            const given = __addDisposableResource(env_1, await (0,_checkout_js__WEBPACK_IMPORTED_MODULE_2__/* .placeGivenFiles */ .Cy)(inputs, chosen), true);
            return (0,_shipping_js__WEBPACK_IMPORTED_MODULE_7__/* .shipping */ .Bv)(address.id, context, async (shipped) => {
                const env_2 = { stack: [], error: void 0, hasError: false };
                try {
                    const server = await (0,_server_js__WEBPACK_IMPORTED_MODULE_6__/* .openBeside */ .VH)(inputs, address, context, shipped, async (expect) => {
                        const [checkout, { openImages, planImages }, { pulledImages, thirdParty }, { lookBefore, ship }] = await Promise.all([
                            (0,_checkout_js__WEBPACK_IMPORTED_MODULE_2__/* .readCheckout */ .b$)({ ...inputs, given: given.values }, chosen, context),
                            Promise.all(/* import() */[__webpack_require__.e(325), __webpack_require__.e(30), __webpack_require__.e(998)]).then(__webpack_require__.bind(__webpack_require__, 8998)),
                            __webpack_require__.e(/* import() */ 463).then(__webpack_require__.bind(__webpack_require__, 2463)),
                            Promise.all(/* import() */[__webpack_require__.e(325), __webpack_require__.e(744), __webpack_require__.e(331), __webpack_require__.e(232)]).then(__webpack_require__.bind(__webpack_require__, 6331)),
                        ]);
                        expect({ references: thirdParty(checkout.stack) });
                        const { registry, lookUp, describe } = await openImages(checkout.stack, inputs, context);
                        // Told at the same time, on the guess that holds nearly always; a fault of it is thrown where it is awaited.
                        const guess = (0,_origin_js__WEBPACK_IMPORTED_MODULE_4__/* .runnerPlatform */ .GQ)(context.env);
                        const guessed = describe(guess);
                        guessed.catch(() => undefined);
                        const registryLogin = await registry.dockerConfigFor(pulledImages(checkout.stack));
                        return { ...checkout, registry, registryLogin, lookUp, describe, guess, guessed, planImages, lookBefore, ship };
                    });
                    const host = __addDisposableResource(env_2, server.host, true);
                    const { stack, committed, envText, secretForms, publicText, defaults, notices, registry, registryLogin, lookUp, describe, guess, guessed, planImages, lookBefore, ship, } = server.read;
                    const running = (0,_server_js__WEBPACK_IMPORTED_MODULE_6__/* .maskServer */ .KX)(server.facts, { publicText, models: (0,_checkout_js__WEBPACK_IMPORTED_MODULE_2__/* .modelsOf */ .Wh)(stack) }, context);
                    lookBefore(stack, server, shipped);
                    shipped.seen.differs = committed.differs;
                    for (const notice of notices)
                        context.log.info(notice);
                    const { platform } = server.facts;
                    const described = await (platform === guess ? guessed : describe(platform));
                    const planned = await planImages(described, { server, registry, built: inputs.images ?? [], tags: [] }, context);
                    if (!inputs.dryRun)
                        mustBeThere(planned);
                    const found = planned.map(({ target: _target, notices: _notices, ...image }) => image);
                    for (const image of found)
                        context.log.info(`${image.project}/${image.service}: ${image.result}, ${image.reason}`);
                    await ship({
                        stack,
                        notices,
                        refresh: (0,_origin_js__WEBPACK_IMPORTED_MODULE_4__/* .refreshes */ .A5)(inputs, context),
                        owner: (0,_origin_js__WEBPACK_IMPORTED_MODULE_4__/* .ownerOf */ .bf)(context),
                        scheduled: (0,_origin_js__WEBPACK_IMPORTED_MODULE_4__/* .isScheduled */ .mQ)(context),
                        lookUp,
                        host,
                        stackctl: server.stackctl,
                        facts: server.facts,
                        images: found,
                        envText,
                        secretForms: [...secretForms, ...running],
                        defaults,
                        event: (0,_origin_js__WEBPACK_IMPORTED_MODULE_4__/* .deployEvent */ .Ao)(context, committed),
                        toolVersion: _origin_js__WEBPACK_IMPORTED_MODULE_4__/* .toolVersion */ .fX,
                        registryLogin,
                        lockTimeoutSeconds: inputs.lockTimeout,
                        deadlineSeconds: (0,_release_deadline_js__WEBPACK_IMPORTED_MODULE_9__/* .deadlineSeconds */ .Q)(inputs),
                        gateWindowSeconds: 0,
                        force: inputs.force,
                    }, { dryRun: inputs.dryRun }, context, shipped);
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
/** Nothing is built here, and what a registry has under some name proves nothing. */
function mustBeThere(images) {
    const missing = images.filter(({ result }) => result === 'planned');
    if (missing.length === 0)
        return;
    throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Refused */ .Lw(missing.map(({ project, service, reason }) => `${project}/${service}: ${reason}`).join('\n'), {
        todo: [
            'run build-and-tag and push-image in this run, and give their output as the input `images`',
            'or use the action deploy, which builds what is missing',
        ],
    });
}


/***/ }),

/***/ 5185:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ deadlineSeconds)
/* harmony export */ });
/** What the server waits for a sign of life from the runner: the gate's own limit and two minutes, at most its hard cap of 15 minutes. */
function deadlineSeconds(inputs) {
    return inputs.deadline ?? Math.min(900, (inputs.timeout ?? 120) + 120);
}


/***/ })

};
