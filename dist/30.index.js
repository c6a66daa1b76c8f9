export const id = 30;
export const ids = [30];
export const modules = {

/***/ 8438:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ buildImages),
  Z: () => (/* binding */ pushImages)
});

// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
;// CONCATENATED MODULE: ./lib/image/bake.js
/** The definition that `docker buildx bake` reads, as JSON, and the name of each target in it. Holds no secret's value. */
function bakeFile(entries, options = {}) {
    const names = bakeNames(entries.map(({ target }) => target));
    const targets = entries.map(({ target, tags }, index) => [
        names[index],
        bakeTarget(target, tags, cacheOf(target, options.cache)),
    ]);
    return {
        text: JSON.stringify({ group: { default: { targets: names } }, target: Object.fromEntries(targets) }),
        names,
    };
}
function bakeTarget(target, tags, cache) {
    const definition = {
        context: target.context,
        ...(target.dockerfileInline === undefined
            ? { dockerfile: target.dockerfile }
            : { 'dockerfile-inline': target.dockerfileInline }),
        target: target.target,
        args: target.args,
        labels: target.labels,
        platforms: [target.platform],
        contexts: target.contexts,
        secret: target.secrets.map(({ id, variable, file }) => csv([`id=${id}`, variable === undefined ? `src=${file}` : `env=${variable}`])),
        ssh: target.ssh,
        network: target.network,
        'shm-size': target.shmSize,
        'cache-from': [...target.cacheFrom, ...cache.from],
        'cache-to': [...target.cacheTo, ...cache.to],
        'no-cache': target.noCache || undefined,
        pull: target.pull || undefined,
        tags,
    };
    return literalTexts(Object.fromEntries(Object.entries(definition).filter(([, value]) => !isEmpty(value))));
}
/** One cache an image and environment: images would overwrite each other's, and what another branch wrote is not to end up in an image. */
function cacheOf({ repository, environment }, cache = 'none') {
    if (cache === 'none')
        return { from: [], to: [] };
    const place = cache === 'gha'
        ? `type=gha,scope=${repository}-${environment}`
        : `type=registry,ref=${repository}:cache-${environment}`;
    return { from: [place], to: [`${place},mode=max`] };
}
/** Bake knows letters, digits, `_` and `-` only; the name shows in its log. */
function bakeNames(targets) {
    const taken = new Set();
    return targets.map(({ project, service }) => {
        const name = `${project}_${service}`.replace(/[^A-Za-z0-9_-]/g, '-');
        let unique = name;
        for (let count = 2; taken.has(unique); count++)
            unique = `${name}-${count}`;
        taken.add(unique);
        return unique;
    });
}
/** Bake evaluates `${…}` and `%{…}` in every string of a JSON definition (HCL's JSON syntax). */
function literalTexts(value) {
    if (typeof value === 'string')
        return value.replace(/([$%])\{/g, '$1$1{');
    if (Array.isArray(value))
        return value.map(literalTexts);
    if (typeof value === 'object' && value !== null)
        return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literalTexts(item)]));
    return value;
}
function csv(fields) {
    return fields.map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',');
}
function isEmpty(value) {
    return value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}

// EXTERNAL MODULE: ./lib/runtime/temp.js
var temp = __webpack_require__(896);
;// CONCATENATED MODULE: ./lib/image/dockerConfig.js



/** What of Docker's folder of settings belongs to the user, beside the file that holds the logins. */
const KEPT = ['cli-plugins', 'contexts', 'tls'];
/**
 * A folder for DOCKER_CONFIG with the user's settings and one more login, gone when it is disposed of: a base image may lie in the stack's own
 * private registry. Where the user has a credential store, that is left to answer: Docker reads no login from a file then.
 * @param login Text of a Docker config file; secret.
 */
async function withLogin(login, env) {
    const users = env.DOCKER_CONFIG ?? (0,external_node_path_.join)(env.HOME ?? '/root', '.docker');
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(users, 'config.json'), 'utf8').catch(() => '{}');
    const folder = await (0,temp/* tempFolder */.v)('docker');
    await folder.write('config.json', merged(text, login));
    for (const name of KEPT) {
        const there = await (0,promises_.lstat)((0,external_node_path_.join)(users, name)).catch(() => undefined);
        if (there !== undefined)
            await (0,promises_.symlink)((0,external_node_path_.join)(users, name), (0,external_node_path_.join)(folder.path, name));
    }
    return {
        ...folder,
        env: { DOCKER_CONFIG: folder.path, BUILDX_CONFIG: env.BUILDX_CONFIG ?? (0,external_node_path_.join)(users, 'buildx') },
    };
}
/** The user's logins win, but for the host that a login is given for. */
function merged(users, login) {
    const ours = JSON.parse(login).auths;
    try {
        const theirs = JSON.parse(users);
        return JSON.stringify({ ...theirs, auths: { ...theirs.auths, ...ours } });
    }
    catch {
        return login;
    }
}

;// CONCATENATED MODULE: ./lib/image/build.js
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






const SHOWN_LINES = 20;
/** All images of a stack, on a runner without their layers. */
const BUILD_MS = 120 * 60_000;
/** The argv that builds what bake finds on stdin and loads it into this machine's engine. */
function bakeCommand() {
    return ['docker', 'buildx', 'bake', '--file', '-', '--load', '--progress', 'plain'];
}
/**
 * Builds images in one call of bake, which shares contexts and layers between them.
 * @throws Refused naming the service, the Dockerfile and the last lines.
 */
async function bake(entries, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const first = entries[0];
        if (first === undefined)
            return;
        const { text, names } = bakeFile(entries, options);
        const inherited = Object.entries(options.env).filter((entry) => entry[1] !== undefined && !entry[0].startsWith('INPUT_'));
        const lines = [];
        const config = __addDisposableResource(env_1, await withLogin(options.registryLogin ?? '{"auths":{}}', options.env), true);
        const result = await options.run(bakeCommand(), {
            stdin: text,
            timeoutMs: BUILD_MS,
            cwd: first.target.root,
            // Attestations would make an index of each image, which not every engine can load.
            env: {
                ...Object.fromEntries(inherited),
                ...config.env,
                ...options.buildSecrets,
                BUILDX_NO_DEFAULT_ATTESTATIONS: '1',
            },
            onLine: (line) => {
                lines.push(line);
                if (lines.length > 2000)
                    lines.shift();
                options.log(line);
            },
        });
        if (result.code === 0)
            return;
        if (result.ended === 'timeout')
            throw new errors/* Refused */.Lw([`the build did not end within ${BUILD_MS / 60_000} minutes; its last words:`, ...lastLines(lines)].join('\n'), { todo: 'look what it waited for; nothing was changed on the server' });
        const dockerfiles = new Map();
        for (const { target } of entries)
            dockerfiles.set(target.dockerfile, await (0,promises_.readFile)(target.dockerfile, 'utf8').catch(() => ''));
        throw buildFailure(entries, names, lines, dockerfiles);
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
/** What to tell of a failed build. @param dockerfiles Texts by path: an older engine does not say the line. */
function buildFailure(entries, names, lines, dockerfiles = new Map()) {
    const all = lines.join('\n');
    if (/is not a docker command|unknown command: docker buildx|unknown flag: --file/.test(all))
        return new errors/* Refused */.Lw('Docker Buildx is not installed on this runner', {
            todo: 'install the Buildx plugin of Docker, or run docker/setup-buildx-action before',
        });
    if (/Cannot connect to the Docker daemon/.test(all))
        return new errors/* Refused */.Lw('no Docker engine answers on this runner', { todo: 'start Docker, or use a runner that has it' });
    const failed = /(?:ERROR: )?target ([\w-]+): (.*)/.exec(all);
    const name = failed?.[1] ?? failedVertex(all);
    const entry = entries[names.indexOf(name ?? '')] ?? (entries.length === 1 ? entries[0] : undefined);
    const service = entry ? `${entry.target.project}/${entry.target.service}` : names.join(', ');
    const position = /^[\w./-]*Dockerfile[\w.-]*:(\d+)$/m.exec(all)?.[1] ??
        lineOfInstruction(failedInstruction(all), dockerfiles.get(entry?.target.dockerfile ?? ''));
    const file = entry && (0,external_node_path_.relative)(entry.target.root, entry.target.dockerfile);
    const reason = failed?.[2] ?? lines.findLast((line) => line.startsWith('ERROR: '))?.slice(7) ?? 'docker buildx bake failed';
    return new errors/* Refused */.Lw([`${service} does not build: ${(0,runtime_escape/* plain */.pj)(reason).slice(0, 500)}`, ...lastLines(lines)].join('\n'), {
        ...(file === undefined ? {} : { at: position === undefined ? file : `${file}:${position}` }),
        ...(file === undefined || position === undefined
            ? {}
            : { places: [{ file, line: Number(position), message: `${service} does not build: ${(0,runtime_escape/* plain */.pj)(reason)}` }] }),
        todo: 'mend the build and push again; nothing was changed on the server',
    });
}
function lastLines(lines) {
    return lines
        .filter((line) => line.trim() !== '' && !/^-+$/.test(line))
        .slice(-SHOWN_LINES)
        .map((line) => `    ${(0,runtime_escape/* plain */.pj)(line).slice(0, 300)}`);
}
/** Instruction of the step that failed, as BuildKit prints it at the step's beginning: `#10 [production 1/2] RUN false`. */
function failedInstruction(all) {
    const step = /^#(\d+) ERROR/m.exec(all)?.[1];
    return step === undefined ? undefined : new RegExp(`^#${step} \\[[^\\]]+\\] (.+)$`, 'm').exec(all)?.[1];
}
/** Line on which an instruction begins, where only one can be meant; BuildKit joins its lines and blanks. */
function lineOfInstruction(instruction, dockerfile) {
    if (instruction === undefined || dockerfile === undefined)
        return undefined;
    const found = dockerfile.split('\n').flatMap((line, index) => {
        const begin = line
            .replace(/\\\s*$/, '')
            .trim()
            .replace(/\s+/g, ' ');
        return begin !== '' && instruction.replace(/\s+/g, ' ').startsWith(begin) ? [String(index + 1)] : [];
    });
    return found.length === 1 ? found[0] : undefined;
}
/** Target of the step that failed: older engines name it only at the step's beginning, `#7 [app_web 3/3] RUN …`, `#7 ERROR: …`. */
function failedVertex(all) {
    const step = /^#(\d+) ERROR/m.exec(all)?.[1];
    return step === undefined ? undefined : new RegExp(`^#${step} \\[([\\w-]+) `, 'm').exec(all)?.[1];
}

// EXTERNAL MODULE: ./lib/runtime/transient.js
var runtime_transient = __webpack_require__(8186);
;// CONCATENATED MODULE: ./lib/image/transient.js
/** Whether the text of a failed `docker push` tells of a fault that may be gone in a moment. */
function isTransientPush(output) {
    if (/denied|unauthorized|authentication required|no basic auth|name invalid|does not exist|x509/i.test(output))
        return false;
    return /\b(408|429|500|502|503|504)\b|too many requests|timeout|timed out|connection (reset|refused)|broken pipe|unexpected EOF|\bEOF\b|TLS handshake|temporar/i.test(output);
}

;// CONCATENATED MODULE: ./lib/image/push.js
var push_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var push_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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





/** An image over a slow line. */
const PUSH_MS = 60 * 60_000;
/**
 * Pushes an image of this machine's engine under one of its tags.
 * @returns Its digest, in the push's own words.
 */
async function push(repository, tag, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const reference = `${repository}:${tag}`;
        const host = options.registry.host ?? 'none';
        // A config of its own, gone afterwards: nothing of ours stays in the user's.
        const folder = push_addDisposableResource(env_1, await (0,temp/* tempFolder */.v)('docker'), true);
        await folder.write('config.json', options.registry.dockerConfig);
        const inherited = Object.entries(options.env).filter((entry) => entry[1] !== undefined && !entry[0].startsWith('INPUT_'));
        const env = { ...Object.fromEntries(inherited), DOCKER_CONFIG: folder.path };
        const once = async () => {
            const result = await options.run(['docker', 'push', reference], {
                env,
                onLine: options.log,
                timeoutMs: PUSH_MS,
            });
            if (result.ended === 'timeout')
                throw new errors/* Refused */.Lw(`${reference} could not be pushed within ${PUSH_MS / 60_000} minutes`, {
                    todo: `look whether ${host} answers, and run this again`,
                });
            const output = `${result.stdout}\n${result.stderr}`;
            if (result.code === 0)
                return result.stdout;
            if (isTransientPush(output))
                throw new runtime_transient/* Transient */.Rc(lastLine(output));
            throw pushFailure(reference, output, host);
        };
        const said = await (0,runtime_transient/* withRetries */.LH)(once, options).catch((error) => {
            if (!(error instanceof runtime_transient/* Transient */.Rc))
                throw error;
            throw new errors/* Refused */.Lw(`${reference} could not be pushed, after several tries: ${error.message}`, {
                todo: 'try again when the registry answers',
            });
        });
        // Not what the registry has under the tag by now: that somebody else may have pushed.
        const pushed = /digest: (sha256:[0-9a-f]{64})/.exec(said)?.[1];
        if (pushed === undefined)
            throw new errors/* Refused */.Lw(`docker push of ${reference} did not say its digest`, {
                todo: 'use a newer Docker on this runner',
            });
        if (!(await options.registry.holds(`${repository}@${pushed}`)))
            throw new errors/* Refused */.Lw(`the registry ${host} does not have the image ${repository}@${pushed} that was just pushed`, {
                todo: 'run this again',
            });
        return pushed;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = push_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** For a login that shall not be able to. */
const OVER_SSH = 'or let the action deploy send what it builds to the server over SSH: `push: false`';
function pushFailure(reference, output, host) {
    if (/does not exist locally|No such image|tag does not exist/i.test(output))
        return new errors/* Refused */.Lw(`${reference} is not on this runner`, {
            todo: 'push-image must run in the same job as build-and-tag',
        });
    if (/denied|unauthorized|authentication required|no basic auth/i.test(output)) {
        return new errors/* Refused */.Lw(`the registry ${host} refuses the push: ${lastLine(output)}`, {
            at: reference,
            todo: host === 'ghcr.io'
                ? ['give the job `permissions: { packages: write }`', OVER_SSH]
                : ['check the inputs registry-username and registry-token', OVER_SSH],
        });
    }
    return new errors/* Refused */.Lw(`${reference} could not be pushed: ${lastLine(output)}`);
}
function lastLine(output) {
    return (0,runtime_escape/* plain */.pj)(output).trim().split('\n').pop()?.slice(0, 500) ?? '';
}

// EXTERNAL MODULE: ./lib/image/reference.js
var reference = __webpack_require__(8424);
;// CONCATENATED MODULE: ./lib/image/store.js
/** Id of an image on this machine's engine; undefined if it is not there. */
async function localImageId(reference, options) {
    const result = await options.run(['docker', 'image', 'inspect', '--format', '{{.Id}}', reference]);
    return result.code === 0 ? result.stdout.trim() : undefined;
}
/** `repository@digest` of an image on this machine's engine, for each registry that it was pushed to or pulled from. */
async function localDigests(reference, options) {
    const result = await options.run(['docker', 'image', 'inspect', '--format', '{{json .RepoDigests}}', reference]);
    return result.code === 0 ? (JSON.parse(result.stdout) ?? []) : [];
}

// EXTERNAL MODULE: ./lib/image/tags.js
var image_tags = __webpack_require__(548);
// EXTERNAL MODULE: ./lib/image/tree.js
var tree = __webpack_require__(5581);
;// CONCATENATED MODULE: ./lib/image/images.js







const REQUESTS_AT_ONCE = 8;
const PUSHES_AT_ONCE = 2;
/** Builds what is planned with a target. Without a registry (`none`), or where it is not pushed, each image without a digest has its id. */
async function buildImages(planned, options) {
    const toBuild = new Map(planned.map((image) => [`${image.repository}:${image.key}`, image]));
    const entries = [...toBuild.values()].flatMap(({ target, repository, key, tags }) => target === undefined ? [] : [{ target, tags: [(0,image_tags/* keyTag */.Q)(key), ...tags].map((tag) => `${repository}:${tag}`) }]);
    await bake(entries, options);
    return (0,tree/* inParallel */.H)(planned, REQUESTS_AT_ONCE, async ({ target, notices: _, withheld: __, ...image }) => {
        const built = image.result === 'planned' && target !== undefined ? { ...image, result: 'built' } : image;
        if (built.result !== 'built' || built.digest !== undefined || built.imageId !== undefined)
            return built;
        if (options.registry !== 'none')
            return built;
        const imageId = await localImageId(`${image.repository}:${(0,image_tags/* keyTag */.Q)(image.key)}`, options);
        if (imageId === undefined)
            throw new errors/* Refused */.Lw(`${image.repository} was built, but this engine does not have it`, {
                todo: 'use the builder `default` (docker buildx use default)',
            });
        return { ...built, imageId };
    });
}
/**
 * Pushes what the registry lacks, and gives every image its tags, there and without pulling.
 * Where there is no registry the images are returned as they are, and so is what was not built.
 */
async function pushImages(images, options) {
    const { registry } = options;
    if (registry.host === undefined)
        return images.map((image) => ({ ...image, pushed: false }));
    // What only the server has, or lies where the stack's registry was before, is nothing of this registry's.
    const here = images.filter(({ result, onServer, repository }) => result !== 'planned' && !onServer && (0,reference/* parseReference */.F2)(repository).host === registry.host);
    const unique = [...new Map(here.map((image) => [`${image.repository}:${image.key}`, image])).values()];
    const results = await (0,tree/* inParallel */.H)(unique, PUSHES_AT_ONCE, async (image) => {
        const known = image.digest ?? (await pushedBefore(image, options));
        const [tag = (0,image_tags/* keyTag */.Q)(image.key)] = options.withoutKeys ? image.tags : [];
        const digest = known ?? (await push(image.repository, tag, options));
        for (const one of new Set([...(image.digest === undefined ? [tag] : []), ...image.tags])) {
            const tagged = await registry.tag(image.repository, digest, one);
            // Of what the server has, and the registry no longer, there is nothing to tag.
            if (!tagged && image.result === 'built')
                throw new errors/* Refused */.Lw(`${registry.name} no longer has ${image.repository}@${digest}`, { todo: 'run this again' });
        }
        return [`${image.repository}:${image.key}`, { digest, pushed: known === undefined }];
    });
    const byName = new Map(results);
    return images.map((image) => ({ ...image, ...byName.get(`${image.repository}:${image.key}`) }));
}
/** Digest of this engine's image, if the registry has it already, as after an earlier push. */
async function pushedBefore({ repository, key }, { registry, run: runProgram }) {
    const known = await localDigests(`${repository}:${(0,image_tags/* keyTag */.Q)(key)}`, { run: runProgram });
    for (const reference of known.filter((one) => one.startsWith(`${repository}@`)))
        if (await registry.holds(reference))
            return reference.slice(repository.length + 1);
    return undefined;
}


/***/ }),

/***/ 2931:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  M: () => (/* binding */ openRegistry)
});

// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/runtime/run.js
var run = __webpack_require__(313);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
// EXTERNAL MODULE: ./lib/runtime/json.js
var json = __webpack_require__(3220);
// EXTERNAL MODULE: ./lib/runtime/transient.js
var runtime_transient = __webpack_require__(8186);
;// CONCATENATED MODULE: ./lib/image/challenge.js
/** Reads a `WWW-Authenticate` header (RFC 9110, 11.6.1), as far as registries use it; undefined if there is nothing to answer. */
function parseChallenge(header) {
    const scheme = /^\s*(basic|bearer)\b/i.exec(header ?? '')?.[1]?.toLowerCase();
    if (scheme === undefined || header === null)
        return undefined;
    const parameters = new Map();
    for (const [, name, quotedValue, bare] of header.matchAll(/([a-z_]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi))
        parameters.set(name.toLowerCase(), quotedValue?.replace(/\\(.)/g, '$1') ?? bare ?? '');
    const service = parameters.get('service');
    return { scheme, realm: parameters.get('realm') ?? '', ...(service === undefined ? {} : { service }) };
}

// EXTERNAL MODULE: ./lib/image/reference.js
var image_reference = __webpack_require__(8424);
;// CONCATENATED MODULE: ./lib/image/client.js







/** Indexes first: the digest of a multi-platform image is that of its index. */
const MANIFESTS = [
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');
const TIMEOUT_MS = 20_000;
/** A client of one registry's HTTP API (OCI Distribution Specification 1.1), as far as manifests go. */
class RegistryClient {
    host;
    options;
    tokens = new Map();
    scheme = 'https';
    /**
     * @param options.plainHttp Asked once, if HTTPS is not spoken there: whether the engine trusts this registry without TLS.
     */
    constructor(host, options) {
        this.host = host;
        this.options = options;
    }
    /** Digest of a tag or digest; undefined where the registry does not have it. */
    async digestOf(path, reference) {
        const response = await this.ask('HEAD', path, `manifests/${reference}`, 'pull');
        if (response.status === 404)
            return undefined;
        this.refuseUnless(response, [200], path);
        const digest = response.headers.get('docker-content-digest');
        // The header is optional in the specification.
        if (digest === null)
            return (await this.manifest(path, reference))?.digest;
        return this.checked(digest, path);
    }
    async manifest(path, reference) {
        const response = await this.ask('GET', path, `manifests/${reference}`, 'pull');
        if (response.status === 404)
            return undefined;
        this.refuseUnless(response, [200], path);
        const bytes = Buffer.from(await response.arrayBuffer());
        const digest = `sha256:${(0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex')}`;
        if (reference.startsWith('sha256:') && reference !== digest)
            throw this.wrongDigest(path, reference, digest);
        return { digest, mediaType: response.headers.get('content-type') ?? '', bytes };
    }
    /** Gives a manifest one more tag; no layer moves. */
    async tag(path, manifest, tag) {
        const response = await this.ask('PUT', path, `manifests/${tag}`, 'pull,push', {
            body: manifest.bytes,
            headers: { 'content-type': manifest.mediaType },
        });
        this.refuseUnless(response, [201, 200], path);
        const digest = response.headers.get('docker-content-digest');
        if (digest !== null && digest !== manifest.digest)
            throw this.wrongDigest(path, manifest.digest, digest);
    }
    async ask(method, path, resource, actions, init = {}) {
        const scope = `repository:${path}:${actions}`;
        return this.retrying(async () => {
            const send = (authorization) => this.send(() => `${this.scheme}://${(0,image_reference/* apiHost */.nz)(this.host)}/v2/${path}/${resource}`, {
                ...init,
                method,
                headers: {
                    accept: MANIFESTS,
                    ...init.headers,
                    ...(authorization === undefined ? {} : { authorization }),
                },
            });
            const known = this.tokens.get(scope);
            const response = await send(known);
            if (response.status !== 401)
                return response;
            const challenge = parseChallenge(response.headers.get('www-authenticate'));
            if (challenge === undefined)
                return response;
            const authorization = await this.authorize(challenge, scope);
            if (authorization === undefined)
                return response;
            this.tokens.set(scope, authorization);
            return send(authorization);
        });
    }
    async authorize(challenge, scope) {
        const { login } = this.options;
        const basic = login && `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`;
        if (challenge.scheme === 'basic')
            return basic;
        const url = URL.canParse(challenge.realm) ? new URL(challenge.realm) : undefined;
        if (url === undefined || !(url.protocol === 'https:' || (url.protocol === 'http:' && this.scheme === 'http')))
            throw new errors/* Refused */.Lw(`the registry ${this.host} sends us to ${(0,runtime_escape/* plain */.pj)(challenge.realm).slice(0, 200)} for a token, which is not safe`);
        if (challenge.service !== undefined)
            url.searchParams.set('service', challenge.service);
        url.searchParams.set('scope', scope);
        const response = await this.send(() => url.href, basic === undefined ? {} : { headers: { authorization: basic } });
        if (!response.ok)
            throw this.loginRefused(response.status);
        const answer = (0,json/* jsonObject */.o)(await response.text().catch(() => ''));
        const token = answer?.['token'] ?? answer?.['access_token'];
        if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token))
            throw new errors/* Refused */.Lw(`the registry ${this.host} gave no token`, { at: url.origin });
        return `Bearer ${token}`;
    }
    async send(url, init) {
        let response;
        try {
            response = await fetch(url(), { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
        }
        catch (error) {
            const code = (0,runtime_transient/* codeOf */.$N)(error);
            if (this.scheme === 'https' &&
                speaksNoTls(code) &&
                url().startsWith(`https://${this.host}/`) &&
                (await this.options.plainHttp())) {
                this.scheme = 'http';
                return this.send(url, init);
            }
            if ((0,runtime_transient/* isTransientCode */.gL)(code))
                throw new runtime_transient/* Transient */.Rc(code ?? 'timeout', undefined, { cause: error });
            throw new errors/* Refused */.Lw(`the registry ${this.host} cannot be reached: ${code ?? String(error)}`, {
                at: new URL(url()).origin,
                todo: /CERT|SELF_SIGNED|VERIFY|ALTNAME/.test(code ?? '')
                    ? 'a private CA is trusted by NODE_EXTRA_CA_CERTS=/path/to/ca.pem in the step’s env'
                    : 'check the name of the registry',
                cause: error,
            });
        }
        if ((0,runtime_transient/* isTransientStatus */.Dm)(response.status)) {
            await response.body?.cancel();
            const seconds = Number(response.headers.get('retry-after'));
            throw new runtime_transient/* Transient */.Rc(`HTTP ${response.status}`, Number.isFinite(seconds) ? seconds * 1000 : undefined);
        }
        return response;
    }
    async retrying(work) {
        try {
            return await (0,runtime_transient/* withRetries */.LH)(work, this.options);
        }
        catch (error) {
            if (!(error instanceof runtime_transient/* Transient */.Rc))
                throw error;
            throw new errors/* Refused */.Lw(`the registry ${this.host} cannot be reached: ${error.message}`, {
                todo: 'try again when it answers; nothing was changed',
                cause: error,
            });
        }
    }
    refuseUnless(response, expected, path) {
        if (expected.includes(response.status))
            return;
        if (response.status === 401 || response.status === 403)
            throw this.loginRefused(response.status, path);
        throw new errors/* Refused */.Lw(`the registry ${this.host} answered HTTP ${response.status} for ${path}`);
    }
    loginRefused(status, path) {
        const { login } = this.options;
        const what = login === undefined ? 'asks for a login, and none was given' : `refuses the login of ${(0,runtime_escape/* plain */.pj)(login.username)}`;
        return new errors/* Refused */.Lw(`the registry ${this.host} ${what} (HTTP ${status})`, {
            ...(path === undefined ? {} : { at: path }),
            todo: this.host === 'ghcr.io'
                ? 'give the job `permissions: { packages: write }`, and this repository write access to the package'
                : 'check the inputs registry-username and registry-token, or run docker/login-action before',
        });
    }
    checked(digest, path) {
        if (!/^sha256:[0-9a-f]{64}$/.test(digest))
            throw new errors/* Refused */.Lw(`the registry ${this.host} names a digest that is none for ${path}`);
        return digest;
    }
    wrongDigest(path, wanted, got) {
        return new errors/* Refused */.Lw(`the registry ${this.host} has another image than it says: wanted ${wanted}, got ${(0,runtime_escape/* plain */.pj)(got)}`, { at: path });
    }
}
function speaksNoTls(code) {
    return (code === 'EPROTO' ||
        code === 'ERR_SSL_WRONG_VERSION_NUMBER' ||
        code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG' ||
        code === 'ECONNRESET' ||
        code === 'UND_ERR_SOCKET');
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./lib/image/credentials.js



/** Docker's name for a registry in its config file. */
function configName(host) {
    return host === 'docker.io' ? 'https://index.docker.io/v1/' : host;
}
/** The login that an earlier `docker login` (docker/login-action) left for a registry, also in a credential helper. */
async function storedLogin(host, options) {
    const folder = options.env.DOCKER_CONFIG ?? (0,external_node_path_.join)(options.env.HOME ?? '/root', '.docker');
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(folder, 'config.json'), 'utf8').catch(() => '{}');
    const config = ((0,json/* jsonObject */.o)(text) ?? {});
    const name = configName(host);
    const helper = config.credHelpers?.[host] ?? config.credHelpers?.[name] ?? config.credsStore;
    if (helper !== undefined && /^[A-Za-z0-9_.-]+$/.test(helper))
        return helperLogin(helper, name, options.run);
    const auth = config.auths?.[name]?.auth ?? config.auths?.[`https://${host}`]?.auth;
    if (auth === undefined)
        return undefined;
    const [, username, password] = /^([^:]*):([\s\S]*)$/.exec(Buffer.from(auth, 'base64').toString('utf8')) ?? [];
    return username === undefined || password === undefined
        ? undefined
        : { username, password: password.replace(/\0+$/, '') };
}
async function helperLogin(helper, name, runProgram) {
    const result = await runProgram([`docker-credential-${helper}`, 'get'], { stdin: name, timeoutMs: 20_000 }).catch(() => undefined);
    if (result?.code !== 0)
        return undefined;
    const answer = (0,json/* jsonObject */.o)(result.stdout);
    return answer?.Username && answer.Secret ? { username: answer.Username, password: answer.Secret } : undefined;
}
/** Text of a Docker config file that holds these logins, by host. */
function dockerConfigOf(logins) {
    const auths = [...logins].map(([host, { username, password }]) => [
        configName(host),
        { auth: Buffer.from(`${username}:${password}`).toString('base64') },
    ]);
    return JSON.stringify({ auths: Object.fromEntries(auths) });
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./lib/image/insecure.js

/**
 * Whether the engine on this machine trusts a registry without TLS (`insecure-registries` of its daemon.json, loopback always). There
 * is no switch of ours: who pushes images is the engine.
 */
async function engineTrusts(host, options) {
    if (trusts(host, { InsecureRegistryCIDRs: ['127.0.0.0/8', '::1/128'] }))
        return true;
    const result = await options
        .run(['docker', 'info', '--format', '{{json .RegistryConfig}}'], { timeoutMs: 20_000 })
        .catch(() => undefined);
    if (result?.code !== 0)
        return false;
    try {
        return trusts(host, JSON.parse(result.stdout));
    }
    catch {
        return false;
    }
}
/** The engine's rule, as in moby's registry/config.go. */
function trusts(host, config) {
    if (config.IndexConfigs?.[host]?.Secure === false)
        return true;
    const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
    const address = name === 'localhost' ? '127.0.0.1' : name;
    const family = (0,external_node_net_.isIP)(address);
    if (family === 0)
        return false;
    const networks = new external_node_net_.BlockList();
    for (const cidr of config.InsecureRegistryCIDRs ?? []) {
        const [network = '', text = ''] = cidr.split('/');
        const kind = (0,external_node_net_.isIP)(network);
        const bits = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
        if (kind !== 0 && bits <= (kind === 6 ? 128 : 32))
            networks.addSubnet(network, bits, kind === 6 ? 'ipv6' : 'ipv4');
    }
    return networks.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

;// CONCATENATED MODULE: ./lib/image/registry.js






/**
 * Opens the stack's registry. The login is the one given, else what an earlier `docker login` left. Nothing is asked of the network yet.
 * @param registry Of the stack, such as `ghcr.io/org/repo`, or `none`.
 */
async function openRegistry(registry, inputs, env, options = {}) {
    const host = registry === 'none' ? undefined : (0,image_reference/* parseReference */.F2)(`${registry}/x`).host;
    const login = host === undefined ? undefined : (givenLogin(host, inputs, env) ?? (await storedLogin(host, { env, run: run/* run */.eF })));
    const own = new Map(host === undefined || login === undefined ? [] : [[host, login]]);
    const clients = new Map();
    const clientOf = (of) => {
        const known = clients.get(of);
        if (known !== undefined)
            return known;
        const opened = (async () => new RegistryClient(of, {
            login: of === host ? login : await storedLogin(of, { env, run: run/* run */.eF }),
            plainHttp: () => engineTrusts(of, { run: run/* run */.eF }),
            ...options,
        }))();
        clients.set(of, opened);
        return opened;
    };
    const digestNow = async (reference) => {
        const { host: of, path, tag, digest } = (0,image_reference/* parseReference */.F2)(reference);
        return (await clientOf(of)).digestOf(path, digest ?? tag ?? 'latest');
    };
    return {
        host,
        dockerConfig: dockerConfigOf(own),
        async dockerConfigFor(references, { pushes = false } = {}) {
            if (pushes)
                mustNamePuller(host, inputs, env);
            const hosts = new Set([
                ...(host === undefined ? [] : [host]),
                ...references.map((reference) => (0,image_reference/* parseReference */.F2)(reference).host),
            ]);
            const found = await Promise.all([...hosts].map(async (one) => {
                const known = pullLogin(one, host, inputs, env) ?? own.get(one) ?? (await storedLogin(one, { env, run: run/* run */.eF }));
                return known === undefined ? [] : [[one, known]];
            }));
            return dockerConfigOf(new Map(found.flat()));
        },
        name: host === undefined ? 'no registry' : `the registry ${host}`,
        holds: async (reference) => (await digestNow(reference)) !== undefined,
        async digestOf(reference) {
            const { host: of } = (0,image_reference/* parseReference */.F2)(reference);
            const found = await digestNow(reference);
            if (found === undefined)
                throw new errors/* Refused */.Lw(`the image ${reference} does not exist`, {
                    at: `registry ${of}`,
                    todo: 'check its name and tag',
                });
            return found;
        },
        async tag(repository, digest, tag) {
            const { host: of, path } = (0,image_reference/* parseReference */.F2)(repository);
            const client = await clientOf(of);
            if ((await client.digestOf(path, tag)) === digest)
                return true;
            const manifest = await client.manifest(path, digest);
            if (manifest !== undefined)
                await client.tag(path, manifest, tag);
            return manifest !== undefined;
        },
    };
}
/** @throws Refused where logins for the server are given, but none at the stack's own registry, so that it would get the one that pushes */
function mustNamePuller(host, inputs, env) {
    if (host === undefined || inputs.registryPullToken === undefined || inputs.registryPullToken.length === 0)
        return;
    if (pullLogin(host, host, inputs, env) !== undefined)
        return;
    throw new errors/* Refused */.Lw(`it has no login at ${host}, the stack's own registry: the server would get the one that this run pushes with`, { at: 'input registry-pull-token', todo: `add a line \`${host} USER TOKEN\`` });
}
/** What was given for the server to pull with from a host. */
function pullLogin(host, own, { registryUsername, registryPullUsername, registryPullToken = [] }, env) {
    const found = registryPullToken.find((one) => (one.host ?? own) === host);
    const username = found?.username ?? registryPullUsername ?? registryUsername;
    return givenLogin(host, { registryUsername: username, registryToken: found?.password }, env);
}
/** GitHub's own token, the input's default, is of no use elsewhere and must not be shown to other registries. */
function givenLogin(host, { registryUsername, registryToken }, env) {
    if (registryToken === undefined || registryToken === '')
        return undefined;
    const server = URL.canParse(env.GITHUB_SERVER_URL ?? '')
        ? new URL(env.GITHUB_SERVER_URL).hostname
        : 'github.com';
    const isGithubs = host === 'ghcr.io' || host.endsWith(`.${server}`);
    if (registryToken.startsWith('ghs_') && !isGithubs)
        return undefined;
    return { username: registryUsername || 'x-access-token', password: registryToken };
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


/***/ })

};
