export const id = 483;
export const ids = [483,804];
export const modules = {

/***/ 9483:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   deployStack: () => (/* binding */ deployStack)
/* harmony export */ });
/* harmony import */ var _health_gate_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3147);
/* harmony import */ var _health_probes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3880);
/* harmony import */ var _release_records_meta_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7623);
/* harmony import */ var _release_report_planReport_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6483);
/* harmony import */ var _release_transaction_gating_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4335);
/* harmony import */ var _release_transaction_runDeployment_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3169);
/* harmony import */ var _runtime_clock_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7642);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(525);
/* harmony import */ var _gate_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6247);
/* harmony import */ var _guard_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8497);
/* harmony import */ var _times_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(5804);











/**
 * One deploy from plan to proof, with everything that a user sees of it: the plan, each step, and where the time went.
 * @throws Refused, Undone, UndoFailed, OutcomeUnknown
 */
async function deployStack(deployment, { dryRun, gate }, context, logbook) {
    const { log, signal } = context;
    const onPlan = (plan) => {
        // The notices from reading the files were printed before.
        const notices = plan.notices.filter((notice) => !deployment.notices.includes(notice));
        log.info((0,_release_report_planReport_js__WEBPACK_IMPORTED_MODULE_3__/* .planText */ .Pt)({ ...plan, notices }));
        logbook.notePlan(plan);
        if (!dryRun && !plan.unchanged)
            logbook.noteBegin(plan.release);
    };
    const deployed = await (0,_release_transaction_runDeployment_js__WEBPACK_IMPORTED_MODULE_5__.deploy)({
        ...{ ...deployment, signal, onPlan },
        guard: (0,_guard_js__WEBPACK_IMPORTED_MODULE_9__.guardFor)(deployment, deployment.stack, gate ?? {}, context, logbook),
        onEvent: (event) => logbook.noteEvent(event),
        log: (line) => log.info(line),
    }, { dryRun });
    if (deployed.outcome === 'unchanged') {
        await deployed.guard.tell();
        if (gate !== undefined)
            await proveUnchanged(deployed, deployment, gate, context, logbook);
        log.info('nothing changed: nothing was restarted');
    }
    if (deployed.outcome === 'deployed') {
        logbook.note({ release: deployed.plan.release, servingRelease: deployed.plan.release });
        (0,_times_js__WEBPACK_IMPORTED_MODULE_10__.showTimes)(deployed.events, context);
    }
    return { outcome: deployed.outcome };
}
/** An unchanged stack, too, is green only when it answers: one round of the gate's probes. */
async function proveUnchanged({ services, facts }, { stack, host }, gate, { signal }, logbook) {
    const { containers, current } = facts;
    const report = await (0,_health_gate_js__WEBPACK_IMPORTED_MODULE_0__/* .judge */ .S4)({
        probes: (0,_release_transaction_gating_js__WEBPACK_IMPORTED_MODULE_4__/* .probesOf */ .pX)(stack, services, containers, (0,_release_records_meta_js__WEBPACK_IMPORTED_MODULE_2__/* .readProjectNames */ .A_)(current?.meta['projects']), (0,_release_transaction_gating_js__WEBPACK_IMPORTED_MODULE_4__/* .listeningOf */ .rW)(facts)),
        rules: { ...(0,_gate_js__WEBPACK_IMPORTED_MODULE_8__.rulesOf)(gate), successes: 1, windowSeconds: 0 },
        ask: (0,_health_probes_js__WEBPACK_IMPORTED_MODULE_1__/* .askFrom */ .Ii)({ ...(0,_gate_js__WEBPACK_IMPORTED_MODULE_8__.askingBy)(gate), host, containers }),
        clock: _runtime_clock_js__WEBPACK_IMPORTED_MODULE_6__/* .systemClock */ .m,
        signal,
    });
    logbook.noteReport(report, 'unchanged');
    if (!report.healthy)
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .Refused */ .Lw(`nothing changed and nothing was touched, but what runs is not healthy: ${(0,_release_transaction_gating_js__WEBPACK_IMPORTED_MODULE_4__/* .failuresOf */ .dJ)(report)}`, {
            about: 'gate',
        });
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

/***/ 5804:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   showTimes: () => (/* binding */ showTimes)
/* harmony export */ });
/* harmony import */ var _release_report_timeline_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7645);

function showTimes(events, { log }) {
    log.info('where the time went on the server:');
    for (const line of (0,_release_report_timeline_js__WEBPACK_IMPORTED_MODULE_0__/* .timesText */ .A)(events))
        log.info(line);
}


/***/ })

};
