export const id = 331;
export const ids = [331];
export const modules = {

/***/ 2619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E_: () => (/* binding */ writeRoutes),
/* harmony export */   Fj: () => (/* binding */ readRoutes),
/* harmony export */   JQ: () => (/* binding */ readServices),
/* harmony export */   Ju: () => (/* binding */ writeResources),
/* harmony export */   PX: () => (/* binding */ writeStorage),
/* harmony export */   Pl: () => (/* binding */ writeSecrets),
/* harmony export */   R4: () => (/* binding */ writeMeta),
/* harmony export */   Yt: () => (/* binding */ writeNames),
/* harmony export */   ay: () => (/* binding */ writeBinds),
/* harmony export */   eg: () => (/* binding */ writeWays),
/* harmony export */   wH: () => (/* binding */ writeServices),
/* harmony export */   y6: () => (/* binding */ writePorts)
/* harmony export */ });
/* unused harmony exports readMeta, writeArgv, readArgv */
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);
/* harmony import */ var _resourceArgv_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8016);


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
        const wrong = project === '' ||
            service === '' ||
            !CLASSES.has(kind) ||
            ![replicas, wave, drain, timeout, parallelism].every(isCount);
        if (wrong || (port !== undefined && !isCount(port)))
            throw unreadable('services', fields);
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
            ...{ drainSeconds: Number(drain), check: readCheck(readArgv(check)) ?? fault(unreadable('services', fields)) },
            ...(port === undefined || path === undefined ? {} : { probe: { port: Number(port), path } }),
            ...(name === '' ? {} : { containerName: name }),
            ...{ startTimeoutSeconds: Number(timeout), restart, parallelism: Number(parallelism) },
        };
    });
}
const CLASSES = new Set(['one-shot', 'exclusive', 'start-first']);
function isCount(text) {
    return /^\d{1,10}$/.test(text);
}
function unreadable(file, fields) {
    return new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`A line of the release's ${file} is not of its form`, { at: fields.slice(0, 2).join('/') });
}
function fault(error) {
    throw error;
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
        const hasServer = scheme !== '' && isCount(port) && /^[01]$/.test(sticky);
        const hasNone = [scheme, port, sticky, network].every((field) => field === '');
        if (!SECTIONS.has(section) || !(hasServer || hasNone))
            throw unreadable('routes', fields);
        return {
            ...{ section: section, project, service, name, definition },
            ...(scheme === '' ? {} : { server: { scheme, port: Number(port), sticky: sticky === '1', network } }),
        };
    });
}
const SECTIONS = new Set([
    ...['routers', 'services', 'middlewares', 'serversTransports', 'dark'],
]);
/** `ways`: how the routes of each start-first service can be moved. */
function writeWays(ways) {
    return lines(ways.map(({ project, service, by, seconds, labels }) => row([project, service, by, String(seconds), labels])));
}
/** `storage`: what each service can write to: project, service, path inside, where it leads, whether others may write there, too. */
function writeStorage(kept) {
    return lines(kept.map(({ project, service, target, place, shared }) => row([project, service, target, place, ...(shared === true ? ['shared'] : [])])));
}
/** `names`: image id, and its repository as the Compose files call it. */
function writeNames(names) {
    return lines(names.map(({ image, repository }) => row([image, repository])));
}
/** `resources`: kind, name, arguments of `docker network|volume create`. */
function writeResources(resources) {
    return lines(resources.map((resource) => row([resource.kind, resource.name, writeArgv((0,_resourceArgv_js__WEBPACK_IMPORTED_MODULE_1__/* .resourceArgv */ .jy)(resource))])));
}
/** `binds`: the server's own files and folders that services mount. */
function writeBinds(binds) {
    return lines(binds.map(({ project, service, path, make }) => row([make ? 'make' : 'own', project, service, path])));
}
/** `ports`: what services publish on the server by number: project, service, protocol, address or every one, from, to. */
function writePorts(ports) {
    return lines(ports.map(({ project, service, protocol, address, from, to }) => row([project, service, protocol, address, String(from), String(to)])));
}
/** `secrets`: one form a line. What has line breaks is there by its lines. */
function writeSecrets(forms) {
    return lines(forms.filter((form) => !/[\r\n\0]/.test(form)));
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
    const [first] = rest;
    if (kind === 'exec')
        return { kind, argv: rest };
    if (kind === 'shell')
        return { kind, command: first ?? '' };
    if (first !== undefined && !isCount(first))
        return undefined;
    if (kind === 'tcp' && first !== undefined)
        return { kind, port: Number(first) };
    if (kind === 'image')
        return { kind, ...(first === undefined ? {} : { port: Number(first) }) };
    return kind === 'ends' || kind === 'running' ? { kind } : undefined;
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

/***/ 8016:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IP: () => (/* binding */ sorted),
/* harmony export */   jy: () => (/* binding */ resourceArgv)
/* harmony export */ });
/* unused harmony export networkArgv */
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
/** Arguments of `docker network create` for what only networks have. */
function networkArgv(network) {
    const argv = [];
    if (network.internal === true)
        argv.push('--internal');
    if (network.attachable === true)
        argv.push('--attachable');
    if (network.enable_ipv4 === false)
        argv.push('--ipv4=false');
    if (network.enable_ipv6 === true)
        argv.push('--ipv6');
    const { driver, options, config } = network.ipam ?? {};
    if (driver !== undefined && driver !== 'default')
        argv.push('--ipam-driver', driver);
    for (const [key, value] of sorted(options))
        argv.push('--ipam-opt', `${key}=${value}`);
    for (const range of config ?? []) {
        if (range.subnet !== undefined)
            argv.push('--subnet', range.subnet);
        if (range.gateway !== undefined)
            argv.push('--gateway', range.gateway);
        if (range.ip_range !== undefined)
            argv.push('--ip-range', range.ip_range);
        for (const [host, address] of sorted(range.aux_addresses))
            argv.push('--aux-address', `${host}=${address}`);
    }
    return argv;
}
/** The entries by their names, so that equal ones are written alike. */
function sorted(map) {
    return Object.entries(map ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
}


/***/ }),

/***/ 6133:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ drive)
});

// UNUSED EXPORTS: mustRun

// EXTERNAL MODULE: ./lib/runtime/clock.js
var clock = __webpack_require__(7642);
// EXTERNAL MODULE: ./lib/release/records/journal.js
var journal = __webpack_require__(8679);
// EXTERNAL MODULE: ./lib/release/transaction/server.js
var server = __webpack_require__(9435);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
;// CONCATENATED MODULE: ./lib/release/transaction/steadyCalls.js


/** The calls of one transaction, each repeated over a new connection where it was lost, and the journal that they have read. */
class SteadyCalls {
    options;
    events = [];
    lines = 0;
    constructor(options) {
        this.options = options;
    }
    start() {
        const { server } = this.options;
        let begun = false;
        return this.steadily(false, () => {
            if (begun)
                return server.watch(this.lines + 1, this.onLine);
            begun = true;
            return server.start(this.onLine);
        });
    }
    watch({ confirmed }, say) {
        return this.steadily(confirmed, () => this.options.server.watch(this.lines + 1, this.onLine, say));
    }
    abort({ confirmed }) {
        return this.steadily(confirmed, () => this.options.server.abort());
    }
    recover({ confirmed }) {
        return this.steadily(confirmed, () => this.options.server.recover());
    }
    onLine = (line) => {
        this.lines += 1;
        const event = (0,journal/* journalEvent */.ai)(line);
        if (event === undefined)
            return;
        this.events.push(event);
        this.options.onEvent(event);
    };
    /** Repeats a call whose connection was lost, over a new connection, until the time is up. */
    async steadily(confirmed, call) {
        const { server, clock, reconnectMs = 120_000 } = this.options;
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
                    throw lostContact(confirmed, server);
                await clock.sleep(1000);
            }
        }
    }
}
/** What is said where nobody saw how it ended. @param confirmed Whether the server was told to commit. */
function lostContact(confirmed, server) {
    return new errors/* OutcomeUnknown */.Jr(confirmed
        ? 'Contact with the server was lost after the deploy was confirmed: the server finishes by itself, but nobody saw it'
        : 'Contact with the server was lost before the deploy was confirmed: the server undoes it by itself at its deadline, but nobody saw it', { todo: `ask the server: ${server.statusCommand}` });
}

;// CONCATENATED MODULE: ./lib/release/transaction/transaction.js


const CANCELLED = 'the run was cancelled';
/** So many deaths of the server's program are recovered from. */
const DEATHS = 3;
/**
 * Drives one transaction from the runner: starts it, judges at its two gates, confirms, and reports what the server ended on. Returns only
 * when `committed` was read; every other end is an error that says which version serves.
 * @throws Refused, Undone, UndoFailed, OutcomeUnknown
 */
async function runTransaction(options) {
    const { server, signal } = options;
    const calls = new SteadyCalls(options);
    const onCancel = () => void server.abort().catch(() => undefined);
    signal.addEventListener('abort', onCancel, { once: true });
    try {
        let progress = { answer: await calls.start(), confirmed: false, failure: '', deaths: 0 };
        for (;;) {
            switch (progress.answer.state) {
                case 'waiting':
                    progress = await answerGate(calls, options, withCancellation(progress, signal));
                    break;
                case 'died':
                    progress = await recover(calls, options, withCancellation(progress, signal));
                    break;
                case 'committed':
                    return { events: calls.events };
                default:
                    throw failureOf(withCancellation(progress, signal), calls.events, options);
            }
        }
    }
    finally {
        signal.removeEventListener('abort', onCancel);
    }
}
/** What came first counts: a run that is cancelled later fails for the reason that was there. */
function withCancellation(progress, { aborted }) {
    return progress.failure === '' && aborted ? { ...progress, failure: CANCELLED } : progress;
}
/** Judges what the server has asked about, and says so. */
async function answerGate(calls, options, progress) {
    const stage = stageOf(calls.events);
    const verdict = options.signal.aborted
        ? { healthy: false, reason: CANCELLED }
        : await judge(options, stage, progress.answer.containers);
    if (!verdict.healthy) {
        const failure = withCancellation(progress, options.signal).failure || verdict.reason;
        await calls.abort(progress);
        return { ...progress, failure, answer: await calls.watch(progress) };
    }
    const confirmed = stage === 'stopped';
    const answer = await calls.watch({ confirmed }, confirmed ? 'confirm' : 'proceed');
    return { ...progress, confirmed, answer };
}
/** The program on the server was killed: whoever comes next ends its transaction, so we do. */
async function recover(calls, { server }, progress) {
    const deaths = progress.deaths + 1;
    if (deaths > DEATHS)
        throw lostContact(progress.confirmed, server);
    const failure = progress.failure || progress.answer.reason;
    await calls.recover(progress);
    return { ...progress, deaths, failure, answer: await calls.watch(progress) };
}
/** The gate that the server waits at. */
function stageOf(events) {
    return events.findLast(({ event }) => event === 'begin')?.step === 'decide' ? 'stopped' : 'switched';
}
async function judge({ server, clock, gate, signal, heartbeatMs = 10_000 }, stage, containers) {
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
        return { healthy: false, reason: `the health gate could not judge: ${(0,errors/* explain */.WE)(error)}` };
    }
    finally {
        beating.abort();
        await beats;
    }
}
/** The error that says how a transaction ended that was not committed. */
function failureOf({ answer: { state, reason, code, todo = [] }, failure }, events, { server: { statusCommand }, signal }) {
    if (state === 'undone')
        return new errors/* Undone */._d(`The new version was undone: ${failure || reason || lastFailure(events)}`, { code });
    if (state === 'undo-failed')
        return new errors/* UndoFailed */.mR(`The new version failed (${failure || lastFailure(events)}) and the old one could not be put back: ${reason}`, {
            code,
            todo: [`look at what runs: ${statusCommand}`, 'when the cause is gone: the same command with `recover`'],
        });
    if (state === 'locked')
        return new errors/* Refused */.Lw(reason || lastFailure(events), {
            code,
            todo: `wait until it has ended, then run this again; the input lock-timeout says how long to wait; what runs: ${statusCommand}`,
        });
    if (signal.aborted)
        return new errors/* Refused */.Lw('the run was cancelled before anything was changed on the server');
    return new errors/* Refused */.Lw(reason || lastFailure(events), { code, todo });
}
function lastFailure(events) {
    const failed = events.find(({ event }) => event === 'fail');
    return failed === undefined
        ? 'the server gave no reason'
        : `${failed.step}: ${failed.subject === '-' ? '' : `${failed.subject}: `}${failed.text}`;
}

;// CONCATENATED MODULE: ./lib/release/transaction/drive.js




/**
 * Drives one transaction until the server has committed and runs exactly what was asked for.
 * @throws Refused, Undone, UndoFailed, OutcomeUnknown
 */
async function drive(of) {
    const { guard, services, projects, deadlineSeconds, lockTimeoutSeconds } = of;
    const [{ unasked }] = await Promise.all([guard.tell(), of.gate?.lookBefore(of.kept, projects)]);
    const judge = await guard.judge(of.gate?.judge);
    const gate = judge === undefined ? 'host' : 'runner';
    const options = { gate, deadlineSeconds, lockTimeoutSeconds, ask: unasked !== undefined };
    const { events } = await guard.watch(() => runTransaction({
        server: (0,server/* serverOf */.F)(of, of.release, (onLine) => of.begin({ ...options, onLine })),
        gate: async (occasion) => judge?.({ ...occasion, services, projects }) ?? { healthy: true, reason: '' },
        onEvent: (event) => tell(event, of),
        signal: of.signal,
        clock: clock/* systemClock */.m,
    }), of.moved);
    mustRun({ id: of.release, services }, events);
    return events;
}
function tell(event, { onEvent, log }) {
    onEvent(event);
    const text = (0,journal/* journalText */.Jh)(event);
    if (text !== undefined)
        log(text);
}
/**
 * Green is reported only for what was seen: what the server lists as running has to be what was asked for, to the digest.
 * @throws Error when it is not: a fault of ours, since the server committed
 */
function mustRun({ id, services }, events) {
    const running = (0,journal/* committedImages */.Fz)(events);
    const faults = [];
    for (const { project, service, image, replicas, class: kind, check } of services) {
        if (kind === 'one-shot')
            continue;
        // The server lists what has ended only where it may.
        const found = (running.get(`${project}/${service}`) ?? []).filter((container) => (container.running || check.kind === 'ends') && container.image === image);
        if (found.length !== replicas)
            faults.push(`${project}/${service}: ${found.length} of ${replicas} run ${image}`);
    }
    if (faults.length > 0)
        throw new Error(`release ${id} was committed, but what runs is not what was asked for:\n  - ${faults.join('\n  - ')}`);
}


/***/ })

};
