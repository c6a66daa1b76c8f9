export const id = 745;
export const ids = [745];
export const modules = {

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


/***/ })

};
