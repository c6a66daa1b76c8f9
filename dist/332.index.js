export const id = 332;
export const ids = [332];
export const modules = {

/***/ 9332:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./lib/node_modules/commander/index.js
var commander = __webpack_require__(9510);
// EXTERNAL MODULE: ./lib/actions/origin.js
var origin = __webpack_require__(2465);
// EXTERNAL MODULE: ./lib/contract/shape.js
var contract_shape = __webpack_require__(9367);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/runtime/run.js
var run = __webpack_require__(313);
// EXTERNAL MODULE: ./lib/stack/gitIn.js
var gitIn = __webpack_require__(8159);
// EXTERNAL MODULE: ./lib/stack/identity.js
var identity = __webpack_require__(5488);
;// CONCATENATED MODULE: ./lib/cli/repository.js



const GIT_TIMEOUT_MS = 30_000;
async function repositoryIn(folder) {
    const top = await git(folder, folder, 'rev-parse', '--show-toplevel');
    if (top === undefined)
        return { root: folder, isRepository: false, commit: '' };
    const [commit = '', branch, url = ''] = await Promise.all([
        git(top, top, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}'),
        git(top, top, 'symbolic-ref', '--quiet', '--short', 'HEAD'),
        git(top, top, 'remote', 'get-url', 'origin'),
    ]);
    const origin = await originOf(url);
    return { root: top, isRepository: true, commit, ...(branch && { branch }), ...(origin && { origin }) };
}
/**
 * Host and name of a remote's address, the name as it is written there; undefined for a path on a disk.
 * @param hostNameOf What ssh's configuration says that an alias stands for.
 */
async function originOf(url, hostNameOf = sshHostName) {
    const [written, ...path] = (0,identity/* repositoryOfRemote */.Gh)(url)?.split('/') ?? [];
    // One letter is a drive of Windows.
    if (written === undefined || written.length === 1 || path.length === 0)
        return undefined;
    const [, alias] = SSH_ALIAS.exec(url.trim()) ?? [];
    const host = (alias === undefined ? undefined : await hostNameOf(alias)) ?? written;
    const bare = url.trim().replace(/(\.git)?\/*$/i, '');
    return { server: `https://${SAME_HOST[host] ?? host}`, repository: bare.slice(-path.join('/').length) };
}
/** GitHub's ssh on port 443 has a name of its own ("Using SSH over the HTTPS port" of its documentation). */
const SAME_HOST = { 'ssh.github.com': 'github.com' };
/** A host that can be no name of DNS, because its last part is no word of letters: ssh's configuration says what `github.com-work` is. */
const SSH_ALIAS = /^(?:(?:git\+)?ssh:\/\/|(?![a-z+]+:\/\/))(?:[^/@]*@)?(?![^/:]*\.[a-z]+[:/])([\w.-]+)[:/]/i;
async function sshHostName(alias) {
    const result = await (0,run/* run */.eF)(['ssh', '-G', '--', alias], { timeoutMs: GIT_TIMEOUT_MS }).catch(() => undefined);
    return result?.code === 0 ? /^hostname ([a-z0-9.-]+)$/im.exec(result.stdout)?.[1]?.toLowerCase() : undefined;
}
/** stdout of a git that only reads, without its last line break; undefined where it fails, or is not there. */
async function git(root, folder, ...words) {
    const argv = [...(0,gitIn/* gitIn */.u)(root, folder), '--no-optional-locks', ...words];
    const result = await (0,run/* run */.eF)(argv, { timeoutMs: GIT_TIMEOUT_MS }).catch(() => undefined);
    return result?.code === 0 ? result.stdout.replace(/\n$/, '') : undefined;
}

;// CONCATENATED MODULE: ./lib/cli/asPushed.js


const SHOWN_FILES = 3;
/**
 * Refuses what no workflow could deploy: files that are in no commit, and a commit that nobody else has.
 * @throws Refused
 */
async function mustBePushed({ root, isRepository, commit }) {
    if (!isRepository || commit === '')
        throw new errors/* Refused */.Lw('a deploy is made from a commit, and here is none', { at: root, todo: AS_IS });
    const status = await git(root, root, 'status', '--porcelain', '-z', '--no-renames', '--untracked-files=normal');
    if (status === undefined)
        throw new errors/* Refused */.Lw('git does not say whether all files are committed', { at: root, todo: AS_IS });
    const changed = status.split('\0').flatMap((line) => (line === '' ? [] : [line.slice(3)]));
    if (changed.length > 0)
        throw new errors/* Refused */.Lw(`${named(changed)} not as in commit ${commit.slice(0, 12)}`, {
            at: root,
            todo: ['commit and push', ...AS_IS],
        });
    const remotes = await git(root, root, 'for-each-ref', '--contains', commit, '--format=%(refname)', 'refs/remotes');
    if (remotes === undefined || remotes === '')
        throw new errors/* Refused */.Lw(`commit ${commit.slice(0, 12)} is on no branch of a remote, as far as git knows here`, {
            at: root,
            todo: ['push it: git push', 'if it is pushed already: git fetch', ...AS_IS],
        });
}
const AS_IS = [
    'or deploy what lies here all the same, with --as-is: the release records the commit, and what is not as in it',
];
function named(files) {
    const shown = files.slice(0, SHOWN_FILES).map((file) => JSON.stringify(file));
    const more = files.length - shown.length;
    return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''} ${files.length === 1 ? 'is' : 'are'}`;
}

// EXTERNAL MODULE: ./lib/actions/checkout.js + 30 modules
var checkout = __webpack_require__(7813);
// EXTERNAL MODULE: ./lib/actions/inputs.js
var inputs = __webpack_require__(9922);
// EXTERNAL MODULE: ./lib/actions/pipelinePlan.js + 1 modules
var pipelinePlan = __webpack_require__(6449);
// EXTERNAL MODULE: ./lib/contract/action.js + 5 modules
var action = __webpack_require__(1074);
// EXTERNAL MODULE: ./lib/image/described.js + 1 modules
var described = __webpack_require__(5290);
// EXTERNAL MODULE: ./lib/stack/environment.js
var environment = __webpack_require__(8533);
;// CONCATENATED MODULE: ./lib/cli/check.js
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







/** Everything that the files alone say: no server, no registry and no Docker engine is asked. */
const check = (0,action/* defineAction */.Q)({
    name: 'check',
    description: 'Whether stack.yml, the Compose files and what images are built from can be used',
    inputs: { environment: inputs/* environment */.cA, config: inputs/* config */.$W, envFile: inputs/* envFile */.CN, files: inputs/* files */.aq },
    outputs: {},
    async main(inputs, context) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { log } = context;
            const judged = await (0,checkout/* judgedEnvironment */.hs)(inputs, context);
            const given = __addDisposableResource(env_1, await (0,checkout/* placeGivenFiles */.Cy)(inputs, judged), true);
            const one = { ...judged, deploys: inputs.environment !== undefined };
            const withoutSecrets = inputs.envFile === undefined;
            const { stack, notices, withheld } = await (0,pipelinePlan/* readAll */.yw)({ ...inputs, given: given.values, withoutSecrets }, one, context);
            const images = await (0,described/* describeImages */.S)(stack, {
                withheld,
                labels: (0,origin/* labelsOf */.PC)(context, stack.name),
                deploys: false,
                platform: (0,origin/* runnerPlatform */.GQ)(context.env),
            });
            for (const notice of new Set(notices))
                log.info(notice);
            for (const { name, model } of stack.projects)
                log.info(`${name}: ${Object.keys(model.services).join(', ')}`);
            for (const { target } of images)
                log.info(`${target.project}/${target.service}: built as ${target.repository}`);
            const read = one.deploys ? [judged.environment] : Object.keys(judged.config.environments);
            for (const name of read) {
                const { branch, host } = (0,environment/* environmentOf */.p7)(judged.config, name);
                log.info(`✓ ${name}: ${branch === undefined ? 'of no branch' : `of the branch ${branch}`}${host === undefined ? '' : `, at ${host}`}`);
            }
            return {};
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

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/stack/config.js + 2 modules
var stack_config = __webpack_require__(3453);
// EXTERNAL MODULE: ./lib/stack/search.js
var search = __webpack_require__(1666);
// EXTERNAL MODULE: ./package.json
var package_0 = __webpack_require__(8330);
;// CONCATENATED MODULE: ./lib/cli/publisher.js

/** Where these actions are published, and what this version of them is called there. */
const PUBLISHER = { repository: package_0/* repository */.Jk, tag: `v${package_0/* version */.rE}` };

;// CONCATENATED MODULE: ./lib/cli/init/draft.js





/** Names of branches that are staging by custom. */
const STAGING = ['dev', 'develop', 'staging'];
/**
 * stack.yml for what a repository has. It names no server: nobody but its owner knows which one it is.
 * @throws Refused where there is nothing to deploy
 */
function draftOf(found, { root, origin }) {
    const { composed, odd } = found;
    if (composed.length === 0)
        throw nothingFound(odd);
    const atRoot = composed.find(({ folder }) => folder === '.');
    const taken = atRoot === undefined ? composed : [atRoot];
    const name = (0,stack_config/* stackName */.Q)(origin?.repository.split('/').pop() ?? (0,external_node_path_.basename)(root));
    const folders = taken.map(({ folder }) => folder);
    const lines = [
        `# yaml-language-server: $schema=https://raw.githubusercontent.com/${PUBLISHER.repository}/${PUBLISHER.tag}/docs/stack.schema.json`,
        `name: ${plainScalar(name)}`,
        ...registryLines(origin),
        ...(atRoot === undefined ? projectLines(folders) : []),
        ...environmentLines(found),
    ];
    return { text: `${lines.join('\n')}\n`, folders, notices: noticesOf(found, folders) };
}
function nothingFound(odd) {
    if (odd.length === 0)
        return new errors/* Refused */.Lw('there is no Compose file in this repository', { todo: [search/* ADD_ONE */.Jf, 'then run init again'] });
    return new errors/* Refused */.Lw(`no Compose file has a name by which production’s is known; there is ${odd.join(', ')}`, {
        todo: [
            `say in stack.yml which one production runs, such as: projects: { app: { path: ., compose: ${odd[0]} } }`,
            search/* ADD_ONE */.Jf,
        ],
    });
}
function noticesOf({ composed, odd }, folders) {
    const others = composed.filter(({ folder }) => !folders.includes(folder));
    const atRoot = composed.find(({ folder }) => folder === '.');
    return [
        ...(others.length === 0
            ? []
            : [
                `${atRoot?.file} at the root is the stack; ${others.map(({ folder, file }) => `${folder}/${file}`).join(', ')} is not part of it: if it should be, name both below \`projects:\` in stack.yml`,
            ]),
        ...(odd.length === 0 ? [] : [`left out, because no name says that production runs it: ${odd.join(', ')}`]),
        ...(folders.length > 1
            ? ['stack.yml does not say which project needs another to be up before it: add `needs: [NAME]` where one does']
            : []),
    ];
}
function registryLines(origin) {
    if (origin?.server === 'https://github.com')
        return [`registry: ghcr.io/${origin.repository.toLowerCase()}`];
    return [
        '# Without a registry images go to the server over SSH. With one: its host and a path, such as registry.example.org/shop',
        'registry: none',
    ];
}
function projectLines(folders) {
    const names = namesFor(folders);
    return [
        'projects:',
        ...folders.map((folder, at) => `  ${plainScalar(names[at] ?? '')}: { path: ${plainScalar(folder)} }`),
    ];
}
/** The last part of each folder's path; where that would be the same for two, all of it. */
function namesFor(folders) {
    const short = folders.map((folder) => projectName((0,external_node_path_.basename)(folder)));
    return short.map((name, at) => short.filter((other) => other === name).length === 1 ? name : projectName(folders[at] ?? ''));
}
function projectName(text) {
    return (text
        .replace(/[^A-Za-z0-9_.-]+/g, '-')
        .replace(/^[^A-Za-z0-9]+/, '')
        .slice(0, 63) || 'project');
}
function environmentLines({ branches, defaultBranch }) {
    const staging = STAGING.find((name) => name !== defaultBranch && branches.includes(name));
    return [
        'environments:',
        ...draft_environment('production', defaultBranch),
        ...(staging === undefined ? [] : draft_environment('staging', staging)),
    ];
}
function draft_environment(name, branch) {
    return [`  ${name}:`, `    branch: ${plainScalar(branch)}`];
}
/** A text in YAML, in quotes where it could be taken for anything else. */
function plainScalar(text) {
    const plain = /^[A-Za-z][A-Za-z0-9_./-]*$/.test(text) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(text);
    return plain || text === '.' ? text : JSON.stringify(text);
}

;// CONCATENATED MODULE: ./lib/cli/init/found.js




const COMPOSE_FILE = /(^|\/)(docker-)?compose([.-][\w.-]+)?\.ya?ml$/;
/** Folders whose Compose files are for other purposes than a server. */
const ASIDE = /(^|\/)(node_modules|vendor|tests?|e2e|fixtures|examples?|docs|\.[^/]+)\//;
const MOST_FOLDERS = 4;
/** Reads, and changes nothing. */
async function findIn(repository) {
    const { root } = repository;
    const files = (await filesOf(repository)).filter((path) => COMPOSE_FILE.test(path) && !ASIDE.test(path));
    const folders = [...new Set(files.map((path) => (0,external_node_path_.dirname)(path)))].sort();
    const composed = [];
    const odd = [];
    for (const folder of folders) {
        const file = await (0,search/* findComposeFile */.Gk)((0,external_node_path_.join)(root, folder));
        if (file === undefined)
            odd.push(...files.filter((path) => (0,external_node_path_.dirname)(path) === folder));
        else
            composed.push({ folder, file, text: await (0,promises_.readFile)((0,external_node_path_.join)(root, folder, file), 'utf8') });
    }
    const branches = await branchesOf(repository);
    return {
        composed,
        odd,
        branches,
        defaultBranch: await defaultOf(repository, branches),
        workflows: await workflowsIn(root),
    };
}
/** Of git all that it does not ignore; without git, what lies in the folder and a little below. */
async function filesOf({ root, isRepository }) {
    const listed = isRepository ? await git(root, root, 'ls-files', '-co', '--exclude-standard', '-z') : undefined;
    if (listed !== undefined)
        return listed.split('\0').filter((path) => path !== '');
    return filesBelow(root, '', MOST_FOLDERS);
}
async function filesBelow(root, folder, depth) {
    const entries = await (0,promises_.readdir)((0,external_node_path_.join)(root, folder), { withFileTypes: true }).catch(() => []);
    const found = entries.map(async (entry) => {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (!entry.isDirectory())
            return [path];
        return depth === 0 || ASIDE.test(`${path}/`) ? [] : filesBelow(root, path, depth - 1);
    });
    return (await Promise.all(found)).flat();
}
async function branchesOf({ root, branch }) {
    const listed = await git(root, root, 'for-each-ref', '--format=%(refname)', 'refs/heads', 'refs/remotes/origin');
    const names = (listed ?? '').split('\n').map((ref) => ref.replace(/^refs\/(heads|remotes\/origin)\//, ''));
    // The branch of a repository without a commit is in no list yet.
    return [...new Set([...names, branch ?? ''])].filter((name) => name !== '' && name !== 'HEAD');
}
async function defaultOf({ root, branch }, branches) {
    const head = await git(root, root, 'symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD');
    const usual = ['main', 'master', 'trunk'].find((name) => branches.includes(name));
    return head?.replace(/^origin\//, '') || (usual ?? branch ?? 'main');
}
async function workflowsIn(root) {
    const folder = (0,external_node_path_.join)(root, '.github/workflows');
    const names = await (0,promises_.readdir)(folder).catch(() => []);
    const files = names.filter((name) => /\.ya?ml$/.test(name));
    return Promise.all(files.map(async (name) => ({ name, text: await (0,promises_.readFile)((0,external_node_path_.join)(folder, name), 'utf8') })));
}

;// CONCATENATED MODULE: ./lib/cli/init/left.js

const DOCS = `https://github.com/${PUBLISHER.repository}/blob/${PUBLISHER.tag}/docs`;
/** What only people can do, as lines that can be typed. @param variables Of the Compose files, without a value in the repository. */
function leftToDo(deployed, variables, { origin }) {
    const repository = origin?.repository ?? 'OWNER/REPOSITORY';
    return [
        'What is left, with your server in place of SERVER:',
        '',
        `  # The server: Docker, a user deploy in the group docker, Traefik's settings (${DOCS}/adopt.md, ${DOCS}/traefik.md)`,
        "  ssh-keygen -t ed25519 -N '' -C deploy -f deploy_key",
        "  ssh root@SERVER 'tee -a ~deploy/.ssh/authorized_keys' < deploy_key.pub",
        '  ssh-keyscan -t ed25519 SERVER | tee known_hosts | ssh-keygen -lf -',
        "  # must print the fingerprint that this prints on the server's own console: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub",
        ...deployed.flatMap((one) => ['', ...settings(one, variables, repository)]),
        '',
        '  rm deploy_key known_hosts',
        '  git add stack.yml .github/workflows && git commit -m "Deploy by stack-actions" && git push',
    ];
}
function settings({ name, hasHost }, variables, repository) {
    const words = `--repo ${repository} --env ${name}`;
    return [
        `  gh api -X PUT repos/${repository}/environments/${name}`,
        `  gh secret set SSH_KEY ${words} < deploy_key`,
        `  gh variable set KNOWN_HOSTS ${words} < known_hosts`,
        ...(hasHost ? [] : [`  gh variable set HOST ${words} --body deploy@SERVER`]),
        ...(variables.length === 0
            ? []
            : [
                `  # the values of ${variables.join(', ')}, a line NAME=value for each, in a file that git does not have`,
                `  gh secret set ENV_FILE ${words} < .env-${name}`,
            ]),
    ];
}
/** Variables of a Compose file that have no default there. */
function variablesIn(text) {
    const uncommented = text.replace(/^\s*#.*$/gm, '').replaceAll('$$', '');
    const found = [...uncommented.matchAll(/\$(?:\{([A-Za-z_][A-Za-z0-9_]*)(:?[-+?])?|([A-Za-z_][A-Za-z0-9_]*))/g)];
    const needed = found.filter(([, , operator]) => operator === undefined || operator.endsWith('?'));
    return [...new Set(needed.map(([, braced, , bare]) => braced ?? bare ?? ''))].sort();
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./lib/cli/init/workflow.js



/** @param needsEnvFile Whether the Compose files have variables that nothing in the repository gives. */
function workflowText(deployed, { needsEnvFile }) {
    const branches = deployed.map(({ branch }) => plainScalar(pattern(branch)));
    const jobs = deployed.map((one) => jobText(one, { needsEnvFile, isOnly: deployed.length === 1 }));
    return `name: Deploy
on: { push: { branches: [${branches.join(', ')}] } }
permissions: {}
jobs:
${jobs.join('\n')}`;
}
function jobText({ name, branch, hasHost }, { needsEnvFile, isOnly }) {
    const lines = [
        `  ${name}:`,
        ...(isOnly ? [] : [`    if: github.ref_name == '${branch.replaceAll("'", "''")}'`]),
        '    runs-on: ubuntu-latest',
        '    timeout-minutes: 60',
        `    environment: ${name}`,
        '    permissions:',
        '      contents: read # the checkout',
        '      packages: write # images',
        `    concurrency: deploy-${name}`,
        '    steps:',
        '      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1',
        '        with: { persist-credentials: false }',
        `      - uses: ${PUBLISHER.repository}/deploy@${PUBLISHER.tag}`,
        '        with:',
        `          environment: ${name}`,
        ...(hasHost ? [] : ['          host: ${{ vars.HOST }}']),
        '          ssh-key: ${{ secrets.SSH_KEY }}',
        '          known-hosts: ${{ vars.KNOWN_HOSTS }}',
        ...(needsEnvFile ? ['          env-file: ${{ secrets.ENV_FILE }}'] : []),
    ];
    return `${lines.join('\n')}\n`;
}
/** A branch's name as GitHub's filter takes it, where `+` and `!` mean something. */
function pattern(branch) {
    return branch.replace(/[+!]/g, '\\$&');
}
/** Whether a workflow calls these actions, of whatever owner; their name in a path, a comment or a script is no call. */
function callsUs(text) {
    const [, name = ''] = PUBLISHER.repository.split('/');
    let isFound = false;
    (0,dist/* visit */.YR)((0,dist/* parseDocument */.Tp)(text), {
        Pair(_, { key, value }) {
            if (!(0,dist/* isScalar */.jn)(key) || key.value !== 'uses' || !(0,dist/* isScalar */.jn)(value))
                return undefined;
            isFound ||= new RegExp(`^\\w[\\w.-]*/${name}[/@]`).test(String(value.value));
            return isFound ? dist/* visit */.YR.BREAK : undefined;
        },
    });
    return isFound;
}

;// CONCATENATED MODULE: ./lib/cli/init/init.js













const STACK_FILE = 'stack.yml';
const WORKFLOWS = '.github/workflows';
const NAMES = ['deploy.yml', 'deploy-stack.yml', 'deploy-by-ssh.yml'];
const init = (0,action/* defineAction */.Q)({
    name: 'init',
    description: 'Write stack.yml and a workflow for this repository, and say what is left to do',
    inputs: {},
    outputs: {},
    async main(_, context) {
        const repository = await repositoryIn(context.workspace);
        const found = await findIn(repository);
        await writeStackFile(found, repository, context);
        const deployed = await deployedOf(repository);
        const variables = [...new Set(found.composed.flatMap(({ text }) => variablesIn(text)))].sort();
        await writeWorkflow(found, deployed, variables, context);
        await mustPassCheck(context);
        for (const line of ['', ...leftToDo(deployed, variables, repository)])
            context.log.info(line);
        return {};
    },
});
/** Never over one that is there. @throws Refused where there is nothing to deploy */
async function writeStackFile(found, repository, { log }) {
    const path = (0,external_node_path_.join)(repository.root, STACK_FILE);
    if ((0,external_node_fs_.existsSync)(path))
        return log.info(`${STACK_FILE} is there already, and stays as it is`);
    const draft = draftOf(found, repository);
    await (0,promises_.writeFile)(path, draft.text, { flag: 'wx' });
    log.info(`✓ ${STACK_FILE}: ${draft.folders.map((folder) => (folder === '.' ? 'the Compose file at the root' : folder)).join(', ')}`);
    for (const notice of draft.notices)
        log.info(`  ${notice}`);
}
async function deployedOf({ root, origin }) {
    const { environments } = await (0,stack_config/* readStackConfig */.X)({ root, config: STACK_FILE, ...origin });
    return Object.entries(environments).flatMap(([name, { branch, host }]) => branch === undefined ? [] : [{ name, branch, hasHost: host !== undefined }]);
}
async function writeWorkflow({ workflows }, deployed, variables, { log, workspace }) {
    const ours = workflows.find(({ text }) => callsUs(text));
    if (ours !== undefined)
        return log.info(`${WORKFLOWS}/${ours.name} is there already, and stays as it is`);
    if (deployed.length === 0)
        return log.info(`no workflow is written: ${STACK_FILE} names no branch for any environment`);
    const free = NAMES.find((name) => !workflows.some((workflow) => workflow.name === name));
    if (free === undefined)
        throw new errors/* UserError */.yo(`${NAMES.join(', ')} are taken in ${WORKFLOWS}`);
    const path = (0,external_node_path_.join)(workspace, WORKFLOWS, free);
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
    await (0,promises_.writeFile)(path, workflowText(deployed, { needsEnvFile: variables.length > 0 }), { flag: 'wx' });
    log.info(`✓ ${WORKFLOWS}/${free}: ${deployed.map(({ name, branch }) => `${branch} is deployed to ${name}`).join(', ')}`);
}
/** @throws Refused with what is to be mended in the Compose files */
async function mustPassCheck(context) {
    const judged = await (0,checkout/* judgedEnvironment */.hs)({ config: STACK_FILE }, context);
    const inputs = { config: STACK_FILE, withoutSecrets: true, given: [] };
    const { notices } = await (0,pipelinePlan/* readAll */.yw)(inputs, { ...judged, deploys: false }, context);
    for (const notice of new Set(notices))
        context.log.info(`  ${notice}`);
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 14 modules
var schemas = __webpack_require__(4528);
// EXTERNAL MODULE: ./lib/host/ssh.js + 4 modules
var ssh = __webpack_require__(3441);
;// CONCATENATED MODULE: ./lib/cli/onServer.js
var onServer_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var onServer_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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



/** Exit code where the stack has no folder on the server. */
const NO_STACK = 44;
const CALL = `p=$HOME/.stack-actions/$1/stackctl; [ -e "$p" ] || exit ${NO_STACK}; shift; exec sh "$p" "$@"`;
/**
 * Runs a verb for people of the program that the last deploy left on the server, and prints what it says.
 * @returns Its exit code.
 * @throws Refused where nothing was deployed there
 */
async function askServer(inputs, verb, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { log, signal } = context;
        const stack = await (0,checkout/* releaseStack */.os)(inputs, context);
        if ('skip' in stack)
            throw new errors/* Refused */.Lw(stack.skip, { code: 'usage' });
        const { sshKey, knownHosts } = inputs;
        const host = onServer_addDisposableResource(env_1, await (0,ssh/* connect */.N)({ host: stack.host, sshKey, knownHosts, signal }), true);
        const { code, stderr } = await host.exec(['sh', '-c', CALL, 'stack-actions', stack.id, ...verb], {
            signal,
            onLine: (line) => log.info(line),
        });
        if (code === NO_STACK)
            throw new errors/* Refused */.Lw(`${stack.id} was never deployed to this server`, {
                at: host.name,
                todo: 'stack-actions plan says what a deploy would do',
            });
        if (stderr.trim() !== '')
            log.warning(stderr.trim());
        return code;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = onServer_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}

;// CONCATENATED MODULE: ./lib/cli/logs.js





const service = schemas/* string */.YjP()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*(\/[A-Za-z0-9][A-Za-z0-9_.-]*)?$/)
    .meta({ description: 'Service, as `service` or `project/service`', allowed: '`service` or `project/service`' });
const logs = (0,action/* defineAction */.Q)({
    name: 'logs',
    description: 'The last 100 lines of each container of a service',
    inputs: { service, environment: inputs/* environment */.cA, config: inputs/* config */.$W, ...inputs/* hostInputs */.ep },
    outputs: {},
    async main({ service, ...inputs }, context) {
        const code = await askServer(inputs, ['logs', service], context);
        if (code !== 0)
            throw new errors/* UserError */.yo(`the server has no logs of ${service}`);
        return {};
    },
});

;// CONCATENATED MODULE: ./lib/cli/status.js




/** What `stackctl status` ends with where something is not as it should be, and what that is. */
const WORDS = {
    1: 'a transaction was interrupted, or Docker does not answer',
    3: 'what runs is not what was released',
    21: 'a transaction could not be undone: a person must act',
};
const status_status = (0,action/* defineAction */.Q)({
    name: 'status',
    description: 'What runs, from which commit, since when, whether it is what was released',
    inputs: { environment: inputs/* environment */.cA, config: inputs/* config */.$W, ...inputs/* hostInputs */.ep },
    outputs: {},
    async main(inputs, context) {
        const code = await askServer(inputs, ['status'], context);
        // 30: a transaction is under way, as the first line says.
        if (code !== 0 && code !== 30)
            throw new errors/* UserError */.yo(WORDS[code] ?? `stackctl status ended with exit code ${code}`);
        return {};
    },
});

;// CONCATENATED MODULE: ./lib/cli/commands.js





/** What only runs of GitHub hand to each other, or only they can do. */
const RUNS = ['images', 'projects', 'cache'];
const COMMANDS = {
    init: {
        summary: 'Write stack.yml and a workflow for this repository, and say what is left to do',
        load: async () => init,
    },
    check: {
        summary: 'Check stack.yml and the Compose files; asks no server',
        load: async () => check,
    },
    plan: {
        summary: 'Show what a deploy would do, and why; changes nothing',
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(234), __webpack_require__.e(96), __webpack_require__.e(890)]).then(__webpack_require__.bind(__webpack_require__, 890))).deploy,
        fixed: { dryRun: 'true' },
        without: [...RUNS, 'dryRun', 'push', 'version', 'lockTimeout', 'deadline', 'force'],
        ofOneEnvironment: true,
    },
    doctor: {
        summary: 'Look at everything that a deploy needs, here and on the server, and say what to type',
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(999), __webpack_require__.e(264), __webpack_require__.e(234), __webpack_require__.e(328)]).then(__webpack_require__.bind(__webpack_require__, 726))).doctor,
        ofOneEnvironment: true,
    },
    deploy: {
        summary: 'Build, push, deploy, prove and, if need be, undo: what the action deploy does',
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(234), __webpack_require__.e(96), __webpack_require__.e(890)]).then(__webpack_require__.bind(__webpack_require__, 890))).deploy,
        // A person's Docker has its layers; what it made is no cache for production's next build.
        fixed: { cache: 'none' },
        without: [...RUNS, 'dryRun', 'version'],
        ofOneEnvironment: true,
        changesServer: true,
        flags: { 'as-is': 'Deploy what lies here, though it is not committed or not pushed' },
        before: async (repository, { asIs }) => (asIs === true ? undefined : mustBePushed(repository)),
    },
    rollback: {
        summary: 'Put an earlier release back, proven to answer',
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(96), __webpack_require__.e(972)]).then(__webpack_require__.bind(__webpack_require__, 3591))).rollback,
        ofOneEnvironment: true,
        changesServer: true,
    },
    status: {
        summary: 'Show what runs on the server, and whether it is what was released',
        load: async () => status_status,
        ofOneEnvironment: true,
    },
    logs: {
        summary: 'Show the last lines of a service’s containers',
        load: async () => logs,
        word: 'service',
        ofOneEnvironment: true,
    },
};

;// CONCATENATED MODULE: ./lib/cli/exitCodes.js
/** How a command ends. docs/cli.md says the same to people. */
const EXIT = { done: 0, failed: 1, usage: 2 };

;// CONCATENATED MODULE: ./lib/cli/options.js


/** Inputs that a command line calls otherwise: Node takes `--env-file` of all words for itself (nodejs/node#54232). */
const TYPED = { envFile: 'values' };
/** What a command line calls an input, in camelCase. */
function typedName(input) {
    return TYPED[input] ?? input;
}
/** As a person types it: `--known-hosts`. */
function typedOption(input) {
    return `--${(0,contract_shape/* kebabCase */.kW)(typedName(input))}`;
}
/**
 * The options of an action's inputs. What is secret is given as a file's name, because words of a command line are seen by everybody on the
 * machine; so are texts of several lines.
 * @param without Inputs that a person does not give.
 */
function optionsOf(shape, without) {
    return Object.entries(shape)
        .filter(([name]) => !without.includes(name))
        .map(([name, schema]) => {
        const { description = '', isTruth = false, ownInShell = false } = (0,contract_shape/* metaOf */.fX)(schema);
        const fallback = (0,contract_shape/* defaultOf */.HA)(schema);
        const shown = fallback === undefined || fallback.includes('${{') ? '' : ` (default: ${fallback})`;
        const value = isFile(schema) ? ' <file>' : isTruth ? ' [true|false]' : ' <value>';
        const option = new commander/* Option */.c$(`${typedOption(name)}${value}`, `${inShell(description)}${ownInShell ? '; ssh’s own if absent' : ''}${shown}`);
        return isTruth ? option.preset('true') : option;
    });
}
/** Whether the option names a file (`-` is stdin) in which the input's text is. */
function isFile(schema) {
    const { secret = false, ownInShell = false } = (0,contract_shape/* metaOf */.fX)(schema);
    return secret || ownInShell;
}
/** A description without what is true of a workflow alone. */
function inShell(description) {
    return description.replace(/ \(a secret\)|; host keys are never asked for at run time/, '').replaceAll('`', '');
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(8321);
// EXTERNAL MODULE: ./lib/contract/inputs.js
var contract_inputs = __webpack_require__(5093);
;// CONCATENATED MODULE: ./lib/cli/environment.js






/** What a runner sets, and a shell may have from anywhere. */
const RUNNERS = /^(GITHUB_|RUNNER_(?!DEBUG$)|INPUT_|STATE_|ACTIONS_)/;
/**
 * The environment that an action runs in: the person's own, with what a runner would give in place of whatever is called so there. There is no
 * number of a run: a release that is made without one comes right behind the one that serves.
 * @param inputs By their names in the declaration.
 * @param temp A folder for files that are of no use after the command.
 */
function environmentFor(own, { root, commit, branch, origin }, inputs, temp) {
    const env = Object.fromEntries(Object.entries(own).filter(([name]) => !RUNNERS.test(name)));
    const event = {
        GITHUB_WORKSPACE: root,
        GITHUB_SHA: commit,
        GITHUB_ACTOR: (0,external_node_os_.userInfo)().username,
        ...(branch !== undefined && { GITHUB_REF: `refs/heads/${branch}` }),
        ...(origin && { GITHUB_REPOSITORY: origin.repository, GITHUB_SERVER_URL: origin.server }),
        RUNNER_ARCH: process.arch === 'arm64' ? 'ARM64' : 'X64',
        RUNNER_TEMP: temp,
    };
    const given = Object.entries(inputs).map(([name, text]) => [(0,contract_inputs/* inputVariable */.LO)(name), text]);
    return { ...env, ...event, ...Object.fromEntries(given) };
}
/**
 * Refuses a run of GitHub: the command knows nothing of its event, and would go by all that an action bars, such as a fork's pull request.
 * @throws Refused
 */
function mustBeNoRun({ GITHUB_ACTIONS: runs }) {
    if (runs !== 'true')
        return;
    throw new errors/* Refused */.Lw('this is a run of GitHub, and the command is for people', {
        at: 'GITHUB_ACTIONS=true',
        todo: `use the action in the workflow: uses: ${PUBLISHER.repository}/deploy@${PUBLISHER.tag}`,
        code: 'usage',
    });
}
/**
 * The environment of stack.yml that a person means who names none: the branch's, else the only one.
 * @param options.changesServer Then the only one must be of no branch: what is on a topic branch goes to production by its name alone.
 * @throws Refused where it could be several, or must be named
 */
async function environmentMeant(repository, { config = 'stack.yml', changesServer = false } = {}) {
    const { root, branch, origin } = repository;
    const read = await (0,stack_config/* readStackConfig */.X)({ root, config, ...origin });
    const chosen = (0,environment/* chooseEnvironment */.HB)(read, branch === undefined ? {} : { branch });
    if ('environment' in chosen)
        return chosen.environment;
    const known = Object.keys(read.environments);
    const [only = ''] = known;
    if (known.length === 1 && !(changesServer && (0,environment/* environmentOf */.p7)(read, only).branch !== undefined))
        return only;
    throw new errors/* Refused */.Lw(`which environment? ${branch === undefined ? 'This is no branch' : `The branch ${branch} has none`}`, {
        todo: known.map((name) => `--environment ${name}`),
        code: 'usage',
    });
}

;// CONCATENATED MODULE: ./lib/cli/terminal.js
/** A person's terminal: what was asked for goes to stdout, what is said about it to stderr. */
class Terminal {
    shows;
    constructor(env) {
        this.shows = env.RUNNER_DEBUG === '1';
    }
    line(text) {
        process.stdout.write(`${text}\n`);
    }
    debug(text) {
        if (this.shows)
            process.stderr.write(`${text}\n`);
    }
    notice(text) {
        process.stderr.write(`note: ${text}\n`);
    }
    warning(text) {
        process.stderr.write(`warning: ${text}\n`);
    }
    fail(text, places = []) {
        const named = places.map(({ file, line, message }) => [`${file}:${line}`, message]);
        const lines = named.filter(([at]) => !text.includes(at)).map(([at, message]) => `  ${at}: ${message}\n`);
        process.stderr.write(`✗ ${text}\n${lines.join('')}`);
    }
    open(title) {
        this.line(`${title}:`);
    }
    close() { }
    secret() { }
    end() { }
}

;// CONCATENATED MODULE: ./lib/cli/runCommand.js











/** Runs an action as a workflow would, with what a person has typed as its inputs. It leaves no file behind. */
async function runCommand(command, action, given) {
    const voice = new Terminal(process.env);
    const onFailure = (failure) => {
        process.exitCode = failure.code === 'usage' ? EXIT.usage : EXIT.failed;
    };
    // Green in a workflow, where nobody asked for this very deploy.
    const onOutputs = ({ outcome }) => {
        if (outcome === 'skipped')
            process.exitCode = EXIT.failed;
    };
    const temp = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'stack-actions-'));
    try {
        if (command.changesServer)
            mustBeNoRun(process.env);
        const repository = await repositoryIn(process.cwd());
        await command.before?.(repository, given);
        const inputs = { ...(await textsOf(action.inputs, given)), ...command.fixed };
        const env = environmentFor(process.env, repository, await whole(command, inputs, repository), temp);
        await action.run({ env, voice, onOutputs, onFailure });
    }
    catch (error) {
        const failure = (0,errors/* forUsers */.ec)(error);
        voice.fail((0,errors/* explain */.WE)(failure));
        onFailure(failure);
    }
    finally {
        await (0,promises_.rm)(temp, { recursive: true, force: true });
    }
}
/** With the environment that is meant, where none is named. */
async function whole({ ofOneEnvironment = false, changesServer = false }, inputs, repository) {
    if (!ofOneEnvironment || inputs['environment'] !== undefined)
        return inputs;
    return { ...inputs, environment: await environmentMeant(repository, { config: inputs['config'], changesServer }) };
}
/**
 * The text of each input; where the option names a file, the file's.
 * @throws Refused where it is blank: an action would take it for one that is absent, and a program that failed prints nothing
 */
async function textsOf(shape, given) {
    const texts = Object.entries(shape).map(async ([name, schema]) => {
        const value = given[typedName(name)];
        if (typeof value !== 'string')
            return [];
        const read = isFile(schema) ? await fileText(value, typedOption(name)) : value;
        if (read.trim() === '')
            throw blank(name, schema);
        return [[name, read]];
    });
    return Object.fromEntries((await Promise.all(texts)).flat());
}
function blank(name, schema) {
    const todo = isFile(schema) ? 'look at what should have written it, or leave the option out' : 'leave the option out';
    const more = (0,contract_shape/* metaOf */.fX)(schema).holdsValues ? ['a file that shall have no values has a comment: # none'] : [];
    return new errors/* Refused */.Lw(isFile(schema) ? 'the file is empty' : 'its value is empty', {
        at: typedOption(name),
        todo: [todo, ...more],
        code: 'usage',
    });
}
async function fileText(path, option) {
    if (path === '-')
        return (0,consumers_.text)(process.stdin);
    return (0,promises_.readFile)(path, 'utf8').catch((error) => {
        throw new errors/* Refused */.Lw(`${path} cannot be read: ${error.code}`, {
            at: option,
            todo: `${option} takes the name of a file that holds the text, or - for stdin`,
            code: 'usage',
        });
    });
}

;// CONCATENATED MODULE: ./lib/cli/main.js







const ABOUT = `Ships Docker Compose stacks to your own servers, from this machine: the same code as the GitHub Actions.
It is run in a checkout of the repository, and logs in as ssh does here: with your configuration, your agent and your known_hosts.`;
const EXIT_CODES = `
Exit codes: ${EXIT.done} done, ${EXIT.failed} failed (the last lines say what to do next), ${EXIT.usage} wrong usage.
A <file> is the name of a file that holds the text, or - for stdin: secrets are never words of a command line.`;
/** Reads a command line and does what it says. */
async function main(words) {
    // Whoever reads along may stop reading (`| head`): the command goes on.
    for (const stream of [process.stdout, process.stderr])
        stream.on('error', () => { });
    try {
        await (await programFor(words)).parseAsync([...words], { from: 'user' });
    }
    catch (error) {
        if (!(error instanceof commander/* CommanderError */.b7))
            throw error;
        const asked = error.code === 'commander.helpDisplayed' || error.code === 'commander.version';
        process.exitCode = asked ? EXIT.done : EXIT.usage;
    }
}
/** Only the command that is asked for is loaded, for its options. */
async function programFor(words) {
    const program = new commander/* Command */.uB('stack-actions').description(ABOUT).version(origin/* toolVersion */.fX, '--version');
    program.exitOverride().addHelpText('after', EXIT_CODES).showHelpAfterError('(--help says more)');
    program.configureHelp({ optionDescription: ({ description }) => description });
    for (const [name, command] of Object.entries(COMMANDS)) {
        const its = program.command(name).summary(command.summary).description(command.summary);
        if (words.includes(name))
            addOptions(its, command, await command.load());
    }
    return program;
}
function addOptions(program, command, action) {
    const { word, without = [], flags = {} } = command;
    if (word !== undefined)
        program.addArgument(new commander/* Argument */.ef(`<${(0,contract_shape/* kebabCase */.kW)(word)}>`, main_described(action.inputs, word)));
    for (const option of optionsOf(action.inputs, [...without, ...(word === undefined ? [] : [word])]))
        program.addOption(option);
    for (const [flag, meaning] of Object.entries(flags))
        program.option(`--${flag}`, meaning);
    program.addHelpText('after', EXIT_CODES);
    program.action(async () => {
        const given = { ...(word !== undefined && { [word]: program.args[0] ?? '' }), ...program.opts() };
        await runCommand(command, action, given);
    });
}
function main_described(shape, name) {
    const schema = shape[name];
    return (schema === undefined ? undefined : (0,contract_shape/* metaOf */.fX)(schema).description)?.replaceAll('`', '') ?? '';
}


/***/ })

};
