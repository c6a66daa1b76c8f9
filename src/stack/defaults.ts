import type { ComposeModel } from './types.js'

/** A field of a service that is, at least in part, a default of the Compose file, because no value is given for the variable. */
export interface Defaulted {
  /** `environment`, `labels`, `command`, `entrypoint` or `image`. */
  field: string
  /** Which variable or label of the container. */
  name?: string
  /** Variables of the Compose file without a value. */
  variables: string[]
}

/** By service. */
export type Defaults = Record<string, Defaulted[]>

/** By project; a text says why they cannot be known. */
export type DefaultsOfAll = Record<string, Defaults | string>

/** Names that an environment and an env file give a value. */
export function givenVariables(env: Readonly<Record<string, string | undefined>>, envText: string): Set<string> {
  const inFile = [...envText.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*[=:][ \t]*(.*)$/gm)]
  const filled = inFile.filter(([, , value = '']) => !/^(''|"")?\s*(#.*)?$/.test(value)).map(([, name = '']) => name)
  return new Set([...Object.keys(env).filter((name) => env[name] !== undefined && env[name] !== ''), ...filled])
}

/**
 * Which values of each service are defaults (`${NAME:-default}`).
 * @param model Of `docker compose config --no-interpolate`.
 */
export function defaultsOf(model: ComposeModel, given: ReadonlySet<string>): Defaults {
  const open = (text: unknown): string[] => defaulted(JSON.stringify(text ?? '')).filter((name) => !given.has(name))
  return Object.fromEntries(
    Object.entries(model.services ?? {}).map(([service, definition]) => {
      const named = (['environment', 'labels'] as const).flatMap((field) =>
        Object.entries(definition[field] ?? {}).map(
          ([name, value]): Defaulted => ({ field, name, variables: open(value) }),
        ),
      )
      const whole = (['command', 'entrypoint', 'image'] as const).map(
        (field): Defaulted => ({ field, variables: open(definition[field]) }),
      )
      return [service, [...named, ...whole].filter(({ variables }) => variables.length > 0)]
    }),
  )
}

/** Names of `${NAME-…}` and `${NAME:-…}`, also of one within another; `$$` is a dollar. */
function defaulted(text: string): string[] {
  const found = [...text.replaceAll('$$', '').matchAll(/\$\{([A-Za-z_][A-Za-z0-9_]*):?-/g)]
  return [...new Set(found.map(([, name = '']) => name))].sort()
}
