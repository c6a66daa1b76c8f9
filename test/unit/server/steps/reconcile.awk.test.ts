import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

const WEB = 'shop|web|h1|start-first|2|web:1|tag|3'
const NEWER = 'shop|web|h2|start-first|2|web:2|tag|3'
const DB = 'shop|db|h1|exclusive|1|db:1|tag|1'
const JOB = 'shop|job|h1|one-shot|1|job:1|tag|2'
/** A container with its settings: `id`, where it belongs, its hash, its state, and Docker's words about it. */
const there = (id: string, of: string, hash: string, state = 'running', status = 'Up', more = '') => [
  `=|${id}|always|0|"web:1"|sha256:1|${more}|"edge"|n1 `,
  `${id}|shop|${of}|${hash}|${state}|False|shop-${of}-${id}|${status}`,
]

describe.each(AWKS)('what becomes of each container, under %s', (_, awk) => {
  const reconciled = (serving: string[], coming: string[], rows: string[], set: Record<string, string> = {}) =>
    runAwk(awk, ['dockerFields.awk', 'records.awk', 'steps/reconcile.awk', 'steps/intentLines.awk'], {
      ...{ files: { serving: tabbed(...serving), coming: tabbed(...coming) }, named: ['serving', 'coming'] },
      ...{ set: { kept_pin: '', nets: ' n1 ', ...set }, input: tabbed(...rows, '=') },
    })

  it.each<[string, string[], string[], string[], string[]]>([
    ['is new where nothing was', [], [WEB], [], ['want|shop|web|2|start-first|new|3']],
    [
      'is replaced where its service changes',
      [WEB],
      [NEWER],
      there('a', 'web', 'h1'),
      ['old|shop|web|a|replace|always|start-first|running|shop-web-a', 'want|shop|web|2|start-first|changed|3'],
    ],
    [
      'is kept where nothing changes, and what is missing is made',
      [WEB],
      [WEB],
      there('a', 'web', 'h1'),
      ['old|shop|web|a|keep|always|start-first|running|shop-web-a', 'want|shop|web|1|start-first|rescaled|3'],
    ],
    [
      'goes where there are more than are wanted',
      [DB],
      [DB],
      [...there('a', 'db', 'h1'), ...there('b', 'db', 'h1')],
      [
        'old|shop|db|a|keep|always|exclusive|running|shop-db-a',
        'old|shop|db|b|shrink|always|exclusive|running|shop-db-b',
      ],
    ],
    [
      'starts again where only one may be, and it is stopped',
      [DB],
      [DB],
      there('a', 'db', 'h1', 'exited', 'Exited'),
      ['old|shop|db|a|again|always|exclusive|exited|shop-db-a'],
    ],
    [
      'is lost where it cannot start as it is, and has data that no other one gets',
      [WEB],
      [WEB],
      there('a', 'web', 'h0', 'exited', 'Exited', '+'),
      [
        'old|shop|web|a|replace|always|start-first|exited|shop-web-a',
        'lost|shop|web|shop-web-a',
        'want|shop|web|2|start-first|changed|3',
      ],
    ],
    [
      'is lost where another one would be made in its place, beside one that runs',
      [WEB],
      [WEB],
      [...there('a', 'web', 'h1'), ...there('b', 'web', 'h0', 'exited', 'Exited', '+')],
      [
        'old|shop|web|a|keep|always|start-first|running|shop-web-a',
        'old|shop|web|b|shrink|always|start-first|exited|shop-web-b',
        'lost|shop|web|shop-web-b',
        'want|shop|web|1|start-first|rescaled|3',
      ],
    ],
    [
      'is not lost where nothing is made in its place',
      [WEB],
      [WEB],
      [...there('a', 'web', 'h1'), ...there('c', 'web', 'h1'), ...there('b', 'web', 'h0', 'exited', 'Exited', '+')],
      [
        'old|shop|web|a|keep|always|start-first|running|shop-web-a',
        'old|shop|web|c|keep|always|start-first|running|shop-web-c',
        'old|shop|web|b|shrink|always|start-first|exited|shop-web-b',
      ],
    ],
    [
      'is spent where it runs once, and once anew',
      [JOB],
      ['shop|job|h2|one-shot|3|job:1|tag|2'],
      there('a', 'job', 'h1', 'exited', 'Exited'),
      ['old|shop|job|a|spent|always|one-shot|exited|shop-job-a', 'want|shop|job|1|one-shot|changed|2'],
    ],
    [
      'is removed where its service is no more, and kept where it never was one',
      [WEB],
      [DB],
      [...there('a', 'web', 'h1'), ...there('b', 'db', 'h1'), ...there('c', 'else', '')],
      [
        'old|shop|db|b|replace|always|exclusive|running|shop-db-b',
        'want|shop|db|1|exclusive|changed|1',
        'old|shop|web|a|remove|always|start-first|running|shop-web-a',
        'old|shop|else|c|keep|always|exclusive|running|shop-else-c',
      ],
    ],
    [
      'is unhealthy where Docker calls it unhealthy',
      [DB],
      [DB],
      there('a', 'db', 'h1', 'running', 'Up (unhealthy)'),
      ['old|shop|db|a|keep|always|exclusive|running|shop-db-a', 'unhealthy|shop|db'],
    ],
  ])('%s', (_name, serving, coming, rows, lines) => {
    const { stdout, status } = reconciled(serving, coming, rows)
    expect({ stdout, status }).toEqual({ stdout: tabbed(...lines), status: 0 })
  })

  it('is not said where not all was told', () => {
    const { status } = runAwk(
      awk,
      ['dockerFields.awk', 'records.awk', 'steps/reconcile.awk', 'steps/intentLines.awk'],
      {
        ...{
          files: { serving: '', coming: tabbed(WEB) },
          named: ['serving', 'coming'],
          set: { kept_pin: '', nets: '' },
        },
        input: tabbed(...there('a', 'web', 'h1')),
      },
    )
    expect(status).toBe(1)
  })

  it('is not to start as it is where one of its networks is gone', () => {
    const { stdout } = reconciled([DB], [DB], there('a', 'db', 'h1', 'exited', 'Exited'), { nets: ' n2 ' })
    expect(stdout).toBe(
      tabbed('old|shop|db|a|replace|always|exclusive|exited|shop-db-a', 'want|shop|db|1|exclusive|down|1'),
    )
  })
})
