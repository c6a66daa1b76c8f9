import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labSetup } from '../kit/lab.js'
import { poll } from '../kit/poll.js'
import { run } from '../kit/program.js'

const example = fileURLToPath(new URL('../../examples/korczewski', import.meta.url))
let folder: string

/** Runs a `docker compose` command over all projects of the copy. */
async function compose(...command: string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await run([join(folder, 'scripts/compose'), 'dev', ...command])
  if (exitCode !== 0) throw new Error(`${command.join(' ')}: exit code ${exitCode}\n${stdout}\n${stderr}`)
}

const get = (url: string) => fetch(url, { signal: AbortSignal.timeout(5_000) })

beforeAll(async () => {
  await labSetup()
  folder = await mkdtemp(join(tmpdir(), 'korczewski-'))
  await cp(example, folder, { recursive: true, filter: (path) => !path.includes('node_modules') })
  await compose('up', '--detach', '--build', '--wait')
}, 900_000)

afterAll(async () => {
  await compose('down', '--volumes', '--rmi', 'local')
  await rm(folder, { recursive: true })
}, 120_000)

describe('the development stack', () => {
  it.each([
    ['auth', 'http://127.0.0.1:5501/version', 'http://127.0.0.1:5500/health'],
    ['l2p-backend', 'http://127.0.0.1:3008/version', 'http://127.0.0.1:3001/health'],
    ['l2p-frontend', 'http://127.0.0.1:3007/version', 'http://127.0.0.1:3007/'],
    ['payment', 'http://127.0.0.1:3005/version', 'http://127.0.0.1:3004/api/health'],
    ['videovault', 'http://127.0.0.1:5001/version', 'http://127.0.0.1:5100/health'],
  ])('answers for %s, which is healthy without a key of anybody', async (service, version, health) => {
    expect(await (await get(version)).json()).toMatchObject({ service, version: '1.0.0' })
    expect((await get(health)).status).toBe(200)
  })

  it('verifies in the backend a token that auth gave', async () => {
    const json = { 'content-type': 'application/json' }
    const post = (url: string, body: object) =>
      fetch(url, { method: 'POST', headers: json, body: JSON.stringify(body), signal: AbortSignal.timeout(5_000) })
    const registered = await post('http://127.0.0.1:5501/register', { email: 'a@example.org', password: 'long enough' })
    const { token } = (await registered.json()) as { token: string }
    expect((await post('http://127.0.0.1:3008/items', { id: 'a1' })).status).toBe(201)
    const remove = (headers: Record<string, string>) =>
      fetch('http://127.0.0.1:3008/items/a1', { method: 'DELETE', headers, signal: AbortSignal.timeout(5_000) })
    expect((await remove({})).status).toBe(401)
    expect((await remove({ authorization: `Bearer ${token}` })).status).toBe(204)
  })

  it('shows an edited source file without a new image', async () => {
    const page = async () => (await get('http://127.0.0.1:3007/')).text()
    const instance = async () => (await get('http://127.0.0.1:3007/version')).headers.get('x-instance')
    const before = await instance()
    expect(await page()).not.toContain('Edited')

    const source = join(folder, 'l2p/frontend/src/page.ts')
    await writeFile(source, (await readFile(source, 'utf8')).replace('<h1>Notes', '<h1>Edited notes'))

    await poll(async () => (await page()).includes('<h1>Edited notes'), { deadlineMs: 30_000 })
    expect(await instance()).toBe(before)
  })

  it('has a database for tests, apart from the one that people work with', async () => {
    const psql = async (service: string, sql: string) => {
      const file = join(folder, 'shared-infrastructure/docker-compose.yml')
      const command = ['exec', '-T', service, 'psql', '-U', 'korczewski', '-d', 'l2p', '-tAc', sql]
      return (
        await run(['docker', 'compose', '--env-file', join(folder, '.env-dev'), '-f', file, ...command])
      ).stdout.trim()
    }
    const tables = "select count(*) from pg_tables where tablename = 'items'"
    expect([await psql('postgres', tables), await psql('postgres-test', tables)]).toEqual(['1', '0'])
  })
})
