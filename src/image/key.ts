import { createHash, createHmac } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { Refused } from '../runtime/errors.js'
import { quoted } from '../runtime/escape.js'
import { CHECK_LFS_OUT } from '../stack/content.js'
import { isInside, isRemote } from '../stack/inside.js'
import { CHECK_SUBMODULES_OUT, emptySubmodules } from '../stack/submodules.js'
import { ignoreRules } from './ignore.js'
import type { BuildTarget } from './target.js'
import { type TreeHash, treeHash } from './tree.js'

/** Raised when the meaning of a key changes: all images are built once more then. */
const KEY_FORMAT = 3

/** Letters of a key, which is also a tag. */
export const KEY_LETTERS = 40

export interface ImageKey {
  /** Everything that BuildKit would get, as text. It holds values of build arguments: never printed, sent or kept. */
  material: string
  /** Why it does not tell the image: it is built each time. */
  always?: string
  notices: string[]
}

/** Hashes a folder once for all images that are built from it. */
export type HashTree = typeof treeHash

export function rememberedTrees(): HashTree {
  const known = new Map<string, Promise<TreeHash>>()
  return (root, ignoreText) => {
    const name = `${root}\0${ignoreText}`
    const tree = known.get(name) ?? treeHash(root, ignoreText)
    known.set(name, tree)
    return tree
  }
}

/**
 * What can be told by an image's key to anybody: who knows the repository can compute it. So it is made only where no secret is read, and is a
 * hint where an image might be, never a reason to run one.
 */
export function publicKey(material: string): string {
  return createHash('sha256').update(material).digest('hex').slice(0, KEY_LETTERS)
}

/** By which the server's record knows an image again. Nobody without the server's key computes it, or finds out what went into it. */
export function recordSum(material: string, serverKey: string): string {
  return createHmac('sha256', serverKey).update(material).digest('hex')
}

/** A run, and what it has in a checkout. */
export interface RunOf {
  id: string
  commit: string
  /** Of committedState: whether what lies there is that commit; undefined where nobody knows. */
  isClean: boolean | undefined
}

/**
 * Names an image of this run alone, where there are secrets and no server's key: nothing of its content is told by it. What differs in a commit's
 * checkout has no name; only that something does.
 */
export function runKey(
  { id, commit, isClean }: RunOf,
  { environment, repository, platform }: Pick<BuildTarget, 'environment' | 'repository' | 'platform'>,
): string {
  return publicKey(JSON.stringify(['run', id, commit, isClean === true, environment, repository, platform]))
}

/**
 * What an image is made from: everything that BuildKit would get but the values of build secrets, and the environment that it is for. Equal
 * material means equal sources. A base image that moves is no change: `refresh` builds anew (bases.ts).
 */
export async function imageKey(target: BuildTarget, hashTree: HashTree = treeHash): Promise<ImageKey> {
  const always: string[] = []
  const notices: string[] = []
  const name = `${target.project}/${target.service}`
  if (target.noCache) always.push('it asks for no_cache')
  if (target.noCacheFilter !== undefined) always.push('it asks for no_cache_filter')
  if (target.pull) always.push('it asks for pull')

  const tree = async (folder: string, ignoreText: string): Promise<string> => {
    const { sha256, git, unreadable, unclear, pointer } = await hashTree(folder, ignoreText)
    if (pointer !== undefined) throw pointerRefused(target, join(folder, pointer))
    await refuseEmptySubmodule(target, folder, ignoreText)
    if (git)
      notices.push(
        `${name}: .git is sent to the build, so that each commit is another image; add .git to .dockerignore`,
      )
    if (unclear !== undefined)
      always.push(`what .dockerignore leaves out by ${quoted(unclear)} cannot be told for sure`)
    if (unreadable !== undefined) always.push(`a file name is not UTF-8: ${unreadable}`)
    return sha256
  }
  const remote = (url: string): string => {
    if (!/#[0-9a-f]{40}(:|$)/.test(url)) always.push(`${url} names no commit`)
    return url
  }

  let dockerfile = target.dockerfileInline
  let context: string
  if (isRemote(target.context)) context = remote(target.context)
  else {
    await mustBeFolder(target.context, name)
    context = await tree(target.context, await ignoreTextOf(target))
    dockerfile ??= await readDockerfile(target, name)
  }
  const contexts: [string, string][] = []
  for (const [id, value] of Object.entries(target.contexts).sort()) {
    if (value.startsWith('docker-image://')) contexts.push([id, value])
    else if (isRemote(value)) contexts.push([id, remote(value)])
    else {
      await mustBeFolder(value, name)
      contexts.push([id, await tree(value, await readFile(join(value, '.dockerignore'), 'utf8').catch(() => ''))])
    }
  }
  const services: [string, string][] = []
  for (const [id, one] of Object.entries(target.services ?? {}).sort()) {
    const key = await imageKey(one, hashTree)
    services.push([id, key.material])
    if (key.always !== undefined) always.push(`its context ${one.service} is built each time: ${key.always}`)
  }
  const material = [
    KEY_FORMAT,
    context,
    dockerfile ?? target.dockerfile,
    target.target ?? '',
    target.platform,
    Object.entries(target.args).sort(),
    Object.entries(target.labels).sort(),
    target.secrets.map(({ id }) => id).sort(),
    target.ssh.map((agent) => agent.split('=')[0]).sort(),
    contexts,
    services,
    Object.entries(target.extraHosts ?? {}).sort(),
    target.ulimits ?? [],
    target.entitlements ?? [],
    target.network ?? '',
    target.shmSize ?? '',
    target.environment,
    target.cacheFrom,
    target.noCache,
    target.pull,
  ]
  return { material: JSON.stringify(material), notices, ...(always.length > 0 ? { always: always.join('; ') } : {}) }
}

function pointerRefused({ root, project, service }: BuildTarget, path: string): Refused {
  return new Refused(
    `${relative(root, path)} is a pointer of Git LFS, not the file itself, and would go into the image`,
    {
      at: `${project}/${service}, build`,
      todo: [CHECK_LFS_OUT, LEAVE_OUT],
    },
  )
}

async function refuseEmptySubmodule(target: BuildTarget, folder: string, ignoreText: string): Promise<void> {
  const { ignores } = ignoreRules(ignoreText)
  const sent = (path: string) => isInside(folder, path) && !ignores(relative(folder, path).split(sep).join('/'))
  const empty = (await emptySubmodules(target.root)).find((path) => path === folder || sent(path))
  if (empty === undefined) return
  throw new Refused(`the submodule ${relative(target.root, empty)} is empty, and would go into the image like that`, {
    at: `${target.project}/${target.service}, build`,
    todo: [CHECK_SUBMODULES_OUT, LEAVE_OUT],
  })
}

const LEAVE_OUT = 'or, where the image does not need it, leave it out by .dockerignore'

async function readDockerfile(target: BuildTarget, name: string): Promise<string> {
  return readFile(target.dockerfile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Refused(
      error.code === 'ENOENT'
        ? `there is no ${relative(target.root, target.dockerfile)}`
        : `the Dockerfile cannot be read: ${error.code}`,
      { at: `${name}, build.dockerfile` },
    )
  })
}

/** `<Dockerfile>.dockerignore` wins over the context's `.dockerignore`, as in BuildKit. */
export async function ignoreTextOf(target: BuildTarget): Promise<string> {
  const own =
    target.dockerfileInline === undefined
      ? await readFile(`${target.dockerfile}.dockerignore`, 'utf8').catch(() => undefined)
      : undefined
  return own ?? readFile(join(target.context, '.dockerignore'), 'utf8').catch(() => '')
}

async function mustBeFolder(path: string, name: string): Promise<void> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isDirectory())
    throw new Refused(`the build context ${path} ${found ? 'is no folder' : 'does not exist'}`, {
      at: `${name}, build`,
    })
}
