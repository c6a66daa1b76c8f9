import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { labTool, type Registry, type Server } from '../../kit/lab.js'
import { run } from '../../kit/program.js'

/** An image of two megabytes: busybox and nothing else. */
export async function tinyImage(
  reference: string,
  options: { platform?: string; labels?: string } = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tiny-'))
  await copyFile(await labTool('busybox'), join(folder, 'busybox'))
  await writeFile(
    join(folder, 'Dockerfile'),
    `FROM scratch\nCOPY busybox /bin/busybox\nCMD ["/bin/busybox", "sleep", "1d"]\n${options.labels ?? ''}`,
  )
  const platform = options.platform === undefined ? [] : ['--platform', options.platform]
  await must(['docker', 'build', '--quiet', ...platform, '--tag', reference, folder])
  await must(['docker', 'push', '--quiet', reference])
  await rm(folder, { recursive: true, force: true })
}

export async function must(argv: readonly string[], input?: string): Promise<string> {
  const { exitCode, stdout, stderr } = await run(argv, input === undefined ? {} : { input })
  if (exitCode !== 0) throw new Error(`${argv.join(' ')} ended with ${exitCode}: ${stderr}`)
  return stdout
}

/** Runs a script on the server as root. */
export const onServer = (server: Server, script: string): Promise<string> =>
  must(['docker', 'exec', '-i', server.container, 'sh', '-c', script])

/** Text of stack.yml for one project `app` in the root. */
export const stackYaml = (registry: string, more = ''): string =>
  `name: tiny\nregistry: ${registry}/org\nprojects:\n  app: { path: . }\nenvironments:\n  production: { branch: main }\n${more}`

/** One service whose health is a file that it makes; it keeps nothing and publishes nothing. */
export const composeYaml = (image: string, more = ''): string => `name: tiny
services:
  app:
    image: ${image}
    command: ["/bin/busybox", "sh", "-c", "/bin/busybox touch /up; exec /bin/busybox sleep 1d"]
    init: true
    healthcheck: { test: ["CMD", "/bin/busybox", "test", "-e", "/up"], interval: 1s }
    environment: { GREETING: "\${GREETING}" }
${more}`

/** What a refusal must not change: containers, what is released, the routes, and what was proven to serve. */
export async function stateOf(server: Server): Promise<string> {
  return onServer(
    server,
    `docker ps -aq --no-trunc | sort | xargs -r docker inspect -f '{{.Id}} {{.Name}} {{.State.Status}} {{.State.StartedAt}} {{.RestartCount}} {{.HostConfig.RestartPolicy.Name}} {{.Image}}'
     cd ~deploy/.stack-actions/* 2>/dev/null && { echo "current $(cat current)"; for one in releases/*; do grep -qs ^refused "$one/outcome" || echo "$one $(cat "$one/outcome")"; done; ls tx files; }
     ls -AR /run/stack-actions 2>/dev/null
     docker volume ls -q; docker network ls -q --no-trunc | sort`,
  )
}

export const hostInputs = (server: Server, key: string): Record<string, string> => ({
  host: `${server.user}@${server.host}:${server.port}`,
  'ssh-key': key,
  'known-hosts': server.knownHosts,
})

export const loginInputs = (registry: Registry): Record<string, string> => ({
  'registry-username': registry.username,
  'registry-token': registry.password,
})
