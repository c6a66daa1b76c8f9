import { type Hints, joinHints } from './endpoints.js'

/** Where the proxies that people run keep what they were told, in their containers. */
const PLACES = [
  '/etc/nginx/nginx.conf /etc/nginx/conf.d/* /etc/nginx/sites-enabled/* /etc/nginx/http.d/*',
  '/opt/bitnami/nginx/conf/server_blocks/* /usr/local/openresty/nginx/conf/nginx.conf /config/nginx/site-confs/*',
  '/data/nginx/proxy_host/*',
  '/etc/caddy/Caddyfile /usr/local/etc/haproxy/*.cfg /etc/haproxy/*.cfg',
  '/usr/local/apache2/conf/httpd.conf /usr/local/apache2/conf/extra/* /etc/apache2/sites-enabled/*',
].join(' ')

/** Bytes of one container's text that are read. */
const BYTES = 200_000

/** Words for a shell on the server that print what these containers, as far as they are proxies, were told. */
export function edgeConfigArgv(containers: readonly string[]): string[] {
  const inside = `cat ${PLACES} 2>/dev/null | head -c ${BYTES}`
  const script = `for id; do timeout 10 docker exec "$id" sh -c '${inside}' 2>/dev/null & done; wait`
  return ['sh', '-c', script, '-', ...containers]
}

/** Reads nginx, Caddy, HAProxy and Apache by the words with which each of them names hosts and paths; what is not understood is passed over (pure). */
export function edgeHints(text: string): Hints {
  const written = text.split('\n').map((line) => line.replace(/(^|\s)#.*$/, ''))
  // nginx does not care where a line ends.
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
