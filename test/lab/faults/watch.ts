import { readFileSync } from 'node:fs'
import type { Site } from './site.js'

/** Milliseconds since the machine started: the clock of the journal, since the lab's servers share this machine's kernel. */
export const uptimeMs = (): number => Math.round(Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) * 1000)

export interface Watched {
  /** The step has begun, the delay is over, and the script has begun. */
  reached: Promise<number>
  /** The script has ended, with this exit code; null where it went down with the server. */
  done: Promise<number | null>
  stop(): void
}

/** Waits on the server until a step begins, then `delayMs` longer, and runs a script there at once. */
export async function watch(site: Site, options: { step: string; delayMs: number; script: string }): Promise<Watched> {
  let [arrived, ended, listening] = [(_at: number) => {}, (_code: number | null) => {}, () => {}]
  const reached = new Promise<number>((resolve) => {
    arrived = resolve
  })
  const done = new Promise<number | null>((resolve) => {
    ended = resolve
  })
  const armed = new Promise<void>((resolve) => {
    listening = resolve
  })
  const child = site.listen(program(site.root, options), (line) => {
    if (line === 'armed') listening()
    if (line === 'reached') arrived(uptimeMs())
    if (line.startsWith('done ')) ended(Number(line.slice(5)))
  })
  child.once('close', () => ended(null))
  await armed
  return { reached, done, stop: () => void child.kill('SIGKILL') }
}

const program = (
  root: string,
  { step, delayMs, script }: { step: string; delayMs: number; script: string },
): string => `
R=${root}
strike() { sleep ${delayMs / 1000}; echo reached; { ${script === '' ? ':' : script}
} >/tmp/strike.log 2>&1 </dev/null; echo "done $?"; exit 0; }
${step === 'prepare' ? UNTIL_PREPARE : untilBegin(step)}`

// No line of the journal says that it begins: its folder does.
const UNTIL_PREPARE = `
echo armed
for n in $(seq 1 20000); do for one in "$R"/releases/.incoming-*/; do [ ! -d "$one" ] || strike; done; sleep 0.004; done`

const untilBegin = (step: string): string => `
exec 3< <(exec timeout 120 tail -n 0 -F "$R/journal" 2>/dev/null </dev/null)
echo armed
while IFS= read -r text <&3; do
  case $text in *$'\\t${step}\\tbegin\\t'*) strike ;; esac
done`
