import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { judgedEnvironment } from '../../actions/checkout.js'
import { readAll } from '../../actions/pipelinePlan.js'
import { type Context, defineAction } from '../../contract/action.js'
import { UserError } from '../../runtime/errors.js'
import { readStackConfig } from '../../stack/config.js'
import { type Repository, repositoryIn } from '../repository.js'
import { draftOf } from './draft.js'
import { type Found, findIn } from './found.js'
import { leftToDo, variablesIn } from './left.js'
import { callsUs, type Deployed, workflowText } from './workflow.js'

const STACK_FILE = 'stack.yml'
const WORKFLOWS = '.github/workflows'
const NAMES = ['deploy.yml', 'deploy-stack.yml', 'deploy-by-ssh.yml']

export const init = defineAction({
  name: 'init',
  description: 'Write stack.yml and a workflow for this repository, and say what is left to do',
  inputs: {},
  outputs: {},
  async main(_, context) {
    const repository = await repositoryIn(context.workspace)
    const found = await findIn(repository)
    await writeStackFile(found, repository, context)
    const deployed = await deployedOf(repository)
    const variables = [...new Set(found.composed.flatMap(({ text }) => variablesIn(text)))].sort()
    await writeWorkflow(found, deployed, variables, context)
    await mustPassCheck(context)
    for (const line of ['', ...leftToDo(deployed, variables, repository)]) context.log.info(line)
    return {}
  },
})

/** Never over one that is there. @throws Refused where there is nothing to deploy */
async function writeStackFile(found: Found, repository: Repository, { log }: Context): Promise<void> {
  const path = join(repository.root, STACK_FILE)
  if (existsSync(path)) return log.info(`${STACK_FILE} is there already, and stays as it is`)
  const draft = draftOf(found, repository)
  await writeFile(path, draft.text, { flag: 'wx' })
  log.info(
    `✓ ${STACK_FILE}: ${draft.folders.map((folder) => (folder === '.' ? 'the Compose file at the root' : folder)).join(', ')}`,
  )
  for (const notice of draft.notices) log.info(`  ${notice}`)
}

async function deployedOf({ root, origin }: Repository): Promise<Deployed[]> {
  const { environments } = await readStackConfig({ root, config: STACK_FILE, ...origin })
  return Object.entries(environments).flatMap(([name, { branch, host }]) =>
    branch === undefined ? [] : [{ name, branch, hasHost: host !== undefined }],
  )
}

async function writeWorkflow(
  { workflows }: Found,
  deployed: readonly Deployed[],
  variables: readonly string[],
  { log, workspace }: Context,
): Promise<void> {
  const ours = workflows.find(({ text }) => callsUs(text))
  if (ours !== undefined) return log.info(`${WORKFLOWS}/${ours.name} is there already, and stays as it is`)
  if (deployed.length === 0)
    return log.info(`no workflow is written: ${STACK_FILE} names no branch for any environment`)
  const free = NAMES.find((name) => !workflows.some((workflow) => workflow.name === name))
  if (free === undefined) throw new UserError(`${NAMES.join(', ')} are taken in ${WORKFLOWS}`)
  const path = join(workspace, WORKFLOWS, free)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, workflowText(deployed, { needsEnvFile: variables.length > 0 }), { flag: 'wx' })
  log.info(
    `✓ ${WORKFLOWS}/${free}: ${deployed.map(({ name, branch }) => `${branch} is deployed to ${name}`).join(', ')}`,
  )
}

/** @throws Refused with what is to be mended in the Compose files */
async function mustPassCheck(context: Context): Promise<void> {
  const judged = await judgedEnvironment({ config: STACK_FILE }, context)
  const inputs = { config: STACK_FILE, withoutSecrets: true, given: [] }
  const { notices } = await readAll(inputs, { ...judged, deploys: false }, context)
  for (const notice of new Set(notices)) context.log.info(`  ${notice}`)
}
