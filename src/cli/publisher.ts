import metadata from '../../package.json' with { type: 'json' }

/** Where these actions are published, and what this version of them is called there. */
export const PUBLISHER = { repository: metadata.repository, tag: `v${metadata.version}` } as const
