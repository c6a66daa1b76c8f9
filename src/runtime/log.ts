import type { Place } from './errors.js'
import { plain } from './escape.js'
import { Excerpt } from './excerpt.js'
import { formsOfValues, secretForms, withoutForms } from './masking.js'
import { RunnerVoice, type Voice } from './voice.js'

/** The step's log. Secrets are blanked here too, for runs outside of GitHub. */
export class Log {
  private readonly secrets = new Set<string>()
  private lastWord: string | undefined

  constructor(private readonly voice: Voice = new RunnerVoice()) {}

  info(text: string): void {
    this.voice.line(this.clean(text))
  }

  /** Shown only when the run has debug logging on. */
  debug(text: string): void {
    this.voice.debug(this.clean(text))
  }

  notice(text: string): void {
    this.voice.notice(this.clean(text))
  }

  warning(text: string): void {
    this.voice.warning(this.clean(text))
  }

  /** Says why the step is red, and makes it so; what is wrong in a file is said at its line as well. */
  fail(text: string, places: readonly Place[] = []): void {
    this.voice.fail(
      this.clean(text),
      places.map(({ file, line, message }) => ({ file: this.clean(file), line, message: this.clean(message) })),
    )
  }

  /** Folds what `work` prints below a title. */
  async group<T>(title: string, work: () => Promise<T>): Promise<T> {
    this.voice.open(this.clean(title))
    try {
      return await work()
    } finally {
      this.voice.close()
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
    for (const form of unknown) {
      this.secrets.add(form)
      this.voice.secret(form)
    }
  }

  /** The line that stands at the very end of the log, whatever happens after: which version answers now. */
  conclude(text: string): void {
    this.lastWord = text
  }

  get isConcluded(): boolean {
    return this.lastWord !== undefined
  }

  /** Ends the log with its conclusion. */
  end(): void {
    if (this.lastWord !== undefined) this.info(this.lastWord)
    this.voice.end()
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
}
