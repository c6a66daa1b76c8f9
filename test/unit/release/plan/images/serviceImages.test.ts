import { describe, expect, it } from '@jest/globals'
import type { Host } from '../../../../../src/host/ssh.js'
import type { Stackctl } from '../../../../../src/host/stackctl.js'
import type { HostFacts } from '../../../../../src/host/types.js'
import { ImageSource, thirdParty } from '../../../../../src/release/plan/images/serviceImages.js'
import type { Plan } from '../../../../../src/release/records/types.js'
import { type Deployment, deploy } from '../../../../../src/release/transaction/runDeployment.js'
import type { ComposeService } from '../../../../../src/stack/types.js'
import { unknownImages } from '../../../../kit/unknownImages.js'
import {
  built,
  committed,
  container,
  db,
  facts,
  make,
  POSTGRES,
  project,
  stack,
  unreached,
  WEB_DIGEST,
  web,
} from '../../fixture.js'

const DIGEST = `redis@sha256:${'d'.repeat(64)}`

describe('references that the server may have to be asked for', () => {
  it.each<[string, Record<string, ComposeService>, string[]]>([
    ['what is built, is not', { web }, []],
    ['what names its content already, is not', { cache: { image: DIGEST }, db: { image: POSTGRES } }, []],
    ['each is, once', { db, copy: db, cache: { image: 'redis:8' } }, ['postgres:17', 'redis:8']],
    ['what is no name of an image, is not', { one: { image: '--help' }, two: { image: 'a\nb' }, none: {} }, []],
  ])('%s', (_case, services, expected) => {
    expect(thirdParty(stack([project(services)]))).toEqual(expected)
  })
})

describe('a deploy', () => {
  /** The references that the server was asked for in a call of their own, and what the plan says of the database. */
  async function planned(known: HostFacts['images']) {
    const asked: string[] = []
    let plan: Plan | undefined
    const stackctl = {
      resolve: async (references: string[]) => {
        asked.push(...references)
        return references.map((ref) => ({ ref, image: POSTGRES, platform: 'linux/amd64', config: {} }))
      },
      deploy: async () => ({ state: 'refused', lines: 0, stderr: '' }),
    } as unknown as Stackctl
    const deployment: Deployment = {
      stack: stack([project({ web, db })]),
      host: {} as Host,
      stackctl,
      facts: facts({ images: known }),
      images: [built('web', WEB_DIGEST)],
      defaults: async () => ({}),
      notices: [],
      ...{
        refresh: false,
        scheduled: false,
        refuseBehind: async () => undefined,
        owner: 'org',
        lookUp: async () => ({ fault: 'not asked' }),
      },
      envText: '',
      secretForms: [],
      event: { commit: '0123456789abcdef', differs: '', ref: 'refs/heads/main', actor: 'ann', runUrl: '', order: '1' },
      toolVersion: '0.1.0',
      registryLogin: '{}',
      ...{ lockTimeoutSeconds: 1, deadlineSeconds: 1, gateWindowSeconds: 0, force: false },
      signal: new AbortController().signal,
      onPlan: (made) => {
        plan = made
      },
      guard: unreached,
      onEvent: () => undefined,
      log: () => undefined,
    }
    await deploy(deployment, { dryRun: false }).catch(() => undefined)
    return { asked, services: plan?.services.map(({ service }) => service).sort() }
  }

  it('asks for what the server did not say by itself', async () => {
    expect(await planned([])).toEqual({ asked: ['postgres:17'], services: ['db', 'web'] })
  })

  it('does not ask again for what it said', async () => {
    const known = [{ ref: 'postgres:17', image: POSTGRES, platform: 'linux/amd64', config: {} }]
    expect(await planned(known)).toEqual({ asked: [], services: ['db', 'web'] })
  })
})

describe('the image that a tag stands for', () => {
  const [ours, theirs] = [`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`]
  const ran = (of: string, service: string, id: string, more: object = {}) =>
    container(of, service, { image: 'postgres:17', id, ...more })
  const foundOf = (containers: ReturnType<typeof container>[], services: Record<string, ComposeService> = { db }) => {
    const known = facts({ containers })
    const one = stack([project(services, { isNamed: true })])
    const source = new ImageSource(one, [], new Map(), known)
    const image = (name: string) => {
      const [first] = one.projects
      const found = first && source.imageOf(first, name, first.model.services[name] ?? {})
      return found !== undefined && 'image' in found ? found.image : 'unknown'
    }
    return { asked: unknownImages(one, [], known), images: Object.keys(services).map(image) }
  }

  it('is what the service runs, whatever others run under the same tag', () => {
    for (const containers of [
      [ran('shop', 'db', ours), ran('wiki', 'db', theirs)],
      [ran('wiki', 'db', theirs), ran('shop', 'db', ours)],
    ])
      expect(foundOf(containers)).toEqual({ asked: [], images: [ours] })
  })

  it('is what a service has that has ended well, of which nothing runs', () => {
    const State = { Status: 'exited', Running: false, ExitCode: 0 }
    const ended = (of: string) => ran(of, 'db', ours, { inspected: { State } })
    expect(foundOf([ended('shop'), ran('wiki', 'db', theirs)])).toEqual({ asked: [], images: [ours] })
    expect(foundOf([ended('wiki')])).toEqual({ asked: ['postgres:17'], images: ['unknown'] })
  })

  it('is asked for where only others run it', () => {
    const asked = { asked: ['postgres:17'], images: ['unknown'] }
    expect(foundOf([ran('wiki', 'db', theirs)])).toEqual(asked)
    expect(foundOf([ran('shop', 'old', theirs)])).toEqual(asked)
    expect(foundOf([container('shop', 'db', { image: 'postgres:16', id: theirs })])).toEqual(asked)
    expect(foundOf([ran('shop', 'db', theirs, { labels: { 'stack-actions.stack': 'of/others' } })])).toEqual(asked)
  })

  it('is to each of several services its own', () => {
    const containers = [ran('shop', 'db', ours), ran('shop', 'copy', theirs)]
    expect(foundOf(containers, { db, copy: db, more: db })).toEqual({ asked: [], images: [ours, theirs, ours] })
  })

  it('stays that to each of them in the releases that follow', () => {
    const services = { db, copy: { ...db, volumes: [] } }
    const one = stack([project(services)])
    const made = make({
      ...{ stack: one, images: [], resolved: new Map() },
      facts: facts({ containers: [ran('shop', 'db', ours), ran('shop', 'copy', theirs)] }),
    })
    const next = make({ stack: one, images: [], resolved: new Map(), facts: committed(made.release) })
    expect(next.plan.services.map(({ service, change, image }) => [service, change, image])).toEqual([
      ['db', 'unchanged', ours],
      ['copy', 'unchanged', theirs],
    ])
  })
})
