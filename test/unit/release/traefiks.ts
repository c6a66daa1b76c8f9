import { knownConfig } from '../../../src/host/traefik/known.js'
import type { HostFacts, ProxyFacts, TraefikFacts } from '../../../src/host/types.js'
import type { ComposeService } from '../../../src/stack/types.js'
import { built, committed, db, make, OTHER_DIGEST, project, stack, web } from './fixture.js'

/** Arguments of a Traefik that can be told everything. */
export const ALL = ['--providers.docker', '--providers.file.directory=/run/stack-actions', '--ping']

/** A Traefik that runs, with these arguments. */
export function traefik(name: string, args: readonly string[] = ALL, networks = ['shop_default']): TraefikFacts {
  const known = knownConfig({ words: ['traefik', ...args], environment: [] })
  if ('why' in known) throw new Error(known.why)
  const { config, source } = known
  const id = name.charAt(0).repeat(64)
  const proxy: ProxyFacts = {
    ...{ container: id, name, tmpfs: true, throttleMs: 100, ack: 'path', config, source },
    ...(config.file?.directory !== undefined && { directory: config.file.directory }),
  }
  return { container: id, name, networks, config, ...(config.docker && { proxy }) }
}

/** The arguments of one that looks only at containers with this tag. */
export const only = (tag: string) => [...ALL, `--providers.docker.constraints=Label(\`tag\`,\`${tag}\`)`]

/** A second deploy of the page with another image, where these Traefiks run. */
export function next(
  traefiks: TraefikFacts[],
  labels: Record<string, string> = {},
  own: ComposeService = web,
  more: Partial<HostFacts> = {},
) {
  const page = { ...own, labels: { ...own.labels, ...labels } }
  const wanted = stack([project({ web: page, db })])
  const before = make({ stack: wanted })
  const [first, ...further] = traefiks.flatMap(({ proxy }) => proxy ?? [])
  const host: Partial<HostFacts> = { ...more, traefiks, ...(first && further.length === 0 && { proxy: first }) }
  return make({ stack: wanted, facts: committed(before.release, host), images: [built('web', OTHER_DIGEST)] })
}
