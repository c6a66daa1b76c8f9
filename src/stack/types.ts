import type { Identity } from './identity.js'
import type { MountKind } from './mountKind.js'

/** A service as `docker compose config --format json` prints it: the fields that are read here; the others are passed on unchanged. */
export interface ComposeService {
  image?: string
  build?: ComposeBuild
  command?: string[] | null
  entrypoint?: string[] | null
  environment?: Record<string, string | null>
  labels?: Record<string, string>
  ports?: { target: number; published?: string; host_ip?: string; protocol?: string; mode?: string }[]
  expose?: string[]
  volumes?: ComposeMount[]
  networks?: Record<string, ComposeAttachment | null>
  depends_on?: Record<string, { condition: string; required?: boolean; restart?: boolean }>
  healthcheck?: ComposeHealthcheck
  deploy?: {
    replicas?: number
    update_config?: { order?: string; parallelism?: number; monitor?: string; [key: string]: unknown }
    [key: string]: unknown
  }
  scale?: number
  restart?: string
  container_name?: string
  network_mode?: string
  ipc?: string
  pid?: string
  links?: string[]
  external_links?: string[]
  volumes_from?: string[]
  profiles?: string[]
  secrets?: { source: string; target?: string; [key: string]: unknown }[]
  configs?: { source: string; target?: string; [key: string]: unknown }[]
  stop_grace_period?: string
  platform?: string
  pull_policy?: string
  [key: string]: unknown
}

export interface ComposeBuild {
  context?: string
  dockerfile?: string
  dockerfile_inline?: string
  target?: string
  args?: Record<string, string | null>
  labels?: Record<string, string>
  platforms?: string[]
  secrets?: { source: string; target?: string }[]
  additional_contexts?: Record<string, string>
  [key: string]: unknown
}

export interface ComposeMount {
  type: 'bind' | 'volume' | 'tmpfs' | 'npipe' | 'cluster'
  source?: string
  target: string
  read_only?: boolean
  [key: string]: unknown
}

export interface ComposeAttachment {
  aliases?: string[]
  ipv4_address?: string
  ipv6_address?: string
  [key: string]: unknown
}

/** `disable: true`, or `test` of `["NONE"]`, switches the image's own check off. */
export interface ComposeHealthcheck {
  test?: string[]
  interval?: string
  timeout?: string
  retries?: number
  start_period?: string
  start_interval?: string
  disable?: boolean
}

export interface ComposeVolume {
  name?: string
  external?: boolean
  driver?: string
  driver_opts?: Record<string, string>
  labels?: Record<string, string>
  [key: string]: unknown
}

export interface ComposeNetwork {
  name?: string
  external?: boolean
  driver?: string
  driver_opts?: Record<string, string>
  internal?: boolean
  attachable?: boolean
  enable_ipv4?: boolean
  enable_ipv6?: boolean
  ipam?: {
    driver?: string
    options?: Record<string, string> | null
    config?: { subnet?: string; gateway?: string; ip_range?: string; aux_addresses?: Record<string, string> | null }[]
  }
  labels?: Record<string, string>
  [key: string]: unknown
}

/** A secret or config of a Compose file. */
export interface ComposeFileObject {
  name?: string
  file?: string
  content?: string
  environment?: string
  external?: boolean
}

/** A whole project as Compose resolved it. */
export interface ComposeModel {
  name: string
  services: Record<string, ComposeService>
  networks?: Record<string, ComposeNetwork | null>
  volumes?: Record<string, ComposeVolume | null>
  secrets?: Record<string, ComposeFileObject>
  configs?: Record<string, ComposeFileObject>
}

/** A probe that stack.yml asks for, beyond a service's own healthcheck. */
export interface HealthEntry {
  name: string
  /** `project/service`; absent where only a URL is probed. */
  service?: { project: string; service: string }
  /** Port inside the container, with `service`: each replica is probed by its own address. */
  port?: number
  path?: string
  /** From outside, with TLS verified. */
  url?: string
  /** HTTP status that counts as healthy; any of 200 to 399 if absent. */
  status?: number
  /** Headers of the request; values without variables. */
  headers?: Record<string, string>
  /** Instead of a probe: what neither the gate nor the check of endpoints asks (health/skips.ts). */
  skip?: string
}

/** One Compose project of the stack, read and resolved for one environment. */
export interface Project {
  /** Its name in stack.yml (the folder's name where there is no stack.yml). */
  name: string
  /** Folder, relative to the repo's root. */
  path: string
  /** Compose files that were read, relative to the repo's root, in order. */
  files: string[]
  /** Other files in the project's folder that may be Compose files, relative to it, where only their names have chosen `files`; absent where somebody has. */
  beside?: readonly string[]
  needs: string[]
  profiles: string[]
  /** Command that tests it. */
  test?: string
  /** Whether somebody chose `model.name`: else it is only the folder's. */
  isNamed: boolean
  /** As Compose resolved it, with `build:` filled in from a sibling file where the production file has none. `model.name` is the Compose project name. */
  model: ComposeModel
  /** Host paths that services mount and that lie inside the repo. */
  mounts: RepoMount[]
}

/** A path inside the repo that a service mounts, or a secret or config that it takes from a file or a value. */
export interface RepoMount {
  /** Absolute path on the runner, as it stands in the model; `secret:<name>` or `config:<name>` for a value without a file. */
  source: string
  /** Path relative to the repo's root, for messages. */
  path: string
  /** stack/mountKind.ts has the rule. */
  kind: MountKind
  /** Of the content (stack/content.ts), and its name on the server where it is no secret; absent where nothing lies in the checkout. */
  sha256?: string
  /** Not all of it is in git: its hash must stay secret. */
  secret?: true
  /** What lies there, to be sent; absent where nothing does. */
  files?: ContentEntry[]
  /** How many of the files git does not track. */
  untracked?: number
  /** Of a folder: the files in it that git tracks, but for placeholders. */
  tracked?: string[]
  /** Of a folder that is mounted writable: git ignores other files in it, or keeps empty folders in it. */
  forData?: boolean
}

/** One file, folder or link of what is sent: where to read it, or its content. */
export interface ContentEntry {
  /** Below the mount; '' is the mounted file or folder itself. */
  path: string
  from?: string
  content?: string
  executable: boolean
  isFolder?: true
  /** Where a symbolic link leads, as it is written in it. */
  link?: string
}

export interface Stack {
  name: string
  environment: string
  /** `<stack>-<environment>`: the name of its folder on the server. */
  id: string
  identity: Identity
  /** Of stack.yml, in their order, this one among them. */
  environments: readonly string[]
  /** Compose projects and stacks of which stack.yml says that they are this environment's. */
  takesOver: readonly string[]
  /** Absolute path of the repo's root. */
  root: string
  /** Image prefix, such as `ghcr.io/org/repo`; `none` where layers go to the server over SSH. */
  registry: string
  /** In the order of `needs`: what is needed comes first. */
  projects: Project[]
  health: HealthEntry[]
  /** Mounts whose data the next release may leave behind, as `SOURCE:TARGET`. */
  leaveData?: string[]
  /** Mounts that containers outside of the release may write to, too, as `SOURCE:TARGET`. */
  shareData?: string[]
  /** The environment's public address, for messages. */
  url?: string
  host?: string
}
