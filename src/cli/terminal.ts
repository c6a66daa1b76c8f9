import type { Place } from '../runtime/errors.js'
import type { Voice } from '../runtime/voice.js'

/** A person's terminal: what was asked for goes to stdout, what is said about it to stderr. */
export class Terminal implements Voice {
  private readonly shows: boolean

  constructor(env: NodeJS.ProcessEnv) {
    this.shows = env.RUNNER_DEBUG === '1'
  }

  line(text: string): void {
    process.stdout.write(`${text}\n`)
  }

  debug(text: string): void {
    if (this.shows) process.stderr.write(`${text}\n`)
  }

  notice(text: string): void {
    process.stderr.write(`note: ${text}\n`)
  }

  warning(text: string): void {
    process.stderr.write(`warning: ${text}\n`)
  }

  fail(text: string, places: readonly Place[] = []): void {
    const named = places.map(({ file, line, message }) => [`${file}:${line}`, message] as const)
    const lines = named.filter(([at]) => !text.includes(at)).map(([at, message]) => `  ${at}: ${message}\n`)
    process.stderr.write(`✗ ${text}\n${lines.join('')}`)
  }

  open(title: string): void {
    this.line(`${title}:`)
  }

  close(): void {}
  secret(): void {}
  end(): void {}
}
