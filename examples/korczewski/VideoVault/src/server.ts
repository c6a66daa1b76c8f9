import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import Fastify, { type FastifyInstance, LogController } from 'fastify'

/** Who answers. VERSION is a file of the image, so a new version is a new image; the instance is the container's id. */
const identity = {
  service: 'videovault',
  version: readFileSync(new URL('../VERSION', import.meta.url), 'utf8').trim(),
  instance: hostname(),
}

/** A server that says on every answer who gave it, and that stops without losing a request. */
export function createServer() {
  const server = Fastify({
    logger: { level: process.env.LOG_LEVEL ?? 'info' },
    logController: new LogController({ disableRequestLogging: true }),
    // Longer than Traefik's idle timeout of 90 s: the side that closes an idle connection must be the one that would use it next.
    keepAliveTimeout: 95_000,
    // A request that still comes while it stops is answered.
    return503OnClosing: false,
  })
  server.addHook('onSend', async (_request, reply) => {
    reply.header('x-version', identity.version).header('x-instance', identity.instance)
  })
  closeConnectionsOnceAnswered(server)
  server.get('/version', async () => identity)
  return server
}

/** On its own Node waits for connections that were opened and never used, and for those that become idle while it stops: up to 95 s. */
function closeConnectionsOnceAnswered(server: FastifyInstance) {
  let inFlight = 0
  let stopping = false
  server.addHook('onRequest', async () => {
    inFlight += 1
  })
  server.addHook('onSend', async (_request, reply) => {
    if (stopping) reply.header('connection', 'close')
  })
  server.addHook('onResponse', async () => {
    inFlight -= 1
  })
  server.addHook('preClose', async () => {
    stopping = true
    const sweep = setInterval(() => {
      if (inFlight === 0) server.server.closeAllConnections()
    }, 50).unref()
    server.server.once('close', () => clearInterval(sweep))
  })
}
