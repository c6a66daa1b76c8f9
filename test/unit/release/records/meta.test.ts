import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import {
  ADOPTED_EVENT,
  metaOf,
  readProjectNames,
  releaseId,
  releaseJson,
} from '../../../../src/release/records/meta.js'
import { IDENTITY } from '../fixture.js'

const origin = {
  ...{ seq: 3, kind: 'deploy' as const, now: new Date(0), toolVersion: '1.0.0' },
  ...{ stackId: 'shop-production', identity: IDENTITY, projects: {}, event: ADOPTED_EVENT },
}

describe('the meta of a release', () => {
  it.each([
    ['abcdef1234567890', '3-abcdef1'],
    ['', '3-0000000'],
    ['not a commit', '3-0000000'],
  ])('gives a release of commit %j the id %s', (commit, id) => expect(releaseId(3, commit)).toBe(id))

  it('tells a gate without a checkout which Compose project a name of stack.yml means', () => {
    const projects = { videovault: 'vault-app', l2p: 'l2p' }
    expect(readProjectNames(metaOf({ ...origin, projects }, '', 'k')['projects'])).toEqual(projects)
  })

  it('knows none where an older release said none', () => expect(readProjectNames(undefined)).toEqual({}))

  it('says what was deployed where that is not the commit, to people and to the server', () => {
    const meta = metaOf({ ...origin, event: { ...ADOPTED_EVENT, differs: '"a" is not as in commit abc' } }, '', 'k')
    expect(meta['differs']).toBe('"a" is not as in commit abc')
    expect(releaseJson(meta, 'production', {}, [])).toMatchObject({ differs: '"a" is not as in commit abc' })
    expect(releaseJson(metaOf(origin, '', 'k'), 'production', {}, [])).toMatchObject({ differs: null })
  })

  it('keeps every value on its line, whatever a ref or an actor is called', () => {
    const meta = metaOf(
      {
        ...origin,
        event: { ...ADOPTED_EVENT, ref: 'refs/heads/a\nadopt=9-evil000', differs: 'a\nid=9-evil000', actor: 'a\tb' },
      },
      '',
      'k',
    )
    expect(Object.values(meta).join('')).not.toMatch(/[\n\t]/)
  })

  it('tells of the variables only whether they are the same, to whom knows the key of the server', () => {
    const sum = metaOf(origin, 'PIN=4711\n', 'key')['env_sum']
    expect(sum).toBe(metaOf(origin, 'PIN=4711\n', 'key')['env_sum'])
    expect(sum).not.toBe(metaOf(origin, 'PIN=4712\n', 'key')['env_sum'])
    expect(sum).not.toBe(metaOf(origin, 'PIN=4711\n', 'other')['env_sum'])
    expect(sum).not.toBe(createHash('sha256').update('PIN=4711\n').digest('hex'))
  })
})
