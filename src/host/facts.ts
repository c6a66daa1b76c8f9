import { readMeta, readPairs } from '../records/meta.js'
import { readLine } from '../records/record.js'
import { IMAGES, RELEASES, TARGETS } from '../records/server.js'
import { Unreadable } from '../runtime/errors.js'
import { quoted } from '../runtime/escape.js'
import { isObject, jsonObject } from '../runtime/json.js'
import { type Identity, repositoryOfRemote } from '../stack/identity.js'
import { parseListening } from './listening.js'
import { isContainer, isNamed } from './shapes.js'
import { traefiksOf } from './traefik/running.js'
import type { HostFacts, InspectedContainer, OtherStack, RollbackTarget, ServerImage, StoredRelease } from './types.js'

/** Sections by name, each with its lines; `model` has one entry a project. */
type Sections = Map<string, string[]>

/**
 * Reads what `stackctl facts` prints: `== NAME` begins a section, its lines follow after one blank each, so that no content can look like a
 * beginning. Noise of a login shell before the first section is skipped.
 *
 * @throws Unreadable where a section that is always there is missing (an answer that was cut), or one is not of its form
 */
export function parseFacts(text: string): HostFacts {
  const sections = split(text)
  const current = line(sections, 'current')
  const containers = list<InspectedContainer>(sections, 'containers', isContainer)
  const traefiks = traefiksOf(containers, (id) => sections.get(`traefik ${id}`))
  const [proxy, ...further] = traefiks.flatMap((traefik) => traefik.proxy ?? [])
  const unfinished = line(sections, 'unfinished')
  const pin = line(sections, 'pin')
  const outside = line(sections, 'outside')
  const identity = identityIn(lines(sections, 'identity'))
  return {
    root: required(sections, 'root'),
    ...(identity && { identity }),
    otherStacks: otherStacksOf(lines(sections, 'stacks')),
    checkouts: checkoutsOf(lines(sections, 'checkouts')),
    engine: required(sections, 'engine'),
    compose: line(sections, 'compose').replace(/^v/, ''),
    platform: required(sections, 'platform'),
    containers,
    listening: parseListening(lines(sections, 'listening')),
    traefiks,
    ...(outside !== '' && { outside }),
    volumes: list<HostFacts['volumes'][number]>(sections, 'volumes', isNamed),
    networks: list<HostFacts['networks'][number]>(sections, 'networks', isNamed),
    images: parseImages(lines(sections, 'images')),
    ...(sections.has('target') && { target: targetOf(sections), targets: targetsOf(lines(sections, 'targets')) }),
    // Among several somebody has to choose (proxy/choose.ts).
    ...(proxy && further.length === 0 && { proxy }),
    ...(current !== '' && { current: storedRelease(current, sections) }),
    releases: lines(sections, 'releases').flatMap((row) => readLine(RELEASES, row) ?? []),
    built: builtImages(lines(sections, 'built'), current),
    lastSeq: Number(line(sections, 'seq')) || 0,
    files: lines(sections, 'files').filter((name) => !lines(sections, 'damaged').includes(name)),
    damaged: lines(sections, 'damaged'),
    key: required(sections, 'key'),
    secretForms: lines(sections, 'secrets'),
    ...(unfinished !== '' && { unfinished }),
    ...(pin !== '' && { pin }),
  }
}

/**
 * Rows of a release's `meta` as `grep` names it: `RELEASE/meta:built=SUM=IMAGE SUM=IMAGE`. What is not of that form proves nothing, and its image
 * is built again.
 */
function builtImages(rows: readonly string[], current: string): HostFacts['built'] {
  const found = rows.flatMap((row) => {
    const [, release = '', pairs = ''] = /^([0-9]+-[0-9a-z]+)\/meta:built=(.*)$/.exec(row) ?? []
    return pairs.split(' ').flatMap((pair) => {
      const [, sum, image] =
        /^([0-9a-f]{64}(?:-[0-9a-f]{64})?)=((?:[a-z0-9][a-z0-9._:/-]{0,254}@)?sha256:[0-9a-f]{64})$/.exec(pair) ?? []
      return sum === undefined || image === undefined ? [] : [{ release, sum, image }]
    })
  })
  const rank = (release: string): number =>
    release === current ? Number.POSITIVE_INFINITY : Number.parseInt(release, 10)
  return found.sort((one, other) => rank(other.release) - rank(one.release) || 0)
}

/** Lines of a folder's file `identity`. */
function identityIn(rows: string[]): Identity | undefined {
  const {
    label,
    repository = 'unknown',
    repository_id: repositoryId = '',
    name = '',
    environment = '',
  } = readPairs(rows.join('\n'))
  return label === undefined ? undefined : { label, repository, repositoryId, stack: name, environment }
}

/** Rows of a Compose project's name, and its stack's file `identity` with its lines joined by tabs. */
function otherStacksOf(rows: string[]): OtherStack[] {
  return rows.flatMap((row) => {
    const [project = '', ...rest] = row.split('\t')
    const identity = identityIn(rest)
    return identity === undefined ? [] : [{ project, identity }]
  })
}

/** Rows of a folder and what git there calls its origin. */
function checkoutsOf(rows: string[]): Record<string, string> {
  return Object.fromEntries(
    rows.flatMap((row) => {
      const at = row.lastIndexOf('\t')
      const repository = repositoryOfRemote(row.slice(at + 1))
      return repository === undefined ? [] : [[row.slice(0, at), repository]]
    }),
  )
}

/** What `stackctl names` prints: `== FOLDER`, then its files, one a line behind a blank; `?` alone where something cannot be read. */
export function parseNames(text: string): Map<string, string[] | undefined> {
  const found = new Map<string, string[] | undefined>()
  let folder = ''
  for (const row of text.split('\n')) {
    if (row.startsWith('== ')) {
      folder = row.slice(3)
      found.set(folder, [])
    } else if (row === '?') found.set(folder, undefined)
    else if (row.startsWith(' ')) found.get(folder)?.push(row.slice(1))
  }
  return found
}

/** Lines of `resolve`, and of the section `images`. What is not of their form tells nothing. */
export function parseImages(rows: readonly string[]): ServerImage[] {
  return rows.flatMap((row) => {
    const image = readLine(IMAGES, row)
    return image === undefined ? [] : [{ ...image, config: (jsonObject(image.config) ?? {}) as ServerImage['config'] }]
  })
}

function split(text: string): Sections {
  const sections: Sections = new Map()
  let open: string[] | undefined
  for (const row of text.split('\n')) {
    if (row.startsWith('== ')) {
      open = []
      sections.set(row.slice(3), open)
    } else if (row.startsWith(' ')) open?.push(row.slice(1))
  }
  // The last one of all: without it the answer was cut somewhere.
  if (!sections.has('unfinished')) throw new Unreadable('the server’s answer to `facts` is not whole')
  return sections
}

function storedRelease(id: string, sections: Sections): StoredRelease {
  const models = [...sections.keys()]
    .filter((name) => name.startsWith('model ') && raw(sections, name).trim() !== '')
    .map((name) => [name.slice('model '.length), modelOf(sections, name)])
  return {
    id,
    meta: readMeta(raw(sections, 'meta')),
    services: raw(sections, 'services'),
    routes: raw(sections, 'routes'),
    models: Object.fromEntries(models),
  }
}

function modelOf(sections: Sections, name: string): StoredRelease['models'][string] {
  const model = json(sections, name)
  if (!isObject(model) || !isObject(model['services']) || !Object.values(model['services']).every(isObject))
    throw new Unreadable(`the server’s answer to \`facts\`: ${name} is no Compose model`)
  return model as unknown as StoredRelease['models'][string]
}

function targetOf(sections: Sections): NonNullable<HostFacts['target']> {
  const why = raw(sections, 'refusal')
  if (why !== '') return { refusal: why }
  const [id = '', ...services] = sections.get('target') ?? []
  if (!/^[0-9]+-[0-9a-z]+$/.test(id))
    throw new Unreadable('the server’s answer to `facts` names no release to go back to')
  return { id, services: services.map((row) => `${row}\n`).join('') }
}

function targetsOf(rows: readonly string[]): RollbackTarget[] {
  return rows.flatMap((row) => {
    const target = readLine(TARGETS, row)
    if (target === undefined) return []
    const { can, why, ...release } = target
    return [{ ...release, ...(can === 'no' && { why }) }]
  })
}

function lines(sections: Sections, name: string): string[] {
  return (sections.get(name) ?? []).filter((row) => row !== '')
}

function line(sections: Sections, name: string): string {
  return sections.get(name)?.[0]?.trim() ?? ''
}

function required(sections: Sections, name: string): string {
  const value = line(sections, name)
  if (value === '') throw new Unreadable(`the server’s answer to \`facts\` has no ${name}`)
  return value
}

/** As the file was, with its last line break. */
function raw(sections: Sections, name: string): string {
  return (sections.get(name) ?? []).map((row) => `${row}\n`).join('')
}

function list<T>(sections: Sections, name: string, fits: (one: unknown) => boolean): T[] {
  const all = json(sections, name) ?? []
  const odd: unknown = Array.isArray(all) ? all.find((one) => !fits(one)) : all
  if (odd !== undefined || !Array.isArray(all)) {
    const of = (odd as { Name?: unknown } | null)?.Name
    const which = typeof of === 'string' ? ` (${quoted(of)})` : ''
    throw new Unreadable(`the server’s answer to \`facts\`: ${name} are not what Docker says of them${which}`)
  }
  return all as T[]
}

function json(sections: Sections, name: string): unknown {
  const text = raw(sections, name).trim()
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Unreadable(`the server’s answer to \`facts\`: ${name} is not JSON`, { cause: error })
  }
}
