export const id = 497;
export const ids = [497];
export const modules = {

/***/ 8497:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  guardFor: () => (/* binding */ guardFor)
});

// EXTERNAL MODULE: ./lib/health/probes.js + 1 modules
var probes = __webpack_require__(3880);
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
/** Two answers that were given at the same time may arrive in either order, so far apart (milliseconds). */
const BESIDE_MS = 100;
const turns = new WeakMap();
/**
 * Ends when the server has answered a question that was sent after this call. An earlier question over the same connection that is answered at
 * once or never (a refusal) is answered by then, however slow the runner or the network is. Callers that wait at the same time share one
 * question, since sshd allows few sessions in a connection.
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
// EXTERNAL MODULE: ./lib/health/routers.js
var routers = __webpack_require__(5244);
;// CONCATENATED MODULE: ./lib/health/hints.js


/** Names and paths from stack.yml, and from labels, variables and healthchecks of the stack's containers. */
function hintsOf({ containers, projects, urls, paths }) {
    const own = containers.filter((one) => (0,endpoints/* isOwn */.NP)(one, projects));
    const routed = own.flatMap(({ Config }) => (0,routers/* routedUrls */.M)(Config.Labels ?? {}).map(({ url }) => url));
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
function isName(name) {
    return (/^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(name) &&
        !/^[\d.]+$/.test(name));
}

;// CONCATENATED MODULE: ./lib/health/askEndpoint.js







/** How long one ask may take at most (milliseconds). */
const ASK_MS = 5000;
/** The same for the first ask. It is longer: a slow page that is taken for silence here is not asked again later. */
const LOOK_MS = 2 * ASK_MS;
/** A connection counts as open when it has not been closed for so long, and the server has answered a later question meanwhile. */
const OPEN_MS = 500;
/** Asks one endpoint, once, from the server's side. Never throws. */
async function askEndpoint(asking, endpoint, signal, limitMs = ASK_MS) {
    return endpoint.protocol === 'tcp'
        ? askTcp(asking, endpoint.port, signal)
        : (await askHttp(asking, endpoint, signal, limitMs)).answer;
}
/** Finds out what a port speaks. All protocols are tried at once, so that a silent port costs no more time than a slow one. */
async function recognise(asking, port, signal) {
    const begun = performance.now();
    const took = () => performance.now() - begun;
    const bare = (protocol) => ({ port, protocol, path: '/' });
    const open = askTcp(asking, port, signal);
    const tcp = async () => ({ endpoint: bare('tcp'), answer: await open, took: took(), names: [] });
    // Databases get no request that they do not understand: their logs would show it, and some block clients that send many.
    if ((0,endpoints/* expectsTcp */.uG)(port))
        return tcp();
    const over = (protocol) => askHttp(asking, bare(protocol), signal, LOOK_MS);
    const [http, tls] = [over('http'), over('tls')];
    const found = async (protocol) => {
        const { answer, names } = await (protocol === 'http' ? http : tls);
        // A TLS server answers plain HTTP with 400.
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
        const names = secured === undefined ? [] : certificateNames(secured.getPeerCertificate().subjectaltname);
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
    // It answered, but not in HTTP.
    if (tls !== undefined && code.startsWith('HPE_'))
        return { kind: 'open', tls };
    if (code === 'ECONNRESET')
        return { kind: 'none', why: 'connection closed' };
    return { kind: 'none', why: message };
}
/** Connects and waits whether the connection stays open. */
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

/** Where common proxies keep their configuration in their containers. */
const PLACES = [
    '/etc/nginx/nginx.conf /etc/nginx/conf.d/* /etc/nginx/sites-enabled/* /etc/nginx/http.d/*',
    '/opt/bitnami/nginx/conf/server_blocks/* /usr/local/openresty/nginx/conf/nginx.conf /config/nginx/site-confs/*',
    '/data/nginx/proxy_host/*',
    '/etc/caddy/Caddyfile /usr/local/etc/haproxy/*.cfg /etc/haproxy/*.cfg',
    '/usr/local/apache2/conf/httpd.conf /usr/local/apache2/conf/extra/* /etc/apache2/sites-enabled/*',
].join(' ');
/** Bytes of one container's text that are read. */
const BYTES = 200_000;
/** Shell text for the server that prints the configuration of those of these containers that are proxies. */
function edgeConfigArgv(containers) {
    const inside = `cat ${PLACES} 2>/dev/null | head -c ${BYTES}`;
    const script = `for id; do timeout 10 docker exec "$id" sh -c '${inside}' 2>/dev/null & done; wait`;
    return ['sh', '-c', script, '-', ...containers];
}
/** Hosts and paths in configurations of nginx, Caddy, HAProxy and Apache, found by their directives; what is not understood is skipped (pure). */
function edgeHints(text) {
    const written = text.split('\n').map((line) => line.replace(/(^|\s)#.*$/, ''));
    // A directive of nginx may span lines.
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
    return joinHints({ names, paths }, { names: [], paths: [] });
}

// EXTERNAL MODULE: ./lib/health/portOrder.js
var portOrder = __webpack_require__(9107);
// EXTERNAL MODULE: ./lib/health/skips.js
var skips = __webpack_require__(2410);
;// CONCATENATED MODULE: ./lib/health/before.js







/** At most so many endpoints are asked again and again, so that asking is no load. */
const ENDPOINTS = 24;
/** Asks every endpoint of the stack: each published port, by its address and by each name and path that a visitor may use. */
async function lookBefore(asking, known, signal) {
    // Ports 80 and 443 of the server are asked by the stack's names, whoever listens there, if there can be any names.
    const nameless = hintsOf(known).names.length === 0 && edgesOf(known).length === 0;
    const ports = (0,portOrder/* inOrder */.al)((0,endpoints/* serverPorts */.Yk)(known).filter(({ owner }) => owner !== endpoints/* SERVER */.yv || !nameless));
    const [recognised, hints] = await Promise.all([
        Promise.all(ports.asked.map((port) => recognise(asking, port, signal))),
        readHints(asking.host, known, signal),
    ]);
    const isSkipped = (0,skips/* skipsOf */.en)(known.skip, (0,skips/* routedBy */.zQ)(known.containers.filter((one) => (0,endpoints/* isOwn */.NP)(one, known.projects))));
    const meant = ({ port: { port }, protocol, host, path }) => !isSkipped({ host, port, path: protocol === 'tcp' ? '' : path });
    // So is a proxy that several stacks share.
    const bare = recognised.flatMap(({ endpoint, answer, took }) => {
        const { owner, shared } = endpoint.port;
        const byName = owner === endpoints/* SERVER */.yv || (endpoint.protocol !== 'tcp' && shared && hints.names.length > 0);
        return (0,answers/* answers */.GA)(answer) && !byName && meant(endpoint) ? [{ endpoint, before: answer, limitMs: limitOf(took) }] : [];
    });
    const further = furtherEndpoints(recognised, hints).filter(meant);
    const wanted = byImportance([...bare, ...further.map((endpoint) => ({ endpoint }))]);
    const baselines = await Promise.all(wanted.slice(0, ENDPOINTS).map(async (one) => {
        if (isHeld(one))
            return one;
        const begun = performance.now();
        const before = await askEndpoint(asking, one.endpoint, signal, LOOK_MS);
        return { ...one, before, limitMs: limitOf(performance.now() - begun) };
    }));
    const unasked = recognised.map(({ answer }) => (answer.kind === 'unasked' ? answer.why : undefined));
    return {
        baselines: baselines.filter(({ before }) => (0,answers/* answers */.GA)(before)),
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
/** @param ports that were never asked. @param more endpoints that are not asked again */
function leftWords(ports, more) {
    const bare = more.filter(isHeld).map(({ endpoint }) => endpoint.port);
    const [first, ...others] = more.filter((one) => !isHeld(one));
    const many = others.length === 0 ? '' : ` and ${others.length} more names and paths`;
    return [
        ...(0,portOrder/* leftPorts */.Yb)([...ports, ...bare]),
        ...(first === undefined ? [] : [`${(0,endpoints/* endpointWords */.$h)(first.endpoint)}${many}`]),
    ];
}
/** The known names and paths, including those in the configuration of the proxies in front. A proxy without a readable one is no error. */
async function readHints(host, known, signal) {
    const stated = hintsOf(known);
    const edges = edgesOf(known);
    if (edges.length === 0)
        return stated;
    try {
        const { stdout } = await host.exec(edgeConfigArgv(edges), { signal, timeoutMs: EDGES_MS });
        return joinHints(stated, edgeHints(stdout));
    }
    catch {
        return stated;
    }
}
/** Four times the time of the first answer: while something starts beside it, an endpoint may be slower. @param took milliseconds */
function limitOf(took) {
    return Math.min(LOOK_MS, Math.max(LEAST_MS, Math.ceil(4 * took)));
}
/** No endpoint counts as silent earlier (milliseconds). */
const LEAST_MS = 3000;
/** How long reading the proxies' configuration may take (milliseconds). */
const EDGES_MS = 5000;
/** Containers that may be a proxy: they publish a port that may speak HTTP. */
function edgesOf(known) {
    const ports = (0,portOrder/* inOrder */.al)((0,endpoints/* serverPorts */.Yk)(known)).asked.filter((port) => !(0,endpoints/* expectsTcp */.uG)(port));
    return [...new Set(ports.flatMap(({ container }) => container ?? []))].sort();
}
/** The names and paths that are also asked, on each port that speaks HTTP; names first. */
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
;// CONCATENATED MODULE: ./lib/release/transaction/endpointRules.js

/** For so long an endpoint may be worse when nothing was stopped first: three tries. */
const PATIENCE_MS = 3000;
/** Where something was stopped first, an edge that counts failures lets nobody through for a while (nginx: 10 s, HAProxy: three checks). */
const AFTER_STOP_MS = 15_000;
/** Milliseconds that an endpoint may answer worse after the switch, by what the plan does to the services behind it. */
function patienceOf(services) {
    const stopped = services.filter(({ class: kind, change }) => kind === 'exclusive' && change === 'changed');
    // Of what has no check nobody knows when it begins to answer: its own start timeout is the bound.
    const unproven = stopped
        .filter(({ check }) => check.kind === 'running')
        .map(({ startTimeoutSeconds }) => startTimeoutSeconds * 1000);
    return Math.max(stopped.length === 0 ? PATIENCE_MS : AFTER_STOP_MS, ...unproven);
}
/**
 * What is still to be asked now that these containers run: what the files do not publish, route or name any more was taken away on purpose.
 */
function stillMeant(baselines, before, now, containers) {
    const lost = (had, has) => new Set(had.filter((one) => !has.includes(one)));
    const names = lost(before.names, now.names);
    const paths = lost(before.paths, now.paths);
    return baselines.flatMap((one) => {
        const { port, host, path } = one.endpoint;
        if ((host !== undefined && names.has(host)) || paths.has(path))
            return [];
        if (port.chosen === true)
            return (0,endpoints/* chosenNow */.dw)(port, containers).map((now) => ({ ...one, endpoint: { ...one.endpoint, port: now } }));
        return port.shared || (0,endpoints/* isPublished */.HF)(port, containers) ? [one] : [];
    });
}

;// CONCATENATED MODULE: ./lib/release/transaction/endpointGuard.js









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
        const { baselines, silent, left, unasked } = before;
        const { log } = this.guarding;
        if (unasked !== undefined)
            log(`endpoints: nobody could ask through the SSH connection (${unasked})`);
        else
            log(`endpoints: ${baselines.length === 0 ? 'none answers' : `${baselines.length} answer${baselines.length === 1 ? 's' : ''}`} before anything is changed`);
        for (const { endpoint, before: answer } of baselines)
            log(`  ${(0,endpoints/* endpointWords */.$h)(endpoint)}: ${(0,answers/* answerWords */.Gy)(answer)}`);
        for (const one of silent)
            log(`  ${one}: no answer; this is not held against the release`);
        for (const one of left)
            log(`  not asked: ${one}`);
        return before;
    }
    /** The gate with the endpoints beside it; undefined where there is neither. */
    async judge(inner) {
        const before = await this.before;
        if (before.baselines.length === 0)
            return inner;
        return async (occasion) => {
            this.meant = await this.meantNow(before, occasion.containers, occasion.signal);
            const over = new AbortController();
            const signal = AbortSignal.any([occasion.signal, over.signal]);
            const endpoints = this.ask(this.meant, signal).then((broken) => {
                if (broken.length > 0)
                    over.abort('an endpoint of the stack is broken');
                return broken;
            });
            const probes = inner?.({ ...occasion, signal }).then((verdict) => {
                if (!verdict.healthy)
                    over.abort('the health gate did not hold');
                return verdict;
            });
            const [broken, verdict] = await Promise.all([endpoints, probes]);
            if (broken.length > 0)
                return { healthy: false, reason: `what answered before does not answer as well any more: ${words(broken)}` };
            return verdict ?? { healthy: true, reason: '' };
        };
    }
    /**
     * Does the work of a transaction while all endpoints are asked again and again, and proves afterwards what its end says of them.
     * @throws UndoFailed where it ended, either way, and something does not answer as before; else what the work throws
     */
    async watch(work, services) {
        const { baselines, left } = await this.before;
        if (baselines.length === 0)
            return work();
        this.patienceMs = patienceOf(services);
        const asking = await this.asking;
        const watch = new health_watch/* EndpointWatch */.LC(baselines.filter(hasNumber), ({ endpoint, limitMs }, signal) => askEndpoint(asking, endpoint, signal, limitMs), this.guarding.clock);
        let ended;
        try {
            ended = await work();
            await this.prove(this.meant ?? baselines, (broken) => `The release was committed, and then what answered before did not any more: ${broken}`);
            return ended;
        }
        catch (error) {
            if (error instanceof errors/* Undone */._d)
                await this.prove(baselines.filter(hasNumber), (broken) => `${error.message}. The old version was put back, but what answered before does not: ${broken}`);
            throw error;
        }
        finally {
            const meant = new Set((ended === undefined ? baselines : (this.meant ?? baselines)).map(({ endpoint }) => (0,endpoints/* endpointWords */.$h)(endpoint)));
            const pauses = (await watch.stop()).filter(({ endpoint }) => meant.has(endpoint));
            this.seen = { asked: baselines.length, left, pauses };
            const { log } = this.guarding;
            if (pauses.length === 0)
                log('endpoints: each answered as before whenever it was asked');
            else
                log('endpoints: some answered worse than before for a while');
            for (const line of (0,health_watch/* pauseLines */.qY)(pauses))
                log(`  ${line}`);
        }
    }
    /** Proxies that were replaced are asked anew what they were told. */
    async meantNow({ baselines, hints }, containers, signal) {
        const { host, projects } = this.guarding;
        const others = this.guarding.containers.filter((one) => !(0,endpoints/* isOwn */.NP)(one, projects));
        const known = { ...this.guarding, containers: [...containers, ...others] };
        const same = JSON.stringify(edgesOf(known)) === JSON.stringify(edgesOf(this.guarding));
        const now = same
            ? joinHints(hintsOf(known), lessHints(hints, hintsOf(this.guarding)))
            : await readHints(host, known, signal);
        return stillMeant(baselines, hints, now, containers);
    }
    async prove(baselines, says) {
        const broken = await this.ask(baselines, this.guarding.signal.aborted ? new AbortController().signal : this.guarding.signal, 1);
        if (broken.length === 0)
            return;
        const todo = [`look at what runs: ${this.guarding.statusCommand}`, ...(0,health_watch/* restartAdvice */.qK)(broken)];
        throw new errors/* UndoFailed */.mR(says(words(broken)), { todo });
    }
    async ask(baselines, signal, streak) {
        const asking = await this.asking;
        return (0,health_watch/* judgeEndpoints */.AI)({
            baselines,
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
    /** A connection that was lost says nothing of the endpoints, and a judgement waits for a new one. */
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

// EXTERNAL MODULE: ./lib/release/transaction/transactionServer.js
var transactionServer = __webpack_require__(2305);
// EXTERNAL MODULE: ./lib/runtime/clock.js
var clock = __webpack_require__(7642);
;// CONCATENATED MODULE: ./lib/shipment/guard.js




/** What holds a transaction on this server to "what answered before answers". What it saw is part of the shipment. */
function guardFor({ host, stackctl }, stack, { caFile }, { signal, log }, logbook) {
    const urls = [...stack.health.flatMap(({ url }) => url ?? []), ...(stack.url === undefined ? [] : [stack.url])];
    return (projects, facts) => {
        const guard = new EndpointGuard({
            ...{ host, projects, urls, signal },
            paths: stack.health.flatMap(({ path }) => path ?? []),
            skip: stack.health.flatMap(({ skip }) => skip ?? []),
            containers: facts.containers,
            authorities: (0,probes/* authoritiesOf */.nW)(caFile),
            clock: clock/* systemClock */.m,
            statusCommand: (0,transactionServer/* statusCommandOf */.X)(host, stackctl),
            log: (line) => log.info(line),
        });
        logbook.noteGuard(guard);
        return guard;
    };
}


/***/ })

};
