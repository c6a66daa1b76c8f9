import { spawn } from 'node:child_process'
import { Refused } from '../runtime/errors.js'
import { plain } from '../runtime/escape.js'
import type { Host } from './ssh.js'

/**
 * Sends images of this machine's engine to the server's, over the SSH connection, where there is no registry. What the server has is not sent.
 * @param imageIds `sha256:…`
 * @throws Refused when the server does not end up with all of them
 */
export async function sendImages(
  host: Host,
  imageIds: readonly string[],
  options: { signal: AbortSignal },
): Promise<string[]> {
  const missing = await missingOn(host, imageIds, options)
  if (missing.length === 0) return []
  // A stream from program to program: an image is too large to be held in memory.
  const save = spawn('docker', ['save', ...missing], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  save.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)))
  const saved = new Promise<number>((resolve) => {
    save.once('error', (error) => {
      said = error.message
      resolve(127)
    })
    save.once('exit', (code) => resolve(code ?? 137))
  })
  const loaded = await host.exec(['docker', 'load', '-q'], { stdin: save.stdout, ...options })
  if ((await saved) !== 0)
    throw new Refused(`the images could not be read from this runner's engine: ${plain(said).trim()}`)
  const left = loaded.code === 0 ? await missingOn(host, missing, options) : missing
  if (left.length > 0) {
    throw new Refused(
      `the server did not take ${left.length} of ${missing.length} images: ${plain(loaded.stderr).trim() || 'it has them under other ids'}`,
      {
        at: host.name,
        todo: 'use a registry (`registry:` in stack.yml) if the two engines store images differently',
      },
    )
  }
  return missing
}

async function missingOn(host: Host, imageIds: readonly string[], options: { signal: AbortSignal }): Promise<string[]> {
  if (imageIds.length === 0) return []
  const { stdout } = await host.exec(['docker', 'image', 'inspect', '-f', '{{.Id}}', ...imageIds], options)
  const there = new Set(stdout.split('\n').map((line) => line.trim()))
  return imageIds.filter((id) => !there.has(id))
}
