// Calls each callee at a fixed rate, as programs for Node do: with `fetch`, which keeps connections, and with `http` without an agent, which does not.
import { get } from 'node:http'

const callees = process.env.CALLEES.split(' ')
const rate = Number(process.env.RATE)
const KINDS = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  EHOSTUNREACH: 'unreachable',
  ENOTFOUND: 'name unknown',
  EAI_AGAIN: 'name unknown',
  TimeoutError: 'timeout',
  ETIMEDOUT: 'timeout',
}

const fresh = (url) =>
  new Promise((resolve, reject) => {
    const call = get(url, { agent: false, timeout: 5000 }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode))
      response.on('error', reject)
    })
    call.on('timeout', () => call.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })))
    call.on('error', reject)
  })
const kept = async (url) => {
  const response = await fetch(url, { signal: AbortSignal.timeout(5000) })
  await response.text()
  return response.status
}

const counts = {}
for (const url of callees) {
  for (const [connections, call] of Object.entries({ new: fresh, kept })) {
    const count = { sent: 0, failed: {} }
    counts[`${connections} ${new URL(url).hostname}`] = count
    const fail = (kind) => (count.failed[kind] = (count.failed[kind] ?? 0) + 1)
    setInterval(() => {
      count.sent += 1
      call(url).then(
        (status) => status === 200 || fail(`status ${status}`),
        (error) => {
          // Several addresses that all failed come as one error with a list.
          const one = error.errors?.[0] ?? error.cause?.errors?.[0] ?? error.cause ?? error
          fail(KINDS[one.code] ?? KINDS[error.name] ?? `${one.code ?? one.message}`)
        },
      )
    }, 1000 / rate)
  }
}
setInterval(() => console.log(JSON.stringify(counts)), 500)
