import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { parseFacts, parseNames } from '../../../src/host/facts.js'
import { blockingMiddleware, definitionsOf, routesOf } from '../../../src/proxy/routes.js'
import { routingOf } from '../../../src/proxy/routing.js'
import { writeArgv } from '../../../src/records/argv.js'
import { writeLines } from '../../../src/records/record.js'
import { ROUTES } from '../../../src/records/release.js'
import { ackLine, heldLines, renderMirror } from '../proxy/mirror.js'
import { makeWhole, PROGRAM, inShell as runFunctions, SHELLS } from './shells.js'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stackctl-'))
  mkdirSync(join(folder, 'shop-production/tx'), { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const inShell = (shell: readonly string[], calls: string) => runFunctions(shell, join(folder, 'shop-production'), calls)

describe('each function of stackctl that changes something', () => {
  const changes =
    /\bact (?!exec "\$PROXY" cat)[a-z"$]|\bcompose "\$|\bwhole "|\bdocker (start|stop|tag|pull|update) |\bln "/
  const lines = PROGRAM.split('\n')
  const functions = lines.flatMap((text, at) => {
    const [, name] = /^([a-z_]+)\(\) \{/.exec(text) ?? []
    if (name === undefined) return []
    const end = /\}( #.*)?$/.test(text) ? at : lines.indexOf('}', at)
    const before = lines.slice(0, at).reverse()
    const comment = before.slice(
      0,
      before.findIndex((line) => !line.startsWith('#')),
    )
    const body = lines.slice(at, end + 1).filter((line) => !/^ *#/.test(line))
    return changes.test(body.join('\n')) ? [{ name, says: [...comment, text].join('\n') }] : []
  })

  it.each(functions)('$name says what a death inside leaves', ({ says }) => {
    expect(says).toMatch(
      /[Dd]ies inside|death|killed|power cut|[Cc]an be run (again|any number of times)|Nothing changed|[Rr]eads only/,
    )
  })
})

describe.each(SHELLS)('stackctl under %s', (_, shell) => {
  it('tells how it is used, with exit code 2, and knows its stack by its folder', () => {
    const { status, stderr } = inShell(shell, 'main')
    expect(status).toBe(2)
    expect(stderr).toContain('stackctl: the stack shop-production on this server')
    for (const verb of ['status', 'history', 'logs', 'rollback', 'recover', 'abort'])
      expect(stderr).toContain(`  ${verb} `)
  })

  it('calls off a release that is still on its way: nothing that arrives later begins', () => {
    const { status, stdout } = inShell(
      shell,
      'main abort 7-abcdef1; cat "$ROOT/releases/7-abcdef1/decision" "$ROOT/releases/7-abcdef1/outcome"; rm -r "$ROOT/releases"',
    )
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'abort\nrefused\tit was called off before it began\taborted\n',
    })
  })

  it('does nothing when it arrives truncated, wherever it is cut', () => {
    const home = mkdtempSync(join(folder, 'cut-'))
    for (let part = 1; part <= 40; part += 1) {
      const cut = join(home, 'stackctl')
      writeFileSync(cut, PROGRAM.slice(0, Math.floor((PROGRAM.length * part) / 41)))
      spawnSync(shell[0] as string, [...shell.slice(1), cut, 'facts'], {
        encoding: 'utf8',
        timeout: 20_000,
        env: { PATH: '/usr/bin:/bin', HOME: home },
      })
    }
    expect(readdirSync(home)).toEqual(['stackctl'])
  })

  it.each([
    ['../../etc', false],
    ['-rf', false],
    ['', false],
    ['12-abcdef1', true],
    ['12-ABC', false],
    ['$(id)', false],
    ['a b', false],
  ])('takes %j for a release id: %s', (id, valid) => {
    const { stdout } = inShell(shell, `if valid_id '${id}'; then echo yes; else echo no; fi`)
    expect(stdout.trim()).toBe(valid ? 'yes' : 'no')
  })

  it('sweeps away what a killed prepare left, and nothing of one that is at work', () => {
    const { stdout } = inShell(
      shell,
      `cd "$ROOT"; rm -rf releases .login.* .work.*; mkdir -p releases/.incoming-2-aaaaaaa/.work.x releases/.incoming-3-bbbbbbb .login.y .work.z
       touch releases/.incoming-2-aaaaaaa/.alive .login.y/.alive .work.z/.alive
       lock_folder releases/.incoming-3-bbbbbbb
       (exec 8>&-; sweep); ls -A . releases | grep -E 'login|work|incoming'`,
    )
    expect(stdout.trim()).toBe('.incoming-3-bbbbbbb')
  })

  it('sweeps away what a killed prepare left also while what it pulled is still on its way', () => {
    const { stdout } = inShell(
      shell,
      `cd "$ROOT"; rm -rf releases inside; mkdir -p releases/.incoming-7-aaaaaaa/release inside; incoming=$ROOT/releases/.incoming-7-aaaaaaa
       cat >inside/docker <<'E'
#!/bin/sh
case $1 in pull) echo $$ >"$0.pull"; exec sleep 10 ;; version) echo linux/amd64 ;; esac
E
       chmod 755 inside/docker; PATH=$ROOT/inside:$PATH
       { lock_folder "$incoming"; WORK=$incoming/.work.x; mkdir "$WORK"; printf '%s\\t' p web h start-first 1 app:v2 tag >"$incoming/release/services"
         pull_images "$incoming/release/services"; } & prepare=$!
       until [ -s inside/docker.pull ]; do kill -0 "$prepare" || exit 1; done
       kill -9 "$prepare"; wait; sweep
       kill "$(cat inside/docker.pull)" || echo 'nothing was on its way'; ls -A releases`,
    )
    expect(stdout.trim()).toBe('')
  })

  it('keeps four releases that were proven and what is newer, also what never began, and lets go of what is older', () => {
    const { stdout } = inShell(
      shell,
      `ask() { :; }; cd "$ROOT"; rm -rf releases; for id in 1 2 3 4 5 6 7 8 9; do mkdir -p releases/$id-aaaaaaa; : >releases/$id-aaaaaaa/services; done
       for id in 2 4 5 7; do echo committed >releases/$id-aaaaaaa/outcome; done; echo undone >releases/8-aaaaaaa/outcome; echo undone >releases/1-aaaaaaa/outcome
       echo committed >releases/9-aaaaaaa/outcome; echo 9-aaaaaaa >current; retain; ls releases | tr '\\n' ' '`,
    )
    expect(stdout.trim().split(' ')).toEqual(['4', '5', '6', '7', '8', '9'].map((id) => `${id}-aaaaaaa`))
  })

  it('goes no further where a file may have been cut short by a full disk, and frees what is kept for the way back', () => {
    const { stdout } = inShell(
      shell,
      `ID=2-bbbbbbb STEP=start; rm -f "$TX"/*; : >"$ROOT/ballast"; ln -s /dev/full "$TX/room.2"
       disk_has_room && echo whole; disk_has_room 2>/dev/null || why; [ -e "$ROOT/ballast" ] || echo freed; rm -f "$TX"/*`,
    )
    expect(stdout.trim().split('\n')).toEqual([
      'whole',
      expect.stringMatching(/^start: .*\/tx: cannot be written: the disk is full \(\d+ KiB free on /),
      'freed',
    ])
  })

  it('writes a state file whole: its lines, none of them, or what was there before', () => {
    const { stdout } = inShell(
      shell,
      `cd "$ROOT"; rm -f some*; write_whole some "a$TAB\\\\b$NL  c"; cat some; write_whole some ''; wc -c <some; write_whole some before
       ln -sfn /dev/full some.new; if write_whole some after 2>/dev/null; then echo written; fi; cat some; rm -f some*`,
    )
    expect(stdout.split('\n').map((line) => line.trimEnd())).toEqual(['a\t\\b', '  c', '0', 'before', ''])
  })

  it('prints sections of files as they are, also of one that is empty, not there, or ends without a line break', () => {
    const { stdout } = inShell(
      shell,
      `cd "$ROOT"; printf 'a\\\\tb\\n\\n c=d' >one; : >two; sections first one second two third "$ROOT/nothing" 'model x=y' one; rm -f one two`,
    )
    const lines = [' a\\tb', ' ', '  c=d']
    expect(stdout.split('\n')).toEqual(['== first', ...lines, '== second', '== third', '== model x=y', ...lines, ''])
  })

  it('looks again whether the old ones have stopped only where Docker did not say so', () => {
    const stopping = (docker: string, engine = ':') =>
      inShell(
        shell,
        `await_engine() { ${engine}; }; docker() { case $1 in stop) ${docker} ;; *) echo >"$ROOT/looked"; [ ! -e "$ROOT/up" ] || echo two ;; esac; }; STEP=stop
         rm -f "$TX/why"; stop_containers one two 2>/dev/null && echo stopped || why; [ ! -e "$ROOT/looked" ] || echo looked; rm -f "$TX"/* "$ROOT/up" "$ROOT/looked"`,
      ).stdout.trim()
    expect(stopping(':')).toBe('stopped')
    expect(stopping('[ "$2" = one ] || { echo "no such container" >&2; return 1; }')).toBe('stopped\nlooked')
    expect(stopping('[ "$2" = one ] || { : >"$ROOT/up"; echo "it hangs" >&2; return 1; }')).toBe(
      'stop: two: does not stop: it hangs\nlooked',
    )
    // No word of Docker is no stop.
    expect(stopping('return 1', 'fail docker "does not answer"')).toBe('stop: docker: does not answer')
  })

  it('shows the runner what there is to judge: what is new and what is kept, nothing that ran once or is gone, and nothing at all where Docker is silent', () => {
    const judged = (docker: string) =>
      inShell(
        shell,
        `docker() { ${docker}; }; rows() { printf "$1" | tr ' ' '\\t'; }
         rows 'new p web start-first 0 changed\\nonce p job one-shot 0 changed\\n' >"$TX/candidates"
         rows 'old p api kept keep always start-first running\\nold p web gone replace always start-first running\\n' >"$TX/intent"
         to_judge; rm -f "$TX"/*`,
      ).stdout
    expect(judged('shift 3; for id; do echo " {$id}"; done')).toBe('== containers\n {new}\n {kept}\n')
    expect(judged('echo " {new}"; return 1')).toBe('== containers\n {new}\n')
    expect(judged('return 1')).toBe('')
  })

  it('asks the engine for its version once for each of its starts, and one that is not this machine’s own each time', () => {
    const { stdout } = inShell(
      shell,
      `seen=$ROOT/.facts.x HOME=$ROOT/home; mkdir -p "$seen" "$HOME/.docker"
       docker() { echo "$1" >>"$seen/asked"; [ ! -e "$seen/down" ] || return 1; echo '26.1.5 linux/amd64'; }
       stat() { cat "$seen/started" 2>/dev/null; }
       two() { : >"$seen/asked"; engine_version >>"$seen/said"; engine_version >>"$seen/said"; echo "$1: $(grep -c '^version' "$seen/asked")"; }
       usual_engine() { :; }
       echo 1000 7 >"$seen/started"; two started; two 'looked at later'
       echo 1001 7 >"$seen/started"; two 'started again'
       DOCKER_HOST=tcp://other; two 'DOCKER_HOST'; DOCKER_HOST=''; DOCKER_CONTEXT=other; two 'DOCKER_CONTEXT'; DOCKER_CONTEXT=''
       echo '{"currentContext": "other"}' >"$HOME/.docker/config.json"; two 'a context'; rm "$HOME/.docker/config.json"
       rm "$seen/started"; two 'no pid file'; sort -u "$seen/said"
       : >"$seen/down"; engine_version || echo "down: $?"; rm -rf "$seen" "$HOME" "$ROOT/.engine"`,
    )
    expect(stdout.trim().split('\n')).toEqual([
      ...[
        'started: 1',
        'looked at later: 0',
        'started again: 1',
        'DOCKER_HOST: 2',
        'DOCKER_CONTEXT: 2',
        'a context: 2',
      ],
      ...['no pid file: 2', '26.1.5 linux/amd64', 'down: 1'],
    ])
  })

  it.each([
    ['the system’s', '', '', '', 0, ''],
    ['a context of this machine', '', 'context) echo unix:///var/run/docker.sock ;;', '', 0, ''],
    ['rootless', '', 'info) echo "[\\"name=rootless\\"]" ;;', '', 2, 'rootless Docker runs here'],
    [
      'of another machine',
      '',
      'context) echo ssh://root@other ;;',
      '',
      2,
      'Docker is reached by ssh://root@other here',
    ],
    [
      'of another machine by DOCKER_HOST',
      '',
      '',
      'DOCKER_HOST=tcp://10.0.0.1:2376',
      2,
      'reached by tcp://10.0.0.1:2376',
    ],
    ['podman', '', '--version) echo podman version 4.9.3 ;;', '', 2, 'podman answers in place of Docker'],
    ['snap’s', '/snap/bin/docker', '', '', 2, 'Docker of the snap store runs here'],
    ['snap’s, by its link', '/usr/bin/snap', '', '', 2, 'Docker of the snap store runs here'],
  ])('tells which engine there is: %s', (_, program, answer, variable, code, words) => {
    const { stdout, stderr } = inShell(
      shell,
      `docker() { case $1 in ${answer} *) : ;; esac; }
       readlink() { echo "${program || '/usr/bin/docker'}"; }
       ${variable || ':'}; usual_engine; echo "$?"`,
    )
    expect(stdout.trim()).toBe(String(code))
    if (words === '') expect(stderr).toBe('')
    else expect(stderr).toContain(words)
  })

  it('has this server’s Compose read what is new to it, before the lock, and says what it cannot', () => {
    const { stdout, stderr } = inShell(
      shell,
      `WORK=$ROOT/work; mkdir -p "$WORK" "$ROOT/models"; cd "$ROOT/models"
       plugin=$0; compose_plugin() { :; }; stat() { echo "compose $version"; }; echo 2.20.3 >"$ROOT/.compose"; version=1
       bare_compose() { echo "$2" >>"$ROOT/asked"; case $(cat "$6") in *new*) echo 'validating x: services.web.new is not allowed' >&2; return 1 ;; *) ;; esac; }
       try() { : >"$ROOT/asked"; read_models "$ROOT/models"; echo "$1: $? $(tr '\n' ' ' <"$ROOT/asked")"; }
       model() { printf '{"image": "x@sha256:%064d", "a": "%s"}' "$2" "$3" >"$1.json"; }
       model p 1 one; model q 1 one; try first; try same; model p 2 one; try digest; model p 2 two; try field
       version=2; try compose; model q 1 new; try unknown; try again; rm -rf "$WORK" "$ROOT/models" "$ROOT/asked" "$ROOT/.models" "$ROOT/.compose"`,
    )
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual([
      ...['first: 0 p q', 'same: 0', 'digest: 0', 'field: 0 p q', 'compose: 0 p q', 'unknown: 1 p q', 'again: 1 p q'],
    ])
    expect(stderr).toContain(
      'stackctl: Docker Compose 2.20.3 of this server cannot read the project q: validating x: services.web.new is not allowed',
    )
    expect(stderr).toContain('→ update the package docker-compose-plugin on the server')
  })

  it('starts Compose itself, with nothing of the environment but what Docker needs, or lets Docker do it where it is not found', () => {
    const home = join(folder, 'home')
    for (const path of ['.docker/cli-plugins/docker-compose', 'bin/docker']) {
      mkdirSync(dirname(join(home, path)), { recursive: true })
      const text = `#!/bin/sh\necho "\${0##*/} $* secret=\${SECRET-} host=$DOCKER_HOST" >>"${home}/said"; echo 2.26.1; [ ! -e "${home}/fails" ] || { echo 'no such image' >&2; exit 1; }\n`
      writeFileSync(join(home, path), text, { mode: 0o755 })
    }
    const { stdout } = inShell(
      shell,
      `HOME=${home} PATH=${home}/bin:$PATH ID=1-aaaaaaa STEP=create; export SECRET=x DOCKER_HOST=unix:///x; mkdir -p "$ROOT/releases/$ID" "$ROOT/.facts.x"; seen=$ROOT/.facts.x
       compose 1-aaaaaaa p create --no-build; compose_version; compose_version
       echo '{"cliPluginsExtraDirs": ["/opt"]}' >"$HOME/.docker/config.json"; compose 1-aaaaaaa p create --no-build; compose_version
       : >"$HOME/fails"; compose 1-aaaaaaa p create 2>/dev/null || why; sed "s|$ROOT||g; s/ secret=x host=[^ ]*$//" "$HOME/said"; rm -rf "$HOME" "$TX"/* "$ROOT/.compose" "$ROOT/.facts.x" "$ROOT/releases/1-aaaaaaa"`,
    )
    const words = '-p p --project-directory /data -f /releases/1-aaaaaaa/models/p.json --env-file /dev/null create'
    expect(stdout.trim().split('\n')).toEqual([
      ...['2.26.1', '2.26.1', '2.26.1', 'create: p: compose create: no such image'],
      `docker-compose ${words} --no-build secret= host=unix:///x`,
      'docker-compose version --short',
      `docker compose ${words} --no-build secret= host=unix:///x`,
      'docker compose version --short',
      `docker compose ${words} secret= host=unix:///x`,
    ])
  })

  it('does not ask Docker again for what a look at the server has shown', () => {
    const { stdout } = inShell(
      shell,
      `docker() { echo "$1" >>"$ROOT/asked"; }; WORK=$ROOT/work; mkdir -p "$WORK" "$ROOT/folder/.stack-actions"; printf 'p\\tweb\\th\\tstart-first\\t1\\tapp:v2\\ttag\\n' >"$ROOT/some"
       seen=$WORK; remember .engine '26.1.5 linux/amd64'; remember .proxy-folder "$ROOT/folder"; images_here() { :; }
       pull_images "$ROOT/some" 2>/dev/null; make_staging; cat "$ROOT/asked" "$ROOT/.engine"; : >"$ROOT/asked"
       rm -rf "$ROOT/folder" "$ROOT/.engine"; pull_images "$ROOT/some" 2>/dev/null; make_staging; cat "$ROOT/asked"
       remember .engine other; remember .engine other; cat "$ROOT/.engine"; rm -rf "$WORK" "$ROOT/some" "$ROOT/asked" "$ROOT"/.[ep]*`,
    )
    // What is gone is asked for: the platform, and where Traefik is.
    expect(stdout.trim().split('\n')).toEqual(['pull', '26.1.5 linux/amd64', 'version', 'pull', 'ps', 'other'])
  })

  it('gives every container its policy, whatever the disk has room for', () => {
    const { stdout } = inShell(
      shell,
      `docker() { echo "$*"; }; act() { docker "$@"; }; TX=/dev/full; printf 'b no\\na always\\nc no\\nd on-failure:3\\n' | set_policies; printf '' | set_policies; echo $?`,
    )
    expect(stdout.trim().split('\n')).toEqual([
      'update --restart=always a',
      'update --restart=no b c',
      'update --restart=on-failure:3 d',
      '0',
    ])
  })

  it('lets no word decide that a full disk cut short', () => {
    const { stdout } = inShell(
      shell,
      `rm -rf "$ROOT/releases/5-ccccccc"; mkdir -p "$ROOT/releases/5-ccccccc"; cd "$ROOT/releases/5-ccccccc"; ln -sfn /dev/full decision.$$
       decide confirm 5-ccccccc; echo "confirm $?, $(ls)"; decide abort 5-ccccccc; echo "abort $?, $(cat decision)"`,
    )
    expect(stdout.trim().split('\n')).toEqual(['confirm 1, ', 'abort 0, abort'])
  })

  it('begins an undo again when dockerd died inside it or somebody took a container away, and gives up at the third failure', () => {
    const undo = (engine: string, succeeds = 2) =>
      inShell(
        shell,
        `pause() { :; }; retain() { :; }; ID=6-aaaaaaa; mkdir -p "$TX" "$ROOT/releases/$ID"; tries=0
         go_back() { tries=$((tries + 1)); [ "$tries" -ge ${succeeds} ]; }
         asked=0; ask() { asked=$((asked + 1)); ${engine}; }; : >"$ROOT/releases/$ID/waiting.new"; : >"$ROOT/releases/$ID/waiting"
         undo aborted 'it was aborted'; (cd "$ROOT/releases/$ID"; ls waiting* 2>/dev/null); echo "$tries tries, $(cut -f1 "$ROOT/releases/$ID/outcome")"`,
      ).stdout.trim()
    // Asked before the first try, then after it: away, and back.
    expect(undo('[ "$asked" != 2 ]')).toBe('2 tries, undone')
    expect(undo('true')).toBe('2 tries, undone')
    expect(undo('true', 4)).toBe('3 tries, undo-failed')
  })

  it.each([
    ['all that ran before run again', ['web running', 'api running', 'api restarting'], 'as before'],
    ['one was taken away beside us', ['web running', 'api running'], 'undo: undo: p/api: 1 of 2 run'],
    ['one is stopped', ['web exited', 'api running', 'api running'], 'undo: undo: p/web: 0 of 1 run'],
    ['there are more', ['web running', 'web running', 'api running', 'api running'], 'as before'],
  ])('an undo has ended when %s: %s', (_case, containers, expected) => {
    const rows = (lines: readonly string[][]) => lines.map((line) => `${line.join('\t')}\n`).join('')
    const services = ['web', 'api'].map((name) => ['p', name, 'h', 'start-first'])
    writeFileSync(
      join(folder, 'shop-production/containers'),
      rows(
        containers.map((one, at) => {
          const [name = '', state = ''] = one.split(' ')
          return [`${at}`, 'p', name, 'h', state, 'False', `p-${name}-${at}`, 'Up', '']
        }),
      ),
    )
    writeFileSync(
      join(folder, 'shop-production/tx/before'),
      rows([
        ['1', 'p', 'web'],
        ['2', 'p', 'api'],
        ['3', 'p', 'api'],
      ]),
    )
    mkdirSync(join(folder, 'shop-production/releases/1-aaaaaaa'), { recursive: true })
    writeFileSync(
      join(folder, 'shop-production/releases/1-aaaaaaa/services'),
      rows(services.map((line) => [...line, '1', 'i', 't', '0', '0', 'c', '-', '-', '9'])),
    )
    const { stdout } = inShell(
      shell,
      `docker() { cat "$ROOT/containers"; }; compose_at_work() { false; }; STEP=undo previous=1-aaaaaaa; rm -f "$TX/why"; if runs_as_before 2>/dev/null; then echo as before; else why; fi; rm -f "$TX/before" "$TX/why"`,
    )
    expect(stdout.trim()).toBe(expected)
  })

  it("does not call an undo ended while somebody's `docker compose up` may still take containers away", () => {
    const compose = join(folder, 'docker-compose')
    writeFileSync(compose, '#!/bin/sh\nuntil grep -q somebody "$4"; do sleep 0.05; done\necho gone >"$3"\n')
    chmodSync(compose, 0o755)
    const { stdout } = inShell(
      shell,
      `STEP=undo previous=1-aaaaaaa ID=9-aaaaaaa giving_up=0; rm -rf "$ROOT/releases/$ID"; mkdir -p "$ROOT/releases/$ID"; echo x >"$TX/before"; echo there >"$ROOT/state"
       ps_of() { cat "$ROOT/state" >"$ROOT/seen"; false; }
       "${compose}" compose up "$ROOT/state" "$ROOT/releases/$ID/journal" 2>/dev/null & until compose_at_work; do sleep 0.01; done; runs_as_before 2>/dev/null; cat "$ROOT/seen"; rm -f "$TX/before" "$TX/why"
       grep -c "somebody's docker compose is at work" "$ROOT/releases/$ID/journal"`,
    )
    expect(stdout.trim().split('\n')).toEqual(['gone', '1'])
  })

  it('waits 15 s for such a compose, which are not its own, and says in its outcome that it is still at work', () => {
    const { stdout } = inShell(
      shell,
      `ID=9-aaaaaaa previous=1-aaaaaaa giving_up=60000 clock=0; rm -rf "$ROOT/releases/$ID"; mkdir -p "$ROOT/releases/$ID"; echo x >"$TX/before"
       compose_at_work() { true; }; pause() { clock=$((clock + 5000)); }; now_ms() { echo "$clock"; }; ps_of() { :; }; : >"$TX/ps"
       runs_as_before 2>/dev/null || echo counted; echo "$clock $giving_up"
       go_back() { true; }; await_engine() { true; }; retain() { :; }; undo aborted 'it was aborted'; cut -f2 "$ROOT/releases/$ID/outcome"; rm -f "$TX"/*`,
    )
    const [counted, times, outcome] = stdout.trim().split('\n')
    expect([counted, times]).toEqual(['counted', '15000 75000'])
    expect(outcome).toMatch(/^it was aborted; release 1-aaaaaaa serves; somebody's docker compose is still at work: /)
  })

  it.each([
    ['compose -p shop up -d', true],
    ['compose -f up.yml --project-directory /srv down', true],
    ['--ansi never restart web', true],
    ['compose --progress=plain rm -f', true],
    ['compose logs -f up', false],
    ['compose exec web npm run start', false],
    ['compose -p up ps', false],
    ['compose -p other create --no-recreate', false],
    ['', false],
  ])('takes `docker-compose %s` for one that changes containers: %s', (words, expected) => {
    const compose = join(folder, 'docker-compose')
    writeFileSync(compose, '#!/bin/sh\nread -r _\n')
    chmodSync(compose, 0o755)
    // Only this one is looked at: others may be at work on the machine.
    const { stdout } = inShell(
      shell,
      `mkfifo "$ROOT/end"; "${compose}" ${words} <"$ROOT/end" & pid=$!; exec 3>"$ROOT/end"
       until tr '\\0' ' ' <"/proc/$pid/cmdline" | command grep -qF docker-compose; do sleep 0.01; done
       grep() { echo "/proc/$pid/cmdline"; }; compose_at_work && echo true || echo false; exec 3>&-; wait; rm "$ROOT/end"`,
    )
    expect(stdout.trim()).toBe(`${expected}`)
  })

  const ID = (sign: string) => sign.repeat(64)
  it.each([
    ['all are listed', [`${ID('a')} /run/c.sock`], [`${ID('a')} /run/c.sock`], ''],
    [
      'one is not',
      [`${ID('a')} /run/c.sock`, `${ID('b')} /run/c.sock`],
      [`${ID('a')} /run/c.sock`, `${ID('b')} /run/c.sock`],
      `${ID('b')} /run/c.sock`,
    ],
    ['it is of another Docker', [`${ID('a')} /run/c.sock`, `${ID('b')} /run/d.sock`], undefined, ''],
    ['it ends just now', [`${ID('a')} /run/c.sock`, `${ID('b')} /run/c.sock`], [`${ID('a')} /run/c.sock`], ''],
    [
      'another one ends at the second look',
      [`${ID('a')} /run/c.sock`, `${ID('b')} /run/c.sock`],
      [`${ID('a')} /run/c.sock`, `${ID('c')} /run/c.sock`],
      '',
    ],
  ])('knows what Docker has forgotten when %s', (_case, once, twice = once, expected) => {
    const looks = [once, twice].map((rows, at) => `${at}) printf '%s\\n' ${rows.map((row) => `'${row}'`).join(' ')} ;;`)
    const { stdout } = inShell(
      shell,
      `own_processes() { echo one; }; ask() { echo ${ID('a')}; }; pause() { echo 1 >"$ROOT/look"; }; echo 0 >"$ROOT/look"
       shims() { case $(cat "$ROOT/look") in ${looks.join(' ')} esac; }; long_forgotten; rm "$ROOT/look"`,
    )
    expect(stdout.trim()).toBe(expected)
  })

  it('says nothing of forgotten ones where two Dockers may share a containerd, or Docker does not answer', () => {
    const { stdout } = inShell(
      shell,
      `ask() { [ -z "$down" ] && echo ${ID('a')}; }; shims() { echo ${ID('a')} /c; echo ${ID('b')} /c; }
       down=''; own_processes() { echo one; echo two; }; forgotten; own_processes() { echo one; }; down=yes; forgotten; down=''; forgotten`,
    )
    expect(stdout.trim()).toBe(`${ID('b')} /c`)
  })

  it('passes on of running containers only what can be no harm to type, and of each process its own words', () => {
    const helper = join(folder, 'shims.sh')
    const quoted = (text: string) => `'${text}'`
    writeFileSync(
      helper,
      [
        'fake() { (exec -a containerd-shim sh -c "read -r _; :" "$@" <"$FIFO") & }',
        `fake -namespace moby -id ${ID('1')} -address /run/containerd/containerd.sock`,
        `fake -namespace moby -address /run/containerd/containerd.sock -id ${ID('2')} start`,
        `fake -namespace k8s.io -id ${ID('3')} -address /run/containerd/containerd.sock`,
        `fake -namespace moby -id ${quoted('x;evil')} -address /run/containerd/containerd.sock`,
        `fake -namespace moby -id ${ID('4')} -address ${quoted('/run/a b;evil')}`,
        `fake -namespace moby -address /run/containerd/containerd.sock`,
        'wait',
      ].join('\n'),
    )
    const { stdout } = inShell(
      shell,
      `mkfifo "$ROOT/end"; FIFO="$ROOT/end" bash "${helper}" & exec 3>"$ROOT/end"
       until [ "$(grep -ls '^containerd-shim' /proc/[0-9]*/cmdline | wc -l)" -ge 6 ]; do sleep 0.05; done
       shims; exec 3>&-; wait; rm "$ROOT/end"`,
    )
    const rows = stdout.trim().split('\n')
    expect(rows).toEqual(
      expect.arrayContaining([1, 2].map((sign) => `${ID(`${sign}`)} /run/containerd/containerd.sock`)),
    )
    expect(stdout).not.toMatch(/evil|3333|4444/)
  })

  it('is dead, and does not wait, when its program was killed while it waited for the runner', () => {
    const { stderr, status } = inShell(
      shell,
      `dir="$ROOT/releases/82-aaaaaaa"; mkdir -p "$dir"; : >"$dir/alive"; echo proceed >"$dir/waiting"; printf 'release\\t82-aaaaaaa\\n' >"$TX/intent"
       docker() { :; }; (main watch 82-aaaaaaa 1); code=$?; rm -f "$TX/intent"; exit "$code"`,
    )
    expect(status).toBe(1)
    expect(stderr).toContain('the transaction of 82-aaaaaaa died')
  })

  it('says that nothing was changed when it was killed before it wrote down what it would change', () => {
    const { stdout, stderr, status } = inShell(
      shell,
      'mkdir -p "$ROOT/releases/81-aaaaaaa"; : >"$ROOT/releases/81-aaaaaaa/alive"; rm -f "$TX/intent"; main watch 81-aaaaaaa 1',
    )
    expect({ stdout, stderr, status }).toEqual({
      stdout: '',
      stderr: 'its program was killed before it had changed anything\n== code killed\n',
      status: 10,
    })
  })

  it('waits for the Traefik that ran when it began, and for none where none did', () => {
    const { stdout } = inShell(
      shell,
      `pause() { :; }; looks=0; find_proxy() { looks=$((looks + 1)); PROXY=''; [ "$looks" -ge 3 ] && PROXY=abc found=abc; }
       rm -f "$TX/proxy"; printf 'proxy\\tabc\\n' >"$TX/intent"; await_proxy; echo "$? after $looks looks"
       looks=0; rm -f "$TX/proxy"; printf 'proxy\\t\\n' >"$TX/intent"; await_proxy; echo "$? after $looks looks"; rm -f "$TX/intent" "$TX/proxy"`,
    )
    expect(stdout.trim().split('\n')).toEqual(['0 after 3 looks', '1 after 1 looks'])
  })

  it('gives a health check its arguments byte for byte', () => {
    const argv = [
      'test',
      'a b',
      'tab\there',
      'line\nbreak',
      'quote \' and "',
      '$(id) `id` ${HOME}',
      '*',
      '\\n',
      'é‮x',
      '-e',
      '',
      '\u001f7',
    ]
    const calls = `docker() { shift 2; for arg; do printf '<%s>' "$arg"; done; }\ntimeout() { shift; "$@"; }\nrun_check 0123456789ab "$(cat "$ROOT/check")"; cat "$TX/said"`
    writeFileSync(join(folder, 'shop-production/check'), writeArgv(['exec', ...argv]))
    expect(inShell(shell, calls).stdout).toBe(argv.map((arg) => `<${arg}>`).join(''))
  })

  it('assembles the file for Traefik word for word as the reference does', () => {
    const provider = { exposedByDefault: false, network: 'edge', constraints: '' }
    const services = [
      {
        service: 'web',
        routing: routingOf(
          {
            ...{ project: 'p', service: 'web', ports: [81, 80] },
            labels: {
              'traefik.enable': 'true',
              'traefik.http.routers.web.rule': 'Host(`a`) && Path(`/\\d{{x}}&"`)',
              'traefik.http.routers.web.middlewares': 'h',
              'traefik.http.middlewares.h.headers.customresponseheaders.X': 'a\\nb & \\1 "q" \u2028',
              'traefik.http.services.web.loadbalancer.sticky.cookie': 'true',
              'traefik.http.services.web.loadbalancer.server.port': '80',
            },
          },
          provider,
        ),
      },
      {
        service: 'api',
        routing: routingOf(
          {
            project: 'p',
            service: 'api',
            ports: [80],
            labels: { 'traefik.enable': 'true', 'traefik.http.routers.api.rule': 'Host(`b`)' },
          },
          provider,
        ),
      },
    ]
    const definitions = definitionsOf(services.map(({ routing }) => routing))
    const lines = [
      ...services.flatMap((one) => routesOf({ stackId: 'shop-production', project: 'p', ...one, definitions })),
      blockingMiddleware('shop-production'),
    ].filter(({ section }) => section !== 'blocked')
    writeFileSync(join(folder, 'routes'), writeLines(ROUTES, lines))
    writeFileSync(
      join(folder, 'servers'),
      '"p"\t"web"\t0123456789abcdef\t"edge"=10.0.0.2\u001f"other"=10.1.0.2\u001f\n"p"\t"api"\tfedcba9876543210\t"edge"=10.0.0.3\u001f\n',
    )
    const reference = renderMirror({
      lines,
      serversOf: ({ service, server }) => [
        service === 'web' ? 'http://10.0.0.2:80' : `http://fedcba987654:${server?.port}`,
      ],
      ack: ackLine('shop-production', 'n1'),
    })
    expect(
      inShell(shell, `PROXY_NETS=edge; { cat '${folder}/servers'; echo =; cat '${folder}/routes'; } | render n1`)
        .stdout,
    ).toBe(reference)
  })

  it('holds the old routes, and below them a blocked one in place of each that did not exist before', () => {
    const root = join(folder, 'shop-production')
    const provider = { exposedByDefault: true, network: 'edge', constraints: '' }
    const lines = (rules: Record<string, string>) => {
      const services = Object.entries(rules).map(([service, rule]) => ({
        service,
        routing: routingOf(
          { project: 'p', service, ports: [80], labels: { [`traefik.http.routers.${service}.rule`]: rule } },
          provider,
        ),
      }))
      const definitions = definitionsOf(services.map(({ routing }) => routing))
      return [
        ...services.flatMap((one) => routesOf({ stackId: 'shop-production', project: 'p', ...one, definitions })),
        blockingMiddleware('shop-production'),
      ]
    }
    const before = lines({ web: 'Host(`a`)' })
    const after = lines({ web: 'Host(`b`)', api: 'Host(`a`) && PathPrefix(`/api`)' })
    for (const [id, routes] of [
      ['1-aaaaaaa', before],
      ['2-bbbbbbb', after],
    ] as const) {
      mkdirSync(join(root, 'releases', id), { recursive: true })
      writeFileSync(join(root, 'releases', id, 'routes'), writeLines(ROUTES, routes))
    }
    writeFileSync(join(folder, 'servers'), 'p\tweb\t0123456789abcdef\t"edge"=10.0.0.2\u001f\n')
    const calls = `PROXY_NETS=edge ID=2-bbbbbbb previous=1-aaaaaaa; routes_of_old | awk -F'\\t' '!seen[$1 FS $4]++' >'${folder}/held'; { cat '${folder}/servers'; echo =; cat '${folder}/held'; } | render n1`
    const { stdout } = inShell(shell, calls)
    expect(stdout).toBe(
      renderMirror({
        lines: heldLines(before, after),
        serversOf: ({ server }) => [`http://0123456789ab:${server?.port}`],
        ack: ackLine('shop-production', 'n1'),
      }),
    )
    expect(stdout).toContain('Host(`a`)')
    expect(stdout).not.toContain('Host(`b`)')
    // What answers below /api now goes on answering there: the blocked route is lower than every held one.
    expect(stdout).toMatch(/"shop-production-web":.*"priority":"?1000009"?/)
    expect(stdout).toMatch(/"shop-production-api":.*"priority":"?5000\d\d"?/)
  })

  it.each([
    ['the deploy before', ['1 deploy', '2 deploy after 1'], '1'],
    [
      'what served before a release that was rolled back from',
      ['1 deploy', '2 deploy after 1', '3 rollback of 1 after 2', '4 deploy after 3'],
      '1',
    ],
    [
      'further back from a rollback',
      ['1 deploy', '2 deploy after 1', '3 deploy after 2', '4 rollback of 2 after 3'],
      '1',
    ],
    [
      'the copy that a rollback made where what it copied is no longer kept',
      ['3 rollback of 1 after 2', '4 deploy after 3'],
      '3',
    ],
    ['nowhere from the first', ['1 deploy'], ''],
  ])('rolls back to %s', (_what, releases, target) => {
    const root = join(folder, 'shop-production')
    rmSync(join(root, 'releases'), { recursive: true, force: true })
    for (const one of releases) {
      const [, id = '', kind = '', of = '', previous = ''] = /^(\d) (\w+)(?: of (\d))?(?: after (\d))?/.exec(one) ?? []
      mkdirSync(join(root, 'releases', id), { recursive: true })
      writeFileSync(join(root, 'releases', id, 'meta'), `kind=${kind}\nof=${of}\nprevious=${previous}\n`)
    }
    expect(inShell(shell, `default_target ${releases.at(-1)?.[0]}`).stdout.trim()).toBe(target)
  })

  it('tells which files lie below folders of the server', () => {
    const at = join(folder, 'named')
    mkdirSync(join(at, 'a b/deep'), { recursive: true })
    mkdirSync(join(at, 'empty'))
    writeFileSync(join(at, 'a b/deep/one file'), '')
    writeFileSync(join(at, 'a b/.hidden'), '')
    const folders = [`${at}/a b`, `${at}/empty`, `${at}/none`]
    const { stdout, status } = inShell(shell, `main names <<E\n${folders.join('\n')}\nE`)
    expect(status).toBe(0)
    const found = parseNames(stdout)
    expect([...found.keys()]).toEqual(folders)
    expect(found.get(`${at}/a b`)?.sort()).toEqual(['.hidden', 'deep/one file'])
    expect(found.get(`${at}/empty`)).toEqual([])
    expect(found.get(`${at}/none`)).toEqual([])
    // As find ends where it may not read something.
    const closed = `find() { echo ./seen; return 1; }; main names <<E\n${at}\nE`
    expect(parseNames(inShell(shell, closed).stdout).get(at)).toBeUndefined()
    rmSync(at, { recursive: true })
  })

  it('says with the facts where a rollback would go, or why it cannot, and nothing of it where nobody asked', () => {
    const root = join(folder, 'shop-production')
    rmSync(join(root, 'releases'), { recursive: true, force: true })
    for (const [id = '', outcome = '', previous = ''] of [
      ['1-aaaaaaa', 'committed'],
      ['2-bbbbbbb', 'undone'],
      ['3-ccccccc', 'committed', '1-aaaaaaa'],
    ]) {
      mkdirSync(join(root, 'releases', id, 'models'), { recursive: true })
      writeFileSync(join(root, 'releases', id, 'meta'), `kind=deploy\nprevious=${previous}\nactor=ann\n`)
      writeFileSync(join(root, 'releases', id, 'outcome'), `${outcome}\tby a test\n`)
      writeFileSync(join(root, 'releases', id, 'services'), `p\tweb\t${id}\n`)
      makeWhole(join(root, 'releases', id))
    }
    writeFileSync(join(root, 'current'), '3-ccccccc\n')
    const docker =
      'docker() { case $1 in version) echo 26.1.5 linux/amd64 ;; *) ;; esac; }; compose_version() { echo v2; }'
    const facts = (words: string) => parseFacts(inShell(shell, `${docker}; main facts ${words}`).stdout)
    expect(facts('').target).toBeUndefined()
    expect(facts('').targets).toBeUndefined()
    expect(facts('--target -').target).toEqual({ id: '1-aaaaaaa', services: 'p\tweb\t1-aaaaaaa\n' })
    expect(facts('--target 1-aaaaaaa').target).toMatchObject({ id: '1-aaaaaaa' })
    expect(facts('--target 2-bbbbbbb x:1').target).toEqual({
      refusal: expect.stringMatching(/cannot go back to 2-bbbbbbb: it was never proven to serve: undone/),
    })
    const first = { id: '1-aaaaaaa', kind: 'deploy', createdAt: '', commit: '', actor: 'ann' }
    expect(facts('--target 2-bbbbbbb').targets).toEqual([first])
    expect(facts('--target 3-ccccccc').target).toMatchObject({ refusal: expect.stringContaining('it is the current') })
    expect(facts('--target 9-ddddddd').target).toMatchObject({
      refusal: expect.stringContaining('there are: 3-ccccccc'),
    })
    writeFileSync(join(root, 'releases/3-ccccccc/storage'), 'p\tweb\t/data\tthe volume b\n')
    expect(facts('--target -').target).toEqual({
      refusal: expect.stringContaining('written since (p/web at /data: the volume b)'),
    })
    expect(facts('--leave-data --target -').target).toMatchObject({ id: '1-aaaaaaa' })
    const anyway = (words: string) =>
      inShell(
        shell,
        `${docker}; prepare_rollback() { echo "$2 is taken"; exit 0; }; main rollback ${words} --gate runner`,
      )
    expect(anyway('1-aaaaaaa --id 4-aaaaaaa')).toMatchObject({
      status: 10,
      stderr: expect.stringContaining('leave-data: true'),
    })
    expect(anyway('1-aaaaaaa --leave-data --id 4-aaaaaaa').stdout).toBe('1-aaaaaaa is taken\n')
    writeFileSync(join(root, 'releases/3-ccccccc/storage'), '')
    for (const part of ['services', 'moves', 'ports', 'secrets']) {
      const file = join(root, 'releases/1-aaaaaaa', part)
      const text = readFileSync(file)
      rmSync(file)
      const why = `it is not whole: ${file} is gone`
      expect(facts('--target -').targets).toEqual([{ ...first, why }])
      expect(facts('--target -').target).toEqual({ refusal: expect.stringContaining(why) })
      writeFileSync(file, text)
    }
    const silent =
      'docker() { echo "Cannot connect to the Docker daemon" >&2; return 1; }; compose_version() { echo v2; }'
    expect(inShell(shell, `${silent}; main facts`)).toMatchObject({
      status: 10,
      stderr: 'stackctl: Docker does not answer: Cannot connect to the Docker daemon\n== code docker\n',
    })
    const back = (to: string) =>
      inShell(shell, `${docker}; main rollback ${to} --id 4-aaaaaaa --gate runner </dev/null`)
    expect(back('2-bbbbbbb')).toMatchObject({ status: 10, stderr: expect.stringContaining('never proven') })
    writeFileSync(join(root, 'releases/1-aaaaaaa/models/p.json'), `"${root}/files/${'ab'.repeat(32)}"`)
    expect(facts('--target -').targets).toEqual([
      { ...first, why: `${root}/files/${'ab'.repeat(32)}, which it mounts, is gone` },
    ])
    for (const one of ['current', 'seq']) rmSync(join(root, one), { force: true })
  })

  it('compares releases into what is created, replaced, kept and removed', () => {
    const root = join(folder, 'shop-production')
    const service = (name: string, hash: string, kind = 'start-first', replicas = 1) =>
      ['p', name, hash, kind, replicas, 'i', 't', 1, 0, 'running', '-', '-', 60, 'always', 0].join('\t')
    for (const [id, text] of [
      [
        '1-aaaaaaa',
        [
          service('same', 'h1'),
          service('changed', 'h1'),
          service('gone', 'h1'),
          service('more', 'h1'),
          service('fewer', 'h1', 'start-first', 2),
          service('once', 'h1', 'one-shot'),
          service('drifted', 'h1'),
          service('down', 'h1'),
          service('stopped', 'h1', 'exclusive'),
          service('netless', 'h1', 'exclusive'),
          service('volumed', 'h1'),
          service('half', 'h1', 'start-first', 2),
          service('restarts', 'h1', 'exclusive'),
          service('adopted', 'h1', 'exclusive'),
          service('byhand', 'h1'),
        ],
      ],
      [
        '2-bbbbbbb',
        [
          service('same', 'h1'),
          service('changed', 'h2'),
          service('new', 'h1'),
          service('more', 'h1', 'start-first', 2),
          service('fewer', 'h1'),
          service('once', 'h1', 'one-shot'),
          service('drifted', 'h1'),
          service('down', 'h1'),
          service('stopped', 'h1', 'exclusive'),
          service('netless', 'h1', 'exclusive'),
          service('volumed', 'h1'),
          service('half', 'h1', 'start-first', 2),
          service('restarts', 'h1', 'exclusive'),
          service('adopted', 'h1', 'exclusive'),
          service('byhand', 'h1'),
        ],
      ],
    ] as const) {
      mkdirSync(join(root, 'releases', id), { recursive: true })
      writeFileSync(join(root, 'releases', id, 'services'), `${text.join('\n')}\n`)
    }
    writeFileSync(join(root, 'current'), '1-aaaaaaa\n')
    const ps = (name: string, label = 'h1', state = 'running', n = 1) =>
      `${`${name}${n}`.padEnd(64, '0')}\tp\t${name}\t${label}\t${state}\tFalse\tp-${name}-${n}\tUp\t`
    const table = [
      ps('same'),
      ps('changed'),
      ps('gone'),
      ps('more'),
      ps('fewer'),
      ps('fewer', 'h1', 'running', 2),
      ps('once', 'h1', 'exited'),
      ps('drifted', 'other'),
      ps('down', 'h1', 'exited'),
      ps('stopped', 'h1', 'exited'),
      ps('stopped', 'h0', 'exited', 2),
      ps('netless', 'h1', 'exited'),
      ps('volumed', 'h1', 'exited'),
      ps('half', 'h1', 'exited'),
      ps('half', 'h1', 'running', 2),
      ps('restarts', 'h1', 'restarting'),
      // Ran before us and is kept, beside what somebody's `compose up` left of an earlier one.
      ps('adopted', ''),
      ps('adopted', '', 'exited', 2),
      ps('byhand', ''),
    ]
    writeFileSync(join(root, 'table'), `${table.join('\n')}\n`)
    const docker = `docker() { case $1 in ps) cat "$ROOT/table" ;; network) echo n1 ;; inspect) shift 3; for id; do
        case $id in byhand* | adopted2*) image=other ;; *) image=i ;; esac
        case $id in netless* | lost*) net='n1 n0' ;; *) net=n1 ;; esac
        case $id in volumed* | half* | lost*) data=+ ;; *) data='' ;; esac
        printf '=\\t%s\\tunless-stopped\\t0\\t%s\\tsha256:x\\t%s\\tp_default\\t%s \\n' "$id" "$image" "$data" "$net"; done ;; esac; }`
    inShell(shell, `${docker}\nID=2-bbbbbbb STEP=intent\nwrite_intent host`)
    const rows = readFileSync(join(root, 'tx/intent'), 'utf8')
      .trim()
      .split('\n')
      .map((row) => row.split('\t'))
    // Nobody was answered by it before, and nobody waits for it later.
    expect(rows.filter(([kind]) => kind === 'unhealthy')).toEqual([['unhealthy', 'p', 'restarts']])
    expect(
      rows.filter(([kind]) => kind === 'want').map(([, , name, count, , change]) => `${name} ${count} ${change}`),
    ).toEqual([
      ...['changed 1 changed', 'new 1 new', 'more 1 rescaled', 'drifted 1 changed', 'down 1 changed'],
      // Started in its turn, before what needs it; one that may still come up must be stopped first.
      ...['netless 1 down', 'restarts 1 changed', 'byhand 1 changed'],
    ])
    expect(
      Object.fromEntries(
        rows.filter(([kind]) => kind === 'old').map(([, , , id, what]) => [id?.replace(/0+$/, ''), what]),
      ),
    ).toEqual({
      ...{ same1: 'keep', changed1: 'replace', gone1: 'remove', more1: 'keep', fewer1: 'keep', fewer2: 'shrink' },
      ...{ once1: 'keep', drifted1: 'replace', down1: 'replace', restarts1: 'replace' },
      // What is stopped and has not changed is started as it is, where that is possible.
      ...{
        stopped1: 'again',
        stopped2: 'shrink',
        netless1: 'replace',
        volumed1: 'again',
        half1: 'again',
        half2: 'keep',
      },
      ...{ adopted1: 'keep', adopted2: 'shrink', byhand1: 'replace' },
    })
  })

  it('replaces nothing that is stopped where its data would go with it', () => {
    const root = join(folder, 'shop-production')
    for (const id of ['1-aaaaaaa', '2-bbbbbbb']) {
      mkdirSync(join(root, 'releases', id), { recursive: true })
      writeFileSync(join(root, 'releases', id, 'services'), 'p\tlost\th1\texclusive\t1\ti\tt\t0\t0\trunning\n')
    }
    writeFileSync(join(root, 'current'), '1-aaaaaaa\n')
    const { stdout } = inShell(
      shell,
      `rm -f "$TX/intent"; printf 'lost1\\tp\\tlost\\th1\\texited\\tFalse\\tp-lost-1\\tExited\\t\\n' >"$ROOT/table"
       docker() { case $1 in ps) cat "$ROOT/table" ;; network) echo n1 ;; inspect) printf '=\\tlost1\\tno\\t0\\ti\\tsha256:x\\t+\\tp_default\\tgone \\n' ;; esac; }
       ID=2-bbbbbbb STEP=intent; write_intent host || echo "refused: $(why)"; ls "$TX/intent" 2>/dev/null`,
    )
    expect(stdout).toBe(
      'refused: intent: data: in a volume without a name, which a new container would not get, of what is stopped and cannot be started as it is (a network of it is gone, or its settings are others than the release has): p/lost (docker start p-lost-1); where its data is not needed any more, docker rm it\n',
    )
  })

  it('writes down which of the services that may end have ended when it commits', () => {
    const root = join(folder, 'shop-production')
    mkdirSync(join(root, 'releases/4-ddddddd'), { recursive: true })
    const line = (name: string, check: string) => `p\t${name}\th\texclusive\t1\ti\tt\t0\t0\t${check}\t-\n`
    writeFileSync(
      join(root, 'releases/4-ddddddd/services'),
      line('copy', 'ends') + line('worker', 'ends') + line('web', 'running'),
    )
    writeFileSync(join(root, 'releases/4-ddddddd/meta'), 'id=4-ddddddd\nended=p/old\nseq=4\n')
    const { stdout } = inShell(
      shell,
      `candidates() { printf '%s\\tp\\t%s\\texclusive\\t0\\tnew\\n' a copy b worker c web; }
       ask() { shift 3; [ "$*" = 'a b' ] && echo a && echo; }; ID=4-ddddddd STEP=commit
       write_ended && cat "$ROOT/releases/$ID/meta"; candidates() { :; }; write_ended && cat "$ROOT/releases/$ID/meta"`,
    )
    expect(stdout).toBe('id=4-ddddddd\nseq=4\nended=p/copy\nid=4-ddddddd\nseq=4\nended=\n')
  })

  it('says what runs when a commit has ended: it waits for what comes back, and for nothing that did not run before', () => {
    const root = join(folder, 'shop-production')
    mkdirSync(join(root, 'releases/3-ccccccc'), { recursive: true })
    writeFileSync(join(root, 'releases/3-ccccccc/services'), 'p\tweb\th\tstart-first\t1\ti\tt\n')
    const { stdout } = inShell(
      shell,
      `pause() { :; }; await_engine() { :; }; note() { :; }; notes() { cat; }; asked=0; ID=3-ccccccc
       candidates() { printf 'new\\tp\\tweb\\tstart-first\\n'; }
       old() { printf 'old\\tp\\ttool\\tleft\\tkeep\\tno\\texclusive\\texited\\tp-tool-1\\n'; }
       ask() { case $* in *left*) echo 'the exited one was asked for' ;; esac
         n=$(($(cat "$ROOT/asked" 2>/dev/null || echo 0) + 1)); echo "$n" >"$ROOT/asked"
         case $n in 1) return 1 ;; 2) state=restarting ;; *) state=running ;; esac
         printf '"p"\\t"web"\\t%s\\t"i"\\t0123456789abcdef\\tsha256:x\\n' "$state"; }
       report_running; rm "$ROOT/asked"`,
    )
    expect(stdout).toBe('p/web\trunning i 0123456789ab\n')
  })
})
