/**
 * The order of one round: each begins with another one, and every second goes backwards, so that nobody has always the same one before him.
 * @template T
 * @param {readonly T[]} players
 * @param {number} round from 0
 * @returns {T[]}
 */
export function orderOf(players, round) {
  const first = Math.floor(round / 2) % players.length
  const order = [...players.slice(first), ...players.slice(0, first)]
  return round % 2 === 0 ? order : order.reverse()
}
