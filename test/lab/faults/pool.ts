import { servingVersion } from './judge.js'
import { differences } from './look.js'
import { Site } from './site.js'

/** Servers that work side by side; one that a cell left broken is put in order, or replaced. */
export class Pool {
  private names = 0

  constructor(private readonly jobs: number) {}

  /** Gives each piece of work to the next server that is free. `work` says whether the server is in order afterwards. */
  async run<T>(pieces: Iterable<T>, work: (site: Site, piece: T) => Promise<boolean>): Promise<void> {
    const queue = pieces[Symbol.iterator]()
    const lane = async () => {
      let site: Site | undefined
      for (let next = queue.next(); !next.done; next = queue.next()) {
        site ??= await this.open()
        if (await work(site, next.value)) continue
        if (await inOrder(site)) continue
        await site.close()
        site = undefined
      }
      await site?.close()
    }
    // One after the other: the first one pushes the images that all need.
    const lanes: Promise<void>[] = []
    for (let count = 0; count < this.jobs; count += 1) lanes.push(lane())
    const ends = await Promise.allSettled(lanes)
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  }

  private open(): Promise<Site> {
    this.names += 1
    return Site.open(`chaos-${process.pid}-${this.names}`)
  }
}

/** Tries what a person would: recovery, then a deploy. */
async function inOrder(site: Site): Promise<boolean> {
  await site.stackctl('recover')
  for (const version of ['v1', 'v2']) {
    const { code } = await site.deployed(site.shop(version))
    if (code !== 0) return false
  }
  const { containers, left } = await site.settled()
  return left.length === 0 && differences(containers, servingVersion(containers) ?? '').length === 0
}
