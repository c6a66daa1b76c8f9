export const id = 96;
export const ids = [96];
export const modules = {

/***/ 3096:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   refuseOlder: () => (/* binding */ refuseOlder)
/* harmony export */ });
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);

const ALL_THE_SAME = 'or deploy it all the same with the input `force: true`';
/**
 * The server asks the same of the order under its lock; here it costs no build and no upload, and leaves no release behind. A run that is started
 * again keeps its number: behind a rollback it stays the older one.
 * @throws Overtaken where a newer run was deployed already; Refused after a rollback, which somebody wanted
 */
function refuseOlder({ event, force, scheduled }, { current }) {
    if (force || current === undefined)
        return;
    const isRollback = current.meta['kind'] === 'rollback';
    if (scheduled && isRollback)
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`release ${current.id} is a rollback: a scheduled run does not deploy over it`, {
            todo: ['push what mends the fault', 'or start a new run by hand (`workflow_dispatch`)'],
        });
    const [order, committed] = [Number(event.order), Number(current.meta['order'] ?? 0)];
    if (!(order < committed))
        return;
    if (isRollback)
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`superseded: run ${event.order} is older than the rollback to release ${current.id} (run ${committed})`, {
            code: 'superseded',
            todo: [
                'push what mends the fault, or an empty commit: the run of a push is newer than the rollback',
                'or start a new run by hand (`workflow_dispatch`); *Re-run* keeps a run’s number, and is refused again',
                ALL_THE_SAME,
            ],
        });
    throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Overtaken */ .cO(`run ${event.order} is older than release ${current.id}, which run ${committed} has deployed`, {
        code: 'superseded',
        todo: ['to deploy this commit again, push one that reverts to it, or go back by the action rollback', ALL_THE_SAME],
    });
}


/***/ })

};
