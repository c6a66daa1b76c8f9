import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import * as z from 'zod'
import { workflowTexts } from '../../../scripts/workflowTexts.mjs'
import type { Action } from '../../../src/contract/action.js'
import { metadataFiles, TABLE_PAGES } from '../../../src/contract/generate.js'
import { fillWorkflows } from '../../../src/contract/workflowTables.js'
import { actions } from '../../../src/entries.js'
import { stackFile } from '../../../src/stack/schema.js'

const declared: Action[] = []
for (const load of Object.values(actions)) declared.push(await load())
const pages = Object.fromEntries(TABLE_PAGES.map((path) => [path, readFileSync(path, 'utf8')]))

describe('what is generated', () => {
  it.each(Object.entries(metadataFiles(declared, pages)))(
    '%s is what the declarations say (npm run build)',
    (path, text) => {
      expect(readFileSync(path, 'utf8')).toBe(text)
    },
  )

  it('holds the tables of the reusable workflows, and the example’s calls of them', () => {
    const page = readFileSync('docs/workflows.md', 'utf8')
    const texts = workflowTexts('.')
    expect(fillWorkflows(page, texts)).toBe(page)
    const called = Object.entries(texts.workflows).filter(
      ([name, text]) => name !== 'ci' && /^ {2}workflow_call:/m.test(text),
    )
    expect([...page.matchAll(/<!-- workflow:([a-z-]+) -->/g)].map(([, name]) => name).sort()).toEqual(
      called.map(([name]) => name).sort(),
    )
  })

  it('holds the JSON Schema of stack.yml', () => {
    expect(JSON.parse(readFileSync('docs/stack.schema.json', 'utf8'))).toEqual(
      z.toJSONSchema(stackFile, { io: 'input' }),
    )
  })

  it('has a folder and one table for every action, and no other', () => {
    const names = Object.keys(actions).sort()
    const tables = (path: string) =>
      [...(pages[path] ?? '').matchAll(/<!-- table:([a-z-]+) -->/g)].map((match) => match[1])
    expect(readdirSync('actions').sort()).toEqual(names)
    expect(tables('README.md')).toEqual(['deploy'])
    expect(['deploy', ...tables('docs/actions.md')].sort()).toEqual(names)
  })

  it.each(['action.yml', 'deploy/action.yml'])('is fit for the Marketplace: %s', (path) => {
    const { name, description, branding } = parse(readFileSync(path, 'utf8')) as Record<string, unknown>
    expect(branding).toEqual({
      icon: expect.stringMatching(/^[a-z0-9-]+$/),
      color: expect.stringMatching(/^(blue|green|purple)$/),
    })
    expect(String(name).length).toBeGreaterThan(0)
    // A longer one is cut in its list.
    expect(String(description).length).toBeLessThanOrEqual(125)
  })

  it('lets every action be run under its own name', () => {
    expect(declared.map((action) => action.name)).toEqual(Object.keys(actions))
  })
})
