import * as z from 'zod'
import { type Refused, refuseAll } from '../runtime/errors.js'
import { quoted } from '../runtime/escape.js'
import { isRequired, kebabCase, metaOf, type Shape, type Values } from './shape.js'

/** Where the runner puts an input: `INPUT_KNOWN-HOSTS`. */
export function inputVariable(name: string): string {
  return `INPUT_${kebabCase(name).toUpperCase()}`
}

/** The text of each input that was given; the runner passes an absent one as an empty string. */
export function givenInputs(shape: Shape, env: NodeJS.ProcessEnv): Record<string, string> {
  const given: Record<string, string> = {}
  for (const [name, schema] of Object.entries(shape)) {
    const text = env[inputVariable(name)] ?? ''
    if (text.trim() === '') continue
    // A key needs its last line break; elsewhere blanks around a value are an accident of YAML.
    given[name] = metaOf(schema).secret ? text : text.trim()
  }
  return given
}

/**
 * Reads and checks all inputs of an action.
 *
 * @throws Refused that lists every bad input: its name, what was given, what is allowed. Secrets are never shown.
 */
export function readInputs<S extends Shape>(
  shape: S,
  env: NodeJS.ProcessEnv,
  { inShell = false }: { inShell?: boolean } = {},
): Values<S> {
  const given = givenInputs(shape, env)
  const result = z.object(shape).safeParse(given)
  const absent = inShell ? [] : notGiven(shape, given)
  if (result.success && absent.length === 0) return result.data as Values<S>
  throw badInputs(shape, given, [...(result.error?.issues ?? []), ...absent])
}

/** What a shell may leave out and a workflow may not. */
function notGiven(shape: Shape, given: Record<string, string>): z.core.$ZodIssue[] {
  return Object.entries(shape)
    .filter(([name, schema]) => metaOf(schema).ownInShell && given[name] === undefined)
    .map(([name]) => ({ code: 'custom', path: [name], message: 'missing', input: undefined }))
}

function badInputs(shape: Shape, given: Record<string, string>, issues: z.core.$ZodIssue[]): Refused {
  const names = Object.keys(shape).filter((name) => issues.some((issue) => issue.path[0] === name))
  const faults = names.map((name) => {
    const schema = shape[name] as z.ZodType
    const problems = issues.filter((issue) => issue.path[0] === name).map(problemText)
    return `${kebabCase(name)}: ${fault(schema, given[name], problems)}`
  })
  const todo = names
    .filter((name) => given[name] === undefined)
    .flatMap((name) => metaOf(shape[name] as z.ZodType).missing ?? [])
  const what = faults.length === 1 ? 'An input is wrong' : `${faults.length} inputs are wrong`
  return refuseAll(what, faults, { todo, code: 'usage' })
}

function fault(schema: z.ZodType, given: string | undefined, problems: string[]): string {
  const { allowed, secret } = metaOf(schema)
  const must = allowed === undefined ? '' : `; must be ${allowed}`
  if (given === undefined) return `${isRequired(schema) ? 'required, but empty or missing' : 'missing'}${must}`
  // Where no words say what is allowed, zod's do. They may quote the value, so a secret's schema has words of its own.
  const because =
    allowed === undefined || problems.some((text) => text.startsWith('[')) ? ` (${problems.join('; ')})` : ''
  const shown = secret ? `a value of ${given.length} characters that is not shown` : quoted(given)
  return `got ${shown}${must}${secret ? '' : because}`
}

function problemText(issue: z.core.$ZodIssue): string {
  const path = issue.path.slice(1).map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
  return path.length === 0 ? issue.message : `${path.join('')}: ${issue.message}`
}
