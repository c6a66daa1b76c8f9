import type { HostFacts } from '../../host/types.js'
import { readLines } from '../../records/record.js'
import { ROUTES, type RouteLine, SERVICES } from '../../records/release.js'
import { releaseJson } from '../records/meta.js'
import type { Release, Running } from '../records/types.js'
import { adoptRunning } from './adopt.js'
import { recognise } from './compare.js'
import { isFirst } from './likeness/likeness.js'
import type { ReleaseInput } from './releaseInput.js'
import type { RewrittenProject } from './rewrite/rewrite.js'
import type { SettledStack } from './settleStack.js'

/** What the new release replaces. */
export interface ReleaseBefore {
  /** What ran before the first release of ours, as a release. */
  adopted?: Release
  running: Running
  routes: readonly RouteLine[]
  /** Of what ran before us, by `project/service`: in what it differs from the files; empty where it is what they say. */
  unlike: ReadonlyMap<string, readonly string[]>
  /** Its id. */
  previous?: string
  /** The new release's number. */
  seq: number
}

export function releaseBefore(input: ReleaseInput, settled: SettledStack): ReleaseBefore {
  const { facts } = input
  const { projects, named, containers } = settled
  const adopted = adopt(input, settled)
  const running = runningRelease(facts, adopted)
  const previous = facts.current?.id ?? adopted?.id
  const unlike = isFirst(facts)
    ? unlikeMoved(recognise(projects, named.models, running.services, containers, input.likenesses), projects, input)
    : new Map<string, string[]>()
  return {
    ...(adopted !== undefined && { adopted }),
    running,
    routes: facts.current === undefined ? (adopted?.routes ?? []) : readLines(ROUTES, facts.current.routes),
    unlike,
    ...(previous !== undefined && { previous }),
    seq: facts.lastSeq + (adopted === undefined ? 1 : 2),
  }
}

function adopt({ facts, now, toolVersion }: ReleaseInput, settled: SettledStack): Release | undefined {
  const { stack, models, named, docker, classes, waveOf } = settled
  return adoptRunning({
    ...{ stack, models, projects: named.names, facts, seq: facts.lastSeq + 1, now, toolVersion, docker },
    known: (project, service) => {
      const classified = classes.get(`${project}/${service}`)
      return classified === undefined ? undefined : { class: classified.class, wave: waveOf(project, service) }
    },
    oneShots: (project) =>
      [...classes].flatMap(([key, { class: kind }]) =>
        kind === 'one-shot' && key.startsWith(`${project}/`) ? [key.slice(project.length + 1)] : [],
      ),
  })
}

function runningRelease({ current, unfinished }: HostFacts, adopted: Release | undefined): Running {
  if (current !== undefined)
    return {
      services: readLines(SERVICES, current.services),
      models: current.models,
      unfinished: unfinished !== undefined,
    }
  return { services: adopted?.services ?? [], models: adopted?.models ?? {} }
}

/** What runs of a tag that stands for another image now is not what the files say, however alike it is. */
function unlikeMoved(
  unlike: ReadonlyMap<string, string[]>,
  projects: readonly RewrittenProject[],
  { lookups }: Pick<ReleaseInput, 'lookups'>,
): Map<string, string[]> {
  const found = new Map(unlike)
  for (const { model, images } of projects) {
    for (const [name, { reference = '' }] of images) {
      const [key, moved] = [`${model.name}/${name}`, lookups.moved.get(reference)]
      const reasons = found.get(key)
      if (moved !== undefined && reasons !== undefined)
        found.set(key, [moved, ...reasons.filter((one) => one !== 'image')])
    }
  }
  return found
}

/**
 * What was recognised has in the adopted release the text of the new one, which says more than what Docker tells of a container: from it an undo
 * makes a container anew that a person took away.
 */
export function withRecognisedTexts(
  adopted: Release,
  release: Release,
  environment: string,
  unlike: ReadonlyMap<string, readonly string[]>,
): Release {
  const models = Object.fromEntries(
    Object.entries(adopted.models).map(([name, model]) => {
      const now = release.models[name]
      const known = Object.keys(model.services).filter((service) => unlike.get(`${name}/${service}`)?.length === 0)
      if (now === undefined || known.length === 0) return [name, model]
      const services = Object.fromEntries(known.map((service) => [service, now.services[service] ?? {}]))
      // The texts name networks and volumes by the keys of the new model.
      return [
        name,
        {
          ...model,
          services: { ...model.services, ...services },
          networks: { ...model.networks, ...now.networks },
          volumes: { ...model.volumes, ...now.volumes },
          ...(now.secrets !== undefined && { secrets: { ...model.secrets, ...now.secrets } }),
          ...(now.configs !== undefined && { configs: { ...model.configs, ...now.configs } }),
        },
      ]
    }),
  )
  return {
    ...adopted,
    models,
    secrets: release.secrets,
    json: releaseJson(adopted.meta, environment, models, adopted.services),
  }
}
