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
