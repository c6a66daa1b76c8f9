import { posix } from 'node:path'
import {
  COMPOSE_HASH_LABEL,
  FILES_LABEL,
  FOLDER_LABEL,
  label,
  PROJECT_LABEL,
  SERVICE_LABEL,
  STACK_LABEL,
} from '../../../host/containers.js'
import type { HostFacts } from '../../../host/types.js'
import { ownEntry } from '../../../runtime/ownEntry.js'
import type { Project, Stack } from '../../../stack/types.js'
import { isFirst, type Likenesses } from '../likeness/likeness.js'

/**
 * What runs before the first release was started from other Compose files than the ones that their names have chosen here: by `-f`, by
 * `COMPOSE_FILE`, or with a `docker-compose.override.yml`, which plain Compose takes along. Its ports, volumes and values would be gone, and
 * nobody could tell whether that is meant. Compose does not make a container anew for another list of files: what is as the files that are
 * read here say, by Compose's own hash, loses nothing.
 * @param names Compose project names by the names of stack.yml.
 */
export function otherFilesFaults(
  { projects }: Pick<Stack, 'projects'>,
  names: Readonly<Record<string, string>>,
  facts: Pick<HostFacts, 'containers' | 'current'>,
  likenesses: Likenesses = new Map(),
): string[] {
  if (!isFirst(facts)) return []
  return projects.flatMap((project) => {
    const { beside } = project
    if (beside === undefined) return []
    const own = project.files.map((file) => posix.relative(project.path, file))
    const [first] = startedFrom(project, names[project.name] ?? '', facts, likenesses).filter(
      // Compose may have been told another project folder, such as the repository's root.
      ({ files }) =>
        files.join() !== project.files.map((file) => posix.normalize(file)).join() && isOther(files, own, beside),
    )
    return first === undefined ? [] : [fault(project, first, own)]
  })
}

interface Started {
  service: string
  /** Relative to the folder in which it was started. */
  files: string[]
}

function startedFrom(
  { model }: Project,
  name: string,
  { containers }: Pick<HostFacts, 'containers'>,
  likenesses: Likenesses,
): Started[] {
  return containers.flatMap((one): Started[] => {
    const service = label(one, SERVICE_LABEL) ?? ''
    const paths = label(one, FILES_LABEL)
    const isFound = label(one, PROJECT_LABEL) === name && label(one, STACK_LABEL) === undefined
    if (!isFound || !paths) return []
    // One that no file here names any more ran on, or had ended long ago.
    if (ownEntry(model.services, service) === undefined && !one.State.Running) return []
    const hash = likenesses.get(one.Id)?.composeHash
    if (hash !== undefined && hash === label(one, COMPOSE_HASH_LABEL)) return []
    const folder = label(one, FOLDER_LABEL) ?? '/'
    const files = paths
      .split(',')
      .map((path) => (path.startsWith('/') ? posix.relative(folder, path) : posix.normalize(path)))
    return [{ service, files }]
  })
}

/** One file under another name may be the same one: whether anything differs is compared service by service. */
function isOther(files: readonly string[], own: readonly string[], beside: readonly string[]): boolean {
  const more = files.filter((file) => !own.includes(file))
  return more.some((file) => files.length > 1 || beside.includes(file))
}

function fault(project: Project, { service, files }: Started, own: readonly string[]): string {
  const more = files.filter((file) => !own.includes(file))
  const missing = more.filter((file) => project.beside?.includes(file) !== true)
  const list = (names: readonly string[]): string => (names.length === 1 ? `${names}` : `[${names.join(', ')}]`)
  return [
    `${project.name}: what runs (${service}) was started from ${files.join(' and ')}, and ${own.join(' and ')} alone is read here: what only ${more.join(' and ')} says would be gone`,
    ...(missing.length > 0
      ? [`${missing.join(', ')} is not beside it in the repository: add it, or give it by the input \`files\``]
      : []),
    `write in stack.yml which production runs: \`compose: ${list(files)}\` or \`compose: ${list(own)}\`, below projects.${project.name}`,
  ].join('; ')
}
