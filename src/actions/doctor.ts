import { type Context, defineAction } from '../contract/action.js'
import { ActionFailure } from '../contract/outputs.js'
import type { Values } from '../contract/shape.js'
import { findNames } from '../doctor/addresses.js'
import { findEdge, namesOf } from '../doctor/edge.js'
import { bad, type Finding, find, findingText, good, open, refused } from '../doctor/finding.js'
import { findOnMachine } from '../doctor/machine.js'
import { findPushing } from '../doctor/pushing.js'
import { findSettings } from '../doctor/settings.js'
import { authoritiesOf } from '../health/probes.js'
import { parseAddress } from '../host/address.js'
import type { Host } from '../host/ssh.js'
import { connect } from '../host/ssh.js'
import { Stackctl } from '../host/stackctl.js'
import type { HostFacts } from '../host/types.js'
import { openRegistry } from '../image/registry.js'
import { targetsOf } from '../image/target.js'
import { Refused, UserError } from '../runtime/errors.js'
import { refuseForeignFolder } from '../stack/identity.js'
import {
  addressOf,
  type Checkout,
  type ChosenEnvironment,
  chosenEnvironment,
  placeGivenFiles,
  readCheckout,
} from './checkout.js'
import { cleanUp } from './cleanUp.js'
import { config, envFile, environment, files, gateInputs, hostInputs, registryInputs } from './inputs.js'
import { maskServer } from './login.js'
import { problemsOutput } from './outputs.js'

const inputs = {
  environment,
  config,
  ...hostInputs,
  ...registryInputs,
  envFile,
  files,
  resolve: gateInputs.resolve,
  caFile: gateInputs.caFile,
}

type Inputs = Values<typeof inputs>

/** Everything that a deploy would find out later, found out now. Nothing is built, pushed or started. */
export const doctor = defineAction({
  name: 'doctor',
  description: 'Look at everything that a deploy needs: files, login, server, Traefik, names, registry',
  inputs,
  outputs: { ...problemsOutput },
  post: cleanUp,
  async main(inputs, context) {
    const chosen = await chosenEnvironment(inputs, context)
    if ('skip' in chosen)
      throw new Refused(chosen.skip, { at: 'input environment', todo: 'name one: `environment: production`' })
    const found: Finding[] = []
    const show = (...more: Finding[]) => {
      found.push(...more)
      for (const finding of more) context.log.info(findingText(finding))
    }
    const { checkout, seen } = await filesOf(inputs, chosen, context)
    show(seen)
    const isFromShell = context.event.runId === 0
    const { repository } = context.event
    const beside = Promise.all([
      checkout === undefined ? [] : registryOf(inputs, checkout, context),
      isFromShell && repository !== ''
        ? findSettings(context.workspace, { repository, environment: chosen.environment }, context.signal)
        : [],
    ])
    show(...(await serverOf(inputs, chosen, checkout, context)))
    for (const findings of await beside) show(...findings)
    const problems = found.filter(({ state }) => state === 'bad').map(({ what, words }) => `${what}: ${words}`)
    if (problems.length === 0) return { problems }
    const what = `${problems.length} of ${found.length} are not as a deploy needs them`
    throw new ActionFailure(new UserError(what), { problems })
  },
})

/** The files, read as a deploy would; where values are missing, read once more with stand-ins, for what else there is to say. */
async function filesOf(
  inputs: Inputs,
  chosen: ChosenEnvironment,
  context: Context,
): Promise<{ checkout?: Checkout; seen: Finding }> {
  const what = 'files'
  await using given = await placeGivenFiles(inputs, chosen)
  const read = (withoutSecrets: boolean) =>
    readCheckout({ ...inputs, withoutSecrets, given: given.values }, chosen, context)
  try {
    const checkout = await read(false)
    const { projects } = checkout.stack
    return {
      checkout,
      seen: { what, ...good(`${chosen.config.source}, ${projects.map(({ name }) => name).join(', ')}`) },
    }
  } catch (error) {
    const checkout = await read(true).catch(() => undefined)
    return { ...(checkout && { checkout }), seen: { what, ...refused(error) } }
  }
}

async function registryOf(inputs: Inputs, { stack }: Checkout, { env, signal }: Context): Promise<Finding[]> {
  try {
    const registry = await openRegistry(stack.registry, inputs, env)
    return await findPushing(
      registry,
      targetsOf(stack, {}).map(({ repository }) => repository),
      signal,
    )
  } catch (error) {
    return [{ what: 'registry', ...refused(error) }]
  }
}

/** What only a login shows; and the names, which are asked from here. */
async function serverOf(
  inputs: Inputs,
  chosen: ChosenEnvironment,
  checkout: Checkout | undefined,
  context: Context,
): Promise<Finding[]> {
  const { signal } = context
  const unasked = ['Docker', 'Traefik'].map((what): Finding => ({ what, ...open('not looked at: there is no login') }))
  let address: ReturnType<typeof addressOf>
  try {
    address = addressOf(inputs, chosen)
  } catch (error) {
    return [{ what: 'login', ...refused(error) }, ...unasked]
  }
  let host: Host
  try {
    host = await connect({ host: address.host, sshKey: inputs.sshKey, knownHosts: inputs.knownHosts, signal })
  } catch (error) {
    const names = await namesSeen(inputs, address.host, checkout, undefined, signal)
    return [{ what: 'login', ...refused(error) }, ...unasked, ...names]
  }
  await using _host = host
  const login: Finding = { what: 'login', ...good(`${host.name}, whose host key is the known one`) }
  const looked = await lookAt(host, address, checkout, context)
  return [login, ...looked.findings, ...(await namesSeen(inputs, address.host, checkout, looked.facts, signal))]
}

async function lookAt(
  host: Host,
  address: ReturnType<typeof addressOf>,
  checkout: Checkout | undefined,
  context: Context,
): Promise<{ facts?: HostFacts; findings: Finding[] }> {
  const { signal } = context
  try {
    const facts = await new Stackctl(host, address.id).facts({ signal })
    maskServer(facts, { publicText: checkout?.publicText ?? '' }, context)
    const machine = await findOnMachine(host, facts, signal)
    const owner = await find('folder of the stack', async () => ownerSeen(facts, address), signal)
    return {
      facts,
      findings: [...machine, owner, ...(checkout === undefined ? [] : [findEdge(checkout.stack, facts)])],
    }
  } catch (error) {
    return { findings: [{ what: 'Docker', ...refused(error) }] }
  }
}

function ownerSeen(facts: HostFacts, { identity, takesOver }: ReturnType<typeof addressOf>) {
  refuseForeignFolder(identity, facts.identity, takesOver)
  if (facts.unfinished !== undefined)
    return bad(
      `the transaction of ${facts.unfinished} was interrupted`,
      'the next deploy ends it first; to end it now: stackctl recover',
    )
  return good(facts.current === undefined ? 'nothing was deployed yet' : `release ${facts.current.id} serves`)
}

async function namesSeen(
  { resolve = {}, caFile }: Inputs,
  host: string,
  checkout: Checkout | undefined,
  facts: HostFacts | undefined,
  signal: AbortSignal,
): Promise<Finding[]> {
  if (checkout === undefined) return []
  try {
    const ca = await authoritiesOf(caFile)
    const way = { server: parseAddress(host).name, resolve, ca, isDeployed: facts?.current !== undefined }
    return await findNames(namesOf(checkout.stack, facts), way, signal)
  } catch (error) {
    return [{ what: 'names', ...refused(error) }]
  }
}
