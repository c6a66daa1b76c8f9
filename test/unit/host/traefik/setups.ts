/** How people set Traefik up: sources, and what they mean to the server (`serverFields`); shared by the runner's reading and the server's own. */
export interface Setup {
  name: string
  args?: string[]
  environment?: string[]
  file?: { path: string; text: string }
  /** Asks Docker, folder, throttle, how a file is seen to be live, lists, entry point, address. */
  means: string
  /** Where Docker is asked; `-` where it is its usual socket. */
  endpoint?: string
}

const yml = (text: string, path = '/etc/traefik/traefik.yml') => ({ path, text })

export const SETUPS: readonly Setup[] = [
  {
    name: 'arguments with all that is needed',
    args: [
      '--providers.docker=true',
      '--providers.file.directory=/run/stack-actions/',
      '--providers.providersThrottleDuration=100ms',
      '--ping=true',
    ],
    means: '1 /run/stack-actions 100 path all traefik 127.0.0.1:8080',
  },
  {
    name: 'flags in any case, values as the next word, switches alone',
    args: [
      '--PROVIDERS.Docker',
      '--providers.file.directory',
      '/etc/d',
      '--providers.providersthrottleduration',
      '1m30s',
      '-ping',
    ],
    means: '1 /etc/d 90000 path all traefik 127.0.0.1:8080',
  },
  {
    name: 'a docker provider that only its settings switch on',
    args: ['--providers.docker.exposedbydefault=false', '--api.insecure'],
    means: '1 - 2000 api all traefik 127.0.0.1:8080',
  },
  {
    name: 'a docker provider that is switched off',
    args: ['--providers.docker=false'],
    means: '0 - 2000 none all traefik 127.0.0.1:8080',
  },
  {
    name: "Swarm's provider alone",
    args: ['--providers.swarm=true', '--ping'],
    means: '0 - 2000 path all traefik 127.0.0.1:8080',
  },
  {
    name: "Traefik 2's swarm mode",
    args: ['--providers.docker.swarmMode=true'],
    means: '0 - 2000 none all traefik 127.0.0.1:8080',
  },
  {
    name: 'arguments, which make variables void',
    args: ['--providers.docker=true'],
    environment: ['TRAEFIK_PROVIDERS_FILE_DIRECTORY=/run/x', 'TRAEFIK_PING=true'],
    means: '1 - 2000 none all traefik 127.0.0.1:8080',
  },
  {
    name: 'variables',
    environment: [
      'PATH=/bin',
      'TRAEFIK_PROVIDERS_DOCKER=true',
      'TRAEFIK_PROVIDERS_FILE_DIRECTORY=/run/x',
      'TRAEFIK_PING=true',
    ],
    means: '1 /run/x 2000 path all traefik 127.0.0.1:8080',
  },
  {
    name: 'constraints',
    args: [
      '--providers.docker.constraints=Label(`a`,`b`)',
      '--api.insecure=true',
      '--entrypoints.traefik.address=:9000',
    ],
    means: '1 - 2000 api some traefik 127.0.0.1:9000',
  },
  {
    name: 'a file provider that does not watch',
    args: ['--providers.docker', '--providers.file.directory=/d', '--providers.file.watch=false'],
    means: '1 - 2000 none all traefik 127.0.0.1:8080',
  },
  {
    name: 'ping on an entry point of its own, at one address',
    args: ['--providers.docker', '--ping', '--ping.entrypoint=health', '--entrypoints.health.address=172.17.0.1:8082'],
    means: '1 - 2000 path all health 172.17.0.1:8082',
  },
  {
    name: 'ping on one that redirects',
    args: [
      '--providers.docker',
      '--ping=true',
      '--ping.entrypoint=web',
      '--entrypoints.web.address=:80',
      '--entrypoints.web.http.redirections.entrypoint.to=websecure',
    ],
    means: '1 - 2000 none all traefik 127.0.0.1:8080',
  },
  {
    name: 'ping that is routed by hand',
    args: ['--providers.docker', '--ping', '--ping.manualrouting'],
    means: '1 - 2000 none all traefik 127.0.0.1:8080',
  },
  {
    name: 'metrics alone, which open the internal entry point',
    args: ['--providers.docker', '--metrics.prometheus=true'],
    means: '1 - 2000 path all traefik 127.0.0.1:8080',
  },
  {
    name: 'a file, as in a tutorial',
    file: yml(`api:
  dashboard: true
ping: {}
entryPoints:
  web:
    address: ":80"
    http: { redirections: { entryPoint: { to: websecure, scheme: https } } }
  websecure:
    address: ":443"
providers:
  docker:
    endpoint: "unix:///var/run/docker.sock"
    exposedByDefault: false
  file:
    directory: /etc/traefik/dynamic
    watch: true
`),
    means: '1 /etc/traefik/dynamic 2000 path all traefik 127.0.0.1:8080',
    endpoint: 'unix:///var/run/docker.sock',
  },
  {
    name: 'a file, which makes arguments void',
    args: ['--providers.docker=true', '--ping=true'],
    file: yml('providers: { docker: {}, providersThrottleDuration: 0.5s }\n'),
    means: '1 - 500 none all traefik 127.0.0.1:8080',
  },
  {
    name: 'a file with an empty section, which is absent',
    file: yml('ping:\nproviders:\n  docker: {}\n'),
    means: '1 - 2000 none all traefik 127.0.0.1:8080',
  },
  {
    name: 'a file with anchors, and one file as provider',
    file: yml(
      'x: &d { exposedByDefault: false }\nproviders:\n  docker: { <<: *d }\n  file: { filename: /etc/traefik/dynamic.yml }\napi: { insecure: true, basePath: /t }\n',
    ),
    means: '1 - 2000 api all traefik 127.0.0.1:8080/t',
  },
  {
    name: 'TOML',
    file: yml(
      '[ping]\n[providers]\nprovidersThrottleDuration = 1\n[providers.docker]\nnetwork = "web"\n[providers.file]\ndirectory = "/run/stack-actions"\n',
      '/etc/traefik/traefik.toml',
    ),
    means: '1 /run/stack-actions 1000 path all traefik 127.0.0.1:8080',
  },
]
