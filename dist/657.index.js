export const id = 657;
export const ids = [657];
export const modules = {

/***/ 3657:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  askingBy: () => (/* binding */ askingBy),
  checkGate: () => (/* binding */ checkGate),
  gateFor: () => (/* binding */ gateFor),
  gateReports: () => (/* binding */ gateReports),
  guardFor: () => (/* binding */ guardFor),
  lookBefore: () => (/* binding */ ship_lookBefore),
  rulesOf: () => (/* binding */ rulesOf),
  ship: () => (/* binding */ ship),
  showTimes: () => (/* binding */ showTimes)
});

// EXTERNAL MODULE: ./lib/health/gate.js
var health_gate = __webpack_require__(3147);
// EXTERNAL MODULE: ./lib/health/probes.js + 1 modules
var probes = __webpack_require__(4605);
// EXTERNAL MODULE: ./lib/health/report.js
var health_report = __webpack_require__(3774);
// EXTERNAL MODULE: ./lib/release/plan/likeness/likeness.js
var likeness = __webpack_require__(2860);
// EXTERNAL MODULE: ./lib/release/plan/routing/proxyMeta.js
var proxyMeta = __webpack_require__(4217);
// EXTERNAL MODULE: ./lib/release/plan/routing/ways.js
var ways = __webpack_require__(7070);
// EXTERNAL MODULE: ./lib/release/records/meta.js
var meta = __webpack_require__(7623);
// EXTERNAL MODULE: ./lib/release/report/planReport.js
var planReport = __webpack_require__(6483);
// EXTERNAL MODULE: ./lib/release/report/timeline.js
var timeline = __webpack_require__(7645);
// EXTERNAL MODULE: ./lib/release/transaction/deployment.js + 48 modules
var transaction_deployment = __webpack_require__(9350);
// EXTERNAL MODULE: ./lib/health/answers.js
var answers = __webpack_require__(1037);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
// EXTERNAL MODULE: ./lib/host/tunnel.js
var tunnel = __webpack_require__(8618);
// EXTERNAL MODULE: ./lib/runtime/limited.js
var limited = __webpack_require__(4146);
;// CONCATENATED MODULE: ./lib/health/answeredSince.js
/** Milliseconds until the connection counts as lost. */
const LOST_MS = 20_000;
/** What is told to two processes at once does not reach us from both in that order (milliseconds). */
const BESIDE_MS = 100;
const turns = new WeakMap();
/**
 * Ends when the server has answered a question that was sent after this call. What was asked before it over the same connection, and is answered
 * at once or never (a refusal), is answered by then, however slow the runner or the way is. All who wait for one at the same time share it, since
 * sshd has few sessions for a connection.
 * @throws ConnectionLost
 */
async function answeredSince(host, signal) {
    const turn = turns.get(host) ?? { running: undefined, next: undefined };
    turns.set(host, turn);
    if (turn.running === undefined)
        await ask(host, turn);
    else {
        turn.next ??= turn.running.catch(() => undefined).then(() => ask(host, turn));
        await turn.next;
    }
    signal.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, BESIDE_MS));
}
function ask(host, turn) {
    const asked = host
        .exec(['true'], { timeoutMs: LOST_MS })
        .then(() => undefined)
        .finally(() => {
        if (turn.running === asked)
            turn.running = undefined;
    });
    turn.running = asked;
    turn.next = undefined;
    return asked;
}

// EXTERNAL MODULE: ./lib/health/endpoints.js
var endpoints = __webpack_require__(6540);
;// CONCATENATED MODULE: ./lib/health/askEndpoint.js






/** How long one ask may take at most (milliseconds). */
const ASK_MS = 5000;
/** The same while nobody knows yet what it answers: whoever is taken for silent here, because a page takes long, is asked for nothing later on. */
const LOOK_MS = 2 * ASK_MS;
/** A connection that is not closed for so long is open, where the server has answered meanwhile what was asked later. */
const OPEN_MS = 500;
/** Asks one way in, once, from the server's side. Never throws. */
async function askEndpoint(asking, endpoint, signal, limitMs = ASK_MS) {
    return endpoint.protocol === 'tcp'
        ? askTcp(asking, endpoint.port, signal)
        : (await askHttp(asking, endpoint, signal, limitMs)).answer;
}
/** Finds out what a port speaks: all that it may be is asked at once, so that a silent one costs no more than a slow one. */
async function recognise(asking, port, signal) {
    const begun = performance.now();
    const took = () => performance.now() - begun;
    const bare = (protocol) => ({ port, protocol, path: '/' });
    const open = askTcp(asking, port, signal);
    const tcp = async () => ({ endpoint: bare('tcp'), answer: await open, took: took(), names: [] });
    // Databases are not sent what they do not understand: their logs would show it, and some shut out who does so often.
    if ((0,endpoints/* expectsTcp */.uG)(port))
        return tcp();
    const over = (protocol) => askHttp(asking, bare(protocol), signal, LOOK_MS);
    const [http, tls] = [over('http'), over('tls')];
    const found = async (protocol) => {
        const { answer, names } = await (protocol === 'http' ? http : tls);
        // 400 is what a server of TLS says to who speaks plainly.
        const speaks = protocol === 'tls'
            ? answer.kind === 'http' || answer.kind === 'open'
            : answer.kind === 'http' && answer.status !== 400;
        return speaks ? { endpoint: bare(protocol), answer, took: took(), names } : undefined;
    };
    const order = (0,endpoints/* expectsTls */.Gx)(port) ? ['tls', 'http'] : ['http', 'tls'];
    for (const protocol of order) {
        const recognised = await found(protocol);
        if (recognised !== undefined)
            return recognised;
    }
    const { answer } = await http;
    return answer.kind === 'http' ? { endpoint: bare('http'), answer, took: took(), names: [] } : tcp();
}
async function askHttp({ host, ca }, { port: { address, port }, protocol, host: name, path }, signal, milliseconds) {
    const limit = (0,limited/* limited */.T)(milliseconds, signal);
    const tunnel = host.tunnel(address, port);
    tunnel.on('error', () => { });
    let secured;
    const seen = () => secured?.getProtocol() ? { tls: secured.authorized ? 'verified' : 'unverified' } : {};
    try {
        const status = await new Promise((resolve, reject) => {
            if (limit.aborted)
                reject(limit.reason);
            limit.addEventListener('abort', () => reject(new Error(`no answer within ${milliseconds / 1000} s`)), {
                once: true,
            });
            tunnel.once('error', reject);
            const connection = protocol === 'http'
                ? tunnel
                : (0,external_node_tls_.connect)({
                    socket: tunnel,
                    rejectUnauthorized: false,
                    ...(name && { servername: name }),
                    ...(ca && { ca }),
                });
            if (protocol === 'tls')
                secured = connection;
            const request = (0,external_node_http_.request)({
                path,
                headers: {
                    host: name ?? `${address.includes(':') ? `[${address}]` : address}:${port}`,
                    connection: 'close',
                    'user-agent': 'stack-actions health gate',
                },
                createConnection: () => connection,
            });
            request.once('error', reject);
            request.once('response', (response) => {
                response.on('error', () => { });
                resolve(response.statusCode ?? 0);
            });
            request.end();
        });
        const names = secured === undefined ? [] : (0,endpoints/* certificateNames */.UZ)(secured.getPeerCertificate().subjectaltname);
        return { answer: { kind: 'http', status, ...seen() }, names };
    }
    catch (error) {
        if (signal.aborted)
            return { answer: { kind: 'unasked', why: 'not asked to the end' }, names: [] };
        return { answer: failure(error, seen()), names: [] };
    }
    finally {
        secured?.destroy();
        tunnel.destroy();
    }
}
function failure(error, { tls }) {
    const { message = '', code = '' } = error;
    if (error instanceof tunnel/* TunnelUnusable */.s)
        return { kind: 'unasked', why: message };
    // What speaks, but no HTTP.
    if (tls !== undefined && code.startsWith('HPE_'))
        return { kind: 'open', tls };
    if (code === 'ECONNRESET')
        return { kind: 'none', why: 'connection closed' };
    return { kind: 'none', why: message };
}
/** Connects and waits whether that lasts. */
function askTcp({ host }, { address, port }, signal) {
    return new Promise((resolve) => {
        const tunnel = host.tunnel(address, port);
        const end = (answer) => {
            clearTimeout(timer);
            signal.removeEventListener('abort', cancel);
            tunnel.destroy();
            resolve(answer);
        };
        const cancel = () => end({ kind: 'unasked', why: 'not asked to the end' });
        const open = () => answeredSince(host, signal).then(() => end({ kind: 'open' }), (error) => end({ kind: 'unasked', why: error.message }));
        const timer = setTimeout(open, OPEN_MS);
        signal.addEventListener('abort', cancel, { once: true });
        tunnel.once('error', (error) => end(failure(error, {})));
        tunnel.once('end', () => end({ kind: 'none', why: 'connection closed' }));
        tunnel.once('data', () => end({ kind: 'open' }));
        if (signal.aborted)
            cancel();
    });
}

;// CONCATENATED MODULE: ./lib/health/edgeConfig.js

/** Where the proxies that people run keep what they were told, in their containers. */
const PLACES = [
    '/etc/nginx/nginx.conf /etc/nginx/conf.d/* /etc/nginx/sites-enabled/* /etc/nginx/http.d/*',
    '/opt/bitnami/nginx/conf/server_blocks/* /usr/local/openresty/nginx/conf/nginx.conf /config/nginx/site-confs/*',
    '/data/nginx/proxy_host/*',
    '/etc/caddy/Caddyfile /usr/local/etc/haproxy/*.cfg /etc/haproxy/*.cfg',
    '/usr/local/apache2/conf/httpd.conf /usr/local/apache2/conf/extra/* /etc/apache2/sites-enabled/*',
].join(' ');
/** Bytes of one container's text that are read. */
const BYTES = 200_000;
/** Words for a shell on the server that print what these containers, as far as they are proxies, were told. */
function edgeConfigArgv(containers) {
    const inside = `cat ${PLACES} 2>/dev/null | head -c ${BYTES}`;
    const script = `for id; do timeout 10 docker exec "$id" sh -c '${inside}' 2>/dev/null & done; wait`;
    return ['sh', '-c', script, '-', ...containers];
}
/** Reads nginx, Caddy, HAProxy and Apache by the words with which each of them names hosts and paths; what is not understood is passed over (pure). */
function edgeHints(text) {
    const written = text.split('\n').map((line) => line.replace(/(^|\s)#.*$/, ''));
    // nginx does not care where a line ends.
    const lines = written.flatMap((line) => line.split(/(?<=[;{}])\s*(?=(?:location|server_name)\s)/));
    const names = lines.flatMap((line) => {
        const [, listed] = /^\s*(?:server_name|ServerName|ServerAlias)\s+([^;{]+)/.exec(line) ??
            /\bhdr(?:_dom|_beg)?\(host\)(?:\s+-\S+)*\s+(\S.*)$/i.exec(line) ??
            /^((?:https?:\/\/)?[a-z0-9*.-]+\.[a-z]{2,}(?::\d+)?(?:,?\s+(?:https?:\/\/)?[a-z0-9*.-]+\.[a-z]{2,}(?::\d+)?)*)\s*\{\s*$/i.exec(line) ??
            [];
        return (listed ?? '').split(/[\s,]+/).map((name) => name.replace(/^https?:\/\//, '').replace(/:\d+$/, ''));
    });
    const paths = lines.flatMap((line) => {
        const [, path] = /^\s*location\s+(?:(?:=|\^~)\s*)?(\/[^\s{~^$()|\\]*)\s*\{?/.exec(line) ??
            /^\s*(?:handle|handle_path|route|reverse_proxy|redir|@\S+\s+path)\s+(\/[^\s{*]*)/.exec(line) ??
            /\bpath(?:_beg|_dir)?(?:\s+-\S+)*\s+(\/[^\s{*]*)/.exec(line) ??
            /^\s*(?:ProxyPass|<Location)\s+"?(\/[^\s">]*)/.exec(line) ??
            [];
        return path === undefined ? [] : [path];
    });
    return (0,endpoints/* joinHints */.Bs)({ names, paths }, { names: [], paths: [] });
}

// EXTERNAL MODULE: ./lib/health/portOrder.js
var portOrder = __webpack_require__(9107);
// EXTERNAL MODULE: ./lib/health/skips.js
var skips = __webpack_require__(2410);
;// CONCATENATED MODULE: ./lib/health/before.js






/** As many ways in as are asked again and again, so that all of them together are no load. */
const ENDPOINTS = 24;
/** Asks every way into the stack what it answers: each published port, by its address and by each name and path that somebody may ask for. */
async function lookBefore(asking, known, signal) {
    // Whoever listens on the server's own 80 and 443 is asked for names, as far as there can be any.
    const nameless = (0,endpoints/* hintsOf */.iw)(known).names.length === 0 && edgesOf(known).length === 0;
    const ports = (0,portOrder/* inOrder */.al)((0,endpoints/* serverPorts */.Yk)(known).filter(({ owner }) => owner !== endpoints/* SERVER */.yv || !nameless));
    const [recognised, hints] = await Promise.all([
        Promise.all(ports.asked.map((port) => recognise(asking, port, signal))),
        readHints(asking.host, known, signal),
    ]);
    const isSkipped = (0,skips/* skipsOf */.en)(known.skip, (0,skips/* routedBy */.zQ)(known.containers.filter((one) => (0,endpoints/* isOwn */.NP)(one, known.projects))));
    const meant = ({ port: { port }, protocol, host, path }) => !isSkipped({ host, port, path: protocol === 'tcp' ? '' : path });
    // So is a proxy that others share with us.
    const bare = recognised.flatMap(({ endpoint, answer, took }) => {
        const { owner, shared } = endpoint.port;
        const byName = owner === endpoints/* SERVER */.yv || (endpoint.protocol !== 'tcp' && shared && hints.names.length > 0);
        return (0,answers/* answers */.GA)(answer) && !byName && meant(endpoint) ? [{ endpoint, before: answer, limitMs: limitOf(took) }] : [];
    });
    const further = furtherEndpoints(recognised, hints).filter(meant);
    const wanted = byImportance([...bare, ...further.map((endpoint) => ({ endpoint }))]);
    const held = await Promise.all(wanted.slice(0, ENDPOINTS).map(async (one) => {
        if (isHeld(one))
            return one;
        const begun = performance.now();
        const before = await askEndpoint(asking, one.endpoint, signal, LOOK_MS);
        return { ...one, before, limitMs: limitOf(performance.now() - begun) };
    }));
    const unasked = recognised.map(({ answer }) => (answer.kind === 'unasked' ? answer.why : undefined));
    return {
        held: held.filter(({ before }) => (0,answers/* answers */.GA)(before)),
        silent: recognised
            .filter(({ endpoint, answer }) => answer.kind === 'none' && endpoint.port.owner !== endpoints/* SERVER */.yv && meant(endpoint))
            .map(({ endpoint }) => (0,endpoints/* endpointWords */.$h)(endpoint)),
        left: [
            ...(0,endpoints/* unknownOwners */.Vk)(known).map((owner) => `${owner}: in the host's network, and nothing says on which ports`),
            ...leftWords(ports.left, wanted.slice(ENDPOINTS)).map((words) => `${words} (too many)`),
        ],
        hints,
        unasked: unasked.every((why) => why !== undefined) ? unasked[0] : undefined,
    };
}
function isHeld(one) {
    return 'before' in one;
}
/** Bare addresses before names and paths; what is of a range of ports after all else. */
function byImportance(all) {
    const isRange = ({ endpoint }) => endpoint.port.range !== undefined;
    return [...all.filter((one) => !isRange(one)), ...all.filter(isRange)];
}
/** @param ports that were never asked. @param more ways that are not asked again */
function leftWords(ports, more) {
    const bare = more.filter(isHeld).map(({ endpoint }) => endpoint.port);
    const [first, ...others] = more.filter((one) => !isHeld(one));
    const many = others.length === 0 ? '' : ` and ${others.length} more names and paths`;
    return [
        ...(0,portOrder/* leftPorts */.Yb)([...ports, ...bare]),
        ...(first === undefined ? [] : [`${(0,endpoints/* endpointWords */.$h)(first.endpoint)}${many}`]),
    ];
}
/** What is known of names and paths, also by what the proxies in front were told. A proxy that tells nothing is no fault. */
async function readHints(host, known, signal) {
    const stated = (0,endpoints/* hintsOf */.iw)(known);
    const edges = edgesOf(known);
    if (edges.length === 0)
        return stated;
    try {
        const { stdout } = await host.exec(edgeConfigArgv(edges), { signal, timeoutMs: EDGES_MS });
        return (0,endpoints/* joinHints */.Bs)(stated, edgeHints(stdout));
    }
    catch {
        return stated;
    }
}
/** Four times what it took before: while something starts beside it, it may well be slower. @param took milliseconds */
function limitOf(took) {
    return Math.min(LOOK_MS, Math.max(LEAST_MS, Math.ceil(4 * took)));
}
/** No way in is called silent earlier (milliseconds). */
const LEAST_MS = 3000;
/** How long the proxies may take to tell (milliseconds). */
const EDGES_MS = 5000;
/** Containers that may be a proxy: they publish a port that may speak HTTP. */
function edgesOf(known) {
    const ports = (0,portOrder/* inOrder */.al)((0,endpoints/* serverPorts */.Yk)(known)).asked.filter((port) => !(0,endpoints/* expectsTcp */.uG)(port));
    return [...new Set(ports.flatMap(({ container }) => container ?? []))].sort();
}
/** The names and paths that are asked besides, on each port that speaks HTTP; names first. */
function furtherEndpoints(recognised, { names: known, paths }) {
    const all = recognised
        .filter(({ endpoint, answer }) => endpoint.protocol !== 'tcp' && (0,answers/* answers */.GA)(answer))
        .flatMap(({ endpoint, names }) => {
        const hosts = (endpoint.port.owner === endpoints/* SERVER */.yv ? known : [...new Set([...known, ...names])]).map((host) => ({
            host,
        }));
        const bare = endpoint.port.owner === endpoints/* SERVER */.yv || (endpoint.port.shared && hosts.length > 0) ? [] : [{}];
        return [...bare, ...hosts].flatMap((host) => ['/', ...paths].map((path) => ({ ...endpoint, ...host, path })));
    })
        .filter(({ host, path }) => host !== undefined || path !== '/');
    return [...all.filter(({ path }) => path === '/'), ...all.filter(({ path }) => path !== '/')];
}

// EXTERNAL MODULE: ./lib/health/watch.js
var health_watch = __webpack_require__(8165);
// EXTERNAL MODULE: ./lib/host/failures.js
var failures = __webpack_require__(5523);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
;// CONCATENATED MODULE: ./lib/release/transaction/endpointGuard.js







/** For so long a way in may be worse when nothing was stopped first: three tries. */
const PATIENCE_MS = 3000;
/** Where something was stopped first, an edge that counts failures lets nobody through for a while (nginx: 10 s, HAProxy: three checks). */
const AFTER_STOP_MS = 15_000;
/** Milliseconds that a way in may answer worse after the switch, by what the plan does to the services behind it (pure). */
function patienceOf(services) {
    const stopped = services.filter(({ class: kind, change }) => kind === 'exclusive' && change === 'changed');
    // Of what has no check nobody knows when it begins to answer: its own start timeout is the bound.
    const unproven = stopped
        .filter(({ check }) => check.kind === 'running')
        .map(({ startTimeoutSeconds }) => startTimeoutSeconds * 1000);
    return Math.max(stopped.length === 0 ? PATIENCE_MS : AFTER_STOP_MS, ...unproven);
}
/**
 * What is still to be asked now that these containers run: what the files do not publish, route or name any more was taken away on purpose
 * (pure).
 */
function stillMeant(held, before, now, containers) {
    const lost = (had, has) => new Set(had.filter((one) => !has.includes(one)));
    const names = lost(before.names, now.names);
    const paths = lost(before.paths, now.paths);
    return held.flatMap((one) => {
        const { port, host, path } = one.endpoint;
        if ((host !== undefined && names.has(host)) || paths.has(path))
            return [];
        if (port.chosen === true)
            return (0,endpoints/* chosenNow */.dw)(port, containers).map((now) => ({ ...one, endpoint: { ...one.endpoint, port: now } }));
        return port.shared || (0,endpoints/* isPublished */.HF)(port, containers) ? [one] : [];
    });
}
/** Of a port that Docker chooses nobody knows the number before the next container runs. */
const hasNumber = ({ endpoint }) => endpoint.port.chosen !== true;
/** Holds a transaction to this: what answered before answers as well afterwards, and whatever it did not meanwhile is told. */
class EndpointGuard {
    guarding;
    before;
    /** What the release that runs now is meant to answer; absent before it runs. */
    meant;
    patienceMs = PATIENCE_MS;
    seen;
    asking;
    /** Begins to ask at once. */
    constructor(guarding) {
        this.guarding = guarding;
        this.asking = guarding.authorities.then((ca) => ({ host: guarding.host, ca }));
        this.before = this.asking.then((asking) => lookBefore(asking, guarding, guarding.signal));
        this.before.catch(() => undefined);
    }
    /** Absent as long as nothing was watched to its end. */
    get watched() {
        return this.seen;
    }
    /** Waits until all was asked, and says in the log what was found. */
    async tell() {
        const before = await this.before;
        const { held, silent, left, unasked } = before;
        const { log } = this.guarding;
        if (unasked !== undefined)
            log(`ways in: nobody could ask through the SSH connection (${unasked})`);
        else
            log(`ways in: ${held.length === 0 ? 'none answers' : `${held.length} answer${held.length === 1 ? 's' : ''}`} before anything is changed`);
        for (const { endpoint, before: answer } of held)
            log(`  ${(0,endpoints/* endpointWords */.$h)(endpoint)}: ${(0,answers/* answerWords */.Gy)(answer)}`);
        for (const one of silent)
            log(`  ${one}: no answer; this is not held against the release`);
        for (const one of left)
            log(`  not asked: ${one}`);
        return before;
    }
    /** The gate with the ways in beside it; undefined where there is neither. */
    async judge(inner) {
        const before = await this.before;
        if (before.held.length === 0)
            return inner;
        return async (occasion) => {
            this.meant = await this.meantNow(before, occasion.containers, occasion.signal);
            const over = new AbortController();
            const signal = AbortSignal.any([occasion.signal, over.signal]);
            const ways = this.ask(this.meant, signal).then((broken) => {
                if (broken.length > 0)
                    over.abort('a way into the stack is broken');
                return broken;
            });
            const probes = inner?.({ ...occasion, signal }).then((verdict) => {
                if (!verdict.healthy)
                    over.abort('the health gate did not hold');
                return verdict;
            });
            const [broken, verdict] = await Promise.all([ways, probes]);
            if (broken.length > 0)
                return { healthy: false, reason: `what answered before does not answer as well any more: ${words(broken)}` };
            return verdict ?? { healthy: true, reason: '' };
        };
    }
    /**
     * Does the work of a transaction while all ways in are asked again and again, and proves afterwards what its end says of them.
     * @throws UndoFailed where it ended, either way, and something does not answer as before; else what the work throws
     */
    async watch(work, services) {
        const { held, left } = await this.before;
        if (held.length === 0)
            return work();
        this.patienceMs = patienceOf(services);
        const asking = await this.asking;
        const watch = new health_watch/* EndpointWatch */.LC(held.filter(hasNumber), ({ endpoint, limitMs }, signal) => askEndpoint(asking, endpoint, signal, limitMs), this.guarding.clock);
        let ended;
        try {
            ended = await work();
            await this.prove(this.meant ?? held, (broken) => `The release was committed, and then what answered before did not any more: ${broken}`);
            return ended;
        }
        catch (error) {
            if (error instanceof errors/* Undone */._d)
                await this.prove(held.filter(hasNumber), (broken) => `${error.message}. The old version was put back, but what answered before does not: ${broken}`);
            throw error;
        }
        finally {
            const meant = new Set((ended === undefined ? held : (this.meant ?? held)).map(({ endpoint }) => (0,endpoints/* endpointWords */.$h)(endpoint)));
            const pauses = (await watch.stop()).filter(({ endpoint }) => meant.has(endpoint));
            this.seen = { asked: held.length, left, pauses };
            const { log } = this.guarding;
            if (pauses.length === 0)
                log('ways in: each answered as before whenever it was asked');
            else
                log('ways in: some answered worse than before for a while');
            for (const line of (0,health_watch/* pauseLines */.qY)(pauses))
                log(`  ${line}`);
        }
    }
    /** Proxies that were replaced are asked anew what they were told. */
    async meantNow({ held, hints }, containers, signal) {
        const { host, projects } = this.guarding;
        const others = this.guarding.containers.filter((one) => !(0,endpoints/* isOwn */.NP)(one, projects));
        const known = { ...this.guarding, containers: [...containers, ...others] };
        const same = JSON.stringify(edgesOf(known)) === JSON.stringify(edgesOf(this.guarding));
        const now = same
            ? (0,endpoints/* joinHints */.Bs)((0,endpoints/* hintsOf */.iw)(known), lessHints(hints, (0,endpoints/* hintsOf */.iw)(this.guarding)))
            : await readHints(host, known, signal);
        return stillMeant(held, hints, now, containers);
    }
    async prove(held, says) {
        const broken = await this.ask(held, this.guarding.signal.aborted ? new AbortController().signal : this.guarding.signal, 1);
        if (broken.length === 0)
            return;
        const todo = [`look at what runs: ${this.guarding.statusCommand}`, ...(0,health_watch/* restartAdvice */.qK)(broken)];
        throw new errors/* UndoFailed */.mR(says(words(broken)), { todo });
    }
    async ask(held, signal, streak) {
        const asking = await this.asking;
        return (0,health_watch/* judgeEndpoints */.AI)({
            held,
            ask: async ({ endpoint, limitMs }, stop) => {
                const answer = await askEndpoint(asking, endpoint, stop, limitMs);
                if (answer.kind === 'unasked' && !stop.aborted)
                    await this.reconnect(stop);
                return answer;
            },
            clock: this.guarding.clock,
            patienceMs: this.patienceMs,
            ...(streak !== undefined && { streak }),
            signal,
        });
    }
    /** A connection that was lost says nothing of the ways in, and a judgement waits for a new one. */
    async reconnect(signal) {
        const { host } = this.guarding;
        try {
            await host.exec(['true'], { signal });
        }
        catch (error) {
            if (error instanceof failures/* ConnectionLost */.pz)
                await host.reconnect({ signal }).catch(() => undefined);
        }
    }
}
/** What is in the first, and not in the second. */
function lessHints(one, other) {
    return {
        names: one.names.filter((name) => !other.names.includes(name)),
        paths: one.paths.filter((path) => !other.paths.includes(path)),
    };
}
function words(broken) {
    return broken.map(health_watch/* brokenWords */.Lz).join('; ');
}

// EXTERNAL MODULE: ./lib/release/transaction/gating.js + 2 modules
var gating = __webpack_require__(2936);
// EXTERNAL MODULE: ./lib/release/transaction/server.js
var server = __webpack_require__(9435);
// EXTERNAL MODULE: ./lib/runtime/clock.js
var clock = __webpack_require__(7642);
// EXTERNAL MODULE: ./lib/actions/shipping.js + 4 modules
var shipping = __webpack_require__(6042);
;// CONCATENATED MODULE: ./lib/actions/ship.js
















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
    const faults = (0,health_gate/* checkRules */.MM)(rulesOf(inputs));
    if (faults.length > 0)
        throw (0,errors/* refuseAll */.cp)('the gate’s inputs contradict each other', faults);
    await (0,probes/* authoritiesOf */.nW)(inputs.caFile);
}
/** Prints each report of the gate as it comes and keeps the last one. */
function gateReports(context, shipped) {
    return async (report, stage) => {
        context.log.info(`health gate (${stage}): ${report.healthy ? 'held' : `did not hold: ${report.reason ?? 'some probe failed'}`}`);
        for (const line of (0,health_report/* serviceLines */.PE)(report))
            context.log.info(line);
        shipped.seen.reports.push({ stage, report });
        shipped.healthy = report.healthy;
        shipped.reportFile = await (0,shipping/* keep */.aC)(context, 'gate.json', `${JSON.stringify(report, null, 2)}\n`);
    };
}
/** How the gate finds names and trusts certificates. */
function askingBy({ resolve, caFile }) {
    return { ...(resolve && { resolve }), ...(caFile && { caFile }) };
}
/** The gate of a deploy or rollback that has it inside its transaction. */
function gateFor(inputs, stack, server, context, shipped) {
    const onReport = gateReports(context, shipped);
    return (0,gating/* healthGate */.Yr)({
        stack,
        facts: server.facts,
        askOf: (containers) => (0,probes/* askFrom */.Ii)({ ...askingBy(inputs), host: server.host, containers }),
        rules: rulesOf(inputs),
        // A rollback has no plan: its file is written where there is one to write to.
        pinned: () => shipped.seen.plan === undefined ? (0,ways/* switchable */.j$)((0,proxyMeta/* proxied */.I)(server.facts).proxy) : shipped.seen.plan.switch === 'file',
        onReport: (report, stage) => void onReport(report, stage),
        signal: context.signal,
    });
}
/** Keeps in mind whether something answers that is no release of ours: the last line says so, whatever comes. */
function ship_lookBefore(stack, { facts }, { seen }) {
    seen.ranBefore = (0,likeness/* runsWithoutRelease */.EA)(stack, facts);
}
/** What holds a transaction on this server to "what answered before answers", and keeps what it saw for outputs and summary. */
function guardFor({ host, stackctl }, stack, { caFile }, context, shipped) {
    const urls = [...stack.health.flatMap(({ url }) => url ?? []), ...(stack.url === undefined ? [] : [stack.url])];
    return (projects, facts) => {
        const guard = new EndpointGuard({
            host,
            projects,
            urls,
            paths: stack.health.flatMap(({ path }) => path ?? []),
            skip: stack.health.flatMap(({ skip }) => skip ?? []),
            containers: facts.containers,
            authorities: (0,probes/* authoritiesOf */.nW)(caFile),
            clock: clock/* systemClock */.m,
            signal: context.signal,
            statusCommand: (0,server/* statusCommandOf */.X)(host, stackctl),
            log: (line) => context.log.info(line),
        });
        shipped.seen.guard = guard;
        return guard;
    };
}
/**
 * One deploy from plan to proof, with everything that a user sees of it: the plan, each step, where the time went, and, as the last line,
 * which version answers now.
 */
async function ship(deployment, options, context, shipped) {
    const { log } = context;
    const plans = [];
    const onPlan = (plan) => {
        // What was said when the files were read stands above it.
        const notices = plan.notices.filter((notice) => !deployment.notices.includes(notice));
        log.info((0,planReport/* planText */.Pt)({ ...plan, notices }));
        shipped.seen.plan = plan;
        shipped.changed = plan.services
            .filter(({ change }) => change !== 'unchanged')
            .map(({ project, service }) => `${project}/${service}`);
        plans.push((0,shipping/* keep */.aC)(context, 'plan.md', `${(0,planReport/* planMarkdown */.Xg)(plan)}\n`).then((path) => (shipped.planFile = path)));
        if (options.dryRun || plan.unchanged)
            return;
        shipped.release = plan.release;
        (0,shipping/* beginTransaction */.CR)(context);
    };
    const onEvent = (event) => void shipped.seen.events.push(event);
    try {
        const deployed = await (0,transaction_deployment.deploy)({
            ...deployment,
            guard: guardFor(deployment, deployment.stack, options.gate ?? {}, context, shipped),
            onPlan,
            onEvent,
            log: (line) => log.info(line),
            signal: context.signal,
        }, options);
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
        await deployed.guard.tell();
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
    for (const line of (0,timeline/* timesText */.A)(events))
        log.info(line);
}
/** Also an unchanged stack is green only when it was seen to answer: one round of the gate's probes. */
async function proveUnchanged({ services, facts }, { stack, host }, gate, context, shipped) {
    const report = await (0,health_gate/* judge */.S4)({
        probes: (0,gating/* probesOf */.pX)(stack, services, facts.containers, (0,meta/* readProjectNames */.A_)(facts.current?.meta['projects']), (0,gating/* listeningOf */.rW)(facts)),
        rules: { ...rulesOf(gate), successes: 1, windowSeconds: 0 },
        ask: (0,probes/* askFrom */.Ii)({ ...askingBy(gate), host, containers: facts.containers }),
        clock: clock/* systemClock */.m,
        signal: context.signal,
    });
    await gateReports(context, shipped)(report, 'unchanged');
    if (!report.healthy)
        throw new errors/* Refused */.Lw(`nothing changed and nothing was touched, but what runs is not healthy: ${(0,gating/* failuresOf */.dJ)(report)}`);
}


/***/ }),

/***/ 3147:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $r: () => (/* binding */ targetOf),
/* harmony export */   MM: () => (/* binding */ checkRules),
/* harmony export */   S4: () => (/* binding */ judge),
/* harmony export */   ut: () => (/* binding */ answerOf)
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
            return report('cancelled', whyCancelled(signal));
        const answers = await round(records, { ask, clock, deadline, begin, signal });
        if (signal?.aborted)
            return report('cancelled', whyCancelled(signal));
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
/** In its own words, where somebody gave some. */
function whyCancelled({ reason }) {
    return typeof reason === 'string' ? reason : 'the run was cancelled';
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
// EXTERNAL MODULE: ./lib/proxy/routes.js
var routes = __webpack_require__(7300);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/runtime/limited.js
var limited = __webpack_require__(4146);
// EXTERNAL MODULE: ./lib/host/dockerThere.js
var dockerThere = __webpack_require__(9124);
// EXTERNAL MODULE: ./lib/host/failures.js
var failures = __webpack_require__(5523);
// EXTERNAL MODULE: ./lib/runtime/json.js
var json = __webpack_require__(3220);
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
        const argv = (0,dockerThere/* dockerThere */.b)(['inspect', '--type', 'container', '-f', format, ...ids]);
        const { code, stdout, stderr } = await this.ask(argv, signal);
        const states = new Map();
        for (const row of stdout.split('\n')) {
            const [, id, text = ''] = /^([0-9a-f]{64}) (\{.*\})$/.exec(row) ?? [];
            const state = (0,json/* jsonObject */.o)(text);
            if (id !== undefined && typeof state?.['Status'] === 'string')
                states.set(id, state);
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
        const asking = { resolve, ca: await authorities, signal };
        const answer = await askUrl(probe, asking);
        return probe.routed === true && 'status' in answer.response && isTraefiks404(answer.response, probe)
            ? traefiks404(host, probe, answer, signal)
            : answer.verdict;
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
/** How often a redirect to https is followed. */
const MOST_REDIRECTS = 3;
async function askUrl(probe, way) {
    let url = new URL(probe.url);
    let response = await answerOnce(url, probe, way);
    for (let count = 0; probe.routed === true && count < MOST_REDIRECTS; count += 1) {
        const next = toTls(url, response);
        if (next === undefined)
            break;
        url = next;
        response = await answerOnce(url, probe, way);
    }
    const from = url.pathname === '/' ? url.origin : `${url.origin}${url.pathname}`;
    return { verdict: verdict(probe, response, from), response, from };
}
/** Where a redirect leads that only asks for TLS: it is nobody's proof that the service answers. */
function toTls(url, response) {
    if ('error' in response || response.location === undefined || ![301, 302, 307, 308].includes(response.status))
        return undefined;
    const next = URL.canParse(response.location, url.href) ? new URL(response.location, url.href) : undefined;
    const isTls = next?.protocol === 'https:' && next.hostname === url.hostname && url.protocol === 'http:';
    return isTls ? next : undefined;
}
function answerOnce(url, { headers }, { resolve, ca, signal }) {
    const address = resolve[url.hostname];
    const options = {
        // No agent that keeps connections: each try goes the whole way of a new visitor.
        agent: false,
        headers: { 'user-agent': 'stack-actions health gate', ...lowerCase(headers), connection: 'close' },
        ...(address !== undefined && { lookup: fixedLookup(address) }),
    };
    const begin = url.protocol === 'http:' ? external_node_http_.request : external_node_https_.request;
    return answerTo((limit) => begin(url, { ...options, ...(ca && { ca }), signal: limit }), signal);
}
/** A 404 in the words that Traefik and every server in Go have, which is not marked as one of the service. */
function isTraefiks404({ status, body, mark }, probe) {
    if (status !== 404 || body.trim() !== '404 page not found')
        return false;
    return probe.mark === undefined || mark !== probe.mark;
}
/** Without a pin nobody tells who answered: it counts where a replica says the same of itself. */
async function traefiks404(host, probe, { from }, signal) {
    const url = new URL(probe.url);
    for (const { address, port } of probe.mark === undefined ? (probe.own ?? []) : []) {
        const headers = { host: url.host, ...probe.headers };
        const response = await answerOf(host, { address, port, path: `${url.pathname}${url.search}`, headers }, signal);
        if ('status' in response && response.status === 404 && response.body.trim() === '404 page not found')
            return { ok: true };
    }
    return { ok: false, failure: `404 from ${from}: Traefik has no route`, answered: true };
}
async function askReplica(host, probe, signal) {
    const { port, path, status } = probe;
    const response = await answerOf(host, probe, signal);
    return verdict({ ...(status !== undefined && { status }) }, response, `:${port}${path}`);
}
function answerOf(host, to, signal) {
    const { address, port, path, headers } = to;
    const own = `${(0,external_node_net_.isIPv6)(address) ? `[${address}]` : address}:${port}`;
    return answerTo((limit) => (0,external_node_http_.request)({
        path,
        signal: limit,
        headers: { host: own, ...lowerCase(headers), connection: 'close' },
        createConnection: () => host.tunnel(address, port),
    }), signal);
}
function lowerCase(headers = {}) {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
/** One request, within its time; its failure in words. */
async function answerTo(begin, signal) {
    const limit = (0,limited/* limited */.T)(TRY_MS, signal);
    try {
        return await exchange(begin(limit));
    }
    catch (error) {
        if (limit.aborted && !signal.aborted)
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
                const { location, [routes/* MARK_HEADER */.qS.toLowerCase()]: mark } = response.headers;
                resolve({
                    ...{ status: response.statusCode ?? 0, body },
                    ...(location !== undefined && { location }),
                    ...(typeof mark === 'string' && { mark }),
                });
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
    const { status } = response;
    const bad = (why) => ({ ok: false, failure: `${status} from ${from}${why}`, answered: true });
    if (expected.status !== undefined)
        return status === expected.status ? { ok: true } : bad(`, not ${expected.status}`);
    if (expected.routed) {
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

/***/ 2936:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  dJ: () => (/* binding */ failuresOf),
  Yr: () => (/* binding */ healthGate),
  rW: () => (/* binding */ listeningOf),
  pX: () => (/* binding */ probesOf)
});

// EXTERNAL MODULE: ./lib/health/gate.js
var gate = __webpack_require__(3147);
// EXTERNAL MODULE: ./lib/runtime/ownEntry.js
var ownEntry = __webpack_require__(6030);
// EXTERNAL MODULE: ./lib/health/routers.js
var routers = __webpack_require__(5244);
// EXTERNAL MODULE: ./lib/health/skips.js
var skips = __webpack_require__(2410);
;// CONCATENATED MODULE: ./lib/health/probesFor.js



/**
 * What a gate asks: of each service that has to run each replica's container, its replicas and URLs of stack.yml, and else, where Traefik
 * routes it, each of its addresses; all of one service under one name.
 */
function probesFor(input) {
    const { of } = targetsOf(input);
    const outside = entriesOf(input).filter((entry) => of(entry) === undefined);
    return [...serviceProbes(input), ...outside.flatMap((entry) => [...urlProbes(entry), ...missingProbes(entry)])];
}
/** The part of them that asks these services, and nothing that stack.yml names beside them. */
function serviceProbes(input) {
    const { containers } = input;
    const { own, of } = targetsOf(input);
    const skipped = input.health.flatMap(({ skip }) => skip ?? []);
    const health = entriesOf(input);
    return own.flatMap((service) => {
        const entries = health.filter((entry) => of(entry) === service);
        const replicas = replicasOf(service, containers);
        const name = entries[0]?.name ?? serviceName(service);
        return [
            ...Array.from({ length: service.replicas }, (_, index) => containerProbe(name, service, replicas[index], index)),
            ...entries.flatMap((entry) => [...replicaProbes(entry, replicas), ...urlProbes(entry)]),
            ...(entries.some(({ url }) => url !== undefined)
                ? []
                : routerProbes(name, replicas, { ...input, health, skipped })),
        ];
    });
}
/** The entries that ask. */
function entriesOf({ health }) {
    return health.filter(({ skip }) => skip === undefined);
}
/** The services that have to run, and which of them an entry means. */
function targetsOf({ services, projects = {} }) {
    const own = services.filter((service) => service.class !== 'one-shot' && service.replicas > 0);
    return { own, of: (entry) => serviceOf(entry, own, projects) };
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
    if (exact !== undefined || (0,ownEntry/* ownEntry */.P)(projects, wanted.project) !== undefined)
        return exact;
    return named.length === 1 ? named[0] : undefined;
}
/** Compose's own rule for a project's name that comes from a folder (compose-go, NormalizeProjectName). */
function composeName(project, projects) {
    return ((0,ownEntry/* ownEntry */.P)(projects, project) ??
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
function replicaProbes({ name, port, path, status, headers }, replicas) {
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
                ...(headers && { headers }),
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
function urlProbes({ name, url, status, headers }) {
    if (url === undefined)
        return [];
    return [{ kind: 'url', name, url, ...(status !== undefined && { status }), ...(headers && { headers }) }];
}
/** Addresses that an entry of stack.yml asks already are not asked twice, and those that it takes out not at all. */
function routerProbes(name, replicas, { health, skipped, listening, mark }) {
    const hosts = new Set(health.flatMap(({ url }) => (url === undefined ? [] : [new URL(url).host])));
    const routed = replicas.flatMap(({ Config }) => (0,routers/* routedUrls */.M)(Config.Labels ?? {}, listening));
    const isSkipped = (0,skips/* skipsOf */.en)(skipped, routed);
    const wanted = routed.filter(({ url, router }) => {
        const { host, hostname, port, protocol, pathname: path } = new URL(url);
        const place = { host: hostname, port: Number(port) || (protocol === 'https:' ? 443 : 80), path };
        return !hosts.has(host) && !isSkipped(place) && !skipped.includes(router);
    });
    const own = replicas.flatMap((container) => {
        const address = addressOf(container);
        const port = servedPort(container);
        return address === undefined || port === undefined ? [] : [{ address, port }];
    });
    return [...new Set(wanted.map(({ url }) => url))].map((url) => ({
        ...{ kind: 'url', name, url, routed: true },
        ...(mark !== undefined && { mark }),
        ...(own.length > 0 && { own }),
    }));
}
/** The port that Traefik sends requests to: of the labels, else the lowest that is exposed. */
function servedPort({ Config: { Labels, ExposedPorts } }) {
    const label = Object.entries(Labels ?? {}).find(([key]) => /^traefik\.http\.services\.[^.]+\.loadbalancer\.server\.port$/i.test(key));
    const ports = Object.keys(ExposedPorts ?? {}).map((port) => Number.parseInt(port, 10));
    const port = label === undefined ? Math.min(...ports) : Number(label[1]);
    return Number.isInteger(port) ? port : undefined;
}
/** An entry for a service that the release does not have must not look healthy. */
function missingProbes({ name, service }) {
    if (service === undefined)
        return [];
    return [{ kind: 'container', name, container: `${service.project}-${service.service} (missing)` }];
}

;// CONCATENATED MODULE: ./lib/health/sickBefore.js

/** Milliseconds between two tries: one that fails once may be a hiccup. */
const AGAIN_MS = 1000;
const TRIES = 2;
/**
 * Which of these probes do not hold before anything is changed, asked twice: what asks services that nobody touches says nothing of a release
 * where it failed before as well.
 */
async function sickBefore(probes, { ask, clock, signal }) {
    const found = await Promise.all(probes.map(async (probe) => {
        let failure = '';
        for (let tries = 1;; tries += 1) {
            const answer = await (0,gate/* answerOf */.ut)(ask, probe, signal);
            if (answer.ok || signal.aborted)
                return [];
            failure = answer.failure;
            if (tries === TRIES)
                return [{ name: probe.name, kind: probe.kind, target: (0,gate/* targetOf */.$r)(probe), failure }];
            await clock.sleep(AGAIN_MS, signal);
        }
    }));
    return found.flat();
}
/** The probes that are still held against a release. */
function without(probes, sick) {
    const known = new Set(sick.map(keyOf));
    return probes.filter((probe) => !known.has(keyOf({ ...probe, target: (0,gate/* targetOf */.$r)(probe) })));
}
const keyOf = ({ name, kind, target }) => [name, kind, target].join(' ');

// EXTERNAL MODULE: ./lib/runtime/clock.js
var clock = __webpack_require__(7642);
// EXTERNAL MODULE: ./lib/release/plan/routing/proxyMeta.js
var proxyMeta = __webpack_require__(4217);
;// CONCATENATED MODULE: ./lib/release/transaction/gating.js





/**
 * Bad answers in a row that users may get. Each new container has passed its own checks before the switch, and Traefik has acknowledged it:
 * what still answers wrongly now does not get better by waiting. A certificate that is still to come is no answer.
 */
const PATIENCE = 5;
/**
 * The gate of a deploy. It holds the whole window while the old version still waits behind; once that is stopped, the successes in a row are
 * asked for again, because callers that kept an old address show only then.
 */
function healthGate(gating) {
    let sick = [];
    return {
        lookBefore: async (kept, projects) => {
            const { stack, facts, askOf, signal } = gating;
            const probes = serviceProbes(probesInput(stack, kept, facts.containers, projects, listeningOf(facts)));
            sick = await sickBefore(probes, { ask: askOf([]), clock: clock/* systemClock */.m, signal });
        },
        judge: judgeOf(gating, () => sick),
    };
}
function judgeOf({ stack, facts, askOf, rules, pinned, onReport }, sickOf) {
    return async ({ stage, containers, services, projects, signal }) => {
        const sick = sickOf();
        const all = probesOf(stack, services, containers, projects, {
            ...listeningOf(facts),
            ...(pinned() && { mark: stack.id }),
        });
        const probes = without(all, sick);
        const asked = stage === 'switched' ? rules : { ...rules, windowSeconds: 0 };
        // All of what runs stays as it was: there is nothing to hold against the release.
        const nothing = { schema: 1, healthy: true, ended: 'held', seconds: 0, rules: asked, probes: [] };
        const judged = await (probes.length === 0 && all.length > 0
            ? nothing
            : (0,gate/* judge */.S4)({
                probes,
                rules: asked,
                ask: askOf(containers),
                clock: clock/* systemClock */.m,
                // Users who got answers from another version before do not wait for this one.
                ...(facts.current !== undefined && { patience: PATIENCE }),
                signal,
            }));
        const report = sick.length === 0 ? judged : { ...judged, sickBefore: [...sick] };
        onReport(report, stage);
        return {
            healthy: report.healthy,
            reason: report.healthy ? '' : `the health gate did not hold: ${failuresOf(report)}`,
        };
    };
}
/**
 * The probes of what runs of these services now.
 * @param projects Compose project names by the names of stack.yml, as the release on the server has them.
 */
function probesOf(stack, services, containers, projects, more = {}) {
    return probesFor(probesInput(stack, services, containers, projects, more));
}
function probesInput(stack, services, containers, projects, more) {
    const current = services.flatMap((service) => containersOf(service, containers));
    return {
        health: stack.health,
        services: services.filter((service) => !hasEnded(service, containersOf(service, containers))),
        containers: current,
        projects,
        ...more,
    };
}
/** Whether a service that may end has done so, and well: nothing of it is left to be asked. */
function hasEnded({ check }, containers) {
    return check.kind === 'ends' && containers.every(({ State }) => State.Status === 'exited' && State.ExitCode === 0);
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
/** Where the Traefik listens that the routes go through. */
function listeningOf(facts) {
    const { proxy } = (0,proxyMeta/* proxied */.I)(facts);
    const entryPoints = proxy?.config?.entryPoints;
    if (entryPoints === undefined)
        return {};
    return { listening: { entryPoints, publishedPort: (port) => proxy?.published?.[port] } };
}


/***/ })

};
