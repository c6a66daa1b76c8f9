import { plain } from '../runtime/escape.js'
import type { Fault } from './attempts.js'
import { type FailedStep, isCacheStep, isPushStep } from './progress.js'
import { isRefusedPush } from './push.js'

/**
 * As containerd's and BuildKit's fetchers name a blob that cannot be read, which a cache has only named until it is needed
 * (docker/build-push-action#710 and #558, moby/buildkit#2836). A file that COPY does not find is `checksum of ref …: not found`.
 */
const BLOB =
  /could not fetch content descriptor|httpReadSeeker|BlobNotFound|failed to copy: (GET |read tcp|invalid status response|unexpected EOF)/
/** What fails in the same way whatever a cache says: a program, or a file that is not in the context. */
const OF_ITSELF = /\bexit code: \d+|failed to calculate checksum of ref \S+ ".*": not found|no space left on device/
const GONE = /\bblob\b.*not found|sha256:[0-9a-f]{4,}.*: not found/
/** BuildKit's steps that ask others for an image, a frontend or a repository (frontend/dockerui, dockerfile2llb). */
const SOURCE_STEP =
  /^(\[[^\]]*\] )?(load metadata for|resolve image config for|FROM |docker-image:\/\/|load git source|git:\/\/)/
/** As Go names that a host is not found, not reached or not trusted. */
const UNREACHED = /\bx509: |\bdial (tcp|unix)\b|no such host|server gave HTTP response to HTTPS client/
/** Buildx, of what its driver cannot (build/utils.go, HostGatewayIP of each driver). */
const CANNOT_CACHE = /\bCache export is not supported for the \S+ driver/
const CANNOT = /\bis not supported (by|for) the \S+ driver/
/** gRPC's code of a builder that answers no more. */
const AWAY = /\brpc error: code = Unavailable\b/

/**
 * What a build failed of. A step of which nothing is known is tried once more without the layer cache, and no more than that.
 * @param steps Of failedSteps, for `lines`.
 * @param options.pushes Whether it was to go to its registry: the same step stands for a load.
 */
export function faultOf(
  lines: readonly string[],
  steps: readonly FailedStep[],
  { pushes }: { pushes: boolean },
): Fault {
  const last = plain(lines.findLast((line) => line.startsWith('ERROR: ')) ?? '')
  const builds = steps.filter(({ name }) => !isCacheStep(name) && !(pushes && isPushStep(name)))
  // A program's command stands in its reason, and may say anything.
  if (builds.some(({ reason }) => /\bexit code: \d+/.test(reason))) return 'itself'
  // Layers that an image only names are fetched when it is pushed.
  if (steps.some(({ name, reason }) => !isCacheStep(name) && !SOURCE_STEP.test(name) && BLOB.test(reason)))
    return 'content'
  const pushed = pushes ? steps.find(({ name }) => isPushStep(name)) : undefined
  if (pushed !== undefined) return isRefusedPush(pushed.reason) ? 'itself' : 'push'
  if (builds.some(({ name }) => SOURCE_STEP.test(name))) return 'builder'
  if (builds.some(({ reason }) => GONE.test(reason))) return 'content'
  if (builds.some(({ reason }) => UNREACHED.test(reason))) return 'builder'
  // A cache that is not read fails no build: only where that is what the build says at its end.
  if (steps.some(({ name, reason }) => isCacheStep(name) && last.includes(reason))) return 'cache'
  if (CANNOT_CACHE.test(last)) return 'cache'
  if (CANNOT.test(last) || AWAY.test(last)) return 'builder'
  // What nothing is known of may be a cache's: without it the build says more.
  return builds.some(({ reason }) => !OF_ITSELF.test(reason)) ? 'step' : 'itself'
}
