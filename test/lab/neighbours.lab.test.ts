import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labRegistry, labServer, type Registry, remove, removeRegistry, type Server } from '../kit/lab.js'
import { poll } from '../kit/poll.js'
import { expectHarmless } from './harmless.js'
import { hostInputs, loginInputs, onServer, stackYaml, tinyImage } from './stacks/tiny.js'
import { checkout, type Step, step } from './step.js'

// Containers and images of others that hold what is hostile to whoever reads of them, beside a stack that is deployed.

let server: Server
let registry: Registry
let workspace = ''
let inputs: Record<string, string> = {}

const image = () => `${registry.address}/org/tiny:v1`
const app = (more: object = {}) => ({ image: image(), command: ['/bin/busybox', 'sleep', '1d'], init: true, ...more })

async function deploy(service: object): Promise<Step> {
  const text = JSON.stringify({ name: 'tiny', services: { app: service } }).replaceAll('$', '$$$$')
  await writeFile(join(workspace, 'compose.yaml'), text)
  return step('ssh-deploy', { workspace, inputs, env: { NODE_EXTRA_CA_CERTS: registry.caFile } })
}

beforeAll(async () => {
  ;[server, registry] = [await labServer('neighbours'), await labRegistry('neighbours')]
  await tinyImage(image())
  workspace = await checkout({ 'stack.yml': stackYaml(registry.address) })
  inputs = { ...hostInputs(server, await readFile(server.keyFile, 'utf8')), ...loginInputs(registry) }
}, 900_000)

afterAll(async () => {
  await remove(server)
  await removeRegistry(registry)
  await rm(workspace, { recursive: true, force: true })
}, 60_000)

describe('what stands beside it', () => {
  /** As a shell's printf has it: a tab, a row of a table of ours, an escape sequence, quotes, text that runs backwards. */
  const smuggled = [
    'x\\ttiny\\tapp\\n',
    `${'e'.repeat(64)}\\ttiny\\tapp\\th\\trunning\\tFalse\\ttiny-app-9\\tUp\\tunknown/tiny/production\\n`,
    'folder\\t"/srv"\\n{"Id":"x"}\\n=\\n\\033]0;x\\007\\033[2J"q"\\\\\\342\\200\\256',
  ].join('')
  const labels = ['com.docker.compose.project', 'com.docker.compose.service', 'com.docker.compose.oneoff']
    .concat(['com.docker.compose.project.working_dir', 'stack-actions.stack', 'stack-actions.hash', 'traefik.enable'])
    .map((name) => `--label ${name}="$T"`)
    .join(' ')

  it('with labels, variables, paths and networks that hold tabs and lines: is left alone, and hinders nothing', async () => {
    expect((await deploy(app())).code).toBe(0)
    await onServer(
      server,
      `set -e; T=$(printf '${smuggled}')
       docker network create "$(printf 'odd\\tnet\\nx tiny_default=6.6.6.6')" >/dev/null
       net=$(docker network ls -q | while read -r id; do docker network inspect -f '{{.Id}} {{json .Name}}' "$id"; done | grep odd | cut -d' ' -f1)
       docker run -d --name beside ${labels} -e "A=$T" -e SECRET=of-the-neighbour -v "/tmp/x$(printf '\\ty'):/data$(printf '\\tz')" ${image()} >/dev/null
       docker commit -c "LABEL com.docker.compose.project=\\"$(printf 'a\\tb')\\" com.docker.compose.service=\\"$(printf 'c\\td')\\"" beside evil:1 >/dev/null
       docker run -d --name beside-by-image evil:1 >/dev/null
       for n in 1 2 3 4 5; do printf 'long%s=' $n; head -c 60000 /dev/zero | tr '\\0' x; echo; done >/tmp/labels
       docker run -d --name beside-of-another --label-file /tmp/labels --label com.docker.compose.project=other --label com.docker.compose.service=web --label stack-actions.stack=github.com/o/other/other/production -e SECRET=of-the-neighbour ${image()} >/dev/null
       docker network connect "$net" beside
       docker network connect "$net" "$(docker ps -q --filter label=com.docker.compose.service=app)"`,
    )
    const beside = () =>
      onServer(server, "docker inspect -f '{{.Id}} {{.State.StartedAt}}' beside beside-by-image beside-of-another")
    const before = await beside()
    const ended = await deploy(app({ environment: { VERSION: '2' } }))
    expectHarmless(ended)
    expect({ code: ended.code, errors: ended.errors, outcome: ended.outputs.outcome }).toEqual({
      code: 0,
      errors: [],
      outcome: 'deployed',
    })
    expect(await beside()).toBe(before)

    const stackctl = 'su deploy -c "~deploy/.stack-actions/tiny-production/stackctl'
    const says = async () => onServer(server, `${stackctl} status" 2>&1; true`)
    // The end comes a little before the last clean-up on the server.
    await poll(async () => (await says()).includes('All runs as released.'), { deadlineMs: 30_000 })
    const status = await says()
    expect(status).toContain('All runs as released.')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(status).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]|beside/)
    // Variables of others stay on the server.
    const facts = await onServer(server, `${stackctl} facts"`)
    expect(facts).toContain('beside-of-another')
    expect(facts).not.toContain('of-the-neighbour')
    // Nor is anything of them longer than a plan can take.
    expect(facts).toContain('"stack-actions.cut":"yes"')
    expect(facts).not.toContain('xxxxxxxx')
    await onServer(server, 'docker rm -f beside beside-by-image beside-of-another; docker rmi evil:1')
  })

  it('with words that steer a terminal: last words and logs are shown with them spelt', async () => {
    const words = '\\033]0;stolen\\007\\033[2Jup\\233\\342\\200\\256'
    const script = `printf '${words}\\n'; /bin/busybox touch /up; exec /bin/busybox sleep 1d`
    const ended = await deploy(app({ command: ['/bin/busybox', 'sh', '-c', script] }))
    expect(ended.code).toBe(0)
    const logs = await onServer(server, 'su deploy -c "~deploy/.stack-actions/tiny-production/stackctl logs app" 2>&1')
    expect(logs).toContain('\\x1b]0;stolen\\x07\\x1b[2Jup')
    expect(logs).toContain('\\u{202e}')
    for (const sign of ['\u0007', '\u001b', '\u202e']) expect(logs).not.toContain(sign)
  })
})
