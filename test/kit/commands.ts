/** What the runner would obey of a step's output, as `command:text`, those with properties as `command name=value,…:text`: it knows `::command::` at a line's start and `##[command]` anywhere. */
export function obeyed(output: string): string[] {
  const commands: string[] = []
  let stopped: string | undefined
  for (const line of output.split(/\r\n|\r|\n/)) {
    const command = /^\s*::([a-zA-Z0-9-]+(?: [^:]+)?)\s*::(.*)$/.exec(line) ?? /##\[([a-z-]+)[^\]]*\](.*)$/.exec(line)
    if (!command) continue
    const [, name = '', text = ''] = command
    if (stopped !== undefined) {
      if (name === stopped) stopped = undefined
    } else if (name === 'stop-commands') stopped = text
    else commands.push(`${name}:${text}`)
  }
  return commands
}

/** What people see of a step's output: all but the commands that only the runner reads. */
export function shown(output: string): string {
  return output
    .split('\n')
    .filter((line) => !/^::(add-mask|stop-commands|[0-9a-f-]{36})::/.test(line))
    .join('\n')
}

/** The text of a command, in which line breaks are escaped. */
export function unescaped(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}
