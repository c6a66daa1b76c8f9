export const id = 726;
export const ids = [726];
export const modules = {

/***/ 1211:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pushImage: () => (/* binding */ pushImage)
/* harmony export */ });
/* harmony import */ var _contract_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5354);
/* harmony import */ var _image_images_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8438);
/* harmony import */ var _image_registry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2931);
/* harmony import */ var _runtime_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(313);
/* harmony import */ var _checkout_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9494);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9922);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(809);







/** Pushes what build-and-tag built in the same job, and tags in the registry what is there already. */
const pushImage = (0,_contract_action_js__WEBPACK_IMPORTED_MODULE_0__/* .defineAction */ .Q)({
    name: 'push-image',
    description: 'Push the images that the registry lacks, and give each one’s digest',
    inputs: { environment: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .environment */ .cA, config: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .config */ .$W, ..._inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .registryInputs */ .P4, images: _inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .images */ .zC },
    outputs: { ..._outputs_js__WEBPACK_IMPORTED_MODULE_6__/* .imagesOutput */ .K1 },
    async main(inputs, context) {
        const { env, event, log } = context;
        const { registry } = await (0,_checkout_js__WEBPACK_IMPORTED_MODULE_4__/* .stackConfig */ .$R)(inputs, context);
        const output = log.output();
        const pushed = await log.group('Push', async () => (0,_image_images_js__WEBPACK_IMPORTED_MODULE_1__/* .pushImages */ .Z)(inputs.images, {
            registry: await (0,_image_registry_js__WEBPACK_IMPORTED_MODULE_2__/* .openRegistry */ .M)(registry, inputs, env),
            run: _runtime_run_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .eF,
            env,
            log: output.line,
            withoutKeys: event.tag !== undefined,
        }).finally(output.end));
        for (const image of pushed)
            log.info(`${image.project}/${image.service}: ${image.pushed ? 'pushed' : 'nothing to push'}, ${image.digest ?? image.imageId ?? 'no digest'}`);
        return { images: pushed };
    },
});


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

/***/ 548:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ tagsFor),
/* harmony export */   Q: () => (/* binding */ keyTag)
/* harmony export */ });
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7373);


/** The tag that finds an image again by its content. */
function keyTag(key) {
    return `key-${key}`;
}
/**
 * Tags for people: `sha-<commit7>`, the branch's name, the version. A branch's name is made to fit; a version has to fit.
 * @throws Refused for a version that cannot be a tag.
 */
function tagsFor(source) {
    const tags = [];
    if (source.commit !== undefined && /^[0-9a-f]{7,64}$/.test(source.commit))
        tags.push(`sha-${source.commit.slice(0, 7)}`);
    if (source.branch !== undefined && source.branch !== '')
        tags.push(branchTag(source.branch));
    if (source.version !== undefined && source.version !== '') {
        if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(source.version) || isReserved(source.version))
            throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .quoted */ .TL)(source.version)} cannot be the tag of an image`, {
                at: 'input version',
                todo: 'use letters, digits, dots, dashes and underscores, 128 at most, such as 1.4.2; not a digest, and not key-…, sha-… or cache-…',
            });
        tags.push(source.version);
    }
    return [...new Set(tags)];
}
function branchTag(branch) {
    const fitted = branch
        .replace(/[^A-Za-z0-9_.-]+/g, '-')
        .replace(/^[.-]+/, '')
        .slice(0, 128)
        .replace(/[.-]+$/, '');
    if (fitted === '' || isReserved(fitted))
        return `branch-${fitted}`.slice(0, 128).replace(/-$/, '');
    return fitted;
}
/** What reads as a content key, a commit or a digest must never come from a branch's name. */
function isReserved(tag) {
    return /^(key|sha|sha256|branch|cache)-/.test(tag) || /^[0-9a-f]{40}$|^[0-9a-f]{64}$/.test(tag);
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
/* harmony import */ var _ignore_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9983);






/** Larger files are streamed. */
const WHOLE_FILE_BYTES = 1024 * 1024;
const OPEN_FILES = 32;
/**
 * Hash of a build context as BuildKit would get it: every path that .dockerignore lets through, with exec bit, link target and bytes.
 * @param ignoreText Text of the .dockerignore that counts; '' if there is none.
 */
async function treeHash(root, ignoreText) {
    const ignored = (0,_ignore_js__WEBPACK_IMPORTED_MODULE_5__/* .ignoreRules */ .e)(ignoreText);
    const found = { git: false };
    const entries = await walk(root, '', ignored, found);
    entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    const hashes = await inParallel(entries, OPEN_FILES, (entry) => contentHash(root, entry));
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
async function contentHash(root, { path, kind, size }) {
    const absolute = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(root, path);
    if (kind === 'd')
        return '';
    if (kind === 'l')
        return `→${await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readlink)(absolute)}`;
    const sum = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    if (size <= WHOLE_FILE_BYTES)
        sum.update(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)(absolute));
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


/***/ })

};
