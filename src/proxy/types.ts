/**
 * A line of a release's `routes` file: one definition of the pin, as text for Traefik's file provider. `definition` is JSON of one
 * line (JSON is YAML); in a load balancer's it holds the placeholder `"@SERVERS@"` where the list of servers goes, which stackctl fills in
 * with the addresses of exactly the containers that the pin points to.
 */
export interface RouteLine {
  /** `dark`: answers 404 in place of a new router of this name, which must not be reached before the switch. */
  section: 'routers' | 'services' | 'middlewares' | 'serversTransports' | 'dark'
  /** Whose labels it comes from; both empty for what belongs to the whole stack. */
  project: string
  service: string
  /** Prefixed by the stack's id. */
  name: string
  definition: string
  /** Load balancers only. */
  server?: {
    scheme: string
    port: number
    /** Sticky cookie: servers are given by address on Traefik's network, else sessions move. */
    sticky: boolean
    /** Docker network on which Traefik reaches it, from `traefik.docker.network`, else ''. */
    network: string
  }
}
