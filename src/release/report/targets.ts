import type { RollbackTarget } from '../../host/types.js'
import { markdown } from '../../runtime/escape.js'

/** Where a rollback could go, for the job summary; undefined where there is nothing to choose from. */
export function targetsMarkdown(targets: readonly RollbackTarget[]): string | undefined {
  if (targets.length === 0) return undefined
  const rows = targets.map(({ id, kind, createdAt, commit, actor, why }) =>
    [
      id,
      createdAt.replace(/\.\d+Z$/, 'Z'),
      kind === 'rollback' ? 'a rollback' : commit.slice(0, 12),
      actor,
      why === undefined ? 'yes' : `no: ${why}`,
    ]
      .map(markdown)
      .join(' | '),
  )
  return [
    'Releases on the server, and whether one can go back to them:',
    '',
    '| release | made | commit | by | can |',
    '|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n')
}
