// A release is a commit of main with the SHA of that one written into the workflows' own references, and nothing else, under its tag. GitHub lets
// no workflow's token push changed workflows, so that commit is made here, by whoever releases; .github/workflows/release.yml makes it again,
// compares, and publishes. Nothing of the work tree is touched.
//   node scripts/release.mjs v1.2.3            makes commit and tag, and says what to push
//   node scripts/release.mjs --check v1.2.3    whether the commit that is checked out is that of this release, made from main
//   node scripts/release.mjs --moves v1.2.3    prints the tag that moves to it, such as v1; nothing if a newer release has it
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { exactReferences, isNewest, majorOf, publisherIn, repositoryOf, WORKFLOWS } from './references.mjs'

const { values: asked, positionals } = parseArgs({
  options: { check: { type: 'boolean' }, moves: { type: 'boolean' } },
  allowPositionals: true,
})
const [tag = ''] = positionals

try {
  const major = majorOf(tag)
  if (asked.check) check()
  else if (asked.moves) process.stdout.write(isNewest(tag, git(['tag']).split('\n')) ? `${major}\n` : '')
  else make(major)
} catch (error) {
  process.stderr.write(`release: ${error.stderr?.toString().trim() || error.message}\n`)
  process.exitCode = 1
}

function make(major) {
  git(['fetch', '--quiet', '--tags', 'origin', 'main'])
  const from = git(['rev-parse', 'FETCH_HEAD'])
  if (git(['tag', '--list', tag]) !== '') throw new Error(`${tag} is there already: a release never changes`)
  versionIs(from)
  originIs(from)
  const commit = git(['commit-tree', releaseTree(from), '-p', from, '-m', tag])
  git(['tag', tag, commit])
  process.stdout.write(
    `${tag} is main (${from.slice(0, 7)}) with its own references at that commit:\n\n` +
      `${git(['diff', '--stat', from, commit])}\n\n` +
      'To test and publish it (the branch lets the workflow move the tag of the major version):\n\n' +
      `  git push --atomic origin ${tag} +${tag}:refs/heads/release/${major}\n`,
  )
}

function check() {
  const [commit, from, ...others] = git(['rev-list', '--parents', '-n', '1', 'HEAD']).split(' ')
  if (from === undefined || others.length > 0) throw new Error(`${commit} is not made from one commit of main`)
  versionIs(from)
  originIs(from)
  if (spawnFails(['merge-base', '--is-ancestor', from, 'origin/main']))
    throw new Error(`${tag} is made from ${from}, which is not on main`)
  if (git(['rev-parse', 'HEAD^{tree}']) !== releaseTree(from))
    throw new Error(`${tag} is not its parent with exact references: make it by node scripts/release.mjs ${tag}`)
  process.stdout.write(`${tag} is ${from} of main, with its own references there\n`)
}

/** dist/ says the version to servers, so it is in package.json before it is built. */
function versionIs(commit) {
  const { version } = JSON.parse(git(['show', `${commit}:package.json`]))
  if (`v${version}` !== tag)
    throw new Error(
      `package.json says ${version}, not ${tag.slice(1)}: change it there, npm run build, and merge that first`,
    )
}

/** A fork's workflows would call somebody else's, or nobody's. */
function originIs(commit) {
  const publisher = publisherIn(git(['show', `${commit}:package.json`]))
  const origin = repositoryOf(git(['remote', 'get-url', 'origin']))
  if (publisher.toLowerCase() !== origin.toLowerCase())
    throw new Error(
      `origin is ${origin}, and the workflows call ${publisher}: node scripts/rename.mjs ${origin}, npm run build, and merge that first`,
    )
}

/** Writes the tree of the release that is made from a commit, in an index of its own. */
function releaseTree(from) {
  const folder = mkdtempSync(join(tmpdir(), 'stack-actions-release-'))
  const env = { ...process.env, GIT_INDEX_FILE: join(folder, 'index') }
  const repository = publisherIn(git(['show', `${from}:package.json`]))
  try {
    git(['read-tree', from], { env })
    for (const path of WORKFLOWS) {
      const text = git(['show', `${from}:${path}`], { trim: false })
      const blob = git(['hash-object', '-w', '--stdin'], {
        input: exactReferences(text, { repository, ref: from, version: tag }),
      })
      git(['update-index', '--cacheinfo', `100644,${blob},${path}`], { env })
    }
    return git(['write-tree'], { env })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function git(args, { trim = true, ...options } = {}) {
  const text = execFileSync('git', args, { encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'], ...options })
  return trim ? text.trim() : text
}

function spawnFails(args) {
  try {
    git(args)
    return false
  } catch {
    return true
  }
}
