/** What lies in the checkout where a service mounts something, and how it is mounted. */
export interface Lying {
  /** A file, and no folder. */
  isFile: boolean
  /** Files that git tracks there and that are there; those that only keep an empty folder do not count. */
  tracked: number
  /** Files there that git does not track: a step before has made them. */
  untracked: number
  /** Every service mounts it read-only. */
  readOnly: boolean
}

/**
 * `content` is sent with the release, read-only. `data` is a folder of the server's own. `unclear`: a folder that a step has made and that is
 * mounted writable, which may be either; only the running containers show which.
 */
export type MountKind = 'content' | 'data' | 'unclear'

/** Whether what a service mounts out of the repository is content of the release or the server's own. */
export function mountKind({ isFile, tracked, untracked, readOnly }: Lying): MountKind {
  if (tracked + untracked === 0) return 'data'
  if (isFile || readOnly || tracked > 0) return 'content'
  return 'unclear'
}

/** Files that only keep an otherwise empty folder in git: such a folder is the server's. */
export function isPlaceholder(path: string): boolean {
  return ['.gitkeep', '.keep', '.gitignore'].includes(path.split('/').pop() ?? '')
}

/** Files that only tell people about a folder: no service needs them. */
export function isAbout(path: string): boolean {
  return (
    isPlaceholder(path) || /^(readme|license|licence|copying|notice)(\.[a-z]+)?$/i.test(path.split('/').pop() ?? '')
  )
}

/** Whether a path that does not exist would be a file, by its name: `app.conf`, `Caddyfile`, `docker.sock`; not `conf.d` or `pg-17.2`. */
export function looksLikeFile(path: string): boolean {
  const name = path.split('/').pop() ?? ''
  return /[^.]\.(?!d$)[a-z][a-z0-9]{0,9}$/i.test(name) || /^\.env|^[A-Z][a-z]+file$/.test(name)
}
