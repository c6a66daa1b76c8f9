import { join } from 'node:path'
import { Refused } from '../runtime/errors.js'
import { readInside } from './inside.js'
import type { Project } from './types.js'

/**
 * Refuses a stack without a service to run, as Compose does ("no service selected"): its deploy would be green, and would stop what runs.
 * @throws Refused
 */
export async function refuseNothing(
  projects: readonly Pick<Project, 'name' | 'files' | 'model'>[],
  root: string,
): Promise<void> {
  if (projects.some(({ model }) => Object.keys(model.services).length > 0)) return
  const files = projects.flatMap((project) => project.files)
  const texts = await Promise.all(files.map((file) => readInside(root, join(root, file))))
  const name = projects[0]?.name ?? ''
  throw new Refused(`no service is left to run (${files.join(', ')})`, {
    todo: texts.some((text) => /\bprofiles"?:/.test(text))
      ? `all of them stand behind profiles: name those that the server runs, by \`profiles: [NAME]\` below projects.${name} in stack.yml, or by COMPOSE_PROFILES in the env file`
      : 'write the services that the server is to run into the Compose file',
  })
}
