import { identityOf } from '../../../src/stack/identity.js'
import type { ComposeModel, ComposeService, Project, Stack } from '../../../src/stack/types.js'

/** The domain names that Traefik routes; nobody resolves them: load goes to the server's address with this Host. */
export const API_HOST = 'api.shop.test'
export const WEB_HOST = 'shop.test'

/** Services of the shop that have versions, as `project/service`. */
export type Versioned = 'migrate' | 'api' | 'worker' | 'web'

export interface ShopOptions {
  /** Where `shop-app` was pushed. */
  registry: string
  /** Version of every service that is not named in `versions`. */
  version?: string
  versions?: Partial<Record<Versioned, string>>
  replicas?: number
  /** Fields that replace or add to those of a service. */
  services?: Partial<Record<Versioned | 'postgres' | 'traefik', Partial<ComposeService>>>
  /** A further page that Traefik routes as `<name>.shop.test`. */
  further?: string
  /** Services that are not in the Compose files. */
  without?: readonly Versioned[]
}

const NETWORK = 'shop-edge'
const DATABASE_URL = 'postgres://shop:shop@postgres:5432/shop'

/** A stack of three projects, as `docker compose config` gives them: a proxy and a database, an API with its migration and a worker, a page. */
export function shop(options: ShopOptions): Stack {
  const app = (service: Versioned, rest: ComposeService): ComposeService => ({
    image: `${options.registry}/shop-app:${options.versions?.[service] ?? options.version ?? 'v1'}`,
    networks: { edge: null },
    stop_grace_period: '10s',
    ...rest,
    ...options.services?.[service],
  })
  const all: Record<'infra' | 'api' | 'web', Record<string, ComposeService>> = {
    infra: {
      postgres: { ...postgres, ...options.services?.postgres },
      traefik: { ...traefik, ...options.services?.traefik },
    },
    api: {
      migrate: app('migrate', { command: ['migrate.mjs'], environment: { DATABASE_URL } }),
      api: app('api', {
        environment: { DATABASE_URL, SERVICE: 'api' },
        depends_on: { migrate: { condition: 'service_completed_successfully' } },
        deploy: { replicas: options.replicas ?? 2 },
        healthcheck,
        restart: 'unless-stopped',
        labels: routed('shop-api', API_HOST),
      }),
      worker: app('worker', {
        command: ['worker.mjs'],
        depends_on: { migrate: { condition: 'service_completed_successfully' } },
        healthcheck,
        restart: 'always',
      }),
    },
    web: {
      web: app('web', {
        environment: { SERVICE: 'web' },
        healthcheck,
        restart: 'unless-stopped',
        labels: routed('shop-web', WEB_HOST),
      }),
    },
  }
  if (options.further !== undefined) {
    all.web[options.further] = {
      ...app('web', {
        environment: { SERVICE: options.further },
        healthcheck,
        restart: 'always',
        labels: routed(options.further, `${options.further}.shop.test`),
      }),
      image: `${options.registry}/shop-app:v1`,
    }
  }
  for (const name of options.without ?? []) {
    for (const services of Object.values(all)) delete services[name]
  }
  return {
    name: 'shop',
    environment: 'lab',
    id: 'shop-lab',
    identity: identityOf({ name: 'unknown', id: '' }, 'shop', 'lab'),
    environments: ['lab'],
    takesOver: [],
    root: '/nowhere',
    registry: options.registry,
    projects: [
      project('infra', [], all.infra, {
        networks: { edge: { name: NETWORK } },
        volumes: { rows: { name: 'shop-rows' } },
      }),
      project('api', ['infra'], all.api, { networks: { edge: { name: NETWORK, external: true } } }),
      project('web', ['infra'], all.web, { networks: { edge: { name: NETWORK, external: true } } }),
    ],
    health: [],
  }
}

/** Fast enough for a test: Docker asks twice a second until it is healthy, then every two seconds. */
const healthcheck = {
  test: ['CMD', '/app/healthy'],
  interval: '2s',
  timeout: '5s',
  retries: 3,
  start_period: '30s',
  start_interval: '500ms',
}

const postgres: ComposeService = {
  image: 'postgres:17',
  environment: { POSTGRES_USER: 'shop', POSTGRES_PASSWORD: 'shop', POSTGRES_DB: 'shop' },
  networks: { edge: null },
  volumes: [{ type: 'volume', source: 'rows', target: '/var/lib/postgresql/data' }],
  healthcheck: {
    test: ['CMD-SHELL', 'pg_isready -h 127.0.0.1 -U shop -d shop'],
    interval: '5s',
    timeout: '5s',
    retries: 5,
    start_period: '60s',
    start_interval: '500ms',
  },
  restart: 'unless-stopped',
}

const traefik: ComposeService = {
  image: 'traefik:v3.6',
  command: [
    '--ping=true',
    '--providers.docker=true',
    '--providers.docker.exposedbydefault=false',
    `--providers.docker.network=${NETWORK}`,
    '--providers.file.directory=/run/stack-actions',
    '--providers.providersThrottleDuration=100ms',
    '--entrypoints.web.address=:80',
  ],
  ports: [{ target: 80, published: '80', protocol: 'tcp', mode: 'ingress' }],
  networks: { edge: null },
  volumes: [
    { type: 'bind', source: '/var/run/docker.sock', target: '/var/run/docker.sock', read_only: true },
    { type: 'bind', source: '/run/stack-actions', target: '/run/stack-actions', bind: { create_host_path: true } },
  ],
  healthcheck: {
    test: ['CMD', 'traefik', 'healthcheck', '--ping'],
    interval: '5s',
    timeout: '5s',
    retries: 3,
    start_period: '30s',
    start_interval: '500ms',
  },
  restart: 'always',
}

/** Labels that make Traefik route a domain name to a service. */
export function routed(router: string, host: string): Record<string, string> {
  return {
    'traefik.enable': 'true',
    [`traefik.http.routers.${router}.rule`]: `Host(\`${host}\`)`,
    [`traefik.http.routers.${router}.entrypoints`]: 'web',
    [`traefik.http.services.${router}.loadbalancer.server.port`]: '8080',
  }
}

function project(
  name: string,
  needs: string[],
  services: Record<string, ComposeService>,
  rest: Pick<ComposeModel, 'networks' | 'volumes'>,
): Project {
  return {
    name,
    path: name,
    files: [`${name}/docker-compose.prod.yml`],
    needs,
    profiles: [],
    isNamed: true,
    model: { name: `shop-${name}`, services, ...rest },
    mounts: [],
  }
}
