export const id = 591;
export const ids = [591];
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

/***/ 3591:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   rollback: () => (/* binding */ rollback)
/* harmony export */ });
/* harmony import */ var _contract_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5354);
/* harmony import */ var _host_stackctl_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7636);
/* harmony import */ var _release_transaction_deadline_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1840);
/* harmony import */ var _checkout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9494);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9922);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8495);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(809);
/* harmony import */ var _server_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7575);
/* harmony import */ var _shipping_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6042);
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










const rollback = (0,_contract_action_js__WEBPACK_IMPORTED_MODULE_0__/* .defineAction */ .Q)({
    name: 'rollback',
    description: 'Put an earlier release back, proven to answer, without registry or GitHub',
    inputs: {
        environment: _inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .environment */ .cA,
        config: _inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .config */ .$W,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .hostInputs */ .ep,
        release: _inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .releaseToRestore */ .FN,
        reason: _inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .reason */ .l,
        leaveData: _inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .leaveData */ .kT,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .transactionInputs */ .WJ,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .gateInputs */ .ll,
    },
    outputs: { ..._outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .transactionOutputs */ .jQ, ..._outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .reportOutput */ .uT, ..._outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .urlOutput */ .zc },
    async main(inputs, context) {
        const stack = await (0,_checkout_js__WEBPACK_IMPORTED_MODULE_2__/* .releaseStack */ .os)(inputs, context);
        if ('skip' in stack)
            return (0,_skipped_js__WEBPACK_IMPORTED_MODULE_8__/* .skipped */ .h)(stack.skip, context);
        const ended = await (0,_shipping_js__WEBPACK_IMPORTED_MODULE_7__/* .shipping */ .Bv)(stack.id, context, async (shipped) => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const server = await (0,_server_js__WEBPACK_IMPORTED_MODULE_6__/* .openBeside */ .VH)(inputs, stack, context, shipped, async (expect) => {
                    expect({ target: inputs.release ?? _host_stackctl_js__WEBPACK_IMPORTED_MODULE_1__/* .BY_ITSELF */ .Ew, leaveData: inputs.leaveData });
                    const [{ rollBack }, { checkGate, guardFor, gateFor, showTimes }] = await Promise.all([
                        Promise.all(/* import() */[__webpack_require__.e(672), __webpack_require__.e(790), __webpack_require__.e(350), __webpack_require__.e(606)]).then(__webpack_require__.bind(__webpack_require__, 1440)),
                        Promise.all(/* import() */[__webpack_require__.e(672), __webpack_require__.e(790), __webpack_require__.e(350), __webpack_require__.e(657), __webpack_require__.e(741)]).then(__webpack_require__.bind(__webpack_require__, 3657)),
                    ]);
                    await checkGate(inputs);
                    return { rollBack, guardFor, gateFor, showTimes };
                });
                const host = __addDisposableResource(env_1, server.host, true);
                const { rollBack, guardFor, gateFor, showTimes } = server.read;
                (0,_server_js__WEBPACK_IMPORTED_MODULE_6__/* .maskServer */ .KX)(server.facts, stack, context);
                // Also who is refused is told where he could go back to.
                if (server.facts.targets)
                    shipped.seen.targets = server.facts.targets;
                const { release, events } = await rollBack({
                    stackctl: server.stackctl,
                    host,
                    facts: server.facts,
                    ...(inputs.reason !== undefined && { reason: inputs.reason }),
                    leaveData: inputs.leaveData,
                    event: (0,_origin_js__WEBPACK_IMPORTED_MODULE_4__/* .deployEvent */ .Ao)(context, { commit: context.event.sha, differs: '' }),
                    toolVersion: _origin_js__WEBPACK_IMPORTED_MODULE_4__/* .toolVersion */ .fX,
                    lockTimeoutSeconds: inputs.lockTimeout,
                    deadlineSeconds: (0,_release_transaction_deadline_js__WEBPACK_IMPORTED_MODULE_9__/* .deadlineSeconds */ .Q)(inputs),
                    gate: gateFor(inputs, stack, server, context, shipped),
                    guard: guardFor(server, stack, inputs, context, shipped)(Object.keys(server.facts.current?.models ?? {}), server.facts),
                    signal: context.signal,
                    onRelease: (id, target) => {
                        shipped.release = id;
                        (0,_shipping_js__WEBPACK_IMPORTED_MODULE_7__/* .beginTransaction */ .CR)(context);
                        shipped.seen.target = target;
                    },
                    onEvent: (entry) => void shipped.seen.events.push(entry),
                    log: (line) => context.log.info(line),
                });
                Object.assign(shipped, { outcome: 'rolled-back', release, servingRelease: release });
                showTimes(events, context);
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
        });
        return { ...ended, url: stack.url };
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
