import { readdir, readFile, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { type TempFolder, tempFolder } from '../runtime/temp.js'

/**
 * A folder for DOCKER_CONFIG with the user's settings and one more login, gone when it is disposed of: a base image may lie in the stack's own
 * private registry, and it is pushed to.
 * @param login Text of a Docker config file; secret.
 */
export async function withLogin(
  login: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<TempFolder & { env: Record<string, string> }> {
  const users = env.DOCKER_CONFIG ?? join(env.HOME ?? '/root', '.docker')
  const text = await readFile(join(users, 'config.json'), 'utf8').catch(() => '{}')
  const folder = await tempFolder('docker')
  await folder.write('config.json', merged(text, login))
  // Contexts, plugins, certificates of a remote engine, keys of signatures.
  for (const name of await readdir(users).catch(() => []))
    if (name !== 'config.json') await symlink(join(users, name), join(folder.path, name))
  return {
    ...folder,
    env: { DOCKER_CONFIG: folder.path, BUILDX_CONFIG: env.BUILDX_CONFIG ?? join(users, 'buildx') },
  }
}

/** The user's logins win, but for the host that a login is given for: a credential store of the user is not asked for that one. */
export function merged(users: string, login: string): string {
  const ours = (JSON.parse(login) as { auths: Record<string, unknown> }).auths
  try {
    const theirs = JSON.parse(users) as Partial<Record<'auths' | 'credHelpers', Record<string, unknown>>> & {
      credsStore?: string
    }
    const asks = theirs.credsStore !== undefined || theirs.credHelpers !== undefined
    // A helper without a name is this file (docker/cli, configfile: GetCredentialsStore).
    const helpers = { ...theirs.credHelpers, ...Object.fromEntries(Object.keys(ours).map((host) => [host, ''])) }
    return JSON.stringify({ ...theirs, auths: { ...theirs.auths, ...ours }, ...(asks && { credHelpers: helpers }) })
  } catch {
    return login
  }
}
