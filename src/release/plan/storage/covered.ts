import { posix } from 'node:path'
import { Containers, serviceKey } from '../../../host/containers.js'
import type { AskedCover, Cover, IsCovered } from '../../../host/coveredQuestion.js'
import { sumOf } from '../../../host/likenessQuestion.js'
import type { HostFacts, InspectedContainer } from '../../../host/types.js'
import { singleDollars } from '../../../stack/dollars.js'
import { isAbout } from '../../../stack/mountKind.js'
import type { ComposeModel, ContentEntry, Project, Stack } from '../../../stack/types.js'
import { isFirst } from '../likeness/likeness.js'
import { FIRST_START_ONLY } from '../likeness/mountMatches.js'
import { namedModels } from '../names/projectName.js'
import { keepsData, leadsTo, mountsOfContainer, mountsOfService, type Place } from './places.js'

/** A file of the release at a path of a service that writes there now into something that outlives its container. */
export interface Covered extends Cover {
  /** `project/service`. */
  service: string
  /** Where it lies now: `SOURCE:TARGET` is the word for it, a path of the server or of a volume. */
  source: string
  /** What the Compose file mounts, relative to the repository, and whether that is this very file. */
  mount: string
  isFile: boolean
}

/**
 * Files of the release that would lie, read-only, where a service can write now: a file that it mounts writable, one in such a folder or volume.
 * What it has written there would be out of sight. Only its server can tell which of them are another than git's. Behind `:ro` somebody has said
 * that git's count.
 */
export async function askCovered(
  stack: Stack,
  facts: HostFacts,
  ask: (files: AskedCover[]) => Promise<IsCovered>,
): Promise<Covered[]> {
  const containers = new Containers(facts, stack.identity)
  const models = stack.projects.map(({ model }) => singleDollars(model))
  const named = namedModels(stack, models, facts).models
  const all = stack.projects.flatMap((project, index) => {
    const model = named[index]
    return model === undefined ? [] : coversOf(project, model, containers, facts)
  })
  if (all.length === 0) return []
  const isCovered = await ask(
    await Promise.all(all.map(async ({ entry, asked }) => ({ ...asked, sum: await sumOf(entry) }))),
  )
  return all.map(({ found }) => found).filter(isCovered)
}

interface Question {
  found: Covered
  asked: Omit<AskedCover, 'sum'>
  entry: ContentEntry
}

function coversOf(project: Project, model: ComposeModel, containers: Containers, facts: HostFacts): Question[] {
  return Object.entries(model.services).flatMap(([name, { volumes = [] }]) => {
    const mounts = volumes.flatMap(({ type, source, target, read_only: readOnly }) => {
      const mount = project.mounts.find((one) => type === 'bind' && singleDollars(one.source) === source)
      return mount?.kind === 'content' && readOnly !== true ? [{ mount, target }] : []
    })
    const files = mounts.flatMap(({ mount, target }) => filesIn(mount.files).map((entry) => ({ mount, target, entry })))
    if (files.length === 0) return []
    const there = containers
      .those(model.name, name)
      .map((container) => ({ container, places: placesOf(container, facts) }))
    const brought = broughtBefore(model.name, name, facts)
    return files.flatMap(({ mount, target, entry }) => {
      const path = posix.resolve('/', target, entry.path)
      // Nothing writes to what is only run when a database is made.
      if (FIRST_START_ONLY.test(path)) return []
      return there.flatMap(({ container, places }): Question[] => {
        const now = writtenAt(places, path)
        if (now === undefined) return []
        const sent = brought(path)
        const at = { container: container.Id, path }
        const said = { service: serviceKey(model.name, name), mount: mount.path, isFile: entry.path === '' }
        const asked = { ...at, ...(now.kind === 'folder' && { from: now.source }), ...(sent !== undefined && { sent }) }
        return [{ entry, found: { ...at, ...said, source: now.source }, asked }]
      })
    })
  })
}

type Places = ReturnType<typeof mountsOfContainer>

function placesOf(container: InspectedContainer, { root, volumes }: HostFacts): Places {
  return mountsOfContainer(container, { root, volumes, defined: new Map() })
}

/** Where a container writes to what outlives it at that path. */
function writtenAt(places: Places, path: string): Place | undefined {
  const now = leadsTo(places, path)
  return now !== undefined && keepsData(now) ? now.place : undefined
}

/** What the committed release has for a path of a service, on the server: also where the container is adopted and mounts its own. */
function broughtBefore(project: string, service: string, facts: HostFacts): (path: string) => string | undefined {
  const model = isFirst(facts) ? undefined : singleDollars(facts.current?.models[project])
  if (model?.services[service] === undefined) return () => undefined
  const mounts = mountsOfService(model, service, { root: facts.root, volumes: facts.volumes, defined: new Map() })
  return (path) => {
    const place = leadsTo(mounts, path)?.place
    return place?.kind === 'release' ? place.source : undefined
  }
}

/** What has bytes of git's; what only tells people about a folder no service reads. */
function filesIn(files: readonly ContentEntry[] = []): ContentEntry[] {
  return files.filter(
    ({ path, from, isFolder, link }) =>
      isFolder !== true && link === undefined && from !== undefined && (path === '' || !isAbout(path)),
  )
}

/** What else than leaving it behind a user can do about files that a service has written. */
export function coveredAdvice(covered: readonly Covered[]): string[] {
  if (covered.length === 0) return []
  const paths = [...new Set(covered.map(({ mount, isFile, path }) => (isFile ? mount : `${mount} (${path})`)))]
  return [
    `where the service does not write to it (${paths.join(', ')}), and git's is to count: write \`:ro\` behind the mount`,
    'where it is what the service writes: take it out of git (`git rm --cached FILE`, and a line in .gitignore), and it stays the server’s own',
  ]
}
