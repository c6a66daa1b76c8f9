import { readFile } from 'node:fs/promises'
import type { Clock } from '../runtime/clock.js'
import { Refused } from '../runtime/errors.js'
import { jsonObject } from '../runtime/json.js'
import type { RunResult, run } from '../runtime/run.js'
import { type TempFolder, tempFolder } from '../runtime/temp.js'
import { Transient, withRetries } from '../runtime/transient.js'
import { type Attempt, nextAttempt } from './attempts.js'
import { type BakeEntry, bakeFile, type Output, withContexts } from './bake.js'
import { type Builder, withoutKeeper } from './builder.js'
import { buildFailure, lastLines } from './buildFailure.js'
import { faultOf } from './buildFault.js'
import { consents } from './consent.js'
import { withLogin } from './dockerConfig.js'
import type { CacheEntries } from './layerCache.js'
import { currentBuilder, type OwnBuilder } from './openBuilder.js'
import { type Asked, firstAttempt, isEngines, ownBuilder } from './ownBuilder.js'
import { cacheFaults, failedSteps, pushFault } from './progress.js'
import { isRefusedPush, pushRefused } from './push.js'
import { parseReference } from './reference.js'
import { isLastingPush } from './transient.js'

/** All images of a stack, on a runner without their layers. */
const BUILD_MS = 120 * 60_000
const KEPT_LINES = 2000

export interface BuildOptions {
  run: typeof run
  /** The process's environment: BuildKit reads its builder and its agent from it. */
  env: Readonly<Record<string, string | undefined>>
  /** Values of the variables that build secrets come from. */
  buildSecrets: Readonly<Record<string, string>>
  /** Text of a Docker config file with the stack's login at its registry, for base images that lie there, caches and pushes; secret. */
  registryLogin?: string
  /** A line of the build's log. */
  log: (line: string) => void
  /** What a person should know although the build succeeds. */
  warn?: (text: string) => void
  output?: Output
  /** Image of the BuildKit that is started where the runner's builder keeps no caches. */
  buildkitImage?: string | undefined
  signal?: AbortSignal
  clock?: Clock
}

/**
 * The argv that builds what bake finds on stdin.
 * @param metadata Path of the file that gets the digests.
 * @param consent Of consents.
 */
export function bakeCommand(metadata: string, consent: readonly string[]): string[] {
  return ['docker', 'buildx', 'bake', '--file', '-', '--metadata-file', metadata, '--progress', 'plain', ...consent]
}

/**
 * Builds images in one call of bake, which shares contexts and layers between them, and builds as many at once as the runner has processors for.
 * @returns Digests by repository, of what was sent to the registry; where the runner's builder is the engine's own, it is in the engine instead.
 * @throws Refused naming the service, the Dockerfile and the last lines.
 */
export async function bake(images: readonly BakeEntry[], options: BuildOptions): Promise<ReadonlyMap<string, string>> {
  if (images.length === 0) return new Map()
  const entries = withContexts(images)
  await using config = await withLogin(options.registryLogin ?? '{"auths":{}}', options.env)
  await using folder = await tempFolder('bake')
  const inherited = Object.entries(options.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('INPUT_'),
  )
  const env = { ...Object.fromEntries(inherited), ...config.env }
  const targets = entries.map(({ target }) => target)
  const [consent, current] = await Promise.all([consents(targets, options), currentBuilder({ ...options, env })])
  const site: Site = { entries, options, consent, env, folder, current }
  const isLeft = await isEngines(site)
  await using own = isLeft ? undefined : await ownBuilder(site)
  let attempt = firstAttempt(own, isLeft, site)
  while (true) {
    const tried = await pushRetried(attempt, own, site)
    if (tried.result.code === 0) return tried.digests
    const ended = tried.result.ended !== undefined || options.signal?.aborted === true
    const builderDied = own !== undefined && attempt.own && !ended && !(await own.isAlive())
    const fault = faultOf(tried.lines, failedSteps(tried.lines), tried)
    const next = nextAttempt(attempt, { ended, builderDied, fault })
    if (next === undefined) throw await failureOf(tried, site)
    options.warn?.(whyAgain(attempt, next, { builderDied, lines: tried.lines }))
    attempt = next
  }
}

/** What all tries of one build have in common. */
interface Site extends Asked {
  consent: readonly string[]
  folder: TempFolder
}

interface Tried {
  result: RunResult
  lines: string[]
  names: string[]
  /** Straight to its registry. */
  pushes: boolean
  digests: ReadonlyMap<string, string>
}

/** One try, or several where the registry is away for a moment: what was built is not built again. */
async function pushRetried(attempt: Attempt, own: OwnBuilder | undefined, site: Site): Promise<Tried> {
  let last: Tried | undefined
  const once = async (): Promise<Tried> => {
    last = await tryOnce(attempt, own, site)
    const fault = last.result.code === 0 || !last.pushes ? undefined : pushFault(last.lines)
    // BuildKit's line has the first of several reasons, or none: what may pass is tried again, which builds nothing twice.
    if (fault !== undefined && !isLastingPush(fault.reason) && !isRefusedPush(fault.reason))
      throw new Transient(fault.reason)
    return last
  }
  return withRetries(once, site.options).catch((error: unknown) => {
    if (error instanceof Transient && last !== undefined) return last
    throw error
  })
}

async function tryOnce(attempt: Attempt, own: OwnBuilder | undefined, site: Site): Promise<Tried> {
  const { options, consent, env, folder, current } = site
  const builder: Builder = attempt.own ? { isEngine: false, keepsCaches: true } : (current ?? UNKNOWN)
  // The engine's own builder pushes nothing by its digest: what it built is in the engine, which pushes it.
  const pushes = options.output === 'push' && !builder.isEngine && !attempt.loads
  const output = options.output === 'push' && !pushes ? 'load' : (options.output ?? 'load')
  const entries = site.entries.map((entry) => ({ ...entry, cache: cacheFor(entry.cache, attempt, builder) }))
  const { text, names } = bakeFile(entries, output)
  const metadata = `${folder.path}/metadata.json`
  const lines: string[] = []
  const result = await options.run(bakeCommand(metadata, consent), {
    stdin: text,
    timeoutMs: BUILD_MS,
    cwd: entries[0]?.target.root ?? '/',
    // Attestations would make an index of each image, which not every engine can load.
    env: {
      ...env,
      ...(attempt.own && own?.env),
      ...options.buildSecrets,
      BUILDX_NO_DEFAULT_ATTESTATIONS: '1',
    },
    ...(options.signal && { signal: options.signal }),
    onLine: (line) => {
      lines.push(line)
      if (lines.length > KEPT_LINES) lines.shift()
      options.log(line)
    },
  })
  const tried: Tried = { result, lines, names, pushes, digests: new Map() }
  if (result.code !== 0) return tried
  const faults = cacheFaults(lines)
  if (faults.length > 0) options.warn?.(`A layer cache was not used: ${faults.join('; ')}`)
  if (!pushes) return tried
  const said = await readFile(metadata, 'utf8').catch(() => '')
  return { ...tried, digests: digestsOf(said, names, site.entries) }
}

/** One that names no driver is mostly the engine's, of an old Buildx. */
const UNKNOWN: Builder = { isEngine: true, keepsCaches: false }

function cacheFor(cache: CacheEntries | undefined, { reads, writes }: Attempt, { keepsCaches }: Builder): CacheEntries {
  const { from, to } = keepsCaches || cache === undefined ? (cache ?? { from: [], to: [] }) : withoutKeeper(cache)
  return { from: reads ? from : [], to: writes ? to : [] }
}

/** What bake's metadata says of each target, by the repository of its image. @throws Refused where one has no digest */
export function digestsOf(
  metadata: string,
  names: readonly string[],
  entries: readonly BakeEntry[],
): ReadonlyMap<string, string> {
  const said = jsonObject(metadata) ?? {}
  return new Map(
    entries.flatMap(({ target: { repository }, isContext }, index) => {
      if (isContext) return []
      const about = said[names[index] ?? ''] as Record<string, unknown> | undefined
      const digest = about?.['containerimage.digest']
      if (typeof digest !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(digest))
        throw new Refused(`${repository} was pushed, but Buildx does not say its digest`, {
          todo: 'use a newer Buildx on this runner',
        })
      return [[repository, digest] as const]
    }),
  )
}

function whyAgain(
  attempt: Attempt,
  next: Attempt,
  { builderDied, lines }: { builderDied: boolean; lines: readonly string[] },
): string {
  const last = lines.findLast((line) => line.startsWith('ERROR: '))?.slice(7, 500) ?? 'docker buildx bake failed'
  if (builderDied)
    return `The builder that was started for this build died, mostly for want of memory: built again by the runner's own, without a layer cache`
  if (next.loads && !attempt.loads)
    return `Not pushed by its builder, so loaded into this runner's Docker, which pushes it: ${last}`
  return attempt.own && !next.own
    ? `Not built by the builder that keeps a layer cache, so built again by the runner's own: ${last}\nif it needs what only this runner's engine has, \`cache: none\` saves the first try`
    : `Not built with what the layer cache has, so built again without it: ${last}`
}

async function failureOf({ result, lines, names, pushes }: Tried, { entries }: Site): Promise<Refused> {
  if (result.ended === 'timeout')
    return new Refused(
      [`the build did not end within ${BUILD_MS / 60_000} minutes; its last words:`, ...lastLines(lines)].join('\n'),
      { todo: 'look what it waited for; nothing was changed on the server' },
    )
  if (result.ended === 'cancelled') return new Refused('the build was cancelled')
  const fault = pushes ? pushFault(lines) : undefined
  if (fault !== undefined) {
    const { repository = '' } = (entries[names.indexOf(fault.target ?? '')] ?? entries[0])?.target ?? {}
    return pushRefused(repository, fault.reason, parseReference(repository).host)
  }
  const dockerfiles = new Map<string, string>()
  for (const { target } of entries)
    dockerfiles.set(target.dockerfile, await readFile(target.dockerfile, 'utf8').catch(() => ''))
  return buildFailure(entries, names, lines, dockerfiles)
}
