import { readFile } from 'node:fs/promises'
import { run } from '../test/kit/program.js'
import { AnswerWatch, now, ProcessWatch } from './observe.mjs'
import { serviceNames } from './stack.mjs'
import { ownWork, stepsOf } from './timeline.mjs'

/**
 * @typedef {object} Run One timed run; times in milliseconds after its start.
 * @property {number} exit
 * @property {number} [newAt] when the new version had answered users of every changed service
 * @property {number} [goneAt] when the last old container was removed
 * @property {number} [connections] logins at the server's sshd
 * @property {number} [own] the action's own work
 * @property {number} [peakMb] memory of the action's process
 * @property {import('./timeline.mjs').Step[]} [steps] of the transaction on the server
 * @property {import('./timeline.mjs').Child[]} [children] of the action's process
 * @property {{ at: number, what: string, service: string }[]} [docker]
 * @property {string} [failed] why this run does not count
 */

/**
 * One run of a contender, from what it needs to have before to the proof that it did its work.
 * @param {import('./site.mjs').Site} site
 * @param {import('./contenders.mjs').Contender} contender
 * @param {import('./scenarios.mjs').Scenario} scenario
 * @param {number} rtt
 * @returns {Promise<Run>}
 */
export async function measure(site, contender, scenario, rtt) {
  const wire = await site.wire(rtt)
  const services = serviceNames(scenario.changed)
  const version = scenario.changed === 0 ? site.version : site.version === 'v1' ? 'v2' : 'v1'
  await site.place(version)
  await (scenario.image === 'host' ? site.pull(services, version) : site.forget(services, version))
  const before = site.isOurs ? await site.journal() : { release: '' }
  const call = contender.call({
    ssh: wire.ssh,
    services,
    allServices: serviceNames(site.shape.services),
    address: wire.address,
    previous: site.isOurs && before.release !== '' ? await site.previous() : '',
    login: wire.login,
    checkout: site.checkout,
  })
  const connections = await site.connections()
  // Servers of the lab share this machine's kernel, and its uptime.
  const uptime = Number((await readFile('/proc/uptime', 'latin1')).split(' ')[0]) * 1000 - now()
  const answers = new AnswerWatch(site.login.address, services, version)
  const { exitCode, began, ended, output, ...seen } = await ('action' in call ? act(site, wire, call) : command(call))
  /** @type {Run} */
  const result = { exit: ended - began, ...seen }
  try {
    if (exitCode !== 0) throw new Error(`exit code ${exitCode}: ${output.trim().split('\n').slice(-5).join(' / ')}`)
    result.connections = (await site.connections()) - connections
    await answers.end(30_000)
    await site.settle(version)
    site.version = version
  } catch (error) {
    await answers.end(0)
    return { ...result, failed: error instanceof Error ? error.message : String(error) }
  }
  if (scenario.changed > 0) Object.assign(result, containersOf(site.events.since(began), began))
  if (answers.allNewAt !== undefined) result.newAt = answers.allNewAt - began
  const after = site.isOurs ? await site.journal() : undefined
  if (after !== undefined && after.release !== before.release) result.steps = stepsOf(after.journal, began + uptime)
  return result
}

/**
 * What became of containers, and when the last of them was removed.
 * @param {readonly import('./observe.mjs').DockerEvent[]} events @param {number} began
 */
function containersOf(events, began) {
  const docker = events.map(({ at, ...event }) => ({ ...event, at: at - began }))
  const removed = docker.filter(({ what }) => what === 'destroy').map(({ at }) => at)
  return { docker, ...(removed.length > 0 && { goneAt: Math.max(...removed) }) }
}

/**
 * An action as GitHub's runner runs it.
 * @param {import('./site.mjs').Site} site @param {import('./site.mjs').Wire} wire @param {import('./contenders.mjs').ActionCall} call
 */
async function act(site, wire, { action, inputs }) {
  /** @type {ProcessWatch | undefined} */
  let watch
  site.onSpawn = (pid) => (watch = new ProcessWatch(pid))
  const { exitCode, printed } = await site.runner.run(action, action, {
    ...inputs,
    host: wire.host,
    'known-hosts': wire.knownHosts,
  })
  const ended = now()
  site.onSpawn = () => undefined
  if (watch === undefined) throw new Error(`${action} did not start`)
  const { children, peakMb } = watch.end()
  const began = watch.began
  return { exitCode, output: printed, began, ended, children, peakMb, own: ownWork(ended - began, children) }
}

/** @param {import('./contenders.mjs').Command} call */
async function command({ argv, ...options }) {
  const began = now()
  const { exitCode, stdout, stderr } = await run(argv, { ...options, deadlineMs: 120_000 })
  return { exitCode, output: stdout + stderr, began, ended: now() }
}
