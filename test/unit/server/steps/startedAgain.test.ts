import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { inShell, SHELLS } from '../shells.js'

// What was stopped before a deploy and was started by it as it is: the way back stops it again, and nothing that somebody else has started.

const root = join(mkdtempSync(join(tmpdir(), 'again-')), 'shop-production')
afterAll(() => rmSync(join(root, '..'), { recursive: true, force: true }))
beforeEach(() => {
  rmSync(root, { recursive: true, force: true })
  for (const path of ['tx', 'releases/2-bbb']) mkdirSync(join(root, path), { recursive: true })
})

const MORNING = '2026-01-01T06:00:00.5Z'
const NOON = '2026-01-01T12:00:00Z'

describe.each(SHELLS)('what was stopped and starts again, in %s', (_, shell) => {
  /** The way back of a deploy that had a stopped database to start; gives what Docker was told, in order. */
  const goneBack = (before: string): string[] =>
    inShell(
      shell,
      root,
      `rows() { printf "$1" | tr ' ' '\\t'; }
       docker() { case $1 in
         ps) [ ! -e "$ROOT/silent" ] && echo db ;;
         inspect) shift 3; for id; do echo "$id $(cat "$ROOT/$id")"; done ;;
         start) cat "$ROOT/clock" >"$ROOT/$2" ;;
         *) echo "$*" >>"$ROOT/told" ;;
       esac; }
       for one in await_proxy reserve_old_addresses restore_old undo_drain unpin_leaving runs_as_before verify starts_drained flag pins_routes new_containers; do eval "$one() { :; }"; done
       pins_routes() { return 1; }; starts_drained() { return 1; }; let_finish() { echo "drained $(cat | tr '\\t' /)" >>"$ROOT/told"; }; service() { s_parallelism=0; }
       : >"$TX/candidates"; ID=2-bbb STEP=undo; : >"$ROOT/told"; echo '${MORNING}' >"$ROOT/db"
       rows 'release 2-bbb\\nprevious 1-aaa\\nold p db db again always exclusive exited\\n' >"$TX/intent"
       started() { echo '${NOON}' >"$ROOT/clock"; rows 'db p db exclusive 0 again\\n' | start_all 2-bbb; }
       ${before}
       go_back && echo back >>"$ROOT/told"; cat "$ROOT/told"; [ ! -e "$TX/why" ] || cat "$TX/why"`,
    )
      .stdout.split('\n')
      .filter((line) => line !== '')

  it('is stopped by the way back, with the policy that it had', () => {
    expect(goneBack('started')).toEqual(['stop db', 'update --restart=always db', 'back'])
  })

  it('is given the time to finish what it answers where it served already', () => {
    expect(goneBack('started; true >"$TX/switched"')).toEqual([
      'drained p/db',
      'stop db',
      'update --restart=always db',
      'back',
    ])
  })

  it.each([
    ['where we died before we started it', 'echo 2026-01-01T13:00:00Z >"$ROOT/db"'],
    ['where it ended after us, and was started by hand', 'started; echo 2026-01-01T13:00:00Z >"$ROOT/db"'],
  ])('is left to who started it, but for its policy: %s', (__, before) => {
    expect(goneBack(before)).toEqual(['update --restart=always db', 'back'])
  })

  it('is no undone deploy as long as Docker does not say whether it runs', () => {
    const told = goneBack('started; : >"$ROOT/silent"')
    expect(told).not.toContain('back')
    expect(told.join('\n')).toContain('does not answer')
  })
})
