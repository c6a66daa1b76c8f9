import { realpath } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { run } from '../runtime/run.js'
import { gitIn } from './gitIn.js'

/**
 * Text of a file as git has it in HEAD: readers of the repository know that text, and not the one on the disk.
 * @param path Absolute.
 * @returns '' where HEAD has no such file; undefined where there is no git repository.
 */
export type CommittedText = (path: string) => Promise<string | undefined>

const GIT_TIMEOUT_MS = 60_000

/** @param root Absolute path of the checkout. */
export function committedText(root: string, runProgram: typeof run): CommittedText {
  const git = async (folder: string, ...words: string[]): Promise<string | undefined> => {
    const argv = [...gitIn(root, folder), '--no-optional-locks', ...words]
    const result = await runProgram(argv, { timeoutMs: GIT_TIMEOUT_MS }).catch(() => undefined)
    return result?.code === 0 ? result.stdout : undefined
  }
  const known = new Map<string, Promise<boolean>>()
  const hasHead = (folder: string): Promise<boolean> => {
    const asked =
      known.get(folder) ??
      git(folder, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}').then((text) => text !== undefined)
    known.set(folder, asked)
    return asked
  }
  return async (path) => {
    // In its own folder, which may be a submodule.
    const real = await realpath(path).catch(() => path)
    const folder = dirname(real)
    if (await hasHead(folder)) return (await git(folder, 'cat-file', 'blob', `HEAD:./${basename(real)}`)) ?? ''
    return (await hasHead(root)) ? '' : undefined
  }
}
