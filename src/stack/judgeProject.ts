import { readFile } from 'node:fs/promises'
import { refuseAll } from '../runtime/errors.js'
import { composePlaces } from './composePlaces.js'
import { judgeFiles } from './judgeFiles.js'
import { judgeKeys } from './judgeKeys.js'
import { shown, textsOf } from './modelOf.js'
import { passedArguments } from './passedArguments.js'
import type { ComposeModel } from './types.js'

/** @returns what has no effect. @throws Refused naming each key that cannot be done */
export async function checkKeys(
  model: ComposeModel,
  name: string,
  files: readonly string[],
  root: string,
): Promise<string[]> {
  const { faults, notices } = judgeKeys(name, model)
  if (faults.length === 0)
    return [...notices, ...openArguments(model, name, await Promise.all(files.map((file) => readFile(file))))]
  const texts = await textsOf(files, root)
  throw refuseAll(`project ${name} uses what is not supported here`, faults, {
    at: shown(root, files),
    todo: 'remove it; docs/compose.md says what becomes of every key',
    places: faults.flatMap((fault) => composePlaces(fault, texts)),
  })
}

function openArguments(model: ComposeModel, name: string, files: readonly Uint8Array[]): string[] {
  return files.flatMap((bytes) =>
    passedArguments(bytes).flatMap(([service, names]) => {
      const build = Object.hasOwn(model.services, service) ? model.services[service]?.build : undefined
      const open = build === undefined ? [] : names.filter((one) => (build.args?.[one] ?? null) === null)
      return open.length === 0
        ? []
        : [
            `${name}/${service}: no value is given for ${open.join(', ')}, named in \`build.args\` without a value: the Dockerfile’s default is taken`,
          ]
    }),
  )
}

/** @throws Refused naming each file that would be taken from outside of the repository */
export async function refuseForeignFiles(
  model: ComposeModel,
  name: string,
  files: readonly string[],
  root: string,
): Promise<void> {
  const faults = await judgeFiles(model, root)
  if (faults.length === 0) return
  const texts = await textsOf(files, root)
  throw refuseAll(`project ${name} would take files from outside of the repository`, faults, {
    at: shown(root, files),
    todo: 'name what lies in the repository; docs/compose.md says so of every field that names a file',
    places: faults.flatMap((fault) => composePlaces(fault, texts)),
  })
}
