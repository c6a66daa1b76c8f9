import type { Pool } from 'pg'
import { createServer } from './server.ts'

/** Health has a port of its own: it is never routed, and a flood of requests to the service does not hide it. */
export function createHealth(db: Pick<Pool, 'query'>) {
  const health = createServer()
  health.get('/health', async (_request, reply) => {
    try {
      await db.query('select 1')
      return { status: 'ok' }
    } catch (error) {
      health.log.warn(error, 'the database does not answer')
      return reply.code(503).send({ status: 'the database does not answer' })
    }
  })
  return health
}
