/** Something that the gate asks, again and again, until it has held. */
export type Probe =
  /** `routed`: asked because Traefik routes it, so that any answer of the service counts: below 500, and not Traefik's own 404. */
  | {
      kind: 'url'
      name: string
      url: string
      status?: number
      headers?: Readonly<Record<string, string>>
      routed?: true
      /** What the pin's routers say of themselves in a header, while the pin is there: who answers 404 without it is Traefik. */
      mark?: string
      /** Replicas, to be asked what they say themselves where no pin tells who answered. */
      own?: readonly { address: string; port: number }[]
    }
  /** HTTP to one replica by its container's address, through the SSH connection. */
  | {
      kind: 'replica'
      name: string
      address: string
      port: number
      path: string
      status?: number
      headers?: Readonly<Record<string, string>>
      container: string
    }
  /** Docker's own word on a container: running, and healthy if it has a check. */
  | { kind: 'container'; name: string; container: string }

export interface GateRules {
  /** Successes in a row that each probe needs. */
  successes: number
  /** Seconds that all probes must hold without one failure, after they first all succeeded. */
  windowSeconds: number
  /** Seconds until the gate gives up. */
  timeoutSeconds: number
  /** Seconds between two tries of a probe. */
  intervalSeconds: number
}

export interface ProbeReport {
  name: string
  kind: Probe['kind']
  target: string
  healthy: boolean
  tries: number
  failures: number
  seconds: number
  /** The last failure in words: "503 from :3004/api/health". */
  lastFailure?: string
}

/** A probe of a service that nothing was changed of, which did not hold before either: it is told, and not held against a release. */
export interface SickBefore extends Pick<ProbeReport, 'name' | 'kind' | 'target'> {
  failure: string
}

/** The machine-readable report: JSON of `report-file`. */
export interface GateReport {
  schema: 1
  healthy: boolean
  /** Why it ended: every probe held, the deadline, or an early end with its reason. */
  ended: 'held' | 'timeout' | 'early' | 'cancelled'
  reason?: string
  seconds: number
  rules: GateRules
  probes: ProbeReport[]
  /** Not asked: services that stayed as they were and did not hold before. Absent where there is none. */
  sickBefore?: SickBefore[]
}
