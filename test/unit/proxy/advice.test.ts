import { describe, expect, it } from '@jest/globals'
import { type Known, knownConfig } from '../../../src/host/traefik/known.js'
import { type Advised, linesFor } from '../../../src/proxy/advice.js'
import { TRAEFIK_LINES } from '../../../src/proxy/traefik.js'

function lines(
  setup: { args?: string[]; environment?: string[]; text?: string; path?: string },
  mounts: Advised['mounts'] = [],
): string[] {
  const { args = [], environment = [], text, path = '/etc/traefik/traefik.yml' } = setup
  const file = text === undefined ? undefined : { path, text }
  const known = knownConfig({ words: args, environment, ...(file && { file }) }) as Extract<Known, { config: unknown }>
  return linesFor({ ...known, mounts, folder: '/run/stack-actions', ...(file && { path }) })
}

const DYNAMIC = [{ source: './dynamic', target: '/etc/traefik/dynamic' }]

describe('the lines that a Traefik lacks', () => {
  it('are all where it has none, in the notation that it is set up by', () => {
    expect(lines({ args: ['--providers.docker'] })).toEqual([...TRAEFIK_LINES])
    expect(lines({ environment: ['TRAEFIK_PROVIDERS_DOCKER=true'] })[0]).toBe(
      'environment: TRAEFIK_PROVIDERS_FILE_DIRECTORY=/run/stack-actions',
    )
    expect(lines({ text: '[providers.docker]\n', path: '/t.toml' })[0]).toBe(
      '/t.toml: providers.file.directory = "/run/stack-actions"',
    )
  })

  it('are none where it has them all', () => {
    const args = [
      '--providers.docker',
      '--providers.file.directory=/run/stack-actions',
      '--ping',
      '--providers.providersThrottleDuration=100ms',
    ]
    expect(lines({ args }, [{ source: '/run/stack-actions', target: '/run/stack-actions' }])).toEqual([])
  })

  it.each([
    ['a folder that is mounted', 'directory: /etc/traefik/dynamic', DYNAMIC, './dynamic:/run/stack-actions/user:ro'],
    [
      'a folder below one that is mounted',
      'directory: /etc/traefik/dynamic',
      [{ source: '/srv/traefik', target: '/etc/traefik' }],
      '/srv/traefik/dynamic:/run/stack-actions/user:ro',
    ],
    [
      'one file',
      'filename: /etc/traefik/dynamic.toml',
      [{ source: './dynamic.toml', target: '/etc/traefik/dynamic.toml' }],
      './dynamic.toml:/run/stack-actions/user.toml:ro',
    ],
    ['a folder of the image', 'directory: /own', DYNAMIC, 'a folder with what lies at /own in its image'],
  ])('keep what its owner has: %s', (_case, provider, mounts, kept) => {
    const found = lines({ text: `ping: {}\nproviders:\n  docker: {}\n  file: { ${provider} }\n` }, mounts)
    expect(found[0]).toBe(
      `/etc/traefik/traefik.yml: providers: { file: { directory: /run/stack-actions } } (in place of ${provider.split(': ')[1]})`,
    )
    expect(found.at(-1)).toContain(kept)
  })

  it('do not repeat what is mounted below already', () => {
    const mounts = [...DYNAMIC, { source: './dynamic', target: '/run/stack-actions/user' }]
    expect(lines({ text: 'providers: { docker: {}, file: { directory: /etc/traefik/dynamic } }' }, mounts).at(-1)).toBe(
      'volumes: /run/stack-actions:/run/stack-actions',
    )
  })
})
