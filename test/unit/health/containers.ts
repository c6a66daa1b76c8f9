import type { InspectedContainer } from '../../../src/host/types.js'

export interface Given {
  project?: string
  service?: string
  name?: string
  image?: string
  /** `127.0.0.1:8080:80`, `8080:80` (all addresses), `[::]:8080:80`; `:80` is one that Docker chose, `:80=32769` as that number. */
  ports?: readonly string[]
  host?: boolean
  /** Id of the container in whose network it is. */
  inNetworkOf?: string
  exposed?: readonly string[]
  networks?: readonly string[]
  labels?: Record<string, string>
  env?: readonly string[]
  test?: readonly string[]
  command?: readonly string[]
  running?: boolean
}

/** A container as Docker tells of it. */
export function container(given: Given): InspectedContainer {
  const { project = 'shop', service = 'web', running = true } = given
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {}
  const published: Record<string, { HostIp: string; HostPort: string }[]> = {}
  for (const port of given.ports ?? []) {
    const [, address, number = '', target = ''] = /^(?:(\[[^\]]*\]|[\d.]+):)?([\d-]*):(\d+(?:\/\w+)?)/.exec(port) ?? []
    const chosen = /=(\d+)$/.exec(port)?.[1] ?? '32768'
    const key = target.includes('/') ? target : `${target}/tcp`
    const HostIp = (address ?? '0.0.0.0').replace(/[[\]]/g, '')
    bindings[key] = [...(bindings[key] ?? []), { HostIp: address === undefined ? '' : HostIp, HostPort: number }]
    published[key] = [...(published[key] ?? []), { HostIp, HostPort: /^\d+$/.test(number) ? number : chosen }]
  }
  const name = given.name ?? `${project}-${service}-1`
  return {
    Id: name.padEnd(64, '0'),
    Name: `/${name}`,
    Created: '2026-01-01T00:00:00Z',
    Image: `sha256:${'1'.repeat(64)}`,
    Path: given.command?.[0] ?? 'node',
    Args: [...(given.command ?? []).slice(1)],
    State: { Status: running ? 'running' : 'exited', Running: running, StartedAt: '', ExitCode: 0 },
    Config: {
      Image: given.image ?? 'app',
      Env: [...(given.env ?? [])],
      Cmd: null,
      Entrypoint: null,
      Labels:
        project === ''
          ? { ...given.labels }
          : { 'com.docker.compose.project': project, 'com.docker.compose.service': service, ...given.labels },
      ExposedPorts: Object.fromEntries((given.exposed ?? []).map((port) => [port, {}])),
      Healthcheck: given.test === undefined ? null : { Test: [...given.test] },
    },
    HostConfig: {
      NetworkMode:
        given.host === true
          ? 'host'
          : given.inNetworkOf === undefined
            ? 'shop_default'
            : `container:${given.inNetworkOf}`,
      RestartPolicy: { Name: 'always', MaximumRetryCount: 0 },
      PortBindings: bindings,
    },
    Mounts: [],
    NetworkSettings: {
      Networks: Object.fromEntries(
        (given.networks ?? [`${project}_default`]).map((one) => [one, { IPAddress: '10.0.0.2' }]),
      ),
      Ports: running ? published : {},
    },
  }
}
