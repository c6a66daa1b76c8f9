// A wire with a round trip: TCP connections are forwarded, and every byte arrives half a round trip later, in both directions. The kernel's own
// netem would be better, where it has it; a handshake takes its one and a half round trips here too.
import { connect, createServer } from 'node:net'
import { parentPort, Worker, workerData } from 'node:worker_threads'

/**
 * @typedef {object} Route
 * @property {{ host: string, port: number }} from
 * @property {{ host: string, port: number }} to
 */

/**
 * Forwards until `close` is called; in a thread of its own, so that nothing here delays it further.
 * @param {readonly Route[]} routes
 * @param {number} rtt milliseconds
 */
export async function delayed(routes, rtt) {
  const worker = new Worker(new URL(import.meta.url), { workerData: { routes, rtt }, execArgv: [] })
  await new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  return { close: () => worker.terminate() }
}

/**
 * Does what it is given in order, each half a round trip after it was given, and nothing before `opens`.
 * @param {number} rtt milliseconds
 * @param {number} opens
 */
function lateBy(rtt, opens) {
  /** @type {{ at: number, act: () => void }[]} */
  const waiting = []
  const next = () => {
    const [first] = waiting
    if (first === undefined) return
    setTimeout(() => {
      waiting.shift()
      first.act()
      next()
    }, first.at - performance.now())
  }
  return (/** @type {() => void} */ act) => {
    waiting.push({ at: Math.max(performance.now() + rtt / 2, opens), act })
    if (waiting.length === 1) next()
  }
}

/** @param {import('node:net').Socket} near @param {Route['to']} to @param {number} rtt */
function forward(near, to, rtt) {
  const opens = performance.now() + 1.5 * rtt
  const there = lateBy(rtt, opens)
  const back = lateBy(rtt, 0)
  setTimeout(() => {
    const far = connect({ ...to, allowHalfOpen: true, noDelay: true })
    far.on('data', (chunk) => back(() => near.write(chunk)))
    far.on('end', () => back(() => near.end()))
    far.on('error', () => back(() => near.destroy()))
    near.on('data', (chunk) => there(() => far.write(chunk)))
    near.on('end', () => there(() => far.end()))
    near.on('error', () => there(() => far.destroy()))
  }, opens - performance.now())
}

if (parentPort !== null && workerData?.routes !== undefined) {
  /** @type {{ routes: Route[], rtt: number }} */
  const { routes, rtt } = workerData
  let waiting = routes.length
  for (const { from, to } of routes) {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => forward(near, to, rtt))
    server.listen(from, () => {
      waiting -= 1
      if (waiting === 0) parentPort?.postMessage('listens')
    })
  }
}
