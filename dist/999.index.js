export const id = 999;
export const ids = [999];
export const modules = {

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
/** Pairs of host and path that match a rule. Traefik 3 takes one argument in each call; its older syntax takes several. */
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

/***/ 2410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ZU: () => (/* binding */ plainSkips),
/* harmony export */   en: () => (/* binding */ skipsOf),
/* harmony export */   zQ: () => (/* binding */ routedBy)
/* harmony export */ });
/* harmony import */ var _routers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5244);

/**
 * What the values of `skip` exclude: a name (`example.org`), a page of all or one of them (`/old`, `example.org/old`), a port of the server
 * (`:8080`, `:8080/old`), or what a router of Traefik routes and no other does.
 */
function skipsOf(words, routed) {
    const rules = words.flatMap((word) => rulesOf(word, words, routed));
    return ({ host, port, path }) => rules.some((rule) => (rule.host === undefined || rule.host === host?.toLowerCase()) &&
        (rule.port === undefined || rule.port === port) &&
        (rule.path === undefined || isBelow(rule.path, path)) &&
        !rule.but?.some((one) => isBelow(one, path)));
}
/** The same without labels, as names, paths and ports: for a server that asks by itself. */
function plainSkips(words, routed) {
    const rules = words.flatMap((word) => rulesOf(word, words, routed));
    return [
        ...new Set(rules.map(({ host = '', port, path = '' }) => `${host}${port === undefined ? '' : `:${port}`}${path}`)),
    ];
}
/** Everything that Traefik routes by the labels of these containers. */
function routedBy(containers) {
    return containers.flatMap(({ Config }) => (0,_routers_js__WEBPACK_IMPORTED_MODULE_0__/* .routedUrls */ .M)(Config.Labels ?? {}));
}
function rulesOf(word, words, routed) {
    const named = routed.filter(({ router }) => router === word);
    const [, host = '', port, path] = /^([^:/]*)(?::(\d+))?(\/.*)?$/.exec(word) ?? [];
    const rule = {
        ...(host !== '' && { host: host.toLowerCase() }),
        ...(port !== undefined && { port: Number(port) }),
        ...(path !== undefined && { path }),
    };
    if (named.length === 0)
        return [rule];
    const others = routed.filter(({ router }) => !words.includes(router)).map(({ url }) => new URL(url));
    return named.flatMap(({ url }) => {
        const { hostname, pathname } = new URL(url);
        const beside = others.filter((other) => other.hostname === hostname).map((other) => other.pathname);
        if (beside.includes(pathname))
            return [];
        const but = beside.filter((other) => pathname === '/' || isBelow(pathname, other));
        return [{ host: hostname, ...(pathname !== '/' && { path: pathname }), ...(but.length > 0 && { but }) }];
    });
}
function isBelow(folder, path) {
    return path === folder || (folder !== '/' && path.startsWith(folder.endsWith('/') ? folder : `${folder}/`));
}


/***/ }),

/***/ 3040:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ readExpression),
/* harmony export */   Y: () => (/* binding */ constraintsFit)
/* harmony export */ });
/** Undefined where the text is no such expression: then nothing may be concluded from it. */
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
// The escapes of Go that JSON has as well; a text with others is not read.
function unquoted(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** More levels than any real rule has. */
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
 * Whether the labels fit a provider's constraints (`Label`, `LabelRegex`); undefined where that is not certain.
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
    // Node aborts on a pattern that is too long.
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

/***/ 4901:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hr: () => (/* binding */ withoutField),
/* harmony export */   ZH: () => (/* binding */ withField),
/* harmony export */   ZZ: () => (/* binding */ field),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   jf: () => (/* binding */ child),
/* harmony export */   k2: () => (/* binding */ readLabels),
/* harmony export */   r: () => (/* binding */ nodeJson)
/* harmony export */ });
/**
 * Reads `traefik.http.*` labels into a tree. Field names are case-insensitive, the first spelling in byte order is kept, and
 * `name[n]` is an element of a list: the rules of paerser 0.2.2 (`labels_decode.go`).
 */
function readLabels(labels) {
    const http = { name: 'http', value: '', children: [] };
    const faults = [];
    let hasTcp = false;
    let hasUdp = false;
    for (const key of Object.keys(labels).sort(byBytes)) {
        const lower = key.toLowerCase();
        if (lower.startsWith('traefik.tcp.'))
            hasTcp = true;
        if (lower.startsWith('traefik.udp.'))
            hasUdp = true;
        if (!lower.startsWith('traefik.http.'))
            continue;
        const path = splitKey(key);
        if (path === undefined)
            faults.push(key);
        else
            insert(http, path.slice(2), labels[key] ?? '');
    }
    return { http, hasTcp, hasUdp, faults };
}
/** The child of that name, whatever its case. */
function child(node, name) {
    return node?.children.find((one) => sameName(one.name, name));
}
/** The value of a field below a node, or undefined where it is absent or empty. */
function field(node, ...path) {
    let found = node;
    for (const name of path)
        found = child(found, name);
    return found?.value === '' ? undefined : found?.value;
}
/** A copy of the node in which that field has that value; added where it is missing. */
function withField(node, name, value) {
    const rest = node.children.filter((one) => !sameName(one.name, name));
    return { ...node, children: [...rest, { name, value, children: [] }] };
}
/** A copy without that field. */
function withoutField(node, name) {
    return { ...node, children: node.children.filter((one) => !sameName(one.name, name)) };
}
/**
 * The node as one line of JSON for Traefik's file provider. Every value stays the string that the label had: the file provider takes
 * booleans, numbers, durations and comma-separated lists as strings and field names in any case (paerser's `file.DecodeContent`), so
 * nothing has to be known about a field. `raw` replaces fields of the node itself by JSON text of the caller's.
 */
function nodeJson(node, raw = {}) {
    const own = node.children.filter((one) => !isDisabled(one)).map((one) => `${quote(one.name)}:${valueJson(one)}`);
    const added = Object.entries(raw).map(([name, json]) => `${quote(name)}:${json}`);
    return `{${[...own, ...added].join(',')}}`;
}
function valueJson(node) {
    if (node.children.length === 0)
        return quote(node.value);
    if (node.children[0]?.name.startsWith('[') === true)
        return `[${node.children.map(valueJson).join(',')}]`;
    return nodeJson(node);
}
// `tls=false` beside `tls.options=x` switches the whole element off (paerser's "allowEmpty").
function isDisabled(node) {
    return node.children.length > 0 && node.value !== '' && node.value.toLowerCase() !== 'true';
}
/**
 * A JSON string that is also a YAML 1.2 string on one line and that Go's templates leave alone: the file provider expands `{{ … }}` in the
 * whole file before it parses it. Characters that YAML refuses, breaks lines at or that reorder text on a screen are written as `\uXXXX`;
 * half surrogates, which YAML cannot hold, become U+FFFD.
 */
function quote(text) {
    return JSON.stringify(text.replace(/\p{Surrogate}/gu, '\ufffd'))
        .replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .replaceAll('{{', '\\u007b\\u007b')
        .replaceAll('@SERVERS@', '\\u0040SERVERS@');
}
const UNSAFE = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]/g;
/** More levels than any field of Traefik has. */
const DEEPEST = 100;
function splitKey(key) {
    const parts = [];
    for (const part of key.split('.')) {
        if (part === '' || part.startsWith('['))
            return undefined;
        const bracket = part.endsWith(']') ? part.indexOf('[') : -1;
        if (part.endsWith(']') && bracket === -1)
            return undefined;
        if (bracket === -1)
            parts.push(part);
        else
            parts.push(part.slice(0, bracket), part.slice(bracket));
    }
    return parts[0] === 'traefik' && parts.length > 2 && parts.length <= DEEPEST ? parts : undefined;
}
function insert(root, path, value) {
    let node = root;
    for (const name of path) {
        let next = child(node, name);
        if (next === undefined) {
            next = { name, value: '', children: [] };
            node.children.push(next);
        }
        node = next;
    }
    node.value = value;
}
function sameName(one, other) {
    return one.toLowerCase() === other.toLowerCase();
}
function byBytes(one, other) {
    return Buffer.compare(Buffer.from(one), Buffer.from(other));
}


/***/ }),

/***/ 7300:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   eV: () => (/* binding */ routesOf),
/* harmony export */   mu: () => (/* binding */ definitionsOf),
/* harmony export */   qS: () => (/* binding */ MARK_HEADER),
/* harmony export */   yH: () => (/* binding */ stackLines)
/* harmony export */ });
/* unused harmony export blockingMiddleware */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _labels_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4901);
/* harmony import */ var _routing_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6194);



/** Above every priority that people write; the router's own priority is added, so that their order stays. */
const MIRROR_PRIORITY = 1000000n;
/** Above every router from labels, below every copied one: an existing route keeps answering what it answers. */
const DARK_PRIORITY = 500000n;
const BLOCKED = 'stack-actions-blocked';
/** Traefik's highest priority for users: 2^63-1-1000 (`pkg/server/router`). */
const HIGHEST_PRIORITY = 2n ** 63n - 1001n;
function definitionsOf(routings) {
    return {
        services: new Set(routings.flatMap((routing) => routing.balancers.map(({ name }) => name))),
        middlewares: new Set(routings.flatMap((routing) => routing.middlewares.map(({ name }) => name))),
    };
}
/** A header that every answer through a pin has: by it the gate distinguishes the service's own 404 from Traefik's. */
const MARK_HEADER = 'X-Stack-Actions';
const MARK = 'stack-actions-mark';
/** What belongs to the whole stack and to no service. */
function stackLines(stackId) {
    const definition = JSON.stringify({ headers: { customResponseHeaders: { [MARK_HEADER]: stackId } } });
    const mark = { section: 'middlewares', project: '', service: '', name: `${stackId}-${MARK}`, definition };
    return [mark, blockingMiddleware(stackId)];
}
/** The middleware of routers that must not be reached yet: it answers 404 to everybody, as without a route. It belongs to no service. */
function blockingMiddleware(stackId) {
    const definition = '{"ipAllowList":{"sourceRange":"255.255.255.255/32","rejectStatusCode":"404"}}';
    return { section: 'middlewares', project: '', service: '', name: `${stackId}-${BLOCKED}`, definition };
}
/**
 * The file's lines for one service. They refer to nothing that the release's own containers define: Traefik drops what belongs to a container
 * that Docker does not call healthy, and definitions that differ between old and new.
 */
function routesOf(input) {
    const { stackId, project, service, routing, definitions } = input;
    const own = { project, service };
    const names = new Names(stackId, definitions);
    return [
        ...routing.routers
            .filter(({ rule }) => rule !== '')
            .flatMap((router) => {
            const line = { ...own, name: names.prefixed(router.name) };
            return [
                { section: 'routers', ...line, definition: (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .nodeJson */ .r)(mirrored(router, names, stackId)) },
                { section: 'blocked', ...line, definition: (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .nodeJson */ .r)(blocked(router, stackId)) },
            ];
        }),
        ...routing.balancers.map((balancer) => ({
            section: 'services',
            ...own,
            name: names.prefixed(balancer.name),
            definition: balancerJson(balancer),
            ...(balancer.port === undefined
                ? {}
                : {
                    server: {
                        scheme: balancer.scheme,
                        port: balancer.port,
                        sticky: balancer.sticky,
                        network: routing.network,
                    },
                }),
        })),
        ...routing.middlewares.map(({ name, node }) => ({
            section: 'middlewares',
            ...own,
            name: names.prefixed(name),
            definition: (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .nodeJson */ .r)(middleware(node, names)),
        })),
    ];
}
class Names {
    stackId;
    definitions;
    constructor(stackId, definitions) {
        this.stackId = stackId;
        this.definitions = definitions;
    }
    prefixed(name) {
        return `${this.stackId}-${name}`;
    }
    service(name) {
        return this.refer(name, this.definitions.services);
    }
    middlewares(list) {
        return list
            .split(',')
            .map((name) => this.refer(name.trim(), this.definitions.middlewares))
            .join(',');
    }
    refer(name, ours) {
        const plain = (0,_routing_js__WEBPACK_IMPORTED_MODULE_1__/* .bare */ .$)(name) ?? '';
        if (ours.has(plain))
            return this.prefixed(plain);
        return qualified(name);
    }
}
// A name in a label means the docker provider; in the file the same name would mean the file provider.
function qualified(name) {
    return name === '' || name.includes('@') ? name : `${name}@docker`;
}
function mirrored(router, names, stackId) {
    let node = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .withField */ .ZH)(router.node, 'priority', raised(router, MIRROR_PRIORITY));
    node = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .withField */ .ZH)(node, 'service', names.service((0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .field */ .ZZ)(node, 'service') ?? ''));
    const middlewares = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .field */ .ZZ)(node, 'middlewares');
    // The first, so that it also marks what the others answer.
    const own = middlewares === undefined ? [] : [names.middlewares(middlewares)];
    node = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .withField */ .ZH)(node, 'middlewares', [`${stackId}-${MARK}`, ...own].join(','));
    return withQualifiedTls(node);
}
function blocked(router, stackId) {
    let node = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .withField */ .ZH)(router.node, 'priority', raised(router, DARK_PRIORITY));
    node = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .withField */ .ZH)(node, 'service', 'noop@internal');
    node = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .withField */ .ZH)(node, 'middlewares', `${stackId}-${BLOCKED}`);
    return withQualifiedTls(node);
}
// Traefik's own default is the length of the rule, in bytes.
function raised(router, by) {
    const explicit = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .field */ .ZZ)(router.node, 'priority');
    const given = explicit === undefined || !/^-?\d+$/.test(explicit) ? 0n : BigInt(explicit);
    const sum = by + (given === 0n ? BigInt(Buffer.byteLength(router.rule)) : given);
    return String(sum > HIGHEST_PRIORITY ? HIGHEST_PRIORITY : sum);
}
function withQualifiedTls(node) {
    const tls = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .child */ .jf)(node, 'tls');
    const options = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .field */ .ZZ)(tls, 'options');
    if (tls === undefined || options === undefined || options === 'default')
        return node;
    return replaced(node, (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .withField */ .ZH)(tls, 'options', qualified(options)));
}
function balancerJson(balancer) {
    const transport = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .field */ .ZZ)(balancer.node, 'serverstransport');
    let { node } = balancer;
    if (transport !== undefined)
        node = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .withField */ .ZH)(node, 'serverstransport', qualified(transport));
    const sticky = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .child */ .jf)(node, 'sticky');
    const cookie = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .child */ .jf)(sticky, 'cookie');
    if (balancer.sticky && sticky !== undefined && cookie !== undefined && (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .field */ .ZZ)(cookie, 'name') === undefined) {
        node = replaced(node, replaced(sticky, (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .withField */ .ZH)(cookie, 'name', cookieName(`${balancer.name}@docker`))));
    }
    const servers = balancer.url === undefined ? '"@SERVERS@"' : `[{"url":${(0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(balancer.url)}}]`;
    return `{"loadBalancer":${(0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .nodeJson */ .r)(node, { servers })}}`;
}
/**
 * Traefik's name of a sticky cookie that has none (3.6, `pkg/server/cookie/cookie.go`): a hash of the service's name, which is another one
 * in the file, so that sessions would move.
 */
function cookieName(service) {
    return `_${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha1').update(`_TRAEFIK_BACKEND_${service}`).digest('hex')}`.slice(0, 6);
}
function middleware(node, names) {
    let copy = node;
    const chain = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .child */ .jf)(copy, 'chain');
    const members = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .field */ .ZZ)(chain, 'middlewares');
    if (chain !== undefined && members !== undefined)
        copy = replaced(copy, (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .withField */ .ZH)(chain, 'middlewares', names.middlewares(members)));
    const errors = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .child */ .jf)(copy, 'errors');
    const page = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .field */ .ZZ)(errors, 'service');
    if (errors !== undefined && page !== undefined)
        copy = replaced(copy, (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .withField */ .ZH)(errors, 'service', names.service(page)));
    return copy;
}
function replaced(node, next) {
    return { ...node, children: node.children.map((one) => (one.name === next.name ? next : one)) };
}


/***/ }),

/***/ 6194:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ bare),
/* harmony export */   C: () => (/* binding */ routingOf)
/* harmony export */ });
/* harmony import */ var _expression_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3040);
/* harmony import */ var _labels_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4901);


/**
 * Follows Traefik's docker provider (3.6, `pkg/provider/docker/config.go`, `pkg/provider/configuration.go`): implicit service and router
 * link, default port, `traefik.enable`.
 */
function routingOf(service, docker) {
    const enable = lookUp(service.labels, 'traefik.enable');
    const network = lookUp(service.labels, 'traefik.docker.network') ?? docker.network;
    const none = {
        ...{ routed: false, network, routers: [], balancers: [], middlewares: [] },
        ...{ obstacles: [], uncarried: [], notices: [] },
    };
    const enabled = enable === undefined ? docker.exposedByDefault : TRUE.has(enable.toLowerCase());
    const fits = (0,_expression_js__WEBPACK_IMPORTED_MODULE_0__/* .constraintsFit */ .Y)(docker.constraints, {
        'com.docker.compose.project': service.project,
        'com.docker.compose.service': service.service,
        ...service.labels,
    });
    if (!enabled || docker.nobodyAsks === true || fits === false || !reaches(docker, service))
        return none;
    const tree = (0,_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .readLabels */ .k2)(service.labels);
    const routerNodes = ((0,_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .child */ .jf)(tree.http, 'routers')?.children ?? []).filter((node) => listens(docker, node));
    if (routerNodes.length === 0 && (0,_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .child */ .jf)(tree.http, 'routers') !== undefined)
        return none;
    const serviceNodes = (0,_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .child */ .jf)(tree.http, 'services')?.children ?? [];
    const middlewares = ((0,_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .child */ .jf)(tree.http, 'middlewares')?.children ?? []).map((node) => ({ name: node.name, node }));
    const { routers, ...unruled } = routersOf(routerNodes, serviceNodes, service);
    const { balancers, obstacles } = balancersOf(serviceNodes, routers, service);
    const isExplicit = enable !== undefined || serviceNodes.length > 0;
    const somewhere = service.ports.length + serviceNodes.length > 0;
    const byDefaultRule = routerNodes.length === 0 && isExplicit && !tree.hasTcp && !tree.hasUdp && somewhere;
    const found = {
        ...{ network, routers, balancers, middlewares, notices: unruled.notices },
        obstacles: [...treeObstacles(tree, fits, docker), ...obstacles],
        uncarried: [
            ...(tree.hasTcp ? ['it has TCP routers (traefik.tcp.*)'] : []),
            ...(tree.hasUdp ? ['it has UDP routers (traefik.udp.*)'] : []),
            ...unruled.uncarried,
            ...(byDefaultRule ? ["it has no router of its own (Traefik's default rule)"] : []),
            ...oddNames([...routers, ...balancers, ...middlewares]),
        ],
    };
    return { ...found, routed: routers.length > 0 || found.uncarried.length + found.obstacles.length > 0 };
}
/** Why nobody can tell what Traefik makes of these labels. */
function treeObstacles({ faults }, fits, { constraints }) {
    return [
        ...faults.map((key) => `Traefik cannot read the label ${JSON.stringify(key)} and ignores the whole container`),
        ...(fits === undefined ? [`it is not certain whether Traefik sees it: its constraints are ${constraints}`] : []),
    ];
}
/** Routers with the service that each of them leads to. */
function routersOf(routerNodes, serviceNodes, service) {
    const names = serviceNodes.length === 0 ? [implicitName(service)] : serviceNodes.map((node) => node.name);
    const found = routerNodes.map((node) => ({
        node,
        rule: (0,_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .field */ .ZZ)(node, 'rule'),
        target: (0,_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .field */ .ZZ)(node, 'service') ?? (names.length === 1 ? names[0] : undefined),
    }));
    return {
        routers: found.flatMap(({ node, rule = '', target }) => target === undefined ? [] : [{ name: node.name, node: (0,_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .withField */ .ZH)(node, 'service', target), rule }]),
        uncarried: found.flatMap(({ node, rule, target }) => target === undefined || rule !== undefined
            ? []
            : [`its router ${node.name} has no rule (Traefik's default rule)`]),
        notices: found.flatMap(({ node, target }) => target !== undefined
            ? []
            : [`Traefik drops the router ${node.name}: it names no service and the labels define ${names.length}`]),
    };
}
/** Load balancers of the labels, or the one that Traefik makes for a router without any. */
function balancersOf(serviceNodes, routers, service) {
    const implicit = implicitName(service);
    const usesImplicit = routers.some(({ node }) => bare((0,_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .field */ .ZZ)(node, 'service')) === implicit);
    const made = usesImplicit ? [{ name: implicit, value: '', children: [] }] : [];
    const found = (serviceNodes.length > 0 ? serviceNodes : made).map((node) => balancerOf(node, service.ports));
    return {
        balancers: found.flatMap((one) => (typeof one === 'string' ? [] : [one])),
        obstacles: found.flatMap((one) => (typeof one === 'string' ? [one] : [])),
    };
}
function oddNames(all) {
    return all.flatMap(({ name }) => SAFE_NAME.test(name)
        ? []
        : [`the name ${JSON.stringify(name)} in its labels has characters that Traefik’s file cannot hold`]);
}
/** Of several Traefiks only those that share a network with it can send it anything. */
function reaches({ among }, { networks }) {
    if (among === undefined || networks === undefined)
        return true;
    const everywhere = among.networks.includes('host') || networks.includes('host');
    return everywhere || networks.some((network) => among.networks.includes(network));
}
/** Of several Traefiks only those that have one of the router's entry points take it. */
function listens({ among }, router) {
    const named = (0,_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .field */ .ZZ)(router, 'entrypoints')?.split(',');
    if (among === undefined || named === undefined)
        return true;
    return named.some((name) => among.entryPoints.includes(name.trim().toLowerCase()));
}
const TRUE = new Set(['1', 't', 'true']);
const SAFE_NAME = /^[^\s@`\p{C}]+$/u;
/** Traefik's name of a Compose container without `services` labels: letters and digits of `service_project`, joined by hyphens. */
function implicitName({ service, project }) {
    return `${service}_${project}`
        .split(/[^\p{L}\p{N}]+/u)
        .filter((part) => part !== '')
        .join('-');
}
/** A name without `@docker`, which is what a label means anyway. */
function bare(name) {
    return name?.replace(/@docker$/, '');
}
function balancerOf(node, ports) {
    const balancer = (0,_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .child */ .jf)(node, 'loadbalancer') ?? { name: 'loadBalancer', value: '', children: [] };
    const server = (0,_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .child */ .jf)(balancer, 'server');
    const rest = (0,_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutField */ .Hr)(balancer, 'server');
    const cookie = (0,_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .child */ .jf)((0,_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .child */ .jf)(balancer, 'sticky'), 'cookie');
    const sticky = cookie !== undefined && !(cookie.value !== '' && cookie.value.toLowerCase() !== 'true');
    const scheme = (0,_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .field */ .ZZ)(server, 'scheme') ?? 'http';
    const common = { name: node.name, node: rest, scheme, sticky };
    for (const name of ['weight', 'preservepath']) {
        if ((0,_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .child */ .jf)(server, name) !== undefined)
            return `the label loadbalancer.server.${name} of ${node.name} cannot be repeated in Traefik’s file`;
    }
    const url = (0,_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .field */ .ZZ)(server, 'url');
    if (url !== undefined)
        return { ...common, url };
    if (!/^(http|https|h2c)$/.test(scheme))
        return `the scheme ${JSON.stringify(scheme)} of ${node.name} is none of http, https, h2c`;
    const given = (0,_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .field */ .ZZ)(server, 'port');
    const port = given === undefined ? Math.min(...ports) : Number(given);
    if (given === undefined && ports.length === 0)
        return `nothing says the port of ${node.name}: set loadbalancer.server.port`;
    if (!Number.isInteger(port) || port < 1 || port > 65535)
        return `the port ${JSON.stringify(given)} of ${node.name} is not a port`;
    return { ...common, port };
}
function lookUp(labels, name) {
    const key = Object.keys(labels).find((one) => one.toLowerCase() === name);
    return key === undefined ? undefined : labels[key];
}


/***/ })

};
