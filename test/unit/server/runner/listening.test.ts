import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from '@jest/globals'
import { parseListening } from '../../../../src/host/listening.js'
import { inShell, SHELLS } from '../shells.js'

const root = mkdtempSync(join(tmpdir(), 'listening-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

it.each(SHELLS)('what listens on this machine is seen, in %s', async (_name, shell) => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const { stdout, stderr } = inShell(shell, root, 'listening')
  server.close()
  expect({ found: parseListening(stdout.split('\n')), stderr }).toMatchObject({
    found: expect.arrayContaining([{ protocol: 'tcp', address: '127.0.0.1', port }]),
    stderr: '',
  })
})
