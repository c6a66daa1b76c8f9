import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from '@jest/globals'
import { limited } from '../../../src/runtime/limited.js'

const never = new AbortController().signal

function waits(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) =>
    signal.addEventListener('abort', () => resolve((signal.reason as Error).name), { once: true }),
  )
}

it('fires also where garbage is collected before', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const waited = waits(limited(400, never))
  const collecting = setInterval(collect, 20)
  const late = new Promise<string>((resolve) => setTimeout(() => resolve('never'), 5000).unref())
  const first = await Promise.race([waited, late])
  clearInterval(collecting)
  expect(first).toBe('TimeoutError')
})

it('is aborted with what it is given', async () => {
  const given = new AbortController()
  const waited = waits(limited(60_000, never, given.signal))
  given.abort()
  expect(await waited).toBe('AbortError')
})
