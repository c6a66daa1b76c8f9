import { describe, expect, it } from '@jest/globals'
import { parseFacts, parseNames } from '../../../src/host/facts.js'

/** As stackctl prints it: every line of a section after one blank. */
function answer(sections: Record<string, string>): string {
  const always = {
    root: '/root/.stack-actions/shop-production',
    engine: '26.1.5',
    platform: 'linux/amd64',
    key: 'f00',
    unfinished: '',
  }
  return Object.entries({ ...always, ...sections })
    .map(([name, text]) =>
      [`== ${name}`, ...(text === '' ? [] : text.split('\n').map((line) => ` ${line}`))].join('\n'),
    )
    .join('\n')
}

/** As Docker inspects it, as far as facts look at it. */
function container(Id: string, isTraefik = false) {
  const flags = ['docker=true', 'file.directory=/run/stack-actions', 'providersThrottleDuration=100ms']
  return {
    ...{ Id, Name: `/${Id}`, Path: isTraefik ? 'traefik' : 'nginx', State: { Running: true, StartedAt: 'now' } },
    Args: isTraefik ? [...flags.map((flag) => `--providers.${flag}`), '--ping=true'] : [],
    ...{ Config: { Image: 'x', Env: null, Labels: null }, HostConfig: {}, NetworkSettings: { Networks: { edge: {} } } },
    Mounts: [{ Type: 'bind', Source: '/var/run/docker.sock', Destination: '/var/run/docker.sock' }],
  }
}

describe('facts of a server', () => {
  it('say what was built for it: of the current release first, then of the newest; nothing that is not of its form', () => {
    const [one, other] = ['a'.repeat(64), 'b'.repeat(64)]
    const image = `ghcr.io/org/shop/web@sha256:${'c'.repeat(64)}`
    const rows = [
      `11-abc/meta:built=${one}=sha256:${other}`,
      `3-abc/meta:built=${one}=${image} ${one}-${other}=${image}`,
      `9-abc/meta:built=`,
      `12-abc/meta:built=${one}=ghcr.io/org/shop/web:latest ${one.slice(1)}=${image} x`,
      `../evil/meta:built=${one}=${image}`,
    ]
    expect(parseFacts(answer({ current: '3-abc', built: rows.join('\n') })).built).toEqual([
      { release: '3-abc', sum: one, image },
      { release: '3-abc', sum: `${one}-${other}`, image },
      { release: '11-abc', sum: one, image: `sha256:${other}` },
    ])
  })

  it('say why Traefik’s routes were not given back, where they were not', () => {
    expect(parseFacts(answer({ pin: 'Traefik got no events from Docker' })).pin).toBe(
      'Traefik got no events from Docker',
    )
    expect(parseFacts(answer({ pin: '' }))).not.toHaveProperty('pin')
  })

  it('that has nothing yet', () => {
    expect(parseFacts(answer({}))).toEqual({
      root: '/root/.stack-actions/shop-production',
      otherStacks: [],
      checkouts: {},
      engine: '26.1.5',
      compose: '',
      platform: 'linux/amd64',
      containers: [],
      listening: [],
      volumes: [],
      networks: [],
      images: [],
      releases: [],
      built: [],
      lastSeq: 0,
      files: [],
      damaged: [],
      key: 'f00',
      secretForms: [],
      traefiks: [],
    })
  })

  it('with everything', () => {
    const facts = parseFacts(
      answer({
        compose: 'v2.26.1',
        containers: JSON.stringify([container('abc'), container('f00', true)], null, 4),
        volumes: '[{"Name": "db"}, {"Name": "cache"}]',
        identity:
          'label=h/a/shop/shop/production\nrepository=h/a/shop\nrepository_id=7\nname=shop\nenvironment=production',
        stacks:
          'web\tlabel=h/b/web/web/production\trepository=h/b/web\trepository_id=\tname=web\tenvironment=production\t',
        checkouts: '/srv/a\tgit@GitHub.com:Acme/Shop.git\n/srv/b\thttps://git.example.org/b/web/\n/srv/c\t/some/disk',
        networks: '[{"Name": "web"}]',
        images:
          'postgres:17\tpostgres@sha256:aa\tlinux/amd64\t{"Volumes":{"/var/lib/postgresql/data":{}}}\tsha256:aaa\nredis:8\tsha256:bb\tlinux/arm64\tnull\tsha256:bb',
        'traefik f00': 'now\u001f-\u001f-\n0\n/ overlay\n/run/stack-actions tmpfs\n=\n= end',
        listening: 'tcp 0100007F:1F90',
        current: '2-abcdef0',
        meta: 'id=2-abcdef0\nref=refs/heads/a=b\nprevious=',
        services: 'shop\tweb\thash',
        routes: 'routers\tshop\tweb\tx\t{}',
        'model shop': '{"name": "shop",\n "services": {}}',
        releases: '1-0000000\tadopted\tcommitted\n2-abcdef0\tdeploy\tcommitted',
        seq: '2',
        files: 'aa\nbb',
        unfinished: '3-abcdef1',
      }),
    )
    expect(facts).toMatchObject({
      compose: '2.26.1',
      containers: [{ Id: 'abc' }, { Id: 'f00' }],
      volumes: [{ Name: 'db' }, { Name: 'cache' }],
      identity: {
        label: 'h/a/shop/shop/production',
        ...{ repository: 'h/a/shop', repositoryId: '7', stack: 'shop', environment: 'production' },
      },
      otherStacks: [{ project: 'web', identity: { label: 'h/b/web/web/production', repositoryId: '', stack: 'web' } }],
      checkouts: { '/srv/a': 'github.com/acme/shop', '/srv/b': 'git.example.org/b/web' },
      networks: [{ Name: 'web' }],
      listening: [{ protocol: 'tcp', address: '127.0.0.1', port: 8080 }],
      images: [
        {
          ref: 'postgres:17',
          image: 'postgres@sha256:aa',
          platform: 'linux/amd64',
          id: 'sha256:aaa',
          config: { Volumes: { '/var/lib/postgresql/data': {} } },
        },
        { ref: 'redis:8', image: 'sha256:bb', platform: 'linux/arm64', id: 'sha256:bb', config: {} },
      ],
      proxy: { container: 'f00', directory: '/run/stack-actions', tmpfs: true, throttleMs: 100, ack: 'path' },
      current: {
        id: '2-abcdef0',
        meta: { id: '2-abcdef0', ref: 'refs/heads/a=b', previous: '' },
        services: 'shop\tweb\thash\n',
        routes: 'routers\tshop\tweb\tx\t{}\n',
        models: { shop: { name: 'shop', services: {} } },
      },
      releases: [
        { id: '1-0000000', kind: 'adopted', outcome: 'committed' },
        { id: '2-abcdef0', kind: 'deploy', outcome: 'committed' },
      ],
      lastSeq: 2,
      files: ['aa', 'bb'],
      unfinished: '3-abcdef1',
    })
  })

  it('with a Traefik that lacks the flags, and one that nobody could look into', () => {
    const bare = { ...container('f00', true), Args: ['--providers.docker'] }
    const kept = 'now\u001f-\u001f-\n0\n/ overlay\n=\n= end'
    const facts = (sections: Record<string, string>) =>
      parseFacts(answer({ containers: JSON.stringify([bare]), ...sections }))
    expect(facts({ 'traefik f00': kept }).proxy).toMatchObject({
      ...{ container: 'f00', name: 'f00', tmpfs: false, throttleMs: 2000, ack: 'none', source: 'arguments' },
    })
    for (const sections of [{}, { 'traefik f00': kept.replace('now', 'before') }]) {
      expect(facts(sections)).not.toHaveProperty('proxy')
      expect(facts(sections).traefiks).toMatchObject([{ name: 'f00', why: 'nobody could look into its container' }])
    }
  })

  it('with a Traefik whose file was changed after it was started', () => {
    const started = '2026-11-29T12:00:00.5Z'
    const traefik = { ...container('f00', true), State: { Running: true, StartedAt: started } }
    const facts = (changedAt: number) =>
      parseFacts(
        answer({
          containers: JSON.stringify([traefik]),
          'traefik f00': `${started}\u001f/etc/traefik/traefik.yml\u001fabc\n${changedAt}\n/ overlay\n=\nproviders:\n  docker: {}\n\n= end`,
        }),
      )
    const at = Date.parse(started) / 1000
    expect(facts(at - 5).proxy).toMatchObject({ source: 'file', path: '/etc/traefik/traefik.yml' })
    expect(facts(at + 5)).not.toHaveProperty('proxy')
    expect(facts(at + 5).traefiks?.[0]?.why).toContain('start it again')
  })

  it('with a Traefik that is no container', () => {
    expect(parseFacts(answer({ outside: 'outside of Docker, as process 7' })).outside).toBe(
      'outside of Docker, as process 7',
    )
    expect(parseFacts(answer({ outside: '' }))).not.toHaveProperty('outside')
  })

  it('with a container that is not as Docker says one is: by its name', () => {
    const odd = answer({ containers: '[{"Id":"x","Name":"/odd","Config":{"Labels":7}}]' })
    expect(() => parseFacts(odd)).toThrow(/containers are not what Docker says of them \("\/odd"\)/)
  })

  it('after the noise of a login shell', () => {
    expect(parseFacts(`Welcome!\n Last login\n${answer({})}`).engine).toBe('26.1.5')
  })

  it('whose content looks like a section stays content', () => {
    const facts = parseFacts(answer({ releases: 'db\t\tx\n== current\t\tx\n== unfinished\t\tx', current: '' }))
    expect(facts.releases.map(({ id }) => id)).toEqual(['db', '== current', '== unfinished'])
    expect(facts.current).toBeUndefined()
  })

  it.each([
    ['nothing', '', /not whole/],
    ['an answer that was cut', answer({}).split('\n== unfinished')[0] as string, /not whole/],
    ['no engine', answer({ engine: '' }), /has no engine/],
    ['broken JSON', answer({ containers: '[{' }), /containers is not JSON/],
  ])('are refused when there is %s', (_, text, message) => {
    expect(() => parseFacts(text)).toThrow(message)
  })
})

it('are names below folders of the server, with those that cannot be read told apart from empty ones', () => {
  expect(parseNames('== /a\n x/y\n == /b\n== /empty\n== /closed\n z\n?\n')).toEqual(
    new Map([
      ['/a', ['x/y', '== /b']],
      ['/empty', []],
      ['/closed', undefined],
    ]),
  )
})
