/** What a person adds to a Traefik that is set up by arguments, once, so that routes can be switched by one rename. */
export const TRAEFIK_LINES = [
  'command: --providers.file.directory=/run/stack-actions',
  'command: --providers.providersThrottleDuration=100ms',
  'command: --ping=true',
  'volumes: /run/stack-actions:/run/stack-actions',
] as const
