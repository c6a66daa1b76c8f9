import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { poll } from '../../src/runtime/poll.js'
import { capture, type RunResult } from '../../src/runtime/run.js'
import type { Stack } from '../../src/stack/types.js'
import type { Running } from './stacks/shopHost.js'
import { openShopLab, type ShopLab } from './stacks/shopLab.js'

// What a person has on the server when GitHub is away; each case leaves the stack as it found it.

let lab: ShopLab
const seconds = (count: number): number => count * 1000
const page = (version: string) => lab.shop({ version: 'v1', versions: { web: version } })
const me = '/home/deploy/.stack-actions/shop-lab/stackctl'
/** As a person types it. */
const type = (words: string): Promise<RunResult> => lab.host.sh(`${me} ${words}`)
const same = (list: readonly Running[]): string[] => list.map(({ id, startedAt }) => `${id} ${startedAt}`)

beforeAll(async () => {
  lab = await openShopLab('people')
  for (const version of ['v1', 'v2']) expect(await lab.host.deploy(page(version))).toMatchObject({ code: 0, why: '' })
}, 900_000)

afterAll(async () => {
  await lab?.close()
}, 60_000)

describe('status', () => {
  it(
    'says which release serves, from whose commit, that it is what was released, and where one can go back to',
    async () => {
      const { code, stdout, stderr } = await type('status')
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toMatch(/^shop-lab: release 2-aaaaaaa serves since 20/)
      expect(stdout).toMatch(/ {2}commit a{39}2 of refs\/heads\/main, deployed by lab on 20/)
      expect(stdout).toContain('  shop-api/api         2 of 2 running, healthy\n')
      expect(stdout).toContain('  shop-api/migrate     ran to its end, exit code 0\n')
      expect(stdout).toContain(
        `Can be gone back to, by ${me} rollback RELEASE:\n  1-aaaaaaa   (where rollback goes by itself)\n`,
      )
      expect(stdout).toMatch(/Docker's disk: [\d.]+ GB free, [\d.]+ GB used/)
    },
    seconds(30),
  )

  it(
    'names what a person changed by hand and what to type, and is calm when that was typed',
    async () => {
      const [one] = await lab.host.of('api')
      const [web] = await lab.host.of('web')
      await lab.host.out(
        `docker stop ${one?.id}; docker update --restart=no ${web?.id}; docker run -d --name shop-web-theirs --label com.docker.compose.project=shop-web --label com.docker.compose.service=theirs --entrypoint sleep ${web?.image} 600; docker run -d --name shop-web-extra --label stack-actions.stack=unknown/shop/lab --label com.docker.compose.project=shop-web --label com.docker.compose.service=extra --entrypoint sleep ${web?.image} 600`,
      )
      const { code, stdout } = await type('status')
      expect(code).toBe(3)
      expect(stdout).toContain('shop-api/api         1 of 2 running, healthy, DRIFT')
      const todo = [
        `docker start ${one?.name}`,
        `docker update --restart=unless-stopped ${web?.name}`,
        'docker rm -f shop-web-extra',
      ]
      for (const command of todo) expect(stdout).toContain(`: ${command}\n`)
      // Without a label of ours it is somebody else's, whatever project it says.
      expect(stdout).not.toContain('shop-web-theirs')
      await lab.host.out([...todo, 'docker rm -f shop-web-theirs'].join(' && '))
      await poll({ intervalMs: 200, timeoutMs: 20_000 }, async () =>
        (await type('status')).code === 0 ? true : undefined,
      )
      expect((await type('status')).stdout).toContain('All runs as released.')
    },
    seconds(60),
  )

  it(
    'a later `up -d` of a person from the release changes nothing; what he removed comes back by what status says, and is mentioned',
    async () => {
      const before = await lab.host.containers()
      const up = (options: string) =>
        lab.host.out(
          `cd "${lab.host.root}/releases/$(cat "${lab.host.root}/current")/models" && for model in *.json; do docker compose -p "\${model%.json}" -f "$model" up -d ${options} 2>/dev/null; done`,
        )
      await up('--no-recreate')
      await up('')
      const steady = (list: readonly Running[]) => same(list.filter(({ service }) => service !== 'migrate'))
      expect(steady(await lab.host.containers())).toEqual(steady(before))
      await lab.host.out(`docker rm -f ${(await lab.host.of('web'))[0]?.id}`)
      const gone = await type('status')
      expect(gone.code).toBe(3)
      const [, command = ''] =
        /shop-web\/web: 0 containers run where the release has 1: (docker compose .*)/.exec(gone.stdout) ?? []
      await lab.host.out(`${command} --wait 2>/dev/null`)
      const { code, stdout } = await type('status')
      expect(stdout).toMatch(/shop-web\/web: \S+ was made anew on \S+, from the files of the release/)
      expect(code).toBe(0)
    },
    seconds(90),
  )

  it(
    'names a container that still runs although Docker has forgotten it, and is calm when root typed what it says',
    async () => {
      const id = (
        await lab.host.out(`docker run -d --entrypoint sleep ${(await lab.host.of('web'))[0]?.image} 600`)
      ).trim()
      // As a dockerd leaves it that is killed in the middle of a start.
      await lab.server.root('sh', '-c', `kill -9 $(pgrep -x dockerd); rm -rf /var/lib/docker/containers/${id}`)
      // It leaves stopped what is `unless-stopped`, too: status says that as well, and what to type.
      const status = async () => {
        const { code, stdout } = await type('status')
        for (const [, start = ''] of stdout.matchAll(/: (docker start \S+)\n/g)) await lab.host.out(start)
        const [, ...drift] = (/^DRIFT:.*(?:\n {2}.*)*/m.exec(stdout)?.[0] ?? '').split('\n')
        // What the test before made anew is mentioned, and is no drift.
        return { code, drift: drift.filter((line) => !line.includes(' was made anew on ')) }
      }
      const named = await poll({ intervalMs: 500, timeoutMs: 90_000 }, async () => {
        const seen = await status()
        return seen.drift.length === 1 && seen.drift[0]?.includes('forgotten') ? seen : undefined
      })
      expect(named).toMatchObject({ ended: 'found', value: { code: 3 } })
      const [, command = ''] = (named.ended === 'found' && / as root: (ctr .*)/.exec(named.value.drift.join())) || []
      expect(command).toMatch(new RegExp(`^ctr -a /\\S+ -n moby tasks rm -f ${id}$`))
      await lab.server.root('sh', '-c', command)
      expect(await status()).toEqual({ code: 0, drift: [] })
    },
    seconds(240),
  )
})

describe('a deploy that is at work', () => {
  it(
    'is said first, with its step; killed, it is said to be interrupted; recover ends it and says what serves',
    async () => {
      const id = await lab.host.prepare(page('v3'))
      expect(await lab.host.run(id, { gate: 'runner', deadline: 120 })).toMatchObject({ code: 30, why: '' })
      const during = await type('status')
      expect(during.stdout).toMatch(
        new RegExp(`^A transaction is in progress: ${id}, step gate, since .*\n.*${me} abort\n`),
      )
      expect(during.code).toBe(30)
      expect(await type('rollback')).toMatchObject({
        code: 11,
        stderr: expect.stringContaining(`nothing was changed: ${id} `),
      })
      await lab.host.out(`kill -9 $(sed 's/.*(pid \\([0-9]*\\).*/\\1/' "${lab.host.root}/holder")`)
      const after = await type('status')
      expect(after.stdout).toMatch(new RegExp(`^A transaction was interrupted: ${id} in step gate\\..*${me} recover\n`))
      expect(after.code).toBe(1)
      const recovered = await type('recover')
      expect(recovered.stdout).toMatch(/^\S+ {2}undo {6}back to what ran before: its transaction was interrupted\n/)
      expect(recovered.stdout).toContain('shop-lab: undone. What served before serves: release 2-aaaaaaa.')
      expect({ code: recovered.code, stderr: recovered.stderr }).toEqual({ code: 20, stderr: '' })
      await lab.answers('web', 'v2')
      expect(await type('recover')).toMatchObject({
        code: 0,
        stdout: 'shop-lab: nothing to recover; release 2-aaaaaaa serves\n',
      })
      expect((await type('history')).stdout).toMatch(
        new RegExp(`${id} +deploy +undone .*\n {4}its transaction was interrupted`),
      )
    },
    seconds(240),
  )

  it(
    'is undone by abort, which shows it and says what serves',
    async () => {
      const id = await lab.host.prepare(page('v3'))
      expect(await lab.host.run(id, { gate: 'runner', deadline: 120 })).toMatchObject({ code: 30, why: '' })
      const { code, stdout } = await type('abort')
      expect(stdout).toMatch(
        new RegExp(`undone\\. What served before serves: release 2-aaaaaaa\\. ${id} failed: .*it was aborted`),
      )
      expect(code).toBe(0)
      await lab.answers('web', 'v2')
      expect(await type('abort')).toMatchObject({ code: 10, stderr: 'stackctl: no transaction is running\n' })
    },
    seconds(240),
  )
})

describe('rollback', () => {
  it(
    'goes on when the person presses Ctrl-C, and the previous version answers at its end',
    async () => {
      const person = lab.host.sh(`${me} rollback >/tmp/seen; echo "ended with $?"`)
      await lab.host.until('the first steps', 'grep -q "  create  " /tmp/seen', 60_000)
      await lab.host.out("kill -INT $(pgrep -o -f 'stackctl rollback$')")
      expect((await person).stdout).toBe('ended with 30\n')
      const stdout = await lab.host.out('cat /tmp/seen')
      expect(stdout).toMatch(
        /^shop-lab: from release 2-aaaaaaa back to 1-aaaaaaa, as release \d+-aaaaaaa\. Until it is proven, 2-aaaaaaa serves\.\n/,
      )
      expect(stdout).toContain(`It goes on by itself. How it stands: ${me} status   To undo it: ${me} abort`)
      await lab.answers('web', 'v1', 60_000)
      await lab.host.finished()
      expect((await type('status')).stdout).toMatch(/\n {2}rolled back to 1-aaaaaaa by deploy on /)
    },
    seconds(240),
  )

  it(
    'shows each step in plain words, and says what serves',
    async () => {
      const { code, stdout, stderr } = await type('rollback 2-aaaaaaa')
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toMatch(/\n\d\d:\d\d:\d\d {2}switch {4}all routes to the new ones, at once\n/)
      expect(stdout).toMatch(/shop-lab: committed\. Release \d+-aaaaaaa serves now\. .*\n$/)
      await lab.answers('web', 'v2')
    },
    seconds(180),
  )
})

it(
  'logs gives the last lines of a service by its short name, from each container',
  async () => {
    const { code, stdout } = await type('logs api --since 24h')
    expect(code).toBe(0)
    expect(stdout.match(/^--- shop-api-api-\d+ \(Up /gm)).toHaveLength(2)
  },
  seconds(30),
)

describe('another user of the machine', () => {
  const SECRET = 'hunter2-of-the-people'

  it(
    'reads nothing of it, neither files nor arguments of processes, while a deploy runs and after; a container reads what it mounts',
    async () => {
      // The home folder does not help: only what is ours stands between.
      await lab.server.root('sh', '-c', 'chmod 755 /home/deploy; useradd --create-home other')
      await lab.host.out(
        `umask 000; echo ${SECRET} >"${lab.host.root}/made-by-an-older-umask"; chmod 755 "${lab.host.root}" "${lab.host.root}/.."`,
      )
      const spy = `until [ -e /tmp/enough ]; do { cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ | tr '\\0' '\\n'; find /home /tmp /run /var/tmp /dev/shm -type f -exec cat {} +; } 2>/dev/null | grep -aE '${SECRET.replace('2', '[2]')}'; sleep 0.2; done; echo done`
      const seen = capture(['docker', 'exec', '-u', 'other', lab.server.container, 'sh', '-c', spy], {
        timeoutMs: 280_000,
      })
      const stack = withSecret(page('v2'), SECRET)
      const deployed = await lab.host.deploy(stack)
      await lab.server.root('touch', '/tmp/enough')
      expect({ code: deployed.code, why: deployed.why }).toEqual({ code: 0, why: '' })
      expect((await seen).trim()).toBe('done')
      const [web] = await lab.host.of('web')
      expect(await lab.host.out(`docker exec ${web?.id} cat /etc/app.conf`)).toBe(SECRET)
      expect(await lab.host.out(`docker exec ${web?.id} id -u`)).not.toBe('0\n')
      expect(await lab.host.out(`grep -l ${SECRET} "${lab.host.root}"/releases/${deployed.id}/models/* | wc -l`)).toBe(
        '1\n',
      )
    },
    seconds(300),
  )

  /** A file that the page mounts, a variable that it has, and a middleware of its route: all secret. */
  function withSecret(stack: Stack, secret: string): Stack {
    const source = '/nowhere/web/app.conf'
    const projects = stack.projects.map((project) => {
      const web = project.model.services['web']
      if (web === undefined) return project
      const volumes = [{ type: 'bind' as const, source, target: '/etc/app.conf', read_only: true }]
      const files = [{ path: '', content: secret, executable: false }]
      const sha256 = createHash('sha256').update(secret).digest('hex')
      const labels = lab.webLabels({
        'traefik.http.routers.shop-web.middlewares': 'keyed',
        'traefik.http.middlewares.keyed.headers.customrequestheaders.X-Key': secret,
      })
      return {
        ...project,
        mounts: [{ source, path: 'web/app.conf', kind: 'content' as const, sha256, files }],
        model: {
          ...project.model,
          services: { web: { ...web, volumes, labels, environment: { ...web.environment, TOKEN: secret } } },
        },
      }
    })
    return { ...stack, projects }
  }
})

describe('the disk', () => {
  const MEGABYTES = 3

  it(
    'does not grow over seven deploys of new images: four releases and their images stay, and the journal says the space before and after',
    async () => {
      const images = await pushBlobs(7)
      const stack = (n: number) =>
        lab.shop({
          version: 'v1',
          without: ['migrate', 'api', 'worker'],
          services: { web: { image: images[n] as string, labels: {} } },
        })
      const used: number[] = []
      for (let n = 0; n < 7; n += 1) {
        const { id, code, why } = await lab.host.deploy(stack(n))
        expect({ code, why }).toEqual({ code: 0, why: '' })
        // Somebody else's: a person's tag of the first.
        if (n === 0)
          await lab.host.out(
            `docker tag "$(docker inspect -f '{{.Config.Image}}' ${(await lab.host.of('web'))[0]?.id})" theirs:1`,
          )
        if (n === 4 || n === 6)
          used.push(
            Number.parseInt(
              await capture(['docker', 'exec', lab.server.container, 'du', '-xsm', '/var/lib/docker/overlay2']),
              10,
            ),
          )
        if (n === 6)
          expect(await lab.host.out(`grep space "${lab.host.root}/releases/${id}/journal"`)).toMatch(
            /space\t[\d.]+ GB used on Docker's disk before, [\d.]+ GB after; removed: 1 images, 1 releases/,
          )
      }
      const [fifth = 0, seventh = 0] = used
      expect(seventh - fifth).toBeLessThan(MEGABYTES)
      const ours = await lab.host.out(
        `docker images -q --filter 'reference=stack-actions/shop-lab/shop-web-web' | sort -u | wc -l`,
      )
      expect(ours.trim()).toBe('4')
      const { releases, current } = await lab.host.facts()
      const committed = releases.filter(({ outcome }) => outcome === 'committed')
      expect(committed).toHaveLength(4)
      expect(committed.map(({ id }) => id)).toContain(current?.id)
      // Today's image store counts a tag of one's own among the digests.
      expect(
        await lab.host.out(
          "docker image inspect -f '{{range .RepoDigests}}{{println .}}{{end}}' theirs:1 | grep -c '^[^ ]*/.*@sha256:'",
        ),
      ).toBe('1\n')
      expect((await type('status')).stdout.match(/\n {2}\d+-aaaaaaa/g)).toHaveLength(3)
    },
    seconds(480),
  )

  /** Images that differ by some megabytes of noise each; gives their names for the server. */
  async function pushBlobs(count: number): Promise<string[]> {
    const folder = await mkdtemp(join(tmpdir(), 'blobs-'))
    const base = `${lab.registry.fromServer}/shop-app`
    await writeFile(join(folder, 'Dockerfile'), `FROM ${base}:v1\nCOPY blob /blob\n`)
    const names = Array.from({ length: count }, (_one, n) => `${base}:blob-${process.pid}-${n}`)
    for (const name of names) {
      await writeFile(join(folder, 'blob'), randomBytes(MEGABYTES * 1024 * 1024))
      await capture(['docker', 'build', '-q', '-t', name, folder], { timeoutMs: 120_000 })
      await capture(['docker', 'push', '-q', name], { timeoutMs: 120_000 })
      await capture(['docker', 'rmi', name])
    }
    await rm(folder, { recursive: true, force: true })
    return names
  }
})
