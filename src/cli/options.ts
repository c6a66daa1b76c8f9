import { Option } from 'commander'
import { defaultOf, kebabCase, metaOf, type Shape } from '../contract/shape.js'

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
        `--${kebabCase(name)}${value}`,
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
