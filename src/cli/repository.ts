import { run } from '../runtime/run.js'
import { gitIn } from '../stack/gitIn.js'
import { repositoryOfRemote } from '../stack/identity.js'

const GIT_TIMEOUT_MS = 30_000

/** What git says of the folder that a person is in. */
export interface Repository {
  /** Absolute; the folder itself where it is in no repository. */
  root: string
  isRepository: boolean
  /** HEAD; '' where there is no commit. */
  commit: string
  branch?: string
  /** Address of `origin`'s host, and `owner/name` there. */
  origin?: { server: string; repository: string }
}

export async function repositoryIn(folder: string): Promise<Repository> {
  const top = await git(folder, folder, 'rev-parse', '--show-toplevel')
  if (top === undefined) return { root: folder, isRepository: false, commit: '' }
  const [commit = '', branch, url = ''] = await Promise.all([
    git(top, top, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}'),
    git(top, top, 'symbolic-ref', '--quiet', '--short', 'HEAD'),
    git(top, top, 'remote', 'get-url', 'origin'),
  ])
  const origin = await originOf(url)
  return { root: top, isRepository: true, commit, ...(branch && { branch }), ...(origin && { origin }) }
}

/**
 * Host and name of a remote's address, the name as it is written there; undefined for a path on a disk.
 * @param hostNameOf What ssh's configuration says that an alias stands for.
 */
export async function originOf(url: string, hostNameOf = sshHostName): Promise<Repository['origin']> {
  const [written, ...path] = repositoryOfRemote(url)?.split('/') ?? []
  // One letter is a drive of Windows.
  if (written === undefined || written.length === 1 || path.length === 0) return undefined
  const [, alias] = SSH_ALIAS.exec(url.trim()) ?? []
  const host = (alias === undefined ? undefined : await hostNameOf(alias)) ?? written
  const bare = url.trim().replace(/(\.git)?\/*$/i, '')
  return { server: `https://${SAME_HOST[host] ?? host}`, repository: bare.slice(-path.join('/').length) }
}

/** GitHub's ssh on port 443 has a name of its own ("Using SSH over the HTTPS port" of its documentation). */
const SAME_HOST: Readonly<Record<string, string>> = { 'ssh.github.com': 'github.com' }

/** A host that can be no name of DNS, because its last part is no word of letters: ssh's configuration says what `github.com-work` is. */
const SSH_ALIAS = /^(?:(?:git\+)?ssh:\/\/|(?![a-z+]+:\/\/))(?:[^/@]*@)?(?![^/:]*\.[a-z]+[:/])([\w.-]+)[:/]/i

async function sshHostName(alias: string): Promise<string | undefined> {
  const result = await run(['ssh', '-G', '--', alias], { timeoutMs: GIT_TIMEOUT_MS }).catch(() => undefined)
  return result?.code === 0 ? /^hostname ([a-z0-9.-]+)$/im.exec(result.stdout)?.[1]?.toLowerCase() : undefined
}

/** stdout of a git that only reads, without its last line break; undefined where it fails, or is not there. */
export async function git(root: string, folder: string, ...words: string[]): Promise<string | undefined> {
  const argv = [...gitIn(root, folder), '--no-optional-locks', ...words]
  const result = await run(argv, { timeoutMs: GIT_TIMEOUT_MS }).catch(() => undefined)
  return result?.code === 0 ? result.stdout.replace(/\n$/, '') : undefined
}
