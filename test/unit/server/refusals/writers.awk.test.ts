import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

describe.each(AWKS)('two writers, under %s', (_, awk) => {
  /** A container, and the volume that it writes to. */
  const writer = (name: string, of: string, label: string, volume: string) => [
    `=|id|${of}|${label}|"False"|"postgres:17"|up|2026-11-26T00:00:00.123Z|0001-01-01T00:00:00Z|/${name}`,
    `w|volume|"${volume}"|"/var/lib/docker/volumes/${volume}/_data"|"/data"`,
  ]
  const twice = (storage: string[], rows: string[], set: Record<string, string> = {}) =>
    runAwk(awk, ['dockerFields.awk', 'records.awk', 'refusals/places.awk', 'refusals/writers.awk'], {
      files: {
        names: '',
        names_before: '',
        services: tabbed('shop|db|h|exclusive|1|postgres:17'),
        serving: tabbed('shop|db|g|exclusive|1|postgres:17'),
        had: '',
        storage: tabbed(...storage),
      },
      named: ['names', 'names_before', 'services', 'serving', 'had', 'storage'],
      ...{ set: { since: '2026-11-20T00:00:00Z', owner: 'us', ...set }, input: tabbed('s|shop|db|exclusive', ...rows) },
    }).stdout

  it.each<[string, string[], string[], string]>([
    [
      'are refused',
      ['shop|db|/data|the volume pg'],
      writer('x', '"other"|"db"', '', 'pg'),
      'shop/db would write to the volume pg while the container x (other/db) writes there; if that one is no longer needed, stop it first: docker stop x',
    ],
    ['are its own old one', ['shop|db|/data|the volume pg'], writer('shop-db-1', '"shop"|"db"', '"us"', 'pg'), ''],
    ['are of two places', ['shop|db|/data|the volume pg'], writer('x', '|', '', 'else'), ''],
    ['are allowed by stack.yml', ['shop|db|/data|the volume pg|shared'], writer('x', '|', '', 'pg'), ''],
    [
      'are of another stack',
      ['shop|db|/data|the volume pg'],
      writer('x', '"shop"|"db"', '"them"', 'pg'),
      'shop/db would write to the volume pg while the container x (them) writes there; if that one is no longer needed, stop it first: docker stop x',
    ],
    [
      'meet below a folder',
      ['shop|db|/data|the volume pg/sub'],
      writer('x', '|', '', 'pg'),
      'shop/db would write to the volume pg/sub while the container x writes there; if that one is no longer needed, stop it first: docker stop x',
    ],
  ])('%s', (_name, storage, rows, said) => {
    expect(twice(storage, rows)).toBe(said)
  })
})
