import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

describe.each(AWKS)('what a Traefik is told, under %s', (_, awk) => {
  const call = (after: string, input: string) => runAwk(awk, ['traefik/settings.awk'], { after, input }).stdout.trim()

  it.each([
    ['2s', 2000],
    ['1m30s', 90_000],
    ['1h', 3_600_000],
    ['250ms', 250],
    ['1.5s', 1500],
    ['3', 3000],
  ])('%s takes %i ms', (text, ms) => {
    expect(call('{ print ms($0) }', `${text}\n`)).toBe(String(ms))
  })

  const read = `{ args = split($0, arg, " "); read_arguments(); find_sign()
    print on("providers.docker") + 0, set["providers.file.directory"], sign, entry, where }`
  it.each([
    ['--providers.docker', '1||none|traefik|127.0.0.1:8080'],
    ['--providers.docker=false', '0||none|traefik|127.0.0.1:8080'],
    ['--providers.docker.exposedbydefault=false', '1||none|traefik|127.0.0.1:8080'],
    ['-providers.docker true --Providers.File.Directory=/run/x', '1|/run/x|none|traefik|127.0.0.1:8080'],
    ['--providers.docker --api.insecure', '1||api|traefik|127.0.0.1:8080'],
    ['--providers.docker --api.insecure --api.basepath=/t/', '1||api|traefik|127.0.0.1:8080/t'],
    ['--providers.docker --ping', '1||path|traefik|127.0.0.1:8080'],
    ['--providers.docker --ping --ping.manualrouting', '1||none|traefik|127.0.0.1:8080'],
    ['--providers.docker --ping --ping.entrypoint=web --entrypoints.web.address=:80', '1||path|web|127.0.0.1:80'],
    [
      '--ping --ping.entrypoint=web --entrypoints.web.address=:443 --entrypoints.web.http.tls',
      '0||none|traefik|127.0.0.1:8080',
    ],
    ['--ping --ping.entrypoint=web --entrypoints.web.address=10.0.0.1:80/tcp', '0||path|web|10.0.0.1:80'],
  ])('%s', (words, said) => {
    expect(`${call(read, `${words}\n`)}\n`).toBe(tabbed(said))
  })

  it('by variables where it has no arguments', () => {
    const after = '{ read_variables(2); print set["providers.docker.endpoint"], on("api.insecure"), ("other" in set) }'
    const input = tabbed('x|"TRAEFIK_PROVIDERS_DOCKER_ENDPOINT=tcp://p:1=2"|"TRAEFIK_API_INSECURE=true"|"OTHER=1"')
    expect(`${call(after, input)}\n`).toBe(tabbed('tcp://p:1=2|1|0'))
  })
})
