import type { ImageConfig } from '../../../host/likenessQuestion.js'
import type { InspectedContainer } from '../../../host/types.js'
import type { ComposeModel, ComposeService } from '../../../stack/types.js'

/** What the server said of one container before it is compared; nothing where nobody has asked. */
export interface Likeness {
  /** Compose's own hash of the service as its authors wrote it, for the folder where it was started, by the server's Compose. */
  composeHash?: string
  /** What its image says by itself. */
  image?: ImageConfig
  /** Of the files that it takes from the repository, by their target: the paths of those that are others, or are not there. */
  files?: ReadonlyMap<string, readonly string[]>
}

/** Containers of the other services of the project. */
export interface Neighbours {
  containersOf(service: string): readonly InspectedContainer[]
  /** The id of a container of that name, of whatever project. */
  named(name: string): string | undefined
}

/** A service in its project: as its authors wrote it, under the project's final name and with single dollars. */
export interface Wanted {
  model: ComposeModel
  service: ComposeService
  /** What the release starts: a digest, or an image id. */
  image: string
  files: WantedFiles
  sourceOf: SourceOf
}

/** What a service takes from the repository, by its target in the container. */
export type WantedFiles = ReadonlyMap<string, TakenFiles>

/** A mounted file or folder, a secret or a config. */
export interface TakenFiles {
  /** For messages. */
  path: string
  /** False where Compose may have put it into the container itself. */
  mounted: boolean
  files: readonly { path: string; from?: string; content?: string }[]
}

/** Where the other bind mounts of a service lie on the server, by their target. */
export type SourceOf = (target: string) => string | undefined
