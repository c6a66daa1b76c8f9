import type { PlannedImage } from '../image/chosen.js'
import { markdown } from '../runtime/escape.js'
import type { Stack } from '../stack/types.js'

export interface ProjectTest {
  project: string
  /** Folder of the project, relative to the repository's root. */
  path: string
  command: string
}

export interface PipelinePlan {
  environment: string
  deploys: boolean
  skip: string
  stack: Pick<Stack, 'host'>
  images: readonly PlannedImage[]
  tests: readonly ProjectTest[]
  notices: readonly string[]
}

/** The plan of a pipeline for the log. */
export function pipelineText(plan: PipelinePlan): string[] {
  return [
    ...plan.tests.map(({ project }) => `${project}: tested`),
    ...plan.images.map((image) => `${nameOf(image)}: ${imageVerb(image)}, ${image.reason}`),
    deployText(plan),
    ...plan.notices,
  ]
}

/** The same for the job summary. */
export function pipelineMarkdown(plan: PipelinePlan): string {
  const rows = [
    ...plan.tests.map(({ project, command }) => [project, 'tested', command]),
    ...plan.images.map((image) => [nameOf(image), imageVerb(image), image.reason]),
  ].map((cells) => `| ${cells.map(markdown).join(' | ')} |`)
  const parts = [`**${markdown(deployText(plan))}**`]
  if (rows.length > 0) parts.push(['| what | | why |', '|---|---|---|', ...rows].join('\n'))
  if (plan.notices.length > 0) parts.push(plan.notices.map((notice) => `- ${markdown(notice)}`).join('\n'))
  return parts.join('\n\n')
}

function nameOf({ project, service }: PlannedImage): string {
  return `${project}/${service}`
}

function imageVerb({ target, withheld }: PlannedImage): string {
  if (withheld !== undefined) return 'built with the environment’s secrets'
  return target === undefined ? 'left to the deploy' : 'built'
}

function deployText({ deploys, environment, skip, stack }: PipelinePlan): string {
  if (!deploys) return skip
  return `deployed to ${environment}${stack.host === undefined ? '' : ` at ${stack.host}`}; the deploy itself says what changes there, since it asks the server`
}
