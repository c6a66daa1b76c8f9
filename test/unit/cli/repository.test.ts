import { expect, it } from '@jest/globals'
import { originOf } from '../../../src/cli/repository.js'

const ALIASES: Readonly<Record<string, string>> = { 'github.com-work': 'github.com', Work: 'ssh.github.com' }
const origin = (url: string) => originOf(url, async (alias) => ALIASES[alias])

it.each<[string, string, string]>([
  ['git@github.com:Acme/Shop.git', 'https://github.com', 'Acme/Shop'],
  ['https://github.com/acme/shop', 'https://github.com', 'acme/shop'],
  ['https://user:token@github.com/acme/shop.git/', 'https://github.com', 'acme/shop'],
  ['ssh://git@git.example.org:2222/team/group/shop.git', 'https://git.example.org', 'team/group/shop'],
  ['ssh://git@ssh.github.com:443/acme/shop.git', 'https://github.com', 'acme/shop'],
  ['git@github.com-work:acme/shop.git', 'https://github.com', 'acme/shop'],
  ['Work:acme/shop', 'https://github.com', 'acme/shop'],
  ['git@unknown:acme/shop', 'https://unknown', 'acme/shop'],
])('the remote %s is of %s, and called %s', async (url, server, repository) => {
  expect(await origin(url)).toEqual({ server, repository })
})

it('a host that DNS may have is not taken for an alias: the address of a forge may be another than its name', async () => {
  const asked: string[] = []
  const ask = async (alias: string) => void asked.push(alias)
  for (const url of ['git@git.example.org:a/b', 'ssh://git@github.com/a/b', 'https://forge/a/b'])
    await originOf(url, ask as never)
  expect(asked).toEqual([])
})

it.each(['', '/srv/git/shop.git', '../shop', 'C:\\src\\shop', 'C:/src/shop'])(
  'the remote %j is of no host',
  async (url) => {
    expect(await origin(url)).toBeUndefined()
  },
)
