export const id = 467;
export const ids = [467];
export const modules = {

/***/ 8495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ao: () => (/* binding */ deployEvent),
  mQ: () => (/* binding */ isScheduled),
  PC: () => (/* binding */ labelsOf),
  bf: () => (/* binding */ ownerOf),
  A5: () => (/* binding */ refreshes),
  ng: () => (/* binding */ runOf),
  GQ: () => (/* binding */ runnerPlatform),
  Fg: () => (/* binding */ tagsOf),
  fX: () => (/* binding */ toolVersion)
});

;// CONCATENATED MODULE: ./package.json
const package_namespaceObject = {"rE":"0.1.0"};
// EXTERNAL MODULE: ./lib/image/tags.js
var tags = __webpack_require__(548);
;// CONCATENATED MODULE: ./lib/actions/origin.js


/** Version of stack-actions that made a release. */
const toolVersion = package_namespaceObject.rE;
/** What caused a release, as its `meta` keeps it. @param committed Which commit it is made of. */
function deployEvent({ event }, { commit, differs }) {
    return {
        ...{ commit, differs },
        ref: event.ref,
        actor: event.actor,
        runUrl: event.runUrl,
        order: String(event.runId),
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
    return (0,tags/* tagsFor */.N)({ commit: isClean === false ? undefined : commit, branch: event.branch, version: version ?? tagged });
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

/***/ 1037:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bx: () => (/* binding */ isWorse),
/* harmony export */   GA: () => (/* binding */ answers),
/* harmony export */   Gy: () => (/* binding */ answerWords)
/* harmony export */ });
/* unused harmony export answersWell */
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
/** With a page, a redirect or a request for a password. */
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
/** Names and paths from stack.yml, and from labels, variables and healthchecks of the stack's containers. */
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
/** Paths of the URLs that a healthcheck asks within its container. */
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
/** Names of a certificate that can be asked for, from Node's `subjectaltname`; a wildcard is no name. */
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
function isName(name) {
    return (/^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(name) &&
        !/^[\d.]+$/.test(name));
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
/** Milliseconds between two asks of a judgement. */
const JUDGE_MS = 250;
/** An endpoint is given up only after so many bad answers in a row, however long they take. */
const BAD = 2;
/** Some databases block a client that connects often and sends nothing (MySQL: after a hundred times). */
const TCP_MS = 2000;
const TCP_ASKS = 20;
/** `http://127.0.0.1:80/ (shop/proxy): 502, before it was 200`. */
function brokenWords({ held, answer }) {
    return `${(0,_endpoints_js__WEBPACK_IMPORTED_MODULE_1__/* .endpointWords */ .$h)(held.endpoint)}: ${(0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .answerWords */ .Gy)(answer)}, before it was ${(0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .answerWords */ .Gy)(held.before)}`;
}
/** What a person can try if the called service itself is healthy: to restart each proxy before it, once. */
function restartAdvice(broken) {
    const steps = broken.flatMap(({ held: { endpoint } }) => {
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
async function judgeEndpoints({ held, ask, clock, patienceMs, streak = STREAK, signal, }) {
    const over = new AbortController();
    const stop = AbortSignal.any([over.signal, signal]);
    // Every endpoint adds a listener; Node would warn of a leak from eleven on.
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
        // Do not wait endlessly for one that answers well only now and then.
        if (bad >= BAD && now - badSince >= patienceMs)
            return { held, answer };
        if (now - begun >= 3 * patienceMs + 10_000)
            return { held, answer };
        await clock.sleep(JUDGE_MS, signal);
    }
}
/** Asks all endpoints again and again, while the services behind them are changed. */
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


/***/ }),

/***/ 1840:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ deadlineSeconds)
/* harmony export */ });
/** What the server waits for a sign of life from the runner: the gate's own limit and two minutes, at most its hard cap of 15 minutes. */
function deadlineSeconds(inputs) {
    return inputs.deadline ?? Math.min(900, (inputs.timeout ?? 120) + 120);
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
        ...(watched && { ways: watched }),
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
    const { message, at, todo } = (0,errors/* forUsers */.ec)(error);
    return (0,report/* failureMarkdown */.A)(log.redactEach({ message, at, todo }), env);
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
        const outcome = (0,outputs/* outcomeOf */.sG)(failure);
        throw new outputs/* ActionFailure */.dR(failure, { ...(await end({ stackId, began, logbook, outcome, failure }, context)) });
    }
    return { ...(await end({ stackId, began, logbook, outcome: done.outcome }, context)), ...done };
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


/***/ })

};
