/** What the server waits for a sign of life from the runner: the gate's own limit and two minutes, at most its hard cap of 15 minutes. */
export function deadlineSeconds(inputs: { deadline?: number | undefined; timeout?: number }): number {
  return inputs.deadline ?? Math.min(900, (inputs.timeout ?? 120) + 120)
}
