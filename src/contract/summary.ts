import { appendFile } from 'node:fs/promises'

/** GitHub drops a summary of more than 1 MiB as a whole. */
const SUMMARY_BYTES = 1024 * 1024 - 4096

/** The step's page in the job summary, as Markdown. Text of others goes through `markdown` or `codeBlock` first. */
export class Summary {
  private readonly parts: string[] = []
  private head: string | undefined

  add(text: string): void {
    this.parts.push(text)
  }

  /** What stands above all: how it ended and, where it is red, what to do next. */
  lead(text: string): void {
    this.head = text
  }

  get isLed(): boolean {
    return this.head !== undefined
  }

  /**
   * Appends what was added to GITHUB_STEP_SUMMARY; nothing where there is no such file. Parts that GitHub would not take any more are left
   * out as a whole, so that no table and no block stays open.
   */
  async write(env: NodeJS.ProcessEnv, redact: (text: string) => string): Promise<void> {
    const file = env.GITHUB_STEP_SUMMARY
    const parts = [...(this.head === undefined ? [] : [this.head]), ...this.parts].map(redact)
    if (!file || parts.length === 0) return
    let room = SUMMARY_BYTES
    const kept = parts.filter((part) => {
      room -= Buffer.byteLength(part) + 2
      return room >= 0
    })
    if (kept.length < parts.length) kept.push(`(${parts.length - kept.length} parts are longer than GitHub takes)`)
    await appendFile(file, `${kept.join('\n\n')}\n`)
  }
}
