import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { insideRepo } from '../../../src/stack/inside.js'
import { type Fill, foreignReferences } from '../../../src/stack/references.js'

let root = ''
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'inside-')))
  await mkdir(join(root, 'repo/app'), { recursive: true })
  await symlink('/etc', join(root, 'repo/out'))
  await symlink('app', join(root, 'repo/link'))
  await symlink('/srv/nowhere/data', join(root, 'repo/far'))
  await symlink('../beside', join(root, 'repo/near'))
  await symlink('not/there', join(root, 'repo/gone'))
  await symlink('loop', join(root, 'repo/loop'))
})
afterAll(() => rm(root, { recursive: true }))

describe('a path inside the repo', () => {
  it.each(['app', 'app/new/file', 'link/x', '.', 'app/../app', '..hidden', 'gone', 'gone/x'])(
    'may be %s',
    async (path) => {
      await expect(insideRepo(join(root, 'repo'), path, 'x')).resolves.toContain(join(root, 'repo'))
    },
  )

  const out = ['..', '../repo2', 'app/../../x', '/etc/passwd', 'out', 'out/passwd', 'out/new/file']
  it.each([...out, 'far', 'far/x', 'near', 'near/x', 'loop', 'loop/x'])('may not be %s', async (path) => {
    await expect(insideRepo(join(root, 'repo'), path, 'x')).rejects.toThrow('leads out of the repository')
  })
})

const nothing: Fill = async (texts) => [...texts]
/** Faults of `app/c.yml`, in words. */
const faults = async () =>
  (await foreignReferences(join(root, 'repo'), [join(root, 'repo/app/c.yml')], join(root, 'repo/app'), nothing)).map(
    ({ file, message }) => `${file}: ${message}`,
  )

describe('references of Compose files', () => {
  it.each([
    ['include: [../../x.yml]', 'app/c.yml: include: "../../x.yml" leads out of the repository'],
    ['include:\n  - path: [ok.yml, /etc/x.yml]', 'app/c.yml: include.path: "/etc/x.yml" leads out of the repository'],
    [
      'include: ["https://example.org/x.git"]',
      'app/c.yml: include: "https://example.org/x.git" is remote: nothing is fetched while Compose files are read',
    ],
    [
      'include: ["oci://example.org/x"]',
      'app/c.yml: include: "oci://example.org/x" is remote: nothing is fetched while Compose files are read',
    ],
    [
      'services: {w: {extends: {file: ../../x.yml, service: w}}}',
      'app/c.yml: services.w.extends.file: "../../x.yml" leads out of the repository',
    ],
    [
      'services: {w: {env_file: [/etc/shadow]}}',
      'app/c.yml: services.w.env_file: "/etc/shadow" leads out of the repository',
    ],
    [
      'services: { w: { volumes: ["../up:/a", "./in:/b", "../../data:/c", "db:/d", "/srv/x:/e"] } }',
      'app/c.yml: services.w.volumes: "../../data" leads out of the repository; a folder of the server is mounted by its absolute path there',
    ],
    [
      'services: { w: { volumes: [{ type: bind, source: ../../data, target: /c }] } }',
      'app/c.yml: services.w.volumes.source: "../../data" leads out of the repository; a folder of the server is mounted by its absolute path there',
    ],
    ['include: [deep.yml]', 'app/deep.yml: include: "../../x.yml" leads out of the repository'],
  ])('may not lead out: %s', async (text, fault) => {
    await writeFile(join(root, 'repo/app/c.yml'), text)
    await writeFile(join(root, 'repo/app/deep.yml'), 'include: [../../x.yml, c.yml]')
    expect(await faults()).toEqual([fault])
  })

  it('may not lead out by a link', async () => {
    await symlink('/etc', join(root, 'repo/app/link'))
    await writeFile(join(root, 'repo/app/c.yml'), 'include: [link/hosts]')
    expect(await faults()).toEqual(['app/c.yml: include: "link/hosts" leads out of the repository'])
  })

  it('may not expand without end', async () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `l${level + 1}: &l${level + 1} [${Array(9).fill(`*l${level}`).join()}]`,
    )
    await writeFile(join(root, 'repo/app/c.yml'), `l0: &l0 [x]\n${levels.join('\n')}\nservices: *l9\n`)
    expect(await faults()).toEqual(['app/c.yml: its aliases expand to too many values'])
  })

  it('may use one anchor hundreds of times', async () => {
    const uses = Array.from({ length: 400 }, (_, index) => `  s${index}: *web`)
    await writeFile(join(root, 'repo/app/c.yml'), `x: &web { image: a }\nservices:\n${uses.join('\n')}\n`)
    expect(await faults()).toEqual([])
  })

  it('may be anything inside', async () => {
    await writeFile(
      join(root, 'repo/app/c.yml'),
      'include: [../shared.yml]\nservices: {w: {env_file: .env, extends: v}}',
    )
    expect(await faults()).toEqual([])
  })
})
