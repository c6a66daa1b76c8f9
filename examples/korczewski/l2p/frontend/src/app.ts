import { page } from './page.ts'
import { createServer } from './server.ts'

/** @param options.apiUrl Address of the backend, as a browser reaches it. */
export function createApp({ apiUrl }: { apiUrl: string }) {
  const app = createServer()
  app.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(page(apiUrl)))
  return app
}
