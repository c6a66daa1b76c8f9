/** What is shown at once, and how much of the end is kept for later. */
const HEAD_LINES = 400
const TAIL_LINES = 60
const LINE_CHARACTERS = 4000

/** Lets the head of an endless output through, keeps its tail, and says how much is missing between. */
export class Excerpt {
  private seen = 0
  private readonly tail: string[] = []

  /** The line to show now, if any. */
  add(line: string): string | undefined {
    const cut =
      line.length > LINE_CHARACTERS
        ? `${line.slice(0, LINE_CHARACTERS)}… (${line.length - LINE_CHARACTERS} characters not shown)`
        : line
    this.seen++
    if (this.seen <= HEAD_LINES) return cut
    this.tail.push(cut)
    if (this.tail.length > TAIL_LINES) this.tail.shift()
    return undefined
  }

  /** What remains to be shown at the end. */
  rest(): string[] {
    const missing = this.seen - HEAD_LINES - this.tail.length
    const gap = missing > 0 ? [`… ${missing} lines not shown …`] : []
    return [...gap, ...this.tail.splice(0)]
  }
}
