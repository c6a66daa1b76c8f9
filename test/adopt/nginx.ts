import { app, brokenOf, nextOf, type Shape, tableOf } from './shape.js'

const COMPOSE = `services:
  proxy:
    image: nginx:1.30
    container_name: shop-proxy
    restart: always
    ports: ["127.0.0.1:8080:80"]
    volumes:
      - ./nginx/default.conf:/etc/nginx/conf.d/default.conf:ro
      - ./html:/usr/share/nginx/html:ro
      - logs:/var/log/proxy
    depends_on: [app]
  app:
    build: ./app
    container_name: shop-app
    restart: unless-stopped
    environment:
      GREETING: \${GREETING}
      DATABASE_URL: postgres://shop:\${POSTGRES_PASSWORD}@db:5432/shop
    volumes: ["data:/data"]
    depends_on: [db]
  backup:
    image: postgres:17
    restart: always
    entrypoint: ["sh", "-c", "while sleep 3600; do pg_dump -h database -U shop shop >/backups/shop.sql; done"]
    init: true
    links: ["db:database"]
    volumes: ["backups:/backups"]
  db:
    image: postgres:17
    restart: always
    environment: { POSTGRES_USER: shop, POSTGRES_DB: shop, POSTGRES_PASSWORD: "\${POSTGRES_PASSWORD}" }
    ports: ["127.0.0.1:5432:5432"]
    volumes:
      - pg:/var/lib/postgresql/data
      - ./initdb:/docker-entrypoint-initdb.d:ro
volumes:
  pg:
  data:
  logs:
  backups:
`

const CONFIGURATION = `server {
  listen 80;
  access_log /var/log/proxy/access.log;
  location / { root /usr/share/nginx/html; }
  location /api/ { proxy_pass http://app:3000/; }
}
`

const ENV = 'POSTGRES_PASSWORD=a-word-of-the-server\nGREETING=hello\n'

/** nginx in front with a literal name in proxy_pass, container names, files and folders that are mounted, a volume of logs, `.env` on the server only, and a project that is named by its folder. */
export const nginx: Shape = {
  name: 'nginx',
  repository: 'acme/my-shop',
  folder: 'shop',
  images: ['nginx:1.30'],
  files: {
    'docker-compose.yml': COMPOSE,
    'nginx/default.conf': CONFIGURATION,
    'html/index.html': '<h1>Shop</h1>\n',
    'initdb/rows.sql': "create table rows (id text primary key);\ninsert into rows values ('one'), ('two');\n",
    '.gitignore': '.env\n',
    ...app('app'),
  },
  serverOnly: { '.env': ENV },
  envFile: ENV,
  ways: [
    { name: 'page', url: 'http://127.0.0.1:8080/' },
    { name: 'api', url: 'http://127.0.0.1:8080/api/' },
    { name: 'database', url: 'tcp://127.0.0.1:5432' },
  ],
  stores: {
    table: tableOf('shop-db-1'),
    starts: 'docker run --rm -v shop_data:/data --entrypoint cat node:24-slim /data/starts',
  },
  next: nextOf('app'),
  broken: brokenOf('app'),
  changes: ['shop/app'],
  built: ['shop/app'],
  versioned: ['api'],
  pauses: ['api'],
}
