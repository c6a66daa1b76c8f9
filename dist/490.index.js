export const id = 490;
export const ids = [490];
export const modules = {

/***/ 6490:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   buildAndTag: () => (/* binding */ buildAndTag)
/* harmony export */ });
/* harmony import */ var _contract_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7286);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(525);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9922);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(809);




const buildAndTag = (0,_contract_action_js__WEBPACK_IMPORTED_MODULE_0__/* .defineAction */ .Q)({
    name: 'build-and-tag',
    description: 'Build the images of a stack whose content changed, and tag them',
    inputs: { environment: _inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .environment */ .cA, config: _inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .config */ .$W, ..._inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .registryInputs */ .P4, ..._inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .buildInputs */ ._9 },
    outputs: { ..._outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .imagesOutput */ .K1 },
    async main() {
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Refused */ .Lw('build-and-tag is not ready');
    },
});


/***/ })

};
