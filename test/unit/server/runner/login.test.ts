import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { inShell, SHELLS } from '../shells.js'

// What a server pulls with is on no disk, and in no file but while it pulls, whatever ends our program.

const folder = mkdtempSync(join(tmpdir(), 'login-'))
const root = join(folder, 'shop-production')
const memory = join(folder, 'memory')
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true })
  for (const path of ['tx', 'releases']) mkdirSync(join(root, path), { recursive: true })
  for (const path of ['bin', 'memory']) mkdirSync(join(folder, path))
  // Says where its login lies and what it is, then pulls as long as a file `slow` is there.
  const docker = `#!/bin/sh
case $1 in
  pull) echo "$DOCKER_CONFIG" >"${folder}/where"; cat "$DOCKER_CONFIG/config.json" >"${folder}/login"; stat -c %a "$DOCKER_CONFIG" >"${folder}/mode"; while [ -e "${folder}/slow" ]; do sleep 0.05; done; touch "${folder}/$3" ;;
  image) [ -e "${folder}/app" ] && echo "app@sha256:1 \t sha256:2\t"linux"/"amd64"\t{}" ;;
esac
`
  writeFileSync(join(folder, 'bin/docker'), docker)
  writeFileSync(join(folder, 'in'), `${LOGIN}\napp\n`)
  chmodSync(join(folder, 'bin/docker'), 0o755)
})

const LOGIN = '{"auths":{"registry.example":{"auth":"cHVsbGVyOnNlc2FtZQ=="}}}'
const text = (name: string): string => readFileSync(join(folder, name), 'utf8').trim()
/** Every file below that holds the login, but what the test itself has written. */
const found = (below: string): string[] =>
  readdirSync(below, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !['stackctl', 'in', 'login'].includes(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => readFileSync(path, 'utf8').includes('cHVsbGVyOnNlc2FtZQ=='))

describe.each(SHELLS)('the login of a pull, under %s', (_, shell) => {
  const run = (calls: string) =>
    inShell(shell, root, `PATH=${folder}/bin:$PATH MEMORY=${memory} folder=${folder}\n${calls}`)
  const resolve = '(main resolve) <"$folder/in"'
  const PULLING = `until [ -s "$folder/login" ]; do sleep 0.02; done`

  it('lies in memory while it is needed, for this user alone, and nowhere afterwards', () => {
    expect(run(resolve).stderr).toBe('')
    expect([text('login'), text('mode')]).toEqual([LOGIN, '700'])
    expect(text('where')).toMatch(new RegExp(`^${memory}/[.]stack-actions[.]shop-production[.]`))
    expect([found(folder), readdirSync(memory)]).toEqual([[], []])
  })

  it('lies in the stack’s folder where memory is no place for files, and goes as well', () => {
    expect(run(`MEMORY=/proc; ${resolve}`).stderr).toBe('')
    expect(text('where')).toMatch(new RegExp(`^${root}/[.]login[.]`))
    expect(readdirSync(root).filter((name) => /login|work/.test(name))).toEqual([])
  })

  it('lies in the stack’s folder where memory is full, and goes as well; nothing of it stays in memory', () => {
    const full = `printf() { case $LOGIN in "$MEMORY"/*) command printf '{"auths"'; return 1 ;; *) command printf "$@" ;; esac; }`
    expect(run(`${full}\n${resolve}`).stderr).toBe('')
    expect(text('where')).toMatch(new RegExp(`^${root}/[.]login[.]`))
    expect(text('login')).toBe(LOGIN)
    expect([found(folder), readdirSync(memory)]).toEqual([[], []])
    expect(readdirSync(root).filter((name) => /login|work/.test(name))).toEqual([])
  })

  it('is in no file at all where nothing is pulled', () => {
    writeFileSync(join(folder, 'app'), '')
    expect(run(`log_in() { echo 'a login is written'; }; ${resolve}`).stdout).not.toContain('a login is written')
    expect(existsSync(join(folder, 'login'))).toBe(false)
  })

  it.each([
    ['it is killed, at once, while the pull goes on', 'kill -9 "$all"'],
    ['it is told to end, with the pull', 'kill -TERM "$all"; rm "$folder/slow"'],
  ])('goes when stackctl does: %s', (__, end) => {
    writeFileSync(join(folder, 'slow'), '')
    const { stdout } = run(
      `(main resolve <"$folder/in" >/dev/null 2>&1) & all=$!
       ${PULLING}; ls "$MEMORY" -A; ${end}; tries=0
       until [ -z "$(ls -A "$MEMORY")" ] || [ $tries -gt 100 ]; do tries=$((tries + 1)); sleep 0.02; done; echo "left: $(ls -A "$MEMORY")"; rm -f "$folder/slow"; wait`,
    )
    expect(stdout).toMatch(/^[.]stack-actions[.]shop-production[.]\w+\nleft: \n$/)
    expect(found(folder)).toEqual([])
  })

  it('is in a folder that no guard makes a file in any more, however late it begins', () => {
    const programs = {
      flock: `case $1 in */.alive) [ -e "$1" ] || echo "makes $1" >>"${folder}/made" ;; esac; exec /usr/bin/flock "$@"`,
      setsid: `until [ -e "${folder}/gone" ]; do sleep 0.02; done; exec /usr/bin/setsid "$@"`,
    }
    for (const [name, script] of Object.entries(programs)) {
      writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
    }
    const { stderr } = run('log_in; rm "$LOGIN/.alive"; : >"$folder/gone"; log_out; wait')
    expect([stderr, existsSync(join(folder, 'made')), readdirSync(memory)]).toEqual(['', false, []])
  })

  it('is swept away by the next run where its guard was killed, too; one that is at work keeps its own', () => {
    const { stdout } = run(
      `config='${LOGIN}'; mkdir -p "$MEMORY/.stack-actions.shop-production.abcdef" "$MEMORY/.stack-actions.shop-staging.abcdef" "$ROOT/.login.abcdef"
       for one in "$MEMORY/.stack-actions.shop-production.abcdef" "$MEMORY/.stack-actions.shop-staging.abcdef" "$ROOT/.login.abcdef"; do : >"$one/.alive"; done
       log_in; mine=$LOGIN; (exec 9>&-; sweep); [ -s "$mine/config.json" ] && echo mine; log_out; { ls -A "$MEMORY"; ls -A "$ROOT"; } | grep -E 'login|stack-actions'`,
    )
    expect(stdout).toBe('mine\n.stack-actions.shop-staging.abcdef\n')
  })
})
