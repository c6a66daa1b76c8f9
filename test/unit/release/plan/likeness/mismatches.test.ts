import { readFile } from 'node:fs/promises'
import { describe, expect, it } from '@jest/globals'
import type { ImageConfig } from '../../../../../src/host/likenessQuestion.js'
import type { InspectedContainer } from '../../../../../src/host/types.js'
import { mismatches } from '../../../../../src/release/plan/likeness/mismatches.js'
import type { Likeness } from '../../../../../src/release/plan/likeness/wanted.js'
import { singleDollars } from '../../../../../src/stack/dollars.js'
import type { ComposeModel, ComposeService } from '../../../../../src/stack/types.js'

// What Compose 2.26 and Docker 26.1 made of test/adopt/shapes: the model as `docker compose config` prints it, the containers as
// `docker inspect` does, without what is empty.
const recorded = JSON.parse(await readFile(new URL('./shapes.json', import.meta.url), 'utf8')) as {
  model: ComposeModel
  image: ImageConfig
  containers: InspectedContainer[]
}
const model = singleDollars(recorded.model)
const containersOf = (service: string) =>
  recorded.containers.filter(({ Config }) => Config.Labels?.['com.docker.compose.service'] === service)

function differences(
  name: string,
  change: Partial<ComposeService> = {},
  likeness: Likeness = { image: recorded.image },
) {
  const [container] = containersOf(name)
  if (container === undefined) throw new Error(`no container of ${name}`)
  const service = { ...model.services[name], ...change }
  return mismatches(
    {
      ...{ model, service, image: container.Image, files: files(service) },
      sourceOf: (target) => container.Mounts.find(({ Destination }) => Destination === target)?.Source,
    },
    container,
    { files: new Map([...files(service).keys()].map((target) => [target, []])), ...likeness },
    { containersOf, named: () => undefined },
  )
}

/** Secrets and configs, which have no content here. */
function files({ secrets = [], configs = [] }: ComposeService) {
  return new Map(
    [...secrets, ...configs].map(({ source, target = `/${source}` }) => [
      target,
      { path: source, mounted: false, files: [] },
    ]),
  )
}

describe('what Compose made of a service', () => {
  const names = Object.keys(model.services)

  it.each(names)('is what the service wants, field by field, without a word of Compose: %s', (name) => {
    expect(differences(name)).toEqual([])
  })

  it.each(names)('is what the service wants, also where nobody knows what the image says: %s', (name) => {
    expect(differences(name, {}, {})).toEqual([])
  })
})

describe('a service that wants something else', () => {
  const wants: [string, string, Partial<ComposeService>, string][] = [
    ['a link more', 'links', { links: ['db', 'db:database', 'db:postgres'] }, 'links'],
    ['a link less', 'links', { links: ['db'] }, 'links'],
    ['no links', 'links', { links: [] }, 'external_links'],
    ['another external link', 'external-links', { external_links: ['neighbour:other'] }, 'external_links'],
    [
      'another limit',
      'limits',
      { deploy: { resources: { limits: { memory: '1', cpus: 0.5, pids: 100 } } } },
      'mem_limit',
    ],
    ['no limits', 'limits', { deploy: {} }, 'cpus'],
    ['a limit in the old way', 'limits-old', { mem_limit: '1' }, 'mem_limit'],
    ['no shares', 'limits-old', { cpu_shares: null }, 'cpu_shares'],
    ['other CPUs', 'limits-old', { cpuset: '0,1' }, 'cpuset'],
    ['more processes', 'limits-old', { pids_limit: 200 }, 'pids_limit'],
    ['another score', 'limits-old', { oom_score_adj: 0 }, 'oom_score_adj'],
    ['more shared memory', 'limits-old', { shm_size: '1' }, 'shm_size'],
    ['another security option', 'security', { security_opt: ['no-new-privileges:true'] }, 'security_opt'],
    ['a capability more', 'security', { cap_add: ['NET_BIND_SERVICE', 'CHOWN', 'SYS_TIME'] }, 'cap_add'],
    ['to drop nothing', 'security', { cap_drop: [] }, 'cap_drop'],
    ['to write', 'security', { read_only: false }, 'read_only'],
    ['another tmpfs', 'security', { tmpfs: ['/run:size=16m,mode=755', '/var/cache'] }, 'tmpfs'],
    ['another user', 'security', { user: '0' }, 'user'],
    ['no user', 'security', { user: null }, 'user'],
    ['another group', 'security', { group_add: ['44'] }, 'group_add'],
    [
      'another host',
      'hosts',
      { extra_hosts: ['one.test=10.0.0.9', 'host.docker.internal=host-gateway'] },
      'extra_hosts',
    ],
    ['one resolver', 'hosts', { dns: ['10.0.0.53'] }, 'dns'],
    ['another search domain', 'hosts', { dns_search: ['other.test'] }, 'dns_search'],
    ['another resolver option', 'hosts', { dns_opt: ['ndots:2'] }, 'dns_opt'],
    ['another host name', 'hosts', { hostname: 'other' }, 'hostname'],
    ['no host name', 'hosts', { hostname: null }, 'hostname'],
    ['another ulimit', 'kernel', { ulimits: { nproc: 1000, nofile: { soft: 1, hard: 1 } } }, 'ulimits'],
    ['another sysctl', 'kernel', { sysctls: { 'net.core.somaxconn': '1' } }, 'sysctls'],
    ['another device', 'kernel', { devices: [{ source: '/dev/null', target: '/dev/nothing' }] }, 'devices'],
    ['no init', 'kernel', { init: false }, 'init'],
    ['no terminal', 'kernel', { tty: false }, 'tty'],
    ['no input', 'kernel', { stdin_open: false }, 'stdin_open'],
    ['another command', 'words', { command: ['sleep', '1'] }, 'command'],
    ['the command of the image', 'words', { command: null }, 'command'],
    ['another signal', 'words', { stop_signal: 'SIGTERM' }, 'stop_signal'],
    ['more time to stop', 'words', { stop_grace_period: '2m' }, 'stop_grace_period'],
    ['another folder', 'words', { working_dir: '/' }, 'working_dir'],
    ['a label less', 'words', { labels: { 'com.example.bare': '' } }, 'labels: com.example.one, com.example.price'],
    ['a variable less', 'words', { environment: { PLAIN: 'a=b', EMPTY: '' } }, 'environment: DOLLAR'],
    ['a variable more', 'words', { environment: { PLAIN: 'a=b', EMPTY: '', DOLLAR: 'a$b', X: '1' } }, 'environment: X'],
    ['the entry point of the image', 'entry', { entrypoint: null }, 'entrypoint'],
    ['other options of the log', 'entry', { logging: { driver: 'json-file', options: {} } }, 'logging'],
    [
      'another interval',
      'check',
      { healthcheck: { ...model.services['check']?.healthcheck, interval: '1s' } },
      'healthcheck',
    ],
    ['no healthcheck', 'check', { healthcheck: { disable: true } }, 'healthcheck'],
    ['the healthcheck of the image', 'unchecked', { healthcheck: {} }, 'healthcheck'],
    ['a port less', 'ports', { ports: model.services['ports']?.ports?.slice(1) ?? [] }, 'ports'],
    ['a port on all addresses', 'ports', { ports: [{ target: 8080, published: '18080' }] }, 'ports'],
    ['a mount less', 'files', { volumes: model.services['files']?.volumes?.slice(1) ?? [] }, 'volumes: /etc/app.conf'],
    [
      'to write into a volume',
      'files',
      { volumes: model.services['files']?.volumes?.map((one) => ({ ...one, read_only: false })) ?? [] },
      'volumes: /cache, /etc/app.conf, /etc/host-name',
    ],
    ['a secret less', 'files', { secrets: [] }, 'volumes: /etc/other, /run/secrets/password'],
    [
      'another alias',
      'networks',
      { networks: { front: { aliases: ['shop'] }, back: { ipv4_address: '172.31.77.10' } } },
      'networks: front',
    ],
    [
      'another address',
      'networks',
      { networks: { front: { aliases: ['shop', 'store'] }, back: { ipv4_address: '172.31.77.11' } } },
      'networks: back',
    ],
    ['a network less', 'networks', { networks: { front: { aliases: ['shop', 'store'] } } }, 'networks'],
    ['another name', 'named', { container_name: 'other' }, 'container_name'],
    ['no name', 'named', { container_name: undefined } as unknown as ComposeService, 'container_name'],
    ['another policy', 'never', { restart: 'always' }, 'restart'],
    ['more attempts', 'on-failure', { restart: 'on-failure:5' }, 'restart'],
    ['a network of its own', 'host-network', { network_mode: 'none' }, 'network_mode'],
    ['to be beside another', 'beside', { network_mode: 'service:db' }, 'network_mode'],
    ['its own processes', 'beside', { pid: undefined } as unknown as ComposeService, 'pid'],
    ['the volumes of another', 'volumes-from', { volumes_from: ['files'] }, 'volumes_from'],
    [
      'no anonymous volume there',
      'anonymous',
      { volumes: [{ type: 'bind', source: '/x', target: '/var/anonymous' }] },
      'volumes: /var/anonymous',
    ],
    ['another note', 'annotated', { annotations: { other: '1' } }, 'annotations'],
    ['the users of the engine', 'db', { userns_mode: 'host' }, 'userns_mode'],
    ['all rights', 'db', { privileged: true }, 'privileged'],
    ['processors for graphics', 'db', { gpus: [{ capabilities: ['gpu'], count: 'all' }] }, 'gpus'],
    ['weight on disks', 'db', { blkio_config: { weight: 300 } }, 'blkio_config'],
    [
      'rates on disks, which are not compared',
      'db',
      { blkio_config: { device_read_bps: [{ path: '/dev/sda', rate: 1 }] } },
      'blkio_config',
    ],
    ['a key that nobody knows', 'db', { tomorrow: { yes: true } }, 'tomorrow'],
  ]
  it.each(wants)('differs, and the field is named: %s', (_what, name, change, reason) => {
    expect(differences(name, change)).toContain(reason)
  })

  it('differs by the image, and says where it is built anew', () => {
    const [container] = containersOf('db') as [InspectedContainer]
    const wanted = { model, image: 'sha256:other', files: new Map(), sourceOf: () => undefined }
    const reasons = (service: ComposeService) =>
      mismatches({ ...wanted, service }, container, { image: recorded.image }, { containersOf, named: () => undefined })
    expect(reasons(model.services['db'] ?? {})).toEqual(['image'])
    expect(reasons({ ...model.services['db'], build: { context: '.' } })).toEqual(['image: it is built anew'])
  })
})

describe("what Compose's own hash says is the same", () => {
  const [container] = containersOf('files') as [InspectedContainer]
  const composeHash = container.Config.Labels?.['com.docker.compose.config-hash'] ?? ''

  it('needs no comparison of fields', () => {
    expect(differences('files', { user: 'other', tomorrow: 1 }, { composeHash })).toEqual([])
    expect(differences('files', { user: 'other' }, { composeHash: 'other' })).toEqual(['user'])
  })

  it('is compared by what it does not see: the content of files, the names of volumes and networks', () => {
    const changed = new Map([
      ['/run/secrets/password', ['']],
      ['/etc/other', []],
      ['/etc/app2.conf', []],
    ])
    expect(differences('files', {}, { composeHash, files: changed })).toEqual(['password is another on the server'])
    const named = { ...model, volumes: { ...model.volumes, state: { name: 'other_state' } } }
    const wanted = { model: named, service: model.services['files'] ?? {}, image: container.Image, files: new Map() }
    expect(
      mismatches(
        { ...wanted, sourceOf: () => undefined },
        container,
        { composeHash },
        { containersOf, named: () => undefined },
      ).join(),
    ).toContain('/state')
  })
})
