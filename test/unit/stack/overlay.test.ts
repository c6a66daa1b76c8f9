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
    ['no service that nobody speaks of', { web: {} }, 'services: { web: {}, postgres-test: {} }', []],
    [
      'a service that the base waits for',
      { web: {} },
      'services: { web: { depends_on: [db] }, db: {} }',
      ['the service db'],
    ],
    [
      'a service that the base waits for in the long form',
      { web: {} },
      'services: { web: { depends_on: { db: { condition: service_healthy } } }, db: {} }',
      ['the service db'],
    ],
    [
      'a service that the base links',
      { web: {} },
      'services: { web: { links: ["db:database"] }, db: {} }',
      ['the service db'],
    ],
    [
      'a service whose address only the base gives',
      { web: { environment: { A: '1' } } },
      'services: { web: { environment: ["URL=postgres://u:p@db:5432/x"] }, db: {} }',
      ['the service db'],
    ],
    [
      'a service that production itself speaks of',
      { web: { environment: { HOST: 'db' } } },
      'services: { web: {}, db: {} }',
      ['the service db'],
    ],
    [
      'no mail catcher of developers where production has another address',
      { web: { environment: { SMTP: 'smtp.example.org' }, depends_on: { db: { condition: 'x' } } }, db: {} },
      'services: { web: { environment: { SMTP: mailhog }, depends_on: [db, mailhog] }, db: {}, mailhog: {} }',
      [],
    ],
    [
      'no service that a profile keeps away',
      { web: {} },
      'services: { web: { depends_on: [adminer] }, adminer: { profiles: [dev] } }',
      [],
    ],
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
      'services: { web: { links: [constructor] }, constructor: {} }',
      ['the service constructor'],
    ],
    ['nothing of a base that is no YAML', { web: {} }, 'services: [', []],
    ['nothing of a base that is a list', { web: {} }, '[]', []],
  ])('is %s', (_, services, base, words) => {
    expect(lacks(services, base)).toEqual(words)
  })
})
