import type { Meta } from '../../records/meta.js'
import type {
  Bind,
  ImageName,
  Kept,
  PublishedPort,
  ReleaseService,
  RouteLine,
  RouteMove,
} from '../../records/release.js'
import type { ComposeModel, ComposeNetwork, ComposeVolume, ContentEntry } from '../../stack/types.js'

/** What it costs to switch a service by Docker's health. */
export interface DrainCost {
  project: string
  service: string
  /** How long both versions answer, about. */
  seconds: number
  /** Where they come from. */
  reason: string
}

/** The release that runs: committed, or adopted from what was found. */
export interface Running {
  services: readonly ReleaseService[]
  models: Readonly<Record<string, ComposeModel>>
  /** Candidates of a transaction that is under way, or was interrupted, run beside: what they are is the server's to decide. */
  unfinished?: boolean
}

export type Change = 'new' | 'changed' | 'unchanged' | 'rescaled' | 'removed'

/** What a deploy would do with one service, and why: what the plan prints. */
export interface PlannedService extends ReleaseService {
  change: Change
  /** Of `new`: the very container that is stopped is started. */
  again?: boolean
  /** Why it changes: "image", "environment: LOG_LEVEL", "labels: traefik.http.…". */
  because: string[]
  classReason: string
  previousReplicas?: number
  routed: boolean
}

/** A place where the release's model differs from what the Compose files say. */
export interface Rewrite {
  project: string
  service?: string
  field: string
  /** Such as "external: true, because Compose stops every container when a network's definition changed". */
  text: string
}

/** What becomes of one mount, or of a secret or config: a line of the plan. */
export interface PlannedMount {
  project: string
  /** Absent for a secret or config. */
  service?: string
  /** Path in the container; `secrets.<name>` or `configs.<name>`. */
  target: string
  kind: 'sent' | 'server'
  /** What is sent is a folder. */
  folder?: boolean
  /** Of what is sent: from the root of the repository. */
  path?: string
  text: string
  /** The server's own, which has to be there before anything begins; with `make` stackctl makes the folder. */
  own?: { path: string; make: boolean }
}

export interface Resource {
  kind: 'network' | 'volume'
  name: string
  definition: ComposeNetwork | ComposeVolume
}

/** What becomes of one mount of a service. */
export interface Stored {
  /** `project/service`. */
  service: string
  target: string
  /** Such as "the volume shop_db, kept". */
  text: string
  /** Data of it is left behind, as stack.yml says. */
  left: boolean
}

export interface Plan {
  release: string
  previous?: string
  services: PlannedService[]
  /** What somebody has to read first. */
  warnings: string[]
  rewrites: Rewrite[]
  /** Each image that the stack builds: which proof holds that this repository has made it, or why it was built. */
  images: { project: string; service: string; text: string }[]
  mounts: PlannedMount[]
  /** What becomes of each volume and folder, where `mounts` does not say it. */
  stored: Stored[]
  /** Costs nothing, but should be known: "no healthcheck anywhere, so its port is probed". */
  notices: string[]
  /** How routes are switched: `file`, `drain` (all by Docker's health), or `none` where nothing changed is routed. */
  switch: 'file' | 'drain' | 'none'
  /** Whether a Traefik runs that follows this stack's labels, or comes along with it. */
  led: boolean
  /** What is switched by Docker's health, one after the other; absent where nothing is. */
  drain?: {
    /** Why not by a file. */
    because: string
    /** What a person adds to Traefik to have a file do it. */
    better: readonly string[]
    services: DrainCost[]
  }
  /** True when nothing needs to be started, stopped or switched. */
  unchanged: boolean
}

/** Everything that `stackctl prepare` stores, before it is packed. */
export interface Release {
  id: string
  /** Plain `key=value` lines that stackctl reads. */
  meta: Meta
  /** By Compose project name. */
  models: Record<string, ComposeModel>
  services: ReleaseService[]
  routes: RouteLine[]
  moves: RouteMove[]
  storage: Kept[]
  names: ImageName[]
  resources: Resource[]
  /** Each form of each value that may be secret, of this release and of what runs before it. */
  secrets: readonly string[]
  /** `files/<name>` that services mount. */
  files: { name: string; files: ContentEntry[]; isFolder: boolean }[]
  /** The server's own files and folders that services mount. */
  binds: Bind[]
  ports: PublishedPort[]
  /** release.json. */
  json: unknown
}
