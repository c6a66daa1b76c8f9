import type { Action } from './contract/action.js'
import { notedIn } from './runtime/noted.js'

const LINGER_MS = 5000

/** Every action by name. Each is loaded alone: ncc keeps a lazy import as a chunk of its own, so that a start reads little. */
export const actions = {
  'build-and-tag': async () => (await import('./actions/build-and-tag.js')).buildAndTag,
  'push-image': async () => (await import('./actions/push-image.js')).pushImage,
  'ssh-deploy': async () => (await import('./actions/ssh-deploy.js')).sshDeploy,
  'health-gate': async () => (await import('./actions/health-gate.js')).healthGate,
  rollback: async () => (await import('./actions/rollback.js')).rollback,
  alert: async () => (await import('./actions/alert.js')).alert,
  deploy: async () => (await import('./actions/deploy.js')).deploy,
  doctor: async () => (await import('./actions/doctor.js')).doctor,
} satisfies Record<string, () => Promise<Action>>

export type ActionName = keyof typeof actions

/** What the stub `dist/<name>.js` calls. */
export async function run(name: ActionName): Promise<void> {
  await (await actions[name]()).run()
  endSoon()
}

/** What the stub `dist/<name>-post.js` calls. */
export async function runPost(name: ActionName): Promise<void> {
  if (notedIn(process.env).length === 0) return
  await (await actions[name]()).runPost()
  endSoon()
}

/** What the stub `dist/cli.js` calls. */
export async function runCli(): Promise<void> {
  await (await import('./cli/main.js')).main(process.argv.slice(2))
  endSoon()
}

/** With its work done, an action does not hang on a connection that something left open. */
function endSoon(): void {
  setTimeout(() => process.exit(), LINGER_MS).unref()
}
