import { describe, expect, it } from '@jest/globals'
import type { HostFacts } from '../../../../../src/host/types.js'
import type { ReleaseInput } from '../../../../../src/release/plan/releaseInput.js'
import { planText } from '../../../../../src/release/report/planReport.js'
import { Refused } from '../../../../../src/runtime/errors.js'
import type { ComposeService, RepoMount, Stack } from '../../../../../src/stack/types.js'
import { committed, container, facts, make, POSTGRES, project, ROOT, stack } from '../../fixture.js'

const SUM = 'b'.repeat(64)
const SOURCE = '/repo/shop/data'
const IMAGE = new Map([['postgres:17', { image: POSTGRES, platform: 'linux/amd64' }]])
const OWN = '/opt/shop/data'

/** A folder of the repository in which git has these files. */
const folder = (tracked: string[], more: Partial<RepoMount> = {}): RepoMount => ({
  source: SOURCE,
  path: 'shop/data',
  kind: 'content',
  sha256: SUM,
  files: [
    { path: '', isFolder: true, executable: true },
    ...tracked.map((path) => ({ path, from: `${SOURCE}/${path}`, executable: false })),
  ],
  tracked,
  ...more,
})

const stackOf = (mount: RepoMount, more: Partial<ComposeService> = {}, said: Partial<Stack> = {}) => {
  const app: ComposeService = {
    image: 'postgres:17',
    restart: 'always',
    volumes: [{ type: 'bind', source: SOURCE, target: '/data' }],
    ...more,
  }
  return stack([project({ app }, { mounts: [mount] })], said)
}

const planned = (
  mount: RepoMount,
  more: Partial<ReleaseInput> = {},
  service: Partial<ComposeService> = {},
  said: Partial<Stack> = {},
) => make({ stack: stackOf(mount, service, said), images: [], resolved: IMAGE, ...more })

const mountsOf = (made: ReturnType<typeof make>) =>
  made.release.models['shop']?.services['app']?.volumes?.map(
    ({ source, target, read_only: readOnly }) => `${source} ${target}${readOnly === true ? ' ro' : ''}`,
  )

const running = (more: Partial<HostFacts> = {}) =>
  facts({
    containers: [
      container('shop', 'app', {
        image: 'postgres:17',
        inspected: { Mounts: [{ Type: 'bind', Source: OWN, Destination: '/data', RW: true }] },
      }),
    ],
    ...more,
  })
const there = (...names: string[]) => new Map([[OWN, names]])
const refusal = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof Refused) return [error.message, ...error.todo].join('\n')
    throw error
  }
  return ''
}

describe('a folder of the repository that a service writes to', () => {
  const content = [`${ROOT}/files/${SUM} /data ro`]

  it.each<[string, RepoMount, Partial<ReleaseInput>, string[]]>([
    ['git has only a README in it', folder(['README.md']), {}, [`${ROOT}/data/shop/data /data`]],
    ['git has only a LICENSE deeper in it', folder(['x/LICENSE']), {}, [`${ROOT}/data/shop/data /data`]],
    [
      'git ignores what else is in it',
      folder(['app.yml'], { forData: true }),
      {},
      [`${ROOT}/data/shop/data /data`, `${ROOT}/files/${SUM}/app.yml /data/app.yml ro`],
    ],
    [
      'the server has more in it',
      folder(['conf/app.yml', 'README.md']),
      { facts: running(), namesThere: there('conf/app.yml', 'rows.db') },
      [`${OWN} /data`, `${ROOT}/files/${SUM}/conf/app.yml /data/conf/app.yml ro`],
    ],
    [
      'nobody can read what the server has in it',
      folder(['app.yml']),
      { facts: running(), namesThere: new Map([[OWN, undefined]]) },
      [`${OWN} /data`, `${ROOT}/files/${SUM}/app.yml /data/app.yml ro`],
    ],
  ])('is the server’s own where %s', (_what, mount, more, mounts) => {
    expect(mountsOf(planned(mount, more))).toEqual(mounts)
  })

  it.each<[string, RepoMount, Partial<ReleaseInput>]>([
    ['nothing runs yet, and git has files in it', folder(['a.conf']), {}],
    ['the server has the same in it', folder(['a.conf', 'b.conf']), { facts: running(), namesThere: there('a.conf') }],
    ['the server has none', folder(['a.conf']), { facts: running(), namesThere: there() }],
  ])('is content of the release where %s', (_what, mount, more) => {
    expect(mountsOf(planned(mount, more))).toEqual(content)
  })

  it('stays what it was in the release before', () => {
    const own = planned(folder(['a.conf']), { facts: running(), namesThere: there('rows.db') })
    const next = planned(folder(['a.conf']), { facts: committed(own.release) })
    expect(mountsOf(next)).toEqual(mountsOf(own))
    const sent = planned(folder(['a.conf']))
    // Adopted and unchanged since: its container still mounts the folder itself.
    const host = { ...committed(sent.release), containers: running().containers }
    expect(mountsOf(planned(folder(['a.conf']), { facts: host }, { user: '1' }))).toEqual(content)
  })

  it('is not taken for content later, when more of git comes into it', () => {
    const own = planned(folder(['README.md']))
    const next = planned(folder(['README.md', 'a.conf']), { facts: committed(own.release) })
    expect(mountsOf(next)).toEqual([`${ROOT}/data/shop/data /data`, `${ROOT}/files/${SUM}/a.conf /data/a.conf ro`])
  })

  it('does not become content by `:ro` as long as the server has more in it, unless that is left behind', () => {
    const readOnly = { volumes: [{ type: 'bind' as const, source: SOURCE, target: '/data', read_only: true }] }
    const act =
      (names: string[], said: Partial<Stack> = {}) =>
      () =>
        planned(folder(['a.conf']), { facts: running(), namesThere: there(...names) }, readOnly, said)
    expect(refusal(act(['a.conf', 'rows.db']))).toContain(`leave-data: ["${OWN}:/data"]`)
    expect(refusal(act(['a.conf']))).toBe('')
    expect(mountsOf(act(['a.conf', 'rows.db'], { leaveData: [`${OWN}:/data`] })())).toEqual(content)
    const own = planned(folder(['README.md']))
    const later = () =>
      planned(folder(['README.md', 'a.conf']), { facts: committed(own.release, { containers: [] }) }, readOnly)
    expect(refusal(later)).toContain('what it has written to /data is in the folder')
  })

  it('is said in the plan, with what of git does not reach it', () => {
    const text = planText(planned(folder(['README.md', 'a.conf'], { forData: true })).plan)
    expect(text).toContain(
      `shop/app /data  the server's own: ${ROOT}/data/shop/data, made where it is not there yet, and over it, read-only, a.conf of the release (README.md of git not sent)`,
    )
  })

  it('is refused where git has too many files in it to lay them over it one by one', () => {
    const many = Array.from({ length: 51 }, (_, index) => `${index}.conf`)
    expect(refusal(() => planned(folder(many, { forData: true })))).toContain('and git has 51')
  })
})
