import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { parse } from 'yaml'
import { labTool } from '../../kit/lab.js'
import { ownPath, PUBLISHER, type WorkflowFile } from './files.js'
import type { problems, References } from './languageService.js'

/** Inputs of other people's actions that are used here: their metadata is not at hand, and a misspelt input shall be found. */
const OTHERS: Record<string, string[]> = {
  'actions/attest': ['subject-path'],
  'actions/checkout': ['fetch-depth', 'lfs', 'persist-credentials', 'submodules'],
  'actions/download-artifact': ['path', 'pattern'],
  'actions/setup-node': ['node-version'],
  'actions/upload-artifact': ['if-no-files-found', 'name', 'overwrite', 'path'],
}

/** Programs that check workflows, on texts that need not be what is committed. */
export class Linters {
  private copies = 0

  private constructor(
    private readonly folder: string,
    private readonly tools: Record<'actionlint' | 'shellcheck' | 'zizmor', string>,
    private readonly ask: typeof problems,
  ) {}

  /** @param folder Empty, for copies. */
  static async make(folder: string): Promise<Linters> {
    const bundle = join(folder, 'languageService.cjs')
    const entryPoints = [resolve('test/unit/workflows/languageService.ts')]
    await build({ entryPoints, bundle: true, platform: 'node', format: 'cjs', outfile: bundle, logLevel: 'error' })
    const { problems: ask } = (await import(pathToFileURL(bundle).href)) as { problems: typeof problems }
    const [actionlint, shellcheck, zizmor] = await Promise.all(['actionlint', 'shellcheck', 'zizmor'].map(labTool))
    return new Linters(folder, { actionlint, shellcheck, zizmor } as Linters['tools'], ask)
  }

  /** What GitHub itself says of a workflow, or of an `action.yml`. It follows references, in this repository. */
  languageService({ path, text }: WorkflowFile): Promise<string[]> {
    return this.ask(path, text, references)
  }

  /**
   * actionlint, with shellcheck for scripts. It reads no other repository: references to this one are made local ones, in a copy that passes for a
   * repository, because it looks for `.git`.
   */
  actionlint(files: readonly WorkflowFile[]): string[] {
    const copy = join(this.folder, `actionlint-${++this.copies}`)
    const workflows = join(copy, '.github/workflows')
    mkdirSync(join(copy, '.git'), { recursive: true })
    cpSync('.github/workflows', workflows, { recursive: true })
    for (const path of ['action.yml', 'actions', 'deploy', 'dist']) symlinkSync(resolve(path), join(copy, path))
    const copies = files.map(({ path, text }) => {
      const name = path.startsWith('.github/')
        ? path
        : join('.github/workflows', `${path.replace(/[^A-Za-z0-9]+/g, '-')}.yml`)
      writeFileSync(join(copy, name), text)
      return name
    })
    for (const path of readdirSync(workflows)) {
      const text = readFileSync(join(workflows, path), 'utf8')
      writeFileSync(join(workflows, path), localReferences(text))
    }
    const { status, stdout, stderr } = spawnSync(
      this.tools.actionlint,
      ['-no-color', '-oneline', '-shellcheck', this.tools.shellcheck, '-pyflakes', '', ...copies],
      { cwd: copy, encoding: 'utf8' },
    )
    return lines(status === 0 || status === 1 ? stdout : `actionlint ended with ${status}: ${stderr}`)
  }

  /** @param options Such as `--persona=auditor`. */
  zizmor(files: readonly WorkflowFile[], options: readonly string[] = []): string[] {
    const copy = join(this.folder, `zizmor-${++this.copies}`)
    for (const { path, text } of files) {
      // It judges what lies where workflows lie.
      const name = path.includes('.github/')
        ? path
        : join(path.replace(/[^A-Za-z0-9]+/g, '-'), '.github/workflows/shown.yml')
      mkdirSync(dirname(join(copy, name)), { recursive: true })
      writeFileSync(join(copy, name), text)
    }
    const { status, stdout, stderr } = spawnSync(
      this.tools.zizmor,
      ['--offline', '--no-progress', '--strict-collection', '--format=json', '--config=zizmor.yml', ...options, copy],
      { encoding: 'utf8' },
    )
    // 0: clean; 11 to 14: the worst severity that was found.
    if (status !== 0 && (status === null || status < 11 || status > 14))
      return [`zizmor ended with ${status}: ${stderr}`]
    return (JSON.parse(stdout) as Finding[]).map(({ ident, desc, locations }) => {
      const { symbolic, concrete } =
        locations.find((location) => location.symbolic.kind === 'Primary') ?? (locations[0] as Location)
      const path = Object.values(symbolic.key)[0]?.verbatim_path ?? ''
      return `${path.slice(copy.length + 1)}:${concrete.location.start_point.row + 1}: ${ident}: ${desc}`
    })
  }
}

interface Location {
  symbolic: { kind: string; key: Record<string, { verbatim_path: string }> }
  concrete: { location: { start_point: { row: number } } }
}

interface Finding {
  ident: string
  desc: string
  locations: Location[]
}

const references: References = {
  workflow(path) {
    return readFileSync(path.replace(`${PUBLISHER}/`, ''), 'utf8')
  },
  action({ owner, name, path }) {
    const repository = `${owner}/${name}`
    const metadata = join(path ?? '.', 'action.yml')
    if (repository === PUBLISHER) return existsSync(metadata) ? parse(readFileSync(metadata, 'utf8')) : undefined
    const inputs = OTHERS[repository]
    if (inputs === undefined)
      throw new Error(`name the inputs of ${repository} that are used: OTHERS in test/unit/workflows/linters.ts`)
    return {
      name: repository,
      description: '',
      inputs: Object.fromEntries(inputs.map((input) => [input, { description: '' }])),
    }
  },
}

function localReferences(text: string): string {
  return text.replace(/uses: *([^\s#]+)/g, (whole, uses: string) => {
    const path = uses.startsWith('./') ? undefined : ownPath(uses)
    return path === undefined ? whole : `uses: ./${path}`
  })
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}
