export const id = 670;
export const ids = [670,846,504];
export const modules = {

/***/ 7213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   healthGate: () => (/* binding */ healthGate)
/* harmony export */ });
/* harmony import */ var _contract_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1074);
/* harmony import */ var _contract_outputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3224);
/* harmony import */ var _health_gate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3147);
/* harmony import */ var _health_probes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3880);
/* harmony import */ var _health_report_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3774);
/* harmony import */ var _records_record_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3353);
/* harmony import */ var _records_release_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9710);
/* harmony import */ var _release_records_meta_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7623);
/* harmony import */ var _release_transaction_gating_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4335);
/* harmony import */ var _runtime_clock_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7642);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(525);
/* harmony import */ var _shipment_gate_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(6247);
/* harmony import */ var _shipment_logbook_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(6405);
/* harmony import */ var _shipment_shipment_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(8198);
/* harmony import */ var _checkout_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(7813);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(9922);
/* harmony import */ var _login_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(148);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(809);
/* harmony import */ var _skipped_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(2943);
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



















/** Only judges: it changes nothing on the server, and is red when what runs is not healthy. */
const healthGate = (0,_contract_action_js__WEBPACK_IMPORTED_MODULE_0__/* .defineAction */ .Q)({
    name: 'health-gate',
    description: 'Judge from outside and replica by replica whether a stack is healthy',
    inputs: { environment: _inputs_js__WEBPACK_IMPORTED_MODULE_15__/* .environment */ .cA, config: _inputs_js__WEBPACK_IMPORTED_MODULE_15__/* .config */ .$W, ..._inputs_js__WEBPACK_IMPORTED_MODULE_15__/* .hostInputs */ .ep, release: _inputs_js__WEBPACK_IMPORTED_MODULE_15__/* .releaseToJudge */ .Wl, ..._inputs_js__WEBPACK_IMPORTED_MODULE_15__/* .gateInputs */ .ll },
    outputs: { ..._outputs_js__WEBPACK_IMPORTED_MODULE_17__/* .gateOutputs */ .QP },
    async main(inputs, context) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            await (0,_shipment_gate_js__WEBPACK_IMPORTED_MODULE_11__.checkGate)(inputs);
            const stack = await (0,_checkout_js__WEBPACK_IMPORTED_MODULE_14__/* .releaseStack */ .os)(inputs, context);
            if ('skip' in stack) {
                (0,_skipped_js__WEBPACK_IMPORTED_MODULE_18__/* .skipped */ .h)(stack.skip, context);
                return {};
            }
            const { host: server, facts } = await (0,_login_js__WEBPACK_IMPORTED_MODULE_16__/* .openServer */ .CT)(inputs, stack, context);
            const host = __addDisposableResource(env_1, server, true);
            (0,_login_js__WEBPACK_IMPORTED_MODULE_16__/* .maskServer */ .KX)(facts, stack, context);
            const { id, services, meta } = servingRelease(facts, inputs.release, stack.id);
            context.log.info(`judging release ${id} of ${stack.id}`);
            const report = await (0,_health_gate_js__WEBPACK_IMPORTED_MODULE_2__/* .judge */ .S4)({
                probes: (0,_release_transaction_gating_js__WEBPACK_IMPORTED_MODULE_8__/* .probesOf */ .pX)(stack, (0,_records_record_js__WEBPACK_IMPORTED_MODULE_5__/* .readLines */ .Se)(_records_release_js__WEBPACK_IMPORTED_MODULE_6__/* .SERVICES */ .Bg, services), facts.containers, (0,_release_records_meta_js__WEBPACK_IMPORTED_MODULE_7__/* .readProjectNames */ .A_)(meta['projects']), (0,_release_transaction_gating_js__WEBPACK_IMPORTED_MODULE_8__/* .listeningOf */ .rW)(facts)),
                rules: (0,_shipment_gate_js__WEBPACK_IMPORTED_MODULE_11__.rulesOf)(inputs),
                ask: (0,_health_probes_js__WEBPACK_IMPORTED_MODULE_3__/* .askFrom */ .Ii)({ ...(0,_shipment_gate_js__WEBPACK_IMPORTED_MODULE_11__.askingBy)(inputs), host }),
                clock: _runtime_clock_js__WEBPACK_IMPORTED_MODULE_9__/* .systemClock */ .m,
                signal: context.signal,
            });
            const logbook = new _shipment_logbook_js__WEBPACK_IMPORTED_MODULE_12__/* .Logbook */ .C(context);
            logbook.noteReport(report, `release ${id}`);
            await logbook.settled();
            const { healthy, reportFile } = (0,_shipment_shipment_js__WEBPACK_IMPORTED_MODULE_13__/* .outputsOf */ .Y)(logbook.shipment);
            context.summary.add((0,_health_report_js__WEBPACK_IMPORTED_MODULE_4__/* .summaryTable */ .jb)(context.log.redactEach(report)));
            context.log.conclude(`${stack.id}: release ${id} is ${report.healthy ? 'healthy' : 'not healthy'}`);
            if (!report.healthy) {
                throw new _contract_outputs_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionFailure */ .dR(new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_10__/* .UserError */ .yo(`release ${id} is not healthy: ${(0,_release_transaction_gating_js__WEBPACK_IMPORTED_MODULE_8__/* .failuresOf */ .dJ)(report)}`, { about: 'gate' }), {
                    healthy,
                    reportFile,
                });
            }
            return { healthy, reportFile };
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
    },
});
function servingRelease({ current }, wanted, stack) {
    if (current === undefined)
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_10__/* .Refused */ .Lw(`nothing of ${stack} was released on this server yet`);
    if (wanted === undefined || wanted === current.id)
        return current;
    throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_10__/* .Refused */ .Lw(`release ${wanted} does not serve: ${current.id} does`, {
        at: 'input release',
        todo: 'leave the input out to judge what serves',
    });
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

/***/ 2943:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ skipped)
/* harmony export */ });
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7373);

/** A branch without an environment is no error: a notice, and a green step. */
function skipped(why, { log, summary }) {
    log.notice(why);
    summary.add(`Skipped: ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .markdown */ .wD)(log.redact(why.replace(/^skipped: /, '')))}`);
    log.conclude(why);
    return { outcome: 'skipped' };
}


/***/ }),

/***/ 3774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PE: () => (/* binding */ serviceLines),
/* harmony export */   jb: () => (/* binding */ summaryTable),
/* harmony export */   mR: () => (/* binding */ healthLines)
/* harmony export */ });
/* harmony import */ var _runtime_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7642);
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7373);


/** One line a service, in the order of its first probe: `✓ L2P Backend: Healthy`. */
function serviceLines(report) {
    return [...judgedLines(report), ...unhealthyBeforeLines(report)];
}
function unhealthyBeforeLines({ unhealthyBefore = [] }) {
    const first = new Map([...unhealthyBefore].reverse().map((one) => [one.name, one]));
    return [...first.values()].map(({ name, failure }) => `! ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(name)}: not healthy before either, and unchanged (${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(failure).replace(/\s+/g, ' ')}): does not count against this release`);
}
function judgedLines(report) {
    return services(report).map(({ name, failed }) => failed === undefined
        ? `✓ ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(name)}: Healthy`
        : `✗ ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(name)}: Unhealthy (${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(whyNot(failed)).replace(/\s+/g, ' ')}, ${failed.tries} ${failed.tries === 1 ? 'try' : 'tries'} in ${(0,_runtime_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .durationText */ .S)(failed.seconds)})`);
}
/** The same for the job summary of a deploy. @param stage When it was asked. */
function healthLines(report, stage) {
    return [
        `**Health gate (${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .markdown */ .wD)(stage)}):** ${ending(report)}`,
        '',
        ...serviceLines(report).map((line) => `- ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .markdown */ .wD)(line)}`),
    ].join('\n');
}
/** With all that was asked, for the job summary of a gate alone. */
function summaryTable(report) {
    const rows = services(report).map(({ name, failed, probes }) => {
        const targets = probes.map(({ kind, target }) => kind === 'container' ? `container ${target.slice(0, 12)}` : target);
        const tries = Math.max(...probes.map((probe) => probe.tries));
        const state = failed === undefined ? '✓ Healthy' : `✗ Unhealthy: ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .markdown */ .wD)(whyNot(failed))}`;
        return `| ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .markdown */ .wD)(name)} | ${state} | ${tries} | ${targets.map(_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .markdown */ .wD).join('<br>')} |`;
    });
    return [
        `The health gate ${ending(report)}`,
        '',
        '| service | state | tries | asked |',
        '|---|---|---:|---|',
        ...rows,
    ].join('\n');
}
function ending({ healthy, seconds, reason }) {
    return `${healthy ? 'held' : 'did not hold'} after ${(0,_runtime_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .durationText */ .S)(seconds)}${reason === undefined ? '' : `: ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .markdown */ .wD)(reason)}`}.`;
}
function services({ probes }) {
    const names = [...new Set(probes.map(({ name }) => name))];
    return names.map((name) => {
        const own = probes.filter((probe) => probe.name === name);
        const unhealthy = own.filter(({ healthy }) => !healthy);
        return { name, probes: own, failed: unhealthy.find(({ lastFailure }) => lastFailure !== undefined) ?? unhealthy[0] };
    });
}
function whyNot({ lastFailure, tries }) {
    return lastFailure ?? (tries === 0 ? 'not asked' : 'not proven yet');
}


/***/ }),

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


/***/ }),

/***/ 7623:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A_: () => (/* binding */ readProjectNames),
/* harmony export */   Bf: () => (/* binding */ releaseId),
/* harmony export */   DK: () => (/* binding */ envSum),
/* harmony export */   I_: () => (/* binding */ imageTag),
/* harmony export */   Rt: () => (/* binding */ ADOPTED_EVENT),
/* harmony export */   fX: () => (/* binding */ metaOf),
/* harmony export */   qu: () => (/* binding */ releaseJson)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** Reads what `metaOf` wrote of `projects`; neither kind of name holds a blank or an equals sign. */
function readProjectNames(text = '') {
    return Object.fromEntries(text.split(' ').flatMap((pair) => (pair.includes('=') ? [pair.split('=', 2)] : [])));
}
/** `<seq>-<commit7>`; zeros where no commit is known. */
function releaseId(seq, commit) {
    return `${seq}-${/^[0-9a-f]{7}/i.test(commit) ? commit.slice(0, 7).toLowerCase() : '0000000'}`;
}
/** The event of something that ran before us. */
const ADOPTED_EVENT = { commit: '', differs: '', ref: '', actor: '', runUrl: '', order: '0' };
/** The `meta` lines of a release. */
function metaOf(origin, envText, key) {
    const { event, identity } = origin;
    const meta = {
        stack: origin.stackId,
        id: releaseId(origin.seq, event.commit),
        seq: String(origin.seq),
        kind: origin.kind,
        of: origin.of ?? '',
        previous: origin.previous ?? '',
        order: event.order,
        commit: event.commit,
        differs: event.differs,
        ref: event.ref,
        actor: event.actor,
        run_url: event.runUrl,
        created_at: origin.now.toISOString(),
        tool_version: origin.toolVersion,
        env_sum: envSum(envText, key),
        adopt: origin.adopt ?? '',
        identity: identity.label,
        repository: identity.repository,
        repository_id: identity.repositoryId,
        name: identity.stack,
        environment: identity.environment,
        projects: Object.entries(origin.projects)
            .map(([name, compose]) => `${name}=${compose}`)
            .join(' '),
        skip: (origin.skip ?? []).join(' '),
        built: origin.built ?? '',
    };
    return Object.fromEntries(Object.entries(meta).map(([key, value]) => [key, value.replace(/\p{Cc}+/gu, ' ')]));
}
/** release.json, for people and the runner. */
function releaseJson(meta, environment, models, services) {
    return {
        schema: 1,
        id: meta['id'],
        seq: Number(meta['seq']),
        stack: meta['stack'],
        environment,
        kind: meta['kind'],
        of: meta['of'] === '' ? null : meta['of'],
        previous: meta['previous'] === '' ? null : meta['previous'],
        commit: meta['commit'],
        differs: meta['differs'] === '' ? null : meta['differs'],
        ref: meta['ref'],
        order: meta['order'],
        run_url: meta['run_url'],
        actor: meta['actor'],
        created_at: meta['created_at'],
        tool_version: meta['tool_version'],
        projects: Object.keys(models),
        services: services.map(({ project, service, image, hash, class: kind, replicas }) => ({
            project,
            name: service,
            image,
            digest: image.slice(image.indexOf('@') + 1),
            hash,
            class: kind,
            replicas,
        })),
    };
}
/**
 * Local tag that keeps an image from `docker image prune`, named by its content: releases that have the same image share it, so that what does
 * not change is not tagged again. Docker wants small letters, digits and single separators: what had to be changed is told apart by a hash.
 */
function imageTag(stack, project, service, image) {
    const content = /sha256:([0-9a-f]{64})$/.exec(image)?.[1] ?? sha256(image);
    return `stack-actions/${nameComponent(stack.id)}/${nameComponent(`${project}-${service}`)}:${content.slice(0, 20)}`;
}
/** Of an env file's text, as `meta` has it: it outlives the file, and must not tell what was in it. */
function envSum(envText, key) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHmac)('sha256', key).update(envText).digest('hex');
}
function nameComponent(text) {
    const plain = text
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '');
    return plain === text ? plain : `${plain === '' ? 'x' : plain}-${sha256(text).slice(0, 8)}`;
}
function sha256(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
}


/***/ }),

/***/ 6483:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pt: () => (/* binding */ planText),
/* harmony export */   Xg: () => (/* binding */ planMarkdown),
/* harmony export */   e6: () => (/* binding */ planDetails),
/* harmony export */   mF: () => (/* binding */ changeWords)
/* harmony export */ });
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7373);

/** What happens to a service, in the words of the plan. */
function changeWords({ change, again, class: kind, replicas, previousReplicas, }) {
    if (change === 'unchanged')
        return 'left alone';
    if (change === 'removed')
        return 'removed';
    if (change === 'rescaled')
        return `scaled ${previousReplicas ?? '?'} → ${replicas}`;
    if (kind === 'one-shot')
        return 'run once';
    if (again === true)
        return 'started again';
    if (change === 'new')
        return 'started (new)';
    return kind === 'exclusive' ? 'stopped first' : 'started first';
}
const ORDER = ['new', 'changed', 'rescaled', 'removed', 'unchanged'];
/** The plan for the log, without secrets: names of variables, never values. */
function planText(plan) {
    const lines = [headline(plan), ...plan.warnings.map((warning) => `  READ THIS FIRST: ${warning}`)];
    for (const service of ordered(plan)) {
        const because = service.because.length === 0 ? '' : `: ${service.because.join('; ')}`;
        lines.push(`  ${name(service)}  ${changeWords(service)}${because}`);
        if (service.change === 'removed')
            continue;
        lines.push(`      ${service.class}: ${service.classReason}${replicasText(service)}`);
    }
    if (!plan.unchanged)
        lines.push(switchText(plan), ...routeLines(plan).map((line) => `  ${line}`));
    if (plan.images.length > 0)
        lines.push('Images of this stack:', ...imageLines(plan).map((line) => `  ${line}`));
    const mounts = mountLines(plan);
    if (mounts.length > 0)
        lines.push('Mounts:', ...mounts.map((line) => `  ${line}`));
    if (plan.rewrites.length > 0)
        lines.push('Rewritten for the server:', ...plan.rewrites.map((rewrite) => `  ${place(rewrite)}  ${rewrite.text}`));
    if (plan.notices.length > 0)
        lines.push('Good to know:', ...plan.notices.map((notice) => `  ${notice}`));
    return lines.map((line) => (0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(line).replaceAll('\n', ' ')).join('\n');
}
/** The plan for the job summary. */
function planMarkdown(plan) {
    const rows = ordered(plan).map((service) => [
        name(service),
        changeWords(service),
        service.because.join('; '),
        service.change === 'removed' ? '' : `${service.class}: ${service.classReason}`,
    ]
        .map(_runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .markdown */ .wD)
        .join(' | '));
    const parts = [
        headlineMarkdown(plan),
        ...warningsMarkdown(plan),
        ['| service | what | why | class |', '|---|---|---|---|', ...rows.map((row) => `| ${row} |`)].join('\n'),
        ...restMarkdown(plan),
    ];
    return `${parts.join('\n\n')}\n`;
}
/** What the summary's own table does not say of the plan: the reasons, folded. */
function planDetails(plan) {
    const reasons = ordered(plan)
        .map((service) => {
        const because = service.because.length === 0 ? '' : `: ${service.because.join('; ')}`;
        const kind = service.change === 'removed' ? '' : ` (${service.class}: ${service.classReason})`;
        return `- ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .markdown */ .wD)(`${name(service)}  ${changeWords(service)}${because}${kind}`)}`;
    })
        .join('\n');
    return [
        '<details><summary>The plan, and why</summary>',
        headlineMarkdown(plan),
        ...warningsMarkdown(plan),
        reasons,
        ...restMarkdown(plan),
        '</details>',
    ].join('\n\n');
}
function headlineMarkdown(plan) {
    return `**${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .markdown */ .wD)(headline(plan))}**`;
}
function warningsMarkdown({ warnings }) {
    return warnings.length === 0
        ? []
        : [warnings.map((warning) => `- **Read this first:** ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .markdown */ .wD)(warning)}`).join('\n')];
}
/** How routes are switched, what should be known, and what was rewritten. */
function restMarkdown(plan) {
    const parts = [];
    if (!plan.unchanged)
        parts.push([(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .markdown */ .wD)(switchText(plan)), ...routeLines(plan).map((line) => `- ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .markdown */ .wD)(line)}`)].join('\n'));
    const images = imageLines(plan).map((line) => `- ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .markdown */ .wD)(line)}`);
    if (images.length > 0)
        parts.push(['<details><summary>Images of this stack</summary>', '', ...images, '', '</details>'].join('\n'));
    const mounts = mountLines(plan).map((line) => `- ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .markdown */ .wD)(line)}`);
    if (mounts.length > 0)
        parts.push(['<details><summary>Mounts</summary>', '', ...mounts, '', '</details>'].join('\n'));
    if (plan.notices.length > 0)
        parts.push(plan.notices.map((notice) => `- ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .markdown */ .wD)(notice)}`).join('\n'));
    if (plan.rewrites.length > 0) {
        const rewrites = plan.rewrites.map((rewrite) => `- ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .markdown */ .wD)(place(rewrite))}: ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .markdown */ .wD)(rewrite.text)}`);
        parts.push(['<details><summary>Rewritten for the server</summary>', '', ...rewrites, '', '</details>'].join('\n'));
    }
    return parts;
}
function headline(plan) {
    const before = plan.previous === undefined ? 'the first release' : `after ${plan.previous}`;
    if (plan.unchanged)
        return `Release ${plan.release}, ${before}: nothing changed, nothing is restarted`;
    const count = (change) => plan.services.filter((service) => service.change === change).length;
    const counts = ORDER.map((change) => `${count(change)} ${change}`).filter((text) => !text.startsWith('0 '));
    return `Release ${plan.release}, ${before}: ${counts.join(', ')}`;
}
function switchText({ switch: way, drain, services }) {
    if (way === 'file')
        return "Routes: all of the stack at once, by one rename in Traefik's file provider";
    if (drain !== undefined)
        return `Routes: by Docker's health, one service after the other, because ${drain.because}`;
    return services.some(isMoved)
        ? 'Routes: nothing is switched by us'
        : 'Routes: nothing is switched, since nothing that changes is routed';
}
function routeLines(plan) {
    return [...drainLines(plan), ...unswitchedLines(plan)];
}
function isMoved({ routed, change }) {
    return routed && change !== 'unchanged';
}
/** The way of each routed service that neither a file nor its healthcheck carries over, and what that costs. */
function unswitchedLines({ switch: way, drain, led, services }) {
    return services.filter(isMoved).flatMap((service) => {
        const at = `${service.project}/${service.service}`;
        const drained = drain?.services.some((one) => one.project === service.project && one.service === service.service);
        if (service.change === 'changed' && service.class === 'exclusive')
            return [`${at}: stopped first, so that nothing answers on its routes until the new one has proven itself`];
        if (way === 'file' || drained || service.class === 'one-shot')
            return [];
        if (service.change === 'removed')
            return [`${at}: its routes go when its container is stopped`];
        if (service.change === 'new')
            return [`${at}: its routes come when its container is healthy`];
        return led
            ? [`${at}: Traefik learns from Docker which of its containers run`]
            : [
                `${at}: it has labels for Traefik, but no Traefik runs here, nor comes along. Old and new run side by side, whoever follows the labels learns from Docker when one comes and goes, and what is asked in between may fail`,
            ];
    });
}
/** What the second way costs, and the lines that give the better one. */
function drainLines({ switch: way, drain }) {
    if (drain === undefined)
        return [];
    const lines = drain.services.map((service) => {
        const by = way === 'file' ? ` by Docker's health, because ${drain.because}:` : '';
        return `${service.project}/${service.service}:${by} old and new both answer for up to ${service.seconds} s (${service.reason}), in an undo again`;
    });
    return drain.better.length === 0
        ? lines
        : [...lines, 'All at once, in a tenth of a second, with these lines for Traefik:', ...drain.better];
}
function ordered(plan) {
    return ORDER.flatMap((change) => plan.services.filter((service) => service.change === change));
}
function name({ project, service }) {
    return `${project}/${service}`;
}
function imageLines({ images }) {
    return images.map((image) => `${image.project}/${image.service}  ${image.text}`);
}
/** What is mounted from the files, then volumes and what else is kept or given up. */
function mountLines({ mounts, stored }) {
    return [
        ...mounts.map((mount) => `${mountPlace(mount)}  ${mount.text}`),
        ...stored.map(({ service, target, text }) => `${service} ${target}  ${text}`),
    ];
}
function mountPlace({ project, service, target }) {
    return `${service === undefined ? project : `${project}/${service}`} ${target}`;
}
function place({ project, service, field }) {
    return [project, service, field].filter((part) => part !== undefined).join(' ');
}
function replicasText({ replicas }) {
    return replicas === 1 ? '' : `, ${replicas} replicas`;
}


/***/ }),

/***/ 6247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   askingBy: () => (/* binding */ askingBy),
/* harmony export */   checkGate: () => (/* binding */ checkGate),
/* harmony export */   gateFor: () => (/* binding */ gateFor),
/* harmony export */   rulesOf: () => (/* binding */ rulesOf)
/* harmony export */ });
/* harmony import */ var _health_gate_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3147);
/* harmony import */ var _health_probes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3880);
/* harmony import */ var _release_plan_routing_moves_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3566);
/* harmony import */ var _release_plan_routing_proxyMeta_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4217);
/* harmony import */ var _release_transaction_gating_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4335);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(525);






function rulesOf(inputs) {
    return {
        successes: inputs.successes,
        windowSeconds: inputs.window,
        timeoutSeconds: inputs.timeout,
        intervalSeconds: inputs.interval,
    };
}
/**
 * Checks the gate's inputs before anything is started, so that an error does not show in the middle of a transaction.
 * @throws Refused
 */
async function checkGate(inputs) {
    const faults = (0,_health_gate_js__WEBPACK_IMPORTED_MODULE_0__/* .checkRules */ .MM)(rulesOf(inputs));
    if (faults.length > 0)
        throw (0,_runtime_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .refuseAll */ .cp)('the gate’s inputs contradict each other', faults);
    await (0,_health_probes_js__WEBPACK_IMPORTED_MODULE_1__/* .authoritiesOf */ .nW)(inputs.caFile);
}
/** How the gate finds names and trusts certificates. */
function askingBy({ resolve, caFile }) {
    return { ...(resolve && { resolve }), ...(caFile && { caFile }) };
}
/** The gate of a deploy or rollback that has it inside its transaction. */
function gateFor(inputs, stack, { host, facts }, { signal }, logbook) {
    return (0,_release_transaction_gating_js__WEBPACK_IMPORTED_MODULE_4__/* .healthGate */ .Yr)({
        ...{ stack, facts, signal },
        askOf: (containers) => (0,_health_probes_js__WEBPACK_IMPORTED_MODULE_1__/* .askFrom */ .Ii)({ ...askingBy(inputs), host, containers }),
        rules: rulesOf(inputs),
        // A rollback has no plan: its file is written where there is one to write to.
        pinned: () => {
            const { plan } = logbook.shipment;
            return plan === undefined ? (0,_release_plan_routing_moves_js__WEBPACK_IMPORTED_MODULE_2__/* .switchable */ .j$)((0,_release_plan_routing_proxyMeta_js__WEBPACK_IMPORTED_MODULE_3__/* .proxied */ .I)(facts).proxy) : plan.switch === 'file';
        },
        onReport: (report, stage) => logbook.noteReport(report, stage),
    });
}


/***/ }),

/***/ 6839:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ keepFile)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);



/** A file of this step below RUNNER_TEMP, for the steps after it. */
async function keepFile({ env, log }, name, text) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(env['RUNNER_TEMP'] || (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), `stack-actions-${name}`);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, log.redact(text), { mode: 0o600 });
    return path;
}


/***/ }),

/***/ 6405:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ Logbook)
/* harmony export */ });
/* harmony import */ var _contract_outputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3224);
/* harmony import */ var _health_report_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3774);
/* harmony import */ var _release_report_planReport_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6483);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(525);
/* harmony import */ var _keepFile_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6839);
/* harmony import */ var _outcome_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3782);






/** Notes what happens in a deploy or a rollback, so that it is known also when that fails. */
class Logbook {
    context;
    noted = { events: [], reports: [] };
    events = [];
    guard;
    writing = [];
    constructor(context) {
        this.context = context;
    }
    /** What is known by now. */
    get shipment() {
        const watched = this.guard?.watched;
        return { ...this.noted, events: this.events, ...(watched && { watched }) };
    }
    note(more) {
        this.noted = { ...this.noted, ...more };
    }
    noteEvent(event) {
        this.events.push(event);
    }
    notePlan(plan) {
        this.note({ plan });
        this.write('plan.md', `${(0,_release_report_planReport_js__WEBPACK_IMPORTED_MODULE_2__/* .planMarkdown */ .Xg)(plan)}\n`, (planFile) => this.note({ planFile }));
    }
    /** Until it has ended the outcome is not known: that is what a step says that is killed in the middle, and whoever reads its outputs. */
    noteBegin(release) {
        this.note({ release });
        (0,_contract_outputs_js__WEBPACK_IMPORTED_MODULE_0__/* .writeOutputs */ .Kn)({ outcome: _outcome_js__WEBPACK_IMPORTED_MODULE_5__/* .outcome */ .b }, { outcome: 'unknown' }, this.context.log);
    }
    /** What the guard sees until the end is part of the shipment. */
    noteGuard(guard) {
        this.guard = guard;
    }
    /** Prints a report of the gate. */
    noteReport(report, stage) {
        const { log } = this.context;
        log.info(`health gate (${stage}): ${report.healthy ? 'held' : `did not hold: ${report.reason ?? 'some probe failed'}`}`);
        for (const line of (0,_health_report_js__WEBPACK_IMPORTED_MODULE_1__/* .serviceLines */ .PE)(report))
            log.info(line);
        this.noted = { ...this.noted, reports: [...this.noted.reports, { stage, report }] };
        this.write('gate.json', `${JSON.stringify(report, null, 2)}\n`, (reportFile) => this.note({ reportFile }));
    }
    /** What cannot be written (a full disk) changes nothing of what runs: the output is missing, and the log says why. */
    write(name, text, note) {
        const written = (0,_keepFile_js__WEBPACK_IMPORTED_MODULE_4__/* .keepFile */ .a)(this.context, name, text);
        this.writing.push(written.then(note, (error) => this.context.log.warning(`${name} could not be kept: ${(0,_runtime_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .explain */ .WE)(error)}`)));
    }
    /** Waits until the files are written whose paths are outputs. */
    async settled() {
        await Promise.all(this.writing);
    }
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

/***/ 8198:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ outputsOf),
/* harmony export */   b: () => (/* binding */ lastWord)
/* harmony export */ });
/* harmony import */ var _contract_outputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3224);

function outputsOf(shipment) {
    const { plan, reports, watched, events: _, differs: _d, target: _t, targets: _ts, ranBefore: _r, ...outputs } = shipment;
    const changed = plan?.services.filter(({ change }) => change !== 'unchanged');
    const last = reports.at(-1);
    return {
        ...outputs,
        ...(changed && { changed: changed.map(({ project, service }) => `${project}/${service}`) }),
        ...(last && { healthy: last.report.healthy }),
        ...(watched && { pauses: [...watched.pauses] }),
    };
}
/** The last line of the log: which version answers now. */
function lastWord(stackId, { servingRelease, ranBefore }, outcome) {
    if (outcome === 'undo-failed')
        return `${stackId}: undo-failed; a person must check which version answers now`;
    if (outcome === 'unknown')
        return `${stackId}: it is not known which version answers now`;
    // The server was never asked, or did not answer.
    if (servingRelease === undefined)
        return `${stackId}: ${outcome}; ${_contract_outputs_js__WEBPACK_IMPORTED_MODULE_0__/* .NOTHING_CHANGED */ .Dh}`;
    if (servingRelease)
        return `${stackId}: ${outcome}; release ${servingRelease} answers now`;
    return ranBefore === true
        ? `${stackId}: ${outcome}; what ran before, without a release, runs on`
        : `${stackId}: ${outcome}; no release answers yet`;
}


/***/ }),

/***/ 6741:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ secondsOf)
/* harmony export */ });
const SECONDS = {
    ns: 1e-9,
    us: 1e-6,
    µs: 1e-6,
    ms: 1e-3,
    s: 1,
    m: 60,
    h: 3600,
    d: 86_400,
    w: 604_800,
};
/** Seconds of a Compose duration such as `1m30s`; undefined where it is absent or not one. */
function secondsOf(duration) {
    if (typeof duration !== 'string' || !/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h|d|w))+$/.test(duration))
        return undefined;
    let seconds = 0;
    for (const [, amount, unit] of duration.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d|w)/g)) {
        seconds += Number(amount) * (SECONDS[unit ?? ''] ?? 0);
    }
    return seconds;
}


/***/ })

};
