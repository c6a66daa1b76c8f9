export const id = 490;
export const ids = [490];
export const modules = {

/***/ 6490:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   buildAndTag: () => (/* binding */ buildAndTag)
/* harmony export */ });
/* harmony import */ var _contract_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6075);
/* harmony import */ var _image_images_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3839);
/* harmony import */ var _image_registry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2931);
/* harmony import */ var _image_tags_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(548);
/* harmony import */ var _runtime_run_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(313);
/* harmony import */ var _checkout_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6000);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9922);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(809);








/** Builds what the registry does not have under its content key; what it has is only tagged, by push-image. */
const buildAndTag = (0,_contract_action_js__WEBPACK_IMPORTED_MODULE_0__/* .defineAction */ .Q)({
    name: 'build-and-tag',
    description: 'Build the images of a stack whose content changed, and tag them',
    inputs: { environment: _inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .environment */ .cA, config: _inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .config */ .$W, ..._inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .registryInputs */ .P4, ..._inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .buildInputs */ ._9, envFile: _inputs_js__WEBPACK_IMPORTED_MODULE_6__/* .envFile */ .CN },
    outputs: { ..._outputs_js__WEBPACK_IMPORTED_MODULE_7__/* .imagesOutput */ .K1 },
    async main(inputs, context) {
        const { env, event, log } = context;
        const chosen = await (0,_checkout_js__WEBPACK_IMPORTED_MODULE_5__/* .chosenEnvironment */ .Kq)(inputs, context);
        if ('skip' in chosen) {
            log.notice(chosen.skip);
            return { images: [] };
        }
        const { stack, notices, buildSecrets } = await (0,_checkout_js__WEBPACK_IMPORTED_MODULE_5__/* .readCheckout */ .b$)(inputs, chosen, context);
        for (const notice of notices)
            log.info(notice);
        const planned = await (0,_image_images_js__WEBPACK_IMPORTED_MODULE_1__/* .planImages */ .y6)(stack, {
            store: await (0,_image_registry_js__WEBPACK_IMPORTED_MODULE_2__/* .openRegistry */ .M)(stack.registry, inputs, env),
            tags: (0,_image_tags_js__WEBPACK_IMPORTED_MODULE_3__/* .tagsFor */ .N)({ commit: event.sha, branch: event.branch, version: inputs.version }),
            projects: inputs.projects,
        });
        for (const notice of new Set(planned.flatMap((image) => image.notices ?? [])))
            log.notice(notice);
        const output = log.output();
        const images = await log.group('Build', () => (0,_image_images_js__WEBPACK_IMPORTED_MODULE_1__/* .buildImages */ .rd)(planned, {
            run: _runtime_run_js__WEBPACK_IMPORTED_MODULE_4__/* .run */ .eF,
            env,
            buildSecrets,
            log: output.line,
            registry: stack.registry,
            cache: inputs.cache,
        }).finally(output.end));
        for (const image of images)
            log.info(`${image.project}/${image.service}: ${image.result}, ${image.reason}`);
        return { images };
    },
});


/***/ })

};
