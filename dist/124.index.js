export const id = 124;
export const ids = [124];
export const modules = {

/***/ 9124:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ dockerThere)
/* harmony export */ });
/* unused harmony export ANSWER_SECONDS */
/** Seconds in which an engine tells what it knows. */
const ANSWER_SECONDS = 60;
/** Argv of a call of the server's own Docker that ends there by itself, also where nobody hears it any more. */
function dockerThere(args, seconds = ANSWER_SECONDS) {
    return ['timeout', '-k', '5', String(seconds), 'docker', ...args];
}


/***/ })

};
