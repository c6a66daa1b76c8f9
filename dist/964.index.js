export const id = 964;
export const ids = [964];
export const modules = {

/***/ 9107:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AY: () => (/* binding */ RANGE),
/* harmony export */   Yb: () => (/* binding */ leftPorts),
/* harmony export */   al: () => (/* binding */ inOrder),
/* harmony export */   ky: () => (/* binding */ runsOf)
/* harmony export */ });
/* harmony import */ var _endpoints_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6540);

/** At most so many ports are asked: each costs the server connections before anything begins. A port at IPv4 and IPv6 is one. */
const PORTS = 32;
/** So many consecutive ports of one container are a range, as for FTP or media: none of them alone serves a page. */
const RANGE = 4;
/** Puts 80 and 443 first, then what may speak HTTP, then what speaks something else, then ranges: one of each, then the others (pure). */
function inOrder(ports) {
    const marked = withoutTwins(markRanges(ports));
    const sorted = marked
        .map((port, index) => ({ port, index, rank: rankOf(port) }))
        .sort((one, other) => one.rank - other.rank || one.index - other.index)
        .map(({ port }) => port);
    const counted = new Set();
    const [asked, left] = [[], []];
    for (const port of nextToTwins(sorted)) {
        counted.add(pairOf(port));
        (counted.size <= PORTS ? asked : left).push(port);
    }
    return { asked, left };
}
/** `shop/ftp: ports 30012-30039`, a line an owner. */
function leftPorts(left) {
    return [...new Set(left.map(({ owner }) => owner))].map((owner) => {
        const numbers = [...new Set(left.filter((one) => one.owner === owner).map(({ port }) => port))];
        const runs = runsOf(numbers).map((run) => (run.length === 1 ? `${run[0]}` : `${run[0]}-${run.at(-1)}`));
        return `${owner}: port${numbers.length === 1 ? '' : 's'} ${runs.join(', ')}`;
    });
}
function rankOf(port) {
    if (port.range !== undefined)
        return 3 + port.range;
    if ([80, 443].includes(port.port) || [80, 443].includes(port.target))
        return 0;
    return (0,_endpoints_js__WEBPACK_IMPORTED_MODULE_0__/* .expectsTcp */ .uG)(port) ? 2 : 1;
}
/** Gives each port of a range its place in it, from 0. */
function markRanges(ports) {
    const of = (port) => port.container ?? port.owner;
    const places = new Map();
    for (const whose of new Set(ports.map(of))) {
        const numbers = [...new Set(ports.filter((one) => of(one) === whose).map(({ port }) => port))];
        for (const run of runsOf(numbers)) {
            if (run.length >= RANGE)
                run.forEach((number, index) => void places.set(`${whose} ${number}`, index));
        }
    }
    return ports.map((port) => {
        const range = places.get(`${of(port)} ${port.port}`);
        return range === undefined ? port : { ...port, range };
    });
}
/** Ascending numbers, grouped into consecutive ones. */
function runsOf(numbers) {
    const runs = [];
    for (const number of [...numbers].sort((one, other) => one - other)) {
        const run = runs.at(-1);
        if (run?.at(-1) === number - 1)
            run?.push(number);
        else
            runs.push([number]);
    }
    return runs;
}
/** In a range the IPv4 address stands for the IPv6 one, which Docker publishes with it. */
function withoutTwins(ports) {
    const first = new Set(ports.filter(({ address }) => address === '127.0.0.1').map(pairOf));
    return ports.filter((port) => port.range === undefined || port.address !== '::1' || !first.has(pairOf(port)));
}
/** Puts the IPv4 and the IPv6 address of one port next to each other. */
function nextToTwins(ports) {
    const groups = new Map();
    for (const port of ports)
        groups.set(pairOf(port), [...(groups.get(pairOf(port)) ?? []), port]);
    return [...groups.values()].flat();
}
function pairOf({ owner, container = owner, address, port }) {
    return `${container} ${['127.0.0.1', '::1'].includes(address) ? '' : address} ${port}`;
}


/***/ }),

/***/ 3880:
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
;// CONCATENATED MODULE: ./lib/health/containerStates.js



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
    /** @param read States that were read just now: the first request for one of them is answered from here. */
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
    /** Asks again over a new connection: a window may outlast a connection, and a lost one says nothing about the containers. */
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









/** How long one try may take at most (milliseconds). */
const TRY_MS = 5000;
/** As much of a body as is read. */
const BODY_BYTES = 4096;
/** The real probes: HTTP and TLS with verification from the runner; HTTP to replicas, and `docker inspect`, through the server. */
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
/** The target of a redirect that only asks for TLS: such a redirect does not prove that the service answers. */
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
        // No agent that keeps connections: each try resolves, connects and verifies as a new visitor does.
        agent: false,
        headers: { 'user-agent': 'stack-actions health gate', ...lowerCase(headers), connection: 'close' },
        ...(address !== undefined && { lookup: fixedLookup(address) }),
    };
    const begin = url.protocol === 'http:' ? external_node_http_.request : external_node_https_.request;
    return answerTo((limit) => begin(url, { ...options, ...(ca && { ca }), signal: limit }), signal);
}
/** A 404 with the text of Traefik, which every server in Go sends as well, and without the header that marks an answer of the service. */
function isTraefiks404({ status, body, mark }, probe) {
    if (status !== 404 || body.trim() !== '404 page not found')
        return false;
    return probe.mark === undefined || mark !== probe.mark;
}
/** Without a pin no header shows who sent the 404: it counts as the service's if a replica answers the same when asked directly. */
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
                // Do not wait for the rest of an endless answer.
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

/***/ 2305:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ serverOf),
/* harmony export */   X: () => (/* binding */ statusCommandOf)
/* harmony export */ });
/* harmony import */ var _host_failures_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5523);

/** What a person types on his own machine to see how the stack stands. */
function statusCommandOf(host, stackctl) {
    return `ssh ${host.name.replace(/:(\d+)$/, ' -p $1')} '${stackctl.path} status'`;
}
/**
 * One release's transaction on a server, as the runner drives it.
 * @param begin What starts it: a deploy brings its release along, a rollback makes one on the server.
 */
function serverOf({ stackctl, host }, release, begin) {
    const answer = ({ state, stderr, code, refusal, containers }) => ({
        state,
        reason: refusal?.message ?? stderr.replace(/^stackctl: /gm, '').trim(),
        ...(code && { code }),
        ...(refusal && { todo: refusal.todo }),
        ...(containers && { containers }),
    });
    return {
        start: async (onLine) => answer(await begin(onLine)),
        watch: async (from, onLine, say) => answer(await stackctl.watch(release, from, { onLine, ...(say && { say }) })),
        abort: async () => void (await stackctl.abort(release)),
        heartbeat: () => stackctl.heartbeat(release),
        recover: () => stackctl.recover(),
        reconnect: () => host.reconnect(),
        isConnectionLost: (error) => error instanceof _host_failures_js__WEBPACK_IMPORTED_MODULE_0__/* .ConnectionLost */ .pz,
        statusCommand: statusCommandOf(host, stackctl),
    };
}


/***/ })

};
