/** Asks `until` every 100 ms until it gives something true, and returns that. A throw counts as "not yet". */
export async function poll<T>(until: () => T | Promise<T>, options: { deadlineMs: number }): Promise<T> {
  const deadline = Date.now() + options.deadlineMs
  let last: unknown
  for (;;) {
    try {
      const value = await until()
      if (value) return value
      last = value
    } catch (error) {
      last = error
    }
    if (Date.now() > deadline) throw new Error(`not within ${options.deadlineMs} ms; last: ${String(last)}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
