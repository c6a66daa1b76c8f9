import { serviceKey } from '../../host/containers.js'
import type { Host } from '../../host/ssh.js'
import type { Stackctl } from '../../host/stackctl.js'
import { packRelease } from '../../host/tar.js'
import type { HostFacts, ServerImage } from '../../host/types.js'
import type { BuiltImage } from '../../image/types.js'
import type { ReleaseService } from '../../records/release.js'
import { Refused } from '../../runtime/errors.js'
import type { DefaultsOfAll } from '../../stack/defaults.js'
import type { Stack } from '../../stack/types.js'
import { isRecorded } from '../plan/images/builtRecord.js'
import type { ResolveOptions } from '../plan/images/resolve.js'
import type { MadeRelease } from '../plan/releaseInput.js'
import { readStaticTexts, type StaticTexts } from '../plan/routing/ownTraefik.js'
import type { JournalEvent } from '../records/journal.js'
import { type DeployEvent, readProjectNames } from '../records/meta.js'
import { releaseTexts } from '../records/releaseTexts.js'
import type { Plan, Release } from '../records/types.js'
import { drive } from './drive.js'
import type { EndpointGuard } from './endpointGuard.js'
import type { HealthGate } from './gating.js'
import { missingSources } from './missingSources.js'
import { askForPlan, planDeployment } from './planAnswers.js'
import { type Cause, refuseOlder } from './refuseOlder.js'
import { planWithImages } from './sending.js'

/** How many times a plan is made anew because another deploy was committed meanwhile. */
const PLANS = 4

export interface Deployment extends Pick<ResolveOptions, 'refresh' | 'owner' | 'lookUp'> {
  stack: Stack
  /** What was said when the files were read. */
  notices: readonly string[]
  host: Host
  stackctl: Stackctl
  /** Read already, so that the first plan costs no further call. */
  facts: HostFacts
  images: readonly BuiltImage[]
  envText: string
  /** Each form of each value that may be secret, of the files and of what runs. */
  secretForms: readonly string[]
  /** Of readStack. */
  defaults: () => Promise<DefaultsOfAll>
  event: DeployEvent
  /** When the run was made, in ms since 1970; absent where nothing says so. */
  madeAt?: number | undefined
  toolVersion: string
  /** Docker's config.json with the registry's login; a secret. */
  registryLogin: string
  lockTimeoutSeconds: number
  deadlineSeconds: number
  gateWindowSeconds: number
  force: boolean
  /** Whether nobody asked for it but the clock. */
  scheduled: boolean
  /** Refuses what the history of commits shows to be older than what serves. */
  refuseBehind(facts: Pick<HostFacts, 'current'>): Promise<void>
  /** Judges from the runner, inside the transaction; absent, only the endpoints of the stack are judged from here. */
  gate?: HealthGate
  /** Begins to ask the endpoints of a stack of these Compose projects. */
  guard(projects: readonly string[], facts: HostFacts): EndpointGuard
  signal: AbortSignal
  onPlan(plan: Plan): void
  onEvent(event: JournalEvent): void
  log(line: string): void
}

export type Deployed =
  | { outcome: 'unchanged'; plan: Plan; services: ReleaseService[]; facts: HostFacts; guard: EndpointGuard }
  | { outcome: 'planned'; plan: Plan }
  | { outcome: 'deployed'; plan: Plan; events: JournalEvent[]; services: ReleaseService[] }

/**
 * Plans, uploads and runs one deploy, until the server has committed and runs exactly the digests that were asked for.
 * @throws Overtaken, Refused, Undone, UndoFailed, OutcomeUnknown
 */
export async function deploy(deployment: Deployment, options: { dryRun: boolean }): Promise<Deployed> {
  const known = new Map<string, ServerImage>()
  const staticTexts = await readStaticTexts(deployment.stack)
  let facts = deployment.facts
  for (let plans = 1; ; plans += 1) {
    if (!options.dryRun) await fence(deployment, facts)
    try {
      return await planAndRun({ ...deployment, facts }, known, staticTexts, options)
    } catch (error) {
      if (!isStale(error) || plans >= PLANS) throw error
      deployment.log('another release was committed meanwhile: planning again')
      facts = await deployment.stackctl.facts({ signal: deployment.signal })
    }
  }
}

/**
 * Whether this may go over what serves: asked before anything is built, and again of what was committed meanwhile.
 * @throws Overtaken, Refused
 */
export async function fence(
  deployment: Pick<Deployment, keyof Cause | 'refuseBehind'>,
  now: Pick<HostFacts, 'current'>,
): Promise<void> {
  refuseOlder(deployment, now)
  await deployment.refuseBehind(now)
}

/** Whether another release was committed since the plan was made. Whether it may be deployed over, the fence says next. */
function isStale(error: unknown): boolean {
  return error instanceof Refused && (error.code === 'stale' || error.code === 'superseded')
}

/** One plan, and what comes of it. */
async function planAndRun(
  deployment: Deployment,
  known: Map<string, ServerImage>,
  staticTexts: StaticTexts,
  options: { dryRun: boolean },
): Promise<Deployed> {
  const { facts } = deployment
  // Beside the planning, which may find that the stack runs under another name.
  const guessed = guessedProjects(deployment)
  const begun = options.dryRun ? undefined : deployment.guard(guessed, facts)
  const answers = await askForPlan(deployment, facts, known, options)
  const made = await planWithImages(
    deployment,
    (images) => planDeployment(deployment, images, facts, staticTexts, answers),
    options,
  )
  const { plan } = made
  if (begun === undefined) return planned(deployment, plan)
  deployment.onPlan(plan)
  const projects = [...new Set(plan.services.map(({ project }) => project))]
  const guard = projects.every((name) => guessed.includes(name)) ? begun : deployment.guard(projects, facts)
  const { services } = made.release
  if (isThere(made, facts)) return { outcome: 'unchanged', plan, services, facts, guard }
  return { outcome: 'deployed', plan, events: await runRelease(deployment, made, guard), services }
}

function guessedProjects({ stack, facts }: Deployment): string[] {
  return [...stack.projects.map(({ model }) => model.name), ...Object.keys(facts.current?.models ?? {})]
}

async function planned({ host, signal, onPlan }: Deployment, made: Plan): Promise<Deployed> {
  const missing = await missingSources(made, host, signal)
  const plan = { ...made, notices: [...made.notices, ...missing] }
  onPlan(plan)
  return { outcome: 'planned', plan }
}

/** Whether the server runs and knows all of this already. */
function isThere({ plan, release }: MadeRelease, facts: HostFacts): boolean {
  // What was built of other sources to the same image is written down, too: else it would be built again with every deploy.
  const complete = absentFiles(release, facts).length === 0 && isRecorded(release.meta['built'] ?? '', facts)
  const settled = facts.unfinished === undefined && facts.pin === undefined
  return plan.unchanged && complete && facts.current !== undefined && settled
}

/** What services mount that the server does not have, or not as it was sent. */
function absentFiles({ files }: Release, facts: HostFacts): Release['files'] {
  return files.filter(({ name }) => !facts.files.includes(name))
}

function runRelease(
  deployment: Deployment,
  { release, adopted, plan }: MadeRelease,
  guard: EndpointGuard,
): Promise<JournalEvent[]> {
  const { stackctl, facts, force } = deployment
  const tar = packRelease({
    config: deployment.registryLogin,
    release: releaseTexts(release),
    ...(adopted !== undefined && { adopt: releaseTexts(adopted) }),
    files: absentFiles(release, facts),
  })
  const unchanged = plan.services.filter(({ change }) => change === 'unchanged')
  const kept = new Set(unchanged.map(({ project, service }) => serviceKey(project, service)))
  return drive({
    ...deployment,
    release: release.id,
    services: release.services,
    projects: readProjectNames(release.meta['projects']),
    moved: plan.services,
    kept: release.services.filter(({ project, service }) => kept.has(serviceKey(project, service))),
    guard,
    begin: (options) => stackctl.deploy(release.id, tar, { ...options, force }),
  })
}
