import { posix } from 'node:path'
import { doubleDollars, singleDollars } from '../../../stack/dollars.js'
import type { ComposeModel, ComposeService, ContentEntry, Project } from '../../../stack/types.js'
import type { TakenFiles, WantedFiles } from './wanted.js'

/** Where a project of the checkout was started on the server. */
export interface Place {
  /** Absolute path of the checkout. */
  root: string
  /** Absolute folder on the server, as Compose wrote it on its containers. */
  folder: string
  /** Id of the container that runs of a service. */
  idOf: (service: string) => string | undefined
}

/**
 * The text of a project as Compose on the server would read it in the folder where it was started: what its authors wrote, without any rewrite
 * of ours. Of it Compose makes the hash that it wrote on the containers. References to other services are containers by then
 * (`resolveServiceReferences` in pkg/compose/convergence.go of docker/compose).
 * @param model under its final name, with single dollars
 */
export function textThere(project: Project, model: ComposeModel, place: Place): string {
  const base = posix.join(place.root, project.path)
  const there = (path: string): string => {
    const inCheckout = path === place.root || path.startsWith(`${place.root}/`)
    return inCheckout ? posix.join(place.folder, posix.relative(base, path)) : path
  }
  const services = Object.entries(model.services).map(([name, service]) => {
    const { profiles: _profiles, build: _build, depends_on: _needs, ...rest } = service
    return [name, { ...rest, ...boundService(rest, place), ...mountedService(rest, there) }]
  })
  return JSON.stringify(doubleDollars({ ...model, services: Object.fromEntries(services) }))
}

function mountedService({ volumes }: ComposeService, there: (path: string) => string): Partial<ComposeService> {
  if (volumes === undefined) return {}
  return {
    volumes: volumes.map((mount) =>
      mount.type === 'bind' && mount.source !== undefined ? { ...mount, source: there(mount.source) } : mount,
    ),
  }
}

function boundService(service: ComposeService, { idOf }: Place): Partial<ComposeService> {
  const bound: Partial<ComposeService> = {}
  for (const field of ['network_mode', 'ipc', 'pid'] as const) {
    const id = idOf(/^service:(.+)$/.exec(service[field] ?? '')?.[1] ?? '')
    if (id !== undefined) bound[field] = `container:${id}`
  }
  if (service.volumes_from !== undefined)
    bound.volumes_from = service.volumes_from.map((one) => {
      const [name = '', ...mode] = one.split(':')
      const id = idOf(name)
      return id === undefined ? one : ['container', id, ...mode].join(':')
    })
  return bound
}

/** The files of the repository that a service has in its containers: mounts that travel with it, secrets and configs. */
export function filesOf(project: Project, model: ComposeModel, service: ComposeService): WantedFiles {
  const found = new Map<string, TakenFiles>()
  for (const { type, source, target } of service.volumes ?? []) {
    const mount = project.mounts.find((one) => type === 'bind' && singleDollars(one.source) === source)
    if (mount?.kind === 'content' && mount.files !== undefined)
      found.set(posix.resolve('/', target), { path: mount.path, mounted: true, files: readFiles(mount.files) })
  }
  for (const kind of ['secret', 'config'] as const) {
    const folder = kind === 'secret' ? '/run/secrets' : '/'
    for (const { source, target } of service[`${kind}s`] ?? []) {
      const file = model[`${kind}s`]?.[source]?.file
      const mount = project.mounts.find(
        (one) => one.source === `${kind}:${source}` || singleDollars(one.source) === file,
      )
      if (mount?.files === undefined) continue
      found.set(posix.resolve(folder, target ?? source), { path: mount.path, mounted: false, files: mount.files })
    }
  }
  return found
}

/** Those with bytes of their own: no folders, no links, nothing that only makes room for another mount. */
function readFiles(entries: readonly ContentEntry[]): ContentEntry[] {
  return entries.filter(
    ({ path, from, isFolder, link }) => !isFolder && link === undefined && (from !== undefined || path === ''),
  )
}
