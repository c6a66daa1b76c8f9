import { serverFields } from '../../../host/traefik/staticConfig.js'
import type { HostFacts } from '../../../host/types.js'
import { switchable } from './moves.js'
import type { OwnTraefik } from './ownTraefik.js'

/**
 * What the server needs to speak to Traefik without a runner: whether a file does it all, which of several Traefiks the routes go through, and
 * what each static configuration file says, by its sha256, since nothing on the server parses YAML.
 */
export function proxyMeta(facts: HostFacts, own: readonly OwnTraefik[]): Record<string, string> {
  const running = facts.traefiks.flatMap(({ file, config }) => (file && config ? [{ file, config }] : []))
  const coming = own.flatMap(({ file, known }) => (file && 'config' in known ? [{ file, config: known.config }] : []))
  const files = [...running, ...coming].map(({ file, config }) => [
    `traefik_${file.sha256}`,
    serverFields(config)
      .map((field) => field.replace(/\p{Cc}+/gu, ' '))
      .join('\u001f'),
  ])
  return {
    ...(switchable(facts.proxy) && { way: 'file' }),
    ...(facts.proxy?.name !== undefined && { proxy: facts.proxy.name }),
    ...(Object.fromEntries(files) as Record<string, string>),
  }
}

/** The facts with the Traefik that the current release goes through, where several ask Docker. */
export function proxied<T extends Pick<HostFacts, 'proxy' | 'traefiks' | 'current'>>(facts: T): T {
  if (facts.proxy !== undefined) return facts
  const proxy = facts.traefiks.find(({ name }) => name === facts.current?.meta['proxy'])?.proxy
  return proxy === undefined ? facts : { ...facts, proxy }
}
