import type { Context } from '../contract/action.js'
import { connect, type Host } from '../host/ssh.js'
import { type Asked, Stackctl } from '../host/stackctl.js'
import type { HostFacts } from '../host/types.js'
import type { Shipped } from './ship.js'

/** A connection, and what the server said of itself when it was made. */
export interface OpenServer {
  host: Host
  stackctl: Stackctl
  facts: HostFacts
}

interface Login {
  sshKey: string
  knownHosts: string
}

/** The connection, and what the server says of itself: one call. */
export async function openServer(
  inputs: Login,
  stack: { id: string; host: string },
  { signal }: Pick<Context, 'signal'>,
  shipped: Pick<Shipped, 'previousRelease' | 'servingRelease'> = {},
  /** What to ask of besides, as far as it is known by then. */
  asked: () => Asked = () => ({}),
): Promise<OpenServer> {
  const host = await connect({ host: stack.host, sshKey: inputs.sshKey, knownHosts: inputs.knownHosts, signal })
  try {
    const stackctl = new Stackctl(host, stack.id)
    const facts = await stackctl.facts({ signal, ...asked() })
    shipped.previousRelease = facts.current?.id ?? ''
    shipped.servingRelease = shipped.previousRelease
    return { host, stackctl, facts }
  } catch (error) {
    await host[Symbol.asyncDispose]()
    throw error
  }
}

/**
 * Logs in while the checkout is read: neither needs the other, and both take their time. What the reading finds wrong is said first, and ends
 * the login. As soon as it knows which images the server has to be asked for, it says so: then they need no call of their own.
 */
export async function openBeside<T>(
  inputs: Login,
  stack: { id: string; host: string },
  { signal }: Pick<Context, 'signal'>,
  shipped: Shipped,
  read: (expect: (references: readonly string[]) => void) => Promise<T>,
): Promise<OpenServer & { read: T }> {
  const giveUp = new AbortController()
  let references: readonly string[] = []
  const stop = AbortSignal.any([signal, giveUp.signal])
  const opening = openServer(inputs, stack, { signal: stop }, shipped, () => ({ references }))
  opening.catch(() => undefined)
  try {
    const found = await read((expected) => {
      references = expected
    })
    return { ...(await opening), read: found }
  } catch (error) {
    giveUp.abort()
    await opening.then(
      ({ host }) => host[Symbol.asyncDispose](),
      () => undefined,
    )
    throw error
  }
}
