/**
 * Parts of a text that may be names of YAML files. Each word is searched from its end: one expression over the whole text took quadratic time
 * for a value of some hundred thousand letters.
 */
export function namedFiles(text: string): string[] {
  const names = [...text.matchAll(/[\w./-]+/g)].flatMap(([word]) => /^.*\.ya?ml/.exec(word)?.[0] ?? [])
  return [...new Set(names)]
}
