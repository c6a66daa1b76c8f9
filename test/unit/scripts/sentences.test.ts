import { describe, expect, it } from '@jest/globals'
import { oneSentenceALine } from '../../../scripts/sentences.mjs'

describe('Markdown with one sentence a line', () => {
  it.each<[string, string, string]>([
    ['splits a paragraph', 'One. Two is\nlonger. Three?', 'One.\nTwo is longer.\nThree?'],
    ['splits behind bold and quoted words', '**One.** `two` "Three." Four', '**One.**\n`two` "Three."\nFour'],
    ['indents what belongs to an item', '- One. Two.\n1. Three. Four.', '- One.\n  Two.\n1. Three.\n   Four.'],
    ['leaves what stands in brackets', 'One (two. Three). [Four. Five](x.md)', 'One (two. Three).\n[Four. Five](x.md)'],
    ['leaves code between backticks', 'Type `a. B` or b. Then c.', 'Type `a. B` or b.\nThen c.'],
    ['does not end a sentence at a version or a file', 'See v1.2 of read.me now.', 'See v1.2 of read.me now.'],
  ])('%s', (_, text, lines) => {
    expect(oneSentenceALine(text)).toBe(lines)
  })

  it.each([
    ['code', '```sh\na. B. C\n- d. E\n```'],
    ['code that is indented', 'Put this:\n\n    a. B. C'],
    ['a table', '| a. B | c. D |'],
    ['a heading', '## One. Two'],
    ['a comment', '<!-- One. Two -->'],
  ])('leaves %s as it is', (_, text) => {
    expect(oneSentenceALine(text)).toBe(text)
  })

  it('changes nothing the second time', () => {
    const once = oneSentenceALine('- One. Two\n  is longer.\n\nThree. Four.')
    expect(oneSentenceALine(once)).toBe(once)
  })
})
