import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  cutCable,
  labRegistry,
  labServer,
  mendCable,
  type Registry,
  remove,
  removeRegistry,
  type Server,
  startRegistry,
  stopRegistry,
} from '../kit/lab.js'
import { poll } from '../kit/poll.js'
import { makeKey } from './sshd.js'
import { composeYaml, hostInputs, onServer, stackYaml, stateOf, tinyImage } from './stacks/tiny.js'
import { checkout, type Step, step, visible } from './step.js'

// One stack is deployed well; then each case is a bad input, and must change nothing of it.

const TOKEN = 'hunter2-token'
const ENV_FILE = 'GREETING=hunter2-greeting\n'
const SERVES = 'tiny-production: refused; release 1-3fa9c01 answers now'
const NOT_ASKED = 'refused; nothing was changed: what answered before answers now'
/** The files are read while the server is asked: what it says of itself may have come by then. */
const WHILE_READING = new RegExp(`${NOT_ASKED}|${SERVES}`)

let server: Server
let registry: Registry
let image = ''
let workspace = ''
let key = ''
let wrongKey = ''
/** Type and key, as in known_hosts. */
let otherHostKey = ''
let good: Record<string, string> = {}

beforeAll(async () => {
  ;[server, registry] = [await labServer('bad-main'), await labRegistry('bad')]
  image = `${registry.address}/org/tiny:v1`
  await tinyImage(image)
  await tinyImage(`${registry.address}/org/tiny:arm`, { platform: 'linux/arm64' })
  key = await readFile(server.keyFile, 'utf8')
  workspace = await checkout({ 'compose.yaml': composeYaml(image), 'stack.yml': stackYaml(registry.address) })
  const folder = await checkout({})
  wrongKey = makeKey(folder, 'wrong')
  otherHostKey = (await readFile(join(folder, 'wrong.pub'), 'utf8')).split(' ').slice(0, 2).join(' ')
  await rm(folder, { recursive: true })
  good = { ...hostInputs(server, key), 'registry-username': 'lab', 'registry-token': TOKEN, 'env-file': ENV_FILE }
  const deployed = await step('ssh-deploy', { workspace, inputs: good, env: trust() })
  expect(deployed.code === 0 ? '' : deployed.stdout).toBe('')
  await settled()
}, 900_000)

afterAll(async () => {
  await remove(server)
  await removeRegistry(registry)
  await rm(workspace, { recursive: true, force: true })
}, 60_000)

const trust = () => ({ NODE_EXTRA_CA_CERTS: registry.caFile })
/** Green comes before the last clean-up on the server. */
const settled = () =>
  poll(async () => (await onServer(server, 'ls ~deploy/.stack-actions/tiny-production/tx')) === '', {
    deadlineMs: 20_000,
  })

interface Attempt {
  action?: 'ssh-deploy' | 'deploy' | 'rollback'
  inputs?: Record<string, string>
  files?: Record<string, string>
  env?: Record<string, string>
  runId?: number
}

async function attempt({ action = 'ssh-deploy', inputs, files = {}, env, runId = 1001 }: Attempt): Promise<Step> {
  const before: Record<string, string> = {}
  for (const [name, text] of Object.entries(files)) {
    before[name] = await readFile(join(workspace, name), 'utf8').catch(() => '')
    await writeFile(join(workspace, name), text)
  }
  try {
    return await step(action, { workspace, inputs: { ...good, ...inputs }, env: { ...trust(), ...env }, runId })
  } finally {
    for (const [name, text] of Object.entries(before)) {
      if (text === '') await rm(join(workspace, name))
      else await writeFile(join(workspace, name), text)
    }
  }
}

/** Tries it, and asserts all that every refusal has in common; gives the text of its one error. */
async function refusal(bad: Attempt, options: { lastLine?: string | RegExp; says?: RegExp } = {}): Promise<string> {
  const before = await stateOf(server)
  const ended = await attempt(bad)
  expect({ ...ended, stdout: '' }).toMatchObject({ code: 1, stderr: '', outputs: { outcome: 'refused' } })
  expect(ended.errors).toHaveLength(1)
  expect(visible(ended)).not.toMatch(/\n\s+at \S+ \(|node:internal|\.js:\d+/)
  expect(secretsIn(visible(ended))).toEqual([])
  expect(ended.lastLine).toMatch(options.lastLine ?? SERVES)
  expect(visible(ended)).toMatch(options.says ?? '')
  expect(await stateOf(server)).toBe(before)
  return ended.errors[0] ?? ''
}

function secretsIn(text: string): string[] {
  const secrets = [TOKEN, 'hunter2-greeting', ...key.split('\n').slice(1, -2), ...wrongKey.split('\n').slice(1, -2)]
  const forms = secrets.flatMap((secret) => [secret, Buffer.from(secret).toString('base64').replace(/=+$/, '')])
  return forms.filter((form) => form.length > 7 && text.includes(form))
}

describe('the way to the server', () => {
  const place = () => `deploy@127.0.0.1:${server.port}`

  it('without known-hosts: says how to get the line, and how to check it', async () => {
    const text = await refusal({ inputs: { 'known-hosts': '' } }, { lastLine: NOT_ASKED })
    expect(text).toContain(
      'known-hosts: required, but empty or missing; must be lines such as `example.org ssh-ed25519 AAAA…`',
    )
    expect(text).toContain('→ get the line with: ssh-keyscan -t ed25519 ')
    expect(text).toContain('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub')
  })

  it('with a line for another host: says which one is missing', async () => {
    const line = server.knownHosts.replace(/^\S+/, 'example.org')
    const text = await refusal({ inputs: { 'known-hosts': line } }, { lastLine: NOT_ASKED })
    expect(text).toContain(`known-hosts has no host key of [127.0.0.1]:${server.port}`)
    expect(text).toContain(`→ get the line with: ssh-keyscan -t ed25519 -p ${server.port} 127.0.0.1`)
  })

  it('with a host key that differs: shows the one that came, and warns', async () => {
    const text = await refusal(
      { inputs: { 'known-hosts': `[127.0.0.1]:${server.port} ${otherHostKey}` } },
      { lastLine: NOT_ASKED },
    )
    expect(text).toMatch(
      /the host key of 127\.0\.0\.1 is not the one in known-hosts \(it showed SHA256:\S+\); nothing was sent/,
    )
    expect(text).toContain('was the server installed anew? If not, somebody else may be answering')
  })

  it('with a key that the server does not know: says whose door it was', async () => {
    const text = await refusal({ inputs: { 'ssh-key': wrongKey } }, { lastLine: NOT_ASKED })
    expect(text).toContain(`127.0.0.1 does not let deploy in with this key (${place()})`)
    expect(text).toContain('~deploy/.ssh/authorized_keys')
  })

  it('with a key that is none: does not show it', async () => {
    const text = await refusal(
      { inputs: { 'ssh-key': key.replace(/\n(.{20})/, '\n!!!!hunter2!!!!') } },
      { lastLine: NOT_ASKED },
    )
    expect(text).toContain('ssh-key is not a private key that ssh can read')
    expect(text).not.toContain('hunter2')
  })

  it.each([
    [
      'a port where nobody listens',
      'deploy@127.0.0.1:1',
      '127.0.0.1 cannot be reached: nothing listens on port 1 (deploy@127.0.0.1:1)',
      'check the port',
    ],
    [
      'a name that does not exist',
      'deploy@no-such-host.invalid',
      'no-such-host.invalid cannot be reached: its name is not known',
      'check the name, and its DNS record',
    ],
  ])('to %s: says what to check', async (_, host, what, next) => {
    const text = await refusal({ inputs: { host } }, { lastLine: NOT_ASKED })
    expect(text).toContain(what)
    expect(text).toContain(next)
  })

  it('to an address that is silent: gives up after 15 seconds', async () => {
    const silent = {
      host: `deploy@${server.address}`,
      'known-hosts': server.knownHosts.replace(/^\S+/, server.address),
    }
    const before = await stateOf(server)
    await cutCable(server)
    const ended = await attempt({ inputs: silent })
    await mendCable(server)
    expect({ code: ended.code, outcome: ended.outputs.outcome }).toEqual({ code: 1, outcome: 'refused' })
    expect(ended.errors[0]).toMatch(/cannot be reached: no answer: .*timed out/)
    expect(ended.errors[0]).toContain('check the address and the firewall')
    expect(ended.seconds).toBeLessThan(25)
    expect(await stateOf(server)).toBe(before)
  })
})

describe('the checkout', () => {
  const compose = (more: string) => ({ 'compose.yaml': composeYaml(image, more) })

  it('without the environment that is asked for: names those there are', async () => {
    const text = await refusal({ inputs: { environment: 'moon' } }, { lastLine: NOT_ASKED })
    expect(text).toContain('there is no environment "moon"; known: production (input environment)')
  })

  it('with a Compose file that does not parse: says which and why', async () => {
    const text = await refusal({ files: { 'compose.yaml': 'services:\n  app: [\n' } }, { lastLine: WHILE_READING })
    expect(text).toMatch(/compose\.yaml:3: is no YAML/)
  })

  it('with a Compose file that says what Compose does not know: repeats its words', async () => {
    const text = await refusal({ files: compose('    immage: x\n') }, { lastLine: WHILE_READING })
    expect(text).toMatch(/immage/)
    expect(text).toContain('project app, compose.yaml')
  })

  it('with a variable that nobody gives: names file, line and where to give it', async () => {
    const text = await refusal(
      { files: compose('    hostname: "${NOBODY}"\n    domainname: "${NOWHERE}"\n') },
      { lastLine: WHILE_READING },
    )
    expect(text).toMatch(/compose\.yaml:\d+: no value is given for the variable NOBODY/)
    expect(text).toMatch(/compose\.yaml:\d+: no value is given for the variable NOWHERE/)
    expect(text).toContain('give them in the env file (input env-file)')
  })

  it('with a Compose file that is missing: names it', async () => {
    const yaml = stackYaml(registry.address).replace('path: .', 'path: ., compose: prod.yml')
    const text = await refusal({ files: { 'stack.yml': yaml } }, { lastLine: WHILE_READING })
    expect(text).toContain('prod.yml: there is no such file')
    expect(text).toContain('projects.app.compose')
  })

  it('with a stack.yml that is missing where one is named: says so', async () => {
    const text = await refusal({ inputs: { config: 'deploy/stack.yml' } }, { lastLine: WHILE_READING })
    expect(text).toContain('there is no file deploy/stack.yml (input config)')
  })

  it('with a circle in needs: shows the circle', async () => {
    const yaml = stackYaml(registry.address).replace(
      'app: { path: . }',
      'app: { path: ., needs: [b] }\n  b: { path: ., needs: [app] }',
    )
    const text = await refusal({ files: { 'stack.yml': yaml } }, { lastLine: WHILE_READING })
    expect(text).toContain('projects need each other in a circle: app → b → app (stack.yml, needs)')
  })

  it('with an unknown name in needs: names those there are', async () => {
    const yaml = stackYaml(registry.address).replace('path: .', 'path: ., needs: [databse]')
    const text = await refusal({ files: { 'stack.yml': yaml } }, { lastLine: WHILE_READING })
    expect(text).toContain('stack.yml:4: projects.app.needs[0]: there is no project "databse"; known: app')
  })

  it('with a stack.yml that is wrong in several places: lists every one, with its line', async () => {
    const yaml =
      'name: Tiny Stack\nregistry: "https://x y"\nprojects:\n  app: { path: /etc, need: [] }\nenvironments:\n  production: { host: "-oProxyCommand=x@y", branch: 5 }\nhealth:\n  - { name: x }\n'
    const text = await refusal({ files: { 'stack.yml': yaml } }, { lastLine: WHILE_READING })
    expect(text).toContain('stack.yml cannot be used:')
    const faults = text.split('\n').filter((line) => line.startsWith('  - '))
    for (const [line, field] of [
      [1, 'name'],
      [2, 'registry'],
      [4, 'projects.app'],
      [4, 'projects.app.path'],
      [6, 'environments.production.host'],
      [6, 'environments.production.branch'],
      [8, 'health[0]'],
    ])
      expect(faults).toContainEqual(expect.stringContaining(`stack.yml:${line}: ${field}: `))
  })

  it('with bad inputs: lists every one, and shows no secret', async () => {
    const inputs = {
      host: '-oProxyCommand=x',
      'lock-timeout': 'soon',
      force: 'yes',
      'registry-token': 'hunter2 with a blank',
    }
    const text = await refusal({ inputs }, { lastLine: WHILE_READING })
    expect(text).toContain('4 inputs are wrong:')
    for (const name of Object.keys(inputs)) expect(text).toContain(`  - ${name}: got `)
    expect(text).not.toContain('hunter2')
  })

  it.each([
    ['a quote that never ends', 'GREETING="hunter2-greeting\nOTHER=1\n', /the env file does not parse/],
    ['a line that is no assignment', 'GREETING=x\nhunter2-greeting with blanks\n', /the env file does not parse/],
    ['a NUL', 'GREETING=hunter2-greeting', /NUL/],
    ['a variable in a value', 'GREETING=hunter2-greeting$UNKNOWN_VARIABLE\n', /a value holds a \$ .*single quotes/],
  ])('with %s in the env file: says so without its text', async (name, text, says) => {
    const file = { 'prod.env': name === 'a NUL' ? text.replace('-', '-\0') : text }
    const yaml = stackYaml(registry.address).replace('branch: main', 'branch: main, env-file: prod.env')
    const said = await refusal(
      { inputs: { 'env-file': '' }, files: { ...file, 'stack.yml': yaml } },
      { lastLine: WHILE_READING },
    )
    expect(said).toMatch(says)
    expect(said).not.toContain('hunter2')
  })
})

describe('a port of the server', () => {
  it('that a container of somebody else holds, or a program: says who, and what to write', async () => {
    await onServer(server, `docker run -d --name holder -p 8085:80 ${image}`)
    const ports = '    ports: ["127.0.0.1:8085:80", "22:80"]\n'
    const text = await refusal({ files: { 'compose.yaml': composeYaml(image, ports) } })
    await onServer(server, 'docker rm -f holder')
    expect(text).toContain('tiny/app: port 127.0.0.1:8085 of the server is held by the container holder')
    expect(text).toContain('tiny/app: port 22 of the server is held by a program of the server itself')
    expect(text).toContain('→ publish another port, or the same at another address of the server')
  })
})

describe('the image', () => {
  const withImage = (reference: string) => ({ files: { 'compose.yaml': composeYaml(reference) } })

  it('that does not exist: names it', async () => {
    const text = await refusal(withImage(`${registry.address}/org/tiny:v99`))
    expect(text).toContain(`${registry.address}/org/tiny:v99`)
    expect(text).toMatch(/not found|manifest unknown/)
  })

  it('that is for another architecture: names both', async () => {
    const text = await refusal(withImage(`${registry.address}/org/tiny:arm`))
    expect(text).toContain(
      `tiny/app: the image ${registry.address}/org/tiny:arm is for linux/arm64, the server is linux/amd64`,
    )
  })

  it('behind a login that the registry refuses: says so, and what to check', async () => {
    const yaml = stackYaml(registry.authAddress)
    const text = await refusal({
      files: { 'compose.yaml': composeYaml(`${registry.authAddress}/org/tiny:v1`), 'stack.yml': yaml },
    })
    expect(text).toContain(`${registry.authAddress}/org/tiny:v1`)
    expect(text).toContain('registry-token')
  })

  it('that would be built, in a registry that refuses the login: says so before it is built', async () => {
    const files = {
      'compose.yaml': `name: tiny\nservices:\n  app: { build: . }\n`,
      'stack.yml': stackYaml(registry.authAddress),
      Dockerfile: 'FROM scratch\n',
    }
    const text = await refusal({ action: 'deploy', files })
    expect(text).toContain(`the registry ${registry.authAddress} refuses the login of lab (HTTP 401)`)
    expect(text).toContain('check the inputs registry-username and registry-token')
    const other = await refusal({ action: 'ssh-deploy', files })
    expect(other).toContain('app/app: neither this run nor the server’s record has one of this content')
    expect(other).toContain('or use the action deploy')
  })

  it('in a registry that is down: says so', async () => {
    await stopRegistry(registry)
    const built = { 'compose.yaml': `name: tiny\nservices:\n  app: { build: . }\n`, Dockerfile: 'FROM scratch\n' }
    const texts = [
      await refusal(withImage(`${registry.address}/org/tiny:v2`)),
      await refusal({ action: 'deploy', files: built }),
    ]
    await startRegistry(registry)
    expect(texts[0]).toContain(`${registry.address}/org/tiny:v2`)
    expect(texts[0]).toMatch(/connection refused/)
    expect(texts[1]).toContain(`the registry ${registry.address} cannot be reached: ECONNREFUSED`)
    expect(texts[1]).toContain('try again when it answers')
  }, 90_000)

  it('that fails to build: says where', async () => {
    const files = {
      'compose.yaml': `name: tiny\nservices:\n  app: { build: . }\n`,
      Dockerfile: 'FROM scratch\nCOPY nothing /\n',
    }
    const text = await refusal({ action: 'deploy', files })
    expect(text).toContain('app/app does not build')
    expect(text).toContain('"/nothing" not found')
    expect(text).toContain('Dockerfile')
  })
})

describe('the server', () => {
  const changed = () => ({ 'env-file': 'GREETING=another\n' })
  const lock = '/home/deploy/.stack-actions/tiny-production'

  it('held by another deploy: waits, says who, and gives up', async () => {
    await onServer(
      server,
      `echo '7-other (pid 4711 on elsewhere) since 12:00:00Z' >${lock}/holder; nohup flock -o ${lock}/lock sleep 1d >/dev/null 2>&1 & echo $! >/tmp/holder`,
    )
    await poll(
      async () => (await onServer(server, `flock -n ${lock}/lock true && echo free || echo held`)) === 'held\n',
      { deadlineMs: 5000 },
    )
    const began = Date.now()
    const text = await refusal(
      { inputs: { ...changed(), 'lock-timeout': '3' } },
      { says: /held by 7-other .* since 12:00:00Z; waiting up to 3 s/ },
    )
    await onServer(server, `kill $(cat /tmp/holder); rm ${lock}/holder`)
    expect(Date.now() - began).toBeGreaterThan(3000)
    expect(text).toContain('7-other (pid 4711 on elsewhere) since 12:00:00Z')
  })

  it('that has a newer run already: the older one is skipped, which is no failure, and changes nothing', async () => {
    const before = await stateOf(server)
    const ended = await attempt({ inputs: changed(), runId: 999 })
    expect(ended).toMatchObject({ code: 0, errors: [], outputs: { outcome: 'skipped' } })
    expect(visible(ended)).toContain('run 999 is older than release 1-3fa9c01, which run 1000 has deployed')
    expect(visible(ended)).toContain('force')
    expect(ended.lastLine).toMatch(/skipped/)
    expect(await stateOf(server)).toBe(before)
  })

  it('with no Compose, or one that is too old: says what is there and what is needed', async () => {
    const plugin = '/usr/libexec/docker/cli-plugins/docker-compose'
    await onServer(server, `mv ${plugin} /opt/compose`)
    const none = await refusal({ inputs: changed() })
    await onServer(
      server,
      `printf '%s\\n' '#!/bin/sh' 'case $1 in docker-cli-plugin-metadata) exec /opt/compose "$@";; esac' 'echo 2.10.2' >${plugin}; chmod +x ${plugin}`,
    )
    const old = await refusal({ inputs: changed() })
    await onServer(server, `mv -f /opt/compose ${plugin}`)
    expect(none).toContain('2.20 or newer is needed')
    expect(old).toContain('the server has Docker Compose 2.10.2, 2.20 or newer is needed')
  })

  it('whose user may not use Docker: says how to allow it', async () => {
    await onServer(server, 'gpasswd -d deploy docker')
    const text = await refusal({ inputs: changed() }, { lastLine: /^tiny-production: refused; / })
    await onServer(server, 'gpasswd -a deploy docker')
    expect(text).toMatch(/permission denied/)
    expect(text).toContain('usermod -aG docker deploy')
  })

  it('whose Docker hangs: says so in time, leaves no process there, and goes on when it is back', async () => {
    const before = await stateOf(server)
    await onServer(server, 'kill -STOP $(pidof dockerd)')
    const ended = await attempt({ inputs: changed() })
    const left = await onServer(server, "ps -eo args | grep -c '^\\(timeout.*\\)\\?docker \\|stackct[l]' || true")
    await onServer(server, 'kill -CONT $(pidof dockerd)')
    expect({ code: ended.code, outcome: ended.outputs.outcome }).toEqual({ code: 1, outcome: 'refused' })
    expect(ended.errors[0]).toMatch(/Docker does not answer: docker ps did not end within 60 s/)
    expect(ended.lastLine).toMatch(/^tiny-production: refused; /)
    expect(left.trim()).toBe('0')
    expect(await stateOf(server)).toBe(before)
  }, 180_000)

  it('with no Docker at all: says so', async () => {
    const bare = await labServer('bad-bare', { docker: false })
    const text = await refusal({ inputs: hostInputs(bare, key) }, { lastLine: /^tiny-production: refused; / })
    expect(text).toMatch(/Docker is not installed/)
    expect(await onServer(bare, 'find /home/deploy/.stack-actions -type f ! -name "stackctl-*"')).toBe('')
    await remove(bare)
  })

  it('whose disk is nearly full: says how much is left and where', async () => {
    await onServer(
      server,
      `mkdir -p /home/deploy/.stack-actions && mkdir /tmp/keep && cp -a ${lock} /tmp/keep/ && mount -t tmpfs -o size=32m tmpfs /home/deploy/.stack-actions && chown deploy: /home/deploy/.stack-actions && cp -a /tmp/keep/tiny-production /home/deploy/.stack-actions/`,
    )
    const text = await refusal({ inputs: changed() })
    await onServer(server, 'umount /home/deploy/.stack-actions; rm -r /tmp/keep')
    expect(text).toMatch(/only \d+ KiB free on \/home\/deploy\/\.stack-actions; 100 MiB are needed/)
  })
})

describe('a rollback', () => {
  it.each([
    ['to nothing', {}, 'there is no earlier release to go back to'],
    ['to the current release', { release: '1-3fa9c01' }, 'cannot go back to 1-3fa9c01: it is the current one'],
    [
      'to a release that is not there',
      { release: '77-0000000' },
      "there is no release '77-0000000' on this server; there are: ",
    ],
    [
      'to what is no release',
      { release: '../../etc' },
      'release: got "../../etc"; must be a release id such as `12-3fa9c01`',
    ],
  ])('%s: says why it cannot', async (_, inputs, says) => {
    expect(await refusal({ action: 'rollback', inputs }, { lastLine: /refused; / })).toContain(says)
  })
})

it('after all of them, the same stack is deployed as if nothing had been, and an older run too if it is forced', async () => {
  const same = await attempt({})
  expect({ code: same.code, outcome: same.outputs.outcome }).toEqual({ code: 0, outcome: 'unchanged' })
  const forced = await attempt({ inputs: { 'env-file': 'GREETING=forced\n', force: 'true' }, runId: 5 })
  expect({ code: forced.code, outcome: forced.outputs.outcome }).toEqual({ code: 0, outcome: 'deployed' })
})
