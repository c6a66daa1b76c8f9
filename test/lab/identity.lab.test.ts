import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labRegistry, labServer, type Registry, remove, removeRegistry, type Server } from '../kit/lab.js'
import { poll } from '../kit/poll.js'
import { hostInputs, onServer, tinyImage } from './stacks/tiny.js'
import { type Step, type StepOptions, step, visible } from './step.js'

// Several stacks on one server, none of which knows of the others: what is not a stack's own stays as it is, and what is its own stays its own.

let server: Server
let registry: Registry
let image = ''
let folder = ''
let inputs: Record<string, string> = {}

beforeAll(async () => {
  ;[server, registry] = [await labServer('identity-main'), await labRegistry('identity')]
  image = `${registry.address}/org/tiny:v1`
  await tinyImage(image)
  folder = await mkdtemp(join(tmpdir(), 'identity-'))
  inputs = {
    ...hostInputs(server, await readFile(server.keyFile, 'utf8')),
    'registry-username': 'lab',
    'registry-token': 'hunter2-token',
  }
}, 900_000)

afterAll(async () => {
  await remove(server)
  await removeRegistry(registry)
  await rm(folder, { recursive: true, force: true })
}, 60_000)

/** A checkout of a repository: its folder has the repository's name, as on GitHub. */
async function repository(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const root = join(folder, name.replace('/', '-'), name.split('/')[1] ?? '')
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  return root
}

let runId = 1000
const deploy = async (
  name: string,
  files: Readonly<Record<string, string>>,
  more: Partial<StepOptions> = {},
): Promise<Step> => {
  runId += 1
  const { env, inputs: others, ...rest } = more
  const ended = await step('ssh-deploy', {
    workspace: await repository(name, files),
    inputs: { ...inputs, ...others },
    env: { NODE_EXTRA_CA_CERTS: registry.caFile, GITHUB_REPOSITORY: name, ...env },
    runId,
    ...rest,
  })
  await poll(async () => (await onServer(server, 'cat ~deploy/.stack-actions/*/tx/intent 2>/dev/null; true')) === '', {
    deadlineMs: 20_000,
  })
  return ended
}

/** As its owner started it by hand, before anybody heard of us. */
async function byHand(path: string, compose: string): Promise<void> {
  await onServer(
    server,
    `mkdir -p ${path} && cat >${path}/compose.yaml <<'E'\n${compose}\nE\nchown -R deploy: ${path}; cd ${path} && su deploy -c 'docker compose up -d --wait'`,
  )
}

/** What runs: project, service, container. */
const runs = async (filter = ''): Promise<string[]> =>
  (
    await onServer(
      server,
      `docker ps -a --no-trunc --format '{{.Label "com.docker.compose.project"}}/{{.Label "com.docker.compose.service"}} {{.ID}} {{.State}}' | sort`,
    )
  )
    .split('\n')
    .filter((line) => line.includes(filter) && line !== '')

const app = (service: string, more = ''): string => `  ${service}:
    image: ${image}
    command: ["/bin/busybox", "sh", "-c", "/bin/busybox touch /up; exec /bin/busybox sleep 1d"]
    init: true
    restart: unless-stopped
    healthcheck: { test: ["CMD", "/bin/busybox", "test", "-e", "/up"], interval: 1s }
${more}`

describe('a stack that ran in a folder of another name', () => {
  const compose = (greeting: string): string => `services:
${app('bot', `    environment: { GREETING: "${greeting}" }\n`)}  pg:
    image: postgres:17
    environment: { POSTGRES_PASSWORD: secret }
    restart: unless-stopped
    volumes: [pg:/var/lib/postgresql/data]
    healthcheck: { test: [CMD-SHELL, pg_isready -h 127.0.0.1 -U postgres], interval: 2s, start_period: 60s }
volumes: { pg: {} }
`
  const sql = (query: string): Promise<string> =>
    onServer(
      server,
      `docker exec "$(docker ps -q --filter label=com.docker.compose.service=pg)" psql -U postgres -tAc "${query}"`,
    )

  it('keeps its project name, its database and its rows, deploy after deploy', async () => {
    await byHand('/home/deploy/bot', compose('plain'))
    await sql('create table rows (id int)')
    await sql('insert into rows values (7)')
    const [database] = await runs('/pg ')
    for (const greeting of ['first', 'second']) {
      const ended = await deploy('org/my-bot', { 'compose.yaml': compose(greeting) })
      expect({ code: ended.code, stdout: ended.stdout }).toMatchObject({ code: 0 })
      expect(await onServer(server, 'docker volume ls -q')).toBe('bot_pg\n')
      expect(await runs('/pg ')).toEqual([database])
      expect(await sql('select id from rows')).toBe('7\n')
      expect(visible(ended)).toContain('bot in place of my-bot')
    }
  }, 150_000)
})

/** Refused before anything changed, and what it says to write. */
async function refusal(ended: Promise<Step>): Promise<string> {
  const { code, outputs, errors } = await ended
  expect({ code, outcome: outputs.outcome, errors }).toMatchObject({
    code: 1,
    outcome: 'refused',
    errors: [expect.any(String)],
  })
  return errors[0] ?? ''
}

const green = async (ended: Promise<Step>): Promise<Step> => {
  const step = await ended
  expect({ code: step.code, stdout: step.stdout }).toMatchObject({ code: 0 })
  return step
}

const volumes = async (): Promise<string[]> => (await onServer(server, 'docker volume ls -q | sort')).trim().split('\n')
const keeps = (name: string): string => `    volumes: [${name}:/kept]\n`

describe('two repositories', () => {
  const files = (name: string): Record<string, string> => ({
    'stack.yml': `name: ${name}\nprojects: { web: {} }\n`,
    'web/compose.yaml': `services:\n${app('app', keeps('rows'))}volumes: { rows: {} }\n`,
  })

  it('with a folder `web` each: the second is refused, says what to write, and with that both run', async () => {
    await green(deploy('org/one', files('one')))
    const before = await runs()
    const text = await refusal(deploy('org/two', files('two')))
    expect(text).toContain('the Compose project web on this server belongs to one (production) of github.com/org/one')
    expect(await runs()).toEqual(before)
    const [, line = ''] = /such as `(name: [a-z-]+)`/.exec(text) ?? []
    const own = files('two')
    await green(deploy('org/two', { ...own, 'web/compose.yaml': `${line}\n${own['web/compose.yaml']}` }))
    const after = await runs()
    expect(after).toEqual(expect.arrayContaining(before))
    expect(after).toHaveLength(before.length + 1)
    expect((await volumes()).filter((name) => name.endsWith('_rows'))).toHaveLength(2)
  }, 60_000)

  it.each([
    ['of which a name and an environment run together', 'org/x', 'x', 'y-z', 'org/x-y', 'x-y', 'z'],
    ['of one name', 'org/same', 'same', 'live', 'other/same', 'same', 'live'],
  ])(
    '%s: the folder is the first one’s',
    async (_, first, name, environment, second, otherName, otherEnvironment) => {
      const stack = (stackName: string, where: string): Record<string, string> => ({
        'stack.yml': `name: ${stackName}\nprojects: { app: { path: . } }\nenvironments: { ${where}: { branch: main } }\n`,
        'compose.yaml': `name: ${stackName}-${where}-own\nservices:\n${app('app')}`,
      })
      await green(deploy(first, stack(name, environment), { env: { GITHUB_REPOSITORY_ID: '41' } }))
      const before = await runs()
      const text = await refusal(deploy(second, stack(otherName, otherEnvironment)))
      expect(text).toContain(
        `~/.stack-actions/${name}-${environment} on the server belongs to ${name} (${environment}) of github.com/${first}`,
      )
      expect(text).toContain('→ give this one another name in stack.yml')
      expect(await runs()).toEqual(before)
      // Renamed on GitHub: the same number, another name.
      const renamed = await green(
        deploy(`org/renamed-${name}`, stack(name, environment), { env: { GITHUB_REPOSITORY_ID: '41' } }),
      )
      expect(renamed.outputs.outcome).toBe('unchanged')
      expect(await runs()).toEqual(before)
    },
    60_000,
  )
})

describe('two environments of one repository', () => {
  const dev = { env: { GITHUB_REF: 'refs/heads/dev' } }
  const files = (more = '', name = ''): Record<string, string> => ({
    'compose.yaml': `${name}services:\n${app('app', `${more}${keeps('rows')}`)}volumes: { rows: {} }\n`,
  })

  it('on one server, with nothing configured: each has its own, and production is left alone', async () => {
    await green(deploy('org/market', files()))
    const before = await runs()
    const staging = await green(deploy('org/market', files(), dev))
    expect(visible(staging)).toContain('market-staging in place of market')
    expect(await runs()).toEqual(expect.arrayContaining(before))
    expect((await runs()).filter((line) => line.startsWith('market'))).toEqual([
      expect.stringMatching(/^market-staging\/app .* running$/),
      expect.stringMatching(/^market\/app .* running$/),
    ])
    expect(await volumes()).toEqual(expect.arrayContaining(['market_rows', 'market-staging_rows']))
    const again = await green(deploy('org/market', files(), dev))
    expect(again.outputs.outcome).toBe('unchanged')
  }, 60_000)

  it('with one container_name or one `name:` for both: found before anything starts', async () => {
    const before = await runs()
    await green(deploy('org/named', files('    container_name: the-one\n')))
    const named = await runs()
    expect(await refusal(deploy('org/named', files('    container_name: the-one\n'), dev))).toMatch(
      /container_name the-one is taken by .*write `container_name: \$\{APP_NAME:-the-one\}`/,
    )
    await green(deploy('org/given', files('', 'name: given\n')))
    const given = await runs()
    expect(await refusal(deploy('org/given', files('', 'name: given\n'), dev))).toMatch(
      /Compose project given on this server belongs to given \(production\).*write `name: \$\{PROJECT:-given\}`/,
    )
    expect(await runs()).toEqual(given)
    expect(given).toEqual(expect.arrayContaining([...named, ...before]))
  }, 60_000)

  it('of which one runs by hand: staging does not take over what may be production’s', async () => {
    await byHand('/home/deploy/kiosk', files()['compose.yaml'] ?? '')
    const before = await runs()
    const text = await refusal(deploy('org/kiosk', files(), dev))
    expect(text).toMatch(
      /kiosk is on this server already.*staging or production.*`takes-over: \[kiosk\]`.*deploy production first/,
    )
    expect(await runs()).toEqual(before)
    await green(deploy('org/kiosk', files()))
    expect(await runs()).toEqual(before)
    await green(deploy('org/kiosk', files(), dev))
    expect(await runs('kiosk/')).toEqual(before.filter((line) => line.startsWith('kiosk/')))
    expect(await runs('kiosk-staging/')).toHaveLength(1)
  }, 60_000)
})

describe('what runs by hand', () => {
  const own = () => `services:\n${app('app', keeps('rows'))}volumes: { rows: {} }\n`
  const stack = 'name: shelf\nprojects: { shelf: { path: shelf } }\n'
  const files = () => ({ 'stack.yml': stack, 'shelf/compose.yaml': own() })

  it('of another repository, by the same name: refused; with the line that says so, taken over', async () => {
    await byHand('/home/deploy/other/shelf', own())
    await onServer(
      server,
      'mkdir -p /home/deploy/other/.git; printf "[remote \\"origin\\"]\\n\\turl = https://x:token@github.com/org/other.git\\n" >/home/deploy/other/.git/config',
    )
    const before = await runs()
    const text = await refusal(deploy('org/library', files()))
    expect(text).toContain('it was started in /home/deploy/other/shelf, a checkout of github.com/org/other')
    expect(text).not.toContain('token')
    expect(await runs()).toEqual(before)
    await green(
      deploy('org/library', {
        ...files(),
        'stack.yml': `${stack}environments: { production: { branch: main, takes-over: [shelf] } }\n`,
      }),
    )
    expect((await volumes()).filter((name) => name.endsWith('shelf_rows'))).toEqual(['shelf_rows'])
  }, 60_000)

  it('beside a stack, in its project, from other files: left alone, and nothing is said of it', async () => {
    await byHand('/home/deploy/desk', `services:\n${app('app')}`)
    await onServer(
      server,
      `cd /home/deploy/desk && printf '%s' '${`services:\n${app('monitor')}`}' >other.yaml && su deploy -c 'docker compose -f other.yaml up -d --wait' 2>&1`,
    )
    const [monitor] = await runs('desk/monitor')
    for (const more of ['', '    environment: { CHANGED: "yes" }\n'])
      await green(deploy('org/desk', { 'compose.yaml': `services:\n${app('app', more)}` }))
    expect(await runs('desk/monitor')).toEqual([monitor])
    const status = await onServer(server, 'su deploy -c "~deploy/.stack-actions/desk-production/stackctl status"')
    expect(status).toContain('All runs as released.')
    expect(status).not.toContain('monitor')
  }, 60_000)
})

describe('a first deploy that brings Traefik and is undone', () => {
  it('takes its routes away with it', async () => {
    const compose = `services:
${app('app', '    labels: { traefik.enable: "true", traefik.http.routers.bazaar.rule: Host(`bazaar.test`), traefik.http.services.bazaar.loadbalancer.server.port: "80" }\n')}  traefik:
    image: traefik:v3.6
    command: [--ping=true, --providers.docker=true, --providers.docker.exposedbydefault=false, --providers.file.directory=/run/stack-actions, --providers.providersThrottleDuration=100ms, "--entrypoints.web.address=:80"]
    volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro", "/run/stack-actions:/run/stack-actions"]
    restart: always
    healthcheck: { test: [CMD, traefik, healthcheck, --ping], interval: 1s }
`
    const stack = "name: bazaar\nhealth: [{ name: nowhere, url: 'http://127.0.0.1:1/' }]\n"
    const ended = await step('deploy', {
      workspace: await repository('org/bazaar', { 'compose.yaml': compose, 'stack.yml': stack }),
      inputs: { ...inputs, timeout: '5', window: '0' },
      env: { NODE_EXTRA_CA_CERTS: registry.caFile, GITHUB_REPOSITORY: 'org/bazaar' },
      runId: 9000,
    })
    expect({ outcome: ended.outputs.outcome, stdout: ended.stdout }).toMatchObject({ outcome: 'undone' })
    expect(ended.files).toMatch(/\tswitch\t/)
    expect(await onServer(server, 'ls /run/stack-actions')).toBe('')
    expect(await runs('bazaar')).toEqual([])
  }, 60_000)
})
