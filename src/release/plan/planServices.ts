import type { RouteMove } from '../../records/release.js'
import { doubleDollars } from '../../stack/dollars.js'
import type { ComposeService } from '../../stack/types.js'
import type { PlannedService, Rewrite } from '../records/types.js'
import { type Classified, classify, mayEnd } from './classes/classes.js'
import { type Compared, compareService } from './compare.js'
import type { ReleaseModel } from './images/serviceImages.js'
import type { ReleaseBefore } from './releaseBefore.js'
import type { ReleaseInput } from './releaseInput.js'
import type { RewrittenProject } from './rewrite/rewrite.js'
import { DRAIN_FLAG } from './routing/drain.js'
import { drainTested, filesReach, moveOf } from './routing/moves.js'
import { othersThatSee } from './routing/routed.js'
import { releaseService } from './service.js'
import type { SettledStack } from './settleStack.js'

/** What becomes of each service. */
export interface ServicePlan {
  /** In the order of start. */
  planned: PlannedService[]
  removed: PlannedService[]
  /** What Compose reads, by Compose project name, with doubled dollars. */
  composeModels: Record<string, ReleaseModel>
  moves: RouteMove[]
  /** Of each project those of its services. */
  rewrites: Rewrite[]
  faults: string[]
}

/** The same of one service. */
interface OneService {
  planned: PlannedService
  text: ComposeService
  moves: RouteMove[]
  rewrites: Rewrite[]
  faults: string[]
}

export function planServices(input: ReleaseInput, settled: SettledStack, before: ReleaseBefore): ServicePlan {
  const byFile = filesReach(input.facts, settled.own)
  const all = settled.projects.map((project) => ({
    project,
    services: Object.entries(project.model.services).map(([name, service]) =>
      planService(input, settled, before, { project, name, service, byFile }),
    ),
  }))
  const services = all.flatMap((one) => one.services)
  const planned = services.map((one) => one.planned).sort((one, other) => one.wave - other.wave)
  return {
    planned,
    removed: removedServices(before, planned),
    composeModels: Object.fromEntries(
      all.map((one) => [one.project.model.name, finalModel(one.project, one.services)]),
    ),
    moves: services.flatMap(({ moves }) => moves),
    rewrites: all.flatMap((one) => [...one.project.rewrites, ...one.services.flatMap(({ rewrites }) => rewrites)]),
    faults: services.flatMap(({ faults }) => faults),
  }
}

function finalModel({ model }: RewrittenProject, services: readonly OneService[]): ReleaseModel {
  const texts = Object.fromEntries(services.map(({ planned, text }) => [planned.service, text]))
  return { ...doubleDollars({ ...model, services: {} }), services: texts }
}

function planService(
  input: ReleaseInput,
  settled: SettledStack,
  before: ReleaseBefore,
  {
    project,
    name,
    service,
    byFile,
  }: { project: RewrittenProject; name: string; service: ComposeService; byFile: boolean },
): OneService {
  const { stack, models, routed, reached, containers, waveOf } = settled
  const unlike = before.unlike.get(`${project.model.name}/${name}`)
  const route = routed.get(`${project.model.name}/${name}`)
  const image = project.images.get(name)
  const classified = classOf(settled, project, name, service)
  const replicas = classified.class === 'one-shot' ? 1 : (service.scale ?? service.deploy?.replicas ?? 1)
  const wanted = wantedOf(classified, replicas, image?.planned, unlike)
  const compared = compareService(project.model, name, wanted, before.running, containers, stack.identity)
  const text = drainTested(compared, service, classified.class, route?.routing, { filesReach: byFile })
  const made = releaseService({
    ...{ stack, project, name, service, classified, compared, image, route, replicas },
    wave: waveOf(project.model.name, name),
    // What has ended once may do so again.
    mayEnd:
      (compared.change === 'new' || containers.ended(project.model.name, name) !== undefined) &&
      mayEnd(project.model.name, name, service, { models, routed: reached }),
  })
  const others = othersThatSee(input.facts, project.model, name, route)
  const because = reasonsOf(compared, unlike, input.lookups.moved.get(image?.reference ?? ''))
  const routedNow = route?.routing.routed === true
  return {
    planned: { ...made.service, ...changeOf(compared), because, classReason: classified.reason, routed: routedNow },
    text,
    moves: moveOf(made.service, text, service.labels, route?.routing, others),
    rewrites: text === compared.text ? [] : [drainRewrite(project.model.name, name)],
    faults: made.faults,
  }
}

/** @param unlike In what the one that ran before us differs from the files. */
function wantedOf(
  { class: kind }: Classified,
  replicas: number,
  planned: string | undefined,
  unlike: readonly string[] | undefined,
): Parameters<typeof compareService>[2] {
  const recognised = unlike?.length === 0
  return {
    ...{ replicas, recognised, oneShot: kind === 'one-shot', exclusive: kind === 'exclusive' },
    ...(planned !== undefined && { planned }),
  }
}

function changeOf({
  change,
  again,
  previous,
}: Compared): Pick<PlannedService, 'change' | 'again' | 'previousReplicas'> {
  return {
    change,
    ...(again === true && { again }),
    ...(previous !== undefined && { previousReplicas: previous.replicas }),
  }
}

function classOf(
  { classes, models }: SettledStack,
  { model }: RewrittenProject,
  name: string,
  service: ComposeService,
): Classified {
  const nobody = {
    models,
    routed: new Set<string>(),
    proxies: new Set<string>(),
    led: true,
    addressCache: () => undefined,
  }
  return classes.get(`${model.name}/${name}`) ?? classify(model.name, name, service, nobody)
}

/**
 * Why it changes. A tag that stands for another image is a reason, and not only the field.
 * @param unlike In what the one that ran before us differs from the files.
 */
function reasonsOf(
  { change, because }: Compared,
  unlike: readonly string[] | undefined,
  moved: string | undefined,
): string[] {
  const reasons = change === 'changed' ? (unlike ?? because) : because
  return reasons.map((one) => (one === 'image' ? (moved ?? one) : one))
}

function drainRewrite(project: string, service: string): Rewrite {
  const text = `fails while the container is to leave Traefik (${DRAIN_FLAG}), and else is your own`
  return { project, service, field: 'healthcheck', text }
}

function removedServices({ running, routes }: ReleaseBefore, planned: readonly PlannedService[]): PlannedService[] {
  const kept = new Set(planned.map(({ project, service }) => `${project}/${service}`))
  const routed = new Set(routes.map(({ project, service }) => `${project}/${service}`))
  return running.services
    .filter(({ project, service, class: kind }) => !kept.has(`${project}/${service}`) && kind !== 'one-shot')
    .map((service) => ({
      ...service,
      change: 'removed',
      because: ['it is no longer in the Compose files'],
      classReason: 'stopped after the switch, removed at the end',
      previousReplicas: service.replicas,
      routed: routed.has(`${service.project}/${service.service}`),
    }))
}
