import { registerLogger, validate } from '@actions/languageservice'
import type { ActionMetadata, ActionReference } from '@actions/languageservice/action'
import { TextDocument } from 'vscode-languageserver-textdocument'

// GitHub's own parser. Bundled before it is loaded (linters.ts): Node refuses its imports of JSON.

/** How a file is found that a workflow refers to. */
export interface References {
  /** @throws where there is none. */
  workflow(path: string): string
  /** Undefined where there is none. */
  action(reference: ActionReference): ActionMetadata | undefined
}

/** A fault inside it is only logged, and the file then counts as right: so what it logs is a problem, too. */
const logged: string[] = []
const log = (message: string) => void logged.push(message)
registerLogger({ error: log, warn: log, info: () => undefined, log: () => undefined })

/** What was parsed is remembered by its name, so each text gets another one. */
let texts = 0

type FileReference = { path: string } & ({ owner: string; repository: string } | object)

/**
 * @param name A workflow's path, or one that ends in `action.yml`.
 * @returns What is wrong, a line for each fault.
 */
export async function problems(name: string, text: string, find: References): Promise<string[]> {
  const found = await validate(TextDocument.create(`/${++texts}/${name}`, 'yaml', 1, text), {
    fileProvider: {
      async getFileContent(reference: FileReference) {
        const { path } = reference
        return {
          name: path,
          content: find.workflow('owner' in reference ? `${reference.owner}/${reference.repository}/${path}` : path),
        }
      },
    },
    actionsMetadataProvider: { fetchActionMetadata: async (reference) => find.action(reference) },
  })
  return [
    ...found.map(({ range, message }) => `${name}:${range.start.line + 1}: ${message}`),
    ...logged.splice(0).map((message) => `${name}: ${message}`),
  ]
}
