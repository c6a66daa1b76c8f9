import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { fileAt, workflowOf } from './files.js'

// The one script of pipeline.yml that decides what is handed to the deploy: lists of images, each an artifact of the job that built them.

const folder = mkdtempSync(join(tmpdir(), 'built-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
})

const steps = workflowOf(fileAt('.github/workflows/pipeline.yml')).jobs.deploy?.steps ?? []
const script = steps.find(({ run = '' }) => run.includes('lists='))?.run ?? ''

/** What it gives to the deploy, of a plan's projects and of what download-artifact has put there. */
function handed(builds: readonly string[], files: Readonly<Record<string, unknown>>, withSecrets = 'success') {
  for (const [path, images] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'images', path)), { recursive: true })
    writeFileSync(join(folder, 'images', path), `${JSON.stringify(images)}\n`)
  }
  const output = join(folder, 'output')
  writeFileSync(output, '')
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    STACK: 'shop',
    BUILDS: JSON.stringify(builds),
    WITH_SECRETS: withSecrets,
    FOLDER: join(folder, 'images'),
    GITHUB_OUTPUT: output,
  }
  const { stderr } = spawnSync('bash', ['-e', '-c', script], { env, encoding: 'utf8' })
  return {
    images: JSON.parse(/^images=(.*)\n$/.exec(readFileSync(output, 'utf8'))?.[1] ?? '') as unknown,
    missing: [...stderr.matchAll(/^::notice::(\S+) is gone/gm)].map(([, name]) => name),
  }
}
const image = (service: string, reason = 'built') => ({ service, reason })

describe('what the jobs before have built', () => {
  it.each<[string, string[], Record<string, unknown>, unknown]>([
    [
      'is an only list, which comes without a folder',
      ['web'],
      { 'of-web.json': [image('a'), image('b')] },
      [image('a'), image('b')],
    ],
    [
      'is the lists of all of them',
      ['web', 'Video_Vault.2'],
      {
        'images.shop.of.web/of-web.json': [image('a')],
        'images.shop.of.Video_Vault.2/of-Video_Vault.2.json': [image('b'), image('c')],
        'images.shop.with-secrets/with-secrets.json': [image('d')],
      },
      [image('a'), image('b'), image('c'), image('d')],
    ],
    [
      'is not what another job has left: only what the plan names counts, from the artifact of that name',
      ['web'],
      {
        'images.shop.of.web/of-web.json': [image('a')],
        'images.shop.of.evil/of-evil.json': [image('evil')],
        'images.shop.of.evil/of-web.json': [image('evil')],
        'images.shop.zzz/with-secrets.json': [image('evil')],
      },
      [image('a')],
    ],
    [
      'is not what was built for another stack of the repository',
      ['web'],
      { 'images.shop.of.web/of-web.json': [image('a')], 'images.blog.of.web/of-web.json': [image('evil')] },
      [image('a')],
    ],
    [
      'may have said what looks like two lists',
      ['web'],
      { 'of-web.json': [image('a', '][ "x"],["y" \n $(id) `id` %s \\n')] },
      [image('a', '][ "x"],["y" \n $(id) `id` %s \\n')],
    ],
    [
      'is nothing where a list is empty',
      ['web', 'api'],
      { 'images.shop.of.web/of-web.json': [], 'images.shop.of.api/of-api.json': [image('a')] },
      [image('a')],
    ],
  ])('%s', (_, builds, files, expected) => expect(handed(builds, files).images).toEqual(expected))

  it('is nothing where none has built, or where artifacts are gone, which is said', () => {
    expect(handed([], {}, 'skipped')).toEqual({ images: [], missing: [] })
    const missing = ['images.shop.of.web', 'images.shop.with-secrets']
    expect(handed(['web'], {})).toEqual({ images: [], missing })
  })

  it.each<[string, string[], Record<string, unknown>]>([
    ['where it came without a folder', [], { 'with-secrets.json': [image('a')] }],
    ['where it came with one', [], { 'images.shop.with-secrets/with-secrets.json': [image('a')] }],
  ])('with secrets counts only where the job of that name has run: %s', (_, builds, files) => {
    expect(handed(builds, files).images).toEqual([image('a')])
    for (const result of ['skipped', 'failure', '']) expect(handed(builds, files, result).images).toEqual([])
  })

  it('with secrets is never that of a project of that name', () => {
    const files = { 'of-with-secrets.json': [image('evil')], 'images.shop.of.with-secrets/of-with-secrets.json': [] }
    expect(handed([], files).images).toEqual([])
    expect(handed(['with-secrets'], { 'with-secrets.json': [image('evil')] }, 'skipped').images).toEqual([])
  })
})
