export const id = 550;
export const ids = [550];
export const modules = {

/***/ 6977:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  V: () => (/* binding */ openBeside),
  C: () => (/* binding */ openServer)
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
// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
;// CONCATENATED MODULE: ./lib/host/key.js



/** A private key as ssh reads it: secrets are pasted with CRLF, without their last line break, or with one literal `\n` a line. */
function normalKey(given) {
    const text = given.includes('\n') ? given : given.replaceAll('\\n', '\n');
    return `${text.replace(/\r\n?/g, '\n').trim()}\n`;
}
/** Writes the key for ssh. @throws Refused for an empty one, and for a public one */
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

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
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
    /** Waits on stdin: when this process is killed, the pipe closes, `cat` ends, and with it the connection. */
    static command = ['sh', '-c', `echo ${GREETING}; exec cat >/dev/null`];
    stderr = new lines/* Tail */.P(16 * 1024);
    ended;
    gone = false;
    constructor(child) {
        this.child = child;
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
    static async start(argv, address, signal) {
        const [program = '', ...args] = argv;
        const child = (0,external_node_child_process_.spawn)(program, args, {
            stdio: ['pipe', 'pipe', 'pipe'],
            env: { PATH: process.env.PATH, HOME: process.env.HOME, LC_ALL: 'C' },
            // Ctrl-C in a terminal must not take the connection, over which the deploy is aborted.
            detached: true,
        });
        const master = new Master(child);
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
        const hung = AbortSignal.timeout(LOGIN_MS);
        const stop = AbortSignal.any([hung, ...(signal === undefined ? [] : [signal])]);
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
        // An event that was before is never heard.
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
            return (0,failures/* loginFailure */.ie)(address, this.said);
        return new errors/* Refused */.Lw(`${address.user} may log in to ${address.name}, but not run commands: ${this.said.trim()}`, {
            at: `exit code ${code}`,
            todo: `give ${address.user} a login shell, and no forced command in authorized_keys`,
        });
    }
}
function notStarted(error) {
    if (error.code !== 'ENOENT')
        return error;
    return new errors/* Refused */.Lw('ssh is not installed on this runner', { todo: 'install OpenSSH’s client (openssh-client)' });
}

;// CONCATENATED MODULE: ./lib/host/options.js
/** Seconds until a server that does not answer counts as unreachable. */
const CONNECT_SECONDS = 15;
/** A dead connection is noticed after three of these (seconds). */
const ALIVE_SECONDS = 5;
/**
 * Argv of the ssh that makes the one connection and lends it to all others. Nothing of the machine's or the user's configuration is read,
 * a host key is never learned, and no agent is asked.
 */
function masterArgv({ user, name, port }, control, { keyFile, knownHostsFile }, command) {
    const options = {
        ControlMaster: 'yes',
        ControlPath: control,
        BatchMode: 'yes',
        IdentitiesOnly: 'yes',
        IdentityFile: quotedPath(keyFile),
        IdentityAgent: 'none',
        PreferredAuthentications: 'publickey',
        StrictHostKeyChecking: 'yes',
        UserKnownHostsFile: quotedPath(knownHostsFile),
        GlobalKnownHostsFile: '/dev/null',
        UpdateHostKeys: 'no',
        CheckHostIP: 'no',
        ClearAllForwardings: 'yes',
        ForwardAgent: 'no',
        PermitLocalCommand: 'no',
        EscapeChar: 'none',
        RequestTTY: 'no',
        TCPKeepAlive: 'yes',
        ConnectTimeout: String(CONNECT_SECONDS),
        ConnectionAttempts: '1',
        ServerAliveInterval: String(ALIVE_SECONDS),
        ServerAliveCountMax: '3',
    };
    return ['ssh', '-F', '/dev/null', ...flags(options), '-p', String(port), '-l', user, '--', name, command];
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

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./lib/host/tunnel.js




/**
 * A TCP connection through ssh's stdin and stdout (`ssh -W`), which @actions/exec cannot hand out. Ends with the error that ssh gives when
 * the far side cannot be reached.
 */
class Tunnel extends external_node_stream_.Duplex {
    child;
    stderr = new lines/* Tail */.P(4096);
    /** `masterSaid`: what the ssh that holds the connection printed; it alone is told why the far side was not reached. */
    constructor(argv, masterSaid) {
        super();
        const [program = '', ...args] = argv;
        this.child = (0,external_node_child_process_.spawn)(program, args, { stdio: 'pipe' });
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
                this.destroy(new Error(reason(said, masterSaid())));
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
    const [opening = ''] = masterSaid
        .split('\n')
        .filter((line) => line.includes('open failed'))
        .slice(-1);
    if (opening.includes('administratively prohibited'))
        return 'sshd on the server forbids it (AllowTcpForwarding no)';
    const [, why] = /connect failed: ([^\r\n]+)/.exec(opening) ?? [];
    return why?.toLowerCase() ?? (0,failures/* lastWords */.aN)(said);
}

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
 * Connects to a server. The key and the host keys are files only while the login lasts.
 *
 * @throws Refused that tells apart: a bad host, a missing or different host key, a bad or wrong key, no way to the server
 */
async function connect({ host, sshKey, knownHosts, signal }) {
    const address = (0,host_address/* parseAddress */.o)(host);
    if (knownHosts.trim() === '')
        throw (0,failures/* noKnownHosts */.ec)(address);
    // A socket's path has 104 bytes at most on some systems, and ssh adds 17: RUNNER_TEMP is too deep for it.
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)('/tmp', 'stack-actions-'));
    const server = new SshHost(address, folder, { sshKey, knownHosts });
    try {
        await server.login(signal);
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
    secrets;
    name;
    master;
    logins = 0;
    constructor(address, folder, secrets) {
        this.address = address;
        this.folder = folder;
        this.secrets = secrets;
        this.name = (0,host_address/* addressText */.G)(address);
    }
    /** A name of its own for each connection: the socket of a lost one may still be there. */
    get control() {
        return (0,external_node_path_.join)(this.folder, String(this.logins));
    }
    async login(signal) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            signal?.throwIfAborted();
            const files = __addDisposableResource(env_1, await (0,temp/* tempFolder */.v)('ssh'), true);
            const keyFile = await writeKey(files, this.secrets.sshKey);
            const knownHostsFile = await files.write('known_hosts', `${this.secrets.knownHosts.replace(/\r\n?/g, '\n').trim()}\n`);
            this.logins += 1;
            const argv = masterArgv(this.address, this.control, { keyFile, knownHostsFile }, commandLine(Master.command));
            try {
                this.master = await Master.start(argv, this.address, signal);
            }
            catch (error) {
                // A key that cannot be used is refused like one that is not known: what is wrong with it is said in our words, and first.
                if (signal?.aborted !== true)
                    await checkKey(keyFile);
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
        return new Tunnel(tunnelArgv(this.address, this.control, { address, port }), () => this.master?.said ?? '');
    }
    async reconnect({ signal } = {}) {
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
        if (/mux_client|Session open refused|Control socket|Connection (closed|reset)|Broken pipe/.test(stderr))
            return true;
        return this.master === undefined || (await this.master.hasEnded());
    }
    cause(stderr) {
        const said = (0,failures/* lastWords */.aN)(this.master?.said ?? '') || (0,failures/* lastWords */.aN)(stderr);
        return said === '' ? '' : `: ${said}`;
    }
}
function advice({ at, todo }) {
    return { ...(at !== undefined && { at }), todo };
}

// EXTERNAL MODULE: ./lib/host/stackctl.js + 2 modules
var host_stackctl = __webpack_require__(1650);
;// CONCATENATED MODULE: ./lib/actions/server.js


/** The connection, and what the server says of itself: one call. */
async function openServer(inputs, stack, { signal }, shipped = {}, 
/** What to ask of besides, as far as it is known by then. */
asked = () => ({})) {
    const host = await connect({ host: stack.host, sshKey: inputs.sshKey, knownHosts: inputs.knownHosts, signal });
    try {
        const stackctl = new host_stackctl/* Stackctl */.i_(host, stack.id);
        const facts = await stackctl.facts({ signal, ...asked() });
        shipped.previousRelease = facts.current?.id ?? '';
        shipped.servingRelease = shipped.previousRelease;
        return { host, stackctl, facts };
    }
    catch (error) {
        await host[Symbol.asyncDispose]();
        throw error;
    }
}
/**
 * Logs in while the checkout is read: neither needs the other, and both take their time. What the reading finds wrong is said first, and ends
 * the login. As soon as it knows which images the server has to be asked for, it says so: then they need no call of their own.
 */
async function openBeside(inputs, stack, { signal }, shipped, read) {
    const giveUp = new AbortController();
    let references = [];
    const stop = AbortSignal.any([signal, giveUp.signal]);
    const opening = openServer(inputs, stack, { signal: stop }, shipped, () => ({ references }));
    opening.catch(() => undefined);
    try {
        const found = await read((expected) => {
            references = expected;
        });
        return { ...(await opening), read: found };
    }
    catch (error) {
        giveUp.abort();
        await opening.then(({ host }) => host[Symbol.asyncDispose](), () => undefined);
        throw error;
    }
}


/***/ }),

/***/ 7226:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  XM: () => (/* binding */ askingBy),
  CR: () => (/* binding */ beginTransaction),
  Ks: () => (/* binding */ checkGate),
  rR: () => (/* binding */ gateReports),
  z0: () => (/* binding */ judgeFor),
  X7: () => (/* binding */ nothingShipped),
  fD: () => (/* binding */ rulesOf),
  dx: () => (/* binding */ ship),
  Bv: () => (/* binding */ shipping),
  kw: () => (/* binding */ showTimes)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/contract/outputs.js
var contract_outputs = __webpack_require__(3224);
// EXTERNAL MODULE: ./lib/health/gate.js
var health_gate = __webpack_require__(3147);
// EXTERNAL MODULE: ./lib/health/probes.js + 1 modules
var probes = __webpack_require__(4605);
// EXTERNAL MODULE: ./lib/health/report.js
var health_report = __webpack_require__(3774);
// EXTERNAL MODULE: ./lib/release/deployment.js + 21 modules
var release_deployment = __webpack_require__(97);
// EXTERNAL MODULE: ./lib/release/gating.js + 2 modules
var gating = __webpack_require__(4505);
// EXTERNAL MODULE: ./lib/release/journal.js
var release_journal = __webpack_require__(6802);
// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
;// CONCATENATED MODULE: ./lib/release/planReport.js

/** What happens to a service, in the words of the plan. */
function changeWords({ change, class: kind, replicas, previousReplicas, }) {
    if (change === 'unchanged')
        return 'left alone';
    if (change === 'removed')
        return 'removed';
    if (change === 'rescaled')
        return `scaled ${previousReplicas ?? '?'} → ${replicas}`;
    if (kind === 'one-shot')
        return 'run once';
    if (change === 'new')
        return 'started (new)';
    return kind === 'exclusive' ? 'stopped first' : 'started first';
}
const ORDER = ['new', 'changed', 'rescaled', 'removed', 'unchanged'];
/** The plan for the log, without secrets: names of variables, never values. */
function planText(plan) {
    const lines = [headline(plan)];
    for (const service of ordered(plan)) {
        const because = service.because.length === 0 ? '' : `: ${service.because.join('; ')}`;
        lines.push(`  ${planReport_name(service)}  ${changeWords(service)}${because}`);
        if (service.change === 'removed')
            continue;
        lines.push(`      ${service.class}: ${service.classReason}${replicasText(service)}`);
    }
    if (!plan.unchanged)
        lines.push(switchText(plan), ...drainLines(plan).map((line) => `  ${line}`));
    if (plan.rewrites.length > 0)
        lines.push('Rewritten for the server:', ...plan.rewrites.map((rewrite) => `  ${place(rewrite)}  ${rewrite.text}`));
    if (plan.notices.length > 0)
        lines.push('Good to know:', ...plan.notices.map((notice) => `  ${notice}`));
    return lines.map((line) => (0,runtime_escape/* plain */.pj)(line).replaceAll('\n', ' ')).join('\n');
}
/** The plan for the job summary. */
function planMarkdown(plan) {
    const rows = ordered(plan).map((service) => [
        planReport_name(service),
        changeWords(service),
        service.because.join('; '),
        service.change === 'removed' ? '' : `${service.class}: ${service.classReason}`,
    ]
        .map(runtime_escape/* markdown */.wD)
        .join(' | '));
    const parts = [
        headlineMarkdown(plan),
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
        return `- ${(0,runtime_escape/* markdown */.wD)(`${planReport_name(service)}  ${changeWords(service)}${because}${kind}`)}`;
    })
        .join('\n');
    return [
        '<details><summary>The plan, and why</summary>',
        headlineMarkdown(plan),
        reasons,
        ...restMarkdown(plan),
        '</details>',
    ].join('\n\n');
}
function headlineMarkdown(plan) {
    return `**${(0,runtime_escape/* markdown */.wD)(headline(plan))}**`;
}
/** How routes are switched, what should be known, and what was rewritten. */
function restMarkdown(plan) {
    const parts = [];
    if (!plan.unchanged)
        parts.push([(0,runtime_escape/* markdown */.wD)(switchText(plan)), ...drainLines(plan).map((line) => `- ${(0,runtime_escape/* markdown */.wD)(line)}`)].join('\n'));
    if (plan.notices.length > 0)
        parts.push(plan.notices.map((notice) => `- ${(0,runtime_escape/* markdown */.wD)(notice)}`).join('\n'));
    if (plan.rewrites.length > 0) {
        const rewrites = plan.rewrites.map((rewrite) => `- ${(0,runtime_escape/* markdown */.wD)(place(rewrite))}: ${(0,runtime_escape/* markdown */.wD)(rewrite.text)}`);
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
function switchText({ switch: way, drain }) {
    if (way === 'file')
        return "Routes: all of the stack at once, by one rename in Traefik's file provider";
    return way === 'none' || drain === undefined
        ? 'Routes: nothing is switched, since nothing that changes was routed before'
        : `Routes: by Docker's health, one service after the other, because ${drain.because}`;
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
        : [...lines, `All at once, in a tenth of a second, with these lines for Traefik: ${drain.better.join(', ')}`];
}
function ordered(plan) {
    return ORDER.flatMap((change) => plan.services.filter((service) => service.change === change));
}
function planReport_name({ project, service }) {
    return `${project}/${service}`;
}
function place({ project, service, field }) {
    return [project, service, field].filter((part) => part !== undefined).join(' ');
}
function replicasText({ replicas }) {
    return replicas === 1 ? '' : `, ${replicas} replicas`;
}

// EXTERNAL MODULE: ./lib/runtime/clock.js
var clock = __webpack_require__(7642);
;// CONCATENATED MODULE: ./lib/release/timeline.js


/** Where the time went, as lines for the log: one a step, longest bars widest. */
function timesText(events) {
    const times = (0,release_journal/* stepTimes */.HM)(events);
    const longest = Math.max(1, ...times.map(({ milliseconds }) => milliseconds));
    const width = Math.max(0, ...times.map(({ step }) => step.length));
    return times.map(({ step, fromMs, milliseconds }) => {
        const bar = '█'.repeat(Math.max(0, Math.round((milliseconds / longest) * 20)));
        return `  ${step.padEnd(width)}  ${seconds(milliseconds).padStart(7)}  from ${seconds(fromMs).padStart(7)}  ${bar}`;
    });
}
/** Steps of the journal as sections of the picture, in their order. */
const SECTIONS = [
    ['Before', ['prepare', 'lock', 'intent']],
    ['New version', ['create', 'hold', 'one-shot', 'start', 'swap']],
    ['Switch', ['switch', 'gate', 'stop']],
    ['End', ['decide', 'commit', 'finish', 'undo']],
];
/**
 * The same as a Mermaid picture for the job summary. Its names are ours alone, since Mermaid has no escape for text of others; the axis is in
 * seconds since the transaction began (`%s` counts from the epoch, whatever the reader's time zone). Undefined where no step was seen to end.
 */
function gantt(events) {
    const times = (0,release_journal/* stepTimes */.HM)(events);
    // After a reboot inside the transaction the machine's clock began anew, and Mermaid has no time before the first.
    if (times.some(({ fromMs, milliseconds }) => fromMs < 0 || milliseconds < 0))
        return undefined;
    const sections = SECTIONS.flatMap(([name, steps]) => {
        const own = times.filter(({ step }) => steps.includes(step));
        return own.length === 0 ? [] : [`  section ${name}`, ...own.map(bar)];
    });
    if (sections.length === 0)
        return undefined;
    return ['```mermaid', 'gantt', '  dateFormat x', '  axisFormat %s s', ...sections, '```'].join('\n');
}
function bar({ step, fromMs, milliseconds, failed }) {
    return `    ${step} ${seconds(milliseconds)} :${failed ? 'crit, ' : ''}${fromMs}, ${fromMs + milliseconds}`;
}
function seconds(milliseconds) {
    return milliseconds < 10_000 ? `${(milliseconds / 1000).toFixed(2)} s` : (0,clock/* durationText */.S)(milliseconds / 1000);
}

// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/actions/outputs.js
var outputs = __webpack_require__(809);
;// CONCATENATED MODULE: ./lib/release/serviceResults.js

/** What became of a service, by what the server wrote down. */
function serviceResult(service, events, ending) {
    const name = `${service.project}/${service.service}`;
    const proof = proofs(events).get(name);
    const time = proof === undefined ? {} : { milliseconds: proof.milliseconds };
    if (proof?.failed)
        return { result: '✗ failed', ...time };
    if (ending === 'committed')
        return { result: committedResult(service, events), ...time };
    if (ending === 'undone' && service.change !== 'unchanged') {
        if (service.change === 'removed')
            return { result: 'kept' };
        return proof === undefined ? { result: 'not verified' } : { result: 'verified, then undone', ...time };
    }
    return { result: proof === undefined ? '' : 'verified', ...time };
}
function committedResult({ project, service, class: kind, image, replicas, change }, events) {
    if (change === 'removed')
        return '✓ removed';
    if (kind === 'one-shot')
        return change === 'unchanged' ? '' : '✓ ended with 0';
    const containers = (0,release_journal/* committedImages */.Fz)(events).get(`${project}/${service}`) ?? [];
    const running = containers.filter((container) => container.running && container.image === image).length;
    return `${running === replicas ? '✓' : '✗'} ${running} of ${replicas} run`;
}
/** How long each service took to prove itself: those of a step start together, one-shots and swaps one after the other. */
function proofs(events) {
    const found = new Map();
    let began = 0;
    for (const { step, event, subject, text, uptimeMs } of events) {
        if (step !== 'start' && step !== 'one-shot' && step !== 'swap')
            continue;
        if (event === 'begin')
            began = uptimeMs;
        // Of a swap, the time before is the old one's.
        if (step === 'swap' && text === 'old stopped')
            began = uptimeMs;
        const failed = event === 'fail' && subject.includes('/');
        if (!failed && !(event === 'note' && /^[0-9a-f]+ (verified|ended with exit code 0)$/.test(text)))
            continue;
        found.set(subject, { milliseconds: uptimeMs - began, failed: failed || found.get(subject)?.failed === true });
        if (step === 'one-shot')
            began = uptimeMs;
    }
    return found;
}
/** What a transaction does to each service, by the intent that the server wrote before it began: of a rollback there is no plan. */
function intendedChanges(events) {
    const changes = new Map();
    for (const { step, event, subject, text } of events) {
        if (step !== 'intent' || event !== 'note')
            continue;
        const wanted = /^(new|changed|down|rescaled): /.exec(text)?.[1];
        if (wanted !== undefined)
            changes.set(subject, wanted === 'down' ? 'changed' : wanted);
        else if (/^[0-9a-f]+: remove$/.test(text))
            changes.set(subject, 'removed');
        else if (/^[0-9a-f]+: shrink$/.test(text) && !changes.has(subject))
            changes.set(subject, 'rescaled');
    }
    return changes;
}

;// CONCATENATED MODULE: ./lib/release/targets.js

/** Where a rollback could go, for the job summary; undefined where there is nothing to choose from. */
function targetsMarkdown(targets) {
    if (targets.length === 0)
        return undefined;
    const rows = targets.map(({ id, kind, createdAt, commit, actor, why }) => [
        id,
        createdAt.replace(/\.\d+Z$/, 'Z'),
        kind === 'rollback' ? 'a rollback' : commit.slice(0, 12),
        actor,
        why === undefined ? 'yes' : `no: ${why}`,
    ]
        .map(runtime_escape/* markdown */.wD)
        .join(' | '));
    return [
        'Releases on the server, and whether one can go back to them:',
        '',
        '| release | made | commit | by | can |',
        '|---|---|---|---|---|',
        ...rows.map((row) => `| ${row} |`),
    ].join('\n');
}

;// CONCATENATED MODULE: ./lib/release/summary.js







/** Rows of the table. */
const SHOWN_SERVICES = 200;
/** The page's head. @param failure Markdown of `failureMarkdown`; absent where it is green. */
function shipmentHead({ headline, seconds, target }, failure) {
    const lines = [
        `### ${failure === undefined ? '✓' : '✗'} ${(0,runtime_escape/* markdown */.wD)(headline)}`,
        `After ${(0,clock/* durationText */.S)(seconds)}${target === undefined ? '' : `, going back to release ${(0,runtime_escape/* markdown */.wD)(target.id)}`}.`,
    ];
    return [...lines, ...(failure === undefined ? [] : [failure])].join('\n\n');
}
/** The parts below it, in the order in which a reader wants them: services, health, time, and why it was done so. */
function shipmentParts(shipment) {
    const { events, reports, plan, targets = [] } = shipment;
    const parts = [serviceTable(shipment)];
    for (const { stage, report } of reports)
        parts.push((0,health_report/* healthLines */.mR)(report, stage));
    parts.push(gantt(events));
    if (plan !== undefined)
        parts.push(planDetails(plan));
    parts.push(targetsMarkdown(targets));
    return parts.filter((part) => part !== undefined);
}
/** Undefined where it is not known what would have changed, or nothing does. */
function serviceTable(shipment) {
    const services = servicesOf(shipment);
    if (services.length === 0 || services.every(({ change }) => change === 'unchanged'))
        return undefined;
    const rows = services.slice(0, SHOWN_SERVICES).map((service) => {
        const { result, milliseconds } = serviceResult(service, shipment.events, shipment.ending);
        const seconds = milliseconds === undefined ? '' : (milliseconds / 1000).toFixed(1);
        const name = `${service.project}/${service.service}`;
        return `| ${[name, shortImage(service.image), changeWords(service), result, seconds].map(runtime_escape/* markdown */.wD).join(' | ')} |`;
    });
    const more = services.length > SHOWN_SERVICES ? [`\n… and ${services.length - SHOWN_SERVICES} more`] : [];
    return ['| service | image | change | result | seconds |', '|---|---|---|---|---:|', ...rows, ...more].join('\n');
}
function servicesOf({ plan, target, events }) {
    const order = ['new', 'changed', 'rescaled', 'removed', 'unchanged'];
    const services = plan?.services ?? rolledBack(target?.services ?? [], events);
    return order.flatMap((change) => services.filter((service) => service.change === change));
}
function rolledBack(target, events) {
    const changes = intendedChanges(events);
    const gone = [...changes].filter(([, change]) => change === 'removed');
    return [
        ...target.map((service) => ({
            ...service,
            change: changes.get(`${service.project}/${service.service}`) ?? 'unchanged',
        })),
        ...gone.map(([name, change]) => {
            const [project = '', service = ''] = name.split('/');
            return { project, service, change, class: 'start-first', image: '', replicas: 0 };
        }),
    ];
}
/** `ghcr.io/org/shop/web@sha256:3012e4aa…` is `web@3012e4aa7c1b`. */
function shortImage(image) {
    return image.replace(/^.*\//, '').replace(/sha256:([0-9a-f]{12})[0-9a-f]*/, '$1');
}

// EXTERNAL MODULE: ./lib/troubleshooting/report.js + 2 modules
var report = __webpack_require__(2254);
;// CONCATENATED MODULE: ./lib/actions/page.js




/** Writes the job summary of an action that changes a server. @param failure Why it is red. */
function showShipment({ events, reports, ...made }, ended, { log, summary, env }) {
    if (ended.outcome === 'planned' && made.plan !== undefined) {
        summary.add(planMarkdown(log.redactEach(made.plan)));
        return;
    }
    const shipment = log.redactEach({
        ...made,
        events,
        headline: ended.headline,
        seconds: ended.seconds,
        ending: endingOf(ended.outcome),
        // The second asking, of a gate that had held already, says the same once more.
        reports: reports.filter(({ stage, report }) => stage !== 'stopped' || !report.healthy),
    });
    const failure = ended.failure === undefined ? undefined : failureOf(ended.failure);
    summary.lead(shipmentHead(shipment, failure && (0,report/* failureMarkdown */.A)(log.redactEach(failure), env)));
    for (const part of shipmentParts(shipment))
        summary.add(part);
}
function endingOf(outcome) {
    if (outcome === 'deployed' || outcome === 'rolled-back')
        return 'committed';
    return outcome === 'undone' ? 'undone' : 'open';
}
function failureOf(error) {
    const { message, at, todo } = (0,errors/* forUsers */.ec)(error);
    return { message, at, todo };
}

;// CONCATENATED MODULE: ./lib/actions/ship.js
















function nothingShipped() {
    return { seen: { events: [], reports: [] } };
}
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
    const faults = (0,health_gate/* checkRules */.M)(rulesOf(inputs));
    if (faults.length > 0)
        throw (0,errors/* refuseAll */.cp)('the gate’s inputs contradict each other', faults);
    await (0,probes/* authoritiesOf */.nW)(inputs.caFile);
}
/** A file of this step below RUNNER_TEMP, for the steps after it. */
async function keep(context, name, text) {
    const path = (0,external_node_path_.join)(context.env['RUNNER_TEMP'] || (0,external_node_os_.tmpdir)(), `stack-actions-${name}`);
    await (0,promises_.writeFile)(path, context.log.redact(text), { mode: 0o600 });
    return path;
}
/** Prints each report of the gate as it comes and keeps the last one. */
function gateReports(context, shipped) {
    return async (report, stage) => {
        context.log.info(`health gate (${stage}): ${report.healthy ? 'held' : `did not hold: ${report.reason ?? 'some probe failed'}`}`);
        for (const line of (0,health_report/* serviceLines */.PE)(report))
            context.log.info(line);
        shipped.seen.reports.push({ stage, report });
        shipped.healthy = report.healthy;
        shipped.reportFile = await keep(context, 'gate.json', `${JSON.stringify(report, null, 2)}\n`);
    };
}
/** How the gate finds names and trusts certificates. */
function askingBy({ resolve, caFile }) {
    return { ...(resolve && { resolve }), ...(caFile && { caFile }) };
}
/** The judge of a deploy or rollback that has the gate inside its transaction. */
function judgeFor(inputs, stack, server, context, shipped) {
    const onReport = gateReports(context, shipped);
    return (0,gating/* gateJudge */.Zo)({
        stack,
        facts: server.facts,
        askOf: (containers) => (0,probes/* askFrom */.Ii)({ ...askingBy(inputs), host: server.host, containers }),
        rules: rulesOf(inputs),
        onReport: (report, stage) => void onReport(report, stage),
    });
}
/**
 * One deploy from plan to proof, with everything that a user sees of it: the plan, each step, where the time went, and, as the last line,
 * which version answers now.
 */
async function ship(deployment, options, context, shipped) {
    const { log } = context;
    const plans = [];
    const onPlan = (plan) => {
        log.info(planText(plan));
        shipped.seen.plan = plan;
        shipped.changed = plan.services
            .filter(({ change }) => change !== 'unchanged')
            .map(({ project, service }) => `${project}/${service}`);
        plans.push(keep(context, 'plan.md', `${planMarkdown(plan)}\n`).then((path) => (shipped.planFile = path)));
        if (options.dryRun || plan.unchanged)
            return;
        shipped.release = plan.release;
        beginTransaction(context);
    };
    const onEvent = (event) => void shipped.seen.events.push(event);
    try {
        const deployed = await (0,release_deployment/* deploy */.gg)({ ...deployment, onPlan, onEvent, log: (line) => log.info(line), signal: context.signal }, options);
        await conclude(deployed, deployment, options, context, shipped);
    }
    finally {
        await Promise.all(plans);
    }
}
/** Until it has ended the outcome is not known: that is what a step says that is killed in the middle, and whoever reads its outputs. */
function beginTransaction({ log }) {
    (0,contract_outputs/* writeOutputs */.Kn)({ outcome: outputs/* outcome */.bu }, { outcome: 'unknown' }, log);
}
async function conclude(deployed, deployment, { gate }, context, shipped) {
    const { log } = context;
    shipped.outcome = deployed.outcome;
    if (deployed.outcome === 'planned')
        return;
    if (deployed.outcome === 'unchanged') {
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
    for (const line of timesText(events))
        log.info(line);
}
/** Also an unchanged stack is green only when it was seen to answer: one round of the gate's probes. */
async function proveUnchanged({ services, facts }, { stack, host }, gate, context, shipped) {
    const report = await (0,health_gate/* judge */.S)({
        probes: (0,gating/* probesOf */.pX)(stack, services, facts),
        rules: { ...rulesOf(gate), successes: 1, windowSeconds: 0 },
        ask: (0,probes/* askFrom */.Ii)({ ...askingBy(gate), host, containers: facts.containers }),
        clock: clock/* systemClock */.m,
        signal: context.signal,
    });
    await gateReports(context, shipped)(report, 'unchanged');
    if (!report.healthy)
        throw new errors/* Refused */.Lw(`nothing changed and nothing was touched, but what runs is not healthy: ${(0,gating/* failuresOf */.dJ)(report)}`);
}
/** The last line of the log: which version answers now. */
function lastWord(stackId, shipped, failure) {
    const ended = failure === undefined ? shipped.outcome : (0,contract_outputs/* outcomeOf */.sG)(failure);
    if (ended === 'undo-failed')
        return `${stackId}: undo-failed; a person must look which version answers now`;
    if (ended === 'unknown')
        return `${stackId}: it is not known which version answers now`;
    const serving = shipped.servingRelease;
    // The server was never asked, or did not answer.
    if (serving === undefined)
        return `${stackId}: ${ended}; ${contract_outputs/* NOTHING_CHANGED */.Dh}`;
    return serving
        ? `${stackId}: ${ended}; release ${serving} answers now`
        : `${stackId}: ${ended}; no release answers yet`;
}
/** Runs the work of an action that changes a server; whatever way it ends, the outputs, the summary and the last line are there. */
async function shipping(stackId, context, work) {
    const began = clock/* systemClock */.m.now();
    const shipped = nothingShipped();
    const { seen } = shipped;
    const end = async (failure) => {
        if (failure !== undefined)
            shipped.outcome = (0,contract_outputs/* outcomeOf */.sG)(failure);
        const headline = lastWord(stackId, shipped, failure);
        context.log.conclude(headline);
        const seconds = (clock/* systemClock */.m.now() - began) / 1000;
        try {
            showShipment(seen, { headline, seconds, outcome: shipped.outcome, failure }, context);
        }
        catch (error) {
            // A page that cannot be drawn changes nothing of how it ended.
            context.log.warning(`the summary could not be made: ${(0,errors/* explain */.WE)(error)}`);
        }
        if (seen.events.length > 0) {
            const journal = `${seen.events.map(release_journal/* journalLine */.Ee).join('\n')}\n`;
            // A full disk here changes nothing of how it ended.
            await keep(context, 'journal.log', journal).then((path) => (shipped.journalFile = path), (error) => context.log.warning(`the journal could not be kept: ${(0,errors/* explain */.WE)(error)}`));
        }
        const { seen: _seen, ...outputs } = shipped;
        return outputs;
    };
    try {
        await work(shipped);
    }
    catch (thrown) {
        // Whatever a cancellation interrupts before the transaction has nothing changed; the transaction itself says how it ended.
        const cancelled = context.signal.aborted && !(thrown instanceof errors/* UserError */.yo);
        const error = cancelled ? new errors/* Refused */.Lw('the run was cancelled before anything was changed on the server') : thrown;
        throw new contract_outputs/* ActionFailure */.dR(error, await end(error));
    }
    return end();
}


/***/ }),

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

/***/ 3147:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ checkRules),
/* harmony export */   S: () => (/* binding */ judge)
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
            return report('cancelled', 'the run was cancelled');
        const answers = await round(records, { ask, clock, deadline, begin, signal });
        if (signal?.aborted)
            return report('cancelled', 'the run was cancelled');
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
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/host/failures.js
var failures = __webpack_require__(5523);
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
        const argv = ['docker', 'inspect', '--type', 'container', '-f', format, ...ids];
        const { code, stdout, stderr } = await this.ask(argv, signal);
        const states = new Map();
        for (const row of stdout.split('\n')) {
            const [, id, state] = /^([0-9a-f]{64}) (\{.*\})$/.exec(row) ?? [];
            if (id !== undefined && state !== undefined)
                states.set(id, JSON.parse(state));
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
        return askUrl(probe, resolve, await authorities, signal);
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
async function askUrl(probe, resolve, ca, signal) {
    const url = new URL(probe.url);
    const address = resolve[url.hostname];
    const options = {
        // No agent that keeps connections: each try goes the whole way of a new visitor.
        agent: false,
        headers: { connection: 'close', 'user-agent': 'stack-actions health gate' },
        ...(address !== undefined && { lookup: fixedLookup(address) }),
    };
    const begin = url.protocol === 'http:' ? external_node_http_.request : external_node_https_.request;
    const response = await answerTo((limit) => begin(url, { ...options, ...(ca && { ca }), signal: limit }), signal);
    return verdict(probe, response, url.pathname === '/' ? url.origin : `${url.origin}${url.pathname}`);
}
async function askReplica(host, { address, port, path, status }, signal) {
    const response = await answerTo((limit) => (0,external_node_http_.request)({
        path,
        signal: limit,
        headers: { host: `${(0,external_node_net_.isIPv6)(address) ? `[${address}]` : address}:${port}`, connection: 'close' },
        createConnection: () => host.tunnel(address, port),
    }), signal);
    return verdict({ ...(status !== undefined && { status }) }, response, `:${port}${path}`);
}
/** One request, within its time; its failure in words. Redirects are not followed. */
async function answerTo(begin, signal) {
    const timeout = AbortSignal.timeout(TRY_MS);
    try {
        return await exchange(begin(AbortSignal.any([timeout, signal])));
    }
    catch (error) {
        if (timeout.aborted)
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
                resolve({ status: response.statusCode ?? 0, body });
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
    const { status, body } = response;
    const bad = (why) => ({ ok: false, failure: `${status} from ${from}${why}`, answered: true });
    if (expected.status !== undefined)
        return status === expected.status ? { ok: true } : bad(`, not ${expected.status}`);
    if (expected.routed) {
        if (status === 404 && body.trim() === '404 page not found')
            return bad(': Traefik has no route');
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

/***/ 5523:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HB: () => (/* binding */ unreachable),
/* harmony export */   Iy: () => (/* binding */ serverAdvice),
/* harmony export */   aN: () => (/* binding */ lastWords),
/* harmony export */   ec: () => (/* binding */ noKnownHosts),
/* harmony export */   ie: () => (/* binding */ loginFailure),
/* harmony export */   pz: () => (/* binding */ ConnectionLost)
/* harmony export */ });
/* unused harmony export knownHostsAdvice */
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7373);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(558);



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
        'then pass the line as `known-hosts`, such as `known-hosts: ${{ vars.KNOWN_HOSTS }}`',
    ];
}
function noKnownHosts(address) {
    return new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`known-hosts is empty, so that ${address.name} could be anybody`, {
        at: 'input known-hosts',
        todo: knownHostsAdvice(address),
    });
}
/** What OpenSSH's client says (ssh.c, sshconnect.c, sshconnect2.c of 9.x) and what it means; the first that fits. */
const FAULTS = [
    {
        says: /REMOTE HOST IDENTIFICATION HAS CHANGED|Host key for .* has changed|differs from the key for the IP/,
        refusal: (address, _, stderr) => new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`the host key of ${address.name} is not the one in known-hosts${fingerprint(stderr)}; nothing was sent`, {
            at: (0,_address_js__WEBPACK_IMPORTED_MODULE_2__/* .addressText */ .G)(address),
            todo: [
                'was the server installed anew? If not, somebody else may be answering: find out before you change anything',
                ...knownHostsAdvice(address),
            ],
        }),
    },
    {
        says: /host key is known for|Host key verification failed|No matching host key/i,
        refusal: (address) => new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`known-hosts has no host key of ${knownHostsName(address)}`, {
            at: 'input known-hosts',
            todo: knownHostsAdvice(address),
        }),
    },
    {
        says: /Permission denied|Too many authentication failures|No supported authentication methods/,
        refusal: (address) => new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`${address.name} does not let ${address.user} in with this key`, {
            at: (0,_address_js__WEBPACK_IMPORTED_MODULE_2__/* .addressText */ .G)(address),
            todo: [
                `is its public key in ~${address.user}/.ssh/authorized_keys on the server? Get it with: ssh-keygen -y -f KEYFILE`,
                `is ${address.user} the right user?`,
            ],
        }),
    },
    {
        says: /Could not resolve hostname|Name or service not known|Temporary failure in name resolution/,
        refusal: (address, said) => unreachable(address, `its name is not known: ${said}`, 'check the name, and its DNS record'),
    },
    {
        says: /Connection refused/,
        refusal: (address) => unreachable(address, `nothing listens on port ${address.port}`, 'check the port (user@host:port), and that sshd runs'),
    },
    {
        says: /timed out|No route to host|Network is unreachable|Host is down/i,
        refusal: (address, said) => unreachable(address, `no answer: ${said}`, 'check the address and the firewall: GitHub’s runners come from many addresses'),
    },
    {
        says: /kex_exchange_identification|Connection (closed|reset)|banner exchange|Broken pipe/,
        refusal: (address, said) => unreachable(address, `it ended the connection before a login: ${said}`, 'is that port sshd? Does something like fail2ban refuse this runner?'),
    },
];
/** The refusal for an ssh that could not log in, by what it printed. */
function loginFailure(address, stderr) {
    const said = lastWords(stderr);
    const fault = FAULTS.find(({ says }) => says.test(stderr));
    if (fault !== undefined)
        return fault.refusal(address, said, stderr);
    return new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`no connection to ${address.name}: ${said || 'ssh gave no reason'}`, { at: (0,_address_js__WEBPACK_IMPORTED_MODULE_2__/* .addressText */ .G)(address) });
}
function unreachable(address, why, todo) {
    return new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`${address.name} cannot be reached: ${why}`, { at: (0,_address_js__WEBPACK_IMPORTED_MODULE_2__/* .addressText */ .G)(address), todo });
}
/** What Docker on the server says (26.1), and what to do about it; the first that fits. */
const SERVER_ADVICE = [
    {
        says: /Docker is not installed/,
        todo: () => 'install Docker Engine and its Compose plugin there: https://docs.docker.com/engine/install/',
    },
    {
        says: /permission denied while trying to connect to the docker/i,
        todo: (user) => `let the user use Docker, as root on the server: usermod -aG docker ${user}`,
    },
    { says: /Is the docker daemon running/, todo: () => 'start it, as root on the server: systemctl start docker' },
    {
        says: /unauthorized|authentication required|access denied|access to the resource is denied|no basic auth/,
        todo: () => 'check the inputs registry-username and registry-token, which are for the host of `registry` in stack.yml, and that the image exists',
    },
    { says: /manifest unknown|not found/, todo: () => 'check the name and the tag of the image' },
    {
        says: /connection refused|timeout|deadline exceeded|no such host|server misbehaving|no route to host|50[0234] /i,
        todo: () => 'try again when the registry answers; the server must be able to reach it',
    },
];
/** What to do about a refusal of the server that brings no advice of its own. */
function serverAdvice(what, user) {
    const advice = SERVER_ADVICE.find(({ says }) => says.test(what));
    return advice === undefined ? [] : [advice.todo(user)];
}
/** The last line that ssh printed, which tells the most. */
function lastWords(stderr) {
    const lines = (0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(stderr)
        .split('\n')
        .map((line) => line.replace(/^ssh: |\.$/g, '').trim());
    return lines.filter((line) => line !== '' && !line.startsWith('@')).at(-1) ?? '';
}
function fingerprint(stderr) {
    const [found] = /SHA256:[A-Za-z0-9+/]{20,}/.exec(stderr) ?? [];
    return found === undefined ? '' : ` (it showed ${found})`;
}
/** As it stands in known_hosts: a port other than 22 is part of the name. */
function knownHostsName({ name, port }) {
    return port === 22 ? name : `[${name}]:${port}`;
}


/***/ }),

/***/ 1650:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ew: () => (/* binding */ BY_ITSELF),
  i_: () => (/* binding */ Stackctl),
  x5: () => (/* binding */ refusal)
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


/** Read from beside the code: in dist/ it is an asset that whoever reviews can read. */
async function stackctlProgram() {
    const text = await (0,promises_.readFile)(__webpack_require__.ab + "stackctl.sh");
    return { text, sha256: (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex') };
}
/**
 * Stores stackctl if this version is not there yet, points the people's link at it, and becomes it. The program comes on stdin. A death
 * inside leaves a file of another name behind, at most.
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
if [ "$(readlink "$root/stackctl")" != "bin/stackctl-$sha" ]; then
  ln -s "bin/stackctl-$sha" "$root/stackctl.$$"
  mv -fT "$root/stackctl.$$" "$root/stackctl" 2>/dev/null || { rm -f "$root/stackctl.$$"; ln -sfn "bin/stackctl-$sha" "$root/stackctl"; } || die "cannot link $root/stackctl"
fi
exec sh "$bin" "$@" </dev/null
`;
/** Argv that installs stackctl for a stack and runs one of its verbs that read no stdin, in one call. */
function bootstrapArgv(stack, sha256, call) {
    return ['sh', '-c', BOOTSTRAP, 'stack-actions', stack, sha256, ...call];
}

;// CONCATENATED MODULE: ./lib/host/facts.js
/**
 * Reads what `stackctl facts` prints: `== NAME` begins a section, its lines follow after one blank each, so that no content can look like a
 * beginning. Noise of a login shell before the first section is skipped.
 *
 * @throws Error where a section that is always there is missing: an answer that was cut
 */
function parseFacts(text) {
    const sections = split(text);
    const current = line(sections, 'current');
    const proxy = proxyOf(sections.get('proxy') ?? []);
    const unfinished = line(sections, 'unfinished');
    return {
        root: required(sections, 'root'),
        engine: required(sections, 'engine'),
        compose: line(sections, 'compose').replace(/^v/, ''),
        platform: required(sections, 'platform'),
        containers: json(sections, 'containers') ?? [],
        volumes: lines(sections, 'volumes'),
        networks: json(sections, 'networks') ?? [],
        images: parseImages(lines(sections, 'images')),
        ...(sections.has('target') && { target: targetOf(sections), targets: targetsOf(lines(sections, 'targets')) }),
        ...(proxy && { proxy }),
        ...(current !== '' && { current: storedRelease(current, sections) }),
        releases: lines(sections, 'releases').map((row) => {
            const [id = '', kind = '', outcome = ''] = row.split('\t');
            return { id, kind, outcome };
        }),
        lastSeq: Number(line(sections, 'seq')) || 0,
        files: lines(sections, 'files'),
        ...(unfinished !== '' && { unfinished }),
    };
}
/** Rows of `reference`, image, platform, the image's `Config` as JSON. */
function parseImages(rows) {
    return rows
        .map((row) => row.split('\t'))
        .filter((fields) => fields.length === 4)
        .map(([ref = '', image = '', platform = '', config = '']) => ({
        ref,
        image,
        platform,
        config: parsedConfig(config),
    }));
}
function parsedConfig(text) {
    try {
        return JSON.parse(text) ?? {};
    }
    catch {
        return {};
    }
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
        throw new Error('the server’s answer to `facts` is not whole');
    return sections;
}
function storedRelease(id, sections) {
    const models = {};
    for (const name of sections.keys()) {
        if (!name.startsWith('model '))
            continue;
        const model = json(sections, name);
        if (model !== undefined)
            models[name.slice('model '.length)] = model;
    }
    return {
        id,
        meta: pairs(lines(sections, 'meta')),
        services: raw(sections, 'services'),
        routes: raw(sections, 'routes'),
        models,
    };
}
function targetOf(sections) {
    const why = raw(sections, 'refusal');
    if (why !== '')
        return { refusal: why };
    const [id = '', ...services] = sections.get('target') ?? [];
    if (!/^[0-9]+-[0-9a-z]+$/.test(id))
        throw new Error('the server’s answer to `facts` names no release to go back to');
    return { id, services: services.map((row) => `${row}\n`).join('') };
}
function targetsOf(rows) {
    return rows
        .map((row) => row.split('\t'))
        .map(([can, id = '', kind = '', createdAt = '', commit = '', actor = '', ...why]) => {
        return { id, kind, createdAt, commit, actor, ...(can === 'no' && { why: why.join(' ') }) };
    });
}
function proxyOf([row]) {
    const [container, directory, tmpfs, throttle, ack] = row?.split('\t') ?? [];
    if (!container)
        return undefined;
    return {
        container,
        ...(directory && directory !== '-' && { directory }),
        tmpfs: tmpfs === '1',
        throttleMs: Number(throttle) || 2000,
        ack: ack === 'path' || ack === 'api' ? ack : 'none',
    };
}
function pairs(rows) {
    const entries = rows.filter((row) => row.includes('='));
    return Object.fromEntries(entries.map((row) => [row.slice(0, row.indexOf('=')), row.slice(row.indexOf('=') + 1)]));
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
        throw new Error(`the server’s answer to \`facts\` has no ${name}`);
    return value;
}
/** As the file was, with its last line break. */
function raw(sections, name) {
    return (sections.get(name) ?? []).map((row) => `${row}\n`).join('');
}
function json(sections, name) {
    const text = raw(sections, name).trim();
    if (text === '')
        return undefined;
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw new Error(`the server’s answer to \`facts\`: ${name} is not JSON`, { cause: error });
    }
}

// EXTERNAL MODULE: ./lib/host/failures.js
var failures = __webpack_require__(5523);
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
/** Where a rollback goes by itself: the newest release before the current one that was proven to serve. */
const BY_ITSELF = '-';
/** The runner's side of stackctl: the verbs of remote/README.md as calls. */
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
    async facts({ references = [], target, ...call } = {}) {
        const back = target === undefined ? [] : ['--target', target];
        const { stdout } = await this.answer(['facts', ...back, ...references], call);
        return parseFacts(stdout);
    }
    /** Third-party images by digest; pulled if they are not there. @throws Refused that names each one that cannot be had */
    async resolve(refs, dockerConfigJson, call = {}) {
        const config = dockerConfigJson.replace(/\s*\n\s*/g, ' ').trim() || '{}';
        const { stdout } = await this.answer(['resolve'], { ...call, stdin: `${[config, ...refs].join('\n')}\n` });
        return parseImages(stdout.split('\n'));
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
        return this.follow(['rollback', target, '--id', release, ...flagsOf(options)], { ...options, stdin: options.meta });
    }
    /** False when it came too late. */
    async abort(release) {
        const { code, stderr } = await this.call(['abort', release], { timeoutMs: ANSWER_MS });
        if (code !== 0 && code !== 1)
            throw unexpected('abort', code, stderr);
        return code === 0;
    }
    async heartbeat(release) {
        await this.answer(['heartbeat', release], { timeoutMs: ANSWER_MS });
    }
    /** Ends a transaction that was interrupted, if there is one; `watch` tells how. */
    async recover() {
        const { code, stderr } = await this.call(['recover'], {});
        if (STATES[code] === undefined)
            throw unexpected('recover', code, stderr);
    }
    async follow(verb, options) {
        let lines = 0;
        const { code, stdout, stderr } = await this.call(verb, {
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
            throw unexpected(verb[0], code, stderr);
        return {
            state,
            lines,
            stderr: (0,runtime_escape/* plain */.pj)(stderr).trim(),
            ...(state === 'refused' && { refusal: refusal(stderr, this.host.name) }),
            ...(state === 'waiting' && toJudge(stdout)),
        };
    }
    async answer(verb, options) {
        const result = await this.call(verb, options);
        if (result.code === 10 || result.code === 11)
            throw refusal(result.stderr, this.host.name);
        if (result.code !== 0)
            throw unexpected(verb[0], result.code, result.stderr);
        return result;
    }
    async call(verb, options) {
        if (this.installed !== undefined)
            return unlessKilled(verb[0], await this.host.exec(['sh', this.installed, ...verb], options), this.host.name);
        const { text, sha256 } = await stackctlProgram();
        // A verb that reads stdin finds the program there until it is installed: so that one comes by itself.
        if (verb[0] === 'facts') {
            const call = this.host.exec(bootstrapArgv(this.stack, sha256, verb), { ...options, stdin: text });
            const result = unlessKilled('facts', await call, this.host.name);
            if (result.code === 0)
                this.installed = `${parseFacts(result.stdout).root}/bin/stackctl-${sha256}`;
            return result;
        }
        await this.facts(options.signal === undefined ? {} : { signal: options.signal });
        return this.call(verb, options);
    }
}
function flagsOf({ gate, deadlineSeconds, lockTimeoutSeconds }) {
    return [
        ...['--gate', gate],
        ...(deadlineSeconds === undefined ? [] : ['--deadline', String(deadlineSeconds)]),
        ...(lockTimeoutSeconds === undefined ? [] : ['--lock-timeout', String(lockTimeoutSeconds)]),
    ];
}
/** Lets only lines of a journal through: `watch` counts them, and a login shell may print lines of its own. */
function journalOnly({ onLine, ...rest }) {
    if (onLine === undefined)
        return rest;
    return { ...rest, onLine: (line) => /^[0-9-]{10}T[0-9:]{8}Z\t/.test(line) && onLine(line) };
}
/** The lines behind `== containers`, each after a blank; nothing where Docker did not answer, or not in whole. */
function toJudge(stdout) {
    const [, text] = stdout.split(/^== containers$/m);
    if (text === undefined)
        return {};
    const rows = text.split('\n').filter((row) => row.startsWith(' '));
    try {
        return { containers: rows.map((row) => JSON.parse(row)) };
    }
    catch {
        return {};
    }
}
/** What stackctl says when it refuses: the first line is the message, lines that begin with an arrow are the advice. */
function refusal(stderr, at) {
    const lines = (0,runtime_escape/* plain */.pj)(stderr)
        .split('\n')
        .map((line) => line.replace(/^stackctl: /, '').trim())
        .filter((line) => line !== '');
    const what = lines.filter((line) => !line.startsWith('→')).join('\n') || 'the server gave no reason';
    const todo = lines.filter((line) => line.startsWith('→')).map((line) => line.slice(1).trim());
    return new errors/* Refused */.Lw(what, { at, todo: todo.length > 0 ? todo : (0,failures/* serverAdvice */.Iy)(what, at.split('@')[0] ?? '') });
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
function unexpected(verb, code, stderr) {
    return new Error(`stackctl ${verb} ended with exit code ${code}: ${(0,runtime_escape/* plain */.pj)(stderr).trim().slice(-4000)}`);
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

/***/ 97:
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
    if (order !== undefined)
        return { class: order.order === 'start-first' ? 'start-first' : 'exclusive', reason: order.by };
    const mount = service.volumes?.find((one) => (one.type === 'bind' || one.type === 'volume') && one.read_only !== true);
    if (mount !== undefined)
        return { class: 'exclusive', reason: `writes to ${mount.target}, which two must not do at once` };
    if (nobodyCalls(project, name, service, context)) {
        return {
            class: 'exclusive',
            reason: 'nobody calls it (no route, no port, no mention): two would do its work twice',
        };
    }
    return {
        class: 'start-first',
        reason: context.routed.has(`${project}/${name}`) ? 'Traefik sends it requests' : 'others call it',
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
    const images = new release_images/* ImageSource */.bE(stack, input.images, input.resolved, facts);
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
/** The class of every service, by `project/service`. */
function classesOf(projects, routed) {
    const models = projects.map(({ model }) => model);
    const all = models.flatMap((model) => Object.entries(model.services).map(([name, service]) => ({ model, name, service })));
    const proxies = new Set(all.filter(({ service }) => (0,release_routed/* isProxy */.ju)(service)).map(({ model, name }) => `${model.name}/${name}`));
    const reached = new Set([...routed].filter(([, { routing }]) => routing.routed).map(([key]) => key));
    return new Map(all.map(({ model, name, service }) => [
        `${model.name}/${name}`,
        classify(model.name, name, service, { models, routed: reached, proxies }),
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
    const classes = classesOf(projects, routed);
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
            const classified = classes.get(key) ?? classify(model.name, name, service, { models, routed: new Set(), proxies: new Set() });
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
var transaction = __webpack_require__(2661);
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
        const wanted = (0,release_images/* imagesToResolve */.Cb)(stack, deployment.images, facts).filter((reference) => !resolved.has(reference));
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
        if (made.plan.unchanged && facts.current !== undefined && facts.unfinished === undefined) {
            return { outcome: 'unchanged', plan: made.plan, services: made.release.services, facts };
        }
        try {
            const ids = [...new Set(deployment.images.flatMap(({ imageId }) => imageId ?? []))];
            const sent = await sendImages(deployment.host, ids, { signal });
            if (sent.length > 0)
                deployment.log(`${sent.length} images sent to the server`);
            const events = await runRelease(deployment, made);
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
async function runRelease(deployment, { release, adopted }) {
    const { stackctl, signal, log, facts, judge } = deployment;
    const tar = packRelease({
        config: deployment.registryLogin,
        release: filesOf(release),
        ...(adopted !== undefined && { adopt: filesOf(adopted) }),
        files: release.files.filter(({ sha256 }) => !facts.files.includes(sha256)),
    });
    const committed = await (0,transaction/* runTransaction */.c)({
        server: (0,server/* serverOf */.F)(deployment, release.id, (onLine) => stackctl.deploy(release.id, tar, {
            gate: judge === undefined ? 'host' : 'runner',
            deadlineSeconds: deployment.deadlineSeconds,
            lockTimeoutSeconds: deployment.lockTimeoutSeconds,
            force: deployment.force,
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
    });
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

/***/ 7232:
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


/***/ }),

/***/ 4505:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  dJ: () => (/* binding */ failuresOf),
  Zo: () => (/* binding */ gateJudge),
  pX: () => (/* binding */ probesOf)
});

// EXTERNAL MODULE: ./lib/health/gate.js
var gate = __webpack_require__(3147);
;// CONCATENATED MODULE: ./lib/health/routers.js
/** A matcher of a Traefik rule with its first argument, and whether it is negated. */
const MATCHER = /(!\s*)?([A-Za-z]+)\(\s*`([^`]*)`/g;
/**
 * URLs that Traefik's routers answer, as a client outside would ask them, by the labels of a service. Routers with no plain host, and those
 * that a plain GET may not match (headers, methods, client addresses), give none.
 */
function routedUrls(labels) {
    if (labels['traefik.enable']?.toLowerCase() === 'false')
        return [];
    const urls = Object.entries(labels).flatMap(([label, rule]) => {
        const [, name] = /^traefik\.http\.routers\.([^.]+)\.rule$/i.exec(label) ?? [];
        if (name === undefined)
            return [];
        const scheme = hasTls(labels, name) ? 'https' : 'http';
        return placesOf(rule).map(({ host, path }) => `${scheme}://${host}${path}`);
    });
    return [...new Set(urls)];
}
function placesOf(rule) {
    // Parentheses other than a matcher's own: the first host and the first path of the whole are one way through.
    const grouped = /(^|[\s(!|&])\(/.test(rule);
    const alternatives = grouped ? [rule] : rule.split('||');
    return alternatives.flatMap((part) => {
        const matchers = [...part.matchAll(MATCHER)].map(([, not, name = '', value = '']) => ({
            not,
            name: name.toLowerCase(),
            value,
        }));
        const plainly = matchers.every(({ not, name }) => not === undefined && ['host', 'pathprefix', 'path'].includes(name));
        const host = matchers.find(({ name }) => name === 'host')?.value;
        if (!plainly || host === undefined || !/^[A-Za-z0-9.-]+$/.test(host))
            return [];
        const path = matchers.find(({ name }) => name !== 'host')?.value ?? '/';
        return path.startsWith('/') ? [{ host, path }] : [];
    });
}
/** TLS by the router's labels, or by an entry point that everybody names so. */
function hasTls(labels, router) {
    const prefix = `traefik.http.routers.${router}.`.toLowerCase();
    const own = Object.entries(labels).filter(([label]) => label.toLowerCase().startsWith(prefix));
    return own.some(([label, value]) => {
        const field = label.slice(prefix.length).toLowerCase();
        if (field === 'tls')
            return value.toLowerCase() !== 'false';
        return field.startsWith('tls.') || (field === 'entrypoints' && /\b(websecure|https)\b/i.test(value));
    });
}

;// CONCATENATED MODULE: ./lib/health/probesFor.js

/**
 * What a gate asks: of each service that has to run each replica's container, its replicas and URLs of stack.yml, and else, where Traefik
 * routes it, each of its addresses; all of one service under one name.
 */
function probesFor({ health, services, containers, projects = {} }) {
    const own = services.filter((service) => service.class !== 'one-shot' && service.replicas > 0);
    const targets = new Map(health.map((entry) => [entry, serviceOf(entry, own, projects)]));
    const isOf = (entry, service) => targets.get(entry) === service;
    const probes = own.flatMap((service) => {
        const entries = health.filter((entry) => isOf(entry, service));
        const replicas = replicasOf(service, containers);
        const name = entries[0]?.name ?? serviceName(service);
        return [
            ...Array.from({ length: service.replicas }, (_, index) => containerProbe(name, service, replicas[index], index)),
            ...entries.flatMap((entry) => [...replicaProbes(entry, replicas), ...urlProbes(entry)]),
            ...(entries.some(({ url }) => url !== undefined) ? [] : routerProbes(name, replicas, health)),
        ];
    });
    const outside = health.filter((entry) => !own.some((service) => isOf(entry, service)));
    return [...probes, ...outside.flatMap((entry) => [...urlProbes(entry), ...missingProbes(entry)])];
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
    if (exact !== undefined || projects[wanted.project] !== undefined)
        return exact;
    return named.length === 1 ? named[0] : undefined;
}
/** Compose's own rule for a project's name that comes from a folder (compose-go, NormalizeProjectName). */
function composeName(project, projects) {
    return (projects[project] ??
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
function replicaProbes({ name, port, path, status }, replicas) {
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
function urlProbes({ name, url, status }) {
    return url === undefined ? [] : [{ kind: 'url', name, url, ...(status !== undefined && { status }) }];
}
/** Addresses that an entry of stack.yml asks already are not asked twice. */
function routerProbes(name, replicas, health) {
    const hosts = new Set(health.flatMap(({ url }) => (url === undefined ? [] : [new URL(url).host])));
    const urls = new Set(replicas.flatMap(({ Config }) => routedUrls(Config.Labels ?? {})));
    return [...urls]
        .filter((url) => !hosts.has(new URL(url).host))
        .map((url) => ({ kind: 'url', name, url, routed: true }));
}
/** An entry for a service that the release does not have must not look healthy. */
function missingProbes({ name, service }) {
    if (service === undefined)
        return [];
    return [{ kind: 'container', name, container: `${service.project}-${service.service} (missing)` }];
}

// EXTERNAL MODULE: ./lib/runtime/clock.js
var clock = __webpack_require__(7642);
// EXTERNAL MODULE: ./lib/release/meta.js
var meta = __webpack_require__(9256);
;// CONCATENATED MODULE: ./lib/release/gating.js




/**
 * Bad answers in a row that users may get. Each new container has passed its own checks before the switch, and Traefik has acknowledged it:
 * what still answers wrongly now does not get better by waiting. A certificate that is still to come is no answer.
 */
const PATIENCE = 5;
/**
 * The gate of a deploy. It holds the whole window while the old version still waits behind; once that is stopped, the successes in a row are
 * asked for again, because callers that kept an old address show only then.
 */
function gateJudge({ stack, facts, askOf, rules, onReport }) {
    return async ({ stage, containers, services, signal }) => {
        const probes = probesOf(stack, services, { ...facts, containers });
        const report = await (0,gate/* judge */.S)({
            probes,
            rules: stage === 'switched' ? rules : { ...rules, windowSeconds: 0 },
            ask: askOf(containers),
            clock: clock/* systemClock */.m,
            // Users who got answers from another version before do not wait for this one.
            ...(facts.current !== undefined && { patience: PATIENCE }),
            signal,
        });
        onReport(report, stage);
        return {
            healthy: report.healthy,
            reason: report.healthy ? '' : `the health gate did not hold: ${failuresOf(report)}`,
        };
    };
}
/** The probes of what runs of these services now. */
function probesOf(stack, services, facts) {
    const current = services.flatMap((service) => containersOf(service, facts.containers));
    return probesFor({
        health: stack.health,
        services: [...services],
        containers: current,
        // Without a checkout, the release on the server knows which Compose project is which.
        projects: stack.projects.length > 0 ? (0,meta/* projectNames */.Qw)(stack.projects) : (0,meta/* readProjectNames */.A_)(facts.current?.meta.projects),
    });
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


/***/ }),

/***/ 2463:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cb: () => (/* binding */ imagesToResolve),
/* harmony export */   bE: () => (/* binding */ ImageSource),
/* harmony export */   iP: () => (/* binding */ thirdParty)
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

/***/ 6802:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ee: () => (/* binding */ journalLine),
/* harmony export */   Fz: () => (/* binding */ committedImages),
/* harmony export */   HM: () => (/* binding */ stepTimes),
/* harmony export */   Jh: () => (/* binding */ journalText),
/* harmony export */   ai: () => (/* binding */ journalEvent)
/* harmony export */ });
/** Reads a line of the journal; undefined for anything else that a server prints. */
function journalEvent(line) {
    const [utc, uptime, release, step, event, subject, ...text] = line.split('\t');
    if (utc === undefined || release === undefined || step === undefined || subject === undefined)
        return undefined;
    if (event !== 'begin' && event !== 'end' && event !== 'note' && event !== 'fail')
        return undefined;
    const uptimeMs = Number(uptime);
    if (!Number.isInteger(uptimeMs))
        return undefined;
    return { utc, uptimeMs, release, step, event, subject, text: text.join(' ') };
}
/**
 * Where the time went: each step in the order of its end or first failure; a step that ran in several waves is one entry for each. A step that fails ends there;
 * one that neither ended nor failed is left out.
 */
function stepTimes(events) {
    const first = events[0]?.uptimeMs ?? 0;
    const times = [];
    const open = new Map();
    for (const { event, step, uptimeMs } of events) {
        if (event === 'begin')
            open.set(step, { begun: uptimeMs });
        const found = open.get(step);
        if (found === undefined || (event !== 'end' && (event !== 'fail' || found.entry !== undefined)))
            continue;
        // What failed may have been tried again: its end, if one comes, counts.
        found.entry ??= times[times.push({ step, fromMs: 0, milliseconds: 0 }) - 1];
        Object.assign(found.entry, { fromMs: found.begun - first, milliseconds: uptimeMs - found.begun });
        if (event === 'fail')
            found.entry.failed = true;
        else {
            delete found.entry.failed;
            open.delete(step);
        }
    }
    return times;
}
/** The line again, as stackctl wrote it. */
function journalLine({ utc, uptimeMs, release, step, event, subject, text }) {
    return [utc, uptimeMs, release, step, event, subject, text].join('\t');
}
/** What runs, as the server saw it when it committed: `project/service` to image references. */
function committedImages(events) {
    const images = new Map();
    for (const event of events) {
        // A commit that died in the middle is reported once more by the recovery: the later word counts.
        if (event.step === 'commit' && event.event === 'begin')
            images.clear();
        const [state, image, container] = event.text.split(' ');
        if (event.step !== 'commit' || event.event !== 'note' || image === undefined || container === undefined)
            continue;
        images.set(event.subject, [
            ...(images.get(event.subject) ?? []),
            { image, container, running: state === 'running' },
        ]);
    }
    return images;
}
/** The line of the log for one event; undefined for those that say nothing to a reader. */
function journalText({ step, event, subject, text }) {
    if (event === 'begin')
        return text === '' ? `${step} …` : `${step}: ${text}`;
    if (event === 'end')
        return text === '' ? undefined : `${step}: ${text}`;
    const about = subject === '-' ? '' : `${subject}: `;
    return event === 'fail' ? `${step} failed: ${about}${text}` : `  ${about}${text}`;
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
