import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { inShell, SHELLS } from '../shells.js'

// What takes another's place gets its address, since all that Docker would give before are held. Docker is a stand-in: a network is a folder
// with a file for each address that is taken, and what starts gets the lowest that is free.

const folder = mkdtempSync(join(tmpdir(), 'addresses-'))
const root = join(folder, 'shop-production')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeEach(() => {
  rmSync(root, { recursive: true, force: true })
  for (const one of ['tx', 'releases/1-aaaaaaa', 'taken']) mkdirSync(join(root, one), { recursive: true })
})

const SETTING = `
ID=2-bbbbbbb STEP=undo; mkdir -p "$ROOT/releases/$ID"
docker() {
  case $1 in
    network) printf 'pool\\tnet\\t10.0.0.0/24\\t<no value>\\t10.0.0.1\\n'; cd "$ROOT/taken" && for one in *; do [ "$one" = '*' ] || printf 'taken\\tnet\\t10.0.0.%s/24\\t\\n' "$one"; done ;;
    ps) case $* in *placeholder*) grep -l ^asleep "$ROOT"/taken/* 2>/dev/null | sed 's|.*/|asleep-|' ;; *) echo web ;; esac ;;
    inspect) case $3 in *Running*) echo "$UP" ;; *Networks*) shift 3; for one; do grep -lx "$one" "$ROOT"/taken/* 2>/dev/null | while read -r at; do printf '%s\\tshop\\t%s\\tnet\\t10.0.0.%s\\t\\t\\n' "$one" "\${one%-*}" "\${at##*/}"; done; done ;; *) echo image ;; esac ;;
    run) case $* in *' 0') [ "$SLEEPS" = yes ] ;; *) at=$(lowest) && echo "asleep-$at" >"$ROOT/taken/$at" ;; esac ;;
    start) lowest >"$ROOT/at" && echo "$2" >"$ROOT/taken/$(cat "$ROOT/at")"; echo "start $2 $(cat "$ROOT/at")" >>"$ROOT/calls" ;;
    rm) for one; do case $one in asleep-*) rm -f "$ROOT/taken/\${one#asleep-}" ;; esac; done ;;
    restart) echo "restart $2" >>"$ROOT/calls" ;;
    exec) shift; echo "exec $*" >>"$ROOT/calls"; [ "$NGINX" = yes ] ;;
  esac
}
# One at a time, as Docker does.
lowest() { n=2; until mkdir "$ROOT/lock.$n" 2>/dev/null && [ ! -e "$ROOT/taken/$n" ]; do rmdir "$ROOT/lock.$n" 2>/dev/null; n=$((n + 1)); done; rmdir "$ROOT/lock.$n"; echo "$n"; }
starts_drained() { false; }
SLEEPS=yes NGINX=yes UP=''
`
const take = (at: Record<number, string>) => {
  for (const [number, by] of Object.entries(at)) writeFileSync(join(root, 'taken', number), `${by}\n`)
}
const wanted = (rows: [id: string, service: string, address: string][]) =>
  writeFileSync(
    join(root, 'tx/addresses'),
    rows.map(([id, service, address]) => `${id}\tshop\t${service}\tnet\t${address}\n`).join(''),
  )
const again = (rows: [id: string, service: string][]) =>
  writeFileSync(join(root, 'tx/again'), rows.map(([id, service]) => `${id}\tshop\t${service}\n`).join(''))
const calls = () =>
  existsSync(join(root, 'calls')) ? readFileSync(join(root, 'calls'), 'utf8').trim().split('\n') : []
const said = () => (existsSync(join(root, 'journal')) ? readFileSync(join(root, 'journal'), 'utf8') : '')

describe.each(SHELLS)('the addresses that are free below one, under %s', (_name, shell) => {
  const count = (lines: string[], row: string) =>
    inShell(
      shell,
      root,
      `docker() { printf '${lines.join('\\n')}\\n'; }\nfree_below "$(printf '${row}')" | grep -c .`,
    ).stdout.trim()
  const v4 = 'pool\\tn\\t172.18.0.0/16\\t<no value>\\t172.18.0.1'
  const v6 = 'pool\\tn\\tfd00:1::/64\\t<no value>\\tfd00:1::1'

  it.each<[string, string[], string, string]>([
    ['none', [v4], '172.18.0.2', '0'],
    ['all but the gateway', [v4], '172.18.0.5', '3'],
    ['what nobody has', [v4, 'taken\\tn\\t172.18.0.2/16\\t', 'taken\\tn\\t172.18.0.4/16\\t'], '172.18.0.5', '1'],
    ['none of what is above', [v4, 'taken\\tn\\t172.18.0.9/16\\t'], '172.18.0.3', '1'],
    ['what another network has', [v4, 'taken\\tm\\t172.18.0.2/16\\t'], '172.18.0.3', '1'],
    ['from the beginning of a range', ['pool\\tn\\t172.18.0.0/16\\t172.18.5.0/24\\t172.18.0.1'], '172.18.5.2', '2'],
    ['across a byte', [v4, 'taken\\tn\\t172.18.0.255/16\\t'], '172.18.1.1', '254'],
    ['IPv6, too', [v4, v6, 'taken\\tn\\t172.18.0.2/16\\tfd00:1::2/64'], 'fd00:1::4', '1'],
    ['IPv6 in hexadecimal', [v6], 'fd00:1::1a', '24'],
    ['IPv6 behind a gateway that is not told', ['pool\\tn\\tfd00:1::/64\\t\\t'], 'fd00:1::3', '1'],
    ['of a network without a pool none', [''], '172.18.0.5', '0'],
  ])('are %s', (_case, lines, address, free) => {
    expect(count(lines, `id\\tp\\tapp\\tn\\t${address}`)).toBe(free)
  })
})

describe.each(SHELLS)('what goes back, under %s', (_name, shell) => {
  const back = (setting = '') => inShell(shell, root, `${SETTING}\n${setting}\nstart_at_old_addresses`).status

  it('starts at its address, although lower ones are free, and nobody sleeps afterwards', () => {
    take({ 3: 'proxy-1' })
    wanted([['app-1', 'app', '10.0.0.5']])
    again([['app-1', 'app']])
    expect(back()).toBe(0)
    expect(calls()).toEqual(['start app-1 5'])
    expect(readFileSync(join(root, 'taken/3'), 'utf8')).toBe('proxy-1\n')
    for (const at of [2, 4]) expect(existsSync(join(root, `taken/${at}`))).toBe(false)
  })

  it('starts in the order of the release, each at its own address', () => {
    writeFileSync(join(root, 'tx/intent'), 'previous\t1-aaaaaaa\n')
    writeFileSync(join(root, 'releases/1-aaaaaaa/services'), 'shop\tworker\th\nshop\tapp\th\n')
    wanted([
      ['app-1', 'app', '10.0.0.3'],
      ['worker-1', 'worker', '10.0.0.10'],
    ])
    again([
      ['app-1', 'app'],
      ['worker-1', 'worker'],
    ])
    expect(back()).toBe(0)
    expect(calls()).toEqual(['start worker-1 10', 'start app-1 3'])
  })

  it('gets its address from one that sleeps there', () => {
    take({ 2: 'asleep-2', 3: 'asleep-3' })
    wanted([['app-1', 'app', '10.0.0.3']])
    again([['app-1', 'app']])
    expect(back(': >"$TX/placeholders"')).toBe(0)
    expect(calls()).toEqual(['start app-1 3'])
  })

  it('is made anew at the address of the one that is gone', () => {
    wanted([['app-1', 'app', '10.0.0.4']])
    again([['app-2', 'app']])
    expect(back()).toBe(0)
    expect(calls()).toEqual(['start app-2 4'])
  })

  it('is started all the same where no image can sleep, and it is told', () => {
    wanted([['app-1', 'app', '10.0.0.4']])
    again([['app-1', 'app']])
    expect(back('SLEEPS=no')).toBe(0)
    expect(calls()).toEqual(['start app-1 2'])
    expect(said()).toContain('lower ones are free and cannot be held')
  })

  it.each([
    ['is stopped', '', [2, 3]],
    ['runs', 'app-1', []],
  ])('has lower addresses held before what is there in its place is stopped, where it %s', (_when, up, held) => {
    take({ 4: 'new-1' })
    wanted([['app-1', 'app', '10.0.0.4']])
    expect(inShell(shell, root, `${SETTING}\nUP=${up}; reserve_old_addresses`).status).toBe(0)
    expect([2, 3, 5].filter((at) => existsSync(join(root, `taken/${at}`)))).toEqual(held)
  })

  it('costs nothing where no address was written down', () => {
    again([['app-1', 'app']])
    expect(back()).toBe(0)
    expect(calls()).toEqual([])
  })

  it.each([
    ['nginx', 'yes', ['exec proxy nginx -t', 'exec proxy nginx -s reload']],
    ['other', 'yes', ['restart proxy']],
  ])('at another address has a %s look its name up anew', (kind, nginx, expected) => {
    take({ 2: 'app-1' })
    wanted([['app-1', 'app', '10.0.0.4']])
    const setting = `NGINX=${nginx}; caching_proxies() { printf 'proxy\\tshop-proxy\\t${kind}\\n'; }`
    expect(inShell(shell, root, `${SETTING}\n${setting}\nrefresh_caching_proxies app-1`).status).toBe(0)
    expect(calls()).toEqual(expected)
    expect(said()).toContain('shop/app\tapp-1 has the address 10.0.0.2 now')
  })

  it('at its own address restarts nobody', () => {
    take({ 4: 'app-1' })
    wanted([['app-1', 'app', '10.0.0.4']])
    expect(
      inShell(shell, root, `${SETTING}\ncaching_proxies() { echo 'proxy'; }\nrefresh_caching_proxies app-1`).status,
    ).toBe(0)
    expect(calls()).toEqual([])
  })

  it.each<[string, string, string]>([
    ['nginx by its image', 'p\\tshop-proxy\\tghcr.io/a/nginx:1.30\\t/x.sh\\t[]\\tnet ', 'p\tshop-proxy\tnginx\n'],
    [
      'nginx by its variable',
      'p\\tshop-proxy\\tshop-web\\t/x.sh\\t["NGINX_VERSION=1.30"]\\tother net ',
      'p\tshop-proxy\tnginx\n',
    ],
    ['HAProxy by its program', 'p\\tlb\\tshop-lb\\t/usr/sbin/haproxy\\t[]\\tnet ', 'p\tlb\tother\n'],
    ['none on another network', 'p\\tlb\\tnginx\\tnginx\\t[]\\tother ', ''],
    ['no Caddy', 'p\\tlb\\tcaddy:2\\tcaddy\\t[]\\tnet ', ''],
    ['not what has moved itself', 'app-1\\tapp\\tnginx\\tnginx\\t[]\\tnet ', ''],
  ])('has for caching_proxies of its address: %s', (_case, line, expected) => {
    const setting = `previous=1-aaaaaaa; ps_of() { printf 'p\\tshop\\tproxy\\th\\trunning\\n'; }; docker() { printf '${line}\\n'; }`
    expect(
      inShell(shell, root, `${setting}\ncaching_proxies "$(printf 'app-1\\tshop\\tapp\\tnet\\t10.0.0.2')"`).stdout,
    ).toBe(expected)
  })
})
