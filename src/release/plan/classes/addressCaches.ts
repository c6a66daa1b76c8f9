import { label, PROJECT_LABEL, SERVICE_LABEL, STACK_LABEL } from '../../../host/containers.js'
import type { InspectedContainer } from '../../../host/types.js'
import type { ComposeModel, ComposeService } from '../../../stack/types.js'
import { isProxy } from '../routing/ownTraefik.js'
import { calledBy, sharedNetwork } from './classes.js'

/** Who calls a service by its name and may keep the address that it has once found. */
export interface AddressCache {
  /** `shop/proxy (nginx)`. */
  name: string
  /** Whether its variables, its command or what it depends on say that it calls the service; else it only could. */
  sure: boolean
}

interface Caller {
  project: string
  service: string
  name: string
  kind: 'proxy' | 'unknown'
  networks: ReadonlySet<string>
  calls(service: string): boolean
}

/**
 * Proxies that look a name up once, when they start or read their configuration: an address that is given up is what they go on to call
 * (https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass, https://docs.haproxy.org/3.2/configuration.html#5.3). Caddy, Envoy
 * and Traefik look names up anew, and nginx-proxy follows Docker.
 */
const ONCE = /^(nginx|openresty|angie|tengine|haproxy|httpd|apache2?|varnish|swag|nginx-proxy-manager)$/
const ANEW = /^(caddy|traefik|envoy|nginx-proxy|docker-gen|caddy-docker-proxy)$/
/** Programs that ask for an address with each connection that they make. */
const RUNTIMES =
  /^(node|npm|yarn|pnpm|bun|deno|python[\d.]*|gunicorn|uvicorn|celery|php[\d.]*|php-fpm[\d.]*|ruby|bundle|puma|rails|dotnet)$/
/** What a database's image is called: it calls nobody. */
const CALLS_NOBODY =
  /^(postgres|postgis|pgvector|timescaledb|mysql|mariadb|redis|valkey|keydb|mongo|rabbitmq|memcached|elasticsearch|opensearch|minio|clickhouse|cassandra|neo4j|influxdb|nats|kafka|zookeeper|etcd)/

/** Finds, for each service, who calls it and may keep its address. */
export class AddressCaches {
  private readonly callers: Caller[]

  /** @param models of the stack, with single dollars. @param containers all of the server */
  constructor(
    private readonly models: readonly ComposeModel[],
    containers: readonly InspectedContainer[],
  ) {
    const running = containers.filter(({ State }) => State.Running)
    this.callers = [...ownCallers(models, running), ...otherCallers(models, running)]
  }

  /** Undefined where nobody is known who would. One that surely calls it comes before one that only could. */
  of(project: string, service: string): AddressCache | undefined {
    const model = this.models.find(({ name }) => name === project)
    const networks = networksOf(model, model?.services[service])
    const near = this.callers.filter(
      (caller) =>
        !(caller.project === project && caller.service === service) &&
        [...caller.networks].some((name) => networks.has(name)),
    )
    const sure = near.find((caller) => caller.calls(service))
    if (sure !== undefined) return { name: sure.name, sure: true }
    // A Compose file need not say of a proxy whom it calls: its own configuration does, so that it may be anybody, also beside those that are said.
    const able = near.find(({ kind }) => kind === 'proxy')
    return able === undefined ? undefined : { name: able.name, sure: false }
  }
}

function ownCallers(models: readonly ComposeModel[], running: readonly InspectedContainer[]): Caller[] {
  return models.flatMap((model) =>
    Object.entries(model.services).flatMap(([service, definition]): Caller[] => {
      const container = running.find(
        (one) => label(one, PROJECT_LABEL) === model.name && label(one, SERVICE_LABEL) === service,
      )
      const program = programOf(definition, container)
      const words = [definition.image ?? '', program, ...versionsOf(container)].map(lastPart)
      const kind = isProxy(definition) ? undefined : kindOf(words, (definition.ports ?? []).length > 0, program)
      if (kind === undefined) return []
      return [
        {
          project: model.name,
          service,
          name: `${model.name}/${service}${kind.word === undefined ? '' : ` (${kind.word})`}`,
          kind: kind.kind,
          networks: networksOf(model, definition),
          calls: (name) => calledBy(name, definition),
        },
      ]
    }),
  )
}

/** Proxies on a network of this stack that are none of its services: of other stacks, or of its own projects, where its files leave them out. */
function otherCallers(models: readonly ComposeModel[], running: readonly InspectedContainer[]): Caller[] {
  // What a release has made that the next one has no more goes with it.
  const isOwn = (one: InspectedContainer): boolean => {
    const model = models.find(({ name }) => name === label(one, PROJECT_LABEL))
    const isKnown = model?.services[label(one, SERVICE_LABEL) ?? ''] !== undefined
    return isKnown || (model !== undefined && label(one, STACK_LABEL) !== undefined)
  }
  return running
    .filter((one) => !isOwn(one))
    .flatMap((container): Caller[] => {
      const words = [container.Config.Image, container.Path, ...versionsOf(container)].map(lastPart)
      const word = words.find((one) => ONCE.test(one))
      if (word === undefined || words.some((one) => ANEW.test(one))) return []
      return [
        {
          project: '',
          service: '',
          name: `${container.Name.replace(/^\//, '')} (${word})`,
          kind: 'proxy',
          networks: reachedBy(container, running),
          calls: () => false,
        },
      ]
    })
}

/** What it is by one of its names; undefined for what keeps no address of others. */
function kindOf(
  words: readonly string[],
  publishes: boolean,
  program: string,
): { kind: Caller['kind']; word?: string } | undefined {
  if (words.some((one) => ANEW.test(one) || CALLS_NOBODY.test(one))) return undefined
  const word = words.find((one) => ONCE.test(one))
  if (word !== undefined) return { kind: 'proxy', word }
  return publishes && !RUNTIMES.test(lastPart(program)) ? { kind: 'unknown' } : undefined
}

/** Official images say their version in a variable that is called like the program. */
function versionsOf(container: InspectedContainer | undefined): string[] {
  return (container?.Config.Env ?? []).flatMap(
    (pair) =>
      /^(NGINX|HAPROXY|HTTPD|CADDY|NODE|PYTHON|PHP|RUBY|PG|MYSQL|MARIADB|REDIS|MONGO)_VERSION=/
        .exec(pair)?.[1]
        ?.toLowerCase() ?? [],
  )
}

/** The first word of what it runs that is no wrapper. */
function programOf({ entrypoint, command }: ComposeService, container: InspectedContainer | undefined): string {
  const given = [...(entrypoint ?? []), ...(command ?? [])]
  const words = given.length > 0 ? given : container === undefined ? [] : [container.Path, ...container.Args]
  return (
    words.find(
      (word) =>
        !/(^|\/)(sh|bash|ash|env|exec|tini|dumb-init|su-exec|gosu|--|docker-entrypoint\.sh|entrypoint\.sh)$|^-/.test(
          word,
        ),
    ) ?? ''
  )
}

/** `ghcr.io/org/nginx:1.30@sha256:…` and `/usr/sbin/nginx`: `nginx`. */
function lastPart(word: string): string {
  return (
    word
      .replace(/@.*$/, '')
      .replace(/:[^/:]*$/, '')
      .split('/')
      .at(-1) ?? ''
  )
}

/** Networks in which a container finds names; one in the network of another has none of its own. */
function reachedBy(container: InspectedContainer, running: readonly InspectedContainer[]): Set<string> {
  const [, whose] = /^container:(.+)$/.exec(container.HostConfig.NetworkMode) ?? []
  const there = running.find(({ Id }) => Id === whose) ?? container
  return new Set(Object.keys(there.NetworkSettings.Networks ?? {}))
}

function networksOf(model: ComposeModel | undefined, service: ComposeService | undefined): Set<string> {
  if (model === undefined || service === undefined) return new Set()
  const whose = sharedNetwork(service)
  if (whose !== undefined) return networksOf(model, model.services[whose])
  if (service.network_mode !== undefined) return new Set()
  const keys = Object.keys(service.networks ?? { default: null })
  return new Set(keys.map((key) => model.networks?.[key]?.name ?? `${model.name}_${key}`))
}
