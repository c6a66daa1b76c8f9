import { readFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { type Place, Refused, refuseAll } from '../runtime/errors.js'
import type { RunResult, run } from '../runtime/run.js'
import { type Form, runConfig } from './askCompose.js'
import { type ComposeCall, placeOfVariable, readModel, undouble, unsetVariables } from './compose.js'
import type { StackConfig } from './config.js'
import { readInside } from './inside.js'
import { isBaseFile, siblingFiles } from './search.js'
import { StandIns, variablesIn } from './standIns.js'
import type { ComposeBuild, ComposeModel, ComposeService } from './types.js'

/** `build:` for a service to which the production file gives none. */
export interface SiblingBuild {
  build: ComposeBuild
  /** Absolute. */
  file: string
}

export interface SiblingBuilds {
  builds: Record<string, SiblingBuild>
  /** Which `build:` was taken, and which was not used. */
  notices: string[]
}

/** Of the project's ResolveContext. */
interface Context {
  config: Pick<StackConfig, 'root' | 'registry'>
  run: typeof run
  env: Record<string, string>
  envSource: string
  standIns?: StandIns
}

const DEVELOPMENT = /^(dev|devel|develop|development|debug|test|testing|local)$/i

/**
 * Finds a `build:` in the other Compose files of the folder, for services to which the production files give none. A named image is used as it
 * is, unless it is below the stack's own registry, where only the stack's own builds are pushed: such a build may make it. The `build:` comes
 * from a base file only: an override or a file for development shows how its author works, not what is shipped.
 * @throws Refused where that build is one for development, or takes variables without a value
 */
export async function siblingBuilds(
  project: string,
  model: ComposeModel,
  call: ComposeCall,
  context: Context,
): Promise<SiblingBuilds> {
  const missing = Object.keys(model.services).filter((service) => model.services[service]?.build === undefined)
  const found: SiblingBuilds = { builds: {}, notices: [] }
  const left = new Map<string, string>()
  const names =
    missing.length === 0
      ? []
      : await siblingFiles(
          call.folder,
          call.files.map((file) => basename(file)),
        )
  for (const name of names) {
    const file = join(call.folder, name)
    if (!/\bbuild\b/.test(await readInside(context.config.root, file))) continue
    const sibling = await readSibling({ ...call, files: [file], profiles: ['*'] }, context)
    if (sibling === undefined) continue
    for (const service of missing) {
      const build = sibling.services[service]?.build
      if (build === undefined || found.builds[service] !== undefined) continue
      const shown = relative(context.config.root, file)
      const why = whyLeft(name, model.services[service] ?? {}, context.config)
      if (why !== undefined) {
        left.set(service, `${project}/${service}: \`build:\` in ${shown} is not used: ${why}`)
        continue
      }
      const at = {
        service: `${project}/${service}`,
        file: shown,
        production: call.files.map((one) => relative(context.config.root, one)).join(', '),
      }
      refuseDevelopment(build, at)
      if (context.standIns === undefined) await refuseUnset(sibling, service, { ...at, file, context })
      found.builds[service] = { build, file }
      found.notices.push(`${project}/${service}: \`build:\` is taken from ${shown}`)
    }
  }
  for (const [service, text] of left) if (found.builds[service] === undefined) found.notices.push(text)
  return found
}

/** Why another file's build is not used for the production file; undefined where it is. */
function whyLeft(file: string, { image }: ComposeService, { registry }: Context['config']): string | undefined {
  if (image !== undefined && !isBelow(registry, undouble(image)))
    return `the image ${undouble(image)} is named, and it is none of those that the stack pushes to ${registry}`
  return isBaseFile(file)
    ? undefined
    : 'it is laid over a base file, or for development: only a base file says what is shipped'
}

/** Whether an image comes from the stack's own builds: it is below its registry. An image with a digest is fixed, and is not built. */
function isBelow(registry: string, image: string): boolean {
  const withoutHub = (name: string) => name.replace(/^(index\.)?docker\.io\//, '')
  return !image.includes('@') && withoutHub(image).startsWith(`${withoutHub(registry)}/`)
}

interface Sibling {
  services: ComposeModel['services']
  /** Variables that had no value when it was read. */
  unset: readonly string[]
  /** Variables that stand in each service's `build:`. */
  used: Record<string, string[]>
}

/** Reads a developers' file. Variables that only they have get stand-ins, which matter where a build uses one. Undefined where Compose cannot read it. */
async function readSibling(call: ComposeCall, context: Context): Promise<Sibling | undefined> {
  const standIns = new StandIns('')
  // No build is taken from a file that must not be read.
  const ask = (form: Form) =>
    runConfig(call, form, { ...context, standIns }).catch((error: unknown) => {
      if (error instanceof Refused) return undefined
      throw error
    })
  const unset = new Set<string>()
  let known: Record<string, string>
  let result: RunResult | undefined
  do {
    known = standIns.environment
    result = await ask('resolved')
    for (const name of unsetVariables(result?.stderr ?? '')) unset.add(name)
  } while (standIns.fill(result?.stderr ?? '', known))
  if (result?.code !== 0) return undefined
  const raw = await ask('as written')
  if (raw?.code !== 0) return undefined
  const written = readModel(raw.stdout).services
  return {
    services: readModel(result.stdout).services,
    unset: [...new Set([...unset, ...standIns.names])],
    used: Object.fromEntries(
      Object.entries(written).map(([service, { build }]) => [
        service,
        build === undefined ? [] : variablesIn(JSON.stringify(build)),
      ]),
    ),
  }
}

/** A development image in production would be worse than no deploy. @throws Refused */
export function refuseDevelopment(
  build: ComposeBuild,
  { service, file, production }: { service: string; file: string; production: string },
): void {
  const target =
    build.target !== undefined && DEVELOPMENT.test(build.target) ? `builds the target ${build.target}` : undefined
  const argument = Object.entries(build.args ?? {}).find(([, value]) => value !== null && DEVELOPMENT.test(value))
  const what = target ?? (argument && `builds with ${argument[0]}: ${argument[1]}`)
  if (what === undefined) return
  throw new Refused(`${service} has no \`build:\` in ${production}, and the one in ${file} ${what}`, {
    at: production,
    todo: `give the service a \`build:\` for production in ${production}`,
  })
}

async function refuseUnset(
  { unset, used }: Sibling,
  service: string,
  {
    file,
    context,
    service: where,
    production,
  }: { file: string; context: Context; service: string; production: string },
): Promise<void> {
  const open = (used[service] ?? []).filter((name) => unset.includes(name))
  if (open.length === 0) return
  const shown = relative(context.config.root, file)
  const text = await readFile(file, 'utf8')
  const places = open.flatMap((name): Place[] => {
    const place = placeOfVariable(name, { [shown]: text })
    return place === undefined ? [] : [{ ...place, message: `no value is given for the variable ${name}` }]
  })
  const faults = open.map((name) => {
    const place = placeOfVariable(name, { [shown]: text })
    return `${shown}${place === undefined ? '' : `:${place.line}`}: no value is given for the variable ${name}`
  })
  throw refuseAll(`${where} is built by ${shown}, which uses variables without a value`, faults, {
    about: 'files',
    todo: [
      `give them in the env file (${context.envSource}), in the step’s \`env:\`, or a default: \${NAME:-default}`,
      `or give the service a \`build:\` of its own in ${production}`,
    ],
    places,
  })
}
