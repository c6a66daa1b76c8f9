import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  labRegistry,
  labServer,
  type Registry,
  remove,
  removeRegistry,
  type Server,
  startRegistry,
  stopRegistry,
} from '../kit/lab.js'
import { hostInputs, onServer, stackYaml, tinyImage } from './stacks/tiny.js'
import { checkout, type Step, step } from './step.js'

// Two images that another job builds, each with a tag that it moves: what a deploy of ours makes of it, and what it says.

let server: Server
let registry: Registry
let workspace = ''
let runs = 2000

beforeAll(async () => {
  ;[server, registry] = [await labServer('asked-tags'), await labRegistry('asked-tags')]
  workspace = await checkout({ 'compose.yaml': composeYaml(), 'stack.yml': noRegistry() })
  await push('v1', 'app', 'tool')
  const first = await deploy()
  expect({ code: first.code, stdout: first.stdout }).toMatchObject({ code: 0 })
}, 900_000)

afterAll(async () => {
  await remove(server)
  await removeRegistry(registry)
  await rm(workspace, { recursive: true, force: true })
}, 60_000)

const service = (name: string, more: string) =>
  `  ${name}:\n    image: ${registry.address}/org/${name}:latest\n    init: true\n    restart: always\n${more}`
const composeYaml = () => `name: tiny\nservices:\n${service('app', '')}${service('tool', '    pull_policy: always\n')}`
/** The images are nobody's own then. */
const noRegistry = () => stackYaml('x').replace('registry: x/org', 'registry: none')

/** Another job builds and moves the tags. */
const push = async (version: string, ...names: string[]): Promise<void> => {
  for (const name of names)
    await tinyImage(`${registry.address}/org/${name}:latest`, { labels: `LABEL version=${name}-${version}` })
}

async function deploy(inputs: Record<string, string> = {}, env: Record<string, string> = {}): Promise<Step> {
  runs += 1
  const key = await readFile(server.keyFile, 'utf8')
  const trust = { NODE_EXTRA_CA_CERTS: registry.caFile, ...env }
  return step('ssh-deploy', { workspace, inputs: { ...hostInputs(server, key), ...inputs }, env: trust, runId: runs })
}

/** Versions that run, by the labels of their images. */
const running = async (): Promise<string[]> =>
  (await onServer(server, `docker ps -q | xargs docker inspect -f '{{.Config.Labels.version}}' | sort`))
    .trim()
    .split('\n')

describe('a tag that another push has moved', () => {
  it('is looked up where pull_policy says so; what is not, is named with its age', async () => {
    await push('v2', 'app', 'tool')
    const ended = await deploy()
    expect(ended).toMatchObject({ code: 0, outputs: { outcome: 'deployed', changed: '["tiny/tool"]' } })
    expect(await running()).toEqual(['app-v1', 'tool-v2'])
    expect(ended.stdout).toMatch(/tiny\/tool .*: image: \S+\/org\/tool:latest is another one now \(\w{12} → \w{12}\)/)
    const words =
      /not looked up, so that a newer image of that tag is not seen: \S+\/org\/app:latest \(since 20\S+, today\)/
    expect(ended.stdout).toMatch(words)
    expect(ended.summary.replaceAll('&#40;', '(').replaceAll('&#41;', ')')).toMatch(words)
  }, 60_000)

  it('is looked up with refresh, whosever it is', async () => {
    const ended = await deploy({ refresh: 'true' })
    expect(ended).toMatchObject({ code: 0, outputs: { outcome: 'deployed', changed: '["tiny/app"]' } })
    expect(ended.stdout).toContain(`looked up, and still the same: ${registry.address}/org/tool:latest`)
    expect(await running()).toEqual(['app-v2', 'tool-v2'])
  }, 60_000)

  it('is looked up by every deploy where the registry is the stack’s own, and a plan says so without getting it', async () => {
    await push('v3', 'app')
    await writeFile(join(workspace, 'stack.yml'), stackYaml(registry.address))
    const planned = await deploy({ 'dry-run': 'true' })
    expect(planned.stdout).toMatch(/tiny\/app .*: image: \S+\/org\/app:latest is another one now/)
    expect(await running()).toEqual(['app-v2', 'tool-v2'])
    const ended = await deploy()
    expect(ended).toMatchObject({ code: 0, outputs: { outcome: 'deployed', changed: '["tiny/app"]' } })
    expect(await running()).toEqual(['app-v3', 'tool-v2'])
  }, 60_000)

  it('leaves what runs as it is where the registry is away, and says that it was not looked up', async () => {
    await stopRegistry(registry)
    const ended = await deploy().finally(() => startRegistry(registry))
    expect(ended).toMatchObject({ code: 0, outputs: { outcome: 'unchanged' } })
    expect(ended.stdout).toMatch(
      /org\/app:latest \(since 20\S+, today\) could not be looked up, so that it stays what it is: the registry/,
    )
    expect(await running()).toEqual(['app-v3', 'tool-v2'])
  }, 60_000)

  it('is looked up by a scheduled run', async () => {
    await push('v4', 'app')
    await writeFile(join(workspace, 'stack.yml'), noRegistry())
    const ended = await deploy({}, { GITHUB_EVENT_NAME: 'schedule' })
    expect(ended).toMatchObject({ code: 0, outputs: { outcome: 'deployed', changed: '["tiny/app"]' } })
    expect(await running()).toEqual(['app-v4', 'tool-v2'])
  }, 60_000)
})
