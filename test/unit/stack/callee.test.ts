import { expect, it } from '@jest/globals'
import { calls, type LeadsTo } from '../../../src/stack/callee.js'

it.each<[string, string | null, LeadsTo]>([
  ['DATABASE_URL', 'postgres://u:p@db:5432/shop', 'yes'],
  ['DATABASE_URL', 'postgres://u:p@db/shop?x=1', 'yes'],
  ['API', 'http://db', 'yes'],
  ['', '--upstream db:3000', 'yes'],
  ['DB_HOST', 'db', 'yes'],
  ['REDIS_NODES', 'cache, db', 'yes'],
  ['HOSTS', 'a:1,db:2', 'yes'],
  ['QUEUE', 'db', 'maybe'],
  ['NAMES', 'a,db', 'maybe'],
  ['', 'db', 'maybe'],
  ['DATABASE_URL', 'postgres://olddb:5432/db', 'no'],
  ['DB_HOST', 'db.example.org', 'no'],
  ['DB_HOST', 'mydb', 'no'],
  ['TEXT', 'the db is here', 'no'],
  ['DB_HOST', null, 'no'],
])('%s=%s leads to the service db: %s', (variable, value, expected) => {
  expect(calls('db', [variable, value])).toBe(expected)
})
