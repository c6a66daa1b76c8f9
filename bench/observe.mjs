import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { createInterface } from 'node:readline'
import { domainOf } from './stack.mjs'
import { processKind } from './timeline.mjs'

/** Milliseconds since the epoch, finer than `Date.now()`. */
export const now = () => performance.timeOrigin + performance.now()

/** Milliseconds between two looks at a process: what its children's times are exact to. */
const LOOK_MS = 3

/** What the kernel shows of a process while it runs: its children and its peak of memory. Nothing is put into its way. */
export class ProcessWatch {
  /** @param {number} pid */
  constructor(pid) {
    this.pid = pid
    this.began = now()
    this.peakKb = 0
    /** @type {Map<string, import('./timeline.mjs').Child & { known: boolean }>} */
    this.open = new Map()
    /** @type {import('./timeline.mjs').Child[]} */
    this.children = []
    this.timer = setInterval(() => this.look(), LOOK_MS)
  }

  look() {
    const at = now() - this.began
    try {
      const pids = readFileSync(`/proc/${this.pid}/task/${this.pid}/children`, 'latin1').split(' ').filter(Boolean)
      for (const [pid, child] of this.open) if (!pids.includes(pid)) this.close(pid, child, at)
      for (const pid of pids) this.see(pid, at)
      this.peakKb = Number(
        /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${this.pid}/status`, 'latin1'))?.[1] ?? this.peakKb,
      )
    } catch {
      // It ended before this look.
    }
  }

  /** @param {string} pid @param {number} at */
  see(pid, at) {
    const child = this.open.get(pid) ?? { kind: 'other', what: '', from: at, to: at, known: false }
    this.open.set(pid, child)
    if (child.known) return
    const argv = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    // Until it has become its program a child looks like its parent.
    if (argv[0] === '' || argv[0] === process.execPath) return
    Object.assign(child, processKind(argv.slice(0, -1)), { known: true })
  }

  /** @param {string} pid @param {import('./timeline.mjs').Child & { known: boolean }} child @param {number} at */
  close(pid, { known: _known, ...child }, at) {
    this.open.delete(pid)
    this.children.push({ ...child, to: at })
  }

  /** @returns {{ children: import('./timeline.mjs').Child[], peakMb: number }} times in milliseconds after the start */
  end() {
    clearInterval(this.timer)
    for (const [pid, child] of this.open) this.close(pid, child, now() - this.began)
    return { children: this.children, peakMb: this.peakKb / 1024 }
  }
}

/** Asks each service 50 times a second altogether, until the new version has answered of all. */
export class AnswerWatch {
  /** @param {string} address @param {readonly string[]} services @param {string} version */
  constructor(address, services, version) {
    this.address = address
    this.version = version
    this.agent = new Agent({ keepAlive: true, maxSockets: 1 })
    /** When the new version answered first, by service. @type {Map<string, number>} */
    this.seen = new Map()
    this.left = [...services]
    this.stopped = false
    this.done = this.watch()
  }

  async watch() {
    while (!this.stopped && this.left.length > 0) {
      const service = this.left.shift() ?? ''
      const answer = await ask(this.address, service, this.agent)
      if (answer === this.version) this.seen.set(service, now())
      else this.left.push(service)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    this.agent.destroy()
  }

  /** Stops after `graceMs` at most. @param {number} graceMs */
  async end(graceMs) {
    const timer = setTimeout(() => (this.stopped = true), graceMs)
    await this.done
    clearTimeout(timer)
  }

  /** When the last of the services answered with the new version; undefined where one never did, and where there are none. */
  get allNewAt() {
    return this.left.length > 0 || this.seen.size === 0 ? undefined : Math.max(...this.seen.values())
  }
}

/**
 * The version that answers for a service, or what came instead.
 * @param {string} address @param {string} service @param {Agent} [agent]
 * @returns {Promise<string>}
 */
export function ask(address, service, agent) {
  return new Promise((resolve) => {
    const asked = get(
      { host: address, port: 80, headers: { host: domainOf(service) }, timeout: 2000, ...(agent && { agent }) },
      (answer) => {
        answer.resume()
        answer.on('close', () => resolve(String(answer.headers['x-version'] ?? `status ${answer.statusCode}`)))
      },
    )
    asked.on('timeout', () => asked.destroy(new Error('no answer in 2 s')))
    asked.on('error', (error) => resolve(error.message))
  })
}

/**
 * @typedef {object} DockerEvent
 * @property {number} at milliseconds since the epoch
 * @property {string} what create, start, health_status: healthy, die, destroy
 * @property {string} service
 */

/** What Docker says while a contender is at work. */
export class DockerEvents {
  /** @param {string} container of the lab, which is the server */
  constructor(container) {
    /** @type {DockerEvent[]} */
    this.events = []
    const kinds = ['create', 'start', 'health_status', 'die', 'destroy']
    this.child = spawn(
      'docker',
      [
        ...['exec', '-i', container, 'docker', 'events', '--format', '{{json .}}', '--filter', 'type=container'],
        ...kinds.flatMap((kind) => ['--filter', `event=${kind}`]),
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    )
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      const { Action, timeNano, Actor } = JSON.parse(line)
      const service = Actor?.Attributes?.['com.docker.compose.service'] ?? ''
      this.events.push({ at: timeNano / 1e6, what: Action, service })
    })
  }

  /** @param {number} from */
  since(from) {
    return this.events.filter(({ at }) => at >= from)
  }

  end() {
    this.child.kill('SIGTERM')
  }
}
