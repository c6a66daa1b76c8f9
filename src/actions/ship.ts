import type { Context } from '../contract/action.js'
import { checkRules, judge as judgeProbes } from '../health/gate.js'
import { askFrom, authoritiesOf } from '../health/probes.js'
import { serviceLines } from '../health/report.js'
import type { GateReport, GateRules } from '../health/types.js'
import { runsWithoutRelease } from '../release/plan/likeness/likeness.js'
import { proxied } from '../release/plan/routing/proxyMeta.js'
import { switchable } from '../release/plan/routing/ways.js'
import type { JournalEvent } from '../release/records/journal.js'
import { readProjectNames } from '../release/records/meta.js'
import type { Plan } from '../release/records/types.js'
import { planMarkdown, planText } from '../release/report/planReport.js'
import { timesText } from '../release/report/timeline.js'
import { type Deployed, type Deployment, deploy } from '../release/transaction/deployment.js'
import { EndpointGuard } from '../release/transaction/endpointGuard.js'
import { failuresOf, type HealthGate, healthGate, listeningOf, probesOf } from '../release/transaction/gating.js'
import { statusCommandOf } from '../release/transaction/server.js'
import { systemClock } from '../runtime/clock.js'
import { Refused, refuseAll } from '../runtime/errors.js'
import type { Stack } from '../stack/types.js'
import type { OpenServer } from './server.js'
import { beginTransaction, keep, type Shipped } from './shipping.js'

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

/** The gate of a deploy or rollback that has it inside its transaction. */
export function gateFor(
  inputs: GateInputs,
  stack: Pick<Stack, 'health' | 'id'>,
  server: OpenServer,
  context: Context,
  shipped: Shipped,
): HealthGate {
  const onReport = gateReports(context, shipped)
  return healthGate({
    stack,
    facts: server.facts,
    askOf: (containers) => askFrom({ ...askingBy(inputs), host: server.host, containers }),
    rules: rulesOf(inputs),
    // A rollback has no plan: its file is written where there is one to write to.
    pinned: () =>
      shipped.seen.plan === undefined ? switchable(proxied(server.facts).proxy) : shipped.seen.plan.switch === 'file',
    onReport: (report, stage) => void onReport(report, stage),
    signal: context.signal,
  })
}

/** Keeps in mind whether something answers that is no release of ours: the last line says so, whatever comes. */
export function lookBefore(stack: Stack, { facts }: Pick<OpenServer, 'facts'>, { seen }: Shipped): void {
  seen.ranBefore = runsWithoutRelease(stack, facts)
}

/** What holds a transaction on this server to "what answered before answers", and keeps what it saw for outputs and summary. */
export function guardFor(
  { host, stackctl }: Pick<OpenServer, 'host' | 'stackctl'>,
  stack: Pick<Stack, 'health' | 'url'>,
  { caFile }: { caFile?: string | undefined },
  context: Context,
  shipped: Shipped,
): Deployment['guard'] {
  const urls = [...stack.health.flatMap(({ url }) => url ?? []), ...(stack.url === undefined ? [] : [stack.url])]
  return (projects, facts) => {
    const guard = new EndpointGuard({
      host,
      projects,
      urls,
      paths: stack.health.flatMap(({ path }) => path ?? []),
      skip: stack.health.flatMap(({ skip }) => skip ?? []),
      containers: facts.containers,
      authorities: authoritiesOf(caFile),
      clock: systemClock,
      signal: context.signal,
      statusCommand: statusCommandOf(host, stackctl),
      log: (line) => context.log.info(line),
    })
    shipped.seen.guard = guard
    return guard
  }
}

/**
 * One deploy from plan to proof, with everything that a user sees of it: the plan, each step, where the time went, and, as the last line,
 * which version answers now.
 */
export async function ship(
  deployment: Omit<Deployment, 'onPlan' | 'onEvent' | 'log' | 'signal' | 'guard'>,
  options: { dryRun: boolean; gate?: GateInputs },
  context: Context,
  shipped: Shipped,
): Promise<void> {
  const { log } = context
  const plans: Promise<unknown>[] = []
  const onPlan = (plan: Plan) => {
    // What was said when the files were read stands above it.
    const notices = plan.notices.filter((notice) => !deployment.notices.includes(notice))
    log.info(planText({ ...plan, notices }))
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
      {
        ...deployment,
        guard: guardFor(deployment, deployment.stack, options.gate ?? {}, context, shipped),
        onPlan,
        onEvent,
        log: (line) => log.info(line),
        signal: context.signal,
      },
      options,
    )
    await conclude(deployed, deployment, options, context, shipped)
  } finally {
    await Promise.all(plans)
  }
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
    await deployed.guard.tell()
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
    probes: probesOf(
      stack,
      services,
      facts.containers,
      readProjectNames(facts.current?.meta['projects']),
      listeningOf(facts),
    ),
    rules: { ...rulesOf(gate), successes: 1, windowSeconds: 0 },
    ask: askFrom({ ...askingBy(gate), host, containers: facts.containers }),
    clock: systemClock,
    signal: context.signal,
  })
  await gateReports(context, shipped)(report, 'unchanged')
  if (!report.healthy)
    throw new Refused(`nothing changed and nothing was touched, but what runs is not healthy: ${failuresOf(report)}`)
}
