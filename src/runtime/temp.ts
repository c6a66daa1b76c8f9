import { randomUUID } from 'node:crypto'
import { chmod, type FileHandle, mkdtemp, open, readlink, rm, symlink, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Refused } from './errors.js'

/** A folder that nobody else can read, gone with everything in it when it is disposed of (`await using`). */
export interface TempFolder extends AsyncDisposable {
  readonly path: string
  /**
   * Gives a path at which programs of this user read that text for as long as this process lives. It is a link to a file that has no name:
   * however this process ends, also by SIGKILL, the text is gone with it.
   */
  write(name: string, content: string | Uint8Array): Promise<string>
}

/** Kept in memory: what lies there reaches no disk. */
const IN_MEMORY = '/dev/shm'

/** Made below RUNNER_TEMP, which the runner empties at the end of each job. */
export async function tempFolder(purpose: string): Promise<TempFolder> {
  const base = process.env.RUNNER_TEMP || tmpdir()
  const path = await mkdtemp(join(base, `stack-actions-${purpose}-`))
  const held: FileHandle[] = []
  await chmod(path, 0o700)
  return {
    path,
    async write(name, content) {
      const file = join(path, basename(name))
      const handle = await nameless(IN_MEMORY, content).catch(() => nameless(path, content))
      held.push(handle)
      await symlink(`/proc/${await ownNumber()}/fd/${handle.fd}`, file)
      return file
    },
    async [Symbol.asyncDispose]() {
      await rm(path, { recursive: true, force: true })
      for (const handle of held.splice(0)) await handle.close()
    },
  }
}

/** A file 0600 that has lost its name before it holds anything. */
async function nameless(folder: string, content: string | Uint8Array): Promise<FileHandle> {
  const file = join(folder, `stack-actions-${randomUUID()}`)
  const handle = await open(file, 'wx+', 0o600)
  try {
    await unlink(file)
    await handle.writeFile(content)
    return handle
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** This process as /proc calls it: there may be one of another PID namespace. */
async function ownNumber(): Promise<string> {
  return readlink('/proc/self').catch(() => {
    throw new Refused('this machine has no /proc, by which keys and logins are kept out of files', {
      todo: 'use a runner with Linux',
    })
  })
}
