export const id = 585;
export const ids = [585,741,122];
export const modules = {

/***/ 7213:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   healthGate: () => (/* binding */ healthGate)
/* harmony export */ });
/* harmony import */ var _contract_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5354);
/* harmony import */ var _contract_outputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3224);
/* harmony import */ var _health_gate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3147);
/* harmony import */ var _health_probes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4605);
/* harmony import */ var _health_report_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3774);
/* harmony import */ var _release_records_lines_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2619);
/* harmony import */ var _release_records_meta_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7623);
/* harmony import */ var _release_transaction_gating_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2936);
/* harmony import */ var _runtime_clock_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7642);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(525);
/* harmony import */ var _shipment_gate_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(6247);
/* harmony import */ var _shipment_logbook_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(6405);
/* harmony import */ var _shipment_shipment_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(8198);
/* harmony import */ var _checkout_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(9494);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(9922);
/* harmony import */ var _login_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(786);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(809);
/* harmony import */ var _skipped_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(2943);
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


















/** Only judges: it changes nothing on the server, and is red when what runs is not healthy. */
const healthGate = (0,_contract_action_js__WEBPACK_IMPORTED_MODULE_0__/* .defineAction */ .Q)({
    name: 'health-gate',
    description: 'Judge from outside and replica by replica whether a stack is healthy',
    inputs: { environment: _inputs_js__WEBPACK_IMPORTED_MODULE_14__/* .environment */ .cA, config: _inputs_js__WEBPACK_IMPORTED_MODULE_14__/* .config */ .$W, ..._inputs_js__WEBPACK_IMPORTED_MODULE_14__/* .hostInputs */ .ep, release: _inputs_js__WEBPACK_IMPORTED_MODULE_14__/* .releaseToJudge */ .Wl, ..._inputs_js__WEBPACK_IMPORTED_MODULE_14__/* .gateInputs */ .ll },
    outputs: { ..._outputs_js__WEBPACK_IMPORTED_MODULE_16__/* .gateOutputs */ .QP },
    async main(inputs, context) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            await (0,_shipment_gate_js__WEBPACK_IMPORTED_MODULE_10__.checkGate)(inputs);
            const stack = await (0,_checkout_js__WEBPACK_IMPORTED_MODULE_13__/* .releaseStack */ .os)(inputs, context);
            if ('skip' in stack) {
                (0,_skipped_js__WEBPACK_IMPORTED_MODULE_17__/* .skipped */ .h)(stack.skip, context);
                return {};
            }
            const { host: server, facts } = await (0,_login_js__WEBPACK_IMPORTED_MODULE_15__/* .openServer */ .CT)(inputs, stack, context);
            const host = __addDisposableResource(env_1, server, true);
            (0,_login_js__WEBPACK_IMPORTED_MODULE_15__/* .maskServer */ .KX)(facts, stack, context);
            const { id, services, meta } = servingRelease(facts, inputs.release, stack.id);
            context.log.info(`judging release ${id} of ${stack.id}`);
            const report = await (0,_health_gate_js__WEBPACK_IMPORTED_MODULE_2__/* .judge */ .S4)({
                probes: (0,_release_transaction_gating_js__WEBPACK_IMPORTED_MODULE_7__/* .probesOf */ .pX)(stack, (0,_release_records_lines_js__WEBPACK_IMPORTED_MODULE_5__/* .readServices */ .JQ)(services), facts.containers, (0,_release_records_meta_js__WEBPACK_IMPORTED_MODULE_6__/* .readProjectNames */ .A_)(meta['projects']), (0,_release_transaction_gating_js__WEBPACK_IMPORTED_MODULE_7__/* .listeningOf */ .rW)(facts)),
                rules: (0,_shipment_gate_js__WEBPACK_IMPORTED_MODULE_10__.rulesOf)(inputs),
                ask: (0,_health_probes_js__WEBPACK_IMPORTED_MODULE_3__/* .askFrom */ .Ii)({ ...(0,_shipment_gate_js__WEBPACK_IMPORTED_MODULE_10__.askingBy)(inputs), host }),
                clock: _runtime_clock_js__WEBPACK_IMPORTED_MODULE_8__/* .systemClock */ .m,
                signal: context.signal,
            });
            const logbook = new _shipment_logbook_js__WEBPACK_IMPORTED_MODULE_11__/* .Logbook */ .C(context);
            logbook.noteReport(report, `release ${id}`);
            await logbook.settled();
            const { healthy, reportFile } = (0,_shipment_shipment_js__WEBPACK_IMPORTED_MODULE_12__/* .outputsOf */ .Y)(logbook.shipment);
            context.summary.add((0,_health_report_js__WEBPACK_IMPORTED_MODULE_4__/* .summaryTable */ .jb)(context.log.redactEach(report)));
            context.log.conclude(`${stack.id}: release ${id} is ${report.healthy ? 'healthy' : 'not healthy'}`);
            if (!report.healthy) {
                throw new _contract_outputs_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionFailure */ .dR(new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_9__/* .UserError */ .yo(`release ${id} is not healthy: ${(0,_release_transaction_gating_js__WEBPACK_IMPORTED_MODULE_7__/* .failuresOf */ .dJ)(report)}`), {
                    healthy,
                    reportFile,
                });
            }
            return { healthy, reportFile };
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
    },
});
function servingRelease({ current }, wanted, stack) {
    if (current === undefined)
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_9__/* .Refused */ .Lw(`nothing of ${stack} was released on this server yet`);
    if (wanted === undefined || wanted === current.id)
        return current;
    throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_9__/* .Refused */ .Lw(`release ${wanted} does not serve: ${current.id} does`, {
        at: 'input release',
        todo: 'leave the input out to judge what serves',
    });
}


/***/ }),

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

/***/ 7623:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A_: () => (/* binding */ readProjectNames),
/* harmony export */   Bf: () => (/* binding */ releaseId),
/* harmony export */   DK: () => (/* binding */ envSum),
/* harmony export */   I_: () => (/* binding */ imageTag),
/* harmony export */   Rt: () => (/* binding */ ADOPTED_EVENT),
/* harmony export */   fX: () => (/* binding */ metaOf),
/* harmony export */   qu: () => (/* binding */ releaseJson)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** Reads what `metaOf` wrote of `projects`; neither kind of name holds a blank or an equals sign. */
function readProjectNames(text = '') {
    return Object.fromEntries(text.split(' ').flatMap((pair) => (pair.includes('=') ? [pair.split('=', 2)] : [])));
}
/** `<seq>-<commit7>`; zeros where no commit is known. */
function releaseId(seq, commit) {
    return `${seq}-${/^[0-9a-f]{7}/i.test(commit) ? commit.slice(0, 7).toLowerCase() : '0000000'}`;
}
/** The event of something that ran before us. */
const ADOPTED_EVENT = { commit: '', differs: '', ref: '', actor: '', runUrl: '', order: '0' };
/** The `meta` lines of a release. */
function metaOf(origin, envText, key) {
    const { event, identity } = origin;
    const meta = {
        stack: origin.stackId,
        id: releaseId(origin.seq, event.commit),
        seq: String(origin.seq),
        kind: origin.kind,
        of: origin.of ?? '',
        previous: origin.previous ?? '',
        order: event.order,
        commit: event.commit,
        differs: event.differs,
        ref: event.ref,
        actor: event.actor,
        run_url: event.runUrl,
        created_at: origin.now.toISOString(),
        tool_version: origin.toolVersion,
        env_sum: envSum(envText, key),
        adopt: origin.adopt ?? '',
        identity: identity.label,
        repository: identity.repository,
        repository_id: identity.repositoryId,
        name: identity.stack,
        environment: identity.environment,
        projects: Object.entries(origin.projects)
            .map(([name, compose]) => `${name}=${compose}`)
            .join(' '),
        skip: (origin.skip ?? []).join(' '),
        built: origin.built ?? '',
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
        differs: meta['differs'] === '' ? null : meta['differs'],
        ref: meta['ref'],
        order: meta['order'],
        run_url: meta['run_url'],
        actor: meta['actor'],
        created_at: meta['created_at'],
        tool_version: meta['tool_version'],
        projects: Object.keys(models),
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
/** Of an env file's text, as `meta` has it: it outlives the file, and must not tell what was in it. */
function envSum(envText, key) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHmac)('sha256', key).update(envText).digest('hex');
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

/***/ 6741:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ secondsOf)
/* harmony export */ });
const SECONDS = {
    ns: 1e-9,
    us: 1e-6,
    µs: 1e-6,
    ms: 1e-3,
    s: 1,
    m: 60,
    h: 3600,
    d: 86_400,
    w: 604_800,
};
/** Seconds of a Compose duration such as `1m30s`; undefined where it is absent or not one. */
function secondsOf(duration) {
    if (typeof duration !== 'string' || !/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h|d|w))+$/.test(duration))
        return undefined;
    let seconds = 0;
    for (const [, amount, unit] of duration.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d|w)/g)) {
        seconds += Number(amount) * (SECONDS[unit ?? ''] ?? 0);
    }
    return seconds;
}


/***/ })

};
