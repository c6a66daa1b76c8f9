import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createApp } from '../src/app.ts'

test('the page asks the backend of its own environment', async () => {
  const answer = await createApp({ apiUrl: 'https://api.l2p.example.org' }).inject('/')
  assert.equal(answer.statusCode, 200)
  assert.match(answer.headers['content-type'] as string, /^text\/html/)
  assert.match(answer.body, /const api = "https:\/\/api\.l2p\.example\.org"/)
})

test('an address cannot end the script', async () => {
  const answer = await createApp({ apiUrl: '</script><b>' }).inject('/')
  assert.equal(answer.body.match(/<\/script>/g)?.length, 1)
})
