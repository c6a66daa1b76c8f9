import { label, PROJECT_LABEL, SERVICE_LABEL } from '../../host/containers.js'
import type { HostFacts } from '../../host/types.js'
import { fieldNames } from '../../records/record.js'
import { SERVICES } from '../../records/release.js'
import { valuesOf } from '../../stack/secrets.js'
import type { ComposeModel } from '../../stack/types.js'
import { environmentOf } from './likeness/containerAsService.js'

/** Folders of a system, as images set them: `PATH`, `JAVA_HOME`, `PGDATA`. */
const FOLDERS = /^(\/[a-z][a-z0-9_.-]*)+(:(\/[a-z][a-z0-9_.-]*)+)*$/

/**
 * Values that may be secrets of what runs, where no list of the server has them: of containers that somebody else started, the variables that the files
 * give, too; all others are the image's. What the release that serves has is on its list, or was judged to be readable; what was adopted has no list.
 * @param models Of the checkout; none where there is none.
 */
export function valuesOnServer(
  { current, containers }: Pick<HostFacts, 'current' | 'containers'>,
  models: readonly ComposeModel[],
): string[] {
  const before = Object.values(current?.models ?? {})
  const listed = current?.meta['kind'] === 'adopted' ? [] : before
  const released = new Set(listed.flatMap((model) => valuesOf(model)))
  const running = containers.flatMap((container) => {
    const [project, service = ''] = [label(container, PROJECT_LABEL), label(container, SERVICE_LABEL)]
    const same = [...models, ...before].filter(({ name }) => name === project)
    const names = new Set(same.flatMap(({ services }) => Object.keys(services[service]?.environment ?? {})))
    return Object.entries(environmentOf(container)).flatMap(([name, value]) => (names.has(name) ? value : []))
  })
  return running.filter((value) => !released.has(value) && !FOLDERS.test(value))
}

/** Fields of a release's services that everybody may read. Checks and probes are arguments, which may hold secrets. */
const PUBLIC_FIELDS = ['project', 'service', 'hash', 'class', 'replicas', 'image', 'tag', 'name'].map((name) =>
  fieldNames(SERVICES).indexOf(name),
)

/** What a server's facts say that everybody may read: outputs are made of it. */
export function publicFacts({ root, current, releases, target }: HostFacts): string {
  const services = target !== undefined && 'services' in target ? target.services : ''
  const ids = releases.map(({ id }) => id)
  return [
    root,
    JSON.stringify(current?.meta ?? {}),
    publicFields(current?.services ?? ''),
    publicFields(services),
    ...ids,
  ].join('\n')
}

function publicFields(services: string): string {
  return services
    .split('\n')
    .map((line) => {
      const fields = line.split('\t')
      return PUBLIC_FIELDS.map((index) => fields[index] ?? '').join('\t')
    })
    .join('\n')
}
