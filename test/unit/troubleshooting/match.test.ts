import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { oneSentenceALine } from '../../../scripts/sentences.mjs'
import type { UserError } from '../../../src/runtime/errors.js'
import { ENTRIES } from '../../../src/troubleshooting/entries.js'
import { entryLink, troubleshoot } from '../../../src/troubleshooting/match.js'
import { troubleshootingPage } from '../../../src/troubleshooting/page.js'

const undone = (words: string) => `The new version was undone: start: shop/web: ${words}`
const exited = (words: string) => undone(`0123456789ab is exited (exit code 1); its last words: ${words}`)

describe('what went wrong', () => {
  it.each<[string, UserError['about'], string]>([
    ['exits-at-once', 'health', undone('0123456789ab is exited (exit code 1); its last words: bye')],
    ['exits-at-once', 'health', undone('0123456789ab restarts')],
    ['port-in-use', 'health', exited('Error: listen EADDRINUSE: :::3000')],
    [
      'port-in-use',
      'docker',
      undone('docker start: driver failed: Bind for 0.0.0.0:80 failed: port is already allocated'),
    ],
    ['port-in-use', 'ports', 'shop/web: port 80 of the server is held by nginx'],
    ['port-in-use', 'plan', 'This release cannot be made:\n  - shop/web: port 80 of the server is held by x'],
    ['connection-refused', 'health', exited('connect ECONNREFUSED 10.0.0.2')],
    [
      'missing-variable',
      'files',
      'project app uses variables without a value:\n  - compose.yaml:4: no value is given for the variable V',
    ],
    ['missing-variable', 'files', 'required variable DB is missing a value: say it'],
    ['missing-variable', 'health', exited("KeyError: 'DATABASE_URL'")],
    ['build-failed', 'build', 'shop/web does not build: failed to solve: process "/bin/sh -c npm ci" did not complete'],
    ['no-such-image', 'build', 'shop/web does not build: failed to solve: nope:1: pull access denied'],
    ['disk-full', 'build', 'shop/web does not build: failed to solve: write /x: no space left on device'],
    ['disk-full', 'disk', 'prepare: /home/deploy/x: cannot be written (12 KiB free on /)'],
    ['disk-full', 'runner', 'ENOSPC: no space left on device, write'],
    ['healthcheck-failed', 'health', undone('not healthy within 60 s; its check said: 500; its last words: ')],
    [
      'nothing-listens',
      'health',
      undone(
        'swap: shop/web: not healthy within 60 s; its check said: nothing listens on port 3000 yet; its last words: ',
      ),
    ],
    ['healthcheck-failed', 'health', undone('Docker calls 0123456789ab unhealthy: curl: (22) 500')],
    [
      'health-gate-failed',
      'gate',
      'The new version was undone: the health gate did not hold: Web (connection refused)',
    ],
    ['health-gate-failed', 'gate', 'release 3-abcdef0 is not healthy: Web (503)'],
    ['out-of-memory', 'health', undone('0123456789ab is exited (exit code 137); its last words: ')],
    ['wrong-platform', 'health', exited('exec /app: exec format error')],
    ['wrong-platform', 'image', 'no matching manifest for linux/arm64/v8 in the manifest list entries'],
    ['wrong-platform', 'plan', 'shop/web: the image x is for linux/arm64, the server is linux/amd64'],
    ['no-such-image', 'image', 'ghcr.io/org/x:1: manifest unknown'],
    [
      'migration-failed',
      'one-shot',
      'The new version was undone: one-shot: shop/migrate: ended with exit code 3; its last words: x',
    ],
    ['no-permission', 'health', exited("Permission denied: '/data'")],
    ['registry-login-failed', 'registry', 'denied: permission_denied: write_package'],
    ['registry-not-reached', 'registry', 'the registry ghcr.io cannot be reached: ENOTFOUND'],
    [
      'registry-not-reached',
      'image',
      'Get "https://ghcr.io/v2/": dial tcp: lookup ghcr.io on 8.8.8.8:53: no such host',
    ],
    ['name-not-found', 'health', exited('getaddrinfo ENOTFOUND db')],
    ['not-in-the-image', 'health', undone('0123456789ab is exited (exit code 127); its last words: sh: nope')],
    [
      'traefik-did-not-follow',
      'traefik',
      'The new version was undone: switch: traefik: did not take the routes within its throttle',
    ],
  ])('is %s (%s): %s', (id, about, text) => expect(troubleshoot(text, about)?.entry.id).toBe(id))

  it.each<[string, UserError['about']]>([
    ['127.0.0.1 cannot be reached: nothing listens on port 22', undefined],
    ['known-hosts has no host key of example.org', undefined],
    ['superseded: run 1 is older than release 2-abcdef0 (run 2)', 'superseded'],
    ['An input is wrong:\n  - host: required, but empty or missing', 'usage'],
    ['permission denied while trying to connect to the Docker daemon socket', 'docker'],
    ['deploy.example.org cannot be reached: its name is not known: getaddrinfo ENOTFOUND', undefined],
    ['the webhook cannot be reached: ECONNREFUSED', undefined],
  ])('is not guessed where the error says it all: %s', (text, about) =>
    expect(troubleshoot(text, about)).toBeUndefined(),
  )

  it.each<[string, UserError['about'], string]>([
    ['a registry', 'registry', 'the registry ghcr.io cannot be reached: getaddrinfo ENOTFOUND ghcr.io'],
    ['a registry', 'registry', 'the registry localhost:5000 cannot be reached: ECONNREFUSED'],
    ['a pull', 'image', 'Get "https://reg.example/v2/": dial tcp 10.0.0.2:443: connect: connection refused'],
    [
      'a build',
      'build',
      'shop/web does not build: failed to solve: exit code: 127\n    npm error getaddrinfo ENOTFOUND x',
    ],
    ['the gate', 'gate', 'the health gate did not hold: Web (connect ECONNREFUSED 10.0.0.2:443)'],
    ['the plan', 'plan', 'This release cannot be made:\n  - ECONNREFUSED permission denied getaddrinfo'],
  ])('is never advice about a container where %s failed', (_, about, text) => {
    const of = troubleshoot(text, about)?.entry.of ?? []
    expect(of.filter((kind) => kind === 'container' || kind === 'once')).toEqual([])
  })

  it('is shown by the line that says it, and of a long line by what stands around it', () => {
    expect(troubleshoot('a\n   b: no space left on device  \nc', 'disk')?.evidence).toBe('b: no space left on device')
    const long = troubleshoot(`${'x '.repeat(500)}ECONNREFUSED ${'y '.repeat(500)}`, 'health')?.evidence ?? ''
    expect(long).toContain('ECONNREFUSED')
    expect(long.length).toBeLessThan(250)
  })

  it('carries no terminal sequence of a container', () =>
    expect(troubleshoot('\u001b[31mECONNREFUSED\u001b[0m\r::error::x', 'health')?.evidence).toBe('ECONNREFUSED'))
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
