import { spread } from './statistics.mjs'

/**
 * @typedef {object} Measured
 * @property {string} scenario
 * @property {number} rtt
 * @property {string} contender
 * @property {import('./measure.mjs').Run[]} runs
 *
 * @typedef {object} Verdict
 * @property {string} target
 * @property {string} limit
 * @property {string} measured
 * @property {boolean} met
 */

/** The actions that a user waits for. */
const DEPLOYS = ['ssh-deploy', 'deploy']

/** @param {Measured} measured */
export const counted = ({ runs }) => runs.filter(({ failed }) => failed === undefined)

/**
 * What the project promises itself of its speed, and whether these results keep it. A target whose scenarios were not run is left out.
 * @param {readonly Measured[]} measured
 * @returns {Verdict[]}
 */
export function verdicts(measured) {
  const all = [
    ...DEPLOYS.flatMap((action) => [
      ...ratio(measured, `${action}: one changed service`, { scenario: 'one', of: action, to: 'bare', limit: 1.3 }),
      ...ratio(measured, `${action}: the same at 50 ms`, {
        scenario: 'one',
        rtt: 50,
        of: action,
        to: 'bare',
        limit: 1.3,
      }),
      ...ratio(measured, `${action}: five of five`, { scenario: 'five-of-five', of: action, to: 'bare', limit: 1.3 }),
      ...ratio(measured, `${action}: nothing changed`, { scenario: 'nothing', of: action, to: 'docker ps', limit: 2 }),
      ...ratio(measured, `${action}: stack of 50 beside stack of 5`, {
        scenario: 'fifty',
        of: `${action} of 50`,
        to: action,
        limit: 1.3,
      }),
      ...seconds(measured, `${action}: one service, image on the host`, { scenario: 'one', of: action, limit: 1.0 }),
      ...seconds(measured, `${action}: one service, 22 MB to pull`, { scenario: 'one-pulled', of: action, limit: 1.4 }),
      ...own(measured, action),
    ]),
    ...ratio(measured, 'a rollback beside a deploy', { scenario: 'rollback', of: 'rollback', to: 'deploy', limit: 1 }),
    ...most(measured, 'memory of the action', { field: 'peakMb', limit: 120, unit: ' MB' }),
    ...most(measured, 'SSH connections of an action', { field: 'connections', limit: 1, unit: '' }),
  ]
  return all
}

/** @param {readonly Measured[]} measured @param {string} scenario @param {string} contender @param {number} [rtt] */
function exits(measured, scenario, contender, rtt = 0) {
  const found = measured.find((one) => one.scenario === scenario && one.contender === contender && one.rtt === rtt)
  return found && spread(counted(found).map(({ exit }) => exit))
}

/**
 * @param {readonly Measured[]} measured @param {string} target
 * @param {{ scenario: string, rtt?: number, of: string, to: string, limit: number }} options
 * @returns {Verdict[]}
 */
function ratio(measured, target, { scenario, rtt, of, to, limit }) {
  const [ours, base] = [exits(measured, scenario, of, rtt), exits(measured, scenario, to, rtt)]
  if (ours === undefined || base === undefined) return []
  const times = ours.median / base.median
  return [{ target, limit: `${limit.toFixed(1)} × ${to}`, measured: `${times.toFixed(2)} ×`, met: times <= limit }]
}

/**
 * @param {readonly Measured[]} measured @param {string} target @param {{ scenario: string, of: string, limit: number }} options
 * @returns {Verdict[]}
 */
function seconds(measured, target, { scenario, of, limit }) {
  const ours = exits(measured, scenario, of)
  if (ours === undefined) return []
  const value = ours.median / 1000
  return [{ target, limit: `${limit.toFixed(1)} s`, measured: `${value.toFixed(2)} s`, met: value <= limit }]
}

/** @param {readonly Measured[]} measured @param {string} action @returns {Verdict[]} */
function own(measured, action) {
  const one = measured.find((entry) => entry.scenario === 'one' && entry.contender === action && entry.rtt === 0)
  const work = one && spread(counted(one).map((run) => run.own))
  if (work === undefined) return []
  const target = `${action}: the runner’s own work besides SSH and gate`
  return [{ target, limit: '300 ms', measured: `${Math.round(work.median)} ms`, met: work.median < 300 }]
}

/**
 * The largest of all runs of the actions.
 * @param {readonly Measured[]} measured @param {string} target
 * @param {{ field: 'peakMb' | 'connections', limit: number, unit: string }} options
 * @returns {Verdict[]}
 */
function most(measured, target, { field, limit, unit }) {
  const actions = measured.filter((one) => counted(one).some(({ children }) => children !== undefined))
  const values = spread(actions.flatMap((one) => counted(one).map((run) => run[field])))
  if (values === undefined) return []
  const met = values.most <= limit
  return [
    {
      target,
      limit: `${limit}${unit}`,
      measured: `${Math.round(values.most)}${unit}, the most of ${values.count} runs`,
      met,
    },
  ]
}
