import { posix } from 'node:path'
import { type Containers, label, PROJECT_LABEL } from '../../../host/containers.js'
import type { HostFacts } from '../../../host/types.js'
import type { Stack } from '../../../stack/types.js'
import type { RewrittenProject } from '../rewrite/rewrite.js'

/**
 * Folders of a project of which nothing on the server shows where they were: it begins with new ones. That is right on an empty server; where the
 * stack has run before and was taken away (`docker compose down`), its data would be out of sight. Said, and refused where stack.yml says that the
 * project has run there.
 */
export function emptyFolders(
  { model: { name }, mounts }: Pick<RewrittenProject, 'model' | 'mounts'>,
  {
    facts: { current, root },
    containers,
    takesOver,
  }: { facts: Pick<HostFacts, 'current' | 'root'>; containers: Pick<Containers, 'all'> } & Pick<Stack, 'takesOver'>,
): { notices: string[]; faults: string[] } {
  const known = current?.models[name] !== undefined || containers.all.some((one) => label(one, PROJECT_LABEL) === name)
  const base = `${root}/data/${name}`
  const made = mounts.flatMap(({ own }) => (own?.make && own.path.startsWith(`${base}/`) ? [own.path] : []))
  if (known || made.length === 0) return { notices: [], faults: [] }
  const names = [...new Set(made.map((path) => posix.relative(base, path)))].sort()
  const begin = `${names.map((one) => `./${one}`).join(', ')} ${names.length === 1 ? 'begins' : 'begin'} empty, in ${base}`
  const found =
    'start it there once more (`docker compose up -d`) and deploy then, or write absolute paths into its Compose file'
  return takesOver.includes(name)
    ? {
        notices: [],
        faults: [
          `${name}: takes-over says that it has run on this server, but nothing shows from which folder, and ${begin}: ${found}`,
        ],
      }
    : { notices: [`${name}: ${begin}; if it has run on this server before, from another folder, ${found}`], faults: [] }
}
