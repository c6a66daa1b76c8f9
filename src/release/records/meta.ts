import { createHash, createHmac } from 'node:crypto'
import type { Meta } from '../../records/meta.js'
import type { ReleaseService } from '../../records/release.js'
import type { Identity } from '../../stack/identity.js'
import type { Stack } from '../../stack/types.js'
import type { Release } from './types.js'

/** What caused a release. */
export interface DeployEvent {
  /** What was deployed. */
  commit: string
  /** In words, where it was not that as it is, or not the run's; empty where it was. */
  differs: string
  ref: string
  actor: string
  runUrl: string
  /** The run's id, or that of the run whose end started it: a deploy with a lower one than the committed release's is refused. */
  order: string
}

export interface ReleaseOrigin {
  seq: number
  kind: 'deploy' | 'rollback' | 'adopted'
  /** Release whose text this one repeats, for a rollback. */
  of?: string
  previous?: string
  adopt?: string
  event: DeployEvent
  now: Date
  toolVersion: string
  stackId: string
  identity: Identity
  /** Names of stack.yml and the Compose projects that they mean: kept from then on, and what a gate without a checkout needs. */
  projects: Readonly<Record<string, string>>
  /** Of writeRecord. */
  built?: string
  /** Endpoints that a server which asks by itself leaves out (health/skips.ts). */
  skip?: readonly string[]
}

/** Reads what `metaOf` wrote of `projects`; neither kind of name holds a blank or an equals sign. */
export function readProjectNames(text = ''): Record<string, string> {
  return Object.fromEntries(
    text.split(' ').flatMap((pair) => (pair.includes('=') ? [pair.split('=', 2) as [string, string]] : [])),
  )
}

/** `<seq>-<commit7>`; zeros where no commit is known. */
export function releaseId(seq: number, commit: string): string {
  return `${seq}-${/^[0-9a-f]{7}/i.test(commit) ? commit.slice(0, 7).toLowerCase() : '0000000'}`
}

/** The event of something that ran before us. */
export const ADOPTED_EVENT: DeployEvent = { commit: '', differs: '', ref: '', actor: '', runUrl: '', order: '0' }

/** The `meta` lines of a release. */
export function metaOf(origin: ReleaseOrigin, envText: string, key: string): Meta {
  const { event, identity } = origin
  const meta = {
    stack: origin.stackId,
    id: releaseId(origin.seq, event.commit),
    seq: String(origin.seq),
    kind: origin.kind,
    of: origin.of ?? '',
    previous: origin.previous ?? '',
    order: event.order,
    commit: event.commit,
    differs: event.differs,
    ref: event.ref,
    actor: event.actor,
    run_url: event.runUrl,
    created_at: origin.now.toISOString(),
    tool_version: origin.toolVersion,
    env_sum: envSum(envText, key),
    adopt: origin.adopt ?? '',
    identity: identity.label,
    repository: identity.repository,
    repository_id: identity.repositoryId,
    name: identity.stack,
    environment: identity.environment,
    projects: Object.entries(origin.projects)
      .map(([name, compose]) => `${name}=${compose}`)
      .join(' '),
    skip: (origin.skip ?? []).join(' '),
    built: origin.built ?? '',
  }
  return Object.fromEntries(Object.entries(meta).map(([key, value]) => [key, value.replace(/\p{Cc}+/gu, ' ')]))
}

/** release.json, for people and the runner. */
export function releaseJson(
  meta: Meta,
  environment: string,
  models: Release['models'],
  services: readonly ReleaseService[],
): unknown {
  return {
    schema: 1,
    id: meta['id'],
    seq: Number(meta['seq']),
    stack: meta['stack'],
    environment,
    kind: meta['kind'],
    of: meta['of'] === '' ? null : meta['of'],
    previous: meta['previous'] === '' ? null : meta['previous'],
    commit: meta['commit'],
    differs: meta['differs'] === '' ? null : meta['differs'],
    ref: meta['ref'],
    order: meta['order'],
    run_url: meta['run_url'],
    actor: meta['actor'],
    created_at: meta['created_at'],
    tool_version: meta['tool_version'],
    projects: Object.keys(models),
    services: services.map(({ project, service, image, hash, class: kind, replicas }) => ({
      project,
      name: service,
      image,
      digest: image.slice(image.indexOf('@') + 1),
      hash,
      class: kind,
      replicas,
    })),
  }
}

/**
 * Local tag that keeps an image from `docker image prune`, named by its content: releases that have the same image share it, so that what does
 * not change is not tagged again. Docker wants small letters, digits and single separators: what had to be changed is told apart by a hash.
 */
export function imageTag(stack: Pick<Stack, 'id'>, project: string, service: string, image: string): string {
  const content = /sha256:([0-9a-f]{64})$/.exec(image)?.[1] ?? sha256(image)
  return `stack-actions/${nameComponent(stack.id)}/${nameComponent(`${project}-${service}`)}:${content.slice(0, 20)}`
}

/** Of an env file's text, as `meta` has it: it outlives the file, and must not tell what was in it. */
export function envSum(envText: string, key: string): string {
  return createHmac('sha256', key).update(envText).digest('hex')
}

function nameComponent(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return plain === text ? plain : `${plain === '' ? 'x' : plain}-${sha256(text).slice(0, 8)}`
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
