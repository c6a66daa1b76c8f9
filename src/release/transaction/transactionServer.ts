import { ConnectionLost } from '../../host/failures.js'
import type { Host } from '../../host/ssh.js'
import type { Stackctl, Standing } from '../../host/stackctl.js'
import type { ServerAnswer, TransactionServer } from './transaction.js'

/** What a person types on his own machine to see how the stack stands. */
export function statusCommandOf(host: Pick<Host, 'name'>, stackctl: Pick<Stackctl, 'path'>): string {
  return `ssh ${host.name.replace(/:(\d+)$/, ' -p $1')} '${stackctl.path} status'`
}

/**
 * One release's transaction on a server, as the runner drives it.
 * @param begin What starts it: a deploy brings its release along, a rollback makes one on the server.
 */
export function serverOf(
  { stackctl, host }: { stackctl: Stackctl; host: Host },
  release: string,
  begin: (onLine: (line: string) => void) => Promise<Standing>,
): TransactionServer {
  const answer = ({ state, stderr, code, refusal, containers }: Standing): ServerAnswer => ({
    state,
    reason: refusal?.message ?? stderr.replace(/^stackctl: /gm, '').trim(),
    ...(code && { code }),
    ...(refusal && { todo: refusal.todo }),
    ...(containers && { containers }),
  })
  return {
    start: async (onLine) => answer(await begin(onLine)),
    watch: async (from, onLine, say) => answer(await stackctl.watch(release, from, { onLine, ...(say && { say }) })),
    abort: async () => void (await stackctl.abort(release)),
    heartbeat: () => stackctl.heartbeat(release),
    recover: () => stackctl.recover(),
    reconnect: () => host.reconnect(),
    isConnectionLost: (error) => error instanceof ConnectionLost,
    statusCommand: statusCommandOf(host, stackctl),
  }
}
