import { readFile } from 'node:fs/promises'
import { request } from 'node:https'
import { capture, run } from './program.mjs'

/** Compose project names of the example. */
export const PROJECTS = ['shared-infrastructure', 'auth', 'l2p', 'payment', 'videovault', 'reverse-proxy']

/**
 * @typedef {object} Login
 * @property {string} user
 * @property {string} host
 * @property {number} port
 * @property {string} keyFile
 * @property {string} knownHostsFile
 *
 * @typedef {object} Container
 * @property {string} id
 * @property {string} service `project/service`
 * @property {string} state
 * @property {string} startedAt
 * @property {string} image
 */

/** The server as a person sees it: by SSH, and by what it answers to users. */
export class Server {
  /**
   * @param {Login} login
   * @param {{ domain: string, address?: string | undefined, caFile?: string | undefined }} outside how users reach it: `address` instead of
   *   DNS, `caFile` beside the system's authorities
   */
  constructor(login, outside) {
    this.login = login
    this.outside = outside
  }

  /** The words of an ssh call, without the command. */
  get sshWords() {
    const { user, host, port, keyFile, knownHostsFile } = this.login
    const options = ['BatchMode=yes', 'IdentitiesOnly=yes', 'LogLevel=ERROR', `UserKnownHostsFile=${knownHostsFile}`]
    return ['ssh', '-i', keyFile, '-p', String(port), ...options.flatMap((one) => ['-o', one]), `${user}@${host}`]
  }

  /**
   * What a shell command on the server printed; it must succeed.
   * @param {string} command
   */
  sh(command) {
    return capture([...this.sshWords, command], { deadlineMs: 300_000 })
  }

  /** @param {string} command */
  async exitCode(command) {
    return (await run([...this.sshWords, command], { deadlineMs: 300_000 })).exitCode
  }

  /**
   * All containers of the example, stopped ones too, by service and id.
   * @returns {Promise<Container[]>}
   */
  async containers() {
    const format =
      '{{.Id}}|{{index .Config.Labels "com.docker.compose.project"}}/{{index .Config.Labels "com.docker.compose.service"}}|{{.State.Status}}|{{.State.StartedAt}}|{{.Config.Image}}'
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

  /** @param {string} service `project/service` */
  async of(service) {
    return (await this.containers()).filter((one) => one.service === service)
  }

  /**
   * What tells a container that was left alone from one that was restarted or replaced.
   * @param {...string} services `project/service`; all if none is given
   */
  async identities(...services) {
    const all = await this.containers()
    const chosen = services.length === 0 ? all : all.filter(({ service }) => services.includes(service))
    return chosen.map(({ service, id, startedAt }) => `${service} ${id.slice(0, 12)} ${startedAt}`)
  }

  /** Ids of the rows in Postgres that POSTs have made. */
  async rows() {
    const query = 'select id from items'
    const name =
      '$(docker ps -q --filter label=com.docker.compose.project=shared-infrastructure --filter label=com.docker.compose.service=postgres)'
    return new Set(
      (await this.sh(`docker exec ${name} psql -U korczewski -d l2p -tAc '${query}'`)).split('\n').filter(Boolean),
    )
  }

  /** Waits until stackctl has removed what it replaced: a deploy is green before that. */
  async settled() {
    const deadline = Date.now() + 120_000
    while ((await this.exitCode('! ls ~/.stack-actions/*/tx/intent >/dev/null 2>&1')) !== 0)
      if (Date.now() > deadline) throw new Error('the server does not end its transaction')
  }

  /**
   * One answer as a user gets it, TLS verified.
   * @param {string} service such as `api.l2p`
   * @param {string} [path]
   * @returns {Promise<{ status: number, version: string, instance: string, body: string }>}
   */
  async ask(service, path = '/version') {
    const { domain, address, caFile } = this.outside
    const ca = caFile === undefined ? undefined : await readFile(caFile, 'utf8')
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          host: address ?? `${service}.${domain}`,
          servername: `${service}.${domain}`,
          path,
          headers: { host: `${service}.${domain}` },
          agent: false,
          timeout: 10_000,
          ...(ca && { ca }),
        },
        (answer) => {
          let body = ''
          answer.setEncoding('utf8').on('data', (text) => (body += text))
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              version: String(answer.headers['x-version'] ?? ''),
              instance: String(answer.headers['x-instance'] ?? ''),
              body,
            }),
          )
        },
      )
      asked.on('timeout', () => asked.destroy(new Error('no answer in 10 s')))
      asked.on('error', reject)
      asked.end()
    })
  }

  /** @param {string} service such as `api.l2p` */
  async version(service) {
    return this.ask(service).then(
      ({ status, version }) => (status === 200 ? version : `none (${status})`),
      (error) => `none (${error.message})`,
    )
  }
}
