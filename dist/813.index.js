export const id = 813;
export const ids = [813];
export const modules = {

/***/ 7813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ci: () => (/* binding */ addressOf),
  Kq: () => (/* binding */ chosenEnvironment),
  hs: () => (/* binding */ judgedEnvironment),
  Wh: () => (/* binding */ modelsOf),
  Cy: () => (/* binding */ placeGivenFiles),
  b$: () => (/* binding */ readCheckout),
  os: () => (/* binding */ releaseStack),
  $R: () => (/* binding */ stackConfig)
});

// EXTERNAL MODULE: ./lib/image/reference.js
var reference = __webpack_require__(8424);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var runtime_errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/runtime/masking.js
var masking = __webpack_require__(736);
// EXTERNAL MODULE: ./lib/runtime/run.js
var run = __webpack_require__(313);
// EXTERNAL MODULE: ./lib/stack/gitIn.js
var gitIn = __webpack_require__(8159);
;// CONCATENATED MODULE: ./lib/stack/committed.js

const SHOWN_FILES = 3;
const GIT_TIMEOUT_MS = 120_000;
/**
 * Compares a checkout with the commit of its run: a workflow may check out another one, and a step may change files. What git does not track
 * belongs to no commit; the plan names it where it is sent.
 * @param root Absolute path of the checkout.
 * @param sha GITHUB_SHA; empty where there is none.
 */
async function committedState(root, sha, runProgram) {
    const git = (...words) => runProgram([...(0,gitIn/* gitIn */.u)(root), '--no-optional-locks', ...words], { timeoutMs: GIT_TIMEOUT_MS }).catch(() => undefined);
    const [head, status] = await Promise.all([
        git('rev-parse', '--verify', '--quiet', 'HEAD^{commit}'),
        git('status', '--porcelain', '-z', '--untracked-files=no', '--ignore-submodules=untracked', '--no-renames', '--', '.'),
    ]);
    const commit = head?.stdout.trim() ?? '';
    if (head?.code !== 0 || status?.code !== 0 || !/^[0-9a-f]{40,64}$/.test(commit))
        return { commit: sha, isClean: undefined, differs: unknownWords(sha) };
    const changed = status.stdout.split('\0').flatMap((line) => (line === '' ? [] : [line.slice(3)]));
    const words = [
        ...(sha !== '' && commit !== sha
            ? [`the checkout is at commit ${committed_short(commit)}, and the run is for ${committed_short(sha)}`]
            : []),
        ...(changed.length > 0 ? [`${fileWords(changed)} not as in commit ${committed_short(commit)}`] : []),
    ];
    return { commit, isClean: changed.length === 0, differs: words.join('; ') };
}
/** For a run that has no commit nothing is claimed. */
function unknownWords(sha) {
    return sha === '' ? '' : `git does not say whether the checkout is at commit ${committed_short(sha)}`;
}
function fileWords(files) {
    const shown = files
        .slice(0, SHOWN_FILES)
        .map((file) => JSON.stringify(file))
        .join(', ');
    const more = files.length > SHOWN_FILES ? ` and ${files.length - SHOWN_FILES} more` : '';
    return `${shown}${more} ${files.length === 1 ? 'is' : 'are'}`;
}
function committed_short(commit) {
    return commit.slice(0, 12);
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./lib/stack/committedText.js



const committedText_GIT_TIMEOUT_MS = 60_000;
/** @param root Absolute path of the checkout. */
function committedText(root, runProgram) {
    const git = async (folder, ...words) => {
        const argv = [...(0,gitIn/* gitIn */.u)(root, folder), '--no-optional-locks', ...words];
        const result = await runProgram(argv, { timeoutMs: committedText_GIT_TIMEOUT_MS }).catch(() => undefined);
        return result?.code === 0 ? result.stdout : undefined;
    };
    const known = new Map();
    const hasHead = (folder) => {
        const asked = known.get(folder) ??
            git(folder, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}').then((text) => text !== undefined);
        known.set(folder, asked);
        return asked;
    };
    return async (path) => {
        // In its own folder, which may be a submodule.
        const real = await (0,promises_.realpath)(path).catch(() => path);
        const folder = (0,external_node_path_.dirname)(real);
        if (await hasHead(folder))
            return (await git(folder, 'cat-file', 'blob', `HEAD:./${(0,external_node_path_.basename)(real)}`)) ?? '';
        return (await hasHead(root)) ? '' : undefined;
    };
}

// EXTERNAL MODULE: ./lib/stack/config.js + 2 modules
var stack_config = __webpack_require__(3453);
// EXTERNAL MODULE: ./lib/stack/environment.js
var stack_environment = __webpack_require__(8533);
;// CONCATENATED MODULE: ./lib/stack/healthEntries.js

/**
 * An entry of stack.yml's `health`, as it stands.
 * @param env variables of the step, which headers may name
 * @throws Refused where one of them is not there
 */
function healthEntry({ name, service, port, path, url, status, headers, skip }, env) {
    const [project = '', serviceName = ''] = service?.split('/') ?? [];
    return {
        name,
        ...(service === undefined ? {} : { service: { project, service: serviceName } }),
        ...(port === undefined ? {} : { port }),
        ...(path === undefined ? {} : { path }),
        ...(url === undefined ? {} : { url }),
        ...(status === undefined ? {} : { status }),
        ...(headers === undefined ? {} : { headers: filled(headers, name, env) }),
        ...(skip === undefined ? {} : { skip }),
    };
}
function filled(headers, entry, env) {
    const fill = (text) => text.replace(/\$\{([A-Za-z_]\w*)\}/g, (_, variable) => {
        const value = env[variable];
        if (value !== undefined)
            return value;
        throw new runtime_errors/* Refused */.Lw(`health ${JSON.stringify(entry)}: the step has no variable ${variable}`, {
            at: 'health',
            todo: `give it to the step: env: { ${variable}: \${{ secrets.${variable} }} }`,
        });
    });
    return Object.fromEntries(Object.entries(headers).map(([header, value]) => [header, fill(value)]));
}
/** Where secrets have stand-ins, so have these. */
const ANY = new Proxy({}, { get: () => '' });
/** All of them, where the services that they name are known. @throws Refused with every fault */
function healthEntries(config, projects, env = ANY) {
    const faults = [];
    const entries = config.health.map((entry) => {
        const { name, service } = entry;
        const [project = '', serviceName = ''] = service?.split('/') ?? [];
        const known = Object.keys(projects.find((candidate) => candidate.name === project)?.model.services ?? {});
        if (service !== undefined && !known.includes(serviceName))
            faults.push(`health ${JSON.stringify(name)}: project ${project} has no service ${serviceName}; known: ${known.join(', ')}`);
        return healthEntry(entry, env);
    });
    if (faults.length > 0)
        throw (0,runtime_errors/* refuseAll */.cp)(`${config.source} cannot be used`, faults, { at: 'health' });
    return entries;
}

// EXTERNAL MODULE: ./lib/stack/identity.js
var identity = __webpack_require__(5488);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
// EXTERNAL MODULE: ./lib/runtime/leftovers.js
var leftovers = __webpack_require__(5868);
// EXTERNAL MODULE: ./lib/stack/depth.js
var depth = __webpack_require__(2853);
// EXTERNAL MODULE: ./lib/stack/inside.js
var inside = __webpack_require__(1710);
// EXTERNAL MODULE: ./lib/stack/textValues.js
var textValues = __webpack_require__(3787);
;// CONCATENATED MODULE: ./lib/stack/placed.js
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
 * Files that are put into the checkout for a while, because git does not have them. They are removed when this is disposed of, with the folders
 * that were made for them, or by the post step.
 */
class PlacedFiles {
    root;
    /** What may be secret in them; filled in for those of the input `files`. */
    values = [];
    /** Absolute, of the files that lie there. */
    paths = [];
    made = [];
    /** @param root Absolute path of the checkout. */
    constructor(root) {
        this.root = root;
    }
    /**
     * Writes a file that is not there, 0600.
     * @param path Absolute, or relative to the root.
     * @param at Where the path is written, for the message.
     * @returns False where there is such a file already: it is left as it is.
     * @throws Refused where it leads out of the repository
     */
    async place(path, text, at) {
        const absolute = await (0,inside/* insideRepo */.Vi)(this.root, path, at);
        const unwritable = ({ code }) => new runtime_errors/* Refused */.Lw(`${(0,external_node_path_.relative)(this.root, absolute)} cannot be written: ${code}`, { at });
        const first = await (0,promises_.mkdir)((0,external_node_path_.dirname)(absolute), { recursive: true }).catch((error) => {
            throw unwritable(error);
        });
        if (first !== undefined)
            this.note(first);
        try {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const file = __addDisposableResource(env_1, await (0,promises_.open)(absolute, 'wx', 0o600), true);
                this.note(absolute);
                this.paths.push(absolute);
                await file.writeFile(text);
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
        catch (error) {
            if (error.code === 'EEXIST')
                return false;
            throw unwritable(error);
        }
        return true;
    }
    async [Symbol.asyncDispose]() {
        const made = this.made.splice(0);
        for (const path of made.toReversed())
            await (0,promises_.rm)(path, { recursive: true, force: true });
        (0,leftovers/* forgetLeftovers */.q2)(made);
    }
    note(path) {
        this.made.push(path);
        (0,leftovers/* noteLeftover */.CF)(path);
    }
}
/**
 * The input `files` as a map of paths to texts.
 * @throws Refused without a word of it, for it may be secret
 */
function parseFiles(text) {
    const refused = (why) => new runtime_errors/* Refused */.Lw(`it is no map of paths to texts: ${why}`, {
        at: 'input files',
        todo: 'write `.env.production: |` and below it, indented, the lines of that file',
    });
    if ((0,depth/* tooDeepFrom */.D)(text) !== undefined)
        throw refused(`it ${depth/* TOO_DEEP */.g}`);
    let content;
    try {
        content = (0,dist/* parse */.qg)(text, { logLevel: 'error', maxAliasCount: 100 });
    }
    catch (error) {
        const unfolds = error instanceof ReferenceError && /alias/i.test(error.message);
        throw refused(unfolds ? 'its aliases expand to too many values' : 'it is no YAML');
    }
    if (typeof content !== 'object' || content === null || Array.isArray(content))
        throw refused('it holds one value');
    const wrong = Object.entries(content).find(([, value]) => typeof value !== 'string');
    if (wrong !== undefined)
        throw refused(`what stands at ${(0,runtime_escape/* quoted */.TL)(wrong[0])} is no text`);
    return content;
}
/**
 * Puts the files of the input `files` into the checkout. A file that git has is refused: it would differ from the one that was tested.
 * @param files Text by path, relative to the root.
 * @throws Refused
 */
async function placeFiles(root, files) {
    const placed = new PlacedFiles(root);
    try {
        for (const [path, text] of Object.entries(files)) {
            placed.values.push(...(0,textValues/* textValues */.Oo)(text));
            if (await placed.place(path, text, 'input files'))
                continue;
            const found = await (0,promises_.stat)(await (0,inside/* insideRepo */.Vi)(root, path, 'input files'));
            throw new runtime_errors/* Refused */.Lw(`${path} is in the checkout already${found.isDirectory() ? ', a folder' : ''}`, {
                at: 'input files',
                todo: 'name only what the checkout lacks; what is there is used as it is',
            });
        }
        return placed;
    }
    catch (error) {
        await placed[Symbol.asyncDispose]();
        throw error;
    }
}

// EXTERNAL MODULE: ./lib/runtime/temp.js
var temp = __webpack_require__(896);
// EXTERNAL MODULE: ./lib/stack/compose.js
var compose = __webpack_require__(1208);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./lib/stack/files.js
const field = (fate, place, text, form = 'path') => ({
    place,
    fate,
    form,
    text,
});
const DEVICE = 'a device of the server';
const INSIDE = 'in the container';
/**
 * Every field of the Compose specification that names a file or a folder, and who opens it. The only such table: both the check before Compose
 * reads a file and the check of Compose's result use these rows; a test walks the specification's own schema for other fields.
 */
const FILES = [
    field('read', 'include.*', 'a Compose file'),
    field('read', 'include.*.path', 'Compose files'),
    field('read', 'include.*.env_file', 'variables of the included files'),
    field('read', 'include.*.project_directory', 'where paths of the included files begin, and their `.env` lies'),
    field('read', 'services.*.extends.file', 'a Compose file'),
    field('read', 'services.*.env_file', 'variables of the container'),
    field('read', 'services.*.env_file.*.path', 'variables of the container'),
    field('read', 'services.*.label_file', 'labels of the container'),
    field('sent', 'services.*.volumes.*', 'a relative path: sent with the release; an absolute one is the server’s', 'mount'),
    field('sent', 'services.*.volumes.*.source', 'as the short form', 'mount'),
    field('sent', 'services.*.build', 'as `build.context`', 'context'),
    field('sent', 'services.*.build.context', 'a folder, or an address that the build fetches', 'context'),
    field('sent', 'services.*.build.dockerfile', 'from the context', 'dockerfile'),
    field('sent', 'services.*.build.additional_contexts.*', 'a folder, an address that the build fetches, `service:NAME` or `docker-image://…`', 'namedContext'),
    field('sent', 'services.*.build.ssh', 'the runner’s agent, or a key in the repository', 'ssh'),
    field('sent', 'services.*.build.cache_from', 'never a folder (`type=local`)', 'cache'),
    field('sent', 'services.*.build.cache_to', 'never a folder (`type=local`)', 'cache'),
    field('sent', 'secrets.*.file', 'of services and of builds'),
    field('sent', 'configs.*.file', ''),
    field('server', 'services.*.security_opt', 'a profile of seccomp: an absolute path', 'securityOption'),
    field('server', 'services.*.credential_spec.file', 'Docker’s own, on Windows'),
    field('server', 'services.*.credential_spec.registry', 'Docker’s own, on Windows'),
    field('server', 'services.*.devices.*.source', DEVICE),
    ...['device_read_bps', 'device_read_iops', 'device_write_bps', 'device_write_iops', 'weight_device'].map((name) => field('server', `services.*.blkio_config.${name}.*.path`, DEVICE)),
    field('container', 'services.*.devices.*.target', INSIDE),
    field('container', 'services.*.volumes.*.target', INSIDE),
    field('container', 'services.*.volumes.*.volume.subpath', 'in the volume'),
    field('container', 'services.*.volumes.*.image.subpath', 'in the image'),
    field('container', 'services.*.secrets.*.target', INSIDE),
    field('container', 'services.*.configs.*.target', INSIDE),
    field('container', 'services.*.build.secrets.*.target', 'its id, in the build'),
    field('container', 'services.*.tmpfs', INSIDE),
    field('container', 'services.*.working_dir', INSIDE),
    ...['path', 'target', 'exec.working_dir', 'ignore', 'include'].map((name) => field('nobody', `services.*.develop.watch.*.${name}`, 'left out with `develop`')),
];

// EXTERNAL MODULE: ./lib/stack/source.js
var stack_source = __webpack_require__(6663);
;// CONCATENATED MODULE: ./lib/stack/references.js






/**
 * Faults of what Compose would open or take for a path while it reads these files: what is remote, lies outside of the repository, or can be
 * read in two ways by two YAML parsers. This is checked before Compose is called, because afterwards the file has been read already.
 * @param files Absolute.
 * @param folder Absolute folder of the project.
 */
async function foreignReferences(root, files, folder, fill) {
    const faults = [];
    const seen = new Set();
    for (const file of files)
        faults.push(...(await faultsOf(file, { root, fill, folder, envFiles: [], seen })));
    return faults;
}
async function faultsOf(file, reading) {
    const { root, seen, folder, envFiles } = reading;
    const key = JSON.stringify([file, folder, envFiles]);
    if (seen.has(key))
        return [];
    seen.add(key);
    const shown = (0,external_node_path_.relative)(root, file);
    const outside = await whyOutside(root, file);
    if (outside !== undefined)
        return [{ file: shown, message: outside }];
    const bytes = await (0,promises_.readFile)(file).catch(() => undefined);
    if (bytes === undefined)
        return [];
    const source = (0,stack_source/* readSource */.o$)(bytes);
    if (!(0,stack_source/* isSource */.__)(source))
        return source.map((fault) => ({ file: shown, ...fault }));
    const references = await references_filled(referencesIn(source), reading);
    const faults = [];
    for (const reference of references)
        for (const text of reference.texts) {
            const why = await whyForeign(text, reference.field, reading);
            if (why !== undefined)
                faults.push({
                    file: shown,
                    line: reference.line,
                    message: `${reference.where}: ${JSON.stringify(text)} ${why}`,
                });
        }
    return faults.length > 0
        ? faults
        : [...(await faultsOfExtended(references, reading)), ...(await faultsOfIncluded(source, reading))];
}
/** Of files that are extended: each is read from its own folder. */
async function faultsOfExtended(references, reading) {
    const faults = [];
    const named = references.filter(({ field }) => field.place === EXTENDS).flatMap(({ texts }) => texts);
    for (const file of named.map((text) => (0,external_node_path_.resolve)(reading.folder, text)))
        faults.push(...(await faultsOf(file, { ...reading, folder: (0,external_node_path_.dirname)(file) })));
    return faults;
}
/** Of files that are included: each is read from the folder that its entry says, and with variables of its own. */
async function faultsOfIncluded(source, reading) {
    const faults = [];
    for (const { node } of (0,stack_source/* nodesAt */.Pw)(source, ['include', '*'])) {
        const texts = (name) => (0,stack_source/* nodesAt */.Pw)(source, [name], node)
            .flatMap((found) => (0,stack_source/* itemsOf */.S3)(source, found.node))
            .flatMap((item) => (0,stack_source/* textOf */.b6)(source, item) ?? []);
        const short = (0,stack_source/* textOf */.b6)(source, node);
        const written = {
            paths: short === undefined ? texts('path') : [short],
            folders: texts('project_directory'),
            env: texts('env_file'),
        };
        const fill = await filledTexts([...written.paths, ...written.folders, ...written.env], reading);
        for (const one of [(text) => text, (text) => fill.get(text) ?? text])
            faults.push(...(await faultsOfInclude({ paths: written.paths.map(one), folders: written.folders.map(one), env: written.env.map(one) }, reading)));
    }
    return faults;
}
/** As Compose asks before it reads an `.env` by itself. */
function isFile(path) {
    return (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false })?.isFile() === true;
}
async function faultsOfInclude({ paths, folders, env }, reading) {
    const files = paths.map((path) => (0,external_node_path_.resolve)(reading.folder, path));
    const [first] = files;
    if (first === undefined)
        return [];
    const faults = [];
    for (const folder of folders.length === 0 ? [(0,external_node_path_.dirname)(first)] : folders.map((one) => (0,external_node_path_.resolve)(reading.folder, one))) {
        const ownEnv = (0,external_node_path_.join)(folder, '.env');
        const why = env.length > 0 ? undefined : await whyOutside(reading.root, ownEnv);
        if (why !== undefined)
            faults.push({ file: (0,external_node_path_.relative)(reading.root, ownEnv), message: why });
        const envFiles = env.length > 0 ? env.map((one) => (0,external_node_path_.resolve)(reading.folder, one)) : [ownEnv];
        const below = { ...reading, folder, envFiles: [...reading.envFiles, envFiles.filter(isFile)] };
        if (why === undefined)
            for (const file of files)
                faults.push(...(await faultsOf(file, below)));
    }
    return faults;
}
const EXTENDS = 'services.*.extends.file';
const REMOTE = /^[a-z][a-z0-9+.-]*:\/\/|^git@|^github\.com\//i;
async function whyForeign(text, { form }, { root, folder }) {
    if (form === 'mount') {
        // In the model this would be a path of the runner that looks like one of the server. Where a link leads is checked with the content.
        return /^\.\.?(\/|$)/.test(text) && !(0,inside/* isInside */.FK)(root, (0,external_node_path_.resolve)(folder, text))
            ? 'leads out of the repository; a folder of the server is mounted by its absolute path there'
            : undefined;
    }
    if (REMOTE.test(text))
        return 'is remote: nothing is fetched while Compose files are read';
    // Compose replaces it by the home folder, which the env file may set.
    if (text.startsWith('~'))
        return 'leads out of the repository';
    if (/\$\{?COMPOSE_PROJECT_NAME\b/.test(text))
        return 'holds the project’s name, which is not known before the file is read';
    return whyOutside(root, text.startsWith('/') ? text : `${folder}/${text}`);
}
/** @param path Absolute, as it would be opened: also its `..` after a link count. */
async function whyOutside(root, path) {
    return (0,inside/* insideRepo */.Vi)(root, path, path).then(() => undefined, () => 'leads out of the repository');
}
/** The rows of the table that Compose opens, and the mounts, whose relative form is gone from what Compose makes of them. */
const JUDGED = FILES.filter(({ fate, form }) => fate === 'read' || form === 'mount');
function referencesIn(source) {
    return JUDGED.flatMap((field) => 
    // Jobs and hooks are refused in Compose's result; the files that they name have been read by then.
    [field.place, ...OTHERS.map((other) => field.place.replace(/^services\.\*/, other))]
        .filter((place, index) => index === 0 || place !== field.place)
        .flatMap((place) => (0,stack_source/* nodesAt */.Pw)(source, place.split('.')))
        .flatMap(({ where, node }) => (0,stack_source/* itemsOf */.S3)(source, node).flatMap((item) => {
        const text = (0,stack_source/* textOf */.b6)(source, item);
        return text === undefined ? [] : [{ field, where, line: (0,stack_source/* lineAt */.mh)(source, item), texts: [text] }];
    })));
}
const OTHERS = ['jobs.*', 'services.*.pre_start.*'];
async function references_filled(references, reading) {
    const values = await filledTexts(references.flatMap(({ texts }) => texts), reading);
    return references.map((reference) => ({
        ...reference,
        texts: [
            ...new Set(reference.texts.flatMap((text) => [text, values.get(text) ?? text]).map((text) => named(text, reference.field))),
        ],
    }));
}
/** The part of a text that is the path: in a mount's short form, the part before its target. */
function named(text, { form, place }) {
    return form === 'mount' && !place.endsWith('.source') ? (text.split(':')[0] ?? '') : text;
}
async function filledTexts(texts, { fill, envFiles }) {
    const open = [...new Set(texts.filter((text) => text.includes('$')))];
    if (open.length === 0)
        return new Map();
    const made = await fill(open, envFiles);
    return new Map(open.map((text, index) => [text, made[index] ?? text]));
}

// EXTERNAL MODULE: ./lib/stack/standIns.js
var stack_standIns = __webpack_require__(8394);
;// CONCATENATED MODULE: ./lib/stack/askCompose.js
var askCompose_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var askCompose_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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









/** Compose is quick (80 ms); only a hanging plugin takes longer than this. */
const COMPOSE_TIMEOUT_MS = 60_000;
/**
 * `docker compose config` for files of the repository: nowhere else is Compose let near them. What it would open is judged before.
 * @throws Refused where that is not in the repository, naming file and line
 */
async function runConfig(call, form, context) {
    const { root } = context.config;
    const fill = (texts, envFiles) => filledByCompose(texts, envFiles, { call, form, context });
    try {
        const faults = await foreignReferences(root, call.files, call.folder, fill);
        if (faults.length > 0)
            throw refusedFiles(root, call.files, faults);
    }
    catch (error) {
        if (!(error instanceof Unfilled))
            throw error;
        const { result } = error;
        return form === 'resolved' && (0,compose/* unsetVariables */.f)(result.stderr).length > 0
            ? { ...result, stderr: `${result.stderr}\n${await wordsOfAll(call, context)}` }
            : result;
    }
    return context.run(form === 'resolved' ? (0,compose/* composeConfig */.Rm)(call) : (0,stack_standIns/* uninterpolatedConfig */.Rg)(call), {
        env: { ...context.standIns?.environment, ...context.env },
        cwd: call.folder,
        timeoutMs: COMPOSE_TIMEOUT_MS,
    });
}
/** Compose's messages for all texts of the files, so that one run names every variable without a value, and not only those in paths. */
async function wordsOfAll(call, context) {
    const texts = await Promise.all(call.files.map(async (file) => openTexts(await (0,inside/* readInside */.xO)(context.config.root, file))));
    return filledByCompose([...new Set(texts.flat())], [], { call, form: 'resolved', context }).then(() => '', (error) => {
        if (error instanceof Unfilled)
            return error.result.stderr;
        throw error;
    });
}
/** Values of a Compose file that hold a variable. */
function openTexts(text) {
    const source = (0,stack_source/* readSource */.o$)(Buffer.from(text));
    const found = [];
    if (!(0,stack_source/* isSource */.__)(source))
        return found;
    (0,dist/* visit */.YR)(source.document, {
        Scalar(key, { value }) {
            if (key !== 'key' && typeof value === 'string' && value.includes('$'))
                found.push(value);
        },
    });
    return found;
}
function refusedFiles(root, files, faults) {
    const texts = faults.map(({ file, line, message }) => `${file}${line === undefined ? '' : `:${line}`}: ${message}`);
    const places = faults.flatMap((fault) => fault.line === undefined ? [] : [{ file: fault.file, line: fault.line, message: fault.message }]);
    const shown = files.map((file) => (0,external_node_path_.relative)(root, file)).join(', ');
    return (0,runtime_errors/* refuseAll */.cp)(`${shown} cannot be read`, [...new Set(texts)], { places });
}
/** A variable has no value: Compose would say the same of the files themselves. */
class Unfilled extends Error {
    result;
    constructor(result) {
        super('a text cannot be filled in');
        this.result = result;
    }
}
/** The texts as Compose itself fills them in, since another parser of its syntax could differ some day. */
async function filledByCompose(texts, envFiles, { call, form, context }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { run: runProgram, standIns } = context;
        const stoodIn = standIns?.environment ?? {};
        const folder = askCompose_addDisposableResource(env_1, await (0,temp/* tempFolder */.v)('filling'), true);
        const written = (0,compose/* fillingFiles */.$m)(texts, envFiles, folder.path);
        for (const [name, text] of Object.entries(written))
            await folder.write(name, text);
        const [first = ''] = Object.keys(written);
        const result = await runProgram((0,compose/* composeConfig */.Rm)({ ...call, folder: folder.path, files: [`${folder.path}/${first}`], profiles: [] }), { env: { ...stoodIn, ...context.env }, timeoutMs: COMPOSE_TIMEOUT_MS });
        if (standIns?.fill(result.stderr, stoodIn))
            return filledByCompose(texts, envFiles, { call, form, context });
        const isOpen = form === 'resolved' && (0,compose/* unsetVariables */.f)(result.stderr).length > 0;
        if (result.code === 0 && !isOpen)
            return (0,compose/* readFilled */.h_)(texts.length, result.stdout);
        throw new Unfilled({
            ...result,
            code: result.code === 0 ? 1 : result.code,
            stdout: '',
            stderr: result.stderr.replace(/services\.values\.environment\.v(\d+)/g, (_, index) => JSON.stringify(texts[Number(index)])),
        });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = askCompose_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Values of variables by Compose's own rules, so that the env file is read by them. @throws Refused */
async function valuesByCompose(names, call, context) {
    if (names.length === 0)
        return {};
    const texts = names.map((name) => `\${${name}-}`);
    const asked = { ...call, folder: '/', files: [], profiles: [] };
    const values = await filledByCompose(texts, [], { call: asked, form: 'as written', context }).catch((error) => {
        throw error instanceof Unfilled ? new runtime_errors/* Refused */.Lw('the env file does not parse', { at: call.envSource }) : error;
    });
    return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}

;// CONCATENATED MODULE: ./lib/stack/defaults.js
/** Names that an environment and an env file give a value. */
function givenVariables(env, envText) {
    const inFile = [...envText.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*[=:][ \t]*(.*)$/gm)];
    const filled = inFile.filter(([, , value = '']) => !/^(''|"")?\s*(#.*)?$/.test(value)).map(([, name = '']) => name);
    return new Set([...Object.keys(env).filter((name) => env[name] !== undefined && env[name] !== ''), ...filled]);
}
/**
 * Which values of each service are defaults (`${NAME:-default}`).
 * @param model Of `docker compose config --no-interpolate`.
 */
function defaultsOf(model, given) {
    const open = (text) => defaulted(JSON.stringify(text ?? '')).filter((name) => !given.has(name));
    return Object.fromEntries(Object.entries(model.services ?? {}).map(([service, definition]) => {
        const named = ['environment', 'labels'].flatMap((field) => Object.entries(definition[field] ?? {}).map(([name, value]) => ({ field, name, variables: open(value) })));
        const whole = ['command', 'entrypoint', 'image'].map((field) => ({ field, variables: open(definition[field]) }));
        return [service, [...named, ...whole].filter(({ variables }) => variables.length > 0)];
    }));
}
/** Names of `${NAME-…}` and `${NAME:-…}`, also of one within another; `$$` is a dollar. */
function defaulted(text) {
    const found = [...text.replaceAll('$$', '').matchAll(/\$\{([A-Za-z_][A-Za-z0-9_]*):?-/g)];
    return [...new Set(found.map(([, name = '']) => name))].sort();
}

;// CONCATENATED MODULE: ./lib/stack/askDefaults.js
var askDefaults_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var askDefaults_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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








/** Asks Compose for the files with their variables as they are written. */
async function askDefaults(projects, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { config, program, env, envText } = context;
        const folder = askDefaults_addDisposableResource(env_1, await (0,temp/* tempFolder */.v)('env')
        // Values of an `env_file:` are no defaults: if the file was there for the reading only, any text will do.
        , true);
        // Values of an `env_file:` are no defaults: if the file was there for the reading only, any text will do.
        const placed = askDefaults_addDisposableResource(env_1, new PlacedFiles(config.root), true);
        const envFile = await folder.write('env', envText);
        const given = givenVariables(env, envText);
        const found = {};
        for (const { name, path, files, profiles } of projects) {
            const paths = files.map((file) => (0,external_node_path_.join)(config.root, file));
            const call = { program, folder: (0,external_node_path_.join)(config.root, path), files: paths, profiles, envFile };
            const model = await uninterpolated(call, { ...context, placed });
            found[name] = typeof model === 'string' ? model : defaultsOf(model, given);
        }
        return found;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = askDefaults_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** The model, or Compose's words: an older one takes `${FOLDER:-./a}:/b:ro` for a mount before it is resolved, and finds none in it. */
async function uninterpolated(call, context) {
    const result = await runConfig(call, 'as written', context);
    if (result.code === 0)
        return (0,compose/* readModel */.ko)(result.stdout);
    const answer = (0,compose/* readAnswer */.JN)(result, call);
    if (answer.kind === 'envFile' && (await context.placed.place(answer.path, '', 'env_file')))
        return uninterpolated(call, context);
    return answer.kind === 'fault' ? answer.message : (0,run/* failure */.V2)((0,stack_standIns/* uninterpolatedConfig */.Rg)(call), result);
}

;// CONCATENATED MODULE: ./lib/stack/composeProgram.js


/** Where Docker looks for plugins besides its own configuration, in this order (cli-plugins/manager of docker/cli). */
const FOLDERS = ['/usr/local/lib/docker', '/usr/local/libexec/docker', '/usr/lib/docker', '/usr/libexec/docker'];
/**
 * The file that `docker compose` would start. Started directly it does the same (docs.docker.com, "Compose standalone") in half the time:
 * Docker starts it twice, the first time to ask for its metadata.
 */
async function composeProgram(env, folders = FOLDERS) {
    const own = env['DOCKER_CONFIG'] || (0,external_node_path_.join)(env['HOME'] ?? '/', '.docker');
    // Folders that a user has configured come first; only Docker knows these.
    const config = await (0,promises_.readFile)((0,external_node_path_.join)(own, 'config.json'), 'utf8').catch(() => '');
    if (config.includes('"cliPluginsExtraDirs"'))
        return ['docker', 'compose'];
    for (const folder of [own, ...folders]) {
        const plugin = (0,external_node_path_.join)(folder, 'cli-plugins/docker-compose');
        const isThere = await (0,promises_.access)(plugin, promises_.constants.X_OK).then(() => true, () => false);
        if (isThere)
            return [plugin];
    }
    return ['docker', 'compose'];
}

// EXTERNAL MODULE: ./lib/stack/content.js
var stack_content = __webpack_require__(6997);
// EXTERNAL MODULE: ./lib/stack/mountKind.js
var mountKind = __webpack_require__(507);
// EXTERNAL MODULE: ./lib/stack/submodules.js
var submodules = __webpack_require__(8733);
;// CONCATENATED MODULE: ./lib/stack/mounts.js









/** Folders of a mount in which git is asked what it would ignore. */
const MOST_PROBED = 500;
function gitIgnored(root, runProgram) {
    return async (paths) => {
        const argv = [...(0,gitIn/* gitIn */.u)(root), 'check-ignore', '--no-index', '--', ...paths];
        return (await runProgram(argv).catch(() => undefined))?.code === 0;
    };
}
function gitTracked(root, runProgram) {
    const list = (async () => {
        const result = await runProgram([...(0,gitIn/* gitIn */.u)(root), 'ls-files', '-z', '--recurse-submodules', '--', '.']).catch(() => undefined);
        return result?.code === 0 ? result.stdout.split('\0').filter((path) => path !== '') : undefined;
    })();
    return async (path) => (await list)?.filter((file) => path === '' || file === path || file.startsWith(`${path}/`));
}
/**
 * What a project's services take from the repo: bind mounts, and secrets and configs that come from a file or a value.
 * @param values Values of the variables that secrets and configs are taken from, by variable.
 */
async function repoMounts(model, options) {
    const mounts = [];
    for (const bind of bindsOf(model, options))
        mounts.push(await bindMount(bind, options));
    for (const kind of ['secret', 'config']) {
        for (const [name, object] of Object.entries(model[`${kind}s`] ?? {})) {
            const used = Object.values(model.services).some((service) => service[`${kind}s`]?.some(({ source }) => source === name));
            if (used && object.external !== true)
                mounts.push(await fileObject(kind, name, object, options));
        }
    }
    return mounts;
}
function bindsOf(model, options) {
    const binds = new Map();
    for (const [name, service] of Object.entries(model.services)) {
        for (const { type, source, target, read_only: readOnly } of service.volumes ?? []) {
            if (type !== 'bind' || source === undefined || !(0,inside/* isInside */.FK)(options.root, source))
                continue;
            const at = `project ${options.project}, service ${name}, volumes`;
            const bind = binds.get(source) ?? { source, at, readOnly: true, points: new Map() };
            bind.readOnly &&= readOnly === true;
            for (const [point, kind] of mountPoints(service, target))
                bind.points.set(point, kind);
            binds.set(source, bind);
        }
    }
    return [...binds.values()];
}
/** Paths below a target at which the same service mounts something else. */
function mountPoints(service, target) {
    const tmpfs = [service['tmpfs'] ?? []].flat().map((one) => String(one).split(':')[0] ?? '');
    const all = [
        ...(service.volumes ?? []).map((mount) => [
            mount.target,
            mount.type === 'bind' && (0,mountKind/* looksLikeFile */.QM)(mount.target) ? 'file' : 'folder',
        ]),
        ...tmpfs.map((path) => [path, 'folder']),
        ...(service.secrets ?? []).map((one) => [fileTarget('/run/secrets', one), 'file']),
        ...(service.configs ?? []).map((one) => [fileTarget('', one), 'file']),
    ];
    return all
        .filter(([path]) => path !== target && (0,inside/* isInside */.FK)(target, path))
        .map(([path, kind]) => [(0,external_node_path_.relative)(target, path), kind]);
}
function fileTarget(folder, { source, target = source }) {
    return target.startsWith('/') ? target : `${folder}/${target}`;
}
const ON_THE_SERVER = 'mount what it leads to by its absolute path on the server, or keep the link out of git';
async function bindMount({ source, at, readOnly, points }, options) {
    const root = await (0,promises_.realpath)(options.root);
    const path = (0,external_node_path_.relative)(options.root, source) || '.';
    await (0,inside/* insideRepo */.Vi)(options.root, source, at, ON_THE_SERVER);
    // Docker follows a link that is the source itself; the container follows those below it.
    const real = await (0,promises_.realpath)(source).catch(() => source);
    const link = real === source ? await (0,promises_.readlink)(source).catch(() => undefined) : undefined;
    if (link !== undefined)
        throw new runtime_errors/* Refused */.Lw(`${path} is a symbolic link to ${link}, which is not in the checkout`, {
            at,
            todo: ON_THE_SERVER,
        });
    const below = (0,external_node_path_.relative)(root, real);
    const entries = await (0,stack_content/* entriesAt */.ws)(root, real, at);
    const lying = entries.filter(({ path: one, isFolder }) => isFolder !== true && (one === '' || !(0,mountKind/* isPlaceholder */.wK)(one)));
    const known = await options.tracked(below);
    const names = new Set(known);
    const isKnown = ({ path: one }) => known === undefined || names.has([below, one].filter((part) => part !== '').join('/'));
    const untracked = lying.filter((entry) => !isKnown(entry)).length;
    if (lying.length === 0 && known?.some((one) => one === below || !(0,mountKind/* isPlaceholder */.wK)(one)))
        throw new runtime_errors/* Refused */.Lw(`${path} is tracked by git, but there is no file of it in the checkout`, {
            at,
            todo: 'check it out: a submodule takes `submodules: true`, a sparse checkout its folder (actions/checkout)',
        });
    const empty = (await (0,submodules/* emptySubmodules */.J)(root)).find((one) => (0,inside/* isInside */.FK)(real, one));
    if (empty !== undefined)
        throw new runtime_errors/* Refused */.Lw(`the submodule ${(0,external_node_path_.relative)(root, empty)} in ${path} is empty`, { at, todo: submodules/* CHECK_SUBMODULES_OUT */._ });
    const tracked = isFolderOf(entries) ? lying.filter(isKnown).map((entry) => entry.path) : [];
    const forData = !readOnly && tracked.length > 0 && (await isForData(below, entries, options.ignored));
    const isFile = entries[0]?.path === '' && entries[0].isFolder !== true;
    const kind = (0,mountKind/* mountKind */.Qh)({ isFile, tracked: lying.length - untracked, untracked, readOnly });
    if (lying.length === 0)
        return { source, path, kind };
    return {
        source,
        path,
        kind,
        untracked,
        ...(tracked.length > 0 && { tracked, forData }),
        ...((known === undefined || untracked > 0) && { secret: true }),
        ...sent(await (0,stack_content/* summed */.Ay)(isFile ? entries : (0,stack_content/* withMountPoints */.dm)(entries, points), at)),
    };
}
const isFolderOf = (entries) => entries[0]?.isFolder === true;
/** Whether a folder is meant to hold other files than git's: git ignores others in it, or keeps an empty folder there. */
async function isForData(below, entries, ignored) {
    if (entries.some(({ path }) => /(^|\/)\.(git)?keep$/.test(path)))
        return true;
    const folders = entries.filter(({ isFolder }) => isFolder === true).slice(0, MOST_PROBED);
    return ignored(folders.map(({ path }) => [below, path, 'x'].filter((part) => part !== '').join('/')));
}
const sent = ({ sha256, entries }) => ({ sha256, files: entries });
async function fileObject(kind, name, object, options) {
    const at = `project ${options.project}, ${kind}s.${name}`;
    if (object.file !== undefined) {
        const absolute = await (0,inside/* insideRepo */.Vi)(options.root, object.file, at);
        const path = (0,external_node_path_.relative)(options.root, absolute);
        const found = await (0,promises_.stat)(absolute).catch(() => undefined);
        if (!found?.isFile())
            throw new runtime_errors/* Refused */.Lw(`${path} is ${found ? 'no file' : 'not in the checkout'}`, {
                at,
                todo: `write it in a step before, or take the ${kind} from a variable: \`environment: NAME\``,
            });
        const entries = await (0,stack_content/* entriesAt */.ws)(await (0,promises_.realpath)(options.root), await (0,promises_.realpath)(absolute), at);
        const secret = kind === 'secret' || !(await options.tracked(path))?.length;
        const content = sent(await (0,stack_content/* summed */.Ay)(entries, at));
        return { source: object.file, path, kind: 'content', ...(secret && { secret }), ...content };
    }
    const text = object.environment === undefined ? (0,compose/* undouble */.dR)(object.content ?? '') : options.values[object.environment];
    if (text === undefined || (object.environment !== undefined && text === ''))
        throw new runtime_errors/* Refused */.Lw(`no value is given for the variable ${object.environment}`, {
            at,
            about: 'files',
            todo: 'give it in the env file, or in the step’s env',
        });
    const entries = [{ path: '', content: text, executable: false }];
    return {
        source: `${kind}:${name}`,
        path: `${kind} ${name}`,
        kind: 'content',
        secret: true,
        ...sent(await (0,stack_content/* summed */.Ay)(entries, at)),
    };
}

;// CONCATENATED MODULE: ./lib/stack/noService.js



/**
 * Refuses a stack without a service to run, as Compose does ("no service selected"): its deploy would be green, and would stop what runs.
 * @throws Refused
 */
async function refuseNothing(projects, root) {
    if (projects.some(({ model }) => Object.keys(model.services).length > 0))
        return;
    const files = projects.flatMap((project) => project.files);
    const texts = await Promise.all(files.map((file) => (0,inside/* readInside */.xO)(root, (0,external_node_path_.join)(root, file))));
    const name = projects[0]?.name ?? '';
    throw new runtime_errors/* Refused */.Lw(`no service is left to run (${files.join(', ')})`, {
        todo: texts.some((text) => /\bprofiles"?:/.test(text))
            ? `all of them stand behind profiles: name those that the server runs, by \`profiles: [NAME]\` below projects.${name} in stack.yml, or by COMPOSE_PROFILES in the env file`
            : 'write the services that the server is to run into the Compose file',
    });
}

// EXTERNAL MODULE: ./lib/stack/order.js
var stack_order = __webpack_require__(8364);
// EXTERNAL MODULE: ./lib/runtime/ownEntry.js
var ownEntry = __webpack_require__(6030);
;// CONCATENATED MODULE: ./lib/stack/dotEnv.js




/** Undefined where there is none, where it is read, or where all that it gives is given. */
async function unreadDotEnv(folder, context) {
    const { config, env, envFile, envSource, environmentName } = context;
    const path = (0,external_node_path_.relative)(config.root, (0,external_node_path_.join)(folder, '.env'));
    if (envSource === path)
        return undefined;
    const given = new Set([...Object.keys(env), ...(0,stack_standIns/* variablesGiven */.Rt)(await (0,promises_.readFile)(envFile, 'utf8'))]);
    const names = (0,stack_standIns/* variablesGiven */.Rt)(await (0,inside/* readInside */.xO)(config.root, path)).filter((name) => !given.has(name));
    if (names.length === 0)
        return undefined;
    return {
        path,
        names: [...new Set(names)],
        todo: envSource === 'no env file'
            ? `write \`env-file: ${path}\` below environments.${environmentName} in stack.yml to have it read`
            : `it is not read beside the env file (${envSource}): add its lines there`,
    };
}
/** Notices for defaults of the Compose files in place of values that plain Compose would read from that file. */
async function dotEnvNotices(name, folder, files, context) {
    const found = await unreadDotEnv(folder, context);
    if (found === undefined)
        return [];
    const used = new Set((0,stack_standIns/* variablesIn */.DF)((await Promise.all(files.map((file) => (0,promises_.readFile)(file, 'utf8')))).join('\n')));
    const names = found.names.filter((one) => used.has(one));
    return names.length === 0
        ? []
        : [
            `${name}: ${found.path} is in the checkout and not read, so that ${names.join(', ')} has its default: ${found.todo}`,
        ];
}

;// CONCATENATED MODULE: ./lib/stack/givenName.js




/** The variable that names a Compose project, before any file does. */
const VARIABLE = 'COMPOSE_PROJECT_NAME';
/**
 * Whether a project's name was chosen, by a `name:` in one of its files or by Compose's variable. Compose's own answer does not distinguish it
 * from a folder's name.
 * @param files Absolute paths.
 */
async function namesItself(files, { env, envText }) {
    if (env[VARIABLE] !== undefined || (0,stack_standIns/* variablesGiven */.Rt)(envText).includes(VARIABLE))
        return true;
    const texts = await Promise.all(files.map((file) => (0,promises_.readFile)(file, 'utf8')));
    return texts.some((text) => (0,depth/* tooDeepFrom */.D)(text) === undefined && (0,dist/* parseAllDocuments */.hR)(text, { logLevel: 'silent', merge: true }).some(hasName));
}
function hasName(document) {
    const { contents } = document;
    return (contents?.items ?? []).some(({ key }) => key?.value === 'name');
}
/** The variable by which Compose finds its files without `-f`. */
const givenName_FILES = 'COMPOSE_FILE';
const SEPARATOR = 'COMPOSE_PATH_SEPARATOR';
/**
 * The Compose files that an env file names, as plain Compose would read it; undefined where it names none.
 * @param valuesOf Gives the values of variables of it.
 */
async function filesOfVariable(envFile, valuesOf) {
    if (!(0,stack_standIns/* variablesGiven */.Rt)(await (0,promises_.readFile)(envFile, 'utf8')).includes(givenName_FILES))
        return undefined;
    const { [givenName_FILES]: files = '', [SEPARATOR]: separator = '' } = await valuesOf([givenName_FILES, SEPARATOR]);
    const found = files.split(separator === '' ? ':' : separator).filter((file) => file !== '');
    return found.length === 0 ? undefined : found;
}

// EXTERNAL MODULE: ./lib/stack/lineOf.js
var lineOf = __webpack_require__(9277);
;// CONCATENATED MODULE: ./lib/stack/composePlaces.js



/**
 * Where in the Compose files a fault of `docker compose config` is, as far as its message shows: the line that is no YAML, or the field or
 * service that it names. None where that is not certain.
 * @param message What Compose said, with paths from the repository's root.
 * @param texts By path from the repository's root.
 */
function composePlaces(message, texts) {
    const broken = Object.entries(texts).flatMap(([file, text]) => syntaxFault(file, text) ?? []);
    if (broken.length > 0)
        return broken;
    const path = fieldIn(message);
    if (path === undefined)
        return [];
    // The last file wins over those before it, and Compose names a file only where one alone is wrong.
    const named = Object.keys(texts).filter((file) => message.includes(file));
    for (const file of [...(named.length > 0 ? named : Object.keys(texts))].reverse()) {
        const lines = new dist/* LineCounter */.HN();
        const document = (0,dist/* parseDocument */.Tp)(texts[file] ?? '', { lineCounter: lines, merge: true, logLevel: 'silent' });
        if (document.hasIn(path.slice(0, 2)))
            return [{ file, line: (0,lineOf/* lineOf */.c)(document, lines, path), message }];
    }
    return [];
}
function syntaxFault(file, text) {
    const deep = (0,depth/* tooDeepFrom */.D)(text);
    if (deep !== undefined)
        return { file, line: deep, message: depth/* TOO_DEEP */.g };
    const lines = new dist/* LineCounter */.HN();
    const { errors } = (0,dist/* parseDocument */.Tp)(text, { lineCounter: lines, merge: true, prettyErrors: false });
    const error = errors.find(({ code }) => code !== 'MULTIPLE_DOCS');
    return error && { file, line: lines.linePos(error.pos[0]).line, message: error.message };
}
/** `services.web.ports.0`, `services.web Additional property foo`, `service "web" refers to …`. */
function fieldIn(message) {
    const named = /\b(?:services|networks|volumes|secrets|configs)(?:[.[][\w-]+\]?)+/.exec(message)?.[0];
    if (named !== undefined) {
        const path = named.split(/[.[\]]+/).filter((part) => part !== '');
        const extra = /Additional property (\S+) is not allowed/.exec(message)?.[1];
        return [...path, ...(extra === undefined ? [] : [extra])].map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    }
    const service = /\bservice "([^"]+)"/.exec(message)?.[1];
    if (service === undefined)
        return undefined;
    const field = /depends on/.test(message)
        ? 'depends_on'
        : /undefined (network|volume|secret|config)/.exec(message)?.[1];
    return ['services', service, ...(field === undefined ? [] : [field.replace(/(?<!_on)$/, 's')])];
}

;// CONCATENATED MODULE: ./lib/stack/deeperKeys.js
const section = (place, fate, names, text = '') => ({
    place,
    keys: Object.fromEntries(names.split(' ').map((name) => [name, { fate, text }])),
});
const DEVICES = 'capabilities count device_ids driver options';
/** The keys below those of the other table, which decide nothing here: they are known, so that any other is refused. */
const DEEPER_KEYS = [
    section('services.*.blkio_config', 'Compose', 'device_read_bps device_read_iops device_write_bps device_write_iops weight weight_device'),
    ...['device_read_bps', 'device_read_iops', 'device_write_bps', 'device_write_iops'].map((name) => section(`services.*.blkio_config.${name}.*`, 'Compose', 'path rate')),
    section('services.*.blkio_config.weight_device.*', 'Compose', 'path weight'),
    section('services.*.build.secrets.*', 'done', 'source target uid gid mode'),
    section('services.*.build.ulimits.*', 'done', 'hard soft'),
    section('services.*.credential_spec', 'Compose', 'config file registry'),
    section('services.*.deploy.resources', 'Compose', 'limits reservations'),
    section('services.*.deploy.resources.limits', 'Compose', 'cpus memory pids'),
    section('services.*.deploy.resources.reservations', 'Compose', 'cpus memory generic_resources devices'),
    section('services.*.deploy.resources.reservations.devices.*', 'Compose', DEVICES),
    section('services.*.deploy.resources.reservations.generic_resources.*', 'Compose', 'discrete_resource_spec'),
    section('services.*.deploy.resources.reservations.generic_resources.*.discrete_resource_spec', 'Compose', 'kind value'),
    section('services.*.devices.*', 'Compose', 'source target permissions'),
    section('services.*.env_file.*', 'done', 'path format required', 'read by the runner'),
    section('services.*.extends', 'done', 'service file', 'worked in when the files are read'),
    section('services.*.gpus.*', 'Compose', DEVICES),
    section('services.*.healthcheck', 'done', 'disable interval retries test timeout start_period start_interval', 'asked before a new container gets requests'),
    section('services.*.logging', 'Compose', 'driver options'),
    section('services.*.networks.*', 'Compose', 'aliases interface_name ipv4_address ipv6_address link_local_ips mac_address driver_opts priority gw_priority use_service_name_alias'),
    section('services.*.ports.*', 'Compose', 'name mode host_ip target published protocol app_protocol'),
    section('services.*.ulimits.*', 'Compose', 'hard soft'),
    section('services.*.volumes.*', 'Compose', 'type source target read_only consistency bind volume tmpfs image'),
    section('services.*.volumes.*.bind', 'Compose', 'propagation create_host_path recursive selinux'),
    section('services.*.volumes.*.image', 'Compose', 'subpath'),
    section('services.*.volumes.*.tmpfs', 'Compose', 'size mode'),
    section('services.*.volumes.*.volume', 'Compose', 'labels nocopy subpath'),
    section('networks.*.external', 'done', 'name', 'an older form of `external`'),
    section('volumes.*.external', 'done', 'name', 'an older form of `external`'),
];

;// CONCATENATED MODULE: ./lib/stack/givenKeys.js
/** Compose copies a variable or a text into the container with the rights that are asked for; a file of the server it only mounts, as it is. */
function isCopied({ model, beside }, kind) {
    const source = String(beside['source']);
    const object = Object.hasOwn(model[kind] ?? {}, source) ? model[kind]?.[source] : undefined;
    return object?.file === undefined;
}
/** `mode: 0440`, which Compose gives as a number, or as text in octal digits. */
function isReadByAll(mode) {
    const bits = typeof mode === 'number' ? mode : Number.parseInt(String(mode), 8);
    return (bits & 0o444) === 0o444 && (bits & 0o111) === 0;
}
/** What a service says of a secret or config that it gets. */
const given = (kind) => {
    const owner = {
        fate: 'noticed',
        text: 'where the content is a variable or a text, it is sent as a file, which belongs to the deploy user, and which everybody in the container may read',
        when: (value, at) => String(value) !== '0' && isCopied(at, kind),
    };
    return {
        place: `services.*.${kind}.*`,
        keys: {
            gid: owner,
            mode: {
                fate: 'refused',
                text: 'everybody in the container may read the file that a variable or a text is sent as, and nobody may run it: leave `mode` out if that is right, else let the entrypoint copy it with the rights that it needs; what is to be run can be a file of the repository',
                when: (value, at) => isCopied(at, kind) && !isReadByAll(value),
            },
            source: { fate: 'done', text: '' },
            target: { fate: 'done', text: 'its path in the container' },
            uid: owner,
        },
    };
};
/** The rights of secrets and configs, which are files of the server here. */
const GIVEN_KEYS = [given('secrets'), given('configs')];

;// CONCATENATED MODULE: ./lib/stack/keys.js


const done = (text) => ({ fate: 'done', text });
const noticed = (text, when) => ({ fate: 'noticed', text, ...(when && { when }) });
const refused = (text, when) => ({ fate: 'refused', text, ...(when && { when }) });
const keys_compose = (names, text = '') => Object.fromEntries(names.split(' ').map((name) => [name, { fate: 'Compose', text }]));
const BY_SWARM = 'only Swarm has it';
const HOOK = 'nothing here runs it: make it a service of its own that others wait for (service_completed_successfully), or part of the entrypoint';
/**
 * Every key of the Compose specification, and what becomes of it. The only such table: docs/compose.md, the plan's notices and the refusals are
 * made from it, and a test compares it with the specification's own schema.
 */
const KEYS = [
    {
        place: 'top level',
        keys: {
            ...keys_compose('version', 'no effect'),
            name: done('the Compose project, whose containers, networks and volumes are meant'),
            include: done('worked in when the files are read'),
            services: done('see below'),
            networks: done('see below'),
            volumes: done('see below'),
            secrets: done('see below'),
            configs: done('see below'),
            models: refused('Docker’s model runner is not asked for on the server'),
            jobs: refused('nothing here starts a job by its schedule'),
        },
    },
    {
        place: 'include.*',
        keys: {
            env_file: done('variables of the included files'),
            path: done(''),
            project_directory: done(''),
        },
    },
    {
        place: 'services.*',
        keys: {
            ...keys_compose('annotations'),
            ...keys_compose('attach', 'no effect: nobody is attached'),
            ...keys_compose('blkio_config'),
            build: done('built by the runner, see below; the server gets the image'),
            ...keys_compose('cap_add cap_drop cgroup cgroup_parent command'),
            configs: done('sent with the release'),
            container_name: done('kept as a name in its networks, and given back when the old container is gone'),
            ...keys_compose('cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset'),
            ...keys_compose('credential_spec'),
            depends_on: done('the order of start: what is waited for is verified before'),
            deploy: done('see below'),
            develop: done('left out: it is for development'),
            ...keys_compose('device_cgroup_rules devices dns dns_opt dns_search domainname entrypoint'),
            env_file: done('read by the runner; its variables become part of `environment`'),
            environment: done('part of what is compared; a name without a value, which nobody gives, is not set, and the plan says so; a deploy is refused where somebody gave it to what runs, and it opens what keeps data; where its image may have it by itself, and nobody knows, the plan says so first'),
            ...keys_compose('expose'),
            extends: done('worked in when the files are read'),
            ...keys_compose('external_links extra_hosts gpus group_add'),
            healthcheck: done('asked before a new container gets requests'),
            ...keys_compose('hostname'),
            image: done('run by its digest; its tag is looked up as `pull_policy` says'),
            ...keys_compose('init ipc isolation'),
            label_file: done('read by the runner; its labels become part of `labels`'),
            labels: done('part of what is compared; those of Traefik say how it is reached'),
            ...keys_compose('links logging mac_address mem_limit mem_reservation mem_swappiness memswap_limit'),
            models: refused('Docker’s model runner is not asked for on the server'),
            ...keys_compose('network_mode'),
            networks: done('attached by Compose; a static address makes the service exclusive'),
            ...keys_compose('oom_kill_disable oom_score_adj pid pids_limit'),
            platform: done('of the image that is built, and of the container'),
            ...keys_compose('ports', 'a fixed port makes the service exclusive; one that something else holds on the server is refused'),
            post_start: refused(HOOK),
            pre_start: refused(HOOK),
            pre_stop: refused(`${HOOK}; what has to be done before a stop is done on the stop signal`),
            ...keys_compose('privileged'),
            profiles: done('chosen by stack.yml'),
            provider: refused('what another program provides cannot be switched or undone here'),
            pull_policy: done('when the tag of an image that is not built here is looked up again'),
            pull_refresh_after: done('as `pull_policy`'),
            ...keys_compose('read_only'),
            restart: done('given when the release is committed'),
            ...keys_compose('runtime'),
            scale: done('how many run; 1000 at most'),
            secrets: done('sent with the release'),
            ...keys_compose('security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits umask'),
            use_api_socket: refused('a container with the engine’s socket and logins of whoever deploys is root on the server: mount what it needs'),
            ...keys_compose('user userns_mode uts'),
            volumes: done('a path in the repository is sent with the release; the server’s own stay'),
            ...keys_compose('volumes_from working_dir'),
        },
    },
    {
        place: 'services.*.build',
        keys: {
            additional_contexts: done('a folder, a URL, `docker-image://…`, or `service:NAME`, whose own key is part of the image’s; others are refused'),
            args: done('part of the image’s key'),
            cache_from: done('beside the input `cache`, by runs that deploy; a folder of the runner is refused'),
            cache_to: done('beside the input `cache`, by runs that deploy; a folder of the runner is refused'),
            context: done('hashed: what did not change is not built again'),
            dockerfile: done(''),
            dockerfile_inline: done(''),
            entitlements: done('consented to; `network.host`, `security.insecure` and `device` are known'),
            extra_hosts: done('by Buildx 0.25 or newer'),
            isolation: refused('the build here cannot do it: build this image elsewhere and name it by `image:`'),
            labels: done('part of the image’s key'),
            network: done('`host` is consented to'),
            no_cache: done('built each time'),
            no_cache_filter: done('built each time'),
            platforms: noticed('the image is built for the server’s platform alone', (value) => Array.isArray(value) && value.length > 1),
            privileged: done('as the entitlement `security.insecure`'),
            provenance: noticed('images get no attestation', isWanted),
            pull: done('built each time'),
            sbom: noticed('images get no attestation', isWanted),
            secrets: done('from a variable of the env file, or a file of the repository'),
            shm_size: done(''),
            ssh: done('the runner’s agent, consented to; a key of the runner’s disk is refused'),
            tags: noticed('images are named after the stack’s registry, and get tags of stack-actions'),
            target: done(''),
            ulimits: done('by Buildx 0.13 or newer'),
        },
    },
    {
        place: 'services.*.depends_on.*',
        keys: {
            condition: done('what is waited for is verified, or has completed'),
            required: done(''),
            restart: noticed('a service is not restarted when what it depends on is replaced'),
        },
    },
    {
        place: 'services.*.deploy',
        keys: {
            endpoint_mode: noticed(BY_SWARM),
            labels: noticed('only Swarm reads them: labels for Traefik belong to the service’s own `labels`'),
            mode: noticed('only Swarm has modes: `replicas` of it run', (value) => isWanted(value) && value !== 'replicated'),
            placement: noticed(BY_SWARM),
            replicas: done('how many run; 1000 at most'),
            ...keys_compose('resources'),
            restart_policy: done('as `restart`'),
            rollback_config: noticed('the whole stack is switched, or undone, at once'),
            update_config: done('see below'),
        },
    },
    {
        place: 'services.*.deploy.update_config',
        keys: {
            delay: noticed('the whole stack is switched, or undone, at once'),
            failure_action: noticed('the whole stack is switched, or undone, at once'),
            max_failure_ratio: noticed('the whole stack is switched, or undone, at once'),
            monitor: done('compared with the gate’s window'),
            order: done('`start-first` or `stop-first`; the label `stack-actions.order` wins'),
            parallelism: done('how many new containers start at once'),
        },
    },
    {
        place: 'services.*.deploy.restart_policy',
        keys: {
            condition: done('in Docker’s words'),
            delay: noticed('Docker has no delay between restarts'),
            max_attempts: done('with `on-failure`'),
            window: noticed('Docker has no window for restarts'),
        },
    },
    {
        place: 'networks.*',
        keys: {
            attachable: done('as it is made; a change of it is refused'),
            driver: done('as it is made; a change of it is refused'),
            driver_opts: done('as it is made; a change of it is refused'),
            enable_ipv4: done('as it is made; a change of it is refused'),
            enable_ipv6: done('as it is made; a change of it is refused'),
            external: done('has to be there'),
            internal: done('as it is made; a change of it is refused'),
            ipam: done('as it is made; a change of it is refused'),
            labels: done('as it is made; the plan says where a change of them waits for a new network'),
            name: done('its name on the server'),
        },
    },
    {
        place: 'networks.*.ipam',
        keys: {
            config: done('see below'),
            driver: done('as it is made; a change of it is refused'),
            options: done('as it is made; a change of it is refused'),
        },
    },
    {
        place: 'networks.*.ipam.config.*',
        keys: {
            aux_addresses: done('as it is made; a change of it is refused'),
            gateway: done('as it is made; a change of it is refused'),
            ip_range: done('as it is made; a change of it is refused'),
            subnet: done('as it is made; a change of it is refused'),
        },
    },
    {
        place: 'volumes.*',
        keys: {
            driver: done('as it is made'),
            driver_opts: done('as it is made'),
            external: done('has to be there'),
            labels: done('as it is made'),
            name: done('its name on the server'),
        },
    },
    ...GIVEN_KEYS,
    {
        place: 'secrets.*',
        keys: {
            driver: refused(BY_SWARM),
            driver_opts: refused(BY_SWARM),
            environment: done('a variable of the env file, sent as a file'),
            external: refused(`${BY_SWARM}: give it by \`environment:\` (a variable of the env file) or \`file:\``),
            file: done('sent with the release'),
            labels: noticed(BY_SWARM),
            name: done(''),
            template_driver: refused(BY_SWARM),
        },
    },
    {
        place: 'configs.*',
        keys: {
            content: done('sent as a file'),
            environment: done('a variable of the env file, sent as a file'),
            external: refused(`${BY_SWARM}: give it by \`content:\`, \`environment:\` or \`file:\``),
            file: done('sent with the release'),
            labels: noticed(BY_SWARM),
            name: done(''),
            template_driver: refused(BY_SWARM),
        },
    },
];
/** Both tables: every key that may stand anywhere in a Compose file. */
const ALL_KEYS = [...KEYS, ...DEEPER_KEYS];
/** Whether a value asks for anything: what is empty, or switched off, does not. */
function isWanted(value) {
    if (value === undefined || value === null || value === false || value === '' || value === 'false')
        return false;
    return typeof value !== 'object' || Object.keys(value).length > 0;
}

;// CONCATENATED MODULE: ./lib/stack/judgeKeys.js

/**
 * Compares a resolved project with the table of keys: keys without effect here, keys that are refused, and keys that this version does not know,
 * which a newer Compose on the runner lets through.
 * @param project Its name, for messages.
 */
function judgeKeys(project, model) {
    const judged = { faults: [], notices: [] };
    for (const { place, keys } of ALL_KEYS) {
        for (const { path, found } of foundAt(model, place)) {
            for (const [key, value] of Object.entries(found)) {
                if (key.startsWith('x-') || !isWanted(value))
                    continue;
                const known = Object.hasOwn(keys, key) ? keys[key] : undefined;
                const name = path === '' ? key : `${path}.${key}`;
                if (known === undefined) {
                    judged.faults.push(`${name}: this version of stack-actions does not know this key`);
                    continue;
                }
                if (known.when?.(value, { model, beside: found }) === false || isComposes(model, name))
                    continue;
                if (known.fate === 'refused')
                    judged.faults.push(`${name}: ${known.text}`);
                if (known.fate === 'noticed')
                    judged.notices.push(`${project}: ${name} has no effect: ${known.text}`);
            }
        }
    }
    for (const [service, { environment }] of Object.entries(model.services)) {
        const open = Object.entries(environment ?? {}).flatMap(([name, value]) => (value === null ? [name] : []));
        if (open.length > 0)
            judged.notices.push(`${project}/${service}: no value is given for ${open.join(', ')}, named in \`environment\` without a value: not set`);
    }
    return judged;
}
/** Compose itself adds `restart` to a service's dependencies where the service is bound to another one: it is not in the files. */
function isComposes({ services }, path) {
    const [, name = '', other = ''] = /^services\.(.+)\.depends_on\.(.+)\.restart$/.exec(path) ?? [];
    const service = Object.hasOwn(services, name) ? services[name] : undefined;
    const named = [...(service?.links ?? []), ...(service?.volumes_from ?? [])].map((one) => one.split(':')[0]);
    const modes = [service?.network_mode, service?.ipc, service?.pid];
    return other !== '' && (named.includes(other) || modes.includes(`service:${other}`));
}
/** Everything in a model that stands at one place of the table. */
function foundAt(model, place) {
    let found = [{ path: '', found: model }];
    for (const step of place === 'top level' ? [] : place.split('.')) {
        found = found.flatMap(({ path, found: at }) => Object.entries(at).flatMap(([key, value]) => {
            if (step !== '*' && step !== key)
                return [];
            return typeof value === 'object' && value !== null
                ? [{ path: path === '' ? key : `${path}.${key}`, found: value }]
                : [];
        }));
    }
    return found;
}

;// CONCATENATED MODULE: ./lib/stack/judgeFiles.js




/** Rows that are judged in Compose's result; the files that Compose opens itself were judged before, and are no longer in it. */
const judgeFiles_JUDGED = FILES.filter(({ fate, form }) => fate === 'sent' || form === 'securityOption');
/**
 * Faults of what a resolved project would take from the runner's disk: each names the field.
 * @param root Absolute path of the repository.
 */
async function judgeFiles(model, root) {
    const faults = [];
    for (const field of judgeFiles_JUDGED)
        for (const { where, named } of textsAt(model, field, root)) {
            const why = await JUDGES[field.form](named);
            if (why !== undefined)
                faults.push(`${where}: ${JSON.stringify(named.text)} ${why}`);
        }
    for (const [service, { build }] of Object.entries(model.services))
        if (build !== undefined)
            faults.push(...(await ignoreFaults(`services.${service}.build`, build, root)));
    return [...new Set(faults)];
}
function textsAt(model, { place }, root) {
    const [key = '', ...above] = place.split('.').reverse();
    return foundAt(model, above.reverse().join('.') || 'top level').flatMap(({ path, found }) => Object.entries(found).flatMap(([name, value]) => {
        if (key !== '*' && key !== name)
            return [];
        const texts = Array.isArray(value) ? value : [value];
        return texts.flatMap((text) => typeof text === 'string' ? [{ where: `${path}.${name}`, named: { text, beside: found, root } }] : []);
    }));
}
const OUTSIDE = 'leads out of the repository';
const JUDGES = {
    path: ({ text, root }) => outside(root, text),
    // A mount of what is not in the repository is the server's.
    mount: async () => undefined,
    context: ({ text, root }) => (0,inside/* isRemote */.Vx)(text) ? Promise.resolve(undefined) : inFolder(text, root, 'a folder of the repository'),
    dockerfile: async ({ text, beside, root }) => {
        const context = String(beside['context'] ?? '');
        if ((0,inside/* isRemote */.Vx)(context))
            return /:|^\/|(^|\/)\.\.(\/|$)/.test(text) ? 'is no path in what is fetched' : undefined;
        // A context that leads out of the repository is reported by its own row.
        if (beside['dockerfile_inline'] !== undefined || (await outside(root, context)) !== undefined)
            return undefined;
        return outside(root, (0,external_node_path_.resolve)(context, text));
    },
    namedContext: ({ text, root }) => (0,inside/* isRemote */.Vx)(text) || /^(docker-image:\/\/|service:)/.test(text)
        ? Promise.resolve(undefined)
        : inFolder(text, root, 'a folder of the repository, nor an address, `service:NAME` or `docker-image://…`'),
    ssh: async ({ text, root }) => {
        const [, paths] = /^[^=]*=(.*)$/s.exec(text) ?? [];
        for (const path of paths?.split(',') ?? []) {
            const why = await outside(root, path);
            if (why !== undefined)
                return `${why}: \`default\` alone is the runner’s agent`;
        }
        return undefined;
    },
    cache: async ({ text }) => whyNoCache(text),
    securityOption: async ({ text }) => /^seccomp[:=](?!\/|unconfined$|builtin$)/.test(text)
        ? 'is not sent to the server: name a file there by its absolute path'
        : undefined,
};
async function inFolder(text, root, what) {
    return text.startsWith('/') ? outside(root, text) : `is neither ${what}`;
}
function outside(root, path) {
    return (0,inside/* insideRepo */.Vi)(root, path, path).then(() => undefined, () => OUTSIDE);
}
/** Where a cache may lie. BuildKit parses the text: what it could understand in another way than this check is refused. */
function whyNoCache(text) {
    if (/^[A-Za-z0-9][\w.:/@-]*$/.test(text))
        return undefined;
    const pairs = text.split(',').map((pair) => /^([a-z][a-z0-9_-]*)=([^"\s]*)$/.exec(pair));
    const types = pairs.flatMap((pair) => (pair?.[1] === 'type' ? [pair[2]] : []));
    if (pairs.includes(null) || types.length !== 1)
        return 'is neither an image nor `type=…` with names and values';
    if (types[0] === 'local')
        return 'is a folder of the runner: the input `cache` keeps layers between runs';
    return ['registry', 'gha', 'inline', 's3', 'azblob'].includes(types[0] ?? '')
        ? undefined
        : 'is a kind of cache that is not supported';
}
/** What the build leaves out is read from files, too. */
async function ignoreFaults(where, build, root) {
    const files = [];
    for (const folder of [build.context, ...Object.values(build.additional_contexts ?? {})]) {
        if (!folder?.startsWith('/') || (await outside(root, folder)) !== undefined)
            continue;
        // Not by `resolve`: the bundler would include every file of that name.
        files.push(`${folder}/.dockerignore`);
        if (folder === build.context && build.dockerfile_inline === undefined)
            files.push(`${(0,external_node_path_.resolve)(folder, build.dockerfile ?? 'Dockerfile')}.dockerignore`);
    }
    const faults = await Promise.all(files.map(async (file) => [file, await outside(root, file)]));
    return faults.flatMap(([file, why]) => (why === undefined ? [] : [`${where}: ${JSON.stringify(file)} ${why}`]));
}

// EXTERNAL MODULE: ./lib/stack/judgeBounds.js
var judgeBounds = __webpack_require__(854);
;// CONCATENATED MODULE: ./lib/stack/variables.js

/** Variables of a machine, of a shell, and of what runs there: on the server they would mean something else, or they belong to stack-actions. */
const MACHINE = new Set('PATH HOME PWD OLDPWD USER LOGNAME SHELL SHLVL HOSTNAME LANG LANGUAGE TERM MAIL TMPDIR TEMP TMP EDITOR PAGER _ DOCKER_CONFIG DOCKER_HOST DOCKER_CONTEXT INVOCATION_ID JOURNAL_STREAM SYSTEMD_EXEC_PID DBUS_SESSION_BUS_ADDRESS DEBIAN_FRONTEND'.split(' '));
const MACHINE_PREFIX = /^(LC_|npm_|SSH_|XDG_|MEMORY_PRESSURE_|COMPOSE_(?!PROJECT_NAME$))/;
/** What GitHub sets in every step ("Default environment variables" of its documentation), and what it hands to actions. */
const GITHUB = /^(CI$|GITHUB_|RUNNER_|ACTIONS_|INPUT_|STATE_)/;
/** What GitHub's runner images and its setup actions set (the images' own lists, and the source of setup-java, -go, -python, -node). */
const RUNNER_IMAGE = new Set('ACCEPT_EULA AGENT_TOOLSDIRECTORY ANT_HOME AZURE_EXTENSION_DIR BOOTSTRAP_HASKELL_NONINTERACTIVE CHROMEWEBDRIVER CHROME_BIN CONDA EDGEWEBDRIVER ENABLE_RUNNER_TRACING GECKOWEBDRIVER GHCUP_INSTALL_BASE_PREFIX GOROOT GRADLE_HOME ImageOS ImageVersion JAVA_HOME LD_LIBRARY_PATH NVM_DIR PKG_CONFIG_PATH PNPM_HOME POWERSHELL_DISTRIBUTION_CHANNEL PSModulePath Python2_ROOT_DIR Python3_ROOT_DIR Python_ROOT_DIR SELENIUM_JAR_PATH SGX_AESM_ADDR SWIFT_PATH USE_BAZEL_FALLBACK_VERSION VCPKG_INSTALLATION_ROOT pythonLocation'.split(' '));
const RUNNER_IMAGE_PREFIX = /^(ANDROID_|DOTNET_|GOROOT_|HOMEBREW_|JAVA_HOME_|LEIN_|PIPX_|STATS_)/;
/** Whether a variable of that name is the runner's own, whoever set it: a Compose file gets it from the env file alone. */
function isRunners(name) {
    return (GITHUB.test(name) ||
        MACHINE.has(name) ||
        MACHINE_PREFIX.test(name) ||
        RUNNER_IMAGE.has(name) ||
        RUNNER_IMAGE_PREFIX.test(name));
}
/**
 * The variables that every step of a job has: those of the runner's process, and of the job's container. A step's `env:` is laid over them, so
 * a variable with the same value was not given by the step. Empty where the system does not show them.
 */
async function inheritedVariables(parent = process.ppid) {
    const texts = await Promise.all([...new Set([parent, 1])].map((pid) => (0,promises_.readFile)(`/proc/${pid}/environ`, 'utf8').catch(() => '')));
    return new Set(texts.flatMap((text) => text.split('\0').filter((pair) => pair !== '')));
}
/** An environment as inheritedVariables has it: with these as inherited, it gives nothing. */
function pairsOf(env) {
    return new Set(Object.entries(env).map(([name, value]) => `${name}=${value}`));
}
/**
 * What a step's `env:` gives to the Compose files: the process's variables without the runner's own.
 * @param inherited Pairs `NAME=value` of inheritedVariables.
 */
function stepVariables(env, inherited) {
    const given = Object.entries(env).filter((entry) => entry[1] !== undefined && !isRunners(entry[0]) && !inherited.has(`${entry[0]}=${entry[1]}`));
    return Object.fromEntries(given);
}
/**
 * The whole environment in which `docker compose config` runs: whatever is in it can be interpolated, so that of the runner's there is only what starts the program. HOME is left out, because `~` and
 * `${HOME}` would become the runner's: Docker finds its plugins by DOCKER_CONFIG. Nothing is fetched while a file is read, so remote includes
 * are off.
 * @param given Of stepVariables.
 */
function composeEnvironment(env, given) {
    return {
        ...given,
        DOCKER_CONFIG: env.DOCKER_CONFIG ?? `${env.HOME ?? '/root'}/.docker`,
        // A plugin may be a script, or Docker may be in an unusual place.
        PATH: env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
        COMPOSE_EXPERIMENTAL_GIT_REMOTE: 'false',
        COMPOSE_EXPERIMENTAL_OCI_REMOTE: 'false',
    };
}

;// CONCATENATED MODULE: ./lib/stack/modelOf.js








/** The model that Compose has answered with. @throws Refused with its fault in words, and with what to do */
async function modelOf(answer, name, { files, folder }, context) {
    const asked = { name, files, folder, context };
    switch (answer.kind) {
        case 'model': {
            const faults = (0,judgeBounds/* judgeBounds */.f)(answer.model);
            if (faults.length === 0)
                return answer.model;
            throw (0,runtime_errors/* refuseAll */.cp)(`project ${name} has values that cannot be used`, faults, { at: filesOf(asked) });
        }
        case 'fault':
            throw await refusedByCompose(answer, asked);
        case 'envFile':
            throw envFileMissing(answer, asked);
        case 'overlay':
            throw await halfAService(answer, asked);
        case 'unset':
            throw await unsetVariables(answer, asked);
    }
}
const filesOf = ({ files, context }) => shown(context.config.root, files);
const placeOf = (asked) => `project ${asked.name}, ${filesOf(asked)}`;
async function refusedByCompose(answer, asked) {
    const { root } = asked.context.config;
    const message = answer.message.replaceAll(`${root}/`, '');
    const stoodIn = asked.context.standIns?.names ?? [];
    return new runtime_errors/* Refused */.Lw(message, {
        at: placeOf(asked),
        about: 'files',
        places: composePlaces(message, await textsOf(asked.files, root)),
        ...(stoodIn.length > 0 && {
            todo: `if a stand-in does not fit (${stoodIn.join(', ')}): give a value that does in .env.example`,
        }),
    });
}
function envFileMissing(answer, asked) {
    const path = (0,external_node_path_.relative)(asked.context.config.root, answer.path);
    return new runtime_errors/* Refused */.Lw(`a service takes its variables from ${path}, which is not in the checkout`, {
        at: placeOf(asked),
        todo: [
            `give its text by the input \`files\` (in pipeline.yml the secret FILES): \`${path}: |\`, and below it, indented, the lines NAME=value`,
            'or, where it may be missing: `env_file: [{ path: …, required: false }]`',
        ],
    });
}
async function halfAService(answer, asked) {
    const texts = await textsOf(asked.files, asked.context.config.root);
    const hasProfiles = Object.values(texts).some((text) => /\bprofiles"?:/.test(text));
    return new runtime_errors/* Refused */.Lw(`service ${answer.service} ${answer.why}`, {
        at: placeOf(asked),
        todo: [
            'define it, or add the file that does to `compose:` in stack.yml',
            ...(hasProfiles
                ? [`if it stands behind a profile: enable that by \`profiles:\` below projects.${asked.name} in stack.yml`]
                : []),
        ],
        places: composePlaces(`service "${answer.service}" ${answer.why}`, texts),
    });
}
async function unsetVariables({ variables }, asked) {
    const { name, files, folder, context } = asked;
    const texts = await textsOf(files, context.config.root);
    const envText = await (0,promises_.readFile)(context.envFile, 'utf8');
    const dotEnv = await unreadDotEnv(folder, context);
    const inDotEnv = variables.filter((variable) => dotEnv?.names.includes(variable) === true);
    const faults = variables.map((variable) => unsetVariable(variable, { texts, envText, files: filesOf(asked) }));
    return (0,runtime_errors/* refuseAll */.cp)(`project ${name} uses variables without a value`, faults.map(({ text }) => text), {
        about: 'files',
        todo: [
            ...(dotEnv === undefined || inDotEnv.length === 0
                ? []
                : [`${dotEnv.path} in the checkout gives ${inDotEnv.join(', ')}: ${dotEnv.todo}`]),
            `give them in the env file (${context.envSource}), in the step’s \`env:\`, or a default in the Compose file: \${NAME:-default}`,
            ...(variables.some(isRunners)
                ? ['what GitHub or the runner sets is passed by another name: `env: { COMMIT: "${{ github.sha }}" }`']
                : []),
        ],
        places: faults.flatMap(({ place }) => place ?? []),
    });
}
/** Where a variable without a value stands: in a Compose file, or in a value of the env file. */
function unsetVariable(variable, { texts, envText, files }) {
    const place = (0,compose/* placeOfVariable */.xW)(variable, texts);
    const inEnvFile = place === undefined ? (0,compose/* placeOfVariable */.xW)(variable, { '': envText }) : undefined;
    if (inEnvFile !== undefined)
        return {
            text: `the env file:${inEnvFile.line}: a value holds a $ and what follows it is no variable that anybody gives; put the value in single quotes to keep its $`,
        };
    const hint = isRunners(variable) ? ' (the runner’s own would be wrong on the server)' : '';
    const message = `no value is given for the variable ${variable}${hint}`;
    if (place === undefined)
        return { text: `${files}: ${message}` };
    return { text: `${place.file}:${place.line}: ${message}`, place: { ...place, message } };
}
/** By path from the root, for messages. */
async function textsOf(files, root) {
    const texts = {};
    for (const file of files)
        texts[(0,external_node_path_.relative)(root, file)] = await (0,promises_.readFile)(file, 'utf8');
    return texts;
}
/** Files as messages name them. */
function shown(root, files) {
    return files.map((file) => (0,external_node_path_.relative)(root, file)).join(', ');
}

;// CONCATENATED MODULE: ./lib/stack/passedArguments.js


/**
 * Build arguments without a value in a Compose file, by service: Compose takes them from the environment, and silently leaves them out of the
 * resolved model if they are not there.
 * @param bytes Of a Compose file.
 */
function passedArguments(bytes) {
    const source = (0,stack_source/* readSource */.o$)(bytes);
    if (!(0,stack_source/* isSource */.__)(source))
        return [];
    return (0,stack_source/* nodesAt */.Pw)(source, ['services', '*']).map(({ where, node }) => {
        const args = (0,stack_source/* nodesAt */.Pw)(source, ['build', 'args'], node);
        const names = args.flatMap(({ node: found }) => {
            const pairs = (0,stack_source/* pairsOf */.fq)(source, found).flatMap(([name, value]) => (hasValue(source, value) ? [] : [name]));
            return pairs.length > 0 ? pairs : listed(source, found);
        });
        return [where.replace(/^services\./, ''), [...new Set(names)]];
    });
}
function listed(source, node) {
    return (0,stack_source/* itemsOf */.S3)(source, node)
        .flatMap((item) => (0,stack_source/* textOf */.b6)(source, item) ?? [])
        .filter((text) => !text.includes('='));
}
function hasValue(source, node) {
    const value = (0,stack_source/* meant */.wx)(source, node);
    return !(0,dist/* isScalar */.jn)(value) || value.value !== null;
}

;// CONCATENATED MODULE: ./lib/stack/judgeProject.js







/** @returns what has no effect. @throws Refused naming each key that cannot be done */
async function checkKeys(model, name, files, root) {
    const { faults, notices } = judgeKeys(name, model);
    if (faults.length === 0)
        return [...notices, ...openArguments(model, name, await Promise.all(files.map((file) => (0,promises_.readFile)(file))))];
    const texts = await textsOf(files, root);
    throw (0,runtime_errors/* refuseAll */.cp)(`project ${name} uses what is not supported here`, faults, {
        at: shown(root, files),
        todo: 'remove it; docs/compose.md says what becomes of every key',
        places: faults.flatMap((fault) => composePlaces(fault, texts)),
    });
}
function openArguments(model, name, files) {
    return files.flatMap((bytes) => passedArguments(bytes).flatMap(([service, names]) => {
        const build = Object.hasOwn(model.services, service) ? model.services[service]?.build : undefined;
        const open = build === undefined ? [] : names.filter((one) => (build.args?.[one] ?? null) === null);
        return open.length === 0
            ? []
            : [
                `${name}/${service}: no value is given for ${open.join(', ')}, named in \`build.args\` without a value: the Dockerfile’s default is taken`,
            ];
    }));
}
/** @throws Refused naming each file that would be taken from outside of the repository */
async function refuseForeignFiles(model, name, files, root) {
    const faults = await judgeFiles(model, root);
    if (faults.length === 0)
        return;
    const texts = await textsOf(files, root);
    throw (0,runtime_errors/* refuseAll */.cp)(`project ${name} would take files from outside of the repository`, faults, {
        at: shown(root, files),
        todo: 'name what lies in the repository; docs/compose.md says so of every field that names a file',
        places: faults.flatMap((fault) => composePlaces(fault, texts)),
    });
}

// EXTERNAL MODULE: ./lib/stack/callee.js
var callee = __webpack_require__(6080);
;// CONCATENATED MODULE: ./lib/stack/overlay.js



/**
 * What the base file has and a production file that stack.yml does not name would run without: such a file may be meant as an overlay of the
 * base. In words, such as `the service db`; empty where it can stand alone.
 * @param model The production file alone, as Compose resolved it.
 * @param baseText Of the base file. It is not resolved: it may use variables that only developers have.
 */
function lacksOfBase(model, baseText) {
    const base = servicesOf(baseText);
    const lacks = [];
    for (const [name, written] of Object.entries(base)) {
        const service = Object.hasOwn(model.services, name) ? model.services[name] : undefined;
        if (service === undefined) {
            // A service with a profile does not start by default, and one that nothing mentions is for developers: a second database, a mail catcher.
            if (list(written.profiles).length === 0 && isMissed(name, model, base))
                lacks.push(`the service ${name}`);
            continue;
        }
        if (list(written.ports).length > 0 && !canBeReached(service))
            lacks.push(`the ports of ${name}`);
        const targets = new Set((service.volumes ?? []).map(({ target }) => target));
        const lost = list(written.volumes).flatMap((volume) => namedVolume(volume) ?? []);
        if (lost.some(({ target }) => !targets.has(target)))
            lacks.push(`the ${lost.length === 1 ? 'volume' : 'volumes'} ${lost.map(({ source }) => source).join(', ')} of ${name}`);
    }
    return lacks;
}
/** Whether a service of production mentions this one, which production lacks: in its own definition or, for what that leaves out, in the base's. */
function isMissed(missing, { services }, base) {
    return Object.entries(services).some(([name, { environment = {}, depends_on: needs = {} }]) => {
        if (Object.entries(environment).some((pair) => (0,callee/* calls */.K)(missing, pair) !== 'no'))
            return true;
        const below = Object.hasOwn(base, name) ? base[name] : undefined;
        if (below === undefined)
            return false;
        const waits = [...namesIn(below.depends_on), ...namesIn(below.links).map((link) => link.split(':')[0])];
        if (Object.keys(needs).length === 0 && waits.includes(missing))
            return true;
        return pairsIn(below.environment).some((pair) => !(pair[0] in environment) && (0,callee/* calls */.K)(missing, pair) !== 'no');
    });
}
function namesIn(value) {
    return isMap(value) ? Object.keys(value) : list(value).map(String);
}
function pairsIn(environment) {
    if (isMap(environment))
        return Object.entries(environment).map(([name, value]) => [name, String(value)]);
    return list(environment).map((pair) => {
        const [name = '', ...value] = String(pair).split('=');
        return [name, value.join('=')];
    });
}
/** Whether a service can be reached: by a port of its own, or by a proxy that its labels or networks name. */
function canBeReached({ ports = [], expose = [], labels = {}, networks = {} }) {
    return (ports.length > 0 ||
        expose.length > 0 ||
        Object.keys(labels).length > 0 ||
        Object.keys(networks).some((network) => network !== 'default'));
}
function servicesOf(text) {
    if ((0,depth/* tooDeepFrom */.D)(text) !== undefined)
        return {};
    try {
        const content = (0,dist/* parseDocument */.Tp)(text, { merge: true, logLevel: 'silent' }).toJS({ maxAliasCount: 10_000 });
        const services = isMap(content) ? content['services'] : undefined;
        return Object.fromEntries(Object.entries(isMap(services) ? services : {}).map(([name, service]) => [name, isMap(service) ? service : {}]));
    }
    catch {
        // Nothing is known of a base that cannot be parsed, and nothing of it runs.
        return {};
    }
}
/** A mount of a named volume, in either notation: folders of the repository are mostly what developers work on. */
function namedVolume(volume) {
    if (isMap(volume)) {
        const { type, source, target } = volume;
        return type === 'volume' && typeof source === 'string' && typeof target === 'string'
            ? { source, target }
            : undefined;
    }
    const [, source, target] = /^([A-Za-z0-9][A-Za-z0-9_.-]*):(\/[^:]*)(?::[^:]*)?$/.exec(String(volume)) ?? [];
    return source === undefined || target === undefined ? undefined : { source, target };
}
function isMap(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function list(value) {
    return Array.isArray(value) ? value : [];
}

// EXTERNAL MODULE: ./lib/stack/search.js
var search = __webpack_require__(1666);
;// CONCATENATED MODULE: ./lib/stack/projectFiles.js









/** stack.yml names them; else the variable by which plain Compose finds its files. */
async function namedFiles(name, entry, { config, environment, envSource, ...context }) {
    const named = entry.compose ?? environment.compose;
    if (named !== undefined) {
        const field = entry.compose === undefined ? 'environments.*.compose' : `projects.${name}.compose`;
        return { files: typeof named === 'string' ? [named] : named, at: `${config.source}, ${field}` };
    }
    // The env file belongs to the whole stack: with several projects it is not clear which one is meant.
    if (Object.keys(config.projects).length > 1)
        return undefined;
    const given = await filesOfVariable(context.envFile, (names) => valuesByCompose(names, { ...context, envSource }, { ...context, config }));
    return given && { files: given, at: `${envSource}, COMPOSE_FILE` };
}
/** Absolute paths of the files that are named, else of the one that plain Compose or its name finds. @throws Refused where one is not there */
async function composeFiles(name, named, folder, { config }) {
    const shownFolder = (0,external_node_path_.relative)(config.root, folder) || '.';
    const at = named?.at ?? `${config.source}, projects.${name}`;
    let wanted;
    if (named === undefined) {
        const found = await (0,search/* findComposeFile */.Gk)(folder);
        if (found === undefined)
            throw new runtime_errors/* Refused */.Lw(`there is no Compose file in ${shownFolder}`, {
                at,
                todo: [`name it in \`compose:\` below projects.${name} in stack.yml`, search/* ADD_ONE */.Jf],
            });
        wanted = [found];
    }
    else
        wanted = named.files;
    const files = [];
    const faults = [];
    for (const file of wanted) {
        const path = await (0,inside/* insideRepo */.Vi)(config.root, (0,external_node_path_.resolve)(folder, file), at);
        const text = await (0,promises_.readFile)(path).catch((error) => error.code);
        if (typeof text === 'string')
            faults.push(`${(0,external_node_path_.relative)(config.root, path)}: ${text === 'ENOENT' ? 'there is no such file' : text}`);
        files.push(path);
    }
    if (faults.length > 0)
        throw (0,runtime_errors/* refuseAll */.cp)(`the Compose files of project ${name} cannot be used`, faults, { at });
    return files;
}
/**
 * Where the name of a file has decided, a person may have meant another one.
 * @returns notices that name the others. @throws Refused where the file is only a part of the base file's project
 */
async function judgeChoice(model, name, { files, folder }, config) {
    await refusePartOf(model, name, files, config);
    const used = files.map((one) => (0,external_node_path_.basename)(one));
    return otherFiles(name, files, await (0,search/* siblingFiles */.OE)(folder, used), config.root);
}
function otherFiles(name, files, beside, root) {
    return beside.length === 0
        ? []
        : [
            `${name}: ${shown(root, files)} is read, and not ${beside.join(', ')} beside it; \`projects.${name}.compose\` in stack.yml says otherwise`,
        ];
}
/** Refuses a production file that was chosen by its name alone while the base file beside it has more: it may be meant as an overlay of that. */
async function refusePartOf(model, name, files, config) {
    const [file = '', ...more] = files;
    if (more.length > 0 || !(0,search/* isProductionFile */.uG)((0,external_node_path_.basename)(file)))
        return;
    const base = (await (0,search/* siblingFiles */.OE)((0,external_node_path_.dirname)(file), [(0,external_node_path_.basename)(file)])).find(search/* isBaseFile */.cC);
    if (base === undefined)
        return;
    const lacks = lacksOfBase(model, await (0,inside/* readInside */.xO)(config.root, (0,external_node_path_.join)((0,external_node_path_.dirname)(file), base)));
    if (lacks.length === 0)
        return;
    throw new runtime_errors/* Refused */.Lw(`${shown(config.root, files)} alone would run without ${lacks.join(', ')}, which ${base} beside it has`, {
        at: `project ${name}`,
        todo: [
            `if it is laid over ${base}, write in stack.yml: projects.${name}.compose: [${base}, ${(0,external_node_path_.basename)(file)}]`,
            `if it is all that production runs: projects.${name}.compose: ${(0,external_node_path_.basename)(file)}`,
        ],
    });
}

;// CONCATENATED MODULE: ./lib/stack/selection.js
/**
 * The model with the services that stack.yml chooses, and with the networks, volumes, secrets and configs that these use.
 * @returns Faults in words: a name that no service has, one that is left out and needed.
 */
function chosenServices(model, choice) {
    const named = 'without' in choice ? choice.without : choice;
    const unknown = named.filter((name) => !Object.hasOwn(model.services, name));
    if (unknown.length > 0) {
        const known = Object.keys(model.services).join(', ');
        return { model, faults: unknown.map((name) => `there is no service ${JSON.stringify(name)}; known: ${known}`) };
    }
    const kept = 'without' in choice ? leftOver(model, choice.without) : withNeeds(model, choice);
    const faults = [...kept].flatMap((name) => needsOf(model.services[name])
        .filter((needed) => !kept.has(needed))
        .map((needed) => `${name} needs ${needed}, which is left out`));
    const services = Object.fromEntries(Object.entries(model.services)
        .filter(([name]) => kept.has(name))
        .map(([name, service]) => [name, withoutDependenciesOn(service, (other) => !kept.has(other))]));
    return { model: { ...model, services, ...usedBy(services, model) }, faults };
}
function leftOver(model, without) {
    return new Set(Object.keys(model.services).filter((name) => !without.includes(name)));
}
function withNeeds(model, chosen) {
    const kept = new Set();
    const add = (name) => {
        if (kept.has(name) || !Object.hasOwn(model.services, name))
            return;
        kept.add(name);
        for (const needed of needsOf(model.services[name]))
            add(needed);
    };
    for (const name of chosen)
        add(name);
    return kept;
}
/** Services without which this one cannot be started, or built. */
function needsOf(service) {
    if (service === undefined)
        return [];
    const waited = Object.entries(service.depends_on ?? {}).flatMap(([name, { required }]) => required === false ? [] : name);
    const joined = [service.network_mode, service.ipc, service.pid].flatMap((mode) => /^service:(.+)$/.exec(mode ?? '')?.[1] ?? []);
    const bound = [...(service.links ?? []), ...(service.volumes_from ?? [])].flatMap((one) => one.startsWith('container:') ? [] : (one.split(':')[0] ?? []));
    const contexts = Object.values(service.build?.additional_contexts ?? {}).flatMap((context) => /^service:(.+)$/.exec(context)?.[1] ?? []);
    return [...new Set([...waited, ...joined, ...bound, ...contexts])];
}
function withoutDependenciesOn(service, isGone) {
    const { depends_on: needs, ...rest } = service;
    if (needs === undefined)
        return service;
    return { ...rest, depends_on: Object.fromEntries(Object.entries(needs).filter(([name]) => !isGone(name))) };
}
/** The networks, volumes, secrets and configs of the model that these services use. */
function usedBy(services, model) {
    const all = Object.values(services);
    const networks = new Set(['default', ...all.flatMap((service) => Object.keys(service.networks ?? {}))]);
    const volumes = new Set(all.flatMap((service) => (service.volumes ?? []).flatMap(({ source }) => source ?? [])));
    const secrets = new Set(all.flatMap(({ secrets = [], build }) => [...secrets, ...(build?.secrets ?? [])].map(({ source }) => source)));
    const configs = new Set(all.flatMap((service) => (service.configs ?? []).map(({ source }) => source)));
    return {
        ...(model.networks && { networks: only(model.networks, networks) }),
        ...(model.volumes && { volumes: only(model.volumes, volumes) }),
        ...(model.secrets && { secrets: only(model.secrets, secrets) }),
        ...(model.configs && { configs: only(model.configs, configs) }),
    };
}
function only(all, wanted) {
    return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name)));
}

;// CONCATENATED MODULE: ./lib/stack/siblings.js








const DEVELOPMENT = /^(dev|devel|develop|development|debug|test|testing|local)$/i;
/**
 * Finds a `build:` in the other Compose files of the folder, for services to which the production files give none. A named image is used as it
 * is, unless it is below the stack's own registry, where only the stack's own builds are pushed: such a build may make it. The `build:` comes
 * from a base file only: an override or a file for development shows how its author works, not what is shipped.
 * @throws Refused where that build is one for development, or takes variables without a value
 */
async function siblingBuilds(project, model, call, context) {
    const missing = Object.keys(model.services).filter((service) => model.services[service]?.build === undefined);
    const found = { builds: {}, notices: [] };
    const left = new Map();
    const names = missing.length === 0
        ? []
        : await (0,search/* siblingFiles */.OE)(call.folder, call.files.map((file) => (0,external_node_path_.basename)(file)));
    for (const name of names) {
        const file = (0,external_node_path_.join)(call.folder, name);
        if (!/\bbuild\b/.test(await (0,inside/* readInside */.xO)(context.config.root, file)))
            continue;
        const sibling = await readSibling({ ...call, files: [file], profiles: ['*'] }, context);
        if (sibling === undefined)
            continue;
        for (const service of missing) {
            const build = sibling.services[service]?.build;
            if (build === undefined || found.builds[service] !== undefined)
                continue;
            const shown = (0,external_node_path_.relative)(context.config.root, file);
            const why = whyLeft(name, model.services[service] ?? {}, context.config);
            if (why !== undefined) {
                left.set(service, `${project}/${service}: \`build:\` in ${shown} is not used: ${why}`);
                continue;
            }
            const at = {
                service: `${project}/${service}`,
                file: shown,
                production: call.files.map((one) => (0,external_node_path_.relative)(context.config.root, one)).join(', '),
            };
            refuseDevelopment(build, at);
            if (context.standIns === undefined)
                await refuseUnset(sibling, service, { ...at, file, context });
            found.builds[service] = { build, file };
            found.notices.push(`${project}/${service}: \`build:\` is taken from ${shown}`);
        }
    }
    for (const [service, text] of left)
        if (found.builds[service] === undefined)
            found.notices.push(text);
    return found;
}
/** Why another file's build is not used for the production file; undefined where it is. */
function whyLeft(file, { image }, { registry }) {
    if (image !== undefined && !isBelow(registry, (0,compose/* undouble */.dR)(image)))
        return `the image ${(0,compose/* undouble */.dR)(image)} is named, and it is none of those that the stack pushes to ${registry}`;
    return (0,search/* isBaseFile */.cC)(file)
        ? undefined
        : 'it is laid over a base file, or for development: only a base file says what is shipped';
}
/** Whether an image comes from the stack's own builds: it is below its registry. An image with a digest is fixed, and is not built. */
function isBelow(registry, image) {
    const withoutHub = (name) => name.replace(/^(index\.)?docker\.io\//, '');
    return !image.includes('@') && withoutHub(image).startsWith(`${withoutHub(registry)}/`);
}
/** Reads a developers' file. Variables that only they have get stand-ins, which matter where a build uses one. Undefined where Compose cannot read it. */
async function readSibling(call, context) {
    const standIns = new stack_standIns/* StandIns */.r3('');
    // No build is taken from a file that must not be read.
    const ask = (form) => runConfig(call, form, { ...context, standIns }).catch((error) => {
        if (error instanceof runtime_errors/* Refused */.Lw)
            return undefined;
        throw error;
    });
    const unset = new Set();
    let known;
    let result;
    do {
        known = standIns.environment;
        result = await ask('resolved');
        for (const name of (0,compose/* unsetVariables */.f)(result?.stderr ?? ''))
            unset.add(name);
    } while (standIns.fill(result?.stderr ?? '', known));
    if (result?.code !== 0)
        return undefined;
    const raw = await ask('as written');
    if (raw?.code !== 0)
        return undefined;
    const written = (0,compose/* readModel */.ko)(raw.stdout).services;
    return {
        services: (0,compose/* readModel */.ko)(result.stdout).services,
        unset: [...new Set([...unset, ...standIns.names])],
        used: Object.fromEntries(Object.entries(written).map(([service, { build }]) => [
            service,
            build === undefined ? [] : (0,stack_standIns/* variablesIn */.DF)(JSON.stringify(build)),
        ])),
    };
}
/** A development image in production would be worse than no deploy. @throws Refused */
function refuseDevelopment(build, { service, file, production }) {
    const target = build.target !== undefined && DEVELOPMENT.test(build.target) ? `builds the target ${build.target}` : undefined;
    const argument = Object.entries(build.args ?? {}).find(([, value]) => value !== null && DEVELOPMENT.test(value));
    const what = target ?? (argument && `builds with ${argument[0]}: ${argument[1]}`);
    if (what === undefined)
        return;
    throw new runtime_errors/* Refused */.Lw(`${service} has no \`build:\` in ${production}, and the one in ${file} ${what}`, {
        at: production,
        todo: `give the service a \`build:\` for production in ${production}`,
    });
}
async function refuseUnset({ unset, used }, service, { file, context, service: where, production, }) {
    const open = (used[service] ?? []).filter((name) => unset.includes(name));
    if (open.length === 0)
        return;
    const shown = (0,external_node_path_.relative)(context.config.root, file);
    const text = await (0,promises_.readFile)(file, 'utf8');
    const places = open.flatMap((name) => {
        const place = (0,compose/* placeOfVariable */.xW)(name, { [shown]: text });
        return place === undefined ? [] : [{ ...place, message: `no value is given for the variable ${name}` }];
    });
    const faults = open.map((name) => {
        const place = (0,compose/* placeOfVariable */.xW)(name, { [shown]: text });
        return `${shown}${place === undefined ? '' : `:${place.line}`}: no value is given for the variable ${name}`;
    });
    throw (0,runtime_errors/* refuseAll */.cp)(`${where} is built by ${shown}, which uses variables without a value`, faults, {
        about: 'files',
        todo: [
            `give them in the env file (${context.envSource}), in the step’s \`env:\`, or a default: \${NAME:-default}`,
            `or give the service a \`build:\` of its own in ${production}`,
        ],
        places,
    });
}

;// CONCATENATED MODULE: ./lib/stack/project.js

















/**
 * Reads the Compose files of one project. Notices say what was filled in.
 * @throws Refused naming file and field.
 */
async function resolveProject(name, entry, context) {
    const { root } = context.config;
    const named = await namedFiles(name, entry, context);
    const { call, model, notices } = await readFiles(name, entry, named, context);
    const { files, folder, profiles } = call;
    const { builds, notices: built } = await siblingBuilds(name, model, call, context);
    const complete = withBuilds(model, builds);
    const ofKeys = await checkKeys(complete, name, files, root);
    await refuseForeignFiles(complete, name, files, root);
    const project = {
        name,
        path: (0,external_node_path_.relative)(root, folder) || '.',
        files: files.map((file) => (0,external_node_path_.relative)(root, file)),
        ...(named === undefined && { beside: await (0,search/* yamlFiles */.DX)(folder, namesOf(files)) }),
        needs: entry.needs,
        profiles: [...profiles],
        isNamed: await namesItself(files, { ...context, envText: await (0,promises_.readFile)(call.envFile, 'utf8') }),
        model: complete,
        ...(entry.test === undefined ? {} : { test: entry.test }),
    };
    const withheld = await withheldOf(call, complete, builds, context);
    return { project, notices: [...notices, ...built, ...ofKeys], withheld };
}
async function readFiles(name, entry, named, context) {
    const { config, program, envFile } = context;
    const folder = await (0,inside/* insideRepo */.Vi)(config.root, entry.path ?? name, `${config.source}, projects.${name}.path`);
    const profiles = [...new Set([...(entry.profiles ?? []), ...context.environment.profiles])];
    const callOf = (files) => ({ program, folder, files, profiles, envFile });
    const asked = await askOverBase(await composeFiles(name, named, folder, context), callOf, context);
    const call = callOf(asked.files);
    const read = await modelOf(asked.answer, name, call, context);
    const notices = [
        ...(asked.notice === undefined ? [] : [`${name}: ${asked.notice}`]),
        ...(named === undefined ? await judgeChoice(read, name, call, config) : []),
        ...(await dotEnvNotices(name, folder, asked.files, context)),
    ];
    const model = entry.services === undefined ? read : chosen(read, entry.services, name, config.source);
    refuseBuildsOfBase(model, name, asked, config.root);
    return { call, model, notices };
}
/** Where the files are no whole, they are laid over the base file beside them. */
async function askOverBase(files, callOf, context) {
    const answer = await askCompose(callOf(files), context);
    if (answer.kind !== 'overlay')
        return { files, answer };
    const { folder } = callOf(files);
    const base = (await (0,search/* siblingFiles */.OE)(folder, namesOf(files))).find(search/* isBaseFile */.cC);
    if (base === undefined)
        return { files, answer };
    const over = [(0,external_node_path_.join)(folder, base), ...files];
    return {
        files: over,
        answer: await askCompose(callOf(over), context),
        base: (0,external_node_path_.relative)(context.config.root, (0,external_node_path_.join)(folder, base)),
        notice: `${shown(context.config.root, files)} is laid over ${base}, because its service ${answer.service} ${answer.why}`,
    };
}
const namesOf = (files) => files.map((file) => (0,external_node_path_.basename)(file));
/** A base file that somebody else's files are laid over may build as its author works. @throws Refused */
function refuseBuildsOfBase({ services }, name, { base, files }, root) {
    if (base === undefined)
        return;
    for (const [service, { build }] of Object.entries(services)) {
        const at = { service: `${name}/${service}`, file: base, production: shown(root, files.slice(1)) };
        if (build !== undefined)
            refuseDevelopment(build, at);
    }
}
function withBuilds(model, builds) {
    const services = Object.entries(model.services).map(([service, definition]) => {
        const build = (0,ownEntry/* ownEntry */.P)(builds, service)?.build;
        return [service, build === undefined ? definition : { ...definition, build }];
    });
    return { ...model, services: Object.fromEntries(services) };
}
/** @throws Refused for a name that no service has, and for one that is left out and needed */
function chosen(model, choice, name, source) {
    const { model: found, faults } = chosenServices(model, choice);
    if (faults.length > 0)
        throw (0,runtime_errors/* refuseAll */.cp)('the services of stack.yml do not fit', faults, { at: `${source}, projects.${name}.services` });
    return found;
}
/** Services that must not be built here, with the variables that they need (StandIns). */
async function withheldOf(call, resolved, siblings, context) {
    const { env, standIns } = context;
    if (standIns === undefined)
        return {};
    const given = new Set([...Object.keys(env), ...(0,stack_standIns/* variablesGiven */.Rt)(await (0,promises_.readFile)(call.envFile, 'utf8'))]);
    const ask = async (files) => {
        const result = await runConfig({ ...call, files }, 'as written', context);
        if (result.code !== 0)
            return (0,stack_standIns/* withheldBuildsOf */.aR)(resolved, await Promise.all(files.map((file) => (0,promises_.readFile)(file, 'utf8'))), given);
        return (0,stack_standIns/* withheldBuilds */.zq)((0,compose/* readModel */.ko)(result.stdout), given);
    };
    const found = await ask(call.files);
    for (const file of new Set(Object.values(siblings).map((sibling) => sibling.file))) {
        const own = await ask([file]);
        for (const [service, needs] of Object.entries(own))
            if (siblings[service]?.file === file)
                found[service] = needs;
    }
    return found;
}
async function askCompose(call, context) {
    const { standIns } = context;
    const stoodIn = standIns?.environment ?? {};
    const result = await runConfig(call, 'resolved', context);
    if (standIns?.fill(result.stderr, stoodIn))
        return askCompose(call, context);
    if (result.ended !== undefined)
        return { kind: 'fault', message: (0,run/* failure */.V2)(['docker', 'compose', 'config'], result) };
    if (/(is not a docker command|unknown command: docker compose|unknown shorthand flag|unknown flag: --project-directory)/.test(result.stderr))
        throw new runtime_errors/* Refused */.Lw('Docker Compose is not installed on this runner', {
            todo: 'install the Compose plugin of Docker (docker-compose-plugin)',
        });
    const answer = (0,compose/* readAnswer */.JN)(result, call);
    return answer.kind === 'envFile' && (await placeEnvFile(answer.path, call, context))
        ? askCompose(call, context)
        : answer;
}
/**
 * Handles an `env_file:` that is not in the checkout: it gets a stand-in where the stack is only judged. If it is Compose's own `.env`, or the
 * file that stack.yml names as the env file, it gets the env file's text.
 * @returns Whether it is there now.
 */
async function placeEnvFile(path, call, context) {
    const { config, environment, placed, standIns } = context;
    const shownPath = (0,external_node_path_.relative)(config.root, path);
    const at = `env_file ${shownPath}`;
    if (standIns !== undefined) {
        const examples = [`${path}.example`, (0,external_node_path_.join)((0,external_node_path_.dirname)(path), '.env.example')];
        const texts = await Promise.all(examples.map((file) => (0,inside/* readInside */.xO)(config.root, file)));
        standIns.addFile(shownPath);
        return placed.place(path, texts.find((text) => text !== '') ?? '', at);
    }
    const named = environment['env-file'];
    const isEnvFile = path === (0,external_node_path_.join)(call.folder, '.env') || (named !== undefined && path === (0,external_node_path_.resolve)(config.root, named));
    const text = await (0,promises_.readFile)(call.envFile, 'utf8');
    return isEnvFile && text !== '' && placed.place(path, text, at);
}

// EXTERNAL MODULE: ./lib/stack/secrets.js + 1 modules
var stack_secrets = __webpack_require__(7610);
;// CONCATENATED MODULE: ./lib/stack/read.js
var read_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var read_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Reads and resolves every project of the stack for one environment. Variables come from the step's `env:`, then from the env file, and from
 * nowhere else: a variable without a value is an error, unless stand-ins are asked for, to judge the stack without its secrets.
 *
 * @throws Refused listing the faults of all projects.
 */
async function readStack(config, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const folder = read_addDisposableResource(env_1, await (0,temp/* tempFolder */.v)('env'), true);
        const placed = read_addDisposableResource(env_1, new PlacedFiles(config.root), true);
        const envFile = await folder.write('env', options.envText);
        const context = await contextOf(config, options, { envFile, placed });
        const asked = knownValues(options, context);
        const resolved = await resolveAll(context).catch(async (fault) => {
            options.onFault?.(Object.values(await asked));
            throw fault;
        });
        const projects = resolved.map(({ project }) => project);
        refuseSharedNames(projects);
        await refuseNothing(projects, config.root);
        const { standIns } = context;
        const health = healthEntries(config, projects, standIns === undefined ? options.env : undefined);
        const known = await asked;
        const values = { ...known, ...(await valuesBesides(projects, known, context)) };
        const tracked = gitTracked(config.root, options.run);
        const stack = stackOf(context, await mountedProjects(projects, values, tracked, context), health);
        // Stand-ins are not secret: they come from the example that everybody can read.
        const resolvedValues = standIns === undefined ? projects.flatMap(({ model }) => (0,stack_secrets/* valuesOf */.sm)(model, values)) : [];
        const givenValues = [...Object.values(known), ...(0,stack_secrets/* headerValues */.UE)(config, options.env)];
        const secrets = await (0,stack_secrets/* secretsOf */.Fj)([...givenValues, ...resolvedValues], {
            ...{ config, projects, tracked },
            committed: committedText(config.root, options.run),
        });
        return {
            stack,
            notices: [...resolved.flatMap((project) => project.notices), ...stoodIn(context)],
            buildSecrets: Object.fromEntries(projects.flatMap(buildSecretVariables).map((name) => [name, values[name] ?? ''])),
            secrets,
            withheld: standIns === undefined ? new Map() : read_withheldOf(resolved, values),
            defaults: () => askDefaults(projects, { ...context, envText: options.envText }),
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = read_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function contextOf(config, options, files) {
    return {
        ...files,
        config,
        environment: (0,stack_environment/* environmentOf */.p7)(config, options.environment),
        run: options.run,
        env: composeEnvironment(options.env, givenToStep(options)),
        program: await composeProgram(options.env),
        envSource: options.envSource ?? 'input env-file',
        environmentName: options.environment,
        ...(options.standIns && { standIns: new stack_standIns/* StandIns */.r3(await (0,inside/* readInside */.xO)(config.root, '.env.example')) }),
    };
}
const givenToStep = ({ env, inherited }) => stepVariables(env, inherited ?? new Set());
/** Values of all variables that have one. None where the env file has a fault: that is reported where a project is read. */
function knownValues(options, context) {
    const names = [...Object.keys(givenToStep(options)), ...(0,stack_standIns/* variablesGiven */.Rt)(options.envText)];
    return valuesOfNames([...new Set(names)].filter(compose/* isVariableName */.KL), context).catch(() => ({}));
}
/** By Compose's rules, without stand-ins. */
function valuesOfNames(names, context) {
    const { config, env } = context;
    return valuesByCompose(names, context, { config, env, run: context.run });
}
/** Values of the variables that secrets and configs are taken from, as far as they are not known yet. */
function valuesBesides(projects, known, context) {
    const ofObjects = projects.flatMap(({ model }) => [...Object.values(model.secrets ?? {}), ...Object.values(model.configs ?? {})].flatMap(({ environment: variable }) => variable ?? []));
    const unknown = [...projects.flatMap(buildSecretVariables), ...ofObjects].filter((name) => known[name] === undefined);
    return valuesOfNames([...new Set(unknown)].map(compose/* variableName */.cG), context);
}
function resolveAll(context) {
    const { projects, source } = context.config;
    const order = (0,stack_order/* orderOf */.m)(Object.fromEntries(Object.entries(projects).map(([name, { needs }]) => [name, needs])), source);
    return allOrEveryFault(order.map((name) => resolveProject(name, projects[name] ?? { needs: [], profiles: [] }, context)));
}
async function mountedProjects(projects, values, tracked, { config: { root }, run: runProgram }) {
    const ignored = gitIgnored(root, runProgram);
    return allOrEveryFault(projects.map(async (project) => ({
        ...project,
        mounts: await repoMounts(project.model, { root, project: project.name, tracked, ignored, values }),
    })));
}
function stackOf({ config, environment, environmentName }, projects, health) {
    return {
        name: config.name,
        environment: environmentName,
        id: `${config.name}-${environmentName}`,
        identity: (0,identity/* identityOf */.cu)(config.repository, config.name, environmentName),
        environments: Object.keys(config.environments),
        takesOver: environment['takes-over'],
        root: config.root,
        registry: config.registry,
        projects,
        health,
        leaveData: config['leave-data'],
        shareData: config['share-data'],
        ...(environment.url === undefined ? {} : { url: environment.url }),
        ...(environment.host === undefined ? {} : { host: environment.host }),
    };
}
function stoodIn({ standIns }) {
    const names = standIns?.names ?? [];
    return names.length === 0 ? [] : [`read without secrets: stand-ins are used for ${names.join(', ')}`];
}
/** The variables with a stand-in, and the missing secrets, that a build needs. */
function read_withheldOf(resolved, values) {
    const found = new Map();
    for (const { project, withheld } of resolved) {
        for (const [service, { build }] of Object.entries(project.model.services)) {
            const secrets = (build?.secrets ?? []).flatMap(({ source }) => project.model.secrets?.[source]?.environment ?? []);
            const needs = [...(withheld[service] ?? []), ...secrets.filter((name) => (values[name] ?? '') === '')];
            if (needs.length > 0)
                found.set(`${project.name}/${service}`, [...new Set(needs)]);
        }
    }
    return found;
}
async function allOrEveryFault(work) {
    const results = await Promise.allSettled(work);
    const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    const stranger = errors.find((error) => !(error instanceof runtime_errors/* UserError */.yo));
    if (stranger !== undefined)
        throw stranger;
    const faults = errors;
    if (faults.length === 1)
        throw faults[0];
    if (faults.length > 1) {
        const texts = faults.map((fault) => (fault.at === undefined ? fault.message : `${fault.message} (${fault.at})`).replaceAll('\n', '\n    '));
        throw (0,runtime_errors/* refuseAll */.cp)('the stack cannot be read', texts, {
            about: 'files',
            todo: [...new Set(faults.flatMap(({ todo }) => todo))],
            places: faults.flatMap(({ places }) => places),
        });
    }
    return results.map((result) => result.value);
}
/** Two projects under one Compose project name would remove each other's containers. */
function refuseSharedNames(projects) {
    const owners = new Map();
    for (const { name, model } of projects) {
        const other = owners.get(model.name);
        if (other !== undefined)
            throw new runtime_errors/* Refused */.Lw(`projects ${other} and ${name} have the same Compose project name ${model.name}`, {
                todo: 'give each Compose file a `name:` of its own',
            });
        owners.set(model.name, name);
    }
}
function buildSecretVariables({ model }) {
    const used = Object.values(model.services).flatMap(({ build }) => (build?.secrets ?? []).map(({ source }) => source));
    return used.flatMap((source) => model.secrets?.[source]?.environment ?? []);
}

;// CONCATENATED MODULE: ./lib/actions/checkout.js















/** stack.yml in the checkout, or what stands for it where there is none. */
function stackConfig({ config }, { event, workspace }) {
    const { repository, repositoryId, server } = event;
    return (0,stack_config/* readStackConfig */.X)({ root: workspace, config, ...(repository && { repository, repositoryId, server }) });
}
/** Chooses the environment by input or branch; `skip` says why nothing is deployed from here. */
async function chosenEnvironment(inputs, context) {
    const config = await stackConfig(inputs, context);
    const chosen = environmentFor(inputs, config, context.event);
    return 'skip' in chosen ? chosen : { config, environment: chosen.environment };
}
/** What comes from a pull request or from another repository is never deployed: its branch may have any name, even that of a deployed one. */
function environmentFor({ environment }, config, event) {
    const { barred, branch, tag, isOfRef, name } = event;
    const skip = (why) => ({ skip: `skipped: ${why}; ${(0,stack_environment/* deployedBranches */.bM)(config)}` });
    if (barred !== undefined)
        return skip(barred);
    if (environment !== undefined)
        return (0,stack_environment/* chooseEnvironment */.HB)(config, { environment });
    if (!isOfRef)
        return skip(`an event ${name} names no branch: ${GIVE_ONE} to deploy all the same`);
    if (tag !== undefined)
        return skip(`the tag ${JSON.stringify(tag)} is not deployed: ${GIVE_ONE} to deploy tags`);
    const chosen = (0,stack_environment/* chooseEnvironment */.HB)(config, { ...(branch !== undefined && { branch }) });
    return 'skip' in chosen && name === 'workflow_dispatch'
        ? { skip: `${chosen.skip}; start it on one of these, or ${GIVE_ONE}` }
        : chosen;
}
const GIVE_ONE = 'give the input `environment`';
/**
 * The environment that is judged without a server: the one that this run deploys to; else the target of the pull request, or the first of
 * stack.yml.
 */
async function judgedEnvironment(inputs, context) {
    const { event } = context;
    const config = await stackConfig(inputs, context);
    const chosen = environmentFor(inputs, config, event);
    if ('environment' in chosen)
        return { config, environment: chosen.environment, deploys: true, skip: '' };
    const target = (0,stack_environment/* chooseEnvironment */.HB)(config, { ...(event.baseBranch !== undefined && { branch: event.baseBranch }) });
    const [first = ''] = Object.keys(config.environments);
    return {
        config,
        environment: 'environment' in target ? target.environment : first,
        deploys: false,
        skip: chosen.skip,
    };
}
/**
 * Reads and resolves the stack, with the values that Compose resolved masked before anything is printed.
 * @param inputs.given What may be secret of the input `files` (placeGivenFiles).
 */
async function readCheckout(inputs, { config, environment }, { env, event, log, inShell = false }) {
    const state = committedState(config.root, event.sha, run/* run */.eF);
    const { text, source } = await (0,stack_environment/* environmentFile */.qU)(config, environment, inputs.envFile);
    const ofConfig = await (0,stack_secrets/* configSecrets */.Uf)(config, committedText(config.root, run/* run */.eF));
    const known = [ofConfig.publicText, JSON.stringify(event), inputs.version ?? ''].join('\n');
    const { stack, notices, buildSecrets, secrets, withheld, defaults } = await readStack(config, {
        environment,
        envText: text,
        envSource: source,
        env,
        inherited: inShell ? pairsOf(env) : await inheritedVariables(),
        run: run/* run */.eF,
        standIns: inputs.withoutSecrets === true,
        onFault: (values) => log.maskValues(values, { except: known }),
    }).catch((error) => {
        // The error's text may hold a secret value, and is printed later; an env file that Compose cannot read has no values for it.
        log.maskValues([...inputs.given, ...(0,textValues/* envValues */.Qo)(text)], { except: known });
        throw error;
    });
    // Public names stay unmasked: GitHub drops or garbles an output that holds a masked value.
    const publicText = [secrets.publicText, known, ...pushedTo(stack)].join('\n');
    const secretForms = (0,masking/* formsOfValues */.F$)([...inputs.given, ...secrets.values], publicText);
    log.maskForms(secretForms);
    for (const secret of Object.values(buildSecrets))
        log.mask(secret);
    const committed = await state;
    if (committed.differs !== '')
        notices.unshift(committed.differs);
    return {
        ...{ stack, notices, envText: text, buildSecrets, secretForms, publicText, withheld, defaults, committed },
    };
}
/** Names that the images of the stack are pushed to. */
function pushedTo(stack) {
    return stack.projects.flatMap((project) => Object.entries(project.model.services).flatMap(([service, { build }]) => build === undefined ? [] : [(0,reference/* repositoryOf */._M)(stack, project.name, service)]));
}
/**
 * Puts the files of the input `files` into the checkout, until the result is disposed of. readCheckout masks what could be secret in them: only
 * the Compose files say which of it is public.
 * @throws Refused
 */
async function placeGivenFiles(inputs, { config }) {
    return placeFiles(config.root, inputs.files === undefined ? {} : parseFiles(inputs.files));
}
/** The stack's projects as Compose resolved them. */
function modelsOf({ projects }) {
    return projects.map(({ model }) => model);
}
/**
 * The stack's name on its server, and the server: the input, else the environment's in stack.yml.
 * @throws Refused where neither names one
 */
function addressOf(inputs, { config, environment }) {
    const host = inputs.host ?? (0,stack_environment/* environmentOf */.p7)(config, environment).host;
    if (host === undefined) {
        throw new runtime_errors/* Refused */.Lw(`no server is given for ${environment}`, {
            at: 'input host',
            todo: [
                'pass `host: user@example.org`, or in a shell --host user@example.org',
                `or write it in stack.yml: environments.${environment}.host`,
            ],
        });
    }
    return {
        id: `${config.name}-${environment}`,
        host,
        identity: (0,identity/* identityOf */.cu)(config.repository, config.name, environment),
        takesOver: (0,stack_environment/* environmentOf */.p7)(config, environment)['takes-over'],
    };
}
/**
 * What a rollback or a gate needs to know of the stack: its name on the server, the server, and its health entries. A checkout is not
 * needed: without one the repository's name is the stack's.
 */
async function releaseStack(inputs, context) {
    // Nothing of the run's commit is deployed: a rollback may well follow a run that failed.
    const event = inputs.environment === undefined ? context.event : { ...context.event, barred: undefined };
    const chosen = await chosenEnvironment(inputs, { ...context, event });
    if ('skip' in chosen)
        return chosen;
    const { url } = (0,stack_environment/* environmentOf */.p7)(chosen.config, chosen.environment);
    const { values, publicText } = await (0,stack_secrets/* configSecrets */.Uf)(chosen.config, committedText(chosen.config.root, run/* run */.eF));
    context.log.maskValues([...values, ...(0,stack_secrets/* headerValues */.UE)(chosen.config, context.env)], { except: publicText });
    return {
        ...addressOf(inputs, chosen),
        publicText,
        ...(url !== undefined && { url }),
        health: chosen.config.health.map((entry) => healthEntry(entry, context.env)),
    };
}


/***/ }),

/***/ 8424:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F2: () => (/* binding */ parseReference),
/* harmony export */   _M: () => (/* binding */ repositoryOf),
/* harmony export */   j5: () => (/* binding */ repositoryOfImage),
/* harmony export */   nz: () => (/* binding */ apiHost)
/* harmony export */ });
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7373);


const pathPart = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const tagShape = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const digestShape = /^sha256:[0-9a-f]{64}$/;
/**
 * Reads an image's name by Docker's rules: `postgres:17` is `docker.io/library/postgres:17`.
 * @throws Refused when it is no image's name.
 */
function parseReference(text) {
    const match = /^([^@]*?)(?::([^:/@]+))?(?:@(.+))?$/.exec(text);
    const [, name = '', tag, digest] = match ?? [];
    const parts = name.split('/');
    const first = parts[0] ?? '';
    const hasHost = parts.length > 1 && (first.includes('.') || first.includes(':') || first === 'localhost');
    const host = hasHost ? first : 'docker.io';
    const rest = hasHost ? parts.slice(1) : parts;
    const path = host === 'docker.io' && rest.length === 1 ? ['library', ...rest] : rest;
    const valid = path.every((part) => pathPart.test(part)) &&
        path.join('/').length <= 255 &&
        /^[A-Za-z0-9.[\]:-]+$/.test(host) &&
        (tag === undefined || tagShape.test(tag)) &&
        (digest === undefined || digestShape.test(digest));
    if (!valid)
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(text)} is no name of an image`);
    return {
        host,
        path: path.join('/'),
        ...(tag === undefined ? {} : { tag }),
        ...(digest === undefined ? {} : { digest }),
    };
}
/** The repository in an image's name as Docker shortens it, without tag and digest; takes any text. */
function repositoryOfImage(reference) {
    return reference
        .replace(/@.*$/, '')
        .replace(/:[^/:]*$/, '')
        .replace(/^(index\.)?docker\.io\//, '')
        .replace(/^library\//, '');
}
/** Where the registry's API answers: Docker Hub's name is not its address. */
function apiHost(host) {
    return host === 'docker.io' || host === 'index.docker.io' ? 'registry-1.docker.io' : host;
}
/**
 * Name of a service's image: `<registry>/<project>-<service>`. What it would say twice, it says once: `<registry>/<service>` where the only project
 * is called as the registry's path ends, and `<registry>/<name>` where project and service are the same.
 */
function repositoryOf({ registry, name, projects }, project, service) {
    const [one, two] = [namePart(project), namePart(service)];
    const prefix = registry === 'none' ? namePart(name) : registry;
    const isSaid = one === two || (projects.length === 1 && prefix.split('/').at(-1) === one);
    return `${prefix}/${isSaid ? two : `${one}-${two}`}`;
}
function namePart(text) {
    const part = text
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '');
    return part === '' ? 'image' : part;
}


/***/ }),

/***/ 3220:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ isObject),
/* harmony export */   o: () => (/* binding */ jsonObject)
/* harmony export */ });
/** Text of others as a JSON object; undefined where it is none. Its fields may be anything still. */
function jsonObject(text) {
    try {
        const value = JSON.parse(text);
        return isObject(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 5868:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CF: () => (/* binding */ noteLeftover),
/* harmony export */   DA: () => (/* binding */ removeLeftovers),
/* harmony export */   q2: () => (/* binding */ forgetLeftovers)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8258);
/* harmony import */ var _noted_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5500);




const noted = new Set();
/**
 * Notes what has to be a file and must not outlive this step: where the step is killed, its post step removes it. To be called once it is made, so
 * that nothing of anybody else is ever noted, and before anything secret is in it.
 */
function noteLeftover(path) {
    noted.add(path);
    save();
}
/** The opposite, for what is removed. */
function forgetLeftovers(paths) {
    const known = paths.filter((path) => noted.delete(path));
    if (known.length > 0)
        save();
}
/**
 * Removes what the step noted and did not come to remove.
 * @returns What was still there.
 */
async function removeLeftovers(env) {
    const there = (0,_noted_js__WEBPACK_IMPORTED_MODULE_3__/* .notedIn */ .m)(env).filter((path) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path));
    for (const path of there.toReversed())
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(path, { recursive: true, force: true });
    return there;
}
function save() {
    // The runner keeps the last of several, also of a step that was killed. Without a runner there is no post step.
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(process.env['GITHUB_STATE'] ?? ''))
        _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .saveState */ .LZ(_noted_js__WEBPACK_IMPORTED_MODULE_3__/* .STATE */ .c, [...noted]);
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

/***/ 6030:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ ownEntry),
/* harmony export */   r: () => (/* binding */ ALWAYS_THERE)
/* harmony export */ });
/** Names that every object has by itself: read as an entry they are a function, and written as one they may vanish. */
const ALWAYS_THERE = new Set(Object.getOwnPropertyNames(Object.prototype));
/** What an object holds under a name that others have chosen, and nothing that every object has. */
function ownEntry(map, name) {
    return map !== undefined && Object.hasOwn(map, name) ? map[name] : undefined;
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
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6466);
/* harmony import */ var _actions_exec__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1260);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(525);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7373);
/* harmony import */ var _lines_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8767);









/** What callers parse (a resolved Compose model, `docker inspect`) is far below; what they only show needs less. */
const STDOUT_BYTES = 64 * 1024 * 1024;
const STDERR_BYTES = 1024 * 1024;
const ARGUMENT_BYTES = 128 * 1024 - 1;
const ALL_ARGUMENTS_BYTES = 1536 * 1024;
/** Between asking a process to end and killing it. */
const GRACE_MS = 2000;
/** For what a process that we ended left in its pipes. */
const ENDED_MS = 100;
/** Of a program that is given no other limit: none is waited for without end. */
const LIMIT_MS = 10 * 60_000;
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
    const captured = { stdout: new _lines_js__WEBPACK_IMPORTED_MODULE_8__/* .Tail */ .P(STDOUT_BYTES), stderr: new _lines_js__WEBPACK_IMPORTED_MODULE_8__/* .Tail */ .P(STDERR_BYTES) };
    const splitters = {
        stdout: new _lines_js__WEBPACK_IMPORTED_MODULE_8__/* .LineSplitter */ .g((line) => options.onLine?.(line, 'stdout')),
        stderr: new _lines_js__WEBPACK_IMPORTED_MODULE_8__/* .LineSplitter */ .g((line) => options.onLine?.(line, 'stderr')),
    };
    const take = (stream) => (chunk) => {
        captured[stream].write(chunk);
        if (options.onLine)
            splitters[stream].write(chunk);
    };
    const sink = { stdout: take('stdout'), stderr: take('stderr') };
    const start = mustBeKillable(options) || !isOnPath('timeout') ? runKillable : runThroughToolkit;
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
 * @actions/exec gives no handle on the child: no kill, and no time limit but that of coreutils' `timeout` around it; and a child that ends
 * before its stdin was written (an ssh that cannot log in) raises an EPIPE that nobody can catch (tried), even if there was nothing to write.
 * So it runs what simply runs to its end, and all else is spawned.
 */
function mustBeKillable(options) {
    return options.stdin !== undefined || options.signal !== undefined || options.timeoutMs !== undefined;
}
async function runThroughToolkit(program, args, options, sink) {
    if (!isOnPath(program))
        throw Object.assign(new Error(`there is no ${program}`), { code: 'ENOENT' });
    const began = Date.now();
    const limit = ['-k', String(GRACE_MS / 1000), String(LIMIT_MS / 1000)];
    const code = await (0,_actions_exec__WEBPACK_IMPORTED_MODULE_5__/* .exec */ .m)(quoteForToolkit('timeout'), [...limit, program, ...args], {
        silent: true,
        ignoreReturnCode: true,
        listeners: { stdout: sink.stdout, stderr: sink.stderr },
        ...(options.env && { env: options.env }),
        ...(options.cwd && { cwd: options.cwd }),
    });
    return Date.now() - began < LIMIT_MS ? { code } : { code: 124, ended: 'timeout' };
}
/** As the system looks for a program. */
function isOnPath(program) {
    const folders = program.includes('/') ? [''] : (process.env['PATH'] ?? '').split(node_path__WEBPACK_IMPORTED_MODULE_2__.delimiter);
    return folders.some((folder) => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, program)));
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
    const timer = setTimeout(() => end('timeout'), options.timeoutMs ?? LIMIT_MS);
    options.signal?.addEventListener('abort', onAbort);
    try {
        child.stdout.on('data', sink.stdout);
        child.stderr.on('data', sink.stderr);
        // A child may end without reading all of it (EPIPE): its exit code tells more than that error.
        child.stdin.on('error', () => { });
        let broken;
        if (options.stdin instanceof node_stream__WEBPACK_IMPORTED_MODULE_3__.Readable) {
            const source = options.stdin;
            // A source that fails in the middle must not look like one that has ended.
            source.once('error', (error) => {
                broken = error;
                signalGroup(child.pid, 'SIGKILL');
            });
            (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.pipeline)(source, child.stdin).catch(() => { });
        }
        else
            child.stdin.end(options.stdin ?? '');
        const exited = new Promise((resolve, reject) => {
            child.once('error', reject);
            child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 137)));
        });
        const code = await exited;
        // What it started may hold the pipes open for ever (a daemon): wait for the rest of the output, but not for that.
        const drained = Promise.allSettled([(0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.finished)(child.stdout), (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.finished)(child.stderr)]);
        const patience = ended === undefined ? GRACE_MS : ENDED_MS;
        await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, patience).unref())]);
        child.stdout.destroy();
        child.stderr.destroy();
        if (broken instanceof Error)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .Refused */ .Lw(`what ${program} was to be given could not be read: ${broken.message}`, { cause: broken });
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
            `the variable ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_7__/* .quoted */ .TL)(name)}`,
            `${name}=${value}`,
        ]),
    ];
    let total = 0;
    for (const [name, text] of named) {
        const bytes = Buffer.byteLength(text);
        total += bytes;
        if (text.includes('\0'))
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .Refused */ .Lw(`${name} of ${program} holds a NUL character`);
        if (bytes > ARGUMENT_BYTES)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .Refused */ .Lw(`${name} of ${program} is too long for this system (${bytes} bytes)`);
    }
    if (total > ALL_ARGUMENTS_BYTES)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .Refused */ .Lw(`the arguments and variables of ${program} are too long together (${total} bytes)`);
}
function notStarted(program, error, cwd) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .UserError */ .yo)
        return error;
    if (cwd !== undefined && !(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(cwd))
        return new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .Refused */ .Lw(`the folder ${cwd} does not exist`);
    const code = error.code;
    const message = error instanceof Error ? error.message : String(error);
    if (code === 'ENOENT') {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .Refused */ .Lw(`${program} is not installed on this runner`, {
            todo: `install ${program}, or add its folder to PATH`,
        });
    }
    return new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .Refused */ .Lw(`${program} could not be started: ${message}`, { cause: error });
}


/***/ }),

/***/ 896:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ tempFolder)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(525);





/** Kept in memory: what lies there reaches no disk. */
const IN_MEMORY = '/dev/shm';
/** Made below RUNNER_TEMP, which the runner empties at the end of each job. */
async function tempFolder(purpose) {
    const base = process.env.RUNNER_TEMP || (0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)();
    const path = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(base, `stack-actions-${purpose}-`));
    const held = [];
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.chmod)(path, 0o700);
    return {
        path,
        async write(name, content) {
            const file = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(path, (0,node_path__WEBPACK_IMPORTED_MODULE_3__.basename)(name));
            const handle = await nameless(IN_MEMORY, content).catch(() => nameless(path, content));
            held.push(handle);
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.symlink)(`/proc/${await ownNumber()}/fd/${handle.fd}`, file);
            return file;
        },
        async [Symbol.asyncDispose]() {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(path, { recursive: true, force: true });
            for (const handle of held.splice(0))
                await handle.close();
        },
    };
}
/** A file 0600 that has lost its name before it holds anything. */
async function nameless(folder, content) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, `stack-actions-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`);
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(file, 'wx+', 0o600);
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.unlink)(file);
        await handle.writeFile(content);
        return handle;
    }
    catch (error) {
        await handle.close();
        throw error;
    }
}
/** This process as /proc calls it: there may be one of another PID namespace. */
async function ownNumber() {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readlink)('/proc/self').catch(() => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .Refused */ .Lw('this machine has no /proc, by which keys and logins are kept out of files', {
            todo: 'use a runner with Linux',
        });
    });
}


/***/ }),

/***/ 6080:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ calls)
/* harmony export */ });
const ADDRESS = /HOST|SERVER|ADDR|URL|ENDPOINT|UPSTREAM|BROKER|NODE|BACKEND|SERVICE/i;
/** The only place that decides what a variable (`''` for a value without one, such as a word of a command) says about a service. */
function calls(service, [variable, value]) {
    if (value === null || value === undefined)
        return 'no';
    const name = service.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const isAddress = new RegExp(`(?:^|//|@|[,\\s])${name}(?::\\d|/|\\?)|(?://|@)${name}(?:$|[,\\s])`).test(value);
    if (isAddress)
        return 'yes';
    const isNamed = value.split(',').some((one) => one.trim() === service);
    if (!isNamed)
        return 'no';
    return ADDRESS.test(variable) ? 'yes' : 'maybe';
}


/***/ }),

/***/ 1208:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $m: () => (/* binding */ fillingFiles),
/* harmony export */   JN: () => (/* binding */ readAnswer),
/* harmony export */   KL: () => (/* binding */ isVariableName),
/* harmony export */   Rm: () => (/* binding */ composeConfig),
/* harmony export */   cG: () => (/* binding */ variableName),
/* harmony export */   dR: () => (/* binding */ undouble),
/* harmony export */   f: () => (/* binding */ unsetVariables),
/* harmony export */   h_: () => (/* binding */ readFilled),
/* harmony export */   ko: () => (/* binding */ readModel),
/* harmony export */   xW: () => (/* binding */ placeOfVariable)
/* harmony export */ });
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7373);
/* harmony import */ var _runtime_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3220);



/** The argv that prints a project as Compose resolves it. */
function composeConfig(call) {
    return [
        ...call.program,
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
/** Compose's messages for an incomplete service, with the service and the reason. */
const OVERLAY = /service "([^"]+)" (?:(has neither an image nor a build context)|((?:depends on|refers to) undefined (?:service|network|volume|secret|config) "?[^\s":]+"?))/;
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
        const envFile = /env file (\/.+?) not found/.exec(result.stderr)?.[1];
        if (envFile !== undefined)
            return { kind: 'envFile', path: envFile };
        const overlay = OVERLAY.exec(result.stderr);
        if (overlay?.[1] !== undefined)
            return { kind: 'overlay', service: overlay[1], why: (overlay[2] ?? overlay[3]) };
        return {
            kind: 'fault',
            message: faultText(result.stderr, call.envFile) || `docker compose ended with exit code ${result.code}`,
        };
    }
    const model = modelIn(result.stdout);
    return model === undefined
        ? { kind: 'fault', message: 'docker compose config printed no model' }
        : { kind: 'model', model };
}
/** What Compose printed, as a model; undefined where it is none. */
function modelIn(stdout) {
    const model = (0,_runtime_json_js__WEBPACK_IMPORTED_MODULE_2__/* .jsonObject */ .o)(stdout);
    if (model === undefined)
        return undefined;
    const services = model['services'] ?? {};
    const others = ['networks', 'volumes', 'secrets', 'configs'].map((key) => model[key] ?? {});
    const isModel = (0,_runtime_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(services) && Object.values(services).every(_runtime_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G) && others.every(_runtime_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G);
    return isModel ? { ...model, services } : undefined;
}
/** The same for a call that has ended well. @throws Unreadable */
function readModel(stdout) {
    const model = modelIn(stdout);
    if (model === undefined)
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Unreadable */ .IO('docker compose config printed no model');
    return model;
}
/** Names in Compose's warning `The "X" variable is not set. Defaulting to a blank string.` */
function unsetVariables(stderr) {
    const names = [...stderr.matchAll(/The \\?"([^"\\]+)\\?" variable is not set/g)].map((match) => match[1]);
    return [...new Set(names)];
}
/** Faults of an env file's syntax, in the words of Compose's parser (dotenv/parser.go of compose-go); what follows them is the file's text. */
const ENV_SYNTAX = /unterminated quoted value|unexpected character|cannot contain a space|zero length string|invalid/;
/** Compose's own words, without its log prefix; a line of an env file is never repeated, since it may be a secret. */
function faultText(stderr, envFile) {
    const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !/level=(warning|info|debug)/.test(line));
    // What follows such a line may be text of the file.
    const quoting = lines.findIndex((line) => line.includes(envFile) || namelessEnvFault(line) !== undefined);
    const safe = quoting < 0 ? lines.slice(-6) : lines.slice(0, quoting + 1).slice(-6);
    return safe
        .map((line) => (line.includes(envFile) ? envFault(line, 'the env file') : (namelessEnvFault(line) ?? line.trim())))
        .join(' ');
}
/** Compose does not say which `env_file:` of a service it means. */
function namelessEnvFault(line) {
    return /\bline \d+: (unterminated quoted value|unexpected character .* in variable name|key cannot contain a space)/.test(line)
        ? envFault(line, 'an `env_file:` of a service')
        : undefined;
}
function envFault(line, which) {
    const place = /line (\d+)/.exec(line)?.[1];
    const why = ENV_SYNTAX.exec(line)?.[0];
    return `${which} does not parse${place === undefined ? '' : ` at line ${place}`}${why === undefined ? '' : ` (${why})`}`;
}
/**
 * Where a variable is used, or undefined if none of the texts has it.
 * @param texts By name for messages.
 */
function placeOfVariable(name, texts) {
    const uses = (line) => [...line.matchAll(USE)].some(([, used]) => used === name);
    for (const [file, text] of Object.entries(texts)) {
        const line = text.split('\n').findIndex((candidate) => !/^\s*#/.test(candidate) && uses(candidate));
        if (line >= 0)
            return { file, line: line + 1 };
    }
    return undefined;
}
/** `$NAME` and `${NAME`; `$$` is a dollar. */
const USE = /\$\$|\$\{?([A-Za-z_][A-Za-z0-9_]*)/g;
/**
 * Compose files, by name, that exist only so that Compose fills in texts; the first is the one to read.
 * @param envFiles Of the `include`s around the texts, the outermost first: absolute paths.
 * @param folder Absolute, where these files are going to lie.
 */
function fillingFiles(texts, envFiles, folder) {
    const environment = Object.fromEntries(texts.map((text, index) => [`v${index}`, text]));
    const files = [
        ...envFiles.map((paths, depth) => ({
            include: [{ path: [`${folder}/${depth + 1}.json`], ...(paths.length > 0 && { env_file: paths.map(doubled) }) }],
        })),
        { services: { values: { image: 'none', environment } } },
    ];
    return Object.fromEntries(files.map((file, depth) => [`${depth}.json`, JSON.stringify(depth === 0 ? { name: 'values', ...file } : file)]));
}
/** What Compose made of the texts of fillingFiles; every `$` is doubled in its output. */
function readFilled(count, stdout) {
    const environment = readModel(stdout).services.values?.environment ?? {};
    return Array.from({ length: count }, (_, index) => undouble(String(environment[`v${index}`] ?? '')));
}
/** A text escaped so that Compose fills in nothing. */
function doubled(text) {
    return text.replaceAll('$', () => '$$');
}
/** A value of the model as a container gets it: Compose prints `$` as `$$`. */
function undouble(value) {
    return value.replaceAll('$$', () => '$');
}
/** Whether a name can be a variable of a Compose file at all. */
function isVariableName(name) {
    return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}
function variableName(name) {
    if (!isVariableName(name))
        throw new Error(`${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(name)} is no name of a variable`);
    return name;
}


/***/ }),

/***/ 3453:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ readStackConfig),
  Q: () => (/* binding */ stackName)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/stack/identity.js
var identity = __webpack_require__(5488);
// EXTERNAL MODULE: ./lib/stack/inside.js
var inside = __webpack_require__(1710);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./lib/runtime/ownEntry.js
var ownEntry = __webpack_require__(6030);
// EXTERNAL MODULE: ./lib/stack/depth.js
var depth = __webpack_require__(2853);
// EXTERNAL MODULE: ./lib/stack/judgeBounds.js
var judgeBounds = __webpack_require__(854);
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
const serviceName = schemas/* string */.YjP().regex(/^[a-zA-Z0-9._-]+$/, 'must be a service’s name');
const services = schemas/* union */.KCZ([schemas/* array */.YOg(serviceName).min(1), schemas/* strictObject */.rej({ without: schemas/* array */.YOg(serviceName).min(1) })])
    .describe('Services that the stack has: these and what they need, or `without:` all but these; all if absent');
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
    services: services.optional(),
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
    'takes-over': schemas/* array */.YOg(schemas/* string */.YjP().min(1))
        .default([])
        .describe('Compose projects on the server that are this environment’s though nothing there shows it, and stacks that it continues'),
});
const healthEntry = schemas/* strictObject */.rej({
    name: schemas/* string */.YjP().min(1).max(80).default('').describe('Name in the report; required but with skip'),
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
    headers: schemas/* record */.g1P(schemas/* string */.YjP().regex(/^[A-Za-z0-9-]+$/, 'must be the name of a header'), schemas/* string */.YjP().regex(/^[^\r\n]*$/))
        .optional()
        .describe('Headers of the request; `${NAME}` is a variable of the step (`env:`), so that no secret stands here'),
    skip: schemas/* string */.YjP()
        .regex(/^(?=.)[A-Za-z0-9._-]*(:[0-9]{1,5})?(\/[!-~]*)?$/, 'must be a domain name, a path, a port (`:8080`) or the name of a router')
        .optional()
        .describe('Alone: a domain name, a path (`/old`, `example.org/old`), a port of the server (`:8080`) or a router of Traefik that neither the gate nor the check of endpoints asks'),
})
    .refine(({ skip, ...entry }) => skip === undefined || Object.values(entry).every((value) => value === undefined || value === ''), 'skip stands alone')
    .refine(({ skip, name }) => skip !== undefined || name !== '', { path: ['name'], message: 'is missing' })
    .refine(({ skip, service, url }) => skip !== undefined || (service === undefined) !== (url === undefined), 'needs either service or url')
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
        .default({
        production: { branch: 'main', profiles: [], 'takes-over': [] },
        staging: { branch: 'dev', profiles: [], 'takes-over': [] },
    })
        .describe('Where branches are deployed; `main` to production and `dev` to staging if absent'),
    health: schemas/* array */.YOg(healthEntry).default([]).describe('Probes beyond each service’s own healthcheck'),
    'leave-data': schemas/* array */.YOg(schemas/* string */.YjP().regex(/^[^:\s].*:\/\S*$/, 'must be SOURCE:TARGET, as the refusal prints it'))
        .default([])
        .describe('Mounts whose data the next release may leave behind, as SOURCE:TARGET; nothing is deleted'),
    'share-data': schemas/* array */.YOg(schemas/* string */.YjP().regex(/^[^:\s].*:\/\S*$/, 'must be SOURCE:TARGET, as the refusal prints it'))
        .default([])
        .describe('Mounts that containers outside of the release may write to at the same time, as SOURCE:TARGET'),
})
    .meta({ title: 'stack.yml', description: 'What the Compose files of a stack cannot say' });

;// CONCATENATED MODULE: ./lib/stack/parse.js








/**
 * Reads the text of a stack.yml. All faults are reported at once, each with its line.
 * @param file Name for messages.
 */
function parseStackFile(text, file) {
    const lines = new dist/* LineCounter */.HN();
    const refuse = (places) => (0,errors/* refuseAll */.cp)(`${file} cannot be used`, places.map(({ line, message }) => `${file}:${line}: ${message}`), { places });
    const deep = (0,depth/* tooDeepFrom */.D)(text);
    if (deep !== undefined)
        throw refuse([{ file, line: deep, message: depth/* TOO_DEEP */.g }]);
    const document = (0,dist/* parseDocument */.Tp)(text, {
        lineCounter: lines,
        strict: true,
        uniqueKeys: true,
        merge: false,
        stringKeys: true,
        prettyErrors: false,
    });
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
        message: `${fieldName(path)}: ${plainWords(message)}`,
    });
    const names = foreignNames(content);
    if (names.length > 0)
        throw refuse(names.map(at));
    const parsed = stackFile.safeParse(content);
    if (!parsed.success)
        throw refuse(parsed.error.issues.map((issue) => at(issue)));
    const faults = crossCheck(parsed.data).map(at);
    if (faults.length > 0)
        throw refuse(faults);
    (0,order/* orderOf */.m)(Object.fromEntries(Object.entries(parsed.data.projects ?? {}).map(([name, project]) => [name, project.needs])), file);
    return parsed.data;
}
const KINDS = {
    ...{
        object: 'a map (`name: value` lines)',
        record: 'a map (`name: value` lines)',
        array: 'a list',
        string: 'a text',
    },
    ...{ int: 'a whole number', number: 'a number', boolean: '`true` or `false`', null: 'nothing', undefined: 'nothing' },
};
/** Kinds of values in words of YAML, for the message about a value of the wrong kind. */
function plainWords(message) {
    const [, expected = '', received = ''] = /^Invalid input: expected (\w+), received (\w+)$/.exec(message) ?? [];
    if (expected === '')
        return message;
    return received === 'undefined'
        ? `is missing: it must be ${(0,ownEntry/* ownEntry */.P)(KINDS, expected) ?? expected}`
        : `must be ${(0,ownEntry/* ownEntry */.P)(KINDS, expected) ?? expected}, and is ${(0,ownEntry/* ownEntry */.P)(KINDS, received) ?? received}`;
}
/** Names that the schema check would silently leave out. */
function foreignNames(content, path = []) {
    if (typeof content !== 'object' || content === null)
        return [];
    return Object.entries(content).flatMap(([key, value]) => [
        ...(ownEntry/* ALWAYS_THERE */.r.has(key) ? [{ path: [...path, key], message: judgeBounds/* NOT_A_NAME */.s }] : []),
        ...foreignNames(value, [...path, Array.isArray(content) ? Number(key) : key]),
    ]);
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
    const path = await (0,inside/* insideRepo */.Vi)(root, options.config, 'input config');
    const repository = options.repository?.toLowerCase();
    const origin = (0,identity/* repositoryOf */._M)(options);
    // GitHub's registry takes no login of another forge.
    const registry = repository && origin.name.startsWith('github.com/') ? `ghcr.io/${repository}` : 'none';
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
        return { ...file, projects: file.projects, registry: file.registry ?? registry, repository: origin, root, source };
    }
    // The environment decides which file that is.
    const isNamed = Object.values(file?.environments ?? {}).some(({ compose }) => compose !== undefined);
    const folder = isNamed ? '.' : await zeroConfigFolder(root, file !== undefined);
    const name = file?.name ?? stackName(repository?.split('/').pop() ?? (0,external_node_path_.basename)(root));
    const stack = file ?? stackFile.parse({ name });
    return {
        ...stack,
        registry: stack.registry ?? registry,
        repository: origin,
        root,
        source,
        projects: { [name]: { path: folder, needs: [], profiles: [] } },
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
/**
 * Folder of the one Compose project of a repository that names none: its root, else the one of the usual folders that has a Compose file.
 * @throws Refused where there is none, or where production's may be another
 */
async function zeroConfigFolder(root, hasStackFile) {
    const atRoot = await (0,search/* findComposeFile */.Gk)(root);
    const elsewhere = [...(await (0,search/* filesElsewhere */.qs)(root))];
    const production = elsewhere.filter(([, files]) => files.some(search/* isProductionFile */.uG));
    const line = (folder) => `projects: { ${stackName((0,external_node_path_.basename)(root))}: { path: ${folder} } }`;
    if (atRoot !== undefined && ((0,search/* isProductionFile */.uG)(atRoot) || production.length === 0))
        return '.';
    if (atRoot !== undefined) {
        throw new errors/* Refused */.Lw(`${atRoot} at the root is not named as production’s, and there is ${production.flatMap(([folder, files]) => files.filter(search/* isProductionFile */.uG).map((file) => `${folder}/${file}`)).join(', ')}`, { todo: ['say in stack.yml which is deployed:', ...['.', ...production.map(([folder]) => folder)].map(line)] });
    }
    const [only, ...more] = production.length > 0 ? production : elsewhere;
    if (only !== undefined && more.length === 0)
        return only[0];
    if (only !== undefined)
        throw new errors/* Refused */.Lw(`there are Compose files in ${[only, ...more].map(([folder]) => folder).join(', ')}, and none at the root`, {
            todo: ['say in stack.yml which is deployed:', ...[only, ...more].map(([folder]) => line(folder))],
        });
    const others = await (0,search/* siblingFiles */.OE)(root, []);
    const named = `projects: { ${stackName((0,external_node_path_.basename)(root))}: { path: ., compose: ${others[0]} } }`;
    const what = hasStackFile
        ? 'no Compose file at the root, and stack.yml names none'
        : 'neither a stack.yml nor a Compose file';
    throw new errors/* Refused */.Lw(`there is ${what}${others.length === 0 ? '' : ', only files that are not named as production’s'} (${root})`, {
        todo: [
            ...(others.length === 0 ? [] : [`if production runs ${others.join(' or ')}, write in stack.yml: ${named}`]),
            search/* ADD_ONE */.Jf,
            ...(await foldersHint(root)),
        ],
    });
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

/***/ 6997:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ay: () => (/* binding */ summed),
/* harmony export */   It: () => (/* binding */ CHECK_LFS_OUT),
/* harmony export */   NS: () => (/* binding */ isLfsPointer),
/* harmony export */   dm: () => (/* binding */ withMountPoints),
/* harmony export */   ws: () => (/* binding */ entriesAt)
/* harmony export */ });
/* unused harmony export LARGEST_CONTENT */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(525);




/** More is not sent with a release: it belongs into an image. Bytes and entries of one mount. */
const LARGEST_CONTENT = { bytes: 256 * 1024 * 1024, entries: 20_000 };
/**
 * All that lies at a path, as it lies there: files, folders (also empty ones) and links, which are not followed; no `.git`.
 * @param from Absolute path without symbolic links; empty where nothing is there.
 * @throws Refused where something cannot be sent: a socket, a link to a place of the runner, a name that is not UTF-8, too much
 */
async function entriesAt(root, from, at) {
    const entries = [];
    let bytes = 0;
    const visit = async (path) => {
        const absolute = path === '' ? from : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(from, path);
        const refuse = (what) => new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Refused */ .Lw(`${JSON.stringify(absolute.slice(root.length + 1))} ${what}`, { at });
        const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(absolute).catch(() => undefined);
        if (found === undefined) {
            if (path === '')
                return;
            throw refuse(absolute.includes('\ufffd') ? 'has a name that is not UTF-8' : 'disappeared while it was read');
        }
        bytes += found.isFile() ? found.size : 0;
        if (bytes > LARGEST_CONTENT.bytes || entries.length > LARGEST_CONTENT.entries)
            throw tooLarge(from.slice(root.length + 1) || '.', await sizeOf(from), at);
        if (found.isSymbolicLink()) {
            const link = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readlink)(absolute);
            if (link === root || link.startsWith(`${root}/`))
                throw refuse(`links to ${link}, a path of the runner: make it a relative link`);
            entries.push({ path, link, executable: false });
        }
        else if (found.isDirectory()) {
            entries.push({ path, isFolder: true, executable: true });
            const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(absolute);
            for (const name of names)
                if (name !== '.git')
                    await visit(path === '' ? name : `${path}/${name}`);
        }
        else if (found.isFile())
            entries.push({ path, from: absolute, executable: (found.mode & 0o100) !== 0 });
        else
            throw refuse('is neither a file nor a folder nor a link: it cannot be sent');
    };
    await visit('');
    return entries;
}
/** Adds an empty file or folder at each path of another mount of the same service: Docker cannot make one in a read-only mount. */
function withMountPoints(entries, points) {
    const all = new Map(entries.map((entry) => [entry.path, entry]));
    for (const [point, kind] of points) {
        const parts = point.split('/');
        for (let depth = 1; depth <= parts.length; depth += 1) {
            const path = parts.slice(0, depth).join('/');
            const known = all.get(path);
            if (known !== undefined && known.isFolder !== true)
                break;
            if (known !== undefined)
                continue;
            if (depth < parts.length || kind === 'folder')
                all.set(path, { path, isFolder: true, executable: true });
            else
                all.set(path, { path, content: '', executable: false });
        }
    }
    return [...all.values()];
}
/**
 * The entries in the order in which they are sent, and their sum, which is also their name on the server: there `sum_of` in stackctl.sh
 * makes the same out of what lies on the disk. One file: sha256 of its bytes. A folder: of all names, of kind, mode and size of each, of
 * the links, then of the bytes.
 * @throws Refused where git has left a pointer of LFS in place of a file
 */
async function summed(entries, at) {
    const sorted = entries
        .map((entry) => ({ entry, name: Buffer.from(entry.path === '' ? '.' : `./${entry.path}`) }))
        .sort((one, other) => Buffer.compare(one.name, other.name));
    const sum = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    const [only] = entries;
    if (entries.length === 1 && only !== undefined && only.path === '' && only.isFolder !== true) {
        if (only.executable)
            sum.update('executable\n');
        await addBytes(sum, only, at);
        return { sha256: sum.digest('hex'), entries: [only] };
    }
    for (const { name } of sorted)
        sum.update(name).update('\0');
    for (const { entry } of sorted)
        sum.update(await statusLine(entry));
    for (const { entry } of sorted)
        if (entry.link !== undefined)
            sum.update(`${entry.link}\n`);
    for (const { entry } of sorted)
        if (isFile(entry))
            await addBytes(sum, entry, at);
    return { sha256: sum.digest('hex'), entries: sorted.map(({ entry }) => entry) };
}
const isFile = (entry) => entry.isFolder !== true && entry.link === undefined;
/** As `stat -c '%f %s'` on the server, where folders have the size 0. */
async function statusLine(entry) {
    if (entry.isFolder === true)
        return '41ed 0\n';
    if (entry.link !== undefined)
        return `a1ff ${Buffer.byteLength(entry.link)}\n`;
    const size = entry.from === undefined ? Buffer.byteLength(entry.content ?? '') : (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(entry.from)).size;
    return `${entry.executable ? '816d' : '8124'} ${size}\n`;
}
const LFS = 'version https://git-lfs.github.com/spec/v1\n';
const CHECK_LFS_OUT = 'give the checkout `lfs: true`';
/** Whether a file's bytes are what git keeps in place of the file (git-lfs, docs/spec.md: less than 1024 bytes, the version first). */
function isLfsPointer(bytes) {
    return bytes.length < 1024 && bytes.toString('latin1').startsWith(LFS);
}
async function addBytes(sum, { from, content }, at) {
    const bytes = from === undefined ? Buffer.from(content ?? '') : await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(from);
    if (isLfsPointer(bytes))
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Refused */ .Lw(`${from} is a pointer of Git LFS, not the file itself`, {
            at,
            todo: CHECK_LFS_OUT,
        });
    sum.update(bytes);
}
async function sizeOf(path) {
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(path).catch(() => undefined);
    if (!found?.isDirectory())
        return { bytes: found?.size ?? 0, files: 1 };
    const sizes = await Promise.all((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(path)).map((name) => sizeOf((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path, name))));
    return sizes.reduce((all, one) => ({ bytes: all.bytes + one.bytes, files: all.files + one.files }), {
        bytes: 0,
        files: 0,
    });
}
function tooLarge(path, { bytes, files }, at) {
    const largest = `${LARGEST_CONTENT.bytes / 1024 / 1024} MiB and ${LARGEST_CONTENT.entries} files at most`;
    return new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Refused */ .Lw(`${path} is too large to be sent with a release: ${Math.ceil(bytes / 1024 / 1024)} MiB in ${files} files (${largest})`, {
        at,
        todo: 'copy it into the image (`COPY` in the Dockerfile), or keep it on the server and mount it by its absolute path there',
    });
}


/***/ }),

/***/ 2853:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ tooDeepFrom),
/* harmony export */   g: () => (/* binding */ TOO_DEEP)
/* harmony export */ });
/** Lists and maps in one another: a Compose file has a dozen. */
const DEEPEST = 200;
/**
 * The line from which a text of YAML is nested too deeply; undefined where it is not. YAML parsers recurse for each level, and Node aborts
 * without a message when it first compiles a pattern at the end of its stack. Brackets in texts count as well: no real text leaves hundreds open.
 */
function tooDeepFrom(text) {
    const indents = [];
    let open = 0;
    for (const [index, line] of text.split('\n').entries()) {
        const [, blanks = '', signs = ''] = /^([ \t]*)((?:[-?:][ \t]+)*)/.exec(line) ?? [];
        if (blanks.length < line.length) {
            while ((indents.at(-1) ?? -1) >= blanks.length)
                indents.pop();
            indents.push(blanks.length);
        }
        for (const sign of line) {
            if (sign === '[' || sign === '{')
                open += 1;
            else if (sign === ']' || sign === '}')
                open = Math.max(0, open - 1);
            if (open > DEEPEST)
                return index + 1;
        }
        if (indents.length + signs.replace(/[ \t]/g, '').length > DEEPEST)
            return index + 1;
    }
    return undefined;
}
const TOO_DEEP = 'is nested too deeply';


/***/ }),

/***/ 8533:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HB: () => (/* binding */ chooseEnvironment),
/* harmony export */   bM: () => (/* binding */ deployedBranches),
/* harmony export */   p7: () => (/* binding */ environmentOf),
/* harmony export */   qU: () => (/* binding */ environmentFile)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(525);
/* harmony import */ var _inside_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1710);



/**
 * The environment to deploy to: the one that was asked for, else the branch's. A branch without one is skipped, which is no error.
 * @throws Refused for an unknown environment, naming the known ones.
 */
function chooseEnvironment(config, asked) {
    const known = Object.keys(config.environments);
    if (asked.environment !== undefined && asked.environment !== '') {
        if (known.includes(asked.environment))
            return { environment: asked.environment };
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Refused */ .Lw(`there is no environment ${JSON.stringify(asked.environment)}; known: ${known.join(', ')}`, {
            at: 'input environment',
            todo: `name one of these, or add it to ${config.source}`,
        });
    }
    const branches = known.flatMap((name) => {
        const branch = config.environments[name]?.branch;
        return branch === undefined ? [] : [{ name, branch }];
    });
    const match = branches.find(({ branch }) => branch === asked.branch);
    if (match)
        return { environment: match.name };
    const which = asked.branch === undefined || asked.branch === ''
        ? 'this is no branch'
        : `branch ${JSON.stringify(asked.branch)} is not deployed`;
    return { skip: `skipped: ${which}; ${deployedBranches(config)}${hintOf(asked.branch, config)}` };
}
/** A hint where stack.yml names no branch and this one has a name that is common for a default branch. */
function hintOf(branch, { environments }) {
    if (!/^(main|master|trunk|develop|prod|production|release)$/.test(branch ?? ''))
        return '';
    const [name = 'production'] = Object.keys(environments);
    return `; to deploy it, write in stack.yml: \`environments: { ${name}: { branch: ${branch} } }\``;
}
/** `deployed branches: main (production), dev (staging)`. */
function deployedBranches({ environments }) {
    const deployed = Object.entries(environments).flatMap(([name, { branch }]) => branch === undefined ? [] : [`${branch} (${name})`]);
    return `deployed branches: ${deployed.join(', ') || 'none'}`;
}
/** The environment's entry; it exists for every name that chooseEnvironment returned. */
function environmentOf(config, name) {
    const entry = config.environments[name];
    if (entry === undefined)
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Refused */ .Lw(`there is no environment ${JSON.stringify(name)}`, { at: config.source });
    return entry;
}
/**
 * Text of the env file: the input wins; else the file that stack.yml names, if the checkout has it; else nothing.
 * @returns `source` names where it comes from, for messages; the text is secret.
 */
async function environmentFile(config, environment, input) {
    if (input !== undefined && input.trim() !== '') {
        refuseNul(input, 'input env-file');
        return { text: input.endsWith('\n') ? input : `${input}\n`, source: 'input env-file' };
    }
    const file = environmentOf(config, environment)['env-file'];
    if (file === undefined)
        return { text: '', source: 'no env file' };
    const path = await (0,_inside_js__WEBPACK_IMPORTED_MODULE_2__/* .insideRepo */ .Vi)(config.root, file, `${config.source}, environments.${environment}.env-file`);
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8').catch((error) => {
        if (error.code === 'ENOENT')
            return undefined;
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Refused */ .Lw(`the env file cannot be read: ${error.code}`, { at: file });
    });
    refuseNul(text ?? '', file);
    return text === undefined
        ? { text: '', source: `input env-file (${file} is not in the checkout)` }
        : { text, source: file };
}
/** No variable can hold a NUL; Compose would only say "invalid argument". */
function refuseNul(text, at) {
    if (text.includes('\0'))
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Refused */ .Lw('the env file holds a NUL byte', { at });
}


/***/ }),

/***/ 8159:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ gitIn)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _inside_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1710);


/**
 * The beginning of a call of git in a checkout, or in a folder of it, whoever owns that: in a job that runs in a container the checkout belongs
 * to another user than the step's, and git would refuse it. Only for commands that read: nothing of the repository is run.
 */
function gitIn(root, folder = root) {
    const safe = foldersTo(root, folder).flatMap((one) => ['-c', `safe.directory=${one}`]);
    return ['git', ...safe, '-C', folder];
}
/** A folder, and those around it up to the root: git asks whether it may trust the one where the repository begins. */
function foldersTo(root, folder) {
    const found = [root];
    for (let one = folder; one !== root && (0,_inside_js__WEBPACK_IMPORTED_MODULE_1__/* .isInside */ .FK)(root, one); one = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(one))
        found.push(one);
    return found;
}


/***/ }),

/***/ 5488:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FX: () => (/* binding */ refuseForeignFolder),
/* harmony export */   Gh: () => (/* binding */ repositoryOfRemote),
/* harmony export */   Kk: () => (/* binding */ settledIdentity),
/* harmony export */   _M: () => (/* binding */ repositoryOf),
/* harmony export */   cu: () => (/* binding */ identityOf),
/* harmony export */   i6: () => (/* binding */ identityWords),
/* harmony export */   ve: () => (/* binding */ isSameRepository),
/* harmony export */   yS: () => (/* binding */ folderOf)
/* harmony export */ });
/* unused harmony export isSameStack */
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);

/**
 * @param run GITHUB_REPOSITORY, GITHUB_REPOSITORY_ID and GITHUB_SERVER_URL; numbers of two hosts say nothing of each other.
 */
function repositoryOf(run) {
    const path = plainPath(run.repository ?? '');
    if (path === '')
        return { name: 'unknown', id: '' };
    const host = plainPath((run.server || 'https://github.com').replace(/^[a-z]+:\/\//i, ''));
    return { name: `${host}/${path}`, id: /^\d+$/.test(run.repositoryId ?? '') ? (run.repositoryId ?? '') : '' };
}
function identityOf(repository, stack, environment) {
    return {
        repository: repository.name,
        repositoryId: repository.id,
        stack,
        environment,
        label: `${repository.name}/${stack}/${environment}`,
    };
}
/** Whether it is the same stack, even if its repository was renamed; a new repository under an old name is another stack. */
function isSameStack(one, other) {
    return one.stack === other.stack && one.environment === other.environment && isSameRepository(one, other);
}
function isSameRepository(one, other) {
    const [host, hisHost] = [one, other].map(({ repository }) => repository.split('/')[0]);
    if (one.repositoryId !== '' && other.repositoryId !== '' && host === hisHost)
        return one.repositoryId === other.repositoryId;
    return one.repository === other.repository;
}
/**
 * Refuses a folder on the server that has another stack's identity.
 * @param takesOver Of stack.yml: labels of stacks that this one continues.
 * @throws Refused with what to write
 */
function refuseForeignFolder(own, stored, takesOver) {
    if (stored === undefined || isSameStack(own, stored) || takesOver.includes(stored.label))
        return;
    const name = own.repository.split('/').pop() ?? own.stack;
    const other = name === own.stack ? `${own.repository.split('/')[1] ?? 'my'}-${name}` : name;
    throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`the folder ~/.stack-actions/${own.stack}-${own.environment} on the server belongs to ${identityWords(stored)}, and this is ${identityWords(own)}`, {
        todo: [
            `give this one another name in stack.yml, such as \`name: ${other.replace(/[^a-z0-9-]/g, '-')}\``,
            `or, if it is the same stack, whose repository moved, write below environments.${own.environment} in stack.yml: \`takes-over: [${stored.label}]\``,
        ],
    });
}
/** The identity of a run, as the server knows it: with the label that its containers bear, and a number that only a run on GitHub knows. */
function settledIdentity(own, stored) {
    if (stored === undefined)
        return own;
    const isNumberless = own.repositoryId === '' && own.repository === stored.repository;
    return { ...own, label: stored.label, ...(isNumberless && { repositoryId: stored.repositoryId }) };
}
/** The folder on the server that a label's stack has: its last two parts, which hold no slash. */
function folderOf(label) {
    return label.split('/').slice(-2).join('-');
}
/** As people read it: `shop (staging) of github.com/acme/shop`. */
function identityWords({ repository, stack, environment }) {
    return `${stack} (${environment}) of ${repository === 'unknown' ? 'an unknown repository' : repository}`;
}
/** The repository that an address of git means, as `repositoryOf` writes it; undefined for a path on a disk. */
function repositoryOfRemote(url) {
    const [, host, path] = /^(?:[a-z+]+:\/\/)(?:[^/@]*@)?([^/:]+)(?::\d+)?\/(.+)$/i.exec(url) ?? /^(?:[^/@]+@)?([^/:]+):(.+)$/.exec(url) ?? [];
    return host === undefined || path === undefined ? undefined : `${plainPath(host)}/${plainPath(path)}`;
}
/** The text becomes part of labels and of lines of a file: no character may have a meaning in either. */
function plainPath(text) {
    return text
        .trim()
        .toLowerCase()
        .replace(/(\.git)?\/*$/, '')
        .replace(/^\/+/, '')
        .replace(/[^a-z0-9._/-]/g, '-');
}


/***/ }),

/***/ 1710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FK: () => (/* binding */ isInside),
/* harmony export */   Vi: () => (/* binding */ insideRepo),
/* harmony export */   Vx: () => (/* binding */ isRemote),
/* harmony export */   xO: () => (/* binding */ readInside)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(525);



/** Whether `path` is `folder` or lies below it; both absolute. */
function isInside(folder, path) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(folder, path);
    return way === '' || (!(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(way) && way !== '..' && !way.startsWith('../'));
}
/** BuildKit's own rule of what it fetches instead of reading it from a folder. */
function isRemote(context) {
    return /^(https?|git|ssh):\/\/|^git@|^github\.com\//.test(context);
}
/**
 * Absolute path of something that must lie inside the repo, `..` and symbolic links followed. It need not exist.
 * @param path Absolute, or relative to the root.
 * @param at Where the path is written, for the message.
 * @param instead What to do where a link leads out.
 * @throws Refused when it leads out of the repo.
 */
async function insideRepo(root, path, at, instead = 'name a path inside the repository') {
    const absolute = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(root, path);
    const refuse = (why) => new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Refused */ .Lw(`${JSON.stringify(path)} leads out of the repository${why}`, {
        at,
        todo: why === '' ? 'name a path inside the repository' : instead,
    });
    if (!isInside(root, absolute))
        throw refuse('');
    // The kernel resolves `link/..` from the link's target; a program that shortens the path first, from the link itself.
    const written = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(path) ? path : `${root}/${path}`;
    for (const one of written === absolute ? [absolute] : [absolute, written]) {
        const real = await realpathOfExisting(one);
        if (!isInside(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(root), real))
            throw refuse(` (a symbolic link to ${real})`);
    }
    return absolute;
}
/** realpath of the part that exists, with the rest appended; also where a link leads to that is not there. */
async function realpathOfExisting(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path);
    }
    catch (error) {
        const { code } = error;
        if (code === 'ELOOP')
            return '/…, round in a circle';
        if (code !== 'ENOENT' && code !== 'ENOTDIR')
            throw error;
        const parent = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
        if (parent === path)
            return path;
        const link = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readlink)(path).catch(() => undefined);
        if (link !== undefined)
            return realpathOfExisting((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(await realpathOfExisting(parent), link));
        return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(await realpathOfExisting(parent), path.slice(parent === '/' ? 1 : parent.length + 1));
    }
}
/** Text of a file that may be missing; empty for one that is, or that leads out of the repository. */
async function readInside(root, path) {
    return insideRepo(root, path, path).then((inside) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(inside, 'utf8').catch(() => ''), () => '');
}


/***/ }),

/***/ 854:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ judgeBounds),
/* harmony export */   s: () => (/* binding */ NOT_A_NAME)
/* harmony export */ });
/* harmony import */ var _runtime_ownEntry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6030);

/** At most so many containers of one service: more is a typing error, which would otherwise be planned, started and undone. */
const MOST_REPLICAS = 1000;
/**
 * Faults of names and numbers that Compose accepts although they are mistakes.
 * A name that every JavaScript object has (`constructor`) would vanish, or stand for something that is not there.
 */
function judgeBounds(model) {
    const named = ['services', 'networks', 'volumes', 'secrets', 'configs'].flatMap((kind) => Object.keys(model[kind] ?? {}).flatMap((name) => _runtime_ownEntry_js__WEBPACK_IMPORTED_MODULE_0__/* .ALWAYS_THERE */ .r.has(name) ? [`${kind}.${name}: ${NOT_A_NAME}`] : []));
    const many = Object.entries(model.services).flatMap(([name, { scale, deploy }]) => {
        const count = Math.max(Number(scale ?? 0), Number(deploy?.replicas ?? 0));
        return count <= MOST_REPLICAS
            ? []
            : [`services.${name}: ${count} containers of it are more than one server runs (${MOST_REPLICAS} at most)`];
    });
    return [...named, ...many];
}
const NOT_A_NAME = 'this cannot be a name; choose another one';


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

/***/ 507:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KH: () => (/* binding */ isAbout),
/* harmony export */   QM: () => (/* binding */ looksLikeFile),
/* harmony export */   Qh: () => (/* binding */ mountKind),
/* harmony export */   wK: () => (/* binding */ isPlaceholder)
/* harmony export */ });
/** Whether what a service mounts out of the repository is content of the release or the server's own. */
function mountKind({ isFile, tracked, untracked, readOnly }) {
    if (tracked + untracked === 0)
        return 'data';
    if (isFile || readOnly || tracked > 0)
        return 'content';
    return 'unclear';
}
/** Files that only keep an otherwise empty folder in git: such a folder is the server's. */
function isPlaceholder(path) {
    return ['.gitkeep', '.keep', '.gitignore'].includes(path.split('/').pop() ?? '');
}
/** Files that only tell people about a folder: no service needs them. */
function isAbout(path) {
    return (isPlaceholder(path) || /^(readme|license|licence|copying|notice)(\.[a-z]+)?$/i.test(path.split('/').pop() ?? ''));
}
/** Whether a path that does not exist would be a file, by its name: `app.conf`, `Caddyfile`, `docker.sock`; not `conf.d` or `pg-17.2`. */
function looksLikeFile(path) {
    const name = path.split('/').pop() ?? '';
    return /[^.]\.(?!d$)[a-z][a-z0-9]{0,9}$/i.test(name) || /^\.env|^[A-Z][a-z]+file$/.test(name);
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
/* harmony export */   DX: () => (/* binding */ yamlFiles),
/* harmony export */   Gk: () => (/* binding */ findComposeFile),
/* harmony export */   Jf: () => (/* binding */ ADD_ONE),
/* harmony export */   OE: () => (/* binding */ siblingFiles),
/* harmony export */   cC: () => (/* binding */ isBaseFile),
/* harmony export */   qs: () => (/* binding */ filesElsewhere),
/* harmony export */   uG: () => (/* binding */ isProductionFile)
/* harmony export */ });
/* unused harmony export searchOrder */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


const production = ['docker-compose.prod', 'docker-compose.production', 'compose.prod', 'compose.production'].flatMap((name) => [name, name.replace('.', '-')]);
const base = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
/** Names of the Compose file of a project that names none, most wanted first. */
function searchOrder() {
    return [...production.flatMap((name) => [`${name}.yml`, `${name}.yaml`]), ...base];
}
/** What to do where a folder has none. */
const ADD_ONE = `add ${base.join(', ')}, or one that is production’s: ${production[0]}.yml, compose.prod.yaml …`;
/** Name of the Compose file in `folder` that is used for a project; undefined if there is none. */
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
/** All that may be a Compose file in `folder`, whatever it is called. */
async function yamlFiles(folder, used) {
    return (await namesIn(folder)).filter((name) => /\.ya?ml$/.test(name) && !used.includes(name)).sort();
}
/** Folders in which a repository keeps what its server runs, where its root has no Compose file for that. */
const FOLDERS = ['deploy', 'deployment', 'infra', 'docker', 'prod', 'production'];
/** Compose files in the folders where production's may lie, by folder, relative to the root. */
async function filesElsewhere(root) {
    const found = await Promise.all(FOLDERS.map(async (folder) => [folder, await siblingFiles((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, folder), [])]));
    return new Map(found.filter(([, files]) => files.length > 0));
}
/** Whether a file's name says that it is for production. */
function isProductionFile(name) {
    return production.includes(name.replace(/\.ya?ml$/, ''));
}
/** Whether a file of that name describes a whole project, so that another may be laid over it. */
function isBaseFile(name) {
    return base.includes(name);
}
async function namesIn(folder) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(folder).catch(() => []);
}


/***/ }),

/***/ 7610:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Uf: () => (/* binding */ configSecrets),
  UE: () => (/* binding */ headerValues),
  Fj: () => (/* binding */ secretsOf),
  sm: () => (/* binding */ valuesOf)
});

// UNUSED EXPORTS: literal

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/stack/compose.js
var compose = __webpack_require__(1208);
// EXTERNAL MODULE: ./lib/stack/inside.js
var stack_inside = __webpack_require__(1710);
;// CONCATENATED MODULE: ./lib/stack/namedFiles.js
/**
 * Parts of a text that may be names of YAML files. Each word is searched from its end: one expression over the whole text took quadratic time
 * for a value of some hundred thousand letters.
 */
function namedFiles(text) {
    const names = [...text.matchAll(/[\w./-]+/g)].flatMap(([word]) => /^.*\.ya?ml/.exec(word)?.[0] ?? []);
    return [...new Set(names)];
}

// EXTERNAL MODULE: ./lib/stack/search.js
var search = __webpack_require__(1666);
// EXTERNAL MODULE: ./lib/stack/source.js
var stack_source = __webpack_require__(6663);
// EXTERNAL MODULE: ./lib/stack/standIns.js
var standIns = __webpack_require__(8394);
// EXTERNAL MODULE: ./lib/stack/textValues.js
var textValues = __webpack_require__(3787);
;// CONCATENATED MODULE: ./lib/stack/secrets.js









/** A larger file is not treated as a secret that somebody could print. */
const FILE_BYTES = 64 * 1024;
/** @param values Of variables and of what Compose resolved. */
async function secretsOf(values, reading) {
    const { config, projects, committed } = reading;
    const files = await Promise.all(projects.map(({ model }) => fileValues(model, committed)));
    const texts = await composeTexts(reading);
    const labels = await labelFiles(texts, reading);
    const ofConfig = await configSecrets(config, committed);
    return {
        values: [
            ...values,
            ...files.flat(),
            ...ofConfig.values,
            ...texts.flatMap(filledIn),
            ...labels.files.filter(isChanged).flatMap(({ lies }) => (0,textValues/* envValues */.Qo)(lies)),
            ...(labels.areAll ? [] : projects.flatMap(({ model }) => labelsOf(model))),
        ],
        publicText: [
            ofConfig.publicText,
            ...namesOf(projects),
            ...[...texts.map((one) => literal(one.committed)), ...labels.files.map((one) => one.committed)],
        ].join('\n'),
    };
}
/** The same for stack.yml alone: what outputs contain of it is public. If a step has written into it, only git's text is public besides. */
async function configSecrets(config, committed) {
    const file = await writtenAt((0,external_node_path_.join)(config.root, config.source), config.root, committed);
    if (!isChanged(file))
        return { values: [], publicText: JSON.stringify(config) };
    const { name, source, environments, health } = config;
    const said = [
        ...[name, source, ...Object.keys(environments), ...Object.values(environments).map(({ url = '' }) => url)],
        ...health.map((entry) => entry.name),
    ];
    return {
        values: filledIn(file),
        publicText: [...said, literal(file.committed)].join('\n'),
    };
}
/** Values that a step before may have filled in. */
function filledIn(file) {
    return isChanged(file) ? (0,textValues/* leavesOf */.wf)(file.lies).flatMap(wordsOf) : [];
}
/** A text of a Compose file and its words: a password often follows an option, or a user's name. */
function wordsOf(text) {
    const parts = withoutVariables(text.replaceAll('$$', '\u0001'))
        .replaceAll('\u0001', () => '$')
        .split('\0');
    return parts.flatMap((part) => [part, ...part.split(/[\s=:,;]+/)]);
}
function labelsOf({ services }) {
    return Object.values(services).flatMap(({ labels = {} }) => Object.values(labels).map((value) => (0,compose/* undouble */.dR)(String(value))));
}
const isChanged = ({ lies, committed }) => lies !== committed;
/**
 * Values that may be secrets, as Compose resolved them: of `environment` and build arguments, of secrets and configs that are texts or variables.
 * @param variables Values of the variables that secrets and configs are taken from.
 */
function valuesOf(model, variables = {}) {
    const services = Object.values(model.services);
    const given = services.flatMap(({ environment, build }) => [
        ...Object.values(environment ?? {}),
        ...Object.values(build?.args ?? {}),
    ]);
    const objects = [...Object.values(model.secrets ?? {}), ...Object.values(model.configs ?? {})];
    const written = [...given, ...objects.map(({ content }) => content)];
    return [
        ...written.flatMap((value) => (typeof value === 'string' ? [(0,compose/* undouble */.dR)(value)] : [])),
        ...objects.flatMap(({ environment = '' }) => variables[environment] ?? []),
    ];
}
/** Texts of the files that secrets and configs are; of configs only what git does not have: the others are read by whoever reads the repository. */
async function fileValues({ secrets = {}, configs = {} }, committed) {
    const read = async ({ file }) => {
        if (file === undefined || ((await (0,promises_.stat)(file).catch(() => undefined))?.size ?? FILE_BYTES) >= FILE_BYTES)
            return [];
        return [await (0,promises_.readFile)(file, 'utf8').catch(() => '')];
    };
    const made = await Promise.all(Object.values(configs).map(async (one) => {
        const known = one.file === undefined ? undefined : await committed(one.file);
        return (await read(one)).filter((text) => text !== known);
    }));
    return [...(await Promise.all(Object.values(secrets).map(read))), ...made].flat();
}
/** Values of the step's variables that headers of stack.yml's `health` take. */
function headerValues({ health }, env) {
    const headers = health.flatMap(({ headers = {} }) => Object.values(headers));
    return headers.flatMap((text) => (0,standIns/* variablesIn */.DF)(text)).flatMap((name) => env[name] ?? []);
}
/** Names that outputs and plans contain. */
function namesOf(projects) {
    return projects.flatMap(({ name, path, files, model }) => [
        ...[path, ...files],
        ...[name, model.name, ...Object.keys(model.services), ...Object.keys(model.networks ?? {})],
        ...Object.keys(model.volumes ?? {}),
        // A person must be able to read where data lies.
        ...Object.values(model.services).flatMap(({ image = '', container_name = '', platform = '', volumes = [] }) => [
            ...[image, container_name, platform],
            ...volumes.flatMap(({ source = '', target }) => [source, target]),
        ]),
    ]);
}
/** The Compose files of the projects, and those beside them. */
async function composeTexts({ config, projects, tracked, committed }) {
    const texts = new Map();
    for (const { path, files } of projects) {
        const folder = (0,external_node_path_.join)(config.root, path);
        const beside = await (0,search/* siblingFiles */.OE)(folder, []);
        for (const file of [...files.map((one) => (0,external_node_path_.join)(config.root, one)), ...beside.map((name) => (0,external_node_path_.join)(folder, name))])
            await addText(texts, file, { root: config.root, tracked, committed });
    }
    return [...texts.values()];
}
/** Also the files that it may include or extend: those of git that it names, for whatever purpose. */
async function addText(texts, file, { root, tracked, committed }) {
    if (texts.has(file))
        return;
    const text = await writtenAt(file, root, committed);
    texts.set(file, text);
    for (const name of namedFiles(`${text.lies}\n${text.committed}`)) {
        const named = (0,external_node_path_.resolve)((0,external_node_path_.dirname)(file), name);
        if ((await tracked((0,external_node_path_.relative)(root, named)))?.includes((0,external_node_path_.relative)(root, named)) === true)
            await addText(texts, named, { root, tracked, committed });
    }
}
/** Without a git repository, the text in the checkout counts as public. */
async function writtenAt(path, root, committed) {
    const inside = await (0,stack_inside/* insideRepo */.Vi)(root, path, path).catch(() => undefined);
    if (inside === undefined)
        return { path, lies: '', committed: '' };
    const lies = await (0,promises_.readFile)(inside, 'utf8').catch(() => '');
    return { path, lies, committed: (await committed(inside)) ?? lies };
}
/**
 * Files that `label_file` of a service names: Compose's result has their labels, and not their names.
 * @returns `areAll`: false where the name of one is a variable.
 */
async function labelFiles(texts, { config, committed }) {
    const named = texts.flatMap(({ path, lies }) => {
        const source = (0,stack_source/* readSource */.o$)(Buffer.from(lies));
        if (!(0,stack_source/* isSource */.__)(source))
            return [];
        return (0,stack_source/* nodesAt */.Pw)(source, ['services', '*', 'label_file'])
            .flatMap(({ node }) => (0,stack_source/* itemsOf */.S3)(source, node))
            .flatMap((item) => (0,stack_source/* textOf */.b6)(source, item) ?? [])
            .map((name) => ({ name, path: (0,external_node_path_.resolve)((0,external_node_path_.dirname)(path), name) }));
    });
    const paths = new Set(named.map(({ path }) => path));
    return {
        files: await Promise.all([...paths].map((path) => writtenAt(path, config.root, committed))),
        areAll: !named.some(({ name }) => name.includes('$')),
    };
}
/** A Compose file without variables and comments. */
function literal(text) {
    return withoutVariables(text.replace(/(^|\s)#.*$/gm, '').replaceAll('$$', ''));
}
/** A text with a NUL for each variable. */
function withoutVariables(text) {
    let rest = text;
    for (let before = ''; before !== rest;) {
        before = rest;
        // One within another, from the inside out.
        rest = rest.replace(/\$\{[^{}]*\}/g, '\0');
    }
    return rest;
}


/***/ }),

/***/ 6663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pw: () => (/* binding */ nodesAt),
/* harmony export */   S3: () => (/* binding */ itemsOf),
/* harmony export */   __: () => (/* binding */ isSource),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   fq: () => (/* binding */ pairsOf),
/* harmony export */   mh: () => (/* binding */ lineAt),
/* harmony export */   o$: () => (/* binding */ readSource),
/* harmony export */   wx: () => (/* binding */ meant)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/* harmony import */ var _depth_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2853);


/** Nodes that a file may have when its aliases are unfolded: a large one has some thousands, and Compose takes minutes for millions. */
const MOST_NODES = 200_000;
/** Error codes of our parser for what other parsers accept. */
const ODD_INDENT = new Set(['BAD_INDENT', 'MISSING_CHAR']);
/** Tags that do not change a value's type, and the two of Compose. */
const PLAIN_TAGS = new Set(['str', 'map', 'seq', 'int', 'bool', 'float', 'null'].map((tag) => `tag:yaml.org,2002:${tag}`));
const COMPOSE_TAGS = new Set(['!reset', '!override']);
/**
 * Reads the bytes of a Compose file. Two YAML parsers read each file: ours, which checks the files that it names, and Compose's, which opens
 * them. What they could understand differently (the encoding, what ends a line, several documents, odd tags and keys, a key that is there twice)
 * is a fault, and so is what ours cannot read at all.
 */
function readSource(bytes) {
    let text;
    try {
        text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch {
        return [{ message: 'is not UTF-8: save it as UTF-8' }];
    }
    const letters = faultyLetters(text);
    if (letters.length > 0)
        return letters;
    const deep = (0,_depth_js__WEBPACK_IMPORTED_MODULE_1__/* .tooDeepFrom */ .D)(text);
    if (deep !== undefined)
        return [{ line: deep, message: _depth_js__WEBPACK_IMPORTED_MODULE_1__/* .TOO_DEEP */ .g }];
    const lines = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const documents = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseAllDocuments */ .hR)(text, {
        merge: true,
        uniqueKeys: true,
        lineCounter: lines,
        prettyErrors: false,
        logLevel: 'silent',
    });
    if (!Array.isArray(documents) || documents.length !== 1)
        return documents.length > 1 ? [{ message: 'holds several documents: write one file for each' }] : [];
    const [document] = documents;
    const lineOf = (offset) => lines.linePos(offset).line;
    if (document.errors.length > 0)
        return document.errors.slice(0, 1).map(({ pos, code, message }) => ({
            line: lineOf(pos[0]),
            message: ODD_INDENT.has(code)
                ? `is no YAML for every reader: what stands in [ ], { } or quotes goes on further in than its key (${message})`
                : `is no YAML: ${message}`,
        }));
    const odd = oddNodes(document, lineOf);
    if (odd.length > 0)
        return odd;
    if (unfolded(document) > MOST_NODES)
        return [{ message: 'its aliases expand to too many values' }];
    return { document, lines, targets: targetsIn(document) };
}
function isSource(found) {
    return !Array.isArray(found);
}
/** YAML 1.1, which Compose reads, ends lines where 1.2 does not. */
function faultyLetters(text) {
    const at = (offset) => text.slice(0, offset).split('\n').length;
    const faults = [
        [/\r(?!\n)|[\u0085\u2028\u2029]/, 'holds a character that ends a line for one reader and not for another'],
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
        [/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]|(?!^)\ufeff/, 'holds a control character'],
        [/^%/m, 'begins with %, a directive of YAML: Compose files need none'],
    ];
    return faults.flatMap(([pattern, message]) => {
        const found = pattern.exec(text);
        return found === null ? [] : [{ line: at(found.index), message }];
    });
}
function oddNodes(document, lineOf) {
    const faults = [];
    const add = (node, message) => {
        faults.push({ line: lineOf(node.range?.[0] ?? 0), message });
    };
    (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .visit */ .YR)(document, {
        Node(_, node) {
            const tag = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node) ? undefined : node.tag;
            if (tag !== undefined && !PLAIN_TAGS.has(tag) && !COMPOSE_TAGS.has(tag))
                add(node, `the tag ${tag.replace('tag:yaml.org,2002:', '!!')} is read differently by different programs`);
        },
        Pair(_, { key }) {
            if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(key))
                add(key, 'a key is an alias: write it out');
            else if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isCollection */ .P3)(key))
                add(key, 'a key is a list or a map');
        },
    });
    return faults;
}
/** How many nodes there are when each alias stands for all that it means; a node that holds itself has no end. */
function unfolded(document) {
    const known = new Map();
    const anchors = new Map();
    const size = (node) => {
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node)) {
            const target = anchors.get(node.source);
            return target === undefined ? 1 : (known.get(target) ?? Number.POSITIVE_INFINITY);
        }
        const { anchor } = node;
        if (anchor !== undefined)
            anchors.set(anchor, node);
        let total = 1;
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node))
            for (const { key, value } of node.items)
                total += size(key ?? {}) + size(value ?? {});
        else if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node))
            for (const item of node.items)
                total += size(item ?? {});
        known.set(node, total);
        return total;
    };
    return size(document.contents ?? {});
}
/** An alias stands for the last node before it that has its name as an anchor. */
function targetsIn(document) {
    const anchors = new Map();
    const targets = new Map();
    (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .visit */ .YR)(document, {
        Node(_, node) {
            if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node))
                targets.set(node, anchors.get(node.source));
            else if (node.anchor !== undefined)
                anchors.set(node.anchor, node);
        },
    });
    return targets;
}
/** What a node is, an alias followed. */
function meant({ targets }, node) {
    return (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node) ? targets.get(node) : node;
}
/**
 * All pairs of a map, also those that it merges in, whichever of them wins: readers do not agree on the order of merges.
 * Empty for what is no map.
 */
function pairsOf(source, node, seen = new Set()) {
    const map = meant(source, node);
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(map) || seen.has(map))
        return [];
    seen.add(map);
    return map.items.flatMap(({ key, value }) => {
        const name = textOf(source, key);
        if (name === undefined)
            return [];
        if (name !== '<<')
            return [[name, value]];
        const merged = meant(source, value);
        const all = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(merged) ? merged.items : [merged];
        return all.flatMap((one) => pairsOf(source, one, seen));
    });
}
/** The entries of a list, or the one thing that stands in place of one. */
function itemsOf(source, node) {
    const value = meant(source, node);
    if (value === undefined || value === null)
        return [];
    return (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(value) ? value.items.map((item) => meant(source, item)) : [value];
}
/** Every node at a place of the table; a `*` is any name, or the entries of a list. */
function nodesAt(source, steps, from = source.document.contents) {
    let found = [{ where: '', node: from }];
    for (const step of steps)
        found = found.flatMap(({ where, node }) => {
            const named = pairsOf(source, node).filter(([name]) => step === '*' || step === name);
            const below = named.map(([name, value]) => ({ where: where === '' ? name : `${where}.${name}`, node: value }));
            return step === '*' && below.length === 0 ? itemsOf(source, node).map((item) => ({ where, node: item })) : below;
        });
    return found.map(({ where, node }) => ({ where, node: meant(source, node) }));
}
/** A scalar as text; undefined for what is none. */
function textOf(source, node) {
    const value = meant(source, node);
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(value))
        return undefined;
    return typeof value.value === 'string' ? value.value : (value.source ?? String(value.value));
}
function lineAt({ lines }, node) {
    const range = node?.range;
    return range ? lines.linePos(range[0]).line : 1;
}


/***/ }),

/***/ 8394:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DF: () => (/* binding */ variablesIn),
/* harmony export */   Rg: () => (/* binding */ uninterpolatedConfig),
/* harmony export */   Rt: () => (/* binding */ variablesGiven),
/* harmony export */   aR: () => (/* binding */ withheldBuildsOf),
/* harmony export */   r3: () => (/* binding */ StandIns),
/* harmony export */   zq: () => (/* binding */ withheldBuilds)
/* harmony export */ });
/* harmony import */ var _runtime_ownEntry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6030);
/* harmony import */ var _compose_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1208);


/** It is valid as a number, a name, a path and a text: Compose accepts it nearly everywhere. */
const ANYTHING = '1';
const LONGEST_NAME = 1000;
/**
 * Stand-ins for variables that only the env file gives: with them the Compose files can be judged where no secret is, such as in a pull
 * request. They are never deployed, and what is built from one is not built at all (`withheldBuilds`).
 */
class StandIns {
    example;
    values = new Map();
    files = new Set();
    /** @param example Text of the repository's `.env.example`, whose values fit better than a guess; '' if there is none. */
    constructor(example) {
        this.example = example;
    }
    /** The stand-ins, as the environment of `docker compose`. */
    get environment() {
        return Object.fromEntries(this.values);
    }
    get names() {
        return [...this.values.keys(), ...this.files].sort();
    }
    /** An `env_file:` that only a secret or the server has. @param path Relative to the root. */
    addFile(path) {
        this.files.add(path);
    }
    /**
     * Adds stand-ins for what Compose reported as missing.
     * @param stderr Of `docker compose config`.
     * @param known The stand-ins when Compose was called: projects are read side by side.
     * @returns Whether to call Compose again.
     */
    fill(stderr, known) {
        const open = missingVariables(stderr).filter((name) => (0,_runtime_ownEntry_js__WEBPACK_IMPORTED_MODULE_0__/* .ownEntry */ .P)(known, name) === undefined);
        for (const name of open)
            this.values.set(name, exampleValue(this.example, name) ?? ANYTHING);
        return open.length > 0;
    }
}
/** Names in Compose's warning of an unset variable, and in its error for `${NAME:?text}`, which it reports one at a time. */
function missingVariables(stderr) {
    const says = /The \\?"([A-Za-z0-9_]+)\\?" variable is not set|required variable ([A-Za-z0-9_]+) is missing a value/g;
    return [...new Set([...stderr.matchAll(says)].map(([, unset, required]) => (unset ?? required)))];
}
/** What stands behind `NAME=` in an env file, without quotes and comment; nothing for an empty value or one that refers to others. */
function exampleValue(text, name) {
    // Node aborts on a pattern that is too long.
    if (name.length > LONGEST_NAME)
        return undefined;
    const line = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}=(.*)$`, 'm').exec(text)?.[1]?.trim() ?? '';
    const value = /^(["'])(.*?)\1/.exec(line)?.[2] ?? line.replace(/(^|\s)#.*$/, '').trim();
    return value === '' || value.includes('$') ? undefined : value;
}
/** The argv that prints a project with its variables as they are written. */
function uninterpolatedConfig(call) {
    return [...(0,_compose_js__WEBPACK_IMPORTED_MODULE_1__/* .composeConfig */ .Rm)(call), '--no-interpolate'];
}
/**
 * Services whose build needs a variable that is not given here, also one with a default, which the env file may override: an image of it could
 * be another than the one to deploy.
 * @param model Of uninterpolatedConfig.
 * @param given Names that are.
 */
function withheldBuilds(model, given) {
    const builds = Object.entries(model.services ?? {}).map(([service, { build, platform }]) => {
        const secrets = (build?.secrets ?? []).map(({ source }) => model.secrets?.[source]);
        const text = build === undefined ? '' : JSON.stringify([build, platform, secrets]);
        return [service, variablesIn(text).filter((name) => !given.has(name))];
    });
    return Object.fromEntries(builds.filter(([, needs]) => needs.length > 0));
}
/**
 * The same where Compose cannot print a project with its variables as they are written (`${FOLDER:-./a}:/b` is no mount before it is resolved):
 * each of its builds counts as needing every variable that its files name.
 * @param model As it was read with stand-ins.
 * @param texts Of its files.
 */
function withheldBuildsOf(model, texts, given) {
    const needs = variablesIn(texts.join('\n')).filter((name) => !given.has(name));
    const built = Object.keys(model.services).filter((service) => model.services[service]?.build !== undefined);
    return needs.length === 0 ? {} : Object.fromEntries(built.map((service) => [service, needs]));
}
/** Names of `$NAME` and `${NAME…}`; `$$` is a dollar. */
function variablesIn(text) {
    const found = [...text.replaceAll('$$', '').matchAll(/\$\{?([A-Za-z_][A-Za-z0-9_]*)/g)];
    return [...new Set(found.map(([, name]) => name))].sort();
}
/** Names that an env file gives. */
function variablesGiven(envText) {
    return [...envText.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*[=:]/gm)].map(([, name]) => name);
}


/***/ }),

/***/ 8733:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ emptySubmodules),
/* harmony export */   _: () => (/* binding */ CHECK_SUBMODULES_OUT)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _inside_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1710);



/** What to do where one of them is needed. */
const CHECK_SUBMODULES_OUT = 'check it out: give the checkout `submodules: true`';
/**
 * Submodules of a repository that the checkout has left empty: absolute paths. What .gitmodules names without a folder is none any more.
 * @param root Absolute path of the repository.
 */
async function emptySubmodules(root) {
    const text = await (0,_inside_js__WEBPACK_IMPORTED_MODULE_2__/* .readInside */ .xO)(root, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, '.gitmodules'));
    const paths = [...text.matchAll(/^[ \t]*path[ \t]*=[ \t]*"?(.*?)"?[ \t\r]*$/gm)].map(([, path = '']) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(root, path));
    const counts = await Promise.all(paths.map((path) => ((0,_inside_js__WEBPACK_IMPORTED_MODULE_2__/* .isInside */ .FK)(root, path) && path !== root ? (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(path).catch(() => undefined) : undefined)));
    return paths.filter((_, index) => counts[index]?.length === 0);
}


/***/ }),

/***/ 3787:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Oo: () => (/* binding */ textValues),
/* harmony export */   Qo: () => (/* binding */ envValues),
/* harmony export */   wf: () => (/* binding */ leavesOf)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/* harmony import */ var _depth_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2853);


/** No configuration has more aliases. */
const MOST_ALIASES = 100;
/** What may be secret in a text of an unknown format: the values of its lines, each text of JSON and YAML, and anything else as a whole. */
function textValues(text) {
    const leaves = leavesOf(text);
    return [...(leaves.length === 0 ? [text] : leaves), ...envValues(text)];
}
/**
 * What could be secret in a file that Compose does not read, or cannot: each line's value, with and without its quotes, and each further line of a
 * value with many.
 */
function envValues(text) {
    return text.split(/\r?\n/).flatMap((line) => {
        const value = line.replace(/^\s*(export\s+)?[A-Za-z_][A-Za-z0-9_.-]*\s*[=:]/, '').trim();
        return value.startsWith('#') ? [] : [value, value.replace(/^(["'])(.*?)\1?$/, '$2').trim()];
    });
}
/** Each text in JSON or YAML; none where it is neither. */
function leavesOf(text) {
    if ((0,_depth_js__WEBPACK_IMPORTED_MODULE_1__/* .tooDeepFrom */ .D)(text) !== undefined)
        return [];
    try {
        const documents = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseAllDocuments */ .hR)(text, { logLevel: 'silent', prettyErrors: false, uniqueKeys: false });
        if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0))
            return [];
        const content = documents.map((one) => one.toJS({ maxAliasCount: MOST_ALIASES }));
        return content.filter((one) => typeof one === 'object').flatMap(textsIn);
    }
    catch {
        return [];
    }
}
function textsIn(value) {
    if (typeof value === 'string')
        return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}


/***/ })

};
