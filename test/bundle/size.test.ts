import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'

// Every run of an action downloads all of dist/: what grows it is to be wanted, and not to happen.

/** Bytes: what it is today (3.17 MB, of which commander has 0.06; 0.39 are modules that ncc has put into several chunks), and some room. */
const MOST = 3_250_000
/** Bytes of the client of GitHub's API, which `alert` alone loads (1.16 MB). Nearly all of it are the names of GitHub's operations. */
const MOST_OF_OCTOKIT = 1_250_000

const files = readdirSync('dist').map((name) => ({ name, text: readFileSync(join('dist', name)) }))
const octokit = files.filter(({ text }) => text.includes('/@octokit/plugin-rest-endpoint-methods/'))
const rest = files.filter((file) => !octokit.includes(file))

it.each([
  ['without the client of GitHub’s API', rest, MOST],
  ['the client of GitHub’s API, which is there once', octokit, MOST_OF_OCTOKIT],
])('dist is no larger than it was: %s', (_, part, most) => {
  const bytes = part.reduce((sum, { text }) => sum + text.length, 0)
  expect(part.length).toBeGreaterThan(0)
  if (bytes <= most) return
  const largest = part.toSorted((one, other) => other.text.length - one.text.length).slice(0, 6)
  throw new Error(
    `${bytes} bytes, at most ${most} are expected. If what is new in one of these is wanted, raise the limit:\n` +
      largest.map(({ name, text }) => `  ${name} ${text.length}: ${packagesIn(text.toString())}`).join('\n'),
  )
})

/** ncc writes `./node_modules/<package>/` at the head of each module. */
function packagesIn(text: string): string {
  const names = [...text.matchAll(/node_modules\/((?:@[^/"' ]+\/)?[^/"' ]+)\//g)].map(([, name]) => name as string)
  return [...new Set(names)].join(', ') || 'our own code'
}
