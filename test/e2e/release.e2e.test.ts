import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { publisherIn } from '../../scripts/references.mjs'
import { push, pushTag } from '../kit/events.js'
import { exportRepository } from '../kit/export.js'
import { labTool } from '../kit/lab.js'
import { Workflows } from '../kit/workflows.js'

// Our own workflows, as far as act can run them: what publishes needs GitHub (docs/check-by-hand.md).

const PUBLISHER = publisherIn(readFileSync('package.json', 'utf8'))
let folder = ''
let checkout = ''
let workflows: Workflows
const git = (...words: string[]) =>
  execFileSync('git', ['-C', checkout, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], {
    encoding: 'utf8',
    stdio: 'pipe',
  }).trim()
const node = (...words: string[]) =>
  execFileSync(process.execPath, words, { cwd: checkout, encoding: 'utf8', stdio: 'pipe' })

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'stack-actions-release-')))
  // By its name a release is recognised as one of the publisher’s.
  const origin = join(folder, PUBLISHER)
  checkout = join(folder, 'checkout')
  await exportRepository(origin, 'HEAD')
  // What the tests are is another matter: here it counts that they are run, and with which words.
  await writeFile(join(origin, 'scripts/test'), '#!/bin/sh\necho "the tests were asked for: $*"\n')
  execFileSync('git', ['init', '-q', '-b', 'main', origin])
  execFileSync('git', ['-C', origin, 'add', '--all'])
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org']
  execFileSync('git', ['-C', origin, ...identity, 'commit', '-qm', 'main'])
  execFileSync('git', ['clone', '-q', origin, checkout])
  workflows = new Workflows({
    tools: { act: await labTool('act'), node: await realpath(await labTool('node24')) },
    folder: join(folder, 'runs'),
    checkout,
    stackActions: checkout,
    repository: PUBLISHER,
    github: { secrets: {}, vars: {}, actor: 'maintainer' },
  })
}, 120_000)
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

describe('CI', () => {
  it('runs the quick tests on both versions of Node', async () => {
    const ended = await workflows.run('ci.yml', push('main', git('rev-parse', 'HEAD')), { args: ['-j', 'fast'] })
    expect(ended.jobs).toEqual({ fast: 'success' })
    expect(ended.printed.match(/the tests were asked for: --fast/g)).toHaveLength(2)
  }, 60_000)
})

describe('a release', () => {
  const { version } = JSON.parse(execFileSync('git', ['show', 'HEAD:package.json'], { encoding: 'utf8' })) as {
    version: string
  }
  const tag = `v${version}`
  const checked = async () =>
    workflows.run('release.yml', pushTag(tag, git('rev-parse', 'HEAD')), { name: 'release', args: ['-j', 'check'] })

  it('is main with exact references, by the maintainer’s command', async () => {
    expect(node('scripts/release.mjs', tag)).toContain(`git push --atomic origin ${tag}`)
    git('checkout', '-q', tag)
    const pipeline = await readFile(join(checkout, '.github/workflows/pipeline.yml'), 'utf8')
    expect(pipeline).toContain(`${PUBLISHER}/deploy@${git('rev-parse', `${tag}^`)} # ${tag}`)
    expect(pipeline).not.toMatch(/uses: \S+@v\d+$/m)
    expect((await checked()).jobs).toEqual({ check: 'success' })
  }, 60_000)

  it('is refused where somebody changed something else with it', async () => {
    await writeFile(join(checkout, 'LICENSE'), 'another\n')
    git('commit', '-qam', 'and a little more')
    git('tag', '-f', tag)
    const ended = await checked()
    expect(ended.jobs).toEqual({ check: 'failure' })
    expect(ended.printed).toContain(`is not on main`)
  }, 60_000)
})
