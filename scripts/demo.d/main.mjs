import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Checkout, productionEnv } from './checkout.mjs'
import { capture } from './program.mjs'
import { PROJECTS, Server } from './server.mjs'
import { Story } from './story.mjs'
import { DEMO, kit, labRuns, labServers, labTarget, removeImages, removeLab, target, tool } from './target.mjs'
import { exportRepository } from './workflows.mjs'

const SETUP = fileURLToPath(new URL('../setup', import.meta.url))
const STATE = join(DEMO, 'state.json')
const NAME = 'demo'

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`)

/** @typedef {{ startedLab: boolean, own?: { login: import('./server.mjs').Login, registry: string } }} State */

/** @returns {Promise<State | undefined>} */
const readState = () => readFile(STATE, 'utf8').then(JSON.parse, () => undefined)

/** @param {State} state */
async function writeState(state) {
  await mkdir(DEMO, { recursive: true, mode: 0o700 })
  await writeFile(STATE, JSON.stringify(state))
}

async function down() {
  const state = await readState()
  if (state?.own) await removeOwn(state.own)
  await removeLab(NAME)
  await rm(DEMO, { recursive: true, force: true })
  if (!state?.startedLab) return say('The demo is gone.')
  if ((await labServers()).length === 0) await kit('down')
  else say('Other servers of the lab run, so the lab stays up: test/lab/kit/lab down ends it.')
  say('The demo is gone. Caches for the next run stay in ~/.cache/stack-actions.')
}

/** What the projects of the example have on a server: containers. */
const OF_PROJECTS = PROJECTS.map(
  (project) => `$(docker KIND --filter label=com.docker.compose.project=${project})`,
).join(' ')

/** @param {NonNullable<State['own']>} own */
async function removeOwn({ login, registry }) {
  say(`removing the demo from ${login.user}@${login.host}`)
  const server = new Server(login, { domain: '' })
  // With names of projects that were not on this server before: the demo refuses to start otherwise.
  await server.sh(`
    docker rm -fv ${OF_PROJECTS.replaceAll('KIND', 'ps -aq')} >/dev/null 2>&1 || true
    for name in shared-infrastructure_postgres shared-infrastructure_redis reverse-proxy_acme; do docker volume rm "$name" >/dev/null 2>&1 || true; done
    for name in data edge; do docker network rm "$name" >/dev/null 2>&1 || true; done
    docker image ls --format '{{.Repository}}:{{.Tag}}' | grep '^stack-actions/korczewski-production/' | xargs -r docker image rm >/dev/null 2>&1 || true
    docker image ls --format '{{.Repository}} {{.ID}}' | sed -n 's|^${registry}/[^ ]* ||p' | sort -u | xargs -r docker image rm -f >/dev/null 2>&1 || true
    chmod -R u+w ~/.stack-actions/korczewski-production 2>/dev/null; rm -rf ~/.stack-actions/korczewski-production`)
  await removeImages(registry)
}

/** @param {Record<string, string | undefined>} options */
async function ownTarget(options) {
  const needed = ['host', 'ssh-key', 'known-hosts', 'registry', 'domain', 'email']
  const missing = needed.filter((name) => !options[name])
  if (missing.length > 0) throw new Error(`needed with --host: ${missing.map((name) => `--${name}`).join(' ')}`)
  const given = /** @type {Record<string, string>} */ (options)
  const [, user, host, port] = /^([^@]+)@(.+?)(?::(\d+))?$/.exec(given.host ?? '') ?? []
  if (!user || !host) throw new Error('--host must be user@server or user@server:port')
  const login = {
    user,
    host,
    port: Number(port ?? 22),
    keyFile: resolve(given['ssh-key'] ?? ''),
    knownHostsFile: resolve(given['known-hosts'] ?? ''),
  }
  const env = productionEnv({ domain: given.domain ?? '', email: given.email ?? '' })
  const more = given['env-file'] ? await readFile(given['env-file'], 'utf8') : ''
  const username = given['registry-username']
  const token = process.env.REGISTRY_TOKEN
  if (username && !token)
    throw new Error('the token or password for the registry is missing: pass it in the variable REGISTRY_TOKEN')
  const made = await target({
    login,
    domain: given.domain ?? '',
    address: given.address,
    caFile: given['ca-file'] && resolve(given['ca-file']),
    registry: given.registry ?? '',
    registryCa: undefined,
    registryLogin: username && token ? { username, token } : undefined,
    env: { ...env, text: env.text + more },
  })
  const found = await made.server.sh(
    `echo ${OF_PROJECTS.replaceAll('KIND', 'ps -aq')}; ls -d ~/.stack-actions/korczewski-production 2>/dev/null || true`,
  )
  if (found !== '')
    throw new Error(
      `there are containers of projects called ${PROJECTS.join(', ')} on this server already (${found.split('\n').join(' ')}): the demo needs one without`,
    )
  await writeState({ startedLab: false, own: { login, registry: made.registry } })
  return made
}

async function ownLab() {
  const before = await readState()
  await writeState({ startedLab: before?.startedLab ?? !(await labRuns()) })
  say('▸ Set-up (the first time about ten minutes, most of it building Traefik; after that seconds)')
  await capture([SETUP], { progress: true })
  say('▸ A server, a registry and an ACME server')
  await kit('server', 'down', NAME)
  return labTarget(NAME)
}

/** @param {Record<string, string | undefined>} options */
async function demo(options) {
  const began = Date.now()
  const earlier = await readState()
  if (earlier?.own) throw new Error('the demo runs on a server of yours already: ./scripts/demo down removes it')
  for (const folder of ['checkout', 'checkout.origin', 'runs', 'stack-actions'])
    await rm(join(DEMO, folder), { recursive: true, force: true })
  if (options.host !== undefined) await capture([SETUP, 'fast'], { progress: true })
  const where = options.host === undefined ? await ownLab() : await ownTarget(options)
  say(`  server ${where.host}, registry ${where.registry}`)
  const checkout = await Checkout.make(join(DEMO, 'checkout'), where)
  say(`  a git clone of the example in ${checkout.folder}`)
  const stackActions = join(DEMO, 'stack-actions')
  await exportRepository(stackActions)
  const story = new Story({
    target: where,
    checkout,
    vegeta: await tool('vegeta'),
    tools: { act: await tool('act'), node: await realpath(await tool('node24')) },
    stackActions,
    folder: join(DEMO, 'runs'),
    say,
  })
  const passed = await story.tell()
  say(
    `\n${passed ? 'Everything as promised' : 'NOT as promised: see ✗ above'}, in ${Math.round((Date.now() - began) / 1000)} s. Logs: ${join(DEMO, 'runs')}`,
  )
  say(story.howToLook())
  return passed
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: Object.fromEntries(
      [
        'host',
        'ssh-key',
        'known-hosts',
        'registry',
        'registry-username',
        'domain',
        'email',
        'env-file',
        'ca-file',
        'address',
      ].map((name) => [name, { type: /** @type {const} */ ('string') }]),
    ),
  })
  if (positionals[0] === 'down') await down()
  else if (positionals.length > 0) throw new Error(`'${positionals[0]}' is not known: ./scripts/demo --help`)
  else if (!(await demo(values))) process.exitCode = 1
} catch (error) {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}
