import type { ReleaseService } from '../../records/release.js'
import { committedImages, type JournalEvent } from '../records/journal.js'
import type { Change } from '../records/types.js'

/** How the transaction ended for all, which is also how it ended for each. */
export type Ending = 'committed' | 'undone' | 'open'

/** What the journal tells of one service. */
export interface ServiceResult {
  /** In words; empty where the journal says nothing of it. */
  result: string
  /** From the start of its containers until the last was verified, or failed; undefined where it was not started. */
  milliseconds?: number
}

/** What became of a service, by what the server wrote down. */
export function serviceResult(
  service: Pick<ReleaseService, 'project' | 'service' | 'class' | 'image' | 'replicas'> &
    Partial<Pick<ReleaseService, 'check'>> & { change: Change },
  events: readonly JournalEvent[],
  ending: Ending,
): ServiceResult {
  const name = `${service.project}/${service.service}`
  const proof = proofs(events).get(name)
  const time = proof === undefined ? {} : { milliseconds: proof.milliseconds }
  if (proof?.failed) return { result: '✗ failed', ...time }
  if (ending === 'committed') return { result: committedResult(service, events), ...time }
  if (ending === 'undone' && service.change !== 'unchanged') {
    if (service.change === 'removed') return { result: 'kept' }
    return proof === undefined ? { result: 'not verified' } : { result: 'verified, then undone', ...time }
  }
  return { result: proof === undefined ? '' : 'verified', ...time }
}

function committedResult(
  { project, service, class: kind, image, replicas, change, check }: Parameters<typeof serviceResult>[0],
  events: readonly JournalEvent[],
): string {
  if (change === 'removed') return '✓ removed'
  if (kind === 'one-shot') return change === 'unchanged' ? '' : '✓ ended with 0'
  const containers = committedImages(events).get(`${project}/${service}`) ?? []
  if (check?.kind === 'ends' && containers.length > 0 && containers.every((container) => !container.running))
    return '✓ ended with 0'
  const running = containers.filter((container) => container.running && container.image === image).length
  return `${running === replicas ? '✓' : '✗'} ${running} of ${replicas} run`
}

interface Proof {
  milliseconds: number
  failed: boolean
}

/** How long each service took to prove itself: those of a step start together, one-shots and swaps one after the other. */
function proofs(events: readonly JournalEvent[]): Map<string, Proof> {
  const found = new Map<string, Proof>()
  let began = 0
  for (const { step, event, subject, text, uptimeMs } of events) {
    if (step !== 'start' && step !== 'one-shot' && step !== 'swap') continue
    if (event === 'begin') began = uptimeMs
    // Of a swap, the time before is the old one's.
    if (step === 'swap' && text === 'old stopped') began = uptimeMs
    const failed = event === 'fail' && subject.includes('/')
    if (!failed && !(event === 'note' && /^[0-9a-f]+ (verified|ended with exit code 0)$/.test(text))) continue
    found.set(subject, { milliseconds: uptimeMs - began, failed: failed || found.get(subject)?.failed === true })
    if (step === 'one-shot') began = uptimeMs
  }
  return found
}

/** What a transaction does to each service, by the intent that the server wrote before it began: of a rollback there is no plan. */
export function intendedChanges(events: readonly JournalEvent[]): Map<string, Change> {
  const changes = new Map<string, Change>()
  for (const { step, event, subject, text } of events) {
    if (step !== 'intent' || event !== 'note') continue
    const wanted = /^(new|changed|down|rescaled|again): /.exec(text)?.[1]
    if (wanted === 'again') changes.set(subject, changes.get(subject) ?? 'new')
    else if (wanted !== undefined) changes.set(subject, wanted === 'down' ? 'changed' : (wanted as Change))
    else if (/^[0-9a-f]+: remove$/.test(text)) changes.set(subject, 'removed')
    else if (/^[0-9a-f]+: shrink$/.test(text) && !changes.has(subject)) changes.set(subject, 'rescaled')
  }
  return changes
}
