import type { WorkflowRun } from '../kit/workflows.js'

/** Shorter ones are in every text by chance. */
const SHORTEST = 12

/** What of the secrets a run shows, also split over lines and in base64: where, and the beginning of what. */
export function shownSecrets(run: WorkflowRun, secrets: readonly Record<string, string>[]): string[] {
  const forms = new Map(secrets.flatMap((all) => Object.entries(all).flatMap(([name, value]) => formsOf(name, value))))
  const places: [string, string][] = [
    ['log', run.printed],
    ['summary', run.summary],
    ['outputs', JSON.stringify(run.outputs)],
    ['annotations', JSON.stringify(run.annotations)],
  ]
  return places.flatMap(([place, text]) =>
    [...forms].flatMap(([form, name]) => (text.includes(form) ? [`${place}: ${name} (${form.slice(0, 6)}…)`] : [])),
  )
}

function formsOf(name: string, value: string): [string, string][] {
  const lines = value
    .split('\n')
    .map((line) => (name === 'ENV_FILE' ? (SECRET_LINE.exec(line)?.[1] ?? '') : line.trim()))
  const whole = [value, value.trim()].map((text) => Buffer.from(text).toString('base64'))
  const found = [
    ...lines.filter((line) => !line.startsWith('-----')),
    ...whole,
    ...lines.map((line) => Buffer.from(line).toString('base64')),
  ]
  return found.filter((form) => form.length >= SHORTEST).map((form) => [form, name])
}

/** Of an env file only what is one: a domain is in every address. */
const SECRET_LINE = /^(?:POSTGRES_PASSWORD|JWT_SECRET)=(.*)$/
