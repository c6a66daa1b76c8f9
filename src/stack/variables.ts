/** Variables of the runner and its tools: on the server they would mean something else, or they are ours. */
const ambient = new Set(
  'PATH HOME PWD OLDPWD USER LOGNAME SHELL SHLVL HOSTNAME LANG LANGUAGE TERM MAIL TMPDIR TEMP TMP EDITOR PAGER _ DOCKER_CONFIG DOCKER_HOST SSH_AUTH_SOCK SSH_AGENT_PID XDG_RUNTIME_DIR'.split(
    ' ',
  ),
)
const ambientPrefix = /^(INPUT_|STATE_|ACTIONS_|RUNNER_|LC_|npm_|SSH_|XDG_|COMPOSE_(?!PROJECT_NAME$))/

/** What a step's `env:` gives to the Compose files: the process's variables without the runner's own. */
export function stepVariables(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const given = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !ambient.has(entry[0]) && !ambientPrefix.test(entry[0]),
  )
  return Object.fromEntries(given)
}

/**
 * The whole environment in which `docker compose config` runs. HOME is left out, because `~` and `${HOME}` would become the runner's:
 * Docker finds its plugins by DOCKER_CONFIG. Nothing is fetched while a file is read, so remote includes are off.
 */
export function composeEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const docker = Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[0].startsWith('DOCKER_') && entry[1] !== undefined,
    ),
  )
  return {
    ...stepVariables(env),
    DOCKER_CONFIG: `${env.HOME ?? '/root'}/.docker`,
    ...docker,
    PATH: env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
    COMPOSE_EXPERIMENTAL_GIT_REMOTE: 'false',
    COMPOSE_EXPERIMENTAL_OCI_REMOTE: 'false',
  }
}
