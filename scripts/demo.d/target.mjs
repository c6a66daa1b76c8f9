import { readdir, readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { productionEnv } from './checkout.mjs'
import { capture, run } from './program.mjs'
import { Server } from './server.mjs'

const KIT = fileURLToPath(new URL('../../test/lab/kit/lab', import.meta.url))
const CACHE = process.env.STACK_ACTIONS_CACHE || join(homedir(), '.cache/stack-actions')

/** Where the demo keeps what it made, until `down`. */
export const DEMO = join(CACHE, 'demo')

/**
 * @typedef {object} Target Where the stack goes, and with what.
 * @property {Server} server
 * @property {string} host as stack.yml says it
 * @property {string} registry with the path, as stack.yml says it
 * @property {string | undefined} registryName in the lab
 * @property {string | undefined} registryCa authority of the registry's certificate
 * @property {{ text: string, secrets: string[] }} env the env file of production
 * @property {Record<string, string>} inputs that every step gets, where an action is run by itself
 * @property {{ secrets: Record<string, string>, vars: Record<string, string>, actor: string }} github the same, as a repository's environment has it
 * @property {string[]} authorities of certificates, beside the system's
 */

/** @param {...string} words */
export const kit = (...words) => capture([KIT, ...words], { progress: true })

/** @param {string} name */
export const tool = (name) => kit('tool', name)

/**
 * A server, a registry with a login and an ACME server, all of the lab.
 * @param {string} name of the server and of the registry
 * @param {{ narrow?: boolean }} [options] whether the registry tells who may push from who may only pull
 * @returns {Promise<Target>}
 */
export async function labTarget(name, { narrow = false } = {}) {
  const login = JSON.parse(await kit('server', 'up', name))
  const registry = JSON.parse(await kit('registry', 'up', '--name', name))
  const pebble = JSON.parse(await kit('pebble', 'up', name))
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

/**
 * @param {object} own
 * @param {import('./server.mjs').Login} own.login
 * @param {string} own.domain
 * @param {string | undefined} own.address of the server for users, instead of DNS
 * @param {string | undefined} own.caFile authority, beside the system's, of the certificates that the stack gets
 * @param {string} own.registry
 * @param {string | undefined} [own.registryName]
 * @param {string | undefined} own.registryCa
 * @param {{ username: string, token: string, pullToken?: string } | undefined} own.registryLogin
 * @param {{ text: string, secrets: string[] }} own.env
 * @returns {Promise<Target>}
 */
export async function target({
  login,
  domain,
  address,
  caFile,
  registry,
  registryName,
  registryCa,
  registryLogin,
  env,
}) {
  const names = ['l2p', 'api.l2p', 'auth', 'payment', 'vault'].map((name) => `${name}.${domain}`)
  const resolve = address ? names.map((name) => `${name}=${address}`).join(' ') : ''
  const [sshKey, knownHosts] = [await readFile(login.keyFile, 'utf8'), await readFile(login.knownHostsFile, 'utf8')]
  return {
    server: new Server(login, { domain, address, caFile }),
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

/**
 * Takes the server and the registry of that name away, with the images that were built for it.
 * @param {string} name
 */
export async function removeLab(name) {
  await kit('server', 'down', name)
  const file = join(CACHE, 'state/registries', `${name}.json`)
  const registry = await readFile(file, 'utf8').catch(() => undefined)
  if (registry === undefined) return
  const { authAddress, tokenAddress } = JSON.parse(registry)
  for (const address of [authAddress, tokenAddress]) await removeImages(address)
  await kit('registry', 'down', '--name', name)
}

/**
 * Removes what was built for a registry from the engine of this machine.
 * @param {string} registry
 */
export async function removeImages(registry) {
  const { exitCode, stdout } = await run(['docker', 'image', 'ls', '--format', '{{.Repository}} {{.ID}}'])
  if (exitCode !== 0) return
  const lines = stdout.split('\n').filter((line) => line.startsWith(`${registry}/`))
  const ids = [...new Set(lines.map((line) => line.split(' ')[1] ?? ''))]
  if (ids.length > 0) await run(['docker', 'image', 'rm', '--force', ...ids])
}

/** Whether something of the lab runs: what a demo did not start, it does not stop. */
export async function labRuns() {
  const pid = Number.parseInt(await readFile(join(CACHE, 'state/registries/lab.open.pid'), 'utf8').catch(() => ''), 10)
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

export async function labServers() {
  const files = await readdir(join(CACHE, 'state/servers')).catch(() => [])
  return files.filter((file) => file.endsWith('.json'))
}
