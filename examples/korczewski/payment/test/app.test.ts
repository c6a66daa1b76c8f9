import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { SignJWT } from 'jose'
import type { Pool } from 'pg'
import { createApp } from '../src/app.ts'
import { checkoutFrom } from '../src/stripe.ts'

const jwtSecret = 'test-only-test-only-test-only-32'
const token = await new SignJWT()
  .setProtectedHeader({ alg: 'HS256' })
  .setIssuer('auth')
  .setSubject('u1')
  .setExpirationTime('1m')
  .sign(new TextEncoder().encode(jwtSecret))
const headers = { authorization: `Bearer ${token}` }

function paymentService(environment: NodeJS.ProcessEnv) {
  const asked: unknown[][] = []
  const query = async (_sql: string, values: unknown[]) => {
    asked.push(values)
    return { rows: [] }
  }
  const db = { query } as unknown as Pick<Pool, 'query'>
  const app = createApp({ db, jwtSecret, checkout: checkoutFrom(environment), returnUrl: 'https://l2p.example.org' })
  return { app, asked }
}

test('without a key the routes of Stripe say so, and the others work', async () => {
  const { app } = paymentService({})
  const checkout = await app.inject({ method: 'POST', url: '/checkout', payload: { cents: 500 }, headers })
  assert.deepEqual([checkout.statusCode, checkout.json()], [503, { error: 'not configured' }])
  assert.equal((await app.inject({ method: 'POST', url: '/webhook', payload: {} })).statusCode, 503)
  assert.equal((await app.inject({ url: '/payments', headers })).statusCode, 200)
})

test('a checkout is opened at the server that the environment names, and noted', async () => {
  const bodies: string[] = []
  const stripe = createServer(async (request, response) => {
    for await (const chunk of request) bodies.push(String(chunk))
    response.setHeader('content-type', 'application/json').end('{"id":"cs_1","url":"https://pay.example.org/cs_1"}')
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => stripe.once('listening', resolve))
  try {
    const { port } = stripe.address() as AddressInfo
    const { app, asked } = paymentService({
      STRIPE_SECRET_KEY: 'sk_test_1',
      STRIPE_API_URL: `http://127.0.0.1:${port}`,
    })
    const answer = await app.inject({ method: 'POST', url: '/checkout', payload: { cents: 500 }, headers })
    assert.deepEqual([answer.statusCode, answer.json().id], [201, 'cs_1'])
    assert.match(bodies.join(''), /unit_amount\]=500/)
    assert.deepEqual(asked, [['cs_1', 'u1', 500]])
  } finally {
    stripe.closeAllConnections()
    stripe.close()
  }
})

test('only a webhook that Stripe signed marks a payment as paid', async () => {
  const environment = { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' }
  const { app, asked } = paymentService(environment)
  const checkout = checkoutFrom(environment)
  assert.ok(checkout)
  const payload = JSON.stringify({ type: 'checkout.session.completed', data: { object: { id: 'cs_1' } } })
  const send = (signature: string) =>
    app.inject({
      method: 'POST',
      url: '/webhook',
      payload,
      headers: { 'content-type': 'application/json', 'stripe-signature': signature },
    })

  assert.equal((await send('t=1,v1=forged')).statusCode, 400)
  assert.deepEqual(asked, [])
  const signature = checkout.client.webhooks.generateTestHeaderString({ payload, secret: 'whsec_1' })
  assert.equal((await send(signature)).statusCode, 200)
  assert.deepEqual(asked, [['cs_1']])
})
