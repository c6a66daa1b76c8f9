import type { Pool } from 'pg'
import { createServer } from './server.ts'
import { userOf } from './token.ts'

interface Video {
  id: string
  title: string
  url: string
}

const video = {
  type: 'object',
  required: ['title', 'url'],
  additionalProperties: false,
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^\\u0000]*$' },
    url: { type: 'string', maxLength: 2000, format: 'uri', pattern: '^https://' },
  },
}

const oneVideo = { type: 'object', properties: { id: { type: 'string', format: 'uuid' } } }

/** The catalogue of videos: everybody may look, a user may add. */
export function createApp({ db, jwtSecret }: { db: Pick<Pool, 'query'>; jwtSecret: string }) {
  const app = createServer()

  app.get('/videos', async () => {
    const { rows } = await db.query<Video>('select id, title, url from videos order by created_at desc limit 50')
    return rows
  })

  app.get<{ Params: { id: string } }>('/videos/:id', { schema: { params: oneVideo } }, async (request, reply) => {
    const { rows } = await db.query<Video>('select id, title, url from videos where id = $1', [request.params.id])
    return rows[0] ?? reply.code(404).send({ error: 'there is no such video' })
  })

  app.post<{ Body: Omit<Video, 'id'> }>('/videos', { schema: { body: video } }, async (request, reply) => {
    const owner = await userOf(request, jwtSecret)
    const { title, url } = request.body
    const { rows } = await db.query<Video>(
      'insert into videos (owner, title, url) values ($1, $2, $3) returning id, title, url',
      [owner, title, url],
    )
    return reply.code(201).send(rows[0])
  })

  return app
}
