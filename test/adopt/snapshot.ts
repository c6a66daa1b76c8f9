import type { Server } from '../kit/lab.js'
import { exec } from './maintainer.js'
import { answersOf, type Way } from './ways.js'

/** A container of any Compose project of the server. */
export interface Container {
  id: string
  name: string
  project: string
  service: string
  state: string
  startedAt: string
  restarts: number
  image: string
}

/** What a user could compare before and after a deploy. */
export interface Snapshot {
  containers: readonly Container[]
  volumes: readonly string[]
  /** What each way in answers, by its name. */
  answers: Readonly<Record<string, string>>
  /** What each store holds, line by line, by its name. */
  rows: Readonly<Record<string, readonly string[]>>
}

/** Scripts that print what a stack keeps, one row a line; run on the server as `deploy`. */
export type Stores = Readonly<Record<string, string>>

export async function snapshot(server: Server, ways: readonly Way[], stores: Stores): Promise<Snapshot> {
  const [containers, volumes, answers, ...rows] = await Promise.all([
    containersOf(server),
    exec(server, 'docker volume ls -q').then(lines),
    answersOf(server, ways),
    ...Object.entries(stores).map(async ([name, script]) => [name, lines(await exec(server, script))] as const),
  ])
  return { containers, volumes, answers, rows: Object.fromEntries(rows) }
}

async function containersOf(server: Server): Promise<Container[]> {
  const fields = [
    '.Id',
    '.Name',
    'index .Config.Labels "com.docker.compose.project"',
    'index .Config.Labels "com.docker.compose.service"',
    '.State.Status',
    '.State.StartedAt',
    '.RestartCount',
    '.Image',
  ]
  const format = fields.map((field) => `{{${field}}}`).join('|')
  const text = await exec(
    server,
    `docker ps -aq --no-trunc --filter label=com.docker.compose.project | xargs -r docker inspect -f '${format}'`,
  )
  return lines(text)
    .map((line) => {
      const [id = '', name = '', project = '', service = '', state = '', startedAt = '', restarts = '', image = ''] =
        line.split('|')
      return { id, name: name.slice(1), project, service, state, startedAt, restarts: Number(restarts), image }
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}

/** Services of `before`, as `project/service`, whose containers are others now, were restarted, or are gone; each once. */
export function restarted(before: Snapshot, after: Snapshot): string[] {
  const kept = new Set(after.containers.map(mark))
  return distinct(before.containers.filter((one) => !kept.has(mark(one))).map(serviceOf))
}

/** Rows of `before` that `after` has no more, as `store: row`. */
export function lost(before: Snapshot, after: Snapshot): string[] {
  return Object.entries(before.rows).flatMap(([store, rows]) => {
    const there = new Set(after.rows[store])
    return rows.filter((row) => !there.has(row)).map((row) => `${store}: ${row}`)
  })
}

/** Ways that answered before and do not as well now: another class of status, or none. */
export function worse(before: Snapshot, after: Snapshot): string[] {
  return Object.entries(before.answers)
    .filter(([name, answer]) => classOf(answer) !== classOf(after.answers[name] ?? 'none') && classOf(answer) !== '5')
    .map(([name, answer]) => `${name}: ${answer}, now ${after.answers[name]}`)
}

const classOf = (answer: string): string => (/^\d{3}/.test(answer) ? answer.slice(0, 1) : answer)
const mark = ({ id, startedAt, state }: Container): string => `${id} ${startedAt} ${state}`
const serviceOf = ({ project, service }: Container): string => `${project}/${service}`
const distinct = (list: readonly string[]): string[] => [...new Set(list)].sort()
const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '')
