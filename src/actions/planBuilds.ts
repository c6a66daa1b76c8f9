import type { Context } from '../contract/action.js'
import { chooseImages, type Naming, type PlannedImage } from '../image/chosen.js'
import { describeImages } from '../image/described.js'
import { hintsOf } from '../image/hints.js'
import { tagLookups } from '../image/lookUp.js'
import { notePlaced } from '../image/placed.js'
import type { Registry } from '../image/registry.js'
import { provenImages } from '../release/plan/images/proven.js'
import { Refused } from '../runtime/errors.js'
import type { Stack } from '../stack/types.js'
import { addressOf, type Checkout, type JudgedEnvironment } from './checkout.js'
import { recordInputs } from './inputs.js'
import { type OpenServer, openServer } from './login.js'
import { isScheduled, labelsOf, refreshes, runnerPlatform, runOf, tagsOf } from './origin.js'

interface BuildInputs {
  host?: string | undefined
  sshKey?: string | undefined
  knownHosts?: string | undefined
  projects?: readonly string[] | undefined
  version?: string | undefined
  refresh?: boolean | undefined
  withoutSecrets: boolean
  dryRun: boolean
}

/**
 * Decides for each image of a run without a transaction whether it is to be built: if the server is asked, its record proves some. Without
 * secrets, what the registry has under a public key is left for the deploy, unless a person asked for all images: for a version's tag, or for a
 * refresh.
 */
export async function planBuilds(
  found: {
    stack: Stack
    withheld: Checkout['withheld']
    registry: Registry
    committed: Checkout['committed']
    /** Files of the input `files`, by their absolute paths. */
    placed: readonly string[]
  },
  inputs: BuildInputs,
  judged: JudgedEnvironment,
  context: Context,
): Promise<PlannedImage[]> {
  const { stack, withheld, registry, committed, placed } = found
  const { env, signal } = context
  await using asked = inputs.dryRun || !judged.deploys ? undefined : await askedServer(inputs, judged, context)
  const described = await describeImages(stack, {
    withheld,
    labels: labelsOf(context, stack.name),
    projects: inputs.projects,
    deploys: judged.deploys,
    platform: asked?.server.facts.platform ?? runnerPlatform(env),
    ...(refreshes(inputs, context) && { refresh: tagLookups(registry) }),
  })
  const naming = namingOf(inputs, asked?.server)
  const whole = naming.kind === 'server' ? undefined : wholeFor(inputs, context)
  const hints = naming.kind === 'public' && whole === undefined ? await hintsOf(described, registry) : undefined
  return chooseImages(
    await notePlaced(described, placed),
    inputs.dryRun ? [] : tagsOf(context, inputs.version, committed),
    {
      ...{ naming, run: runOf(context, committed), unproven: whole ?? whyBuilt(naming, registry) },
      ...(hints && { hints }),
      ...(asked && (await provenImages(described, asked.server, registry, { signal }))),
    },
  )
}

function namingOf({ withoutSecrets }: BuildInputs, server: OpenServer | undefined): Naming {
  if (server !== undefined) return { kind: 'server', key: server.facts.key }
  return { kind: withoutSecrets ? 'public' : 'run' }
}

/** Why all images are built, whatever exists. A scheduled refresh leaves images alone that are on today's base images. */
function wholeFor({ version, refresh }: BuildInputs, context: Context): string | undefined {
  const named = version ?? context.event.tag
  if (named !== undefined) return `all are built for ${named}`
  return refresh && !isScheduled(context) ? 'all are built for a refresh by hand' : undefined
}

function whyBuilt({ kind }: Naming, { host }: Registry): string {
  if (kind === 'server') return 'the server’s record has none of this content'
  if (kind === 'run') return 'without the server nothing proves an image of this content'
  return host === undefined ? 'without a registry nothing is kept' : 'the registry has none of this content'
}

/** @throws Refused without known-hosts */
async function askedServer(
  { host, sshKey, knownHosts }: BuildInputs,
  judged: JudgedEnvironment,
  context: Context,
): Promise<(AsyncDisposable & { server: OpenServer }) | undefined> {
  if (sshKey === undefined) return undefined
  if (knownHosts === undefined)
    throw new Refused('the server is to be asked, but its host key is not given', {
      at: 'input known-hosts',
      todo: recordInputs.knownHosts.unwrap().meta()?.['missing'] as string[],
    })
  const server = await openServer({ sshKey, knownHosts }, addressOf({ host }, judged), context)
  return { server, [Symbol.asyncDispose]: () => server.host[Symbol.asyncDispose]() }
}
