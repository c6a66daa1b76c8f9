import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './program.mjs'

const DIST = fileURLToPath(new URL('../../dist', import.meta.url))

/**
 * @typedef {object} Ended
 * @property {number} exitCode
 * @property {Record<string, string>} outputs by their names in action.yml
 * @property {number} seconds
 * @property {string} printed what it printed without its workflow commands, before the runner masks anything
 * @property {string} log path of what a person would see in GitHub
 */

/** Runs the actions of `dist/` as GitHub's runner does: each a process of its own with INPUT_* and GITHUB_* and nothing else. */
export class Runner {
  /**
   * @param {object} options
   * @param {string} options.folder for logs and RUNNER_TEMP
   * @param {Pick<import('./checkout.mjs').Checkout, 'folder' | 'head'>} options.checkout
   * @param {Record<string, string>} options.inputs that every step gets, by their names in action.yml
   * @param {string | undefined} [options.caFile] authority of a registry with a certificate of its own
   * @param {(line: string, group: string) => void} [options.show] gets each line while it runs, with the title of the group that it is in
   * @param {(pid: number) => void} [options.onSpawn]
   */
  constructor({ folder, checkout, inputs, caFile, show = () => undefined, onSpawn = () => undefined }) {
    this.folder = folder
    this.checkout = checkout
    this.inputs = inputs
    this.caFile = caFile
    this.show = show
    this.onSpawn = onSpawn
    this.runs = Math.floor(Date.now() / 1000)
  }

  /**
   * @param {string} action such as `deploy`
   * @param {string} step what the log is called
   * @param {Record<string, string>} [inputs]
   * @returns {Promise<Ended>}
   */
  async run(action, step, inputs = {}) {
    this.runs += 1
    const folder = join(this.folder, `${step.replaceAll(' ', '-')}-${this.runs}`)
    const temp = join(folder, 'temp')
    await mkdir(temp, { recursive: true })
    const log = join(folder, 'log')
    const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary.md') }
    for (const file of [log, ...Object.values(files)]) await writeFile(file, '')
    const began = Date.now()
    const seen = new Shown(this.show)
    const { exitCode } = await run([process.execPath, join(DIST, `${action}.js`)], {
      cwd: this.checkout.folder,
      env: {
        ...kept(['PATH', 'HOME', 'DOCKER_HOST', 'DOCKER_CONFIG', 'LANG', 'NODE_EXTRA_CA_CERTS']),
        ...(this.caFile && { NODE_EXTRA_CA_CERTS: this.caFile }),
        ...files,
        ...github(this.checkout.folder, await this.checkout.head(), this.runs),
        RUNNER_TEMP: temp,
        ...Object.fromEntries(
          Object.entries({ ...this.inputs, ...inputs }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
        ),
      },
      onLine: (line) => seen.line(line),
      onSpawn: this.onSpawn,
    })
    await appendFile(log, seen.masked)
    const outputs = parseOutputs(await readFile(files.GITHUB_OUTPUT, 'utf8'))
    return { exitCode, outputs, seconds: (Date.now() - began) / 1000, printed: seen.printed, log }
  }
}

/** @param {readonly string[]} names */
function kept(names) {
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
}

/** @param {string} workspace @param {string} sha @param {number} run */
function github(workspace, sha, run) {
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

/** What the runner makes of a step's lines: commands are obeyed, masked values are shown as ***. */
class Shown {
  /** @param {(line: string, group: string) => void} show */
  constructor(show) {
    this.show = show
    this.group = ''
    /** @type {string | undefined} */
    this.resume = undefined
    this.printed = ''
    this.masked = ''
    /** @type {string[]} */
    this.masks = []
  }

  /** @param {string} line */
  line(line) {
    if (this.resume !== undefined && line === `::${this.resume}::`) {
      this.resume = undefined
      return
    }
    const command = this.resume === undefined ? /^::([a-z-]+)(?: [^:]*)?::(.*)$/.exec(line) : null
    const text = command === null ? line : unescaped(command[2] ?? '')
    const name = command?.[1]
    if (name === 'add-mask') {
      this.masks.push(...text.split('\n').filter(Boolean))
      return
    }
    // Between these two lines nothing is a command, so that what a build prints cannot give any.
    if (name === 'stop-commands') {
      this.resume = text
      return
    }
    this.printed += `${text}\n`
    if (name === 'group' || name === 'endgroup') this.group = text
    if (name === 'endgroup') return
    const shown = this.masks.reduce((masked, mask) => masked.replaceAll(mask, '***'), text)
    const full = name === undefined || name === 'group' ? shown : `${name}: ${shown}`
    this.masked += `${full}\n`
    if (name !== 'debug') for (const one of full.split('\n')) this.show(one, this.group)
  }
}

/** @param {string} text */
function unescaped(text) {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

/** @param {string} text */
function parseOutputs(text) {
  /** @type {Record<string, string>} */
  const outputs = {}
  for (const [, name = '', , value = ''] of text.matchAll(/^([^\n]+?)<<([^\n]+)\n([\s\S]*?)\n?^\2$/gm))
    outputs[name] = value
  return outputs
}
