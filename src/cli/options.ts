import { Option } from 'commander'
import { defaultOf, kebabCase, metaOf, type Shape } from '../contract/shape.js'

/** Inputs that a command line calls otherwise: Node takes `--env-file` of all words for itself (nodejs/node#54232). */
const TYPED: Readonly<Record<string, string>> = { envFile: 'values' }

/** What a command line calls an input, in camelCase. */
export function typedName(input: string): string {
  return TYPED[input] ?? input
}

/** As a person types it: `--known-hosts`. */
export function typedOption(input: string): string {
  return `--${kebabCase(typedName(input))}`
}

/**
 * The options of an action's inputs. What is secret is given as a file's name, because words of a command line are seen by everybody on the
 * machine; so are texts of several lines.
 * @param without Inputs that a person does not give.
 */
export function optionsOf(shape: Shape, without: readonly string[]): Option[] {
  return Object.entries(shape)
    .filter(([name]) => !without.includes(name))
    .map(([name, schema]) => {
      const { description = '', isTruth = false, ownInShell = false } = metaOf(schema)
      const fallback = defaultOf(schema)
      const shown = fallback === undefined || fallback.includes('${{') ? '' : ` (default: ${fallback})`
      const value = isFile(schema) ? ' <file>' : isTruth ? ' [true|false]' : ' <value>'
      const option = new Option(
        `${typedOption(name)}${value}`,
        `${inShell(description)}${ownInShell ? '; ssh’s own if absent' : ''}${shown}`,
      )
      return isTruth ? option.preset('true') : option
    })
}

/** Whether the option names a file (`-` is stdin) in which the input's text is. */
export function isFile(schema: Shape[string]): boolean {
  const { secret = false, ownInShell = false } = metaOf(schema)
  return secret || ownInShell
}

/** A description without what is true of a workflow alone. */
function inShell(description: string): string {
  return description.replace(/ \(a secret\)|; host keys are never asked for at run time/, '').replaceAll('`', '')
}
