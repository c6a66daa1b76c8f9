import { describe, expect, it } from '@jest/globals'
import { Shown } from '../../kit/shown.js'

/** What the runner makes of these lines: as printed, and as a person sees it. */
function of(...lines: string[]): [printed: string, masked: string] {
  const shown = new Shown()
  for (const line of lines) shown.line(line)
  return [shown.printed, shown.masked]
}

describe('what the runner makes of lines', () => {
  it.each<[string, string[], string, string]>([
    ['passes plain ones on', ['one', 'two'], 'one\ntwo\n', 'one\ntwo\n'],
    ['hides each line of a mask from then on', ['ab', '::add-mask::a%0Ac', 'abc'], 'ab\nabc\n', 'ab\n***b***\n'],
    [
      'shows annotations with their level and line breaks',
      ['::error file=a,line=1::x%0Ay%25'],
      'x\ny%\n',
      'error: x\ny%\n',
    ],
    ['shows the title of a group, and no end of it', ['::group::one', '::endgroup::'], 'one\n\n', 'one\n'],
    [
      'obeys nothing while commands are stopped',
      ['::stop-commands::word', '::add-mask::a', '::word::', 'a'],
      '::add-mask::a\na\n',
      '::add-mask::a\na\n',
    ],
  ])('%s', (_, lines, printed, masked) => {
    expect(of(...lines)).toEqual([printed, masked])
  })
})
