import metadata from '../../package.json' with { type: 'json' }
import type { Context } from '../contract/action.js'
import type { HostFacts } from '../host/types.js'
import type { RunOf } from '../image/key.js'
import { tagsFor } from '../image/tags.js'
import type { DeployEvent } from '../release/records/meta.js'
import type { Committed } from '../stack/committed.js'

/** Version of stack-actions that made a release. */
export const toolVersion: string = metadata.version

/**
 * What caused a release, as its `meta` keeps it. Outside of GitHub there is no number of a run: such a release comes right behind the one that
 * serves, so that each run that may follow that one may follow this one, and nothing is overtaken that was committed meanwhile.
 * @param committed Which commit it is made of.
 * @param serving What serves when the server is asked.
 */
export function deployEvent(
  { event }: Pick<Context, 'event'>,
  { commit, differs }: Pick<Committed, 'commit' | 'differs'>,
  { current }: Pick<HostFacts, 'current'>,
): DeployEvent {
  return {
    ...{ commit, differs },
    ref: event.ref,
    actor: event.actor,
    runUrl: event.runUrl,
    order: event.order > 0 ? String(event.order) : (current?.meta['order'] ?? '0'),
  }
}

/** By this, jobs of a run know that they belong to the same run and have the same in their checkouts. */
export function runOf({ event }: Pick<Context, 'event'>, { commit, isClean }: Committed): RunOf {
  return { id: String(event.runId), commit, isClean }
}

/** Whether a schedule started this run: it looks everything up again. */
export function isScheduled({ event }: Pick<Context, 'event'>): boolean {
  return event.name === 'schedule'
}

/** Whether every tag is looked up again: as the input says, else if a schedule started the run. */
export function refreshes({ refresh }: { refresh?: boolean | undefined }, context: Pick<Context, 'event'>): boolean {
  return refresh ?? isScheduled(context)
}

/** Owner of the repository; '' where there is none. */
export function ownerOf({ event }: Pick<Context, 'event'>): string {
  return event.repository.split('/')[0] ?? ''
}

/**
 * Tags for people that this run's images get; a pushed git tag such as `v1.2.0` is a version. An image of changed files gets no commit's tag.
 */
export function tagsOf(
  { event }: Pick<Context, 'event'>,
  version: string | undefined,
  { commit, isClean }: Pick<Committed, 'commit' | 'isClean'>,
): string[] {
  const tagged = event.tag !== undefined && /^v?[0-9]/.test(event.tag) ? event.tag : undefined
  return tagsFor({ commit: isClean === false ? undefined : commit, branch: event.branch, version: version ?? tagged })
}

/** The platform that this runner builds for by default. A stack that names another `platform` in its Compose files gets that. */
export function runnerPlatform({ RUNNER_ARCH }: Readonly<Record<string, string | undefined>>): string {
  return RUNNER_ARCH === 'ARM64' ? 'linux/arm64' : 'linux/amd64'
}

/**
 * Labels of this run's images (OCI image specification, annotations). The first is how GitHub's registry links a package to its repository. They
 * are part of an image's key, so none changes with a commit.
 */
export function labelsOf({ event, env }: Pick<Context, 'event' | 'env'>, title: string): Record<string, string> {
  if (event.repository === '') return {}
  return {
    'org.opencontainers.image.source': `${env.GITHUB_SERVER_URL || 'https://github.com'}/${event.repository}`,
    'org.opencontainers.image.title': title,
  }
}
