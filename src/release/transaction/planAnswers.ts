import type { HostFacts, ServerImage } from '../../host/types.js'
import type { BuiltImage } from '../../image/types.js'
import type { DefaultsOfAll } from '../../stack/defaults.js'
import { wavesOf } from '../../stack/order.js'
import { type ResolvedReferences, resolveImages } from '../plan/images/resolve.js'
import { askLikeness, type Likenesses } from '../plan/likeness/likeness.js'
import { makeRelease } from '../plan/makeRelease.js'
import type { MadeRelease } from '../plan/releaseInput.js'
import { foldersToAsk, type NamesThere } from '../plan/rewrite/ownFolders.js'
import type { StaticTexts } from '../plan/routing/ownTraefik.js'
import { askCovered, type Covered } from '../plan/storage/covered.js'
import { envSum } from '../records/meta.js'
import type { Deployment } from './runDeployment.js'

/** What a plan needs to know beside the facts: of registries, of the server, and of Compose. */
export interface Answers {
  references: ResolvedReferences
  likenesses: Likenesses | undefined
  defaults: Readonly<DefaultsOfAll>
  namesThere: NamesThere | undefined
  covered: readonly Covered[] | undefined
}

/** @param known What the server has said of images already. */
export async function askForPlan(
  deployment: Deployment,
  facts: HostFacts,
  known: Map<string, ServerImage>,
  options: { dryRun: boolean },
): Promise<Answers> {
  const { stack, stackctl, signal } = deployment
  const references = await resolveImages({ ...deployment, ...options }, facts, known)
  const likenesses = await askLikeness(stack, facts, (question) => stackctl.likeness(question, { signal }))
  const defaults = mayBeForgotten(deployment, facts) ? await deployment.defaults() : {}
  const folders = foldersToAsk(stack, facts)
  const namesThere = folders.length > 0 ? await stackctl.names(folders, { signal }) : undefined
  const covered = await askCovered(stack, facts, (files) => stackctl.covered(files, { signal }))
  return { references, likenesses, defaults, namesThere, covered }
}

/** Only what runs can be replaced by a default, and only where the variables are not those of the release before. */
function mayBeForgotten({ envText }: Deployment, { containers, current, key }: HostFacts): boolean {
  const known = current?.meta['kind'] === 'adopted' ? undefined : current?.meta['env_sum']
  return containers.length > 0 && known !== envSum(envText, key)
}

/** Makes the plan without asking anything any more: what a dry run prints. */
export function planDeployment(
  deployment: Deployment,
  images: readonly BuiltImage[],
  facts: HostFacts,
  staticTexts: StaticTexts,
  { references, ...answers }: Answers,
): MadeRelease {
  const { stack, notices, envText, secretForms, event, toolVersion, gateWindowSeconds } = deployment
  return makeRelease({
    ...{ stack, images, notices, facts, envText, secretForms, event, toolVersion, gateWindowSeconds },
    ...{ ...references, ...answers, staticTexts },
    now: new Date(),
    waves: wavesOf(stack.projects),
  })
}
