import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { FUNCTIONS, SHELLS } from '../shells.js'

const folder = mkdtempSync(join(tmpdir(), 'ways-in-'))
const root = join(folder, 'shop-production')
const answering: Record<string, number> = { '127.0.0.1': 200, 'gone.test': 404, 'bad.test': 503 }
let server: Server
let port = 0

beforeAll(async () => {
  server = createServer((request, response) =>
    response.writeHead(answering[(request.headers.host ?? '').replace(/:\d+$/, '')] ?? 500).end(),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  rmSync(root, { recursive: true, force: true })
  for (const name of ['tx', 'releases/1-aaaaaaa', 'releases/2-bbbbbbb'])
    mkdirSync(join(root, name), { recursive: true })
  writeFileSync(join(root, 'current'), '1-aaaaaaa\n')
})

/** Beside this process, which answers. */
function inShell([program = '', ...args]: readonly string[], calls: string): Promise<string> {
  writeFileSync(join(root, 'stackctl'), `${FUNCTIONS}\nID=2-bbbbbbb STEP=switch\n${calls}\n`)
  return new Promise((resolve, reject) => {
    execFile(program, [...args, join(root, 'stackctl')], { timeout: 30_000 }, (error, stdout, stderr) =>
      error === null ? resolve(`${stdout}${stderr}`.trim()) : reject(new Error(`${stdout}${stderr}${error.message}`)),
    )
  })
}

describe.each(SHELLS)('what the server asks itself, under %s', (_, shell) => {
  const published = (lines: string[]) => `docker() { printf '${lines.join('\\n')}\\n'; }\n`

  it.each<[string, string[], string[]]>([
    [
      'all addresses by loopback',
      ['80/tcp\\t0.0.0.0\\t8080', '80/tcp\\t\\t8081'],
      ['http 127.0.0.1 8080 -', 'http 127.0.0.1 8081 -'],
    ],
    ['both families', ['80/tcp\\t::\\t80', '80/tcp\\tfd00::1\\t80'], ['http [::1] 80 -', 'http [fd00::1] 80 -']],
    [
      'TLS by its number',
      ['443/tcp\\t\\t8443', '3000/tcp\\t10.0.0.1\\t443'],
      ['https 127.0.0.1 8443 -', 'https 10.0.0.1 443 -'],
    ],
    ['no database', ['5432/tcp\\t127.0.0.1\\t15432'], []],
    [
      'no UDP, and no port that Docker chose',
      ['53/udp\\t\\t53', '80/tcp\\t\\t', '80/tcp\\t\\t0', '80/tcp\\t\\t80-90'],
      [],
    ],
    ['each once', ['80/tcp\\t\\t80', '80/tcp\\t0.0.0.0\\t80'], ['http 127.0.0.1 80 -']],
  ])('is %s', async (_case, lines, ways) => {
    expect(
      (await inShell(shell, `${published(lines)}endpoints before x`)).split('\n').filter((line) => line !== ''),
    ).toEqual(ways)
  })

  it('is 80 and 443 first, then what stands alone, then names, and a range last', async () => {
    writeFileSync(join(root, 'releases/1-aaaaaaa/routes'), 'routers\tp\tweb\tx\t{"rule":"Host(`a.test`)"}\n')
    const of = (container: string, from: number, count: number) =>
      Array.from({ length: count }, (_, index) => `${from + index}/tcp\\t\\t${from + index}\\t${container}`)
    const lines = [
      ...of('ftp', 30000, 5),
      ...of('rtp', 30005, 4),
      ...of('a', 30009, 1),
      '80/tcp\\t\\t8080\\tb',
      ...of('b', 80, 1),
    ]
    const said = await inShell(shell, `current() { echo 1-aaaaaaa; }\n${published(lines)}endpoints before x`)
    expect(said.split('\n').map((line) => line.replace('127.0.0.1 ', ''))).toEqual([
      ...['http 8080 -', 'http 80 -', 'http 30009 -', 'http 80 a.test', 'https 443 a.test'],
      ...['http 30000 -', 'http 30005 -', 'http 30001 -', 'http 30006 -', 'http 30002 -', 'http 30007 -'],
      ...['http 30003 -', 'http 30008 -', 'http 30004 -'],
    ])
  })

  it('is 32 at most, which stay the same, and what is not asked is said', async () => {
    const said = await inShell(
      shell,
      `ASKS_ENDPOINTS=yes; find_http_client() { HTTP_CLIENT=curl; }
       new_or_kept() { echo x; }
       ask_endpoints() { while read -r way; do echo "$way 200"; done; }
       note() { echo "$1: $2"; }
       : >"$TX/ps"
       endpoints() { n=$start; while [ $n -lt 140 ]; do echo "http 127.0.0.1 $n -"; n=$((n + 1)); done; }
       start=100; record_endpoints; start=90; endpoints_as_before; wc -l <"$TX/after.endpoints"`,
    )
    expect(said.split('\n').map((line) => line.trim())).toEqual([
      'endpoints: 32 answer before anything is changed',
      'endpoints: not asked, there are too many: http://127.0.0.1:132 http://127.0.0.1:133 http://127.0.0.1:134 http://127.0.0.1:135 http://127.0.0.1:136 http://127.0.0.1:137 http://127.0.0.1:138 http://127.0.0.1:139',
      'endpoints: 32 answer as before',
      '32',
    ])
  })

  it('is each name that a route has, on 80 and 443', async () => {
    writeFileSync(
      join(root, 'releases/1-aaaaaaa/routes'),
      'routers\tp\tweb\tx\t{"rule":"Host(`a.test`) && PathPrefix(`/x`)"}\n',
    )
    expect(await inShell(shell, 'endpoints before')).toBe('http 127.0.0.1 80 a.test\nhttps 127.0.0.1 443 a.test')
  })

  it('is no name that the new release routes no more', async () => {
    mkdirSync(join(root, 'releases/2-bbbbbbb'), { recursive: true })
    const route = (name: string) => `routers\tp\tweb\tx\t{"rule":"Host(\`${name}\`)"}\n`
    writeFileSync(join(root, 'releases/1-aaaaaaa/routes'), route('a.test') + route('news.test'))
    writeFileSync(join(root, 'releases/2-bbbbbbb/routes'), route('a.test'))
    const names = async (when: string) =>
      (await inShell(shell, `current() { echo 1-aaaaaaa; }; ID=2-bbbbbbb; endpoints ${when}`)).match(/\S+\.test$/gm)
    expect(await names('before')).toEqual(['a.test', 'a.test', 'news.test', 'news.test'])
    expect(await names('after')).toEqual(['a.test', 'a.test'])
  })

  it('is nothing that stack.yml takes out, of this release or the one before', async () => {
    mkdirSync(join(root, 'releases/2-bbbbbbb'), { recursive: true })
    const route = (name: string) => `routers\tp\tweb\tx\t{"rule":"Host(\`${name}\`)"}\n`
    writeFileSync(join(root, 'releases/2-bbbbbbb/routes'), route('a.test') + route('b.test') + route('c.test'))
    writeFileSync(join(root, 'releases/1-aaaaaaa/meta'), 'id=1-aaaaaaa\nskip=a.test b.test/ c.test/old\n')
    writeFileSync(join(root, 'releases/2-bbbbbbb/meta'), 'id=2-bbbbbbb\nskip=:8080 :8081/old\n')
    const lines = published(['80/tcp\\t\\t8080', '80/tcp\\t\\t8081', '80/tcp\\t\\t8082'])
    const said = await inShell(shell, `current() { echo 1-aaaaaaa; }; ID=2-bbbbbbb; ${lines}endpoints before x`)
    expect(said.split('\n')).toEqual([
      ...['http 127.0.0.1 8081 -', 'http 127.0.0.1 8082 -', 'http 127.0.0.1 80 c.test', 'https 127.0.0.1 443 c.test'],
    ])
  })

  // The wget of Debian's static busybox, whose shell takes it in place of the machine's, dies of itself.
  const askers = shell[1] === 'sh' ? ['curl', 'bash'] : ['curl', 'wget', 'bash']
  it.each(askers)(
    'has its status by %s',
    async (asker) => {
      const ways = [
        `http 127.0.0.1 ${port} -`,
        `http 127.0.0.1 ${port} gone.test`,
        `http 127.0.0.1 ${port} bad.test`,
        'http 127.0.0.1 1 -',
      ]
      const said = await inShell(
        shell,
        `HTTP_CLIENT=${asker}\nprintf '${ways.join('\\n')}\\n' | ask_endpoints | sed 's/ ${port} / PORT /'`,
      )
      expect(said.split('\n')).toEqual([
        'http 127.0.0.1 PORT - 200',
        'http 127.0.0.1 PORT gone.test 404',
        'http 127.0.0.1 PORT bad.test 503',
        'http 127.0.0.1 1 - 0',
      ])
    },
    30_000,
  )

  const judged = (before: string, after: string) =>
    inShell(
      shell,
      `new_or_kept() { echo x; }
       endpoints() { echo 'http 127.0.0.1 80 -'; }
       ask_endpoints() { while read -r way; do echo "$way ${after}"; done; }
       pause() { :; }
       to_swap() { :; }
       printf '%s\\n' '${before}' >"$TX/before.endpoints"
       now_ms() { calls=$(cat "$TX/calls" 2>/dev/null || echo 0); calls=$((calls + 1)); echo $calls >"$TX/calls"; echo $((calls * 1500)); }
       endpoints_as_before; echo "$?"; why || :`,
    )

  it.each([
    ['200', '200', true],
    ['200', '302', true],
    ['200', '401', true],
    ['404', '403', true],
    ['503', '502', true],
    ['200', '404', false],
    ['200', '502', false],
    ['404', '0', false],
    ['0', '0', true],
  ])('held %s before and %s now', async (before, after, holds) => {
    const said = await judged(`http 127.0.0.1 80 - ${before}`, after)
    if (holds) expect(said).toBe('0')
    else
      expect(said).toMatch(
        /^1\n.*what answered before does not answer as well any more: http:\/\/127\.0\.0\.1:80: (no answer|\d+), before it was \d+/,
      )
  })

  it.each([
    ['200', 'undone\tthe new one failed; release 1-aaaaaaa serves'],
    [
      '502',
      'undo-failed\tthe new one failed. Release 1-aaaaaaa was put back, but undo: endpoints: what answered before does not answer as well any more: http://127.0.0.1:80: 502, before it was 200;',
    ],
  ])('is proven after an undo, too: %s', async (now, outcome) => {
    await inShell(
      shell,
      `go_back() { previous=1-aaaaaaa; }
       await_engine() { :; }
       retain() { :; }
       ask_endpoints() { while read -r way; do echo "$way ${now}"; done; }
       pause() { :; }
       to_swap() { :; }
       printf 'http 127.0.0.1 80 - 200\n' >"$TX/before.endpoints"
       : >"$TX/intent"
       now_ms() { calls=$(cat "$TX/calls" 2>/dev/null || echo 0); calls=$((calls + 1)); echo $calls >"$TX/calls"; echo $((calls * 1500)); }
       undo health 'the new one failed' || :`,
    )
    expect(readFileSync(join(root, 'releases/2-bbbbbbb/outcome'), 'utf8')).toContain(outcome)
    // Nothing is left to recover: what is back is back.
    expect(existsSync(join(root, 'tx/intent'))).toBe(false)
  })

  it('does not hold against it what the files do not publish any more', async () => {
    expect(await judged('http 127.0.0.1 9090 - 200', '200')).toBe('0')
  })
})
