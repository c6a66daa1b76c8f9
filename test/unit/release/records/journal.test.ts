import { describe, expect, it } from '@jest/globals'
import type { ReleaseService } from '../../../../src/records/release.js'
import {
  committedImages,
  type JournalEvent,
  journalEvent,
  journalLine,
  journalText,
  stepTimes,
} from '../../../../src/release/records/journal.js'
import { gantt, timesText } from '../../../../src/release/report/timeline.js'
import { mustRun } from '../../../../src/release/transaction/drive.js'

const event = (
  uptimeMs: number,
  step: string,
  kind: JournalEvent['event'],
  subject = '-',
  text = '',
): JournalEvent => ({
  utc: '2026-01-01T00:00:00Z',
  ...{ uptimeMs, release: '2-abcdef1', step, event: kind, subject, text },
})

describe('a line of the journal', () => {
  it('is read field by field', () => {
    expect(journalEvent('2026-01-01T00:00:00Z\t1234\t2-abcdef1\tstart\tnote\tshop/web\tabc verified')).toEqual(
      event(1234, 'start', 'note', 'shop/web', 'abc verified'),
    )
  })

  it('is written again as it came', () => {
    const line = '2026-01-01T00:00:00Z\t1234\t2-abcdef1\tstart\tnote\tshop/web\tabc verified'
    expect(journalLine(journalEvent(line) as JournalEvent)).toBe(line)
  })

  it.each(['', 'Welcome to Debian', 'a\tb\tc\td\tbogus\tf\tg', '2026\tnot-a-number\tid\tstart\tnote\t-\t'])(
    'is not mistaken for what a login shell prints: %j',
    (line) => expect(journalEvent(line)).toBeUndefined(),
  )

  it.each<[JournalEvent, string | undefined]>([
    [event(0, 'gate', 'begin'), 'gate …'],
    [event(0, 'gate', 'end'), undefined],
    [event(0, 'start', 'note', 'shop/web', 'verified'), '  shop/web: verified'],
    [event(0, 'stop', 'note', '-', 'draining for 5 s'), '  draining for 5 s'],
    [event(0, 'start', 'fail', 'shop/web', 'exited'), 'start failed: shop/web: exited'],
  ])('is a line of the log, or none: %j', (entry, text) => expect(journalText(entry)).toBe(text))
})

describe('where the time went', () => {
  const events = [
    event(1000, 'lock', 'begin'),
    event(1100, 'lock', 'end'),
    event(1100, 'start', 'begin'),
    event(2600, 'start', 'end'),
    event(2600, 'gate', 'begin'),
  ]

  it('is the time from each begin to its end; a step that never ended has none', () => {
    expect(stepTimes(events)).toEqual([
      { step: 'lock', fromMs: 0, milliseconds: 100 },
      { step: 'start', fromMs: 100, milliseconds: 1500 },
    ])
  })

  it('of a step that failed ends there, or where it ended after all', () => {
    const failed = [
      event(0, 'start', 'begin'),
      event(700, 'start', 'fail', 'shop/web', 'x'),
      event(900, 'undo', 'begin'),
    ]
    expect(stepTimes(failed)).toEqual([{ step: 'start', fromMs: 0, milliseconds: 700, failed: true }])
    const again = [event(1000, 'undo', 'fail', 'docker rm', 'x'), event(1500, 'undo', 'end')]
    expect(stepTimes([...failed, ...again])[1]).toEqual({ step: 'undo', fromMs: 900, milliseconds: 600 })
    expect(gantt([...failed, ...again])).toContain('\n    start 0.70 s :crit, 0, 700\n')
  })

  it('is shown in the log with the widest bar for the longest step, and as a picture in the summary', () => {
    const [lock = '', start = ''] = timesText(events)
    expect(start).toContain('1.50 s')
    expect(start.length).toBeGreaterThan(lock.length)
    expect(gantt(events)).toBe(
      [
        '```mermaid',
        'gantt',
        '  dateFormat x',
        '  axisFormat %s s',
        '  section Before',
        '    lock 0.10 s :0, 100',
        '  section New version',
        '    start 1.50 s :100, 1600',
        '```',
      ].join('\n'),
    )
    expect(gantt([])).toBeUndefined()
  })
})

describe('green means proven', () => {
  const web: Pick<ReleaseService, 'project' | 'service' | 'image' | 'replicas' | 'class' | 'check'> = {
    ...{ project: 'shop', service: 'web', class: 'start-first', replicas: 2 },
    image: 'registry.example/web@sha256:aa',
    check: { kind: 'running' },
  }
  const release = { id: '2-abcdef1', services: [web as ReleaseService] }
  const runs = (state: string, image: string, container = '0123456789ab') =>
    event(0, 'commit', 'note', 'shop/web', `${state} ${image} ${container}`)
  const other = '111111111111'

  it('holds where every replica runs the image that was asked for', () => {
    expect(() => mustRun(release, [runs('running', web.image), runs('running', web.image, other)])).not.toThrow()
    expect(committedImages([runs('running', web.image)]).get('shop/web')).toHaveLength(1)
  })

  it.each([
    ['a replica is missing', [runs('running', web.image)]],
    ['a replica has exited', [runs('running', web.image), runs('exited', web.image, other)]],
    ['another image runs', [runs('running', web.image), runs('running', 'registry.example/web@sha256:bb', other)]],
    [
      'a replica was seen before the commit died, and is gone since',
      [
        runs('running', web.image),
        runs('running', web.image, other),
        event(0, 'commit', 'begin', '-', 'after a death'),
        runs('running', web.image),
      ],
    ],
    ['nothing was listed', []],
  ])('does not hold where %s', (_, events) => {
    expect(() => mustRun(release, events)).toThrow('shop/web')
  })

  it('holds where what nobody calls has ended, as it may', () => {
    const copier = { ...web, replicas: 1, check: { kind: 'ends' } } as ReleaseService
    const services = { id: '2-abcdef1', services: [copier] }
    expect(() => mustRun(services, [runs('exited', web.image)])).not.toThrow()
    expect(() => mustRun(services, [])).toThrow('shop/web')
  })

  it('asks nothing of a one-shot, which has ended', () => {
    const oneShot = { ...web, class: 'one-shot' } as ReleaseService
    expect(() => mustRun({ id: '2-abcdef1', services: [oneShot] }, [])).not.toThrow()
  })
})
