import type { PlannedImage } from './chosen.js'

/**
 * What to do where the job that deploys builds images, one job for all, and sends them over SSH, so that the next time the jobs before it do;
 * undefined where nothing is to be done.
 * @param where.runner Platform that this runner builds for by itself.
 */
export function builtAloneNotice(
  planned: readonly PlannedImage[],
  where: { push: boolean; registry: string; platform: string; runner: string; isAsked: boolean },
): string | undefined {
  const alone = planned.filter(({ target }) => target !== undefined)
  if (where.push || where.registry === 'none' || alone.length === 0) return undefined
  const names = alone.map(({ project, service }) => `${project}/${service}`).join(', ')
  const built = `${names}: built by this job alone and sent over SSH, since`
  const other = alone.find(({ target }) => target?.platform === where.platform)
  if (where.platform !== where.runner && other !== undefined)
    return `${built} the server is ${where.platform} and the jobs before build for ${where.runner}: give \`runs-on\` a runner of the server’s platform, or the services their \`platform\``
  const unproven = `${built} nothing on this server proves them, and no job of this run has built them`
  return where.isAsked
    ? `${unproven}: run all jobs again`
    : `${unproven}: run once with \`refresh: true\`, and the job build of pipeline.yml makes them side by side`
}
