import { cpus, loadavg } from 'node:os'
import { poll } from '../../kit/poll.js'
import type { ShopOptions } from '../stacks/shop.js'
import type { Step } from '../step.js'
import { type Injection, injection, putDiskBack } from './inject.js'
import { broken, type Evidence, servingVersion, type Told } from './judge.js'
import { differences, survivors } from './look.js'
import type { Row } from './report.js'
import { type Deploying, RATE, type Site } from './site.js'
import type { Cell, FaultRow, Outcome } from './table.js'
import { uptimeMs, type Watched, watch } from './watch.js'

export interface StrikeOptions {
  /** Milliseconds after the step's first line. */
  delayMs: number
  /** What puts the server in order: the next deploy, or a person's `stackctl recover`. */
  by: 'deploy' | 'recover'
  keepAlive: boolean
}

export interface Struck {
  evidence: Evidence
  /** What did not hold, a sentence each. */
  broken: string[]
  /** All that the run printed. */
  log: string
  /** Where something did not hold: what a person would look at on the server. */
  scene?: string
}

/**
 * One cell: deploys under load, strikes, lets the server be put in order, and compares what was seen with what must hold. A run that hears
 * nothing any more takes minutes to say so: its verdict comes later, while the server is free for the next cell.
 */
export async function strike(site: Site, cell: Cell, options: StrikeOptions): Promise<{ verdict: Promise<Struck> }> {
  const { fault, step } = cell
  const before = servingVersion((await site.look()).containers)
  if (before === undefined) throw new Error('the versions are mixed before the strike')
  const target = before === 'v1' ? 'v2' : 'v1'
  const inject = injection(fault.name, step, site)
  await inject.before?.(site)
  const line = await site.journalLength()
  const watched = await watch(site, { step, delayMs: options.delayMs, script: inject.script ?? '' })
  const load = await site.load(options.keepAlive)
  try {
    const deploying = await site.deploy(site.shop(target, struckShop(cell)), {
      window: fault.version?.window ?? 0,
      deadline: fault.deadline ?? 30,
      ...(inject.strands && { limitMs: 600_000 }),
    })
    const moment = await struck(site, deploying, inject, watched)
    const survive = moment.up ?? (await survivorsOf(site, fault))
    const surveyed = uptimeMs()
    if (!inject.strands) await deploying.ended
    await inject.mend?.(site)
    await dockerAnswers(site)
    const forgotten = await site.endForgotten()
    // A committed release is the one that the next deploy is made against: so it has something to do.
    const order = await putInOrder(
      site,
      fault.takesAway ? 'recover' : options.by,
      cell.ends === 'new' ? before : target,
    )
    const look = await site.settled()
    const answers = await site.answers()
    const result = await load.stop()
    const journal = (await site.journal(line)).map(eventOf)
    const rows = await site.rows()
    await putDiskBack(site)
    const id = Object.keys(look.outcomes).find((one) => one.endsWith(`-${deploying.commit}`)) ?? ''
    const seen = {
      ...{
        cell,
        before,
        target,
        survive,
        rate: RATE,
        starved: Math.max(1, (loadavg()[0] ?? 0) / cpus().length),
        load: result,
      },
      landed: landed(journal, id, moment),
      // To look takes its time, in which the transaction goes on.
      passed: landed(journal, id, { from: moment.from, to: surveyed }),
      recorded: look.outcomes[id] ?? '',
      after: { look, answers, serves: servingVersion(look.containers) ?? 'mixed' },
      recovered: order.recovered,
      ...(order.next && { next: order.next }),
      seconds: Math.max(0, (order.freeAt(journal) - moment.to) / 1000),
      lost: result.written.filter((row) => !rows.has(row)),
      forgotten: [...forgotten, ...(await site.endForgotten())],
    }
    return {
      verdict: deploying.ended.then(async (ended) => {
        const evidence: Evidence = { ...seen, told: toldOf(ended) }
        const faults = broken(evidence)
        const scene = faults.length > 0 && !inject.strands ? { scene: await site.scene() } : {}
        return { evidence, broken: faults, log: `${ended.stdout}${ended.stderr}`, ...scene }
      }),
    }
  } finally {
    watched.stop()
    await load.stop().catch(() => undefined)
  }
}

/** The same fault without a deploy, to compare with: what it costs by itself. Only of faults that need no run to be done to. */
export async function strikeAtRest(site: Site, fault: FaultRow): Promise<Row> {
  const version = servingVersion((await site.look()).containers) ?? 'mixed'
  const { script, machine } = injection(fault.name, '', site)
  const load = await site.load(false)
  const begun = uptimeMs()
  if (script !== undefined) await site.asRoot(`R=${site.root}\n${script}`)
  await machine?.(site)
  const answersWhole = async () => {
    const { containers } = await site.look()
    return differences(containers, version).length === 0 && (await site.answers()).join() === version
  }
  try {
    // What dockerd leaves stopped when it comes back from a crash stays so until a deploy starts it.
    const alone = await poll(answersWhole, { deadlineMs: 30_000 }).then(
      () => true,
      () => false,
    )
    if (!alone) await (await site.deploy(site.shop(version))).ended
    await poll(answersWhole, { deadlineMs: 60_000 })
    const forgotten = await site.endForgotten()
    const seconds = (uptimeMs() - begun) / 1000
    const result = await load.stop()
    const rows = await site.rows()
    const lost = result.written.filter((row) => !rows.has(row)).length
    return {
      ...{ step: 'no deploy', fault: fault.name, failed: result.failed, sent: result.sent, lost },
      ...{ answers: 'old', survives: '-', told: alone ? '-' : 'down until the next deploy', seconds },
      forgotten: forgotten.length,
      broken: [
        ...(lost > 0 ? [`${lost} rows are lost`] : []),
        ...(alone || fault.name === 'dockerd-killed' ? [] : ['it did not come back by itself']),
      ],
    }
  } finally {
    await load.stop().catch(() => undefined)
  }
}

/** What is deployed into the strike. An undo is reached by a gate that does not hold, of which users notice nothing. */
function struckShop({ step, fault }: Cell): Pick<ShopOptions, 'versions' | 'services'> {
  if (step === 'undo') return { versions: { api: 'gate-fails' } }
  const { tag, service } = fault.version ?? {}
  if (tag === undefined || service === undefined) return {}
  // A version that never gets healthy shall say so within seconds.
  const healthcheck = { test: ['CMD', '/app/healthy'], interval: '1s', timeout: '2s', retries: 2, start_period: '2s' }
  return { versions: { [service]: tag }, ...(tag === 'never-healthy' && { services: { api: { healthcheck } } }) }
}

/** Milliseconds of uptime from which and up to which the fault was done. */
interface Moment {
  from: number
  to: number
  /** Versions that a reboot within it brought up. */
  up?: string[]
}

async function struck(site: Site, deploying: Deploying, inject: Injection, watched: Watched): Promise<Moment> {
  const missed = deploying.ended.then(async (ended) => {
    // Green is told at the end of commit, a moment before finish begins.
    await new Promise((resolve) => setTimeout(resolve, 3000))
    throw new Error(`the step was never reached: ${ended.lastLine}\n${ended.stdout.slice(-3000)}`)
  })
  missed.catch(() => undefined)
  const from = await Promise.race([watched.reached, missed])
  const up = (await inject.act?.(site, deploying)) as string[] | undefined
  if (inject.script !== undefined && (await watched.done) !== 0 && !inject.mayFail)
    throw new Error(`the fault could not be done: ${(await site.asRoot('cat /tmp/strike.log')).stdout}`)
  return { from, to: uptimeMs(), ...(up && { up }) }
}

/** What a reboot would bring up now; undefined where the fault itself has stopped containers, or taken them away. */
async function survivorsOf(site: Site, { drops, takesAway }: FaultRow): Promise<string[] | undefined> {
  return (drops ?? takesAway) ? undefined : survivors((await site.look()).containers)
}

interface Order {
  recovered: Evidence['recovered']
  next?: NonNullable<Evidence['next']>
  /** Milliseconds of uptime when the next deploy may run. */
  freeAt(journal: readonly Event[]): number
}

async function putInOrder(site: Site, by: 'deploy' | 'recover', version: string): Promise<Order> {
  if (by === 'recover') {
    const first = await recover(site)
    const free = uptimeMs()
    return { recovered: [first, await recover(site)], freeAt: () => free }
  }
  const deploying = await site.deploy(site.shop(version))
  const { code, outputs, lastLine, stdout } = await deploying.ended
  const next = {
    exit: code,
    outcome: outputs['outcome'] ?? 'none',
    version,
    words: code === 0 ? lastLine : stdout.slice(-1500),
  }
  const free = uptimeMs()
  const freeAt = (journal: readonly Event[]) =>
    journal.find(
      ({ release, step, event }) => release.endsWith(`-${deploying.commit}`) && step === 'lock' && event === 'end',
    )?.at ?? free
  // It has committed, and may still be putting things away: a recovery waits for that.
  const nothing = { exit: 0, words: 'the next deploy went through' }
  return { recovered: [nothing, await recover(site), await recover(site)], next, freeAt }
}

async function recover(site: Site): Promise<{ exit: number; words: string }> {
  const { exitCode, stdout, stderr } = await site.stackctl('recover')
  return { exit: exitCode, words: `${stdout}${stderr}`.trim() }
}

async function dockerAnswers(site: Site): Promise<void> {
  await poll(async () => (await site.asRoot('docker version')).exitCode === 0, { deadlineMs: 60_000 })
}

interface Event {
  at: number
  release: string
  step: string
  event: string
}

function eventOf(line: string): Event {
  const [, at = '', release = '', step = '', event = ''] = line.split('\t')
  return { at: Number(at), release, step, event }
}

/** The steps of a release that were under way within a moment; `prepare` where it had not begun yet. */
function landed(journal: readonly Event[], release: string, { from, to }: Moment): string[] {
  const own = journal.filter((one) => one.release === release)
  const begun = own.flatMap(({ at, step, event }, index) => {
    if (event !== 'begin' || at > to) return []
    const end = own.slice(index).find((one) => one.step === step && one.event === 'end')?.at
    return end === undefined || end >= from - 50 ? [step] : []
  })
  return begun.length > 0 ? [...new Set(begun)] : ['prepare']
}

function toldOf({ code, outputs, lastLine }: Step): Told {
  return { exit: code, outcome: (outputs['outcome'] ?? 'none') as Outcome, lastLine }
}
