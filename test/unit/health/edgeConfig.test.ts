import { describe, expect, it } from '@jest/globals'
import { edgeConfigArgv, edgeHints } from '../../../src/health/edgeConfig.js'

describe('the configuration of a proxy', () => {
  it.each<[string, string, string[], string[]]>([
    [
      'nginx',
      `server {
        listen 80;
        server_name shop.test www.shop.test _; # server_name old.test;
        location / { root /usr/share/nginx/html; }
        location /api/ { proxy_pass http://app:3000/; }
        location = /ready { return 204; }
        location ^~ /static { alias /x; }
        location ~ \\.php$ { fastcgi_pass php:9000; }
        # location /gone { }
      }`,
      ['shop.test', 'www.shop.test'],
      ['/api/', '/ready', '/static'],
    ],
    [
      'nginx, in few lines',
      'http { server { listen 80; server_name a.test; location / { root /x; } location /metrics { proxy_pass http://m; } } server { server_name b.test; } }',
      ['a.test', 'b.test'],
      ['/metrics'],
    ],
    [
      'Caddy',
      `shop.test, www.shop.test:8443 {
  handle /api/* {
    reverse_proxy app:3000
  }
  handle_path /files* {
    root * /srv
  }
  @hooks path /hooks/*
  reverse_proxy /auth/* auth:4000
  file_server
}
`,
      ['shop.test', 'www.shop.test'],
      ['/api/', '/files', '/hooks/', '/auth/'],
    ],
    [
      'HAProxy',
      `frontend http
  bind :80
  acl shop hdr(host) -i shop.test
  acl api path_beg /api
  use_backend api if shop api
  use_backend ready if { path /ready }
`,
      ['shop.test'],
      ['/api', '/ready'],
    ],
    [
      'Apache',
      `<VirtualHost *:80>
  ServerName shop.test
  ServerAlias www.shop.test
  ProxyPass "/api/" "http://app:3000/"
  <Location /admin>
  </Location>
</VirtualHost>`,
      ['shop.test', 'www.shop.test'],
      ['/api/', '/admin'],
    ],
    ['nothing that is understood', 'location $(id) { }\nserver_name `id` "a b";\n{"x": "/y"}', [], []],
  ])('%s', (_case, text, names, paths) => {
    expect(edgeHints(text)).toEqual({ names, paths })
  })

  it('is read from all proxies at once, each by its id as one argument', () => {
    const argv = edgeConfigArgv(['a', 'b c'])
    expect(argv.slice(0, 2)).toEqual(['sh', '-c'])
    expect(argv.slice(3)).toEqual(['-', 'a', 'b c'])
  })
})
