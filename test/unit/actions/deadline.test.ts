import { expect, it } from '@jest/globals'
import { deadlineSeconds } from '../../../src/actions/deadline.js'

it.each<[string, { deadline?: number; timeout?: number }, number]>([
  ['is what is given', { deadline: 30, timeout: 400 }, 30],
  ['is two minutes longer than the gate', { timeout: 200 }, 320],
  ['is 15 minutes at most', { timeout: 800 }, 900],
  ['is two minutes longer than the gate’s default where there is none', {}, 240],
])('the deadline %s', (_what, inputs, seconds) => {
  expect(deadlineSeconds(inputs)).toBe(seconds)
})
