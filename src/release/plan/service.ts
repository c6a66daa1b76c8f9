import type { Check } from '../../records/check.js'
import type { ReleaseService } from '../../records/release.js'
import type { ComposeService, Stack } from '../../stack/types.js'
import { imageTag } from '../records/meta.js'
import { type Classified, restartOf } from './classes/classes.js'
import type { Compared } from './compare.js'
import type { ServiceImage } from './images/serviceImages.js'
import { checkOf, startTimeoutOf } from './rewrite/healthcheck.js'
import type { RewrittenProject } from './rewrite/rewrite.js'
import type { RoutedService } from './routing/routed.js'

/** A migration may take its time; seconds. */
const ONE_SHOT_TIMEOUT = 600

/** The line of one service in the release, from everything that was found out about it. */
export function releaseService(found: {
  stack: Stack
  project: RewrittenProject
  name: string
  service: ComposeService
  classified: Classified
  compared: Compared
  image: ServiceImage | undefined
  route: RoutedService | undefined
  replicas: number
  wave: number
  /** Whether it may do its work and end. */
  mayEnd: boolean
}): { service: ReleaseService; faults: string[] } {
  const { stack, project, name, service, classified, compared, route, replicas, wave } = found
  const oneShot = classified.class === 'one-shot'
  const containerName = project.containerNames.get(name)
  const probe = probeOf(stack, project, name)
  return {
    faults: labelFaults(`${project.model.name}/${name}`, service),
    service: {
      project: project.model.name,
      service: name,
      hash: compared.hash,
      class: classified.class,
      replicas,
      image: compared.image,
      tag: found.image?.tag ?? imageTag(stack, project.model.name, name, compared.image),
      wave,
      drainSeconds: Number.parseInt(service.labels?.['stack-actions.drain-seconds'] ?? '', 10) || 0,
      check: oneShot ? { kind: 'running' } : ending(check(found.image, service, compared, route), found.mayEnd),
      ...(probe === undefined || oneShot ? {} : { probe }),
      ...(containerName === undefined ? {} : { containerName }),
      startTimeoutSeconds: oneShot ? ONE_SHOT_TIMEOUT : startTimeoutOf(service),
      restart: oneShot ? 'no' : restartOf(service),
      parallelism: service.deploy?.update_config?.parallelism ?? 0,
    },
  }
}

/** Labels of ours that say nothing that can be done. */
function labelFaults(where: string, { labels }: ComposeService): string[] {
  const { 'stack-actions.drain-seconds': drain, 'stack-actions.order': order } = labels ?? {}
  return [
    ...(drain === undefined || /^\d{1,5}$/.test(drain)
      ? []
      : [`${where}: the label stack-actions.drain-seconds is ${JSON.stringify(drain)}, not whole seconds`]),
    ...(order === undefined || order === 'start-first' || order === 'stop-first'
      ? []
      : [`${where}: the label stack-actions.order is ${JSON.stringify(order)}, neither start-first nor stop-first`]),
  ]
}

/** Of something new nobody knows yet whether it goes on, where there is nothing to ask. */
function ending(found: Check, mayEnd: boolean): Check {
  const silent = found.kind === 'running' || (found.kind === 'image' && found.port === undefined)
  return mayEnd && silent ? { kind: 'ends' } : found
}

function check(
  image: ServiceImage | undefined,
  service: ComposeService,
  compared: Compared,
  route: RoutedService | undefined,
): Check {
  const before = compared.previous
  const unasked = service.healthcheck === undefined && image?.resolved === undefined
  // Nobody looked into the image this time, but the one that runs is the same.
  if (unasked && before !== undefined && before.image === compared.image) return before.check
  const known = image?.resolved === undefined ? undefined : (image.resolved.healthcheck ?? null)
  const served = route?.routing.balancers.map(({ port }) => port).find((port) => port !== undefined)
  const ports = [...(route?.ports ?? [])]
  return checkOf(service, known, served ?? (ports.length === 0 ? undefined : Math.min(...ports)))
}

function probeOf(stack: Stack, project: RewrittenProject, name: string): ReleaseService['probe'] {
  const names = [project.project.name, project.model.name]
  const entry = stack.health.find(
    (one) =>
      one.service !== undefined &&
      one.port !== undefined &&
      names.includes(one.service.project) &&
      one.service.service === name,
  )
  return entry?.port === undefined ? undefined : { port: entry.port, path: entry.path ?? '/' }
}
