import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { valuesOf } from './fileCommands.js'
import { run } from './program.js'
import { Shown } from './shown.js'

const DIST = fileURLToPath(new URL('../../dist', import.meta.url))

/** An action that has ended. */
export interface Ended {
  exitCode: number
  /** By their names in action.yml. */
  outputs: Record<string, string>
  seconds: number
  /** What it printed without its workflow commands, before the runner masks anything. */
  printed: string
  /** Path of what a person would see in GitHub. */
  log: string
}

export interface RunnerOptions {
  /** For logs and RUNNER_TEMP. */
  folder: string
  checkout: { readonly folder: string; head(): Promise<string> }
  /** That every step gets, by their names in action.yml. */
  inputs: Readonly<Record<string, string>>
  /** Authority of a registry with a certificate of its own. */
  caFile?: string | undefined
  onSpawn?(pid: number): void
  /** The built actions, where they are not this checkout's. */
  dist?: string | undefined
}

/** Runs the actions of `dist/` as GitHub's runner does: each a process of its own with INPUT_* and GITHUB_* and nothing else. */
export class Runner {
  private runs = Math.floor(Date.now() / 1000)

  constructor(private readonly options: RunnerOptions) {}

  /** Runs an action such as `deploy`; `step` is what its log is called. */
  async run(action: string, step: string, inputs: Readonly<Record<string, string>> = {}): Promise<Ended> {
    this.runs += 1
    const folder = join(this.options.folder, `${step.replaceAll(' ', '-')}-${this.runs}`)
    const temp = join(folder, 'temp')
    await mkdir(temp, { recursive: true })
    const log = join(folder, 'log')
    const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary.md') }
    for (const file of [log, ...Object.values(files)]) await writeFile(file, '')
    const env = { ...(await this.environment(inputs)), ...files, RUNNER_TEMP: temp }
    const began = Date.now()
    const shown = new Shown()
    const { exitCode } = await run([process.execPath, join(this.options.dist ?? DIST, `${action}.js`)], {
      cwd: this.options.checkout.folder,
      env,
      onLine: (line) => shown.line(line),
      onSpawn: (pid) => this.options.onSpawn?.(pid),
    })
    await appendFile(log, shown.masked)
    const outputs = valuesOf(await readFile(files.GITHUB_OUTPUT, 'utf8'))
    return { exitCode, outputs, seconds: (Date.now() - began) / 1000, printed: shown.printed, log }
  }

  private async environment(inputs: Readonly<Record<string, string>>): Promise<Record<string, string | undefined>> {
    const { checkout, caFile } = this.options
    return {
      ...kept(['PATH', 'HOME', 'DOCKER_HOST', 'DOCKER_CONFIG', 'LANG', 'NODE_EXTRA_CA_CERTS']),
      ...(caFile && { NODE_EXTRA_CA_CERTS: caFile }),
      ...github(checkout.folder, await checkout.head(), this.runs),
      ...Object.fromEntries(
        Object.entries({ ...this.options.inputs, ...inputs }).map(([name, value]) => [
          `INPUT_${name.toUpperCase()}`,
          value,
        ]),
      ),
    }
  }
}

/** Those of our own variables that are there. */
function kept(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function github(workspace: string, sha: string, run: number): Record<string, string> {
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_REPOSITORY: 'org/korczewski',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_SHA: sha,
    GITHUB_ACTOR: 'demo',
    GITHUB_RUN_ID: String(run),
    GITHUB_RUN_ATTEMPT: '1',
  }
}
