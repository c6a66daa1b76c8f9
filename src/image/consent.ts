import { Refused } from '../runtime/errors.js'
import { plain } from '../runtime/escape.js'
import type { run } from '../runtime/run.js'
import type { BuildTarget } from './target.js'

/** What a build asks of Buildx, by the version of Buildx 0.x that has it: an older one leaves the key out without a word. */
interface Need {
  /** Key of `build:`. */
  key: string
  /** First version of Buildx 0.x whose bake knows the key. */
  since: number
  /** What bake asks consent for, of `--allow`, and since which version; before that nothing is asked. */
  allow?: { what: string; since: number }
}

/** Source: docker/buildx, bake/bake.go and bake/entitlements.go, and the tags that their commits are first in. */
function needsOf(target: BuildTarget): Need[] {
  const network = { what: 'network.host', since: 17 }
  // With a path it is a key in the repository, which bake reads without being asked.
  const agent = target.ssh.some((one) => !one.includes('='))
  return [
    ...(target.network === 'host' ? [{ key: 'network', since: 8, allow: network }] : []),
    ...(agent ? [{ key: 'ssh', since: 2, allow: { what: 'ssh', since: 19 } }] : []),
    ...(target.shmSize === undefined ? [] : [{ key: 'shm_size', since: 13 }]),
    ...(target.ulimits === undefined ? [] : [{ key: 'ulimits', since: 13 }]),
    ...(target.extraHosts === undefined ? [] : [{ key: 'extra_hosts', since: 25 }]),
    ...(target.entitlements ?? []).map((what) => {
      const since = what.startsWith('device') ? 22 : 17
      return { key: 'entitlements', since, allow: { what, since } }
    }),
  ]
}

/**
 * Arguments of bake that consent to what the Compose file asks for, and to nothing else: nobody can answer bake's question on a runner. The version
 * of Buildx is asked only where it matters.
 * @throws Refused where this Buildx would leave out what the file asks for
 */
export async function consents(targets: readonly BuildTarget[], options: { run: typeof run }): Promise<string[]> {
  const needs = targets.flatMap((target) => needsOf(target).map((need) => ({ ...need, target })))
  if (needs.length === 0) return []
  const version = await buildxVersion(options)
  const late = needs.find(({ since }) => version < since)
  if (late !== undefined)
    throw new Refused(`Buildx 0.${version} of this runner does not know \`build.${late.key}\``, {
      at: `project ${late.target.project}, service ${late.target.service}`,
      todo: `use Buildx 0.${late.since} or newer: run docker/setup-buildx-action before`,
    })
  const allowed = needs.flatMap(({ allow }) => (allow !== undefined && version >= allow.since ? [allow.what] : []))
  return [...new Set(allowed)].sort().flatMap((what) => ['--allow', what])
}

/** Of 0.x the x; what is newer than all from 1 on. @throws Refused */
async function buildxVersion(options: { run: typeof run }): Promise<number> {
  const { code, stdout } = await options.run(['docker', 'buildx', 'version'], { timeoutMs: 20_000 })
  // Without Buildx bake itself fails, and that is explained.
  if (code !== 0) return Number.POSITIVE_INFINITY
  const [, major, minor] = /\sv?(\d+)\.(\d+)\.\d+/.exec(stdout) ?? []
  if (major === undefined)
    throw new Refused(
      `docker buildx version does not say which Buildx this is: ${plain(stdout).trim().slice(0, 200)}`,
      {
        todo: 'use a released Buildx: run docker/setup-buildx-action before',
      },
    )
  return major === '0' ? Number(minor) : Number.POSITIVE_INFINITY
}
