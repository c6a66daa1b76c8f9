import type { Clock } from '../runtime/clock.js'
import { Refused } from '../runtime/errors.js'
import { plain } from '../runtime/escape.js'
import type { run } from '../runtime/run.js'
import { Transient, withRetries } from '../runtime/transient.js'
import { withLogin } from './dockerConfig.js'
import type { Registry } from './registry.js'
import { isTransientPush } from './transient.js'

/** An image over a slow line. */
const PUSH_MS = 60 * 60_000

export interface PushOptions {
  registry: Registry
  run: typeof run
  env: Readonly<Record<string, string | undefined>>
  log: (line: string) => void
  /** Of a run that is cancelled: the push ends then. */
  signal?: AbortSignal
  clock?: Clock
}

/**
 * Pushes an image of this machine's engine under one of its tags.
 * @returns Its digest, in the push's own words.
 */
export async function push(repository: string, tag: string, options: PushOptions): Promise<string> {
  const reference = `${repository}:${tag}`
  const host = options.registry.host ?? 'none'
  await using config = await withLogin(options.registry.dockerConfig, options.env)
  const inherited = Object.entries(options.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('INPUT_'),
  )
  const env = { ...Object.fromEntries(inherited), ...config.env }
  const once = async (): Promise<string> => {
    const result = await options.run(['docker', 'push', reference], {
      env,
      onLine: options.log,
      timeoutMs: PUSH_MS,
      ...(options.signal && { signal: options.signal }),
    })
    if (result.ended === 'cancelled') throw new Refused(`the run was cancelled while ${reference} was pushed`)
    if (result.ended === 'timeout')
      throw new Refused(`${reference} could not be pushed within ${PUSH_MS / 60_000} minutes`, {
        todo: `look whether ${host} answers, and run this again`,
      })
    const output = `${result.stdout}\n${result.stderr}`
    if (result.code === 0) return result.stdout
    if (isTransientPush(output)) throw new Transient(lastLine(output))
    throw pushFailure(reference, output, host)
  }
  const said = await withRetries(once, options).catch((error: unknown) => {
    if (!(error instanceof Transient)) throw error
    throw new Refused(`${reference} could not be pushed, after several tries: ${error.message}`, {
      about: 'registry',
      todo: 'try again when the registry answers',
    })
  })
  // Not what the registry has under the tag by now: that somebody else may have pushed.
  const pushed = /digest: (sha256:[0-9a-f]{64})/.exec(said)?.[1]
  if (pushed === undefined)
    throw new Refused(`docker push of ${reference} did not say its digest`, {
      todo: 'use a newer Docker on this runner',
    })
  if (!(await options.registry.holds(`${repository}@${pushed}`)))
    throw new Refused(`the registry ${host} does not have the image ${repository}@${pushed} that was just pushed`, {
      todo: 'run this again',
    })
  return pushed
}

/** For a login that shall not be able to. */
const OVER_SSH = 'or let the action deploy send what it builds to the server over SSH: `push: false`'

function pushFailure(reference: string, output: string, host: string): Refused {
  if (/does not exist locally|No such image|tag does not exist/i.test(output))
    return new Refused(`${reference} is not on this runner`, {
      todo: 'push-image must run in the same job as build-and-tag',
    })
  return pushRefused(reference, lastLine(output), host)
}

/** Whether a registry says that this login may not push there. */
export function isRefusedPush(output: string): boolean {
  return /denied|unauthorized|authentication required|no basic auth|insufficient_scope|\b40[13]\b/i.test(output)
}

/** @param said In the words of who pushed. */
export function pushRefused(reference: string, said: string, host: string): Refused {
  if (!isRefusedPush(said)) return new Refused(`${reference} could not be pushed: ${said}`, { about: 'registry' })
  return new Refused(`the registry ${host} refuses the push: ${said}`, {
    at: reference,
    about: 'registry',
    todo:
      host === 'ghcr.io'
        ? ['give the job `permissions: { packages: write }`', OVER_SSH]
        : ['check the inputs registry-username and registry-token', OVER_SSH],
  })
}

/** The same where it was asked before anything was built. */
export function mayNotPush(reference: string, { message, todo }: Refused, host: string): Refused {
  return new Refused(`the registry ${host} refuses the push: ${message}`, {
    at: reference,
    about: 'registry',
    todo: [...todo, OVER_SSH],
  })
}

function lastLine(output: string): string {
  return plain(output).trim().split('\n').pop()?.slice(0, 500) ?? ''
}
