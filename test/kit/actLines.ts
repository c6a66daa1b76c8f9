import { stripVTControlCharacters } from 'node:util'

/** An annotation that a job made. */
export interface Annotation {
  job: string
  level: string
  text: string
  file?: string
  line?: string
}

/** A line of act, as far as it is read here. */
interface Line {
  jobID?: string
  msg?: string
  jobResult?: string
  command?: string
  stepID?: readonly string[]
  name?: string
  arg?: string
  content?: string
  kvPairs?: Readonly<Record<string, string>>
  raw_output?: boolean
}

const ANNOTATIONS = ['notice', 'warning', 'error']

/** What act's lines say of a run. */
export class ActLines {
  /** Result by the job's id. */
  readonly jobs: Record<string, string> = {}
  /** Of steps, by the step's id. */
  readonly outputs: Record<string, Record<string, string>> = {}
  readonly annotations: Annotation[] = []
  summary = ''
  printed = ''
  raw = ''

  /** Takes a line, and gives what a person would see of it, if anything. */
  line(text: string): { text: string; job: string } | undefined {
    this.raw += `${text}\n`
    if (!text.startsWith('{')) return undefined
    const line = JSON.parse(text) as Line
    const job = String(line.jobID ?? '').trim()
    if (/Skipping unsupported platform/.test(line.msg ?? ''))
      throw new Error(`job ${job} has a runs-on that is not known`)
    this.obey(line, job)
    const said = stripVTControlCharacters(String(line.msg ?? '')).trimEnd()
    this.printed += `[${job}] ${said}\n`
    const annotation = isAnnotation(line)
    if (said === '' || !(line.raw_output === true || annotation)) return undefined
    return { text: annotation ? said.trim().replaceAll('%0A', '\n') : said, job }
  }

  private obey(line: Line, job: string): void {
    // One leg of a matrix that failed is the job's result, whatever the others say after it.
    if (line.jobResult !== undefined && this.jobs[job] !== 'failure') this.jobs[job] = line.jobResult
    if (line.command === 'set-output') {
      const step = line.stepID?.[0] ?? ''
      this.outputs[step] = { ...this.outputs[step], [line.name ?? '']: line.arg ?? '' }
    }
    if (line.command === 'summary') this.summary += line.content ?? ''
    if (isAnnotation(line))
      this.annotations.push({ job, level: line.command ?? '', text: line.arg ?? '', ...line.kvPairs })
  }
}

function isAnnotation({ command }: Line): boolean {
  return command !== undefined && ANNOTATIONS.includes(command)
}
