import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import * as z from 'zod'
import { type Context, defineAction } from '../../../src/contract/action.js'
import { ActionFailure } from '../../../src/contract/outputs.js'
import { OutcomeUnknown, Refused, UndoFailed, Undone } from '../../../src/runtime/errors.js'
import { type TempFolder, tempFolder } from '../../../src/runtime/temp.js'
import { obeyed, shown } from '../../kit/commands.js'

let folder: TempFolder
let written: string
const environment = { ...process.env }
const write = process.stdout.write

const before = { SIGINT: process.listenerCount('SIGINT'), SIGTERM: process.listenerCount('SIGTERM') }

beforeEach(async () => {
  process.exitCode = undefined
  folder = await tempFolder('test')
  process.env.GITHUB_OUTPUT = await folder.write('output', '')
  process.env.GITHUB_STEP_SUMMARY = await folder.write('summary', '')
  written = ''
  process.stdout.write = jest.fn((text: unknown) => {
    written += String(text)
    return true
  }) as unknown as typeof process.stdout.write
})
afterEach(async () => {
  process.stdout.write = write
  process.exitCode = undefined
  process.env = { ...environment }
  await folder[Symbol.asyncDispose]()
})

/** Outputs as the runner would read them. */
async function outputs(): Promise<Record<string, string>> {
  const text = await readFile(`${folder.path}/output`, 'utf8')
  const found = text.matchAll(/^([a-z-]+)<<(ghadelimiter_[0-9a-f-]+)\n([\s\S]*?)\n\2\n/gm)
  return Object.fromEntries([...found].map(([, name, , value]) => [name, value]))
}

function act(main: (inputs: { secretKey?: string | undefined }, context: Context) => Promise<Record<string, unknown>>) {
  return defineAction({
    name: 'act',
    description: 'An action',
    inputs: { secretKey: z.string().meta({ description: 'Key', secret: true }).optional() },
    outputs: {
      outcome: z.string().meta({ description: 'Outcome' }),
      servingRelease: z.string().meta({ description: 'Release' }),
      changed: z.array(z.string()).meta({ description: 'List' }),
      healthy: z.boolean().meta({ description: 'Flag' }),
      failure: z.string().meta({ description: 'Why' }),
    },
    main,
  })
}

describe('an action', () => {
  it('warns of lines of a secret that GitHub would mask everywhere', async () => {
    process.env['INPUT_SECRET-KEY'] = '{\n  "token": "hunter2-of-json"\n}\n'
    await act(async () => ({})).run()
    expect(obeyed(written)).toContainEqual(
      expect.stringMatching(/^warning:secret-key has lines as short as "\{" and "\}"/),
    )
  })

  it('that is refused before it knows a server says at the end that nothing was changed', async () => {
    await act(async () => {
      throw new Refused('no such environment')
    }).run()
    expect(written.trim().split('\n').at(-2)).toBe('refused; nothing was changed: what answered before answers now')
  })

  it('that is refused by a server keeps its own last line', async () => {
    await act(async (_, { log }) => {
      log.conclude('release 7 answers now')
      throw new Refused('locked')
    }).run()
    expect(written.trim().split('\n').at(-2)).toBe('release 7 answers now')
  })

  it('writes its outputs in kebab case, lists as JSON, and leaves unset what it does not know', async () => {
    await act(async () => ({ outcome: 'deployed', servingRelease: undefined, changed: ['a/b'], healthy: true })).run()
    expect(await outputs()).toEqual({ outcome: 'deployed', changed: '["a/b"]', healthy: 'true' })
    expect(process.exitCode).toBeUndefined()
  })

  it('cannot be made to write other outputs by a value', async () => {
    const hostile = 'x\nEOF\nhealthy<<EOF\ntrue\nEOF\nghadelimiter_1\n::set-output name=healthy::true'
    await act(async () => ({ servingRelease: hostile })).run()
    expect(await outputs()).toEqual({ 'serving-release': hostile })
  })

  it.each([
    [new Refused('x'), 'refused'],
    [new Undone('x'), 'undone'],
    [new UndoFailed('x'), 'undo-failed'],
    [new OutcomeUnknown('x'), 'unknown'],
    [new TypeError('x'), 'unknown'],
  ])('ends red on %p with the outcome that it stands for', async (error, outcome) => {
    await act(async () => Promise.reject(error)).run()
    expect((await outputs()).outcome).toBe(outcome)
    expect(process.exitCode).toBe(1)
  })

  it('writes what is known also when it fails', async () => {
    const failure = new ActionFailure(new Undone('the gate did not hold'), {
      servingRelease: '3-abcdef0',
      healthy: false,
    })
    await act(async () => Promise.reject(failure)).run()
    expect(await outputs()).toEqual({
      ...{ outcome: 'undone', 'serving-release': '3-abcdef0', healthy: 'false' },
      failure: 'the gate did not hold',
    })
    expect(obeyed(written)).toEqual(['error:the gate did not hold'])
  })

  it('explains an error that is ours without a stack trace, and asks for a report', async () => {
    await act(async () => Promise.reject(new TypeError('x is undefined'))).run()
    const error = obeyed(written).find((command) => command.startsWith('error:'))
    expect(error).toContain('x is undefined%0A  → this is a fault of stack-actions')
    expect(error).not.toMatch(/\bat .*\.ts/)
  })

  it('masks a secret before it prints anything', async () => {
    process.env['INPUT_SECRET-KEY'] = 'hunter2-hunter2'
    await act(async ({ secretKey }, { log }) => {
      log.info(`the key is ${secretKey}`)
      return {}
    }).run()
    expect(written).toContain('::add-mask::hunter2-hunter2\n')
    expect(written).toContain('the key is ***')
  })

  it.each([
    [new Refused('a\nb'), 'a'],
    [new Refused('two are wrong:\n  - the first\n  - the second'), 'two are wrong: the first'],
    [new TypeError('x'.repeat(9000)), `${'x'.repeat(499)}…`],
  ])('says in a line why it is red: %p', async (error, line) => {
    await act(async () => Promise.reject(error)).run()
    expect((await outputs()).failure).toBe(line)
  })

  it('has no output, summary or log with a masked value, whoever prints it', async () => {
    const secret = 'p@ss*word"with|marks'
    process.env['INPUT_SECRET-KEY'] = secret
    await act(async () => {
      throw new ActionFailure(
        new Undone(`start: shop/web: 01 is exited (exit code 1); its last words: got ${secret}`),
        {
          servingRelease: secret,
          changed: [secret, 'a/b'],
        },
      )
    }).run()
    const found = await outputs()
    expect(found['serving-release']).toBe('***')
    expect(JSON.parse(found.changed ?? '')).toEqual(['***', 'a/b'])
    expect(found.failure).toBe('start: shop/web: 01 is exited (exit code 1); its last words: got ***')
    const summary = await readFile(`${folder.path}/summary`, 'utf8')
    expect(summary).toContain('got ***')
    const all = [
      Object.values(found).join(),
      summary.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
      shown(written),
    ]
    for (const text of all) expect(text).not.toContain('ss*word')
  })

  it('says below an error what it looks like, and where to read on', async () => {
    await act(async () => Promise.reject(new Undone('x:\nError: listen EADDRINUSE :::3000', { code: 'health' }))).run()
    const lines = shown(written).trim().split('\n')
    const at = lines.findIndex((line) => line.startsWith('This looks like: Port in use: Error: listen EADDRINUSE'))
    expect(lines[at - 1]).toMatch(/^::error::x:/)
    expect(lines[at + 2]).toContain('docs/troubleshooting.md#port-in-use')
  })

  it('has what to do next above all in its summary', async () => {
    await act(async (_, { summary }) => {
      summary.add('# Plan')
      throw new Refused('no <b>', { at: 'stack.yml', todo: 'mend it' })
    }).run()
    expect(await readFile(`${folder.path}/summary`, 'utf8')).toBe(
      '### ✗ Failed\n\n**Why:** no &#60;b&#62; (stack.yml)\n\n**What to do next**\n\n- mend it\n\n# Plan\n',
    )
  })

  it('leaves out whole parts of a summary that is too long', async () => {
    await act(async (_, { summary }) => {
      for (const part of ['a', 'b'.repeat(1024 * 1024), 'c']) summary.add(part)
      return {}
    }).run()
    expect(await readFile(`${folder.path}/summary`, 'utf8')).toBe('a\n\n(2 parts are longer than GitHub takes)\n')
  })

  it('writes the summary also when it fails', async () => {
    await act(async (_, { summary }) => {
      summary.add('# Plan')
      summary.add('- one')
      throw new Refused('no')
    }).run()
    expect(await readFile(`${folder.path}/summary`, 'utf8')).toMatch(/# Plan\n\n- one\n$/)
  })

  it('keeps the summary below what GitHub takes', async () => {
    await act(async (_, { summary }) => {
      summary.add('ą'.repeat(1024 * 1024))
      return {}
    }).run()
    expect((await readFile(`${folder.path}/summary`)).length).toBeLessThan(1024 * 1024)
  })

  it('goes on without a summary file', async () => {
    process.env.GITHUB_STEP_SUMMARY = '/no/such/file'
    await act(async (_, { summary }) => {
      summary.add('x')
      return { outcome: 'deployed' }
    }).run()
    expect((await outputs()).outcome).toBe('deployed')
    expect(process.exitCode).toBeUndefined()
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('hears of %s and ends by itself', async (signal) => {
    await act(async (_, context) => {
      const heard = new Promise((resolve) => context.signal.addEventListener('abort', resolve))
      process.emit(signal)
      await heard
      throw new Undone('cancelled, and the old version answers')
    }).run()
    expect((await outputs()).outcome).toBe('undone')
    expect(process.listenerCount(signal)).toBe(before[signal])
  })

  it('knows what happened in the repository', async () => {
    Object.assign(process.env, {
      GITHUB_REPOSITORY: 'org/shop',
      GITHUB_REF: 'refs/heads/feature/a;curl x',
      GITHUB_SHA: 'a'.repeat(40),
      GITHUB_RUN_ID: '17',
      GITHUB_ACTOR: 'mona',
      GITHUB_SERVER_URL: 'https://github.example',
      GITHUB_HEAD_REF: '',
    })
    let event: Context['event'] | undefined
    await act(async (_, context) => {
      event = context.event
      return {}
    }).run()
    expect(event).toMatchObject({
      repository: 'org/shop',
      branch: 'feature/a;curl x',
      sha: 'a'.repeat(40),
      runId: 17,
      actor: 'mona',
      runUrl: 'https://github.example/org/shop/actions/runs/17',
    })
  })
})
