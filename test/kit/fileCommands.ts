/**
 * What an action wrote into GITHUB_OUTPUT or GITHUB_STATE, as the runner reads it: `name<<delimiter`, lines, the delimiter. The last of a
 * name counts.
 *
 * @throws where a delimiter is missing
 */
export function valuesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index += 1) {
    const [, name, delimiter] = /^([\w-]+)<<(.+)$/.exec(lines[index] ?? '') ?? []
    if (name === undefined || delimiter === undefined) continue
    const end = lines.indexOf(delimiter, index + 1)
    if (end < 0) throw new Error(`${name} has no end: there is no line '${delimiter}'`)
    found[name] = lines.slice(index + 1, end).join('\n')
    index = end
  }
  return found
}
