import { describe, expect, it } from '@jest/globals'
import { FILES } from '../../../src/stack/files.js'
import { judgeFiles } from '../../../src/stack/judgeFiles.js'
import { type Given, read } from './beside.js'

const web = (more = '') => `services:\n  web:\n    image: nginx\n${more}`
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])

describe('what Compose would read outside of the repository is refused before it does', () => {
  const leads = /leads out of the repository/
  const stackFile = (project: string) => `name: shop\nprojects: { app: ${project} }\nenvironments: { production: {} }\n`
  it.each<[string, Given, RegExp]>([
    ['env_file', { files: { 'compose.yaml': web('    env_file: ../out.env\n') } }, leads],
    [
      'env_file[].path',
      { files: { 'compose.yaml': web('    env_file: [{ path: ../out.env, required: false }]\n') } },
      leads,
    ],
    ['label_file', { files: { 'compose.yaml': web('    label_file: ../out.env\n') } }, leads],
    [
      'env_file by a variable',
      { files: { 'compose.yaml': web('    env_file: "${F}"\n') }, envText: 'F=../out.env\n' },
      leads,
    ],
    ['env_file by a default', { files: { 'compose.yaml': web('    env_file: ["${F:-../out.env}"]\n') } }, leads],
    [
      'env_file by half a variable',
      { files: { 'compose.yaml': web('    env_file: ".${F}/out.env"\n') }, env: { F: '.' } },
      leads,
    ],
    [
      'env_file as it is written, which Compose reads where it fills in nothing',
      { files: { 'compose.yaml': web('    env_file: "${F:-/../../out.env}"\n'), x: '' }, envText: 'F=x\n' },
      leads,
    ],
    [
      'env_file by a link',
      { files: { 'compose.yaml': web('    env_file: in.env\n') }, links: { 'in.env': '../out.env' } },
      leads,
    ],
    [
      'env_file in a home that the env file names',
      { files: { 'compose.yaml': web('    env_file: "~/.env"\n') }, envText: 'HOME=@/out\n' },
      leads,
    ],
    [
      'env_file in such a home by a variable',
      { files: { 'compose.yaml': web('    env_file: "${F}"\n') }, envText: 'HOME=@/out\nF="~/.env"\n' },
      leads,
    ],
    [
      'a secret in such a home',
      {
        files: { 'compose.yaml': `${web('    secrets: [s]\n')}secrets: { s: { file: "~/secret" } }\n` },
        envText: 'HOME=@/out\n',
      },
      leads,
    ],
    [
      'env_file of a job, which only a later Compose knows',
      { files: { 'compose.yaml': `${web()}jobs: { night: { image: x, env_file: ../out.env } }\n` } },
      leads,
    ],
    [
      'env_file of a hook, which only a later Compose knows',
      { files: { 'compose.yaml': web('    pre_start: [{ image: x, env_file: [../out.env] }]\n') } },
      leads,
    ],
    [
      'env_file past a link',
      { files: { 'compose.yaml': web('    env_file: "@/shop/link/../out.env"\n') }, links: { link: '../out' } },
      leads,
    ],
    [
      'env_file without secrets',
      { files: { 'compose.yaml': web('    env_file: "${F:-../out.env}"\n') }, standIns: true },
      leads,
    ],
    [
      'extends by a variable',
      {
        files: { 'compose.yaml': 'services: { web: { extends: { file: "${F}", service: far } } }\n' },
        envText: 'F=../out.yml\n',
      },
      leads,
    ],
    [
      'include by a variable',
      { files: { 'compose.yaml': `include: ["\${F}"]\n${web()}` }, envText: 'F=../out.yml\n' },
      leads,
    ],
    [
      'include.path by a variable',
      { files: { 'compose.yaml': `include: [{ path: [in.yml, "\${F:-../out.yml}"] }]\n${web()}`, 'in.yml': web() } },
      leads,
    ],
    [
      'include.env_file by a variable',
      {
        files: {
          'compose.yaml': 'include: [{ path: in.yml, env_file: "${F}" }]\n',
          'in.yml': 'services: { a: { image: "x:${OUT}" } }\n',
        },
        envText: 'F=../out.env\n',
      },
      leads,
    ],
    [
      'include.project_directory, whose .env is read',
      {
        files: {
          'compose.yaml': 'include: [{ path: in.yml, project_directory: "${F}" }]\n',
          'in.yml': 'services: { a: { image: "x:${OUT}" } }\n',
        },
        envText: 'F=../out\n',
      },
      leads,
    ],
    [
      'the .env beside an included file, by a link',
      {
        files: { 'compose.yaml': 'include: [sub/in.yml]\n', 'sub/in.yml': 'services: { a: { image: "x:${OUT}" } }\n' },
        links: { 'sub/.env': '../../out.env' },
      },
      leads,
    ],
    [
      'a path of an included file, whose variable its own .env gives',
      {
        files: {
          'compose.yaml': 'include: [sub/in.yml]\n',
          'sub/in.yml': 'services: { a: { image: x, env_file: "${F:-ok.env}" } }\n',
          'sub/.env': 'F=../../out.env\n',
          'sub/ok.env': '',
        },
      },
      leads,
    ],
    [
      'env_file of an extended file, from its own folder',
      {
        files: {
          'compose.yaml': 'services: { web: { extends: { file: a/b/in.yml, service: a } } }\n',
          'a/b/in.yml': 'services: { a: { image: x, env_file: ../../../out.env } }\n',
        },
      },
      leads,
    ],
    [
      'env_file from the project’s folder, where the file lies deeper',
      {
        files: {
          'stack.yml': stackFile('{ path: ., compose: a/b/compose.yml }'),
          'a/b/compose.yml': web('    env_file: ../out.env\n'),
        },
      },
      leads,
    ],
    [
      'include from the project’s folder, where the file lies deeper',
      {
        files: {
          'stack.yml': stackFile('{ path: ., compose: a/b/compose.yml }'),
          'a/b/compose.yml': 'include: [../out.yml]\n',
        },
      },
      leads,
    ],
    [
      'env_file by a merge',
      { files: { 'compose.yaml': `x-a: &a { env_file: ../out.env }\n${web('    <<: *a\n')}` } },
      leads,
    ],
    [
      'env_file by a list of merges',
      {
        files: {
          'compose.yaml': `x-b: &b { env_file: ../out.env }\nx-a: &a { <<: *b }\n${web('    <<: [*a, { env_file: x }]\n')}`,
          x: '',
        },
      },
      leads,
    ],
    [
      'env_file by an anchor',
      { files: { 'compose.yaml': `x-a: &a [../out.env]\n${web('    env_file: *a\n')}` } },
      leads,
    ],
    [
      'env_file of all services by an anchor',
      { files: { 'compose.yaml': 'x-s: &s { web: { image: x, env_file: ../out.env } }\nservices: *s\n' } },
      leads,
    ],
    ['env_file under an escaped key', { files: { 'compose.yaml': web('    "env\\u005ffile": ../out.env\n') } }, leads],
    [
      'env_file under a written-out key',
      { files: { 'compose.yaml': web('    ? env_file\n    : ../out.env\n') } },
      leads,
    ],
    [
      'a file that another lies over',
      {
        files: {
          'docker-compose.prod.yml': 'services: { web: { restart: always } }\n',
          'docker-compose.yml': web('    env_file: ../out.env\n'),
        },
      },
      leads,
    ],
    [
      'a file that another lies over, by a link',
      {
        files: { 'docker-compose.prod.yml': 'services: { far: { restart: always } }\n' },
        links: { 'docker-compose.yml': '../out.yml' },
      },
      leads,
    ],
    [
      'a second document',
      { files: { 'compose.yaml': `${web()}---\n${web('    env_file: ../out.env\n')}` } },
      /compose\.yaml: holds several documents/,
    ],
    ['UTF-16', { files: { 'compose.yaml': utf16(web('    env_file: ../out.env\n')) } }, /compose\.yaml: is not UTF-8/],
    [
      'UTF-8 that is none',
      { files: { 'compose.yaml': Buffer.from(`${web()}# \xff\n`, 'latin1') } },
      /compose\.yaml: is not UTF-8/,
    ],
    ...(['\r', '\u0085', '\u2028', '\u2029'] as const).map((end): [string, Given, RegExp] => [
      `a line that ends with ${JSON.stringify(end)}, for Compose alone`,
      { files: { 'compose.yaml': `${web()}    # x${end}    env_file: ../out.env\n` } },
      /compose\.yaml:4: .*a character that ends a line for one reader and not for another/,
    ]),
    [
      'a control character',
      { files: { 'compose.yaml': `${web()}    # \u0007\n` } },
      /compose\.yaml:4: holds a control character/,
    ],
    [
      'a value that is not text',
      { files: { 'compose.yaml': web(`    env_file: !!binary ${Buffer.from('../out.env').toString('base64')}\n`) } },
      /compose\.yaml:4: .*the tag !!binary/,
    ],
    [
      'a key that is not text',
      { files: { 'compose.yaml': web(`    !!binary ${Buffer.from('env_file').toString('base64')}: ../out.env\n`) } },
      /compose\.yaml:4: .*the tag !!binary/,
    ],
    [
      'a tag by another name',
      {
        files: {
          'compose.yaml': `%TAG ! tag:yaml.org,2002:\n---\n${web(`    env_file: !binary ${Buffer.from('../out.env').toString('base64')}\n`)}`,
        },
      },
      /compose\.yaml:1: begins with %/,
    ],
    [
      'a key that is an alias',
      { files: { 'compose.yaml': `x-k: &k env_file\n${web('    *k : ../out.env\n')}` } },
      /compose\.yaml:5: a key is an alias/,
    ],
    [
      'one key twice',
      { files: { 'compose.yaml': web('    env_file: x\n    env_file: ../out.env\n') } },
      /compose\.yaml:5: .*unique/,
    ],
    ['what is no YAML', { files: { 'compose.yaml': web('   x: [\n') } }, /compose\.yaml:\d/],
  ])('%s', async (_, given, expected) => {
    const { said, leaked } = await read(given)
    expect(leaked).toBe(false)
    expect(said).toMatch(expected)
  })
})

/** The smallest Compose file that has a text at a place of the table. */
function fileWith(place: string, text: string): string {
  const [top = '', ...steps] = place.split('.')
  const below = steps.reduceRight<unknown>((value, step, index) => {
    if (step !== '*') return { [step]: value }
    return top === 'services' && index === 0 ? { web: value } : [value]
  }, text)
  return JSON.stringify({ [top]: below })
}

it.each(FILES.filter(({ fate }) => fate === 'read').map(({ place }) => [place]))(
  'each row of the table that Compose opens is judged before it does: %s',
  async (place) => {
    for (const text of ['../out', '${F:-../out}', '${F}out', '/etc/shadow']) {
      const { said } = await read({ files: { 'compose.yaml': fileWith(place, text) }, envText: 'F=../\n' })
      expect(said).toMatch(/compose\.yaml:1: .* leads out of the repository/)
    }
  },
)

describe('what would be taken from outside of the repository is refused', () => {
  const build = (more: string) => `services: { web: { build: { context: ., ${more} } } }\n`
  it.each<[string, Given, RegExp]>([
    [
      'build.secrets by a file',
      { files: { 'compose.yaml': `${build('secrets: [s]')}secrets: { s: { file: ../out/secret } }\n` } },
      /secrets\.s\.file: ".*out\/secret" leads out/,
    ],
    [
      'build.secrets by a link',
      {
        files: { 'compose.yaml': `${build('secrets: [s]')}secrets: { s: { file: in } }\n` },
        links: { in: '../out/secret' },
      },
      /secrets\.s\.file: .* leads out/,
    ],
    [
      'secrets',
      {
        files: { 'compose.yaml': `${web('    secrets: [s]\n')}secrets: { s: { file: "${'${F}'}" } }\n` },
        envText: 'F=../out/secret\n',
      },
      /secrets\.s\.file: .* leads out/,
    ],
    [
      'secrets that nobody uses',
      { files: { 'compose.yaml': `${web()}secrets: { s: { file: ../out/secret } }\n` } },
      /secrets\.s\.file: .* leads out|read/,
    ],
    [
      'configs',
      { files: { 'compose.yaml': `${web('    configs: [c]\n')}configs: { c: { file: /etc/shadow } }\n` } },
      /configs\.c\.file: "\/etc\/shadow" leads out/,
    ],
    ['build', { files: { 'compose.yaml': 'services: { web: { build: ../out } }\n' } }, /build\.context: .* leads out/],
    [
      'build by a link',
      { files: { 'compose.yaml': 'services: { web: { build: in } }\n' }, links: { in: '../out' } },
      /build\.context: .* leads out/,
    ],
    [
      'build.dockerfile',
      { files: { 'compose.yaml': build('dockerfile: ../out/secret') } },
      /build\.dockerfile: .* leads out/,
    ],
    [
      'build.dockerfile by a link',
      { files: { 'compose.yaml': build('labels: [a=b]') }, links: { Dockerfile: '../out/secret' } },
      /build\.dockerfile: .* leads out/,
    ],
    [
      'build’s .dockerignore by a link',
      {
        files: { 'compose.yaml': build('labels: [a=b]'), Dockerfile: '' },
        links: { '.dockerignore': '../out/secret' },
      },
      /\.dockerignore.* leads out/,
    ],
    [
      'build.dockerfile of what is fetched',
      {
        files: {
          'compose.yaml':
            'services: { web: { build: { context: "https://example.org/x.git", dockerfile: "cwd://../out/secret" } } }\n',
        },
      },
      /build\.dockerfile: .* is no path in what is fetched/,
    ],
    [
      'build.additional_contexts',
      { files: { 'compose.yaml': build('additional_contexts: { o: ../out }') } },
      /additional_contexts\.o: .* leads out/,
    ],
    ...['cwd://../out', 'oci-layout://../out', 'local:///etc', 'docker-container://x'].map(
      (to): [string, Given, RegExp] => [
        `build.additional_contexts by ${to}`,
        { files: { 'compose.yaml': build(`additional_contexts: { o: "${to}" }`) } },
        /additional_contexts\.o: .* is neither a folder of the repository/,
      ],
    ),
    [
      'build.cache_from',
      { files: { 'compose.yaml': build('cache_from: ["type=local,src=../out"]') } },
      /build\.cache_from: .* a folder of the runner/,
    ],
    [
      'build.cache_from in quotes',
      { files: { 'compose.yaml': build(`cache_from: ['"type=local",src=../out']`) } },
      /build\.cache_from: /,
    ],
    [
      'build.cache_from of two types',
      { files: { 'compose.yaml': build('cache_from: ["type=gha,type=local,src=../out"]') } },
      /build\.cache_from: /,
    ],
    [
      'build.cache_to',
      { files: { 'compose.yaml': build('cache_to: ["type=local,dest=/tmp/x"]') } },
      /build\.cache_to: .* a folder of the runner/,
    ],
    [
      'a relative mount by a variable',
      { files: { 'compose.yaml': web('    volumes: ["${D:-../out}:/x"]\n') } },
      /volumes: .*"\.\.\/out" leads out of the repository; a folder of the server/,
    ],
    [
      'a relative mount of the long form by a variable',
      {
        files: { 'compose.yaml': web('    volumes: [{ type: bind, source: "${D}", target: /x }]\n') },
        envText: 'D=../out\n',
      },
      /leads out of the repository; a folder of the server/,
    ],
    [
      'a relative profile of seccomp',
      { files: { 'compose.yaml': web('    security_opt: ["seccomp:./x.json"]\n') } },
      /security_opt: .* is not sent/,
    ],
  ])('%s', async (_, given, expected) => {
    expect((await read(given)).said).toMatch(expected)
  })
})

describe('what lies in the repository is read', () => {
  it.each<[string, Given]>([
    [
      'a folder of the server, wherever it is',
      {
        files: {
          'compose.yaml': web(
            '    volumes: ["${D:-/srv/x}:/x", "/var/run/docker.sock:/s", "db:/db"]\nvolumes: { db: {} }\n',
          ),
        },
      },
    ],
    ['a file by a variable', { files: { 'compose.yaml': web('    env_file: "${F:-in.env}"\n'), 'in.env': 'A=b\n' } }],
    ['a byte order mark of UTF-8', { files: { 'compose.yaml': `\ufeff${web()}` } }],
    ['lines as Windows ends them', { files: { 'compose.yaml': web('    command: x\n').replaceAll('\n', '\r\n') } }],
    ['one document that is marked as one', { files: { 'compose.yaml': `---\n${web()}...\n` } }],
    [
      'tags of Compose',
      {
        files: {
          'stack.yml':
            'name: shop\nprojects: { app: { path: ., compose: [a.yml, b.yml] } }\nenvironments: { production: {} }\n',
          'a.yml': web('    ports: ["80:80"]\n    command: x\n'),
          'b.yml': web('    ports: !override ["81:81"]\n    command: !reset null\n'),
        },
      },
    ],
    [
      'merges, as everybody writes them',
      {
        files: {
          'compose.yaml': `x-a: &a { restart: always, env_file: in.env }\nx-b: &b { <<: *a, init: true }\n${web('    <<: [*a, *b]\n')}`,
          'in.env': '',
        },
      },
    ],
    [
      'a file with a relative path from the project’s folder',
      {
        files: {
          'stack.yml':
            'name: shop\nprojects: { app: { path: app, compose: ../deploy/prod/c.yml } }\nenvironments: { production: {} }\n',
          'deploy/prod/c.yml': web('    env_file: ../in.env\n'),
          'app/x': '',
          'in.env': '',
        },
      },
    ],
    [
      'the agent',
      { files: { 'compose.yaml': 'services: { web: { build: { context: ., ssh: [default] } } }\n', Dockerfile: '' } },
    ],
    [
      'a cache elsewhere',
      {
        files: {
          'compose.yaml':
            'services: { web: { build: { context: ., cache_from: ["type=gha,scope=x", "ghcr.io/a/b:cache"], additional_contexts: { a: "docker-image://alpine", b: sub, c: "https://example.org/x.git" } } } }\n',
          Dockerfile: '',
          'sub/x': '',
        },
      },
    ],
    [
      'a profile of seccomp on the server',
      {
        files: {
          'compose.yaml': web(
            '    security_opt: ["seccomp=/etc/docker/x.json", "seccomp=unconfined", "no-new-privileges:true"]\n',
          ),
        },
      },
    ],
  ])('%s', async (_, given) => {
    expect((await read(given)).said).toBe('read')
  })
})

// Compose 2.26 cannot print them, others can.
it.each([
  ['default=/home/runner/.ssh/id_ed25519', true],
  ['x=key.pem,../out/key.pem', true],
  ['x=/run/user/1000/agent.sock', true],
  ['default', false],
  ['x', false],
])('build.ssh of %s is refused: %s', async (ssh, isRefused) => {
  const faults = await judgeFiles({ name: 'a', services: { web: { build: { ssh: [ssh] } } } }, '/repository')
  expect(faults).toEqual(isRefused ? [expect.stringMatching(/^services\.web\.build\.ssh: ".*" leads out/)] : [])
})
