import { serviceKey } from '../../host/containers.js'
import type { Host } from '../../host/ssh.js'
import type { Stackctl } from '../../host/stackctl.js'
import { packRelease } from '../../host/tar.js'
import type { HostFacts, ServerImage } from '../../host/types.js'
import type { BuiltImage } from '../../image/types.js'
import { systemClock } from '../../runtime/clock.js'
import { Refused } from '../../runtime/errors.js'
import type { Defaults } from '../../stack/defaults.js'
import { wavesOf } from '../../stack/order.js'
import type { Stack } from '../../stack/types.js'
import { askCovered } from '../plan/data/covered.js'
import { isRecorded } from '../plan/images/builtRecord.js'
import { type ResolvedReferences, type ResolveOptions, resolveImages } from '../plan/images/resolve.js'
import { askLikeness, type Likenesses } from '../plan/likeness/likeness.js'
import { makeRelease } from '../plan/makeRelease.js'
import type { MadeRelease, ReleaseInput } from '../plan/releaseInput.js'
import { foldersToAsk } from '../plan/rewrite/ownFolders.js'
import { readStaticTexts, type StaticTexts } from '../plan/routing/ownTraefik.js'
import { committedImages, type JournalEvent, journalText } from '../records/journal.js'
import {
  writeBinds,
  writeMeta,
  writePorts,
  writeResources,
  writeRoutes,
  writeSecrets,
  writeServices,
  writeStorage,
  writeWays,
} from '../records/lines.js'
import { type DeployEvent, envSum, readProjectNames } from '../records/meta.js'
import type { Plan, Release, ReleaseService } from '../records/types.js'
import type { EndpointGuard } from './endpointGuard.js'
import type { HealthGate } from './gating.js'
import { missingSources } from './missingSources.js'
import { planWithImages } from './sending.js'
import { serverOf } from './server.js'
import { type Occasion, runTransaction } from './transaction.js'

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
  defaults: () => Promise<Record<string, Defaults>>
  event: DeployEvent
  toolVersion: string
  /** Docker's config.json with the registry's login; a secret. */
  registryLogin: string
  lockTimeoutSeconds: number
  deadlineSeconds: number
  gateWindowSeconds: number
  force: boolean
  /** Whether nobody asked for it but the clock. */
  scheduled: boolean
  /** Judges from the runner, inside the transaction; absent, only the ways into the stack are judged from here. */
  gate?: HealthGate
  /** Begins to ask the ways into a stack of these Compose projects. */
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

/** Plans without asking anything of the server but what was read: what a dry run prints. */
export function planDeployment(
  deployment: Deployment,
  { resolved, lookups }: ResolvedReferences,
  facts: HostFacts,
  likenesses: Likenesses | undefined,
  staticTexts: StaticTexts,
  defaults: Readonly<Record<string, Defaults>> = {},
  { namesThere, covered }: Pick<ReleaseInput, 'namesThere' | 'covered'> = {},
): MadeRelease {
  return makeRelease({
    ...{ defaults, namesThere, covered },
    stack: deployment.stack,
    images: deployment.images,
    resolved,
    lookups,
    notices: deployment.notices,
    facts,
    envText: deployment.envText,
    secretForms: deployment.secretForms,
    event: deployment.event,
    now: new Date(),
    toolVersion: deployment.toolVersion,
    waves: wavesOf(deployment.stack.projects),
    gateWindowSeconds: deployment.gateWindowSeconds,
    likenesses,
    staticTexts,
  })
}

/**
 * Plans, uploads and runs one deploy, until the server has committed and runs exactly the digests that were asked for.
 * @throws Refused, Undone, UndoFailed, OutcomeUnknown
 */
export async function deploy(deployment: Deployment, options: { dryRun: boolean }): Promise<Deployed> {
  const { stackctl, signal, stack } = deployment
  const known = new Map<string, ServerImage>()
  const staticTexts = await readStaticTexts(stack)
  let facts = deployment.facts
  for (let plans = 1; ; plans += 1) {
    if (!options.dryRun) refuseOlder(deployment, facts)
    // Beside the planning, which may find that the stack runs under another name.
    const guessed = [...stack.projects.map(({ model }) => model.name), ...Object.keys(facts.current?.models ?? {})]
    const begun = options.dryRun ? undefined : deployment.guard(guessed, facts)
    const references = await resolveImages({ ...deployment, ...options }, facts, known)
    const likenesses = await askLikeness(stack, facts, (question) => stackctl.likeness(question, { signal }))
    const defaults = mayBeForgotten(deployment, facts) ? await deployment.defaults() : {}
    const asked = foldersToAsk(stack, facts)
    const namesThere = asked.length > 0 ? await stackctl.names(asked, { signal }) : undefined
    const covered = await askCovered(stack, facts, (files) => stackctl.covered(files, { signal }))
    const plan = (images: readonly BuiltImage[]) =>
      planDeployment({ ...deployment, images }, references, facts, likenesses, staticTexts, defaults, {
        namesThere,
        covered,
      })
    const made = await planWithImages(deployment, plan, options)
    if (options.dryRun) {
      const missing = await missingSources(made.plan, deployment.host, signal)
      const said = { ...made.plan, notices: [...made.plan.notices, ...missing] }
      deployment.onPlan(said)
      return { outcome: 'planned', plan: said }
    }
    deployment.onPlan(made.plan)
    const projects = [...new Set(made.plan.services.map(({ project }) => project))]
    const guard =
      begun !== undefined && projects.every((name) => guessed.includes(name))
        ? begun
        : deployment.guard(projects, facts)
    // What was built of other sources to the same image is written down, too: else it would be built again with every deploy.
    const complete =
      absentFiles(made.release, facts).length === 0 && isRecorded(made.release.meta['built'] ?? '', facts)
    const settled = facts.unfinished === undefined && facts.pin === undefined
    if (made.plan.unchanged && complete && facts.current !== undefined && settled) {
      return { outcome: 'unchanged', plan: made.plan, services: made.release.services, facts, guard }
    }
    try {
      const events = await runRelease({ ...deployment, facts }, made, guard)
      return { outcome: 'deployed', plan: made.plan, events, services: made.release.services }
    } catch (error) {
      if (!(error instanceof Refused) || !/\bstale\b/.test(error.message) || plans >= PLANS) throw error
      deployment.log('another release was committed meanwhile: planning again')
      facts = await stackctl.facts({ signal })
    }
  }
}

/** Only what runs can be replaced by a default, and only where the variables are not those of the release before. */
function mayBeForgotten({ envText }: Deployment, { containers, current, key }: HostFacts): boolean {
  const known = current?.meta['kind'] === 'adopted' ? undefined : current?.meta['env_sum']
  return containers.length > 0 && known !== envSum(envText, key)
}

/**
 * The server asks the same of the order under its lock; here it costs no build and no upload, and leaves no release behind.
 * @throws Refused
 */
export function refuseOlder(
  { event, force, scheduled }: Pick<Deployment, 'event' | 'force' | 'scheduled'>,
  { current }: Pick<HostFacts, 'current'>,
): void {
  if (scheduled && !force && current?.meta['kind'] === 'rollback')
    throw new Refused(`release ${current.id} is a rollback: a scheduled run does not deploy over it`, {
      todo: ['push what mends the fault', 'or start a run by hand'],
    })
  const [order, committed] = [Number(event.order), Number(current?.meta['order'] ?? 0)]
  if (force || !(order < committed)) return
  throw new Refused(`superseded: run ${event.order} is older than release ${current?.id} (run ${committed})`, {
    todo: ['start the newest run again', 'or deploy this older one all the same with the input `force: true`'],
  })
}

/** What services mount that the server does not have, or not as it was sent. */
function absentFiles({ files }: Release, facts: HostFacts): Release['files'] {
  return files.filter(({ name }) => !facts.files.includes(name))
}

async function runRelease(
  deployment: Deployment,
  { release, adopted, plan }: MadeRelease,
  guard: EndpointGuard,
): Promise<JournalEvent[]> {
  const { stackctl, signal, log, facts } = deployment
  const tar = packRelease({
    config: deployment.registryLogin,
    release: filesOf(release),
    ...(adopted !== undefined && { adopt: filesOf(adopted) }),
    files: absentFiles(release, facts),
  })
  const projects = readProjectNames(release.meta['projects'])
  const kept = new Set(
    plan.services.filter(({ change }) => change === 'unchanged').map((one) => serviceKey(one.project, one.service)),
  )
  const [{ unasked }] = await Promise.all([
    guard.tell(),
    deployment.gate?.lookBefore(
      release.services.filter((service) => kept.has(serviceKey(service.project, service.service))),
      projects,
    ),
  ])
  const judge = await guard.judge(deployment.gate?.judge)
  const transaction = {
    server: serverOf(deployment, release.id, (onLine) =>
      stackctl.deploy(release.id, tar, {
        gate: judge === undefined ? 'host' : 'runner',
        deadlineSeconds: deployment.deadlineSeconds,
        lockTimeoutSeconds: deployment.lockTimeoutSeconds,
        force: deployment.force,
        ask: unasked !== undefined,
        onLine,
      }),
    ),
    gate: async (occasion: Occasion) =>
      judge === undefined
        ? { healthy: true, reason: '' }
        : judge({ ...occasion, services: release.services, projects }),
    onEvent: (event: JournalEvent) => {
      deployment.onEvent(event)
      const text = journalText(event)
      if (text !== undefined) log(text)
    },
    signal,
    clock: systemClock,
  }
  const committed = await guard.watch(() => runTransaction(transaction), plan.services)
  mustRun(release, committed.events)
  return committed.events
}

/**
 * Green is reported only for what was seen: what the server lists as running has to be what was asked for, to the digest.
 * @throws Error when it is not: a fault of ours, since the server committed
 */
export function mustRun(
  { id, services }: { id: string; services: readonly ReleaseService[] },
  events: readonly JournalEvent[],
): void {
  const running = committedImages(events)
  const faults: string[] = []
  for (const { project, service, image, replicas, class: kind, check } of services) {
    if (kind === 'one-shot') continue
    // The server lists what has ended only where it may.
    const found = (running.get(`${project}/${service}`) ?? []).filter(
      (container) => (container.running || check.kind === 'ends') && container.image === image,
    )
    if (found.length !== replicas) faults.push(`${project}/${service}: ${found.length} of ${replicas} run ${image}`)
  }
  if (faults.length > 0)
    throw new Error(
      `release ${id} was committed, but what runs is not what was asked for:\n  - ${faults.join('\n  - ')}`,
    )
}

function filesOf(release: Release) {
  return {
    meta: writeMeta(release.meta),
    services: writeServices(release.services),
    routes: writeRoutes(release.routes),
    ways: writeWays(release.ways),
    storage: writeStorage(release.storage),
    resources: writeResources(release.resources),
    binds: writeBinds(release.binds),
    ports: writePorts(release.ports),
    models: release.models,
    env: release.env,
    secrets: writeSecrets(release.secrets),
    json: release.json,
  }
}
