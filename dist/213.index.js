export const id = 213;
export const ids = [213];
export const modules = {

/***/ 7213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   healthGate: () => (/* binding */ healthGate)
/* harmony export */ });
/* harmony import */ var _contract_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6075);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(525);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9922);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(809);




const healthGate = (0,_contract_action_js__WEBPACK_IMPORTED_MODULE_0__/* .defineAction */ .Q)({
    name: 'health-gate',
    description: 'Judge from outside and replica by replica whether a stack is healthy',
    inputs: { environment: _inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .environment */ .cA, config: _inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .config */ .$W, ..._inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .hostInputs */ .ep, release: _inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .releaseToJudge */ .Wl, ..._inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .gateInputs */ .ll },
    outputs: { ..._outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .gateOutputs */ .QP },
    async main() {
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Refused */ .Lw('health-gate is not ready');
    },
});


/***/ })

};
