import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'

/** The program for the server, and the name that it has there: another version never overwrites one that runs. */
export interface Program {
  text: Buffer
  sha256: string
}

/** scripts/program.mjs puts it together from src/server; the build takes it into dist/, as a file that whoever reviews can read. */
export async function stackctlProgram(): Promise<Program> {
  const text = await readFile(new URL('../../built/stackctl.sh', import.meta.url))
  return { text, sha256: createHash('sha256').update(text).digest('hex') }
}

/**
 * Stores stackctl if this version is not there yet, and becomes it. The program comes on stdin. A death inside leaves a file of another name
 * behind, at most. People's link is pointed at it by the first transaction that it begins: what is refused before changes nothing for them.
 */
const BOOTSTRAP = `
set -u
umask 077
root=$HOME/.stack-actions/$1 sha=$2
shift 2
bin=$root/bin/stackctl-$sha
die() { echo "stackctl: $1" >&2; exit 10; }
if [ ! -s "$bin" ]; then
  mkdir -p "$root/bin" || die "cannot make the folder $root"
  chmod 700 "$HOME/.stack-actions" "$root" "$root/bin"
  cat >"$bin.$$" || die "cannot write to $root/bin"
  got=$(sha256sum "$bin.$$") || die "this server has no sha256sum"
  [ "\${got%% *}" = "$sha" ] || { rm -f "$bin.$$"; die "stackctl did not arrive whole"; }
  chmod 700 "$bin.$$" && mv -f "$bin.$$" "$bin" || die "cannot write to $root/bin"
fi
exec sh "$bin" "$@" </dev/null
`

/** Argv that installs stackctl for a stack and runs one of its verbs that read no stdin, in one call. */
export function bootstrapArgv(stack: string, sha256: string, call: readonly string[]): string[] {
  return ['sh', '-c', BOOTSTRAP, 'stack-actions', stack, sha256, ...call]
}
