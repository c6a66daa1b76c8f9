import { poll } from '../../kit/poll.js'
import { type Deploying, NO_ANSWER, type Site } from './site.js'
import type { Toxic } from './toxic.js'

/** How a fault is done. What happens on the server is a script that its watcher runs at once; what happens on the runner is done from here. */
export interface Injection {
  /** Before the deploy begins. */
  before?(site: Site): Promise<void>
  /** As root on the server; `$R` is the stack's folder. */
  script?: string
  /** What a person types may fail in the middle of a deploy. */
  mayFail?: true
  /** Gives the versions that came up by themselves, where the server was rebooted. */
  act?(site: Site, deploying: Deploying): Promise<unknown>
  /** The same, without a run. */
  machine?(site: Site): Promise<void>
  /** Puts right what does not get right by itself; after the run has ended. */
  mend?(site: Site): Promise<void>
  /** The run hears nothing any more, and takes minutes to say so: what follows does not wait for it. */
  strands?: true
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const SLOW: readonly Toxic[] = [
  { type: 'latency', attributes: { latency: 300, jitter: 100 } },
  { type: 'bandwidth', attributes: { rate: 64 } },
]
const RESETS: readonly Toxic[] = [{ type: 'reset_peer', attributes: { timeout: 700 } }]
const SILENCE: readonly Toxic[] = [{ type: 'timeout', attributes: { timeout: 0 } }]

const reboot = async (site: Site) => {
  await site.powerCut()
  await site.powerOn()
}
const traefik = 'docker ps -q --filter label=com.docker.compose.service=traefik'
const LOSSES = ['INPUT -p tcp --dport 22', 'OUTPUT -p tcp --sport 22'].map(
  (rule) => `${rule} -m statistic --mode random --probability 0.16 -j DROP`,
)
const registryRule = (address: string): string => {
  const [host = '', port = ''] = address.split(':')
  return `OUTPUT -p tcp -d ${host} --dport ${port} -j REJECT --reject-with tcp-reset`
}
export const KILL_DOCKERD = 'kill -9 $(pgrep -x dockerd)'
/** Ends one program on the server, by the words it was started with. */
const kill = (words: string): string => `kill -9 $(pgrep -o -f '${words}')`

export function injection(fault: string, step: string, site: Site): Injection {
  const found = INJECTIONS[fault]
  if (found === undefined) throw new Error(`nobody knows how to do ${fault}`)
  return found(step, site)
}

const INJECTIONS: Readonly<Record<string, (step: string, site: Site) => Injection>> = {
  'stackctl-killed': (step) => ({
    script: kill(step === 'prepare' ? '[s]tackctl-[0-9a-f]+ (prepare|deploy) ' : '[_]transaction '),
  }),
  'action-killed': () => ({
    act: async (_, { child }) => void child.kill('SIGKILL'),
  }),
  cancelled: () => ({
    act: async (_, { child, ended }) => {
      let over = false
      void ended.finally(() => {
        over = true
      })
      child.kill('SIGINT')
      const rest = async () => {
        await pause(7500)
        if (!over) child.kill('SIGTERM')
        await pause(2500)
        if (!over) child.kill('SIGKILL')
      }
      void rest()
    },
  }),
  'connection-cut': () => ({
    act: async (_, { way }) => {
      await way.cut()
      await pause(1500)
      await way.mend()
    },
  }),
  'connection-gone': () => ({ act: async (_, { way }) => way.poison(SILENCE), strands: true }),
  'dockerd-killed': () => ({ script: KILL_DOCKERD }),
  'traefik-restarted': () => ({ script: `docker restart $(${traefik})` }),
  'traefik-killed': () => ({ script: `kill -9 $(docker inspect -f '{{.State.Pid}}' $(${traefik}))` }),
  'power-cut': () => ({
    machine: reboot,
    // The run is kept away until the server answers: nothing of ours has a hand in what comes up.
    act: async (site, { way }) => {
      await way.cut()
      await reboot(site)
      const up = await poll(
        async () => {
          const versions = await site.answers()
          return versions.some((one) => one.startsWith(NO_ANSWER)) ? undefined : versions
        },
        { deadlineMs: 100_000 },
      )
      await way.mend()
      return up
    },
  }),
  'disk-full': () => ({
    // A disk of its own, so that this machine's is not filled; what preflight asks for is free at first.
    before: async (site) => {
      await site.asRoot(
        `cd ${site.root} && mkdir /tmp/keep && cp -a . /tmp/keep && mount -t tmpfs -o size=140m,mode=700 tmpfs ${site.root} && cp -a /tmp/keep/. ${site.root} && chown deploy: ${site.root} && rm -rf /tmp/keep`,
      )
    },
    // It is full from one moment to the next: what fills it is not to take the ballast that an undo frees meanwhile.
    script:
      'P=$(pgrep -f "[s]tackctl-[0-9a-f]+ "); kill -STOP $P; fallocate -l "$(df -B1 --output=avail "$R" | tail -n 1)" "$R/fill"; cat /dev/zero >>"$R/fill.more"; kill -CONT $P',
    mend: async (site) => {
      await site.asRoot(`rm -f ${site.root}/fill ${site.root}/fill.more`)
    },
  }),
  'registry-gone': (_, { registry }) => ({
    script: `iptables -I ${registryRule(registry.address)}`,
    mend: async (site) => {
      await site.asRoot(`iptables -D ${registryRule(registry.address)}`)
    },
  }),
  'network-slow': () => ({ act: async (_, { way }) => way.poison(SLOW) }),
  'network-lossy': () => ({
    script: LOSSES.map((rule) => `iptables -A ${rule}`).join('; '),
    mend: async (site) => {
      await site.asRoot(LOSSES.map((rule) => `iptables -D ${rule}`).join('; '))
    },
  }),
  'network-resets': () => ({
    act: async (_, { way }) => {
      await way.poison(RESETS)
      await pause(5000)
      await way.cure(RESETS).catch(() => undefined)
    },
  }),
  'person-up': () => ({
    script: `su deploy -c 'R='$R'; cd $R/releases/$(cat $R/current)/models && for one in *.json; do docker compose -p "\${one%.json}" --project-directory $R/data -f "$one" up -d; done'`,
    mayFail: true,
  }),
  'person-restart': () => ({
    script: `docker restart $(for one in web api; do docker ps -q --filter label=com.docker.compose.service=$one | tail -n 1; done)`,
    mayFail: true,
  }),
  'person-prune': () => ({ script: 'docker image prune -f' }),
  // These come with the version.
  ...Object.fromEntries(
    ['exits', 'never-healthy', 'worker-exits', 'dies-later', 'wrong-outside', 'migration-fails'].map((name) => [
      name,
      () => ({}),
    ]),
  ),
  'undo-fails': (_, { registry }) => ({
    script: `old=$(docker ps -aq --filter label=com.docker.compose.service=worker | tail -n 1)
      image=$(docker inspect -f '{{.Config.Image}}' $old); echo $image >/tmp/taken
      docker rm -f $old; docker rmi -f $image; iptables -I ${registryRule(registry.address)}`,
    mend: async (site) => {
      await site.asRoot(`iptables -D ${registryRule(registry.address)}; docker pull -q $(cat /tmp/taken)`)
    },
  }),
}

/** The disk of its own goes away again, with what lies on it kept. */
export async function putDiskBack(site: Site): Promise<void> {
  await site.asRoot(
    `mountpoint -q ${site.root} || exit 0; mkdir /tmp/keep && cp -a ${site.root}/. /tmp/keep && umount -l ${site.root} && find ${site.root} -mindepth 1 -delete && cp -a /tmp/keep/. ${site.root} && rm -rf /tmp/keep`,
  )
}
