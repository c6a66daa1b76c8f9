import { markdown, plain } from '../../runtime/escape.js'
import type { Change, Plan, PlannedMount, PlannedService, Rewrite } from '../records/types.js'

/** What happens to a service, in the words of the plan. */
export function changeWords({
  change,
  again,
  class: kind,
  replicas,
  previousReplicas,
}: Pick<PlannedService, 'change' | 'again' | 'class' | 'replicas' | 'previousReplicas'>): string {
  if (change === 'unchanged') return 'left alone'
  if (change === 'removed') return 'removed'
  if (change === 'rescaled') return `scaled ${previousReplicas ?? '?'} → ${replicas}`
  if (kind === 'one-shot') return 'run once'
  if (again === true) return 'started again'
  if (change === 'new') return 'started (new)'
  return kind === 'exclusive' ? 'stopped first' : 'started first'
}

const ORDER: readonly Change[] = ['new', 'changed', 'rescaled', 'removed', 'unchanged']

/** The plan for the log, without secrets: names of variables, never values. */
export function planText(plan: Plan): string {
  const lines = [headline(plan), ...plan.warnings.map((warning) => `  READ THIS FIRST: ${warning}`)]
  for (const service of ordered(plan)) {
    const because = service.because.length === 0 ? '' : `: ${service.because.join('; ')}`
    lines.push(`  ${name(service)}  ${changeWords(service)}${because}`)
    if (service.change === 'removed') continue
    lines.push(`      ${service.class}: ${service.classReason}${replicasText(service)}`)
  }
  if (!plan.unchanged) lines.push(switchText(plan), ...routeLines(plan).map((line) => `  ${line}`))
  if (plan.images.length > 0) lines.push('Images of this stack:', ...imageLines(plan).map((line) => `  ${line}`))
  const mounts = mountLines(plan)
  if (mounts.length > 0) lines.push('Mounts:', ...mounts.map((line) => `  ${line}`))
  if (plan.rewrites.length > 0)
    lines.push('Rewritten for the server:', ...plan.rewrites.map((rewrite) => `  ${place(rewrite)}  ${rewrite.text}`))
  if (plan.notices.length > 0) lines.push('Good to know:', ...plan.notices.map((notice) => `  ${notice}`))
  return lines.map((line) => plain(line).replaceAll('\n', ' ')).join('\n')
}

/** The plan for the job summary. */
export function planMarkdown(plan: Plan): string {
  const rows = ordered(plan).map((service) =>
    [
      name(service),
      changeWords(service),
      service.because.join('; '),
      service.change === 'removed' ? '' : `${service.class}: ${service.classReason}`,
    ]
      .map(markdown)
      .join(' | '),
  )
  const parts = [
    headlineMarkdown(plan),
    ...warningsMarkdown(plan),
    ['| service | what | why | class |', '|---|---|---|---|', ...rows.map((row) => `| ${row} |`)].join('\n'),
    ...restMarkdown(plan),
  ]
  return `${parts.join('\n\n')}\n`
}

/** What the summary's own table does not say of the plan: the reasons, folded. */
export function planDetails(plan: Plan): string {
  const reasons = ordered(plan)
    .map((service) => {
      const because = service.because.length === 0 ? '' : `: ${service.because.join('; ')}`
      const kind = service.change === 'removed' ? '' : ` (${service.class}: ${service.classReason})`
      return `- ${markdown(`${name(service)}  ${changeWords(service)}${because}${kind}`)}`
    })
    .join('\n')
  return [
    '<details><summary>The plan, and why</summary>',
    headlineMarkdown(plan),
    ...warningsMarkdown(plan),
    reasons,
    ...restMarkdown(plan),
    '</details>',
  ].join('\n\n')
}

function headlineMarkdown(plan: Plan): string {
  return `**${markdown(headline(plan))}**`
}

function warningsMarkdown({ warnings }: Plan): string[] {
  return warnings.length === 0
    ? []
    : [warnings.map((warning) => `- **Read this first:** ${markdown(warning)}`).join('\n')]
}

/** How routes are switched, what should be known, and what was rewritten. */
function restMarkdown(plan: Plan): string[] {
  const parts: string[] = []
  if (!plan.unchanged)
    parts.push([markdown(switchText(plan)), ...routeLines(plan).map((line) => `- ${markdown(line)}`)].join('\n'))
  const images = imageLines(plan).map((line) => `- ${markdown(line)}`)
  if (images.length > 0)
    parts.push(['<details><summary>Images of this stack</summary>', '', ...images, '', '</details>'].join('\n'))
  const mounts = mountLines(plan).map((line) => `- ${markdown(line)}`)
  if (mounts.length > 0) parts.push(['<details><summary>Mounts</summary>', '', ...mounts, '', '</details>'].join('\n'))
  if (plan.notices.length > 0) parts.push(plan.notices.map((notice) => `- ${markdown(notice)}`).join('\n'))
  if (plan.rewrites.length > 0) {
    const rewrites = plan.rewrites.map((rewrite) => `- ${markdown(place(rewrite))}: ${markdown(rewrite.text)}`)
    parts.push(['<details><summary>Rewritten for the server</summary>', '', ...rewrites, '', '</details>'].join('\n'))
  }
  return parts
}

function headline(plan: Plan): string {
  const before = plan.previous === undefined ? 'the first release' : `after ${plan.previous}`
  if (plan.unchanged) return `Release ${plan.release}, ${before}: nothing changed, nothing is restarted`
  const count = (change: Change): number => plan.services.filter((service) => service.change === change).length
  const counts = ORDER.map((change) => `${count(change)} ${change}`).filter((text) => !text.startsWith('0 '))
  return `Release ${plan.release}, ${before}: ${counts.join(', ')}`
}

function switchText({ switch: way, drain, services }: Plan): string {
  if (way === 'file') return "Routes: all of the stack at once, by one rename in Traefik's file provider"
  if (drain !== undefined) return `Routes: by Docker's health, one service after the other, because ${drain.because}`
  return services.some(isMoved)
    ? 'Routes: nothing is switched by us'
    : 'Routes: nothing is switched, since nothing that changes is routed'
}

function routeLines(plan: Plan): string[] {
  return [...drainLines(plan), ...unswitchedLines(plan)]
}

function isMoved({ routed, change }: PlannedService): boolean {
  return routed && change !== 'unchanged'
}

/** The way of each routed service that neither a file nor its healthcheck carries over, and what that costs. */
function unswitchedLines({ switch: way, drain, led, services }: Plan): string[] {
  return services.filter(isMoved).flatMap((service) => {
    const at = `${service.project}/${service.service}`
    const drained = drain?.services.some((one) => one.project === service.project && one.service === service.service)
    if (service.change === 'changed' && service.class === 'exclusive')
      return [`${at}: stopped first, so that nothing answers on its routes until the new one has proven itself`]
    if (way === 'file' || drained || service.class === 'one-shot') return []
    if (service.change === 'removed') return [`${at}: its routes go when its container is stopped`]
    if (service.change === 'new') return [`${at}: its routes come when its container is healthy`]
    return led
      ? [`${at}: Traefik learns from Docker which of its containers run`]
      : [
          `${at}: it has labels for Traefik, but no Traefik runs here, nor comes along. Old and new run side by side, whoever follows the labels learns from Docker when one comes and goes, and what is asked in between may fail`,
        ]
  })
}

/** What the second way costs, and the lines that give the better one. */
function drainLines({ switch: way, drain }: Plan): string[] {
  if (drain === undefined) return []
  const lines = drain.services.map((service) => {
    const by = way === 'file' ? ` by Docker's health, because ${drain.because}:` : ''
    return `${service.project}/${service.service}:${by} old and new both answer for up to ${service.seconds} s (${service.reason}), in an undo again`
  })
  return drain.better.length === 0
    ? lines
    : [...lines, 'All at once, in a tenth of a second, with these lines for Traefik:', ...drain.better]
}

function ordered(plan: Plan): PlannedService[] {
  return ORDER.flatMap((change) => plan.services.filter((service) => service.change === change))
}

function name({ project, service }: PlannedService): string {
  return `${project}/${service}`
}

function imageLines({ images }: Plan): string[] {
  return images.map((image) => `${image.project}/${image.service}  ${image.text}`)
}

/** What is mounted from the files, then volumes and what else is kept or given up. */
function mountLines({ mounts, stored }: Plan): string[] {
  return [
    ...mounts.map((mount) => `${mountPlace(mount)}  ${mount.text}`),
    ...stored.map(({ service, target, text }) => `${service} ${target}  ${text}`),
  ]
}

function mountPlace({ project, service, target }: PlannedMount): string {
  return `${service === undefined ? project : `${project}/${service}`} ${target}`
}

function place({ project, service, field }: Rewrite): string {
  return [project, service, field].filter((part) => part !== undefined).join(' ')
}

function replicasText({ replicas }: PlannedService): string {
  return replicas === 1 ? '' : `, ${replicas} replicas`
}
