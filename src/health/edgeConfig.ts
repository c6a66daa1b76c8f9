import { type Hints, joinHints } from './hints.js'

/** Where common proxies keep their configuration in their containers. */
const PLACES = [
  '/etc/nginx/nginx.conf /etc/nginx/conf.d/* /etc/nginx/sites-enabled/* /etc/nginx/http.d/*',
  '/opt/bitnami/nginx/conf/server_blocks/* /usr/local/openresty/nginx/conf/nginx.conf /config/nginx/site-confs/*',
  '/data/nginx/proxy_host/*',
  '/etc/caddy/Caddyfile /usr/local/etc/haproxy/*.cfg /etc/haproxy/*.cfg',
  '/usr/local/apache2/conf/httpd.conf /usr/local/apache2/conf/extra/* /etc/apache2/sites-enabled/*',
].join(' ')

/** Bytes of one container's text that are read. */
const BYTES = 200_000

/** Shell text for the server that prints the configuration of those of these containers that are proxies. */
export function edgeConfigArgv(containers: readonly string[]): string[] {
  const inside = `cat ${PLACES} 2>/dev/null | head -c ${BYTES}`
  const script = `for id; do timeout 10 docker exec "$id" sh -c '${inside}' 2>/dev/null & done; wait`
  return ['sh', '-c', script, '-', ...containers]
}

/** Hosts and paths in configurations of nginx, Caddy, HAProxy and Apache, found by their directives; what is not understood is skipped (pure). */
export function edgeHints(text: string): Hints {
  const written = text.split('\n').map((line) => line.replace(/(^|\s)#.*$/, ''))
  // A directive of nginx may span lines.
  const lines = written.flatMap((line) => line.split(/(?<=[;{}])\s*(?=(?:location|server_name)\s)/))
  const names = lines.flatMap((line) => {
    const [, listed] =
      /^\s*(?:server_name|ServerName|ServerAlias)\s+([^;{]+)/.exec(line) ??
      /\bhdr(?:_dom|_beg)?\(host\)(?:\s+-\S+)*\s+(\S.*)$/i.exec(line) ??
      /^((?:https?:\/\/)?[a-z0-9*.-]+\.[a-z]{2,}(?::\d+)?(?:,?\s+(?:https?:\/\/)?[a-z0-9*.-]+\.[a-z]{2,}(?::\d+)?)*)\s*\{\s*$/i.exec(
        line,
      ) ??
      []
    return (listed ?? '').split(/[\s,]+/).map((name) => name.replace(/^https?:\/\//, '').replace(/:\d+$/, ''))
  })
  const paths = lines.flatMap((line) => {
    const [, path] =
      /^\s*location\s+(?:(?:=|\^~)\s*)?(\/[^\s{~^$()|\\]*)\s*\{?/.exec(line) ??
      /^\s*(?:handle|handle_path|route|reverse_proxy|redir|@\S+\s+path)\s+(\/[^\s{*]*)/.exec(line) ??
      /\bpath(?:_beg|_dir)?(?:\s+-\S+)*\s+(\/[^\s{*]*)/.exec(line) ??
      /^\s*(?:ProxyPass|<Location)\s+"?(\/[^\s">]*)/.exec(line) ??
      []
    return path === undefined ? [] : [path]
  })
  return joinHints({ names, paths }, { names: [], paths: [] })
}
