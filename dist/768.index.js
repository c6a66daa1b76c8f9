export const id = 768;
export const ids = [768];
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

/***/ 3789:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   sshDeploy: () => (/* binding */ sshDeploy)
/* harmony export */ });
/* harmony import */ var _contract_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1074);
/* harmony import */ var _shipment_conclude_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1420);
/* harmony import */ var _checkout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7813);
/* harmony import */ var _cleanUp_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8575);
/* harmony import */ var _deployment_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6308);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9922);
/* harmony import */ var _login_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(148);
/* harmony import */ var _missing_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4971);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2465);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(809);
/* harmony import */ var _skipped_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(2943);
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
        environment: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .environment */ .cA,
        config: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .config */ .$W,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .hostInputs */ .ep,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .registryInputs */ .P4,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .pullInputs */ .jW,
        images: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .images */ .zC.optional(),
        envFile: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .envFile */ .CN,
        files: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .files */ .aq,
        refresh: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .refresh */ .Ow,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .transactionInputs */ .WJ,
        dryRun: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .dryRun */ .PA,
        force: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .force */ .s$,
    },
    outputs: { ..._outputs_js__WEBPACK_IMPORTED_MODULE_9__/* .transactionOutputs */ .jQ },
    post: _cleanUp_js__WEBPACK_IMPORTED_MODULE_3__/* .cleanUp */ .n,
    async main(inputs, context) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const chosen = await (0,_checkout_js__WEBPACK_IMPORTED_MODULE_2__/* .chosenEnvironment */ .Kq)(inputs, context);
            if ('skip' in chosen)
                return (0,_skipped_js__WEBPACK_IMPORTED_MODULE_10__/* .skipped */ .h)(chosen.skip, context);
            const address = (0,_checkout_js__WEBPACK_IMPORTED_MODULE_2__/* .addressOf */ .ci)(inputs, chosen);
            const given = __addDisposableResource(env_1, await (0,_checkout_js__WEBPACK_IMPORTED_MODULE_2__/* .placeGivenFiles */ .Cy)(inputs, chosen), true);
            const runner = (0,_origin_js__WEBPACK_IMPORTED_MODULE_8__/* .runnerPlatform */ .GQ)(context.env);
            // Awaited here: what was placed and the connection are taken away when the function is left.
            return await (0,_shipment_conclude_js__WEBPACK_IMPORTED_MODULE_1__/* .conclude */ .E)(address.id, context, async (logbook) => {
                const env_2 = { stack: [], error: void 0, hasError: false };
                try {
                    const login = await (0,_login_js__WEBPACK_IMPORTED_MODULE_6__/* .beginLogin */ .vc)(inputs, address, context, logbook);
                    const options = { chosen, given, platform: runner, pushes: false };
                    const [server, read] = await login.together((0,_deployment_js__WEBPACK_IMPORTED_MODULE_4__/* .readToDeploy */ .f)(inputs, options, context, login.expect));
                    const _host = __addDisposableResource(env_2, server.host, true);
                    const deployment = await (0,_deployment_js__WEBPACK_IMPORTED_MODULE_4__/* .deploymentOf */ .P)(inputs, server, read, context, logbook);
                    const { platform } = server.facts;
                    const { planImages, withoutTarget } = await Promise.all(/* import() */[__webpack_require__.e(517), __webpack_require__.e(790), __webpack_require__.e(733), __webpack_require__.e(546), __webpack_require__.e(998)]).then(__webpack_require__.bind(__webpack_require__, 8998));
                    const { registry, describe } = read.images;
                    const { committed } = read.checkout;
                    const built = inputs.images ?? [];
                    const planned = await planImages(await describe(platform), { server, registry, committed, built, placed: given.paths, tags: [] }, context);
                    if (!inputs.dryRun)
                        (0,_missing_js__WEBPACK_IMPORTED_MODULE_7__/* .mustBeProven */ .B)(planned, { built, platform, runner });
                    const images = planned.map(withoutTarget);
                    for (const image of images)
                        context.log.info(`${image.project}/${image.service}: ${image.result}, ${image.reason}`);
                    const { deployStack } = await Promise.all(/* import() */[__webpack_require__.e(999), __webpack_require__.e(517), __webpack_require__.e(790), __webpack_require__.e(264), __webpack_require__.e(169), __webpack_require__.e(497), __webpack_require__.e(891)]).then(__webpack_require__.bind(__webpack_require__, 9483));
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

/***/ 8330:
/***/ ((module) => {

module.exports = /*#__PURE__*/JSON.parse('{"rE":"0.1.0","Jk":"org/stack-actions"}');

/***/ })

};
