import { createClient } from '@redis/client'
import type { PendingLogins } from './google.ts'

const SECONDS = 600

/** Pending logins in Redis. Without Redis a login fails at once, and the rest of auth works. */
export function pendingInRedis(options: { url: string; onError: (error: Error) => void }) {
  const redis = createClient({ url: options.url, disableOfflineQueue: true })
  redis.on('error', options.onError)
  const pending: PendingLogins = {
    async save(state, verifier) {
      await redis.set(`login:${state}`, verifier, { expiration: { type: 'EX', value: SECONDS } })
    },
    take: (state) => redis.getDel(`login:${state}`),
  }
  return { pending, connect: () => redis.connect().catch(options.onError), close: () => redis.destroy() }
}
