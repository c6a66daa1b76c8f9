export const id = 325;
export const ids = [325];
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
        target: moved ? { ...target, pull: true } : target,
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
/* harmony import */ var _stack_inside_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1710);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5581);






/** Raised when the meaning of a key changes: all images are built once more then. */
const KEY_FORMAT = 2;
/** Letters of a key, which is also a tag. */
const KEY_LETTERS = 40;
function rememberedTrees() {
    const known = new Map();
    return (root, ignoreText) => {
        const name = `${root}\0${ignoreText}`;
        const tree = known.get(name) ?? (0,_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .treeHash */ .F2)(root, ignoreText);
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
async function imageKey(target, hashTree = _tree_js__WEBPACK_IMPORTED_MODULE_5__/* .treeHash */ .F2) {
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
            notices.push(`${name}: .git is sent to the build, so that each commit is another image; add .git to .dockerignore`);
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
    if ((0,_stack_inside_js__WEBPACK_IMPORTED_MODULE_4__/* .isRemote */ .Vx)(target.context))
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
        else if ((0,_stack_inside_js__WEBPACK_IMPORTED_MODULE_4__/* .isRemote */ .Vx)(value))
            contexts.push([id, remote(value)]);
        else {
            await mustBeFolder(value, name);
            contexts.push([id, await tree(value, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(value, '.dockerignore'), 'utf8').catch(() => ''))]);
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
        target.environment,
        target.cacheFrom,
        target.noCache,
        target.pull,
    ];
    return { material: JSON.stringify(material), notices, ...(always.length > 0 ? { always: always.join('; ') } : {}) };
}
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
/* harmony export */   F2: () => (/* binding */ treeHash),
/* harmony export */   HN: () => (/* binding */ inParallel),
/* harmony export */   ep: () => (/* binding */ ignoreRules)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6466);
/* harmony import */ var _balena_dockerignore__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4158);






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
    const sum = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    for (const [index, { path, kind }] of entries.entries())
        sum.update(`${JSON.stringify([kind, path, hashes[index]])}\n`);
    return { sha256: sum.digest('hex'), ...found };
}
function ignoreRules(text) {
    const rules = _balena_dockerignore__WEBPACK_IMPORTED_MODULE_5__["default"]({ ignorecase: false }).add(text.replace(/^\uFEFF/, ''));
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


/***/ }),

/***/ 7603:
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
