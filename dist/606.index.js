export const id = 606;
export const ids = [606,741];
export const modules = {

/***/ 1440:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   rollBack: () => (/* binding */ rollBack)
/* harmony export */ });
/* harmony import */ var _host_stackctl_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7636);
/* harmony import */ var _runtime_clock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7642);
/* harmony import */ var _plan_routing_proxyMeta_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4217);
/* harmony import */ var _records_journal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8679);
/* harmony import */ var _records_lines_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2619);
/* harmony import */ var _records_meta_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7623);
/* harmony import */ var _deployment_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9350);
/* harmony import */ var _server_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9435);
/* harmony import */ var _transaction_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8114);









/**
 * Puts an earlier release back by the same transaction: its text lies on the server, so that neither a checkout nor the registry is needed.
 * The result is a new release.
 * @throws Refused (with the reason, and nothing changed), Undone, UndoFailed, OutcomeUnknown
 */
async function rollBack(rollback) {
    const { stackctl, host, facts, event, log, signal } = rollback;
    const { target = { refusal: 'nobody asked the server where to go back to' } } = facts;
    if ('refusal' in target)
        throw (0,_host_stackctl_js__WEBPACK_IMPORTED_MODULE_0__/* .refusal */ .x5)(target.refusal, host.name);
    const services = (0,_records_lines_js__WEBPACK_IMPORTED_MODULE_4__/* .readServices */ .JQ)(target.services);
    const release = `${facts.lastSeq + 1}-${target.id.split('-')[1]}`;
    log(`rollback of ${facts.current?.id ?? 'nothing'} to ${target.id}, as release ${release}${rollback.reason === undefined ? '' : `: ${rollback.reason}`}`);
    rollback.onRelease(release, { id: target.id, services });
    const meta = (0,_records_lines_js__WEBPACK_IMPORTED_MODULE_4__/* .writeMeta */ .R4)({
        order: event.order,
        actor: event.actor,
        run_url: event.runUrl,
        created_at: new Date().toISOString(),
        tool_version: rollback.toolVersion,
        reason: rollback.reason ?? '',
        // Of the Traefik that runs now: what the release says is of the one that ran when it was made.
        ...(0,_plan_routing_proxyMeta_js__WEBPACK_IMPORTED_MODULE_2__/* .proxyMeta */ .A)((0,_plan_routing_proxyMeta_js__WEBPACK_IMPORTED_MODULE_2__/* .proxied */ .I)(facts), []),
    });
    const projects = (0,_records_meta_js__WEBPACK_IMPORTED_MODULE_5__/* .readProjectNames */ .A_)(facts.current?.meta['projects']);
    const moved = movedServices(services, facts);
    const kept = services.filter((_service, index) => moved[index]?.change === 'unchanged');
    const [{ unasked }] = await Promise.all([rollback.guard.tell(), rollback.gate.lookBefore(kept, projects)]);
    const judge = (await rollback.guard.judge(rollback.gate.judge)) ?? rollback.gate.judge;
    const transaction = {
        server: (0,_server_js__WEBPACK_IMPORTED_MODULE_7__/* .serverOf */ .F)(rollback, release, (onLine) => stackctl.rollback(release, target.id, {
            meta,
            leaveData: rollback.leaveData,
            gate: 'runner',
            deadlineSeconds: rollback.deadlineSeconds,
            lockTimeoutSeconds: rollback.lockTimeoutSeconds,
            ask: unasked !== undefined,
            onLine,
        })),
        gate: (occasion) => judge({ ...occasion, services, projects }),
        onEvent: (entry) => {
            rollback.onEvent(entry);
            const text = (0,_records_journal_js__WEBPACK_IMPORTED_MODULE_3__/* .journalText */ .Jh)(entry);
            if (text !== undefined)
                log(text);
        },
        signal,
        clock: _runtime_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .systemClock */ .m,
    };
    const { events } = await rollback.guard.watch(() => (0,_transaction_js__WEBPACK_IMPORTED_MODULE_8__/* .runTransaction */ .c)(transaction), moved);
    (0,_deployment_js__WEBPACK_IMPORTED_MODULE_6__.mustRun)({ id: release, services }, events);
    return { release, events };
}
/** What the rollback does to each service, as far as the two releases tell. */
function movedServices(target, { current }) {
    const before = new Map((0,_records_lines_js__WEBPACK_IMPORTED_MODULE_4__/* .readServices */ .JQ)(current?.services ?? '').map((one) => [`${one.project}/${one.service}`, one.hash]));
    return target.map((service) => {
        const hash = before.get(`${service.project}/${service.service}`);
        return { ...service, change: hash === undefined ? 'new' : hash === service.hash ? 'unchanged' : 'changed' };
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
