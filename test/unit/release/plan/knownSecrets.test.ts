import { describe, expect, it } from '@jest/globals'
import type { HostFacts, InspectedContainer, StoredRelease } from '../../../../src/host/types.js'
import { publicFacts, valuesOnServer } from '../../../../src/release/plan/knownSecrets.js'
import type { ComposeModel } from '../../../../src/stack/types.js'

const model = (environment: Record<string, string>): ComposeModel => ({
  name: 'shop',
  services: { web: { environment } },
})

const container = (env: Record<string, string>, service = 'web') =>
  ({
    Config: {
      Env: Object.entries(env).map(([name, value]) => `${name}=${value}`),
      Labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': service },
    },
  }) as unknown as InspectedContainer

const current = (models: ComposeModel[]) =>
  ({
    id: '1-aaaaaaa',
    meta: { commit: 'c0ffee' },
    services: 's',
    models: Object.fromEntries(models.map((one) => [one.name, one])),
  }) as unknown as StoredRelease

describe('what may be secret of a server', () => {
  it('is what runs under the names that the files give, and nothing that an image sets', () => {
    const running = container({
      TOKEN: 'rotated-token',
      PGDATA: '/var/lib/postgresql/data',
      PATH: '/usr/bin:/bin',
      JAVA: 'jdk-21.0.1',
    })
    const facts = { containers: [running, container({ TOKEN: 'of-another' }, 'job')] }
    expect(valuesOnServer(facts, [model({ TOKEN: 'new-token', PGDATA: '/var/lib/postgresql/data' })])).toEqual([
      'rotated-token',
    ])
  })

  it('is nothing that the release has: it is on its list, or was judged to be readable', () => {
    const facts = {
      containers: [container({ MODE: 'literal-then', TOKEN: 'by-hand-token' })],
      current: current([model({ MODE: 'literal-then', TOKEN: 'old-token' })]),
    }
    expect(valuesOnServer(facts, [])).toEqual(['by-hand-token'])
  })

  it('is also what an adopted release has, which has no list', () => {
    const running = container({ TOKEN: 'old-token' })
    const adopted = { ...current([model({ TOKEN: 'old-token' })]), meta: { kind: 'adopted' } }
    expect(valuesOnServer({ containers: [running], current: adopted }, [model({ TOKEN: 'new-token' })])).toEqual([
      'old-token',
    ])
  })

  it('is also what a check has as an argument: of a release only names are public', () => {
    const services = [
      'shop',
      'web',
      'h4sh',
      'start-first',
      '1',
      'ghcr.io/x',
      'a-tag',
      '1',
      '0',
      'exec\x1fredis-cli\x1f-a\x1fhunter2-hunter2',
      '80\x1f/health?key=hunter3-hunter3',
      'a-name',
      '60',
      'always',
      '0',
    ].join('\t')
    const facts = {
      root: '/r',
      releases: [],
      current: { ...current([]), services },
      target: { services: services.replaceAll('web', 'job') },
    }
    const words = publicFacts(facts as unknown as HostFacts)
    expect(words).not.toMatch(/hunter/)
    for (const word of ['shop', 'web', 'job', 'h4sh', 'ghcr.io/x', 'a-tag', 'a-name']) expect(words).toContain(word)
  })

  it('is nothing that outputs are made of', () => {
    const facts = {
      root: '/r',
      current: current([]),
      releases: [{ id: '1-aaaaaaa', kind: 'deploy', outcome: 'committed' }],
    }
    for (const word of ['c0ffee', '1-aaaaaaa']) expect(publicFacts(facts as unknown as HostFacts)).toContain(word)
  })
})
