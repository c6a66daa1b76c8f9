import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk } from '../awks.js'

describe.each(AWKS)('what a release is, under %s', (_, awk) => {
  it.each([
    ['adopted', 'kind=adopted\ncommit=\n', 'ran before stack-actions\n'],
    [
      'deployed',
      'kind=deploy\ncommit=c0ffee\nref=refs/heads/main\nactor=octocat\ncreated_at=2026-01-02\nrun_url=https://x/?a=b\n',
      'commit c0ffee of refs/heads/main, deployed by octocat on 2026-01-02\nhttps://x/?a=b\n',
    ],
    [
      'not as committed',
      'kind=deploy\ncommit=c0ffee\ndiffers="a" is not as in it\n',
      'commit c0ffee, deployed\nnot as committed: "a" is not as in it\n',
    ],
    [
      'rolled back to',
      'kind=rollback\nof=1-aaaaaaa\ncommit=c0ffee\nactor=octocat\nreason=slow\n',
      'rolled back to 1-aaaaaaa by octocat: slow\ncommit c0ffee\n',
    ],
  ])('%s', (_what, input, shown) => {
    const { stdout, stderr } = runAwk(awk, ['meta.awk', 'people/about.awk'], { input })
    expect({ stdout, stderr }).toEqual({ stdout: shown, stderr: '' })
  })

  it('says whose it is, and which of its projects Compose knows by another name', () => {
    const input = 'name=shop\nenvironment=production\nrepository=github.com/org/shop\nprojects=a=a db=old-db\n'
    const { stdout } = runAwk(awk, ['meta.awk', 'people/identityLines.awk'], { input })
    expect(stdout).toBe('shop (production) of github.com/org/shop\nCompose project old-db, in place of db\n')
    expect(runAwk(awk, ['meta.awk', 'people/identityLines.awk'], { input: 'id=1-a\n' }).stdout).toBe('')
  })
})
