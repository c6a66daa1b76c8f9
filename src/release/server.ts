import { ConnectionLost } from '../host/failures.js'
import type { Host } from '../host/ssh.js'
import type { Stackctl, Standing } from '../host/stackctl.js'
import type { ServerAnswer, TransactionServer } from './transaction.js'

export interface RunOptions {
  gate: 'runner' | 'host'
  deadlineSeconds: number
  lockTimeoutSeconds: number
  force?: boolean
  /** How the transaction begins, if not by `run`: a rollback makes its release on the server. */
  begin?: (onLine: (line: string) => void) => Promise<Standing>
}

/** One release's transaction on a server, as the runner drives it. */
export function serverOf(stackctl: Stackctl, host: Host, release: string, options: RunOptions): TransactionServer {
  const { begin, ...runOptions } = options
  const answer = ({ state, stderr }: Standing): ServerAnswer => ({
    state,
    reason: stderr.replace(/^stackctl: /gm, '').trim(),
  })
  return {
    start: async (onLine) =>
      answer(await (begin === undefined ? stackctl.run(release, { ...runOptions, onLine }) : begin(onLine))),
    watch: async (from, onLine) => answer(await stackctl.watch(release, from, { onLine })),
    proceed: async () => void (await stackctl.proceed(release)),
    confirm: () => stackctl.confirm(release),
    abort: async () => void (await stackctl.abort(release)),
    heartbeat: () => stackctl.heartbeat(release),
    recover: () => stackctl.recover(),
    reconnect: () => host.reconnect(),
    isConnectionLost: (error) => error instanceof ConnectionLost,
    statusCommand: `ssh ${host.name.replace(/:(\d+)$/, ' -p $1')} '${stackctl.path} status'`,
  }
}
