import { createCipheriv, createHash } from 'node:crypto'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { capture } from '../test/kit/program.js'
import { imageOf, REPOSITORIES } from './stack.mjs'

const APP = fileURLToPath(new URL('./app', import.meta.url))
/** Bytes of the layer that changes with a version. */
const LAYER = 22 * 1024 * 1024

/**
 * Builds each version of the app in each of its repositories and pushes it; quick where that was done before.
 * @param {string} registry @param {string} folder
 * @returns {Promise<Map<string, string>>} ids by reference
 */
export async function pushImages(registry, folder) {
  const context = join(folder, 'image')
  await mkdir(context, { recursive: true })
  await capture(['go', 'build', '-trimpath', '-ldflags', '-s -w', '-o', join(context, 'server'), '.'], {
    cwd: APP,
    env: { ...process.env, CGO_ENABLED: '0' },
  })
  const ids = new Map()
  for (let index = 0; index < REPOSITORIES; index += 1)
    for (const version of ['v1', 'v2']) {
      const reference = imageOf(registry, index, version)
      await writeFile(join(context, 'layer'), noise(`app${index + 1} ${version}`))
      await copyFile(join(APP, 'Dockerfile'), join(context, 'Dockerfile'))
      await capture(['docker', 'build', '-q', '--build-arg', `VERSION=${version}`, '-t', reference, context])
      ids.set(reference, await capture(['docker', 'image', 'inspect', '-f', '{{.Id}}', reference]))
    }
  await Promise.all([...ids.keys()].map((reference) => capture(['docker', 'push', '-q', reference])))
  return ids
}

/** Bytes that do not compress and are the same each time, so that what was built and pushed before is found again. @param {string} seed */
function noise(seed) {
  const key = createHash('sha256').update(seed).digest()
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(LAYER))
}
