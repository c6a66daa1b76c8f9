import type { DockerProvider } from './routing.js'

/** What a person adds to Traefik, once, so that routes can be switched by one rename. */
export const TRAEFIK_LINES = [
  'command: --providers.file.directory=/run/stack-actions',
  'command: --providers.providersThrottleDuration=100ms',
  'command: --ping=true',
  'volumes: /run/stack-actions:/run/stack-actions',
] as const

/** Whether an image or its arguments are Traefik's: `traefik`, `library/traefik`, `registry/x/traefik:v3`, or the docker provider's flag. */
export function isTraefik(image: string | undefined, args: readonly string[]): boolean {
  const repository = (image ?? '').replace(/@.*$/, '').replace(/:[^/:]*$/, '')
  return repository.split('/').at(-1) === 'traefik' || args.some((arg) => /^--providers\.docker(=|\.|$)/i.test(arg))
}

/** Settings of the docker provider from Traefik's arguments and environment; Traefik's own defaults where they are silent. */
export function dockerProviderOf(args: readonly string[], environment: readonly string[] = []): DockerProvider {
  const setting = (name: string): string | undefined => {
    const flag = `--providers.docker.${name}`
    const variable = `TRAEFIK_PROVIDERS_DOCKER_${name.toUpperCase()}=`
    const arg = args.find((one) => one.toLowerCase() === flag || one.toLowerCase().startsWith(`${flag}=`))
    if (arg !== undefined) return arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : 'true'
    return environment.find((one) => one.startsWith(variable))?.slice(variable.length)
  }
  return { exposedByDefault: setting('exposedbydefault')?.toLowerCase() !== 'false', network: setting('network') ?? '' }
}
