export const id = 96;
export const ids = [96];
export const modules = {

/***/ 5911:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ deadlineSeconds)
/* harmony export */ });
/* harmony import */ var _contract_shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9367);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9922);


/** As `HARD_CAP_MS` of stackctl. */
const HARD_CAP_S = 900;
/** What the gate's end and the way to it may take besides. */
const BESIDES_S = 120;
/** How many seconds the server waits for a sign of life from the runner: as it is given, else the gate's own limit and two minutes, 15 minutes at most. */
function deadlineSeconds(inputs) {
    const gate = inputs.timeout ?? Number((0,_contract_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .defaultOf */ .HA)(_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .gateInputs */ .ll.timeout));
    return inputs.deadline ?? Math.min(HARD_CAP_S, gate + BESIDES_S);
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
/**
 * How well it answers, worst first. A redirect is as good as a page. So is a request for a password (401): a proxy that lost its upstream never
 * asks for one, whereas an empty folder and a lost route answer 403 and 404.
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
/** Whether it answered at all: an endpoint that did not answer before does not count against a deploy. */
function answers(answer) {
    return answer.kind === 'http' || answer.kind === 'open';
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
/* harmony export */   Gx: () => (/* binding */ expectsTls),
/* harmony export */   HF: () => (/* binding */ isPublished),
/* harmony export */   NP: () => (/* binding */ isOwn),
/* harmony export */   Vk: () => (/* binding */ unknownOwners),
/* harmony export */   Yk: () => (/* binding */ serverPorts),
/* harmony export */   dw: () => (/* binding */ chosenNow),
/* harmony export */   uG: () => (/* binding */ expectsTcp),
/* harmony export */   xL: () => (/* binding */ askInterval),
/* harmony export */   yv: () => (/* binding */ SERVER)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);

/** The owner of a port on which no container of this stack is known to listen. */
const SERVER = 'the server';
/** Ports that speak no HTTP: databases, queues, mail. They get no requests that would fill their logs. */
const NO_HTTP = new Set([
    21, 22, 25, 53, 110, 143, 389, 465, 587, 636, 993, 995, 1433, 1521, 1883, 3306, 3389, 4222, 5432, 5433, 5672, 6379,
    6380, 6432, 8883, 9042, 9092, 11211, 27017, 27018, 27019,
]);
/** Ports where TLS is expected. */
const TLS = new Set([443, 4443, 8443, 9443]);
/** Proxies that may stand before several stacks, by the last part of their images' names. */
const EDGES = /^(nginx|openresty|angie|caddy|haproxy|traefik|envoy|httpd|apache|nginx-proxy|nginx-proxy-manager|jwilder|swag|kong|varnish)/i;
/** Whether to expect that a port speaks no HTTP. */
function expectsTcp({ target }) {
    return NO_HTTP.has(target);
}
function expectsTls({ port, target }) {
    return TLS.has(target) || TLS.has(port);
}
/**
 * Every TCP port of the server by which this stack is reached: those that its own containers publish, at each address in the Compose file,
 * those that its containers in the host's network expose, those of another project's proxy on one of its networks, and 80 and 443, whoever
 * listens there.
 */
function serverPorts({ containers, projects }) {
    const running = containers.filter(({ State }) => State.Running);
    const own = running.filter((one) => isOwn(one, projects));
    const networks = new Set(own.flatMap(networksOf));
    const others = running.filter((one) => !isOwn(one, projects) && isEdgeOf(one, networks));
    const web = [80, 443].map((port) => ({ owner: SERVER, address: '127.0.0.1', port, target: port, shared: true }));
    const ports = [...own.flatMap((one) => portsOf(one, false)), ...others.flatMap((one) => portsOf(one, true)), ...web];
    // The container that publishes a port comes before one that only listens on it.
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
/** Whether a container belongs to one of these Compose projects. */
function isOwn({ Config }, projects) {
    const { 'com.docker.compose.project': project = '', 'com.docker.compose.oneoff': oneoff } = Config.Labels ?? {};
    return projects.includes(project) && oneoff !== 'True';
}
/** `http://127.0.0.1:80/api for example.org (shop/proxy)`. */
function endpointWords({ port: { owner, address, port }, protocol, host, path }) {
    const at = `${(0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv6)(address) ? `[${address}]` : address}:${port}`;
    if (protocol === 'tcp')
        return `tcp://${at} (${owner})`;
    return `${protocol === 'tls' ? 'https' : 'http'}://${at}${path}${host === undefined ? '' : ` for ${host}`} (${owner})`;
}
/** Milliseconds between two asks of one endpoint, so that asking all of them is no load. */
function askInterval(count) {
    return Math.max(500, count * 200);
}
function networksOf({ NetworkSettings }) {
    return Object.keys(NetworkSettings.Networks ?? {});
}
/** A container of another project that may stand before this stack: on one of its networks, and a proxy by its image, or by what it publishes. */
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
            // It is not known which later container of another project would take this one's place.
            if (!fixed && shared)
                return [];
            const port = { owner, container, address: reachedAt(HostIp), port: Number(HostPort), target: Number(target) };
            return [{ ...port, shared, ...(fixed ? {} : { chosen: true }) }];
        });
    });
}
/**
 * Where a port is now whose number Docker had chosen: at each running container of its service that publishes it.
 * @returns the port itself where a container is meant to publish it and does not
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
/** Services in the host's network of which nothing says on which ports they listen. */
function unknownOwners({ containers, projects }) {
    const inHost = containers.filter((one) => one.State.Running && isOwn(one, projects) && one.HostConfig.NetworkMode === 'host');
    return [...new Set(inHost.filter(({ Config }) => listenedPorts(Config).length === 0).map(ownerOf))];
}
/** Ports on which a container in the host's network may listen: those that its image exposes, and those in its variables. */
function listenedPorts({ ExposedPorts, Env }) {
    const exposed = Object.keys(ExposedPorts ?? {})
        .filter((name) => name.endsWith('/tcp'))
        .map((name) => Number.parseInt(name, 10));
    const said = (Env ?? []).flatMap((pair) => /^(?:[A-Z_]*_)?(?:LISTEN_|HTTPS?_|SERVER_|APP_)?PORT=(\d{1,5})$/.exec(pair)?.[1] ?? []);
    return [...new Set([...exposed, ...said.map(Number)])].filter((port) => port > 0 && port < 65_536);
}
/** Docker publishes a port on every address of the server in the same way: loopback stands for all of them. */
function reachedAt(address) {
    if (address === '' || address === '0.0.0.0')
        return '127.0.0.1';
    return address === '::' ? '::1' : address;
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



/** Good answers in a row after which an endpoint holds: one may be chance where one of two containers behind a proxy is gone. */
const STREAK = 2;
/**
 * Milliseconds between two asks of a judgement, once an answer was bad. Before that the next ask follows at once: two asks in a row reach both
 * of two containers behind a proxy, and a pause between them would prove no more.
 */
const JUDGE_MS = 250;
/** An endpoint is given up only after so many bad answers in a row, however long they take. */
const BAD = 2;
/** Some databases block a client that connects often and sends nothing (MySQL: after a hundred times). */
const TCP_MS = 2000;
const TCP_ASKS = 20;
/** `http://127.0.0.1:80/ (shop/proxy): 502, before it was 200`. */
function brokenWords({ baseline, answer }) {
    return `${(0,_endpoints_js__WEBPACK_IMPORTED_MODULE_1__/* .endpointWords */ .$h)(baseline.endpoint)}: ${(0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .answerWords */ .Gy)(answer)}, before it was ${(0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .answerWords */ .Gy)(baseline.before)}`;
}
/** What a person can try if the called service itself is healthy: to restart each proxy before it, once. */
function restartAdvice(broken) {
    const steps = broken.flatMap(({ baseline: { endpoint } }) => {
        const { owner, container } = endpoint.port;
        return container === undefined
            ? []
            : [
                `if ${owner} caches the addresses of the services that it calls, as nginx does, a restart makes it resolve them again: docker restart ${container.slice(0, 12)}`,
            ];
    });
    return [...new Set(steps)];
}
/**
 * Asks all endpoints until each has answered as well as before twice in a row. Gives up one that kept answering worse for longer than the
 * patience; then the others are not asked further, since one is enough for an undo.
 * @returns what is broken; empty where all hold
 */
async function judgeEndpoints({ baselines, ask, clock, patienceMs, streak = STREAK, signal, }) {
    const over = new AbortController();
    const stop = AbortSignal.any([over.signal, signal]);
    // Every endpoint adds a listener; Node would warn of a leak from eleven on.
    (0,node_events__WEBPACK_IMPORTED_MODULE_0__.setMaxListeners)(Number.POSITIVE_INFINITY, stop);
    const results = baselines.map(async (one) => {
        const broken = await judgeOne(one, { ask, clock, patienceMs, streak, signal: stop });
        if (broken !== undefined)
            over.abort();
        return broken;
    });
    const found = (await Promise.all(results)).filter((one) => one !== undefined);
    return found;
}
async function judgeOne(baseline, { ask, clock, patienceMs, streak, signal }) {
    const begun = clock.now();
    let [good, bad, badSince, answer, pause] = [0, 0, begun, baseline.before, 0];
    for (;;) {
        const asked = clock.now();
        answer = await ask(baseline, signal);
        if (signal.aborted)
            return undefined;
        if (answer.kind !== 'unasked' && !(0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .isWorse */ .Bx)(baseline.before, answer)) {
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
            pause = JUDGE_MS;
        }
        const now = clock.now();
        // Do not wait endlessly for one that answers well only now and then.
        if (bad >= BAD && now - badSince >= patienceMs)
            return { baseline, answer };
        if (now - begun >= 3 * patienceMs + 10_000)
            return { baseline, answer };
        await clock.sleep(pause, signal);
    }
}
/** Asks all endpoints again and again, while the services behind them are changed. */
class EndpointWatch {
    baselines;
    clock;
    end = new AbortController();
    samples;
    loops;
    constructor(baselines, ask, clock) {
        this.baselines = baselines;
        this.clock = clock;
        this.samples = baselines.map(() => []);
        (0,node_events__WEBPACK_IMPORTED_MODULE_0__.setMaxListeners)(Number.POSITIVE_INFINITY, this.end.signal);
        const interval = (0,_endpoints_js__WEBPACK_IMPORTED_MODULE_1__/* .askInterval */ .xL)(baselines.length);
        this.loops = baselines.map((one, index) => this.loop(one, this.samples[index] ?? [], ask, { interval, first: (interval * index) / baselines.length }));
    }
    /** Ends it. @returns the pauses that were seen, the longest first */
    async stop() {
        this.end.abort();
        await Promise.all(this.loops);
        const interval = (0,_endpoints_js__WEBPACK_IMPORTED_MODULE_1__/* .askInterval */ .xL)(this.baselines.length);
        return this.baselines
            .flatMap((one, index) => pausesOf(one, this.samples[index] ?? [], interval))
            .sort((one, other) => other.seconds - one.seconds);
    }
    async loop(baseline, samples, ask, { interval, first }) {
        const { signal } = this.end;
        const rare = baseline.endpoint.protocol === 'tcp';
        await this.clock.sleep(first, signal);
        while (!signal.aborted && !(rare && samples.length >= TCP_ASKS)) {
            const at = this.clock.now();
            const answer = await ask(baseline, signal);
            if (signal.aborted)
                return;
            if (answer.kind !== 'unasked')
                samples.push({ at, took: this.clock.now() - at, answer });
            await this.clock.sleep(Math.max(0, at + (rare ? Math.max(TCP_MS, interval) : interval) - this.clock.now()), signal);
        }
    }
}
/** The pauses of one endpoint, from its answers (pure). @param interval milliseconds between two asks */
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
        // A proxy may wait for a service that comes back at the same address (it tries again after a second): users wait as well, and nothing fails.
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

/***/ 8679:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ee: () => (/* binding */ journalLine),
/* harmony export */   Fz: () => (/* binding */ committedImages),
/* harmony export */   HM: () => (/* binding */ stepTimes),
/* harmony export */   Jh: () => (/* binding */ journalText),
/* harmony export */   ai: () => (/* binding */ journalEvent)
/* harmony export */ });
/* harmony import */ var _records_record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3353);
/* harmony import */ var _records_server_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8163);
/* harmony import */ var _runtime_codes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(434);



/** Reads a line of the journal; undefined for anything else that a server prints. */
function journalEvent(line) {
    const event = (0,_records_record_js__WEBPACK_IMPORTED_MODULE_0__/* .readLine */ .Xw)(_records_server_js__WEBPACK_IMPORTED_MODULE_1__/* .JOURNAL */ .Ex, line);
    if (event === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(event.utc))
        return undefined;
    const { code: word, ...rest } = event;
    const code = (0,_runtime_codes_js__WEBPACK_IMPORTED_MODULE_2__/* .declaredCode */ .K)(word);
    return { ...rest, ...(code !== undefined && { code }) };
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
function journalLine(event) {
    return (0,_records_record_js__WEBPACK_IMPORTED_MODULE_0__/* .writeLine */ ._r)(_records_server_js__WEBPACK_IMPORTED_MODULE_1__/* .JOURNAL */ .Ex, event);
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
    ['New version', ['create', 'pin', 'one-shot', 'start', 'swap']],
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


/***/ }),

/***/ 1420:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ conclude)
});

// EXTERNAL MODULE: ./lib/contract/outputs.js
var outputs = __webpack_require__(3224);
// EXTERNAL MODULE: ./lib/release/records/journal.js
var journal = __webpack_require__(8679);
// EXTERNAL MODULE: ./lib/runtime/clock.js
var clock = __webpack_require__(7642);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
// EXTERNAL MODULE: ./lib/shipment/keepFile.js
var keepFile = __webpack_require__(6839);
// EXTERNAL MODULE: ./lib/shipment/logbook.js
var shipment_logbook = __webpack_require__(6405);
// EXTERNAL MODULE: ./lib/release/report/planReport.js
var planReport = __webpack_require__(6483);
// EXTERNAL MODULE: ./lib/health/report.js
var health_report = __webpack_require__(3774);
// EXTERNAL MODULE: ./lib/health/watch.js
var watch = __webpack_require__(8165);
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
    const containers = (0,journal/* committedImages */.Fz)(events).get(`${project}/${service}`) ?? [];
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
    if (shipment.endpoints !== undefined)
        parts.push(endpointsMarkdown(shipment.endpoints));
    parts.push((0,timeline/* gantt */.V)(events));
    if (plan !== undefined)
        parts.push((0,planReport/* planDetails */.e6)(plan));
    parts.push(targetsMarkdown(targets));
    return parts.filter((part) => part !== undefined);
}
function endpointsMarkdown({ asked, left, pauses }) {
    const unasked = left.length === 0 ? [] : ['', `Not asked: ${(0,runtime_escape/* markdown */.wD)(left.join('; '))}.`];
    const all = `${asked} ${asked === 1 ? 'was asked all the while, and answered' : 'were asked all the while, and each answered'} as before.`;
    if (pauses.length === 0)
        return [`**Endpoints:** ${all}`, ...unasked].join('\n');
    return [
        '**Endpoints:** some answered worse than before for a while.',
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

// EXTERNAL MODULE: ./lib/troubleshooting/report.js + 3 modules
var report = __webpack_require__(1497);
;// CONCATENATED MODULE: ./lib/shipment/page.js




/** Writes the job summary of an action that changes a server. @param ended.failure Why it is red. */
function showPage(shipment, { headline, seconds, failure }, { log, summary, env }) {
    if (shipment.outcome === 'planned' && shipment.plan !== undefined) {
        summary.add((0,planReport/* planMarkdown */.Xg)(log.redactEach(shipment.plan)));
        return;
    }
    const page = log.redactEach(pageOf(shipment, headline, seconds));
    summary.lead(shipmentHead(page, failure === undefined ? undefined : failureText(failure, { log, env })));
    for (const part of shipmentParts(page))
        summary.add(part);
}
function pageOf({ outcome, plan, target, targets, differs, events, watched, reports }, headline, seconds) {
    return {
        ...{ headline, seconds, events, ending: endingOf(outcome) },
        ...(plan && { plan }),
        ...(target && { target }),
        ...(targets && { targets }),
        ...(differs !== undefined && { differs }),
        ...(watched && { endpoints: watched }),
        // The second report of a gate that has held would only repeat the first.
        reports: reports.filter(({ stage, report }) => stage !== 'stopped' || !report.healthy),
    };
}
function endingOf(outcome) {
    if (outcome === 'deployed' || outcome === 'rolled-back')
        return 'committed';
    return outcome === 'undone' ? 'undone' : 'open';
}
function failureText(error, { log, env }) {
    const { message, at, todo, about } = (0,errors/* forUsers */.ec)(error);
    return (0,report/* failureMarkdown */.A)({ ...log.redactEach({ message, at, todo }), about }, env);
}

// EXTERNAL MODULE: ./lib/shipment/shipment.js
var shipment_shipment = __webpack_require__(8198);
;// CONCATENATED MODULE: ./lib/shipment/conclude.js









/**
 * Runs the work of an action that changes a server; however it ends, it writes the outputs, the summary and the last line.
 * @returns The outputs, with what the work returned beside its outcome.
 * @throws ActionFailure
 */
async function conclude(stackId, context, work) {
    const began = clock/* systemClock */.m.now();
    const logbook = new shipment_logbook/* Logbook */.C(context);
    let done;
    try {
        done = await work(logbook);
        await logbook.settled();
    }
    catch (thrown) {
        // What is cancelled before the transaction has changed nothing; the transaction itself says how it ended.
        const cancelled = context.signal.aborted && !(thrown instanceof errors/* UserError */.yo);
        const failure = cancelled ? new errors/* Refused */.Lw('the run was cancelled before anything was changed on the server') : thrown;
        await logbook.settled().catch(() => undefined);
        if (failure instanceof errors/* Overtaken */.cO)
            return skip(failure);
        const outcome = (0,outputs/* outcomeOf */.sG)(failure);
        throw new outputs/* ActionFailure */.dR(failure, { ...(await end({ stackId, began, logbook, outcome, failure }, context)) });
    }
    return { ...(await end({ stackId, began, logbook, outcome: done.outcome }, context)), ...done };
    async function skip(overtaken) {
        const why = (0,errors/* explain */.WE)(overtaken);
        context.log.notice(`skipped: ${why}`);
        context.summary.add(`Skipped: ${(0,runtime_escape/* markdown */.wD)(context.log.redact(why))}`);
        return { ...(await end({ stackId, began, logbook, outcome: 'skipped' }, context)), outcome: 'skipped' };
    }
}
async function end({ stackId, began, logbook, outcome, failure }, context) {
    const shipment = { ...logbook.shipment, outcome };
    const headline = (0,shipment_shipment/* lastWord */.b)(stackId, shipment, outcome);
    context.log.conclude(headline);
    const seconds = (clock/* systemClock */.m.now() - began) / 1000;
    try {
        showPage(shipment, { headline, seconds, failure }, context);
    }
    catch (error) {
        // A summary that cannot be made does not change how the deploy ended.
        context.log.warning(`the summary could not be made: ${(0,errors/* explain */.WE)(error)}`);
    }
    return (0,shipment_shipment/* outputsOf */.Y)({ ...shipment, ...(await keepJournal(shipment.events, context)) });
}
async function keepJournal(events, context) {
    if (events.length === 0)
        return {};
    try {
        return { journalFile: await (0,keepFile/* keepFile */.a)(context, 'journal.log', `${events.map(journal/* journalLine */.Ee).join('\n')}\n`) };
    }
    catch (error) {
        // A full disk on the runner does not change how the deploy ended.
        context.log.warning(`the journal could not be kept: ${(0,errors/* explain */.WE)(error)}`);
        return {};
    }
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


/***/ })

};
