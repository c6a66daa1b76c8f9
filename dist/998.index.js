export const id = 998;
export const ids = [998];
export const modules = {

/***/ 8998:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   buildAndPush: () => (/* binding */ buildAndPush),
/* harmony export */   openImages: () => (/* binding */ openImages)
/* harmony export */ });
/* harmony import */ var _image_images_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6054);
/* harmony import */ var _image_registry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2931);
/* harmony import */ var _runtime_run_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(313);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8495);




/** The registry of a stack that is deployed, and what of its images is there: asked anew for each platform. */
async function openImages(stack, inputs, tags, context) {
    const registry = await (0,_image_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .openRegistry */ .M)(stack.registry, inputs, context.env);
    const labels = (0,_origin_js__WEBPACK_IMPORTED_MODULE_3__/* .labelsOf */ .PC)(context, stack.name);
    return { registry, plan: (platform) => (0,_image_images_js__WEBPACK_IMPORTED_MODULE_0__/* .planImages */ .y6)(stack, { store: registry, tags, labels, platform }) };
}
async function buildAndPush(planned, options, { env, log }) {
    const output = log.output();
    return log
        .group('Build and push', async () => {
        const { buildSecrets, cache, stack, registry } = options;
        const built = await (0,_image_images_js__WEBPACK_IMPORTED_MODULE_0__/* .buildImages */ .rd)(planned, {
            run: _runtime_run_js__WEBPACK_IMPORTED_MODULE_2__/* .run */ .eF,
            env,
            buildSecrets,
            registryLogin: registry.dockerConfig,
            cache,
            log: output.line,
            registry: stack.registry,
        });
        return (0,_image_images_js__WEBPACK_IMPORTED_MODULE_0__/* .pushImages */ .ZX)(built, { registry, run: _runtime_run_js__WEBPACK_IMPORTED_MODULE_2__/* .run */ .eF, env, log: output.line });
    })
        .finally(output.end);
}


/***/ })

};
