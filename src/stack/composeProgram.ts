import { access, constants, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where Docker looks for plugins besides its own configuration, in this order (cli-plugins/manager of docker/cli). */
const FOLDERS = ['/usr/local/lib/docker', '/usr/local/libexec/docker', '/usr/lib/docker', '/usr/libexec/docker']

/**
 * The file that `docker compose` would start. Started directly it does the same (docs.docker.com, "Compose standalone") in half the time:
 * Docker starts it twice, the first time to ask for its metadata.
 */
export async function composeProgram(env: NodeJS.ProcessEnv, folders: readonly string[] = FOLDERS): Promise<string[]> {
  const own = env['DOCKER_CONFIG'] || join(env['HOME'] ?? '/', '.docker')
  // Folders that a user has configured come first; only Docker knows these.
  const config = await readFile(join(own, 'config.json'), 'utf8').catch(() => '')
  if (config.includes('"cliPluginsExtraDirs"')) return ['docker', 'compose']
  for (const folder of [own, ...folders]) {
    const plugin = join(folder, 'cli-plugins/docker-compose')
    const isThere = await access(plugin, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isThere) return [plugin]
  }
  return ['docker', 'compose']
}
