export const id = 852;
export const ids = [852];
export const modules = {

/***/ 4158:
/***/ ((module, __unused_webpack_exports, __webpack_require__) => {


/**
 * @license
 * Copyright 2020 Balena Ltd.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *    http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 *
 * ------------------------------------------------------------------------
 *
 * Copyright 2018 Zeit, Inc.
 * Licensed under the MIT License. See file LICENSE.md for a full copy.
 *
 * ------------------------------------------------------------------------
 */

/**
 * This module implements the [dockerignore
 * spec](https://docs.docker.com/engine/reference/builder/#dockerignore-file),
 * closely following Docker's (Moby) Golang implementation:
 * https://github.com/moby/moby/blob/v19.03.8/builder/dockerignore/dockerignore.go
 * https://github.com/moby/moby/blob/v19.03.8/pkg/fileutils/fileutils.go
 * https://github.com/moby/moby/blob/v19.03.8/pkg/archive/archive.go#L825
 *
 * Something the spec is not clear about, but we discovered by reading source code
 * and testing against the "docker build" command, is the handling of backslashes and
 * forward slashes as path separators and escape characters in the .dockerignore file
 * across platforms including Windows, Linux and macOS:
 *
 * * On Linux and macOS, only forward slashes can be used as path separators in the
 *   .dockerignore file, and the backslash works as an escape character.
 * * On Windows, both forward slashes and backslashes are allowed as path separators
 *   in the .dockerignore file, and the backslash is not used as an escape character.
 *
 * This is consistent with how Windows works generally: both forward slashes and
 * backslashes are accepted as path separators by the cmd.exe Command Prompt or
 * PowerShell, and by library functions like the Golang filepath.Clean or the
 * Node.js path.normalize.
 *
 * Similarly, path strings provided to the IgnoreBase.ignores() and IgnoreBase.filter()
 * methods can use either forward slashes or backslashes as path separators on Windows,
 * but only forward slashes are accepted as path separators on Linux and macOS.
 */

const path = __webpack_require__(6928);

const factory = options => new IgnoreBase(options); // https://github.com/kaelzhang/node-ignore/blob/5.1.4/index.js#L538-L539
// Fixes typescript module import


factory.default = factory;
module.exports = factory;

function make_array(subject) {
  return Array.isArray(subject) ? subject : [subject];
}

const REGEX_TRAILING_SLASH = /(?<=.)\/$/;
const REGEX_TRAILING_BACKSLASH = /(?<=.)\\$/;
const REGEX_TRAILING_PATH_SEP = path.sep === '\\' ? REGEX_TRAILING_BACKSLASH : REGEX_TRAILING_SLASH;
const KEY_IGNORE = typeof Symbol !== 'undefined' ? Symbol.for('dockerignore') : 'dockerignore'; // An implementation of Go's filepath.Clean
// https://golang.org/pkg/path/filepath/#Clean
// https://github.com/golang/go/blob/master/src/path/filepath/path.go
// Note that, like Go, on Windows this function converts forward slashes
// to backslashes.

function cleanPath(file) {
  return path.normalize(file).replace(REGEX_TRAILING_PATH_SEP, '');
} // Javascript port of Golang's filepath.ToSlash
// https://golang.org/pkg/path/filepath/#ToSlash
// https://github.com/golang/go/blob/master/src/path/filepath/path.go
// Convert any OS-specific path separator to '/'. Backslash is converted
// to forward slash on Windows, but not on Linux/macOS.
// Note that both forward slashes and backslashes are valid path separators on
// Windows. As a result, code such as `pattern.split(path.sep).join('/')` fails
// on Windows when forward slashes are used as path separators.


function toSlash(file) {
  if (path.sep === '/') {
    return file;
  }

  return file.replace(/\\/g, '/');
} // Javascript port of Golang's filepath.FromSlash
// https://github.com/golang/go/blob/master/src/path/filepath/path.go


function fromSlash(file) {
  if (path.sep === '/') {
    return file;
  }

  return file.replace(/\//g, path.sep);
}

class IgnoreBase {
  constructor({
    // https://github.com/kaelzhang/node-ignore/blob/5.1.4/index.js#L372
    ignorecase = true
  } = {}) {
    this._rules = [];
    this._ignorecase = ignorecase;
    this[KEY_IGNORE] = true;

    this._initCache();
  }

  _initCache() {
    this._cache = {};
  } // @param {Array.<string>|string|Ignore} pattern


  add(pattern) {
    this._added = false;

    if (typeof pattern === 'string') {
      pattern = pattern.split(/\r?\n/g);
    }

    make_array(pattern).forEach(this._addPattern, this); // Some rules have just added to the ignore,
    // making the behavior changed.

    if (this._added) {
      this._initCache();
    }

    return this;
  } // legacy


  addPattern(pattern) {
    return this.add(pattern);
  }

  _addPattern(pattern) {
    // https://github.com/kaelzhang/node-ignore/issues/32
    if (pattern && pattern[KEY_IGNORE]) {
      this._rules = this._rules.concat(pattern._rules);
      this._added = true;
      return;
    }

    if (this._checkPattern(pattern)) {
      const rule = this._createRule(pattern.trim());

      if (rule !== null) {
        this._added = true;

        this._rules.push(rule);
      }
    }
  }

  _checkPattern(pattern) {
    // https://github.com/moby/moby/blob/v19.03.8/builder/dockerignore/dockerignore.go#L34-L40
    return pattern && typeof pattern === 'string' && pattern.indexOf('#') !== 0 && pattern.trim() !== "";
  }

  filter(paths) {
    return make_array(paths).filter(path => this._filter(path));
  }

  createFilter() {
    return path => this._filter(path);
  }

  ignores(path) {
    return !this._filter(path);
  } // https://github.com/moby/moby/blob/v19.03.8/builder/dockerignore/dockerignore.go#L41-L53
  // https://github.com/moby/moby/blob/v19.03.8/pkg/fileutils/fileutils.go#L29-L55


  _createRule(pattern) {
    const origin = pattern;
    let negative = false; // > An optional prefix "!" which negates the pattern;
    // https://github.com/moby/moby/blob/v19.03.8/builder/dockerignore/dockerignore.go#L43-L46

    if (pattern[0] === '!') {
      negative = true;
      pattern = pattern.substring(1).trim();
    } // https://github.com/moby/moby/blob/v19.03.8/builder/dockerignore/dockerignore.go#L47-L53


    if (pattern.length > 0) {
      pattern = cleanPath(pattern);
      pattern = toSlash(pattern);

      if (pattern.length > 1 && pattern[0] === '/') {
        pattern = pattern.slice(1);
      }
    } // https://github.com/moby/moby/blob/v19.03.8/builder/dockerignore/dockerignore.go#L54-L55


    if (negative) {
      pattern = '!' + pattern;
    } // https://github.com/moby/moby/blob/v19.03.8/pkg/fileutils/fileutils.go#L30


    pattern = pattern.trim();

    if (pattern === "") {
      return null;
    } // https://github.com/moby/moby/blob/v19.03.8/pkg/fileutils/fileutils.go#L34
    // convert forward slashes to backslashes on Windows


    pattern = cleanPath(pattern); // https://github.com/moby/moby/blob/v19.03.8/pkg/fileutils/fileutils.go#L36-L42

    if (pattern[0] === '!') {
      if (pattern.length === 1) {
        return null;
      }

      negative = true;
      pattern = pattern.substring(1);
    } else {
      negative = false;
    }

    return {
      origin,
      pattern,
      // https://github.com/moby/moby/blob/v19.03.8/pkg/fileutils/fileutils.go#L54
      dirs: pattern.split(path.sep),
      negative
    };
  } // @returns `Boolean` true if the `path` is NOT ignored


  _filter(path) {
    if (!path) {
      return false;
    }

    if (path in this._cache) {
      return this._cache[path];
    }

    return this._cache[path] = this._test(path);
  } // @returns {Boolean} true if a file is NOT ignored
  // https://github.com/moby/moby/blob/v19.03.8/pkg/fileutils/fileutils.go#L62


  _test(file) {
    file = fromSlash(file); // equivalent to golang filepath.Dir() https://golang.org/src/path/filepath/path.go

    const parentPath = cleanPath(path.dirname(file));
    const parentPathDirs = parentPath.split(path.sep);
    let matched = false;

    this._rules.forEach(rule => {
      let match = this._match(file, rule); // https://github.com/moby/moby/blob/v19.03.8/pkg/fileutils/fileutils.go#L80


      if (!match && parentPath !== ".") {
        // Check to see if the pattern matches one of our parent dirs.
        if (rule.dirs.includes('**')) {
          // Ah shucks! We have to test every possible parent path that has 
          // a number of dirs _n_ where 
          // `rule.dirs.filter(doubleStar).length <= _n_ <= parentPathDirs.length`
          // since the ** can imply any number of directories including 0
          for (let i = rule.dirs.filter(x => x !== '**').length; i <= parentPathDirs.length; i++) {
            match = match || this._match(parentPathDirs.slice(0, i).join(path.sep), rule);
          }
        } else if (rule.dirs.length <= parentPathDirs.length) {
          // https://github.com/moby/moby/blob/v19.03.8/pkg/fileutils/fileutils.go#L83
          match = this._match(parentPathDirs.slice(0, rule.dirs.length).join(path.sep), rule);
        }
      }

      if (match) {
        matched = !rule.negative;
      }
    });

    return !matched;
  } // @returns {Boolean} true if a file is matched by a rule


  _match(file, rule) {
    return this._compile(rule).regexp.test(file);
  } // https://github.com/moby/moby/blob/v19.03.8/pkg/fileutils/fileutils.go#L139


  _compile(rule) {
    if (rule.regexp) {
      return rule;
    }

    let regStr = '^'; // Go through the pattern and convert it to a regexp.

    let escapedSlash = path.sep === '\\' ? '\\\\' : path.sep;

    for (let i = 0; i < rule.pattern.length; i++) {
      const ch = rule.pattern[i];

      if (ch === '*') {
        if (rule.pattern[i + 1] === '*') {
          // is some flavor of "**"
          i++; // Treat **/ as ** so eat the "/"

          if (rule.pattern[i + 1] === path.sep) {
            i++;
          }

          if (rule.pattern[i + 1] === undefined) {
            // is "**EOF" - to align with .gitignore just accept all
            regStr += ".*";
          } else {
            // is "**"
            // Note that this allows for any # of /'s (even 0) because
            // the .* will eat everything, even /'s
            regStr += `(.*${escapedSlash})?`;
          }
        } else {
          // is "*" so map it to anything but "/"
          regStr += `[^${escapedSlash}]*`;
        }
      } else if (ch === '?') {
        // "?" is any char except "/"
        regStr += `[^${escapedSlash}]`;
      } else if (ch === '.' || ch === '$') {
        // Escape some regexp special chars that have no meaning
        // in golang's filepath.Match
        regStr += `\\${ch}`;
      } else if (ch === '\\') {
        // escape next char. Note that a trailing \ in the pattern
        // will be left alone (but need to escape it)
        if (path.sep === '\\') {
          // On windows map "\" to "\\", meaning an escaped backslash,
          // and then just continue because filepath.Match on
          // Windows doesn't allow escaping at all
          regStr += escapedSlash;
          continue;
        }

        if (rule.pattern[i + 1] !== undefined) {
          regStr += '\\' + rule.pattern[i + 1];
          i++;
        } else {
          regStr += '\\';
        }
      } else {
        regStr += ch;
      }
    }

    regStr += "$";
    rule.regexp = new RegExp(regStr, this._ignorecase ? 'i' : '');
    return rule;
  }

}


/***/ }),

/***/ 5640:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rd: () => (/* binding */ buildImages),
  y6: () => (/* binding */ planImages),
  ZX: () => (/* binding */ pushImages)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./lib/runtime/ownEntry.js
var ownEntry = __webpack_require__(6030);
// EXTERNAL MODULE: ./lib/stack/inside.js
var inside = __webpack_require__(1710);
;// CONCATENATED MODULE: ./lib/image/bases.js




/** Looks up what an image is built on: what its Dockerfile names by FROM and `--from=`, and its additional contexts. */
async function basesOf(target, lookUp) {
    if ((0,inside/* isRemote */.Vx)(target.context) && target.dockerfileInline === undefined)
        return 'unknown';
    const text = target.dockerfileInline ?? (await (0,promises_.readFile)(target.dockerfile, 'utf8').catch(() => undefined));
    const named = text === undefined ? undefined : baseImages(text, target.args, Object.keys(target.contexts));
    if (named === undefined)
        return 'unknown';
    const contexts = Object.values(target.contexts).flatMap((context) => context.startsWith('docker-image://') ? [context.slice('docker-image://'.length)] : []);
    // A digest never moves, and stands in the Dockerfile or the model, which are part of the key.
    const references = [...new Set([...named, ...contexts])].filter((name) => !name.includes('@')).sort();
    if (references.length === 0)
        return { sum: '' };
    const answers = await Promise.all(references.map(async (reference) => [reference, await lookUp(reference)]));
    for (const [reference, answer] of answers)
        if ('fault' in answer)
            return { fault: `its base image ${reference} could not be looked up: ${answer.fault}` };
    return { sum: (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(answers)).digest('hex').slice(0, 12) };
}
/**
 * References of images in a Dockerfile that are no stage of it; undefined where a variable in one has no value.
 * @param args Build arguments: they win over the defaults of `ARG` before the first FROM (docs.docker.com, "Understand how ARG and FROM interact").
 * @param contexts Names that stand for something else.
 */
function baseImages(dockerfile, args, contexts) {
    const values = new Map();
    const stages = new Set(contexts);
    const found = new Set();
    let isUnknown = false;
    let isBeforeStages = true;
    const add = (name) => {
        const image = filledIn(name, values);
        if (image === undefined)
            isUnknown = true;
        else if (image !== 'scratch' && !/^\d+$/.test(image) && !stages.has(image.toLowerCase()) && !stages.has(image))
            found.add(image);
    };
    for (const line of instructionsOf(dockerfile)) {
        const arg = /^ARG\s+(.+)$/i.exec(line)?.[1];
        if (arg !== undefined && isBeforeStages) {
            for (const [, name = '', fallback] of arg.matchAll(/([A-Za-z_]\w*)(?:=("[^"]*"|'[^']*'|\S*))?/g)) {
                const value = (0,ownEntry/* ownEntry */.P)(args, name) ?? fallback?.replace(/^(["'])(.*)\1$/, '$2');
                if (value !== undefined)
                    values.set(name, value);
            }
        }
        const [, image, stage] = /^FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(line) ?? [];
        if (image !== undefined) {
            isBeforeStages = false;
            add(image);
            if (stage !== undefined)
                stages.add(stage.toLowerCase());
        }
        for (const [, from = ''] of line.matchAll(/(?:--|,)from=([^\s,]+)/g))
            add(from);
    }
    return isUnknown ? undefined : [...found].sort();
}
/** Without comments, each on one line. */
function instructionsOf(dockerfile) {
    return dockerfile
        .split(/\r?\n/)
        .filter((line) => !/^\s*#/.test(line))
        .join('\n')
        .replace(/\\[ \t]*\n/g, ' ')
        .split('\n')
        .map((line) => line.trim());
}
function filledIn(name, values) {
    let isOpen = false;
    const text = name
        .replace(/^["']|["']$/g, '')
        .replace(/\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))/g, (_, braced, fallback, bare) => {
        const value = values.get(braced ?? bare) ?? fallback;
        if (value === undefined || value === '')
            isOpen = true;
        return value ?? '';
    });
    return isOpen || text.includes('$') ? undefined : text;
}

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
/** One cache an image: images would overwrite each other's in a shared one. */
function cacheOf({ repository }, cache = 'none') {
    if (cache === 'none')
        return { from: [], to: [] };
    const place = cache === 'gha' ? `type=gha,scope=${repository}` : `type=registry,ref=${repository}:cache`;
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

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./node_modules/@balena/dockerignore/ignore.js
var ignore = __webpack_require__(4158);
;// CONCATENATED MODULE: ./lib/image/tree.js






/** Larger files are streamed. */
const WHOLE_FILE_BYTES = 1024 * 1024;
const OPEN_FILES = 32;
/**
 * Hash of a build context as BuildKit would get it: every path that .dockerignore lets through, with exec bit, link target and bytes.
 * @param ignoreText Text of the .dockerignore that counts; '' if there is none.
 */
async function treeHash(root, ignoreText) {
    const ignored = ignoreRules(ignoreText);
    const found = { git: false };
    const entries = await walk(root, '', ignored, found);
    entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    const hashes = await inParallel(entries, OPEN_FILES, (entry) => contentHash(root, entry));
    const sum = (0,external_node_crypto_.createHash)('sha256');
    for (const [index, { path, kind }] of entries.entries())
        sum.update(`${JSON.stringify([kind, path, hashes[index]])}\n`);
    return { sha256: sum.digest('hex'), ...found };
}
function ignoreRules(text) {
    const rules = ignore["default"]({ ignorecase: false }).add(text.replace(/^\uFEFF/, ''));
    const exceptions = text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line.startsWith('!'))
        .map((line) => line
        .slice(1)
        .trim()
        .replace(/^\.?\/+/, ''))
        .map((pattern) => pattern.split(/[*?[\\]/, 1)[0]);
    return {
        ignores: (path) => rules.ignores(path),
        closes: (folder) => exceptions.every((prefix) => !prefix.startsWith(`${folder}/`) && !`${folder}/`.startsWith(prefix)),
    };
}
async function walk(root, folder, ignored, found) {
    const children = await (0,promises_.readdir)((0,external_node_path_.join)(root, folder), { withFileTypes: true });
    const below = await Promise.all(children.map(async (child) => {
        const path = folder === '' ? child.name : `${folder}/${child.name}`;
        if (child.name.includes('\uFFFD'))
            found.unreadable = path;
        const isIgnored = ignored.ignores(path);
        if (folder === '' && child.name === '.git') {
            found.git ||= !isIgnored;
            return [];
        }
        if (isIgnored && (!child.isDirectory() || ignored.closes(path)))
            return [];
        const own = isIgnored ? [] : await entryOf(root, path, child);
        return child.isDirectory() ? [...own, ...(await walk(root, path, ignored, found))] : own;
    }));
    return below.flat();
}
/** Nothing for sockets and devices: BuildKit does not send them. */
async function entryOf(root, path, child) {
    if (child.isSymbolicLink())
        return [{ path, kind: 'l', size: 0 }];
    if (child.isDirectory())
        return [{ path, kind: 'd', size: 0 }];
    if (!child.isFile())
        return [];
    const { mode, size } = await (0,promises_.lstat)((0,external_node_path_.join)(root, path));
    return [{ path, kind: (mode & 0o111) === 0 ? 'f' : 'x', size }];
}
async function contentHash(root, { path, kind, size }) {
    const absolute = (0,external_node_path_.join)(root, path);
    if (kind === 'd')
        return '';
    if (kind === 'l')
        return `→${await (0,promises_.readlink)(absolute)}`;
    const sum = (0,external_node_crypto_.createHash)('sha256');
    if (size <= WHOLE_FILE_BYTES)
        sum.update(await (0,promises_.readFile)(absolute));
    else
        await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(absolute), sum);
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

;// CONCATENATED MODULE: ./lib/image/key.js






/** Raised when the meaning of a key changes: all images are built once more then. */
const KEY_FORMAT = 1;
function rememberedTrees() {
    const known = new Map();
    return (root, ignoreText) => {
        const name = `${root}\0${ignoreText}`;
        const tree = known.get(name) ?? treeHash(root, ignoreText);
        known.set(name, tree);
        return tree;
    };
}
/**
 * The key of an image: hash of everything that BuildKit would get, without values of secrets. Equal keys mean equal sources.
 * A base image that moves is no change: `refresh` builds anew (images.ts).
 */
async function imageKey(target, hashTree = treeHash) {
    const always = [];
    const notices = [];
    const name = `${target.project}/${target.service}`;
    if (target.noCache)
        always.push('it asks for no_cache');
    if (target.pull)
        always.push('it asks for pull');
    const tree = async (folder, ignoreText) => {
        const { sha256, git, unreadable } = await hashTree(folder, ignoreText);
        if (git)
            notices.push(`${name}: .git is sent to the build but is no part of the key; add .git to .dockerignore`);
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
    if ((0,inside/* isRemote */.Vx)(target.context))
        context = remote(target.context);
    else {
        await mustBeFolder(target.context, name);
        dockerfile ??= await readDockerfile(target, name);
        context = await tree(target.context, await ignoreTextOf(target));
    }
    const contexts = [];
    for (const [id, value] of Object.entries(target.contexts).sort()) {
        if (value.startsWith('docker-image://'))
            contexts.push([id, value]);
        else if ((0,inside/* isRemote */.Vx)(value))
            contexts.push([id, remote(value)]);
        else {
            await mustBeFolder(value, name);
            contexts.push([id, await tree(value, await (0,promises_.readFile)((0,external_node_path_.join)(value, '.dockerignore'), 'utf8').catch(() => ''))]);
        }
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
        target.network ?? '',
        target.shmSize ?? '',
        always.length > 0 ? (0,external_node_crypto_.randomUUID)() : '',
    ];
    const key = (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(material)).digest('hex').slice(0, 40);
    return { key, notices, ...(always.length > 0 ? { always: always.join('; ') } : {}) };
}
async function readDockerfile(target, name) {
    return (0,promises_.readFile)(target.dockerfile, 'utf8').catch((error) => {
        throw new errors/* Refused */.Lw(error.code === 'ENOENT'
            ? `there is no ${(0,external_node_path_.relative)(target.root, target.dockerfile)}`
            : `the Dockerfile cannot be read: ${error.code}`, { at: `${name}, build.dockerfile` });
    });
}
/** `<Dockerfile>.dockerignore` wins over the context's `.dockerignore`, as in BuildKit. */
async function ignoreTextOf(target) {
    const own = target.dockerfileInline === undefined
        ? await (0,promises_.readFile)(`${target.dockerfile}.dockerignore`, 'utf8').catch(() => undefined)
        : undefined;
    return own ?? (0,promises_.readFile)((0,external_node_path_.join)(target.context, '.dockerignore'), 'utf8').catch(() => '');
}
async function mustBeFolder(path, name) {
    const found = await (0,promises_.stat)(path).catch(() => undefined);
    if (!found?.isDirectory())
        throw new errors/* Refused */.Lw(`the build context ${path} ${found ? 'is no folder' : 'does not exist'}`, {
            at: `${name}, build`,
        });
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
 * @returns Its digest, the same in the push's own words and in the registry.
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
        const pushed = /digest: (sha256:[0-9a-f]{64})/.exec(said)?.[1];
        const found = await options.registry.digestOf(reference);
        if (pushed !== undefined && pushed !== found)
            throw new errors/* Refused */.Lw(`${reference} is another image in the registry (${found}) than the one pushed (${pushed})`, {
                todo: 'run this again: somebody pushed the same meanwhile',
            });
        return found;
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
function pushFailure(reference, output, host) {
    if (/does not exist locally|No such image|tag does not exist/i.test(output))
        return new errors/* Refused */.Lw(`${reference} is not on this runner`, {
            todo: 'push-image must run in the same job as build-and-tag',
        });
    if (/denied|unauthorized|authentication required|no basic auth/i.test(output)) {
        return new errors/* Refused */.Lw(`the registry ${host} refuses the push: ${lastLine(output)}`, {
            at: reference,
            todo: host === 'ghcr.io'
                ? 'give the job `permissions: { packages: write }`'
                : 'check the inputs registry-username and registry-token',
        });
    }
    return new errors/* Refused */.Lw(`${reference} could not be pushed: ${lastLine(output)}`);
}
function lastLine(output) {
    return (0,runtime_escape/* plain */.pj)(output).trim().split('\n').pop()?.slice(0, 500) ?? '';
}

// EXTERNAL MODULE: ./lib/image/store.js
var store = __webpack_require__(8444);
// EXTERNAL MODULE: ./lib/image/tags.js
var image_tags = __webpack_require__(548);
// EXTERNAL MODULE: ./lib/stack/compose.js
var compose = __webpack_require__(1208);
// EXTERNAL MODULE: ./lib/image/reference.js
var reference = __webpack_require__(8424);
;// CONCATENATED MODULE: ./lib/image/target.js





const defaultPlatform = 'linux/amd64';
/** What has to be built for a stack, in the order of its projects. */
function targetsOf(stack, options = {}) {
    for (const name of options.projects ?? []) {
        if (!stack.projects.some((project) => project.name === name))
            throw new errors/* Refused */.Lw(`there is no project ${JSON.stringify(name)}; known: ${stack.projects.map((project) => project.name).join(', ')}`, { at: 'input projects' });
    }
    const chosen = stack.projects.filter(({ name }) => options.projects === undefined || options.projects.length === 0 || options.projects.includes(name));
    const targets = chosen.flatMap((project) => Object.keys(project.model.services)
        .filter((service) => project.model.services[service]?.build !== undefined)
        .map((service) => targetOf(stack, project, service, options.platform ?? defaultPlatform)));
    refuseSharedRepositories(targets);
    return targets;
}
function targetOf(stack, project, service, defaultTo) {
    const at = `project ${project.name}, service ${service}, build`;
    const definition = project.model.services[service];
    const build = definition?.build ?? {};
    const context = build.context ?? (0,external_node_path_.resolve)(stack.root, project.path);
    const platforms = build.platforms ?? [];
    return {
        project: project.name,
        service,
        repository: (0,reference/* repositoryOf */._M)(stack.registry, stack.name, project.name, service),
        root: stack.root,
        context,
        dockerfile: (0,inside/* isRemote */.Vx)(context)
            ? (build.dockerfile ?? 'Dockerfile')
            : (0,external_node_path_.resolve)(context, build.dockerfile ?? 'Dockerfile'),
        args: literal(build.args),
        labels: literal(build.labels),
        platform: definition?.platform ?? (platforms.includes(defaultTo) ? defaultTo : (platforms[0] ?? defaultTo)),
        contexts: contextsOf(build.additional_contexts, at),
        secrets: (build.secrets ?? []).map((secret) => secretOf(secret, project.model, at)),
        ssh: strings(build.ssh),
        cacheFrom: strings(build.cache_from),
        cacheTo: strings(build.cache_to),
        noCache: build.no_cache === true,
        pull: build.pull === true,
        ...(build.dockerfile_inline === undefined ? {} : { dockerfileInline: (0,compose/* undouble */.dR)(build.dockerfile_inline) }),
        ...(build.target === undefined ? {} : { target: build.target }),
        ...(typeof build.network === 'string' ? { network: build.network } : {}),
        ...(build.shm_size === undefined || build.shm_size === null ? {} : { shmSize: String(build.shm_size) }),
    };
}
function contextsOf(contexts, at) {
    for (const [name, value] of Object.entries(contexts ?? {})) {
        if (/^(service|target|oci-layout):/.test(value))
            throw new errors/* Refused */.Lw(`additional_contexts.${name}: ${value} is not supported`, {
                at,
                todo: 'use a folder, or docker-image://…',
            });
    }
    return { ...contexts };
}
/** As Compose does: the id is the target, else the source. */
function secretOf(secret, model, at) {
    const object = model.secrets?.[secret.source];
    const id = secret.target ?? secret.source;
    if (object?.environment !== undefined)
        return { id, variable: object.environment };
    if (object?.file !== undefined)
        return { id, file: object.file };
    throw new errors/* Refused */.Lw(`the build secret ${secret.source} has neither \`environment:\` nor \`file:\``, { at });
}
/** Two images under one name would take each other's branch and version tags. */
function refuseSharedRepositories(targets) {
    const owners = new Map();
    for (const target of targets) {
        const other = owners.get(target.repository);
        if (other !== undefined)
            throw new errors/* Refused */.Lw(`${other.project}/${other.service} and ${target.project}/${target.service} would both be pushed as ${target.repository}`, { todo: 'rename one of the services' });
        owners.set(target.repository, target);
    }
}
function literal(values) {
    const given = Object.entries(values ?? {}).filter((entry) => entry[1] !== null);
    return Object.fromEntries(given.map(([name, value]) => [name, (0,compose/* undouble */.dR)(String(value))]));
}
function strings(value) {
    if (Array.isArray(value))
        return value.map(String);
    return typeof value === 'string' ? [value] : [];
}

;// CONCATENATED MODULE: ./lib/image/images.js










const REQUESTS_AT_ONCE = 8;
const PUSHES_AT_ONCE = 2;
/**
 * What the stack's images are, and which of them exist already; builds and changes nothing. Services with equal builds share one image:
 * they have the same repository and key.
 * @param options.tags Of tagsFor.
 * @param options.projects Only these; all if absent or empty.
 * @param options.platform Of the server, such as `linux/amd64`, which is the default.
 * @param options.labels For every image, beside those of its Compose file. They are part of the key: nothing that changes with a commit.
 * @param options.withheld Of readStack.
 * @param options.refresh Where it is given, images are built anew on base images that have moved.
 */
async function planImages(stack, options) {
    const targets = targetsOf(stack, options).map((target) => ({
        ...target,
        labels: { ...options.labels, ...target.labels },
    }));
    const needs = ({ project, service }) => options.withheld?.get(`${project}/${service}`);
    const hashTree = rememberedTrees();
    // What is left out has no key here, and its files may have other names.
    const keyOf = async (target) => needs(target) === undefined ? imageKey(target, hashTree) : { key: withheldKey(target), notices: [] };
    const keys = await Promise.all(targets.map(keyOf));
    const owners = new Map();
    for (const [index, { key }] of keys.entries())
        if (!owners.has(key))
            owners.set(key, index);
    const decide = async (index) => {
        const target = targets[index];
        const { key, always, notices } = keys[index];
        const image = {
            project: target.project,
            service: target.service,
            repository: target.repository,
            key,
            tags: [...options.tags],
            ...(notices.length > 0 ? { notices } : {}),
        };
        const short = key.slice(0, 12);
        const withheld = needs(target);
        if (withheld !== undefined)
            return {
                ...image,
                result: 'planned',
                reason: `its build needs ${withheld.join(', ')}, which only the environment gives`,
                withheld,
            };
        if (always !== undefined)
            return { ...image, result: 'planned', reason: `built each time: ${always}`, target };
        const fresh = options.refresh && (await onTodaysBases({ target, key, image }, options.store, options.refresh));
        if (fresh !== undefined && 'result' in fresh)
            return fresh;
        if (fresh !== undefined)
            image.notices = [...(image.notices ?? []), fresh.notice];
        const found = await options.store.find(target.repository, key);
        if (found === undefined)
            return { ...image, result: 'planned', reason: `${options.store.name} has no image with key ${short}`, target };
        return { ...image, result: 'reused', reason: `${options.store.name} has key ${short}`, ...found };
    };
    const unique = [...owners.values()];
    const decided = await inParallel(unique, REQUESTS_AT_ONCE, decide);
    const byKey = new Map(decided.map((image) => [image.key, image]));
    return targets.map(({ project, service }, index) => {
        const image = byKey.get(keys[index].key);
        if (image.project === project && image.service === service)
            return image;
        return {
            ...image,
            project,
            service,
            reason: `the same image as ${image.project}/${image.service}: ${image.reason}`,
        };
    });
}
/**
 * An image as `refresh` wants it: on the base images of today. A second tag beside the key says which these were; the key itself stands for what
 * was built last, so that an ordinary run does not go back to an older base. Undefined where it is built on none.
 */
async function onTodaysBases({ target, key, image }, store, lookUp) {
    const bases = await basesOf(target, lookUp);
    const pulled = { ...target, pull: true };
    if (bases === 'unknown')
        return {
            ...image,
            result: 'planned',
            reason: 'refresh, and its Dockerfile does not tell its base images',
            target: pulled,
        };
    if ('fault' in bases)
        return { notice: `${target.project}/${target.service}: not built anew, since ${bases.fault}` };
    if (bases.sum === '')
        return undefined;
    const onBases = `${key}-${bases.sum}`;
    const found = await store.find(target.repository, onBases);
    if (found !== undefined)
        return { ...image, result: 'reused', reason: `${store.name} has it on the base images of today`, ...found };
    const tags = [...image.tags, (0,image_tags/* keyTag */.Q)(onBases)];
    const reason = `refresh: ${store.name} has no image of key ${key.slice(0, 12)} on the base images of today`;
    return { ...image, tags, result: 'planned', reason, target: pulled };
}
/** Stands where a key would, and is none of any image. */
function withheldKey({ project, service }) {
    return (0,external_node_crypto_.createHash)('sha256').update(`withheld ${project}/${service}`).digest('hex').slice(0, 40);
}
/** Builds what is planned and not there. Without a registry (`registry: none`) each image's id is set. */
async function buildImages(planned, options) {
    const toBuild = [
        ...new Map(planned
            .filter(({ result, withheld }) => result === 'planned' && withheld === undefined)
            .map((image) => [`${image.repository}:${image.key}`, image])).values(),
    ];
    const entries = toBuild.map(({ target, repository, key, tags }) => {
        if (target === undefined)
            throw new Error(`${repository} is planned without a target`);
        return { target, tags: [(0,image_tags/* keyTag */.Q)(key), ...tags].map((tag) => `${repository}:${tag}`) };
    });
    await bake(entries, options);
    return inParallel(planned, REQUESTS_AT_ONCE, async ({ target, notices: _, withheld: __, ...image }) => {
        const built = image.result === 'planned' && target !== undefined ? { ...image, result: 'built' } : image;
        if (built.result === 'planned')
            return built;
        if (options.registry !== 'none' || built.imageId !== undefined)
            return built;
        const imageId = await (0,store/* localImageId */.Aj)(`${image.repository}:${(0,image_tags/* keyTag */.Q)(image.key)}`, options);
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
    const here = images.filter(({ result }) => result !== 'planned');
    const unique = [...new Map(here.map((image) => [`${image.repository}:${image.key}`, image])).values()];
    const results = await inParallel(unique, PUSHES_AT_ONCE, async (image) => {
        const known = image.result === 'built' ? await pushedBefore(image, options) : image.digest;
        const [tag = (0,image_tags/* keyTag */.Q)(image.key)] = options.withoutKeys ? image.tags : [];
        const digest = known ?? (await push(image.repository, tag, options));
        for (const tag of image.tags)
            await registry.tag(image.repository, digest, tag);
        return [`${image.repository}:${image.key}`, { digest, pushed: known === undefined }];
    });
    const byName = new Map(results);
    return images.map((image) => ({ ...image, ...byName.get(`${image.repository}:${image.key}`) }));
}
/** Digest in the registry, if what lies there under the key is this engine's very image, as after an earlier push. */
async function pushedBefore({ repository, key }, { registry, run: runProgram }) {
    const digest = (await registry.find(repository, key))?.digest;
    if (digest === undefined)
        return undefined;
    const local = await (0,store/* localDigests */.d0)(`${repository}:${(0,image_tags/* keyTag */.Q)(key)}`, { run: runProgram });
    return local.includes(`${repository}@${digest}`) ? digest : undefined;
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
    const find = async (repository, key) => {
        const { host: of, path } = (0,image_reference/* parseReference */.F2)(repository);
        const digest = await (await clientOf(of)).digestOf(path, (0,tags/* keyTag */.Q)(key));
        return digest === undefined ? undefined : { digest };
    };
    return {
        host,
        dockerConfig: dockerConfigOf(own),
        async dockerConfigFor(references) {
            const hosts = new Set(references.map((reference) => (0,image_reference/* parseReference */.F2)(reference).host));
            const others = [...hosts].filter((other) => other !== host);
            const found = await Promise.all(others.map(async (other) => [other, await storedLogin(other, { env, run: run/* run */.eF })]));
            const known = found.flatMap(([other, stored]) => (stored === undefined ? [] : [[other, stored]]));
            return dockerConfigOf(new Map([...own, ...known]));
        },
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

/***/ 8444:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Aj: () => (/* binding */ localImageId),
/* harmony export */   d0: () => (/* binding */ localDigests),
/* harmony export */   iM: () => (/* binding */ engineStore)
/* harmony export */ });
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(548);

/** The engine of this machine, where there is no registry. */
function engineStore(options) {
    return {
        name: 'this engine',
        async find(repository, key) {
            const imageId = await localImageId(`${repository}:${(0,_tags_js__WEBPACK_IMPORTED_MODULE_0__/* .keyTag */ .Q)(key)}`, options);
            return imageId === undefined ? undefined : { imageId };
        },
    };
}
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
