import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { environmentOf, Master } from '../../../src/host/master.js'

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

it('an ssh that reads its own configuration has the person’s variables, but for what asks in a window', () => {
  const env = {
    PATH: '/bin',
    HOME: '/h',
    XDG_RUNTIME_DIR: '/run/1',
    SSH_AUTH_SOCK: '/s',
    DISPLAY: ':0',
    SSH_ASKPASS: 'x',
    SSH_ASKPASS_REQUIRE: 'force',
    LC_ALL: 'de',
  }
  expect(environmentOf(env, { key: true, knownHosts: false })).toEqual({
    ...{ PATH: '/bin', HOME: '/h', XDG_RUNTIME_DIR: '/run/1', SSH_AUTH_SOCK: '/s', LC_ALL: 'C' },
  })
  expect(environmentOf(env, { key: false, knownHosts: true })).toEqual({ PATH: '/bin', HOME: '/h', LC_ALL: 'C' })
})
