export const id = 591;
export const ids = [591];
export const modules = {

/***/ 3591:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   rollback: () => (/* binding */ rollback)
/* harmony export */ });
/* harmony import */ var _contract_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7286);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(525);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9922);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(809);




const rollback = (0,_contract_action_js__WEBPACK_IMPORTED_MODULE_0__/* .defineAction */ .Q)({
    name: 'rollback',
    description: 'Put an earlier release back, proven to answer, without registry or GitHub',
    inputs: {
        environment: _inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .environment */ .cA,
        config: _inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .config */ .$W,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .hostInputs */ .ep,
        release: _inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .releaseToRestore */ .FN,
        reason: _inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .reason */ .l,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .transactionInputs */ .WJ,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .gateInputs */ .ll,
    },
    outputs: { ..._outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .transactionOutputs */ .jQ, ..._outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .reportOutput */ .uT },
    async main() {
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Refused */ .Lw('rollback is not ready');
    },
});


/***/ })

};
