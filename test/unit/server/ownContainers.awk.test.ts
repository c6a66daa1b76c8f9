import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk } from './awks.js'

const row = (id: string, project: string, service: string, stack: string, oneoff = 'False') =>
  `${[id, `"${project}"`, `"${service}"`, '"h"', 'running', `"${oneoff}"`, '"n"', 'Up 2 hours', `"${stack}"`].join('\t')}\n`

describe.each(AWKS)('the containers of a release, under %s', (_, awk) => {
  const ownContainers = (table: string) =>
    runAwk(awk, ['dockerFields.awk', 'ownContainers.awk'], {
      set: { owner: 'ours' },
      files: { services: 'shop\tweb\th1\n', none: '' },
      operands: ['table=1'],
      input: table,
    })

  it.each([
    ['one with our label', row('a', 'shop', 'web', 'ours'), true],
    ['one with our label, of a service that the release does not have', row('a', 'shop', 'old', 'ours'), true],
    ['one without a label, of a service of it', row('a', 'shop', 'web', ''), true],
    ['one without a label, of another service', row('a', 'shop', 'other', ''), false],
    ['one of another stack', row('a', 'shop', 'web', 'anothers'), false],
    ['one of another project', row('a', 'blog', 'web', 'ours'), false],
    ['what `docker compose run` has started', row('a', 'shop', 'web', 'ours', 'True'), false],
  ])('%s', (_what, table, is) => {
    const { stdout, status } = ownContainers(table)
    expect({ is: stdout !== '', status }).toEqual({ is, status: 0 })
  })

  it('are not known where the table is none', () => {
    expect(ownContainers(`${row('a', 'shop', 'web', 'ours')}WARNING: something\n`).status).toBe(1)
    expect(ownContainers('').status).toBe(0)
  })
})
