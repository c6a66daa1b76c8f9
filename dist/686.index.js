export const id = 686;
export const ids = [686];
export const modules = {

/***/ 9922:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $W: () => (/* binding */ config),
/* harmony export */   CN: () => (/* binding */ envFile),
/* harmony export */   FN: () => (/* binding */ releaseToRestore),
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   Ow: () => (/* binding */ refresh),
/* harmony export */   P4: () => (/* binding */ registryInputs),
/* harmony export */   PA: () => (/* binding */ dryRun),
/* harmony export */   Pq: () => (/* binding */ json),
/* harmony export */   VC: () => (/* binding */ push),
/* harmony export */   VE: () => (/* binding */ environmentName),
/* harmony export */   WJ: () => (/* binding */ transactionInputs),
/* harmony export */   Wl: () => (/* binding */ releaseToJudge),
/* harmony export */   _9: () => (/* binding */ buildInputs),
/* harmony export */   aq: () => (/* binding */ files),
/* harmony export */   cA: () => (/* binding */ environment),
/* harmony export */   ci: () => (/* binding */ pipelineInputs),
/* harmony export */   ep: () => (/* binding */ hostInputs),
/* harmony export */   jW: () => (/* binding */ pullInputs),
/* harmony export */   kT: () => (/* binding */ leaveData),
/* harmony export */   l: () => (/* binding */ reason),
/* harmony export */   ll: () => (/* binding */ gateInputs),
/* harmony export */   s$: () => (/* binding */ force),
/* harmony export */   v5: () => (/* binding */ recordInputs),
/* harmony export */   yD: () => (/* binding */ secretText),
/* harmony export */   zC: () => (/* binding */ images)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4528);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8532);

/** A text input with a description of what is allowed: each of them becomes part of an argv, a path or a log. */
function text(pattern, meta) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
        .regex(pattern)
        .meta({ ...meta });
}
function secretText(meta) {
    // This message replaces zod's own, which could quote the value.
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
        .max(512 * 1024, 'too long')
        .meta({ ...meta, secret: true });
}
/** `true` and `false` as YAML 1.2 writes them, nothing else: `yes` or `1` is refused, not guessed. */
const truth = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
    .regex(/^(true|True|TRUE|false|False|FALSE)$/)
    .transform((given) => given.toLowerCase() === 'true')
    .meta({ isTruth: true });
const TRUTH = '`true` or `false`';
function flag(description) {
    return truth.prefault('false').meta({ description, allowed: TRUTH });
}
function wholeNumber(description, { least, most, unit }) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
        .regex(/^[0-9]{1,6}$/)
        .transform(Number)
        .pipe(zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().min(least).max(most))
        .meta({ description, allowed: `a whole number${unit ? ` of ${unit}` : ''} from ${least} to ${most}` });
}
function seconds(description, { least, most }) {
    return wholeNumber(description, { least, most, unit: 'seconds' });
}
/** JSON of a list or a map. */
function json(schema, meta) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
        .transform((given, context) => {
        try {
            return JSON.parse(given);
        }
        catch {
            context.addIssue({ code: 'custom', message: 'not JSON' });
            return zod__WEBPACK_IMPORTED_MODULE_1__/* .NEVER */ .tm;
        }
    })
        .pipe(schema)
        .meta({ ...meta });
}
// Letters, digits and a little: begins with no dash, so that ssh and docker cannot take it for an option.
const NAME = '[A-Za-z0-9_][A-Za-z0-9_.-]*';
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const ONE_LINE = /^(?!-)[^\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]{1,500}$/;
/** A path below the checkout: no `..`, no blank or dash at its beginning. */
const INNER_PATH = /^(?![-/])(?!(?:.*\/)?\.\.(?:\/|$))[^\\\p{C}]{1,400}$/u;
const FILE_PATH = /^(?!-)[^\p{C}]{1,1000}$/u;
const projectName = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/, 'must be a project name');
const digest = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().regex(/^sha256:[0-9a-f]{64}$/, 'must be sha256: and 64 hex digits');
const tag = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/, 'must be a tag');
const builtImage = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    project: projectName,
    service: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/, 'must be a service name'),
    repository: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().regex(/^[a-z0-9][a-z0-9._:/-]{0,254}$/, 'must be a repository without a tag'),
    key: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().regex(/^[0-9a-f]{8,64}$/, 'must be hex digits'),
    tags: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(tag),
    result: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['built', 'reused', 'planned']),
    reason: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().max(4000),
    digest: digest.exactOptional(),
    pushed: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY().exactOptional(),
    imageId: digest.exactOptional(),
    onServer: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY().exactOptional(),
    sums: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().regex(/^[0-9a-f]{64}(-[0-9a-f]{64})?$/, 'must be hex digits')).exactOptional(),
});
/** Where there is no checkout to find one by the branch. */
const environmentName = text(/^[a-z0-9][a-z0-9-]{0,39}$/, {
    description: 'Environment of stack.yml that was deployed to',
    allowed: 'lower-case letters, digits and dashes, 40 at most',
});
const environment = environmentName
    .optional()
    .meta({ description: 'Environment of stack.yml to deploy to; the one of the pushed branch if absent' });
const config = text(INNER_PATH, {
    description: 'Path of stack.yml in the repository; the file may be missing if one Compose file is the stack',
    allowed: 'a path inside the repository',
}).prefault('stack.yml');
const host = text(new RegExp(`^${NAME}@(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9][A-Za-z0-9.-]*)(:[0-9]{1,5})?$`), {
    description: 'Server as `user@host` or `user@host:port`; the environment’s `host` of stack.yml if absent',
    allowed: '`user@host` or `user@host:port`',
}).optional();
const sshKey = secretText({
    description: 'Private SSH key (a secret), in OpenSSH or PEM format, without passphrase',
    allowed: 'a private key that begins with `-----BEGIN … PRIVATE KEY-----`',
    missing: [
        'pass the key as `ssh-key: ${{ secrets.SSH_KEY }}`',
        'a secret of an environment is empty unless the job says `environment:`, and in a called workflow unless the caller passes `secrets: inherit`',
    ],
})
    .regex(/^\s*-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]+-----END [A-Z0-9 ]*PRIVATE KEY-----\s*$/)
    .transform((key) => `${key.replace(/\r\n?/g, '\n').trim()}\n`)
    .meta({ secret: true });
const knownHosts = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
    .max(64 * 1024)
    .refine((given) => given.split('\n').some((line) => /^(@cert-authority )?[^#@\s]\S* \S+ [A-Za-z0-9+/=]{40,}/.test(line.trim())))
    .transform((given) => `${given.replace(/\r\n?/g, '\n').trim()}\n`)
    .meta({
    description: 'Lines of known_hosts for the server; host keys are never asked for at run time',
    allowed: 'lines such as `example.org ssh-ed25519 AAAA…`',
    missing: [
        'get the line with: ssh-keyscan -t ed25519 HOST',
        'check it with: ssh-keyscan -t ed25519 HOST | ssh-keygen -lf -',
        'the fingerprint must be the one that `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` prints on the server itself',
    ],
});
/** In a shell, ssh's own configuration stands for what is absent. */
const hostInputs = {
    host,
    sshKey: sshKey.optional().meta({ ownInShell: true }),
    knownHosts: knownHosts.optional().meta({ ownInShell: true }),
};
/** Of build-and-tag: with a key the server is asked for its record. */
const recordInputs = {
    host,
    sshKey: sshKey.optional().meta({
        description: 'Private SSH key (a secret): the server is asked which images were built for it before. Without it, whatever is not built here is built anew',
        secret: true,
    }),
    knownHosts: knownHosts.optional(),
};
const USER = /^(?!-)[^\s:\p{C}]{1,255}$/u;
const userName = (meta) => text(USER, { ...meta, allowed: 'a name without blanks and colons' }).optional();
/** What `docker login --password-stdin < FILE` takes: a line end behind it is none of it, and a key of Google's is a JSON of many lines. */
const PASSWORD = /^([\x21-\x7e]+|\{[\x20-\x7e\r\n\t]*\})$/;
const registryInputs = {
    registryUsername: userName({ description: 'User name at the registry', runnerDefault: '${{ github.actor }}' }),
    registryToken: secretText({
        description: 'Token or password at the registry (a secret)',
        runnerDefault: '${{ github.token }}',
    })
        .transform((given) => given.trim())
        .pipe(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().regex(PASSWORD))
        .meta({ allowed: 'one line of ASCII without blanks, or JSON such as the key of a service account', secret: true })
        .optional(),
};
const PULL_LINE = /^([a-z0-9][a-z0-9.-]*(?::[0-9]{1,5})?)\s+((?!-)[^\s:\p{C}]{1,255})\s+([\x21-\x7e]+)$/u;
/** The login that the server pulls with, if it is not the one that the runner pushes with. */
const pullInputs = {
    registryPullUsername: userName({ description: 'User name of `registry-pull-token`; `registry-username` if absent' }),
    registryPullToken: secretText({
        description: 'What the server pulls with, so that it cannot push (a secret): a token at the stack’s registry, or lines `HOST USER TOKEN` for several, of which one must be for the stack’s registry where the action pushes; what the runner has if absent',
        allowed: 'one line of ASCII without blanks, a JSON, or lines of three words: host, user, token',
    })
        .transform((given, context) => {
        if (PASSWORD.test(given.trim()))
            return [{ password: given.trim() }];
        const lines = given
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== '');
        const found = lines.map((line) => PULL_LINE.exec(line));
        if (found.some((one) => one === null))
            context.addIssue({ code: 'custom', message: 'neither' });
        return found.flatMap((one) => one === null ? [] : [{ host: one[1] ?? '', username: one[2] ?? '', password: one[3] ?? '' }]);
    })
        .meta({ secret: true })
        .optional(),
};
const envFile = secretText({
    description: 'Whole text of the env file (a secret with many lines); stack.yml’s `env-file` if absent',
    allowed: 'lines `NAME=value`, 512 KiB at most',
    holdsValues: true,
}).optional();
const files = secretText({
    description: 'Files that git does not have (a secret): a map in YAML or JSON of paths in the repository to their texts. They are put into the checkout for this step, before the Compose files are read',
    allowed: 'a map of paths inside the repository to texts, such as `.env.production: |` and below it, indented, its lines',
    holdsValues: true,
}).optional();
const images = json(zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(builtImage), {
    description: 'Images that this run has built: the `images` output of build-and-tag or push-image (JSON)',
    allowed: 'the JSON of an `images` output',
});
const refresh = truth.optional().meta({
    description: 'Look up every tag that is not built here again, and build anew on base images that have moved; a scheduled run does if absent',
    allowed: TRUTH,
});
const push = truth.prefault('true').meta({
    description: 'Push what is built; `false` where the login may only pull: it is sent to the server over SSH',
    allowed: TRUTH,
});
const buildInputs = {
    projects: json(zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(projectName).min(1), {
        description: 'Projects to build, a JSON list of names; all if absent',
        allowed: 'a JSON list of project names, such as `["auth","l2p"]`',
    }).optional(),
    version: text(/^(?![0-9a-f]{64}$)(?!key-)[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/, {
        description: 'A further tag for every image, such as `1.4.0`',
        allowed: 'a tag: letters, digits, `_`, `.`, `-`, 128 at most, no digest and not `key-…`',
    }).optional(),
    refresh,
    cache: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['registry', 'gha', 'none']).prefault('registry').meta({
        description: 'Where layers are kept for the next runner: `registry` (the tag `cache-ENVIRONMENT` beside each image), `gha` (GitHub’s cache) or `none`',
        allowed: '`registry`, `gha` or `none`',
    }),
    buildkitImage: text(/^[a-z0-9][A-Za-z0-9._:/@-]{0,500}$/, {
        description: 'Image of the BuildKit that is started where the runner’s builder keeps no cache, for runners that do not reach Docker Hub; `moby/buildkit` by a digest if absent',
        allowed: 'the reference of an image, such as `mirror.example.org/moby/buildkit:v0.32.2`',
    }).optional(),
};
/** Of build-and-tag alone. */
const pipelineInputs = {
    output: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['load', 'push', 'none']).prefault('load').meta({
        description: 'What becomes of what is built: `load` into this runner’s engine, for tests of it and for push-image; `push` straight to the registry; `none`: it is only shown that it builds',
        allowed: '`load`, `push` or `none`',
    }),
    withoutSecrets: flag('Read the Compose files without the env file: variables that only it gives get stand-ins, and an image that needs them is left for the deploy. So is an image under whose key the registry has one, unless `ssh-key` is given: for ssh-deploy, which builds nothing, leave this out or give the key'),
    dryRun: flag('Say what would be tested, built and deployed, and build nothing'),
};
const release = text(/^[1-9][0-9]{0,8}-[0-9a-z]{7}$/, {
    description: 'Id of a release on the server',
    allowed: 'a release id such as `12-3fa9c01`',
});
/** Input of the health gate: absent, it judges what serves now. */
const releaseToJudge = release
    .optional()
    .meta({ description: 'Release to judge; the one that serves now if absent' });
/** Input of the rollback: absent, it goes back one release. */
const releaseToRestore = release
    .optional()
    .meta({ description: 'Release to go back to; the previous one if absent' });
const reason = text(ONE_LINE, {
    description: 'Why, in a line; kept in the release and its history',
    allowed: 'one line of 500 characters at most',
}).optional();
const transactionInputs = {
    lockTimeout: seconds('How long to wait for another deploy that holds the server’s lock', {
        least: 0,
        most: 3600,
    }).prefault('600'),
    deadline: seconds('The server undoes the deploy by itself after so long without a sign of life; the gate’s timeout + 120 if absent', {
        least: 5,
        most: 900,
    }).optional(),
};
const leaveData = flag('Go back although that release does not have what was written since: it stays on the server, unused');
const dryRun = flag('Print the plan and change nothing');
const force = flag('Deploy although a newer run or a rollback came before');
const gateInputs = {
    successes: wholeNumber('Successes in a row that each probe needs', { least: 1, most: 100 }).prefault('3'),
    window: seconds('How long all probes must hold without one failure', { least: 0, most: 600 }).prefault('10'),
    timeout: seconds('When the gate gives up', { least: 1, most: 780 }).prefault('120'),
    interval: seconds('Between two tries of a probe', { least: 1, most: 60 }).prefault('1'),
    resolve: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
        .transform((given) => given.split(/[\s,]+/).filter((entry) => entry !== ''))
        .pipe(zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
        .regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,252}=([0-9]{1,3}(\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$/)))
        .transform((entries) => Object.fromEntries(entries.map((entry) => entry.split('='))))
        .optional()
        .meta({
        description: 'Addresses for names, instead of DNS: `l2p.example.org=1.2.3.4`, separated by blanks or commas',
        allowed: 'entries `name=address`, separated by blanks or commas',
    }),
    caFile: text(FILE_PATH, {
        description: 'File with further certificate authorities (PEM) that the gate trusts',
        allowed: 'a path',
    }).optional(),
};


/***/ }),

/***/ 1074:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ defineAction)
});

// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
;// CONCATENATED MODULE: ./lib/runtime/excerpt.js
/** What is shown at once, and how much of the end is kept for later. */
const HEAD_LINES = 400;
const TAIL_LINES = 60;
const LINE_CHARACTERS = 4000;
/** Lets the head of an endless output through, keeps its tail, and says how much is missing between. */
class Excerpt {
    seen = 0;
    tail = [];
    /** The line to show now, if any. */
    add(line) {
        const cut = line.length > LINE_CHARACTERS
            ? `${line.slice(0, LINE_CHARACTERS)}… (${line.length - LINE_CHARACTERS} characters not shown)`
            : line;
        this.seen++;
        if (this.seen <= HEAD_LINES)
            return cut;
        this.tail.push(cut);
        if (this.tail.length > TAIL_LINES)
            this.tail.shift();
        return undefined;
    }
    /** What remains to be shown at the end. */
    rest() {
        const missing = this.seen - HEAD_LINES - this.tail.length;
        const gap = missing > 0 ? [`… ${missing} lines not shown …`] : [];
        return [...gap, ...this.tail.splice(0)];
    }
}

// EXTERNAL MODULE: ./lib/runtime/masking.js
var masking = __webpack_require__(736);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/node_modules/@actions/core/lib/core.js + 6 modules
var core = __webpack_require__(8258);
;// CONCATENATED MODULE: ./lib/runtime/voice.js


/** GitHub shows 4096 characters of an annotation. */
const ANNOTATION_CHARACTERS = 4000;
/** It shows ten errors of a step; one is the failure itself. */
const PLACES = 9;
/**
 * GitHub's runner. Whatever is not a command of ours is written between `::stop-commands::` and its end, because the runner obeys commands in any
 * output, also in that of a server.
 */
class RunnerVoice {
    token;
    line(text) {
        if (this.token === undefined) {
            this.token = (0,external_node_crypto_.randomUUID)();
            process.stdout.write(`::stop-commands::${this.token}\n`);
        }
        process.stdout.write(`${text}\n`);
    }
    debug(text) {
        this.command(() => core/* debug */.Yz(text));
    }
    notice(text) {
        this.command(() => core/* notice */.lm(annotation(text)));
    }
    warning(text) {
        this.command(() => core/* warning */.$e(annotation(text)));
    }
    fail(text, places) {
        this.command(() => {
            core/* setFailed */.C1(annotation(text));
            for (const { file, line, message } of places.slice(0, PLACES)) {
                const at = file.replace(/\n/g, ' ');
                core/* error */.z3(annotation(message), { file: at, startLine: line, title: `stack-actions: ${at}:${line}` });
            }
        });
    }
    open(title) {
        this.command(() => core/* startGroup */.Oh(title.replace(/\n/g, ' ')));
    }
    close() {
        this.command(() => core/* endGroup */.N4());
    }
    secret(form) {
        // The runner masks each line of it, also a lone `}`, and drops every output of a job that holds one; each line that can be a secret is a form by itself.
        if (!/[\r\n]/.test(form))
            this.command(() => core/* setSecret */.Pq(form));
    }
    /** Commands are obeyed again for the steps that follow. */
    end() {
        this.command(() => { });
    }
    command(issue) {
        if (this.token !== undefined) {
            process.stdout.write(`::${this.token}::\n`);
            this.token = undefined;
        }
        issue();
    }
}
function annotation(text) {
    return text.length > ANNOTATION_CHARACTERS ? `${text.slice(0, ANNOTATION_CHARACTERS)}…` : text;
}

;// CONCATENATED MODULE: ./lib/runtime/log.js




/** The step's log. Secrets are blanked here too, for runs outside of GitHub. */
class Log {
    voice;
    secrets = new Set();
    lastWord;
    constructor(voice = new RunnerVoice()) {
        this.voice = voice;
    }
    info(text) {
        this.voice.line(this.clean(text));
    }
    /** Shown only when the run has debug logging on. */
    debug(text) {
        this.voice.debug(this.clean(text));
    }
    notice(text) {
        this.voice.notice(this.clean(text));
    }
    warning(text) {
        this.voice.warning(this.clean(text));
    }
    /** Says why the step is red, and makes it so; what is wrong in a file is said at its line as well. */
    fail(text, places = []) {
        this.voice.fail(this.clean(text), places.map(({ file, line, message }) => ({ file: this.clean(file), line, message: this.clean(message) })));
    }
    /** Folds what `work` prints below a title. */
    async group(title, work) {
        this.voice.open(this.clean(title));
        try {
            return await work();
        }
        finally {
            this.voice.close();
        }
    }
    /** Prints the lines of a tool or a server: the head at once, the tail at `end`, nothing that floods the log. */
    output() {
        const excerpt = new Excerpt();
        return {
            line: (text) => {
                const shown = excerpt.add(text);
                if (shown !== undefined)
                    this.info(shown);
            },
            end: () => {
                for (const line of excerpt.rest())
                    this.info(line);
            },
        };
    }
    /** Keeps a secret out of all that is printed from now on. */
    mask(secret) {
        if (secret.trim() !== '')
            this.maskForms((0,masking/* secretForms */.eo)(secret));
    }
    /** Masks those values that can be secrets; `except` is public text (the Compose files) whose words stay readable. */
    maskValues(values, { except = '' } = {}) {
        this.maskForms((0,masking/* formsOfValues */.F$)(values, except));
    }
    /** Masks these texts, letter by letter. */
    maskForms(forms) {
        const unknown = new Set([...forms].filter((form) => !this.secrets.has(form)));
        if (unknown.size === 0)
            return;
        for (const form of unknown) {
            this.secrets.add(form);
            this.voice.secret(form);
        }
    }
    /** The line that stands at the very end of the log, whatever happens after: which version answers now. */
    conclude(text) {
        this.lastWord = text;
    }
    get isConcluded() {
        return this.lastWord !== undefined;
    }
    /** Ends the log with its conclusion. */
    end() {
        if (this.lastWord !== undefined)
            this.info(this.lastWord);
        this.voice.end();
    }
    /** Text with every masked secret blanked, for what is written to files. */
    redact(text) {
        return (0,masking/* withoutForms */.Mk)(text, this.secrets);
    }
    /** The same for each text in a value, however deep; numbers, booleans and keys stay as they are. */
    redactEach(value) {
        if (typeof value === 'string')
            return this.redact(value);
        if (Array.isArray(value))
            return value.map((entry) => this.redactEach(entry));
        if (typeof value !== 'object' || value === null)
            return value;
        return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, this.redactEach(entry)]));
    }
    clean(text) {
        // `##[command]` is the runner's older syntax, and its web page draws it even where it is not obeyed.
        return this.redact((0,runtime_escape/* plain */.pj)(text)).replaceAll('##[', '# #[');
    }
}

// EXTERNAL MODULE: ./lib/troubleshooting/report.js + 3 modules
var report = __webpack_require__(1497);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 14 modules
var schemas = __webpack_require__(4528);
;// CONCATENATED MODULE: ./lib/contract/event.js


/** Whoever starts these names a branch or tag, or GitHub's clock means the default branch. */
const OF_A_REF = ['push', 'schedule', 'workflow_dispatch', 'repository_dispatch', 'release', 'workflow_run'];
/**
 * Which ref and commit each event has in GITHUB_REF and GITHUB_SHA: GitHub's documentation, "Events that trigger workflows". Those of
 * `workflow_run` are the default branch and its last commit, whatever was tested.
 * @param payload What GITHUB_EVENT_PATH holds; undefined where it cannot be read.
 */
function readEvent(env, payload = readPayload(env)) {
    const text = (name) => env[`GITHUB_${name}`] ?? '';
    const [name, repository] = [text('EVENT_NAME'), text('REPOSITORY')];
    const server = text('SERVER_URL') || 'https://github.com';
    const runId = Number(text('RUN_ID')) || 0;
    const { ref, sha, barred, order, madeAt, isByClock } = name === 'workflow_run'
        ? ofEarlierRun(payload, repository)
        : {
            ref: text('REF'),
            sha: text('SHA'),
            barred: barOf(name, text('BASE_REF')),
            order: runId,
            madeAt: name === 'push' ? pushedAt(payload) : undefined,
            isByClock: name === 'schedule',
        };
    return {
        ...{ repository, repositoryId: text('REPOSITORY_ID'), server, sha, ref, barred, name, runId, order, madeAt },
        isByClock,
        branch: text('HEAD_REF') || after('refs/heads/', ref),
        baseBranch: text('BASE_REF') || (name === 'merge_group' ? baseOfQueue(payload) : undefined),
        tag: after('refs/tags/', ref),
        isOfRef: name === '' || OF_A_REF.includes(name),
        runAttempt: Number(text('RUN_ATTEMPT')) || 1,
        actor: text('ACTOR'),
        runUrl: repository && runId ? `${server}/${repository}/actions/runs/${runId}` : '',
    };
}
function readPayload({ GITHUB_EVENT_PATH: path }) {
    try {
        return path ? JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8')) : undefined;
    }
    catch {
        return undefined;
    }
}
function barOf(name, baseRef) {
    // pull_request, pull_request_target, pull_request_review, …
    if (name.startsWith('pull_request') || baseRef !== '')
        return 'a pull request is not deployed';
    return name === 'merge_group' ? 'a merge queue is not deployed: the push that it ends in is' : undefined;
}
const queue = schemas/* object */.Ikc({ merge_group: schemas/* object */.Ikc({ base_ref: schemas/* string */.YjP() }) });
function baseOfQueue(payload) {
    const { data } = queue.safeParse(payload);
    return data && after('refs/heads/', data.merge_group.base_ref);
}
const pushed = schemas/* object */.Ikc({ repository: schemas/* object */.Ikc({ pushed_at: schemas/* int */.Whr().positive() }) });
/** A push's own file has this as a number of seconds; a file of another event has the repository's last push, as a text. */
function pushedAt(payload) {
    const { data } = pushed.safeParse(payload);
    return data && data.repository.pushed_at * 1000;
}
/** Fields that are not here are not needed: GitHub's documentation, "Webhook events and payloads", `workflow_run`. */
const earlierRun = schemas/* object */.Ikc({
    workflow_run: schemas/* object */.Ikc({
        id: schemas/* int */.Whr().positive(),
        created_at: schemas/* string */.YjP().optional(),
        event: schemas/* string */.YjP(),
        conclusion: schemas/* string */.YjP().nullable(),
        head_branch: schemas/* string */.YjP().min(1),
        head_sha: schemas/* string */.YjP().regex(/^[0-9a-f]{40,64}$/),
        head_repository: schemas/* object */.Ikc({ full_name: schemas/* string */.YjP() }).nullable(),
    }),
});
/** A run that followed another one itself says nothing of what that one was about. */
const FOLLOWED = ['push', 'schedule', 'workflow_dispatch', 'repository_dispatch', 'release'];
/** The ref, commit and number of the run that this one follows, and what speaks against deploying them. */
function ofEarlierRun(payload, repository) {
    const { data } = earlierRun.safeParse(payload);
    if (data === undefined)
        return {
            ...{ ref: '', sha: '', barred: 'nothing says which run this one follows', order: 0 },
            ...{ madeAt: undefined, isByClock: false },
        };
    const { id, created_at: created = '', event, conclusion, head_branch: branch, head_sha: sha, head_repository: head, } = data.workflow_run;
    return {
        ...{ ref: `refs/heads/${branch}`, sha, barred: bar(), order: id },
        ...{ madeAt: Date.parse(created) || undefined, isByClock: event === 'schedule' },
    };
    function bar() {
        const run = 'the run that this one follows';
        if (head?.full_name !== repository)
            return `${run} was for another repository (${head?.full_name ?? 'one that is gone'})`;
        if (event.startsWith('pull_request'))
            return `${run} was for a pull request`;
        if (!FOLLOWED.includes(event))
            return `${run} was started by ${event}, which does not say what was tested`;
        return conclusion === 'success' ? undefined : `${run} ended with ${conclusion ?? 'nothing yet'}`;
    }
}
function after(prefix, ref) {
    return ref.startsWith(prefix) ? ref.slice(prefix.length) : undefined;
}

// EXTERNAL MODULE: ./lib/contract/inputs.js
var contract_inputs = __webpack_require__(5093);
// EXTERNAL MODULE: ./lib/contract/outputs.js
var contract_outputs = __webpack_require__(3224);
// EXTERNAL MODULE: ./lib/contract/shape.js
var shape = __webpack_require__(9367);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./lib/contract/summary.js

/** GitHub drops a summary of more than 1 MiB as a whole. */
const SUMMARY_BYTES = 1024 * 1024 - 4096;
/** The step's page in the job summary, as Markdown. Text of others goes through `markdown` or `codeBlock` first. */
class Summary {
    parts = [];
    head;
    add(text) {
        this.parts.push(text);
    }
    /** What stands above all: how it ended and, where it is red, what to do next. */
    lead(text) {
        this.head = text;
    }
    get isLed() {
        return this.head !== undefined;
    }
    /**
     * Appends what was added to GITHUB_STEP_SUMMARY; nothing where there is no such file. Parts that GitHub would not take any more are left
     * out as a whole, so that no table and no block stays open.
     */
    async write(env, redact) {
        const file = env.GITHUB_STEP_SUMMARY;
        const parts = [...(this.head === undefined ? [] : [this.head]), ...this.parts].map(redact);
        if (!file || parts.length === 0)
            return;
        let room = SUMMARY_BYTES;
        const kept = parts.filter((part) => {
            room -= Buffer.byteLength(part) + 2;
            return room >= 0;
        });
        if (kept.length < parts.length)
            kept.push(`(${parts.length - kept.length} parts are longer than GitHub takes)`);
        await (0,promises_.appendFile)(file, `${kept.join('\n\n')}\n`);
    }
}

;// CONCATENATED MODULE: ./lib/contract/action.js









/** Declares an action once: from this come its checks at run time, its `action.yml` and its table in the documents. */
function defineAction(definition) {
    const { name, description, inputs, outputs } = definition;
    return {
        name,
        description,
        inputs,
        outputs,
        hasPost: definition.post !== undefined,
        run: (shell) => step(async (context) => {
            maskSecrets(inputs, context);
            if (shell === undefined)
                warnOfShortLines(inputs, context);
            const write = (values) => shell === undefined ? (0,contract_outputs/* writeOutputs */.Kn)(outputs, values, context.log) : shell.onOutputs(values);
            try {
                const given = (0,contract_inputs/* readInputs */.Ko)(inputs, context.env, { inShell: shell !== undefined });
                write(await definition.main(given, context));
            }
            catch (error) {
                const known = error instanceof contract_outputs/* ActionFailure */.dR ? error.outputs : {};
                const outcome = (0,contract_outputs/* outcomeOf */.sG)(error);
                write({ outcome, failure: context.log.redact((0,errors/* inALine */.Hk)(causeOf(error))), ...known });
                // What fails before its main part has a server has no last line of its own.
                if ('outcome' in outputs && outcome === 'refused' && !context.log.isConcluded)
                    context.log.conclude(`${outcome}; ${contract_outputs/* NOTHING_CHANGED */.Dh}`);
                throw error;
            }
        }, shell),
        runPost: () => step(async (context) => definition.post?.(context)),
    };
}
function maskSecrets(inputs, { env, log }) {
    for (const [name, text] of Object.entries((0,contract_inputs/* givenInputs */.PC)(inputs, env))) {
        const { secret, holdsValues } = (0,shape/* metaOf */.fX)(inputs[name]);
        if (secret && !holdsValues)
            log.mask(text);
    }
}
/** In a job of GitHub, which masks each line of a secret by itself. */
function warnOfShortLines(inputs, { env, log }) {
    for (const [name, text] of Object.entries((0,contract_inputs/* givenInputs */.PC)(inputs, env))) {
        const short = (0,shape/* metaOf */.fX)(inputs[name]).secret ? (0,masking/* shortLines */._W)(text) : [];
        if (short.length === 0)
            continue;
        log.warning(`${(0,shape/* kebabCase */.kW)(name)} has lines as short as ${short.map((line) => JSON.stringify(line)).join(' and ')}. If it is a secret of GitHub, each of its lines is masked by itself: every ${JSON.stringify(short[0])} becomes *** in the logs of this job, and GitHub drops each output of it that has one. Write JSON on one line`);
    }
}
/** What every step does around its work: signals, the summary, one error for the user, the end of the process. */
async function step(work, shell) {
    const { env } = shell ?? process;
    const log = new Log(shell?.voice);
    const summary = new Summary();
    const cancellation = new AbortController();
    // SIGTERM follows SIGINT: the second finds the work already ending.
    const cancel = () => cancellation.abort();
    process.on('SIGINT', cancel);
    process.on('SIGTERM', cancel);
    try {
        await work({
            log,
            summary,
            env,
            event: readEvent(env),
            signal: cancellation.signal,
            workspace: env.GITHUB_WORKSPACE || process.cwd(),
            inShell: shell !== undefined,
        });
    }
    catch (error) {
        const failure = action_report(causeOf(error), { log, summary, env });
        shell?.onFailure(failure);
    }
    finally {
        await summary
            .write(env, (text) => log.redact(text))
            .catch((error) => log.warning(`The job summary could not be written: ${(0,errors/* explain */.WE)(error)}`));
        log.end();
        process.off('SIGINT', cancel);
        process.off('SIGTERM', cancel);
    }
}
function causeOf(error) {
    return error instanceof contract_outputs/* ActionFailure */.dR ? error.cause : error;
}
/** The one error of the step, what it looks like, and the stack trace for who debugs us. */
function action_report(cause, { log, summary, env }) {
    const failure = (0,errors/* forUsers */.ec)(cause);
    log.fail((0,errors/* explain */.WE)(failure), failure.places);
    const { message, at, todo, about } = failure;
    const said = { ...log.redactEach({ message, at, todo }), about };
    for (const line of (0,report/* troubleshootingText */.Q)(said, env))
        log.info(line);
    if (!summary.isLed)
        summary.lead(`### ✗ Failed\n\n${(0,report/* failureMarkdown */.A)(said, env)}`);
    if (failure !== cause && cause instanceof Error && cause.stack)
        log.debug(cause.stack);
    return failure;
}


/***/ }),

/***/ 5093:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ko: () => (/* binding */ readInputs),
/* harmony export */   LO: () => (/* binding */ inputVariable),
/* harmony export */   PC: () => (/* binding */ givenInputs)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4528);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7373);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9367);




/** Where the runner puts an input: `INPUT_KNOWN-HOSTS`. */
function inputVariable(name) {
    return `INPUT_${(0,_shape_js__WEBPACK_IMPORTED_MODULE_2__/* .kebabCase */ .kW)(name).toUpperCase()}`;
}
/** The text of each input that was given; the runner passes an absent one as an empty string. */
function givenInputs(shape, env) {
    const given = {};
    for (const [name, schema] of Object.entries(shape)) {
        const text = env[inputVariable(name)] ?? '';
        if (text.trim() === '')
            continue;
        // A key needs its last line break; elsewhere blanks around a value are an accident of YAML.
        given[name] = (0,_shape_js__WEBPACK_IMPORTED_MODULE_2__/* .metaOf */ .fX)(schema).secret ? text : text.trim();
    }
    return given;
}
/**
 * Reads and checks all inputs of an action.
 *
 * @throws Refused that lists every bad input: its name, what was given, what is allowed. Secrets are never shown.
 */
function readInputs(shape, env, { inShell = false } = {}) {
    const given = givenInputs(shape, env);
    const result = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc(shape).safeParse(given);
    const absent = inShell ? [] : notGiven(shape, given);
    if (result.success && absent.length === 0)
        return result.data;
    throw badInputs(shape, given, [...(result.error?.issues ?? []), ...absent]);
}
/** What a shell may leave out and a workflow may not. */
function notGiven(shape, given) {
    return Object.entries(shape)
        .filter(([name, schema]) => (0,_shape_js__WEBPACK_IMPORTED_MODULE_2__/* .metaOf */ .fX)(schema).ownInShell && given[name] === undefined)
        .map(([name]) => ({ code: 'custom', path: [name], message: 'missing', input: undefined }));
}
function badInputs(shape, given, issues) {
    const names = Object.keys(shape).filter((name) => issues.some((issue) => issue.path[0] === name));
    const faults = names.map((name) => {
        const schema = shape[name];
        const problems = issues.filter((issue) => issue.path[0] === name).map(problemText);
        return `${(0,_shape_js__WEBPACK_IMPORTED_MODULE_2__/* .kebabCase */ .kW)(name)}: ${fault(schema, given[name], problems)}`;
    });
    const todo = names
        .filter((name) => given[name] === undefined)
        .flatMap((name) => (0,_shape_js__WEBPACK_IMPORTED_MODULE_2__/* .metaOf */ .fX)(shape[name]).missing ?? []);
    const what = faults.length === 1 ? 'An input is wrong' : `${faults.length} inputs are wrong`;
    return (0,_runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .refuseAll */ .cp)(what, faults, { todo, code: 'usage' });
}
function fault(schema, given, problems) {
    const { allowed, secret } = (0,_shape_js__WEBPACK_IMPORTED_MODULE_2__/* .metaOf */ .fX)(schema);
    const must = allowed === undefined ? '' : `; must be ${allowed}`;
    if (given === undefined)
        return `${(0,_shape_js__WEBPACK_IMPORTED_MODULE_2__/* .isRequired */ .gx)(schema) ? 'required, but empty or missing' : 'missing'}${must}`;
    // Where no words say what is allowed, zod's do. They may quote the value, so a secret's schema has words of its own.
    const because = allowed === undefined || problems.some((text) => text.startsWith('[')) ? ` (${problems.join('; ')})` : '';
    const shown = secret ? `a value of ${given.length} characters that is not shown` : (0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(given);
    return `got ${shown}${must}${secret ? '' : because}`;
}
function problemText(issue) {
    const path = issue.path.slice(1).map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
    return path.length === 0 ? issue.message : `${path.join('')}: ${issue.message}`;
}


/***/ }),

/***/ 3224:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dh: () => (/* binding */ NOTHING_CHANGED),
/* harmony export */   Kn: () => (/* binding */ writeOutputs),
/* harmony export */   dR: () => (/* binding */ ActionFailure),
/* harmony export */   sG: () => (/* binding */ outcomeOf)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8258);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(525);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9367);



/** What the last line says where no server was asked. */
const NOTHING_CHANGED = 'nothing was changed: what answered before answers now';
/**
 * Ends an action red with the outputs that it has all the same, such as the report of a gate that did not hold. Its cause is what the
 * user reads.
 */
class ActionFailure extends Error {
    cause;
    outputs;
    constructor(cause, outputs) {
        super(cause instanceof Error ? cause.message : String(cause));
        this.cause = cause;
        this.outputs = outputs;
    }
}
/**
 * Texts as they are, all else as JSON; undefined stays unset, which is an empty string in a workflow. None holds a masked value: GitHub would drop
 * such an output of a job without a word, and others would show it.
 */
function writeOutputs(shape, values, log) {
    for (const name of Object.keys(shape)) {
        const value = values[name];
        // setOutput writes to GITHUB_OUTPUT with a random delimiter, so that no value can add outputs.
        if (value === undefined)
            continue;
        // Each text for itself, so that JSON stays JSON; what is left then is in a key, or reaches over two texts.
        const text = log.redact(textOf(log.redactEach(value)));
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setOutput */ .uH((0,_shape_js__WEBPACK_IMPORTED_MODULE_2__/* .kebabCase */ .kW)(name), text);
        if (text !== textOf(value))
            log.warning(`the output ${(0,_shape_js__WEBPACK_IMPORTED_MODULE_2__/* .kebabCase */ .kW)(name)} holds a masked value: *** stands in its place`);
    }
}
function textOf(value) {
    return typeof value === 'string' ? value : JSON.stringify(value);
}
/** The `outcome` of interfaces that an error stands for; what is not written for users happened at an unknown moment. */
function outcomeOf(error) {
    if (error instanceof ActionFailure)
        return outcomeOf(error.cause);
    if (error instanceof _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Undone */ ._d)
        return 'undone';
    if (error instanceof _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UndoFailed */ .mR)
        return 'undo-failed';
    if (error instanceof _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OutcomeUnknown */ .Jr)
        return 'unknown';
    if (error instanceof _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Refused */ .Lw || error instanceof _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo)
        return 'refused';
    return 'unknown';
}


/***/ }),

/***/ 9367:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HA: () => (/* binding */ defaultOf),
/* harmony export */   fX: () => (/* binding */ metaOf),
/* harmony export */   gx: () => (/* binding */ isRequired),
/* harmony export */   kW: () => (/* binding */ kebabCase)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9396);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4528);

/** `knownHosts` is `known-hosts` in a workflow. */
function kebabCase(name) {
    return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
/** Metadata of a schema and of what it wraps; the outermost wins. */
function metaOf(schema) {
    const inner = wrapped(schema);
    return { ...(inner && metaOf(inner)), ...zod__WEBPACK_IMPORTED_MODULE_0__/* .globalRegistry */ .fd.get(schema) };
}
/** What stands in `action.yml` as default: the text that is parsed when the input is absent. */
function defaultOf(schema) {
    const runnerDefault = metaOf(schema).runnerDefault;
    if (runnerDefault !== undefined)
        return runnerDefault;
    if (schema instanceof zod__WEBPACK_IMPORTED_MODULE_1__/* .ZodPrefault */ .xgV)
        return String(schema.def.defaultValue);
    const inner = wrapped(schema);
    return inner && defaultOf(inner);
}
function isRequired(schema) {
    const { runnerDefault, ownInShell } = metaOf(schema);
    return ownInShell === true || (runnerDefault === undefined && !schema.safeParse(undefined).success);
}
function wrapped(schema) {
    if (schema instanceof zod__WEBPACK_IMPORTED_MODULE_1__/* .ZodPipe */ .utH)
        return schema.in;
    if (schema instanceof zod__WEBPACK_IMPORTED_MODULE_1__/* .ZodOptional */ .IiU || schema instanceof zod__WEBPACK_IMPORTED_MODULE_1__/* .ZodPrefault */ .xgV)
        return schema.unwrap();
    return undefined;
}


/***/ }),

/***/ 7642:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ durationText),
/* harmony export */   m: () => (/* binding */ systemClock)
/* harmony export */ });
const systemClock = {
    now: () => performance.now(),
    sleep: (milliseconds, signal) => new Promise((resolve) => {
        if (signal?.aborted)
            return resolve();
        const end = () => {
            clearTimeout(timer);
            signal?.removeEventListener('abort', end);
            resolve();
        };
        const timer = setTimeout(end, milliseconds);
        signal?.addEventListener('abort', end);
    }),
};
/** Seconds as people read them: `0.4 s`, `12 s`, `2 min 5 s`, `1 h 3 min`. */
function durationText(seconds) {
    if (seconds < 9.95)
        return `${Number(Math.max(0, seconds).toFixed(1))} s`;
    const whole = Math.round(seconds);
    const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
    if (hours > 0)
        return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
    if (minutes > 0)
        return rest > 0 ? `${minutes} min ${rest} s` : `${minutes} min`;
    return `${rest} s`;
}


/***/ }),

/***/ 525:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hk: () => (/* binding */ inALine),
/* harmony export */   IO: () => (/* binding */ Unreadable),
/* harmony export */   Jr: () => (/* binding */ OutcomeUnknown),
/* harmony export */   Lw: () => (/* binding */ Refused),
/* harmony export */   WE: () => (/* binding */ explain),
/* harmony export */   _d: () => (/* binding */ Undone),
/* harmony export */   cO: () => (/* binding */ Overtaken),
/* harmony export */   cp: () => (/* binding */ refuseAll),
/* harmony export */   ec: () => (/* binding */ forUsers),
/* harmony export */   mR: () => (/* binding */ UndoFailed),
/* harmony export */   yo: () => (/* binding */ UserError)
/* harmony export */ });
/** An error whose message is written for the user: shown without a stack trace. */
class UserError extends Error {
    at;
    todo;
    places;
    code;
    about;
    constructor(what, advice = {}) {
        super(what, advice.cause === undefined ? undefined : { cause: advice.cause });
        this.name = new.target.name;
        this.at = advice.at;
        this.todo = typeof advice.todo === 'string' ? [advice.todo] : (advice.todo ?? []);
        this.places = advice.places ?? [];
        this.code = advice.code;
        this.about = advice.about ?? advice.code;
    }
}
/** Nothing was changed on the server: bad input, lock, a later rollback, preflight, build, pull. Outcome `refused`. */
class Refused extends UserError {
}
/** A newer run was deployed before this one, which has nothing left to do. Outcome `skipped`. */
class Overtaken extends UserError {
}
/** The new version failed and the old one is proven to answer. Outcome `undone`. */
class Undone extends UserError {
}
/** The new version failed and so did putting the old one back: a person must act. Outcome `undo-failed`. */
class UndoFailed extends UserError {
}
/** Contact was lost after the decision: the server ends on one complete version, but nobody here saw which. Outcome `unknown`. */
class OutcomeUnknown extends UserError {
}
/** An answer of a program or a server is not of the form that it has: nothing may be concluded from it. */
class Unreadable extends Error {
    name = 'Unreadable';
}
/** Several faults found at once, each said on its own line. */
function refuseAll(what, faults, advice = {}) {
    return new Refused([`${what}:`, ...faults.map((fault) => `  - ${fault}`)].join('\n'), advice);
}
/** The text that a user sees for an error: what, where, what next; never a stack trace. */
function explain(error) {
    if (!(error instanceof UserError))
        return error instanceof Error ? error.message : String(error);
    const lines = [error.at === undefined ? error.message : `${error.message} (${error.at})`];
    return [...lines, ...error.todo.map((step) => `  → ${step}`)].join('\n');
}
/** Any error as one for users: what was not written for them is a fault of ours. */
function forUsers(error) {
    if (error instanceof UserError)
        return error;
    return new UserError(explain(error), {
        todo: 'this is a fault of stack-actions: please report it, with the log of a run that has debug logging on',
        about: isFull(error) ? 'runner' : undefined,
        cause: error,
    });
}
function isFull(error) {
    return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
const LINE_CHARACTERS = 500;
/** An error in one line of at most 500 characters: where it only announces a list, with the first entry of that. */
function inALine(error) {
    const [first = '', second = ''] = (error instanceof Error ? error.message : String(error))
        .split(/\r?\n/)
        .map((line) => line.replace(/^\s*- /, '').trim())
        .filter((line) => line !== '');
    const line = first.endsWith(':') && second !== '' ? `${first} ${second}` : first;
    return line.length > LINE_CHARACTERS ? `${line.slice(0, LINE_CHARACTERS - 1)}…` : line;
}


/***/ }),

/***/ 7373:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DV: () => (/* binding */ codeBlock),
/* harmony export */   SS: () => (/* binding */ codeSpan),
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   pj: () => (/* binding */ plain),
/* harmony export */   qy: () => (/* binding */ html),
/* harmony export */   wD: () => (/* binding */ markdown)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);

// OSC sequences (titles, OSC-8 links), also those that are never terminated: stripVTControlCharacters leaves the tail of some.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
const OPERATING_SYSTEM_COMMAND = /(?:\u001b\]|\u009d)[^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\|\u009c)?/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** Characters that reorder or hide text: bidirectional controls, zero-width ones, line and paragraph separators, tags. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
/** Text of others as it may be printed: no ANSI, no control characters but newline and tab; a lone CR is a line break. */
function plain(text) {
    const visible = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(text.replace(OPERATING_SYSTEM_COMMAND, ''));
    return visible
        .replace(/\r\n?/g, '\n')
        .replace(CONTROL, '')
        .replace(INVISIBLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
/** A value inside a message: quoted, on one line, cut after `limit` characters. */
function quoted(value, { limit = 80 } = {}) {
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
    const cut = text.length > limit ? `${text.slice(0, limit)}… (${text.length} characters)` : text;
    const escaped = JSON.stringify(cut).replace(CONTROL, (c) => `\\u00${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
    return escaped.replace(INVISIBLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
function html(text) {
    const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
    return plain(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
/** Text inside a paragraph or a table cell of GitHub's Markdown: nothing in it is a link, a tag, a mention or a new cell. */
function markdown(text) {
    return plain(text)
        .replace(/:(?=\/\/)|[&<>"'@\\`*_{}[\]()#+!|~]/g, (character) => `&#${character.charCodeAt(0)};`)
        .replace(/\s*\n\s*/g, '<br>');
}
/** A fenced block of Markdown that its content cannot end; nothing in it is a command where the file itself is printed to a log. */
function codeBlock(text) {
    const content = plain(text)
        .replace(/^([ \t]*):(?=:)/gm, '$1: ')
        .replaceAll('##[', '# #[');
    const fence = '`'.repeat(Math.max(2, ...ticksOf(content)) + 1);
    return `${fence}text\n${content}\n${fence}`;
}
/**
 * Text in a line of an issue or comment, as code that its content cannot end. There `markdown` is not enough: GitHub looks for mentions and
 * for `#123` after the entities are decoded, but never inside of code.
 */
function codeSpan(text) {
    const content = plain(text).replace(/\s*\n\s*/g, ' ');
    const fence = '`'.repeat(Math.max(0, ...ticksOf(content)) + 1);
    // Beside the fence, or around nothing at all, a backtick or blank would count to it; one blank at each end is not shown.
    const pad = /^`|`$|^\s|\s$|^$/.test(content) ? ' ' : '';
    return `${fence}${pad}${content}${pad}${fence}`;
}
/** Lengths of the runs of backticks. */
function ticksOf(text) {
    return (text.match(/`+/g) ?? []).map((ticks) => ticks.length);
}


/***/ }),

/***/ 736:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bl: () => (/* binding */ standsIn),
/* harmony export */   F$: () => (/* binding */ formsOfValues),
/* harmony export */   Mk: () => (/* binding */ withoutForms),
/* harmony export */   _W: () => (/* binding */ shortLines),
/* harmony export */   eo: () => (/* binding */ secretForms)
/* harmony export */ });
/* unused harmony export worthMasking */
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7373);


/** Shorter ones would blank out half the log, and an output that holds a masked value is dropped by GitHub. */
const SHORTEST = 8;
/** Tools break base64 after so many characters. */
const BASE64_LINES = [64, 76];
/**
 * Every text by which a secret could show up: as it is and each of its lines (the runner's filter works line by line), and each of these as it is
 * written in JSON, URLs, base64, HTML, Markdown and by shells.
 */
function secretForms(secret) {
    const shortest = Math.min(SHORTEST, secret.trim().length);
    return formsOf(secret, linesOf(secret).filter((line) => line.length >= shortest));
}
/**
 * The same for values that may be secrets or not, such as all variables of a service: of those that can be, and of what in them is one by itself (the
 * password in a URL, a text in JSON).
 * @param publicText What anybody reads anyway: what stands in it by itself stays readable, and what is only a part of a word there does not.
 */
function formsOfValues(values, publicText = '') {
    const isSecret = (text) => worthMasking(text) && !standsIn(publicText, text);
    const found = [...new Set(values)].flatMap((value) => {
        const lines = linesOf(value).filter(isSecret);
        const parts = partsOf(value).flatMap(linesOf).filter(isSecret);
        return lines.length === 0 ? [] : formsOf(value, [...lines, ...parts]);
    });
    return [...new Set(found)];
}
/**
 * Whether a text has this one by itself, and not only within a longer word. `-` and `.` end a word: what is a part of a name, an image or a host
 * cannot be hidden, since GitHub drops an output that holds a masked text. An escape of JSON and the `v` of a version end one, too; `_` does not.
 */
function standsIn(text, word) {
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
        const before = text.slice(Math.max(at - 2, 0), at);
        const begins = !IN_WORD.test(before.slice(-1) + word.charAt(0)) || /\\[nrtbf]$/.test(before);
        const isVersion = /^[0-9]/.test(word) && /(^|[^\p{L}\p{N}_])v$/u.test(before);
        if ((begins || isVersion) && !IN_WORD.test(word.charAt(word.length - 1) + text.charAt(at + word.length)))
            return true;
    }
    return false;
}
const IN_WORD = /^[\p{L}\p{N}_]{2}/u;
/** Whether a value can be a secret: not what is short, a number, a boolean, a host, or a URL that names nothing but a host. */
function worthMasking(value) {
    const text = value.trim();
    if (text.length < SHORTEST)
        return false;
    if (/^[+-]?[0-9]+([.,:][0-9]+)*$/.test(text))
        return false;
    if (/^(true|false|enabled|disabled)$/i.test(text))
        return false;
    // Tokens travel in a path, too: those of chats have nothing else.
    return !isHost(text) && !/^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@\\]+(\/[0-9]{0,3})?$/i.test(text);
}
/** A text without these forms; where they overlap, without all of them. */
function withoutForms(text, forms) {
    const ends = new Map();
    for (const form of forms)
        for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + form.length))
            ends.set(at, Math.max(ends.get(at) ?? 0, at + form.length));
    if (ends.size === 0)
        return text;
    let shown = '';
    let hidden = -1;
    for (const [at, end] of [...ends].sort(([one], [other]) => one - other)) {
        if (at > hidden)
            shown += `${text.slice(Math.max(hidden, 0), at)}***`;
        hidden = Math.max(hidden, end);
    }
    return shown + text.slice(hidden);
}
/** A name with a dot, an address, either with a port; a word without a dot may just as well be a password. */
function isHost(text) {
    const name = text.replace(/:[0-9]{1,5}$/, '').replace(/^\[(.*)\]$/, '$1');
    if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(name) !== 0 || name === 'localhost')
        return true;
    return name.length <= 253 && /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/.test(name);
}
/**
 * Lines of a text that are so short that they stand in nearly every other text, such as `{`. The runner masks each line of a secret that has
 * several (actions/runner, Worker.cs, AddUserSuppliedSecret).
 */
function shortLines(text) {
    const lines = linesOf(text);
    return lines.length < 2 ? [] : [...new Set(lines.filter((line) => line.length < 3))];
}
function linesOf(text) {
    return text
        .split(/\r\n|\r|\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '');
}
/** What in a value is a secret by itself: an application prints the password, and not the URL that it came in. */
function partsOf(value) {
    return [...new Set([...partsOfUrl(value), ...partsOfPairs(value), ...textsIn(json(value))])];
}
/** Password, token in a path, values of a query. */
function partsOfUrl(value) {
    const [, credentials = '', path = '', query = ''] = /^[a-z][a-z0-9+.-]*:\/\/(?:([^\s/?#]*)@)?[^/?#]*([^?#]*)(.*)$/is.exec(value.trim()) ?? [];
    const password = credentials.slice(credentials.indexOf(':') + 1);
    const segments = path.split('/').filter((segment) => !/^[a-z]*([._-][a-z]+)*$/.test(segment));
    const values = query.split(/[?#&]/).map((pair) => pair.slice(pair.indexOf('=') + 1));
    return [password, ...segments, ...values].flatMap((part) => [part, decoded(part)]);
}
/** As in `host=db password=…` and `Server=db;Password=…`. */
function partsOfPairs(value) {
    return [...value.matchAll(/(?:pass|pwd|secret|token|key)[a-z_]*\s*=\s*['"]?([^\s;&'"]+)/gi)].map(([, part = '']) => part);
}
function json(value) {
    try {
        return /^\s*[{["]/.test(value) ? JSON.parse(value) : undefined;
    }
    catch {
        return undefined;
    }
}
function textsIn(value) {
    if (typeof value === 'string')
        return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
function formsOf(secret, lines) {
    const whole = [secret, secret.trim(), secret.replace(/\r\n?/g, '\n'), secret.trim().replace(/\r\n?/g, '\n')];
    const all = [
        ...(lines.length === 1 && linesOf(secret).length > 1 ? [] : [secret.trim()]),
        ...lines.flatMap(written),
        ...whole.flatMap((text) => [...escaped(text), ...inBase64(text)]),
        ...lines.flatMap((line) => [...escaped(line), ...inBase64(line)]),
    ];
    return [...new Set(all)].filter((form) => form.length >= Math.min(SHORTEST, secret.trim().length) && form.trim() !== '');
}
/** A line as it is printed: by ourselves, who take control characters away, and in a journal, which has no tabs. */
function written(line) {
    return [
        ...[line, (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(line), line.replaceAll('\t', ' '), line.replaceAll('$', '$$$$')],
        ...[(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .html */ .qy)(line), (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .markdown */ .wD)(line), line.replace(/^:(?=:)/, ': ').replaceAll('##[', '# #[')],
        // As shells quote, and `printf %q`.
        ...[line.replaceAll("'", "'\\''"), line.replaceAll("'", `'"'"'`), line.replace(/["$`\\]/g, '\\$&')],
        line.replace(/[^\w@%+=:,./-]/g, '\\$&'),
    ];
}
/** As languages write it in JSON and HTML, and browsers in URLs. */
function escaped(text) {
    const json = JSON.stringify(text).slice(1, -1);
    const ascii = json.replace(/[\u0080-\uffff]/g, (character) => `\\u${hex(character)}`);
    // A lone surrogate cannot be encoded, and cannot be in a URL either.
    const url = encodeURIComponent(text.toWellFormed());
    const form = new URLSearchParams({ '': text }).toString().slice(1);
    const lowered = (encoded) => encoded.replace(/%[0-9A-F]{2}/g, (one) => one.toLowerCase());
    const entities = (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .html */ .qy)(text);
    return [
        ...[json, ascii, json.replaceAll('/', '\\/'), json.replace(/[<>&]/g, (character) => `\\u${hex(character)}`)],
        ...[url, lowered(url), form, lowered(form)],
        ...['&#39;', '&#039;', '&#x27;'].map((apostrophe) => entities.replaceAll('&apos;', apostrophe)),
        ...['&#34;', '"'].map((quote) => entities.replaceAll('&quot;', quote).replaceAll('&apos;', quote === '"' ? "'" : '&#39;')),
    ];
}
const hex = (character) => character.charCodeAt(0).toString(16).padStart(4, '0');
/** By itself, also broken into lines; and what is left of it where it begins and ends in the middle of a longer text. */
function inBase64(text) {
    const bytes = Buffer.from(text);
    const encoded = bytes.toString('base64');
    const within = [0, 1, 2].map((before) => {
        const all = Buffer.concat([Buffer.alloc(before), bytes])
            .toString('base64')
            .replace(/=+$/, '');
        return all.slice(Math.ceil((before * 8) / 6), (before + bytes.length) % 3 === 0 ? undefined : -1);
    });
    const broken = BASE64_LINES.filter((length) => encoded.length > length).flatMap((length) => (encoded.match(new RegExp(`.{1,${length}}`, 'g')) ?? []).filter((line) => line.length >= SHORTEST));
    const alphabets = [encoded, ...within].flatMap((one) => [one, one.replaceAll('+', '-').replaceAll('/', '_')]);
    return [...alphabets, bytes.toString('base64url'), ...broken];
}


/***/ }),

/***/ 1497:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ failureMarkdown),
  Q: () => (/* binding */ troubleshootingText)
});

// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
;// CONCATENATED MODULE: ./lib/troubleshooting/entries.js
/** The first that fits counts: what names a cause stands before what only names a symptom. */
const ENTRIES = [
    {
        id: 'health-gate-failed',
        title: 'Health gate failed',
        of: ['gate'],
        words: [
            'health gate did not hold',
            'health gate could not judge',
            'what runs is not healthy',
            'release … is not healthy',
        ],
        todo: [
            'The containers started, but did not answer as users need it: ask the same URL with curl, and look at the status in the gate’s line.',
            '404 from Traefik means that no router fits; a certificate error that the name’s DNS or its resolver is not ready.',
            'A service that needs longer gets a higher input `timeout`.',
        ],
    },
    {
        id: 'port-in-use',
        title: 'Port in use',
        of: ['container', 'once', 'start', 'ports', 'plan'],
        words: ['EADDRINUSE', 'address already in use', 'port is already allocated', 'of the server is held by'],
        todo: [
            'Two programs want one port: find the other one on the server with `ss -ltnp`, or with `docker ps` for a published port.',
            'Remove `ports:` from what Traefik routes to; it reaches containers by their network.',
        ],
    },
    {
        id: 'disk-full',
        title: 'Disk full',
        of: ['container', 'once', 'start', 'image', 'build', 'space', 'runner'],
        words: ['no space left on device', 'ENOSPC', 'disk quota exceeded', 'KiB free on'],
        todo: [
            'Look at `df -h` and `docker system df` on the machine that says so: the server, or the runner where a build failed.',
            'Free some: `docker builder prune` and `docker image prune` take away nothing that runs.',
        ],
    },
    {
        id: 'wrong-platform',
        title: 'Wrong platform',
        of: ['container', 'once', 'start', 'image', 'build', 'plan'],
        words: [
            'exec format error',
            'no matching manifest',
            'does not match the specified platform',
            'does not match the detected host platform',
            'the server is linux/',
        ],
        todo: [
            'The image is for another processor than the server’s: compare `docker version` there with the image’s platforms.',
            'Set `build.platforms` in the Compose file, such as `[linux/amd64]`, or take a tag of the base image that has this platform.',
        ],
    },
    {
        id: 'out-of-memory',
        title: 'Out of memory',
        of: ['container', 'once', 'build'],
        words: [
            'out of memory',
            'OOMKilled',
            'oom-kill',
            'cannot allocate memory',
            'ENOMEM',
            'OutOfMemoryError',
            'exit code 137',
            'exit code: 137',
        ],
        todo: [
            'Exit code 137 is SIGKILL, nearly always for lack of memory: look at `dmesg` and `docker stats` on the machine that says so: the server, or the runner where a build failed.',
            'Raise `mem_limit` (or `deploy.resources.limits.memory`), or use a larger server: old and new run side by side during a deploy.',
        ],
    },
    {
        id: 'no-such-image',
        title: 'No such image',
        of: ['image', 'registry', 'build'],
        words: [
            'manifest unknown',
            'manifest for … not found',
            'not found: manifest',
            'pull access denied',
            'no such image',
            'failed to resolve source metadata',
            'failed to resolve reference',
        ],
        todo: [
            'Check the name and the tag in the Compose file or in `FROM`; a tag may have been removed.',
            'A private image looks the same without a login: check registry-username and registry-token.',
        ],
    },
    {
        id: 'registry-login-failed',
        title: 'Registry login failed',
        of: ['image', 'registry', 'build'],
        words: [
            'unauthorized: ',
            'authentication required',
            'access to the resource is denied',
            'no basic auth credentials',
            'denied: requested access',
            'denied: permission_denied',
            'denied: denied',
        ],
        todo: [
            'Check the inputs registry-username and registry-token; they are for the host of `registry` in stack.yml.',
            'With GitHub’s own token the job needs `permissions: { packages: write }`, and the package must let this repository in.',
            'A login that shall not push is enough for the action deploy with `push: false`; where the server cannot pull, check registry-pull-token.',
        ],
    },
    {
        id: 'registry-not-reached',
        title: 'Registry not reached',
        of: ['image', 'registry'],
        words: [
            'cannot be reached:',
            'no such host',
            'server misbehaving',
            'connection refused',
            'no route to host',
            'i/o timeout',
            'deadline exceeded',
            'Client.Timeout',
            'TLS handshake timeout',
        ],
        todo: [
            'Ask it from the machine that says so (the runner, or the server for what it pulls): `curl https://HOST/v2/` must answer, 401 as well. HOST is the first part of `registry` in stack.yml, or of the image’s name.',
            'A registry behind a firewall or a VPN needs a runner of your own, or `registry: none`, which sends layers over SSH.',
            'If it answers: run this again.',
        ],
    },
    {
        id: 'missing-variable',
        title: 'Missing variable',
        of: ['files', 'container', 'once'],
        words: [
            'required variable',
            'no value is given for the variable',
            'variables without a value',
            'KeyError',
            'is not set',
            'must be set',
            'missing env',
            'missing required env',
            'unbound variable',
            'parameter not set',
        ],
        todo: [
            'Add the variable to the env file (the secret that the input `env-file` passes, or the file that stack.yml names).',
            'A variable that the container needs must also stand under `environment:` or `env_file:` of its service.',
        ],
    },
    {
        id: 'name-not-found',
        title: 'Name not found',
        of: ['container', 'once'],
        words: ['ENOTFOUND', 'EAI_AGAIN', 'could not translate host name', 'getaddrinfo', 'on …: no such host'],
        todo: [
            'A container finds another by the name of its service, and only on a network that both have.',
            'Add both services to one network; one of another project needs an `external: true` network.',
        ],
    },
    {
        id: 'connection-refused',
        title: 'Connection refused',
        of: ['container', 'once'],
        words: ['ECONNREFUSED', 'connection refused'],
        todo: [
            'What it connects to is not there yet, or elsewhere: inside a container `localhost` is the container itself, so use the service’s name and its inner port.',
            'Give the other service a healthcheck, and `depends_on: { db: { condition: service_healthy } }` here.',
        ],
    },
    {
        id: 'no-permission',
        title: 'No permission',
        of: ['container', 'once'],
        words: ['permission denied', 'EACCES', 'EPERM', 'EROFS', 'read-only file system'],
        todo: [
            'Compare the user of the image (`USER`, `user:`) with the owner of the file or volume: `ls -ln` in the container.',
            'A script needs its execute bit in git: `git update-index --chmod=+x FILE`.',
        ],
    },
    {
        id: 'not-in-the-image',
        title: 'Not in the image',
        of: ['container', 'once', 'start'],
        words: [
            'executable file not found',
            'Cannot find module',
            'ModuleNotFoundError',
            'command not found',
            'exit code 127',
            'exit code: 127',
        ],
        todo: [
            'A program or module that it starts with was not copied or installed: look into it with `docker run --rm -it --entrypoint sh IMAGE`.',
            'Check `COPY`, the target of the build, `.dockerignore`, and that production dependencies are installed.',
        ],
    },
    {
        id: 'build-failed',
        title: 'Build failed',
        of: ['build'],
        words: ['does not build:', 'failed to solve', 'did not complete successfully'],
        todo: [
            'Read the build’s last lines: the failing step is the one with `>>>`. `docker build` on your machine shows the same.',
            'Nothing was changed on the server.',
        ],
    },
    {
        id: 'traefik-did-not-follow',
        title: 'Traefik did not follow',
        of: ['traefik'],
        words: [
            'did not take the routes',
            'has no file provider that can be spoken to',
            'traefik: runs no more',
            'does not route to',
            'gets no events from Docker',
            'does not show what Docker',
        ],
        todo: [
            'Compare Traefik’s settings with docs/traefik.md: the file provider’s folder, the throttle, the ping, and who is taken for Traefik.',
            'Look at its log: `docker logs` of the Traefik container.',
            'Where it gets no events from Docker: `docker restart` of that container, then `stackctl recover`.',
        ],
    },
    {
        id: 'migration-failed',
        title: 'Migration failed',
        of: ['once'],
        words: ['one-shot: …: ended with exit code', 'one-shot: …: did not end within'],
        todo: [
            'A service that runs once did not end with 0; its last lines say why. What it did to the data stays.',
            'Migrations must be such that the old version works with them, since it answers until the switch.',
        ],
    },
    {
        id: 'exits-at-once',
        title: 'Exits at once',
        of: ['container', 'start'],
        words: ['is exited (exit code', 'is dead (exit code', 'is restarting (exit code', 'restarts', 'docker start:'],
        todo: [
            'The container’s main program ended: its last lines say why. Start the image by hand with the same variables: `docker run --rm --env-file FILE IMAGE`.',
            'Exit code 0 means that it had nothing to do in the foreground; 126 and 127 that its command cannot be run.',
        ],
    },
    {
        id: 'nothing-listens',
        title: 'Nothing listens',
        of: ['container'],
        words: ['nothing listens on port … yet'],
        todo: [
            'It has no healthcheck, runs, and nobody listens on the port that its Compose file or its image names: has that changed, or does it listen on 127.0.0.1 inside of its container alone?',
            'One that starts slowly needs a healthcheck with a `start_period:` as long as it takes: that is the time which it gets.',
        ],
    },
    {
        id: 'healthcheck-failed',
        title: 'Healthcheck failed',
        of: ['container'],
        words: [
            'not healthy within … s',
            'Docker calls … unhealthy',
            'is … and unhealthy',
            'does not call all of them healthy',
        ],
        todo: [
            'It runs, but its own healthcheck does not pass: run the same command with `docker exec`; the tool that it calls must be in the image.',
            'One that starts slowly needs `start_period:`, or more `retries:`, in its healthcheck.',
        ],
    },
];

;// CONCATENATED MODULE: ./lib/troubleshooting/kinds.js
/** What an entry of docs/troubleshooting.md can speak of. */
const KINDS = {
    container: { words: 'a container on the server', about: ['health'] },
    once: { words: 'a service that runs once', about: ['one-shot'] },
    start: { words: 'a container that Docker does not start', about: ['docker', 'compose'] },
    image: { words: 'an image that the server pulls', about: ['image'] },
    build: { words: 'a build', about: ['build'] },
    registry: { words: 'a registry that the runner asks', about: ['registry'] },
    files: { words: 'the Compose files and their variables', about: ['files'] },
    plan: { words: 'the plan', about: ['plan'] },
    gate: { words: 'the health gate', about: ['gate'] },
    ports: { words: 'the ports of the server', about: ['ports'] },
    space: { words: 'the room on the server', about: ['disk', 'preflight', 'upload'] },
    runner: { words: 'the runner itself', about: ['runner'] },
    traefik: { words: 'Traefik', about: ['traefik', 'routes'] },
};

;// CONCATENATED MODULE: ./lib/troubleshooting/match.js



const EVIDENCE_CHARACTERS = 160;
const patterns = new Map(ENTRIES.map((entry) => [entry, new RegExp(entry.words.map(pattern).join('|'), 'i')]));
function pattern(words) {
    return words
        .split('…')
        .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('\\S+');
}
/**
 * The entry that an error fits, with its evidence: the first that speaks of this kind of error and whose words stand in it, and its first line. None for
 * an error that does not say what it is about: wrong advice is worse than none.
 */
function troubleshoot(text, about) {
    if (about === undefined)
        return undefined;
    const lines = (0,runtime_escape/* plain */.pj)(text).split('\n');
    for (const entry of ENTRIES) {
        if (!entry.of.some((kind) => KINDS[kind].about.includes(about)))
            continue;
        for (const line of lines) {
            const found = patterns.get(entry)?.exec(line);
            if (found)
                return { entry, evidence: around(line.trim(), line.trimStart().indexOf(found[0])) };
        }
    }
    return undefined;
}
function around(line, at) {
    if (line.length <= EVIDENCE_CHARACTERS)
        return line;
    const start = Math.max(0, Math.min(at - 40, line.length - EVIDENCE_CHARACTERS));
    const end = Math.min(line.length, start + EVIDENCE_CHARACTERS);
    return `${start > 0 ? '…' : ''}${line.slice(start, end)}${end < line.length ? '…' : ''}`;
}
/** Where a reader finds an entry: on GitHub, in the version of the action that runs; else the file's name. */
function entryLink({ id }, env) {
    const page = `docs/troubleshooting.md#${id}`;
    const [server = '', repository = '', ref = ''] = [
        env.GITHUB_SERVER_URL,
        env.GITHUB_ACTION_REPOSITORY,
        env.GITHUB_ACTION_REF,
    ];
    const known = /^https:\/\/[\w.:-]+$/.test(server) && /^[\w.-]+\/[\w.-]+$/.test(repository) && /^[\w./-]+$/.test(ref);
    return known ? `${server}/${repository}/blob/${ref}/${page}` : page;
}

;// CONCATENATED MODULE: ./lib/troubleshooting/report.js


const SHOWN_LINES = 60;
const LINE_CHARACTERS = 110;
/** For the log, below the error: which entry it fits, by which words, and what to do. */
function troubleshootingText({ message, about }, env) {
    const match = troubleshoot(message.replace(LINE_SIGN, '\n'), about);
    if (match === undefined)
        return [];
    const { entry, evidence } = match;
    return [`This looks like: ${entry.title}: ${evidence}`, `  → ${entry.todo[0]}`, `  → more: ${entryLink(entry, env)}`];
}
/** For the job summary: why, the lines that show it, and what a person does next. */
function failureMarkdown(failure, env) {
    const { why, lines } = partsOf(failure.message);
    const at = failure.at === undefined ? '' : ` (${(0,runtime_escape/* markdown */.wD)(failure.at)})`;
    const parts = [`**Why:** ${(0,runtime_escape/* markdown */.wD)(why)}${at}`];
    if (lines.length > 0)
        parts.push((0,runtime_escape/* codeBlock */.DV)(shortened(lines).join('\n')));
    const todo = failure.todo.map((step) => `- ${(0,runtime_escape/* markdown */.wD)(step)}`);
    const match = troubleshoot(failure.message.replace(LINE_SIGN, '\n'), failure.about);
    if (match !== undefined) {
        const { entry, evidence } = match;
        const link = entryLink(entry, env);
        const title = link.startsWith('https://') ? `[${entry.title}](${link})` : `${entry.title} (${link})`;
        todo.push(`- This looks like **${title}**: ${(0,runtime_escape/* markdown */.wD)(evidence)}`, ...entry.todo.map((step) => `  - ${step}`));
    }
    if (todo.length > 0)
        parts.push(['**What to do next**', '', ...todo].join('\n'));
    return parts.join('\n\n');
}
/** How stackctl joins the lines of a text (`one_line`). */
const LINE_SIGN = / ⏎ /g;
/** A message as a sentence and the lines that belong to it: a list of faults, a build's end, a container's last words. */
function partsOf(joined) {
    const message = joined.replace(LINE_SIGN, '\n');
    const words = /^([\s\S]*?); its last words: ?([\s\S]*)$/.exec(message);
    const [why = '', ...lines] = words === null
        ? message.split('\n')
        : [
            ...(words[1] ?? '').split('\n'),
            ...(words[2] ?? '').replace(/; (release \S+ serves|nothing was running before)$/, '').split('\n'),
        ];
    return { why, lines: lines.filter((line) => line.trim() !== '').flatMap(wrapped) };
}
/** A block of code does not wrap by itself. */
function wrapped(line) {
    return (line
        .match(new RegExp(`.{1,${LINE_CHARACTERS}}(?=\\s|$)|.{1,${LINE_CHARACTERS}}`, 'g'))
        ?.map((part, index) => (index === 0 ? part : part.trimStart())) ?? []);
}
function shortened(lines) {
    if (lines.length <= SHOWN_LINES)
        return [...lines];
    return [`… ${lines.length - SHOWN_LINES} lines before …`, ...lines.slice(-SHOWN_LINES)];
}


/***/ })

};
