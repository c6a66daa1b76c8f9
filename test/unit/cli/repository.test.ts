import { expect, it } from '@jest/globals'
import { originOf } from '../../../src/cli/repository.js'

it.each<[string, string, string]>([
  ['git@github.com:Acme/Shop.git', 'https://github.com', 'Acme/Shop'],
  ['https://github.com/acme/shop', 'https://github.com', 'acme/shop'],
  ['https://user:token@github.com/acme/shop.git/', 'https://github.com', 'acme/shop'],
  ['ssh://git@git.example.org:2222/team/group/shop.git', 'https://git.example.org', 'team/group/shop'],
])('the remote %s is of %s, and called %s', (url, server, repository) => {
  expect(originOf(url)).toEqual({ server, repository })
})

it.each(['', '/srv/git/shop.git', '../shop'])('the remote %j is of no host', (url) => {
  expect(originOf(url)).toBeUndefined()
})
