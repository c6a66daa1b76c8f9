import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as z from 'zod'
import type { Context } from '../contract/action.js'
import { ActionFailure, NOTHING_CHANGED, outcomeOf } from '../contract/outputs.js'
import { checkRules, judge as judgeProbes } from '../health/gate.js'
import { askFrom, authoritiesOf } from '../health/probes.js'
import { serviceLines, summaryTable } from '../health/report.js'
import type { GateReport, GateRules } from '../health/types.js'
import { type Deployed, type Deployment, deploy } from '../release/deployment.js'
import { failuresOf, gateJudge, type Judge, probesOf } from '../release/gating.js'
import type { JournalEvent } from '../release/journal.js'
import { planMarkdown, planText } from '../release/planReport.js'
import { timesMarkdown, timesText } from '../release/summary.js'
import type { Plan } from '../release/types.js'
import { systemClock } from '../runtime/clock.js'
import { Refused, refuseAll, Undone, UserError } from '../runtime/errors.js'
import type { Stack } from '../stack/types.js'
import type { outcome } from './outputs.js'
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
    shipped.healthy = report.healthy
    shipped.reportFile = await keep(context, 'gate.json', `${JSON.stringify(report, null, 2)}\n`)
    if (stage === 'switched' || !report.healthy) context.summary.add(summaryTable(report))
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
    stackctl: server.stackctl,
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
  deployment: Omit<Deployment, 'onPlan' | 'log' | 'signal'>,
  options: { dryRun: boolean; gate?: GateInputs },
  context: Context,
  shipped: Shipped,
): Promise<void> {
  const { log, summary } = context
  const events: string[] = []
  const plans: Promise<unknown>[] = []
  const onPlan = (plan: Plan) => {
    log.info(planText(plan))
    summary.add(planMarkdown(plan))
    shipped.changed = plan.services
      .filter(({ change }) => change !== 'unchanged')
      .map(({ project, service }) => `${project}/${service}`)
    plans.push(keep(context, 'plan.md', `${planMarkdown(plan)}\n`).then((path) => (shipped.planFile = path)))
    if (!options.dryRun && !plan.unchanged) shipped.release = plan.release
  }
  const onLine = (line: string) => {
    events.push(line)
    log.info(line)
  }
  try {
    const deployed = await deploy({ ...deployment, onPlan, log: onLine, signal: context.signal }, options)
    await conclude(deployed, deployment, options, context, shipped)
  } catch (error) {
    if (error instanceof Undone)
      summary.add(
        `**Undone.** ${shipped.previousRelease === '' ? 'Nothing was running before.' : `Release \`${shipped.previousRelease}\` answers again.`}`,
      )
    throw error
  } finally {
    await Promise.all(plans)
    if (events.length > 0) shipped.journalFile = await keep(context, 'journal.log', `${events.join('\n')}\n`)
  }
}

async function conclude(
  deployed: Deployed,
  deployment: Omit<Deployment, 'onPlan' | 'log' | 'signal'>,
  { gate }: { gate?: GateInputs },
  context: Context,
  shipped: Shipped,
): Promise<void> {
  const { log, summary } = context
  shipped.outcome = deployed.outcome
  if (deployed.outcome === 'planned') return
  if (deployed.outcome === 'unchanged') {
    if (gate !== undefined) await proveUnchanged(deployed, deployment, gate, context, shipped)
    log.info('nothing changed: nothing was restarted')
    summary.add('Nothing changed: nothing was restarted.')
    return
  }
  shipped.release = deployed.plan.release
  shipped.servingRelease = deployed.plan.release
  showTimes(deployed.events, context)
}

export function showTimes(events: readonly JournalEvent[], { log, summary }: Context): void {
  log.info('where the time went on the server:')
  for (const line of timesText(events)) log.info(line)
  summary.add(timesMarkdown(events))
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

/** Runs the work of an action that changes a server; whatever way it ends, the outputs and the last line are there. */
export async function shipping(
  stackId: string,
  context: Context,
  work: (shipped: Shipped) => Promise<void>,
): Promise<Shipped> {
  const shipped: Shipped = {}
  try {
    await work(shipped)
  } catch (thrown) {
    // Whatever a cancellation interrupts before the transaction has nothing changed; the transaction itself says how it ended.
    const cancelled = context.signal.aborted && !(thrown instanceof UserError)
    const error = cancelled ? new Refused('the run was cancelled before anything was changed on the server') : thrown
    context.log.conclude(lastWord(stackId, shipped, error))
    throw new ActionFailure(error, { ...shipped, outcome: outcomeOf(error) })
  }
  context.log.conclude(lastWord(stackId, shipped))
  return shipped
}
