export const id = 697;
export const ids = [697];
export const modules = {

/***/ 3697:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  alert: () => (/* binding */ alert_alert)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 14 modules
var schemas = __webpack_require__(4528);
// EXTERNAL MODULE: ./lib/contract/action.js + 5 modules
var action = __webpack_require__(1074);
// EXTERNAL MODULE: ./lib/runtime/transient.js
var runtime_transient = __webpack_require__(8186);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/runtime/limited.js
var limited = __webpack_require__(4146);
;// CONCATENATED MODULE: ./lib/github/api.js



/** A hanging request is asked again. */
const REQUEST_MS = 10_000;
/** GitHub's REST API, for one repository. Its errors are UserError, or Transient where the same may go well a moment later. */
async function openApi(repository, { token, job, signal }) {
    // Nobody else needs it: it brings an HTTP client as large as all the rest.
    const { getOctokit } = await __webpack_require__.e(/* import() */ 413).then(__webpack_require__.bind(__webpack_require__, 2413));
    const octokit = getOctokit(token, { userAgent: `stack-actions (job ${job})` });
    octokit.hook.before('request', (options) => {
        options.request.signal = (0,limited/* limited */.T)(REQUEST_MS, signal);
    });
    octokit.hook.error('request', (error) => {
        throw translated(error);
    });
    const [owner = '', repo = ''] = repository.split('/');
    return { octokit, at: { owner, repo } };
}
/** An error of octokit (`RequestError`) as what a user is told, or as one to try again after. */
function translated(error) {
    const { status, response, message } = error;
    // octokit calls a connection that failed 500.
    if (response === undefined)
        return new runtime_transient/* Transient */.Rc(`GitHub cannot be reached: ${message}`);
    const wait = Number(response.headers['retry-after']);
    const said = `GitHub answers HTTP ${status}: ${message}`;
    if ((0,runtime_transient/* isTransientStatus */.Dm)(status ?? 0))
        return new runtime_transient/* Transient */.Rc(said, Number.isFinite(wait) ? wait * 1000 : undefined);
    if (/rate limit/i.test(message) || Number.isFinite(wait))
        return new runtime_transient/* Transient */.Rc(said, Number.isFinite(wait) ? wait * 1000 : undefined);
    return new errors/* UserError */.yo(said, {
        todo: TODO[status ?? 0] ?? 'look at githubstatus.com, and at the repository’s settings',
    });
}
const TODO = {
    401: 'the input `token` is wrong or has expired: leave it out, and the job’s own is used',
    403: 'give the job `permissions: { issues: write }`, beside what it has',
    404: 'give the job `permissions: { issues: write }`, beside what it has; a token of your own must reach this repository',
    410: 'switch issues on in the repository’s settings, or leave `issue` out',
};

;// CONCATENATED MODULE: ./lib/github/begun.js


const PER_PAGE = 100;
/** A run has at most 256 jobs a matrix; more pages than these are not read. */
const MOST_PAGES = 10;
/**
 * Whether no job of this attempt of the run that failed ever had a runner. GitHub ends a job so that a reviewer has rejected, or that the
 * environment's rules refuse: nothing began. A job whose runner was lost had one. `false` where that is not known.
 * @throws UserError, Transient
 */
async function neverBegan({ repository, runId, runAttempt }, asking) {
    const { octokit, at } = await openApi(repository, asking);
    const failed = [];
    for (let page = 1; page <= MOST_PAGES; page++) {
        const { data } = await (0,runtime_transient/* withRetries */.LH)(() => octokit.rest.actions.listJobsForWorkflowRunAttempt({
            ...{ ...at, run_id: runId, attempt_number: runAttempt, per_page: PER_PAGE, page },
        }), { signal: asking.signal });
        failed.push(...data.jobs.filter(({ conclusion }) => conclusion !== null && !ENDED_WELL.includes(conclusion)));
        if (data.jobs.length < PER_PAGE)
            return failed.length > 0 && failed.every(({ runner_id: id }) => !id);
    }
    return false;
}
const ENDED_WELL = ['success', 'skipped', 'neutral'];

;// CONCATENATED MODULE: ./lib/github/incident.js
const NEWS = {
    deployed: 'well',
    unchanged: 'well',
    'rolled-back': 'well',
    undone: 'undone',
    'undo-failed': 'undo-failed',
    unknown: 'unknown',
    // Nothing was changed: whoever pushed sees red, nobody else has to act.
    refused: 'none',
    skipped: 'none',
    planned: 'none',
};
/** What a deploy's end means to the team: trouble of some kind, `well` (what answers is proven), or `none`. */
function newsOf(outcome, result) {
    if (outcome !== undefined)
        return NEWS[outcome];
    return result === 'failure' ? 'silent' : 'none';
}

// EXTERNAL MODULE: ./lib/runtime/clock.js
var clock = __webpack_require__(7642);
// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
;// CONCATENATED MODULE: ./lib/github/words.js


const FAILURE_CHARACTERS = 4000;
const CHAT_FAILURE_CHARACTERS = 600;
/** Discord refuses more: https://discord.com/developers/docs/resources/webhook#execute-webhook. */
const CHAT_CHARACTERS = 2000;
/** What happened, as a title: no text of others in it. */
function headline(trouble, environment) {
    const what = {
        undone: 'a new version failed and was undone',
        'undo-failed': 'a deploy failed and could not be undone: a person must act',
        unknown: 'contact with the server was lost in a deploy',
        silent: 'a deploy ended without a word',
    };
    return `${environment}: ${what[trouble]}`;
}
/** Marks the issue of an environment; nobody sees it. */
function marker(environment) {
    return `<!-- stack-actions:${environment} -->`;
}
function issueBody(trouble, told) {
    return `${marker(told.environment)}\n${troubleComment(trouble, told)}\n\nThe next deploy or rollback that succeeds closes this issue.`;
}
function troubleComment(trouble, told) {
    const { environment, deploy } = told;
    const failure = deploy.failure && (0,runtime_escape/* codeBlock */.DV)(cut(deploy.failure, FAILURE_CHARACTERS));
    return [
        `**${headline(trouble, environment)}**`,
        answers(trouble, deploy, runtime_escape/* codeSpan */.SS),
        failure,
        `What to do next:\n${todo(trouble, environment)
            .map((step, index) => `${index + 1}. ${step}`)
            .join('\n')}`,
        origin(told),
    ]
        .filter((part) => part)
        .join('\n\n');
}
function wellComment(told, since, now) {
    const began = `${since.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    return `**${told.environment} is well again.** ${serving(told.deploy, runtime_escape/* codeSpan */.SS)} This issue was open since ${began}, for ${lasted(since, now)}.\n\n${origin(told)}`;
}
/** One message for a chat: lines of plain text with code in backticks, which Slack, Mattermost and Discord show alike. */
function troubleMessage(trouble, told, issueUrl) {
    const { environment, deploy } = told;
    const failure = deploy.failure && chatCode(deploy.failure);
    return chat([
        headline(trouble, environment),
        answers(trouble, deploy, chatCode),
        ...todo(trouble, environment).map((step) => `- ${step}`),
        ...links(told, issueUrl),
        failure,
    ]);
}
/** @param issue The one that was open, since when it was. */
function wellMessage(told, issue, now) {
    return chat([
        `${told.environment} is well again, after ${lasted(issue.opened, now)}`,
        serving(told.deploy, chatCode),
        ...links(told, issue.url),
    ]);
}
/** Which version answers now. */
function answers(trouble, deploy, code) {
    switch (trouble) {
        case 'undone':
            return deploy.servingRelease
                ? serving(deploy, code)
                : 'What answered before answers now; if nothing did, nothing does.';
        case 'undo-failed':
            return 'Which version answers now is not known.';
        case 'unknown':
            return 'The server ends the deploy by itself, on one complete version; only the server can tell on which.';
        case 'silent':
            return 'It never began, as after a reviewer’s no, or it was killed. If it had begun, the server ends it by itself, on one complete version; only the server can tell on which.';
    }
}
function serving({ servingRelease }, code) {
    return servingRelease
        ? `Release ${code(servingRelease)} answers now, and was proven.`
        : 'What answers now was proven.';
}
function todo(trouble, environment) {
    const stackctl = (verb) => `\`ssh USER@SERVER .stack-actions/STACK-${environment}/stackctl ${verb}\``;
    const look = `Ask the server: ${stackctl('status')}. STACK is the stack’s name; \`ls .stack-actions\` shows it.`;
    const recover = `If it says that a transaction was interrupted: ${stackctl('recover')}.`;
    switch (trouble) {
        case 'undone':
            return [
                'Nobody has to act on the server. The log of the run says what failed.',
                'Push a version that is mended, or run the deploy again if the cause is gone.',
            ];
        case 'undo-failed':
            return [
                `${look} It names the cause.`,
                `Mend the cause (disk, memory, a port that somebody took), then: ${stackctl('recover')}.`,
                'When it says that all runs as released, run the deploy again.',
            ];
        case 'unknown':
            return [look, recover, 'Then run the deploy again, if its release does not serve.'];
        case 'silent':
            return ['The log of the run says how far it came.', look, recover, 'Then run the deploy again.'];
    }
}
/** Commit, branch, who and where, for an issue. GitHub makes a link of the commit. */
function origin({ run }) {
    const branch = run.ref && ` of ${(0,runtime_escape/* codeSpan */.SS)(run.ref.replace(/^refs\/heads\//, ''))}`;
    const actor = run.actor && `, by ${(0,runtime_escape/* codeSpan */.SS)(run.actor)}`;
    return `${run.runUrl === '' ? 'The run' : `[The run](${run.runUrl})`} of commit ${run.sha}${branch}${actor}`;
}
function links({ run }, issueUrl) {
    return [
        `Commit ${run.sha.slice(0, 7)}, run: ${run.runUrl}`,
        ...(issueUrl === undefined ? [] : [`Issue: ${issueUrl}`]),
    ];
}
/** A backtick cannot be escaped in a chat's code, so that there are none. */
function chatCode(text) {
    return `\`${cut((0,runtime_escape/* plain */.pj)(text), CHAT_FAILURE_CHARACTERS)
        .replace(/\s*\n\s*/g, ' ')
        .replaceAll('`', "'")}\``;
}
function chat(lines) {
    return cut(lines.filter((line) => line).join('\n'), CHAT_CHARACTERS);
}
/** The text, `most` characters of it at most; a character is never cut in two. */
function cut(text, most) {
    return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
function lasted(since, now) {
    return (0,clock/* durationText */.S)(Math.max(0, (now.getTime() - since.getTime()) / 1000));
}

;// CONCATENATED MODULE: ./lib/github/issues.js



const issues_PER_PAGE = 100;
/** Newest first; a page that GitHub repeats for ever ends, too. */
const issues_MOST_PAGES = 20;
/** The issues of one repository, as far as alerts need them: one open issue an environment. */
class Issues {
    octokit;
    at;
    signal;
    constructor(octokit, at, signal) {
        this.octokit = octokit;
        this.at = at;
        this.signal = signal;
    }
    /** @param options.job Id of the job, for whoever reads GitHub's audit log. */
    static async of(repository, { token, job, signal }) {
        const { octokit, at } = await openApi(repository, { token, job, signal });
        return new Issues(octokit, at, signal);
    }
    /**
     * Opens the environment's issue, or comments on the one that is open.
     * @throws UserError, Transient
     */
    async report(trouble, told) {
        // All of it again after a fault: an issue whose opening was not answered may be there.
        return this.patiently(async () => {
            const open = await this.find(told.environment);
            if (open === undefined) {
                const title = headline(trouble, told.environment);
                const { data } = await this.octokit.rest.issues.create({ ...this.at, title, body: issueBody(trouble, told) });
                return issueOf(data);
            }
            await this.comment(open, troubleComment(trouble, told));
            return open;
        });
    }
    /**
     * Closes the environment's issue with a comment.
     * @returns The issue; undefined where none is open.
     * @throws UserError, Transient
     */
    async resolve(told, now) {
        const open = await this.patiently(() => this.find(told.environment));
        if (open === undefined)
            return undefined;
        await this.patiently(() => this.comment(open, wellComment(told, open.opened, now)));
        await this.patiently(() => this.octokit.rest.issues.update({
            ...this.at,
            issue_number: open.number,
            state: 'closed',
            state_reason: 'completed',
        }));
        return open;
    }
    async find(environment) {
        for (let page = 1; page <= issues_MOST_PAGES; page++) {
            const { data } = await this.octokit.rest.issues.listForRepo({
                ...this.at,
                state: 'open',
                per_page: issues_PER_PAGE,
                page,
            });
            const ours = data.find((issue) => isOurs(issue, environment));
            if (ours !== undefined)
                return issueOf(ours);
            if (data.length < issues_PER_PAGE)
                return undefined;
        }
        return undefined;
    }
    async comment({ number }, body) {
        await this.octokit.rest.issues.createComment({ ...this.at, issue_number: number, body });
    }
    patiently(work) {
        return (0,runtime_transient/* withRetries */.LH)(work, { signal: this.signal });
    }
}
/**
 * Whether it is the environment's issue, and no pull request, which GitHub lists with them. Anybody may copy the marker into an issue of a
 * public repository, so it counts only from a bot (whose token a job has) or from somebody who may write there.
 */
function isOurs(issue, environment) {
    if (issue.pull_request !== undefined || !issue.body?.startsWith(marker(environment)))
        return false;
    return issue.user?.type === 'Bot' || ['OWNER', 'MEMBER', 'COLLABORATOR'].includes(issue.author_association ?? '');
}
function issueOf({ number, html_url, created_at }) {
    return { number, url: html_url, opened: new Date(created_at) };
}

;// CONCATENATED MODULE: ./lib/github/webhook.js



/** One try again, soon: a message that comes late is worth little. */
const WAITS_MS = [1000];
const TRY_MS = 10_000;
/**
 * The body that each kind of chat takes: Slack and Mattermost read `text`, Discord reads `content`, and each ignores the rest.
 * Nothing in it mentions anybody: Slack's `<!channel>` needs its angle brackets, Discord is told to parse nothing.
 */
function webhookBody(message) {
    // https://api.slack.com/reference/surfaces/formatting#escaping
    const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
    return {
        text: message.replace(/[&<>]/g, (character) => entities[character] ?? character),
        content: message,
        allowed_mentions: { parse: [] },
    };
}
/**
 * Posts one message. The address is a secret: it is in no error.
 * @throws UserError, Transient
 */
async function postMessage(url, message, options) {
    const body = JSON.stringify(webhookBody(message));
    await (0,runtime_transient/* withRetries */.LH)(() => post(url, body, options.signal), { ...options, waitsMs: WAITS_MS });
}
async function post(url, body, signal) {
    const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        // Nobody who moved gets what was meant for this address.
        redirect: 'manual',
        signal: (0,limited/* limited */.T)(TRY_MS, signal),
    }).catch((error) => {
        const code = (0,runtime_transient/* codeOf */.$N)(error);
        // Not after a time-out: the message may have come through.
        if (code !== 'ETIMEDOUT' && (0,runtime_transient/* isTransientCode */.gL)(code))
            throw new runtime_transient/* Transient */.Rc(`it cannot be reached: ${code}`);
        throw new errors/* UserError */.yo(`it cannot be reached: ${code ?? 'its answer was no HTTP'}`);
    });
    await response.body?.cancel();
    const said = `it answers HTTP ${response.status}`;
    if ((0,runtime_transient/* isTransientStatus */.Dm)(response.status))
        throw new runtime_transient/* Transient */.Rc(said, retryAfterMs(response.headers.get('retry-after')));
    if (response.ok)
        return;
    throw new errors/* UserError */.yo(said, { todo: 'check the webhook in the chat, and the secret that holds its address' });
}
/** The header in seconds, as chats send it; undefined if there is none. */
function retryAfterMs(header) {
    return header !== null && /^[0-9.]+$/.test(header) ? Number(header) * 1000 : undefined;
}

// EXTERNAL MODULE: ./lib/shipment/outcome.js
var outcome = __webpack_require__(3782);
// EXTERNAL MODULE: ./lib/actions/inputs.js
var inputs = __webpack_require__(9922);
;// CONCATENATED MODULE: ./lib/actions/alert.js











/** Together a little over a minute, however slow GitHub and the chat are: the job waits for them. */
const BEGUN_MS = 15_000;
const ISSUE_MS = 30_000;
const WEBHOOK_MS = 25_000;
/** Outputs as a workflow passes them on: of a step that never ran they are null, and one that was not set is an empty string. */
const deployOutputs = schemas/* preprocess */.vkY((given) => (given === null ? {} : withoutEmpty(given)), schemas/* object */.Ikc({ outcome: outcome/* outcome */.b.optional(), 'serving-release': schemas/* string */.YjP().optional(), failure: schemas/* string */.YjP().optional() }))
    .transform(({ 'serving-release': servingRelease, ...rest }) => ({ ...rest, servingRelease }));
const deploy = (0,inputs/* json */.Pq)(deployOutputs, {
    description: 'Outputs of the step that deployed or rolled back: `toJSON(steps.<id>.outputs)`',
    allowed: 'the JSON of the outputs of deploy, ssh-deploy or rollback',
}).optional();
const result = schemas/* enum */.k5n(['success', 'failure', 'cancelled', 'skipped']).meta({
    description: 'How that step or its job ended: `steps.<id>.outcome` or `needs.<job>.result`',
    allowed: '`success`, `failure`, `cancelled` or `skipped`',
});
const webhook = (0,inputs/* secretText */.yD)({ description: 'Address of an incoming webhook of Slack, Mattermost or Discord (a secret)' })
    .transform((given) => given.trim())
    .refine(isSafeAddress)
    .meta({ allowed: 'one address that begins with `https://`', secret: true })
    .optional();
const token = (0,inputs/* secretText */.yD)({ description: 'Token for the issue (a secret)', runnerDefault: '${{ github.token }}' })
    .regex(/^[\x21-\x7e]+$/)
    .meta({ allowed: 'one line of ASCII without blanks', secret: true })
    .optional();
const alert_alert = (0,action/* defineAction */.Q)({
    name: 'alert',
    description: 'Tell the team that a deploy was undone or that somebody must act, by an issue, a chat, or both',
    inputs: {
        environment: inputs/* environmentName */.VE,
        deploy,
        result,
        issue: (0,inputs/* flag */.Jt)('Keep an issue for the environment; the job needs `permissions: { issues: write }`'),
        webhook,
        token,
    },
    outputs: {
        alerted: schemas/* boolean */.zMY().meta({ description: '`true` if somebody was alerted, by an issue or the webhook' }),
        issue: schemas/* number */.aig().meta({ description: 'Number of the issue that was opened, commented or closed' }),
    },
    async main(inputs, context) {
        const { log } = context;
        const end = redacted(inputs.deploy ?? {}, context);
        const news = newsOf(end.outcome, inputs.result);
        const told = { environment: inputs.environment, deploy: end, run: context.event };
        log.info(`${inputs.environment}: the deploy ended ${end.outcome ?? `without an outcome (${inputs.result})`}`);
        if (!inputs.issue && inputs.webhook === undefined)
            log.warning('This step alerts nobody: give it `issue: true`, a `webhook`, or both');
        if (news === 'none' || (news === 'silent' && (await isRejected(inputs.token, context))))
            return { alerted: false };
        const now = new Date();
        const issue = inputs.issue ? await keepIssue(news, told, now, inputs.token, context) : undefined;
        const message = messageOf(news, told, now, issue);
        const posted = inputs.webhook && message ? await alert_post(inputs.webhook, message, context) : false;
        return { alerted: issue !== undefined || posted, issue: issue?.number };
    },
});
/** Whether a job failed without having begun: a person has said no, and need not be told. What is not known is worth an alert. */
async function isRejected(token, { env, event, log, signal }) {
    try {
        const asking = { token: token ?? '', job: env.GITHUB_JOB ?? '', signal: (0,limited/* limited */.T)(BEGUN_MS, signal) };
        if (!(await neverBegan(event, asking)))
            return false;
        log.info('no job that failed has ever begun: a reviewer rejected it, or a rule of the environment did');
        return true;
    }
    catch (error) {
        log.info(`whether the deploy had begun is not known (give this job \`actions: read\`): ${(0,errors/* explain */.WE)(error)}`);
        return false;
    }
}
/** Opens, comments or closes the environment's issue. A failure is a warning: the job shows how the deploy ended, not how this did. */
async function keepIssue(news, told, now, token, context) {
    const { env, event, log } = context;
    try {
        const signal = (0,limited/* limited */.T)(ISSUE_MS, context.signal);
        const issues = await Issues.of(event.repository, { token: token ?? '', job: env.GITHUB_JOB ?? '', signal });
        const issue = news === 'well' ? await issues.resolve(told, now) : await issues.report(news, told);
        if (issue !== undefined)
            log.info(`${news === 'well' ? 'closed' : 'open'}: ${issue.url}`);
        return issue;
    }
    catch (error) {
        log.warning(`The issue of ${told.environment} is not up to date: ${(0,errors/* explain */.WE)(error)}`);
        return undefined;
    }
}
/** A success is worth a message only after a failure, and only an open issue remembers that there was one. */
function messageOf(news, told, now, issue) {
    if (news !== 'well')
        return troubleMessage(news, told, issue?.url);
    return issue && wellMessage(told, issue, now);
}
async function alert_post(webhook, message, { log, signal }) {
    try {
        await postMessage(webhook, message, { signal: (0,limited/* limited */.T)(WEBHOOK_MS, signal) });
        log.info('the message was sent to the webhook');
        return true;
    }
    catch (error) {
        log.warning(`The message did not reach the webhook: ${(0,errors/* explain */.WE)(error)}`);
        return false;
    }
}
/** Removes every secret that this step knows from what is sent to an issue or a chat. */
function redacted(end, { log }) {
    return { ...end, failure: end.failure && log.redact(end.failure) };
}
function withoutEmpty(given) {
    if (typeof given !== 'object' || given === null || Array.isArray(given))
        return given;
    return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}
/** Plain HTTP would show the address, which is a secret, to the network; it is allowed where there is no network between. */
function isSafeAddress(address) {
    if (!URL.canParse(address))
        return false;
    const { protocol, hostname } = new URL(address);
    return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.[0-9.]+|\[::1\])$/.test(hostname));
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


/***/ }),

/***/ 8186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ codeOf),
/* harmony export */   Dm: () => (/* binding */ isTransientStatus),
/* harmony export */   LH: () => (/* binding */ withRetries),
/* harmony export */   Rc: () => (/* binding */ Transient),
/* harmony export */   gL: () => (/* binding */ isTransientCode)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7642);

/** A fault that may be gone in a moment, with what the server asks to wait. */
class Transient extends Error {
    waitMs;
    constructor(message, waitMs, options) {
        super(message, options);
        this.waitMs = waitMs;
    }
}
/** Waits between tries, in milliseconds; one try more than waits. */
const WAITS_MS = [500, 1500, 4000];
const LONGEST_WAIT_MS = 20_000;
/** Tries again after a Transient, four times in all if not said otherwise; any other error ends it at once. */
async function withRetries(work, { clock = _clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .m, waitsMs = WAITS_MS, signal } = {}) {
    for (const wait of waitsMs) {
        try {
            return await work();
        }
        catch (error) {
            if (!(error instanceof Transient))
                throw error;
            await clock.sleep(Math.min(Math.max(wait, error.waitMs ?? 0), LONGEST_WAIT_MS), signal);
            if (signal?.aborted)
                throw error;
        }
    }
    return work();
}
/** Whether an HTTP status says "try again". */
function isTransientStatus(status) {
    return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}
/** Whether a failed connection may work in a moment. A refused one may, too: a server restarts. */
function isTransientCode(code) {
    return (code !== undefined &&
        /^(ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_.*)$/.test(code));
}
/** Why a connection failed, such as `ECONNREFUSED`: fetch hides it one or two causes deep, or in the first of several. */
function codeOf(error) {
    if (typeof error !== 'object' || error === null)
        return undefined;
    const { code, name, errors, cause } = error;
    if (typeof code === 'string')
        return code;
    if (name === 'TimeoutError')
        return 'ETIMEDOUT';
    return codeOf(cause ?? errors?.[0]);
}


/***/ }),

/***/ 3782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ outcome)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4528);

const outcome = zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['deployed', 'unchanged', 'skipped', 'planned', 'rolled-back', 'undone', 'undo-failed', 'refused', 'unknown'])
    .meta({
    description: '`deployed`, `unchanged`, `skipped`, `planned`, `rolled-back` (green), `undone`, `undo-failed`, `refused`, `unknown` (red)',
});


/***/ })

};
