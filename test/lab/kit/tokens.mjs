// Gives tokens to who knows a password, for what that user may do, as ghcr.io and Docker Hub do (distribution.github.io/distribution/spec/auth/token).
// tokens.mjs HOST:PORT ISSUER CERTIFICATE KEY USERS, where USERS is a file with lines `NAME PASSWORD ACTION,ACTION`.
import { createPrivateKey, randomUUID, sign, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'

const [address = '', issuer = '', cert = '', key = '', users = ''] = process.argv.slice(2)
const chain = [new X509Certificate(readFileSync(cert)).raw.toString('base64')]
const privateKey = createPrivateKey(readFileSync(key))
const known = new Map(
  readFileSync(users, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', password = '', actions = ''] = line.split(' ')
      return [`${name}:${password}`, actions.split(',')]
    }),
)
const encoded = (/** @type {object} */ part) => Buffer.from(JSON.stringify(part)).toString('base64url')

/** @param {string} service @param {string[]} may @param {string[]} scopes */
function token(service, may, scopes) {
  const now = Math.floor(Date.now() / 1000)
  const access = scopes.map((scope) => {
    const [, type, name, asked = ''] = /^([^:]+):(.*):([^:]+)$/.exec(scope) ?? []
    return { type, name, actions: asked.split(',').filter((action) => may.includes(action)) }
  })
  const claims = {
    iss: issuer,
    sub: '',
    aud: service,
    exp: now + 300,
    nbf: now - 5,
    iat: now,
    jti: randomUUID(),
    access,
  }
  const text = `${encoded({ typ: 'JWT', alg: 'ES256', x5c: chain })}.${encoded(claims)}`
  return `${text}.${sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}

/** By `Authorization: Basic`, or as containerd posts it. @param {string} header @param {URLSearchParams} form */
function rights(header, form) {
  const basic = Buffer.from(header.replace(/^Basic /i, ''), 'base64').toString('utf8')
  return known.get(basic) ?? known.get(`${form.get('username')}:${form.get('password')}`)
}

createServer({ cert: readFileSync(cert), key: readFileSync(key) }, async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  const asked = new URLSearchParams([
    ...new URL(request.url ?? '', 'https://x').searchParams,
    ...new URLSearchParams(body),
  ])
  const may = rights(request.headers.authorization ?? '', asked)
  const scopes = asked.getAll('scope').flatMap((scope) => scope.split(' '))
  response.writeHead(may === undefined ? 401 : 200, { 'content-type': 'application/json' })
  const given = may && token(asked.get('service') ?? '', may, scopes.filter(Boolean))
  response.end(
    JSON.stringify(
      given === undefined ? { details: 'who are you?' } : { token: given, access_token: given, expires_in: 300 },
    ),
  )
}).listen(Number(address.split(':')[1]), address.split(':')[0])
