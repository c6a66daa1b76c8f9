/** Every step of the transaction and every fault: what a fault at a step may cost, and where it must end. */

/** Where a cell must end: `marker` is the old version until the server wrote that it committed, and the new one from then on. */
export type End = 'old' | 'new' | 'marker'

export interface StepRow {
  name: string
  /** Where it ends when the transaction dies inside. */
  ends: End
  why: string
}

export const STEPS: readonly StepRow[] = [
  { name: 'prepare', ends: 'old', why: 'only files and images are brought' },
  { name: 'lock', ends: 'old', why: 'nothing has changed yet' },
  { name: 'intent', ends: 'old', why: 'nothing has changed yet' },
  { name: 'create', ends: 'old', why: 'what is created has never run' },
  { name: 'pin', ends: 'old', why: 'all routes point to the old containers' },
  { name: 'one-shot', ends: 'old', why: 'migrations run beside the old version' },
  { name: 'start', ends: 'old', why: 'candidates run without traffic' },
  { name: 'swap', ends: 'old', why: 'the old exclusive containers are stopped, not removed' },
  { name: 'switch', ends: 'old', why: 'the old containers run' },
  { name: 'gate', ends: 'old', why: 'the old containers run' },
  { name: 'stop', ends: 'old', why: 'the old containers are stopped, not removed' },
  { name: 'decide', ends: 'marker', why: 'the confirmation may have come before' },
  { name: 'commit', ends: 'marker', why: 'the marker is written inside' },
  { name: 'finish', ends: 'new', why: 'the marker is written' },
  { name: 'undo', ends: 'old', why: 'undo goes one way' },
]

/** As the output `outcome` of the action, or `none` where it did not live to say one. */
export type Outcome = 'deployed' | 'unchanged' | 'undone' | 'undo-failed' | 'refused' | 'unknown' | 'none'

export interface FaultRow {
  name: string
  /** What is done, in words. */
  what: string
  /** `ends`: the transaction cannot go on; `holds`: it must not even notice; `may end`: it may give up, and then goes back. */
  transaction: 'ends' | 'holds' | 'may end'
  /** What the user may be told. A green needs a proof, whatever is listed here. */
  outcomes: readonly Outcome[]
  /** Seconds of requests that the fault by itself fails at most, also without a deploy, on a machine that is not starved; absent: none may fail. */
  drops?: { seconds: number; why: string }
  /** Seconds that the server waits for a sign of life of the runner. */
  deadline?: number
  /** Cells that make no sense. */
  not?: Readonly<Record<string, string>>
  /** It takes away what the old version needs: until a person has put that right, nobody can bring it up. */
  takesAway?: true
  /** A fault of the version itself: it happens at a step of its own. */
  version?: { tag: string; service?: 'api' | 'worker' | 'migrate'; at: string; window?: number }
}

/** Seen with Docker 26.1.5, without live-restore; from `pin` to the decision the old containers are `always`. */
const LEFT_STOPPED =
  'a dockerd that comes back from a crash leaves what is `unless-stopped` stopped, also without a deploy'
const NO_RUNNER_AT_FINISH = { finish: 'green was reported at the end of commit: no runner is there any more' }

export const FAULTS: readonly FaultRow[] = [
  {
    name: 'stackctl-killed',
    what: 'SIGKILL of stackctl on the server',
    transaction: 'ends',
    outcomes: ['undone', 'refused', 'deployed'],
  },
  {
    name: 'action-killed',
    what: 'SIGKILL of the action on the runner',
    transaction: 'ends',
    // In the middle of a transaction it has said that nobody knows, before it was killed.
    outcomes: ['none', 'unknown'],
    deadline: 5,
    not: NO_RUNNER_AT_FINISH,
  },
  {
    name: 'cancelled',
    what: 'SIGINT, 7.5 s later SIGTERM, 2.5 s later SIGKILL, as GitHub cancels',
    transaction: 'ends',
    outcomes: ['undone', 'refused', 'deployed', 'none', 'unknown'],
    not: NO_RUNNER_AT_FINISH,
  },
  {
    name: 'connection-cut',
    what: 'the SSH connection is reset, and the way is back after 1.5 s',
    transaction: 'may end',
    outcomes: ['deployed', 'undone', 'refused'],
    not: NO_RUNNER_AT_FINISH,
  },
  {
    name: 'connection-gone',
    what: 'the SSH connection falls silent for good',
    transaction: 'ends',
    outcomes: ['unknown', 'refused'],
    deadline: 5,
    not: NO_RUNNER_AT_FINISH,
  },
  {
    name: 'dockerd-killed',
    what: 'SIGKILL of dockerd, which starts again after 2 s and restarts the containers',
    transaction: 'may end',
    outcomes: ['deployed', 'undone', 'refused', 'unknown'],
    drops: {
      seconds: 45,
      why: 'without live-restore a dockerd that comes back stops every container and starts it again',
    },
    not: Object.fromEntries(
      ['prepare', 'lock', 'intent', 'create', 'pin', 'commit', 'finish'].map((step) => [step, LEFT_STOPPED]),
    ),
  },
  {
    name: 'traefik-restarted',
    what: '`docker restart` of Traefik',
    transaction: 'may end',
    outcomes: ['deployed', 'undone', 'refused'],
    drops: { seconds: 8, why: 'nobody listens while it starts' },
  },
  {
    name: 'traefik-killed',
    what: 'SIGKILL of Traefik, which Docker starts again',
    transaction: 'may end',
    outcomes: ['deployed', 'undone', 'refused'],
    drops: { seconds: 8, why: 'nobody listens while it starts, and what was in flight is cut' },
  },
  {
    name: 'power-cut',
    what: 'the whole server is killed, and started again; the run hears of it only when the server answers',
    transaction: 'ends',
    outcomes: ['deployed', 'undone', 'refused', 'unknown'],
    drops: { seconds: 60, why: 'the server is away until it has booted and its containers are healthy' },
  },
  {
    name: 'disk-full',
    what: 'no byte is free on the disk of the deploy user until the run has ended',
    transaction: 'may end',
    outcomes: ['deployed', 'undone', 'refused', 'undo-failed'],
  },
  {
    name: 'registry-gone',
    what: 'the server cannot reach the registry until the run has ended',
    transaction: 'holds',
    outcomes: ['deployed', 'undone'],
  },
  {
    name: 'network-slow',
    what: '300 ms +- 100 ms more each way between runner and server, at 64 kB/s, until the run has ended',
    transaction: 'holds',
    outcomes: ['deployed', 'undone'],
    not: NO_RUNNER_AT_FINISH,
  },
  {
    name: 'network-lossy',
    what: 'one packet in six of SSH is lost on the server, each way, until the run has ended',
    transaction: 'may end',
    outcomes: ['deployed', 'undone', 'refused'],
    not: NO_RUNNER_AT_FINISH,
  },
  {
    name: 'network-resets',
    what: 'every SSH connection is reset after 0.7 s, for five seconds',
    transaction: 'may end',
    outcomes: ['deployed', 'undone', 'refused'],
    not: NO_RUNNER_AT_FINISH,
  },
  {
    name: 'person-up',
    what: 'a person types `docker compose up -d` with the files of the current release',
    transaction: 'may end',
    // Where the new containers are taken away after the decision, they are committed and do not run.
    outcomes: ['deployed', 'undone', 'refused', 'unknown'],
    drops: { seconds: 8, why: 'Compose removes what it takes for too much, and Docker gives the address away at once' },
  },
  {
    name: 'person-restart',
    what: 'a person types `docker restart` for the page and one replica of the API',
    transaction: 'may end',
    outcomes: ['deployed', 'undone', 'refused'],
    drops: { seconds: 12, why: 'the page has one container, and Traefik learns of its end late' },
  },
  {
    name: 'person-prune',
    what: 'a person types `docker image prune -f`',
    transaction: 'holds',
    outcomes: ['deployed', 'undone'],
  },
  {
    name: 'exits',
    what: 'the new API exits at its start',
    transaction: 'ends',
    outcomes: ['undone'],
    version: { tag: 'exits', service: 'api', at: 'start' },
  },
  {
    name: 'never-healthy',
    what: 'the new API never gets healthy',
    transaction: 'ends',
    outcomes: ['undone'],
    version: { tag: 'never-healthy', service: 'api', at: 'start' },
  },
  {
    name: 'worker-exits',
    what: 'the new exclusive worker exits at its start',
    transaction: 'ends',
    outcomes: ['undone'],
    version: { tag: 'exits', service: 'worker', at: 'swap' },
  },
  {
    name: 'dies-later',
    what: 'the new API gets healthy, and dies 5 s later',
    transaction: 'ends',
    outcomes: ['undone'],
    drops: { seconds: 8, why: 'it answers users from the switch to its death' },
    version: { tag: 'dies-later', service: 'api', at: 'gate', window: 8 },
  },
  {
    name: 'wrong-outside',
    what: 'the new API is healthy for the server, and wrong for who asks from outside',
    transaction: 'ends',
    outcomes: ['undone'],
    drops: { seconds: 10, why: 'users get its answers from the switch until the gate has seen five bad ones' },
    version: { tag: 'wrong-outside', service: 'api', at: 'gate' },
  },
  {
    name: 'migration-fails',
    what: 'the migration ends with exit code 3',
    transaction: 'ends',
    outcomes: ['undone'],
    version: { tag: 'exits', service: 'migrate', at: 'one-shot' },
  },
  {
    name: 'undo-fails',
    what: 'the new worker exits, and the old one was removed with its image: the undo cannot put it back until a person brings the image',
    transaction: 'ends',
    outcomes: ['undo-failed'],
    takesAway: true,
    version: { tag: 'exits', service: 'worker', at: 'swap' },
  },
]

export interface Cell {
  step: string
  fault: FaultRow
  ends: End
}

/** Why a cell makes no sense; undefined where it does. */
export function senseless(step: string, fault: FaultRow): string | undefined {
  if (fault.version !== undefined && fault.version.at !== step)
    return `a fault of the version itself, which shows at ${fault.version.at}`
  return fault.not?.[step]
}

export function cell(step: string, fault: string): Cell {
  const row = STEPS.find(({ name }) => name === step)
  const column = FAULTS.find(({ name }) => name === fault)
  if (row === undefined)
    throw new Error(`no step is called '${step}'; there are: ${STEPS.map(({ name }) => name).join(' ')}`)
  if (column === undefined)
    throw new Error(`no fault is called '${fault}'; there are: ${FAULTS.map(({ name }) => name).join(' ')}`)
  const why = senseless(step, column)
  if (why !== undefined) throw new Error(`${fault} at ${step} makes no sense: ${why}`)
  return { step, fault: column, ends: endOf(row, column) }
}

/** Every cell that makes sense, across the table rather than along it: what is stopped early has seen something of every step and fault. */
export const CELLS: readonly Cell[] = STEPS.flatMap((_, shift) =>
  FAULTS.flatMap((fault, column) => {
    const step = STEPS[(column + shift) % STEPS.length]?.name ?? ''
    return senseless(step, fault) === undefined ? [cell(step, fault.name)] : []
  }),
)

function endOf(step: StepRow, fault: FaultRow): End {
  if (step.name === 'undo' || fault.version !== undefined) return 'old'
  if (fault.transaction === 'holds') return 'new'
  return fault.transaction === 'ends' ? step.ends : 'marker'
}

/** Each step with one fault and each fault at one step, with as few cells as that takes. */
export function cover(cells: readonly Cell[]): Cell[] {
  const [steps, faults] = [new Set<string>(), new Set<string>()]
  const own = cells.filter(({ fault }) => fault.version !== undefined)
  const others = cells.filter(({ fault }) => fault.version === undefined)
  const chosen = [...own]
  // A fault that is new and a step that is new at once, as long as there is such a cell; then what is still missing.
  for (const wanted of [2, 1]) {
    for (const one of others) {
      const news = Number(!steps.has(one.step)) + Number(!faults.has(one.fault.name))
      if (news < wanted) continue
      chosen.push(one)
      steps.add(one.step)
      faults.add(one.fault.name)
    }
  }
  return chosen
}
