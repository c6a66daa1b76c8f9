import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

const production = ['docker-compose.prod', 'docker-compose.production', 'compose.prod', 'compose.production'].flatMap(
  (name) => [name, name.replace('.', '-')],
)
const base = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml']

/** Names of the Compose file of a project that names none, most wanted first. */
export function searchOrder(): string[] {
  return [...production.flatMap((name) => [`${name}.yml`, `${name}.yaml`]), ...base]
}

/** What to do where a folder has none. */
export const ADD_ONE = `add ${base.join(', ')}, or one that is production’s: ${production[0]}.yml, compose.prod.yaml …`

/** Name of the Compose file in `folder` that is used for a project; undefined if there is none. */
export async function findComposeFile(folder: string): Promise<string | undefined> {
  const names = await namesIn(folder)
  return searchOrder().find((name) => names.includes(name))
}

/** Other Compose files in `folder`, base files first: where `build:` is looked for, and what an overlay lies over. */
export async function siblingFiles(folder: string, used: readonly string[]): Promise<string[]> {
  const names = (await namesIn(folder)).filter(
    (name) => /^(docker-)?compose([.-][\w.-]+)?\.ya?ml$/.test(name) && !used.includes(name),
  )
  const rank = (name: string) => (base.includes(name) ? base.indexOf(name) : base.length)
  return names.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}

/** All that may be a Compose file in `folder`, whatever it is called. */
export async function yamlFiles(folder: string, used: readonly string[]): Promise<string[]> {
  return (await namesIn(folder)).filter((name) => /\.ya?ml$/.test(name) && !used.includes(name)).sort()
}

/** Folders in which a repository keeps what its server runs, where its root has no Compose file for that. */
const FOLDERS = ['deploy', 'deployment', 'infra', 'docker', 'prod', 'production']

/** Compose files in the folders where production's may lie, by folder, relative to the root. */
export async function filesElsewhere(root: string): Promise<Map<string, string[]>> {
  const found = await Promise.all(
    FOLDERS.map(async (folder) => [folder, await siblingFiles(join(root, folder), [])] as const),
  )
  return new Map(found.filter(([, files]) => files.length > 0))
}

/** Whether a file's name says that it is for production. */
export function isProductionFile(name: string): boolean {
  return production.includes(name.replace(/\.ya?ml$/, ''))
}

/** Whether a file of that name describes a whole project, so that another may be laid over it. */
export function isBaseFile(name: string): boolean {
  return base.includes(name)
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((): string[] => [])
}
