import type { Host } from '../../host/ssh.js'
import type { Plan } from '../records/types.js'

/** Prints the number of each path of its arguments that is not there; what this user cannot see is passed over, as it is by stackctl. */
const SCRIPT = `number=0
for path; do
  number=$((number + 1)) dir=$path
  [ ! -e "$path" ] || continue
  while dir=\${dir%/*}; [ -n "$dir" ] && [ ! -e "$dir" ]; do :; done
  [ -n "$dir" ] && [ -d "$dir" ] && [ ! -x "$dir" ] || echo "$number"
done`

/**
 * What a dry run says of the server's own files and folders that are not there: a deploy asks the same before it begins, and is refused. What is
 * left alone has them, or has run without them so far.
 */
export async function missingSources(
  { mounts, services }: Pick<Plan, 'mounts' | 'services'>,
  host: Pick<Host, 'exec'>,
  signal: AbortSignal,
): Promise<string[]> {
  const starting = new Set(
    services.flatMap(({ project, service, change }) => (change === 'unchanged' ? [] : [`${project}/${service}`])),
  )
  const wanted = mounts.flatMap(({ project, service, own }) => {
    const key = `${project}/${service ?? ''}`
    return own === undefined || own.make || !starting.has(key) ? [] : [{ key, path: own.path }]
  })
  const paths = [...new Set(wanted.map(({ path }) => path))]
  if (paths.length === 0) return []
  const { stdout } = await host.exec(['sh', '-c', SCRIPT, '-', ...paths], { signal })
  const missing = stdout.split('\n').flatMap((line) => paths[Number(line) - 1] ?? [])
  return missing.map((path) => {
    const keys = [...new Set(wanted.filter((one) => one.path === path).map(({ key }) => key))].join(', ')
    return `${path}, which ${keys} mounts, is not on the server: a deploy is refused until it is there (a folder: sudo mkdir -p '${path}')`
  })
}
