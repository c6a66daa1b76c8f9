export const id = 804;
export const ids = [804];
export const modules = {

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
