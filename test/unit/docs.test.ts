import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import * as z from 'zod'
import { program } from '../../scripts/program.mjs'
import { documents, oneSentenceALine } from '../../scripts/sentences.mjs'
import type { Action } from '../../src/contract/action.js'
import { actionTables } from '../../src/contract/generate.js'
import { actions } from '../../src/entries.js'
import { TRAEFIK_LINES } from '../../src/proxy/traefik.js'
import { outcome } from '../../src/shipment/outcome.js'
import { stackFile } from '../../src/stack/schema.js'
import { blocks, markdownFiles } from './workflows/files.js'

const text = Object.fromEntries(markdownFiles.map((file) => [file, readFileSync(file, 'utf8')]))
const read = (file: string) => text[file] ?? ''

const declared: Record<string, Action> = {}
for (const [name, load] of Object.entries(actions)) declared[name] = await load()

describe('the documentation', () => {
  it.each(Object.keys(declared))('says every input and output of %s as it is declared', (name) => {
    const page = read(name === 'deploy' ? 'README.md' : 'docs/actions.md')
    const table = page.split(`<!-- table:${name} -->\n`)[1]?.split('\n<!-- /table -->')[0]
    expect(table).toBe(actionTables(declared[name] as Action))
  })

  it.each(markdownFiles)('%s links to what is there', (file) => {
    const links = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] as string)
    const missing = links.filter((link) => {
      if (/^https?:/.test(link)) return false
      const [path = '', fragment] = link.split('#')
      const target = path === '' ? file : normalize(join(dirname(file), path))
      if (!existsSync(target)) return true
      return fragment !== undefined && !anchors(readFileSync(target, 'utf8')).includes(fragment)
    })
    expect(missing).toEqual([])
  })

  it.each(documents)('%s has one sentence a line (npm run format)', (file) => {
    const page = readFileSync(file, 'utf8')
    expect(page).toBe(oneSentenceALine(page))
  })

  it.each(['README.md', 'docs/transaction.md'])('%s names every outcome, and no other', (file) => {
    expect(firstColumn(section(read(file), 'Outcomes'))).toEqual(outcome.options)
  })

  it('names every step of the journal, in its order', () => {
    const steps = firstColumn(section(read('docs/transaction.md'), 'The states'))
    const taken = new Set(
      [...program().matchAll(/\b(?:step|STEP=)\s*([a-z-]+)\b(?=[;\s]|$)/gm)].map((match) => match[1]),
    )
    expect(steps.filter((step) => !taken.has(step))).toEqual([])
    expect(steps).toEqual(
      'prepare lock intent create pin one-shot start swap switch gate stop decide commit finish undo'.split(' '),
    )
  })

  it.each([
    ['README.md', 'On the server, without GitHub'],
    ['docs/stackctl.md', 'Commands'],
  ])('%s names every verb of stackctl for people, and no other', (file, heading) => {
    const usage = /^verbs\(\) \{([\s\S]*?)^\}/m.exec(program())?.[1] ?? ''
    const verbs = [...usage.matchAll(/^ {2}([a-z]+) .*? {2,}\S/gm)].map((match) => match[1])
    const documented = firstColumn(section(read(file), heading)).map((cell) =>
      cell.replace(/^stackctl /, '').replace(/ .*/, ''),
    )
    expect(verbs.length).toBeGreaterThan(4)
    expect([...documented].sort()).toEqual([...verbs].sort())
  })

  it('gives the settings of Traefik that a refusal asks for', () => {
    for (const line of TRAEFIK_LINES) {
      const setting = line.replace(/^\w+: /, '')
      expect(read('docs/traefik.md')).toContain(`- ${setting}\n`)
      expect(read('README.md')).toContain(setting)
    }
  })

  it('describes every field of stack.yml, and no other', () => {
    const described = firstColumn(read('docs/stack.md')).filter((cell) => !cell.includes('-actions.'))
    const table = described.slice(0, described.indexOf('start-first'))
    expect(table.sort()).toEqual(fieldsOf(z.toJSONSchema(stackFile, { io: 'input' }) as Schema).sort())
  })

  it('describes every label that the code reads', () => {
    const read = new Set(
      sources().flatMap((source) =>
        [...source.matchAll(/'(stack-actions\.(?!hash|lab)[a-z-]+)'/g)].map((match) => match[1]),
      ),
    )
    expect(read.size).toBeGreaterThan(0)
    for (const label of read) expect(text['docs/stack.md']).toContain(`| \`${label}\` |`)
  })

  it('has an example of stack.yml that the code accepts', () => {
    const example = blocks(read('docs/stack.md'), 'yaml').map((block) => parse(block) as unknown)[0]
    expect(stackFile.safeParse(example).error).toBeUndefined()
  })
})

interface Schema {
  properties?: Record<string, Schema>
  additionalProperties?: Schema | false
  items?: Schema
  anyOf?: Schema[]
}

function fieldsOf(schema: Schema, path = ''): string[] {
  const alternatives = schema.anyOf ?? []
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const here = path === '' ? name : `${path}.${name}`
    return [here, ...fieldsOf(field, here)]
  })
  const entries = [schema.additionalProperties || undefined, schema.items].filter((inner) => inner !== undefined)
  return [
    ...own,
    ...alternatives.flatMap((one) => fieldsOf(one, path)),
    ...entries.flatMap((inner) => fieldsOf(inner, `${path}.*`)),
  ]
}

function sources(): string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join('src', path), 'utf8'))
}

function section(markdown: string, heading: string): string {
  return markdown.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? ''
}

/** What stands in backticks in the first column of the tables. */
function firstColumn(markdown: string): string[] {
  return [...markdown.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] as string)
}

/** GitHub's anchors of headings. */
function anchors(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] as string)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  )
}
