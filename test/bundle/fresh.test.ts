import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { tempFolder } from '../../src/runtime/temp.js'

function contents(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')]),
  )
}

describe('dist', () => {
  it('is what a fresh build makes (npm run build)', async () => {
    await using folder = await tempFolder('build')
    const dist = join(folder.path, 'dist')
    execFileSync(process.execPath, ['scripts/build.mjs', '--dist', dist], { stdio: 'pipe' })
    const [fresh, committed] = [contents(dist), contents('dist')]
    expect(Object.keys(committed)).toEqual(Object.keys(fresh))
    const stale = Object.keys(fresh).filter((name) => fresh[name] !== committed[name])
    expect(stale).toEqual([])
  }, 120_000)
})
