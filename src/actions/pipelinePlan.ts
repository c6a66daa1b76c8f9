import type { Context } from '../contract/action.js'
import type { PlannedImage } from '../image/chosen.js'
import { refuseAll, UserError } from '../runtime/errors.js'
import type { Stack } from '../stack/types.js'
import { type Checkout, type CheckoutInputs, type JudgedEnvironment, readCheckout } from './checkout.js'
import { openRegistryFor } from './openRegistry.js'
import { type ProjectTest, pipelineMarkdown, pipelineText } from './pipelineReport.js'
import { planBuilds } from './planBuilds.js'
import { mustBeTested } from './tested.js'

interface PlanInputs extends CheckoutInputs {
  registryUsername?: string | undefined
  registryToken?: string | undefined
  projects?: readonly string[] | undefined
  withoutSecrets: boolean
  dryRun: boolean
  /** What may be secret of the input `files`. */
  given: readonly string[]
  /** Its files, by their absolute paths. */
  placed: readonly string[]
  version?: string | undefined
  refresh?: boolean | undefined
}

/**
 * What a pipeline does with this commit, without asking a server: which projects are tested, which are built, where it is deployed. On a branch
 * that is not deployed the files of every environment are read, so that a fault in any of them shows before it is merged.
 * @throws Refused listing the faults
 */
export async function planPipeline(inputs: PlanInputs, judged: JudgedEnvironment, context: Context) {
  const { log, summary } = context
  const { stack, notices, withheld, committed } = await readAll(inputs, judged, context)
  if (judged.deploys) mustBeTested(inputs, committed, context)
  const registry = await openRegistryFor(stack, inputs, judged, context, (notice) => notices.push(notice))
  const images = await planBuilds(
    { stack, withheld, registry, committed, placed: inputs.placed },
    inputs,
    judged,
    context,
  )
  const tests = testsOf(stack)
  const plan = { ...judged, stack, images, tests, notices: [...new Set(notices)] }
  for (const line of pipelineText(plan)) log.info(line)
  summary.add(pipelineMarkdown(plan))
  if (!judged.deploys) log.notice(judged.skip)
  return {
    images: images.map(({ target: _, notices: __, withheld: ___, ...image }) => image),
    decision: judged.deploys ? ('is-deployed' as const) : ('is-not-deployed' as const),
    environment: judged.deploys ? judged.environment : '',
    url: judged.deploys ? (stack.url ?? '') : '',
    stack: stack.name,
    tests,
    ...buildsOf(images, { deploys: judged.deploys, registry: stack.registry }),
  }
}

/**
 * Which projects are built where. A project with an image that needs a secret of the environment is built as a whole in the job that has the
 * secrets; a run that deploys nothing has no such job.
 */
export function buildsOf(
  images: readonly Pick<PlannedImage, 'project' | 'target' | 'withheld'>[],
  { deploys, registry }: { deploys: boolean; registry: string },
): { builds: string[]; buildsWithSecrets: string[] } {
  // Without a registry only the deploy itself could use them.
  const buildsWithSecrets = registry === 'none' ? [] : projectsOf(images.filter(({ withheld }) => withheld))
  const elsewhere = new Set(deploys ? buildsWithSecrets : [])
  const builds = projectsOf(images.filter(({ project, target }) => target !== undefined && !elsewhere.has(project)))
  return { builds, buildsWithSecrets }
}

/**
 * The checkout as the judged environment has it; where nothing is deployed, every other environment is read as well.
 * @throws Refused listing the faults
 */
export async function readAll(
  inputs: CheckoutInputs & Pick<PlanInputs, 'withoutSecrets' | 'given' | 'version'>,
  judged: JudgedEnvironment,
  context: Context,
): Promise<Checkout> {
  const environments = judged.deploys ? [judged.environment] : Object.keys(judged.config.environments)
  const faults: { environment: string; error: UserError }[] = []
  let found: Checkout | undefined
  for (const environment of environments) {
    try {
      const read = await readCheckout(inputs, { config: judged.config, environment }, context)
      if (environment === judged.environment) found = read
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      faults.push({ environment, error })
    }
  }
  if (faults.length === 0 && found !== undefined) return found
  const [only] = faults
  const texts = new Set(faults.map(({ error }) => error.message))
  // Environments mostly have the same files: a fault that all of them have is reported once.
  if (only !== undefined && texts.size === 1) throw only.error
  throw refuseAll(
    'the stack cannot be read',
    faults.map(({ environment, error }) => `${environment}: ${error.message}`),
    { about: 'files', todo: [...new Set(faults.flatMap(({ error }) => error.todo))] },
  )
}

function testsOf({ projects }: Stack): ProjectTest[] {
  return projects.flatMap(({ name, path, test }) =>
    test === undefined ? [] : [{ project: name, path, command: test }],
  )
}

function projectsOf(images: readonly Pick<PlannedImage, 'project'>[]): string[] {
  return [...new Set(images.map(({ project }) => project))]
}
