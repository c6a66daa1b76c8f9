import type { FastifyReply } from 'fastify'
import type { Pool } from 'pg'
import type { Google } from './google.ts'
import { hashPassword, passwordMatches } from './password.ts'
import { createServer } from './server.ts'
import { signToken, userOf } from './token.ts'

interface Options {
  db: Pick<Pool, 'query'>
  jwtSecret: string
  publicUrl: string
  /** Absent: nobody can come by Google, and everything else works. */
  google: Google | undefined
}

interface Credentials {
  email: string
  password: string
}

const credentials = {
  type: 'object',
  required: ['email', 'password'],
  additionalProperties: false,
  properties: {
    email: { type: 'string', format: 'email', maxLength: 254 },
    password: { type: 'string', minLength: 8, maxLength: 200 },
  },
}

/** Who is who: gives the tokens that the other services verify. */
export function createApp({ db, jwtSecret, publicUrl, google }: Options) {
  const app = createServer()
  const notConfigured = (reply: FastifyReply) => reply.code(503).send({ error: 'not configured' })

  app.post<{ Body: Credentials }>('/register', { schema: { body: credentials } }, async (request, reply) => {
    const { email, password } = request.body
    const { rows } = await db.query<{ id: string }>(
      'insert into users (email, password) values (lower($1), $2) on conflict do nothing returning id',
      [email, await hashPassword(password)],
    )
    if (rows[0] === undefined) return reply.code(409).send({ error: 'there is an account with this address already' })
    return reply.code(201).send({ token: await signToken(rows[0].id, jwtSecret) })
  })

  app.post<{ Body: Credentials }>('/login', { schema: { body: credentials } }, async (request, reply) => {
    const { email, password } = request.body
    const { rows } = await db.query<{ id: string; password: string | null }>(
      'select id, password from users where email = lower($1)',
      [email],
    )
    const matches = await passwordMatches(password, rows[0]?.password ?? undefined)
    if (rows[0] === undefined || !matches) return reply.code(401).send({ error: 'address or password is wrong' })
    return { token: await signToken(rows[0].id, jwtSecret) }
  })

  app.get('/me', async (request, reply) => {
    const id = await userOf(request, jwtSecret)
    const { rows } = await db.query<{ id: string; email: string }>('select id, email from users where id = $1', [id])
    return rows[0] ?? reply.code(404).send({ error: 'the account is gone' })
  })

  app.get('/google', async (_request, reply) => {
    if (google === undefined) return notConfigured(reply)
    return reply.redirect((await google.begin()).href)
  })

  app.get('/google/callback', async (request, reply) => {
    if (google === undefined) return notConfigured(reply)
    const user = await google.finish(new URL(request.url, publicUrl))
    if (user === undefined) return reply.code(400).send({ error: 'this login is unknown or too old: begin again' })
    // Google has proven the address. A password that was set before may be somebody else's, so it ends here.
    const { rows } = await db.query<{ id: string }>(
      `insert into users (email, google) values (lower($1), $2)
       on conflict (email) do update set google = excluded.google, password = null returning id`,
      [user.email, user.subject],
    )
    return { token: await signToken(rows[0]?.id ?? '', jwtSecret) }
  })

  return app
}
