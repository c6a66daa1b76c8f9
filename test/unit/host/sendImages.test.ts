import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from '@jest/globals'
import { idsOnServer, sendImages } from '../../../src/host/sendImages.js'
import type { Host } from '../../../src/host/ssh.js'

const id = (letter: string): string => `sha256:${letter.repeat(64)}`
const signal = new AbortController().signal
const [WEB, API] = ['stack-actions/shop/web:aaaa', 'stack-actions/shop/api:cccc']

/** A server whose engine calls images by other ids than this one. */
function server(ids: Record<string, string>, { takes = ids }: { takes?: Record<string, string> } = {}) {
  const has = new Map(Object.entries(takes === ids ? {} : ids))
  const loaded: string[] = []
  const exec = async (words: readonly string[], options: { stdin?: Readable } = {}) => {
    // Behind the limit under which it runs there.
    const argv = words.slice(words.indexOf('docker'))
    if (argv[1] === 'load') {
      loaded.push(options.stdin === undefined ? '' : await text(options.stdin))
      for (const [tag, image] of Object.entries(takes)) has.set(tag, image)
      return { code: 0, stdout: '', stderr: '' }
    }
    const found = argv.slice(5).flatMap((tag) => (has.has(tag) ? [`${has.get(tag)} other:1 ${tag}\n`] : []))
    return { code: found.length === argv.length - 5 ? 0 : 1, stdout: found.join(''), stderr: 'No such image' }
  }
  return { host: { name: 'deploy@a', exec } as unknown as Host, loaded }
}

/** Stands in for Docker of this machine: says its words, and remembers them. */
function docker(code = 0) {
  const calls: string[] = []
  const run = (args: readonly string[]) => {
    calls.push(args.join(' '))
    const script = args[0] === 'save' ? `echo "$@"; echo broken >&2; exit ${code}` : ':'
    return spawn('sh', ['-c', script, 'docker', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  }
  return { run, calls }
}

describe('images without a registry', () => {
  it('are asked for by tag: the server says what it calls them, and nothing of those that it lacks', async () => {
    const { host } = server({ [WEB]: id('b') }, { takes: {} })
    expect(await idsOnServer(host, [WEB, API], { signal })).toEqual(new Map([[WEB, id('b')]]))
    expect(await idsOnServer(host, [], { signal })).toEqual(new Map())
  })

  it('arrive under their tags, with the ids of the other engine, and leave no tag behind here', async () => {
    const { host, loaded } = server({ [WEB]: id('b'), [API]: id('d') })
    const { run, calls } = docker()
    const images = [
      { imageId: id('a'), tag: WEB },
      { imageId: id('c'), tag: API },
    ]
    const sent = await sendImages(host, images, { signal, docker: run })
    expect(sent).toEqual(
      new Map([
        [WEB, id('b')],
        [API, id('d')],
      ]),
    )
    expect(loaded).toEqual([`save ${WEB} ${API}\n`])
    expect(calls).toEqual([`tag ${id('a')} ${WEB}`, `tag ${id('c')} ${API}`, `save ${WEB} ${API}`, `rmi ${WEB} ${API}`])
  })

  it.each<[string, number, Record<string, string>, string]>([
    [
      'that this engine cannot read',
      1,
      { [WEB]: id('b') },
      "the images could not be read from this runner's engine: broken",
    ],
    ['that the server did not take', 0, {}, 'the server did not take 1 of 1 images'],
  ])('%s are refused', async (_case, code, takes, message) => {
    const { host } = server({}, { takes })
    const sending = sendImages(host, [{ imageId: id('a'), tag: WEB }], { signal, docker: docker(code).run })
    await expect(sending).rejects.toThrow(message)
  })
})
