import type { Readable } from 'node:stream'
import type { Code } from '../runtime/codes.js'
import { Refused } from '../runtime/errors.js'
import { quoted } from '../runtime/escape.js'
import { bootstrapArgv, stackctlProgram } from './bootstrap.js'
import { type AskedCover, type IsCovered, parseCovered, writeCovers } from './coveredQuestion.js'
import { parseFacts, parseImages, parseNames } from './facts.js'
import { type LikenessAnswer, type LikenessQuestion, parseAnswer, writeQuestion } from './likenessQuestion.js'
import { reasonFirst, refusal, saidBy, toJudge, unexpected, unlessKilled } from './said.js'
import type { ExecOptions, ExecResult, Host } from './ssh.js'
import { loginLine } from './tar.js'
import type { HostFacts, InspectedContainer, ServerImage } from './types.js'

/** How a transaction stands, by the exit code of stackctl; `died`: its program was killed, `recover` ends it. */
export interface Standing {
  state: 'committed' | 'undone' | 'undo-failed' | 'refused' | 'locked' | 'waiting' | 'died'
  /** Journal lines that this call printed. */
  lines: number
  /** What stackctl said about it. */
  stderr: string
  /** What kind of failure it was, where stackctl says one that is declared. */
  code?: Code
  /** The same for the user, with what can be done about it, where it was refused. */
  refusal?: Refused
  /** What there is to judge, where it waits: the new containers and those that are kept, as they were just now. Absent where Docker did not say. */
  containers?: InspectedContainer[]
}

/** What the runner says to a transaction that waits: the gate held on the switched stack, or with the old version stopped. */
export type Consent = 'proceed' | 'confirm'

export interface TransactionOptions {
  gate: 'runner' | 'host'
  deadlineSeconds: number
  lockTimeoutSeconds: number
  /** The server asks the endpoints of the stack, because the runner cannot. */
  ask?: boolean
}

type Call = Pick<ExecOptions, 'signal'>
type JournalCall = Pick<ExecOptions, 'signal' | 'onLine'>

const STATES: Record<number, Standing['state']> = {
  0: 'committed',
  1: 'died',
  10: 'refused',
  11: 'locked',
  20: 'undone',
  21: 'undo-failed',
  30: 'waiting',
}

/** Verbs that answer at once wait no longer than this (milliseconds). */
const ANSWER_MS = 60_000
/** Verbs that ask Docker several things, each of which the server's program ends by itself. */
const LOOK_MS = 10 * 60_000
/** Verbs that pull images or carry out a transaction: each of their waits has a limit on the server. GitHub ends a job after so long. */
const WORK_MS = 6 * 60 * 60_000

/** Where a rollback goes by itself: the newest release before the current one that was proven to serve. */
export const BY_ITSELF = '-'

/** What facts may be asked for besides. */
export interface Asked {
  references?: readonly string[]
  /** The release to go back to, or BY_ITSELF. */
  target?: string
  /** The target may lack what was written since. */
  leaveData?: boolean
}

/** The runner's side of stackctl: the verbs of src/server/README.md as calls. */
export class Stackctl {
  /** For people, in a shell of the server. */
  readonly path: string
  private installed: string | undefined

  constructor(
    private readonly host: Host,
    /** `<stack>-<environment>`. */
    private readonly stack: string,
  ) {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(stack)) throw new Refused(`a stack cannot be named ${quoted(stack)}`)
    this.path = `~/.stack-actions/${stack}/stackctl`
  }

  /**
   * What the server says of itself, of these third-party images, and of the release that a rollback would go back to. The first call brings
   * stackctl there.
   * @throws Refused where Docker does not answer
   */
  async facts({ references = [], target, leaveData, ...call }: Call & Asked = {}): Promise<HostFacts> {
    const back = target === undefined ? [] : [...leaveDataFlag(leaveData), '--target', target]
    const { stdout } = await this.answer(['facts', ...back, ...references], { ...call, timeoutMs: LOOK_MS })
    return parseFacts(stdout)
  }

  /** What runs before the first release, as Compose, the images and the files on the server see it. */
  async likeness(question: LikenessQuestion, call: Call = {}): Promise<LikenessAnswer> {
    const { stdout } = await this.answer(['likeness'], { ...call, stdin: writeQuestion(question), timeoutMs: LOOK_MS })
    return parseAnswer(stdout)
  }

  /** Third-party images by digest; pulled if they are not there. @throws Refused that names each one that cannot be had */
  async resolve(refs: readonly string[], dockerConfigJson: string, call: Call = {}): Promise<ServerImage[]> {
    const stdin = `${loginLine(dockerConfigJson)}${refs.join('\n')}\n`
    const { stdout } = await this.answer(['resolve'], { ...call, stdin, timeoutMs: WORK_MS })
    return parseImages(stdout.split('\n'))
  }

  /** Files below folders of the server, by the folder, their paths from there; undefined where they cannot be read. */
  async names(folders: readonly string[], call: Call = {}): Promise<Map<string, string[] | undefined>> {
    const { stdout } = await this.answer(['names'], {
      ...call,
      stdin: `${folders.join('\n')}\n`,
      timeoutMs: LOOK_MS,
    })
    return parseNames(stdout)
  }

  /** Whether files of git would hide others, where containers can write now. */
  async covered(asked: readonly AskedCover[], call: Call = {}): Promise<IsCovered> {
    const { stdout } = await this.answer(['covered'], { ...call, stdin: writeCovers(asked) })
    return parseCovered(stdout)
  }

  /**
   * Uploads a release, gets its images, begins its transaction and follows it until it ends or waits for the runner: one call, because each
   * costs a round trip and a process at both ends.
   */
  async deploy(
    release: string,
    tar: Readable,
    options: TransactionOptions & JournalCall & { force?: boolean },
  ): Promise<Standing> {
    const force = options.force ? ['--force'] : []
    return this.follow(['deploy', release, ...flagsOf(options), ...force], { ...options, stdin: tar })
  }

  /** Says what the transaction waits for, if anything, then follows it from its journal's line `from` (the first is 1). */
  async watch(release: string, from: number, call: JournalCall & { say?: Consent } = {}): Promise<Standing> {
    return this.follow(['watch', release, String(from), ...(call.say === undefined ? [] : [call.say])], call)
  }

  /** Makes the new release `release` out of `target`'s files and runs it, like `run`. */
  async rollback(
    release: string,
    target: string,
    options: TransactionOptions &
      JournalCall & { /** Lines of meta that differ from the target's. */ meta: string; leaveData?: boolean },
  ): Promise<Standing> {
    return this.follow(
      ['rollback', target, ...leaveDataFlag(options.leaveData), '--id', release, ...flagsOf(options)],
      { ...options, stdin: options.meta },
    )
  }

  /** False when it came too late. */
  async abort(release: string): Promise<boolean> {
    const { code, stderr } = await this.call(['abort', release], { timeoutMs: ANSWER_MS })
    if (code !== 0 && code !== 1) throw unexpected('abort', code, stderr)
    return code === 0
  }

  async heartbeat(release: string): Promise<void> {
    await this.answer(['heartbeat', release], { timeoutMs: ANSWER_MS })
  }

  /** Ends a transaction that was interrupted, if there is one; `watch` tells how. */
  async recover(): Promise<void> {
    const { code, stderr } = await this.call(['recover'], { timeoutMs: WORK_MS })
    if (STATES[code] === undefined) throw unexpected('recover', code, stderr)
  }

  private async follow(verb: readonly string[], options: ExecOptions): Promise<Standing> {
    let lines = 0
    const { code, stdout, stderr } = await this.call(verb, {
      timeoutMs: WORK_MS,
      ...(options.stdin !== undefined && { stdin: options.stdin }),
      ...journalOnly({
        ...(options.signal && { signal: options.signal }),
        onLine: (line) => {
          lines += 1
          options.onLine?.(line)
        },
      }),
    })
    const state = STATES[code]
    if (state === undefined) throw unexpected(verb[0], code, stderr)
    const said = saidBy(stderr)
    return {
      state,
      lines,
      stderr: reasonFirst(said.words),
      ...(said.code !== undefined && { code: said.code }),
      ...(state === 'refused' && { refusal: refusal(stderr, this.host.name) }),
      ...(state === 'waiting' && toJudge(stdout)),
    }
  }

  private async answer(verb: readonly string[], options: ExecOptions): Promise<ExecResult> {
    const result = await this.call(verb, options)
    if (result.code === 10 || result.code === 11) throw refusal(result.stderr, this.host.name)
    if (result.code !== 0) throw unexpected(verb[0], result.code, result.stderr)
    return result
  }

  private async call(verb: readonly string[], options: ExecOptions): Promise<ExecResult> {
    if (this.installed !== undefined)
      return unlessKilled(verb[0], await this.host.exec(['sh', this.installed, ...verb], options), this.host.name)
    const { text, sha256 } = await stackctlProgram()
    // A verb that reads stdin finds the program there until it is installed: so that one comes by itself.
    if (verb[0] === 'facts') {
      const call = this.host.exec(bootstrapArgv(this.stack, sha256, verb), { ...options, stdin: text })
      const result = unlessKilled('facts', await call, this.host.name)
      if (result.code === 0) this.installed = `${parseFacts(result.stdout).root}/bin/stackctl-${sha256}`
      return result
    }
    await this.facts(options.signal === undefined ? {} : { signal: options.signal })
    return this.call(verb, options)
  }
}

function leaveDataFlag(leaveData = false): string[] {
  return leaveData ? ['--leave-data'] : []
}

function flagsOf({ gate, deadlineSeconds, lockTimeoutSeconds, ask }: TransactionOptions): string[] {
  return [
    ...['--gate', gate],
    ...(ask ? ['--ask'] : []),
    ...['--deadline', String(deadlineSeconds), '--lock-timeout', String(lockTimeoutSeconds)],
  ]
}

/** Lets only lines of a journal through: `watch` counts them, and a login shell may print lines of its own. */
function journalOnly({ onLine, ...rest }: JournalCall): JournalCall {
  if (onLine === undefined) return rest
  return { ...rest, onLine: (line) => /^[0-9-]{10}T[0-9:]{8}Z\t/.test(line) && onLine(line) }
}
