import { markdown } from '../runtime/escape.js'
import type { BuiltImage } from './types.js'

/** For the job summary: what was built, what was there already, and why. */
export function imagesTable(images: readonly BuiltImage[]): string {
  const rows = images.map(
    ({ project, service, repository, key, result, reason }) =>
      `| ${[`${project}/${service}`, repository, key.slice(0, 12), result, reason].map(markdown).join(' | ')} |`,
  )
  if (rows.length === 0) return 'No service of this stack is built here.'
  return ['| service | image | key | result | why |', '|---|---|---|---|---|', ...rows].join('\n')
}
