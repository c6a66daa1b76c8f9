import { describe, expect, it } from '@jest/globals'
import type { Host } from '../../../../../src/host/ssh.js'
import type { HostFacts } from '../../../../../src/host/types.js'
import type { DescribedImage } from '../../../../../src/image/described.js'
import { recordSum } from '../../../../../src/image/key.js'
import type { BuildTarget } from '../../../../../src/image/target.js'
import type { BuiltImage } from '../../../../../src/image/types.js'
import { isRecorded, recordedOf, writeRecord } from '../../../../../src/release/plan/images/builtRecord.js'
import { provenImages } from '../../../../../src/release/plan/images/proven.js'
import { Refused } from '../../../../../src/runtime/errors.js'

const KEY = 'f00'
const digest = (letter: string): string => `sha256:${letter.repeat(64)}`
const web = (letter: string): string => `reg.example/org/web@${digest(letter)}`
const target = { project: 'shop', service: 'web', repository: 'reg.example/org/web' } as BuildTarget
const described: DescribedImage = { target, services: [target], material: 'sources', notices: [] }
const sum = recordSum('sources', KEY)
const bases = 'e'.repeat(64)
const image = (more: Partial<BuiltImage>): BuiltImage => ({
  ...{ project: 'shop', service: 'web', repository: 'reg.example/org/web', key: 'abcdef01', tags: [] },
  ...{ result: 'built', reason: '' },
  ...more,
})

describe('the server’s record of what was built for it', () => {
  it('names each image by its digest, or as the server calls it, for all that is known of it', () => {
    expect(writeRecord([image({ digest: digest('a'), sums: [sum, `${sum}-${bases}`] })], { built: [] })).toBe(
      `${sum}=${web('a')} ${sum}-${bases}=${web('a')}`,
    )
    expect(writeRecord([image({ imageId: digest('b'), sums: [sum] })], { built: [] })).toBe(`${sum}=${digest('b')}`)
    expect(
      writeRecord([image({ digest: digest('a') }), image({ result: 'planned', sums: [sum] })], { built: [] }),
    ).toBe('')
  })

  it('keeps on which base images the same image was built, and nothing of another', () => {
    const before = [
      { release: '1-a', sum: `${sum}-${bases}`, image: web('a') },
      { release: '1-a', sum: recordSum('other', KEY), image: web('a') },
      { release: '1-a', sum: `${sum}-${'d'.repeat(64)}`, image: web('b') },
    ]
    expect(writeRecord([image({ digest: digest('a'), sums: [sum] })], { built: before })).toBe(
      `${sum}=${web('a')} ${sum}-${bases}=${web('a')}`,
    )
  })

  it('is asked of the current release first, then of the newest, also one that failed', () => {
    const built = [
      { release: '3-a', sum, image: web('a') },
      { release: '5-c', sum, image: web('c') },
    ]
    expect(recordedOf([described], { built, key: KEY })).toEqual(new Map([[sum, { release: '3-a', image: web('a') }]]))
    expect(recordedOf([described], { built, key: 'other' })).toEqual(new Map())
  })

  it('says whether it has all of a release', () => {
    const built = [{ release: '3-a', sum, image: web('a') }]
    expect([isRecorded('', { built }), isRecorded(`${sum}=${web('a')}`, { built })]).toEqual([true, true])
    expect(isRecorded(`${sum}=${web('b')}`, { built })).toBe(false)
  })
})

describe('an image that is recorded', () => {
  const proven = async (
    there: { runs?: string[]; server?: string[]; registry?: string[]; fault?: Error },
    recorded = web('a'),
  ) => {
    const asked: string[] = []
    const facts = {
      key: KEY,
      built: [{ release: '3-a', sum, image: recorded }],
      containers: (there.runs ?? []).map((name) => ({ Image: name, Config: { Image: name } })),
    } as unknown as HostFacts
    const host = {
      exec: async () => {
        asked.push('server')
        return { code: 0, stdout: (there.server ?? []).join('\n'), stderr: '' }
      },
    } as unknown as Host
    const holds = async (reference: string) => {
      asked.push('registry')
      if (there.fault !== undefined) throw there.fault
      return (there.registry ?? []).includes(reference)
    }
    const { record, gone } = await provenImages(
      [described],
      { facts, host },
      { holds },
      { signal: new AbortController().signal },
    )
    return { found: [...record.keys()], gone: [...gone.keys()], asked }
  }

  it.each([
    ['and runs is asked for nowhere', { runs: [web('a')] }, [sum], []],
    [
      'and lies on the server is not asked for in the registry',
      { server: [`${digest('f')} ${web('a')}`] },
      [sum],
      ['server'],
    ],
    ['and lies in the registry', { registry: [web('a')] }, [sum], ['server', 'registry']],
    ['and lies nowhere is none', {}, [], ['server', 'registry']],
  ])('%s', async (_, there, found, asked) => {
    expect(await proven(there)).toEqual({ found, gone: found.length === 0 ? [sum] : [], asked })
  })

  it('in a registry that does not answer is built again', async () => {
    expect(await proven({ fault: new Refused('cannot be reached') })).toMatchObject({ found: [], gone: [sum] })
    await expect(proven({ fault: new Error('a fault of ours') })).rejects.toThrow('of ours')
  })

  it('by an id is asked for on the server alone', async () => {
    expect(await proven({ registry: [digest('b')] }, digest('b'))).toEqual({
      found: [],
      gone: [sum],
      asked: ['server'],
    })
    expect(await proven({ server: [digest('b')] }, digest('b'))).toMatchObject({ found: [sum] })
  })
})
