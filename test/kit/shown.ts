import { unescaped } from './commands.js'

/** What the runner makes of a step's lines: commands are obeyed, masked values are shown as ***. */
export class Shown {
  /** Without commands, before anything is masked. */
  printed = ''
  /** What a person sees. */
  masked = ''
  private readonly masks: string[] = []
  /** The word that ends a stretch in which nothing is a command. */
  private resume: string | undefined

  line(line: string): void {
    if (this.resume !== undefined && line === `::${this.resume}::`) {
      this.resume = undefined
      return
    }
    const command = this.resume === undefined ? /^::([a-z-]+)(?: [^:]*)?::(.*)$/.exec(line) : null
    const text = command === null ? line : unescaped(command[2] ?? '')
    const name = command?.[1]
    if (name === 'add-mask') this.masks.push(...text.split('\n').filter(Boolean))
    // Between these two lines nothing is a command, so that what a build prints cannot give any.
    else if (name === 'stop-commands') this.resume = text
    else this.show(text, name)
  }

  private show(text: string, command: string | undefined): void {
    this.printed += `${text}\n`
    if (command === 'endgroup') return
    const shown = this.masks.reduce((masked, mask) => masked.replaceAll(mask, '***'), text)
    this.masked += `${command === undefined || command === 'group' ? shown : `${command}: ${shown}`}\n`
  }
}
