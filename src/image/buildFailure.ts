import { relative } from 'node:path'
import { Refused } from '../runtime/errors.js'
import { plain } from '../runtime/escape.js'
import type { BakeEntry } from './bake.js'

const SHOWN_LINES = 20

/** What to tell of a failed build. @param dockerfiles Texts by path: an older engine does not say the line. */
export function buildFailure(
  entries: readonly BakeEntry[],
  names: readonly string[],
  lines: readonly string[],
  dockerfiles: ReadonlyMap<string, string> = new Map(),
): Refused {
  const all = lines.join('\n')
  if (/is not a docker command|unknown command: docker buildx|unknown flag: --file/.test(all))
    return new Refused('Docker Buildx is not installed on this runner', {
      todo: 'install the Buildx plugin of Docker, or run docker/setup-buildx-action before',
    })
  if (/Cannot connect to the Docker daemon/.test(all))
    return new Refused('no Docker engine answers on this runner', { todo: 'start Docker, or use a runner that has it' })
  const failed = /(?:ERROR: )?target ([\w-]+): (.*)/.exec(all)
  const name = failed?.[1] ?? failedVertex(all)
  const entry = entries[names.indexOf(name ?? '')] ?? (entries.length === 1 ? entries[0] : undefined)
  const service = entry ? `${entry.target.project}/${entry.target.service}` : names.join(', ')
  const position =
    /^[\w./-]*Dockerfile[\w.-]*:(\d+)$/m.exec(all)?.[1] ??
    lineOfInstruction(failedInstruction(all), dockerfiles.get(entry?.target.dockerfile ?? ''))
  const file = entry && relative(entry.target.root, entry.target.dockerfile)
  const reason =
    failed?.[2] ?? lines.findLast((line) => line.startsWith('ERROR: '))?.slice(7) ?? 'docker buildx bake failed'
  return new Refused([`${service} does not build: ${plain(reason).slice(0, 500)}`, ...lastLines(lines)].join('\n'), {
    about: 'build',
    ...(file === undefined ? {} : { at: position === undefined ? file : `${file}:${position}` }),
    ...(file === undefined || position === undefined
      ? {}
      : { places: [{ file, line: Number(position), message: `${service} does not build: ${plain(reason)}` }] }),
    todo: 'mend the build and push again; nothing was changed on the server',
  })
}

export function lastLines(lines: readonly string[]): string[] {
  return lines
    .filter((line) => line.trim() !== '' && !/^-+$/.test(line))
    .slice(-SHOWN_LINES)
    .map((line) => `    ${plain(line).slice(0, 300)}`)
}

/** Instruction of the step that failed, as BuildKit prints it at the step's beginning: `#10 [production 1/2] RUN false`. */
function failedInstruction(all: string): string | undefined {
  const step = /^#(\d+) ERROR/m.exec(all)?.[1]
  return step === undefined ? undefined : new RegExp(`^#${step} \\[[^\\]]+\\] (.+)$`, 'm').exec(all)?.[1]
}

/** Line on which an instruction begins, where only one can be meant; BuildKit joins its lines and blanks. */
function lineOfInstruction(instruction: string | undefined, dockerfile: string | undefined): string | undefined {
  if (instruction === undefined || dockerfile === undefined) return undefined
  const found = dockerfile.split('\n').flatMap((line, index) => {
    const begin = line
      .replace(/\\\s*$/, '')
      .trim()
      .replace(/\s+/g, ' ')
    return begin !== '' && instruction.replace(/\s+/g, ' ').startsWith(begin) ? [String(index + 1)] : []
  })
  return found.length === 1 ? found[0] : undefined
}

/** Target of the step that failed: older engines name it only at the step's beginning, `#7 [app_web 3/3] RUN …`, `#7 ERROR: …`. */
function failedVertex(all: string): string | undefined {
  const step = /^#(\d+) ERROR/m.exec(all)?.[1]
  return step === undefined ? undefined : new RegExp(`^#${step} \\[([\\w-]+) `, 'm').exec(all)?.[1]
}
