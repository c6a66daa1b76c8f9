import { createHash } from 'node:crypto'
import { HASH_LABEL, STACK_LABEL } from '../../../host/containers.js'
import type { Identity } from '../../../stack/identity.js'
import type { ComposeHealthcheck, ComposeModel, ComposeService } from '../../../stack/types.js'
import { withoutDrainTest } from '../routing/drain.js'
import { withStartInterval } from './healthcheck.js'

type Json = string | number | boolean | Json[] | { [key: string]: Json }

/** Fields that do not reach the container. */
const WITHOUT_EFFECT = new Set([
  'build',
  'depends_on',
  'profiles',
  'pull_policy',
  'scale',
  'develop',
  'deploy',
  'networks',
  'volumes',
  'secrets',
  'configs',
  'labels',
  'healthcheck',
])

/**
 * What makes a container of a service, in one order and without nulls: equal normal forms need no restart. Compose's own hash differs between
 * its versions and would restart everything after an upgrade. Made from the release's text (images by digest, files by content),
 * so that it can be made again from a stored model.
 */
export function normalForm(model: ComposeModel, name: string): Record<string, Json> {
  const service = model.services[name] ?? {}
  const kept = Object.entries(service).filter(([field]) => !WITHOUT_EFFECT.has(field) && !field.startsWith('x-'))
  const deploy = service.deploy ?? {}
  const form = {
    ...Object.fromEntries(kept),
    deploy: { resources: deploy['resources'], restart_policy: deploy['restart_policy'] },
    labels: Object.fromEntries(
      Object.entries(service.labels ?? {}).filter(([key]) => !key.startsWith('stack-actions.')),
    ),
    healthcheck: service.healthcheck === undefined ? undefined : withStartInterval(ownCheck(service.healthcheck)),
    networks: networkForm(model, service),
    volumes: (service.volumes ?? []).map((mount) => ({
      ...mount,
      // Says what is done where the source is missing, which is never left to Docker.
      bind: mount['bind'] === undefined ? undefined : { ...(mount['bind'] as object), create_host_path: undefined },
      name: mount.type === 'volume' && mount.source !== undefined ? model.volumes?.[mount.source]?.name : undefined,
    })),
    secrets: fileForm(service.secrets, model.secrets),
    configs: fileForm(service.configs, model.configs),
  }
  const cleared = ['command', 'entrypoint'].filter(
    (field) => Array.isArray(service[field]) && service[field].length === 0,
  )
  return {
    ...(clean(form) as Record<string, Json> | undefined),
    ...Object.fromEntries(cleared.map((field) => [field, []])),
  }
}

/** Our hash of a normal form: 32 hex digits. */
export function hashOf(form: Record<string, Json>): string {
  return createHash('sha256').update(JSON.stringify(form)).digest('hex').slice(0, 32)
}

/** The service with our labels: its hash, and whose it is. Neither is part of the hash. */
export function withOurLabels(
  service: ComposeService,
  hash: string,
  { label }: Pick<Identity, 'label'>,
): ComposeService {
  return { ...service, labels: { ...service.labels, [HASH_LABEL]: hash, [STACK_LABEL]: label } }
}

/** Where two normal forms differ, in words; names of variables and labels, never their values. */
export function differences(before: Record<string, Json>, after: Record<string, Json>): string[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  const found: string[] = []
  for (const field of fields) {
    const [old, now] = [before[field], after[field]]
    if (JSON.stringify(old) === JSON.stringify(now)) continue
    const names = NAMED.has(field) ? changedNames(old, now) : []
    found.push(names.length === 0 ? field : `${field}: ${names.join(', ')}`)
  }
  return found
}

const NAMED = new Set(['environment', 'labels', 'networks', 'deploy', 'healthcheck', 'volumes', 'secrets', 'configs'])

function changedNames(old: Json | undefined, now: Json | undefined): string[] {
  const [before, after] = [entries(old), entries(now)]
  const names = [...new Set([...before.keys(), ...after.keys()])].sort()
  return names.filter((name) => before.get(name) !== after.get(name))
}

function entries(value: Json | undefined): Map<string, string> {
  if (value === undefined || typeof value !== 'object') return new Map()
  if (!Array.isArray(value)) return new Map(Object.entries(value).map(([key, one]) => [key, JSON.stringify(one)]))
  return new Map(value.map((one, index) => [place(one) ?? String(index), JSON.stringify(one)]))
}

function place(mount: Json): string | undefined {
  if (typeof mount !== 'object' || Array.isArray(mount)) return undefined
  const at = mount['target'] ?? mount['source']
  return typeof at === 'string' ? at : undefined
}

// Whether it can be drained says nothing of what the user wrote.
function ownCheck(check: ComposeHealthcheck): ComposeHealthcheck {
  return check.test === undefined ? check : { ...check, test: withoutDrainTest(check.test) }
}

function networkForm(model: ComposeModel, service: ComposeService): unknown {
  if (service.networks === undefined) return undefined
  const attached = Object.entries(service.networks)
  return Object.fromEntries(attached.map(([key, how]) => [key, { ...how, name: model.networks?.[key]?.name ?? key }]))
}

function fileForm(
  taken: { source: string; [key: string]: unknown }[] | undefined,
  defined: ComposeModel['secrets'],
): unknown {
  return taken?.map((one) => ({ ...one, file: defined?.[one.source]?.file, name: defined?.[one.source]?.name }))
}

function clean(value: unknown): Json | undefined {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) {
    const items = value.map(clean).filter((one) => one !== undefined)
    return items.length === 0 ? undefined : items
  }
  const keys = Object.keys(value).sort()
  const kept = keys
    .map((key) => [key, clean((value as Record<string, unknown>)[key])] as const)
    .filter(([, one]) => one !== undefined)
  return kept.length === 0 ? undefined : (Object.fromEntries(kept) as Json)
}
