import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { findComposeFile } from '../../stack/search.js'
import { git, type Repository } from '../repository.js'

/** What a repository tells of how it could be deployed. */
export interface Found {
  /** Folders with a Compose file that is production's or has a usual name, from the root (`.`), with the file's text. */
  composed: { folder: string; file: string; text: string }[]
  /** Compose files beside which there is none of such a name. */
  odd: string[]
  /** Of git, or the folder's name. */
  branches: string[]
  /** What a clone checks out. */
  defaultBranch: string
  workflows: { name: string; text: string }[]
}

const COMPOSE_FILE = /(^|\/)(docker-)?compose([.-][\w.-]+)?\.ya?ml$/
/** Folders whose Compose files are for other purposes than a server. */
const ASIDE = /(^|\/)(node_modules|vendor|tests?|e2e|fixtures|examples?|docs|\.[^/]+)\//
const MOST_FOLDERS = 4

/** Reads, and changes nothing. */
export async function findIn(repository: Repository): Promise<Found> {
  const { root } = repository
  const files = (await filesOf(repository)).filter((path) => COMPOSE_FILE.test(path) && !ASIDE.test(path))
  const folders = [...new Set(files.map((path) => dirname(path)))].sort()
  const composed: Found['composed'] = []
  const odd: string[] = []
  for (const folder of folders) {
    const file = await findComposeFile(join(root, folder))
    if (file === undefined) odd.push(...files.filter((path) => dirname(path) === folder))
    else composed.push({ folder, file, text: await readFile(join(root, folder, file), 'utf8') })
  }
  const branches = await branchesOf(repository)
  return {
    composed,
    odd,
    branches,
    defaultBranch: await defaultOf(repository, branches),
    workflows: await workflowsIn(root),
  }
}

/** Of git all that it does not ignore; without git, what lies in the folder and a little below. */
async function filesOf({ root, isRepository }: Repository): Promise<string[]> {
  const listed = isRepository ? await git(root, root, 'ls-files', '-co', '--exclude-standard', '-z') : undefined
  if (listed !== undefined) return listed.split('\0').filter((path) => path !== '')
  return filesBelow(root, '', MOST_FOLDERS)
}

async function filesBelow(root: string, folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => [])
  const found = entries.map(async (entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (!entry.isDirectory()) return [path]
    return depth === 0 || ASIDE.test(`${path}/`) ? [] : filesBelow(root, path, depth - 1)
  })
  return (await Promise.all(found)).flat()
}

async function branchesOf({ root, branch }: Repository): Promise<string[]> {
  const listed = await git(root, root, 'for-each-ref', '--format=%(refname)', 'refs/heads', 'refs/remotes/origin')
  const names = (listed ?? '').split('\n').map((ref) => ref.replace(/^refs\/(heads|remotes\/origin)\//, ''))
  // The branch of a repository without a commit is in no list yet.
  return [...new Set([...names, branch ?? ''])].filter((name) => name !== '' && name !== 'HEAD')
}

async function defaultOf({ root, branch }: Repository, branches: readonly string[]): Promise<string> {
  const head = await git(root, root, 'symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD')
  const usual = ['main', 'master', 'trunk'].find((name) => branches.includes(name))
  return head?.replace(/^origin\//, '') || (usual ?? branch ?? 'main')
}

async function workflowsIn(root: string): Promise<Found['workflows']> {
  const folder = join(root, '.github/workflows')
  const names = await readdir(folder).catch((): string[] => [])
  const files = names.filter((name) => /\.ya?ml$/.test(name))
  return Promise.all(files.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })))
}
