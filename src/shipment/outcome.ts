import * as z from 'zod'

export const outcome = z
  .enum(['deployed', 'unchanged', 'skipped', 'planned', 'rolled-back', 'undone', 'undo-failed', 'refused', 'unknown'])
  .meta({
    description:
      '`deployed`, `unchanged`, `skipped`, `planned`, `rolled-back` (green), `undone`, `undo-failed`, `refused`, `unknown` (red)',
  })

export type Outcome = z.output<typeof outcome>
