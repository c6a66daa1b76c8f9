import { describe, expect, it } from '@jest/globals'
import { linkDifferences } from '../../../../../src/release/plan/likeness/links.js'
import { container } from '../../fixture.js'

// What Compose 2.26 and 2.40 give to Docker for `links: [db, db:database]` of a service of the project shop.
const cases: [string, string, string[]][] = [
  ['as Compose names it', 'shop-db-1', ['shop-db-1:db', 'shop-db-1:db-1', 'shop-db-1:shop-db-1', 'shop-db-1:database']],
  ['with a container_name', 'the-db', ['the-db:db', 'the-db:db-1', 'the-db:shop-db-1', 'the-db:database']],
  ['of Compose 1', 'shop_db_1', ['shop_db_1:db', 'shop_db_1:db_1', 'shop_db_1:shop_db_1', 'shop_db_1:database']],
  [
    'whose number is another one',
    'shop-db-3',
    ['shop-db-3:db', 'shop-db-3:db-1', 'shop-db-3:shop-db-1', 'shop-db-3:database'],
  ],
]

const differences = (name: string, Links: string[], links: string[]) => {
  const db = { ...container('shop', 'db'), Name: `/${name}` }
  const web = container('shop', 'web', {
    inspected: { NetworkSettings: { Networks: { shop_default: { IPAddress: '172.18.0.3', Links } } } },
  })
  return linkDifferences({ links }, web, { containersOf: () => [db] } as never)
}

describe('links that did not change', () => {
  it.each(cases)('are those of a container %s', (_case, name, links) => {
    expect(differences(name, links, ['db', 'db:database'])).toEqual([])
  })

  it.each(cases)('are told from others: of a container %s', (_case, name, links) => {
    expect(differences(name, links, ['db'])).toEqual(['links'])
    expect(differences(name, links.slice(0, 3), ['db', 'db:database'])).toEqual(['links'])
    expect(differences(name, [...links, `${name}:postgres`], ['db', 'db:database'])).toEqual(['links'])
  })
})
