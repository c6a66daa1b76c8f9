/** Name of the Compose project and of the stack. */
export const PROJECT = 'bench'

/** Repositories of the app: the same program, each with a layer of its own. */
export const REPOSITORIES = 5

/** @param {number} count */
export const serviceNames = (count) => Array.from({ length: count }, (_, index) => `app${index + 1}`)

/** @param {string} service */
export const domainOf = (service) => `${service}.bench.test`

/** @param {string} registry @param {number} index of the service @param {string} version */
export const imageOf = (registry, index, version) => `${registry}/bench/app${(index % REPOSITORIES) + 1}:${version}`

/**
 * The Compose file that every contender gets: only tags differ from one version to the next.
 * @param {{ services: number, replicas: number }} shape
 * @param {{ registry: string, changed: number, version: string }} options the first `changed` services have `version`, the others v1
 */
export function composeFile({ services, replicas }, { registry, changed, version }) {
  const texts = serviceNames(services).map(
    (name, index) => `  ${name}:
    image: ${imageOf(registry, index, index < changed ? version : 'v1')}
    restart: unless-stopped
    networks: [edge]
    deploy: { replicas: ${replicas} }
    healthcheck: { test: [CMD, /server, healthy], interval: 30s, timeout: 5s, retries: 3, start_period: 30s, start_interval: 100ms }
    labels:
      traefik.enable: 'true'
      traefik.http.routers.${name}.rule: Host(\`${domainOf(name)}\`)
      traefik.http.routers.${name}.entrypoints: web
      traefik.http.services.${name}.loadbalancer.server.port: '8080'
`,
  )
  return `name: ${PROJECT}

services:
${texts.join('')}
networks:
  edge:
    external: true
`
}

/** @param {string} registry */
export const stackFile = (registry) => `name: ${PROJECT}
registry: ${registry}/bench
projects:
  ${PROJECT}: { path: . }
environments:
  production: { branch: main }
`
