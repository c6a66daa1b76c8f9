import { Refused } from '../runtime/errors.js'

/** Whose a stack is: what distinguishes it from every other one on a server. */
export interface Identity {
  /** Host, owner and name in small letters, such as `github.com/acme/shop`; `unknown` where the runner does not say. */
  repository: string
  /** The host's own number of it, which it keeps when it is renamed; empty where the runner does not say. */
  repositoryId: string
  stack: string
  environment: string
  /** The label of its containers, networks and volumes. It stays as it was first written, even when the repository is renamed. */
  label: string
}

/** The repository of a run, as the runner's variables name it. */
export interface Repository {
  name: string
  id: string
}

/**
 * @param run GITHUB_REPOSITORY, GITHUB_REPOSITORY_ID and GITHUB_SERVER_URL; numbers of two hosts say nothing of each other.
 */
export function repositoryOf(run: { repository?: string; repositoryId?: string; server?: string }): Repository {
  const path = plainPath(run.repository ?? '')
  if (path === '') return { name: 'unknown', id: '' }
  const host = plainPath((run.server || 'https://github.com').replace(/^[a-z]+:\/\//i, ''))
  return { name: `${host}/${path}`, id: /^\d+$/.test(run.repositoryId ?? '') ? (run.repositoryId ?? '') : '' }
}

export function identityOf(repository: Repository, stack: string, environment: string): Identity {
  return {
    repository: repository.name,
    repositoryId: repository.id,
    stack,
    environment,
    label: `${repository.name}/${stack}/${environment}`,
  }
}

/** Whether it is the same stack, even if its repository was renamed; a new repository under an old name is another stack. */
export function isSameStack(one: Identity, other: Identity): boolean {
  return one.stack === other.stack && one.environment === other.environment && isSameRepository(one, other)
}

export function isSameRepository(one: Identity, other: Identity): boolean {
  const [host, hisHost] = [one, other].map(({ repository }) => repository.split('/')[0])
  if (one.repositoryId !== '' && other.repositoryId !== '' && host === hisHost)
    return one.repositoryId === other.repositoryId
  return one.repository === other.repository
}

/**
 * Refuses a folder on the server that has another stack's identity.
 * @param takesOver Of stack.yml: labels of stacks that this one continues.
 * @throws Refused with what to write
 */
export function refuseForeignFolder(own: Identity, stored: Identity | undefined, takesOver: readonly string[]): void {
  if (stored === undefined || isSameStack(own, stored) || takesOver.includes(stored.label)) return
  const name = own.repository.split('/').pop() ?? own.stack
  const other = name === own.stack ? `${own.repository.split('/')[1] ?? 'my'}-${name}` : name
  throw new Refused(
    `the folder ~/.stack-actions/${own.stack}-${own.environment} on the server belongs to ${identityWords(stored)}, and this is ${identityWords(own)}`,
    {
      todo: [
        `give this one another name in stack.yml, such as \`name: ${other.replace(/[^a-z0-9-]/g, '-')}\``,
        `or, if it is the same stack, whose repository moved, write below environments.${own.environment} in stack.yml: \`takes-over: [${stored.label}]\``,
      ],
    },
  )
}

/** The identity of a run, as the server knows it: with the label that its containers bear, and a number that only a run on GitHub knows. */
export function settledIdentity(own: Identity, stored: Identity | undefined): Identity {
  if (stored === undefined) return own
  const isNumberless = own.repositoryId === '' && own.repository === stored.repository
  return { ...own, label: stored.label, ...(isNumberless && { repositoryId: stored.repositoryId }) }
}

/** The folder on the server that a label's stack has: its last two parts, which hold no slash. */
export function folderOf(label: string): string {
  return label.split('/').slice(-2).join('-')
}

/** As people read it: `shop (staging) of github.com/acme/shop`. */
export function identityWords({ repository, stack, environment }: Identity): string {
  return `${stack} (${environment}) of ${repository === 'unknown' ? 'an unknown repository' : repository}`
}

/** The repository that an address of git means, as `repositoryOf` writes it; undefined for a path on a disk. */
export function repositoryOfRemote(url: string): string | undefined {
  const [, host, path] =
    /^(?:[a-z+]+:\/\/)(?:[^/@]*@)?([^/:]+)(?::\d+)?\/(.+)$/i.exec(url) ?? /^(?:[^/@]+@)?([^/:]+):(.+)$/.exec(url) ?? []
  return host === undefined || path === undefined ? undefined : `${plainPath(host)}/${plainPath(path)}`
}

/** The text becomes part of labels and of lines of a file: no character may have a meaning in either. */
function plainPath(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/(\.git)?\/*$/, '')
    .replace(/^\/+/, '')
    .replace(/[^a-z0-9._/-]/g, '-')
}
