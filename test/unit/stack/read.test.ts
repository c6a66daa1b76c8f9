import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, realpath, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { explain } from '../../../src/runtime/errors.js'
import { run } from '../../../src/runtime/run.js'
import { readStackConfig } from '../../../src/stack/config.js'
import { entriesAt } from '../../../src/stack/content.js'
import { environmentFile } from '../../../src/stack/environment.js'
import { type ReadStack, readStack } from '../../../src/stack/read.js'

const made: string[] = []
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true }))))

interface Given {
  files: Record<string, string>
  links?: Record<string, string>
  /** Made by a step before: git does not track them. */
  untracked?: Record<string, string>
  /** Tracked, and not there. */
  gone?: string[]
  environment?: string
  envText?: string
  env?: Record<string, string>
  git?: boolean
  standIns?: boolean
  run?: typeof run
}

/** Reads a repo of these files with the real `docker compose config`. */
async function read({
  files,
  links = {},
  untracked = {},
  gone = [],
  environment = 'production',
  envText,
  env = {},
  git = true,
  standIns = false,
  run: asked = run,
}: Given): Promise<ReadStack & { root: string }> {
  const root = join(await realpath(await mkdtemp(join(tmpdir(), 'stack-'))), 'shop')
  made.push(dirname(root))
  const place = async (path: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    return join(root, path)
  }
  for (const [path, text] of Object.entries(files)) await writeFile(await place(path), text)
  if (git) {
    execFileSync('git', ['init', '-q', root])
    execFileSync('git', ['-C', root, 'add', '.'])
  }
  for (const [path, text] of Object.entries(untracked)) await writeFile(await place(path), text)
  for (const path of gone) await rm(join(root, path), { recursive: true })
  for (const [path, to] of Object.entries(links)) await symlink(to, await place(path))
  const config = await readStackConfig({ root, config: 'stack.yml', repository: 'Org/Shop' })
  const { text, source } = await environmentFile(config, environment, envText)
  const { PATH = '', HOME = '' } = process.env
  return {
    ...(await readStack(config, {
      environment,
      envText: text,
      envSource: source,
      env: { PATH, HOME, ...env },
      run: asked,
      standIns,
    })),
    root,
  }
}
const fault = async (given: Given): Promise<string> =>
  read(given).then(
    () => 'no fault',
    (error: unknown) => explain(error),
  )
const web = (more = '') => `services:\n  web:\n    image: nginx\n${more}`
const environmentOf = ({ stack }: ReadStack, service = 'web') => stack.projects[0]?.model.services[service]?.environment

it.each([
  ['the input', { envText: 'A=x\0y\n' }],
  [
    'the file',
    {
      files: {
        'compose.yaml': web(),
        'prod.env': 'A=x\0y\n',
        'stack.yml':
          'name: shop\nprojects: { web: { path: . } }\nenvironments: { production: { env-file: prod.env } }\n',
      },
    },
  ],
])('refuses NUL in an env file that is %s, without its text', async (_, given) => {
  expect(await fault({ files: { 'compose.yaml': web() }, ...given })).toMatch(
    /^the env file holds a NUL byte \((input env-file|prod\.env)\)$/,
  )
})

describe('a repo without stack.yml', () => {
  it('is a stack of its one Compose file', async () => {
    const { stack } = await read({ files: { 'compose.yaml': web() } })
    expect(stack).toMatchObject({ name: 'shop', id: 'shop-production', registry: 'ghcr.io/org/shop' })
    expect(stack.projects).toMatchObject([
      { name: 'shop', path: '.', files: ['compose.yaml'], model: { name: 'shop' } },
    ])
  })

  it.each([
    ['docker-compose.prod.yml', ['compose.yaml', 'docker-compose.yml']],
    ['compose.production.yaml', ['compose.yaml']],
    ['compose.yaml', ['docker-compose.yml']],
    ['docker-compose.yml', ['docker-compose.test.yml']],
  ])('is read from %s rather than from %j', async (wanted, others) => {
    const files = Object.fromEntries([wanted, ...others].map((file) => [file, web()]))
    expect((await read({ files })).stack.projects[0]?.files).toEqual([wanted])
  })

  it('says which other Compose files there are, and how to choose', async () => {
    const files = { 'compose.yaml': web(), 'docker-compose.override.yml': web(), 'docker-compose.live.yml': web() }
    expect((await read({ files })).notices).toEqual([
      'shop: compose.yaml is read, and not docker-compose.live.yml, docker-compose.override.yml beside it; `projects.shop.compose` in stack.yml says otherwise',
    ])
  })

  it.each(['deploy', 'infra', 'docker', 'production'])(
    'is read from %s where its root has no Compose file',
    async (folder) => {
      const { stack } = await read({ files: { [`${folder}/docker-compose.yml`]: web() } })
      expect(stack.projects).toMatchObject([{ name: 'shop', path: folder, files: [`${folder}/docker-compose.yml`] }])
    },
  )

  it.each<[string, string[], string[]]>([
    [
      'development’s at the root and production’s in a folder',
      ['docker-compose.yml', 'deploy/docker-compose.prod.yml'],
      ['deploy/docker-compose.prod.yml', 'projects: { shop: { path: . } }', 'projects: { shop: { path: deploy } }'],
    ],
    [
      'one in each of two folders',
      ['infra/compose.yaml', 'docker/compose.yaml'],
      ['infra, docker', 'projects: { shop: { path: infra } }', 'projects: { shop: { path: docker } }'],
    ],
  ])('is refused with %s, and both lines are there to be copied', async (_, names, words) => {
    const said = await fault({ files: Object.fromEntries(names.map((name) => [name, web()])) })
    for (const word of words) expect(said).toContain(word)
  })

  it('is production’s where several folders have one, and one alone is for production', async () => {
    const files = { 'docker/compose.yaml': web(), 'deploy/compose.prod.yml': web() }
    expect((await read({ files })).stack.projects[0]?.files).toEqual(['deploy/compose.prod.yml'])
  })

  it('and without a Compose file says what to add, and where there are some', async () => {
    const text = await fault({ files: { 'l2p/docker-compose.yml': web() } })
    expect(text).toContain('there is neither a stack.yml nor a Compose file')
    expect(text).toContain('there are Compose files in l2p')
  })

  it('and with one that is not production’s by its name says how to name it', async () => {
    const files = { 'docker-compose.dev.yml': web() }
    const line = 'write in stack.yml: projects: { shop: { path: ., compose: docker-compose.dev.yml } }'
    expect(await fault({ files })).toContain(line)
    const said = await fault({ files: { ...files, 'stack.yml': 'name: shop\n' } })
    expect(said).toContain('there is no Compose file at the root, and stack.yml names none')
    expect(said).toContain(line)
  })

  it.each([
    ['all of them are behind profiles', web('    profiles: [ops]\n'), '`profiles: [NAME]` below projects.shop'],
    ['there are none', 'services: {}\n', 'write the services'],
  ])('is refused where nothing of it would run: %s', async (_case, text, words) => {
    const said = await fault({ files: { 'compose.yaml': text } })
    expect(said).toContain('no service is left to run (compose.yaml)')
    expect(said).toContain(words)
  })

  it('says how to enable the profile of a service that is needed', async () => {
    const files = { 'compose.yaml': `${web('    depends_on: [db]\n')}  db: { image: postgres, profiles: [db] }\n` }
    expect(await fault({ files })).toMatch(/undefined service "?db"? \([\s\S]*`profiles:` below projects\.shop/)
  })
})

describe('variables', () => {
  const use = web('    environment: { V: "${V}" }\n')
  it.each([
    ['plain', 'V=abc', 'abc'],
    ['in single quotes, where $ is just $', "V='p$x$$y'", 'p$$x$$$$y'],
    ['that refers to another', 'A=1\nV=${A}2', '12'],
    ['over several lines', "V='a\nb'", 'a\nb'],
    ['with a #', "V='a#b c'", 'a#b c'],
    ['with =', 'V=a=b=c', 'a=b=c'],
    ['that is a hostile text', "V='$(id)`id`\"; {{x}} ::set-output'", '$$(id)`id`"; {{x}} ::set-output'],
  ])('are read by Compose’s rules: %s', async (_, envText, value) => {
    expect(environmentOf(await read({ files: { 'compose.yaml': use }, envText }))).toEqual({ V: value })
  })

  it('of the step win over the env file; those of the runner never count', async () => {
    const files = {
      'compose.yaml': web('    environment: { V: "${V}", U: "${USER}", J: "${JAVA_HOME}", C: "${CI}" }\n'),
    }
    const envText = 'V=file\nUSER=deploy\nJAVA_HOME=/opt/java\nCI=no\n'
    const env = { V: 'step', USER: 'runner', JAVA_HOME: '/usr/lib/jvm', CI: 'true' }
    expect(environmentOf(await read({ files, envText, env }))).toEqual({
      V: 'step',
      U: 'deploy',
      J: '/opt/java',
      C: 'no',
    })
  })

  it('of GitHub that are not given by another name are refused, with how to give them', async () => {
    const files = { 'compose.yaml': 'services:\n  web: { image: "web:${GITHUB_SHA}" }\n' }
    const said = await fault({ files, env: { GITHUB_SHA: 'abc' } })
    expect(said).toContain(
      'compose.yaml:2: no value is given for the variable GITHUB_SHA (the runner’s own would be wrong',
    )
    expect(said).toContain('env: { COMMIT: "${{ github.sha }}" }')
  })

  it('do not come from a .env found by accident', async () => {
    expect(await fault({ files: { 'compose.yaml': use, '.env': 'V=accident' } })).toContain(
      'compose.yaml:4: no value is given for the variable V',
    )
  })

  it('of a `.env` of the checkout, which plain Compose would read: the notice says how to have them read', async () => {
    const files = { 'compose.yaml': use, '.env': 'V=committed\n' }
    expect(await fault({ files })).toContain(
      '.env in the checkout gives V: write `env-file: .env` below environments.production in stack.yml',
    )
    expect(await fault({ files, envText: 'A=1\n' })).toContain('.env in the checkout gives V: it is not read beside')
    const { notices } = await read({ files: { ...files, 'compose.yaml': use.replace('${V}', '${V:-x}') } })
    expect(notices).toEqual([
      expect.stringContaining(
        'shop: .env is in the checkout and not read, so that V has its default: write `env-file: .env`',
      ),
    ])
    const given = { files: { ...files, 'stack.yml': 'name: shop\nenvironments: { production: { env-file: .env } }\n' } }
    expect((await read(given)).notices).toEqual([])
  })

  it('without a value are all named, with file and line', async () => {
    const text = await fault({
      files: {
        'stack.yml': 'name: shop\nprojects: { a: {}, b: {} }\nenvironments: { production: {} }',
        'a/compose.yaml': `${web()}    labels:\n      - x=\${ONE}\n`,
        'b/compose.yaml': 'services:\n  b: { image: "b:${TWO}" }\n',
      },
    })
    expect(text).toContain('a/compose.yaml:5: no value is given for the variable ONE')
    expect(text).toContain('b/compose.yaml:2: no value is given for the variable TWO')
  })

  it.each<[string, Given['files']]>([
    ['of one project', { 'compose.yaml': use }],
    ['of several', { 'stack.yml': 'projects: { a: {}, b: {} }', 'a/compose.yaml': use, 'b/compose.yaml': use }],
    ['that Compose itself asks for', { 'compose.yaml': use.replace('V}', 'V:?say it}') }],
  ])('%s without a value: the error is about the files', async (_, files) => {
    const yaml = { ...files, 'stack.yml': `name: shop\nenvironments: { production: {} }\n${files['stack.yml'] ?? ''}` }
    await expect(read({ files: yaml })).rejects.toMatchObject({ about: 'files' })
  })

  it('without a value are all named at once, in paths and elsewhere', async () => {
    const compose =
      'services:\n  web:\n    image: "web:${ONE}"\n    volumes: ["${TWO}/conf:/conf"]\n    env_file: ["${THREE}.env"]\n' +
      '    environment: { A: "${FOUR}", B: "${FIVE:-default}", C: "$${SIX}" } # ${SEVEN}\n'
    const over = 'services:\n  web:\n    labels: { x: "${EIGHT}" }\n'
    const stack =
      'name: shop\nprojects: { shop: { path: ., compose: [compose.yaml, over.yaml] } }\nenvironments: { production: {} }'
    const said = await fault({ files: { 'stack.yml': stack, 'compose.yaml': compose, 'over.yaml': over } })
    const named = [...said.matchAll(/([\w.]+:\d+): no value is given for the variable (\w+)/g)]
    expect(named.map(([, at, name]) => `${at} ${name}`).sort()).toEqual([
      'compose.yaml:3 ONE',
      'compose.yaml:4 TWO',
      'compose.yaml:5 THREE',
      'compose.yaml:6 FOUR',
      'over.yaml:3 EIGHT',
    ])
  })

  it('with a $ by mistake in the env file are refused, with how to quote it', async () => {
    const said = await fault({ files: { 'compose.yaml': use }, envText: 'V=pa$word' })
    expect(said).toContain('the env file:1: a value holds a $ and what follows it is no variable that anybody gives')
    expect(said).not.toContain('word')
  })

  it.each(['${HOME}', '~'])('of the runner’s home are not taken for the server’s: %s', async (home) => {
    expect(await fault({ files: { 'compose.yaml': web(`    volumes: ["${home}/data:/data"]\n`) } })).toMatch(
      /runner’s (own|home)/,
    )
  })

  it.each([
    ['an open double quote', 'A=1\nV="hunter2'],
    ['an open single quote', "V='hunter2\nB=hunter2"],
    ['a blank in a name', 'hunter2 x=1'],
    ['a sign that no name has', 'hunter2\u0001=hunter2\nB=hunter2'],
  ])('in a broken file are never shown: %s', async (_, broken) => {
    const text = await fault({ files: { 'compose.yaml': use }, envText: broken })
    expect(text).toContain('the env file does not parse at line')
    expect(text).not.toContain('hunter2')
    const service = await fault({ files: { 'compose.yaml': web('    env_file: app.env\n'), 'app.env': broken } })
    expect(service).toMatch(/an `env_file:` of a service does not parse at line \d/)
    expect(service).not.toContain('hunter2')
  })
})

describe('a project', () => {
  const stackFile = (project = '{}', environments = '{ production: {} }') =>
    `name: shop\nprojects: { app: ${project} }\nenvironments: ${environments}\n`

  it('has its files laid over each other in the order of the list, with profiles', async () => {
    const { stack } = await read({
      files: {
        'stack.yml': stackFile('{ path: src/app, compose: [base.yml, over.yml], profiles: [p] }'),
        'src/app/base.yml':
          'services:\n  web: { image: one, environment: { A: a } }\n  extra: { image: x, profiles: [p] }\n  off: { image: x, profiles: [q] }\n',
        'src/app/over.yml': 'services:\n  web: { image: two }\n',
      },
    })
    const services = stack.projects[0]?.model.services
    expect(Object.keys(services ?? {}).sort()).toEqual(['extra', 'web'])
    expect(services?.web).toMatchObject({ image: 'two', environment: { A: 'a' } })
  })

  it.each([
    ['in the usual way', 'COMPOSE_FILE=base.yml:over.yml\n'],
    ['with another separator', 'COMPOSE_PATH_SEPARATOR=";"\nexport COMPOSE_FILE="base.yml;over.yml"\n'],
  ])('has the files that COMPOSE_FILE in the env file names, as plain Compose has: %s', async (_case, envText) => {
    const files = {
      'compose.yaml': web(),
      'base.yml': 'services:\n  web: { image: one, ports: ["80:80"] }\n',
      'over.yml': 'services:\n  web: { image: two }\n',
    }
    const { stack } = await read({ files, envText })
    expect(stack.projects[0]).toMatchObject({ files: ['base.yml', 'over.yml'] })
    expect(stack.projects[0]?.beside).toBeUndefined()
    expect(stack.projects[0]?.model.services.web).toMatchObject({ image: 'two', ports: [{ published: '80' }] })
    expect(await fault({ files, envText: 'COMPOSE_FILE=nix.yml\n' })).toMatch(
      /nix\.yml: there is no such file[\s\S]*COMPOSE_FILE/,
    )
    expect(
      (
        await read({
          files: { ...files, 'stack.yml': 'name: shop\nprojects: { shop: { path: ., compose: base.yml } }\n' },
          envText,
        })
      ).stack.projects[0],
    ).toMatchObject({ files: ['base.yml'] })
  })

  it('knows the Compose files beside those that their names have chosen', async () => {
    const files = { 'docker-compose.yml': web(), 'docker-compose.override.yml': web(), 'prod.yml': web() }
    const { stack, notices } = await read({ files })
    expect(stack.projects[0]?.beside).toEqual(['docker-compose.override.yml', 'prod.yml'])
    expect(notices).toEqual([expect.stringContaining('and not docker-compose.override.yml beside it')])
  })

  it('whose file is only an overlay gets its base, and a notice', async () => {
    const { stack, notices } = await read({
      files: {
        'stack.yml': stackFile(),
        'app/docker-compose.yml': web(),
        'app/docker-compose.prod.yml': 'services:\n  web: { restart: always }\n',
      },
    })
    expect(stack.projects[0]?.files).toEqual(['app/docker-compose.yml', 'app/docker-compose.prod.yml'])
    expect(notices).toEqual([expect.stringContaining('app/docker-compose.prod.yml is laid over docker-compose.yml')])
  })

  it('whose file needs what its base defines is laid over it', async () => {
    const { stack } = await read({
      files: {
        'stack.yml': stackFile(),
        'app/docker-compose.yml': `${web('    networks: [edge]\n')}  db: { image: postgres }\nnetworks: { edge: {} }\n`,
        'app/docker-compose.prod.yml': web('    depends_on: [db]\n    networks: [edge]\n'),
      },
    })
    expect(Object.keys(stack.projects[0]?.model.services ?? {}).sort()).toEqual(['db', 'web'])
  })

  it('whose production file would run without what its base has is refused, until stack.yml says which is meant', async () => {
    const base =
      web('    ports: ["80:80"]\n    volumes: ["data:/data"]\n    depends_on: [db]\n') +
      '  db: { image: postgres }\nvolumes: { data: {} }\n'
    const files = { 'app/docker-compose.yml': base, 'app/docker-compose.prod.yml': web('    restart: always\n') }
    const said = await fault({ files: { ...files, 'stack.yml': stackFile() } })
    expect(said).toContain(
      'app/docker-compose.prod.yml alone would run without the ports of web, the volume data of web, the service db, which docker-compose.yml beside it has',
    )
    expect(said).toContain('projects.app.compose: [docker-compose.yml, docker-compose.prod.yml]')
    const alone = await read({ files: { ...files, 'stack.yml': stackFile('{ compose: docker-compose.prod.yml }') } })
    expect(Object.keys(alone.stack.projects[0]?.model.services ?? {})).toEqual(['web'])
    const both = stackFile('{ compose: [docker-compose.yml, docker-compose.prod.yml] }')
    const laid = await read({ files: { ...files, 'stack.yml': both } })
    expect(Object.keys(laid.stack.projects[0]?.model.services ?? {}).sort()).toEqual(['db', 'web'])
  })

  it('has the services that stack.yml chooses, with what they need', async () => {
    const compose = `${web('    depends_on: [db]\n')}  db: { image: postgres, volumes: ["pg:/data"] }\n  mail: { image: mail, volumes: ["m:/m"] }\nvolumes: { pg: {}, m: {} }\n`
    const model = async (project: string) =>
      (await read({ files: { 'stack.yml': stackFile(project), 'app/compose.yaml': compose } })).stack.projects[0]?.model
    for (const project of ['{ services: [web] }', '{ services: { without: [mail] } }']) {
      const found = await model(project)
      expect(Object.keys(found?.services ?? {}).sort()).toEqual(['db', 'web'])
      expect(Object.keys(found?.volumes ?? {})).toEqual(['pg'])
    }
    await expect(model('{ services: { without: [db] } }')).rejects.toThrow(/web needs db, which is left out/)
    await expect(model('{ services: [wep] }')).rejects.toThrow(/there is no service "wep"; known: db, mail, web/)
  })

  it('takes `build:` from the same service of another Compose file, and says so', async () => {
    const { stack, notices, root } = await read({
      files: {
        'stack.yml': stackFile(),
        'app/docker-compose.prod.yml':
          'services:\n  web: { image: "ghcr.io/org/shop/web" }\n  db: { image: "postgres:17" }\n',
        'app/docker-compose.yml': 'services:\n  web: { build: { context: ./web } }\n  db: { image: "postgres:16" }\n',
      },
    })
    expect(stack.projects[0]?.model.services.web?.build?.context).toBe(join(root, 'app/web'))
    expect(stack.projects[0]?.model.services.db).not.toHaveProperty('build')
    expect(notices).toContain('app/web: `build:` is taken from app/docker-compose.yml')
  })

  it.each<[string, Record<string, string>, RegExp]>([
    ['without its folder', { 'stack.yml': stackFile() }, /there is no Compose file in app/],
    [
      'without a named file',
      { 'stack.yml': stackFile('{ compose: nix.yml }'), 'app/x': '' },
      /app\/nix\.yml: there is no such file/,
    ],
    ['out of the repo', { 'stack.yml': stackFile('{ path: ../other }') }, /"..\/other" leads out of the repository/],
    [
      'with a file out of the repo',
      { 'stack.yml': stackFile('{ compose: ../../x.yml }'), 'app/x': '' },
      /leads out of the repository/,
    ],
    [
      'that does not parse',
      { 'stack.yml': stackFile(), 'app/compose.yaml': 'services: [' },
      /app\/compose\.yaml:1: is no YAML/,
    ],
    [
      'with a field that Compose does not know',
      { 'stack.yml': stackFile(), 'app/compose.yaml': web('    bogus: 1\n') },
      /bogus/,
    ],
    [
      'that includes a path outside',
      { 'stack.yml': stackFile(), 'app/compose.yaml': `include: [../../x.yml]\n${web()}` },
      /include: "..\/..\/x\.yml" leads out of the repository/,
    ],
    [
      'with a build context outside',
      { 'stack.yml': stackFile(), 'app/compose.yaml': 'services: { web: { build: ../.. } }' },
      /services\.web\.build\.context: ".*" leads out of the repository/,
    ],
    [
      'with a health entry for no service',
      { 'stack.yml': `${stackFile()}health: [{ name: H, service: app/nix, port: 1 }]`, 'app/compose.yaml': web() },
      /health "H": project app has no service nix; known: web/,
    ],
    [
      'that has another’s Compose name',
      {
        'stack.yml': 'name: s\nprojects: { a: {}, b: {} }\nenvironments: { production: {} }',
        'a/compose.yaml': `name: x\n${web()}`,
        'b/compose.yaml': `name: x\n${web()}`,
      },
      /projects a and b have the same Compose project name x/,
    ],
  ])('%s is refused', async (_, files, message) => {
    expect(await fault({ files })).toMatch(message)
  })

  it('whose folder is a link out of the repo is refused', async () => {
    expect(await fault({ files: { 'stack.yml': stackFile() }, links: { app: '/etc' } })).toMatch(
      /leads out of the repository \(a symbolic link to \/etc\)/,
    )
  })

  it('may have a service called --help', async () => {
    const files = { 'stack.yml': stackFile(), 'app/compose.yaml': 'services:\n  --help: { image: y }\n' }
    expect(Object.keys((await read({ files })).stack.projects[0]?.model.services ?? {})).toEqual(['--help'])
  })
})

describe('keys without effect, or refused', () => {
  it('refuse the stack, each with its line', async () => {
    const compose = `${web('    secrets: [db]\n')}secrets:\n  db:\n    external: true\n`
    const error = await read({ files: { 'compose.yaml': compose } }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      message: expect.stringMatching(/secrets\.db\.external: only Swarm has it/),
      places: [{ file: 'compose.yaml', line: 7 }],
    })
  })

  it('are reported, and so are variables named without a value to which nothing gives one', async () => {
    const compose = web('    environment: [GIVEN, OPEN]\n    deploy: { labels: { a: b } }\n')
    const { notices } = await read({ files: { 'compose.yaml': compose }, envText: 'GIVEN=1\n' })
    expect(notices).toEqual([
      expect.stringContaining('services.web.deploy.labels has no effect: only Swarm reads them'),
      expect.stringContaining('shop/web: no value is given for OPEN,'),
    ])
  })

  it.each([
    ['in a list', '[GIVEN, OPEN, FIXED=1]'],
    ['in a map', '{ GIVEN: , OPEN: , FIXED: 1 }'],
  ])('and build arguments without a value: %s', async (_case, args) => {
    const compose = `services:\n  web:\n    build: { context: ., args: ${args} }\n`
    const { notices, stack } = await read({ files: { 'compose.yaml': compose, Dockerfile: '' }, envText: 'GIVEN=1\n' })
    expect(stack.projects[0]?.model.services.web?.build?.args).toEqual({ GIVEN: '1', FIXED: '1' })
    expect(notices).toEqual([expect.stringContaining('shop/web: no value is given for OPEN, named in `build.args`')])
  })
})

describe('what services take from the repo', () => {
  const files = {
    'compose.yaml': web(
      '    volumes: ["./conf:/conf:ro", "./init.sql:/init.sql", "./data:/data", "./uploads:/u", "/var/log:/log"]\n    secrets: [db, token]\n    configs: [motd]\n' +
        'secrets:\n  db: { file: ./db.txt }\n  token: { environment: TOKEN }\nconfigs:\n  motd: { content: "costs $$5" }\n',
    ),
    'conf/a.conf': 'a',
    'conf/sub/b.sh': 'b',
    'init.sql': 'select 1',
    'db.txt': 'secret',
    'data/.gitkeep': '',
  }
  const mountsOf = async (more: Partial<Given> = {}) => {
    const { stack, root } = await read({ files, envText: "TOKEN='a$b'", ...more })
    return { mounts: Object.fromEntries((stack.projects[0]?.mounts ?? []).map((mount) => [mount.path, mount])), root }
  }

  it('is sent with the release if git knows it, else it is the server’s', async () => {
    const { mounts, root } = await mountsOf()
    expect(Object.fromEntries(Object.entries(mounts).map(([path, { kind }]) => [path, kind]))).toEqual({
      conf: 'content',
      'init.sql': 'content',
      data: 'data',
      uploads: 'data',
      'db.txt': 'content',
      'secret token': 'content',
      'config motd': 'content',
    })
    expect(mounts.conf?.source).toBe(join(root, 'conf'))
    expect(mounts.conf?.files?.map(({ path }) => path)).toEqual(['', 'a.conf', 'sub', 'sub/b.sh'])
    expect(mounts['init.sql']?.files?.map(({ path }) => path)).toEqual([''])
  })

  const mounting = (volumes: string, more = '') => web(`    volumes: [${volumes}]\n${more}`)
  it.each<[string, string, Partial<Given>, string]>([
    [
      'a folder that a step made',
      '"./dist:/html:ro"',
      { untracked: { 'dist/a/b': '1' } },
      'content: , a, a/b; 1 not in git',
    ],
    [
      'the same where git ignores it',
      '"./dist:/html:ro"',
      { files: { '.gitignore': 'dist\n' }, untracked: { 'dist/b': '1' } },
      'content: , b; 1 not in git',
    ],
    ['the same, mounted writable', '"./dist:/html"', { untracked: { 'dist/b': '1' } }, 'unclear: , b; 1 not in git'],
    [
      'a file that a step made',
      '"./prod.json:/app/prod.json"',
      { untracked: { 'prod.json': '{}' } },
      'content: ; 1 not in git',
    ],
    ['a file that nobody made', '"./prod.json:/app/prod.json"', {}, 'data'],
    [
      'what git tracks with what a step made in it',
      '"./a:/a:ro"',
      { files: { 'a/x': '' }, untracked: { 'a/y': '' } },
      'content: , x, y; 1 not in git',
    ],
    [
      'a folder of one service’s own that another reads',
      '"./u:/u", "./u:/v:ro"',
      { untracked: { 'u/x': '' } },
      'unclear: , x; 1 not in git',
    ],
    [
      'a link to a folder',
      '"./now:/html:ro"',
      { files: { 'r/1/x': '' }, links: { now: 'r/1' } },
      'content: , x; 0 not in git',
    ],
    [
      'links in it, as links',
      '"./a:/a:ro"',
      { files: { 'a/x': '' }, links: { 'a/l': 'x', 'a/m': '../gone', 'a/n': '/etc/x' } },
      'content: , l, m, n, x; 3 not in git',
    ],
    [
      'an empty folder in it',
      '"./a:/a:ro"',
      { files: { 'a/x': '' }, untracked: { 'a/.git/config': '', 'a/e/.gitkeep': '' } },
      'content: , e, e/.gitkeep, x; 0 not in git',
    ],
    [
      'room for what is mounted below',
      '"./a:/a:ro", "vol:/a/up/loads", "./x.json:/a/c/x.json", "./no:/other/y"',
      { files: { 'a/x': '' } },
      'content: , c, c/x.json, up, up/loads, x; 0 not in git',
    ],
    [
      'no room for it where it is there',
      '"./a:/a:ro", "vol:/a/x"',
      { files: { 'a/x': '' } },
      'content: , x; 0 not in git',
    ],
  ])('%s', async (_, volumes, given, expected) => {
    const more = volumes.includes('"vol:') ? 'volumes: { vol: {} }\n' : ''
    const found = await read({ ...given, files: { 'compose.yaml': mounting(volumes, more), ...given.files } })
    const [mount] = found.stack.projects[0]?.mounts ?? []
    const { kind, files: sent, untracked = 0 } = mount ?? {}
    const names = sent?.map(({ path }) => path).join(', ')
    expect(names === undefined ? kind : `${kind}: ${names}; ${untracked} not in git`).toBe(expected)
  })

  it.each<[string, Partial<Given>, string]>([
    [
      'a pointer of Git LFS',
      { files: { 'a/big': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n' } },
      'is a pointer of Git LFS, not the file itself',
    ],
    [
      'a submodule that was not checked out',
      { files: { 'a/x': '' }, gone: ['a/x'] },
      'a is tracked by git, but there is no file of it in the checkout',
    ],
    [
      'a link to what only the server has',
      { files: { 'b/c': '' }, links: { a: '/srv/nowhere/data' } },
      'a symbolic link to /srv/nowhere/data) (project shop, service web, volumes)\n  → mount what it leads to by its absolute path on the server',
    ],
    [
      'a link to what the checkout has not',
      { files: { 'b/c': '' }, links: { a: 'b/later' } },
      'a is a symbolic link to b/later, which is not in the checkout',
    ],
  ])('is refused where it is %s', async (_, given, expected) => {
    expect(await fault({ ...given, files: { 'compose.yaml': mounting('"./a:/a:ro"'), ...given.files } })).toContain(
      expected,
    )
  })

  it('is refused where it leads to a place of the runner, or cannot be sent', async () => {
    const folder = join(await realpath(await mkdtemp(join(tmpdir(), 'stack-'))))
    made.push(folder)
    await mkdir(join(folder, 'a'))
    await symlink(join(folder, 'b'), join(folder, 'a/link'))
    const at = 'project shop, service web, volumes'
    await expect(entriesAt(folder, join(folder, 'a'), at)).rejects.toThrow('"a/link" links to')
    await rm(join(folder, 'a/link'))
    execFileSync('sh', ['-c', 'mkfifo "$0"', join(folder, 'a/pipe')])
    await expect(entriesAt(folder, join(folder, 'a'), at)).rejects.toThrow('"a/pipe" is neither a file nor a folder')
    await rm(join(folder, 'a/pipe'))
    await writeFile(join(folder, 'a/large'), '')
    await truncate(join(folder, 'a/large'), 300 * 1024 * 1024)
    await expect(entriesAt(folder, join(folder, 'a'), at)).rejects.toThrow(
      'a is too large to be sent with a release: 300 MiB in 1 files (256 MiB and 20000 files at most)',
    )
  })

  it('has values as they were meant', async () => {
    const { mounts } = await mountsOf()
    expect(mounts['secret token']).toMatchObject({ source: 'secret:token', files: [{ content: 'a$b' }] })
    expect(mounts['config motd']).toMatchObject({ source: 'config:motd', files: [{ content: 'costs $5' }] })
  })

  it('changes its hash with its content, and only then', async () => {
    const [one, two] = [await mountsOf(), await mountsOf({ files: { ...files, 'conf/sub/b.sh': 'B' } })]
    expect(one.mounts['init.sql']?.sha256).toBe(two.mounts['init.sql']?.sha256)
    expect(one.mounts.conf?.sha256).not.toBe(two.mounts.conf?.sha256)
  })

  it('is what exists, where there is no git', async () => {
    const { mounts } = await mountsOf({ git: false })
    expect(mounts.conf?.kind).toBe('content')
    expect(mounts.uploads?.kind).toBe('data')
  })

  it.each<[string, Partial<Given>, RegExp]>([
    [
      'a link out of the repo',
      { links: { uploads: '/etc' } },
      /symbolic link to \/etc\) \(project shop, service web, volumes\)/,
    ],
    [
      'a secret that is not there',
      { files: { ...files, 'compose.yaml': files['compose.yaml'].replace('./db.txt', './nix.txt') } },
      /nix\.txt is not in the checkout \(project shop, secrets\.db\)/,
    ],
    ['a secret’s variable that nobody gives', { envText: 'X=1' }, /no value is given for the variable TOKEN/],
    [
      'a secret from outside',
      { files: { ...files, 'compose.yaml': files['compose.yaml'].replace('./db.txt', '/etc/passwd') } },
      /"\/etc\/passwd" leads out of the repository/,
    ],
  ])('is refused if it is %s', async (_, more, message) => {
    expect(await fault({ files, envText: 'TOKEN=x', ...more })).toMatch(message)
  })

  it('gives build secrets their values apart from the model', async () => {
    const { stack, buildSecrets } = await read({
      files: {
        'compose.yaml':
          'services:\n  web: { build: { context: ., secrets: [npm] } }\nsecrets: { npm: { environment: NPM_TOKEN } }\n',
      },
      envText: "NPM_TOKEN='s3cr$t'",
    })
    expect(buildSecrets).toEqual({ NPM_TOKEN: 's3cr$t' })
    expect(JSON.stringify(stack)).not.toContain('s3cr')
  })
})

describe('an env_file of a service that git does not have', () => {
  it('is refused where the stack is to be deployed, with what to write', async () => {
    const said = await fault({ files: { 'compose.yaml': web('    env_file: deploy/app.env\n') } })
    expect(said).toContain('a service takes its variables from deploy/app.env, which is not in the checkout')
    expect(said).toContain('by the input `files` (in pipeline.yml the secret FILES): `deploy/app.env: |`')
  })

  it.each([
    ['it is the `.env` beside the Compose file', '.env', {}],
    [
      'stack.yml says so',
      'prod.env',
      { 'stack.yml': 'name: shop\nenvironments: { production: { env-file: prod.env } }\n' },
    ],
  ])('is the env file where %s', async (_, name, more) => {
    const files = { 'compose.yaml': web(`    env_file: ${name}\n    labels: { a: "\${A}" }\n`), ...more }
    const found = await read({ files, envText: 'A=1\nB=2\n' })
    expect(environmentOf(found)).toEqual({ A: '1', B: '2' })
    expect(await readdir(found.root)).not.toContain(name)
  })

  it('may be missing where the Compose file says so', async () => {
    const files = { 'compose.yaml': web('    env_file: [{ path: app.env, required: false }]\n') }
    expect(environmentOf(await read({ files })) ?? {}).toEqual({})
  })
})

describe('a stack without its env file, with stand-ins', () => {
  const files = {
    'stack.yml': 'name: shop\n',
    'compose.yaml': [
      'services:',
      '  web:',
      '    build: { context: ., args: { KEY: "${BUILD_KEY}" } }',
      '    ports: ["${PORT}:80"]',
      '  page:',
      '    build: { context: page, secrets: [npm] }',
      '  api:',
      '    build: { context: api, args: { LEVEL: "${LEVEL:-info}" } }',
      '    environment: { PASSWORD: "${PASSWORD:?needed}", DOMAIN: "${DOMAIN:?needed}" }',
      'secrets: { npm: { environment: NPM_TOKEN } }',
      '',
    ].join('\n'),
    'page/Dockerfile': 'FROM scratch\n',
    'api/Dockerfile': 'FROM scratch\n',
    Dockerfile: 'FROM scratch\n',
    '.env.example': 'PASSWORD=\nexport DOMAIN="example.org"\n',
  }

  it('is refused where it is to be deployed', async () => {
    // Compose says either this or a missing `${NAME:?…}`, whichever it comes to first.
    const envText = 'PASSWORD=p\nDOMAIN=d\n'
    expect(await fault({ files, envText })).toContain('no value is given for the variable BUILD_KEY')
  })

  it('can be read, and names the builds that need what only the environment gives', async () => {
    const found = await read({ files, standIns: true })
    expect(environmentOf(found, 'api')).toEqual({ PASSWORD: '1', DOMAIN: 'example.org' })
    expect(Object.fromEntries(found.withheld)).toEqual({
      'shop/web': ['BUILD_KEY'],
      'shop/page': ['NPM_TOKEN'],
      // It has a default, but the env file may say otherwise.
      'shop/api': ['LEVEL'],
    })
    expect(found.notices.join()).toContain('stand-ins are used for BUILD_KEY, DOMAIN, PASSWORD, PORT')
  })

  it('withholds nothing that is given after all, and its value wins', async () => {
    const envText = 'BUILD_KEY=k\nPORT=80\nPASSWORD=p\nDOMAIN=d\nNPM_TOKEN=t\nLEVEL=debug\n'
    const found = await read({ files, standIns: true, envText })
    expect(environmentOf(found, 'api')).toEqual({ PASSWORD: 'p', DOMAIN: 'd' })
    expect(found.withheld.size).toBe(0)
    expect(found.notices.join()).not.toContain('stand-ins are used')
  })

  it('still has its real faults said', async () => {
    const wrong = files['compose.yaml'].replace('build: { context: api,', 'build: { contxt: api,')
    expect(await fault({ files: { ...files, 'compose.yaml': wrong }, standIns: true })).toContain('contxt')
  })

  it.each([
    [
      'the file of a build secret',
      'build: { context: ., secrets: [key] }',
      'secrets: { key: { file: "./${STAGE}.key" } }',
    ],
    ['its platform', 'build: .\n    platform: "linux/${STAGE}"', ''],
    ['a label', 'build: { context: ., labels: { stage: "$STAGE" } }', ''],
  ])('withholds a build where %s depends on a variable', async (_, build, more) => {
    const found = await read({
      files: {
        'stack.yml': 'name: shop\n',
        'compose.yaml': `services:\n  web:\n    ${build}\n${more}\n`,
        '.env.example': 'STAGE="amd64" # the usual one\n',
        Dockerfile: 'FROM scratch\n',
      },
      standIns: true,
    })
    expect(Object.fromEntries(found.withheld)).toEqual({ 'shop/web': ['STAGE'] })
  })

  it('says what to do where a stand-in does not fit', async () => {
    const compose = 'services:\n  web: { image: nginx, healthcheck: { test: [CMD, x], interval: "${EVERY}" } }\n'
    const said = await fault({ files: { 'stack.yml': 'name: shop\n', 'compose.yaml': compose }, standIns: true })
    expect(said).toContain('if a stand-in does not fit (EVERY): give a value that does in .env.example')
  })

  it.each([
    ['that only a secret has', 'env_file: .env.production', {}, {}],
    [
      'with an example beside it',
      'env_file: [.env.production]',
      { '.env.production.example': 'A=1 # one\n' },
      { A: '1' },
    ],
    ['in a folder that is not there', 'env_file: secrets/app.env', { '.env.example': 'B=2\n' }, {}],
    ['whose path is a variable', 'env_file: "${WHICH}.env"', { '.env.example': 'WHICH=live\n' }, { WHICH: 'live' }],
  ])('has a stand-in for an env_file %s, and a notice; nothing of it stays', async (_, field, more, variables) => {
    const found = await read({ files: { 'compose.yaml': web(`    ${field}\n`), ...more }, standIns: true })
    expect(environmentOf(found) ?? {}).toEqual(variables)
    expect(found.notices.join()).toMatch(/read without secrets: .*env/)
    expect((await readdir(found.root)).sort()).toEqual(['.git', ...Object.keys(more), 'compose.yaml'].sort())
  })

  it('can be read where Compose cannot print it as it is written', async () => {
    const compose = [
      'services:',
      '  web:',
      '    build: { context: ., args: { KEY: "${KEY:-none}" } }',
      '    volumes: ["${D:-./a}:/b:ro"]',
      '',
    ].join('\n')
    const found = await read({ files: { 'compose.yaml': compose, Dockerfile: 'FROM scratch\n' }, standIns: true })
    expect(found.stack.projects[0]?.model.services.web?.volumes).toMatchObject([{ target: '/b', read_only: true }])
    expect(Object.fromEntries(found.withheld)).toEqual({ 'shop/web': ['D', 'KEY'] })
  })

  it('withholds a build that comes from the development file beside', async () => {
    const production = 'services:\n  web: { image: "ghcr.io/org/shop/web:${TAG:-1}", environment: { A: "${A}" } }\n'
    const development = 'services:\n  web: { build: { context: ., args: { A: "${A}" } } }\n'
    const found = await read({
      files: {
        'stack.yml': 'name: shop\n',
        'docker-compose.prod.yml': production,
        'compose.yaml': development,
        Dockerfile: 'FROM scratch\n',
      },
      standIns: true,
    })
    expect(Object.fromEntries(found.withheld)).toEqual({ 'shop/web': ['A'] })
  })
})

it('says on demand which values are defaults, by Compose itself, whatever kind of field they stand in', async () => {
  const compose = `services:
  web:
    image: nginx:\${TAG:-1}
    scale: \${N:-2}
    ports: ["\${PORT:-80}:80"]
    environment: { PASSWORD: "\${PASSWORD:-x}", MODE: "\${MODE:-y}" }
    env_file: [.env-more, .env]
`
  const files = { 'compose.yaml': compose, '.env-more': 'MORE=$$x\n' }
  const { defaults, stack } = await read({ files, envText: 'MODE=z\n' })
  expect(stack.projects[0]?.model.services.web?.environment).toMatchObject({ PASSWORD: 'x', MODE: 'z' })
  expect(await defaults()).toEqual({
    shop: {
      web: [
        { field: 'environment', name: 'PASSWORD', variables: ['PASSWORD'] },
        { field: 'image', variables: ['TAG'] },
      ],
    },
  })
})

it('says in the words of Compose why nobody knows them, where it cannot print the files as they are written', async () => {
  const words = 'invalid spec: ${X:-/mnt}/init.sh:/init.sh:ro: too many colons'
  const failing: typeof run = async (argv, options) =>
    argv.includes('--no-interpolate') ? { code: 15, stdout: '', stderr: `${words}\n` } : run(argv, options)
  const compose = 'services:\n  web:\n    image: nginx\n    volumes: ["${X:-/mnt}/init.sh:/init.sh:ro"]\n'
  const { defaults } = await read({ files: { 'compose.yaml': compose }, run: failing })
  expect(await defaults()).toEqual({ shop: words })
})

it('sees whether a folder that is mounted writable is meant for other files than those of git', async () => {
  const folders = ['readme', 'ignores', 'deep', 'keeps', 'plain', 'readonly']
  const mounts = folders.map((name) => `"./${name}:/${name}${name === 'readonly' ? ':ro' : ''}"`)
  const { stack } = await read({
    files: {
      'compose.yaml': web(`    volumes: [${mounts.join(', ')}]\n`),
      'readme/README.md': 'x',
      'ignores/app.yml': 'x',
      'deep/app.yml': 'x',
      'deep/rows/.gitignore': '*\n!.gitignore\n',
      'keeps/app.yml': 'x',
      'keeps/uploads/.gitkeep': '',
      'plain/index.html': 'x',
      'readonly/app.yml': 'x',
      '.gitignore': '/ignores/*\n!/ignores/app.yml\n/readonly/*\n!/readonly/app.yml\n',
    },
  })
  expect(stack.projects[0]?.mounts.map(({ path, tracked, forData }) => [path, tracked, forData])).toEqual([
    ['readme', ['README.md'], false],
    ['ignores', ['app.yml'], true],
    ['deep', ['app.yml'], true],
    ['keeps', ['app.yml'], true],
    ['plain', ['index.html'], false],
    ['readonly', ['app.yml'], false],
  ])
})
