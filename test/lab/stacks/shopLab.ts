import { expect } from '@jest/globals'
import { type JournalEvent, stepTimes } from '../../../src/release/records/journal.js'
import { poll } from '../../../src/runtime/poll.js'
import { capture } from '../../../src/runtime/run.js'
import type { Stack } from '../../../src/stack/types.js'
import {
  type Engine,
  killServer,
  labRegistry,
  labServer,
  labTool,
  remove,
  type Server,
  startServer,
} from '../../kit/lab.js'
import type { LoadResult } from '../../kit/load/hits.js'
import { LASTING, Load, NEW_EACH } from '../../kit/load/load.js'
import { type Target, targetsInTurn } from '../../kit/load/traffic.js'
import { API_HOST, routed, type ShopOptions, shop, WEB_HOST } from './shop.js'
import { ShopHost } from './shopHost.js'
import { pushShopImages } from './shopImages.js'

/** Nine quick requests and one that is in flight for a second, so that some always are. */
const TARGETS: readonly Target[] = [
  ...Array.from({ length: 3 }, (): Target[] => [
    { method: 'GET', host: API_HOST, path: '/', service: 'api' },
    { method: 'POST', host: API_HOST, path: '/rows', service: 'api' },
    { method: 'GET', host: WEB_HOST, path: '/', service: 'web' },
  ]).flat(),
  { method: 'GET', host: API_HOST, path: '/slow?ms=1000', service: 'api' },
]

/** A server of the lab with the shop's images within its reach. */
export class ShopLab {
  private readonly loads = new Set<Load>()

  constructor(
    readonly server: ShopServer,
    readonly host: ShopHost,
    readonly registry: ServerRegistry,
    private readonly vegeta: string,
  ) {}

  shop(options: Omit<ShopOptions, 'registry'>, { health = false } = {}): Stack {
    const stack = shop({ ...options, registry: this.registry.fromServer })
    return health
      ? { ...stack, health: [{ name: 'API', service: { project: 'api', service: 'api' }, port: 8080, path: '/' }] }
      : stack
  }

  /** The page's labels with others beside them. */
  webLabels(more: Record<string, string>): Record<string, string> {
    return { ...routed('shop-web', WEB_HOST), ...more }
  }

  /** GET and POST at 50 requests a second, on lasting connections or on a new one each. */
  async load(options: {
    keepAlive: boolean
    rate?: number
    targets?: readonly Target[]
    port?: number
  }): Promise<Load> {
    const load = await Load.start({
      vegeta: this.vegeta,
      traffic: targetsInTurn(`http://${this.server.address}:${options.port ?? 80}`, options.targets ?? TARGETS),
      connections: [options.keepAlive ? LASTING : NEW_EACH],
      rate: options.rate ?? 50,
    })
    this.loads.add(load)
    return load
  }

  /** One answer of a service, as a user sees it. */
  async ask(service: 'api' | 'web'): Promise<string> {
    const host = service === 'api' ? API_HOST : WEB_HOST
    return this.host.out(
      `curl -s -m 5 -w '\\n%{http_code}' -H 'Host: ${host}' http://127.0.0.1/ | tac | tr '\\n' ' ' || true`,
    )
  }

  /** Waits until a service answers with a version. */
  async answers(service: 'api' | 'web', version: string, timeoutMs = 20_000): Promise<void> {
    let last = ''
    const found = await poll({ intervalMs: 100, timeoutMs }, async () => {
      last = await this.ask(service)
      return last.startsWith('200 ') && last.includes(`"version":"${version}"`) ? true : undefined
    })
    if (found.ended !== 'found') throw new Error(`${service} does not answer with ${version} but with: ${last}`)
  }

  /** Each POST that was answered 2xx is a row, and there is no row of a request that was told otherwise. */
  async expectRows(result: LoadResult): Promise<void> {
    const rows = await this.host.rows()
    const names = new Set(result.hits.flatMap(({ id }) => (id === undefined ? [] : [id])))
    expect(result.written.filter((id) => !rows.has(id))).toEqual([])
    expect([...rows].filter((id) => names.has(id))).toHaveLength(result.written.length)
  }

  /** The changes from one version to another that users saw, with how long both answered. */
  transitions({ hits }: LoadResult): { from: string; to: string; ms: number }[] {
    const found: { from: string; to: string; at: number; ms: number }[] = []
    let current: string | undefined
    for (const { at, version } of hits) {
      if (version === undefined || version === current) continue
      const last = found.at(-1)
      if (current !== undefined && last !== undefined && at - last.at - last.ms < 300)
        Object.assign(last, { to: version, ms: at - last.at })
      else if (current !== undefined) found.push({ from: current, to: version, at, ms: 0 })
      current = version
    }
    return found.map(({ from, to, ms }) => ({ from, to, ms }))
  }

  /** Where a transaction's time went, a step each. */
  timesOf(journal: readonly JournalEvent[]): string {
    return stepTimes(journal)
      .map(({ step, milliseconds }) => `  ${step} ${milliseconds} ms`)
      .join('\n')
  }

  async close(): Promise<void> {
    for (const load of this.loads) await load.stop().catch(() => undefined)
    await this.host.disconnect()
    await this.server.remove()
  }
}

/** A server of its own, if one likes with another engine or deployed to as root, and images that every shop lab shares. */
export async function openShopLab(
  name: string,
  { engine, user }: { engine?: Engine; user?: 'root' } = {},
): Promise<ShopLab> {
  const registry = await labRegistry()
  await pushShopImages(registry.address)
  const server = new ShopServer(await labServer(`shop-${name}-${process.pid}`, { engine }))
  const host = new ShopHost({ ...server.login, ...(user && { user }) })
  await host.install()
  return new ShopLab(server, host, new ServerRegistry(server, registry.address), await labTool('vegeta'))
}

/** The server as a machine that can lose its power. */
class ShopServer {
  constructor(readonly login: Server) {}

  get address(): string {
    return this.login.address
  }

  get container(): string {
    return this.login.container
  }

  /** As root, past SSH. */
  async root(...argv: string[]): Promise<void> {
    await capture(['docker', 'exec', this.container, ...argv])
  }

  async powerCut(): Promise<void> {
    await killServer(this.login)
  }

  async powerOn(): Promise<void> {
    await startServer(this.login)
  }

  async remove(): Promise<void> {
    await remove(this.login)
  }
}

/** The registry as this server reaches it, so that it can go away for this server alone. */
class ServerRegistry {
  constructor(
    private readonly server: ShopServer,
    readonly fromServer: string,
  ) {}

  async block(): Promise<void> {
    await this.server.root('iptables', '-I', 'OUTPUT', ...this.rule)
  }

  async unblock(): Promise<void> {
    await this.server.root('iptables', '-D', 'OUTPUT', ...this.rule)
  }

  private get rule(): string[] {
    const [address = '', port = ''] = this.fromServer.split(':')
    return ['-p', 'tcp', '-d', address, '--dport', port, '-j', 'REJECT', '--reject-with', 'tcp-reset']
  }
}
