import { Refused } from '../runtime/errors.js'
import { quoted } from '../runtime/escape.js'

/** The tag that finds an image again by its content. */
export function keyTag(key: string): string {
  return `key-${key}`
}

/**
 * Tags for people: `sha-<commit7>`, the branch's name, the version. A branch's name is made to fit; a version has to fit.
 * @throws Refused for a version that cannot be a tag.
 */
export function tagsFor(source: {
  commit?: string | undefined
  branch?: string | undefined
  version?: string | undefined
}): string[] {
  const tags: string[] = []
  if (source.commit !== undefined && /^[0-9a-f]{7,64}$/.test(source.commit))
    tags.push(`sha-${source.commit.slice(0, 7)}`)
  if (source.branch !== undefined && source.branch !== '') tags.push(branchTag(source.branch))
  if (source.version !== undefined && source.version !== '') {
    if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(source.version) || isReserved(source.version))
      throw new Refused(`${quoted(source.version)} cannot be the tag of an image`, {
        at: 'input version',
        todo: 'use letters, digits, dots, dashes and underscores, 128 at most, such as 1.4.2; not a digest, and not key-…, sha-… or cache-…',
      })
    tags.push(source.version)
  }
  return [...new Set(tags)]
}

function branchTag(branch: string): string {
  const fitted = branch
    .replace(/[^A-Za-z0-9_.-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 128)
    .replace(/[.-]+$/, '')
  if (fitted === '' || isReserved(fitted)) return `branch-${fitted}`.slice(0, 128).replace(/-$/, '')
  return fitted
}

/** What reads as a content key, a commit or a digest must never come from a branch's name. */
function isReserved(tag: string): boolean {
  return /^(key|sha|sha256|branch|cache)-/.test(tag) || /^[0-9a-f]{40}$|^[0-9a-f]{64}$/.test(tag)
}
