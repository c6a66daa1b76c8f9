import { describe, expect, it } from '@jest/globals'
import { knownConfig } from '../../../../src/host/traefik/known.js'
import { milliseconds, serverFields } from '../../../../src/host/traefik/staticConfig.js'
import { SETUPS } from './setups.js'

const known = ({ args = [], environment = [], file }: Partial<(typeof SETUPS)[number]>) =>
  knownConfig({ words: ['/entrypoint.sh', 'traefik', ...args], environment, ...(file && { file }) })

describe('what Traefik is set up by', () => {
  it.each(SETUPS.map((setup) => [setup.name, setup] as const))('%s', (_name, setup) => {
    const found = known(setup)
    expect('config' in found && serverFields(found.config).join(' ')).toBe(`${setup.means} ${setup.endpoint ?? '-'}`)
  })

  it("has the docker provider's settings, and Traefik's own defaults", () => {
    const docker = (args: string[]) => {
      const found = known({ args })
      return 'config' in found ? found.config.docker : undefined
    }
    expect(docker(['--providers.docker.exposedByDefault=false', '--PROVIDERS.DOCKER.network=edge'])).toEqual({
      ...{ exposedByDefault: false, network: 'edge', constraints: '', endpoint: '' },
    })
    expect(docker(['--providers.docker'])).toEqual({
      ...{ exposedByDefault: true, network: '', constraints: '', endpoint: '' },
    })
    expect(docker([])).toBeUndefined()
  })

  it('has entry points: address, TLS, redirection, and which are the default', () => {
    const text = `entryPoints:
  traefik: { address: "127.0.0.1:9000" }
  http: { address: ":80", http: { redirections: { entryPoint: { to: secure } } } }
  secure: { address: ":8443/tcp", asDefault: true, http: { tls: { certResolver: le } } }
  dns: { address: ":53/udp" }
`
    const found = known({ file: { path: '/t.yaml', text } })
    expect('config' in found && found.config.entryPoints).toEqual([
      { name: 'traefik', address: '127.0.0.1:9000', port: 9000, udp: false, tls: false, isDefault: false },
      { name: 'http', address: ':80', port: 80, udp: false, tls: false, redirectsTo: 'secure', isDefault: false },
      { name: 'secure', address: ':8443', port: 8443, udp: false, tls: true, isDefault: true },
      { name: 'dns', address: ':53', port: 53, udp: true, tls: false, isDefault: false },
    ])
  })

  it.each([
    ['/t.yml', 'providers: [', 'its /t.yml cannot be read: '],
    ['/t.toml', 'providers = {', 'its /t.toml cannot be read: '],
  ])('is unknown where %s is broken', (path, text, why) => {
    expect(known({ file: { path, text } })).toEqual({ why: expect.stringContaining(why) })
  })

  it.each([
    ['100ms', 100],
    ['2s', 2000],
    ['1m30s', 90_000],
    ['5', 5000],
    ['soon', undefined],
  ])('reads the duration %s', (text, expected) => {
    expect(milliseconds(text)).toBe(expected)
  })
})
