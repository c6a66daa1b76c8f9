import type { FastifyReply } from 'fastify'
import type { Pool } from 'pg'
import { createServer } from './server.ts'
import type { Checkout } from './stripe.ts'
import { userOf } from './token.ts'

interface Options {
  db: Pick<Pool, 'query'>
  jwtSecret: string
  /** Absent: nobody can pay, and everything else works. */
  checkout: Checkout | undefined
  /** Where Stripe sends the browser afterwards. */
  returnUrl: string
}

const order = {
  type: 'object',
  required: ['cents'],
  additionalProperties: false,
  properties: { cents: { type: 'integer', minimum: 50, maximum: 100_000_00 } },
}

/** Payments through Stripe's checkout page: opened here by a user, reported as paid by Stripe's webhook. */
export function createApp({ db, jwtSecret, checkout, returnUrl }: Options) {
  const app = createServer()
  const notConfigured = (reply: FastifyReply) => reply.code(503).send({ error: 'not configured' })

  app.get('/payments', async (request) => {
    const payer = await userOf(request, jwtSecret)
    const { rows } = await db.query(
      'select id, cents, status from payments where payer = $1 order by created_at desc limit 50',
      [payer],
    )
    return rows
  })

  app.post<{ Body: { cents: number } }>('/checkout', { schema: { body: order } }, async (request, reply) => {
    if (checkout === undefined) return notConfigured(reply)
    const payer = await userOf(request, jwtSecret)
    const { cents } = request.body
    const session = await checkout.client.checkout.sessions.create({
      mode: 'payment',
      line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: cents, product_data: { name: 'l2p' } } }],
      success_url: returnUrl,
    })
    await db.query('insert into payments (id, payer, cents) values ($1, $2, $3)', [session.id, payer, cents])
    return reply.code(201).send({ id: session.id, url: session.url })
  })

  app.register(async (webhook) => {
    // Stripe signs the bytes, so they are kept as they came.
    webhook.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    webhook.post<{ Body: Buffer }>('/webhook', async (request, reply) => {
      if (checkout === undefined || checkout.webhookSecret === '') return notConfigured(reply)
      const signature = String(request.headers['stripe-signature'])
      const event = await checkout.client.webhooks
        .constructEventAsync(request.body, signature, checkout.webhookSecret)
        .catch(() => undefined)
      if (event === undefined) return reply.code(400).send({ error: 'the signature is wrong' })
      if (event.type === 'checkout.session.completed') {
        await db.query("update payments set status = 'paid' where id = $1", [event.data.object.id])
      }
      return { received: true }
    })
  })

  return app
}
