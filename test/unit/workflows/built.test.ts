import { execFileSync } from 'node:child_process'
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
function handed(builds: readonly string[], files: Readonly<Record<string, unknown>>): unknown {
  for (const [path, images] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'images', path)), { recursive: true })
    writeFileSync(join(folder, 'images', path), `${JSON.stringify(images)}\n`)
  }
  const output = join(folder, 'output')
  writeFileSync(output, '')
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    BUILDS: JSON.stringify(builds),
    FOLDER: join(folder, 'images'),
    GITHUB_OUTPUT: output,
  }
  execFileSync('bash', ['-e', '-c', script], { env })
  return JSON.parse(/^images=(.*)\n$/.exec(readFileSync(output, 'utf8'))?.[1] ?? '')
}
const image = (service: string, reason = 'built') => ({ service, reason })

describe('what the jobs before have built', () => {
  it.each<[string, string[], Record<string, unknown>, unknown]>([
    ['is nothing where none has built', [], {}, []],
    ['is nothing where artifacts are gone', ['web'], {}, []],
    [
      'is an only list, which comes without a folder',
      ['web'],
      { 'web.json': [image('a'), image('b')] },
      [image('a'), image('b')],
    ],
    ['is an only list of images with secrets', [], { 'with-secrets.json': [image('a')] }, [image('a')]],
    [
      'is the lists of all of them',
      ['web', 'Video_Vault.2'],
      {
        'images-of-web/web.json': [image('a')],
        'images-of-Video_Vault.2/Video_Vault.2.json': [image('b'), image('c')],
        'images-with-secrets/with-secrets.json': [image('d')],
      },
      [image('a'), image('b'), image('c'), image('d')],
    ],
    [
      'is not what another job has left: only what the plan names counts, from the artifact of that name',
      ['web'],
      {
        'images-of-web/web.json': [image('a')],
        'images-of-evil/evil.json': [image('evil')],
        'images-of-evil/web.json': [image('evil')],
        'images-zzz/with-secrets.json': [image('evil')],
      },
      [image('a')],
    ],
    [
      'may have said what looks like two lists',
      ['web'],
      { 'web.json': [image('a', '][ "x"],["y" \n $(id) `id` %s \\n')] },
      [image('a', '][ "x"],["y" \n $(id) `id` %s \\n')],
    ],
    [
      'is nothing where a list is empty',
      ['web', 'api'],
      { 'images-of-web/web.json': [], 'images-of-api/api.json': [image('a')] },
      [image('a')],
    ],
  ])('%s', (_, builds, files, expected) => expect(handed(builds, files)).toEqual(expected))
})
