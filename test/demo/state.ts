import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CACHE } from '../kit/lab.js'
import type { Login } from '../kit/ssh.js'

/** Where the demo keeps what it made, until `down`. */
export const DEMO = join(CACHE, 'demo')
const STATE = join(DEMO, 'state.json')

/** A server that is none of the lab. */
export interface Own {
  login: Login
  registry: string
}

/** What `down` needs to know. */
interface State {
  startedLab: boolean
  own?: Own
}

export async function readState(): Promise<State | undefined> {
  const text = await readFile(STATE, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as State)
}

export async function writeState(state: State): Promise<void> {
  await mkdir(DEMO, { recursive: true, mode: 0o700 })
  await writeFile(STATE, JSON.stringify(state))
}

export const removeState = () => rm(DEMO, { recursive: true, force: true })
