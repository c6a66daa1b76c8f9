import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from '@jest/globals'
import { systemClock } from '../../../src/runtime/clock.js'
import { Refused } from '../../../src/runtime/errors.js'
import { LineSplitter, Tail } from '../../../src/runtime/lines.js'
import { capture, failure, type RunOptions, run } from '../../../src/runtime/run.js'
import { tempFolder } from '../../../src/runtime/temp.js'

const print = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))'
const HOSTILE = [
  '$(id)',
  '`id`',
  '; id',
  'a b',
  '"',
  "'",
  '-oProxyCommand=id',
  '--help',
  '\n',
  '../x',
  '\u202e',
  '${X}',
  '$$',
  '',
  '*',
  'a=b=c',
  '#',
]
// The same program in both ways: what simply runs, and what may have to be ended.
const WAYS: [string, RunOptions][] = [
  ['to its end', {}],
  ['under a time limit', { timeoutMs: 60_000 }],
]

describe.each(WAYS)('a program that runs %s', (_, way) => {
  it('gets hostile arguments exactly as given, through no shell', async () => {
    const { code, stdout } = await run(['node', '-e', print, '--', ...HOSTILE], way)
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual(HOSTILE)
  })

  it('gives its exit code and both streams', async () => {
    const result = await run(['sh', '-c', 'echo out; echo err >&2; exit 7'], way)
    expect(result).toMatchObject({ code: 7, stdout: 'out\n', stderr: 'err\n' })
  })

  it('sees only the environment that it is given', async () => {
    const PATH = process.env.PATH as string
    const { stdout } = await run(['env'], { ...way, env: { PATH, SECRET: 'a\nb' } })
    expect(stdout).toMatch(/^PATH=.*\nSECRET=a\nb\n$/)
  })

  it('is under a limit in any case', async () => {
    const limit = way.timeoutMs === undefined ? /\btimeout -k 2 600 sh -c / : /^/
    expect((await run(['sh', '-c', 'ps -o args= -p "$PPID"'], way)).stdout).toMatch(limit)
  })

  it('says which program is missing', async () => {
    await expect(run(['no-such-program'], way)).rejects.toThrow(
      new Refused('no-such-program is not installed on this runner'),
    )
  })

  it('says which folder is missing', async () => {
    await expect(run(['true'], { ...way, cwd: '/no/such/folder' })).rejects.toThrow(
      'the folder /no/such/folder does not exist',
    )
  })

  it('refuses NUL without showing the argument', async () => {
    await expect(run(['echo', 'sec\0ret'], way)).rejects.toThrow(
      new Refused('argument 1 of echo holds a NUL character'),
    )
  })

  it('hands on lines while it runs, and survives one of 20 MB', async () => {
    const lines: string[] = []
    const script = 'process.stdout.write("é\\r\\n" + "x".repeat(20e6) + "\\nlast")'
    await run(['node', '-e', script], { ...way, onLine: (line) => lines.push(line) })
    expect(lines.map((line) => line.slice(0, 4))).toEqual(['é', 'xxxx', 'last'])
    expect(lines[1]).toHaveLength(64 * 1024 + '… (19934464 characters not shown)'.length)
  })
})

describe('a program that may have to be ended', () => {
  it('gets its stdin, also when it has quotes and NUL', async () => {
    expect((await run(['cat'], { stdin: 'a\0"$(id)\n' })).stdout).toBe('a\0"$(id)\n')
  })

  it('finds its stdin empty, not open', async () => {
    expect(await run(['cat'], { stdin: '' })).toMatchObject({ code: 0, stdout: '' })
  })

  it('may end without reading it', async () => {
    expect(await run(['sh', '-c', 'exit 5'], { stdin: Buffer.alloc(10_000_000) })).toMatchObject({ code: 5 })
  })

  it('is ended at its time limit, with its children, though it ignores TERM', async () => {
    const began = systemClock.now()
    const result = await run(['sh', '-c', 'trap "" TERM; sleep 300 & wait; sleep 300'], { timeoutMs: 100 })
    expect(result).toMatchObject({ code: 124, ended: 'timeout' })
    expect(systemClock.now() - began).toBeLessThan(20_000)
  })

  it('is ended when the run is cancelled, having said what it had to', async () => {
    const cancellation = new AbortController()
    const result = await run(['sh', '-c', 'trap "echo bye; exit 0" TERM; echo ready; while :; do sleep 0.1; done'], {
      signal: cancellation.signal,
      onLine: (line) => line === 'ready' && cancellation.abort(),
    })
    expect(result).toMatchObject({ code: 130, ended: 'cancelled', stdout: 'ready\nbye\n' })
  })

  it('is not started when the run was cancelled before', async () => {
    await using folder = await tempFolder('test')
    const result = await run(['touch', `${folder.path}/started`], { signal: AbortSignal.abort() })
    expect([result.ended, existsSync(`${folder.path}/started`)]).toEqual(['cancelled', false])
  })

  it('does not wait for what it leaves behind', async () => {
    const began = systemClock.now()
    const result = await run(['sh', '-c', 'echo done; sleep 30 &'], { timeoutMs: 25_000 })
    expect(result).toMatchObject({ code: 0, stdout: 'done\n' })
    expect(systemClock.now() - began).toBeLessThan(20_000)
  })
})

describe('capture', () => {
  it('gives stdout, or says which program failed and how, without its arguments', async () => {
    expect(await capture(['echo', 'hi'])).toBe('hi\n')
    const argv = ['sh', '-c', 'echo why >&2; exit 3', 'secret']
    await expect(capture(argv)).rejects.toThrow(new Refused('sh ended with exit code 3\nwhy'))
  })

  it.each([
    [['docker', 'compose', 'config', '-f', 'x'], 'docker compose config ended with exit code 1'],
    [['/usr/bin/git', '-C', '/x', 'status'], 'git ended with exit code 1'],
  ])('names %j', (argv, text) => expect(failure(argv, { code: 1, stdout: '', stderr: '' })).toBe(text))
})

describe('streams', () => {
  it('are cut into lines wherever their chunks end', () => {
    const bytes = Buffer.from('zażółć\r\ngęślą\n\njaźń')
    for (let size = 1; size <= bytes.length; size++) {
      const lines: string[] = []
      const splitter = new LineSplitter((line) => lines.push(line))
      for (let start = 0; start < bytes.length; start += size) splitter.write(bytes.subarray(start, start + size))
      splitter.end()
      expect(lines).toEqual(['zażółć', 'gęślą', '', 'jaźń'])
    }
  })

  it('are kept to a limit, their end first', () => {
    const tail = new Tail(10)
    for (const chunk of ['0123', '456789', 'abcd']) tail.write(Buffer.from(chunk))
    expect(tail.text()).toBe('[4 bytes not shown]\n456789abcd')
  })
})

describe('tempFolder', () => {
  it('holds files that nobody else reads, and is gone after', async () => {
    let path: string
    {
      await using folder = await tempFolder('test')
      path = folder.path
      const file = await folder.write('key', 'secret')
      expect([statSync(path).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600])
      expect(await readFile(file, 'utf8')).toBe('secret')
    }
    expect(existsSync(path)).toBe(false)
  })
})
