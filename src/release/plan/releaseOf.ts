import { routedUrls } from '../../health/routers.js'
import { plainSkips } from '../../health/skips.js'
import type { Meta } from '../../records/meta.js'
import type { ReleaseService } from '../../records/release.js'
import { metaOf, releaseId, releaseJson } from '../records/meta.js'
import type { PlannedService, Release, Resource } from '../records/types.js'
import { writeRecord } from './images/builtRecord.js'
import type { Findings } from './planStorage.js'
import { publishedPorts } from './refusals/hostPorts.js'
import { contentNames, ownPlaces, releaseFiles } from './rewrite/serverMounts.js'
import { proxyMeta } from './routing/proxyMeta.js'
import { routeLines } from './routing/routed.js'

/** The release as the server will keep it. */
export function releaseOf(findings: Findings): Release {
  const { input, settled, before, services, data } = findings
  const { stack, projects } = settled
  const meta = { ...originMeta(findings), ...proxyMeta(input.facts, settled.own) }
  const lines = services.planned.map(lineOf)
  return {
    id: releaseId(before.seq, input.event.commit),
    meta,
    models: services.composeModels,
    services: lines,
    routes: routeLines(stack.id, services.planned, settled.routed),
    moves: services.moves,
    storage: data.storage.kept,
    names: data.names,
    resources: uniqueResources(settled.resources),
    secrets: input.secretForms ?? [],
    files: releaseFiles(stack.projects, Object.values(services.composeModels), contentNames(input.facts)),
    binds: ownPlaces(projects.flatMap((project) => project.mounts)),
    ports: publishedPorts(lines, settled.models),
    json: releaseJson(meta, stack.environment, services.composeModels, lines),
  }
}

function originMeta({ input, settled: { stack, named, models }, before }: Findings): Meta {
  const { event, now, toolVersion, facts } = input
  const labels = models.flatMap(({ services }) => Object.values(services).map((service) => service.labels ?? {}))
  return metaOf(
    {
      ...{ seq: before.seq, kind: 'deploy', event, now, toolVersion },
      ...{ stackId: stack.id, identity: stack.identity, projects: named.names },
      built: writeRecord(input.images, facts),
      skip: plainSkips(
        stack.health.flatMap(({ skip }) => skip ?? []),
        labels.flatMap((one) => routedUrls(one)),
      ),
      ...(before.previous !== undefined && { previous: before.previous }),
      ...(before.adopted !== undefined && { adopt: before.adopted.id }),
    },
    input.envText,
    facts.key,
  )
}

/** Of what was planned, what the server keeps. */
function lineOf({
  change: _change,
  again: _again,
  because: _because,
  classReason: _reason,
  previousReplicas: _replicas,
  routed: _routed,
  ...service
}: PlannedService): ReleaseService {
  return service
}

function uniqueResources(resources: readonly Resource[]): Resource[] {
  return [...new Map(resources.map((resource) => [`${resource.kind} ${resource.name}`, resource])).values()]
}
