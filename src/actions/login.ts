import type { Context } from '../contract/action.js'
import { connect, type Host } from '../host/ssh.js'
import { type Asked, Stackctl } from '../host/stackctl.js'
import type { HostFacts } from '../host/types.js'
import { publicFacts, valuesOnServer } from '../release/plan/knownSecrets.js'
import { formsOfValues, standsIn } from '../runtime/masking.js'
import type { Logbook } from '../shipment/logbook.js'
import { refuseForeignFolder } from '../stack/identity.js'
import type { ComposeModel } from '../stack/types.js'
import type { Address } from './checkout.js'

/** A connection, and the facts of the server from when it was made. */
export interface OpenServer {
  host: Host
  stackctl: Stackctl
  facts: HostFacts
}

/**
 * Masks what may be secret of what runs, of the release that serves and of the one to go back to: containers of all of them may print it.
 * @returns Each form of the secrets that are on no list of the server.
 */
export function maskServer(
  facts: HostFacts,
  { publicText, models = [] }: { publicText: string; models?: readonly ComposeModel[] },
  { log, event }: Pick<Context, 'log' | 'event'>,
): string[] {
  const readable = [publicText, publicFacts(facts), JSON.stringify(event)].join('\n')
  const forms = formsOfValues(valuesOnServer(facts, models), readable)
  log.maskForms([...forms, ...facts.secretForms.filter((form) => !standsIn(readable, form))])
  return forms
}

interface LoginInputs {
  sshKey?: string | undefined
  knownHosts?: string | undefined
}

interface LoginOptions {
  signal: AbortSignal
  /** Is told what served when the server was asked. */
  logbook?: Pick<Logbook, 'note'>
  /** What else to ask the server, as far as it is known by then. */
  asked?: () => Asked
  /** Called when ssh was started. */
  onBegun?: () => void
}

/** Connects, and reads the facts of the server: one call. */
export async function openServer(
  { sshKey, knownHosts }: LoginInputs,
  stack: Address,
  { signal, logbook, asked, onBegun }: LoginOptions,
): Promise<OpenServer> {
  const host = await connect({ host: stack.host, sshKey, knownHosts, signal, ...(onBegun && { onBegun }) })
  try {
    const stackctl = new Stackctl(host, stack.id)
    const facts = await stackctl.facts({ signal, ...asked?.() })
    refuseForeignFolder(stack.identity, facts.identity, stack.takesOver)
    const serving = facts.current?.id ?? ''
    logbook?.note({ previousRelease: serving, servingRelease: serving })
    return { host, stackctl, facts }
  } catch (error) {
    await host[Symbol.asyncDispose]()
    throw error
  }
}

/** A login that is under way while other things are read. */
export interface Login {
  /** Says what the server has to be asked for besides, as soon as that is known: then it needs no call of its own. */
  expect(asked: Asked): void
  /** The server, and what was read meanwhile. An error there is reported first, and ends the login. */
  together<T>(reading: Promise<T>): Promise<[OpenServer, T]>
}

/**
 * Starts to log in, so that the checkout is read and the code for all that follows is loaded meanwhile: neither needs the other, and both take
 * their time. Returns when ssh has been started: loading blocks this process, and must not come before.
 */
export async function beginLogin(
  inputs: LoginInputs,
  stack: Address,
  { signal }: Pick<Context, 'signal'>,
  logbook: Pick<Logbook, 'note'>,
): Promise<Login> {
  const giveUp = new AbortController()
  let asked: Asked = {}
  let onBegun = () => {}
  const begun = new Promise<void>((resolve) => {
    onBegun = resolve
  })
  const stop = AbortSignal.any([signal, giveUp.signal])
  const opening = openServer(inputs, stack, { signal: stop, logbook, asked: () => asked, onBegun })
  opening.catch(() => undefined).then(onBegun)
  await begun
  return {
    expect: (more) => {
      asked = more
    },
    together: async (reading) => {
      try {
        const read = await reading
        return [await opening, read]
      } catch (error) {
        giveUp.abort()
        await opening.then(
          ({ host }) => host[Symbol.asyncDispose](),
          () => undefined,
        )
        throw error
      }
    },
  }
}
