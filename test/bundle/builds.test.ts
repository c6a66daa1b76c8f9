import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { BuiltImage } from '../../src/image/types.js'
import { checkout, type Step, step, visible } from '../lab/step.js'

// What a pipeline is told to build, by dist/ as a process of its own, without a server and a registry.

let workspace = ''
beforeAll(async () => {
  workspace = await checkout({
    'stack.yml':
      'name: shop\nregistry: none\nprojects:\n  app: { path: ., test: npm test }\n  edge: { path: edge }\nenvironments:\n  production: { branch: main, host: deploy@127.0.0.1 }\n',
    'compose.yaml': 'services:\n  web: { build: { context: ., args: { PIN: "${PIN}" } } }\n  worker: { build: . }\n',
    'edge/compose.yaml': 'services:\n  edge: { build: . }\n',
    'edge/Dockerfile': 'FROM scratch\n',
    Dockerfile: 'FROM scratch\n',
  })
})
afterAll(() => rm(workspace, { recursive: true }))

const plan = (inputs: Record<string, string>): Promise<Step> =>
  step('build-and-tag', { workspace, inputs: { 'dry-run': 'true', ...inputs } })
const imagesOf = ({ outputs }: Step): BuiltImage[] => JSON.parse(outputs.images ?? '[]') as BuiltImage[]

describe('the plan of a pipeline', () => {
  it('names what is built without a secret and what with one; every project that has tests is tested', async () => {
    const planned = await plan({ 'without-secrets': 'true' })
    expect({ code: planned.code, stdout: planned.stdout }).toMatchObject({ code: 0 })
    expect(planned.outputs).toMatchObject({
      builds: '["app","edge"]',
      // Without a registry nobody but the deploy could use them.
      'builds-with-secrets': '[]',
      tests: '[{"project":"app","path":".","command":"npm test"}]',
    })
    expect(imagesOf(planned).map(({ service, result, reason }) => `${service} ${result}: ${reason}`)).toEqual([
      'web planned: its build needs PIN, which only the environment gives',
      'worker planned: without a registry nothing is kept',
      'edge planned: without a registry nothing is kept',
    ])
    expect(planned.stdout).toContain('app/web: built with the environment’s secrets, its build needs PIN')
  }, 60_000)

  it('tells by nothing what a build argument of the env file was', async () => {
    const [one, other] = [await plan({ 'env-file': 'PIN=4711' }), await plan({ 'env-file': 'PIN=4712' })]
    const keysOf = (planned: Step) => imagesOf(planned).map(({ key }) => key)
    expect([keysOf(one).length, keysOf(one)]).toEqual([3, keysOf(other)])
    expect(visible(one).replaceAll('4711', '')).toBe(visible(other).replaceAll('4712', ''))
  }, 60_000)

  it('is refused where the server is to be asked and its host key is not given', async () => {
    const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n'
    const ended = await step('build-and-tag', { workspace, inputs: { 'ssh-key': key, 'env-file': 'PIN=4711' } })
    expect(ended.code).toBe(1)
    const [error = ''] = ended.errors
    expect(error).toContain('its host key is not given')
    expect(error).toContain('ssh-keyscan')
  }, 60_000)
})
