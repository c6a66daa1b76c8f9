import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { inShell as runFunctions, SHELLS } from './shells.js'

// Docker that says nothing has not said that there is nothing.

let folder = ''
let root = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'silent-'))
  root = join(folder, 'shop-production')
  for (const one of ['tx', 'releases/2-bbbbbbb']) mkdirSync(join(root, one), { recursive: true })
  writeFileSync(join(root, 'tx/intent'), 'proxy\ttraefik\n')
  writeFileSync(join(root, 'releases/2-bbbbbbb/meta'), 'id=2-bbbbbbb\n')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const said = (shell: readonly string[], docker: string, calls: string) =>
  runFunctions(shell, root, `docker() { ${docker}; }; pause() { :; }; ID=2-bbbbbbb STEP=undo\n${calls}`).stdout.trim()

describe.each(SHELLS)('Docker that does not answer, under %s', (_, shell) => {
  it.each([
    ['lists it', 'echo one; echo two', 'there'],
    ['lists others', 'echo two', 'gone'],
    ['lists none', ':', 'gone'],
    ['says nothing', 'return 1', 'there'],
  ])('is no container that is gone: it %s', (_what, docker, is) => {
    expect(said(shell, docker, 'if is_gone one; then echo gone; else echo there; fi')).toBe(is)
  })

  it.each([
    ['says that it runs', 'case $1 in stop) return 1 ;; ps) echo one ;; esac', 'up'],
    ['says that it does not', 'case $1 in stop) return 1 ;; esac', 'stopped'],
    ['says nothing', 'case $1 in version) ;; *) return 1 ;; esac', 'up'],
  ])('is no container that has stopped: it %s', (_what, docker, is) => {
    expect(said(shell, docker, 'if stop_containers one 2>/dev/null; then echo stopped; else echo up; fi')).toBe(is)
  })

  it('is no port that is published no more', () => {
    const calls =
      'for when in before after; do if endpoints "$when" one; then echo "$when"; else echo "$when: nobody says"; fi; done'
    expect(said(shell, 'return 1', calls)).toBe('before\nafter: nobody says')
  })

  it.each([
    ['says nothing', 'return 1', 'stays'],
    ['says that nothing runs', ':', 'nothing to remove'],
  ])('is no Traefik that has ended, and its pin stays: it %s', (_what, docker, is) => {
    const calls =
      'await_proxy() { proxy; }; if remove_pin 2>/dev/null; then echo "nothing to remove"; else echo stays; fi'
    expect(said(shell, docker, calls)).toBe(is)
  })

  it('is looked for as a program, behind the function of its name', () => {
    const bin = mkdtempSync(join(folder, 'bin-'))
    const path = `PATH=${bin}; if program_of_docker; then :; else echo none; fi`
    expect(runFunctions(shell, root, path).stdout.trim()).toBe('none')
    symlinkSync('/bin/true', join(bin, 'docker'))
    expect(runFunctions(shell, root, path).stdout.trim()).toBe(join(bin, 'docker'))
  })
})
