import { describe, expect, it } from '@jest/globals'
import { orderOf } from '../../../bench/turns.mjs'

describe('the order of turns', () => {
  const rounds = (players: string, count: number) =>
    Array.from({ length: count }, (_, round) => orderOf([...players], round).join(''))

  it('is another one in each round', () => {
    expect(rounds('abcd', 9)).toEqual(['abcd', 'dcba', 'bcda', 'adcb', 'cdab', 'badc', 'dabc', 'cbad', 'abcd'])
  })

  it.each(['ab', 'abc', 'abcd', 'abcde'])(
    'of %s has each of two neighbours as often before the other as after it',
    (all) => {
      const texts = rounds(all, 2 * all.length)
      for (const [one, other] of [...all].flatMap((a) => [...all].map((b) => [a, b]))) {
        const before = texts.filter((text) => text.includes(`${one}${other}`)).length
        const after = texts.filter((text) => text.includes(`${other}${one}`)).length
        expect(before).toBe(after)
      }
    },
  )

  it('is that one where there is one alone', () => expect(rounds('a', 3)).toEqual(['a', 'a', 'a']))
})
