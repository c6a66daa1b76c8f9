import { expect, it } from '@jest/globals'
import { defaultsOf, givenVariables } from '../../../src/stack/defaults.js'
import type { ComposeModel } from '../../../src/stack/types.js'

const model = (services: ComposeModel['services']): ComposeModel => ({ name: 'x', services })

it.each<[string, string, string[]]>([
  ['a default', '${A:-x}', ['A']],
  ['a default for what is not set at all', '${A-x}', ['A']],
  ['a default within a text', 'postgres://u:${A:-x}@db/${B:-y}', ['A', 'B']],
  ['a default within a default', '${A:-${B:-x}}', ['A', 'B']],
  ['a variable without a default', '${A}', []],
  ['a variable that must be given', '${A:?no}', []],
  ['another value where it is given', '${A:+x}', []],
  ['a dollar', '$${A:-x}', []],
  ['one that is given', '${GIVEN:-x}', []],
])('knows %s', (_what, value, variables) => {
  const found = defaultsOf(model({ app: { environment: { PASSWORD: value } } }), new Set(['GIVEN']))
  expect(found).toEqual({ app: variables.length === 0 ? [] : [{ field: 'environment', name: 'PASSWORD', variables }] })
})

it('looks at labels, command, entrypoint and image, too', () => {
  const app = {
    labels: { l: '${L:-x}' },
    command: ['--requirepass', '${C:-x}'],
    entrypoint: ['${E:-x}'],
    image: 'a:${I:-x}',
  }
  expect(defaultsOf(model({ app }), new Set()).app).toEqual([
    { field: 'labels', name: 'l', variables: ['L'] },
    { field: 'command', variables: ['C'] },
    { field: 'entrypoint', variables: ['E'] },
    { field: 'image', variables: ['I'] },
  ])
})

it('counts as given what has a value, in the environment or in the env file', () => {
  const text = 'A=1\nexport B="x y"\nC=\nD=""\n# E=1\nF: 2\nG=#x\n'
  expect([...givenVariables({ X: '1', Y: '', Z: undefined }, text)].sort()).toEqual(['A', 'B', 'F', 'X'])
})
