import { extname } from 'node:path'
import { parse as parseToml } from 'smol-toml'
import { LineCounter, parseDocument } from 'yaml'

/**
 * Traefik's static configuration as it was written: values by dotted path in small letters, such as `providers.docker.network`. A section that
 * is there and empty has the value ''.
 */
export type Settings = ReadonlyMap<string, string>

/**
 * Files that Traefik looks for by itself, in its order, before it looks at arguments or variables (3.6, `pkg/cli/loader_file.go`). The one that
 * `--configFile` names comes before them.
 */
export const STATIC_FILES = [
  '/etc/traefik/traefik',
  '$XDG_CONFIG_HOME/traefik',
  '$HOME/.config/traefik',
  './traefik',
].flatMap((base) => ['toml', 'yaml', 'yml'].map((extension) => `${base}.${extension}`))

/** Of Traefik's own arguments, without the program: a flag's value follows after `=` or as the next word; switches stand alone. */
export function settingsOfArguments(args: readonly string[]): Settings {
  const settings = new Map<string, string>()
  for (let index = 0; index < args.length; index += 1) {
    const [, flag, equals, given] = /^--?([^=]+)(=?)([\s\S]*)$/.exec(args[index] ?? '') ?? []
    if (flag === undefined) continue
    const next = args[index + 1]
    const value = equals === '=' ? given : next === undefined || next.startsWith('-') ? 'true' : next
    settings.set(flag.toLowerCase(), value ?? '')
  }
  return settings
}

/** Of variables such as `TRAEFIK_PROVIDERS_DOCKER=true`. */
export function settingsOfVariables(environment: readonly string[]): Settings {
  return new Map(
    environment.flatMap((line) => {
      const [, name, value] = /^TRAEFIK_([^=]+)=([\s\S]*)$/.exec(line) ?? []
      return name === undefined ? [] : [[name.toLowerCase().replaceAll('_', '.'), value ?? '']]
    }),
  )
}

/** @throws Error where the text is not of the kind that the file's name promises */
export function settingsOfFile(path: string, text: string): Settings {
  const read = extname(path).toLowerCase() === '.toml' ? parseToml(text) : yamlOf(text)
  const settings = new Map<string, string>()
  collect(read, '', settings)
  return settings
}

function yamlOf(text: string): unknown {
  const lineCounter = new LineCounter()
  // Pretty errors cost time by the square of their number.
  const document = parseDocument(text, { merge: true, prettyErrors: false, lineCounter })
  const [error] = document.errors
  if (error !== undefined) throw new Error(`${error.message} (line ${lineCounter.linePos(error.pos[0]).line})`)
  return document.toJS()
}

// As paerser does (`file/raw_node.go`): null is absent, a list of words is joined, an empty section is there.
function collect(value: unknown, path: string, settings: Map<string, string>): void {
  if (value === null || value === undefined) return
  if (Array.isArray(value)) {
    const words = value.filter((one) => typeof one !== 'object')
    settings.set(path, words.join(','))
  } else if (typeof value === 'object' && !(value instanceof Date)) {
    if (path !== '') settings.set(path, '')
    for (const [name, inner] of Object.entries(value))
      collect(inner, path === '' ? name.toLowerCase() : `${path}.${name.toLowerCase()}`, settings)
  } else settings.set(path, String(value))
}

/** The value of a setting; undefined where it is absent or empty. */
export function setting(settings: Settings, path: string): string | undefined {
  const value = settings.get(path)
  return value === '' ? undefined : value
}

/** Whether a section is switched on: by itself, or by anything that is set below it. */
export function isSet(settings: Settings, path: string): boolean {
  const own = settings.get(path)
  if (own !== undefined) return !/^(false|f|0)$/i.test(own)
  return [...settings.keys()].some((key) => key.startsWith(`${path}.`))
}

/** Names below a section, such as those of the entry points. */
export function namesBelow(settings: Settings, path: string): string[] {
  const names = [...settings.keys()]
    .filter((key) => key.startsWith(`${path}.`))
    .map((key) => key.slice(path.length + 1).split('.')[0] ?? '')
  return [...new Set(names)]
}
