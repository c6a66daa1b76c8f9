import { SCENARIOS } from './scenarios.mjs'
import { spread } from './statistics.mjs'
import { counted, verdicts } from './targets.mjs'

/**
 * @typedef {object} Results
 * @property {{ date: string, commit: string, runs: number, cpus: number, kernel: string, node: string, loads: number[] }} setting
 * @property {string | undefined} [against]
 * @property {import('./targets.mjs').Measured[]} measured
 */

const BEGIN = '<!-- results: written by ./bench/run --publish -->'
const END = '<!-- end of results -->'

/**
 * The README with these results in place of the ones before.
 * @param {string} readme @param {Results} results
 */
export function published(readme, results) {
  const [head, rest] = [readme.indexOf(BEGIN), readme.indexOf(END)]
  if (head === -1 || rest < head) throw new Error(`bench/README.md has no block from ${BEGIN} to ${END}`)
  return `${readme.slice(0, head)}${BEGIN}\n\n${report(results)}\n\n${readme.slice(rest)}`
}

/** Everything that was measured, as Markdown. @param {Results} results */
export function report(results) {
  const { setting, measured, against } = results
  const sections = [
    `Measured on ${setting.date} at ${setting.commit}: ${setting.runs} runs each, ${setting.cpus} processors, Linux ${setting.kernel}, Node ${setting.node.replace(/^v/, '')}; ` +
      `load of the machine before the first run ${setting.loads[0]}, later ${spread(setting.loads.slice(1))?.least}–${spread(setting.loads)?.most}.` +
      (against === undefined ? '' : ` “against” is \`${against}\`.`),
    '### Targets',
    table(
      ['target', 'at most', 'measured', ''],
      verdicts(measured).map(({ target, limit, measured, met }) => [
        target,
        limit,
        measured,
        met ? 'met' : '**not met**',
      ]),
    ),
    '### Seconds, median (range)',
    table(
      ['scenario', 'round trip', 'contender', 'to exit', 'ratio', 'new version answers', 'old containers gone', 'runs'],
      measured.map((one) => timeRow(one, measured)),
    ),
    '### This project’s actions',
    table(
      [
        'scenario',
        'round trip',
        'action',
        'own work, ms',
        'of the server’s transaction, s',
        'SSH connections',
        'memory, MB',
      ],
      measured.flatMap(actionRow),
    ),
    '### Where a deploy’s time goes on the server, ms',
    stepTable(measured),
    ...timeline(measured),
  ]
  return sections.join('\n\n')
}

/** @param {import('./targets.mjs').Measured} one @param {readonly import('./targets.mjs').Measured[]} all */
function timeRow(one, all) {
  const runs = counted(one)
  const failed = one.runs.length - runs.length
  const exits = spread(runs.map(({ exit }) => exit))
  const base = all.find(({ scenario, rtt }) => scenario === one.scenario && rtt === one.rtt)
  const ratio = exits && base && exits.median / (spread(counted(base).map(({ exit }) => exit))?.median ?? Number.NaN)
  return [
    title(one.scenario),
    `${one.rtt} ms`,
    one.contender,
    inSeconds(exits),
    ratio === undefined || base === one ? '' : `${ratio.toFixed(2)} ×`,
    inSeconds(spread(runs.map(({ newAt }) => newAt))),
    inSeconds(spread(runs.map(({ goneAt }) => goneAt))),
    failed === 0 ? String(runs.length) : `${runs.length}, ${failed} failed`,
  ]
}

/** @param {import('./targets.mjs').Measured} one */
function actionRow(one) {
  const runs = counted(one).filter(({ children }) => children !== undefined)
  if (runs.length === 0) return []
  return [
    [
      title(one.scenario),
      `${one.rtt} ms`,
      one.contender,
      whole(spread(runs.map(({ own }) => own))),
      inSeconds(spread(runs.map(({ steps }) => transactionMs(steps ?? [])))),
      whole(spread(runs.map(({ connections }) => connections))),
      whole(spread(runs.map(({ peakMb }) => peakMb))),
    ],
  ]
}

/** From its first step to its commit. @param {readonly import('./timeline.mjs').Step[]} steps */
function transactionMs(steps) {
  const commit = steps.find(({ step }) => step === 'commit')
  return commit && commit.to - Math.min(...steps.map(({ from }) => from))
}

/** @param {readonly import('./targets.mjs').Measured[]} measured */
function stepTable(measured) {
  const shown = measured.filter((one) => one.rtt === 0 && counted(one).some(({ steps }) => steps !== undefined))
  const names = [
    ...new Set(shown.flatMap((one) => counted(one).flatMap(({ steps }) => (steps ?? []).map(({ step }) => step)))),
  ]
  const cell = (/** @type {import('./targets.mjs').Measured} */ one, /** @type {string} */ name) =>
    whole(
      spread(
        counted(one).map(({ steps }) => {
          const found = (steps ?? []).filter(({ step }) => step === name)
          return found.length === 0 ? undefined : found.reduce((sum, { from, to }) => sum + to - from, 0)
        }),
      ),
    )
  return table(
    ['scenario', 'contender', ...names],
    shown.map((one) => [title(one.scenario), one.contender, ...names.map((name) => cell(one, name))]),
  )
}

/** The middle run of `deploy` with one service, from the start of its process. @param {readonly import('./targets.mjs').Measured[]} measured */
function timeline(measured) {
  const deploy = measured.find((one) => one.scenario === 'one' && one.contender === 'deploy' && one.rtt === 0)
  const runs = deploy && [...counted(deploy)].sort((one, other) => one.exit - other.exit)
  const run = runs?.[runs.length >> 1]
  if (run === undefined) return []
  const spans = [
    ...(run.children ?? []).map(({ kind, what, from, to }) => ({
      from,
      to,
      text: kind === 'other' ? what : `ssh: ${what}`,
    })),
    ...(run.steps ?? []).map(({ step, from, to }) => ({ from, to, text: `    server: ${step}` })),
    ...(run.docker ?? []).map(({ at, what }) => ({ from: at, to: at, text: `        Docker: ${what}` })),
    { from: run.newAt ?? 0, to: run.newAt ?? 0, text: 'the new version answers' },
    { from: run.exit, to: run.exit, text: 'end' },
  ].sort((one, other) => one.from - other.from)
  const lines = spans.map(({ from, to, text }) => {
    const took = to === from ? '' : String(Math.round(to - from))
    return `${String(Math.round(from)).padStart(6)} ${took.padStart(6)}  ${text}`
  })
  return [
    '### One deploy: milliseconds from the start of the process, and how long it took',
    ['```', ...lines, '```'].join('\n'),
  ]
}

/** @param {string} scenario */
const title = (scenario) => SCENARIOS.find(({ name }) => name === scenario)?.title ?? scenario

/** @param {import('./statistics.mjs').Spread | undefined} found of milliseconds */
function inSeconds(found) {
  if (found === undefined) return ''
  const [median, least, most] = [found.median, found.least, found.most].map((one) => (one / 1000).toFixed(2))
  return `${median} (${least}–${most})`
}

/** @param {import('./statistics.mjs').Spread | undefined} found */
function whole(found) {
  if (found === undefined) return ''
  const [median, least, most] = [found.median, found.least, found.most].map((one) => String(Math.round(one)))
  return least === most ? (median ?? '') : `${median} (${least}–${most})`
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}
