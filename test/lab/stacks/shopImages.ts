import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { capture } from '../../../src/runtime/run.js'

/** Tag of each image, and how its program behaves. */
const VERSIONS: Readonly<Record<string, string>> = {
  v1: 'ok',
  v2: 'ok',
  v3: 'ok',
  exits: 'exits',
  'never-healthy': 'never-healthy',
  'wrong-outside': 'wrong-outside',
  lingers: 'lingers',
  'gate-fails': 'gate-fails',
  'dies-later': 'dies-later',
}

const FOLDER = new URL('./shop/app', import.meta.url).pathname
const SCRATCH = new URL('./shop/scratch', import.meta.url).pathname

/** Builds every version of the shop's program on this machine and pushes it; quick when they are there already. */
export async function pushShopImages(registry: string): Promise<void> {
  const docker = (...words: string[]) => capture(['docker', ...words], { timeoutMs: 300_000 })
  const push = async ([version, mode]: readonly [string, string]) => {
    const image = `${registry}/shop-app:${version}`
    await docker('build', '-q', '--build-arg', `VERSION=${version}`, '--build-arg', `MODE=${mode}`, '-t', image, FOLDER)
    await docker('push', '-q', image)
  }
  const [first, ...others] = Object.entries(VERSIONS)
  // The first build makes the layers that all share.
  if (first !== undefined) await push(first)
  await Promise.all(others.map(push))
}

/** Versions v1 and v2 of the stalls' programs: the shop's own, and one whose image holds nothing else. */
export async function pushStallImages(registry: string): Promise<void> {
  const context = await mkdtemp(join(tmpdir(), 'scratch-'))
  await cp(SCRATCH, context, { recursive: true })
  const build = ['go', 'build', '-C', context, '-ldflags', '-s -w', '-o', 'scratch', '.']
  await capture(build, { env: { ...process.env, CGO_ENABLED: '0' }, timeoutMs: 300_000 })
  for (const [name, folder] of [
    ['stall-node', FOLDER],
    ['stall-scratch', context],
  ] as const) {
    for (const version of ['v1', 'v2']) {
      const image = `${registry}/${name}:${version}`
      const options = { timeoutMs: 300_000 }
      await capture(['docker', 'build', '-q', '--build-arg', `VERSION=${version}`, '-t', image, folder], options)
      await capture(['docker', 'push', '-q', image], options)
    }
  }
  await rm(context, { recursive: true, force: true })
}
