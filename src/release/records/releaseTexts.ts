import type { ReleaseFiles } from '../../host/tar.js'
import {
  writeBinds,
  writeMeta,
  writeNames,
  writePorts,
  writeResources,
  writeRoutes,
  writeSecrets,
  writeServices,
  writeStorage,
  writeWays,
} from './lines.js'
import type { Release } from './types.js'

/** The files that the server keeps of a release. */
export function releaseTexts(release: Release): ReleaseFiles {
  return {
    meta: writeMeta(release.meta),
    services: writeServices(release.services),
    routes: writeRoutes(release.routes),
    ways: writeWays(release.ways),
    storage: writeStorage(release.storage),
    names: writeNames(release.names),
    resources: writeResources(release.resources),
    binds: writeBinds(release.binds),
    ports: writePorts(release.ports),
    models: release.models,
    secrets: writeSecrets(release.secrets),
    json: release.json,
  }
}
