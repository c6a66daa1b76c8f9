import { describe, expect, it } from '@jest/globals'
import { conflictsOf } from '../../../src/proxy/conflicts.js'
import { blockingMiddleware, definitionsOf, routesOf } from '../../../src/proxy/routes.js'
import { type DockerProvider, type LabelledService, routingOf } from '../../../src/proxy/routing.js'
import type { RouteLine } from '../../../src/records/release.js'
import { ackLine, heldLines, renderMirror } from './mirror.js'

const DOCKER: DockerProvider = { exposedByDefault: false, network: '', constraints: '' }
const ROUTED = { 'traefik.enable': 'true', 'traefik.http.routers.web.rule': 'Host(`shop.test`)' }

function labelled(labels: Record<string, string>, more: Partial<LabelledService> = {}): LabelledService {
  return { project: 'shop', service: 'web', labels, ports: [3000], ...more }
}

function linesOf(services: LabelledService[], docker = DOCKER): RouteLine[] {
  const routings = services.map((one) => routingOf(one, docker))
  const definitions = definitionsOf(routings)
  return services.flatMap(({ project, service }, index) => {
    const routing = routings[index]
    return routing === undefined ? [] : routesOf({ stackId: 's-prod', project, service, routing, definitions })
  })
}

function definition(lines: RouteLine[], section: string, name: string): Record<string, unknown> {
  const line = lines.find((one) => one.section === section && one.name === name)
  return JSON.parse(line?.definition ?? 'null')
}

describe('a router in Traefik’s file', () => {
  const router = (labels: Record<string, string>) =>
    definition(linesOf([labelled({ ...ROUTED, ...labels })]), 'routers', 's-prod-web')

  it('keeps the order of priorities above everything that people write', () => {
    expect(router({})).toMatchObject({ priority: String(1_000_000 + 'Host(`shop.test`)'.length) })
    expect(router({ 'traefik.http.routers.web.priority': '900' })).toMatchObject({ priority: '1000900' })
    expect(router({ 'traefik.http.routers.web.priority': '9223372036854774806' })).toMatchObject({
      priority: '9223372036854774807',
    })
  })

  it('repeats tls word for word, and has none where the label has none', () => {
    const labels = {
      'traefik.http.routers.web.tls': 'true',
      'traefik.http.routers.web.tls.options': 'mtls@file',
      'traefik.http.routers.web.tls.domains[0].main': 'shop.test',
      'traefik.http.routers.web.tls.domains[0].sans': 'a.test,b.test',
    }
    expect(router(labels)['tls']).toEqual({
      options: 'mtls@file',
      domains: [{ main: 'shop.test', sans: 'a.test,b.test' }],
    })
    expect(router({ 'traefik.http.routers.web.tls': 'true' })['tls']).toBe('true')
    expect(router({})).not.toHaveProperty('tls')
  })

  it('refers to copies of what the release defines, and to Docker for the rest', () => {
    const labels = {
      ...ROUTED,
      'traefik.http.routers.web.middlewares': 'own, other@docker, foreign, file@file',
      'traefik.http.middlewares.own.headers.customresponseheaders.X-Lab': '1',
    }
    const other = labelled(
      { 'traefik.enable': 'true', 'traefik.http.middlewares.other.compress': 'true' },
      { service: 'gate', ports: [] },
    )
    expect(definition(linesOf([labelled(labels), other]), 'routers', 's-prod-web')['middlewares']).toBe(
      's-prod-stack-actions-mark,s-prod-own,s-prod-other,foreign@docker,file@file',
    )
  })

  it('is linked to the one service of its container, and to the lowest port where none is named', () => {
    const lines = linesOf([labelled(ROUTED, { ports: [9000, 3000] })])
    expect(definition(lines, 'routers', 's-prod-web')['service']).toBe('s-prod-web-shop')
    expect(lines.find(({ section }) => section === 'services')?.server).toEqual({
      scheme: 'http',
      port: 3000,
      sticky: false,
      network: '',
    })
  })

  it('leaves services of Traefik itself alone', () => {
    expect(router({ 'traefik.http.routers.web.service': 'api@internal' })['service']).toBe('api@internal')
  })
})

describe('copies of middlewares and balancers', () => {
  it('keep the case of header names and nest what dots join', () => {
    const lines = linesOf([
      labelled({ ...ROUTED, 'traefik.HTTP.Middlewares.hdr.Headers.customResponseHeaders.X-Lab': 'a "b"\nc' }),
    ])
    expect(definition(lines, 'middlewares', 's-prod-hdr')).toEqual({
      Headers: { customResponseHeaders: { 'X-Lab': 'a "b"\nc' } },
    })
  })

  it('rewrite references inside chains and error pages', () => {
    const lines = linesOf([
      labelled({
        ...ROUTED,
        'traefik.http.middlewares.all.chain.middlewares': 'strip,foreign',
        'traefik.http.middlewares.strip.stripprefix.prefixes': '/api',
        'traefik.http.middlewares.err.errors.service': 'web',
        'traefik.http.services.web.loadbalancer.server.port': '3000',
      }),
    ])
    expect(definition(lines, 'middlewares', 's-prod-all')).toEqual({
      chain: { middlewares: 's-prod-strip,foreign@docker' },
    })
    expect(definition(lines, 'middlewares', 's-prod-err')).toEqual({ errors: { service: 's-prod-web' } })
  })

  it('name a nameless sticky cookie as Traefik does, so that sessions stay', () => {
    const lines = linesOf([
      labelled({
        ...ROUTED,
        'traefik.http.services.web.loadbalancer.server.port': '3000',
        'traefik.http.services.web.loadbalancer.sticky.cookie': 'true',
      }),
    ])
    const line = lines.find(({ section }) => section === 'services')
    // `_` + the first five hex digits of sha1("_TRAEFIK_BACKEND_web@docker")
    expect(definition(lines, 'services', 's-prod-web')).toMatchObject({
      loadBalancer: { sticky: { cookie: { name: '_d1570' } } },
    })
    expect(line?.server?.sticky).toBe(true)
  })

  it.each([
    ['a template', 'Host(`{{ env "HOME" }}`)'],
    ['three braces', '{{{ x }}}'],
    ['quotes, backslash, tab and newline', '"\\ \t\r\n'],
    ['text from right to left and separators of lines', '\u202eabc\u2028\u2029\u0085\ufeff'],
    ['a placeholder', '"@SERVERS@"'],
    ['an emoji and half of one', 'ok \ud83d\ude00 \ud83d'],
    ['NUL', 'a\0b'],
  ])('carry %s as data on one line', (_what, value) => {
    const lines = linesOf([
      labelled({
        ...ROUTED,
        'traefik.http.services.web.loadbalancer.server.port': '3000',
        'traefik.http.services.web.loadbalancer.healthcheck.path': value,
      }),
    ])
    const text = lines.find(({ section }) => section === 'services')?.definition ?? ''
    expect(text).not.toContain('{{')
    expect(text).toMatch(/^[ -~\u00a0-\u{10ffff}]+$/u)
    expect(text.match(/@SERVERS@/g)).toHaveLength(1)
    expect(JSON.parse(text).loadBalancer.healthcheck.path).toBe(value.replace(/\ud83d$/, '\ufffd'))
  })

  it('cannot be broken by names from Object', () => {
    const lines = linesOf([
      labelled({ ...ROUTED, 'traefik.http.middlewares.__proto__.plugin.constructor.toString': 'x' }),
    ])
    expect(lines.find(({ section }) => section === 'middlewares')?.definition).toBe(
      '{"plugin":{"constructor":{"toString":"x"}}}',
    )
  })
})

describe('what Traefik does with labels', () => {
  const cases: [string, Record<string, string>, Partial<DockerProvider>, boolean][] = [
    [
      'needs traefik.enable where nothing is exposed by default',
      { 'traefik.http.routers.web.rule': 'Host(`a`)' },
      {},
      false,
    ],
    ['routes by default otherwise', { 'traefik.http.routers.web.rule': 'Host(`a`)' }, { exposedByDefault: true }, true],
    ['honours traefik.enable=false', { ...ROUTED, 'traefik.enable': 'false' }, { exposedByDefault: true }, false],
    ['does not route a database only because it is there', {}, { exposedByDefault: true }, false],
  ]
  it.each(cases)('%s', (_what, labels, docker, routed) => {
    expect(routingOf(labelled(labels), { ...DOCKER, ...docker }).routed).toBe(routed)
  })

  it.each([
    ['TCP routers', { 'traefik.enable': 'true', 'traefik.tcp.routers.db.rule': 'HostSNI(`*`)' }, /TCP/],
    ['UDP routers', { 'traefik.enable': 'true', 'traefik.udp.routers.dns.entrypoints': 'dns' }, /UDP/],
    ['a router without a rule', { 'traefik.enable': 'true', 'traefik.http.routers.web.tls': 'true' }, /has no rule/],
    ['no router of its own', { 'traefik.enable': 'true' }, /default rule/],
    ['a label that Traefik cannot read', { ...ROUTED, 'traefik.http.routers..rule': 'x' }, /cannot read the label/],
    [
      'a name that cannot be repeated in Traefik’s file',
      { ...ROUTED, 'traefik.http.middlewares.a b.compress': 'true' },
      /"a b"/,
    ],
    ['a port that is none', { ...ROUTED, 'traefik.http.services.web.loadbalancer.server.port': '99999' }, /not a port/],
  ])('says what cannot be switched: %s', (_what, labels, text) => {
    const { obstacles, uncarried } = routingOf(labelled(labels), DOCKER)
    expect([...obstacles, ...uncarried].join('\n')).toMatch(text)
  })

  it('asks for the port where nothing says it', () => {
    expect(routingOf(labelled(ROUTED, { ports: [] }), DOCKER).obstacles).toEqual([
      'nothing says the port of web-shop: set loadbalancer.server.port',
    ])
  })
})

describe('names that two define', () => {
  const owner = (name: string, rule: string) => ({
    owner: name,
    routing: routingOf(
      labelled({ 'traefik.enable': 'true', 'traefik.http.routers.web.rule': rule }, { service: name }),
      DOCKER,
    ),
  })

  it('is a conflict for routers with different rules', () => {
    const found = conflictsOf([owner('shop', 'Host(`a`)'), owner('blog', 'Host(`b`)')])
    expect(found.map(({ text }) => text)).toEqual(['shop and blog define differently the Traefik router web'])
  })

  it('is none for one middleware that all define in the same way', () => {
    const same = (name: string) => ({
      owner: name,
      routing: routingOf(
        labelled({ 'traefik.enable': 'true', 'traefik.http.middlewares.gz.compress': 'true' }, { ports: [] }),
        DOCKER,
      ),
    })
    expect(conflictsOf([same('a'), same('b')])).toEqual([])
  })
})

describe('Traefik’s file', () => {
  it('lists exactly the servers that the pin points to, and leaves empty sections out', () => {
    const text = renderMirror({
      lines: linesOf([labelled(ROUTED)]),
      serversOf: () => ['http://0123456789ab:3000'],
      ack: ackLine('s-prod', 'n1'),
    })
    expect(text).toBe(
      [
        'http:',
        '  routers:',
        '    "s-prod-web": {"rule":"Host(`shop.test`)","priority":"1000017","service":"s-prod-web-shop","middlewares":"s-prod-stack-actions-mark"}',
        '    "s-prod-ack-n1": {"rule":"PathPrefix(`/.stack-actions/n1`)","priority":2000000,"entryPoints":["traefik"],"service":"noop@internal"}',
        '  services:',
        '    "s-prod-web-shop": {"loadBalancer":{"servers":[{"url":"http://0123456789ab:3000"}]}}',
        '',
      ].join('\n'),
    )
  })

  it('has a name once, even where several containers define it in the same way', () => {
    const same = { 'traefik.enable': 'true', 'traefik.http.middlewares.gz.compress': 'true' }
    const text = renderMirror({
      lines: linesOf([labelled(same, { service: 'a', ports: [] }), labelled(same, { service: 'b', ports: [] })]),
      serversOf: () => [],
    })
    expect(text.match(/s-prod-gz/g)).toHaveLength(1)
  })

  it('answers 404 on a new route, below what an old one answers, and keeps the old ones where they were', () => {
    const before = linesOf([labelled(ROUTED)])
    const fresh = {
      'traefik.enable': 'true',
      'traefik.http.routers.new.rule': 'Host(`shop.test`) && Path(`/n`)',
      'traefik.http.routers.new.tls': 'true',
    }
    const after = [
      ...linesOf([
        labelled({ ...ROUTED, 'traefik.http.routers.web.priority': '7' }),
        labelled(fresh, { service: 'n' }),
      ]),
      blockingMiddleware('s-prod'),
    ]
    const held = heldLines(before, after)
    const routers = held.filter(({ section }) => section === 'routers')
    expect(routers.map(({ name }) => name)).toEqual(['s-prod-web', 's-prod-new'])
    expect(definition(held, 'routers', 's-prod-web')['priority']).toBe('1000017')
    expect(definition(held, 'routers', 's-prod-new')).toEqual({
      rule: 'Host(`shop.test`) && Path(`/n`)',
      tls: 'true',
      priority: '500031',
      service: 'noop@internal',
      middlewares: 's-prod-stack-actions-blocked',
    })
    expect(renderMirror({ lines: held, serversOf: () => [] })).toContain(
      '"s-prod-stack-actions-blocked": {"ipAllowList"',
    )
    expect(renderMirror({ lines: after, serversOf: () => [] })).not.toContain('500031')
  })
})
