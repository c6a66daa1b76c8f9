import { expect, it } from '@jest/globals'
import { fillMarked } from '../../../src/runtime/marked.js'

const page =
  'a\n<!-- table:one -->\nold\n<!-- /table -->\nb\n<!-- table:two -->\n<!-- /table -->\n<!-- text:one -->\nkept\n<!-- /text -->\n'

it('fills each block of a kind by its name, and leaves all else', () => {
  expect(fillMarked(page, 'table', (name) => `$& of ${name}`)).toBe(
    page.replace('old', () => '$& of one').replace('two -->\n', () => 'two -->\n$& of two\n'),
  )
})
