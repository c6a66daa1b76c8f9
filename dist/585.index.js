export const id = 585;
export const ids = [585,741];
export const modules = {

/***/ 7213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   healthGate: () => (/* binding */ healthGate)
/* harmony export */ });
/* harmony import */ var _contract_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5354);
/* harmony import */ var _contract_outputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3224);
/* harmony import */ var _health_gate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3147);
/* harmony import */ var _health_probes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4605);
/* harmony import */ var _health_report_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3774);
/* harmony import */ var _release_records_lines_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2619);
/* harmony import */ var _release_records_meta_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7623);
/* harmony import */ var _release_transaction_gating_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2936);
/* harmony import */ var _runtime_clock_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7642);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(525);
/* harmony import */ var _checkout_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(9494);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(9922);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(809);
/* harmony import */ var _server_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(7575);
/* harmony import */ var _ship_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(3657);
/* harmony import */ var _shipping_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(6042);
/* harmony import */ var _skipped_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(2943);
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

















/** Only judges: it changes nothing on the server, and is red when what runs is not healthy. */
const healthGate = (0,_contract_action_js__WEBPACK_IMPORTED_MODULE_0__/* .defineAction */ .Q)({
    name: 'health-gate',
    description: 'Judge from outside and replica by replica whether a stack is healthy',
    inputs: { environment: _inputs_js__WEBPACK_IMPORTED_MODULE_11__/* .environment */ .cA, config: _inputs_js__WEBPACK_IMPORTED_MODULE_11__/* .config */ .$W, ..._inputs_js__WEBPACK_IMPORTED_MODULE_11__/* .hostInputs */ .ep, release: _inputs_js__WEBPACK_IMPORTED_MODULE_11__/* .releaseToJudge */ .Wl, ..._inputs_js__WEBPACK_IMPORTED_MODULE_11__/* .gateInputs */ .ll },
    outputs: { ..._outputs_js__WEBPACK_IMPORTED_MODULE_12__/* .gateOutputs */ .QP },
    async main(inputs, context) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            await (0,_ship_js__WEBPACK_IMPORTED_MODULE_14__.checkGate)(inputs);
            const stack = await (0,_checkout_js__WEBPACK_IMPORTED_MODULE_10__/* .releaseStack */ .os)(inputs, context);
            if ('skip' in stack) {
                (0,_skipped_js__WEBPACK_IMPORTED_MODULE_16__/* .skipped */ .h)(stack.skip, context);
                return {};
            }
            const { host: server, facts } = await (0,_server_js__WEBPACK_IMPORTED_MODULE_13__/* .openServer */ .CT)(inputs, stack, context);
            const host = __addDisposableResource(env_1, server, true);
            (0,_server_js__WEBPACK_IMPORTED_MODULE_13__/* .maskServer */ .KX)(facts, stack, context);
            const { id, services, meta } = servingRelease(facts, inputs.release, stack.id);
            context.log.info(`judging release ${id} of ${stack.id}`);
            const report = await (0,_health_gate_js__WEBPACK_IMPORTED_MODULE_2__/* .judge */ .S4)({
                probes: (0,_release_transaction_gating_js__WEBPACK_IMPORTED_MODULE_7__/* .probesOf */ .pX)(stack, (0,_release_records_lines_js__WEBPACK_IMPORTED_MODULE_5__/* .readServices */ .JQ)(services), facts.containers, (0,_release_records_meta_js__WEBPACK_IMPORTED_MODULE_6__/* .readProjectNames */ .A_)(meta['projects']), (0,_release_transaction_gating_js__WEBPACK_IMPORTED_MODULE_7__/* .listeningOf */ .rW)(facts)),
                rules: (0,_ship_js__WEBPACK_IMPORTED_MODULE_14__.rulesOf)(inputs),
                ask: (0,_health_probes_js__WEBPACK_IMPORTED_MODULE_3__/* .askFrom */ .Ii)({ ...(0,_ship_js__WEBPACK_IMPORTED_MODULE_14__.askingBy)(inputs), host }),
                clock: _runtime_clock_js__WEBPACK_IMPORTED_MODULE_8__/* .systemClock */ .m,
                signal: context.signal,
            });
            const judged = (0,_shipping_js__WEBPACK_IMPORTED_MODULE_15__/* .nothingShipped */ .X7)();
            await (0,_ship_js__WEBPACK_IMPORTED_MODULE_14__.gateReports)(context, judged)(report, `release ${id}`);
            context.summary.add((0,_health_report_js__WEBPACK_IMPORTED_MODULE_4__/* .summaryTable */ .jb)(context.log.redactEach(report)));
            context.log.conclude(`${stack.id}: release ${id} is ${report.healthy ? 'healthy' : 'not healthy'}`);
            if (!report.healthy) {
                throw new _contract_outputs_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionFailure */ .dR(new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_9__/* .UserError */ .yo(`release ${id} is not healthy: ${(0,_release_transaction_gating_js__WEBPACK_IMPORTED_MODULE_7__/* .failuresOf */ .dJ)(report)}`), { ...judged });
            }
            return judged;
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
function servingRelease({ current }, wanted, stack) {
    if (current === undefined)
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_9__/* .Refused */ .Lw(`nothing of ${stack} was released on this server yet`);
    if (wanted === undefined || wanted === current.id)
        return current;
    throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_9__/* .Refused */ .Lw(`release ${wanted} does not serve: ${current.id} does`, {
        at: 'input release',
        todo: 'leave the input out to judge what serves',
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
