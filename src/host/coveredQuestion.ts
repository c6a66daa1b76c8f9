/** A file of a container. */
export interface Cover {
  /** Id. */
  container: string
  /** Absolute, as the container sees it. */
  path: string
}

/** A file of git that is to lie where a container can write now. */
export interface AskedCover extends Cover {
  /** sha256 of git's, in hex. */
  sum: string
  /** Absolute, on the server, where it is mounted from there. */
  from?: string
  /** What the release before brought along for that path, absolute, on the server: the file there may be as old as that. */
  sent?: string
}

/** The lines of stdin; what has a control character in a path is left out, so that it counts as another than git's. */
export function writeCovers(asked: readonly AskedCover[]): string {
  return asked
    .map(({ container, path, sum, from = '-', sent = '-' }) => [container, path, sum, from, sent])
    .filter((fields) => fields.every((field) => !/\p{Cc}/u.test(field)))
    .map((fields) => `${fields.join('\t')}\n`)
    .join('')
}

/** Whether what lies at a path of a container is another than git's, and would be out of sight. */
export type IsCovered = (at: Cover) => boolean

/** Rows of container, path and `same` or `absent`: what is not among them is another, or nobody knows. */
export function parseCovered(stdout: string): IsCovered {
  const harmless = new Set(
    stdout
      .split('\n')
      .map((row) => row.split('\t'))
      .filter(([, , word]) => word === 'same' || word === 'absent')
      .map(([container, path]) => `${container} ${path}`),
  )
  return ({ container, path }) => !harmless.has(`${container} ${path}`)
}
