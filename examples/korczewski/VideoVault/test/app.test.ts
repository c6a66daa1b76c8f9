import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SignJWT } from 'jose'
import type { Pool } from 'pg'
import { createApp } from '../src/app.ts'

const jwtSecret = 'test-only-test-only-test-only-32'
const db = { query: async (_sql: string, values: unknown[]) => ({ rows: [{ owner: values[0] }] }) } as unknown as Pick<
  Pool,
  'query'
>
const app = createApp({ db, jwtSecret })
const token = await new SignJWT()
  .setProtectedHeader({ alg: 'HS256' })
  .setIssuer('auth')
  .setSubject('u1')
  .setExpirationTime('1m')
  .sign(new TextEncoder().encode(jwtSecret))
const authorization = `Bearer ${token}`
const payload = { title: 'Pong', url: 'https://example.org/pong.webm' }

test('a video belongs to the user who added it', async () => {
  const answer = await app.inject({ method: 'POST', url: '/videos', payload, headers: { authorization } })
  assert.equal(answer.statusCode, 201)
  assert.equal(answer.json().owner, 'u1')
})

test('nobody adds a video without a token', async () => {
  assert.equal((await app.inject({ method: 'POST', url: '/videos', payload })).statusCode, 401)
})

test('an address that is not https is refused', async () => {
  const insecure = { ...payload, url: 'http://example.org/pong.webm' }
  const answer = await app.inject({ method: 'POST', url: '/videos', payload: insecure, headers: { authorization } })
  assert.equal(answer.statusCode, 400)
})
