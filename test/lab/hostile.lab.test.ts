import { existsSync } from 'node:fs'
import { readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { obeyed } from '../kit/commands.js'
import { labRegistry, labServer, type Registry, remove, removeRegistry, type Server } from '../kit/lab.js'
import { poll } from '../kit/poll.js'
import { CANARY, expectHarmless, touch } from './harmless.js'
import { hostInputs, loginInputs, onServer, stackYaml, stateOf, tinyImage } from './stacks/tiny.js'
import { checkout, type Step, step, visible } from './step.js'

// Values that somebody may try in Compose files, env files and what containers print: each is refused by its name, or arrives as it is.

let server: Server
let registry: Registry
let workspace = ''
let key = ''
let good: Record<string, string> = {}

beforeAll(async () => {
  ;[server, registry] = [await labServer('bad-hostile'), await labRegistry('bad-hostile')]
  await tinyImage(image())
  key = await readFile(server.keyFile, 'utf8')
  workspace = await checkout({ 'stack.yml': stackYaml(registry.address) })
  good = { ...hostInputs(server, key), ...loginInputs(registry) }
  await rm(CANARY, { force: true })
  const first = await deploy({ compose: composeText({ app: app() }) })
  expect({ code: first.code, stdout: first.stdout }).toMatchObject({ code: 0 })
}, 900_000)

afterAll(async () => {
  await remove(server)
  await removeRegistry(registry)
  await rm(workspace, { recursive: true, force: true })
}, 60_000)

const image = () => `${registry.address}/org/tiny:v1`
const trust = () => ({ NODE_EXTRA_CA_CERTS: registry.caFile })

/** Compose files are YAML, and JSON with its unprintable characters escaped is YAML; every `$` is a `$`. */
const composeText = (services: object, more: object = {}) =>
  JSON.stringify({ name: 'tiny', services, ...more })
    .replaceAll('$', '$$$$')
    .replace(
      /[\u007f-\u009f\u2028\u2029\ufeff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )

const app = (more: object = {}) => ({ image: image(), command: ['/bin/busybox', 'sleep', '1d'], init: true, ...more })

/** The end comes a little before the last clean-up on the server. */
const settled = () =>
  poll(async () => (await onServer(server, 'ls ~deploy/.stack-actions/tiny-production/tx 2>/dev/null; true')) === '', {
    deadlineMs: 20_000,
  })

interface Attempt {
  compose: string
  inputs?: Record<string, string>
  env?: Record<string, string>
  files?: Record<string, string>
}

async function deploy({ compose, inputs = {}, env = {}, files = {} }: Attempt): Promise<Step> {
  for (const [name, text] of Object.entries({ ...files, 'compose.yaml': compose }))
    await writeFile(join(workspace, name), text)
  const ended = await step('ssh-deploy', { workspace, inputs: { ...good, ...inputs }, env: { ...trust(), ...env } })
  await settled()
  return ended
}

describe('a Compose file', () => {
  const busy = ['/bin/busybox', 'sleep', '1d']
  it.each<[string, () => Attempt, RegExp]>([
    ['with a service called --help', () => ({ compose: composeText({ '--help': app() }) }), /--help/],
    ['with a service called -v', () => ({ compose: composeText({ '-v': app() }) }), /-v/],
    ['with aliases that unfold', () => ({ compose: bomb() }), /alias|excessive|too large/i],
    [
      'with a key twice',
      () => ({ compose: `services:\n  app: { image: a }\n  app: { image: b }\n` }),
      /compose.yaml:3: is no YAML: Map keys must be unique/,
    ],
    [
      'that includes a file outside',
      () => ({ compose: composeText({ app: app() }, { include: ['../../etc/passwd'] }) }),
      /leads out of the repository/,
    ],
    [
      'that extends a file outside',
      () => ({ compose: composeText({ app: { extends: { file: '/etc/passwd', service: 'x' } } }) }),
      /leads out of the repository/,
    ],
    [
      'that includes from afar',
      () => ({ compose: composeText({ app: app() }, { include: ['https://evil.example/x.git'] }) }),
      /remote/,
    ],
    [
      'with an env_file outside',
      () => ({ compose: composeText({ app: app({ env_file: '/etc/shadow' }) }) }),
      /leads out of the repository/,
    ],
    [
      'that builds from outside',
      () => ({ compose: composeText({ app: { build: '../..' } }) }),
      /leads out of the repository/,
    ],
    [
      'that builds by a link to outside',
      () => ({ compose: composeText({ app: { build: './link' } }) }),
      /leads out of the repository/,
    ],
    [
      'with a secret from outside',
      () => ({ compose: composeText({ app: app({ secrets: ['s'] }) }, { secrets: { s: { file: '/etc/shadow' } } }) }),
      /shadow/,
    ],
    [
      'with an image that is an option',
      () => ({ compose: composeText({ app: { image: '--help', command: busy } }) }),
      /image/,
    ],
    [
      'with an image of two lines',
      () => ({ compose: composeText({ app: { image: `${image()}\n${image()}`, command: busy } }) }),
      /image/,
    ],
    [
      'with an image that is a command',
      () => ({ compose: composeText({ app: { image: `$(${touch})`, command: busy } }) }),
      /image/,
    ],
    [
      'with a volume that is an option',
      () => ({
        compose: composeText({ app: app({ volumes: ['data:/data'] }) }, { volumes: { data: { name: '--help' } } }),
      }),
      /--help/,
    ],
    [
      'with a network that is an option',
      () => ({ compose: composeText({ app: app({ networks: ['n'] }) }, { networks: { n: { name: '--help' } } }) }),
      /--help/,
    ],
    [
      'with a volume that is a path',
      () => ({
        compose: composeText({ app: app({ volumes: ['data:/data'] }) }, { volumes: { data: { name: '../../etc' } } }),
      }),
      /\.\.\/\.\.\/etc/,
    ],
    [
      'with a container name that is an option',
      () => ({ compose: composeText({ app: app({ container_name: '--help' }) }) }),
      /--help/,
    ],
    [
      'with a label of ours',
      () => ({ compose: composeText({ app: app({ labels: { 'stack-actions.hash': 'x' } }) }) }),
      /stack-actions\.hash/,
    ],
  ])('%s: is refused', async (_, attempt, says) => {
    await symlink('/etc', join(workspace, 'link')).catch(() => undefined)
    const before = await stateOf(server)
    const ended = await deploy(attempt())
    expectHarmless(ended)
    expect({ code: ended.code, outcome: ended.outputs.outcome }).toEqual({ code: 1, outcome: 'refused' })
    expect(ended.errors[0]).toMatch(says)
    expect(ended.seconds).toBeLessThan(30)
    expect(await stateOf(server)).toBe(before)
  })

  it('whose stack.yml has aliases that unfold: is refused at once', async () => {
    const yaml = await readFile(join(workspace, 'stack.yml'), 'utf8')
    const ended = await deploy({ compose: composeText({ app: app() }), files: { 'stack.yml': bomb() } })
    await writeFile(join(workspace, 'stack.yml'), yaml)
    expectHarmless(ended)
    expect(ended.errors[0]).toMatch(/stack\.yml.*alias/is)
    expect(ended.seconds).toBeLessThan(20)
  })

  function bomb(): string {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `l${level + 1}: &l${level + 1} [${Array(9).fill(`*l${level}`).join(', ')}]`,
    )
    return `l0: &l0 [lol, lol]\n${levels.join('\n')}\nservices: *l9\n`
  }
})

describe('values', () => {
  const hostile: Record<string, string> = {
    NEWLINES: 'one\ntwo\n\nthree\n',
    TABS: '\ta\tb\t',
    QUOTES: `it's "quoted" and \\'escaped\\"`,
    SUBSTITUTION: `$(${touch}) \`${touch}\` \${HOME} $HOME $$ $$$$ \${X:-y}`,
    SHELL: `; ${touch} & | > < * ? [a] ! ~ # %s %b \\n \\0101 \\c`,
    UNICODE: 'Zażółć \u202egnp.exe\u202c 日本 👩‍👩‍👧 \ufeff\u200b',
    TEMPLATE: '{{ env "HOME" }} {{.Name}} }}{{',
    YAML: '- a: [b, {c: *d}] &e !!f |\n  # g',
    COMMANDS: '::set-output name=outcome::deployed\n::add-mask::a\n##[error]x',
    SPACES: '  leading and trailing  ',
    BACKSLASH: 'C:\\temp\\new\\0037\\',
    EQUALS: '=a=b=c=',
    CONTROL: 'a\u0001\u001b[31mb\u001f\u007f\u0085c\u009b\u2028d\u2029',
    LONG: 'x'.repeat(60_000),
    EMPTY: '',
  }
  const labels = Object.fromEntries(
    Object.entries(hostile).map(([name, value]) => [`org.example.${name.toLowerCase()}`, value]),
  )
  const command = ['/bin/busybox', 'sh', '-c', 'exec /bin/busybox sleep 1d', ...Object.values(hostile).slice(0, 13)]
  /** Writes down what it was given, once for each time that somebody checks. */
  const test = [
    'CMD',
    '/bin/busybox',
    'sh',
    '-c',
    'for one; do printf "%s\\0" "$one"; done | /bin/busybox base64 | /bin/busybox tr -d "\\n" >>/checked && echo >>/checked',
    'sh',
    ...Object.values(hostile).slice(0, 13),
  ]
  const secrets = ['hunter2-plain-secret', 'hunter2 "quoted" $secret', 'hunter2-first-line', 'hunter2-second-line']
  const envFile = `PLAIN=${secrets[0]}\nQUOTED='${secrets[1]}'\nMANY="${secrets[2]}\n${secrets[3]}"\n`

  const secretForms = () =>
    [...secrets, registry.password, key.split('\n')[1] ?? ''].flatMap((secret) => [
      secret,
      Buffer.from(secret).toString('base64'),
    ])

  it('of env, labels, commands and healthchecks arrive byte for byte', async () => {
    const services = {
      app: app({
        command,
        labels,
        environment: { ...hostile, KEPT: '${PLAIN}' },
        healthcheck: { test, interval: '2s' },
      }),
    }
    const compose = composeText(services).replace('$${PLAIN}', '${PLAIN}')
    const origin = { GITHUB_REF: `refs/heads/$(${touch})`, GITHUB_ACTOR: `$(${touch})'"` }
    const ended = await deploy({ compose, inputs: { 'env-file': envFile, environment: 'production' }, env: origin })
    expectHarmless(ended)
    expect({ code: ended.code, outcome: ended.outputs.outcome }).toEqual({ code: 0, outcome: 'deployed' })

    for (const form of secretForms()) expect(visible(ended)).not.toContain(form)

    const [container] = JSON.parse(
      await onServer(server, 'docker inspect $(docker ps -q --filter label=com.docker.compose.service=app)'),
    )
    const env = Object.fromEntries(
      container.Config.Env.map((line: string) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    )
    for (const [name, value] of Object.entries(hostile)) expect({ name, value: env[name] }).toEqual({ name, value })
    expect(env.KEPT).toBe(secrets[0])
    for (const [name, value] of Object.entries(labels))
      expect({ name, value: container.Config.Labels[name] }).toEqual({ name, value })
    expect(container.Config.Cmd).toEqual(command)
    expect(container.Config.Healthcheck.Test).toEqual(test)

    const checks = (await onServer(server, `docker exec ${container.Id} /bin/busybox cat /checked`)).trim().split('\n')
    // By Docker; stackctl asks by itself only where Docker is slow, with the arguments that its unit test compares.
    expect(checks.length).toBeGreaterThan(0)
    expect([...new Set(checks)].map((line) => Buffer.from(line, 'base64').toString().split('\0').slice(0, -1))).toEqual(
      [test.slice(6)],
    )

    expect(
      await onServer(server, `ls ${CANARY} 2>&1; docker exec ${container.Id} /bin/busybox ls ${CANARY} 2>&1; true`),
    ).not.toMatch(/^\/tmp/m)
    const release = JSON.parse(
      await onServer(
        server,
        'cat ~deploy/.stack-actions/tiny-production/releases/$(cat ~deploy/.stack-actions/tiny-production/current)/release.json',
      ),
    )
    expect(release.ref).toBe(origin.GITHUB_REF)
  })

  it('that are secret are in no output, journal, plan or argv; the files that have them are for the user alone', async () => {
    const journal = await onServer(
      server,
      'cd ~deploy/.stack-actions/tiny-production; cat journal releases/*/journal releases/*/services releases/*/meta releases/*/release.json',
    )
    const ended = await deploy({
      compose: await readFile(join(workspace, 'compose.yaml'), 'utf8'),
      inputs: { 'env-file': envFile, 'dry-run': 'true' },
    })
    expect(ended.code).toBe(0)
    for (const form of secretForms()) {
      expect(visible(ended)).not.toContain(form)
      expect(journal).not.toContain(form)
    }
    const open = await onServer(
      server,
      'find ~deploy/.stack-actions -not -path "*/files/*" -perm /077 -not -type l; find ~deploy /tmp /dev/shm -name ".login*" -o -name ".stack-actions.*" -o -name config.json',
    )
    expect(open).toBe('')
  })

  it('unchanged, restart nothing', async () => {
    const before = await stateOf(server)
    const ended = await deploy({
      compose: await readFile(join(workspace, 'compose.yaml'), 'utf8'),
      inputs: { 'env-file': envFile },
    })
    expect({ code: ended.code, outcome: ended.outputs.outcome }).toEqual({ code: 0, outcome: 'unchanged' })
    expect(await stateOf(server)).toBe(before)
  })
})

describe('labels of routes', () => {
  const HEADER = 'a {{ env "HOME" }} `b` $(id) "c" \\ {{`{{`}} # d'
  const traefik = {
    image: 'traefik:v3.6',
    command: [
      '--providers.docker=true',
      '--providers.docker.exposedbydefault=false',
      '--providers.file.directory=/run/stack-actions',
      '--providers.providersThrottleDuration=100ms',
      '--ping=true',
      '--entrypoints.web.address=:80',
    ],
    ports: ['80:80'],
    volumes: ['/var/run/docker.sock:/var/run/docker.sock:ro', '/run/stack-actions:/run/stack-actions'],
    healthcheck: { test: ['CMD', 'traefik', 'healthcheck', '--ping=true'], interval: '1s' },
  }
  const web = (version: string) =>
    app({
      command: ['/bin/busybox', 'sh', '-c', `echo ${version} >/index.html; exec /bin/busybox httpd -f -p 8080 -h /`],
      healthcheck: {
        test: ['CMD', '/bin/busybox', 'wget', '-q', '-O', '/dev/null', 'http://127.0.0.1:8080/index.html'],
        interval: '1s',
      },
      labels: {
        'traefik.enable': 'true',
        'traefik.http.routers.app.rule': 'Host(`tiny.test`) && !Header(`X-No`, `{{ env "HOME" }}`)',
        'traefik.http.routers.app.middlewares': 'said',
        'traefik.http.middlewares.said.headers.customresponseheaders.X-Said': HEADER,
        'traefik.http.services.app.loadbalancer.server.port': '8080',
      },
    })

  it('mean the same in Traefik while a deploy holds them as before and after it', async () => {
    const first = await deploy({ compose: composeText({ traefik, app: web('v1') }) })
    expect({ code: first.code, errors: first.errors }).toEqual({ code: 0, errors: [] })
    await poll(async () => (await ask()).body === 'v1', { deadlineMs: 20_000 })
    const seen: Awaited<ReturnType<typeof ask>>[] = []
    let pinned = 0
    let ended: Step | undefined
    const deploying = deploy({ compose: composeText({ traefik, app: web('v2') }) }).then((step) => {
      ended = step
    })
    while (ended === undefined) {
      seen.push(await ask())
      pinned += Number((await onServer(server, 'ls /run/stack-actions')) !== '')
    }
    await deploying
    expect({ code: ended.code, errors: ended.errors, outcome: ended.outputs.outcome }).toEqual({
      code: 0,
      errors: [],
      outcome: 'deployed',
    })
    seen.push(await ask())
    expect(pinned).toBeGreaterThan(0)
    expect([...new Set(seen.map(({ status, said }) => `${status} ${said}`))]).toEqual([`200 ${HEADER}`])
    expect([...new Set(seen.map(({ body }) => body))]).toEqual(['v1', 'v2'])
  })

  function ask(): Promise<{ status: number; said: string; body: string }> {
    return new Promise((resolve, reject) => {
      get(
        { host: '127.0.0.1', port: server.httpPort, path: '/index.html', headers: { host: 'tiny.test' }, agent: false },
        (response) => {
          let body = ''
          response.setEncoding('utf8').on('data', (text: string) => {
            body += text
          })
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, said: String(response.headers['x-said']), body: body.trim() }),
          )
        },
      ).on('error', reject)
    })
  }
})

describe('what a container prints', () => {
  const oneShot = (script: string) => ({
    app: app(),
    job: {
      image: image(),
      labels: { 'stack-actions.one-shot': 'true' },
      environment: { TOKEN: '${TOKEN}' },
      command: ['/bin/busybox', 'sh', '-c', script],
    },
  })
  const fails = async (script: string, inputs = {}) => {
    const ended = await deploy({
      compose: composeText(oneShot(script)).replaceAll('$${TOKEN}', '${TOKEN}'),
      inputs: { 'env-file': 'TOKEN=hunter2-token-of-many-letters\n', ...inputs },
    })
    expectHarmless(ended)
    expect({ code: ended.code, outcome: ended.outputs.outcome }).toEqual({ code: 1, outcome: 'undone' })
    return ended
  }

  it('is never obeyed as a command of the runner', async () => {
    const lines = [
      '::set-output name=outcome::deployed',
      '::add-mask::a',
      '::stop-commands::x',
      '::error::obeyed',
      '##[error]obeyed',
      '\\r::error::obeyed',
      '\\033]8;;https://evil.example\\007click',
    ]
    const ended = await fails(`printf '${lines.join('\\n')}\\n'; exit 3`)
    expect(visible(ended)).toContain('ended with exit code 3')
    expect(obeyed(ended.stdout).filter((command) => /obeyed$|^add-mask:a$/.test(command))).toEqual([])
    for (const sign of ['##[', '\u001b']) expect(ended.stdout).not.toContain(sign)
    expect(ended.outputs.outcome).toBe('undone')
  })

  it('of 20 MB in one line floods nothing and hangs nothing', async () => {
    const ended = await fails(`/bin/busybox head -c 20000000 /dev/zero | /bin/busybox tr '\\0' x; exit 4`)
    expect(ended.errors[0]).toContain('exit code 4')
    expect(ended.seconds).toBeLessThan(60)
    expect(ended.stdout.length).toBeLessThan(200_000)
    const sizes = await onServer(server, 'find ~deploy/.stack-actions -type f -size +1023k')
    expect(sizes.replace(/^.*\/ballast\n/m, '')).toBe('')
  })

  it('of its secrets is blanked, plain, in base64 and in a URL', async () => {
    const ended = await fails(
      'echo "$TOKEN"; printf %s "$TOKEN" | /bin/busybox base64; echo "https://x/?t=$TOKEN"; exit 5',
    )
    expect(visible(ended)).toContain('***')
    for (const form of ['hunter2', Buffer.from('hunter2-token-of-many-letters').toString('base64')])
      expect(visible(ended)).not.toContain(form)
  })
})

it('makes no file that a shell would have made', async () => {
  expect(existsSync(CANARY)).toBe(false)
  expect(await onServer(server, `ls ${CANARY} 2>/dev/null; true`)).toBe('')
})
