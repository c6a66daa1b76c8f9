import { execFileSync } from 'node:child_process'
import { mkdir, realpath, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import {
  chosenEnvironment,
  judgedEnvironment,
  placeGivenFiles,
  readCheckout,
  releaseStack,
  stackConfig,
} from '../../../src/actions/checkout.js'
import type { Context } from '../../../src/contract/action.js'
import { Summary } from '../../../src/contract/summary.js'
import { explain } from '../../../src/runtime/errors.js'
import { Log } from '../../../src/runtime/log.js'
import { withoutForms } from '../../../src/runtime/masking.js'
import { type TempFolder, tempFolder } from '../../../src/runtime/temp.js'

const STACK = 'name: shop\nprojects: { shop: { path: . } }\nenvironments: { production: { branch: main } }\n'
const COMPOSE = `services:
  postgres: { image: "postgres:17", environment: { POSTGRES_PASSWORD: written } }
  web:
    build: { context: ., args: { VERSION: "\${VERSION:-}" } }
    volumes: ["./config/app.json:/app/config.json:ro"]
    env_file: [{ path: web.env, required: false }]
`
const FILES = `web.env: |
  DB_HOST=postgres
  DB_PASSWORD=hunter2-of-the-env-file
config/app.json: |
  {
    "database": { "password": "hunter2-of-json" },
    "list": ["hunter2-in-a-list"]
  }
config/app.yaml: |
  database:
    password: hunter2-of-yaml # of nobody
notes.txt: |
  hunter2 of a line
`

let folder: TempFolder
let printed: string
const write = process.stdout.write
beforeEach(async () => {
  printed = ''
  process.stdout.write = jest.fn((text: string) => {
    printed += text
    return true
  }) as unknown as typeof process.stdout.write
  folder = await tempFolder('test')
})
afterEach(async () => {
  process.stdout.write = write
  await folder[Symbol.asyncDispose]()
})

interface Given {
  files?: string
  compose?: string
  /** Written by a step, over what git has. */
  written?: Record<string, string>
  env?: Record<string, string>
  version?: string
}

async function opened({ files, compose = COMPOSE, written = {}, env = {}, version }: Given = {}) {
  const root = await realpath(folder.path)
  for (const [path, text] of Object.entries({ 'stack.yml': STACK, 'compose.yaml': compose, Dockerfile: 'FROM x\n' }))
    await writeFile(join(root, path), text)
  execFileSync('git', ['init', '-q', root])
  execFileSync('git', ['-C', root, 'add', '.'])
  execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--allow-empty', '-qm', 'x'])
  for (const [path, text] of Object.entries(written)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  const { PATH = '', HOME = '' } = process.env
  const event = {
    repository: 'org/webshop-of-org',
    sha: '',
    ref: 'refs/heads/main',
    branch: 'main',
    isOfRef: true,
  } as Context['event']
  const context: Context = {
    ...{ log: new Log(), summary: new Summary(), signal: new AbortController().signal, workspace: root, event },
    env: { PATH, HOME, ...env },
  }
  const chosen = { config: await stackConfig({ config: 'stack.yml' }, context), environment: 'production' }
  const inputs = { config: 'stack.yml', files, version }
  return { inputs, chosen, context }
}

/** What the log and the server show of a text. */
async function shown(text: string, given: Given = {}): Promise<{ log: string; server: string }> {
  const { inputs, chosen, context } = await opened(given)
  await using files = await placeGivenFiles(inputs, chosen)
  const { secretForms } = await readCheckout({ ...inputs, given: files.values }, chosen, context)
  return { log: context.log.redact(text), server: withoutForms(text, secretForms) }
}
const everywhere = (text: string) => ({ log: text, server: text })

describe('what is given by the input files', () => {
  it.each([
    ['a variable', 'hunter2-of-the-env-file'],
    ['a text in JSON', 'hunter2-of-json'],
    ['one in a list', 'hunter2-in-a-list'],
    ['a text in YAML', 'hunter2-of-yaml'],
    ['a line of any other text', 'hunter2 of a line'],
  ])('is masked, on the server, too: %s', async (_what, secret) => {
    expect(await shown(`it is ${secret} there`, { files: FILES })).toEqual(everywhere('it is *** there'))
  })

  it.each(['postgres', 'postgres:17', 'database:'])(
    'stays readable where anybody reads it anyway: %s',
    async (word) => {
      expect(await shown(`it is ${word} there`, { files: FILES })).toEqual(everywhere(`it is ${word} there`))
    },
  )

  it('is masked where the checkout cannot be read', async () => {
    const { inputs, chosen, context } = await opened({ files: FILES, compose: 'services: { web: { image: 1 } }\n' })
    await using files = await placeGivenFiles(inputs, chosen)
    await expect(readCheckout({ ...inputs, given: files.values }, chosen, context)).rejects.toThrow()
    expect(context.log.redact('it is hunter2-of-json there')).toBe('it is *** there')
    expect(printed).toContain('::add-mask::hunter2-of-json')
  })
})

describe('what anybody can read', () => {
  const env = { VERSION: 'v1.10.12' }
  it('is the version that images are tagged with', async () => {
    expect(await shown('web:v1.10.12', { env, version: 'v1.10.12' })).toEqual(everywhere('web:v1.10.12'))
    expect(await shown('web:v1.10.12', { env })).toEqual(everywhere('web:***'))
  })

  it('are the names that images are pushed to', async () => {
    const name = 'ghcr.io/org/webshop-of-org/shop-web'
    expect(await shown(`${name}:1`, { env: { VERSION: name } })).toEqual(everywhere(`${name}:1`))
  })
})

describe('what a step wrote into a file', () => {
  it('is no public text of stack.yml', async () => {
    const written = {
      'stack.yml': `${STACK}health: [{ name: Web, url: "https://shop.example.org/up", headers: { X-Token: hunter2-of-health } }]\n`,
    }
    expect(await shown('it is hunter2-of-health there', { written })).toEqual(everywhere('it is *** there'))
  })

  it('leaves readable what outputs and messages say of stack.yml', async () => {
    const stack =
      'name: shop-of-a-step\nprojects: { project-of-a-step: { path: folder-of-a-step, compose: file-of-a-step.yaml } }\n' +
      'environments: { production: { branch: main }, environment-of-a-step: { url: https://shop.example.org/of-a-step } }\n' +
      'health: [{ name: Check of a step, url: https://shop.example.org/of-a-step }]\n'
    const written = { 'stack.yml': stack, 'folder-of-a-step/file-of-a-step.yaml': 'services: { web: { image: x } }\n' }
    const text = `${['shop', 'project', 'folder', 'environment'].map((one) => `${one}-of-a-step`).join()} file-of-a-step.yaml Check of a step https://shop.example.org/of-a-step`
    const env = { NODE_ENV: 'environment-of-a-step', PROJECT: 'project-of-a-step' }
    expect(await shown(text, { written, env })).toEqual(everywhere(text))
  })
})

describe('what is deployed unasked', () => {
  const of = async (event: Partial<Context['event']>, environment?: string) => {
    const { inputs, context } = await opened()
    const asked = environment === undefined ? inputs : { ...inputs, environment }
    const here = { ...context, event: { ...context.event, ...event } }
    const chosen = await chosenEnvironment(asked, here).catch((error: unknown) => ({ skip: explain(error) }))
    const { deploys } = await judgedEnvironment(asked, here).catch(() => ({ deploys: false }))
    expect(deploys).toBe('environment' in chosen)
    return 'environment' in chosen ? chosen.environment : chosen.skip
  }

  it('is a push to the branch that an environment names', async () => {
    expect(await of({ branch: 'main' })).toBe('production')
  })

  it.each([
    [
      'a pull request of a branch with that name, as a fork may have',
      { branch: 'main', barred: 'a pull request is not' },
    ],
    ['an event that names no branch', { branch: 'main', isOfRef: false, name: 'issue_comment' }],
    ['another branch', { branch: 'feature' }],
    ['a branch that begins so', { branch: 'main2' }],
    ['a branch that ends so', { branch: 'feature/main' }],
    ['a branch in other letters', { branch: 'Main' }],
    ['a branch with the name of the environment', { branch: 'production' }],
    ['a branch called as what every object has', { branch: 'constructor' }],
    ['a tag with that name', { branch: undefined, tag: 'main', ref: 'refs/tags/main' }],
    ['nothing that has a name', { branch: undefined, ref: '' }],
  ])('is not %s', async (_, event) => {
    expect(await of(event)).toContain('skipped')
  })

  it.each([
    ['a tag', { branch: undefined, tag: 'v1' }],
    ['an event that names no branch', { branch: 'main', isOfRef: false, name: 'issue_comment' }],
    ['a start by hand on another branch', { branch: 'feature', name: 'workflow_dispatch' }],
  ])('is %s where the environment is given, as it says', async (_, event) => {
    expect(await of(event)).toContain('give the input `environment`')
    expect(await of(event, 'production')).toBe('production')
  })

  it('is nothing of a pull request, whatever is given', async () => {
    expect(await of({ branch: 'main', barred: 'a pull request is not deployed' }, 'production')).toContain('skipped')
  })

  it('does not keep a rollback of a named environment back, which deploys nothing of the run’s commit', async () => {
    const { inputs, context } = await opened()
    const failed = {
      ...context,
      event: { ...context.event, barred: 'the run that this one follows ended with failure' },
    }
    const host = 'deploy@example.org'
    expect(await releaseStack({ ...inputs, host, environment: 'production' }, failed)).toMatchObject({ host })
    expect(await releaseStack({ ...inputs, host }, failed)).toMatchObject({
      skip: expect.stringContaining('ended with failure'),
    })
  })

  it('is no environment that nobody declared, by whatever name it is asked for', async () => {
    for (const name of ['staging', '__proto__', 'constructor', '', 'production\n'])
      expect(await of({ branch: 'main' }, name)).not.toBe(name)
  })
})
