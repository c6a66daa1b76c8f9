import type { HostFacts } from '../../../host/types.js'
import type { Kept } from '../../../records/release.js'
import type { Stored } from '../../records/types.js'
import type { Covered } from './covered.js'
import { movedFolders, namedData } from './dataFolders.js'
import { holds, isAtOrBelow, isSame, isShare, keepsData, leadsTo, type Mounted, type Place } from './places.js'
import type { Sides } from './sides.js'
import { type Unnamed, unnamedWord } from './unnamed.js'

export interface StorageInput {
  sides: readonly Sides[]
  facts: Pick<HostFacts, 'volumes'>
  /** Of stack.yml: mounts whose data may be left behind, as `SOURCE:TARGET`. */
  leaveData: readonly string[]
  /** Of stack.yml: mounts that others may write to, too. */
  shareData: readonly string[]
  /** Whether a folder of the server that a service (`project/service`) has at that path may become content of the release. */
  mayBecomeContent: (service: string, target: string, folder: string) => boolean
  /** Files that services have written where files of git would lie (covered.ts). */
  covered: readonly Covered[]
}

/** What becomes of the data of a stack. */
export interface Storage {
  /** One for each volume and folder, of what is there now and of what is to come. */
  stored: Stored[]
  /** Of the new release. */
  kept: Kept[]
  faults: string[]
  /** What would have to stand in `leave-data` of stack.yml to do it all the same. */
  words: string[]
  /** Of these what is in volumes without a name. */
  unnamed: Unnamed[]
  /** Of `covered` what stands in the way. */
  covered: Covered[]
}

/**
 * The one rule about data: whatever a service could write to before is there for it again afterwards, at the same path; and what a service that
 * goes away could write to is there for another one. All else is refused, unless stack.yml names the mount that is given up.
 */
export function storageOf(input: StorageInput): Storage {
  const all = input.sides
  const found = all.flatMap((sides) =>
    sides.after === undefined ? removed(sides, all) : [...compared(sides, input), ...movedData(sides)],
  )
  const said = new Set(input.leaveData)
  const covered = input.covered.filter((one) => covers(one, all, input.leaveData))
  const open = [...found, ...covered.map(coveredFinding)].filter(
    ({ lost }) => lost !== undefined && !said.has(lost.word),
  )
  return {
    stored: found.map(({ key, target, text, lost }) => ({
      service: key,
      target,
      left: lost !== undefined,
      text:
        lost === undefined ? text : `${lost.what} stays on the server and is left behind, as leave-data says; ${text}`,
    })),
    kept: all.flatMap((sides) => keptBy(sides, input.shareData)),
    faults: open.map(
      ({ key, target, text, lost }) => `${key}: what it has written to ${target} is in ${lost?.what}, but ${text}`,
    ),
    words: [...new Set(open.map(({ lost }) => lost?.word ?? ''))],
    unnamed: open.flatMap(({ key, target, lost }) => (lost?.unnamed === true ? [{ key, target }] : [])),
    covered,
  }
}

interface Finding {
  key: string
  target: string
  text: string
  /** Data that would be out of sight, and the word for it. */
  lost?: Lost
}

interface Lost {
  what: string
  word: string
  /** In a volume without a name. */
  unnamed?: boolean
}

/** Whether a file that a service has written goes out of sight, and nobody has said so: of it, or of the mount that it lies in. */
function covers({ service, source, path }: Covered, all: readonly Sides[], leaveData: readonly string[]): boolean {
  const sides = all.find(({ key }) => key === service)
  if (sides?.after === undefined || sides.stays) return false
  return !leaveData.some((word) => {
    const at = word.lastIndexOf(':')
    return isAtOrBelow(word.slice(0, at), source) && isAtOrBelow(word.slice(at + 1), path)
  })
}

function coveredFinding({ service, source, path }: Covered): Finding {
  return {
    ...{ key: service, target: path },
    lost: { what: `${source.startsWith('/') ? 'the file' : 'the volume'} ${source}`, word: `${source}:${path}` },
    text: 'the new version has a file of git there, which is another, and read-only',
  }
}

function keptBy({ key, after = [], folders }: Sides, shareData: readonly string[]): Kept[] {
  const [project = '', service = ''] = key.split('/')
  return [...after, ...namedData({ folders: folders.after, mounts: after })]
    .filter((mount) => keepsData(mount) && mount.place.kind !== 'anonymous')
    .map((mount) => ({
      ...{ project, service, target: mount.target, place: words(mount) },
      ...(shareData.includes(wordOf(mount)) ? { shared: true } : {}),
    }))
}

/** A service that both have. */
function compared(
  { key, before = [], after = [], exists, stays }: Sides,
  { facts: { volumes }, mayBecomeContent }: Pick<StorageInput, 'facts' | 'mayBecomeContent'>,
): Finding[] {
  const isThere = (name: string): boolean => volumes.some(({ Name }) => Name === name)
  if (stays) return before.map((mount) => ({ key, target: mount.target, text: `${words(mount)}, kept` }))
  const kept = before.map((mount): Finding => {
    const { target } = mount
    const next = leadsTo(after, target)
    if (next !== undefined && isSame(mount.place, next.place)) {
      const own = next.place.kind === 'volume' && !isShare(next.place)
      const gone = !exists && own && !isThere(volumeOf(next.place))
      if (gone && keepsData(mount))
        return {
          ...{ key, target, lost: lostOf(key, mount) },
          text: `that is no longer on the server, and a new, empty one would be made (if it shall begin empty: docker volume create ${volumeOf(next.place)})`,
        }
      return {
        key,
        target,
        text: `${words(mount)}, kept${mount.writable && !next.writable ? ', read-only from now on' : ''}`,
      }
    }
    const text = next === undefined ? NOTHING : `the new version has ${words(next)} there${emptyWords(next, isThere)}`
    // What its image or its file makes anew in each container is refused by another rule (classes.ts), which says what to write.
    const anew = mount.place.kind === 'anonymous' && (next === undefined || next.place.kind === 'anonymous')
    const replaced = next?.place.kind === 'release' && mount.place.kind === 'folder'
    const allowed = anew || (replaced && mayBecomeContent(key, target, mount.place.source))
    return keepsData(mount) && !allowed ? { key, target, text, lost: lostOf(key, mount) } : { key, target, text }
  })
  const known = new Set(before.map(({ target }) => target))
  const added = after
    .filter(({ target }) => !known.has(target))
    .map((mount): Finding => {
      const { target } = mount
      const hidden = leadsTo(before, target)
      const text = `${words(mount)}${emptyWords(mount, isThere)}`
      const hides =
        hidden !== undefined && keepsData(hidden) && mount.place.kind !== 'release' && mount.place.kind !== 'host'
      if (!hides || isSame(hidden.place, mount.place)) return { key, target, text }
      return { key, target, text: `the new version has ${text} there`, lost: lostOf(key, { ...hidden, target }) }
    })
  return [...kept, ...added]
}

/** A database that is told to keep its data in another folder of the same mount would begin empty there. */
function movedData({ key, before = [], after = [], folders, stays }: Sides): Finding[] {
  if (stays) return []
  const [was, will] = [
    { folders: folders.before, mounts: before },
    { folders: folders.after, mounts: after },
  ]
  return movedFolders(was, will).flatMap(({ word, from, to, had, next }) =>
    !keepsData(had) || (next !== undefined && isSame(had.place, next.place))
      ? []
      : [
          {
            key,
            target: from,
            text: `${word} is ${to} in the new version`,
            lost: lostOf(key, { ...had, target: from }),
          },
        ],
  )
}

/** Whether what one kept in its folder of data is what the other one begins with. */
function findsData(from: Sides, heir: Sides): boolean {
  const was = { folders: from.folders.before, mounts: from.before ?? [] }
  const will = { folders: heir.folders.after, mounts: heir.after ?? [] }
  return movedFolders(was, will).every(({ had, next }) => next === undefined || isSame(had.place, next.place))
}

/** A service that the new release does not have: another one has to have its data. */
function removed(gone: Sides, all: readonly Sides[]): Finding[] {
  const { key, before = [] } = gone
  return before.map((mount): Finding => {
    const { target } = mount
    const heir = all.find((sides) => {
      const { before: had = [], after = [] } = sides
      return after.some(
        (next) =>
          holds(next.place, mount.place) &&
          ((next.target === target && findsData(gone, sides)) ||
            had.some((one) => holds(one.place, mount.place) && one.target === next.target)),
      )
    })
    if (heir !== undefined) return { key, target, text: `${words(mount)}, which ${heir.key} has` }
    const text = 'no service of the new release has that'
    return keepsData(mount)
      ? { key, target, text, lost: lostOf(key, mount) }
      : { key, target, text: `${words(mount)}, no longer mounted` }
  })
}

const NOTHING =
  'the new version has nothing there, so that it would write into the container, which goes with its next change'

function lostOf(key: string, mount: Mounted): Lost {
  const unnamed = mount.place.kind === 'anonymous'
  return { what: words(mount), word: unnamed ? unnamedWord({ key, target: mount.target }) : wordOf(mount), unnamed }
}

/** A mount as stack.yml names it. */
export function wordOf({ place: { source }, target }: Mounted): string {
  return `${source}:${target}`
}

function volumeOf({ source }: Place): string {
  return source.split('/')[0] ?? source
}

function emptyWords({ place }: Mounted, isThere: (name: string) => boolean): string {
  if (place.kind !== 'volume' || /[ /]/.test(place.source)) return ''
  return isThere(place.source) ? ', which is on the server already' : ', which is new and empty'
}

/** Where a mount leads. */
export function words({ place: { kind, source } }: Pick<Mounted, 'place'>): string {
  if (kind === 'volume') return `the volume ${source}`
  if (kind === 'anonymous') return 'a volume without a name'
  if (kind === 'memory') return 'memory'
  if (kind === 'release') return 'content of the release'
  return kind === 'host' ? `${source} of the host` : `the folder ${source} of the server`
}
