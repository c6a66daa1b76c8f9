import { readFile } from 'node:fs/promises'
import { lab, labPebble, labRegistry, labRegistryMade, labServer, removeRegistry } from '../lab.js'
import { run } from '../program.js'
import type { Login } from '../ssh.js'
import type { GitHub } from '../workflows.js'
import { type EnvFile, productionEnv } from './env.js'
import { ExampleServer, type Outside } from './server.js'

/** Names that the example answers to, each below the domain. */
export const NAMES = ['l2p', 'api.l2p', 'auth', 'payment', 'vault']

/** Where the example goes, and with what. */
export interface Target {
  server: ExampleServer
  /** As stack.yml says it. */
  host: string
  /** With the path, as stack.yml says it. */
  registry: string
  /** In the lab. */
  registryName: string | undefined
  /** Authority of the registry's certificate. */
  registryCa: string | undefined
  /** Of production. */
  env: EnvFile
  /** That every step gets, where an action is run by itself. */
  inputs: Record<string, string>
  /** The same, as a repository's environment has it. */
  github: GitHub
  /** Of certificates, beside the system's. */
  authorities: string[]
}

interface RegistryLogin {
  username: string
  token: string
  /** Of who may only pull. */
  pullToken?: string | undefined
}

export interface Parts extends Outside {
  login: Login
  registry: string
  registryName?: string
  registryCa?: string
  registryLogin: RegistryLogin | undefined
  env: EnvFile
}

/**
 * A server, a registry with a login and an ACME server, all of the lab and of that name.
 *
 * @param narrow whether the registry tells who may push from who may only pull
 */
export async function labTarget(name: string, { narrow = false } = {}): Promise<Target> {
  const login = await labServer(name)
  const registry = await labRegistry(name)
  const pebble = await labPebble(name)
  const domain = 'korczewski.de'
  const env = productionEnv({ domain, email: `admin@${domain}` })
  // The lab's servers trust its authority, and Traefik sees their certificates at this path.
  const acme = `ACME_CA_SERVER=${pebble.directoryUrl}\nLEGO_CA_CERTIFICATES=/etc/ssl/server/lab.pem\n`
  return target({
    login,
    domain,
    address: login.address,
    caFile: pebble.rootFile,
    registry: `${narrow ? registry.tokenAddress : registry.authAddress}/korczewski`,
    registryName: name,
    registryCa: registry.caFile,
    registryLogin: {
      ...{ username: registry.username, token: registry.password },
      ...(narrow && { pullToken: registry.pullPassword }),
    },
    env: { ...env, text: env.text + acme },
  })
}

/** A target of these parts. */
export async function target(parts: Parts): Promise<Target> {
  const { login, domain, address, caFile, registry, registryName, registryCa, registryLogin, env } = parts
  const resolve = address ? NAMES.map((name) => `${name}.${domain}=${address}`).join(' ') : ''
  const [sshKey, knownHosts] = [await readFile(login.keyFile, 'utf8'), await readFile(login.knownHostsFile, 'utf8')]
  return {
    server: new ExampleServer(login, { domain, address, caFile }),
    host: `${login.user}@${login.host}:${login.port}`,
    registry,
    registryName,
    registryCa,
    env,
    inputs: {
      'ssh-key': sshKey,
      'known-hosts': knownHosts,
      'env-file': env.text,
      ...(registryLogin && { 'registry-username': registryLogin.username, 'registry-token': registryLogin.token }),
      ...(resolve && { resolve }),
      ...(caFile && { 'ca-file': caFile }),
    },
    github: {
      secrets: {
        ...{ SSH_KEY: sshKey, ENV_FILE: env.text },
        ...(registryLogin && { REGISTRY_TOKEN: registryLogin.token }),
        ...(registryLogin?.pullToken && { REGISTRY_PULL_TOKEN: registryLogin.pullToken }),
      },
      vars: { KNOWN_HOSTS: knownHosts, ...(resolve && { RESOLVE: resolve }) },
      actor: registryLogin?.username ?? 'demo',
    },
    authorities: [registryCa, caFile].filter((path) => path !== undefined),
  }
}

/** Takes the server and the registry of that name away, with the images that were built for it. */
export async function removeLab(name: string): Promise<void> {
  await lab('server', 'down', name)
  const registry = await labRegistryMade(name)
  if (registry === undefined) return
  for (const address of [registry.authAddress, registry.tokenAddress])
    if (address !== undefined) await removeImages(address)
  await removeRegistry({ name })
}

/** Removes what was built for a registry from the engine of this machine. */
export async function removeImages(registry: string): Promise<void> {
  const { exitCode, stdout } = await run(['docker', 'image', 'ls', '--format', '{{.Repository}} {{.ID}}'])
  if (exitCode !== 0) return
  const lines = stdout.split('\n').filter((line) => line.startsWith(`${registry}/`))
  const ids = [...new Set(lines.map((line) => line.split(' ')[1] ?? ''))]
  if (ids.length > 0) await run(['docker', 'image', 'rm', '--force', ...ids])
}
