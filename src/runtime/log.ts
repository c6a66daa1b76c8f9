import { randomUUID } from 'node:crypto'
import * as core from '@actions/core'
import type { Place } from './errors.js'
import { plain } from './escape.js'
import { Excerpt } from './excerpt.js'
import { formsOfValues, secretForms, withoutForms } from './masking.js'

/** GitHub shows 4096 characters of an annotation. */
const ANNOTATION_CHARACTERS = 4000
/** It shows ten errors of a step; one is the failure itself. */
const PLACES = 9

/**
 * The step's log. Whatever is not a command of ours is written between `::stop-commands::` and its end, because the runner obeys
 * commands in any output, also in that of a server; and secrets are blanked here too, for runs outside of GitHub.
 */
export class Log {
  private token: string | undefined
  private readonly secrets = new Set<string>()
  private lastWord: string | undefined

  info(text: string): void {
    if (this.token === undefined) {
      this.token = randomUUID()
      process.stdout.write(`::stop-commands::${this.token}\n`)
    }
    process.stdout.write(`${this.clean(text)}\n`)
  }

  /** Shown only when the run has debug logging on. */
  debug(text: string): void {
    this.command(() => core.debug(this.clean(text)))
  }

  notice(text: string): void {
    this.command(() => core.notice(this.annotation(text)))
  }

  warning(text: string): void {
    this.command(() => core.warning(this.annotation(text)))
  }

  /** Says why the step is red, and makes it so; what is wrong in a file is said at its line as well. */
  fail(text: string, places: readonly Place[] = []): void {
    this.command(() => {
      core.setFailed(this.annotation(text))
      for (const { file, line, message } of places.slice(0, PLACES)) {
        const at = this.clean(file).replace(/\n/g, ' ')
        core.error(this.annotation(message), { file: at, startLine: line, title: `stack-actions: ${at}:${line}` })
      }
    })
  }

  /** Folds what `work` prints below a title. */
  async group<T>(title: string, work: () => Promise<T>): Promise<T> {
    this.command(() => core.startGroup(this.clean(title).replace(/\n/g, ' ')))
    try {
      return await work()
    } finally {
      this.command(() => core.endGroup())
    }
  }

  /** Prints the lines of a tool or a server: the head at once, the tail at `end`, nothing that floods the log. */
  output(): { line: (text: string) => void; end: () => void } {
    const excerpt = new Excerpt()
    return {
      line: (text) => {
        const shown = excerpt.add(text)
        if (shown !== undefined) this.info(shown)
      },
      end: () => {
        for (const line of excerpt.rest()) this.info(line)
      },
    }
  }

  /** Keeps a secret out of all that is printed from now on. */
  mask(secret: string): void {
    if (secret.trim() !== '') this.maskForms(secretForms(secret))
  }

  /** Masks those values that can be secrets; `except` is public text (the Compose files) whose words stay readable. */
  maskValues(values: Iterable<string>, { except = '' }: { except?: string } = {}): void {
    this.maskForms(formsOfValues(values, except))
  }

  /** Masks these texts, letter by letter. */
  maskForms(forms: Iterable<string>): void {
    const unknown = new Set([...forms].filter((form) => !this.secrets.has(form)))
    if (unknown.size === 0) return
    this.command(() => {
      for (const form of unknown) {
        this.secrets.add(form)
        // The runner masks each line of it, also a lone `}`, and drops every output of a job that holds one; each line that can be a secret is a form by itself.
        if (!/[\r\n]/.test(form)) core.setSecret(form)
      }
    })
  }

  /** The line that stands at the very end of the log, whatever happens after: which version answers now. */
  conclude(text: string): void {
    this.lastWord = text
  }

  get isConcluded(): boolean {
    return this.lastWord !== undefined
  }

  /** Ends the log: the conclusion, and commands are obeyed again for the steps that follow. */
  end(): void {
    if (this.lastWord !== undefined) this.info(this.lastWord)
    this.command(() => {})
  }

  /** Text with every masked secret blanked, for what is written to files. */
  redact(text: string): string {
    return withoutForms(text, this.secrets)
  }

  /** The same for each text in a value, however deep; numbers, booleans and keys stay as they are. */
  redactEach<T>(value: T): T {
    if (typeof value === 'string') return this.redact(value) as T
    if (Array.isArray(value)) return value.map((entry: unknown) => this.redactEach(entry)) as T
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, this.redactEach(entry)])) as T
  }

  private clean(text: string): string {
    // `##[command]` is the runner's older syntax, and its web page draws it even where it is not obeyed.
    return this.redact(plain(text)).replaceAll('##[', '# #[')
  }

  private annotation(text: string): string {
    const cleaned = this.clean(text)
    return cleaned.length > ANNOTATION_CHARACTERS ? `${cleaned.slice(0, ANNOTATION_CHARACTERS)}…` : cleaned
  }

  private command(issue: () => void): void {
    if (this.token !== undefined) {
      process.stdout.write(`::${this.token}::\n`)
      this.token = undefined
    }
    issue()
  }
}
