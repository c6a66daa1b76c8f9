import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pool } from 'pg'
import { createApp } from '../src/app.ts'
import type { Google } from '../src/google.ts'

/** Users in memory, by what the queries of auth ask. */
function users() {
  const byEmail = new Map<string, { id: string; email: string; password: string | null }>()
  const query = async (sql: string, values: string[]) => {
    const [first = '', second = ''] = values
    if (sql.startsWith('select id, email')) return { rows: [...byEmail.values()].filter(({ id }) => id === first) }
    const email = first.toLowerCase()
    const known = byEmail.get(email)
    if (sql.startsWith('select')) return { rows: known ? [known] : [] }
    if (known && sql.includes('do nothing')) return { rows: [] }
    const password = sql.includes('google') ? null : second
    const user = { id: known?.id ?? `u${byEmail.size + 1}`, email, password }
    byEmail.set(email, user)
    return { rows: [user] }
  }
  return { query } as unknown as Pick<Pool, 'query'>
}

function auth(google?: Google) {
  const app = createApp({
    db: users(),
    jwtSecret: 'test-only-test-only-test-only-32',
    publicUrl: 'https://auth.example.org',
    google,
  })
  const post = (url: string, payload: object) => app.inject({ method: 'POST', url, payload })
  const me = async (token: string) => app.inject({ url: '/me', headers: { authorization: `Bearer ${token}` } })
  return { app, post, me }
}

const ada = { email: 'Ada@example.org', password: 'correct horse' }

test('who registers can log in, and the token says who it is', async () => {
  const { post, me } = auth()
  assert.equal((await post('/register', ada)).statusCode, 201)
  const { token } = (await post('/login', { ...ada, email: 'ada@example.org' })).json()
  assert.equal((await me(token)).json().email, 'ada@example.org')
})

test('an address registers once', async () => {
  const { post } = auth()
  await post('/register', ada)
  assert.equal((await post('/register', ada)).statusCode, 409)
})

test('a wrong password and an unknown address look the same', async () => {
  const { post } = auth()
  await post('/register', ada)
  const wrong = await post('/login', { ...ada, password: 'incorrect horse' })
  const unknown = await post('/login', { ...ada, email: 'bob@example.org' })
  assert.deepEqual([wrong.statusCode, wrong.body], [401, unknown.body])
})

test('a token that was changed is refused', async () => {
  const { post, me } = auth()
  const { token } = (await post('/register', ada)).json()
  assert.equal((await me(`${token.slice(0, -4)}AAAA`)).statusCode, 401)
})

test('without a client at Google its routes say so', async () => {
  const { app } = auth()
  for (const url of ['/google', '/google/callback?state=s&code=c']) {
    const answer = await app.inject(url)
    assert.deepEqual([answer.statusCode, answer.json()], [503, { error: 'not configured' }])
  }
})

test('who comes by Google ends a password that somebody else may have set for the address', async () => {
  const google: Google = {
    begin: async () => new URL('https://google.example.org/'),
    finish: async (url) => (url.searchParams.get('state') === 's' ? { subject: 'g1', email: ada.email } : undefined),
  }
  const { app, post, me } = auth(google)
  await post('/register', ada)
  assert.equal((await app.inject('/google')).headers.location, 'https://google.example.org/')
  assert.equal((await app.inject('/google/callback?state=other')).statusCode, 400)
  const { token } = (await app.inject('/google/callback?state=s')).json()
  assert.equal((await me(token)).json().email, 'ada@example.org')
  assert.equal((await post('/login', ada)).statusCode, 401)
})
