import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import { inShell, SHELLS } from '../shells.js'

const root = join(mkdtempSync(join(tmpdir(), 'published-')), 'shop-production')
const processes: ChildProcess[] = []
mkdirSync(join(root, 'tx'), { recursive: true })
mkdirSync(join(root, 'releases/2-bbbbbbb'), { recursive: true })
// The DNS server may take two seconds to start.
writeFileSync(
  join(root, 'releases/2-bbbbbbb/services'),
  'shop\tdns\th\texclusive\t1\ti\tt\t0\t0\trunning\t-\t-\t2\tno\t0\n',
)
afterEach(() => {
  for (const one of processes.splice(0)) one.kill('SIGKILL')
})
afterAll(() => rmSync(join(root, '..'), { recursive: true, force: true }))

interface Listener {
  pid: number
  port: number
}

/** A process in a network namespace of its own, as a container has one, where it listens on one port. */
async function listener(kind: 'tcp' | 'udp', address: string, port = 5353): Promise<Listener> {
  const script =
    kind === 'tcp'
      ? `require('node:net').createServer().listen(${port}, '${address}', () => console.log('up'))`
      : `require('node:dgram').createSocket('${address.includes(':') ? 'udp6' : 'udp4'}').bind(${port}, '${address}', () => console.log('up'))`
  const child = spawn(
    'unshare',
    ['-rn', 'sh', '-c', `ip link set lo up; exec "$0" -e "$1"`, process.execPath, script],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  processes.push(child)
  await new Promise((resolve) => child.stdout?.once('data', resolve))
  return { pid: child.pid ?? 0, port }
}

/** What Docker says of a container that publishes ports: protocol, number inside, address and number outside. */
const container = (pid: number, ports: [string, number, string, number][]) =>
  `c1\t${pid}\t"shop"\t"dns"\t${ports.map(([kind, inside, address, port]) => `"${inside}/${kind}"\x1f"${address}"\x1f"${port}"\x1f`).join('')}`

const docker = (line: string) => {
  writeFileSync(join(root, 'says'), `${line}\n`)
  return `docker() { cat '${join(root, 'says')}'; }\n`
}

describe.each(SHELLS)('what is listened on behind a published port, under %s', (_name, shell) => {
  const published = (line: string) =>
    inShell(shell, root, `${docker(line)}published c1`)
      .stdout.split('\n')
      .filter((row) => row !== '')
      .map((row) => row.split('\t').slice(2).join(' '))

  it.each<[string, 'tcp' | 'udp', string, string]>([
    ['UDP on every address', 'udp', '0.0.0.0', 'udp  53 1'],
    ['UDP on every address of both families', 'udp', '::', 'udp  53 1'],
    ['TCP', 'tcp', '0.0.0.0', 'tcp  53 1'],
    ['nothing where only the container itself reaches it', 'udp', '127.0.0.1', 'udp  53 0'],
    ['nothing where only the container itself reaches it, by IPv6', 'udp', '::1', 'udp  53 0'],
    ['nothing where only the container itself reaches it, by TCP', 'tcp', '127.0.0.1', 'tcp  53 0'],
  ])('is %s', async (_case, kind, address, said) => {
    const { pid, port } = await listener(kind, address)
    expect(published(container(pid, [[kind, port, '', 53]]))).toEqual([said])
  })

  it('is not what listens by the other protocol, or on another number', async () => {
    const { pid } = await listener('udp', '0.0.0.0')
    expect(
      published(
        container(pid, [
          ['tcp', 5353, '10.0.0.1', 53],
          ['udp', 5354, '::', 53],
        ]),
      ),
    ).toEqual(['tcp 10.0.0.1 53 0', 'udp :: 53 0'])
  })

  it('is nothing of a range, of which each number is taken as it is needed, and of numbers that Docker chose', async () => {
    const { pid, port } = await listener('udp', '0.0.0.0')
    const range = [0, 1, 2, 3].map((at): [string, number, string, number] => ['udp', port + at, '', 30_000 + at])
    expect(published(container(pid, [...range, ['udp', port, '', 53], ['udp', port, '', 0]]))).toEqual(['udp  53 1'])
  })

  it('is nothing of a container that has gone', () => {
    expect(published(container(0, [['udp', 5353, '', 53]]))).toEqual(['udp  53 0'])
  })

  /** What was seen before, and what the transaction says of it now. */
  const judged = (before: string, now: string) => {
    writeFileSync(join(root, 'tx/ps'), 'c1\tshop\tdns\th\trunning\n')
    const seen = inShell(shell, root, `${docker(before)}ID=2-bbbbbbb STEP=stop\nrecord_published`)
    expect(seen.stderr).toBe('')
    return inShell(
      shell,
      root,
      `${docker(now)}ID=2-bbbbbbb STEP=stop\nnot_aborted() { :; }\nif published_as_before 2-bbbbbbb c1; then echo holds; else why; fi`,
    ).stdout.trim()
  }

  it('holds where the new container listens as well', async () => {
    const [old, fresh] = await Promise.all([listener('udp', '0.0.0.0'), listener('udp', '0.0.0.0', 6000)])
    const said = judged(container(old.pid, [['udp', 5353, '', 53]]), container(fresh.pid, [['udp', 6000, '', 53]]))
    expect(said).toMatch(/holds$/)
    expect(readFileSync(join(root, 'tx/before.published'), 'utf8')).toBe('shop\tdns\tudp\t\t53\t1\n')
  })

  it('does not hold where nothing listens any more, which is said with the service and the port', async () => {
    const [old, fresh] = await Promise.all([listener('udp', '0.0.0.0'), listener('udp', '127.0.0.1')])
    const of = ({ pid }: Listener) => container(pid, [['udp', 5353, '192.0.2.1', 53]])
    expect(judged(of(old), of(fresh))).toMatch(
      /published ports: nothing listens any more where something did before: shop\/dns: port 192\.0\.2\.1:53\/udp/,
    )
  })

  it.each([
    ['is asked again where Docker was away for a moment', 1, /^2 calls: holds$/],
    ['does not hold where Docker says nothing of what runs', 9, /docker: does not answer/],
  ])('%s', async (_case, failures, said) => {
    const { pid } = await listener('udp', '0.0.0.0')
    const line = container(pid, [['udp', 5353, '', 53]])
    const away = `await_engine() { :; }\ndocker() { n=$(cat "$TX/n"); echo $((n + 1)) >"$TX/n"; [ "$n" -ge ${failures} ] && cat '${join(root, 'says')}'; }`
    writeFileSync(join(root, 'tx/n'), '0\n')
    writeFileSync(join(root, 'tx/before.published'), 'shop\tdns\tudp\t\t53\t1\n')
    docker(line)
    const { stdout } = inShell(
      shell,
      root,
      `${away}\nID=2-bbbbbbb STEP=stop\nnot_aborted() { :; }\nif published_as_before 2-bbbbbbb c1; then echo "$(cat "$TX/n") calls: holds"; else why; fi`,
    )
    expect(stdout.trim()).toMatch(said)
  })

  it('holds nothing against what is published no more, or was not listened on before', async () => {
    const [old, none] = await Promise.all([listener('udp', '0.0.0.0'), listener('tcp', '127.0.0.1')])
    expect(judged(container(old.pid, [['udp', 5353, '', 53]]), container(none.pid, [['tcp', 80, '', 80]]))).toMatch(
      /holds$/,
    )
    expect(judged(container(none.pid, [['udp', 5353, '', 53]]), container(none.pid, [['udp', 5353, '', 53]]))).toMatch(
      /^holds$/,
    )
  })
})
