/** What becomes of a file's text. */
export type Edit = (text: string) => string

/** Files that change together, by their paths. */
type Edits = Readonly<Record<string, Edit>>

/** The text with one place replaced, which must be there. */
export function replaced(text: string, pattern: RegExp | string, by: string): string {
  const after = text.replace(pattern, by)
  if (after === text) throw new Error(`${pattern} is not in this text:\n${text}`)
  return after
}

/** A new version of services, each by its folder, such as `l2p/backend`: VERSION is what its answers carry. */
export function newVersion(version: string, folders: readonly string[]): Edits {
  return Object.fromEntries(folders.map((folder) => [`${folder}/VERSION`, () => `${version}\n`]))
}

/** Faults that people commit; each is an edit of the l2p backend or of how it is reached. */
export const faults = {
  /** The process ends with an error as soon as it starts. */
  exits: {
    'l2p/backend/src/main.ts': (text) => replaced(text, "required('JWT_SECRET')", "required('JWT_SECRETS')"),
  },
  /** It starts, and its health never gets green. */
  neverHealthy: {
    'l2p/backend/src/health.ts': (text) => replaced(text, 'select 1', 'select 1 from a_table_that_nobody_made'),
  },
  /** Every check on the host is green, and users get 502: the proxy is told a port on which nothing listens. */
  wrongFromOutside: {
    'l2p/docker-compose.prod.yml': (text) =>
      replaced(text, /(services\.l2p-backend\.loadbalancer\.server\.port: )'3008'/, "$1'3009'"),
  },
} satisfies Record<string, Edits>
