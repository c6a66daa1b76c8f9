import { PUBLISHER } from '../publisher.js'
import type { Repository } from '../repository.js'
import type { Deployed } from './workflow.js'

const DOCS = `https://github.com/${PUBLISHER.repository}/blob/${PUBLISHER.tag}/docs`

/** What only people can do, as lines that can be typed. @param variables Of the Compose files, without a value in the repository. */
export function leftToDo(
  deployed: readonly Deployed[],
  variables: readonly string[],
  { origin }: Pick<Repository, 'origin'>,
): string[] {
  const repository = origin?.repository ?? 'OWNER/REPOSITORY'
  return [
    'What is left, with your server in place of SERVER:',
    '',
    `  # The server: Docker, a user deploy in the group docker, Traefik's settings (${DOCS}/adopt.md, ${DOCS}/traefik.md)`,
    "  ssh-keygen -t ed25519 -N '' -C deploy -f deploy_key",
    "  ssh root@SERVER 'tee -a ~deploy/.ssh/authorized_keys' < deploy_key.pub",
    '  ssh-keyscan -t ed25519 SERVER | tee known_hosts | ssh-keygen -lf -',
    "  # must print the fingerprint that this prints on the server's own console: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub",
    ...deployed.flatMap((one) => ['', ...settings(one, variables, repository)]),
    '',
    '  rm deploy_key known_hosts',
    '  git add stack.yml .github/workflows && git commit -m "Deploy by stack-actions" && git push',
  ]
}

function settings({ name, hasHost }: Deployed, variables: readonly string[], repository: string): string[] {
  const words = `--repo ${repository} --env ${name}`
  return [
    `  gh api -X PUT repos/${repository}/environments/${name}`,
    `  gh secret set SSH_KEY ${words} < deploy_key`,
    `  gh variable set KNOWN_HOSTS ${words} < known_hosts`,
    ...(hasHost ? [] : [`  gh variable set HOST ${words} --body deploy@SERVER`]),
    ...(variables.length === 0
      ? []
      : [
          `  # the values of ${variables.join(', ')}, a line NAME=value for each, in a file that git does not have`,
          `  gh secret set ENV_FILE ${words} < .env-${name}`,
        ]),
  ]
}

/** Variables of a Compose file that have no default there. */
export function variablesIn(text: string): string[] {
  const uncommented = text.replace(/^\s*#.*$/gm, '').replaceAll('$$', '')
  const found = [...uncommented.matchAll(/\$(?:\{([A-Za-z_][A-Za-z0-9_]*)(:?[-+?])?|([A-Za-z_][A-Za-z0-9_]*))/g)]
  const needed = found.filter(([, , operator]) => operator === undefined || operator.endsWith('?'))
  return [...new Set(needed.map(([, braced, , bare]) => braced ?? bare ?? ''))].sort()
}
