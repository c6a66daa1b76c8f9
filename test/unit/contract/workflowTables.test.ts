import { describe, expect, it } from '@jest/globals'
import { fillWorkflows, workflowTables } from '../../../src/contract/workflowTables.js'

const FETCH = `on:
  workflow_call:
    inputs:
      mail-box: { type: string, required: true, description: Which one, }
      max-age: { type: string, default: '5', description: 'Days | hours' }
      proxy: { type: string, default: '', description: None }
    secrets:
      TOKEN: { required: false, description: For the server }
    outputs:
      mails: { description: How many, value: x }
jobs:
  fetch:
    permissions:
      contents: read # the checkout
      packages: write
  tell:
    permissions: {}
`
const TABLES = `| input | what it is | default |
| --- | --- | --- |
| \`mail-box\` | Which one | **required** |
| \`max-age\` | Days \\| hours | \`5\` |
| \`proxy\` | None |  |

| secret | what it is |
| --- | --- |
| \`TOKEN\` | For the server |

| output | what it is |
| --- | --- |
| \`mails\` | How many |

| job | permission | for |
| --- | --- | --- |
| \`fetch\` | \`contents: read\` | the checkout |
| \`fetch\` | \`packages: write\` |  |
| \`tell\` | none |  |`

describe('the tables of a reusable workflow', () => {
  it('say what it says', () => {
    expect(workflowTables(FETCH)).toBe(TABLES)
  })

  it('leave out what there is none of', () => {
    expect(workflowTables('on: { workflow_call: {} }\njobs: { a: {} }\n')).toBe(
      '| job | permission | for |\n| --- | --- | --- |\n| `a` | none |  |',
    )
  })

  it('stand between their markers, as do the texts of callers, and are the same when filled twice', () => {
    const page = 'a\n<!-- workflow:fetch -->\nold\n<!-- /workflow -->\nb\n<!-- caller:mine -->\n<!-- /caller -->\nc\n'
    const texts = { workflows: { fetch: FETCH }, callers: { mine: 'on: push\n' } }
    const once = fillWorkflows(page, texts)
    expect(once).toBe(
      `a\n<!-- workflow:fetch -->\n${TABLES}\n<!-- /workflow -->\nb\n<!-- caller:mine -->\n\`\`\`yaml\non: push\n\`\`\`\n<!-- /caller -->\nc\n`,
    )
    expect(fillWorkflows(once, texts)).toBe(once)
  })

  it('cannot be of a workflow that does not exist', () => {
    expect(() => fillWorkflows('<!-- caller:nope --><!-- /caller -->', { workflows: {}, callers: {} })).toThrow(
      'no caller "nope"',
    )
  })
})
