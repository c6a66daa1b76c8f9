import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

const U = '\u001f'

describe.each(AWKS)('a port that is held, under %s', (_, awk) => {
  const PROGRAMS = [
    'dockerFields.awk',
    'records.awk',
    'hex.awk',
    'refusals/networkAddress.awk',
    'refusals/portConflicts.awk',
  ]
  const bound = (id: string, project: string, port: string, address = '') =>
    `bound|${id}|up|"${id}-1"|${project}|"web"|"edge"|"80/tcp"${U}"${address}"${U}"${port}"${U}|`
  const WANT = 'want|shop|web|1|start-first|new|1'
  const held = (intent: string[], containers: string[], listening: string[], wanted = 'shop|web|tcp|-|80|80') =>
    runAwk(awk, PROGRAMS, {
      ...{ files: { wanted: tabbed(wanted) }, named: ['wanted'] },
      ...{ input: tabbed(...intent, '=', ...containers, '=', ...listening), inputFirst: true },
    }).stdout

  it.each<[string, string[], string[], string[], string]>([
    ['by nobody', [WANT], [], [], ''],
    [
      'by a container',
      [WANT],
      [bound('x', '"other"', '80')],
      [],
      'shop/web: port 80 of the server is held by the container x-1 (service web of the Compose project other)\n',
    ],
    [
      'by one of another address',
      [WANT],
      [bound('x', '', '80', '10.0.0.1')],
      [],
      'shop/web: port 80 of the server is held by the container x-1\n',
    ],
    [
      'by a program',
      [WANT],
      [],
      ['tcp 00000000:0050'],
      "shop/web: port 80 of the server is held by a program of the server itself (`sudo ss -lnpt 'sport = :80'` says which)\n",
    ],
    [
      'not by one that is stopped before',
      ['want|shop|web|1|exclusive|changed|1', 'old|shop|web|x|replace'],
      [bound('x', '"shop"', '80')],
      [],
      '',
    ],
    [
      'by one that serves on beside it',
      [WANT.replace('new', 'changed'), 'old|shop|web|x|replace'],
      [bound('x', '"shop"', '80')],
      [],
      'shop/web: port 80 of the server is held by the container x-1 (service web of the Compose project shop)\n',
    ],
    ['which concerns nobody who does not start', ['want|shop|db|1|exclusive|new|1'], [bound('x', '', '80')], [], ''],
  ])('%s', (_name, intent, containers, listening, said) => {
    expect(held(intent, containers, listening)).toBe(said)
  })

  it('of a range one that is free is enough', () => {
    const both = [bound('x', '', '80'), bound('y', '', '81')]
    expect(held([WANT], both.slice(0, 1), [], 'shop|web|tcp|-|80|81')).toBe('')
    expect(held([WANT], both, [], 'shop|web|tcp|-|80|81')).toBe(
      'shop/web: port 80-81 of the server is held by the container x-1\n',
    )
  })
})
