import { mkdir, open, rm, stat } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import { parse } from 'yaml'
import { Refused } from '../runtime/errors.js'
import { quoted } from '../runtime/escape.js'
import { forgetLeftovers, noteLeftover } from '../runtime/leftovers.js'
import { TOO_DEEP, tooDeepFrom } from './depth.js'
import { insideRepo } from './inside.js'
import { textValues } from './textValues.js'

/**
 * Files that are put into the checkout for a while, because git does not have them. They are removed when this is disposed of, with the folders
 * that were made for them, or by the post step.
 */
export class PlacedFiles implements AsyncDisposable {
  /** What may be secret in them; filled in for those of the input `files`. */
  readonly values: string[] = []
  /** Absolute, of the files that lie there. */
  readonly paths: string[] = []
  private readonly made: string[] = []

  /** @param root Absolute path of the checkout. */
  constructor(private readonly root: string) {}

  /**
   * Writes a file that is not there, 0600.
   * @param path Absolute, or relative to the root.
   * @param at Where the path is written, for the message.
   * @returns False where there is such a file already: it is left as it is.
   * @throws Refused where it leads out of the repository
   */
  async place(path: string, text: string, at: string): Promise<boolean> {
    const absolute = await insideRepo(this.root, path, at)
    const unwritable = ({ code }: NodeJS.ErrnoException) =>
      new Refused(`${relative(this.root, absolute)} cannot be written: ${code}`, { at })
    const first = await mkdir(dirname(absolute), { recursive: true }).catch((error: NodeJS.ErrnoException) => {
      throw unwritable(error)
    })
    if (first !== undefined) this.note(first)
    try {
      await using file = await open(absolute, 'wx', 0o600)
      this.note(absolute)
      this.paths.push(absolute)
      await file.writeFile(text)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw unwritable(error as NodeJS.ErrnoException)
    }
    return true
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const made = this.made.splice(0)
    for (const path of made.toReversed()) await rm(path, { recursive: true, force: true })
    forgetLeftovers(made)
  }

  private note(path: string): void {
    this.made.push(path)
    noteLeftover(path)
  }
}

/**
 * The input `files` as a map of paths to texts.
 * @throws Refused without a word of it, for it may be secret
 */
export function parseFiles(text: string): Record<string, string> {
  const refused = (why: string) =>
    new Refused(`it is no map of paths to texts: ${why}`, {
      at: 'input files',
      todo: 'write `.env.production: |` and below it, indented, the lines of that file',
    })
  if (tooDeepFrom(text) !== undefined) throw refused(`it ${TOO_DEEP}`)
  let content: unknown
  try {
    content = parse(text, { logLevel: 'error', maxAliasCount: 100 })
  } catch (error) {
    const unfolds = error instanceof ReferenceError && /alias/i.test(error.message)
    throw refused(unfolds ? 'its aliases expand to too many values' : 'it is no YAML')
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw refused('it holds one value')
  const wrong = Object.entries(content).find(([, value]) => typeof value !== 'string')
  if (wrong !== undefined) throw refused(`what stands at ${quoted(wrong[0])} is no text`)
  return content as Record<string, string>
}

/**
 * Puts the files of the input `files` into the checkout. A file that git has is refused: it would differ from the one that was tested.
 * @param files Text by path, relative to the root.
 * @throws Refused
 */
export async function placeFiles(root: string, files: Readonly<Record<string, string>>): Promise<PlacedFiles> {
  const placed = new PlacedFiles(root)
  try {
    for (const [path, text] of Object.entries(files)) {
      placed.values.push(...textValues(text))
      if (await placed.place(path, text, 'input files')) continue
      const found = await stat(await insideRepo(root, path, 'input files'))
      throw new Refused(`${path} is in the checkout already${found.isDirectory() ? ', a folder' : ''}`, {
        at: 'input files',
        todo: 'name only what the checkout lacks; what is there is used as it is',
      })
    }
    return placed
  } catch (error) {
    await placed[Symbol.asyncDispose]()
    throw error
  }
}
