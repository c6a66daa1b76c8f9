import { isScalar, parseDocument, visit } from 'yaml'
import { PUBLISHER } from '../publisher.js'
import { plainScalar } from './draft.js'

/** An environment that a branch deploys to. */
export interface Deployed {
  name: string
  branch: string
  /** Whether stack.yml names its server. */
  hasHost: boolean
}

/** @param needsEnvFile Whether the Compose files have variables that nothing in the repository gives. */
export function workflowText(deployed: readonly Deployed[], { needsEnvFile }: { needsEnvFile: boolean }): string {
  const branches = deployed.map(({ branch }) => plainScalar(pattern(branch)))
  const jobs = deployed.map((one) => jobText(one, { needsEnvFile, isOnly: deployed.length === 1 }))
  return `name: Deploy
on: { push: { branches: [${branches.join(', ')}] } }
permissions: {}
jobs:
${jobs.join('\n')}`
}

function jobText(
  { name, branch, hasHost }: Deployed,
  { needsEnvFile, isOnly }: { needsEnvFile: boolean; isOnly: boolean },
): string {
  const lines = [
    `  ${name}:`,
    ...(isOnly ? [] : [`    if: github.ref_name == '${branch.replaceAll("'", "''")}'`]),
    '    runs-on: ubuntu-latest',
    '    timeout-minutes: 60',
    `    environment: ${name}`,
    '    permissions:',
    '      contents: read # the checkout',
    '      packages: write # images',
    `    concurrency: deploy-${name}`,
    '    steps:',
    '      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1',
    '        with: { persist-credentials: false }',
    `      - uses: ${PUBLISHER.repository}/deploy@${PUBLISHER.tag}`,
    '        with:',
    `          environment: ${name}`,
    ...(hasHost ? [] : ['          host: ${{ vars.HOST }}']),
    '          ssh-key: ${{ secrets.SSH_KEY }}',
    '          known-hosts: ${{ vars.KNOWN_HOSTS }}',
    ...(needsEnvFile ? ['          env-file: ${{ secrets.ENV_FILE }}'] : []),
  ]
  return `${lines.join('\n')}\n`
}

/** A branch's name as GitHub's filter takes it, where `+` and `!` mean something. */
function pattern(branch: string): string {
  return branch.replace(/[+!]/g, '\\$&')
}

/** Whether a workflow calls these actions, of whatever owner; their name in a path, a comment or a script is no call. */
export function callsUs(text: string): boolean {
  const [, name = ''] = PUBLISHER.repository.split('/')
  let isFound = false
  visit(parseDocument(text), {
    Pair(_, { key, value }) {
      if (!isScalar(key) || key.value !== 'uses' || !isScalar(value)) return undefined
      isFound ||= new RegExp(`^\\w[\\w.-]*/${name}[/@]`).test(String(value.value))
      return isFound ? visit.BREAK : undefined
    },
  })
  return isFound
}
