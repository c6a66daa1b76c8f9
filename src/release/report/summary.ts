import { healthLines } from '../../health/report.js'
import type { GateReport } from '../../health/types.js'
import { pauseLines } from '../../health/watch.js'
import type { RollbackTarget } from '../../host/types.js'
import type { ReleaseService } from '../../records/release.js'
import { durationText } from '../../runtime/clock.js'
import { markdown } from '../../runtime/escape.js'
import type { JournalEvent } from '../records/journal.js'
import type { Change, Plan } from '../records/types.js'
import type { Watched } from '../transaction/endpointGuard.js'
import { changeWords, planDetails } from './planReport.js'
import { type Ending, intendedChanges, serviceResult } from './serviceResults.js'
import { targetsMarkdown } from './targets.js'
import { gantt } from './timeline.js'

/** Rows of the table. */
const SHOWN_SERVICES = 200

/** What is shown of a deploy or a rollback, without secrets. */
export interface ShipmentPage {
  /** How it ended, and which release answers now. */
  headline: string
  /** As the runner measured it, from begin to end. */
  seconds: number
  ending: Ending
  plan?: Plan
  /** Where what was deployed is not the run's commit: what it is. */
  differs?: string
  /** Of a rollback: the release that it goes back to. */
  target?: { id: string; services: readonly ReleaseService[] }
  /** Of a rollback: where it could go. */
  targets?: readonly RollbackTarget[]
  events: readonly JournalEvent[]
  /** The endpoints of the stack, as they were asked all the while; absent where none answered before. */
  endpoints?: Watched
  reports: readonly { stage: string; report: GateReport }[]
}

/** The page's head. @param failure Markdown of `failureMarkdown`; absent where it is green. */
export function shipmentHead({ headline, seconds, target, differs = '' }: ShipmentPage, failure?: string): string {
  const lines = [
    `### ${failure === undefined ? '✓' : '✗'} ${markdown(headline)}`,
    `After ${durationText(seconds)}${target === undefined ? '' : `, going back to release ${markdown(target.id)}`}.`,
  ]
  if (differs !== '') lines.push(`**Not as committed:** ${markdown(differs)}.`)
  return [...lines, ...(failure === undefined ? [] : [failure])].join('\n\n')
}

/** The parts below it, in the order in which a reader wants them: services, health, time, and why it was done so. */
export function shipmentParts(shipment: ShipmentPage): string[] {
  const { events, reports, plan, targets = [] } = shipment
  const parts = [serviceTable(shipment)]
  for (const { stage, report } of reports) parts.push(healthLines(report, stage))
  if (shipment.endpoints !== undefined) parts.push(endpointsMarkdown(shipment.endpoints))
  parts.push(gantt(events))
  if (plan !== undefined) parts.push(planDetails(plan))
  parts.push(targetsMarkdown(targets))
  return parts.filter((part) => part !== undefined)
}

function endpointsMarkdown({ asked, left, pauses }: Watched): string {
  const unasked = left.length === 0 ? [] : ['', `Not asked: ${markdown(left.join('; '))}.`]
  const all = `${asked} ${asked === 1 ? 'was asked all the while, and answered' : 'were asked all the while, and each answered'} as before.`
  if (pauses.length === 0) return [`**Endpoints:** ${all}`, ...unasked].join('\n')
  return [
    '**Endpoints:** some answered worse than before for a while.',
    '',
    ...pauseLines(pauses).map((line) => `- ${markdown(line)}`),
    ...unasked,
  ].join('\n')
}

/** Undefined where it is not known what would have changed, or nothing does. */
function serviceTable(shipment: ShipmentPage): string | undefined {
  const services = servicesOf(shipment)
  if (services.length === 0 || services.every(({ change }) => change === 'unchanged')) return undefined
  const rows = services.slice(0, SHOWN_SERVICES).map((service) => {
    const { result, milliseconds } = serviceResult(service, shipment.events, shipment.ending)
    const seconds = milliseconds === undefined ? '' : (milliseconds / 1000).toFixed(1)
    const name = `${service.project}/${service.service}`
    return `| ${[name, shortImage(service.image), changeWords(service), result, seconds].map(markdown).join(' | ')} |`
  })
  const more = services.length > SHOWN_SERVICES ? [`\n… and ${services.length - SHOWN_SERVICES} more`] : []
  return ['| service | image | change | result | seconds |', '|---|---|---|---|---:|', ...rows, ...more].join('\n')
}

type ShownService = Parameters<typeof serviceResult>[0] & { previousReplicas?: number }

function servicesOf({ plan, target, events }: ShipmentPage): ShownService[] {
  const order: readonly Change[] = ['new', 'changed', 'rescaled', 'removed', 'unchanged']
  const services = plan?.services ?? rolledBack(target?.services ?? [], events)
  return order.flatMap((change) => services.filter((service) => service.change === change))
}

function rolledBack(target: readonly ReleaseService[], events: readonly JournalEvent[]): ShownService[] {
  const changes = intendedChanges(events)
  const gone = [...changes].filter(([, change]) => change === 'removed')
  return [
    ...target.map((service) => ({
      ...service,
      change: changes.get(`${service.project}/${service.service}`) ?? ('unchanged' as const),
    })),
    ...gone.map(([name, change]): ShownService => {
      const [project = '', service = ''] = name.split('/')
      return { project, service, change, class: 'start-first', image: '', replicas: 0 }
    }),
  ]
}

/** `ghcr.io/org/shop/web@sha256:3012e4aa…` is `web@3012e4aa7c1b`. */
function shortImage(image: string): string {
  return image.replace(/^.*\//, '').replace(/sha256:([0-9a-f]{12})[0-9a-f]*/, '$1')
}
