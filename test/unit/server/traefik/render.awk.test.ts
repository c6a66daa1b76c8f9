import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

const U = '\u001f'

describe.each(AWKS)('the text of a pin, under %s', (_, awk) => {
  const servers = tabbed(
    `"shop"|"web"|0123456789abcdef|"back"=10.0.0.2${U}"edge"=10.0.1.2${U}`,
    `"shop"|"web"|fedcba9876543210|"edge"=10.0.1.3${U}`,
  )
  const service = (sticky: string, network: string) =>
    `services|shop|web|s|{"servers":"@SERVERS@"}|http|8080|${sticky}|${network}`
  const render = (route: string, set: Record<string, string> = {}) =>
    runAwk(awk, ['dockerFields.awk', 'records.awk', 'traefik/render.awk'], {
      set: { nonce: 'n1', stack: 'shop', entry: 'traefik', traefik_nets: 'edge ', named: '1', ...set },
      input: `${servers}${tabbed('=', route)}`,
    }).stdout
  const ACK =
    '    "shop-ack-n1": {"rule":"PathPrefix(`/.stack-actions/n1`)","priority":2000000,"entryPoints":["traefik"],"service":"noop@internal"}\n'

  it.each<[string, string, Record<string, string>, string[]]>([
    ['by name', service('0', '-'), {}, ['http://0123456789ab:8080', 'http://fedcba987654:8080']],
    [
      'by address in the network of Traefik, where names are not known',
      service('0', '-'),
      { named: '' },
      ['http://10.0.1.2:8080', 'http://10.0.1.3:8080'],
    ],
    ['by address where a cookie names it', service('1', '-'), {}, ['http://10.0.1.2:8080', 'http://10.0.1.3:8080']],
    [
      'by address in the network that its labels name',
      service('1', 'back'),
      {},
      ['http://10.0.0.2:8080', 'http://fedcba987654:8080'],
    ],
  ])('leads to containers %s', (_name, route, set, urls) => {
    const list = urls.map((url) => `{"url":"${url}"}`).join(',')
    expect(render(route, set)).toBe(`http:\n  routers:\n${ACK}  services:\n    "s": {"servers":[${list}]}\n`)
  })

  it('has what is blocked among the routers', () => {
    expect(render('blocked|shop|new|r|{"a":1}')).toBe(`http:\n  routers:\n    "r": {"a":1}\n${ACK}`)
  })
})
