import { Refused } from '../runtime/errors.js'
import { plain } from '../runtime/escape.js'
import { isObject, jsonObject } from '../runtime/json.js'
import type { Login } from './credentials.js'

const WORDS_CHARACTERS = 300

/** A registry lets nobody in with this login, or with none. */
export class LoginRefused extends Refused {}

/** A registry takes this login, and has the image, but does not give it this tag: it may be there, and must not move. */
export class TagRefused extends Refused {}

/** @param more.said Of wordsOf. */
export function loginRefused(
  host: string,
  status: number,
  login: Login | undefined,
  { path, said }: { path?: string; said: string },
): LoginRefused {
  const what =
    login === undefined ? 'asks for a login, and none was given' : `refuses the login of ${plain(login.username)}`
  return new LoginRefused(`the registry ${host} ${what} (HTTP ${status})${said}`, {
    about: 'registry',
    ...(path === undefined ? {} : { at: path }),
    todo:
      host === 'ghcr.io'
        ? 'give the job `permissions: { packages: write }`, and this repository write access to the package'
        : 'check the inputs registry-username and registry-token, or run docker/login-action before',
  })
}

/** @param said Of wordsOf. */
export function tagRefused(host: string, status: number, tag: string, said: string): TagRefused {
  return new TagRefused(`the registry ${host} does not let ${tag} be moved (HTTP ${status})${said}`, {
    about: 'registry',
    todo: 'where tags must not move there: give the version another number, or let this one move',
  })
}

/** A registry's own words, behind a colon: of its errors (OCI Distribution Specification 1.1, error codes), or of its token service; else nothing. */
export async function wordsOf(response: Response): Promise<string> {
  const answer = jsonObject(await response.text().catch(() => ''))
  const errors = Array.isArray(answer?.['errors']) ? answer['errors'] : [answer]
  const said = errors.flatMap((one: unknown) => {
    const { code, message, details } = isObject(one) ? one : {}
    const words = [code, message ?? details].filter((word) => typeof word === 'string' && word !== '')
    return words.length > 0 ? [words.join(': ')] : []
  })
  return said.length > 0 ? `: ${plain(said.join('; ')).replace(/\s+/g, ' ').slice(0, WORDS_CHARACTERS)}` : ''
}
