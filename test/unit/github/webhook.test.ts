import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { postMessage, webhookBody } from '../../../src/github/webhook.js'
import { explain } from '../../../src/runtime/errors.js'
import { startWebhook, type WebhookReceiver } from '../../e2e/github/webhook.js'

let chat: WebhookReceiver
/** Milliseconds that were waited, in no time. */
let waited: number[]
const clock = {
  now: () => 0,
  sleep: async (milliseconds: number) => {
    waited.push(milliseconds)
  },
}
const never = new AbortController().signal

beforeEach(async () => {
  chat = await startWebhook()
  waited = []
})
afterEach(() => chat.stop())

const failure = (url: string, signal = never) =>
  postMessage(url, 'hello', { signal, clock }).then(
    () => 'posted',
    (error: unknown) => explain(error),
  )

describe('the body', () => {
  it('is what Slack, Mattermost and Discord take, and mentions nobody', () => {
    expect(webhookBody('a & <!channel> @everyone')).toEqual({
      text: 'a &amp; &lt;!channel&gt; @everyone',
      content: 'a & <!channel> @everyone',
      allowed_mentions: { parse: [] },
    })
  })
})

describe('a message', () => {
  it('is posted once', async () => {
    expect(await failure(chat.url)).toBe('posted')
    expect(chat.bodies).toEqual([webhookBody('hello')])
  })

  it.each([[500], [503], [429]])('is posted once more after %i', async (status) => {
    chat.answers.push(status)
    expect(await failure(chat.url)).toBe('posted')
    expect([chat.bodies.length, waited]).toEqual([2, [1000]])
  })

  it('is given up after the second', async () => {
    chat.answers.push(500, 503, 200)
    expect(await failure(chat.url)).toBe('it answers HTTP 503')
    expect(chat.bodies).toHaveLength(2)
  })

  it.each([[400], [404], [302]])('is not posted again after %i, and it is said what to check', async (status) => {
    chat.answers.push(status)
    const said = await failure(chat.url)
    expect(said).toContain(`it answers HTTP ${status}\n  → check the webhook`)
    expect(said).not.toContain('hunter2')
    expect(chat.bodies).toHaveLength(1)
  })

  it('does not wait for ever', async () => {
    chat.answers.push('hang')
    expect(await failure(chat.url, AbortSignal.timeout(200))).toBe('it cannot be reached: ETIMEDOUT')
    expect(chat.bodies).toHaveLength(1)
  })

  it('to nobody is tried again, and no error holds the address', async () => {
    const { url } = chat
    await chat.stop()
    expect(await failure(url)).toBe('it cannot be reached: ECONNREFUSED')
    expect(waited).toEqual([1000])
  })
})
