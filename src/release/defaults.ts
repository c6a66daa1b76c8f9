import type { InspectedContainer } from '../host/types.js'
import { ownEntry } from '../runtime/ownEntry.js'
import type { Defaulted, Defaults } from '../stack/defaults.js'
import type { ComposeService } from '../stack/types.js'
import type { Containers } from './containers.js'
import { environmentOf } from './inspected.js'
import type { RewrittenProject } from './rewrite.js'

/** Words of a name that say that its value opens something, or that what is kept is bound to it. */
const SECRET = /PASS|PWD|SECRET|TOKEN|CREDENTIAL|PRIVATE|SALT|(^|_)KEYS?(_|$)/i

/** What the defaults of the Compose files would replace. */
export interface Replaced {
  /** To be said first. */
  warnings: string[]
  faults: string[]
}

/**
 * Values that the running containers have and that a default of the Compose files would replace: most often the `.env` that only the server has was
 * forgotten. Names only, never values.
 * @param defaults Of each project, by its name in stack.yml.
 * @param keepsData Whether something of the stack keeps data, which a password or a key belongs to.
 * @param first The first deploy over what ran before; in a later one only what is refused is said, since the files may have changed on purpose.
 */
export function replacedByDefaults(
  projects: readonly RewrittenProject[],
  defaults: Readonly<Record<string, Defaults>>,
  containers: Containers,
  { keepsData, first }: { keepsData: boolean; first: boolean },
): Replaced {
  const found = projects.flatMap(({ project, model, images }) =>
    Object.entries(model.services).flatMap(([name, service]) => {
      const [container] = containers.those(model.name, name)
      if (container === undefined) return []
      const where = `${model.name}/${name}`
      const replaced = (defaults[project.name]?.[name] ?? [])
        .filter((one) => isReplaced(one, { ...service, image: images.get(name)?.reference ?? '' }, container))
        .map((one): Found => ({ where, ...one }))
      return [...replaced, ...lostNames(project.model.services[name], container).map((one) => ({ where, ...one }))]
    }),
  )
  const isGrave = ({ name = '', variables }: Defaulted): boolean =>
    keepsData && [name, ...variables].some((one) => SECRET.test(one))
  return {
    warnings: first ? found.filter((one) => !isGrave(one)).map(words) : [],
    faults: found.filter(isGrave).map(words),
  }
}

interface Found extends Defaulted {
  where: string
  /** Nobody gives it, and the files have no default. */
  lost?: true
}

/** Names without a value (`environment: [NAME]`) that nobody gives now, and that what runs has. */
function lostNames(service: ComposeService | undefined, container: InspectedContainer): Omit<Found, 'where'>[] {
  const has = environmentOf(container)
  return Object.entries(service?.environment ?? {}).flatMap(([name, value]) =>
    value === null && (has[name] ?? '') !== ''
      ? [{ field: 'environment', name, variables: [name], lost: true as const }]
      : [],
  )
}

function isReplaced({ field, name = '' }: Defaulted, service: ComposeService, container: InspectedContainer): boolean {
  const runs = { environment: environmentOf(container), labels: container.Config.Labels ?? {} }
  if (field === 'environment' || field === 'labels') {
    const has = ownEntry<string | null>(runs[field], name)
    return has !== undefined && has !== (ownEntry<string | null>(service[field], name) ?? '')
  }
  if (field === 'image')
    return (
      service.image !== '' &&
      !/^sha256:|@sha256:/.test(container.Config.Image) &&
      service.image !== container.Config.Image
    )
  const [wanted, has] =
    field === 'command' ? [service.command, container.Config.Cmd] : [service.entrypoint, container.Config.Entrypoint]
  return JSON.stringify(wanted ?? []) !== JSON.stringify(has ?? [])
}

function words({ where, field, name, variables, lost }: Found): string {
  const what = name === undefined ? field : `${field} ${name}`
  if (lost === true)
    return `${where}: ${what} would be gone, which what runs has, since nobody gives it: is there an .env on the server that was forgotten? Give it in the env file, or take the name out of the Compose file where that is meant`
  return `${where}: ${what} would become the default of the Compose file in place of what runs, since nobody gives ${variables.join(', ')}: is there an .env on the server that was forgotten? Give it in the env file, also where the default is meant`
}
