export const id = 506;
export const ids = [506];
export const modules = {

/***/ 506:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  buildAndTag: () => (/* binding */ buildAndTag)
});

// EXTERNAL MODULE: ./lib/contract/action.js + 5 modules
var action = __webpack_require__(1074);
// EXTERNAL MODULE: ./lib/image/images.js + 9 modules
var image_images = __webpack_require__(5546);
// EXTERNAL MODULE: ./lib/image/layerCache.js
var layerCache = __webpack_require__(8252);
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
// EXTERNAL MODULE: ./lib/actions/checkout.js + 30 modules
var checkout = __webpack_require__(7813);
// EXTERNAL MODULE: ./lib/actions/cleanUp.js
var cleanUp = __webpack_require__(8575);
// EXTERNAL MODULE: ./lib/actions/inputs.js
var inputs = __webpack_require__(9922);
// EXTERNAL MODULE: ./lib/actions/openRegistry.js
var openRegistry = __webpack_require__(7832);
// EXTERNAL MODULE: ./lib/actions/outputs.js
var outputs = __webpack_require__(809);
// EXTERNAL MODULE: ./lib/actions/pipelinePlan.js + 1 modules
var pipelinePlan = __webpack_require__(6449);
// EXTERNAL MODULE: ./lib/actions/planBuilds.js + 1 modules
var planBuilds = __webpack_require__(3501);
// EXTERNAL MODULE: ./lib/actions/tested.js
var tested = __webpack_require__(1938);
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
    post: cleanUp/* cleanUp */.n,
    async main(inputs, context) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { log, summary } = context;
            const judged = await (0,checkout/* judgedEnvironment */.hs)(inputs, context);
            const given = __addDisposableResource(env_1, await (0,checkout/* placeGivenFiles */.Cy)(inputs, judged), true);
            if (inputs.dryRun)
                return await (0,pipelinePlan/* planPipeline */.aw)({ ...inputs, given: given.values, placed: given.paths }, judged, context);
            if (!judged.deploys && !inputs.withoutSecrets) {
                log.notice(judged.skip);
                return { images: [] };
            }
            const { stack, notices, buildSecrets, withheld, committed } = await (0,checkout/* readCheckout */.b$)({ ...inputs, given: given.values }, judged, context);
            if (judged.deploys)
                (0,tested/* mustBeTested */.I)(inputs, committed, context);
            const registry = await (0,openRegistry/* openRegistryFor */.n)(stack, inputs, judged, context, (notice) => notices.push(notice));
            const planned = await (0,planBuilds/* planBuilds */.z)({ stack, withheld, registry, committed, placed: given.paths }, inputs, judged, context);
            for (const notice of new Set([...notices, ...planned.flatMap((image) => image.notices ?? [])]))
                log.info(notice);
            const images = await buildFor(planned, { stack, registry, buildSecrets, deploys: judged.deploys }, inputs, context);
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
            const result_1 = __disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    },
});
/** Builds, and with `output: push` sends it to the registry and tags it there. */
async function buildFor(planned, found, inputs, { env, event, log, signal }) {
    const { stack, registry, buildSecrets, deploys } = found;
    const { output: wanted, buildkitImage } = inputs;
    const output = log.output();
    const pushes = wanted === 'push' && registry.host !== undefined;
    return log
        .group(pushes ? 'Build and push' : 'Build', async () => {
        const built = await (0,image_images/* buildImages */.r)(planned, {
            ...{ run: run/* run */.eF, env, buildSecrets, buildkitImage, signal },
            registryLogin: registry.dockerConfig,
            log: output.line,
            warn: (text) => log.warning(text),
            notice: (text) => log.notice(text),
            isSecret: (text) => log.redact(text) !== text,
            registry: stack.registry,
            output: wanted === 'push' && !pushes ? 'load' : wanted,
            cache: (0,layerCache/* cacheUseOf */.VG)(inputs.cache, stack, { deploys, mayPush: wanted !== 'none', isTag: event.tag !== undefined }),
            holds: registry.holds,
        });
        if (!pushes)
            return built;
        return (0,image_images/* pushImages */.Z)(built, {
            ...{ registry, run: run/* run */.eF, env, signal, log: output.line, withoutKeys: event.tag !== undefined },
            warn: (text) => log.warning(text),
        });
    })
        .finally(output.end);
}


/***/ }),

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


/***/ })

};
