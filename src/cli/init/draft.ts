import { basename } from 'node:path'
import { Refused } from '../../runtime/errors.js'
import { stackName } from '../../stack/config.js'
import { ADD_ONE } from '../../stack/search.js'
import { PUBLISHER } from '../publisher.js'
import type { Repository } from '../repository.js'
import type { Found } from './found.js'

/** A stack.yml that is yet to be written. */
export interface Draft {
  text: string
  /** Folders of its projects. */
  folders: string[]
  /** What a person should know of it. */
  notices: string[]
}

/** Names of branches that are staging by custom. */
const STAGING = ['dev', 'develop', 'staging']

/**
 * stack.yml for what a repository has. It names no server: nobody but its owner knows which one it is.
 * @throws Refused where there is nothing to deploy
 */
export function draftOf(found: Found, { root, origin }: Repository): Draft {
  const { composed, odd } = found
  if (composed.length === 0) throw nothingFound(odd)
  const atRoot = composed.find(({ folder }) => folder === '.')
  const taken = atRoot === undefined ? composed : [atRoot]
  const name = stackName(origin?.repository.split('/').pop() ?? basename(root))
  const folders = taken.map(({ folder }) => folder)
  const lines = [
    `# yaml-language-server: $schema=https://raw.githubusercontent.com/${PUBLISHER.repository}/${PUBLISHER.tag}/docs/stack.schema.json`,
    `name: ${plainScalar(name)}`,
    ...registryLines(origin),
    ...(atRoot === undefined ? projectLines(folders) : []),
    ...environmentLines(found),
  ]
  return { text: `${lines.join('\n')}\n`, folders, notices: noticesOf(found, folders) }
}

function nothingFound(odd: readonly string[]): Refused {
  if (odd.length === 0)
    return new Refused('there is no Compose file in this repository', { todo: [ADD_ONE, 'then run init again'] })
  return new Refused(`no Compose file has a name by which production’s is known; there is ${odd.join(', ')}`, {
    todo: [
      `say in stack.yml which one production runs, such as: projects: { app: { path: ., compose: ${odd[0]} } }`,
      ADD_ONE,
    ],
  })
}

function noticesOf({ composed, odd }: Found, folders: readonly string[]): string[] {
  const others = composed.filter(({ folder }) => !folders.includes(folder))
  const atRoot = composed.find(({ folder }) => folder === '.')
  return [
    ...(others.length === 0
      ? []
      : [
          `${atRoot?.file} at the root is the stack; ${others.map(({ folder, file }) => `${folder}/${file}`).join(', ')} is not part of it: if it should be, name both below \`projects:\` in stack.yml`,
        ]),
    ...(odd.length === 0 ? [] : [`left out, because no name says that production runs it: ${odd.join(', ')}`]),
    ...(folders.length > 1
      ? ['stack.yml does not say which project needs another to be up before it: add `needs: [NAME]` where one does']
      : []),
  ]
}

function registryLines(origin: Repository['origin']): string[] {
  if (origin?.server === 'https://github.com') return [`registry: ghcr.io/${origin.repository.toLowerCase()}`]
  return [
    '# Without a registry images go to the server over SSH. With one: its host and a path, such as registry.example.org/shop',
    'registry: none',
  ]
}

function projectLines(folders: readonly string[]): string[] {
  const names = namesFor(folders)
  return [
    'projects:',
    ...folders.map((folder, at) => `  ${plainScalar(names[at] ?? '')}: { path: ${plainScalar(folder)} }`),
  ]
}

/** The last part of each folder's path; where that would be the same for two, all of it. */
function namesFor(folders: readonly string[]): string[] {
  const short = folders.map((folder) => projectName(basename(folder)))
  return short.map((name, at) =>
    short.filter((other) => other === name).length === 1 ? name : projectName(folders[at] ?? ''),
  )
}

function projectName(text: string): string {
  return (
    text
      .replace(/[^A-Za-z0-9_.-]+/g, '-')
      .replace(/^[^A-Za-z0-9]+/, '')
      .slice(0, 63) || 'project'
  )
}

function environmentLines({ branches, defaultBranch }: Found): string[] {
  const staging = STAGING.find((name) => name !== defaultBranch && branches.includes(name))
  return [
    'environments:',
    ...environment('production', defaultBranch),
    ...(staging === undefined ? [] : environment('staging', staging)),
  ]
}

function environment(name: string, branch: string): string[] {
  return [`  ${name}:`, `    branch: ${plainScalar(branch)}`]
}

/** A text in YAML, in quotes where it could be taken for anything else. */
export function plainScalar(text: string): string {
  const plain = /^[A-Za-z][A-Za-z0-9_./-]*$/.test(text) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(text)
  return plain || text === '.' ? text : JSON.stringify(text)
}
