import type { Context } from '../contract/action.js'
import { judge as judgeProbes } from '../health/gate.js'
import { askFrom } from '../health/probes.js'
import { readProjectNames } from '../release/records/meta.js'
import type { Plan } from '../release/records/types.js'
import { planText } from '../release/report/planReport.js'
import { failuresOf, listeningOf, probesOf } from '../release/transaction/gating.js'
import { type Deployed, type Deployment, deploy } from '../release/transaction/runDeployment.js'
import { systemClock } from '../runtime/clock.js'
import { Refused } from '../runtime/errors.js'
import { askingBy, type GateInputs, rulesOf } from './gate.js'
import { guardFor } from './guard.js'
import type { Logbook } from './logbook.js'
import { showTimes } from './times.js'

/**
 * One deploy from plan to proof, with everything that a user sees of it: the plan, each step, and where the time went.
 * @throws Refused, Undone, UndoFailed, OutcomeUnknown
 */
export async function deployStack(
  deployment: Omit<Deployment, 'onPlan' | 'onEvent' | 'log' | 'signal' | 'guard'>,
  { dryRun, gate }: { dryRun: boolean; gate?: GateInputs },
  context: Context,
  logbook: Logbook,
): Promise<{ outcome: Deployed['outcome'] }> {
  const { log, signal } = context
  const onPlan = (plan: Plan) => {
    // The notices from reading the files were printed before.
    const notices = plan.notices.filter((notice) => !deployment.notices.includes(notice))
    log.info(planText({ ...plan, notices }))
    logbook.notePlan(plan)
    if (!dryRun && !plan.unchanged) logbook.noteBegin(plan.release)
  }
  const deployed = await deploy(
    {
      ...{ ...deployment, signal, onPlan },
      guard: guardFor(deployment, deployment.stack, gate ?? {}, context, logbook),
      onEvent: (event) => logbook.noteEvent(event),
      log: (line) => log.info(line),
    },
    { dryRun },
  )
  if (deployed.outcome === 'unchanged') {
    await deployed.guard.tell()
    if (gate !== undefined) await proveUnchanged(deployed, deployment, gate, context, logbook)
    log.info('nothing changed: nothing was restarted')
  }
  if (deployed.outcome === 'deployed') {
    logbook.note({ release: deployed.plan.release, servingRelease: deployed.plan.release })
    showTimes(deployed.events, context)
  }
  return { outcome: deployed.outcome }
}

/** An unchanged stack, too, is green only when it answers: one round of the gate's probes. */
async function proveUnchanged(
  { services, facts }: Extract<Deployed, { outcome: 'unchanged' }>,
  { stack, host }: Pick<Deployment, 'stack' | 'host'>,
  gate: GateInputs,
  { signal }: Context,
  logbook: Logbook,
): Promise<void> {
  const { containers, current } = facts
  const report = await judgeProbes({
    probes: probesOf(stack, services, containers, readProjectNames(current?.meta['projects']), listeningOf(facts)),
    rules: { ...rulesOf(gate), successes: 1, windowSeconds: 0 },
    ask: askFrom({ ...askingBy(gate), host, containers }),
    clock: systemClock,
    signal,
  })
  logbook.noteReport(report, 'unchanged')
  if (!report.healthy)
    throw new Refused(`nothing changed and nothing was touched, but what runs is not healthy: ${failuresOf(report)}`, {
      about: 'gate',
    })
}
