import { toolVersion } from '../actions/origin.js'

/** Where these actions are published, and what this version of them is called there. */
export const PUBLISHER = { repository: 'org/stack-actions', tag: `v${toolVersion}` } as const
