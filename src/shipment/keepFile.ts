import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from '../contract/action.js'

/** A file of this step below RUNNER_TEMP, for the steps after it. */
export async function keepFile({ env, log }: Context, name: string, text: string): Promise<string> {
  const path = join(env['RUNNER_TEMP'] || tmpdir(), `stack-actions-${name}`)
  await writeFile(path, log.redact(text), { mode: 0o600 })
  return path
}
