import { servingVersion } from './judge.js'
import { differences } from './look.js'
import { Site } from './site.js'

/** Servers that work side by side; one that a cell left broken is put in order, or replaced. */
export class Pool {
  private names = 0
  private readonly sites = new Set<Site>()

  constructor(private readonly jobs: number) {}

  /** Gives each piece of work to the next server that is free. `work` says whether the server is in order afterwards. */
  async run<T>(pieces: Iterable<T>, work: (site: Site, piece: T) => Promise<boolean>): Promise<void> {
    const queue = pieces[Symbol.iterator]()
    const lane = async () => {
      let site: Site | undefined
      for (let next = queue.next(); !next.done; next = queue.next()) {
        site ??= await this.open()
        if (await work(site, next.value)) continue
        if (await repaired(site)) continue
        await this.close(site)
        site = undefined
      }
    }
    try {
      await Promise.all(Array.from({ length: this.jobs }, lane))
    } finally {
      await this.closeAll()
    }
  }

  /** Takes every server away, also in the middle of its work. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.sites].map((site) => this.close(site)))
  }

  private async open(): Promise<Site> {
    this.names += 1
    const site = await Site.open(`chaos-${process.pid}-${this.names}`)
    this.sites.add(site)
    return site
  }

  private async close(site: Site): Promise<void> {
    this.sites.delete(site)
    await site.close()
  }
}

/** Tries what a person would after a strike that left something broken: recovery, then deploys. False where that does not help. */
export async function repaired(site: Site): Promise<boolean> {
  await site.stackctl('recover')
  for (const version of ['v1', 'v2']) {
    const { code } = await site.deployed(site.shop(version))
    if (code !== 0) return false
  }
  const { containers, left } = await site.settled()
  return left.length === 0 && differences(containers, servingVersion(containers) ?? '').length === 0
}
