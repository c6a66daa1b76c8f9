import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import * as core from '@actions/core'
import { notedIn, STATE } from './noted.js'

const noted = new Set<string>()

/**
 * Notes what has to be a file and must not outlive this step: where the step is killed, its post step removes it. To be called once it is made, so
 * that nothing of anybody else is ever noted, and before anything secret is in it.
 */
export function noteLeftover(path: string): void {
  noted.add(path)
  save()
}

/** The opposite, for what is removed. */
export function forgetLeftovers(paths: readonly string[]): void {
  const known = paths.filter((path) => noted.delete(path))
  if (known.length > 0) save()
}

/**
 * Removes what the step noted and did not come to remove.
 * @returns What was still there.
 */
export async function removeLeftovers(env: NodeJS.ProcessEnv): Promise<string[]> {
  const there = notedIn(env).filter((path) => existsSync(path))
  for (const path of there.toReversed()) await rm(path, { recursive: true, force: true })
  return there
}

function save(): void {
  // The runner keeps the last of several, also of a step that was killed. Without a runner there is no post step.
  if (existsSync(process.env['GITHUB_STATE'] ?? '')) core.saveState(STATE, [...noted])
}
