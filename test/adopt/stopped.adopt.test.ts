import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { labRegistry, labServer, remove, type Server } from '../kit/lab.js'
import { tinyImage } from '../lab/stacks/tiny.js'
import { exec } from './maintainer.js'
import { Site } from './site.js'

// A stack in a folder of another name than its repository's, without restart policies, whose store keeps its data in a volume without a name:
// what is stopped is there all the same.

const seconds = (count: number): number => count * 1000
const compose = (image: string): string => `services:
  web:
    image: ${image}
    restart: always
  store:
    image: ${image}
    command: ["/bin/busybox", "sh", "-c", "echo row >>/data/rows; trap 'exit 0' TERM; while :; do /bin/busybox sleep 0.2; done"]
    volumes: ["/data", "./note.txt:/note.txt:ro"]
    expose: ["6379"]
    healthcheck: { test: ["CMD", "/bin/busybox", "test", "-e", "/data/rows"], interval: 1s }
  worker:
    image: ${image}
    command: ["/bin/busybox", "sh", "-c", "trap 'exit 0' TERM; while :; do /bin/busybox sleep 0.2; done"]
`

let server: Server
let site: Site

const state = async (name: string): Promise<string> =>
  (
    await exec(server, `docker inspect -f '{{.Id}} {{.State.Status}} {{.HostConfig.RestartPolicy.Name}}' ${name}`)
  ).trim()
const rows = async (): Promise<number> =>
  Number((await exec(server, 'docker exec bot-store-1 /bin/busybox wc -l /data/rows')).split(' ')[0])

beforeAll(async () => {
  server = await labServer(`adoption-stopped-${process.pid}`)
  const image = `${(await labRegistry()).address}/org/stopped:v1`
  await tinyImage(image)
  site = await Site.make(server, {
    ...{ repository: 'acme/my-bot', folder: 'bot', registry: 'none', ways: [] },
    files: { 'compose.yml': compose(image), 'note.txt': 'a file of git\n' },
  })
  await site.up()
}, seconds(300))

afterAll(async () => {
  await site?.close()
  if (server !== undefined) await remove(server)
}, seconds(60))

describe('what is stopped', () => {
  it(
    'keeps its name and is not replaced before the first release, where that would leave its data behind',
    async () => {
      await exec(server, 'docker stop bot-web-1 bot-store-1 bot-worker-1')
      const before = await state('bot-store-1')
      const { step } = await site.deploy()
      expect({ code: step.code, outcome: step.outputs.outcome }).toEqual({ code: 1, outcome: 'refused' })
      expect(step.stdout).toContain('`docker start bot-store-1` on the server, and deploy again')
      expect(await state('bot-store-1')).toBe(before)
      await exec(server, 'docker start bot-store-1')
      const second = await site.deploy()
      expect({ code: second.step.code, outcome: second.step.outputs.outcome }).toEqual({ code: 0, outcome: 'deployed' })
      expect(second.step.stdout).toContain('bot in place of my-bot')
      expect(await exec(server, "docker ps --format '{{.Names}}' | sort | tr '\\n' ' '")).toContain('bot-store-1')
      expect(await exec(server, "docker ps -a --format '{{.Names}}'")).not.toContain('my-bot')
      expect(await rows()).toBe(2)
    },
    seconds(180),
  )

  it(
    'is started again by the next deploy, the very container, also a worker that ended with 0',
    async () => {
      const names = (await exec(server, "docker ps --format '{{.Names}}'")).split('\n')
      const worker = names.find((name) => name.includes('worker')) ?? ''
      const before = [await state('bot-store-1'), await state(worker)]
      await exec(server, `docker stop bot-store-1 ${worker}`)
      const { step } = await site.deploy()
      expect({ code: step.code, outcome: step.outputs.outcome }).toEqual({ code: 0, outcome: 'deployed' })
      expect(step.stdout).toContain('bot/store  started again: it is stopped, and nothing of it changed')
      expect([await state('bot-store-1'), await state(worker)]).toEqual(before)
      expect(await rows()).toBe(3)
      expect((await site.deploy()).step.outputs.outcome).toBe('unchanged')
    },
    seconds(180),
  )

  it(
    'is stopped again where the deploy is undone',
    async () => {
      await exec(server, 'docker stop bot-store-1')
      const before = await state('bot-store-1')
      const { step } = await site.deploy({
        'compose.yml': (text: string) =>
          text.replace('    restart: always\n', '    restart: always\n    command: ["/bin/busybox", "false"]\n'),
      })
      expect({ code: step.code, outcome: step.outputs.outcome }).toEqual({ code: 1, outcome: 'undone' })
      expect(await state('bot-store-1')).toBe(before)
      await exec(server, 'docker start bot-store-1')
      expect(await rows()).toBe(5)
    },
    seconds(180),
  )
})
