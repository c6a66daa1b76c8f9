import type { Action } from '../contract/action.js'
import { mustBePushed } from './asPushed.js'
import { check } from './check.js'
import { init } from './init/init.js'
import { logs } from './logs.js'
import type { Repository } from './repository.js'
import { status } from './status.js'

/** What a person can type after `stack-actions`. */
export interface Command {
  summary: string
  /** An action that a workflow has, too, is loaded from where it lies: the bundle has it once. */
  load(): Promise<Action>
  /** Inputs that make the action this command. */
  fixed?: Readonly<Record<string, string>>
  /** Inputs that only a workflow has a use for, by their names in the declaration. */
  without?: readonly string[]
  /** The one input that is given as a word of its own. */
  word?: string
  /** Whether it is about one environment of stack.yml, which is the branch's if none is named. */
  ofOneEnvironment?: boolean
  /** Whether it changes what runs: not inside a run of GitHub, and no environment of another branch unless it is named. */
  changesServer?: boolean
  /** What a person may say besides the inputs, by its name, with what it means. */
  flags?: Readonly<Record<string, string>>
  /** @throws Refused where a workflow could not be in this state */
  before?(repository: Repository, given: Readonly<Record<string, unknown>>): Promise<void>
}

/** What only runs of GitHub hand to each other, or only they can do. */
const RUNS = ['images', 'projects', 'cache'] as const

export const COMMANDS: Readonly<Record<string, Command>> = {
  init: {
    summary: 'Write stack.yml and a workflow for this repository, and say what is left to do',
    load: async () => init,
  },
  check: {
    summary: 'Check stack.yml and the Compose files; asks no server',
    load: async () => check,
  },
  plan: {
    summary: 'Show what a deploy would do, and why; changes nothing',
    load: async () => (await import('../actions/deploy.js')).deploy,
    fixed: { dryRun: 'true' },
    without: [...RUNS, 'dryRun', 'push', 'version', 'lockTimeout', 'deadline', 'force'],
    ofOneEnvironment: true,
  },
  doctor: {
    summary: 'Look at everything that a deploy needs, here and on the server, and say what to type',
    load: async () => (await import('../actions/doctor.js')).doctor,
    ofOneEnvironment: true,
  },
  deploy: {
    summary: 'Build, push, deploy, prove and, if need be, undo: what the action deploy does',
    load: async () => (await import('../actions/deploy.js')).deploy,
    // A person's Docker has its layers; what it made is no cache for production's next build.
    fixed: { cache: 'none' },
    without: [...RUNS, 'dryRun', 'version'],
    ofOneEnvironment: true,
    changesServer: true,
    flags: { 'as-is': 'Deploy what lies here, though it is not committed or not pushed' },
    before: async (repository, { asIs }) => (asIs === true ? undefined : mustBePushed(repository)),
  },
  rollback: {
    summary: 'Put an earlier release back, proven to answer',
    load: async () => (await import('../actions/rollback.js')).rollback,
    ofOneEnvironment: true,
    changesServer: true,
  },
  status: {
    summary: 'Show what runs on the server, and whether it is what was released',
    load: async () => status,
    ofOneEnvironment: true,
  },
  logs: {
    summary: 'Show the last lines of a service’s containers',
    load: async () => logs,
    word: 'service',
    ofOneEnvironment: true,
  },
}
