import type { HostFacts } from '../../../host/types.js'
import type { TagAnswer } from '../../../image/lookUp.js'
import type { BuiltImage } from '../../../image/types.js'
import { secondsOf } from '../../../stack/durations.js'
import type { ComposeService, Stack } from '../../../stack/types.js'
import { ImageSource, movable, type ReleaseModel } from './serviceImages.js'

/** What a deploy knows of the tags of images that it does not build. */
export interface Lookups {
  /** When each reference was looked up last, in ISO 8601; absent where nobody knows. Kept in the release. */
  lookedUp: ReadonlyMap<string, string>
  /** References that stand for another image than the one that runs, and how that is said. */
  moved: ReadonlyMap<string, string>
  /** For the plan: what was looked up, and what was not, since when. */
  notices: readonly string[]
}

/** What decides whether a tag is looked up again. */
export interface Asking {
  /** Everything but what Compose must `never` pull. */
  refresh: boolean
  now: Date
  /** Whose images are looked up by every deploy, since whoever pushes has made them. */
  own: Own
}

/** The stack's own registry, such as `ghcr.io/org/repo`, and the repository's owner, such as `org`. */
export interface Own {
  registry: string
  owner: string
}

/** Registries that belong to nobody: one of them is the same place only below the same owner. */
const SHARED = new Set([
  ...[
    'docker.io',
    'ghcr.io',
    'quay.io',
    'gcr.io',
    'mcr.microsoft.com',
    'public.ecr.aws',
    'lscr.io',
    'registry.gitlab.com',
  ],
  ...['registry.k8s.io', 'docker.elastic.co', 'nvcr.io', 'registry.access.redhat.com'],
])

/**
 * The references that are looked up now, by Compose's `pull_policy` and its meanings: `always`, `daily`, `weekly`, `every_<duration>`. Without
 * one, only images of the stack's own registry or owner are: what another job of the same people has built. Others wait for `refresh`, since
 * upstream must not restart a database. `never` and `build` are for images that no registry has.
 */
export function dueReferences(
  stack: Stack,
  images: readonly BuiltImage[],
  facts: HostFacts | undefined,
  asking: Asking,
): string[] {
  const source = facts && new ImageSource(stack, images, new Map(), facts)
  const known = lookedUpBefore(facts)
  const due = movable(stack).filter(({ project, name, service, reference }) => {
    if (service.build !== undefined || source?.builtFor(project, name, service) !== undefined) return false
    return isDue(service, reference, known.get(reference), asking)
  })
  return [...new Set(due.map(({ reference }) => reference))].sort()
}

function isDue(
  { pull_policy: policy, ...service }: ComposeService,
  reference: string,
  since: string | undefined,
  { refresh, now, own }: Asking,
): boolean {
  if (policy === 'never' || policy === 'build') return false
  if (refresh || policy === 'always') return true
  if (policy === undefined) return isOwn(reference, own)
  const age = refreshAge(policy, service['pull_refresh_after'])
  if (age === undefined) return false
  return since === undefined || now.getTime() - Date.parse(since) >= age * 1000
}

/** After how many seconds a policy wants the tag looked up again; undefined where it never does by itself. */
function refreshAge(policy: string, after: unknown): number | undefined {
  if (policy === 'daily') return secondsOf('1d')
  if (policy === 'weekly') return secondsOf('1w')
  if (policy === 'refresh') return secondsOf(after) ?? 0
  return policy.startsWith('every_') ? secondsOf(policy.slice('every_'.length)) : undefined
}

/** Whether an image comes from the stack's own registry or owner. */
export function isOwn(reference: string, { registry, owner }: Own): boolean {
  const image = placeOf(reference)
  if (registry !== 'none') {
    const own = placeOf(`${registry}/x`)
    if (image.host === own.host && (!SHARED.has(own.host) || image.owner === own.owner)) return true
  }
  return owner !== '' && image.owner === owner.toLowerCase() && SHARED.has(image.host)
}

/** Host and first part of the path; an official image of Docker Hub, such as `postgres:17`, has the owner `library`. */
function placeOf(reference: string): { host: string; owner: string } {
  const [first = '', ...rest] = reference.replace(/^(index\.)?docker\.io\//, '').split('/')
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost')
  if (isHost) return { host: first, owner: rest.length > 1 ? (rest[0] as string) : '' }
  return { host: 'docker.io', owner: rest.length === 0 ? 'library' : first }
}

/** When the current release's references were looked up, as it says itself. */
export function lookedUpBefore(facts: HostFacts | undefined): Map<string, string> {
  const models = Object.values(facts?.current?.models ?? {}) as ReleaseModel[]
  return new Map(models.flatMap((model) => Object.entries(model['x-stack-actions']?.lookedUp ?? {})))
}

/** What is said of the tags in the plan, and kept in the release. */
export function lookupsOf(found: {
  /** Of the stack's images that are not built here. */
  references: readonly string[]
  /** Of dueReferences. */
  answers: ReadonlyMap<string, TagAnswer>
  /** Looked up because nothing of it was there: the server pulled them. */
  pulled: ReadonlySet<string>
  moved: ReadonlyMap<string, string>
  before: ReadonlyMap<string, string>
  now: Date
}): Lookups {
  const { references, answers, pulled, moved, before, now } = found
  const lookedUp = new Map<string, string>()
  const [same, left, faults]: [string[], string[], string[]] = [[], [], []]
  for (const reference of references) {
    const answer = answers.get(reference)
    const answered = (answer !== undefined && 'digest' in answer) || pulled.has(reference)
    const since = answered ? now.toISOString() : before.get(reference)
    if (since !== undefined) lookedUp.set(reference, since)
    const age = `${reference} (${since === undefined ? 'nobody knows since when' : `since ${ageWords(since, now)}`})`
    if (answered) {
      if (!moved.has(reference) && !pulled.has(reference)) same.push(reference)
    } else if (answer !== undefined && 'fault' in answer)
      faults.push(`${age} could not be looked up, so that it stays what it is: ${answer.fault}`)
    else left.push(age)
  }
  return {
    lookedUp,
    moved,
    notices: [
      ...faults,
      ...(left.length === 0
        ? []
        : [
            `not looked up, so that a newer image of that tag is not seen: ${left.join(', ')}; \`refresh: true\`, a scheduled run or \`pull_policy: always\` does`,
          ]),
      ...(same.length === 0 ? [] : [`looked up, and still the same: ${same.join(', ')}`]),
    ],
  }
}

/** `2026-11-03, 26 days ago`. */
function ageWords(since: string, now: Date): string {
  const days = Math.floor((now.getTime() - Date.parse(since)) / 86_400_000)
  return `${since.slice(0, 10)}, ${days <= 0 ? 'today' : days === 1 ? 'a day ago' : `${days} days ago`}`
}

/** How a tag's change is said where the plan tells why a service changes. */
export function movedWords(reference: string, before: string | undefined, digest: string): string {
  const short = (image: string) => image.replace(/^.*sha256:([0-9a-f]{12}).*$/, '$1')
  return `image: ${reference} is another one now (${before === undefined ? '' : `${short(before)} → `}${short(digest)})`
}
