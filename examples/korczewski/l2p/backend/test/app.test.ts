import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SignJWT } from 'jose'
import type { Pool } from 'pg'
import { createApp } from '../src/app.ts'
import { createHealth } from '../src/health.ts'

const jwtSecret = 'test-only-test-only-test-only-32'

/** Answers every query with the same number of rows, and notes what was asked. */
function database(rowCount: number) {
  const asked: unknown[][] = []
  const query = async (_sql: string, values: unknown[] = []) => {
    asked.push(values)
    return { rows: Array.from({ length: rowCount }, () => ({ count: rowCount })), rowCount }
  }
  return { asked, query } as unknown as Pick<Pool, 'query'> & { asked: unknown[][] }
}

const token = (secret: string) =>
  new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('auth')
    .setSubject('u1')
    .setExpirationTime('1m')
    .sign(new TextEncoder().encode(secret))

test('an item is stored under the id that the client gave', async () => {
  const db = database(1)
  const answer = await createApp({ db, jwtSecret }).inject({ method: 'POST', url: '/items', payload: { id: 'a1' } })
  assert.equal(answer.statusCode, 201)
  assert.deepEqual(db.asked, [['a1', '']])
})

test('an id is taken once', async () => {
  const app = createApp({ db: database(0), jwtSecret })
  const answer = await app.inject({ method: 'POST', url: '/items', payload: { id: 'a1' } })
  assert.equal(answer.statusCode, 409)
})

for (const [why, payload] of [
  ['no id', { text: 'hello' }],
  ['an empty id', { id: '' }],
  ['a NUL', { id: 'a1', text: 'a\0b' }],
  ['an id that is too long', { id: 'a'.repeat(65) }],
] as const) {
  test(`an item with ${why} is refused before the database sees it`, async () => {
    const db = database(1)
    const answer = await createApp({ db, jwtSecret }).inject({ method: 'POST', url: '/items', payload })
    assert.equal(answer.statusCode, 400)
    assert.deepEqual(db.asked, [])
  })
}

for (const [who, secret, status] of [
  ['auth', jwtSecret, 204],
  ['somebody else', 'another-secret-another-secret-32', 401],
] as const) {
  test(`a token signed by ${who} deletes an item: ${status}`, async () => {
    const headers = { authorization: `Bearer ${await token(secret)}` }
    const answer = await createApp({ db: database(1), jwtSecret }).inject({
      method: 'DELETE',
      url: '/items/a1',
      headers,
    })
    assert.equal(answer.statusCode, status)
  })
}

test('every answer says which version gave it, an error too', async () => {
  const app = createApp({ db: database(1), jwtSecret })
  const { version, instance } = (await app.inject('/version')).json()
  const missing = await app.inject('/nowhere')
  assert.equal(missing.statusCode, 404)
  assert.equal(missing.headers['x-version'], version)
  assert.equal(missing.headers['x-instance'], instance)
})

test('health is 503 while the database does not answer', async () => {
  const gone = { query: () => Promise.reject(new Error('connection refused')) } as unknown as Pick<Pool, 'query'>
  assert.equal((await createHealth(database(1)).inject('/health')).statusCode, 200)
  assert.equal((await createHealth(gone).inject('/health')).statusCode, 503)
})
