import { readFile } from 'node:fs/promises'
import { faults, newVersion } from './checkout.mjs'
import { failedOfSent, Load, versionsOver } from './load.mjs'
import { dispatch, push, Workflows } from './workflows.mjs'

const QUIET_MS = 10_000
const MOST_LINES = 60

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {Record<string, string>} [rollback] inputs of the workflow rollback; a push to main if absent
 * @property {string} outcome that it must have
 * @property {string} version of the backend that must answer afterwards
 * @property {boolean} [load] whether requests come meanwhile
 * @property {boolean} [sameContainers] whether every container must be the one that it was before
 */

/** What the demo does, step by step, and what it saw. */
export class Story {
  /**
   * @param {object} options
   * @param {import('./target.mjs').Target} options.target
   * @param {import('./checkout.mjs').Checkout} options.checkout
   * @param {string} options.vegeta path of the program
   * @param {import('./workflows.mjs').Tools} options.tools
   * @param {string} options.stackActions an export of this repository
   * @param {string} options.folder for the logs of the actions
   * @param {(text: string) => void} options.say
   */
  constructor({ target, checkout, vegeta, tools, stackActions, folder, say }) {
    this.server = target.server
    this.checkout = checkout
    this.vegeta = vegeta
    this.spoke = Date.now()
    this.hidden = ''
    this.passed = true
    this.workflows = new Workflows({
      tools,
      folder,
      checkout: checkout.folder,
      stackActions,
      github: target.github,
      authorities: target.authorities,
      show: (line, job) => this.show(line, job),
    })
    /** @type {string[][]} */
    this.rows = []
    this.say = (/** @type {string} */ text) => {
      this.spoke = Date.now()
      say(text)
    }
  }

  /** Shows a line of the job that acts on the server; those of tests and builds are many, so they are only in the log. */
  show(/** @type {string} */ line, /** @type {string} */ job) {
    this.hidden = `${job}: ${line}`
    if (job === 'plan' || job === 'deploy' || job === 'rollback')
      for (const one of line.split('\n')) this.say(`  │ ${one.slice(0, 160)}`)
  }

  /** @returns {Promise<boolean>} whether all was as promised */
  async tell() {
    const { checkout } = this
    const first = await checkout.head()
    await this.step({ title: 'first deploy', outcome: 'deployed', version: '1.0.0' })
    if (!this.passed) return false

    await checkout.edit(newVersion('2.0.0', ['l2p/backend', 'l2p/frontend', 'VideoVault']))
    await checkout.commit('Version 2 of three services')
    await this.step({ title: 'version 2 under load', outcome: 'deployed', version: '2.0.0', load: true })

    await checkout.edit({ ...newVersion('3.0.0', ['l2p/backend', 'VideoVault']), ...faults.neverHealthy })
    await checkout.commit('Version 3, which never gets healthy')
    await this.step({
      title: 'broken version 3 under load',
      outcome: 'undone',
      version: '2.0.0',
      load: true,
      sameContainers: true,
    })

    await this.step({
      title: 'rollback by hand under load',
      rollback: { reason: 'for the demo' },
      outcome: 'rolled-back',
      version: '1.0.0',
      load: true,
    })

    await checkout.putBack(first)
    await this.step({
      title: 'deploy with nothing changed',
      outcome: 'unchanged',
      version: '1.0.0',
      load: true,
      sameContainers: true,
    })
    this.say(`\n${table(['step', 'outcome', 'seconds', 'failed of sent', 'answers now'], this.rows)}`)
    return this.passed
  }

  /** @param {Step} step */
  async step({ title, rollback, outcome, version, load: loaded = false, sameContainers = false }) {
    this.say(`\n▸ ${title}`)
    const before = await this.server.identities()
    const load = loaded ? await Load.start({ vegeta: this.vegeta, ...this.server.outside }) : undefined
    const began = Date.now()
    const ticker = setInterval(() => {
      if (Date.now() - this.spoke < QUIET_MS) return
      const sent = load === undefined ? '' : `; failed requests: ${failedOfSent(load.soFar)}`
      this.say(
        `  … ${Math.round((Date.now() - began) / 1000)} s${sent}${this.hidden ? `; ${this.hidden.slice(0, 100)}` : ''}`,
      )
    }, 1000)
    let ended
    let result
    try {
      ended =
        rollback === undefined
          ? await this.workflows.run('pipeline.yml', push('main', await this.checkout.head()), { name: title })
          : await this.workflows.run(
              'rollback.yml',
              dispatch({ environment: 'production', release: '', ...rollback }),
              { name: title },
            )
      await this.server.settled()
    } finally {
      clearInterval(ticker)
      result = await load?.stop()
    }
    const green = !['undone', 'undo-failed', 'refused', 'unknown'].includes(outcome)
    const outputs = ended.outputs[rollback === undefined ? 'deploy' : 'rollback'] ?? {}
    const asExpected = outputs.outcome === outcome && ended.exitCode === (green ? 0 : 1)
    const jobs = Object.entries(ended.jobs).map(([job, result]) => `${result === 'success' ? '✓' : '✗'} ${job}`)
    this.check(
      asExpected,
      `outcome ${outputs.outcome}, ${jobs.join(', ')}, in ${ended.seconds.toFixed(1)} s`,
      `${outcome} was to be expected`,
    )
    if (!asExpected) this.say(`${await lastLines(ended.log)}\n  the whole log: ${ended.log}`)
    const now = await this.server.version('api.l2p')
    this.check(now === version, `l2p-backend ${now} answers`, `${version} was to be expected`)
    if (result !== undefined) await this.checkLoad(result)
    await this.checkContainers(before, sameContainers)
    const release = outputs['serving-release'] ?? ''
    const answers = `l2p-backend ${now}${release ? `, release ${release}` : ''}`
    this.rows.push([
      title,
      outputs.outcome ?? '',
      ended.seconds.toFixed(1),
      result ? `${result.failed} of ${result.sent}` : '-',
      answers,
    ])
  }

  /** @param {import('./load.mjs').LoadResult} result */
  async checkLoad(result) {
    const versions = versionsOver(result, `api.l2p.${this.server.outside.domain}`)
    this.check(
      result.failed === 0 && result.sent > 0,
      `${failedOfSent(result)} requests failed; l2p-backend answered as ${versions.join(' → ')}`,
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

  /** @param {readonly string[]} before @param {boolean} same */
  async checkContainers(before, same) {
    if (before.length === 0) return
    const after = await this.server.identities()
    const lasting = before.filter((one) => same || /^shared-infrastructure\/|^reverse-proxy\//.test(one))
    const lost = lasting.filter((one) => !after.includes(one))
    const extra = same ? after.filter((one) => !before.includes(one)) : []
    const who = same ? 'all containers' : 'Postgres, Redis and Traefik'
    this.check(
      lost.length === 0 && extra.length === 0,
      `${who} are the ones from before, not restarted`,
      `gone: ${lost.join(', ') || 'none'}; new: ${extra.join(', ') || 'none'}`,
    )
  }

  /** @param {boolean} holds @param {string} seen @param {string} otherwise */
  check(holds, seen, otherwise) {
    if (!holds) this.passed = false
    this.say(holds ? `  ✓ ${seen}` : `  ✗ ${seen}: ${otherwise}`)
  }

  howToLook() {
    const { domain, address, caFile } = this.server.outside
    const url = (/** @type {string} */ name, /** @type {string} */ path) => {
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

/** @param {string} log */
async function lastLines(log) {
  return (await readFile(log, 'utf8'))
    .trimEnd()
    .split('\n')
    .slice(-MOST_LINES)
    .map((line) => `    ${line}`)
    .join('\n')
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function table(head, rows) {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const line = (/** @type {readonly string[]} */ row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n')
}
