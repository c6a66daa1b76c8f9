import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { oneSentenceALine } from '../../../scripts/sentences.mjs'
import { ENTRIES } from '../../../src/troubleshooting/entries.js'
import { entryLink, troubleshoot } from '../../../src/troubleshooting/match.js'
import { troubleshootingPage } from '../../../src/troubleshooting/page.js'

const undone = (words: string) => `The new version was undone: start: shop/web: ${words}`

describe('what went wrong', () => {
  it.each<[string, string]>([
    ['exits-at-once', undone('0123456789ab is exited (exit code 1); its last words: bye')],
    ['exits-at-once', undone('0123456789ab restarts')],
    ['port-in-use', undone('0123456789ab is exited (exit code 1); its last words: Error: listen EADDRINUSE: :::3000')],
    ['port-in-use', undone('docker start: driver failed: Bind for 0.0.0.0:80 failed: port is already allocated')],
    [
      'connection-refused',
      undone('0123456789ab is exited (exit code 1); its last words: connect ECONNREFUSED 10.0.0.2'),
    ],
    [
      'missing-variable',
      'project app uses variables without a value:\n  - compose.yaml:4: no value is given for the variable V',
    ],
    ['missing-variable', 'required variable DB is missing a value: say it'],
    ['missing-variable', undone("0123456789ab is exited (exit code 1); its last words: KeyError: 'DATABASE_URL'")],
    ['build-failed', 'shop/web does not build: failed to solve: process "/bin/sh -c npm ci" did not complete'],
    ['no-such-image', 'shop/web does not build: failed to solve: nope:1: pull access denied'],
    ['disk-full', 'shop/web does not build: failed to solve: write /x: no space left on device'],
    ['disk-full', 'prepare: /home/deploy/x: cannot be written (12 KiB free on /)'],
    ['healthcheck-failed', undone('not healthy within 60 s; its check said: 500; its last words: ')],
    [
      'nothing-listens',
      undone(
        'swap: shop/web: not healthy within 60 s; its check said: nothing listens on port 3000 yet; its last words: ',
      ),
    ],
    ['healthcheck-failed', undone('Docker calls 0123456789ab unhealthy: curl: (22) 500')],
    ['health-gate-failed', 'The new version was undone: the health gate did not hold: Web (connection refused)'],
    ['health-gate-failed', 'release 3-abcdef0 is not healthy: Web (503)'],
    ['out-of-memory', undone('0123456789ab is exited (exit code 137); its last words: ')],
    ['wrong-platform', undone('0123456789ab is exited (exit code 1); its last words: exec /app: exec format error')],
    ['wrong-platform', 'no matching manifest for linux/arm64/v8 in the manifest list entries'],
    ['wrong-platform', 'shop/web: the image x is for linux/arm64, the server is linux/amd64'],
    ['no-such-image', 'ghcr.io/org/x:1: manifest unknown'],
    [
      'migration-failed',
      'The new version was undone: one-shot: shop/migrate: ended with exit code 3; its last words: x',
    ],
    ['no-permission', undone("0123456789ab is exited (exit code 1); its last words: Permission denied: '/data'")],
    ['registry-login-failed', 'denied: permission_denied: write_package'],
    ['name-not-found', undone('0123456789ab is exited (exit code 1); its last words: getaddrinfo ENOTFOUND db')],
    ['not-in-the-image', undone('0123456789ab is exited (exit code 127); its last words: sh: nope')],
    [
      'traefik-did-not-follow',
      'The new version was undone: switch: traefik: did not take the routes within its throttle',
    ],
  ])('is %s: %s', (id, text) => expect(troubleshoot(text)?.entry.id).toBe(id))

  it.each([
    '127.0.0.1 cannot be reached: nothing listens on port 22',
    'known-hosts has no host key of example.org',
    'superseded: run 1 is older than release 2-abcdef0 (run 2)',
    'An input is wrong:\n  - host: required, but empty or missing',
  ])('is not guessed where the error says it all: %s', (text) => expect(troubleshoot(text)).toBeUndefined())

  it('is shown by the line that says it, and of a long line by what stands around it', () => {
    expect(troubleshoot('a\n   b: no space left on device  \nc')?.evidence).toBe('b: no space left on device')
    const long = troubleshoot(`${'x '.repeat(500)}ECONNREFUSED ${'y '.repeat(500)}`)?.evidence ?? ''
    expect(long).toContain('ECONNREFUSED')
    expect(long.length).toBeLessThan(250)
  })

  it('carries no terminal sequence of a container', () =>
    expect(troubleshoot('\u001b[31mECONNREFUSED\u001b[0m\r::error::x')?.evidence).toBe('ECONNREFUSED'))
})

describe('docs/troubleshooting.md', () => {
  it('is what the entries say (npm run build)', () =>
    expect(readFileSync('docs/troubleshooting.md', 'utf8')).toBe(oneSentenceALine(troubleshootingPage())))

  it.each(ENTRIES)('has the anchor $id by its heading', ({ id, title, todo }) => {
    expect(title.toLowerCase().replaceAll(' ', '-')).toBe(id)
    expect(todo.length).toBeLessThanOrEqual(3)
  })

  it.each<[Record<string, string>, string]>([
    [{}, 'docs/troubleshooting.md#disk-full'],
    [
      {
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_ACTION_REPOSITORY: 'org/stack-actions',
        GITHUB_ACTION_REF: 'v1',
      },
      'https://github.com/org/stack-actions/blob/v1/docs/troubleshooting.md#disk-full',
    ],
    [
      { GITHUB_SERVER_URL: 'https://github.com', GITHUB_ACTION_REPOSITORY: 'o/r', GITHUB_ACTION_REF: 'v1)](x' },
      'docs/troubleshooting.md#disk-full',
    ],
  ])('is linked in the version that runs: %j', (env, link) => expect(entryLink({ id: 'disk-full' }, env)).toBe(link))
})
