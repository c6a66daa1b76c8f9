export const id = 947;
export const ids = [947];
export const modules = {

/***/ 1947:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ci: () => (/* binding */ addressOf),
  Kq: () => (/* binding */ chosenEnvironment),
  hs: () => (/* binding */ judgedEnvironment),
  b$: () => (/* binding */ readCheckout),
  os: () => (/* binding */ releaseStack)
});

// EXTERNAL MODULE: ./lib/runtime/errors.js
var runtime_errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/runtime/run.js
var runtime_run = __webpack_require__(313);
// EXTERNAL MODULE: ./lib/stack/config.js + 2 modules
var stack_config = __webpack_require__(3453);
// EXTERNAL MODULE: ./lib/stack/environment.js
var stack_environment = __webpack_require__(8533);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/runtime/temp.js
var temp = __webpack_require__(896);
// EXTERNAL MODULE: ./lib/stack/compose.js
var compose = __webpack_require__(1208);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/stack/inside.js
var inside = __webpack_require__(1710);
;// CONCATENATED MODULE: ./lib/stack/mounts.js






/** Files that only keep an otherwise empty folder in git: such a folder is the server's. */
const placeholders = new Set(['.gitkeep', '.keep', '.gitignore']);
function gitTracked(root, runProgram) {
    const list = (async () => {
        const result = await runProgram(['git', '-C', root, 'ls-files', '-z', '--recurse-submodules', '--', '.']).catch(() => undefined);
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
    const binds = new Map();
    for (const [service, { volumes }] of Object.entries(model.services)) {
        for (const mount of volumes ?? []) {
            if (mount.type !== 'bind' || mount.source === undefined)
                continue;
            if ((0,inside/* isInside */.F)(options.root, mount.source))
                binds.set(mount.source, `project ${options.project}, service ${service}, volumes`);
        }
    }
    for (const [source, at] of binds)
        mounts.push(await bindMount(source, at, options));
    for (const kind of ['secret', 'config']) {
        for (const [name, object] of Object.entries(model[`${kind}s`] ?? {})) {
            const used = Object.values(model.services).some((service) => service[`${kind}s`]?.some(({ source }) => source === name));
            if (used && object.external !== true)
                mounts.push(await fileObject(kind, name, object, options));
        }
    }
    return mounts;
}
async function bindMount(source, at, options) {
    const path = (0,external_node_path_.relative)(options.root, source);
    await (0,inside/* insideRepo */.V)(options.root, source, at);
    const tracked = await options.tracked(path);
    const files = tracked ?? (await filesBelow(options.root, path));
    if (files.every((file) => placeholders.has(file.split('/').pop() ?? '') && file !== path))
        return { source, path: path || '.', kind: 'data' };
    return { source, path: path || '.', kind: 'tracked', ...(await content(options.root, path, files, at)) };
}
async function fileObject(kind, name, object, options) {
    const at = `project ${options.project}, ${kind}s.${name}`;
    if (object.file !== undefined) {
        const absolute = await (0,inside/* insideRepo */.V)(options.root, object.file, at);
        const path = (0,external_node_path_.relative)(options.root, absolute);
        const found = await (0,promises_.stat)(absolute).catch(() => undefined);
        if (!found?.isFile())
            throw new runtime_errors/* Refused */.Lw(`${path} is ${found ? 'no file' : 'not in the checkout'}`, {
                at,
                todo: `write it in a step before, or take the ${kind} from a variable: \`environment: NAME\``,
            });
        return { source: object.file, path, kind: 'tracked', ...(await content(options.root, path, [path], at)) };
    }
    const text = object.environment === undefined ? (0,compose/* undouble */.dR)(object.content ?? '') : options.values[object.environment];
    if (text === undefined || (object.environment !== undefined && text === ''))
        throw new runtime_errors/* Refused */.Lw(`nobody gives the variable ${object.environment}`, {
            at,
            todo: 'give it in the env file, or in the step’s env',
        });
    const files = [{ path: '', content: text, executable: false }];
    return {
        source: `${kind}:${name}`,
        path: `${kind} ${name}`,
        kind: 'tracked',
        sha256: hash([['', false, Buffer.from(text)]]),
        files,
    };
}
async function content(root, path, files, at) {
    const entries = [];
    const sent = [];
    for (const file of [...files].sort()) {
        const from = await (0,inside/* insideRepo */.V)(root, file, at);
        // Tracked, but deleted in the working copy: the server shall not have it either. A link to a folder is not followed: git has no files in it.
        const found = await (0,promises_.stat)(from).catch(() => undefined);
        if (!found?.isFile())
            continue;
        const below = file === path ? '' : (0,external_node_path_.relative)(path, file);
        const executable = (found.mode & 0o100) !== 0;
        entries.push([below, executable, await (0,promises_.readFile)(from)]);
        sent.push({ path: below, from, executable });
    }
    if (entries.length === 0)
        throw new runtime_errors/* Refused */.Lw(`${path} is tracked by git, but there is no file of it in the checkout`, { at });
    return { sha256: hash(entries), files: sent };
}
function hash(entries) {
    const sum = (0,external_node_crypto_.createHash)('sha256');
    for (const [path, executable, bytes] of entries)
        sum
            .update(JSON.stringify([path, executable, bytes.length]))
            .update('\n')
            .update(bytes);
    return sum.digest('hex');
}
async function filesBelow(root, path) {
    const found = await (0,promises_.lstat)((0,external_node_path_.join)(root, path)).catch(() => undefined);
    if (found === undefined)
        return [];
    if (!found.isDirectory())
        return [path];
    const names = await (0,promises_.readdir)((0,external_node_path_.join)(root, path));
    return (await Promise.all(names.filter((name) => name !== '.git').map((name) => filesBelow(root, path === '' ? name : `${path}/${name}`)))).flat();
}

// EXTERNAL MODULE: ./lib/stack/order.js
var order = __webpack_require__(8364);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./lib/stack/lineOf.js
var lineOf = __webpack_require__(9277);
;// CONCATENATED MODULE: ./lib/stack/composePlaces.js


/**
 * Where in the Compose files a fault of `docker compose config` is, as far as its words tell: where a file is no YAML, or at the field or service
 * that they name. None where nothing is certain.
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

;// CONCATENATED MODULE: ./lib/stack/references.js




/**
 * Faults of the files that Compose files refer to (`include`, `extends`, `env_file`): what lies outside of the repo, or is remote.
 * The resolved model no longer shows them, hence this look at the files; nothing else is taken from it.
 * @param file Absolute.
 */
async function foreignReferences(root, file, seen = new Set()) {
    if (seen.has(file))
        return [];
    seen.add(file);
    const text = await (0,promises_.readFile)(file, 'utf8').catch(() => '');
    const faults = [];
    const content = contents(text);
    // Compose itself would unfold them for minutes.
    if (content === 'unfolds')
        return [`${(0,external_node_path_.relative)(root, file)}: its aliases unfold to more than anybody writes`];
    for (const { field, path, follow } of referencesIn(content)) {
        const where = `${(0,external_node_path_.relative)(root, file)}: ${field}`;
        if (/^[a-z][a-z0-9+.-]*:\/\/|^git@|^github\.com\//i.test(path)) {
            faults.push(`${where}: ${JSON.stringify(path)} is remote: nothing is fetched while Compose files are read`);
            continue;
        }
        const target = (0,external_node_path_.resolve)((0,external_node_path_.dirname)(file), path);
        const isOutside = await (0,inside/* insideRepo */.V)(root, target, where).then(() => false, () => true);
        if (isOutside)
            faults.push(`${where}: ${JSON.stringify(path)} leads out of the repository`);
        else if (follow)
            faults.push(...(await foreignReferences(root, target, seen)));
    }
    return faults;
}
function referencesIn(documents) {
    const found = [];
    const add = (field, value, follow) => {
        // A variable in a path is Compose's to resolve; what it makes of it is checked in the model where it matters.
        if (typeof value === 'string' && !value.includes('$'))
            found.push({ field, path: value, follow });
    };
    for (const content of documents) {
        for (const entry of list(record(content)?.include)) {
            const include = record(entry);
            for (const path of include ? list(include.path) : [entry])
                add('include', path, true);
            add('include.project_directory', include?.project_directory, false);
            for (const path of list(include?.env_file))
                add('include.env_file', path, false);
        }
        for (const [name, service] of Object.entries(record(record(content)?.services) ?? {})) {
            add(`services.${name}.extends`, record(record(service)?.extends)?.file, true);
            for (const entry of list(record(service)?.env_file))
                add(`services.${name}.env_file`, record(entry)?.path ?? entry, false);
        }
    }
    return found;
}
/** Copies that aliases may make of one node; a large Compose file makes hundreds. */
const MOST_COPIES = 10_000;
/** Nothing for a text that does not parse: Compose says that better. */
function contents(text) {
    try {
        const documents = (0,dist/* parseAllDocuments */.hR)(text, { merge: true, logLevel: 'silent' });
        return Array.isArray(documents)
            ? documents.map((document) => document.toJS({ maxAliasCount: MOST_COPIES }))
            : [];
    }
    catch (error) {
        return /excessive alias count/i.test(String(error)) ? 'unfolds' : [];
    }
}
function record(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? value
        : undefined;
}
function list(value) {
    if (value === undefined || value === null)
        return [];
    return Array.isArray(value) ? value : [value];
}

// EXTERNAL MODULE: ./lib/stack/search.js
var search = __webpack_require__(1666);
;// CONCATENATED MODULE: ./lib/stack/standIns.js

/** Right as a number, a name, a path and a text: Compose accepts it nearly everywhere. */
const ANYTHING = '1';
/**
 * Stand-ins for variables that only the env file gives: with them the Compose files can be judged where no secret is, such as in a pull
 * request. They are never deployed, and what is built from one is not built at all (`withheldBuilds`).
 */
class StandIns {
    example;
    values = new Map();
    /** @param example Text of the repository's `.env.example`, whose values fit better than a guess; '' if there is none. */
    constructor(example) {
        this.example = example;
    }
    /** Variables that stand for others, as the environment of `docker compose`. */
    get environment() {
        return Object.fromEntries(this.values);
    }
    get names() {
        return [...this.values.keys()].sort();
    }
    /**
     * Puts in what Compose said to be missing.
     * @param stderr Of `docker compose config`.
     * @param known What stood in when it was asked: projects are read side by side.
     * @returns Whether it is worth asking again.
     */
    fill(stderr, known) {
        const open = missingVariables(stderr).filter((name) => known[name] === undefined);
        for (const name of open)
            this.values.set(name, exampleValue(this.example, name) ?? ANYTHING);
        return open.length > 0;
    }
}
/** Names in Compose's warning of an unset variable, and in its error for `${NAME:?text}`, which it says one at a time. */
function missingVariables(stderr) {
    const says = /The \\?"([A-Za-z0-9_]+)\\?" variable is not set|required variable ([A-Za-z0-9_]+) is missing a value/g;
    return [...new Set([...stderr.matchAll(says)].map(([, unset, required]) => (unset ?? required)))];
}
/** What stands behind `NAME=` in an env file, without quotes and comment; nothing for an empty value or one that refers to others. */
function exampleValue(text, name) {
    const line = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}=(.*)$`, 'm').exec(text)?.[1]?.trim() ?? '';
    const value = /^(["'])(.*?)\1/.exec(line)?.[2] ?? line.replace(/(^|\s)#.*$/, '').trim();
    return value === '' || value.includes('$') ? undefined : value;
}
/** The argv that prints a project with its variables as they are written. */
function uninterpolatedConfig(call) {
    return [...(0,compose/* composeConfig */.Rm)(call), '--no-interpolate'];
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
/** Names of `$NAME` and `${NAME…}`; `$$` is a dollar. */
function variablesIn(text) {
    const found = [...text.replaceAll('$$', '').matchAll(/\$\{?([A-Za-z_][A-Za-z0-9_]*)/g)];
    return [...new Set(found.map(([, name]) => name))].sort();
}
/** Names that an env file gives. */
function namesIn(envText) {
    return [...envText.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*[=:]/gm)].map(([, name]) => name);
}

;// CONCATENATED MODULE: ./lib/stack/project.js










/** Compose is quick (80 ms); only a hanging plugin takes longer than this. */
const COMPOSE_TIMEOUT_MS = 60_000;
/**
 * Reads the Compose files of one project. Notices say what was filled in.
 * @throws Refused naming file and field.
 */
async function resolveProject(name, entry, context) {
    const { config } = context;
    const notices = [];
    const folder = await (0,inside/* insideRepo */.V)(config.root, entry.path ?? name, `${config.source}, projects.${name}.path`);
    const profiles = [...new Set([...(entry.profiles ?? []), ...context.environment.profiles])];
    let files = await composeFiles(name, entry, folder, context);
    const ask = (asked) => askCompose({ folder, files: asked, profiles, envFile: context.envFile }, context);
    let answer = await ask(files);
    if (answer.kind === 'overlay') {
        const base = (await (0,search/* siblingFiles */.OE)(folder, files.map((file) => (0,external_node_path_.basename)(file)))).find(search/* isBaseFile */.cC);
        if (base !== undefined) {
            notices.push(`${name}: ${shown(config.root, files)} is laid over ${base}, because its service ${answer.service} has neither an image nor a build context of its own`);
            files = [(0,external_node_path_.join)(folder, base), ...files];
            answer = await ask(files);
        }
    }
    const model = await modelOf(answer, name, files, context);
    const builds = await siblingBuilds(model, { folder, files, profiles, envFile: context.envFile }, context);
    for (const [service, { build, file }] of Object.entries(builds)) {
        const definition = model.services[service];
        if (definition === undefined)
            continue;
        refuseDevelopmentTarget(build, `${name}/${service}`, (0,external_node_path_.relative)(config.root, file), shown(config.root, files));
        definition.build = build;
        notices.push(`${name}/${service}: \`build:\` is taken from ${(0,external_node_path_.relative)(config.root, file)}`);
    }
    await checkBuildContexts(model, name, config.root);
    const project = {
        name,
        path: (0,external_node_path_.relative)(config.root, folder) || '.',
        files: files.map((file) => (0,external_node_path_.relative)(config.root, file)),
        needs: entry.needs,
        profiles,
        model,
        ...(entry.test === undefined ? {} : { test: entry.test }),
    };
    const withheld = await withheldOf({ folder, files, profiles, envFile: context.envFile }, builds, context);
    return { project, notices, withheld };
}
/** Services that must not be built here, with the variables that they need (StandIns). */
async function withheldOf(call, siblings, { run, env, standIns }) {
    if (standIns === undefined)
        return {};
    const given = new Set([...Object.keys(env), ...namesIn(await (0,promises_.readFile)(call.envFile, 'utf8'))]);
    const ask = async (files) => {
        const result = await run(uninterpolatedConfig({ ...call, files }), {
            env,
            cwd: call.folder,
            timeoutMs: COMPOSE_TIMEOUT_MS,
        });
        if (result.code !== 0)
            throw new runtime_errors/* Refused */.Lw((0,runtime_run/* failure */.V2)(uninterpolatedConfig({ ...call, files }), result));
        return withheldBuilds(JSON.parse(result.stdout), given);
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
async function composeFiles(name, entry, folder, { config, environment }) {
    const shownFolder = (0,external_node_path_.relative)(config.root, folder) || '.';
    const named = entry.compose ?? environment.compose;
    const at = `${config.source}, ${entry.compose ? `projects.${name}.compose` : named ? 'environments.*.compose' : `projects.${name}`}`;
    let wanted;
    if (named === undefined) {
        const found = await (0,search/* findComposeFile */.Gk)(folder);
        if (found === undefined)
            throw new runtime_errors/* Refused */.Lw(`there is no Compose file in ${shownFolder}`, {
                at,
                todo: `add one of ${(0,search/* searchOrder */.jS)().join(', ')}, or name it in \`compose:\``,
            });
        wanted = [found];
    }
    else
        wanted = typeof named === 'string' ? [named] : named;
    const files = [];
    const faults = [];
    for (const file of wanted) {
        const path = await (0,inside/* insideRepo */.V)(config.root, (0,external_node_path_.resolve)(folder, file), at);
        const text = await (0,promises_.readFile)(path).catch((error) => error.code);
        if (typeof text === 'string')
            faults.push(`${(0,external_node_path_.relative)(config.root, path)}: ${text === 'ENOENT' ? 'there is no such file' : text}`);
        files.push(path);
        faults.push(...(await foreignReferences(config.root, path)));
    }
    if (faults.length > 0)
        throw (0,runtime_errors/* refuseAll */.cp)(`the Compose files of project ${name} cannot be used`, faults, { at });
    return files;
}
async function askCompose(call, context) {
    const { run, standIns } = context;
    const stoodIn = standIns?.environment ?? {};
    const env = { ...stoodIn, ...context.env };
    const result = await run((0,compose/* composeConfig */.Rm)(call), { env, cwd: call.folder, timeoutMs: COMPOSE_TIMEOUT_MS });
    if (standIns?.fill(result.stderr, stoodIn))
        return askCompose(call, context);
    if (result.ended !== undefined)
        return { kind: 'fault', message: (0,runtime_run/* failure */.V2)((0,compose/* composeConfig */.Rm)(call), result) };
    if (/(is not a docker command|unknown command: docker compose|unknown shorthand flag|unknown flag: --project-directory)/.test(result.stderr))
        throw new runtime_errors/* Refused */.Lw('Docker Compose is not installed on this runner', {
            todo: 'install the Compose plugin of Docker (docker-compose-plugin)',
        });
    return (0,compose/* readAnswer */.JN)(result, call);
}
async function modelOf(answer, name, files, context) {
    const { root } = context.config;
    const at = `project ${name}, ${shown(root, files)}`;
    switch (answer.kind) {
        case 'model':
            return answer.model;
        case 'fault': {
            const message = answer.message.replaceAll(`${root}/`, '');
            const stoodIn = context.standIns?.names ?? [];
            throw new runtime_errors/* Refused */.Lw(message, {
                at,
                places: composePlaces(message, await textsOf(files, root)),
                ...(stoodIn.length > 0 && {
                    todo: `if a stand-in does not fit (${stoodIn.join(', ')}): give a value that does in .env.example`,
                }),
            });
        }
        case 'overlay':
            throw new runtime_errors/* Refused */.Lw(`service ${answer.service} has neither an image nor a build context`, {
                at,
                todo: 'add the base file to `compose:` in stack.yml',
                places: composePlaces(`service "${answer.service}" has neither an image nor a build context`, await textsOf(files, root)),
            });
        case 'unset': {
            const texts = await textsOf(files, root);
            const places = [];
            const envText = await (0,promises_.readFile)(context.envFile, 'utf8');
            const faults = answer.variables.map((variable) => {
                const place = (0,compose/* placeOfVariable */.xW)(variable, texts);
                const inEnvFile = place === undefined ? (0,compose/* placeOfVariable */.xW)(variable, { '': envText }) : undefined;
                if (inEnvFile !== undefined)
                    return `the env file:${inEnvFile.line}: \`$${variable}\` stands in a value and nobody gives it; put the value in single quotes to keep its $`;
                const hint = variable === 'HOME' || variable === 'PWD' || variable === 'USER'
                    ? ' (the runner’s own would be wrong on the server)'
                    : '';
                const message = `nobody gives the variable ${variable}${hint}`;
                if (place === undefined)
                    return `${shown(root, files)}: ${message}`;
                places.push({ ...place, message });
                return `${place.file}:${place.line}: ${message}`;
            });
            throw (0,runtime_errors/* refuseAll */.cp)(`project ${name} uses variables without a value`, faults, {
                todo: `give them in the env file (${context.envSource}), in the step’s \`env:\`, or a default in the Compose file: \${NAME:-default}`,
                places,
            });
        }
    }
}
/** By path from the root, for messages. */
async function textsOf(files, root) {
    const texts = {};
    for (const file of files)
        texts[(0,external_node_path_.relative)(root, file)] = await (0,promises_.readFile)(file, 'utf8');
    return texts;
}
/** `build:` of services that have none, from the same service in another Compose file of the folder. */
async function siblingBuilds(model, call, context) {
    const missing = Object.keys(model.services).filter((service) => model.services[service]?.build === undefined);
    if (missing.length === 0)
        return {};
    const names = await (0,search/* siblingFiles */.OE)(call.folder, call.files.map((file) => (0,external_node_path_.basename)(file)));
    const found = {};
    for (const name of names) {
        const file = (0,external_node_path_.join)(call.folder, name);
        if (!/\bbuild\b/.test(await (0,promises_.readFile)(file, 'utf8').catch(() => '')))
            continue;
        if ((await foreignReferences(context.config.root, file)).length > 0)
            continue;
        const result = await context.run((0,compose/* composeConfig */.Rm)({ ...call, files: [file], profiles: ['*'] }), {
            env: context.env,
            cwd: call.folder,
            timeoutMs: COMPOSE_TIMEOUT_MS,
        });
        // A development file may use variables that only developers have: what matters is whether its `build:` can be read.
        if (result.code !== 0)
            continue;
        const sibling = JSON.parse(result.stdout);
        for (const service of missing) {
            const build = sibling.services?.[service]?.build;
            if (build !== undefined && found[service] === undefined)
                found[service] = { build, file };
        }
    }
    return found;
}
/** A development image in production would be worse than no deploy. */
function refuseDevelopmentTarget(build, service, file, production) {
    if (build.target === undefined || !/^(dev|devel|development|debug|test|local)$/i.test(build.target))
        return;
    throw new runtime_errors/* Refused */.Lw(`${service} has no \`build:\` in ${production}, and the one in ${file} builds the target ${build.target}`, {
        at: production,
        todo: `give the service a \`build:\` with its production target in ${production}`,
    });
}
async function checkBuildContexts(model, project, root) {
    for (const [service, { build }] of Object.entries(model.services)) {
        const at = `project ${project}, service ${service}, build`;
        const paths = [build?.context, ...Object.values(build?.additional_contexts ?? {})];
        for (const path of paths)
            if (path?.startsWith('/'))
                await (0,inside/* insideRepo */.V)(root, path, at);
        if (build?.context?.startsWith('/') && build.dockerfile !== undefined)
            await (0,inside/* insideRepo */.V)(root, (0,external_node_path_.resolve)(build.context, build.dockerfile), at);
    }
}
function shown(root, files) {
    return files.map((file) => (0,external_node_path_.relative)(root, file)).join(', ');
}

;// CONCATENATED MODULE: ./lib/stack/variables.js
/** Variables of the runner and its tools: on the server they would mean something else, or they are ours. */
const ambient = new Set('PATH HOME PWD OLDPWD USER LOGNAME SHELL SHLVL HOSTNAME LANG LANGUAGE TERM MAIL TMPDIR TEMP TMP EDITOR PAGER _ DOCKER_CONFIG DOCKER_HOST SSH_AUTH_SOCK SSH_AGENT_PID XDG_RUNTIME_DIR'.split(' '));
const ambientPrefix = /^(INPUT_|STATE_|ACTIONS_|RUNNER_|LC_|npm_|SSH_|XDG_|COMPOSE_(?!PROJECT_NAME$))/;
/** What a step's `env:` gives to the Compose files: the process's variables without the runner's own. */
function stepVariables(env) {
    const given = Object.entries(env).filter((entry) => entry[1] !== undefined && !ambient.has(entry[0]) && !ambientPrefix.test(entry[0]));
    return Object.fromEntries(given);
}
/**
 * The whole environment in which `docker compose config` runs. HOME is left out, because `~` and `${HOME}` would become the runner's:
 * Docker finds its plugins by DOCKER_CONFIG. Nothing is fetched while a file is read, so remote includes are off.
 */
function composeEnvironment(env) {
    const docker = Object.fromEntries(Object.entries(env).filter((entry) => entry[0].startsWith('DOCKER_') && entry[1] !== undefined));
    return {
        ...stepVariables(env),
        DOCKER_CONFIG: `${env.HOME ?? '/root'}/.docker`,
        ...docker,
        PATH: env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
        COMPOSE_EXPERIMENTAL_GIT_REMOTE: 'false',
        COMPOSE_EXPERIMENTAL_OCI_REMOTE: 'false',
    };
}

;// CONCATENATED MODULE: ./lib/stack/read.js
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
 * Reads and resolves every project of the stack for one environment. Variables come from the step's `env:`, then from the env file,
 * then from nowhere: a variable that nobody gives is an error, unless stand-ins are asked for, to judge the stack without its secrets.
 *
 * @param options.envText Text of the env file (environmentFile).
 * @param options.env The process's environment.
 * @throws Refused listing the faults of all projects.
 */
async function readStack(config, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const environment = (0,stack_environment/* environmentOf */.p7)(config, options.environment);
        const folder = __addDisposableResource(env_1, await (0,temp/* tempFolder */.v)('env'), true);
        const standIns = options.standIns ? new StandIns(await exampleOf(config.root)) : undefined;
        const context = {
            config,
            environment,
            run: options.run,
            env: composeEnvironment(options.env),
            envFile: await folder.write('env', options.envText),
            envSource: options.envSource ?? 'input env-file',
            ...(standIns && { standIns }),
        };
        const names = (0,order/* orderOf */.m)(Object.fromEntries(Object.entries(config.projects).map(([name, { needs }]) => [name, needs])), config.source);
        const resolved = await allOrEveryFault(names.map((name) => resolveProject(name, config.projects[name] ?? { needs: [], profiles: [] }, context)));
        const projects = resolved.map(({ project }) => project);
        refuseSharedNames(projects);
        const health = healthEntries(config, projects);
        const secretVariables = projects.flatMap(({ model }) => buildSecretVariables(model));
        const objectVariables = projects.flatMap(({ model }) => [...Object.values(model.secrets ?? {}), ...Object.values(model.configs ?? {})].flatMap(({ environment: variable }) => variable ?? []));
        const values = await valuesOf([...new Set([...secretVariables, ...objectVariables])], folder, context);
        const tracked = gitTracked(config.root, options.run);
        const mounts = await allOrEveryFault(projects.map(({ model, name }) => repoMounts(model, { root: config.root, project: name, tracked, values })));
        const stack = {
            name: config.name,
            environment: options.environment,
            id: `${config.name}-${options.environment}`,
            root: config.root,
            registry: config.registry,
            projects: projects.map((project, index) => ({ ...project, mounts: mounts[index] ?? [] })),
            health,
            ...(environment.url === undefined ? {} : { url: environment.url }),
            ...(environment.host === undefined ? {} : { host: environment.host }),
        };
        const notices = resolved.flatMap((project) => project.notices);
        const stoodIn = standIns?.names ?? [];
        if (stoodIn.length > 0)
            notices.push(`read without a secret: ${stoodIn.join(', ')} are stood in for`);
        return {
            stack,
            notices,
            buildSecrets: Object.fromEntries(secretVariables.map((name) => [name, values[name] ?? ''])),
            withheld: standIns === undefined ? new Map() : read_withheldOf(resolved, values),
        };
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
/** What a build needs of variables that are stood in for, and of secrets that are not there. */
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
function exampleOf(root) {
    return (0,promises_.readFile)((0,external_node_path_.join)(root, '.env.example'), 'utf8').catch(() => '');
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
/** An entry of stack.yml's `health`, as it stands. */
function healthEntry({ name, service, port, path, url, status }) {
    const [project = '', serviceName = ''] = service?.split('/') ?? [];
    return {
        name,
        ...(service === undefined ? {} : { service: { project, service: serviceName } }),
        ...(port === undefined ? {} : { port }),
        ...(path === undefined ? {} : { path }),
        ...(url === undefined ? {} : { url }),
        ...(status === undefined ? {} : { status }),
    };
}
function healthEntries(config, projects) {
    const faults = [];
    const entries = config.health.map((entry) => {
        const { name, service } = entry;
        const [project = '', serviceName = ''] = service?.split('/') ?? [];
        const known = Object.keys(projects.find((candidate) => candidate.name === project)?.model.services ?? {});
        if (service !== undefined && !known.includes(serviceName))
            faults.push(`health ${JSON.stringify(name)}: project ${project} has no service ${serviceName}; known: ${known.join(', ')}`);
        return healthEntry(entry);
    });
    if (faults.length > 0)
        throw (0,runtime_errors/* refuseAll */.cp)(`${config.source} cannot be used`, faults, { at: 'health' });
    return entries;
}
function buildSecretVariables(model) {
    const used = Object.values(model.services).flatMap(({ build }) => (build?.secrets ?? []).map(({ source }) => source));
    return used.flatMap((source) => model.secrets?.[source]?.environment ?? []);
}
/** Compose itself says what a variable's value is, so that the env file is read by its rules. */
async function valuesOf(names, folder, context) {
    if (names.length === 0)
        return {};
    const file = await folder.write('values.yml', (0,compose/* valuesFile */.p4)(names.map(compose/* variableName */.cG)));
    const argv = (0,compose/* composeConfig */.Rm)({ folder: folder.path, files: [file], profiles: [], envFile: context.envFile });
    const result = await context.run(argv, { env: context.env });
    if (result.code !== 0)
        throw new runtime_errors/* Refused */.Lw('the env file does not parse', { at: context.envSource });
    return (0,compose/* readValues */.N$)(names, result.stdout);
}

;// CONCATENATED MODULE: ./lib/actions/checkout.js





/** Chooses the environment by input or branch; `skip` says why nothing is deployed from here. */
async function chosenEnvironment(inputs, { event, workspace }) {
    const config = await (0,stack_config/* readStackConfig */.X)({
        root: workspace,
        config: inputs.config,
        ...(event.repository && { repository: event.repository }),
    });
    const chosen = environmentFor(inputs, config, event);
    return 'skip' in chosen ? chosen : { config, environment: chosen.environment };
}
/** A pull request's own branch may have any name, also that of a deployed one in a fork: it is never deployed unasked. */
function environmentFor({ environment }, config, event) {
    if (environment === undefined && event.baseBranch !== undefined)
        return { skip: `skipped: a pull request is not deployed; ${(0,stack_environment/* deployedBranches */.bM)(config)}` };
    return (0,stack_environment/* chooseEnvironment */.HB)(config, {
        ...(environment !== undefined && { environment }),
        ...(event.branch !== undefined && { branch: event.branch }),
    });
}
/**
 * What is judged without a server: the environment that this run deploys to, or for any other branch the one that its content would come to, a
 * pull request's target or the first of stack.yml.
 */
async function judgedEnvironment(inputs, { event, workspace }) {
    const config = await (0,stack_config/* readStackConfig */.X)({
        root: workspace,
        config: inputs.config,
        ...(event.repository && { repository: event.repository }),
    });
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
/** Reads and resolves the stack, with the env file's values masked before anything is printed. */
async function readCheckout(inputs, { config, environment }, { env, log }) {
    const { text, source } = await (0,stack_environment/* environmentFile */.qU)(config, environment, inputs.envFile);
    // What stack.yml says is public, and so are the names of services: outputs are made of them, and a masked one is dropped or broken.
    const mask = (services) => log.maskValues(envValues(text), { except: [JSON.stringify(config), ...services].join('\n') });
    const { stack, notices, buildSecrets, withheld } = await readStack(config, {
        environment,
        envText: text,
        envSource: source,
        env,
        run: runtime_run/* run */.eF,
        standIns: inputs.withoutSecrets === true,
    }).catch((error) => {
        // Its words may hold a value, and are printed later.
        mask([]);
        throw error;
    });
    mask(stack.projects.flatMap(({ model }) => Object.keys(model.services)));
    for (const secret of Object.values(buildSecrets))
        log.mask(secret);
    return { stack, notices, envText: text, buildSecrets, withheld };
}
/**
 * What could be secret in an env file: each line's value, with and without its quotes, and each further line of a value with many. Only for
 * masking; what a value means is Compose's to say.
 */
function envValues(text) {
    return text.split(/\r?\n/).flatMap((line) => {
        const value = line.replace(/^\s*(export\s+)?[A-Za-z_][A-Za-z0-9_.-]*\s*[=:]/, '').trim();
        return value.startsWith('#') ? [] : [value, value.replace(/^(["'])(.*?)\1?$/, '$2').trim()];
    });
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
            todo: ['pass `host: user@example.org`', `or write it in stack.yml: environments.${environment}.host`],
        });
    }
    return { id: `${config.name}-${environment}`, host };
}
/**
 * What a rollback or a gate needs to know of the stack: its name on the server, the server, and its health entries. A checkout is not
 * needed: without one the repository's name is the stack's.
 */
async function releaseStack(inputs, context) {
    const chosen = await chosenEnvironment(inputs, context);
    if ('skip' in chosen)
        return chosen;
    const { url } = (0,stack_environment/* environmentOf */.p7)(chosen.config, chosen.environment);
    return {
        ...addressOf(inputs, chosen),
        ...(url !== undefined && { url }),
        health: chosen.config.health.map(healthEntry),
        projects: [],
    };
}


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
    return { skip: `skipped: ${which}; ${deployedBranches(config)}` };
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
    const path = await (0,_inside_js__WEBPACK_IMPORTED_MODULE_2__/* .insideRepo */ .V)(config.root, file, `${config.source}, environments.${environment}.env-file`);
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
/** No variable can hold it; Compose would only say "invalid argument". */
function refuseNul(text, at) {
    if (text.includes('\0'))
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Refused */ .Lw('the env file holds a NUL byte', { at });
}


/***/ })

};
