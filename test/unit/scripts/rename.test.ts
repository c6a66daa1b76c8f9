import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { publisherIn } from '../../../scripts/references.mjs'
import { type TempFolder, tempFolder } from '../../../src/runtime/temp.js'

// In two parts: this file is renamed, too.
const OTHER = ['acme-inc', 'deploy.tools'].join('/')
const PUBLISHER = publisherIn(readFileSync('package.json', 'utf8'))

let folder: TempFolder
const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: folder.path, encoding: 'utf8', stdio: 'pipe' }).trim()
const files = () => git('ls-files').split('\n')
const read = (path: string) => readFileSync(join(folder.path, path), 'utf8')
const rename = (to: string): { code: number; said: string } => {
  try {
    const argv = ['scripts/rename.mjs', to]
    return { code: 0, said: execFileSync('node', argv, { cwd: folder.path, encoding: 'utf8', stdio: 'pipe' }) }
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: string }
    return { code: status, said: stderr }
  }
}

beforeAll(async () => {
  folder = await tempFolder('rename')
  const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
    .trim()
    .split('\n')
  for (const path of tracked.filter((one) => !/^(dist|bench|node_modules)\//.test(one))) {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true })
    cpSync(path, join(folder.path, path))
  }
  writeFileSync(join(folder.path, 'others.md'), `x${PUBLISHER} ${PUBLISHER}-more example.${PUBLISHER}\n`)
  mkdirSync(join(folder.path, 'dist'))
  writeFileSync(join(folder.path, 'dist/index.js'), `// ${PUBLISHER}\n`)
  git('init', '--quiet')
  git('add', '--all')
})
afterAll(async () => folder[Symbol.asyncDispose]())

it.each([
  '',
  'acme',
  'acme/',
  '-acme/tools',
  'acme/tools/more',
  'acme/to ols',
  'https://github.com/acme/tools',
  'acme/tools.git',
])('is to no name that GitHub does not have: %j', (name) => {
  expect(rename(name)).toEqual({ code: 1, said: expect.stringContaining('is no OWNER/REPO of GitHub') })
  expect(publisherIn(read('package.json'))).toBe(PUBLISHER)
})

it('sets it everywhere, and in what is no name of it nowhere', () => {
  const others = read('others.md')
  expect(rename(OTHER)).toEqual({ code: 0, said: expect.stringContaining('npm run build') })
  expect(publisherIn(read('package.json'))).toBe(OTHER)
  const left = files().filter((path) => !/^(dist\/|others\.md)/.test(path) && read(path).includes(PUBLISHER))
  expect(left).toEqual([])
  for (const path of ['README.md', '.github/workflows/pipeline.yml', 'zizmor.yml', 'docs/workflows.md'])
    expect(read(path)).toContain(`${OTHER}/`)
  expect([read('others.md'), read('dist/index.js')]).toEqual([others, `// ${PUBLISHER}\n`])
})

it('and back again, so that nothing else is changed', () => {
  expect(rename(PUBLISHER).code).toBe(0)
  expect(git('diff', '--name-only')).toBe('')
})
