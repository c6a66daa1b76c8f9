import { posix } from 'node:path'
import type { ComposeService } from '../../../stack/types.js'
import { leadsTo, type Mounted } from './places.js'

/** A database that is told in words where in its mount it keeps its data: where they change, it begins an empty one beside the old one. */
interface Engine {
  /** What the word is called, as a person would write it. */
  word: string
  /** Where it is if nobody says it. */
  usual: string
  variable?: string
  option: RegExp
}

const optionOf = (name: string): RegExp => new RegExp(`(?:^|[\\s"'=])(?:--)?${name}(?:=|\\s+)["']?(/[^\\s"']*)`)

const ENGINES: readonly Engine[] = [
  { word: 'PGDATA', usual: '/var/lib/postgresql/data', variable: 'PGDATA', option: optionOf('data[_-]directory') },
  { word: '--datadir', usual: '/var/lib/mysql', option: optionOf('datadir') },
  { word: '--dbpath', usual: '/data/db', option: optionOf('dbpath') },
]

/** Folders of data that a service names, by the word; none where it leaves that to its image. */
export type DataFolders = ReadonlyMap<string, string>

/**
 * What a service says about the folder of its data.
 * @param service With single dollars.
 * @param image Variables of its image, which are no word of the service.
 */
export function dataFolders(service: ComposeService, image: readonly string[] = []): DataFolders {
  const words = [service.entrypoint, service.command].flatMap((one) => one ?? []).join(' ')
  return new Map(
    ENGINES.flatMap(({ word, variable = '', option }): [string, string][] => {
      const given = service.environment?.[variable] ?? undefined
      const said = option.exec(words)?.[1] ?? (image.includes(`${variable}=${given}`) ? undefined : given)
      return said?.startsWith('/') === true ? [[word, cleaned(said)]] : []
    }),
  )
}

/** The same service twice: what it says, and where its mounts lead. */
export interface DataSide {
  folders: DataFolders
  mounts: readonly Mounted[]
}

/** A folder of data that is another one from now on. */
export interface MovedData {
  word: string
  from: string
  to: string
  /** Where it was, if that is no part of the container. */
  had: Mounted
  /** Where it will be. */
  next: Mounted | undefined
}

/** Which folders of data are others than before; whether they lead to the same place after all is the caller's to see. */
export function movedFolders(before: DataSide, after: DataSide): MovedData[] {
  return ENGINES.flatMap(({ word, usual }) => {
    const [from, to] = [before, after].map(({ folders }) => folders.get(word) ?? usual) as [string, string]
    const had = leadsTo(before.mounts, from)
    return from === to || had === undefined ? [] : [{ word, from, to, had, next: leadsTo(after.mounts, to) }]
  })
}

/** Where the folders of data lie that a service names itself: mounts under the word in place of a path. */
export function namedData({ folders, mounts }: DataSide): Mounted[] {
  return ENGINES.flatMap(({ word, usual }) => {
    const path = folders.get(word)
    const lies = path === undefined || path === usual ? undefined : leadsTo(mounts, path)
    return lies === undefined ? [] : [{ ...lies, target: word }]
  })
}

function cleaned(path: string): string {
  const plain = posix.normalize(path)
  return plain.length > 1 ? plain.replace(/\/+$/, '') : plain
}
