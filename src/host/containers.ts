import type { Identity } from '../stack/identity.js'
import type { HostFacts, InspectedContainer } from './types.js'

export const PROJECT_LABEL = 'com.docker.compose.project'
export const SERVICE_LABEL = 'com.docker.compose.service'
export const VOLUME_LABEL = 'com.docker.compose.volume'
export const FOLDER_LABEL = 'com.docker.compose.project.working_dir'
export const FILES_LABEL = 'com.docker.compose.project.config_files'
export const COMPOSE_HASH_LABEL = 'com.docker.compose.config-hash'
export const ONE_OFF_LABEL = 'com.docker.compose.oneoff'
export const HASH_LABEL = 'stack-actions.hash'
/** Whose it is: on every container, network and volume that we make. */
export const STACK_LABEL = 'stack-actions.stack'

/** Key of a service in maps: Compose project name and service. */
export function serviceKey(project: string, service: string): string {
  return `${project}/${service}`
}

/** The host's containers by Compose project and service, but for those of `compose run` and of other stacks. */
export class Containers {
  private readonly byService = new Map<string, InspectedContainer[]>()
  readonly all: readonly InspectedContainer[]

  constructor(facts: HostFacts, { label: own }: Pick<Identity, 'label'>) {
    this.all = facts.containers.filter(
      (container) => label(container, ONE_OFF_LABEL) !== 'True' && (label(container, STACK_LABEL) ?? own) === own,
    )
    for (const container of this.all) {
      const project = label(container, PROJECT_LABEL)
      const service = label(container, SERVICE_LABEL)
      if (project === undefined || service === undefined) continue
      const key = serviceKey(project, service)
      this.byService.set(key, [...(this.byService.get(key) ?? []), container])
    }
  }

  running(project: string, service: string): InspectedContainer[] {
    return (this.byService.get(serviceKey(project, service)) ?? []).filter(({ State }) => State.Running)
  }

  /** The last container of a service of which nothing runs, where it ended by itself and well: exit code 0. */
  ended(project: string, service: string): InspectedContainer | undefined {
    const own = this.byService.get(serviceKey(project, service)) ?? []
    if (own.some(({ State }) => State.Running)) return undefined
    const [last] = [...own].sort((one, other) => (one.Created < other.Created ? 1 : -1))
    return last?.State.Status === 'exited' && last.State.ExitCode === 0 ? last : undefined
  }

  /** What was made of a service: what runs, else what has ended. */
  made(project: string, service: string): InspectedContainer[] {
    const running = this.running(project, service)
    const ended = this.ended(project, service)
    return running.length > 0 || ended === undefined ? running : [ended]
  }

  /** Those that run; where none does, those that are there. */
  those(project: string, service: string): InspectedContainer[] {
    const running = this.running(project, service)
    return running.length > 0 ? running : (this.byService.get(serviceKey(project, service)) ?? [])
  }

  /** What is there of a service of which nothing runs. */
  stopped(project: string, service: string): InspectedContainer[] {
    return this.those(project, service).filter(({ State }) => !State.Running)
  }

  /** Services of which something runs in a Compose project. */
  servicesOf(project: string): string[] {
    const found = this.all.filter((container) => container.State.Running && label(container, PROJECT_LABEL) === project)
    return [...new Set(found.map((container) => label(container, SERVICE_LABEL) ?? ''))]
      .filter((name) => name !== '')
      .sort()
  }
}

export function label(container: InspectedContainer, name: string): string | undefined {
  return container.Config.Labels?.[name]
}

/** Container ports that an inspected container exposes. */
export function exposedPorts(container: InspectedContainer): number[] {
  return Object.keys(container.Config.ExposedPorts ?? {}).map((port) => Number.parseInt(port, 10))
}

/** Paths at which a container has a volume that nobody named: no other one gets it. */
export function anonymousVolumes({ Mounts }: InspectedContainer): string[] {
  return Mounts.filter(({ Type, Name }) => Type === 'volume' && /^[0-9a-f]{64}$/.test(Name ?? '')).map(
    ({ Destination }) => Destination,
  )
}
