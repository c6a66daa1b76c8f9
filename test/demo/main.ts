import { realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Checkout } from '../kit/example/checkout.js'
import { labTarget, removeLab, type Target } from '../kit/example/target.js'
import { exportRepository } from '../kit/export.js'
import { lab, labRuns, labServers, labTool } from '../kit/lab.js'
import { capture } from '../kit/program.js'
import { OWN_OPTIONS, type OwnOptions, ownTarget, removeOwn } from './ownServer.js'
import { DEMO, readState, removeState, writeState } from './state.js'
import { Story } from './story.js'

// What scripts/demo starts.

const SETUP = fileURLToPath(new URL('../../scripts/setup', import.meta.url))
/** Of the server and the registry in the lab. */
const NAME = 'demo'

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

async function down(): Promise<void> {
  const state = await readState()
  if (state?.own) {
    say(`removing the demo from ${state.own.login.user}@${state.own.login.host}`)
    await removeOwn(state.own)
  }
  await removeLab(NAME)
  await removeState()
  if (!state?.startedLab) return say('The demo is gone.')
  if ((await labServers()) === 0) await lab('down')
  else say('Other servers of the lab run, so the lab stays up: test/lab/kit/lab down ends it.')
  say('The demo is gone. Caches for the next run stay in ~/.cache/stack-actions.')
}

async function targetInLab(): Promise<Target> {
  const before = await readState()
  await writeState({ startedLab: before?.startedLab ?? !(await labRuns()) })
  say('▸ Set-up (the first time about ten minutes, most of it building Traefik; after that seconds)')
  await capture([SETUP], { progress: true })
  say('▸ A server, a registry and an ACME server')
  await lab('server', 'down', NAME)
  return labTarget(NAME)
}

async function targetOfOwn(options: OwnOptions): Promise<Target> {
  await capture([SETUP, 'fast'], { progress: true })
  return ownTarget(options)
}

/** Gives whether all was as promised. */
async function demo(options: OwnOptions): Promise<boolean> {
  const began = Date.now()
  if ((await readState())?.own)
    throw new Error('the demo runs on a server of yours already: ./scripts/demo down removes it')
  for (const folder of ['checkout', 'checkout.origin', 'runs', 'stack-actions'])
    await rm(join(DEMO, folder), { recursive: true, force: true })
  const target = options.host === undefined ? await targetInLab() : await targetOfOwn(options)
  say(`  server ${target.host}, registry ${target.registry}`)
  const checkout = await Checkout.make(join(DEMO, 'checkout'), target)
  say(`  a git clone of the example in ${checkout.folder}`)
  const stackActions = join(DEMO, 'stack-actions')
  await exportRepository(stackActions)
  const tools = { act: await labTool('act'), node: await realpath(await labTool('node24')) }
  const folder = join(DEMO, 'runs')
  const story = new Story({ target, checkout, vegeta: await labTool('vegeta'), tools, stackActions, folder, say })
  const passed = await story.tell()
  const verdict = passed ? 'Everything as promised' : 'NOT as promised: see ✗ above'
  say(`\n${verdict}, in ${Math.round((Date.now() - began) / 1000)} s. Logs: ${folder}`)
  say(story.howToLook())
  return passed
}

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OWN_OPTIONS })
  if (positionals[0] === 'down') await down()
  else if (positionals.length > 0) throw new Error(`'${positionals[0]}' is not known: ./scripts/demo --help`)
  else if (!(await demo(values))) process.exitCode = 1
} catch (error) {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}
