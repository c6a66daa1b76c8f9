export const id = 389;
export const ids = [389,463];
export const modules = {

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
    return parts[0] === 'traefik' && parts.length > 2 ? parts : undefined;
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
/* harmony export */   Gf: () => (/* binding */ darkness),
/* harmony export */   eV: () => (/* binding */ routesOf),
/* harmony export */   mu: () => (/* binding */ definitionsOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _labels_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4901);
/* harmony import */ var _routing_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6194);



/** Above every priority that people write; the own priority is added, so that their order stays. */
const MIRROR_PRIORITY = 1000000n;
/** Above every router from labels, below every mirrored one: what an older route answers stays with it. */
const DARK_PRIORITY = 500000n;
const DARK = 'stack-actions-dark';
/** Traefik's highest priority for users: 2^63-1-1000 (`pkg/server/router`). */
const HIGHEST_PRIORITY = 2n ** 63n - 1001n;
function definitionsOf(routings) {
    return {
        services: new Set(routings.flatMap((routing) => routing.balancers.map(({ name }) => name))),
        middlewares: new Set(routings.flatMap((routing) => routing.middlewares.map(({ name }) => name))),
    };
}
/** What dark routers answer by: 404 to everybody, as where there is no route. It belongs to no service. */
function darkness(stackId) {
    const definition = '{"ipAllowList":{"sourceRange":"255.255.255.255/32","rejectStatusCode":"404"}}';
    return { section: 'middlewares', project: '', service: '', name: `${stackId}-${DARK}`, definition };
}
/**
 * The mirror's lines for one service. Nothing in them refers to what comes from the release's own containers: Traefik drops what belongs to a
 * container that Docker does not call healthy, and definitions that differ between old and new.
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
                { section: 'routers', ...line, definition: (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .nodeJson */ .r)(mirrored(router, names)) },
                { section: 'dark', ...line, definition: (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .nodeJson */ .r)(darkened(router, stackId)) },
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
// A label means its own provider; in the file the same name would mean the file provider.
function qualified(name) {
    return name === '' || name.includes('@') ? name : `${name}@docker`;
}
function mirrored(router, names) {
    let node = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .withField */ .ZH)(router.node, 'priority', raised(router, MIRROR_PRIORITY));
    node = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .withField */ .ZH)(node, 'service', names.service((0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .field */ .ZZ)(node, 'service') ?? ''));
    const middlewares = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .field */ .ZZ)(node, 'middlewares');
    if (middlewares !== undefined)
        node = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .withField */ .ZH)(node, 'middlewares', names.middlewares(middlewares));
    return withQualifiedTls(node);
}
function darkened(router, stackId) {
    let node = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .withField */ .ZH)(router.node, 'priority', raised(router, DARK_PRIORITY));
    node = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .withField */ .ZH)(node, 'service', 'noop@internal');
    node = (0,_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .withField */ .ZH)(node, 'middlewares', `${stackId}-${DARK}`);
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
 * in the mirror, so that sessions would move.
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
/* harmony import */ var _labels_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4901);

/**
 * Follows Traefik's docker provider (3.6, `pkg/provider/docker/config.go`, `pkg/provider/configuration.go`): implicit service and router
 * link, default port, `traefik.enable`.
 */
function routingOf(service, docker) {
    const enable = lookUp(service.labels, 'traefik.enable');
    const network = lookUp(service.labels, 'traefik.docker.network') ?? docker.network;
    const none = {
        routed: false,
        network,
        routers: [],
        balancers: [],
        middlewares: [],
        obstacles: [],
        uncarried: [],
        notices: [],
    };
    const enabled = enable === undefined ? docker.exposedByDefault : TRUE.has(enable.toLowerCase());
    if (!enabled)
        return none;
    const tree = (0,_labels_js__WEBPACK_IMPORTED_MODULE_0__/* .readLabels */ .k2)(service.labels);
    const obstacles = tree.faults.map((key) => `Traefik cannot read the label ${JSON.stringify(key)} and ignores the whole container`);
    const uncarried = [];
    if (tree.hasTcp)
        uncarried.push('it has TCP routers (traefik.tcp.*)');
    if (tree.hasUdp)
        uncarried.push('it has UDP routers (traefik.udp.*)');
    const found = { ...none, obstacles, uncarried };
    const routerNodes = (0,_labels_js__WEBPACK_IMPORTED_MODULE_0__/* .child */ .jf)(tree.http, 'routers')?.children ?? [];
    const serviceNodes = (0,_labels_js__WEBPACK_IMPORTED_MODULE_0__/* .child */ .jf)(tree.http, 'services')?.children ?? [];
    found.middlewares = ((0,_labels_js__WEBPACK_IMPORTED_MODULE_0__/* .child */ .jf)(tree.http, 'middlewares')?.children ?? []).map((node) => ({ name: node.name, node }));
    const implicit = implicitName(service);
    const names = serviceNodes.length === 0 ? [implicit] : serviceNodes.map((node) => node.name);
    for (const node of routerNodes) {
        const target = (0,_labels_js__WEBPACK_IMPORTED_MODULE_0__/* .field */ .ZZ)(node, 'service') ?? (names.length === 1 ? names[0] : undefined);
        if (target === undefined) {
            found.notices.push(`Traefik drops the router ${node.name}: it names no service and the labels define ${names.length}`);
            continue;
        }
        const rule = (0,_labels_js__WEBPACK_IMPORTED_MODULE_0__/* .field */ .ZZ)(node, 'rule');
        if (rule === undefined)
            uncarried.push(`its router ${node.name} has no rule (Traefik's default rule)`);
        found.routers.push({ name: node.name, node: (0,_labels_js__WEBPACK_IMPORTED_MODULE_0__/* .withField */ .ZH)(node, 'service', target), rule: rule ?? '' });
    }
    const usesImplicit = serviceNodes.length === 0 && found.routers.some(({ node }) => bare((0,_labels_js__WEBPACK_IMPORTED_MODULE_0__/* .field */ .ZZ)(node, 'service')) === implicit);
    const balancers = serviceNodes.length > 0 ? serviceNodes : usesImplicit ? [{ name: implicit, value: '', children: [] }] : [];
    for (const node of balancers) {
        const balancer = balancerOf(node, service.ports);
        if (typeof balancer === 'string')
            obstacles.push(balancer);
        else
            found.balancers.push(balancer);
    }
    const byDefaultRule = routerNodes.length === 0 && (enable !== undefined || serviceNodes.length > 0);
    if (byDefaultRule && !tree.hasTcp && !tree.hasUdp && service.ports.length + serviceNodes.length > 0) {
        uncarried.push("it has no router of its own (Traefik's default rule)");
    }
    for (const name of [...found.routers, ...found.balancers, ...found.middlewares].map((one) => one.name)) {
        if (!SAFE_NAME.test(name))
            uncarried.push(`the name ${JSON.stringify(name)} in its labels has characters that cannot be carried over`);
    }
    found.routed = found.routers.length > 0 || uncarried.length + obstacles.length > 0;
    return found;
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
    const balancer = (0,_labels_js__WEBPACK_IMPORTED_MODULE_0__/* .child */ .jf)(node, 'loadbalancer') ?? { name: 'loadBalancer', value: '', children: [] };
    const server = (0,_labels_js__WEBPACK_IMPORTED_MODULE_0__/* .child */ .jf)(balancer, 'server');
    const rest = (0,_labels_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutField */ .Hr)(balancer, 'server');
    const cookie = (0,_labels_js__WEBPACK_IMPORTED_MODULE_0__/* .child */ .jf)((0,_labels_js__WEBPACK_IMPORTED_MODULE_0__/* .child */ .jf)(balancer, 'sticky'), 'cookie');
    const sticky = cookie !== undefined && !(cookie.value !== '' && cookie.value.toLowerCase() !== 'true');
    const scheme = (0,_labels_js__WEBPACK_IMPORTED_MODULE_0__/* .field */ .ZZ)(server, 'scheme') ?? 'http';
    const common = { name: node.name, node: rest, scheme, sticky };
    for (const name of ['weight', 'preservepath']) {
        if ((0,_labels_js__WEBPACK_IMPORTED_MODULE_0__/* .child */ .jf)(server, name) !== undefined)
            return `the label loadbalancer.server.${name} of ${node.name} cannot be carried over`;
    }
    const url = (0,_labels_js__WEBPACK_IMPORTED_MODULE_0__/* .field */ .ZZ)(server, 'url');
    if (url !== undefined)
        return { ...common, url };
    if (!/^(http|https|h2c)$/.test(scheme))
        return `the scheme ${JSON.stringify(scheme)} of ${node.name} is none of http, https, h2c`;
    const given = (0,_labels_js__WEBPACK_IMPORTED_MODULE_0__/* .field */ .ZZ)(server, 'port');
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


/***/ }),

/***/ 6262:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VO: () => (/* binding */ TRAEFIK_LINES),
/* harmony export */   bD: () => (/* binding */ dockerProviderOf),
/* harmony export */   jX: () => (/* binding */ isTraefik)
/* harmony export */ });
/** What a person adds to Traefik, once, so that routes can be switched by one rename. */
const TRAEFIK_LINES = [
    'command: --providers.file.directory=/run/stack-actions',
    'command: --providers.providersThrottleDuration=100ms',
    'command: --ping=true',
    'volumes: /run/stack-actions:/run/stack-actions',
];
/** Whether an image or its arguments are Traefik's: `traefik`, `library/traefik`, `registry/x/traefik:v3`, or the docker provider's flag. */
function isTraefik(image, args) {
    const repository = (image ?? '').replace(/@.*$/, '').replace(/:[^/:]*$/, '');
    return repository.split('/').at(-1) === 'traefik' || args.some((arg) => /^--providers\.docker(=|\.|$)/i.test(arg));
}
/** Settings of the docker provider from Traefik's arguments and environment; Traefik's own defaults where they are silent. */
function dockerProviderOf(args, environment = []) {
    const setting = (name) => {
        const flag = `--providers.docker.${name}`;
        const variable = `TRAEFIK_PROVIDERS_DOCKER_${name.toUpperCase()}=`;
        const arg = args.find((one) => one.toLowerCase() === flag || one.toLowerCase().startsWith(`${flag}=`));
        if (arg !== undefined)
            return arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : 'true';
        return environment.find((one) => one.startsWith(variable))?.slice(variable.length);
    };
    return { exposedByDefault: setting('exposedbydefault')?.toLowerCase() !== 'false', network: setting('network') ?? '' };
}


/***/ }),

/***/ 4413:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LZ: () => (/* binding */ exposedPorts),
/* harmony export */   NV: () => (/* binding */ PROJECT_LABEL),
/* harmony export */   Pf: () => (/* binding */ label),
/* harmony export */   Xd: () => (/* binding */ Containers),
/* harmony export */   eO: () => (/* binding */ FOLDER_LABEL),
/* harmony export */   fX: () => (/* binding */ SERVICE_LABEL),
/* harmony export */   jq: () => (/* binding */ serviceKey),
/* harmony export */   mE: () => (/* binding */ HASH_LABEL)
/* harmony export */ });
const PROJECT_LABEL = 'com.docker.compose.project';
const SERVICE_LABEL = 'com.docker.compose.service';
const FOLDER_LABEL = 'com.docker.compose.project.working_dir';
const HASH_LABEL = 'stack-actions.hash';
/** Key of a service in maps: Compose project name and service. */
function serviceKey(project, service) {
    return `${project}/${service}`;
}
/** The host's containers by Compose project and service; those of `compose run` are left out. */
class Containers {
    byService = new Map();
    all;
    constructor(facts) {
        this.all = facts.containers.filter((container) => label(container, 'com.docker.compose.oneoff') !== 'True');
        for (const container of this.all) {
            const project = label(container, PROJECT_LABEL);
            const service = label(container, SERVICE_LABEL);
            if (project === undefined || service === undefined)
                continue;
            const key = serviceKey(project, service);
            this.byService.set(key, [...(this.byService.get(key) ?? []), container]);
        }
    }
    running(project, service) {
        return (this.byService.get(serviceKey(project, service)) ?? []).filter(({ State }) => State.Running);
    }
    /** Services of which something runs in a Compose project. */
    servicesOf(project) {
        const found = this.all.filter((container) => container.State.Running && label(container, PROJECT_LABEL) === project);
        return [...new Set(found.map((container) => label(container, SERVICE_LABEL) ?? ''))]
            .filter((name) => name !== '')
            .sort();
    }
    /** Compose projects of which something runs. */
    projects() {
        const found = this.all.filter(({ State }) => State.Running).map((container) => label(container, PROJECT_LABEL));
        return [...new Set(found.filter((name) => name !== undefined))].sort();
    }
}
function label(container, name) {
    return container.Config.Labels?.[name];
}
/** Container ports that an inspected container exposes. */
function exposedPorts(container) {
    return Object.keys(container.Config.ExposedPorts ?? {}).map((port) => Number.parseInt(port, 10));
}


/***/ }),

/***/ 8389:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  gg: () => (/* binding */ deploy),
  Pv: () => (/* binding */ mustRun)
});

// UNUSED EXPORTS: planDeployment

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
;// CONCATENATED MODULE: ./lib/host/sendImages.js



/**
 * Sends images of this machine's engine to the server's, over the SSH connection, where there is no registry. What the server has is not sent.
 * @param imageIds `sha256:…`
 * @throws Refused when the server does not end up with all of them
 */
async function sendImages(host, imageIds, options) {
    const missing = await missingOn(host, imageIds, options);
    if (missing.length === 0)
        return [];
    // A stream from program to program: an image is too large to be held in memory.
    const save = (0,external_node_child_process_.spawn)('docker', ['save', ...missing], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    save.stderr.on('data', (chunk) => (said = (said + chunk.toString()).slice(-2000)));
    const saved = new Promise((resolve) => {
        save.once('error', (error) => {
            said = error.message;
            resolve(127);
        });
        save.once('exit', (code) => resolve(code ?? 137));
    });
    const loaded = await host.exec(['docker', 'load', '-q'], { stdin: save.stdout, ...options });
    if ((await saved) !== 0)
        throw new errors/* Refused */.Lw(`the images could not be read from this runner's engine: ${(0,runtime_escape/* plain */.pj)(said).trim()}`);
    const left = loaded.code === 0 ? await missingOn(host, missing, options) : missing;
    if (left.length > 0) {
        throw new errors/* Refused */.Lw(`the server did not take ${left.length} of ${missing.length} images: ${(0,runtime_escape/* plain */.pj)(loaded.stderr).trim() || 'it has them under other ids'}`, {
            at: host.name,
            todo: 'use a registry (`registry:` in stack.yml) if the two engines store images differently',
        });
    }
    return missing;
}
async function missingOn(host, imageIds, options) {
    if (imageIds.length === 0)
        return [];
    const { stdout } = await host.exec(['docker', 'image', 'inspect', '-f', '{{.Id}}', ...imageIds], options);
    const there = new Set(stdout.split('\n').map((line) => line.trim()));
    return imageIds.filter((id) => !there.has(id));
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(6118);
;// CONCATENATED MODULE: ./lib/host/tar.js



/** The stream that `stackctl prepare` reads. A file is read when it is its turn, so that only one is in memory. */
function packRelease(parcel) {
    const archive = (0,tar_stream.pack)();
    const fill = async () => {
        for (const { name, mode, content } of entriesOf(parcel)) {
            const bytes = Buffer.from(await content());
            await new Promise((resolve, reject) => {
                archive.entry({ name, mode, mtime: new Date(0), uid: 0, gid: 0 }, bytes, (error) => error ? reject(error) : resolve());
            });
        }
        archive.finalize();
    };
    fill().catch((error) => archive.destroy(error));
    // The library's stream is not Node's own, which child processes and `instanceof` ask for.
    return external_node_stream_.Readable.from(archive);
}
function entriesOf({ config, release, adopt, files }) {
    return [
        { name: 'config.json', mode: 0o600, content: () => config },
        ...releaseEntries('release', release),
        ...(adopt === undefined ? [] : releaseEntries('adopt', adopt)),
        ...files.flatMap(mountedEntries),
    ];
}
function releaseEntries(folder, files) {
    const text = (name, content) => ({
        name: `${folder}/${name}`,
        mode: 0o600,
        content: () => content,
    });
    return [
        text('meta', files.meta),
        text('services', files.services),
        text('routes', files.routes),
        text('ways', files.ways),
        text('resources', files.resources),
        ...Object.entries(files.models).map(([project, model]) => text(`models/${project}.json`, `${yamlSafe(JSON.stringify(model, null, 2))}\n`)),
        text('env', files.env),
        text('release.json', `${JSON.stringify(files.json, null, 2)}\n`),
    ];
}
function mountedEntries({ sha256, isFolder, files }) {
    return files.map(({ path, from, content, executable }) => ({
        name: isFolder ? `files/${sha256}/${path}` : `files/${sha256}`,
        mode: executable ? 0o755 : 0o644,
        content: () => content ?? (from === undefined ? '' : (0,promises_.readFile)(from)),
    }));
}
/**
 * JSON that Compose on the server reads as YAML 1.1, to the same values: there some characters that JSON may hold as they are, are not allowed
 * (DEL, C1 controls, noncharacters), and some are line breaks, which become blanks (NEL, U+2028, U+2029).
 */
function yamlSafe(json) {
    return json.replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

// EXTERNAL MODULE: ./lib/runtime/clock.js
var clock = __webpack_require__(7642);
// EXTERNAL MODULE: ./lib/stack/order.js
var order = __webpack_require__(8364);
// EXTERNAL MODULE: ./lib/release/images.js
var release_images = __webpack_require__(2463);
// EXTERNAL MODULE: ./lib/release/journal.js
var journal = __webpack_require__(6802);
// EXTERNAL MODULE: ./lib/release/lines.js
var lines = __webpack_require__(7118);
// EXTERNAL MODULE: ./lib/proxy/routes.js
var proxy_routes = __webpack_require__(7300);
// EXTERNAL MODULE: ./lib/proxy/routing.js
var routing = __webpack_require__(6194);
// EXTERNAL MODULE: ./lib/release/containers.js
var release_containers = __webpack_require__(4413);
// EXTERNAL MODULE: ./lib/release/dollars.js
var dollars = __webpack_require__(2910);
;// CONCATENATED MODULE: ./lib/release/inspected.js
/** Labels that Docker Compose puts on containers. */
const COMPOSE_LABEL = /^com\.docker\.compose\./;
/** Fields of the host configuration that are empty unless somebody set them: Compose's name, Docker's name. */
const HOST_FIELDS = [
    ['cap_add', 'CapAdd'],
    ['cap_drop', 'CapDrop'],
    ['security_opt', 'SecurityOpt'],
    ['extra_hosts', 'ExtraHosts'],
    ['group_add', 'GroupAdd'],
    ['dns', 'Dns'],
    ['sysctls', 'Sysctls'],
    ['privileged', 'Privileged'],
    ['read_only', 'ReadonlyRootfs'],
    ['init', 'Init'],
];
/** Networks of a container, by name. */
function networksOf(container) {
    return Object.keys(container.NetworkSettings.Networks ?? {}).sort();
}
/** Restart policy in Docker's notation. */
function restartPolicyOf(container) {
    const { Name, MaximumRetryCount } = container.HostConfig.RestartPolicy;
    if (Name === 'on-failure' && MaximumRetryCount > 0)
        return `on-failure:${MaximumRetryCount}`;
    return Name === '' ? 'no' : Name;
}
/** Environment of a container as a map. */
function environmentOf(container) {
    const pairs = (container.Config.Env ?? []).map((one) => {
        const at = one.indexOf('=');
        return at === -1 ? [one, ''] : [one.slice(0, at), one.slice(at + 1)];
    });
    return Object.fromEntries(pairs);
}
/** Labels of a container without Compose's own. */
function userLabelsOf(container) {
    return Object.fromEntries(Object.entries(container.Config.Labels ?? {}).filter(([key]) => !COMPOSE_LABEL.test(key)));
}
/** A service from which Compose would make this container again: what an adopted release consists of. */
function serviceOf(container) {
    const { Config, HostConfig } = container;
    const hostNetwork = HostConfig.NetworkMode === 'host' || HostConfig.NetworkMode === 'none';
    const service = {
        image: container.Image,
        environment: environmentOf(container),
        labels: userLabelsOf(container),
        restart: restartPolicyOf(container),
        ...(Config.Cmd === null ? {} : { command: Config.Cmd }),
        ...(Config.Entrypoint === null ? {} : { entrypoint: Config.Entrypoint }),
        ...(Config.User ? { user: Config.User } : {}),
        ...(Config.WorkingDir ? { working_dir: Config.WorkingDir } : {}),
        ...(typeof Config.StopTimeout === 'number' ? { stop_grace_period: `${Config.StopTimeout}s` } : {}),
        ...(hostNetwork
            ? { network_mode: HostConfig.NetworkMode }
            : { networks: Object.fromEntries(networksOf(container).map((name) => [name, aliasesOf(container, name)])) }),
    };
    for (const [field, theirs] of HOST_FIELDS) {
        const value = HostConfig[theirs];
        const set = Array.isArray(value)
            ? value.length > 0
            : typeof value === 'object'
                ? value !== null && Object.keys(value).length > 0
                : value;
        if (set)
            service[field] = value;
    }
    const tmpfs = Object.keys(HostConfig['Tmpfs'] ?? {});
    if (tmpfs.length > 0)
        service['tmpfs'] = tmpfs;
    if (container.Mounts.length > 0)
        service.volumes = container.Mounts.map(mountOf).filter((mount) => mount !== undefined);
    const ports = portsOf(container);
    if (ports.length > 0)
        service.ports = ports;
    const check = healthcheckOf(container);
    if (check !== undefined)
        service.healthcheck = check;
    const logging = HostConfig['LogConfig'];
    if (logging !== undefined)
        service['logging'] = { driver: logging.Type, options: logging.Config ?? {} };
    if (typeof HostConfig['ShmSize'] === 'number')
        service['shm_size'] = String(HostConfig['ShmSize']);
    return service;
}
/** Published ports of a container. */
function portsOf(container) {
    return Object.entries(container.HostConfig.PortBindings ?? {}).flatMap(([key, bindings]) => {
        const [target, protocol = 'tcp'] = key.split('/');
        return (bindings ?? []).map(({ HostIp, HostPort }) => ({
            target: Number(target),
            published: HostPort,
            protocol,
            mode: 'ingress',
            ...(HostIp === '' ? {} : { host_ip: HostIp }),
        }));
    });
}
function healthcheckOf(container) {
    const check = container.Config.Healthcheck;
    if (check?.Test === undefined || check.Test.length === 0)
        return undefined;
    const found = {
        test: check.Test,
        ...(check.Retries === undefined ? {} : { retries: check.Retries }),
    };
    for (const [field, theirs] of [
        ['interval', 'Interval'],
        ['timeout', 'Timeout'],
        ['start_period', 'StartPeriod'],
        ['start_interval', 'StartInterval'],
    ]) {
        const nanoseconds = check[theirs];
        if (typeof nanoseconds === 'number' && nanoseconds > 0)
            found[field] = `${Math.round(nanoseconds / 1e6)}ms`;
    }
    return found;
}
function mountOf({ Type, Name, Source, Destination, RW, }) {
    if (Type === 'tmpfs')
        return undefined;
    const source = Type === 'volume' ? Name : Source;
    return {
        type: Type === 'volume' ? 'volume' : 'bind',
        target: Destination,
        ...(source === undefined ? {} : { source }),
        ...(RW ? {} : { read_only: true }),
    };
}
// Docker adds the short id by itself, and Compose the service's name.
function aliasesOf(container, network) {
    const own = container.Id.slice(0, 12);
    const aliases = (container.NetworkSettings.Networks?.[network]?.Aliases ?? []).filter((alias) => alias !== own);
    return aliases.length === 0 ? null : { aliases };
}

// EXTERNAL MODULE: ./lib/release/meta.js
var release_meta = __webpack_require__(9256);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/release/drain.js
var drain = __webpack_require__(4683);
// EXTERNAL MODULE: ./lib/release/durations.js
var durations = __webpack_require__(7232);
;// CONCATENATED MODULE: ./lib/release/healthcheck.js

const DEFAULT_INTERVAL = 30;
const DEFAULT_TIMEOUT = 30;
const DEFAULT_RETRIES = 3;
/**
 * How a candidate proves itself.
 * @param image what is known of the image: its own healthcheck (`null`: none), undefined where nobody has looked
 * @param port the port to try where there is no healthcheck anywhere
 */
function checkOf(service, image, port) {
    const test = service.healthcheck?.test;
    const off = service.healthcheck?.disable === true || test?.[0] === 'NONE';
    if (!off && test !== undefined && test.length > 0) {
        const [kind, ...rest] = test;
        if (kind === 'CMD')
            return { kind: 'exec', argv: rest };
        if (kind === 'CMD-SHELL')
            return { kind: 'shell', command: rest.join(' ') };
    }
    const imageHasOne = image === undefined || (image?.Test !== undefined && image.Test.length > 0 && image.Test[0] !== 'NONE');
    if (!off && imageHasOne)
        return port === undefined || image !== undefined ? { kind: 'image' } : { kind: 'image', port };
    return port === undefined ? { kind: 'running' } : { kind: 'tcp', port };
}
/** Seconds that a candidate gets: what its healthcheck allows until Docker would call it unhealthy, at least 60, at most 600. */
function startTimeoutOf(service) {
    const check = service.healthcheck;
    const interval = (0,durations/* secondsOf */.T)(check?.interval) ?? DEFAULT_INTERVAL;
    const timeout = (0,durations/* secondsOf */.T)(check?.timeout) ?? DEFAULT_TIMEOUT;
    const allowed = ((0,durations/* secondsOf */.T)(check?.start_period) ?? 0) + (check?.retries ?? DEFAULT_RETRIES) * (interval + timeout);
    const given = check?.test === undefined ? 60 : Math.ceil(allowed);
    return Math.min(600, Math.max(60, given));
}
/**
 * The healthcheck with `start_interval: 1s`, and a `start_period` as long as its retries take where there is none (Docker probes at
 * `start_interval` only within it): else the first `healthy` waits for a whole interval. Needs Docker 25.
 */
function withStartInterval(check) {
    const interval = (0,durations/* secondsOf */.T)(check.interval) ?? DEFAULT_INTERVAL;
    const off = check.disable === true || check.test?.[0] === 'NONE' || check.test === undefined;
    if (off || interval <= 1 || check.start_interval !== undefined)
        return check;
    const period = (0,durations/* secondsOf */.T)(check.start_period) ?? 0;
    const span = `${Math.ceil(interval * (check.retries ?? DEFAULT_RETRIES))}s`;
    return { ...check, start_interval: '1s', ...(period > 0 ? {} : { start_period: span }) };
}

;// CONCATENATED MODULE: ./lib/release/normal.js




/** Fields that do not reach the container. */
const WITHOUT_EFFECT = new Set([
    'build',
    'depends_on',
    'profiles',
    'pull_policy',
    'scale',
    'develop',
    'deploy',
    'networks',
    'volumes',
    'secrets',
    'configs',
    'labels',
    'healthcheck',
]);
/**
 * What makes a container of a service, in one order and without nulls: equal normal forms need no restart. Compose's own hash differs between
 * its versions and would restart everything after an upgrade. Made from the release's text (images by digest, files by content),
 * so that it can be made again from a stored model.
 */
function normalForm(model, name) {
    const service = model.services[name] ?? {};
    const kept = Object.entries(service).filter(([field]) => !WITHOUT_EFFECT.has(field) && !field.startsWith('x-'));
    const deploy = service.deploy ?? {};
    const form = {
        ...Object.fromEntries(kept),
        deploy: { resources: deploy['resources'], restart_policy: deploy['restart_policy'] },
        labels: Object.fromEntries(Object.entries(service.labels ?? {}).filter(([key]) => !key.startsWith('stack-actions.'))),
        healthcheck: service.healthcheck === undefined ? undefined : withStartInterval(ownCheck(service.healthcheck)),
        networks: networkForm(model, service),
        volumes: (service.volumes ?? []).map((mount) => ({
            ...mount,
            name: mount.type === 'volume' && mount.source !== undefined ? model.volumes?.[mount.source]?.name : undefined,
        })),
        secrets: fileForm(service.secrets, model.secrets),
        configs: fileForm(service.configs, model.configs),
    };
    const cleared = ['command', 'entrypoint'].filter((field) => Array.isArray(service[field]) && service[field].length === 0);
    return {
        ...clean(form),
        ...Object.fromEntries(cleared.map((field) => [field, []])),
    };
}
/** Our hash of a normal form: 32 hex digits. */
function hashOf(form) {
    return (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(form)).digest('hex').slice(0, 32);
}
/** The service with its hash as a label, the only one of ours. */
function withHashLabel(service, hash) {
    return { ...service, labels: { ...service.labels, [release_containers/* HASH_LABEL */.mE]: hash } };
}
/** Where two normal forms differ, in words; names of variables and labels, never their values. */
function differences(before, after) {
    const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    const found = [];
    for (const field of fields) {
        const [old, now] = [before[field], after[field]];
        if (JSON.stringify(old) === JSON.stringify(now))
            continue;
        const names = NAMED.has(field) ? changedNames(old, now) : [];
        found.push(names.length === 0 ? field : `${field}: ${names.join(', ')}`);
    }
    return found;
}
const NAMED = new Set(['environment', 'labels', 'networks', 'deploy', 'healthcheck', 'volumes', 'secrets', 'configs']);
function changedNames(old, now) {
    const [before, after] = [entries(old), entries(now)];
    const names = [...new Set([...before.keys(), ...after.keys()])].sort();
    return names.filter((name) => before.get(name) !== after.get(name));
}
function entries(value) {
    if (value === undefined || typeof value !== 'object')
        return new Map();
    if (!Array.isArray(value))
        return new Map(Object.entries(value).map(([key, one]) => [key, JSON.stringify(one)]));
    return new Map(value.map((one, index) => [place(one) ?? String(index), JSON.stringify(one)]));
}
function place(mount) {
    if (typeof mount !== 'object' || Array.isArray(mount))
        return undefined;
    const at = mount['target'] ?? mount['source'];
    return typeof at === 'string' ? at : undefined;
}
// Whether it can be drained says nothing of what the user wrote.
function ownCheck(check) {
    return check.test === undefined ? check : { ...check, test: (0,drain/* withoutDrainTest */.rg)(check.test) };
}
function networkForm(model, service) {
    if (service.networks === undefined)
        return undefined;
    const attached = Object.entries(service.networks);
    return Object.fromEntries(attached.map(([key, how]) => [key, { ...how, name: model.networks?.[key]?.name ?? key }]));
}
function fileForm(taken, defined) {
    return taken?.map((one) => ({ ...one, file: defined?.[one.source]?.file, name: defined?.[one.source]?.name }));
}
function clean(value) {
    if (value === null || value === undefined)
        return undefined;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        return value;
    if (Array.isArray(value)) {
        const items = value.map(clean).filter((one) => one !== undefined);
        return items.length === 0 ? undefined : items;
    }
    const keys = Object.keys(value).sort();
    const kept = keys
        .map((key) => [key, clean(value[key])])
        .filter(([, one]) => one !== undefined);
    return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

// EXTERNAL MODULE: ./lib/release/ways.js
var release_ways = __webpack_require__(8709);
;// CONCATENATED MODULE: ./lib/release/adopt.js








/**
 * Something that ran before us, as a release: so that it can be undone to, and rolled back to. Undefined where nothing of the stack runs, or
 * where a release of ours is committed already.
 */
function adoptRunning(context) {
    const { stack, facts } = context;
    if (facts.current !== undefined)
        return undefined;
    const containers = new release_containers/* Containers */.Xd(facts);
    const found = context.projects.flatMap((project) => containers
        .servicesOf(project)
        .map((service) => ({ project, service, running: containers.running(project, service) })));
    if (found.length === 0)
        return undefined;
    const meta = (0,release_meta/* metaOf */.fX)({
        seq: context.seq,
        kind: 'adopted',
        event: release_meta/* ADOPTED_EVENT */.Rt,
        now: context.now,
        toolVersion: context.toolVersion,
        stackId: stack.id,
        environment: stack.environment,
    }, '');
    const id = meta['id'] ?? '';
    const models = {};
    const services = [];
    for (const { project, service, running } of found) {
        const [container] = running;
        if (container === undefined)
            continue;
        const text = (0,dollars/* doubleDollars */.R)(serviceOf(container));
        const model = models[project] ?? { name: project, services: {} };
        model.services[service] = text;
        const volumes = (text.volumes ?? []).flatMap(({ type, source }) => type === 'volume' && source !== undefined ? [source] : []);
        model.networks = { ...model.networks, ...external(Object.keys(text.networks ?? {})) };
        model.volumes = { ...model.volumes, ...external(volumes) };
        models[project] = model;
        services.push(adoptedService(context, model, service, running, container));
    }
    services.sort((one, other) => one.wave - other.wave);
    const routings = services.map(({ project, service }) => {
        const [container] = containers.running(project, service);
        const ports = container === undefined ? [] : (0,release_containers/* exposedPorts */.LZ)(container);
        return {
            project,
            service,
            routing: (0,routing/* routingOf */.C)({ project, service, labels: container?.Config.Labels ?? {}, ports }, context.docker),
        };
    });
    const definitions = (0,proxy_routes/* definitionsOf */.mu)(routings.map(({ routing }) => routing));
    const routes = routings.flatMap((one) => (0,proxy_routes/* routesOf */.eV)({ stackId: stack.id, ...one, definitions }));
    return {
        id,
        meta,
        models,
        services,
        routes,
        ways: services.flatMap((one) => {
            const { project, service } = one;
            const [container] = containers.running(project, service);
            const found = routings.find((two) => two.project === project && two.service === service);
            const text = models[project]?.services[service] ?? {};
            return (0,release_ways/* wayOf */.VO)(one, text, container?.Config.Labels ?? {}, found?.routing);
        }),
        resources: [],
        env: '',
        files: [],
        json: (0,release_meta/* releaseJson */.qu)(meta, stack.environment, models, services),
    };
}
function external(names) {
    return Object.fromEntries(names.map((name) => [name, { name, external: true }]));
}
function adoptedService(context, model, service, running, container) {
    const project = model.name;
    const known = context.known(project, service);
    const ports = (0,release_containers/* exposedPorts */.LZ)(container);
    const healthy = container.Config.Healthcheck?.Test !== undefined && container.Config.Healthcheck.Test[0] !== 'NONE';
    const name = container.Name.replace(/^\//, '');
    const given = [`${project}-${service}-`, `${project}_${service}_`].some((prefix) => name.startsWith(prefix));
    return {
        project,
        service,
        hash: hashOf({
            ...normalForm(model, service),
            adopted: (0,release_containers/* serviceKey */.jq)((0,release_containers/* label */.Pf)(container, 'com.docker.compose.config-hash') ?? '', container.Image),
        }),
        class: known?.class ?? 'exclusive',
        replicas: running.length,
        image: container.Image,
        tag: (0,release_meta/* imageTag */.I_)(context.stack, project, service, container.Image),
        wave: known?.wave ?? 0,
        drainSeconds: 0,
        check: healthy
            ? { kind: 'image' }
            : ports.length > 0
                ? { kind: 'tcp', port: Math.min(...ports) }
                : { kind: 'running' },
        ...(given ? {} : { containerName: name }),
        startTimeoutSeconds: 120,
        restart: restartPolicyOf(container),
        parallelism: 0,
    };
}

;// CONCATENATED MODULE: ./lib/release/classes.js
const ON = new Set(['true', '1', 'yes', 'on', '']);
/** How a service is replaced: beside the old one, after it, or run to its end; with the reason that the plan prints. */
function classify(project, name, service, context) {
    const oneShot = service.labels?.['stack-actions.one-shot'];
    if (oneShot !== undefined && ON.has(oneShot.toLowerCase()))
        return { class: 'one-shot', reason: 'label stack-actions.one-shot' };
    const waiting = waitsFor(project, name, context.models);
    if (oneShot === undefined && restartOf(service) === 'no' && waiting !== undefined) {
        return { class: 'one-shot', reason: `no restart policy, and ${waiting} waits until it completed` };
    }
    const fixed = context.proxies.has(`${project}/${name}`) ? 'it is the proxy itself, on its ports' : fixedPlace(service);
    const order = orderOf(service);
    if (fixed !== undefined) {
        const notice = order?.order === 'start-first' ? `${project}/${name}: ${order.by} cannot be honoured: ${fixed}` : undefined;
        return { class: 'exclusive', reason: fixed, ...(notice === undefined ? {} : { notice }) };
    }
    const keeper = context.keeper(project, name);
    if (order !== undefined) {
        const dead = order.order === 'start-first' && keeper?.sure === true
            ? {
                notice: `${project}/${name}: ${order.by}, but ${keeper.name} keeps the address of the old one, which goes: where nothing answers then, the deploy is undone`,
            }
            : {};
        return { class: order.order === 'start-first' ? 'start-first' : 'exclusive', reason: order.by, ...dead };
    }
    const mount = service.volumes?.find((one) => (one.type === 'bind' || one.type === 'volume') && one.read_only !== true);
    if (mount !== undefined)
        return { class: 'exclusive', reason: `writes to ${mount.target}, which two must not do at once` };
    const isRouted = context.routed.has(`${project}/${name}`);
    if (keeper !== undefined && (keeper.sure || !isRouted || !context.led)) {
        return {
            class: 'exclusive',
            reason: `${keeper.name} ${keeper.sure ? 'calls' : 'may call'} it by its name and keeps the address that it has once found, which only a container that starts after the old one gets again; behind Traefik's labels it would be started first`,
        };
    }
    if (nobodyCalls(project, name, service, context)) {
        return {
            class: 'exclusive',
            reason: 'nobody calls it (no route, no port, no mention): two would do its work twice',
        };
    }
    return {
        class: 'start-first',
        reason: isRouted ? 'Traefik sends it requests' : 'others call it',
    };
}
/** The restart policy in Docker's notation; `deploy.restart_policy` wins, as in Compose. */
function restartOf(service) {
    const policy = service.deploy?.['restart_policy'];
    if (policy === undefined || policy === null)
        return service.restart ?? 'no';
    const condition = policy.condition ?? 'any';
    if (condition === 'none')
        return 'no';
    if (condition === 'on-failure')
        return policy.max_attempts === undefined ? 'on-failure' : `on-failure:${policy.max_attempts}`;
    return condition === 'unless-stopped' ? condition : 'always';
}
/** Why a service can be created, but not replaced by one beside it; empty where it can. */
function unreplaceable(service, imageVolumes) {
    const reasons = [];
    for (const field of ['network_mode', 'ipc', 'pid']) {
        if (/^(service|container):/.test(service[field] ?? ''))
            reasons.push(`${field}: ${service[field]}`);
    }
    if ((service.volumes_from ?? []).length > 0)
        reasons.push('volumes_from');
    if ((service.links ?? []).length > 0)
        reasons.push('links');
    for (const mount of service.volumes ?? []) {
        if (mount.type === 'volume' && mount.source === undefined)
            reasons.push(`an anonymous volume at ${mount.target}`);
    }
    const covered = new Set([...(service.volumes ?? []).map(({ target }) => target), ...tmpfsOf(service)]);
    for (const path of imageVolumes) {
        if (!covered.has(path))
            reasons.push(`an anonymous volume at ${path} that its image declares (mount a named volume or a tmpfs there)`);
    }
    return reasons;
}
/** Services of the same project that are bound to the container of this one: they break when it is replaced. */
function boundTo(model, name) {
    const bound = Object.entries(model.services).filter(([, service]) => {
        const modes = [service.network_mode, service.ipc, service.pid];
        const named = [...(service.links ?? []), ...(service.volumes_from ?? [])].map((one) => one.split(':')[0]);
        return modes.includes(`service:${name}`) || named.includes(name);
    });
    return bound.map(([other]) => other);
}
/** Services of the stack that call this one by its name, past the proxy, as `project/service`. */
function callersOf(name, models) {
    const found = [];
    for (const model of models) {
        for (const [caller, service] of Object.entries(model.services)) {
            if (caller !== name && Object.entries(service.environment ?? {}).some((pair) => names(name, pair)))
                found.push(`${model.name}/${caller}`);
        }
    }
    return found;
}
/** Whether a service says anywhere that it calls that one: in its variables, its command, or by what it waits for. */
function calledBy(name, caller) {
    const words = [...(caller.entrypoint ?? []), ...(caller.command ?? [])];
    return (caller.depends_on?.[name] !== undefined ||
        (caller.links ?? []).some((link) => link.split(':')[0] === name) ||
        Object.entries(caller.environment ?? {}).some((pair) => names(name, pair)) ||
        words.some((word) => names(name, ['', word])));
}
function waitsFor(project, name, models) {
    const model = models.find((one) => one.name === project);
    const waiting = Object.entries(model?.services ?? {}).find(([, { depends_on: needs }]) => needs?.[name]?.condition === 'service_completed_successfully');
    return waiting?.[0];
}
function fixedPlace(service) {
    if (service.network_mode === 'host')
        return 'it uses the network of the host';
    const port = service.ports?.find(({ published }) => published !== undefined && published !== '' && published !== '0');
    if (port !== undefined)
        return `it holds port ${port.published} of the host`;
    for (const [key, how] of Object.entries(service.networks ?? {})) {
        const address = how?.ipv4_address ?? how?.ipv6_address;
        if (address !== undefined)
            return `it has the static address ${address} in ${key}`;
        if (how?.['mac_address'] !== undefined)
            return `it has a fixed MAC address in ${key}`;
    }
    return undefined;
}
function orderOf(service) {
    const byLabel = service.labels?.['stack-actions.order'];
    const [order, by] = byLabel === undefined
        ? [service.deploy?.update_config?.order, 'update_config.order']
        : [byLabel, 'label stack-actions.order'];
    return order === 'start-first' || order === 'stop-first' ? { order, by: `${by}: ${order}` } : undefined;
}
/** Whether a service only calls others, as a worker or a scheduler does: no route, no port, no mention. */
function nobodyCalls(project, name, service, context) {
    if (context.routed.has(`${project}/${name}`))
        return false;
    if ((service.ports ?? []).length > 0 || (service.expose ?? []).length > 0)
        return false;
    const own = context.models.find((model) => model.name === project);
    const needed = Object.values(own?.services ?? {}).some((other) => {
        const linked = (other.links ?? []).some((link) => link.split(':')[0] === name);
        return linked || other.depends_on?.[name] !== undefined;
    });
    return !needed && callersOf(name, context.models).length === 0;
}
// A value that is the name alone counts only where the variable speaks of an address: `QUEUE=worker` is no call.
function names(service, [variable, value]) {
    if (value === null || value === undefined)
        return false;
    if (value === service)
        return /HOST|SERVER|ADDR|URL|ENDPOINT|UPSTREAM|BROKER|NODE|BACKEND|SERVICE/i.test(variable);
    const escaped = service.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`(?:^|//|@|[,\\s])${escaped}(?::\\d+|/|\\?)|(?://|@)${escaped}(?:$|[,\\s])`).test(value);
}
function tmpfsOf(service) {
    const tmpfs = service['tmpfs'];
    const list = typeof tmpfs === 'string' ? [tmpfs] : Array.isArray(tmpfs) ? tmpfs : [];
    return list.map((one) => String(one).split(':')[0] ?? '');
}

;// CONCATENATED MODULE: ./lib/release/matches.js




/** Scripts there run only when a database is made: what they say does not reach one that runs. */
const FIRST_START_ONLY = /^\/docker-entrypoint-initdb\.d(\/|$)/;
/** Fields that are compared below, or that do not reach the container. */
const COMPARED = new Set([
    ...[
        'image',
        'environment',
        'command',
        'entrypoint',
        'labels',
        'volumes',
        'ports',
        'networks',
        'network_mode',
        'restart',
        'healthcheck',
    ],
    ...[
        'expose',
        'depends_on',
        'deploy',
        'scale',
        'pull_policy',
        'platform',
        'user',
        'working_dir',
        'stop_grace_period',
        'tmpfs',
    ],
    ...[
        'cap_add',
        'cap_drop',
        'security_opt',
        'extra_hosts',
        'group_add',
        'dns',
        'sysctls',
        'privileged',
        'read_only',
        'init',
        'logging',
        'shm_size',
    ],
]);
/**
 * Why a container that ran before us is not what the release wants, in words; empty where it is, and where a restart would change nothing.
 * Conservative: a field that cannot be compared counts as a difference. Labels and variables that only the container has may be its image's.
 * @param service the release's, with single dollars
 */
function mismatches(model, service, container) {
    const found = [];
    const differ = (field, wanted, runs) => {
        if (wanted !== undefined && wanted !== null && canonical(wanted) !== canonical(runs))
            found.push(field);
    };
    if (!sameImage(service.image ?? '', container))
        found.push('image');
    const environment = environmentOf(container);
    const variables = Object.entries(service.environment ?? {}).filter(([name, value]) => value !== null && environment[name] !== value);
    if (variables.length > 0)
        found.push(`environment: ${variables.map(([name]) => name).join(', ')}`);
    const labels = userLabelsOf(container);
    const wanted = Object.entries(service.labels ?? {}).filter(([key]) => !key.startsWith('stack-actions.'));
    const missing = wanted.filter(([key, value]) => labels[key] !== value).map(([key]) => key);
    const extra = Object.keys(labels).filter((key) => /^traefik\./i.test(key) && service.labels?.[key] === undefined);
    if (missing.length + extra.length > 0)
        found.push(`labels: ${[...missing, ...extra].join(', ')}`);
    const runs = serviceOf(container);
    differ('command', service.command, container.Config.Cmd ?? []);
    differ('entrypoint', service.entrypoint, container.Config.Entrypoint ?? []);
    differ('user', service['user'], container.Config.User);
    differ('working_dir', service['working_dir'], container.Config.WorkingDir);
    differ('stop_grace_period', (0,durations/* secondsOf */.T)(service.stop_grace_period), container.Config.StopTimeout);
    differ('healthcheck', service.healthcheck?.test, (0,drain/* withoutDrainTest */.rg)(container.Config.Healthcheck?.Test ?? []));
    differ('logging', service['logging'] === undefined ? undefined : { options: {}, ...service['logging'] }, runs['logging']);
    differ('shm_size', service['shm_size'] === undefined ? undefined : String(service['shm_size']), runs['shm_size']);
    differ('restart', restartOf(service), restartPolicyOf(container));
    for (const field of [
        'tmpfs',
        'cap_add',
        'cap_drop',
        'security_opt',
        'extra_hosts',
        'group_add',
        'dns',
        'sysctls',
        'privileged',
        'read_only',
        'init',
    ]) {
        if (canonical(service[field] ?? false) !== canonical(runs[field] ?? false))
            found.push(field);
    }
    if (canonical(portKeys(service.ports)) !== canonical(portKeys(portsOf(container))))
        found.push('ports');
    found.push(...mountDifferences(model, service.volumes ?? [], container));
    const names = Object.keys(service.networks ?? {}).map((key) => model.networks?.[key]?.name ?? key);
    if (service.network_mode !== undefined)
        differ('network_mode', service.network_mode, container.HostConfig.NetworkMode);
    else if (canonical(names.sort()) !== canonical(networksOf(container)))
        found.push('networks');
    const fields = Object.entries(service).filter(([field, value]) => !COMPARED.has(field) && !field.startsWith('x-') && isSet(value));
    found.push(...fields.map(([field]) => field));
    if (isSet(service.deploy?.['resources']))
        found.push('deploy.resources');
    return found;
}
/** Whether a container runs that image: by digest, by the image's id, or by the reference as it was written. */
function sameImage(image, container) {
    return image === container.Image || (image.includes('@sha256:') && image === container.Config.Image);
}
function mountDifferences(model, wanted, container) {
    const source = (mount) => mount.type === 'volume' ? (model.volumes?.[mount.source ?? '']?.name ?? '') : (mount.source ?? '');
    const lines = (mounts) => mounts
        .filter(({ type, target }) => type !== 'tmpfs' && !FIRST_START_ONLY.test(target))
        .map(({ type, source: from, target, readOnly }) => `${target} ${type} ${from} ${readOnly}`)
        .sort();
    const ours = lines(wanted.map((mount) => ({
        type: mount.type,
        source: source(mount),
        target: mount.target,
        readOnly: mount.read_only === true,
    })));
    const theirs = lines(container.Mounts.filter(({ Type, Name }) => !(Type === 'volume' && /^[0-9a-f]{64}$/.test(Name ?? ''))).map((mount) => ({
        type: mount.Type,
        source: mount.Type === 'volume' ? (mount.Name ?? '') : mount.Source,
        target: mount.Destination,
        readOnly: !mount.RW,
    })));
    const targets = [...ours.filter((line) => !theirs.includes(line)), ...theirs.filter((line) => !ours.includes(line))];
    return targets.length === 0 ? [] : [`volumes: ${[...new Set(targets.map((line) => line.split(' ')[0]))].join(', ')}`];
}
function portKeys(ports) {
    const published = (ports ?? []).filter(({ published: port }) => port !== undefined && port !== '');
    return published
        .map(({ target, published: port, host_ip: ip, protocol }) => `${ip ?? ''}:${port}:${target}/${protocol ?? 'tcp'}`)
        .sort();
}
function isSet(value) {
    if (value === null || value === undefined)
        return false;
    return typeof value !== 'object' || Object.keys(value).length > 0;
}
function canonical(value) {
    if (Array.isArray(value))
        return JSON.stringify(value);
    if (value === null || typeof value !== 'object')
        return JSON.stringify(value) ?? 'undefined';
    return JSON.stringify(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

;// CONCATENATED MODULE: ./lib/release/compare.js




/**
 * Finds out whether a service has to be replaced. The stored text is compared in today's normal form, so that neither a new Compose nor a new
 * version of ours restarts what did not change; an unchanged service keeps its text and hash word for word.
 * @param model the release's model, with single dollars
 */
function compareService(model, name, wanted, running, containers) {
    const doubled = (0,dollars/* doubleDollars */.R)(model);
    const service = doubled.services[name] ?? {};
    const form = normalForm(doubled, name);
    const hash = hashOf(form);
    const fresh = { hash, text: withHashLabel(service, hash), image: model.services[name]?.image ?? '' };
    const previous = running.services.find((one) => one.project === model.name && one.service === name);
    if (previous === undefined)
        return { ...fresh, change: 'new', because: ['nothing of it runs yet'] };
    const before = running.models[model.name];
    const text = before?.services[name];
    const same = before !== undefined &&
        text !== undefined &&
        hashOf(normalForm(before, name)) === hash &&
        wanted.planned === undefined;
    const count = containers.running(model.name, name).length;
    if (same) {
        const kept = {
            change: 'unchanged',
            because: [],
            hash: previous.hash,
            text: verbatim(text, service),
            image: previous.image,
            previous,
        };
        if (wanted.oneShot)
            return kept;
        const foreign = running.unfinished
            ? []
            : containers.running(model.name, name).filter((container) => isForeign(container, previous));
        if (foreign.length > 0)
            return {
                ...kept,
                change: 'changed',
                because: [`${foreign.map(nameOf).join(', ')} was started by hand, from other files`],
            };
        if (count === 0 && wanted.replicas > 0)
            return { ...kept, change: 'new', because: ['nothing of it runs any more'] };
        if (previous.replicas !== wanted.replicas)
            return { ...kept, change: 'rescaled', because: [`replicas: ${previous.replicas} → ${wanted.replicas}`] };
        if (count < wanted.replicas)
            return { ...kept, change: 'rescaled', because: [`${count} of ${wanted.replicas} replicas run`] };
        return kept;
    }
    const found = before === undefined || text === undefined ? [] : differences(normalForm(before, name), form);
    const because = wanted.planned === undefined
        ? found
        : [`image, which would be built: ${wanted.planned}`, ...found.filter((one) => one !== 'image')];
    return {
        ...fresh,
        change: 'changed',
        because: because.length === 0 ? ['it is not known how it was started'] : because,
        previous,
    };
}
/**
 * Whether a container is not the release's, though it runs in its place. Without our label it ran before us and was kept, or somebody started
 * it by hand, which another image gives away. `write_intent` of stackctl has the same rule.
 */
function isForeign({ Config, Image }, { hash, image }) {
    const made = Config.Labels?.[release_containers/* HASH_LABEL */.mE];
    if (made !== undefined)
        return made !== hash;
    return (image.startsWith('sha256:') ? Image : Config.Image) !== image;
}
function nameOf({ Name }) {
    return Name.replace(/^\//, '');
}
/** The stored text, with today's fields that do not reach a container: Compose checks them against the other services. */
function verbatim(stored, now) {
    const { depends_on: _needs, scale: _scale, deploy, ...text } = stored;
    const replicas = now.deploy?.replicas;
    return {
        ...text,
        ...(now.depends_on === undefined ? {} : { depends_on: now.depends_on }),
        ...(now.scale === undefined ? {} : { scale: now.scale }),
        ...(deploy === undefined && replicas === undefined
            ? {}
            : { deploy: { ...deploy, ...(replicas === undefined ? {} : { replicas }) } }),
    };
}
/**
 * Gives services of an adopted release that already run as the new one wants them the new text and hash, so that they are left alone.
 * @returns for each of the others, why it is replaced
 */
function recognise(models, adopted, containers) {
    const reasons = new Map();
    for (const service of adopted.services) {
        const model = models.find(({ name }) => name === service.project);
        const wanted = model?.services[service.service];
        if (model === undefined || wanted === undefined)
            continue;
        const found = containers
            .running(service.project, service.service)
            .flatMap((container) => mismatches(model, wanted, container));
        const key = `${service.project}/${service.service}`;
        if (found.length > 0) {
            reasons.set(key, [...new Set(found)]);
            continue;
        }
        const doubled = (0,dollars/* doubleDollars */.R)(model);
        const hash = hashOf(normalForm(doubled, service.service));
        service.hash = hash;
        service.image = wanted.image ?? service.image;
        const own = adopted.models[service.project];
        if (own === undefined)
            continue;
        const text = doubled.services[service.service] ?? {};
        own.services[service.service] = { ...text, labels: { ...text.labels, [release_containers/* HASH_LABEL */.mE]: hash } };
        // The text names networks and volumes by the keys of the new model.
        own.networks = { ...own.networks, ...doubled.networks };
        own.volumes = { ...own.volumes, ...doubled.volumes };
        if (doubled.secrets !== undefined)
            own.secrets = { ...own.secrets, ...doubled.secrets };
        if (doubled.configs !== undefined)
            own.configs = { ...own.configs, ...doubled.configs };
    }
    return reasons;
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./lib/release/mounts.js


/** Bind mounts of one service as the server sees them. */
function serverMounts(context, service, mounts) {
    const rewrites = [];
    const faults = [];
    const rewritten = mounts.map((mount) => {
        if (mount.type !== 'bind' || mount.source === undefined)
            return mount;
        const inRepo = repoMount(context.project, mount.source);
        if (inRepo === undefined)
            return mount;
        const note = (text) => {
            rewrites.push({ project: context.name, service, field: `volumes ${mount.target}`, text });
        };
        if (inRepo.kind === 'tracked' && inRepo.sha256 !== undefined) {
            note(`${inRepo.path} travels with the release, read-only, as files/${inRepo.sha256.slice(0, 12)}…, so that a change of it is a change`);
            return { ...mount, source: external_node_path_.posix.join(context.root, 'files', inRepo.sha256), read_only: true };
        }
        if (inRepo.kind === 'tracked')
            faults.push(`${context.name}/${service}: the content of ${inRepo.path} is not known`);
        const kept = context.mountedNow(service, mount.target);
        const source = kept ?? external_node_path_.posix.join(context.root, 'data', context.name, belowProject(context.project, inRepo.path));
        note(`${inRepo.path} is not in git: ${source} on the server${kept === undefined ? '' : ', as it is mounted now'}`);
        return { ...mount, source };
    });
    return { mounts: rewritten, rewrites, faults };
}
/** Secrets or configs of a project as files of the release. */
function serverFiles(context, kind, objects) {
    const rewrites = [];
    const faults = [];
    const found = {};
    for (const [key, object] of Object.entries(objects ?? {})) {
        if (object.external === true) {
            faults.push(`${context.name}: the ${kind} ${key} is external, which needs Swarm`);
            continue;
        }
        const mount = context.project.mounts.find(({ source }) => source === `${kind}:${key}`) ??
            repoMount(context.project, object.file);
        if (mount?.sha256 === undefined) {
            if (object.file === undefined)
                faults.push(`${context.name}: the content of the ${kind} ${key} is not known`);
            found[key] = object;
            continue;
        }
        found[key] = {
            ...(object.name === undefined ? {} : { name: object.name }),
            file: external_node_path_.posix.join(context.root, 'files', mount.sha256),
        };
        rewrites.push({
            project: context.name,
            field: `${kind}s.${key}`,
            text: `a file of the release, files/${mount.sha256.slice(0, 12)}…`,
        });
    }
    return { objects: found, rewrites, faults };
}
/** Files that a release brings along, each once. */
function releaseFiles(projects, models) {
    const mounted = JSON.stringify(models);
    const files = new Map();
    for (const mount of projects.flatMap(({ mounts }) => mounts)) {
        if (mount.kind !== 'tracked' || mount.sha256 === undefined || !mounted.includes(mount.sha256))
            continue;
        const content = mount.files ?? [];
        const isFolder = !(content.length === 1 && content[0]?.path === '');
        files.set(mount.sha256, { sha256: mount.sha256, files: content, isFolder });
    }
    return [...files.values()];
}
function repoMount(project, source) {
    return source === undefined ? undefined : project.mounts.find((mount) => (0,dollars/* singleDollars */.k)(mount.source) === source);
}
function belowProject(project, path) {
    const relative = external_node_path_.posix.relative(project.path, path);
    const inside = relative !== '' && !relative.startsWith('..');
    return inside ? relative : external_node_path_.posix.normalize(`/${path}`).slice(1);
}

// EXTERNAL MODULE: ./lib/release/routed.js
var release_routed = __webpack_require__(5090);
;// CONCATENATED MODULE: ./lib/release/interruptions.js


/** Why requests to a service may fail while it is replaced; empty where none does (docs/limits.md has the reasons). */
function interruptionsOf(service, models) {
    const definition = models.find(({ name }) => name === service.project)?.services[service.service];
    if (definition === undefined || service.change !== 'changed' || service.class === 'one-shot')
        return [];
    const key = `${service.project}/${service.service}`;
    if ((0,release_routed/* isProxy */.ju)(definition))
        return [`${key}: it is the proxy itself: every request fails from its stop until the new one has its routes`];
    if (service.class === 'exclusive') {
        const routed = new Set(service.routed ? [key] : []);
        if (nobodyCalls(service.project, service.service, definition, { models, routed }))
            return [];
        return [`${key}: it stops before the new one starts: requests to it fail until that one is healthy`];
    }
    const found = [];
    if (service.check.kind === 'tcp' || service.check.kind === 'running')
        found.push(`${key}: without a healthcheck nobody knows from when on it can answer: its first requests may fail`);
    const callers = callersOf(service.service, models);
    if (callers.length > 0)
        found.push(`${key}: ${callers.join(', ')} call it by name, past the proxy: such calls may meet the new one before it listens, or the old one as it ends, and should try again`);
    return found;
}

;// CONCATENATED MODULE: ./lib/release/notices.js



/** A SWITCH is as fast as Traefik lets it be below this. */
const FAST_THROTTLE_MS = 250;
/** What costs nothing, but should be known before a release goes out. */
function noticesOf(context) {
    const { facts, projects, planned, classes, routed, models } = context;
    const notices = projects.flatMap((project) => project.notices);
    for (const service of planned) {
        const key = `${service.project}/${service.service}`;
        const definition = models.find(({ name }) => name === service.project)?.services[service.service];
        notices.push(...(routed.get(key)?.routing.notices.map((text) => `${key}: ${text}`) ?? []));
        const classNotice = classes.get(key)?.notice;
        if (classNotice !== undefined)
            notices.push(classNotice);
        if (service.class === 'one-shot')
            continue;
        if (service.check.kind === 'tcp')
            notices.push(`${key}: no healthcheck anywhere, so its port ${service.check.port} is tried`);
        if (service.check.kind === 'running')
            notices.push(`${key}: no healthcheck and no port, so only that it runs is checked`);
        if (service.check.kind === 'image' && service.change !== 'unchanged')
            notices.push(`${key}: no healthcheck in the Compose file, so its image's own is asked, or its port where the image has none`);
        if (service.restart === 'no')
            notices.push(`${key}: no restart policy, so it stays down after a reboot`);
        if (service.replicas === 0)
            notices.push(`${key}: replicas is 0, so nothing of it runs`);
        const monitor = (0,durations/* secondsOf */.T)(definition?.deploy?.update_config?.monitor);
        if (monitor !== undefined && context.gateWindowSeconds !== undefined && monitor > context.gateWindowSeconds) {
            notices.push(`${key}: update_config.monitor is ${monitor} s, the gate's window only ${context.gateWindowSeconds} s`);
        }
        notices.push(...interruptionsOf(service, models));
    }
    return [...notices, ...hostNotices(facts, planned)];
}
function hostNotices({ engine, proxy }, planned) {
    const notices = [];
    if (Number.parseInt(engine, 10) < 25) {
        notices.push(`Docker ${engine} has no start_interval (25 has): the first "healthy" waits for a whole interval of the healthcheck, and so do the old containers to be stopped`);
    }
    const routes = planned.some(({ routed, change }) => routed && change !== 'unchanged');
    if (!routes || proxy === undefined || !(0,release_ways/* switchable */.j$)(proxy))
        return notices;
    if (proxy.throttleMs > FAST_THROTTLE_MS) {
        notices.push(`Traefik takes a change only every ${proxy.throttleMs} ms: a switch right after another comes up to ${proxy.throttleMs + 200} ms late, an undo ${2 * proxy.throttleMs + 200} ms (--providers.providersThrottleDuration=100ms)`);
    }
    if (proxy.directory?.startsWith('/dev/shm') === true) {
        notices.push("Traefik's file directory is its own /dev/shm, lost when Traefik alone restarts: /run/stack-actions mounted from the host is better");
    }
    return notices;
}

;// CONCATENATED MODULE: ./lib/release/preflight.js
const ENGINE = [20, 10];
const COMPOSE = [2, 20];
/** What the server lacks, in words; empty where nothing is missing. */
function preflightFaults({ engine, compose }) {
    const faults = [];
    if (!atLeast(engine, ENGINE))
        faults.push(`the server has Docker Engine ${engine || '(unknown)'}, ${ENGINE.join('.')} or newer is needed`);
    if (compose === '')
        faults.push(`the server has no Docker Compose, ${COMPOSE.join('.')} or newer is needed (docker-compose-plugin)`);
    else if (!atLeast(compose, COMPOSE))
        faults.push(`the server has Docker Compose ${compose}, ${COMPOSE.join('.')} or newer is needed`);
    return faults;
}
function atLeast(version, [major, minor]) {
    const [theirs = Number.NaN, minorTheirs = 0] = version
        .replace(/^v/, '')
        .split('.')
        .map((part) => Number.parseInt(part, 10));
    return theirs > major || (theirs === major && minorTheirs >= minor);
}

;// CONCATENATED MODULE: ./lib/release/projectName.js


/**
 * A stack that runs already keeps its Compose project name: another name means other, empty volumes. The name is taken over where both the
 * running one and ours only come from a folder's name; where somebody chose one of them, the user has to say which is meant.
 */
function namedModels(stack, models, facts) {
    const containers = new release_containers/* Containers */.Xd(facts);
    const known = new Set([...models.map(({ name }) => name), ...Object.keys(facts.current?.models ?? {})]);
    const result = { models: [], rewrites: [], faults: [] };
    for (const [index, model] of models.entries()) {
        const project = stack.projects[index];
        const others = project === undefined || isPresent(model.name, containers, facts) ? [] : runningAs(model, containers, known);
        const [other] = others;
        if (project === undefined || other === undefined) {
            result.models.push(model);
            continue;
        }
        const folder = external_node_path_.posix.basename(external_node_path_.posix.resolve(stack.root, project.path));
        if (others.length === 1 && other.implicit && model.name === composeName(folder)) {
            result.models.push(renamed(model, other.name));
            result.rewrites.push({
                project: other.name,
                field: 'name',
                text: `${other.name} in place of ${model.name}: it runs under this name, with its volumes`,
            });
            continue;
        }
        result.models.push(model);
        const running = others.map(({ name }) => name).join(', ');
        const volumes = Object.keys(model.volumes ?? {});
        const harm = volumes.length > 0 ? `a second, empty ${volumes.join(', ')} would be made` : 'two of each would run';
        result.faults.push(`${model.name}: its services run already as the Compose project ${running}, so that ${harm}; write \`name: ${other.name}\` at the top of its Compose file to take them over, or stop them first`);
    }
    return result;
}
function isPresent(name, containers, facts) {
    return facts.current?.models[name] !== undefined || containers.servicesOf(name).length > 0;
}
function runningAs(model, containers, known) {
    const services = new Set(Object.keys(model.services));
    return containers
        .projects()
        .filter((name) => !known.has(name))
        .flatMap((name) => {
        const own = containers.all.filter((one) => one.State.Running && (0,release_containers/* label */.Pf)(one, release_containers/* PROJECT_LABEL */.NV) === name);
        const managed = own.some((one) => (0,release_containers/* label */.Pf)(one, release_containers/* HASH_LABEL */.mE) !== undefined);
        const same = own.every((one) => services.has((0,release_containers/* label */.Pf)(one, release_containers/* SERVICE_LABEL */.fX) ?? ''));
        const alike = own.some((one) => sameRepository(one.Config.Image, model.services[(0,release_containers/* label */.Pf)(one, release_containers/* SERVICE_LABEL */.fX) ?? '']?.image));
        if (managed || !same || !alike)
            return [];
        const folder = own.map((one) => (0,release_containers/* label */.Pf)(one, release_containers/* FOLDER_LABEL */.eO)).find((one) => one !== undefined);
        return [{ name, implicit: folder !== undefined && composeName(external_node_path_.posix.basename(folder)) === name }];
    });
}
// Images that a Compose file only builds have no name there: the services' names have to suffice.
function sameRepository(running, wanted) {
    const repository = (reference) => reference.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
    return wanted === undefined || repository(running) === repository(wanted);
}
/** The project name that Compose makes of a folder's name (compose-go `NormalizeProjectName`). */
function composeName(folder) {
    return folder
        .toLowerCase()
        .replace(/[^a-z0-9_-]/g, '')
        .replace(/^[_-]+/, '');
}
function renamed(model, name) {
    const rename = (map) => Object.fromEntries(Object.entries(map ?? {}).map(([key, one]) => {
        const implicit = one?.external !== true && (one?.name === undefined || one.name === `${model.name}_${key}`);
        return [key, implicit ? { ...one, name: `${name}_${key}` } : one];
    }));
    return { ...model, name, networks: rename(model.networks), volumes: rename(model.volumes) };
}

// EXTERNAL MODULE: ./lib/proxy/labels.js
var labels = __webpack_require__(4901);
;// CONCATENATED MODULE: ./lib/proxy/conflicts.js

/**
 * Names that two owners define: Traefik drops a router or middleware that it sees with two definitions, and all its requests get 404; a
 * service that two share mixes their servers, so it cannot be switched for one of them.
 */
function conflictsOf(owners) {
    const found = [];
    const seen = new Map();
    const compare = (kind, name, owner, definition, sharedIsFine) => {
        const key = `${kind} ${name}`;
        const first = seen.get(key);
        if (first === undefined)
            seen.set(key, { owner, definition });
        else if (first.owner !== owner && !(sharedIsFine && first.definition === definition)) {
            const how = first.definition === definition ? 'share' : 'define differently';
            found.push({
                owners: [first.owner, owner],
                text: `${first.owner} and ${owner} ${how} the Traefik ${kind} ${name}`,
            });
        }
    };
    for (const { owner, routing } of owners) {
        for (const router of routing.routers)
            compare('router', router.name, owner, (0,labels/* nodeJson */.r)(router.node), true);
        for (const middleware of routing.middlewares)
            compare('middleware', middleware.name, owner, (0,labels/* nodeJson */.r)(middleware.node), true);
        for (const balancer of routing.balancers)
            compare('service', balancer.name, owner, (0,labels/* nodeJson */.r)(balancer.node), false);
    }
    return found;
}

// EXTERNAL MODULE: ./lib/proxy/traefik.js
var traefik = __webpack_require__(6262);
;// CONCATENATED MODULE: ./lib/release/routeFaults.js





/** Why the routes of what changes cannot be moved without failed requests: neither by a file nor by Docker's health. */
function routeFaults(context) {
    const { planned, routed, facts, running, docker } = context;
    if (facts.proxy === undefined)
        return [];
    const byFile = (0,release_ways/* switchable */.j$)(facts.proxy);
    const faults = [];
    const undrained = [];
    for (const one of planned) {
        const { project, service, class: kind, change } = one;
        if (kind !== 'start-first' || (change !== 'changed' && change !== 'rescaled'))
            continue;
        const now = routed.get(`${project}/${service}`);
        const labels = (0,dollars/* singleDollars */.k)(running.models[project]?.services[service]?.labels ?? {});
        const before = (0,routing/* routingOf */.C)({ project, service, labels, ports: now?.ports ?? [] }, docker);
        const sides = [before, ...(now === undefined ? [] : [now.routing])].filter((side) => side.routed);
        if (sides.length === 0)
            continue;
        const where = `${project}/${service}`;
        const obstacles = [...new Set(sides.flatMap((side) => side.obstacles))];
        const uncarried = [...new Set(sides.flatMap((side) => side.uncarried))];
        if (obstacles.length > 0)
            faults.push(`${where} changed, but its routes cannot be switched: ${obstacles.join('; ')}`);
        if (obstacles.length > 0 || (byFile && uncarried.length === 0))
            continue;
        const reasons = drainFaults(one, before, now?.routing, context);
        if (reasons.length === 0)
            continue;
        if (byFile)
            faults.push(`${where} changed, but a file cannot carry its routes (${uncarried.join('; ')}), and Docker's health cannot switch them: ${reasons.join('; ')}`);
        else
            undrained.push(`      ${where}: ${reasons.join('; ')}`);
    }
    if (undrained.length === 0)
        return faults;
    return [
        ...faults,
        [
            `${(0,release_ways/* whyNoFile */.Ij)(facts.proxy)}, and Docker's health cannot switch what changed:`,
            ...undrained,
            '    Add to Traefik, once:',
            ...traefik/* TRAEFIK_LINES */.VO.map((line) => `      ${line}`),
        ].join('\n'),
    ];
}
function drainFaults({ project, service, change }, before, now, { models, running, containers }) {
    const reasons = [];
    const definition = models.find(({ name }) => name === project)?.services[service] ?? {};
    if (change === 'changed' && now?.routed === true)
        reasons.push(...(0,drain/* undrainable */.MV)(definition));
    const untested = containers
        .running(project, service)
        .filter(({ Config }) => !(0,drain/* hasDrainTest */.$W)(Config.Healthcheck?.Test ?? undefined));
    if (before.routed && untested.length > 0)
        reasons.push('what runs was started without a drain test in its healthcheck, so it cannot be told to leave');
    if (before.routed && now?.routed === true) {
        const labels = (0,drain/* changedTraefikLabels */.iK)((0,dollars/* singleDollars */.k)(running.models[project]?.services[service]?.labels), definition.labels);
        if (labels.length > 0)
            reasons.push(`its Traefik labels changed (${labels.join(', ')}), and Traefik answers 404 while it sees both`);
    }
    if ([before, now].some((side) => side?.balancers.some(({ url }) => url !== undefined)))
        reasons.push('its labels give a whole URL (loadbalancer.server.url)');
    return reasons;
}

;// CONCATENATED MODULE: ./lib/release/refusals.js





/** Why this release cannot replace what runs without harm. */
function refusals(context) {
    const replaced = context.planned.filter(({ change }) => change === 'changed');
    return [
        ...context.projects.flatMap((project) => platformFaults(project, context.facts.platform)),
        ...replaced.flatMap((service) => replacementFaults(service, context)),
        ...routeFaults(context),
        ...routerConflicts(context),
    ];
}
function platformFaults({ model, images }, platform) {
    return [...images].flatMap(([name, { resolved, reference }]) => {
        const other = resolved !== undefined && resolved.platform !== '' && !samePlatform(resolved.platform, platform);
        return other
            ? [`${model.name}/${name}: the image ${reference ?? ''} is for ${resolved.platform}, the server is ${platform}`]
            : [];
    });
}
// `linux/arm64/v8` runs on `linux/arm64`.
function samePlatform(image, server) {
    return image.split('/').slice(0, 2).join('/') === server.split('/').slice(0, 2).join('/');
}
function replacementFaults({ project, service: name, because }, { models, projects, planned, containers }) {
    const model = models.find((one) => one.name === project);
    const service = model?.services[name];
    if (model === undefined || service === undefined)
        return [];
    const resolved = projects.find((one) => one.model.name === project)?.images.get(name)?.resolved?.volumes ?? [];
    const own = containers.running(project, name).flatMap(anonymousVolumes);
    const reasons = unreplaceable(service, [...new Set([...resolved, ...own])]);
    const faults = reasons.length === 0
        ? []
        : [
            `${project}/${name} changed (${because.join('; ')}), but a new container beside the old one is not possible: ${reasons.join(', ')}`,
        ];
    const bound = boundTo(model, name).filter((other) => planned.some((one) => one.project === project && one.service === other && one.change !== 'new'));
    return bound.length === 0
        ? faults
        : [
            ...faults,
            `${project}/${name} changed, but ${bound.join(', ')} is bound to its old container (network_mode, ipc, pid, links or volumes_from)`,
        ];
}
function anonymousVolumes({ Mounts }) {
    return Mounts.filter(({ Type, Name }) => Type === 'volume' && /^[0-9a-f]{64}$/.test(Name ?? '')).map(({ Destination }) => Destination);
}
function routerConflicts({ routed, facts, models, docker }) {
    const ours = new Set(models.map(({ name }) => name));
    const own = [...routed].map(([owner, { routing }]) => ({ owner, routing }));
    const others = facts.containers
        .filter((container) => container.State.Running && !ours.has((0,release_containers/* label */.Pf)(container, release_containers/* PROJECT_LABEL */.NV) ?? ''))
        .map((container) => {
        const labels = container.Config.Labels ?? {};
        const owner = (0,release_containers/* label */.Pf)(container, release_containers/* PROJECT_LABEL */.NV) ?? '';
        const service = (0,release_containers/* label */.Pf)(container, 'com.docker.compose.service') ?? '';
        const name = owner === '' ? `the container ${container.Name.replace(/^\//, '')}` : `${owner}/${service} (not of this stack)`;
        return {
            owner: name,
            routing: (0,routing/* routingOf */.C)({ project: owner, service, labels, ports: (0,release_containers/* exposedPorts */.LZ)(container) }, docker),
        };
    });
    const names = new Set(own.map(({ owner }) => owner));
    return conflictsOf([...own, ...others])
        .filter(({ owners }) => owners.some((owner) => names.has(owner)))
        .map(({ text }) => `${text}: Traefik then answers 404 for it, or mixes them`);
}

// EXTERNAL MODULE: ./lib/release/resources.js
var release_resources = __webpack_require__(2748);
;// CONCATENATED MODULE: ./lib/release/service.js



/** A migration may take its time; seconds. */
const ONE_SHOT_TIMEOUT = 600;
/** The line of one service in the release, from everything that was found out about it. */
function releaseService(found) {
    const { stack, project, name, service, classified, compared, route, replicas, wave } = found;
    const faults = [];
    const oneShot = classified.class === 'one-shot';
    const containerName = project.containerNames.get(name);
    const probe = probeOf(stack, project, name);
    const drain = service.labels?.['stack-actions.drain-seconds'];
    if (drain !== undefined && !/^\d{1,5}$/.test(drain)) {
        faults.push(`${project.model.name}/${name}: the label stack-actions.drain-seconds is ${JSON.stringify(drain)}, not whole seconds`);
    }
    const order = service.labels?.['stack-actions.order'];
    if (order !== undefined && order !== 'start-first' && order !== 'stop-first') {
        faults.push(`${project.model.name}/${name}: the label stack-actions.order is ${JSON.stringify(order)}, neither start-first nor stop-first`);
    }
    return {
        faults,
        service: {
            project: project.model.name,
            service: name,
            hash: compared.hash,
            class: classified.class,
            replicas,
            image: compared.image,
            tag: (0,release_meta/* imageTag */.I_)(stack, project.model.name, name, compared.image),
            wave,
            drainSeconds: drain === undefined ? 0 : Number.parseInt(drain, 10) || 0,
            check: oneShot ? { kind: 'running' } : check(found.image, service, compared, route),
            ...(probe === undefined || oneShot ? {} : { probe }),
            ...(containerName === undefined ? {} : { containerName }),
            startTimeoutSeconds: oneShot ? ONE_SHOT_TIMEOUT : startTimeoutOf(service),
            restart: oneShot ? 'no' : restartOf(service),
            parallelism: service.deploy?.update_config?.parallelism ?? 0,
        },
    };
}
function check(image, service, compared, route) {
    const before = compared.previous;
    const unasked = service.healthcheck === undefined && image?.resolved === undefined;
    // Nobody looked into the image this time, but the one that runs is the same.
    if (unasked && before !== undefined && before.image === compared.image)
        return before.check;
    const known = image?.resolved === undefined ? undefined : (image.resolved.healthcheck ?? null);
    const served = route?.routing.balancers.map(({ port }) => port).find((port) => port !== undefined);
    const ports = [...(route?.ports ?? [])];
    return checkOf(service, known, served ?? (ports.length === 0 ? undefined : Math.min(...ports)));
}
function probeOf(stack, project, name) {
    const names = [project.project.name, project.model.name];
    const entry = stack.health.find((one) => one.service !== undefined &&
        one.port !== undefined &&
        names.includes(one.service.project) &&
        one.service.service === name);
    return entry?.port === undefined ? undefined : { port: entry.port, path: entry.path ?? '/' };
}

;// CONCATENATED MODULE: ./lib/release/edges.js


/**
 * Proxies that look a name up once, when they start or read their configuration: an address that is given up is what they go on to call
 * (https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass, https://docs.haproxy.org/3.2/configuration.html#5.3). Caddy, Envoy
 * and Traefik look names up anew, and nginx-proxy follows Docker.
 */
const ONCE = /^(nginx|openresty|angie|tengine|haproxy|httpd|apache2?|varnish|swag|nginx-proxy-manager)$/;
const ANEW = /^(caddy|traefik|envoy|nginx-proxy|docker-gen|caddy-docker-proxy)$/;
/** Programs that ask for an address with each connection that they make. */
const RUNTIMES = /^(node|npm|yarn|pnpm|bun|deno|python[\d.]*|gunicorn|uvicorn|celery|php[\d.]*|php-fpm[\d.]*|ruby|bundle|puma|rails|dotnet)$/;
/** What a database's image is called: it calls nobody. */
const STORES = /^(postgres|postgis|pgvector|timescaledb|mysql|mariadb|redis|valkey|keydb|mongo|rabbitmq|memcached|elasticsearch|opensearch|minio|clickhouse|cassandra|neo4j|influxdb|nats|kafka|zookeeper|etcd)/;
/** Finds, for each service, who calls it and may keep its address. */
class Keepers {
    models;
    edges;
    services;
    /** @param models of the stack, with single dollars. @param containers all of the server */
    constructor(models, containers) {
        this.models = models;
        const running = containers.filter(({ State }) => State.Running);
        this.services = new Set(models.flatMap(({ services }) => Object.keys(services)));
        this.edges = [...ownEdges(models, running), ...otherEdges(models, running)];
    }
    /** Undefined where nobody is known who would. One that surely calls it comes before one that only could. */
    of(project, service) {
        const model = this.models.find(({ name }) => name === project);
        const networks = edges_networksOf(model, model?.services[service]);
        const near = this.edges.filter((edge) => !(edge.project === project && edge.service === service) &&
            [...edge.networks].some((name) => networks.has(name)));
        const sure = near.find((edge) => edge.calls(service));
        if (sure !== undefined)
            return { name: sure.name, sure: true };
        // A proxy that says nowhere whom it calls, so that it may be anybody.
        const silent = near.find(({ kind, calls }) => kind === 'proxy' && ![...this.services].some((name) => calls(name)));
        return silent === undefined ? undefined : { name: silent.name, sure: false };
    }
}
function ownEdges(models, running) {
    return models.flatMap((model) => Object.entries(model.services).flatMap(([service, definition]) => {
        const container = running.find(({ Config: { Labels } }) => Labels?.['com.docker.compose.project'] === model.name && Labels['com.docker.compose.service'] === service);
        const program = programOf(definition, container);
        const words = [definition.image ?? '', program, ...versionsOf(container)].map(lastPart);
        const kind = (0,release_routed/* isProxy */.ju)(definition) ? undefined : kindOf(words, (definition.ports ?? []).length > 0, program);
        if (kind === undefined)
            return [];
        return [
            {
                project: model.name,
                service,
                name: `${model.name}/${service}${kind.word === undefined ? '' : ` (${kind.word})`}`,
                kind: kind.kind,
                networks: edges_networksOf(model, definition),
                calls: (name) => calledBy(name, definition),
            },
        ];
    }));
}
/** Proxies of other stacks on a network of this one. */
function otherEdges(models, running) {
    const own = new Set(models.map(({ name }) => name));
    return running
        .filter(({ Config }) => !own.has(Config.Labels?.['com.docker.compose.project'] ?? ''))
        .flatMap((container) => {
        const words = [container.Config.Image, container.Path, ...versionsOf(container)].map(lastPart);
        const word = words.find((one) => ONCE.test(one));
        if (word === undefined || words.some((one) => ANEW.test(one)))
            return [];
        return [
            {
                project: '',
                service: '',
                name: `${container.Name.replace(/^\//, '')} (${word})`,
                kind: 'proxy',
                networks: new Set(Object.keys(container.NetworkSettings.Networks ?? {})),
                calls: () => false,
            },
        ];
    });
}
/** What it is by one of its names; undefined for what keeps no address of others. */
function kindOf(words, publishes, program) {
    if (words.some((one) => ANEW.test(one) || STORES.test(one)))
        return undefined;
    const word = words.find((one) => ONCE.test(one));
    if (word !== undefined)
        return { kind: 'proxy', word };
    return publishes && !RUNTIMES.test(lastPart(program)) ? { kind: 'unknown' } : undefined;
}
/** Official images say their version in a variable that is called like the program. */
function versionsOf(container) {
    return (container?.Config.Env ?? []).flatMap((pair) => /^(NGINX|HAPROXY|HTTPD|CADDY|NODE|PYTHON|PHP|RUBY|PG|MYSQL|MARIADB|REDIS|MONGO)_VERSION=/
        .exec(pair)?.[1]
        ?.toLowerCase() ?? []);
}
/** The first word of what it runs that is no wrapper. */
function programOf({ entrypoint, command }, container) {
    const given = [...(entrypoint ?? []), ...(command ?? [])];
    const words = given.length > 0 ? given : container === undefined ? [] : [container.Path, ...container.Args];
    return (words.find((word) => !/(^|\/)(sh|bash|ash|env|exec|tini|dumb-init|su-exec|gosu|--|docker-entrypoint\.sh|entrypoint\.sh)$|^-/.test(word)) ?? '');
}
/** `ghcr.io/org/nginx:1.30@sha256:…` and `/usr/sbin/nginx`: `nginx`. */
function lastPart(word) {
    return (word
        .replace(/@.*$/, '')
        .replace(/:[^/:]*$/, '')
        .split('/')
        .at(-1) ?? '');
}
function edges_networksOf(model, service) {
    if (model === undefined || service === undefined || service.network_mode !== undefined)
        return new Set();
    const keys = Object.keys(service.networks ?? { default: null });
    return new Set(keys.map((key) => model.networks?.[key]?.name ?? `${model.name}_${key}`));
}

;// CONCATENATED MODULE: ./lib/release/rewrite.js







/** Docker's major version from which a healthcheck may have a `start_interval`. */
const START_INTERVAL_SINCE = 25;
/** Makes the release's model of one project; `model` is the project's with single dollars and its final name. */
function rewriteProject(model, context) {
    const external = (0,release_resources/* externalResources */.Ds)(model);
    const secrets = serverFiles(context, 'secret', model.secrets);
    const configs = serverFiles(context, 'config', model.configs);
    const done = {
        project: context.project,
        model: {
            ...model,
            services: {},
            networks: external.networks,
            volumes: external.volumes,
            ...(model.secrets === undefined ? {} : { secrets: secrets.objects }),
            ...(model.configs === undefined ? {} : { configs: configs.objects }),
        },
        images: new Map(),
        containerNames: new Map(),
        resources: external.resources,
        rewrites: [...external.rewrites, ...secrets.rewrites, ...configs.rewrites],
        notices: [],
        faults: [...secrets.faults, ...configs.faults],
    };
    const references = {};
    for (const [name, service] of Object.entries(model.services)) {
        if (name.startsWith('-'))
            done.faults.push(`${model.name}: a service cannot be called ${JSON.stringify(name)}`);
        const image = context.images.imageOf(context.project, name, service);
        if ('fault' in image) {
            done.faults.push(image.fault);
            continue;
        }
        done.images.set(name, image);
        if (image.reference !== undefined)
            references[name] = image.reference;
        done.model.services[name] = rewriteService(name, service, image.image, context, done);
    }
    done.model['x-stack-actions'] = { references };
    return done;
}
function rewriteService(name, service, image, context, done) {
    const note = (field, text) => {
        done.rewrites.push({ project: done.model.name, service: name, field, text });
    };
    const { build, profiles, container_name: containerName, env_file: _envFile, develop: _develop, ...rest } = service;
    const next = { ...rest, image };
    if (service.image !== image)
        note('image', image);
    if (build !== undefined)
        note('build', 'left out: the image is there already');
    if (profiles !== undefined && profiles.length > 0)
        note('profiles', 'left out: they were applied when the files were read');
    if (service.labels?.[release_containers/* HASH_LABEL */.mE] !== undefined)
        done.faults.push(`${done.model.name}/${name}: the label ${release_containers/* HASH_LABEL */.mE} is ours`);
    if (containerName !== undefined && !(0,release_resources/* isName */.Eo)(containerName))
        done.faults.push(`${done.model.name}/${name}: a container cannot be called ${(0,runtime_escape/* quoted */.TL)(containerName)}`);
    if (containerName !== undefined) {
        done.containerNames.set(name, containerName);
        const byNetwork = service.network_mode === undefined;
        if (byNetwork)
            next.networks = aliased(service, containerName);
        note('container_name', `${containerName}, ${byNetwork ? 'kept as a network alias and ' : ''}given back at the end: two cannot have it at once`);
    }
    if (service.healthcheck !== undefined) {
        const { check, text } = healthcheckFor(context.engine, service.healthcheck);
        next.healthcheck = check;
        if (text !== undefined)
            note('healthcheck', text);
    }
    if (service.volumes !== undefined) {
        const mounts = serverMounts(context, name, service.volumes);
        next.volumes = mounts.mounts;
        done.rewrites.push(...mounts.rewrites);
        done.faults.push(...mounts.faults);
        for (const { type, source } of mounts.mounts) {
            const inCheckout = type === 'bind' && source !== undefined && isBelow(context.checkout, source);
            if (inCheckout)
                done.faults.push(`${done.model.name}/${name}: the mount ${source} lies in the checkout, which the server does not have`);
        }
    }
    done.notices.push(...updateNotices(`${done.model.name}/${name}`, service));
    return next;
}
/** With `start_interval` where Docker knows it, without where Compose would refuse to create the container. */
function healthcheckFor(engine, given) {
    if (Number.parseInt(engine, 10) < START_INTERVAL_SINCE) {
        const { start_interval: interval, ...check } = given;
        return interval === undefined ? { check } : { check, text: `start_interval left out: Docker ${engine} has none` };
    }
    const check = withStartInterval(given);
    if (check === given)
        return { check };
    const period = check.start_period === given.start_period ? '' : ` and start_period: ${check.start_period}`;
    return { check, text: `start_interval: 1s${period}, so that the first "healthy" does not wait for the interval` };
}
function isBelow(folder, path) {
    const relative = external_node_path_.posix.relative(folder, path);
    return relative === '' || !relative.startsWith('..');
}
function aliased(service, alias) {
    const networks = service.networks ?? { default: null };
    return Object.fromEntries(Object.entries(networks).map(([key, how]) => [
        key,
        { ...how, aliases: [...new Set([...(how?.aliases ?? []), alias])] },
    ]));
}
const NOT_USED = ['delay', 'max_failure_ratio', 'failure_action'];
function updateNotices(where, service) {
    const update = service.deploy?.update_config ?? {};
    const unused = NOT_USED.filter((key) => update[key] !== undefined).map((key) => `update_config.${key}`);
    if (service.deploy?.['rollback_config'] !== undefined)
        unused.push('rollback_config');
    const notices = unused.length === 0
        ? []
        : [`${where}: ${unused.join(', ')} not used: the whole stack is switched, or undone, at once`];
    if (update.monitor !== undefined && (0,durations/* secondsOf */.T)(update.monitor) === undefined)
        notices.push(`${where}: update_config.monitor is not a duration`);
    return notices;
}

;// CONCATENATED MODULE: ./lib/release/survey.js







/** Every project of the stack with the release's rewrites. */
function rewriteAll(input, models, containers) {
    const { stack, facts } = input;
    const images = new release_images.ImageSource(stack, input.images, input.resolved, facts);
    return stack.projects.flatMap((project, index) => {
        const model = models[index];
        if (model === undefined)
            return [];
        const before = (0,dollars/* singleDollars */.k)(facts.current?.models[model.name]);
        const mountedNow = (service, target) => {
            const [container] = containers.running(model.name, service);
            const mount = container?.Mounts.find(({ Type, Destination }) => Type === 'bind' && Destination === target);
            const stored = before?.services[service]?.volumes?.find((one) => one.type === 'bind' && one.target === target);
            return mount?.Source ?? stored?.source;
        };
        const context = {
            project,
            name: model.name,
            root: facts.root,
            checkout: stack.root,
            mountedNow,
            images,
            engine: facts.engine,
        };
        return [rewriteProject(model, context)];
    });
}
/** Ports that images and running containers expose. */
function portsKnown(projects, containers) {
    return (project, service) => {
        const image = projects.find(({ model }) => model.name === project)?.images.get(service);
        const [container] = containers.running(project, service);
        return [...(image?.resolved?.exposedPorts ?? []), ...(container === undefined ? [] : (0,release_containers/* exposedPorts */.LZ)(container))];
    };
}
/** Whether a Traefik runs that follows this stack's labels, or comes along with it. */
function isLed(facts, models) {
    return facts.proxy !== undefined || models.some(({ services }) => Object.values(services).some(release_routed/* isProxy */.ju));
}
/** The class of every service, by `project/service`. */
function classesOf(projects, routed, facts) {
    const models = projects.map(({ model }) => model);
    const keepers = new Keepers(models, facts.containers);
    const all = models.flatMap((model) => Object.entries(model.services).map(([name, service]) => ({ model, name, service })));
    const proxies = new Set(all.filter(({ service }) => (0,release_routed/* isProxy */.ju)(service)).map(({ model, name }) => `${model.name}/${name}`));
    const reached = new Set([...routed].filter(([, { routing }]) => routing.routed).map(([key]) => key));
    return new Map(all.map(({ model, name, service }) => [
        `${model.name}/${name}`,
        classify(model.name, name, service, {
            models,
            routed: reached,
            proxies,
            led: isLed(facts, models),
            keeper: (project, one) => keepers.of(project, one),
        }),
    ]));
}
/** Waves by Compose project name, which may differ from the project's name in stack.yml. */
function waveFinder({ stack, waves }, models) {
    const names = new Map(models.map(({ name }, index) => [name, stack.projects[index]?.name ?? name]));
    return (project, service) => waves.get(`${names.get(project)}/${service}`) ?? waves.get(`${project}/${service}`) ?? 0;
}

;// CONCATENATED MODULE: ./lib/release/make.js


















/**
 * Makes the release of a stack for one host, and the plan that says what becomes of each service and why.
 * @throws Refused with every reason at once; nothing was changed anywhere
 */
function makeRelease(input) {
    const { stack, facts, event, now, toolVersion } = input;
    const containers = new release_containers/* Containers */.Xd(facts);
    const named = namedModels(stack, stack.projects.map(({ model }) => (0,dollars/* singleDollars */.k)(model)), facts);
    const projects = rewriteAll(input, named.models, containers);
    const models = projects.map(({ model }) => model);
    const docker = (0,release_routed/* dockerProvider */.QR)(facts, models);
    const routed = (0,release_routed/* routedServices */.Qs)(models, docker, portsKnown(projects, containers));
    const classes = classesOf(projects, routed, facts);
    const waveOf = waveFinder(input, models);
    const seq = facts.lastSeq + 1;
    const adopted = adoptRunning({
        ...{ stack, projects: models.map(({ name }) => name), facts, seq, now, toolVersion, docker },
        known: (project, service) => {
            const classified = classes.get(`${project}/${service}`);
            return classified === undefined ? undefined : { class: classified.class, wave: waveOf(project, service) };
        },
    });
    const unlike = adopted === undefined ? new Map() : recognise(models, adopted, containers);
    if (adopted !== undefined)
        adopted.json = (0,release_meta/* releaseJson */.qu)(adopted.meta, stack.environment, adopted.models, adopted.services);
    const running = runningRelease(facts, adopted);
    const previous = facts.current?.id ?? adopted?.id;
    const id = (0,release_meta/* releaseId */.Bf)(adopted === undefined ? seq : seq + 1, event.commit);
    const planned = [];
    const ways = [];
    const byFile = (0,release_ways/* filesReach */.Rz)(facts, models);
    const finalModels = {};
    const faults = [...named.faults, ...preflightFaults(facts), ...projects.flatMap((project) => project.faults)];
    for (const project of projects) {
        const { model } = project;
        const final = (0,dollars/* doubleDollars */.R)({ ...model, services: {} });
        finalModels[model.name] = final;
        for (const [name, service] of Object.entries(model.services)) {
            const key = `${model.name}/${name}`;
            const route = routed.get(key);
            const classified = classes.get(key) ??
                classify(model.name, name, service, {
                    models,
                    routed: new Set(),
                    proxies: new Set(),
                    led: true,
                    keeper: () => undefined,
                });
            const image = project.images.get(name);
            const oneShot = classified.class === 'one-shot';
            const replicas = oneShot ? 1 : (service.scale ?? service.deploy?.replicas ?? 1);
            const wanted = { replicas, oneShot, ...(image?.planned === undefined ? {} : { planned: image.planned }) };
            const compared = compareService(model, name, wanted, running, containers);
            const text = (0,release_ways/* drainTested */.Kw)(compared, service, classified.class, route?.routing, { filesReach: byFile });
            if (text !== compared.text)
                project.rewrites.push(drainRewrite(model.name, name));
            final.services[name] = text;
            const made = releaseService({
                stack,
                project,
                name,
                service,
                classified,
                compared,
                image,
                route,
                replicas,
                wave: waveOf(model.name, name),
            });
            faults.push(...made.faults);
            ways.push(...(0,release_ways/* wayOf */.VO)(made.service, text, service.labels, route?.routing));
            planned.push({
                ...made.service,
                change: compared.change,
                because: compared.change === 'changed' ? (unlike.get(key) ?? compared.because) : compared.because,
                classReason: classified.reason,
                ...(compared.previous === undefined ? {} : { previousReplicas: compared.previous.replicas }),
                routed: route?.routing.routed === true,
            });
        }
    }
    planned.sort((one, other) => one.wave - other.wave);
    const oldRoutes = facts.current === undefined ? (adopted?.routes ?? []) : (0,lines/* readRoutes */.Fj)(facts.current.routes);
    const removed = removedServices(running, planned, new Set(oldRoutes.map(({ project, service }) => `${project}/${service}`)));
    const resources = projects.flatMap((project) => project.resources);
    faults.push(...(0,release_resources/* resourceFaults */.EL)(models, resources, facts));
    faults.push(...refusals({ models, planned, projects, routed, docker, facts, containers, running }));
    if (faults.length > 0) {
        const all = [...new Set(faults)];
        throw (0,errors/* refuseAll */.cp)(`This release cannot be made (${all.length === 1 ? 'one reason' : `${all.length} reasons`})`, all);
    }
    const meta = (0,release_meta/* metaOf */.fX)({
        ...{
            seq: adopted === undefined ? seq : seq + 1,
            kind: 'deploy',
            event,
            now,
            toolVersion,
            stackId: stack.id,
            projects: (0,release_meta/* projectNames */.Qw)(stack.projects),
            environment: stack.environment,
        },
        ...(previous === undefined ? {} : { previous }),
        ...(adopted === undefined ? {} : { adopt: adopted.id }),
    }, input.envText);
    const services = planned.map(({ change: _c, because: _b, classReason: _r, previousReplicas: _p, routed: _t, ...service }) => service);
    if ((0,release_ways/* switchable */.j$)(facts.proxy))
        meta['way'] = 'file';
    const release = {
        id,
        meta,
        models: finalModels,
        services,
        routes: (0,release_routed/* routeLines */.H1)(stack.id, planned, routed),
        ways,
        resources: uniqueResources(resources),
        env: input.envText,
        files: releaseFiles(stack.projects, Object.values(finalModels)),
        json: (0,release_meta/* releaseJson */.qu)(meta, stack.environment, finalModels, services),
    };
    const all = [...planned, ...removed];
    const drain = (0,release_ways/* drainPlan */.EM)(facts.proxy, planned, ways, running);
    const plan = {
        release: id,
        ...(previous === undefined ? {} : { previous }),
        services: all,
        rewrites: [...named.rewrites, ...projects.flatMap((project) => project.rewrites)],
        notices: noticesOf({
            facts,
            gateWindowSeconds: input.gateWindowSeconds,
            projects,
            planned,
            classes,
            routed,
            models,
        }),
        switch: (0,release_ways/* switchable */.j$)(facts.proxy) && all.some(({ change, routed: isRouted }) => isRouted && change !== 'unchanged')
            ? 'file'
            : drain === undefined
                ? 'none'
                : 'drain',
        ...(drain === undefined ? {} : { drain }),
        led: isLed(facts, models),
        unchanged: all.every(({ change }) => change === 'unchanged'),
    };
    return { release, ...(adopted === undefined ? {} : { adopted }), plan };
}
function drainRewrite(project, service) {
    const text = 'fails while the container is to leave Traefik (/dev/shm/.stack-drain), and else is your own';
    return { project, service, field: 'healthcheck', text };
}
function runningRelease({ current, unfinished }, adopted) {
    if (current !== undefined)
        return {
            services: (0,lines/* readServices */.JQ)(current.services),
            models: current.models,
            unfinished: unfinished !== undefined,
        };
    return { services: adopted?.services ?? [], models: adopted?.models ?? {} };
}
function removedServices(running, planned, routed) {
    const kept = new Set(planned.map(({ project, service }) => `${project}/${service}`));
    return running.services
        .filter(({ project, service, class: kind }) => !kept.has(`${project}/${service}`) && kind !== 'one-shot')
        .map((service) => ({
        ...service,
        change: 'removed',
        because: ['it is no longer in the Compose files'],
        classReason: 'stopped after the switch, removed at the end',
        previousReplicas: service.replicas,
        routed: routed.has(`${service.project}/${service.service}`),
    }));
}
function uniqueResources(resources) {
    return [...new Map(resources.map((resource) => [`${resource.kind} ${resource.name}`, resource])).values()];
}

// EXTERNAL MODULE: ./lib/release/server.js
var server = __webpack_require__(7522);
// EXTERNAL MODULE: ./lib/release/transaction.js
var release_transaction = __webpack_require__(2661);
;// CONCATENATED MODULE: ./lib/release/deployment.js











/** How many times a plan is made anew because another deploy was committed meanwhile. */
const PLANS = 4;
/** Plans without asking anything of the server but what was read: what a dry run prints. */
function planDeployment(deployment, resolved, facts) {
    return makeRelease({
        stack: deployment.stack,
        images: deployment.images,
        resolved,
        facts,
        envText: deployment.envText,
        event: deployment.event,
        now: new Date(),
        toolVersion: deployment.toolVersion,
        waves: (0,order/* wavesOf */.g)(deployment.stack.projects),
        gateWindowSeconds: deployment.gateWindowSeconds,
    });
}
/**
 * Plans, uploads and runs one deploy, until the server has committed and runs exactly the digests that were asked for.
 * @throws Refused, Undone, UndoFailed, OutcomeUnknown
 */
async function deploy(deployment, options) {
    const { stackctl, signal, stack } = deployment;
    const resolved = new Map();
    let facts = deployment.facts;
    for (let plans = 1;; plans += 1) {
        if (!options.dryRun)
            refuseOlder(deployment, facts);
        // Beside the planning, which may find that the stack runs under another name.
        const guessed = [...stack.projects.map(({ model }) => model.name), ...Object.keys(facts.current?.models ?? {})];
        const begun = options.dryRun ? undefined : deployment.guard(guessed, facts);
        const wanted = (0,release_images.imagesToResolve)(stack, deployment.images, facts).filter((reference) => !resolved.has(reference));
        for (const image of facts.images)
            if (wanted.includes(image.ref))
                resolved.set(image.ref, resolvedImage(image));
        const open = wanted.filter((reference) => !resolved.has(reference));
        if (open.length > 0) {
            const found = options.dryRun
                ? placeholders(open, facts)
                : await stackctl.resolve(open, deployment.registryLogin, { signal });
            for (const image of found)
                resolved.set(image.ref, resolvedImage(image));
        }
        const made = planDeployment(deployment, resolved, facts);
        deployment.onPlan(made.plan);
        if (options.dryRun)
            return { outcome: 'planned', plan: made.plan };
        const projects = [...new Set(made.plan.services.map(({ project }) => project))];
        const guard = begun !== undefined && projects.every((name) => guessed.includes(name))
            ? begun
            : deployment.guard(projects, facts);
        if (made.plan.unchanged && facts.current !== undefined && facts.unfinished === undefined) {
            return { outcome: 'unchanged', plan: made.plan, services: made.release.services, facts, guard };
        }
        try {
            const ids = [...new Set(deployment.images.flatMap(({ imageId }) => imageId ?? []))];
            const sent = await sendImages(deployment.host, ids, { signal });
            if (sent.length > 0)
                deployment.log(`${sent.length} images sent to the server`);
            const events = await runRelease(deployment, made, guard);
            return { outcome: 'deployed', plan: made.plan, events, services: made.release.services };
        }
        catch (error) {
            if (!(error instanceof errors/* Refused */.Lw) || !/\bstale\b/.test(error.message) || plans >= PLANS)
                throw error;
            deployment.log('another release was committed meanwhile: planning again');
            facts = await stackctl.facts({ signal });
        }
    }
}
/** The server asks the same under its lock; here it costs no upload and leaves no release behind. */
function refuseOlder({ event, force }, { current }) {
    const [order, committed] = [Number(event.order), Number(current?.meta['order'] ?? 0)];
    if (force || !(order < committed))
        return;
    throw new errors/* Refused */.Lw(`superseded: run ${event.order} is older than release ${current?.id} (run ${committed})`, {
        todo: ['start the newest run again', 'or deploy this older one all the same with the input `force: true`'],
    });
}
async function runRelease(deployment, { release, adopted, plan }, guard) {
    const { stackctl, signal, log, facts } = deployment;
    const tar = packRelease({
        config: deployment.registryLogin,
        release: filesOf(release),
        ...(adopted !== undefined && { adopt: filesOf(adopted) }),
        files: release.files.filter(({ sha256 }) => !facts.files.includes(sha256)),
    });
    const { unasked } = await guard.tell();
    const judge = await guard.judge(deployment.judge);
    const transaction = {
        server: (0,server/* serverOf */.F)(deployment, release.id, (onLine) => stackctl.deploy(release.id, tar, {
            gate: judge === undefined ? 'host' : 'runner',
            deadlineSeconds: deployment.deadlineSeconds,
            lockTimeoutSeconds: deployment.lockTimeoutSeconds,
            force: deployment.force,
            ask: unasked !== undefined,
            onLine,
        })),
        gate: async (occasion) => judge === undefined ? { healthy: true, reason: '' } : judge({ ...occasion, services: release.services }),
        onEvent: (event) => {
            deployment.onEvent(event);
            const text = (0,journal/* journalText */.Jh)(event);
            if (text !== undefined)
                log(text);
        },
        signal,
        clock: clock/* systemClock */.m,
    };
    const committed = await guard.watch(() => (0,release_transaction/* runTransaction */.c)(transaction), plan.services);
    mustRun(release, committed.events);
    return committed.events;
}
/**
 * Green is reported only for what was seen: what the server lists as running has to be what was asked for, to the digest.
 * @throws Error when it is not: a fault of ours, since the server committed
 */
function mustRun({ id, services }, events) {
    const running = (0,journal/* committedImages */.Fz)(events);
    const faults = [];
    for (const { project, service, image, replicas, class: kind } of services) {
        if (kind === 'one-shot')
            continue;
        const found = (running.get(`${project}/${service}`) ?? []).filter((container) => container.running && container.image === image);
        if (found.length !== replicas)
            faults.push(`${project}/${service}: ${found.length} of ${replicas} run ${image}`);
    }
    if (faults.length > 0)
        throw new Error(`release ${id} was committed, but what runs is not what was asked for:\n  - ${faults.join('\n  - ')}`);
}
function filesOf(release) {
    return {
        meta: (0,lines/* writeMeta */.R4)(release.meta),
        services: (0,lines/* writeServices */.wH)(release.services),
        routes: (0,lines/* writeRoutes */.E_)(release.routes),
        ways: (0,lines/* writeWays */.eg)(release.ways),
        resources: (0,lines/* writeResources */.Ju)(release.resources),
        models: release.models,
        env: release.env,
        json: release.json,
    };
}
function resolvedImage({ image, platform, config }) {
    return {
        image,
        platform,
        healthcheck: config.Healthcheck ?? null,
        exposedPorts: Object.keys(config.ExposedPorts ?? {}).map((port) => Number.parseInt(port, 10)),
        volumes: Object.keys(config.Volumes ?? {}),
    };
}
/** A dry run pulls nothing: the tag stands for itself. */
function placeholders(references, { platform }) {
    return references.map((ref) => ({ ref, image: ref, platform, config: {} }));
}


/***/ }),

/***/ 2910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ doubleDollars),
/* harmony export */   k: () => (/* binding */ singleDollars)
/* harmony export */ });
/**
 * `docker compose config` prints every `$` doubled, so that its output can be read again. Decisions are made on the real values, and
 * Compose reads the release's model with the values doubled again (it does not interpolate keys).
 */
function singleDollars(value) {
    return mapStrings(value, (text) => text.replaceAll('$$', '$'), { keys: true });
}
function doubleDollars(value) {
    return mapStrings(value, (text) => text.replaceAll('$', () => '$$'), { keys: false });
}
function mapStrings(value, change, options) {
    const map = (one) => {
        if (typeof one === 'string')
            return change(one);
        if (Array.isArray(one))
            return one.map(map);
        if (one === null || typeof one !== 'object')
            return one;
        return Object.fromEntries(Object.entries(one).map(([key, inner]) => [options.keys ? change(key) : key, map(inner)]));
    };
    return map(value);
}


/***/ }),

/***/ 4683:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $W: () => (/* binding */ hasDrainTest),
/* harmony export */   MV: () => (/* binding */ undrainable),
/* harmony export */   Od: () => (/* binding */ probeSeconds),
/* harmony export */   Sd: () => (/* binding */ labelsDigest),
/* harmony export */   Y: () => (/* binding */ drainSeconds),
/* harmony export */   iK: () => (/* binding */ changedTraefikLabels),
/* harmony export */   lw: () => (/* binding */ withDrainTest),
/* harmony export */   rg: () => (/* binding */ withoutDrainTest)
/* harmony export */ });
/* unused harmony export traefikLabels */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _durations_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7232);



/** Raised in a container that is not to be routed. It lies in the container's own memory: after a restart or a power cut it is gone. */
const FLAG = '/dev/shm/.stack-drain';
const TEST = `[ ! -e ${FLAG} ] || exit 1; `;
/** `$0` of the wrapping shell: by it a wrapped argv is known again, whether or not its dollars were doubled. */
const NAME = 'stack-drain';
/**
 * The service with a healthcheck that fails while the flag is there, and else is the user's own, argument by argument. `CMD-SHELL` stays with
 * the image's SHELL.
 * @param service with doubled dollars
 */
function withDrainTest(service) {
    const check = service.healthcheck;
    const [kind, ...rest] = withoutDrainTest(check?.test ?? []);
    if (kind === 'CMD-SHELL')
        return { ...service, healthcheck: { ...check, test: [kind, `${TEST}${rest[0] ?? ''}`, ...rest.slice(1)] } };
    if (kind === 'CMD')
        return { ...service, healthcheck: { ...check, test: [kind, '/bin/sh', '-c', `${TEST}exec "$$@"`, NAME, ...rest] } };
    return service;
}
/** The user's own test, of one that may be wrapped. */
function withoutDrainTest(test) {
    const [kind, ...rest] = test;
    if (kind === 'CMD-SHELL' && rest[0]?.startsWith(TEST) === true)
        return [kind, rest[0].slice(TEST.length), ...rest.slice(1)];
    if (kind === 'CMD' && rest[2]?.startsWith(TEST) === true && rest[3] === NAME)
        return [kind, ...rest.slice(4)];
    return [...test];
}
function hasDrainTest(test) {
    return test !== undefined && withoutDrainTest(test).join('\0') !== test.join('\0');
}
/** Why a service cannot be taken out of Traefik by its healthcheck; empty where it can. */
function undrainable(service) {
    const reasons = [];
    const [kind] = service.healthcheck?.test ?? [];
    if (service.healthcheck?.disable === true || (kind !== 'CMD' && kind !== 'CMD-SHELL'))
        reasons.push('its Compose file gives it no healthcheck');
    if (service.ipc !== undefined && !/^(private|shareable)?$/.test(service.ipc))
        reasons.push(`ipc: ${service.ipc}: its /dev/shm is not its own`);
    const mount = service.volumes?.find(({ type, target }) => type !== 'tmpfs' && ['/dev', '/dev/shm'].includes(node_path__WEBPACK_IMPORTED_MODULE_1__.posix.resolve('/', target)));
    if (mount !== undefined)
        reasons.push(`its ${mount.target} is mounted: it would outlive a restart`);
    return reasons;
}
/** Seconds until Docker calls a container with the flag unhealthy, once no probe is under way. */
function drainSeconds(check) {
    return (check?.retries || 3) * ((0,_durations_js__WEBPACK_IMPORTED_MODULE_2__/* .secondsOf */ .T)(check?.interval) ?? 30);
}
/** Seconds that a probe that is under way may take. */
function probeSeconds(check) {
    return (0,_durations_js__WEBPACK_IMPORTED_MODULE_2__/* .secondsOf */ .T)(check?.timeout) ?? 30;
}
/** Traefik's labels of a service. */
function traefikLabels(labels = {}) {
    return Object.entries(labels)
        .filter(([key]) => /^traefik\./i.test(key))
        .sort(([one], [other]) => (one < other ? -1 : 1));
}
/** Names of the Traefik labels that are not the same in both. */
function changedTraefikLabels(before, after) {
    const [old, now] = [new Map(traefikLabels(before)), new Map(traefikLabels(after))];
    return [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key)).sort();
}
function labelsDigest(labels) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
        .update(JSON.stringify(traefikLabels(labels)))
        .digest('hex')
        .slice(0, 16);
}


/***/ }),

/***/ 2463:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ImageSource: () => (/* binding */ ImageSource),
/* harmony export */   imagesToResolve: () => (/* binding */ imagesToResolve),
/* harmony export */   thirdParty: () => (/* binding */ thirdParty)
/* harmony export */ });
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7373);
/* harmony import */ var _containers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4413);
/* harmony import */ var _dollars_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2910);



/** A reference that names its content already: by digest, or an image id. */
function isPinned(reference) {
    return /@sha256:[0-9a-f]{64}$/.test(reference) || /^sha256:[0-9a-f]{64}$/.test(reference);
}
/** The server takes one a line, and gives them to Docker: neither an option nor two lines. */
function isReference(text) {
    return /^[A-Za-z0-9[][A-Za-z0-9_.:/@[\]-]{0,511}$/.test(text);
}
/**
 * Third-party references that the server has to resolve: those that are not pinned, and that neither the previous release nor what runs has
 * settled already. A tag such as `postgres:17` keeps its digest until `refresh`, else upstream would restart the database.
 */
function imagesToResolve(stack, images, facts, options = {}) {
    const source = new ImageSource(stack, images, new Map(), facts);
    const open = new Set();
    for (const { project, name, service, reference } of movable(stack)) {
        if (source.builtFor(project, name, service) !== undefined)
            continue;
        if (options.refresh === true || source.settled(reference) === undefined)
            open.add(reference);
    }
    return [...open].sort();
}
/** The references that the server may have to be asked for, as far as the files tell. */
function thirdParty(stack) {
    const found = movable(stack).filter(({ service }) => service.build === undefined);
    return [...new Set(found.map(({ reference }) => reference))].sort();
}
/** Services with an image whose name may stand for another content tomorrow. */
function movable(stack) {
    return stack.projects.flatMap((project) => Object.entries((0,_dollars_js__WEBPACK_IMPORTED_MODULE_1__/* .singleDollars */ .k)(project.model).services).flatMap(([name, service]) => {
        const reference = service.image;
        const moves = reference !== undefined && !isPinned(reference) && isReference(reference);
        return moves ? [{ project, name, service, reference }] : [];
    }));
}
/** Finds each service's image: built by the stack, pinned, resolved now, kept from the previous release, or as it runs. */
class ImageSource {
    images;
    resolved;
    kept = new Map();
    running = new Map();
    builtByReference = new Map();
    constructor(stack, images, resolved, facts) {
        this.images = images;
        this.resolved = resolved;
        for (const model of Object.values(facts.current?.models ?? {})) {
            for (const [service, reference] of Object.entries(model['x-stack-actions']?.references ?? {})) {
                const image = model.services[service]?.image;
                if (image !== undefined)
                    this.kept.set(reference, (0,_dollars_js__WEBPACK_IMPORTED_MODULE_1__/* .singleDollars */ .k)(image));
            }
        }
        const containers = new _containers_js__WEBPACK_IMPORTED_MODULE_2__/* .Containers */ .Xd(facts);
        const ours = new Set(stack.projects.flatMap(({ model }) => Object.keys(model.services)));
        // An adopted release is current after a first deploy that was undone; it keeps no references.
        const before = facts.current === undefined || facts.current.meta.kind === 'adopted';
        for (const container of before ? containers.all : []) {
            const service = (0,_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .label */ .Pf)(container, _containers_js__WEBPACK_IMPORTED_MODULE_2__/* .SERVICE_LABEL */ .fX);
            const known = service !== undefined && ours.has(service) && container.State.Running;
            if (known)
                this.running.set(container.Config.Image, container.Image);
        }
        for (const project of stack.projects) {
            for (const [name, service] of Object.entries(project.model.services)) {
                const built = this.named(project, name);
                if (built !== undefined && service.image !== undefined)
                    this.builtByReference.set((0,_dollars_js__WEBPACK_IMPORTED_MODULE_1__/* .singleDollars */ .k)(service.image), built);
            }
        }
    }
    /** The stack's own image of a service; also where another service of the stack builds the reference that this one names. */
    builtFor(project, name, service) {
        const own = this.named(project, name);
        if (own !== undefined || service.build !== undefined)
            return own;
        return service.image === undefined ? undefined : this.builtByReference.get(service.image);
    }
    /** The image that a third-party reference stands for without asking anybody. */
    settled(reference) {
        return this.kept.get(reference) ?? this.running.get(reference);
    }
    /** A service's image, or why there is none. */
    imageOf(project, name, service) {
        const where = `${project.name}/${name}`;
        const built = this.builtFor(project, name, service);
        if (built !== undefined) {
            if (built.digest !== undefined)
                return { image: `${built.repository}@${built.digest}` };
            if (built.imageId !== undefined)
                return { image: built.imageId };
            if (built.result === 'planned')
                return { image: `${built.repository}:key-${built.key}`, planned: built.reason };
            return { fault: `${where}: its image has no digest (push it first)` };
        }
        const reference = service.image;
        if (service.build !== undefined)
            return { fault: `${where}: it has a build section, but no image of it was given` };
        if (reference === undefined)
            return { fault: `${where}: it has neither an image nor a build section` };
        if (isPinned(reference))
            return { image: reference };
        if (!isReference(reference))
            return { fault: `${where}: ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(reference)} is no name of an image` };
        const resolved = this.resolved.get(reference);
        if (resolved !== undefined)
            return { image: resolved.image, reference, resolved };
        const settled = this.settled(reference);
        if (settled !== undefined)
            return { image: settled, reference };
        return { fault: `${where}: nobody has looked up the image ${JSON.stringify(reference)}` };
    }
    named(project, service) {
        const names = new Set([project.name, project.model.name]);
        return this.images.find((image) => names.has(image.project) && image.service === service);
    }
}


/***/ }),

/***/ 7118:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E_: () => (/* binding */ writeRoutes),
/* harmony export */   Fj: () => (/* binding */ readRoutes),
/* harmony export */   JQ: () => (/* binding */ readServices),
/* harmony export */   Ju: () => (/* binding */ writeResources),
/* harmony export */   R4: () => (/* binding */ writeMeta),
/* harmony export */   eg: () => (/* binding */ writeWays),
/* harmony export */   wH: () => (/* binding */ writeServices)
/* harmony export */ });
/* unused harmony exports readMeta, writeArgv, readArgv */
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);
/* harmony import */ var _resources_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2748);


const SEPARATOR = '\u001f';
/** `meta`: `key=value` a line. */
function writeMeta(meta) {
    return lines(Object.entries(meta).map(([key, value]) => {
        if (!/^[a-z][a-z0-9_]*$/.test(key) || /[\n\r\0]/.test(value))
            throw unwritable(`meta ${key}`);
        return `${key}=${value}`;
    }));
}
function readMeta(text) {
    const pairs = text.split('\n').filter((line) => line.includes('='));
    return Object.fromEntries(pairs.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
/** `services`, in the order given: that of start. */
function writeServices(services) {
    return lines(services.map((one) => row([
        ...[
            one.project,
            one.service,
            one.hash,
            one.class,
            String(one.replicas),
            one.image,
            one.tag,
            String(one.wave),
            String(one.drainSeconds),
        ],
        writeArgv(checkArguments(one.check)),
        one.probe === undefined ? '' : writeArgv([String(one.probe.port), one.probe.path]),
        ...[one.containerName ?? '', String(one.startTimeoutSeconds), one.restart, String(one.parallelism)],
    ])));
}
/** @throws Refused where a line is not one of ours */
function readServices(text) {
    return rows(text, 15, 'services').map((fields) => {
        const [project, service, hash, kind, replicas, image, tag, wave, drain, check, probe, name, timeout, restart, parallelism,] = fields;
        const [port, path] = readArgv(probe);
        return {
            ...{
                project,
                service,
                hash,
                class: kind,
                replicas: Number(replicas),
                image,
                tag,
                wave: Number(wave),
            },
            ...{ drainSeconds: Number(drain), check: readCheck(readArgv(check)) },
            ...(port === undefined || path === undefined ? {} : { probe: { port: Number(port), path } }),
            ...(name === '' ? {} : { containerName: name }),
            ...{ startTimeoutSeconds: Number(timeout), restart, parallelism: Number(parallelism) },
        };
    });
}
/** `routes`: one definition a line. */
function writeRoutes(routes) {
    return lines(routes.map(({ section, project, service, name, definition, server }) => {
        const target = server === undefined
            ? ['', '', '', '']
            : [server.scheme, String(server.port), server.sticky ? '1' : '0', server.network];
        return row([section, project, service, name, definition, ...target]);
    }));
}
/** @throws Refused where a line is not one of ours */
function readRoutes(text) {
    return rows(text, 9, 'routes').map((fields) => {
        const [section, project, service, name, definition, scheme, port, sticky, network] = fields;
        return {
            ...{ section: section, project, service, name, definition },
            ...(scheme === '' ? {} : { server: { scheme, port: Number(port), sticky: sticky === '1', network } }),
        };
    });
}
/** `ways`: how the routes of each start-first service can be moved. */
function writeWays(ways) {
    return lines(ways.map(({ project, service, by, seconds, labels }) => row([project, service, by, String(seconds), labels])));
}
/** `resources`: kind, name, arguments of `docker network|volume create`. */
function writeResources(resources) {
    return lines(resources.map((resource) => row([resource.kind, resource.name, writeArgv((0,_resources_js__WEBPACK_IMPORTED_MODULE_1__/* .resourceArgv */ .jy)(resource))])));
}
/**
 * Joins arguments so that `printf %b` of the shell gives each of them back. A unit separator inside an argument has four digits, else `%b` would
 * take a digit after it for a part of it.
 */
function writeArgv(argv) {
    return argv
        .map((argument) => {
        if (argument.includes('\0'))
            throw unwritable(JSON.stringify(argument.slice(0, 80)));
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the unit separator is what joins arguments
        return argument.replace(/[\\\n\t\r\u001f]/g, (character) => ESCAPES[character] ?? character);
    })
        .join(SEPARATOR);
}
function readArgv(field) {
    if (field === '')
        return [];
    return field
        .split(SEPARATOR)
        .map((argument) => argument.replace(/\\(0037|.)/g, (_match, code) => UNESCAPES[code] ?? code));
}
const ESCAPES = {
    '\\': '\\\\',
    '\n': '\\n',
    '\t': '\\t',
    '\r': '\\r',
    [SEPARATOR]: '\\0037',
};
const UNESCAPES = { '\\': '\\', n: '\n', t: '\t', r: '\r', '0037': SEPARATOR };
function checkArguments(check) {
    if (check.kind === 'exec')
        return ['exec', ...check.argv];
    if (check.kind === 'shell')
        return ['shell', check.command];
    if (check.kind === 'tcp')
        return ['tcp', String(check.port)];
    if (check.kind === 'image' && check.port !== undefined)
        return ['image', String(check.port)];
    return [check.kind];
}
function readCheck([kind, ...rest]) {
    if (kind === 'exec')
        return { kind, argv: rest };
    if (kind === 'shell')
        return { kind, command: rest[0] ?? '' };
    if (kind === 'tcp')
        return { kind, port: Number(rest[0]) };
    if (kind === 'image')
        return { kind, ...(rest[0] === undefined ? {} : { port: Number(rest[0]) }) };
    return { kind: 'running' };
}
function row(fields) {
    for (const field of fields)
        if (/[\t\n\r\0]/.test(field))
            throw unwritable(JSON.stringify(field.slice(0, 80)));
    return fields.map((field) => (field === '' ? '-' : field)).join('\t');
}
function rows(text, width, file) {
    const found = text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.split('\t').map((field) => (field === '-' ? '' : field)));
    const wrong = found.find((fields) => fields.length !== width);
    if (wrong !== undefined)
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`A line of the release's ${file} has ${wrong.length} fields in place of ${width}`, {
            at: wrong.slice(0, 2).join('/'),
        });
    return found;
}
function lines(all) {
    return all.map((line) => `${line}\n`).join('');
}
function unwritable(what) {
    return new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`A tab, newline or NUL cannot be written into the release: ${what}`);
}


/***/ }),

/***/ 9256:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A_: () => (/* binding */ readProjectNames),
/* harmony export */   Bf: () => (/* binding */ releaseId),
/* harmony export */   I_: () => (/* binding */ imageTag),
/* harmony export */   Qw: () => (/* binding */ projectNames),
/* harmony export */   Rt: () => (/* binding */ ADOPTED_EVENT),
/* harmony export */   fX: () => (/* binding */ metaOf),
/* harmony export */   qu: () => (/* binding */ releaseJson)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** Compose project names by the names of stack.yml. */
function projectNames(projects) {
    return Object.fromEntries(projects.map(({ name, model }) => [name, model.name]));
}
/** Reads what `metaOf` wrote; neither kind of name holds a blank or an equals sign. */
function readProjectNames(text = '') {
    return Object.fromEntries(text.split(' ').flatMap((pair) => (pair.includes('=') ? [pair.split('=', 2)] : [])));
}
/** `<seq>-<commit7>`; zeros where no commit is known. */
function releaseId(seq, commit) {
    return `${seq}-${/^[0-9a-f]{7}/i.test(commit) ? commit.slice(0, 7).toLowerCase() : '0000000'}`;
}
/** The event of something that ran before us. */
const ADOPTED_EVENT = { commit: '', ref: '', actor: '', runUrl: '', order: '0' };
/** The `meta` lines of a release. */
function metaOf(origin, envText) {
    const { event } = origin;
    const meta = {
        stack: origin.stackId,
        id: releaseId(origin.seq, event.commit),
        seq: String(origin.seq),
        kind: origin.kind,
        of: origin.of ?? '',
        previous: origin.previous ?? '',
        order: event.order,
        commit: event.commit,
        ref: event.ref,
        actor: event.actor,
        run_url: event.runUrl,
        created_at: origin.now.toISOString(),
        tool_version: origin.toolVersion,
        env_sha256: sha256(envText),
        adopt: origin.adopt ?? '',
        projects: Object.entries(origin.projects ?? {})
            .map(([name, compose]) => `${name}=${compose}`)
            .join(' '),
    };
    return Object.fromEntries(Object.entries(meta).map(([key, value]) => [key, value.replace(/\p{Cc}+/gu, ' ')]));
}
/** release.json, for people and the runner (interfaces.md). */
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
        ref: meta['ref'],
        order: meta['order'],
        run_url: meta['run_url'],
        actor: meta['actor'],
        created_at: meta['created_at'],
        tool_version: meta['tool_version'],
        env_sha256: meta['env_sha256'],
        projects: Object.entries(models).map(([name, model]) => ({ name, model_sha256: sha256(JSON.stringify(model)) })),
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

/***/ 2748:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ds: () => (/* binding */ externalResources),
/* harmony export */   EL: () => (/* binding */ resourceFaults),
/* harmony export */   Eo: () => (/* binding */ isName),
/* harmony export */   jy: () => (/* binding */ resourceArgv)
/* harmony export */ });
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7373);

/**
 * Every network and volume becomes `external`, because from 2.31 on Compose stops all containers of a network whose definition changed,
 * even with `--no-recreate`, and asks to delete volumes.
 */
function externalResources(model) {
    const found = { networks: {}, volumes: {}, resources: [], rewrites: [] };
    const why = "external: true, because Compose stops every container when a network's or volume's definition changed";
    for (const [key, network] of Object.entries(model.networks ?? {})) {
        const name = network?.name ?? `${model.name}_${key}`;
        found.networks[key] = { name, external: true };
        if (network?.external === true)
            continue;
        const labels = { ...network?.labels, 'com.docker.compose.project': model.name, 'com.docker.compose.network': key };
        found.resources.push({ kind: 'network', name, definition: { ...network, name, labels } });
        found.rewrites.push({ project: model.name, field: `networks.${key}`, text: `name: ${name}, ${why}` });
    }
    for (const [key, volume] of Object.entries(model.volumes ?? {})) {
        const name = volume?.name ?? `${model.name}_${key}`;
        found.volumes[key] = { name, external: true };
        if (volume?.external === true)
            continue;
        const labels = { ...volume?.labels, 'com.docker.compose.project': model.name, 'com.docker.compose.volume': key };
        found.resources.push({ kind: 'volume', name, definition: { ...volume, name, labels } });
        found.rewrites.push({ project: model.name, field: `volumes.${key}`, text: `name: ${name}, ${why}` });
    }
    return found;
}
/** Arguments of `docker network create` or `docker volume create`, without the name. */
function resourceArgv(resource) {
    const { definition } = resource;
    const argv = [];
    if (definition.driver !== undefined)
        argv.push('--driver', definition.driver);
    for (const [key, value] of sorted(definition.driver_opts))
        argv.push('--opt', `${key}=${value}`);
    for (const [key, value] of sorted(definition.labels))
        argv.push('--label', `${key}=${value}`);
    return resource.kind === 'network' ? [...argv, ...networkArgv(definition)] : argv;
}
function networkArgv(network) {
    const argv = [];
    if (network.internal === true)
        argv.push('--internal');
    if (network.attachable === true)
        argv.push('--attachable');
    if (network.enable_ipv6 === true)
        argv.push('--ipv6');
    if (network.ipam?.driver !== undefined && network.ipam.driver !== 'default')
        argv.push('--ipam-driver', network.ipam.driver);
    for (const range of network.ipam?.config ?? []) {
        if (range.subnet !== undefined)
            argv.push('--subnet', range.subnet);
        if (range.gateway !== undefined)
            argv.push('--gateway', range.gateway);
        if (range.ip_range !== undefined)
            argv.push('--ip-range', range.ip_range);
    }
    return argv;
}
/** Docker's rule for names (`RestrictedNamePattern` in daemon/names): never an option or a path. */
function isName(text) {
    return /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(text);
}
/**
 * What forbids these resources on this host: a network that exists with another definition, an external one that nobody creates, one name with
 * two definitions.
 */
function resourceFaults(models, resources, facts) {
    const faults = [];
    for (const [index, resource] of resources.entries()) {
        if (!isName(resource.name))
            faults.push(`a ${resource.kind} cannot be called ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(resource.name)}`);
        const twin = resources.slice(0, index).find((one) => one.kind === resource.kind && one.name === resource.name);
        if (twin !== undefined && shape(twin) !== shape(resource))
            faults.push(`the ${resource.kind} ${resource.name} is defined twice, differently`);
        const existing = resource.kind === 'network' ? facts.networks.find(({ Name }) => Name === resource.name) : undefined;
        if (existing === undefined)
            continue;
        const changed = networkChanges(resource.definition, existing);
        if (changed.length > 0) {
            const how = changed.join(', ');
            faults.push(`the network ${resource.name} exists with another definition (${how}): give the new one another name, or undo the change`);
        }
    }
    const created = new Set(resources.map(({ kind, name }) => `${kind} ${name}`));
    const present = new Set([
        ...facts.networks.map(({ Name }) => `network ${Name}`),
        ...facts.volumes.map((name) => `volume ${name}`),
    ]);
    for (const model of models) {
        for (const [kind, defined] of [
            ['network', model.networks],
            ['volume', model.volumes],
        ]) {
            for (const [key, one] of Object.entries(defined ?? {})) {
                const full = `${kind} ${one?.name ?? key}`;
                if (one?.external === true && !present.has(full) && !created.has(full)) {
                    faults.push(`${model.name}: the external ${full} does not exist on the server (docker ${kind} create ${one.name ?? key})`);
                }
            }
        }
    }
    return faults;
}
function networkChanges(wanted, existing) {
    const changed = [];
    if (wanted.driver !== undefined && wanted.driver !== existing.Driver)
        changed.push(`driver ${existing.Driver} → ${wanted.driver}`);
    if ((wanted.internal ?? false) !== existing.Internal)
        changed.push(`internal ${existing.Internal} → ${!existing.Internal}`);
    const subnets = (wanted.ipam?.config ?? []).map(({ subnet }) => subnet).filter((one) => one !== undefined);
    const present = (existing.IPAM?.Config ?? []).map(({ Subnet }) => Subnet);
    const missing = subnets.filter((subnet) => !present.includes(subnet));
    if (missing.length > 0)
        changed.push(`subnet ${present.join(' ')} → ${missing.join(' ')}`);
    return changed;
}
function shape({ definition }) {
    const { labels: _labels, ...rest } = definition;
    return JSON.stringify(sorted(rest).filter(([, value]) => value !== null && JSON.stringify(value) !== '{}'));
}
function sorted(map) {
    return Object.entries(map ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
}


/***/ }),

/***/ 5090:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H1: () => (/* binding */ routeLines),
/* harmony export */   QR: () => (/* binding */ dockerProvider),
/* harmony export */   Qs: () => (/* binding */ routedServices),
/* harmony export */   ju: () => (/* binding */ isProxy)
/* harmony export */ });
/* harmony import */ var _proxy_routes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7300);
/* harmony import */ var _proxy_routing_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6194);
/* harmony import */ var _proxy_traefik_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6262);



/** Settings of the Traefik that runs, else of the one that the stack brings along, else Traefik's defaults. */
function dockerProvider(facts, models) {
    const running = facts.containers.find(({ Id }) => facts.proxy !== undefined && Id.startsWith(facts.proxy.container.slice(0, 12)));
    if (running !== undefined)
        return (0,_proxy_traefik_js__WEBPACK_IMPORTED_MODULE_2__/* .dockerProviderOf */ .bD)(argumentsOf(running), running.Config.Env ?? []);
    const service = models.flatMap(({ services }) => Object.values(services)).find(isProxy);
    const environment = Object.entries(service?.environment ?? {}).map(([name, value]) => `${name}=${value ?? ''}`);
    return (0,_proxy_traefik_js__WEBPACK_IMPORTED_MODULE_2__/* .dockerProviderOf */ .bD)([...(service?.entrypoint ?? []), ...(service?.command ?? [])], environment);
}
function isProxy(service) {
    return (0,_proxy_traefik_js__WEBPACK_IMPORTED_MODULE_2__/* .isTraefik */ .jX)(service.image, [...(service.entrypoint ?? []), ...(service.command ?? [])]);
}
/** Every service of the release with what its labels mean to Traefik, by `project/service`. */
function routedServices(models, docker, imagePorts) {
    const found = new Map();
    for (const { name: project, services } of models) {
        for (const [service, definition] of Object.entries(services)) {
            const ports = [...declaredPorts(definition), ...imagePorts(project, service)];
            const routing = (0,_proxy_routing_js__WEBPACK_IMPORTED_MODULE_1__/* .routingOf */ .C)({ project, service, labels: definition.labels ?? {}, ports }, docker);
            found.set(`${project}/${service}`, { project, service, ports, routing });
        }
    }
    return found;
}
/** The mirror's lines of a release, services in the order given. */
function routeLines(stackId, order, routed) {
    const definitions = (0,_proxy_routes_js__WEBPACK_IMPORTED_MODULE_0__/* .definitionsOf */ .mu)([...routed.values()].map(({ routing }) => routing));
    const lines = order.flatMap(({ project, service }) => {
        const found = routed.get(`${project}/${service}`);
        return found === undefined ? [] : (0,_proxy_routes_js__WEBPACK_IMPORTED_MODULE_0__/* .routesOf */ .eV)({ stackId, project, service, routing: found.routing, definitions });
    });
    return lines.length === 0 ? lines : [...lines, (0,_proxy_routes_js__WEBPACK_IMPORTED_MODULE_0__/* .darkness */ .Gf)(stackId)];
}
function declaredPorts(service) {
    const exposed = (service.expose ?? []).map((port) => Number.parseInt(port, 10));
    return [...exposed, ...(service.ports ?? []).map(({ target }) => target)].filter((port) => port > 0);
}
function argumentsOf({ Args, Config }) {
    return [...Args, ...(Config.Cmd ?? [])];
}


/***/ }),

/***/ 7522:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ serverOf)
/* harmony export */ });
/* harmony import */ var _host_failures_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5523);

/**
 * One release's transaction on a server, as the runner drives it.
 * @param begin What starts it: a deploy brings its release along, a rollback makes one on the server.
 */
function serverOf({ stackctl, host }, release, begin) {
    const answer = ({ state, stderr, refusal, containers }) => ({
        state,
        reason: refusal?.message ?? stderr.replace(/^stackctl: /gm, '').trim(),
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
        statusCommand: `ssh ${host.name.replace(/:(\d+)$/, ' -p $1')} '${stackctl.path} status'`,
    };
}


/***/ }),

/***/ 2661:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ runTransaction)
/* harmony export */ });
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);
/* harmony import */ var _journal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6802);


/**
 * Drives one transaction from the runner: starts it, judges at its two gates, confirms, and reports what the server ended on. Returns only
 * when `committed` was read; every other end is an error that says which version serves.
 * @throws Refused, Undone, UndoFailed, OutcomeUnknown
 */
async function runTransaction(options) {
    const { server, signal, clock } = options;
    const events = [];
    let lines = 0;
    let confirmed = false;
    let failure = '';
    const onLine = (line) => {
        lines += 1;
        const event = (0,_journal_js__WEBPACK_IMPORTED_MODULE_1__/* .journalEvent */ .ai)(line);
        if (event === undefined)
            return;
        events.push(event);
        options.onEvent(event);
    };
    const watch = (say) => server.watch(lines + 1, onLine, say);
    const steadily = (call) => overLostConnections(call, options, () => lostContact(confirmed, server));
    const onCancel = () => {
        failure ||= 'the run was cancelled';
        server.abort().catch(() => undefined);
    };
    signal.addEventListener('abort', onCancel, { once: true });
    try {
        let begun = false;
        let answer = await steadily(() => {
            if (begun)
                return watch();
            begun = true;
            return server.start(onLine);
        });
        let silent = 0;
        for (;;) {
            if (answer.state === 'committed')
                return { events };
            if (answer.state === 'undone')
                throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Undone */ ._d(`The new version was undone: ${failure || answer.reason || lastFailure(events)}`);
            if (answer.state === 'undo-failed')
                throw undoFailed(answer, server);
            if (answer.state === 'refused' && signal.aborted)
                throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw('the run was cancelled before anything was changed on the server');
            if (answer.state === 'refused' || answer.state === 'locked')
                throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(answer.reason || lastFailure(events), {
                    todo: answer.state === 'locked'
                        ? `wait until it has ended, then run this again; the input lock-timeout says how long to wait; what runs: ${server.statusCommand}`
                        : (answer.todo ?? []),
                });
            if (answer.state === 'died') {
                // The program on the server was killed: whoever comes next ends its transaction, so we do.
                silent += 1;
                if (silent > 3)
                    throw lostContact(confirmed, server);
                failure ||= answer.reason;
                await steadily(() => server.recover());
                answer = await steadily(() => watch());
                continue;
            }
            const stage = [...events].reverse().find(({ event }) => event === 'begin')?.step === 'decide' ? 'stopped' : 'switched';
            const verdict = signal.aborted
                ? { healthy: false, reason: 'the run was cancelled' }
                : await judge(options, stage, answer.containers);
            if (!verdict.healthy) {
                failure ||= verdict.reason;
                await steadily(() => server.abort());
                answer = await steadily(() => watch());
            }
            else {
                confirmed = stage === 'stopped';
                answer = await steadily(() => watch(confirmed ? 'confirm' : 'proceed'));
            }
        }
    }
    finally {
        signal.removeEventListener('abort', onCancel);
    }
    function undoFailed(answer, { statusCommand }) {
        return new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UndoFailed */ .mR(`The new version failed (${failure || lastFailure(events)}) and the old one could not be put back: ${answer.reason}`, {
            todo: [`look at what runs: ${statusCommand}`, 'when the cause is gone: the same command with `recover`'],
        });
    }
    async function judge({ gate, heartbeatMs = 10_000 }, stage, containers) {
        const beating = new AbortController();
        const beats = (async () => {
            // The deadline counts from the server's question: the first one is not due at once.
            for (;;) {
                await clock.sleep(heartbeatMs, beating.signal);
                if (beating.signal.aborted)
                    return;
                await server.heartbeat().catch(() => undefined);
            }
        })();
        try {
            if (containers === undefined)
                throw new Error('Docker did not say which containers there are');
            return await gate({ stage, containers, signal });
        }
        catch (error) {
            // What is not known to be healthy is undone.
            return { healthy: false, reason: `the health gate could not judge: ${(0,_runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .explain */ .WE)(error)}` };
        }
        finally {
            beating.abort();
            await beats;
        }
    }
}
function lastFailure(events) {
    const failed = events.find(({ event }) => event === 'fail');
    return failed === undefined
        ? 'the server gave no reason'
        : `${failed.step}: ${failed.subject === '-' ? '' : `${failed.subject}: `}${failed.text}`;
}
/** Repeats a call whose connection was lost, over a new connection, until the time is up. */
async function overLostConnections(call, { server, clock, reconnectMs = 120_000 }, giveUp) {
    let lostAt;
    for (;;) {
        try {
            if (lostAt !== undefined)
                await server.reconnect();
            return await call();
        }
        catch (error) {
            if (!server.isConnectionLost(error))
                throw error;
            lostAt ??= clock.now();
            if (clock.now() - lostAt >= reconnectMs)
                throw giveUp();
            await clock.sleep(1000);
        }
    }
}
function lostContact(confirmed, server) {
    return new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OutcomeUnknown */ .Jr(confirmed
        ? 'Contact with the server was lost after the deploy was confirmed: the server finishes by itself, but nobody saw it'
        : 'Contact with the server was lost before the deploy was confirmed: the server undoes it by itself at its deadline, but nobody saw it', { todo: `ask the server: ${server.statusCommand}` });
}


/***/ }),

/***/ 8709:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EM: () => (/* binding */ drainPlan),
/* harmony export */   Ij: () => (/* binding */ whyNoFile),
/* harmony export */   Kw: () => (/* binding */ drainTested),
/* harmony export */   Rz: () => (/* binding */ filesReach),
/* harmony export */   VO: () => (/* binding */ wayOf),
/* harmony export */   j$: () => (/* binding */ switchable)
/* harmony export */ });
/* harmony import */ var _proxy_traefik_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6262);
/* harmony import */ var _drain_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4683);
/* harmony import */ var _durations_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7232);
/* harmony import */ var _routed_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5090);




/** Whether routes can be switched by a file: in memory, so that a pin vanishes in a power cut, and with a way to see that it is live. */
function switchable(proxy) {
    return proxy?.directory !== undefined && proxy.tmpfs && proxy.ack !== 'none';
}
/** Why routes cannot be switched by a file. */
function whyNoFile(proxy) {
    if (proxy.directory === undefined)
        return 'Traefik has no file provider with a directory';
    if (!proxy.tmpfs)
        return `Traefik's ${proxy.directory} is not in memory (tmpfs), so a switch would outlive a power cut`;
    return 'there is no way to see that Traefik has read a file (--ping=true, without api.insecure)';
}
/** Whether files reach the Traefik that runs, else the one that the stack brings along; true where there is none. */
function filesReach(facts, models) {
    if (facts.proxy !== undefined)
        return switchable(facts.proxy);
    const own = models.flatMap(({ services }) => Object.values(services)).find(_routed_js__WEBPACK_IMPORTED_MODULE_2__/* .isProxy */ .ju);
    if (own === undefined)
        return true;
    const words = [...(own.entrypoint ?? []), ...(own.command ?? []), ...variables(own)].map((word) => word.toLowerCase());
    const given = (flag) => words.some((word) => flag.test(word));
    return given(/^--providers\.file\.directory=/) && given(/^--(ping|api\.insecure)(=true)?$/);
}
function variables({ environment }) {
    return Object.entries(environment ?? {})
        .filter(([name]) => name.startsWith('TRAEFIK_'))
        .map(([name, value]) => `--${name.slice('TRAEFIK_'.length).replaceAll('_', '.')}=${value ?? ''}`);
}
/**
 * What Compose reads of a service: with a drain test where only the healthcheck can move its routes. What runs and stays keeps its text.
 * @param service with single dollars
 */
function drainTested(compared, service, kind, routing, options) {
    const fresh = compared.change === 'changed' || compared.change === 'new';
    const byFile = options.filesReach && routing?.uncarried.length === 0;
    const wanted = fresh && kind === 'start-first' && routing?.routed === true && !byFile;
    return wanted && (0,_drain_js__WEBPACK_IMPORTED_MODULE_0__/* .undrainable */ .MV)(service).length === 0 ? (0,_drain_js__WEBPACK_IMPORTED_MODULE_0__/* .withDrainTest */ .lw)(compared.text) : compared.text;
}
/** The line of the release's `ways` file; none for a service whose routes nobody has to move. */
function wayOf({ project, service, class: kind }, text, labels, routing) {
    if (kind !== 'start-first' || routing?.routed !== true)
        return [];
    const tested = (0,_drain_js__WEBPACK_IMPORTED_MODULE_0__/* .hasDrainTest */ .$W)(text.healthcheck?.test);
    const carried = routing.uncarried.length + routing.obstacles.length === 0;
    const by = carried ? (tested ? 'both' : 'file') : tested ? 'drain' : 'none';
    const seconds = Math.ceil((0,_drain_js__WEBPACK_IMPORTED_MODULE_0__/* .drainSeconds */ .Y)(text.healthcheck) + (0,_drain_js__WEBPACK_IMPORTED_MODULE_0__/* .probeSeconds */ .Od)(text.healthcheck));
    return [{ project, service, by, seconds, labels: (0,_drain_js__WEBPACK_IMPORTED_MODULE_0__/* .labelsDigest */ .Sd)(labels) }];
}
/** What the plan says of the services that are switched by Docker's health; undefined where there is none. */
function drainPlan(proxy, planned, ways, running) {
    if (proxy === undefined)
        return undefined;
    const byFile = switchable(proxy);
    const services = planned.flatMap(({ project, service, change, replicas, previousReplicas }) => {
        const way = ways.find((one) => one.project === project && one.service === service);
        const moved = change === 'changed' || change === 'rescaled';
        if (!moved || way === undefined || way.by === 'file' || (byFile && way.by === 'both'))
            return [];
        const leaves = change === 'changed' || replicas < (previousReplicas ?? 0);
        const check = running.models[project]?.services[service]?.healthcheck;
        const settle = proxy.throttleMs / 1000 + 1;
        const drain = leaves ? (0,_drain_js__WEBPACK_IMPORTED_MODULE_0__/* .drainSeconds */ .Y)(check) : 0;
        const words = leaves ? [`its healthcheck, ${check?.retries || 3} x ${(0,_durations_js__WEBPACK_IMPORTED_MODULE_1__/* .secondsOf */ .T)(check?.interval) ?? 30} s`] : [];
        const cost = {
            ...{ project, service, seconds: Math.ceil(drain + settle) },
            reason: [...words, `Traefik's own delay, ${settle} s`].join('; '),
        };
        return [cost];
    });
    if (services.length === 0)
        return undefined;
    return byFile
        ? { because: 'a file cannot carry their routes', better: [], services }
        : { because: whyNoFile(proxy), better: _proxy_traefik_js__WEBPACK_IMPORTED_MODULE_3__/* .TRAEFIK_LINES */ .VO, services };
}


/***/ })

};
