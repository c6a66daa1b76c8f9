export const id = 733;
export const ids = [733];
export const modules = {

/***/ 2707:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ withLogin)
/* harmony export */ });
/* unused harmony export merged */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _runtime_temp_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(896);



/**
 * A folder for DOCKER_CONFIG with the user's settings and one more login, gone when it is disposed of: a base image may lie in the stack's own
 * private registry, and it is pushed to.
 * @param login Text of a Docker config file; secret.
 */
async function withLogin(login, env) {
    const users = env.DOCKER_CONFIG ?? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(env.HOME ?? '/root', '.docker');
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(users, 'config.json'), 'utf8').catch(() => '{}');
    const folder = await (0,_runtime_temp_js__WEBPACK_IMPORTED_MODULE_2__/* .tempFolder */ .v)('docker');
    await folder.write('config.json', merged(text, login));
    // Contexts, plugins, certificates of a remote engine, keys of signatures.
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(users).catch(() => []))
        if (name !== 'config.json')
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.symlink)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(users, name), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder.path, name));
    return {
        ...folder,
        env: { DOCKER_CONFIG: folder.path, BUILDX_CONFIG: env.BUILDX_CONFIG ?? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(users, 'buildx') },
    };
}
/** The user's logins win, but for the host that a login is given for: a credential store of the user is not asked for that one. */
function merged(users, login) {
    const ours = JSON.parse(login).auths;
    try {
        const theirs = JSON.parse(users);
        const asks = theirs.credsStore !== undefined || theirs.credHelpers !== undefined;
        // A helper without a name is this file (docker/cli, configfile: GetCredentialsStore).
        const helpers = { ...theirs.credHelpers, ...Object.fromEntries(Object.keys(ours).map((host) => [host, ''])) };
        return JSON.stringify({ ...theirs, auths: { ...theirs.auths, ...ours }, ...(asks && { credHelpers: helpers }) });
    }
    catch {
        return login;
    }
}


/***/ }),

/***/ 7433:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ pushRefused),
/* harmony export */   N1: () => (/* binding */ mayNotPush),
/* harmony export */   VC: () => (/* binding */ push),
/* harmony export */   vq: () => (/* binding */ isRefusedPush)
/* harmony export */ });
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7373);
/* harmony import */ var _runtime_transient_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8186);
/* harmony import */ var _dockerConfig_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2707);
/* harmony import */ var _transient_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8775);
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
        const config = __addDisposableResource(env_1, await (0,_dockerConfig_js__WEBPACK_IMPORTED_MODULE_3__/* .withLogin */ .E)(options.registry.dockerConfig, options.env), true);
        const inherited = Object.entries(options.env).filter((entry) => entry[1] !== undefined && !entry[0].startsWith('INPUT_'));
        const env = { ...Object.fromEntries(inherited), ...config.env };
        const once = async () => {
            const result = await options.run(['docker', 'push', reference], {
                env,
                onLine: options.log,
                timeoutMs: PUSH_MS,
                ...(options.signal && { signal: options.signal }),
            });
            if (result.ended === 'cancelled')
                throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`the run was cancelled while ${reference} was pushed`);
            if (result.ended === 'timeout')
                throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`${reference} could not be pushed within ${PUSH_MS / 60_000} minutes`, {
                    todo: `look whether ${host} answers, and run this again`,
                });
            const output = `${result.stdout}\n${result.stderr}`;
            if (result.code === 0)
                return result.stdout;
            if ((0,_transient_js__WEBPACK_IMPORTED_MODULE_4__/* .isTransientPush */ .G)(output))
                throw new _runtime_transient_js__WEBPACK_IMPORTED_MODULE_2__/* .Transient */ .Rc(lastLine(output));
            throw pushFailure(reference, output, host);
        };
        const said = await (0,_runtime_transient_js__WEBPACK_IMPORTED_MODULE_2__/* .withRetries */ .LH)(once, options).catch((error) => {
            if (!(error instanceof _runtime_transient_js__WEBPACK_IMPORTED_MODULE_2__/* .Transient */ .Rc))
                throw error;
            throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`${reference} could not be pushed, after several tries: ${error.message}`, {
                about: 'registry',
                todo: 'try again when the registry answers',
            });
        });
        // Not what the registry has under the tag by now: that somebody else may have pushed.
        const pushed = /digest: (sha256:[0-9a-f]{64})/.exec(said)?.[1];
        if (pushed === undefined)
            throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`docker push of ${reference} did not say its digest`, {
                todo: 'use a newer Docker on this runner',
            });
        if (!(await options.registry.holds(`${repository}@${pushed}`)))
            throw new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`the registry ${host} does not have the image ${repository}@${pushed} that was just pushed`, {
                todo: 'run this again',
            });
        return pushed;
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
/** For a login that shall not be able to. */
const OVER_SSH = 'or let the action deploy send what it builds to the server over SSH: `push: false`';
function pushFailure(reference, output, host) {
    if (/does not exist locally|No such image|tag does not exist/i.test(output))
        return new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`${reference} is not on this runner`, {
            todo: 'push-image must run in the same job as build-and-tag',
        });
    return pushRefused(reference, lastLine(output), host);
}
/** Whether a registry says that this login may not push there. */
function isRefusedPush(output) {
    return /denied|unauthorized|authentication required|no basic auth|insufficient_scope|\b40[13]\b/i.test(output);
}
/** @param said In the words of who pushed. */
function pushRefused(reference, said, host) {
    if (!isRefusedPush(said))
        return new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`${reference} could not be pushed: ${said}`, { about: 'registry' });
    return new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`the registry ${host} refuses the push: ${said}`, {
        at: reference,
        about: 'registry',
        todo: host === 'ghcr.io'
            ? ['give the job `permissions: { packages: write }`', OVER_SSH]
            : ['check the inputs registry-username and registry-token', OVER_SSH],
    });
}
/** The same where it was asked before anything was built. */
function mayNotPush(reference, { message, todo }, host) {
    return new _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw(`the registry ${host} refuses the push: ${message}`, {
        at: reference,
        about: 'registry',
        todo: [...todo, OVER_SSH],
    });
}
function lastLine(output) {
    return (0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(output).trim().split('\n').pop()?.slice(0, 500) ?? '';
}


/***/ }),

/***/ 6733:
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
// EXTERNAL MODULE: ./lib/image/registryFaults.js
var registryFaults = __webpack_require__(7211);
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
        // The answer to HEAD has no words.
        if (response.status !== 200)
            await this.refuseUnless(await this.ask('GET', path, `manifests/${reference}`, 'pull'), [200], path);
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
        await this.refuseUnless(response, [200], path);
        const bytes = Buffer.from(await response.arrayBuffer());
        const digest = `sha256:${(0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex')}`;
        if (reference.startsWith('sha256:') && reference !== digest)
            throw this.wrongDigest(path, reference, digest);
        return { digest, mediaType: response.headers.get('content-type') ?? '', bytes };
    }
    /**
     * Whether this login may push there, also where nothing is there yet: an upload is begun, and called off.
     * @throws LoginRefused
     * @throws Refused where there is no such repository, and pushing does not make it
     */
    async mayPush(path) {
        const response = await this.ask('POST', path, 'blobs/uploads/', 'pull,push');
        if ([401, 403, 404].includes(response.status))
            await this.refuseUnless(response, [], path);
        await response.body?.cancel();
        const begun = response.headers.get('location');
        if (response.status !== 202 || begun === null)
            return;
        const url = new URL(begun, `${this.scheme}://${(0,image_reference/* apiHost */.nz)(this.host)}`);
        const authorization = this.tokens.get(scopeOf(path, 'pull,push'));
        if (url.host !== (0,image_reference/* apiHost */.nz)(this.host))
            return;
        // What is not called off the registry forgets by itself.
        await this.send(() => url.href, {
            method: 'DELETE',
            headers: authorization === undefined ? {} : { authorization },
        }).then((ended) => ended.body?.cancel(), () => undefined);
    }
    /** Gives a manifest one more tag; no layer moves. @throws TagRefused */
    async tag(path, manifest, tag) {
        const response = await this.ask('PUT', path, `manifests/${tag}`, 'pull,push', {
            body: manifest.bytes,
            headers: { 'content-type': manifest.mediaType },
        });
        if (response.status === 401 || response.status === 403)
            await this.mayPush(path);
        if (response.status >= 400)
            throw (0,registryFaults/* tagRefused */.jJ)(this.host, response.status, `${path}:${tag}`, await (0,registryFaults/* wordsOf */.Z9)(response));
        await this.refuseUnless(response, [201, 200], path);
        const digest = response.headers.get('docker-content-digest');
        if (digest !== null && digest !== manifest.digest)
            throw this.wrongDigest(path, manifest.digest, digest);
    }
    async ask(method, path, resource, actions, init = {}) {
        const scope = scopeOf(path, actions);
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
            throw (0,registryFaults/* loginRefused */.U4)(this.host, response.status, this.options.login, { said: await (0,registryFaults/* wordsOf */.Z9)(response) });
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
                about: 'registry',
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
                about: 'registry',
                todo: 'try again when it answers; nothing was changed',
                cause: error,
            });
        }
    }
    async refuseUnless(response, expected, path) {
        if (expected.includes(response.status))
            return;
        const said = await (0,registryFaults/* wordsOf */.Z9)(response);
        if (response.status === 401 || response.status === 403)
            throw (0,registryFaults/* loginRefused */.U4)(this.host, response.status, this.options.login, { path, said });
        throw new errors/* Refused */.Lw(`the registry ${this.host} answered HTTP ${response.status} for ${path}${said}`, {
            about: 'registry',
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
function scopeOf(path, actions) {
    return `repository:${path}:${actions}`;
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

// EXTERNAL MODULE: ./lib/image/insecure.js
var insecure = __webpack_require__(715);
// EXTERNAL MODULE: ./lib/image/push.js
var push = __webpack_require__(7433);
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
            plainHttp: () => (0,insecure/* engineTrusts */.k7)(of, { run: run/* run */.eF }),
            ...options,
        }))();
        clients.set(of, opened);
        return opened;
    };
    const digestNow = async (reference) => {
        const { host: of, path, tag, digest } = (0,image_reference/* parseReference */.F2)(reference);
        const client = await clientOf(of);
        return client.digestOf(path, digest ?? tag ?? 'latest').catch(async (error) => {
            // Of what is not there yet some registries say that nobody may see it: whoever may push there sees that nothing is.
            const isOurs = of === host && login !== undefined && error instanceof registryFaults/* LoginRefused */.QU;
            if (!isOurs ||
                !(await client.mayPush(path).then(() => true, () => false)))
                throw error;
            return undefined;
        });
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
                    about: 'registry',
                    todo: 'check its name and tag',
                });
            return found;
        },
        async mayPush(repository) {
            const { host: of, path } = (0,image_reference/* parseReference */.F2)(repository);
            const client = await clientOf(of);
            await client.mayPush(path).catch((error) => {
                // It may read, or it was refused before: the way out is that of a push.
                throw error instanceof registryFaults/* LoginRefused */.QU ? (0,push/* mayNotPush */.N1)(repository, error, of) : error;
            });
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

/***/ 7211:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QU: () => (/* binding */ LoginRefused),
/* harmony export */   U4: () => (/* binding */ loginRefused),
/* harmony export */   Z9: () => (/* binding */ wordsOf),
/* harmony export */   jJ: () => (/* binding */ tagRefused),
/* harmony export */   p6: () => (/* binding */ TagRefused)
/* harmony export */ });
/* harmony import */ var _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(525);
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7373);
/* harmony import */ var _runtime_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3220);



const WORDS_CHARACTERS = 300;
/** A registry lets nobody in with this login, or with none. */
class LoginRefused extends _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw {
}
/** A registry takes this login, and has the image, but does not give it this tag: it may be there, and must not move. */
class TagRefused extends _runtime_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Refused */ .Lw {
}
/** @param more.said Of wordsOf. */
function loginRefused(host, status, login, { path, said }) {
    const what = login === undefined ? 'asks for a login, and none was given' : `refuses the login of ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(login.username)}`;
    return new LoginRefused(`the registry ${host} ${what} (HTTP ${status})${said}`, {
        about: 'registry',
        ...(path === undefined ? {} : { at: path }),
        todo: host === 'ghcr.io'
            ? 'give the job `permissions: { packages: write }`, and this repository write access to the package'
            : 'check the inputs registry-username and registry-token, or run docker/login-action before',
    });
}
/** @param said Of wordsOf. */
function tagRefused(host, status, tag, said) {
    return new TagRefused(`the registry ${host} does not let ${tag} be moved (HTTP ${status})${said}`, {
        about: 'registry',
        todo: 'where tags must not move there: give the version another number, or let this one move',
    });
}
/** A registry's own words, behind a colon: of its errors (OCI Distribution Specification 1.1, error codes), or of its token service; else nothing. */
async function wordsOf(response) {
    const answer = (0,_runtime_json_js__WEBPACK_IMPORTED_MODULE_2__/* .jsonObject */ .o)(await response.text().catch(() => ''));
    const errors = Array.isArray(answer?.['errors']) ? answer['errors'] : [answer];
    const said = errors.flatMap((one) => {
        const { code, message, details } = (0,_runtime_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(one) ? one : {};
        const words = [code, message ?? details].filter((word) => typeof word === 'string' && word !== '');
        return words.length > 0 ? [words.join(': ')] : [];
    });
    return said.length > 0 ? `: ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(said.join('; ')).replace(/\s+/g, ' ').slice(0, WORDS_CHARACTERS)}` : '';
}


/***/ }),

/***/ 8775:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ isTransientPush),
/* harmony export */   n: () => (/* binding */ isLastingPush)
/* harmony export */ });
/** Whether the text of a failed `docker push` tells of a fault that may be gone in a moment. */
function isTransientPush(output) {
    if (isLastingPush(output))
        return false;
    return /\b(408|429|500|502|503|504)\b|too many requests|timeout|timed out|connection (reset|refused)|broken pipe|unexpected EOF|\bEOF\b|TLS handshake|temporar/i.test(output);
}
/** Whether it tells of one that stays. */
function isLastingPush(output) {
    return /denied|unauthorized|authentication required|no basic auth|name invalid|does not exist|x509/i.test(output);
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
