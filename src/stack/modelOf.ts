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

/** The model that Compose has answered with. @throws Refused with its fault in words, and with what to do */
export async function modelOf(
  answer: ComposeAnswer,
  name: string,
  { files, folder }: Pick<ComposeCall, 'files' | 'folder'>,
  context: ResolveContext,
): Promise<ComposeModel> {
  const { root } = context.config
  const at = `project ${name}, ${shown(root, files)}`
  switch (answer.kind) {
    case 'model': {
      const faults = judgeBounds(answer.model)
      if (faults.length === 0) return answer.model
      throw refuseAll(`project ${name} has values that cannot be used`, faults, { at: shown(root, files) })
    }
    case 'fault': {
      const message = answer.message.replaceAll(`${root}/`, '')
      const stoodIn = context.standIns?.names ?? []
      throw new Refused(message, {
        at,
        places: composePlaces(message, await textsOf(files, root)),
        ...(stoodIn.length > 0 && {
          todo: `if a stand-in does not fit (${stoodIn.join(', ')}): give a value that does in .env.example`,
        }),
      })
    }
    case 'envFile': {
      const path = relative(root, answer.path)
      throw new Refused(`a service takes its variables from ${path}, which is not in the checkout`, {
        at,
        todo: [
          `give its text by the input \`files\` (in pipeline.yml the secret FILES): \`${path}: |\`, and below it, indented, the lines NAME=value`,
          'or, where it may be missing: `env_file: [{ path: …, required: false }]`',
        ],
      })
    }
    case 'overlay': {
      const texts = await textsOf(files, root)
      const hasProfiles = Object.values(texts).some((text) => /\bprofiles"?:/.test(text))
      throw new Refused(`service ${answer.service} ${answer.why}`, {
        at,
        todo: [
          'define it, or add the file that does to `compose:` in stack.yml',
          ...(hasProfiles
            ? [`if it stands behind a profile: enable that by \`profiles:\` below projects.${name} in stack.yml`]
            : []),
        ],
        places: composePlaces(`service "${answer.service}" ${answer.why}`, texts),
      })
    }
    case 'unset': {
      const texts = await textsOf(files, root)
      const places: Place[] = []
      const envText = await readFile(context.envFile, 'utf8')
      const dotEnv = await unreadDotEnv(folder, context)
      const inDotEnv = answer.variables.filter((variable) => dotEnv?.names.includes(variable) === true)
      const faults = answer.variables.map((variable) => {
        const place = placeOfVariable(variable, texts)
        const inEnvFile = place === undefined ? placeOfVariable(variable, { '': envText }) : undefined
        if (inEnvFile !== undefined)
          return `the env file:${inEnvFile.line}: a value holds a $ and what follows it is no variable that anybody gives; put the value in single quotes to keep its $`
        const hint = isRunners(variable) ? ' (the runner’s own would be wrong on the server)' : ''
        const message = `no value is given for the variable ${variable}${hint}`
        if (place === undefined) return `${shown(root, files)}: ${message}`
        places.push({ ...place, message })
        return `${place.file}:${place.line}: ${message}`
      })
      throw refuseAll(`project ${name} uses variables without a value`, faults, {
        todo: [
          ...(dotEnv === undefined || inDotEnv.length === 0
            ? []
            : [`${dotEnv.path} in the checkout gives ${inDotEnv.join(', ')}: ${dotEnv.todo}`]),
          `give them in the env file (${context.envSource}), in the step’s \`env:\`, or a default in the Compose file: \${NAME:-default}`,
          ...(answer.variables.some(isRunners)
            ? ['what GitHub or the runner sets is passed by another name: `env: { COMMIT: "${{ github.sha }}" }`']
            : []),
        ],
        places,
      })
    }
  }
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
