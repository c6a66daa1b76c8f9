import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { run } from '../kit/program.js'
import type { Files } from './maintainer.js'

/** Edits by path: the text that a file gets, from the one that it has. */
export type Edits = Readonly<Record<string, (text: string) => string>>

/** A git repository of the stack, in the folder in which `actions/checkout` leaves it. */
export class Repository {
  private constructor(readonly folder: string) {}

  /** @param name of the repository on GitHub: the runner's folder is called so, too. */
  static async make(name: string, files: Files): Promise<Repository> {
    const repository = new Repository(join(await mkdtemp(join(tmpdir(), 'adopt-')), name))
    await mkdir(repository.folder)
    await repository.git('init', '-q', '-b', 'main')
    await repository.write(files)
    await repository.commit('The stack')
    return repository
  }

  /** Adds or replaces files; `commit` is left to the caller. A path that ends with `/` is a folder, which git does not keep. */
  async write(files: Files): Promise<void> {
    for (const [path, text] of Object.entries(files)) {
      if (path.endsWith('/')) continue
      const target = join(this.folder, path)
      await mkdir(dirname(target), { recursive: true })
      await writeFile(target, text)
    }
  }

  /** Changes files and commits; an edit that changes nothing is an error, for whatever follows would prove nothing. */
  async edit(edits: Edits): Promise<void> {
    for (const [path, edit] of Object.entries(edits)) {
      const file = join(this.folder, path)
      const before = await readFile(file, 'utf8')
      const after = edit(before)
      if (after === before) throw new Error(`the edit of ${path} changes nothing`)
      await writeFile(file, after)
    }
    await this.commit(`Edit ${Object.keys(edits).join(', ')}`)
  }

  async commit(message: string): Promise<void> {
    await this.git('add', '--all')
    const identity = ['-c', 'user.name=Someone', '-c', 'user.email=someone@example.org', '-c', 'commit.gpgsign=false']
    await this.git(...identity, 'commit', '-q', '-m', message)
  }

  /** The commit that is checked out. */
  async head(): Promise<string> {
    return (await this.git('rev-parse', 'HEAD')).trim()
  }

  async remove(): Promise<void> {
    await rm(dirname(this.folder), { recursive: true, force: true })
  }

  private async git(...words: string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await run(['git', '-C', this.folder, ...words])
    if (exitCode !== 0) throw new Error(`git ${words.join(' ')}: ${stderr}`)
    return stdout
  }
}
