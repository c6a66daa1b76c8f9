import type { Pool } from 'pg'
import { createServer } from './server.ts'
import { userOf } from './token.ts'

interface Item {
  id: string
  text: string
}

/** No NUL: Postgres cannot store it. */
const text = (maxLength: number) => ({ type: 'string', maxLength, pattern: '^[^\\u0000]*$' })

const item = {
  type: 'object',
  required: ['id'],
  additionalProperties: false,
  properties: { id: { ...text(64), minLength: 1 }, text: { ...text(1000), default: '' } },
}

/** Notes, the API of l2p: everybody may write one, under an id of their own; a user may delete. */
export function createApp({ db, jwtSecret }: { db: Pick<Pool, 'query'>; jwtSecret: string }) {
  const app = createServer()

  app.post<{ Body: Item }>('/items', { schema: { body: item } }, async (request, reply) => {
    const { id, text } = request.body
    const { rowCount } = await db.query('insert into items (id, text) values ($1, $2) on conflict do nothing', [
      id,
      text,
    ])
    if (rowCount === 0) return reply.code(409).send({ error: `there is an item ${id} already` })
    return reply.code(201).send({ id, text })
  })

  app.get('/items', async () => {
    const { rows } = await db.query<Item>('select id, text from items order by created_at desc limit 20')
    return rows
  })

  app.get('/items/count', async () => {
    const { rows } = await db.query<{ count: number }>('select count(*)::int as count from items')
    return rows[0]
  })

  app.delete<{ Params: { id: string } }>('/items/:id', async (request, reply) => {
    await userOf(request, jwtSecret)
    const { rowCount } = await db.query('delete from items where id = $1', [request.params.id])
    return reply.code(rowCount === 0 ? 404 : 204).send()
  })

  return app
}
