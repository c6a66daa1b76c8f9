import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from '@jest/globals'
import { explain } from '../../../src/runtime/errors.js'
import { run } from '../../../src/runtime/run.js'
import { readStackConfig } from '../../../src/stack/config.js'
import { readStack } from '../../../src/stack/read.js'
import type { ComposeModel } from '../../../src/stack/types.js'

const made: string[] = []
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true }))))

export interface Given {
  files: Record<string, string | Buffer>
  links?: Record<string, string>
  envText?: string
  env?: Record<string, string>
  standIns?: boolean
}

/**
 * Reads a repository `shop` by the real `docker compose config`. Beside it, and not in it, lie `out.env`, `out.yml` and the folder `out`, each with the word hunter2.
 * @returns What the user reads, and whether the word was in anything that a program said.
 */
export async function read({ files, links = {}, envText = '', env = {}, standIns = false }: Given): Promise<{
  said: string
  leaked: boolean
  model?: ComposeModel
}> {
  const beside = await realpath(await mkdtemp(join(tmpdir(), 'outside-')))
  made.push(beside)
  const root = join(beside, 'shop')
  await mkdir(join(beside, 'out'))
  await mkdir(root)
  await writeFile(join(beside, 'out.env'), 'OUT=hunter2\n')
  await writeFile(join(beside, 'out/.env'), 'OUT=hunter2\n')
  await writeFile(join(beside, 'out/secret'), 'hunter2\n')
  await writeFile(join(beside, 'out.yml'), 'services: { far: { image: x, environment: { OUT: hunter2 } } }\n')
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), typeof text === 'string' ? text.replaceAll('@', beside) : text)
  }
  for (const [path, to] of Object.entries(links)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await symlink(to, join(root, path))
  }
  const answers: string[] = []
  const watched: typeof run = async (argv, options) => {
    const result = await run(argv, options)
    answers.push(result.stdout, result.stderr)
    return result
  }
  const config = await readStackConfig({ root, config: 'stack.yml', repository: 'Org/Shop' })
  const { PATH = '', HOME = '' } = process.env
  const read = readStack(config, {
    environment: 'production',
    envText: envText.replaceAll('@', beside),
    env: { PATH, HOME, ...env },
    run: watched,
    standIns,
  }).then(
    ({ stack }) => ({ said: 'read', model: stack.projects[0]?.model }),
    (error: unknown) => ({ said: explain(error).replaceAll(beside, '@') }),
  )
  const { said, model } = (await read) as { said: string; model?: ComposeModel }
  return { said, leaked: answers.some((text) => text.includes('hunter2')), ...(model && { model }) }
}
