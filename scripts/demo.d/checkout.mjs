import { randomBytes } from 'node:crypto'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { capture } from './program.mjs'

const EXAMPLE = fileURLToPath(new URL('../../examples/korczewski', import.meta.url))
const IDENTITY = ['-c', 'user.name=Demo', '-c', 'user.email=demo@example.org', '-c', 'commit.gpgsign=false']

/** @typedef {(text: string) => string} Edit */

/** A git clone of the example, which is edited and committed as its owner would. */
export class Checkout {
  /** @param {string} folder */
  constructor(folder) {
    this.folder = folder
  }

  /**
   * @param {string} folder must not exist
   * @param {{ registry: string, host: string }} own what every user of the example writes into stack.yml first
   * @param {string} [from] an export of the example; this repository's own files if absent
   */
  static async make(folder, { registry, host }, from) {
    const origin = `${folder}.origin`
    if (from === undefined) await copyExample(origin)
    else await cp(from, origin, { recursive: true })
    await capture(['git', 'init', '-q', '-b', 'main', origin])
    await commitAll(origin, 'The stack')
    await capture(['git', 'clone', '-q', origin, folder])
    const checkout = new Checkout(folder)
    await checkout.edit({
      'stack.yml': (text) =>
        replaced(
          replaced(text, /^registry: .*$/m, `registry: ${registry}`),
          /(production: \{[^}]*host: )[^,}\s]+/,
          `$1${host}`,
        ),
    })
    await checkout.commit('Our registry and our server')
    return checkout
  }

  /**
   * Changes files; an edit that changes nothing is an error, for whatever follows would prove nothing.
   * @param {Record<string, Edit>} edits by path
   */
  async edit(edits) {
    for (const [path, edit] of Object.entries(edits)) {
      const file = join(this.folder, path)
      const before = await readFile(file, 'utf8')
      const after = edit(before)
      if (after === before) throw new Error(`the edit of ${path} changes nothing`)
      await writeFile(file, after)
    }
  }

  /** @param {string} message */
  async commit(message) {
    await commitAll(this.folder, message)
    return this.head()
  }

  head() {
    return capture(['git', 'rev-parse', 'HEAD'], { cwd: this.folder })
  }

  /**
   * One commit more, with the files of an earlier one: what a person pushes after a rollback.
   * @param {string} commit
   */
  async putBack(commit) {
    await capture(['git', 'checkout', '-q', commit, '--', '.'], { cwd: this.folder })
    return this.commit(`Back to ${commit.slice(0, 7)}`)
  }
}

/** What git knows of it or would take: no secrets and packages of a developer. @param {string} to */
async function copyExample(to) {
  const files = await capture(['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard', '.'], {
    cwd: EXAMPLE,
  })
  for (const file of files.split('\0').filter(Boolean)) {
    await mkdir(join(to, dirname(file)), { recursive: true })
    await cp(join(EXAMPLE, file), join(to, file))
  }
}

/** @param {string} folder @param {string} message */
async function commitAll(folder, message) {
  await capture(['git', 'add', '--all'], { cwd: folder })
  await capture(['git', ...IDENTITY, 'commit', '-q', '-m', message], { cwd: folder })
}

/** @param {string} text @param {RegExp | string} pattern @param {string} by */
function replaced(text, pattern, by) {
  const after = text.replace(pattern, by)
  if (after === text) throw new Error(`${pattern} is not in this text:\n${text}`)
  return after
}

/**
 * A new version of services, each by its folder: VERSION is what its answers carry.
 * @param {string} version
 * @param {readonly string[]} folders such as `l2p/backend`
 */
export function newVersion(version, folders) {
  return Object.fromEntries(folders.map((folder) => [`${folder}/VERSION`, () => `${version}\n`]))
}

/** Faults that people commit; each is an edit of the l2p backend or of how it is reached. */
export const faults = {
  /** The process ends with an error as soon as it starts. */
  exits: {
    'l2p/backend/src/main.ts': (/** @type {string} */ text) =>
      replaced(text, "required('JWT_SECRET')", "required('JWT_SECRETS')"),
  },
  /** It starts, and its health never gets green. */
  neverHealthy: {
    'l2p/backend/src/health.ts': (/** @type {string} */ text) =>
      replaced(text, 'select 1', 'select 1 from a_table_that_nobody_made'),
  },
  /** Every check on the host is green, and users get 502: the proxy is told a port on which nothing listens. */
  wrongFromOutside: {
    'l2p/docker-compose.prod.yml': (/** @type {string} */ text) =>
      replaced(text, /(services\.l2p-backend\.loadbalancer\.server\.port: )'3008'/, "$1'3009'"),
  },
}

/**
 * The env file of production, with secrets made for this run.
 * @param {{ domain: string, email: string, acmeServer?: string | undefined, acmeCertificates?: string | undefined }} options
 *   `acmeCertificates`: path, inside Traefik, of the authority that the ACME server's own TLS is verified with
 */
export function productionEnv({ domain, email, acmeServer, acmeCertificates }) {
  const secrets = {
    POSTGRES_PASSWORD: randomBytes(18).toString('base64url'),
    JWT_SECRET: randomBytes(32).toString('base64url'),
  }
  const values = {
    ...secrets,
    ACME_EMAIL: email,
    DOMAIN: domain,
    ...(acmeServer && { ACME_CA_SERVER: acmeServer }),
    ...(acmeCertificates && { LEGO_CA_CERTIFICATES: acmeCertificates }),
  }
  const text = Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
  return { text, secrets: Object.values(secrets) }
}
