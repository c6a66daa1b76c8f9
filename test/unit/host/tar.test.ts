import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import { packRelease } from '../../../src/host/tar.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tar-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const release = {
  ...{
    meta: 'id=1-abcdef0\n',
    lines: {
      services: 'a\tb\n',
      routes: '',
      moves: 'a\tb\tfile\n',
      storage: 'a\tb\t/d\tx\n',
      names: 'sha256:1\tx/y\n',
      resources: 'volume\tdb\t-\n',
      binds: 'own\ta\tb\t/srv\n',
      ports: 'a\tb\ttcp\t-\t80\t80\n',
    },
  },
  ...{ models: { shop: { name: 'shop' } }, secrets: 'x\n', json: { schema: 1 } },
}

async function unpack(parcel: Parameters<typeof packRelease>[0]): Promise<(path: string) => string> {
  const sent = await buffer(packRelease(parcel))
  const line = sent.indexOf('\n') + 1
  expect(sent.subarray(0, line).toString()).toBe(`${parcel.config}\n`)
  execFileSync('tar', ['-xpf', '-', '-C', folder], { input: sent.subarray(line) })
  return (path) => readFileSync(join(folder, path), 'utf8')
}

const mode = (path: string) => (statSync(join(folder, path)).mode & 0o777).toString(8)

it('carries the login on a line of its own, then a release as tar of the server reads it, secrets for nobody else', async () => {
  const read = await unpack({
    config: '{"auths":{}}',
    release,
    adopt: { ...release, meta: 'id=0-0000000\n' },
    files: [],
  })
  expect(read('release/meta')).toBe('id=1-abcdef0\n')
  expect(read('release/services')).toBe('a\tb\n')
  expect(read('release/routes')).toBe('')
  expect(read('release/storage')).toBe('a\tb\t/d\tx\n')
  expect(read('release/names')).toBe('sha256:1\tx/y\n')
  expect(read('release/moves')).toBe('a\tb\tfile\n')
  expect(read('release/resources')).toBe('volume\tdb\t-\n')
  expect(read('release/binds')).toBe('own\ta\tb\t/srv\n')
  expect(read('release/ports')).toBe('a\tb\ttcp\t-\t80\t80\n')
  expect(JSON.parse(read('release/models/shop.json'))).toEqual({ name: 'shop' })
  expect(JSON.parse(read('release/release.json'))).toEqual({ schema: 1 })
  expect(read('release/secrets')).toBe('x\n')
  expect(read('adopt/meta')).toBe('id=0-0000000\n')
  expect([mode('release/secrets'), mode('release/models/shop.json')]).toEqual(['600', '600'])
})

it('carries mounted files and folders with their bytes, long paths, links and exec bits; written by nobody', async () => {
  const bytes = Buffer.from([0, 255, 10, 13, 0])
  writeFileSync(join(folder, 'source'), bytes)
  const deep = `${'d'.repeat(120)}/${'ü'.repeat(60)}/run.sh`
  await unpack({
    config: '{}',
    release,
    files: [
      { name: 'aa', isFolder: false, files: [{ path: '', from: join(folder, 'source'), executable: false }] },
      {
        ...{ name: 'bb', isFolder: true },
        files: [
          { path: '', isFolder: true, executable: true },
          { path: 'empty', isFolder: true, executable: true },
          { path: 'link', link: '/etc/elsewhere', executable: false },
          { path: deep, content: '#!/bin/sh\n', executable: true },
        ],
      },
    ],
  })
  expect(readFileSync(join(folder, 'files/aa'))).toEqual(bytes)
  expect(readFileSync(join(folder, 'files/bb', deep), 'utf8')).toBe('#!/bin/sh\n')
  expect(readlinkSync(join(folder, 'files/bb/link'))).toBe('/etc/elsewhere')
  expect(['files/aa', `files/bb/${deep}`, 'files/bb', 'files/bb/empty'].map(mode)).toEqual(['444', '555', '755', '755'])
})

it('is the same to the byte every time', async () => {
  const parcel = { config: '{}', release, files: [] }
  expect(await buffer(packRelease(parcel))).toEqual(await buffer(packRelease(parcel)))
})

it('breaks off where a file is gone, and does not end as if it were whole', async () => {
  const files = [{ name: 'aa', isFolder: false, files: [{ path: '', from: join(folder, 'gone'), executable: false }] }]
  await expect(buffer(packRelease({ config: '{}', release, files }))).rejects.toThrow(/ENOENT/)
})

it('writes models that are the same values as YAML', async () => {
  const model = {
    name: 'shop',
    services: { app: { environment: { A: 'a\u007f\u0085b\u009bc\u2028d\u2029e\ufeff\uffff日本\u202e\u0001' } } },
  }
  const text = (await unpack({ config: '{}', release: { ...release, models: { shop: model } }, files: [] }))(
    'release/models/shop.json',
  )
  expect(JSON.parse(text)).toEqual(model)
  // What YAML 1.1 forbids in a text, or takes for a line break.
  expect(text).not.toMatch(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/)
})
