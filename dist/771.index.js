export const id = 771;
export const ids = [771];
export const modules = {

/***/ 6042:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  CR: () => (/* binding */ beginTransaction),
  aC: () => (/* binding */ keep),
  X7: () => (/* binding */ nothingShipped),
  Bv: () => (/* binding */ shipping)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/contract/outputs.js
var contract_outputs = __webpack_require__(3224);
// EXTERNAL MODULE: ./lib/release/records/journal.js
var records_journal = __webpack_require__(8679);
// EXTERNAL MODULE: ./lib/runtime/clock.js
var clock = __webpack_require__(7642);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/actions/outputs.js
var outputs = __webpack_require__(809);
// EXTERNAL MODULE: ./lib/release/report/planReport.js
var planReport = __webpack_require__(6483);
// EXTERNAL MODULE: ./lib/health/report.js
var health_report = __webpack_require__(3774);
// EXTERNAL MODULE: ./lib/health/watch.js
var watch = __webpack_require__(8165);
// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
;// CONCATENATED MODULE: ./lib/release/report/serviceResults.js

/** What became of a service, by what the server wrote down. */
function serviceResult(service, events, ending) {
    const name = `${service.project}/${service.service}`;
    const proof = proofs(events).get(name);
    const time = proof === undefined ? {} : { milliseconds: proof.milliseconds };
    if (proof?.failed)
        return { result: '✗ failed', ...time };
    if (ending === 'committed')
        return { result: committedResult(service, events), ...time };
    if (ending === 'undone' && service.change !== 'unchanged') {
        if (service.change === 'removed')
            return { result: 'kept' };
        return proof === undefined ? { result: 'not verified' } : { result: 'verified, then undone', ...time };
    }
    return { result: proof === undefined ? '' : 'verified', ...time };
}
function committedResult({ project, service, class: kind, image, replicas, change, check }, events) {
    if (change === 'removed')
        return '✓ removed';
    if (kind === 'one-shot')
        return change === 'unchanged' ? '' : '✓ ended with 0';
    const containers = (0,records_journal/* committedImages */.Fz)(events).get(`${project}/${service}`) ?? [];
    if (check?.kind === 'ends' && containers.length > 0 && containers.every((container) => !container.running))
        return '✓ ended with 0';
    const running = containers.filter((container) => container.running && container.image === image).length;
    return `${running === replicas ? '✓' : '✗'} ${running} of ${replicas} run`;
}
/** How long each service took to prove itself: those of a step start together, one-shots and swaps one after the other. */
function proofs(events) {
    const found = new Map();
    let began = 0;
    for (const { step, event, subject, text, uptimeMs } of events) {
        if (step !== 'start' && step !== 'one-shot' && step !== 'swap')
            continue;
        if (event === 'begin')
            began = uptimeMs;
        // Of a swap, the time before is the old one's.
        if (step === 'swap' && text === 'old stopped')
            began = uptimeMs;
        const failed = event === 'fail' && subject.includes('/');
        if (!failed && !(event === 'note' && /^[0-9a-f]+ (verified|ended with exit code 0)$/.test(text)))
            continue;
        found.set(subject, { milliseconds: uptimeMs - began, failed: failed || found.get(subject)?.failed === true });
        if (step === 'one-shot')
            began = uptimeMs;
    }
    return found;
}
/** What a transaction does to each service, by the intent that the server wrote before it began: of a rollback there is no plan. */
function intendedChanges(events) {
    const changes = new Map();
    for (const { step, event, subject, text } of events) {
        if (step !== 'intent' || event !== 'note')
            continue;
        const wanted = /^(new|changed|down|rescaled|again): /.exec(text)?.[1];
        if (wanted === 'again')
            changes.set(subject, changes.get(subject) ?? 'new');
        else if (wanted !== undefined)
            changes.set(subject, wanted === 'down' ? 'changed' : wanted);
        else if (/^[0-9a-f]+: remove$/.test(text))
            changes.set(subject, 'removed');
        else if (/^[0-9a-f]+: shrink$/.test(text) && !changes.has(subject))
            changes.set(subject, 'rescaled');
    }
    return changes;
}

;// CONCATENATED MODULE: ./lib/release/report/targets.js

/** Where a rollback could go, for the job summary; undefined where there is nothing to choose from. */
function targetsMarkdown(targets) {
    if (targets.length === 0)
        return undefined;
    const rows = targets.map(({ id, kind, createdAt, commit, actor, why }) => [
        id,
        createdAt.replace(/\.\d+Z$/, 'Z'),
        kind === 'rollback' ? 'a rollback' : commit.slice(0, 12),
        actor,
        why === undefined ? 'yes' : `no: ${why}`,
    ]
        .map(runtime_escape/* markdown */.wD)
        .join(' | '));
    return [
        'Releases on the server, and whether one can go back to them:',
        '',
        '| release | made | commit | by | can |',
        '|---|---|---|---|---|',
        ...rows.map((row) => `| ${row} |`),
    ].join('\n');
}

// EXTERNAL MODULE: ./lib/release/report/timeline.js
var timeline = __webpack_require__(7645);
;// CONCATENATED MODULE: ./lib/release/report/summary.js








/** Rows of the table. */
const SHOWN_SERVICES = 200;
/** The page's head. @param failure Markdown of `failureMarkdown`; absent where it is green. */
function shipmentHead({ headline, seconds, target, differs = '' }, failure) {
    const lines = [
        `### ${failure === undefined ? '✓' : '✗'} ${(0,runtime_escape/* markdown */.wD)(headline)}`,
        `After ${(0,clock/* durationText */.S)(seconds)}${target === undefined ? '' : `, going back to release ${(0,runtime_escape/* markdown */.wD)(target.id)}`}.`,
    ];
    if (differs !== '')
        lines.push(`**Not as committed:** ${(0,runtime_escape/* markdown */.wD)(differs)}.`);
    return [...lines, ...(failure === undefined ? [] : [failure])].join('\n\n');
}
/** The parts below it, in the order in which a reader wants them: services, health, time, and why it was done so. */
function shipmentParts(shipment) {
    const { events, reports, plan, targets = [] } = shipment;
    const parts = [serviceTable(shipment)];
    for (const { stage, report } of reports)
        parts.push((0,health_report/* healthLines */.mR)(report, stage));
    if (shipment.ways !== undefined)
        parts.push(waysMarkdown(shipment.ways));
    parts.push((0,timeline/* gantt */.V)(events));
    if (plan !== undefined)
        parts.push((0,planReport/* planDetails */.e6)(plan));
    parts.push(targetsMarkdown(targets));
    return parts.filter((part) => part !== undefined);
}
function waysMarkdown({ asked, left, pauses }) {
    const unasked = left.length === 0 ? [] : ['', `Not asked: ${(0,runtime_escape/* markdown */.wD)(left.join('; '))}.`];
    const all = `${asked} ${asked === 1 ? 'was asked all the while, and answered' : 'were asked all the while, and each answered'} as before.`;
    if (pauses.length === 0)
        return [`**Ways in:** ${all}`, ...unasked].join('\n');
    return [
        '**Ways in:** some answered worse than before for a while.',
        '',
        ...(0,watch/* pauseLines */.qY)(pauses).map((line) => `- ${(0,runtime_escape/* markdown */.wD)(line)}`),
        ...unasked,
    ].join('\n');
}
/** Undefined where it is not known what would have changed, or nothing does. */
function serviceTable(shipment) {
    const services = servicesOf(shipment);
    if (services.length === 0 || services.every(({ change }) => change === 'unchanged'))
        return undefined;
    const rows = services.slice(0, SHOWN_SERVICES).map((service) => {
        const { result, milliseconds } = serviceResult(service, shipment.events, shipment.ending);
        const seconds = milliseconds === undefined ? '' : (milliseconds / 1000).toFixed(1);
        const name = `${service.project}/${service.service}`;
        return `| ${[name, shortImage(service.image), (0,planReport/* changeWords */.mF)(service), result, seconds].map(runtime_escape/* markdown */.wD).join(' | ')} |`;
    });
    const more = services.length > SHOWN_SERVICES ? [`\n… and ${services.length - SHOWN_SERVICES} more`] : [];
    return ['| service | image | change | result | seconds |', '|---|---|---|---|---:|', ...rows, ...more].join('\n');
}
function servicesOf({ plan, target, events }) {
    const order = ['new', 'changed', 'rescaled', 'removed', 'unchanged'];
    const services = plan?.services ?? rolledBack(target?.services ?? [], events);
    return order.flatMap((change) => services.filter((service) => service.change === change));
}
function rolledBack(target, events) {
    const changes = intendedChanges(events);
    const gone = [...changes].filter(([, change]) => change === 'removed');
    return [
        ...target.map((service) => ({
            ...service,
            change: changes.get(`${service.project}/${service.service}`) ?? 'unchanged',
        })),
        ...gone.map(([name, change]) => {
            const [project = '', service = ''] = name.split('/');
            return { project, service, change, class: 'start-first', image: '', replicas: 0 };
        }),
    ];
}
/** `ghcr.io/org/shop/web@sha256:3012e4aa…` is `web@3012e4aa7c1b`. */
function shortImage(image) {
    return image.replace(/^.*\//, '').replace(/sha256:([0-9a-f]{12})[0-9a-f]*/, '$1');
}

// EXTERNAL MODULE: ./lib/troubleshooting/report.js + 2 modules
var report = __webpack_require__(2254);
;// CONCATENATED MODULE: ./lib/actions/page.js




/** Writes the job summary of an action that changes a server. @param failure Why it is red. */
function showShipment({ events, reports, guard, ranBefore: _ranBefore, ...made }, ended, { log, summary, env }) {
    if (ended.outcome === 'planned' && made.plan !== undefined) {
        summary.add((0,planReport/* planMarkdown */.Xg)(log.redactEach(made.plan)));
        return;
    }
    const shipment = log.redactEach({
        ...made,
        events,
        ...(guard?.watched && { ways: guard.watched }),
        headline: ended.headline,
        seconds: ended.seconds,
        ending: endingOf(ended.outcome),
        // The second asking, of a gate that had held already, says the same once more.
        reports: reports.filter(({ stage, report }) => stage !== 'stopped' || !report.healthy),
    });
    const failure = ended.failure === undefined ? undefined : failureOf(ended.failure);
    summary.lead(shipmentHead(shipment, failure && (0,report/* failureMarkdown */.A)(log.redactEach(failure), env)));
    for (const part of shipmentParts(shipment))
        summary.add(part);
}
function endingOf(outcome) {
    if (outcome === 'deployed' || outcome === 'rolled-back')
        return 'committed';
    return outcome === 'undone' ? 'undone' : 'open';
}
function failureOf(error) {
    const { message, at, todo } = (0,errors/* forUsers */.ec)(error);
    return { message, at, todo };
}

;// CONCATENATED MODULE: ./lib/actions/shipping.js









function nothingShipped() {
    return { seen: { events: [], reports: [] } };
}
/** A file of this step below RUNNER_TEMP, for the steps after it. */
async function keep(context, name, text) {
    const path = (0,external_node_path_.join)(context.env['RUNNER_TEMP'] || (0,external_node_os_.tmpdir)(), `stack-actions-${name}`);
    await (0,promises_.writeFile)(path, context.log.redact(text), { mode: 0o600 });
    return path;
}
/** Until it has ended the outcome is not known: that is what a step says that is killed in the middle, and whoever reads its outputs. */
function beginTransaction({ log }) {
    (0,contract_outputs/* writeOutputs */.Kn)({ outcome: outputs/* outcome */.bu }, { outcome: 'unknown' }, log);
}
/** The last line of the log: which version answers now. */
function lastWord(stackId, shipped, failure) {
    const ended = failure === undefined ? shipped.outcome : (0,contract_outputs/* outcomeOf */.sG)(failure);
    if (ended === 'undo-failed')
        return `${stackId}: undo-failed; a person must look which version answers now`;
    if (ended === 'unknown')
        return `${stackId}: it is not known which version answers now`;
    const serving = shipped.servingRelease;
    // The server was never asked, or did not answer.
    if (serving === undefined)
        return `${stackId}: ${ended}; ${contract_outputs/* NOTHING_CHANGED */.Dh}`;
    if (serving)
        return `${stackId}: ${ended}; release ${serving} answers now`;
    return shipped.seen.ranBefore === true
        ? `${stackId}: ${ended}; what ran before, without a release, runs on`
        : `${stackId}: ${ended}; no release answers yet`;
}
/** Runs the work of an action that changes a server; whatever way it ends, the outputs, the summary and the last line are there. */
async function shipping(stackId, context, work) {
    const began = clock/* systemClock */.m.now();
    const shipped = nothingShipped();
    const { seen } = shipped;
    const end = async (failure) => {
        if (failure !== undefined)
            shipped.outcome = (0,contract_outputs/* outcomeOf */.sG)(failure);
        const headline = lastWord(stackId, shipped, failure);
        context.log.conclude(headline);
        const seconds = (clock/* systemClock */.m.now() - began) / 1000;
        try {
            showShipment(seen, { headline, seconds, outcome: shipped.outcome, failure }, context);
        }
        catch (error) {
            // A page that cannot be drawn changes nothing of how it ended.
            context.log.warning(`the summary could not be made: ${(0,errors/* explain */.WE)(error)}`);
        }
        if (seen.events.length > 0) {
            const journal = `${seen.events.map(records_journal/* journalLine */.Ee).join('\n')}\n`;
            // A full disk here changes nothing of how it ended.
            await keep(context, 'journal.log', journal).then((path) => (shipped.journalFile = path), (error) => context.log.warning(`the journal could not be kept: ${(0,errors/* explain */.WE)(error)}`));
        }
        if (seen.guard?.watched)
            shipped.pauses = [...seen.guard.watched.pauses];
        const { seen: _seen, ...outputs } = shipped;
        return outputs;
    };
    try {
        await work(shipped);
    }
    catch (thrown) {
        // Whatever a cancellation interrupts before the transaction has nothing changed; the transaction itself says how it ended.
        const cancelled = context.signal.aborted && !(thrown instanceof errors/* UserError */.yo);
        const error = cancelled ? new errors/* Refused */.Lw('the run was cancelled before anything was changed on the server') : thrown;
        throw new contract_outputs/* ActionFailure */.dR(error, await end(error));
    }
    return end();
}


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

/***/ 1037:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bx: () => (/* binding */ isWorse),
/* harmony export */   GA: () => (/* binding */ answers),
/* harmony export */   Gy: () => (/* binding */ answerWords)
/* harmony export */ });
/* unused harmony export answersWell */
/**
 * How well it answers, worst first. A redirect is as good as a page. So is a question for a password (401): an edge that lost what is behind
 * it never asks for one, whereas 403 and 404 are what an empty folder and a lost route look like.
 */
function rankOf(answer) {
    if (answer.kind === 'none' || answer.kind === 'unasked')
        return 0;
    if (answer.kind === 'open')
        return 1;
    if (answer.status >= 500)
        return 2;
    return answer.status < 400 || answer.status === 401 ? 4 : 3;
}
/** Whether it answered at all: what did not is not held against a deploy. */
function answers(answer) {
    return answer.kind === 'http' || answer.kind === 'open';
}
/** With a page, a redirect or a question for a password. */
function answersWell(answer) {
    return rankOf(answer) === 4;
}
/** Whether it answers worse than before: another class of status, a refusal, or a certificate that was valid and is no more. */
function isWorse(before, now) {
    if (rankOf(now) < rankOf(before))
        return true;
    return answers(before) && 'tls' in before && before.tls === 'verified' && !('tls' in now && now.tls === 'verified');
}
/** `200 over TLS`, `502`, `connection refused`. */
function answerWords(answer) {
    if (answer.kind === 'none' || answer.kind === 'unasked')
        return answer.why;
    const tls = answer.tls === undefined ? '' : answer.tls === 'verified' ? ' over TLS' : ' over TLS, not verified';
    return answer.kind === 'http' ? `${answer.status}${tls}` : `a connection${tls}`;
}


/***/ }),

/***/ 6540:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $h: () => (/* binding */ endpointWords),
/* harmony export */   Bs: () => (/* binding */ joinHints),
/* harmony export */   Gx: () => (/* binding */ expectsTls),
/* harmony export */   HF: () => (/* binding */ isPublished),
/* harmony export */   NP: () => (/* binding */ isOwn),
/* harmony export */   UZ: () => (/* binding */ certificateNames),
/* harmony export */   Vk: () => (/* binding */ unknownOwners),
/* harmony export */   Yk: () => (/* binding */ serverPorts),
/* harmony export */   dw: () => (/* binding */ chosenNow),
/* harmony export */   iw: () => (/* binding */ hintsOf),
/* harmony export */   uG: () => (/* binding */ expectsTcp),
/* harmony export */   xL: () => (/* binding */ askInterval),
/* harmony export */   yv: () => (/* binding */ SERVER)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);
/* harmony import */ var _routers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5244);


/** The owner of a port on which no container of ours is known to listen. */
const SERVER = 'the server';
/** Ports that speak no HTTP: databases, queues, mail. Their logs should not fill with requests that they do not understand. */
const NO_HTTP = new Set([
    21, 22, 25, 53, 110, 143, 389, 465, 587, 636, 993, 995, 1433, 1521, 1883, 3306, 3389, 4222, 5432, 5433, 5672, 6379,
    6380, 6432, 8883, 9042, 9092, 11211, 27017, 27018, 27019,
]);
/** Where TLS is what is expected. */
const TLS = new Set([443, 4443, 8443, 9443]);
/** What stands before stacks of others, too, by the last part of its image's name. */
const EDGES = /^(nginx|openresty|angie|caddy|haproxy|traefik|envoy|httpd|apache|nginx-proxy|nginx-proxy-manager|jwilder|swag|kong|varnish)/i;
/** Whether to expect that a port speaks no HTTP. */
function expectsTcp({ target }) {
    return NO_HTTP.has(target);
}
function expectsTls({ port, target }) {
    return TLS.has(target) || TLS.has(port);
}
/**
 * Every TCP port of the server by which this stack is reached: those that its own containers publish, at each address that the Compose file
 * says, those that its containers in the host's network expose, those of a proxy of somebody else on one of its networks, and, whoever listens
 * there, 80 and 443.
 */
function serverPorts({ containers, projects }) {
    const running = containers.filter(({ State }) => State.Running);
    const own = running.filter((one) => isOwn(one, projects));
    const networks = new Set(own.flatMap(networksOf));
    const others = running.filter((one) => !isOwn(one, projects) && isEdgeOf(one, networks));
    const web = [80, 443].map((port) => ({ owner: SERVER, address: '127.0.0.1', port, target: port, shared: true }));
    const ports = [...own.flatMap((one) => portsOf(one, false)), ...others.flatMap((one) => portsOf(one, true)), ...web];
    // Who publishes it comes before who only listens there.
    const first = new Map();
    for (const one of ports) {
        const key = `${one.address} ${one.port}`;
        if (!first.has(key))
            first.set(key, one);
    }
    return [...first.values()];
}
/**
 * Whether containers are meant to publish a port, whatever state they are in. @param containers those of the stack
 */
function isPublished({ port }, containers) {
    return containers.some(({ HostConfig, Config }) => {
        if (HostConfig.NetworkMode === 'host')
            return listenedPorts(Config).includes(port);
        const wanted = Object.values(HostConfig.PortBindings ?? {}).flatMap((bindings) => bindings ?? []);
        return wanted.some(({ HostPort }) => {
            const [from = 0, to = from] = HostPort.split('-').map(Number);
            return from <= port && port <= to;
        });
    });
}
/** Whether a container is one of these Compose projects'. */
function isOwn({ Config }, projects) {
    const { 'com.docker.compose.project': project = '', 'com.docker.compose.oneoff': oneoff } = Config.Labels ?? {};
    return projects.includes(project) && oneoff !== 'True';
}
/** What stack.yml names, and what labels, variables and healthchecks of the stack's containers tell of names and paths. */
function hintsOf({ containers, projects, urls, paths }) {
    const own = containers.filter((one) => isOwn(one, projects));
    const routed = own.flatMap(({ Config }) => (0,_routers_js__WEBPACK_IMPORTED_MODULE_1__/* .routedUrls */ .M)(Config.Labels ?? {}).map(({ url }) => url));
    const known = [...urls, ...routed].flatMap((url) => (URL.canParse(url) ? [new URL(url)] : []));
    const checked = own.flatMap(({ Config }) => checkedPaths(Config.Healthcheck?.Test ?? []));
    return {
        names: cleanNames([...known.map(({ hostname }) => hostname), ...own.flatMap(({ Config }) => statedNames(Config))]),
        paths: cleanPaths([...paths, ...known.map(({ pathname }) => pathname), ...checked]),
    };
}
/** Both, the first one's first. */
function joinHints(one, other) {
    return {
        names: cleanNames([...one.names, ...other.names]),
        paths: cleanPaths([...one.paths, ...other.paths]),
    };
}
/** For nginx-proxy, and for Caddy by labels. */
function statedNames({ Env, Labels }) {
    const variables = (Env ?? []).flatMap((pair) => /^(?:VIRTUAL_HOST|LETSENCRYPT_HOST)=(.+)$/.exec(pair)?.[1]?.split(',') ?? []);
    const caddy = Object.entries(Labels ?? {}).flatMap(([label, value]) => /^caddy(_\d+)?$/.test(label) ? value.split(/[\s,]+/) : []);
    return [...variables, ...caddy.map((site) => site.replace(/^https?:\/\//, '').replace(/[:/].*$/, ''))];
}
/** Of the URLs that a healthcheck asks within its container. */
function checkedPaths(test) {
    const url = /https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)(?::\d+)?(\/[A-Za-z0-9._~/-]*)/g;
    return test.flatMap((word) => [...word.matchAll(url)].flatMap(([, path]) => path ?? []));
}
function cleanNames(names) {
    return [...new Set(names.map((name) => name.trim().toLowerCase()))].filter(isName);
}
function cleanPaths(paths) {
    return [...new Set(paths)].filter((path) => path !== '/' && /^\/[!-~]+$/.test(path));
}
/** Names of a certificate that can be asked for, from Node's `subjectaltname`; a wildcard names nobody. */
function certificateNames(alternatives) {
    return (alternatives ?? '')
        .split(/,\s*/)
        .flatMap((one) => /^DNS:(.+)$/.exec(one)?.[1] ?? [])
        .map((name) => name.toLowerCase())
        .filter(isName);
}
/** `http://127.0.0.1:80/api for example.org (shop/proxy)`. */
function endpointWords({ port: { owner, address, port }, protocol, host, path }) {
    const at = `${(0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv6)(address) ? `[${address}]` : address}:${port}`;
    if (protocol === 'tcp')
        return `tcp://${at} (${owner})`;
    return `${protocol === 'tls' ? 'https' : 'http'}://${at}${path}${host === undefined ? '' : ` for ${host}`} (${owner})`;
}
/** Milliseconds between two asks of one way in, so that all of them together are no load. */
function askInterval(count) {
    return Math.max(500, count * 200);
}
function networksOf({ NetworkSettings }) {
    return Object.keys(NetworkSettings.Networks ?? {});
}
/** Somebody else's container that may stand before ours: on one of our networks, and a proxy by its image, or by what it publishes. */
function isEdgeOf(container, networks) {
    const inHost = container.HostConfig.NetworkMode === 'host';
    if (!inHost && !networksOf(container).some((name) => networks.has(name)))
        return false;
    const image = container.Config.Image.replace(/@.*$/, '')
        .replace(/:[^/:]*$/, '')
        .split('/')
        .at(-1) ?? '';
    return EDGES.test(image) || portsOf(container, true).some(({ port }) => port === 80 || port === 443);
}
function portsOf(one, shared) {
    const { Id: container, Config, HostConfig, NetworkSettings } = one;
    const owner = ownerOf(one);
    if (HostConfig.NetworkMode === 'host') {
        return listenedPorts(Config).map((port) => ({ owner, container, address: '127.0.0.1', port, target: port, shared }));
    }
    return Object.entries(NetworkSettings.Ports ?? {}).flatMap(([name, bindings]) => {
        const [target = '', kind] = name.split('/');
        if (kind !== 'tcp')
            return [];
        const wanted = HostConfig.PortBindings?.[name] ?? [];
        return (bindings ?? []).flatMap(({ HostIp, HostPort }) => {
            const fixed = wanted.some((one) => one.HostPort === HostPort);
            // Of somebody else's nobody knows which of the next ones stands in its place.
            if (!fixed && shared)
                return [];
            const port = { owner, container, address: reachedAt(HostIp), port: Number(HostPort), target: Number(target) };
            return [{ ...port, shared, ...(fixed ? {} : { chosen: true }) }];
        });
    });
}
/**
 * Where a port is that Docker had chosen, by what runs now: at each container of its service that publishes it.
 * @returns itself where one is meant to publish it and does not
 */
function chosenNow(port, containers) {
    const found = containers
        .filter(({ State }) => State.Running)
        .flatMap((one) => portsOf(one, false))
        .filter(({ owner, target, address }) => owner === port.owner && target === port.target && address === port.address);
    const isMeant = containers.some((one) => ownerOf(one) === port.owner && one.HostConfig.PortBindings?.[`${port.target}/tcp`] !== undefined);
    return found.length === 0 && isMeant ? [port] : found;
}
function ownerOf({ Name, Config }) {
    const labels = Config.Labels ?? {};
    const project = labels['com.docker.compose.project'];
    return project === undefined ? Name.replace(/^\//, '') : `${project}/${labels['com.docker.compose.service'] ?? ''}`;
}
/** Whose ports nobody can know: services in the host's network of which nothing says what they listen on. */
function unknownOwners({ containers, projects }) {
    const inHost = containers.filter((one) => one.State.Running && isOwn(one, projects) && one.HostConfig.NetworkMode === 'host');
    return [...new Set(inHost.filter(({ Config }) => listenedPorts(Config).length === 0).map(ownerOf))];
}
/** What a container in the host's network may listen on: what its image exposes, and what its variables call a port. */
function listenedPorts({ ExposedPorts, Env }) {
    const exposed = Object.keys(ExposedPorts ?? {})
        .filter((name) => name.endsWith('/tcp'))
        .map((name) => Number.parseInt(name, 10));
    const said = (Env ?? []).flatMap((pair) => /^(?:[A-Z_]*_)?(?:LISTEN_|HTTPS?_|SERVER_|APP_)?PORT=(\d{1,5})$/.exec(pair)?.[1] ?? []);
    return [...new Set([...exposed, ...said.map(Number)])].filter((port) => port > 0 && port < 65_536);
}
/** Every address of the server is one way as far as Docker goes: loopback stands for all of them. */
function reachedAt(address) {
    if (address === '' || address === '0.0.0.0')
        return '127.0.0.1';
    return address === '::' ? '::1' : address;
}
function isName(name) {
    return (/^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(name) &&
        !/^[\d.]+$/.test(name));
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
    return [...judgedLines(report), ...sickLines(report)];
}
function sickLines({ sickBefore = [] }) {
    const first = new Map([...sickBefore].reverse().map((one) => [one.name, one]));
    return [...first.values()].map(({ name, failure }) => `! ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(name)}: not healthy before either, and unchanged (${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(failure).replace(/\s+/g, ' ')}): not held against this release`);
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
        const sick = own.filter(({ healthy }) => !healthy);
        return { name, probes: own, failed: sick.find(({ lastFailure }) => lastFailure !== undefined) ?? sick[0] };
    });
}
function whyNot({ lastFailure, tries }) {
    return lastFailure ?? (tries === 0 ? 'not asked' : 'not proven yet');
}


/***/ }),

/***/ 5244:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ routedUrls)
/* harmony export */ });
/* harmony import */ var _proxy_expression_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3040);

/**
 * URLs that Traefik's routers answer, as a client outside would ask them, by the labels of a service. Routers with no plain host, those that a
 * plain GET may not match (headers, methods, client addresses), and entry points that only redirect give none.
 * @param listening absent where no Traefik is known: then its usual ports are asked, with TLS where the router says so
 */
function routedUrls(labels, listening) {
    if (labels['traefik.enable']?.toLowerCase() === 'false')
        return [];
    const urls = Object.entries(labels).flatMap(([label, rule]) => {
        const [, router] = /^traefik\.http\.routers\.([^.]+)\.rule$/i.exec(label) ?? [];
        if (router === undefined)
            return [];
        const settings = settingsOf(labels, router);
        const expression = (0,_proxy_expression_js__WEBPACK_IMPORTED_MODULE_0__/* .readExpression */ .J)(rule);
        const places = expression === undefined ? [] : placesOf(expression, settings.get('rulesyntax') === 'v2');
        return originsOf(settings, listening).flatMap(({ scheme, port }) => places
            .filter(({ host }) => host !== undefined && /^[A-Za-z0-9.-]+$/.test(host))
            .map(({ host, path = '/' }) => ({ url: `${scheme}://${host}${port}${path}`, router })));
    });
    return [...new Map(urls.map((one) => [one.url, one])).values()];
}
/** Every plain way through a rule. Traefik 3 takes one argument in each; its older syntax takes several. */
function placesOf(expression, older) {
    if (expression.kind === 'or')
        return expression.all.flatMap((one) => placesOf(one, older));
    if (expression.kind === 'and')
        return expression.all
            .map((one) => placesOf(one, older))
            .reduce((ways, more) => ways.flatMap((way) => more.flatMap((one) => both(way, one))));
    if (expression.kind !== 'call')
        return [];
    const { name, args } = expression;
    if (args.length === 0 || (args.length > 1 && !older))
        return [];
    if (/^host(header)?$/i.test(name))
        return args.map((host) => ({ host }));
    return /^path(prefix)?$/i.test(name) ? args.filter((path) => path.startsWith('/')).map((path) => ({ path })) : [];
}
function both(one, other) {
    const clash = one.host !== undefined && other.host !== undefined && one.host !== other.host;
    const paths = [one.path, other.path].filter((path) => path !== undefined);
    // The longer of two prefixes is in both.
    const path = paths.sort((a, b) => b.length - a.length)[0];
    const host = one.host ?? other.host;
    return clash ? [] : [{ ...(host !== undefined && { host }), ...(path !== undefined && { path }) }];
}
/** A router's labels below its name, in small letters. */
function settingsOf(labels, router) {
    const prefix = `traefik.http.routers.${router}.`.toLowerCase();
    return new Map(Object.entries(labels)
        .filter(([label]) => label.toLowerCase().startsWith(prefix))
        .map(([label, value]) => [label.slice(prefix.length).toLowerCase(), value]));
}
function originsOf(settings, listening) {
    const byLabel = hasTls(settings);
    if (listening === undefined)
        return [{ scheme: byLabel ? 'https' : 'http', port: '' }];
    const named = settings
        .get('entrypoints')
        ?.split(',')
        .map((name) => name.trim().toLowerCase());
    const own = listening.entryPoints.filter(({ name, isDefault }) => named === undefined ? isDefault : named.includes(name.toLowerCase()));
    return own
        .filter(({ udp, redirectsTo }) => !udp && redirectsTo === undefined)
        .map(({ port, tls }) => {
        const scheme = byLabel || tls ? 'https' : 'http';
        const outside = listening.publishedPort(port);
        const usual = outside === undefined || outside === (scheme === 'https' ? 443 : 80);
        return { scheme, port: usual ? '' : `:${outside}` };
    });
}
function hasTls(settings) {
    return [...settings].some(([field, value]) => field === 'tls' ? value.toLowerCase() !== 'false' : field.startsWith('tls.'));
}


/***/ }),

/***/ 8165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AI: () => (/* binding */ judgeEndpoints),
/* harmony export */   LC: () => (/* binding */ EndpointWatch),
/* harmony export */   Lz: () => (/* binding */ brokenWords),
/* harmony export */   qK: () => (/* binding */ restartAdvice),
/* harmony export */   qY: () => (/* binding */ pauseLines)
/* harmony export */ });
/* unused harmony export pausesOf */
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8474);
/* harmony import */ var _answers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1037);
/* harmony import */ var _endpoints_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6540);



/** Good answers in a row after which a way in holds: one may be luck, where one of two behind an edge is gone. */
const STREAK = 2;
/** Milliseconds between two asks of a judgement. */
const JUDGE_MS = 250;
/** Bad answers in a row without which no way in is given up, however long they take. */
const BAD = 2;
/** Some databases shut out who connects often and says nothing (MySQL: after a hundred times). */
const TCP_MS = 2000;
const TCP_ASKS = 20;
/** `http://127.0.0.1:80/ (shop/proxy): 502, before it was 200`. */
function brokenWords({ held, answer }) {
    return `${(0,_endpoints_js__WEBPACK_IMPORTED_MODULE_1__/* .endpointWords */ .$h)(held.endpoint)}: ${(0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .answerWords */ .Gy)(answer)}, before it was ${(0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .answerWords */ .Gy)(held.before)}`;
}
/** What a person can try where nothing is wrong with what is called: each proxy that stands before it, once. */
function restartAdvice(broken) {
    const steps = broken.flatMap(({ held: { endpoint } }) => {
        const { owner, container } = endpoint.port;
        return container === undefined
            ? []
            : [
                `if ${owner} keeps the addresses of what it calls, as nginx does, it finds them again when it is restarted: docker restart ${container.slice(0, 12)}`,
            ];
    });
    return [...new Set(steps)];
}
/**
 * Asks all ways in until each has answered as well as before twice in a row. Gives up one that answered worse again and again, for longer
 * than the patience; then nobody is asked further, since one is enough to go back.
 * @returns what is broken; empty where all hold
 */
async function judgeEndpoints({ held, ask, clock, patienceMs, streak = STREAK, signal, }) {
    const over = new AbortController();
    const stop = AbortSignal.any([over.signal, signal]);
    // Every way in listens; Node warns of a leak at eleven.
    (0,node_events__WEBPACK_IMPORTED_MODULE_0__.setMaxListeners)(Number.POSITIVE_INFINITY, stop);
    const results = held.map(async (one) => {
        const broken = await judgeOne(one, { ask, clock, patienceMs, streak, signal: stop });
        if (broken !== undefined)
            over.abort();
        return broken;
    });
    const found = (await Promise.all(results)).filter((one) => one !== undefined);
    return found;
}
async function judgeOne(held, { ask, clock, patienceMs, streak, signal }) {
    const begun = clock.now();
    let [good, bad, badSince, answer] = [0, 0, begun, held.before];
    for (;;) {
        const asked = clock.now();
        answer = await ask(held, signal);
        if (signal.aborted)
            return undefined;
        if (answer.kind !== 'unasked' && !(0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .isWorse */ .Bx)(held.before, answer)) {
            good += 1;
            bad = 0;
            if (good >= streak)
                return undefined;
        }
        else {
            if (bad === 0)
                badSince = asked;
            good = 0;
            bad += 1;
        }
        const now = clock.now();
        // One that answers well now and then is not waited for without end.
        if (bad >= BAD && now - badSince >= patienceMs)
            return { held, answer };
        if (now - begun >= 3 * patienceMs + 10_000)
            return { held, answer };
        await clock.sleep(JUDGE_MS, signal);
    }
}
/** Asks all ways in again and again, while something is done to what is behind them. */
class EndpointWatch {
    held;
    clock;
    end = new AbortController();
    samples;
    loops;
    constructor(held, ask, clock) {
        this.held = held;
        this.clock = clock;
        this.samples = held.map(() => []);
        (0,node_events__WEBPACK_IMPORTED_MODULE_0__.setMaxListeners)(Number.POSITIVE_INFINITY, this.end.signal);
        const interval = (0,_endpoints_js__WEBPACK_IMPORTED_MODULE_1__/* .askInterval */ .xL)(held.length);
        this.loops = held.map((one, index) => this.loop(one, this.samples[index] ?? [], ask, { interval, first: (interval * index) / held.length }));
    }
    /** Ends it. @returns the pauses that were seen, the longest first */
    async stop() {
        this.end.abort();
        await Promise.all(this.loops);
        const interval = (0,_endpoints_js__WEBPACK_IMPORTED_MODULE_1__/* .askInterval */ .xL)(this.held.length);
        return this.held
            .flatMap((one, index) => pausesOf(one, this.samples[index] ?? [], interval))
            .sort((one, other) => other.seconds - one.seconds);
    }
    async loop(held, samples, ask, { interval, first }) {
        const { signal } = this.end;
        const rare = held.endpoint.protocol === 'tcp';
        await this.clock.sleep(first, signal);
        while (!signal.aborted && !(rare && samples.length >= TCP_ASKS)) {
            const at = this.clock.now();
            const answer = await ask(held, signal);
            if (signal.aborted)
                return;
            if (answer.kind !== 'unasked')
                samples.push({ at, took: this.clock.now() - at, answer });
            await this.clock.sleep(Math.max(0, at + (rare ? Math.max(TCP_MS, interval) : interval) - this.clock.now()), signal);
        }
    }
}
/** What the answers of one way in say of its pauses (pure). @param interval milliseconds between two asks */
function pausesOf({ endpoint, before, limitMs }, samples, interval) {
    const pauses = [];
    let open;
    const close = (until, over) => {
        if (open === undefined)
            return;
        const { since, failed, answer } = open;
        const seconds = Math.round(Math.max(until - since, interval) / 100) / 10;
        pauses.push({ endpoint: (0,_endpoints_js__WEBPACK_IMPORTED_MODULE_1__/* .endpointWords */ .$h)(endpoint), seconds, failed, answer: (0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .answerWords */ .Gy)(answer), over });
        open = undefined;
    };
    for (const { at, took, answer } of samples) {
        if ((0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .isWorse */ .Bx)(before, answer)) {
            open = { since: open?.since ?? at, failed: (open?.failed ?? 0) + 1, answer, last: at };
            continue;
        }
        close(at, true);
        // Where a proxy waits for what comes back at the same address (it tries again after a second), users wait, too, and nothing fails.
        if (took >= limitMs / 4)
            pauses.push({
                endpoint: (0,_endpoints_js__WEBPACK_IMPORTED_MODULE_1__/* .endpointWords */ .$h)(endpoint),
                seconds: Math.round(took / 100) / 10,
                failed: 0,
                answer: `${(0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .answerWords */ .Gy)(answer)}, but late`,
                over: true,
            });
    }
    close(open?.last ?? 0, false);
    return pauses;
}
/** One line a pause, for people. */
function pauseLines(pauses) {
    return pauses.map(({ endpoint, seconds, failed, answer, over }) => `${endpoint} answered worse for ${seconds} s (${answer}, ${failed} ${failed === 1 ? 'time' : 'times'})${over ? '' : ', and did so when it was asked last'}`);
}


/***/ }),

/***/ 3040:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ readExpression),
/* harmony export */   Y: () => (/* binding */ constraintsFit)
/* harmony export */ });
/** Undefined where it is no such expression: then nothing may be concluded from it. */
function readExpression(text) {
    const words = wordsOf(text);
    if (words === undefined)
        return undefined;
    const reader = new Reader(words);
    const found = reader.either();
    return found !== undefined && reader.atEnd() ? found : undefined;
}
const WORD = /\s+|(?<sign>&&|\|\||[!(),])|(?<name>[A-Za-z_]\w*)|`(?<raw>[^`]*)`|(?<quoted>"(?:[^"\\\n]|\\.)*")/gy;
function wordsOf(text) {
    const words = [];
    let end = 0;
    for (const match of text.matchAll(WORD)) {
        end = match.index + match[0].length;
        const { sign, name, raw, quoted } = match.groups ?? {};
        if (sign !== undefined)
            words.push({ sign });
        else if (name !== undefined)
            words.push({ name });
        else if (raw !== undefined)
            words.push({ text: raw });
        else if (quoted !== undefined) {
            const inner = unquoted(quoted);
            if (inner === undefined)
                return undefined;
            words.push({ text: inner });
        }
    }
    return end === text.length ? words : undefined;
}
// Go's escapes that JSON has, too; others are left to a person.
function unquoted(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** Deeper than anybody writes it. */
const DEEPEST = 100;
class Reader {
    words;
    at = 0;
    depth = 0;
    constructor(words) {
        this.words = words;
    }
    atEnd() {
        return this.at === this.words.length;
    }
    either() {
        return this.joined('||', 'or', () => this.both());
    }
    both() {
        return this.joined('&&', 'and', () => this.single());
    }
    joined(sign, kind, part) {
        const all = [];
        do {
            const one = part();
            if (one === undefined)
                return undefined;
            all.push(one);
        } while (this.took(sign));
        return all.length === 1 ? all[0] : { kind, all };
    }
    single() {
        this.depth += 1;
        const found = this.depth > DEEPEST ? undefined : this.oneOf();
        this.depth -= 1;
        return found;
    }
    oneOf() {
        if (this.took('!')) {
            const of = this.single();
            return of && { kind: 'not', of };
        }
        if (this.took('(')) {
            const inner = this.either();
            return this.took(')') ? inner : undefined;
        }
        return this.call();
    }
    call() {
        const word = this.words[this.at];
        if (word === undefined || !('name' in word))
            return undefined;
        this.at += 1;
        if (!this.took('('))
            return undefined;
        const args = [];
        if (this.took(')'))
            return { kind: 'call', name: word.name, args };
        do {
            const arg = this.words[this.at];
            if (arg === undefined || !('text' in arg))
                return undefined;
            args.push(arg.text);
            this.at += 1;
        } while (this.took(','));
        return this.took(')') ? { kind: 'call', name: word.name, args } : undefined;
    }
    took(sign) {
        const word = this.words[this.at];
        if (word === undefined || !('sign' in word) || word.sign !== sign)
            return false;
        this.at += 1;
        return true;
    }
}
/**
 * Whether the labels fit a provider's constraints (`Label`, `LabelRegex`); undefined where that cannot be told.
 */
function constraintsFit(constraints, labels) {
    if (constraints.trim() === '')
        return true;
    const expression = readExpression(constraints);
    return expression && fits(expression, labels);
}
function fits(expression, labels) {
    if (expression.kind === 'not') {
        const inner = fits(expression.of, labels);
        return inner === undefined ? undefined : !inner;
    }
    if (expression.kind === 'call')
        return callFits(expression, labels);
    const all = expression.all.map((one) => fits(one, labels));
    const decisive = expression.kind === 'or';
    if (all.includes(decisive))
        return decisive;
    return all.includes(undefined) ? undefined : !decisive;
}
const LONGEST_PATTERN = 1000;
function callFits({ name, args: [label, value] }, labels) {
    if (label === undefined || value === undefined)
        return undefined;
    const own = labels[label] ?? '';
    if (name === 'Label')
        return own === value;
    // Node ends for a pattern that is too long.
    if (name !== 'LabelRegex' || value.length > LONGEST_PATTERN)
        return undefined;
    try {
        return new RegExp(value, 'u').test(own);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 8679:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ee: () => (/* binding */ journalLine),
/* harmony export */   Fz: () => (/* binding */ committedImages),
/* harmony export */   HM: () => (/* binding */ stepTimes),
/* harmony export */   Jh: () => (/* binding */ journalText),
/* harmony export */   ai: () => (/* binding */ journalEvent)
/* harmony export */ });
/* harmony import */ var _runtime_codes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(434);

/** Reads a line of the journal; undefined for anything else that a server prints. */
function journalEvent(line) {
    const [utc, uptime, release, step, event, subject, text = '', word] = line.split('\t');
    if (utc === undefined || release === undefined || step === undefined || subject === undefined)
        return undefined;
    if (event !== 'begin' && event !== 'end' && event !== 'note' && event !== 'fail')
        return undefined;
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(utc) || !/^\d{1,15}$/.test(uptime ?? ''))
        return undefined;
    const code = (0,_runtime_codes_js__WEBPACK_IMPORTED_MODULE_0__/* .declaredCode */ .K)(word);
    return {
        ...{ utc, uptimeMs: Number(uptime), release, step, event, subject, text },
        ...(code !== undefined && { code }),
    };
}
/**
 * Where the time went: each step in the order of its end or first failure; a step that ran in several waves is one entry for each. A step that fails ends there;
 * one that neither ended nor failed is left out.
 */
function stepTimes(events) {
    const first = events[0]?.uptimeMs ?? 0;
    const times = [];
    const open = new Map();
    for (const { event, step, uptimeMs } of events) {
        if (event === 'begin')
            open.set(step, { begun: uptimeMs });
        const found = open.get(step);
        if (found === undefined || (event !== 'end' && (event !== 'fail' || found.entry !== undefined)))
            continue;
        // What failed may have been tried again: its end, if one comes, counts.
        found.entry ??= times[times.push({ step, fromMs: 0, milliseconds: 0 }) - 1];
        Object.assign(found.entry, { fromMs: found.begun - first, milliseconds: uptimeMs - found.begun });
        if (event === 'fail')
            found.entry.failed = true;
        else {
            delete found.entry.failed;
            open.delete(step);
        }
    }
    return times;
}
/** The line again, as stackctl wrote it. */
function journalLine({ utc, uptimeMs, release, step, event, subject, text, code }) {
    return [utc, uptimeMs, release, step, event, subject, text, ...(code === undefined ? [] : [code])].join('\t');
}
/** What runs, as the server saw it when it committed: `project/service` to image references. */
function committedImages(events) {
    const images = new Map();
    for (const event of events) {
        // A commit that died in the middle is reported once more by the recovery: the later word counts.
        if (event.step === 'commit' && event.event === 'begin')
            images.clear();
        const [state, image, container] = event.text.split(' ');
        if (event.step !== 'commit' || event.event !== 'note' || image === undefined || container === undefined)
            continue;
        images.set(event.subject, [
            ...(images.get(event.subject) ?? []),
            { image, container, running: state === 'running' },
        ]);
    }
    return images;
}
/** The line of the log for one event; undefined for those that say nothing to a reader. */
function journalText({ step, event, subject, text }) {
    if (event === 'begin')
        return text === '' ? `${step} …` : `${step}: ${text}`;
    if (event === 'end')
        return text === '' ? undefined : `${step}: ${text}`;
    const about = subject === '-' ? '' : `${subject}: `;
    return event === 'fail' ? `${step} failed: ${about}${text}` : `  ${about}${text}`;
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

/***/ 7645:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ timesText),
/* harmony export */   V: () => (/* binding */ gantt)
/* harmony export */ });
/* harmony import */ var _runtime_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7642);
/* harmony import */ var _records_journal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8679);


/** Where the time went, as lines for the log: one a step, longest bars widest. */
function timesText(events) {
    const times = (0,_records_journal_js__WEBPACK_IMPORTED_MODULE_1__/* .stepTimes */ .HM)(events);
    const longest = Math.max(1, ...times.map(({ milliseconds }) => milliseconds));
    const width = Math.max(0, ...times.map(({ step }) => step.length));
    return times.map(({ step, fromMs, milliseconds }) => {
        const bar = '█'.repeat(Math.max(0, Math.round((milliseconds / longest) * 20)));
        return `  ${step.padEnd(width)}  ${seconds(milliseconds).padStart(7)}  from ${seconds(fromMs).padStart(7)}  ${bar}`;
    });
}
/** Steps of the journal as sections of the picture, in their order. */
const SECTIONS = [
    ['Before', ['prepare', 'lock', 'intent']],
    ['New version', ['create', 'hold', 'one-shot', 'start', 'swap']],
    ['Switch', ['switch', 'gate', 'stop']],
    ['End', ['decide', 'commit', 'finish', 'undo']],
];
/**
 * The same as a Mermaid picture for the job summary. Its names are ours alone, since Mermaid has no escape for text of others; the axis is in
 * seconds since the transaction began (`%s` counts from the epoch, whatever the reader's time zone). Undefined where no step was seen to end.
 */
function gantt(events) {
    const times = (0,_records_journal_js__WEBPACK_IMPORTED_MODULE_1__/* .stepTimes */ .HM)(events);
    // After a reboot inside the transaction the machine's clock began anew, and Mermaid has no time before the first.
    if (times.some(({ fromMs, milliseconds }) => fromMs < 0 || milliseconds < 0))
        return undefined;
    const sections = SECTIONS.flatMap(([name, steps]) => {
        const own = times.filter(({ step }) => steps.includes(step));
        return own.length === 0 ? [] : [`  section ${name}`, ...own.map(bar)];
    });
    if (sections.length === 0)
        return undefined;
    return ['```mermaid', 'gantt', '  dateFormat x', '  axisFormat %s s', ...sections, '```'].join('\n');
}
function bar({ step, fromMs, milliseconds, failed }) {
    return `    ${step} ${seconds(milliseconds)} :${failed ? 'crit, ' : ''}${fromMs}, ${fromMs + milliseconds}`;
}
function seconds(milliseconds) {
    return milliseconds < 10_000 ? `${(milliseconds / 1000).toFixed(2)} s` : (0,_runtime_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .durationText */ .S)(milliseconds / 1000);
}


/***/ })

};
