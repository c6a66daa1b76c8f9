import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

/** A folder that nobody else can read, gone with everything in it when it is disposed of (`await using`). */
export interface TempFolder extends AsyncDisposable {
  readonly path: string
  /** Writes a file 0600 and gives its path. */
  write(name: string, content: string | Uint8Array): Promise<string>
}

/** Made below RUNNER_TEMP, which the runner empties at the end of each job. */
export async function tempFolder(purpose: string): Promise<TempFolder> {
  const path = await mkdtemp(join(process.env.RUNNER_TEMP || tmpdir(), `stack-actions-${purpose}-`))
  await chmod(path, 0o700)
  return {
    path,
    async write(name, content) {
      const file = join(path, basename(name))
      await writeFile(file, content, { mode: 0o600 })
      return file
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}
