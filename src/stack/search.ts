import { readdir } from 'node:fs/promises'

const production = ['docker-compose.prod', 'docker-compose.production', 'compose.prod', 'compose.production']
const base = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml']

/** Names of the Compose file of a project that names none, most wanted first. */
export function searchOrder(): string[] {
  return [...production.flatMap((name) => [`${name}.yml`, `${name}.yaml`]), ...base]
}

/** Name of the Compose file in `folder` that stands for a project; undefined if there is none. */
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

/** Whether a file of that name says a whole project, so that another may be laid over it. */
export function isBaseFile(name: string): boolean {
  return base.includes(name)
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((): string[] => [])
}
