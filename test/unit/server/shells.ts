import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { program } from '../../../scripts/program.mjs'

/** stackctl's text. */
export const PROGRAM = program()
/** Everything but its last line: the functions, to be called one by one. */
export const FUNCTIONS = PROGRAM.replace(/\nmain "\$@"\n$/, '\n')

const LAB = new URL('../../lab/kit/lab', import.meta.url).pathname
export const BUSYBOX = execFileSync(LAB, ['tool', 'busybox'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
}).trim()

/** Those that it has to run under: name and words. */
export const SHELLS = Object.entries({ dash: ['dash'], bash: ['bash'], busybox: [BUSYBOX, 'sh'] })

export interface Ran {
  stdout: string
  stderr: string
  status: number | null
}

/** Runs calls of its functions in a shell, with `root` as the folder that it would have on a server. */
export function inShell(shell: readonly string[], root: string, calls: string): Ran {
  writeFileSync(join(root, 'stackctl'), `${FUNCTIONS}\n${calls}\n`)
  return runIn(shell, [join(root, 'stackctl')])
}

/** The files that each release has. */
const [, LINES = ''] = /^RELEASE_FILES='(.*)'$/m.exec(PROGRAM) ?? []

/** Gives the release in this folder each file that a release has and that a test has not written. */
export function makeWhole(release: string): void {
  mkdirSync(join(release, 'models'), { recursive: true })
  for (const name of [...LINES.split(' '), 'secrets', 'release.json'])
    if (!existsSync(join(release, name))) writeFileSync(join(release, name), '')
}

/** Runs a file in a shell. */
export function runIn([program = '', ...args]: readonly string[], words: readonly string[]): Ran {
  return spawnSync(program, [...args, ...words], { encoding: 'utf8', timeout: 50_000 })
}
