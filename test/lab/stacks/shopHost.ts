import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { program } from '../../../scripts/program.mjs'
import { parseFacts, parseImages } from '../../../src/host/facts.js'
import { packRelease } from '../../../src/host/tar.js'
import type { HostFacts } from '../../../src/host/types.js'
import { resolvedImage } from '../../../src/release/plan/images/resolve.js'
import type { ResolvedImage } from '../../../src/release/plan/images/serviceImages.js'
import { makeRelease } from '../../../src/release/plan/makeRelease.js'
import type { MadeRelease } from '../../../src/release/plan/releaseInput.js'
import { type JournalEvent, journalEvent } from '../../../src/release/records/journal.js'
import { releaseTexts } from '../../../src/release/records/releaseTexts.js'
import type { Release } from '../../../src/release/records/types.js'
import { poll } from '../../../src/runtime/poll.js'
import { type RunResult, run } from '../../../src/runtime/run.js'
import { wavesOf } from '../../../src/stack/order.js'
import type { Stack } from '../../../src/stack/types.js'
import { type Login, sshWords } from '../../kit/ssh.js'
import { unknownImages } from '../../kit/unknownImages.js'

export interface RunOptions {
  gate?: 'runner' | 'host'
  deadline?: number
  lockTimeout?: number
  force?: boolean
}

/** What `run`, `watch` and their like gave. */
export interface Answer {
  code: number
  journal: JournalEvent[]
  stderr: string
  /** Why it failed: what the program said, then the journal's failures. */
  why: string
}

/** One container as tests compare it. */
export interface Running {
  id: string
  name: string
  project: string
  service: string
  state: string
  startedAt: string
  restart: string
  image: string
}

/** The shop on one server, deployed by calling stackctl over SSH as the runner does. */
export class ShopHost {
  readonly stackId = 'shop-lab'
  private readonly control: string[]
  private readonly program: { text: string; path: string }
  private runs = 0

  constructor(login: Login) {
    const text = program()
    this.program = { text, path: `${this.root}/bin/stackctl-${createHash('sha256').update(text).digest('hex')}` }
    const path = `/tmp/shop-${process.pid}-${createHash('sha256').update(`${login.host}:${login.port}`).digest('hex').slice(0, 8)}`
    this.control = sshWords(login, [
      ...['ConnectTimeout=10', 'ServerAliveInterval=5'],
      ...['ControlMaster=auto', `ControlPath=${path}`, 'ControlPersist=600'],
    ])
  }

  /** Runs a shell script on the server. */
  sh(script: string, options: { stdin?: string | Uint8Array; timeoutMs?: number } = {}): Promise<RunResult> {
    return run([...this.control, script], { stdin: options.stdin ?? '', timeoutMs: options.timeoutMs ?? 600_000 })
  }

  /** Like `sh`, for scripts that must end with 0; gives stdout. */
  async out(script: string): Promise<string> {
    const { code, stdout, stderr } = await this.sh(script)
    if (code !== 0) throw new Error(`${script} ended with ${code}: ${stderr}`)
    return stdout
  }

  /** Ends the shared connection; after a power cut it would hang. */
  async disconnect(): Promise<void> {
    await run([...this.control.slice(0, -1), '-O', 'exit', this.control.at(-1) ?? ''], { timeoutMs: 10_000 })
  }

  get root(): string {
    return `$HOME/.stack-actions/${this.stackId}`
  }

  /** Sends stackctl to where the runner puts it. */
  async install(): Promise<void> {
    const { text, path } = this.program
    const result = await this.sh(
      `umask 077; mkdir -p "${this.root}/bin" && cat >"${path}" && chmod 700 "${path}" && ln -sfn "${path}" "${this.root}/stackctl"`,
      { stdin: text },
    )
    if (result.code !== 0) throw new Error(`stackctl cannot be sent: ${result.stderr}`)
  }

  ctl(words: readonly string[], stdin?: string | Uint8Array): Promise<RunResult> {
    const quoted = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
    return this.sh(`sh "${this.program.path}" ${quoted}`, stdin === undefined ? {} : { stdin })
  }

  async facts(): Promise<HostFacts> {
    const { code, stdout, stderr } = await this.ctl(['facts'])
    if (code !== 0) throw new Error(`facts ended with ${code}: ${stderr}`)
    return parseFacts(stdout)
  }

  /** Makes the release of a stack for this server as the runner does, changing nothing. */
  async make(stack: Stack, event: { order?: string; facts?: HostFacts } = {}): Promise<MadeRelease> {
    const facts = event.facts ?? (await this.facts())
    this.runs += 1
    return makeRelease({
      stack,
      images: [],
      resolved: await this.resolve(unknownImages(stack, [], facts)),
      lookups: { lookedUp: new Map(), moved: new Map(), notices: [] },
      notices: [],
      facts,
      envText: 'GREETING=hello\n',
      event: {
        commit: `${this.runs}`.padStart(40, 'a'),
        differs: '',
        ref: 'refs/heads/main',
        actor: 'lab',
        runUrl: '',
        order: event.order ?? String(1000 + facts.lastSeq),
      },
      now: new Date(),
      toolVersion: '0.0.0',
      waves: wavesOf(stack.projects),
    })
  }

  private async resolve(refs: readonly string[]): Promise<Map<string, ResolvedImage>> {
    if (refs.length === 0) return new Map()
    const { code, stdout, stderr } = await this.ctl(['resolve'], `{}\n${refs.map((ref) => `${ref}\n`).join('')}`)
    if (code !== 0) throw new Error(`resolve ended with ${code}: ${stderr}`)
    return new Map(parseImages(stdout.split('\n')).map((image) => [image.ref, resolvedImage(image)]))
  }

  /** Makes a release and sends it; gives its id. */
  async prepare(stack: Stack, event: { order?: string; facts?: HostFacts } = {}): Promise<string> {
    const { release, adopted } = await this.make(stack, event)
    return this.send(release, adopted)
  }

  async send(release: Release, adopted?: Release): Promise<string> {
    const tar = packRelease({
      config: '{}',
      release: files(release),
      ...(adopted === undefined ? {} : { adopt: files(adopted) }),
      files: release.files,
    })
    const { code, stderr } = await this.ctl(['prepare', release.id], await buffer(tar))
    if (code !== 0) throw new Error(`prepare ended with ${code}: ${stderr}`)
    return release.id
  }

  async run(id: string, options: RunOptions = {}): Promise<Answer> {
    const { gate = 'host', deadline, lockTimeout, force } = options
    const words = ['run', id, '--gate', gate]
    if (deadline !== undefined) words.push('--deadline', String(deadline))
    if (lockTimeout !== undefined) words.push('--lock-timeout', String(lockTimeout))
    if (force === true) words.push('--force')
    return answer(await this.ctl(words))
  }

  async watch(id: string): Promise<Answer> {
    return answer(await this.ctl(['watch', id, '1']))
  }

  /** Waits until a committed transaction has put everything away. */
  finished(): Promise<void> {
    return this.until('the end of the transaction', `test ! -e "${this.root}/tx/intent"`, 120_000)
  }

  /** As a person does from a shell; ends when the old containers are removed, too. What failed stands in plain words. */
  async rollback(): Promise<Answer> {
    const { code, stdout, stderr } = await this.ctl(['rollback'])
    return { code, journal: [], stderr, why: [stderr.trim(), ...(stdout.match(/FAILED.*/g) ?? [])].join('\n').trim() }
  }

  /** Makes, sends and runs. */
  async deploy(stack: Stack, options: RunOptions & { order?: string } = {}): Promise<Answer & { id: string }> {
    const id = await this.prepare(stack, options.order === undefined ? {} : { order: options.order })
    const ended = await this.run(id, options)
    // Green comes before the old containers are removed: the next case begins after that.
    if (ended.code === 0) await this.finished()
    return { id, ...ended }
  }

  /** Everything of the stack's projects, also what is stopped, by project, service and name. */
  async containers(): Promise<Running[]> {
    const text = await this.out(
      `docker ps -aq --no-trunc --filter label=com.docker.compose.project | xargs -r docker inspect -f '{{.Id}}|{{.Name}}|{{index .Config.Labels "com.docker.compose.project"}}|{{index .Config.Labels "com.docker.compose.service"}}|{{.State.Status}}|{{.State.StartedAt}}|{{.HostConfig.RestartPolicy.Name}}|{{.Config.Image}}' 2>/dev/null || true`,
    )
    const rows = text.split('\n').filter((line) => line !== '')
    return rows
      .map((line): Running => {
        const [id = '', name = '', project = '', service = '', state = '', startedAt = '', restart = '', image = ''] =
          line.split('|')
        return { id, name: name.replace(/^\//, ''), project, service, state, startedAt, restart, image }
      })
      .sort((one, other) =>
        `${one.project} ${one.service} ${one.name}` < `${other.project} ${other.service} ${other.name}` ? -1 : 1,
      )
  }

  async of(service: string): Promise<Running[]> {
    return (await this.containers()).filter((one) => one.service === service)
  }

  /** Ids of the rows in Postgres. */
  async rows(): Promise<Set<string>> {
    const text = await this.sql('select id from rows')
    return new Set(text.split('\n').filter((line) => line !== ''))
  }

  sql(query: string): Promise<string> {
    return this.out(
      `docker exec "$(docker ps -q --filter label=com.docker.compose.service=postgres | head -n 1)" psql -U shop -d shop -tAc "${query}"`,
    )
  }

  /** What a transaction left behind that nobody needs any more; empty when it cleaned up. It may go on for some seconds after it committed. */
  async leftovers(): Promise<string> {
    let left = ''
    await poll({ intervalMs: 100, timeoutMs: 20_000 }, async () => {
      left = await this.out(
        `cd "${this.root}" && ls tx; ls /run/stack-actions; ls -A /run/stack-actions/.stack-actions 2>/dev/null | grep -v '[.]before$'; ls -d releases/.[a-z]* .login.* 2>/dev/null; true`,
      )
      return left === '' ? true : undefined
    })
    return left
  }

  /** Waits until something is so, asking the server again and again. */
  async until(what: string, script: string, timeoutMs = 30_000): Promise<void> {
    const found = await poll({ intervalMs: 50, timeoutMs }, async () =>
      (await this.sh(script)).code === 0 ? true : undefined,
    )
    if (found.ended !== 'found') throw new Error(`never came: ${what}`)
  }
}

function files(release: Release) {
  const texts = releaseTexts(release)
  // What a container of the shop writes is not what these tests are about.
  return { ...texts, lines: { ...texts.lines, storage: '', names: '' } }
}

function answer({ code, stdout, stderr }: RunResult): Answer {
  const journal = stdout.split('\n').flatMap((line) => journalEvent(line) ?? [])
  const failures = journal
    .filter(({ event }) => event === 'fail')
    .map(({ step, subject, text }) => `${step}: ${subject}: ${text}`)
  return { code, journal, stderr, why: [stderr.trim(), ...failures].filter((one) => one !== '').join('\n') }
}
