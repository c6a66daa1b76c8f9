import { describe, expect, it } from '@jest/globals'
import { chooseImages, hintOf, type Proofs, sumsOf } from '../../../src/image/chosen.js'
import type { DescribedImage } from '../../../src/image/described.js'
import { publicKey, type RunOf, recordSum, runKey } from '../../../src/image/key.js'
import type { BuildTarget } from '../../../src/image/target.js'
import type { BuiltImage } from '../../../src/image/types.js'

const SERVER_KEY = 'f00'.repeat(20)
const digest = (letter: string): string => `sha256:${letter.repeat(64)}`
const target = (service = 'web', more: Partial<BuildTarget> = {}): BuildTarget =>
  ({
    ...{ project: 'shop', service, repository: `reg.example/org/${service}`, platform: 'linux/amd64' },
    ...{ environment: 'production', ...more },
  }) as BuildTarget
const run: RunOf = { id: '7', commit: 'c0ffee', isClean: true }
const ofRun = (more: Partial<RunOf> = {}, of: Partial<BuildTarget> = {}): BuiltImage =>
  entry({ key: runKey({ ...run, ...more }, target('web', of)) })
const image = (more: Partial<DescribedImage> = {}): DescribedImage => ({
  target: target(),
  services: [target()],
  material: '["sources","PIN=4711"]',
  notices: [],
  ...more,
})
const key = publicKey(image().material)
const sum = recordSum(image().material, SERVER_KEY)
const entry = (more: Partial<BuiltImage> = {}): BuiltImage => ({
  ...{ project: 'shop', service: 'web', repository: 'reg.example/org/web', key, tags: [] },
  ...{ result: 'built', reason: '', digest: digest('b') },
  ...more,
})
const recorded = new Map([[sum, { image: `reg.example/org/web@${digest('a')}`, release: '12-abc' }]])
const choose = (proofs: Partial<Proofs>, of: DescribedImage = image()) =>
  chooseImages([of], ['main'], {
    ...{ naming: { kind: 'server', key: SERVER_KEY }, run, unproven: 'nothing proves it' },
    ...proofs,
  })[0]

describe('what says of an image that this repository has made it for this environment', () => {
  it.each<[string, Partial<Proofs>, string, string | undefined, string]>([
    [
      'the server’s record',
      { record: recorded },
      'reused',
      digest('a'),
      'the server’s record of release 12-abc has it',
    ],
    ['a job of this run', { built: [entry()] }, 'built', digest('b'), 'by another job of this run'],
    [
      'the record before the run: an unchanged service is left alone',
      { record: recorded, built: [entry()] },
      'reused',
      digest('a'),
      'the server’s record of release 12-abc has it',
    ],
    [
      'a job of this run that the server’s key is known to',
      { built: [entry({ key: 'ab'.repeat(20), sums: [sum] })] },
      'built',
      digest('b'),
      'by another job of this run',
    ],
    [
      'a job of this run that had secrets and no server',
      { built: [ofRun()] },
      'built',
      digest('b'),
      'by another job of this run',
    ],
    ['nothing', {}, 'planned', undefined, 'nothing proves it'],
    ['not a run before', { built: [ofRun({ id: '6' })] }, 'planned', undefined, 'nothing proves it'],
    [
      'not what this run has built of another commit',
      { built: [ofRun({ commit: 'decade' })] },
      'planned',
      undefined,
      'nothing proves it',
    ],
    [
      'not what this run has built for another environment',
      { built: [ofRun({}, { environment: 'dev' })] },
      'planned',
      undefined,
      'nothing proves it',
    ],
    [
      'not what this run has built of files that are not the commit’s, where the deploy has those',
      { built: [ofRun({ isClean: false })] },
      'planned',
      undefined,
      'nothing proves it',
    ],
    [
      'not what was built of other sources',
      { built: [entry({ key: publicKey('other') })] },
      'planned',
      undefined,
      'nothing proves it',
    ],
    [
      'not what was built with other arguments',
      { built: [entry({ sums: [recordSum('other', SERVER_KEY)] })] },
      'planned',
      undefined,
      'nothing proves it',
    ],
    [
      'not what a job has found somewhere',
      { built: [entry({ result: 'reused' })] },
      'planned',
      undefined,
      'nothing proves it',
    ],
    ['not what a job has left', { built: [entry({ result: 'planned' })] }, 'planned', undefined, 'nothing proves it'],
    [
      'not an image of another repository',
      { built: [entry({ repository: 'reg.example/evil/web' })] },
      'planned',
      undefined,
      'nothing proves it',
    ],
    [
      'not an image of another service',
      { built: [entry({ service: 'db' })] },
      'planned',
      undefined,
      'nothing proves it',
    ],
    [
      'not an image that is nowhere any more',
      { gone: recorded },
      'planned',
      undefined,
      'neither the registry nor the server has the image of release 12-abc any more',
    ],
  ])('%s', (_, proofs, result, known, reason) => {
    const { target: builds, ...chosen } = choose(proofs) ?? {}
    expect(chosen).toMatchObject({ result, reason })
    expect(chosen).toMatchObject(known === undefined ? {} : { digest: known })
    expect('digest' in chosen).toBe(known !== undefined)
    expect(builds !== undefined).toBe(result === 'planned')
  })

  it('is never a key in the registry: with a server that is not even looked at', () => {
    expect(choose({ hints: new Set() })?.target).toBeDefined()
    // Where it is looked at, nothing is taken from there.
    const hinted = choose({ naming: { kind: 'public' }, hints: new Set([key]) })
    expect(hinted).toMatchObject({ result: 'planned', reason: expect.stringContaining('which proves nothing') })
    expect([hinted?.digest, hinted?.target]).toEqual([undefined, undefined])
  })

  it('is the id that the server has, where no registry holds it', () => {
    const record = new Map([[sum, { image: digest('c'), release: '3-abc' }]])
    expect(choose({ record })).toMatchObject({
      imageId: digest('c'),
      onServer: true,
      repository: 'reg.example/org/web',
    })
  })

  it('is for all services of the same build, with the repository of the one that was built', () => {
    const both = image({ services: [target(), target('migrate')] })
    const mine = entry({ service: 'migrate', repository: 'reg.example/org/migrate' })
    const chosen = chooseImages([both], [], {
      ...{ naming: { kind: 'public' }, run, unproven: '', built: [mine] },
    })
    expect(chosen.map(({ service, repository, digest: known }) => [service, repository, known])).toEqual([
      ['web', 'reg.example/org/migrate', digest('b')],
      ['migrate', 'reg.example/org/migrate', digest('b')],
    ])
  })

  it.each([
    [true, [sum]],
    [false, undefined],
    [undefined, undefined],
  ])('is no record of what only names the run, unless the checkout is its commit: %s', (isClean, sums) => {
    const taken = choose({ run: { ...run, isClean }, built: [ofRun({ isClean })] })
    expect(taken).toMatchObject({ result: 'built', digest: digest('b') })
    expect(taken?.sums).toEqual(sums)
    // Of what is known by its sources the sum is true, whatever git says.
    expect(choose({ run: { ...run, isClean }, built: [entry()] })?.sums).toEqual([sum])
  })

  it('is nothing for what is built each time, but this run', () => {
    const each = image({ always: 'it asks for no_cache' })
    expect([sumsOf(each, SERVER_KEY), hintOf(each)]).toEqual([[], undefined])
    expect(choose({ record: recorded }, each)).toMatchObject({ reason: 'built each time: it asks for no_cache' })
    expect(choose({ built: [entry()] }, each)).toMatchObject({ digest: digest('b') })
    expect(choose({ built: [entry({ key: sum.slice(0, 40) })] }, each)).toMatchObject({ digest: digest('b') })
  })
})

describe('with refresh', () => {
  const bases = { sum: 'ab12ab12ab12' }
  const fresh = image({ bases })
  const [, onBases = ''] = sumsOf(fresh, SERVER_KEY)
  const there = { image: `reg.example/org/web@${digest('c')}`, release: '13-abc' }

  it('only an image on the base images of today is taken', () => {
    expect(choose({ record: recorded }, fresh)).toMatchObject({
      ...{ result: 'planned', reason: 'nothing proves it, on the base images of today', target: { pull: true } },
      sums: [sum, onBases],
    })
    expect(choose({ record: new Map([...recorded, [onBases, there]]) }, fresh)).toMatchObject({ digest: digest('c') })
    // An ordinary run takes what is recorded by its sources alone.
    expect(choose({ record: recorded })).toMatchObject({ digest: digest('a') })
  })

  it('what another job has built on older ones is built again', () => {
    expect(choose({ built: [entry()] }, fresh)).toMatchObject({ result: 'planned' })
    expect(choose({ built: [entry({ sums: [sum] })] }, fresh)).toMatchObject({ result: 'planned' })
    expect(choose({ built: [entry({ sums: [sum, onBases] })] }, fresh)).toMatchObject({ result: 'built' })
    expect(choose({ built: [entry({ sums: [sum, onBases] })] })).toMatchObject({ result: 'built' })
    expect(choose({ built: [entry({ tags: [`key-${key}-${bases.sum}`] })] }, fresh)).toMatchObject({ result: 'built' })
    const [built] = chooseImages([fresh], ['main'], { naming: { kind: 'public' }, run, unproven: '' })
    expect(built?.tags).toEqual(['main', `key-${key}-${bases.sum}`])
    expect(hintOf(fresh)).toBe(`${key}-${bases.sum}`)
  })

  it('it is built where its base images are not known, and left where a registry does not say', () => {
    expect(choose({ record: recorded }, image({ bases: 'unknown' }))).toMatchObject({
      result: 'planned',
      target: { pull: true },
    })
    expect(choose({ record: recorded }, image({ bases: { fault: 'no answer' } }))).toMatchObject({
      ...{ digest: digest('a'), notices: ['shop/web: not built anew, since no answer'] },
    })
    expect(choose({ record: recorded }, image({ bases: { sum: '' } }))).toMatchObject({ digest: digest('a') })
  })
})

describe('a PIN as a build argument', () => {
  /** What somebody who has the repository computes for each PIN, without the server's key. */
  const guesses = Array.from({ length: 10_000 }, (_, pin) => {
    const material = JSON.stringify(['sources', `PIN=${String(pin).padStart(4, '0')}`])
    return publicKey(material)
  })

  it.each<[string, Proofs['naming']]>([
    ['with the server', { kind: 'server', key: SERVER_KEY }],
    ['without', { kind: 'run' }],
  ])('is not found from what is printed, tagged or kept: %s', (_, naming) => {
    const fresh = image({ bases: { sum: 'ab12ab12ab12' } })
    const shown = [image(), fresh].map((of) => {
      const { target: _target, ...chosen } = choose({ naming }, of) ?? {}
      return JSON.stringify(chosen)
    })
    const found = guesses.filter((guess) => shown.some((text) => text.includes(guess.slice(0, 12))))
    expect(found).toEqual([])
    expect(choose({ naming })?.key).toMatch(/^[0-9a-f]{40}$/)
  })

  it('would be by a public key, which is therefore made where no secret is read', () => {
    expect(guesses.indexOf(choose({ naming: { kind: 'public' } })?.key ?? '')).toBe(4711)
    expect(choose({ naming: { kind: 'public' } }, image({ withheld: ['PIN'] }))?.key).not.toBe(key)
  })
})
