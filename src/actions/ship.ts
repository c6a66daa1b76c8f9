import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as z from 'zod'
import type { Context } from '../contract/action.js'
import { ActionFailure, NOTHING_CHANGED, outcomeOf, writeOutputs } from '../contract/outputs.js'
import { checkRules, judge as judgeProbes } from '../health/gate.js'
import { askFrom, authoritiesOf } from '../health/probes.js'
import { serviceLines } from '../health/report.js'
import type { GateReport, GateRules } from '../health/types.js'
import { type Deployed, type Deployment, deploy } from '../release/deployment.js'
import { failuresOf, gateJudge, type Judge, probesOf } from '../release/gating.js'
import { type JournalEvent, journalLine } from '../release/journal.js'
import { planMarkdown, planText } from '../release/planReport.js'
import { timesText } from '../release/timeline.js'
import type { Plan } from '../release/types.js'
import { systemClock } from '../runtime/clock.js'
import { explain, Refused, refuseAll, UserError } from '../runtime/errors.js'
import type { Stack } from '../stack/types.js'
import { outcome } from './outputs.js'
import { type Seen, showShipment } from './page.js'
import type { OpenServer } from './server.js'

type Outcome = z.output<typeof outcome>

/** What the outputs of an action that changes a server are made of, filled in as it goes; also what is known when it fails. */
export interface Shipped {
  outcome?: Outcome
  release?: string
  previousRelease?: string
  servingRelease?: string
  changed?: string[]
  planFile?: string
  journalFile?: string
  reportFile?: string
  healthy?: boolean
  /** For the job summary: no output. */
  seen: Seen
}

export function nothingShipped(): Shipped {
  return { seen: { events: [], reports: [] } }
}

export interface GateInputs {
  successes: number
  window: number
  timeout: number
  interval: number
  resolve?: Record<string, string> | undefined
  caFile?: string | undefined
}

export function rulesOf(inputs: GateInputs): GateRules {
  return {
    successes: inputs.successes,
    windowSeconds: inputs.window,
    timeoutSeconds: inputs.timeout,
    intervalSeconds: inputs.interval,
  }
}

/**
 * What can be said of a gate before anything is started, so that it is not found out in the middle of a transaction.
 * @throws Refused
 */
export async function checkGate(inputs: GateInputs): Promise<void> {
  const faults = checkRules(rulesOf(inputs))
  if (faults.length > 0) throw refuseAll('the gate’s inputs contradict each other', faults)
  await authoritiesOf(inputs.caFile)
}

/** A file of this step below RUNNER_TEMP, for the steps after it. */
async function keep(context: Context, name: string, text: string): Promise<string> {
  const path = join(context.env['RUNNER_TEMP'] || tmpdir(), `stack-actions-${name}`)
  await writeFile(path, context.log.redact(text), { mode: 0o600 })
  return path
}

/** Prints each report of the gate as it comes and keeps the last one. */
export function gateReports(context: Context, shipped: Shipped) {
  return async (report: GateReport, stage: string): Promise<void> => {
    context.log.info(
      `health gate (${stage}): ${report.healthy ? 'held' : `did not hold: ${report.reason ?? 'some probe failed'}`}`,
    )
    for (const line of serviceLines(report)) context.log.info(line)
    shipped.seen.reports.push({ stage, report })
    shipped.healthy = report.healthy
    shipped.reportFile = await keep(context, 'gate.json', `${JSON.stringify(report, null, 2)}\n`)
  }
}

/** How the gate finds names and trusts certificates. */
export function askingBy({ resolve, caFile }: GateInputs) {
  return { ...(resolve && { resolve }), ...(caFile && { caFile }) }
}

/** The judge of a deploy or rollback that has the gate inside its transaction. */
export function judgeFor(
  inputs: GateInputs,
  stack: Pick<Stack, 'health' | 'projects'>,
  server: OpenServer,
  context: Context,
  shipped: Shipped,
): Judge {
  const onReport = gateReports(context, shipped)
  return gateJudge({
    stack,
    facts: server.facts,
    askOf: (containers) => askFrom({ ...askingBy(inputs), host: server.host, containers }),
    rules: rulesOf(inputs),
    onReport: (report, stage) => void onReport(report, stage),
  })
}

/**
 * One deploy from plan to proof, with everything that a user sees of it: the plan, each step, where the time went, and, as the last line,
 * which version answers now.
 */
export async function ship(
  deployment: Omit<Deployment, 'onPlan' | 'onEvent' | 'log' | 'signal'>,
  options: { dryRun: boolean; gate?: GateInputs },
  context: Context,
  shipped: Shipped,
): Promise<void> {
  const { log } = context
  const plans: Promise<unknown>[] = []
  const onPlan = (plan: Plan) => {
    log.info(planText(plan))
    shipped.seen.plan = plan
    shipped.changed = plan.services
      .filter(({ change }) => change !== 'unchanged')
      .map(({ project, service }) => `${project}/${service}`)
    plans.push(keep(context, 'plan.md', `${planMarkdown(plan)}\n`).then((path) => (shipped.planFile = path)))
    if (options.dryRun || plan.unchanged) return
    shipped.release = plan.release
    beginTransaction(context)
  }
  const onEvent = (event: JournalEvent) => void shipped.seen.events.push(event)
  try {
    const deployed = await deploy(
      { ...deployment, onPlan, onEvent, log: (line) => log.info(line), signal: context.signal },
      options,
    )
    await conclude(deployed, deployment, options, context, shipped)
  } finally {
    await Promise.all(plans)
  }
}

/** Until it has ended the outcome is not known: that is what a step says that is killed in the middle, and whoever reads its outputs. */
export function beginTransaction({ log }: Context): void {
  writeOutputs({ outcome }, { outcome: 'unknown' }, log)
}

async function conclude(
  deployed: Deployed,
  deployment: Pick<Deployment, 'stack' | 'host'>,
  { gate }: { gate?: GateInputs },
  context: Context,
  shipped: Shipped,
): Promise<void> {
  const { log } = context
  shipped.outcome = deployed.outcome
  if (deployed.outcome === 'planned') return
  if (deployed.outcome === 'unchanged') {
    if (gate !== undefined) await proveUnchanged(deployed, deployment, gate, context, shipped)
    log.info('nothing changed: nothing was restarted')
    return
  }
  shipped.release = deployed.plan.release
  shipped.servingRelease = deployed.plan.release
  showTimes(deployed.events, context)
}

export function showTimes(events: readonly JournalEvent[], { log }: Context): void {
  log.info('where the time went on the server:')
  for (const line of timesText(events)) log.info(line)
}

/** Also an unchanged stack is green only when it was seen to answer: one round of the gate's probes. */
async function proveUnchanged(
  { services, facts }: Extract<Deployed, { outcome: 'unchanged' }>,
  { stack, host }: Pick<Deployment, 'stack' | 'host'>,
  gate: GateInputs,
  context: Context,
  shipped: Shipped,
): Promise<void> {
  const report = await judgeProbes({
    probes: probesOf(stack, services, facts),
    rules: { ...rulesOf(gate), successes: 1, windowSeconds: 0 },
    ask: askFrom({ ...askingBy(gate), host, containers: facts.containers }),
    clock: systemClock,
    signal: context.signal,
  })
  await gateReports(context, shipped)(report, 'unchanged')
  if (!report.healthy)
    throw new Refused(`nothing changed and nothing was touched, but what runs is not healthy: ${failuresOf(report)}`)
}

/** The last line of the log: which version answers now. */
function lastWord(stackId: string, shipped: Shipped, failure?: unknown): string {
  const ended = failure === undefined ? shipped.outcome : outcomeOf(failure)
  if (ended === 'undo-failed') return `${stackId}: undo-failed; a person must look which version answers now`
  if (ended === 'unknown') return `${stackId}: it is not known which version answers now`
  const serving = shipped.servingRelease
  // The server was never asked, or did not answer.
  if (serving === undefined) return `${stackId}: ${ended}; ${NOTHING_CHANGED}`
  return serving
    ? `${stackId}: ${ended}; release ${serving} answers now`
    : `${stackId}: ${ended}; no release answers yet`
}

/** Runs the work of an action that changes a server; whatever way it ends, the outputs, the summary and the last line are there. */
export async function shipping(
  stackId: string,
  context: Context,
  work: (shipped: Shipped) => Promise<void>,
): Promise<Omit<Shipped, 'seen'>> {
  const began = systemClock.now()
  const shipped = nothingShipped()
  const { seen } = shipped
  const end = async (failure?: unknown) => {
    if (failure !== undefined) shipped.outcome = outcomeOf(failure) as Outcome
    const headline = lastWord(stackId, shipped, failure)
    context.log.conclude(headline)
    const seconds = (systemClock.now() - began) / 1000
    try {
      showShipment(seen, { headline, seconds, outcome: shipped.outcome, failure }, context)
    } catch (error) {
      // A page that cannot be drawn changes nothing of how it ended.
      context.log.warning(`the summary could not be made: ${explain(error)}`)
    }
    if (seen.events.length > 0) {
      const journal = `${seen.events.map(journalLine).join('\n')}\n`
      // A full disk here changes nothing of how it ended.
      await keep(context, 'journal.log', journal).then(
        (path) => (shipped.journalFile = path),
        (error: unknown) => context.log.warning(`the journal could not be kept: ${explain(error)}`),
      )
    }
    const { seen: _seen, ...outputs } = shipped
    return outputs
  }
  try {
    await work(shipped)
  } catch (thrown) {
    // Whatever a cancellation interrupts before the transaction has nothing changed; the transaction itself says how it ended.
    const cancelled = context.signal.aborted && !(thrown instanceof UserError)
    const error = cancelled ? new Refused('the run was cancelled before anything was changed on the server') : thrown
    throw new ActionFailure(error, await end(error))
  }
  return end()
}
