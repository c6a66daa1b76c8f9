import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk } from '../awks.js'

const id = (one: string) => one.repeat(64)
const shim = (name: string, address: string, space = 'moby') =>
  ['containerd-shim', '-namespace', space, '-id', name, '-address', address, '', ''].join('\n')

describe.each(AWKS)('containers that run and that Docker does not know, under %s', (_, awk) => {
  it('are found by the words of what runs them, where these are no harm to type', () => {
    const input = [
      shim(id('a'), '/run/containerd.sock'),
      shim(id('b'), '/run/k8s.sock', 'k8s.io'),
      shim('x; reboot', '/run/containerd.sock'),
      shim(id('c'), '/run/$(reboot)'),
      shim(id('d'), '/run/other.sock'),
    ].join('')
    const { stdout, stderr } = runAwk(awk, ['people/shims.awk'], { separator: ' ', input })
    expect({ stdout, stderr }).toEqual({
      stdout: `${id('a')} /run/containerd.sock\n${id('d')} /run/other.sock\n`,
      stderr: '',
    })
  })

  it('are those of a containerd of which Docker knows others', () => {
    const input = 'known\n=\nknown /run/ours\nlost /run/ours\nanothers /run/anothers\n\n'
    expect(runAwk(awk, ['people/forgotten.awk'], { separator: ' ', input }).stdout).toBe('lost /run/ours\n')
  })

  it('are none where Docker knows all, or nothing runs', () => {
    expect(runAwk(awk, ['people/forgotten.awk'], { separator: ' ', input: 'a\n=\na /run/ours\n' }).stdout).toBe('')
    expect(runAwk(awk, ['people/forgotten.awk'], { separator: ' ', input: 'a\n=\n\n' }).stdout).toBe('')
  })
})
