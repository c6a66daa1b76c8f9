export const id = 517;
export const ids = [517];
export const modules = {

/***/ 8931:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ namedModels),
  M: () => (/* binding */ twinFaults)
});

// EXTERNAL MODULE: ./lib/host/containers.js
var host_containers = __webpack_require__(3304);
// EXTERNAL MODULE: ./lib/runtime/ownEntry.js
var ownEntry = __webpack_require__(6030);
// EXTERNAL MODULE: ./lib/stack/identity.js
var stack_identity = __webpack_require__(5488);
// EXTERNAL MODULE: ./lib/release/records/meta.js
var meta = __webpack_require__(7623);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/image/reference.js
var reference = __webpack_require__(8424);
;// CONCATENATED MODULE: ./lib/release/plan/names/belonging.js




/** The label of another stack that holds a Compose project, by what it has made or by the release that it serves. */
function holderOf(project, own, facts) {
    const labelled = [
        ...facts.containers.map(({ Config }) => Config.Labels),
        ...facts.networks.map(({ Labels }) => Labels),
        ...facts.volumes.map(({ Labels }) => Labels),
    ].flatMap((labels) => (labels?.[host_containers/* PROJECT_LABEL */.NV] === project ? (labels[host_containers/* STACK_LABEL */.GF] ?? []) : []));
    const beside = facts.otherStacks.flatMap((one) => (one.project === project ? one.identity.label : []));
    return [...labelled, ...beside].find((one) => one !== own.label);
}
/** What runs, or ran, under a project's name without a label of ours; undefined where nothing does. */
function unlabelled(name, project, stack, facts) {
    const containers = facts.containers.filter((one) => (0,host_containers/* label */.Pf)(one, host_containers/* PROJECT_LABEL */.NV) === name &&
        (0,host_containers/* label */.Pf)(one, host_containers/* STACK_LABEL */.GF) === undefined &&
        (0,host_containers/* label */.Pf)(one, host_containers/* ONE_OFF_LABEL */.e8) !== 'True');
    if (containers.length === 0)
        return undefined;
    const found = { project: name, containers };
    if (stack.takesOver.includes(name))
        return { ...found, against: [], isUnclear: false };
    const strange = [...checkoutReasons(found, stack, facts), ...contentReasons(found, project.model, stack, facts)];
    const other = otherEnvironment(found, stack);
    const isUnclear = other === undefined && mayBePlain(found, stack);
    return {
        ...found,
        against: [
            ...strange,
            ...(other === undefined ? [] : [`its name says that it is ${other}`]),
            ...(isUnclear
                ? [`nobody can tell whether it is ${stack.environment} or ${plainEnvironment(stack.environments)}`]
                : []),
        ],
        isUnclear: isUnclear && strange.length === 0,
    };
}
/** Whether the stack has made something of a project: what bears its label. */
function hasOurs(name, { identity }, { containers }) {
    return containers.some((one) => (0,host_containers/* label */.Pf)(one, host_containers/* PROJECT_LABEL */.NV) === name && (0,host_containers/* label */.Pf)(one, host_containers/* STACK_LABEL */.GF) === identity.label);
}
/**
 * Whether something shows that a project of another name is this stack's, beyond that it is alike: a service `db` of `postgres` is in
 * many a project, and all of several services with their images are hardly there by chance.
 */
function isShown(found, project, stack, facts) {
    return (stack.takesOver.includes(found.project) ||
        found.project === project.model.name ||
        isCheckout(found, project, stack, facts) ||
        found.containers.some((one) => hasOwnImage(one, project.model, stack)) ||
        isWhole(found, project.model, stack));
}
/** It was started where a checkout of this repository has the project's Compose file. */
function isCheckout(found, { files }, { identity }, { checkouts }) {
    const folders = foldersOf(found);
    const at = external_node_path_.posix.dirname(files[0] ?? '');
    const isAt = (folder) => at === '.' || folder.endsWith(`/${at}`);
    return (identity.repository !== 'unknown' &&
        folders.length > 0 &&
        folders.every((folder) => checkouts[folder] === identity.repository && isAt(folder)));
}
/** An image that the stack builds, by the name that its files or its registry give. Compose calls anybody's `PROJECT-SERVICE`. */
function hasOwnImage(one, { services }, stack) {
    const wanted = (0,ownEntry/* ownEntry */.P)(services, (0,host_containers/* label */.Pf)(one, host_containers/* SERVICE_LABEL */.fX) ?? '');
    const running = (0,reference/* repositoryOfImage */.j5)(one.Config.Image);
    return (isKept(running, stack) ||
        (wanted?.build !== undefined && wanted.image !== undefined && running === (0,reference/* repositoryOfImage */.j5)(wanted.image)));
}
/** All services of the files are there, more than one, each with its image. */
function isWhole({ project, containers }, model, stack) {
    const names = Object.keys(model.services);
    const isThere = (name) => {
        const ones = containers.filter((one) => (0,host_containers/* label */.Pf)(one, host_containers/* SERVICE_LABEL */.fX) === name);
        const isSame = (one) => !one.Config.Image.startsWith('sha256:') && isImageOf(one, project, name, model, stack);
        return ones.length > 0 && ones.every(isSame);
    };
    return names.length > 1 && names.every(isThere);
}
/** Its working folder is a checkout of another repository. */
function checkoutReasons(found, { identity }, { checkouts }) {
    return foldersOf(found).flatMap((folder) => {
        const repository = checkouts[folder];
        return repository === undefined || repository === identity.repository || identity.repository === 'unknown'
            ? []
            : [`it was started in ${folder}, a checkout of ${repository}`];
    });
}
/** Its services or images are none of this stack's. */
function contentReasons(found, model, stack, { checkouts }) {
    const names = [...new Set(found.containers.map((one) => (0,host_containers/* label */.Pf)(one, host_containers/* SERVICE_LABEL */.fX) ?? ''))];
    const common = names.filter((name) => (0,ownEntry/* ownEntry */.P)(model.services, name) !== undefined);
    if (common.length === 0)
        return [`none of its services (${names.join(', ')}) is in the Compose files`];
    // A checkout of this repository may run an older commit, whose images had other names.
    const folders = foldersOf(found);
    if (folders.length > 0 && folders.every((folder) => checkouts[folder] === stack.identity.repository))
        return [];
    const others = found.containers.flatMap((one) => {
        const service = (0,host_containers/* label */.Pf)(one, host_containers/* SERVICE_LABEL */.fX) ?? '';
        return (0,ownEntry/* ownEntry */.P)(model.services, service) === undefined || isImageOf(one, found.project, service, model, stack)
            ? []
            : [{ service, image: one.Config.Image }];
    });
    const own = common.filter((name) => isOwnImage(model.services[name], stack));
    const deciding = own.length > 0 ? own : common;
    const wrong = others.filter(({ service }) => deciding.includes(service));
    return wrong.map(({ service, image }) => `its ${service} runs ${image}`);
}
/** The environment whose projects bear their plain names may be what runs there: nothing says that it is this other one. */
function mayBePlain(found, { environment, environments }) {
    return environment !== plainEnvironment(environments) && !nameOrFolderSays(found, environment);
}
/** The environment, not this one, that a project's name or folder says. */
function otherEnvironment(found, { environment, environments }) {
    return nameOrFolderSays(found, environment) ? undefined : environments.find((name) => nameOrFolderSays(found, name));
}
/** The environment whose projects bear their plain names. */
function plainEnvironment(environments) {
    return environments.includes('production') ? 'production' : (environments[0] ?? '');
}
function nameOrFolderSays({ project, containers }, environment) {
    const word = new RegExp(`(^|[^a-z0-9])${environment}([^a-z0-9]|$)`);
    return [project, ...foldersOf({ containers })].some((text) => word.test(text.toLowerCase()));
}
function foldersOf({ containers }) {
    return [...new Set(containers.flatMap((one) => (0,host_containers/* label */.Pf)(one, host_containers/* FOLDER_LABEL */.eO) ?? []))];
}
/** Built by the stack, or kept where it keeps its images: an image that another repository hardly has. */
function isOwnImage(service, stack) {
    return service?.build !== undefined || isKept(service?.image ?? '', stack);
}
function isKept(image, { registry }) {
    return registry !== 'none' && `${(0,reference/* repositoryOfImage */.j5)(image)}/`.startsWith(`${registry}/`);
}
/** Whether a container runs an image of the same name, whatever its tag; Compose names by itself what has no name. */
function isImageOf({ Config }, project, service, model, stack) {
    const wanted = model.services[service];
    // Started by the image's id: its name is not known.
    if (Config.Image.startsWith('sha256:'))
        return true;
    const running = (0,reference/* repositoryOfImage */.j5)(Config.Image);
    if (wanted?.image !== undefined && running === (0,reference/* repositoryOfImage */.j5)(wanted.image))
        return true;
    if (!isOwnImage(wanted, stack))
        return false;
    const isGiven = running === `${project}-${service}` || running === `${project}_${service}`;
    return isGiven || isKept(running, stack);
}
/** The project name that Compose makes of a folder's name (compose-go `NormalizeProjectName`). */
function composeName(folder) {
    return external_node_path_.posix
        .basename(folder)
        .toLowerCase()
        .replace(/[^a-z0-9_-]/g, '')
        .replace(/^[_-]+/, '');
}

;// CONCATENATED MODULE: ./lib/release/plan/names/nameFaults.js


// What is said of a Compose project's name that somebody else has, or may have, and what to write.
/** This repository's stack under the name that it had before, where that only came from the repository's. */
function formerStack(holder, { identity }, { otherStacks }) {
    const one = otherStacks.find((other) => other.identity.label === holder)?.identity;
    const isFormer = one !== undefined &&
        (0,stack_identity/* isSameRepository */.ve)(one, identity) &&
        one.environment === identity.environment &&
        one.stack !== identity.stack;
    return isFormer ? one.stack : undefined;
}
function formerFault(name, former) {
    return `the Compose project ${name} is of this repository's stack ${former}, as it was called before: write \`name: ${former}\` in stack.yml, and it stays that stack`;
}
function heldFault(name, holder, project, stack, facts) {
    const former = formerStack(holder, stack, facts);
    if (former !== undefined)
        return formerFault(name, former);
    const identity = facts.otherStacks.find((other) => other.identity.label === holder)?.identity;
    const owner = identity === undefined ? holder : (0,stack_identity/* identityWords */.i6)(identity);
    const isSibling = identity !== undefined && (0,stack_identity/* isSameRepository */.ve)(identity, stack.identity) && identity.stack === stack.name;
    const todo = isSibling
        ? `write \`name: \${PROJECT:-${name}}\` at the top of its Compose file, and PROJECT=${name}-${stack.environment} in the env file of ${stack.environment}`
        : `write a name of its own at the top of its Compose file, such as \`name: ${otherName(name, stack)}\``;
    return `the Compose project ${name} on this server belongs to ${owner}: each would replace the other's containers and mount its volumes; ${todo} (${project.files.join(', ')})`;
}
function unclearFault(name, against, project, stack) {
    const { environment } = stack;
    const plain = plainEnvironment(stack.environments);
    const other = environment === plain || project.isNamed
        ? `if it is not, write a name of its own at the top of its Compose file, such as \`name: ${otherName(name, stack)}\``
        : `if it is ${plain}'s, deploy ${plain} first`;
    return `the Compose project ${name} is on this server already, and nothing shows that it is this stack's (${against.join('; ')}): if it is, write ${takesOver(name, stack)}; ${other}`;
}
/** The word for what is this stack's; with the project's own name, that no other one is. */
function takesOver(name, { environment }) {
    return `\`takes-over: [${name}]\` below environments.${environment} in stack.yml`;
}
/** The same, of one project among several: which one, nobody can tell. */
function takesOverOne(names, stack) {
    return takesOver(names.length === 1 ? (names[0] ?? '') : 'NAME', stack);
}
/** How one says that a project begins by itself, under its own name: other environments keep theirs. */
function beginsAs(name, { environment, environments }) {
    return environment === plainEnvironment(environments)
        ? `\`name: ${name}\` at the top of its Compose file`
        : takesOver(name, { environment });
}
/** What a second project beside the one that is there would do. */
function harmOf({ volumes }) {
    const names = Object.keys(volumes ?? {});
    return names.length > 0 ? `a second, empty ${names.join(', ')} would be made` : 'two of each would run';
}
/** A name that says more. */
function otherName(name, { identity, environment, environments }) {
    const repository = composeName(identity.repository);
    const base = repository === name || repository === 'unknown' ? `${name}-${identity.stack}` : `${repository}-${name}`;
    return environment === plainEnvironment(environments) ? base : `${base}-${environment}`;
}

;// CONCATENATED MODULE: ./lib/release/plan/names/elsewhere.js




/**
 * What of a project is there under another name: the name that it keeps, or why somebody has to say what is meant. Nothing is taken over that is
 * only alike, and what is only alike keeps nobody from a name that he has chosen.
 * @param name Under which it would run.
 * @param taken Compose projects that other projects of the stack have.
 */
function elsewhere(name, project, stack, facts, taken) {
    const found = chosen(otherProjects(facts, taken).flatMap((other) => existsAs(other, project, stack, facts)), project, stack);
    const [first] = found;
    if (first === undefined)
        return undefined;
    const names = found.map((one) => one.name);
    if (!first.isShown)
        return { fault: alikeFault(name, names, project, stack) };
    const isPlain = first.isFolders || stack.takesOver.includes(first.name);
    if (found.length === 1 && first.fault === undefined && isPlain && !project.isNamed)
        return { name: first.name };
    return { fault: first.fault ?? thereFault(name, names, project, stack) };
}
/** Those that count: of which stack.yml says it, else that show it, else, where nobody has chosen a name, all. */
function chosen(found, { isNamed }, stack) {
    const said = found.filter((one) => stack.takesOver.includes(one.name));
    if (said.length > 0)
        return said;
    const shown = found.filter((one) => one.isShown);
    return shown.length > 0 || isNamed ? shown : found;
}
/** Compose projects of which a container is there, running or stopped, and that no other project of the stack has. */
function otherProjects({ containers }, taken) {
    const names = containers.flatMap((one) => (0,host_containers/* label */.Pf)(one, host_containers/* ONE_OFF_LABEL */.e8) === 'True' ? [] : ((0,host_containers/* label */.Pf)(one, host_containers/* PROJECT_LABEL */.NV) ?? []));
    return [...new Set(names)].filter((name) => name !== '' && !taken.includes(name)).sort();
}
/** What is stopped has data, too. What runs says more: beside it may lie what ended long ago. */
function existsAs(name, project, stack, facts) {
    if (!hasTheServices(name, project, stack, facts))
        return [];
    const holder = holderOf(name, stack.identity, facts);
    if (holder !== undefined) {
        const former = formerStack(holder, stack, facts);
        return former === undefined || project.isNamed
            ? []
            : [{ name, isShown: true, isFolders: false, fault: formerFault(name, former) }];
    }
    const found = unlabelled(name, project, stack, facts);
    if (found === undefined)
        return hasOurs(name, stack, facts) ? [{ name, isShown: true, isFolders: false }] : [];
    const other = {
        ...{ name, isShown: isShown(found, project, stack, facts) },
        isFolders: foldersOf(found).some((folder) => composeName(folder) === name),
    };
    if (found.against.length === 0)
        return [other];
    if (!found.isUnclear)
        return [];
    return [project.isNamed ? other : { ...other, fault: unclearFault(name, found.against, project, stack) }];
}
/** All that it has; where stack.yml says whose it is, and has no other project that could be meant, one of them. */
function hasTheServices(name, { model }, stack, { containers }) {
    const there = containers.filter((one) => (0,host_containers/* label */.Pf)(one, host_containers/* PROJECT_LABEL */.NV) === name && (0,host_containers/* label */.Pf)(one, host_containers/* ONE_OFF_LABEL */.e8) !== 'True');
    const running = there.filter(({ State }) => State.Running);
    const isOurs = (one) => (0,ownEntry/* ownEntry */.P)(model.services, (0,host_containers/* label */.Pf)(one, host_containers/* SERVICE_LABEL */.fX) ?? '') !== undefined;
    if (stack.projects.length === 1 && stack.takesOver.includes(name))
        return there.some(isOurs);
    return (running.length > 0 ? running : there).every(isOurs);
}
function alikeFault(name, names, { model }, stack) {
    const [projects, them] = names.length === 1 ? ['the Compose project', 'it is'] : ['the Compose projects', 'one is'];
    return `${model.name}: ${projects} ${names.join(', ')} on this server ${names.length === 1 ? 'has' : 'have'} services and images as this one, and nothing shows whose ${names.length === 1 ? 'it is' : 'they are'}: if not this stack's, write ${beginsAs(name, stack)}, and ${name} begins with volumes of its own; if ${them}, write ${takesOverOne(names, stack)}`;
}
function thereFault(name, names, { model, isNamed }, stack) {
    const one = names.length === 1 ? names[0] : 'NAME';
    const keep = isNamed ? `\`name: ${one}\` at the top of its Compose file` : takesOverOne(names, stack);
    return `${model.name}: its services are there already as the Compose project ${names.join(', ')}, so that ${harmOf(model)}; write ${keep} to go on with ${names.length === 1 ? 'it' : 'one of them'}; to begin beside ${names.length === 1 ? 'it' : 'them'}, as ${name}, write ${takesOver(name, stack)}`;
}

;// CONCATENATED MODULE: ./lib/release/plan/names/leftVolumes.js





/**
 * Volumes that would be new and empty, while there are some of the same keys of a Compose project of which nothing runs: they may be this
 * stack's, under the name that its folder had. Nobody can tell. Where it is likely, somebody has to say what is meant; else the plan says it: many
 * a project has a volume `data`.
 * @param name Under which the project would run.
 * @param taken Compose projects that other projects of the stack have.
 * @returns `said`: the project that stack.yml takes over.
 */
function leftVolumes(name, project, stack, facts, taken) {
    if (project.isNamed)
        return {};
    const left = candidates(name, project, stack, facts, taken);
    const said = left.find((one) => stack.takesOver.includes(one.project));
    if (said !== undefined)
        return { said: said.project };
    if (left.length === 0)
        return {};
    const near = left.filter(({ isNear }) => isNear);
    const alike = left.filter(({ isAlike }) => isAlike);
    const likely = near.length > 0 ? near : unique(alike.map((one) => one.project)).length === 1 ? alike : [];
    return likely.length > 0
        ? { fault: fault(name, project, stack, likely) }
        : { warning: warning(name, project, stack, left) };
}
function candidates(name, project, stack, facts, taken) {
    return freshVolumes(name, project, facts).flatMap(({ key, fresh, targets }) => facts.volumes.flatMap(({ Name: there, Labels: labels }) => {
        const former = labels?.[host_containers/* PROJECT_LABEL */.NV] ?? '';
        const words = targets.map((target) => `${there}:${target}`).filter((word) => !stack.leaveData?.includes(word));
        const isOther = former === '' || former === name || taken.includes(former) || labels?.[host_containers/* VOLUME_LABEL */.eH] !== key;
        if (isOther || words.length === 0)
            return [];
        const isNear = mayBeFormer(former, project, stack, facts);
        if (isOthers(former, there, labels, isNear, project, stack, facts))
            return [];
        return [{ fresh, there, project: former, words, isNear, isAlike: hasTheKeys(former, project, facts) }];
    }));
}
/** Volumes that have their names from the project's, and that are not there yet. */
function freshVolumes(name, { model }, { volumes }) {
    return Object.entries(model.volumes ?? {}).flatMap(([key, volume]) => {
        const given = volume?.name !== undefined && volume.name !== `${model.name}_${key}`;
        const fresh = `${name}_${key}`;
        if (given || volume?.external === true || volumes.some(({ Name }) => Name === fresh))
            return [];
        const mounts = Object.values(model.services).flatMap((service) => service.volumes ?? []);
        const targets = mounts.filter(({ type, source }) => type === 'volume' && source === key).map(({ target }) => target);
        return [{ key, fresh, targets: unique(targets) }];
    });
}
/** Whether a volume is plainly not this stack's: another one has made it, or mounts it, or has containers in its project. */
function isOthers(former, volume, labels, isNear, project, stack, facts) {
    if ((labels?.[host_containers/* STACK_LABEL */.GF] ?? stack.identity.label) !== stack.identity.label)
        return true;
    if (holderOf(former, stack.identity, facts) !== undefined)
        return true;
    if (stack.takesOver.includes(former))
        return false;
    if (otherEnvironment({ project: former, containers: [] }, stack) !== undefined)
        return true;
    const mounts = facts.containers.filter(({ Mounts }) => Mounts.some(({ Name }) => Name === volume));
    if (mounts.some((one) => (0,host_containers/* label */.Pf)(one, host_containers/* PROJECT_LABEL */.NV) !== former))
        return true;
    const found = unlabelled(former, project, stack, facts);
    // What has no other services than the files was judged by them already (elsewhere.ts).
    return found !== undefined && (!isNear || found.against.length > 0);
}
/**
 * Whether this stack may have been called so: after the folder in which it was started, which is a checkout, or by a name that is a part of one
 * that it has now (`bot` of `my-bot`), or has one in it.
 */
function mayBeFormer(former, project, stack, facts) {
    const containers = facts.containers.filter((one) => (0,host_containers/* label */.Pf)(one, host_containers/* PROJECT_LABEL */.NV) === former);
    if (isCheckout({ project: former, containers }, project, stack, facts))
        return true;
    const { repository } = stack.identity;
    const folder = external_node_path_.posix.dirname(external_node_path_.posix.join('/', project.files[0] ?? ''));
    const names = [project.model.name, stack.name, folder, ...(repository === 'unknown' ? [] : [repository])];
    const old = letters(former);
    return names.map(letters).some((now) => isPart(old, now) || isPart(now, old));
}
function isPart(one, whole) {
    return one === whole ? one !== '' : one.length > 2 && (whole.startsWith(one) || whole.endsWith(one));
}
function letters(name) {
    return composeName(name).replace(/[_-]/g, '');
}
function hasTheKeys(former, { model }, { volumes }) {
    const keys = unique(volumes.flatMap(({ Labels }) => (Labels?.[host_containers/* PROJECT_LABEL */.NV] === former ? (Labels[host_containers/* VOLUME_LABEL */.eH] ?? []) : [])));
    return keys.length > 1 && keys.every((key) => (0,ownEntry/* ownEntry */.P)(model.volumes ?? {}, key) !== undefined);
}
function fault(name, { model }, stack, left) {
    const projects = unique(left.map(({ project }) => project));
    const words = unique(left.flatMap((one) => one.words)).map((word) => JSON.stringify(word));
    const [of, them] = projects.length === 1 ? ['the Compose project', 'it'] : ['the Compose projects', 'one of them'];
    return `${model.name}: ${fresh(left)} would be new and empty, while ${there(left)} of ${of} ${projects.join(', ')} may hold this stack's data: if new and empty is meant, write ${beginsAs(name, stack)}, or into stack.yml (where there is none, below the line \`name: ${stack.name}\`): leave-data: [${words.join(', ')}]; to go on with ${them}, write ${takesOverOne(projects, stack)}`;
}
function warning(name, { model }, stack, left) {
    return `${model.name}: ${fresh(left)} will be new and empty. Volumes of the same key are there of Compose projects of which nothing runs: ${there(left)}. If this stack's data is in one of them, do not deploy, and write its Compose project as NAME: ${takesOverOne([], stack)}. Where new and empty is meant, nothing is to be done: ${beginsAs(name, stack)} says it for good`;
}
const fresh = (left) => unique(left.map((one) => one.fresh)).join(', ');
const there = (left) => unique(left.map((one) => one.there)).join(', ');
function unique(values) {
    return [...new Set(values)];
}

;// CONCATENATED MODULE: ./lib/release/plan/names/rename.js
/** Labels that name a network. */
const NETWORK_LABELS = ['traefik.docker.network', 'traefik.swarm.network'];
/**
 * Gives projects other names, and their networks and volumes that are named after them; also where another project of the stack, or a label of
 * Traefik's, names one of these.
 */
function renameAll(models, names) {
    const given = new Map(models.flatMap((model, index) => {
        const name = names[index] ?? model.name;
        return name === model.name
            ? []
            : implicitNames(model).map(({ key, text }) => [text, `${name}_${key}`]);
    }));
    const renamed = models.map((model, index) => renameOne(model, names[index] ?? model.name, given));
    const references = renamed.flatMap((model, index) => referencesOf(models[index] ?? model, model));
    return { models: renamed, references };
}
/** Names of networks and volumes that only the project's name makes. */
function implicitNames(model) {
    return [model.networks, model.volumes].flatMap((resources) => Object.entries(resources ?? {}).flatMap(([key, one]) => isImplicit(model, key, one) ? [{ key, text: `${model.name}_${key}` }] : []));
}
function isImplicit({ name }, key, one) {
    return one?.external !== true && (one?.name === undefined || one.name === `${name}_${key}`);
}
function renameOne(model, name, given) {
    const rename = (resources) => Object.fromEntries(Object.entries(resources ?? {}).map(([key, one]) => {
        if (isImplicit(model, key, one))
            return [key, name === model.name ? one : { ...one, name: `${name}_${key}` }];
        const other = one?.external === true ? given.get(one.name ?? key) : undefined;
        return [key, other === undefined ? one : { ...one, name: other }];
    }));
    return {
        ...model,
        name,
        services: Object.fromEntries(Object.entries(model.services).map(([key, one]) => [key, relabelled(one, given)])),
        networks: rename(model.networks ?? {}),
        volumes: rename(model.volumes ?? {}),
    };
}
function relabelled(service, given) {
    const changed = NETWORK_LABELS.flatMap((key) => {
        const name = given.get(service.labels?.[key] ?? '');
        return name === undefined ? [] : [[key, name]];
    });
    return changed.length === 0 ? service : { ...service, labels: { ...service.labels, ...Object.fromEntries(changed) } };
}
function referencesOf(before, after) {
    return ['networks', 'volumes'].flatMap((kind) => Object.entries(after[kind] ?? {}).flatMap(([key, one]) => one?.external === true &&
        one.name !== (before[kind]?.[key]?.name ?? key) &&
        before[kind]?.[key]?.external === true
        ? [
            {
                project: after.name,
                field: `${kind}.${key}`,
                text: `name: ${one.name}, as the stack's own project has it`,
            },
        ]
        : []));
}

;// CONCATENATED MODULE: ./lib/release/plan/names/projectName.js









/**
 * Under which names the stack's projects run. What the server keeps of an earlier release holds for good: another name means other, empty
 * volumes. Else a Compose file's own `name:`; else the folder's, with the environment's behind it where another one has the plain name. What
 * runs already keeps its name, where it is this stack's and both names only come from a folder.
 */
function namedModels(stack, models, facts) {
    const pairs = models.flatMap((model, index) => {
        const project = stack.projects[index];
        return project === undefined ? [] : [{ model, project: { ...project, model } }];
    });
    const namings = pairs.map(({ project }) => namingOf(project, stack, facts));
    const named = namings.map(({ name }) => name);
    const { models: renamed, references } = renameAll(pairs.map(({ model }) => model), named);
    const changed = pairs.flatMap(({ model }, index) => named[index] === model.name ? [] : [{ model, name: named[index] ?? '' }]);
    return {
        models: renamed,
        names: Object.fromEntries(pairs.map(({ project }, index) => [project.name, named[index] ?? ''])),
        known: new Set(namings.flatMap(({ name, known }) => (known ? [name] : []))),
        rewrites: [
            ...changed.map(({ model, name }) => ({
                project: name,
                field: 'name',
                text: `${name} in place of ${model.name}: ${namings.find((one) => one.name === name)?.known ? 'it runs under this name, with its volumes' : `the environment ${stack.environment} has projects of its own`}`,
            })),
            ...references,
        ],
        notices: pairs.flatMap(({ project }, index) => strangers(project, named[index] ?? '', stack, facts)),
        warnings: namings.flatMap(({ warning }) => warning ?? []),
        faults: [...namings.flatMap(({ fault }) => fault ?? []), ...sharedNames(pairs, named, stack)],
    };
}
function namingOf(project, stack, facts) {
    const kept = keptName(project, stack, facts);
    if (kept === undefined)
        return freshName(project, stack, facts);
    const { model, isNamed } = project;
    if (!isNamed || model.name === kept)
        return { name: kept, known: true, ...stolen(kept, project, stack, facts) };
    const harm = harmOf(model);
    return {
        name: kept,
        known: true,
        fault: `${model.name}: its services run as the Compose project ${kept}, so that ${harm}; write \`name: ${kept}\` at the top of its Compose file. A stack of its own, beside that one, gets another \`name:\` in stack.yml, too`,
    };
}
/** What the server keeps: the name of stack.yml, or where that is new the only project of the release whose services it has. */
function keptName({ name, model }, { projects }, { current }) {
    if (current === undefined)
        return undefined;
    const names = (0,meta/* readProjectNames */.A_)(current.meta['projects']);
    const kept = (0,ownEntry/* ownEntry */.P)(names, name);
    if (kept !== undefined)
        return kept;
    const claimed = new Set(projects.map((one) => names[one.name]));
    const left = Object.values(current.models).filter((one) => !claimed.has(one.name));
    const alike = left.filter(({ services }) => Object.keys(services).every((service) => (0,ownEntry/* ownEntry */.P)(model.services, service) !== undefined));
    return left.find((one) => one.name === model.name)?.name ?? (alike.length === 1 ? alike[0]?.name : undefined);
}
/** Somebody else may have put his own in the place of what ran here. */
function stolen(name, project, stack, facts) {
    const holder = holderOf(name, stack.identity, facts);
    return holder === undefined ? {} : { fault: heldFault(name, holder, project, stack, facts) };
}
function ownName({ model, isNamed }, { environment, environments }) {
    return isNamed || environment === plainEnvironment(environments) ? model.name : `${model.name}-${environment}`;
}
function freshName(project, stack, facts) {
    const name = ownName(project, stack);
    const holder = holderOf(name, stack.identity, facts);
    if (holder !== undefined)
        return { name, known: false, fault: heldFault(name, holder, project, stack, facts) };
    const present = unlabelled(name, project, stack, facts);
    if (present !== undefined)
        return present.against.length === 0
            ? { name, known: true }
            : { name, known: false, fault: unclearFault(name, present.against, project, stack) };
    if (hasOurs(name, stack, facts))
        return { name, known: true };
    // Somebody has said which is this stack's.
    if (stack.takesOver.includes(name))
        return { name, known: true };
    const taken = takenNames(project, stack, facts);
    const found = elsewhere(name, project, stack, facts, taken);
    if (found !== undefined)
        return 'fault' in found ? { name, known: false, ...found } : { ...found, known: true };
    const { said, ...words } = leftVolumes(name, project, stack, facts, taken);
    return said === undefined ? { name, known: false, ...words } : { name: said, known: true };
}
/** Compose projects that the stack's other projects have, or that its release has. */
function takenNames(project, stack, { current }) {
    const others = stack.projects.filter(({ name }) => name !== project.name).map(({ model }) => model.name);
    return [...others, ...others.map((name) => `${name}-${stack.environment}`), ...Object.keys(current?.models ?? {})];
}
/** What else runs in a project that is this stack's, of files that are none of its: it is left alone. */
function strangers({ model }, name, { identity }, facts) {
    const others = facts.containers.filter((one) => {
        const service = (0,host_containers/* label */.Pf)(one, host_containers/* SERVICE_LABEL */.fX);
        const isOurs = (0,host_containers/* label */.Pf)(one, host_containers/* STACK_LABEL */.GF) === identity.label;
        return ((0,host_containers/* label */.Pf)(one, host_containers/* PROJECT_LABEL */.NV) === name &&
            !isOurs &&
            service !== undefined &&
            (0,ownEntry/* ownEntry */.P)(model.services, service) === undefined);
    });
    const names = [...new Set(others.map((one) => (0,host_containers/* label */.Pf)(one, host_containers/* SERVICE_LABEL */.fX) ?? ''))].sort();
    const before = facts.current?.models[name]?.services ?? {};
    const unknown = names.filter((service) => (0,ownEntry/* ownEntry */.P)(before, service) === undefined);
    return unknown.length === 0
        ? []
        : [
            `${name}: ${unknown.join(', ')} runs in this Compose project, too, and is in none of the files: it is left alone`,
        ];
}
/** Two projects of the stack under one name would remove each other's containers. */
function sharedNames(pairs, named, stack) {
    return pairs.flatMap(({ project }, index) => {
        const name = named[index] ?? '';
        const first = named.indexOf(name);
        if (first === index)
            return [];
        const own = ownName(project, stack);
        const todo = own === name ? '' : `: to let ${project.name} begin by itself, write, too, ${takesOver(own, stack)}`;
        return [
            `projects ${pairs[first]?.project.name} and ${project.name} have the same Compose project name ${name}${todo}`,
        ];
    });
}
/** Another user's stack may have the same folder's name: routes and images are named by it. */
function twinFaults({ id, identity }, { containers }) {
    const labels = new Set(containers.flatMap((one) => (0,host_containers/* label */.Pf)(one, host_containers/* STACK_LABEL */.GF) ?? []));
    const twins = [...labels].filter((one) => one !== identity.label && (0,stack_identity/* folderOf */.yS)(one) === id);
    return twins.map((one) => `${one} is another stack on this server that is called ${id} there, and the two would take each other's routes and images: give this one another \`name:\` in stack.yml`);
}


/***/ }),

/***/ 7623:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A_: () => (/* binding */ readProjectNames),
/* harmony export */   Bf: () => (/* binding */ releaseId),
/* harmony export */   DK: () => (/* binding */ envSum),
/* harmony export */   I_: () => (/* binding */ imageTag),
/* harmony export */   Rt: () => (/* binding */ ADOPTED_EVENT),
/* harmony export */   fX: () => (/* binding */ metaOf),
/* harmony export */   qu: () => (/* binding */ releaseJson)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** Reads what `metaOf` wrote of `projects`; neither kind of name holds a blank or an equals sign. */
function readProjectNames(text = '') {
    return Object.fromEntries(text.split(' ').flatMap((pair) => (pair.includes('=') ? [pair.split('=', 2)] : [])));
}
/** `<seq>-<commit7>`; zeros where no commit is known. */
function releaseId(seq, commit) {
    return `${seq}-${/^[0-9a-f]{7}/i.test(commit) ? commit.slice(0, 7).toLowerCase() : '0000000'}`;
}
/** The event of something that ran before us. */
const ADOPTED_EVENT = { commit: '', differs: '', ref: '', actor: '', runUrl: '', order: '0' };
/** The `meta` lines of a release. */
function metaOf(origin, envText, key) {
    const { event, identity } = origin;
    const meta = {
        stack: origin.stackId,
        id: releaseId(origin.seq, event.commit),
        seq: String(origin.seq),
        kind: origin.kind,
        of: origin.of ?? '',
        previous: origin.previous ?? '',
        order: event.order,
        commit: event.commit,
        differs: event.differs,
        ref: event.ref,
        actor: event.actor,
        run_url: event.runUrl,
        created_at: origin.now.toISOString(),
        tool_version: origin.toolVersion,
        env_sum: envSum(envText, key),
        adopt: origin.adopt ?? '',
        identity: identity.label,
        repository: identity.repository,
        repository_id: identity.repositoryId,
        name: identity.stack,
        environment: identity.environment,
        projects: Object.entries(origin.projects)
            .map(([name, compose]) => `${name}=${compose}`)
            .join(' '),
        skip: (origin.skip ?? []).join(' '),
        built: origin.built ?? '',
    };
    return Object.fromEntries(Object.entries(meta).map(([key, value]) => [key, value.replace(/\p{Cc}+/gu, ' ')]));
}
/** release.json, for people and the runner. */
function releaseJson(meta, environment, models, services) {
    return {
        schema: 1,
        id: meta['id'],
        seq: Number(meta['seq']),
        stack: meta['stack'],
        environment,
        kind: meta['kind'],
        of: meta['of'] === '' ? null : meta['of'],
        previous: meta['previous'] === '' ? null : meta['previous'],
        commit: meta['commit'],
        differs: meta['differs'] === '' ? null : meta['differs'],
        ref: meta['ref'],
        order: meta['order'],
        run_url: meta['run_url'],
        actor: meta['actor'],
        created_at: meta['created_at'],
        tool_version: meta['tool_version'],
        projects: Object.keys(models),
        services: services.map(({ project, service, image, hash, class: kind, replicas }) => ({
            project,
            name: service,
            image,
            digest: image.slice(image.indexOf('@') + 1),
            hash,
            class: kind,
            replicas,
        })),
    };
}
/**
 * Local tag that keeps an image from `docker image prune`, named by its content: releases that have the same image share it, so that what does
 * not change is not tagged again. Docker wants small letters, digits and single separators: what had to be changed is told apart by a hash.
 */
function imageTag(stack, project, service, image) {
    const content = /sha256:([0-9a-f]{64})$/.exec(image)?.[1] ?? sha256(image);
    return `stack-actions/${nameComponent(stack.id)}/${nameComponent(`${project}-${service}`)}:${content.slice(0, 20)}`;
}
/** Of an env file's text, as `meta` has it: it outlives the file, and must not tell what was in it. */
function envSum(envText, key) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHmac)('sha256', key).update(envText).digest('hex');
}
function nameComponent(text) {
    const plain = text
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '');
    return plain === text ? plain : `${plain === '' ? 'x' : plain}-${sha256(text).slice(0, 8)}`;
}
function sha256(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
}


/***/ }),

/***/ 9675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ doubleDollars),
/* harmony export */   k: () => (/* binding */ singleDollars)
/* harmony export */ });
/**
 * `docker compose config` prints every `$` doubled, so that its output can be read again. Decisions are made on the real values, and
 * Compose reads the release's model with the values doubled again (it does not interpolate keys).
 */
function singleDollars(value) {
    return mapStrings(value, (text) => text.replaceAll('$$', '$'), { keys: true });
}
function doubleDollars(value) {
    return mapStrings(value, (text) => text.replaceAll('$', () => '$$'), { keys: false });
}
function mapStrings(value, change, options) {
    const map = (one) => {
        if (typeof one === 'string')
            return change(one);
        if (Array.isArray(one))
            return one.map(map);
        if (one === null || typeof one !== 'object')
            return one;
        return Object.fromEntries(Object.entries(one).map(([key, inner]) => [options.keys ? change(key) : key, map(inner)]));
    };
    return map(value);
}


/***/ })

};
