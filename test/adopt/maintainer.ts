import type { Server } from '../kit/lab.js'
import { run } from '../kit/program.js'

/** Contents by path; a path that ends with `/` is an empty folder. */
export type Files = Readonly<Record<string, string>>

/** The person whose stack it is: logged in as `deploy`, with the stack in a folder of his, and plain `docker compose` to start it. */
export class Maintainer {
  /** @param folder as a shell of `deploy` reads it: `shop` is below the home, `/opt/shop` is made by root and given to him. */
  constructor(
    readonly server: Server,
    readonly folder: string,
  ) {}

  /** What a script printed; it must end with 0. It runs in the stack's folder. */
  async sh(script: string): Promise<string> {
    return exec(this.server, `cd '${this.folder}' && { ${script}\n}`)
  }

  /** Writes files into the folder as an editor or `git pull` does. */
  async put(files: Files): Promise<void> {
    if (this.folder.startsWith('/'))
      await exec(this.server, `install -d -o deploy -g deploy '${this.folder}'`, { user: 'root' })
    const lines = Object.entries(files).map(([path, text]) =>
      path.endsWith('/')
        ? `mkdir -p './${path}'`
        : `mkdir -p "$(dirname './${path}')" && echo ${Buffer.from(text).toString('base64')} | base64 -d >'./${path}'`,
    )
    await exec(this.server, `mkdir -p '${this.folder}' && cd '${this.folder}'\n${lines.join('\n')}`)
  }

  /** `docker compose up -d --build`, with `-f` for each of `files`. */
  async up(files: readonly string[] = []): Promise<void> {
    const chosen = files.map((file) => `-f '${file}'`).join(' ')
    await this.sh(`docker compose ${chosen} up -d --build 2>&1`)
  }
}

/** Runs a script on the server, as `deploy` with his groups if nobody else is named; it must end with 0. */
export async function exec(server: Server, script: string, { user = 'deploy' } = {}): Promise<string> {
  const home = user === 'root' ? '/root' : `/home/${user}`
  const argv = ['docker', 'exec', '-i', '-u', user, '-e', `HOME=${home}`, '-w', home, server.container, 'sh', '-e']
  const { exitCode, stdout, stderr } = await run(argv, { input: script, deadlineMs: 300_000 })
  if (exitCode !== 0) throw new Error(`on ${server.name}: ${script}\nended with ${exitCode}: ${stderr}${stdout}`)
  return stdout
}
