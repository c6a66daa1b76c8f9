import type { Context } from '../contract/action.js'
import type { LoginInputs } from '../image/credentials.js'
import type { Deployment } from '../release/transaction/runDeployment.js'
import type { Logbook } from '../shipment/logbook.js'
import type { PlacedFiles } from '../stack/placed.js'
import type { Stack } from '../stack/types.js'
import { type Checkout, type CheckoutInputs, type ChosenEnvironment, modelsOf, readCheckout } from './checkout.js'
import { deadlineSeconds } from './deadline.js'
import type { OpenImages } from './deployImages.js'
import { type Login, maskServer, type OpenServer } from './login.js'
import { deployEvent, ownerOf, refreshes, toolVersion } from './origin.js'
import { refuseBehind } from './refuseBehind.js'
import { mustBeTested } from './tested.js'

/** What is read of a stack while the login is under way. */
export interface ReadStack {
  checkout: Checkout
  images: OpenImages
}

/** Reads the checkout and opens the registry, with the code for all that follows loaded beside. */
export async function readToDeploy(
  inputs: CheckoutInputs & LoginInputs & { refresh?: boolean | undefined },
  options: {
    chosen: ChosenEnvironment
    given: PlacedFiles
    /** What images are built for, most likely: the server says it later. */
    platform: string
    pushes: boolean
    /** Refuses what can be refused by now. */
    check?: (stack: Stack) => Promise<void>
  },
  context: Context,
  expect: Login['expect'],
): Promise<ReadStack> {
  const { chosen, given, check, platform, pushes } = options
  const [checkout, { openImages }, { thirdParty }] = await Promise.all([
    readCheckout({ ...inputs, given: given.values }, chosen, context),
    import('./deployImages.js'),
    import('../release/plan/images/serviceImages.js'),
    import('../release/transaction/runDeployment.js'),
    import('../shipment/deployStack.js'),
  ])
  mustBeTested(inputs, checkout.committed, context)
  expect({ references: thirdParty(checkout.stack) })
  await check?.(checkout.stack)
  return { checkout, images: await openImages(checkout.stack, inputs, { platform, pushes }, context) }
}

type Told = Omit<
  Deployment,
  'images' | 'gate' | 'gateWindowSeconds' | 'onPlan' | 'onEvent' | 'log' | 'signal' | 'guard'
>

/** What is to be deployed, but for its images; what may be secret of what runs is masked, and what the files gave occasion to say is said. */
export async function deploymentOf(
  inputs: { force: boolean; lockTimeout: number; deadline?: number | undefined; refresh?: boolean | undefined },
  server: OpenServer,
  { checkout, images: { lookUp, registryLogin } }: ReadStack,
  context: Context,
  logbook: Logbook,
): Promise<Told> {
  const { stack, notices, envText, defaults, publicText, committed } = checkout
  const { runsWithoutRelease } = await import('../release/plan/likeness/likeness.js')
  const running = maskServer(server.facts, { publicText, models: modelsOf(stack) }, context)
  logbook.note({ ranBefore: runsWithoutRelease(stack, server.facts), differs: committed.differs })
  for (const notice of notices) context.log.info(notice)
  return {
    ...{ ...server, stack, notices, envText, defaults, toolVersion, lookUp, registryLogin },
    secretForms: [...checkout.secretForms, ...running],
    refresh: refreshes(inputs, context),
    owner: ownerOf(context),
    event: deployEvent(context, committed, server.facts),
    madeAt: context.event.madeAt,
    scheduled: context.event.isByClock,
    refuseBehind: (facts) => refuseBehind(inputs, facts, committed, context),
    force: inputs.force,
    lockTimeoutSeconds: inputs.lockTimeout,
    deadlineSeconds: deadlineSeconds(inputs),
  }
}
