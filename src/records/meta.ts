import { Refused } from '../runtime/errors.js'

/** The keys of a release's `meta`, and what they say, for the page. */
export const META = {
  stack: 'the stack’s id',
  id: 'of the release',
  seq: 'its number',
  kind: '`deploy`, `rollback` or `adopted`',
  of: 'the release that a rollback repeats',
  previous: 'the release on which the plan was made; empty on a first deploy',
  order:
    'the run’s id, or that of the run whose end started it: a deploy with a lower one than the committed release’s is refused',
  commit: 'what was deployed',
  differs: 'in words, where it was not that as it is',
  ref: '',
  actor: 'who made it',
  reason: 'why, of a rollback, in the words of who made it',
  run_url: '',
  created_at: '',
  tool_version: '',
  env_sum: 'an HMAC with `.key` over the env file, which it outlives',
  adopt: 'the id of an adopted release that is uploaded with this one',
  identity:
    'the label `stack-actions.stack` of all that the stack makes; it and the next four are the folder’s file `identity`, which the first deploy writes, and a release of another identity is refused',
  repository: '',
  repository_id: '',
  name: 'of the stack',
  environment: '',
  projects: 'pairs of stack.yml’s name and the Compose project’s, kept from the first release on',
  skip: 'endpoints that a server which asks by itself leaves out',
  built:
    'which images of the release were built by a run of this environment, as pairs `SUM=IMAGE` separated by blanks: the sum is an HMAC with `.key` over everything that the image is made from (image/key.ts), followed by a dash and one over its base images; the image is its digest with its repository, or an id',
  proxy:
    'the Traefik that the routes go through (`project/service`, or the container’s name), asked for where several run',
  ended: 'services of an adopted release that ran once, and had ended',
  way: '`file` where the plan has seen that Traefik’s folder is in memory; else stackctl checks that itself',
} as const

/** Of the keys `traefik_<sha256>`. */
export const TRAEFIK_SAYS =
  'what a Traefik’s static configuration file with that sum says (argv without escapes: asks Docker 0\\|1, folder, throttle in ms, `api\\|path\\|none`, `all\\|some`, entry point, address, where Docker is asked or `-`): stackctl parses no YAML, and does not use a Traefik whose file the runner has not described'

export type Meta = Readonly<Partial<Record<keyof typeof META | `traefik_${string}`, string>>>

/**
 * `key=value` a line.
 * @throws Refused where a value has more than one line
 */
export function writeMeta(meta: Meta): string {
  return Object.entries(meta)
    .map(([key, value = '']) => {
      if (!/^[a-z][a-z0-9_]*$/.test(key) || /[\n\r\0]/.test(value))
        throw new Refused(`A newline or NUL cannot be written into the release: meta ${key}`)
      return `${key}=${value}\n`
    })
    .join('')
}

/** Keys that are not declared are in it all the same: an older or a newer release may have them. */
export function readMeta(text: string): Meta {
  return readPairs(text)
}

/** `key=value` a line, of any keys. */
export function readPairs(text: string): Record<string, string> {
  const pairs = text.split('\n').filter((line) => line.includes('='))
  return Object.fromEntries(pairs.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))
}
