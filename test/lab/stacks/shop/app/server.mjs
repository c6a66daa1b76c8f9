import { createServer } from 'node:http'
import { hostname } from 'node:os'
import pg from 'pg'
import { LongConnections } from './long.mjs'

const { VERSION = 'v1', MODE = 'ok', SERVICE = 'api', STOPS, DATABASE_URL } = process.env
if (MODE === 'exits') {
  console.error('a setting is missing: this version cannot start')
  process.exit(3)
}
const pool = DATABASE_URL ? new pg.Pool({ connectionString: DATABASE_URL, max: 8 }) : undefined
pool?.on('error', (error) => console.error(error.message))

const answer = (response, status, body) => {
  response.writeHead(status, { 'content-type': 'application/json', 'x-version': VERSION })
  response.end(`${JSON.stringify({ service: SERVICE, version: VERSION, container: hostname(), ...body })}\n`)
}

const long = new LongConnections()
let inFlight = 0
const server = createServer(async (request, response) => {
  inFlight += 1
  response.on('close', () => {
    inFlight -= 1
  })
  const url = new URL(request.url, 'http://shop')
  try {
    if (url.pathname === '/health') {
      if (MODE === 'never-healthy') return answer(response, 503, { error: 'waits for something that never comes' })
      await pool?.query('select 1')
      if (MODE === 'dies-later') setTimeout(() => process.exit(3), 5000)
      return answer(response, 200, {})
    }
    if (MODE === 'gate-fails' && url.pathname === '/gate')
      return answer(response, 500, { error: 'wrong, but no user asks for it' })
    if (MODE === 'wrong-outside') return answer(response, 500, { error: 'this version is wrong' })
    if (url.pathname === '/events') return long.events(response)
    if (url.pathname === '/upload') {
      let bytes = 0
      for await (const chunk of request) bytes += chunk.length
      return answer(response, 200, { bytes })
    }
    if (url.pathname === '/slow')
      await new Promise((resolve) => setTimeout(resolve, Number(url.searchParams.get('ms'))))
    if (request.method === 'POST') {
      await pool.query('insert into rows (id, version) values ($1, $2)', [url.searchParams.get('id'), VERSION])
      return answer(response, 201, {})
    }
    answer(response, 200, {})
  } catch (error) {
    answer(response, 500, { error: error.message })
  }
})
// Longer than Traefik keeps an idle connection (90 s): the one that closes it must not be the one that may still be asked.
server.keepAliveTimeout = 95_000
server.on('upgrade', (...words) => long.socket(...words))
setTimeout(() => server.listen(8080), Number(process.env.LISTENS_AFTER_MS ?? 0))

// No new connection, the answers that are due, and then the connections that a proxy keeps open for later.
process.on('SIGTERM', () => {
  if (STOPS === 'at once') process.exit(143)
  long.tellToLeave()
  server.close(async () => {
    await pool?.end()
    process.exit(0)
  })
  setInterval(() => {
    server.closeIdleConnections()
    if (inFlight === 0) server.closeAllConnections()
  }, 250)
})
