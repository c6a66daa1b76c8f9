import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { parseNames } from '../../../src/host/facts.js'
import { inShell, PROGRAM, SHELLS } from './shells.js'

// What others chose (labels, names, paths, variables, words of a log) can be no record of ours, and steers no terminal.

const folder = mkdtempSync(join(tmpdir(), 'records-'))
const root = join(folder, 'shop-production')
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(root, 'tx'), { recursive: true })
  mkdirSync(join(root, 'releases/2-a'), { recursive: true })
  writeFileSync(join(root, 'identity'), `label=${OWN}\n`)
})

const OWN = 'github.com/org/shop/shop/production'
/** Hours ago, as touch takes it. */
const BEFORE = '202001010000'
const id = (one: string) => one.repeat(64)
/** As Go's %q prints it. */
const q = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\u009f\u202a-\u202e]|\\u00(..)/g, (found, hex?: string) =>
    hex === undefined ? `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}` : `\\x${hex}`,
  )

/** Labels that somebody may give to a container or an image. */
const SMUGGLED: [string, string][] = [
  ['a tab', 'shop\tweb'],
  ['a line of the table', `x\n${id('e')}\tshop\tweb\th\trunning\tFalse\tp\tUp\t${OWN}`],
  ['half a line of it', 'x\n'],
  ['many tabs', '\t'.repeat(40)],
  ['quotes', '"shop"'],
  ['a backslash', 'shop\\'],
  ['a terminal sequence', '\u001b]0;x\u0007\u001b[2J'],
  ['a unit separator', 'shop\u001fweb'],
  ['text that runs backwards', '\u202eshop'],
]

describe('a template for Docker', () => {
  /** What Docker itself says, in a form of its own that nobody else chooses. */
  const OWN_WORDS =
    /^(\.(ID|Id|Image|Created|Name|RestartCount|IPAddress|ExitCode|StartedAt|Status|State|HostPort|HostIp|DockerRootDir|ServerVersion|RW|Type|NetworkID|GlobalIPv6Address|IPv[46]Address|Subnet|IPRange|Gateway)|\$c?\.I[Dd]|\.Config\.StopTimeout|\$\w+\.(IPAddress|NetworkID)|\.State(\.\w+)*|\.HostConfig\.RestartPolicy\.\w+|\.Server\.\w+|\.Endpoints\.docker\.Host|slice \.Name 1|len \..*|\.Repository|\.Tag|\.RepoDigests|\$p|\$last = \.)$/
  /** Of one container alone, to be searched or run in itself: no record. */
  const WHOLE = ['join .Test "\\x1f"', 'println .Output', 'println .IPAddress']
  const actions = [...PROGRAM.matchAll(/\{\{(.*?)\}\}/g)].map(([, action = '']) => action)

  it('prints what others chose quoted, or as JSON, and nothing of it bare', () => {
    const bare = actions.filter(
      (action) =>
        !WHOLE.includes(action) &&
        !/^(range|with|if|else|end)\b|^\$\w+ := |^\$\w+, |^"[^"]*"$|^(json|printf "%(\.\d+)?q") /.test(action) &&
        !OWN_WORDS.test(action),
    )
    // Digests and tags of images are held to their form by Docker itself; whatever else is printed by `{{.}}` would not be.
    const text = PROGRAM.replace(/\{\{range \.Repo(Digests|Tags)\}\} ?\{\{\.\}\} ?\{\{end\}\}/g, '')
    expect(bare.filter((action) => action !== '.')).toEqual([])
    expect(text.match(/-f ['"]?[^'"]*\{\{\.\}\}|\{\{println \.(?!IPAddress|Output)/g) ?? []).toEqual([])
  })

  it('is read by awk that tells two inputs apart by name or mark, never by a number of fields', () => {
    const byNumber = PROGRAM.split('\n').filter((line) =>
      /\bNF *(>|<|==|>=|<=) *\d+ *\{ *(\w+\[|[^}]*\bnext\b)/.test(line),
    )
    expect(byNumber).toEqual([])
  })
})

describe.each(SHELLS)('under %s', (_, shell) => {
  const run = (calls: string) => inShell(shell, root, `read_owner\n${calls}`)
  const services = (...names: string[]) =>
    writeFileSync(
      join(folder, 'services'),
      names.map((name) => `${['shop', name, ...Array(13).fill('x')].join('\t')}\n`).join(''),
    )
  /** As PS_VIEW prints it. */
  const row = (
    one: string,
    { project = 'shop', service = 'web', hash = 'h', oneoff = 'False', name = 'shop-web-1', stack = OWN } = {},
  ) =>
    `${[id(one), q(project), q(service), q(hash), 'running', q(oneoff), q(name), 'Up 2 hours', q(stack)].join('\t')}\n`
  const table = (...rows: string[]) => writeFileSync(join(folder, 'table'), rows.join(''))
  const listed = () => run(`docker() { cat "${folder}/table"; }\nps_of "${folder}/services" /dev/null || echo failed`)

  it.each(SMUGGLED)(
    'a container beside ours whose labels hold %s is nobody of ours, and ours are found',
    (_case, hostile) => {
      services('web')
      table(
        row('a', { project: hostile, service: hostile, hash: hostile, stack: hostile }),
        row('b'),
        row('c', { project: hostile }),
        row('d', { service: hostile, stack: '' }),
        row('e', { stack: hostile }),
      )
      const { stdout } = listed()
      expect(stdout).toBe(
        `${[id('b'), 'shop', 'web', 'h', 'running', 'False', 'shop-web-1', 'Up 2 hours', OWN].join('\t')}\n`,
      )
    },
  )

  it.each([
    ['has a field too few', `${id('a')}\t"shop"\t"web"\n`],
    ['has a field too many', row('a').replace('\n', '\tx\n')],
    ['is words', 'WARNING: something\n'],
  ])('a table of Docker of which a line %s is no table', (_case, line) => {
    services('web')
    table(row('b'), line)
    expect(listed().stdout).toContain('failed')
  })

  it('an empty table is a table, and so is one for a release without services', () => {
    services()
    table()
    expect(listed().stdout).toBe('')
    services('web')
    expect(listed().stdout).toBe('')
  })

  it.each(SMUGGLED)(
    'a container whose network, mount and names hold %s is no Traefik, and hides none',
    (_case, hostile) => {
      const view = (one: string, networks: string[], mounts: string[], names: string[], words: string[]) =>
        [
          id(one),
          networks.map((name) => `${q(name)}\u001f`).join(''),
          mounts.map((path) => `${q(path)}\u001f`).join(''),
          names.map(q).join('\u001f'),
          'then',
          ...words.map(q),
          '=',
          q('A=1'),
        ].join('\t')
      const smuggled = `${hostile}\n${id('e')}\tedge\t\tp/traefik\tthen\t"traefik"\t"traefik"\t"--providers.docker"\t=`
      mkdirSync(join(root, '.traefik'), { recursive: true })
      for (const one of ['a', 'b', 'e']) writeFileSync(join(root, '.traefik', id(one)), 'then\u001f-\u001f-\n')
      writeFileSync(
        join(folder, 'views'),
        `${view('a', [smuggled], [smuggled, smuggled], [smuggled, smuggled, smuggled], ['nginx', '', 'nginx', smuggled])}\n${view('b', [hostile, 'edge'], [hostile, hostile, '/var/run/docker.sock', '/var/run/docker.sock'], ['p', 'traefik', 'x'], ['traefik:v3', hostile, 'traefik', '--providers.docker'])}\n`,
      )
      const { stdout } = run(
        `pick_proxy "$(cat "${folder}/views")"; echo "$? $(short "$PROXY")|$PROXY_NETS|$PROXY_SOURCE"`,
      )
      expect(stdout).toBe('0 bbbbbbbbbbbb|edge |-\n')
    },
  )

  it.each(SMUGGLED)('a network called by %s gives no server an address', (_case, hostile) => {
    const route = [
      'services',
      'shop',
      'web',
      'web',
      '{"loadBalancer":{"servers":"@SERVERS@"}}',
      'http',
      '80',
      '1',
      'edge',
    ].join('\t')
    writeFileSync(
      join(folder, 'servers'),
      `${['shop', 'web', id('a'), [`${q(`${hostile} edge=6.6.6.6 `)}=10.1.1.1`, `${q('edge')}=10.0.0.2`].map((one) => `${one}\u001f`).join('')].join('\t')}\n=\n${route}\n`,
    )
    const { stdout } = run(`PROXY_NETS=edge; render n1 <"${folder}/servers"`)
    expect(stdout).toContain('[{"url":"http://10.0.0.2:80"}]')
    expect(stdout).not.toContain('6.6.6.6')
  })

  it('a plan reads all of what may be this stack’s, and of others, however large, no variables but those that it needs', () => {
    const [own, before, others, alone] = ['a', 'b', 'c', 'd']
    table(
      row(own as string),
      row(before as string, { stack: '', hash: '' }),
      row(others as string, { stack: 'github.com/o/other/x/production' }),
      row(alone as string, { project: '', service: '', stack: '', oneoff: '' }),
    )
    expect(run(`ours_or_nobodys <"${folder}/table"`).stdout.trim().split('\n')).toEqual(['a', 'b'].map(id))
    // One of two is as large as no container is.
    const inspected = `docker() { for one; do case $one in ${id('c')} | ${id('d')}) [ "$one" = ${id('d')} ] && case $3 in *'{{json .Args}}'*) true ;; *) false ;; esac && long=$(head -c 140000 /dev/zero | tr '\\0' x) || long=''; printf '{"Id":"%s","x":"%s"}\\n%s\\tview\\n' "$one" "$long" "$one" ;; esac; done; }`
    const { stdout } = run(`seen="${folder}"; ${inspected}\nlook_at_others ${id('c')} ${id('d')}`)
    const small = ['c', 'd'].map((one) => [`{"Id":"${id(one)}","x":""}`, `${id(one)}\tview`])
    expect(stdout.trim().split('\n')).toEqual([...(small[0] ?? []), small[1]?.[1], ...(small[1] ?? [])])
  })

  it.each(SMUGGLED)('an image whose platform holds %s has none', (_case, hostile) => {
    writeFileSync(join(folder, 'image'), `redis@sha256:aa \tsha256:bb\t${q(`linux${hostile}`)}/${q(hostile)}\t{}\n`)
    expect(run(`docker() { cat "${folder}/image"; }\nimage_line redis:8`).stdout).toBe(
      'redis:8\tredis@sha256:aa\tunknown/unknown\t{}\tsha256:bb\n',
    )
  })

  it.each(['\n', `${OWN}\n`, '\t'])('a volume whose label is %j is of somebody else', (label) => {
    writeFileSync(join(root, 'releases/2-a/resources'), 'volume\tshop_data\t-\n')
    writeFileSync(join(folder, 'label'), `${q(label)}\n`)
    expect(run(`docker() { cat "${folder}/label"; }\nID=2-a STEP=create; create_resources`).status).toBe(1)
  })

  it('folders of others are looked at only where they are plain paths', () => {
    mkdirSync(join(folder, 'srv/.git'), { recursive: true })
    writeFileSync(join(folder, 'srv/.git/config'), '[remote "origin"]\n\turl = https://github.com/org/app.git\n')
    const folders = [`${folder}/srv`, `${folder}/srv\nfolder\t"${folder}/srv/x"`, `${folder}/s"rv`, 'relative']
    writeFileSync(join(folder, 'all'), folders.map((one) => `folder\t${q(one)}\n`).join(''))
    expect(run(`plain_folders <"${folder}/all" | checkouts`).stdout).toBe(
      `${folder}/srv\thttps://github.com/org/app.git\n`,
    )
  })

  it.each(['== /etc', '?', ' /etc/passwd', 'x'])(
    'a file whose name goes on with %j in a new line is no other file or folder',
    (line) => {
      mkdirSync(join(folder, 'data'))
      writeFileSync(join(folder, `data/a\n${line.replaceAll('/', '')}`), '')
      const said = run(`printf '%s\\n' ${folder}/data | names`).stdout
      expect(parseNames(said)).toEqual(new Map([[`${folder}/data`, undefined]]))
    },
  )

  it('words of others are shown with their control characters spelt, without colours, and lines stay lines', () => {
    writeFileSync(
      join(folder, 'words'),
      'a\u001b[1;31mred\u001b[0m\tb\r\n\u001b]0;title\u0007\u001b[2J\u0008\u007f\u009b5n\u202egnp\u2066\nZażółć 日本 — ok\n',
    )
    expect(run(`escape_controls <"${folder}/words"`).stdout).toBe(
      'ared\tb\n\\x1b]0;title\\x07\\x1b[2J\\x08\\x7f\\u{9b}5n\\u{202e}gnp\\u{2066}\nZażółć 日本 — ok\n',
    )
  })

  it('the last words of a container in the journal and the outcome, and so in all that is told from them, have no control characters', () => {
    const words = '\u001b]0;x\u0007first\nsecond\u001b[2J\tthird\u009b'
    writeFileSync(join(folder, 'words'), words)
    run(
      `ID=2-a STEP=start; w=$(cat "${folder}/words"); fail shop/web "its last words: $w" 2>"${folder}/err"; outcome undone "$(why)"`,
    )
    for (const file of [
      join(root, 'journal'),
      join(root, 'releases/2-a/journal'),
      join(root, 'releases/2-a/outcome'),
      join(folder, 'err'),
    ]) {
      const text = readFileSync(file, 'utf8')
      expect(text).toContain('\\x1b]0;x\\x07first')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
    }
  })

  it('logs are shown so, too, followed or not', () => {
    writeFileSync(join(root, 'current'), '2-a\n')
    services('web')
    writeFileSync(join(root, 'releases/2-a/services'), readFileSync(join(folder, 'services')))
    table(row('b'))
    mkdirSync(join(folder, 'bin'))
    writeFileSync(
      join(folder, 'bin/docker'),
      `#!/bin/sh\ncase $1 in ps) cat "${folder}/table" ;; logs) cat "${folder}/log" ;; esac\n`,
      { mode: 0o755 },
    )
    writeFileSync(join(folder, 'log'), 'ok\u001b]0;x\u0007\n')
    for (const words of ['logs web', 'logs web -f']) {
      const { stdout } = run(`PATH=${folder}/bin:$PATH\n${words}`)
      expect(stdout).toContain('ok\\x1b]0;x\\x07\n')
    }
  })

  it('a clock that leaps by hours sweeps away nothing that is at work', () => {
    const calls = `cd "$ROOT"; mkdir -p releases/.incoming-3-b/release .login.y .facts.z releases/.new-4-c .facts.dead releases/.new-5-d releases/.incoming-6-e
      (lock_folder releases/.incoming-3-b; lock_folder .login.y; lock_folder .facts.z; lock_folder releases/.new-4-c
       mkdir -p bin; touch bin/stackctl-x
       for one in . releases .login.y .facts.z .facts.dead releases/.incoming-3-b releases/.incoming-6-e releases/.new-4-c releases/.new-5-d; do touch -t ${BEFORE} $one; done
       true)
      keep() { for one; do (exec 8>&-; exec 9>>"$one/.alive"; flock -n 9; : >"$one/held"; while [ ! -e "$ROOT/end" ]; do sleep 0.05; done) & until [ -e "$one/held" ]; do sleep 0.02; done; rm "$one/held"; touch -t ${BEFORE} "$one"; done; }
      keep releases/.incoming-3-b .login.y .facts.z releases/.new-4-c
      sweep; ls -d .login.* .facts.* releases/.incoming* releases/.new*; : >end; wait`
    expect(run(calls).stdout.trim().split('\n').sort()).toEqual(
      ['.facts.z', '.login.y', 'releases/.incoming-3-b', 'releases/.new-4-c'].sort(),
    )
  })
})
