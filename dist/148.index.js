export const id = 148;
export const ids = [148];
export const modules = {

/***/ 148:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  vc: () => (/* binding */ beginLogin),
  KX: () => (/* binding */ maskServer),
  CT: () => (/* binding */ openServer)
});

// EXTERNAL MODULE: ./lib/host/ssh.js + 4 modules
var ssh = __webpack_require__(3441);
// EXTERNAL MODULE: ./lib/host/stackctl.js + 4 modules
var host_stackctl = __webpack_require__(8782);
// EXTERNAL MODULE: ./lib/host/containers.js
var host_containers = __webpack_require__(3304);
// EXTERNAL MODULE: ./lib/records/record.js
var record = __webpack_require__(3353);
// EXTERNAL MODULE: ./lib/records/release.js + 1 modules
var release = __webpack_require__(9710);
// EXTERNAL MODULE: ./lib/stack/secrets.js + 1 modules
var secrets = __webpack_require__(7610);
// EXTERNAL MODULE: ./lib/release/plan/likeness/containerAsService.js
var containerAsService = __webpack_require__(7414);
;// CONCATENATED MODULE: ./lib/release/plan/knownSecrets.js





/** Folders of a system, as images set them: `PATH`, `JAVA_HOME`, `PGDATA`. */
const FOLDERS = /^(\/[a-z][a-z0-9_.-]*)+(:(\/[a-z][a-z0-9_.-]*)+)*$/;
/**
 * Values that may be secrets of what runs, where no list of the server has them: of containers that somebody else started, the variables that the files
 * give, too; all others are the image's. What the release that serves has is on its list, or was judged to be readable; what was adopted has no list.
 * @param models Of the checkout; none where there is none.
 */
function valuesOnServer({ current, containers }, models) {
    const before = Object.values(current?.models ?? {});
    const listed = current?.meta['kind'] === 'adopted' ? [] : before;
    const released = new Set(listed.flatMap((model) => (0,secrets/* valuesOf */.sm)(model)));
    const running = containers.flatMap((container) => {
        const [project, service = ''] = [(0,host_containers/* label */.Pf)(container, host_containers/* PROJECT_LABEL */.NV), (0,host_containers/* label */.Pf)(container, host_containers/* SERVICE_LABEL */.fX)];
        const same = [...models, ...before].filter(({ name }) => name === project);
        const names = new Set(same.flatMap(({ services }) => Object.keys(services[service]?.environment ?? {})));
        return Object.entries((0,containerAsService/* environmentOf */.p7)(container)).flatMap(([name, value]) => (names.has(name) ? value : []));
    });
    return running.filter((value) => !released.has(value) && !FOLDERS.test(value));
}
/** Fields of a release's services that everybody may read. Checks and probes are arguments, which may hold secrets. */
const PUBLIC_FIELDS = ['project', 'service', 'hash', 'class', 'replicas', 'image', 'tag', 'name'].map((name) => (0,record/* fieldNames */.pi)(release/* SERVICES */.Bg).indexOf(name));
/** What a server's facts say that everybody may read: outputs are made of it. */
function publicFacts({ root, current, releases, target }) {
    const services = target !== undefined && 'services' in target ? target.services : '';
    const ids = releases.map(({ id }) => id);
    return [
        root,
        JSON.stringify(current?.meta ?? {}),
        publicFields(current?.services ?? ''),
        publicFields(services),
        ...ids,
    ].join('\n');
}
function publicFields(services) {
    return services
        .split('\n')
        .map((line) => {
        const fields = line.split('\t');
        return PUBLIC_FIELDS.map((index) => fields[index] ?? '').join('\t');
    })
        .join('\n');
}

// EXTERNAL MODULE: ./lib/runtime/masking.js
var masking = __webpack_require__(736);
// EXTERNAL MODULE: ./lib/stack/identity.js
var identity = __webpack_require__(5488);
;// CONCATENATED MODULE: ./lib/actions/login.js





/**
 * Masks what may be secret of what runs, of the release that serves and of the one to go back to: containers of all of them may print it.
 * @returns Each form of the secrets that are on no list of the server.
 */
function maskServer(facts, { publicText, models = [] }, { log, event }) {
    const readable = [publicText, publicFacts(facts), JSON.stringify(event)].join('\n');
    const forms = (0,masking/* formsOfValues */.F$)(valuesOnServer(facts, models), readable);
    log.maskForms([...forms, ...facts.secretForms.filter((form) => !(0,masking/* standsIn */.Bl)(readable, form))]);
    return forms;
}
/** Connects, and reads the facts of the server: one call. */
async function openServer({ sshKey, knownHosts }, stack, { signal, logbook, asked, onBegun }) {
    const host = await (0,ssh/* connect */.N)({ host: stack.host, sshKey, knownHosts, signal, ...(onBegun && { onBegun }) });
    try {
        const stackctl = new host_stackctl/* Stackctl */.i(host, stack.id);
        const facts = await stackctl.facts({ signal, ...asked?.() });
        (0,identity/* refuseForeignFolder */.FX)(stack.identity, facts.identity, stack.takesOver);
        const serving = facts.current?.id ?? '';
        logbook?.note({ previousRelease: serving, servingRelease: serving });
        return { host, stackctl, facts };
    }
    catch (error) {
        await host[Symbol.asyncDispose]();
        throw error;
    }
}
/**
 * Starts to log in, so that the checkout is read and the code for all that follows is loaded meanwhile: neither needs the other, and both take
 * their time. Returns when ssh has been started: loading blocks this process, and must not come before.
 */
async function beginLogin(inputs, stack, { signal }, logbook) {
    const giveUp = new AbortController();
    let asked = {};
    let onBegun = () => { };
    const begun = new Promise((resolve) => {
        onBegun = resolve;
    });
    const stop = AbortSignal.any([signal, giveUp.signal]);
    const opening = openServer(inputs, stack, { signal: stop, logbook, asked: () => asked, onBegun });
    opening.catch(() => undefined).then(onBegun);
    await begun;
    return {
        expect: (more) => {
            asked = more;
        },
        together: async (reading) => {
            try {
                const read = await reading;
                return [await opening, read];
            }
            catch (error) {
                giveUp.abort();
                await opening.then(({ host }) => host[Symbol.asyncDispose](), () => undefined);
                throw error;
            }
        },
    };
}


/***/ }),

/***/ 558:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ addressText),
/* harmony export */   o: () => (/* binding */ parseAddress)
/* harmony export */ });
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7373);


// Neither may begin with a dash: ssh would take it for an option.
const USER = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}';
const NAME = '[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?';
const ADDRESS = new RegExp(`^(${USER})@(${NAME}|\\[[0-9A-Fa-f:.]{2,45}\\])(?::([0-9]{1,5}))?$`);
/** @throws Refused where the text is not `user@host` or `user@host:port` */
function parseAddress(text) {
    const [, user, name, port = '22'] = ADDRESS.exec(text) ?? [];
    const number = Number(port);
    if (user === undefined || name === undefined || number < 1 || number > 65535) {
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`the server must be given as user@host or user@host:port, but is ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(text)}`, {
            at: 'input host',
            todo: 'such as deploy@example.org, deploy@example.org:2222 or deploy@[2001:db8::1]:2222',
        });
    }
    return { user, name: name.replace(/^\[|\]$/g, ''), port: number };
}
function addressText({ user, name, port }) {
    return `${user}@${name.includes(':') ? `[${name}]` : name}:${port}`;
}


/***/ }),

/***/ 3304:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GF: () => (/* binding */ STACK_LABEL),
/* harmony export */   Hp: () => (/* binding */ anonymousVolumes),
/* harmony export */   LZ: () => (/* binding */ exposedPorts),
/* harmony export */   NV: () => (/* binding */ PROJECT_LABEL),
/* harmony export */   Pf: () => (/* binding */ label),
/* harmony export */   Xd: () => (/* binding */ Containers),
/* harmony export */   bf: () => (/* binding */ FILES_LABEL),
/* harmony export */   e8: () => (/* binding */ ONE_OFF_LABEL),
/* harmony export */   eH: () => (/* binding */ VOLUME_LABEL),
/* harmony export */   eO: () => (/* binding */ FOLDER_LABEL),
/* harmony export */   fX: () => (/* binding */ SERVICE_LABEL),
/* harmony export */   jq: () => (/* binding */ serviceKey),
/* harmony export */   mE: () => (/* binding */ HASH_LABEL),
/* harmony export */   r$: () => (/* binding */ COMPOSE_HASH_LABEL)
/* harmony export */ });
const PROJECT_LABEL = 'com.docker.compose.project';
const SERVICE_LABEL = 'com.docker.compose.service';
const VOLUME_LABEL = 'com.docker.compose.volume';
const FOLDER_LABEL = 'com.docker.compose.project.working_dir';
const FILES_LABEL = 'com.docker.compose.project.config_files';
const COMPOSE_HASH_LABEL = 'com.docker.compose.config-hash';
const ONE_OFF_LABEL = 'com.docker.compose.oneoff';
const HASH_LABEL = 'stack-actions.hash';
/** Whose it is: on every container, network and volume that we make. */
const STACK_LABEL = 'stack-actions.stack';
/** Key of a service in maps: Compose project name and service. */
function serviceKey(project, service) {
    return `${project}/${service}`;
}
/** The host's containers by Compose project and service, but for those of `compose run` and of other stacks. */
class Containers {
    byService = new Map();
    all;
    constructor(facts, { label: own }) {
        this.all = facts.containers.filter((container) => label(container, ONE_OFF_LABEL) !== 'True' && (label(container, STACK_LABEL) ?? own) === own);
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
    /** The last container of a service of which nothing runs, where it ended by itself and well: exit code 0. */
    ended(project, service) {
        const own = this.byService.get(serviceKey(project, service)) ?? [];
        if (own.some(({ State }) => State.Running))
            return undefined;
        const [last] = [...own].sort((one, other) => (one.Created < other.Created ? 1 : -1));
        return last?.State.Status === 'exited' && last.State.ExitCode === 0 ? last : undefined;
    }
    /** What was made of a service: what runs, else what has ended. */
    made(project, service) {
        const running = this.running(project, service);
        const ended = this.ended(project, service);
        return running.length > 0 || ended === undefined ? running : [ended];
    }
    /** Those that run; where none does, those that are there. */
    those(project, service) {
        const running = this.running(project, service);
        return running.length > 0 ? running : (this.byService.get(serviceKey(project, service)) ?? []);
    }
    /** What is there of a service of which nothing runs. */
    stopped(project, service) {
        return this.those(project, service).filter(({ State }) => !State.Running);
    }
    /** Services of which something runs in a Compose project. */
    servicesOf(project) {
        const found = this.all.filter((container) => container.State.Running && label(container, PROJECT_LABEL) === project);
        return [...new Set(found.map((container) => label(container, SERVICE_LABEL) ?? ''))]
            .filter((name) => name !== '')
            .sort();
    }
}
function label(container, name) {
    return container.Config.Labels?.[name];
}
/** Container ports that an inspected container exposes. */
function exposedPorts(container) {
    return Object.keys(container.Config.ExposedPorts ?? {}).map((port) => Number.parseInt(port, 10));
}
/** Paths at which a container has a volume that nobody named: no other one gets it. */
function anonymousVolumes({ Mounts }) {
    return Mounts.filter(({ Type, Name }) => Type === 'volume' && /^[0-9a-f]{64}$/.test(Name ?? '')).map(({ Destination }) => Destination);
}


/***/ }),

/***/ 5523:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HB: () => (/* binding */ unreachable),
/* harmony export */   ec: () => (/* binding */ noKnownHosts),
/* harmony export */   ie: () => (/* binding */ loginFailure),
/* harmony export */   pz: () => (/* binding */ ConnectionLost),
/* harmony export */   xY: () => (/* binding */ NOTHING_OWN)
/* harmony export */ });
/* unused harmony export knownHostsAdvice */
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(558);
/* harmony import */ var _opensshTexts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9526);



/** The connection was there and is gone, or nothing answers on it any more: `reconnect()`, then ask the server what happened. */
class ConnectionLost extends _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
}
/** How to get the line for known_hosts, and how to know that it is the right one. */
function knownHostsAdvice({ name, port }) {
    const scan = `ssh-keyscan -t ed25519${port === 22 ? '' : ` -p ${port}`} ${name}`;
    return [
        `get the line with: ${scan}`,
        `its fingerprint: ${scan} | ssh-keygen -lf -`,
        'compare it with the one that your provider shows, or that this prints in a console of the server: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub',
        'then pass the line as `known-hosts`, such as `known-hosts: ${{ vars.KNOWN_HOSTS }}`, or in a shell --known-hosts FILE',
    ];
}
function noKnownHosts(address) {
    return new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`known-hosts is empty, so that ${address.name} could be anybody`, {
        at: 'input known-hosts',
        todo: knownHostsAdvice(address),
    });
}
/** What to do about a host key that ssh's own files do not have, or have otherwise. */
function ownKnownHostsAdvice(address) {
    return [
        `log in once by hand, and answer yes only if the fingerprint is the server's: ssh ${byHand(address)}`,
        'it is the one that this prints in a console of the server: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub',
    ];
}
function byHand({ user, name, port }) {
    return `${port === 22 ? '' : `-p ${port} `}${user}@${name}`;
}
const NOTHING_OWN = { key: false, knownHosts: false };
const REFUSALS = {
    configuration: ({ address, stderr }) => new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`ssh cannot use its own configuration: ${(0,_opensshTexts_js__WEBPACK_IMPORTED_MODULE_2__/* .configurationFault */ .Nx)(stderr)}`, {
        at: (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .addressText */ .G)(address),
        todo: [
            `does it work by hand? ssh ${byHand(address)} true`,
            'OpenSSH must be 8.7 or newer: ssh -V',
            'or go without that configuration: --ssh-key FILE',
        ],
    }),
    'changed-key': ({ address, stderr, own }) => new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`the host key of ${address.name} is not the one in known-hosts${shown(stderr)}; nothing was sent`, {
        at: (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .addressText */ .G)(address),
        todo: [
            'was the server installed anew? If not, somebody else may be answering: find out before you change anything',
            ...(own.knownHosts
                ? [
                    `if it was, forget the old key, and log in once by hand: ssh-keygen -R '${knownHostsName(address)}'`,
                    ...ownKnownHostsAdvice(address),
                ]
                : knownHostsAdvice(address)),
        ],
    }),
    'unknown-key': ({ address, own }) => new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`known-hosts has no host key of ${knownHostsName(address)}`, {
        at: own.knownHosts ? '~/.ssh/known_hosts' : 'input known-hosts',
        todo: own.knownHosts ? ownKnownHostsAdvice(address) : knownHostsAdvice(address),
    }),
    denied: ({ address, own }) => new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`${address.name} does not let ${address.user} in with ${own.key ? 'any key of yours' : 'this key'}`, {
        at: (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .addressText */ .G)(address),
        todo: [
            ...(own.key ? [`keys that the agent has: ssh-add -l; what ssh tries: ssh -v ${byHand(address)}`] : []),
            `is its public key in ~${address.user}/.ssh/authorized_keys on the server? Get it with: ssh-keygen -y -f KEYFILE`,
            `is ${address.user} the right user?`,
        ],
    }),
    'unknown-name': ({ address, said }) => unreachable(address, `its name is not known: ${said}`, 'check the name, and its DNS record'),
    refused: ({ address }) => unreachable(address, `nothing listens on port ${address.port}`, 'check the port (user@host:port), and that sshd runs'),
    'no-answer': ({ address, said }) => unreachable(address, `no answer: ${said}`, 'check the address and the firewall: GitHub’s runners come from many addresses'),
    ended: ({ address, said }) => unreachable(address, `it ended the connection before a login: ${said}`, 'is that port sshd? Does something like fail2ban refuse this runner?'),
};
/** The refusal for an ssh that could not log in, by what it printed. */
function loginFailure(address, stderr, own = NOTHING_OWN) {
    const said = (0,_opensshTexts_js__WEBPACK_IMPORTED_MODULE_2__/* .lastWords */ .aN)(stderr);
    const fault = (0,_opensshTexts_js__WEBPACK_IMPORTED_MODULE_2__/* .loginFault */ .M_)(stderr);
    if (fault !== undefined)
        return REFUSALS[fault]({ address, said, stderr, own });
    return new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`no connection to ${address.name}: ${said || 'ssh gave no reason'}`, { at: (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .addressText */ .G)(address) });
}
function unreachable(address, why, todo) {
    return new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`${address.name} cannot be reached: ${why}`, { at: (0,_address_js__WEBPACK_IMPORTED_MODULE_1__/* .addressText */ .G)(address), todo });
}
function shown(stderr) {
    const fingerprint = (0,_opensshTexts_js__WEBPACK_IMPORTED_MODULE_2__/* .fingerprintIn */ .I5)(stderr);
    return fingerprint === undefined ? '' : ` (it showed ${fingerprint})`;
}
/** The name as known_hosts has it: a port other than 22 is part of it. */
function knownHostsName({ name, port }) {
    return port === 22 ? name : `[${name}]:${port}`;
}


/***/ }),

/***/ 5328:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mp: () => (/* binding */ writeQuestion),
/* harmony export */   Wp: () => (/* binding */ parseAnswer),
/* harmony export */   XN: () => (/* binding */ sumOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var _runtime_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3220);



/** The lines of stdin; paths with a control character are left out, so that their content is not known. */
function writeQuestion({ models, files, images }) {
    const rows = [
        ...models.map(({ project, text }) => ['model', project, text]),
        ...images.map((id) => ['image', id]),
        ...files.map(({ container, path, from }) => ['file', container, path, from ?? '-']),
    ];
    const printable = rows.filter((fields) => fields.every((field) => field !== '' && !/\p{Cc}/u.test(field)));
    return printable.map((fields) => `${fields.join('\t')}\n`).join('');
}
/** Rows of `hash` project service hash, `image` id config, `sum` container path sha256. */
function parseAnswer(stdout) {
    const hashes = new Map();
    const images = new Map();
    const sums = new Map();
    for (const row of stdout.split('\n')) {
        const [kind, one = '', two = '', three = ''] = row.split('\t');
        if (kind === 'hash')
            hashes.set(`${one}/${two}`, three);
        else if (kind === 'sum')
            sums.set(`${one} ${two}`, three);
        else if (kind === 'image') {
            const config = (0,_runtime_json_js__WEBPACK_IMPORTED_MODULE_2__/* .jsonObject */ .o)(two);
            if (config !== undefined)
                images.set(one, config);
        }
    }
    return { hashes, images, sums };
}
/** sha256 of a file of a release, in hex. */
async function sumOf({ from, content }) {
    const bytes = from === undefined ? Buffer.from(content ?? '') : await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(from);
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex');
}


/***/ }),

/***/ 407:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ canonical),
/* harmony export */   F: () => (/* binding */ parseListening)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);

/** Rows of the protocol and of `local_address` as the kernel writes it (/proc/net/tcp, tcp6, udp, udp6; a little-endian machine's). */
function parseListening(rows) {
    return rows.flatMap((row) => {
        const [, protocol, address = '', port = ''] = /^(tcp|udp) ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})$/.exec(row) ?? [];
        if (protocol === undefined)
            return [];
        const found = address.length === 8 ? ipv4(address) : ipv6(address);
        return [{ protocol: protocol, address: found, port: Number.parseInt(port, 16) }];
    });
}
function ipv4(word) {
    return bytesOf(word)
        .map((byte) => Number.parseInt(byte, 16))
        .join('.');
}
/** Four words; an IPv4 address that is mapped into IPv6 is that. */
function ipv6(text) {
    const words = text.match(/.{8}/g) ?? [];
    if (/^0{16}0000FFFF$/.test(words.slice(0, 2).join('') + bytesOf(words[2] ?? '').join('')))
        return ipv4(words[3] ?? '');
    return canonical((words.flatMap(bytesOf).join('').match(/.{4}/g) ?? []).join(':'));
}
/** An address as everybody shortens it; IPv4 as it is. */
function canonical(address) {
    return (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv6)(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}
function bytesOf(word) {
    return (word.match(/../g) ?? []).reverse();
}


/***/ }),

/***/ 9526:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I5: () => (/* binding */ fingerprintIn),
/* harmony export */   M_: () => (/* binding */ loginFault),
/* harmony export */   Nx: () => (/* binding */ configurationFault),
/* harmony export */   aN: () => (/* binding */ lastWords),
/* harmony export */   o7: () => (/* binding */ isCutOff),
/* harmony export */   z3: () => (/* binding */ tunnelFault)
/* harmony export */ });
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7373);

const CONFIGURATION = /bad configuration option|invalid environment (variable )?expansion/i;
/** The first that fits counts: a changed key is followed by "Host key verification failed", too. */
const LOGIN_FAULTS = [
    ['configuration', CONFIGURATION],
    [
        'changed-key',
        /REMOTE HOST IDENTIFICATION HAS CHANGED|[Hh]ost key for .* has changed|differs from the key for the IP/,
    ],
    ['unknown-key', /host key is known for|Host key verification failed/],
    ['denied', /Permission denied|Too many authentication failures/],
    ['unknown-name', /Could not resolve hostname/],
    ['refused', /Connection refused/],
    ['no-answer', /timed out|No route to host|Network is unreachable|Host is down/i],
    ['ended', /kex_exchange_identification|Connection (closed|reset)|banner exchange|Broken pipe/],
];
/** Why an ssh that ended with exit code 255 could not log in; undefined for a text that nobody knows. */
function loginFault(stderr) {
    return LOGIN_FAULTS.find(([, text]) => text.test(stderr))?.[0];
}
/**
 * Whether a command that ended with exit code 255 was cut off because the connection that it went through is lost. Without such a text
 * the command itself may have ended with 255.
 */
function isCutOff(stderr) {
    return /mux_client|Session open refused|Control socket|Connection (closed|reset)|Broken pipe/.test(stderr);
}
/** `stderr`: of the ssh that forwards; `masterStderr`: of the one that holds the connection, which alone is told sshd's reason. */
function tunnelFault(stderr, masterStderr) {
    if (!stderr.includes('refused by peer'))
        return 'lost';
    const opening = masterStderr.split('\n').findLast((line) => line.includes('open failed')) ?? '';
    if (opening.includes('administratively prohibited'))
        return 'forbidden';
    const [, why] = /connect failed: ([^\r\n]+)/.exec(opening) ?? [];
    return { unreached: why?.toLowerCase() ?? lastWords(stderr) };
}
/** The line that says which file and which line of ssh's configuration cannot be used; the last ones only count. */
function configurationFault(stderr) {
    const lines = (0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(stderr).split('\n');
    return lines.find((line) => CONFIGURATION.test(line))?.trim() ?? lastWords(stderr);
}
/** The fingerprint of the host key that the server has shown, where ssh prints it. */
function fingerprintIn(stderr) {
    return /SHA256:[A-Za-z0-9+/]{20,}/.exec(stderr)?.[0];
}
/** The last line that ssh printed, which tells the most. */
function lastWords(stderr) {
    const lines = (0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(stderr)
        .split('\n')
        .map((line) => line.replace(/^ssh: |\.$/g, '').trim());
    return lines.filter((line) => line !== '' && !line.startsWith('@')).at(-1) ?? '';
}


/***/ }),

/***/ 8313:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  tU: () => (/* binding */ reasonFirst),
  x5: () => (/* binding */ refusal),
  TT: () => (/* binding */ saidBy),
  fo: () => (/* binding */ toJudge),
  os: () => (/* binding */ unexpected),
  yn: () => (/* binding */ unlessKilled)
});

// EXTERNAL MODULE: ./lib/runtime/codes.js
var codes = __webpack_require__(434);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
// EXTERNAL MODULE: ./lib/runtime/json.js
var json = __webpack_require__(3220);
// EXTERNAL MODULE: ./lib/host/failures.js
var failures = __webpack_require__(5523);
;// CONCATENATED MODULE: ./lib/host/serverAdvice.js
/**
 * What to do about a refusal of the server. The code of stackctl decides; only where it stands for a failed call of Docker, the words of
 * Docker or of a registry tell the cause, because both have no codes: `docker` ends with 1 for all of these. The first that fits counts.
 * The texts are those of Docker 26.1 and of registries; test/unit/host/serverAdvice.test.ts has each as it is printed.
 */
const ADVICE = [
    {
        codes: ['no-docker'],
        todo: () => 'install Docker Engine and its Compose plugin there: https://docs.docker.com/engine/install/',
    },
    {
        codes: ['docker', 'image'],
        says: /permission denied while trying to connect to the docker/i,
        todo: (user) => `let the user use Docker, as root on the server: usermod -aG docker ${user}`,
    },
    {
        codes: ['docker', 'image'],
        says: /Is the docker daemon running/,
        todo: () => 'start it, as root on the server: systemctl start docker',
    },
    {
        codes: ['image'],
        says: /unauthorized|authentication required|access denied|access to the resource is denied|no basic auth/,
        todo: () => 'check the inputs registry-username and registry-token (registry-pull-token, where it is given), which are for the host of `registry` in stack.yml, and that the image exists',
    },
    { codes: ['image'], says: /manifest unknown|not found/, todo: () => 'check the name and the tag of the image' },
    {
        codes: ['image'],
        says: /connection refused|timeout|deadline exceeded|no such host|server misbehaving|no route to host|50[0234] /i,
        todo: () => 'try again when the registry answers; the server must be able to reach it',
    },
];
/** Advice for a refusal of the server that brings none of its own; `user` logs in there. Without a code there is none. */
function serverAdvice(code, words, user) {
    if (code === undefined)
        return [];
    const advice = ADVICE.find(({ codes, says }) => codes.includes(code) && (says?.test(words) ?? true));
    return advice === undefined ? [] : [advice.todo(user)];
}

// EXTERNAL MODULE: ./lib/host/shapes.js
var shapes = __webpack_require__(7426);
;// CONCATENATED MODULE: ./lib/host/said.js







/** The lines behind `== containers`, each after a blank; nothing where Docker did not answer, or not in whole. */
function toJudge(stdout) {
    const [, text] = stdout.split(/^== containers$/m);
    if (text === undefined)
        return {};
    const rows = text.split('\n').filter((row) => row.startsWith(' '));
    const containers = rows.map(json/* jsonObject */.o);
    return containers.every(shapes/* isContainer */.u) ? { containers: containers } : {};
}
/** stackctl's words, and the code that it says behind them; the last, because what programs have said stands before it. */
function saidBy(stderr) {
    const lines = (0,runtime_escape/* plain */.pj)(stderr).split('\n');
    const isCode = (line) => CODE_LINE.test(line);
    const code = (0,codes/* declaredCode */.K)(CODE_LINE.exec(lines.findLast(isCode) ?? '')?.[1]);
    return { words: lines.filter((line) => !isCode(line)).join('\n'), ...(code !== undefined && { code }) };
}
const CODE_LINE = /^== code ([a-z-]+)$/;
/** What stackctl says when it refuses: the first line is the message, lines that begin with an arrow are the advice. */
function refusal(stderr, at) {
    const { words, code } = saidBy(stderr);
    const lines = reasonFirst(words)
        .split('\n')
        .map((line) => line.replace(/^stackctl: /, '').trim())
        .filter((line) => line !== '');
    const what = lines.filter((line) => !line.startsWith('→')).join('\n') || 'the server gave no reason';
    const todo = lines.filter((line) => line.startsWith('→')).map((line) => line.slice(1).trim());
    return new errors/* Refused */.Lw(what, {
        at,
        code,
        todo: todo.length > 0 ? todo : serverAdvice(code, what, at.split('@')[0] ?? ''),
    });
}
/** stackctl's own words before what programs that it ran have said on the way: a warning of theirs is not the reason. */
function reasonFirst(text) {
    const lines = text.trim().split('\n');
    const first = lines.findIndex((line) => line.startsWith('stackctl: '));
    return first < 1 ? lines.join('\n') : [...lines.slice(first), ...lines.slice(0, first)].join('\n');
}
/**
 * A signal ended it there: ssh says 255 though the connection is up, a shell 128 and the signal. As after a lost connection, nobody
 * heard the answer, and asking again tells.
 */
function unlessKilled(verb, result, at) {
    if (result.code !== 255 && !(result.code > 128 && result.code < 160))
        return result;
    throw new failures/* ConnectionLost */.pz(`stackctl ${verb} was killed on the server`, {
        at,
        todo: ['look who killed it: for a lack of memory there are lines in `dmesg`', 'then run this again'],
    });
}
/** An answer that no verb of stackctl gives: a fault of ours. */
function unexpected(verb, code, stderr) {
    return new Error(`stackctl ${verb} ended with exit code ${code}: ${(0,runtime_escape/* plain */.pj)(stderr).trim().slice(-4000)}`);
}


/***/ }),

/***/ 7426:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ isNamed),
/* harmony export */   u: () => (/* binding */ isContainer)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4528);

// What Docker says of a container, a volume or a network has these fields, of these kinds, whatever others there are: it is looked at once, where it is read.
const map = zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J()).nullish();
const texts = zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()).nullish();
const words = zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()).nullish();
const CONTAINER = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    Id: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    Name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    Path: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    Args: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()),
    State: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
        Running: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(),
        StartedAt: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        Health: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ Status: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() }).nullish(),
    }),
    Config: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
        Image: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        Env: words,
        Cmd: words,
        Entrypoint: words,
        Labels: texts,
        ExposedPorts: map,
        Healthcheck: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ Test: words }).nullish(),
    }),
    HostConfig: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
        NetworkMode: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().optional(),
        RestartPolicy: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ Name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), MaximumRetryCount: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig() }).optional(),
        PortBindings: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ HostIp: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), HostPort: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() })).nullish())
            .nullish(),
    }),
    Mounts: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ Type: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), Source: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().optional(), Destination: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() }))
        .optional(),
    NetworkSettings: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
        Networks: zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({}).nullable()).nullish(),
        Ports: map,
    }),
});
const NAMED = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ Name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), Labels: texts, Options: texts });
function isContainer(value) {
    return CONTAINER.safeParse(value).success;
}
/** A volume or a network. */
function isNamed(value) {
    return NAMED.safeParse(value).success;
}


/***/ }),

/***/ 3441:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ connect)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/runtime/run.js
var run = __webpack_require__(313);
// EXTERNAL MODULE: ./lib/runtime/temp.js
var temp = __webpack_require__(896);
// EXTERNAL MODULE: ./lib/host/address.js
var host_address = __webpack_require__(558);
// EXTERNAL MODULE: ./lib/host/failures.js
var failures = __webpack_require__(5523);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: ./lib/runtime/limited.js
var limited = __webpack_require__(4146);
// EXTERNAL MODULE: ./lib/runtime/lines.js
var lines = __webpack_require__(8767);
;// CONCATENATED MODULE: ./lib/host/master.js






/** Printed on the server once the login is done; whatever a login shell prints before is skipped. */
const GREETING = 'stack-actions-connected';
/** ConnectTimeout ends with the banner: a server that hangs in the key exchange would hang us (milliseconds). */
const LOGIN_MS = 40_000;
const GRACE_MS = 2000;
/** The ssh that holds the connection. It outlives single commands, so @actions/exec, which waits for the end, does not fit. */
class Master {
    child;
    own;
    /** Waits on stdin: when this process is killed, the pipe closes, `cat` ends, and with it the connection. */
    static command = ['sh', '-c', `echo ${GREETING}; exec cat >/dev/null`];
    stderr = new lines/* Tail */.P(16 * 1024);
    ended;
    gone = false;
    constructor(child, own) {
        this.child = child;
        this.own = own;
        child.stderr?.on('data', (chunk) => this.stderr.write(chunk));
        child.stdin?.on('error', () => { });
        this.ended = new Promise((resolve) => {
            const end = () => {
                this.gone = true;
                resolve();
            };
            child.once('close', end);
            child.once('error', end);
        });
    }
    /** @throws Refused with the reason why there is no connection; the signal's reason where it is aborted */
    static async start(argv, address, { signal, own = failures/* NOTHING_OWN */.xY }) {
        const [program = '', ...args] = argv;
        const child = (0,external_node_child_process_.spawn)(program, args, {
            stdio: ['pipe', 'pipe', 'pipe'],
            env: environmentOf(process.env, own),
            // Ctrl-C in a terminal must not take the connection, over which the deploy is aborted.
            detached: true,
        });
        const master = new Master(child, own);
        try {
            await master.greeted(address, signal);
            return master;
        }
        catch (error) {
            await master.end();
            throw error;
        }
    }
    /** What ssh printed, such as why the connection ended. */
    get said() {
        return this.stderr.text();
    }
    /** Whether the connection is gone; waits a moment, because a command learns of the loss a little before we do. */
    async hasEnded() {
        const moment = AbortSignal.timeout(500);
        await Promise.race([this.ended, (0,external_node_events_.once)(moment, 'abort')]);
        return this.gone;
    }
    async end() {
        if (this.gone)
            return;
        const kill = setTimeout(() => this.child.kill('SIGKILL'), GRACE_MS);
        // A signal that comes just before ssh waits for its sockets is seen only after the next event there: the end of its stdin is one.
        this.child.stdin?.end();
        this.child.kill('SIGTERM');
        await this.ended;
        clearTimeout(kill);
    }
    async greeted(address, signal) {
        const stop = (0,limited/* limited */.T)(LOGIN_MS, ...(signal === undefined ? [] : [signal]));
        const greeting = new Promise((resolve) => {
            let seen = '';
            this.child.stdout?.on('data', (chunk) => {
                seen = `${seen}${chunk.toString('latin1')}`.slice(-4096);
                if (seen.includes(GREETING))
                    resolve();
            });
        });
        const failed = new Promise((_, reject) => {
            this.child.once('error', (error) => reject(notStarted(error)));
            this.child.once('close', (code) => reject(this.refusal(address, code)));
        });
        // Subscribe before it starts: `once` misses an event that fired earlier.
        const aborted = (stop.aborted ? Promise.resolve() : (0,external_node_events_.once)(stop, 'abort')).then(() => {
            signal?.throwIfAborted();
            throw (0,failures/* unreachable */.HB)(address, 'the login took too long', 'look at the load and at the log of sshd on the server');
        });
        // Whichever comes later is of no interest any more.
        for (const late of [failed, aborted])
            late.catch(() => { });
        await Promise.race([greeting, failed, aborted]);
    }
    refusal(address, code) {
        // Other codes than ssh's own come from the server: a forced command, a login shell such as nologin.
        if (code === 255 || code === null)
            return (0,failures/* loginFailure */.ie)(address, this.said, this.own);
        return new errors/* Refused */.Lw(`${address.user} may log in to ${address.name}, but not run commands: ${this.said.trim()}`, {
            at: `exit code ${code}`,
            todo: `give ${address.user} a login shell, and no forced command in authorized_keys`,
        });
    }
}
/**
 * The environment of ssh. Its own configuration may name any variable (`${XDG_RUNTIME_DIR}`), and start programs that need theirs
 * (ProxyCommand); but nothing may ask in a window, where BatchMode would not reach.
 */
function environmentOf(env, own) {
    if (!own.key)
        return { PATH: env.PATH, HOME: env.HOME, LC_ALL: 'C' };
    const passed = Object.entries(env).filter(([name]) => name !== 'DISPLAY' && !name.startsWith('SSH_ASKPASS'));
    return { ...Object.fromEntries(passed), LC_ALL: 'C' };
}
function notStarted(error) {
    if (error.code !== 'ENOENT')
        return error;
    return new errors/* Refused */.Lw('ssh is not installed on this runner', { todo: 'install OpenSSH’s client (openssh-client)' });
}

// EXTERNAL MODULE: ./lib/host/opensshTexts.js
var opensshTexts = __webpack_require__(9526);
;// CONCATENATED MODULE: ./lib/host/options.js
const USUAL_PORT = 22;
/** Seconds until a server that does not answer counts as unreachable. */
const CONNECT_SECONDS = 15;
/** A dead connection is noticed after three of these (seconds). */
const ALIVE_SECONDS = 5;
/** Whatever the configuration of machine and user says: nothing is asked, learned or forwarded, and the connection is this process's own. */
const ALWAYS = {
    ControlMaster: 'yes',
    ControlPersist: 'no',
    BatchMode: 'yes',
    StrictHostKeyChecking: 'yes',
    UpdateHostKeys: 'no',
    ClearAllForwardings: 'yes',
    ForwardAgent: 'no',
    PermitLocalCommand: 'no',
    RemoteCommand: 'none',
    EscapeChar: 'none',
    RequestTTY: 'no',
    TCPKeepAlive: 'yes',
    LogLevel: 'INFO',
    ConnectTimeout: String(CONNECT_SECONDS),
    ConnectionAttempts: '1',
    ServerAliveInterval: String(ALIVE_SECONDS),
    ServerAliveCountMax: '3',
};
/** What only a configuration could have changed, and what ssh knows since 8.7: the command runs, in this process, with our stdin. */
const OVER_OWN = { SessionType: 'default', StdinNull: 'no', ForkAfterAuthentication: 'no' };
/**
 * Argv of the ssh that makes the one connection and lends it to all others. With a key, nothing of the machine's or the user's configuration is
 * read, and no agent is asked. A host key is never learned.
 */
function masterArgv({ user, name, port }, control, { keyFile, knownHostsFile }, command) {
    const own = keyFile === undefined;
    const options = {
        ...ALWAYS,
        ...(own && OVER_OWN),
        ControlPath: control,
        ...(keyFile !== undefined && {
            IdentitiesOnly: 'yes',
            IdentityFile: quotedPath(keyFile),
            IdentityAgent: 'none',
            PreferredAuthentications: 'publickey',
        }),
        ...(knownHostsFile !== undefined && {
            UserKnownHostsFile: quotedPath(knownHostsFile),
            GlobalKnownHostsFile: '/dev/null',
            CheckHostIP: 'no',
        }),
    };
    return [
        ...['ssh', ...(own ? [] : ['-F', '/dev/null']), ...flags(options)],
        // A port of the configuration holds where none is asked for.
        ...(own && port === USUAL_PORT ? [] : ['-p', String(port)]),
        ...['-l', user, '--', name, command],
    ];
}
/** Argv of an ssh that runs one command over the connection that is there. */
function commandArgv(address, control, command) {
    return [...borrowing(address, control), '--', address.name, command];
}
/** Argv of an ssh whose stdin and stdout are a TCP connection, made from the server, over the connection that is there. */
function tunnelArgv(address, control, to) {
    const host = to.address.includes(':') ? `[${to.address}]` : to.address;
    return [...borrowing(address, control), '-W', `${host}:${to.port}`, '--', address.name];
}
function borrowing({ user, port }, control) {
    const options = {
        ControlMaster: 'no',
        ControlPath: control,
        // Without its master ssh would connect anew by itself, with a key and known_hosts that are not there any more.
        ProxyCommand: 'false',
        BatchMode: 'yes',
        StrictHostKeyChecking: 'yes',
        EscapeChar: 'none',
        RequestTTY: 'no',
    };
    return ['ssh', '-F', '/dev/null', ...flags(options), '-p', String(port), '-l', user];
}
function flags(options) {
    return Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}
/** ssh takes several files here, separated by blanks, and expands `%` and `${…}`. */
function quotedPath(path) {
    return `"${path.replaceAll('%', '%%')}"`;
}

// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
;// CONCATENATED MODULE: ./lib/host/privateKey.js



/** A private key as ssh reads it: secrets are pasted with CRLF, without their last line break, or with one literal `\n` a line. */
function normalKey(given) {
    const text = given.includes('\n') ? given : given.replaceAll('\\n', '\n');
    return `${text.replace(/\r\n?/g, '\n').trim()}\n`;
}
/** A path at which ssh reads the key. @throws Refused for an empty one, and for a public one */
async function writeKey(folder, given) {
    const key = normalKey(given);
    const advice = { at: 'input ssh-key' };
    if (key === '\n') {
        throw new errors/* Refused */.Lw('ssh-key is empty', {
            ...advice,
            todo: [
                'pass the key as `ssh-key: ${{ secrets.SSH_KEY }}`',
                'a secret of an environment is empty unless the job says `environment:`, and in a called workflow unless the caller passes `secrets: inherit`',
            ],
        });
    }
    if (/^(ssh-|ecdsa-|sk-)/.test(key)) {
        throw new errors/* Refused */.Lw('ssh-key is a public key; the private one is needed', {
            ...advice,
            todo: 'it is in the file without .pub and begins with -----BEGIN',
        });
    }
    return folder.write('key', key);
}
/** @throws Refused for what ssh-keygen cannot read, and for a key with a passphrase, which nobody is here to type */
async function checkKey(path) {
    const advice = { at: 'input ssh-key' };
    const read = await (0,run/* run */.eF)(['ssh-keygen', '-y', '-P', '', '-f', path]);
    if (read.code === 0)
        return;
    if (/passphrase/.test(read.stderr)) {
        throw new errors/* Refused */.Lw('ssh-key has a passphrase, and nobody is there to type it', {
            ...advice,
            todo: 'make a key of its own for deploys: ssh-keygen -t ed25519 -N "" -C deploy -f deploy-key',
        });
    }
    const said = (0,runtime_escape/* plain */.pj)(read.stderr).replaceAll(path, 'the key').trim();
    throw new errors/* Refused */.Lw(`ssh-key is not a private key that ssh can read: ${said}`, {
        ...advice,
        todo: 'paste the whole file, from -----BEGIN to -----END, with its line breaks',
    });
}

;// CONCATENATED MODULE: ./lib/host/quote.js


/**
 * One command line that any POSIX shell takes apart into exactly this argv: sshd hands a command to the login shell as text. Between single
 * quotes nothing has a meaning but the single quote itself (POSIX Shell Command Language, 2.2.2).
 *
 * @throws Refused where an argument holds NUL, which no argv can carry
 */
function commandLine(argv) {
    return argv.map(quoteArgument).join(' ');
}
function quoteArgument(argument) {
    if (argument.includes('\0'))
        throw new errors/* Refused */.Lw(`a value for the server holds a NUL character: ${(0,runtime_escape/* quoted */.TL)(argument)}`);
    return /^[A-Za-z0-9_./:@%+,-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}

// EXTERNAL MODULE: ./lib/host/tunnel.js
var tunnel = __webpack_require__(8618);
;// CONCATENATED MODULE: ./lib/host/ssh.js
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













/**
 * Connects to a server. The key can be read by ssh only while the login lasts, and lies in no file (tempFolder).
 *
 * @throws Refused that tells apart: a bad host, a missing or different host key, a bad or wrong key, no way to the server
 */
async function connect({ host, sshKey, knownHosts, signal, onBegun }) {
    const address = (0,host_address/* parseAddress */.o)(host);
    if (knownHosts?.trim() === '')
        throw (0,failures/* noKnownHosts */.ec)(address);
    // A socket's path has 104 bytes at most on some systems, and ssh adds 17: RUNNER_TEMP is too deep for it.
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)('/tmp', 'stack-actions-'));
    const server = new SshHost(address, folder, { sshKey, knownHosts });
    try {
        await server.login(signal, onBegun);
        return server;
    }
    catch (error) {
        await server[Symbol.asyncDispose]();
        throw error;
    }
}
class SshHost {
    address;
    folder;
    given;
    name;
    master;
    logins = 0;
    reconnecting;
    constructor(address, folder, given) {
        this.address = address;
        this.folder = folder;
        this.given = given;
        this.name = (0,host_address/* addressText */.G)(address);
    }
    /** A name of its own for each connection: the socket of a lost one may still be there. */
    get control() {
        return (0,external_node_path_.join)(this.folder, String(this.logins));
    }
    async login(signal, onBegun = () => { }) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            signal?.throwIfAborted();
            const { sshKey, knownHosts } = this.given;
            const hasFiles = sshKey !== undefined || knownHosts !== undefined;
            const files = __addDisposableResource(env_1, hasFiles ? await (0,temp/* tempFolder */.v)('ssh') : undefined, true);
            const credentials = files === undefined ? {} : await credentialsIn(files, this.given);
            this.logins += 1;
            const argv = masterArgv(this.address, this.control, credentials, commandLine(Master.command));
            try {
                const starting = Master.start(argv, this.address, { signal, own: ownOf(credentials) });
                onBegun();
                this.master = await starting;
            }
            catch (error) {
                // A key that cannot be used is refused like one that is not known: what is wrong with it is said in our words, and first.
                if (signal?.aborted !== true && credentials.keyFile !== undefined)
                    await checkKey(credentials.keyFile);
                throw error;
            }
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
    }
    async exec(argv, options = {}) {
        const { onLine, ...rest } = options;
        const result = await (0,run/* run */.eF)(commandArgv(this.address, this.control, commandLine(argv)), {
            // With no stdin at all the command would wait for ours.
            stdin: '',
            ...rest,
            ...(onLine && { onLine: (line, stream) => stream === 'stdout' && onLine(line) }),
        });
        options.signal?.throwIfAborted();
        if (result.ended === 'timeout')
            throw new failures/* ConnectionLost */.pz(`${this.address.name} did not answer in time`, { at: this.name });
        if (result.code === 255 && (await this.isLost(result.stderr))) {
            throw new failures/* ConnectionLost */.pz(`the connection to ${this.address.name} was lost${this.cause(result.stderr)}`, {
                at: this.name,
            });
        }
        return { code: result.code, stdout: result.stdout, stderr: result.stderr };
    }
    tunnel(address, port) {
        return new tunnel/* Tunnel */.$(tunnelArgv(this.address, this.control, { address, port }), () => this.master?.said ?? '');
    }
    /** Of several who ask for it at once, each gets the same one. */
    async reconnect(options = {}) {
        this.reconnecting ??= this.loginAgain(options).finally(() => {
            this.reconnecting = undefined;
        });
        return this.reconnecting;
    }
    async loginAgain({ signal }) {
        await this.master?.end();
        this.master = undefined;
        try {
            await this.login(signal);
        }
        catch (error) {
            // What ran before goes on there, so that this is not "refused, nothing changed", whatever the reason.
            if (error instanceof errors/* UserError */.yo)
                throw new failures/* ConnectionLost */.pz(error.message, { ...advice(error), cause: error });
            throw error;
        }
    }
    async [Symbol.asyncDispose]() {
        await this.master?.end();
        await (0,promises_.rm)(this.folder, { recursive: true, force: true });
    }
    /** 255 is ssh's own word for a lost connection, but a command may end with it, too. */
    async isLost(stderr) {
        if ((0,opensshTexts/* isCutOff */.o7)(stderr))
            return true;
        return this.master === undefined || (await this.master.hasEnded());
    }
    cause(stderr) {
        const said = (0,opensshTexts/* lastWords */.aN)(this.master?.said ?? '') || (0,opensshTexts/* lastWords */.aN)(stderr);
        return said === '' ? '' : `: ${said}`;
    }
}
function ownOf({ keyFile, knownHostsFile }) {
    return { key: keyFile === undefined, knownHosts: knownHostsFile === undefined };
}
/** What was given, as files. */
async function credentialsIn(files, { sshKey, knownHosts }) {
    const lines = knownHosts?.replace(/\r\n?/g, '\n').trim();
    return {
        ...(sshKey !== undefined && { keyFile: await writeKey(files, sshKey) }),
        ...(lines !== undefined && { knownHostsFile: await files.write('known_hosts', `${lines}\n`) }),
    };
}
function advice({ at, todo }) {
    return { ...(at !== undefined && { at }), todo };
}


/***/ }),

/***/ 8782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ BY_ITSELF),
  i: () => (/* binding */ Stackctl)
});

// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./lib/host/bootstrap.js


/** scripts/program.mjs puts it together from src/server; the build takes it into dist/, as a file that whoever reviews can read. */
async function stackctlProgram() {
    const text = await (0,promises_.readFile)(__webpack_require__.ab + "stackctl.sh");
    return { text, sha256: (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex') };
}
/**
 * Stores stackctl if this version is not there yet, and becomes it. The program comes on stdin. A death inside leaves a file of another name
 * behind, at most. People's link is pointed at it by the first transaction that it begins: what is refused before changes nothing for them.
 */
const BOOTSTRAP = `
set -u
umask 077
root=$HOME/.stack-actions/$1 sha=$2
shift 2
bin=$root/bin/stackctl-$sha
die() { echo "stackctl: $1" >&2; exit 10; }
if [ ! -s "$bin" ]; then
  mkdir -p "$root/bin" || die "cannot make the folder $root"
  chmod 700 "$HOME/.stack-actions" "$root" "$root/bin"
  cat >"$bin.$$" || die "cannot write to $root/bin"
  got=$(sha256sum "$bin.$$") || die "this server has no sha256sum"
  [ "\${got%% *}" = "$sha" ] || { rm -f "$bin.$$"; die "stackctl did not arrive whole"; }
  chmod 700 "$bin.$$" && mv -f "$bin.$$" "$bin" || die "cannot write to $root/bin"
fi
exec sh "$bin" "$@" </dev/null
`;
/** Argv that installs stackctl for a stack and runs one of its verbs that read no stdin, in one call. */
function bootstrapArgv(stack, sha256, call) {
    return ['sh', '-c', BOOTSTRAP, 'stack-actions', stack, sha256, ...call];
}

;// CONCATENATED MODULE: ./lib/host/coveredQuestion.js
/** The lines of stdin; what has a control character in a path is left out, so that it counts as another than git's. */
function writeCovers(asked) {
    return asked
        .map(({ container, path, sum, from = '-', sent = '-' }) => [container, path, sum, from, sent])
        .filter((fields) => fields.every((field) => !/\p{Cc}/u.test(field)))
        .map((fields) => `${fields.join('\t')}\n`)
        .join('');
}
/** Rows of container, path and `same` or `absent`: what is not among them is another, or nobody knows. */
function parseCovered(stdout) {
    const harmless = new Set(stdout
        .split('\n')
        .map((row) => row.split('\t'))
        .filter(([, , word]) => word === 'same' || word === 'absent')
        .map(([container, path]) => `${container} ${path}`));
    return ({ container, path }) => !harmless.has(`${container} ${path}`);
}

// EXTERNAL MODULE: ./lib/records/meta.js
var meta = __webpack_require__(2397);
// EXTERNAL MODULE: ./lib/records/record.js
var record = __webpack_require__(3353);
// EXTERNAL MODULE: ./lib/records/server.js
var server = __webpack_require__(8163);
// EXTERNAL MODULE: ./lib/runtime/json.js
var json = __webpack_require__(3220);
// EXTERNAL MODULE: ./lib/stack/identity.js
var identity = __webpack_require__(5488);
// EXTERNAL MODULE: ./lib/host/listening.js
var listening = __webpack_require__(407);
// EXTERNAL MODULE: ./lib/host/shapes.js
var shapes = __webpack_require__(7426);
// EXTERNAL MODULE: ./lib/host/traefik/isTraefik.js
var isTraefik = __webpack_require__(8965);
// EXTERNAL MODULE: ./lib/host/traefik/known.js
var known = __webpack_require__(3756);
;// CONCATENATED MODULE: ./lib/host/traefik/running.js


/**
 * Every running Traefik with what it is set up by.
 * @param sectionOf lines of what stackctl has read in that container
 */
function traefiksOf(containers, sectionOf) {
    return containers
        .filter(({ State, Config, Path, Args }) => State.Running && (0,isTraefik/* isTraefik */.jX)(Config.Image, [Path, ...Args], Config.Labels?.[isTraefik/* TITLE */.ly]))
        .map((container) => traefikOf(container, (0,isTraefik/* networksWith */.q$)(container, containers), keptOf(sectionOf(container.Id))));
}
function traefikOf(container, networks, kept) {
    const { Id, State } = container;
    const name = nameOf(container);
    const known = kept?.started === State.StartedAt ? knownOf(container, kept) : { why: 'nobody could look into its container' };
    const file = kept?.path.startsWith('/') === true ? { path: kept.path, sha256: kept.sha256 } : undefined;
    const common = {
        ...{ container: Id, name, networks: [...networks] },
        ...(file && { file }),
    };
    const asks = 'why' in known || known.config.docker !== undefined;
    const endpoint = 'why' in known ? undefined : known.config.docker?.endpoint;
    const not = asks ? (0,isTraefik/* notTraefik */.s$)(container, networks, endpoint) : undefined;
    if (not !== undefined)
        return { ...common, not, ...('config' in known && { config: known.config }) };
    if ('why' in known)
        return { ...common, why: known.why };
    const proxy = kept === undefined ? undefined : proxyOf(container, name, known, kept);
    return { ...common, config: known.config, ...(proxy && { proxy }) };
}
function knownOf({ Path, Args, Config, State }, kept) {
    const sources = { words: [Path, ...Args], environment: Config.Env ?? [] };
    if (!kept.path.startsWith('/'))
        return (0,known/* knownConfig */.v)(sources);
    if (kept.changedAt * 1000 > Date.parse(State.StartedAt))
        return {
            why: `its ${kept.path} was changed after it was started, so nobody knows what it runs with: start it again`,
        };
    return (0,known/* knownConfig */.v)({ ...sources, file: { path: kept.path, text: kept.text } });
}
function proxyOf(container, name, { config, source }, { path, mounts }) {
    if (config.docker === undefined)
        return undefined;
    // What has no shell can be told nothing.
    const mute = path === '?';
    const directory = config.file?.watches === true && !mute ? config.file.directory : undefined;
    return {
        ...{ container: container.Id, name },
        ...(directory !== undefined && { directory }),
        tmpfs: directory !== undefined && inMemory(directory, mounts),
        throttleMs: config.throttleMs,
        ack: mute ? 'none' : config.ack.kind,
        ...{ config, source, published: publishedPorts(container, config) },
        ...(path.startsWith('/') && { path }),
    };
}
/** A port of loopback alone is reached by somebody else in front of it. */
function publishedPorts({ HostConfig }, { entryPoints }) {
    const ports = entryPoints.flatMap(({ port }) => {
        if (HostConfig.NetworkMode === 'host')
            return [[port, port]];
        const bound = HostConfig.PortBindings?.[`${port}/tcp`] ?? [];
        const outside = Number(bound.find(({ HostIp }) => !/^(127\.|::1$)/.test(HostIp))?.HostPort);
        return outside > 0 ? [[port, outside]] : [];
    });
    return Object.fromEntries(ports);
}
function inMemory(directory, mounts) {
    const over = mounts.filter(({ at }) => directory === at || directory.startsWith(at === '/' ? at : `${at}/`));
    const longest = Math.max(0, ...over.map(({ at }) => at.length));
    return over.findLast(({ at }) => at.length === longest)?.type === 'tmpfs';
}
/** As stackctl's `PROXY_VIEW` names it. */
function nameOf({ Name, Config: { Labels } }) {
    const project = Labels?.['com.docker.compose.project'] ?? '';
    const service = Labels?.['com.docker.compose.service'] ?? '';
    return `${project === '' ? '' : `${project}/`}${service === '' ? Name.replace(/^\//, '') : service}`;
}
function keptOf(lines) {
    const end = lines?.indexOf('=') ?? -1;
    if (lines === undefined || end < 2 || lines.at(-1) !== '= end')
        return undefined;
    const [started = '', path = '', sha256 = ''] = (lines[0] ?? '').split('\u001f');
    const mounts = lines.slice(2, end).map((line) => {
        const at = line.lastIndexOf(' ');
        return { at: line.slice(0, at), type: line.slice(at + 1) };
    });
    const text = lines.slice(end + 1, -1).join('\n');
    return { started, path, sha256, changedAt: Number(lines[1]) || 0, mounts, text };
}

;// CONCATENATED MODULE: ./lib/host/facts.js










/**
 * Reads what `stackctl facts` prints: `== NAME` begins a section, its lines follow after one blank each, so that no content can look like a
 * beginning. Noise of a login shell before the first section is skipped.
 *
 * @throws Unreadable where a section that is always there is missing (an answer that was cut), or one is not of its form
 */
function parseFacts(text) {
    const sections = split(text);
    const current = line(sections, 'current');
    const containers = list(sections, 'containers', shapes/* isContainer */.u);
    const traefiks = traefiksOf(containers, (id) => sections.get(`traefik ${id}`));
    const [proxy, ...further] = traefiks.flatMap((traefik) => traefik.proxy ?? []);
    const unfinished = line(sections, 'unfinished');
    const pin = line(sections, 'pin');
    const outside = line(sections, 'outside');
    const identity = identityIn(lines(sections, 'identity'));
    return {
        root: required(sections, 'root'),
        ...(identity && { identity }),
        otherStacks: otherStacksOf(lines(sections, 'stacks')),
        checkouts: checkoutsOf(lines(sections, 'checkouts')),
        engine: required(sections, 'engine'),
        compose: line(sections, 'compose').replace(/^v/, ''),
        platform: required(sections, 'platform'),
        containers,
        listening: (0,listening/* parseListening */.F)(lines(sections, 'listening')),
        traefiks,
        ...(outside !== '' && { outside }),
        volumes: list(sections, 'volumes', shapes/* isNamed */.e),
        networks: list(sections, 'networks', shapes/* isNamed */.e),
        images: parseImages(lines(sections, 'images')),
        ...(sections.has('target') && { target: targetOf(sections), targets: targetsOf(lines(sections, 'targets')) }),
        // Among several somebody has to choose (proxy/choose.ts).
        ...(proxy && further.length === 0 && { proxy }),
        ...(current !== '' && { current: storedRelease(current, sections) }),
        releases: lines(sections, 'releases').flatMap((row) => (0,record/* readLine */.Xw)(server/* RELEASES */.pH, row) ?? []),
        built: builtImages(lines(sections, 'built'), current),
        lastSeq: Number(line(sections, 'seq')) || 0,
        files: lines(sections, 'files').filter((name) => !lines(sections, 'damaged').includes(name)),
        damaged: lines(sections, 'damaged'),
        key: required(sections, 'key'),
        secretForms: lines(sections, 'secrets'),
        ...(unfinished !== '' && { unfinished }),
        ...(pin !== '' && { pin }),
    };
}
/**
 * Rows of a release's `meta` as `grep` names it: `RELEASE/meta:built=SUM=IMAGE SUM=IMAGE`. What is not of that form proves nothing, and its image
 * is built again.
 */
function builtImages(rows, current) {
    const found = rows.flatMap((row) => {
        const [, release = '', pairs = ''] = /^([0-9]+-[0-9a-z]+)\/meta:built=(.*)$/.exec(row) ?? [];
        return pairs.split(' ').flatMap((pair) => {
            const [, sum, image] = /^([0-9a-f]{64}(?:-[0-9a-f]{64})?)=((?:[a-z0-9][a-z0-9._:/-]{0,254}@)?sha256:[0-9a-f]{64})$/.exec(pair) ?? [];
            return sum === undefined || image === undefined ? [] : [{ release, sum, image }];
        });
    });
    const rank = (release) => release === current ? Number.POSITIVE_INFINITY : Number.parseInt(release, 10);
    return found.sort((one, other) => rank(other.release) - rank(one.release) || 0);
}
/** Lines of a folder's file `identity`. */
function identityIn(rows) {
    const { label, repository = 'unknown', repository_id: repositoryId = '', name = '', environment = '', } = (0,meta/* readPairs */.SX)(rows.join('\n'));
    return label === undefined ? undefined : { label, repository, repositoryId, stack: name, environment };
}
/** Rows of a Compose project's name, and its stack's file `identity` with its lines joined by tabs. */
function otherStacksOf(rows) {
    return rows.flatMap((row) => {
        const [project = '', ...rest] = row.split('\t');
        const identity = identityIn(rest);
        return identity === undefined ? [] : [{ project, identity }];
    });
}
/** Rows of a folder and what git there calls its origin. */
function checkoutsOf(rows) {
    return Object.fromEntries(rows.flatMap((row) => {
        const at = row.lastIndexOf('\t');
        const repository = (0,identity/* repositoryOfRemote */.Gh)(row.slice(at + 1));
        return repository === undefined ? [] : [[row.slice(0, at), repository]];
    }));
}
/** What `stackctl names` prints: `== FOLDER`, then its files, one a line behind a blank; `?` alone where something cannot be read. */
function parseNames(text) {
    const found = new Map();
    let folder = '';
    for (const row of text.split('\n')) {
        if (row.startsWith('== ')) {
            folder = row.slice(3);
            found.set(folder, []);
        }
        else if (row === '?')
            found.set(folder, undefined);
        else if (row.startsWith(' '))
            found.get(folder)?.push(row.slice(1));
    }
    return found;
}
/** Lines of `resolve`, and of the section `images`. What is not of their form tells nothing. */
function parseImages(rows) {
    return rows.flatMap((row) => {
        const image = (0,record/* readLine */.Xw)(server/* IMAGES */.no, row);
        return image === undefined ? [] : [{ ...image, config: ((0,json/* jsonObject */.o)(image.config) ?? {}) }];
    });
}
function split(text) {
    const sections = new Map();
    let open;
    for (const row of text.split('\n')) {
        if (row.startsWith('== ')) {
            open = [];
            sections.set(row.slice(3), open);
        }
        else if (row.startsWith(' '))
            open?.push(row.slice(1));
    }
    // The last one of all: without it the answer was cut somewhere.
    if (!sections.has('unfinished'))
        throw new errors/* Unreadable */.IO('the server’s answer to `facts` is not whole');
    return sections;
}
function storedRelease(id, sections) {
    const models = [...sections.keys()]
        .filter((name) => name.startsWith('model ') && raw(sections, name).trim() !== '')
        .map((name) => [name.slice('model '.length), modelOf(sections, name)]);
    return {
        id,
        meta: (0,meta/* readMeta */.eE)(raw(sections, 'meta')),
        services: raw(sections, 'services'),
        routes: raw(sections, 'routes'),
        models: Object.fromEntries(models),
    };
}
function modelOf(sections, name) {
    const model = facts_json(sections, name);
    if (!(0,json/* isObject */.G)(model) || !(0,json/* isObject */.G)(model['services']) || !Object.values(model['services']).every(json/* isObject */.G))
        throw new errors/* Unreadable */.IO(`the server’s answer to \`facts\`: ${name} is no Compose model`);
    return model;
}
function targetOf(sections) {
    const why = raw(sections, 'refusal');
    if (why !== '')
        return { refusal: why };
    const [id = '', ...services] = sections.get('target') ?? [];
    if (!/^[0-9]+-[0-9a-z]+$/.test(id))
        throw new errors/* Unreadable */.IO('the server’s answer to `facts` names no release to go back to');
    return { id, services: services.map((row) => `${row}\n`).join('') };
}
function targetsOf(rows) {
    return rows.flatMap((row) => {
        const target = (0,record/* readLine */.Xw)(server/* TARGETS */.dW, row);
        if (target === undefined)
            return [];
        const { can, why, ...release } = target;
        return [{ ...release, ...(can === 'no' && { why }) }];
    });
}
function lines(sections, name) {
    return (sections.get(name) ?? []).filter((row) => row !== '');
}
function line(sections, name) {
    return sections.get(name)?.[0]?.trim() ?? '';
}
function required(sections, name) {
    const value = line(sections, name);
    if (value === '')
        throw new errors/* Unreadable */.IO(`the server’s answer to \`facts\` has no ${name}`);
    return value;
}
/** As the file was, with its last line break. */
function raw(sections, name) {
    return (sections.get(name) ?? []).map((row) => `${row}\n`).join('');
}
function list(sections, name, fits) {
    const all = facts_json(sections, name) ?? [];
    const odd = Array.isArray(all) ? all.find((one) => !fits(one)) : all;
    if (odd !== undefined || !Array.isArray(all)) {
        const of = odd?.Name;
        const which = typeof of === 'string' ? ` (${(0,runtime_escape/* quoted */.TL)(of)})` : '';
        throw new errors/* Unreadable */.IO(`the server’s answer to \`facts\`: ${name} are not what Docker says of them${which}`);
    }
    return all;
}
function facts_json(sections, name) {
    const text = raw(sections, name).trim();
    if (text === '')
        return undefined;
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw new errors/* Unreadable */.IO(`the server’s answer to \`facts\`: ${name} is not JSON`, { cause: error });
    }
}

// EXTERNAL MODULE: ./lib/host/likenessQuestion.js
var likenessQuestion = __webpack_require__(5328);
// EXTERNAL MODULE: ./lib/host/said.js + 1 modules
var host_said = __webpack_require__(8313);
// EXTERNAL MODULE: ./lib/host/tar.js
var tar = __webpack_require__(3761);
;// CONCATENATED MODULE: ./lib/host/stackctl.js








const STATES = {
    0: 'committed',
    1: 'died',
    10: 'refused',
    11: 'locked',
    20: 'undone',
    21: 'undo-failed',
    30: 'waiting',
};
/** Verbs that answer at once wait no longer than this (milliseconds). */
const ANSWER_MS = 60_000;
/** Verbs that ask Docker several things, each of which the server's program ends by itself. */
const LOOK_MS = 10 * 60_000;
/** Verbs that pull images or carry out a transaction: each of their waits has a limit on the server. GitHub ends a job after so long. */
const WORK_MS = 6 * 60 * 60_000;
/** Where a rollback goes by itself: the newest release before the current one that was proven to serve. */
const BY_ITSELF = '-';
/** The runner's side of stackctl: the verbs of src/server/README.md as calls. */
class Stackctl {
    host;
    stack;
    /** For people, in a shell of the server. */
    path;
    installed;
    constructor(host, 
    /** `<stack>-<environment>`. */
    stack) {
        this.host = host;
        this.stack = stack;
        if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(stack))
            throw new errors/* Refused */.Lw(`a stack cannot be named ${(0,runtime_escape/* quoted */.TL)(stack)}`);
        this.path = `~/.stack-actions/${stack}/stackctl`;
    }
    /**
     * What the server says of itself, of these third-party images, and of the release that a rollback would go back to. The first call brings
     * stackctl there.
     * @throws Refused where Docker does not answer
     */
    async facts({ references = [], target, leaveData, ...call } = {}) {
        const back = target === undefined ? [] : [...leaveDataFlag(leaveData), '--target', target];
        const { stdout } = await this.answer(['facts', ...back, ...references], { ...call, timeoutMs: LOOK_MS });
        return parseFacts(stdout);
    }
    /** What runs before the first release, as Compose, the images and the files on the server see it. */
    async likeness(question, call = {}) {
        const { stdout } = await this.answer(['likeness'], { ...call, stdin: (0,likenessQuestion/* writeQuestion */.Mp)(question), timeoutMs: LOOK_MS });
        return (0,likenessQuestion/* parseAnswer */.Wp)(stdout);
    }
    /** Third-party images by digest; pulled if they are not there. @throws Refused that names each one that cannot be had */
    async resolve(refs, dockerConfigJson, call = {}) {
        const stdin = `${(0,tar/* loginLine */.a)(dockerConfigJson)}${refs.join('\n')}\n`;
        const { stdout } = await this.answer(['resolve'], { ...call, stdin, timeoutMs: WORK_MS });
        return parseImages(stdout.split('\n'));
    }
    /** Files below folders of the server, by the folder, their paths from there; undefined where they cannot be read. */
    async names(folders, call = {}) {
        const { stdout } = await this.answer(['names'], {
            ...call,
            stdin: `${folders.join('\n')}\n`,
            timeoutMs: LOOK_MS,
        });
        return parseNames(stdout);
    }
    /** Whether files of git would hide others, where containers can write now. */
    async covered(asked, call = {}) {
        const { stdout } = await this.answer(['covered'], { ...call, stdin: writeCovers(asked) });
        return parseCovered(stdout);
    }
    /**
     * Uploads a release, gets its images, begins its transaction and follows it until it ends or waits for the runner: one call, because each
     * costs a round trip and a process at both ends.
     */
    async deploy(release, tar, options) {
        const force = options.force ? ['--force'] : [];
        return this.follow(['deploy', release, ...flagsOf(options), ...force], { ...options, stdin: tar });
    }
    /** Says what the transaction waits for, if anything, then follows it from its journal's line `from` (the first is 1). */
    async watch(release, from, call = {}) {
        return this.follow(['watch', release, String(from), ...(call.say === undefined ? [] : [call.say])], call);
    }
    /** Makes the new release `release` out of `target`'s files and runs it, like `run`. */
    async rollback(release, target, options) {
        return this.follow(['rollback', target, ...leaveDataFlag(options.leaveData), '--id', release, ...flagsOf(options)], { ...options, stdin: options.meta });
    }
    /** False when it came too late. */
    async abort(release) {
        const { code, stderr } = await this.call(['abort', release], { timeoutMs: ANSWER_MS });
        if (code !== 0 && code !== 1)
            throw (0,host_said/* unexpected */.os)('abort', code, stderr);
        return code === 0;
    }
    async heartbeat(release) {
        await this.answer(['heartbeat', release], { timeoutMs: ANSWER_MS });
    }
    /** Ends a transaction that was interrupted, if there is one; `watch` tells how. */
    async recover() {
        const { code, stderr } = await this.call(['recover'], { timeoutMs: WORK_MS });
        if (STATES[code] === undefined)
            throw (0,host_said/* unexpected */.os)('recover', code, stderr);
    }
    async follow(verb, options) {
        let lines = 0;
        const { code, stdout, stderr } = await this.call(verb, {
            timeoutMs: WORK_MS,
            ...(options.stdin !== undefined && { stdin: options.stdin }),
            ...journalOnly({
                ...(options.signal && { signal: options.signal }),
                onLine: (line) => {
                    lines += 1;
                    options.onLine?.(line);
                },
            }),
        });
        const state = STATES[code];
        if (state === undefined)
            throw (0,host_said/* unexpected */.os)(verb[0], code, stderr);
        const said = (0,host_said/* saidBy */.TT)(stderr);
        return {
            state,
            lines,
            stderr: (0,host_said/* reasonFirst */.tU)(said.words),
            ...(said.code !== undefined && { code: said.code }),
            ...(state === 'refused' && { refusal: (0,host_said/* refusal */.x5)(stderr, this.host.name) }),
            ...(state === 'waiting' && (0,host_said/* toJudge */.fo)(stdout)),
        };
    }
    async answer(verb, options) {
        const result = await this.call(verb, options);
        if (result.code === 10 || result.code === 11)
            throw (0,host_said/* refusal */.x5)(result.stderr, this.host.name);
        if (result.code !== 0)
            throw (0,host_said/* unexpected */.os)(verb[0], result.code, result.stderr);
        return result;
    }
    async call(verb, options) {
        if (this.installed !== undefined)
            return (0,host_said/* unlessKilled */.yn)(verb[0], await this.host.exec(['sh', this.installed, ...verb], options), this.host.name);
        const { text, sha256 } = await stackctlProgram();
        // A verb that reads stdin finds the program there until it is installed: so that one comes by itself.
        if (verb[0] === 'facts') {
            const call = this.host.exec(bootstrapArgv(this.stack, sha256, verb), { ...options, stdin: text });
            const result = (0,host_said/* unlessKilled */.yn)('facts', await call, this.host.name);
            if (result.code === 0)
                this.installed = `${parseFacts(result.stdout).root}/bin/stackctl-${sha256}`;
            return result;
        }
        await this.facts(options.signal === undefined ? {} : { signal: options.signal });
        return this.call(verb, options);
    }
}
function leaveDataFlag(leaveData = false) {
    return leaveData ? ['--leave-data'] : [];
}
function flagsOf({ gate, deadlineSeconds, lockTimeoutSeconds, ask }) {
    return [
        ...['--gate', gate],
        ...(ask ? ['--ask'] : []),
        ...['--deadline', String(deadlineSeconds), '--lock-timeout', String(lockTimeoutSeconds)],
    ];
}
/** Lets only lines of a journal through: `watch` counts them, and a login shell may print lines of its own. */
function journalOnly({ onLine, ...rest }) {
    if (onLine === undefined)
        return rest;
    return { ...rest, onLine: (line) => /^[0-9-]{10}T[0-9:]{8}Z\t/.test(line) && onLine(line) };
}


/***/ }),

/***/ 3761:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ loginLine),
/* harmony export */   r: () => (/* binding */ packRelease)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7075);
/* harmony import */ var tar_stream__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6118);



/** The stream that `stackctl prepare` reads: the login, then an archive. A file is read when it is its turn, so that only one is in memory. */
function packRelease(parcel) {
    const archive = (0,tar_stream__WEBPACK_IMPORTED_MODULE_2__.pack)();
    const fill = async () => {
        for (const { name, mode, content, link } of entriesOf(parcel)) {
            const head = { name, mode, mtime: new Date(0), uid: 0, gid: 0 };
            const bytes = content === undefined ? undefined : Buffer.from(await content());
            await new Promise((resolve, reject) => {
                const done = (error) => (error ? reject(error) : resolve());
                if (bytes !== undefined)
                    archive.entry(head, bytes, done);
                else if (link !== undefined)
                    archive.entry({ ...head, type: 'symlink', linkname: link }, done);
                else
                    archive.entry({ ...head, type: 'directory' }, done);
            });
        }
        archive.finalize();
    };
    fill().catch((error) => archive.destroy(error));
    // The library's stream is not Node's own, which child processes and `instanceof` ask for.
    return node_stream__WEBPACK_IMPORTED_MODULE_1__.Readable.from(behind(loginLine(parcel.config), archive));
}
/** As the first line of what `stackctl` reads. */
function loginLine(config) {
    return `${config.replace(/\s*\n\s*/g, ' ').trim() || '{}'}\n`;
}
async function* behind(line, archive) {
    yield Buffer.from(line);
    yield* archive;
}
function entriesOf({ release, adopt, files }) {
    return [
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
        ...Object.entries(files.lines).map(([name, content]) => text(name, content)),
        ...Object.entries(files.models).map(([project, model]) => text(`models/${project}.json`, `${yamlSafe(JSON.stringify(model, null, 2))}\n`)),
        text('secrets', files.secrets),
        text('release.json', `${JSON.stringify(files.json, null, 2)}\n`),
    ];
}
/** Readable for whatever user a container has, and written by nobody; a folder's owner can still take it away. */
function mountedEntries({ name, isFolder, files }) {
    return files.map(({ path, from, content, executable, isFolder: folder, link }) => {
        const at = isFolder && path !== '' ? `files/${name}/${path}` : `files/${name}`;
        if (folder === true)
            return { name: `${at}/`, mode: 0o755 };
        if (link !== undefined)
            return { name: at, mode: 0o777, link };
        return {
            name: at,
            mode: executable ? 0o555 : 0o444,
            content: () => content ?? (from === undefined ? '' : (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(from)),
        };
    });
}
/**
 * JSON that Compose on the server reads as YAML 1.1, to the same values: there some characters that JSON may hold as they are, are not allowed
 * (DEL, C1 controls, noncharacters), and some are line breaks, which become blanks (NEL, U+2028, U+2029).
 */
function yamlSafe(json) {
    return json.replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}


/***/ }),

/***/ 8965:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   jX: () => (/* binding */ isTraefik),
/* harmony export */   ly: () => (/* binding */ TITLE),
/* harmony export */   q$: () => (/* binding */ networksWith),
/* harmony export */   s$: () => (/* binding */ notTraefik)
/* harmony export */ });
/**
 * Whether it may be Traefik: by its program, its image (`traefik`, `library/traefik`, `registry/x/traefik:v3`), flags that nothing else has, or the
 * label that Traefik's image gives to whatever is built on it.
 */
function isTraefik(image, words, title) {
    const repository = (image ?? '').replace(/@.*$/, '').replace(/:[^/:]*$/, '');
    const isProgram = words.slice(0, 3).some((word) => /(^|\/)traefik$/.test(word));
    return (isProgram ||
        title === 'Traefik' ||
        repository.split('/').at(-1) === 'traefik' ||
        words.some((word) => /^--providers\.(docker|swarm|file)(=|\.|$)/i.test(word)));
}
/** Label of an image that says what it is. */
const TITLE = 'org.opencontainers.image.title';
/** Docker's names of a container's networks; it may use those of another one. */
function networksWith(container, containers) {
    const own = Object.keys(container.NetworkSettings.Networks ?? {});
    const [, other] = /^container:(.+)$/.exec(container.HostConfig.NetworkMode) ?? [];
    if (own.length > 0 || other === undefined)
        return own;
    const found = containers.find(({ Id }) => Id === other);
    return found === undefined ? [`container:${other}`] : Object.keys(found.NetworkSettings.Networks ?? {});
}
/**
 * Why something that is set up as Traefik cannot be it: nobody reaches it, or, as far as its endpoint is known, nobody tells it of containers. Undefined where it can. Whether it
 * is, the server has it show before it is told a route, where it has not Docker's own socket (stackctl's `proven_proxy`).
 */
function notTraefik({ Mounts }, networks, endpoint) {
    if (networks.every((name) => name === 'none'))
        return 'it is in no network';
    if (endpoint === undefined)
        return undefined;
    const sources = Mounts.map(({ Source }) => Source);
    const targets = Mounts.map(({ Destination }) => Destination);
    const path = /^unix:(?:\/\/)?(.*)$/s.exec(endpoint === '' ? `unix://${SOCKET}` : endpoint)?.[1];
    if (path === undefined || lies(SOCKET, sources) || lies(path, targets))
        return undefined;
    return 'it has neither the socket of Docker nor an endpoint';
}
const SOCKET = '/var/run/docker.sock';
// A mount in memory has no source.
function lies(path, folders) {
    return folders.some((folder) => folder !== '' && `${short(path)}/`.startsWith(`${short(folder)}/`));
}
/** Without a slash at its end; `/var/run` is a link to `/run`. */
function short(path) {
    return path.replace(/\/+$/, '').replace(/^\/var\/run(?=\/|$)/, '/run');
}


/***/ }),

/***/ 3756:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ configFileOf),
/* harmony export */   v: () => (/* binding */ knownConfig)
/* harmony export */ });
/* harmony import */ var _settings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8678);
/* harmony import */ var _staticConfig_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5519);


function knownConfig({ words, environment, file }) {
    const args = ownArguments(words);
    if (file !== undefined) {
        try {
            return { config: (0,_staticConfig_js__WEBPACK_IMPORTED_MODULE_1__/* .staticConfig */ .rV)((0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .settingsOfFile */ .ll)(file.path, file.text)), source: 'file' };
        }
        catch (error) {
            const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
            return { why: `its ${file.path} cannot be read: ${line}` };
        }
    }
    const byArguments = args.length > 0;
    const settings = byArguments ? (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .settingsOfArguments */ .rq)(args) : (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .settingsOfVariables */ .Ug)(environment);
    return { config: (0,_staticConfig_js__WEBPACK_IMPORTED_MODULE_1__/* .staticConfig */ .rV)(settings), source: byArguments ? 'arguments' : 'variables' };
}
/** What `--configFile` names. */
function configFileOf(words) {
    return (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .settingsOfArguments */ .rq)(ownArguments(words)).get('configfile');
}
/** Traefik's arguments: what follows the program, which may be an entrypoint's script with or without `traefik` behind it. */
function ownArguments(words) {
    const first = words.findIndex((word) => word.startsWith('-'));
    return first === -1 ? [] : words.slice(first);
}


/***/ }),

/***/ 8678:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pe: () => (/* binding */ setting),
/* harmony export */   Ug: () => (/* binding */ settingsOfVariables),
/* harmony export */   b: () => (/* binding */ STATIC_FILES),
/* harmony export */   kV: () => (/* binding */ namesBelow),
/* harmony export */   ll: () => (/* binding */ settingsOfFile),
/* harmony export */   rq: () => (/* binding */ settingsOfArguments),
/* harmony export */   vM: () => (/* binding */ isSet)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var smol_toml__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3292);
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8815);



/**
 * Files that Traefik looks for by itself, in its order, before it looks at arguments or variables (3.6, `pkg/cli/loader_file.go`). The one that
 * `--configFile` names comes before them.
 */
const STATIC_FILES = [
    '/etc/traefik/traefik',
    '$XDG_CONFIG_HOME/traefik',
    '$HOME/.config/traefik',
    './traefik',
].flatMap((base) => ['toml', 'yaml', 'yml'].map((extension) => `${base}.${extension}`));
/** Of Traefik's own arguments, without the program: a flag's value follows after `=` or as the next word; switches stand alone. */
function settingsOfArguments(args) {
    const settings = new Map();
    for (let index = 0; index < args.length; index += 1) {
        const [, flag, equals, given] = /^--?([^=]+)(=?)([\s\S]*)$/.exec(args[index] ?? '') ?? [];
        if (flag === undefined)
            continue;
        const next = args[index + 1];
        const value = equals === '=' ? given : next === undefined || next.startsWith('-') ? 'true' : next;
        settings.set(flag.toLowerCase(), value ?? '');
    }
    return settings;
}
/** Of variables such as `TRAEFIK_PROVIDERS_DOCKER=true`. */
function settingsOfVariables(environment) {
    return new Map(environment.flatMap((line) => {
        const [, name, value] = /^TRAEFIK_([^=]+)=([\s\S]*)$/.exec(line) ?? [];
        return name === undefined ? [] : [[name.toLowerCase().replaceAll('_', '.'), value ?? '']];
    }));
}
/** @throws Error where the text is not of the kind that the file's name promises */
function settingsOfFile(path, text) {
    const read = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.extname)(path).toLowerCase() === '.toml' ? (0,smol_toml__WEBPACK_IMPORTED_MODULE_1__/* .parse */ .qg)(text) : yamlOf(text);
    const settings = new Map();
    collect(read, '', settings);
    return settings;
}
function yamlOf(text) {
    const lineCounter = new yaml__WEBPACK_IMPORTED_MODULE_2__/* .LineCounter */ .HN();
    // Pretty errors cost time by the square of their number.
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_2__/* .parseDocument */ .Tp)(text, { merge: true, prettyErrors: false, lineCounter });
    const [error] = document.errors;
    if (error !== undefined)
        throw new Error(`${error.message} (line ${lineCounter.linePos(error.pos[0]).line})`);
    return document.toJS();
}
// As paerser does (`file/raw_node.go`): null is absent, a list of words is joined, an empty section is there.
function collect(value, path, settings) {
    if (value === null || value === undefined)
        return;
    if (Array.isArray(value)) {
        const words = value.filter((one) => typeof one !== 'object');
        settings.set(path, words.join(','));
    }
    else if (typeof value === 'object' && !(value instanceof Date)) {
        if (path !== '')
            settings.set(path, '');
        for (const [name, inner] of Object.entries(value))
            collect(inner, path === '' ? name.toLowerCase() : `${path}.${name.toLowerCase()}`, settings);
    }
    else
        settings.set(path, String(value));
}
/** The value of a setting; undefined where it is absent or empty. */
function setting(settings, path) {
    const value = settings.get(path);
    return value === '' ? undefined : value;
}
/** Whether a section is switched on: by itself, or by anything that is set below it. */
function isSet(settings, path) {
    const own = settings.get(path);
    if (own !== undefined)
        return !/^(false|f|0)$/i.test(own);
    return [...settings.keys()].some((key) => key.startsWith(`${path}.`));
}
/** Names below a section, such as those of the entry points. */
function namesBelow(settings, path) {
    const names = [...settings.keys()]
        .filter((key) => key.startsWith(`${path}.`))
        .map((key) => key.slice(path.length + 1).split('.')[0] ?? '');
    return [...new Set(names)];
}


/***/ }),

/***/ 5519:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BZ: () => (/* binding */ serverFields),
/* harmony export */   rV: () => (/* binding */ staticConfig)
/* harmony export */ });
/* unused harmony export milliseconds */
/* harmony import */ var _settings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8678);

/** Traefik's name of its internal entry point. */
const INTERNAL = 'traefik';
/** Follows Traefik 3.6 (`pkg/config/static/static_config.go`), with its defaults; of Traefik 2 `docker.swarmMode`. */
function staticConfig(settings) {
    const swarmMode = truth((0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .setting */ .Pe)(settings, 'providers.docker.swarmmode'));
    const file = fileProvider(settings);
    const entryPoints = entryPointsOf(settings);
    return {
        ...((0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .isSet */ .vM)(settings, 'providers.docker') && !swarmMode && { docker: dockerProviderOf(settings) }),
        swarm: swarmMode || (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .isSet */ .vM)(settings, 'providers.swarm'),
        ...(file && { file }),
        throttleMs: milliseconds((0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .setting */ .Pe)(settings, 'providers.providersthrottleduration')) ?? 2000,
        ack: ackOf(settings, entryPoints),
        entryPoints,
    };
}
/** Settings of the docker provider; Traefik's own defaults where they are silent. */
function dockerProviderOf(settings) {
    return {
        exposedByDefault: (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .setting */ .Pe)(settings, 'providers.docker.exposedbydefault')?.toLowerCase() !== 'false',
        network: (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .setting */ .Pe)(settings, 'providers.docker.network') ?? '',
        constraints: (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .setting */ .Pe)(settings, 'providers.docker.constraints') ?? '',
        endpoint: (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .setting */ .Pe)(settings, 'providers.docker.endpoint') ?? '',
    };
}
/**
 * What the server has to know of it: it parses no YAML. Nothing of it is a secret. As `pick_proxy` finds the same in arguments: whether Docker is
 * asked, the folder (`-` where none is usable), the throttle in milliseconds, how a file is seen to be live, whether all containers are listed, the
 * entry point and the address for that, where Docker is asked (`-` where it is its usual socket).
 */
function serverFields({ docker, file, throttleMs, ack }) {
    const directory = file?.watches === true ? (file.directory ?? '-') : '-';
    const lists = (docker?.constraints ?? '') === '' ? 'all' : 'some';
    // Who asks with a password gives it beside the address.
    const endpoint = docker?.endpoint.replace(/\/\/[^/]*@/, '//') || '-';
    const shown = [ack.kind, lists, ack.entryPoint, ack.at, endpoint];
    return [docker === undefined ? '0' : '1', directory, String(throttleMs), ...shown];
}
function fileProvider(settings) {
    const directory = (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .setting */ .Pe)(settings, 'providers.file.directory')?.replace(/(.)\/+$/, '$1');
    const filename = (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .setting */ .Pe)(settings, 'providers.file.filename');
    if (directory === undefined && filename === undefined)
        return undefined;
    return {
        ...(directory === undefined ? {} : { directory }),
        ...(filename === undefined ? {} : { filename }),
        watches: (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .setting */ .Pe)(settings, 'providers.file.watch')?.toLowerCase() !== 'false',
    };
}
function entryPointsOf(settings) {
    const named = (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .namesBelow */ .kV)(settings, 'entrypoints').map((name) => {
        const path = `entrypoints.${name}`;
        const [address = '', protocol = 'tcp'] = ((0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .setting */ .Pe)(settings, `${path}.address`) ?? '').split('/');
        const to = (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .setting */ .Pe)(settings, `${path}.http.redirections.entrypoint.to`);
        return {
            ...{ name, address, port: portOf(address), udp: protocol.toLowerCase() === 'udp' },
            tls: (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .isSet */ .vM)(settings, `${path}.http.tls`),
            ...(to !== undefined && { redirectsTo: to }),
            isDefault: truth((0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .setting */ .Pe)(settings, `${path}.asdefault`)),
        };
    });
    // The default of all that are not internal, where none is marked (`cmd/traefik/traefik.go`, getDefaultsEntrypoints).
    const outer = named.filter(({ name, udp }) => name !== INTERNAL && !udp);
    const marked = outer.some(({ isDefault }) => isDefault);
    const all = named.map((one) => ({ ...one, isDefault: outer.includes(one) && (marked ? one.isDefault : true) }));
    if (named.some(({ name }) => name !== INTERNAL))
        return all;
    return [...all, { name: 'http', address: ':80', port: 80, udp: false, tls: false, isDefault: true }];
}
function ackOf(settings, entryPoints) {
    const none = { kind: 'none', entryPoint: INTERNAL, at: '127.0.0.1:8080' };
    const insecure = truth((0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .setting */ .Pe)(settings, 'api.insecure'));
    const ping = (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .isSet */ .vM)(settings, 'ping') && !truth((0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .setting */ .Pe)(settings, 'ping.manualrouting'));
    const entryPoint = insecure ? INTERNAL : ping ? ((0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .setting */ .Pe)(settings, 'ping.entrypoint') ?? INTERNAL) : INTERNAL;
    const own = entryPoints.find(({ name }) => name.toLowerCase() === entryPoint.toLowerCase());
    const internal = insecure || ping || (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .isSet */ .vM)(settings, 'metrics.prometheus');
    if (own === undefined && !(entryPoint === INTERNAL && internal))
        return none;
    if (own !== undefined && (own.tls || own.redirectsTo !== undefined || own.udp || !(own.port > 0)))
        return none;
    const at = own === undefined ? none.at : reached(own);
    const base = (0,_settings_js__WEBPACK_IMPORTED_MODULE_0__/* .setting */ .Pe)(settings, 'api.basepath')?.replace(/\/+$/, '') ?? '';
    return insecure ? { kind: 'api', entryPoint, at: `${at}${base}` } : { kind: 'path', entryPoint, at };
}
/** From Traefik's own network: an address that it listens on alone has to be asked. */
function reached({ address, port }) {
    const host = address.slice(0, address.lastIndexOf(':'));
    return `${host === '' || host === '0.0.0.0' || host === '[::]' ? '127.0.0.1' : host}:${port}`;
}
function portOf(address) {
    return Number(/:(\d+)$/.exec(address)?.[1] ?? Number.NaN);
}
function truth(value) {
    return value !== undefined && /^(true|t|1)$/i.test(value);
}
const UNITS = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
/** A duration of Go's; a bare number is seconds (paerser's `types.Duration`). */
function milliseconds(text) {
    if (text === undefined)
        return undefined;
    if (/^\d+(\.\d+)?$/.test(text))
        return Number(text) * 1000;
    const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
    if (parts.length === 0 || parts.map(([part]) => part).join('') !== text)
        return undefined;
    return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0), 0);
}


/***/ }),

/***/ 8618:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ Tunnel),
/* harmony export */   s: () => (/* binding */ TunnelUnusable)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7075);
/* harmony import */ var _runtime_lines_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8767);
/* harmony import */ var _opensshTexts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9526);




/** Nobody could ask: the connection is lost, or sshd forbids it. It says nothing of the far side. */
class TunnelUnusable extends Error {
}
/**
 * A TCP connection through ssh's stdin and stdout (`ssh -W`), which @actions/exec cannot hand out. Ends with the error that ssh gives when
 * the far side cannot be reached.
 */
class Tunnel extends node_stream__WEBPACK_IMPORTED_MODULE_1__.Duplex {
    child;
    stderr = new _runtime_lines_js__WEBPACK_IMPORTED_MODULE_2__/* .Tail */ .P(4096);
    /** `masterSaid`: what the ssh that holds the connection printed; it alone is told why the far side was not reached. */
    constructor(argv, masterSaid) {
        super();
        const [program = '', ...args] = argv;
        this.child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, args, { stdio: 'pipe' });
        this.child.stdout.on('data', (chunk) => {
            if (!this.push(chunk))
                this.child.stdout.pause();
        });
        this.child.stderr.on('data', (chunk) => this.stderr.write(chunk));
        this.child.stdin.on('error', () => { });
        this.child.once('error', (error) => this.destroy(error));
        // Only now is known whether the far side ended it or it was never there.
        this.child.once('close', (code) => {
            const said = this.stderr.text();
            if (code === 0 || said === '')
                this.push(null);
            else
                this.destroy(reason(said, masterSaid()));
        });
    }
    _read() {
        this.child.stdout.resume();
    }
    _write(chunk, _encoding, done) {
        // An error here is EPIPE: why it ended is told on `close`.
        this.child.stdin.write(chunk, () => done());
    }
    _final(done) {
        this.child.stdin.end(() => done());
    }
    _destroy(error, done) {
        this.child.kill('SIGTERM');
        done(error);
    }
}
function reason(said, masterSaid) {
    const fault = (0,_opensshTexts_js__WEBPACK_IMPORTED_MODULE_3__/* .tunnelFault */ .z3)(said, masterSaid);
    if (fault === 'lost')
        return new TunnelUnusable((0,_opensshTexts_js__WEBPACK_IMPORTED_MODULE_3__/* .lastWords */ .aN)(said));
    if (fault === 'forbidden')
        return new TunnelUnusable('sshd on the server forbids it (AllowTcpForwarding no)');
    return new Error(fault.unreached);
}


/***/ }),

/***/ 8682:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $U: () => (/* binding */ readArgv),
/* harmony export */   M8: () => (/* binding */ writeArgv),
/* harmony export */   mP: () => (/* binding */ unwritable)
/* harmony export */ });
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);

const SEPARATOR = '\u001f';
/**
 * Joins arguments so that `printf %b` of the shell gives each of them back. A unit separator inside an argument has four digits, else `%b` would
 * take a digit after it for a part of it.
 * @throws Refused where an argument has a NUL
 */
function writeArgv(argv) {
    return argv
        .map((argument) => {
        if (argument.includes('\0'))
            throw unwritable(argument);
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
/** What cannot be a field, or an argument in one. */
function unwritable(text) {
    return new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`A tab, newline or NUL cannot be written into the release: ${JSON.stringify(text.slice(0, 80))}`);
}
const ESCAPES = {
    '\\': '\\\\',
    '\n': '\\n',
    '\t': '\\t',
    '\r': '\\r',
    [SEPARATOR]: '\\0037',
};
const UNESCAPES = { '\\': '\\', n: '\n', t: '\t', r: '\r', '0037': SEPARATOR };


/***/ }),

/***/ 2397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R4: () => (/* binding */ writeMeta),
/* harmony export */   SX: () => (/* binding */ readPairs),
/* harmony export */   eE: () => (/* binding */ readMeta)
/* harmony export */ });
/* unused harmony exports META, TRAEFIK_SAYS */
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);

/** The keys of a release's `meta`, and what they say, for the page. */
const META = {
    stack: 'the stack’s id',
    id: 'of the release',
    seq: 'its number',
    kind: '`deploy`, `rollback` or `adopted`',
    of: 'the release that a rollback repeats',
    previous: 'the release on which the plan was made; empty on a first deploy',
    order: 'the run’s id, or that of the run whose end started it: a deploy with a lower one than the committed release’s is refused',
    commit: 'what was deployed',
    differs: 'in words, where it was not that as it is',
    ref: '',
    actor: 'who made it',
    reason: 'why, of a rollback, in the words of who made it',
    run_url: '',
    created_at: '',
    tool_version: '',
    env_sum: 'an HMAC with `.key` over the env file, which it outlives',
    adopt: 'the id of an adopted release that is uploaded with this one',
    identity: 'the label `stack-actions.stack` of all that the stack makes; it and the next four are the folder’s file `identity`, which the first deploy writes, and a release of another identity is refused',
    repository: '',
    repository_id: '',
    name: 'of the stack',
    environment: '',
    projects: 'pairs of stack.yml’s name and the Compose project’s, kept from the first release on',
    skip: 'endpoints that a server which asks by itself leaves out',
    built: 'which images of the release were built by a run of this environment, as pairs `SUM=IMAGE` separated by blanks: the sum is an HMAC with `.key` over everything that the image is made from (image/key.ts), followed by a dash and one over its base images; the image is its digest with its repository, or an id',
    proxy: 'the Traefik that the routes go through (`project/service`, or the container’s name), asked for where several run',
    ended: 'services of an adopted release that ran once, and had ended',
    way: '`file` where the plan has seen that Traefik’s folder is in memory; else stackctl checks that itself',
};
/** Of the keys `traefik_<sha256>`. */
const TRAEFIK_SAYS = 'what a Traefik’s static configuration file with that sum says (argv without escapes: asks Docker 0\\|1, folder, throttle in ms, `api\\|path\\|none`, `all\\|some`, entry point, address, where Docker is asked or `-`): stackctl parses no YAML, and does not use a Traefik whose file the runner has not described';
/**
 * `key=value` a line.
 * @throws Refused where a value has more than one line
 */
function writeMeta(meta) {
    return Object.entries(meta)
        .map(([key, value = '']) => {
        if (!/^[a-z][a-z0-9_]*$/.test(key) || /[\n\r\0]/.test(value))
            throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`A newline or NUL cannot be written into the release: meta ${key}`);
        return `${key}=${value}\n`;
    })
        .join('');
}
/** Keys that are not declared are in it all the same: an older or a newer release may have them. */
function readMeta(text) {
    return readPairs(text);
}
/** `key=value` a line, of any keys. */
function readPairs(text) {
    const pairs = text.split('\n').filter((line) => line.includes('='));
    return Object.fromEntries(pairs.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}


/***/ }),

/***/ 3353:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Se: () => (/* binding */ readLines),
/* harmony export */   Xw: () => (/* binding */ readLine),
/* harmony export */   _r: () => (/* binding */ writeLine),
/* harmony export */   pi: () => (/* binding */ fieldNames),
/* harmony export */   u5: () => (/* binding */ lineRecord),
/* harmony export */   x1: () => (/* binding */ writeLines)
/* harmony export */ });
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);
/* harmony import */ var _argv_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8682);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1686);



function lineRecord(record) {
    return record;
}
/** Names of a record's fields, in their order. */
function fieldNames(record) {
    return valuesOf(record).flatMap(([, value]) => value.names);
}
/**
 * One record a line, in the order given. An empty field is written `-`.
 * @throws Refused where a value cannot be written
 */
function writeLines(record, lines) {
    return lines.map((line) => `${fieldsOf(record, line).join('\t')}\n`).join('');
}
/** @throws Refused where a line is not one of the record's */
function readLines(record, text) {
    return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => {
        const fields = line.split('\t').map((field) => (field === '-' ? '' : field));
        return readFields(record, fields) ?? notOfForm(record, fields);
    });
}
/** One line, whose fields are as they are: none stands for an empty one. undefined where it is none of the record's. */
function readLine(record, line) {
    return readFields(record, line.split('\t'));
}
/** The line again, as `readLine` has read it. */
function writeLine(record, line) {
    return bareFields(record, line).join('\t');
}
function fieldsOf(record, line) {
    return bareFields(record, line).map((field) => {
        if (/[\t\n\r\0]/.test(field))
            throw (0,_argv_js__WEBPACK_IMPORTED_MODULE_1__/* .unwritable */ .mP)(field);
        return field === '' ? '-' : field;
    });
}
function bareFields(record, line) {
    return valuesOf(record).flatMap(([key, value]) => {
        if (line[key] !== undefined)
            return value.write(line[key]);
        return (0,_values_js__WEBPACK_IMPORTED_MODULE_2__/* .isOptional */ .dK)(value) && value.leftOut ? [] : value.names.map(() => '');
    });
}
function readFields(record, fields) {
    const line = [];
    let at = 0;
    for (const [key, value] of valuesOf(record)) {
        const own = fields.slice(at, at + value.names.length);
        at += own.length;
        if ((0,_values_js__WEBPACK_IMPORTED_MODULE_2__/* .isOptional */ .dK)(value) && own.every((field) => field === '') && (value.leftOut || own.length > 0))
            continue;
        const read = own.length === value.names.length ? value.read(own) : undefined;
        if (read === undefined)
            return undefined;
        line.push([key, read]);
    }
    return at === fields.length ? Object.fromEntries(line) : undefined;
}
function notOfForm(record, fields) {
    const width = fieldNames(record).length;
    throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(fields.length === width
        ? `A line of the release's ${record.name} is not of its form`
        : `A line of the release's ${record.name} has ${fields.length} fields in place of ${width}`, { at: fields.slice(0, 2).join('/') });
}
function valuesOf(record) {
    return Object.entries(record.values);
}


/***/ }),

/***/ 9710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  xT: () => (/* binding */ BINDS),
  l2: () => (/* binding */ MOVES),
  Xk: () => (/* binding */ NAMES),
  hz: () => (/* binding */ PORTS),
  eZ: () => (/* binding */ RESOURCES),
  bw: () => (/* binding */ ROUTES),
  Bg: () => (/* binding */ SERVICES),
  O3: () => (/* binding */ STORAGE)
});

// UNUSED EXPORTS: RELEASE_FILES

// EXTERNAL MODULE: ./lib/records/values.js
var values = __webpack_require__(1686);
;// CONCATENATED MODULE: ./lib/records/check.js

function checkArgv(check) {
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
function checkOf([kind, ...rest]) {
    const [first] = rest;
    if (kind === 'exec')
        return { kind, argv: rest };
    if (kind === 'shell')
        return { kind, command: first ?? '' };
    if (first !== undefined && !(0,values/* isCount */.my)(first))
        return undefined;
    if (kind === 'tcp' && first !== undefined)
        return { kind, port: Number(first) };
    if (kind === 'image')
        return { kind, ...(first === undefined ? {} : { port: Number(first) }) };
    return kind === 'ends' || kind === 'running' ? { kind } : undefined;
}

// EXTERNAL MODULE: ./lib/records/record.js
var record = __webpack_require__(3353);
;// CONCATENATED MODULE: ./lib/records/release.js



// The files of lines that the runner writes of a release, and the server reads.
/** The service that a line is about. */
const OF_SERVICE = { project: (0,values/* word */.Vm)('project'), service: (0,values/* word */.Vm)('service') };
const SERVICES = (0,record/* lineRecord */.u5)({
    name: 'services',
    says: 'one service a line, in order of start',
    awk: 'service',
    shell: { name: 'service', prefix: 's' },
    values: {
        ...OF_SERVICE,
        hash: (0,values/* text */.Qq)('hash', 'ours, over the normalised service: equal means that nothing needs to be restarted'),
        class: (0,values/* oneOf */.yL)('class', ['one-shot', 'exclusive', 'start-first']),
        replicas: (0,values/* count */.U9)('replicas'),
        image: (0,values/* text */.Qq)('image', 'the reference that Compose creates from: `repository@sha256:…`, or an image id where there was no registry'),
        tag: (0,values/* text */.Qq)('tag', 'the local tag that keeps it from `docker image prune`'),
        wave: (0,values/* count */.U9)('wave', 'everything of a lower one is verified before this one starts'),
        drainSeconds: (0,values/* count */.U9)('drain', 'seconds to wait after the switch before the old one is stopped'),
        check: (0,values/* asArgv */.Xi)('check', checkArgv, checkOf, 'argv field whose first argument is `exec` (then argv), `shell` (then one command), `image` (then, where one is known, the port to try if the image has no healthcheck), `tcp` (then the port), `running`, `ends` (as `image`; if the image has no healthcheck and exposes no port, having ended with exit code 0 is also good)'),
        probe: (0,values/* optional */.lq)((0,values/* asArgv */.Xi)('probe', ({ port, path }) => [String(port), path], ([port = '', path]) => ((0,values/* isCount */.my)(port) && path !== undefined ? { port: Number(port), path } : undefined), 'argv field `port`, `path`: HTTP by the address of each replica, from Traefik’s side; `-` if there is none')),
        containerName: (0,values/* optional */.lq)((0,values/* word */.Vm)('name', '`container_name` of the Compose file, given back at the end')),
        startTimeoutSeconds: (0,values/* count */.U9)('timeout', 'seconds until a candidate’s check must have passed'),
        restart: (0,values/* text */.Qq)('restart', 'the policy in Docker’s notation, given at commit: `no`, `always`, `unless-stopped`, `on-failure[:n]`'),
        parallelism: (0,values/* count */.U9)('parallelism', 'how many candidates start at once; 0: all'),
    },
});
const ROUTES = (0,record/* lineRecord */.u5)({
    name: 'routes',
    says: 'one definition of Traefik a line. A line with project and service `-` belongs to the whole stack. All lines except those of section `blocked` go into the file, whether their service changed or not',
    awk: 'route',
    values: {
        section: (0,values/* oneOf */.yL)('section', ['routers', 'services', 'middlewares', 'serversTransports', 'blocked'], 'a line of `blocked` answers 404 in place of the router of its name, as long as that must not be reached'),
        project: (0,values/* text */.Qq)('project'),
        service: (0,values/* text */.Qq)('service'),
        name: (0,values/* word */.Vm)('name', 'prefixed by the stack’s id'),
        definition: (0,values/* word */.Vm)('definition', 'one line of JSON; in a load balancer it holds `"@SERVERS@"` once, which is replaced by a list of `{"url":"scheme://host:port"}`'),
        server: (0,values/* optional */.lq)((0,values/* group */.Os)({
            scheme: (0,values/* word */.Vm)('scheme'),
            port: (0,values/* count */.U9)('port'),
            sticky: (0,values/* flag */.Jt)('sticky', '1', '0', 'a cookie names its server by address'),
            network: (0,values/* text */.Qq)('network', 'the one on which Traefik reaches it, from `traefik.docker.network`; these four of `services` only'),
        })),
    },
});
const MOVES = (0,record/* lineRecord */.u5)({
    name: 'moves',
    says: 'how the routes of each routed start-first service can be moved to a new version, one a line. Where the file is empty, nothing can be drained',
    awk: 'move',
    values: {
        ...OF_SERVICE,
        by: (0,values/* oneOf */.yL)('by', ['file', 'drain', 'both', 'none', 'other'], '`file` (by Traefik’s file provider only), `drain` (by its healthcheck only, which tests `/dev/shm/.stack-drain` first: a file cannot hold its routes), `both`, `none`, `other` (another Traefik sees it, which nobody speaks to: refused where it changes)'),
        seconds: (0,values/* count */.U9)('seconds', 'until Docker calls a container with that flag unhealthy, at most'),
        labels: (0,values/* text */.Qq)('labels', 'a digest of its Traefik labels, which must be equal in two releases between which it is drained: Traefik drops a router of which it sees two definitions'),
    },
});
const BINDS = (0,record/* lineRecord */.u5)({
    name: 'binds',
    says: 'what must lie on the server before anything begins, one mount a line. Mounts of a service that already runs as the release wants it are not checked',
    awk: 'bind',
    shell: { name: 'bind', prefix: 'b' },
    values: {
        make: (0,values/* flag */.Jt)('kind', 'make', 'own', '`own` (it is refused where it is missing) or `make` (a folder of the stack, made where it is missing)'),
        ...OF_SERVICE,
        path: (0,values/* word */.Vm)('source'),
    },
});
const PORTS = (0,record/* lineRecord */.u5)({
    name: 'ports',
    says: 'what each service publishes on the server by number, one a line. Before anything is changed, one port of `from` to `to` must be free for each service that starts',
    awk: 'port',
    values: {
        ...OF_SERVICE,
        protocol: (0,values/* word */.Vm)('protocol'),
        address: (0,values/* text */.Qq)('address', '`-` for every one'),
        from: (0,values/* count */.U9)('from'),
        to: (0,values/* count */.U9)('to', 'of a range Docker takes one that is free'),
    },
});
const STORAGE = (0,record/* lineRecord */.u5)({
    name: 'storage',
    says: 'what each service can write to, one a line. A rollback is refused if the current release has a line that the target release does not have, unless `--leave-data` is given. A deploy or rollback is refused if it would start a container while another one writes to that `place`, unless the service’s own container does so already',
    awk: 'stored',
    values: {
        ...OF_SERVICE,
        target: (0,values/* word */.Vm)('target', 'a path, or a name such as `PGDATA` that says where in a place a database has its folder'),
        place: (0,values/* word */.Vm)('place', 'in words, such as "the volume shop_db": equal words are the same data'),
        shared: (0,values/* mark */.Gy)('shared', 'stack.yml lets others write there, too'),
    },
});
const NAMES = (0,record/* lineRecord */.u5)({
    name: 'names',
    says: 'what the Compose files call an image that Docker knows by an id alone (it ran before, or came without a registry), one a line. The name tells whether an image is a database; an id that is in no line, or in two with different names, may be one',
    awk: 'name',
    values: {
        image: (0,values/* word */.Vm)('image', 'its id'),
        repository: (0,values/* word */.Vm)('short_name', 'as Docker shortens it, without tag and digest'),
    },
});
const RESOURCES = (0,record/* lineRecord */.u5)({
    name: 'resources',
    says: 'a network or volume a line, which is created where it is missing',
    shell: { name: 'resource', prefix: 'r' },
    values: {
        kind: (0,values/* oneOf */.yL)('kind', ['network', 'volume']),
        name: (0,values/* word */.Vm)('name'),
        argv: (0,values/* optional */.lq)((0,values/* asArgv */.Xi)('argv', (argv) => argv, (argv) => [...argv], 'argv field for `docker network|volume create` without the name')),
    },
});
/** The files of lines that each release has, in the order of the page. */
const RELEASE_FILES = [SERVICES, ROUTES, MOVES, BINDS, PORTS, STORAGE, NAMES, RESOURCES];


/***/ }),

/***/ 8163:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ex: () => (/* binding */ JOURNAL),
/* harmony export */   dW: () => (/* binding */ TARGETS),
/* harmony export */   no: () => (/* binding */ IMAGES),
/* harmony export */   pH: () => (/* binding */ RELEASES)
/* harmony export */ });
/* unused harmony export OUTCOME */
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3353);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1686);


// Lines that the server writes, and the runner reads as they are: an empty field is empty, unless it says otherwise.
const JOURNAL = (0,_record_js__WEBPACK_IMPORTED_MODULE_0__/* .lineRecord */ .u5)({
    name: 'journal',
    says: 'one event a line',
    awk: 'event',
    values: {
        utc: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .word */ .Vm)('utc'),
        uptimeMs: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .milliseconds */ .Rz)('uptime', 'milliseconds since the server started'),
        release: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .word */ .Vm)('release'),
        step: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .word */ .Vm)('step'),
        event: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)('event', ['begin', 'end', 'note', 'fail']),
        subject: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .word */ .Vm)('subject', '`-`: none'),
        text: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)('text'),
        code: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)((0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .word */ .Vm)('code', 'on lines of `fail` alone'), { leftOut: true }),
    },
});
const OUTCOME = (0,_record_js__WEBPACK_IMPORTED_MODULE_0__/* .lineRecord */ .u5)({
    name: 'outcome',
    says: 'one line, written at the end of its transaction; absent while it was only prepared',
    shell: { name: 'outcome', prefix: 'o' },
    values: {
        result: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)('result', ['committed', 'undone', 'undo-failed', 'refused']),
        reason: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)('reason', 'in words; `-`: none'),
        code: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)((0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .word */ .Vm)('code', 'of what was not committed'), { leftOut: true }),
    },
});
/** What the server knows of an image that was asked for: a line of `resolve`, and of the section `images` of `facts`. */
const IMAGES = (0,_record_js__WEBPACK_IMPORTED_MODULE_0__/* .lineRecord */ .u5)({
    name: 'images',
    says: 'an image that was asked for',
    values: {
        ref: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .word */ .Vm)('ref', 'as it was asked for'),
        image: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .word */ .Vm)('image', '`repository@sha256:…`, or an image id'),
        platform: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .word */ .Vm)('platform'),
        config: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)('config', 'the image’s `Config` as JSON'),
        id: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)('id'),
    },
});
const TARGETS = (0,_record_js__WEBPACK_IMPORTED_MODULE_0__/* .lineRecord */ .u5)({
    name: 'targets',
    says: 'a release that was proven, the default one to go back to first',
    values: {
        can: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)('can', ['can', 'no'], 'whether one can go back to it'),
        id: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .word */ .Vm)('id'),
        kind: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)('kind'),
        createdAt: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)('created_at'),
        commit: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)('commit'),
        actor: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)('actor'),
        why: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)('why', 'one cannot, in words'),
    },
});
const RELEASES = (0,_record_js__WEBPACK_IMPORTED_MODULE_0__/* .lineRecord */ .u5)({
    name: 'releases',
    says: 'a release that is on the server, oldest first',
    values: {
        id: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .word */ .Vm)('id'),
        kind: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)('kind'),
        outcome: (0,_values_js__WEBPACK_IMPORTED_MODULE_1__/* .word */ .Vm)('outcome', 'its result, or `prepared`'),
    },
});


/***/ }),

/***/ 1686:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gy: () => (/* binding */ mark),
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   Os: () => (/* binding */ group),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   Rz: () => (/* binding */ milliseconds),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   Vm: () => (/* binding */ word),
/* harmony export */   Xi: () => (/* binding */ asArgv),
/* harmony export */   dK: () => (/* binding */ isOptional),
/* harmony export */   lq: () => (/* binding */ optional),
/* harmony export */   my: () => (/* binding */ isCount),
/* harmony export */   yL: () => (/* binding */ oneOf)
/* harmony export */ });
/* harmony import */ var _argv_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8682);

/** A text that may be empty. */
function text(name, says) {
    return single(name, says, (field) => field);
}
/** A text that is never empty. */
function word(name, says) {
    return single(name, says, (field) => (field === '' ? undefined : field));
}
/** A whole number from 0. */
function count(name, says) {
    return single(name, says, (field) => (isCount(field) ? Number(field) : undefined));
}
/** Milliseconds since a machine started, which may be years ago. */
function milliseconds(name, says) {
    return single(name, says, (field) => (/^\d{1,15}$/.test(field) ? Number(field) : undefined));
}
/** One of some words. */
function oneOf(name, words, says) {
    return single(name, says, (field) => words.find((one) => one === field));
}
/** Yes or no, as two words. */
function flag(name, yes, no, says) {
    return single(name, says, (field) => (field === yes ? true : field === no ? false : undefined), (value) => (value ? yes : no));
}
/** A word that stands there, or nothing. */
function mark(name, says) {
    return optional(single(name, says, (field) => (field === name ? true : undefined), () => name), { leftOut: true });
}
/** Something that is written as arguments. */
function asArgv(name, toArgv, ofArgv, says) {
    return single(name, says, (field) => ofArgv((0,_argv_js__WEBPACK_IMPORTED_MODULE_0__/* .readArgv */ .$U)(field)), (value) => (0,_argv_js__WEBPACK_IMPORTED_MODULE_0__/* .writeArgv */ .M8)(toArgv(value)));
}
/** Several values that are there together. */
function group(members) {
    const all = Object.entries(members);
    return {
        names: all.flatMap(([, member]) => member.names),
        members: all.map(([, member]) => member),
        write: (value) => all.flatMap(([key, member]) => member.write(value[key])),
        read: (fields) => {
            const read = all.map(([key, member], at) => [key, member.read([fields[at] ?? ''])]);
            return read.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(read);
        },
    };
}
function optional(value, { leftOut = false } = {}) {
    return { ...value, optional: true, leftOut };
}
function isOptional(value) {
    return 'optional' in value;
}
/** Whether a field is a whole number from 0. */
function isCount(field) {
    return /^\d{1,10}$/.test(field);
}
function single(name, says, read, write = String) {
    return { names: [name], says, write: (value) => [write(value)], read: ([field = '']) => read(field) };
}


/***/ }),

/***/ 7414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nd: () => (/* binding */ networksOf),
/* harmony export */   a5: () => (/* binding */ portsOf),
/* harmony export */   fq: () => (/* binding */ restartPolicyOf),
/* harmony export */   p7: () => (/* binding */ environmentOf),
/* harmony export */   z5: () => (/* binding */ serviceOf)
/* harmony export */ });
/* unused harmony export userLabelsOf */
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
function environmentOf({ Config, }) {
    const pairs = (Config.Env ?? []).map((one) => {
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


/***/ }),

/***/ 434:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ declaredCode)
/* harmony export */ });
/* unused harmony export codes */
/** What kind of refusal or failure the server's program means: stands beside its words, and is all that anything is decided by. */
const CODES = {
    aborted: 'it was aborted, or called off before it began',
    compose: 'Docker Compose failed, or made something else than it was told to',
    contents: 'a file that services mount is not on the disk as it was sent',
    data: 'data would be lost, or two would write to one place at once',
    deadline: 'nobody confirmed it before the deadline',
    decided: 'too late to abort: it is decided',
    disk: 'a file cannot be written',
    docker: 'Docker does not answer, or a call of it failed',
    endpoints: 'an endpoint that answered before does not answer as well any more',
    engine: 'another Docker runs here than this is made for',
    health: 'a container did not prove itself',
    identity: 'it belongs to another stack',
    idle: 'nothing is under way that could be aborted',
    image: 'an image cannot be had, or is for another platform',
    interrupted: 'the program of the transaction died in the middle',
    killed: 'a program was killed',
    leftovers: 'old containers are still there after the commit',
    locked: 'another transaction holds this server',
    logout: "this server ends a user's processes when he logs out",
    meddled: 'somebody else changed containers meanwhile',
    model: "this server's Docker Compose cannot read the Compose model",
    'no-docker': 'Docker is not installed',
    'one-shot': 'a service that runs once did not end well',
    places: "a file or folder of the server's own that services mount is missing",
    ports: 'a port of the server is taken',
    preflight: 'too little disk, inodes or memory',
    release: 'the release is not whole, is there already, or was run already',
    routes: 'the routes cannot be moved without dropping requests',
    stale: 'the plan was made on something that is no longer so: planned again, it may go',
    stop: 'a container does not stop',
    superseded: 'a newer run was committed already',
    target: 'there is no such release to go back to, or one cannot go back to it',
    traefik: 'Traefik did not do what it was told, or nobody can tell it',
    undo: 'what ran before does not all run again',
    unrecovered: 'an earlier transaction could not be ended',
    upload: 'what was sent did not arrive whole',
    usage: 'the call is not as the program knows it',
};
/** The code that a word is; undefined for one that nobody declared: then it is a plain refusal or failure. */
function declaredCode(word) {
    return word !== undefined && Object.hasOwn(CODES, word) ? word : undefined;
}
/** Each code and what it means. */
function codes() {
    return Object.entries(CODES);
}


/***/ }),

/***/ 4146:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ limited)
/* harmony export */ });
/**
 * A signal that aborts after so many milliseconds, and when one of these does. Not `AbortSignal.any` of an `AbortSignal.timeout`: nothing holds
 * that one, so that Node (seen with 20.20) may collect it as garbage before it fires, and what waits for it waits for ever.
 */
function limited(milliseconds, ...signals) {
    const over = new AbortController();
    setTimeout(() => over.abort(new DOMException('The operation timed out', 'TimeoutError')), milliseconds).unref();
    return AbortSignal.any([over.signal, ...signals]);
}


/***/ })

};
