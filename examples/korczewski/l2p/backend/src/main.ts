import closeWithGrace from 'close-with-grace'
import { Pool } from 'pg'
import { createApp } from './app.ts'
import { required } from './environment.ts'
import { createHealth } from './health.ts'

// Where the database is, pg reads from PGHOST, PGUSER, PGPASSWORD and PGDATABASE.
// On a busy server a new connection takes a while: a request that waits is better than one that fails.
const db = new Pool({ max: 10, connectionTimeoutMillis: 10_000 })
const app = createApp({ db, jwtSecret: required('JWT_SECRET') })
const health = createHealth(db)
// A restart of Postgres ends the idle connections; the pool makes new ones.
db.on('error', (error) => app.log.warn(error, 'a connection to the database ended'))

closeWithGrace({ delay: 25_000 }, async ({ err }) => {
  if (err) app.log.error(err)
  await app.close()
  await health.close()
  await db.end()
})

await health.listen({ host: '0.0.0.0', port: 3001 })
await app.listen({ host: '0.0.0.0', port: 3008 })
