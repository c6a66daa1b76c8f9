import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { Master } from '../../../src/host/master.js'

const ADDRESS = { user: 'deploy', name: 'example.org', port: 22 }

it('an ssh that sleeps through its signal ends with its stdin, and is not killed after a grace', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'master-'))
  // In the place of ssh; what it writes after its stdin has ended is missing where it was killed.
  const sleeper = `trap '' TERM; ${Master.command[2]?.replace('exec ', '')}; echo by itself >"$1"`
  const master = await Master.start(['sh', '-c', sleeper, '-', join(folder, 'ended')], ADDRESS, {})
  await master.end()
  expect(await readFile(join(folder, 'ended'), 'utf8').catch(() => 'killed')).toBe('by itself\n')
  await rm(folder, { recursive: true, force: true })
})
