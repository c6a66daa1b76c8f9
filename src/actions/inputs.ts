import * as z from 'zod'
import type { FieldMeta } from '../contract/shape.js'
import type { PullLogin } from '../image/credentials.js'
import type { BuiltImage } from '../image/types.js'

/** A text input with a description of what is allowed: each of them becomes part of an argv, a path or a log. */
function text(pattern: RegExp, meta: FieldMeta & { allowed: string }) {
  return z
    .string()
    .regex(pattern)
    .meta({ ...meta })
}

export function secretText(meta: FieldMeta) {
  // This message replaces zod's own, which could quote the value.
  return z
    .string()
    .max(512 * 1024, 'too long')
    .meta({ ...meta, secret: true })
}

/** `true` and `false` as YAML 1.2 writes them, nothing else: `yes` or `1` is refused, not guessed. */
const truth = z
  .string()
  .regex(/^(true|True|TRUE|false|False|FALSE)$/)
  .transform((given) => given.toLowerCase() === 'true')
  .meta({ isTruth: true })
const TRUTH = '`true` or `false`'

export function flag(description: string) {
  return truth.prefault('false').meta({ description, allowed: TRUTH })
}

function wholeNumber(description: string, { least, most, unit }: { least: number; most: number; unit?: string }) {
  return z
    .string()
    .regex(/^[0-9]{1,6}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most))
    .meta({ description, allowed: `a whole number${unit ? ` of ${unit}` : ''} from ${least} to ${most}` })
}

function seconds(description: string, { least, most }: { least: number; most: number }) {
  return wholeNumber(description, { least, most, unit: 'seconds' })
}

/** JSON of a list or a map. */
export function json<T extends z.ZodType>(schema: T, meta: FieldMeta & { allowed: string }) {
  return z
    .string()
    .transform((given, context): unknown => {
      try {
        return JSON.parse(given)
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' })
        return z.NEVER
      }
    })
    .pipe(schema)
    .meta({ ...meta })
}

// Letters, digits and a little: begins with no dash, so that ssh and docker cannot take it for an option.
const NAME = '[A-Za-z0-9_][A-Za-z0-9_.-]*'
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const ONE_LINE = /^(?!-)[^\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]{1,500}$/
/** A path below the checkout: no `..`, no blank or dash at its beginning. */
const INNER_PATH = /^(?![-/])(?!(?:.*\/)?\.\.(?:\/|$))[^\\\p{C}]{1,400}$/u
const FILE_PATH = /^(?!-)[^\p{C}]{1,1000}$/u

const projectName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/, 'must be a project name')
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'must be sha256: and 64 hex digits')
const tag = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/, 'must be a tag')

const builtImage: z.ZodType<BuiltImage> = z.strictObject({
  project: projectName,
  service: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/, 'must be a service name'),
  repository: z.string().regex(/^[a-z0-9][a-z0-9._:/-]{0,254}$/, 'must be a repository without a tag'),
  key: z.string().regex(/^[0-9a-f]{8,64}$/, 'must be hex digits'),
  tags: z.array(tag),
  result: z.enum(['built', 'reused', 'planned']),
  reason: z.string().max(4000),
  digest: digest.exactOptional(),
  pushed: z.boolean().exactOptional(),
  imageId: digest.exactOptional(),
  onServer: z.boolean().exactOptional(),
  sums: z.array(z.string().regex(/^[0-9a-f]{64}(-[0-9a-f]{64})?$/, 'must be hex digits')).exactOptional(),
})

/** Where there is no checkout to find one by the branch. */
export const environmentName = text(/^[a-z0-9][a-z0-9-]{0,39}$/, {
  description: 'Environment of stack.yml that was deployed to',
  allowed: 'lower-case letters, digits and dashes, 40 at most',
})

export const environment = environmentName
  .optional()
  .meta({ description: 'Environment of stack.yml to deploy to; the one of the pushed branch if absent' })

export const config = text(INNER_PATH, {
  description: 'Path of stack.yml in the repository; the file may be missing if one Compose file is the stack',
  allowed: 'a path inside the repository',
}).prefault('stack.yml')

const host = text(new RegExp(`^${NAME}@(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9][A-Za-z0-9.-]*)(:[0-9]{1,5})?$`), {
  description: 'Server as `user@host` or `user@host:port`; the environment’s `host` of stack.yml if absent',
  allowed: '`user@host` or `user@host:port`',
}).optional()

const sshKey = secretText({
  description: 'Private SSH key (a secret), in OpenSSH or PEM format, without passphrase',
  allowed: 'a private key that begins with `-----BEGIN … PRIVATE KEY-----`',
  missing: [
    'pass the key as `ssh-key: ${{ secrets.SSH_KEY }}`',
    'a secret of an environment is empty unless the job says `environment:`, and in a called workflow unless the caller passes `secrets: inherit`',
  ],
})
  .regex(/^\s*-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]+-----END [A-Z0-9 ]*PRIVATE KEY-----\s*$/)
  .transform((key) => `${key.replace(/\r\n?/g, '\n').trim()}\n`)
  .meta({ secret: true })

const knownHosts = z
  .string()
  .max(64 * 1024)
  .refine((given) =>
    given.split('\n').some((line) => /^(@cert-authority )?[^#@\s]\S* \S+ [A-Za-z0-9+/=]{40,}/.test(line.trim())),
  )
  .transform((given) => `${given.replace(/\r\n?/g, '\n').trim()}\n`)
  .meta({
    description: 'Lines of known_hosts for the server; host keys are never asked for at run time',
    allowed: 'lines such as `example.org ssh-ed25519 AAAA…`',
    missing: [
      'get the line with: ssh-keyscan -t ed25519 HOST',
      'check it with: ssh-keyscan -t ed25519 HOST | ssh-keygen -lf -',
      'the fingerprint must be the one that `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` prints on the server itself',
    ],
  })

/** In a shell, ssh's own configuration stands for what is absent. */
export const hostInputs = {
  host,
  sshKey: sshKey.optional().meta({ ownInShell: true }),
  knownHosts: knownHosts.optional().meta({ ownInShell: true }),
}

/** Of build-and-tag: with a key the server is asked for its record. */
export const recordInputs = {
  host,
  sshKey: sshKey.optional().meta({
    description:
      'Private SSH key (a secret): the server is asked which images were built for it before. Without it, whatever is not built here is built anew',
    secret: true,
  }),
  knownHosts: knownHosts.optional(),
}

const USER = /^(?!-)[^\s:\p{C}]{1,255}$/u
const userName = (meta: FieldMeta) => text(USER, { ...meta, allowed: 'a name without blanks and colons' }).optional()

/** What `docker login --password-stdin < FILE` takes: a line end behind it is none of it, and a key of Google's is a JSON of many lines. */
const PASSWORD = /^([\x21-\x7e]+|\{[\x20-\x7e\r\n\t]*\})$/

export const registryInputs = {
  registryUsername: userName({ description: 'User name at the registry', runnerDefault: '${{ github.actor }}' }),
  registryToken: secretText({
    description: 'Token or password at the registry (a secret)',
    runnerDefault: '${{ github.token }}',
  })
    .transform((given) => given.trim())
    .pipe(z.string().regex(PASSWORD))
    .meta({ allowed: 'one line of ASCII without blanks, or JSON such as the key of a service account', secret: true })
    .optional(),
}

const PULL_LINE = /^([a-z0-9][a-z0-9.-]*(?::[0-9]{1,5})?)\s+((?!-)[^\s:\p{C}]{1,255})\s+([\x21-\x7e]+)$/u

/** The login that the server pulls with, if it is not the one that the runner pushes with. */
export const pullInputs = {
  registryPullUsername: userName({ description: 'User name of `registry-pull-token`; `registry-username` if absent' }),
  registryPullToken: secretText({
    description:
      'What the server pulls with, so that it cannot push (a secret): a token at the stack’s registry, or lines `HOST USER TOKEN` for several, of which one must be for the stack’s registry where the action pushes; what the runner has if absent',
    allowed: 'one line of ASCII without blanks, a JSON, or lines of three words: host, user, token',
  })
    .transform((given, context): PullLogin[] => {
      if (PASSWORD.test(given.trim())) return [{ password: given.trim() }]
      const lines = given
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
      const found = lines.map((line) => PULL_LINE.exec(line))
      if (found.some((one) => one === null)) context.addIssue({ code: 'custom', message: 'neither' })
      return found.flatMap((one) =>
        one === null ? [] : [{ host: one[1] ?? '', username: one[2] ?? '', password: one[3] ?? '' }],
      )
    })
    .meta({ secret: true })
    .optional(),
}

export const envFile = secretText({
  description: 'Whole text of the env file (a secret with many lines); stack.yml’s `env-file` if absent',
  allowed: 'lines `NAME=value`, 512 KiB at most',
  holdsValues: true,
}).optional()

export const files = secretText({
  description:
    'Files that git does not have (a secret): a map in YAML or JSON of paths in the repository to their texts. They are put into the checkout for this step, before the Compose files are read',
  allowed:
    'a map of paths inside the repository to texts, such as `.env.production: |` and below it, indented, its lines',
  holdsValues: true,
}).optional()

export const images = json(z.array(builtImage), {
  description: 'Images that this run has built: the `images` output of build-and-tag or push-image (JSON)',
  allowed: 'the JSON of an `images` output',
})

export const refresh = truth.optional().meta({
  description:
    'Look up every tag that is not built here again, and build anew on base images that have moved; a scheduled run does if absent',
  allowed: TRUTH,
})

export const push = truth.prefault('true').meta({
  description: 'Push what is built; `false` where the login may only pull: it is sent to the server over SSH',
  allowed: TRUTH,
})

export const buildInputs = {
  projects: json(z.array(projectName).min(1), {
    description: 'Projects to build, a JSON list of names; all if absent',
    allowed: 'a JSON list of project names, such as `["auth","l2p"]`',
  }).optional(),
  version: text(/^(?![0-9a-f]{64}$)(?!key-)[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/, {
    description: 'A further tag for every image, such as `1.4.0`',
    allowed: 'a tag: letters, digits, `_`, `.`, `-`, 128 at most, no digest and not `key-…`',
  }).optional(),
  refresh,
  cache: z.enum(['registry', 'gha', 'none']).prefault('registry').meta({
    description:
      'Where layers are kept for the next runner: `registry` (the tag `cache-ENVIRONMENT` beside each image), `gha` (GitHub’s cache) or `none`',
    allowed: '`registry`, `gha` or `none`',
  }),
  buildkitImage: text(/^[a-z0-9][A-Za-z0-9._:/@-]{0,500}$/, {
    description:
      'Image of the BuildKit that is started where the runner’s builder keeps no cache, for runners that do not reach Docker Hub; `moby/buildkit` by a digest if absent',
    allowed: 'the reference of an image, such as `mirror.example.org/moby/buildkit:v0.32.2`',
  }).optional(),
}

/** Of build-and-tag alone. */
export const pipelineInputs = {
  output: z.enum(['load', 'push', 'none']).prefault('load').meta({
    description:
      'What becomes of what is built: `load` into this runner’s engine, for tests of it and for push-image; `push` straight to the registry; `none`: it is only shown that it builds',
    allowed: '`load`, `push` or `none`',
  }),
  withoutSecrets: flag(
    'Read the Compose files without the env file: variables that only it gives get stand-ins, and an image that needs them is left for the deploy. So is an image under whose key the registry has one, unless `ssh-key` is given: for ssh-deploy, which builds nothing, leave this out or give the key',
  ),
  dryRun: flag('Say what would be tested, built and deployed, and build nothing'),
}

const release = text(/^[1-9][0-9]{0,8}-[0-9a-z]{7}$/, {
  description: 'Id of a release on the server',
  allowed: 'a release id such as `12-3fa9c01`',
})
/** Input of the health gate: absent, it judges what serves now. */
export const releaseToJudge = release
  .optional()
  .meta({ description: 'Release to judge; the one that serves now if absent' })
/** Input of the rollback: absent, it goes back one release. */
export const releaseToRestore = release
  .optional()
  .meta({ description: 'Release to go back to; the previous one if absent' })

export const reason = text(ONE_LINE, {
  description: 'Why, in a line; kept in the release and its history',
  allowed: 'one line of 500 characters at most',
}).optional()

export const transactionInputs = {
  lockTimeout: seconds('How long to wait for another deploy that holds the server’s lock', {
    least: 0,
    most: 3600,
  }).prefault('600'),
  deadline: seconds(
    'The server undoes the deploy by itself after so long without a sign of life; the gate’s timeout + 120 if absent',
    {
      least: 5,
      most: 900,
    },
  ).optional(),
}

export const leaveData = flag(
  'Go back although that release does not have what was written since: it stays on the server, unused',
)
export const dryRun = flag('Print the plan and change nothing')
export const force = flag('Deploy although a newer run or a rollback came before')

export const gateInputs = {
  successes: wholeNumber('Successes in a row that each probe needs', { least: 1, most: 100 }).prefault('3'),
  window: seconds('How long all probes must hold without one failure', { least: 0, most: 600 }).prefault('10'),
  timeout: seconds('When the gate gives up', { least: 1, most: 780 }).prefault('120'),
  interval: seconds('Between two tries of a probe', { least: 1, most: 60 }).prefault('1'),
  resolve: z
    .string()
    .transform((given) => given.split(/[\s,]+/).filter((entry) => entry !== ''))
    .pipe(
      z.array(
        z
          .string()
          .regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,252}=([0-9]{1,3}(\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$/),
      ),
    )
    .transform((entries) => Object.fromEntries(entries.map((entry) => entry.split('=') as [string, string])))
    .optional()
    .meta({
      description: 'Addresses for names, instead of DNS: `l2p.example.org=1.2.3.4`, separated by blanks or commas',
      allowed: 'entries `name=address`, separated by blanks or commas',
    }),
  caFile: text(FILE_PATH, {
    description: 'File with further certificate authorities (PEM) that the gate trusts',
    allowed: 'a path',
  }).optional(),
}
