import { posix } from 'node:path'

/** The folder on the server that holds what the services of a Compose project keep; of all projects of the stack where none is named. */
export function dataFolder(root: string, project = ''): string {
  return posix.join(root, 'data', project)
}

/** Whether a path of the server is that folder of the stack, or lies in it. */
export function isInDataFolder(path: string, root: string): boolean {
  const folder = dataFolder(root)
  return path === folder || path.startsWith(`${folder}/`)
}
