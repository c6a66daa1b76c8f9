import pg from 'pg'

const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
await client.connect()
await client.query('create table if not exists rows (id text primary key, version text not null)')
await client.query('create table if not exists migrations (at timestamptz default now(), version text not null)')
await client.query('insert into migrations (version) values ($1)', [process.env.VERSION])
await client.end()
if (process.env.MODE === 'exits') {
  console.error('this migration fails')
  process.exit(3)
}
