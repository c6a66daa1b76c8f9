import { readFile } from 'node:fs/promises'
import { labRegistry, type Registry, type Server } from '../kit/lab.js'
import type { LoadResult } from '../kit/load/hits.js'
import type { Load } from '../kit/load/load.js'
import { poll } from '../kit/poll.js'
import { type Step, step } from '../lab/step.js'
import { exec, type Files, Maintainer } from './maintainer.js'
import { type Edits, Repository } from './repository.js'
import { type Snapshot, type Stores, snapshot } from './snapshot.js'
import { loadOn, type Way } from './ways.js'

export interface SiteOptions {
  /** `owner/name` on GitHub. */
  repository: string
  /** Where the stack runs on the server; Compose takes the project's name from it. */
  folder: string
  /** What git has; also what is put into the folder on the server. */
  files: Files
  /** What only the server has, such as `.env`. */
  serverOnly?: Files
  /** Compose files of plain `docker compose -f`; as Compose finds them if absent. */
  composeFiles?: readonly string[]
  ways: readonly Way[]
  stores?: Stores
  /** Images go over SSH, with no registry between. */
  registry?: 'none'
  /** Inputs of every action. */
  inputs?: Readonly<Record<string, string>>
}

/** What an action did to a stack that was in use. */
export interface Leg {
  step: Step
  before: Snapshot
  after: Snapshot
  /** Requests to each way in while it worked, by the way's name. */
  loads: Readonly<Record<string, LoadResult>>
}

/** Short enough for a test, long enough for three successes in a row. */
const GATE = { successes: '2', window: '2', timeout: '60', interval: '1' }
let runs = 1000

/** A stack on a server as its maintainer has it, and the repository that is to deploy it from now on. */
export class Site {
  readonly maintainer: Maintainer
  private readonly loads = new Set<Load>()

  private constructor(
    readonly server: Server,
    readonly options: SiteOptions,
    readonly repository: Repository,
    private readonly registry: Registry,
    private readonly key: string,
  ) {
    this.maintainer = new Maintainer(server, options.folder)
  }

  /** Puts the files onto the server and into a repository, which gets a stack.yml that names the registry; starts nothing. */
  static async make(server: Server, options: SiteOptions): Promise<Site> {
    const registry = await labRegistry()
    const name = options.repository.replace(/^.*\//, '')
    const place = options.registry ?? `${registry.authAddress}/${options.repository}`
    const repository = await Repository.make(name, {
      'stack.yml': `name: ${name}\nregistry: ${place}\n`,
      ...options.files,
    })
    const site = new Site(server, options, repository, registry, await readFile(server.keyFile, 'utf8'))
    await site.maintainer.put({ ...options.files, ...options.serverOnly })
    return site
  }

  /** `docker compose up -d`, as ever; then every way in must answer with a status below 500 within 60 s. */
  async up(): Promise<void> {
    await this.maintainer.up(this.options.composeFiles)
    await poll(
      async () => Object.values((await this.look()).answers).every((answer) => /^([1-4]\d\d|open)/.test(answer)),
      {
        deadlineMs: 60_000,
      },
    )
  }

  look(): Promise<Snapshot> {
    return snapshot(this.server, this.options.ways, this.options.stores ?? {})
  }

  /** Commits edits and deploys, as a push to `main` does; with no edits, what was committed last. */
  async deploy(edits: Edits = {}, inputs: Readonly<Record<string, string>> = {}): Promise<Leg> {
    if (Object.keys(edits).length > 0) await this.repository.edit(edits)
    return this.act('deploy', inputs)
  }

  rollback(inputs: Readonly<Record<string, string>> = {}): Promise<Leg> {
    return this.act('rollback', { environment: 'production', ...inputs })
  }

  /** Runs an action as GitHub would, with load on every way in that speaks HTTP; ends when the server is done, too. */
  async act(action: 'deploy' | 'rollback', inputs: Readonly<Record<string, string>> = {}): Promise<Leg> {
    const before = await this.look()
    const ways = this.options.ways.filter(({ url }) => url.startsWith('http'))
    const loads = await Promise.all(ways.map((way) => this.load(way)))
    const ended = await this.step(action, inputs)
    await this.settled()
    const results = await Promise.all(loads.map((load) => load.stop()))
    const counted = Object.fromEntries(ways.map(({ name }, index) => [name, results[index] as LoadResult]))
    return { step: ended, before, after: await this.look(), loads: counted }
  }

  /** An action alone, such as a plan by `dry-run`. */
  async step(action: 'deploy' | 'rollback', inputs: Readonly<Record<string, string>> = {}): Promise<Step> {
    const { user, host, port, knownHosts } = this.server
    const login = { 'registry-username': this.registry.username, 'registry-token': this.registry.password }
    return step(action, {
      workspace: this.repository.folder,
      runId: ++runs,
      env: {
        GITHUB_REPOSITORY: this.options.repository,
        GITHUB_SHA: await this.repository.head(),
        NODE_EXTRA_CA_CERTS: this.registry.caFile,
      },
      inputs: {
        host: `${user}@${host}:${port}`,
        'ssh-key': this.key,
        'known-hosts': knownHosts,
        ...(action === 'deploy' && this.options.registry === undefined ? login : {}),
        ...GATE,
        ...this.options.inputs,
        ...inputs,
      },
    })
  }

  private async load(way: Way): Promise<Load> {
    const load = await loadOn(this.server, way)
    this.loads.add(load)
    return load
  }

  /** Waits until a transaction has put everything away. */
  private async settled(): Promise<void> {
    await poll(
      () => exec(this.server, 'if ls ~/.stack-actions/*/tx/intent 2>/dev/null >&2; then exit 1; fi; echo done'),
      {
        deadlineMs: 60_000,
      },
    )
  }

  async close(): Promise<void> {
    for (const load of this.loads) await load.stop().catch(() => undefined)
    await this.repository.remove()
  }
}
