import closeWithGrace from 'close-with-grace'
import { Pool } from 'pg'
import { createApp } from './app.ts'
import { required } from './environment.ts'
import { googleFrom } from './google.ts'
import { createHealth } from './health.ts'
import { pendingInRedis } from './pending.ts'

// Where the database is, pg reads from PGHOST, PGUSER, PGPASSWORD and PGDATABASE.
// On a busy server a new connection takes a while: a request that waits is better than one that fails.
const db = new Pool({ max: 10, connectionTimeoutMillis: 10_000 })
const health = createHealth(db)
const redis = pendingInRedis({
  url: required('REDIS_URL'),
  onError: (error) => health.log.warn(error, 'Redis does not answer'),
})
const publicUrl = required('PUBLIC_URL')
const google = googleFrom(process.env, { publicUrl, pending: redis.pending })
const app = createApp({ db, jwtSecret: required('JWT_SECRET'), publicUrl, google })
// A restart of Postgres ends the idle connections; the pool makes new ones.
db.on('error', (error) => app.log.warn(error, 'a connection to the database ended'))

closeWithGrace({ delay: 25_000 }, async ({ err }) => {
  if (err) app.log.error(err)
  await app.close()
  await health.close()
  redis.close()
  await db.end()
})

void redis.connect()
await health.listen({ host: '0.0.0.0', port: 5500 })
await app.listen({ host: '0.0.0.0', port: 5501 })
