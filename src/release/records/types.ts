import type { RouteLine } from '../../proxy/types.js'
import type { ComposeModel, ComposeNetwork, ComposeVolume, ContentEntry } from '../../stack/types.js'

export type ServiceClass = 'one-shot' | 'exclusive' | 'start-first'

/** How a candidate proves itself before any user reaches it, run by stackctl on the server. */
export type Check =
  | { kind: 'exec'; argv: string[] }
  | { kind: 'shell'; command: string }
  /** A healthcheck that only the image may define: Docker's word counts; where the image has none, the port if there is one. */
  | { kind: 'image'; port?: number }
  /** No healthcheck anywhere: something listens on the port. */
  | { kind: 'tcp'; port: number }
  /** Nothing to ask: it runs. */
  | { kind: 'running' }
  /** As `image` without a port; that it has ended with 0 is as good, where its image exposes no port: nobody calls it, and nothing starts it again. */
  | { kind: 'ends' }

/** One service of a release: a line of the release's `services` file. */
export interface ReleaseService {
  /** Compose project name (`-p`). */
  project: string
  service: string
  /** Ours, over the normalised service: equal means that nothing needs to be restarted. */
  hash: string
  class: ServiceClass
  replicas: number
  /** What Compose starts: `repository@sha256:…`, or an image id where there was no registry. */
  image: string
  /** Local tag that keeps the image from `docker image prune`. */
  tag: string
  /** Order of start: everything of a lower wave is verified before this one starts. */
  wave: number
  drainSeconds: number
  check: Check
  /** HTTP by each replica's address, from Traefik's side. */
  probe?: { port: number; path: string }
  /** `container_name` of the Compose file, given back at the end. */
  containerName?: string
  /** How long a candidate may take until its check passes. */
  startTimeoutSeconds: number
  /** Restart policy in Docker's notation, given at commit: `no`, `always`, `unless-stopped`, `on-failure[:n]`. */
  restart: string
  /** How many candidates start at once; 0 = all. */
  parallelism: number
}

/** How Traefik's routes to one start-first service can be moved to a new version: a line of a release's `ways` file. */
export interface Way {
  project: string
  service: string
  /**
   * `file`: only by Traefik's file provider. `drain`: only by the healthcheck, which tests the flag, since a file cannot carry its routes. `both`: by
   * the file where there is a provider of it. `none`: by neither. `other`: another Traefik sees it, which nobody speaks to.
   */
  by: 'file' | 'drain' | 'both' | 'none' | 'other'
  /** Until Docker calls a container with the flag unhealthy, at most. */
  seconds: number
  /** Of its Traefik labels: Traefik drops a router of which it sees two definitions. */
  labels: string
}

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

/** A path that a service can write to, or the word for a folder of data in it (`PGDATA`), and where that leads: a line of the release's `storage` file, by which a rollback is judged. */
export interface Kept {
  project: string
  service: string
  target: string
  /** Such as "the volume shop_db": equal words mean the same data. */
  place: string
  /** stack.yml lets others write there, too. */
  shared?: boolean
}

/** What the Compose files call an image that Docker knows by an id alone: a line of the release's `names` file. */
export interface ImageName {
  image: string
  /** As Docker shortens it, without tag and digest. */
  repository: string
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
  /** Plain `key=value` lines that stackctl reads: stack, id, seq, kind, of, previous, order, commit, ref, env_sum, … */
  meta: Record<string, string>
  /** By Compose project name. */
  models: Record<string, ComposeModel>
  services: ReleaseService[]
  routes: RouteLine[]
  ways: Way[]
  storage: Kept[]
  names: ImageName[]
  resources: Resource[]
  /** Each form of each value that may be secret, of this release and of what runs before it. */
  secrets: readonly string[]
  /** `files/<name>` that services mount. */
  files: { name: string; files: ContentEntry[]; isFolder: boolean }[]
  /** The server's own files and folders that services mount. */
  binds: { project: string; service: string; path: string; make: boolean }[]
  ports: PublishedPort[]
  /** release.json (interfaces.md). */
  json: unknown
}

/** A port of the server that a service publishes; of a range Docker takes one that is free. */
export interface PublishedPort {
  project: string
  service: string
  protocol: string
  /** Empty: every address. */
  address: string
  from: number
  to: number
}
