import { covered } from './statistics.mjs'

/**
 * @typedef {object} Child A process that the action started.
 * @property {'login' | 'ssh' | 'other'} kind `login`: the ssh that holds the connection
 * @property {string} what for ssh the verb of stackctl, else the program
 * @property {number} from milliseconds after the action's start
 * @property {number} to
 *
 * @typedef {object} Step of the transaction on the server
 * @property {string} step
 * @property {number} from milliseconds after the action's start
 * @property {number} to
 */

// The verb follows the name of the program, which ends with its sha256.
const VERB =
  /[0-9a-f]{64}\W+(facts|resolve|prepare|run|deploy|rollback|watch|proceed|confirm|abort|heartbeat|recover)\b/

/**
 * What a process is, by its command line.
 * @param {readonly string[]} argv
 * @returns {{ kind: Child['kind'], what: string }}
 */
export function processKind(argv) {
  const program = argv[0]?.split('/').at(-1) ?? ''
  if (program !== 'ssh')
    return {
      kind: 'other',
      what: argv
        .slice(0, 3)
        .map((word) => word.split('/').at(-1))
        .join(' '),
    }
  if (argv.includes('ControlMaster=yes')) return { kind: 'login', what: 'login' }
  if (argv.includes('-W')) return { kind: 'ssh', what: 'tunnel' }
  const command = argv.at(-1) ?? ''
  return { kind: 'ssh', what: VERB.exec(command)?.[1] ?? command.slice(0, 20) }
}

/**
 * The action's own work in milliseconds: what is left of its time without ssh (login, calls) and without the gate, which is asked between
 * the call that waits for it and the one that answers. Compose, which reads the files on the runner, is own work.
 * @param {number} total
 * @param {readonly Child[]} children
 */
export function ownWork(total, children) {
  const calls = children.filter(({ kind, what }) => kind === 'ssh' && what !== 'tunnel')
  const logins = children.filter(({ kind }) => kind === 'login')
  const login = logins.map(({ from, to }) => ({ from, to: Math.min(to, ...calls.map((call) => call.from)) }))
  return total - covered([...calls, ...login, ...gates(calls)])
}

/**
 * From a call that follows the transaction, and ended because the runner must judge, to the one that brings the verdict.
 * @param {readonly Child[]} calls
 */
function gates(calls) {
  const follows = /^(deploy|run|rollback|watch)$/
  const ordered = calls
    .filter(({ what }) => follows.test(what) || /^(proceed|confirm|abort)$/.test(what))
    .sort((one, other) => one.from - other.from)
  return ordered.flatMap(({ what, to }, index) => {
    const next = ordered[index + 1]
    return next !== undefined && follows.test(what) ? [{ from: to, to: next.from }] : []
  })
}

/**
 * Steps of a journal of stackctl, each with its begin and end; a step that ran twice is there twice.
 * @param {string} journal
 * @param {number} start of the action, as milliseconds of the server's uptime
 * @returns {Step[]}
 */
export function stepsOf(journal, start) {
  /** @type {Map<string, number>} */
  const open = new Map()
  /** @type {Step[]} */
  const steps = []
  for (const line of journal.split('\n')) {
    const [, uptime = '', , step = '', event] = line.split('\t')
    const at = Number(uptime) - start
    const from = open.get(step)
    if (event === 'begin') open.set(step, at)
    if (event !== 'end' || from === undefined) continue
    steps.push({ step, from, to: at })
    open.delete(step)
  }
  return steps
}
