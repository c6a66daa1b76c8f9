/** How one logs in to a server. */
export interface Login {
  user: string
  host: string
  port: number
  keyFile: string
  knownHostsFile: string
}

/** The words of an ssh call, without the command; `more` are further options. */
export function sshWords({ user, host, port, keyFile, knownHostsFile }: Login, more: readonly string[] = []): string[] {
  const always = ['BatchMode=yes', 'IdentitiesOnly=yes', 'LogLevel=ERROR', `UserKnownHostsFile=${knownHostsFile}`]
  return [
    'ssh',
    '-i',
    keyFile,
    '-p',
    String(port),
    ...[...always, ...more].flatMap((one) => ['-o', one]),
    `${user}@${host}`,
  ]
}
