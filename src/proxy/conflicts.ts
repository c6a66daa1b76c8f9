import { nodeJson } from './labels.js'
import type { Routing } from './routing.js'

/** Whose labels they are, such as `shop/web` or `container blog-web-1`. */
export interface Owner {
  owner: string
  routing: Routing
}

/**
 * Names that two owners define: Traefik drops a router or middleware that it sees with two definitions, and all its requests get 404; a
 * service that two share mixes their servers, so it cannot be switched for one of them.
 */
export function conflictsOf(owners: readonly Owner[]): { owners: [string, string]; text: string }[] {
  const found: { owners: [string, string]; text: string }[] = []
  const seen = new Map<string, { owner: string; definition: string }>()
  const compare = (kind: string, name: string, owner: string, definition: string, sharedIsFine: boolean): void => {
    const key = `${kind} ${name}`
    const first = seen.get(key)
    if (first === undefined) seen.set(key, { owner, definition })
    else if (first.owner !== owner && !(sharedIsFine && first.definition === definition)) {
      const how = first.definition === definition ? 'share' : 'define differently'
      found.push({
        owners: [first.owner, owner],
        text: `${first.owner} and ${owner} ${how} the Traefik ${kind} ${name}`,
      })
    }
  }
  for (const { owner, routing } of owners) {
    for (const router of routing.routers) compare('router', router.name, owner, nodeJson(router.node), true)
    for (const middleware of routing.middlewares)
      compare('middleware', middleware.name, owner, nodeJson(middleware.node), true)
    for (const balancer of routing.balancers) compare('service', balancer.name, owner, nodeJson(balancer.node), false)
  }
  return found
}
