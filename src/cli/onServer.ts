import { releaseStack } from '../actions/checkout.js'
import type { Context } from '../contract/action.js'
import { connect } from '../host/ssh.js'
import { Refused } from '../runtime/errors.js'

export interface ServerInputs {
  config: string
  environment?: string | undefined
  host?: string | undefined
  sshKey?: string | undefined
  knownHosts?: string | undefined
}

/** Exit code where the stack has no folder on the server. */
const NO_STACK = 44
const CALL = `p=$HOME/.stack-actions/$1/stackctl; [ -e "$p" ] || exit ${NO_STACK}; shift; exec sh "$p" "$@"`

/**
 * Runs a verb for people of the program that the last deploy left on the server, and prints what it says.
 * @returns Its exit code.
 * @throws Refused where nothing was deployed there
 */
export async function askServer(inputs: ServerInputs, verb: readonly string[], context: Context): Promise<number> {
  const { log, signal } = context
  const stack = await releaseStack(inputs, context)
  if ('skip' in stack) throw new Refused(stack.skip, { code: 'usage' })
  const { sshKey, knownHosts } = inputs
  await using host = await connect({ host: stack.host, sshKey, knownHosts, signal })
  const { code, stderr } = await host.exec(['sh', '-c', CALL, 'stack-actions', stack.id, ...verb], {
    signal,
    onLine: (line) => log.info(line),
  })
  if (code === NO_STACK)
    throw new Refused(`${stack.id} was never deployed to this server`, {
      at: host.name,
      todo: 'stack-actions plan says what a deploy would do',
    })
  if (stderr.trim() !== '') log.warning(stderr.trim())
  return code
}
