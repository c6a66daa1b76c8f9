import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../runtime/run.js'
import { bad, type Finding, find, good, open } from './finding.js'

const GH_MS = 20_000
/** Without these no deploy begins. */
const NEEDED = new Set(['SSH_KEY', 'KNOWN_HOSTS', 'HOST'])

interface Kind {
  word: 'secret' | 'variable'
  path: string
  context: string
}
const KINDS: readonly Kind[] = [
  { word: 'secret', path: 'secrets', context: 'secrets' },
  { word: 'variable', path: 'variables', context: 'vars' },
]

/** Secrets and variables that the repository's workflows read, and whether GitHub has them for an environment. Asked by `gh`, of whoever runs it. */
export async function findSettings(
  root: string,
  { repository, environment }: { repository: string; environment: string },
  signal: AbortSignal,
): Promise<Finding[]> {
  const text = await workflowsOf(root)
  return Promise.all(
    KINDS.map((kind) =>
      find(
        `${kind.word}s on GitHub`,
        () => seen(kind, wanted(text, kind.context), { repository, environment }),
        signal,
      ),
    ),
  )
}

/** Names that workflows read from `secrets` or `vars`. */
export function wanted(text: string, context: string): string[] {
  const found = [...text.matchAll(new RegExp(`\\b${context}\\.([A-Za-z_][A-Za-z0-9_]*)`, 'g'))]
  return [...new Set(found.map(([, name = '']) => name))].filter((name) => name !== 'GITHUB_TOKEN').sort()
}

/** What is missing of what is wanted. */
export function settingsSeen(
  word: Kind['word'],
  names: readonly string[],
  known: readonly string[],
  { repository, environment }: { repository: string; environment: string },
) {
  const missing = names.filter((name) => !known.includes(name))
  const line = (name: string) => `gh ${word} set ${name} --repo ${repository} --env ${environment}`
  if (missing.length === 0) return good(names.join(', ') || 'no workflow reads any')
  const see = missing.some((name) => NEEDED.has(name)) ? bad : open
  return see(
    `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not set, and would be empty`,
    ...missing.map(line),
  )
}

async function seen({ word, path }: Kind, names: readonly string[], of: { repository: string; environment: string }) {
  const { repository, environment } = of
  const base = `repos/${repository}`
  const places = [
    `${base}/environments/${environment}/${path}`,
    `${base}/actions/${path}`,
    `${base}/actions/organization-${path}`,
  ]
  const [own, ...others] = await Promise.all(places.map((place) => namesAt(place, path)))
  if (typeof own === 'string')
    return /404/.test(own)
      ? bad(`${repository} has no environment ${environment}`, `gh api -X PUT ${base}/environments/${environment}`)
      : open(`not looked at: ${own}`, 'install gh (https://cli.github.com), and log in: gh auth login')
  return settingsSeen(
    word,
    names,
    [own ?? [], ...others].flatMap((list) => (typeof list === 'string' ? [] : (list ?? []))),
    of,
  )
}

/** Names, or why they cannot be known. */
async function namesAt(place: string, path: string): Promise<string[] | string> {
  const argv = ['gh', 'api', '--paginate', '--jq', `.${path}[].name`, place]
  const { code, stdout, stderr } = await run(argv, { timeoutMs: GH_MS }).catch(() => ({
    ...{ code: 127, stdout: '', stderr: 'gh, which asks GitHub as you, could not be started' },
  }))
  return code === 0
    ? stdout.split('\n').filter((name) => name !== '')
    : stderr.trim().split('\n')[0] || `gh ended with ${code}`
}

async function workflowsOf(root: string): Promise<string> {
  const folder = join(root, '.github/workflows')
  const names = await readdir(folder).catch((): string[] => [])
  const texts = await Promise.all(
    names.filter((name) => /\.ya?ml$/.test(name)).map((name) => readFile(join(folder, name), 'utf8')),
  )
  return texts.filter((text) => /stack-actions/.test(text)).join('\n')
}
