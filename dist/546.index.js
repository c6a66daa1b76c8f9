export const id = 546;
export const ids = [546];
export const modules = {

/***/ 5546:
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
// EXTERNAL MODULE: ./lib/runtime/json.js
var json = __webpack_require__(3220);
// EXTERNAL MODULE: ./lib/runtime/temp.js
var temp = __webpack_require__(896);
// EXTERNAL MODULE: ./lib/runtime/transient.js
var runtime_transient = __webpack_require__(8186);
;// CONCATENATED MODULE: ./lib/image/attempts.js
/**
 * How a failed build is tried once more; undefined where it is not. Neither a cache (its manifest may name layers that are gone) nor a builder of
 * ours (it has no image of the engine, and may not reach what the engine reaches) may fail what would be built without them.
 */
function nextAttempt(attempt, { ended, builderDied, fault }) {
    if (ended)
        return undefined;
    if (attempt.own && builderDied)
        return WITHOUT;
    if (fault === 'itself')
        return undefined;
    if (fault === 'push')
        return attempt.loads ? undefined : { ...attempt, loads: true };
    if (fault === 'cache' && (attempt.reads || attempt.writes))
        return { ...attempt, reads: false, writes: false };
    if ((fault === 'content' || fault === 'step') && attempt.reads)
        return { ...attempt, reads: false };
    if (fault === 'step')
        return undefined;
    return attempt.own ? WITHOUT : undefined;
}
const WITHOUT = { own: false, reads: false, writes: false };

// EXTERNAL MODULE: ./lib/image/layerCache.js
var layerCache = __webpack_require__(8252);
// EXTERNAL MODULE: ./lib/image/target.js + 1 modules
var image_target = __webpack_require__(8426);
;// CONCATENATED MODULE: ./lib/image/bake.js


/** All that bake has to know to build these: what is only a context of theirs, too. */
function withContexts(entries) {
    const idOf = ({ project, service }) => JSON.stringify([project, service]);
    const known = new Set(entries.map(({ target }) => idOf(target)));
    const before = new Map(entries.flatMap(({ target }) => (0,image_target/* builtBefore */.iY)(target)).map((target) => [idOf(target), target]));
    const contexts = [...before].filter(([id]) => !known.has(id));
    const own = (target) => (0,layerCache/* cacheEntries */.v2)(target, layerCache/* NO_CACHE */.DQ, () => false);
    return [
        ...entries,
        ...contexts.map(([, target]) => ({ target, tags: [], cache: own(target), isContext: true })),
    ];
}
/**
 * The definition that `docker buildx bake` reads, as JSON, and the name of each target in it. Holds no secret's value.
 * @param entries Of withContexts.
 */
function bakeFile(entries, output = 'load') {
    const names = bakeNames(entries.map(({ target }) => target));
    const nameOf = (wanted) => names[entries.findIndex(({ target }) => target.project === wanted.project && target.service === wanted.service)];
    const targets = entries.map((entry, index) => [names[index], bakeTarget(entry, output, nameOf)]);
    const wanted = names.filter((_, index) => !entries[index]?.isContext);
    return {
        text: JSON.stringify({ group: { default: { targets: wanted } }, target: Object.fromEntries(targets) }),
        names,
    };
}
function bakeTarget({ target, tags, cache, isContext }, output, nameOf) {
    const built = Object.entries(target.services ?? {}).map(([name, one]) => [name, `target:${nameOf(one)}`]);
    const definition = {
        context: target.context,
        ...(target.dockerfileInline === undefined
            ? { dockerfile: target.dockerfile }
            : { 'dockerfile-inline': target.dockerfileInline }),
        target: target.target,
        args: target.args,
        labels: target.labels,
        platforms: [target.platform],
        contexts: { ...target.contexts, ...Object.fromEntries(built) },
        secret: target.secrets.map(({ id, variable, file }) => csv([`id=${id}`, variable === undefined ? `src=${file}` : `env=${variable}`])),
        ssh: target.ssh,
        network: target.network,
        'shm-size': target.shmSize,
        ulimits: target.ulimits,
        'extra-hosts': target.extraHosts,
        entitlements: target.entitlements,
        'cache-from': cache?.from,
        'cache-to': cache?.to,
        'no-cache': target.noCache || undefined,
        'no-cache-filter': target.noCacheFilter,
        pull: target.pull || undefined,
        // Pushed by its digest: what has a tag was proven to be there first.
        tags: output === 'load' ? tags : [],
        output: isContext ? [] : [outputOf(target.repository, output)],
    };
    return literalTexts(Object.fromEntries(Object.entries(definition).filter(([, value]) => !isEmpty(value))));
}
function outputOf(repository, output) {
    if (output === 'load')
        return 'type=docker';
    if (output === 'none')
        return 'type=cacheonly';
    return `type=image,name=${repository},push=true,push-by-digest=true,name-canonical=true`;
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

// EXTERNAL MODULE: ./lib/image/builder.js
var builder = __webpack_require__(6434);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
;// CONCATENATED MODULE: ./lib/image/buildFailure.js



const SHOWN_LINES = 20;
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
        about: 'build',
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

;// CONCATENATED MODULE: ./lib/image/progress.js

/** Steps that failed, also those that failed without failing the build. Targets of a bake of several stand before the name: `[app_web] …`. */
function failedSteps(lines) {
    const names = new Map();
    return lines.flatMap((line) => {
        const [, number = '', text = ''] = /^#(\d+) (.*)$/.exec(line) ?? [];
        if (number === '')
            return [];
        const name = names.get(number);
        if (name === undefined) {
            names.set(number, text);
            return [];
        }
        return text.startsWith('ERROR: ') ? [{ name, reason: (0,runtime_escape/* plain */.pj)(text.slice(7)).slice(0, 500) }] : [];
    });
}
const PREFIX = String.raw `^(?:\[[\w-]+\] )?`;
const CACHE_STEP = new RegExp(`${PREFIX}(importing cache manifest from|exporting cache to|exporting to GitHub)`);
const PUSH_STEP = new RegExp(`${PREFIX}(exporting to image|pushing )`);
/** Whether a step, by its name, reads or writes a layer cache. */
function isCacheStep(name) {
    return CACHE_STEP.test(name);
}
/** Whether it hands over what was built; a load into the engine may have the same name. */
function isPushStep(name) {
    return PUSH_STEP.test(name);
}
/** Caches that could not be read or written, in words for a person: the first for each reason. */
function cacheFaults(lines) {
    const byReason = new Map();
    for (const { name, reason } of failedSteps(lines))
        if (isCacheStep(name) && !byReason.has(reason))
            byReason.set(reason, (0,runtime_escape/* plain */.pj)(name));
    return [...byReason].map(([reason, name]) => `${name}: ${reason}`);
}
/** What of what was built could not be sent to its registry, and why; undefined where it was not that which failed. */
function pushFault(lines) {
    const step = failedSteps(lines).find(({ name }) => isPushStep(name));
    const target = /^\[([\w-]+)\]/.exec(step?.name ?? '')?.[1];
    return step && { reason: step.reason, ...(target !== undefined && { target }) };
}

// EXTERNAL MODULE: ./lib/image/push.js
var push = __webpack_require__(7433);
;// CONCATENATED MODULE: ./lib/image/buildFault.js



/**
 * As containerd's and BuildKit's fetchers name a blob that cannot be read, which a cache has only named until it is needed
 * (docker/build-push-action#710 and #558, moby/buildkit#2836). A file that COPY does not find is `checksum of ref …: not found`.
 */
const BLOB = /could not fetch content descriptor|httpReadSeeker|BlobNotFound|failed to copy: (GET |read tcp|invalid status response|unexpected EOF)/;
/** What fails in the same way whatever a cache says: a program, or a file that is not in the context. */
const OF_ITSELF = /\bexit code: \d+|failed to calculate checksum of ref \S+ ".*": not found|no space left on device/;
const GONE = /\bblob\b.*not found|sha256:[0-9a-f]{4,}.*: not found/;
/** BuildKit's steps that ask others for an image, a frontend or a repository (frontend/dockerui, dockerfile2llb). */
const SOURCE_STEP = /^(\[[^\]]*\] )?(load metadata for|resolve image config for|FROM |docker-image:\/\/|load git source|git:\/\/)/;
/** As Go names that a host is not found, not reached or not trusted. */
const UNREACHED = /\bx509: |\bdial (tcp|unix)\b|no such host|server gave HTTP response to HTTPS client/;
/** Buildx, of what its driver cannot (build/utils.go, HostGatewayIP of each driver). */
const CANNOT_CACHE = /\bCache export is not supported for the \S+ driver/;
const CANNOT = /\bis not supported (by|for) the \S+ driver/;
/** gRPC's code of a builder that answers no more. */
const AWAY = /\brpc error: code = Unavailable\b/;
/**
 * What a build failed of. A step of which nothing is known is tried once more without the layer cache, and no more than that.
 * @param steps Of failedSteps, for `lines`.
 * @param options.pushes Whether it was to go to its registry: the same step stands for a load.
 */
function faultOf(lines, steps, { pushes }) {
    const last = (0,runtime_escape/* plain */.pj)(lines.findLast((line) => line.startsWith('ERROR: ')) ?? '');
    const builds = steps.filter(({ name }) => !isCacheStep(name) && !(pushes && isPushStep(name)));
    // A program's command stands in its reason, and may say anything.
    if (builds.some(({ reason }) => /\bexit code: \d+/.test(reason)))
        return 'itself';
    // Layers that an image only names are fetched when it is pushed.
    if (steps.some(({ name, reason }) => !isCacheStep(name) && !SOURCE_STEP.test(name) && BLOB.test(reason)))
        return 'content';
    const pushed = pushes ? steps.find(({ name }) => isPushStep(name)) : undefined;
    if (pushed !== undefined)
        return (0,push/* isRefusedPush */.vq)(pushed.reason) ? 'itself' : 'push';
    if (builds.some(({ name }) => SOURCE_STEP.test(name)))
        return 'builder';
    if (builds.some(({ reason }) => GONE.test(reason)))
        return 'content';
    if (builds.some(({ reason }) => UNREACHED.test(reason)))
        return 'builder';
    // A cache that is not read fails no build: only where that is what the build says at its end.
    if (steps.some(({ name, reason }) => isCacheStep(name) && last.includes(reason)))
        return 'cache';
    if (CANNOT_CACHE.test(last))
        return 'cache';
    if (CANNOT.test(last) || AWAY.test(last))
        return 'builder';
    // What nothing is known of may be a cache's: without it the build says more.
    return builds.some(({ reason }) => !OF_ITSELF.test(reason)) ? 'step' : 'itself';
}

;// CONCATENATED MODULE: ./lib/image/consent.js


/** Source: docker/buildx, bake/bake.go and bake/entitlements.go, and the tags that their commits are first in. */
function needsOf(target) {
    const network = { what: 'network.host', since: 17 };
    // With a path it is a key in the repository, which bake reads without being asked.
    const agent = target.ssh.some((one) => !one.includes('='));
    return [
        ...(target.network === 'host' ? [{ key: 'network', since: 8, allow: network }] : []),
        ...(agent ? [{ key: 'ssh', since: 2, allow: { what: 'ssh', since: 19 } }] : []),
        ...(target.shmSize === undefined ? [] : [{ key: 'shm_size', since: 13 }]),
        ...(target.ulimits === undefined ? [] : [{ key: 'ulimits', since: 13 }]),
        ...(target.extraHosts === undefined ? [] : [{ key: 'extra_hosts', since: 25 }]),
        ...(target.entitlements ?? []).map((what) => {
            const since = what.startsWith('device') ? 22 : 17;
            return { key: 'entitlements', since, allow: { what, since } };
        }),
    ];
}
/**
 * Arguments of bake that consent to what the Compose file asks for, and to nothing else: nobody can answer bake's question on a runner. The version
 * of Buildx is asked only where it matters.
 * @throws Refused where this Buildx would leave out what the file asks for
 */
async function consents(targets, options) {
    const needs = targets.flatMap((target) => needsOf(target).map((need) => ({ ...need, target })));
    if (needs.length === 0)
        return [];
    const version = await buildxVersion(options);
    const late = needs.find(({ since }) => version < since);
    if (late !== undefined)
        throw new errors/* Refused */.Lw(`Buildx 0.${version} of this runner does not know \`build.${late.key}\``, {
            at: `project ${late.target.project}, service ${late.target.service}`,
            todo: `use Buildx 0.${late.since} or newer: run docker/setup-buildx-action before`,
        });
    const allowed = needs.flatMap(({ allow }) => (allow !== undefined && version >= allow.since ? [allow.what] : []));
    return [...new Set(allowed)].sort().flatMap((what) => ['--allow', what]);
}
/** Of 0.x the x; what is newer than all from 1 on. @throws Refused */
async function buildxVersion(options) {
    const { code, stdout } = await options.run(['docker', 'buildx', 'version'], { timeoutMs: 20_000 });
    // Without Buildx bake itself fails, and that is explained.
    if (code !== 0)
        return Number.POSITIVE_INFINITY;
    const [, major, minor] = /\sv?(\d+)\.(\d+)\.\d+/.exec(stdout) ?? [];
    if (major === undefined)
        throw new errors/* Refused */.Lw(`docker buildx version does not say which Buildx this is: ${(0,runtime_escape/* plain */.pj)(stdout).trim().slice(0, 200)}`, {
            todo: 'use a released Buildx: run docker/setup-buildx-action before',
        });
    return major === '0' ? Number(minor) : Number.POSITIVE_INFINITY;
}

// EXTERNAL MODULE: ./lib/image/dockerConfig.js
var dockerConfig = __webpack_require__(2707);
// EXTERNAL MODULE: ./lib/image/openBuilder.js + 1 modules
var openBuilder = __webpack_require__(3026);
// EXTERNAL MODULE: ./lib/image/reference.js
var reference = __webpack_require__(8424);
;// CONCATENATED MODULE: ./lib/image/ownBuilder.js





/** Whether images with caches are left to the engine's own builder, which keeps none, because it serves them better; says why. */
async function isEngines({ entries, options, env, current }) {
    if (!lacksKeeper({ entries, current }))
        return false;
    const isSelfHosted = env['RUNNER_ENVIRONMENT'] === 'self-hosted' && !isWanted({ entries, options });
    const isProxied = await (0,openBuilder/* usesProxy */.Bb)({ ...options, env });
    const why = (0,builder/* whyEngine */.Vj)(entries.map(({ target }) => target), { isSelfHosted, isProxied });
    if (why !== undefined)
        options.log(`Built by this runner's Docker itself, which writes no layer cache: ${why}`);
    return why !== undefined;
}
/** Whether somebody has asked for what the engine's own builder cannot: a builder's image, GitHub's cache, or a place of the Compose file's. */
function isWanted({ entries, options }) {
    return (options.buildkitImage !== undefined ||
        entries.some(({ target, cache }) => target.cacheTo.some((entry) => !(0,layerCache/* isInline */.mO)(entry)) || cache?.to.some(layerCache/* isGithubs */.ru)));
}
/** A builder that keeps caches, where these images have some and the runner's keeps none; without one they are built all the same. */
async function ownBuilder({ entries, options, env, current }) {
    if (!lacksKeeper({ entries, current }))
        return undefined;
    const targets = entries.map(({ target }) => target);
    const image = options.buildkitImage ?? builder/* BUILDKIT_IMAGE */.lv;
    const registry = (0,reference/* parseReference */.F2)(entries[0]?.target.repository ?? '').host;
    options.log(`This runner's builder keeps no layer cache: starting one from ${image}`);
    try {
        const isInsecure = targets.some(({ entitlements }) => entitlements?.includes('security.insecure'));
        const isOnHost = (0,builder/* hostNetwork */.HU)(targets, registry);
        return await (0,openBuilder/* startBuilder */.g6)({ image, registry, isInsecure, isOnHost }, { ...options, env });
    }
    catch (error) {
        if (!(error instanceof errors/* Refused */.Lw))
            throw error;
        if (options.signal?.aborted)
            throw new errors/* Refused */.Lw('the build was cancelled');
        options.warn?.([
            `Built without a layer cache: this runner's builder keeps none, and no other starts from ${image}: ${error.message}`,
            'give `buildkit-image` a copy of that image where this runner reaches it, or run docker/setup-buildx-action before; `cache: none` if none is wanted',
        ].join('\n'));
        return undefined;
    }
}
function lacksKeeper({ entries, current }) {
    return current?.keepsCaches === false && (0,builder/* needsKeeper */.eS)(entries.flatMap(({ cache }) => cache ?? []));
}
/**
 * Where a builder that keeps caches is wanted and cannot be had, nothing is read either: what is said of it is said once.
 * @param isLeft Of isEngines.
 */
function firstAttempt(own, isLeft, asked) {
    if (own === undefined && !isLeft && lacksKeeper(asked))
        return { own: false, reads: false, writes: false };
    return {
        own: own !== undefined,
        reads: asked.entries.some(({ cache }) => (cache?.from.length ?? 0) > 0),
        writes: true,
    };
}

// EXTERNAL MODULE: ./lib/image/transient.js
var image_transient = __webpack_require__(8775);
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


















/** All images of a stack, on a runner without their layers. */
const BUILD_MS = 120 * 60_000;
const KEPT_LINES = 2000;
/**
 * The argv that builds what bake finds on stdin.
 * @param metadata Path of the file that gets the digests.
 * @param consent Of consents.
 */
function bakeCommand(metadata, consent) {
    return ['docker', 'buildx', 'bake', '--file', '-', '--metadata-file', metadata, '--progress', 'plain', ...consent];
}
/**
 * Builds images in one call of bake, which shares contexts and layers between them, and builds as many at once as the runner has processors for.
 * @returns Digests by repository, of what was sent to the registry; where the runner's builder is the engine's own, it is in the engine instead.
 * @throws Refused naming the service, the Dockerfile and the last lines.
 */
async function bake(images, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (images.length === 0)
            return new Map();
        const entries = withContexts(images);
        const config = __addDisposableResource(env_1, await (0,dockerConfig/* withLogin */.E)(options.registryLogin ?? '{"auths":{}}', options.env), true);
        const folder = __addDisposableResource(env_1, await (0,temp/* tempFolder */.v)('bake'), true);
        const inherited = Object.entries(options.env).filter((entry) => entry[1] !== undefined && !entry[0].startsWith('INPUT_'));
        const env = { ...Object.fromEntries(inherited), ...config.env };
        const targets = entries.map(({ target }) => target);
        const [consent, current] = await Promise.all([consents(targets, options), (0,openBuilder/* currentBuilder */.h0)({ ...options, env })]);
        const site = { entries, options, consent, env, folder, current };
        const isLeft = await isEngines(site);
        const own = __addDisposableResource(env_1, isLeft ? undefined : await ownBuilder(site), true);
        let attempt = firstAttempt(own, isLeft, site);
        while (true) {
            const tried = await pushRetried(attempt, own, site);
            if (tried.result.code === 0)
                return tried.digests;
            const ended = tried.result.ended !== undefined || options.signal?.aborted === true;
            const builderDied = own !== undefined && attempt.own && !ended && !(await own.isAlive());
            const fault = faultOf(tried.lines, failedSteps(tried.lines), tried);
            const next = nextAttempt(attempt, { ended, builderDied, fault });
            if (next === undefined)
                throw await failureOf(tried, site);
            options.warn?.(whyAgain(attempt, next, { builderDied, lines: tried.lines }));
            attempt = next;
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
/** One try, or several where the registry is away for a moment: what was built is not built again. */
async function pushRetried(attempt, own, site) {
    let last;
    const once = async () => {
        last = await tryOnce(attempt, own, site);
        const fault = last.result.code === 0 || !last.pushes ? undefined : pushFault(last.lines);
        // BuildKit's line has the first of several reasons, or none: what may pass is tried again, which builds nothing twice.
        if (fault !== undefined && !(0,image_transient/* isLastingPush */.n)(fault.reason) && !(0,push/* isRefusedPush */.vq)(fault.reason))
            throw new runtime_transient/* Transient */.Rc(fault.reason);
        return last;
    };
    return (0,runtime_transient/* withRetries */.LH)(once, site.options).catch((error) => {
        if (error instanceof runtime_transient/* Transient */.Rc && last !== undefined)
            return last;
        throw error;
    });
}
async function tryOnce(attempt, own, site) {
    const { options, consent, env, folder, current } = site;
    const builder = attempt.own ? { isEngine: false, keepsCaches: true } : (current ?? UNKNOWN);
    // The engine's own builder pushes nothing by its digest: what it built is in the engine, which pushes it.
    const pushes = options.output === 'push' && !builder.isEngine && !attempt.loads;
    const output = options.output === 'push' && !pushes ? 'load' : (options.output ?? 'load');
    const entries = site.entries.map((entry) => ({ ...entry, cache: cacheFor(entry.cache, attempt, builder) }));
    const { text, names } = bakeFile(entries, output);
    const metadata = `${folder.path}/metadata.json`;
    const lines = [];
    const result = await options.run(bakeCommand(metadata, consent), {
        stdin: text,
        timeoutMs: BUILD_MS,
        cwd: entries[0]?.target.root ?? '/',
        // Attestations would make an index of each image, which not every engine can load.
        env: {
            ...env,
            ...(attempt.own && own?.env),
            ...options.buildSecrets,
            BUILDX_NO_DEFAULT_ATTESTATIONS: '1',
        },
        ...(options.signal && { signal: options.signal }),
        onLine: (line) => {
            lines.push(line);
            if (lines.length > KEPT_LINES)
                lines.shift();
            options.log(line);
        },
    });
    const tried = { result, lines, names, pushes, digests: new Map() };
    if (result.code !== 0)
        return tried;
    const faults = cacheFaults(lines);
    if (faults.length > 0)
        options.warn?.(`A layer cache was not used: ${faults.join('; ')}`);
    if (!pushes)
        return tried;
    const said = await (0,promises_.readFile)(metadata, 'utf8').catch(() => '');
    return { ...tried, digests: digestsOf(said, names, site.entries) };
}
/** One that names no driver is mostly the engine's, of an old Buildx. */
const UNKNOWN = { isEngine: true, keepsCaches: false };
function cacheFor(cache, { reads, writes }, { keepsCaches }) {
    const { from, to } = keepsCaches || cache === undefined ? (cache ?? { from: [], to: [] }) : (0,builder/* withoutKeeper */.NK)(cache);
    return { from: reads ? from : [], to: writes ? to : [] };
}
/** What bake's metadata says of each target, by the repository of its image. @throws Refused where one has no digest */
function digestsOf(metadata, names, entries) {
    const said = (0,json/* jsonObject */.o)(metadata) ?? {};
    return new Map(entries.flatMap(({ target: { repository }, isContext }, index) => {
        if (isContext)
            return [];
        const about = said[names[index] ?? ''];
        const digest = about?.['containerimage.digest'];
        if (typeof digest !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(digest))
            throw new errors/* Refused */.Lw(`${repository} was pushed, but Buildx does not say its digest`, {
                todo: 'use a newer Buildx on this runner',
            });
        return [[repository, digest]];
    }));
}
function whyAgain(attempt, next, { builderDied, lines }) {
    const last = lines.findLast((line) => line.startsWith('ERROR: '))?.slice(7, 500) ?? 'docker buildx bake failed';
    if (builderDied)
        return `The builder that was started for this build died, mostly for want of memory: built again by the runner's own, without a layer cache`;
    if (next.loads && !attempt.loads)
        return `Not pushed by its builder, so loaded into this runner's Docker, which pushes it: ${last}`;
    return attempt.own && !next.own
        ? `Not built by the builder that keeps a layer cache, so built again by the runner's own: ${last}\nif it needs what only this runner's engine has, \`cache: none\` saves the first try`
        : `Not built with what the layer cache has, so built again without it: ${last}`;
}
async function failureOf({ result, lines, names, pushes }, { entries }) {
    if (result.ended === 'timeout')
        return new errors/* Refused */.Lw([`the build did not end within ${BUILD_MS / 60_000} minutes; its last words:`, ...lastLines(lines)].join('\n'), { todo: 'look what it waited for; nothing was changed on the server' });
    if (result.ended === 'cancelled')
        return new errors/* Refused */.Lw('the build was cancelled');
    const fault = pushes ? pushFault(lines) : undefined;
    if (fault !== undefined) {
        const { repository = '' } = (entries[names.indexOf(fault.target ?? '')] ?? entries[0])?.target ?? {};
        return (0,push/* pushRefused */.H)(repository, fault.reason, (0,reference/* parseReference */.F2)(repository).host);
    }
    const dockerfiles = new Map();
    for (const { target } of entries)
        dockerfiles.set(target.dockerfile, await (0,promises_.readFile)(target.dockerfile, 'utf8').catch(() => ''));
    return buildFailure(entries, names, lines, dockerfiles);
}

// EXTERNAL MODULE: ./lib/image/registryFaults.js
var registryFaults = __webpack_require__(7211);
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
/**
 * Builds what is planned with a target. What went straight to the registry has its digest. Without a registry (`none`), or where it is not pushed,
 * each image without a digest has its id.
 */
async function buildImages(planned, options) {
    const toBuild = new Map(planned.map((image) => [`${image.repository}:${image.key}`, image]));
    const entries = [...toBuild.values()].flatMap(({ target, repository, key, tags }) => target === undefined ? [] : [{ target, tags: [(0,image_tags/* keyTag */.Q)(key), ...tags].map((tag) => `${repository}:${tag}`) }]);
    const digests = await bake(await withCaches(entries, options), options);
    return (0,tree/* inParallel */.H)(planned, REQUESTS_AT_ONCE, async ({ target, notices: _, withheld: __, ...image }) => {
        const built = image.result === 'planned' && target !== undefined ? { ...image, result: 'built' } : image;
        const digest = target === undefined ? undefined : digests.get(image.repository);
        if (digest !== undefined)
            return { ...built, digest, pushed: true };
        if (built.result !== 'built' || built.digest !== undefined || built.imageId !== undefined)
            return built;
        if (options.registry !== 'none' || options.output === 'none')
            return built;
        const imageId = await localImageId(`${image.repository}:${(0,image_tags/* keyTag */.Q)(image.key)}`, options);
        if (imageId === undefined)
            throw new errors/* Refused */.Lw(`${image.repository} was built, but this engine does not have it`, {
                todo: 'use the builder `default` (docker buildx use default)',
            });
        return { ...built, imageId };
    });
}
/** Each image with the caches that are there for it. What the registry does not say of a cache is no failure. */
async function withCaches(entries, { cache = layerCache/* NO_CACHE */.DQ, holds = async () => false, env, warn, isSecret = () => false, notice, }) {
    const isGivenTokens = env['ACTIONS_RUNTIME_TOKEN'] !== undefined && (env['ACTIONS_RESULTS_URL'] ?? env['ACTIONS_CACHE_URL']) !== undefined;
    const isWithout = cache.kind === 'gha' && !isGivenTokens && entries.length > 0;
    if (isWithout)
        warn?.('`cache: gha` is not used: this is no run of GitHub Actions that has a cache');
    const use = isWithout ? layerCache/* NO_CACHE */.DQ : cache;
    return (0,tree/* inParallel */.H)(entries, REQUESTS_AT_ONCE, async (entry) => {
        const { repository } = entry.target;
        const asked = use.kind === 'registry' ? use.reads.map((name) => (0,layerCache/* cacheReference */.Kh)(repository, name)) : [];
        const found = new Set();
        for (const reference of asked) {
            const isThere = await holds(reference).catch((error) => {
                if (!(error instanceof errors/* UserError */.yo))
                    throw error;
                warn?.(`The layer cache ${reference} is not read: ${error.message}`);
                return false;
            });
            if (isThere)
                found.add(reference);
        }
        const secret = use.kind === 'none' || use.writes === undefined ? [] : (0,layerCache/* secretArguments */.tX)(entry.target, isSecret);
        if (secret.length > 0)
            notice?.(`${entry.target.project}/${entry.target.service}: its layer cache gets only the layers of the image itself, not of its other stages: what may be a secret is in the build argument ${secret.join(', ')}`);
        const mode = secret.length > 0 ? 'min' : 'max';
        return { ...entry, cache: (0,layerCache/* cacheEntries */.v2)(entry.target, use, (reference) => found.has(reference), mode) };
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
        const digest = known ?? (await (0,push/* push */.VC)(image.repository, tag, options));
        const isNew = image.digest === undefined || image.pushed === true;
        for (const one of new Set([...(isNew ? [tag] : []), ...image.tags])) {
            const tagged = await registry.tag(image.repository, digest, one).catch((error) => {
                // It runs by its digest; a git tag's image is for those who look for that tag.
                if (!(error instanceof registryFaults/* TagRefused */.p6) || options.withoutKeys)
                    throw error;
                options.warn?.(`${error.message}; it is deployed by its digest`);
                return true;
            });
            // Of what the server has, and the registry no longer, there is nothing to tag.
            if (!tagged && image.result === 'built')
                throw new errors/* Refused */.Lw(`${registry.name} no longer has ${image.repository}@${digest}`, { todo: 'run this again' });
        }
        return [
            `${image.repository}:${image.key}`,
            { digest, pushed: known === undefined || image.pushed === true },
        ];
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


/***/ })

};
