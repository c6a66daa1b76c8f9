import type { Edits } from './repository.js'
import type { SiteOptions } from './site.js'

/** A small stack as others write it, and how it changes. */
export interface Shape extends Omit<SiteOptions, 'inputs'> {
  name: string
  /** Images of the lab that it needs beside the base ones. */
  images: readonly string[]
  /** Text of the env file that the deploy gets. */
  envFile?: string
  /** The next version of the app; each way in `versioned` then answers with `v2`. */
  next: Edits
  /** A version that ends at its start. */
  broken: Edits
  /** Services, as `project/service`, that `next` changes: others are not restarted. */
  changes: readonly string[]
  /** What is built here, and so replaced or run again by the first deploy: an image that the server built before is another one, although its files are the same. */
  built: readonly string[]
  /** Names of the ways that tell the app's version. */
  versioned: readonly string[]
  /** Names of the ways that may pause while `next` is deployed, since what is behind them is stopped first: others fail no request. */
  pauses: readonly string[]
}

/** Writes one row at its start, keeps it in /data, and answers with its version on port 3000. */
const SERVER = `import { appendFileSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { hostname } from 'node:os'

const version = 'v1'
mkdirSync('/data', { recursive: true })
appendFileSync('/data/starts', \`\${version} \${hostname()}\\n\`)
const server = createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ version, greeting: process.env.GREETING, container: hostname() }))
})
server.keepAliveTimeout = 95_000
server.listen(3000)
process.on('SIGTERM', () => {
  server.close(() => process.exit(0))
  setInterval(() => server.closeIdleConnections(), 100)
})
`

/** The app's program alone, for a stack that mounts it. */
export const program = (folder: string): Record<string, string> => ({ [`${folder}/server.mjs`]: SERVER })

/** Folder of an app that is built from its Dockerfile; a test's programs differ in nothing else. */
export const app = (folder: string): Record<string, string> => ({
  [`${folder}/Dockerfile`]: 'FROM node:24-slim\nWORKDIR /app\nCOPY server.mjs .\nCMD ["node", "server.mjs"]\n',
  ...program(folder),
})

export const nextOf = (folder: string): Edits => ({
  [`${folder}/server.mjs`]: (text) => text.replace("version = 'v1'", "version = 'v2'"),
})

export const brokenOf = (folder: string): Edits => ({
  [`${folder}/server.mjs`]: (text) => text.replace(/version = '.*'/, "version = 'v3'\nprocess.exit(3)"),
})

/** One script for each store: the rows of a table, the lines of a file in a volume. */
export const tableOf = (container: string): string =>
  `docker exec ${container} psql -h 127.0.0.1 -U shop -d shop -tAc 'select id from rows order by id'`
