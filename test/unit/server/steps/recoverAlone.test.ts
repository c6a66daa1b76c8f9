import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it } from '@jest/globals'
import { inShell, SHELLS } from '../shells.js'

// A first deploy on a machine on which nothing else runs was killed between its steps: what it has created is there, and stopped.

const root = join(mkdtempSync(join(tmpdir(), 'alone-')), 'shop-production')
const release = join(root, 'releases/2-b')
afterAll(() => rmSync(join(root, '..'), { recursive: true, force: true }))
beforeEach(() => {
  rmSync(root, { recursive: true, force: true })
  for (const path of [release, join(root, 'tx')]) mkdirSync(path, { recursive: true })
  writeFileSync(join(root, 'tx/intent'), 'release\t2-b\nprevious\t\ngate\thost\nproxy\t\n')
  writeFileSync(join(release, 'services'), 'shop\tweb\th\tstart-first\t1\ti\tt\t0\t0\trunning\t-\t-\t2\tno\t0\n')
})

const ROUTES = 'routers\tshop\tweb\tshop\t{"rule":"Host(`shop.test`)"}\n'

it.each(
  SHELLS.flatMap(
    ([name, shell]) =>
      [
        [name, shell, ''],
        [name, shell, ROUTES],
      ] as [string, string[], string][],
  ),
)('is undone by a recovery, where no Traefik can be asked: %s %s %j', (_name, shell, routes) => {
  writeFileSync(join(release, 'routes'), routes)
  const row = ['c1', '"shop"', '"web"', '"h"', 'created', '""', '"shop-web-1"', 'Created', '"h/shop"'].join('\\t')
  const { status, stderr } = inShell(
    shell,
    root,
    `OWNER=h/shop
       docker() { case "$*" in
         ps*-aq*) [ -e "$ROOT/gone" ] || echo c1 ;;
         ps*-a*) [ -e "$ROOT/gone" ] || printf '${row}\\n' ;;
         rm*) true >"$ROOT/gone" ;;
         *) ;;
       esac; }
       retain() { :; }
       (recovery); echo "ended $?" >&2`,
  )
  expect({ status, ended: /ended \d+/.exec(stderr)?.[0] ?? stderr }).toEqual({ status: 0, ended: 'ended 3' })
  expect(stderr).not.toMatch(/not set|unbound/)
  expect(readFileSync(join(release, 'outcome'), 'utf8')).toMatch(/^undone\t/)
})
