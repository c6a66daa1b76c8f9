import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Stack } from '../../../src/stack/types.js'
import { labRegistry, labServer, labTool, type Registry, remove, type Server } from '../../kit/lab.js'
import { LASTING, Load, NEW_EACH } from '../../kit/load/load.js'
import { type Target, targetsInTurn } from '../../kit/load/traffic.js'
import { poll } from '../../kit/poll.js'
import { type Finished, run } from '../../kit/program.js'
import { API_HOST, type ShopOptions, shop, WEB_HOST } from '../stacks/shop.js'
import { shopCheckout } from '../stacks/shopFiles.js'
import { pushShopImages } from '../stacks/shopImages.js'
import { type Step, step } from '../step.js'
import { END_FORGOTTEN, type Look, lookScript, readLook } from './look.js'
import { Toxiproxy, type Way } from './toxic.js'

/** Asked by the gate alone, from outside: no user asks for it, and the server does not. */
const HEALTH = `health:\n  - { name: API, url: http://${API_HOST}/gate }\n`
const TARGETS: readonly Target[] = [
  ...Array.from({ length: 3 }, (): Target[] => [
    { method: 'GET', host: API_HOST, path: '/', service: 'api' },
    { method: 'POST', host: API_HOST, path: '/rows', service: 'api' },
    { method: 'GET', host: WEB_HOST, path: '/', service: 'web' },
  ]).flat(),
  { method: 'GET', host: API_HOST, path: '/slow?ms=1000', service: 'api' },
]
/** Requests a second. */
export const RATE = 30

/** Quick until it is healthy, then seldom: several servers on two cores would spend themselves on their own checks. */
const calm = (test: string[]) => ({
  healthcheck: { test, interval: '15s', timeout: '5s', retries: 3, start_period: '30s', start_interval: '500ms' },
})
const CALM: ShopOptions['services'] = {
  ...Object.fromEntries(['api', 'worker', 'web'].map((service) => [service, calm(['CMD', '/app/healthy'])])),
  // A dockerd that comes back from a crash leaves what is `unless-stopped` stopped.
  postgres: { ...calm(['CMD-SHELL', 'pg_isready -h 127.0.0.1 -U shop -d shop']), restart: 'always' },
  traefik: calm(['CMD', 'traefik', 'healthcheck', '--ping']),
}

/** A run of the action that is under way. */
export interface Deploying {
  child: ChildProcess
  way: Way
  /** First seven digits: the end of the release's id. */
  commit: string
  ended: Promise<Step>
}

export interface DeployOptions {
  /** Seconds that the gate must hold. */
  window?: number
  /** Seconds that the server waits for a sign of life. */
  deadline?: number
  runId?: number
  /** Milliseconds until a run that hangs is killed. */
  limitMs?: number
}

/** Where the page of a second environment on the same host answers. */
export const STAGING_HOST = 'staging.shop.test'

/** How an answer begins that is none of ours. */
export const NO_ANSWER = 'HTTP'

const SCENE = `
docker ps -aq | xargs -r docker inspect -f '{{.Name}} {{.State.Status}} {{with .State.Health}}{{.Status}}{{end}} pid {{.State.Pid}} since {{.State.StartedAt}} until {{.State.FinishedAt}} {{range $name, $net := .NetworkSettings.Networks}}{{$name}} {{$net.IPAddress}} {{end}}'
echo '== Traefik'; docker logs --since 90s "$(docker ps -q --filter label=com.docker.compose.service=traefik)" 2>&1 | grep -v '"GET\\|"POST' | tail -n 40
echo '== dockerd'; tail -n 60 /var/log/dockerd.log
echo '== journal'; tail -n 60 $R/journal`

/** The shop on a server of its own, deployed by the action as GitHub runs it. */
export class Site {
  /** Pushed once, however many servers there are. */
  private static pushed: Promise<void> | undefined
  readonly root = '/home/deploy/.stack-actions/shop-lab'
  private runs = 1000

  private constructor(
    readonly server: Server,
    readonly registry: Registry,
    private readonly toxiproxy: Toxiproxy,
    private readonly tools: { vegeta: string; key: string },
  ) {}

  /** A server with the shop of version v1. */
  static async open(name: string): Promise<Site> {
    const registry = await labRegistry()
    Site.pushed ??= pushShopImages(registry.address)
    await Site.pushed
    const server = await labServer(name)
    const key = await readFile(server.keyFile, 'utf8')
    const site = new Site(server, registry, await Toxiproxy.start(), { vegeta: await labTool('vegeta'), key })
    try {
      const first = await site.deployed(site.shop('v1'))
      if (first.code !== 0) throw new Error(`the first deploy failed: ${first.stdout}${first.stderr}`)
      await site.settled()
      return site
    } catch (error) {
      await site.close()
      throw error
    }
  }

  async close(): Promise<void> {
    await this.toxiproxy.stop()
    await remove(this.server)
  }

  shop(version: string, options: Pick<ShopOptions, 'versions' | 'services'> = {}): Stack {
    return shop({ ...options, version, registry: this.registry.address, services: { ...CALM, ...options.services } })
  }

  /** Starts the action `deploy` on a checkout of the stack, over a way of its own. */
  async deploy(
    stack: Stack,
    { window = 0, deadline = 30, runId, limitMs = 300_000 }: DeployOptions = {},
  ): Promise<Deploying> {
    const workspace = await shopCheckout(stack, stack.projects.some(({ name }) => name === 'api') ? HEALTH : '')
    const way = await this.toxiproxy.way(`127.0.0.1:${this.server.port}`)
    const commit = randomBytes(20).toString('hex')
    this.runs += 1
    let child: ChildProcess | undefined
    const ended = step('deploy', {
      workspace,
      deadlineMs: limitMs,
      runId: runId ?? this.runs,
      env: { NODE_EXTRA_CA_CERTS: this.registry.caFile, GITHUB_SHA: commit },
      inputs: {
        environment: stack.environment,
        host: `deploy@127.0.0.1:${way.port}`,
        'ssh-key': this.tools.key,
        'known-hosts': this.server.knownHosts.replace(/:[0-9]+ /, `:${way.port} `),
        'registry-username': this.registry.username,
        'registry-token': this.registry.password,
        successes: '1',
        window: String(window),
        timeout: '40',
        deadline: String(deadline),
        'lock-timeout': '120',
        resolve: [API_HOST, WEB_HOST, STAGING_HOST].map((host) => `${host}=${this.server.address}`).join(' '),
      },
      onStart: (started) => {
        child = started
      },
    }).finally(async () => {
      await way.close()
      await rm(workspace, { recursive: true, force: true })
    })
    ended.catch(() => undefined)
    await poll(() => child !== undefined, { deadlineMs: 10_000 })
    if (child === undefined) throw new Error('the action was not started')
    return { child, way, ended, commit: commit.slice(0, 7) }
  }

  /** Deploys and waits for the end of the run. */
  async deployed(stack: Stack, options: DeployOptions = {}): Promise<Step> {
    return (await this.deploy(stack, options)).ended
  }

  /** The run id of the deploy that was started last. */
  get lastRun(): number {
    return this.runs
  }

  load(keepAlive: boolean): Promise<Load> {
    return Load.start({
      vegeta: this.tools.vegeta,
      traffic: targetsInTurn(`http://${this.server.address}`, TARGETS),
      connections: [keepAlive ? LASTING : NEW_EACH],
      rate: RATE,
    })
  }

  /** Runs a script as root, past SSH. */
  asRoot(script: string): Promise<Finished> {
    return run(['docker', 'exec', '-i', this.server.container, 'bash', '-c', script], { deadlineMs: 120_000 })
  }

  /** As a person who logged in as the deploy user. */
  asPerson(script: string): Promise<Finished> {
    const shell = ['docker', 'exec', '-i', '-u', 'deploy', '-w', '/home/deploy', '-e', 'HOME=/home/deploy']
    return run([...shell, this.server.container, 'bash', '-c', script], { deadlineMs: 120_000 })
  }

  /** What stackctl says to a person. */
  stackctl(words: string): Promise<Finished> {
    return this.asPerson(`${this.root}/stackctl ${words}`)
  }

  async look(): Promise<Look> {
    return readLook((await this.asRoot(lookScript(this.root))).stdout)
  }

  /** Ids of containers that Docker has forgotten while they ran; nothing of them is left. */
  async endForgotten(): Promise<string[]> {
    const { exitCode, stdout, stderr } = await this.asRoot(END_FORGOTTEN)
    if (exitCode !== 0) throw new Error(`nobody can say what Docker has forgotten: ${stderr}`)
    return stdout.split('\n').filter((id) => id !== '')
  }

  /** Lines of the journal from the given one on. */
  async journal(from: number): Promise<string[]> {
    const { stdout } = await this.asRoot(`tail -n +${from + 1} ${this.root}/journal`)
    return stdout.split('\n').filter((line) => line !== '')
  }

  async journalLength(): Promise<number> {
    return Number((await this.asRoot(`wc -l <${this.root}/journal`)).stdout)
  }

  /** Waits until nothing is under way and nothing is left; gives what is still there when the time is up. */
  async settled(timeoutMs = 40_000): Promise<Look> {
    let last = await this.look()
    const quiet = async () => {
      last = await this.look()
      return last.left.length === 0 && last.containers.length > 0
    }
    await poll(quiet, { deadlineMs: timeoutMs }).catch(() => undefined)
    return last
  }

  /** What answers now, of five requests each to the API and the page: versions, and of what is none `HTTP`, its status, its host and its text. */
  async answers(): Promise<string[]> {
    const ask = (host: string) =>
      `for n in 1 2 3 4 5; do curl -s -m 5 -w ' %{http_code} of ${host}' -H 'Host: ${host}' http://127.0.0.1/ | tr '\\n' ' '; echo; done`
    const { stdout } = await this.asRoot(`${ask(API_HOST)}; ${ask(WEB_HOST)}`)
    const found = stdout
      .trim()
      .split('\n')
      .map((line) => {
        const [, version] = /"version":"([^"]*)"/.exec(line) ?? []
        const [, text = '', status = line] = /^(.*?) *(\d{3} of \S+)$/.exec(line) ?? []
        return version ?? `${NO_ANSWER} ${status}: ${text.slice(0, 200)}`
      })
    return [...new Set(found)]
  }

  /** What a person would look at first where something does not hold: containers with their addresses, and the last words of Traefik, dockerd and stackctl. */
  async scene(): Promise<string> {
    const { stdout, stderr } = await this.asRoot(SCENE.replaceAll('$R', this.root))
    return `${stdout}${stderr}`
  }

  /** Ids of the rows in Postgres. */
  async rows(): Promise<Set<string>> {
    const { stdout } = await this.asRoot(
      'docker exec "$(docker ps -q --filter label=com.docker.compose.service=postgres)" psql -U shop -d shop -tAc "select id from rows"',
    )
    return new Set(stdout.split('\n').filter((line) => line !== ''))
  }

  /** Prints lines as the script on the server prints them. */
  listen(script: string, onLine: (line: string) => void): ChildProcess {
    const child = spawn('docker', ['exec', '-i', this.server.container, 'bash', '-c', script], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    createInterface({ input: child.stdout }).on('line', onLine)
    return child
  }

  async powerCut(): Promise<void> {
    await run(['docker', 'kill', this.server.container])
  }

  /** Boots it, and waits until Docker answers. */
  async powerOn(): Promise<void> {
    await run(['docker', 'start', this.server.container])
  }
}
