import { describe, expect, it } from '@jest/globals'
import { COMMANDS } from '../../../src/cli/commands.js'
import { isFile, optionsOf, typedOption } from '../../../src/cli/options.js'
import { metaOf } from '../../../src/contract/shape.js'

const names = Object.keys(COMMANDS)

async function optionsFor(name: string) {
  const command = COMMANDS[name]
  if (command === undefined) throw new Error(name)
  const { inputs } = await command.load()
  return { command, inputs, options: optionsOf(inputs, command.without ?? []) }
}

describe.each(names)('stack-actions %s', (name) => {
  it('has an option for each input of its action, but for those that only a workflow can give', async () => {
    const { command, inputs, options } = await optionsFor(name)
    const expected = Object.keys(inputs).filter((input) => !command.without?.includes(input))
    expect(options.map(({ long }) => long)).toEqual(expected.map(typedOption))
  })

  it('names in its exceptions only inputs that there are', async () => {
    const { command, inputs } = await optionsFor(name)
    const named = [
      ...(command.without ?? []),
      ...Object.keys(command.fixed ?? {}),
      ...(command.word ? [command.word] : []),
    ]
    expect(named.filter((input) => !Object.hasOwn(inputs, input))).toEqual([])
  })

  it('takes a secret from a file, never as a word that others on the machine see', async () => {
    const { inputs, options } = await optionsFor(name)
    const secrets = Object.entries(inputs).filter(([, schema]) => metaOf(schema).secret === true)
    expect(secrets.filter(([, schema]) => !isFile(schema))).toEqual([])
    for (const [secret] of secrets) {
      const option = options.find(({ long }) => long === typedOption(secret))
      if (option !== undefined) expect(option.flags).toMatch(/ <file>$/)
    }
  })

  it('has no option that Node takes for itself, of whatever program', async () => {
    const { options } = await optionsFor(name)
    expect(options.filter(({ long }) => /^--env-file/.test(long ?? ''))).toEqual([])
  })

  it('speaks of no secret, variable or step of a workflow', async () => {
    const { options } = await optionsFor(name)
    for (const { description } of options) expect(description).not.toMatch(/\$\{\{|\(a secret\)/)
  })
})

it('a deploy from a person’s machine neither reads nor writes the cache of layers that runs share', () => {
  expect(COMMANDS['deploy']?.fixed).toEqual({ cache: 'none' })
})
