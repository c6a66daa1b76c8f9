import Stripe from 'stripe'

export interface Checkout {
  client: Stripe
  webhookSecret: string
}

/** Stripe as the environment configures it; undefined without a key. STRIPE_API_URL leads to another server, for tests. */
export function checkoutFrom(environment: NodeJS.ProcessEnv): Checkout | undefined {
  const key = environment.STRIPE_SECRET_KEY
  if (!key) return undefined
  const api = new URL(environment.STRIPE_API_URL || 'https://api.stripe.com')
  const client = new Stripe(key, {
    protocol: api.protocol === 'http:' ? 'http' : 'https',
    host: api.hostname,
    port: api.port || (api.protocol === 'http:' ? 80 : 443),
    timeout: 10_000,
    maxNetworkRetries: 2,
  })
  return { client, webhookSecret: environment.STRIPE_WEBHOOK_SECRET ?? '' }
}
