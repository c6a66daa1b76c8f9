import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BUSYBOX, type Ran } from './shells.js'

/** Those that an awk program has to run under, where they are on this machine: name and words. */
export const AWKS = Object.entries({
  mawk: ['mawk'],
  gawk: ['gawk'],
  busybox: [BUSYBOX, 'awk'],
}).filter(([, [program = '']]) => program === BUSYBOX || spawnSync(program, ['BEGIN { }']).status === 0)

interface Call {
  /** Awk behind the programs, to call a function of theirs. */
  after?: string
  /** Files behind the program, by name, with what is in them. */
  files?: Readonly<Record<string, string>>
  /** Those of them that the program knows by a variable of that name. */
  named?: readonly string[]
  /** What the program knows by other variables. */
  set?: Readonly<Record<string, string>>
  /** What stands between fields, read and printed: a tab, if nothing else is said. */
  separator?: string
  /** What comes by stdin: as the only file, or as the last one; with `inputFirst` as the first one. */
  input?: string
  inputFirst?: boolean
  /** Words between the files and the input, such as a variable that the program knows from there on. */
  operands?: readonly string[]
  /** A variable that is the folder of the files, which are no operands then. */
  folderIn?: string
  environment?: Readonly<Record<string, string>>
}

/** Runs files of src/server as one awk program, put together as the shell does it (`"$AWK_DOCKER_FIELDS$AWK_RECONCILE"`). */
export function runAwk([program = '', ...args]: readonly string[], programs: readonly string[], call: Call): Ran {
  const {
    after = '',
    files = {},
    named = [],
    set = {},
    separator = '\t',
    input,
    inputFirst,
    operands: between = [],
    folderIn,
    environment = {},
  } = call
  const text = programs.map((file) => readFileSync(`src/server/${file}`, 'utf8')).join('') + after
  const folder = mkdtempSync(join(tmpdir(), 'awk-'))
  const path = (name: string) => join(folder, name)
  for (const [name, content] of Object.entries(files)) writeFileSync(path(name), content)
  const own = folderIn === undefined ? {} : { [folderIn]: `${folder}/` }
  const variables = Object.entries({ ...Object.fromEntries(named.map((name) => [name, path(name)])), ...own, ...set })
  const paths = folderIn === undefined ? Object.keys(files).map(path) : []
  const stdin = input === undefined ? [] : ['-']
  const operands = inputFirst === true ? [...stdin, ...paths] : [...paths, ...between, ...stdin]
  const words = [
    `-F${separator}`,
    '-v',
    `OFS=${separator}`,
    ...variables.flatMap(([name, value]) => ['-v', `${name}=${value}`]),
  ]
  try {
    return spawnSync(program, [...args, ...words, text, ...operands], {
      encoding: 'utf8',
      input: input ?? '',
      env: { ...process.env, LC_ALL: 'C', ...environment },
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Lines with tabs between their fields, written with `|`. */
export function tabbed(...lines: readonly string[]): string {
  return lines.map((line) => `${line.replaceAll('|', '\t')}\n`).join('')
}
