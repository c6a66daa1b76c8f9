import { posix } from 'node:path'
import type { ComposeFileObject, ComposeModel, ComposeMount, Project, RepoMount } from '../stack/types.js'
import { singleDollars } from './dollars.js'
import type { Release, Rewrite } from './types.js'

/** What mounts of one project need to be rewritten. */
export interface MountContext {
  project: Project
  /** Compose project name, after adoption. */
  name: string
  /** Absolute path of the stack's folder on the server. */
  root: string
  /** Absolute path of the checkout on the runner: nothing below it exists on the server. */
  checkout: string
  /** Host path that the service mounts at that target now, if any. */
  mountedNow: (service: string, target: string) => string | undefined
}

/** Bind mounts of one service as the server sees them. */
export function serverMounts(
  context: MountContext,
  service: string,
  mounts: readonly ComposeMount[],
): { mounts: ComposeMount[]; rewrites: Rewrite[]; faults: string[] } {
  const rewrites: Rewrite[] = []
  const faults: string[] = []
  const rewritten = mounts.map((mount) => {
    if (mount.type !== 'bind' || mount.source === undefined) return mount
    const inRepo = repoMount(context.project, mount.source)
    if (inRepo === undefined) return mount
    const note = (text: string): void => {
      rewrites.push({ project: context.name, service, field: `volumes ${mount.target}`, text })
    }
    if (inRepo.kind === 'tracked' && inRepo.sha256 !== undefined) {
      note(
        `${inRepo.path} travels with the release, read-only, as files/${inRepo.sha256.slice(0, 12)}…, so that a change of it is a change`,
      )
      return { ...mount, source: posix.join(context.root, 'files', inRepo.sha256), read_only: true }
    }
    if (inRepo.kind === 'tracked') faults.push(`${context.name}/${service}: the content of ${inRepo.path} is not known`)
    const kept = context.mountedNow(service, mount.target)
    const source = kept ?? posix.join(context.root, 'data', context.name, belowProject(context.project, inRepo.path))
    note(`${inRepo.path} is not in git: ${source} on the server${kept === undefined ? '' : ', as it is mounted now'}`)
    return { ...mount, source }
  })
  return { mounts: rewritten, rewrites, faults }
}

/** Secrets or configs of a project as files of the release. */
export function serverFiles(
  context: MountContext,
  kind: 'secret' | 'config',
  objects: Record<string, ComposeFileObject> | undefined,
): { objects: Record<string, ComposeFileObject>; rewrites: Rewrite[]; faults: string[] } {
  const rewrites: Rewrite[] = []
  const faults: string[] = []
  const found: Record<string, ComposeFileObject> = {}
  for (const [key, object] of Object.entries(objects ?? {})) {
    if (object.external === true) {
      faults.push(`${context.name}: the ${kind} ${key} is external, which needs Swarm`)
      continue
    }
    const mount =
      context.project.mounts.find(({ source }) => source === `${kind}:${key}`) ??
      repoMount(context.project, object.file)
    if (mount?.sha256 === undefined) {
      if (object.file === undefined) faults.push(`${context.name}: the content of the ${kind} ${key} is not known`)
      found[key] = object
      continue
    }
    found[key] = {
      ...(object.name === undefined ? {} : { name: object.name }),
      file: posix.join(context.root, 'files', mount.sha256),
    }
    rewrites.push({
      project: context.name,
      field: `${kind}s.${key}`,
      text: `a file of the release, files/${mount.sha256.slice(0, 12)}…`,
    })
  }
  return { objects: found, rewrites, faults }
}

/** Files that a release brings along, each once. */
export function releaseFiles(projects: readonly Project[], models: readonly ComposeModel[]): Release['files'] {
  const mounted = JSON.stringify(models)
  const files = new Map<string, Release['files'][number]>()
  for (const mount of projects.flatMap(({ mounts }) => mounts)) {
    if (mount.kind !== 'tracked' || mount.sha256 === undefined || !mounted.includes(mount.sha256)) continue
    const content = mount.files ?? []
    const isFolder = !(content.length === 1 && content[0]?.path === '')
    files.set(mount.sha256, { sha256: mount.sha256, files: content, isFolder })
  }
  return [...files.values()]
}

function repoMount(project: Project, source: string | undefined): RepoMount | undefined {
  return source === undefined ? undefined : project.mounts.find((mount) => singleDollars(mount.source) === source)
}

function belowProject(project: Project, path: string): string {
  const relative = posix.relative(project.path, path)
  const inside = relative !== '' && !relative.startsWith('..')
  return inside ? relative : posix.normalize(`/${path}`).slice(1)
}
