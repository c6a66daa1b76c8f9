// What a release writes into its workflows, as text. scripts/release.mjs does it.

/** The reusable workflows: they refer to actions of this repository by full reference, because a local one would be the caller's. */
export const WORKFLOWS = ['alert', 'check', 'pipeline', 'rollback'].map((name) => `.github/workflows/${name}.yml`)

/**
 * The text with every reference to this repository at exactly that commit, so that who pins a workflow pins what it runs. It is a full SHA: an
 * organization that demands those looks into called workflows, too.
 * @param {string} text of a workflow
 * @param {{ repository: string, ref: string, version?: string }} at `owner/name`, the commit (or another ref), and its version for people
 */
export function exactReferences(text, { repository, ref, version }) {
  const own = new RegExp(`(uses: *${repository.replaceAll('.', '\\.')}(?:/[^@\\s]+)?)@[^\\s#]+(?: *# *v[\\d.]+)?`, 'g')
  return text.replace(own, (_, uses) => `${uses}@${ref}${version === undefined ? '' : ` # ${version}`}`)
}

/**
 * Whose project it is, `owner/name`: what its workflows and documents call it by.
 * @param {string} text of package.json
 */
export function publisherIn(text) {
  return JSON.parse(text).repository
}

/**
 * `owner/name` of a remote's address, by which it is told whether it is the publisher's.
 * @param {string} address such as `git@github.com:owner/name.git`
 */
export function repositoryOf(address) {
  return /([^/:]+\/[^/]+?)(?:\.git)?\/?$/.exec(address)?.[1] ?? ''
}

/**
 * `v1` of `v1.2.3`.
 * @param {string} tag
 * @throws Error if it is none of a release
 */
export function majorOf(tag) {
  return `v${numbersOf(tag)[0]}`
}

/**
 * Whether no tag of the same major version is newer: only then the major's own tag comes to it. An old run that is started again must
 * not take everybody back.
 * @param {string} tag
 * @param {readonly string[]} tags all that there are; other than of releases are passed over
 */
export function isNewest(tag, tags) {
  const own = numbersOf(tag)
  return tags
    .filter((other) => isRelease(other) && majorOf(other) === majorOf(tag))
    .every((other) => compare(numbersOf(other), own) <= 0)
}

const RELEASE = /^v(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/

/** @param {string} tag */
function isRelease(tag) {
  return RELEASE.test(tag)
}

/** @param {string} tag */
function numbersOf(tag) {
  const match = RELEASE.exec(tag)
  if (match === null) throw new Error(`${tag} is no tag of a release: three numbers behind a v, such as v1.2.3`)
  return match.slice(1).map(Number)
}

/**
 * @param {number[]} left
 * @param {number[]} right
 */
function compare(left, right) {
  const difference = left.map((number, place) => number - (right[place] ?? 0)).find((step) => step !== 0)
  return difference ?? 0
}
