import type { Meta } from '../records/meta.js'
import type { Identity } from '../stack/identity.js'
import type { ComposeModel } from '../stack/types.js'
import type { Listener } from './listening.js'
import type { StaticConfig } from './traefik/staticConfig.js'

/** Part of `docker inspect` of a container that plans are made from. */
export interface InspectedContainer {
  Id: string
  Name: string
  Created: string
  Image: string
  Path: string
  Args: string[]
  /** Since it was last started by hand. */
  RestartCount?: number
  State: {
    Status: string
    Running: boolean
    StartedAt: string
    FinishedAt?: string
    ExitCode: number
    Health?: { Status: string } | null
  }
  Config: {
    Image: string
    Env: string[] | null
    Cmd: string[] | null
    Entrypoint: string[] | null
    Labels: Record<string, string> | null
    User?: string
    WorkingDir?: string
    ExposedPorts?: Record<string, unknown> | null
    Healthcheck?: { Test?: string[]; [duration: string]: unknown } | null
    StopTimeout?: number | null
    [key: string]: unknown
  }
  HostConfig: {
    NetworkMode: string
    RestartPolicy: { Name: string; MaximumRetryCount: number }
    PortBindings?: Record<string, { HostIp: string; HostPort: string }[] | null> | null
    Binds?: string[] | null
    [key: string]: unknown
  }
  Mounts: { Type: string; Name?: string; Source: string; Destination: string; RW: boolean }[]
  NetworkSettings: {
    Networks: Record<string, InspectedAttachment> | null
    /** Ports that are published now, by `80/tcp`; null where one is only exposed. */
    Ports?: Record<string, { HostIp: string; HostPort: string }[] | null> | null
  }
}

/** How a container is attached to a network. */
export interface InspectedAttachment {
  IPAddress: string
  Aliases?: string[] | null
  /** As `container:alias`. */
  Links?: string[] | null
  /** What was asked for, where anything was. */
  IPAMConfig?: { IPv4Address?: string; IPv6Address?: string; LinkLocalIPs?: string[] | null } | null
  DriverOpts?: Record<string, string> | null
}

/** Part of `docker volume inspect`. */
export interface InspectedVolume {
  Name: string
  Driver: string
  Labels?: Record<string, string> | null
  /** May hold passwords, of a share for instance: never printed. */
  Options?: Record<string, string> | null
  Mountpoint?: string
}

/** A third-party image as the server's engine knows it. */
export interface ServerImage {
  ref: string
  /** `repository@sha256:…`, or an image id. */
  image: string
  platform: string
  /** On that engine; absent where it only stands for one. */
  id?: string
  /** Part of the image's `Config`. */
  config: {
    Healthcheck?: { Test?: string[] } | null
    ExposedPorts?: Record<string, unknown> | null
    Volumes?: Record<string, unknown> | null
  }
}

/** A release as the server keeps it; `services` and `routes` are its plain lines (release/records/lines.ts). */
export interface StoredRelease {
  id: string
  meta: Meta
  services: string
  routes: string
  /** By Compose project name. */
  models: Record<string, ComposeModel>
}

/** A Compose project of another stack whose folder lies beside this one's. */
export interface OtherStack {
  project: string
  identity: Identity
}

/** What `stackctl facts` says of a server, read in one call before anything is planned. */
export interface HostFacts {
  /** Absolute path of `~/.stack-actions/<stack>` on the server. */
  root: string
  /** Whose that folder is; absent before its first deploy. */
  identity?: Identity
  /** What other stacks of the same user hold. */
  otherStacks: OtherStack[]
  /** Repositories, as an identity names them, that folders of Compose projects without our label are checkouts of. */
  checkouts: Record<string, string>
  /** Docker Engine's version, such as `26.1.5`. */
  engine: string
  /** Compose's version, without a leading `v`. */
  compose: string
  /** Such as `linux/amd64`. */
  platform: string
  containers: InspectedContainer[]
  /** Ports of the server that are taken; none where a target was asked for. */
  listening: Listener[]
  /** None where a target was asked for: what is gone back to brings its plan along. */
  volumes: InspectedVolume[]
  /** As `volumes`. */
  networks: {
    Name: string
    Driver: string
    Internal: boolean
    Labels: Record<string, string> | null
    Attachable?: boolean
    /** Docker says it since 28. */
    EnableIPv4?: boolean
    EnableIPv6?: boolean
    Options?: Record<string, string> | null
    IPAM?: {
      Driver?: string
      Options?: Record<string, string> | null
      Config?:
        | { Subnet?: string; Gateway?: string; IPRange?: string; AuxiliaryAddresses?: Record<string, string> | null }[]
        | null
    }
  }[]
  /** Those of the references that were asked for that are on the server, and that the current release does not name. */
  images: ServerImage[]
  /** The release that a rollback was to go back to, with its lines of `services`, or why it cannot. Absent where nobody asked. */
  target?: { id: string; services: string } | { refusal: string }
  /** Every release that was proven to serve, first the one that a rollback takes by itself. Absent where nobody asked for a target. */
  targets?: RollbackTarget[]
  /** Every Traefik that runs, as far as its static configuration can be read. */
  traefiks: TraefikFacts[]
  /** Where one runs of which no container's image or command tells, in words. Absent where none was seen, or another one is known. */
  outside?: string
  /** The Traefik that the transaction speaks to. Absent where none runs, or where nobody has chosen among several yet. */
  proxy?: ProxyFacts
  /** Committed release. Absent on the first deploy. */
  current?: StoredRelease
  /** Ids of all releases kept, oldest first, with their outcome. */
  releases: { id: string; outcome: string; kind: string }[]
  /** Images that runs of this environment have built, of the current release first, then of the newest: sum (image/key.ts), and what it is. */
  built: { release: string; sum: string; image: string }[]
  /** The highest sequence number that was ever given. */
  lastSeq: number
  /** Names of contents that are there below `files/`. */
  files: string[]
  /** Those that the current release mounts and that are there, but not as they were sent. */
  damaged: string[]
  /** Known to this server alone: what may be secret is told apart by sums with it, by which nobody finds out what it was. */
  key: string
  /** What the server keeps out of its journals: each form of each value, of the current release and of one to go back to. */
  secretForms: string[]
  /** An unfinished transaction's release id, if any: the next run recovers it first. */
  unfinished?: string
  /** Why Traefik still has the routes of the last deploy from us, and what gives them back, if it has: the next run looks whether it may. */
  pin?: string
}

/** A release that could be gone back to. */
export interface RollbackTarget {
  id: string
  kind: string
  createdAt: string
  commit: string
  actor: string
  /** Why it cannot be gone back to any more; absent where it can. */
  why?: string
}

/** A Traefik that runs, and asks Docker or not. */
export interface TraefikFacts {
  /** Container id. */
  container: string
  /** As stackctl names it: `project/service`, or the container's name. */
  name: string
  networks: string[]
  /** The file that it is set up by, with its sha256; absent where it is arguments or variables. */
  file?: { path: string; sha256: string }
  /** Absent where it cannot be read. */
  config?: StaticConfig
  /** Why it cannot be read. */
  why?: string
  /** Why it cannot be Traefik, although it is set up as one that asks Docker. */
  not?: string
  /** As the transaction speaks to it; absent where it does not ask Docker, cannot be read, or cannot be Traefik. */
  proxy?: ProxyFacts
}

export interface ProxyFacts {
  /** Container id. */
  container: string
  /** As `TraefikFacts.name`. */
  name?: string
  /** Directory of the file provider inside Traefik's container; absent where there is none, or it is not watched. */
  directory?: string
  /** Whether that directory is in memory (tmpfs), as it must be: a pin has to vanish in a power cut. */
  tmpfs: boolean
  /** providersThrottleDuration in milliseconds; Traefik's default is 2000. */
  throttleMs: number
  /** How stackctl can see that a file is live: `path` (an entry point of Traefik's own), `api`, `none`. */
  ack: 'path' | 'api' | 'none'
  /** The server's ports that lead to its own, as far as anybody outside reaches them. */
  published?: Readonly<Record<number, number>>
  /** What it is set up by; absent in what was written by hand. */
  config?: StaticConfig
  source?: 'file' | 'arguments' | 'variables'
  /** Path of its static configuration file, where it has one. */
  path?: string
}
