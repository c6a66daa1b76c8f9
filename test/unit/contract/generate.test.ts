import { describe, expect, it } from '@jest/globals'
import * as YAML from 'yaml'
import * as z from 'zod'
import { defineAction } from '../../../src/contract/action.js'
import { actionYaml, fillTables } from '../../../src/contract/generate.js'

const fetchMail = defineAction({
  name: 'fetch-mail',
  description: 'Fetch: "mail" # and more',
  inputs: {
    mailBox: z.string().meta({ description: 'Which one, a | b' }),
    maxAge: z.string().transform(Number).prefault('5').meta({ description: 'Days' }),
    accessToken: z.string().optional().meta({ description: 'Token', runnerDefault: '${{ github.token }}' }),
  },
  outputs: { mailCount: z.number().meta({ description: 'How many' }) },
  main: async () => ({ mailCount: 1 }),
  post: async () => {},
})

describe('action.yml', () => {
  it('says what the declaration says', () => {
    expect(YAML.parse(actionYaml(fetchMail, { dist: '../../dist' }))).toEqual({
      name: 'stack-actions fetch-mail',
      description: 'Fetch: "mail" # and more',
      inputs: {
        'mail-box': { description: 'Which one, a | b', required: true },
        'max-age': { description: 'Days', required: false, default: '5' },
        'access-token': { description: 'Token', required: false, default: '${{ github.token }}' },
      },
      outputs: { 'mail-count': { description: 'How many' } },
      runs: { using: 'node24', main: '../../dist/fetch-mail.js', post: '../../dist/fetch-mail-post.js' },
    })
  })

  it('refuses a field that nobody described', () => {
    const bare = defineAction({
      name: 'bare',
      description: 'x',
      inputs: { a: z.string() },
      outputs: {},
      main: async () => ({}),
    })
    expect(() => actionYaml(bare, { dist: 'dist' })).toThrow('bare: "a" has no description')
  })
})

describe('the tables of the documents', () => {
  const page = 'before\n<!-- table:fetch-mail -->\nold\n<!-- /table -->\nafter\n'

  it('stand between their markers, and the rest stays', () => {
    expect(fillTables(page, [fetchMail])).toBe(
      [
        'before',
        '<!-- table:fetch-mail -->',
        '| input | what it is | default |',
        '| --- | --- | --- |',
        '| `mail-box` | Which one, a \\| b | **required** |',
        '| `max-age` | Days | `5` |',
        '| `access-token` | Token | `${{ github.token }}` |',
        '',
        '| output | what it is |',
        '| --- | --- |',
        '| `mail-count` | How many |',
        '<!-- /table -->',
        'after',
        '',
      ].join('\n'),
    )
  })

  it('are the same when filled twice', () => {
    const once = fillTables(page, [fetchMail])
    expect(fillTables(once, [fetchMail])).toBe(once)
  })

  it('cannot name an action that does not exist', () => {
    expect(() => fillTables('<!-- table:nope -->\n<!-- /table -->', [fetchMail])).toThrow('no action "nope"')
  })
})
