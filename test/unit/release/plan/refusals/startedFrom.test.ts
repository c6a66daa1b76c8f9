import { describe, expect, it } from '@jest/globals'
import type { HostFacts } from '../../../../../src/host/types.js'
import type { Likenesses } from '../../../../../src/release/plan/likeness/likeness.js'
import { committed, container, facts, make, project, stack, web } from '../../fixture.js'

// The Compose files from which plain Compose started what runs, and those that a first deploy reads.

const FILES = 'com.docker.compose.project.config_files'
const BASE = 'docker-compose.yml'
const OVERRIDE = 'docker-compose.override.yml'

/** A stack of one service that was started in /opt/shop from these files. */
const started = (paths: string, more: Partial<HostFacts> = {}): HostFacts =>
  facts({
    containers: [container('shop', 'web', { image: 'ghcr.io/org/shop/web:1', labels: { [FILES]: paths } })],
    ...more,
  })
/** @param beside Undefined where stack.yml or COMPOSE_FILE names the files. */
const deploying = (
  host: HostFacts,
  files: readonly string[],
  beside: readonly string[] | undefined,
  likenesses?: Likenesses,
) =>
  make({
    facts: host,
    likenesses,
    stack: stack([
      project({ web }, { files: files.map((file) => `shop/${file}`), ...(beside === undefined ? {} : { beside }) }),
    ]),
  })

describe('a first deploy over what was started', () => {
  it.each<[string, string, string[], string[], RegExp]>([
    [
      'from a file and its override, of which one is read',
      `/opt/shop/${BASE},/opt/shop/${OVERRIDE}`,
      [BASE],
      [OVERRIDE],
      /shop: what runs \(web\) was started from docker-compose\.yml and docker-compose\.override\.yml, and docker-compose\.yml alone is read here.*`compose: \[docker-compose\.yml, docker-compose\.override\.yml\]` or `compose: docker-compose\.yml`, below projects\.shop/,
    ],
    [
      'with a file that only the server has',
      `/opt/shop/${BASE},/opt/shop/${OVERRIDE}`,
      [BASE],
      [],
      /docker-compose\.override\.yml is not beside it in the repository: add it, or give it by the input `files`/,
    ],
    [
      'from another file, which is there in the checkout, too',
      `/opt/shop/${BASE}`,
      ['docker-compose.prod.yml'],
      [BASE],
      /started from docker-compose\.yml, and docker-compose\.prod\.yml alone is read here/,
    ],
    [
      'by an older Compose, which writes no folders',
      `${BASE},${OVERRIDE}`,
      [BASE],
      [OVERRIDE],
      /was started from docker-compose\.yml and docker-compose\.override\.yml/,
    ],
  ])('is refused where that was %s', (_case, paths, files, beside, words) => {
    expect(() => deploying(started(paths), files, beside)).toThrow(words)
  })

  it.each<[string, HostFacts, string[], string[] | undefined]>([
    ['the same files', started(`/opt/shop/${BASE},/opt/shop/${OVERRIDE}`), [BASE, OVERRIDE], []],
    ['one file, which has another name by now', started('/opt/shop/docker-compose.yml'), ['compose.yaml'], []],
    ['fewer files: what is more is said as a change', started(`/opt/shop/${BASE}`), [BASE, OVERRIDE], []],
    ['others, but somebody has said which', started(`/opt/shop/${BASE},/opt/shop/${OVERRIDE}`), [BASE], undefined],
    ['nobody knows which', started(''), [BASE], [OVERRIDE]],
  ])('goes on where that was started from %s', (_case, host, files, beside) => {
    expect(deploying(host, files, beside).plan.services.map(({ service }) => service)).toEqual(['web'])
  })

  it.each([
    ['is what Compose itself calls the same', 'same', true],
    ['is another for Compose', 'other', false],
  ])('by an override long ago is refused only where a container differs: it %s', (_case, hash, goesOn) => {
    const host = started(`/opt/shop/${BASE},/opt/shop/${OVERRIDE}`)
    const [one] = host.containers
    if (one === undefined) throw new Error('no container')
    one.Config.Labels = { ...one.Config.Labels, 'com.docker.compose.config-hash': 'same' }
    const plan = () => deploying(host, [BASE], [OVERRIDE], new Map([[one.Id, { composeHash: hash }]]))
    if (goesOn) expect(plan).not.toThrow()
    else expect(plan).toThrow(/was started from/)
  })

  it.each([
    ['runs', true],
    ['has ended', false],
  ])('is refused for a service that only the override has, if it %s', (_case, isRunning) => {
    const paths = `/opt/shop/${BASE},/opt/shop/${OVERRIDE}`
    const host = started(`/opt/shop/${BASE}`)
    host.containers.push(
      container('shop', 'adminer', { labels: { [FILES]: paths }, inspected: { State: { Running: isRunning } } }),
    )
    const plan = () => deploying(host, [BASE], [OVERRIDE])
    if (isRunning) expect(plan).toThrow(/what runs \(adminer\) was started from/)
    else expect(plan).not.toThrow()
  })

  it('takes the same files under another project folder for the same', () => {
    const host = started('/opt/shop/shop/compose.yml,/opt/shop/./shop/compose.prod.yml')
    expect(() => deploying(host, ['compose.yml', 'compose.prod.yml'], [])).not.toThrow()
  })

  it('is asked once: a later one knows what the last release was made from', () => {
    const { release } = deploying(facts(), [BASE], [])
    const { containers } = started(`/opt/shop/${BASE},/opt/shop/${OVERRIDE}`)
    expect(() => deploying(committed(release, { containers }), [BASE], [OVERRIDE])).not.toThrow()
  })
})
