/**
 * @typedef {object} Spread
 * @property {number} count
 * @property {number} median
 * @property {number} least
 * @property {number} most
 */

/**
 * Of values that are all there; undefined of none.
 * @param {readonly (number | undefined)[]} values
 * @returns {Spread | undefined}
 */
export function spread(values) {
  const sorted = values.filter((value) => value !== undefined).sort((one, other) => one - other)
  const [least] = sorted
  const most = sorted.at(-1)
  if (least === undefined || most === undefined) return undefined
  const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? least, sorted[sorted.length >> 1] ?? most]
  return { count: sorted.length, median: (low + high) / 2, least, most }
}

/**
 * How long at least one of the intervals lasted, each second counted once.
 * @param {readonly { from: number, to: number }[]} intervals
 */
export function covered(intervals) {
  let [total, end] = [0, Number.NEGATIVE_INFINITY]
  for (const { from, to } of [...intervals].sort((one, other) => one.from - other.from)) {
    total += Math.max(0, to - Math.max(from, end))
    end = Math.max(end, to)
  }
  return total
}
