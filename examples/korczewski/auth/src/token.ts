import type { FastifyRequest } from 'fastify'
import { jwtVerify, SignJWT } from 'jose'

const key = (secret: string) => new TextEncoder().encode(secret)

/** A token for a user, good for an hour. */
export function signToken(user: string, jwtSecret: string): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('auth')
    .setSubject(user)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(key(jwtSecret))
}

/** The user whom a request's token names. Throws an error that becomes a 401. */
export async function userOf(request: FastifyRequest, jwtSecret: string): Promise<string> {
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const verified = await jwtVerify(token, key(jwtSecret), { issuer: 'auth', algorithms: ['HS256'] }).catch(
    () => undefined,
  )
  if (verified?.payload.sub === undefined)
    throw Object.assign(new Error('a valid token is needed'), { statusCode: 401 })
  return verified.payload.sub
}
