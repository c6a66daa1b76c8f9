/** Cases about who writes where, for the plan (release/plan/storage/writers.ts) and for the server (second_writers of stackctl), which judge alike. */

/** Options of a volume that stands for a share of another machine or a device, and the one text for it. */
export const SHARES: [string, { type: string; device: string; o?: string }, string][] = [
  ['cifs', { type: 'cifs', device: '//nas/share', o: 'username=a' }, 'cifs /nas/share'],
  ['cifs with an address', { type: 'cifs', device: '//nas/addressed', o: 'addr=10.0.0.1,rw' }, 'cifs /nas/addressed'],
  ['cifs with a slash at its end', { type: 'cifs', device: '//nas/slash/' }, 'cifs /nas/slash'],
  ['nfs', { type: 'nfs', device: ':/a', o: 'addr=10.0.0.1,rw' }, 'nfs 10.0.0.1:/a'],
  ['nfs with a slash at its end', { type: 'nfs', device: ':/b/', o: 'rw,addr=10.0.0.1' }, 'nfs 10.0.0.1:/b'],
  ['nfs of version 4', { type: 'nfs4', device: ':/c', o: 'addr=10.0.0.1' }, 'nfs 10.0.0.1:/c'],
  ['nfs that names its host in the device', { type: 'nfs', device: 'NAS:/d' }, 'nfs nas:/d'],
  ['nfs that names it twice', { type: 'nfs', device: 'nas:/e', o: 'addr=10.0.0.1' }, 'nfs 10.0.0.1:/e'],
  ['nfs by IPv6', { type: 'nfs', device: ':/f', o: 'addr=fd00::1,rw' }, 'nfs fd00::1:/f'],
  ['nfs by IPv6 in the device', { type: 'nfs', device: '[FD00::1]:/g' }, 'nfs fd00::1:/g'],
  ['all of a server', { type: 'nfs', device: ':/', o: 'addr=10.0.0.2' }, 'nfs 10.0.0.2:'],
  ['a device', { type: 'ext4', device: '/dev/sdb1' }, 'ext4 /dev/sdb1'],
  ['a colon in a path', { type: 'nfs', device: ':/a:/b', o: 'addr=10.0.0.1' }, 'nfs 10.0.0.1:/a:/b'],
]

/** What of the machine itself applications have mounted, and often write to by a slip: nobody’s store of data. */
export const MACHINES_OWN = [
  '/etc',
  '/etc/letsencrypt',
  '/etc/letsencrypt/live/shop.test',
  '/etc/ssl/certs',
  '/etc/pki/tls',
  '/etc/ca-certificates.conf',
  '/etc/passwd',
  '/etc/group',
  '/etc/shadow',
  '/etc/machine-id',
  '/etc/resolv.conf',
  '/etc/hostname',
  '/etc/os-release',
  '/etc/docker/daemon.json',
  '/usr/share/zoneinfo/Europe/Berlin',
  '/usr/local/share/ca-certificates',
  '/tmp',
  '/var/tmp',
  '/var/log',
  '/root/.docker/config.json',
  '/home/ann/.ssh',
  '/srv/ci/.docker/config.json',
]
/** And what is like it, but somebody’s own. */
export const NOT_THE_MACHINES = [
  '/etc/grafana',
  '/etc/ssl-of-mine',
  '/tmp/pg',
  '/var/log/app',
  '/home/ann/data',
  '/srv/.docker',
]

/** One that starts, another one of another project that runs, and what they have in common. */
export interface Beside {
  own: string
  other: string
  /** A folder, or the name of a volume. */
  place: string
  target?: string
  /** Of the other one. */
  itsTarget?: string
  /** It had the place already, until it was stopped. */
  stopped?: boolean
  /** The container is gone, the current release says it. */
  written?: boolean
  /** The other one came after that. */
  later?: boolean
  /** Its image has only an id, as after an adoption; the Compose file calls it `own`. */
  byId?: boolean
}

const WEB = 'ghcr.io/org/web:1'
/** And whether it starts beside the other one. */
export const BESIDE: [string, Beside, boolean][] = [
  ['a folder of media', { own: WEB, other: 'jellyfin/jellyfin:10', place: '/srv/media' }, true],
  ['a folder of media below', { own: WEB, other: 'filebrowser/filebrowser', place: '/srv/media' }, true],
  ['the folder of a database', { own: 'postgres:17', other: WEB, place: '/srv/media' }, false],
  [
    'the folder of a database of another',
    { own: WEB, other: 'docker.io/bitnami/mariadb:11', place: '/srv/media' },
    false,
  ],
  [
    'of a database with a registry',
    { own: WEB, other: 'reg.test:5000/org/pg-redis@sha256:0', place: '/srv/media' },
    false,
  ],
  ['of Microsoft’s database', { own: WEB, other: 'mcr.microsoft.com/mssql/server:2022', place: '/srv/media' }, false],
  [
    'a place where a database has its own',
    { own: WEB, other: 'org/x', place: '/srv/x', target: '/var/lib/mysql' },
    false,
  ],
  ['such a place of another', { own: WEB, other: 'org/x', place: '/srv/x', itsTarget: '/data/db' }, false],
  ['the same application twice', { own: WEB, other: 'ghcr.io/org/web@sha256:0', place: '/srv/media' }, false],
  ['the same by another name', { own: 'nginx:1', other: 'docker.io/library/nginx', place: '/srv/media' }, false],
  ['what has only an id', { own: WEB, other: `sha256:${'0'.repeat(64)}`, place: '/srv/media' }, false],
  ['what has only a short id', { own: WEB, other: '0123456789ab', place: '/srv/media' }, false],
  ['a volume', { own: WEB, other: 'org/x', place: 'shared' }, false],
  ['a volume that it had until it was stopped', { own: WEB, other: 'org/x', place: 'shared', stopped: true }, true],
  ['a volume that it had, it is written', { own: WEB, other: 'org/x', place: 'shared', written: true }, true],
  ['which came later', { own: WEB, other: 'org/x', place: 'shared', stopped: true, later: true }, false],
  ['which came later than written', { own: WEB, other: 'org/x', place: 'shared', written: true, later: true }, false],
  [
    'a database that a backup was beside',
    { own: 'postgres:17', other: 'org/x', place: '/srv/pg', stopped: true },
    true,
  ],
  ['two databases', { own: 'postgres:17', other: 'postgres:16', place: '/srv/pg', stopped: true }, false],
  ['two of one image', { own: WEB, other: WEB, place: 'shared', stopped: true }, false],
  ['a folder of media, by an id', { own: WEB, other: 'jellyfin/jellyfin:10', place: '/srv/media', byId: true }, true],
  ['the folder of a database, by an id', { own: 'postgres:17', other: WEB, place: '/srv/media', byId: true }, false],
  ['a volume that it had, by an id', { own: WEB, other: 'org/x', place: 'shared', stopped: true, byId: true }, true],
  ['two databases, by an id', { own: 'mariadb', other: 'mysql', place: '/srv/x', stopped: true, byId: true }, false],
  ['the same application, by an id', { own: WEB, other: 'ghcr.io/org/web', place: '/srv/media', byId: true }, false],
  [
    'another container of the same id',
    { own: WEB, other: `sha256:${'a'.repeat(64)}`, place: '/srv/media', byId: true },
    false,
  ],
]

/** Services of one stack by their images, which all write to one volume: those that run, those of the release, and whether it starts; so it is, too, where what runs is known by ids alone. */
export const FAMILY: [string, Record<string, string>, Record<string, string>, boolean][] = [
  ['one of two is called otherwise', { web: WEB, celery: WEB }, { web: WEB, worker: WEB }, true],
  ['the one that has it is called otherwise', { celery: WEB }, { worker: WEB }, false],
  ['two had it, one will', { web: WEB, celery: WEB }, { worker: WEB }, false],
  ['one had it, two will', { celery: WEB }, { web: WEB, worker: WEB }, false],
  [
    'a database and its backup',
    { db: 'postgres:17', backup: 'org/backup' },
    { postgres: 'postgres:17', backup: 'org/backup' },
    false,
  ],
]

/** What runs once, where another container came after the release that serves and writes to one volume with a service of the stack. */
export interface Once {
  /** Image of the service of the stack that runs there; nobody's where absent. */
  sibling?: string
  other: string
  /** The release that is to start has not that service any more. */
  siblingGoes?: boolean
  /** That service has another volume. */
  apart?: boolean
  /** It is a service that runs on. */
  runsOn?: boolean
}

/** And whether it starts. */
export const ONCE: [string, Once, boolean][] = [
  ['beside what a service of the stack is beside', { sibling: WEB, other: 'filebrowser/filebrowser' }, true],
  ['beside what nobody of the stack is beside', { other: 'filebrowser/filebrowser' }, false],
  ['where that service goes', { sibling: WEB, other: 'filebrowser/filebrowser', siblingGoes: true }, false],
  ['where that service is elsewhere', { sibling: WEB, other: 'filebrowser/filebrowser', apart: true }, false],
  ['beside a database', { sibling: WEB, other: 'mysql:8' }, false],
  ['beside the same application', { sibling: WEB, other: 'ghcr.io/org/web:2' }, false],
  ['as a service that runs on', { sibling: WEB, other: 'filebrowser/filebrowser', runsOn: true }, false],
]
