import { app, brokenOf, nextOf, program, type Shape } from './shape.js'

const COMPOSE = `name: bot
services:
  bot:
    image: node:24-slim
    command: ["node", "/app/server.mjs"]
    init: true
    container_name: bot
    restart: always
    ports: ["127.0.0.1:3000:3000"]
    volumes:
      - ./data:/data
      - ./server.mjs:/app/server.mjs:ro
      - ./settings.json:/app/settings.json:ro
`

/** One app on a port of loopback, with a folder of the server's own for its data, and HAProxy of another stack in front. */
export const bot: Shape = {
  name: 'bot',
  repository: 'acme/bot',
  folder: 'bot',
  images: [],
  files: { 'compose.yaml': COMPOSE, 'settings.json': '{}\n', '.gitignore': 'data/\n', ...program('.') },
  ways: [{ name: 'port', url: 'http://127.0.0.1:3000/' }],
  stores: { starts: 'cat ~/bot/data/starts' },
  next: nextOf('.'),
  broken: brokenOf('.'),
  changes: ['bot/bot'],
  built: [],
  versioned: ['port'],
  pauses: ['port'],
}

const HAPROXY = `services:
  edge:
    image: haproxy:3.2
    restart: always
    network_mode: host
    user: root
    volumes: ["./haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg:ro"]
  app:
    build: ./app
    restart: always
    ports: ["127.0.0.1:3001:3000"]
    volumes: ["data:/data"]
volumes:
  data:
`

const CONFIGURATION = `defaults
  mode http
  timeout connect 2s
  timeout client 30s
  timeout server 30s
frontend web
  bind 127.0.0.1:8082
  use_backend bot if { path_beg /bot }
  default_backend app
backend app
  server one 127.0.0.1:3001
backend bot
  server one 127.0.0.1:3000
`

/** HAProxy on the host's network, whose backends are ports of the host: one of this stack, one of another. No registry. */
export const edge: Shape = {
  name: 'edge',
  repository: 'acme/edge',
  registry: 'none',
  folder: 'edge',
  images: ['haproxy:3.2'],
  files: { 'docker-compose.yml': HAPROXY, 'haproxy.cfg': CONFIGURATION, ...app('app') },
  ways: [
    { name: 'app', url: 'http://127.0.0.1:8082/' },
    { name: 'other stack', url: 'http://127.0.0.1:8082/bot' },
  ],
  stores: { starts: 'docker run --rm -v edge_data:/data --entrypoint cat node:24-slim /data/starts' },
  next: nextOf('app'),
  broken: brokenOf('app'),
  changes: ['edge/app'],
  built: ['edge/app'],
  versioned: ['app'],
  pauses: ['app'],
}
