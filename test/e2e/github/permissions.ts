import { parse } from 'yaml'

// What `permissions:` in a workflow grants to a job's token:
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions

export type Access = 'none' | 'read' | 'write'

const SCOPES =
  'actions artifact-metadata attestations checks contents deployments discussions id-token issues models packages pages pull-requests repository-projects security-events statuses'.split(
    ' ',
  )
/** GitHub's restricted default, of new organizations and repositories. */
const RESTRICTED = { contents: 'read', packages: 'read' }

type Permissions = string | Record<string, string> | null | undefined

/**
 * What a job's token may do with `scope`.
 * @throws Error for a job, a scope or an access that GitHub does not know: it refuses the workflow.
 */
export function grantedTo(job: string, scope: string, workflow: string): Access {
  const { permissions, jobs } = parse(workflow) as {
    permissions?: Permissions
    jobs: Record<string, { permissions?: Permissions }>
  }
  const found = jobs[job]
  if (found === undefined) throw new Error(`the workflow has no job ${job}`)
  // A job's own replace those of the workflow as a whole.
  return accessTo(scope, 'permissions' in found ? found.permissions : (permissions ?? RESTRICTED))
}

function accessTo(scope: string, permissions: Permissions): Access {
  if (permissions === 'write-all') return 'write'
  if (permissions === 'read-all') return 'read'
  if (typeof permissions === 'string') throw new Error(`permissions: ${permissions} is unknown`)
  for (const [name, access] of Object.entries(permissions ?? {}))
    if (!SCOPES.includes(name) || !['none', 'read', 'write'].includes(access))
      throw new Error(`permissions: ${name}: ${access} is unknown`)
  return (permissions?.[scope] ?? 'none') as Access
}
