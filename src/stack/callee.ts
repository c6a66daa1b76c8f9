/**
 * Whether a value leads to a service by its name. `yes`: as the host of an address, or the name alone, or in a list of names, where the variable
 * speaks of an address. `maybe`: the name alone in any other, as in `QUEUE=worker`.
 */
export type LeadsTo = 'yes' | 'maybe' | 'no'

const ADDRESS = /HOST|SERVER|ADDR|URL|ENDPOINT|UPSTREAM|BROKER|NODE|BACKEND|SERVICE/i

/** The only place that decides what a variable (`''` for a value without one, such as a word of a command) says about a service. */
export function calls(service: string, [variable, value]: readonly [string, string | null | undefined]): LeadsTo {
  if (value === null || value === undefined) return 'no'
  const name = service.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const isAddress = new RegExp(`(?:^|//|@|[,\\s])${name}(?::\\d|/|\\?)|(?://|@)${name}(?:$|[,\\s])`).test(value)
  if (isAddress) return 'yes'
  const isNamed = value.split(',').some((one) => one.trim() === service)
  if (!isNamed) return 'no'
  return ADDRESS.test(variable) ? 'yes' : 'maybe'
}
