import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { poll } from '../../../src/runtime/poll.js'
import { FUNCTIONS, makeWhole, runIn, SHELLS } from './shells.js'

const folder = mkdtempSync(join(tmpdir(), 'people-'))
const root = join(folder, 'shop-production')
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => {
  rmSync(root, { recursive: true, force: true })
  mkdirSync(join(root, 'tx'), { recursive: true })
})

/** Docker as these tests need it: containers and images as files say, everything else works. */
const DOCKER = `docker() {
  case "$1 $2" in
    ps*) awk -F'\\t' -v OFS='\\t' '{ print $1, $2, $3, $9, $5, $14, $4, "Up", $15 }' "$ROOT/containers" ;;
    inspect*) awk -F'\\t' -v ids=" $* " 'index(ids, " " $1 " ")' "$ROOT/containers" | cut -f2- ;;
    'image inspect') shift 4; for ref; do grep -qxF "$ref" "$ROOT/gone" 2>/dev/null && return 1; done; return 0 ;;
    pull*) return 1 ;;
  esac
}`

/** Runs a command of stackctl as a person types it; \`more\` are functions in place of the program's own. */
function stackctl(
  shell: readonly string[],
  words: readonly string[],
  more = '',
): { out: string; err: string; code: number | null } {
  const { stdout, stderr, status } = runIn(shell, [install(more), ...words])
  return { out: stdout, err: stderr, code: status }
}

function install(more: string): string {
  const file = join(root, 'stackctl')
  writeFileSync(file, `${FUNCTIONS}\n${DOCKER}\n${more}\nmain "$@"\n`)
  return file
}

interface Released {
  kind?: string
  of?: string
  outcome?: string
  services?: string
  meta?: string
}

const line = (name: string, { kind = 'start-first', replicas = 1, image = 'web:1', tag = 't', called = '-' } = {}) =>
  `${['p', name, 'h1', kind, replicas, image, tag, 1, 0, 'running', '-', called, 60, 'always', 0].join('\t')}\n`

function release(
  id: string,
  { kind = 'deploy', of = '', outcome = 'committed\tserves', ...rest }: Released = {},
): void {
  const dir = join(root, 'releases', id)
  mkdirSync(join(dir, 'models'), { recursive: true })
  writeFileSync(
    join(dir, 'meta'),
    `id=${id}\nkind=${kind}\nof=${of}\nprevious=${servedBefore(id)}\ncommit=c0ffee${'0'.repeat(34)}\nref=refs/heads/main\nactor=octocat\nrun_url=https://example.org/run/7\ncreated_at=2026-01-02T03:04:05Z\norder=7\n${rest.meta ?? ''}`,
  )
  writeFileSync(join(dir, 'services'), rest.services ?? line('web'))
  writeFileSync(join(dir, 'models/p.json'), '')
  makeWhole(dir)
  if (outcome !== '') writeFileSync(join(dir, 'outcome'), `${outcome}\n`)
}

/** The release that ran when this one was made, as far as a test has made it already. */
function servedBefore(id: string): string {
  const seq = (one: string) => Number(one.split('-')[0])
  const earlier = readdirSync(join(root, 'releases')).filter((one) => /^\d/.test(one) && seq(one) < seq(id))
  return (
    earlier
      .filter((one) => existsSync(join(root, 'releases', one, 'outcome')))
      .filter((one) => readFileSync(join(root, 'releases', one, 'outcome'), 'utf8').startsWith('committed'))
      .sort((one, other) => seq(one) - seq(other))
      .at(-1) ?? ''
  )
}

function current(id: string, more: Released = {}): void {
  release(id, more)
  writeFileSync(join(root, 'current'), `${id}\n`)
  writeFileSync(join(root, 'seq'), `${id.split('-')[0]}\n`)
  writeFileSync(join(root, 'identity'), `label=${OWN}\nrepository=github.com/org/shop\n`)
}

/** Containers as \`docker inspect\` shows them to status. */
function containers(...rows: Record<string, string>[]): void {
  const fields = 'project service name state health exit created hash image content policy retries oneoff stack'.split(
    ' ',
  )
  const calm = {
    ...{ project: 'p', service: 'web', name: '/p-web-1', state: 'running', health: 'healthy', exit: '0' },
    ...{ created: '2026-01-01T00:00:00.5Z', hash: 'h1', image: 'web:1', content: 'sha256:1', policy: 'always' },
    ...{ retries: '0', oneoff: 'False' },
  }
  const text = rows.map((row, n) => {
    // What we did not make has no label of ours.
    const stack = row.hash === '' ? '' : OWN
    const all: Record<string, string> = { ...calm, stack, ...row }
    return `id${n}\t${fields.map((field) => all[field]).join('\t')}\n`
  })
  writeFileSync(join(root, 'containers'), text.join(''))
}

const OWN = 'github.com/org/shop/shop/production'
const HAND = '2999-01-01T00:00:00Z'
const holdsTheLock = (id: string) => `printf '${id} (pid %s on here) since 10:00:00Z\\n' $$ >"$ROOT/holder"`

describe.each(SHELLS)('stackctl for people, under %s', (_, shell) => {
  describe('status', () => {
    it('says which release runs, since when, from whose commit and run, and ends with 0 when all is as released', () => {
      current('2-bbbbbbb')
      containers({})
      const { out, err, code } = stackctl(shell, ['status'])
      expect({ err, code }).toEqual({ err: '', code: 0 })
      expect(out).toMatch(
        /^shop-production: release 2-bbbbbbb serves since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC \(\d+ seconds\)\n/,
      )
      expect(out).toContain('commit c0ffee0000000000000000000000000000000000 of refs/heads/main, deployed by octocat')
      expect(out).toContain('https://example.org/run/7')
      expect(out).toContain('  p/web  1 of 1 running, healthy\n')
      expect(out).toContain('All runs as released.')
      expect(out).not.toContain('not as committed')
    })

    it('says where what was deployed is not what was committed', () => {
      current('2-bbbbbbb', { meta: 'differs="a\u001b[2J" is not as in commit c0ffee000000\n' })
      containers({})
      expect(stackctl(shell, ['status']).out).toMatch(/not as committed: "a\S*" is not as in commit c0ffee000000\n/)
    })

    it.each([
      [
        'a stopped container, and starts it',
        [{ state: 'exited', exit: '137' }],
        'p-web-1 is exited (exit code 137): docker start p-web-1',
      ],
      ['a paused one', [{ state: 'paused' }], 'p-web-1 is paused: docker unpause p-web-1'],
      ['one that restarts over and over', [{ state: 'restarting' }], 'p-web-1 is restarting: docker logs p-web-1'],
      ['an unhealthy one', [{ health: 'unhealthy' }], 'p-web-1 is unhealthy'],
      ['none at all', [], '0 containers run where the release has 1'],
      ['one too many', [{}, { name: '/p-web-2' }], '2 containers run where the release has 1'],
      ['other files', [{ hash: 'h2' }], 'p-web-1 was made from other files than the release has'],
      [
        'one that a person made',
        [{ hash: '', created: HAND }],
        'p-web-1 was made by hand on 2999-01-01T00:00:00Z, from other files',
      ],
      ['another image', [{ image: 'web:2' }], 'p-web-1 runs the image web:2'],
      [
        'a restart policy',
        [{ policy: 'no' }],
        'restart policy no in place of always: docker update --restart=always p-web-1',
      ],
      [
        'a container of a service that the release has not',
        [{}, { service: 'stray', name: '/stray' }],
        'p/stray: stray (running) is no part of the release; see whose it is (docker inspect stray), and if nobody needs it: docker rm -f stray',
      ],
    ])('names %s, and ends with 3', (_name, rows, says) => {
      current('2-bbbbbbb')
      containers(...(rows as Record<string, string>[]))
      const { out, code } = stackctl(shell, ['status'])
      expect(out).toContain('DRIFT: this differs from release 2-bbbbbbb:\n')
      expect(out).toContain(says)
      expect(out).not.toContain('All runs as released')
      expect(code).toBe(3)
    })

    it.each([
      ['a restart', [{ created: '2026-01-01T00:00:00.5Z' }]],
      ['what ran before us and was left alone: it has no hash', [{ hash: '', image: 'web:latest' }]],
      ['a one-off container of `compose run`', [{}, { oneoff: 'True', name: '/p-web-run-1' }]],
      ['an image by its id', [{ image: 'sha256:1', content: 'web:1' }]],
      ['a container made anew from the same files, which it mentions', [{ created: HAND }]],
      [
        'what runs in its project without a label of ours',
        [{}, { hash: '', service: 'grafana', name: '/p-grafana-1' }],
      ],
      [
        'what another stack made in it',
        [{}, { stack: 'github.com/org/other/x/production', state: 'exited', name: '/p-web-9' }],
      ],
    ])('does not call it drift: %s', (_name, rows) => {
      current('2-bbbbbbb')
      containers(...(rows as Record<string, string>[]))
      const { out, code } = stackctl(shell, ['status'])
      expect(out).toContain('All runs as released.')
      expect(out.includes('was made anew on')).toBe(rows.some((row) => 'created' in row && row.created === HAND))
      expect(code).toBe(0)
    })

    it('is not all well where Traefik’s routes were not given back', () => {
      current('2-bbbbbbb')
      containers({})
      writeFileSync(join(root, 'kept-pin'), 'traefik\tnone: p/web: abc is running and unhealthy\n')
      const { out, code } = stackctl(shell, ['status'])
      expect(out).toContain('All runs as released.')
      expect(out).toContain(
        'Traefik goes on with the routes of the last deploy (none: p/web: abc is running and unhealthy)',
      )
      expect(code).toBe(3)
    })

    it('does not miss the container of what ran once', () => {
      current('2-bbbbbbb')
      writeFileSync(join(root, 'releases/2-bbbbbbb/services'), line('migrate', { kind: 'one-shot' }))
      containers()
      expect(stackctl(shell, ['status'])).toMatchObject({
        code: 0,
        out: expect.stringContaining('its container is gone'),
      })
    })

    it.each([
      ['in progress, with what undoes it', 'step gate, since 10:00:00Z\n  It ends by itself. To undo it: ', 30, ''],
      [
        'interrupted, with what ends it',
        '3-ccccccc in step gate. The next deploy ends it first; to end it now: ',
        1,
        '',
      ],
      [
        'not undone, and that a person must act',
        'A PERSON MUST ACT: docker is gone',
        21,
        'undo-failed\tdocker is gone',
      ],
    ])('says first that a transaction is %s', (state, says, exit, outcome) => {
      current('2-bbbbbbb')
      release('3-ccccccc', { outcome })
      writeFileSync(join(root, 'releases/3-ccccccc/journal'), 'u\t1\t3-ccccccc\tgate\tbegin\t-\t\n')
      writeFileSync(join(root, 'tx/intent'), 'release\t3-ccccccc\n')
      containers({}, { name: '/p-web-2' })
      writeFileSync(join(root, 'holder'), '3-ccccccc (pid 999999999 on here) since 10:00:00Z\n')
      const { out, code } = stackctl(
        shell,
        ['status'],
        state.startsWith('in progress') ? holdsTheLock('3-ccccccc') : '',
      )
      expect(out).toMatch(/^(A|The) transaction /)
      expect(out).toContain(says)
      expect(out.includes('DRIFT')).toBe(exit !== 30)
      expect(code).toBe(exit)
    })

    it('lists where one can go back to, and where no longer, each with its reason', () => {
      const withImage = (image: string) => ({ services: line('web', { image }) })
      release('1-aaaaaaa', { kind: 'adopted' })
      release('2-aaaaaaa', withImage('old:1'))
      release('3-aaaaaaa', withImage('web:3'))
      writeFileSync(join(root, 'releases/3-aaaaaaa/models/p.json'), `"${root}/files/${'a'.repeat(64)}"`)
      release('4-aaaaaaa', withImage('web:4'))
      release('5-aaaaaaa', { outcome: 'undone\tit failed' })
      current('6-aaaaaaa')
      containers({})
      writeFileSync(join(root, 'gone'), 'old:1\n')
      const { out } = stackctl(shell, ['status'])
      expect(out).toContain(
        `Can be gone back to, by ${root}/stackctl rollback RELEASE:\n  4-aaaaaaa   (where rollback goes by itself)\nNo longer:\n`,
      )
      expect(out).toContain('  2-aaaaaaa: no longer on this server: old:1\n')
      expect(out).toContain(`  3-aaaaaaa: ${root}/files/${'a'.repeat(64)}, which it mounts, is gone\n`)
      expect(out).toContain('  1-aaaaaaa: it ran before stack-actions')
      expect(out).not.toContain('5-aaaaaaa')
    })

    it('says so when Docker does not answer, and what was released all the same', () => {
      current('2-bbbbbbb')
      const { out, code } = stackctl(
        shell,
        ['status'],
        'docker() { echo "Cannot connect to the Docker daemon"; return 1; }',
      )
      expect(out).toContain('release 2-bbbbbbb serves')
      expect(out).toContain('Docker does not answer: Cannot connect to the Docker daemon')
      expect(code).toBe(1)
    })

    it('writes nothing', () => {
      current('2-bbbbbbb')
      containers({})
      install('')
      const before = readdirSync(root, { recursive: true }).sort()
      stackctl(shell, ['status'])
      expect(readdirSync(root, { recursive: true }).sort()).toEqual(before)
    })
  })

  it.each([
    [['stauts'], "'stauts' is no command; '", 2],
    [['status', 'all'], 'status takes no words', 2],
    [['rollback', '--now'], 'rollback takes one release or none', 2],
    [['rollback', '1-a', '2-b'], 'rollback takes one release or none', 2],
    [['rollback', '9-fffffff'], "there is no release '9-fffffff' on this server; there are: 2-bbbbbbb", 10],
    [['rollback', '../../etc'], "there is no release '../../etc'", 10],
    [['rollback'], 'there is no earlier release to go back to', 10],
    [['recover', 'now'], 'recover takes no words', 2],
    [['abort'], 'no transaction is running', 10],
    [['logs'], 'logs SERVICE; there are: p/web', 2],
    [['logs', 'nothing'], "there is no container of 'nothing'; there are: p/web", 10],
  ])('answers %j in one helpful line', (words, says, exit) => {
    current('2-bbbbbbb')
    containers()
    const { out, err, code } = stackctl(shell, words)
    expect(err).toContain(says)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect({ out, code }).toEqual({ out: '', code: exit })
  })

  it('prints its help with the path to type', () => {
    const { out, code } = stackctl(shell, ['help'])
    expect(code).toBe(0)
    expect(out).toContain(`  1. See what runs:                 ${root}/stackctl status\n`)
    expect(Math.max(...out.split('\n').map((row) => row.replaceAll(root, '').length))).toBeLessThanOrEqual(150)
  })

  it.each(['rollback', 'recover', 'abort'])('refuses %s to root, whose files would stop the next deploy', (verb) => {
    current('2-bbbbbbb')
    const { err, code } = stackctl(shell, [verb], 'stat() { echo somebody; }')
    expect(err).toBe(`stackctl: this stack belongs to somebody; as root: su somebody -c '${root}/stackctl ${verb}'\n`)
    expect(code).toBe(2)
  })

  it('history says how each release ended, and why if it failed', () => {
    release('1-aaaaaaa')
    release('2-bbbbbbb', { outcome: 'undone\tstart: p/web: \u001b[31mno \\n such\u0007 table' })
    release('3-aaaaaaa', { kind: 'rollback', of: '1-aaaaaaa', meta: 'reason=the page is white\n' })
    writeFileSync(join(root, 'current'), '3-aaaaaaa\n')
    const { out } = stackctl(shell, ['history'])
    expect(out).toMatch(/^\* 3-aaaaaaa {6}rollback {2}committed .* to 1-aaaaaaa by octocat\n {4}the page is white\n/)
    expect(out).toMatch(
      /\n {2}2-bbbbbbb {6}deploy {4}undone .*\n {4}start: p\/web: no \\n such\\x07 table\n {2}1-aaaaaaa/,
    )
  })

  describe('rollback', () => {
    const ends = (words: string) => `transaction() {
      ID=$1; step start; note p/web "abc verified $(printf '\\033')[31m"; step undo "why"; fail p/web "it broke"; ${words}
    }`
    const two = () => {
      release('1-aaaaaaa')
      current('2-bbbbbbb')
      containers({})
    }

    it.each([
      ['committed', 'outcome committed "it serves"', 'committed. Release 3-aaaaaaa serves now.', 0],
      [
        'undone',
        'outcome undone "p/web: broke"',
        'undone. What served before serves: release 2-bbbbbbb. 3-aaaaaaa failed: p/web: broke',
        20,
      ],
      ['undo-failed', 'outcome undo-failed "look at it"', 'UNDO FAILED, A PERSON MUST ACT: look at it', 21],
      [
        'refused',
        'outcome refused "no disk"',
        'refused, nothing was changed: release 2-bbbbbbb serves. Why: no disk',
        10,
      ],
      ['killed', ':', "was killed; '", 1],
    ])('says what is done in plain words and, when it is %s, what serves now', (_name, words, says, exit) => {
      two()
      const { out, err, code } = stackctl(shell, ['rollback'], ends(words))
      expect(out).toMatch(/^shop-production: from release 2-bbbbbbb back to 1-aaaaaaa, as release 3-aaaaaaa\./)
      expect(out).toMatch(
        /\n\d\d:\d\d:\d\d {2}start {5}starting the new ones; no request reaches them yet\n {21}p\/web: abc verified \n/,
      )
      expect(out).toMatch(/undo {6}back to what ran before: why\n.* FAILED {4}p\/web: it broke\n/)
      expect(out).not.toContain('\t')
      expect(out + err).toContain(says)
      expect(code).toBe(exit)
    })

    it('says to type the same once more where another release became current while it waited for the lock', () => {
      two()
      const { out, code } = stackctl(
        shell,
        ['rollback'],
        'take_lock() { echo 9-fffffff >"$ROOT/current"; }\nclaim_folder() { :; }',
      )
      expect(out).toContain("lock: stale: the plan was made on release '2-bbbbbbb', but '9-fffffff' is current\n")
      expect(out).toMatch(/\nNext: the same command once more\n$/)
      expect(code).toBe(10)
    })

    it.each(['stale', 'locked'])('is neither stale nor locked because its reason begins with the word %s', (word) => {
      two()
      const { out, code } = stackctl(shell, ['rollback'], ends(`outcome refused "${word}: a name"`))
      expect(out).toContain(`Why: ${word}: a name\n`)
      expect(out).not.toContain('Next:')
      expect(code).toBe(10)
    })

    it('ends with 11 where another deploy held the server for too long', () => {
      two()
      const { out, code } = stackctl(shell, ['rollback'], 'take_lock() { return 1; }')
      expect(out).toContain('refused, nothing was changed: release 2-bbbbbbb serves. Why: locked: another deploy holds')
      expect(code).toBe(11)
    })

    const keeps = (id: string, ...lines: string[]) =>
      writeFileSync(
        join(root, 'releases', id, 'storage'),
        lines.map((one) => `p\t${one.split(' ').join('\t').replace(/~/g, ' ')}\n`).join(''),
      )
    it.each<[string, string[], string[], string]>([
      ['another volume', ['web /data the~volume~a'], ['web /data the~volume~b'], 'p/web at /data: the volume b'],
      ['nothing there', [], ['web /data the~volume~b'], 'p/web at /data: the volume b'],
      ['it elsewhere', ['web /srv the~volume~b'], ['web /data the~volume~b'], 'p/web at /data: the volume b'],
      ['no such service and no such volume', [], ['worker /jobs /srv/jobs'], 'p/worker at /jobs: /srv/jobs'],
      [
        'two of them',
        ['web /c x'],
        ['web /a /srv/a', 'web /b /srv/b', 'web /c x'],
        'p/web at /a: /srv/a; p/web at /b: /srv/b',
      ],
    ])(
      'is refused where what was written since would be out of sight, unless that is said: %s',
      (_what, old, now, says) => {
        two()
        keeps('1-aaaaaaa', ...old)
        keeps('2-bbbbbbb', ...now)
        const { err, code } = stackctl(shell, ['rollback'], ends('outcome committed "it serves"'))
        expect(code).toBe(10)
        expect(err).toContain(`cannot go back to 1-aaaaaaa: it does not have what was written since (${says})`)
        expect(stackctl(shell, ['status']).out).toContain(
          `  1-aaaaaaa: it does not have what was written since (${says})`,
        )
        const said = stackctl(shell, ['rollback', '--leave-data', '1-aaaaaaa'], ends('outcome committed "it serves"'))
        expect(said.out).toContain('Release 3-aaaaaaa serves now.')
        expect(readFileSync(join(root, 'releases/3-aaaaaaa/storage'), 'utf8')).toBe(
          readFileSync(join(root, 'releases/1-aaaaaaa/storage'), 'utf8'),
        )
      },
    )

    it.each<[string, string[], string[]]>([
      ['the same', ['web /data the~volume~a'], ['web /data the~volume~a']],
      ['more than now', ['web /data the~volume~a', 'web /x /srv/x'], ['web /data the~volume~a']],
      ['it in a service with another name', ['web /data the~volume~a'], ['worker /data the~volume~a']],
      ['nothing, as now', [], []],
    ])('goes where all is that was written since: %s', (_what, old, now) => {
      two()
      keeps('1-aaaaaaa', ...old)
      keeps('2-bbbbbbb', ...now)
      expect(stackctl(shell, ['rollback'], ends('outcome committed "it serves"')).code).toBe(0)
    })

    it('goes on when the person leaves by Ctrl-C, and says so', async () => {
      two()
      const slow = ends('while [ ! -e "$ROOT/go" ]; do sleep 0.1; done; outcome committed done')
      const [program = '', ...args] = [...shell, install(slow), 'rollback']
      const person = spawn(program, args, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
      let out = ''
      person.stdout.on('data', (chunk) => (out += chunk))
      const closed = once(person, 'close')
      await poll({ intervalMs: 20, timeoutMs: 15_000 }, async () => (out.includes('FAILED') ? true : undefined))
      process.kill(-(person.pid as number), 'SIGINT')
      expect(await closed).toEqual([30, null])
      expect(out).toContain(
        `It goes on by itself. How it stands: ${root}/stackctl status   To undo it: ${root}/stackctl abort`,
      )
      writeFileSync(join(root, 'go'), '')
      const outcome = join(root, 'releases/3-aaaaaaa/outcome')
      expect(
        await poll({ intervalMs: 20, timeoutMs: 15_000 }, async () => (existsSync(outcome) ? true : undefined)),
      ).toMatchObject({ ended: 'found' })
    })

    it('is refused at once while another is at work, and abort undoes that one', async () => {
      two()
      const waits = ends(
        `${holdsTheLock('3-aaaaaaa')}; until [ -e "$ROOT/releases/$ID/decision" ]; do sleep 0.1; done; outcome undone "it was aborted"`,
      )
      const [program = '', ...args] = [...shell, install(waits), 'rollback']
      const first = spawn(program, args, { stdio: 'ignore' })
      const closed = once(first, 'close')
      await poll({ intervalMs: 20, timeoutMs: 15_000 }, async () =>
        existsSync(join(root, 'holder')) ? true : undefined,
      )
      expect(stackctl(shell, ['rollback'], waits)).toMatchObject({
        code: 11,
        err: expect.stringContaining('3-aaaaaaa (pid '),
      })
      const { out, code } = stackctl(shell, ['abort'], waits)
      expect({ out: out.trim().split('\n').at(-2), code }).toEqual({
        out: 'shop-production: undone. What served before serves: release 2-bbbbbbb. 3-aaaaaaa failed: it was aborted',
        code: 0,
      })
      expect(await closed).toEqual([20, null])
    })

    it('goes on with numbers after a death between number and release', () => {
      two()
      writeFileSync(join(root, 'seq'), '7\n')
      expect(stackctl(shell, ['rollback'], ends('outcome committed done')).out).toContain('as release 8-aaaaaaa')
    })
  })

  it('recover shows what it does and what serves then; twice is no harm', () => {
    current('2-bbbbbbb')
    release('3-ccccccc', { outcome: '' })
    writeFileSync(join(root, 'tx/intent'), 'release\t3-ccccccc\n')
    const undone =
      'await_stable_containers() { :; }\nrecover_locked() { [ -f "$TX/intent" ] || return 0; ID=3-ccccccc; step undo; outcome undone "it was interrupted"; rm "$TX/intent"; }'
    const first = stackctl(shell, ['recover'], undone)
    expect(first).toMatchObject({
      code: 20,
      err: '',
      out: expect.stringMatching(/back to what ran before\n.*undone\. What served before serves: release 2-bbbbbbb/s),
    })
    expect(stackctl(shell, ['recover'], undone)).toMatchObject({
      code: 0,
      out: 'shop-production: nothing to recover; release 2-bbbbbbb serves\n',
    })
  })

  it('keeps four committed releases whole, the words of ten that failed, and what is being prepared', () => {
    const failed = Array.from({ length: 12 }, (_one, n) => `${n + 10}-fffffff`)
    for (const n of [1, 2, 3, 4, 5])
      release(`${n}-aaaaaaa`, { services: line('web', { image: `r@sha256:${n}`, tag: `stack-actions/s/p-web:${n}` }) })
    for (const id of failed) release(id, { outcome: 'undone\twhy' })
    release('30-eeeeeee', { outcome: '' })
    current('31-ddddddd')
    release('31-ddddddd', { services: line('web', { image: 'r@sha256:31', tag: 'stack-actions/s/p-web:31' }) })
    const docker = `docker() { case "$1 $2" in
        images*) for n in 1 2 3 4 5 31; do echo "stack-actions/s/p-web:$n"; done ;;
        'image inspect') case $4 in *Id*) echo id1; echo id2; echo id6 ;; *RepoTags*) echo "|r@sha256:1 "; echo "theirs:1 |r@sha256:2 "; echo "up:1 |up@sha256:6 "; echo "up:2 |r@sha256:31 " ;; esac ;;
        rmi*) echo "$@" >>"$ROOT/removed" ;;
      esac; }`
    writeFileSync(join(root, 'pulled'), 'up:1\nup:2\n')
    const only = stackctl(shell, ['-'], `${docker}\nmain() { ID=31-ddddddd; retain; }`)
    expect(only.err).toBe('')
    const left = readdirSync(join(root, 'releases')).sort()
    expect(left).toEqual([...failed.slice(2), '3-aaaaaaa', '30-eeeeeee', '31-ddddddd', '4-aaaaaaa', '5-aaaaaaa'].sort())
    expect(readdirSync(join(root, 'releases', '15-fffffff')).sort()).toEqual(['meta', 'outcome'])
    expect(readdirSync(join(root, 'releases', '3-aaaaaaa'))).toContain('models')
    // A tag of somebody else keeps its digest, too; the tag of a pull of ours goes; a digest that a kept release names stays.
    expect(readFileSync(join(root, 'removed'), 'utf8')).toBe(
      'rmi stack-actions/s/p-web:1 stack-actions/s/p-web:2\nrmi r@sha256:1 up:1 up@sha256:6\n',
    )
    expect(readFileSync(join(root, 'journal'), 'utf8')).toMatch(
      /note\tspace\t\S+ GB used on Docker's disk before, \S+ GB after; removed: \d images, 4 releases/,
    )
  })
})
