import * as z from 'zod'
import { type Context, defineAction } from '../contract/action.js'
import { neverBegan } from '../github/begun.js'
import { type DeployEnd, newsOf, type Result, type Trouble } from '../github/incident.js'
import { type Issue, Issues } from '../github/issues.js'
import { postMessage } from '../github/webhook.js'
import { type Told, troubleMessage, wellMessage } from '../github/words.js'
import { explain } from '../runtime/errors.js'
import { limited } from '../runtime/limited.js'
import { outcome } from '../shipment/outcome.js'
import { environmentName, flag, json, secretText } from './inputs.js'

/** Together a little over a minute, however slow GitHub and the chat are: the job waits for them. */
const BEGUN_MS = 15_000
const ISSUE_MS = 30_000
const WEBHOOK_MS = 25_000

/** Outputs as a workflow passes them on: of a step that never ran they are null, and one that was not set is an empty string. */
const deployOutputs = z
  .preprocess(
    (given) => (given === null ? {} : withoutEmpty(given)),
    z.object({ outcome: outcome.optional(), 'serving-release': z.string().optional(), failure: z.string().optional() }),
  )
  .transform(({ 'serving-release': servingRelease, ...rest }): DeployEnd => ({ ...rest, servingRelease }))

const deploy = json(deployOutputs, {
  description: 'Outputs of the step that deployed or rolled back: `toJSON(steps.<id>.outputs)`',
  allowed: 'the JSON of the outputs of deploy, ssh-deploy or rollback',
}).optional()

const result = z.enum(['success', 'failure', 'cancelled', 'skipped'] satisfies Result[]).meta({
  description: 'How that step or its job ended: `steps.<id>.outcome` or `needs.<job>.result`',
  allowed: '`success`, `failure`, `cancelled` or `skipped`',
})

const webhook = secretText({ description: 'Address of an incoming webhook of Slack, Mattermost or Discord (a secret)' })
  .transform((given) => given.trim())
  .refine(isSafeAddress)
  .meta({ allowed: 'one address that begins with `https://`', secret: true })
  .optional()

const token = secretText({ description: 'Token for the issue (a secret)', runnerDefault: '${{ github.token }}' })
  .regex(/^[\x21-\x7e]+$/)
  .meta({ allowed: 'one line of ASCII without blanks', secret: true })
  .optional()

export const alert = defineAction({
  name: 'alert',
  description: 'Tell the team that a deploy was undone or that somebody must act, by an issue, a chat, or both',
  inputs: {
    environment: environmentName,
    deploy,
    result,
    issue: flag('Keep an issue for the environment; the job needs `permissions: { issues: write }`'),
    webhook,
    token,
  },
  outputs: {
    alerted: z.boolean().meta({ description: '`true` if somebody was alerted, by an issue or the webhook' }),
    issue: z.number().meta({ description: 'Number of the issue that was opened, commented or closed' }),
  },
  async main(inputs, context) {
    const { log } = context
    const end = redacted(inputs.deploy ?? {}, context)
    const news = newsOf(end.outcome, inputs.result)
    const told: Told = { environment: inputs.environment, deploy: end, run: context.event }
    log.info(`${inputs.environment}: the deploy ended ${end.outcome ?? `without an outcome (${inputs.result})`}`)
    if (!inputs.issue && inputs.webhook === undefined)
      log.warning('This step alerts nobody: give it `issue: true`, a `webhook`, or both')
    if (news === 'none' || (news === 'silent' && (await isRejected(inputs.token, context)))) return { alerted: false }

    const now = new Date()
    const issue = inputs.issue ? await keepIssue(news, told, now, inputs.token, context) : undefined
    const message = messageOf(news, told, now, issue)
    const posted = inputs.webhook && message ? await post(inputs.webhook, message, context) : false
    return { alerted: issue !== undefined || posted, issue: issue?.number }
  },
})

/** Whether a job failed without having begun: a person has said no, and need not be told. What is not known is worth an alert. */
async function isRejected(token: string | undefined, { env, event, log, signal }: Context): Promise<boolean> {
  try {
    const asking = { token: token ?? '', job: env.GITHUB_JOB ?? '', signal: limited(BEGUN_MS, signal) }
    if (!(await neverBegan(event, asking))) return false
    log.info('no job that failed has ever begun: a reviewer rejected it, or a rule of the environment did')
    return true
  } catch (error) {
    log.info(`whether the deploy had begun is not known (give this job \`actions: read\`): ${explain(error)}`)
    return false
  }
}

/** Opens, comments or closes the environment's issue. A failure is a warning: the job shows how the deploy ended, not how this did. */
async function keepIssue(
  news: Trouble | 'well',
  told: Told,
  now: Date,
  token: string | undefined,
  context: Context,
): Promise<Issue | undefined> {
  const { env, event, log } = context
  try {
    const signal = limited(ISSUE_MS, context.signal)
    const issues = await Issues.of(event.repository, { token: token ?? '', job: env.GITHUB_JOB ?? '', signal })
    const issue = news === 'well' ? await issues.resolve(told, now) : await issues.report(news, told)
    if (issue !== undefined) log.info(`${news === 'well' ? 'closed' : 'open'}: ${issue.url}`)
    return issue
  } catch (error) {
    log.warning(`The issue of ${told.environment} is not up to date: ${explain(error)}`)
    return undefined
  }
}

/** A success is worth a message only after a failure, and only an open issue remembers that there was one. */
function messageOf(news: Trouble | 'well', told: Told, now: Date, issue: Issue | undefined): string | undefined {
  if (news !== 'well') return troubleMessage(news, told, issue?.url)
  return issue && wellMessage(told, issue, now)
}

async function post(webhook: string, message: string, { log, signal }: Context): Promise<boolean> {
  try {
    await postMessage(webhook, message, { signal: limited(WEBHOOK_MS, signal) })
    log.info('the message was sent to the webhook')
    return true
  } catch (error) {
    log.warning(`The message did not reach the webhook: ${explain(error)}`)
    return false
  }
}

/** Removes every secret that this step knows from what is sent to an issue or a chat. */
function redacted(end: DeployEnd, { log }: Context): DeployEnd {
  return { ...end, failure: end.failure && log.redact(end.failure) }
}

function withoutEmpty(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
}

/** Plain HTTP would show the address, which is a secret, to the network; it is allowed where there is no network between. */
function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.[0-9.]+|\[::1\])$/.test(hostname))
}
