import { readFile } from 'node:fs/promises'
import { dispatch, push } from '../kit/events.js'
import type { Checkout } from '../kit/example/checkout.js'
import { faults, newVersion } from '../kit/example/edits.js'
import { loadExample } from '../kit/example/load.js'
import type { ExampleServer } from '../kit/example/server.js'
import type { Target } from '../kit/example/target.js'
import { failedOfSent, type LoadResult, versionsOver } from '../kit/load/hits.js'
import { type Tools, type WorkflowRun, Workflows } from '../kit/workflows.js'
import { table } from './table.js'

const QUIET_MS = 10_000
const MOST_LINES = 60
/** Jobs that act on the server; the lines of others (tests, builds) are many, so they are only in the log. */
const SHOWN_JOBS = ['plan', 'deploy', 'rollback']

interface Step {
  title: string
  /** Inputs of the workflow rollback; a push to main if absent. */
  rollback?: Readonly<Record<string, string>>
  /** That it must have. */
  outcome: string
  /** Of the backend that must answer afterwards. */
  version: string
  /** Whether requests come meanwhile. */
  underLoad?: boolean
  /** Whether every container must be the one that it was before. */
  sameContainers?: boolean
}

export interface StoryOptions {
  target: Target
  checkout: Checkout
  /** Path of the program. */
  vegeta: string
  tools: Tools
  /** An export of this repository. */
  stackActions: string
  /** For the logs of the actions. */
  folder: string
  say(text: string): void
}

/** What the demo does, step by step, and what it saw. */
export class Story {
  private readonly server: ExampleServer
  private readonly workflows: Workflows
  private readonly rows: string[][] = []
  private passed = true
  private spoke = Date.now()
  /** The last line of a job, also of one that is not shown. */
  private last = ''

  constructor(private readonly options: StoryOptions) {
    const { target, checkout, tools, stackActions, folder } = options
    this.server = target.server
    this.workflows = new Workflows({
      tools,
      folder,
      checkout: checkout.folder,
      stackActions,
      github: target.github,
      authorities: target.authorities,
      show: (line, job) => this.show(line, job),
    })
  }

  /** Gives whether all was as promised. */
  async tell(): Promise<boolean> {
    const { checkout } = this.options
    const first = await checkout.head()
    await this.step({ title: 'first deploy', outcome: 'deployed', version: '1.0.0' })
    if (!this.passed) return false

    await checkout.edit(newVersion('2.0.0', ['l2p/backend', 'l2p/frontend', 'VideoVault']))
    await checkout.commit('Version 2 of three services')
    await this.step({ title: 'version 2 under load', outcome: 'deployed', version: '2.0.0', underLoad: true })

    await checkout.edit({ ...newVersion('3.0.0', ['l2p/backend', 'VideoVault']), ...faults.neverHealthy })
    await checkout.commit('Version 3, which never gets healthy')
    await this.step({
      title: 'broken version 3 under load',
      outcome: 'undone',
      version: '2.0.0',
      underLoad: true,
      sameContainers: true,
    })

    await this.step({
      title: 'rollback by hand under load',
      rollback: { reason: 'for the demo' },
      outcome: 'rolled-back',
      version: '1.0.0',
      underLoad: true,
    })

    await checkout.putBack(first)
    await this.step({
      title: 'deploy with nothing changed',
      outcome: 'unchanged',
      version: '1.0.0',
      underLoad: true,
      sameContainers: true,
    })
    this.say(`\n${table(['step', 'outcome', 'seconds', 'failed of sent', 'answers now'], this.rows)}`)
    return this.passed
  }

  private async step(step: Step): Promise<void> {
    this.say(`\n▸ ${step.title}`)
    const before = await this.server.identities()
    const { ended, load } = await this.runUnderLoad(step)
    const outputs = ended.outputs[step.rollback === undefined ? 'deploy' : 'rollback'] ?? {}
    await this.checkOutcome(step, ended, outputs.outcome)
    const now = await this.server.version('api.l2p')
    this.check(now === step.version, `l2p-backend ${now} answers`, `${step.version} was to be expected`)
    if (load !== undefined) await this.checkLoad(load)
    await this.checkContainers(before, step.sameContainers ?? false)
    const release = outputs['serving-release'] ?? ''
    this.rows.push([
      step.title,
      outputs.outcome ?? '',
      ended.seconds.toFixed(1),
      load ? `${load.failed} of ${load.sent}` : '-',
      `l2p-backend ${now}${release ? `, release ${release}` : ''}`,
    ])
  }

  /** Until the server is done with it; says every ten quiet seconds that it still works. */
  private async runUnderLoad(step: Step): Promise<{ ended: WorkflowRun; load: LoadResult | undefined }> {
    const load = step.underLoad ? await loadExample(this.options.vegeta, this.server.outside) : undefined
    const began = Date.now()
    const ticker = setInterval(() => {
      if (Date.now() - this.spoke < QUIET_MS) return
      const sent = load === undefined ? '' : `; ${failedOfSent(load.soFar)}`
      const last = this.last ? `; ${this.last.slice(0, 100)}` : ''
      this.say(`  … ${Math.round((Date.now() - began) / 1000)} s${sent}${last}`)
    }, 1000)
    try {
      const ended = await this.runWorkflow(step)
      await this.server.settled()
      return { ended, load: await load?.stop() }
    } finally {
      clearInterval(ticker)
      await load?.stop()
    }
  }

  private async runWorkflow({ title, rollback }: Step): Promise<WorkflowRun> {
    if (rollback === undefined)
      return this.workflows.run('pipeline.yml', push('main', await this.options.checkout.head()), { name: title })
    const inputs = { environment: 'production', release: '', ...rollback }
    return this.workflows.run('rollback.yml', dispatch(inputs), { name: title })
  }

  private async checkOutcome({ outcome }: Step, ended: WorkflowRun, seen: string | undefined): Promise<void> {
    const green = !['undone', 'undo-failed', 'refused', 'unknown'].includes(outcome)
    const asExpected = seen === outcome && ended.exitCode === (green ? 0 : 1)
    const jobs = Object.entries(ended.jobs).map(([job, result]) => `${result === 'success' ? '✓' : '✗'} ${job}`)
    this.check(
      asExpected,
      `outcome ${seen}, ${jobs.join(', ')}, in ${ended.seconds.toFixed(1)} s`,
      `${outcome} was to be expected`,
    )
    if (!asExpected) this.say(`${await lastLines(ended.log)}\n  the whole log: ${ended.log}`)
  }

  private async checkLoad(result: LoadResult): Promise<void> {
    const versions = versionsOver(result, `api.l2p.${this.server.outside.domain}`)
    this.check(
      result.failed === 0 && result.sent > 0,
      `${failedOfSent(result)}; l2p-backend answered as ${versions.join(' → ')}`,
      'none may fail',
    )
    const rows = await this.server.rows()
    const lost = result.written.filter((id) => !rows.has(id)).length
    this.check(
      lost === 0 && result.written.length > 0,
      `${result.written.length} POSTs were answered 2xx, ${result.written.length - lost} of them are rows in Postgres`,
      'each must be one',
    )
  }

  private async checkContainers(before: readonly string[], same: boolean): Promise<void> {
    if (before.length === 0) return
    const after = await this.server.identities()
    const lasting = before.filter((one) => same || /^shared-infrastructure\/|^reverse-proxy\//.test(one))
    const lost = lasting.filter((one) => !after.includes(one))
    const extra = same ? after.filter((one) => !before.includes(one)) : []
    this.check(
      lost.length === 0 && extra.length === 0,
      `${same ? 'all containers' : 'Postgres, Redis and Traefik'} are the ones from before, not restarted`,
      `gone: ${lost.join(', ') || 'none'}; new: ${extra.join(', ') || 'none'}`,
    )
  }

  private check(holds: boolean, seen: string, otherwise: string): void {
    if (!holds) this.passed = false
    this.say(holds ? `  ✓ ${seen}` : `  ✗ ${seen}: ${otherwise}`)
  }

  private show(line: string, job: string): void {
    this.last = `${job}: ${line}`
    if (SHOWN_JOBS.includes(job)) for (const one of line.split('\n')) this.say(`  │ ${one.slice(0, 160)}`)
  }

  private say(text: string): void {
    this.spoke = Date.now()
    this.options.say(text)
  }

  /** Commands for whoever wants to look at what runs. */
  howToLook(): string {
    const { domain, address, caFile } = this.server.outside
    const url = (name: string, path: string) => {
      const host = `${name}.${domain}`
      const where = address ? ` --resolve ${host}:443:${address}` : ''
      return `  curl${caFile ? ` --cacert ${caFile}` : ''}${where} https://${host}${path}`
    }
    const ssh = this.server.sshWords.join(' ')
    return [
      'How to look at what runs:',
      url('api.l2p', '/version'),
      url('l2p', '/'),
      `  ${ssh} '~/.stack-actions/korczewski-production/stackctl status'`,
      `  ${ssh} '~/.stack-actions/korczewski-production/stackctl history'`,
      `  ${ssh} docker ps`,
      `  ${ssh} 'docker exec $(docker ps -qf label=com.docker.compose.service=postgres) psql -U korczewski -d l2p -c "select count(*) from items"'`,
      'How to take it down:',
      '  ./scripts/demo down',
    ].join('\n')
  }
}

async function lastLines(log: string): Promise<string> {
  const lines = (await readFile(log, 'utf8')).trimEnd().split('\n').slice(-MOST_LINES)
  return lines.map((line) => `    ${line}`).join('\n')
}
