/** A page with what `textOf` gives between each `<!-- KIND:NAME -->` and the next `<!-- /KIND -->`; other text is left as it is. */
export function fillMarked(page: string, kind: string, textOf: (name: string) => string): string {
  const blocks = new RegExp(`(<!-- ${kind}:([a-z-]+) -->)[\\s\\S]*?(<!-- /${kind} -->)`, 'g')
  return page.replace(blocks, (_, begin: string, name: string, end: string) => `${begin}\n${textOf(name)}\n${end}`)
}
