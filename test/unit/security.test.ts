import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'

// What SECURITY.md says is held by the tests that it names.

const page = readFileSync('SECURITY.md', 'utf8')
const part = (heading: string) => page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? ''
const rows = part('Who is trusted')
  .split('\n')
  .filter((line) => line.startsWith('| **'))
const points = part('What holds').split(/^- /m).slice(1)
const statements = [...rows, ...points, part('What is kept on the server')]

const KINDS = ['.test.ts', '.lab.test.ts', '.e2e.test.ts', '.adopt.test.ts', '']

describe('SECURITY.md', () => {
  it('says who is trusted, and what holds', () => {
    expect(rows.length).toBeGreaterThan(10)
    expect(points.length).toBeGreaterThan(20)
  })

  it.each(statements.map((text) => [text.slice(0, 90).replaceAll('\n', ' '), text]))('names tests: %s', (_, text) => {
    const named = [...text.matchAll(/`(test\/[\w/.-]+)`|\]\((test\/[\w/.-]+)\)/g)].map(([, code, link]) => code ?? link)
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((path) => !KINDS.some((kind) => existsSync(`${path}${kind}`)))).toEqual([])
  })
})

/** Whom the code speaks to; besides, Docker, git and ssh do, with the server and with whom the files name. */
const SPEAKS = {
  'doctor/addresses.ts': 'the stack',
  'github/api.ts': 'the API of GitHub',
  'github/webhook.ts': 'the webhook that is given',
  'health/askEndpoint.ts': 'the stack',
  'health/probes.ts': 'the stack',
  'image/client.ts': 'registries of the images that the files name',
}

it('nothing is downloaded at run time but what the files name, since nothing else makes a connection', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path, text: readFileSync(join('src', path), 'utf8') }))

  const speaks = /\bfetch\(|from 'node:(https?|http2|tls|dgram)'|createConnection\(|import\('@actions\/github'\)/
  const found = sources.filter(({ text }) => speaks.test(text)).map(({ path }) => path)
  expect(found.sort()).toEqual(Object.keys(SPEAKS))
})
