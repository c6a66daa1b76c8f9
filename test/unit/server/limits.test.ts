import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { inShell as runFunctions, SHELLS } from './shells.js'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'limits-'))
  mkdirSync(join(folder, 'shop-production/tx'), { recursive: true })
  mkdirSync(join(folder, 'bin'))
  // Docker that hangs, for the words that a file names, and says which process it is.
  const docker = join(folder, 'bin/docker')
  writeFileSync(
    docker,
    `#!/bin/sh\ncase " $(cat "${folder}/hangs") " in *" $1 "*) echo $$ >>"${folder}/pids"; exec sleep 30 ;; esac\ncase $1 in inspect) cat "${folder}/grace" ;; *) echo "said $DOCKER_CONFIG" ;; esac\n`,
  )
  chmodSync(docker, 0o755)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function call(shell: readonly string[], hangs: string, calls: string) {
  writeFileSync(join(folder, 'hangs'), hangs)
  writeFileSync(join(folder, 'pids'), '')
  writeFileSync(join(folder, 'grace'), '<nil>\n25\n3\n')
  const limits = 'ANSWER_S=1 CHANGE_S=1 COMPOSE_S=1 FETCH_S=1 SPEAK_S=1; compose_plugin() { false; }'
  const ran = runFunctions(shell, join(folder, 'shop-production'), `PATH=${folder}/bin:$PATH; ${limits}\n${calls}`)
  const pids = readFileSync(join(folder, 'pids'), 'utf8').trim().split('\n').filter(Boolean)
  return { ...ran, alive: pids.filter((pid) => isAlive(Number(pid))) }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const HANGING: [string, string, string, string][] = [
  ['a read', 'ps', 'ask ps -aq || echo "code $?"', 'docker ps did not end within 1 s'],
  ['a change', 'rm', 'STEP=finish; act rm -f x; cat "$TX/err.finish" >&2', 'docker rm did not end within 1 s'],
  ['a pull', 'pull', '(export DOCKER_CONFIG=x; docker pull -q y)', 'docker pull did not end within 1 s'],
  ['Compose', 'compose', 'bare_compose up', 'docker compose did not end within 1 s'],
  [
    'a word of the writer',
    '',
    'mkfifo "$TX/f"; exec 6<>"$TX/f"; standby_answer 1; rm "$TX/f"',
    'docker exec did not end within 1 s',
  ],
  ['an upload', '', 'within "$FETCH_S" "the upload" sleep 30', 'the upload did not end within 1 s'],
]

describe.each(SHELLS)('stackctl under %s waits for nothing without end', (_, shell) => {
  it.each(HANGING)('%s ends with its name, and leaves no process', (__, hangs, calls, said) => {
    const { stderr, alive } = call(shell, hangs, calls)
    expect(stderr).toContain(said)
    expect(alive).toEqual([])
  })

  it('tells that Docker does not answer where facts are asked for', () => {
    const { status, stderr } = call(shell, 'ps version', 'usual_engine() { :; }; (facts) >/dev/null')
    expect(stderr).toContain('Docker does not answer')
    expect(stderr).toContain('did not end within 1 s')
    expect(status).toBe(10)
  })

  it('gives a stop the time that the container may take', () => {
    expect(call(shell, '', 'grace_of a b c').stdout).toBe('25\n')
    // Docker that hangs does not say it: its own ten seconds count.
    expect(call(shell, 'inspect', 'grace_of a').stdout).toBe('10\n')
  })

  it('gives words and exit codes on as they are where nothing hangs', () => {
    expect(
      call(shell, '', '(export DOCKER_CONFIG=here; docker pull -q x); within 20 it sh -c "exit 7"; echo $?'),
    ).toMatchObject({
      stdout: 'said here\n7\n',
      stderr: '',
    })
  })

  it('takes one line of what the writer says, and leaves the next one there', () => {
    const { stdout } = call(
      shell,
      '',
      'mkfifo "$TX/f"; exec 6<>"$TX/f"; printf "ok n\\nready\\n" >&6; standby_answer 20; standby_answer 20; rm "$TX/f"',
    )
    expect(stdout).toBe('ok n\nready\n')
  })
})
