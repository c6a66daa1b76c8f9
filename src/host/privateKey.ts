import { Refused } from '../runtime/errors.js'
import { plain } from '../runtime/escape.js'
import { run } from '../runtime/run.js'
import type { TempFolder } from '../runtime/temp.js'

/** A private key as ssh reads it: secrets are pasted with CRLF, without their last line break, or with one literal `\n` a line. */
export function normalKey(given: string): string {
  const text = given.includes('\n') ? given : given.replaceAll('\\n', '\n')
  return `${text.replace(/\r\n?/g, '\n').trim()}\n`
}

/** A path at which ssh reads the key. @throws Refused for an empty one, and for a public one */
export async function writeKey(folder: TempFolder, given: string): Promise<string> {
  const key = normalKey(given)
  const advice = { at: 'input ssh-key' }
  if (key === '\n') {
    throw new Refused('ssh-key is empty', {
      ...advice,
      todo: [
        'pass the key as `ssh-key: ${{ secrets.SSH_KEY }}`',
        'a secret of an environment is empty unless the job says `environment:`, and in a called workflow unless the caller passes `secrets: inherit`',
      ],
    })
  }
  if (/^(ssh-|ecdsa-|sk-)/.test(key)) {
    throw new Refused('ssh-key is a public key; the private one is needed', {
      ...advice,
      todo: 'it is in the file without .pub and begins with -----BEGIN',
    })
  }
  return folder.write('key', key)
}

/** @throws Refused for what ssh-keygen cannot read, and for a key with a passphrase, which nobody is here to type */
export async function checkKey(path: string): Promise<void> {
  const advice = { at: 'input ssh-key' }
  const read = await run(['ssh-keygen', '-y', '-P', '', '-f', path])
  if (read.code === 0) return
  if (/passphrase/.test(read.stderr)) {
    throw new Refused('ssh-key has a passphrase, and nobody is there to type it', {
      ...advice,
      todo: 'make a key of its own for deploys: ssh-keygen -t ed25519 -N "" -C deploy -f deploy-key',
    })
  }
  const said = plain(read.stderr).replaceAll(path, 'the key').trim()
  throw new Refused(`ssh-key is not a private key that ssh can read: ${said}`, {
    ...advice,
    todo: 'paste the whole file, from -----BEGIN to -----END, with its line breaks',
  })
}
