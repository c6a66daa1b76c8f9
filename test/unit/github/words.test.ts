import { describe, expect, it } from '@jest/globals'
import type { Trouble } from '../../../src/github/incident.js'
import {
  headline,
  issueBody,
  type Told,
  troubleComment,
  troubleMessage,
  wellComment,
  wellMessage,
} from '../../../src/github/words.js'

const run = {
  sha: '3fa9c01d'.repeat(5),
  ref: 'refs/heads/main',
  actor: 'ada',
  runUrl: 'https://github.com/org/shop/actions/runs/7',
}
const told = (deploy: Told['deploy'] = {}, more: Partial<Told['run']> = {}): Told => ({
  environment: 'production',
  deploy,
  run: { ...run, ...more },
})
const TROUBLES: Trouble[] = ['undone', 'undo-failed', 'unknown', 'silent']
const HOSTILE =
  '@everyone <!channel> <!here> #123 org/other#1 GH-7 [a](https://evil.example) <img src=x> fixes #1 `code` ```\n````\n::error::x\n- [ ] x\u202e'

describe.each(TROUBLES)('of %s', (trouble) => {
  it.each([
    ['an issue', issueBody(trouble, told())],
    ['a comment', troubleComment(trouble, told())],
    ['a message', troubleMessage(trouble, told())],
  ])('%s says what happened and where to look', (_, text) => {
    expect(text).toContain(headline(trouble, 'production'))
    expect(text).toContain(run.runUrl)
    expect(text).toContain('3fa9c01')
  })

  it('an issue begins with the marker by which it is found again', () => {
    expect(issueBody(trouble, told()).startsWith('<!-- stack-actions:production -->\n')).toBe(true)
    expect(troubleComment(trouble, told())).not.toContain('<!--')
  })

  it('text of others is code, in which GitHub finds no mention, link or number', () => {
    const hostile = { outcome: 'undone', servingRelease: HOSTILE, failure: HOSTILE } as const
    const text = issueBody(trouble, told(hostile, { ref: `refs/heads/${HOSTILE}`, actor: HOSTILE }))
    expect(outsideOfCode(text)).not.toMatch(
      /@|#[0-9]|GH-7|evil|<(?!!-- stack-actions:production -->)|\[ \]|fixes|\u202e/,
    )
  })

  it('a message fits into Discord and mentions nobody, whatever the failure says', () => {
    const message = troubleMessage(
      trouble,
      told({ servingRelease: HOSTILE, failure: `${HOSTILE}${'😀'.repeat(5000)}` }),
      'https://github.com/i/1',
    )
    expect(message.length).toBeLessThanOrEqual(2000)
    expect(message.isWellFormed()).toBe(true)
    // Chats know no longer fence in a line.
    expect(message).not.toContain('``')
    expect(message).toContain('https://github.com/i/1')
    expect(message.replace(/`[^`\n]*`/g, '')).not.toMatch(/@everyone|<!channel>|evil/)
  })
})

describe('what to do next', () => {
  it.each([
    ['undone', 'Nobody has to act on the server'],
    ['undo-failed', 'ssh USER@SERVER .stack-actions/STACK-production/stackctl recover'],
    ['unknown', 'ssh USER@SERVER .stack-actions/STACK-production/stackctl status'],
    ['silent', 'ssh USER@SERVER .stack-actions/STACK-production/stackctl status'],
  ] as [Trouble, string][])('after %s: %s', (trouble, step) => {
    expect(issueBody(trouble, told())).toContain(step)
    expect(troubleMessage(trouble, told())).toContain(step)
  })
})

describe('which version answers', () => {
  it.each([
    ['undone', { servingRelease: '12-aaaaaaa' }, 'Release `12-aaaaaaa` answers now, and was proven.'],
    ['undone', {}, 'What answered before answers now; if nothing did, nothing does.'],
    ['undo-failed', { servingRelease: '12-aaaaaaa' }, 'Which version answers now is not known.'],
    ['unknown', {}, 'only the server can tell'],
    ['silent', {}, 'It never began, as after a reviewer’s no, or it was killed.'],
  ] as [Trouble, Told['deploy'], string][])('after %s of %j: %s', (trouble, deploy, words) => {
    expect(issueBody(trouble, told(deploy))).toContain(words)
    expect(troubleMessage(trouble, told(deploy))).toContain(words)
  })
})

describe('when it is well again', () => {
  const opened = new Date('2026-11-26T01:02:03Z')
  const now = new Date('2026-11-26T03:07:03Z')

  it('the comment says since when, for how long, and which release answers', () => {
    const comment = wellComment(told({ servingRelease: '13-bbbbbbb' }), opened, now)
    expect(comment).toContain('since 2026-11-26 01:02 UTC, for 2 h 5 min')
    expect(comment).toContain('Release `13-bbbbbbb` answers now')
  })

  it('the message says so, too', () => {
    const message = wellMessage(told({ servingRelease: '13-bbbbbbb' }), { url: 'https://github.com/i/1', opened }, now)
    expect(message).toContain('production is well again, after 2 h 5 min')
    expect(message).toContain('13-bbbbbbb')
    expect(message).toContain('https://github.com/i/1')
  })

  it('a clock that is behind GitHub’s makes no negative time', () => {
    expect(wellComment(told(), now, opened)).toContain('for 0 s')
  })
})

it('a long failure is cut, so that the issue fits', () => {
  expect(issueBody('undone', told({ failure: 'x'.repeat(500_000) })).length).toBeLessThan(10_000)
})

/** Text without its code, as CommonMark finds it: fenced blocks, then spans that end with as many backticks as they began. */
function outsideOfCode(text: string): string {
  const withoutBlocks = text.replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '')
  return withoutBlocks.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '')
}
