import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ActLines, type Annotation } from './actLines.js'
import type { Event } from './events.js'
import { run } from './program.js'
import { standInsFor } from './standIns.js'

// Facts behind the command line: act 0.2.89 in host mode, which needs neither Docker nor a network for itself. Jobs run as processes of this
// machine, other people's actions are folders of ours, and what an action prints comes as JSON, a line each.

export interface Tools {
  /** Path of the program. */
  act: string
  /** Path of Node 24, which `using: node24` and the example's tests get. */
  node: string
}

/** What a repository's environment has on GitHub. */
export interface GitHub {
  secrets: Record<string, string>
  vars: Record<string, string>
  actor: string
}

export interface RunOptions {
  /** Of the log. */
  name?: string
  /** In place of the environment's. */
  secrets?: Readonly<Record<string, string>>
  /** In place of the environment's. */
  vars?: Readonly<Record<string, string>>
  /** Added to every step's. */
  env?: Readonly<Record<string, string>>
  /** For act. */
  args?: readonly string[]
  /** Another clone of it. */
  checkout?: string
  /** Gets each line, in place of the one that gets those of every run. */
  show?(line: string, job: string): void
  onSpawn?(pid: number): void
}

/** A run of a workflow that has ended. */
export interface WorkflowRun {
  /** 0 only if every job that ran succeeded. */
  exitCode: number
  /** Result by the job's id, of all that ran; `failure` if one leg of a matrix failed. */
  jobs: Record<string, string>
  /** Of steps, by the step's id. */
  outputs: Record<string, Record<string, string>>
  annotations: Annotation[]
  /** What the steps wrote for the summary page. */
  summary: string
  /** What a person sees in the log, masked. */
  printed: string
  /** Every line of act, of which only `printed` is masked. */
  raw: string
  /** Path of the log. */
  log: string
  seconds: number
}

export interface WorkflowsOptions {
  tools: Tools
  /** For logs and what act needs. */
  folder: string
  /** Whose workflows and files they are. */
  checkout: string
  /** An export of this repository: what `<publisher>…@ref` is. */
  stackActions: string
  /** `owner/name` of the checkout. */
  repository?: string
  github: GitHub
  /** Files with authorities of certificates, beside the system's. */
  authorities?: readonly string[]
  /** Gets each line while it runs. */
  show?(line: string, job: string): void
}

/** Certificates of the machine itself: what a job downloads is verified with them, beside others. */
const SYSTEM_CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt'

/** Runs the workflows of a checkout as GitHub would. */
export class Workflows {
  private runs = Math.floor(Date.now() / 1000)

  constructor(private readonly options: WorkflowsOptions) {}

  /** Runs a file below `.github/workflows`. */
  async run(workflow: string, event: Event, options: RunOptions = {}): Promise<WorkflowRun> {
    // Two runs at once: each keeps the number that it began with.
    const number = this.runs + 1
    this.runs = number
    const { name = workflow, show = this.options.show } = options
    const work = join(this.options.folder, `${name.replace(/[^A-Za-z0-9.-]+/g, '-')}-${number}`)
    await mkdir(join(work, 'home'), { recursive: true, mode: 0o700 })
    const argv = await this.argv(workflow, event, options, { work, number })
    const log = await kept(work, 'log', '')
    const began = Date.now()
    const lines = new ActLines()
    const { exitCode, stderr } = await run(argv, {
      cwd: work,
      env: this.environment(work),
      onLine: (line, stream) => {
        const shown = stream === 'stdout' ? lines.line(line) : undefined
        if (shown !== undefined) show?.(shown.text, shown.job)
      },
      onSpawn: (pid) => options.onSpawn?.(pid),
    })
    await appendFile(log, lines.printed)
    if (exitCode !== 0 && exitCode !== 1) throw new Error(`act itself ended with ${exitCode}: ${stderr.slice(-2000)}`)
    const { jobs, outputs, annotations, summary, printed, raw } = lines
    if (Object.keys(jobs).length === 0) throw new Error(`no job ran: ${stderr.slice(-2000)}${printed.slice(-2000)}`)
    return { exitCode, jobs, outputs, annotations, summary, printed, raw, log, seconds: (Date.now() - began) / 1000 }
  }

  private async argv(
    workflow: string,
    event: Event,
    { secrets, vars, env = {}, args = [], checkout = this.options.checkout }: RunOptions,
    { work, number }: { work: string; number: number },
  ): Promise<string[]> {
    const { tools, stackActions, repository = 'org/korczewski', github, authorities = [] } = this.options
    const path = join(checkout, '.github/workflows', workflow)
    const repositories = await standInsFor(path, { stackActions, work })
    const variables = {
      GITHUB_REPOSITORY: repository,
      GITHUB_RUN_ID: String(number),
      ARTIFACTS: join(work, 'artifacts'),
      NODE_EXTRA_CA_CERTS: await kept(work, 'authorities.pem', await texts([SYSTEM_CERTIFICATES, ...authorities])),
      ...env,
    }
    return [
      ...[tools.act, event.name, '-C', checkout, '-W', `.github/workflows/${workflow}`],
      ...['-e', await kept(work, 'event.json', JSON.stringify(event.payload))],
      ...['--secret-file', await kept(work, 'secrets', dotenv(secrets ?? github.secrets))],
      ...['--var-file', await kept(work, 'vars', dotenv(vars ?? github.vars))],
      ...['--env-file', '/dev/null', '--input-file', '/dev/null'],
      ...['-P', 'ubuntu-latest=-self-hosted', '--actor', github.actor],
      ...['--no-cache-server', '--action-offline-mode', '--rm', '--json'],
      ...Object.entries(repositories).flatMap(([ref, folder]) => ['--local-repository', `${ref}=${folder}`]),
      ...Object.entries(variables).flatMap(([key, value]) => ['--env', `${key}=${value}`]),
      ...args,
    ]
  }

  /** Every step gets act's whole environment. GOMAXPROCS: its jobs write one map without a lock, which crashes it otherwise. */
  private environment(work: string): Record<string, string> {
    return {
      GOMAXPROCS: '1',
      PATH: `${dirname(this.options.tools.node)}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
      HOME: join(work, 'home'),
      LANG: 'C.UTF-8',
      XDG_CONFIG_HOME: join(work, 'home/.config'),
      XDG_CACHE_HOME: join(work, 'cache'),
    }
  }
}

/** Writes a file that nobody else may read; gives its path. */
async function kept(folder: string, name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text, { mode: 0o600 })
  return join(folder, name)
}

/** Of the files that are there, one after the other. */
async function texts(paths: readonly string[]): Promise<string> {
  return (await Promise.all(paths.map((path) => readFile(path, 'utf8').catch(() => '')))).join('\n')
}

/** Values on one line each, as act reads them. */
function dotenv(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${value.replace(/[\\"$]/g, '\\$&').replaceAll('\n', '\\n')}"\n`)
    .join('')
}
