export const id = 860;
export const ids = [860];
export const modules = {

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


/***/ })

};
