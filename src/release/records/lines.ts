import type { RouteLine } from '../../proxy/types.js'
import { Refused } from '../../runtime/errors.js'
import { resourceArgv } from './resourceArgv.js'
import type { Check, ImageName, Kept, Release, ReleaseService, Resource, ServiceClass, Way } from './types.js'

const SEPARATOR = '\u001f'

/** `meta`: `key=value` a line. */
export function writeMeta(meta: Readonly<Record<string, string>>): string {
  return lines(
    Object.entries(meta).map(([key, value]) => {
      if (!/^[a-z][a-z0-9_]*$/.test(key) || /[\n\r\0]/.test(value)) throw unwritable(`meta ${key}`)
      return `${key}=${value}`
    }),
  )
}

export function readMeta(text: string): Record<string, string> {
  const pairs = text.split('\n').filter((line) => line.includes('='))
  return Object.fromEntries(pairs.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))
}

/** `services`, in the order given: that of start. */
export function writeServices(services: readonly ReleaseService[]): string {
  return lines(
    services.map((one) =>
      row([
        ...[
          one.project,
          one.service,
          one.hash,
          one.class,
          String(one.replicas),
          one.image,
          one.tag,
          String(one.wave),
          String(one.drainSeconds),
        ],
        writeArgv(checkArguments(one.check)),
        one.probe === undefined ? '' : writeArgv([String(one.probe.port), one.probe.path]),
        ...[one.containerName ?? '', String(one.startTimeoutSeconds), one.restart, String(one.parallelism)],
      ]),
    ),
  )
}

/** @throws Refused where a line is not one of ours */
export function readServices(text: string): ReleaseService[] {
  return rows(text, 15, 'services').map((fields) => {
    const [
      project,
      service,
      hash,
      kind,
      replicas,
      image,
      tag,
      wave,
      drain,
      check,
      probe,
      name,
      timeout,
      restart,
      parallelism,
    ] = fields as Fifteen
    const [port, path] = readArgv(probe)
    const wrong =
      project === '' ||
      service === '' ||
      !CLASSES.has(kind) ||
      ![replicas, wave, drain, timeout, parallelism].every(isCount)
    if (wrong || (port !== undefined && !isCount(port))) throw unreadable('services', fields)
    return {
      ...{
        project,
        service,
        hash,
        class: kind as ServiceClass,
        replicas: Number(replicas),
        image,
        tag,
        wave: Number(wave),
      },
      ...{ drainSeconds: Number(drain), check: readCheck(readArgv(check)) ?? fault(unreadable('services', fields)) },
      ...(port === undefined || path === undefined ? {} : { probe: { port: Number(port), path } }),
      ...(name === '' ? {} : { containerName: name }),
      ...{ startTimeoutSeconds: Number(timeout), restart, parallelism: Number(parallelism) },
    }
  })
}

const CLASSES: ReadonlySet<string> = new Set<ServiceClass>(['one-shot', 'exclusive', 'start-first'])

function isCount(text: string): boolean {
  return /^\d{1,10}$/.test(text)
}

function unreadable(file: string, fields: readonly string[]): Refused {
  return new Refused(`A line of the release's ${file} is not of its form`, { at: fields.slice(0, 2).join('/') })
}

function fault(error: Error): never {
  throw error
}

type Fifteen = [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
]

/** `routes`: one definition a line. */
export function writeRoutes(routes: readonly RouteLine[]): string {
  return lines(
    routes.map(({ section, project, service, name, definition, server }) => {
      const target =
        server === undefined
          ? ['', '', '', '']
          : [server.scheme, String(server.port), server.sticky ? '1' : '0', server.network]
      return row([section, project, service, name, definition, ...target])
    }),
  )
}

/** @throws Refused where a line is not one of ours */
export function readRoutes(text: string): RouteLine[] {
  return rows(text, 9, 'routes').map((fields) => {
    const [section, project, service, name, definition, scheme, port, sticky, network] = fields as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ]
    const hasServer = scheme !== '' && isCount(port) && /^[01]$/.test(sticky)
    const hasNone = [scheme, port, sticky, network].every((field) => field === '')
    if (!SECTIONS.has(section) || !(hasServer || hasNone)) throw unreadable('routes', fields)
    return {
      ...{ section: section as RouteLine['section'], project, service, name, definition },
      ...(scheme === '' ? {} : { server: { scheme, port: Number(port), sticky: sticky === '1', network } }),
    }
  })
}

const SECTIONS: ReadonlySet<string> = new Set<RouteLine['section']>([
  ...(['routers', 'services', 'middlewares', 'serversTransports', 'dark'] as const),
])

/** `ways`: how the routes of each start-first service can be moved. */
export function writeWays(ways: readonly Way[]): string {
  return lines(
    ways.map(({ project, service, by, seconds, labels }) => row([project, service, by, String(seconds), labels])),
  )
}

/** `storage`: what each service can write to: project, service, path inside, where it leads, whether others may write there, too. */
export function writeStorage(kept: readonly Kept[]): string {
  return lines(
    kept.map(({ project, service, target, place, shared }) =>
      row([project, service, target, place, ...(shared === true ? ['shared'] : [])]),
    ),
  )
}

/** `names`: image id, and its repository as the Compose files call it. */
export function writeNames(names: readonly ImageName[]): string {
  return lines(names.map(({ image, repository }) => row([image, repository])))
}

/** `resources`: kind, name, arguments of `docker network|volume create`. */
export function writeResources(resources: readonly Resource[]): string {
  return lines(resources.map((resource) => row([resource.kind, resource.name, writeArgv(resourceArgv(resource))])))
}

/** `binds`: the server's own files and folders that services mount. */
export function writeBinds(binds: Release['binds']): string {
  return lines(binds.map(({ project, service, path, make }) => row([make ? 'make' : 'own', project, service, path])))
}

/** `ports`: what services publish on the server by number: project, service, protocol, address or every one, from, to. */
export function writePorts(ports: Release['ports']): string {
  return lines(
    ports.map(({ project, service, protocol, address, from, to }) =>
      row([project, service, protocol, address, String(from), String(to)]),
    ),
  )
}

/** `secrets`: one form a line. What has line breaks is there by its lines. */
export function writeSecrets(forms: Release['secrets']): string {
  return lines(forms.filter((form) => !/[\r\n\0]/.test(form)))
}

/**
 * Joins arguments so that `printf %b` of the shell gives each of them back. A unit separator inside an argument has four digits, else `%b` would
 * take a digit after it for a part of it.
 */
export function writeArgv(argv: readonly string[]): string {
  return argv
    .map((argument) => {
      if (argument.includes('\0')) throw unwritable(JSON.stringify(argument.slice(0, 80)))
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the unit separator is what joins arguments
      return argument.replace(/[\\\n\t\r\u001f]/g, (character) => ESCAPES[character] ?? character)
    })
    .join(SEPARATOR)
}

export function readArgv(field: string): string[] {
  if (field === '') return []
  return field
    .split(SEPARATOR)
    .map((argument) => argument.replace(/\\(0037|.)/g, (_match, code: string) => UNESCAPES[code] ?? code))
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  [SEPARATOR]: '\\0037',
}
const UNESCAPES: Readonly<Record<string, string>> = { '\\': '\\', n: '\n', t: '\t', r: '\r', '0037': SEPARATOR }

function checkArguments(check: Check): string[] {
  if (check.kind === 'exec') return ['exec', ...check.argv]
  if (check.kind === 'shell') return ['shell', check.command]
  if (check.kind === 'tcp') return ['tcp', String(check.port)]
  if (check.kind === 'image' && check.port !== undefined) return ['image', String(check.port)]
  return [check.kind]
}

function readCheck([kind, ...rest]: readonly string[]): Check | undefined {
  const [first] = rest
  if (kind === 'exec') return { kind, argv: rest }
  if (kind === 'shell') return { kind, command: first ?? '' }
  if (first !== undefined && !isCount(first)) return undefined
  if (kind === 'tcp' && first !== undefined) return { kind, port: Number(first) }
  if (kind === 'image') return { kind, ...(first === undefined ? {} : { port: Number(first) }) }
  return kind === 'ends' || kind === 'running' ? { kind } : undefined
}

function row(fields: readonly string[]): string {
  for (const field of fields) if (/[\t\n\r\0]/.test(field)) throw unwritable(JSON.stringify(field.slice(0, 80)))
  return fields.map((field) => (field === '' ? '-' : field)).join('\t')
}

function rows(text: string, width: number, file: string): string[][] {
  const found = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t').map((field) => (field === '-' ? '' : field)))
  const wrong = found.find((fields) => fields.length !== width)
  if (wrong !== undefined)
    throw new Refused(`A line of the release's ${file} has ${wrong.length} fields in place of ${width}`, {
      at: wrong.slice(0, 2).join('/'),
    })
  return found
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('')
}

function unwritable(what: string): Refused {
  return new Refused(`A tab, newline or NUL cannot be written into the release: ${what}`)
}
