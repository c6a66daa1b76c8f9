import { join } from 'node:path'
import { failure } from '../runtime/run.js'
import { tempFolder } from '../runtime/temp.js'
import { runConfig } from './askCompose.js'
import { type ComposeCall, readAnswer, readModel } from './compose.js'
import { type DefaultsOfAll, defaultsOf, givenVariables } from './defaults.js'
import { PlacedFiles } from './placed.js'
import type { ResolveContext, ResolvedProject } from './project.js'
import { uninterpolatedConfig } from './standIns.js'
import type { ComposeModel } from './types.js'

/** Asks Compose for the files with their variables as they are written. */
export async function askDefaults(
  projects: readonly ResolvedProject[],
  context: ResolveContext & { envText: string },
): Promise<DefaultsOfAll> {
  const { config, program, env, envText } = context
  await using folder = await tempFolder('env')
  // Values of an `env_file:` are no defaults: if the file was there for the reading only, any text will do.
  await using placed = new PlacedFiles(config.root)
  const envFile = await folder.write('env', envText)
  const given = givenVariables(env, envText)
  const found: DefaultsOfAll = {}
  for (const { name, path, files, profiles } of projects) {
    const paths = files.map((file) => join(config.root, file))
    const call = { program, folder: join(config.root, path), files: paths, profiles, envFile }
    const model = await uninterpolated(call, { ...context, placed })
    found[name] = typeof model === 'string' ? model : defaultsOf(model, given)
  }
  return found
}

/** The model, or Compose's words: an older one takes `${FOLDER:-./a}:/b:ro` for a mount before it is resolved, and finds none in it. */
async function uninterpolated(call: ComposeCall, context: ResolveContext): Promise<ComposeModel | string> {
  const result = await runConfig(call, 'as written', context)
  if (result.code === 0) return readModel(result.stdout)
  const answer = readAnswer(result, call)
  if (answer.kind === 'envFile' && (await context.placed.place(answer.path, '', 'env_file')))
    return uninterpolated(call, context)
  return answer.kind === 'fault' ? answer.message : failure(uninterpolatedConfig(call), result)
}
