import type { Context } from '../contract/action.js'
import { connect, type Host } from '../host/ssh.js'
import { type Asked, Stackctl } from '../host/stackctl.js'
import type { HostFacts } from '../host/types.js'
import { publicFacts, valuesOnServer } from '../release/plan/knownSecrets.js'
import { formsOfValues, standsIn } from '../runtime/masking.js'
import { refuseForeignFolder } from '../stack/identity.js'
import { envValues } from '../stack/textValues.js'
import type { ComposeModel } from '../stack/types.js'
import type { Address } from './checkout.js'
import type { Shipped } from './shipping.js'

/** A connection, and what the server said of itself when it was made. */
export interface OpenServer {
  host: Host
  stackctl: Stackctl
  facts: HostFacts
}

/**
 * Masks what may be secret of what runs, of the release that serves and of the one to go back to: containers of all of them may print it.
 * @returns Each form of what no list of the server has.
 */
export function maskServer(
  facts: HostFacts,
  { publicText, models = [] }: { publicText: string; models?: readonly ComposeModel[] },
  { log, event }: Pick<Context, 'log' | 'event'>,
): string[] {
  const readable = [publicText, publicFacts(facts), JSON.stringify(event)].join('\n')
  const values = [...valuesOnServer(facts, models), ...envValues(facts.oldEnv)]
  const forms = formsOfValues(values, readable)
  log.maskForms([...forms, ...facts.secretForms.filter((form) => !standsIn(readable, form))])
  return forms
}

interface Login {
  sshKey: string
  knownHosts: string
}

/** The connection, and what the server says of itself: one call. */
export async function openServer(
  inputs: Login,
  stack: Address,
  { signal }: Pick<Context, 'signal'>,
  shipped: Pick<Shipped, 'previousRelease' | 'servingRelease'> = {},
  /** What to ask of besides, as far as it is known by then. */
  asked: () => Asked = () => ({}),
  onBegun?: () => void,
): Promise<OpenServer> {
  const { sshKey, knownHosts } = inputs
  const host = await connect({ host: stack.host, sshKey, knownHosts, signal, ...(onBegun && { onBegun }) })
  try {
    const stackctl = new Stackctl(host, stack.id)
    const facts = await stackctl.facts({ signal, ...asked() })
    refuseForeignFolder(stack.identity, facts.identity, stack.takesOver)
    shipped.previousRelease = facts.current?.id ?? ''
    shipped.servingRelease = shipped.previousRelease
    return { host, stackctl, facts }
  } catch (error) {
    await host[Symbol.asyncDispose]()
    throw error
  }
}

/**
 * Logs in while the checkout is read and the code for all that follows is loaded: neither needs the other, and both take their time. What is
 * found wrong there is said first, and ends the login. As soon as it is known what the server has to be asked for, `expect` is told: then it
 * needs no call of its own.
 */
export async function openBeside<T>(
  inputs: Login,
  stack: Address,
  { signal }: Pick<Context, 'signal'>,
  shipped: Shipped,
  read: (expect: (asked: Asked) => void) => Promise<T>,
): Promise<OpenServer & { read: T }> {
  const giveUp = new AbortController()
  let asked: Asked = {}
  const stop = AbortSignal.any([signal, giveUp.signal])
  // Loading blocks this process: it must not come before the start of ssh.
  let onBegun = () => {}
  const begun = new Promise<void>((resolve) => {
    onBegun = resolve
  })
  const opening = openServer(inputs, stack, { signal: stop }, shipped, () => asked, onBegun)
  opening.catch(() => undefined).then(onBegun)
  try {
    await begun
    const found = await read((expected) => {
      asked = expected
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
