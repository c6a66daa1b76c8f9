import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { inShell, SHELLS } from './shells.js'

// What on the server is whose: the folder, the containers, what lies beside.

const folder = mkdtempSync(join(tmpdir(), 'ownership-'))
const root = join(folder, 'shop-production')
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(root, 'tx'), { recursive: true })
})

const OWN = 'github.com/org/shop/shop/production'
const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const meta = (label: string, kind = 'deploy', repository = 'github.com/org/shop'): string =>
  `id=2-a\nkind=${kind}\nidentity=${label}\nrepository=${repository}\nrepository_id=7\nname=shop\nenvironment=production\n`
const identity = (label: string, repository = 'github.com/org/shop'): string =>
  `label=${label}\nrepository=${repository}\nrepository_id=7\nname=shop\nenvironment=production\n`
const service = (project: string, name: string): string => `${[project, name, ...Array(13).fill('x')].join('\t')}\n`

describe.each(SHELLS)('under %s', (_, shell) => {
  const run = (calls: string) => inShell(shell, root, calls)

  it.each([
    ['nobody’s yet', undefined, meta(OWN), 0, identity(OWN)],
    ['its own', identity(OWN), meta(OWN), 0, identity(OWN)],
    ['its own, whose repository was renamed', identity(OWN), meta(OWN, 'deploy', 'h/new'), 0, identity(OWN, 'h/new')],
    [
      'its own, in a rollback to what bore an older name',
      identity(OWN, 'h/new'),
      meta(OWN, 'rollback'),
      0,
      identity(OWN, 'h/new'),
    ],
    ['another’s', identity('h/other/shop/production'), meta(OWN), 1, identity('h/other/shop/production')],
    ['another’s, and the release says nothing', identity(OWN), 'id=2-a\n', 1, identity(OWN)],
  ])('a folder that is %s', (_name, before, says, status, after) => {
    if (before !== undefined) put('shop-production/identity', before)
    put('shop-production/releases/2-a/meta', says)
    expect(run('ID=2-a STEP=lock; claim_folder').status).toBe(status)
    expect(readFileSync(join(root, 'identity'), 'utf8')).toBe(after)
  })

  it('containers are the stack’s by its label, and without one by their service', () => {
    put('shop-production/identity', identity(OWN))
    put('services', service('shop', 'web'))
    const rows = [
      ['ours', 'shop', 'web', 'h', 'running', 'False', 'a', 'Up', OWN],
      ['of-before', 'shop', 'web', '', 'running', 'False', 'b', 'Up', ''],
      ['spent', 'shop', 'gone', 'h', 'exited', 'False', 'c', 'Exited', OWN],
      ['grafana', 'shop', 'grafana', '', 'running', 'False', 'd', 'Up', ''],
      ['theirs', 'shop', 'web', 'h', 'running', 'False', 'e', 'Up', 'h/other/shop/production'],
      ['elsewhere', 'blog', 'web', 'h', 'running', 'False', 'f', 'Up', OWN],
      ['one-off', 'shop', 'web', 'h', 'running', 'True', 'g', 'Up', OWN],
    ]
    put('table', rows.map((row) => `${row.join('\t')}\n`).join(''))
    const { stdout } = run(
      `docker() { cat "${folder}/table"; }\nread_owner; ps_of "${folder}/services" /dev/null | cut -f1`,
    )
    expect(stdout.trim().split('\n')).toEqual(['ours', 'of-before', 'spent'])
  })

  it('the facts name what other stacks of the user serve, and not what they only began', () => {
    put('other-production/identity', identity('h/other/x/production'))
    put('other-production/current', '1-a\n')
    put('other-production/releases/1-a/services', service('blog', 'web') + service('blog', 'db'))
    put('begun-production/identity', identity('h/begun/x/production'))
    expect(run('other_stacks').stdout).toBe(
      `blog\tlabel=h/other/x/production\trepository=github.com/org/shop\trepository_id=7\tname=shop\tenvironment=production\t\n`,
    )
  })

  it('the facts name the repository that a folder is a checkout of, without its login', () => {
    put(
      'srv/app/.git/config',
      '[core]\n\turl = no\n[remote "fork"]\n\turl = no\n[remote "origin"]\n\turl = https://me:token@github.com/org/app.git\n',
    )
    put('srv/app/web/compose.yaml', '')
    const { stdout } = run(`printf '%s\\n' ${folder}/srv/app/web ${folder}/srv relative /nowhere/at/all | checkouts`)
    expect(stdout).toBe(`${folder}/srv/app/web\thttps://github.com/org/app.git\n`)
  })

  const traefik = (id: string, source: string, state = ''): string =>
    `${id.repeat(64)}\t${state === 'runs' ? id.repeat(64) : ''}\t"edge"\x1f\t"/run/x"\x1f"${source}"\x1f"/var/run/docker.sock"\x1f"/var/run/docker.sock"\x1f\t"p"\x1f"traefik"\x1f"p-traefik-1"\tthen\t"traefik:v3"\t\t"traefik"\t"--providers.docker"\t"--providers.file.directory=/run/x"\t"--ping"\t=\n`
  it.each([
    ['runs, and was the only one', traefik('a', '/m', 'runs'), 'a', '/m', ['exec a']],
    ['runs no more', traefik('a', '/m'), '', '-', ['exec a', 'run a']],
    ['has a folder of its own', traefik('a', '/m', 'runs'), 'b', '/n', ['exec a']],
    ['shares the folder of one that stays: the pin is his', traefik('a', '/m', 'runs'), 'b', '/m', []],
    ['is none', 'b\t\t\t\t"app"\n', 'b', '/m', []],
  ])('the pin goes with a Traefik that leaves and %s', (_name, view, stays, at, calls) => {
    put('view', view)
    const setting = `docker() {
      case "$1" in
        inspect) case $3 in '{{.Image}}') echo image ;; *) cat "${folder}/view" ;; esac ;;
        exec) echo "exec $(printf %.1s "$4")" >>"${folder}/calls"; [ -n "$(cut -f2 "${folder}/view")" ] ;;
        run) for word; do case $word in aaa*) echo "run a" >>"${folder}/calls" ;; *) ;; esac; done ;;
      esac
    }
    pins_routes() { :; }
    proxy() { :; }
    mkdir -p "$ROOT/.traefik"; printf 'then\\037-\\037-\\037traefik\\n' >"$ROOT/.traefik/${'a'.repeat(64)}"
    PROXY=$(printf %064d 0 | tr 0 '${stays || 'z'}')
    [ -n "${stays}" ] || PROXY=''
    PROXY_SOURCE=${at} ID=2-a STEP=undo`
    expect(run(`${setting}\nunpin_leaving ${'a'.repeat(64)}`)).toMatchObject({ status: 0, stderr: '' })
    const made = run(`cat "${folder}/calls" 2>/dev/null || :`).stdout
    expect(made.split('\n').filter((line) => line !== '')).toEqual(calls)
  })

  it.each([
    ['', 0],
    [OWN, 0],
    ['h/other/shop/production', 1],
  ])('a volume that bears %j is %s', (label, status) => {
    put('shop-production/releases/2-a/resources', 'volume\tshop_data\t-\n')
    expect(
      run(
        `docker() { echo '${label === '' ? '' : JSON.stringify(label)}'; }\nOWNER=${OWN} ID=2-a STEP=create; create_resources`,
      ).status,
    ).toBe(status)
  })
})
