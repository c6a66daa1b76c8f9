/** Something that the gate asks again and again, until it has held. */
export type Probe =
  /** `routed`: asked because Traefik routes it, so that any answer of the service counts: below 500, and not Traefik's own 404. */
  | {
      kind: 'url'
      name: string
      url: string
      status?: number
      headers?: Readonly<Record<string, string>>
      routed?: true
      /** The header value by which the pin's routers mark their answers, while there is a pin: a 404 without it is Traefik's own. */
      mark?: string
      /** Replicas that are asked directly where no pin shows who sent a 404. */
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
  /** The container's state for Docker: running, and healthy if it has a check. */
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

/** A probe of an unchanged service that failed before as well: it is reported, and does not count against the release. */
export interface UnhealthyBefore extends Pick<ProbeReport, 'name' | 'kind' | 'target'> {
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
  unhealthyBefore?: UnhealthyBefore[]
}
