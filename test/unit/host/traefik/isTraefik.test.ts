import { describe, expect, it } from '@jest/globals'
import { isTraefik } from '../../../../src/host/traefik/isTraefik.js'
import { traefiksOf } from '../../../../src/host/traefik/running.js'
import type { InspectedContainer } from '../../../../src/host/types.js'
import { CANDIDATES, type Candidate } from './identities.js'

const STARTED = '2026-11-29T12:00:00Z'

/** As `docker inspect` shows it. */
function inspected({
  image = 'traefik:v3',
  path = '/entrypoint.sh',
  mode = '',
  ...more
}: Candidate): InspectedContainer {
  const { args = [], environment = [], title, mounts = [], networks = ['edge'] } = more
  return {
    ...{ Id: 'a'.repeat(64), Name: '/gate', Created: '', Image: 'sha256:ab', Path: path, Args: args },
    State: { Status: 'running', Running: true, StartedAt: STARTED, ExitCode: 0 },
    Config: {
      ...{ Image: image, Env: environment, Cmd: null, Entrypoint: null },
      Labels: title === undefined ? null : { 'org.opencontainers.image.title': title },
    },
    HostConfig: { NetworkMode: mode, RestartPolicy: { Name: '', MaximumRetryCount: 0 } },
    Mounts: mounts.map(([Destination, Source]) => ({ Type: 'bind', Source, Destination, RW: true })),
    NetworkSettings: { Networks: Object.fromEntries(networks.map((name) => [name, { IPAddress: '' }])) },
  }
}

const KEPT = [`${STARTED}\u001f-\u001f-\u001ftraefik`, '0', '/ overlay', '=', '', '= end']

describe('who is Traefik', () => {
  it.each(CANDIDATES.map((one) => [one.name, one] as const))('%s', (_name, candidate) => {
    const [found] = traefiksOf([inspected(candidate)], () => KEPT)
    const { means } = candidate
    const possible = means === 'sure' || means === 'shows'
    expect(found?.not).toBe(possible || means === 'none' ? undefined : means)
    expect(found?.proxy !== undefined).toBe(possible)
  })

  it('is nobody that is stopped', () => {
    const stopped = inspected({ name: '', args: ['--providers.docker'], means: 'none' })
    stopped.State.Running = false
    expect(traefiksOf([stopped], () => KEPT)).toEqual([])
  })

  it('is nobody whom no network reaches, whatever its file says', () => {
    const gate = inspected({ name: '', networks: ['none'], mounts: [], means: 'it is in no network' })
    const broken = [`${STARTED}\u001f/t.yml\u001fabc\u001ftraefik`, '0', '/ overlay', '=', 'providers: [', '= end']
    expect(traefiksOf([gate], () => broken)[0]).toMatchObject({ not: 'it is in no network' })
    expect(traefiksOf([gate], () => broken)[0]).not.toHaveProperty('why')
  })

  it('has the networks of the container whose network it uses', () => {
    const side = { ...inspected({ name: '', image: 'vpn', path: '/vpn', means: 'none' }), Id: 'b'.repeat(64) }
    const [one] = CANDIDATES.filter(({ mode }) => mode?.startsWith('container:'))
    const gate = inspected(one ?? { name: '', means: 'none' })
    expect(traefiksOf([gate, side], () => KEPT)[0]?.networks).toEqual(['edge'])
  })
})

describe('whether it is Traefik', () => {
  it.each<[string, string | undefined, string[], boolean]>([
    ['an image of that name', 'traefik', [], true],
    ['with a tag', 'traefik:v3.6.12', [], true],
    ['of a registry with a port, by digest', 'registry.test:5000/library/traefik@sha256:abc', [], true],
    ['another image whose program it is', 'ghcr.io/org/edge:1', ['/entrypoint.sh', 'traefik'], true],
    ['another image with its flags', 'ghcr.io/org/edge:1', ['/edge', '--providers.docker=true'], true],
    ['something that only begins so', 'ghcr.io/org/traefik-forward-auth:1', ['./traefik-forward-auth'], false],
    ['anything else', 'registry.test:5000/web', ['node', 'traefik.js'], false],
  ])('%s', (_case, image, words, expected) => {
    expect(isTraefik(image, words)).toBe(expected)
  })
})
