import assert from 'node:assert/strict'
import { Agent, get, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { createServer } from '../src/server.ts'

test('a stop answers the request in flight, and waits neither for its connection nor for an unused one', {
  timeout: 10_000,
}, async () => {
  const server = createServer()
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
  const { promise: answer, resolve: release } = Promise.withResolvers<string>()
  server.get('/slow', () => {
    arrive()
    return answer
  })
  await server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.server.address() as AddressInfo
  const unused = connect(port, '127.0.0.1')
  const response = new Promise<IncomingMessage>((resolve) => {
    get({ port, host: '127.0.0.1', path: '/slow', agent: new Agent({ keepAlive: true }) }, resolve)
  })
  await arrived

  const closed = server.close()
  while (server.server.listening) await turn()
  release('done')
  const { statusCode, headers } = await response
  assert.deepEqual([statusCode, headers.connection], [200, 'close'])
  await closed
  unused.destroy()
})
