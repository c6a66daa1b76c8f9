import { Refused } from '../runtime/errors.js'
import { quoted } from '../runtime/escape.js'

/**
 * One command line that any POSIX shell takes apart into exactly this argv: sshd hands a command to the login shell as text. Between single
 * quotes nothing has a meaning but the single quote itself (POSIX Shell Command Language, 2.2.2).
 *
 * @throws Refused where an argument holds NUL, which no argv can carry
 */
export function commandLine(argv: readonly string[]): string {
  return argv.map(quoteArgument).join(' ')
}

function quoteArgument(argument: string): string {
  if (argument.includes('\0')) throw new Refused(`a value for the server holds a NUL character: ${quoted(argument)}`)
  return /^[A-Za-z0-9_./:@%+,-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`
}
