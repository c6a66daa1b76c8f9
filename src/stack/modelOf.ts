import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { type Place, Refused, refuseAll } from '../runtime/errors.js'
import { type ComposeAnswer, type ComposeCall, placeOfVariable } from './compose.js'
import { composePlaces } from './composePlaces.js'
import { unreadDotEnv } from './dotEnv.js'
import { judgeBounds } from './judgeBounds.js'
import type { ResolveContext } from './project.js'
import type { ComposeModel } from './types.js'
import { isRunners } from './variables.js'

/** What was read, for messages. */
interface Asked {
  /** The project's name. */
  name: string
  files: readonly string[]
  folder: string
  context: ResolveContext
}

type Answer<Kind extends ComposeAnswer['kind']> = Extract<ComposeAnswer, { kind: Kind }>

/** The model that Compose has answered with. @throws Refused with its fault in words, and with what to do */
export async function modelOf(
  answer: ComposeAnswer,
  name: string,
  { files, folder }: Pick<ComposeCall, 'files' | 'folder'>,
  context: ResolveContext,
): Promise<ComposeModel> {
  const asked: Asked = { name, files, folder, context }
  switch (answer.kind) {
    case 'model': {
      const faults = judgeBounds(answer.model)
      if (faults.length === 0) return answer.model
      throw refuseAll(`project ${name} has values that cannot be used`, faults, { at: filesOf(asked) })
    }
    case 'fault':
      throw await refusedByCompose(answer, asked)
    case 'envFile':
      throw envFileMissing(answer, asked)
    case 'overlay':
      throw await halfAService(answer, asked)
    case 'unset':
      throw await unsetVariables(answer, asked)
  }
}

const filesOf = ({ files, context }: Asked): string => shown(context.config.root, files)
const placeOf = (asked: Asked): string => `project ${asked.name}, ${filesOf(asked)}`

async function refusedByCompose(answer: Answer<'fault'>, asked: Asked): Promise<Refused> {
  const { root } = asked.context.config
  const message = answer.message.replaceAll(`${root}/`, '')
  const stoodIn = asked.context.standIns?.names ?? []
  return new Refused(message, {
    at: placeOf(asked),
    about: 'files',
    places: composePlaces(message, await textsOf(asked.files, root)),
    ...(stoodIn.length > 0 && {
      todo: `if a stand-in does not fit (${stoodIn.join(', ')}): give a value that does in .env.example`,
    }),
  })
}

function envFileMissing(answer: Answer<'envFile'>, asked: Asked): Refused {
  const path = relative(asked.context.config.root, answer.path)
  return new Refused(`a service takes its variables from ${path}, which is not in the checkout`, {
    at: placeOf(asked),
    todo: [
      `give its text by the input \`files\` (in pipeline.yml the secret FILES): \`${path}: |\`, and below it, indented, the lines NAME=value`,
      'or, where it may be missing: `env_file: [{ path: …, required: false }]`',
    ],
  })
}

async function halfAService(answer: Answer<'overlay'>, asked: Asked): Promise<Refused> {
  const texts = await textsOf(asked.files, asked.context.config.root)
  const hasProfiles = Object.values(texts).some((text) => /\bprofiles"?:/.test(text))
  return new Refused(`service ${answer.service} ${answer.why}`, {
    at: placeOf(asked),
    todo: [
      'define it, or add the file that does to `compose:` in stack.yml',
      ...(hasProfiles
        ? [`if it stands behind a profile: enable that by \`profiles:\` below projects.${asked.name} in stack.yml`]
        : []),
    ],
    places: composePlaces(`service "${answer.service}" ${answer.why}`, texts),
  })
}

async function unsetVariables({ variables }: Answer<'unset'>, asked: Asked): Promise<Refused> {
  const { name, files, folder, context } = asked
  const texts = await textsOf(files, context.config.root)
  const envText = await readFile(context.envFile, 'utf8')
  const dotEnv = await unreadDotEnv(folder, context)
  const inDotEnv = variables.filter((variable) => dotEnv?.names.includes(variable) === true)
  const faults = variables.map((variable) => unsetVariable(variable, { texts, envText, files: filesOf(asked) }))
  return refuseAll(
    `project ${name} uses variables without a value`,
    faults.map(({ text }) => text),
    {
      about: 'files',
      todo: [
        ...(dotEnv === undefined || inDotEnv.length === 0
          ? []
          : [`${dotEnv.path} in the checkout gives ${inDotEnv.join(', ')}: ${dotEnv.todo}`]),
        `give them in the env file (${context.envSource}), in the step’s \`env:\`, or a default in the Compose file: \${NAME:-default}`,
        ...(variables.some(isRunners)
          ? ['what GitHub or the runner sets is passed by another name: `env: { COMMIT: "${{ github.sha }}" }`']
          : []),
      ],
      places: faults.flatMap(({ place }) => place ?? []),
    },
  )
}

/** Where a variable without a value stands: in a Compose file, or in a value of the env file. */
function unsetVariable(
  variable: string,
  { texts, envText, files }: { texts: Record<string, string>; envText: string; files: string },
): { text: string; place?: Place } {
  const place = placeOfVariable(variable, texts)
  const inEnvFile = place === undefined ? placeOfVariable(variable, { '': envText }) : undefined
  if (inEnvFile !== undefined)
    return {
      text: `the env file:${inEnvFile.line}: a value holds a $ and what follows it is no variable that anybody gives; put the value in single quotes to keep its $`,
    }
  const hint = isRunners(variable) ? ' (the runner’s own would be wrong on the server)' : ''
  const message = `no value is given for the variable ${variable}${hint}`
  if (place === undefined) return { text: `${files}: ${message}` }
  return { text: `${place.file}:${place.line}: ${message}`, place: { ...place, message } }
}

/** By path from the root, for messages. */
export async function textsOf(files: readonly string[], root: string): Promise<Record<string, string>> {
  const texts: Record<string, string> = {}
  for (const file of files) texts[relative(root, file)] = await readFile(file, 'utf8')
  return texts
}

/** Files as messages name them. */
export function shown(root: string, files: readonly string[]): string {
  return files.map((file) => relative(root, file)).join(', ')
}
