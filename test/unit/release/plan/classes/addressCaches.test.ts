import { describe, expect, it } from '@jest/globals'
import { AddressCaches } from '../../../../../src/release/plan/classes/addressCaches.js'
import type { ComposeService } from '../../../../../src/stack/types.js'
import { container, type Given } from '../../../health/containers.js'

const nginx: ComposeService = { image: 'nginx:1.30', ports: [{ target: 80, published: '80' }] }
const on = (...names: string[]): Partial<ComposeService> => ({
  networks: Object.fromEntries(names.map((name) => [name, null])),
})
const needs: Partial<ComposeService> = { depends_on: { app: { condition: 'service_started' } } }

/** Who keeps the address of `app`: a name, with a question mark where that is not sure. */
function keeperOf(others: Record<string, ComposeService>, app: ComposeService = {}, running: Given[] = []): string {
  const networks = { default: { name: 'shop_default' }, edge: { name: 'edge' }, back: { name: 'shop_back' } }
  const models = [{ name: 'shop', services: { app, ...others }, networks }]
  const found = new AddressCaches(models, running.map(container)).of('shop', 'app')
  return found === undefined ? 'nobody' : `${found.name}${found.sure ? '' : '?'}`
}

describe('who keeps an address that it has once found', () => {
  it.each<[string, Parameters<typeof keeperOf>, string]>([
    ['nginx that waits for it', [{ proxy: { ...nginx, ...needs } }], 'shop/proxy (nginx)'],
    ['nginx that says nowhere whom it calls', [{ proxy: nginx }], 'shop/proxy (nginx)?'],
    [
      'nginx that says of another that it calls it, and may call this one all the same',
      [{ proxy: { ...nginx, depends_on: { api: { condition: 'service_started' } } }, api: {} }],
      'shop/proxy (nginx)?',
    ],
    [
      'nginx with the address of another in a variable',
      [{ proxy: { ...nginx, environment: { API: 'http://api:3000' } }, api: {} }],
      'shop/proxy (nginx)?',
    ],
    [
      'nginx in the network of another service',
      [{ proxy: { image: 'nginx:1.30', network_mode: 'service:vpn' }, vpn: { image: 'vpn' } }],
      'shop/proxy (nginx)?',
    ],
    [
      'not nginx in the network of one that is on none of its',
      [{ proxy: { image: 'nginx:1.30', network_mode: 'service:vpn' }, vpn: { image: 'vpn', ...on('edge') } }],
      'nobody',
    ],
    [
      'nginx of its own project that the files of this deploy leave out',
      [{}, {}, [{ service: 'nginx', image: 'nginx:1.30', command: ['nginx'] }]],
      'shop-nginx-1 (nginx)?',
    ],
    [
      'not nginx of an earlier release, which goes',
      [
        {},
        {},
        [{ service: 'nginx', image: 'nginx:1.30', command: ['nginx'], labels: { 'stack-actions.stack': 'shop' } }],
      ],
      'nobody',
    ],
    [
      'nginx of another stack in the network of a container',
      [
        {},
        {},
        [
          { project: 'front', service: 'nginx', image: 'nginx:1.30', networks: [], inNetworkOf: 'vpn'.padEnd(64, '0') },
          { project: '', name: 'vpn', networks: ['shop_default'] },
        ],
      ],
      'front-nginx-1 (nginx)?',
    ],
    ['nginx that is on no network of it', [{ proxy: { ...nginx, ...on('edge') } }, on('back')], 'nobody'],
    [
      'nginx that shares one network of two',
      [{ proxy: { ...nginx, ...on('edge') } }, on('edge', 'back')],
      'shop/proxy (nginx)?',
    ],
    ['nginx behind Traefik, without a port', [{ page: { image: 'nginx:1.30', ...needs } }], 'shop/page (nginx)'],
    [
      'nginx that is built here, by what runs',
      [
        { page: { image: 'shop/page', ...needs } },
        {},
        [{ service: 'page', env: ['NGINX_VERSION=1.30.6'], command: ['/docker-entrypoint.sh', 'nginx'] }],
      ],
      'shop/page (nginx)',
    ],
    [
      'HAProxy by its registry’s long name',
      [{ lb: { image: 'ghcr.io/acme/haproxy:3.2@sha256:abc', ...needs } }],
      'shop/lb (haproxy)',
    ],
    ['Apache', [{ web: { image: 'httpd:2.4', ...needs } }], 'shop/web (httpd)'],
    ['not Caddy, which looks anew', [{ proxy: { ...nginx, image: 'caddy:2', ...needs } }], 'nobody'],
    ['not Traefik', [{ proxy: { ...nginx, image: 'traefik:v3', ...needs } }], 'nobody'],
    [
      'not nginx-proxy, which follows Docker',
      [{ proxy: { ...nginx, image: 'nginxproxy/nginx-proxy:1', ...needs } }],
      'nobody',
    ],
    [
      'what nobody knows, with a port, that calls it',
      [
        {
          gate: {
            image: 'acme/gate',
            ports: nginx.ports,
            environment: { UPSTREAM: 'http://app:3000' },
          } as ComposeService,
        },
      ],
      'shop/gate',
    ],
    [
      'the same by its command',
      [{ gate: { image: 'acme/gate', ports: nginx.ports, command: ['--to', 'http://app:3000'] } as ComposeService }],
      'shop/gate',
    ],
    [
      'not what nobody knows and nobody reaches',
      [{ gate: { image: 'acme/gate', environment: { UPSTREAM: 'http://app:3000' } } }],
      'nobody',
    ],
    [
      'not what nobody knows and that calls nobody',
      [{ gate: { image: 'acme/gate', ports: nginx.ports } as ComposeService }],
      'nobody',
    ],
    [
      'not a Node program, which looks anew',
      [{ web: { image: 'acme/web', ports: nginx.ports, command: ['node', 'x.js'], ...needs } as ComposeService }],
      'nobody',
    ],
    [
      'not a database with a port',
      [{ db: { image: 'postgres:17', ports: nginx.ports, ...needs } as ComposeService }],
      'nobody',
    ],
    [
      'nginx of another stack on its network',
      [
        {},
        on('edge'),
        [{ project: 'front', service: 'nginx', image: 'nginx:1.30', networks: ['edge'], command: ['nginx'] }],
      ],
      'front-nginx-1 (nginx)?',
    ],
    [
      'not nginx of another stack on none',
      [{}, {}, [{ project: 'front', service: 'nginx', image: 'nginx:1.30', networks: ['edge'], command: ['nginx'] }]],
      'nobody',
    ],
    ['nobody', [{}], 'nobody'],
  ])('%s', (_case, given, expected) => {
    expect(keeperOf(...given)).toBe(expected)
  })
})
