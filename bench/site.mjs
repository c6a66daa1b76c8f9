import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { labServer, remove } from '../test/kit/lab.js'
import { capture } from '../test/kit/program.js'
import { Runner } from '../test/kit/runner.js'
import { sshWords } from '../test/kit/ssh.js'
import { REMOTE_FILE } from './contenders.mjs'
import { delayed } from './delay.mjs'
import { ask, DockerEvents } from './observe.mjs'
import { composeFile, imageOf, PROJECT, serviceNames, stackFile } from './stack.mjs'

const TRAEFIK = new URL('./traefik.yml', import.meta.url)
/** Where a delayed wire ends on the runner; the gate asks port 80 of an address. */
const WIRE_PORTS = { ssh: 2222, http: 80 }

/**
 * @typedef {import('../test/kit/lab.js').Server} Login
 *
 * @typedef {object} Wire How the runner reaches a server.
 * @property {Login} login
 * @property {readonly string[]} ssh words of an ssh call, without the command
 * @property {string} host `user@host:port`
 * @property {string} knownHosts
 * @property {string} address for users
 */

/** A server of the lab with Traefik, and one stack on it. */
export class Site {
  /**
   * @param {Login} login as the lab's kit says it
   * @param {{ registry: string, folder: string, imageIds: Map<string, string>, dist: string | undefined, sshKey: string }} options
   */
  constructor(login, { registry, folder, imageIds, dist, sshKey }) {
    this.login = login
    this.registry = registry
    this.folder = folder
    this.imageIds = imageIds
    this.version = 'v1'
    /** @type {import('./scenarios.mjs').Shape} */
    this.shape = { services: 0, replicas: 0 }
    this.changed = 0
    this.events = new DockerEvents(login.container)
    /** @type {Map<number, Promise<Wire>>} */
    this.wires = new Map()
    /** @type {{ close(): Promise<unknown> }[]} */
    this.closing = []
    /** @type {(pid: number) => void} */
    this.onSpawn = () => undefined
    this.runner = new Runner({
      folder: join(folder, 'steps'),
      checkout: { folder: this.checkout, head: () => this.git('rev-parse', 'HEAD') },
      inputs: { 'ssh-key': sshKey },
      dist,
      onSpawn: (pid) => this.onSpawn(pid),
    })
  }

  /** @param {string} name @param {{ registry: string, folder: string, imageIds: Map<string, string>, dist: string | undefined }} options */
  static async up(name, options) {
    const folder = join(options.folder, name)
    await mkdir(join(folder, 'checkout'), { recursive: true })
    const login = await labServer(name)
    const site = new Site(login, { ...options, folder, sshKey: await readFile(login.keyFile, 'utf8') })
    await site.root(
      'docker compose -f - up -d --quiet-pull 2>&1; chown deploy /run/stack-actions',
      await readFile(TRAEFIK, 'utf8'),
    )
    await writeFile(join(folder, 'checkout/stack.yml'), stackFile(options.registry))
    await site.git('init', '-q', '-b', 'main')
    return site
  }

  get checkout() {
    return join(this.folder, 'checkout')
  }

  /** As root, past SSH. @param {string} script @param {string} [input] */
  root(script, input = '') {
    return capture(['docker', 'exec', '-i', this.login.container, 'sh', '-ec', script], { input, deadlineMs: 120_000 })
  }

  /** @param {...string} words */
  git(...words) {
    const identity = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.org', '-c', 'commit.gpgsign=false']
    return capture(['git', ...identity, ...words], { cwd: this.checkout })
  }

  /** @param {number} rtt milliseconds @returns {Promise<Wire>} */
  wire(rtt) {
    const known = this.wires.get(rtt)
    if (known !== undefined) return known
    const made = rtt === 0 ? this.direct() : this.slow(rtt)
    this.wires.set(rtt, made)
    return made
  }

  async direct() {
    const { user, host, port, knownHosts, address } = this.login
    return { login: this.login, ssh: sshWords(this.login), host: `${user}@${host}:${port}`, knownHosts, address }
  }

  /** @param {number} rtt */
  async slow(rtt) {
    const { user, host, port, address, knownHosts } = this.login
    const local = `127.0.${Math.min(rtt, 255)}.${address.split('.').at(-1)}`
    const routes = [
      { from: { host: local, port: WIRE_PORTS.ssh }, to: { host, port } },
      { from: { host: local, port: WIRE_PORTS.http }, to: { host: address, port: 80 } },
    ]
    this.closing.push(await delayed(routes, rtt))
    const text = knownHosts.replace(/^\S+/, `[${local}]:${WIRE_PORTS.ssh}`)
    const knownHostsFile = join(this.folder, `known_hosts-${rtt}`)
    await writeFile(knownHostsFile, `${text}\n`)
    const login = { ...this.login, host: local, port: WIRE_PORTS.ssh, knownHostsFile }
    return { login, ssh: sshWords(login), host: `${user}@${local}:${WIRE_PORTS.ssh}`, knownHosts: text, address: local }
  }

  /**
   * Empties the server and brings up a stack, one version after the other: by this project where the stack is its own, else by Compose.
   * @param {import('./scenarios.mjs').Scenario} scenario @param {number} [services] where they are not the scenario's
   */
  async begin({ shape, changed, history = ['v1'] }, services = shape.services) {
    Object.assign(this, { shape: { ...shape, services }, changed })
    await this.root(
      `docker ps -aq --filter label=com.docker.compose.project=${PROJECT} | xargs -r docker rm -f >/dev/null
       rm -rf /home/deploy/.stack-actions; find /run/stack-actions -mindepth 1 -delete`,
    )
    await this.pull(serviceNames(services), 'v1')
    for (const version of history) {
      await this.place(version)
      if (this.isOurs) await this.release()
      else await this.root('cd /home/deploy/bench && docker compose up -d --quiet-pull 2>&1')
      await this.settle(version)
      this.version = version
    }
  }

  get isOurs() {
    return this.login.name.startsWith('bench-ours-')
  }

  async release() {
    const { host, knownHosts } = await this.wire(0)
    const { exitCode, log } = await this.runner.run('ssh-deploy', 'before', { host, 'known-hosts': knownHosts })
    if (exitCode !== 0) throw new Error(`a deploy before the first run ended with exit code ${exitCode}: see ${log}`)
  }

  /** Puts the Compose file of a version where each contender looks for it. @param {string} version */
  async place(version) {
    const { shape, changed, registry } = this
    const text = composeFile(shape, { registry, changed, version })
    await writeFile(join(this.checkout, 'compose.yml'), text)
    await this.git('add', '--all')
    await this.git('commit', '-q', '--allow-empty', '-m', version)
    await this.root(`cd /home/deploy; mkdir -p bench; cat >${REMOTE_FILE}; chown -R deploy bench`, text)
  }

  /** @param {readonly string[]} services @param {string} version */
  async pull(services, version) {
    const references = this.references(services, version)
    await this.root(
      references
        .map((one) => `docker image inspect -f . ${one} >/dev/null 2>&1 || docker pull -q ${one} >/dev/null`)
        .join('\n'),
    )
  }

  /** @param {readonly string[]} services @param {string} version */
  async forget(services, version) {
    const ids = this.references(services, version).map((one) => this.imageIds.get(one))
    await this.root(`for id in ${ids.join(' ')}; do
      if docker image inspect -f . $id >/dev/null 2>&1; then docker rmi -f $id >/dev/null; fi
      if docker image inspect -f . $id >/dev/null 2>&1; then exit 1; fi
    done`)
  }

  /** @param {readonly string[]} services @param {string} version */
  references(services, version) {
    return [...new Set(services.map((_, index) => imageOf(this.registry, index, version)))]
  }

  /** Logins by SSH so far, as sshd tells of them. */
  async connections() {
    return Number(await this.root("grep -c '^Accepted ' /var/log/sshd.log || :"))
  }

  /** Id of the release before the current one. */
  previous() {
    return this.root(
      'cd /home/deploy/.stack-actions/*/; sed -n s/^previous=//p "releases/$(cat current)/meta" | head -n 1',
    )
  }

  /** Id and journal of the current release; empty where there is none. */
  async journal() {
    const text = await this.root(
      'cd /home/deploy/.stack-actions/* 2>/dev/null || exit 0; cat current; cat "releases/$(cat current)/journal" 2>/dev/null || true',
    )
    const [release = '', ...lines] = text.split('\n')
    return { release, journal: lines.join('\n') }
  }

  /**
   * Waits until nothing is at work any more, and throws where the stack is not exactly what was asked for.
   * @param {string} version
   */
  async settle(version) {
    const { shape, changed, login } = this
    const expected = serviceNames(shape.services).map((service) => `${service} ${shape.replicas} healthy`)
    const deadline = Date.now() + 60_000
    for (;;) {
      const found = await this.state()
      const wrong = [
        ...found.filter((line) => !expected.includes(line)),
        ...expected.filter((line) => !found.includes(line)).map((line) => `missing: ${line}`),
      ]
      for (const service of serviceNames(changed)) {
        const answer = await ask(login.address, service)
        if (answer !== version) wrong.push(`${service} answers ${answer} instead of ${version}`)
      }
      if (wrong.length === 0) return
      if (Date.now() > deadline) throw new Error(`the server did not become what it should be: ${wrong.join('; ')}`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  /** Lines `service count state` of the containers, and what a transaction left behind. */
  async state() {
    const text = await this.root(
      `docker ps -a --filter label=com.docker.compose.project=${PROJECT} --format '{{.Label "com.docker.compose.service"}} {{.Status}}' |
         awk '{ k = /\\(healthy\\)/ ? "healthy" : $2 " " $NF; n[$1 FS k]++ } END { for (s in n) { split(s, p, FS); print p[1], n[s], substr(s, length(p[1]) + 2) } }'
       ls /home/deploy/.stack-actions/*/tx 2>/dev/null | sed 's/^/left over: /'
       ls /run/stack-actions 2>/dev/null | grep '^stack-actions-' | sed 's/^/left over: /' || true`,
    )
    return text.split('\n').filter(Boolean)
  }

  async down() {
    this.events.end()
    for (const one of this.closing) await one.close()
    await remove(this.login)
  }
}
