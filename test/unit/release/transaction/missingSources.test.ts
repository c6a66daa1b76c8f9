import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from '@jest/globals'
import type { Host } from '../../../../src/host/ssh.js'
import type { PlannedMount, PlannedService } from '../../../../src/release/records/types.js'
import { missingSources } from '../../../../src/release/transaction/missingSources.js'
import { run } from '../../../../src/runtime/run.js'

const folder = mkdtempSync(join(tmpdir(), 'sources-'))
mkdirSync(join(folder, "there, isn't it"))
afterAll(() => rmSync(folder, { recursive: true }))

const host = { exec: (argv: readonly string[]) => run(argv) } as unknown as Pick<Host, 'exec'>
const service = (name: string, change: PlannedService['change']) =>
  ({ project: 'shop', service: name, change }) as PlannedService
const mount = (name: string, path: string, make = false): PlannedMount => ({
  ...{ project: 'shop', service: name, target: '/data', kind: 'server', text: '' },
  own: { path: join(folder, path), make },
})
const asked = (mounts: PlannedMount[]) =>
  missingSources(
    { mounts, services: [service('web', 'new'), service('api', 'changed'), service('db', 'unchanged')] },
    host,
    new AbortController().signal,
  )

it('of what starts are said with what to do, once', async () => {
  const path = join(folder, 'not $(id) there')
  expect(await asked([mount('web', 'not $(id) there'), mount('api', 'not $(id) there')])).toEqual([
    `${path}, which shop/web, shop/api mounts, is not on the server: a deploy is refused until it is there (a folder: sudo mkdir -p '${path}')`,
  ])
})

it.each<[string, PlannedMount]>([
  ['what is there', mount('web', "there, isn't it")],
  ['what stackctl makes', mount('web', 'made', true)],
  ['what is left alone', mount('db', 'gone')],
  ['what is sent', { project: 'shop', service: 'web', target: '/x', kind: 'sent', text: '' }],
])('are none of %s', async (_case, one) => {
  expect(await asked([one])).toEqual([])
})
