import { appendFile } from 'node:fs/promises'

/** GitHub drops a summary of more than 1 MiB as a whole. */
const SUMMARY_BYTES = 1024 * 1024 - 4096

/** The step's page in the job summary, as Markdown. Text of others goes through `markdown` or `codeBlock` first. */
export class Summary {
  private readonly parts: string[] = []

  add(text: string): void {
    this.parts.push(text)
  }

  /** Appends what was added to GITHUB_STEP_SUMMARY, cut to what GitHub takes; nothing where there is no such file. */
  async write(env: NodeJS.ProcessEnv): Promise<void> {
    const file = env.GITHUB_STEP_SUMMARY
    if (!file || this.parts.length === 0) return
    const whole = Buffer.from(`${this.parts.join('\n\n')}\n`)
    const text = whole.length <= SUMMARY_BYTES ? whole : `${whole.subarray(0, SUMMARY_BYTES).toString()}\n\n(cut)\n`
    await appendFile(file, text)
  }
}
