import type { LoadResult } from '../../kit/load/hits.js'
import { type Container, differences, type Look } from './look.js'
import type { Cell, Outcome } from './table.js'

/** How the run that was struck ended, as its user sees it. */
export interface Told {
  /** Null where it was killed. */
  exit: number | null
  outcome: Outcome
  lastLine: string
}

/** What was seen of one strike, before, during and after. */
export interface Evidence {
  cell: Cell
  /** Versions before, and of the deploy that was struck. */
  before: string
  target: string
  /** Steps that were under way while the fault was done. */
  landed: string[]
  /** Versions that a reboot right after the strike would have brought up; undefined where nobody could look. */
  survive: string[] | undefined
  told: Told
  /** How the server's own record says that the struck release ended. */
  recorded: string
  /** What was to be seen once the server was put in order again. */
  after: { look: Look; answers: string[]; serves: string }
  /** What the recovery said: exit code and words, twice. */
  recovered: { exit: number; words: string }[]
  /** The deploy after it, where there was one. */
  next?: { exit: number | null; outcome: string; version: string; words: string }
  /** Seconds from the strike until the next deploy may run. */
  seconds: number
  load: LoadResult
  /** Steps that were under way from the strike until it was known what a reboot would bring up. */
  passed: string[]
  /** Requests a second. */
  rate: number
  /** How many processes waited for each core, 1 at least: a machine that is starved takes so much longer for everything. */
  starved: number
  /** Rows of POSTs that were answered 2xx and are not there. */
  lost: string[]
  /** Ids of containers that Docker had forgotten while they ran. */
  forgotten: string[]
}

/** Steps from which on the confirmation may have been given. */
const DECIDED = new Set(['decide', 'commit', 'finish'])

/** What was promised and did not hold (I1 to I6 of the design), a sentence each. */
export function broken(seen: Evidence): string[] {
  return [...served(seen), ...ended(seen), ...told(seen), ...recovered(seen), ...leftOver(seen)]
}

/** I1 and I2: someone complete and right answers, and no row is lost. */
function served({ cell, passed, load, rate, starved, lost, survive, before, target }: Evidence): string[] {
  const faults: string[] = []
  const bound = (cell.fault.drops?.seconds ?? 0) * rate * starved
  if (load.failed > bound)
    faults.push(
      `${load.failed} of ${load.sent} requests failed${bound > 0 ? `, more than ${cell.fault.drops?.seconds} s of them` : ''}: ${JSON.stringify(load.reasons)}`,
    )
  if (lost.length > 0) faults.push(`${lost.length} rows are lost: ${lost.slice(0, 3).join(', ')}`)
  // While the policies change hands an exclusive service has none for a moment (docs/limits.md): to ask just then proves nothing.
  const changing = passed.includes('commit')
  if (!changing && survive !== undefined && !survive.some((version) => version === before || version === target))
    faults.push('a reboot right after the strike would have brought up no whole version')
  return faults
}

/** Where it must end. */
function ended({ cell, landed, before, target, recorded, after, next }: Evidence): string[] {
  const faults: string[] = []
  const committed = recorded.startsWith('committed')
  const wanted = next?.version ?? (committed ? target : before)
  if (cell.ends === 'new' && !committed)
    faults.push(`it should have gone through, and the server records: ${recorded || 'nothing'}`)
  if (cell.ends === 'old' && committed && !landed.some((step) => DECIDED.has(step)))
    faults.push(`it should have gone back: it was struck at ${landed.join(', ')}`)
  if (after.serves !== wanted) faults.push(`${wanted} should serve, but ${after.serves} does`)
  return faults
}

/** I6: what the user is told is so. */
function told({ cell, told: { exit, outcome, lastLine }, recorded, next }: Evidence): string[] {
  const faults: string[] = []
  const committed = recorded.startsWith('committed')
  if (!cell.fault.outcomes.includes(outcome) && !(cell.step === 'undo' && outcome === 'undone'))
    faults.push(`the user was told '${outcome}' (exit code ${exit}): ${lastLine}`)
  if ((exit === 0) !== ['deployed', 'unchanged'].includes(outcome))
    faults.push(`exit code ${exit} with the outcome '${outcome}'`)
  if (outcome === 'deployed' && !committed) faults.push(`green, but the server records: ${recorded || 'nothing'}`)
  if (['undone', 'refused'].includes(outcome) && committed)
    faults.push(`the user was told '${outcome}', but the server committed it`)
  if (next !== undefined && (next.exit !== 0 || !['deployed', 'unchanged'].includes(next.outcome)))
    faults.push(`the next deploy ended with '${next.outcome}': ${next.words}`)
  return faults
}

/** I4: recovery can be run any number of times. */
function recovered({ recovered: [first, ...others] }: Evidence): string[] {
  const faults: string[] = []
  if (first !== undefined && ![0, 20].includes(first.exit))
    faults.push(`recovery ended with exit code ${first.exit}: ${first.words}`)
  for (const { exit, words } of others)
    if (exit !== 0 || !words.includes('nothing to recover')) faults.push(`a second recovery did something: ${words}`)
  return faults
}

/** What Compose calls a container that is to take another's place: a person's `up` that was disturbed leaves it, and it is his. */
const HALF_DONE = /^\/?[0-9a-f]{12}_/

function leftOver({ cell, forgotten, after: { look, answers, serves } }: Evidence): string[] {
  const wrong = answers.filter((version) => version !== serves)
  const ours = look.containers.filter(
    ({ name, state }) => !(cell.fault.name === 'person-up' && state === 'created' && HALF_DONE.test(name)),
  )
  return [
    ...look.left.map((one) => `left over: ${one}`),
    ...differences(ours, serves),
    // Only a dockerd that dies itself may do that.
    ...(cell.fault.name === 'dockerd-killed' ? [] : forgotten.map((id) => `Docker has forgotten ${id}, which runs`)),
    ...(wrong.length > 0 ? [`users are answered by ${answers.join(' and ')}, though ${serves} serves`] : []),
  ]
}

/** The one version of the services that have versions; undefined where they differ. */
export function servingVersion(containers: readonly Container[]): string | undefined {
  const versions = new Set(
    containers
      .filter(({ service, state }) => ['api', 'worker', 'web'].includes(service) && state === 'running')
      .map(({ version }) => version),
  )
  return versions.size === 1 ? [...versions][0] : undefined
}
