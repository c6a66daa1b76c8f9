import type { ReleaseFiles } from '../../host/tar.js'
import { writeMeta } from '../../records/meta.js'
import { writeLines } from '../../records/record.js'
import { BINDS, MOVES, NAMES, PORTS, RESOURCES, ROUTES, SERVICES, STORAGE } from '../../records/release.js'
import { resourceLine } from './resourceLine.js'
import type { Release } from './types.js'

/** The files that the server keeps of a release. */
export function releaseTexts(release: Release): ReleaseFiles {
  return {
    meta: writeMeta(release.meta),
    lines: {
      services: writeLines(SERVICES, release.services),
      routes: writeLines(ROUTES, release.routes),
      moves: writeLines(MOVES, release.moves),
      storage: writeLines(STORAGE, release.storage),
      names: writeLines(NAMES, release.names),
      resources: writeLines(RESOURCES, release.resources.map(resourceLine)),
      binds: writeLines(BINDS, release.binds),
      ports: writeLines(PORTS, release.ports),
    },
    models: release.models,
    secrets: secretLines(release.secrets),
    json: release.json,
  }
}

/** One form a line. What has line breaks is there by its lines. */
function secretLines(forms: Release['secrets']): string {
  return forms
    .filter((form) => !/[\r\n\0]/.test(form))
    .map((form) => `${form}\n`)
    .join('')
}
