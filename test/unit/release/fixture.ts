import type { Host } from '../../../src/host/ssh.js'
import type { HostFacts, InspectedContainer, InspectedVolume, StoredRelease } from '../../../src/host/types.js'
import type { BuiltImage } from '../../../src/image/types.js'
import { readMeta, writeMeta } from '../../../src/records/meta.js'
import { writeLines } from '../../../src/records/record.js'
import { ROUTES, SERVICES } from '../../../src/records/release.js'
import type { Lookups } from '../../../src/release/plan/images/lookups.js'
import type { ResolvedImage } from '../../../src/release/plan/images/serviceImages.js'
import { makeRelease } from '../../../src/release/plan/makeRelease.js'
import type { MadeRelease, ReleaseInput } from '../../../src/release/plan/releaseInput.js'
import type { Release } from '../../../src/release/records/types.js'
import { EndpointGuard } from '../../../src/release/transaction/endpointGuard.js'
import { singleDollars } from '../../../src/stack/dollars.js'
import { identityOf } from '../../../src/stack/identity.js'
import type { ComposeModel, ComposeService, Project, RepoMount, Stack } from '../../../src/stack/types.js'

export const ROOT = '/home/deploy/.stack-actions/shop-production'
export const IDENTITY = identityOf({ name: 'github.com/org/shop', id: '7' }, 'shop', 'production')
export const POSTGRES = `postgres@sha256:${'a'.repeat(64)}`
export const POSTGRES_ID = `sha256:${'c'.repeat(64)}`
export const WEB_DIGEST = `sha256:${'1'.repeat(64)}`
export const OTHER_DIGEST = `sha256:${'2'.repeat(64)}`

export const web: ComposeService = {
  image: 'ghcr.io/org/shop/web',
  build: { context: '/repo/shop' },
  environment: { LOG_LEVEL: 'info', DATABASE_URL: 'postgres://app:pa$$word@db:5432/shop' },
  restart: 'unless-stopped',
  healthcheck: { test: ['CMD', '/app', 'check'], interval: '5s', timeout: '3s', retries: 3 },
  labels: {
    'traefik.enable': 'true',
    'traefik.http.routers.web.rule': 'Host(`shop.test`)',
    'traefik.http.services.web.loadbalancer.server.port': '3000',
  },
  networks: { default: null },
  depends_on: { db: { condition: 'service_healthy' } },
}

export const db: ComposeService = {
  image: 'postgres:17',
  environment: { POSTGRES_PASSWORD: 'secret' },
  restart: 'always',
  healthcheck: { test: ['CMD-SHELL', 'pg_isready -U $$POSTGRES_USER'], interval: '10s' },
  volumes: [{ type: 'volume', source: 'data', target: '/var/lib/postgresql/data' }],
  networks: { default: null },
}

export function project(
  services: Record<string, ComposeService>,
  more: Partial<Project> = {},
  model: Partial<ComposeModel> = {},
): Project {
  return {
    name: 'shop',
    path: 'shop',
    files: ['shop/compose.yaml'],
    isNamed: false,
    needs: [],
    profiles: [],
    mounts: [],
    ...more,
    model: {
      name: 'shop',
      services,
      networks: { default: { name: 'shop_default' } },
      volumes: { data: { name: 'shop_data' } },
      ...model,
    },
  }
}

export function stack(projects: Project[], more: Partial<Stack> = {}): Stack {
  return {
    name: 'shop',
    environment: 'production',
    id: 'shop-production',
    identity: IDENTITY,
    environments: ['production', 'staging'],
    takesOver: [],
    root: '/repo',
    registry: 'ghcr.io/org/shop',
    projects,
    health: [],
    ...more,
  }
}

export function facts(more: Partial<HostFacts> = {}): HostFacts {
  return {
    root: ROOT,
    otherStacks: [],
    checkouts: {},
    engine: '26.1.5',
    compose: '2.26.1',
    platform: 'linux/amd64',
    containers: [],
    listening: [],
    traefiks: [],
    volumes: [],
    networks: [],
    images: [],
    releases: [],
    built: [],
    lastSeq: 0,
    files: [],
    damaged: [],
    key: 'key-of-the-server',
    secretForms: [],
    ...more,
  }
}

export const PROXY = {
  container: 'f'.repeat(64),
  directory: '/run/stack-actions',
  tmpfs: true,
  throttleMs: 100,
  ack: 'path',
} as const

export function built(service: string, digest: string, more: Partial<BuiltImage> = {}): BuiltImage {
  return {
    project: 'shop',
    service,
    repository: `ghcr.io/org/shop/${service}`,
    key: 'k1',
    tags: [],
    result: 'built',
    reason: 'new',
    digest,
    ...more,
  }
}

export const resolved = new Map<string, ResolvedImage>([
  [
    'postgres:17',
    {
      image: POSTGRES,
      platform: 'linux/amd64',
      healthcheck: null,
      exposedPorts: [5432],
      volumes: ['/var/lib/postgresql/data'],
    },
  ],
])

/** Nobody looked anything up, and nobody knows when. */
export const NO_LOOKUPS: Lookups = { lookedUp: new Map(), moved: new Map(), notices: [] }

/** Of a stack that nobody can reach: nothing is asked. */
export const unreached = (): EndpointGuard =>
  new EndpointGuard({
    ...{ containers: [], projects: [], urls: [], paths: [], skip: [], statusCommand: '', log: () => undefined },
    host: {} as Host,
    authorities: Promise.resolve(undefined),
    clock: { now: () => 0, sleep: async () => undefined },
    signal: new AbortController().signal,
  })

/** Makes a release of web and db unless told otherwise. */
export function make(more: Partial<ReleaseInput> = {}): MadeRelease {
  return makeRelease({
    stack: stack([project({ web, db })]),
    images: [built('web', WEB_DIGEST)],
    resolved,
    lookups: NO_LOOKUPS,
    notices: [],
    facts: facts(),
    envText: 'A=1\n',
    event: {
      commit: '0123456789abcdef',
      differs: '',
      ref: 'refs/heads/main',
      actor: 'ann',
      runUrl: 'https://github.test/run/1',
      order: '100',
    },
    now: new Date('2026-11-23T12:00:00Z'),
    toolVersion: '0.1.0',
    waves: new Map([
      ['shop/db', 0],
      ['shop/web', 1],
    ]),
    ...more,
  })
}

/** A host on which that release is committed and runs. */
export function committed(release: Release, more: Partial<HostFacts> = {}): HostFacts {
  const current: StoredRelease = {
    id: release.id,
    meta: readMeta(writeMeta(release.meta)),
    services: writeLines(SERVICES, release.services),
    routes: writeLines(ROUTES, release.routes),
    models: JSON.parse(JSON.stringify(release.models)) as StoredRelease['models'],
  }
  const containers = release.services
    .filter(({ class: kind }) => kind !== 'one-shot')
    .flatMap(({ project: name, service, replicas, image, hash }) =>
      Array.from({ length: replicas }, (_, index) =>
        container(name, service, {
          ...{
            number: index + 1,
            image,
            id: image,
            labels: { 'stack-actions.hash': hash, 'stack-actions.stack': IDENTITY.label },
          },
          ...healthcheckOf(release, name, service),
        }),
      ),
    )
  return facts({
    current,
    containers,
    lastSeq: Number(release.meta['seq']),
    networks: [{ Name: 'shop_default', Driver: 'bridge', Internal: false, Labels: {} }],
    volumes: [volume('shop_data')],
    ...more,
  })
}

/** As Compose gives it to Docker. */
function healthcheckOf({ models }: Release, name: string, service: string): Parameters<typeof container>[2] {
  const test = singleDollars(models[name]?.services[service]?.healthcheck?.test)
  return test === undefined ? {} : { inspected: { Config: { Healthcheck: { Test: test } } } }
}

export function container(
  name: string,
  service: string,
  more: { number?: number; image?: string; id?: string; labels?: Record<string, string>; folder?: string } & {
    inspected?: { [K in keyof InspectedContainer]?: Partial<InspectedContainer[K]> | InspectedContainer[K] }
  } = {},
): InspectedContainer {
  const number = more.number ?? 1
  const changes = (more.inspected ?? {}) as Record<string, object>
  return {
    Id: `${name}${service}${number}`.padEnd(64, '0'),
    Name: `/${name}-${service}-${number}`,
    Created: '2026-11-01T00:00:00Z',
    Image: more.id ?? `sha256:${'9'.repeat(64)}`,
    Path: '/app',
    Args: (changes['Args'] as string[] | undefined) ?? [],
    State: { Status: 'running', Running: true, StartedAt: '2026-11-01T00:00:00Z', ExitCode: 0, ...changes['State'] },
    Config: {
      Image: more.image ?? (name === 'shop' && service === 'web' ? 'ghcr.io/org/shop/web:old' : 'some:1'),
      Env: [],
      Cmd: null,
      Entrypoint: null,
      Labels: {
        'com.docker.compose.project': name,
        'com.docker.compose.service': service,
        'com.docker.compose.oneoff': 'False',
        'com.docker.compose.project.working_dir': more.folder ?? `/opt/${name}`,
        ...more.labels,
      },
      ...changes['Config'],
    },
    HostConfig: {
      NetworkMode: `${name}_default`,
      RestartPolicy: { Name: 'always', MaximumRetryCount: 0 },
      ...changes['HostConfig'],
    },
    Mounts: (changes['Mounts'] as InspectedContainer['Mounts'] | undefined) ?? [],
    NetworkSettings: { Networks: { [`${name}_default`]: { IPAddress: '172.18.0.2' } }, ...changes['NetworkSettings'] },
  }
}

/** As Docker makes one. */
export function volume(name: string, Options: Record<string, string> | null = null): InspectedVolume {
  return { Name: name, Driver: 'local', Options, Mountpoint: `/var/lib/docker/volumes/${name}/_data` }
}

export function tracked(source: string, path: string, sha256: string): RepoMount {
  return { source, path, kind: 'content', sha256, files: [{ path: '', from: source, executable: false }] }
}
