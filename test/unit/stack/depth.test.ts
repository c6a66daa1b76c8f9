import { describe, expect, it } from '@jest/globals'
import { tooDeepFrom } from '../../../src/stack/depth.js'

const block = (levels: number) => Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}a:`).join('\n')

describe('a text of YAML', () => {
  it.each<[string, string, number | undefined]>([
    ['of nothing', '', undefined],
    ['as people write it', 'services:\n  web: { ports: ["80:80"] }\n  db:\n    environment: [A, B]\n', undefined],
    ['with brackets in texts', `a: "${'{['.repeat(50)}"\n`, undefined],
    ['with many lists one after the other', '- [1]\n'.repeat(1000), undefined],
    ['that goes in and out', `${block(50)}\n`.repeat(10), undefined],
    ['with lists in lists', `a: 1\n${'['.repeat(20_000)}`, 2],
    ['with maps in maps', '{a: '.repeat(300), 1],
    ['with blocks in blocks', block(300), 201],
    ['with blocks on one line', `a:\n  ${'- '.repeat(300)}1`, 2],
  ])('%s', (_what, text, line) => {
    expect(tooDeepFrom(text)).toBe(line)
  })
})
