import { BINDS, MOVES, NAMES, PORTS, RESOURCES, ROUTES, SERVICES, STORAGE } from './release.js'
import { IMAGES, JOURNAL, OUTCOME, RELEASES, TARGETS } from './server.js'
import { CANDIDATE, CONTAINER, OLD, WANT } from './transaction.js'

/** Files of lines that each release has, in the order of the page. */
export const RELEASE_FILES = [SERVICES, ROUTES, MOVES, BINDS, PORTS, STORAGE, NAMES, RESOURCES] as const

export const RECORDS = [
  ...RELEASE_FILES,
  ...[JOURNAL, OUTCOME, IMAGES, TARGETS, RELEASES],
  ...[CONTAINER, WANT, OLD, CANDIDATE],
]
