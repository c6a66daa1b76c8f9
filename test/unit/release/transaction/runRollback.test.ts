import { expect, it } from '@jest/globals'
import type { Host } from '../../../../src/host/ssh.js'
import type { Stackctl } from '../../../../src/host/stackctl.js'
import type { ProxyFacts } from '../../../../src/host/types.js'
import { type Meta, readMeta } from '../../../../src/records/meta.js'
import { rollBack } from '../../../../src/release/transaction/runRollback.js'
import { facts, PROXY, unreached } from '../fixture.js'

/** A rollback on a server with this Traefik: what the new release's meta says, and which release it is made of. */
async function rolledBack(proxy: ProxyFacts | undefined) {
  const calls: { release: string; of: string; meta: Meta }[] = []
  const stackctl = {
    rollback: async (release: string, of: string, { meta }: { meta: string }) => {
      calls.push({ release, of, meta: readMeta(meta) })
      return { state: 'committed', lines: 0, stderr: '' }
    },
  } as unknown as Stackctl
  await rollBack({
    stackctl,
    host: { name: 'deploy@example.org:22' } as Host,
    facts: facts({ lastSeq: 4, target: { id: '3-abcdef1', services: '' }, ...(proxy && { proxy }) }),
    event: {
      differs: '',
      order: '9',
      actor: 'anna',
      runUrl: 'https://example.org/run/9',
      commit: 'a'.repeat(40),
      ref: 'main',
    },
    toolVersion: '1.0.0',
    lockTimeoutSeconds: 300,
    deadlineSeconds: 420,
    leaveData: false,
    guard: unreached(),
    gate: { lookBefore: async () => undefined, judge: async () => ({ healthy: true, reason: '' }) },
    signal: new AbortController().signal,
    onRelease: () => undefined,
    onEvent: () => undefined,
    log: () => undefined,
  })
  return calls
}

it('makes a new release of the one before, in the name of who asked for it', async () => {
  const [call] = await rolledBack(undefined)
  expect(call).toMatchObject({ release: '5-abcdef1', of: '3-abcdef1', meta: { order: '9', actor: 'anna', reason: '' } })
})

it.each([
  ['has its folder in memory', PROXY, 'file'],
  ['has its folder on a disk', { ...PROXY, tmpfs: false }, undefined],
  ['does not say what it has read', { ...PROXY, ack: 'none' }, undefined],
  ['is not there', undefined, undefined],
] as const)(
  'tells the server that a file can switch the routes where Traefik %s, else it looks itself',
  async (_case, proxy, way) => {
    const [call] = await rolledBack(proxy)
    expect(call?.meta['way']).toBe(way)
  },
)
