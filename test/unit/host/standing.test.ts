import { expect, it } from '@jest/globals'
import type { ExecResult, Host } from '../../../src/host/ssh.js'
import { Stackctl } from '../../../src/host/stackctl.js'

const JOURNAL = '2026-01-01T00:00:00Z\t1000\t2-abcdef1\tgate\tbegin\t-\t== containers'
/** As Docker says it, as far as its form is looked at. */
const container = (Id: string) => ({
  ...{ Id, Name: `/${Id}`, Path: 'x', Args: [], State: { Running: true, StartedAt: 'now' } },
  ...{ Config: { Image: 'x' }, HostConfig: {}, NetworkSettings: {} },
})
const JUDGED = ['a', 'b'].map(container)
const FACTS =
  '== root\n /home/deploy/.stack-actions/shop-production\n== engine\n 26.1.5\n== platform\n linux/amd64\n== key\n k\n== unfinished\n'

/** A server that answers its facts, then this. */
function watching(answer: Partial<ExecResult>) {
  const host = {
    name: 'deploy@example.org:22',
    exec: async (argv: readonly string[], { onLine }: { onLine?: (line: string) => void } = {}) => {
      const verb = argv.includes('facts') ? 'facts' : 'watch'
      const result = { code: 0, stdout: verb === 'facts' ? FACTS : '', stderr: '', ...(verb === 'watch' && answer) }
      for (const line of result.stdout.split('\n')) onLine?.(line)
      return result
    },
  } as unknown as Host
  return new Stackctl(host, 'shop-production').watch('2-abcdef1', 1)
}

it.each([
  [
    'what there is to judge',
    `${JOURNAL}\n== containers\n${JUDGED.map((one) => ` ${JSON.stringify(one)}\n`).join('')}`,
    JUDGED,
  ],
  ['that there is nothing to judge', '== containers\n\n', []],
  ['nothing of it where Docker did not answer', `${JOURNAL}\n`, undefined],
  ['nothing of it that is no container', `${JOURNAL}\n== containers\n {"Id":"a"}\n`, undefined],
  ['nothing of it that is not whole', `${JOURNAL}\n== containers\n {"Id":`, undefined],
])('a transaction that waits says %s', async (_case, stdout, containers) => {
  const standing = await watching({ code: 30, stdout })
  expect(standing).toMatchObject({ state: 'waiting', lines: stdout.startsWith(JOURNAL) ? 1 : 0 })
  expect(standing.containers).toEqual(containers)
})

it('what has ended has nothing to judge', async () => {
  expect(await watching({ code: 0, stdout: `${JOURNAL}\n== containers\n {"Id":"a"}\n` })).not.toHaveProperty(
    'containers',
  )
})

it.each([
  ['says of which kind it is', 10, 'lock: stale: it is not so\n== code stale\n', 'stale'],
  ['says it of what was undone, too', 20, '== code health\n', 'health'],
  ['may say a code that nobody here knows', 10, 'no\n== code of-tomorrow\n', undefined],
  ['may say none', 21, 'no\n', undefined],
])('what has not gone well %s', async (_case, code, stderr, kind) => {
  const standing = await watching({ code, stderr })
  expect({ kind: standing.code, said: standing.stderr.includes('==') }).toEqual({ kind, said: false })
})
