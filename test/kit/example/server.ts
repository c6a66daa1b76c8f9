import { readFile } from 'node:fs/promises'
import { request } from 'node:https'
import { capture, run } from '../program.js'
import { type Login, sshWords } from '../ssh.js'

/** Compose project names of the example. */
export const PROJECTS = ['shared-infrastructure', 'auth', 'l2p', 'payment', 'videovault', 'reverse-proxy']

/** How users reach the server. */
export interface Outside {
  domain: string
  /** Instead of DNS. */
  address?: string | undefined
  /** Beside the system's authorities. */
  caFile?: string | undefined
}

export interface Container {
  id: string
  /** `project/service` */
  service: string
  state: string
  startedAt: string
  image: string
}

/** The server that the example runs on, as a person sees it: by SSH, and by what it answers to users. */
export class ExampleServer {
  constructor(
    private readonly login: Login,
    readonly outside: Outside,
  ) {}

  /** The words of an ssh call, without the command. */
  get sshWords(): string[] {
    return sshWords(this.login)
  }

  /** What a shell command on the server printed; it must succeed. */
  sh(command: string): Promise<string> {
    return capture([...this.sshWords, command], { deadlineMs: 300_000 })
  }

  /** All containers of the example, stopped ones too, by service and id. */
  async containers(): Promise<Container[]> {
    const label = (name: string) => `{{index .Config.Labels "com.docker.compose.${name}"}}`
    const service = `${label('project')}/${label('service')}`
    const format = `{{.Id}}|${service}|{{.State.Status}}|{{.State.StartedAt}}|{{.Config.Image}}`
    const text = await this.sh(
      `docker ps -aq --filter label=com.docker.compose.project | xargs -r docker inspect -f '${format}'`,
    )
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [id = '', service = '', state = '', startedAt = '', image = ''] = line.split('|')
        return { id, service, state, startedAt, image }
      })
      .sort((one, other) => (one.service + one.id < other.service + other.id ? -1 : 1))
  }

  /** Those of a service, as `project/service`. */
  async of(service: string): Promise<Container[]> {
    return (await this.containers()).filter((one) => one.service === service)
  }

  /** What tells a container that was left alone from one that was restarted or replaced; of all services if none is given. */
  async identities(...services: readonly string[]): Promise<string[]> {
    const all = await this.containers()
    const chosen = services.length === 0 ? all : all.filter(({ service }) => services.includes(service))
    return chosen.map(({ service, id, startedAt }) => `${service} ${id.slice(0, 12)} ${startedAt}`)
  }

  /** Ids of the rows in Postgres that POSTs have made. */
  async rows(): Promise<Set<string>> {
    const filters = ['project=shared-infrastructure', 'service=postgres']
    const words = filters.map((one) => `--filter label=com.docker.compose.${one}`).join(' ')
    const text = await this.sh(
      `docker exec $(docker ps -q ${words}) psql -U korczewski -d l2p -tAc 'select id from items'`,
    )
    return new Set(text.split('\n').filter(Boolean))
  }

  /** Waits until stackctl has removed what it replaced: a deploy is green before that. */
  async settled(): Promise<void> {
    const deadline = Date.now() + 120_000
    while ((await this.exitCode('! ls ~/.stack-actions/*/tx/intent >/dev/null 2>&1')) !== 0)
      if (Date.now() > deadline) throw new Error('the server does not end its transaction')
  }

  private async exitCode(command: string): Promise<number> {
    return (await run([...this.sshWords, command], { deadlineMs: 300_000 })).exitCode
  }

  /** Which version of a service such as `api.l2p` answers a user, TLS verified, or why none does. */
  async version(service: string): Promise<string> {
    return this.ask(service).then(
      ({ status, version }) => (status === 200 ? version : `none (${status})`),
      (error: Error) => `none (${error.message})`,
    )
  }

  private async ask(service: string): Promise<{ status: number; version: string }> {
    const { domain, address, caFile } = this.outside
    const host = `${service}.${domain}`
    const ca = caFile === undefined ? undefined : await readFile(caFile, 'utf8')
    const where = { host: address ?? host, servername: host, path: '/version', headers: { host }, ...(ca && { ca }) }
    return new Promise((resolve, reject) => {
      const asked = request({ ...where, agent: false, timeout: 10_000 }, (answer) => {
        const { statusCode: status = 0, headers } = answer
        answer.resume().on('end', () => resolve({ status, version: String(headers['x-version'] ?? '') }))
      })
      asked.on('timeout', () => asked.destroy(new Error('no answer in 10 s')))
      asked.on('error', reject)
      asked.end()
    })
  }
}
