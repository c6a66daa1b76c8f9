import { poll } from '../../../src/runtime/poll.js'
import type { Engine } from '../../kit/lab.js'
import type { LoadResult } from '../../kit/load/hits.js'
import type { Load } from '../../kit/load/load.js'
import { type Row, STALLS } from '../droppedRows.js'
import { type LongOutcome, LongRequests } from '../longRequests.js'
import type { Answer } from './shopHost.js'
import { pushStallImages } from './shopImages.js'
import { openShopLab, type ShopLab } from './shopLab.js'
import { hostOf, type StallState, stalls } from './stalls.js'

/** What users saw of one change, and what it ended with. */
export interface Seen {
  ended: Answer
  load: LoadResult
  long: LongOutcome
  before: StallState
  after: StallState
  tookMs: number
  /** Containers that were started beside those of the change. */
  touched: string[]
}

/** Waits until answers come in time: a load that this machine does not hold without a deploy says nothing of one. */
async function steady(load: Load, { rate, takesMs }: Row): Promise<void> {
  const found = await poll({ intervalMs: 100, timeoutMs: 30_000 }, async () => {
    const last = load.soFar.hits.slice(-rate / 2)
    return last.length === rate / 2 && last.every(({ latencyMs }) => latencyMs < takesMs + 1000) ? true : undefined
  })
  if (found.ended !== 'found')
    throw new Error(`this machine does not hold ${rate} requests a second even without a change`)
}

const LONG_AT_ONCE = 8
const STAYS_SECONDS = 2

/** A server with stalls; each change of one is made under load, and begins with what the one before left. */
export class Market {
  private readonly states: Partial<Record<Row['stall'], StallState>> = {}
  /** What a rollback would go back to. */
  private undoable: { stall: Row['stall']; to: StallState } | undefined

  private constructor(
    readonly lab: ShopLab,
    private readonly engine: Engine | undefined,
  ) {}

  static async open(name: string, options: { engine?: Engine } = {}): Promise<Market> {
    const lab = await openShopLab(name, options)
    await pushStallImages(lab.registry.fromServer)
    const market = new Market(lab, options.engine)
    await market.must(market.release(market.states))
    await lab.host.sql('create table rows (id text primary key, version text not null)')
    return market
  }

  /** Puts up the stall of a row where it is not there, in place of those whose health is asked so often that it costs the load its time. */
  private async putUp(name: Row['stall']): Promise<void> {
    if (this.states[name] !== undefined) return
    for (const other of Object.keys(this.states) as Row['stall'][])
      if (STALLS[other].interval === '1s' && STALLS[other].stops === 'properly') delete this.states[other]
    this.states[name] = { version: 'v1', replicas: STALLS[name].replicas, labels: 0 }
    await this.must(this.release(this.states))
  }

  private async must(ended: Promise<Answer>): Promise<void> {
    const { code, why } = await ended
    if (code !== 0) throw new Error(`a release that should be made ended with ${code}: ${why}`)
  }

  /** Makes the change of a row under its load. */
  async change(row: Row): Promise<Seen> {
    await this.putUp(row.stall)
    if (row.change === 'rollback' && this.undoable?.stall !== row.stall) await this.must(this.deploy(row.stall))
    const others = await this.others(row.stall)
    const before = this.state(row.stall)
    const load = await this.lab.load({
      keepAlive: row.connections === 'kept',
      rate: row.rate,
      targets: [
        {
          method: row.method,
          host: hostOf(row.stall),
          path: `/slow?ms=${row.takesMs}`,
          headers: await this.cookie(row.stall),
        },
      ],
    })
    const long = new LongRequests({
      base: `http://${this.lab.server.address}`,
      host: hostOf(row.stall),
      kind: row.beside,
      count: LONG_AT_ONCE,
      staysMs: (row.staysSeconds ?? STAYS_SECONDS) * 1000,
    })
    try {
      await steady(load, row)
      const begun = Date.now()
      const ended = await this.make(row, load, long)
      const tookMs = Date.now() - begun
      // Both go on for as long as an upload that began last.
      const [kept, seen] = [await long.stop(), await load.stop()]
      const touched = (await this.others(row.stall)).filter((one) => !others.includes(one))
      return { ended, load: seen, long: kept, before, after: this.state(row.stall), tookMs, touched }
    } finally {
      await load.stop()
    }
  }

  private make(row: Row, load: Load, long: LongRequests): Promise<Answer> {
    switch (row.change) {
      case 'deploy':
        return this.deploy(row.stall)
      case 'rollback':
        return this.rollback()
      case 'undone deploy':
        return this.undone(row, load, long)
      case 'scale up and down':
        return this.scale(row.stall)
      case 'labels':
        return this.changed(row.stall, { labels: this.state(row.stall).labels + 1 })
    }
  }

  private deploy(stall: Row['stall']): Promise<Answer> {
    return this.changed(stall, { version: other(this.state(stall).version) })
  }

  private async rollback(): Promise<Answer> {
    const ended = await this.lab.host.rollback()
    if (this.undoable !== undefined && ended.code === 0) this.states[this.undoable.stall] = this.undoable.to
    this.undoable = undefined
    await this.lab.host.finished()
    return ended
  }

  /** Undone after users were answered by the new version: the way back has requests in flight on it, too. */
  private async undone({ stall, aborted }: Row, load: Load, long: LongRequests): Promise<Answer> {
    const { version, ...rest } = this.state(stall)
    const fresh = other(version)
    const id = await this.lab.host.prepare(this.stack({ ...this.states, [stall]: { ...rest, version: fresh } }))
    let waiting = await this.lab.host.run(id, { gate: 'runner' })
    if (waiting.code === 30 && aborted === 'after the stop') {
      await this.lab.host.ctl(['proceed', id])
      waiting = await this.lab.host.watch(id)
    }
    if (waiting.code !== 30) return waiting
    await poll({ intervalMs: 100, timeoutMs: 20_000 }, async () =>
      load.soFar.hits.some((hit) => hit.version === fresh) ? true : undefined,
    )
    long.more()
    await this.lab.host.ctl(['abort', id])
    return this.lab.host.watch(id)
  }

  private async scale(stall: Row['stall']): Promise<Answer> {
    const { replicas } = this.state(stall)
    const up = await this.changed(stall, { replicas: replicas + 2 })
    return up.code === 0 ? this.changed(stall, { replicas }) : up
  }

  private async changed(stall: Row['stall'], change: Partial<StallState>): Promise<Answer> {
    const before = this.state(stall)
    const states = { ...this.states, [stall]: { ...before, ...change } }
    const ended = await this.release(states)
    if (ended.code !== 0) return ended
    this.undoable = { stall, to: before }
    Object.assign(this.states, states)
    return ended
  }

  private release(states: Market['states']): Promise<Answer> {
    return this.lab.host.deploy(this.stack(states))
  }

  private stack(states: Market['states']) {
    const names = Object.keys(states) as Row['stall'][]
    const all = names.map((name) => [name, { traits: STALLS[name], state: states[name] as StallState }] as const)
    return stalls(this.lab.registry.fromServer, Object.fromEntries(all), this.engine)
  }

  private state(stall: Row['stall']): StallState {
    const state = this.states[stall]
    if (state === undefined) throw new Error(`there is no stall ${stall}`)
    return state
  }

  private async others(stall: Row['stall']): Promise<string[]> {
    return (await this.lab.host.containers())
      .filter(({ service }) => service !== stall)
      .map(({ service, id, startedAt }) => `${service} ${id} ${startedAt}`)
  }

  /** The cookie that binds a client to one replica, where the stall gives one. */
  private async cookie(stall: Row['stall']): Promise<Record<string, string>> {
    if (STALLS[stall].sticky === 'no') return {}
    const headers = await this.headers(stall)
    const cookie = /^set-cookie: ([^;\r\n]+)/im.exec(headers)?.[1]
    if (cookie === undefined) throw new Error(`no cookie in ${headers}`)
    return { Cookie: cookie }
  }

  /** Headers of one answer. */
  headers(stall: Row['stall'], host = hostOf(stall)): Promise<string> {
    return this.lab.host.out(`curl -s -m 5 -o /dev/null -D - -H 'Host: ${host}' http://127.0.0.1/`)
  }
}

export const other = (version: StallState['version']): StallState['version'] => (version === 'v1' ? 'v2' : 'v1')
