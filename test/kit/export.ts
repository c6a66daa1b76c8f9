import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { capture } from './program.js'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/**
 * An export of this repository's tracked files into a folder that does not exist: what is not committed to git at all is not there. Of a
 * commit, or of the work tree if none is given.
 */
export async function exportRepository(to: string, commit?: string): Promise<void> {
  await mkdir(to, { recursive: true })
  const changed = commit ?? (await capture(['git', 'stash', 'create'], { cwd: ROOT }))
  const archive = join(to, '.archive.tar')
  await capture(['git', 'archive', '--output', archive, changed || 'HEAD'], { cwd: ROOT })
  await capture(['tar', '-xf', archive, '-C', to])
  await rm(archive)
}
