import { describe, expect, it } from '@jest/globals'
import { answerWords, type EndpointAnswer, isWorse } from '../../../src/health/answers.js'

const http = (status: number, tls?: 'verified' | 'unverified'): EndpointAnswer => ({
  kind: 'http',
  status,
  ...(tls && { tls }),
})
const open: EndpointAnswer = { kind: 'open' }
const refused: EndpointAnswer = { kind: 'none', why: 'connection refused' }

describe('an answer of an endpoint, compared with the one before', () => {
  it.each<[string, EndpointAnswer, EndpointAnswer, boolean]>([
    ['the same page', http(200), http(200), false],
    ['a redirect in place of a page', http(200), http(302), false],
    ['a page in place of a redirect', http(301), http(200), false],
    ['a question for a password in place of a page', http(200), http(401), false],
    ['not found in place of a page', http(200), http(404), true],
    ['forbidden, as from an empty folder', http(200), http(403), true],
    ['bad gateway', http(200), http(502), true],
    ['bad gateway in place of not found', http(404), http(502), true],
    ['found at last', http(404), http(200), false],
    ['another kind of not found', http(404), http(410), false],
    ['unavailable as before', http(503), http(502), false],
    ['refused in place of unavailable', http(503), refused, true],
    ['refused in place of a page', http(200), refused, true],
    ['refused as before', refused, refused, false],
    ['a connection that is closed', open, { kind: 'none', why: 'connection closed' }, true],
    ['a connection as before', open, open, false],
    ['a certificate that is good no more', http(200, 'verified'), http(200, 'unverified'), true],
    ['no TLS any more', http(200, 'verified'), http(200), true],
    ['a certificate that never was good', http(200, 'unverified'), http(200, 'unverified'), false],
    ['a certificate that is good now', http(200, 'unverified'), http(200, 'verified'), false],
  ])('%s', (_case, before, now, worse) => {
    expect(isWorse(before, now)).toBe(worse)
  })

  it.each<[EndpointAnswer, string]>([
    [http(200), '200'],
    [http(308, 'verified'), '308 over TLS'],
    [http(404, 'unverified'), '404 over TLS, not verified'],
    [open, 'a connection'],
    [refused, 'connection refused'],
  ])('%j', (answer, words) => {
    expect(answerWords(answer)).toBe(words)
  })
})
