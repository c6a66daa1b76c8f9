import { describe, expect, it } from '@jest/globals'
import { lacksOfBase } from '../../../src/stack/overlay.js'
import type { ComposeService } from '../../../src/stack/types.js'

const lacks = (services: Record<string, ComposeService>, base: string) => lacksOfBase({ name: 'app', services }, base)

describe('what a production file would run without', () => {
  it.each<[string, Record<string, ComposeService>, string, string[]]>([
    [
      'nothing where both have the same',
      { web: { ports: [{ target: 80 }] } },
      'services: { web: { ports: ["80:80"] } }',
      [],
    ],
    ['a service', { web: {} }, 'services: { web: {}, db: {} }', ['the service db']],
    ['no service that a profile keeps away', { web: {} }, 'services: { web: {}, adminer: { profiles: [dev] } }', []],
    ['ports', { web: {} }, 'services: { web: { ports: ["80:80"] } }', ['the ports of web']],
    [
      'no ports where a proxy reaches it by labels',
      { web: { labels: { a: 'b' } } },
      'services: { web: { ports: ["80:80"] } }',
      [],
    ],
    [
      'no ports where a proxy reaches it by a network',
      { web: { networks: { edge: null } } },
      'services: { web: { ports: [80] } }',
      [],
    ],
    [
      'ports where only the network of the project leads to it',
      { web: { networks: { default: null } } },
      'services: { web: { ports: [80] } }',
      ['the ports of web'],
    ],
    ['a named volume', { db: {} }, 'services: { db: { volumes: ["pg:/data"] } }', ['the volume pg of db']],
    [
      'a named volume in the long form',
      { db: {} },
      'services: { db: { volumes: [{ type: volume, source: pg, target: /data }] } }',
      ['the volume pg of db'],
    ],
    [
      'no volume that has another name there',
      { db: { volumes: [{ type: 'volume', source: 'live', target: '/data' }] } },
      'services: { db: { volumes: ["pg:/data:rw"] } }',
      [],
    ],
    [
      'no folder that developers work on',
      { web: {} },
      'services: { web: { volumes: ["./src:/src", "~/x:/x", "/a:/a"] } }',
      [],
    ],
    [
      'what an alias says',
      { web: {} },
      'x-d: &d { volumes: ["pg:/data"] }\nservices: { web: { <<: *d } }',
      ['the volume pg of web'],
    ],
    [
      'a service whose name all objects have',
      { web: {} },
      'services: { web: {}, constructor: {} }',
      ['the service constructor'],
    ],
    ['nothing of a base that is no YAML', { web: {} }, 'services: [', []],
    ['nothing of a base that is a list', { web: {} }, '[]', []],
  ])('is %s', (_, services, base, words) => {
    expect(lacks(services, base)).toEqual(words)
  })
})
