import { relative } from 'node:path'
import type { Context } from '../contract/action.js'
import { builderOf, removeBuilder } from '../image/openBuilder.js'
import { removeLeftovers } from '../runtime/leftovers.js'
import { run } from '../runtime/run.js'

/** The post step of each action that puts files into the checkout or starts a builder: where the step was killed, neither stays. */
export async function cleanUp({ env, log, workspace }: Context): Promise<void> {
  const removed = await removeLeftovers(env)
  for (const builder of removed.flatMap((path) => builderOf(path) ?? [])) {
    await removeBuilder(builder, { run })
    log.info('The step was killed before it could remove the builder that it had started; removed now')
  }
  const names = removed.filter((path) => builderOf(path) === undefined).map((path) => relative(workspace, path))
  if (names.length === 0) return
  log.info(
    `The step was killed before it could remove what it had put into the checkout; removed now: ${names.join(', ')}`,
  )
}
