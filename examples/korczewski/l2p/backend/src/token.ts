import type { FastifyRequest } from 'fastify'
import { jwtVerify } from 'jose'

/** The user whom a request's token names; auth signed it. Throws an error that becomes a 401. */
export async function userOf(request: FastifyRequest, jwtSecret: string): Promise<string> {
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const verified = await jwtVerify(token, new TextEncoder().encode(jwtSecret), {
    issuer: 'auth',
    algorithms: ['HS256'],
  }).catch(() => undefined)
  if (verified?.payload.sub === undefined)
    throw Object.assign(new Error('a valid token is needed'), { statusCode: 401 })
  return verified.payload.sub
}
