import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import description from './description.json' with { type: 'json' }

// GitHub's published description (OpenAPI 3.0) as a judge of requests, and of the stand-in's own answers.

type Json = Record<string, unknown>
type Schema = Json
interface Parameter {
  name: string
  in: 'query' | 'path'
  required?: boolean
  schema: Schema
}
interface Operation {
  parameters?: (Parameter | Reference)[]
  requestBody?: { content: { 'application/json': { schema: Schema } } }
  responses: Record<string, { content?: { 'application/json'?: { schema: Schema } } } | Reference>
}
interface Reference {
  $ref: string
}

export interface Call {
  method: string
  url: URL
  body?: unknown
}

export interface Match {
  method: string
  /** As in the description: `/repos/{owner}/{repo}/issues`. */
  template: string
  /** Values of its placeholders, decoded. */
  parameters: Record<string, string>
}

const api = jsonSchema(description) as { paths: Record<string, Record<string, Operation>> }
const ajv = new Ajv({ strict: false, allErrors: true, logger: false })
addFormats.default(ajv)
ajv.addSchema({ ...api, $id: 'github' })
const validators = new Map<string, ValidateFunction>()

/** The operation that a method and a path mean; undefined if the description has none. */
export function matchOf({ method, url }: Call): Match | undefined {
  const verb = method.toLowerCase()
  const given = url.pathname.split('/')
  for (const [template, verbs] of Object.entries(api.paths)) {
    const wanted = template.split('/')
    if (!(verb in verbs) || wanted.length !== given.length) continue
    const fits = wanted.every((part, index) => /^\{.+\}$/.test(part) || part === given[index])
    if (!fits || given.slice(1).includes('')) continue
    const named = wanted.flatMap((part, index) =>
      part.startsWith('{') ? [[part.slice(1, -1), decodeURIComponent(given[index] ?? '')]] : [],
    )
    return { method: verb, template, parameters: Object.fromEntries(named) as Record<string, string> }
  }
  return undefined
}

/** What GitHub's description has against a request. A field that it does not know counts too: GitHub ignores it, so nobody would notice. */
export function faultsOfRequest(match: Match, call: Call): string[] {
  const operation = operationOf(match)
  const parameters = (operation.parameters ?? []).map((parameter) => resolve<Parameter>(parameter))
  const query = Object.fromEntries(call.url.searchParams)
  const unknown = Object.keys(query).filter(
    (name) => !parameters.some((one) => one.in === 'query' && one.name === name),
  )
  const given = parameters.flatMap((parameter) => {
    const text = (parameter.in === 'query' ? query : match.parameters)[parameter.name]
    if (text === undefined) return parameter.required ? [`${parameter.in} ${parameter.name} is missing`] : []
    return faultsOf(parameter.schema, typed(text, parameter.schema), `${parameter.in} ${parameter.name}`)
  })
  return [...unknown.map((name) => `query ${name} is unknown`), ...given, ...faultsOfBody(operation, call.body)]
}

/** What is wrong with an answer of the stand-in itself. */
export function faultsOfAnswer(match: Match, status: number, body: unknown): string[] {
  const response = operationOf(match).responses[status]
  if (response === undefined) return [`${match.method} ${match.template} never answers ${status}`]
  const schema = resolve<Exclude<typeof response, Reference>>(response).content?.['application/json']?.schema
  return schema === undefined ? [] : faultsOf(schema, body, 'answer')
}

function faultsOfBody({ requestBody }: Operation, body: unknown): string[] {
  const schema = requestBody?.content['application/json'].schema
  if (schema === undefined) return body === undefined ? [] : ['a body where none is taken']
  return faultsOf(closed(schema) as Schema, body ?? {}, 'body')
}

function operationOf({ method, template }: Match): Operation {
  return api.paths[template]?.[method] as Operation
}

/** Path and query are text; numbers and booleans are meant where the description says so. */
function typed(text: string, schema: Schema): unknown {
  const { type } = resolve<Schema>(schema)
  if (type === 'integer') return /^-?[0-9]+$/.test(text) ? Number(text) : text
  if (type === 'boolean') return text === 'true' || (text === 'false' ? false : text)
  return text
}

function faultsOf(schema: Schema, value: unknown, where: string): string[] {
  const text = JSON.stringify(schema).replaceAll('"#/', '"github#/')
  const validate = validators.get(text) ?? ajv.compile(JSON.parse(text) as Schema)
  validators.set(text, validate)
  if (validate(value)) return []
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const field = 'additionalProperty' in params ? ` (${params.additionalProperty})` : ''
    return `${where}${instancePath} ${message}${field}`
  })
}

/** The same schema, open to no field that it does not name. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed)
  if (typeof node !== 'object' || node === null) return node
  const schema = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]))
  return 'properties' in schema && schema.type === 'object' ? { additionalProperties: false, ...schema } : schema
}

/**
 * OpenAPI 3.0 as JSON Schema: `nullable` there is a type here; and a value that is equal to its empty default is right even where its
 * `format` says otherwise.
 */
function jsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(jsonSchema)
  if (typeof node !== 'object' || node === null) return node
  const schema = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, jsonSchema(value)])) as Json
  const allowed: Schema[] = []
  // The keyword, not a field of that name, which would be a schema.
  if (typeof schema.nullable === 'boolean') {
    if (schema.nullable) allowed.push({ type: 'null' })
    delete schema.nullable
  }
  if (schema.default === '' && typeof schema.format === 'string') allowed.push({ const: '' })
  return allowed.length > 0 ? { anyOf: [...allowed, schema] } : schema
}

function resolve<T>(node: T | Reference): T {
  if (typeof node !== 'object' || node === null || !('$ref' in node)) return node as T
  return node.$ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => (at as Json)[key], api) as T
}
