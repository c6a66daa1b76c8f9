export const id = 789;
export const ids = [789];
export const modules = {

/***/ 3789:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   sshDeploy: () => (/* binding */ sshDeploy)
/* harmony export */ });
/* harmony import */ var _contract_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7286);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(525);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9922);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(809);




const sshDeploy = (0,_contract_action_js__WEBPACK_IMPORTED_MODULE_0__/* .defineAction */ .Q)({
    name: 'ssh-deploy',
    description: 'Deploy a stack to a server in one transaction that undoes itself when the new version fails',
    inputs: {
        environment: _inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .environment */ .cA,
        config: _inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .config */ .$W,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .hostInputs */ .ep,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .registryInputs */ .P4,
        images: _inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .images */ .zC.optional(),
        envFile: _inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .envFile */ .CN,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .transactionInputs */ .WJ,
        dryRun: _inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .dryRun */ .PA,
        force: _inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .force */ .s$,
    },
    outputs: { ..._outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .transactionOutputs */ .jQ },
    async main() {
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Refused */ .Lw('ssh-deploy is not ready');
    },
});


/***/ })

};
