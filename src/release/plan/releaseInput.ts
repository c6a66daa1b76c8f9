import type { HostFacts } from '../../host/types.js'
import type { BuiltImage } from '../../image/types.js'
import type { DefaultsOfAll } from '../../stack/defaults.js'
import type { Stack } from '../../stack/types.js'
import type { DeployEvent } from '../records/meta.js'
import type { Plan, Release } from '../records/types.js'
import type { Lookups } from './images/lookups.js'
import type { ResolvedImage } from './images/serviceImages.js'
import type { Likenesses } from './likeness/likeness.js'
import type { NamesThere } from './rewrite/ownFolders.js'
import type { StaticTexts } from './routing/ownTraefik.js'
import type { Covered } from './storage/covered.js'

/** Everything that a release is made from; nothing else is asked, so a dry run makes the same plan. */
export interface ReleaseInput {
  stack: Stack
  /** With digest or image id; in a dry run `planned` where they would be built. */
  images: readonly BuiltImage[]
  /** Of resolveImages. */
  resolved: ReadonlyMap<string, ResolvedImage>
  lookups: Lookups
  /** What was said when the files were read. */
  notices: readonly string[]
  facts: HostFacts
  envText: string
  /** Each form of each value that may be secret, of the files and of what runs. */
  secretForms?: readonly string[]
  event: DeployEvent
  now: Date
  toolVersion: string
  /** Order of start, by `project/service` (stack/order.ts). */
  waves: ReadonlyMap<string, number>
  /** What the server found out of what ran before us; absent where nobody has asked. */
  likenesses?: Likenesses | undefined
  /** The gate's window, for a notice where a service asks for a longer one. */
  gateWindowSeconds?: number
  /** What lies in the folders of `foldersToAsk`. */
  namesThere?: NamesThere | undefined
  /** What services have written where files of git would lie. */
  covered?: readonly Covered[] | undefined
  /** Which values are defaults of the Compose files, by project; where nothing runs that they could replace, nobody asked. */
  defaults?: Readonly<DefaultsOfAll>
  /** What the stack's own Traefiks are set up by, out of the checkout (ownTraefik.ts). */
  staticTexts?: StaticTexts
}

export interface MadeRelease {
  release: Release
  /** What ran before the first release of ours, as a release. */
  adopted?: Release
  plan: Plan
}
