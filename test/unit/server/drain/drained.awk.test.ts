import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

describe.each(AWKS)('the switch by health, under %s', (_, awk) => {
  const want = (change = 'changed') => `want|shop|web|1|start-first|${change}|1`
  const old = (fate = 'replace') => `old|shop|web|o|${fate}|always|start-first|running|n`
  const way = (kind: string, labels = 'l') => `shop|web|${kind}|30|${labels}`
  const drained = (by: string, ways: [string[], string[]], intent: string[], tested = 'o|healthy') =>
    runAwk(awk, ['records.awk', 'drain/drained.awk'], {
      files: {
        tested: tabbed(tested),
        coming: tabbed(...ways[1]),
        serving: tabbed(...ways[0]),
        intent: tabbed(...intent),
      },
      ...{ named: ['tested', 'coming', 'serving'], set: { switched_by: by } },
    }).stdout

  it.each<[string, string, [string, string], string[], string[]]>([
    [
      'lets new ones start drained, and old ones leave',
      'drain',
      [way('drain'), way('drain')],
      [want(), old()],
      ['drained|shop|web|30', 'leave|o|30|healthy'],
    ],
    ['is not needed where a file does it', 'file', [way('both'), way('both')], [want(), old()], []],
    [
      'is needed where a file cannot',
      'file',
      [way('drain'), way('drain')],
      [want(), old()],
      ['drained|shop|web|30', 'leave|o|30|healthy'],
    ],
    ['is not there where no Traefik runs', 'new', [way('drain'), way('drain')], [want(), old()], []],
    [
      'is refused where there is no test',
      'drain',
      [way('drain'), way('file')],
      [want()],
      ['fault|shop/web|was made without a drain test'],
    ],
    ['is not refused where it is new', 'drain', [way('drain'), way('file')], [want('new')], []],
    [
      'is refused where labels change',
      'drain',
      [way('drain'), way('drain', 'm')],
      [want()],
      [
        'drained|shop|web|30',
        'fault|shop/web|has other Traefik labels: Traefik drops a router of which it sees two definitions',
      ],
    ],
    [
      'is refused where another Traefik sees it',
      'drain',
      [way('other'), way('other')],
      [want()],
      ['fault|shop/web|goes through another Traefik than the one that is spoken to'],
    ],
  ])('%s', (_name, by, [serving, coming], intent, lines) => {
    expect(drained(by, [[serving], [coming]], intent)).toBe(tabbed(...lines))
  })

  it('is refused where an old one has no test, but for one that is removed', () => {
    const ways: [string[], string[]] = [[way('drain')], [way('drain')]]
    expect(drained('drain', ways, [old()], 'x|healthy')).toBe(tabbed('fault|shop/web|was started without a drain test'))
    expect(drained('drain', ways, [old('remove')], 'x|healthy')).toBe('')
  })
})
