import { readFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { Refused, refuseAll } from '../runtime/errors.js'
import { valuesByCompose } from './askCompose.js'
import type { ComposeCall } from './compose.js'
import type { StackConfig } from './config.js'
import { filesOfVariable } from './givenName.js'
import { insideRepo, readInside } from './inside.js'
import { shown } from './modelOf.js'
import { lacksOfBase } from './overlay.js'
import type { ResolveContext } from './project.js'
import type { ProjectEntry } from './schema.js'
import { ADD_ONE, findComposeFile, isBaseFile, isProductionFile, siblingFiles } from './search.js'
import type { ComposeModel } from './types.js'

/** Compose files that somebody has named, and where. */
export interface NamedFiles {
  files: readonly string[]
  at: string
}

/** stack.yml names them; else the variable by which plain Compose finds its files. */
export async function namedFiles(
  name: string,
  entry: ProjectEntry,
  { config, environment, envSource, ...context }: ResolveContext,
): Promise<NamedFiles | undefined> {
  const named = entry.compose ?? environment.compose
  if (named !== undefined) {
    const field = entry.compose === undefined ? 'environments.*.compose' : `projects.${name}.compose`
    return { files: typeof named === 'string' ? [named] : named, at: `${config.source}, ${field}` }
  }
  // The env file belongs to the whole stack: with several projects it is not clear which one is meant.
  if (Object.keys(config.projects).length > 1) return undefined
  const given = await filesOfVariable(context.envFile, (names) =>
    valuesByCompose(names, { ...context, envSource }, { ...context, config }),
  )
  return given && { files: given, at: `${envSource}, COMPOSE_FILE` }
}

/** Absolute paths of the files that are named, else of the one that plain Compose or its name finds. @throws Refused where one is not there */
export async function composeFiles(
  name: string,
  named: NamedFiles | undefined,
  folder: string,
  { config }: ResolveContext,
): Promise<string[]> {
  const shownFolder = relative(config.root, folder) || '.'
  const at = named?.at ?? `${config.source}, projects.${name}`
  let wanted: readonly string[]
  if (named === undefined) {
    const found = await findComposeFile(folder)
    if (found === undefined)
      throw new Refused(`there is no Compose file in ${shownFolder}`, {
        at,
        todo: [`name it in \`compose:\` below projects.${name} in stack.yml`, ADD_ONE],
      })
    wanted = [found]
  } else wanted = named.files

  const files: string[] = []
  const faults: string[] = []
  for (const file of wanted) {
    const path = await insideRepo(config.root, resolve(folder, file), at)
    const text = await readFile(path).catch((error: NodeJS.ErrnoException) => error.code)
    if (typeof text === 'string')
      faults.push(`${relative(config.root, path)}: ${text === 'ENOENT' ? 'there is no such file' : text}`)
    files.push(path)
  }
  if (faults.length > 0) throw refuseAll(`the Compose files of project ${name} cannot be used`, faults, { at })
  return files
}

/**
 * Where the name of a file has decided, a person may have meant another one.
 * @returns notices that name the others. @throws Refused where the file is only a part of the base file's project
 */
export async function judgeChoice(
  model: ComposeModel,
  name: string,
  { files, folder }: Pick<ComposeCall, 'files' | 'folder'>,
  config: StackConfig,
): Promise<string[]> {
  await refusePartOf(model, name, files, config)
  const used = files.map((one) => basename(one))
  return otherFiles(name, files, await siblingFiles(folder, used), config.root)
}

function otherFiles(name: string, files: readonly string[], beside: readonly string[], root: string): string[] {
  return beside.length === 0
    ? []
    : [
        `${name}: ${shown(root, files)} is read, and not ${beside.join(', ')} beside it; \`projects.${name}.compose\` in stack.yml says otherwise`,
      ]
}

/** Refuses a production file that was chosen by its name alone while the base file beside it has more: it may be meant as an overlay of that. */
async function refusePartOf(
  model: ComposeModel,
  name: string,
  files: readonly string[],
  config: StackConfig,
): Promise<void> {
  const [file = '', ...more] = files
  if (more.length > 0 || !isProductionFile(basename(file))) return
  const base = (await siblingFiles(dirname(file), [basename(file)])).find(isBaseFile)
  if (base === undefined) return
  const lacks = lacksOfBase(model, await readInside(config.root, join(dirname(file), base)))
  if (lacks.length === 0) return
  throw new Refused(
    `${shown(config.root, files)} alone would run without ${lacks.join(', ')}, which ${base} beside it has`,
    {
      at: `project ${name}`,
      todo: [
        `if it is laid over ${base}, write in stack.yml: projects.${name}.compose: [${base}, ${basename(file)}]`,
        `if it is all that production runs: projects.${name}.compose: ${basename(file)}`,
      ],
    },
  )
}
