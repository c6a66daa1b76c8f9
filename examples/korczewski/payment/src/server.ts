import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import Fastify, { LogController } from 'fastify'

/** Who answers. VERSION is a file of the image, so a new version is a new image; the instance is the container's id. */
const identity = {
  service: 'payment',
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
    // When it stops: idle connections are closed, requests in flight end, one that still comes is answered.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  })
  server.addHook('onSend', async (_request, reply) => {
    reply.header('x-version', identity.version).header('x-instance', identity.instance)
  })
  server.get('/version', async () => identity)
  return server
}
