export const id = 995;
export const ids = [995];
export const modules = {

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
    return [...judgedLines(report), ...sickLines(report)];
}
function sickLines({ sickBefore = [] }) {
    const first = new Map([...sickBefore].reverse().map((one) => [one.name, one]));
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
        const sick = own.filter(({ healthy }) => !healthy);
        return { name, probes: own, failed: sick.find(({ lastFailure }) => lastFailure !== undefined) ?? sick[0] };
    });
}
function whyNot({ lastFailure, tries }) {
    return lastFailure ?? (tries === 0 ? 'not asked' : 'not proven yet');
}


/***/ }),

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
