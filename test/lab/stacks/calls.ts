import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { capture } from '../../../src/runtime/run.js'
import { identityOf } from '../../../src/stack/identity.js'
import type { ComposeService, Stack } from '../../../src/stack/types.js'

/** How a callee starts and ends: what its callers see of a deploy depends on it. */
export const CALLEES = {
  ends: { title: 'ends what it began', environment: {} },
  dies: { title: 'dies at SIGTERM', environment: { STOPS: 'at once' } },
  late: { title: 'ends what it began, listens 3 s after its start', environment: { LISTENS_AFTER_MS: '3000' } },
} as const

export const CLIENTS = { node: 'Node', python: 'Python', go: 'Go' } as const

/** A second, of each client over each kind of connection to each callee. */
const RATE = 5

/** Three services, and three that call them by their names, past any proxy. */
export function calls(registry: string, version: string): Stack {
  const callees = Object.entries(CALLEES).map(([name, { environment }]): [string, ComposeService] => [
    name,
    {
      image: `${registry}/stall-node:${version}`,
      environment: { SERVICE: name, ...environment },
      expose: ['8080'],
      networks: { default: null },
      restart: 'unless-stopped',
      stop_grace_period: '10s',
      healthcheck: { test: ['CMD', '/app/healthy'], interval: '5s', timeout: '5s', retries: 3, start_period: '30s' },
    },
  ])
  const urls = Object.keys(CALLEES).map((name) => `http://${name}:8080/slow?ms=20`)
  const callers = Object.keys(CLIENTS).map((name): [string, ComposeService] => [
    name,
    {
      image: `${registry}/caller-${name}:v1`,
      environment: { CALLEES: urls.join(' '), RATE: String(RATE) },
      networks: { default: null },
      restart: 'unless-stopped',
      stop_grace_period: '1s',
    },
  ])
  return {
    name: 'shop',
    environment: 'lab',
    id: 'shop-lab',
    identity: identityOf({ name: 'unknown', id: '' }, 'shop', 'lab'),
    environments: ['lab'],
    takesOver: [],
    root: '/nowhere',
    registry,
    projects: [
      {
        name: 'calls',
        path: 'calls',
        files: ['calls/compose.yaml'],
        needs: [],
        profiles: [],
        isNamed: true,
        model: {
          name: 'calls',
          services: Object.fromEntries([...callees, ...callers]),
          networks: { default: { name: 'calls_default' } },
        },
        mounts: [],
      },
    ],
    health: [],
  }
}

/** Builds the callers' images and pushes them. */
export async function pushCallerImages(registry: string): Promise<void> {
  const context = await mkdtemp(join(tmpdir(), 'calls-'))
  const options = { timeoutMs: 300_000 }
  await cp(new URL('./calls', import.meta.url).pathname, context, { recursive: true })
  const build = ['go', 'build', '-C', join(context, 'go'), '-ldflags', '-s -w', '-o', '../caller', '.']
  await capture(build, { ...options, env: { ...process.env, CGO_ENABLED: '0' } })
  for (const name of Object.keys(CLIENTS)) {
    const image = `${registry}/caller-${name}:v1`
    await capture(['docker', 'build', '-q', '--target', name, '-t', image, context], options)
    await capture(['docker', 'push', '-q', image], options)
  }
  await rm(context, { recursive: true, force: true })
}

/** What one client saw, as its container prints it: by connection and callee, such as `new ends`. */
export type Counts = Record<string, { sent: number; failed: Record<string, number> }>

/** What came between two readings. */
export function since(before: Counts, after: Counts): Counts {
  return Object.fromEntries(
    Object.entries(after).map(([key, { sent, failed }]) => {
      const was = before[key] ?? { sent: 0, failed: {} }
      const kinds = Object.entries(failed).map(([kind, count]) => [kind, count - (was.failed[kind] ?? 0)] as const)
      return [key, { sent: sent - was.sent, failed: Object.fromEntries(kinds.filter(([, count]) => count > 0)) }]
    }),
  )
}

/** The table of docs/limits.md: a row for each client and kind of connection. */
export function callsTable(seen: Readonly<Record<keyof typeof CLIENTS, Counts>>): string {
  const titles = Object.values(CALLEES).map(({ title }) => title)
  const rows = Object.entries(CLIENTS).flatMap(([client, title]) =>
    ['new', 'kept'].map((connections) => {
      const cells = Object.keys(CALLEES).map((callee) => {
        const { sent, failed } = seen[client as keyof typeof CLIENTS][`${connections} ${callee}`] ?? {
          sent: 0,
          failed: {},
        }
        const kinds = Object.entries(failed)
        const sum = kinds.reduce((total, [, count]) => total + count, 0)
        const reasons = sum === 0 ? '' : ` (${kinds.map(([kind, count]) => `${count} ${kind}`).join(', ')})`
        return `${sum} of ${sent}${reasons}`
      })
      return `| ${[title, connections, ...cells].join(' | ')} |`
    }),
  )
  return [`| client | connections | ${titles.join(' | ')} |`, '|---|---|---|---|---|', ...rows].join('\n')
}
