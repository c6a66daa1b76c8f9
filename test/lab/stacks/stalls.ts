import type { ComposeService, Stack } from '../../../src/stack/types.js'
import type { Engine } from '../../kit/lab.js'
import { API_HOST, routed, shop } from './shop.js'

/** How a stall is built, each with its own way to be replaced. */
export interface StallTraits {
  program: 'node' | 'go, from scratch'
  /** At SIGTERM: ends what it began, or dies with it. */
  stops: 'properly' | 'at once'
  root: 'writable' | 'read-only'
  user: 'root' | 'other'
  interval: '1s' | '30s'
  sticky: 'no' | 'yes'
  replicas: 1 | 2
}

/** What a release says of one stall. */
export interface StallState {
  version: 'v1' | 'v2'
  replicas: number
  /** Counts up with each change of its labels: a header that its middleware sets, and a further name of its router. */
  labels: number
}

/** Longer than an upload and than Docker's own ten seconds. */
const GRACE_SECONDS = 15
/** What an app that dies with its requests needs before: the longest of them, begun just before the switch. */
const DRAIN_SECONDS = 11

export const hostOf = (stall: string): string => `${stall}.${API_HOST}`

/** A proxy, a database, and stalls that all keep their rows in it. */
export function stalls(
  registry: string,
  wanted: Readonly<Record<string, { traits: StallTraits; state: StallState }>>,
  engine: Engine | undefined,
): Stack {
  const base = shop({
    registry,
    without: ['migrate', 'api', 'worker', 'web'],
    services: {
      // What a power cut would lose is not asked here, and the disk is shared with everything else.
      postgres: {
        command: ['-c', 'fsync=off', '-c', 'synchronous_commit=off'],
        ...rarely('pg_isready -U shop', engine),
      },
      traefik: rarely('traefik healthcheck --ping', engine),
    },
  })
  const projects = base.projects.filter(({ name }) => name !== 'web')
  for (const project of projects) {
    if (project.name !== 'api') continue
    project.model.services = Object.fromEntries(
      Object.entries(wanted).map(([name, { traits, state }]) => [name, stall(registry, name, traits, state)]),
    )
  }
  return { ...base, projects }
}

/** A healthcheck that costs the load little, but is there from the start. */
function rarely(command: string, engine: Engine | undefined): Pick<ComposeService, 'healthcheck'> {
  const interval = engine === '20.10' ? '5s' : '30s'
  return { healthcheck: { test: ['CMD-SHELL', command], interval, timeout: '10s', retries: 3 } }
}

function stall(registry: string, name: string, its: StallTraits, state: StallState): ComposeService {
  const [image, test] =
    its.program === 'node' ? ['stall-node', ['CMD', '/app/healthy']] : ['stall-scratch', ['CMD', '/scratch', 'healthy']]
  return {
    image: `${registry}/${image}:${state.version}`,
    environment: {
      SERVICE: name,
      DATABASE_URL: 'postgres://shop:shop@postgres:5432/shop',
      ...(its.stops === 'at once' ? { STOPS: 'at once' } : {}),
    },
    networks: { edge: null },
    restart: 'unless-stopped',
    user: its.user === 'root' ? '0:0' : '65534:65534',
    read_only: its.root === 'read-only',
    stop_grace_period: `${GRACE_SECONDS}s`,
    healthcheck: { test, interval: its.interval, timeout: '5s', retries: 3 },
    deploy: { replicas: state.replicas },
    labels: { ...routed(name, hostOf(name)), ...labels(name, its, state) },
  }
}

function labels(name: string, its: StallTraits, state: StallState): Record<string, string> {
  const also = Array.from({ length: state.labels }, (_, index) => ` || Host(\`${index}.${hostOf(name)}\`)`).join('')
  return {
    [`traefik.http.routers.${name}.rule`]: `Host(\`${hostOf(name)}\`)${also}`,
    [`traefik.http.routers.${name}.middlewares`]: `${name}-shape`,
    [`traefik.http.middlewares.${name}-shape.headers.customresponseheaders.x-shape`]: String(state.labels),
    ...(its.sticky === 'yes' ? { [`traefik.http.services.${name}.loadbalancer.sticky.cookie.name`]: 'stall' } : {}),
    ...(its.stops === 'at once' ? { 'stack-actions.drain-seconds': String(DRAIN_SECONDS) } : {}),
  }
}
