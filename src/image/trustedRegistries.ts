import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { run } from '../runtime/run.js'
import type { TempFolder } from '../runtime/temp.js'
import type { TrustedRegistry } from './builder.js'
import { engineRegistries, trusts } from './insecure.js'

/** Where Docker looks for the certificates of registries (https://docs.docker.com/engine/security/certificates/). */
const CERTIFICATES = '/etc/docker/certs.d'
/** What the system trusts, by distribution. */
const SYSTEM = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt']

/**
 * Registries as this runner's engine knows them, for a builder that does not see its settings: which are insecure, whose authorities are its own,
 * what stands for Docker Hub.
 * @param host Of the stack's registry.
 * @param options.folder Where authorities are written, in a file for each registry.
 */
export async function trustedRegistries(
  host: string,
  options: { run: typeof run; env: Readonly<Record<string, string | undefined>>; folder: TempFolder },
): Promise<TrustedRegistry[]> {
  const config = await engineRegistries(options)
  const mirrors = (config.Mirrors ?? []).flatMap((text) => (URL.canParse(text) ? [new URL(text)] : []))
  const folders = await readdir(CERTIFICATES).catch(() => [])
  const hosts = new Set([host, ...mirrors.map((url) => url.host), ...folders])
  const found = await Promise.all(
    [...hosts].map(async (one, index): Promise<TrustedRegistry> => {
      const { authorities, keyPairs } = await certificatesOf(one)
      // One file: Buildx copies files by their last names, and would overwrite one by the other.
      const texts = one === host ? [...(await systemAuthorities(options.env)), ...authorities] : authorities
      const file = texts.length === 0 ? [] : [await options.folder.write(`ca-${index}.pem`, texts.join('\n'))]
      const isPlain = mirrors.some((url) => url.host === one && url.protocol === 'http:')
      return { host: one, isInsecure: isPlain || trusts(one, config), authorities: file, keyPairs }
    }),
  )
  if (mirrors.length === 0) return found
  const names = mirrors.map((url) => `${url.host}${url.pathname.replace(/\/$/, '')}`)
  return [...found.filter((one) => one.host !== 'docker.io'), { host: 'docker.io', mirrors: names }]
}

async function certificatesOf(
  host: string,
): Promise<{ authorities: string[]; keyPairs: { key: string; certificate: string }[] }> {
  const folder = join(CERTIFICATES, host)
  const names = await readdir(folder).catch(() => [])
  const authorities = names.filter((name) => name.endsWith('.crt')).map((name) => textOf(join(folder, name)))
  const keyPairs = names
    .filter((name) => name.endsWith('.cert'))
    .map((name) => ({
      certificate: join(folder, name),
      key: join(folder, name.replace(/\.cert$/, '.key')),
    }))
  return { authorities: await Promise.all(authorities), keyPairs }
}

/** What programs on the runner trust: a company's authority is mostly among it. */
async function systemAuthorities(env: Readonly<Record<string, string | undefined>>): Promise<string[]> {
  const given = [env.SSL_CERT_FILE, env.NODE_EXTRA_CA_CERTS].filter((path) => path !== undefined && path !== '')
  const texts = await Promise.all([...SYSTEM, ...given].map((path) => textOf(path as string)))
  return texts.filter((text) => text !== '')
}

function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '')
}
