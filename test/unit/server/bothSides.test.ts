import { describe, expect, it } from '@jest/globals'
import { program } from '../../../scripts/program.mjs'
import type { InspectedContainer } from '../../../src/host/types.js'
import type { ReleaseService } from '../../../src/records/release.js'
import { isForeign } from '../../../src/release/plan/compare.js'
import { restartPolicyOf } from '../../../src/release/plan/likeness/containerAsService.js'
import { DRAIN_FLAG } from '../../../src/release/plan/routing/drain.js'
import { AWKS, runAwk, tabbed } from './awks.js'

// What the runner and the server's program both know. Of Traefik: traefik/pickProxy.test.ts and ../host/traefik; of who writes: ../writers.ts.

/** As Docker says it of a container, and as `docker update` takes it. */
const POLICIES: [string, number, string][] = [
  ['', 0, 'no'],
  ['no', 0, 'no'],
  ['always', 0, 'always'],
  ['unless-stopped', 0, 'unless-stopped'],
  ['on-failure', 0, 'on-failure'],
  ['on-failure', 3, 'on-failure:3'],
]

describe('a restart policy', () => {
  it.each(POLICIES)('%j with %i retries is %s for the runner', (Name, MaximumRetryCount, says) => {
    const HostConfig = { RestartPolicy: { Name, MaximumRetryCount } }
    expect(restartPolicyOf({ HostConfig } as InspectedContainer)).toBe(says)
  })

  it.each(AWKS)('is the same for the server, under %s', (_, awk) => {
    const { stdout } = runAwk(awk, ['dockerFields.awk'], {
      after: '{ print restart_policy($1, $2) }',
      input: POLICIES.map(([name, retries]) => `${name}\t${retries}\n`).join(''),
    })
    expect(stdout.trimEnd().split('\n')).toEqual(POLICIES.map(([, , says]) => says))
  })
})

it('a container is to leave where the healthcheck that the runner wrote looks', () => {
  expect(program()).toContain(`\nFLAG=${DRAIN_FLAG}\n`)
})

describe('a container that runs in a service’s place', () => {
  /** Its label with our hash, its image by name and by id; the release’s image; whether it is not the release’s. */
  const CONTAINERS: [string, string, string, string, string, boolean][] = [
    ['made by the release', 'h1', 'web:1', 'sha256:1', 'web:1', false],
    ['made by another one', 'h0', 'web:1', 'sha256:1', 'web:1', true],
    ['not made by us, of the same image', '', 'web:1', 'sha256:1', 'web:1', false],
    ['not made by us, of another image', '', 'web:0', 'sha256:1', 'web:1', true],
    ['not made by us, of the same id', '', 'web:0', 'sha256:1', 'sha256:1', false],
    ['not made by us, of another id', '', 'web:1', 'sha256:2', 'sha256:1', true],
  ]

  it.each(CONTAINERS)('%s, for the runner', (_words, hash, name, id, image, foreign) => {
    const Labels = hash === '' ? {} : { 'stack-actions.hash': hash }
    const container = { Config: { Labels, Image: name }, Image: id } as unknown as InspectedContainer
    expect(isForeign(container, { hash: 'h1', image } as ReleaseService)).toBe(foreign)
  })

  it.each(AWKS)('is judged alike by the server, under %s', (_, awk) => {
    const judged = CONTAINERS.map(([words, hash, name, id, image]) => {
      const release = tabbed(`shop|web|h1|start-first|1|${image}|tag|1`)
      const { stdout } = runAwk(
        awk,
        ['dockerFields.awk', 'records.awk', 'steps/reconcile.awk', 'steps/intentLines.awk'],
        {
          ...{ files: { serving: release, coming: release }, named: ['serving', 'coming'] },
          ...{ set: { kept_pin: '', nets: ' n1 ' } },
          input: tabbed(
            `=|a|always|0|"${name}"|${id}||"edge"|n1 `,
            `a|shop|web|${hash}|running|False|shop-web-a|Up`,
            '=',
          ),
        },
      )
      return [words, stdout.includes('\treplace\t')]
    })
    expect(judged).toEqual(CONTAINERS.map(([words, , , , , foreign]) => [words, foreign]))
  })
})
