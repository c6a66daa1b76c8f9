import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { domainOf, PROJECT } from './stack.mjs'

/** Where the Compose file lies on the server, in the home of its user. */
export const REMOTE_FILE = 'bench/compose.yml'
const STACKCTL = `~/.stack-actions/${PROJECT}-production/stackctl`
const BARE = readFileSync(new URL('./bare.sh', import.meta.url), 'utf8')

/**
 * @typedef {object} Turn What a contender gets to know.
 * @property {readonly string[]} ssh words of an ssh call, without the command
 * @property {readonly string[]} services that change
 * @property {readonly string[]} allServices
 * @property {string} address of the server for users
 * @property {string} previous id of the release before the current one, where there are releases
 * @property {import('./site.mjs').Login} login
 * @property {string} checkout folder with the Compose file of the new version
 *
 * @typedef {{ argv: readonly string[], input?: string, cwd?: string, env?: Record<string, string | undefined> }} Command
 * @typedef {{ action: string, inputs: Record<string, string> }} ActionCall
 *
 * @typedef {object} Contender
 * @property {string} site the server on which it has its stack
 * @property {number} [services] of its stack, where that is not the scenario's
 * @property {string} [dist] folder of the built actions, where they are not this checkout's
 * @property {(turn: Turn) => Command | ActionCall} call
 */

/** @param {Turn} turn */
const gate = ({ allServices, address }) => ({
  window: '0',
  successes: '1',
  resolve: allServices.map((service) => `${domainOf(service)}=${address}`).join(' '),
})
const sshDeploy = () => ({ action: 'ssh-deploy', inputs: {} })
/** @param {Turn} turn */
const deploy = (turn) => ({ action: 'deploy', inputs: gate(turn) })

/** @type {Record<string, Contender>} */
export const CONTENDERS = {
  bare: {
    site: 'bare',
    call: ({ ssh, services }) => ({
      argv: [...ssh, `sh -s -- ${[PROJECT, REMOTE_FILE, ...services].join(' ')}`],
      input: BARE,
    }),
  },
  'docker ps': {
    site: 'bare',
    call: ({ ssh }) => ({ argv: ['sh', '-c', '"$@" && exec node -e 0', '-', ...ssh, 'docker ps'] }),
  },
  compose: {
    site: 'compose',
    call: ({ ssh }) => ({
      argv: [...ssh, `cd bench && docker compose pull --quiet && docker compose up --detach --quiet-pull`],
    }),
  },
  'ssh-deploy': { site: 'ours', call: sshDeploy },
  deploy: { site: 'ours', call: deploy },
  rollback: {
    site: 'ours',
    call: (turn) => ({ action: 'rollback', inputs: { ...gate(turn), release: turn.previous } }),
  },
  stackctl: { site: 'ours', call: ({ ssh, previous }) => ({ argv: [...ssh, `${STACKCTL} rollback ${previous}`] }) },
  'ssh-deploy of 50': { site: 'ours-50', services: 50, call: sshDeploy },
  'deploy of 50': { site: 'ours-50', services: 50, call: deploy },
}

/**
 * Another build of this project's actions, such as that of the commit before, on a server of its own.
 * @param {string} dist its folder
 * @returns {Record<string, Contender>}
 */
export function beside(dist) {
  const site = { site: 'ours-beside', dist }
  return { 'ssh-deploy beside': { ...site, call: sshDeploy }, 'deploy beside': { ...site, call: deploy } }
}

/**
 * A contender that the person at the keyboard names.
 * @param {string} command for bash
 * @returns {Contender}
 */
export function against(command) {
  return {
    site: 'against',
    call: ({ services, login, checkout }) => ({
      argv: ['bash', '-c', command],
      cwd: checkout,
      env: {
        ...process.env,
        BENCH_HOST: login.host,
        BENCH_PORT: String(login.port),
        BENCH_USER: login.user,
        BENCH_KEY: login.keyFile,
        BENCH_KNOWN_HOSTS: login.knownHostsFile,
        BENCH_FILE: basename(REMOTE_FILE),
        BENCH_SERVICES: services.join(' '),
      },
    }),
  }
}
