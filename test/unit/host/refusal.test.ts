import { expect, it } from '@jest/globals'
import { refusal } from '../../../src/host/said.js'

it.each([
  [
    'a warning of a program before it',
    "mv: cannot move 'a' to 'b': Permission denied\nstackctl: the disk is full\n→ make room\n",
    ['the disk is full', "mv: cannot move 'a' to 'b': Permission denied"],
  ],
  [
    'words of several lines',
    'stackctl: cannot get the image x: denied\nand more of it\n',
    ['cannot get the image x: denied', 'and more of it'],
  ],
  [
    'words without our name',
    'cannot get the image x\ncannot get the image y\n',
    ['cannot get the image x', 'cannot get the image y'],
  ],
  ['nothing at all', '', ['the server gave no reason']],
])('a refusal begins with its own reason: %s', (_, stderr, lines) => {
  expect(refusal(stderr, 'deploy@example.org').message.split('\n')).toEqual(lines)
})
