/** What is to be seen on a server, as one script that prints it and one function that reads it. */

export interface Container {
  id: string
  project: string
  service: string
  name: string
  state: string
  policy: string
  /** It ran at least once: the engine starts none that never did. */
  started: boolean
  version: string
}

export interface Look {
  current: string
  /** Kind and words of a release's end, by its id. */
  outcomes: Record<string, string>
  containers: Container[]
  /** What a transaction leaves only when it does not clean up. */
  left: string[]
}

/** Prints everything that `readLook` reads; as root on the server. */
export const lookScript = (root: string): string => `
cd ${root}
echo "current $(cat current 2>/dev/null)"
for one in releases/*/; do one=\${one%/}; echo "outcome \${one##*/} $(tr '\\t\\n' '  ' <$one/outcome 2>/dev/null)"; done
docker ps -aq --no-trunc --filter label=com.docker.compose.project | xargs -r docker inspect -f 'container {{.Id}}|{{index .Config.Labels "com.docker.compose.project"}}|{{index .Config.Labels "com.docker.compose.service"}}|{{.Name}}|{{.State.Status}}|{{.HostConfig.RestartPolicy.Name}}|{{.State.StartedAt}}|{{range .Config.Env}}{{if eq (printf "%.8s" .) "VERSION="}}{{.}}{{end}}{{end}}' 2>/dev/null
ls -A tx 2>/dev/null | sed 's|^|left tx/|'
find . -maxdepth 3 \\( -name '.incoming-*' -o -name '.login.*' -o -name '.new-*' -o -name '.status.*' -o -name '*.new' -o -name 'decision.*' \\) | sed 's|^|left |'
ls -A /run/stack-actions 2>/dev/null | grep -v '^[.]stack-actions$' | sed 's|^|left the route |'
ls -A /run/stack-actions/.stack-actions 2>/dev/null | grep -v '[.]before$' | sed 's|^|left the staged route |'
docker ps -aq --filter label=stack-actions.probe | sed 's|^|left what makes Traefik look again: |'
docker ps -aq --filter label=stack-actions.placeholder | sed 's|^|left what holds an address: |'
[ ! -e kept-pin ] || echo 'left the file that says that a pin has stayed'
flock -n lock true || echo "left the lock: $(cat holder)"
docker image ls --format '{{.Repository}}:{{.Tag}}' 'stack-actions/*/*' | while read -r tag; do cat releases/*/services | grep -qwF "$tag" || echo "left the tag $tag"; done
for one in files/*; do [ ! -e "$one" ] || grep -qsF "\${one##*/}" releases/*/models/*.json || echo "left $one"; done
true`

/**
 * Ends every process of a container that Docker does not list any more, and prints the container's id. A dockerd that is killed while it
 * starts one may forget it (docs/limits.md), and gives its address to the next: whatever is struck later would be judged by its answers.
 */
export const END_FORGOTTEN = `
ctr='ctr -a /run/docker/containerd/containerd.sock -n moby'
tasks=$($ctr tasks ls -q) && known=$(docker ps -aq --no-trunc) || exit 1
for id in $tasks; do case $known in *$id*) ;; *) $ctr tasks rm -f "$id" >/dev/null && echo "$id" ;; esac; done`

export function readLook(text: string): Look {
  const look: Look = { current: '', outcomes: {}, containers: [], left: [] }
  for (const line of text.split('\n')) {
    const [kind = '', rest = ''] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]
    if (kind === 'current') look.current = rest
    else if (kind === 'left') look.left.push(rest)
    else if (kind === 'outcome') {
      const [id = '', ...words] = rest.split(' ')
      look.outcomes[id] = words.join(' ').trim()
    } else if (kind === 'container') look.containers.push(container(rest))
  }
  return look
}

function container(text: string): Container {
  const [id = '', project = '', service = '', name = '', state = '', policy = '', startedAt = '', version = ''] =
    text.split('|')
  return {
    id,
    project,
    service,
    name,
    state,
    policy,
    started: !startedAt.startsWith('0001'),
    version: version.replace('VERSION=', ''),
  }
}

/** What each version of the shop consists of, besides the database and the proxy. */
const WHOLE: Readonly<Record<string, number>> = { api: 2, worker: 1, web: 1 }

/** The versions that a reboot would bring up whole: what Docker's restart policies alone start. */
export function survivors(containers: readonly Container[]): string[] {
  const up = containers.filter(
    ({ policy, state, started }) =>
      started &&
      (policy === 'always' || (policy === 'unless-stopped' && ['running', 'restarting', 'paused'].includes(state))),
  )
  const versions = [...new Set(up.map(({ version }) => version).filter((version) => version !== ''))]
  const base = ['postgres', 'traefik'].every((name) => up.some(({ service }) => service === name))
  return versions.filter(
    (version) =>
      base &&
      Object.entries(WHOLE).every(
        ([service, count]) => up.filter((one) => one.service === service && one.version === version).length === count,
      ),
  )
}

/** How the containers differ from one whole version of the shop and nothing else; empty where they do not. */
export function differences(containers: readonly Container[], version: string): string[] {
  const wanted: Record<string, number> = { ...WHOLE, postgres: 1, traefik: 1 }
  const found = containers.filter(({ service }) => service !== 'migrate')
  const faults = found
    .filter(({ service, state, version: its }) => state !== 'running' || (service in WHOLE && its !== version))
    .map(({ service, name, state, version: its }) => `container ${name} (${service} ${its}) is ${state}`)
  for (const [service, count] of Object.entries(wanted)) {
    const have = found.filter((one) => one.service === service).length
    if (have !== count) faults.push(`${have} containers of ${service} in place of ${count}`)
  }
  const policies = found.filter(({ policy }) => policy === 'no' || policy === '')
  faults.push(...policies.map(({ name }) => `container ${name} would not come back after a reboot`))
  return faults
}
