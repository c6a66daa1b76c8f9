import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { META, readMeta, writeMeta } from '../../../src/records/meta.js'

it('comes back as it was written, whatever the values are', () => {
  const meta = { id: '1-a', ref: 'refs/heads/a=b $(id)', of: '' }
  expect(readMeta(writeMeta(meta))).toEqual(meta)
})

it('is refused where a value would be a line of its own', () => {
  expect(() => writeMeta({ ref: 'a\nkind=rollback' })).toThrow('cannot be written')
})

it('declares each key that the server asks for', () => {
  const texts = readdirSync('src/server', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(sh|awk)$/.test(file))
    .map((file) => readFileSync(join('src/server', file), 'utf8'))
    .join('\n')
  const asked = [...texts.matchAll(/\bmeta "\$\w+" ([a-z_]+)|meta\["([a-z_]+)"\]/g)].map(
    ([, one, other]) => one ?? other,
  )
  expect(asked.length).toBeGreaterThan(20)
  expect(asked.filter((key) => !Object.hasOwn(META, key ?? ''))).toEqual([])
})
