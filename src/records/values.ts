import { readArgv, writeArgv } from './argv.js'

/** One value of a record, and how it stands in the record's fields. */
export interface Value<T> {
  /** The fields that it takes, by their names: awk's variables, the shell's behind a prefix, and what the page says. In lower case. */
  readonly names: readonly string[]
  write(value: T): readonly string[]
  /** undefined: the fields are not of its form. */
  read(fields: readonly string[]): T | undefined
  /** What it is, for the page: a sentence without its full stop. */
  readonly says?: string | undefined
  /** Those that it is made of, where it is several. */
  readonly members?: readonly Value<unknown>[]
}

/** One that need not be there: all of its fields are empty then, or, with `leftOut`, they are not written at all. */
export interface Optional<T> extends Value<T> {
  readonly optional: true
  readonly leftOut: boolean
}

type Says = string | undefined

/** A text that may be empty. */
export function text(name: string, says?: Says): Value<string> {
  return single(name, says, (field) => field)
}

/** A text that is never empty. */
export function word(name: string, says?: Says): Value<string> {
  return single(name, says, (field) => (field === '' ? undefined : field))
}

/** A whole number from 0. */
export function count(name: string, says?: Says): Value<number> {
  return single(name, says, (field) => (isCount(field) ? Number(field) : undefined))
}

/** Milliseconds since a machine started, which may be years ago. */
export function milliseconds(name: string, says?: Says): Value<number> {
  return single(name, says, (field) => (/^\d{1,15}$/.test(field) ? Number(field) : undefined))
}

/** One of some words. */
export function oneOf<const Words extends readonly string[]>(
  name: string,
  words: Words,
  says?: Says,
): Value<Words[number]> {
  return single(name, says, (field) => words.find((one) => one === field))
}

/** Yes or no, as two words. */
export function flag(name: string, yes: string, no: string, says?: Says): Value<boolean> {
  return single(
    name,
    says,
    (field) => (field === yes ? true : field === no ? false : undefined),
    (value) => (value ? yes : no),
  )
}

/** A word that stands there, or nothing. */
export function mark(name: string, says?: Says): Optional<true> {
  return optional(
    single<true>(
      name,
      says,
      (field) => (field === name ? true : undefined),
      () => name,
    ),
    { leftOut: true },
  )
}

/** Something that is written as arguments. */
export function asArgv<T>(
  name: string,
  toArgv: (value: T) => readonly string[],
  ofArgv: (argv: readonly string[]) => T | undefined,
  says?: Says,
): Value<T> {
  return single(
    name,
    says,
    (field) => ofArgv(readArgv(field)),
    (value) => writeArgv(toArgv(value)),
  )
}

/** Several values that are there together. */
export function group<Members extends Readonly<Record<string, Value<unknown>>>>(
  members: Members,
): Value<Grouped<Members>> {
  const all = Object.entries(members) as [string, Value<unknown>][]
  return {
    names: all.flatMap(([, member]) => member.names),
    members: all.map(([, member]) => member),
    write: (value) => all.flatMap(([key, member]) => member.write((value as Record<string, unknown>)[key])),
    read: (fields) => {
      const read = all.map(([key, member], at) => [key, member.read([fields[at] ?? ''])] as const)
      return read.some(([, value]) => value === undefined) ? undefined : (Object.fromEntries(read) as Grouped<Members>)
    },
  }
}

export function optional<T>(value: Value<T>, { leftOut = false } = {}): Optional<T> {
  return { ...value, optional: true, leftOut }
}

export function isOptional(value: Value<unknown>): value is Optional<unknown> {
  return 'optional' in value
}

/** Whether a field is a whole number from 0. */
export function isCount(field: string): boolean {
  return /^\d{1,10}$/.test(field)
}

type Grouped<Members> = { -readonly [Key in keyof Members]: Members[Key] extends Value<infer T> ? T : never }

function single<T>(
  name: string,
  says: Says,
  read: (field: string) => T | undefined,
  write: (value: T) => string = String,
): Value<T> {
  return { names: [name], says, write: (value) => [write(value)], read: ([field = '']) => read(field) }
}
