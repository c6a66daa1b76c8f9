import { DEEPER_KEYS } from './deeperKeys.js'
import { GIVEN_KEYS } from './givenKeys.js'
import type { ComposeModel } from './types.js'

/** What becomes of a key of a Compose file. */
export type Fate =
  /** stack-actions sees to it. */
  | 'done'
  /** It reaches Compose on the server unchanged, which makes the container from it; or Compose has resolved it when the files were read. */
  | 'Compose'
  /** It has no effect here, and the plan says so. */
  | 'noticed'
  /** Nothing is deployed while it is there. */
  | 'refused'

export interface Key {
  fate: Fate
  /** What is done, what is said, or why it is refused. */
  text: string
  /** For which values there is a notice or a refusal; if absent, for every value that asks for anything. */
  when?: (value: unknown, at: KeyAt) => boolean
}

/** Where a value stands. */
export interface KeyAt {
  model: ComposeModel
  /** The keys beside it. */
  beside: Readonly<Record<string, unknown>>
}

/** One place of a Compose file, with every key that may stand there. */
export interface KeySection {
  /** As in the specification's own words, a `*` for a name: `services.*.build`. */
  place: string
  keys: Readonly<Record<string, Key>>
}

const done = (text: string): Key => ({ fate: 'done', text })
const noticed = (text: string, when?: Key['when']): Key => ({ fate: 'noticed', text, ...(when && { when }) })
const refused = (text: string, when?: Key['when']): Key => ({ fate: 'refused', text, ...(when && { when }) })
const compose = (names: string, text = ''): Record<string, Key> =>
  Object.fromEntries(names.split(' ').map((name) => [name, { fate: 'Compose', text }]))

const BY_SWARM = 'only Swarm has it'
const HOOK =
  'nothing here runs it: make it a service of its own that others wait for (service_completed_successfully), or part of the entrypoint'

/**
 * Every key of the Compose specification, and what becomes of it. The only such table: docs/compose.md, the plan's notices and the refusals are
 * made from it, and a test compares it with the specification's own schema.
 */
export const KEYS: readonly KeySection[] = [
  {
    place: 'top level',
    keys: {
      ...compose('version', 'no effect'),
      name: done('the Compose project, whose containers, networks and volumes are meant'),
      include: done('worked in when the files are read'),
      services: done('see below'),
      networks: done('see below'),
      volumes: done('see below'),
      secrets: done('see below'),
      configs: done('see below'),
      models: refused('Docker’s model runner is not asked for on the server'),
      jobs: refused('nothing here starts a job by its schedule'),
    },
  },
  {
    place: 'include.*',
    keys: {
      env_file: done('variables of the included files'),
      path: done(''),
      project_directory: done(''),
    },
  },
  {
    place: 'services.*',
    keys: {
      ...compose('annotations'),
      ...compose('attach', 'no effect: nobody is attached'),
      ...compose('blkio_config'),
      build: done('built by the runner, see below; the server gets the image'),
      ...compose('cap_add cap_drop cgroup cgroup_parent command'),
      configs: done('sent with the release'),
      container_name: done('kept as a name in its networks, and given back when the old container is gone'),
      ...compose('cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset'),
      ...compose('credential_spec'),
      depends_on: done('the order of start: what is waited for is verified before'),
      deploy: done('see below'),
      develop: done('left out: it is for development'),
      ...compose('device_cgroup_rules devices dns dns_opt dns_search domainname entrypoint'),
      env_file: done('read by the runner; its variables become part of `environment`'),
      environment: done(
        'part of what is compared; a name without a value, which nobody gives, is not set, and the plan says so; a deploy is refused where somebody gave it to what runs, and it opens what keeps data; where its image may have it by itself, and nobody knows, the plan says so first',
      ),
      ...compose('expose'),
      extends: done('worked in when the files are read'),
      ...compose('external_links extra_hosts gpus group_add'),
      healthcheck: done('asked before a new container gets requests'),
      ...compose('hostname'),
      image: done('run by its digest; its tag is looked up as `pull_policy` says'),
      ...compose('init ipc isolation'),
      label_file: done('read by the runner; its labels become part of `labels`'),
      labels: done('part of what is compared; those of Traefik say how it is reached'),
      ...compose('links logging mac_address mem_limit mem_reservation mem_swappiness memswap_limit'),
      models: refused('Docker’s model runner is not asked for on the server'),
      ...compose('network_mode'),
      networks: done('attached by Compose; a static address makes the service exclusive'),
      ...compose('oom_kill_disable oom_score_adj pid pids_limit'),
      platform: done('of the image that is built, and of the container'),
      ...compose(
        'ports',
        'a fixed port makes the service exclusive; one that something else holds on the server is refused',
      ),
      post_start: refused(HOOK),
      pre_start: refused(HOOK),
      pre_stop: refused(`${HOOK}; what has to be done before a stop is done on the stop signal`),
      ...compose('privileged'),
      profiles: done('chosen by stack.yml'),
      provider: refused('what another program provides cannot be switched or undone here'),
      pull_policy: done('when the tag of an image that is not built here is looked up again'),
      pull_refresh_after: done('as `pull_policy`'),
      ...compose('read_only'),
      restart: done('given when the release is committed'),
      ...compose('runtime'),
      scale: done('how many run; 1000 at most'),
      secrets: done('sent with the release'),
      ...compose(
        'security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits umask',
      ),
      use_api_socket: refused(
        'a container with the engine’s socket and logins of whoever deploys is root on the server: mount what it needs',
      ),
      ...compose('user userns_mode uts'),
      volumes: done('a path in the repository is sent with the release; the server’s own stay'),
      ...compose('volumes_from working_dir'),
    },
  },
  {
    place: 'services.*.build',
    keys: {
      additional_contexts: done(
        'a folder, a URL, `docker-image://…`, or `service:NAME`, whose own key is part of the image’s; others are refused',
      ),
      args: done('part of the image’s key'),
      cache_from: done('beside the input `cache`, by runs that deploy; a folder of the runner is refused'),
      cache_to: done('beside the input `cache`, by runs that deploy; a folder of the runner is refused'),
      context: done('hashed: what did not change is not built again'),
      dockerfile: done(''),
      dockerfile_inline: done(''),
      entitlements: done('consented to; `network.host`, `security.insecure` and `device` are known'),
      extra_hosts: done('by Buildx 0.25 or newer'),
      isolation: refused('the build here cannot do it: build this image elsewhere and name it by `image:`'),
      labels: done('part of the image’s key'),
      network: done('`host` is consented to'),
      no_cache: done('built each time'),
      no_cache_filter: done('built each time'),
      platforms: noticed(
        'the image is built for the server’s platform alone',
        (value) => Array.isArray(value) && value.length > 1,
      ),
      privileged: done('as the entitlement `security.insecure`'),
      provenance: noticed('images get no attestation', isWanted),
      pull: done('built each time'),
      sbom: noticed('images get no attestation', isWanted),
      secrets: done('from a variable of the env file, or a file of the repository'),
      shm_size: done(''),
      ssh: done('the runner’s agent, consented to; a key of the runner’s disk is refused'),
      tags: noticed('images are named after the stack’s registry, and get tags of stack-actions'),
      target: done(''),
      ulimits: done('by Buildx 0.13 or newer'),
    },
  },
  {
    place: 'services.*.depends_on.*',
    keys: {
      condition: done('what is waited for is verified, or has completed'),
      required: done(''),
      restart: noticed('a service is not restarted when what it depends on is replaced'),
    },
  },
  {
    place: 'services.*.deploy',
    keys: {
      endpoint_mode: noticed(BY_SWARM),
      labels: noticed('only Swarm reads them: labels for Traefik belong to the service’s own `labels`'),
      mode: noticed('only Swarm has modes: `replicas` of it run', (value) => isWanted(value) && value !== 'replicated'),
      placement: noticed(BY_SWARM),
      replicas: done('how many run; 1000 at most'),
      ...compose('resources'),
      restart_policy: done('as `restart`'),
      rollback_config: noticed('the whole stack is switched, or undone, at once'),
      update_config: done('see below'),
    },
  },
  {
    place: 'services.*.deploy.update_config',
    keys: {
      delay: noticed('the whole stack is switched, or undone, at once'),
      failure_action: noticed('the whole stack is switched, or undone, at once'),
      max_failure_ratio: noticed('the whole stack is switched, or undone, at once'),
      monitor: done('compared with the gate’s window'),
      order: done('`start-first` or `stop-first`; the label `stack-actions.order` wins'),
      parallelism: done('how many new containers start at once'),
    },
  },
  {
    place: 'services.*.deploy.restart_policy',
    keys: {
      condition: done('in Docker’s words'),
      delay: noticed('Docker has no delay between restarts'),
      max_attempts: done('with `on-failure`'),
      window: noticed('Docker has no window for restarts'),
    },
  },
  {
    place: 'networks.*',
    keys: {
      attachable: done('as it is made; a change of it is refused'),
      driver: done('as it is made; a change of it is refused'),
      driver_opts: done('as it is made; a change of it is refused'),
      enable_ipv4: done('as it is made; a change of it is refused'),
      enable_ipv6: done('as it is made; a change of it is refused'),
      external: done('has to be there'),
      internal: done('as it is made; a change of it is refused'),
      ipam: done('as it is made; a change of it is refused'),
      labels: done('as it is made; the plan says where a change of them waits for a new network'),
      name: done('its name on the server'),
    },
  },
  {
    place: 'networks.*.ipam',
    keys: {
      config: done('see below'),
      driver: done('as it is made; a change of it is refused'),
      options: done('as it is made; a change of it is refused'),
    },
  },
  {
    place: 'networks.*.ipam.config.*',
    keys: {
      aux_addresses: done('as it is made; a change of it is refused'),
      gateway: done('as it is made; a change of it is refused'),
      ip_range: done('as it is made; a change of it is refused'),
      subnet: done('as it is made; a change of it is refused'),
    },
  },
  {
    place: 'volumes.*',
    keys: {
      driver: done('as it is made'),
      driver_opts: done('as it is made'),
      external: done('has to be there'),
      labels: done('as it is made'),
      name: done('its name on the server'),
    },
  },
  ...GIVEN_KEYS,
  {
    place: 'secrets.*',
    keys: {
      driver: refused(BY_SWARM),
      driver_opts: refused(BY_SWARM),
      environment: done('a variable of the env file, sent as a file'),
      external: refused(`${BY_SWARM}: give it by \`environment:\` (a variable of the env file) or \`file:\``),
      file: done('sent with the release'),
      labels: noticed(BY_SWARM),
      name: done(''),
      template_driver: refused(BY_SWARM),
    },
  },
  {
    place: 'configs.*',
    keys: {
      content: done('sent as a file'),
      environment: done('a variable of the env file, sent as a file'),
      external: refused(`${BY_SWARM}: give it by \`content:\`, \`environment:\` or \`file:\``),
      file: done('sent with the release'),
      labels: noticed(BY_SWARM),
      name: done(''),
      template_driver: refused(BY_SWARM),
    },
  },
]

/** Both tables: every key that may stand anywhere in a Compose file. */
export const ALL_KEYS: readonly KeySection[] = [...KEYS, ...DEEPER_KEYS]

/** Whether a value asks for anything: what is empty, or switched off, does not. */
export function isWanted(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '' || value === 'false') return false
  return typeof value !== 'object' || Object.keys(value).length > 0
}
