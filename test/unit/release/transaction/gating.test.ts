import { describe, expect, it } from '@jest/globals'
import type { Answer } from '../../../../src/health/gate.js'
import { serviceLines } from '../../../../src/health/report.js'
import type { GateReport, Probe } from '../../../../src/health/types.js'
import { readLines } from '../../../../src/records/record.js'
import { SERVICES } from '../../../../src/records/release.js'
import { healthGate } from '../../../../src/release/transaction/gating.js'
import type { HealthEntry } from '../../../../src/stack/types.js'
import { built, committed, make, project, resolved, stack, WEB_DIGEST, web } from '../fixture.js'

const mailer = { image: 'postgres:17', restart: 'always' }
const { release } = make({
  stack: stack([project({ web: { ...web, depends_on: {} }, mailer })]),
  ...{ images: [built('web', WEB_DIGEST)], resolved },
})
const facts = committed(release)
const services = readLines(SERVICES, facts.current?.services ?? '')
const kept = services.filter(({ service }) => service === 'mailer')
const idOf = (name: string) =>
  facts.containers.find(({ Config }) => Config.Labels?.['com.docker.compose.service'] === name)?.Id ?? ''

type Says = (probe: Probe, round: number) => boolean

/** A deploy over that, which changes `web`: what the gate says, with what it asked and its report. */
async function judged(holds: Says, health: HealthEntry[] = [], which = kept) {
  const asked: string[] = []
  let report: GateReport | undefined
  const seen = new Map<string, number>()
  const gate = healthGate({
    stack: { id: 'shop-production', health },
    askOf:
      () =>
      async (probe): Promise<Answer> => {
        const words = probe.kind === 'url' ? probe.url : `${probe.kind} ${probe.name}`
        seen.set(words, (seen.get(words) ?? 0) + 1)
        asked.push(words)
        return holds(probe, seen.get(words) ?? 0)
          ? { ok: true }
          : { ok: false, failure: 'Docker calls it unhealthy', final: true }
      },
    rules: { successes: 1, windowSeconds: 0, timeoutSeconds: 5, intervalSeconds: 1 },
    facts,
    pinned: () => false,
    onReport: (one) => {
      report = one
    },
    signal: new AbortController().signal,
  })
  await gate.lookBefore(which, { shop: 'shop' })
  const before = [...asked]
  const signal = new AbortController().signal
  const verdict = await gate.judge({
    ...{ stage: 'switched', containers: facts.containers, services, projects: { shop: 'shop' }, signal },
  })
  return { verdict, before, report }
}

const isMailer = (probe: Probe): boolean => probe.kind === 'container' && probe.container === idOf('mailer')

describe('a service that stays as it is', () => {
  it('is told and not held against the release where it was unhealthy before', async () => {
    const { verdict, report, before } = await judged((probe) => !isMailer(probe))
    expect(verdict).toEqual({ healthy: true, reason: '' })
    // What changes is not asked before: the new version has to hold, whatever the old one did.
    expect(new Set(before)).toEqual(new Set(['container Shop Mailer']))
    expect(report === undefined ? [] : serviceLines(report)).toContainEqual(
      '! Shop Mailer: not healthy before either, and unchanged (Docker calls it unhealthy): does not count against this release',
    )
  })

  it('is held where it was healthy before, also after a hiccup', async () => {
    // Before: once; then in the gate.
    const broken = await judged((probe, round) => !isMailer(probe) || round === 1)
    expect(broken.verdict).toMatchObject({ healthy: false, reason: expect.stringContaining('Shop Mailer') })
    const hiccup = await judged((probe, round) => !isMailer(probe) || round === 2)
    expect(hiccup.verdict.healthy).toBe(false)
  })

  it('has its own entries of stack.yml, and those of nobody and of what changes are held all the same', async () => {
    const health: HealthEntry[] = [
      { name: 'Mail', service: { project: 'shop', service: 'mailer' }, url: 'https://mail.test/' },
      { name: 'Shop', service: { project: 'shop', service: 'web' }, url: 'https://shop.test/' },
      { name: 'Site', url: 'https://site.test/' },
    ]
    const silent = (url: string) => (probe: Probe) => probe.kind !== 'url' || probe.url !== url
    expect((await judged(silent('https://mail.test/'), health)).verdict.healthy).toBe(true)
    expect((await judged(silent('https://shop.test/'), health)).verdict.healthy).toBe(false)
    expect((await judged(silent('https://site.test/'), health)).verdict.healthy).toBe(false)
  })

  it('leaves nothing to ask where all of what runs stays, and all of it was unhealthy', async () => {
    expect((await judged(() => false, [], services)).verdict.healthy).toBe(true)
  })
})
