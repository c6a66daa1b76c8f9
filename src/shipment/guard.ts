import type { Context } from '../contract/action.js'
import { authoritiesOf } from '../health/probes.js'
import type { Host } from '../host/ssh.js'
import type { Stackctl } from '../host/stackctl.js'
import { EndpointGuard } from '../release/transaction/endpointGuard.js'
import type { Deployment } from '../release/transaction/runDeployment.js'
import { statusCommandOf } from '../release/transaction/transactionServer.js'
import { systemClock } from '../runtime/clock.js'
import type { Stack } from '../stack/types.js'
import type { Logbook } from './logbook.js'

/** What holds a transaction on this server to "what answered before answers". What it saw is part of the shipment. */
export function guardFor(
  { host, stackctl }: { host: Host; stackctl: Stackctl },
  stack: Pick<Stack, 'health' | 'url'>,
  { caFile }: { caFile?: string | undefined },
  { signal, log }: Context,
  logbook: Logbook,
): Deployment['guard'] {
  const urls = [...stack.health.flatMap(({ url }) => url ?? []), ...(stack.url === undefined ? [] : [stack.url])]
  return (projects, facts) => {
    const guard = new EndpointGuard({
      ...{ host, projects, urls, signal },
      paths: stack.health.flatMap(({ path }) => path ?? []),
      skip: stack.health.flatMap(({ skip }) => skip ?? []),
      containers: facts.containers,
      authorities: authoritiesOf(caFile),
      clock: systemClock,
      statusCommand: statusCommandOf(host, stackctl),
      log: (line) => log.info(line),
    })
    logbook.noteGuard(guard)
    return guard
  }
}
