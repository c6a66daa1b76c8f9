export const id = 972;
export const ids = [972];
export const modules = {

/***/ 3591:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   rollback: () => (/* binding */ rollback)
/* harmony export */ });
/* harmony import */ var _contract_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1074);
/* harmony import */ var _host_stackctl_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8782);
/* harmony import */ var _shipment_conclude_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1420);
/* harmony import */ var _checkout_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7813);
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5911);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9922);
/* harmony import */ var _login_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(148);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2465);
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










const rollback = (0,_contract_action_js__WEBPACK_IMPORTED_MODULE_0__/* .defineAction */ .Q)({
    name: 'rollback',
    description: 'Put an earlier release back, proven to answer, without registry or GitHub',
    inputs: {
        environment: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .environment */ .cA,
        config: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .config */ .$W,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .hostInputs */ .ep,
        release: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .releaseToRestore */ .FN,
        reason: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .reason */ .l,
        leaveData: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .leaveData */ .kT,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .transactionInputs */ .WJ,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .gateInputs */ .ll,
    },
    outputs: { ..._outputs_js__WEBPACK_IMPORTED_MODULE_8__/* .transactionOutputs */ .jQ, ..._outputs_js__WEBPACK_IMPORTED_MODULE_8__/* .reportOutput */ .uT, ..._outputs_js__WEBPACK_IMPORTED_MODULE_8__/* .urlOutput */ .zc },
    async main(inputs, context) {
        const stack = await (0,_checkout_js__WEBPACK_IMPORTED_MODULE_3__/* .releaseStack */ .os)(inputs, context);
        if ('skip' in stack)
            return (0,_skipped_js__WEBPACK_IMPORTED_MODULE_9__/* .skipped */ .h)(stack.skip, context);
        const ended = await (0,_shipment_conclude_js__WEBPACK_IMPORTED_MODULE_2__/* .conclude */ .E)(stack.id, context, async (logbook) => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const login = await (0,_login_js__WEBPACK_IMPORTED_MODULE_6__/* .beginLogin */ .vc)(inputs, stack, context, logbook);
                login.expect({ target: inputs.release ?? _host_stackctl_js__WEBPACK_IMPORTED_MODULE_1__/* .BY_ITSELF */ .E, leaveData: inputs.leaveData });
                const [server, { rollBack, guardFor, gateFor, showTimes }] = await login.together(readToRollBack(inputs));
                const _host = __addDisposableResource(env_1, server.host, true);
                const { facts } = server;
                (0,_login_js__WEBPACK_IMPORTED_MODULE_6__/* .maskServer */ .KX)(facts, stack, context);
                // A refusal, too, names the releases that one can go back to.
                if (facts.targets)
                    logbook.note({ targets: facts.targets });
                const { release, events } = await rollBack({
                    ...{ ...server, toolVersion: _origin_js__WEBPACK_IMPORTED_MODULE_7__/* .toolVersion */ .fX, leaveData: inputs.leaveData, signal: context.signal },
                    ...(inputs.reason !== undefined && { reason: inputs.reason }),
                    event: (0,_origin_js__WEBPACK_IMPORTED_MODULE_7__/* .deployEvent */ .Ao)(context, { commit: context.event.sha, differs: '' }, facts),
                    lockTimeoutSeconds: inputs.lockTimeout,
                    deadlineSeconds: (0,_deadline_js__WEBPACK_IMPORTED_MODULE_4__/* .deadlineSeconds */ .Q)(inputs),
                    gate: gateFor(inputs, stack, server, context, logbook),
                    guard: guardFor(server, stack, inputs, context, logbook)(Object.keys(facts.current?.models ?? {}), facts),
                    onRelease: (id, target) => {
                        logbook.noteBegin(id);
                        logbook.note({ target });
                    },
                    onEvent: (event) => logbook.noteEvent(event),
                    log: (line) => context.log.info(line),
                });
                logbook.note({ release, servingRelease: release });
                showTimes(events, context);
                return { outcome: 'rolled-back' };
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
async function readToRollBack(inputs) {
    const [{ rollBack }, { guardFor }, { checkGate, gateFor }, { showTimes }] = await Promise.all([
        __webpack_require__.e(/* import() */ 507).then(__webpack_require__.bind(__webpack_require__, 2507)),
        Promise.all(/* import() */[__webpack_require__.e(671), __webpack_require__.e(497), __webpack_require__.e(124)]).then(__webpack_require__.bind(__webpack_require__, 8497)),
        Promise.all(/* import() */[__webpack_require__.e(671), __webpack_require__.e(335), __webpack_require__.e(846)]).then(__webpack_require__.bind(__webpack_require__, 6247)),
        __webpack_require__.e(/* import() */ 804).then(__webpack_require__.bind(__webpack_require__, 5804)),
    ]);
    await checkGate(inputs);
    return { rollBack, guardFor, gateFor, showTimes };
}


/***/ })

};
