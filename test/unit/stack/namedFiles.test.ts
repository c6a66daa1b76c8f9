import { expect, it } from '@jest/globals'
import { namedFiles } from '../../../src/stack/namedFiles.js'

it.each([
  ['include: [../base.yaml, "more/x.yml"]', ['../base.yaml', 'more/x.yml']],
  ['file: a.yml.bak, and a.yml', ['a.yml']],
  ['extends: {file: common.yml}\nextends: {file: common.yml}', ['common.yml']],
  ['image: yml, x.yaaml, .yml-less', ['.yml']],
  ['', []],
])('of %j these are names of files: %j', (text, names) => {
  expect(namedFiles(text)).toEqual(names)
})

it('reads a value of a megabyte in linear time', () => {
  expect(namedFiles(`${'a'.repeat(1_000_000)} b.yml`)).toEqual(['b.yml'])
})
