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

/**
 * The server asks the same of the order under its lock; here it costs no build and no upload, and leaves no release behind.
 * @throws Refused
 */
function refuseOlder({ event, force, scheduled }, { current }) {
    if (scheduled && !force && current?.meta['kind'] === 'rollback')
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`release ${current.id} is a rollback: a scheduled run does not deploy over it`, {
            todo: ['push what mends the fault', 'or start a run by hand'],
        });
    const [order, committed] = [Number(event.order), Number(current?.meta['order'] ?? 0)];
    if (force || !(order < committed))
        return;
    throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`superseded: run ${event.order} is older than release ${current?.id} (run ${committed})`, {
        code: 'superseded',
        todo: ['start the newest run again', 'or deploy this older one all the same with the input `force: true`'],
    });
}


/***/ })

};
