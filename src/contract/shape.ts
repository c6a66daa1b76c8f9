import * as z from 'zod'

/** An input or output: a zod schema with a description, found by its camelCase name. */
export type Shape = Record<string, z.ZodType>
export type Values<S extends Shape> = z.output<z.ZodObject<S>>

/** Outputs that are known; undefined stays unset. */
export type Known<S extends Shape> = { [name in keyof Values<S>]?: Values<S>[name] | undefined }

/** What an action's metadata needs to know of a field, beyond what its schema checks. Given by `.meta({ … })`. */
export interface FieldMeta {
  description?: string
  /** Its value is never shown, and masked before anything is printed. */
  secret?: boolean
  /** Not masked as a whole: an env file, whose values are masked one by one by who reads it. */
  holdsValues?: boolean
  /** Whether it is `true` or `false`. */
  isTruth?: boolean
  /** What is allowed, in words: follows "must be". */
  allowed?: string
  /** What to do when it is missing, one command or sentence a line. */
  missing?: string | readonly string[]
  /** Required of a workflow; a person's shell has its own (ssh's configuration and agent). */
  ownInShell?: boolean
  /** Default that the runner fills in, an expression such as `${{ github.token }}`. */
  runnerDefault?: string
}

/** `knownHosts` is `known-hosts` in a workflow. */
export function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** Metadata of a schema and of what it wraps; the outermost wins. */
export function metaOf(schema: z.ZodType): FieldMeta {
  const inner = wrapped(schema)
  return { ...(inner && metaOf(inner)), ...(z.globalRegistry.get(schema) as FieldMeta | undefined) }
}

/** What stands in `action.yml` as default: the text that is parsed when the input is absent. */
export function defaultOf(schema: z.ZodType): string | undefined {
  const runnerDefault = metaOf(schema).runnerDefault
  if (runnerDefault !== undefined) return runnerDefault
  if (schema instanceof z.ZodPrefault) return String(schema.def.defaultValue)
  const inner = wrapped(schema)
  return inner && defaultOf(inner)
}

export function isRequired(schema: z.ZodType): boolean {
  const { runnerDefault, ownInShell } = metaOf(schema)
  return ownInShell === true || (runnerDefault === undefined && !schema.safeParse(undefined).success)
}

function wrapped(schema: z.ZodType): z.ZodType | undefined {
  if (schema instanceof z.ZodPipe) return schema.in as z.ZodType
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodPrefault) return schema.unwrap() as z.ZodType
  return undefined
}
