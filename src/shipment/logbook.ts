import type { Context } from '../contract/action.js'
import { writeOutputs } from '../contract/outputs.js'
import { serviceLines } from '../health/report.js'
import type { GateReport } from '../health/types.js'
import type { JournalEvent } from '../release/records/journal.js'
import type { Plan } from '../release/records/types.js'
import { planMarkdown } from '../release/report/planReport.js'
import type { EndpointGuard } from '../release/transaction/endpointGuard.js'
import { explain } from '../runtime/errors.js'
import { keepFile } from './keepFile.js'
import { outcome } from './outcome.js'
import type { Shipment } from './shipment.js'

/** Notes what happens in a deploy or a rollback, so that it is known also when that fails. */
export class Logbook {
  private noted: Shipment = { events: [], reports: [] }
  private readonly events: JournalEvent[] = []
  private guard: EndpointGuard | undefined
  private readonly writing: Promise<void>[] = []

  constructor(private readonly context: Context) {}

  /** What is known by now. */
  get shipment(): Shipment {
    const watched = this.guard?.watched
    return { ...this.noted, events: this.events, ...(watched && { watched }) }
  }

  note(more: Partial<Omit<Shipment, 'events' | 'reports' | 'watched'>>): void {
    this.noted = { ...this.noted, ...more }
  }

  noteEvent(event: JournalEvent): void {
    this.events.push(event)
  }

  notePlan(plan: Plan): void {
    this.note({ plan })
    this.write('plan.md', `${planMarkdown(plan)}\n`, (planFile) => this.note({ planFile }))
  }

  /** Until it has ended the outcome is not known: that is what a step says that is killed in the middle, and whoever reads its outputs. */
  noteBegin(release: string): void {
    this.note({ release })
    writeOutputs({ outcome }, { outcome: 'unknown' }, this.context.log)
  }

  /** What the guard sees until the end is part of the shipment. */
  noteGuard(guard: EndpointGuard): void {
    this.guard = guard
  }

  /** Prints a report of the gate. */
  noteReport(report: GateReport, stage: string): void {
    const { log } = this.context
    log.info(
      `health gate (${stage}): ${report.healthy ? 'held' : `did not hold: ${report.reason ?? 'some probe failed'}`}`,
    )
    for (const line of serviceLines(report)) log.info(line)
    this.noted = { ...this.noted, reports: [...this.noted.reports, { stage, report }] }
    this.write('gate.json', `${JSON.stringify(report, null, 2)}\n`, (reportFile) => this.note({ reportFile }))
  }

  /** What cannot be written (a full disk) changes nothing of what runs: the output is missing, and the log says why. */
  private write(name: string, text: string, note: (path: string) => void): void {
    const written = keepFile(this.context, name, text)
    this.writing.push(
      written.then(note, (error: unknown) => this.context.log.warning(`${name} could not be kept: ${explain(error)}`)),
    )
  }

  /** Waits until the files are written whose paths are outputs. */
  async settled(): Promise<void> {
    await Promise.all(this.writing)
  }
}
