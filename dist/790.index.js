export const id = 790;
export const ids = [790];
export const modules = {

/***/ 9124:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ dockerThere)
/* harmony export */ });
/* unused harmony export ANSWER_SECONDS */
/** Seconds in which an engine tells what it knows. */
const ANSWER_SECONDS = 60;
/** Argv of a call of the server's own Docker that ends there by itself, also where nobody hears it any more. */
function dockerThere(args, seconds = ANSWER_SECONDS) {
    return ['timeout', '-k', '5', String(seconds), 'docker', ...args];
}


/***/ }),

/***/ 1620:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fi: () => (/* binding */ sendImages),
/* harmony export */   j1: () => (/* binding */ namesOnServer),
/* harmony export */   tB: () => (/* binding */ idsOnServer)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(525);
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7373);
/* harmony import */ var _dockerThere_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9124);




/** All images of a stack over a slow line. */
const SEND_MS = 60 * 60_000;
const spawnDocker = (args) => (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)('docker', args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: SEND_MS });
/**
 * Ids on the server of the images that it has under those tags. Two engines may call one image differently: containerd's image store by the
 * digest of its manifest, the older store by that of its configuration. So the tag names the content, and the server says the id.
 */
async function idsOnServer(host, tags, options) {
    if (tags.length === 0)
        return new Map();
    const format = '{{.Id}}{{range .RepoTags}} {{.}}{{end}}';
    const { stdout } = await host.exec((0,_dockerThere_js__WEBPACK_IMPORTED_MODULE_3__/* .dockerThere */ .b)(['image', 'inspect', '-f', format, ...tags]), options);
    const known = stdout.split('\n').flatMap((line) => {
        const [id = '', ...names] = line.trim().split(' ');
        return names.map((name) => [name, id]);
    });
    const ids = new Map(known);
    return new Map(tags.flatMap((tag) => (ids.has(tag) ? [[tag, ids.get(tag) ?? '']] : [])));
}
/** Those of these images, by id or by digest, that the server has. */
async function namesOnServer(host, images, options) {
    const format = '{{.Id}}{{range .RepoDigests}} {{.}}{{end}}';
    const { stdout } = await host.exec((0,_dockerThere_js__WEBPACK_IMPORTED_MODULE_3__/* .dockerThere */ .b)(['image', 'inspect', '-f', format, ...images]), options);
    const known = new Set(stdout.split(/\s+/));
    return new Set(images.filter((image) => known.has(image)));
}
/**
 * Sends images of this machine's engine to the server's, over the SSH connection, where there is no registry.
 * @returns their ids on the server, by tag
 * @throws Refused when the server does not end up with all of them
 */
async function sendImages(host, images, options) {
    const docker = options.docker ?? spawnDocker;
    const tags = images.map(({ tag }) => tag);
    for (const { imageId, tag } of images)
        await ended(docker(['tag', imageId, tag]));
    // A stream from program to program: an image is too large to be held in memory.
    const save = docker(['save', ...tags]);
    const saved = ended(save);
    // The connection may fail first.
    saved.catch(() => undefined);
    const loaded = await host.exec((0,_dockerThere_js__WEBPACK_IMPORTED_MODULE_3__/* .dockerThere */ .b)(['load', '-q'], SEND_MS / 1000), {
        stdin: save.stdout,
        signal: options.signal,
        timeoutMs: SEND_MS,
    });
    await saved.finally(() => ended(docker(['rmi', ...tags])));
    const there = await idsOnServer(host, tags, options);
    const left = tags.filter((tag) => !there.has(tag));
    if (loaded.code !== 0 || left.length > 0) {
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Refused */ .Lw(`the server did not take ${left.length} of ${tags.length} images: ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .plain */ .pj)(loaded.stderr).trim() || 'it said nothing'}`, {
            at: host.name,
            todo: 'look at the space on its disk (`docker system df`), or use a registry (`registry:` in stack.yml)',
        });
    }
    return there;
}
/** Waits for the end of a program; its words are the error's. */
async function ended(program) {
    let said = '';
    program.stderr.on('data', (chunk) => {
        said = (said + chunk.toString()).slice(-2000);
    });
    const code = await new Promise((resolve) => {
        program.once('error', (error) => {
            said = error.message;
            resolve(127);
        });
        program.once('exit', (status) => resolve(status ?? 137));
    });
    if (code !== 0)
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Refused */ .Lw(`the images could not be read from this runner's engine: ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .plain */ .pj)(said).trim()}`);
}


/***/ }),

/***/ 5175:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $z: () => (/* binding */ hintOf),
/* harmony export */   s6: () => (/* binding */ chooseImages),
/* harmony export */   yg: () => (/* binding */ sumsOf)
/* harmony export */ });
/* unused harmony export basesTag */
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5078);
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(548);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8426);



/** The tag of an image on certain base images, beside that of its key; the key itself stands for what was built last. */
function basesTag(key, bases) {
    return (0,_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .keyTag */ .Q)(`${key}-${bases}`);
}
/** What images are looked for in the registry by, where only a hint is wanted; undefined where none is. */
function hintOf({ material, withheld, always, bases }) {
    if (withheld !== undefined || always !== undefined || bases === 'unknown')
        return undefined;
    const key = (0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .publicKey */ .jE)(material);
    const today = basesSum(bases);
    return today === undefined ? key : `${key}-${today}`;
}
/** By which the record knows an image: first of its sources, then, with `refresh`, of these on the base images of today. */
function sumsOf({ material, withheld, always, bases }, serverKey) {
    if (withheld !== undefined || always !== undefined)
        return [];
    const sum = (0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .recordSum */ .VL)(material, serverKey);
    const today = basesSum(bases);
    return today === undefined ? [sum] : [sum, `${sum}-${(0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .recordSum */ .VL)(today, serverKey)}`];
}
/**
 * Says of each image which proof holds, or that it is built: the server's record first, which leaves a service alone that did not change, then
 * what this run has built.
 * @param tags Of tagsFor.
 */
function chooseImages(images, tags, proofs) {
    return images.flatMap((image) => {
        const chosen = chooseImage(image, tags, proofs);
        return image.services.map(({ project, service }) => {
            if (service === image.target.service && project === image.target.project)
                return chosen;
            const first = `${image.target.project}/${image.target.service}`;
            return { ...chosen, project, service, reason: `the same image as ${first}: ${chosen.reason}` };
        });
    });
}
function chooseImage(image, tags, proofs) {
    const { target, withheld, bases } = image;
    const { project, service, repository } = target;
    const key = keyOf(image, proofs);
    const sums = proofs.naming.kind === 'server' ? sumsOf(image, proofs.naming.key) : [];
    const notices = [...image.notices];
    if (bases !== undefined && bases !== 'unknown' && 'fault' in bases)
        notices.push(`${project}/${service}: not built anew, since ${bases.fault}`);
    const common = {
        ...{ project, service, repository, key, tags: [...tags] },
        ...(notices.length > 0 && { notices }),
        ...(sums.length > 0 && { sums }),
    };
    if (withheld !== undefined) {
        const reason = `its build needs ${withheld.join(', ')}, which only the environment gives`;
        return { ...common, result: 'planned', reason, withheld };
    }
    // With refresh, what the record knows by its sources alone may be on older base images.
    const wanted = bases === 'unknown' ? undefined : sums.at(-1);
    const recorded = wanted === undefined ? undefined : proofs.record?.get(wanted);
    if (recorded !== undefined)
        return {
            ...common,
            ...partsOf(recorded),
            result: 'reused',
            reason: `the server’s record of release ${recorded.release} has it`,
        };
    const built = ofThisRun(image, sums, proofs);
    if (built !== undefined) {
        const { isProven, ...parts } = built;
        const { sums: _, ...unrecorded } = common;
        return {
            ...(isProven ? common : unrecorded),
            ...{ ...parts, result: 'built', reason: 'by another job of this run' },
        };
    }
    const hint = hintOf(image);
    if (hint !== undefined && proofs.hints?.has(hint))
        return {
            ...common,
            result: 'planned',
            reason: `there under key ${hint.slice(0, 12)}, which proves nothing: whether it can be taken, the deploy is told by the server’s record`,
        };
    const today = basesSum(bases);
    const moved = bases === 'unknown' || today !== undefined;
    return {
        ...common,
        ...(today !== undefined && proofs.naming.kind === 'public' && { tags: [...common.tags, basesTag(key, today)] }),
        result: 'planned',
        reason: whyBuilt(image, wanted, proofs),
        target: moved ? (0,_target_js__WEBPACK_IMPORTED_MODULE_2__/* .pulled */ .Lu)(target) : target,
    };
}
function whyBuilt({ always, bases }, wanted, proofs) {
    if (always !== undefined)
        return `built each time: ${always}`;
    if (bases === 'unknown')
        return 'refresh, and its Dockerfile does not tell its base images';
    const gone = wanted === undefined ? undefined : proofs.gone?.get(wanted);
    if (gone !== undefined)
        return `neither the registry nor the server has the image of release ${gone.release} any more`;
    return basesSum(bases) === undefined ? proofs.unproven : `${proofs.unproven}, on the base images of today`;
}
/** Of the base images of today, where they were looked up and there are any. */
function basesSum(bases) {
    return typeof bases === 'object' && 'sum' in bases && bases.sum !== '' ? bases.sum : undefined;
}
function keyOf(image, { naming, run }) {
    if (image.withheld !== undefined || naming.kind === 'run')
        return (0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .runKey */ .r7)(run, image.target);
    return naming.kind === 'public'
        ? (0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .publicKey */ .jE)(image.material)
        : (0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .recordSum */ .VL)(image.material, naming.key).slice(0, _key_js__WEBPACK_IMPORTED_MODULE_0__/* .KEY_LETTERS */ .Sn);
}
/**
 * What a job of this run has built of exactly this: by the server's sum where it knew that, else by its public key, or as this run's. The last is
 * told apart by its commit alone: where what lies here is none, it runs, and the server does not record it as made from this.
 */
function ofThisRun(image, sums, proofs) {
    const key = (0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .publicKey */ .jE)(image.material);
    const wanted = sums.at(-1);
    for (const target of image.services) {
        const ofRun = [(0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .runKey */ .r7)(proofs.run, target), (0,_key_js__WEBPACK_IMPORTED_MODULE_0__/* .runKey */ .r7)(proofs.run, image.target)];
        const keys = [key, keyOf(image, proofs), ...ofRun];
        const found = proofs.built?.find((one) => one.result === 'built' &&
            one.project === target.project &&
            one.service === target.service &&
            image.services.some(({ repository }) => repository === one.repository) &&
            (one.sums === undefined
                ? keys.includes(one.key) && isOn(image, one, key)
                : wanted !== undefined && one.sums.includes(wanted)));
        if (found === undefined)
            continue;
        const { repository, digest, imageId } = found;
        const isProven = found.sums !== undefined || proofs.run.isClean === true || !ofRun.includes(found.key);
        if (digest !== undefined)
            return { repository, digest, isProven };
        if (imageId !== undefined)
            return { repository, imageId, isProven };
    }
    return undefined;
}
/** With `refresh`, whether what has a public key was built on the base images of today. */
function isOn({ bases }, { key: named, tags }, key) {
    const today = basesSum(bases);
    return named !== key || today === undefined || tags.includes(basesTag(key, today));
}
function partsOf({ image, }) {
    const [repository = '', digest] = image.split('@');
    return digest === undefined ? { imageId: image, onServer: true } : { repository, digest };
}


/***/ }),

/***/ 9983:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ ignoreRules)
/* harmony export */ });
/** A .dockerignore as BuildKit reads it (github.com/moby/patternmatcher), whose rules it takes from Go's regular expressions. */
function ignoreRules(text) {
    const patterns = text
        .replace(/^\uFEFF/, '')
        .split('\n')
        .flatMap(patternOf);
    const rules = patterns.map(({ exception, pattern }) => ({ exception, matches: matcher(pattern) }));
    const unclear = patterns.find(({ pattern }) => isUnclear(pattern))?.pattern;
    const known = new Map();
    // A folder that matched a rule has matched it for all below.
    const matched = (path) => {
        const found = known.get(path);
        if (found !== undefined)
            return found;
        const folder = path.lastIndexOf('/');
        const above = folder > 0 ? matched(path.slice(0, folder)) : [];
        let isIgnored = false;
        const results = rules.map(({ exception, matches }, index) => {
            const holds = above[index] === true || (exception === isIgnored && matches(path));
            if (holds)
                isIgnored = !exception;
            return holds;
        });
        known.set(path, results);
        return results;
    };
    const ignores = (path) => {
        const last = matched(path).lastIndexOf(true);
        return last !== -1 && rules[last]?.exception === false;
    };
    const exceptions = patterns.flatMap(({ exception, pattern }) => exception ? [pattern.split(/[*?[\\]/, 1)[0]] : []);
    return {
        ignores,
        closes: (folder) => exceptions.every((prefix) => !prefix.startsWith(`${folder}/`) && !`${folder}/`.startsWith(prefix)),
        ...(unclear !== undefined && { unclear }),
    };
}
/** A line, cleaned as Go's `filepath.Clean` does it; nothing for what is no pattern. */
function patternOf(line) {
    const trimmed = line.trim();
    if (line.startsWith('#') || trimmed === '')
        return [];
    const exception = trimmed.startsWith('!');
    const pattern = cleaned((exception ? trimmed.slice(1) : trimmed).trim());
    return pattern === '' ? [] : [{ exception, pattern }];
}
/** Without `.`, empty parts and a slash at either end; `..` takes the part before it. */
function cleaned(path) {
    if (path === '')
        return '';
    const parts = [];
    for (const part of path.split('/')) {
        if (part === '' || part === '.')
            continue;
        if (part !== '..')
            parts.push(part);
        else if (parts.length > 0 && parts.at(-1) !== '..')
            parts.pop();
        else if (!path.startsWith('/'))
            parts.push('..');
    }
    return parts.join('/') || (path.startsWith('/') ? '/' : '.');
}
/** What Go's regular expressions and ours may read in two ways: an escaped letter, digit or sign beyond ASCII, a lone escape, and a list that is more than plain letters. */
function isUnclear(pattern) {
    const signs = pattern.replace(/\\[ -/:-@[-`{-~]/g, '\0');
    const plain = signs.replace(/\[\^?[A-Za-z0-9_ |.]+(-[A-Za-z0-9][A-Za-z0-9_ |.]*)*\]/g, '');
    return /[\\[\]]/.test(plain) || !isExpression(pattern);
}
function isExpression(pattern) {
    try {
        return expression(pattern) !== undefined;
    }
    catch {
        return false;
    }
}
const SPECIAL = /[*?[\]\\]/;
/** As `Pattern.match` there, which takes what is plain, before or behind a `**`, by its letters. */
function matcher(pattern) {
    if (!SPECIAL.test(pattern))
        return (path) => path === pattern;
    const [start, end] = [pattern.slice(0, -2), pattern.slice(2)];
    if (pattern.startsWith('**') && !SPECIAL.test(end))
        return (path) => path.endsWith(end) || (end.startsWith('/') && path === end.slice(1));
    if (pattern.endsWith('**') && !SPECIAL.test(start))
        return (path) => path.startsWith(start);
    if (!isExpression(pattern))
        return () => false;
    const whole = expression(pattern);
    return (path) => whole.test(path);
}
function expression(pattern) {
    const found = pattern.replace(/\*\*\/?|\*|\?|\\[\s\S]|[.+()|{}$/\\]/gu, (sign, at) => {
        if (sign.startsWith('**'))
            return at + sign.length === pattern.length ? '[^\\n]*' : '([^\\n]*\\/)?';
        if (sign === '*')
            return '[^/]*';
        if (sign === '?')
            return '[^/]';
        if (sign.length === 1)
            return `\\${sign}`;
        return /\\[A-Za-z0-9]/.test(sign) ? sign : sign.slice(1).replace(/[\^$\\.*+?()[\]{}|/]/, '\\$&');
    });
    return new RegExp(`^${found}$`, 'u');
}


/***/ }),

/***/ 5078:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Sn: () => (/* binding */ KEY_LETTERS),
/* harmony export */   VL: () => (/* binding */ recordSum),
/* harmony export */   jE: () => (/* binding */ publicKey),
/* harmony export */   jH: () => (/* binding */ ignoreTextOf),
/* harmony export */   p2: () => (/* binding */ imageKey),
/* harmony export */   r7: () => (/* binding */ runKey),
/* harmony export */   yo: () => (/* binding */ rememberedTrees)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(525);
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7373);
/* harmony import */ var _stack_content_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6997);
/* harmony import */ var _stack_inside_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1710);
/* harmony import */ var _stack_submodules_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8733);
/* harmony import */ var _ignore_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9983);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5581);










/** Raised when the meaning of a key changes: all images are built once more then. */
const KEY_FORMAT = 3;
/** Letters of a key, which is also a tag. */
const KEY_LETTERS = 40;
function rememberedTrees() {
    const known = new Map();
    return (root, ignoreText) => {
        const name = `${root}\0${ignoreText}`;
        const tree = known.get(name) ?? (0,_tree_js__WEBPACK_IMPORTED_MODULE_8__/* .treeHash */ .F)(root, ignoreText);
        known.set(name, tree);
        return tree;
    };
}
/**
 * What can be told by an image's key to anybody: who knows the repository can compute it. So it is made only where no secret is read, and is a
 * hint where an image might be, never a reason to run one.
 */
function publicKey(material) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(material).digest('hex').slice(0, KEY_LETTERS);
}
/** By which the server's record knows an image again. Nobody without the server's key computes it, or finds out what went into it. */
function recordSum(material, serverKey) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHmac)('sha256', serverKey).update(material).digest('hex');
}
/**
 * Names an image of this run alone, where there are secrets and no server's key: nothing of its content is told by it. What differs in a commit's
 * checkout has no name; only that something does.
 */
function runKey({ id, commit, isClean }, { environment, repository, platform }) {
    return publicKey(JSON.stringify(['run', id, commit, isClean === true, environment, repository, platform]));
}
/**
 * What an image is made from: everything that BuildKit would get but the values of build secrets, and the environment that it is for. Equal
 * material means equal sources. A base image that moves is no change: `refresh` builds anew (bases.ts).
 */
async function imageKey(target, hashTree = _tree_js__WEBPACK_IMPORTED_MODULE_8__/* .treeHash */ .F) {
    const always = [];
    const notices = [];
    const name = `${target.project}/${target.service}`;
    if (target.noCache)
        always.push('it asks for no_cache');
    if (target.noCacheFilter !== undefined)
        always.push('it asks for no_cache_filter');
    if (target.pull)
        always.push('it asks for pull');
    const tree = async (folder, ignoreText) => {
        const { sha256, git, unreadable, unclear, pointer } = await hashTree(folder, ignoreText);
        if (pointer !== undefined)
            throw pointerRefused(target, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, pointer));
        await refuseEmptySubmodule(target, folder, ignoreText);
        if (git)
            notices.push(`${name}: .git is sent to the build, so that each commit is another image; add .git to .dockerignore`);
        if (unclear !== undefined)
            always.push(`what .dockerignore leaves out by ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .quoted */ .TL)(unclear)} cannot be told for sure`);
        if (unreadable !== undefined)
            always.push(`a file name is not UTF-8: ${unreadable}`);
        return sha256;
    };
    const remote = (url) => {
        if (!/#[0-9a-f]{40}(:|$)/.test(url))
            always.push(`${url} names no commit`);
        return url;
    };
    let dockerfile = target.dockerfileInline;
    let context;
    if ((0,_stack_inside_js__WEBPACK_IMPORTED_MODULE_6__/* .isRemote */ .Vx)(target.context))
        context = remote(target.context);
    else {
        await mustBeFolder(target.context, name);
        context = await tree(target.context, await ignoreTextOf(target));
        dockerfile ??= await readDockerfile(target, name);
    }
    const contexts = [];
    for (const [id, value] of Object.entries(target.contexts).sort()) {
        if (value.startsWith('docker-image://'))
            contexts.push([id, value]);
        else if ((0,_stack_inside_js__WEBPACK_IMPORTED_MODULE_6__/* .isRemote */ .Vx)(value))
            contexts.push([id, remote(value)]);
        else {
            await mustBeFolder(value, name);
            contexts.push([id, await tree(value, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(value, '.dockerignore'), 'utf8').catch(() => ''))]);
        }
    }
    const services = [];
    for (const [id, one] of Object.entries(target.services ?? {}).sort()) {
        const key = await imageKey(one, hashTree);
        services.push([id, key.material]);
        if (key.always !== undefined)
            always.push(`its context ${one.service} is built each time: ${key.always}`);
    }
    const material = [
        KEY_FORMAT,
        context,
        dockerfile ?? target.dockerfile,
        target.target ?? '',
        target.platform,
        Object.entries(target.args).sort(),
        Object.entries(target.labels).sort(),
        target.secrets.map(({ id }) => id).sort(),
        target.ssh.map((agent) => agent.split('=')[0]).sort(),
        contexts,
        services,
        Object.entries(target.extraHosts ?? {}).sort(),
        target.ulimits ?? [],
        target.entitlements ?? [],
        target.network ?? '',
        target.shmSize ?? '',
        target.environment,
        target.cacheFrom,
        target.noCache,
        target.pull,
    ];
    return { material: JSON.stringify(material), notices, ...(always.length > 0 ? { always: always.join('; ') } : {}) };
}
function pointerRefused({ root, project, service }, path) {
    return new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Refused */ .Lw(`${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(root, path)} is a pointer of Git LFS, not the file itself, and would go into the image`, {
        at: `${project}/${service}, build`,
        todo: [_stack_content_js__WEBPACK_IMPORTED_MODULE_5__/* .CHECK_LFS_OUT */ .It, LEAVE_OUT],
    });
}
async function refuseEmptySubmodule(target, folder, ignoreText) {
    const { ignores } = (0,_ignore_js__WEBPACK_IMPORTED_MODULE_9__/* .ignoreRules */ .e)(ignoreText);
    const sent = (path) => (0,_stack_inside_js__WEBPACK_IMPORTED_MODULE_6__/* .isInside */ .FK)(folder, path) && !ignores((0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(folder, path).split(node_path__WEBPACK_IMPORTED_MODULE_2__.sep).join('/'));
    const empty = (await (0,_stack_submodules_js__WEBPACK_IMPORTED_MODULE_7__/* .emptySubmodules */ .J)(target.root)).find((path) => path === folder || sent(path));
    if (empty === undefined)
        return;
    throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Refused */ .Lw(`the submodule ${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(target.root, empty)} is empty, and would go into the image like that`, {
        at: `${target.project}/${target.service}, build`,
        todo: [_stack_submodules_js__WEBPACK_IMPORTED_MODULE_7__/* .CHECK_SUBMODULES_OUT */ ._, LEAVE_OUT],
    });
}
const LEAVE_OUT = 'or, where the image does not need it, leave it out by .dockerignore';
async function readDockerfile(target, name) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(target.dockerfile, 'utf8').catch((error) => {
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Refused */ .Lw(error.code === 'ENOENT'
            ? `there is no ${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(target.root, target.dockerfile)}`
            : `the Dockerfile cannot be read: ${error.code}`, { at: `${name}, build.dockerfile` });
    });
}
/** `<Dockerfile>.dockerignore` wins over the context's `.dockerignore`, as in BuildKit. */
async function ignoreTextOf(target) {
    const own = target.dockerfileInline === undefined
        ? await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(`${target.dockerfile}.dockerignore`, 'utf8').catch(() => undefined)
        : undefined;
    return own ?? (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(target.context, '.dockerignore'), 'utf8').catch(() => '');
}
async function mustBeFolder(path, name) {
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path).catch(() => undefined);
    if (!found?.isDirectory())
        throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Refused */ .Lw(`the build context ${path} ${found ? 'is no folder' : 'does not exist'}`, {
            at: `${name}, build`,
        });
}


/***/ }),

/***/ 5581:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ treeHash),
/* harmony export */   H: () => (/* binding */ inParallel)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6466);
/* harmony import */ var _stack_content_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6997);
/* harmony import */ var _ignore_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9983);







/** Larger files are streamed. */
const WHOLE_FILE_BYTES = 1024 * 1024;
const OPEN_FILES = 32;
/**
 * Hash of a build context as BuildKit would get it: every path that .dockerignore lets through, with exec bit, link target and bytes.
 * @param ignoreText Text of the .dockerignore that counts; '' if there is none.
 */
async function treeHash(root, ignoreText) {
    const ignored = (0,_ignore_js__WEBPACK_IMPORTED_MODULE_6__/* .ignoreRules */ .e)(ignoreText);
    const found = { git: false };
    const entries = await walk(root, '', ignored, found);
    entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    const hashes = await inParallel(entries, OPEN_FILES, (entry) => contentHash(root, entry, found));
    const sum = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    for (const [index, { path, kind }] of entries.entries())
        sum.update(`${JSON.stringify([kind, path, hashes[index]])}\n`);
    return { sha256: sum.digest('hex'), ...found, ...(ignored.unclear !== undefined && { unclear: ignored.unclear }) };
}
async function walk(root, folder, ignored, found) {
    const children = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(root, folder), { withFileTypes: true });
    const below = await Promise.all(children.map(async (child) => {
        const path = folder === '' ? child.name : `${folder}/${child.name}`;
        if (child.name.includes('\uFFFD'))
            found.unreadable = path;
        const isIgnored = ignored.ignores(path);
        if (path === '.git' || path.startsWith('.git/'))
            found.git ||= !isIgnored;
        if (isOfCheckout(path))
            return [];
        if (isIgnored && (!child.isDirectory() || ignored.closes(path)))
            return [];
        const own = isIgnored ? [] : await entryOf(root, path, child);
        return child.isDirectory() ? [...own, ...(await walk(root, path, ignored, found))] : own;
    }));
    return below.flat();
}
/** What lies in `.git` and is another in every checkout of the same commit. */
function isOfCheckout(path) {
    return path.startsWith('.git/') && !/^\.git\/(HEAD|packed-refs|shallow|refs(\/.*)?)$/.test(path);
}
/** Nothing for sockets and devices: BuildKit does not send them. */
async function entryOf(root, path, child) {
    if (child.isSymbolicLink())
        return [{ path, kind: 'l', size: 0 }];
    if (child.isDirectory())
        return [{ path, kind: 'd', size: 0 }];
    if (!child.isFile())
        return [];
    const { mode, size } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.lstat)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(root, path));
    return [{ path, kind: (mode & 0o111) === 0 ? 'f' : 'x', size }];
}
async function contentHash(root, { path, kind, size }, found) {
    const absolute = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(root, path);
    if (kind === 'd')
        return '';
    if (kind === 'l')
        return `→${await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readlink)(absolute)}`;
    const sum = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    if (size <= WHOLE_FILE_BYTES) {
        const bytes = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)(absolute);
        if ((0,_stack_content_js__WEBPACK_IMPORTED_MODULE_5__/* .isLfsPointer */ .NS)(bytes))
            found.pointer = path;
        sum.update(bytes);
    }
    else
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.pipeline)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createReadStream)(absolute), sum);
    return sum.digest('hex');
}
/** Results in the order of the items. */
async function inParallel(items, limit, work) {
    const results = new Array(items.length);
    let next = 0;
    const worker = async () => {
        while (next < items.length) {
            const index = next++;
            results[index] = await work(items[index]);
        }
    };
    await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
    return results;
}


/***/ }),

/***/ 2149:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TN: () => (/* binding */ isRecorded),
/* harmony export */   i0: () => (/* binding */ recordedOf),
/* harmony export */   rh: () => (/* binding */ writeRecord)
/* harmony export */ });
/* harmony import */ var _image_chosen_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5175);

/** What of the server's record these images could be, by sum: of the current release where it has one, else of the newest. */
function recordedOf(images, { built, key }) {
    const wanted = new Set(images.flatMap((image) => (0,_image_chosen_js__WEBPACK_IMPORTED_MODULE_0__/* .sumsOf */ .yg)(image, key)));
    const found = new Map();
    for (const { sum, image, release } of built)
        if (wanted.has(sum) && !found.has(sum))
            found.set(sum, { image, release });
    return found;
}
/**
 * The release's own line of the record. What was known of the same image on certain base images is kept: else the next `refresh` would build it
 * again although none has moved.
 */
function writeRecord(images, { built }) {
    const pairs = new Set();
    for (const built of images) {
        const image = imageOf(built);
        if (image !== undefined)
            for (const sum of built.sums ?? [])
                pairs.add(`${sum}=${image}`);
    }
    for (const { sum, image } of built) {
        const [sources] = sum.split('-');
        if (sum !== sources && pairs.has(`${sources}=${image}`))
            pairs.add(`${sum}=${image}`);
    }
    return [...pairs].join(' ');
}
/** Whether a kept release says all of this already. @param record Of writeRecord. */
function isRecorded(record, { built }) {
    const known = new Set(built.map(({ sum, image }) => `${sum}=${image}`));
    return record === '' || record.split(' ').every((pair) => known.has(pair));
}
function imageOf({ repository, digest, imageId }) {
    return digest === undefined ? imageId : `${repository}@${digest}`;
}


/***/ })

};
