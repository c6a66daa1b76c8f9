import { Refused } from '../runtime/errors.js'
import { unwritable } from './argv.js'
import { isOptional, type Optional, type Value } from './values.js'

type Values = Readonly<Record<string, Value<unknown>>>

/**
 * A kind of line that two programs have to agree on: what writes it and reads it in TypeScript (here), in awk and in the shell
 * (serverReaders.ts), and the page about it (page.ts) all follow from this one declaration.
 */
export interface LineRecord<Of extends Values = Values> {
  /** What lines of it are called: the name of their file, if they have one. */
  readonly name: string
  /** What they say, for the page. */
  readonly says: string
  /** In the order of their fields. */
  readonly values: Of
  /** awk reads a line by `read_NAME()`. */
  readonly awk?: string
  /** The shell reads one by `next_NAME`, into variables behind the prefix. */
  readonly shell?: { readonly name: string; readonly prefix: string }
}

/** What one line of a record says. */
export type LineOf<R extends LineRecord> = R extends LineRecord<infer Of> ? Shape<Of> : never

type Shape<Of extends Values> = Flat<
  { [Key in Required<Of>]: TypeOf<Of[Key]> } & { [Key in Exclude<keyof Of, Required<Of>>]?: TypeOf<Of[Key]> }
>
type Required<Of extends Values> = { [Key in keyof Of]: Of[Key] extends Optional<unknown> ? never : Key }[keyof Of]
type TypeOf<V> = V extends Value<infer T> ? T : never
type Flat<T> = { [Key in keyof T]: T[Key] }

export function lineRecord<Of extends Values>(record: LineRecord<Of>): LineRecord<Of> {
  return record
}

/** Names of a record's fields, in their order. */
export function fieldNames(record: LineRecord): string[] {
  return valuesOf(record).flatMap(([, value]) => value.names)
}

/**
 * One record a line, in the order given. An empty field is written `-`.
 * @throws Refused where a value cannot be written
 */
export function writeLines<R extends LineRecord>(record: R, lines: readonly LineOf<R>[]): string {
  return lines.map((line) => `${fieldsOf(record, line as Record<string, unknown>).join('\t')}\n`).join('')
}

/** @throws Refused where a line is not one of the record's */
export function readLines<R extends LineRecord>(record: R, text: string): LineOf<R>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const fields = line.split('\t').map((field) => (field === '-' ? '' : field))
      return readFields(record, fields) ?? notOfForm(record, fields)
    })
}

/** One line, whose fields are as they are: none stands for an empty one. undefined where it is none of the record's. */
export function readLine<R extends LineRecord>(record: R, line: string): LineOf<R> | undefined {
  return readFields(record, line.split('\t'))
}

/** The line again, as `readLine` has read it. */
export function writeLine<R extends LineRecord>(record: R, line: LineOf<R>): string {
  return bareFields(record, line as Record<string, unknown>).join('\t')
}

function fieldsOf(record: LineRecord, line: Readonly<Record<string, unknown>>): string[] {
  return bareFields(record, line).map((field) => {
    if (/[\t\n\r\0]/.test(field)) throw unwritable(field)
    return field === '' ? '-' : field
  })
}

function bareFields(record: LineRecord, line: Readonly<Record<string, unknown>>): string[] {
  return valuesOf(record).flatMap(([key, value]) => {
    if (line[key] !== undefined) return value.write(line[key])
    return isOptional(value) && value.leftOut ? [] : value.names.map(() => '')
  })
}

function readFields<R extends LineRecord>(record: R, fields: readonly string[]): LineOf<R> | undefined {
  const line: [string, unknown][] = []
  let at = 0
  for (const [key, value] of valuesOf(record)) {
    const own = fields.slice(at, at + value.names.length)
    at += own.length
    if (isOptional(value) && own.every((field) => field === '') && (value.leftOut || own.length > 0)) continue
    const read = own.length === value.names.length ? value.read(own) : undefined
    if (read === undefined) return undefined
    line.push([key, read])
  }
  return at === fields.length ? (Object.fromEntries(line) as LineOf<R>) : undefined
}

function notOfForm(record: LineRecord, fields: readonly string[]): never {
  const width = fieldNames(record).length
  throw new Refused(
    fields.length === width
      ? `A line of the release's ${record.name} is not of its form`
      : `A line of the release's ${record.name} has ${fields.length} fields in place of ${width}`,
    { at: fields.slice(0, 2).join('/') },
  )
}

function valuesOf(record: LineRecord): [string, Value<unknown>][] {
  return Object.entries(record.values) as [string, Value<unknown>][]
}
