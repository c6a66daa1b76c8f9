import { type Settings, settingsOfArguments, settingsOfFile, settingsOfVariables } from './settings.js'
import { type StaticConfig, staticConfig } from './staticConfig.js'

/** Where a Traefik has its static configuration from: the first that there is, and none of the others (Traefik's documentation). */
export interface StaticSources {
  /** `Path`, and then `Args`, as Docker knows them. */
  words: readonly string[]
  environment: readonly string[]
  /** The file that it finds; absent where there is none. */
  file?: { path: string; text: string }
}

/** A Traefik, with what its static configuration says; without where that cannot be read, and then why. */
export type Known = { config: StaticConfig; source: 'file' | 'arguments' | 'variables' } | { why: string }

export function knownConfig({ words, environment, file }: StaticSources): Known {
  const args = ownArguments(words)
  if (file !== undefined) {
    try {
      return { config: staticConfig(settingsOfFile(file.path, file.text)), source: 'file' }
    } catch (error) {
      const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
      return { why: `its ${file.path} cannot be read: ${line}` }
    }
  }
  const byArguments = args.length > 0
  const settings: Settings = byArguments ? settingsOfArguments(args) : settingsOfVariables(environment)
  return { config: staticConfig(settings), source: byArguments ? 'arguments' : 'variables' }
}

/** What `--configFile` names. */
export function configFileOf(words: readonly string[]): string | undefined {
  return settingsOfArguments(ownArguments(words)).get('configfile')
}

/** Traefik's arguments: what follows the program, which may be an entrypoint's script with or without `traefik` behind it. */
function ownArguments(words: readonly string[]): string[] {
  const first = words.findIndex((word) => word.startsWith('-'))
  return first === -1 ? [] : words.slice(first)
}
