export const id = 211;
export const ids = [211];
export const modules = {

/***/ 1211:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pushImage: () => (/* binding */ pushImage)
/* harmony export */ });
/* harmony import */ var _contract_action_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6075);
/* harmony import */ var _image_images_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6054);
/* harmony import */ var _image_registry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2931);
/* harmony import */ var _runtime_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(313);
/* harmony import */ var _checkout_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(426);
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
        const pushed = await log.group('Push', async () => (0,_image_images_js__WEBPACK_IMPORTED_MODULE_1__.pushImages)(inputs.images, {
            registry: await (0,_image_registry_js__WEBPACK_IMPORTED_MODULE_2__.openRegistry)(registry, inputs, env),
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

/***/ 2931:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openRegistry: () => (/* binding */ openRegistry)
});

// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/runtime/run.js
var run = __webpack_require__(313);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
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
        const answer = (await response.json().catch(() => ({})));
        const token = answer.token ?? answer.access_token;
        if (token === undefined)
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
    const config = readConfig(text);
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
function readConfig(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return {};
    }
}
async function helperLogin(helper, name, runProgram) {
    const result = await runProgram([`docker-credential-${helper}`, 'get'], { stdin: name, timeoutMs: 20_000 }).catch(() => undefined);
    if (result?.code !== 0)
        return undefined;
    const answer = JSON.parse(result.stdout);
    return answer.Username && answer.Secret ? { username: answer.Username, password: answer.Secret } : undefined;
}
/** Text of a Docker config file that holds one login, or none. */
function dockerConfigOf(host, login) {
    if (host === undefined || login === undefined)
        return JSON.stringify({ auths: {} });
    const auth = Buffer.from(`${login.username}:${login.password}`).toString('base64');
    return JSON.stringify({ auths: { [configName(host)]: { auth } } });
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
        const [network = '', bits] = cidr.split('/');
        if ((0,external_node_net_.isIP)(network) !== 0)
            networks.addSubnet(network, Number(bits), (0,external_node_net_.isIP)(network) === 6 ? 'ipv6' : 'ipv4');
    }
    return networks.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

// EXTERNAL MODULE: ./lib/image/store.js
var store = __webpack_require__(8444);
// EXTERNAL MODULE: ./lib/image/tags.js
var tags = __webpack_require__(548);
;// CONCATENATED MODULE: ./lib/image/registry.js








/**
 * Opens the stack's registry. The login is the one given, else what an earlier `docker login` left. Nothing is asked of the network yet.
 * @param registry Of the stack, such as `ghcr.io/org/repo`, or `none`.
 */
async function openRegistry(registry, inputs, env, options = {}) {
    const host = registry === 'none' ? undefined : (0,image_reference/* parseReference */.F2)(`${registry}/x`).host;
    const login = host === undefined ? undefined : (givenLogin(host, inputs, env) ?? (await storedLogin(host, { env, run: run/* run */.eF })));
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
    const find = async (repository, key) => {
        const { host: of, path } = (0,image_reference/* parseReference */.F2)(repository);
        const digest = await (await clientOf(of)).digestOf(path, (0,tags/* keyTag */.Q)(key));
        return digest === undefined ? undefined : { digest };
    };
    return {
        host,
        dockerConfig: dockerConfigOf(host, login),
        ...(host === undefined ? (0,store/* engineStore */.iM)({ run: run/* run */.eF }) : { name: `the registry ${host}`, find }),
        async digestOf(reference) {
            const { host: of, path, tag, digest } = (0,image_reference/* parseReference */.F2)(reference);
            const found = await (await clientOf(of)).digestOf(path, digest ?? tag ?? 'latest');
            if (found === undefined)
                throw new errors/* Refused */.Lw(`the image ${reference} does not exist`, {
                    at: `registry ${of}`,
                    todo: 'check its name and tag',
                });
            return found;
        },
        async has(repository, tag) {
            const { host: of, path } = (0,image_reference/* parseReference */.F2)(repository);
            return (await (await clientOf(of)).digestOf(path, tag)) !== undefined;
        },
        async tag(repository, digest, tag) {
            const { host: of, path } = (0,image_reference/* parseReference */.F2)(repository);
            const client = await clientOf(of);
            if ((await client.digestOf(path, tag)) === digest)
                return;
            const manifest = await client.manifest(path, digest);
            if (manifest === undefined)
                throw new errors/* Refused */.Lw(`the registry ${of} no longer has ${repository}@${digest}`);
            await client.tag(path, manifest, tag);
        },
    };
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
                todo: 'use letters, digits, dots, dashes and underscores, 128 at most, such as 1.4.2; not a digest, and not key-…, sha-… or tested-…',
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
    return /^(key|sha|sha256|branch|tested)-/.test(tag) || /^[0-9a-f]{40}$|^[0-9a-f]{64}$/.test(tag);
}


/***/ })

};
