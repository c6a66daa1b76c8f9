export const id = 846;
export const ids = [846,504];
export const modules = {

/***/ 9124:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ dockerThere)
/* harmony export */ });
/* unused harmony export ANSWER_SECONDS */
/** Seconds in which an engine tells what it knows. */
const ANSWER_SECONDS = 60;
/** Argv of a call of the server's own Docker that ends there by itself, also where nobody hears it any more. */
function dockerThere(args, seconds = ANSWER_SECONDS) {
    return ['timeout', '-k', '5', String(seconds), 'docker', ...args];
}


/***/ }),

/***/ 6247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   askingBy: () => (/* binding */ askingBy),
/* harmony export */   checkGate: () => (/* binding */ checkGate),
/* harmony export */   gateFor: () => (/* binding */ gateFor),
/* harmony export */   rulesOf: () => (/* binding */ rulesOf)
/* harmony export */ });
/* harmony import */ var _health_gate_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3147);
/* harmony import */ var _health_probes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3880);
/* harmony import */ var _release_plan_routing_moves_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3566);
/* harmony import */ var _release_plan_routing_proxyMeta_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4217);
/* harmony import */ var _release_transaction_gating_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4335);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(525);






function rulesOf(inputs) {
    return {
        successes: inputs.successes,
        windowSeconds: inputs.window,
        timeoutSeconds: inputs.timeout,
        intervalSeconds: inputs.interval,
    };
}
/**
 * Checks the gate's inputs before anything is started, so that an error does not show in the middle of a transaction.
 * @throws Refused
 */
async function checkGate(inputs) {
    const faults = (0,_health_gate_js__WEBPACK_IMPORTED_MODULE_0__/* .checkRules */ .MM)(rulesOf(inputs));
    if (faults.length > 0)
        throw (0,_runtime_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .refuseAll */ .cp)('the gate’s inputs contradict each other', faults);
    await (0,_health_probes_js__WEBPACK_IMPORTED_MODULE_1__/* .authoritiesOf */ .nW)(inputs.caFile);
}
/** How the gate finds names and trusts certificates. */
function askingBy({ resolve, caFile }) {
    return { ...(resolve && { resolve }), ...(caFile && { caFile }) };
}
/** The gate of a deploy or rollback that has it inside its transaction. */
function gateFor(inputs, stack, { host, facts }, { signal }, logbook) {
    return (0,_release_transaction_gating_js__WEBPACK_IMPORTED_MODULE_4__/* .healthGate */ .Yr)({
        ...{ stack, facts, signal },
        askOf: (containers) => (0,_health_probes_js__WEBPACK_IMPORTED_MODULE_1__/* .askFrom */ .Ii)({ ...askingBy(inputs), host, containers }),
        rules: rulesOf(inputs),
        // A rollback has no plan: its file is written where there is one to write to.
        pinned: () => {
            const { plan } = logbook.shipment;
            return plan === undefined ? (0,_release_plan_routing_moves_js__WEBPACK_IMPORTED_MODULE_2__/* .switchable */ .j$)((0,_release_plan_routing_proxyMeta_js__WEBPACK_IMPORTED_MODULE_3__/* .proxied */ .I)(facts).proxy) : plan.switch === 'file';
        },
        onReport: (report, stage) => logbook.noteReport(report, stage),
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
