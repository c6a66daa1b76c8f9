/**
 * What in a text may be the name of a YAML file. Word by word, each from its end: by one expression over all of the text, a value of some
 * hundred thousand letters took the square of their number.
 */
export function namedFiles(text: string): string[] {
  const names = [...text.matchAll(/[\w./-]+/g)].flatMap(([word]) => /^.*\.ya?ml/.exec(word)?.[0] ?? [])
  return [...new Set(names)]
}
