import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { ownEntry } from '../runtime/ownEntry.js'
import { isRemote } from '../stack/inside.js'
import type { LookUp } from './lookUp.js'
import { type BuildTarget, builtBefore } from './target.js'

/** What the images that an image is built on stand for today. */
export type Bases =
  /** Hash of their digests; '' where it is built on none. */
  | { sum: string }
  /** They cannot be told from the Dockerfile. */
  | 'unknown'
  /** A registry did not say. */
  | { fault: string }

/** Looks up what an image is built on: what its Dockerfile names by FROM and `--from=`, its additional contexts, and what those are built on. */
export async function basesOf(target: BuildTarget, lookUp: LookUp): Promise<Bases> {
  const each = await Promise.all([target, ...builtBefore(target)].map(namedBy))
  if (each.includes(undefined)) return 'unknown'
  const named = each.flatMap((names) => names ?? [])
  // A digest never moves, and stands in the Dockerfile or the model, which are part of the key.
  const references = [...new Set(named)].filter((name) => !name.includes('@')).sort()
  if (references.length === 0) return { sum: '' }
  const answers = await Promise.all(references.map(async (reference) => [reference, await lookUp(reference)] as const))
  for (const [reference, answer] of answers)
    if ('fault' in answer) return { fault: `its base image ${reference} could not be looked up: ${answer.fault}` }
  return { sum: createHash('sha256').update(JSON.stringify(answers)).digest('hex').slice(0, 12) }
}

/** Images that its Dockerfile and its contexts name; undefined where they cannot be told. */
async function namedBy(target: BuildTarget): Promise<string[] | undefined> {
  if (isRemote(target.context) && target.dockerfileInline === undefined) return undefined
  const text = target.dockerfileInline ?? (await readFile(target.dockerfile, 'utf8').catch(() => undefined))
  const others = [...Object.keys(target.contexts), ...Object.keys(target.services ?? {})]
  const named = text === undefined ? undefined : baseImages(text, target.args, others)
  const contexts = Object.values(target.contexts).flatMap((context) =>
    context.startsWith('docker-image://') ? [context.slice('docker-image://'.length)] : [],
  )
  return named && [...named, ...contexts]
}

/**
 * References of images in a Dockerfile that are no stage of it; undefined where a variable in one has no value.
 * @param args Build arguments: they win over the defaults of `ARG` before the first FROM (docs.docker.com, "Understand how ARG and FROM interact").
 * @param contexts Names that stand for something else.
 */
export function baseImages(
  dockerfile: string,
  args: Readonly<Record<string, string>>,
  contexts: readonly string[],
): string[] | undefined {
  const values = new Map<string, string>()
  const stages = new Set(contexts)
  const found = new Set<string>()
  let isUnknown = false
  let isBeforeStages = true
  const add = (name: string): void => {
    const image = filledIn(name, values)
    if (image === undefined) isUnknown = true
    else if (image !== 'scratch' && !/^\d+$/.test(image) && !stages.has(image.toLowerCase()) && !stages.has(image))
      found.add(image)
  }
  for (const line of instructionsOf(dockerfile)) {
    const arg = /^ARG\s+(.+)$/i.exec(line)?.[1]
    if (arg !== undefined && isBeforeStages) {
      for (const [, name = '', fallback] of arg.matchAll(/([A-Za-z_]\w*)(?:=("[^"]*"|'[^']*'|\S*))?/g)) {
        const value = ownEntry(args, name) ?? fallback?.replace(/^(["'])(.*)\1$/, '$2')
        if (value !== undefined) values.set(name, value)
      }
    }
    const [, image, stage] = /^FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(line) ?? []
    if (image !== undefined) {
      isBeforeStages = false
      add(image)
      if (stage !== undefined) stages.add(stage.toLowerCase())
    }
    for (const [, from = ''] of line.matchAll(/(?:--|,)from=([^\s,]+)/g)) add(from)
  }
  return isUnknown ? undefined : [...found].sort()
}

/** Without comments, each on one line. */
function instructionsOf(dockerfile: string): string[] {
  return dockerfile
    .split(/\r?\n/)
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replace(/\\[ \t]*\n/g, ' ')
    .split('\n')
    .map((line) => line.trim())
}

function filledIn(name: string, values: ReadonlyMap<string, string>): string | undefined {
  let isOpen = false
  const text = name
    .replace(/^["']|["']$/g, '')
    .replace(/\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))/g, (_, braced, fallback, bare) => {
      const value = values.get(braced ?? bare) ?? fallback
      if (value === undefined || value === '') isOpen = true
      return value ?? ''
    })
  return isOpen || text.includes('$') ? undefined : text
}
