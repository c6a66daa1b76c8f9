import { labTool, type Server } from '../kit/lab.js'
import { Load, NEW_EACH } from '../kit/load/load.js'
import { targetsInTurn } from '../kit/load/traffic.js'
import { run } from '../kit/program.js'
import { exec } from './maintainer.js'

/** A way into a stack, as somebody on the server's own network sees it: a port of the host, or a name behind an edge. */
export interface Way {
  name: string
  /** `http://127.0.0.1:8080/` or `https://shop.test/`: each name is this server. Or `tcp://127.0.0.1:5432`. */
  url: string
}

/** What each way answers: status and version, such as `200 v1`; else the beginning of the text, or why there is none. */
export async function answersOf(server: Server, ways: readonly Way[]): Promise<Record<string, string>> {
  const answers = await Promise.all(ways.map(async (way) => [way.name, await answerOf(server, way)] as const))
  return Object.fromEntries(answers)
}

async function answerOf(server: Server, { url }: Way): Promise<string> {
  const { protocol, hostname, port } = new URL(url)
  if (protocol === 'tcp:')
    return (
      await exec(server, `bash -c 'exec 3<>/dev/tcp/${hostname}/${port}' 2>/dev/null && echo open || echo closed`)
    ).trim()
  const text = await exec(
    server,
    `curl -sk -m 5 --connect-to '::127.0.0.1:' -w '\\n%{http_code}' '${url}' || printf '\\n curl: exit code %s' $?`,
  )
  const lines = text.trimEnd().split('\n')
  const code = lines.pop() ?? ''
  const body = lines.join(' ')
  return `${code} ${/"version":"([^"]*)"/.exec(body)?.[1] ?? body.replace(/\s+/g, ' ').slice(0, 60)}`.trim()
}

/** Load on one way, from within the server's network: ports of its loopback are reached, too. */
export async function loadOn(server: Server, { url }: Way, rate = 25): Promise<Load> {
  const { protocol, hostname, port, pathname, origin } = new URL(url)
  const number = port || (protocol === 'https:' ? '443' : '80')
  const { stdout } = await run(['docker', 'inspect', '-f', '{{.State.Pid}}', server.container])
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const host = port === '' ? hostname : origin.replace(/^.*\/\//, '')
  return Load.start({
    vegeta: await labTool('vegeta'),
    traffic: targetsInTurn(`${protocol}//${hostname}:${number}`, [{ method: 'GET', host, path: pathname }]),
    connections: [[...NEW_EACH, '-insecure', `-connect-to=${hostname}:${number}:127.0.0.1:${number}`]],
    rate,
    within: [...sudo, 'nsenter', '-t', stdout.trim(), '-n'],
  })
}
