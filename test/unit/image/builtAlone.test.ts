import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { builtAloneNotice } from '../../../src/image/builtAlone.js'
import type { PlannedImage } from '../../../src/image/chosen.js'
import type { DescribedImage } from '../../../src/image/described.js'
import { notePlaced } from '../../../src/image/placed.js'
import type { BuildTarget } from '../../../src/image/target.js'

const target = (platform = 'linux/amd64', context = '/'): BuildTarget =>
  ({
    ...{ project: 'web', service: 'web', dockerfile: join(context, 'Dockerfile') },
    platform,
    context,
    contexts: {},
  }) as BuildTarget
const built = (more: Partial<PlannedImage> = {}): PlannedImage =>
  ({ project: 'web', service: 'web', target: target(), ...more }) as PlannedImage
const where = { push: false, registry: 'reg', platform: 'linux/amd64', runner: 'linux/amd64', isAsked: false }

describe('what the job that deploys builds alone', () => {
  it('could be built side by side by a refresh', () => {
    expect(builtAloneNotice([built(), built({ service: 'api' })], where)).toBe(
      'web/web, web/api: built by this job alone and sent over SSH, since nothing on this server proves them, and no job of this run has built them: run once with `refresh: true`, and the job build of pipeline.yml makes them side by side',
    )
    // It was one already, of which the lists are gone.
    expect(builtAloneNotice([built()], { ...where, isAsked: true })).toMatch(/: run all jobs again$/)
  })

  it('is built for a platform that the jobs before do not build for', () => {
    const arm = { ...where, platform: 'linux/arm64' }
    const notice = builtAloneNotice([built({ target: target('linux/arm64') })], arm)
    expect(notice).toMatch(/the server is linux\/arm64 and the jobs before build for linux\/amd64: give `runs-on`/)
  })

  it.each([
    ['where it is pushed', [built()], { ...where, push: true }],
    ['where nothing is pushed anyway', [built()], { ...where, registry: 'none' }],
    ['where it builds nothing', [{ ...built(), target: undefined } as unknown as PlannedImage], where],
  ])('is no matter %s', (_, planned, there) => expect(builtAloneNotice(planned, there)).toBeUndefined())
})

describe('a file of the input `files`', () => {
  let root = ''
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'placed-'))
    await writeFile(join(root, 'Dockerfile'), 'FROM scratch\n')
    await writeFile(join(root, '.dockerignore'), 'private\n')
  })
  afterAll(() => rm(root, { recursive: true }))
  const noticesOf = async (path: string, more: Partial<DescribedImage> = {}) => {
    const image = { target: target('linux/amd64', root), services: [], material: 'm', notices: [], ...more }
    return (await notePlaced([image], [join(root, path)]))[0]?.notices
  }

  it('that is sent to a build is named', async () => {
    expect(await noticesOf('.env.production')).toEqual([
      'web/web: .env.production (input files) is sent to its build: add it to .dockerignore; else a job without that file builds another image, and the deploy builds its own',
    ])
  })

  it('that is sent by another context is named, also of what the image stands on', async () => {
    const base = target('linux/amd64', 'https://git.example/x.git')
    const shared = { ...base, contexts: { shared: root, base: 'docker-image://node' } }
    const said = [expect.stringContaining('web/web: .env (input files) is sent')]
    expect(await noticesOf('.env', { target: shared })).toEqual(said)
    expect(await noticesOf('.env', { target: { ...base, services: { below: shared } } })).toEqual(said)
    expect(await noticesOf('private', { target: shared })).toEqual([])
  })

  it.each([
    ['is ignored', 'private', {}],
    ['lies beside', '../other', {}],
    ['is of a build that is left for others', '.env', { withheld: ['PIN'] }],
    ['has a name that begins with dots, and is ignored', 'private/..x', {}],
  ])('that %s is not', async (_, path, more) => expect(await noticesOf(path, more)).toEqual([]))
})
