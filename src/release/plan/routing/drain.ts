import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import { secondsOf } from '../../../stack/durations.js'
import type { ComposeHealthcheck, ComposeService } from '../../../stack/types.js'

/**
 * Raised in a container that is not to be routed. It lies in the container's own memory: after a restart or a power cut it is gone. The server
 * raises it (src/server/drain/drainIntent.sh).
 */
export const DRAIN_FLAG = '/dev/shm/.stack-drain'
const TEST = `[ ! -e ${DRAIN_FLAG} ] || exit 1; `
/** `$0` of the wrapping shell: by it a wrapped argv is known again, whether or not its dollars were doubled. */
const NAME = 'stack-drain'

/**
 * The service with a healthcheck that fails while the flag is there, and else is the user's own, argument by argument. `CMD-SHELL` stays with
 * the image's SHELL.
 * @param service with doubled dollars
 */
export function withDrainTest(service: ComposeService): ComposeService {
  const check = service.healthcheck
  const [kind, ...rest] = withoutDrainTest(check?.test ?? [])
  if (kind === 'CMD-SHELL')
    return { ...service, healthcheck: { ...check, test: [kind, `${TEST}${rest[0] ?? ''}`, ...rest.slice(1)] } }
  if (kind === 'CMD')
    return { ...service, healthcheck: { ...check, test: [kind, '/bin/sh', '-c', `${TEST}exec "$$@"`, NAME, ...rest] } }
  return service
}

/** The user's own test, of one that may be wrapped. */
export function withoutDrainTest(test: readonly string[]): string[] {
  const [kind, ...rest] = test
  if (kind === 'CMD-SHELL' && rest[0]?.startsWith(TEST) === true)
    return [kind, rest[0].slice(TEST.length), ...rest.slice(1)]
  if (kind === 'CMD' && rest[2]?.startsWith(TEST) === true && rest[3] === NAME) return [kind, ...rest.slice(4)]
  return [...test]
}

export function hasDrainTest(test: readonly string[] | undefined): boolean {
  return test !== undefined && withoutDrainTest(test).join('\0') !== test.join('\0')
}

/** Why a service cannot be taken out of Traefik by its healthcheck; empty where it can. */
export function undrainable(service: ComposeService): string[] {
  const reasons: string[] = []
  const [kind] = service.healthcheck?.test ?? []
  if (service.healthcheck?.disable === true || (kind !== 'CMD' && kind !== 'CMD-SHELL'))
    reasons.push('its Compose file gives it no healthcheck')
  if (service.ipc !== undefined && !/^(private|shareable)?$/.test(service.ipc))
    reasons.push(`ipc: ${service.ipc}: its /dev/shm is not its own`)
  const mount = service.volumes?.find(
    ({ type, target }) => type !== 'tmpfs' && ['/dev', '/dev/shm'].includes(posix.resolve('/', target)),
  )
  if (mount !== undefined) reasons.push(`its ${mount.target} is mounted: it would outlive a restart`)
  return reasons
}

/** Seconds until Docker calls a container with the flag unhealthy, once no probe is under way. */
export function drainSeconds(check: ComposeHealthcheck | undefined): number {
  return (check?.retries || 3) * (secondsOf(check?.interval) ?? 30)
}

/** Seconds that a probe that is under way may take. */
export function probeSeconds(check: ComposeHealthcheck | undefined): number {
  return secondsOf(check?.timeout) ?? 30
}

/** Traefik's labels of a service. */
export function traefikLabels(labels: Readonly<Record<string, string>> = {}): [string, string][] {
  return Object.entries(labels)
    .filter(([key]) => /^traefik\./i.test(key))
    .sort(([one], [other]) => (one < other ? -1 : 1))
}

/** Names of the Traefik labels that are not the same in both. */
export function changedTraefikLabels(
  before: Readonly<Record<string, string>> | undefined,
  after: Readonly<Record<string, string>> | undefined,
): string[] {
  const [old, now] = [new Map(traefikLabels(before)), new Map(traefikLabels(after))]
  return [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key)).sort()
}

export function labelsDigest(labels: Readonly<Record<string, string>> | undefined): string {
  return createHash('sha256')
    .update(JSON.stringify(traefikLabels(labels)))
    .digest('hex')
    .slice(0, 16)
}
