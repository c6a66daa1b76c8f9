import { Readable } from 'node:stream'
import { describe, expect, it } from '@jest/globals'
import type { ExecOptions, ExecResult, Host } from '../../../src/host/ssh.js'
import { Stackctl } from '../../../src/host/stackctl.js'
import { explain, Refused } from '../../../src/runtime/errors.js'

const FACTS =
  '== root\n /home/d/.stack-actions/shop-production\n== engine\n 26.1.5\n== platform\n linux/amd64\n== unfinished\n'

/** A server on which every verb but `facts` answers so; keeps what it was asked. */
function server(answer: Partial<ExecResult> & { lines?: string[] } = {}) {
  const calls: { argv: string[]; stdin: unknown }[] = []
  const exec = async (argv: readonly string[], options: ExecOptions = {}) => {
    calls.push({ argv: [...argv], stdin: options.stdin })
    if (argv.at(-1) === 'facts') return { code: 0, stdout: FACTS, stderr: '' }
    for (const line of answer.lines ?? []) options.onLine?.(line)
    return { code: 0, stdout: '', stderr: '', ...answer }
  }
  const stackctl = new Stackctl({ name: 'd@example.org:22', exec } as unknown as Host, 'shop-production')
  return { stackctl, calls }
}

const journalLine = '2026-11-23T20:00:00Z\t1000\t2-abcdef0\tcreate\tbegin\t-\t'

describe('a call of stackctl', () => {
  it('brings the program along once, and names it by its hash afterwards', async () => {
    const { stackctl, calls } = server()
    await stackctl.heartbeat('2-abcdef0')
    await stackctl.facts()
    expect(calls).toHaveLength(3)
    expect(calls[0]?.argv.slice(0, 2)).toEqual(['sh', '-c'])
    expect(String(calls[0]?.stdin)).toMatch(/^#!\/bin\/sh\n/)
    const program = expect.stringMatching(/^\/home\/d\/\.stack-actions\/shop-production\/bin\/stackctl-[0-9a-f]{64}$/)
    expect(calls[1]?.argv).toEqual(['sh', program, 'heartbeat', '2-abcdef0'])
    expect(calls[2]).toEqual({ argv: ['sh', program, 'facts'], stdin: undefined })
  })

  it.each<[number, string]>([
    [0, 'committed'],
    [1, 'died'],
    [10, 'refused'],
    [11, 'locked'],
    [20, 'undone'],
    [21, 'undo-failed'],
    [30, 'waiting'],
  ])('that ends with %i says how the transaction stands: %s', async (code, state) => {
    const { stackctl, calls } = server({ code, stderr: 'stackctl: why\n' })
    const options = { gate: 'runner', deadlineSeconds: 5, lockTimeoutSeconds: 7, force: true } as const
    expect(await stackctl.run('2-abcdef0', options)).toMatchObject({ state, stderr: 'stackctl: why' })
    expect(calls.at(-1)?.argv.slice(2)).toEqual([
      'run',
      '2-abcdef0',
      '--gate',
      'runner',
      '--deadline',
      '5',
      '--lock-timeout',
      '7',
      '--force',
    ])
  })

  it('that ends with any other code is a fault of ours', async () => {
    await expect(server({ code: 127 }).stackctl.watch('2-abcdef0', 1)).rejects.toThrow('exit code 127')
    await expect(server({ code: 2 }).stackctl.confirm('2-abcdef0')).rejects.toThrow('exit code 2')
  })

  it('counts and passes on journal lines only: the next `watch` begins after them', async () => {
    const { stackctl } = server({ code: 30, lines: ['Welcome to Debian', journalLine, 'You have mail', journalLine] })
    const seen: string[] = []
    const standing = await stackctl.watch('2-abcdef0', 3, { onLine: (line) => seen.push(line) })
    expect(standing.lines).toBe(2)
    expect(seen).toEqual([journalLine, journalLine])
  })

  it('that is refused carries the server’s own words and advice', async () => {
    const { stackctl } = server({
      code: 10,
      stderr: 'stackctl: only 12 KiB free on /\n→ docker system df shows what uses them\n',
    })
    const refused = await stackctl.prepare('2-abcdef0', Readable.from([])).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Refused)
    expect(explain(refused)).toBe('only 12 KiB free on / (d@example.org:22)\n  → docker system df shows what uses them')
  })

  it.each<[number, boolean]>([
    [0, true],
    [20, false],
  ])('to confirm that ends with %i is agreed to: %p', async (code, agreed) => {
    expect(await server({ code }).stackctl.confirm('2-abcdef0')).toBe(agreed)
  })

  it('to recover where nothing was interrupted does not claim a commit', async () => {
    expect(await server({ stdout: 'nothing to recover; release 1-a is current\n' }).stackctl.recover()).toMatchObject({
      state: 'died',
    })
    expect(await server({ stdout: '2-abcdef0: committed\n' }).stackctl.recover()).toMatchObject({ state: 'committed' })
  })

  it('gives the login on stdin, never in an argument', async () => {
    const { stackctl, calls } = server()
    await stackctl.resolve(['postgres:17'], '{"auths":\n {"r": {"auth": "hunter2"}}}')
    expect(calls.at(-1)?.stdin).toBe('{"auths": {"r": {"auth": "hunter2"}}}\npostgres:17\n')
    expect(JSON.stringify(calls.map(({ argv }) => argv))).not.toContain('hunter2')
  })

  it.each(['', '../x', '-rf', 'a b', 'a/b', '$(id)'])('for a stack named %j is refused', (name) => {
    expect(() => new Stackctl({} as Host, name)).toThrow(Refused)
  })
})
