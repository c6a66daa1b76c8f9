import { expect, it } from '@jest/globals'
import { dataFolder, isInDataFolder } from '../../../../../src/release/plan/rewrite/dataFolder.js'

const ROOT = '/home/deploy/.stack-actions/shop-production'

it('what services keep lies below the stack’s own folder, each project in its own', () => {
  expect(dataFolder(ROOT, 'shop')).toBe(`${ROOT}/data/shop`)
  expect(dataFolder(ROOT)).toBe(`${ROOT}/data`)
})

it.each([
  [`${ROOT}/data`, true],
  [`${ROOT}/data/shop/files`, true],
  [`${ROOT}/database`, false],
  [`${ROOT}/files/x`, false],
  ['/srv/shop/data', false],
])('%s is in it: %s', (path, is) => {
  expect(isInDataFolder(path, ROOT)).toBe(is)
})
