export const id = 782;
export const ids = [782];
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

/***/ 3782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  sshDeploy: () => (/* binding */ sshDeploy)
});

// EXTERNAL MODULE: ./lib/contract/action.js + 5 modules
var action = __webpack_require__(5354);
// EXTERNAL MODULE: ./lib/release/transaction/deadline.js
var deadline = __webpack_require__(1840);
// EXTERNAL MODULE: ./lib/actions/checkout.js + 35 modules
var actions_checkout = __webpack_require__(9494);
// EXTERNAL MODULE: ./lib/actions/inputs.js
var inputs = __webpack_require__(9922);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
;// CONCATENATED MODULE: ./lib/actions/missing.js

/**
 * Of ssh-deploy, which builds nothing: what a registry has under some name proves nothing.
 * @param from.built What jobs of this run have given.
 * @throws Refused naming each image that nothing proves
 */
function mustBeProven(images, { built, platform, runner }) {
    const missing = images.filter(({ result }) => result === 'planned');
    if (missing.length === 0)
        return;
    const given = missing.some(({ project, service }) => built.some((one) => one.result === 'built' && one.project === project && one.service === service));
    throw new errors/* Refused */.Lw(missing.map(({ project, service, reason }) => `${project}/${service}: ${reason}`).join('\n'), {
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
;// CONCATENATED MODULE: ./lib/actions/ssh-deploy.js
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










const sshDeploy = (0,action/* defineAction */.Q)({
    name: 'ssh-deploy',
    description: 'Deploy a stack to a server in one transaction that undoes itself when the new version fails',
    inputs: {
        environment: inputs/* environment */.cA,
        config: inputs/* config */.$W,
        ...inputs/* hostInputs */.ep,
        ...inputs/* registryInputs */.P4,
        ...inputs/* pullInputs */.jW,
        images: inputs/* images */.zC.optional(),
        envFile: inputs/* envFile */.CN,
        files: inputs/* files */.aq,
        refresh: inputs/* refresh */.Ow,
        ...inputs/* transactionInputs */.WJ,
        dryRun: inputs/* dryRun */.PA,
        force: inputs/* force */.s$,
    },
    outputs: { ...outputs/* transactionOutputs */.jQ },
    post: actions_checkout/* removePlaced */.o7,
    async main(inputs, context) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const chosen = await (0,actions_checkout/* chosenEnvironment */.Kq)(inputs, context);
            if ('skip' in chosen)
                return (0,skipped/* skipped */.h)(chosen.skip, context);
            const address = (0,actions_checkout/* addressOf */.ci)(inputs, chosen);
            const given = __addDisposableResource(env_1, await (0,actions_checkout/* placeGivenFiles */.Cy)(inputs, chosen), true);
            return (0,shipping/* shipping */.Bv)(address.id, context, async (shipped) => {
                const env_2 = { stack: [], error: void 0, hasError: false };
                try {
                    const server = await (0,actions_server/* openBeside */.VH)(inputs, address, context, shipped, async (expect) => {
                        const [checkout, { openImages, planImages }, { pulledImages, thirdParty }, { lookBefore, ship }] = await Promise.all([
                            (0,actions_checkout/* readCheckout */.b$)({ ...inputs, given: given.values }, chosen, context),
                            Promise.all(/* import() */[__webpack_require__.e(672), __webpack_require__.e(790), __webpack_require__.e(30), __webpack_require__.e(998)]).then(__webpack_require__.bind(__webpack_require__, 8998)),
                            __webpack_require__.e(/* import() */ 672).then(__webpack_require__.bind(__webpack_require__, 6672)),
                            Promise.all(/* import() */[__webpack_require__.e(672), __webpack_require__.e(790), __webpack_require__.e(350), __webpack_require__.e(657), __webpack_require__.e(741)]).then(__webpack_require__.bind(__webpack_require__, 3657)),
                        ]);
                        expect({ references: thirdParty(checkout.stack) });
                        const { registry, lookUp, describe } = await openImages(checkout.stack, inputs, context);
                        // Told at the same time, on the guess that holds nearly always; a fault of it is thrown where it is awaited.
                        const guess = (0,origin/* runnerPlatform */.GQ)(context.env);
                        const guessed = describe(guess);
                        guessed.catch(() => undefined);
                        const registryLogin = await registry.dockerConfigFor(pulledImages(checkout.stack));
                        return { ...checkout, registry, registryLogin, lookUp, describe, guess, guessed, planImages, lookBefore, ship };
                    });
                    const host = __addDisposableResource(env_2, server.host, true);
                    const { stack, committed, envText, secretForms, publicText, defaults, notices, registry, registryLogin, lookUp, describe, guess, guessed, planImages, lookBefore, ship, } = server.read;
                    const running = (0,actions_server/* maskServer */.KX)(server.facts, { publicText, models: (0,actions_checkout/* modelsOf */.Wh)(stack) }, context);
                    lookBefore(stack, server, shipped);
                    shipped.seen.differs = committed.differs;
                    for (const notice of notices)
                        context.log.info(notice);
                    const { platform } = server.facts;
                    const described = await (platform === guess ? guessed : describe(platform));
                    const planned = await planImages(described, { server, registry, committed, built: inputs.images ?? [], placed: given.paths, tags: [] }, context);
                    if (!inputs.dryRun)
                        mustBeProven(planned, { built: inputs.images ?? [], platform, runner: (0,origin/* runnerPlatform */.GQ)(context.env) });
                    const found = planned.map(({ target: _target, notices: _notices, ...image }) => image);
                    for (const image of found)
                        context.log.info(`${image.project}/${image.service}: ${image.result}, ${image.reason}`);
                    await ship({
                        stack,
                        notices,
                        refresh: (0,origin/* refreshes */.A5)(inputs, context),
                        owner: (0,origin/* ownerOf */.bf)(context),
                        scheduled: (0,origin/* isScheduled */.mQ)(context),
                        lookUp,
                        host,
                        stackctl: server.stackctl,
                        facts: server.facts,
                        images: found,
                        envText,
                        secretForms: [...secretForms, ...running],
                        defaults,
                        event: (0,origin/* deployEvent */.Ao)(context, committed),
                        toolVersion: origin/* toolVersion */.fX,
                        registryLogin,
                        lockTimeoutSeconds: inputs.lockTimeout,
                        deadlineSeconds: (0,deadline/* deadlineSeconds */.Q)(inputs),
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


/***/ })

};
