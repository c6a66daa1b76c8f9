import { createHash } from 'node:crypto'
import type { run } from '../runtime/run.js'
import type { Project } from '../stack/types.js'

/** Raised when the meaning of such a tag changes: everything is tested once more then. */
const FORMAT = 1

/**
 * Tag of a project's images that says: its tests passed with exactly this. Git's tree of its folder, the command, and the keys of its
 * images go into it. Undefined where it cannot be said: no tests, no commit, or files that are not in the commit.
 * @param keys Of its images.
 * @param testEnvironment What else the tests depend on, in words.
 */
export async function testedTag(
  { path, test }: Pick<Project, 'path' | 'test'>,
  keys: readonly string[],
  { root, run: runProgram, testEnvironment }: { root: string; run: typeof run; testEnvironment: string },
): Promise<string | undefined> {
  if (test === undefined) return undefined
  const tree = await runProgram([
    'git',
    '-C',
    root,
    'rev-parse',
    '--verify',
    '--quiet',
    `HEAD:${path === '.' ? '' : path}`,
  ])
  const changes = await runProgram(['git', '-C', root, 'status', '--porcelain', '--', path])
  if (tree.code !== 0 || changes.code !== 0 || changes.stdout.trim() !== '') return undefined
  const material = [FORMAT, tree.stdout.trim(), test, testEnvironment, [...keys].sort()]
  return `tested-${createHash('sha256').update(JSON.stringify(material)).digest('hex').slice(0, 40)}`
}
