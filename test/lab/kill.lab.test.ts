import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { poll } from '../../src/runtime/poll.js'
import { words } from './load.js'
import type { Running } from './stacks/shopHost.js'
import { openShopLab, type ShopLab } from './stacks/shopLab.js'

/**
 * Every step of the transaction, and what must have become of it when stackctl was killed inside and recovered: `old` before the
 * decision, `new` after it. `undo` is reached by an abort at the gate.
 */
const STEPS: readonly { step: string; ends: 'old' | 'new'; note?: string }[] = [
  { step: 'lock', ends: 'old' },
  { step: 'intent', ends: 'old' },
  { step: 'create', ends: 'old' },
  { step: 'hold', ends: 'old' },
  { step: 'one-shot', ends: 'old' },
  { step: 'start', ends: 'old' },
  { step: 'swap', ends: 'old' },
  { step: 'switch', ends: 'old' },
  { step: 'gate', ends: 'old' },
  { step: 'stop', ends: 'old' },
  { step: 'decide', ends: 'old' },
  { step: 'commit', ends: 'new' },
  { step: 'finish', ends: 'new' },
  { step: 'undo', ends: 'old' },
]

/** Where inside a step the kill comes: with its first line, with a line that contains this text, or so many milliseconds after its first line. */
type Moment = { line?: string; delayMs?: number }

const MOMENTS: Readonly<Record<string, readonly Moment[]>> = {
  create: [{}, { delayMs: 250 }],
  start: [{}, { delayMs: 400 }],
  swap: [{}, { line: 'old stopped' }],
  stop: [{}, { delayMs: 200 }],
  commit: [{}, { delayMs: 40 }, { delayMs: 90 }],
  finish: [{}, { line: 'removed' }],
  undo: [{}, { line: 'removed' }],
}

const POWER_CUTS = ['create', 'start', 'switch', 'stop', 'commit']

const seconds = (count: number): number => count * 1000
let lab: ShopLab
let serving = 'v1'

beforeAll(async () => {
  lab = await openShopLab('kill')
  const first = await lab.host.deploy(lab.shop({ version: serving }))
  if (first.code !== 0) throw new Error(`the first deploy failed: ${first.why}`)
}, 900_000)

afterAll(async () => {
  await lab?.close()
}, 60_000)

const next = (): string => (serving === 'v1' ? 'v2' : 'v1')

// What a failed case left is what the next one begins with.
beforeEach(async () => {
  if (!(await lab.ask('web')).includes(`"version":"${serving}"`)) serving = next()
})

/** Prints one line on the server once the journal shows the moment, and kills the transaction with it if asked to. */
const watcher = (id: string, step: string, { line, delayMs }: Moment, { kill }: { kill: boolean }): string => `
  exec 3< <(exec tail -n +1 -F "${lab.host.root}/releases/${id}/journal" 2>/dev/null </dev/null)
  tail=$!
  while IFS= read -r text <&3; do
    case $text in *$'\t${step}\t${line === undefined ? 'begin' : 'note'}\t'*${line === undefined ? '' : `'${line}'*`})
      ${delayMs === undefined ? '' : `sleep ${delayMs / 1000}`}
      ${kill ? `kill -9 $(pgrep -o -f '[_]transaction ${id} ')` : ''}
      kill $tail; echo reached; exit 0 ;;
    esac
  done`

/** Runs the release until the moment; steps behind the runner's gates are reached by answering them. */
async function until(id: string, step: string, moment: Moment, options: { kill: boolean }): Promise<void> {
  const reached = lab.host.sh(watcher(id, step, moment, options), { timeoutMs: 90_000 })
  const gated = ['gate', 'decide', 'undo'].includes(step)
  const running = (async () => {
    let answer = await lab.host.run(id, { gate: gated ? 'runner' : 'host', deadline: 60 })
    if (answer.code === 30 && step === 'undo') await lab.host.ctl(['abort', id])
    if (answer.code === 30 && step === 'decide') await lab.host.ctl(['proceed', id])
    if (answer.code === 30 && step !== 'gate') answer = await lab.host.watch(id)
    return answer
  })()
  running.catch(() => undefined)
  const { stdout, stderr } = await reached
  if (!stdout.includes('reached'))
    throw new Error(`${step} was never reached: ${stderr} ${JSON.stringify(await running)}`)
  if (options.kill) await running
}

const kept = (list: readonly Running[]) =>
  list.map(({ id, service, state, restart, name }) => ({ id, service, state, restart, name }))
const policies = (list: readonly Running[]) =>
  list.map(({ service, state, restart, name }) => ({ service, state, restart, name: name.replace(/\d+$/, 'N') }))

/** What must be so when a transaction is over, whoever ended it. */
async function expectEnd(before: readonly Running[], ends: 'old' | 'new', version: string): Promise<void> {
  const after = await lab.host.containers()
  if (ends === 'old') expect(kept(after)).toEqual(kept(before))
  else {
    expect(policies(after)).toEqual(policies(before))
    const changed = ['migrate', 'api', 'worker', 'web']
    const old = new Set(before.filter(({ service }) => changed.includes(service)).map(({ id }) => id))
    expect(after.filter(({ id }) => old.has(id))).toEqual([])
  }
  expect(await lab.host.leftovers()).toBe('')
  await lab.answers('api', version)
  await lab.answers('web', version)
  expect((await lab.host.ctl(['status'])).stdout).not.toMatch(/DRIFT|transaction/)
}

async function recoverTwice(ends: 'old' | 'new'): Promise<void> {
  const first = await lab.host.ctl(['recover'])
  expect({ stderr: first.stderr, stdout: first.stdout, code: first.code }).toEqual({
    stderr: '',
    stdout: expect.stringMatching(ends === 'old' ? /undone|nothing to recover/ : /committed|nothing to recover/),
    code: expect.any(Number),
  })
  expect([0, 20]).toContain(first.code)
  const second = await lab.host.ctl(['recover'])
  expect({ code: second.code, stdout: second.stdout }).toEqual({
    code: 0,
    stdout: expect.stringContaining('nothing to recover'),
  })
}

describe('the table of steps', () => {
  it('has a row for each step that stackctl takes', () => {
    const program = readFileSync(new URL('../../src/host/remote/stackctl.sh', import.meta.url), 'utf8')
    const steps = [...program.matchAll(/(?:^|[;&|]|then|do)\s+step ([a-z][a-z-]*)/gm)].map((match) => match[1])
    expect([...new Set(steps)].sort()).toEqual(STEPS.map(({ step }) => step).sort())
  })
})

describe('stackctl killed inside a step', () => {
  const cases = STEPS.flatMap(({ step, ends }) =>
    (MOMENTS[step] ?? [{}]).map((moment) => ({
      step,
      ends,
      moment,
      when: moment.line ?? (moment.delayMs === undefined ? 'begin' : `${moment.delayMs} ms`),
    })),
  )

  it.each(cases)(
    '$step ($when): users see no failure, and recovery ends on the $ends version',
    async ({ step, ends, moment }) => {
      const before = await lab.host.containers()
      const version = ends === 'old' ? serving : next()
      const id = await lab.host.prepare(lab.shop({ version: next() }))
      const load = await lab.load({ keepAlive: false, rate: 30 })
      await until(id, step, moment, { kill: true })
      await recoverTwice(ends)
      const result = await load.stop()
      console.log(`${step}: ${words(result)}`)
      serving = version
      await expectEnd(before, ends, version)
      expect(result.reasons).toEqual({})
      await lab.expectRows(result)
      expect(lab.transitions(result).filter(({ ms }) => ms > 300)).toEqual([])
      expect(lab.transitions(result).length).toBeLessThanOrEqual(ends === 'old' ? 2 : 1)
    },
    seconds(90),
  )

  it(
    'leaves the lock to what still works for it: nobody else changes anything meanwhile',
    async () => {
      const lingering = lab.shop({ version: serving, versions: { worker: 'lingers' } })
      expect(await lab.host.deploy(lingering)).toMatchObject({ code: 0, why: '' })
      const before = await lab.host.containers()
      const [id, other] = [await lab.host.prepare(lab.shop({ version: serving })), '']
      expect(other).toBe('')
      const late = await lab.host.prepare(lab.shop({ version: next() }))
      await until(id, 'swap', {}, { kill: true })
      const second = await lab.host.run(late, { lockTimeout: 0 })
      expect({ code: second.code, why: second.why }).toEqual({ code: 11, why: expect.stringContaining(id) })
      await recoverTwice('old')
      await expectEnd(before, 'old', serving)
      expect(await lab.host.deploy(lab.shop({ version: serving }))).toMatchObject({ code: 0, why: '' })
    },
    seconds(90),
  )

  it(
    'prepare: nothing has changed, and the next prepare goes through',
    async () => {
      const before = await lab.host.containers()
      const { release } = await lab.host.make(lab.shop({ version: next() }))
      const half = lab.host.sh(
        `(printf x; sleep 30) | timeout -s KILL 2 sh "${lab.host.root}/stackctl" prepare ${release.id}; echo "ended with $?"`,
      )
      expect((await half).stdout).toContain('ended with 137')
      expect(kept(await lab.host.containers())).toEqual(kept(before))
      await lab.host.send(release)
      expect(await lab.host.run(release.id)).toMatchObject({ code: 0, why: '' })
      await lab.host.finished()
      serving = next()
      await expectEnd(before, 'new', serving)
    },
    seconds(60),
  )
})

describe('a power cut', () => {
  it.each(POWER_CUTS)(
    'in %s: one complete version comes up by itself, and recovery ends there',
    async (step) => {
      const before = await lab.host.containers()
      const id = await lab.host.prepare(lab.shop({ version: next() }))
      await until(id, step, {}, { kill: false })
      await lab.server.powerCut()
      await lab.host.disconnect()
      await lab.server.powerOn()
      const up = await poll({ intervalMs: 200, timeoutMs: 60_000 }, async () => {
        const answers = await Promise.all([lab.ask('api'), lab.ask('web')])
        return answers.every((text) => text.startsWith('200 ')) ? answers : undefined
      })
      if (up.ended !== 'found') throw new Error('nothing answers after the power came back')
      const versions = new Set<string>()
      for (let count = 0; count < 20; count += 1) {
        for (const service of ['api', 'web'] as const)
          versions.add(/^200 .*"version":"([^"]*)"/.exec(await lab.ask(service))?.[1] ?? 'none')
      }
      // The power goes a moment after it was decided to cut it: the marker on the disk tells on which side of the commit that was.
      const committed = await lab.host.sh(
        `[ -e "${lab.host.root}/tx/done" ] || [ "$(cat "${lab.host.root}/current")" = ${id} ]`,
      )
      const ends = committed.code === 0 ? 'new' : 'old'
      // For the blink in which the new ones have their restart policy and the old ones still theirs, both verified versions come back.
      if (versions.size !== 2 || step === 'switch' || step === 'create' || step === 'start') {
        expect({ versions: versions.size, old: versions.has(serving) }).toEqual({ versions: 1, old: ends === 'old' })
      }
      await recoverTwice(ends)
      const version = ends === 'old' ? serving : next()
      serving = version
      await expectEnd(before, ends, version)
    },
    seconds(150),
  )
})
