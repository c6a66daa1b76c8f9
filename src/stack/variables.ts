import { readFile } from 'node:fs/promises'

/** Variables of a machine, of a shell, and of what runs there: on the server they would mean something else, or they belong to stack-actions. */
const MACHINE = new Set(
  'PATH HOME PWD OLDPWD USER LOGNAME SHELL SHLVL HOSTNAME LANG LANGUAGE TERM MAIL TMPDIR TEMP TMP EDITOR PAGER _ DOCKER_CONFIG DOCKER_HOST DOCKER_CONTEXT INVOCATION_ID JOURNAL_STREAM SYSTEMD_EXEC_PID DBUS_SESSION_BUS_ADDRESS DEBIAN_FRONTEND'.split(
    ' ',
  ),
)
const MACHINE_PREFIX = /^(LC_|npm_|SSH_|XDG_|MEMORY_PRESSURE_|COMPOSE_(?!PROJECT_NAME$))/

/** What GitHub sets in every step ("Default environment variables" of its documentation), and what it hands to actions. */
const GITHUB = /^(CI$|GITHUB_|RUNNER_|ACTIONS_|INPUT_|STATE_)/

/** What GitHub's runner images and its setup actions set (the images' own lists, and the source of setup-java, -go, -python, -node). */
const RUNNER_IMAGE = new Set(
  'ACCEPT_EULA AGENT_TOOLSDIRECTORY ANT_HOME AZURE_EXTENSION_DIR BOOTSTRAP_HASKELL_NONINTERACTIVE CHROMEWEBDRIVER CHROME_BIN CONDA EDGEWEBDRIVER ENABLE_RUNNER_TRACING GECKOWEBDRIVER GHCUP_INSTALL_BASE_PREFIX GOROOT GRADLE_HOME ImageOS ImageVersion JAVA_HOME LD_LIBRARY_PATH NVM_DIR PKG_CONFIG_PATH PNPM_HOME POWERSHELL_DISTRIBUTION_CHANNEL PSModulePath Python2_ROOT_DIR Python3_ROOT_DIR Python_ROOT_DIR SELENIUM_JAR_PATH SGX_AESM_ADDR SWIFT_PATH USE_BAZEL_FALLBACK_VERSION VCPKG_INSTALLATION_ROOT pythonLocation'.split(
    ' ',
  ),
)
const RUNNER_IMAGE_PREFIX = /^(ANDROID_|DOTNET_|GOROOT_|HOMEBREW_|JAVA_HOME_|LEIN_|PIPX_|STATS_)/

/** Whether a variable of that name is the runner's own, whoever set it: a Compose file gets it from the env file alone. */
export function isRunners(name: string): boolean {
  return (
    GITHUB.test(name) ||
    MACHINE.has(name) ||
    MACHINE_PREFIX.test(name) ||
    RUNNER_IMAGE.has(name) ||
    RUNNER_IMAGE_PREFIX.test(name)
  )
}

/**
 * The variables that every step of a job has: those of the runner's process, and of the job's container. A step's `env:` is laid over them, so
 * a variable with the same value was not given by the step. Empty where the system does not show them.
 */
export async function inheritedVariables(parent: number = process.ppid): Promise<ReadonlySet<string>> {
  const texts = await Promise.all(
    [...new Set([parent, 1])].map((pid) => readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')),
  )
  return new Set(texts.flatMap((text) => text.split('\0').filter((pair) => pair !== '')))
}

/** An environment as inheritedVariables has it: with these as inherited, it gives nothing. */
export function pairsOf(env: Readonly<Record<string, string | undefined>>): ReadonlySet<string> {
  return new Set(Object.entries(env).map(([name, value]) => `${name}=${value}`))
}

/**
 * What a step's `env:` gives to the Compose files: the process's variables without the runner's own.
 * @param inherited Pairs `NAME=value` of inheritedVariables.
 */
export function stepVariables(
  env: Readonly<Record<string, string | undefined>>,
  inherited: ReadonlySet<string>,
): Record<string, string> {
  const given = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !isRunners(entry[0]) && !inherited.has(`${entry[0]}=${entry[1]}`),
  )
  return Object.fromEntries(given)
}

/**
 * The whole environment in which `docker compose config` runs: whatever is in it can be interpolated, so that of the runner's there is only what starts the program. HOME is left out, because `~` and
 * `${HOME}` would become the runner's: Docker finds its plugins by DOCKER_CONFIG. Nothing is fetched while a file is read, so remote includes
 * are off.
 * @param given Of stepVariables.
 */
export function composeEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    ...given,
    DOCKER_CONFIG: env.DOCKER_CONFIG ?? `${env.HOME ?? '/root'}/.docker`,
    // A plugin may be a script, or Docker may be in an unusual place.
    PATH: env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
    COMPOSE_EXPERIMENTAL_GIT_REMOTE: 'false',
    COMPOSE_EXPERIMENTAL_OCI_REMOTE: 'false',
  }
}
