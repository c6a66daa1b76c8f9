import { app, brokenOf, nextOf, type Shape, tableOf } from './shape.js'

const BASE = `services:
  caddy:
    image: caddy:2
    volumes:
      - ./Caddyfile:/etc/caddy/Caddyfile:ro
      - caddy_data:/data
      - web:/srv:ro
    depends_on: [api]
  api:
    build: ./api
    volumes: ["rows:/data"]
  frontend:
    build: ./frontend
    volumes: ["web:/out"]
  postgres:
    image: postgres:17
    environment: { POSTGRES_USER: shop, POSTGRES_DB: shop, POSTGRES_PASSWORD: "\${POSTGRES_PASSWORD:-shop}" }
    volumes: ["pg:/var/lib/postgresql/data", "./initdb:/docker-entrypoint-initdb.d:ro"]
volumes:
  caddy_data:
  web:
  rows:
  pg:
`

const PRODUCTION = `services:
  caddy:
    restart: unless-stopped
    ports: ["8443:443", "127.0.0.1:8081:8081"]
  api:
    restart: unless-stopped
    environment: { GREETING: "\${GREETING}" }
  postgres:
    restart: unless-stopped
`

const CADDYFILE = `{
	admin off
}
shop.test {
	tls internal
	handle_path /api/* {
		reverse_proxy api:3000
	}
	handle {
		root * /srv
		file_server
	}
}
:8081 {
	reverse_proxy api:3000
}
`

const FRONTEND = `FROM node:24-slim
WORKDIR /build
COPY index.html .
CMD ["sh", "-c", "cp index.html /out/"]
`

/** Caddy with TLS of its own, several Compose files, a one-shot that fills a volume and ends, an env file that only the server has. */
export const caddy: Shape = {
  name: 'caddy',
  repository: 'acme/market',
  folder: 'market',
  images: ['caddy:2'],
  composeFiles: ['docker-compose.yml', 'docker-compose.prod.yml'],
  files: {
    'docker-compose.yml': BASE,
    'docker-compose.prod.yml': PRODUCTION,
    Caddyfile: CADDYFILE,
    'initdb/rows.sql': "create table rows (id text primary key);\ninsert into rows values ('one'), ('two');\n",
    'frontend/Dockerfile': FRONTEND,
    'frontend/index.html': '<h1>Market</h1>\n',
    '.gitignore': '.env\n',
    ...app('api'),
  },
  serverOnly: { '.env': 'GREETING=hello\nPOSTGRES_PASSWORD=a-word-of-the-server\n' },
  envFile: 'GREETING=hello\nPOSTGRES_PASSWORD=a-word-of-the-server\n',
  ways: [
    { name: 'page', url: 'https://shop.test:8443/' },
    { name: 'api', url: 'https://shop.test:8443/api/' },
    { name: 'inner', url: 'http://127.0.0.1:8081/' },
  ],
  stores: { table: tableOf('market-postgres-1') },
  next: nextOf('api'),
  broken: brokenOf('api'),
  changes: ['market/api'],
  built: ['market/api', 'market/frontend'],
  versioned: ['api', 'inner'],
  pauses: ['api', 'inner'],
}
