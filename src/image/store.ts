import type { run } from '../runtime/run.js'

/** Id of an image on this machine's engine; undefined if it is not there. */
export async function localImageId(reference: string, options: { run: typeof run }): Promise<string | undefined> {
  const result = await options.run(['docker', 'image', 'inspect', '--format', '{{.Id}}', reference])
  return result.code === 0 ? result.stdout.trim() : undefined
}

/** `repository@digest` of an image on this machine's engine, for each registry that it was pushed to or pulled from. */
export async function localDigests(reference: string, options: { run: typeof run }): Promise<string[]> {
  const result = await options.run(['docker', 'image', 'inspect', '--format', '{{json .RepoDigests}}', reference])
  return result.code === 0 ? ((JSON.parse(result.stdout) as string[] | null) ?? []) : []
}
