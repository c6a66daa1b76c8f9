import type { LoadResult } from '../../kit/load/hits.js'
import { poll } from '../../kit/poll.js'
import type { ShopLab } from './shopLab.js'

/** The control of every load test: what a person types in place of a transaction, under the same load. */
export async function plainComposeUp(lab: ShopLab, version: string): Promise<LoadResult> {
  // The deploy before may still be removing its old containers: Compose would stumble over them.
  await poll(async () => (await lab.host.out(`ls "${lab.host.root}/tx"`)).trim() === '', { deadlineMs: 60_000 })
  const load = await lab.load({ keepAlive: false })
  const { image } = (await lab.host.of('api'))[0] ?? { image: '' }
  await lab.host.out(`
    set -e
    cd "${lab.host.root}/releases/$(cat "${lab.host.root}/current")"
    docker pull -q ${lab.registry.fromServer}/shop-app:${version} >/dev/null
    sed 's|${image}|${lab.registry.fromServer}/shop-app:${version}|' models/shop-api.json >/tmp/up.json
    docker compose -p shop-api -f /tmp/up.json up -d --no-deps api >/tmp/up.log 2>&1 || { cat /tmp/up.log >&2; exit 1; }`)
  await lab.answers('api', version)
  return load.stop()
}
