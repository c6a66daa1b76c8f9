/** Seconds in which an engine tells what it knows. */
export const ANSWER_SECONDS = 60

/** Argv of a call of the server's own Docker that ends there by itself, also where nobody hears it any more. */
export function dockerThere(args: readonly string[], seconds = ANSWER_SECONDS): string[] {
  return ['timeout', '-k', '5', String(seconds), 'docker', ...args]
}
