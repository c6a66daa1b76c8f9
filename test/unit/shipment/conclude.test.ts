import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { skipped } from '../../../src/actions/skipped.js'
import type { Context } from '../../../src/contract/action.js'
import { ActionFailure } from '../../../src/contract/outputs.js'
import { Summary } from '../../../src/contract/summary.js'
import { journalEvent } from '../../../src/release/records/journal.js'
import { Overtaken, Refused, Undone } from '../../../src/runtime/errors.js'
import { Log } from '../../../src/runtime/log.js'
import { type TempFolder, tempFolder } from '../../../src/runtime/temp.js'
import { conclude } from '../../../src/shipment/conclude.js'
import type { Logbook } from '../../../src/shipment/logbook.js'
import { expectHarmlessMarkdown, HOSTILE } from '../hostile.js'
import { make } from '../release/fixture.js'

const SECRET = 'p@ss*word"with|marks'
const { plan } = make()
const lines = [
  '2026-01-01T00:00:00Z\t1000\t2-abcdef1\tstart\tbegin\t-\t',
  `2026-01-01T00:00:02Z\t3000\t2-abcdef1\tstart\tfail\tshop/web\t0123456789ab is exited (exit code 1); its last words: ${SECRET}`,
]

let folder: TempFolder
let context: Context
const write = process.stdout.write

beforeEach(async () => {
  process.stdout.write = jest.fn(() => true) as unknown as typeof process.stdout.write
  folder = await tempFolder('test')
  const env = { RUNNER_TEMP: folder.path, GITHUB_STEP_SUMMARY: await folder.write('summary', '') }
  context = {
    ...{ log: new Log(), summary: new Summary(), env, signal: new AbortController().signal, workspace: folder.path },
    event: {} as Context['event'],
  }
  context.log.mask(SECRET)
})
afterEach(async () => {
  process.stdout.write = write
  await folder[Symbol.asyncDispose]()
})

/** The page that a run leaves behind, as GitHub draws its characters. */
async function page(): Promise<string> {
  await context.summary.write(context.env, (text) => text)
  return readFile(`${folder.path}/summary`, 'utf8')
}
const decoded = (text: string) => text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))

function deployed(logbook: Logbook): void {
  logbook.notePlan({ ...plan, notices: [`notice of ${SECRET}`] })
  for (const event of lines.flatMap((line) => journalEvent(line) ?? [])) logbook.noteEvent(event)
  logbook.note({ servingRelease: '1-0000000' })
}

describe('a run that a newer one has overtaken', () => {
  it('is green and skipped, and says which release answers and what to do', async () => {
    const outputs = await conclude('shop-production', context, async (logbook) => {
      logbook.note({ servingRelease: '12-abcdef0' })
      throw new Overtaken('run 6 is older than release 12-abcdef0', { todo: ['or force it'] })
    })
    expect(outputs).toMatchObject({ outcome: 'skipped', servingRelease: '12-abcdef0' })
    expect(decoded(await page())).toMatch(
      /✓ .*skipped; release 12-abcdef0 answers now[\s\S]*run 6 is older[\s\S]*or force it/,
    )
  })
})

describe('what a deploy leaves behind', () => {
  it('is no plan where the runner cannot write it: the log says why, and the deploy is what it was', async () => {
    const gone = { ...context, env: { ...context.env, RUNNER_TEMP: `${folder.path}/nowhere` } }
    const outputs = await conclude('shop-production', gone, async (logbook) => {
      deployed(logbook)
      return { outcome: 'deployed' as const }
    })
    expect(outputs).toMatchObject({ outcome: 'deployed' })
    expect(outputs.planFile).toBeUndefined()
    expect(jest.mocked(process.stdout.write).mock.calls.join('')).toMatch(/plan\.md could not be kept: .*ENOENT/)
  })

  it('when it was undone: why, what to do, the services, the time, the plan; and never a secret', async () => {
    const failure = new Undone(
      `The new version was undone: start: shop/web: 01 is exited (exit code 1); its last words: ${SECRET}`,
      { code: 'health' },
    )
    const red = conclude('shop-production', context, async (logbook) => {
      deployed(logbook)
      throw failure
    })
    await expect(red).rejects.toBeInstanceOf(ActionFailure)
    const text = await page()
    expectHarmlessMarkdown(text)
    expect(text).toMatch(/^### ✗ shop-production: undone; release 1-0000000 answers now\n/)
    expect(text).toContain('```text\n***\n```')
    expect(decoded(text)).toContain('This looks like **Exits at once')
    expect(decoded(text)).toMatch(/\| shop\/web \| .* \| ✗ failed \| 2\.0 \|/)
    expect(decoded(text)).not.toContain('ss*word')
  })

  it('is a journal that is tab-separated, without a secret', async () => {
    const outputs = await conclude('shop-production', context, async (logbook) => {
      deployed(logbook)
      return { outcome: 'deployed' }
    })
    expect(await readFile(outputs.journalFile ?? '', 'utf8')).toBe(`${lines.join('\n').replace(SECRET, '***')}\n`)
    expect(Object.keys(outputs)).not.toContain('events')
  })

  it('when it was refused before there was a plan: no table, no picture', async () => {
    const red = conclude('shop-production', context, async () => Promise.reject(new Refused('no', { todo: 'mend it' })))
    await expect(red).rejects.toMatchObject({ outputs: { outcome: 'refused' } })
    expect(decoded(await page())).toMatch(
      /^### ✗ shop-production: refused; nothing was changed[^\n]*\n\nAfter \S+ s\.\n\n\*\*Why:\*\* no\n\n\*\*What to do next\*\*\n\n- mend it\n$/,
    )
  })

  it.each([
    ['what ran before, without a release, runs on', true],
    ['no release answers yet', false],
  ])('says of a first deploy that was refused: %s', async (words, ranBefore) => {
    const red = conclude('shop-production', context, async (logbook) => {
      logbook.note({ servingRelease: '', ranBefore })
      throw new Refused('no')
    })
    await expect(red).rejects.toMatchObject({ outputs: { outcome: 'refused' } })
    expect(decoded(await page())).toContain(`shop-production: refused; ${words}`)
  })

  it('of a dry run is the plan alone', async () => {
    await conclude('shop-production', context, async (logbook) => {
      logbook.notePlan(plan)
      return { outcome: 'planned' }
    })
    expect(await page()).toMatch(
      /^\*\*Release 1-0123456, the first release: 2 new\*\*\n\n\| service \| what \| why \| class \|/,
    )
  })
})

it.each(HOSTILE)('draws nothing of a branch that is skipped: %s', async (_, branch) => {
  skipped(`skipped: branch ${branch} is not deployed`, context)
  expectHarmlessMarkdown(await page())
})
