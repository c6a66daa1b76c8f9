/** What is set up as Traefik, called so, or near it; and whether it is it. Shared by the runner's reading and the server's own. */
export interface Candidate {
  name: string
  image?: string
  /** Label `org.opencontainers.image.title`. */
  title?: string
  path?: string
  args?: string[]
  environment?: string[]
  /** Target and source. */
  mounts?: [string, string][]
  networks?: string[]
  /** Where it has no networks. */
  mode?: string
  /** What runs inside, as the kernel calls it. */
  program?: string
  /** `sure`: it has Docker's own socket; `shows`: it is told nothing before it has shown what labels say; `none`: it is no Traefik; else why it cannot be it. */
  means: 'sure' | 'shows' | 'none' | 'it is in no network' | 'it has neither the socket of Docker nor an endpoint'
}

const DOCKER = '--providers.docker=true'
const SOCKET: [string, string] = ['/var/run/docker.sock', '/var/run/docker.sock']
const VARIABLES = ['TRAEFIK_PROVIDERS_DOCKER=true', 'TRAEFIK_PROVIDERS_FILE_DIRECTORY=/loot', 'TRAEFIK_PING=true']

export const CANDIDATES: readonly Candidate[] = [
  { name: "the official image with Docker's socket", args: [DOCKER], mounts: [SOCKET], means: 'sure' },
  {
    name: 'the socket by its other path',
    args: [DOCKER],
    mounts: [['/var/run/docker.sock', '/run/docker.sock']],
    means: 'sure',
  },
  { name: 'a folder with the socket in it', args: [DOCKER], mounts: [['/var/run', '/var/run/']], means: 'sure' },
  { name: 'the whole host', args: [DOCKER], mounts: [['/host', '/']], means: 'sure' },
  {
    name: 'a private mirror',
    image: 'registry.example:5000/mirror/traefik:v3@sha256:ab',
    args: [DOCKER],
    mounts: [SOCKET],
    means: 'sure',
  },
  { name: 'an image id and a program', image: 'sha256:ab', args: ['traefik', DOCKER], mounts: [SOCKET], means: 'sure' },
  {
    name: 'an image id and a label',
    image: 'sha256:ab',
    title: 'Traefik',
    args: ['--api', DOCKER],
    mounts: [SOCKET],
    means: 'sure',
  },
  {
    name: 'an image built on it, with another entrypoint, set up by variables',
    ...{ image: 'acme/edge:7', title: 'Traefik', path: '/start.sh', environment: VARIABLES, mounts: [SOCKET] },
    means: 'sure',
  },
  {
    name: 'a proxy of the socket as endpoint',
    args: [DOCKER, '--providers.docker.endpoint=tcp://socket-proxy:2375'],
    means: 'shows',
  },
  {
    name: 'a socket in a volume as endpoint',
    args: [DOCKER, '--providers.docker.endpoint=unix:///proxy/docker.sock'],
    mounts: [['/proxy', '/var/lib/docker/volumes/proxy/_data']],
    means: 'shows',
  },
  {
    name: 'another program with its flags',
    path: '/loot',
    args: [DOCKER],
    mounts: [SOCKET],
    program: 'loot',
    means: 'shows',
  },
  { name: 'what has no shell to look with', args: [DOCKER], mounts: [SOCKET], program: '?', means: 'shows' },
  {
    name: 'in the network of another container',
    args: [DOCKER],
    mounts: [SOCKET],
    ...{ networks: [], mode: `container:${'b'.repeat(64)}` },
    means: 'sure',
  },
  {
    name: 'variables and no network',
    ...{ image: 'evil/traefik', path: '/loot', environment: VARIABLES, networks: ['none'], program: 'loot' },
    means: 'it is in no network',
  },
  {
    name: 'taken off all networks',
    args: [DOCKER],
    mounts: [SOCKET],
    networks: [],
    mode: 'edge',
    means: 'it is in no network',
  },
  {
    name: 'variables and neither socket nor endpoint',
    ...{ image: 'evil/traefik', environment: VARIABLES },
    means: 'it has neither the socket of Docker nor an endpoint',
  },
  {
    name: 'a file that is only called as the socket is',
    args: [DOCKER],
    mounts: [['/loot/docker.sock', '/var/run/docker.sock.d/docker.sock']],
    means: 'it has neither the socket of Docker nor an endpoint',
  },
  {
    name: 'a mount in memory, which has no source',
    args: [DOCKER],
    mounts: [['/tmp', '']],
    means: 'it has neither the socket of Docker nor an endpoint',
  },
  {
    name: 'an endpoint that nothing is mounted at',
    args: [DOCKER, '--providers.docker.endpoint=unix:///loot/docker.sock'],
    mounts: [['/proxy', '/srv/proxy']],
    means: 'it has neither the socket of Docker nor an endpoint',
  },
  { name: 'whoami', image: 'traefik/whoami', path: '/whoami', mounts: [SOCKET], program: 'whoami', means: 'none' },
  {
    name: 'a proxy of the socket',
    ...{ image: 'tecnativa/docker-socket-proxy', path: '/docker-entrypoint.sh', program: 'haproxy', mounts: [SOCKET] },
    means: 'none',
  },
  {
    name: 'forward auth',
    ...{ image: 'thomseddon/traefik-forward-auth:2', path: './traefik-forward-auth', mounts: [SOCKET] },
    environment: ['PROVIDERS_GOOGLE_CLIENT_ID=x'],
    means: 'none',
  },
  {
    name: 'the dumper of certificates',
    ...{ image: 'ldez/traefik-certs-dumper:v2', path: '/traefik-certs-dumper', args: ['file', '--watch'] },
    mounts: [SOCKET],
    means: 'none',
  },
  { name: 'its image with another command', args: ['sleep', '60'], mounts: [SOCKET], program: 'sleep', means: 'none' },
]
