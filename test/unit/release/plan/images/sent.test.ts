import { describe, expect, it } from '@jest/globals'
import type { BuiltImage } from '../../../../../src/image/types.js'
import { asOnServer, imagesToSend } from '../../../../../src/release/plan/images/sent.js'
import type { Stack } from '../../../../../src/stack/types.js'

const id = (letter: string): string => `sha256:${letter.repeat(64)}`
const stack = { id: 'shop-production' } as Stack
const image = (service: string, more: Partial<BuiltImage> = {}): BuiltImage => ({
  project: 'shop',
  service,
  repository: `none/shop/${service}`,
  key: 'abcdef01',
  tags: [],
  result: 'built',
  reason: '',
  ...more,
})

describe('images that no registry holds', () => {
  const [web, worker, pushed] = [
    image('web', { imageId: id('a') }),
    image('worker', { imageId: id('a') }),
    image('api', { digest: id('c') }),
  ]
  const sent = imagesToSend(stack, [web, worker, pushed])

  it('are sent once each, under a tag of the stack that names what this engine calls them', () => {
    expect(sent).toEqual([
      { imageId: id('a'), tag: expect.stringMatching(/^stack-actions\/shop-production\/shop-\w+:a{20}$/) },
    ])
  })

  it('are not sent where the server has them by its own record', () => {
    expect(imagesToSend(stack, [image('web', { imageId: id('a'), onServer: true })])).toEqual([])
  })

  it('are what the server calls them, and keep the tag by which it is asked the next time', () => {
    const tag = sent[0]?.tag ?? ''
    expect(asOnServer([web, worker, pushed], sent, new Map([[tag, id('b')]]))).toEqual([
      { ...web, imageId: id('b'), serverTag: tag },
      { ...worker, imageId: id('b'), serverTag: tag },
      pushed,
    ])
  })

  it('keep their ids here in a plan for a server that does not have them yet', () => {
    expect(asOnServer([web], sent, new Map())).toEqual([web])
  })
})
