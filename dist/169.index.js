export const id = 169;
export const ids = [169,745,860];
export const modules = {

/***/ 9107:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AY: () => (/* binding */ RANGE),
/* harmony export */   Yb: () => (/* binding */ leftPorts),
/* harmony export */   al: () => (/* binding */ inOrder),
/* harmony export */   ky: () => (/* binding */ runsOf)
/* harmony export */ });
/* harmony import */ var _endpoints_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6540);

/** At most so many ports are asked: each costs the server connections before anything begins. A port at IPv4 and IPv6 is one. */
const PORTS = 32;
/** So many consecutive ports of one container are a range, as for FTP or media: none of them alone serves a page. */
const RANGE = 4;
/** Puts 80 and 443 first, then what may speak HTTP, then what speaks something else, then ranges: one of each, then the others (pure). */
function inOrder(ports) {
    const marked = withoutTwins(markRanges(ports));
    const sorted = marked
        .map((port, index) => ({ port, index, rank: rankOf(port) }))
        .sort((one, other) => one.rank - other.rank || one.index - other.index)
        .map(({ port }) => port);
    const counted = new Set();
    const [asked, left] = [[], []];
    for (const port of nextToTwins(sorted)) {
        counted.add(pairOf(port));
        (counted.size <= PORTS ? asked : left).push(port);
    }
    return { asked, left };
}
/** `shop/ftp: ports 30012-30039`, a line an owner. */
function leftPorts(left) {
    return [...new Set(left.map(({ owner }) => owner))].map((owner) => {
        const numbers = [...new Set(left.filter((one) => one.owner === owner).map(({ port }) => port))];
        const runs = runsOf(numbers).map((run) => (run.length === 1 ? `${run[0]}` : `${run[0]}-${run.at(-1)}`));
        return `${owner}: port${numbers.length === 1 ? '' : 's'} ${runs.join(', ')}`;
    });
}
function rankOf(port) {
    if (port.range !== undefined)
        return 3 + port.range;
    if ([80, 443].includes(port.port) || [80, 443].includes(port.target))
        return 0;
    return (0,_endpoints_js__WEBPACK_IMPORTED_MODULE_0__/* .expectsTcp */ .uG)(port) ? 2 : 1;
}
/** Gives each port of a range its place in it, from 0. */
function markRanges(ports) {
    const of = (port) => port.container ?? port.owner;
    const places = new Map();
    for (const whose of new Set(ports.map(of))) {
        const numbers = [...new Set(ports.filter((one) => of(one) === whose).map(({ port }) => port))];
        for (const run of runsOf(numbers)) {
            if (run.length >= RANGE)
                run.forEach((number, index) => void places.set(`${whose} ${number}`, index));
        }
    }
    return ports.map((port) => {
        const range = places.get(`${of(port)} ${port.port}`);
        return range === undefined ? port : { ...port, range };
    });
}
/** Ascending numbers, grouped into consecutive ones. */
function runsOf(numbers) {
    const runs = [];
    for (const number of [...numbers].sort((one, other) => one - other)) {
        const run = runs.at(-1);
        if (run?.at(-1) === number - 1)
            run?.push(number);
        else
            runs.push([number]);
    }
    return runs;
}
/** In a range the IPv4 address stands for the IPv6 one, which Docker publishes with it. */
function withoutTwins(ports) {
    const first = new Set(ports.filter(({ address }) => address === '127.0.0.1').map(pairOf));
    return ports.filter((port) => port.range === undefined || port.address !== '::1' || !first.has(pairOf(port)));
}
/** Puts the IPv4 and the IPv6 address of one port next to each other. */
function nextToTwins(ports) {
    const groups = new Map();
    for (const port of ports)
        groups.set(pairOf(port), [...(groups.get(pairOf(port)) ?? []), port]);
    return [...groups.values()].flat();
}
function pairOf({ owner, container = owner, address, port }) {
    return `${container} ${['127.0.0.1', '::1'].includes(address) ? '' : address} ${port}`;
}


/***/ }),

/***/ 9527:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $j: () => (/* binding */ movedWords),
/* harmony export */   jv: () => (/* binding */ lookedUpBefore),
/* harmony export */   ng: () => (/* binding */ dueReferences),
/* harmony export */   r3: () => (/* binding */ lookupsOf)
/* harmony export */ });
/* unused harmony export isOwn */
/* harmony import */ var _stack_durations_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6741);
/* harmony import */ var _serviceImages_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5745);


/** Registries that belong to nobody: one of them is the same place only below the same owner. */
const SHARED = new Set([
    ...[
        'docker.io',
        'ghcr.io',
        'quay.io',
        'gcr.io',
        'mcr.microsoft.com',
        'public.ecr.aws',
        'lscr.io',
        'registry.gitlab.com',
    ],
    ...['registry.k8s.io', 'docker.elastic.co', 'nvcr.io', 'registry.access.redhat.com'],
]);
/**
 * The references that are looked up now, by Compose's `pull_policy` and its meanings: `always`, `daily`, `weekly`, `every_<duration>`. Without
 * one, only images of the stack's own registry or owner are: what another job of the same people has built. Others wait for `refresh`, since
 * upstream must not restart a database. `never` and `build` are for images that no registry has.
 */
function dueReferences(stack, images, facts, asking) {
    const source = facts && new _serviceImages_js__WEBPACK_IMPORTED_MODULE_1__.ImageSource(stack, images, new Map(), facts);
    const known = lookedUpBefore(facts);
    const due = (0,_serviceImages_js__WEBPACK_IMPORTED_MODULE_1__.movable)(stack).filter(({ project, name, service, reference }) => {
        if (service.build !== undefined || source?.builtFor(project, name, service) !== undefined)
            return false;
        return isDue(service, reference, known.get(reference), asking);
    });
    return [...new Set(due.map(({ reference }) => reference))].sort();
}
function isDue({ pull_policy: policy, ...service }, reference, since, { refresh, now, own }) {
    if (policy === 'never' || policy === 'build')
        return false;
    if (refresh || policy === 'always')
        return true;
    if (policy === undefined)
        return isOwn(reference, own);
    const age = refreshAge(policy, service['pull_refresh_after']);
    if (age === undefined)
        return false;
    return since === undefined || now.getTime() - Date.parse(since) >= age * 1000;
}
/** After how many seconds a policy wants the tag looked up again; undefined where it never does by itself. */
function refreshAge(policy, after) {
    if (policy === 'daily')
        return (0,_stack_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .secondsOf */ .T)('1d');
    if (policy === 'weekly')
        return (0,_stack_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .secondsOf */ .T)('1w');
    if (policy === 'refresh')
        return (0,_stack_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .secondsOf */ .T)(after) ?? 0;
    return policy.startsWith('every_') ? (0,_stack_durations_js__WEBPACK_IMPORTED_MODULE_0__/* .secondsOf */ .T)(policy.slice('every_'.length)) : undefined;
}
/** Whether an image comes from the stack's own registry or owner. */
function isOwn(reference, { registry, owner }) {
    const image = placeOf(reference);
    if (registry !== 'none') {
        const own = placeOf(`${registry}/x`);
        if (image.host === own.host && (!SHARED.has(own.host) || image.owner === own.owner))
            return true;
    }
    return owner !== '' && image.owner === owner.toLowerCase() && SHARED.has(image.host);
}
/** Host and first part of the path; an official image of Docker Hub, such as `postgres:17`, has the owner `library`. */
function placeOf(reference) {
    const [first = '', ...rest] = reference.replace(/^(index\.)?docker\.io\//, '').split('/');
    const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
    if (isHost)
        return { host: first, owner: rest.length > 1 ? rest[0] : '' };
    return { host: 'docker.io', owner: rest.length === 0 ? 'library' : first };
}
/** When the current release's references were looked up, as it says itself. */
function lookedUpBefore(facts) {
    const models = Object.values(facts?.current?.models ?? {});
    return new Map(models.flatMap((model) => Object.entries(model['x-stack-actions']?.lookedUp ?? {})));
}
/** What is said of the tags in the plan, and kept in the release. */
function lookupsOf(found) {
    const { references, answers, pulled, moved, before, now } = found;
    const lookedUp = new Map();
    const [same, left, faults] = [[], [], []];
    for (const reference of references) {
        const answer = answers.get(reference);
        const answered = (answer !== undefined && 'digest' in answer) || pulled.has(reference);
        const since = answered ? now.toISOString() : before.get(reference);
        if (since !== undefined)
            lookedUp.set(reference, since);
        const age = `${reference} (${since === undefined ? 'nobody knows since when' : `since ${ageWords(since, now)}`})`;
        if (answered) {
            if (!moved.has(reference) && !pulled.has(reference))
                same.push(reference);
        }
        else if (answer !== undefined && 'fault' in answer)
            faults.push(`${age} could not be looked up, so that it stays what it is: ${answer.fault}`);
        else
            left.push(age);
    }
    return {
        lookedUp,
        moved,
        notices: [
            ...faults,
            ...(left.length === 0
                ? []
                : [
                    `not looked up, so that a newer image of that tag is not seen: ${left.join(', ')}; \`refresh: true\`, a scheduled run or \`pull_policy: always\` does`,
                ]),
            ...(same.length === 0 ? [] : [`looked up, and still the same: ${same.join(', ')}`]),
        ],
    };
}
/** `2026-11-03, 26 days ago`. */
function ageWords(since, now) {
    const days = Math.floor((now.getTime() - Date.parse(since)) / 86_400_000);
    return `${since.slice(0, 10)}, ${days <= 0 ? 'today' : days === 1 ? 'a day ago' : `${days} days ago`}`;
}
/** How a tag's change is said where the plan tells why a service changes. */
function movedWords(reference, before, digest) {
    const short = (image) => image.replace(/^.*sha256:([0-9a-f]{12}).*$/, '$1');
    return `image: ${reference} is another one now (${before === undefined ? '' : `${short(before)} → `}${short(digest)})`;
}


/***/ }),

/***/ 5745:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ImageSource: () => (/* binding */ ImageSource),
/* harmony export */   movable: () => (/* binding */ movable),
/* harmony export */   pulledImages: () => (/* binding */ pulledImages),
/* harmony export */   settledImages: () => (/* binding */ settledImages),
/* harmony export */   thirdParty: () => (/* binding */ thirdParty)
/* harmony export */ });
/* harmony import */ var _host_containers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3304);
/* harmony import */ var _runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7373);
/* harmony import */ var _stack_dollars_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9675);
/* harmony import */ var _stack_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5488);
/* harmony import */ var _names_projectName_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8931);





/** A reference that names its content already: by digest, or an image id. */
function isPinned(reference) {
    return /@sha256:[0-9a-f]{64}$/.test(reference) || /^sha256:[0-9a-f]{64}$/.test(reference);
}
/** The server takes one a line, and gives them to Docker: neither an option nor two lines. */
function isReference(text) {
    return /^[A-Za-z0-9[][A-Za-z0-9_.:/@[\]-]{0,511}$/.test(text);
}
/**
 * Third-party references of the stack that are not pinned, and what the previous release or what runs has settled each to, by service, if
 * anything. A tag such as `postgres:17` keeps its digest until it is looked up (lookups.ts).
 */
function settledImages(stack, images, facts) {
    const source = new ImageSource(stack, images, new Map(), facts);
    const found = movable(stack).filter(({ project, name, service }) => source.builtFor(project, name, service) === undefined);
    const references = [...new Set(found.map(({ reference }) => reference))].sort();
    return new Map(references.map((reference) => [reference, source.settled(reference)]));
}
/** The references that the server may have to be asked for, as far as the files tell. */
function thirdParty(stack) {
    const found = movable(stack).filter(({ service }) => service.build === undefined);
    return [...new Set(found.map(({ reference }) => reference))].sort();
}
/** References of all images that the stack does not build, also of those by digest. */
function pulledImages(stack) {
    const found = stack.projects.flatMap(({ model }) => Object.values((0,_stack_dollars_js__WEBPACK_IMPORTED_MODULE_3__/* .singleDollars */ .k)(model).services).flatMap(({ build, image }) => build === undefined && image !== undefined && isReference(image) ? [image] : []));
    return [...new Set(found)].sort();
}
/** Services with an image whose name may stand for another content tomorrow. */
function movable(stack) {
    return stack.projects.flatMap((project) => Object.entries((0,_stack_dollars_js__WEBPACK_IMPORTED_MODULE_3__/* .singleDollars */ .k)(project.model).services).flatMap(([name, service]) => {
        const reference = service.image;
        const moves = reference !== undefined && !isPinned(reference) && isReference(reference);
        return moves ? [{ project, name, service, reference }] : [];
    }));
}
/** Finds each service's image: built by the stack, pinned, resolved now, kept from the previous release, or as it runs. */
class ImageSource {
    images;
    resolved;
    /** By reference: the image of each service that has had it, by Compose project name and service. */
    known = new Map();
    names;
    builtByReference = new Map();
    constructor(stack, images, resolved, facts) {
        this.images = images;
        this.resolved = resolved;
        const own = { ...stack, identity: (0,_stack_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .settledIdentity */ .Kk)(stack.identity, facts.identity) };
        const models = stack.projects.map(({ model }) => (0,_stack_dollars_js__WEBPACK_IMPORTED_MODULE_3__/* .singleDollars */ .k)(model));
        const named = (0,_names_projectName_js__WEBPACK_IMPORTED_MODULE_2__/* .namedModels */ .U)(own, models, facts);
        this.names = named.names;
        for (const model of Object.values(facts.current?.models ?? {})) {
            for (const [service, reference] of Object.entries(model['x-stack-actions']?.references ?? {})) {
                const image = model.services[service]?.image;
                if (image !== undefined)
                    this.know(reference, (0,_host_containers_js__WEBPACK_IMPORTED_MODULE_4__/* .serviceKey */ .jq)(model.name, service), (0,_stack_dollars_js__WEBPACK_IMPORTED_MODULE_3__/* .singleDollars */ .k)(image));
            }
        }
        // An adopted release is current after a first deploy that was undone; it keeps no references.
        const before = facts.current === undefined || facts.current.meta['kind'] === 'adopted';
        const containers = new _host_containers_js__WEBPACK_IMPORTED_MODULE_4__/* .Containers */ .Xd(facts, own.identity);
        for (const { name, services } of before ? named.models : []) {
            for (const [service, { image }] of Object.entries(services)) {
                // What others run under the same tag says nothing of ours; what has ended was made of its image, too.
                const same = containers.made(name, service).find(({ Config }) => Config.Image === image);
                if (image !== undefined && same !== undefined)
                    this.know(image, (0,_host_containers_js__WEBPACK_IMPORTED_MODULE_4__/* .serviceKey */ .jq)(name, service), same.Image);
            }
        }
        for (const project of stack.projects) {
            for (const [name, service] of Object.entries(project.model.services)) {
                const built = this.named(project, name);
                if (built !== undefined && service.image !== undefined)
                    this.builtByReference.set((0,_stack_dollars_js__WEBPACK_IMPORTED_MODULE_3__/* .singleDollars */ .k)(service.image), built);
            }
        }
    }
    /** The stack's own image of a service; also where another service of the stack builds the reference that this one names. */
    builtFor(project, name, service) {
        const own = this.named(project, name);
        if (own !== undefined || service.build !== undefined)
            return own;
        return service.image === undefined ? undefined : this.builtByReference.get(service.image);
    }
    /** The images that a third-party reference stands for without asking anybody: one, unless services of the stack have had different ones. */
    settled(reference) {
        return [...new Set(this.known.get(reference)?.values())];
    }
    /** A service's image, or why there is none. */
    imageOf(project, name, service) {
        const where = `${project.name}/${name}`;
        const built = this.builtFor(project, name, service);
        if (built !== undefined) {
            if (built.digest !== undefined)
                return { image: `${built.repository}@${built.digest}` };
            if (built.imageId !== undefined)
                return {
                    ...{ image: built.imageId, repository: built.repository },
                    ...(built.serverTag !== undefined && { tag: built.serverTag }),
                };
            if (built.result === 'planned')
                return { image: `${built.repository}:key-${built.key}`, planned: built.reason };
            return { fault: `${where}: its image has no digest (push it first)` };
        }
        const reference = service.image;
        if (service.build !== undefined)
            return { fault: `${where}: it has a build section, but no image of it was given` };
        if (reference === undefined)
            return { fault: `${where}: it has neither an image nor a build section` };
        if (isPinned(reference))
            return { image: reference };
        if (!isReference(reference))
            return { fault: `${where}: ${(0,_runtime_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .TL)(reference)} is no name of an image` };
        const resolved = this.resolved.get(reference);
        if (resolved !== undefined)
            return { image: resolved.image, reference, resolved };
        const own = this.known.get(reference)?.get((0,_host_containers_js__WEBPACK_IMPORTED_MODULE_4__/* .serviceKey */ .jq)(this.names[project.name] ?? '', name));
        const settled = own ?? this.settled(reference)[0];
        if (settled !== undefined)
            return { image: settled, reference };
        return { fault: `${where}: nobody has looked up the image ${JSON.stringify(reference)}` };
    }
    know(reference, key, image) {
        this.known.set(reference, new Map([...(this.known.get(reference) ?? []), [key, image]]));
    }
    named(project, service) {
        const names = new Set([project.name, project.model.name]);
        return this.images.find((image) => names.has(image.project) && image.service === service);
    }
}


/***/ }),

/***/ 2860:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ isFirst),
/* harmony export */   e: () => (/* binding */ askLikeness),
/* harmony export */   runsWithoutRelease: () => (/* binding */ runsWithoutRelease)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _host_containers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3304);
/* harmony import */ var _host_likenessQuestion_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5328);
/* harmony import */ var _stack_dollars_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9675);
/* harmony import */ var _names_projectName_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8931);
/* harmony import */ var _originals_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1878);






/** Whether nothing of ours was ever proven here: what runs is compared with the files, and not with a release. */
function isFirst({ current }) {
    return current === undefined || current.meta['kind'] === 'adopted';
}
/** Whether something of a stack runs that is no release of ours. */
function runsWithoutRelease(stack, facts) {
    if (facts.current !== undefined)
        return false;
    const containers = new _host_containers_js__WEBPACK_IMPORTED_MODULE_4__/* .Containers */ .Xd(facts, stack.identity);
    const singles = stack.projects.map(({ model }) => (0,_stack_dollars_js__WEBPACK_IMPORTED_MODULE_5__/* .singleDollars */ .k)(model));
    return (0,_names_projectName_js__WEBPACK_IMPORTED_MODULE_2__/* .namedModels */ .U)(stack, singles, facts).models.some(({ name }) => containers.servicesOf(name).length > 0);
}
/**
 * Asks the server how like the Compose files its containers are: one call, on a first deploy over a stack that runs. Undefined where there
 * is nothing to ask.
 */
async function askLikeness(stack, facts, ask) {
    if (!isFirst(facts))
        return undefined;
    const { models } = (0,_names_projectName_js__WEBPACK_IMPORTED_MODULE_2__/* .namedModels */ .U)(stack, stack.projects.map(({ model }) => (0,_stack_dollars_js__WEBPACK_IMPORTED_MODULE_5__/* .singleDollars */ .k)(model)), facts);
    const asked = await questionOf(stack, models, new _host_containers_js__WEBPACK_IMPORTED_MODULE_4__/* .Containers */ .Xd(facts, stack.identity));
    return asked.containers.length === 0 ? undefined : likenessesOf(asked, await ask(asked.question));
}
async function questionOf(stack, models, containers) {
    const question = {
        models: [],
        files: [],
        images: new Set(),
    };
    const found = [];
    for (const [index, project] of stack.projects.entries()) {
        const model = models[index];
        if (model === undefined)
            continue;
        const folders = [];
        for (const [name, service] of Object.entries(model.services)) {
            const taken = (0,_originals_js__WEBPACK_IMPORTED_MODULE_3__/* .filesOf */ .R)(project, model, service);
            for (const container of containers.made(model.name, name)) {
                const files = new Map();
                for (const [target, { files: wanted }] of taken) {
                    const from = container.Mounts.find(({ Destination }) => Destination === target)?.Source;
                    const rows = await Promise.all(wanted.map(async (file) => ({
                        inside: node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(target, file.path),
                        path: file.path,
                        sum: await (0,_host_likenessQuestion_js__WEBPACK_IMPORTED_MODULE_1__/* .sumOf */ .XN)(file),
                    })));
                    files.set(target, rows);
                    for (const { inside, path } of rows)
                        question.files.push({
                            container: container.Id,
                            path: inside,
                            ...(from !== undefined && { from: node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(from, path) }),
                        });
                }
                folders.push(...[(0,_host_containers_js__WEBPACK_IMPORTED_MODULE_4__/* .label */ .Pf)(container, _host_containers_js__WEBPACK_IMPORTED_MODULE_4__/* .FOLDER_LABEL */ .eO)].filter((folder) => folder !== undefined));
                question.images.add(container.Image);
                found.push({ key: `${model.name}/${name}`, container, files });
            }
        }
        const [folder] = folders;
        if (folder === undefined)
            continue;
        const idOf = (name) => containers.running(model.name, name)[0]?.Id;
        question.models.push({ project: model.name, text: (0,_originals_js__WEBPACK_IMPORTED_MODULE_3__/* .textThere */ .k)(project, model, { root: stack.root, folder, idOf }) });
    }
    return { question: { ...question, images: [...question.images] }, containers: found };
}
function likenessesOf({ containers }, answer) {
    return new Map(containers.map(({ key, container, files }) => {
        const hash = answer.hashes.get(key);
        const image = answer.images.get(container.Image);
        const changed = [...files].map(([target, rows]) => [
            target,
            rows.filter(({ inside, sum }) => answer.sums.get(`${container.Id} ${inside}`) !== sum).map(({ path }) => path),
        ]);
        return [
            container.Id,
            {
                ...(hash !== undefined && { composeHash: hash }),
                ...(image !== undefined && { image }),
                files: new Map(changed),
            },
        ];
    }));
}


/***/ }),

/***/ 1878:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ filesOf),
/* harmony export */   k: () => (/* binding */ textThere)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _stack_dollars_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9675);


/**
 * The text of a project as Compose on the server would read it in the folder where it was started: what its authors wrote, without any rewrite
 * of ours. Of it Compose makes the hash that it wrote on the containers. References to other services are containers by then
 * (`resolveServiceReferences` in pkg/compose/convergence.go of docker/compose).
 * @param model under its final name, with single dollars
 */
function textThere(project, model, place) {
    const base = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(place.root, project.path);
    const there = (path) => {
        const inCheckout = path === place.root || path.startsWith(`${place.root}/`);
        return inCheckout ? node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(place.folder, node_path__WEBPACK_IMPORTED_MODULE_0__.posix.relative(base, path)) : path;
    };
    const services = Object.entries(model.services).map(([name, service]) => {
        const { profiles: _profiles, build: _build, depends_on: _needs, ...rest } = service;
        return [name, { ...rest, ...boundService(rest, place), ...mountedService(rest, there) }];
    });
    return JSON.stringify((0,_stack_dollars_js__WEBPACK_IMPORTED_MODULE_1__/* .doubleDollars */ .R)({ ...model, services: Object.fromEntries(services) }));
}
function mountedService({ volumes }, there) {
    if (volumes === undefined)
        return {};
    return {
        volumes: volumes.map((mount) => mount.type === 'bind' && mount.source !== undefined ? { ...mount, source: there(mount.source) } : mount),
    };
}
function boundService(service, { idOf }) {
    const bound = {};
    for (const field of ['network_mode', 'ipc', 'pid']) {
        const id = idOf(/^service:(.+)$/.exec(service[field] ?? '')?.[1] ?? '');
        if (id !== undefined)
            bound[field] = `container:${id}`;
    }
    if (service.volumes_from !== undefined)
        bound.volumes_from = service.volumes_from.map((one) => {
            const [name = '', ...mode] = one.split(':');
            const id = idOf(name);
            return id === undefined ? one : ['container', id, ...mode].join(':');
        });
    return bound;
}
/** The files of the repository that a service has in its containers: mounts that travel with it, secrets and configs. */
function filesOf(project, model, service) {
    const found = new Map();
    for (const { type, source, target } of service.volumes ?? []) {
        const mount = project.mounts.find((one) => type === 'bind' && (0,_stack_dollars_js__WEBPACK_IMPORTED_MODULE_1__/* .singleDollars */ .k)(one.source) === source);
        if (mount?.kind === 'content' && mount.files !== undefined)
            found.set(node_path__WEBPACK_IMPORTED_MODULE_0__.posix.resolve('/', target), { path: mount.path, mounted: true, files: readFiles(mount.files) });
    }
    for (const kind of ['secret', 'config']) {
        const folder = kind === 'secret' ? '/run/secrets' : '/';
        for (const { source, target } of service[`${kind}s`] ?? []) {
            const file = model[`${kind}s`]?.[source]?.file;
            const mount = project.mounts.find((one) => one.source === `${kind}:${source}` || (0,_stack_dollars_js__WEBPACK_IMPORTED_MODULE_1__/* .singleDollars */ .k)(one.source) === file);
            if (mount?.files === undefined)
                continue;
            found.set(node_path__WEBPACK_IMPORTED_MODULE_0__.posix.resolve(folder, target ?? source), { path: mount.path, mounted: false, files: mount.files });
        }
    }
    return found;
}
/** Those with bytes of their own: no folders, no links, nothing that only makes room for another mount. */
function readFiles(entries) {
    return entries.filter(({ path, from, isFolder, link }) => !isFolder && link === undefined && (from !== undefined || path === ''));
}


/***/ }),

/***/ 2000:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ preflightFaults)
/* harmony export */ });
const ENGINE = [20, 10];
const COMPOSE = [2, 20];
/** What the server lacks, in words; empty where nothing is missing. */
function preflightFaults({ engine, compose }) {
    const faults = [];
    if (!atLeast(engine, ENGINE))
        faults.push(`the server has Docker Engine ${engine || '(unknown)'}, ${ENGINE.join('.')} or newer is needed`);
    if (compose === '')
        faults.push(`the server has no Docker Compose, ${COMPOSE.join('.')} or newer is needed (docker-compose-plugin)`);
    else if (!atLeast(compose, COMPOSE))
        faults.push(`the server has Docker Compose ${compose}, ${COMPOSE.join('.')} or newer is needed`);
    return faults;
}
function atLeast(version, [major, minor]) {
    const [theirs = Number.NaN, minorTheirs = 0] = version
        .replace(/^v/, '')
        .split('.')
        .map((part) => Number.parseInt(part, 10));
    return theirs > major || (theirs === major && minorTheirs >= minor);
}


/***/ }),

/***/ 6133:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ drive)
});

// UNUSED EXPORTS: mustRun

// EXTERNAL MODULE: ./lib/runtime/clock.js
var clock = __webpack_require__(7642);
// EXTERNAL MODULE: ./lib/release/records/journal.js
var journal = __webpack_require__(8679);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
;// CONCATENATED MODULE: ./lib/release/transaction/steadyCalls.js


/** The calls of one transaction, each repeated over a new connection where it was lost, and the journal that they have read. */
class SteadyCalls {
    options;
    events = [];
    lines = 0;
    constructor(options) {
        this.options = options;
    }
    start() {
        const { server } = this.options;
        let begun = false;
        return this.steadily(false, () => {
            if (begun)
                return server.watch(this.lines + 1, this.onLine);
            begun = true;
            return server.start(this.onLine);
        });
    }
    watch({ confirmed }, say) {
        return this.steadily(confirmed, () => this.options.server.watch(this.lines + 1, this.onLine, say));
    }
    abort({ confirmed }) {
        return this.steadily(confirmed, () => this.options.server.abort());
    }
    recover({ confirmed }) {
        return this.steadily(confirmed, () => this.options.server.recover());
    }
    onLine = (line) => {
        this.lines += 1;
        const event = (0,journal/* journalEvent */.ai)(line);
        if (event === undefined)
            return;
        this.events.push(event);
        this.options.onEvent(event);
    };
    /** Repeats a call whose connection was lost, over a new connection, until the time is up. */
    async steadily(confirmed, call) {
        const { server, clock, reconnectMs = 120_000 } = this.options;
        let lostAt;
        for (;;) {
            try {
                if (lostAt !== undefined)
                    await server.reconnect();
                return await call();
            }
            catch (error) {
                if (!server.isConnectionLost(error))
                    throw error;
                lostAt ??= clock.now();
                if (clock.now() - lostAt >= reconnectMs)
                    throw lostContact(confirmed, server);
                await clock.sleep(1000);
            }
        }
    }
}
/** What is said where nobody saw how it ended. @param confirmed Whether the server was told to commit. */
function lostContact(confirmed, server) {
    return new errors/* OutcomeUnknown */.Jr(confirmed
        ? 'Contact with the server was lost after the deploy was confirmed: the server finishes by itself, but nobody saw it'
        : 'Contact with the server was lost before the deploy was confirmed: the server undoes it by itself at its deadline, but nobody saw it', { todo: `ask the server: ${server.statusCommand}` });
}

;// CONCATENATED MODULE: ./lib/release/transaction/transaction.js


const CANCELLED = 'the run was cancelled';
/** So many deaths of the server's program are recovered from. */
const DEATHS = 3;
/**
 * Drives one transaction from the runner: starts it, judges at its two gates, confirms, and reports what the server ended on. Returns only
 * when `committed` was read; every other end is an error that says which version serves.
 * @throws Refused, Undone, UndoFailed, OutcomeUnknown
 */
async function runTransaction(options) {
    const { server, signal } = options;
    const calls = new SteadyCalls(options);
    const onCancel = () => void server.abort().catch(() => undefined);
    signal.addEventListener('abort', onCancel, { once: true });
    try {
        let progress = { answer: await calls.start(), confirmed: false, failure: '', isJudged: false, deaths: 0 };
        for (;;) {
            switch (progress.answer.state) {
                case 'waiting':
                    progress = await answerGate(calls, options, withCancellation(progress, signal));
                    break;
                case 'died':
                    progress = await recover(calls, options, withCancellation(progress, signal));
                    break;
                case 'committed':
                    return { events: calls.events };
                default:
                    throw failureOf(withCancellation(progress, signal), calls.events, options);
            }
        }
    }
    finally {
        signal.removeEventListener('abort', onCancel);
    }
}
/** What came first counts: a run that is cancelled later fails for the reason that was there. */
function withCancellation(progress, { aborted }) {
    return progress.failure === '' && aborted ? { ...progress, failure: CANCELLED } : progress;
}
/** Judges what the server has asked about, and says so. */
async function answerGate(calls, options, progress) {
    const stage = stageOf(calls.events);
    const verdict = options.signal.aborted
        ? { healthy: false, reason: CANCELLED }
        : await judge(options, stage, progress.answer.containers);
    if (!verdict.healthy) {
        const failure = withCancellation(progress, options.signal).failure || verdict.reason;
        await calls.abort(progress);
        const isJudged = failure === verdict.reason && failure !== CANCELLED;
        return { ...progress, failure, isJudged, answer: await calls.watch(progress) };
    }
    const confirmed = stage === 'stopped';
    const answer = await calls.watch({ confirmed }, confirmed ? 'confirm' : 'proceed');
    return { ...progress, confirmed, answer };
}
/** The program on the server was killed: whoever comes next ends its transaction, so we do. */
async function recover(calls, { server }, progress) {
    const deaths = progress.deaths + 1;
    if (deaths > DEATHS)
        throw lostContact(progress.confirmed, server);
    const failure = progress.failure || progress.answer.reason;
    await calls.recover(progress);
    return { ...progress, deaths, failure, answer: await calls.watch(progress) };
}
/** The gate that the server waits at. */
function stageOf(events) {
    return events.findLast(({ event }) => event === 'begin')?.step === 'decide' ? 'stopped' : 'switched';
}
async function judge({ server, clock, gate, signal, heartbeatMs = 10_000 }, stage, containers) {
    const beating = new AbortController();
    const beats = (async () => {
        // The deadline counts from the server's question: the first one is not due at once.
        for (;;) {
            await clock.sleep(heartbeatMs, beating.signal);
            if (beating.signal.aborted)
                return;
            await server.heartbeat().catch(() => undefined);
        }
    })();
    try {
        if (containers === undefined)
            throw new Error('Docker did not say which containers there are');
        return await gate({ stage, containers, signal });
    }
    catch (error) {
        // What is not known to be healthy is undone.
        return { healthy: false, reason: `the health gate could not judge: ${(0,errors/* explain */.WE)(error)}` };
    }
    finally {
        beating.abort();
        await beats;
    }
}
/** The error that says how a transaction ended that was not committed. */
function failureOf({ answer: { state, reason, code, todo = [] }, failure, isJudged }, events, { server: { statusCommand }, signal }) {
    const about = isJudged ? 'gate' : undefined;
    if (state === 'undone')
        return new errors/* Undone */._d(`The new version was undone: ${failure || reason || lastFailure(events)}`, { code, about });
    if (state === 'undo-failed')
        return new errors/* UndoFailed */.mR(`The new version failed (${failure || lastFailure(events)}) and the old one could not be put back: ${reason}`, {
            code,
            todo: [`look at what runs: ${statusCommand}`, 'when the cause is gone: the same command with `recover`'],
        });
    if (state === 'locked')
        return new errors/* Refused */.Lw(reason || lastFailure(events), {
            code,
            todo: `wait until it has ended, then run this again; the input lock-timeout says how long to wait; what runs: ${statusCommand}`,
        });
    if (signal.aborted)
        return new errors/* Refused */.Lw('the run was cancelled before anything was changed on the server');
    return new errors/* Refused */.Lw(reason || lastFailure(events), { code, todo });
}
function lastFailure(events) {
    const failed = events.find(({ event }) => event === 'fail');
    return failed === undefined
        ? 'the server gave no reason'
        : `${failed.step}: ${failed.subject === '-' ? '' : `${failed.subject}: `}${failed.text}`;
}

// EXTERNAL MODULE: ./lib/release/transaction/transactionServer.js
var transactionServer = __webpack_require__(2305);
;// CONCATENATED MODULE: ./lib/release/transaction/drive.js




/**
 * Drives one transaction until the server has committed and runs exactly what was asked for.
 * @throws Refused, Undone, UndoFailed, OutcomeUnknown
 */
async function drive(of) {
    const { guard, services, projects, deadlineSeconds, lockTimeoutSeconds } = of;
    const [{ unasked }] = await Promise.all([guard.tell(), of.gate?.lookBefore(of.kept, projects)]);
    const judge = await guard.judge(of.gate?.judge);
    const gate = judge === undefined ? 'host' : 'runner';
    const options = { gate, deadlineSeconds, lockTimeoutSeconds, ask: unasked !== undefined };
    const { events } = await guard.watch(() => runTransaction({
        server: (0,transactionServer/* serverOf */.F)(of, of.release, (onLine) => of.begin({ ...options, onLine })),
        gate: async (occasion) => judge?.({ ...occasion, services, projects }) ?? { healthy: true, reason: '' },
        onEvent: (event) => tell(event, of),
        signal: of.signal,
        clock: clock/* systemClock */.m,
    }), of.moved);
    mustRun({ id: of.release, services }, events);
    return events;
}
function tell(event, { onEvent, log }) {
    onEvent(event);
    const text = (0,journal/* journalText */.Jh)(event);
    if (text !== undefined)
        log(text);
}
/**
 * Green is reported only for what was seen: what the server lists as running has to be what was asked for, to the digest.
 * @throws Error when it is not: a fault of ours, since the server committed
 */
function mustRun({ id, services }, events) {
    const running = (0,journal/* committedImages */.Fz)(events);
    const faults = [];
    for (const { project, service, image, replicas, class: kind, check } of services) {
        if (kind === 'one-shot')
            continue;
        // The server lists what has ended only where it may.
        const found = (running.get(`${project}/${service}`) ?? []).filter((container) => (container.running || check.kind === 'ends') && container.image === image);
        if (found.length !== replicas)
            faults.push(`${project}/${service}: ${found.length} of ${replicas} run ${image}`);
    }
    if (faults.length > 0)
        throw new Error(`release ${id} was committed, but what runs is not what was asked for:\n  - ${faults.join('\n  - ')}`);
}


/***/ }),

/***/ 3169:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  deploy: () => (/* binding */ deploy),
  fence: () => (/* binding */ fence)
});

// EXTERNAL MODULE: ./lib/host/containers.js
var host_containers = __webpack_require__(3304);
// EXTERNAL MODULE: ./lib/host/tar.js
var host_tar = __webpack_require__(3761);
// EXTERNAL MODULE: ./lib/runtime/errors.js
var errors = __webpack_require__(525);
// EXTERNAL MODULE: ./lib/release/plan/images/builtRecord.js
var builtRecord = __webpack_require__(2149);
// EXTERNAL MODULE: ./lib/release/plan/routing/ownTraefik.js
var ownTraefik = __webpack_require__(4620);
// EXTERNAL MODULE: ./lib/release/records/meta.js
var records_meta = __webpack_require__(7623);
// EXTERNAL MODULE: ./lib/records/meta.js
var meta = __webpack_require__(2397);
// EXTERNAL MODULE: ./lib/records/record.js
var record = __webpack_require__(3353);
// EXTERNAL MODULE: ./lib/records/release.js + 1 modules
var records_release = __webpack_require__(9710);
;// CONCATENATED MODULE: ./lib/release/records/resourceLine.js
/** What the server is told of a network or volume: the arguments of `docker network create` or `docker volume create`. */
function resourceLine(resource) {
    return { kind: resource.kind, name: resource.name, argv: resourceArgv(resource) };
}
function resourceArgv(resource) {
    const { definition } = resource;
    const argv = [];
    if (definition.driver !== undefined)
        argv.push('--driver', definition.driver);
    for (const [key, value] of sorted(definition.driver_opts))
        argv.push('--opt', `${key}=${value}`);
    for (const [key, value] of sorted(definition.labels))
        argv.push('--label', `${key}=${value}`);
    return resource.kind === 'network' ? [...argv, ...networkArgv(definition)] : argv;
}
/** Arguments of `docker network create` for what only networks have. */
function networkArgv(network) {
    const argv = [];
    if (network.internal === true)
        argv.push('--internal');
    if (network.attachable === true)
        argv.push('--attachable');
    if (network.enable_ipv4 === false)
        argv.push('--ipv4=false');
    if (network.enable_ipv6 === true)
        argv.push('--ipv6');
    const { driver, options, config } = network.ipam ?? {};
    if (driver !== undefined && driver !== 'default')
        argv.push('--ipam-driver', driver);
    for (const [key, value] of sorted(options))
        argv.push('--ipam-opt', `${key}=${value}`);
    for (const range of config ?? []) {
        if (range.subnet !== undefined)
            argv.push('--subnet', range.subnet);
        if (range.gateway !== undefined)
            argv.push('--gateway', range.gateway);
        if (range.ip_range !== undefined)
            argv.push('--ip-range', range.ip_range);
        for (const [host, address] of sorted(range.aux_addresses))
            argv.push('--aux-address', `${host}=${address}`);
    }
    return argv;
}
/** The entries by their names, so that equal ones are written alike. */
function sorted(map) {
    return Object.entries(map ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
}

;// CONCATENATED MODULE: ./lib/release/records/releaseTexts.js




/** The files that the server keeps of a release. */
function releaseTexts(release) {
    return {
        meta: (0,meta/* writeMeta */.R4)(release.meta),
        lines: {
            services: (0,record/* writeLines */.x1)(records_release/* SERVICES */.Bg, release.services),
            routes: (0,record/* writeLines */.x1)(records_release/* ROUTES */.bw, release.routes),
            moves: (0,record/* writeLines */.x1)(records_release/* MOVES */.l2, release.moves),
            storage: (0,record/* writeLines */.x1)(records_release/* STORAGE */.O3, release.storage),
            names: (0,record/* writeLines */.x1)(records_release/* NAMES */.Xk, release.names),
            resources: (0,record/* writeLines */.x1)(records_release/* RESOURCES */.eZ, release.resources.map(resourceLine)),
            binds: (0,record/* writeLines */.x1)(records_release/* BINDS */.xT, release.binds),
            ports: (0,record/* writeLines */.x1)(records_release/* PORTS */.hz, release.ports),
        },
        models: release.models,
        secrets: secretLines(release.secrets),
        json: release.json,
    };
}
/** One form a line. What has line breaks is there by its lines. */
function secretLines(forms) {
    return forms
        .filter((form) => !/[\r\n\0]/.test(form))
        .map((form) => `${form}\n`)
        .join('');
}

// EXTERNAL MODULE: ./lib/release/transaction/drive.js + 2 modules
var drive = __webpack_require__(6133);
;// CONCATENATED MODULE: ./lib/release/transaction/missingSources.js
/** Prints the number of each path of its arguments that is not there; what this user cannot see is passed over, as it is by stackctl. */
const SCRIPT = `number=0
for path; do
  number=$((number + 1)) dir=$path
  [ ! -e "$path" ] || continue
  while dir=\${dir%/*}; [ -n "$dir" ] && [ ! -e "$dir" ]; do :; done
  [ -n "$dir" ] && [ -d "$dir" ] && [ ! -x "$dir" ] || echo "$number"
done`;
/**
 * What a dry run says of the server's own files and folders that are not there: a deploy asks the same before it begins, and is refused. What is
 * left alone has them, or has run without them so far.
 */
async function missingSources({ mounts, services }, host, signal) {
    const starting = new Set(services.flatMap(({ project, service, change }) => (change === 'unchanged' ? [] : [`${project}/${service}`])));
    const wanted = mounts.flatMap(({ project, service, own }) => {
        const key = `${project}/${service ?? ''}`;
        return own === undefined || own.make || !starting.has(key) ? [] : [{ key, path: own.path }];
    });
    const paths = [...new Set(wanted.map(({ path }) => path))];
    if (paths.length === 0)
        return [];
    const { stdout } = await host.exec(['sh', '-c', SCRIPT, '-', ...paths], { signal });
    const missing = stdout.split('\n').flatMap((line) => paths[Number(line) - 1] ?? []);
    return missing.map((path) => {
        const keys = [...new Set(wanted.filter((one) => one.path === path).map(({ key }) => key))].join(', ');
        return `${path}, which ${keys} mounts, is not on the server: a deploy is refused until it is there (a folder: sudo mkdir -p '${path}')`;
    });
}

// EXTERNAL MODULE: ./lib/stack/order.js
var order = __webpack_require__(8364);
// EXTERNAL MODULE: ./lib/release/plan/images/lookups.js
var images_lookups = __webpack_require__(9527);
// EXTERNAL MODULE: ./lib/release/plan/images/serviceImages.js
var serviceImages = __webpack_require__(5745);
;// CONCATENATED MODULE: ./lib/release/plan/images/resolve.js



/**
 * Finds the image of every reference that is not built here: as it runs, unless its tag is looked up now and stands for another one, or nothing
 * of it runs. The server gets what it does not have; a dry run gets nothing.
 * @param rows What the server has said before, by what it was asked for; filled in.
 * @throws Refused naming each image that cannot be had
 */
async function resolveImages(options, facts, rows) {
    const { stack, images, dryRun } = options;
    const now = new Date();
    const settled = (0,serviceImages.settledImages)(stack, images, facts);
    const own = { registry: stack.registry, owner: options.owner };
    const due = (0,images_lookups/* dueReferences */.ng)(stack, images, facts, { refresh: options.refresh, now, own });
    const answers = new Map(await Promise.all(due.map(async (reference) => [reference, await options.lookUp(reference)])));
    const here = new Map(facts.images.map((image) => [image.ref, image]));
    const wanted = new Map();
    for (const [reference, known] of settled) {
        const digest = digestIn(answers.get(reference));
        if (known.length > 0 && (digest === undefined || known.every((image) => image.endsWith(`@${digest}`))))
            continue;
        const target = digest === undefined ? reference : `${withoutTag(reference)}@${digest}`;
        const there = here.get(reference);
        if (there !== undefined && (digest === undefined || there.image.endsWith(`@${digest}`)))
            rows.set(target, there);
        wanted.set(reference, target);
    }
    const { stackctl, registryLogin, signal } = options;
    const unseen = [...new Set(wanted.values())].filter((target) => !rows.has(target));
    for (const row of await askFor(dryRun ? unseen : neverIn(stack, unseen).map(({ reference }) => reference), options))
        rows.set(row.ref, row);
    const open = unseen.filter((target) => !rows.has(target));
    refuseNever(stack, open);
    if (dryRun)
        for (const row of placeholders(open, facts))
            rows.set(row.ref, row);
    else if (open.length > 0)
        for (const row of await stackctl.resolve(open, registryLogin, { signal }))
            rows.set(row.ref, row);
    const resolved = new Map();
    const moved = new Map();
    for (const [reference, target] of wanted) {
        const row = rows.get(target);
        const digest = digestIn(answers.get(reference));
        const known = settled.get(reference) ?? [];
        // The same image under another name: a release that was adopted knows it by its id.
        const before = known.find((image) => image !== row?.id && (digest === undefined || !image.endsWith(`@${digest}`)));
        if (row === undefined || (known.length > 0 && before === undefined))
            continue;
        resolved.set(reference, { ...resolvedImage(row), ...(digest !== undefined && { image: target }) });
        if (digest !== undefined && before !== undefined)
            moved.set(reference, (0,images_lookups/* movedWords */.$j)(reference, before, digest));
    }
    const missing = dryRun ? await missingWords(open, options.lookUp) : [];
    const pulled = new Set(dryRun ? [] : open.filter((target) => settled.has(target)));
    const before = (0,images_lookups/* lookedUpBefore */.jv)(facts);
    const lookups = (0,images_lookups/* lookupsOf */.r3)({ references: [...settled.keys()], answers, pulled, moved, before, now });
    return { resolved, lookups: { ...lookups, notices: [...lookups.notices, ...missing] } };
}
/** A dry run pulls nothing: of what the server does not have it says what the registry says, before a deploy is refused for it. */
async function missingWords(open, lookUp) {
    const words = open
        .filter((reference) => !reference.includes('@'))
        .map(async (reference) => {
        const answer = await lookUp(reference);
        return 'fault' in answer
            ? [
                `the image ${reference} is not on the server, and ${answer.fault}: a deploy is refused where the server cannot pull it either`,
            ]
            : [];
    });
    return (await Promise.all(words)).flat();
}
function digestIn(answer) {
    return answer !== undefined && 'digest' in answer ? answer.digest : undefined;
}
function withoutTag(reference) {
    return reference.replace(/:[^:/@]+$/, '');
}
/**
 * What the server has of these, without getting any. The facts may have been asked for before it was known which images are meant: that an
 * image is not in them does not say that it is not there.
 */
async function askFor(references, options) {
    if (references.length === 0)
        return [];
    return (await options.stackctl.facts({ references, signal: options.signal })).images;
}
const neverIn = (stack, references) => (0,serviceImages.movable)(stack).filter(({ service, reference }) => service.pull_policy === 'never' && references.includes(reference));
/** `pull_policy: never` says that the image is on the server. */
function refuseNever(stack, open) {
    const faults = neverIn(stack, open).map(({ project, name, reference }) => `${project.name}/${name}: ${reference}`);
    if (faults.length === 0)
        return;
    throw (0,errors/* refuseAll */.cp)('`pull_policy: never`, but the server does not have the image', faults, {
        todo: ['bring it to the server (docker load, docker build)', 'or take `pull_policy: never` away'],
    });
}
/** What a release is made from, out of the server's line of an image. */
function resolvedImage({ image, platform, config }) {
    return {
        image,
        platform,
        healthcheck: config.Healthcheck ?? null,
        exposedPorts: Object.keys(config.ExposedPorts ?? {}).map((port) => Number.parseInt(port, 10)),
        volumes: Object.keys(config.Volumes ?? {}),
    };
}
/** A dry run pulls nothing: the name stands for itself. */
function placeholders(references, { platform }) {
    return references.map((ref) => ({ ref, image: ref, platform, config: {} }));
}

// EXTERNAL MODULE: ./lib/release/plan/likeness/likeness.js
var likeness = __webpack_require__(2860);
// EXTERNAL MODULE: ./lib/proxy/routing.js
var proxy_routing = __webpack_require__(6194);
;// CONCATENATED MODULE: ./lib/proxy/choose.js

/** The docker provider of one Traefik; where several ask Docker, with what tells its containers from those of the others. */
function providerOf(facts, proxy) {
    const docker = proxy.config?.docker;
    const asking = askingDocker(facts);
    if (docker === undefined || asking.length < 2)
        return docker;
    const networks = asking.find(({ container }) => container === proxy.container)?.networks ?? [];
    const entryPoints = proxy.config?.entryPoints.map(({ name }) => name.toLowerCase()) ?? [];
    return { ...docker, among: { networks, entryPoints } };
}
/** Those that the labels of these services may go through, the one with the most of them first; none where no Traefik asks Docker. */
function proxiesFor(facts, services) {
    const asking = askingDocker(facts);
    if (asking.length === 0)
        return facts.proxy === undefined ? [] : [facts.proxy];
    const counted = asking.flatMap(({ proxy }) => {
        if (proxy === undefined)
            return [];
        const docker = providerOf(facts, proxy);
        const count = services.filter((service) => docker !== undefined && (0,proxy_routing/* routingOf */.C)(service, docker).routed).length;
        return [{ proxy, count }];
    });
    return counted.sort((one, other) => other.count - one.count).map(({ proxy }) => proxy);
}
/** Names of other Traefiks that see this service, beside the one that the deploy uses. */
function alsoSeenBy(facts, service) {
    return askingDocker(facts).flatMap(({ name, proxy }) => {
        if (proxy === undefined || proxy.container === facts.proxy?.container || name === facts.proxy?.name)
            return [];
        const docker = providerOf(facts, proxy);
        return docker !== undefined && (0,proxy_routing/* routingOf */.C)(service, docker).routed ? [name] : [];
    });
}
function askingDocker({ traefiks }) {
    return traefiks.filter(({ proxy }) => proxy !== undefined);
}

// EXTERNAL MODULE: ./lib/health/endpoints.js
var endpoints = __webpack_require__(6540);
// EXTERNAL MODULE: ./lib/proxy/advice.js
var advice = __webpack_require__(5890);
// EXTERNAL MODULE: ./lib/stack/durations.js
var durations = __webpack_require__(6741);
// EXTERNAL MODULE: ./lib/stack/callee.js
var callee = __webpack_require__(6080);
;// CONCATENATED MODULE: ./lib/release/plan/classes/classes.js

const ON = new Set(['true', '1', 'yes', 'on', '']);
/** How a service is replaced: beside the old one, after it, or run to its end; with the reason that the plan prints. */
function classify(project, name, service, context) {
    const oneShot = service.labels?.['stack-actions.one-shot'];
    if (oneShot !== undefined && ON.has(oneShot.toLowerCase()))
        return { class: 'one-shot', reason: 'label stack-actions.one-shot' };
    const waiting = waitsFor(project, name, context.models);
    if (oneShot === undefined && startsOnce(service) && waiting !== undefined) {
        return { class: 'one-shot', reason: `${policyWords(service)}, and ${waiting} waits until it completed` };
    }
    if (context.ended?.has(`${project}/${name}`) === true && mayEnd(project, name, service, context)) {
        return { class: 'one-shot', reason: `${policyWords(service)}, nobody calls it, and it has ended with exit code 0` };
    }
    const fixed = context.proxies.has(`${project}/${name}`) ? 'it is the proxy itself, on its ports' : fixedPlace(service);
    const order = orderOf(service);
    if (fixed !== undefined) {
        const notice = order?.order === 'start-first' ? `${project}/${name}: ${order.by} cannot be honoured: ${fixed}` : undefined;
        return { class: 'exclusive', reason: fixed, ...(notice === undefined ? {} : { notice }) };
    }
    const addressCache = context.addressCache(project, name);
    if (order !== undefined) {
        const dead = order.order === 'start-first' && addressCache?.sure === true
            ? {
                notice: `${project}/${name}: ${order.by}, but ${addressCache.name} keeps the address of the old one, which goes: where nothing answers then, the deploy is undone`,
            }
            : {};
        return { class: order.order === 'start-first' ? 'start-first' : 'exclusive', reason: order.by, ...dead };
    }
    const mount = service.volumes?.find((one) => (one.type === 'bind' || one.type === 'volume') && one.read_only !== true);
    if (mount !== undefined)
        return { class: 'exclusive', reason: `writes to ${mount.target}, which two must not do at once` };
    const isRouted = context.routed.has(`${project}/${name}`);
    if (addressCache !== undefined && (addressCache.sure || !isRouted || !context.led)) {
        return {
            class: 'exclusive',
            reason: `${addressCache.name} ${addressCache.sure ? 'calls' : 'may call'} it by its name and keeps the address that it has once found, which only a container that starts after the old one gets again; behind Traefik's labels it would be started first`,
        };
    }
    if (nobodyCalls(project, name, service, context)) {
        return {
            class: 'exclusive',
            reason: 'nobody calls it (no route, no port, no mention): two would do its work twice',
        };
    }
    return {
        class: 'start-first',
        reason: isRouted ? 'Traefik sends it requests' : 'others call it',
    };
}
/** The restart policy in Docker's notation; `deploy.restart_policy` wins, as in Compose. */
function restartOf(service) {
    const policy = service.deploy?.['restart_policy'];
    if (policy === undefined || policy === null)
        return service.restart ?? 'no';
    const condition = policy.condition ?? 'any';
    if (condition === 'none')
        return 'no';
    if (condition === 'on-failure')
        return policy.max_attempts === undefined ? 'on-failure' : `on-failure:${policy.max_attempts}`;
    return condition === 'unless-stopped' ? condition : 'always';
}
/** Whether nothing starts a container of it again that has ended well. */
function startsOnce(service) {
    return /^(no|on-failure(:\d+)?)$/.test(restartOf(service));
}
function policyWords(service) {
    return restartOf(service) === 'no' ? 'no restart policy' : `restart policy ${restartOf(service)}`;
}
/**
 * Whether a service may be one that does its work and ends, though nobody waits for it, such as one that copies what it built into a volume.
 * What is to answer somebody (a port, a route, a caller) or has a healthcheck must run: that it ended is a failure, were its exit code 0.
 */
function mayEnd(project, name, service, { routed, models }) {
    const oneShot = service.labels?.['stack-actions.one-shot'];
    const checked = service.healthcheck?.test !== undefined && service.healthcheck.test[0] !== 'NONE';
    const answers = [...(service.ports ?? []), ...(service.expose ?? [])].length > 0 || routed.has(`${project}/${name}`);
    const many = (service.scale ?? service.deploy?.replicas ?? 1) > 1;
    if (oneShot !== undefined || checked || answers || many || !startsOnce(service))
        return false;
    return callersOf(name, models).length === 0;
}
/** By what a service is bound to others, so that it can be created, but not replaced by one beside it; empty where it can. */
function unreplaceable(service) {
    const reasons = [];
    for (const field of ['network_mode', 'ipc', 'pid']) {
        if (field === 'network_mode' && sharedNetwork(service) !== undefined)
            continue;
        if (/^(service|container):/.test(service[field] ?? ''))
            reasons.push(`${field}: ${service[field]}`);
    }
    if ((service.volumes_from ?? []).length > 0)
        reasons.push('volumes_from');
    return reasons;
}
/** Where each container of a service has a volume of its own, which the next one does not get. */
function unnamedPaths(service, imageVolumes) {
    const own = (service.volumes ?? []).flatMap(({ type, source, target }) => type === 'volume' && source === undefined ? [{ target, words: `an anonymous volume at ${target}` }] : []);
    const covered = new Set([...(service.volumes ?? []).map(({ target }) => target), ...tmpfsOf(service)]);
    const byImage = imageVolumes
        .filter((target) => !covered.has(target))
        .map((target) => ({ target, words: `an anonymous volume at ${target} that its image declares` }));
    return [...own, ...byImage];
}
/** The service of the same project in whose network one is. */
function sharedNetwork({ network_mode: mode }) {
    return /^service:(.+)$/.exec(mode ?? '')?.[1];
}
/** Services of the stack that call this one by its name, past the proxy, as `project/service`. */
function callersOf(name, models) {
    const found = [];
    for (const model of models) {
        for (const [caller, service] of Object.entries(model.services)) {
            if (caller !== name && Object.entries(service.environment ?? {}).some((pair) => (0,callee/* calls */.K)(name, pair) === 'yes'))
                found.push(`${model.name}/${caller}`);
        }
    }
    return found;
}
/** Whether a service says anywhere that it calls that one: in its variables, its command, or by what it waits for. */
function calledBy(name, caller) {
    const words = [...(caller.entrypoint ?? []), ...(caller.command ?? [])];
    return (caller.depends_on?.[name] !== undefined ||
        (caller.links ?? []).some((link) => link.split(':')[0] === name) ||
        Object.entries(caller.environment ?? {}).some((pair) => (0,callee/* calls */.K)(name, pair) === 'yes') ||
        words.some((word) => (0,callee/* calls */.K)(name, ['', word]) === 'yes'));
}
function waitsFor(project, name, models) {
    const model = models.find((one) => one.name === project);
    const waiting = Object.entries(model?.services ?? {}).find(([, { depends_on: needs }]) => needs?.[name]?.condition === 'service_completed_successfully');
    return waiting?.[0];
}
function fixedPlace(service) {
    if (service.network_mode === 'host')
        return 'it uses the network of the host';
    const whose = sharedNetwork(service);
    if (whose !== undefined)
        return `it is in the network of ${whose}`;
    const port = service.ports?.find(({ published }) => published !== undefined && published !== '' && published !== '0');
    if (port !== undefined)
        return `it holds port ${port.published} of the host`;
    for (const [key, how] of Object.entries(service.networks ?? {})) {
        const address = how?.ipv4_address ?? how?.ipv6_address;
        if (address !== undefined)
            return `it has the static address ${address} in ${key}`;
        if (how?.['mac_address'] !== undefined)
            return `it has a fixed MAC address in ${key}`;
    }
    return undefined;
}
function orderOf(service) {
    const byLabel = service.labels?.['stack-actions.order'];
    const [order, by] = byLabel === undefined
        ? [service.deploy?.update_config?.order, 'update_config.order']
        : [byLabel, 'label stack-actions.order'];
    return order === 'start-first' || order === 'stop-first' ? { order, by: `${by}: ${order}` } : undefined;
}
/** Whether a service only calls others, as a worker or a scheduler does: no route, no port, no mention. */
function nobodyCalls(project, name, service, context) {
    if (context.routed.has(`${project}/${name}`))
        return false;
    if ((service.ports ?? []).length > 0 || (service.expose ?? []).length > 0)
        return false;
    const own = context.models.find((model) => model.name === project);
    const needed = Object.values(own?.services ?? {}).some((other) => {
        const linked = (other.links ?? []).some((link) => link.split(':')[0] === name);
        return linked || other.depends_on?.[name] !== undefined;
    });
    return !needed && callersOf(name, context.models).length === 0;
}
/** Targets of `tmpfs:`. */
function tmpfsOf(service) {
    const tmpfs = service['tmpfs'];
    const list = typeof tmpfs === 'string' ? [tmpfs] : Array.isArray(tmpfs) ? tmpfs : [];
    return list.map((one) => String(one).split(':')[0] ?? '');
}

;// CONCATENATED MODULE: ./lib/release/plan/interruptions.js


/** Why requests to a service may fail while it is replaced; empty where none does (docs/limits.md has the reasons). */
function interruptionsOf(service, models) {
    const definition = models.find(({ name }) => name === service.project)?.services[service.service];
    if (definition === undefined || service.change !== 'changed' || service.class === 'one-shot')
        return [];
    const key = `${service.project}/${service.service}`;
    if ((0,ownTraefik/* isProxy */.ju)(definition))
        return [`${key}: it is the proxy itself: every request fails from its stop until the new one has its routes`];
    if (service.class === 'exclusive') {
        const routed = new Set(service.routed ? [key] : []);
        if (nobodyCalls(service.project, service.service, definition, { models, routed }))
            return [];
        return [`${key}: it stops before the new one starts: requests to it fail until that one is healthy`];
    }
    const found = [];
    if (service.check.kind === 'tcp' || service.check.kind === 'running')
        found.push(`${key}: without a healthcheck nobody knows from when on it can answer: its first requests may fail`);
    const callers = callersOf(service.service, models);
    if (callers.length > 0)
        found.push(`${key}: ${callers.join(', ')} call it by name, past the proxy: such calls may meet the new one before it listens, or the old one as it ends, and should try again`);
    return found;
}

// EXTERNAL MODULE: ./lib/release/plan/routing/moves.js
var routing_moves = __webpack_require__(3566);
// EXTERNAL MODULE: ./lib/health/portOrder.js
var portOrder = __webpack_require__(9107);
;// CONCATENATED MODULE: ./lib/release/plan/unaskedPorts.js


/**
 * What comes back from a UDP port depends on what is sent, so that nobody asks one. The server sees whether a program listens there, but not of
 * a range, of which each number is taken as it is needed (src/server/health/published.awk).
 */
function udpNotices(key, service) {
    const ports = (service?.ports ?? []).filter(({ protocol }) => protocol === 'udp');
    const texts = [...new Set(ports.map(({ published, target }) => String(published || target)))];
    const ranges = (0,portOrder/* runsOf */.ky)(texts.filter((text) => /^\d+$/.test(text)).map(Number)).filter((run) => run.length >= portOrder/* RANGE */.AY);
    const ranged = new Set(ranges.flat().map(String));
    const single = texts.filter((text) => !ranged.has(text));
    const [is, it] = single.length === 1 ? ['port', 'it'] : ['ports', 'each of them'];
    return [
        ...(single.length === 0
            ? []
            : [
                `${key}: of its UDP ${is} ${single.join(', ')} it is seen that a program listens on ${it} as before, not what it answers; its healthcheck can tell`,
            ]),
        ...ranges.map((run) => `${key}: its UDP ports ${run[0]}-${run.at(-1)} are asked by nobody: whether they answer as before is not seen; its healthcheck can tell`),
    ];
}
/** Who is in the host's network publishes nothing: what it listens on is only known where it says so. */
function hostPortNotices(key, service, unknown) {
    if (service?.network_mode !== 'host' || !unknown.has(key))
        return [];
    return [
        `${key}: it is in the host's network, and nothing says on which ports: they are asked by nobody, and whether they answer as before is not seen; name them by \`expose:\` in the Compose file`,
    ];
}
/** Of many ports the most important are asked. */
function tooManyPorts({ containers }, models) {
    const { asked, left } = (0,portOrder/* inOrder */.al)((0,endpoints/* serverPorts */.Yk)({ containers, projects: models.map(({ name }) => name) }));
    return (0,portOrder/* leftPorts */.Yb)(left).map((ports) => `${ports}: asked by nobody, since ${asked.length} others are: whether they answer as before is not seen; its healthcheck can tell`);
}

;// CONCATENATED MODULE: ./lib/release/plan/notices.js







/** What costs nothing, but should be known before a release goes out. */
function noticesOf(context) {
    const { facts, projects, planned, models } = context;
    const projectNames = models.map(({ name }) => name);
    const unknown = new Set((0,endpoints/* unknownOwners */.Vk)({ containers: facts.containers, projects: projectNames }));
    return [
        ...context.said,
        ...(facts.pin === undefined ? [] : [facts.pin]),
        ...projects.flatMap((project) => project.notices),
        ...planned.flatMap((service) => serviceNotices(service, unknown, context)),
        ...tooManyPorts(facts, models),
        ...noTraefik(facts, planned, models),
        ...hostNotices(facts, planned),
    ];
}
/** @param unknown services in the host's network of which nobody knows on which ports they listen */
function serviceNotices(service, unknown, context) {
    const { facts, classes, routed, models, gateWindowSeconds } = context;
    const key = `${service.project}/${service.service}`;
    const definition = models.find(({ name }) => name === service.project)?.services[service.service];
    const routing = routed.get(key)?.routing;
    const notice = classes.get(key)?.notice;
    const said = [
        ...(routing?.notices.map((text) => `${key}: ${text}`) ?? []),
        ...(routing?.routed === false ? unseen(key, definition?.labels, facts) : []),
        ...(notice === undefined ? [] : [notice]),
    ];
    if (service.class === 'one-shot')
        return said;
    return [
        ...said,
        ...checkNotices(key, service),
        ...(service.restart === 'no' ? [`${key}: no restart policy, so it stays down after a reboot`] : []),
        ...[...udpNotices(key, definition), ...hostPortNotices(key, definition, unknown)],
        ...(service.replicas === 0 ? [`${key}: replicas is 0, so nothing of it runs`] : []),
        ...monitorNotices(key, definition, gateWindowSeconds),
        ...interruptionsOf(service, models),
    ];
}
/** How a service proves itself that says nothing of it. */
function checkNotices(key, { check, change }) {
    switch (check.kind) {
        case 'tcp':
            return [`${key}: no healthcheck anywhere, so its port ${check.port} is tried`];
        case 'running':
            return [`${key}: no healthcheck and no port, so only that it runs is checked`];
        case 'ends':
            return [
                `${key}: nobody calls it and it has no restart policy, so that it runs is checked, or that it has ended with exit code 0; where others need it, give it a healthcheck or a restart policy`,
            ];
        case 'image':
            return change === 'unchanged'
                ? []
                : [
                    `${key}: no healthcheck in the Compose file, so its image's own is asked, or its port where the image has none`,
                ];
        default:
            return [];
    }
}
function monitorNotices(key, definition, window) {
    const monitor = (0,durations/* secondsOf */.T)(definition?.deploy?.update_config?.monitor);
    return monitor === undefined || window === undefined || monitor <= window
        ? []
        : [`${key}: update_config.monitor is ${monitor} s, the gate's window only ${window} s`];
}
/** Whoever is meant to send requests is not there, and does not come along. */
function noTraefik(facts, planned, models) {
    const { traefiks, outside, proxy } = facts;
    const comes = models.some(({ services }) => Object.values(services).some(ownTraefik/* isProxy */.ju));
    const routed = planned.filter((service) => service.routed);
    if (routed.length === 0 || traefiks.length > 0 || outside !== undefined || proxy !== undefined || comes)
        return [];
    const keys = routed.map(({ project, service }) => `${project}/${service}`).join(', ');
    const whose = routed.length === 1 ? 'its' : 'their';
    return [`${keys}: ${whose} labels are for Traefik, and no Traefik runs on this server: nobody sends requests there`];
}
/** Labels for Traefik that no Traefik of this server looks at. */
function unseen(key, labels = {}, { traefiks }) {
    const names = Object.keys(labels).map((label) => label.toLowerCase());
    const meant = names.some((name) => name.startsWith('traefik.http.routers.')) && labels['traefik.enable'] !== 'false';
    const known = traefiks.filter(({ config }) => config !== undefined);
    if (!meant || known.length === 0)
        return [];
    const why = known.map(({ name, config, not }) => {
        if (not !== undefined)
            return `${name}: ${not}`;
        if (config?.docker !== undefined)
            return `${name}: its constraints, networks or entry points pass it over`;
        return `${name}: it ${config?.swarm === true ? 'asks Swarm for services, and Docker for no container' : 'has no docker provider'}`;
    });
    return [`${key}: its Traefik labels have no effect on what this deploy speaks to (${why.join('; ')})`];
}
function hostNotices({ engine, proxy }, planned) {
    const notices = [];
    if (Number.parseInt(engine, 10) < 25) {
        notices.push(`Docker ${engine} has no start_interval (25 has): the first "healthy" waits for a whole interval of the healthcheck, and so do the old containers to be stopped`);
    }
    const routes = planned.some(({ routed, change }) => routed && change !== 'unchanged');
    if (!routes || proxy === undefined || !(0,routing_moves/* switchable */.j$)(proxy))
        return notices;
    if (proxy.throttleMs > advice/* FAST_THROTTLE_MS */.V) {
        notices.push(`Traefik takes a change only every ${proxy.throttleMs} ms: a switch right after another comes up to ${proxy.throttleMs + 200} ms late, an undo ${2 * proxy.throttleMs + 200} ms (--providers.providersThrottleDuration=100ms)`);
    }
    if (proxy.directory?.startsWith('/dev/shm') === true) {
        notices.push("Traefik's file directory is its own /dev/shm, lost when Traefik alone restarts: /run/stack-actions mounted from the host is better");
    }
    return notices;
}

;// CONCATENATED MODULE: ./lib/release/plan/refusals/boundAdvice.js

/** How a service is made anew beside nothing: its containers go before the deploy, and it stays in the files. */
function awayAdvice(there) {
    const names = there.map(({ Name }) => Name.replace(/^\//, '')).join(' ');
    const unnamed = [...new Set(there.flatMap(host_containers/* anonymousVolumes */.Hp))];
    const without = unnamed.length === 0 ? '' : `, and begins without its volume without a name at ${unnamed.join(', ')}`;
    return `when no other reason is left, \`docker rm -f ${names}\` on the server, and deploy again with it in the files (it is away until a deploy has made it again${without})`;
}
/** Nobody can name a container of another project that the same deploy makes. */
function leftOutAdvice(service) {
    return `leave ${service} out for one deploy (\`projects.*.services\` in stack.yml, with the \`leave-data\` that is asked for then), and take it in again with the next, without that \`leave-data\``;
}
/** `network_mode: container:vpn` as `network_mode: service:vpn`. */
function byService(words, service) {
    const [, mode, ro = ''] = /^(\w+): container:[^:]+(:r[ow])?$/.exec(words) ?? [];
    return mode === 'volumes_from' ? `volumes_from: [${service}${ro}]` : `${mode}: service:${service}`;
}
/**
 * Names do what a link did, on any network that both are in but Docker's own.
 * @param from A model, and its service that has the link.
 * @param to The same of what it leads to.
 */
function joinedAdvice(words, alias, [model, from], [target, { service, containerName }]) {
    const field = words.split(':')[0];
    const ours = networksOf(model, from);
    const [common] = [...networksOf(target, service)].filter(([, name]) => [...ours.values()].includes(name));
    const known = alias === containerName || (model === target && alias === service);
    const reached = `delete \`${field}\` of ${from}: services reach each other by name`;
    if (common === undefined)
        return `delete \`${field}\` of ${from}, and put both into one network (\`networks: { default: ${known ? '' : `{ aliases: [${alias}] } `}}\`): services reach each other by name there`;
    return known ? reached : `${reached}, and by \`networks: { ${common[0]}: { aliases: [${alias}] } }\` of ${service}`;
}
/** Networks of a service on which names are found: real names, by those of the file. */
function networksOf(model, service) {
    const { network_mode: mode, networks } = model?.services[service] ?? {};
    const keys = Object.keys(networks ?? (mode === undefined ? { default: null } : {}));
    return new Map(keys.map((key) => [key, model?.networks?.[key]?.name ?? key]));
}

;// CONCATENATED MODULE: ./lib/release/plan/refusals/bound.js


/** Why containers cannot go: others are bound to them, of this stack or of anybody, and break when they do. */
function boundFaults(context) {
    const leaving = [...context.planned.filter(leaves), ...context.removed];
    return [...leaving.flatMap((service) => leavingFaults(service, context)), ...namedFaults(context)];
}
/** What is stopped, and is bound to a container that goes: nobody uses it, and it cannot be started any more. */
function boundWarnings(context) {
    return [...context.planned.filter(leaves), ...context.removed].flatMap((service) => boundOnServer(service, context)
        .filter(({ one }) => isLeft(one))
        .map(({ one, way }) => {
        const { name, whose } = wordsOf(one);
        return `the container ${name}${whose} is bound to the old container of ${(0,host_containers/* serviceKey */.jq)(service.project, service.service)} (${way}), which goes: it is stopped, and can then not be started again: docker rm ${name}`;
    }));
}
/** It does not run, and Docker never starts it by itself. */
function isLeft({ State, HostConfig }) {
    const { Name } = HostConfig.RestartPolicy;
    const isDone = Name === 'on-failure' && State.ExitCode === 0;
    return !State.Running && ['exited', 'created'].includes(State.Status) && (isDone || /^(no)?$/.test(Name));
}
function wordsOf(one) {
    const project = (0,host_containers/* label */.Pf)(one, host_containers/* PROJECT_LABEL */.NV);
    return { name: one.Name.replace(/^\//, ''), whose: project === undefined ? '' : ` of the project ${project}` };
}
function leaves({ change, replicas, previousReplicas = 0 }) {
    return change === 'changed' || (change === 'rescaled' && replicas < previousReplicas);
}
function leavingFaults(service, context) {
    const key = (0,host_containers/* serviceKey */.jq)(service.project, service.service);
    const goes = service.change === 'removed';
    const said = `${key} ${goes ? 'goes' : service.change === 'rescaled' ? 'gets fewer containers' : 'changed'}, but`;
    const its = goes ? 'its container' : 'its old container';
    return [
        ...boundByFiles(service, context).map((bound) => {
            const name = bound.project === service.project ? bound.service : (0,host_containers/* serviceKey */.jq)(bound.project, bound.service);
            return `${said} ${name} is bound to ${its} (${bound.found.words}): ${adviceFor(bound, service, context)}`;
        }),
        ...boundOnServer(service, context)
            .filter(({ one }) => !isLeft(one))
            .map(({ one, way }) => {
            const { name, whose } = wordsOf(one);
            return `${said} the container ${name}${whose} is bound to ${its} (${way}): \`docker rm -f ${name}\` before this deploy, and start it again after it`;
        }),
    ];
}
/** What ends the binding, and can be done to the letter. */
function adviceFor({ found, there, ...bound }, to, { models }) {
    if (found.alias !== undefined) {
        const target = models.find(({ name }) => name === to.project);
        return joinedAdvice(found.words, found.alias, [bound.model, bound.service], [target, to]);
    }
    if (found.service === undefined && bound.project !== to.project)
        return leftOutAdvice(bound.service);
    const first = found.service === undefined ? `write \`${byService(found.words, to.service)}\` in its place, and ` : '';
    return `${first}${awayAdvice(there)}`;
}
/** Services of the files that are there already, and that name a container of that one. */
function boundByFiles(service, { planned, models, containers }) {
    const context = { containers };
    return models.flatMap((model) => Object.entries(model.services).flatMap(([other, definition]) => {
        const one = planned.find((candidate) => candidate.project === model.name && candidate.service === other);
        const isItself = model.name === service.project && other === service.service;
        const there = one === undefined || isItself || isDone(one, containers) ? [] : containersOf(one, containers);
        if (one?.change === 'new' || there.length === 0)
            return [];
        return bindingsOf(definition)
            .filter((found) => leadsTo(found, model.name, service, context))
            .map((found) => ({ project: model.name, service: other, model, found, there }));
    }));
}
/** It has done its work, and no new container of it is made. */
function isDone({ project, service, class: kind, change }, containers) {
    return kind === 'one-shot' && change === 'unchanged' && containers.running(project, service).length === 0;
}
/** Other containers that are bound to one of that service, and how. */
function boundOnServer(service, context) {
    const key = (0,host_containers/* serviceKey */.jq)(service.project, service.service);
    const known = new Set(boundByFiles(service, context).map((one) => (0,host_containers/* serviceKey */.jq)(one.project, one.service)));
    return context.all.flatMap((one) => {
        const whose = (0,host_containers/* serviceKey */.jq)((0,host_containers/* label */.Pf)(one, host_containers/* PROJECT_LABEL */.NV) ?? '', (0,host_containers/* label */.Pf)(one, host_containers/* SERVICE_LABEL */.fX) ?? '');
        const way = whose === key || known.has(whose) || goesItself(one, context) ? undefined : wayTo(one, service, context);
        return way === undefined ? [] : [{ one, way }];
    });
}
/** What names a container that nobody has before this deploy, or that it replaces. */
function namedFaults({ models, planned, containers }) {
    const isNew = (project, service) => planned.some((one) => one.project === project &&
        one.service === service &&
        one.again !== true &&
        (one.change === 'new' || (one.change === 'changed' && containersOf(one, containers).length === 0)));
    return models.flatMap(({ name, services }) => Object.entries(services).flatMap(([service, definition]) => bindingsOf(definition).flatMap(({ words, container }) => {
        const target = planned.find(({ containerName }) => container !== undefined && containerName === container);
        if (target === undefined || !isNew(name, service) || !['new', 'changed'].includes(target.change))
            return [];
        const mode = /^(network_mode|ipc|pid):/.test(words);
        const instead = target.project !== name ? 'deploy that one first' : `write \`${mode ? 'service:' : ''}${target.service}\``;
        return [`${name}/${service}: ${words} is a container that this deploy makes: ${instead}`];
    })));
}
function bindingsOf(service) {
    const modes = ['network_mode', 'ipc', 'pid'].flatMap((field) => {
        const [, kind, name = ''] = /^(service|container):(.+)$/.exec(service[field] ?? '') ?? [];
        const words = `${field}: ${service[field]}`;
        return kind === undefined ? [] : [kind === 'service' ? { words, service: name } : { words, container: name }];
    });
    const from = (service.volumes_from ?? []).map((one) => {
        const [first = '', second = ''] = one.split(':');
        const words = `volumes_from: ${one}`;
        return first === 'container' ? { words, container: second } : { words, service: first };
    });
    const linked = (field) => (service[field] ?? []).map((one) => {
        const [to = '', alias = to] = one.split(':');
        return { words: `${field}: ${one}`, alias, to };
    });
    const links = linked('links').map(({ to, ...one }) => ({ ...one, service: to }));
    const others = linked('external_links').map(({ to, ...one }) => ({ ...one, container: to }));
    return [...modes, ...from, ...links, ...others];
}
function leadsTo({ service, container }, from, to, { containers }) {
    if (service !== undefined)
        return from === to.project && service === to.service;
    return container === to.containerName || isOneOf(container ?? '', containersOf(to, containers));
}
/** By which of its settings a container is bound to one of a service, as the server shows it. */
function wayTo({ HostConfig, NetworkSettings }, service, { containers }) {
    const its = containersOf(service, containers);
    const list = (value) => (Array.isArray(value) ? value.map(String) : []);
    const mode = ['NetworkMode', 'IpcMode', 'PidMode'].find((field) => {
        const [, whose] = /^container:(.+)$/.exec(String(HostConfig[field] ?? '')) ?? [];
        return whose !== undefined && isOneOf(whose, its);
    });
    if (mode !== undefined)
        return mode;
    const first = (text) => text.replace(/^\//, '').split(':')[0] ?? '';
    if (list(HostConfig['VolumesFrom']).some((one) => isOneOf(first(one), its)))
        return 'VolumesFrom';
    const links = Object.values(NetworkSettings.Networks ?? {}).flatMap(({ Links }) => Links ?? []);
    return [...list(HostConfig['Links']), ...links].some((one) => isOneOf(first(one), its)) ? 'Links' : undefined;
}
function containersOf({ project, service }, { all }) {
    return all.filter((one) => (0,host_containers/* label */.Pf)(one, host_containers/* PROJECT_LABEL */.NV) === project && (0,host_containers/* label */.Pf)(one, host_containers/* SERVICE_LABEL */.fX) === service);
}
/** Docker takes a name, an id, or the begin of one. */
function isOneOf(word, containers) {
    return containers.some(({ Id, Name }) => Name === `/${word}` || (/^[0-9a-z]{12,}$/.test(word) && Id.startsWith(word)));
}
/** Whether this deploy takes it away, too, or puts another in its place, which the files bind or not. */
function goesItself(one, { planned, removed, containers }) {
    const isOf = ({ project, service }) => (0,host_containers/* label */.Pf)(one, host_containers/* PROJECT_LABEL */.NV) === project && (0,host_containers/* label */.Pf)(one, host_containers/* SERVICE_LABEL */.fX) === service;
    return (containers.all.includes(one) && [...removed, ...planned.filter(({ change }) => change === 'changed')].some(isOf));
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/runtime/escape.js
var runtime_escape = __webpack_require__(7373);
// EXTERNAL MODULE: ./lib/runtime/ownEntry.js
var ownEntry = __webpack_require__(6030);
// EXTERNAL MODULE: ./lib/stack/inside.js
var inside = __webpack_require__(1710);
;// CONCATENATED MODULE: ./lib/release/plan/rewrite/networks.js


/** What a network that exists does not have of what the files ask for; only a new network would. */
function networkChanges(wanted, existing) {
    const changed = [];
    const differ = (what, before, now) => {
        if (now !== undefined && canonical(before) !== canonical(now))
            changed.push(`${what} ${before === undefined || before === '' ? 'none' : String(before)} → ${String(now)}`);
    };
    differ('driver', existing.Driver, wanted.driver === 'default' ? undefined : wanted.driver);
    differ('internal', existing.Internal, wanted.internal ?? false);
    if (existing.Attachable !== undefined && wanted.attachable === true)
        differ('attachable', existing.Attachable, true);
    if (existing.EnableIPv6 !== undefined)
        differ('enable_ipv6', existing.EnableIPv6, wanted.enable_ipv6);
    if (existing.EnableIPv4 !== undefined)
        differ('enable_ipv4', existing.EnableIPv4, wanted.enable_ipv4);
    for (const [key, value] of sorted(wanted.driver_opts))
        differ(`driver_opts.${key}`, existing.Options?.[key], value);
    const { driver, options, config } = wanted.ipam ?? {};
    if (existing.IPAM?.Driver !== undefined)
        differ('ipam.driver', existing.IPAM.Driver, driver);
    for (const [key, value] of sorted(options))
        differ(`ipam.options.${key}`, existing.IPAM?.Options?.[key], value);
    const present = existing.IPAM?.Config ?? [];
    for (const range of config ?? []) {
        const same = present.find(({ Subnet }) => canonical(Subnet) === canonical(range.subnet));
        if (range.subnet === undefined)
            continue;
        if (same === undefined) {
            changed.push(`subnet ${present.map(({ Subnet }) => Subnet).join(' ')} → ${range.subnet}`);
            continue;
        }
        differ('gateway', same.Gateway, range.gateway);
        differ('ip_range', same.IPRange, range.ip_range);
        for (const [host, address] of sorted(range.aux_addresses))
            differ(`aux_addresses.${host}`, same.AuxiliaryAddresses?.[host], address);
    }
    return changed;
}
/** What such a network has and the files do not ask for, and labels, which no container minds: it stays so. */
function networkNotices(wanted, existing) {
    const foreign = /^(com\.docker\.compose\.|stack-actions\.)/;
    const [now, before] = [wanted.labels ?? {}, existing.Labels ?? {}];
    const labels = [...new Set([...Object.keys(now), ...Object.keys(before)])]
        .filter((key) => !foreign.test(key) && (0,ownEntry/* ownEntry */.P)(now, key) !== (0,ownEntry/* ownEntry */.P)(before, key))
        .sort();
    const ours = wanted.driver_opts ?? {};
    const extra = [
        ...(existing.Attachable === true && wanted.attachable === false ? ['attachable'] : []),
        ...(existing.EnableIPv6 === true && wanted.enable_ipv6 === undefined ? ['IPv6'] : []),
        ...Object.keys(existing.Options ?? {})
            .filter((key) => (0,ownEntry/* ownEntry */.P)(ours, key) === undefined && !/^com\.docker\.network\.(enable_ipv|driver\.overlay)/.test(key))
            .map((key) => `the option ${key}`),
    ];
    return [
        ...(labels.length === 0 ? [] : [`its labels stay as they were made (${labels.join(', ')})`]),
        ...(extra.length === 0 ? [] : [`it has what the files do not ask for: ${extra.join(', ')}`]),
    ].map((text) => `the network ${existing.Name} is there already, and ${text}`);
}
/** Text that is equal where the meaning is: an IPv6 address has many forms. */
function canonical(value) {
    const text = String(value ?? '');
    const [address = '', ...rest] = text.split('/');
    const url = `http://[${address}]/`;
    return address.includes(':') && URL.canParse(url) ? [new URL(url).hostname, ...rest].join('/') : text;
}

;// CONCATENATED MODULE: ./lib/release/plan/rewrite/resources.js







/**
 * Every network and volume becomes `external`, because from 2.31 on Compose stops all containers of a network whose definition changed,
 * even with `--no-recreate`, and asks to delete volumes.
 */
function externalResources(model, identity) {
    const found = { networks: {}, volumes: {}, resources: [], rewrites: [] };
    const ours = { [host_containers/* PROJECT_LABEL */.NV]: model.name, [host_containers/* STACK_LABEL */.GF]: identity.label };
    const why = "external: true, because Compose stops every container when a network's or volume's definition changed";
    for (const [key, network] of Object.entries(model.networks ?? {})) {
        const name = network?.name ?? `${model.name}_${key}`;
        found.networks[key] = { name, external: true };
        if (network?.external === true)
            continue;
        const labels = { ...network?.labels, ...ours, 'com.docker.compose.network': key };
        found.resources.push({ kind: 'network', name, definition: { ...network, name, labels } });
        found.rewrites.push({ project: model.name, field: `networks.${key}`, text: `name: ${name}, ${why}` });
    }
    for (const [key, volume] of Object.entries(model.volumes ?? {})) {
        const name = volume?.name ?? `${model.name}_${key}`;
        found.volumes[key] = { name, external: true };
        if (volume?.external === true)
            continue;
        const labels = { ...volume?.labels, ...ours, 'com.docker.compose.volume': key };
        found.resources.push({ kind: 'volume', name, definition: { ...volume, name, labels } });
        found.rewrites.push({ project: model.name, field: `volumes.${key}`, text: `name: ${name}, ${why}` });
    }
    return found;
}
/**
 * Volumes that stand for a folder beside the Compose file: Compose has made it a path of the checkout, which the server does not have. One that
 * exists keeps the folder that it has where that is the same one, seen from there.
 */
function serverDevices(resources, { checkout, volumes }) {
    const faults = [];
    const placed = resources.map((resource) => {
        const device = resource.definition.driver_opts?.['device'] ?? '';
        // Compose has made the path of a folder absolute. All else (none, `tmpfs`, `:/share` of NFS) is no path, and is not to be taken from the working
        // folder, which on a runner is the checkout.
        if (resource.kind !== 'volume' || !device.startsWith('/') || !(0,inside/* isInside */.FK)(checkout, device))
            return resource;
        const path = (0,external_node_path_.relative)(checkout, device);
        const has = volumes.find(({ Name }) => Name === resource.name)?.Options?.['device'] ?? '';
        if (path !== '' && has.endsWith(`/${path}`)) {
            const options = { ...resource.definition.driver_opts, device: has };
            return { ...resource, definition: { ...resource.definition, driver_opts: options } };
        }
        faults.push(`the volume ${resource.name} stands for ${path || '.'}, which lies in the checkout: write the absolute path of the folder on the server as its \`device\`, or mount the folder itself`);
        return resource;
    });
    return { resources: placed, faults };
}
/** Docker's rule for names (`RestrictedNamePattern` in daemon/names): never an option or a path. */
function isName(text) {
    return /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(text);
}
/**
 * What forbids these resources on this host: a network that exists with another definition, an external one that nobody creates, one name with
 * two definitions.
 */
function resourceFaults(models, resources, facts) {
    return [
        ...resources.flatMap((resource, index) => [
            ...(isName(resource.name) ? [] : [`a ${resource.kind} cannot be called ${(0,runtime_escape/* quoted */.TL)(resource.name)}`]),
            ...twinFaults(resource, resources.slice(0, index)),
            ...(resource.kind === 'volume' ? volumeFaults(resource, facts) : networkFaults(resource, facts)),
        ]),
        ...models.flatMap((model) => externalFaults(model, resources, facts)),
    ];
}
function twinFaults(resource, before) {
    const twin = before.find((one) => one.kind === resource.kind && one.name === resource.name);
    return twin === undefined || shape(twin) === shape(resource)
        ? []
        : [`the ${resource.kind} ${resource.name} is defined twice, differently`];
}
function networkFaults({ name, definition }, { networks, engine }) {
    const wanted = definition;
    const existing = networks.find(({ Name }) => Name === name);
    const changed = existing === undefined ? [] : networkChanges(wanted, existing);
    return [
        ...(wanted.enable_ipv4 === false && Number.parseInt(engine, 10) < 28
            ? [`the network ${name} is to have no IPv4, and Docker ${engine} cannot make one (28 can)`]
            : []),
        ...(changed.length > 0
            ? [
                `the network ${name} exists with another definition (${changed.join(', ')}): give the new one another name, or undo the change`,
            ]
            : []),
    ];
}
/** External ones that are not there, and that no other project of the stack makes. */
function externalFaults(model, resources, facts) {
    const there = new Set([
        ...resources.map(({ kind, name }) => `${kind} ${name}`),
        ...facts.networks.map(({ Name }) => `network ${Name}`),
        ...facts.volumes.map(({ Name }) => `volume ${Name}`),
    ]);
    const defined = [
        ...Object.entries(model.networks ?? {}).map(([key, one]) => ({ kind: 'network', key, one })),
        ...Object.entries(model.volumes ?? {}).map(([key, one]) => ({ kind: 'volume', key, one })),
    ];
    return defined.flatMap(({ kind, key, one }) => {
        const name = one?.name ?? key;
        return one?.external !== true || there.has(`${kind} ${name}`)
            ? []
            : [`${model.name}: the external ${kind} ${name} does not exist on the server (docker ${kind} create ${name})`];
    });
}
/** Docker leaves a volume that exists as it is, whatever driver and options the files ask for, and says nothing. */
function volumeFaults({ name, definition }, { volumes }) {
    const existing = volumes.find(({ Name }) => Name === name);
    if (existing === undefined)
        return [];
    const driver = definition.driver ?? 'local';
    const [wanted, has] = [definition.driver_opts ?? {}, existing.Options ?? {}];
    const options = [...new Set([...Object.keys(wanted), ...Object.keys(has)])].sort();
    const changed = [
        ...(driver === existing.Driver ? [] : [`driver ${existing.Driver} → ${driver}`]),
        // Their values may be passwords.
        ...options
            .filter((key) => String((0,ownEntry/* ownEntry */.P)(wanted, key) ?? '') !== String((0,ownEntry/* ownEntry */.P)(has, key) ?? ''))
            .map((key) => `driver_opts.${key}`),
    ];
    if (changed.length === 0)
        return [];
    return [
        `the volume ${name} exists with another definition (${changed.join(', ')}), and Docker would leave it as it is: write what it has, or \`external: true\` to take it as it is, or give the new one another \`name:\``,
    ];
}
/** What stays of networks that exist, although the files say otherwise; and of what is made, what others on the server see. */
function resourceNotices(resources, { networks, volumes }) {
    return resources.flatMap(({ kind, name, definition }) => {
        const network = kind === 'network' ? networks.find(({ Name }) => Name === name) : undefined;
        if (network !== undefined)
            return networkNotices(definition, network);
        if (kind === 'volume' && volumes.some(({ Name }) => Name === name))
            return [];
        return hasSecretOption(definition.driver_opts)
            ? [
                `the ${kind} ${name} is made by \`docker ${kind} create\`, and its driver_opts with a password are arguments of it, which every user of the server can see at that moment: where there are others, make it beforehand and write \`external: true\``,
            ]
            : [];
    });
}
function hasSecretOption(options) {
    return Object.entries(options ?? {}).some(([key, value]) => /(pass|pwd|secret|token)[a-z_]*=/i.test(`${key}=${value}`));
}
function shape({ definition }) {
    const { labels: _labels, ...rest } = definition;
    return JSON.stringify(sorted(rest).filter(([, value]) => value !== null && JSON.stringify(value) !== '{}'));
}

// EXTERNAL MODULE: ./lib/stack/dollars.js
var dollars = __webpack_require__(9675);
// EXTERNAL MODULE: ./lib/stack/identity.js
var identity = __webpack_require__(5488);
;// CONCATENATED MODULE: ./lib/release/plan/classes/addressCaches.js



/**
 * Proxies that look a name up once, when they start or read their configuration: an address that is given up is what they go on to call
 * (https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass, https://docs.haproxy.org/3.2/configuration.html#5.3). Caddy, Envoy
 * and Traefik look names up anew, and nginx-proxy follows Docker.
 */
const ONCE = /^(nginx|openresty|angie|tengine|haproxy|httpd|apache2?|varnish|swag|nginx-proxy-manager)$/;
const ANEW = /^(caddy|traefik|envoy|nginx-proxy|docker-gen|caddy-docker-proxy)$/;
/** Programs that ask for an address with each connection that they make. */
const RUNTIMES = /^(node|npm|yarn|pnpm|bun|deno|python[\d.]*|gunicorn|uvicorn|celery|php[\d.]*|php-fpm[\d.]*|ruby|bundle|puma|rails|dotnet)$/;
/** What a database's image is called: it calls nobody. */
const CALLS_NOBODY = /^(postgres|postgis|pgvector|timescaledb|mysql|mariadb|redis|valkey|keydb|mongo|rabbitmq|memcached|elasticsearch|opensearch|minio|clickhouse|cassandra|neo4j|influxdb|nats|kafka|zookeeper|etcd)/;
/** Finds, for each service, who calls it and may keep its address. */
class AddressCaches {
    models;
    callers;
    /** @param models of the stack, with single dollars. @param containers all of the server */
    constructor(models, containers) {
        this.models = models;
        const running = containers.filter(({ State }) => State.Running);
        this.callers = [...ownCallers(models, running), ...otherCallers(models, running)];
    }
    /** Undefined where nobody is known who would. One that surely calls it comes before one that only could. */
    of(project, service) {
        const model = this.models.find(({ name }) => name === project);
        const networks = addressCaches_networksOf(model, model?.services[service]);
        const near = this.callers.filter((caller) => !(caller.project === project && caller.service === service) &&
            [...caller.networks].some((name) => networks.has(name)));
        const sure = near.find((caller) => caller.calls(service));
        if (sure !== undefined)
            return { name: sure.name, sure: true };
        // A Compose file need not say of a proxy whom it calls: its own configuration does, so that it may be anybody, also beside those that are said.
        const able = near.find(({ kind }) => kind === 'proxy');
        return able === undefined ? undefined : { name: able.name, sure: false };
    }
}
function ownCallers(models, running) {
    return models.flatMap((model) => Object.entries(model.services).flatMap(([service, definition]) => {
        const container = running.find((one) => (0,host_containers/* label */.Pf)(one, host_containers/* PROJECT_LABEL */.NV) === model.name && (0,host_containers/* label */.Pf)(one, host_containers/* SERVICE_LABEL */.fX) === service);
        const program = programOf(definition, container);
        const words = [definition.image ?? '', program, ...versionsOf(container)].map(lastPart);
        const kind = (0,ownTraefik/* isProxy */.ju)(definition) ? undefined : kindOf(words, (definition.ports ?? []).length > 0, program);
        if (kind === undefined)
            return [];
        return [
            {
                project: model.name,
                service,
                name: `${model.name}/${service}${kind.word === undefined ? '' : ` (${kind.word})`}`,
                kind: kind.kind,
                networks: addressCaches_networksOf(model, definition),
                calls: (name) => calledBy(name, definition),
            },
        ];
    }));
}
/** Proxies on a network of this stack that are none of its services: of other stacks, or of its own projects, where its files leave them out. */
function otherCallers(models, running) {
    // What a release has made that the next one has no more goes with it.
    const isOwn = (one) => {
        const model = models.find(({ name }) => name === (0,host_containers/* label */.Pf)(one, host_containers/* PROJECT_LABEL */.NV));
        const isKnown = model?.services[(0,host_containers/* label */.Pf)(one, host_containers/* SERVICE_LABEL */.fX) ?? ''] !== undefined;
        return isKnown || (model !== undefined && (0,host_containers/* label */.Pf)(one, host_containers/* STACK_LABEL */.GF) !== undefined);
    };
    return running
        .filter((one) => !isOwn(one))
        .flatMap((container) => {
        const words = [container.Config.Image, container.Path, ...versionsOf(container)].map(lastPart);
        const word = words.find((one) => ONCE.test(one));
        if (word === undefined || words.some((one) => ANEW.test(one)))
            return [];
        return [
            {
                project: '',
                service: '',
                name: `${container.Name.replace(/^\//, '')} (${word})`,
                kind: 'proxy',
                networks: reachedBy(container, running),
                calls: () => false,
            },
        ];
    });
}
/** What it is by one of its names; undefined for what keeps no address of others. */
function kindOf(words, publishes, program) {
    if (words.some((one) => ANEW.test(one) || CALLS_NOBODY.test(one)))
        return undefined;
    const word = words.find((one) => ONCE.test(one));
    if (word !== undefined)
        return { kind: 'proxy', word };
    return publishes && !RUNTIMES.test(lastPart(program)) ? { kind: 'unknown' } : undefined;
}
/** Official images say their version in a variable that is called like the program. */
function versionsOf(container) {
    return (container?.Config.Env ?? []).flatMap((pair) => /^(NGINX|HAPROXY|HTTPD|CADDY|NODE|PYTHON|PHP|RUBY|PG|MYSQL|MARIADB|REDIS|MONGO)_VERSION=/
        .exec(pair)?.[1]
        ?.toLowerCase() ?? []);
}
/** The first word of what it runs that is no wrapper. */
function programOf({ entrypoint, command }, container) {
    const given = [...(entrypoint ?? []), ...(command ?? [])];
    const words = given.length > 0 ? given : container === undefined ? [] : [container.Path, ...container.Args];
    return (words.find((word) => !/(^|\/)(sh|bash|ash|env|exec|tini|dumb-init|su-exec|gosu|--|docker-entrypoint\.sh|entrypoint\.sh)$|^-/.test(word)) ?? '');
}
/** `ghcr.io/org/nginx:1.30@sha256:…` and `/usr/sbin/nginx`: `nginx`. */
function lastPart(word) {
    return (word
        .replace(/@.*$/, '')
        .replace(/:[^/:]*$/, '')
        .split('/')
        .at(-1) ?? '');
}
/** Networks in which a container finds names; one in the network of another has none of its own. */
function reachedBy(container, running) {
    const [, whose] = /^container:(.+)$/.exec(container.HostConfig.NetworkMode) ?? [];
    const there = running.find(({ Id }) => Id === whose) ?? container;
    return new Set(Object.keys(there.NetworkSettings.Networks ?? {}));
}
function addressCaches_networksOf(model, service) {
    if (model === undefined || service === undefined)
        return new Set();
    const whose = sharedNetwork(service);
    if (whose !== undefined)
        return addressCaches_networksOf(model, model.services[whose]);
    if (service.network_mode !== undefined)
        return new Set();
    const keys = Object.keys(service.networks ?? { default: null });
    return new Set(keys.map((key) => model.networks?.[key]?.name ?? `${model.name}_${key}`));
}

;// CONCATENATED MODULE: ./lib/release/plan/ended.js



/** Longer than that, what has ended was at work until it was told to stop. */
const SOON_MS = 30_000;
/**
 * Services that do their work and end. Exit code 0 alone does not show it: many a worker ends so when it is told to stop, by a reboot or by
 * `docker compose stop`, and is down then. What the last release saw counts; where none says it, only what ended soon, by itself, beside
 * services that run on. All others are started again, and may end.
 */
function endedServices({ current }, models, containers) {
    const services = (0,record/* readLines */.Se)(records_release/* SERVICES */.Bg, current?.services ?? '');
    const known = services.filter(({ class: kind }) => kind === 'one-shot');
    const seen = current?.meta['ended']?.split(' ');
    const found = models.flatMap((model) => Object.keys(model.services)
        .filter((name) => {
        const container = containers.ended(model.name, name);
        const [check = 'NONE'] = container?.Config.Healthcheck?.Test ?? [];
        if (container === undefined || check !== 'NONE')
            return false;
        const before = services.find((one) => one.project === model.name && one.service === name);
        return sawItEnd(before, seen) ?? endedByItself(container, model, containers);
    })
        .map((name) => (0,host_containers/* serviceKey */.jq)(model.name, name)));
    return new Set([...known.map(({ project, service }) => (0,host_containers/* serviceKey */.jq)(project, service)), ...found]);
}
/** Undefined where no release says it. */
function sawItEnd(before, seen) {
    if (before === undefined)
        return undefined;
    if (before.check.kind !== 'ends')
        return false;
    return seen?.includes((0,host_containers/* serviceKey */.jq)(before.project, before.service));
}
function endedByItself({ Id, State }, model, containers) {
    const [began, ended] = [Date.parse(State.StartedAt), Date.parse(State.FinishedAt ?? '')];
    if (!(ended - began <= SOON_MS))
        return false;
    const others = Object.keys(model.services)
        .flatMap((name) => containers.running(model.name, name))
        .filter((one) => one.Id !== Id);
    const wentDown = (one) => {
        // What crashed until it was fit was not told to.
        if ((one.RestartCount ?? 0) > 0)
            return false;
        const at = Date.parse(one.State.FinishedAt ?? '');
        return at > began && Math.abs(at - ended) <= SOON_MS;
    };
    return others.length > 0 && !others.some(wentDown);
}

// EXTERNAL MODULE: ./lib/release/plan/names/projectName.js + 5 modules
var projectName = __webpack_require__(8931);
// EXTERNAL MODULE: ./lib/stack/mountKind.js
var mountKind = __webpack_require__(507);
;// CONCATENATED MODULE: ./lib/release/plan/rewrite/ownFolders.js





/** More files of git than these are not laid over a folder one by one. */
const MOST_LAID_OVER = 50;
/**
 * What a service writes to is never content of a release: folders of the repository that are mounted writable are the server's own, although git
 * has files in them, where these only tell about the folder (README), where git is told to ignore what else is in there or keeps empty folders in
 * it, where the folder that is mounted now has files that the repository has not, and where it was the server's own in the release before.
 * @returns By the mount's source, which files of git are laid over it, each by itself and read-only.
 */
function ownFolders(project, model, context) {
    const found = new Map();
    for (const mount of project.mounts) {
        const writers = writersOf(mount, model);
        if (writers.length === 0)
            continue;
        const real = (mount.tracked ?? []).filter((path) => !(0,mountKind/* isAbout */.KH)(path));
        const isOwn = writers.some(({ service, target }) => {
            const now = context.mountedNow(service, target);
            return now !== undefined && !mayBecomeContent(mount, { ...context, project: model.name, service, target, now });
        });
        if (real.length === 0 || mount.forData === true || isOwn)
            found.set(mount.source, real);
    }
    return found;
}
/** Why so many files cannot be laid over a folder; undefined where they can. */
function tooManyLaidOver(where, path, files) {
    if (files.length <= MOST_LAID_OVER)
        return undefined;
    return `${where}: ${path} is mounted writable, the service keeps its own files in there, and git has ${files.length}: mount what is in git by itself with \`:ro\`, or write \`:ro\` behind this mount if it is all content`;
}
/**
 * Folders of the server of which has to be known whether they have files that the repository has not: those that containers mount writable, as
 * also an adopted one does until it changes.
 */
function foldersToAsk(stack, facts) {
    const containers = new host_containers/* Containers */.Xd(facts, stack.identity);
    const models = stack.projects.map(({ model }) => (0,dollars/* singleDollars */.k)(model));
    const named = (0,projectName/* namedModels */.U)(stack, models, facts).models;
    const asked = stack.projects.flatMap((project, index) => {
        const model = named[index];
        if (model === undefined)
            return [];
        return project.mounts.flatMap((mount) => mountersOf(mount, model).flatMap(({ service, target }) => containers
            .those(model.name, service)
            .flatMap(({ Mounts }) => Mounts.filter((one) => one.Destination === target && one.Type === 'bind' && one.RW))
            .filter(() => (0,likeness/* isFirst */.Z)(facts) || wasContent(facts, { project: model.name, service, target }))
            .map(({ Source }) => Source)));
    });
    return [...new Set(asked)].sort();
}
/**
 * Whether a folder that a service mounts from the server now may become content of the release: on a first deploy where it has nothing that the
 * repository has not, later where it was content in the release before (an adopted container keeps its mounts until it changes).
 */
function mayBecomeContent(mount, at) {
    return (0,likeness/* isFirst */.Z)(at.facts) ? !hasMore(mount, at.now, at.namesThere) : wasContent(at.facts, at);
}
/** Whether a service has content at that path in the release that is committed. */
function wasContent({ current, root }, at) {
    const before = current?.models[at.project]?.services[at.service]?.volumes ?? [];
    const source = before.find(({ type, target }) => type === 'bind' && target === at.target)?.source;
    return source?.startsWith(`${root}/files/`) === true;
}
/** Whether a folder of the server has files that the repository has not, or that nobody may read. */
function hasMore(mount, folder, namesThere) {
    if (!namesThere.has(folder))
        return false;
    const known = new Set((mount.files ?? []).map(({ path }) => path));
    return namesThere.get(folder)?.some((name) => !known.has(name)) ?? true;
}
function writersOf(mount, model) {
    return mountersOf(mount, model).filter(({ readOnly }) => !readOnly);
}
function mountersOf(mount, model) {
    if (mount.kind !== 'content' || mount.files?.find(({ path }) => path === '')?.isFolder !== true)
        return [];
    const source = (0,dollars/* singleDollars */.k)(mount.source);
    return Object.entries(model.services).flatMap(([service, { volumes = [] }]) => volumes
        .filter((one) => one.type === 'bind' && one.source === source)
        .map(({ target, read_only: readOnly }) => ({ service, target, readOnly: readOnly === true })));
}

;// CONCATENATED MODULE: ./lib/release/plan/rewrite/healthcheck.js

const DEFAULT_INTERVAL = 30;
const DEFAULT_TIMEOUT = 30;
const DEFAULT_RETRIES = 3;
/**
 * How a candidate proves itself.
 * @param image what is known of the image: its own healthcheck (`null`: none), undefined where nobody has looked
 * @param port the port to try where there is no healthcheck anywhere
 */
function checkOf(service, image, port) {
    const test = service.healthcheck?.test;
    const off = service.healthcheck?.disable === true || test?.[0] === 'NONE';
    if (!off && test !== undefined && test.length > 0) {
        const [kind, ...rest] = test;
        if (kind === 'CMD')
            return { kind: 'exec', argv: rest };
        if (kind === 'CMD-SHELL')
            return { kind: 'shell', command: rest.join(' ') };
    }
    const imageHasOne = image === undefined || (image?.Test !== undefined && image.Test.length > 0 && image.Test[0] !== 'NONE');
    if (!off && imageHasOne)
        return port === undefined || image !== undefined ? { kind: 'image' } : { kind: 'image', port };
    return port === undefined ? { kind: 'running' } : { kind: 'tcp', port };
}
/** Seconds that a candidate gets: what its healthcheck allows until Docker would call it unhealthy, at least 60, at most 600. */
function startTimeoutOf(service) {
    const check = service.healthcheck;
    const interval = (0,durations/* secondsOf */.T)(check?.interval) ?? DEFAULT_INTERVAL;
    const timeout = (0,durations/* secondsOf */.T)(check?.timeout) ?? DEFAULT_TIMEOUT;
    const allowed = ((0,durations/* secondsOf */.T)(check?.start_period) ?? 0) + (check?.retries ?? DEFAULT_RETRIES) * (interval + timeout);
    const given = check?.test === undefined ? 60 : Math.ceil(allowed);
    return Math.min(600, Math.max(60, given));
}
/**
 * The healthcheck with `start_interval: 1s`, and a `start_period` as long as its retries take where there is none (Docker probes at
 * `start_interval` only within it): else the first `healthy` waits for a whole interval. Needs Docker 25.
 */
function withStartInterval(check) {
    const interval = (0,durations/* secondsOf */.T)(check.interval) ?? DEFAULT_INTERVAL;
    const off = check.disable === true || check.test?.[0] === 'NONE' || check.test === undefined;
    if (off || interval <= 1 || check.start_interval !== undefined)
        return check;
    const period = (0,durations/* secondsOf */.T)(check.start_period) ?? 0;
    const span = `${Math.ceil(interval * (check.retries ?? DEFAULT_RETRIES))}s`;
    return { ...check, start_interval: '1s', ...(period > 0 ? {} : { start_period: span }) };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./lib/release/plan/rewrite/dataFolder.js

/** The folder on the server that holds what the services of a Compose project keep; of all projects of the stack where none is named. */
function dataFolder(root, project = '') {
    return external_node_path_.posix.join(root, 'data', project);
}
/** Whether a path of the server is that folder of the stack, or lies in it. */
function isInDataFolder(path, root) {
    const folder = dataFolder(root);
    return path === folder || path.startsWith(`${folder}/`);
}

;// CONCATENATED MODULE: ./lib/release/plan/rewrite/serverMounts.js






/** Folders that are empty after each start of the server anyway: what is missing there, Docker makes, as it does for everybody. */
const RUNTIME = /^\/(?:var\/)?(?:run|tmp)\/|^\/dev\/shm\//;
/**
 * Names of contents on a server: the sum, and beside one that is there but not as it was sent (the containers that mount it shall be
 * replaced) the sum and a number. A name that the current release has already is kept.
 */
function contentNames({ current, damaged, key, }) {
    const models = JSON.stringify(current?.models ?? {});
    return ({ sha256, secret }) => {
        const sum = secret === true ? keyed(sha256, key) : sha256;
        const had = [...models.matchAll(new RegExp(`/files/((?:${sum}|${sha256})(?:-[0-9]+)?)(?=["/])`, 'g'))].map(([, name]) => name);
        const kept = had.find((name) => name !== undefined && !damaged.includes(name));
        if (kept !== undefined)
            return kept;
        for (let count = 1;; count += 1) {
            const name = count === 1 ? sum : `${sum}-${count}`;
            if (!damaged.includes(name))
                return name;
        }
    };
}
/** As `keyed` in stackctl.sh. */
function keyed(sha256, key) {
    return (0,external_node_crypto_.createHash)('sha256').update(`${key}\n${sha256}\n`).digest('hex');
}
/** Bind mounts of one service as the server sees them: no source that is missing there is left for Docker to make an empty folder of. */
function serverMounts(context, service, mounts) {
    const planned = [];
    const faults = [];
    const at = `${context.name}/${service}`;
    const rewritten = mounts.flatMap((mount) => {
        if (mount.type !== 'bind' || mount.source === undefined)
            return mount;
        const place = { project: context.name, service, target: mount.target };
        const inRepo = repoMount(context.project, mount.source);
        if (inRepo === undefined) {
            if (RUNTIME.test(mount.source))
                return mount;
            planned.push({ ...place, ...ownMount(mount.source, 'must') });
            return neverMade(mount, mount.source);
        }
        const over = context.owned.get(inRepo.source);
        if (over === undefined && inRepo.kind === 'content' && inRepo.sha256 !== undefined) {
            const name = context.contentName({ ...inRepo, sha256: inRepo.sha256 });
            planned.push({
                ...place,
                kind: 'sent',
                folder: isFolder(inRepo),
                path: inRepo.path,
                text: sentWords(inRepo),
            });
            return { ...neverMade(mount, external_node_path_.posix.join(context.root, 'files', name)), read_only: true };
        }
        if (over === undefined && inRepo.kind === 'content')
            faults.push(`${at}: the content of ${inRepo.path} is not known`);
        const own = ownFolder(context, service, mount, inRepo);
        faults.push(...own.faults.map((fault) => `${at}: ${fault}`));
        planned.push({ ...place, ...own.words, text: `${own.words.text}${overWords(inRepo, over)}` });
        const many = tooManyLaidOver(at, inRepo.path, over ?? []);
        if (many !== undefined)
            faults.push(many);
        const files = external_node_path_.posix.join(context.root, 'files', context.contentName({ ...inRepo, sha256: inRepo.sha256 ?? '' }));
        const laid = (over ?? []).map((path) => {
            const one = { type: 'bind', target: external_node_path_.posix.join(mount.target, path), read_only: true };
            return neverMade(one, external_node_path_.posix.join(files, path));
        });
        return [neverMade(mount, own.source), ...laid];
    });
    return { mounts: rewritten, planned, faults };
}
/** Where a path of the repository that is the server's own lies there: where it is mounted now, by this service or another one, else below the stack's own folder. */
function ownFolder(context, service, mount, { path, kind }) {
    const kept = context.mountedNow(service, mount.target);
    const { path: there, places = [], isMounted, } = kept === undefined ? context.folderOf(path) : { path: kept, isMounted: true };
    const isGivenUp = [there, ...places].some((one) => context.isGivenUp(service, mount.target, one));
    const found = isGivenUp ? '' : there;
    const source = found || external_node_path_.posix.join(dataFolder(context.root, context.name), belowProject(context.project, path));
    const isMade = kept === undefined && mount.read_only !== true && !(0,mountKind/* looksLikeFile */.QM)(source);
    const faults = places.length > 1 && !isGivenUp
        ? [several(path, places)]
        : kind === 'unclear' && !(isMounted && found !== '')
            ? [unclear(path)]
            : [];
    return { source, words: ownMount(source, kept !== undefined ? 'mounted' : isMade ? 'made' : 'must'), faults };
}
/** Compose's word for a mount whose missing source is an error; where it is absent, Docker makes an empty folder, owned by root. */
function neverMade(mount, source) {
    return { ...mount, source, bind: { ...mount['bind'], create_host_path: false } };
}
function ownMount(path, how) {
    const words = {
        must: ', which has to be there',
        mounted: ', as it is mounted now',
        made: ', made where it is not there yet',
    }[how];
    return { kind: 'server', text: `the server's own: ${path}${words}`, own: { path, make: how === 'made' } };
}
// Not by its name: from the sum of a short secret one may guess the secret.
function sentWords({ path, files = [], untracked = 0 }) {
    const count = files.filter((entry) => entry.isFolder !== true).length;
    const made = untracked === 0 ? '' : count === 1 ? ', not in git' : `, ${untracked} of them not in git`;
    return `${path}, sent with the release, read-only (${count === 1 ? '1 file' : `${count} files`}${made})`;
}
/** What becomes of git's files in a folder of the server's own. */
function overWords({ tracked = [] }, over) {
    if (over === undefined)
        return '';
    const left = tracked.filter((path) => !over.includes(path));
    const laid = over.length === 0
        ? ''
        : `, and over it, read-only, ${over.length === 1 ? over[0] : `${over.length} files`} of the release`;
    return `${laid}${left.length === 0 ? '' : ` (${left.join(', ')} of git not sent)`}`;
}
function isFolder({ files = [] }) {
    return files.find(({ path }) => path === '')?.isFolder === true;
}
function unclear(path) {
    return `${path} is in the checkout, git does not track it, and it is mounted writable: write \`:ro\` behind the mount to have it sent with the release; if it is the server's own, keep it out of the checkout`;
}
function several(path, places) {
    return `${path} may be any of ${places.join(', ')} on the server: write the one that is meant into the Compose file, as an absolute path`;
}
/** What must lie on the server before anything begins, one line a mount; what one service makes is there for all. */
function ownPlaces(planned) {
    const made = new Set(planned.flatMap(({ own }) => (own?.make ? [own.path] : [])));
    return planned.flatMap(({ project, service, own }) => own === undefined || service === undefined ? [] : [{ project, service, path: own.path, make: made.has(own.path) }]);
}
/** Secrets or configs of a project as files of the release. */
function serverFiles(context, kind, objects) {
    const planned = [];
    const faults = [];
    const found = {};
    for (const [key, object] of Object.entries(objects ?? {})) {
        if (object.external === true) {
            faults.push(`${context.name}: the ${kind} ${key} is external, which needs Swarm`);
            continue;
        }
        const mount = context.project.mounts.find(({ source }) => source === `${kind}:${key}`) ??
            repoMount(context.project, object.file);
        if (mount?.sha256 === undefined) {
            if (object.file === undefined)
                faults.push(`${context.name}: the content of the ${kind} ${key} is not known`);
            found[key] = object;
            continue;
        }
        found[key] = {
            ...(object.name === undefined ? {} : { name: object.name }),
            file: external_node_path_.posix.join(context.root, 'files', context.contentName({ ...mount, sha256: mount.sha256 })),
        };
        planned.push({ project: context.name, target: `${kind}s.${key}`, kind: 'sent', text: 'a file of the release' });
    }
    return { objects: found, planned, faults };
}
/** Files that a release brings along, each once. */
function releaseFiles(projects, models, contentName) {
    const mounted = JSON.stringify(models);
    const found = new Map();
    for (const { sha256, secret, files = [] } of projects.flatMap(({ mounts }) => mounts)) {
        if (sha256 === undefined)
            continue;
        const name = contentName({ sha256, ...(secret && { secret }) });
        if (!mounted.includes(`/files/${name}`))
            continue;
        const isFolder = files.length !== 1 || files[0]?.path !== '' || files[0].isFolder === true;
        found.set(name, { name, files, isFolder });
    }
    return [...found.values()];
}
function repoMount(project, source) {
    return source === undefined ? undefined : project.mounts.find((mount) => (0,dollars/* singleDollars */.k)(mount.source) === source);
}
function belowProject(project, path) {
    const relative = external_node_path_.posix.relative(project.path, path);
    const inside = relative !== '' && !relative.startsWith('..');
    return inside ? relative : external_node_path_.posix.normalize(`/${path}`).slice(1);
}

;// CONCATENATED MODULE: ./lib/release/plan/rewrite/rewrite.js







/** Docker's major version from which a healthcheck may have a `start_interval`. */
const START_INTERVAL_SINCE = 25;
/** Makes the release's model of one project; `model` is the project's with single dollars and its final name. */
function rewriteProject(model, context) {
    const external = externalResources(model, context.identity);
    const devices = serverDevices(external.resources, context);
    const secrets = serverFiles(context, 'secret', model.secrets);
    const configs = serverFiles(context, 'config', model.configs);
    const done = {
        project: context.project,
        model: {
            ...model,
            services: {},
            networks: external.networks,
            volumes: external.volumes,
            ...(model.secrets === undefined ? {} : { secrets: secrets.objects }),
            ...(model.configs === undefined ? {} : { configs: configs.objects }),
        },
        images: new Map(),
        containerNames: new Map(),
        resources: devices.resources,
        rewrites: external.rewrites,
        mounts: [...secrets.planned, ...configs.planned],
        notices: [],
        faults: [...devices.faults, ...secrets.faults, ...configs.faults],
    };
    const references = {};
    const repositories = {};
    for (const [name, service] of Object.entries(model.services)) {
        if (name.startsWith('-'))
            done.faults.push(`${model.name}: a service cannot be called ${JSON.stringify(name)}`);
        const image = context.images.imageOf(context.project, name, service);
        if ('fault' in image) {
            done.faults.push(image.fault);
            continue;
        }
        done.images.set(name, image);
        if (image.reference !== undefined)
            references[name] = image.reference;
        if (image.repository !== undefined)
            repositories[name] = image.repository;
        done.model.services[name] = rewriteService(name, service, image.image, context, done);
    }
    const lookedUp = Object.values(references).flatMap((reference) => {
        const since = context.lookedUp.get(reference);
        return since === undefined ? [] : [[reference, since]];
    });
    done.model['x-stack-actions'] = {
        references,
        ...(Object.keys(repositories).length > 0 && { repositories }),
        ...(lookedUp.length > 0 && { lookedUp: Object.fromEntries(lookedUp) }),
    };
    return done;
}
/** What is done by then: values are in the model, and the image is named by its content. An older Compose does not know all of them. */
const LEFT_OUT = new Set(['env_file', 'label_file', 'develop', 'pull_policy', 'pull_refresh_after']);
function rewriteService(name, service, image, context, done) {
    const note = (field, text) => {
        done.rewrites.push({ project: done.model.name, service: name, field, text });
    };
    const { build, profiles, container_name: containerName, ...whole } = service;
    const rest = Object.fromEntries(Object.entries(whole).filter(([field]) => !LEFT_OUT.has(field)));
    const next = { ...rest, image };
    if (service.environment !== undefined)
        next.environment = given(service.environment);
    if (service.image !== image)
        note('image', image);
    if (build !== undefined)
        note('build', 'left out: the image is there already');
    if (profiles !== undefined && profiles.length > 0)
        note('profiles', 'left out: they were applied when the files were read');
    for (const ours of [host_containers/* HASH_LABEL */.mE, host_containers/* STACK_LABEL */.GF])
        if (service.labels?.[ours] !== undefined)
            done.faults.push(`${done.model.name}/${name}: the label ${ours} is ours`);
    if (containerName !== undefined && !isName(containerName))
        done.faults.push(`${done.model.name}/${name}: a container cannot be called ${(0,runtime_escape/* quoted */.TL)(containerName)}`);
    if (containerName !== undefined) {
        done.containerNames.set(name, containerName);
        const byNetwork = service.network_mode === undefined;
        if (byNetwork)
            next.networks = aliased(service, containerName);
        note('container_name', `${containerName}, ${byNetwork ? 'kept as a network alias and ' : ''}given back at the end: two cannot have it at once`);
    }
    if (service.healthcheck !== undefined) {
        const { check, text } = healthcheckFor(context.engine, service.healthcheck);
        next.healthcheck = check;
        if (text !== undefined)
            note('healthcheck', text);
    }
    if (service.volumes !== undefined) {
        const mounts = serverMounts(context, name, service.volumes);
        next.volumes = mounts.mounts;
        done.mounts.push(...mounts.planned);
        done.faults.push(...mounts.faults);
        for (const { type, source } of mounts.mounts) {
            const inCheckout = type === 'bind' && source !== undefined && (0,inside/* isInside */.FK)(context.checkout, source);
            if (inCheckout)
                done.faults.push(`${done.model.name}/${name}: the mount ${source} lies in the checkout, which the server does not have`);
        }
    }
    done.notices.push(...updateNotices(`${done.model.name}/${name}`, service));
    return next;
}
/** With `start_interval` where Docker knows it, without where Compose would refuse to create the container. */
function healthcheckFor(engine, given) {
    if (Number.parseInt(engine, 10) < START_INTERVAL_SINCE) {
        const { start_interval: interval, ...check } = given;
        return interval === undefined ? { check } : { check, text: `start_interval left out: Docker ${engine} has none` };
    }
    const check = withStartInterval(given);
    if (check === given)
        return { check };
    const period = check.start_period === given.start_period ? '' : ` and start_period: ${check.start_period}`;
    return { check, text: `start_interval: 1s${period}, so that the first "healthy" does not wait for the interval` };
}
function aliased(service, alias) {
    const networks = service.networks ?? { default: null };
    return Object.fromEntries(Object.entries(networks).map(([key, how]) => [
        key,
        { ...how, aliases: [...new Set([...(how?.aliases ?? []), alias])] },
    ]));
}
/** Without the names that nobody gives: on the server a shell of whoever deploys would. */
function given(environment) {
    const entries = Object.entries(environment).filter((entry) => entry[1] !== null);
    return Object.fromEntries(entries);
}
function updateNotices(where, { deploy }) {
    const monitor = deploy?.update_config?.monitor;
    const isFault = monitor !== undefined && (0,durations/* secondsOf */.T)(monitor) === undefined;
    return isFault ? [`${where}: update_config.monitor is not a duration`] : [];
}

;// CONCATENATED MODULE: ./lib/release/plan/rewrite/serverFolders.js




/**
 * One path of the repository is one folder of the server, whichever service mounts it: where a service has it already; else below the folder from
 * which the project was started, or below which its other mounts lie. A service that comes, or comes back, finds there what others write.
 */
function serverFolders(project, model, evidence) {
    const mounts = project.mounts.map(({ source, path }) => ({
        source: (0,dollars/* singleDollars */.k)(source),
        path: below(project, path),
    }));
    const binds = Object.entries(model.services).flatMap(([service, { volumes = [] }]) => volumes.filter(({ type }) => type === 'bind').map(({ source, target }) => ({ service, source, target })));
    const pairs = mounts.flatMap(({ source, path }) => binds
        .filter((bind) => bind.source === source)
        .flatMap(({ service, target }) => evidence.mountedNow(service, target) ?? [])
        .map((now) => ({ path, now })));
    const absolute = new Set(binds.map(({ source }) => source));
    const content = `${evidence.root}/files/`;
    const others = sourcesOf(model.name, evidence).filter((source) => !absolute.has(source) && !source.startsWith(content));
    const started = startedIn(model.name, evidence);
    const agrees = (folder) => pairs.some(({ path, now }) => external_node_path_.posix.join(folder, path) === now);
    // A folder of another layout than the checkout's is believed last.
    const bases = [
        started.filter((folder) => pairs.length === 0 || agrees(folder)),
        pairs.flatMap(({ path, now }) => baseOf(path, now)),
        started,
        others.flatMap((source) => mounts.flatMap(({ path }) => baseOf(path, source))),
    ].map((found) => withoutOurs([...new Set(found)].sort(), evidence.root));
    const base = bases.find((found) => found.length > 0) ?? [];
    return (path) => {
        const inProject = below(project, path);
        const exact = [...new Set(pairs.filter((pair) => pair.path === inProject).map(({ now }) => now))].sort();
        if (exact.length > 0)
            return { ...chosen(exact), isMounted: true };
        // Below our own folder what lies outside of the project has another place (`belowProject`).
        const from = inProject.startsWith('..') ? base.filter((one) => !isInDataFolder(one, evidence.root)) : base;
        return { ...chosen(from.map((one) => external_node_path_.posix.join(one, inProject))), isMounted: false };
    };
}
function chosen(places) {
    const [path = ''] = places;
    return places.length > 1 ? { path: '', places } : { path };
}
/** Folders that we have made beside those that were there show nothing of where the others are. */
function withoutOurs(bases, root) {
    const foreign = bases.filter((one) => !isInDataFolder(one, root));
    return foreign.length > 0 ? foreign : bases;
}
/** Folders in which somebody has started the project by Compose, as Compose has written them down; not those of a release. */
function startedIn(project, { containers }) {
    return containers.all
        .filter((one) => (0,host_containers/* label */.Pf)(one, host_containers/* PROJECT_LABEL */.NV) === project && (0,host_containers/* label */.Pf)(one, host_containers/* STACK_LABEL */.GF) === undefined)
        .flatMap((one) => (0,host_containers/* label */.Pf)(one, host_containers/* FOLDER_LABEL */.eO) ?? []);
}
/** All that containers of the project, and its services in the release before, mount from the server: also of a service that is called otherwise now. */
function sourcesOf(project, { containers, before }) {
    const mounted = containers.all
        .filter((one) => (0,host_containers/* label */.Pf)(one, host_containers/* PROJECT_LABEL */.NV) === project)
        .flatMap(({ Mounts }) => Mounts.flatMap(({ Type, Source }) => (Type === 'bind' ? [Source] : [])));
    const stored = Object.values(before?.services ?? {}).flatMap(({ volumes = [] }) => volumes.flatMap(({ type, source }) => (type === 'bind' && source !== undefined ? [source] : [])));
    return [...mounted, ...stored];
}
function baseOf(path, source) {
    const inside = path !== '' && !path.startsWith('..');
    return inside && source.endsWith(`/${path}`) ? [source.slice(0, -path.length - 1) || '/'] : [];
}
function below(project, path) {
    return external_node_path_.posix.relative(project.path, path);
}

// EXTERNAL MODULE: ./lib/proxy/routes.js
var proxy_routes = __webpack_require__(7300);
;// CONCATENATED MODULE: ./lib/release/plan/routing/routed.js





/** Settings of the Traefik that is spoken to, else of the one that the stack brings along, else Traefik's defaults. */
function dockerProvider(facts, own) {
    const running = facts.proxy && providerOf(facts, facts.proxy);
    const { traefiks, outside } = facts;
    const silent = traefiks.every(({ config }) => config !== undefined && !config.docker);
    // Of one that runs outside nobody knows whom it asks.
    const nobodyAsks = traefiks.length > 0 && silent && outside === undefined;
    const defaults = { exposedByDefault: true, network: '', constraints: '', ...(nobodyAsks && { nobodyAsks }) };
    return running ?? (0,ownTraefik/* ownConfig */.LJ)(own)?.docker ?? defaults;
}
/** Docker's names of the networks that a service is on; `host` is the host's own. */
function routed_networksOf(model, service) {
    if (service.network_mode !== undefined)
        return service.network_mode === 'host' ? ['host'] : [];
    return Object.keys(service.networks ?? {}).map((key) => model.networks?.[key]?.name ?? key);
}
/** The same of a container. */
function networksOfContainer({ NetworkSettings }) {
    return Object.keys(NetworkSettings.Networks ?? {});
}
/** Every service of the release with what its labels mean to Traefik, by `project/service`. */
function routedServices(models, docker, imagePorts) {
    const found = new Map();
    for (const model of models) {
        const project = model.name;
        for (const [service, definition] of Object.entries(model.services)) {
            const ports = [...declaredPorts(definition), ...imagePorts(project, service)];
            const networks = routed_networksOf(model, definition);
            const routing = (0,proxy_routing/* routingOf */.C)({ project, service, labels: definition.labels ?? {}, ports, networks }, docker);
            const callable = definition.network_mode === undefined;
            if (routing.routed && !callable)
                routing.uncarried.push(`network_mode: ${definition.network_mode}: it has no address of its own`);
            found.set(`${project}/${service}`, { project, service, ports, routing, callable });
        }
    }
    return found;
}
/** What the labels of a stack say, for a choice of the Traefik that it goes through. */
function labelledServices({ projects }) {
    return projects.flatMap(({ model }) => Object.entries((0,dollars/* singleDollars */.k)(model).services).map(([service, definition]) => ({
        ...{ project: model.name, service, labels: definition.labels ?? {} },
        ports: [...declaredPorts(definition), 1],
        networks: routed_networksOf(model, definition),
    })));
}
/** Names of the Traefiks that see a service, beside the one that is spoken to. */
function othersThatSee(facts, model, service, routed) {
    const definition = model.services[service] ?? {};
    const networks = routed_networksOf(model, definition);
    return alsoSeenBy(facts, {
        ...{ project: model.name, service, labels: definition.labels ?? {}, ports: routed?.ports ?? [], networks },
    });
}
/** The mirror's lines of a release, services in the order given. */
function routeLines(stackId, order, routed) {
    const definitions = (0,proxy_routes/* definitionsOf */.mu)([...routed.values()].map(({ routing }) => routing));
    const lines = order.flatMap(({ project, service }) => {
        const found = routed.get(`${project}/${service}`);
        return found === undefined || !found.callable
            ? []
            : (0,proxy_routes/* routesOf */.eV)({ stackId, project, service, routing: found.routing, definitions });
    });
    return lines.length === 0 ? lines : [...lines, ...(0,proxy_routes/* stackLines */.yH)(stackId)];
}
function declaredPorts(service) {
    const exposed = (service.expose ?? []).map((port) => Number.parseInt(port, 10));
    return [...exposed, ...(service.ports ?? []).map(({ target }) => target)].filter((port) => port > 0);
}

;// CONCATENATED MODULE: ./lib/release/plan/storage/emptyFolders.js



/**
 * Folders of which nothing on the server shows where they were: a service begins with new ones. That is right on an empty server; where it has run
 * before and was taken away (`docker compose down`, or left out of a deploy), its data would be out of sight. Said, and refused where stack.yml says
 * that the project has run there, unless it gives the folder up as well.
 */
function emptyFolders({ model: { name }, mounts }, { facts: { current, root }, containers, takesOver, isGivenUp, }) {
    const before = current?.models[name];
    const ofProject = containers.all.filter((one) => (0,host_containers/* label */.Pf)(one, host_containers/* PROJECT_LABEL */.NV) === name);
    const known = new Set([
        ...Object.keys(before?.services ?? {}),
        ...ofProject.map((one) => (0,host_containers/* label */.Pf)(one, host_containers/* SERVICE_LABEL */.fX) ?? ''),
    ]);
    const base = dataFolder(root, name);
    const made = mounts.flatMap(({ service = '', target, own }) => own?.make && own.path.startsWith(`${base}/`) && !known.has(service) && !isGivenUp(service, target, own.path)
        ? [external_node_path_.posix.relative(base, own.path)]
        : []);
    // Where its other folders are ours, a new one is so, too.
    const isOurs = mounts.some(({ service = '', own }) => known.has(service) && own?.path.startsWith(`${base}/`));
    if (made.length === 0 || isOurs)
        return { notices: [], faults: [] };
    const names = [...new Set(made)].sort().map((one) => `./${one}`);
    const begin = `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} looked for in ${base}, and made empty where not there`;
    const found = 'start it there once more (`docker compose up -d`) and deploy then, or write absolute paths into its Compose file';
    const isNew = before === undefined && ofProject.length === 0;
    return isNew && takesOver.includes(name)
        ? {
            notices: [],
            faults: [
                `${name}: takes-over says that it has run on this server, but nothing shows from which folder, and ${begin}: ${found}`,
            ],
        }
        : { notices: [`${name}: ${begin}; if it has run on this server before, from another folder, ${found}`], faults: [] };
}

;// CONCATENATED MODULE: ./lib/release/plan/settleStack.js















function settleStack(input) {
    const { facts } = input;
    const stack = { ...input.stack, identity: (0,identity/* settledIdentity */.Kk)(input.stack.identity, facts.identity) };
    const containers = new host_containers/* Containers */.Xd(facts, stack.identity);
    const named = (0,projectName/* namedModels */.U)(stack, stack.projects.map(({ model }) => (0,dollars/* singleDollars */.k)(model)), facts);
    const projects = rewriteAll({ ...input, stack }, named.models, containers);
    const models = projects.map(({ model }) => model);
    const own = (0,ownTraefik/* ownTraefiks */.em)(stack.projects, named.models, input.staticTexts ?? new Map());
    const docker = dockerProvider(facts, own);
    const routed = routedServices(models, docker, portsKnown(projects, containers));
    const reached = new Set([...routed].filter(([, { routing }]) => routing.routed).map(([key]) => key));
    const ended = endedServices(facts, models, containers);
    return {
        ...{ stack, containers, named, projects, models, own, docker, routed, reached },
        resources: projects.flatMap((project) => project.resources),
        classes: classesOf(projects, reached, ended, facts),
        waveOf: waveFinder(stack, input.waves, models),
    };
}
/** Every project of the stack with the release's rewrites. */
function rewriteAll(input, models, containers) {
    const { stack, facts } = input;
    const images = new serviceImages.ImageSource(stack, input.images, input.resolved, facts);
    const contentName = contentNames(facts);
    return stack.projects.flatMap((project, index) => {
        const model = models[index];
        if (model === undefined)
            return [];
        const before = (0,dollars/* singleDollars */.k)(facts.current?.models[model.name]);
        const sourceNow = (service, target) => {
            const [container] = containers.those(model.name, service);
            const mount = container?.Mounts.find(({ Type, Destination }) => Type === 'bind' && Destination === target);
            const stored = before?.services[service]?.volumes?.find((one) => one.type === 'bind' && one.target === target);
            const source = mount?.Source ?? stored?.source;
            // Content of a release is no folder of the server's own.
            return source?.startsWith(`${facts.root}/files/`) ? undefined : source;
        };
        const isGivenUp = (service, target, folder) => [folder, sourceNow(service, target)].some((source) => stack.leaveData?.includes(`${source}:${target}`));
        const mountedNow = (service, target) => isGivenUp(service, target, '') ? undefined : sourceNow(service, target);
        const context = {
            project,
            name: model.name,
            root: facts.root,
            checkout: stack.root,
            mountedNow,
            folderOf: serverFolders(project, model, { root: facts.root, containers, before, mountedNow }),
            isGivenUp,
            owned: ownFolders(project, model, { facts, mountedNow, namesThere: input.namesThere ?? new Map() }),
            contentName,
            images,
            engine: facts.engine,
            volumes: facts.volumes,
            identity: stack.identity,
            lookedUp: input.lookups.lookedUp,
        };
        const done = rewriteProject(model, context);
        const empty = emptyFolders(done, { facts, containers, takesOver: stack.takesOver, isGivenUp });
        return [{ ...done, notices: [...done.notices, ...empty.notices], faults: [...done.faults, ...empty.faults] }];
    });
}
/** Ports that images and running containers expose. */
function portsKnown(projects, containers) {
    return (project, service) => {
        const image = projects.find(({ model }) => model.name === project)?.images.get(service);
        const [container] = containers.running(project, service);
        return [...(image?.resolved?.exposedPorts ?? []), ...(container === undefined ? [] : (0,host_containers/* exposedPorts */.LZ)(container))];
    };
}
/** Whether a Traefik runs that follows this stack's labels, or comes along with it. */
function isLed(facts, models) {
    return facts.proxy !== undefined || models.some(({ services }) => Object.values(services).some(ownTraefik/* isProxy */.ju));
}
/** The class of every service, by `project/service`. */
function classesOf(projects, reached, ended, facts) {
    const models = projects.map(({ model }) => model);
    const addressCaches = new AddressCaches(models, facts.containers);
    const all = models.flatMap((model) => Object.entries(model.services).map(([name, service]) => ({ model, name, service })));
    const proxies = new Set(all.filter(({ service }) => (0,ownTraefik/* isProxy */.ju)(service)).map(({ model, name }) => `${model.name}/${name}`));
    return new Map(all.map(({ model, name, service }) => [
        `${model.name}/${name}`,
        classify(model.name, name, service, {
            models,
            routed: reached,
            proxies,
            ended,
            led: isLed(facts, models),
            addressCache: (project, one) => addressCaches.of(project, one),
        }),
    ]));
}
/** Waves by Compose project name, which may differ from the project's name in stack.yml. */
function waveFinder(stack, waves, models) {
    const names = new Map(models.map(({ name }, index) => [name, stack.projects[index]?.name ?? name]));
    return (project, service) => waves.get(`${names.get(project)}/${service}`) ?? waves.get(`${project}/${service}`) ?? 0;
}

;// CONCATENATED MODULE: ./lib/release/plan/planOf.js





/** What becomes of an image of the stack, in the words of the plan. */
const VERBS = {
    built: 'built',
    reused: 'not built again',
    planned: 'would be built',
};
/** What is said of the release before anything is changed. */
function planOf(findings, { id }) {
    const { input, settled, before, services, data } = findings;
    const { facts } = input;
    const { previous, running } = before;
    const all = [...services.planned, ...services.removed];
    const mounts = settled.projects.flatMap((project) => project.mounts);
    const told = new Set(mounts.map(({ project, service, target }) => `${project}/${service} ${target}`));
    const drain = (0,routing_moves/* drainPlan */.EM)(facts, services.planned, services.moves, running, settled.own);
    const moves = all.some(({ change, routed }) => routed && change !== 'unchanged');
    return {
        release: id,
        ...(previous !== undefined && { previous }),
        services: all,
        warnings: warningsOf(findings),
        images: input.images.map(({ project, service, result, reason }) => ({
            ...{ project, service },
            text: `${VERBS[result]}: ${reason}`,
        })),
        stored: data.storage.stored.filter(({ service, target, left }) => left || !told.has(`${service} ${target}`)),
        rewrites: [...settled.named.rewrites, ...services.rewrites],
        mounts,
        notices: allNotices(findings),
        switch: (0,routing_moves/* switchable */.j$)(facts.proxy) && moves ? 'file' : drain === undefined ? 'none' : 'drain',
        ...(drain !== undefined && { drain }),
        led: isLed(facts, settled.models),
        unchanged: all.every(({ change }) => change === 'unchanged'),
    };
}
function warningsOf({ input, settled, services, data }) {
    return [
        ...settled.named.warnings,
        ...data.replaced.warnings,
        ...data.writers.warnings,
        ...boundWarnings({ ...settled, ...services, all: input.facts.containers }),
    ];
}
function allNotices({ input, settled, services }) {
    const { facts, lookups, gateWindowSeconds } = input;
    const said = [...input.notices, ...lookups.notices, ...resourceNotices(settled.resources, facts)];
    return [
        ...settled.named.notices,
        ...noticesOf({ ...settled, said, facts, gateWindowSeconds, planned: services.planned }),
    ];
}

// EXTERNAL MODULE: ./lib/release/plan/likeness/containerAsService.js
var containerAsService = __webpack_require__(7414);
// EXTERNAL MODULE: ./lib/release/plan/routing/drain.js
var drain = __webpack_require__(3594);
;// CONCATENATED MODULE: ./lib/release/plan/likeness/fields.js
/** A healthcheck as Docker keeps it, in nanoseconds, in the form of `healthcheck`. */
function dockerHealthcheck(check) {
    if (check?.Test === undefined || check.Test.length === 0)
        return {};
    if (check.Test[0] === 'NONE')
        return { test: ['NONE'] };
    const ms = (nanoseconds) => typeof nanoseconds === 'number' && nanoseconds > 0 ? nanoseconds / 1e6 : undefined;
    return present({
        test: check.Test,
        interval: ms(check['Interval']),
        timeout: ms(check['Timeout']),
        start_period: ms(check['StartPeriod']),
        start_interval: ms(check['StartInterval']),
        retries: check['Retries'],
    });
}
/** `address:port:target/protocol` of each published port. */
function portKeys(ports) {
    return (ports ?? [])
        .map(({ target, published, host_ip: ip, protocol }) => {
        const port = published === undefined || published === '0' ? '' : published;
        return `${ip ?? ''}:${port}:${target}/${protocol ?? 'tcp'}`;
    })
        .sort();
}
/** Without what is empty, and with no field where nothing is left. */
function present(fields) {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}
function isEmpty(value) {
    if (value === undefined || value === null || value === '' || value === false || value === 0)
        return true;
    return typeof value === 'object' && Object.keys(value).length === 0;
}
function variables(pairs) {
    return Object.fromEntries((pairs ?? []).map((pair) => beforeAndAfter(pair, '=')));
}
/** Labels without those of Compose, of Docker Desktop and of ours. */
function userLabels(labels) {
    return Object.fromEntries(Object.entries(labels ?? {}).filter(([key]) => !/^(com\.docker\.compose|desktop\.docker\.io|stack-actions)[./]/.test(key)));
}
/** Docker's own notation `name:address`; Compose 2.24 began to write `name=address`. */
function hosts(value) {
    const lines = Array.isArray(value)
        ? value.map(String)
        : Object.entries(object(value)).flatMap(([name, ips]) => list(ips).map((ip) => `${name}=${ip}`));
    return lines.map((line) => line.replace(/[=:]\[?(.*?)\]?$/, ':$1')).sort();
}
/** A profile is sent as its text: that there is one has to do. */
function securityOption(option) {
    return String(option)
        .replace(/^([a-z-]+):/, '$1=')
        .replace(/^(seccomp=)(?!unconfined|builtin).*$/s, '$1…')
        .replace(/^no-new-privileges(=true)?$/, 'no-new-privileges');
}
function set(value) {
    return [...new Set(list(value).map(String))].sort();
}
function list(value) {
    if (value === undefined || value === null)
        return [];
    return Array.isArray(value) ? value : [value];
}
function object(value) {
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
}
function texts(value) {
    if (Array.isArray(value))
        return variables(value.map(String));
    return Object.fromEntries(Object.entries(object(value)).map(([key, one]) => [key, String(one ?? '')]));
}
/** What is before and behind the first sign; nothing behind where there is none. */
function beforeAndAfter(text, sign) {
    const at = text.indexOf(sign);
    return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

;// CONCATENATED MODULE: ./lib/release/plan/likeness/foundFields.js



/** What a container was made with, in the form of `wantedFields`. */
function foundFields(container) {
    const { HostConfig: host } = container;
    return present({
        ...ownFields(container),
        ...sharedFields(host),
        ...limitFields(host),
        ...rightFields(host),
        restart: (0,containerAsService/* restartPolicyOf */.fq)(container),
        runtime: host['Runtime'],
        init: host['Init'],
        storage_opt: texts(host['StorageOpt']),
        annotations: texts(host['Annotations']),
        dns: list(host['Dns']),
        dns_opt: list(host['DnsOptions']),
        dns_search: list(host['DnsSearch']),
        extra_hosts: hosts(list(host['ExtraHosts'])),
        tmpfs: texts(host['Tmpfs']),
        logging: logging(host['LogConfig']),
        ports: portKeys((0,containerAsService/* portsOf */.a5)(container)),
    });
}
function ownFields({ Id, Config, HostConfig: { NetworkMode } }) {
    const check = dockerHealthcheck(Config.Healthcheck);
    // A container in the network of another, or of the host, has its name.
    const named = !/^(host|container:)/.test(NetworkMode) && Config['Hostname'] !== Id.slice(0, 12);
    return {
        environment: variables(Config.Env),
        labels: userLabels(Config.Labels),
        command: Config.Cmd,
        entrypoint: Config.Entrypoint?.join('') === '' ? undefined : Config.Entrypoint,
        user: Config.User,
        working_dir: Config.WorkingDir,
        stop_signal: Config['StopSignal'],
        stop_grace_period: Config.StopTimeout,
        healthcheck: 'test' in check ? { ...check, test: (0,drain/* withoutDrainTest */.rg)(list(check['test'])) } : undefined,
        tty: Config['Tty'],
        stdin_open: Config['OpenStdin'],
        hostname: named ? Config['Hostname'] : undefined,
        domainname: Config['Domainname'],
        mac_address: Config['MacAddress'],
    };
}
function sharedFields(host) {
    return {
        network_mode: host.NetworkMode,
        ipc: host['IpcMode'],
        pid: host['PidMode'],
        uts: host['UTSMode'],
        userns_mode: host['UsernsMode'],
        cgroup: host['CgroupnsMode'],
        cgroup_parent: host['CgroupParent'],
    };
}
function limitFields(host) {
    return {
        shm_size: host['ShmSize'],
        mem_limit: host['Memory'],
        mem_reservation: host['MemoryReservation'],
        memswap_limit: host['MemorySwap'],
        mem_swappiness: host['MemorySwappiness'],
        cpus: Math.round(Number(host['NanoCpus'] ?? 0) / 1e6) / 1000,
        cpu_shares: host['CpuShares'],
        cpu_period: host['CpuPeriod'],
        cpu_quota: host['CpuQuota'],
        cpu_rt_period: host['CpuRealtimePeriod'],
        cpu_rt_runtime: host['CpuRealtimeRuntime'],
        cpu_count: host['CpuCount'],
        cpuset: host['CpusetCpus'],
        pids_limit: host['PidsLimit'],
        oom_score_adj: host['OomScoreAdj'],
        oom_kill_disable: host['OomKillDisable'],
        gpus: list(host['DeviceRequests']).map(request).sort(),
        ulimits: list(host['Ulimits']).map(ulimit).sort(),
        blkio_config: host['BlkioWeight'],
    };
}
function rightFields(host) {
    return {
        privileged: host['Privileged'],
        read_only: host['ReadonlyRootfs'],
        devices: list(host['Devices']).map(device).sort(),
        device_cgroup_rules: list(host['DeviceCgroupRules']),
        sysctls: texts(host['Sysctls']),
        cap_add: set(host['CapAdd']),
        cap_drop: set(host['CapDrop']),
        security_opt: set(list(host['SecurityOpt']).map(securityOption)),
        group_add: set(host['GroupAdd']),
    };
}
function device(value) {
    const { PathOnHost, PathInContainer, CgroupPermissions } = value;
    return `${PathOnHost}:${PathInContainer}:${CgroupPermissions}`;
}
function ulimit(value) {
    const { Name, Soft, Hard } = value;
    return `${Name}=${Soft}:${Hard}`;
}
function request(value) {
    const { Driver, Count, DeviceIDs, Capabilities } = value;
    const capabilities = list(Capabilities).flat().map(String).sort();
    return `${Driver ?? ''} ${Count ?? 0} ${list(DeviceIDs).join(',')} ${capabilities.join(',')}`;
}
function logging(value) {
    if (value === undefined || value === null)
        return undefined;
    const { Type, Config } = value;
    return { driver: Type ?? '', options: Config ?? {} };
}

;// CONCATENATED MODULE: ./lib/release/plan/likeness/links.js

/**
 * Where the links of a container are not those of the service. Docker keeps them as `container:alias`; Compose adds to each alias that the file
 * gives the name that a container of that service usually has, with and without the project, and with the number of the one that has the links
 * (`getLinks` in pkg/compose/convergence.go of docker/compose), whatever that container is really called.
 */
function linkDifferences(service, container, { containersOf }) {
    const project = (0,host_containers/* label */.Pf)(container, host_containers/* PROJECT_LABEL */.NV) ?? '';
    const allowed = new Set();
    const needed = [];
    for (const link of service.links ?? []) {
        const [name = '', alias = name] = link.split(':');
        const others = containersOf(name).map(nameOf);
        if (others.length === 0)
            return ['links'];
        for (const other of others) {
            for (const word of [alias, other, ...usualNames(project, name, container)])
                allowed.add(`${other}:${word}`);
            needed.push(`${other}:${alias}`);
        }
    }
    for (const link of service.external_links ?? []) {
        const [name = '', alias = name] = link.split(':');
        allowed.add(`${name}:${alias}`);
        needed.push(`${name}:${alias}`);
    }
    const has = new Set(Object.values(container.NetworkSettings.Networks ?? {}).flatMap(({ Links }) => Links ?? []));
    const differ = needed.some((link) => !has.has(link)) || [...has].some((link) => !allowed.has(link));
    return differ ? [(service.links ?? []).length > 0 ? 'links' : 'external_links'] : [];
}
function usualNames(project, service, { Config }) {
    const number = Config.Labels?.['com.docker.compose.container-number'] ?? '1';
    return ['-', '_'].flatMap((mark) => {
        const short = `${service}${mark}${number}`;
        return [short, `${project}${mark}${short}`];
    });
}
/**
 * Where a container is attached to its networks in another way: aliases, and addresses that were asked for. The service's name, the
 * container's and its id are aliases that Compose and Docker add.
 * @param names of the networks on the server, by their key
 */
function attachmentDifferences(service, names, container) {
    const project = (0,host_containers/* label */.Pf)(container, host_containers/* PROJECT_LABEL */.NV) ?? '';
    const own = (0,host_containers/* label */.Pf)(container, host_containers/* SERVICE_LABEL */.fX) ?? '';
    const added = (alias) => alias === own ||
        alias === nameOf(container) ||
        alias === container.Id.slice(0, 12) ||
        alias === service.container_name ||
        alias.replace(/[-_]\d+$/, '').replace('_', '-') === `${project}-${own}`.replace('_', '-');
    return Object.entries(service.networks ?? {}).flatMap(([key, how]) => {
        const found = container.NetworkSettings.Networks?.[names.get(key) ?? key];
        if (found === undefined)
            return [];
        const wanted = [
            [...new Set((how?.aliases ?? []).filter((alias) => !added(alias)))].sort(),
            how?.ipv4_address ?? '',
            how?.ipv6_address ?? '',
            [...(how?.['link_local_ips'] ?? [])].sort(),
            Object.entries(how?.['driver_opts'] ?? {}).sort(),
        ];
        const runs = [
            [...new Set((found.Aliases ?? []).filter((alias) => !added(alias)))].sort(),
            found.IPAMConfig?.IPv4Address ?? '',
            found.IPAMConfig?.IPv6Address ?? '',
            [...(found.IPAMConfig?.LinkLocalIPs ?? [])].sort(),
            Object.entries(found.DriverOpts ?? {}).sort(),
        ];
        return JSON.stringify(wanted) === JSON.stringify(runs) ? [] : [`networks: ${key}`];
    });
}
function nameOf({ Name }) {
    return Name.replace(/^\//, '');
}

;// CONCATENATED MODULE: ./lib/release/plan/likeness/mountMatches.js


/** Scripts there run only when a database is made: what they say does not reach one that runs. */
const FIRST_START_ONLY = /^\/docker-entrypoint-initdb\.d(\/|$)/;
/** Where the mounts of a container are others, or the files in them. */
function mountDifferences(wanted, container, changed, neighbours) {
    const { service } = wanted;
    const has = new Map(container.Mounts.map((mount) => [mount.Destination, mount]));
    const places = (service.volumes ?? []).flatMap((mount) => {
        const target = external_node_path_.posix.resolve('/', mount.target);
        return wanted.files.has(target) || FIRST_START_ONLY.test(target) || isMounted(wanted, mount, has.get(target))
            ? []
            : [target];
    });
    const files = [...wanted.files].flatMap(([target, taken]) => fileDifference(target, taken, has, changed));
    const borrowed = (service.volumes_from ?? []).flatMap((one) => neighbours
        .containersOf(one.split(':')[0] ?? '')
        .flatMap(({ Mounts }) => Mounts.map(({ Destination }) => Destination)));
    const expected = new Set([
        ...[...(service.volumes ?? []).map(({ target }) => external_node_path_.posix.resolve('/', target)), ...wanted.files.keys()],
        ...[...borrowed, ...tmpfsOf(service)],
    ]);
    // An anonymous volume that nobody asked for is the image's.
    const extra = [...has.values()].filter((mount) => !expected.has(mount.Destination) && !isAnonymous(mount) && !FIRST_START_ONLY.test(mount.Destination));
    const targets = [...places, ...extra.map(({ Destination }) => Destination)];
    return [
        ...(targets.length === 0 ? [] : [`volumes: ${[...new Set(targets)].sort().join(', ')}`]),
        ...files,
        ...(sharesVolumes(service, container, neighbours) ? [] : ['volumes_from']),
    ];
}
function isMounted({ model, sourceOf }, mount, found) {
    if (found === undefined || found.Type !== mount.type)
        return false;
    if (mount.type === 'tmpfs')
        return true;
    if (found.RW === (mount.read_only === true))
        return false;
    if (mount.type === 'bind')
        return found.Source === (sourceOf(mount.target) ?? mount.source);
    if (mount.source === undefined)
        return isAnonymous(found);
    return found.Name === (model.volumes?.[mount.source]?.name ?? `${model.name}_${mount.source}`);
}
function isAnonymous({ Type, Name }) {
    return Type === 'volume' && /^[0-9a-f]{64}$/.test(Name ?? '');
}
function fileDifference(target, { path, mounted }, has, changed) {
    if (FIRST_START_ONLY.test(target))
        return [];
    if (mounted && !has.has(target))
        return [`volumes: ${target}`];
    const files = changed.get(target);
    if (files === undefined)
        return [`volumes: ${target}, of whose content nothing is known`];
    if (files.length === 0)
        return [];
    const which = files.slice(0, 3).filter((one) => one !== '');
    const more = files.length > 3 ? `, and ${files.length - 3} more` : '';
    return [`${path} is another on the server${which.length === 0 ? '' : `: ${which.join(', ')}${more}`}`];
}
function sharesVolumes(service, container, { containersOf, named }) {
    // Compose drops the mode where it names a service.
    const wanted = (service.volumes_from ?? []).map((one) => {
        const [name = ''] = one.replace(/^container:/, '').split(':');
        return containersOf(name)[0]?.Id ?? named(name) ?? name;
    });
    const has = (container.HostConfig['VolumesFrom'] ?? []).map((one) => one.split(':')[0] ?? '');
    return wanted.sort().join() === has.sort().join();
}

;// CONCATENATED MODULE: ./lib/release/plan/likeness/wantedFields.js



/** Fields of a service that reach no container, or that are compared apart: by the image, by content, by their names on the server. */
const APART = new Set([
    ...[
        'image',
        'build',
        'pull_policy',
        'platform',
        'depends_on',
        'profiles',
        'scale',
        'develop',
        'attach',
        'expose',
        'container_name',
        'deploy',
    ],
    ...['volumes', 'volumes_from', 'secrets', 'configs', 'networks', 'links', 'external_links', 'env_file', 'label_file'],
]);
/**
 * What Compose would tell Docker of a container of this service (pkg/compose/create.go of docker/compose).
 * @param service with single dollars
 * @param image what the image says by itself; undefined where nobody has looked
 */
function wantedFields(service, image, idOf) {
    return present(givenFields(service, image, idOf));
}
function givenFields(service, image, idOf) {
    return {
        ...wantedFields_ownFields(service, image),
        ...wantedFields_sharedFields(service, idOf),
        ...wantedFields_limitFields(service),
        ...wantedFields_rightFields(service),
        restart: restartOf(service),
        runtime: service['runtime'],
        init: flag(service['init']),
        storage_opt: texts(service['storage_opt']),
        annotations: texts(service['annotations']),
        dns: list(service['dns']).map(String),
        dns_opt: list(service['dns_opt']).map(String),
        dns_search: list(service['dns_search']).map(String),
        extra_hosts: hosts(service['extra_hosts']),
        tmpfs: Object.fromEntries(list(service['tmpfs']).map((one) => beforeAndAfter(String(one), ':'))),
        logging: wantedFields_logging(service['logging']),
        ports: portKeys(service.ports),
    };
}
/** What it has together with another container or with the host. */
function wantedFields_sharedFields(service, idOf) {
    return {
        network_mode: service.network_mode === undefined ? undefined : mode(service.network_mode, idOf),
        ipc: mode(service.ipc, idOf),
        pid: mode(service.pid, idOf),
        uts: service['uts'],
        userns_mode: service['userns_mode'],
        cgroup: service['cgroup'],
        cgroup_parent: service['cgroup_parent'],
    };
}
/** How much of the host it may use. */
function wantedFields_limitFields(service) {
    const { limits, reservations } = (service.deploy?.['resources'] ?? {});
    return {
        shm_size: number(service['shm_size']),
        mem_limit: number(limits?.memory ?? service['mem_limit']),
        mem_reservation: number(reservations?.memory ?? service['mem_reservation']),
        memswap_limit: number(service['memswap_limit']),
        mem_swappiness: number(service['mem_swappiness']),
        cpus: rounded(number(limits?.cpus ?? service['cpus'])),
        cpu_shares: number(service['cpu_shares']),
        cpu_period: number(service['cpu_period']),
        cpu_quota: number(service['cpu_quota']),
        cpu_rt_period: number(service['cpu_rt_period']),
        cpu_rt_runtime: number(service['cpu_rt_runtime']),
        cpu_count: number(service['cpu_count']),
        cpuset: service['cpuset'],
        pids_limit: number(limits?.pids ?? service['pids_limit']),
        oom_score_adj: number(service['oom_score_adj']),
        oom_kill_disable: flag(service['oom_kill_disable']),
        gpus: requests([...list(reservations?.devices), ...list(service['gpus'])]),
        ulimits: Object.entries(object(service['ulimits'])).map(wantedFields_ulimit).sort(),
        blkio_config: blockIo(object(service['blkio_config'])),
    };
}
/** What it may do. */
function wantedFields_rightFields(service) {
    return {
        privileged: flag(service['privileged']),
        read_only: flag(service['read_only']),
        devices: list(service['devices']).map(wantedFields_device).sort(),
        device_cgroup_rules: list(service['device_cgroup_rules']),
        sysctls: texts(service['sysctls']),
        cap_add: set(service['cap_add']),
        cap_drop: set(service['cap_drop']),
        security_opt: set(list(service['security_opt']).map(securityOption)),
        group_add: set(service['group_add']),
    };
}
/** The fields that are compared so: of what else a service says it is not known what Docker is told. */
const COMPARED = new Set([
    ...Object.keys(givenFields({}, undefined, { service: () => undefined, container: () => undefined })),
]);
/** What the image says, too, and is overruled where the service says it. */
function wantedFields_ownFields(service, image) {
    const environment = { ...variables(image?.Env), ...service.environment };
    const entrypoint = service.entrypoint ?? image?.Entrypoint ?? undefined;
    const command = (service.command ?? []).length > 0 ? service.command : undefined;
    const own = (service.entrypoint ?? []).length > 0;
    return {
        environment: Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== null)),
        labels: { ...userLabels(image?.Labels), ...userLabels(service.labels) },
        // Whoever gives another entry point does not get the image's command.
        command: command ?? (own ? undefined : image?.Cmd),
        entrypoint,
        user: service['user'] ?? image?.User,
        working_dir: service['working_dir'] ?? image?.WorkingDir,
        stop_signal: service['stop_signal'] ?? image?.StopSignal,
        stop_grace_period: (0,durations/* secondsOf */.T)(service.stop_grace_period),
        healthcheck: healthcheck(service.healthcheck, image?.Healthcheck),
        tty: flag(service['tty']),
        stdin_open: flag(service['stdin_open']),
        hostname: service['hostname'],
        domainname: service['domainname'],
        mac_address: service['mac_address'],
    };
}
/** A healthcheck in milliseconds; fields that the service leaves out are the image's (daemon/commit.go of moby, `merge`). */
function healthcheck(own, image) {
    if (own?.disable === true || own?.test?.[0] === 'NONE')
        return { test: ['NONE'] };
    const found = dockerHealthcheck(image);
    const wanted = {
        test: own?.test === undefined || own.test.length === 0 ? undefined : own.test,
        interval: milliseconds(own?.interval),
        timeout: milliseconds(own?.timeout),
        start_period: milliseconds(own?.start_period),
        start_interval: milliseconds(own?.start_interval),
        retries: own?.retries,
    };
    const merged = { ...present(found), ...present(wanted) };
    return 'test' in merged ? merged : undefined;
}
function flag(value) {
    return value === true;
}
/** Compose prints sizes in bytes; what is no number equals none that Docker has. */
function number(value) {
    if (value === undefined || value === null || value === '')
        return undefined;
    const found = Number(value);
    return Number.isFinite(found) ? found : value;
}
function rounded(cpus) {
    return typeof cpus === 'number' ? Math.round(cpus * 1000) / 1000 : cpus;
}
function milliseconds(duration) {
    const seconds = (0,durations/* secondsOf */.T)(duration);
    return seconds === undefined || seconds === 0 ? undefined : Math.round(seconds * 1e6) / 1e3;
}
function mode(value, idOf) {
    const [, kind, name = ''] = /^(service|container):(.+)$/.exec(value ?? '') ?? [];
    return kind === undefined ? value : `container:${idOf[kind](name) ?? name}`;
}
function wantedFields_device(value) {
    if (typeof value === 'string') {
        const [source = '', target = source, permissions = 'rwm'] = value.split(':');
        return `${source}:${target}:${permissions}`;
    }
    const { source = '', target, permissions = 'rwm' } = object(value);
    return `${source}:${target ?? source}:${permissions}`;
}
function wantedFields_ulimit([name, value]) {
    const { soft, hard } = object(value);
    return typeof value === 'object' ? `${name}=${soft}:${hard}` : `${name}=${value}:${value}`;
}
function requests(devices) {
    return devices
        .map((one) => {
        const { capabilities, driver, count, device_ids: ids } = object(one);
        const number = count === 'all' ? -1 : Number(count ?? 0);
        return `${driver ?? ''} ${number} ${list(ids).join(',')} ${list(capabilities).map(String).sort().join(',')}`;
    })
        .sort();
}
/** The weight alone where nothing else is said: the others are not compared. */
function blockIo(config) {
    const { weight, ...others } = config;
    return Object.keys(present(others)).length === 0 ? number(weight) : config;
}
function wantedFields_logging(value) {
    if (value === undefined || value === null)
        return undefined;
    const { driver, options } = object(value);
    return { driver: driver ?? '', options: texts(options) };
}

;// CONCATENATED MODULE: ./lib/release/plan/likeness/mismatches.js







/**
 * Why a container that ran before us is not what the Compose file says, in words; empty where it is, and where a restart would change nothing.
 * Where Compose itself would leave it alone (its hash of the service is the container's), only what that hash does not see is looked at: the
 * image behind the name, the content of files, the names of networks and volumes. Else every field is compared with what Docker says, since
 * another version of Compose makes another hash of the same; a field that cannot be compared counts as a difference.
 */
function mismatches(wanted, container, likeness, neighbours) {
    const { model, service } = wanted;
    const names = new Map(Object.keys(service.networks ?? {}).map((key) => [key, model.networks?.[key]?.name ?? key]));
    const found = [];
    if (!sameImage(wanted.image, container))
        found.push(service.build === undefined ? 'image' : 'image: it is built anew');
    found.push(...mountDifferences(wanted, container, likeness.files ?? new Map(), neighbours));
    if (service.network_mode === undefined && [...names.values()].sort().join() !== (0,containerAsService/* networksOf */.Nd)(container).join())
        found.push('networks');
    const known = (0,host_containers/* label */.Pf)(container, host_containers/* COMPOSE_HASH_LABEL */.r$);
    if (likeness.composeHash !== undefined && likeness.composeHash === known)
        return found;
    return [
        ...found,
        ...fieldDifferences(service, container, likeness.image, neighbours),
        ...attachmentDifferences(service, names, container),
        ...linkDifferences(service, container, neighbours),
    ];
}
/** Whether a container runs that image: by the image's id, or by the digest as it was written. */
function sameImage(image, container) {
    return image === container.Image || (image.includes('@sha256:') && image === container.Config.Image);
}
/** What a container has of these without being told is a setting of the engine, which is not known here. */
const ENGINES = new Set([
    ...['logging', 'shm_size', 'runtime', 'cgroup', 'cgroup_parent', 'ulimits', 'userns_mode', 'mac_address'],
    ...['memswap_limit', 'mem_swappiness', 'network_mode'],
]);
/** What a container has of these without being told comes from its image. */
const IMAGES = new Set([
    ...['command', 'entrypoint', 'user', 'working_dir', 'stop_signal', 'healthcheck'],
]);
function fieldDifferences(service, container, image, { containersOf, named }) {
    const wanted = wantedFields(service, image, { service: (name) => containersOf(name)[0]?.Id, container: named });
    const runs = foundFields(container);
    const found = [...new Set([...Object.keys(wanted), ...Object.keys(runs)])].flatMap((field) => {
        if (field === 'environment' || field === 'labels')
            return entryDifferences(field, wanted, runs, image !== undefined);
        return fieldDiffers(field, wanted[field], runs[field], image !== undefined) ? [field] : [];
    });
    if (nameDiffers(service, container))
        found.push('container_name');
    const unknown = Object.entries(service).filter(([field, value]) => !COMPARED.has(field) && !APART.has(field) && !field.startsWith('x-') && isSet(value));
    return [...found, ...unknown.map(([field]) => field)];
}
function fieldDiffers(field, wanted, runs, imageKnown) {
    if (wanted === undefined) {
        if (ENGINES.has(field) || (IMAGES.has(field) && !imageKnown))
            return false;
        // Both are Docker's defaults, by its version.
        if (field === 'ipc')
            return runs !== 'private' && runs !== 'shareable';
    }
    if (field === 'logging')
        return loggingDiffers(wanted, runs);
    if (field === 'healthcheck' && !imageKnown)
        return checkDiffers(wanted, runs);
    return mismatches_canonical(wanted) !== mismatches_canonical(runs);
}
/** A driver that is not named is the engine's. */
function loggingDiffers(wanted, runs) {
    if (runs === undefined || (wanted.driver !== '' && wanted.driver !== runs.driver))
        return true;
    return mismatches_canonical(wanted.options) !== mismatches_canonical(runs.options);
}
/** What the file leaves out may be the image's. */
function checkDiffers(wanted, runs) {
    return Object.entries(wanted).some(([key, value]) => mismatches_canonical(runs?.[key]) !== mismatches_canonical(value));
}
/** The names of variables or labels that differ, never their values. */
function entryDifferences(field, { [field]: wanted }, { [field]: runs }, imageKnown) {
    const [will, has] = [(wanted ?? {}), (runs ?? {})];
    // Without the image's word it is not known what is its own; that routes are gone shows all the same.
    const extra = Object.keys(has).filter((key) => (0,ownEntry/* ownEntry */.P)(will, key) === undefined && (imageKnown || /^traefik\./i.test(key)));
    const names = [...Object.keys(will).filter((key) => (0,ownEntry/* ownEntry */.P)(will, key) !== (0,ownEntry/* ownEntry */.P)(has, key)), ...extra];
    return names.length === 0 ? [] : [`${field}: ${names.sort().join(', ')}`];
}
/** A name that nobody gave is made of project, service and number, by older versions with underscores. */
function nameDiffers({ container_name: given }, { Name, Config }) {
    const name = Name.replace(/^\//, '');
    if (given !== undefined)
        return name !== given;
    const labels = Config.Labels ?? {};
    const made = [labels['com.docker.compose.project'], labels['com.docker.compose.service']];
    return ![made.join('-'), made.join('_')].some((start) => name.includes(start));
}
function isSet(value) {
    if (value === null || value === undefined || value === false || value === '')
        return false;
    return typeof value !== 'object' || Object.keys(value).length > 0;
}
function mismatches_canonical(value) {
    if (value === null || typeof value !== 'object')
        return JSON.stringify(value) ?? 'undefined';
    if (Array.isArray(value))
        return `[${value.map(mismatches_canonical).join()}]`;
    const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
    return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${mismatches_canonical(one)}`).join()}}`;
}

// EXTERNAL MODULE: ./lib/release/plan/likeness/originals.js
var likeness_originals = __webpack_require__(1878);
;// CONCATENATED MODULE: ./lib/release/plan/rewrite/normalForm.js




/** Fields that do not reach the container. */
const WITHOUT_EFFECT = new Set([
    'build',
    'depends_on',
    'profiles',
    'pull_policy',
    'scale',
    'develop',
    'deploy',
    'networks',
    'volumes',
    'secrets',
    'configs',
    'labels',
    'healthcheck',
]);
/**
 * What makes a container of a service, in one order and without nulls: equal normal forms need no restart. Compose's own hash differs between
 * its versions and would restart everything after an upgrade. Made from the release's text (images by digest, files by content),
 * so that it can be made again from a stored model.
 */
function normalForm(model, name) {
    const service = model.services[name] ?? {};
    const kept = Object.entries(service).filter(([field]) => !WITHOUT_EFFECT.has(field) && !field.startsWith('x-'));
    const deploy = service.deploy ?? {};
    const form = {
        ...Object.fromEntries(kept),
        deploy: { resources: deploy['resources'], restart_policy: deploy['restart_policy'] },
        labels: Object.fromEntries(Object.entries(service.labels ?? {}).filter(([key]) => !key.startsWith('stack-actions.'))),
        healthcheck: service.healthcheck === undefined ? undefined : withStartInterval(ownCheck(service.healthcheck)),
        networks: networkForm(model, service),
        volumes: (service.volumes ?? []).map((mount) => ({
            ...mount,
            // Says what is done where the source is missing, which is never left to Docker.
            bind: mount['bind'] === undefined ? undefined : { ...mount['bind'], create_host_path: undefined },
            name: mount.type === 'volume' && mount.source !== undefined ? model.volumes?.[mount.source]?.name : undefined,
        })),
        secrets: fileForm(service.secrets, model.secrets),
        configs: fileForm(service.configs, model.configs),
    };
    const cleared = ['command', 'entrypoint'].filter((field) => Array.isArray(service[field]) && service[field].length === 0);
    return {
        ...clean(form),
        ...Object.fromEntries(cleared.map((field) => [field, []])),
    };
}
/** Our hash of a normal form: 32 hex digits. */
function hashOf(form) {
    return (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(form)).digest('hex').slice(0, 32);
}
/** The service with our labels: its hash, and whose it is. Neither is part of the hash. */
function withOurLabels(service, hash, { label }) {
    return { ...service, labels: { ...service.labels, [host_containers/* HASH_LABEL */.mE]: hash, [host_containers/* STACK_LABEL */.GF]: label } };
}
/** Where two normal forms differ, in words; names of variables and labels, never their values. */
function differences(before, after) {
    const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    const found = [];
    for (const field of fields) {
        const [old, now] = [before[field], after[field]];
        if (JSON.stringify(old) === JSON.stringify(now))
            continue;
        const names = NAMED.has(field) ? changedNames(old, now) : [];
        found.push(names.length === 0 ? field : `${field}: ${names.join(', ')}`);
    }
    return found;
}
const NAMED = new Set(['environment', 'labels', 'networks', 'deploy', 'healthcheck', 'volumes', 'secrets', 'configs']);
function changedNames(old, now) {
    const [before, after] = [entries(old), entries(now)];
    const names = [...new Set([...before.keys(), ...after.keys()])].sort();
    return names.filter((name) => before.get(name) !== after.get(name));
}
function entries(value) {
    if (value === undefined || typeof value !== 'object')
        return new Map();
    if (!Array.isArray(value))
        return new Map(Object.entries(value).map(([key, one]) => [key, JSON.stringify(one)]));
    return new Map(value.map((one, index) => [place(one) ?? String(index), JSON.stringify(one)]));
}
function place(mount) {
    if (typeof mount !== 'object' || Array.isArray(mount))
        return undefined;
    const at = mount['target'] ?? mount['source'];
    return typeof at === 'string' ? at : undefined;
}
// Whether it can be drained says nothing of what the user wrote.
function ownCheck(check) {
    return check.test === undefined ? check : { ...check, test: (0,drain/* withoutDrainTest */.rg)(check.test) };
}
function networkForm(model, service) {
    if (service.networks === undefined)
        return undefined;
    const attached = Object.entries(service.networks);
    return Object.fromEntries(attached.map(([key, how]) => [key, { ...how, name: model.networks?.[key]?.name ?? key }]));
}
function fileForm(taken, defined) {
    return taken?.map((one) => ({ ...one, file: defined?.[one.source]?.file, name: defined?.[one.source]?.name }));
}
function clean(value) {
    if (value === null || value === undefined)
        return undefined;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        return value;
    if (Array.isArray(value)) {
        const items = value.map(clean).filter((one) => one !== undefined);
        return items.length === 0 ? undefined : items;
    }
    const keys = Object.keys(value).sort();
    const kept = keys
        .map((key) => [key, clean(value[key])])
        .filter(([, one]) => one !== undefined);
    return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

;// CONCATENATED MODULE: ./lib/release/plan/compare.js





/**
 * Finds out whether a service has to be replaced. The stored text is compared in today's normal form, so that neither a new Compose nor a new
 * version of ours restarts what did not change; an unchanged service keeps its text and hash word for word.
 * @param model the release's model, with single dollars
 */
function compareService(model, name, wanted, running, containers, identity) {
    const doubled = (0,dollars/* doubleDollars */.R)(model);
    const service = doubled.services[name] ?? {};
    const form = normalForm(doubled, name);
    const hash = hashOf(form);
    const fresh = { hash, text: withOurLabels(service, hash, identity), image: model.services[name]?.image ?? '' };
    const previous = running.services.find((one) => one.project === model.name && one.service === name);
    if (previous === undefined)
        return { ...fresh, change: 'new', because: ['nothing of it runs yet'] };
    const stored = wanted.planned === undefined ? storedText(running, model.name, name, hash) : undefined;
    if (stored === undefined && wanted.recognised !== true)
        return { ...fresh, change: 'changed', because: reasonsOf(running.models[model.name], name, form, wanted), previous };
    const kept = {
        ...{ change: 'unchanged', because: [], hash: previous.hash, previous },
        // What only we write in another way waits for the next change that its authors make.
        text: stored === undefined ? withOurLabels(service, previous.hash, identity) : verbatim(stored, service),
        image: stored === undefined ? fresh.image : previous.image,
    };
    if (wanted.oneShot)
        return kept;
    const there = containers.running(model.name, name);
    const isOurs = running.unfinished || stored === undefined;
    const foreign = isOurs ? [] : there.filter((container) => isForeign(container, previous));
    if (foreign.length > 0)
        return {
            ...kept,
            change: 'changed',
            because: [`${foreign.map(compare_nameOf).join(', ')} was started by hand, from other files`],
        };
    if (there.length > 0 || wanted.replicas === 0)
        return rescaled(kept, there.length, wanted.replicas);
    // Before the first release of ours nothing that is stopped was compared with the files.
    if (stored === undefined)
        return { ...fresh, change: 'new', because: ['nothing of it runs any more'], previous };
    return stopped(kept, containers.stopped(model.name, name), wanted);
}
/** The text that Compose was given for what runs, where that means the same today. */
function storedText({ models }, project, name, hash) {
    const before = models[project];
    return before !== undefined && hashOf(normalForm(before, name)) === hash ? before.services[name] : undefined;
}
function reasonsOf(before, name, form, { planned }) {
    const found = before?.services[name] === undefined ? [] : differences(normalForm(before, name), form);
    const because = planned === undefined
        ? found
        : [`image, which would be built: ${planned}`, ...found.filter((one) => one !== 'image')];
    return because.length === 0 ? ['it is not known how it was started'] : because;
}
function rescaled(kept, running, replicas) {
    const before = kept.previous.replicas;
    if (before !== replicas)
        return { ...kept, change: 'rescaled', because: [`replicas: ${before} → ${replicas}`] };
    if (running < replicas)
        return { ...kept, change: 'rescaled', because: [`${running} of ${replicas} replicas run`] };
    return kept;
}
/** Nothing of it runs, and something is to. */
function stopped(kept, containers, { exclusive }) {
    const again = containers.some((one) => startsAgain(one, kept.previous, exclusive));
    return again
        ? { ...kept, change: 'new', again, because: ['it is stopped, and nothing of it changed'] }
        : { ...kept, change: 'new', because: ['nothing of it runs any more'] };
}
/**
 * Whether a container that is stopped is started as it is, as Compose would: where it has data that another one does not get, and where only one
 * may be. A start-first service is made anew beside it. `write_intent` of stackctl has the same rule.
 */
function startsAgain(container, previous, exclusive) {
    if (container.State.Status !== 'exited' || isForeign(container, previous))
        return false;
    return exclusive || (0,host_containers/* anonymousVolumes */.Hp)(container).length > 0;
}
/**
 * Whether a container is not the release's, though it runs in its place. Without our label it ran before us and was kept, or somebody started
 * it by hand, which another image gives away. `write_intent` of stackctl has the same rule.
 */
function isForeign({ Config, Image }, { hash, image }) {
    const made = Config.Labels?.[host_containers/* HASH_LABEL */.mE];
    if (made !== undefined)
        return made !== hash;
    return (image.startsWith('sha256:') ? Image : Config.Image) !== image;
}
function compare_nameOf({ Name }) {
    return Name.replace(/^\//, '');
}
/** The stored text, with today's fields that do not reach a container: Compose checks them against the other services. */
function verbatim(stored, now) {
    const { depends_on: _needs, scale: _scale, deploy, ...text } = stored;
    const replicas = now.deploy?.replicas;
    return {
        ...text,
        ...(now.depends_on === undefined ? {} : { depends_on: now.depends_on }),
        ...(now.scale === undefined ? {} : { scale: now.scale }),
        ...(deploy === undefined && replicas === undefined
            ? {}
            : { deploy: { ...deploy, ...(replicas === undefined ? {} : { replicas }) } }),
    };
}
/**
 * Looks at each service that ran before us, and whose release is not ours: why it is not what the files say. Empty where it is, and then it is
 * left alone. By `project/service`.
 */
function recognise(projects, originals, services, containers, likenesses) {
    const reasons = new Map();
    for (const { project: name, service: key } of services) {
        const index = projects.findIndex(({ model }) => model.name === name);
        const [project, original] = [projects[index], originals[index]];
        const [service, rewritten] = [original?.services[key], project?.model.services[key]];
        if (project === undefined || original === undefined || service === undefined || rewritten === undefined)
            continue;
        const wanted = {
            model: original,
            service,
            image: rewritten.image ?? '',
            files: (0,likeness_originals/* filesOf */.R)(project.project, original, service),
            sourceOf: (target) => rewritten.volumes?.find((mount) => mount.type === 'bind' && mount.target === target)?.source,
        };
        const neighbours = {
            containersOf: (other) => containers.running(name, other),
            named: (other) => containers.all.find(({ Name }) => Name === `/${other}`)?.Id,
        };
        const found = containers
            .made(name, key)
            .flatMap((container) => mismatches(wanted, container, likenesses?.get(container.Id) ?? {}, neighbours));
        reasons.set(`${name}/${key}`, [...new Set(found)]);
    }
    return reasons;
}

;// CONCATENATED MODULE: ./lib/release/plan/service.js



/** A migration may take its time; seconds. */
const ONE_SHOT_TIMEOUT = 600;
/** The line of one service in the release, from everything that was found out about it. */
function releaseService(found) {
    const { stack, project, name, service, classified, compared, route, replicas, wave } = found;
    const oneShot = classified.class === 'one-shot';
    const containerName = project.containerNames.get(name);
    const probe = probeOf(stack, project, name);
    return {
        faults: labelFaults(`${project.model.name}/${name}`, service),
        service: {
            project: project.model.name,
            service: name,
            hash: compared.hash,
            class: classified.class,
            replicas,
            image: compared.image,
            tag: found.image?.tag ?? (0,records_meta/* imageTag */.I_)(stack, project.model.name, name, compared.image),
            wave,
            drainSeconds: Number.parseInt(service.labels?.['stack-actions.drain-seconds'] ?? '', 10) || 0,
            check: oneShot ? { kind: 'running' } : ending(check(found.image, service, compared, route), found.mayEnd),
            ...(probe === undefined || oneShot ? {} : { probe }),
            ...(containerName === undefined ? {} : { containerName }),
            startTimeoutSeconds: oneShot ? ONE_SHOT_TIMEOUT : startTimeoutOf(service),
            restart: oneShot ? 'no' : restartOf(service),
            parallelism: service.deploy?.update_config?.parallelism ?? 0,
        },
    };
}
/** Labels of ours that say nothing that can be done. */
function labelFaults(where, { labels }) {
    const { 'stack-actions.drain-seconds': drain, 'stack-actions.order': order } = labels ?? {};
    return [
        ...(drain === undefined || /^\d{1,5}$/.test(drain)
            ? []
            : [`${where}: the label stack-actions.drain-seconds is ${JSON.stringify(drain)}, not whole seconds`]),
        ...(order === undefined || order === 'start-first' || order === 'stop-first'
            ? []
            : [`${where}: the label stack-actions.order is ${JSON.stringify(order)}, neither start-first nor stop-first`]),
    ];
}
/** Of something new nobody knows yet whether it goes on, where there is nothing to ask. */
function ending(found, mayEnd) {
    const silent = found.kind === 'running' || (found.kind === 'image' && found.port === undefined);
    return mayEnd && silent ? { kind: 'ends' } : found;
}
function check(image, service, compared, route) {
    const before = compared.previous;
    const unasked = service.healthcheck === undefined && image?.resolved === undefined;
    // Nobody looked into the image this time, but the one that runs is the same.
    if (unasked && before !== undefined && before.image === compared.image)
        return before.check;
    const known = image?.resolved === undefined ? undefined : (image.resolved.healthcheck ?? null);
    const served = route?.routing.balancers.map(({ port }) => port).find((port) => port !== undefined);
    const ports = [...(route?.ports ?? [])];
    return checkOf(service, known, served ?? (ports.length === 0 ? undefined : Math.min(...ports)));
}
function probeOf(stack, project, name) {
    const names = [project.project.name, project.model.name];
    const entry = stack.health.find((one) => one.service !== undefined &&
        one.port !== undefined &&
        names.includes(one.service.project) &&
        one.service.service === name);
    return entry?.port === undefined ? undefined : { port: entry.port, path: entry.path ?? '/' };
}

;// CONCATENATED MODULE: ./lib/release/plan/planServices.js







function planServices(input, settled, before) {
    const byFile = (0,routing_moves/* filesReach */.Rz)(input.facts, settled.own);
    const all = settled.projects.map((project) => ({
        project,
        services: Object.entries(project.model.services).map(([name, service]) => planService(input, settled, before, { project, name, service, byFile })),
    }));
    const services = all.flatMap((one) => one.services);
    const planned = services.map((one) => one.planned).sort((one, other) => one.wave - other.wave);
    return {
        planned,
        removed: removedServices(before, planned),
        composeModels: Object.fromEntries(all.map((one) => [one.project.model.name, finalModel(one.project, one.services)])),
        moves: services.flatMap(({ moves }) => moves),
        rewrites: all.flatMap((one) => [...one.project.rewrites, ...one.services.flatMap(({ rewrites }) => rewrites)]),
        faults: services.flatMap(({ faults }) => faults),
    };
}
function finalModel({ model }, services) {
    const texts = Object.fromEntries(services.map(({ planned, text }) => [planned.service, text]));
    return { ...(0,dollars/* doubleDollars */.R)({ ...model, services: {} }), services: texts };
}
function planService(input, settled, before, { project, name, service, byFile, }) {
    const { stack, models, routed, reached, containers, waveOf } = settled;
    const unlike = before.unlike.get(`${project.model.name}/${name}`);
    const route = routed.get(`${project.model.name}/${name}`);
    const image = project.images.get(name);
    const classified = classOf(settled, project, name, service);
    const replicas = classified.class === 'one-shot' ? 1 : (service.scale ?? service.deploy?.replicas ?? 1);
    const wanted = wantedOf(classified, replicas, image?.planned, unlike);
    const compared = compareService(project.model, name, wanted, before.running, containers, stack.identity);
    const text = (0,routing_moves/* drainTested */.Kw)(compared, service, classified.class, route?.routing, { filesReach: byFile });
    const made = releaseService({
        ...{ stack, project, name, service, classified, compared, image, route, replicas },
        wave: waveOf(project.model.name, name),
        // What has ended once may do so again.
        mayEnd: (compared.change === 'new' || containers.ended(project.model.name, name) !== undefined) &&
            mayEnd(project.model.name, name, service, { models, routed: reached }),
    });
    const others = othersThatSee(input.facts, project.model, name, route);
    const because = planServices_reasonsOf(compared, unlike, input.lookups.moved.get(image?.reference ?? ''));
    const routedNow = route?.routing.routed === true;
    return {
        planned: { ...made.service, ...changeOf(compared), because, classReason: classified.reason, routed: routedNow },
        text,
        moves: (0,routing_moves/* moveOf */.ds)(made.service, text, service.labels, route?.routing, others),
        rewrites: text === compared.text ? [] : [drainRewrite(project.model.name, name)],
        faults: made.faults,
    };
}
/** @param unlike In what the one that ran before us differs from the files. */
function wantedOf({ class: kind }, replicas, planned, unlike) {
    const recognised = unlike?.length === 0;
    return {
        ...{ replicas, recognised, oneShot: kind === 'one-shot', exclusive: kind === 'exclusive' },
        ...(planned !== undefined && { planned }),
    };
}
function changeOf({ change, again, previous, }) {
    return {
        change,
        ...(again === true && { again }),
        ...(previous !== undefined && { previousReplicas: previous.replicas }),
    };
}
function classOf({ classes, models }, { model }, name, service) {
    const nobody = {
        models,
        routed: new Set(),
        proxies: new Set(),
        led: true,
        addressCache: () => undefined,
    };
    return classes.get(`${model.name}/${name}`) ?? classify(model.name, name, service, nobody);
}
/**
 * Why it changes. A tag that stands for another image is a reason, and not only the field.
 * @param unlike In what the one that ran before us differs from the files.
 */
function planServices_reasonsOf({ change, because }, unlike, moved) {
    const reasons = change === 'changed' ? (unlike ?? because) : because;
    return reasons.map((one) => (one === 'image' ? (moved ?? one) : one));
}
function drainRewrite(project, service) {
    const text = `fails while the container is to leave Traefik (${drain/* DRAIN_FLAG */.g1}), and else is your own`;
    return { project, service, field: 'healthcheck', text };
}
function removedServices({ running, routes }, planned) {
    const kept = new Set(planned.map(({ project, service }) => `${project}/${service}`));
    const routed = new Set(routes.map(({ project, service }) => `${project}/${service}`));
    return running.services
        .filter(({ project, service, class: kind }) => !kept.has(`${project}/${service}`) && kind !== 'one-shot')
        .map((service) => ({
        ...service,
        change: 'removed',
        because: ['it is no longer in the Compose files'],
        classReason: 'stopped after the switch, removed at the end',
        previousReplicas: service.replicas,
        routed: routed.has(`${service.project}/${service.service}`),
    }));
}

;// CONCATENATED MODULE: ./lib/release/plan/refusals/replacedByDefaults.js



/** Words of a name that say that its value opens something, or that what is kept is bound to it. */
const SECRET = /PASS|PWD|SECRET|TOKEN|CREDENTIAL|PRIVATE|SALT|(^|_)KEYS?(_|$)/i;
/**
 * Values that the running containers have and that a default of the Compose files would replace: most often the `.env` that only the server has was
 * forgotten. Names only, never values.
 * @param defaults Of each project, by its name in stack.yml.
 * @param keepsData Whether something of the stack keeps data, which a password or a key belongs to.
 * @param facts In a first deploy over what ran before all is said; in a later one only what is refused, since the files may have changed on purpose.
 * @param likenesses What the server said of the images that run.
 */
function replacedByDefaults(projects, defaults, containers, { keepsData, facts, likenesses, }) {
    const first = (0,likeness/* isFirst */.Z)(facts);
    const found = projects.flatMap(({ project, model, images }) => Object.entries(model.services).flatMap(([name, service]) => {
        const [container] = containers.those(model.name, name);
        if (container === undefined)
            return [];
        const where = `${model.name}/${name}`;
        const known = defaults[project.name];
        const replaced = (typeof known === 'object' ? (known[name] ?? []) : [])
            .filter((one) => isReplaced(one, { ...service, image: images.get(name)?.reference ?? '' }, container))
            .map((one) => ({ where, ...one }));
        const given = givenBefore(container, {
            likenesses,
            served: first ? undefined : facts.current?.models[model.name]?.services[name],
        });
        const lost = lostNames(project.model.services[name], container, given);
        return [...replaced, ...lost.map((one) => ({ where, ...one }))];
    }));
    const opens = ({ name = '', variables }) => keepsData && [name, ...variables].some((one) => SECRET.test(one));
    const isGrave = (one) => opens(one) && one.lost !== 'perhaps';
    return {
        warnings: [
            ...Object.entries(defaults).flatMap(([project, why]) => (typeof why === 'string' ? [unknown(project, why)] : [])),
            ...found.filter((one) => !isGrave(one) && (first || opens(one))).map(words),
        ],
        faults: found.filter(isGrave).map(words),
    };
}
function givenBefore({ Id }, { likenesses, served }) {
    const image = likenesses?.get(Id)?.image;
    const own = image && (0,containerAsService/* environmentOf */.p7)({ Config: { Env: image.Env ?? null } });
    return (name, value) => {
        if (own !== undefined)
            return (0,ownEntry/* ownEntry */.P)(own, name) !== value;
        return served && typeof (0,ownEntry/* ownEntry */.P)(served.environment, name) === 'string';
    };
}
/** Names without a value (`environment: [NAME]`) that nobody gives now, and that somebody gave to what runs. */
function lostNames(service, container, given) {
    const has = (0,containerAsService/* environmentOf */.p7)(container);
    return Object.entries(service?.environment ?? {}).flatMap(([name, value]) => {
        const before = (0,ownEntry/* ownEntry */.P)(has, name) ?? '';
        const isGiven = value === null && before !== '' ? given(name, before) : false;
        if (isGiven === false)
            return [];
        return [{ field: 'environment', name, variables: [name], lost: isGiven === true ? 'surely' : 'perhaps' }];
    });
}
function isReplaced({ field, name = '' }, service, container) {
    const runs = { environment: (0,containerAsService/* environmentOf */.p7)(container), labels: container.Config.Labels ?? {} };
    if (field === 'environment' || field === 'labels') {
        const has = (0,ownEntry/* ownEntry */.P)(runs[field], name);
        return has !== undefined && has !== ((0,ownEntry/* ownEntry */.P)(service[field], name) ?? '');
    }
    if (field === 'image')
        return (service.image !== '' &&
            !/^sha256:|@sha256:/.test(container.Config.Image) &&
            service.image !== container.Config.Image);
    const [wanted, has] = field === 'command' ? [service.command, container.Config.Cmd] : [service.entrypoint, container.Config.Entrypoint];
    return JSON.stringify(wanted ?? []) !== JSON.stringify(has ?? []);
}
function unknown(project, why) {
    return `${project}: nobody looks for a variable that was forgotten and has a default: docker compose cannot print the files with their variables as they are written (${why}). Compare them with the .env on the server, where it has one`;
}
function words({ where, field, name, variables, lost }) {
    const what = name === undefined ? field : `${field} ${name}`;
    if (lost !== undefined)
        return `${where}: ${what} would be gone${lost === 'perhaps' ? ' unless its image has it by itself' : ''}, which what runs has, since nobody gives it: is there an .env on the server that was forgotten? Give it in the env file, or take the name out of the Compose file where that is meant`;
    return `${where}: ${what} would become the default of the Compose file in place of what runs, since nobody gives ${variables.join(', ')}: is there an .env on the server that was forgotten? Give it in the env file, also where the default is meant`;
}

// EXTERNAL MODULE: ./lib/image/reference.js
var reference = __webpack_require__(8424);
;// CONCATENATED MODULE: ./lib/release/plan/storage/stores.js

// The patterns are those of second_writers in stackctl.
/** Images of programs that alone may write to their data, by the end of their names. */
const STORES = /(postgres|postgis|pgvector|timescale|mysql|mariadb|percona|redis|valkey|keydb|dragonfly|mongo|rabbitmq|elasticsearch|opensearch|minio|clickhouse|cassandra|scylla|cockroach|couch|neo4j|arangodb|influx|questdb|qdrant|meilisearch|typesense|nats|kafka|zookeeper|etcd)[^/]*$|(^|\/)(mssql\/server|solr)$/;
/** Where they keep it, inside. */
const STORE_FOLDERS = /^\/(var\/lib\/(postgresql|mysql|mongodb|redis|valkey|influxdb2?|clickhouse|elasticsearch|opensearch|cassandra|rabbitmq|neo4j|etcd)|data\/db|bitnami|usr\/share\/(elasticsearch|opensearch)\/data)(\/|$)/;
/** Folders and files of the machine itself: many mount them, hardly any writes there, and none keeps its data there. */
const MACHINES_OWN = /^\/((etc|tmp|var\/tmp|var\/log)$|etc\/(ssl|letsencrypt|ca-certificates|ca-certificates\.conf|pki|passwd|group|shadow|gshadow|subuid|subgid|machine-id|resolv\.conf|hostname|hosts|nsswitch\.conf|localtime|timezone|os-release|docker|ssh)(\/|$)|usr\/(local\/)?share\/(zoneinfo|ca-certificates)(\/|$)|(root|home\/.+)\/\.(docker|ssh|aws|kube|gnupg|gitconfig|netrc)(\/|$)|.*\/\.docker\/config\.json$)/;
/** The repository of an image, written in one way; empty where it has only an id. */
function repositoryOf(image) {
    const plain = (0,reference/* repositoryOfImage */.j5)(image);
    return plain === 'sha256' || /^[0-9a-f]{12,}$/.test(plain) ? '' : plain;
}
/** Of what an image has mounted at a path, whether it may be such a program's data; so it is where nobody knows the image. */
function isStore(repository, target) {
    return repository === '' || STORES.test(repository) || STORE_FOLDERS.test(target);
}
/** Whether a place is the machine's own. */
function isMachinesOwn({ kind, source }) {
    return kind === 'folder' && MACHINES_OWN.test(source);
}

;// CONCATENATED MODULE: ./lib/release/plan/storage/imageNames.js


/**
 * What the Compose files call images that Docker knows by an id alone, because they ran before us, or were sent without a registry. Nothing is
 * said of one that the files name by its id, too.
 */
function imageNames(models) {
    const found = models.flatMap(({ services, 'x-stack-actions': ours }) => Object.entries(services).flatMap(([service, { image = '' }]) => {
        const called = (0,ownEntry/* ownEntry */.P)(ours?.repositories, service) ?? (0,ownEntry/* ownEntry */.P)(ours?.references, service) ?? '';
        const repository = repositoryOf(called);
        return repositoryOf(image) === '' && repository !== '' ? [{ image, repository }] : [];
    }));
    return [...new Map(found.map((one) => [`${one.image} ${one.repository}`, one])).values()];
}
/** The repository of an image, as itself or the files say it; empty where nobody does, or where one id has two names. */
function repositoryFinder(names) {
    const byId = new Map();
    for (const { image, repository } of names)
        byId.set(image, new Set([...(byId.get(image) ?? []), repository]));
    return (image) => {
        const [name = '', ...others] = byId.get(image) ?? [];
        return repositoryOf(image) || (others.length === 0 ? name : '');
    };
}

;// CONCATENATED MODULE: ./lib/release/plan/storage/places.js


/** Paths of the machine itself: what a container gets from there is a socket, a device or the kernel's. */
const HOST = /^\/($|(dev|proc|sys|run|var\/run|lib\/modules|var\/lib\/docker|tmp\/\.X11-unix)(\/|$)|etc\/(localtime|timezone|hosts)$)/;
/** Mounts of a container as Docker tells them. */
function mountsOfContainer(container, context) {
    const subpaths = new Map((container.HostConfig['Mounts'] ?? []).map(({ Target, VolumeOptions }) => [Target ?? '', VolumeOptions?.Subpath ?? '']));
    return container.Mounts.map(({ Type, Name, Source, Destination, RW }) => ({
        target: cleaned(Destination),
        place: Type === 'volume'
            ? places_isAnonymous(Name)
                ? { kind: 'anonymous', source: Name ?? '' }
                : volumePlace(Name ?? '', subpaths.get(Destination) ?? '', context)
            : Type === 'bind'
                ? folderPlace(Source, context)
                : { kind: 'memory', source: '' },
        writable: RW,
    }));
}
/**
 * Mounts of a service as a model says them.
 * @param model With single dollars.
 * @param imageVolumes Paths at which its image declares a volume.
 */
function mountsOfService(model, name, context, imageVolumes = []) {
    const service = model.services[name] ?? {};
    const mounts = (service.volumes ?? []).map((mount) => ({
        target: cleaned(mount.target),
        place: placeOfMount(mount, model, context),
        writable: mount.read_only !== true && mount.type !== 'image',
    }));
    const memory = tmpfsOf(service).map((target) => ({ ...inMemory(target), writable: true }));
    const known = new Set([...mounts, ...memory].map(({ target }) => target));
    const declared = imageVolumes
        .map(cleaned)
        .filter((target) => !known.has(target))
        .map((target) => ({ target, place: { kind: 'anonymous', source: '' }, writable: true }));
    return [...mounts, ...memory, ...declared];
}
/** Where a path inside the container leads; undefined where it is the container's own layer, which goes with it. */
function places_leadsTo(mounts, path) {
    const [nearest] = mounts
        .filter(({ target }) => isAtOrBelow(target, path))
        .sort((one, other) => other.target.length - one.target.length);
    if (nearest === undefined || nearest.target === path)
        return nearest;
    const { kind, source } = nearest.place;
    return { ...nearest, place: { kind, source: external_node_path_.posix.join(source, external_node_path_.posix.relative(nearest.target, path)) } };
}
/** Whether two places hold the same files. */
function isSame(one, other) {
    if (one.kind === 'anonymous' || other.kind === 'anonymous')
        return false;
    return one.kind === other.kind && one.source === other.source;
}
/** Whether a place is the other one, or a folder below it. */
function holds(place, inner) {
    return place.kind === inner.kind && place.kind !== 'anonymous' && isAtOrBelow(place.source, inner.source);
}
/** Whether what is written there outlives the container, and can be out of sight of the next one. */
function keepsData({ place, writable }) {
    return writable && (place.kind === 'volume' || place.kind === 'folder' || place.kind === 'anonymous');
}
/** Docker's name of a volume that nobody named. */
function places_isAnonymous(name) {
    return /^[0-9a-f]{64}$/.test(name ?? '');
}
function placeOfMount({ type, source, target, ...rest }, model, context) {
    if (type === 'bind')
        return folderPlace(source ?? '', context);
    if (type === 'tmpfs')
        return inMemory(target).place;
    if (type === 'image')
        return { kind: 'release', source: source ?? '' };
    if (source === undefined || source === '')
        return { kind: 'anonymous', source: '' };
    const { subpath = '' } = (rest['volume'] ?? {});
    const name = model.volumes?.[source]?.name ?? source;
    return places_isAnonymous(name) ? { kind: 'anonymous', source: name } : volumePlace(name, subpath, context);
}
/** A volume that only stands for a folder, or for a share of another machine, is that: its name may change. */
function volumePlace(name, subpath, { volumes, defined, root }) {
    const existing = volumes.find(({ Name }) => Name === name);
    const options = existing === undefined ? defined.get(name)?.driver_opts : existing.Options;
    const driver = existing === undefined ? defined.get(name)?.driver : existing.Driver;
    const { type = '', device = '', o = '' } = options ?? {};
    if ((driver ?? 'local') !== 'local' || device === '')
        return { kind: 'volume', source: external_node_path_.posix.join(name, subpath) };
    if (type === 'tmpfs')
        return { kind: 'memory', source: '' };
    if (/(^|,)r?bind(,|$)/.test(o))
        return folderPlace(external_node_path_.posix.join(device, subpath), { volumes, root });
    return { kind: 'volume', source: shareText(type, external_node_path_.posix.join(device, subpath), o) };
}
/** A share of another machine, by one text however its volume says it. `volume` of second_writers has the same rule. */
function shareText(type, device, o) {
    const [, named, path] = /^([^/]*):(\/.*)$/.exec(device) ?? [];
    if (named === undefined || path === undefined)
        return `${type} ${cleaned(device)}`;
    const host = (/(?:^|,)addr=([^,]+)/.exec(o)?.[1] ?? named).replace(/[[\]]/g, '').toLowerCase();
    return `${type === 'nfs4' ? 'nfs' : type} ${host}:${cleaned(path) === '/' ? '' : cleaned(path)}`;
}
/** Whether it is a share or a device, which has its kind before it. */
function isShare({ kind, source }) {
    return kind === 'volume' && source.includes(' ');
}
function folderPlace(source, { root, volumes }) {
    const path = cleaned(source);
    const behind = volumes.find(({ Mountpoint }) => Mountpoint !== undefined && isAtOrBelow(Mountpoint, path));
    if (behind?.Mountpoint !== undefined)
        return { kind: 'volume', source: external_node_path_.posix.join(behind.Name, external_node_path_.posix.relative(behind.Mountpoint, path)) };
    if (isAtOrBelow(`${root}/files`, path))
        return { kind: 'release', source: path };
    return { kind: HOST.test(path) ? 'host' : 'folder', source: path };
}
function inMemory(target) {
    return { target: cleaned(target), place: { kind: 'memory', source: '' } };
}
function cleaned(path) {
    const plain = external_node_path_.posix.normalize(path);
    return plain.length > 1 ? plain.replace(/\/+$/, '') : plain;
}
/** Whether a path is that folder or below it. */
function isAtOrBelow(folder, path) {
    return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}

;// CONCATENATED MODULE: ./lib/release/plan/storage/dataFolders.js


const optionOf = (name) => new RegExp(`(?:^|[\\s"'=])(?:--)?${name}(?:=|\\s+)["']?(/[^\\s"']*)`);
const dataFolders_ENGINES = [
    { word: 'PGDATA', usual: '/var/lib/postgresql/data', variable: 'PGDATA', option: optionOf('data[_-]directory') },
    { word: '--datadir', usual: '/var/lib/mysql', option: optionOf('datadir') },
    { word: '--dbpath', usual: '/data/db', option: optionOf('dbpath') },
];
/**
 * What a service says about the folder of its data.
 * @param service With single dollars.
 * @param image Variables of its image, which are no word of the service.
 */
function dataFolders(service, image = []) {
    const words = [service.entrypoint, service.command].flatMap((one) => one ?? []).join(' ');
    return new Map(dataFolders_ENGINES.flatMap(({ word, variable = '', option }) => {
        const given = service.environment?.[variable] ?? undefined;
        const said = option.exec(words)?.[1] ?? (image.includes(`${variable}=${given}`) ? undefined : given);
        return said?.startsWith('/') === true ? [[word, dataFolders_cleaned(said)]] : [];
    }));
}
/** Which folders of data are others than before; whether they lead to the same place after all is the caller's to see. */
function movedFolders(before, after) {
    return dataFolders_ENGINES.flatMap(({ word, usual }) => {
        const [from, to] = [before, after].map(({ folders }) => folders.get(word) ?? usual);
        const had = places_leadsTo(before.mounts, from);
        return from === to || had === undefined ? [] : [{ word, from, to, had, next: places_leadsTo(after.mounts, to) }];
    });
}
/** Where the folders of data lie that a service names itself: mounts under the word in place of a path. */
function namedData({ folders, mounts }) {
    return dataFolders_ENGINES.flatMap(({ word, usual }) => {
        const path = folders.get(word);
        const lies = path === undefined || path === usual ? undefined : places_leadsTo(mounts, path);
        return lies === undefined ? [] : [{ ...lies, target: word }];
    });
}
function dataFolders_cleaned(path) {
    const plain = external_node_path_.posix.normalize(path);
    return plain.length > 1 ? plain.replace(/\/+$/, '') : plain;
}

;// CONCATENATED MODULE: ./lib/release/plan/storage/sides.js





/** Every service that runs, or that the new release has. */
function sidesOf(input) {
    const { projects, stays, running, containers, likenesses } = input;
    const context = placeContext(input);
    const after = new Map(projects.flatMap(({ model, images }) => Object.entries(model.services).map(([name, service]) => [
        (0,host_containers/* serviceKey */.jq)(model.name, name),
        {
            mounts: mountsOfService(model, name, context, images.get(name)?.resolved?.volumes),
            folders: dataFolders(service),
        },
    ])));
    const keys = [...after.keys(), ...running.services.map(({ project, service }) => (0,host_containers/* serviceKey */.jq)(project, service))];
    return [...new Set(keys)].map((key) => {
        const [project = '', service = ''] = key.split('/');
        const there = containers.those(project, service);
        const model = (0,dollars/* singleDollars */.k)(running.models[project]);
        const text = model?.services[service];
        const stored = model === undefined || text === undefined ? undefined : mountsOfService(model, service, context);
        const [container] = there;
        // What is stopped before the first release of ours is in none, and tells it itself.
        const own = text ?? (container && (0,containerAsService/* serviceOf */.z5)(container));
        const image = there.flatMap(({ Id }) => likenesses?.get(Id)?.image?.Env ?? []);
        return {
            key,
            before: there.length > 0 ? uniqueMounts(there, context) : stored,
            after: after.get(key)?.mounts,
            folders: folders(own ?? {}, image, after.get(key)?.folders),
            exists: there.length > 0,
            stays: stays.has(key),
        };
    });
}
/** What its image says of the folder is so for the next one, too, where the files say nothing. */
function folders(text, image, after = new Map()) {
    const before = dataFolders(text);
    const own = dataFolders(text, image);
    const byImage = [...before].filter(([word]) => !own.has(word));
    return { before, after: new Map([...byImage, ...after]) };
}
/** What tells where a mount leads: the server, and what would be made on it. */
function placeContext({ facts, resources }) {
    const defined = new Map(resources.flatMap(({ kind, name, definition }) => kind === 'volume' ? [[name, definition]] : []));
    return { root: facts.root, volumes: facts.volumes, defined };
}
/** Replicas have the same mounts, but for their anonymous volumes. */
function uniqueMounts(there, context) {
    const all = there.flatMap((container) => mountsOfContainer(container, context));
    return [...new Map(all.map((mount) => [`${mount.target} ${mount.place.kind} ${mount.place.source}`, mount])).values()];
}

;// CONCATENATED MODULE: ./lib/release/plan/storage/unnamed.js




/** Which word of `leave-data` says that it may be left behind. */
function unnamedWord({ key, target }) {
    return `${key}:${target}`;
}
/** The words for those of services that are replaced whose data a container of the server has. */
function unnamedWords(unnamed, { containers }) {
    return unnamed.filter((one) => volumeOf(one, containers) !== undefined).map(unnamedWord);
}
/** What to write and to type, for each, so that its data is kept, or is not. */
function unnamedAdvice(unnamed, context) {
    const all = new Map(unnamed.map((one) => [unnamedWord(one), one]));
    return [...all.values()].flatMap((one) => unnamed_adviceFor(one, context));
}
function unnamed_adviceFor({ key, target }, { models, containers }) {
    const model = models.find(({ name, services }) => Object.keys(services).some((service) => (0,host_containers/* serviceKey */.jq)(name, service) === key));
    const name = key.slice(key.indexOf('/') + 1);
    const service = model?.services[name];
    if (model === undefined || service === undefined)
        return [];
    const has = mountAt(service, model, target);
    const source = `${name}-${external_node_path_.posix.basename(target)}`;
    const isWritten = has !== undefined || tmpfsOf(service).includes(target);
    const line = service.volumes?.some((one) => one.target === target) ? ` in place of \`${target}\`` : '';
    const named = `write \`volumes: ["${source}:${target}"]\` into the service${line}, and \`volumes: { ${source}: {} }\` beside \`services\``;
    const memory = isWritten ? '' : `write \`tmpfs: ["${target}"]\` into the service${line}`;
    const old = volumeOf({ key, target }, containers);
    if (old === undefined)
        return isWritten ? [] : [`${key}: ${named}; or, where nothing of it has to last, ${memory}`];
    const into = has ?? `${model.name}_${source}`;
    const copy = `docker run --rm -u 0 -v ${old.volume}:/from:ro -v ${into}:/to --entrypoint cp ${old.image} -a /from/. /to/`;
    return [
        `${key}, to keep what its volume without a name at ${target} holds: ${has === undefined ? `${named}; ` : ''}write the \`leave-data\` below; and right before the deploy, on the server (it is away until then; where that deploy is undone, \`docker start ${old.names}\`): \`docker stop ${old.names} && ${copy}\``,
        `${key}, to begin without it: ${memory === '' ? '' : `${memory}, and `}write the \`leave-data\` below`,
    ];
}
/** What the files have there by a name or a path, which Docker makes where it is not there yet. */
function mountAt({ volumes = [] }, model, at) {
    const mount = volumes.find(({ source, target }) => target === at && source !== undefined);
    return mount?.type === 'volume' ? (model.volumes?.[mount.source ?? '']?.name ?? mount.source) : mount?.source;
}
/** The first volume of its containers there. */
function volumeOf({ key, target }, containers) {
    const at = key.indexOf('/');
    const there = containers.those(key.slice(0, at), key.slice(at + 1));
    const names = there.map(({ Name }) => Name.replace(/^\//, '')).join(' ');
    const [found] = there.flatMap(({ Mounts, Config }) => Mounts.filter(({ Destination, Name }) => Destination === target && places_isAnonymous(Name)).map(({ Name = '' }) => ({
        ...{ volume: Name, image: Config.Image, names },
    })));
    return found;
}

;// CONCATENATED MODULE: ./lib/release/plan/storage/storage.js



/**
 * The one rule about data: whatever a service could write to before is there for it again afterwards, at the same path; and what a service that
 * goes away could write to is there for another one. All else is refused, unless stack.yml names the mount that is given up.
 */
function storageOf(input) {
    const all = input.sides;
    const found = all.flatMap((sides) => sides.after === undefined ? removed(sides, all) : [...compared(sides, input), ...movedData(sides)]);
    const said = new Set(input.leaveData);
    const covered = input.covered.filter((one) => covers(one, all, input.leaveData));
    const open = [...found, ...covered.map(coveredFinding)].filter(({ lost }) => lost !== undefined && !said.has(lost.word));
    return {
        stored: found.map(({ key, target, text, lost }) => ({
            service: key,
            target,
            left: lost !== undefined,
            text: lost === undefined ? text : `${lost.what} stays on the server and is left behind, as leave-data says; ${text}`,
        })),
        kept: all.flatMap((sides) => keptBy(sides, input.shareData)),
        faults: open.map(({ key, target, text, lost }) => `${key}: what it has written to ${target} is in ${lost?.what}, but ${text}`),
        words: [...new Set(open.map(({ lost }) => lost?.word ?? ''))],
        unnamed: open.flatMap(({ key, target, lost }) => (lost?.unnamed === true ? [{ key, target }] : [])),
        covered,
    };
}
/** Whether a file that a service has written goes out of sight, and nobody has said so: of it, or of the mount that it lies in. */
function covers({ service, source, path }, all, leaveData) {
    const sides = all.find(({ key }) => key === service);
    if (sides?.after === undefined || sides.stays)
        return false;
    return !leaveData.some((word) => {
        const at = word.lastIndexOf(':');
        return isAtOrBelow(word.slice(0, at), source) && isAtOrBelow(word.slice(at + 1), path);
    });
}
function coveredFinding({ service, source, path }) {
    return {
        ...{ key: service, target: path },
        lost: { what: `${source.startsWith('/') ? 'the file' : 'the volume'} ${source}`, word: `${source}:${path}` },
        text: 'the new version has a file of git there, which is another, and read-only',
    };
}
function keptBy({ key, after = [], folders }, shareData) {
    const [project = '', service = ''] = key.split('/');
    return [...after, ...namedData({ folders: folders.after, mounts: after })]
        .filter((mount) => keepsData(mount) && mount.place.kind !== 'anonymous')
        .map((mount) => ({
        ...{ project, service, target: mount.target, place: storage_words(mount) },
        ...(shareData.includes(wordOf(mount)) ? { shared: true } : {}),
    }));
}
/** A service that both have. */
function compared({ key, before = [], after = [], exists, stays }, { facts: { volumes }, mayBecomeContent }) {
    const isThere = (name) => volumes.some(({ Name }) => Name === name);
    if (stays)
        return before.map((mount) => ({ key, target: mount.target, text: `${storage_words(mount)}, kept` }));
    const kept = before.map((mount) => {
        const { target } = mount;
        const next = places_leadsTo(after, target);
        if (next !== undefined && isSame(mount.place, next.place)) {
            const own = next.place.kind === 'volume' && !isShare(next.place);
            const gone = !exists && own && !isThere(storage_volumeOf(next.place));
            if (gone && keepsData(mount))
                return {
                    ...{ key, target, lost: lostOf(key, mount) },
                    text: `that is no longer on the server, and a new, empty one would be made (if it shall begin empty: docker volume create ${storage_volumeOf(next.place)})`,
                };
            return {
                key,
                target,
                text: `${storage_words(mount)}, kept${mount.writable && !next.writable ? ', read-only from now on' : ''}`,
            };
        }
        const text = next === undefined ? NOTHING : `the new version has ${storage_words(next)} there${emptyWords(next, isThere)}`;
        // What its image or its file makes anew in each container is refused by another rule (classes.ts), which says what to write.
        const anew = mount.place.kind === 'anonymous' && (next === undefined || next.place.kind === 'anonymous');
        const replaced = next?.place.kind === 'release' && mount.place.kind === 'folder';
        const allowed = anew || (replaced && mayBecomeContent(key, target, mount.place.source));
        return keepsData(mount) && !allowed ? { key, target, text, lost: lostOf(key, mount) } : { key, target, text };
    });
    const known = new Set(before.map(({ target }) => target));
    const added = after
        .filter(({ target }) => !known.has(target))
        .map((mount) => {
        const { target } = mount;
        const hidden = places_leadsTo(before, target);
        const text = `${storage_words(mount)}${emptyWords(mount, isThere)}`;
        const hides = hidden !== undefined && keepsData(hidden) && mount.place.kind !== 'release' && mount.place.kind !== 'host';
        if (!hides || isSame(hidden.place, mount.place))
            return { key, target, text };
        return { key, target, text: `the new version has ${text} there`, lost: lostOf(key, { ...hidden, target }) };
    });
    return [...kept, ...added];
}
/** A database that is told to keep its data in another folder of the same mount would begin empty there. */
function movedData({ key, before = [], after = [], folders, stays }) {
    if (stays)
        return [];
    const [was, will] = [
        { folders: folders.before, mounts: before },
        { folders: folders.after, mounts: after },
    ];
    return movedFolders(was, will).flatMap(({ word, from, to, had, next }) => !keepsData(had) || (next !== undefined && isSame(had.place, next.place))
        ? []
        : [
            {
                key,
                target: from,
                text: `${word} is ${to} in the new version`,
                lost: lostOf(key, { ...had, target: from }),
            },
        ]);
}
/** Whether what one kept in its folder of data is what the other one begins with. */
function findsData(from, heir) {
    const was = { folders: from.folders.before, mounts: from.before ?? [] };
    const will = { folders: heir.folders.after, mounts: heir.after ?? [] };
    return movedFolders(was, will).every(({ had, next }) => next === undefined || isSame(had.place, next.place));
}
/** A service that the new release does not have: another one has to have its data. */
function removed(gone, all) {
    const { key, before = [] } = gone;
    return before.map((mount) => {
        const { target } = mount;
        const heir = all.find((sides) => {
            const { before: had = [], after = [] } = sides;
            return after.some((next) => holds(next.place, mount.place) &&
                ((next.target === target && findsData(gone, sides)) ||
                    had.some((one) => holds(one.place, mount.place) && one.target === next.target)));
        });
        if (heir !== undefined)
            return { key, target, text: `${storage_words(mount)}, which ${heir.key} has` };
        const text = 'no service of the new release has that';
        return keepsData(mount)
            ? { key, target, text, lost: lostOf(key, mount) }
            : { key, target, text: `${storage_words(mount)}, no longer mounted` };
    });
}
const NOTHING = 'the new version has nothing there, so that it would write into the container, which goes with its next change';
function lostOf(key, mount) {
    const unnamed = mount.place.kind === 'anonymous';
    return { what: storage_words(mount), word: unnamed ? unnamedWord({ key, target: mount.target }) : wordOf(mount), unnamed };
}
/** A mount as stack.yml names it. */
function wordOf({ place: { source }, target }) {
    return `${source}:${target}`;
}
function storage_volumeOf({ source }) {
    return source.split('/')[0] ?? source;
}
function emptyWords({ place }, isThere) {
    if (place.kind !== 'volume' || /[ /]/.test(place.source))
        return '';
    return isThere(place.source) ? ', which is on the server already' : ', which is new and empty';
}
/** Where a mount leads. */
function storage_words({ place: { kind, source } }) {
    if (kind === 'volume')
        return `the volume ${source}`;
    if (kind === 'anonymous')
        return 'a volume without a name';
    if (kind === 'memory')
        return 'memory';
    if (kind === 'release')
        return 'content of the release';
    return kind === 'host' ? `${source} of the host` : `the folder ${source} of the server`;
}

;// CONCATENATED MODULE: ./lib/release/plan/storage/writers.js





/**
 * The one rule about writers: two containers never write to one place at once. What the release would start must not meet one that runs and writes
 * to the same volume or folder, or to one above or below it, unless the files give the place to both services, or stack.yml says that it is shared.
 * A container's own successor is swapped with it (classes.ts). What shares a place already, or may by what both are, is told, and left as it is.
 * `second_writers` of stackctl has the same rule for rollbacks, and asks again before a transaction.
 */
function secondWriters(input) {
    const writers = input.containers.flatMap((container) => writers_writersOf(container, input));
    const found = input.planned.flatMap((service) => met(service, writers, input));
    const faults = found.filter(({ is }) => is === 'fault');
    return {
        faults: [...new Set(faults.map(faultText))],
        todo: adviceOf(faults, input),
        warnings: [...new Set(found.filter(({ is }) => is !== 'fault').map(warningText))],
    };
}
function met(service, writers, input) {
    const { sides, shareData, repository } = input;
    const key = (0,host_containers/* serviceKey */.jq)(service.project, service.service);
    const side = sides.find((one) => one.key === key);
    const starts = service.change !== 'unchanged' && service.change !== 'removed';
    return (side?.after ?? []).filter(isPlace).flatMap((mount) => {
        if (shareData.includes(wordOf(mount)))
            return [];
        const there = writers.filter(({ place }) => meet(place, mount.place));
        const its = there.filter((one) => one.key === key && !one.oneOff);
        const own = its.some(({ container }) => container.State.Running);
        const until = lastThere(its, mount, side, input);
        const shared = isShared(there, mount, input);
        return there.flatMap((writer) => {
            const same = its.includes(writer);
            const leaves = !writer.oneOff && sides.some((one) => one.key === writer.key);
            const meeting = { service, mount, writer, leaves };
            if (same && !(service.class === 'one-shot' && starts))
                return [];
            if (!same && writer.key !== key && isGiven(sides, writer.key, mount))
                return [];
            if (!writer.container.State.Running)
                return comesBack(writer.container) && !leaves ? [{ is: 'back', ...meeting }] : [];
            if (!starts || (own && !same))
                return [{ is: 'before', ...meeting }];
            if (same)
                return [{ is: 'fault', ...meeting }];
            const [image, other] = [repository(service.image), repository(writer.container.Config.Image)];
            const [ours, theirs] = [isOurStore(image, mount, side), isStore(other, writer.target)];
            if (leaves && shared && !ours && !theirs)
                return [];
            if (theirs || image === other)
                return [{ is: 'fault', ...meeting }];
            if (!ours && (mount.place.kind === 'folder' || isShare(mount.place)))
                return [{ is: 'files', ...meeting }];
            const joins = service.class === 'one-shot' && isBeside(there, meeting, input);
            const before = !leaves && (joins || isOlder(writer.container, until));
            return [{ is: before ? 'before' : 'fault', ...meeting }];
        });
    });
}
/** Whether the files give the place to that service, too. */
function isGiven(sides, key, mount) {
    const after = sides.find((one) => one.key === key)?.after ?? [];
    return after.some((one) => isPlace(one) && meet(one.place, mount.place));
}
/** Two services of the stack have it, and two will: it is no one's alone. */
function isShared(there, mount, { sides }) {
    const keys = there.filter(({ key, oneOff }) => !oneOff && sides.some((one) => one.key === key)).map(({ key }) => key);
    return new Set(keys).size >= 2 && sides.filter(({ key }) => isGiven(sides, key, mount)).length >= 2;
}
/** Whether another service of the stack, which keeps the place, runs beside that writer. */
function isBeside(there, { mount, service, writer }, { sides }) {
    const own = (0,host_containers/* serviceKey */.jq)(service.project, service.service);
    return there.some((one) => one.container.State.Running &&
        !one.oneOff &&
        one.key !== undefined &&
        one.key !== own &&
        meet(one.place, writer.place) &&
        isGiven(sides, one.key, mount));
}
/** When a service was last seen to have a place, in ISO 8601: it ran with it, or the release that serves was made with it. */
function lastThere(its, mount, side, { since }) {
    const ends = its.flatMap(({ container: { State } }) => (State.Running ? [] : [State.FinishedAt ?? '']));
    const had = (side?.before ?? []).some((one) => isPlace(one) && meet(one.place, mount.place));
    return [...ends, had ? (since ?? '') : ''].sort().at(-1) ?? '';
}
/** By the second. */
function isOlder({ Created }, until) {
    return Created.slice(0, 19) < until.slice(0, 19);
}
/** Also where the service says itself where its database lies. */
function isOurStore(repository, mount, side) {
    const named = side !== undefined && namedData({ folders: side.folders.after, mounts: side.after ?? [] }).length > 0;
    return named || isStore(repository, mount.target);
}
/** Docker starts it again with itself, although somebody has stopped it. */
function comesBack({ State, HostConfig }) {
    return State.Status === 'exited' && HostConfig.RestartPolicy?.Name === 'always';
}
function writers_writersOf(container, { sides, identity, context }) {
    const own = (0,host_containers/* serviceKey */.jq)((0,host_containers/* label */.Pf)(container, host_containers/* PROJECT_LABEL */.NV) ?? '', (0,host_containers/* label */.Pf)(container, host_containers/* SERVICE_LABEL */.fX) ?? '');
    const owner = (0,host_containers/* label */.Pf)(container, host_containers/* STACK_LABEL */.GF);
    const isOurs = owner === identity.label || (owner === undefined && sides.some(({ key }) => key === own));
    const oneOff = (0,host_containers/* label */.Pf)(container, host_containers/* ONE_OFF_LABEL */.e8) === 'True';
    return mountsOfContainer(container, context)
        .filter(isPlace)
        .map(({ target, place }) => ({ container, key: isOurs ? own : undefined, oneOff, target, place }));
}
/** Something that two could write to: no socket, nothing of the machine itself, no volume that is one container's alone. */
function isPlace(mount) {
    const { kind, source } = mount.place;
    return (keepsData(mount) &&
        kind !== 'anonymous' &&
        !isMachinesOwn(mount.place) &&
        !(kind === 'folder' && /\.sock(et)?$/.test(source)));
}
function meet(one, other) {
    return holds(one, other) || holds(other, one);
}
const writers_nameOf = ({ container: { Name } }) => Name.replace(/^\//, '');
function whose({ container, key, oneOff }, leaves) {
    const owner = (0,host_containers/* label */.Pf)(container, host_containers/* STACK_LABEL */.GF);
    const [project, service] = [(0,host_containers/* label */.Pf)(container, host_containers/* PROJECT_LABEL */.NV), (0,host_containers/* label */.Pf)(container, host_containers/* SERVICE_LABEL */.fX)];
    if (leaves)
        return ` (${key}, which runs until the new version is there)`;
    if (oneOff && key !== undefined)
        return ` (\`compose run\` of ${key})`;
    if (owner !== undefined && key === undefined)
        return ` (of ${owner})`;
    return project === undefined
        ? ''
        : ` (service ${service ?? '?'} of the Compose project ${project}, which is left alone)`;
}
function where({ mount, service }) {
    return `${service.project}/${service.service}: ${mount.target} is ${storage_words(mount)}`;
}
function faultText(meeting) {
    const { writer, leaves } = meeting;
    return `${where(meeting)}, and the container ${writers_nameOf(writer)}${whose(writer, leaves)} writes there, too: two at once destroy what a database keeps`;
}
function warningText(meeting) {
    const { is, mount, writer, leaves } = meeting;
    const [name, text] = [
        writers_nameOf(writer),
        `${where(meeting)}, and the container ${writers_nameOf(writer)}${whose(writer, leaves)}`,
    ];
    if (is === 'before')
        return `${text} writes there, too, as before`;
    return is === 'files'
        ? `${text} writes there, too: right for files such as media, never for what one program keeps open (where it is meant so, stack.yml says it: share-data: [${JSON.stringify(wordOf(mount))}])`
        : `${text}, which is stopped, would write there, too, when Docker is started again: docker update --restart=no ${name}`;
}
function adviceOf(faults, { name }) {
    if (faults.length === 0)
        return [];
    const list = [...new Set(faults.map(({ mount }) => JSON.stringify(wordOf(mount))))].join(', ');
    const lines = faults.map(({ service, writer, leaves }) => {
        const [own, other] = [`${service.project}/${service.service}`, writers_nameOf(writer)];
        return leaves
            ? `${writer.key === own ? 'to' : `leave ${writer.key} its name, or to`} have ${own} take over from ${other}: docker stop ${other} on the server, and deploy again; its data stays, and where that deploy is undone, docker start ${other} brings it back`
            : `if nobody needs ${other} any more: docker update --restart=no ${other} && docker stop ${other} on the server, and deploy again; else give ${own} a volume or folder of its own`;
    });
    return [
        ...new Set(lines),
        `only where both may write there at once, as no database can, write into stack.yml (where there is none, below the line \`name: ${name}\`): share-data: [${list}]`,
    ];
}

;// CONCATENATED MODULE: ./lib/release/plan/planStorage.js






function planStorage(input, { stack, projects, containers, resources }, { running }, { planned, composeModels }) {
    const { facts, likenesses } = input;
    const { leaveData = [], shareData = [] } = stack;
    const stays = planned.filter(({ change, again }) => change === 'unchanged' || again === true);
    const sides = sidesOf({
        ...{ projects, running, containers, facts, resources, likenesses },
        stays: new Set(stays.map(({ project, service }) => `${project}/${service}`)),
    });
    const storage = storageOf({
        ...{ sides, facts, leaveData, shareData },
        mayBecomeContent: becomesContent(projects, stack, facts, input.namesThere),
        covered: input.covered ?? [],
    });
    const names = imageNames(Object.values(composeModels));
    const writers = secondWriters({
        ...{ sides, planned, containers: facts.containers, identity: stack.identity, name: stack.name, shareData },
        context: placeContext({ facts, resources }),
        repository: repositoryFinder([...names, ...imageNames(Object.values(running.models))]),
        // What ran before us is no release that was seen to write there.
        since: facts.current?.meta['kind'] === 'adopted' ? undefined : facts.current?.meta['created_at'],
    });
    const keepsData = storage.kept.length > 0;
    const replaced = replacedByDefaults(projects, input.defaults ?? {}, containers, { keepsData, facts, likenesses });
    return { storage, names, writers, replaced };
}
/** Paths of services at which a folder of the server may become content of the release: nothing in it is the server's alone. */
function becomesContent(projects, { projects: read }, facts, namesThere = new Map()) {
    const sent = projects.flatMap(({ mounts }) => mounts.filter(({ kind }) => kind === 'sent'));
    const contents = read.flatMap(({ mounts }) => mounts);
    return (key, target, folder) => {
        const one = sent.find((mount) => `${mount.project}/${mount.service}` === key && mount.target === target);
        if (one === undefined || one.folder !== true)
            return one !== undefined;
        const mount = contents.find(({ path }) => path === one.path);
        const [project = '', service = ''] = key.split('/');
        const at = { facts, namesThere, project, service, target, now: folder };
        return mount !== undefined && mayBecomeContent(mount, at) && !hasMore(mount, folder, namesThere);
    };
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: ./lib/host/listening.js
var listening = __webpack_require__(407);
;// CONCATENATED MODULE: ./lib/release/plan/refusals/hostPorts.js



/**
 * Ports of the server that services which are to be started would publish, and that somebody holds: a container that does not leave first, another
 * service of this release, a program of the server. Docker would only say so when the container is started. `held_ports` of stackctl has the same
 * rule, and judges when it begins, and a rollback.
 */
function portFaults(context) {
    const starting = context.planned.filter(isStarted);
    const wanted = starting.flatMap((one) => hostPorts_bindingsOf(one, context.models));
    const single = groupedBy(wanted.filter(({ from, to }) => from === to), (one) => portKey(held(one)));
    const now = heldNow(context.facts);
    const found = wanted.flatMap((binding) => {
        const holder = replicaOf(binding, starting) ??
            twinOf(binding, single.get(portKey(held(binding))) ?? []) ??
            takenBy(binding, now, context);
        return holder === undefined ? [] : [`${binding.key}: port ${portWords(binding)} of the server is held by ${holder}`];
    });
    return [...new Set(found)];
}
/** Whether a container of it is to be started. */
function isStarted({ change, replicas, previousReplicas = 0 }) {
    if (replicas === 0)
        return false;
    return change === 'new' || change === 'changed' || (change === 'rescaled' && replicas >= previousReplicas);
}
/** Another replica of the same service. */
function replicaOf({ key, from, to }, starting) {
    const { replicas = 1 } = starting.find(({ project, service }) => `${project}/${service}` === key) ?? {};
    return replicas > to - from + 1 ? `the first of its ${replicas} replicas` : undefined;
}
function hostPorts_bindingsOf(planned, models) {
    const of = { key: `${planned.project}/${planned.service}`, ends: planned.class === 'one-shot', wave: planned.wave };
    return publishedPorts([planned], models).map((port) => ({ ...port, ...of }));
}
/** Ports of the server that services publish by number. */
function publishedPorts(services, models) {
    return services.flatMap(({ project, service }) => {
        const { ports = [] } = models.find((model) => model.name === project)?.services[service] ?? {};
        return ports.flatMap((port) => publishedPort({ project, service }, port));
    });
}
function publishedPort(of, port) {
    const { published = '', protocol = 'tcp', host_ip: address = '' } = port;
    const [from = Number.NaN, to = from] = String(published).split('-').map(Number);
    // Without a number, or with 0, Docker takes one that is free.
    return from > 0 && to >= from ? [{ ...of, protocol, address: (0,listening/* canonical */.$)(address), from, to }] : [];
}
function heldNow({ containers, listening }) {
    const published = containers
        .filter(isUp)
        .flatMap((container) => publishedBy(container).map((port) => ({ container, port })));
    const byPort = groupedBy(published, ({ port }) => portKey(port));
    const programs = listening.filter((one) => !byPort.get(portKey(one))?.some(({ port }) => isFor(one, port)));
    return { containers: byPort, programs: groupedBy(programs, portKey) };
}
function groupedBy(all, keyOf) {
    const groups = new Map();
    for (const one of all) {
        const group = groups.get(keyOf(one));
        if (group === undefined)
            groups.set(keyOf(one), [one]);
        else
            group.push(one);
    }
    return groups;
}
function portKey({ protocol, port }) {
    return `${protocol} ${port}`;
}
/** Another service of this release that is started for the same port. @param wanted Of that port. */
function twinOf(binding, wanted) {
    if (binding.from !== binding.to)
        return undefined;
    const twin = wanted.find((one) => one.key < binding.key && !endsBefore(one, binding) && !endsBefore(binding, one) && meets(binding, held(one)));
    return twin && `${twin.key}, which this release starts, too`;
}
function endsBefore(one, other) {
    return one.ends && one.wave < other.wave;
}
/** What holds every port of a binding; undefined where one of a range is free. */
function takenBy(binding, now, context) {
    const isHosts = (one) => isUp(one) && one.HostConfig.NetworkMode === 'host';
    // What such a container listens on, nobody can tell from what else does.
    const hides = context.facts.containers.some((one) => isHosts(one) && leavesFirst(one, binding.key, context));
    const holders = portsIn(binding).map((port) => containerOn(at(binding, port), now, context) ?? (hides ? undefined : programOn(at(binding, port), now)));
    return holders.includes(undefined) ? undefined : holders[0];
}
/** A container that runs while the new one is started. @param binding Of one port. */
function containerOn(binding, { containers }, context) {
    const holder = (containers.get(portKey(held(binding))) ?? []).find((one) => meets(binding, one.port) && !leavesFirst(one.container, binding.key, context));
    return holder && containerWords(holder.container);
}
/** A program that listens on the server itself, or in a container on its network. @param binding Of one port. */
function programOn(binding, { programs }) {
    const holder = (programs.get(portKey(held(binding))) ?? []).find((one) => meets(binding, one));
    if (holder === undefined)
        return undefined;
    const { protocol, port } = holder;
    return `a program of the server itself (\`sudo ss -lnp${protocol === 'tcp' ? 't' : 'u'} 'sport = :${port}'\` says which)`;
}
/** Whether a container goes before a service's new one is started: its own that is swapped, or one that is swapped in an earlier wave. */
function leavesFirst(container, key, { planned, facts }) {
    const of = (one) => `${one.project}/${one.service}`;
    const starting = planned.find((one) => of(one) === key);
    const own = `${(0,host_containers/* label */.Pf)(container, host_containers/* PROJECT_LABEL */.NV)}/${(0,host_containers/* label */.Pf)(container, host_containers/* SERVICE_LABEL */.fX)}`;
    const leaving = planned.find((one) => of(one) === own);
    // Which of them is a candidate that the recovery removes first, its program knows.
    if (leaving !== undefined && facts.unfinished !== undefined)
        return true;
    if (starting === undefined || leaving === undefined || !isSwapped(leaving))
        return false;
    return own === key || (isSwapped(starting) && leaving.wave < starting.wave);
}
function isSwapped({ change, class: kind }) {
    return change === 'changed' && kind === 'exclusive';
}
/** One that is started again and again takes its ports each time. */
function isUp({ State }) {
    return State.Running || State.Status === 'restarting';
}
function publishedBy({ HostConfig, NetworkSettings }) {
    const now = Object.values(NetworkSettings.Ports ?? {}).some((bindings) => (bindings ?? []).length > 0);
    const ports = (now ? NetworkSettings.Ports : HostConfig.PortBindings) ?? {};
    return Object.entries(ports).flatMap(([target, bindings]) => (bindings ?? []).map(({ HostIp, HostPort }) => ({
        protocol: target.endsWith('/udp') ? 'udp' : 'tcp',
        address: (0,listening/* canonical */.$)(HostIp),
        port: Number(HostPort),
    })));
}
function meets(binding, { protocol, address, port }) {
    return (binding.protocol === protocol && binding.from <= port && port <= binding.to && overlap(binding.address, address));
}
/** A listener on every IPv6 address takes IPv4's along, unless it was told otherwise, which cannot be seen from outside. */
function overlap(one, other) {
    const isAll = (address) => address === '' || address === '::';
    if (one === other || isAll(one) || isAll(other))
        return true;
    return [one, other].includes('0.0.0.0') && !(0,external_node_net_.isIPv6)(one) && !(0,external_node_net_.isIPv6)(other);
}
/** Whether what listens is Docker, for that port of a container. */
function isFor(listener, port) {
    return listener.protocol === port.protocol && listener.port === port.port && overlap(listener.address, port.address);
}
function portsIn({ from, to }) {
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
function at(binding, port) {
    return { ...binding, from: port, to: port };
}
function held({ protocol, address, from }) {
    return { protocol: protocol === 'udp' ? 'udp' : 'tcp', address, port: from };
}
function portWords({ address, from, to, protocol }) {
    const port = `${address === '' ? '' : `${(0,external_node_net_.isIPv6)(address) ? `[${address}]` : address}:`}${from === to ? from : `${from}-${to}`}`;
    return protocol === 'tcp' ? port : `${port}/${protocol}`;
}
function containerWords(container) {
    const [project, service] = [(0,host_containers/* label */.Pf)(container, host_containers/* PROJECT_LABEL */.NV), (0,host_containers/* label */.Pf)(container, host_containers/* SERVICE_LABEL */.fX)];
    const whose = project === undefined ? '' : ` (service ${service} of the Compose project ${project})`;
    return `the container ${container.Name.replace(/^\//, '')}${whose}`;
}
/** What to do about ports that are held. */
function portAdvice(faults) {
    if (faults.length === 0)
        return [];
    return [
        'publish another port, or the same at another address of the server: `ports: ["8081:80"]`, `ports: ["127.0.0.1:8080:80"]`',
        'two environments of one repository on a server: `ports: ["${WEB_PORT}:80"]`, with a WEB_PORT in each one’s env file',
        'or stop what holds it, if nobody needs it; a port that goes from one service to another takes two deploys: first the one gives it up',
    ];
}

// EXTERNAL MODULE: ./lib/release/plan/refusals/preflight.js
var preflight = __webpack_require__(2000);
// EXTERNAL MODULE: ./lib/proxy/labels.js
var labels = __webpack_require__(4901);
;// CONCATENATED MODULE: ./lib/proxy/conflicts.js

/**
 * Names that two owners define: Traefik drops a router or middleware that it sees with two definitions, and all its requests get 404; a
 * service that two share mixes their servers, so it cannot be switched for one of them.
 */
function conflictsOf(owners) {
    const found = [];
    const seen = new Map();
    const compare = (kind, name, owner, definition, sharedIsFine) => {
        const key = `${kind} ${name}`;
        const first = seen.get(key);
        if (first === undefined)
            seen.set(key, { owner, definition });
        else if (first.owner !== owner && !(sharedIsFine && first.definition === definition)) {
            const how = first.definition === definition ? 'share' : 'define differently';
            found.push({
                owners: [first.owner, owner],
                text: `${first.owner} and ${owner} ${how} the Traefik ${kind} ${name}`,
            });
        }
    };
    for (const { owner, routing } of owners) {
        for (const router of routing.routers)
            compare('router', router.name, owner, (0,labels/* nodeJson */.r)(router.node), true);
        for (const middleware of routing.middlewares)
            compare('middleware', middleware.name, owner, (0,labels/* nodeJson */.r)(middleware.node), true);
        for (const balancer of routing.balancers)
            compare('service', balancer.name, owner, (0,labels/* nodeJson */.r)(balancer.node), false);
    }
    return found;
}

// EXTERNAL MODULE: ./lib/release/plan/routing/whyNoFile.js + 1 modules
var whyNoFile = __webpack_require__(2482);
;// CONCATENATED MODULE: ./lib/release/plan/refusals/traefikFaults.js

/** What only a Traefik that is known can move. */
const MOVED = new Set(['changed', 'rescaled']);
/** Why nobody can say that what Traefik routes, and what moves, is in good hands. */
function traefikFaults(context) {
    const { planned, routed } = context;
    const moved = planned.filter(({ project, service, class: kind, change }) => kind === 'start-first' && MOVED.has(change) && routed.get(`${project}/${service}`)?.routing.routed === true);
    if (moved.length === 0)
        return [];
    return [...strangers(context, namesOf(moved)), ...unreachable(context, moved)];
}
/** Those that run, and of which nobody can say what they do with what changes. */
function strangers({ facts: { traefiks, outside, proxy } }, names) {
    const unknown = traefiks
        .filter(({ config, not }) => config === undefined && not === undefined)
        .map(({ name, why }) => `${names} may go through the Traefik ${name}, of which nobody knows how it is set up: ${why}`);
    if (proxy !== undefined)
        return unknown;
    // Beside one that is known they are nobody's.
    const not = traefiks.flatMap(({ name, not: reason }) => reason === undefined ? [] : `${names} cannot go through ${name}, which is set up as Traefik: ${reason}`);
    if (outside === undefined)
        return [...unknown, ...not];
    return [
        ...unknown,
        ...not,
        `Traefik runs ${outside}, where nobody can tell it when to send requests to another container: ${names} would be stopped under it. Let it run as a container that says so (docs/traefik.md), or accept a pause: the label stack-actions.order: stop-first`,
    ];
}
/** A Traefik that shares no network with a service can send it nothing: what users reach goes another way. */
function unreachable({ facts, models, own }, moved) {
    const { proxy, traefiks } = facts;
    const known = traefiks.find(({ container }) => container === proxy?.container);
    // What the stack brings along may join a network with this very deploy.
    if (known === undefined || own.some(({ name }) => name === known.name))
        return [];
    return moved.flatMap(({ project, service }) => {
        const model = models.find(({ name }) => name === project);
        const definition = model?.services[service];
        if (model === undefined || definition === undefined)
            return [];
        const networks = routed_networksOf(model, definition);
        const shared = networks.some((name) => known.networks.includes(name));
        if (shared || networks.length === 0 || [...networks, ...known.networks].some((name) => OPEN.test(name)))
            return [];
        return [
            `${project}/${service} has labels for Traefik, but ${known.name} is in none of its networks (${networks.join(', ')}; that one: ${known.networks.join(', ')}), so it could send it nothing: put both into one network`,
        ];
    });
}
/** The host reaches every bridge; and whose network a container uses may not be known. */
const OPEN = /^(host|container:.*)$/;
function namesOf(services) {
    return services.map(({ project, service }) => `${project}/${service}`).join(', ');
}

;// CONCATENATED MODULE: ./lib/release/plan/refusals/routeFaults.js








/** Why the routes of what changes cannot be moved without failed requests: neither by a file nor by Docker's health. */
function routeFaults(context) {
    const { planned, routed, facts, running, docker } = context;
    const others = [...traefikFaults(context), ...throughOthers(context)];
    if (facts.proxy === undefined || others.length > 0)
        return others;
    const byFile = (0,routing_moves/* switchable */.j$)(facts.proxy);
    const faults = [];
    const undrained = [];
    for (const one of planned) {
        const { project, service, class: kind, change } = one;
        if (kind !== 'start-first' || !MOVED.has(change))
            continue;
        const now = routed.get(`${project}/${service}`);
        const labels = (0,dollars/* singleDollars */.k)(running.models[project]?.services[service]?.labels ?? {});
        const networks = networksBefore(one, context);
        const before = (0,proxy_routing/* routingOf */.C)({ project, service, labels, ports: now?.ports ?? [], networks }, docker);
        const sides = [before, ...(now === undefined ? [] : [now.routing])].filter((side) => side.routed);
        if (sides.length === 0)
            continue;
        const where = `${project}/${service}`;
        const obstacles = [...new Set(sides.flatMap((side) => side.obstacles))];
        const uncarried = [...new Set(sides.flatMap((side) => side.uncarried))];
        if (obstacles.length > 0)
            faults.push(`${where} changed, but its routes cannot be switched: ${obstacles.join('; ')}`);
        if (obstacles.length > 0 || (byFile && uncarried.length === 0))
            continue;
        const reasons = drainFaults(one, before, now?.routing, context);
        if (reasons.length === 0)
            continue;
        if (byFile)
            faults.push(`${where} changed, but a file cannot carry its routes (${uncarried.join('; ')}), and Docker's health cannot switch them: ${reasons.join('; ')}`);
        else
            undrained.push(`      ${where}: ${reasons.join('; ')}`);
    }
    if (undrained.length === 0)
        return faults;
    const lines = (0,whyNoFile/* linesForProxy */.T)(facts.proxy, facts, context.own);
    return [
        ...faults,
        [
            `${(0,whyNoFile/* whyNoFile */.I)(facts.proxy)}, and Docker's health cannot switch what changed:`,
            ...undrained,
            ...(lines.length === 0
                ? ['    The Compose files give it all that it needs: deploy Traefik first, with nothing else changed']
                : ['    Add to Traefik, once:', ...lines.map((line) => `      ${line}`)]),
        ].join('\n'),
    ];
}
/** Docker's names of the networks of what runs of a service. */
function networksBefore({ project, service }, { containers }) {
    return [...new Set(containers.running(project, service).flatMap(networksOfContainer))];
}
/** What another Traefik sees: a file of ours is read by one. */
function throughOthers(context) {
    const { planned, routed, facts, running, models } = context;
    if (facts.proxy === undefined)
        return [];
    return planned.flatMap((one) => {
        const { project, service, class: kind, change } = one;
        if (kind === 'one-shot' || !MOVED.has(change))
            return [];
        const now = routed.get(`${project}/${service}`);
        // What stops first has its pause in any case; but one that another Traefik sees may stop first only because this one does not.
        if (kind === 'exclusive' && now?.routing.routed === true)
            return [];
        const model = models.find(({ name }) => name === project);
        const definition = model?.services[service] ?? {};
        const common = { project, service, ports: now?.ports ?? [] };
        const labels = (0,dollars/* singleDollars */.k)(running.models[project]?.services[service]?.labels ?? {});
        const sides = [
            {
                ...common,
                labels: definition.labels ?? {},
                networks: model === undefined ? [] : routed_networksOf(model, definition),
            },
            { ...common, labels, networks: networksBefore(one, context) },
        ];
        const others = [...new Set(sides.flatMap((side) => alsoSeenBy(facts, side)))];
        if (others.length === 0)
            return [];
        const who = facts.proxy?.name ?? 'one Traefik';
        return [
            `${project}/${service} goes through the Traefik ${others.join(', ')}, and this deploy can speak to ${who} alone: where its services go through different ones, change them one after the other; where two see one service, tell them apart by --providers.docker.constraints`,
        ];
    });
}
function drainFaults({ project, service, change }, before, now, { models, running, containers }) {
    const reasons = [];
    const definition = models.find(({ name }) => name === project)?.services[service] ?? {};
    if (change === 'changed' && now?.routed === true)
        reasons.push(...(0,drain/* undrainable */.MV)(definition));
    const untested = containers
        .running(project, service)
        .filter(({ Config }) => !(0,drain/* hasDrainTest */.$W)(Config.Healthcheck?.Test ?? undefined));
    if (before.routed && untested.length > 0)
        reasons.push('what runs was started without a drain test in its healthcheck, so it cannot be told to leave');
    if (before.routed && now?.routed === true) {
        const labels = (0,drain/* changedTraefikLabels */.iK)((0,dollars/* singleDollars */.k)(running.models[project]?.services[service]?.labels), definition.labels);
        if (labels.length > 0)
            reasons.push(`its Traefik labels changed (${labels.join(', ')}), and Traefik answers 404 while it sees both`);
    }
    if ([before, now].some((side) => side?.balancers.some(({ url }) => url !== undefined)))
        reasons.push('its labels give a whole URL (loadbalancer.server.url)');
    return reasons;
}

;// CONCATENATED MODULE: ./lib/release/plan/refusals/refusals.js









/** Why this release cannot replace what runs without harm. */
function refusals(context) {
    const replaced = context.planned.filter(({ change }) => change === 'changed');
    return [
        ...context.projects.flatMap((project) => platformFaults(project, context.facts.platform)),
        ...replaced.flatMap((service) => replacementFaults(service, context)),
        ...boundFaults({ ...context, all: context.facts.containers }),
        ...context.planned.flatMap((service) => (service.change === 'new' ? stoppedFaults(service, context) : [])),
        ...routeFaults(context),
        ...routerConflicts(context),
    ];
}
function platformFaults({ model, images }, platform) {
    return [...images].flatMap(([name, { resolved, reference }]) => {
        const other = resolved !== undefined && resolved.platform !== '' && !samePlatform(resolved.platform, platform);
        return other
            ? [`${model.name}/${name}: the image ${reference ?? ''} is for ${resolved.platform}, the server is ${platform}`]
            : [];
    });
}
// `linux/arm64/v8` runs on `linux/arm64`.
function samePlatform(image, server) {
    return image.split('/').slice(0, 2).join('/') === server.split('/').slice(0, 2).join('/');
}
function replacementFaults(planned, context) {
    const { project, service: name, because } = planned;
    const service = context.models.find((one) => one.name === project)?.services[name];
    const there = context.containers.those(project, name);
    if (service === undefined || there.length === 0)
        return [];
    const bound = unreplaceable(service);
    const reasons = [...bound, ...unnamedOf(planned, context).map(({ words }) => words)];
    const beside = context.planned.filter((one) => one.project === project);
    const advice = bound.length === 0 ? '' : `: ${replacedAdvice(service, beside, there)}`;
    return reasons.length === 0
        ? []
        : [
            `${project}/${name} changed (${because.join('; ')}), but a new container beside the old one is not possible: ${reasons.join(', ')}${advice}`,
        ];
}
/** Where services that are replaced have what no new container would get. */
function unnamedVolumes(context) {
    const replaced = context.planned.filter(({ change, project, service }) => change === 'changed' && context.containers.those(project, service).length > 0);
    return replaced.flatMap((one) => unnamedOf(one, context).map(({ target }) => ({ key: (0,host_containers/* serviceKey */.jq)(one.project, one.service), target })));
}
function unnamedOf({ project, service: name, class: kind }, { models, projects, containers }) {
    const service = models.find((one) => one.name === project)?.services[name] ?? {};
    const resolved = projects.find((one) => one.model.name === project)?.images.get(name)?.resolved?.volumes ?? [];
    // What is stopped has data, too; of what has done its work nothing is needed.
    const there = kind === 'one-shot' ? containers.running(project, name) : containers.those(project, name);
    return unnamedPaths(service, [...new Set([...resolved, ...there.flatMap(host_containers/* anonymousVolumes */.Hp)])]);
}
/** The network of a service is left before the next container comes; what else is shared is not. */
function replacedAdvice(service, beside, there) {
    const [, name] = /^container:(.+)$/.exec(service.network_mode ?? '') ?? [];
    const of = beside.find(({ containerName }) => name !== undefined && containerName === name);
    const isAlone = unreplaceable({ ...service, network_mode: 'none' }).length === 0;
    return of !== undefined && isAlone ? `write \`network_mode: service:${of.service}\`` : awayAdvice(there);
}
/**
 * Nothing says of what was stopped before the first release that nothing changed: a new container in its place would begin with an empty volume.
 */
function stoppedFaults({ project, service, class: kind, again }, { models, containers, facts }) {
    const { volumes = [], ...text } = models.find(({ name }) => name === project)?.services[service] ?? {};
    const covered = [...volumes.flatMap(({ source, target }) => (source === undefined ? [] : [target])), ...tmpfsOf(text)];
    return containers.stopped(project, service).flatMap((container) => {
        const targets = (0,host_containers/* anonymousVolumes */.Hp)(container).filter((target) => !covered.includes(target));
        const name = container.Name.replace(/^\//, '');
        // What of ours a recovery takes away first, its program knows.
        const isCandidate = facts.unfinished !== undefined && (0,host_containers/* label */.Pf)(container, host_containers/* STACK_LABEL */.GF) !== undefined;
        return kind === 'one-shot' || again === true || targets.length === 0 || isCandidate || neverWrote(container)
            ? []
            : [
                `${project}/${service} is stopped, and what it has written to ${targets.join(', ')} is in a volume without a name, which a new container would not get: \`docker start ${name}\` on the server, and deploy again; where nothing of it is needed any more, \`docker rm ${name}\``,
            ];
    });
}
/** It was never started, and has no volume of one that was, as Compose gives it to the next container. */
function neverWrote({ State, HostConfig, Mounts }) {
    const given = JSON.stringify([HostConfig.Binds, HostConfig['Mounts']]);
    return State.Status === 'created' && !Mounts.some(({ Name }) => places_isAnonymous(Name) && given.includes(Name ?? ''));
}
function routerConflicts({ routed, facts, models, docker, identity }) {
    const ours = new Map(models.map(({ name, services }) => [name, services]));
    const isOurs = (container) => {
        const services = ours.get((0,host_containers/* label */.Pf)(container, host_containers/* PROJECT_LABEL */.NV) ?? '');
        const owner = (0,host_containers/* label */.Pf)(container, host_containers/* STACK_LABEL */.GF);
        return owner === undefined
            ? services?.[(0,host_containers/* label */.Pf)(container, host_containers/* SERVICE_LABEL */.fX) ?? ''] !== undefined
            : owner === identity.label && services !== undefined;
    };
    const own = [...routed].map(([owner, { routing }]) => ({ owner, routing }));
    const others = facts.containers
        .filter((container) => container.State.Running && !isOurs(container))
        .map((container) => {
        const labels = container.Config.Labels ?? {};
        const owner = (0,host_containers/* label */.Pf)(container, host_containers/* PROJECT_LABEL */.NV) ?? '';
        const service = (0,host_containers/* label */.Pf)(container, 'com.docker.compose.service') ?? '';
        const name = owner === '' ? `the container ${container.Name.replace(/^\//, '')}` : `${owner}/${service} (not of this stack)`;
        return {
            owner: name,
            routing: (0,proxy_routing/* routingOf */.C)({
                ...{ project: owner, service, labels, ports: (0,host_containers/* exposedPorts */.LZ)(container) },
                networks: networksOfContainer(container),
            }, docker),
        };
    });
    const names = new Set(own.map(({ owner }) => owner));
    return conflictsOf([...own, ...others])
        .filter(({ owners }) => owners.some((owner) => names.has(owner)))
        .map(({ text }) => `${text}: Traefik then answers 404 for it, or mixes them`);
}

;// CONCATENATED MODULE: ./lib/release/plan/refusals/resourceOwners.js

/** What of a release's networks, volumes and container names somebody else has, or may have. */
function ownerFaults(stack, models, resources, facts, known) {
    return [
        ...resources.flatMap((resource) => heldResource(resource, stack, facts)),
        ...unclearVolumes(resources, stack, facts, known),
        ...models.flatMap((model) => takenNames(model, stack, facts)),
    ];
}
function existing({ kind, name }, { networks, volumes }) {
    return kind === 'network' ? networks.find((one) => one.Name === name) : volumes.find((one) => one.Name === name);
}
function heldResource(resource, { identity }, facts) {
    const owner = existing(resource, facts)?.Labels?.[host_containers/* STACK_LABEL */.GF];
    const { kind, name } = resource;
    return owner === undefined || owner === identity.label
        ? []
        : [
            `the ${kind} ${name} belongs to ${owner}: write \`external: true\` with it if both are to use it, else give it another name`,
        ];
}
/** Compose made them, for a project of which nothing is left that could say whose it was: one answer for all of them. */
function unclearVolumes(resources, stack, facts, known) {
    const byProject = new Map();
    for (const resource of resources) {
        const project = resource.kind === 'volume' ? unclearProject(resource, stack, facts, known) : undefined;
        if (project !== undefined)
            byProject.set(project, (byProject.get(project) ?? new Set()).add(resource.name));
    }
    return [...byProject].map(([project, names]) => {
        const [some, is, another] = names.size === 1 ? ['volume', 'is', 'another name'] : ['volumes', 'are', 'other names'];
        return `the ${some} ${[...names].join(', ')} ${is} there already, of a Compose project ${project}, and neither a container nor a release shows whose it is: if it is this stack's, write \`takes-over: [${project}]\` below environments.${stack.environment} in stack.yml; if not, give ${names.size === 1 ? 'it' : 'them'} ${another}`;
    });
}
function unclearProject(resource, stack, facts, known) {
    const labels = existing(resource, facts)?.Labels;
    const project = labels?.[host_containers/* PROJECT_LABEL */.NV];
    if (project === undefined || labels?.[host_containers/* STACK_LABEL */.GF] !== undefined)
        return undefined;
    const isOurs = known.has(project) || stack.takesOver.includes(project) || isUsedByUs(resource.name, stack, facts, known);
    return isOurs ? undefined : project;
}
function isUsedByUs(name, { identity }, { current, containers }, known) {
    const models = Object.values(current?.models ?? {});
    const inRelease = models.some(({ volumes }) => Object.values(volumes ?? {}).some((one) => one?.name === name));
    const isOurs = (labels) => labels?.[host_containers/* STACK_LABEL */.GF] === undefined
        ? known.has(labels?.[host_containers/* PROJECT_LABEL */.NV] ?? '')
        : labels[host_containers/* STACK_LABEL */.GF] === identity.label;
    return (inRelease ||
        containers.some(({ Config, Mounts }) => isOurs(Config.Labels) && Mounts.some(({ Name }) => Name === name)));
}
/** Docker gives a name once: found here, not when the new container is to get it. */
function takenNames(model, { identity, environment }, { containers }) {
    return Object.entries(model.services).flatMap(([service, { container_name: name }]) => {
        if (name === undefined)
            return [];
        const holder = containers.find(({ Name }) => Name === `/${name}`);
        if (holder === undefined)
            return [];
        const owner = (0,host_containers/* label */.Pf)(holder, host_containers/* STACK_LABEL */.GF);
        const isPlace = (0,host_containers/* label */.Pf)(holder, host_containers/* PROJECT_LABEL */.NV) === model.name && (0,host_containers/* label */.Pf)(holder, host_containers/* SERVICE_LABEL */.fX) === service;
        if (isPlace && (owner ?? identity.label) === identity.label)
            return [];
        if (owner === identity.label)
            return [];
        return [
            `${model.name}/${service}: the container_name ${name} is taken by a container of ${owner ?? (0,host_containers/* label */.Pf)(holder, host_containers/* PROJECT_LABEL */.NV) ?? 'somebody else'}: leave it out, or write \`container_name: \${${envName(service)}_NAME:-${name}}\`, and ${envName(service)}_NAME=${name}-${environment} in the env file`,
        ];
    });
}
function envName(service) {
    return service.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}

;// CONCATENATED MODULE: ./lib/release/plan/refusals/startedFrom.js




/**
 * What runs before the first release was started from other Compose files than the ones that their names have chosen here: by `-f`, by
 * `COMPOSE_FILE`, or with a `docker-compose.override.yml`, which plain Compose takes along. Its ports, volumes and values would be gone, and
 * nobody could tell whether that is meant. Compose does not make a container anew for another list of files: what is as the files that are
 * read here say, by Compose's own hash, loses nothing.
 * @param names Compose project names by the names of stack.yml.
 */
function otherFilesFaults({ projects }, names, facts, likenesses = new Map()) {
    if (!(0,likeness/* isFirst */.Z)(facts))
        return [];
    return projects.flatMap((project) => {
        const { beside } = project;
        if (beside === undefined)
            return [];
        const own = project.files.map((file) => external_node_path_.posix.relative(project.path, file));
        const [first] = startedFrom(project, names[project.name] ?? '', facts, likenesses).filter(
        // Compose may have been told another project folder, such as the repository's root.
        ({ files }) => files.join() !== project.files.map((file) => external_node_path_.posix.normalize(file)).join() && isOther(files, own, beside));
        return first === undefined ? [] : [fault(project, first, own)];
    });
}
function startedFrom({ model }, name, { containers }, likenesses) {
    return containers.flatMap((one) => {
        const service = (0,host_containers/* label */.Pf)(one, host_containers/* SERVICE_LABEL */.fX) ?? '';
        const paths = (0,host_containers/* label */.Pf)(one, host_containers/* FILES_LABEL */.bf);
        const isFound = (0,host_containers/* label */.Pf)(one, host_containers/* PROJECT_LABEL */.NV) === name && (0,host_containers/* label */.Pf)(one, host_containers/* STACK_LABEL */.GF) === undefined;
        if (!isFound || !paths)
            return [];
        // One that no file here names any more ran on, or had ended long ago.
        if ((0,ownEntry/* ownEntry */.P)(model.services, service) === undefined && !one.State.Running)
            return [];
        const hash = likenesses.get(one.Id)?.composeHash;
        if (hash !== undefined && hash === (0,host_containers/* label */.Pf)(one, host_containers/* COMPOSE_HASH_LABEL */.r$))
            return [];
        const folder = (0,host_containers/* label */.Pf)(one, host_containers/* FOLDER_LABEL */.eO) ?? '/';
        const files = paths
            .split(',')
            .map((path) => (path.startsWith('/') ? external_node_path_.posix.relative(folder, path) : external_node_path_.posix.normalize(path)));
        return [{ service, files }];
    });
}
/** One file under another name may be the same one: whether anything differs is compared service by service. */
function isOther(files, own, beside) {
    const more = files.filter((file) => !own.includes(file));
    return more.some((file) => files.length > 1 || beside.includes(file));
}
function fault(project, { service, files }, own) {
    const more = files.filter((file) => !own.includes(file));
    const missing = more.filter((file) => project.beside?.includes(file) !== true);
    const list = (names) => (names.length === 1 ? `${names}` : `[${names.join(', ')}]`);
    return [
        `${project.name}: what runs (${service}) was started from ${files.join(' and ')}, and ${own.join(' and ')} alone is read here: what only ${more.join(' and ')} says would be gone`,
        ...(missing.length > 0
            ? [`${missing.join(', ')} is not beside it in the repository: add it, or give it by the input \`files\``]
            : []),
        `write in stack.yml which production runs: \`compose: ${list(files)}\` or \`compose: ${list(own)}\`, below projects.${project.name}`,
    ].join('; ');
}

// EXTERNAL MODULE: ./lib/host/likenessQuestion.js
var likenessQuestion = __webpack_require__(5328);
;// CONCATENATED MODULE: ./lib/release/plan/storage/covered.js









/**
 * Files of the release that would lie, read-only, where a service can write now: a file that it mounts writable, one in such a folder or volume.
 * What it has written there would be out of sight. Only its server can tell which of them are another than git's. Behind `:ro` somebody has said
 * that git's count.
 */
async function askCovered(stack, facts, ask) {
    const containers = new host_containers/* Containers */.Xd(facts, stack.identity);
    const models = stack.projects.map(({ model }) => (0,dollars/* singleDollars */.k)(model));
    const named = (0,projectName/* namedModels */.U)(stack, models, facts).models;
    const all = stack.projects.flatMap((project, index) => {
        const model = named[index];
        return model === undefined ? [] : coversOf(project, model, containers, facts);
    });
    if (all.length === 0)
        return [];
    const isCovered = await ask(await Promise.all(all.map(async ({ entry, asked }) => ({ ...asked, sum: await (0,likenessQuestion/* sumOf */.XN)(entry) }))));
    return all.map(({ found }) => found).filter(isCovered);
}
function coversOf(project, model, containers, facts) {
    return Object.entries(model.services).flatMap(([name, { volumes = [] }]) => {
        const mounts = volumes.flatMap(({ type, source, target, read_only: readOnly }) => {
            const mount = project.mounts.find((one) => type === 'bind' && (0,dollars/* singleDollars */.k)(one.source) === source);
            return mount?.kind === 'content' && readOnly !== true ? [{ mount, target }] : [];
        });
        const files = mounts.flatMap(({ mount, target }) => filesIn(mount.files).map((entry) => ({ mount, target, entry })));
        if (files.length === 0)
            return [];
        const there = containers
            .those(model.name, name)
            .map((container) => ({ container, places: placesOf(container, facts) }));
        const brought = broughtBefore(model.name, name, facts);
        return files.flatMap(({ mount, target, entry }) => {
            const path = external_node_path_.posix.resolve('/', target, entry.path);
            // Nothing writes to what is only run when a database is made.
            if (FIRST_START_ONLY.test(path))
                return [];
            return there.flatMap(({ container, places }) => {
                const now = writtenAt(places, path);
                if (now === undefined)
                    return [];
                const sent = brought(path);
                const at = { container: container.Id, path };
                const said = { service: (0,host_containers/* serviceKey */.jq)(model.name, name), mount: mount.path, isFile: entry.path === '' };
                const asked = { ...at, ...(now.kind === 'folder' && { from: now.source }), ...(sent !== undefined && { sent }) };
                return [{ entry, found: { ...at, ...said, source: now.source }, asked }];
            });
        });
    });
}
function placesOf(container, { root, volumes }) {
    return mountsOfContainer(container, { root, volumes, defined: new Map() });
}
/** Where a container writes to what outlives it at that path. */
function writtenAt(places, path) {
    const now = places_leadsTo(places, path);
    return now !== undefined && keepsData(now) ? now.place : undefined;
}
/** What the committed release has for a path of a service, on the server: also where the container is adopted and mounts its own. */
function broughtBefore(project, service, facts) {
    const model = (0,likeness/* isFirst */.Z)(facts) ? undefined : (0,dollars/* singleDollars */.k)(facts.current?.models[project]);
    if (model?.services[service] === undefined)
        return () => undefined;
    const mounts = mountsOfService(model, service, { root: facts.root, volumes: facts.volumes, defined: new Map() });
    return (path) => {
        const place = places_leadsTo(mounts, path)?.place;
        return place?.kind === 'release' ? place.source : undefined;
    };
}
/** What has bytes of git's; what only tells people about a folder no service reads. */
function filesIn(files = []) {
    return files.filter(({ path, from, isFolder, link }) => isFolder !== true && link === undefined && from !== undefined && (path === '' || !(0,mountKind/* isAbout */.KH)(path)));
}
/** What else than leaving it behind a user can do about files that a service has written. */
function coveredAdvice(covered) {
    if (covered.length === 0)
        return [];
    const paths = [...new Set(covered.map(({ mount, isFile, path }) => (isFile ? mount : `${mount} (${path})`)))];
    return [
        `where the service does not write to it (${paths.join(', ')}), and git's is to count: write \`:ro\` behind the mount`,
        'where it is what the service writes: take it out of git (`git rm --cached FILE`, and a line in .gitignore), and it stays the server’s own',
    ];
}

;// CONCATENATED MODULE: ./lib/release/plan/storage/leaveDataAdvice.js
/**
 * What a user can do about data that would be left behind.
 * @param unnamed Words of what is in volumes without a name, which nothing can mount again.
 */
function leaveDataAdvice({ name }, words, unnamed) {
    const all = [...new Set([...words, ...unnamed])];
    if (all.length === 0)
        return [];
    const list = all.map((word) => JSON.stringify(word)).join(', ');
    return [
        ...(all.some((word) => !unnamed.includes(word))
            ? ['to keep the data, mount at these paths what is mounted there now']
            : []),
        `to leave it where it is, and begin without it, write into stack.yml (where there is none, below the line \`name: ${name}\`): leave-data: [${list}]`,
    ];
}

;// CONCATENATED MODULE: ./lib/release/plan/refuse.js











/**
 * Refuses a release that cannot be made, with every reason at once.
 * @throws Refused
 */
function refuse(findings) {
    const { settled, services, input, data } = findings;
    const { models } = settled;
    const portsHeld = portFaults({ models, planned: services.planned, facts: input.facts });
    const faults = [
        ...data.replaced.faults,
        ...stackFaults(findings),
        ...services.faults,
        ...serverFaults(findings),
        ...portsHeld,
        ...data.storage.faults,
        ...data.writers.faults,
    ];
    if (faults.length === 0)
        return;
    const all = [...new Set(faults)];
    const replaced = unnamedVolumes({ ...settled, ...services });
    const unnamed = [...data.storage.unnamed.map(unnamedWord), ...unnamedWords(replaced, settled)];
    const todo = [
        ...unnamedAdvice([...replaced, ...data.storage.unnamed], settled),
        ...leaveDataAdvice(settled.stack, data.storage.words, unnamed),
        ...data.writers.todo,
        ...coveredAdvice(data.storage.covered),
        ...portAdvice(portsHeld),
    ];
    throw (0,errors/* refuseAll */.cp)(`This release cannot be made (${all.length === 1 ? 'one reason' : `${all.length} reasons`})`, all, {
        about: 'plan',
        ...(todo.length > 0 && { todo }),
    });
}
/** What was found before any service was compared. */
function stackFaults({ input: { facts, likenesses }, settled: { stack, named, projects } }) {
    return [
        ...named.faults,
        ...(0,projectName/* twinFaults */.M)(stack, facts),
        ...otherFilesFaults(stack, named.names, facts, likenesses),
        ...(0,preflight/* preflightFaults */.l)(facts),
        ...projects.flatMap((project) => project.faults),
    ];
}
/** What the release would do to what is there. */
function serverFaults({ input: { facts }, settled, before, services }) {
    const { stack, models, resources, named } = settled;
    return [
        ...resourceFaults(models, resources, facts),
        ...ownerFaults(stack, named.models, resources, facts, named.known),
        ...refusals({ ...settled, ...services, identity: stack.identity, facts, running: before.running }),
    ];
}

;// CONCATENATED MODULE: ./lib/release/plan/adopt.js










/**
 * Something that ran before us, as a release: so that it can be undone to, and rolled back to. Of a Compose project only the services that the
 * files have, too: the others are somebody else's. Undefined where nothing of the stack runs, or where a release of ours is committed already.
 */
function adoptRunning(context) {
    const { stack, facts } = context;
    if (facts.current !== undefined)
        return undefined;
    const found = foundServices(context);
    if (!found.some(({ container }) => container.State.Running))
        return undefined;
    const meta = adoptedMeta(context);
    const models = adoptedModels(found, stack);
    const adopted = found
        .map((one) => ({
        ...one,
        line: adoptedService(context, models, one),
        routing: routingOfFound(one, context.docker),
    }))
        .sort((one, other) => one.line.wave - other.line.wave);
    const services = adopted.map(({ line }) => line);
    const definitions = (0,proxy_routes/* definitionsOf */.mu)(adopted.map(({ routing }) => routing));
    const routes = adopted.flatMap((one) => (0,proxy_routes/* routesOf */.eV)({ ...one, stackId: stack.id, definitions }));
    return {
        id: meta['id'] ?? '',
        meta,
        models,
        services,
        routes: routes.length === 0 ? [] : [...routes, ...(0,proxy_routes/* stackLines */.yH)(stack.id)],
        moves: adopted.flatMap(({ line, container, routing }) => (0,routing_moves/* moveOf */.ds)(line, textOf(models, line), container.Config.Labels ?? {}, routing)),
        storage: [],
        names: [],
        resources: [],
        secrets: [],
        files: [],
        binds: [],
        ports: [],
        json: (0,records_meta/* releaseJson */.qu)(meta, stack.environment, models, services),
    };
}
function foundServices({ stack, facts, models, oneShots }) {
    const containers = new host_containers/* Containers */.Xd(facts, stack.identity);
    return models.flatMap(({ name: project, services: wanted }) => {
        const run = containers.servicesOf(project).filter((service) => (0,ownEntry/* ownEntry */.P)(wanted, service) !== undefined);
        return [
            ...run.map((service) => ({ service, those: containers.running(project, service) })),
            ...oneShots(project).map((service) => ({ service, those: [containers.ended(project, service)] })),
        ].flatMap(({ service, those: [container, ...others] }) => container === undefined ? [] : [{ project, service, container, replicas: 1 + others.length }]);
    });
}
function adoptedMeta({ stack, facts, seq, now, toolVersion, projects }) {
    return (0,records_meta/* metaOf */.fX)({
        ...{ seq, kind: 'adopted', event: records_meta/* ADOPTED_EVENT */.Rt, now, toolVersion, projects },
        ...{ stackId: stack.id, identity: stack.identity },
    }, '', facts.key);
}
/** Models by Compose project, made of what the containers say. */
function adoptedModels(found, { identity }) {
    const projects = [...new Set(found.map(({ project }) => project))];
    return Object.fromEntries(projects.map((name) => {
        const texts = found
            .filter(({ project }) => project === name)
            .map(({ service, container }) => [service, adoptedText(container, identity.label)]);
        const networks = texts.flatMap(([, text]) => Object.keys(text.networks ?? {}));
        const volumes = texts.flatMap(([, text]) => (text.volumes ?? []).flatMap(({ type, source }) => (type === 'volume' && source !== undefined ? [source] : [])));
        const services = Object.fromEntries(texts);
        return [name, { name, services, networks: external(networks), volumes: external(volumes) }];
    }));
}
/** A container made anew from it would be ours. */
function adoptedText(container, stackLabel) {
    const text = (0,dollars/* doubleDollars */.R)((0,containerAsService/* serviceOf */.z5)(container));
    return { ...text, labels: { ...text.labels, [host_containers/* STACK_LABEL */.GF]: stackLabel } };
}
function textOf(models, { project, service }) {
    return (0,ownEntry/* ownEntry */.P)((0,ownEntry/* ownEntry */.P)(models, project)?.services, service) ?? {};
}
function routingOfFound({ project, service, container }, docker) {
    return (0,proxy_routing/* routingOf */.C)({
        ...{ project, service, labels: container.Config.Labels ?? {}, ports: (0,host_containers/* exposedPorts */.LZ)(container) },
        networks: networksOfContainer(container),
    }, docker);
}
function external(names) {
    return Object.fromEntries(names.map((name) => [name, { name, external: true }]));
}
function adoptedService({ stack, known: knownOf }, models, { project, service, container, replicas }) {
    const known = knownOf(project, service);
    const name = container.Name.replace(/^\//, '');
    const given = [`${project}-${service}-`, `${project}_${service}_`].some((prefix) => name.startsWith(prefix));
    const model = (0,ownEntry/* ownEntry */.P)(models, project) ?? { name: project, services: {} };
    return {
        project,
        service,
        hash: hashOf({
            ...normalForm(model, service),
            adopted: (0,host_containers/* serviceKey */.jq)((0,host_containers/* label */.Pf)(container, host_containers/* COMPOSE_HASH_LABEL */.r$) ?? '', container.Image),
        }),
        class: known?.class ?? 'exclusive',
        replicas,
        image: container.Image,
        tag: (0,records_meta/* imageTag */.I_)(stack, project, service, container.Image),
        wave: known?.wave ?? 0,
        drainSeconds: 0,
        check: adopt_checkOf(container),
        ...(given ? {} : { containerName: name }),
        startTimeoutSeconds: 120,
        restart: (0,containerAsService/* restartPolicyOf */.fq)(container),
        parallelism: 0,
    };
}
function adopt_checkOf(container) {
    const test = container.Config.Healthcheck?.Test;
    if (test !== undefined && test[0] !== 'NONE')
        return { kind: 'image' };
    const ports = (0,host_containers/* exposedPorts */.LZ)(container);
    return ports.length > 0 ? { kind: 'tcp', port: Math.min(...ports) } : { kind: 'running' };
}

;// CONCATENATED MODULE: ./lib/release/plan/releaseBefore.js






function releaseBefore(input, settled) {
    const { facts } = input;
    const { projects, named, containers } = settled;
    const adopted = adopt(input, settled);
    const running = runningRelease(facts, adopted);
    const previous = facts.current?.id ?? adopted?.id;
    const unlike = (0,likeness/* isFirst */.Z)(facts)
        ? unlikeMoved(recognise(projects, named.models, running.services, containers, input.likenesses), projects, input)
        : new Map();
    return {
        ...(adopted !== undefined && { adopted }),
        running,
        routes: facts.current === undefined ? (adopted?.routes ?? []) : (0,record/* readLines */.Se)(records_release/* ROUTES */.bw, facts.current.routes),
        unlike,
        ...(previous !== undefined && { previous }),
        seq: facts.lastSeq + (adopted === undefined ? 1 : 2),
    };
}
function adopt({ facts, now, toolVersion }, settled) {
    const { stack, models, named, docker, classes, waveOf } = settled;
    return adoptRunning({
        ...{ stack, models, projects: named.names, facts, seq: facts.lastSeq + 1, now, toolVersion, docker },
        known: (project, service) => {
            const classified = classes.get(`${project}/${service}`);
            return classified === undefined ? undefined : { class: classified.class, wave: waveOf(project, service) };
        },
        oneShots: (project) => [...classes].flatMap(([key, { class: kind }]) => kind === 'one-shot' && key.startsWith(`${project}/`) ? [key.slice(project.length + 1)] : []),
    });
}
function runningRelease({ current, unfinished }, adopted) {
    if (current !== undefined)
        return {
            services: (0,record/* readLines */.Se)(records_release/* SERVICES */.Bg, current.services),
            models: current.models,
            unfinished: unfinished !== undefined,
        };
    return { services: adopted?.services ?? [], models: adopted?.models ?? {} };
}
/** What runs of a tag that stands for another image now is not what the files say, however alike it is. */
function unlikeMoved(unlike, projects, { lookups }) {
    const found = new Map(unlike);
    for (const { model, images } of projects) {
        for (const [name, { reference = '' }] of images) {
            const [key, moved] = [`${model.name}/${name}`, lookups.moved.get(reference)];
            const reasons = found.get(key);
            if (moved !== undefined && reasons !== undefined)
                found.set(key, [moved, ...reasons.filter((one) => one !== 'image')]);
        }
    }
    return found;
}
/**
 * What was recognised has in the adopted release the text of the new one, which says more than what Docker tells of a container: from it an undo
 * makes a container anew that a person took away.
 */
function withRecognisedTexts(adopted, release, environment, unlike) {
    const models = Object.fromEntries(Object.entries(adopted.models).map(([name, model]) => {
        const now = release.models[name];
        const known = Object.keys(model.services).filter((service) => unlike.get(`${name}/${service}`)?.length === 0);
        if (now === undefined || known.length === 0)
            return [name, model];
        const services = Object.fromEntries(known.map((service) => [service, now.services[service] ?? {}]));
        // The texts name networks and volumes by the keys of the new model.
        return [
            name,
            {
                ...model,
                services: { ...model.services, ...services },
                networks: { ...model.networks, ...now.networks },
                volumes: { ...model.volumes, ...now.volumes },
                ...(now.secrets !== undefined && { secrets: { ...model.secrets, ...now.secrets } }),
                ...(now.configs !== undefined && { configs: { ...model.configs, ...now.configs } }),
            },
        ];
    }));
    return {
        ...adopted,
        models,
        secrets: release.secrets,
        json: (0,records_meta/* releaseJson */.qu)(adopted.meta, environment, models, adopted.services),
    };
}

// EXTERNAL MODULE: ./lib/health/routers.js
var routers = __webpack_require__(5244);
// EXTERNAL MODULE: ./lib/health/skips.js
var skips = __webpack_require__(2410);
// EXTERNAL MODULE: ./lib/release/plan/routing/proxyMeta.js
var proxyMeta = __webpack_require__(4217);
;// CONCATENATED MODULE: ./lib/release/plan/releaseOf.js








/** The release as the server will keep it. */
function releaseOf(findings) {
    const { input, settled, before, services, data } = findings;
    const { stack, projects } = settled;
    const meta = { ...originMeta(findings), ...(0,proxyMeta/* proxyMeta */.A)(input.facts, settled.own) };
    const lines = services.planned.map(lineOf);
    return {
        id: (0,records_meta/* releaseId */.Bf)(before.seq, input.event.commit),
        meta,
        models: services.composeModels,
        services: lines,
        routes: routeLines(stack.id, services.planned, settled.routed),
        moves: services.moves,
        storage: data.storage.kept,
        names: data.names,
        resources: uniqueResources(settled.resources),
        secrets: input.secretForms ?? [],
        files: releaseFiles(stack.projects, Object.values(services.composeModels), contentNames(input.facts)),
        binds: ownPlaces(projects.flatMap((project) => project.mounts)),
        ports: publishedPorts(lines, settled.models),
        json: (0,records_meta/* releaseJson */.qu)(meta, stack.environment, services.composeModels, lines),
    };
}
function originMeta({ input, settled: { stack, named, models }, before }) {
    const { event, now, toolVersion, facts } = input;
    const labels = models.flatMap(({ services }) => Object.values(services).map((service) => service.labels ?? {}));
    return (0,records_meta/* metaOf */.fX)({
        ...{ seq: before.seq, kind: 'deploy', event, now, toolVersion },
        ...{ stackId: stack.id, identity: stack.identity, projects: named.names },
        built: (0,builtRecord/* writeRecord */.rh)(input.images, facts),
        skip: (0,skips/* plainSkips */.ZU)(stack.health.flatMap(({ skip }) => skip ?? []), labels.flatMap((one) => (0,routers/* routedUrls */.M)(one))),
        ...(before.previous !== undefined && { previous: before.previous }),
        ...(before.adopted !== undefined && { adopt: before.adopted.id }),
    }, input.envText, facts.key);
}
/** Of what was planned, what the server keeps. */
function lineOf({ change: _change, again: _again, because: _because, classReason: _reason, previousReplicas: _replicas, routed: _routed, ...service }) {
    return service;
}
function uniqueResources(resources) {
    return [...new Map(resources.map((resource) => [`${resource.kind} ${resource.name}`, resource])).values()];
}

;// CONCATENATED MODULE: ./lib/release/plan/makeRelease.js









/**
 * Makes the release of a stack for one host, and the plan that says what becomes of each service and why.
 * @throws Refused with every reason at once; nothing was changed anywhere
 */
function makeRelease(input) {
    const { facts, stack } = input;
    const [first, ...others] = proxiesFor(facts, labelledServices(stack));
    if (first === undefined || others.length === 0)
        return makeThroughProxy(input);
    // Which services change is known only when the plan is made.
    let fault;
    for (const proxy of [first, ...others]) {
        try {
            return makeThroughProxy({ ...input, facts: { ...facts, proxy } });
        }
        catch (error) {
            fault ??= error;
        }
    }
    throw fault;
}
/** The same, through the Traefik of the facts. */
function makeThroughProxy(input) {
    const settled = settleStack(input);
    const before = releaseBefore(input, settled);
    const services = planServices(input, settled, before);
    const data = planStorage(input, settled, before, services);
    const findings = { input, settled, before, services, data };
    refuse(findings);
    const release = releaseOf(findings);
    return {
        release,
        ...(before.adopted !== undefined && {
            adopted: withRecognisedTexts(before.adopted, release, settled.stack.environment, before.unlike),
        }),
        plan: planOf(findings, release),
    };
}

;// CONCATENATED MODULE: ./lib/release/transaction/planAnswers.js







/** @param known What the server has said of images already. */
async function askForPlan(deployment, facts, known, options) {
    const { stack, stackctl, signal } = deployment;
    const references = await resolveImages({ ...deployment, ...options }, facts, known);
    const likenesses = await (0,likeness/* askLikeness */.e)(stack, facts, (question) => stackctl.likeness(question, { signal }));
    const defaults = mayBeForgotten(deployment, facts) ? await deployment.defaults() : {};
    const folders = foldersToAsk(stack, facts);
    const namesThere = folders.length > 0 ? await stackctl.names(folders, { signal }) : undefined;
    const covered = await askCovered(stack, facts, (files) => stackctl.covered(files, { signal }));
    return { references, likenesses, defaults, namesThere, covered };
}
/** Only what runs can be replaced by a default, and only where the variables are not those of the release before. */
function mayBeForgotten({ envText }, { containers, current, key }) {
    const known = current?.meta['kind'] === 'adopted' ? undefined : current?.meta['env_sum'];
    return containers.length > 0 && known !== (0,records_meta/* envSum */.DK)(envText, key);
}
/** Makes the plan without asking anything any more: what a dry run prints. */
function planDeployment(deployment, images, facts, staticTexts, { references, ...answers }) {
    const { stack, notices, envText, secretForms, event, toolVersion, gateWindowSeconds } = deployment;
    return makeRelease({
        ...{ stack, images, notices, facts, envText, secretForms, event, toolVersion, gateWindowSeconds },
        ...{ ...references, ...answers, staticTexts },
        now: new Date(),
        waves: (0,order/* wavesOf */.g)(stack.projects),
    });
}

;// CONCATENATED MODULE: ./lib/release/transaction/refuseOlder.js

const ALL_THE_SAME = 'or deploy it all the same with the input `force: true`';
const AFTER_PERSON = [
    'push what is to be deployed, or start a new run by hand (`workflow_dispatch`); *Re-run* keeps a run’s number',
    ALL_THE_SAME,
];
const AFTER_ROLLBACK = [
    'push what mends the fault, or an empty commit: the run of a push is newer than the rollback',
    'or start a new run by hand (`workflow_dispatch`); *Re-run* keeps a run’s number, and is refused again',
    ALL_THE_SAME,
];
/**
 * Whether this may go over what serves now. The server asks the same of the order under its lock; here it costs no build and no upload, and
 * leaves no release behind. A run that is started again keeps its number: behind a rollback it stays the older one.
 * @throws Overtaken where a newer run was deployed already; Refused after a rollback, which somebody wanted, and where a person began too early
 */
function refuseOlder(cause, { current }) {
    const { event, force } = cause;
    if (force || current === undefined)
        return;
    if (current.meta['kind'] === 'rollback') {
        refuseOverRollback(cause, current);
        return;
    }
    const [order, committed] = [Number(event.order), Number(current.meta['order'] ?? 0)];
    if (isBehindPerson(cause, current.meta))
        throw new errors/* Overtaken */.cO(`run ${event.order} was made before release ${current.id}, which somebody has deployed from a shell`, {
            code: 'superseded',
            todo: AFTER_PERSON,
        });
    if (!(order < committed))
        return;
    if (event.runUrl === '')
        throw new errors/* Refused */.Lw(`superseded: run ${committed} has deployed release ${current.id} meanwhile`, {
            code: 'superseded',
            todo: ['get what is new first: git pull', 'then the same command once more'],
        });
    throw new errors/* Overtaken */.cO(`run ${event.order} is older than release ${current.id}, which run ${committed} has deployed`, {
        code: 'superseded',
        todo: ['to deploy this commit again, push one that reverts to it, or go back by the action rollback', ALL_THE_SAME],
    });
}
/**
 * A deploy from a shell has the number of the release that it went over: the run of that number, and one that waited meanwhile, would put older
 * code back.
 */
function isBehindPerson({ event, madeAt }, meta) {
    if (event.runUrl === '' || meta['kind'] !== 'deploy' || (meta['run_url'] ?? '') !== '')
        return false;
    return Number(event.order) === Number(meta['order'] ?? 0) || madeBefore(madeAt, meta);
}
/** Whether a run was made before a release; so it counts where that does not say when it was made, and not where the run does not. */
function madeBefore(madeAt, meta) {
    return madeAt !== undefined && !(madeAt > Date.parse(meta['created_at'] ?? ''));
}
/** Whoever rolls back wants what runs or waits then not to be deployed. */
function refuseOverRollback({ event, madeAt, scheduled, facts }, { id, meta }) {
    const isRun = event.runUrl !== '';
    const [order, committed] = [Number(event.order), Number(meta['order'] ?? 0)];
    const superseded = (what) => new errors/* Refused */.Lw(`superseded: ${what}`, {
        code: 'superseded',
        todo: isRun
            ? AFTER_ROLLBACK
            : ['ask who rolled back, and why', 'then, if it is still wanted, the same command once more'],
    });
    if (scheduled)
        throw new errors/* Refused */.Lw(`release ${id} is a rollback: a scheduled run does not deploy over it`, {
            todo: ['push what mends the fault', 'or start a new run by hand (`workflow_dispatch`)'],
        });
    // A rollback from a shell has the number of the release that it took back.
    if (order < committed || (isRun && order === committed))
        throw superseded(`run ${event.order} is older than the rollback to release ${id} (run ${committed})`);
    if (facts.current?.id !== id)
        throw superseded(`${id}, a rollback, was committed while this deploy was at work`);
    if (!isRun || madeAt === undefined || (meta['run_url'] ?? '') !== '')
        return;
    if (madeBefore(madeAt, meta))
        throw superseded(`run ${event.order} was made at ${new Date(madeAt).toISOString()}, before the rollback to release ${id}, at ${meta['created_at'] || 'an unknown time'}`);
}

// EXTERNAL MODULE: ./lib/host/sendImages.js
var sendImages = __webpack_require__(1620);
;// CONCATENATED MODULE: ./lib/release/plan/images/sent.js

/** Images that no registry has: what the server gets, one of each, and under which of our tags. */
function imagesToSend(stack, images) {
    const found = images.flatMap(({ project, service, imageId, onServer }) => imageId === undefined || onServer ? [] : [{ imageId, tag: (0,records_meta/* imageTag */.I_)(stack, project, service, imageId) }]);
    return [...new Map(found.map((image) => [image.imageId, image])).values()];
}
/** The images as the server calls them; those that it does not have yet keep this runner's id. @param ids By tag, as the server said. */
function asOnServer(images, sent, ids) {
    const tags = new Map(sent.map(({ imageId, tag }) => [imageId, tag]));
    return images.map((image) => {
        const tag = tags.get(image.imageId ?? '');
        const imageId = tag === undefined ? undefined : ids.get(tag);
        return tag === undefined || imageId === undefined ? image : { ...image, imageId, serverTag: tag };
    });
}

;// CONCATENATED MODULE: ./lib/release/transaction/sending.js


/**
 * The plan, with images that no registry holds called as the server calls them. What it lacks is sent when nothing of the plan was refused:
 * only a server that has an image says its id.
 * @param plan Makes the plan with these images; changes nothing.
 * @throws Refused
 */
async function planWithImages({ host, stack, images, signal, log, }, plan, { dryRun }) {
    const local = imagesToSend(stack, images);
    if (local.length === 0)
        return plan(images);
    const tags = local.map(({ tag }) => tag);
    const there = await (0,sendImages/* idsOnServer */.tB)(host, tags, { signal });
    const planned = plan(asOnServer(images, local, there));
    const missing = local.filter(({ tag }) => !there.has(tag));
    if (missing.length === 0 || dryRun)
        return planned;
    const sent = await (0,sendImages/* sendImages */.Fi)(host, missing, { signal });
    log(`${missing.length} images sent to the server`);
    return plan(asOnServer(images, local, new Map([...there, ...sent])));
}

;// CONCATENATED MODULE: ./lib/release/transaction/runDeployment.js












/** How many times a plan is made anew because another deploy was committed meanwhile. */
const PLANS = 4;
/**
 * Plans, uploads and runs one deploy, until the server has committed and runs exactly the digests that were asked for.
 * @throws Overtaken, Refused, Undone, UndoFailed, OutcomeUnknown
 */
async function deploy(deployment, options) {
    const known = new Map();
    const staticTexts = await (0,ownTraefik/* readStaticTexts */.Hz)(deployment.stack);
    let facts = deployment.facts;
    for (let plans = 1;; plans += 1) {
        if (!options.dryRun)
            await fence(deployment, facts);
        try {
            return await planAndRun({ ...deployment, facts }, known, staticTexts, options);
        }
        catch (error) {
            if (!isStale(error) || plans >= PLANS)
                throw error;
            deployment.log('another release was committed meanwhile: planning again');
            facts = await deployment.stackctl.facts({ signal: deployment.signal });
        }
    }
}
/**
 * Whether this may go over what serves: asked before anything is built, and again of what was committed meanwhile.
 * @throws Overtaken, Refused
 */
async function fence(deployment, now) {
    refuseOlder(deployment, now);
    await deployment.refuseBehind(now);
}
/** Whether another release was committed since the plan was made. Whether it may be deployed over, the fence says next. */
function isStale(error) {
    return error instanceof errors/* Refused */.Lw && (error.code === 'stale' || error.code === 'superseded');
}
/** One plan, and what comes of it. */
async function planAndRun(deployment, known, staticTexts, options) {
    const { facts } = deployment;
    // Beside the planning, which may find that the stack runs under another name.
    const guessed = guessedProjects(deployment);
    const begun = options.dryRun ? undefined : deployment.guard(guessed, facts);
    const answers = await askForPlan(deployment, facts, known, options);
    const made = await planWithImages(deployment, (images) => planDeployment(deployment, images, facts, staticTexts, answers), options);
    const { plan } = made;
    if (begun === undefined)
        return planned(deployment, plan);
    deployment.onPlan(plan);
    const projects = [...new Set(plan.services.map(({ project }) => project))];
    const guard = projects.every((name) => guessed.includes(name)) ? begun : deployment.guard(projects, facts);
    const { services } = made.release;
    if (isThere(made, facts))
        return { outcome: 'unchanged', plan, services, facts, guard };
    return { outcome: 'deployed', plan, events: await runRelease(deployment, made, guard), services };
}
function guessedProjects({ stack, facts }) {
    return [...stack.projects.map(({ model }) => model.name), ...Object.keys(facts.current?.models ?? {})];
}
async function planned({ host, signal, onPlan }, made) {
    const missing = await missingSources(made, host, signal);
    const plan = { ...made, notices: [...made.notices, ...missing] };
    onPlan(plan);
    return { outcome: 'planned', plan };
}
/** Whether the server runs and knows all of this already. */
function isThere({ plan, release }, facts) {
    // What was built of other sources to the same image is written down, too: else it would be built again with every deploy.
    const complete = absentFiles(release, facts).length === 0 && (0,builtRecord/* isRecorded */.TN)(release.meta['built'] ?? '', facts);
    const settled = facts.unfinished === undefined && facts.pin === undefined;
    return plan.unchanged && complete && facts.current !== undefined && settled;
}
/** What services mount that the server does not have, or not as it was sent. */
function absentFiles({ files }, facts) {
    return files.filter(({ name }) => !facts.files.includes(name));
}
function runRelease(deployment, { release, adopted, plan }, guard) {
    const { stackctl, facts, force } = deployment;
    const tar = (0,host_tar/* packRelease */.r)({
        config: deployment.registryLogin,
        release: releaseTexts(release),
        ...(adopted !== undefined && { adopt: releaseTexts(adopted) }),
        files: absentFiles(release, facts),
    });
    const unchanged = plan.services.filter(({ change }) => change === 'unchanged');
    const kept = new Set(unchanged.map(({ project, service }) => (0,host_containers/* serviceKey */.jq)(project, service)));
    return (0,drive/* drive */.r)({
        ...deployment,
        release: release.id,
        services: release.services,
        projects: (0,records_meta/* readProjectNames */.A_)(release.meta['projects']),
        moved: plan.services,
        kept: release.services.filter(({ project, service }) => kept.has((0,host_containers/* serviceKey */.jq)(project, service))),
        guard,
        begin: (options) => stackctl.deploy(release.id, tar, { ...options, force }),
    });
}


/***/ }),

/***/ 2305:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ serverOf),
/* harmony export */   X: () => (/* binding */ statusCommandOf)
/* harmony export */ });
/* harmony import */ var _host_failures_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5523);

/** What a person types on his own machine to see how the stack stands. */
function statusCommandOf(host, stackctl) {
    return `ssh ${host.name.replace(/:(\d+)$/, ' -p $1')} '${stackctl.path} status'`;
}
/**
 * One release's transaction on a server, as the runner drives it.
 * @param begin What starts it: a deploy brings its release along, a rollback makes one on the server.
 */
function serverOf({ stackctl, host }, release, begin) {
    const answer = ({ state, stderr, code, refusal, containers }) => ({
        state,
        reason: refusal?.message ?? stderr.replace(/^stackctl: /gm, '').trim(),
        ...(code && { code }),
        ...(refusal && { todo: refusal.todo }),
        ...(containers && { containers }),
    });
    return {
        start: async (onLine) => answer(await begin(onLine)),
        watch: async (from, onLine, say) => answer(await stackctl.watch(release, from, { onLine, ...(say && { say }) })),
        abort: async () => void (await stackctl.abort(release)),
        heartbeat: () => stackctl.heartbeat(release),
        recover: () => stackctl.recover(),
        reconnect: () => host.reconnect(),
        isConnectionLost: (error) => error instanceof _host_failures_js__WEBPACK_IMPORTED_MODULE_0__/* .ConnectionLost */ .pz,
        statusCommand: statusCommandOf(host, stackctl),
    };
}


/***/ })

};
