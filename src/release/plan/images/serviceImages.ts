import { Containers, serviceKey } from '../../../host/containers.js'
import type { HostFacts } from '../../../host/types.js'
import type { BuiltImage } from '../../../image/types.js'
import { quoted } from '../../../runtime/escape.js'
import { singleDollars } from '../../../stack/dollars.js'
import { settledIdentity } from '../../../stack/identity.js'
import type { ComposeModel, ComposeService, Project, Stack } from '../../../stack/types.js'
import { namedModels } from '../names/projectName.js'

/** What the server found behind a third-party reference. */
export interface ResolvedImage {
  /** `repository@sha256:…`, or an image id. */
  image: string
  /** Such as `linux/amd64`. */
  platform: string
  /** The image's own HEALTHCHECK; null where it has none. */
  healthcheck?: { Test?: string[] } | null
  exposedPorts?: number[]
  volumes?: string[]
}

/** A release's model, with what the next release needs to know and Compose does not read. */
export type ReleaseModel = ComposeModel & {
  'x-stack-actions'?: {
    /** By service. */
    references: Record<string, string>
    /** By service: what the stack calls an image that it built, and that has only an id. */
    repositories?: Record<string, string>
    /** By reference, in ISO 8601: when its tag was looked up last, where that is known. */
    lookedUp?: Record<string, string>
  }
}

/** The image of one service, and where it comes from. */
export interface ServiceImage {
  /** What Compose creates from. */
  image: string
  /** What the stack calls it, where it was built and has only an id. */
  repository?: string
  /** The tag that it has on the server already, where it was sent there. */
  tag?: string
  /** What the Compose file says, where it is a third-party reference. */
  reference?: string
  /** Why it would be built, in a dry run: there is no digest yet. */
  planned?: string
  resolved?: ResolvedImage
}

/** A reference that names its content already: by digest, or an image id. */
function isPinned(reference: string): boolean {
  return /@sha256:[0-9a-f]{64}$/.test(reference) || /^sha256:[0-9a-f]{64}$/.test(reference)
}

/** The server takes one a line, and gives them to Docker: neither an option nor two lines. */
function isReference(text: string): boolean {
  return /^[A-Za-z0-9[][A-Za-z0-9_.:/@[\]-]{0,511}$/.test(text)
}

/**
 * Third-party references of the stack that are not pinned, and what the previous release or what runs has settled each to, by service, if
 * anything. A tag such as `postgres:17` keeps its digest until it is looked up (lookups.ts).
 */
export function settledImages(
  stack: Stack,
  images: readonly BuiltImage[],
  facts: HostFacts,
): Map<string, readonly string[]> {
  const source = new ImageSource(stack, images, new Map(), facts)
  const found = movable(stack).filter(
    ({ project, name, service }) => source.builtFor(project, name, service) === undefined,
  )
  const references = [...new Set(found.map(({ reference }) => reference))].sort()
  return new Map(references.map((reference) => [reference, source.settled(reference)]))
}

/** The references that the server may have to be asked for, as far as the files tell. */
export function thirdParty(stack: Stack): string[] {
  const found = movable(stack).filter(({ service }) => service.build === undefined)
  return [...new Set(found.map(({ reference }) => reference))].sort()
}

/** References of all images that the stack does not build, also of those by digest. */
export function pulledImages(stack: Stack): string[] {
  const found = stack.projects.flatMap(({ model }) =>
    Object.values(singleDollars(model).services).flatMap(({ build, image }) =>
      build === undefined && image !== undefined && isReference(image) ? [image] : [],
    ),
  )
  return [...new Set(found)].sort()
}

/** Services with an image whose name may stand for another content tomorrow. */
export function movable(stack: Stack) {
  return stack.projects.flatMap((project) =>
    Object.entries(singleDollars(project.model).services).flatMap(([name, service]) => {
      const reference = service.image
      const moves = reference !== undefined && !isPinned(reference) && isReference(reference)
      return moves ? [{ project, name, service, reference }] : []
    }),
  )
}

/** Finds each service's image: built by the stack, pinned, resolved now, kept from the previous release, or as it runs. */
export class ImageSource {
  /** By reference: the image of each service that has had it, by Compose project name and service. */
  private readonly known = new Map<string, Map<string, string>>()
  private readonly names: Readonly<Record<string, string>>
  private readonly builtByReference = new Map<string, BuiltImage>()

  constructor(
    stack: Stack,
    private readonly images: readonly BuiltImage[],
    private readonly resolved: ReadonlyMap<string, ResolvedImage>,
    facts: HostFacts,
  ) {
    const own = { ...stack, identity: settledIdentity(stack.identity, facts.identity) }
    const models = stack.projects.map(({ model }) => singleDollars(model))
    const named = namedModels(own, models, facts)
    this.names = named.names
    for (const model of Object.values(facts.current?.models ?? {})) {
      for (const [service, reference] of Object.entries((model as ReleaseModel)['x-stack-actions']?.references ?? {})) {
        const image = model.services[service]?.image
        if (image !== undefined) this.know(reference, serviceKey(model.name, service), singleDollars(image))
      }
    }
    // An adopted release is current after a first deploy that was undone; it keeps no references.
    const before = facts.current === undefined || facts.current.meta['kind'] === 'adopted'
    const containers = new Containers(facts, own.identity)
    for (const { name, services } of before ? named.models : []) {
      for (const [service, { image }] of Object.entries(services)) {
        // What others run under the same tag says nothing of ours; what has ended was made of its image, too.
        const same = containers.made(name, service).find(({ Config }) => Config.Image === image)
        if (image !== undefined && same !== undefined) this.know(image, serviceKey(name, service), same.Image)
      }
    }
    for (const project of stack.projects) {
      for (const [name, service] of Object.entries(project.model.services)) {
        const built = this.named(project, name)
        if (built !== undefined && service.image !== undefined)
          this.builtByReference.set(singleDollars(service.image), built)
      }
    }
  }

  /** The stack's own image of a service; also where another service of the stack builds the reference that this one names. */
  builtFor(project: Project, name: string, service: ComposeService): BuiltImage | undefined {
    const own = this.named(project, name)
    if (own !== undefined || service.build !== undefined) return own
    return service.image === undefined ? undefined : this.builtByReference.get(service.image)
  }

  /** The images that a third-party reference stands for without asking anybody: one, unless services of the stack have had different ones. */
  settled(reference: string): string[] {
    return [...new Set(this.known.get(reference)?.values())]
  }

  /** A service's image, or why there is none. */
  imageOf(project: Project, name: string, service: ComposeService): ServiceImage | { fault: string } {
    const where = `${project.name}/${name}`
    const built = this.builtFor(project, name, service)
    if (built !== undefined) {
      if (built.digest !== undefined) return { image: `${built.repository}@${built.digest}` }
      if (built.imageId !== undefined)
        return {
          ...{ image: built.imageId, repository: built.repository },
          ...(built.serverTag !== undefined && { tag: built.serverTag }),
        }
      if (built.result === 'planned') return { image: `${built.repository}:key-${built.key}`, planned: built.reason }
      return { fault: `${where}: its image has no digest (push it first)` }
    }
    const reference = service.image
    if (service.build !== undefined) return { fault: `${where}: it has a build section, but no image of it was given` }
    if (reference === undefined) return { fault: `${where}: it has neither an image nor a build section` }
    if (isPinned(reference)) return { image: reference }
    if (!isReference(reference)) return { fault: `${where}: ${quoted(reference)} is no name of an image` }
    const resolved = this.resolved.get(reference)
    if (resolved !== undefined) return { image: resolved.image, reference, resolved }
    const own = this.known.get(reference)?.get(serviceKey(this.names[project.name] ?? '', name))
    const settled = own ?? this.settled(reference)[0]
    if (settled !== undefined) return { image: settled, reference }
    return { fault: `${where}: nobody has looked up the image ${JSON.stringify(reference)}` }
  }

  private know(reference: string, key: string, image: string): void {
    this.known.set(reference, new Map([...(this.known.get(reference) ?? []), [key, image]]))
  }

  private named(project: Project, service: string): BuiltImage | undefined {
    const names = new Set([project.name, project.model.name])
    return this.images.find((image) => names.has(image.project) && image.service === service)
  }
}
