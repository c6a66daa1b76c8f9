import type { ChildProcess } from 'node:child_process'
import { poll } from '../../kit/poll.js'
import { KILL_DOCKERD } from './inject.js'
import { servingVersion } from './judge.js'
import { LATE_EVENTS, LATE_TRAEFIK } from './lateEvents.js'
import { differences } from './look.js'
import { type Site, STAGING_HOST } from './site.js'
import { watch } from './watch.js'

/** What happens beside one deploy or between two; gives what did not hold, a sentence each. */
export interface Occasion {
  name: string
  what: string
  run(site: Site): Promise<string[]>
}

const EDGE = 'shop-edge'

export const OCCASIONS: readonly Occasion[] = [
  // The longest first: what comes last is waited for.
  {
    name: 'traefik-deaf',
    what: 'Docker comes back with another socket while Traefik runs on, which hears nothing any more: what is said to answer answers, also after further deploys, and a restart of Traefik mends it',
    run: async (site) => {
      const [was, other] = await versions(site)
      const faults: string[] = []
      const answered = async (by: string, when: string) => {
        const found = await site.answers()
        if (found.join() !== by) faults.push(`${when}: users are answered by ${found.join(' and ')} in place of ${by}`)
      }
      const liveRestore = async (on: boolean) =>
        site.asRoot(
          `mkdir -p /etc/docker; echo '{"live-restore": ${on}}' >/etc/docker/daemon.json; kill -HUP $(pgrep -x dockerd); until [ "$(docker info -f '{{.LiveRestoreEnabled}}')" = ${on} ]; do sleep 0.1; done`,
        )
      await liveRestore(true)
      try {
        const struck = await watch(site, { step: 'stop', delayMs: 0, script: KILL_DOCKERD })
        const run = await site.deployed(site.shop(other))
        if ((await struck.done) !== 0) faults.push('dockerd was not killed')
        struck.stop()
        await site.endForgotten()
        const [first, second] = run.code === 0 ? [other, was] : [was, other]
        await answered(first, `it ended with '${run.lastLine}'`)
        const further = await site.deployed(site.shop(second))
        await poll(async () => /finish\tend/.test((await site.journal(0)).at(-1) ?? ''), { deadlineMs: 60_000 })
        await answered(second, `the next deploy ended with '${further.lastLine}'`)
        const status = await site.stackctl('status')
        const [command] = /docker restart [0-9a-f]+/.exec(status.stdout) ?? []
        if (command === undefined) faults.push(`status says nothing of it: ${status.stdout}`)
        const early = await site.stackctl('recover')
        if (early.exitCode !== 1) faults.push(`recover is content with it: ${early.stdout}${early.stderr}`)
        await site.asPerson(command ?? 'false')
        const late = await site.stackctl('recover')
        if (late.exitCode !== 0) faults.push(`recover after the restart: ${late.stdout}${late.stderr}`)
        await answered(second, 'after the restart of Traefik')
        return [...faults, ...(await inOrder(site, second))]
      } finally {
        await liveRestore(false)
      }
    },
  },
  {
    name: 'traefik-misses',
    what: 'dockerd dies, and Traefik asks for events when all are healthy already, of which it hears nothing: what is said to answer answers',
    run: async (site) => {
      const [was, other] = await versions(site)
      const shop = (version: string) => site.shop(version, { services: { traefik: LATE_TRAEFIK } })
      const relay = await new Promise<ChildProcess>((resolve, reject) => {
        const child = site.listen(LATE_EVENTS, () => resolve(child))
        child.once('close', () => reject(new Error('the relay before Docker does not run')))
      })
      try {
        const before = await site.deployed(shop(was))
        await site.settled()
        const line = await site.journalLength()
        const struck = await watch(site, { step: 'one-shot', delayMs: 0, script: KILL_DOCKERD })
        const { code, lastLine } = await site.deployed(shop(other))
        const killed = await struck.done
        struck.stop()
        await site.endForgotten()
        const answers = await site.answers()
        await site.settled()
        const later = await site.answers()
        const looked = (await site.journal(line)).some((one) => one.includes('it has looked anew at what runs'))
        const after = await site.deployed(site.shop(was))
        return [
          ...(before.code === 0 ? [] : [`the deploy before ended with ${before.code}: ${before.lastLine}`]),
          ...(killed === 0 ? [] : ['dockerd was not killed']),
          ...(code === 1 ? [] : [`it ended with ${code}: ${lastLine}`]),
          ...(looked ? [] : ['Traefik was not made to look again']),
          ...[answers, later].flatMap((found) =>
            found.join() === was ? [] : [`'${lastLine}', and users are answered by ${found.join(' and ')}`],
          ),
          ...(after.code === 0 ? [] : [`the next deploy ended with ${after.code}: ${after.lastLine}`]),
          ...(await inOrder(site, was)),
        ]
      } finally {
        relay.kill('SIGKILL')
        await site.asRoot("pkill -f '[l]ate-events/docker.sock'; true")
      }
    },
  },
  {
    name: 'called-unhealthy',
    what: 'Docker comes to call the old API unhealthy while a deploy is undone, and healthy again half a minute later: it answers all the time',
    run: async (site) => {
      const [was, other] = await versions(site)
      const healthcheck = {
        test: ['CMD', '/app/healthy'],
        interval: '1s',
        timeout: '1s',
        retries: 3,
        start_period: '5s',
      }
      const shop = (version: string) => site.shop(version, { services: { api: { healthcheck } } })
      const postgres = '$(docker ps -q --filter label=com.docker.compose.service=postgres)'
      const before = await site.deployed(shop(was))
      await site.settled()
      // Its check asks the database, and its page does not.
      const struck = await watch(site, { step: 'start', delayMs: 0, script: `docker pause ${postgres}` })
      const cured = await watch(site, { step: 'undo', delayMs: 25_000, script: `docker unpause ${postgres}` })
      const load = await site.load(false)
      const { code, lastLine } = await site.deployed(shop(other))
      const answers = await site.answers()
      const done = await Promise.all([struck.done, cured.done])
      for (const one of [struck, cured]) one.stop()
      const { reasons } = await load.stop()
      const after = await site.deployed(site.shop(was))
      return [
        ...(before.code === 0 ? [] : [`the deploy before ended with ${before.code}: ${before.lastLine}`]),
        ...(done.join() === '0,0' ? [] : ['the database was not stopped, or not started again']),
        ...(code === 1 ? [] : [`it ended with ${code}: ${lastLine}`]),
        ...(answers.join() === was ? [] : [`'${lastLine}', and users are answered by ${answers.join(' and ')}`]),
        ...(reasons['404'] === undefined ? [] : [`${reasons['404']} requests got 404`]),
        ...(after.code === 0 ? [] : [`the next deploy ended with ${after.code}: ${after.lastLine}`]),
        ...(await inOrder(site, was)),
      ]
    },
  },
  {
    name: 'two-deploys',
    what: 'two runs deploy the same environment at once: both are green, the newer one serves',
    run: async (site) => {
      const [was, other] = await versions(site)
      const load = await site.load(false)
      const [first, second] = await Promise.all([site.deploy(site.shop(other)), site.deploy(site.shop(was))])
      const ends = await Promise.all([first.ended, second.ended])
      const result = await load.stop()
      const faults = ends.flatMap(({ code, outputs, lastLine }) =>
        // The older of the two may find the newer one committed.
        code === 0 || outputs['outcome'] === 'refused'
          ? []
          : [`a run ended with ${code}, ${outputs['outcome']}: ${lastLine}`],
      )
      if (ends.every(({ code }) => code !== 0)) faults.push('neither of the two went through')
      return [...faults, ...dropped(result.failed, result.sent), ...(await inOrder(site))]
    },
  },
  {
    name: 'two-environments',
    what: 'two environments on one host are deployed at once: neither sees the other',
    run: async (site) => {
      const [, other] = await versions(site)
      const load = await site.load(true)
      const [shop, staging] = await Promise.all([
        site.deployed(site.shop(other)),
        site.deployed(stagingOf(site, other)),
      ])
      const result = await load.stop()
      const faults = [shop, staging].flatMap(({ code, lastLine, stdout }) =>
        code === 0 ? [] : [`a run ended red: ${lastLine} ${stdout.slice(-600)}`],
      )
      const page = await site.asRoot(
        `for n in $(seq 50); do curl -s -m 5 -H 'Host: ${STAGING_HOST}' http://127.0.0.1/ | grep version && break; sleep 0.1; done`,
      )
      if (!page.stdout.includes(`"version":"${other}"`)) faults.push(`the staging page answers: ${page.stdout}`)
      await site.asRoot(
        "docker rm -f $(docker ps -aq --filter label=com.docker.compose.project=shop-web-staging); rm -rf /home/deploy/.stack-actions/shop-staging; docker images --format '{{.Repository}}:{{.Tag}}' 'stack-actions/shop-staging/*' | xargs -r docker rmi",
      )
      return [...faults, ...dropped(result.failed, result.sent), ...(await inOrder(site, other))]
    },
  },
  {
    name: 'late-run',
    what: 'a run that is older than what serves is skipped and changes nothing',
    run: async (site) => {
      const [was, other] = await versions(site)
      const load = await site.load(false)
      const { code, outputs, stdout } = await site.deployed(site.shop(other), { runId: 900 })
      const result = await load.stop()
      const faults =
        code === 0 && outputs['outcome'] === 'skipped' && /is older than release/.test(stdout)
          ? []
          : [`it ended with ${code}, ${outputs['outcome']}`]
      return [...faults, ...dropped(result.failed, result.sent), ...(await inOrder(site, was))]
    },
  },
  {
    name: 'late-run-beside',
    what: 'an older run that comes while a newer one deploys does not win',
    run: async (site) => {
      const [was, other] = await versions(site)
      const load = await site.load(false)
      const newer = await site.deploy(site.shop(other), { runId: site.lastRun + 1 })
      const older = await site.deployed(site.shop(was), { runId: site.lastRun - 1 })
      const { code } = await newer.ended
      const result = await load.stop()
      const faults = code === 0 ? [] : [`the newer run ended with ${code}`]
      if (older.code === 0 && older.outputs['outcome'] === 'deployed')
        faults.push('the older run was deployed over the newer one')
      return [...faults, ...dropped(result.failed, result.sent), ...(await inOrder(site, other))]
    },
  },
  {
    name: 'registry-gone-before',
    what: 'the registry is gone before the deploy, and the image is not on the server: refused, nothing is changed',
    run: async (site) => {
      const [was] = await versions(site)
      const [host = '', port = ''] = site.registry.address.split(':')
      const rule = `OUTPUT -p tcp -d ${host} --dport ${port} -j REJECT --reject-with tcp-reset`
      await site.asRoot(
        `docker images -q ${site.registry.address}/shop-app:lingers | xargs -r docker rmi -f; iptables -I ${rule}`,
      )
      const load = await site.load(true)
      const { code, outputs } = await site.deployed(site.shop('lingers'))
      const result = await load.stop()
      await site.asRoot(`iptables -D ${rule}`)
      const faults =
        code === 1 && outputs['outcome'] === 'refused' ? [] : [`it ended with ${code}, ${outputs['outcome']}`]
      return [...faults, ...dropped(result.failed, result.sent), ...(await inOrder(site, was))]
    },
  },
  ...between('person-up-between', 'types `docker compose up -d` with the files of the release', (site) =>
    site.asPerson(
      `cd ${site.root}/releases/$(cat ${site.root}/current)/models && for one in *.json; do docker compose -p "\${one%.json}" --project-directory ${site.root}/data -f "$one" up -d || exit; done`,
    ),
  ),
  ...between('person-prune-between', 'types `docker image prune -f`', (site) => site.asPerson('docker image prune -f')),
  ...between(
    'person-restart-between',
    'types `docker restart` for the page and one replica of the API',
    (site) =>
      site.asPerson(
        'docker restart $(for one in web api; do docker ps -q --filter label=com.docker.compose.service=$one | tail -n 1; done)',
      ),
    { drops: true },
  ),
]

/** A person does something between two deploys: it harms nothing, nothing has drifted, and the next deploy goes through. */
function between(
  name: string,
  what: string,
  act: (site: Site) => Promise<{ exitCode: number; stderr: string }>,
  { drops = false } = {},
): Occasion[] {
  const run = async (site: Site) => {
    const [, other] = await versions(site)
    const load = await site.load(false)
    const done = await act(site)
    const status = await site.stackctl('status')
    if (drops) await load.stop()
    const under = drops ? await site.load(false) : load
    const { code, lastLine } = await site.deployed(site.shop(other))
    const result = await under.stop()
    return [
      ...(done.exitCode === 0 ? [] : [`the person's command failed: ${done.stderr}`]),
      ...(/DRIFT/.test(status.stdout) ? [`it has drifted: ${status.stdout}`] : []),
      ...(code === 0 ? [] : [`the next deploy ended with ${code}: ${lastLine}`]),
      ...dropped(result.failed, result.sent),
      ...(await inOrder(site, other)),
    ]
  }
  return [{ name, what: `between two deploys a person ${what}`, run }]
}

const dropped = (failed: number, sent: number): string[] =>
  failed === 0 ? [] : [`${failed} of ${sent} requests failed`]

/** What serves, and the version that does not. */
async function versions(site: Site): Promise<[string, string]> {
  const was = servingVersion((await site.look()).containers)
  if (was === undefined) throw new Error('the versions are mixed before it begins')
  return [was, was === 'v1' ? 'v2' : 'v1']
}

/** Whether one whole version serves (the given one), with nothing left over. */
async function inOrder(site: Site, version?: string): Promise<string[]> {
  const { containers, left } = await site.settled()
  const serves = servingVersion(containers) ?? 'mixed'
  const shops = containers.filter(({ project }) => !project.includes('staging'))
  return [
    ...left.map((one) => `left over: ${one}`),
    ...(version !== undefined && serves !== version ? [`${version} should serve, but ${serves} does`] : []),
    ...differences(shops, serves),
  ]
}

/** A further environment of the stack on the same host: the page alone, behind the same Traefik. */
function stagingOf(site: Site, version: string) {
  const stack = site.shop(version)
  const projects = stack.projects
    .filter(({ name }) => name === 'web')
    .map((project) => {
      const { web } = project.model.services
      const labels = {
        'traefik.enable': 'true',
        'traefik.http.routers.staging.rule': `Host(\`${STAGING_HOST}\`)`,
        'traefik.http.routers.staging.entrypoints': 'web',
        'traefik.http.services.staging.loadbalancer.server.port': '8080',
      }
      return {
        ...project,
        needs: [],
        model: {
          name: 'shop-web-staging',
          services: { web: { ...web, labels } },
          networks: { edge: { name: EDGE, external: true } },
        },
      }
    })
  return { ...stack, environment: 'staging', id: 'shop-staging', projects }
}
