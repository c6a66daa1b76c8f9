import { expect, it } from '@jest/globals'
import { valuesOf } from '../../kit/fileCommands.js'

it.each<[string, string, Record<string, string>]>([
  ['nothing', '', {}],
  ['values of several lines, and empty ones', 'a<<X\none\ntwo\nX\nb-c<<Y\n\nY\n', { a: 'one\ntwo', 'b-c': '' }],
  ['the last of a name', 'a<<X\n1\nX\na<<Z\n2\nZ\n', { a: '2' }],
  ['a value that looks like another one', 'a<<X\nb<<Y\n1\nY\nX\n', { a: 'b<<Y\n1\nY' }],
])('the runner reads %s', (_, text, expected) => {
  expect(valuesOf(text)).toEqual(expected)
})

it('the runner refuses a value without an end', () => {
  expect(() => valuesOf('a<<X\none\n')).toThrow("a has no end: there is no line 'X'")
})
