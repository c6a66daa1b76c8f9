import { describe, expect, it } from '@jest/globals'
import { covered, spread } from '../../../bench/statistics.mjs'

describe('spread', () => {
  it.each([
    ['an odd count has its middle value', [3, 1, 2], { count: 3, median: 2, least: 1, most: 3 }],
    ['an even count has the mean of the two in the middle', [4, 1, 3, 2], { count: 4, median: 2.5, least: 1, most: 4 }],
    ['values that are not there do not count', [undefined, 5, undefined], { count: 1, median: 5, least: 5, most: 5 }],
    ['numbers are sorted as numbers', [10, 9, 100], { count: 3, median: 10, least: 9, most: 100 }],
  ])('%s', (_, values, expected) => expect(spread(values)).toEqual(expected))

  it('is undefined of nothing', () => expect(spread([undefined])).toBeUndefined())
})

describe('covered', () => {
  it.each([
    [
      'apart',
      [
        { from: 0, to: 1 },
        { from: 5, to: 7 },
      ],
      3,
    ],
    [
      'overlapping, counted once',
      [
        { from: 0, to: 4 },
        { from: 2, to: 6 },
      ],
      6,
    ],
    [
      'one within another, in any order',
      [
        { from: 2, to: 3 },
        { from: 0, to: 10 },
        { from: 9, to: 11 },
      ],
      11,
    ],
    ['none', [], 0],
  ])('%s', (_, intervals, expected) => expect(covered(intervals)).toBe(expected))
})
