import metadata from '../../package.json' with { type: 'json' }
import type { Context } from '../contract/action.js'
import { tagsFor } from '../image/tags.js'
import type { DeployEvent } from '../release/meta.js'

/** Version of stack-actions that made a release. */
export const toolVersion: string = metadata.version

/** What caused a release, as its `meta` keeps it. */
export function deployEvent({ event }: Context): DeployEvent {
  return { commit: event.sha, ref: event.ref, actor: event.actor, runUrl: event.runUrl, order: String(event.runId) }
}

/** Tags for people that this run's images get. */
export function tagsOf({ event }: Context, version: string | undefined): string[] {
  return tagsFor({
    commit: event.sha,
    ...(event.branch !== undefined && { branch: event.branch }),
    ...(version !== undefined && { version }),
  })
}
