import { checkArgv, checkOf } from './check.js'
import { type LineOf, lineRecord } from './record.js'
import { asArgv, count, flag, group, isCount, mark, oneOf, optional, text, word } from './values.js'

// The files of lines that the runner writes of a release, and the server reads.

/** The service that a line is about. */
const OF_SERVICE = { project: word('project'), service: word('service') }

export const SERVICES = lineRecord({
  name: 'services',
  says: 'one service a line, in order of start',
  awk: 'service',
  shell: { name: 'service', prefix: 's' },
  values: {
    ...OF_SERVICE,
    hash: text('hash', 'ours, over the normalised service: equal means that nothing needs to be restarted'),
    class: oneOf('class', ['one-shot', 'exclusive', 'start-first']),
    replicas: count('replicas'),
    image: text(
      'image',
      'the reference that Compose creates from: `repository@sha256:…`, or an image id where there was no registry',
    ),
    tag: text('tag', 'the local tag that keeps it from `docker image prune`'),
    wave: count('wave', 'everything of a lower one is verified before this one starts'),
    drainSeconds: count('drain', 'seconds to wait after the switch before the old one is stopped'),
    check: asArgv(
      'check',
      checkArgv,
      checkOf,
      'argv field whose first argument is `exec` (then argv), `shell` (then one command), `image` (then, where one is known, the port to try if the image has no healthcheck), `tcp` (then the port), `running`, `ends` (as `image`; if the image has no healthcheck and exposes no port, having ended with exit code 0 is also good)',
    ),
    probe: optional(
      asArgv(
        'probe',
        ({ port, path }: { port: number; path: string }) => [String(port), path],
        ([port = '', path]) => (isCount(port) && path !== undefined ? { port: Number(port), path } : undefined),
        'argv field `port`, `path`: HTTP by the address of each replica, from Traefik’s side; `-` if there is none',
      ),
    ),
    containerName: optional(word('name', '`container_name` of the Compose file, given back at the end')),
    startTimeoutSeconds: count('timeout', 'seconds until a candidate’s check must have passed'),
    restart: text(
      'restart',
      'the policy in Docker’s notation, given at commit: `no`, `always`, `unless-stopped`, `on-failure[:n]`',
    ),
    parallelism: count('parallelism', 'how many candidates start at once; 0: all'),
  },
})
/** One service of a release. */
export type ReleaseService = LineOf<typeof SERVICES>
export type ServiceClass = ReleaseService['class']

export const ROUTES = lineRecord({
  name: 'routes',
  says: 'one definition of Traefik a line. A line with project and service `-` belongs to the whole stack. All lines except those of section `blocked` go into the file, whether their service changed or not',
  awk: 'route',
  values: {
    section: oneOf(
      'section',
      ['routers', 'services', 'middlewares', 'serversTransports', 'blocked'],
      'a line of `blocked` answers 404 in place of the router of its name, as long as that must not be reached',
    ),
    project: text('project'),
    service: text('service'),
    name: word('name', 'prefixed by the stack’s id'),
    definition: word(
      'definition',
      'one line of JSON; in a load balancer it holds `"@SERVERS@"` once, which is replaced by a list of `{"url":"scheme://host:port"}`',
    ),
    server: optional(
      group({
        scheme: word('scheme'),
        port: count('port'),
        sticky: flag('sticky', '1', '0', 'a cookie names its server by address'),
        network: text(
          'network',
          'the one on which Traefik reaches it, from `traefik.docker.network`; these four of `services` only',
        ),
      }),
    ),
  },
})
export type RouteLine = LineOf<typeof ROUTES>

export const MOVES = lineRecord({
  name: 'moves',
  says: 'how the routes of each routed start-first service can be moved to a new version, one a line. Where the file is empty, nothing can be drained',
  awk: 'move',
  values: {
    ...OF_SERVICE,
    by: oneOf(
      'by',
      ['file', 'drain', 'both', 'none', 'other'],
      '`file` (by Traefik’s file provider only), `drain` (by its healthcheck only, which tests `/dev/shm/.stack-drain` first: a file cannot hold its routes), `both`, `none`, `other` (another Traefik sees it, which nobody speaks to: refused where it changes)',
    ),
    seconds: count('seconds', 'until Docker calls a container with that flag unhealthy, at most'),
    labels: text(
      'labels',
      'a digest of its Traefik labels, which must be equal in two releases between which it is drained: Traefik drops a router of which it sees two definitions',
    ),
  },
})
/** How Traefik's routes to one start-first service can be moved to a new version. */
export type RouteMove = LineOf<typeof MOVES>

export const BINDS = lineRecord({
  name: 'binds',
  says: 'what must lie on the server before anything begins, one mount a line. Mounts of a service that already runs as the release wants it are not checked',
  awk: 'bind',
  shell: { name: 'bind', prefix: 'b' },
  values: {
    make: flag(
      'kind',
      'make',
      'own',
      '`own` (it is refused where it is missing) or `make` (a folder of the stack, made where it is missing)',
    ),
    ...OF_SERVICE,
    path: word('source'),
  },
})
export type Bind = LineOf<typeof BINDS>

export const PORTS = lineRecord({
  name: 'ports',
  says: 'what each service publishes on the server by number, one a line. Before anything is changed, one port of `from` to `to` must be free for each service that starts',
  awk: 'port',
  values: {
    ...OF_SERVICE,
    protocol: word('protocol'),
    address: text('address', '`-` for every one'),
    from: count('from'),
    to: count('to', 'of a range Docker takes one that is free'),
  },
})
/** A port of the server that a service publishes. */
export type PublishedPort = LineOf<typeof PORTS>

export const STORAGE = lineRecord({
  name: 'storage',
  says: 'what each service can write to, one a line. A rollback is refused if the current release has a line that the target release does not have, unless `--leave-data` is given. A deploy or rollback is refused if it would start a container while another one writes to that `place`, unless the service’s own container does so already',
  awk: 'stored',
  values: {
    ...OF_SERVICE,
    target: word('target', 'a path, or a name such as `PGDATA` that says where in a place a database has its folder'),
    place: word('place', 'in words, such as "the volume shop_db": equal words are the same data'),
    shared: mark('shared', 'stack.yml lets others write there, too'),
  },
})

/** A path that a service can write to, or the word for a folder of data in it, and where that leads: by it a rollback is judged. */
export type Kept = LineOf<typeof STORAGE>

export const NAMES = lineRecord({
  name: 'names',
  says: 'what the Compose files call an image that Docker knows by an id alone (it ran before, or came without a registry), one a line. The name tells whether an image is a database; an id that is in no line, or in two with different names, may be one',
  awk: 'name',
  values: {
    image: word('image', 'its id'),
    repository: word('short_name', 'as Docker shortens it, without tag and digest'),
  },
})
/** What the Compose files call an image that Docker knows by an id alone. */
export type ImageName = LineOf<typeof NAMES>

export const RESOURCES = lineRecord({
  name: 'resources',
  says: 'a network or volume a line, which is created where it is missing',
  shell: { name: 'resource', prefix: 'r' },
  values: {
    kind: oneOf('kind', ['network', 'volume']),
    name: word('name'),
    argv: optional(
      asArgv(
        'argv',
        (argv: readonly string[]) => argv,
        (argv) => [...argv],
        'argv field for `docker network|volume create` without the name',
      ),
    ),
  },
})

/** The files of lines that each release has, in the order of the page. */
export const RELEASE_FILES = [SERVICES, ROUTES, MOVES, BINDS, PORTS, STORAGE, NAMES, RESOURCES] as const
export type ReleaseFile = (typeof RELEASE_FILES)[number]['name']
