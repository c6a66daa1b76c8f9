import { randomUUID } from 'node:crypto'
import * as core from '@actions/core'
import type { Place } from './errors.js'

/** GitHub shows 4096 characters of an annotation. */
const ANNOTATION_CHARACTERS = 4000
/** It shows ten errors of a step; one is the failure itself. */
const PLACES = 9

/** To whom a log speaks. What it is given holds no secret and no control character. */
export interface Voice {
  line(text: string): void
  debug(text: string): void
  notice(text: string): void
  warning(text: string): void
  /** Why it failed, and the lines of files that are wrong. The process ends red. */
  fail(text: string, places: readonly Place[]): void
  /** What follows belongs below this title, until `close`. */
  open(title: string): void
  close(): void
  /** Shall be blanked by whoever shows the log. */
  secret(form: string): void
  end(): void
}

/**
 * GitHub's runner. Whatever is not a command of ours is written between `::stop-commands::` and its end, because the runner obeys commands in any
 * output, also in that of a server.
 */
export class RunnerVoice implements Voice {
  private token: string | undefined

  line(text: string): void {
    if (this.token === undefined) {
      this.token = randomUUID()
      process.stdout.write(`::stop-commands::${this.token}\n`)
    }
    process.stdout.write(`${text}\n`)
  }

  debug(text: string): void {
    this.command(() => core.debug(text))
  }

  notice(text: string): void {
    this.command(() => core.notice(annotation(text)))
  }

  warning(text: string): void {
    this.command(() => core.warning(annotation(text)))
  }

  fail(text: string, places: readonly Place[]): void {
    this.command(() => {
      core.setFailed(annotation(text))
      for (const { file, line, message } of places.slice(0, PLACES)) {
        const at = file.replace(/\n/g, ' ')
        core.error(annotation(message), { file: at, startLine: line, title: `stack-actions: ${at}:${line}` })
      }
    })
  }

  open(title: string): void {
    this.command(() => core.startGroup(title.replace(/\n/g, ' ')))
  }

  close(): void {
    this.command(() => core.endGroup())
  }

  secret(form: string): void {
    // The runner masks each line of it, also a lone `}`, and drops every output of a job that holds one; each line that can be a secret is a form by itself.
    if (!/[\r\n]/.test(form)) this.command(() => core.setSecret(form))
  }

  /** Commands are obeyed again for the steps that follow. */
  end(): void {
    this.command(() => {})
  }

  private command(issue: () => void): void {
    if (this.token !== undefined) {
      process.stdout.write(`::${this.token}::\n`)
      this.token = undefined
    }
    issue()
  }
}

function annotation(text: string): string {
  return text.length > ANNOTATION_CHARACTERS ? `${text.slice(0, ANNOTATION_CHARACTERS)}…` : text
}
