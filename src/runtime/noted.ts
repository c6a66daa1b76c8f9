import { isAbsolute } from 'node:path'

/** Name of the runner's state, by which a step tells its post step what it made and has not removed yet. */
export const STATE = 'leftovers'

/** What the step noted; apart from all else, because a post step that finds nothing loads no more than this. */
export function notedIn(env: NodeJS.ProcessEnv): string[] {
  try {
    const paths: unknown = JSON.parse(env[`STATE_${STATE}`] ?? '[]')
    return Array.isArray(paths) ? paths.filter((path) => typeof path === 'string' && isAbsolute(path)) : []
  } catch {
    return []
  }
}
