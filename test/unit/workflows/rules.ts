import { type Job, ours, ownPath, type Permissions, type WorkflowFile, workflowOf } from './files.js'

// What no linter sees. Each rule says what is wrong with a workflow, a line for each fault.

export type Rule = (file: WorkflowFile) => string[]

/** GitHub refuses the run of a caller that grants less than a called job asks for. */
export function grants(file: WorkflowFile, called: (path: string) => WorkflowFile): string[] {
  const workflow = workflowOf(file)
  return jobsOf(file).flatMap(([id, job]) => {
    const path = job.uses === undefined ? undefined : ownPath(job.uses)
    if (path === undefined) return []
    const granted = job.permissions ?? workflow.permissions
    const callee = workflowOf(called(path))
    return Object.entries(callee.jobs).flatMap(([name, { permissions = callee.permissions }]) =>
      Object.entries(scopes(permissions))
        .filter(([scope, level]) => rank(level) > rank(scopes(granted)[scope]))
        .map(([scope, level]) => `${id}: ${path} asks for ${scope}: ${level} in its job ${name}`),
    )
  })
}

/** Actions of others by a full SHA, with the version that it is. */
export const pinned: Rule = ({ text }) =>
  usesIn(text)
    .filter(({ uses, comment }) => !/@[0-9a-f]{40}$/.test(uses) || !/^v\d+\.\d+\.\d+$/.test(comment))
    .map(({ uses }) => `${uses} is no full SHA with its version behind it`)

/** One SHA for an action, wherever it is used. */
export function samePins(files: readonly WorkflowFile[]): string[] {
  const pins = new Map<string, Set<string>>()
  for (const { uses, comment } of files.flatMap(({ text }) => usesIn(text))) {
    const [action = '', sha] = uses.split('@')
    pins.set(action, (pins.get(action) ?? new Set()).add(`${sha} ${comment}`))
  }
  return [...pins].filter(([, shas]) => shas.size > 1).map(([action, shas]) => `${action}: ${[...shas].join(', ')}`)
}

/** Nothing by default, so that a new job begins with no right at all. */
export const nothingByDefault: Rule = (file) => {
  const { permissions } = workflowOf(file)
  return JSON.stringify(permissions) === '{}' ? [] : ['the workflow does not say `permissions: {}`']
}

/** Each job says what it may. */
export const permissionsOfEachJob: Rule = (file) =>
  jobsOf(file)
    .filter(([, { permissions }]) => typeof permissions !== 'object')
    .map(([id]) => `${id}: no permissions of its own`)

/** A right without its reason is one that nobody dares to take away. */
export const reasons: Rule = ({ text }) =>
  [...text.matchAll(/^ {6}([a-z-]+: (?:read|write)) *(#.*)?$/gm)]
    .filter(([, , reason]) => reason === undefined)
    .map(([, right]) => `${right}: without a reason behind it`)

/** GitHub's own limit is six hours. */
export const timeouts: Rule = (file) =>
  jobsOf(file)
    .filter(([, job]) => job.uses === undefined && job['timeout-minutes'] === undefined)
    .map(([id]) => `${id}: no timeout-minutes`)

/** The token of a checkout stays in .git for all steps that follow. */
export const credentials: Rule = (file) =>
  jobsOf(file).flatMap(([id, { steps = [] }]) =>
    steps
      .filter(({ uses = '' }) => uses.startsWith('actions/checkout@'))
      .filter((step) => step.with?.['persist-credentials'] !== false)
      .map(() => `${id}: a checkout without persist-credentials: false`),
  )

/** Artifacts of a run expire, and a job that is run again may not find them: what changes an environment goes without, and asks for none. */
export const downloads: Rule = (file) =>
  jobsOf(file).flatMap(([id, { environment, steps = [] }]) =>
    steps
      .filter(({ uses = '' }) => environment !== undefined && uses.startsWith('actions/download-artifact@'))
      .flatMap((step) => [
        ...(step['continue-on-error'] === true ? [] : [`${id}: a download without continue-on-error: true`]),
        ...(/^needs\.[a-z-]+\.result == 'success'( \|\| needs\.[a-z-]+\.result == 'success')*$/.test(step.if ?? '')
          ? []
          : [`${id}: a download where nothing may have been uploaded`]),
      ]),
  )

/** These use an environment's secrets, and change nothing of it. */
const BUILDS = ours('/actions/(build-and-tag|push-image)@')
const ROLLS_BACK = ours('/actions/rollback@')

/**
 * Whatever deploys to an environment is in its one group, and never cancelled by another. A group on the workflow would be the same for both
 * jobs of a caller, or for caller and called: each waits for the other. A job that waits for an approval holds its group, so a rollback is in none:
 * it must not wait for a person who approves something else, and no push may take its place.
 */
export const groups: Rule = (file) => {
  const { concurrency } = workflowOf(file)
  const faults = concurrency === undefined ? [] : ['a concurrency group on the workflow']
  for (const [id, job] of jobsOf(file)) {
    const environment = typeof job.environment === 'object' ? job.environment.name : job.environment
    const { group, 'cancel-in-progress': cancels } =
      typeof job.concurrency === 'object' ? job.concurrency : { group: job.concurrency, 'cancel-in-progress': false }
    const own = (job.steps ?? []).flatMap(({ uses = '' }) => (ownPath(uses) === undefined ? [] : [uses]))
    if (environment === undefined || (own.length > 0 && own.every((uses) => BUILDS.test(uses)))) continue
    if (own.some((uses) => ROLLS_BACK.test(uses))) {
      if (group !== undefined) faults.push(`${id}: a rollback waits in the group ${group}`)
      continue
    }
    if (group !== `deploy-${environment}`) faults.push(`${id}: its group is ${group}, not deploy-${environment}`)
    if (cancels !== false) faults.push(`${id}: its group does not say cancel-in-progress: false`)
  }
  return faults
}

/** A job or step that alerts runs however what was before it ended: without a status function GitHub skips it in a run that was cancelled. */
export const alerts: Rule = (file) =>
  jobsOf(file).flatMap(([id, job]) => {
    const isOfItsOwn = job.uses !== undefined || (job.steps ?? []).every(({ uses = '' }) => !CHANGES.test(uses))
    const alerting = [job, ...(job.steps ?? [])].filter(({ uses = '' }) => ALERTS.test(uses))
    if (alerting.length === 0) return []
    const conditions = isOfItsOwn ? [job.if] : alerting.map((one) => one.if)
    return conditions
      .filter((condition) => !/always\(\)/.test(condition ?? ''))
      .map(() => `${id}: alerts without always()`)
  })

const ALERTS = ours('/(actions/alert|\\.github/workflows/alert\\.yml)@')
const CHANGES = ours('(/deploy|/actions/(deploy|ssh-deploy|rollback))?@')

/**
 * A job that ran out of time is called cancelled, which neither `failure()` nor, in a run that goes on, `cancelled()` sees. So who waits with a
 * status function of its own asks each job that it needs for its result, and names all that come before it.
 */
export const provenNeeds: Rule = (file) => {
  const jobs = Object.fromEntries(jobsOf(file))
  return jobsOf(file).flatMap(([id, { if: condition = '', needs = [] }]) => {
    if (!/!cancelled\(\)/.test(condition)) return []
    const named = [needs].flat()
    const before = named.flatMap((one) => [jobs[one]?.needs ?? []].flat())
    return [
      ...before.filter((one) => !named.includes(one)).map((one) => `${id}: does not need ${one}, which comes before`),
      ...named
        .filter((one) => {
          const result = `needs.${one}.result`
          const asks = [`${result} == 'success'`, `contains(fromJSON('["success","skipped"]'), ${result})`]
          return !asks.some((asked) => condition.includes(`&& ${asked}`))
        })
        .map((one) => `${id}: runs however ${one} ended`),
    ]
  })
}

/** What GitHub takes for `runs-on`: a label, or as JSON a list of them, or a group. */
export const runners: Rule = (file) =>
  jobsOf(file)
    .filter(
      ([, job]) =>
        job.uses === undefined && !/fromJSON\(inputs\.runs-on\) \|\| inputs\.runs-on/.test(String(job['runs-on'])),
    )
    .map(([id]) => `${id}: takes no list and no group as runs-on`)

/** All jobs of a run read the same files. */
export const wholeCheckouts: Rule = (file) =>
  jobsOf(file).flatMap(([id, { steps = [] }]) =>
    steps
      .filter(({ uses = '' }) => uses.startsWith('actions/checkout@'))
      .filter(
        (step) => step.with?.['submodules'] !== '${{ inputs.submodules }}' || step.with['lfs'] !== '${{ inputs.lfs }}',
      )
      .map(() => `${id}: a checkout without the inputs submodules and lfs`),
  )

/**
 * GitHub drops an output of a job that holds the value of a secret, and the run goes on without it. So what depends on one of `plan` runs where it
 * is empty, and its first step that needs it fails.
 */
export const lostOutputs: Rule = (file) =>
  jobsOf(file).flatMap(([id, { if: condition = '', steps = [], strategy }]) => {
    const faults: string[] = []
    if (steps.some(({ uses = '' }) => CHANGES.test(uses))) {
      if (/outputs\.environment/.test(condition)) faults.push(`${id}: is skipped where the environment is lost`)
      if (!/decision != 'is-deployed' \|\| .*environment == ''/.test(steps[0]?.if ?? ''))
        faults.push(`${id}: does not begin with the question whether anything is lost`)
    }
    const matrix = JSON.stringify(strategy?.matrix ?? {})
    if (/fromJSON\(needs\.plan\.outputs\.[a-z-]+\)/.test(matrix))
      faults.push(`${id}: its matrix has nothing in place of a lost list`)
    return faults
  })

/** Text of others in a script is a script of others: it comes by `env:`. */
export const noExpressionInScripts: Rule = (file) =>
  jobsOf(file).flatMap(([id, { steps = [] }]) =>
    steps.filter(({ run = '' }) => run.includes('${{')).map(({ run }) => `${id}: an expression in ${run}`),
  )

/** These run code of a fork with the repository's secrets. */
export const noForeignCode: Rule = (file) =>
  ['pull_request_target', 'workflow_run'].filter((event) => events(file).includes(event)).map((event) => `on: ${event}`)

function events(file: WorkflowFile): string[] {
  const { on } = workflowOf(file)
  return typeof on === 'object' ? Object.keys(on) : [on]
}

function jobsOf(file: WorkflowFile): [string, Job][] {
  return Object.entries(workflowOf(file).jobs)
}

/** Actions of others, as they are written. */
function usesIn(text: string): { uses: string; comment: string }[] {
  return [...text.matchAll(/uses: *([^\s#]+)(?: *# *(.*))?$/gm)]
    .map(([, uses = '', comment = '']) => ({ uses, comment }))
    .filter(({ uses }) => ownPath(uses) === undefined)
}

function scopes(permissions: Permissions | undefined): Record<string, string> {
  return typeof permissions === 'object' ? permissions : {}
}

function rank(level = 'none'): number {
  return ['none', 'read', 'write'].indexOf(level)
}
