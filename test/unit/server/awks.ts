import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { BUSYBOX, type Ran } from './shells.js'

/** Those that an awk program has to run under, where they are on this machine: name and words. */
export const AWKS = Object.entries({
  mawk: ['mawk'],
  gawk: ['gawk'],
  busybox: [BUSYBOX, 'awk'],
}).filter(([, [program = '']]) => program === BUSYBOX || spawnSync(program, ['BEGIN { }']).status === 0)

interface Call {
  /** Awk behind the files, to call a function of theirs. */
  after?: string
  /** What stands before the program: `-F\t`, and by `set` variables. */
  options?: readonly string[]
  set?: Readonly<Record<string, string>>
  /** What stands behind it: files, `-` for the input. */
  operands?: readonly string[]
  input?: string
}

/** Runs files of src/server as one awk program, put together as the shell does it (`"$AWK_PLAIN$AWK_BECOMES"`). */
export function runAwk([program = '', ...args]: readonly string[], files: readonly string[], call: Call): Ran {
  const { after = '', options = ['-F\t', '-vOFS=\t'], set = {}, operands = [], input = '' } = call
  const text = files.map((file) => readFileSync(`src/server/${file}`, 'utf8')).join('') + after
  const variables = Object.entries(set).flatMap(([name, value]) => ['-v', `${name}=${value}`])
  return spawnSync(program, [...args, ...options, ...variables, text, ...operands], { encoding: 'utf8', input })
}
