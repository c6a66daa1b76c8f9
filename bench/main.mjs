import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { cpus, release as kernel, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { labRegistry } from '../test/kit/lab.js'
import { capture } from '../test/kit/program.js'
import { against, beside, CONTENDERS } from './contenders.mjs'
import { pushImages } from './images.mjs'
import { measure } from './measure.mjs'
import { published, report } from './report.mjs'
import { SCENARIOS } from './scenarios.mjs'
import { Site } from './site.mjs'
import { orderOf } from './turns.mjs'

const README = new URL('./README.md', import.meta.url)
const RESULTS = new URL('./results.json', import.meta.url)

/** @param {string} text */
const say = (text) => process.stderr.write(`bench: ${text}\n`)

function options() {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '10' },
      only: { type: 'string' },
      rtt: { type: 'string', default: '0,50' },
      against: { type: 'string' },
      beside: { type: 'string' },
      publish: { type: 'boolean', default: false },
    },
  })
  const names = values.only?.split(',') ?? SCENARIOS.map(({ name }) => name)
  for (const name of names)
    if (!SCENARIOS.some((one) => one.name === name))
      throw new Error(`there is no scenario '${name}'; there are ${SCENARIOS.map((one) => one.name).join(', ')}`)
  const runs = Number(values.runs)
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs ${values.runs}: a whole number from 1`)
  const rtts = values.rtt.split(',').map(Number)
  if (rtts.some((rtt) => rtt !== 0 && rtt !== 50)) throw new Error(`--rtt ${values.rtt}: 0, 50 or both`)
  return { ...values, runs, rtts, scenarios: SCENARIOS.filter(({ name }) => names.includes(name)) }
}

/**
 * Runs of each contender of one scenario, round after round.
 * @param {import('./scenarios.mjs').Scenario} scenario @param {number} rtt @param {number} runs
 * @param {(contender: import('./contenders.mjs').Contender) => Promise<Site>} siteOf @param {Record<string, import('./contenders.mjs').Contender>} contenders
 */
async function rounds(scenario, rtt, runs, siteOf, contenders) {
  const more = scenario.contenders.map((name) => `${name} beside`).filter((name) => name in contenders)
  const rival = 'against' in contenders && scenario.changed > 0 ? ['against'] : []
  const names = [...scenario.contenders, ...more, ...rival]
  const players = await Promise.all(
    names.map(async (name) => {
      const contender = contenders[name]
      if (contender === undefined) throw new Error(`there is no contender '${name}'`)
      return { name, contender, site: await siteOf(contender) }
    }),
  )
  const stacks = new Map(players.map(({ site, contender }) => [site, contender.services]))
  await Promise.all([...stacks].map(([site, services]) => site.begin(scenario, services)))
  /** @type {Record<string, import('./measure.mjs').Run[]>} */
  const all = Object.fromEntries(names.map((name) => [name, []]))
  // The first round is not counted: it fills caches, and gives each contender its own way of running the stack.
  for (let round = 0; round <= runs; round += 1)
    for (const { name, contender, site } of orderOf(players, round)) {
      const result = await measure(site, contender, scenario, rtt)
      const word = result.failed === undefined ? `${(result.exit / 1000).toFixed(2)} s` : `FAILED: ${result.failed}`
      say(`${scenario.name}, rtt ${rtt}, ${round === 0 ? 'warm-up' : `run ${round}`}, ${name}: ${word}`)
      if (round > 0) all[name]?.push(result)
    }
  return names.map((name) => ({ scenario: scenario.name, rtt, contender: name, runs: all[name] ?? [] }))
}

async function main() {
  const { runs, rtts, scenarios, publish, against: rival, beside: other } = options()
  const folder = await mkdtemp(join(tmpdir(), 'stack-actions-bench-'))
  say(`logs and raw numbers: ${folder}`)
  const began = Date.now()
  const { address: registry } = await labRegistry()
  const imageIds = await pushImages(registry, folder)
  const contenders = {
    ...CONTENDERS,
    ...(other !== undefined && beside(resolve(other))),
    ...(rival !== undefined && { against: against(rival) }),
  }
  /** @type {Map<string, Promise<Site>>} */
  const sites = new Map()
  const siteOf = (/** @type {import('./contenders.mjs').Contender} */ { site: name, dist }) => {
    const made = sites.get(name) ?? Site.up(`bench-${name}-${process.pid}`, { registry, folder, imageIds, dist })
    sites.set(name, made)
    return made
  }
  const end = async () => {
    for (const site of sites.values()) await site.then((one) => one.down()).catch((error) => say(error.message))
    sites.clear()
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void end().then(() => process.exit(130)))
  try {
    const measured = []
    const loads = [loadavg()[0]]
    for (const scenario of scenarios)
      for (const rtt of scenario.rtts.filter((one) => rtts.includes(one))) {
        measured.push(
          ...(await rounds(scenario, rtt, runs, siteOf, contenders).catch((error) => failed(scenario, error))),
        )
        loads.push(loadavg()[0])
      }
    const results = { setting: await setting(runs, loads, began), against: rival, measured }
    await writeFile(join(folder, 'results.json'), JSON.stringify(results))
    process.stdout.write(`${report(results)}\n`)
    if (publish) await write(results)
    say(`took ${Math.round((Date.now() - began) / 1000)} s; raw numbers: ${folder}/results.json`)
    if (measured.some((one) => one.runs.some(({ failed }) => failed !== undefined))) process.exitCode = 1
  } finally {
    await end()
  }
}

/** The other scenarios go on. @param {import('./scenarios.mjs').Scenario} scenario @param {Error} error */
function failed({ name }, error) {
  say(`${name} could not be measured: ${error.message}`)
  process.exitCode = 1
  return []
}

/** @param {number} runs @param {(number | undefined)[]} loads @param {number} began */
async function setting(runs, loads, began) {
  return {
    date: new Date(began).toISOString().slice(0, 10),
    commit: await capture(['git', 'describe', '--always', '--dirty', '--exclude=*']),
    runs,
    cpus: cpus().length,
    kernel: kernel(),
    node: process.version,
    // Of the machine, the bench itself within: what else ran shows before the first scenario.
    loads: loads.map((one) => Number((one ?? 0).toFixed(1))),
  }
}

/** @param {import('./report.mjs').Results} results */
async function write(results) {
  await writeFile(RESULTS, `${JSON.stringify(results)}\n`)
  await writeFile(README, published(await readFile(README, 'utf8'), results))
}

await main()
