export const id = 789;
export const ids = [789];
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

/***/ 6400:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ deploymentOf),
/* harmony export */   f: () => (/* binding */ readToDeploy)
/* harmony export */ });
/* harmony import */ var _checkout_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7813);
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5911);
/* harmony import */ var _login_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(148);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2465);
/* harmony import */ var _tested_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1938);





/** Reads the checkout and opens the registry, with the code for all that follows loaded beside. */
async function readToDeploy(inputs, options, context, expect) {
    const { chosen, given, check, platform, pushes } = options;
    const [checkout, { openImages }, { thirdParty }] = await Promise.all([
        (0,_checkout_js__WEBPACK_IMPORTED_MODULE_0__/* .readCheckout */ .b$)({ ...inputs, given: given.values }, chosen, context),
        Promise.all(/* import() */[__webpack_require__.e(517), __webpack_require__.e(790), __webpack_require__.e(733), __webpack_require__.e(372), __webpack_require__.e(998)]).then(__webpack_require__.bind(__webpack_require__, 8998)),
        Promise.all(/* import() */[__webpack_require__.e(517), __webpack_require__.e(745)]).then(__webpack_require__.bind(__webpack_require__, 5745)),
        __webpack_require__.e(/* import() */ 96).then(__webpack_require__.bind(__webpack_require__, 3096)),
        Promise.all(/* import() */[__webpack_require__.e(671), __webpack_require__.e(335), __webpack_require__.e(517), __webpack_require__.e(790), __webpack_require__.e(497), __webpack_require__.e(993), __webpack_require__.e(741)]).then(__webpack_require__.bind(__webpack_require__, 5993)),
    ]);
    (0,_tested_js__WEBPACK_IMPORTED_MODULE_4__/* .mustBeTested */ .I)(inputs, checkout.committed, context);
    expect({ references: thirdParty(checkout.stack) });
    await check?.(checkout.stack);
    return { checkout, images: await openImages(checkout.stack, inputs, { platform, pushes }, context) };
}
/** What is to be deployed, but for its images; what may be secret of what runs is masked, and what the files gave occasion to say is said. */
async function deploymentOf(inputs, server, { checkout, images: { lookUp, registryLogin } }, context, logbook) {
    const { stack, notices, envText, defaults, publicText, committed } = checkout;
    const { runsWithoutRelease } = await Promise.all(/* import() */[__webpack_require__.e(517), __webpack_require__.e(860)]).then(__webpack_require__.bind(__webpack_require__, 2860));
    const running = (0,_login_js__WEBPACK_IMPORTED_MODULE_2__/* .maskServer */ .KX)(server.facts, { publicText, models: (0,_checkout_js__WEBPACK_IMPORTED_MODULE_0__/* .modelsOf */ .Wh)(stack) }, context);
    logbook.note({ ranBefore: runsWithoutRelease(stack, server.facts), differs: committed.differs });
    for (const notice of notices)
        context.log.info(notice);
    return {
        ...{ ...server, stack, notices, envText, defaults, toolVersion: _origin_js__WEBPACK_IMPORTED_MODULE_3__/* .toolVersion */ .fX, lookUp, registryLogin },
        secretForms: [...checkout.secretForms, ...running],
        refresh: (0,_origin_js__WEBPACK_IMPORTED_MODULE_3__/* .refreshes */ .A5)(inputs, context),
        owner: (0,_origin_js__WEBPACK_IMPORTED_MODULE_3__/* .ownerOf */ .bf)(context),
        event: (0,_origin_js__WEBPACK_IMPORTED_MODULE_3__/* .deployEvent */ .Ao)(context, committed, server.facts),
        scheduled: (0,_origin_js__WEBPACK_IMPORTED_MODULE_3__/* .isScheduled */ .mQ)(context),
        force: inputs.force,
        lockTimeoutSeconds: inputs.lockTimeout,
        deadlineSeconds: (0,_deadline_js__WEBPACK_IMPORTED_MODULE_1__/* .deadlineSeconds */ .Q)(inputs),
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
        order: event.runId > 0 ? String(event.runId) : (current?.meta['order'] ?? '0'),
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
/* harmony import */ var _deployment_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6400);
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
                    const { planImages, withoutTarget } = await Promise.all(/* import() */[__webpack_require__.e(517), __webpack_require__.e(790), __webpack_require__.e(733), __webpack_require__.e(372), __webpack_require__.e(998)]).then(__webpack_require__.bind(__webpack_require__, 8998));
                    const { registry, describe } = read.images;
                    const { committed } = read.checkout;
                    const built = inputs.images ?? [];
                    const planned = await planImages(await describe(platform), { server, registry, committed, built, placed: given.paths, tags: [] }, context);
                    if (!inputs.dryRun)
                        (0,_missing_js__WEBPACK_IMPORTED_MODULE_7__/* .mustBeProven */ .B)(planned, { built, platform, runner });
                    const images = planned.map(withoutTarget);
                    for (const image of images)
                        context.log.info(`${image.project}/${image.service}: ${image.result}, ${image.reason}`);
                    const { deployStack } = await Promise.all(/* import() */[__webpack_require__.e(671), __webpack_require__.e(335), __webpack_require__.e(517), __webpack_require__.e(790), __webpack_require__.e(497), __webpack_require__.e(993), __webpack_require__.e(741)]).then(__webpack_require__.bind(__webpack_require__, 5993));
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

/***/ 6434:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CI: () => (/* binding */ partsOf),
/* harmony export */   eS: () => (/* binding */ needsKeeper),
/* harmony export */   gu: () => (/* binding */ createCommand),
/* harmony export */   lv: () => (/* binding */ BUILDKIT_IMAGE),
/* harmony export */   t3: () => (/* binding */ buildkitdToml),
/* harmony export */   xx: () => (/* binding */ parseBuilder)
/* harmony export */ });
/* harmony import */ var _layerCache_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8252);

/**
 * BuildKit for builders of our own: the index of v0.32.2, for all its platforms. The tag is for people; Docker goes by the digest.
 * https://github.com/moby/buildkit/releases/tag/v0.32.2
 */
const BUILDKIT_IMAGE = 'docker.io/moby/buildkit:v0.32.2@sha256:28a898719c18a33f4e8000685287fa36fd0dd9560c6440227d3a732d79bb41d8';
/**
 * Reads what `docker buildx inspect` prints; undefined where that names no driver. The engine's own builder keeps caches where the engine has
 * containerd's image store: Buildx goes by that same label (driver/docker/driver.go, Features).
 */
function parseBuilder(inspected) {
    const driver = /^Driver:\s*(\S+)/m.exec(inspected)?.[1];
    if (driver === undefined)
        return undefined;
    const isEngine = driver === 'docker';
    return {
        isEngine,
        keepsCaches: !isEngine || /^\s*org\.mobyproject\.buildkit\.worker\.snapshotter:/m.test(inspected),
    };
}
/**
 * Whether these caches need a builder that keeps caches. The engine's own can read some, as far as its version goes: Docker 20.10 does not read one
 * of a registry with an authority of its own.
 */
function needsKeeper(caches) {
    return caches.some(({ from, to }) => from.length > 0 || to.some((entry) => !(0,_layerCache_js__WEBPACK_IMPORTED_MODULE_0__/* .isInline */ .mO)(entry)));
}
/**
 * Settings of a BuildKit in a container, which sees neither the engine's daemon.json nor /etc/docker/certs.d
 * (https://docs.docker.com/build/buildkit/toml-configuration/).
 * @param parallel How many steps run at the same time.
 */
function buildkitdToml(registries, { parallel }) {
    const text = (value) => JSON.stringify(value);
    const lines = ['[worker.oci]', `max-parallelism = ${parallel}`];
    for (const { host, isInsecure, authorities = [], keyPairs = [], mirrors = [] } of registries) {
        lines.push(`[registry.${text(host)}]`);
        // Both: HTTPS without a check of the certificate, else HTTP, as the engine does.
        if (isInsecure)
            lines.push('http = true', 'insecure = true');
        if (mirrors.length > 0)
            lines.push(`mirrors = ${text(mirrors)}`);
        if (authorities.length > 0)
            lines.push(`ca = ${text(authorities)}`);
        for (const { key, certificate } of keyPairs)
            lines.push(`[[registry.${text(host)}.keypair]]`, `key = ${text(key)}`, `cert = ${text(certificate)}`);
    }
    return `${lines.join('\n')}\n`;
}
/**
 * The argv that makes a builder in a container; nothing is started by it yet.
 * @param options.config Path of a buildkitd.toml.
 * @param options.registry Host that it pushes to: one on the loopback is the runner's own.
 * @param options.isInsecure Whether a build asks for the entitlement security.insecure.
 */
function createCommand(name, options) {
    const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(options.registry);
    // What the engine's own builder allows, and what a Compose file asks for; the build still has to ask.
    const allowed = ['network.host', ...(options.isInsecure ? ['security.insecure'] : [])];
    return [
        ...['docker', 'buildx', 'create', '--name', name, '--driver', 'docker-container'],
        ...['--driver-opt', `image=${options.image}`],
        ...(isLoopback ? ['--driver-opt', 'network=host'] : []),
        ...['--buildkitd-flags', allowed.map((what) => `--allow-insecure-entitlement ${what}`).join(' ')],
        ...['--config', options.config],
    ];
}
/** Names that Buildx gives to what it makes for the only node of such a builder (builder/node.go, driver/docker-container). */
function partsOf(name) {
    const container = `buildx_buildkit_${name}0`;
    return { container, volume: `${container}_state` };
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

/***/ 8252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DQ: () => (/* binding */ NO_CACHE),
/* harmony export */   Kh: () => (/* binding */ cacheReference),
/* harmony export */   VG: () => (/* binding */ cacheUseOf),
/* harmony export */   mO: () => (/* binding */ isInline),
/* harmony export */   v2: () => (/* binding */ cacheEntries)
/* harmony export */ });
const NO_CACHE = { kind: 'none', reads: [] };
/**
 * An environment reads what its own branch has written, and nothing else: what is in a cache ends up in images. A run that deploys nothing, such
 * as a pull request's, reads all and writes none.
 * @param options.mayPush Whether this run's login may push; GitHub's cache needs none.
 */
function cacheUseOf(kind, stack, { deploys, mayPush }) {
    const { registry, environment, environments } = stack;
    if (kind === 'none' || (kind === 'registry' && registry === 'none'))
        return NO_CACHE;
    if (!deploys)
        return { kind, reads: [...new Set([environment, ...environments])] };
    return { kind, reads: [environment], ...((mayPush || kind === 'gha') && { writes: environment }) };
}
/** The tag under which the registry has an image's layers. */
function cacheReference(repository, environment) {
    return `${repository}:cache-${environment}`;
}
/**
 * What bake is told of the caches of an image. Where its Compose file says where layers are written, they are written there alone.
 * @param isThere Whether the registry has a reference; BuildKit would print an error for what is not there yet.
 */
function cacheEntries(target, { kind, reads, writes }, isThere) {
    const { repository, cacheFrom, cacheTo, noCache } = target;
    const placeOf = (environment) => kind === 'gha'
        ? `type=gha,scope=${repository}-${environment}`
        : `type=registry,ref=${cacheReference(repository, environment)}`;
    const places = kind === 'none' || noCache ? [] : reads;
    const found = places.filter((environment) => kind === 'gha' || isThere(cacheReference(repository, environment)));
    const own = kind === 'none' || noCache || writes === undefined ? [] : [`${placeOf(writes)},${EXPORT[kind]}`];
    return {
        from: [...cacheFrom, ...found.map(placeOf)],
        to: cacheTo.length > 0 ? cacheTo.map(tolerant) : own,
    };
}
/** An OCI image manifest is what registries take that refuse an index of layers, such as ECR; today's BuildKit writes one by itself. */
const EXPORT = {
    registry: 'mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true',
    gha: 'mode=max,ignore-error=true',
};
/** Makes a cache that cannot be written no failure of the build. */
function tolerant(entry) {
    if (isInline(entry) || /(^|,)ignore-error=/.test(entry))
        return entry;
    return `${entry.includes('=') ? entry : `type=registry,ref=${entry}`},ignore-error=true`;
}
/** Written into the image itself, which every builder can. */
function isInline(entry) {
    return /(^|,)type=inline(,|$)/.test(entry);
}


/***/ }),

/***/ 3026:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  zp: () => (/* binding */ builderOf),
  h0: () => (/* binding */ currentBuilder),
  iq: () => (/* binding */ removeBuilder),
  g6: () => (/* binding */ startBuilder)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
// EXTERNAL MODULE: ./lib/runtime/leftovers.js
var leftovers = __webpack_require__(5868);
// EXTERNAL MODULE: ./lib/runtime/temp.js
var temp = __webpack_require__(896);
// EXTERNAL MODULE: ./lib/image/builder.js
var builder = __webpack_require__(6434);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./lib/image/insecure.js
var insecure = __webpack_require__(715);
;// CONCATENATED MODULE: ./lib/image/trustedRegistries.js



/** Where Docker looks for the certificates of registries (https://docs.docker.com/engine/security/certificates/). */
const CERTIFICATES = '/etc/docker/certs.d';
/** What the system trusts, by distribution. */
const SYSTEM = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt'];
/**
 * Registries as this runner's engine knows them, for a builder that does not see its settings: which are insecure, whose authorities are its own,
 * what stands for Docker Hub.
 * @param host Of the stack's registry.
 * @param options.folder Where authorities are written, in a file for each registry.
 */
async function trustedRegistries(host, options) {
    const config = await (0,insecure/* engineRegistries */.Ep)(options);
    const mirrors = (config.Mirrors ?? []).flatMap((text) => (URL.canParse(text) ? [new URL(text)] : []));
    const folders = await (0,promises_.readdir)(CERTIFICATES).catch(() => []);
    const hosts = new Set([host, ...mirrors.map((url) => url.host), ...folders]);
    const found = await Promise.all([...hosts].map(async (one, index) => {
        const { authorities, keyPairs } = await certificatesOf(one);
        // One file: Buildx copies files by their last names, and would overwrite one by the other.
        const texts = one === host ? [...(await systemAuthorities(options.env)), ...authorities] : authorities;
        const file = texts.length === 0 ? [] : [await options.folder.write(`ca-${index}.pem`, texts.join('\n'))];
        const isPlain = mirrors.some((url) => url.host === one && url.protocol === 'http:');
        return { host: one, isInsecure: isPlain || (0,insecure/* trusts */.i9)(one, config), authorities: file, keyPairs };
    }));
    if (mirrors.length === 0)
        return found;
    const names = mirrors.map((url) => `${url.host}${url.pathname.replace(/\/$/, '')}`);
    return [...found.filter((one) => one.host !== 'docker.io'), { host: 'docker.io', mirrors: names }];
}
async function certificatesOf(host) {
    const folder = (0,external_node_path_.join)(CERTIFICATES, host);
    const names = await (0,promises_.readdir)(folder).catch(() => []);
    const authorities = names.filter((name) => name.endsWith('.crt')).map((name) => textOf((0,external_node_path_.join)(folder, name)));
    const keyPairs = names
        .filter((name) => name.endsWith('.cert'))
        .map((name) => ({
        certificate: (0,external_node_path_.join)(folder, name),
        key: (0,external_node_path_.join)(folder, name.replace(/\.cert$/, '.key')),
    }));
    return { authorities: await Promise.all(authorities), keyPairs };
}
/** What programs on the runner trust: a company's authority is mostly among it. */
async function systemAuthorities(env) {
    const given = [env.SSL_CERT_FILE, env.NODE_EXTRA_CA_CERTS].filter((path) => path !== undefined && path !== '');
    const texts = await Promise.all([...SYSTEM, ...given].map((path) => textOf(path)));
    return texts.filter((text) => text !== '');
}
function textOf(path) {
    return (0,promises_.readFile)(path, 'utf8').catch(() => '');
}

;// CONCATENATED MODULE: ./lib/image/openBuilder.js








const INSPECT_MS = 60_000;
/** BuildKit's image has some 100 MB; where it does not come, a build without a cache is the quicker one. */
const START_MS = 60_000;
const REMOVE_MS = 30_000;
const PURPOSE = 'builder';
/** The builder that Buildx uses by itself, such as one of docker/setup-buildx-action; undefined where that cannot be told. */
async function currentBuilder(options) {
    const { run: runProgram, ...rest } = options;
    const result = await runProgram(['docker', 'buildx', 'inspect'], { ...rest, timeoutMs: INSPECT_MS });
    return result.code === 0 ? (0,builder/* parseBuilder */.xx)(result.stdout) : undefined;
}
/**
 * Starts a BuildKit in a container, which is removed when it is disposed of, and by the post step where this process is killed.
 * @throws Refused where it does not start, with Docker's words; then nothing is left of it.
 */
async function startBuilder(made, options) {
    const { run: runProgram, env, signal } = options;
    const folder = await (0,temp/* tempFolder */.v)(PURPOSE);
    (0,leftovers/* noteLeftover */.CF)(folder.path);
    const name = builderOf(folder.path) ?? '';
    const dispose = async () => {
        await removeBuilder(name, options);
        (0,leftovers/* forgetLeftovers */.q2)([folder.path]);
        await folder[Symbol.asyncDispose]();
    };
    // Where Buildx notes its builders: the user's list stays as it is.
    const own = { ...env, BUILDX_CONFIG: folder.path };
    let authorities;
    try {
        const registries = await trustedRegistries(made.registry, { run: runProgram, env, folder });
        authorities = registries.find(({ host }) => host === made.registry)?.authorities?.[0];
        const toml = (0,builder/* buildkitdToml */.t3)(registries, { parallel: Math.max(2, (0,external_node_os_.availableParallelism)()) });
        const config = await folder.write('buildkitd.toml', toml);
        const commands = [(0,builder/* createCommand */.gu)(name, { ...made, config }), ['docker', 'buildx', 'inspect', '--bootstrap', name]];
        for (const command of commands) {
            const result = await runProgram(command, { env: own, timeoutMs: START_MS, ...(signal && { signal }) });
            if (result.ended === 'timeout')
                throw new errors/* Refused */.Lw(`it did not start within ${START_MS / 1000} s`);
            if (result.code !== 0)
                throw new errors/* Refused */.Lw(lastLine(`${result.stdout}\n${result.stderr}`));
        }
    }
    catch (error) {
        await dispose();
        throw error;
    }
    return {
        env: {
            ...{ BUILDX_CONFIG: folder.path, BUILDX_BUILDER: name },
            // Buildx itself asks for the tokens of a registry: whom its builder trusts, it has to trust, too.
            ...(authorities !== undefined && { SSL_CERT_FILE: authorities }),
        },
        isAlive: async () => {
            const asked = ['docker', 'container', 'inspect', '--format', '{{.State.Running}}', (0,builder/* partsOf */.CI)(name).container];
            const result = await runProgram(asked, { env, timeoutMs: INSPECT_MS });
            return result.stdout.trim() === 'true';
        },
        [Symbol.asyncDispose]: dispose,
    };
}
/** Name of the builder whose folder a path is that a step noted; undefined where it is none. Buildx makes its letters small. */
function builderOf(path) {
    const name = (0,external_node_path_.basename)(path).toLowerCase();
    return name.startsWith(`stack-actions-${PURPOSE}-`) ? name : undefined;
}
/** Removes a builder of ours and its layers, by what the engine calls them: Buildx's own notes may be gone. */
async function removeBuilder(name, { run: runProgram, env }) {
    const { container, volume } = (0,builder/* partsOf */.CI)(name);
    const options = { timeoutMs: REMOVE_MS, ...(env && { env }) };
    await runProgram(['docker', 'container', 'rm', '--force', container], options);
    await runProgram(['docker', 'volume', 'rm', '--force', volume], options);
}
function lastLine(output) {
    return (0,runtime_escape/* plain */.pj)(output).trim().split('\n').pop()?.slice(0, 500) ?? '';
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

/***/ 8330:
/***/ ((module) => {

module.exports = /*#__PURE__*/JSON.parse('{"rE":"0.1.0","Jk":"org/stack-actions"}');

/***/ })

};
