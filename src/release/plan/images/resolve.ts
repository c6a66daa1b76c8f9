import type { Stackctl } from '../../../host/stackctl.js'
import type { HostFacts, ServerImage } from '../../../host/types.js'
import type { LookUp, TagAnswer } from '../../../image/lookUp.js'
import type { BuiltImage } from '../../../image/types.js'
import { refuseAll } from '../../../runtime/errors.js'
import type { Stack } from '../../../stack/types.js'
import { dueReferences, type Lookups, lookedUpBefore, lookupsOf, movedWords } from './lookups.js'
import { movable, type ResolvedImage, settledImages } from './serviceImages.js'

/** What a deploy needs to know which image each reference of its stack stands for. */
export interface ResolveOptions {
  stack: Stack
  images: readonly BuiltImage[]
  stackctl: Pick<Stackctl, 'resolve' | 'facts'>
  /** Docker's config.json with the registry's login; a secret. */
  registryLogin: string
  /** Every tag is looked up again. */
  refresh: boolean
  /** Of the repository. */
  owner: string
  /** Of tagLookups. */
  lookUp: LookUp
  signal: AbortSignal
  dryRun: boolean
}

export interface ResolvedReferences {
  /** Of references that stand for another image than the one that runs, or that nothing runs of. */
  resolved: Map<string, ResolvedImage>
  lookups: Lookups
}

/**
 * Finds the image of every reference that is not built here: as it runs, unless its tag is looked up now and stands for another one, or nothing
 * of it runs. The server gets what it does not have; a dry run gets nothing.
 * @param rows What the server has said before, by what it was asked for; filled in.
 * @throws Refused naming each image that cannot be had
 */
export async function resolveImages(
  options: ResolveOptions,
  facts: HostFacts,
  rows: Map<string, ServerImage>,
): Promise<ResolvedReferences> {
  const { stack, images, dryRun } = options
  const now = new Date()
  const settled = settledImages(stack, images, facts)
  const own = { registry: stack.registry, owner: options.owner }
  const due = dueReferences(stack, images, facts, { refresh: options.refresh, now, own })
  const answers = new Map(
    await Promise.all(due.map(async (reference) => [reference, await options.lookUp(reference)] as const)),
  )
  const here = new Map(facts.images.map((image) => [image.ref, image]))
  const wanted = new Map<string, string>()
  for (const [reference, known] of settled) {
    const digest = digestIn(answers.get(reference))
    if (known.length > 0 && (digest === undefined || known.every((image) => image.endsWith(`@${digest}`)))) continue
    const target = digest === undefined ? reference : `${withoutTag(reference)}@${digest}`
    const there = here.get(reference)
    if (there !== undefined && (digest === undefined || there.image.endsWith(`@${digest}`))) rows.set(target, there)
    wanted.set(reference, target)
  }
  const { stackctl, registryLogin, signal } = options
  const unseen = [...new Set(wanted.values())].filter((target) => !rows.has(target))
  for (const row of await askFor(dryRun ? unseen : neverIn(stack, unseen).map(({ reference }) => reference), options))
    rows.set(row.ref, row)
  const open = unseen.filter((target) => !rows.has(target))
  refuseNever(stack, open)
  if (dryRun) for (const row of placeholders(open, facts)) rows.set(row.ref, row)
  else if (open.length > 0)
    for (const row of await stackctl.resolve(open, registryLogin, { signal })) rows.set(row.ref, row)

  const resolved = new Map<string, ResolvedImage>()
  const moved = new Map<string, string>()
  for (const [reference, target] of wanted) {
    const row = rows.get(target)
    const digest = digestIn(answers.get(reference))
    const known = settled.get(reference) ?? []
    // The same image under another name: a release that was adopted knows it by its id.
    const before = known.find((image) => image !== row?.id && (digest === undefined || !image.endsWith(`@${digest}`)))
    if (row === undefined || (known.length > 0 && before === undefined)) continue
    resolved.set(reference, { ...resolvedImage(row), ...(digest !== undefined && { image: target }) })
    if (digest !== undefined && before !== undefined) moved.set(reference, movedWords(reference, before, digest))
  }
  const missing = dryRun ? await missingWords(open, options.lookUp) : []
  const pulled = new Set(dryRun ? [] : open.filter((target) => settled.has(target)))
  const before = lookedUpBefore(facts)
  const lookups = lookupsOf({ references: [...settled.keys()], answers, pulled, moved, before, now })
  return { resolved, lookups: { ...lookups, notices: [...lookups.notices, ...missing] } }
}

/** A dry run pulls nothing: of what the server does not have it says what the registry says, before a deploy is refused for it. */
async function missingWords(open: readonly string[], lookUp: LookUp): Promise<string[]> {
  const words = open
    .filter((reference) => !reference.includes('@'))
    .map(async (reference): Promise<string[]> => {
      const answer = await lookUp(reference)
      return 'fault' in answer
        ? [
            `the image ${reference} is not on the server, and ${answer.fault}: a deploy is refused where the server cannot pull it either`,
          ]
        : []
    })
  return (await Promise.all(words)).flat()
}

function digestIn(answer: TagAnswer | undefined): string | undefined {
  return answer !== undefined && 'digest' in answer ? answer.digest : undefined
}

function withoutTag(reference: string): string {
  return reference.replace(/:[^:/@]+$/, '')
}

/**
 * What the server has of these, without getting any. The facts may have been asked for before it was known which images are meant: that an
 * image is not in them does not say that it is not there.
 */
async function askFor(references: readonly string[], options: ResolveOptions): Promise<readonly ServerImage[]> {
  if (references.length === 0) return []
  return (await options.stackctl.facts({ references, signal: options.signal })).images
}

const neverIn = (stack: Stack, references: readonly string[]) =>
  movable(stack).filter(({ service, reference }) => service.pull_policy === 'never' && references.includes(reference))

/** `pull_policy: never` says that the image is on the server. */
function refuseNever(stack: Stack, open: readonly string[]): void {
  const faults = neverIn(stack, open).map(({ project, name, reference }) => `${project.name}/${name}: ${reference}`)
  if (faults.length === 0) return
  throw refuseAll('`pull_policy: never`, but the server does not have the image', faults, {
    todo: ['bring it to the server (docker load, docker build)', 'or take `pull_policy: never` away'],
  })
}

/** What a release is made from, out of the server's line of an image. */
export function resolvedImage({ image, platform, config }: ServerImage): ResolvedImage {
  return {
    image,
    platform,
    healthcheck: config.Healthcheck ?? null,
    exposedPorts: Object.keys(config.ExposedPorts ?? {}).map((port) => Number.parseInt(port, 10)),
    volumes: Object.keys(config.Volumes ?? {}),
  }
}

/** A dry run pulls nothing: the name stands for itself. */
function placeholders(references: readonly string[], { platform }: HostFacts): ServerImage[] {
  return references.map((ref) => ({ ref, image: ref, platform, config: {} }))
}
