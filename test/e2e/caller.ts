import { execFileSync } from 'node:child_process'
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Event } from '../kit/events.js'
import { Checkout } from '../kit/example/checkout.js'
import { labTarget, removeLab, type Target } from '../kit/example/target.js'
import { exportRepository } from '../kit/export.js'
import { labTool } from '../kit/lab.js'
import { run } from '../kit/program.js'
import { type RunOptions, type WorkflowRun, Workflows } from '../kit/workflows.js'

/** An environment of the example on a server of its own, with the secrets and variables that it has on GitHub. */
export interface Environment {
  target: Target
  secrets: Record<string, string>
  vars: Record<string, string>
}

/** `of`: the environment whose secrets and variables it gets; production's if absent. */
export type RunOf = RunOptions & { of?: Environment }

/** The example as a repository of its owner's, whose workflows use an export of this repository's last commit. */
export class Caller {
  private constructor(
    readonly folder: string,
    readonly checkout: Checkout,
    readonly workflows: Workflows,
    readonly production: Environment,
    readonly staging: Environment,
  ) {}

  static async make(): Promise<Caller> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'stack-actions-e2e-')))
    const production = await environment('e2e', { narrow: true })
    const staging = await environment('e2e-staging')
    // One registry for both: what one environment has pushed, the other reuses.
    for (const name of ['REGISTRY_TOKEN', 'REGISTRY_PULL_TOKEN']) staging.secrets[name] = production.secrets[name] ?? ''
    const stackActions = join(folder, 'stack-actions')
    await exportRepository(stackActions, 'HEAD')
    const { registry } = production.target
    const checkout = await Checkout.make(
      join(folder, 'checkout'),
      { registry, host: production.target.host },
      join(stackActions, 'examples/korczewski'),
    )
    await checkout.edit({
      '.github/workflows/pipeline.yml': (text) =>
        text.replace("node-version: '24'", "node-version: '24', registry-pull-username: puller"),
      'stack.yml': (text) => smaller(text).replace(/(staging: \{[^}]*host: )[^,}\s]+/, `$1${staging.target.host}`),
    })
    await checkout.commit('Two environments, and only what the tests look at')
    const tools = { act: await labTool('act'), node: await realpath(await labTool('node24')) }
    const workflows = new Workflows({
      tools,
      folder: join(folder, 'runs'),
      checkout: checkout.folder,
      stackActions,
      github: production.target.github,
      authorities: [...production.target.authorities, ...staging.target.authorities],
    })
    return new Caller(folder, checkout, workflows, production, staging)
  }

  /** Runs a workflow with the secrets and variables of an environment, as GitHub gives them to its job. */
  run(workflow: string, event: Event, options: RunOf = {}): Promise<WorkflowRun> {
    const { secrets, vars } = options.of ?? this.production
    return this.workflows.run(workflow, event, { secrets, vars, ...options })
  }

  /** A further file of the repository's owner. */
  write(path: string, text: string): Promise<void> {
    return writeFile(join(this.checkout.folder, path), text)
  }

  /** A second clone, at the commit that is checked out now: GitHub gives each run its own. */
  async clone(name: string): Promise<string> {
    const to = join(this.folder, name)
    execFileSync('git', ['clone', '-q', this.checkout.folder, to])
    return to
  }

  /** The process of an action that runs now. */
  async actionPid(name: string): Promise<number> {
    const { stdout } = await run(['pgrep', '-f', `${this.folder}/.*dist/${name}\\.js`])
    const pid = Number(stdout.trim().split('\n').at(-1))
    if (!pid) throw new Error(`no action ${name} runs`)
    return pid
  }

  async remove(): Promise<void> {
    await removeLab('e2e')
    await removeLab('e2e-staging')
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function environment(name: string, options: { narrow?: boolean } = {}): Promise<Environment> {
  const target = await labTarget(name, options)
  const { secrets, vars } = target.github
  return { target, secrets: { ...secrets, GITHUB_TOKEN: 'ghs_a-token-that-no-registry-takes' }, vars }
}

/** Without the projects that add nothing but time. */
function smaller(stackFile: string): string {
  return stackFile
    .replace(/^ {2}(payment|videovault): .*\n/gm, '')
    .replace('needs: [l2p, payment, videovault]', 'needs: [l2p]')
    .replace(/^.*name: (Payment|VideoVault),.*\n/gm, '')
}
