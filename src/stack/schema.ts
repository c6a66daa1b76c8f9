import * as z from 'zod'

/** A path inside the repo, or below a project's folder; where it ends is checked again once links are resolved. */
const inside = z
  .string()
  .min(1)
  .refine((path) => !path.startsWith('/') && !path.includes('\0'), 'must be a relative path')

const composeFiles = z
  .union([inside, z.array(inside).min(1)])
  .describe('Compose file or files, relative to the project’s folder, in the order of `docker compose -f`')

const profiles = z.array(z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/)).describe('Compose profiles to enable')

const serviceName = z.string().regex(/^[a-zA-Z0-9._-]+$/, 'must be a service’s name')

const services = z
  .union([z.array(serviceName).min(1), z.strictObject({ without: z.array(serviceName).min(1) })])
  .describe('Services that the stack has: these and what they need, or `without:` all but these; all if absent')

/** Becomes part of paths on the server and of names in the proxy. */
const shortName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and dashes, 40 at most')

const projectName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/,
    'must be letters, digits, dots, dashes and underscores, and begin with a letter or digit',
  )

const httpUrl = z.string().regex(/^https?:\/\/[^\s/@]+(\/\S*)?$/, 'must be an http or https URL without a user name')

const project = z.strictObject({
  path: inside.optional().describe('Folder of the project, relative to the repository’s root; its name if absent'),
  needs: z.array(projectName).default([]).describe('Projects that must be up before this one'),
  test: z.string().min(1).optional().describe('Command that tests the project, run in its folder'),
  compose: composeFiles.optional(),
  profiles: profiles.default([]),
  services: services.optional(),
})

const environment = z.strictObject({
  branch: z.string().min(1).optional().describe('Branch that is deployed here'),
  host: z
    .string()
    .regex(
      /^[A-Za-z0-9_][A-Za-z0-9_.-]*@(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9][A-Za-z0-9.-]*)(:\d{1,5})?$/,
      'must be user@host or user@host:port',
    )
    .optional()
    .describe('Server, as user@host or user@host:port'),
  'env-file': inside.optional().describe('Env file in the checkout; the input env-file wins over it'),
  url: httpUrl.optional().describe('Public address'),
  profiles: profiles.default([]),
  compose: composeFiles.optional().describe('Compose files of every project that names none itself'),
  'takes-over': z
    .array(z.string().min(1))
    .default([])
    .describe(
      'Compose projects on the server that are this environment’s though nothing there shows it, and stacks that it continues',
    ),
})

const healthEntry = z
  .strictObject({
    name: z.string().min(1).max(80).default('').describe('Name in the report; required but with skip'),
    service: z
      .string()
      .regex(/^[^/\s]+\/[^/\s]+$/, 'must be project/service')
      .optional()
      .describe('project/service: each replica is probed by its own address'),
    port: z.int().min(1).max(65535).optional().describe('Port inside the container; without one Docker alone is asked'),
    path: z
      .string()
      .regex(/^\/\S*$/, 'must begin with /')
      .optional()
      .describe('Path of the probe'),
    url: httpUrl.optional().describe('Probed from outside, with TLS verified'),
    status: z.int().min(100).max(599).optional().describe('Status that counts as healthy; any of 200 to 399 if absent'),
    headers: z
      .record(z.string().regex(/^[A-Za-z0-9-]+$/, 'must be the name of a header'), z.string().regex(/^[^\r\n]*$/))
      .optional()
      .describe('Headers of the request; `${NAME}` is a variable of the step (`env:`), so that no secret stands here'),
    skip: z
      .string()
      .regex(
        /^(?=.)[A-Za-z0-9._-]*(:[0-9]{1,5})?(\/[!-~]*)?$/,
        'must be a domain name, a path, a port (`:8080`) or the name of a router',
      )
      .optional()
      .describe(
        'Alone: a domain name, a path (`/old`, `example.org/old`), a port of the server (`:8080`) or a router of Traefik that neither the gate nor the check of endpoints asks',
      ),
  })
  .refine(
    ({ skip, ...entry }) =>
      skip === undefined || Object.values(entry).every((value) => value === undefined || value === ''),
    'skip stands alone',
  )
  .refine(({ skip, name }) => skip !== undefined || name !== '', { path: ['name'], message: 'is missing' })
  .refine(
    ({ skip, service, url }) => skip !== undefined || (service === undefined) !== (url === undefined),
    'needs either service or url',
  )
  .refine(({ service, port, path, status }) => service === undefined || port !== undefined || !(path ?? status), {
    path: ['port'],
    message: 'is required with path and status of a service',
  })

/** What stack.yml may say: only what Compose files cannot. */
export const stackFile = z
  .strictObject({
    name: shortName.describe('Name of the stack, part of its folder’s name on the server'),
    registry: z
      .string()
      .regex(
        /^(none|(localhost|\[[0-9a-f:]+\]|[a-z0-9-]+(\.[a-z0-9-]+)+|[a-z0-9-]+(?=:))(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*)$/,
        'must be `none`, or a host and a lower-case path such as ghcr.io/org/repo',
      )
      .optional()
      .describe('Where images are pushed, such as ghcr.io/org/repo; `none`: layers go to the server over SSH'),
    projects: z
      .record(
        projectName,
        project.nullable().transform((value) => value ?? { needs: [], profiles: [] }),
      )
      .optional()
      .describe('Compose projects of the repository; the Compose file at its root if absent'),
    environments: z
      .record(shortName, environment)
      .default({
        production: { branch: 'main', profiles: [], 'takes-over': [] },
        staging: { branch: 'dev', profiles: [], 'takes-over': [] },
      })
      .describe('Where branches are deployed; `main` to production and `dev` to staging if absent'),
    health: z.array(healthEntry).default([]).describe('Probes beyond each service’s own healthcheck'),
    'leave-data': z
      .array(z.string().regex(/^[^:\s].*:\/\S*$/, 'must be SOURCE:TARGET, as the refusal prints it'))
      .default([])
      .describe('Mounts whose data the next release may leave behind, as SOURCE:TARGET; nothing is deleted'),
    'share-data': z
      .array(z.string().regex(/^[^:\s].*:\/\S*$/, 'must be SOURCE:TARGET, as the refusal prints it'))
      .default([])
      .describe('Mounts that containers outside of the release may write to at the same time, as SOURCE:TARGET'),
  })
  .meta({ title: 'stack.yml', description: 'What the Compose files of a stack cannot say' })

export type StackFile = z.output<typeof stackFile>
export type ProjectEntry = NonNullable<StackFile['projects']>[string]
export type EnvironmentEntry = StackFile['environments'][string]
