import { explain, UserError } from '../runtime/errors.js'
import type { Registry } from './registry.js'

/** What a registry says that a tag stands for now, or why it did not say. */
export type TagAnswer = { digest: string } | { fault: string }

export type LookUp = (reference: string) => Promise<TagAnswer>

/** A registry that is away must not hold up the deploy of what does not hang on it (milliseconds). */
const PATIENCE_MS = 15_000

/** Asks registries for the digests of tags, for each once. That one does not answer is an answer. */
export function tagLookups({ digestOf }: Pick<Registry, 'digestOf'>, patienceMs = PATIENCE_MS): LookUp {
  const known = new Map<string, Promise<TagAnswer>>()
  return (reference) => {
    const asked = known.get(reference) ?? answerOf(() => digestOf(reference), patienceMs)
    known.set(reference, asked)
    return asked
  }
}

async function answerOf(ask: () => Promise<string>, patienceMs: number): Promise<TagAnswer> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<TagAnswer>((resolve) => {
    timer = setTimeout(() => resolve({ fault: `no answer for ${patienceMs / 1000} s` }), patienceMs)
  })
  const answer = ask().then(
    (digest) => ({ digest }),
    (error: unknown) => ({ fault: error instanceof UserError ? error.message : explain(error) }),
  )
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
