import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk } from '../awks.js'

describe.each(AWKS)('what a release to go back to would not have, under %s', (_, awk) => {
  /** Rows: service, target, place. The release to go back to has the services `web` and `db`. */
  function leftBehind(had: readonly string[], now: readonly string[]) {
    const rows = (lines: readonly string[]) => lines.map((one) => `p\t${one.split(' ').join('\t')}\n`).join('')
    const { stdout, stderr } = runAwk(awk, ['records.awk', 'rollback/leftBehind.awk'], {
      files: { services: 'p\tweb\th\np\tdb\th\n', had: rows(had), now: rows(now) },
      named: ['services', 'had'],
    })
    expect(stderr).toBe('')
    return stdout
  }

  it.each<[string, string[], string[], string]>([
    ['nothing, where it has the same', ['web /data vol'], ['web /data vol'], ''],
    ['nothing, where it has more', ['web /data vol', 'web /x /srv/x'], ['web /data vol'], ''],
    ['another place', ['web /data vol-a'], ['web /data vol-b'], 'p/web at /data: vol-b'],
    ['it at another path', ['web /srv vol'], ['web /data vol'], 'p/web at /data: vol'],
    ['nothing, where a service was called otherwise', ['web /data vol'], ['worker /data vol'], ''],
    ['a service and its place', [], ['worker /jobs /srv/jobs'], 'p/worker at /jobs: /srv/jobs'],
    ['two of them', [], ['web /a x', 'web /b y'], 'p/web at /a: x; p/web at /b: y'],
    [
      'the folder of a database in a place that it has',
      ['db /var/lib vol', 'db PGDATA vol/a'],
      ['db /var/lib vol'],
      'p/db at PGDATA: vol/a',
    ],
    [
      'no folder of a database that is as it was',
      ['db /var/lib vol', 'db PGDATA vol/a'],
      ['db /var/lib vol', 'db PGDATA vol/a'],
      '',
    ],
  ])('%s', (_what, had, now, says) => {
    expect(leftBehind(had, now)).toBe(says)
  })
})
