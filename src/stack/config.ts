import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { Refused } from '../runtime/errors.js'
import { type Repository, repositoryOf } from './identity.js'
import { insideRepo } from './inside.js'
import { parseStackFile } from './parse.js'
import { type ProjectEntry, type StackFile, stackFile } from './schema.js'
import { ADD_ONE, filesElsewhere, findComposeFile, isProductionFile, siblingFiles } from './search.js'

/** stack.yml as read, or what stands for it where there is none. */
export interface StackConfig extends Omit<StackFile, 'registry' | 'projects'> {
  projects: Record<string, ProjectEntry>
  /** Absolute, links resolved. */
  root: string
  /** That the checkout is of. */
  repository: Repository
  registry: string
  /** What it was read from, for messages. */
  source: string
}

/**
 * Reads stack.yml. Without one, the Compose file at the root is the stack, `main` is production and `dev` is staging.
 * @throws Refused listing every fault.
 */
export async function readStackConfig(options: {
  root: string
  config: string
  repository?: string
  repositoryId?: string
  server?: string
}): Promise<StackConfig> {
  const root = await realpath(resolve(options.root)).catch(() => {
    throw new Refused(`the folder ${options.root} does not exist`, {
      todo: 'check the repository out before this step (actions/checkout)',
    })
  })
  const path = await insideRepo(root, options.config, 'input config')
  const repository = options.repository?.toLowerCase()
  const origin = repositoryOf(options)
  // GitHub's registry takes no login of another forge.
  const registry = repository && origin.name.startsWith('github.com/') ? `ghcr.io/${repository}` : 'none'

  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && options.config === 'stack.yml') return undefined
    throw new Refused(
      error.code === 'ENOENT'
        ? `there is no file ${options.config}`
        : `${options.config} cannot be read: ${error.code}`,
      { at: 'input config' },
    )
  })
  const file = text === undefined ? undefined : parseStackFile(text, options.config)
  const source = file === undefined ? 'defaults (no stack.yml)' : options.config
  if (file?.projects !== undefined) {
    return { ...file, projects: file.projects, registry: file.registry ?? registry, repository: origin, root, source }
  }
  // The environment decides which file that is.
  const isNamed = Object.values(file?.environments ?? {}).some(({ compose }) => compose !== undefined)
  const folder = isNamed ? '.' : await zeroConfigFolder(root, file !== undefined)
  const name = file?.name ?? stackName(repository?.split('/').pop() ?? basename(root))
  const stack = file ?? stackFile.parse({ name })
  return {
    ...stack,
    registry: stack.registry ?? registry,
    repository: origin,
    root,
    source,
    projects: { [name]: { path: folder, needs: [], profiles: [] } },
  }
}

/** A folder's or repository's name as a stack's name: lower-case letters, digits and dashes. */
export function stackName(name: string): string {
  const cleaned = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 40)
    .replace(/-+$/, '')
  return cleaned === '' ? 'stack' : cleaned
}

/**
 * Folder of the one Compose project of a repository that names none: its root, else the one of the usual folders that has a Compose file.
 * @throws Refused where there is none, or where production's may be another
 */
async function zeroConfigFolder(root: string, hasStackFile: boolean): Promise<string> {
  const atRoot = await findComposeFile(root)
  const elsewhere = [...(await filesElsewhere(root))]
  const production = elsewhere.filter(([, files]) => files.some(isProductionFile))
  const line = (folder: string) => `projects: { ${stackName(basename(root))}: { path: ${folder} } }`
  if (atRoot !== undefined && (isProductionFile(atRoot) || production.length === 0)) return '.'
  if (atRoot !== undefined) {
    throw new Refused(
      `${atRoot} at the root is not named as production’s, and there is ${production.flatMap(([folder, files]) => files.filter(isProductionFile).map((file) => `${folder}/${file}`)).join(', ')}`,
      { todo: ['say in stack.yml which is deployed:', ...['.', ...production.map(([folder]) => folder)].map(line)] },
    )
  }
  const [only, ...more] = production.length > 0 ? production : elsewhere
  if (only !== undefined && more.length === 0) return only[0]
  if (only !== undefined)
    throw new Refused(
      `there are Compose files in ${[only, ...more].map(([folder]) => folder).join(', ')}, and none at the root`,
      {
        todo: ['say in stack.yml which is deployed:', ...[only, ...more].map(([folder]) => line(folder))],
      },
    )
  const others = await siblingFiles(root, [])
  const named = `projects: { ${stackName(basename(root))}: { path: ., compose: ${others[0]} } }`
  const what = hasStackFile
    ? 'no Compose file at the root, and stack.yml names none'
    : 'neither a stack.yml nor a Compose file'
  throw new Refused(
    `there is ${what}${others.length === 0 ? '' : ', only files that are not named as production’s'} (${root})`,
    {
      todo: [
        ...(others.length === 0 ? [] : [`if production runs ${others.join(' or ')}, write in stack.yml: ${named}`]),
        ADD_ONE,
        ...(await foldersHint(root)),
      ],
    },
  )
}

async function foldersHint(root: string): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(root)) {
    if (entry.startsWith('.') || entry === 'node_modules') continue
    const folder = join(root, entry)
    if ((await stat(folder).catch(() => undefined))?.isDirectory() && (await findComposeFile(folder))) found.push(entry)
  }
  return found.length === 0 ? [] : [`or name the projects in stack.yml; there are Compose files in ${found.join(', ')}`]
}
