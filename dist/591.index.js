export const id = 591;
export const ids = [591,972];
export const modules = {

/***/ 2465:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A5: () => (/* binding */ refreshes),
/* harmony export */   Ao: () => (/* binding */ deployEvent),
/* harmony export */   Fg: () => (/* binding */ tagsOf),
/* harmony export */   GQ: () => (/* binding */ runnerPlatform),
/* harmony export */   PC: () => (/* binding */ labelsOf),
/* harmony export */   bf: () => (/* binding */ ownerOf),
/* harmony export */   fX: () => (/* binding */ toolVersion),
/* harmony export */   mQ: () => (/* binding */ isScheduled),
/* harmony export */   ng: () => (/* binding */ runOf)
/* harmony export */ });
/* harmony import */ var _package_json__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8330);
/* harmony import */ var _image_tags_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(548);


/** Version of stack-actions that made a release. */
const toolVersion = _package_json__WEBPACK_IMPORTED_MODULE_0__/* .version */ .rE;
/**
 * What caused a release, as its `meta` keeps it. Outside of GitHub there is no number of a run: such a release comes right behind the one that
 * serves, so that each run that may follow that one may follow this one, and nothing is overtaken that was committed meanwhile.
 * @param committed Which commit it is made of.
 * @param serving What serves when the server is asked.
 */
function deployEvent({ event }, { commit, differs }, { current }) {
    return {
        ...{ commit, differs },
        ref: event.ref,
        actor: event.actor,
        runUrl: event.runUrl,
        order: event.order > 0 ? String(event.order) : (current?.meta['order'] ?? '0'),
    };
}
/** By this, jobs of a run know that they belong to the same run and have the same in their checkouts. */
function runOf({ event }, { commit, isClean }) {
    return { id: String(event.runId), commit, isClean };
}
/** Whether a schedule started this run: it looks everything up again. */
function isScheduled({ event }) {
    return event.name === 'schedule';
}
/** Whether every tag is looked up again: as the input says, else if a schedule started the run. */
function refreshes({ refresh }, context) {
    return refresh ?? isScheduled(context);
}
/** Owner of the repository; '' where there is none. */
function ownerOf({ event }) {
    return event.repository.split('/')[0] ?? '';
}
/**
 * Tags for people that this run's images get; a pushed git tag such as `v1.2.0` is a version. An image of changed files gets no commit's tag.
 */
function tagsOf({ event }, version, { commit, isClean }) {
    const tagged = event.tag !== undefined && /^v?[0-9]/.test(event.tag) ? event.tag : undefined;
    return (0,_image_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .tagsFor */ .N)({ commit: isClean === false ? undefined : commit, branch: event.branch, version: version ?? tagged });
}
/** The platform that this runner builds for by default. A stack that names another `platform` in its Compose files gets that. */
function runnerPlatform({ RUNNER_ARCH }) {
    return RUNNER_ARCH === 'ARM64' ? 'linux/arm64' : 'linux/amd64';
}
/**
 * Labels of this run's images (OCI image specification, annotations). The first is how GitHub's registry links a package to its repository. They
 * are part of an image's key, so none changes with a commit.
 */
function labelsOf({ event, env }, title) {
    if (event.repository === '')
        return {};
    return {
        'org.opencontainers.image.source': `${env.GITHUB_SERVER_URL || 'https://github.com'}/${event.repository}`,
        'org.opencontainers.image.title': title,
    };
}


/***/ }),

/***/ 809:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K1: () => (/* binding */ imagesOutput),
/* harmony export */   QP: () => (/* binding */ gateOutputs),
/* harmony export */   jQ: () => (/* binding */ transactionOutputs),
/* harmony export */   lh: () => (/* binding */ pipelineOutputs),
/* harmony export */   mm: () => (/* binding */ problemsOutput),
/* harmony export */   uT: () => (/* binding */ reportOutput),
/* harmony export */   zc: () => (/* binding */ urlOutput)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4528);
/* harmony import */ var _shipment_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3782);


const imagesOutput = {
    images: zod__WEBPACK_IMPORTED_MODULE_1__/* .custom */ .IeY().meta({
        description: 'JSON list of images: project, service, repository, key, tags, result (`built` or `reused`), reason, digest, pushed',
    }),
};
const transactionOutputs = {
    outcome: _shipment_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .outcome */ .b,
    failure: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().meta({ description: 'Why it is red, in a line; absent when it is green' }),
    release: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().meta({ description: 'Id of the release that this run made' }),
    previousRelease: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().meta({ description: 'Id of the release that served before' }),
    servingRelease: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().meta({ description: 'Id of the release that answers now' }),
    changed: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).meta({ description: 'JSON list of the services that changed, as `project/service`' }),
    pauses: zod__WEBPACK_IMPORTED_MODULE_1__/* .custom */ .IeY().meta({
        description: 'JSON list of the endpoints of the stack that answered worse than before for a while: endpoint, seconds, failed, answer, over; `[]` if none did',
    }),
    planFile: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().meta({ description: 'Path of the plan (Markdown)' }),
    journalFile: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().meta({ description: 'Path of the journal of the transaction (tab-separated)' }),
};
const reportOutput = {
    reportFile: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().meta({ description: 'Path of the gate’s report (JSON)' }),
};
const gateOutputs = {
    healthy: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY().meta({ description: '`true` if every probe held' }),
    ...reportOutput,
};
const urlOutput = {
    url: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().meta({ description: 'The environment’s public address, for the `environment:` of the job' }),
};
/** Of build-and-tag's dry run: what the jobs of a pipeline are made from. */
const pipelineOutputs = {
    // An empty one was lost: GitHub drops what holds the value of a secret. So neither answer is empty, or a word that a secret may be.
    decision: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['is-deployed', 'is-not-deployed'])
        .meta({ description: 'Dry run: whether this run deploys, `is-deployed` or `is-not-deployed`; never empty' }),
    environment: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().meta({ description: 'Dry run: environment that this run deploys to; empty if none' }),
    ...urlOutput,
    stack: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().meta({ description: 'Dry run: the stack’s name' }),
    tests: zod__WEBPACK_IMPORTED_MODULE_1__/* .custom */ .IeY()
        .meta({ description: 'Dry run: JSON list of what is to be tested: project, path, command' }),
    builds: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).meta({
        description: 'Dry run: JSON list of the projects that have an image to build; where something is deployed, without those of `builds-with-secrets`',
    }),
    buildsWithSecrets: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).meta({
        description: 'Dry run: JSON list of the projects with an image whose build needs what only the environment gives',
    }),
};
/** Of doctor. */
const problemsOutput = {
    problems: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP())
        .meta({ description: 'JSON list of what a deploy would fail by, each in a line; `[]` if nothing' }),
};


/***/ }),

/***/ 3591:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   rollback: () => (/* binding */ rollback)
/* harmony export */ });
/* harmony import */ var _contract_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1074);
/* harmony import */ var _host_stackctl_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8782);
/* harmony import */ var _shipment_conclude_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1420);
/* harmony import */ var _checkout_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7813);
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5911);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9922);
/* harmony import */ var _login_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(148);
/* harmony import */ var _origin_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2465);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(809);
/* harmony import */ var _skipped_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(2943);
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});










const rollback = (0,_contract_action_js__WEBPACK_IMPORTED_MODULE_0__/* .defineAction */ .Q)({
    name: 'rollback',
    description: 'Put an earlier release back, proven to answer, without registry or GitHub',
    inputs: {
        environment: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .environment */ .cA,
        config: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .config */ .$W,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .hostInputs */ .ep,
        release: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .releaseToRestore */ .FN,
        reason: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .reason */ .l,
        leaveData: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .leaveData */ .kT,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .transactionInputs */ .WJ,
        ..._inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .gateInputs */ .ll,
    },
    outputs: { ..._outputs_js__WEBPACK_IMPORTED_MODULE_8__/* .transactionOutputs */ .jQ, ..._outputs_js__WEBPACK_IMPORTED_MODULE_8__/* .reportOutput */ .uT, ..._outputs_js__WEBPACK_IMPORTED_MODULE_8__/* .urlOutput */ .zc },
    async main(inputs, context) {
        const stack = await (0,_checkout_js__WEBPACK_IMPORTED_MODULE_3__/* .releaseStack */ .os)(inputs, context);
        if ('skip' in stack)
            return (0,_skipped_js__WEBPACK_IMPORTED_MODULE_9__/* .skipped */ .h)(stack.skip, context);
        const ended = await (0,_shipment_conclude_js__WEBPACK_IMPORTED_MODULE_2__/* .conclude */ .E)(stack.id, context, async (logbook) => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const login = await (0,_login_js__WEBPACK_IMPORTED_MODULE_6__/* .beginLogin */ .vc)(inputs, stack, context, logbook);
                login.expect({ target: inputs.release ?? _host_stackctl_js__WEBPACK_IMPORTED_MODULE_1__/* .BY_ITSELF */ .E, leaveData: inputs.leaveData });
                const [server, { rollBack, guardFor, gateFor, showTimes }] = await login.together(readToRollBack(inputs));
                const _host = __addDisposableResource(env_1, server.host, true);
                const { facts } = server;
                (0,_login_js__WEBPACK_IMPORTED_MODULE_6__/* .maskServer */ .KX)(facts, stack, context);
                // A refusal, too, names the releases that one can go back to.
                if (facts.targets)
                    logbook.note({ targets: facts.targets });
                const { release, events } = await rollBack({
                    ...{ ...server, toolVersion: _origin_js__WEBPACK_IMPORTED_MODULE_7__/* .toolVersion */ .fX, leaveData: inputs.leaveData, signal: context.signal },
                    ...(inputs.reason !== undefined && { reason: inputs.reason }),
                    event: (0,_origin_js__WEBPACK_IMPORTED_MODULE_7__/* .deployEvent */ .Ao)(decidedHere(context), { commit: context.event.sha, differs: '' }, facts),
                    lockTimeoutSeconds: inputs.lockTimeout,
                    deadlineSeconds: (0,_deadline_js__WEBPACK_IMPORTED_MODULE_4__/* .deadlineSeconds */ .Q)(inputs),
                    gate: gateFor(inputs, stack, server, context, logbook),
                    guard: guardFor(server, stack, inputs, context, logbook)(Object.keys(facts.current?.models ?? {}), facts),
                    onRelease: (id, target) => {
                        logbook.noteBegin(id);
                        logbook.note({ target });
                    },
                    onEvent: (event) => logbook.noteEvent(event),
                    log: (line) => context.log.info(line),
                });
                logbook.note({ release, servingRelease: release });
                showTimes(events, context);
                return { outcome: 'rolled-back' };
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = __disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        });
        return { ...ended, url: stack.url };
    },
});
/** Whatever run this one follows: going back is decided in this one. */
function decidedHere({ event }) {
    return { event: { ...event, order: event.runId } };
}
async function readToRollBack(inputs) {
    const [{ rollBack }, { guardFor }, { checkGate, gateFor }, { showTimes }] = await Promise.all([
        __webpack_require__.e(/* import() */ 507).then(__webpack_require__.bind(__webpack_require__, 2507)),
        Promise.all(/* import() */[__webpack_require__.e(999), __webpack_require__.e(497), __webpack_require__.e(964)]).then(__webpack_require__.bind(__webpack_require__, 8497)),
        Promise.all(/* import() */[__webpack_require__.e(999), __webpack_require__.e(264), __webpack_require__.e(846)]).then(__webpack_require__.bind(__webpack_require__, 6247)),
        __webpack_require__.e(/* import() */ 804).then(__webpack_require__.bind(__webpack_require__, 5804)),
    ]);
    await checkGate(inputs);
    return { rollBack, guardFor, gateFor, showTimes };
}


/***/ }),

/***/ 548:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ tagsFor),
/* harmony export */   Q: () => (/* binding */ keyTag)
/* harmony export */ });
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7373);


/** The tag that finds an image again by its content. */
function keyTag(key) {
    return `key-${key}`;
}
/**
 * Tags for people: `sha-<commit7>`, the branch's name, the version. A branch's name is made to fit; a version has to fit.
 * @throws Refused for a version that cannot be a tag.
 */
function tagsFor(source) {
    const tags = [];
    if (source.commit !== undefined && /^[0-9a-f]{7,64}$/.test(source.commit))
        tags.push(`sha-${source.commit.slice(0, 7)}`);
    if (source.branch !== undefined && source.branch !== '')
        tags.push(branchTag(source.branch));
    if (source.version !== undefined && source.version !== '') {
        if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(source.version) || isReserved(source.version))
            throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(source.version)} cannot be the tag of an image`, {
                at: 'input version',
                todo: 'use letters, digits, dots, dashes and underscores, 128 at most, such as 1.4.2; not a digest, and not key-…, sha-… or cache-…',
            });
        tags.push(source.version);
    }
    return [...new Set(tags)];
}
function branchTag(branch) {
    const fitted = branch
        .replace(/[^A-Za-z0-9_.-]+/g, '-')
        .replace(/^[.-]+/, '')
        .slice(0, 128)
        .replace(/[.-]+$/, '');
    if (fitted === '' || isReserved(fitted))
        return `branch-${fitted}`.slice(0, 128).replace(/-$/, '');
    return fitted;
}
/** What reads as a content key, a commit or a digest must never come from a branch's name. */
function isReserved(tag) {
    return /^(key|sha|sha256|branch|cache)-/.test(tag) || /^[0-9a-f]{40}$|^[0-9a-f]{64}$/.test(tag);
}


/***/ }),

/***/ 3782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ outcome)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4528);

const outcome = zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['deployed', 'unchanged', 'skipped', 'planned', 'rolled-back', 'undone', 'undo-failed', 'refused', 'unknown'])
    .meta({
    description: '`deployed`, `unchanged`, `skipped`, `planned`, `rolled-back` (green), `undone`, `undo-failed`, `refused`, `unknown` (red)',
});


/***/ }),

/***/ 8330:
/***/ ((module) => {

module.exports = /*#__PURE__*/JSON.parse('{"rE":"0.1.0","Jk":"org/stack-actions"}');

/***/ })

};
