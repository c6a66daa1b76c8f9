import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { publisherIn } from '../../../scripts/references.mjs'
import { workflowText } from '../../../src/cli/init/workflow.js'

// All workflows of this repository: those that it offers and runs, the example's, and those that the documentation shows.

export interface WorkflowFile {
  /** Path, or for a block of a document `docs/alerts.md#2`. */
  path: string
  text: string
}

export interface Step {
  uses?: string
  run?: string
  if?: string
  'continue-on-error'?: unknown
  with?: Record<string, unknown>
}

export interface Job {
  uses?: string
  if?: string
  needs?: string | string[]
  'runs-on'?: unknown
  strategy?: { matrix?: unknown }
  steps?: Step[]
  environment?: string | { name: string }
  permissions?: Permissions
  concurrency?: string | { group: string; 'cancel-in-progress'?: unknown }
  'timeout-minutes'?: number
}

export type Permissions = string | Record<string, string>

export interface Workflow {
  on: Record<string, unknown>
  permissions?: Permissions
  concurrency?: unknown
  jobs: Record<string, Job>
}

const ONE = { name: 'production', branch: 'main', hasHost: false }

export const own: WorkflowFile[] = filesIn('.github/workflows')
export const example: WorkflowFile[] = filesIn('examples/korczewski/.github/workflows')
export const markdownFiles = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...markdownIn('docs')]
export const documented: WorkflowFile[] = markdownFiles.flatMap((file) =>
  blocks(readFileSync(file, 'utf8'), 'yaml')
    .filter((block) => /^jobs:/m.test(block))
    // A part of a workflow stands for the whole of it.
    .map((block) => (/^on:/m.test(block) ? block : `on: push\n${block}`))
    .map((text, index) => ({ path: `${file}#${index + 1}`, text })),
)
/** What stack-actions init writes. */
const written: WorkflowFile[] = [[ONE], [ONE, { name: 'staging', branch: 'dev', hasHost: true }]].map(
  (deployed, at) => ({
    path: `docs/cli.md#init-${at + 1}`,
    text: workflowText(deployed, { needsEnvFile: at > 0 }),
  }),
)
export const all = [...own, ...example, ...documented, ...written]

export function workflowOf({ text }: WorkflowFile): Workflow {
  return parse(text) as Workflow
}

export function fileAt(path: string): WorkflowFile {
  const found = all.find((file) => file.path === path)
  if (found === undefined) throw new Error(`there is no workflow ${path}`)
  return found
}

/**
 * The same file with something in it changed, to see that a check finds it.
 * @throws where there is nothing to change
 */
export function broken(path: string, from: string | RegExp, to: string): WorkflowFile {
  const { text } = fileAt(path)
  const changed = text.replace(from, to)
  if (changed === text) throw new Error(`${path}: nothing there is ${from}`)
  return { path, text: changed }
}

/** Blocks of code of a language in a document. */
export function blocks(markdown: string, language: string): string[] {
  return [...markdown.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    (match) => match[1] as string,
  )
}

/** Whose this is: `owner/name`. */
export const PUBLISHER = publisherIn(readFileSync('package.json', 'utf8'))

/** A reference to this repository, of which the rest is a pattern. */
export function ours(rest: string): RegExp {
  return new RegExp(`^${PUBLISHER.replaceAll('.', '\\.')}${rest}`)
}

const OWN = ours('(?:/([^@]+))?@')

/** What `<publisher>/<path>@<ref>` names in this repository; undefined for actions of others. */
export function ownPath(uses: string): string | undefined {
  return (OWN.exec(uses) ?? /^\.\/(.*)$/.exec(uses))?.slice(1).map((path) => path ?? '')[0]
}

function filesIn(folder: string): WorkflowFile[] {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}

function markdownIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
}
