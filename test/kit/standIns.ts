import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import metadata from '../../package.json' with { type: 'json' }

/** An action of one script, which gets inputs as variables, with `_` behind the name: one is called `path`. */
function action(inputs: readonly string[], script: string): string {
  const env = Object.fromEntries(
    inputs.map((name) => [`${name.toUpperCase().replaceAll('-', '_')}_`, `\${{ inputs.${name} }}`]),
  )
  return JSON.stringify({
    name: 'stand-in',
    description: 'stand-in',
    inputs: Object.fromEntries(inputs.map((name) => [name, { default: '' }])),
    runs: { using: 'composite', steps: [{ shell: 'bash', env, run: script }] },
  })
}

/**
 * Artifacts of a run are folders of it. As upload-artifact 7 and download-artifact 8: a name that is taken is a fault unless it is to be
 * overwritten, each artifact comes into a folder of its name, and an only one comes without.
 */
const ARTIFACTS: Readonly<Record<string, string>> = {
  'actions/upload-artifact': action(
    ['name', 'path', 'overwrite', 'if-no-files-found'],
    'test -f "$PATH_" && { test ! -e "$ARTIFACTS/$NAME_" || test "$OVERWRITE_" = true; } && rm -rf "$ARTIFACTS/$NAME_" && mkdir -p "$ARTIFACTS/$NAME_" && cp "$PATH_" "$ARTIFACTS/$NAME_/"',
  ),
  'actions/download-artifact': action(
    ['pattern', 'path'],
    'cd "$ARTIFACTS"; set -- $PATTERN_; mkdir -p "$PATH_"; if [ $# = 1 ]; then cp -r "$1/." "$PATH_/"; else cp -r "$@" "$PATH_/"; fi',
  ),
}

/**
 * Which folder stands for each reference that a workflow, or `stackActions`, has written anywhere. Other people's actions are empty ones,
 * made in `work`, but for those of artifacts: Node 24 is in PATH already, and `actions/checkout` act knows itself.
 */
export async function standInsFor(
  workflow: string,
  { stackActions, work }: { stackActions: string; work: string },
): Promise<Record<string, string>> {
  const files = await Promise.all([workflow, ...(await yamlBelow(stackActions))].map((path) => readFile(path, 'utf8')))
  const found: Record<string, string> = {}
  for (const reference of files.flatMap(references)) {
    const [, repository, ref] = /^([^/@]+\/[^/@]+)(?:\/[^@]*)?@(.+)$/.exec(reference) ?? []
    if (repository === undefined || repository === 'actions/checkout') continue
    found[`${repository}@${ref}`] = repository === metadata.repository ? stackActions : await standIn(repository, work)
  }
  return found
}

function references(text: string): string[] {
  return [...text.matchAll(/^\s*(?:- )?uses:\s*['"]?([^\s'"#]+)/gm)].map(([, reference = '']) => reference)
}

async function standIn(repository: string, work: string): Promise<string> {
  const folder = join(work, repository)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'action.yml'), ARTIFACTS[repository] ?? action([], ':'))
  return folder
}

async function yamlBelow(folder: string): Promise<string[]> {
  const places = ['.github/workflows', 'deploy', 'actions']
  const found = await Promise.all(
    places.map(async (place) => {
      const entries = await readdir(join(folder, place), { recursive: true })
      return entries.filter((entry) => /\.ya?ml$/.test(entry)).map((entry) => join(folder, place, entry))
    }),
  )
  return found.flat()
}
