import { RELEASE_FILES } from './release.js'
import { IMAGES, JOURNAL, OUTCOME, RELEASES, TARGETS } from './server.js'
import { CANDIDATE, CONTAINER, OLD, WANT } from './transaction.js'

export const RECORDS = [
  ...RELEASE_FILES,
  ...[JOURNAL, OUTCOME, IMAGES, TARGETS, RELEASES],
  ...[CONTAINER, WANT, OLD, CANDIDATE],
]
