import { describe, expect, it } from '@jest/globals'
import { newsOf, type Outcome, type Result } from '../../../src/github/incident.js'
import { outcome } from '../../../src/shipment/outcome.js'

describe('what a deploy’s end means to the team', () => {
  const byOutcome: Record<Outcome, string> = {
    deployed: 'well',
    unchanged: 'well',
    'rolled-back': 'well',
    undone: 'undone',
    'undo-failed': 'undo-failed',
    unknown: 'unknown',
    refused: 'none',
    skipped: 'none',
    planned: 'none',
  }

  it('is known of every outcome', () => expect(Object.keys(byOutcome).sort()).toEqual([...outcome.options].sort()))

  // A later step of the job may fail, or somebody may cancel it: the outcome tells more.
  it.each(Object.entries(byOutcome))('%s: %s, however the job ended', (ended, news) => {
    for (const result of ['success', 'failure', 'cancelled', 'skipped'] as Result[])
      expect(newsOf(ended as Outcome, result)).toBe(news)
  })

  it.each([
    ['failure', 'silent'],
    ['success', 'none'],
    ['cancelled', 'none'],
    ['skipped', 'none'],
  ] as [Result, string][])('without an outcome, %s: %s', (result, news) => expect(newsOf(undefined, result)).toBe(news))
})
