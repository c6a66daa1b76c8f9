import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { Refused } from '../runtime/errors.js'
import { plain } from '../runtime/escape.js'
import type { run } from '../runtime/run.js'
import { type BakeEntry, bakeFile, type LayerCache, withContexts } from './bake.js'
import { consents } from './consent.js'
import { withLogin } from './dockerConfig.js'

const SHOWN_LINES = 20
/** All images of a stack, on a runner without their layers. */
const BUILD_MS = 120 * 60_000

export interface BuildOptions {
  run: typeof run
  /** The process's environment: BuildKit reads its builder and its agent from it. */
  env: Readonly<Record<string, string | undefined>>
  /** Values of the variables that build secrets come from. */
  buildSecrets: Readonly<Record<string, string>>
  /** Text of a Docker config file with the stack's login at its registry, for base images that lie there; secret. */
  registryLogin?: string
  /** A line of the build's log. */
  log: (line: string) => void
  /** Where BuildKit keeps its layers for the next run. */
  cache?: LayerCache
}

/**
 * The argv that builds what bake finds on stdin and loads it into this machine's engine.
 * @param consent Of consents.
 */
export function bakeCommand(consent: readonly string[]): string[] {
  return ['docker', 'buildx', 'bake', '--file', '-', '--load', '--progress', 'plain', ...consent]
}

/**
 * Builds images in one call of bake, which shares contexts and layers between them.
 * @throws Refused naming the service, the Dockerfile and the last lines.
 */
export async function bake(images: readonly BakeEntry[], options: BuildOptions): Promise<void> {
  const first = images[0]
  if (first === undefined) return
  const entries = withContexts(images)
  const consent = await consents(
    entries.map(({ target }) => target),
    options,
  )
  const { text, names } = bakeFile(entries, options)
  const inherited = Object.entries(options.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('INPUT_'),
  )
  const lines: string[] = []
  await using config = await withLogin(options.registryLogin ?? '{"auths":{}}', options.env)
  const result = await options.run(bakeCommand(consent), {
    stdin: text,
    timeoutMs: BUILD_MS,
    cwd: first.target.root,
    // Attestations would make an index of each image, which not every engine can load.
    env: {
      ...Object.fromEntries(inherited),
      ...config.env,
      ...options.buildSecrets,
      BUILDX_NO_DEFAULT_ATTESTATIONS: '1',
    },
    onLine: (line) => {
      lines.push(line)
      if (lines.length > 2000) lines.shift()
      options.log(line)
    },
  })
  if (result.code === 0) return
  if (result.ended === 'timeout')
    throw new Refused(
      [`the build did not end within ${BUILD_MS / 60_000} minutes; its last words:`, ...lastLines(lines)].join('\n'),
      { todo: 'look what it waited for; nothing was changed on the server' },
    )
  const dockerfiles = new Map<string, string>()
  for (const { target } of entries)
    dockerfiles.set(target.dockerfile, await readFile(target.dockerfile, 'utf8').catch(() => ''))
  throw buildFailure(entries, names, lines, dockerfiles)
}

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

function lastLines(lines: readonly string[]): string[] {
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
