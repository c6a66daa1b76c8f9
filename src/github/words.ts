import { durationText } from '../runtime/clock.js'
import { codeBlock, codeSpan, plain } from '../runtime/escape.js'
import type { DeployEnd, Trouble } from './incident.js'

/** A deploy of which somebody is told, and the run in which it happened. */
export interface Told {
  environment: string
  deploy: DeployEnd
  run: { sha: string; ref: string; actor: string; runUrl: string }
}

/** How text of others is written where it is read: `codeSpan` on GitHub, `chatCode` in a chat. */
type Code = (text: string) => string

const FAILURE_CHARACTERS = 4000
const CHAT_FAILURE_CHARACTERS = 600
/** Discord refuses more: https://discord.com/developers/docs/resources/webhook#execute-webhook. */
const CHAT_CHARACTERS = 2000

/** What happened, as a title: no text of others in it. */
export function headline(trouble: Trouble, environment: string): string {
  const what: Record<Trouble, string> = {
    undone: 'a new version failed and was undone',
    'undo-failed': 'a deploy failed and could not be undone: a person must act',
    unknown: 'contact with the server was lost in a deploy',
    silent: 'a deploy ended without a word',
  }
  return `${environment}: ${what[trouble]}`
}

/** Marks the issue of an environment; nobody sees it. */
export function marker(environment: string): string {
  return `<!-- stack-actions:${environment} -->`
}

export function issueBody(trouble: Trouble, told: Told): string {
  return `${marker(told.environment)}\n${troubleComment(trouble, told)}\n\nThe next deploy or rollback that succeeds closes this issue.`
}

export function troubleComment(trouble: Trouble, told: Told): string {
  const { environment, deploy } = told
  const failure = deploy.failure && codeBlock(cut(deploy.failure, FAILURE_CHARACTERS))
  return [
    `**${headline(trouble, environment)}**`,
    answers(trouble, deploy, codeSpan),
    failure,
    `What to do next:\n${todo(trouble, environment)
      .map((step, index) => `${index + 1}. ${step}`)
      .join('\n')}`,
    origin(told),
  ]
    .filter((part) => part)
    .join('\n\n')
}

export function wellComment(told: Told, since: Date, now: Date): string {
  const began = `${since.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return `**${told.environment} is well again.** ${serving(told.deploy, codeSpan)} This issue was open since ${began}, for ${lasted(since, now)}.\n\n${origin(told)}`
}

/** One message for a chat: lines of plain text with code in backticks, which Slack, Mattermost and Discord show alike. */
export function troubleMessage(trouble: Trouble, told: Told, issueUrl?: string): string {
  const { environment, deploy } = told
  const failure = deploy.failure && chatCode(deploy.failure)
  return chat([
    headline(trouble, environment),
    answers(trouble, deploy, chatCode),
    ...todo(trouble, environment).map((step) => `- ${step}`),
    ...links(told, issueUrl),
    failure,
  ])
}

/** @param issue The one that was open, since when it was. */
export function wellMessage(told: Told, issue: { url: string; opened: Date }, now: Date): string {
  return chat([
    `${told.environment} is well again, after ${lasted(issue.opened, now)}`,
    serving(told.deploy, chatCode),
    ...links(told, issue.url),
  ])
}

/** Which version answers now. */
function answers(trouble: Trouble, deploy: DeployEnd, code: Code): string {
  switch (trouble) {
    case 'undone':
      return deploy.servingRelease
        ? serving(deploy, code)
        : 'What answered before answers now; if nothing did, nothing does.'
    case 'undo-failed':
      return 'Which version answers now is not known.'
    case 'unknown':
      return 'The server ends the deploy by itself, on one complete version; only the server can tell on which.'
    case 'silent':
      return 'It never began, as after a reviewer’s no, or it was killed. If it had begun, the server ends it by itself, on one complete version; only the server can tell on which.'
  }
}

function serving({ servingRelease }: DeployEnd, code: Code): string {
  return servingRelease
    ? `Release ${code(servingRelease)} answers now, and was proven.`
    : 'What answers now was proven.'
}

function todo(trouble: Trouble, environment: string): string[] {
  const stackctl = (verb: string) => `\`ssh USER@SERVER .stack-actions/STACK-${environment}/stackctl ${verb}\``
  const look = `Ask the server: ${stackctl('status')}. STACK is the stack’s name; \`ls .stack-actions\` shows it.`
  const recover = `If it says that a transaction was interrupted: ${stackctl('recover')}.`
  switch (trouble) {
    case 'undone':
      return [
        'Nobody has to act on the server. The log of the run says what failed.',
        'Push a version that is mended, or run the deploy again if the cause is gone.',
      ]
    case 'undo-failed':
      return [
        `${look} It names the cause.`,
        `Mend the cause (disk, memory, a port that somebody took), then: ${stackctl('recover')}.`,
        'When it says that all runs as released, run the deploy again.',
      ]
    case 'unknown':
      return [look, recover, 'Then run the deploy again, if its release does not serve.']
    case 'silent':
      return ['The log of the run says how far it came.', look, recover, 'Then run the deploy again.']
  }
}

/** Commit, branch, who and where, for an issue. GitHub makes a link of the commit. */
function origin({ run }: Told): string {
  const branch = run.ref && ` of ${codeSpan(run.ref.replace(/^refs\/heads\//, ''))}`
  const actor = run.actor && `, by ${codeSpan(run.actor)}`
  return `${run.runUrl === '' ? 'The run' : `[The run](${run.runUrl})`} of commit ${run.sha}${branch}${actor}`
}

function links({ run }: Told, issueUrl: string | undefined): string[] {
  return [
    `Commit ${run.sha.slice(0, 7)}, run: ${run.runUrl}`,
    ...(issueUrl === undefined ? [] : [`Issue: ${issueUrl}`]),
  ]
}

/** A backtick cannot be escaped in a chat's code, so that there are none. */
function chatCode(text: string): string {
  return `\`${cut(plain(text), CHAT_FAILURE_CHARACTERS)
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('`', "'")}\``
}

function chat(lines: (string | undefined)[]): string {
  return cut(lines.filter((line) => line).join('\n'), CHAT_CHARACTERS)
}

/** The text, `most` characters of it at most; a character is never cut in two. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

function lasted(since: Date, now: Date): string {
  return durationText(Math.max(0, (now.getTime() - since.getTime()) / 1000))
}
