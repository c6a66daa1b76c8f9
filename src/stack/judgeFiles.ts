import { resolve } from 'node:path'
import { FILES, type FileField, type FileForm } from './files.js'
import { insideRepo, isRemote } from './inside.js'
import { foundAt } from './judgeKeys.js'
import type { ComposeBuild, ComposeModel } from './types.js'

/** A text that a field holds, and what stands beside it. */
interface Named {
  text: string
  beside: Readonly<Record<string, unknown>>
  root: string
}

type Judge = (named: Named) => Promise<string | undefined>

/** Rows that are judged in Compose's result; the files that Compose opens itself were judged before, and are no longer in it. */
const JUDGED = FILES.filter(({ fate, form }) => fate === 'sent' || form === 'securityOption')

/**
 * Faults of what a resolved project would take from the runner's disk: each names the field.
 * @param root Absolute path of the repository.
 */
export async function judgeFiles(model: ComposeModel, root: string): Promise<string[]> {
  const faults: string[] = []
  for (const field of JUDGED)
    for (const { where, named } of textsAt(model, field, root)) {
      const why = await JUDGES[field.form](named)
      if (why !== undefined) faults.push(`${where}: ${JSON.stringify(named.text)} ${why}`)
    }
  for (const [service, { build }] of Object.entries(model.services))
    if (build !== undefined) faults.push(...(await ignoreFaults(`services.${service}.build`, build, root)))
  return [...new Set(faults)]
}

function textsAt(model: ComposeModel, { place }: FileField, root: string): { where: string; named: Named }[] {
  const [key = '', ...above] = place.split('.').reverse()
  return foundAt(model, above.reverse().join('.') || 'top level').flatMap(({ path, found }) =>
    Object.entries(found).flatMap(([name, value]) => {
      if (key !== '*' && key !== name) return []
      const texts = Array.isArray(value) ? value : [value]
      return texts.flatMap((text) =>
        typeof text === 'string' ? [{ where: `${path}.${name}`, named: { text, beside: found, root } }] : [],
      )
    }),
  )
}

const OUTSIDE = 'leads out of the repository'

const JUDGES: Readonly<Record<FileForm, Judge>> = {
  path: ({ text, root }) => outside(root, text),
  // A mount of what is not in the repository is the server's.
  mount: async () => undefined,
  context: ({ text, root }) =>
    isRemote(text) ? Promise.resolve(undefined) : inFolder(text, root, 'a folder of the repository'),
  dockerfile: async ({ text, beside, root }) => {
    const context = String(beside['context'] ?? '')
    if (isRemote(context)) return /:|^\/|(^|\/)\.\.(\/|$)/.test(text) ? 'is no path in what is fetched' : undefined
    // A context that leads out of the repository is reported by its own row.
    if (beside['dockerfile_inline'] !== undefined || (await outside(root, context)) !== undefined) return undefined
    return outside(root, resolve(context, text))
  },
  namedContext: ({ text, root }) =>
    isRemote(text) || /^(docker-image:\/\/|service:)/.test(text)
      ? Promise.resolve(undefined)
      : inFolder(text, root, 'a folder of the repository, nor an address, `service:NAME` or `docker-image://…`'),
  ssh: async ({ text, root }) => {
    const [, paths] = /^[^=]*=(.*)$/s.exec(text) ?? []
    for (const path of paths?.split(',') ?? []) {
      const why = await outside(root, path)
      if (why !== undefined) return `${why}: \`default\` alone is the runner’s agent`
    }
    return undefined
  },
  cache: async ({ text }) => whyNoCache(text),
  securityOption: async ({ text }) =>
    /^seccomp[:=](?!\/|unconfined$|builtin$)/.test(text)
      ? 'is not sent to the server: name a file there by its absolute path'
      : undefined,
}

async function inFolder(text: string, root: string, what: string): Promise<string | undefined> {
  return text.startsWith('/') ? outside(root, text) : `is neither ${what}`
}

function outside(root: string, path: string): Promise<string | undefined> {
  return insideRepo(root, path, path).then(
    () => undefined,
    () => OUTSIDE,
  )
}

/** Where a cache may lie. BuildKit parses the text: what it could understand in another way than this check is refused. */
function whyNoCache(text: string): string | undefined {
  if (/^[A-Za-z0-9][\w.:/@-]*$/.test(text)) return undefined
  const pairs = text.split(',').map((pair) => /^([a-z][a-z0-9_-]*)=([^"\s]*)$/.exec(pair))
  const types = pairs.flatMap((pair) => (pair?.[1] === 'type' ? [pair[2] as string] : []))
  if (pairs.includes(null) || types.length !== 1) return 'is neither an image nor `type=…` with names and values'
  if (types[0] === 'local') return 'is a folder of the runner: the input `cache` keeps layers between runs'
  return ['registry', 'gha', 'inline', 's3', 'azblob'].includes(types[0] ?? '')
    ? undefined
    : 'is a kind of cache that is not supported'
}

/** What the build leaves out is read from files, too. */
async function ignoreFaults(where: string, build: ComposeBuild, root: string): Promise<string[]> {
  const files: string[] = []
  for (const folder of [build.context, ...Object.values(build.additional_contexts ?? {})]) {
    if (!folder?.startsWith('/') || (await outside(root, folder)) !== undefined) continue
    // Not by `resolve`: the bundler would include every file of that name.
    files.push(`${folder}/.dockerignore`)
    if (folder === build.context && build.dockerfile_inline === undefined)
      files.push(`${resolve(folder, build.dockerfile ?? 'Dockerfile')}.dockerignore`)
  }
  const faults = await Promise.all(files.map(async (file) => [file, await outside(root, file)] as const))
  return faults.flatMap(([file, why]) => (why === undefined ? [] : [`${where}: ${JSON.stringify(file)} ${why}`]))
}
