import { posix } from 'node:path'
import { type Containers, label, PROJECT_LABEL, SERVICE_LABEL } from '../../../host/containers.js'
import type { HostFacts } from '../../../host/types.js'
import type { Stack } from '../../../stack/types.js'
import { dataFolder } from '../rewrite/dataFolder.js'
import type { RewrittenProject } from '../rewrite/rewrite.js'
import type { MountContext } from '../rewrite/serverMounts.js'

/**
 * Folders of which nothing on the server shows where they were: a service begins with new ones. That is right on an empty server; where it has run
 * before and was taken away (`docker compose down`, or left out of a deploy), its data would be out of sight. Said, and refused where stack.yml says
 * that the project has run there, unless it gives the folder up as well.
 */
export function emptyFolders(
  { model: { name }, mounts }: Pick<RewrittenProject, 'model' | 'mounts'>,
  {
    facts: { current, root },
    containers,
    takesOver,
    isGivenUp,
  }: {
    facts: Pick<HostFacts, 'current' | 'root'>
    containers: Pick<Containers, 'all'>
    isGivenUp: MountContext['isGivenUp']
  } & Pick<Stack, 'takesOver'>,
): { notices: string[]; faults: string[] } {
  const before = current?.models[name]
  const ofProject = containers.all.filter((one) => label(one, PROJECT_LABEL) === name)
  const known = new Set([
    ...Object.keys(before?.services ?? {}),
    ...ofProject.map((one) => label(one, SERVICE_LABEL) ?? ''),
  ])
  const base = dataFolder(root, name)
  const made = mounts.flatMap(({ service = '', target, own }) =>
    own?.make && own.path.startsWith(`${base}/`) && !known.has(service) && !isGivenUp(service, target, own.path)
      ? [posix.relative(base, own.path)]
      : [],
  )
  // Where its other folders are ours, a new one is so, too.
  const isOurs = mounts.some(({ service = '', own }) => known.has(service) && own?.path.startsWith(`${base}/`))
  if (made.length === 0 || isOurs) return { notices: [], faults: [] }
  const names = [...new Set(made)].sort().map((one) => `./${one}`)
  const begin = `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} looked for in ${base}, and made empty where not there`
  const found =
    'start it there once more (`docker compose up -d`) and deploy then, or write absolute paths into its Compose file'
  const isNew = before === undefined && ofProject.length === 0
  return isNew && takesOver.includes(name)
    ? {
        notices: [],
        faults: [
          `${name}: takes-over says that it has run on this server, but nothing shows from which folder, and ${begin}: ${found}`,
        ],
      }
    : { notices: [`${name}: ${begin}; if it has run on this server before, from another folder, ${found}`], faults: [] }
}
