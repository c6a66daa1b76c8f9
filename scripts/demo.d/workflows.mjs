import { spawn } from 'node:child_process'
import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { capture } from './program.mjs'

// Facts behind the command line: act 0.2.89 in host mode, which needs neither Docker nor a network for itself. Jobs run as processes of this
// machine, other people's actions are folders of ours, and what an action prints comes as JSON, a line each.

/**
 * @typedef {object} Tools
 * @property {string} act path of the program
 * @property {string} node path of Node 24, which `using: node24` and the example's tests get
 *
 * @typedef {{ name: string, payload: Record<string, unknown> }} Event what starts a workflow
 *
 * @typedef {object} RunOptions
 * @property {string} [name] of the log
 * @property {Record<string, string>} [secrets] in place of the runner's
 * @property {Record<string, string>} [vars] in place of the runner's
 * @property {Record<string, string>} [env] added to every step's
 * @property {string[]} [args] for act
 * @property {string} [checkout] another clone of it
 * @property {(line: string, job: string) => void} [show] gets each line, beside the runner's
 * @property {(pid: number) => void} [onSpawn]
 *
 * @typedef {object} WorkflowRun
 * @property {number} exitCode 0 only if every job that ran succeeded
 * @property {Record<string, string>} jobs result by the job's id, of all that ran; `failure` if one leg of a matrix failed
 * @property {Record<string, Record<string, string>>} outputs of steps, by the step's id
 * @property {{ job: string, level: string, text: string, file?: string, line?: string }[]} annotations
 * @property {string} summary what the steps wrote for the summary page
 * @property {string} printed what a person sees in the log, masked
 * @property {string} raw every line of act, of which only `printed` is masked
 * @property {string} log path of the log
 * @property {number} seconds
 */

/** Certificates of the machine itself: what a job downloads is verified with them, beside others. */
const SYSTEM_CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt'

/**
 * An action of one script.
 * @param {readonly string[]} inputs which it gets as variables, with `_` behind the name: one is called `path` @param {string} script
 */
function action(inputs, script) {
  const env = Object.fromEntries(
    inputs.map((name) => [`${name.toUpperCase().replaceAll('-', '_')}_`, `\${{ inputs.${name} }}`]),
  )
  return JSON.stringify({
    ...{
      name: 'stand-in',
      description: 'stand-in',
      inputs: Object.fromEntries(inputs.map((name) => [name, { default: '' }])),
    },
    runs: { using: 'composite', steps: [{ shell: 'bash', env, run: script }] },
  })
}

/**
 * Artifacts of a run are folders of it. As upload-artifact 7 and download-artifact 8: a name that is taken is a fault unless it is to be
 * overwritten, each artifact comes into a folder of its name, and an only one comes without.
 * @type {Record<string, string>}
 */
const STAND_INS = {
  'actions/upload-artifact': action(
    ['name', 'path', 'overwrite', 'if-no-files-found'],
    'test -f "$PATH_" && { test ! -e "$ARTIFACTS/$NAME_" || test "$OVERWRITE_" = true; } && rm -rf "$ARTIFACTS/$NAME_" && mkdir -p "$ARTIFACTS/$NAME_" && cp "$PATH_" "$ARTIFACTS/$NAME_/"',
  ),
  'actions/download-artifact': action(
    ['pattern', 'path'],
    'cd "$ARTIFACTS"; set -- $PATTERN_; mkdir -p "$PATH_"; if [ $# = 1 ]; then cp -r "$1/." "$PATH_/"; else cp -r "$@" "$PATH_/"; fi',
  ),
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/**
 * An export of this repository's tracked files: what is not committed to git at all is not there.
 * @param {string} to a folder that does not exist
 * @param {string} [commit] what is in the work tree if absent
 */
export async function exportRepository(to, commit) {
  await mkdir(to, { recursive: true })
  const changed = commit ?? (await capture(['git', 'stash', 'create'], { cwd: ROOT }))
  const archive = join(to, '.archive.tar')
  await capture(['git', 'archive', '--output', archive, changed || 'HEAD'], { cwd: ROOT })
  await capture(['tar', '-xf', archive, '-C', to])
  await rm(archive)
}

/** Runs the workflows of a checkout as GitHub would. */
export class Workflows {
  /**
   * @param {object} options
   * @param {Tools} options.tools
   * @param {string} options.folder for logs and what act needs
   * @param {string} options.checkout whose workflows and files they are
   * @param {string} options.stackActions an export of this repository: what `org/stack-actions…@ref` is
   * @param {string} [options.repository] `owner/name` of the checkout
   * @param {import('./target.mjs').Target['github']} options.github
   * @param {readonly string[]} [options.authorities] files with authorities of certificates, beside the system's
   * @param {(line: string, job: string) => void} [options.show] gets each line while it runs
   */
  constructor({
    tools,
    folder,
    checkout,
    stackActions,
    repository = 'org/korczewski',
    github,
    authorities = [],
    show,
  }) {
    this.tools = tools
    this.folder = folder
    this.checkout = checkout
    this.stackActions = stackActions
    this.repository = repository
    this.github = github
    this.authorities = authorities
    this.show = show ?? (() => undefined)
    this.runs = Math.floor(Date.now() / 1000)
  }

  /**
   * @param {string} workflow file name below `.github/workflows`
   * @param {Event} event
   * @param {RunOptions} [options]
   * @returns {Promise<WorkflowRun>}
   */
  async run(
    workflow,
    event,
    {
      name = workflow,
      secrets = this.github.secrets,
      vars = this.github.vars,
      env = {},
      args = [],
      checkout = this.checkout,
      show = this.show,
      onSpawn,
    } = {},
  ) {
    // Two runs at once: each keeps the number that it began with.
    const number = this.runs + 1
    this.runs = number
    const work = join(this.folder, `${name.replace(/[^A-Za-z0-9.-]+/g, '-')}-${number}`)
    await mkdir(join(work, 'home'), { recursive: true, mode: 0o700 })
    const file = async (/** @type {string} */ path, /** @type {string} */ text) => {
      await writeFile(join(work, path), text, { mode: 0o600 })
      return join(work, path)
    }
    const repositories = await this.repositories(join(checkout, '.github/workflows', workflow), work)
    const variables = {
      GITHUB_REPOSITORY: this.repository,
      GITHUB_RUN_ID: String(number),
      ARTIFACTS: join(work, 'artifacts'),
      NODE_EXTRA_CA_CERTS: await file('authorities.pem', await texts([SYSTEM_CERTIFICATES, ...this.authorities])),
      ...env,
    }
    const argv = [
      ...[event.name, '-C', checkout, '-W', `.github/workflows/${workflow}`],
      ...['-e', await file('event.json', JSON.stringify(event.payload))],
      ...['--secret-file', await file('secrets', dotenv(secrets)), '--var-file', await file('vars', dotenv(vars))],
      ...[
        '--env-file',
        '/dev/null',
        '--input-file',
        '/dev/null',
        '-P',
        'ubuntu-latest=-self-hosted',
        '--actor',
        this.github.actor,
      ],
      ...['--no-cache-server', '--action-offline-mode', '--rm', '--json'],
      ...Object.entries(repositories).flatMap(([ref, path]) => ['--local-repository', `${ref}=${path}`]),
      ...Object.entries(variables).flatMap(([key, value]) => ['--env', `${key}=${value}`]),
      ...args,
    ]
    const log = await file('log', '')
    const began = Date.now()
    const child = spawn(this.tools.act, argv, {
      cwd: work,
      // Every step gets act's whole environment. GOMAXPROCS: its jobs write one map without a lock, which crashes it otherwise.
      env: {
        GOMAXPROCS: '1',
        PATH: `${dirname(this.tools.node)}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
        HOME: join(work, 'home'),
        LANG: 'C.UTF-8',
        XDG_CONFIG_HOME: join(work, 'home/.config'),
        XDG_CACHE_HOME: join(work, 'cache'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    if (child.pid !== undefined) onSpawn?.(child.pid)
    const seen = new Seen()
    const said = createInterface({ input: child.stdout })
    said.on('line', (line) => {
      const shown = seen.line(line)
      if (shown !== undefined) show(shown.text, shown.job)
    })
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
    const read = new Promise((resolve) => said.once('close', resolve))
    const exitCode = await new Promise((resolve, reject) =>
      child.on('error', reject).on('close', (code) => resolve(code ?? -1)),
    )
    await read
    await appendFile(log, seen.printed)
    if (exitCode !== 0 && exitCode !== 1) throw new Error(`act itself ended with ${exitCode}: ${stderr.slice(-2000)}`)
    if (Object.keys(seen.jobs).length === 0)
      throw new Error(`no job ran: ${stderr.slice(-2000)}${seen.printed.slice(-2000)}`)
    const { jobs, outputs, annotations, summary, printed, raw } = seen
    return { exitCode, jobs, outputs, annotations, summary, printed, raw, log, seconds: (Date.now() - began) / 1000 }
  }

  /**
   * Which folder stands for each reference that is written anywhere. Other people's actions are empty ones, but for those of artifacts: Node 24
   * is in PATH already, and `actions/checkout` act knows itself.
   * @param {string} workflow @param {string} work
   */
  async repositories(workflow, work) {
    const own = await yamlBelow(this.stackActions)
    const files = await Promise.all([workflow, ...own].map((path) => readFile(path, 'utf8')))
    const uses = files.flatMap((text) =>
      [...text.matchAll(/^\s*(?:- )?uses:\s*['"]?([^\s'"#]+)/gm)].map(([, ref = '']) => ref),
    )
    const standIn = async (/** @type {string} */ repository) => {
      const folder = join(work, repository)
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, 'action.yml'), STAND_INS[repository] ?? action([], ':'))
      return folder
    }
    /** @type {Record<string, string>} */
    const found = {}
    for (const reference of uses) {
      const [, repository, ref] = /^([^/@]+\/[^/@]+)(?:\/[^@]*)?@(.+)$/.exec(reference) ?? []
      if (repository === undefined || repository === 'actions/checkout') continue
      found[`${repository}@${ref}`] = repository === 'org/stack-actions' ? this.stackActions : await standIn(repository)
    }
    return found
  }
}

/** @param {string} branch @param {string} sha @returns {Event} */
export const push = (branch, sha) => ({
  name: 'push',
  payload: {
    ref: `refs/heads/${branch}`,
    deleted: false,
    after: sha,
    repository: { full_name: 'org/korczewski', default_branch: 'main' },
  },
})

/** @param {string} tag @param {string} sha @returns {Event} */
export const pushTag = (tag, sha) => ({
  name: 'push',
  payload: { ...push('', sha).payload, ref: `refs/tags/${tag}` },
})

/** @param {{ head: string, branch: string, base: string }} of @returns {Event} */
export const pullRequest = ({ head, branch, base }) => ({
  name: 'pull_request',
  payload: {
    ...{ number: 7, action: 'opened', repository: push('', head).payload.repository },
    pull_request: { number: 7, head: { ref: branch, sha: head, repo: { fork: true } }, base: { ref: base } },
  },
})

/** @param {Record<string, string>} inputs @param {string} [branch] @returns {Event} */
export const dispatch = (inputs, branch = 'main') => ({
  name: 'workflow_dispatch',
  payload: { ref: `refs/heads/${branch}`, inputs },
})

/** What act's lines say. */
class Seen {
  /** @type {Record<string, string>} */
  jobs = {}
  /** @type {Record<string, Record<string, string>>} */
  outputs = {}
  /** @type {WorkflowRun['annotations']} */
  annotations = []
  summary = ''
  printed = ''
  raw = ''

  /** @param {string} text @returns {{ text: string, job: string } | undefined} what a person would see */
  line(text) {
    this.raw += `${text}\n`
    if (!text.startsWith('{')) return undefined
    const line = JSON.parse(text)
    const job = String(line.jobID ?? '').trim()
    if (/Skipping unsupported platform/.test(line.msg ?? ''))
      throw new Error(`job ${job} has a runs-on that is not known`)
    // One leg of a matrix that failed is the job's result, whatever the others say after it.
    if (line.jobResult !== undefined && this.jobs[job] !== 'failure') this.jobs[job] = line.jobResult
    if (line.command === 'set-output') {
      const step = line.stepID?.[0] ?? ''
      this.outputs[step] = { ...this.outputs[step], [line.name]: line.arg }
    }
    if (line.command === 'summary') this.summary += line.content
    if (['notice', 'warning', 'error'].includes(line.command))
      this.annotations.push({ job, level: line.command, text: line.arg, ...line.kvPairs })
    const said = stripVTControlCharacters(String(line.msg ?? '')).trimEnd()
    this.printed += `[${job}] ${said}\n`
    const annotation = ['notice', 'warning', 'error'].includes(line.command)
    if (said === '' || !(line.raw_output === true || annotation)) return undefined
    return { text: annotation ? said.trim().replaceAll('%0A', '\n') : said, job }
  }
}

/** Of the files that are there, one after the other. @param {readonly string[]} paths */
async function texts(paths) {
  return (await Promise.all(paths.map((path) => readFile(path, 'utf8').catch(() => '')))).join('\n')
}

/** Values on one line each, as act reads them. @param {Record<string, string>} values */
function dotenv(values) {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${value.replace(/[\\"$]/g, '\\$&').replaceAll('\n', '\\n')}"\n`)
    .join('')
}

/** @param {string} folder */
async function yamlBelow(folder) {
  const places = ['.github/workflows', 'deploy', 'actions']
  const found = await Promise.all(
    places.map(async (place) => {
      const entries = await readdir(join(folder, place), { recursive: true })
      return entries.filter((entry) => /\.ya?ml$/.test(entry)).map((entry) => join(folder, place, entry))
    }),
  )
  return found.flat()
}
