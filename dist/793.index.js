export const id = 793;
export const ids = [793];
export const modules = {

/***/ 793:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   askingBy: () => (/* binding */ askingBy),
/* harmony export */   checkGate: () => (/* binding */ checkGate),
/* harmony export */   gateReports: () => (/* binding */ gateReports),
/* harmony export */   judgeFor: () => (/* binding */ judgeFor),
/* harmony export */   rulesOf: () => (/* binding */ rulesOf),
/* harmony export */   ship: () => (/* binding */ ship),
/* harmony export */   showTimes: () => (/* binding */ showTimes)
/* harmony export */ });
/* harmony import */ var _health_gate_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3147);
/* harmony import */ var _health_probes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4605);
/* harmony import */ var _health_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3774);
/* harmony import */ var _release_deployment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5500);
/* harmony import */ var _release_gating_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4505);
/* harmony import */ var _release_planReport_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7552);
/* harmony import */ var _release_timeline_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9278);
/* harmony import */ var _runtime_clock_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7642);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(525);
/* harmony import */ var _shipping_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4202);










function rulesOf(inputs) {
    return {
        successes: inputs.successes,
        windowSeconds: inputs.window,
        timeoutSeconds: inputs.timeout,
        intervalSeconds: inputs.interval,
    };
}
/**
 * What can be said of a gate before anything is started, so that it is not found out in the middle of a transaction.
 * @throws Refused
 */
async function checkGate(inputs) {
    const faults = (0,_health_gate_js__WEBPACK_IMPORTED_MODULE_0__/* .checkRules */ .M)(rulesOf(inputs));
    if (faults.length > 0)
        throw (0,_runtime_errors_js__WEBPACK_IMPORTED_MODULE_8__/* .refuseAll */ .cp)('the gate’s inputs contradict each other', faults);
    await (0,_health_probes_js__WEBPACK_IMPORTED_MODULE_1__/* .authoritiesOf */ .nW)(inputs.caFile);
}
/** Prints each report of the gate as it comes and keeps the last one. */
function gateReports(context, shipped) {
    return async (report, stage) => {
        context.log.info(`health gate (${stage}): ${report.healthy ? 'held' : `did not hold: ${report.reason ?? 'some probe failed'}`}`);
        for (const line of (0,_health_report_js__WEBPACK_IMPORTED_MODULE_2__/* .serviceLines */ .PE)(report))
            context.log.info(line);
        shipped.seen.reports.push({ stage, report });
        shipped.healthy = report.healthy;
        shipped.reportFile = await (0,_shipping_js__WEBPACK_IMPORTED_MODULE_9__/* .keep */ .aC)(context, 'gate.json', `${JSON.stringify(report, null, 2)}\n`);
    };
}
/** How the gate finds names and trusts certificates. */
function askingBy({ resolve, caFile }) {
    return { ...(resolve && { resolve }), ...(caFile && { caFile }) };
}
/** The judge of a deploy or rollback that has the gate inside its transaction. */
function judgeFor(inputs, stack, server, context, shipped) {
    const onReport = gateReports(context, shipped);
    return (0,_release_gating_js__WEBPACK_IMPORTED_MODULE_4__/* .gateJudge */ .Zo)({
        stack,
        facts: server.facts,
        askOf: (containers) => (0,_health_probes_js__WEBPACK_IMPORTED_MODULE_1__/* .askFrom */ .Ii)({ ...askingBy(inputs), host: server.host, containers }),
        rules: rulesOf(inputs),
        onReport: (report, stage) => void onReport(report, stage),
    });
}
/**
 * One deploy from plan to proof, with everything that a user sees of it: the plan, each step, where the time went, and, as the last line,
 * which version answers now.
 */
async function ship(deployment, options, context, shipped) {
    const { log } = context;
    const plans = [];
    const onPlan = (plan) => {
        log.info((0,_release_planReport_js__WEBPACK_IMPORTED_MODULE_5__/* .planText */ .Pt)(plan));
        shipped.seen.plan = plan;
        shipped.changed = plan.services
            .filter(({ change }) => change !== 'unchanged')
            .map(({ project, service }) => `${project}/${service}`);
        plans.push((0,_shipping_js__WEBPACK_IMPORTED_MODULE_9__/* .keep */ .aC)(context, 'plan.md', `${(0,_release_planReport_js__WEBPACK_IMPORTED_MODULE_5__/* .planMarkdown */ .Xg)(plan)}\n`).then((path) => (shipped.planFile = path)));
        if (options.dryRun || plan.unchanged)
            return;
        shipped.release = plan.release;
        (0,_shipping_js__WEBPACK_IMPORTED_MODULE_9__/* .beginTransaction */ .CR)(context);
    };
    const onEvent = (event) => void shipped.seen.events.push(event);
    try {
        const deployed = await (0,_release_deployment_js__WEBPACK_IMPORTED_MODULE_3__/* .deploy */ .gg)({ ...deployment, onPlan, onEvent, log: (line) => log.info(line), signal: context.signal }, options);
        await conclude(deployed, deployment, options, context, shipped);
    }
    finally {
        await Promise.all(plans);
    }
}
async function conclude(deployed, deployment, { gate }, context, shipped) {
    const { log } = context;
    shipped.outcome = deployed.outcome;
    if (deployed.outcome === 'planned')
        return;
    if (deployed.outcome === 'unchanged') {
        if (gate !== undefined)
            await proveUnchanged(deployed, deployment, gate, context, shipped);
        log.info('nothing changed: nothing was restarted');
        return;
    }
    shipped.release = deployed.plan.release;
    shipped.servingRelease = deployed.plan.release;
    showTimes(deployed.events, context);
}
function showTimes(events, { log }) {
    log.info('where the time went on the server:');
    for (const line of (0,_release_timeline_js__WEBPACK_IMPORTED_MODULE_6__/* .timesText */ .A)(events))
        log.info(line);
}
/** Also an unchanged stack is green only when it was seen to answer: one round of the gate's probes. */
async function proveUnchanged({ services, facts }, { stack, host }, gate, context, shipped) {
    const report = await (0,_health_gate_js__WEBPACK_IMPORTED_MODULE_0__/* .judge */ .S)({
        probes: (0,_release_gating_js__WEBPACK_IMPORTED_MODULE_4__/* .probesOf */ .pX)(stack, services, facts),
        rules: { ...rulesOf(gate), successes: 1, windowSeconds: 0 },
        ask: (0,_health_probes_js__WEBPACK_IMPORTED_MODULE_1__/* .askFrom */ .Ii)({ ...askingBy(gate), host, containers: facts.containers }),
        clock: _runtime_clock_js__WEBPACK_IMPORTED_MODULE_7__/* .systemClock */ .m,
        signal: context.signal,
    });
    await gateReports(context, shipped)(report, 'unchanged');
    if (!report.healthy)
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_8__/* .Refused */ .Lw(`nothing changed and nothing was touched, but what runs is not healthy: ${(0,_release_gating_js__WEBPACK_IMPORTED_MODULE_4__/* .failuresOf */ .dJ)(report)}`);
}


/***/ }),

/***/ 3147:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ checkRules),
/* harmony export */   S: () => (/* binding */ judge)
/* harmony export */ });
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8474);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(525);


/** Faults of rules by which no gate can hold, as sentences. */
function checkRules({ successes, windowSeconds, timeoutSeconds, intervalSeconds }) {
    const least = (successes - 1) * intervalSeconds + windowSeconds;
    if (least <= timeoutSeconds)
        return [];
    return [
        `the gate cannot hold: ${successes} successes every ${intervalSeconds} s and a window of ${windowSeconds} s take ${least} s, but its timeout is ${timeoutSeconds} s`,
    ];
}
/**
 * Asks all probes at once, round after round, until each had its successes in a row and then the whole window passed without one failure.
 * A failure begins both anew, until the deadline. What cannot heal, or is not waited for longer, ends it early.
 */
async function judge({ probes, rules, ask, clock, patience = Number.POSITIVE_INFINITY, signal, }) {
    const begin = clock.now();
    const deadline = begin + rules.timeoutSeconds * 1000;
    const records = probes.map((probe) => ({ probe, tries: 0, failures: 0, streak: 0, refusals: 0, after: 0 }));
    const report = (ended, reason) => ({
        schema: 1,
        healthy: ended === 'held',
        ended,
        ...(reason !== undefined && { reason }),
        seconds: seconds(clock.now() - begin),
        rules,
        probes: records.map((record) => reportOf(record, rules)),
    });
    if (records.length === 0)
        return report('early', 'there is nothing to ask: no service runs');
    let steadySince;
    for (;;) {
        if (signal?.aborted)
            return report('cancelled', 'the run was cancelled');
        const answers = await round(records, { ask, clock, deadline, begin, signal });
        if (signal?.aborted)
            return report('cancelled', 'the run was cancelled');
        const final = records.find(({ refusals }, index) => isFinal(answers[index]) || refusals >= patience);
        if (final !== undefined)
            return report('early', `${final.probe.name}: ${final.lastFailure}`);
        const now = clock.now();
        const isSteady = answers.every((answer) => answer?.ok) && records.every(({ streak }) => streak >= rules.successes);
        if (!isSteady)
            steadySince = undefined;
        else
            steadySince ??= now;
        const held = steadySince === undefined ? undefined : steadySince + rules.windowSeconds * 1000;
        if (held !== undefined && now >= held)
            return report('held');
        if (now >= deadline)
            return report('timeout', `not all probes held within ${rules.timeoutSeconds} s`);
        // The window ends with a round, not between two.
        const next = Math.min(now + rules.intervalSeconds * 1000, held ?? deadline, deadline);
        await clock.sleep(next - now, signal);
    }
}
/** One try of each probe; undefined where the deadline came before the answer. */
async function round(records, { ask, clock, deadline, begin, signal }) {
    const end = new AbortController();
    // Every probe listens, some twice; Node warns of a leak at eleven.
    (0,node_events__WEBPACK_IMPORTED_MODULE_0__.setMaxListeners)(Number.POSITIVE_INFINITY, end.signal);
    const stop = () => end.abort();
    signal?.addEventListener('abort', stop);
    // One listener for all: with one a probe Node warns of a leak.
    const cut = aborted(end.signal);
    const tries = Promise.all(records.map(async (record) => {
        const answer = await Promise.race([answerOf(ask, record.probe, end.signal), cut]);
        note(record, answer, clock.now() - begin);
        return answer;
    }));
    const over = clock.sleep(Math.max(0, deadline - clock.now()), end.signal).then(stop);
    try {
        return await tries;
    }
    finally {
        end.abort();
        signal?.removeEventListener('abort', stop);
        await over;
    }
}
async function answerOf(ask, probe, signal) {
    try {
        return await ask(probe, signal);
    }
    catch (error) {
        // A bad input is no bad health.
        if (error instanceof _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Refused */ .Lw)
            throw error;
        return { ok: false, failure: error instanceof Error ? error.message : String(error) };
    }
}
function aborted(signal) {
    return new Promise((resolve) => {
        if (signal.aborted)
            resolve(undefined);
        else
            signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
}
function note(record, answer, after) {
    record.tries += 1;
    record.after = after;
    if (answer !== undefined)
        record.refusals = isRefusal(record.probe, answer) ? record.refusals + 1 : 0;
    if (answer?.ok) {
        record.streak += 1;
        return;
    }
    // A try that only the deadline cut short says nothing against a probe that did well, and hides no reason that is known.
    if (answer === undefined && (record.streak > 0 || record.lastFailure !== undefined))
        return;
    record.streak = 0;
    record.failures += 1;
    record.lastFailure = answer?.failure ?? 'no answer before the gate ended';
}
function isRefusal({ kind }, answer) {
    return kind === 'url' && !answer.ok && 'answered' in answer;
}
function isFinal(answer) {
    return answer !== undefined && !answer.ok && 'final' in answer && answer.final === true;
}
function reportOf({ probe, tries, failures, streak, lastFailure, after }, { successes }) {
    return {
        name: probe.name,
        kind: probe.kind,
        target: targetOf(probe),
        healthy: streak >= successes,
        tries,
        failures,
        seconds: seconds(after),
        ...(lastFailure !== undefined && { lastFailure }),
    };
}
function targetOf(probe) {
    if (probe.kind === 'url')
        return probe.url;
    return probe.kind === 'replica' ? `${probe.address}:${probe.port}${probe.path}` : probe.container;
}
function seconds(milliseconds) {
    return Math.round(milliseconds / 100) / 10;
}


/***/ }),

/***/ 4605:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ii: () => (/* binding */ askFrom),
  nW: () => (/* binding */ authoritiesOf)
});

// UNUSED EXPORTS: verdict

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/host/failures.js
var failures = __webpack_require__(5523);
;// CONCATENATED MODULE: ./lib/health/containers.js

/** What a container's state means to a gate (pure). */
function judgeState(state) {
    if (state === undefined)
        return { ok: false, failure: 'no container', final: true };
    if (state.Status === 'restarting' || state.Restarting) {
        return { ok: false, failure: `restarting (exit code ${state.ExitCode})`, final: true };
    }
    if (state.Status === 'exited' || state.Status === 'dead' || state.Status === 'removing') {
        return { ok: false, failure: `${state.Status} (exit code ${state.ExitCode})`, final: true };
    }
    if (state.Status !== 'running')
        return { ok: false, failure: state.Status };
    const health = state.Health?.Status ?? 'none';
    if (health === 'unhealthy')
        return { ok: false, failure: 'Docker calls it unhealthy', final: true };
    if (health === 'starting')
        return { ok: false, failure: 'Docker calls it starting' };
    return { ok: true };
}
/** Asks Docker for the states of all containers that are asked for at the same time in one `docker inspect`. */
class ContainerStates {
    host;
    read;
    waiting;
    /** @param read States that were read just now: the first question for one of them is not asked again. */
    constructor(host, read = new Map()) {
        this.host = host;
        this.read = read;
    }
    async state(container, signal) {
        const known = this.read.get(container);
        if (this.read.delete(container))
            return known;
        if (this.waiting === undefined) {
            const ids = new Set();
            const turn = new Promise((resolve) => setImmediate(resolve));
            const states = turn.then(() => {
                this.waiting = undefined;
                return this.inspect([...ids], signal);
            });
            this.waiting = { ids, states };
        }
        this.waiting.ids.add(container);
        return (await this.waiting.states).get(container);
    }
    async inspect(ids, signal) {
        // Not `{{json .}}` of the whole: it is long, and holds the secrets of the environment.
        const format = '{{.Id}} {{json .State}}';
        const argv = ['docker', 'inspect', '--type', 'container', '-f', format, ...ids];
        const { code, stdout, stderr } = await this.ask(argv, signal);
        const states = new Map();
        for (const row of stdout.split('\n')) {
            const [, id, state] = /^([0-9a-f]{64}) (\{.*\})$/.exec(row) ?? [];
            if (id !== undefined && state !== undefined)
                states.set(id, JSON.parse(state));
        }
        // An exit code other than 0 is also given where only some are missing.
        if (code !== 0 && states.size === 0 && !/no such (container|object)/i.test(stderr)) {
            throw new Error(`docker inspect: ${stderr.trim().split('\n').at(-1)}`);
        }
        return states;
    }
    /** A window may be longer than a connection lasts, and a lost one says nothing of what is judged. */
    async ask(argv, signal) {
        try {
            return await this.host.exec(argv, { signal });
        }
        catch (error) {
            if (!(error instanceof failures/* ConnectionLost */.pz))
                throw error;
            await this.host.reconnect({ signal });
            return this.host.exec(argv, { signal });
        }
    }
}

;// CONCATENATED MODULE: ./lib/health/probes.js







/** How long one try may take (milliseconds). */
const TRY_MS = 5000;
/** As much of a body as is read. */
const BODY_BYTES = 4096;
/** What really asks: HTTP and TLS with verification from here, HTTP to replicas and Docker's word through the server. */
function askFrom({ host, resolve = {}, caFile, containers: read = [] }) {
    const containers = new ContainerStates(host, new Map(read.map(({ Id, State }) => [Id, State])));
    let authorities;
    return async (probe, signal) => {
        if (probe.kind === 'container')
            return judgeState(await containers.state(probe.container, signal));
        if (probe.kind === 'replica')
            return askReplica(host, probe, signal);
        authorities ??= authoritiesOf(caFile);
        return askUrl(probe, resolve, await authorities, signal);
    };
}
/** @throws Refused where the file cannot be read or holds no certificate */
async function authoritiesOf(caFile) {
    if (caFile === undefined)
        return undefined;
    const pem = await (0,promises_.readFile)(caFile, 'utf8').catch((cause) => {
        throw new errors/* Refused */.Lw(`the file with certificate authorities cannot be read: ${cause.message}`, {
            at: 'input ca-file',
            cause,
        });
    });
    if (!pem.includes('-----BEGIN CERTIFICATE-----'))
        throw new errors/* Refused */.Lw(`${caFile} holds no certificate in PEM format`, { at: 'input ca-file' });
    return [...external_node_tls_.rootCertificates, pem];
}
async function askUrl(probe, resolve, ca, signal) {
    const url = new URL(probe.url);
    const address = resolve[url.hostname];
    const options = {
        // No agent that keeps connections: each try goes the whole way of a new visitor.
        agent: false,
        headers: { connection: 'close', 'user-agent': 'stack-actions health gate' },
        ...(address !== undefined && { lookup: fixedLookup(address) }),
    };
    const begin = url.protocol === 'http:' ? external_node_http_.request : external_node_https_.request;
    const response = await answerTo((limit) => begin(url, { ...options, ...(ca && { ca }), signal: limit }), signal);
    return verdict(probe, response, url.pathname === '/' ? url.origin : `${url.origin}${url.pathname}`);
}
async function askReplica(host, { address, port, path, status }, signal) {
    const response = await answerTo((limit) => (0,external_node_http_.request)({
        path,
        signal: limit,
        headers: { host: `${(0,external_node_net_.isIPv6)(address) ? `[${address}]` : address}:${port}`, connection: 'close' },
        createConnection: () => host.tunnel(address, port),
    }), signal);
    return verdict({ ...(status !== undefined && { status }) }, response, `:${port}${path}`);
}
/** One request, within its time; its failure in words. Redirects are not followed. */
async function answerTo(begin, signal) {
    const timeout = AbortSignal.timeout(TRY_MS);
    try {
        return await exchange(begin(AbortSignal.any([timeout, signal])));
    }
    catch (error) {
        if (timeout.aborted)
            return { error: `no answer within ${TRY_MS / 1000} s` };
        return { error: inWords(error) };
    }
}
function exchange(request) {
    return new Promise((resolve, reject) => {
        request.once('error', reject);
        request.once('response', (response) => {
            let body = '';
            const done = () => {
                resolve({ status: response.statusCode ?? 0, body });
                // The rest of an endless answer is not waited for.
                request.destroy();
            };
            response.setEncoding('latin1');
            response.on('data', (chunk) => {
                body += chunk.slice(0, BODY_BYTES - body.length);
                if (body.length >= BODY_BYTES)
                    done();
            });
            response.once('end', done);
            response.once('error', reject);
        });
        request.end();
    });
}
/** What an answer means (pure). */
function verdict(expected, response, from) {
    if ('error' in response)
        return { ok: false, failure: `${response.error} at ${from}` };
    const { status, body } = response;
    const bad = (why) => ({ ok: false, failure: `${status} from ${from}${why}`, answered: true });
    if (expected.status !== undefined)
        return status === expected.status ? { ok: true } : bad(`, not ${expected.status}`);
    if (expected.routed) {
        if (status === 404 && body.trim() === '404 page not found')
            return bad(': Traefik has no route');
        return status < 500 ? { ok: true } : bad('');
    }
    return status >= 200 && status < 400 ? { ok: true } : bad('');
}
function fixedLookup(address) {
    const family = (0,external_node_net_.isIPv6)(address) ? 6 : 4;
    return (_name, options, callback) => {
        if (options.all)
            callback(null, [{ address, family }]);
        else
            callback(null, address, family);
    };
}
const WORDS = {
    ECONNREFUSED: 'connection refused',
    ECONNRESET: 'connection reset',
    ENOTFOUND: 'name not known',
    EAI_AGAIN: 'name not known',
    EHOSTUNREACH: 'no route',
    ENETUNREACH: 'no route',
    ETIMEDOUT: 'no answer',
    CERT_HAS_EXPIRED: 'certificate has expired',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate is self-signed',
    SELF_SIGNED_CERT_IN_CHAIN: 'certificate of an authority that is not trusted',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate of an authority that is not trusted',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate of an authority that is not trusted',
    ERR_TLS_CERT_ALTNAME_INVALID: 'certificate is for another name',
};
function inWords(error) {
    return WORDS[error.code ?? ''] ?? error.message;
}


/***/ }),

/***/ 4505:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  dJ: () => (/* binding */ failuresOf),
  Zo: () => (/* binding */ gateJudge),
  pX: () => (/* binding */ probesOf)
});

// EXTERNAL MODULE: ./lib/health/gate.js
var gate = __webpack_require__(3147);
;// CONCATENATED MODULE: ./lib/health/routers.js
/** A matcher of a Traefik rule with its first argument, and whether it is negated. */
const MATCHER = /(!\s*)?([A-Za-z]+)\(\s*`([^`]*)`/g;
/**
 * URLs that Traefik's routers answer, as a client outside would ask them, by the labels of a service. Routers with no plain host, and those
 * that a plain GET may not match (headers, methods, client addresses), give none.
 */
function routedUrls(labels) {
    if (labels['traefik.enable']?.toLowerCase() === 'false')
        return [];
    const urls = Object.entries(labels).flatMap(([label, rule]) => {
        const [, name] = /^traefik\.http\.routers\.([^.]+)\.rule$/i.exec(label) ?? [];
        if (name === undefined)
            return [];
        const scheme = hasTls(labels, name) ? 'https' : 'http';
        return placesOf(rule).map(({ host, path }) => `${scheme}://${host}${path}`);
    });
    return [...new Set(urls)];
}
function placesOf(rule) {
    // Parentheses other than a matcher's own: the first host and the first path of the whole are one way through.
    const grouped = /(^|[\s(!|&])\(/.test(rule);
    const alternatives = grouped ? [rule] : rule.split('||');
    return alternatives.flatMap((part) => {
        const matchers = [...part.matchAll(MATCHER)].map(([, not, name = '', value = '']) => ({
            not,
            name: name.toLowerCase(),
            value,
        }));
        const plainly = matchers.every(({ not, name }) => not === undefined && ['host', 'pathprefix', 'path'].includes(name));
        const host = matchers.find(({ name }) => name === 'host')?.value;
        if (!plainly || host === undefined || !/^[A-Za-z0-9.-]+$/.test(host))
            return [];
        const path = matchers.find(({ name }) => name !== 'host')?.value ?? '/';
        return path.startsWith('/') ? [{ host, path }] : [];
    });
}
/** TLS by the router's labels, or by an entry point that everybody names so. */
function hasTls(labels, router) {
    const prefix = `traefik.http.routers.${router}.`.toLowerCase();
    const own = Object.entries(labels).filter(([label]) => label.toLowerCase().startsWith(prefix));
    return own.some(([label, value]) => {
        const field = label.slice(prefix.length).toLowerCase();
        if (field === 'tls')
            return value.toLowerCase() !== 'false';
        return field.startsWith('tls.') || (field === 'entrypoints' && /\b(websecure|https)\b/i.test(value));
    });
}

;// CONCATENATED MODULE: ./lib/health/probesFor.js

/**
 * What a gate asks: of each service that has to run each replica's container, its replicas and URLs of stack.yml, and else, where Traefik
 * routes it, each of its addresses; all of one service under one name.
 */
function probesFor({ health, services, containers, projects = {} }) {
    const own = services.filter((service) => service.class !== 'one-shot' && service.replicas > 0);
    const targets = new Map(health.map((entry) => [entry, serviceOf(entry, own, projects)]));
    const isOf = (entry, service) => targets.get(entry) === service;
    const probes = own.flatMap((service) => {
        const entries = health.filter((entry) => isOf(entry, service));
        const replicas = replicasOf(service, containers);
        const name = entries[0]?.name ?? serviceName(service);
        return [
            ...Array.from({ length: service.replicas }, (_, index) => containerProbe(name, service, replicas[index], index)),
            ...entries.flatMap((entry) => [...replicaProbes(entry, replicas), ...urlProbes(entry)]),
            ...(entries.some(({ url }) => url !== undefined) ? [] : routerProbes(name, replicas, health)),
        ];
    });
    const outside = health.filter((entry) => !own.some((service) => isOf(entry, service)));
    return [...probes, ...outside.flatMap((entry) => [...urlProbes(entry), ...missingProbes(entry)])];
}
/** `l2p` and `backend`: `L2p Backend`; a project named like its service is said once. */
function serviceName({ project, service }) {
    const words = [...project.split(/[-_.\s]+/), ...(project === service ? [] : service.split(/[-_.\s]+/))];
    return words
        .filter((word) => word !== '')
        .map((word) => word[0]?.toUpperCase() + word.slice(1))
        .join(' ');
}
/**
 * The service that an entry means. A project's name in the Compose files may differ from the one of stack.yml, and without a checkout nobody
 * knows: a service's name that is there once is enough then.
 */
function serviceOf({ service: wanted }, services, projects) {
    if (wanted === undefined)
        return undefined;
    const named = services.filter(({ service }) => service === wanted.service);
    const project = composeName(wanted.project, projects);
    const exact = named.find((service) => service.project === project);
    if (exact !== undefined || projects[wanted.project] !== undefined)
        return exact;
    return named.length === 1 ? named[0] : undefined;
}
/** Compose's own rule for a project's name that comes from a folder (compose-go, NormalizeProjectName). */
function composeName(project, projects) {
    return (projects[project] ??
        project
            .toLowerCase()
            .replace(/[^a-z0-9_-]/g, '')
            .replace(/^[_-]+/, ''));
}
/** Running ones first: one that was stopped on purpose is judged only where too few run. */
function replicasOf({ project, service, replicas }, containers) {
    const own = containers.filter(({ Config: { Labels } }) => {
        const isOneOff = Labels?.['com.docker.compose.oneoff'] === 'True';
        return (!isOneOff &&
            Labels?.['com.docker.compose.project'] === project &&
            Labels['com.docker.compose.service'] === service);
    });
    const running = own.filter(({ State }) => State.Running);
    return [...running, ...own.filter(({ State }) => !State.Running).slice(0, Math.max(0, replicas - running.length))];
}
function containerProbe(name, service, container, index) {
    // No such container: Docker's answer to this name is the failure.
    return {
        kind: 'container',
        name,
        container: container?.Id ?? `${service.project}-${service.service}-${index + 1} (missing)`,
    };
}
function replicaProbes({ name, port, path, status }, replicas) {
    if (port === undefined)
        return [];
    return replicas.flatMap((container) => {
        const address = addressOf(container);
        if (address === undefined)
            return [];
        return [
            {
                kind: 'replica',
                name,
                address,
                port,
                path: path ?? '/',
                container: container.Id,
                ...(status !== undefined && { status }),
            },
        ];
    });
}
/** One of its networks is enough: the server reaches every bridge. With the host's network it is the server itself. */
function addressOf({ NetworkSettings, HostConfig }) {
    if (HostConfig.NetworkMode === 'host')
        return '127.0.0.1';
    return Object.values(NetworkSettings.Networks ?? {}).find(({ IPAddress }) => IPAddress !== '')?.IPAddress;
}
function urlProbes({ name, url, status }) {
    return url === undefined ? [] : [{ kind: 'url', name, url, ...(status !== undefined && { status }) }];
}
/** Addresses that an entry of stack.yml asks already are not asked twice. */
function routerProbes(name, replicas, health) {
    const hosts = new Set(health.flatMap(({ url }) => (url === undefined ? [] : [new URL(url).host])));
    const urls = new Set(replicas.flatMap(({ Config }) => routedUrls(Config.Labels ?? {})));
    return [...urls]
        .filter((url) => !hosts.has(new URL(url).host))
        .map((url) => ({ kind: 'url', name, url, routed: true }));
}
/** An entry for a service that the release does not have must not look healthy. */
function missingProbes({ name, service }) {
    if (service === undefined)
        return [];
    return [{ kind: 'container', name, container: `${service.project}-${service.service} (missing)` }];
}

// EXTERNAL MODULE: ./lib/runtime/clock.js
var clock = __webpack_require__(7642);
// EXTERNAL MODULE: ./lib/release/meta.js
var meta = __webpack_require__(9256);
;// CONCATENATED MODULE: ./lib/release/gating.js




/**
 * Bad answers in a row that users may get. Each new container has passed its own checks before the switch, and Traefik has acknowledged it:
 * what still answers wrongly now does not get better by waiting. A certificate that is still to come is no answer.
 */
const PATIENCE = 5;
/**
 * The gate of a deploy. It holds the whole window while the old version still waits behind; once that is stopped, the successes in a row are
 * asked for again, because callers that kept an old address show only then.
 */
function gateJudge({ stack, facts, askOf, rules, onReport }) {
    return async ({ stage, containers, services, signal }) => {
        const probes = probesOf(stack, services, { ...facts, containers });
        const report = await (0,gate/* judge */.S)({
            probes,
            rules: stage === 'switched' ? rules : { ...rules, windowSeconds: 0 },
            ask: askOf(containers),
            clock: clock/* systemClock */.m,
            // Users who got answers from another version before do not wait for this one.
            ...(facts.current !== undefined && { patience: PATIENCE }),
            signal,
        });
        onReport(report, stage);
        return {
            healthy: report.healthy,
            reason: report.healthy ? '' : `the health gate did not hold: ${failuresOf(report)}`,
        };
    };
}
/** The probes of what runs of these services now. */
function probesOf(stack, services, facts) {
    const current = services.flatMap((service) => containersOf(service, facts.containers));
    return probesFor({
        health: stack.health,
        services: [...services],
        containers: current,
        // Without a checkout, the release on the server knows which Compose project is which.
        projects: stack.projects.length > 0 ? (0,meta/* projectNames */.Qw)(stack.projects) : (0,meta/* readProjectNames */.A_)(facts.current?.meta.projects),
    });
}
/** A service's containers of this release; those without our label ran before us, and count only where nothing of ours replaced them. */
function containersOf({ project, service, hash }, containers) {
    const own = containers.filter(({ Config: { Labels } }) => Labels?.['com.docker.compose.project'] === project && Labels['com.docker.compose.service'] === service);
    const made = own.filter(({ Config: { Labels } }) => Labels?.['stack-actions.hash'] === hash);
    return made.length > 0 ? made : own.filter(({ Config: { Labels } }) => Labels?.['stack-actions.hash'] === undefined);
}
function failuresOf({ probes, reason }) {
    const failed = probes
        .filter(({ healthy }) => !healthy)
        .map(({ name, lastFailure }) => `${name} (${lastFailure ?? 'not asked yet'})`);
    return [...new Set(failed)].join(', ') || reason || 'no reason was given';
}


/***/ })

};
