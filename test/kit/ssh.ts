/** How one logs in to a server. */
export interface Login {
  user: string
  host: string
  port: number
  keyFile: string
  knownHostsFile: string
}

/** The words of an ssh call, without the command. */
export function sshWords({ user, host, port, keyFile, knownHostsFile }: Login): string[] {
  const options = ['BatchMode=yes', 'IdentitiesOnly=yes', 'LogLevel=ERROR', `UserKnownHostsFile=${knownHostsFile}`]
  return ['ssh', '-i', keyFile, '-p', String(port), ...options.flatMap((one) => ['-o', one]), `${user}@${host}`]
}
