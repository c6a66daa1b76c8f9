import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk } from '../awks.js'

const SERVICE = {
  ...{ project: 'p', service: 'web', hash: 'h1', class: 'start-first', replicas: '1', image: 'web:1', tag: 't' },
  ...{ wave: '1', drain: '0', check: 'running', probe: '-', name: '-', timeout: '60', restart: 'always' },
}
const CONTAINER = {
  ...{ project: '"p"', service: '"web"', name: '/p-web-1', state: 'running', health: '', exit: '0' },
  ...{ created: '2026-01-01T00:00:00.5Z', hash: '"h1"', image: '"web:1"', id: 'sha256:1', policy: 'always' },
  ...{ retries: '0', oneoff: '"False"' },
}
/** After the release became the current one. */
const LATER = '2026-02-01T10:00:00.123456789Z'
type Service = Partial<typeof SERVICE>
type Container = Partial<typeof CONTAINER>

describe.each(AWKS)('what runs beside what was released, under %s', (_, awk) => {
  function compare(services: readonly Service[], containers: readonly Container[], forgotten = '') {
    const { stdout, stderr, status } = runAwk(
      awk,
      ['dockerFields.awk', 'records.awk', 'people/compare.awk', 'people/differences.awk'],
      {
        set: { release: '2-bbbbbbb', models: '/s/models', committed: '2026-02-01T09:59:00', forgotten },
        files: { services: services.map((one) => `${Object.values({ ...SERVICE, ...one }).join('\t')}\n`).join('') },
        input: containers.map((one) => `${Object.values({ ...CONTAINER, ...one }).join('\t')}\n`).join(''),
      },
    )
    expect(stderr).toBe('')
    const [table = '', differences = ''] = stdout.split('\n\n')
    return { table: table.split('\n'), differences: differences.trim().split('\n  '), status }
  }

  it.each<[string, Service[], Container[], string]>([
    ['all as released', [{}], [{}], 'p/web  1 of 1 running'],
    ['all healthy', [{ replicas: '2' }], [{ health: 'healthy' }, { health: 'healthy' }], '2 of 2 running, healthy'],
    [
      'of each health how many',
      [{ replicas: '3' }],
      [{ health: 'healthy' }, { health: 'healthy' }, { health: 'starting' }],
      '3 of 3 running, 1 starting, 2 healthy',
    ],
    ['a one-shot by its end', [{ class: 'one-shot' }], [{ state: 'exited' }], 'ran to its end, exit code 0'],
    [
      'a one-shot by its latest end',
      [{ class: 'one-shot' }],
      [{ state: 'exited', exit: '7', created: LATER }, { state: 'exited' }],
      'ran to its end, exit code 7',
    ],
    ['a one-shot that is at work', [{ class: 'one-shot' }], [{}], 'p/web  running'],
    ['a one-shot without its container', [{ class: 'one-shot' }], [], 'ran to its end, its container is gone'],
    ['what may end and has ended', [{ check: 'ends' }], [{ state: 'exited' }], 'ran to its end, exit code 0'],
    ['none of what `docker compose run` has started', [{}], [{}, { oneoff: '"True"', name: '/x' }], '1 of 1 running'],
  ])('shows %s, which is as it should be', (_what, services, containers, says) => {
    const { table, differences, status } = compare(services, containers)
    expect(table.join('\n')).toContain(says)
    expect(table.join('\n')).not.toContain('DRIFT')
    expect({ differences, status }).toEqual({ differences: ['All runs as released.'], status: 0 })
  })

  it.each<[string, Service, Container[], string]>([
    ['is stopped', {}, [{ state: 'exited', exit: '137' }], 'p-web-1 is exited (exit code 137): docker start p-web-1'],
    ['was never started', {}, [{ state: 'created' }], 'p-web-1 is created: docker start p-web-1'],
    ['is paused', {}, [{ state: 'paused' }], 'p-web-1 is paused: docker unpause p-web-1'],
    ['dies over and over', {}, [{ state: 'restarting' }], 'p-web-1 is restarting: docker logs p-web-1'],
    ['is unhealthy', {}, [{ health: 'unhealthy' }], 'p-web-1 is unhealthy: docker logs --tail 50 p-web-1'],
    [
      'is not enough',
      { replicas: '2' },
      [{}],
      '1 containers run where the release has 2: docker compose -p p -f /s/models/p.json up -d --no-deps web',
    ],
    ['is too much', {}, [{}, {}], '2 containers run where the release has 1'],
    [
      'ended badly, and may only end well',
      { check: 'ends' },
      [{ state: 'exited', exit: '1' }],
      'p-web-1 is exited (exit code 1)',
    ],
    [
      'has other files',
      {},
      [{ hash: '"h2"' }],
      'p-web-1 was made from other files than the release has: docker compose',
    ],
    [
      'a person has made since',
      {},
      [{ hash: '', created: LATER }],
      'p-web-1 was made by hand on 2026-02-01T10:00:00Z, from other files than the release has: docker compose',
    ],
    ['has another image', {}, [{ image: '"web:2"' }], 'p-web-1 runs the image web:2: docker compose'],
    [
      'has another restart policy',
      { restart: 'on-failure:3' },
      [{ policy: 'on-failure', retries: '2' }],
      'p-web-1 has the restart policy on-failure:2 in place of on-failure:3: docker update --restart=on-failure:3 p-web-1',
    ],
    ['has no restart policy', {}, [{ policy: '' }], 'p-web-1 has the restart policy no in place of always'],
    ['has another name', { name: 'web' }, [{}], 'p-web-1 should be called web: docker rename p-web-1 web'],
  ])('says of what %s what to type', (_what, service, containers, says) => {
    const { table, differences, status } = compare([service], containers)
    expect(table[0]).toMatch(/, DRIFT$/)
    expect(differences[0]).toBe('DRIFT: this differs from release 2-bbbbbbb:')
    expect(differences[1]).toContain(`p/web: ${says}`)
    expect({ count: differences.length, status }).toEqual({ count: 2, status: 1 })
  })

  it('passes over what ran before the first release, whose image is known by its id, or that is made anew', () => {
    expect(compare([{}], [{ hash: '', image: '"other"' }]).status).toBe(0)
    expect(compare([{ image: 'sha256:1' }], [{ image: '"other"' }]).status).toBe(0)
    expect(compare([{}], [{ created: LATER }])).toMatchObject({
      differences: [
        'All runs as released.',
        'p/web: p-web-1 was made anew on 2026-02-01T10:00:00Z, from the files of the release',
      ],
      status: 0,
    })
  })

  it('says what no release has, and what Docker has forgotten, and has it in no line of a service', () => {
    const { table, differences } = compare([{}], [{}, { service: '"stray"', name: '/stray' }], 'abc /run/ctr.sock;')
    expect(table).toEqual(['  p/web  1 of 1 running'])
    expect(differences).toEqual([
      'DRIFT: this differs from release 2-bbbbbbb:',
      'p/stray: stray (running) is no part of the release; see whose it is (docker inspect stray), and if nobody needs it: docker rm -f stray',
      'Docker has forgotten a container that still runs, and may give its address to another; see whose it is (ctr -a /run/ctr.sock -n moby containers info abc), and if nobody needs it, as root: ctr -a /run/ctr.sock -n moby tasks rm -f abc',
    ])
  })

  it('has its services in their order, one below the other', () => {
    expect(compare([{ service: 'longer' }, {}], [{}, { service: '"longer"', name: '/p-longer-1' }]).table).toEqual([
      '  p/longer  1 of 1 running',
      '  p/web     1 of 1 running',
    ])
  })
})
