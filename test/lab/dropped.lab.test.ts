import { expect, it } from '@jest/globals'
import { describeRows } from './dropped.js'
import { missingPairs, ROWS } from './droppedRows.js'

it('has every pair of two conditions in a row', () => {
  expect(missingPairs(ROWS)).toEqual([])
})

describeRows('drops nothing, and lets who is told to leave leave in time', ROWS)
