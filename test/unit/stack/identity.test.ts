import { describe, expect, it } from '@jest/globals'
import {
  folderOf,
  identityOf,
  isSameStack,
  refuseForeignFolder,
  repositoryOf,
  repositoryOfRemote,
  settledIdentity,
} from '../../../src/stack/identity.js'

const of = (
  repository: string,
  id: string,
  stack = 'shop',
  environment = 'production',
  server = 'https://github.com',
) => identityOf(repositoryOf({ repository, repositoryId: id, server }), stack, environment)

describe('a stack', () => {
  it.each([
    ['itself', of('acme/shop', '7'), of('Acme/Shop', '7'), true],
    ['renamed', of('acme/shop', '7'), of('acme/store', '7'), true],
    ['moved to another owner', of('acme/shop', '7'), of('new/shop', '7'), true],
    ['where one of two runners gives no number', of('acme/shop', '7'), of('acme/shop', ''), true],
    ['made anew under its name', of('acme/shop', '7'), of('acme/shop', '8'), false],
    ['of another owner', of('acme/shop', ''), of('other/shop', ''), false],
    [
      'of that number on another host',
      of('acme/shop', '7'),
      of('b/c', '7', 'shop', 'production', 'https://git.x'),
      false,
    ],
    ['of another name', of('acme/shop', '7'), of('acme/shop', '7', 'till'), false],
    ['of another environment', of('acme/shop', '7'), of('acme/shop', '7', 'shop', 'staging'), false],
    ['whose name and environment make one text', of('a/b', '7', 'a', 'b-c'), of('a/b', '7', 'a-b', 'c'), false],
    ['of which nobody knows the repository', of('', ''), of('acme/shop', '7'), false],
  ])('is told from %s', (_, one, other, same) => {
    expect(isSameStack(one, other)).toBe(same)
    expect(isSameStack(other, one)).toBe(same)
  })

  it('keeps the number that only a run on GitHub knows, also where a person deploys it', () => {
    expect(settledIdentity(of('acme/shop', ''), of('acme/shop', '7')).repositoryId).toBe('7')
    expect(settledIdentity(of('acme/shop', '8'), of('acme/shop', '7')).repositoryId).toBe('8')
    expect(settledIdentity(of('new/shop', ''), of('acme/shop', '7')).repositoryId).toBe('')
  })

  it('has a label without special characters, which gives its folder', () => {
    const { label } = of('we ird/$(id)\n=x', '7', 'a', 'b-c')
    expect(label).toMatch(/^[a-z0-9._/-]+$/)
    expect(folderOf(label)).toBe('a-b-c')
  })

  it('is refused a folder of another, with what to write, and has it where stack.yml says so', () => {
    const [own, other] = [of('acme/shop', '7'), of('other/shop', '9')]
    expect(() => refuseForeignFolder(own, undefined, [])).not.toThrow()
    expect(() => refuseForeignFolder(own, { ...own, label: 'github.com/acme/old/shop/production' }, [])).not.toThrow()
    expect(() => refuseForeignFolder(own, other, [])).toThrow(
      /^the folder ~\/.stack-actions\/shop-production on the server belongs to shop \(production\) of github.com\/other\/shop/,
    )
    expect(() => refuseForeignFolder(own, other, [other.label])).not.toThrow()
  })
})

it.each([
  ['git@github.com:Acme/Shop.git', 'github.com/acme/shop'],
  ['https://github.com/acme/shop', 'github.com/acme/shop'],
  ['https://someone:token@github.com/acme/shop.git/', 'github.com/acme/shop'],
  ['ssh://git@git.example.org:2222/team/sub/shop.git', 'git.example.org/team/sub/shop'],
  ['git://github.com/acme/shop', 'github.com/acme/shop'],
  ['/srv/git/shop.git', undefined],
  ['../shop', undefined],
  ['', undefined],
])('the address %j of git means %s', (url, repository) => expect(repositoryOfRemote(url)).toBe(repository))
