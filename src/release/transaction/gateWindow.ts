import { secondsOf } from '../../stack/durations.js'
import type { Stack } from '../../stack/types.js'

/** The gate's window in seconds: the longest `update_config.monitor` of the stack, else the one given. */
export function gateWindowOf(stack: Pick<Stack, 'projects'>, fallbackSeconds: number): number {
  const monitors = stack.projects
    .flatMap(({ model }) => Object.values(model.services))
    .map(({ deploy }) => secondsOf(deploy?.update_config?.monitor))
    .filter((seconds) => seconds !== undefined)
  return monitors.length === 0 ? fallbackSeconds : Math.ceil(Math.max(...monitors))
}
