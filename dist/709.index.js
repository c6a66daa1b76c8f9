export const id = 709;
export const ids = [709];
export const modules = {

/***/ 9922:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $W: () => (/* binding */ config),
/* harmony export */   CN: () => (/* binding */ envFile),
/* harmony export */   FN: () => (/* binding */ releaseToRestore),
/* harmony export */   P4: () => (/* binding */ registryInputs),
/* harmony export */   PA: () => (/* binding */ dryRun),
/* harmony export */   WJ: () => (/* binding */ transactionInputs),
/* harmony export */   Wl: () => (/* binding */ releaseToJudge),
/* harmony export */   _9: () => (/* binding */ buildInputs),
/* harmony export */   cA: () => (/* binding */ environment),
/* harmony export */   ci: () => (/* binding */ pipelineInputs),
/* harmony export */   ep: () => (/* binding */ hostInputs),
/* harmony export */   l: () => (/* binding */ reason),
/* harmony export */   ll: () => (/* binding */ gateInputs),
/* harmony export */   s$: () => (/* binding */ force),
/* harmony export */   zC: () => (/* binding */ images)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4528);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8532);

/** A text with what is allowed in words; every one of them goes into an argv, a path or a log at some point. */
function text(pattern, meta) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
        .regex(pattern)
        .meta({ ...meta });
}
function secretText(meta) {
    // The words stand in for zod's own, which could quote the value.
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
        .max(512 * 1024, 'too long')
        .meta({ ...meta, secret: true });
}
/** `true` and `false` as YAML 1.2 writes them, nothing else: `yes` or `1` is refused, not guessed. */
function flag(description) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
        .regex(/^(true|True|TRUE|false|False|FALSE)$/)
        .transform((given) => given.toLowerCase() === 'true')
        .prefault('false')
        .meta({ description, allowed: '`true` or `false`' });
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
});
const environment = text(/^[a-z0-9][a-z0-9-]{0,39}$/, {
    description: 'Environment of stack.yml to deploy to; the one of the pushed branch if absent',
    allowed: 'lower-case letters, digits and dashes, 40 at most',
}).optional();
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
const hostInputs = { host, sshKey, knownHosts };
const registryInputs = {
    registryUsername: text(/^(?!-)[^\s:\p{C}]{1,255}$/u, {
        description: 'User name at the registry',
        allowed: 'a name without blanks and colons',
        runnerDefault: '${{ github.actor }}',
    }).optional(),
    registryToken: secretText({
        description: 'Token or password at the registry (a secret)',
        runnerDefault: '${{ github.token }}',
    })
        .regex(/^[\x21-\x7e]+$/)
        .meta({ allowed: 'one line of ASCII without blanks', secret: true })
        .optional(),
};
const envFile = secretText({
    description: 'Whole text of the env file (a secret with many lines); stack.yml’s `env-file` if absent',
    allowed: 'lines `NAME=value`, 512 KiB at most',
    holdsValues: true,
}).optional();
const images = json(zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(builtImage), {
    description: 'Images to use: the `images` output of build-and-tag or push-image (JSON)',
    allowed: 'the JSON of an `images` output',
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
    cache: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['registry', 'gha', 'none']).prefault('none').meta({
        description: 'Where BuildKit keeps its layer cache: `registry`, `gha` (GitHub’s cache) or `none`',
        allowed: '`registry`, `gha` or `none`',
    }),
};
/** Of build-and-tag alone: deploy is given what was tested by the registry. */
const pipelineInputs = {
    tested: json(zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(projectName), {
        description: 'Projects whose tests passed in this run, a JSON list of names: their images are tagged so, and the next plan does not test the same again',
        allowed: 'a JSON list of project names, such as `["auth","l2p"]`',
    }).prefault('[]'),
    withoutSecrets: flag('Read the Compose files without the env file: what only it gives is stood in for, and an image that needs it is left for the deploy'),
    dryRun: flag('Say what would be tested, built and deployed, and build nothing'),
};
const release = text(/^[1-9][0-9]{0,8}-[0-9a-z]{7}$/, {
    description: 'Id of a release on the server',
    allowed: 'a release id such as `12-3fa9c01`',
});
/** Of the health gate: absent, it judges what serves now. */
const releaseToJudge = release
    .optional()
    .meta({ description: 'Release to judge; the one that serves now if absent' });
/** Of the rollback: absent, it goes back one. */
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
    deadline: seconds('The server undoes by itself when it hears nothing for so long; the gate’s timeout + 120 if absent', {
        least: 5,
        most: 900,
    }).optional(),
};
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

/***/ 809:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K1: () => (/* binding */ imagesOutput),
/* harmony export */   QP: () => (/* binding */ gateOutputs),
/* harmony export */   jQ: () => (/* binding */ transactionOutputs),
/* harmony export */   lh: () => (/* binding */ pipelineOutputs),
/* harmony export */   uT: () => (/* binding */ reportOutput)
/* harmony export */ });
/* unused harmony export outcome */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4528);

const outcome = zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['deployed', 'unchanged', 'skipped', 'planned', 'rolled-back', 'undone', 'undo-failed', 'refused', 'unknown'])
    .meta({
    description: '`deployed`, `unchanged`, `skipped`, `planned`, `rolled-back` (green), `undone`, `undo-failed`, `refused`, `unknown` (red)',
});
const imagesOutput = {
    images: zod__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .IeY().meta({
        description: 'JSON list of images: project, service, repository, key, tags, result (`built` or `reused`), reason, digest, pushed',
    }),
};
const transactionOutputs = {
    outcome,
    release: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().meta({ description: 'Id of the release that this run made' }),
    previousRelease: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().meta({ description: 'Id of the release that served before' }),
    servingRelease: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().meta({ description: 'Id of the release that answers now' }),
    changed: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()).meta({ description: 'JSON list of the services that changed, as `project/service`' }),
    planFile: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().meta({ description: 'Path of the plan (Markdown)' }),
    journalFile: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().meta({ description: 'Path of the journal of the transaction (tab-separated)' }),
};
const reportOutput = {
    reportFile: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().meta({ description: 'Path of the gate’s report (JSON)' }),
};
const gateOutputs = {
    healthy: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY().meta({ description: '`true` if every probe held' }),
    ...reportOutput,
};
/** Of build-and-tag's dry run: what the jobs of a pipeline are made from. */
const pipelineOutputs = {
    environment: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().meta({ description: 'Dry run: environment that this run deploys to; empty if none' }),
    url: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().meta({ description: 'Dry run: the environment’s public address' }),
    tests: zod__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .IeY()
        .meta({ description: 'Dry run: JSON list of what is to be tested: project, path, command' }),
    builds: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()).meta({ description: 'Dry run: JSON list of the projects that have an image to build' }),
};


/***/ }),

/***/ 6075:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ defineAction)
});

// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/node_modules/@actions/core/lib/core.js + 6 modules
var core = __webpack_require__(8258);
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

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./lib/runtime/masking.js

/** Shorter ones would blank out half the log, and an output that holds a masked value is dropped by GitHub. */
const SHORTEST = 8;
/**
 * Every text by which a secret could show up: each of its lines (the runner's filter works line by line), base64 with and without the
 * last line break, URL and JSON encoding.
 */
function secretForms(secret) {
    const lines = secret
        .split(/\r\n|\r|\n/)
        .map((line) => line.trim())
        .filter((line) => line.length >= Math.min(SHORTEST, secret.trim().length));
    const texts = [secret, secret.trim(), secret.replace(/\r\n?/g, '\n')];
    const encoded = texts.flatMap((text) => [
        Buffer.from(text).toString('base64'),
        Buffer.from(text).toString('base64url'),
        urlEncoded(text),
        JSON.stringify(text).slice(1, -1),
    ]);
    const perLine = lines.flatMap((line) => [line, urlEncoded(line), JSON.stringify(line).slice(1, -1)]);
    return [...new Set([secret.trim(), ...perLine, ...encoded])].filter((form) => form.length > 0);
}
function urlEncoded(text) {
    // A lone surrogate cannot be encoded, and cannot be in a URL either.
    return encodeURIComponent(text.toWellFormed());
}
/** Whether a value of an env file is kept out of the log: not what is short, a number, a boolean, a host or a plain URL. */
function worthMasking(value) {
    const text = value.trim();
    if (text.length < SHORTEST)
        return false;
    if (/^[+-]?[0-9]+([.,:][0-9]+)*$/.test(text))
        return false;
    if (/^(true|false|enabled|disabled)$/i.test(text))
        return false;
    if (isHost(text))
        return false;
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
        return holdsUserinfo(text);
    return true;
}
/** A name with a dot, an address, either with a port; a word without a dot may just as well be a password. */
function isHost(text) {
    const name = text.replace(/:[0-9]{1,5}$/, '').replace(/^\[(.*)\]$/, '$1');
    if ((0,external_node_net_.isIP)(name) !== 0 || name === 'localhost')
        return true;
    return name.length <= 253 && /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/.test(name);
}
/** Also a query or fragment is one: tokens travel there. */
function holdsUserinfo(url) {
    return /[@?#]/.test(url);
}

;// CONCATENATED MODULE: ./lib/runtime/log.js





/** GitHub shows 4096 characters of an annotation. */
const ANNOTATION_CHARACTERS = 4000;
/**
 * The step's log. Whatever is not a command of ours is written between `::stop-commands::` and its end, because the runner obeys
 * commands in any output, also in that of a server; and secrets are blanked here too, for runs outside of GitHub.
 */
class Log {
    token;
    secrets = new Set();
    lastWord;
    info(text) {
        if (this.token === undefined) {
            this.token = (0,external_node_crypto_.randomUUID)();
            process.stdout.write(`::stop-commands::${this.token}\n`);
        }
        process.stdout.write(`${this.clean(text)}\n`);
    }
    /** Shown only when the run has debug logging on. */
    debug(text) {
        this.command(() => core/* debug */.Yz(this.clean(text)));
    }
    notice(text) {
        this.command(() => core/* notice */.lm(this.annotation(text)));
    }
    warning(text) {
        this.command(() => core/* warning */.$e(this.annotation(text)));
    }
    /** Says why the step is red, and makes it so. */
    fail(text) {
        this.command(() => core/* setFailed */.C1(this.annotation(text)));
    }
    /** Folds what `work` prints below a title. */
    async group(title, work) {
        this.command(() => core/* startGroup */.Oh(this.clean(title).replace(/\n/g, ' ')));
        try {
            return await work();
        }
        finally {
            this.command(() => core/* endGroup */.N4());
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
        if (secret.trim() === '')
            return;
        this.command(() => {
            for (const form of secretForms(secret)) {
                if (this.secrets.has(form))
                    continue;
                this.secrets.add(form);
                core/* setSecret */.Pq(form);
            }
        });
    }
    /** Masks those values that can be secrets; `except` is public text (the Compose files) whose words stay readable. */
    maskValues(values, { except = '' } = {}) {
        for (const value of values)
            if (worthMasking(value) && !except.includes(value))
                this.mask(value);
    }
    /** The line that stands at the very end of the log, whatever happens after: which version answers now. */
    conclude(text) {
        this.lastWord = text;
    }
    get isConcluded() {
        return this.lastWord !== undefined;
    }
    /** Ends the log: the conclusion, and commands are obeyed again for the steps that follow. */
    end() {
        if (this.lastWord !== undefined)
            this.info(this.lastWord);
        this.command(() => { });
    }
    /** Text with every masked secret blanked, for what is written to files. */
    redact(text) {
        let redacted = text;
        for (const secret of [...this.secrets].sort((a, b) => b.length - a.length)) {
            redacted = redacted.replaceAll(secret, '***');
        }
        return redacted;
    }
    clean(text) {
        // `##[command]` is the runner's older syntax, and its web page draws it even where it is not obeyed.
        return this.redact((0,runtime_escape/* plain */.pj)(text)).replaceAll('##[', '# #[');
    }
    annotation(text) {
        const cleaned = this.clean(text);
        return cleaned.length > ANNOTATION_CHARACTERS ? `${cleaned.slice(0, ANNOTATION_CHARACTERS)}…` : cleaned;
    }
    command(issue) {
        if (this.token !== undefined) {
            process.stdout.write(`::${this.token}::\n`);
            this.token = undefined;
        }
        issue();
    }
}

;// CONCATENATED MODULE: ./lib/contract/event.js
function readEvent(env) {
    const text = (name) => env[`GITHUB_${name}`] ?? '';
    const ref = text('REF');
    const repository = text('REPOSITORY');
    const runId = Number(text('RUN_ID')) || 0;
    return {
        repository,
        sha: text('SHA'),
        ref,
        branch: text('HEAD_REF') || (ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined),
        baseBranch: text('BASE_REF') || undefined,
        tag: ref.startsWith('refs/tags/') ? ref.slice('refs/tags/'.length) : undefined,
        name: text('EVENT_NAME'),
        runId,
        runAttempt: Number(text('RUN_ATTEMPT')) || 1,
        actor: text('ACTOR'),
        runUrl: repository && runId ? `${text('SERVER_URL') || 'https://github.com'}/${repository}/actions/runs/${runId}` : '',
    };
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 14 modules
var schemas = __webpack_require__(4528);
// EXTERNAL MODULE: ./lib/contract/shape.js
var contract_shape = __webpack_require__(9367);
;// CONCATENATED MODULE: ./lib/contract/inputs.js




/** Where the runner puts an input: `INPUT_KNOWN-HOSTS`. */
function inputVariable(name) {
    return `INPUT_${(0,contract_shape/* kebabCase */.kW)(name).toUpperCase()}`;
}
/** The text of each input that was given; the runner passes an absent one as an empty string. */
function givenInputs(shape, env) {
    const given = {};
    for (const [name, schema] of Object.entries(shape)) {
        const text = env[inputVariable(name)] ?? '';
        if (text.trim() === '')
            continue;
        // A key needs its last line break; elsewhere blanks around a value are an accident of YAML.
        given[name] = (0,contract_shape/* metaOf */.fX)(schema).secret ? text : text.trim();
    }
    return given;
}
/**
 * Reads and checks all inputs of an action.
 *
 * @throws Refused that lists every bad input: its name, what was given, what is allowed. Secrets are never shown.
 */
function readInputs(shape, env) {
    const given = givenInputs(shape, env);
    const result = schemas/* object */.Ikc(shape).safeParse(given);
    if (result.success)
        return result.data;
    throw badInputs(shape, given, result.error.issues);
}
function badInputs(shape, given, issues) {
    const names = Object.keys(shape).filter((name) => issues.some((issue) => issue.path[0] === name));
    const faults = names.map((name) => {
        const schema = shape[name];
        const problems = issues.filter((issue) => issue.path[0] === name).map(problemText);
        return `${(0,contract_shape/* kebabCase */.kW)(name)}: ${fault(schema, given[name], problems)}`;
    });
    const todo = names
        .filter((name) => given[name] === undefined)
        .flatMap((name) => (0,contract_shape/* metaOf */.fX)(shape[name]).missing ?? []);
    const what = faults.length === 1 ? 'An input is wrong' : `${faults.length} inputs are wrong`;
    return (0,errors/* refuseAll */.cp)(what, faults, { todo });
}
function fault(schema, given, problems) {
    const { allowed, secret } = (0,contract_shape/* metaOf */.fX)(schema);
    const must = allowed === undefined ? '' : `; must be ${allowed}`;
    if (given === undefined)
        return `${(0,contract_shape/* isRequired */.gx)(schema) ? 'required, but empty or missing' : 'missing'}${must}`;
    // Where no words say what is allowed, zod's do. They may quote the value, so a secret's schema has words of its own.
    const because = allowed === undefined || problems.some((text) => text.startsWith('[')) ? ` (${problems.join('; ')})` : '';
    const shown = secret ? `a value of ${given.length} characters that is not shown` : (0,runtime_escape/* quoted */.TL)(given);
    return `got ${shown}${must}${secret ? '' : because}`;
}
function problemText(issue) {
    const path = issue.path.slice(1).map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
    return path.length === 0 ? issue.message : `${path.join('')}: ${issue.message}`;
}

// EXTERNAL MODULE: ./lib/contract/outputs.js
var contract_outputs = __webpack_require__(3224);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./lib/contract/summary.js

/** GitHub drops a summary of more than 1 MiB as a whole. */
const SUMMARY_BYTES = 1024 * 1024 - 4096;
/** The step's page in the job summary, as Markdown. Text of others goes through `markdown` or `codeBlock` first. */
class Summary {
    parts = [];
    add(text) {
        this.parts.push(text);
    }
    /** Appends what was added to GITHUB_STEP_SUMMARY, cut to what GitHub takes; nothing where there is no such file. */
    async write(env) {
        const file = env.GITHUB_STEP_SUMMARY;
        if (!file || this.parts.length === 0)
            return;
        const whole = Buffer.from(`${this.parts.join('\n\n')}\n`);
        const text = whole.length <= SUMMARY_BYTES ? whole : `${whole.subarray(0, SUMMARY_BYTES).toString()}\n\n(cut)\n`;
        await (0,promises_.appendFile)(file, text);
    }
}

;// CONCATENATED MODULE: ./lib/contract/action.js







/** Declares an action once: from this come its checks at run time, its `action.yml` and its table in the README. */
function defineAction(definition) {
    const { name, description, inputs, outputs } = definition;
    return {
        name,
        description,
        inputs,
        outputs,
        hasPost: definition.post !== undefined,
        run: () => step(async (context) => {
            maskSecrets(inputs, context);
            try {
                (0,contract_outputs/* writeOutputs */.Kn)(outputs, await definition.main(readInputs(inputs, context.env), context));
            }
            catch (error) {
                const known = error instanceof contract_outputs/* ActionFailure */.dR ? error.outputs : {};
                const outcome = (0,contract_outputs/* outcomeOf */.sG)(error);
                (0,contract_outputs/* writeOutputs */.Kn)(outputs, { outcome, ...known });
                // What fails before its main part has a server has no last line of its own.
                if ('outcome' in outputs && outcome === 'refused' && !context.log.isConcluded)
                    context.log.conclude(`${outcome}; ${contract_outputs/* NOTHING_CHANGED */.Dh}`);
                throw error;
            }
        }),
        runPost: () => step(async (context) => definition.post?.(context)),
    };
}
function maskSecrets(inputs, { env, log }) {
    for (const [name, text] of Object.entries(givenInputs(inputs, env))) {
        const { secret, holdsValues } = (0,contract_shape/* metaOf */.fX)(inputs[name]);
        if (secret && !holdsValues)
            log.mask(text);
    }
}
/** What every step does around its work: signals, the summary, one error for the user, the end of the process. */
async function step(work) {
    const { env } = process;
    const log = new Log();
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
        });
    }
    catch (error) {
        report(error, log);
    }
    finally {
        await summary
            .write(env)
            .catch((error) => log.warning(`The job summary could not be written: ${(0,errors/* explain */.WE)(error)}`));
        log.end();
        process.off('SIGINT', cancel);
        process.off('SIGTERM', cancel);
    }
}
function report(error, log) {
    const cause = error instanceof contract_outputs/* ActionFailure */.dR ? error.cause : error;
    if (cause instanceof errors/* UserError */.yo) {
        log.fail((0,errors/* explain */.WE)(cause));
        return;
    }
    log.fail(`${(0,errors/* explain */.WE)(cause)}\n  → this is a fault of stack-actions: please report it, with the log of a run that has debug logging on`);
    if (cause instanceof Error && cause.stack)
        log.debug(cause.stack);
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
/** Texts as they are, all else as JSON; undefined stays unset, which is an empty string in a workflow. */
function writeOutputs(shape, values) {
    for (const name of Object.keys(shape)) {
        const value = values[name];
        // setOutput writes to GITHUB_OUTPUT with a random delimiter, so that no value can add outputs.
        if (value !== undefined)
            _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setOutput */ .uH((0,_shape_js__WEBPACK_IMPORTED_MODULE_2__/* .kebabCase */ .kW)(name), value);
    }
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
/* harmony export */   fX: () => (/* binding */ metaOf),
/* harmony export */   gx: () => (/* binding */ isRequired),
/* harmony export */   kW: () => (/* binding */ kebabCase)
/* harmony export */ });
/* unused harmony export defaultOf */
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
    if (schema instanceof z.ZodPrefault)
        return String(schema.def.defaultValue);
    const inner = wrapped(schema);
    return inner && defaultOf(inner);
}
function isRequired(schema) {
    return metaOf(schema).runnerDefault === undefined && !schema.safeParse(undefined).success;
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
/* harmony export */   Jr: () => (/* binding */ OutcomeUnknown),
/* harmony export */   Lw: () => (/* binding */ Refused),
/* harmony export */   WE: () => (/* binding */ explain),
/* harmony export */   _d: () => (/* binding */ Undone),
/* harmony export */   cp: () => (/* binding */ refuseAll),
/* harmony export */   mR: () => (/* binding */ UndoFailed),
/* harmony export */   yo: () => (/* binding */ UserError)
/* harmony export */ });
/** An error whose message is written for the user: shown without a stack trace. */
class UserError extends Error {
    at;
    todo;
    constructor(what, advice = {}) {
        super(what, advice.cause === undefined ? undefined : { cause: advice.cause });
        this.name = new.target.name;
        this.at = advice.at;
        this.todo = typeof advice.todo === 'string' ? [advice.todo] : (advice.todo ?? []);
    }
}
/** Nothing was changed on the server: bad input, lock, superseded, preflight, build, pull. Outcome `refused`. */
class Refused extends UserError {
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


/***/ }),

/***/ 7373:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   pj: () => (/* binding */ plain),
/* harmony export */   wD: () => (/* binding */ markdown)
/* harmony export */ });
/* unused harmony exports html, codeBlock */
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
/** A fenced block of Markdown that its content cannot end. */
function codeBlock(text) {
    const content = plain(text);
    const longest = Math.max(2, ...(content.match(/`+/g) ?? []).map((ticks) => ticks.length));
    const fence = '`'.repeat(longest + 1);
    return `${fence}text\n${content}\n${fence}`;
}


/***/ }),

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
 * Where a variable is used, as `file:line`, or undefined if none of the texts has it.
 * @param texts By name for messages.
 */
function placeOfVariable(name, texts) {
    const use = new RegExp(`(?<!\\$)(?:\\$\\$)*\\$(?:${literal(name)}(?![A-Za-z0-9_])|\\{${literal(name)}(?![A-Za-z0-9_]))`);
    for (const [file, text] of Object.entries(texts)) {
        const line = text.split('\n').findIndex((candidate) => !/^\s*#/.test(candidate) && use.test(candidate));
        if (line >= 0)
            return `${file}:${line + 1}`;
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
    const refuse = (faults) => (0,errors/* refuseAll */.cp)(`${file} cannot be used`, faults);
    if (document.errors.length > 0)
        throw refuse(document.errors.map((error) => `${file}:${lines.linePos(error.pos[0]).line}: ${error.message}`));
    let content;
    try {
        // 100 is the most copies that aliases may make: a small file must not unfold into gigabytes.
        content = document.toJS({ maxAliasCount: 100 });
    }
    catch (error) {
        throw refuse([`${file}: ${error instanceof Error ? error.message : String(error)}`]);
    }
    const at = (path) => `${file}:${lineOf(document, lines, path)}: ${fieldName(path)}`;
    const parsed = stackFile.safeParse(content);
    if (!parsed.success)
        throw refuse(parsed.error.issues.map((issue) => `${at(issue.path)}: ${issue.message}`));
    const faults = crossCheck(parsed.data).map(({ path, message }) => `${at(path)}: ${message}`);
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
/** Line of the field, or of the nearest one around it where the field is missing. */
function lineOf(document, lines, path) {
    for (let length = path.length; length > 0; length--) {
        const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
        const last = path[length - 1];
        const key = (0,dist/* isMap */.jh)(parent)
            ? parent.items.find((item) => (0,dist/* isPair */.tO)(item) && (0,dist/* isScalar */.jn)(item.key) && item.key.value === last)?.key
            : undefined;
        const node = (key ?? document.getIn(path.slice(0, length), true));
        if (node?.range)
            return lines.linePos(node.range[0]).line;
    }
    return 1;
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
