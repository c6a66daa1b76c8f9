import type { Containers } from '../../../host/containers.js'
import type { HostFacts, InspectedContainer } from '../../../host/types.js'
import { ownEntry } from '../../../runtime/ownEntry.js'
import type { Defaulted, DefaultsOfAll } from '../../../stack/defaults.js'
import type { ComposeService } from '../../../stack/types.js'
import { environmentOf } from '../likeness/containerAsService.js'
import { isFirst, type Likenesses } from '../likeness/likeness.js'
import type { RewrittenProject } from '../rewrite/rewrite.js'

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
 * @param facts In a first deploy over what ran before all is said; in a later one only what is refused, since the files may have changed on purpose.
 * @param likenesses What the server said of the images that run.
 */
export function replacedByDefaults(
  projects: readonly RewrittenProject[],
  defaults: Readonly<DefaultsOfAll>,
  containers: Containers,
  {
    keepsData,
    facts,
    likenesses,
  }: { keepsData: boolean; facts: Pick<HostFacts, 'current'>; likenesses?: Likenesses | undefined },
): Replaced {
  const first = isFirst(facts)
  const found = projects.flatMap(({ project, model, images }) =>
    Object.entries(model.services).flatMap(([name, service]) => {
      const [container] = containers.those(model.name, name)
      if (container === undefined) return []
      const where = `${model.name}/${name}`
      const known = defaults[project.name]
      const replaced = (typeof known === 'object' ? (known[name] ?? []) : [])
        .filter((one) => isReplaced(one, { ...service, image: images.get(name)?.reference ?? '' }, container))
        .map((one): Found => ({ where, ...one }))
      const given = givenBefore(container, {
        likenesses,
        served: first ? undefined : facts.current?.models[model.name]?.services[name],
      })
      const lost = lostNames(project.model.services[name], container, given)
      return [...replaced, ...lost.map((one) => ({ where, ...one }))]
    }),
  )
  const opens = ({ name = '', variables }: Defaulted): boolean =>
    keepsData && [name, ...variables].some((one) => SECRET.test(one))
  const isGrave = (one: Found): boolean => opens(one) && one.lost !== 'perhaps'
  return {
    warnings: [
      ...Object.entries(defaults).flatMap(([project, why]) => (typeof why === 'string' ? [unknown(project, why)] : [])),
      ...found.filter((one) => !isGrave(one) && (first || opens(one))).map(words),
    ],
    faults: found.filter(isGrave).map(words),
  }
}

interface Found extends Defaulted {
  where: string
  /** Nobody gives it, and the files have no default; `perhaps` where its image may have it, too. */
  lost?: 'surely' | 'perhaps'
}

/** Whether somebody gave a container its variable, and it is not its image's own; undefined where nobody knows. */
type Given = (name: string, value: string) => boolean | undefined

function givenBefore(
  { Id }: InspectedContainer,
  { likenesses, served }: { likenesses: Likenesses | undefined; served: ComposeService | undefined },
): Given {
  const image = likenesses?.get(Id)?.image
  const own = image && environmentOf({ Config: { Env: image.Env ?? null } })
  return (name, value) => {
    if (own !== undefined) return ownEntry(own, name) !== value
    return served && typeof ownEntry<string | null>(served.environment, name) === 'string'
  }
}

/** Names without a value (`environment: [NAME]`) that nobody gives now, and that somebody gave to what runs. */
function lostNames(
  service: ComposeService | undefined,
  container: InspectedContainer,
  given: Given,
): Omit<Found, 'where'>[] {
  const has = environmentOf(container)
  return Object.entries(service?.environment ?? {}).flatMap(([name, value]): Omit<Found, 'where'>[] => {
    const before = ownEntry(has, name) ?? ''
    const isGiven = value === null && before !== '' ? given(name, before) : false
    if (isGiven === false) return []
    return [{ field: 'environment', name, variables: [name], lost: isGiven === true ? 'surely' : 'perhaps' }]
  })
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

function unknown(project: string, why: string): string {
  return `${project}: nobody looks for a variable that was forgotten and has a default: docker compose cannot print the files with their variables as they are written (${why}). Compare them with the .env on the server, where it has one`
}

function words({ where, field, name, variables, lost }: Found): string {
  const what = name === undefined ? field : `${field} ${name}`
  if (lost !== undefined)
    return `${where}: ${what} would be gone${lost === 'perhaps' ? ' unless its image has it by itself' : ''}, which what runs has, since nobody gives it: is there an .env on the server that was forgotten? Give it in the env file, or take the name out of the Compose file where that is meant`
  return `${where}: ${what} would become the default of the Compose file in place of what runs, since nobody gives ${variables.join(', ')}: is there an .env on the server that was forgotten? Give it in the env file, also where the default is meant`
}
