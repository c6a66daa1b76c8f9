import { describe, expect, it } from '@jest/globals'
import { program } from '../../../scripts/program.mjs'
import { drawAt } from '../../lab/faults/draw.js'
import { broken, type Evidence } from '../../lab/faults/judge.js'
import { type Container, survivors } from '../../lab/faults/look.js'
import { CELLS, cell, cover, FAULTS, STEPS } from '../../lab/faults/table.js'

describe('the table of faults', () => {
  it('has a row for each step that stackctl journals', () => {
    const text = program()
    const begun = [...text.matchAll(/(?:^|[;&|{]|then|do)\s*step ([a-z][a-z-]*)/gm)].map((match) => match[1])
    const said = [...text.matchAll(/\bSTEP=([a-z][a-z-]*)/g)].map((match) => match[1])
    expect([...new Set([...begun, ...said])].sort()).toEqual(STEPS.map(({ name }) => name).sort())
  })

  it('covers each step and each fault with few cells', () => {
    const chosen = cover(CELLS)
    expect([...new Set(chosen.map(({ step }) => step))].sort()).toEqual(STEPS.map(({ name }) => name).sort())
    expect(new Set(chosen.map(({ fault }) => fault.name)).size).toBe(FAULTS.length)
    expect(chosen.length).toBeLessThanOrEqual(FAULTS.length + 2)
  })

  it('draws the same strike again from the same seed and number, and others from others', () => {
    expect(drawAt(7, 3, CELLS)).toEqual(drawAt(7, 3, CELLS))
    expect(
      new Set(Array.from({ length: 50 }, (_, number) => JSON.stringify(drawAt(7, number, CELLS).cell))).size,
    ).toBeGreaterThan(30)
  })
})

const container = (service: string, version: string, more: Partial<Container> = {}): Container => ({
  ...{ id: service + version, project: 'shop', service, name: `${service}-1`, version },
  ...{ state: 'running', policy: 'unless-stopped', started: true },
  ...more,
})
const shopOf = (version: string, more: Partial<Container> = {}): Container[] =>
  ['api', 'api', 'worker', 'web'].map((service) => container(service, version, more))
const base = [container('postgres', ''), container('traefik', '')]

describe('what a reboot brings up', () => {
  it.each([
    { what: 'what runs with a policy', containers: shopOf('v1'), up: ['v1'] },
    {
      what: 'stopped ones that are set to always',
      containers: shopOf('v1', { state: 'exited', policy: 'always' }),
      up: ['v1'],
    },
    { what: 'not what was stopped under unless-stopped', containers: shopOf('v1', { state: 'exited' }), up: [] },
    {
      what: 'not what was created and never ran',
      containers: shopOf('v2', { state: 'created', policy: 'always', started: false }),
      up: [],
    },
    {
      what: 'not candidates, which have no policy',
      containers: [...shopOf('v1'), ...shopOf('v2', { policy: 'no' })],
      up: ['v1'],
    },
    { what: 'no version that lacks a service', containers: shopOf('v1').slice(0, 3), up: [] },
  ])('$what', ({ containers, up }) => {
    expect(survivors([...base, ...containers])).toEqual(up)
  })
})

const good: Evidence = {
  cell: cell('stop', 'stackctl-killed'),
  before: 'v1',
  target: 'v2',
  landed: ['stop'],
  passed: ['stop'],
  survive: ['v1'],
  told: { exit: 1, outcome: 'undone', lastLine: '' },
  recorded: 'undone interrupted',
  after: {
    look: { current: '1-aaaaaaa', outcomes: {}, containers: [...base, ...shopOf('v1')], left: [] },
    answers: ['v1'],
    serves: 'v1',
  },
  recovered: [
    { exit: 20, words: '2-bbbbbbb: undone' },
    { exit: 0, words: 'nothing to recover' },
  ],
  seconds: 1,
  load: { sent: 100, failed: 0, reasons: {}, hits: [], written: [] },
  rate: 30,
  starved: 1,
  lost: [],
  forgotten: [],
}
const after = (more: Partial<Evidence['after']>) => ({ after: { ...good.after, ...more } })

describe('a verdict', () => {
  it('is empty where all holds', () => {
    expect(broken(good)).toEqual([])
  })

  it.each<[string, Partial<Evidence>, RegExp]>([
    ['a failed request', { load: { ...good.load, failed: 1 } }, /1 of 100 requests failed/],
    ['a lost row', { lost: ['x'] }, /1 rows are lost/],
    ['a container that Docker forgot', { forgotten: ['abc'] }, /Docker has forgotten abc, which runs/],
    ['a state that no reboot would survive', { survive: [] }, /no whole version/],
    [
      'a green without a commit',
      { told: { exit: 0, outcome: 'deployed', lastLine: '' } },
      /green, but the server records/,
    ],
    ['a red that was committed', { recorded: 'committed', ...after({ serves: 'v2' }) }, /but the server committed/],
    [
      'an outcome that the fault does not explain',
      { told: { exit: 1, outcome: 'unknown', lastLine: 'x' } },
      /was told 'unknown'/,
    ],
    ['the other version', after({ serves: 'v2' }), /v1 should serve/],
    ['a commit before anybody decided', { recorded: 'committed' }, /should have gone back/],
    [
      'a recovery that does something twice',
      { recovered: [...good.recovered, { exit: 20, words: 'undone' }] },
      /second recovery/,
    ],
    ['a recovery that fails', { recovered: [{ exit: 21, words: 'no' }] }, /recovery ended with exit code 21/],
    ['something left over', after({ look: { ...good.after.look, left: ['tx/intent'] } }), /left over: tx\/intent/],
    [
      'a container too many',
      after({ look: { ...good.after.look, containers: [...base, ...shopOf('v1'), container('api', 'v1')] } }),
      /3 containers of api/,
    ],
    ['users who get the other version', after({ answers: ['v1', 'v2'] }), /answered by v1 and v2/],
  ])('names %s', (_, seen, words) => {
    expect(broken({ ...good, ...seen }).join('\n')).toMatch(words)
  })

  it.each([
    [
      'passes over what a person’s own command left half done',
      'person-up',
      'created',
      '86c29803c7b2_shop-api-worker-11',
      [],
    ],
    [
      'names it where no person was at work',
      'stackctl-killed',
      'created',
      '86c29803c7b2_shop-api-worker-11',
      [/worker v2\) is created/],
    ],
    ['names it where it is one of ours', 'person-up', 'created', 'shop-api-worker-11', [/worker v2\) is created/]],
    ['names it where it runs', 'person-up', 'running', '86c29803c7b2_shop-api-worker-11', [/worker v2\) is running/]],
  ] as const)('%s', (_case, fault, state, name, expected) => {
    const containers = [...base, ...shopOf('v1'), container('worker', 'v2', { name, state })]
    const seen = { cell: cell('stop', fault), ...after({ look: { ...good.after.look, containers } }) }
    const words = broken({ ...good, ...seen }).join('\n')
    for (const one of expected) expect(words).toMatch(one)
    if (expected.length === 0) expect(words).toBe('')
  })
})
