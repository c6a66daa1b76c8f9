import { describe, expect, it } from '@jest/globals'
import { healthLines, summaryTable } from '../../../../src/health/report.js'
import type { GateReport } from '../../../../src/health/types.js'
import { imagesTable } from '../../../../src/image/report.js'
import type { JournalEvent } from '../../../../src/release/records/journal.js'
import type { Plan, PlannedService } from '../../../../src/release/records/types.js'
import { planDetails, planMarkdown, planText } from '../../../../src/release/report/planReport.js'
import { type ShipmentPage, shipmentHead, shipmentParts } from '../../../../src/release/report/summary.js'
import { codeBlock } from '../../../../src/runtime/escape.js'
import { failureMarkdown } from '../../../../src/troubleshooting/report.js'
import { expectHarmlessMarkdown, HOSTILE } from '../../hostile.js'
import { built, make } from '../fixture.js'

const { plan } = make()
const image = (service: string) => plan.services.find((one) => one.service === service)?.image ?? ''

function journal(...lines: [number, string, JournalEvent['event'], string?, string?][]): JournalEvent[] {
  return lines.map(([uptimeMs, step, event, subject = '-', text = '']) => ({
    ...{ utc: '2026-01-01T00:00:00Z', uptimeMs, release: plan.release, step, event, subject, text },
  }))
}

const started = journal(
  [1000, 'lock', 'begin'],
  [1100, 'lock', 'end'],
  [1200, 'start', 'begin'],
  [3700, 'start', 'note', 'shop/db', '0123456789ab verified'],
  [3700, 'start', 'end'],
  [3700, 'start', 'begin'],
)
const committed = journal(
  [8000, 'start', 'note', 'shop/web', 'aaaaaaaaaaaa verified'],
  [8000, 'start', 'end'],
  [9000, 'commit', 'note', 'shop/db', `running ${image('db')} 0123456789ab`],
  [9000, 'commit', 'note', 'shop/web', `running ${image('web')} aaaaaaaaaaaa`],
)
const failed = journal([
  5000,
  'start',
  'fail',
  'shop/web',
  'bbbbbbbbbbbb is exited (exit code 1); its last words: boom',
])

const shipment = (more: Partial<ShipmentPage> = {}): ShipmentPage => ({
  headline: 'shop-production: deployed; release 1-0123456 answers now',
  seconds: 43,
  ending: 'committed',
  plan,
  events: [...started, ...committed],
  reports: [],
  ...more,
})
const page = (more: Partial<ShipmentPage> = {}) => shipmentParts(shipment(more)).join('\n\n')
const row = (service: string, text: string) =>
  text
    .split('\n')
    .find((line) => line.startsWith(`| shop/${service} |`))
    ?.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))

const report: GateReport = {
  schema: 1,
  healthy: false,
  ended: 'timeout',
  seconds: 30,
  rules: { successes: 3, windowSeconds: 5, timeoutSeconds: 30, intervalSeconds: 1 },
  probes: [
    {
      name: 'Web',
      kind: 'url',
      target: 'https://shop.test/',
      healthy: false,
      tries: 3,
      failures: 3,
      seconds: 9,
      lastFailure: '503',
    },
  ],
}

describe('the summary of a deploy', () => {
  it('says first how it ended, which release answers, and how long it took', () => {
    expect(shipmentHead(shipment())).toBe(
      '### ✓ shop-production: deployed; release 1-0123456 answers now\n\nAfter 43 s.',
    )
    expect(shipmentHead(shipment({ differs: '`a` is not as in commit abc' }))).toMatch(
      /After 43 s\.\n\n\*\*Not as committed:\*\* \S*a\S* is not as in commit abc\.$/,
    )
    expect(shipmentHead(shipment(), '**Why:** x')).toMatch(/^### ✗ .*\n\nAfter 43 s\.\n\n\*\*Why:\*\* x$/)
  })

  it('has a row a service: image, change, result, and the seconds until it was verified', () => {
    expect(row('web', page())).toBe('| shop/web | web@111111111111 | started (new) | ✓ 1 of 1 run | 4.3 |')
    expect(row('db', page())).toBe('| shop/db | postgres@aaaaaaaaaaaa | started (new) | ✓ 1 of 1 run | 2.5 |')
  })

  it('of one that was undone shows which service failed, after how long, and what had gone well', () => {
    const text = page({ ending: 'undone', events: [...started, ...failed] })
    expect(row('web', text)).toMatch(/\| ✗ failed \| 1\.3 \|$/)
    expect(row('db', text)).toMatch(/\| verified, then undone \| 2\.5 \|$/)
    expect(text).toContain('start 1.30 s :crit, 2700, 4000')
  })

  it('claims nothing that nobody saw', () => {
    expect(row('web', page({ ending: 'open', events: [] }))).toMatch(/\| started \(new\) \| {2}\| {2}\|$/)
    expect(row('web', page({ ending: 'undone', events: started }))).toMatch(/\| not verified \| {2}\|$/)
    expect(row('web', page({ events: started }))).toContain('✗ 0 of 1 run')
    expect(page({ events: [] })).not.toContain('mermaid')
  })

  it('has one table, then health, then the time, then the reasons', () => {
    const text = page({ reports: [{ stage: 'switched', report }] })
    expect(text.match(/^\|---/gm)).toHaveLength(1)
    const places = [
      '| service |',
      '**Health gate (switched):** did not hold after 30 s',
      '✗ Web: Unhealthy',
      '```mermaid',
      '<details>',
    ].map((part) => text.indexOf(part))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((one, other) => one - other))
  })

  it('of a rollback, for which there is no plan, tells the change by the journal', () => {
    const { plan: _plan, ...rest } = shipment()
    const intent = journal(
      [900, 'intent', 'note', 'shop/web', 'changed: 1 x start-first'],
      [900, 'intent', 'note', 'shop/web', '0123456789ab: replace'],
      [900, 'intent', 'note', 'shop/old', '0123456789ab: remove'],
    )
    const text = shipmentParts({
      ...rest,
      target: { id: '1-0123456', services: plan.services },
      events: [...intent, ...started, ...committed],
    }).join('\n\n')
    expect(row('web', text)).toContain('| started first | ✓ 1 of 1 run | 4.3 |')
    expect(row('db', text)).toContain('| left alone | ✓ 1 of 1 run |')
    expect(row('old', text)).toContain('| removed | ✓ removed |')
  })

  it('of a thousand services is cut, and says so', () => {
    const many = Array.from(
      { length: 1000 },
      (_, index): PlannedService => ({ ...plan.services[0], service: `s${index}` }) as PlannedService,
    )
    expect(page({ plan: { ...plan, services: many } })).toContain('… and 800 more')
  })
})

describe('of a failure', () => {
  const env = { GITHUB_SERVER_URL: 'https://github.test', GITHUB_ACTION_REPOSITORY: 'o/r', GITHUB_ACTION_REF: 'v1' }

  it('says why, the last lines of the container, and what to do next', () => {
    const text = failureMarkdown(
      {
        message:
          'The new version was undone: start: shop/web: bbbbbbbbbbbb is exited (exit code 1); its last words: listen EADDRINUSE :::3000; release 1-0123456 serves',
        at: undefined,
        about: 'health',
        todo: ['look at the log'],
      },
      env,
    )
    expect(text).toContain(
      '**Why:** The new version was undone: start: shop/web: bbbbbbbbbbbb is exited &#40;exit code 1&#41;\n',
    )
    expect(text).toContain('```text\nlisten EADDRINUSE :::3000\n```')
    expect(text).toContain(
      '- look at the log\n- This looks like **[Port in use](https://github.test/o/r/blob/v1/docs/troubleshooting.md#port-in-use)**: ',
    )
  })

  it('keeps the end of a long log, in lines that fit', () => {
    const text = failureMarkdown(
      {
        message: ['no', ...Array.from({ length: 500 }, (_, n) => `line ${n}`), 'z '.repeat(200)].join('\n'),
        at: 'x',
        about: undefined,
        todo: [],
      },
      {},
    )
    expect(text.split('\n').length).toBeLessThan(70)
    expect(text).toContain('lines before …')
    expect(text).toContain('line 499')
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(120)
  })
})

describe.each(HOSTILE)('%s', (_, text) => {
  const service = { ...(plan.services[0] as PlannedService), because: [text], classReason: text, image: text }
  const hostile: Plan = {
    ...plan,
    services: [service],
    notices: [text],
    rewrites: [{ project: 'p', field: text, text }],
    drain: { because: text, better: [text], services: [{ project: 'p', service: 's', seconds: 1, reason: text }] },
  }
  const gate: GateReport = {
    ...report,
    reason: text,
    probes: [{ ...(report.probes[0] as GateReport['probes'][number]), name: text, target: text, lastFailure: text }],
  }
  it.each<[string, () => string]>([
    ['the plan', () => planMarkdown(hostile)],
    ['the plan’s details', () => planDetails(hostile)],
    [
      'the page’s head',
      () =>
        shipmentHead(
          shipment({ headline: text, differs: text }),
          failureMarkdown({ message: text, at: text, about: 'health', todo: [text] }, {}),
        ),
    ],
    [
      'the page',
      () =>
        page({
          plan: hostile,
          reports: [{ stage: text, report: gate }],
          events: journal([1, 'start', 'begin', text, text], [2, 'start', 'fail', text, text]),
        }),
    ],
    [
      'the last words of a container',
      () =>
        failureMarkdown(
          { message: `x; its last words: ${text} ECONNREFUSED`, at: text, about: 'health', todo: [text] },
          {},
        ),
    ],
    [
      'a list of faults',
      () => failureMarkdown({ message: `x:\n${text}\n  - ${text}`, at: undefined, about: undefined, todo: [] }, {}),
    ],
    ['the gate’s lines', () => healthLines(gate, text)],
    ['the gate’s table', () => summaryTable(gate)],
    ['the table of images', () => imagesTable([built(text, text, { project: text, repository: text, reason: text })])],
    ['a block', () => codeBlock(text)],
  ])('is not drawn in %s', (_name, markdown) => expectHarmlessMarkdown(markdown()))
})

describe('the plan’s word on the way of each routed service', () => {
  const service = (more: Partial<PlannedService>): PlannedService => {
    const [first] = plan.services
    return {
      ...(first as PlannedService),
      project: 'shop',
      service: 'web',
      routed: true,
      change: 'changed',
      class: 'start-first',
      ...more,
    }
  }
  const words = (more: Partial<Plan>, ...services: Partial<PlannedService>[]) => {
    const text = planText({
      ...plan,
      unchanged: false,
      switch: 'none',
      led: true,
      rewrites: [],
      notices: [],
      ...more,
      services: services.map(service),
    })
    return text.slice(text.indexOf('Routes:'))
  }
  it.each<[string, Partial<Plan>, Partial<PlannedService>[], RegExp]>([
    [
      'nothing routed changes',
      {},
      [{ routed: false }],
      /^Routes: nothing is switched, since nothing that changes is routed(\n[A-Z]|$)/,
    ],
    ['a file carries them', { switch: 'file' }, [{}], /^Routes: all of the stack at once[^\n]*(\n[A-Z]|$)/],
    [
      'a file carries them, and one is stopped first',
      { switch: 'file' },
      [{ class: 'exclusive' }],
      /\n {2}shop\/web: stopped first, so that nothing answers/,
    ],
    [
      'only Docker tells',
      {},
      [{ class: 'exclusive' }],
      /^Routes: nothing is switched by us\n {2}shop\/web: stopped first/,
    ],
    ['one is new', {}, [{ change: 'new' }], /\n {2}shop\/web: its routes come when its container is healthy/],
    ['one goes', {}, [{ change: 'removed' }], /\n {2}shop\/web: its routes go when its container is stopped/],
    [
      'no Traefik is there',
      { led: false },
      [{}],
      /\n {2}shop\/web: it has labels for Traefik, but no Traefik runs here, nor comes along\. .* may fail/,
    ],
  ])('where %s', (_case, more, services, expected) => {
    expect(words(more, ...services)).toMatch(expected)
  })
})

describe('the endpoints of the stack on the page', () => {
  it('are told when all answered', () => {
    expect(page({ endpoints: { asked: 3, left: [], pauses: [] } })).toContain(
      '**Endpoints:** 3 were asked all the while, and each answered as before.',
    )
  })

  it('are told with each pause', () => {
    const pause = { endpoint: 'http://127.0.0.1:80/ (shop/web)', seconds: 2.5, failed: 5, answer: '502', over: true }
    expect(page({ endpoints: { asked: 3, left: [], pauses: [pause] } })).toMatch(
      /Endpoints:\*\* some[\s\S]*answered worse for 2\.5 s/,
    )
  })

  it.each([[[]], [[{ endpoint: 'x', seconds: 1, failed: 1, answer: '502', over: true }]]])(
    'say which of them nobody asked',
    (pauses) => {
      expect(page({ endpoints: { asked: 3, left: ['shop/ftp: ports 30012-30039'], pauses } })).toMatch(
        /\n\nNot asked: shop\/ftp: ports 30012-30039\./,
      )
    },
  )

  it('are not mentioned where none was asked', () => {
    expect(page()).not.toContain('Endpoints')
  })
})
