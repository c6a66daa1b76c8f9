import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { capture } from '../program.js'
import { type Edit, replaced } from './edits.js'

const EXAMPLE = fileURLToPath(new URL('../../../examples/korczewski', import.meta.url))
const IDENTITY = ['-c', 'user.name=Demo', '-c', 'user.email=demo@example.org', '-c', 'commit.gpgsign=false']

/** A git clone of the example, which is edited and committed as its owner would. */
export class Checkout {
  private constructor(readonly folder: string) {}

  /**
   * Makes it in a folder that must not exist.
   *
   * @param own what every user of the example writes into stack.yml first
   * @param from an export of the example; this repository's own files if absent
   */
  static async make(folder: string, own: { registry: string; host: string }, from?: string): Promise<Checkout> {
    const origin = `${folder}.origin`
    if (from === undefined) await copyExample(origin)
    else await cp(from, origin, { recursive: true })
    await capture(['git', 'init', '-q', '-b', 'main', origin])
    await commitAll(origin, 'The stack')
    await capture(['git', 'clone', '-q', origin, folder])
    const checkout = new Checkout(folder)
    await checkout.edit({
      'stack.yml': (text) =>
        replaced(
          replaced(text, /^registry: .*$/m, `registry: ${own.registry}`),
          /(production: \{[^}]*host: )[^,}\s]+/,
          `$1${own.host}`,
        ),
    })
    await checkout.commit('Our registry and our server')
    return checkout
  }

  /** Changes files, by their paths; an edit that changes nothing is an error, for whatever follows would prove nothing. */
  async edit(edits: Readonly<Record<string, Edit>>): Promise<void> {
    for (const [path, edit] of Object.entries(edits)) {
      const file = join(this.folder, path)
      const before = await readFile(file, 'utf8')
      const after = edit(before)
      if (after === before) throw new Error(`the edit of ${path} changes nothing`)
      await writeFile(file, after)
    }
  }

  async commit(message: string): Promise<string> {
    await commitAll(this.folder, message)
    return this.head()
  }

  head(): Promise<string> {
    return capture(['git', 'rev-parse', 'HEAD'], { cwd: this.folder })
  }

  /** One commit more, with the files of an earlier one: what a person pushes after a rollback. */
  async putBack(commit: string): Promise<string> {
    await capture(['git', 'checkout', '-q', commit, '--', '.'], { cwd: this.folder })
    return this.commit(`Back to ${commit.slice(0, 7)}`)
  }
}

/** What git knows of it or would take: no secrets and packages of a developer. */
async function copyExample(to: string): Promise<void> {
  const files = await capture(['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard', '.'], {
    cwd: EXAMPLE,
  })
  for (const file of files.split('\0').filter(Boolean)) {
    await mkdir(join(to, dirname(file)), { recursive: true })
    await cp(join(EXAMPLE, file), join(to, file))
  }
}

async function commitAll(folder: string, message: string): Promise<void> {
  await capture(['git', 'add', '--all'], { cwd: folder })
  await capture(['git', ...IDENTITY, 'commit', '-q', '-m', message], { cwd: folder })
}
