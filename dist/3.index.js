export const id = 3;
export const ids = [3];
export const modules = {

/***/ 8767:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ Tail),
/* harmony export */   g: () => (/* binding */ LineSplitter)
/* harmony export */ });
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6193);

/** A longer line is cut: @actions/exec and the runner both take quadratic time on endless ones. */
const LINE_CHARACTERS = 64 * 1024;
/** Cuts a stream of bytes into lines, in constant memory: UTF-8 over chunk borders, and a line of a gigabyte is cut. */
class LineSplitter {
    onLine;
    decoder = new node_string_decoder__WEBPACK_IMPORTED_MODULE_0__.StringDecoder('utf8');
    pending = '';
    dropped = 0;
    constructor(onLine) {
        this.onLine = onLine;
    }
    write(chunk) {
        this.take(this.decoder.write(chunk));
    }
    end() {
        this.take(this.decoder.end());
        if (this.pending !== '' || this.dropped > 0)
            this.flush();
    }
    take(text) {
        let start = 0;
        for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
            this.append(text.slice(start, end));
            this.flush();
            start = end + 1;
        }
        this.append(text.slice(start));
    }
    append(text) {
        const room = LINE_CHARACTERS - this.pending.length;
        this.pending += text.slice(0, room);
        this.dropped += Math.max(0, text.length - room);
    }
    flush() {
        const line = this.pending.endsWith('\r') ? this.pending.slice(0, -1) : this.pending;
        this.onLine(this.dropped > 0 ? `${line}… (${this.dropped} characters not shown)` : line);
        this.pending = '';
        this.dropped = 0;
    }
}
/** Keeps the end of a stream, up to a limit in bytes. */
class Tail {
    limit;
    chunks = [];
    size = 0;
    dropped = 0;
    constructor(limit) {
        this.limit = limit;
    }
    write(chunk) {
        this.chunks.push(chunk);
        this.size += chunk.length;
        while (this.size > this.limit) {
            const first = this.chunks[0];
            const excess = Math.min(first.length, this.size - this.limit);
            if (excess === first.length)
                this.chunks.shift();
            else
                this.chunks[0] = first.subarray(excess);
            this.size -= excess;
            this.dropped += excess;
        }
    }
    text() {
        const kept = Buffer.concat(this.chunks).toString('utf8');
        return this.dropped > 0 ? `[${this.dropped} bytes not shown]\n${kept}` : kept;
    }
}


/***/ }),

/***/ 313:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V2: () => (/* binding */ failure),
/* harmony export */   eF: () => (/* binding */ run)
/* harmony export */ });
/* unused harmony export capture */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6466);
/* harmony import */ var _actions_exec__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1260);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(525);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7373);
/* harmony import */ var _lines_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8767);








/** What callers parse (a resolved Compose model, `docker inspect`) is far below; what they only show needs less. */
const STDOUT_BYTES = 64 * 1024 * 1024;
const STDERR_BYTES = 1024 * 1024;
const ARGUMENT_BYTES = 128 * 1024 - 1;
const ALL_ARGUMENTS_BYTES = 1536 * 1024;
/** Between asking a process to end and killing it. */
const GRACE_MS = 2000;
/** For what a process that we ended left in its pipes. */
const ENDED_MS = 100;
/**
 * Runs a program by its argv, never through a shell, and gives its exit code: a code other than 0 is no error here.
 *
 * @throws Refused when the program is not there or the argv cannot be passed to it.
 */
async function run(argv, options = {}) {
    const [program, ...args] = argv;
    if (program === undefined || program === '')
        throw new Error('run: no program given');
    refuseUnpassable(program, args, options.env ?? process.env);
    const captured = { stdout: new _lines_js__WEBPACK_IMPORTED_MODULE_7__/* .Tail */ .P(STDOUT_BYTES), stderr: new _lines_js__WEBPACK_IMPORTED_MODULE_7__/* .Tail */ .P(STDERR_BYTES) };
    const splitters = {
        stdout: new _lines_js__WEBPACK_IMPORTED_MODULE_7__/* .LineSplitter */ .g((line) => options.onLine?.(line, 'stdout')),
        stderr: new _lines_js__WEBPACK_IMPORTED_MODULE_7__/* .LineSplitter */ .g((line) => options.onLine?.(line, 'stderr')),
    };
    const take = (stream) => (chunk) => {
        captured[stream].write(chunk);
        if (options.onLine)
            splitters[stream].write(chunk);
    };
    const sink = { stdout: take('stdout'), stderr: take('stderr') };
    const start = mustBeKillable(options) ? runKillable : runThroughToolkit;
    const end = await start(program, args, options, sink).catch((error) => {
        throw notStarted(program, error, options.cwd);
    });
    splitters.stdout.end();
    splitters.stderr.end();
    return { ...end, stdout: captured.stdout.text(), stderr: captured.stderr.text() };
}
/** Like `run`, for programs of which anything but exit code 0 is a fault; gives stdout. */
async function capture(argv, options = {}) {
    const result = await run(argv, options);
    if (result.code === 0)
        return result.stdout;
    throw new Refused(`${failure(argv, result)}\n${result.stderr.trim().slice(-4000)}`.trim());
}
/** `docker compose ended with exit code 1`; only the program and its verb are named, arguments may be long. */
function failure(argv, result) {
    const verbs = argv.slice(1, 3).filter((word) => /^[a-z][a-z-]*$/.test(word));
    const name = [argv[0]?.split('/').at(-1), ...verbs].join(' ');
    if (result.ended === 'timeout')
        return `${name} took too long and was ended`;
    if (result.ended === 'cancelled')
        return `${name} was cancelled`;
    return `${name} ended with exit code ${result.code}`;
}
/**
 * @actions/exec gives no handle on the child: no kill, no time limit; and a child that ends before its stdin was written (an ssh that
 * cannot log in) raises an EPIPE that nobody can catch (tried), even if there was nothing to write. So it runs what simply runs to its
 * end, and all else is spawned.
 */
function mustBeKillable(options) {
    return options.stdin !== undefined || options.signal !== undefined || options.timeoutMs !== undefined;
}
async function runThroughToolkit(program, args, options, sink) {
    const code = await (0,_actions_exec__WEBPACK_IMPORTED_MODULE_4__/* .exec */ .m)(quoteForToolkit(program), args, {
        silent: true,
        ignoreReturnCode: true,
        listeners: { stdout: sink.stdout, stderr: sink.stderr },
        ...(options.env && { env: options.env }),
        ...(options.cwd && { cwd: options.cwd }),
    });
    return { code };
}
/** `exec` takes a command line, and splits it at blanks outside of double quotes. */
function quoteForToolkit(program) {
    return `"${program.replace(/(["\\])/g, '\\$1')}"`;
}
async function runKillable(program, args, options, sink) {
    if (options.signal?.aborted)
        return { code: 130, ended: 'cancelled' };
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, args, {
        cwd: options.cwd,
        env: options.env ?? process.env,
        stdio: ['pipe', 'pipe', 'pipe'],
        // A process group of its own: its children end with it, and a Ctrl-C in a terminal reaches us alone, who still need the connection.
        detached: true,
    });
    let ended;
    let killTimer;
    const end = (why) => {
        ended ??= why;
        signalGroup(child.pid, 'SIGTERM');
        killTimer ??= setTimeout(() => signalGroup(child.pid, 'SIGKILL'), GRACE_MS);
    };
    const onAbort = () => end('cancelled');
    const timer = options.timeoutMs === undefined ? undefined : setTimeout(() => end('timeout'), options.timeoutMs);
    options.signal?.addEventListener('abort', onAbort);
    try {
        child.stdout.on('data', sink.stdout);
        child.stderr.on('data', sink.stderr);
        // A child may end without reading all of it (EPIPE): its exit code tells more than that error.
        child.stdin.on('error', () => { });
        let broken;
        if (options.stdin instanceof node_stream__WEBPACK_IMPORTED_MODULE_2__.Readable) {
            const source = options.stdin;
            // A source that fails in the middle must not look like one that has ended.
            source.once('error', (error) => {
                broken = error;
                signalGroup(child.pid, 'SIGKILL');
            });
            (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_3__.pipeline)(source, child.stdin).catch(() => { });
        }
        else
            child.stdin.end(options.stdin ?? '');
        const exited = new Promise((resolve, reject) => {
            child.once('error', reject);
            child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 137)));
        });
        const code = await exited;
        // What it started may hold the pipes open for ever (a daemon): wait for the rest of the output, but not for that.
        const drained = Promise.allSettled([(0,node_stream_promises__WEBPACK_IMPORTED_MODULE_3__.finished)(child.stdout), (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_3__.finished)(child.stderr)]);
        const patience = ended === undefined ? GRACE_MS : ENDED_MS;
        await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, patience).unref())]);
        child.stdout.destroy();
        child.stderr.destroy();
        if (broken instanceof Error)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .Refused */ .Lw(`what ${program} was to be given could not be read: ${broken.message}`, { cause: broken });
        if (ended === undefined)
            return { code };
        return { code: ended === 'timeout' ? 124 : 130, ended };
    }
    finally {
        clearTimeout(timer);
        clearTimeout(killTimer);
        options.signal?.removeEventListener('abort', onAbort);
    }
}
function signalGroup(pid, signal) {
    if (pid === undefined)
        return;
    try {
        process.kill(-pid, signal);
    }
    catch {
        // It ended by itself meanwhile.
    }
}
/**
 * Refuses what Linux would (MAX_ARG_STRLEN, a quarter of the stack for all together) before it is tried: @actions/exec turns that error
 * into a rejection that nobody can catch.
 */
function refuseUnpassable(program, args, env) {
    const named = [
        ...args.map((arg, position) => [`argument ${position + 1}`, arg]),
        ...Object.entries(env).map(([name, value]) => [
            `the variable ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .quoted */ .TL)(name)}`,
            `${name}=${value}`,
        ]),
    ];
    let total = 0;
    for (const [name, text] of named) {
        const bytes = Buffer.byteLength(text);
        total += bytes;
        if (text.includes('\0'))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .Refused */ .Lw(`${name} of ${program} holds a NUL character`);
        if (bytes > ARGUMENT_BYTES)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .Refused */ .Lw(`${name} of ${program} is too long for this system (${bytes} bytes)`);
    }
    if (total > ALL_ARGUMENTS_BYTES)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .Refused */ .Lw(`the arguments and variables of ${program} are too long together (${total} bytes)`);
}
function notStarted(program, error, cwd) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .UserError */ .yo)
        return error;
    if (cwd !== undefined && !(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(cwd))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .Refused */ .Lw(`the folder ${cwd} does not exist`);
    const code = error.code;
    const message = error instanceof Error ? error.message : String(error);
    if (code === 'ENOENT' || message.startsWith('Unable to locate executable file')) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .Refused */ .Lw(`${program} is not installed on this runner`, {
            todo: `install ${program}, or add its folder to PATH`,
        });
    }
    return new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .Refused */ .Lw(`${program} could not be started: ${message}`, { cause: error });
}


/***/ }),

/***/ 896:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ tempFolder)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);



/** Made below RUNNER_TEMP, which the runner empties at the end of each job. */
async function tempFolder(purpose) {
    const path = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(process.env.RUNNER_TEMP || (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), `stack-actions-${purpose}-`));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(path, 0o700);
    return {
        path,
        async write(name, content) {
            const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(name));
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(file, content, { mode: 0o600 });
            return file;
        },
        [Symbol.asyncDispose]: () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(path, { recursive: true, force: true }),
    };
}


/***/ }),

/***/ 1208:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JN: () => (/* binding */ readAnswer),
/* harmony export */   N$: () => (/* binding */ readValues),
/* harmony export */   Rm: () => (/* binding */ composeConfig),
/* harmony export */   cG: () => (/* binding */ variableName),
/* harmony export */   dR: () => (/* binding */ undouble),
/* harmony export */   p4: () => (/* binding */ valuesFile),
/* harmony export */   xW: () => (/* binding */ placeOfVariable)
/* harmony export */ });
/* unused harmony export unsetVariables */
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7373);

/** The argv that prints a project as Compose resolves it. */
function composeConfig(call) {
    return [
        'docker',
        'compose',
        '--project-directory',
        call.folder,
        '--env-file',
        call.envFile,
        ...call.files.flatMap((file) => ['--file', file]),
        ...call.profiles.flatMap((profile) => ['--profile', profile]),
        'config',
        '--format',
        'json',
    ];
}
/** What Compose's exit code and output mean. */
function readAnswer(result, call) {
    const variables = unsetVariables(result.stderr);
    // First: an image of `${TAG}` alone is gone without its variable, and looks like an overlay.
    if (variables.length > 0)
        return { kind: 'unset', variables };
    if (/cannot expand '~'/.test(result.stderr)) {
        const message = '`~` is the runner’s home here, and would be another on the server: write an absolute path';
        return { kind: 'fault', message };
    }
    if (result.code !== 0) {
        const overlay = /service "([^"]+)" has neither an image nor a build context/.exec(result.stderr);
        if (overlay?.[1] !== undefined)
            return { kind: 'overlay', service: overlay[1] };
        return {
            kind: 'fault',
            message: faultText(result.stderr, call.envFile) || `docker compose ended with exit code ${result.code}`,
        };
    }
    try {
        const model = JSON.parse(result.stdout);
        return { kind: 'model', model: { ...model, services: model.services ?? {} } };
    }
    catch {
        return { kind: 'fault', message: 'docker compose config printed no JSON' };
    }
}
/** Names in Compose's warning `The "X" variable is not set. Defaulting to a blank string.` */
function unsetVariables(stderr) {
    const names = [...stderr.matchAll(/The \\?"([^"\\]+)\\?" variable is not set/g)].map((match) => match[1]);
    return [...new Set(names)];
}
/** Compose's own words, without its log prefix; a line of the env file is never repeated, since it may be a secret. */
function faultText(stderr, envFile) {
    const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !/level=(warning|info|debug)/.test(line));
    return lines
        .map((line) => {
        if (!line.includes(envFile))
            return line.trim();
        const place = /line (\d+)/.exec(line)?.[1];
        const why = /unterminated quoted value|cannot contain a space|unexpected character|invalid/.exec(line)?.[0];
        return `the env file does not parse${place === undefined ? '' : ` at line ${place}`}${why === undefined ? '' : ` (${why})`}`;
    })
        .slice(-6)
        .join(' ');
}
/**
 * Where a variable is used, or undefined if none of the texts has it.
 * @param texts By name for messages.
 */
function placeOfVariable(name, texts) {
    const use = new RegExp(`(?<!\\$)(?:\\$\\$)*\\$(?:${literal(name)}(?![A-Za-z0-9_])|\\{${literal(name)}(?![A-Za-z0-9_]))`);
    for (const [file, text] of Object.entries(texts)) {
        const line = text.split('\n').findIndex((candidate) => !/^\s*#/.test(candidate) && use.test(candidate));
        if (line >= 0)
            return { file, line: line + 1 };
    }
    return undefined;
}
function literal(text) {
    return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
/** A Compose file, held only to read values of variables by Compose's own rules. */
function valuesFile(names) {
    const environment = Object.fromEntries(names.map((name, index) => [`v${index}`, `\${${name}-}`]));
    return JSON.stringify({ name: 'values', services: { values: { image: 'none', environment } } });
}
/** The values that Compose printed for valuesFile; every `$` is doubled in its output. */
function readValues(names, stdout) {
    const model = JSON.parse(stdout);
    const environment = model.services.values?.environment ?? {};
    return Object.fromEntries(names.map((name, index) => [name, undouble(environment[`v${index}`] ?? '')]));
}
/** A value of the model as a container gets it: Compose prints `$` as `$$`. */
function undouble(value) {
    return value.replaceAll('$$', () => '$');
}
/** Whether a name can be a variable of a Compose file at all. */
function variableName(name) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
        throw new Error(`${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(name)} is no name of a variable`);
    return name;
}


/***/ }),

/***/ 3453:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ readStackConfig)
});

// UNUSED EXPORTS: stackName

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/stack/inside.js
var inside = __webpack_require__(1710);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./lib/stack/lineOf.js
var lineOf = __webpack_require__(9277);
// EXTERNAL MODULE: ./lib/stack/order.js
var order = __webpack_require__(8364);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 14 modules
var schemas = __webpack_require__(4528);
;// CONCATENATED MODULE: ./lib/stack/schema.js

/** A path inside the repo, or below a project's folder; where it ends is checked again once links are resolved. */
const schema_inside = schemas/* string */.YjP()
    .min(1)
    .refine((path) => !path.startsWith('/') && !path.includes('\0'), 'must be a relative path');
const composeFiles = schemas/* union */.KCZ([schema_inside, schemas/* array */.YOg(schema_inside).min(1)])
    .describe('Compose file or files, relative to the project’s folder, in the order of `docker compose -f`');
const profiles = schemas/* array */.YOg(schemas/* string */.YjP().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/)).describe('Compose profiles to enable');
/** Becomes part of paths on the server and of names in the proxy. */
const shortName = schemas/* string */.YjP()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and dashes, 40 at most');
const projectName = schemas/* string */.YjP()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/, 'must be letters, digits, dots, dashes and underscores, and begin with a letter or digit');
const httpUrl = schemas/* string */.YjP().regex(/^https?:\/\/[^\s/@]+(\/\S*)?$/, 'must be an http or https URL without a user name');
const project = schemas/* strictObject */.rej({
    path: schema_inside.optional().describe('Folder of the project, relative to the repository’s root; its name if absent'),
    needs: schemas/* array */.YOg(projectName).default([]).describe('Projects that must be up before this one'),
    test: schemas/* string */.YjP().min(1).optional().describe('Command that tests the project, run in its folder'),
    compose: composeFiles.optional(),
    profiles: profiles.default([]),
});
const environment = schemas/* strictObject */.rej({
    branch: schemas/* string */.YjP().min(1).optional().describe('Branch that is deployed here'),
    host: schemas/* string */.YjP()
        .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*@(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9][A-Za-z0-9.-]*)(:\d{1,5})?$/, 'must be user@host or user@host:port')
        .optional()
        .describe('Server, as user@host or user@host:port'),
    'env-file': schema_inside.optional().describe('Env file in the checkout; the input env-file wins over it'),
    url: httpUrl.optional().describe('Public address'),
    profiles: profiles.default([]),
    compose: composeFiles.optional().describe('Compose files of every project that names none itself'),
});
const healthEntry = schemas/* strictObject */.rej({
    name: schemas/* string */.YjP().min(1).max(80).describe('Name in the report'),
    service: schemas/* string */.YjP()
        .regex(/^[^/\s]+\/[^/\s]+$/, 'must be project/service')
        .optional()
        .describe('project/service: each replica is probed by its own address'),
    port: schemas/* int */.Whr().min(1).max(65535).optional().describe('Port inside the container; without one Docker alone is asked'),
    path: schemas/* string */.YjP()
        .regex(/^\/\S*$/, 'must begin with /')
        .optional()
        .describe('Path of the probe'),
    url: httpUrl.optional().describe('Probed from outside, with TLS verified'),
    status: schemas/* int */.Whr().min(100).max(599).optional().describe('Status that counts as healthy; any of 200 to 399 if absent'),
})
    .refine((entry) => (entry.service === undefined) !== (entry.url === undefined), 'needs either service or url')
    .refine(({ service, port, path, status }) => service === undefined || port !== undefined || !(path ?? status), {
    path: ['port'],
    message: 'is required with path and status of a service',
});
/** What stack.yml may say: only what Compose files cannot. */
const stackFile = schemas/* strictObject */.rej({
    name: shortName.describe('Name of the stack, part of its folder’s name on the server'),
    registry: schemas/* string */.YjP()
        .regex(/^(none|(localhost|\[[0-9a-f:]+\]|[a-z0-9-]+(\.[a-z0-9-]+)+|[a-z0-9-]+(?=:))(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*)$/, 'must be `none`, or a host and a lower-case path such as ghcr.io/org/repo')
        .optional()
        .describe('Where images are pushed, such as ghcr.io/org/repo; `none`: layers go to the server over SSH'),
    projects: schemas/* record */.g1P(projectName, project.nullable().transform((value) => value ?? { needs: [], profiles: [] }))
        .optional()
        .describe('Compose projects of the repository; the Compose file at its root if absent'),
    environments: schemas/* record */.g1P(shortName, environment)
        .default({ production: { branch: 'main', profiles: [] }, staging: { branch: 'dev', profiles: [] } })
        .describe('Where branches are deployed; `main` to production and `dev` to staging if absent'),
    health: schemas/* array */.YOg(healthEntry).default([]).describe('Probes beyond each service’s own healthcheck'),
})
    .meta({ title: 'stack.yml', description: 'What the Compose files of a stack cannot say' });

;// CONCATENATED MODULE: ./lib/stack/parse.js





/**
 * Reads the text of a stack.yml. All faults are said at once, each with its line.
 * @param file Name for messages.
 */
function parseStackFile(text, file) {
    const lines = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text, {
        lineCounter: lines,
        strict: true,
        uniqueKeys: true,
        merge: false,
        stringKeys: true,
        prettyErrors: false,
    });
    const refuse = (places) => (0,errors/* refuseAll */.cp)(`${file} cannot be used`, places.map(({ line, message }) => `${file}:${line}: ${message}`), { places });
    if (document.errors.length > 0)
        throw refuse(document.errors.map(({ pos, message }) => ({ file, line: lines.linePos(pos[0]).line, message })));
    let content;
    try {
        // 100 is the most copies that aliases may make: a small file must not unfold into gigabytes.
        content = document.toJS({ maxAliasCount: 100 });
    }
    catch (error) {
        throw (0,errors/* refuseAll */.cp)(`${file} cannot be used`, [`${file}: ${error instanceof Error ? error.message : String(error)}`]);
    }
    const at = ({ path, message, keys = [] }) => ({
        file,
        line: (0,lineOf/* lineOf */.c)(document, lines, [...path, ...keys.slice(0, 1)]),
        message: `${fieldName(path)}: ${message}`,
    });
    const parsed = stackFile.safeParse(content);
    if (!parsed.success)
        throw refuse(parsed.error.issues.map((issue) => at(issue)));
    const faults = crossCheck(parsed.data).map(at);
    if (faults.length > 0)
        throw refuse(faults);
    (0,order/* orderOf */.m)(Object.fromEntries(Object.entries(parsed.data.projects ?? {}).map(([name, project]) => [name, project.needs])), file);
    return parsed.data;
}
function crossCheck(stack) {
    const faults = [];
    const known = Object.keys(stack.projects ?? { [stack.name]: {} });
    if (stack.projects !== undefined && known.length === 0)
        faults.push({ path: ['projects'], message: 'names no project' });
    if (Object.keys(stack.environments).length === 0)
        faults.push({ path: ['environments'], message: 'names no environment' });
    for (const [name, project] of Object.entries(stack.projects ?? {})) {
        for (const [index, need] of project.needs.entries()) {
            if (!known.includes(need))
                faults.push({
                    path: ['projects', name, 'needs', index],
                    message: `there is no project ${JSON.stringify(need)}; known: ${known.join(', ')}`,
                });
        }
    }
    const branches = new Map();
    for (const [name, { branch }] of Object.entries(stack.environments)) {
        if (branch === undefined)
            continue;
        const other = branches.get(branch);
        if (other !== undefined)
            faults.push({
                path: ['environments', name, 'branch'],
                message: `branch ${branch} is deployed to ${other} already`,
            });
        branches.set(branch, name);
    }
    for (const [index, entry] of stack.health.entries()) {
        const project = entry.service?.split('/')[0];
        if (project !== undefined && !known.includes(project))
            faults.push({
                path: ['health', index, 'service'],
                message: `there is no project ${JSON.stringify(project)}; known: ${known.join(', ')}`,
            });
    }
    return faults;
}
function fieldName(path) {
    if (path.length === 0)
        return 'the file';
    return path
        .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
        .join('');
}

// EXTERNAL MODULE: ./lib/stack/search.js
var search = __webpack_require__(1666);
;// CONCATENATED MODULE: ./lib/stack/config.js







/**
 * Reads stack.yml. Without one, the Compose file at the root is the stack, `main` is production and `dev` is staging.
 * @throws Refused listing every fault.
 */
async function readStackConfig(options) {
    const root = await (0,promises_.realpath)((0,external_node_path_.resolve)(options.root)).catch(() => {
        throw new errors/* Refused */.Lw(`the folder ${options.root} does not exist`, {
            todo: 'check the repository out before this step (actions/checkout)',
        });
    });
    const path = await (0,inside/* insideRepo */.V)(root, options.config, 'input config');
    const repository = options.repository?.toLowerCase();
    const registry = repository ? `ghcr.io/${repository}` : 'none';
    const text = await (0,promises_.readFile)(path, 'utf8').catch((error) => {
        if (error.code === 'ENOENT' && options.config === 'stack.yml')
            return undefined;
        throw new errors/* Refused */.Lw(error.code === 'ENOENT'
            ? `there is no file ${options.config}`
            : `${options.config} cannot be read: ${error.code}`, { at: 'input config' });
    });
    const file = text === undefined ? undefined : parseStackFile(text, options.config);
    const source = file === undefined ? 'defaults (no stack.yml)' : options.config;
    if (file?.projects !== undefined) {
        return { ...file, projects: file.projects, registry: file.registry ?? registry, root, source };
    }
    if ((await (0,search/* findComposeFile */.Gk)(root)) === undefined) {
        throw new errors/* Refused */.Lw(`there is neither a stack.yml nor a Compose file in ${root}`, {
            todo: [`add one of ${(0,search/* searchOrder */.jS)().join(', ')}`, ...(await foldersHint(root))],
        });
    }
    const name = file?.name ?? stackName(repository?.split('/').pop() ?? (0,external_node_path_.basename)(root));
    const stack = file ?? stackFile.parse({ name });
    return {
        ...stack,
        registry: stack.registry ?? registry,
        root,
        source,
        projects: { [name]: { path: '.', needs: [], profiles: [] } },
    };
}
/** A folder's or repository's name as a stack's name: lower-case letters, digits and dashes. */
function stackName(name) {
    const cleaned = name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+/, '')
        .slice(0, 40)
        .replace(/-+$/, '');
    return cleaned === '' ? 'stack' : cleaned;
}
async function foldersHint(root) {
    const found = [];
    for (const entry of await (0,promises_.readdir)(root)) {
        if (entry.startsWith('.') || entry === 'node_modules')
            continue;
        const folder = (0,external_node_path_.join)(root, entry);
        if ((await (0,promises_.stat)(folder).catch(() => undefined))?.isDirectory() && (await (0,search/* findComposeFile */.Gk)(folder)))
            found.push(entry);
    }
    return found.length === 0 ? [] : [`or name the projects in stack.yml; there are Compose files in ${found.join(', ')}`];
}


/***/ }),

/***/ 1710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ isInside),
/* harmony export */   V: () => (/* binding */ insideRepo)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(525);



/** Whether `path` is `folder` or lies below it; both absolute. */
function isInside(folder, path) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(folder, path);
    return way === '' || (!(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(way) && way !== '..' && !way.startsWith('../'));
}
/**
 * Absolute path of something that must lie inside the repo, `..` and symbolic links followed. It need not exist.
 * @param path Absolute, or relative to the root.
 * @param at Where the path is written, for the message.
 * @throws Refused when it leads out of the repo.
 */
async function insideRepo(root, path, at) {
    const absolute = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(root, path);
    const refuse = (why) => new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Refused */ .Lw(`${JSON.stringify(path)} leads out of the repository${why}`, {
        at,
        todo: 'name a path inside the repository',
    });
    if (!isInside(root, absolute))
        throw refuse('');
    const real = await realpathOfExisting(absolute);
    if (!isInside(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(root), real))
        throw refuse(` (a symbolic link to ${real})`);
    return absolute;
}
/** realpath of the part that exists, with the rest appended. */
async function realpathOfExisting(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path);
    }
    catch (error) {
        const { code } = error;
        if (code !== 'ENOENT' && code !== 'ENOTDIR')
            throw error;
        const parent = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
        return parent === path
            ? path
            : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(await realpathOfExisting(parent), path.slice(parent === '/' ? 1 : parent.length + 1));
    }
}


/***/ }),

/***/ 9277:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ lineOf)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);

/** Line of a field of a YAML file, or of the nearest one around it where the field is missing; the first is 1. */
function lineOf(document, lines, path) {
    for (let length = path.length; length > 0; length--) {
        const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
        const last = path[length - 1];
        const key = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(parent)
            ? parent.items.find((item) => (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isPair */ .tO)(item) && (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(item.key) && item.key.value === last)?.key
            : undefined;
        const node = (key ?? document.getIn(path.slice(0, length), true));
        if (node?.range)
            return lines.linePos(node.range[0]).line;
    }
    return 1;
}


/***/ }),

/***/ 8364:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ wavesOf),
/* harmony export */   m: () => (/* binding */ orderOf)
/* harmony export */ });
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);

/**
 * Projects in the order of `needs`: what is needed comes first; otherwise the order in which they are written.
 * @param file Where `needs` is written, for the message.
 * @throws Refused with the cycle, if there is one.
 */
function orderOf(needs, file = 'stack.yml') {
    const order = [];
    const done = new Set();
    const visit = (name, trail) => {
        if (done.has(name))
            return;
        if (trail.includes(name)) {
            const cycle = [...trail.slice(trail.indexOf(name)), name].join(' → ');
            throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`projects need each other in a circle: ${cycle}`, {
                at: `${file}, needs`,
                todo: 'remove one of these needs',
            });
        }
        for (const need of needs[name] ?? [])
            visit(need, [...trail, name]);
        done.add(name);
        order.push(name);
    };
    for (const name of Object.keys(needs))
        visit(name, []);
    return order;
}
/**
 * The wave in which each service starts, by `project/service` (project as in stack.yml): `depends_on` inside a project, and every
 * service of a project after all services of those that it `needs`.
 * @param projects In the order of `needs`.
 */
function wavesOf(projects) {
    const waves = new Map();
    const lastWave = new Map();
    for (const { name, needs, model } of projects) {
        const first = Math.max(0, ...needs.map((need) => (lastWave.get(need) ?? -1) + 1));
        const wave = (service, trail) => {
            const key = `${name}/${service}`;
            const known = waves.get(key);
            if (known !== undefined)
                return known;
            if (trail.includes(service))
                throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`services depend on each other in a circle: ${[...trail.slice(trail.indexOf(service)), service].join(' → ')}`, { at: `project ${name}, depends_on` });
            const before = Object.keys(model.services[service]?.depends_on ?? {}).filter((other) => model.services[other] !== undefined);
            const own = Math.max(first, ...before.map((other) => wave(other, [...trail, service]) + 1));
            waves.set(key, own);
            return own;
        };
        const own = Object.keys(model.services).map((service) => wave(service, []));
        lastWave.set(name, Math.max(first - 1, ...own));
    }
    return waves;
}


/***/ }),

/***/ 1666:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gk: () => (/* binding */ findComposeFile),
/* harmony export */   OE: () => (/* binding */ siblingFiles),
/* harmony export */   cC: () => (/* binding */ isBaseFile),
/* harmony export */   jS: () => (/* binding */ searchOrder)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);

const production = ['docker-compose.prod', 'docker-compose.production', 'compose.prod', 'compose.production'];
const base = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
/** Names of the Compose file of a project that names none, most wanted first. */
function searchOrder() {
    return [...production.flatMap((name) => [`${name}.yml`, `${name}.yaml`]), ...base];
}
/** Name of the Compose file in `folder` that stands for a project; undefined if there is none. */
async function findComposeFile(folder) {
    const names = await namesIn(folder);
    return searchOrder().find((name) => names.includes(name));
}
/** Other Compose files in `folder`, base files first: where `build:` is looked for, and what an overlay lies over. */
async function siblingFiles(folder, used) {
    const names = (await namesIn(folder)).filter((name) => /^(docker-)?compose([.-][\w.-]+)?\.ya?ml$/.test(name) && !used.includes(name));
    const rank = (name) => (base.includes(name) ? base.indexOf(name) : base.length);
    return names.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
/** Whether a file of that name says a whole project, so that another may be laid over it. */
function isBaseFile(name) {
    return base.includes(name);
}
async function namesIn(folder) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(folder).catch(() => []);
}


/***/ })

};
