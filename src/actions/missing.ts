import type { PlannedImage } from '../image/chosen.js'
import type { BuiltImage } from '../image/types.js'
import { Refused } from '../runtime/errors.js'

/**
 * Refuses images without a proof in ssh-deploy, which builds nothing: what a registry has under some name proves nothing.
 * @param from.built What jobs of this run have given.
 * @throws Refused naming each image that nothing proves
 */
export function mustBeProven(
  images: readonly PlannedImage[],
  { built, platform, runner }: { built: readonly BuiltImage[]; platform: string; runner: string },
): void {
  const missing = images.filter(({ result }) => result === 'planned')
  if (missing.length === 0) return
  const given = missing.some(({ project, service }) =>
    built.some((one) => one.result === 'built' && one.project === project && one.service === service),
  )
  throw new Refused(missing.map(({ project, service, reason }) => `${project}/${service}: ${reason}`).join('\n'), {
    todo: [
      ...(given && platform !== runner
        ? [
            `the server is ${platform}, and build-and-tag builds for its runner, such as ${runner}: give it \`ssh-key\` and \`known-hosts\`, and it builds for the server`,
          ]
        : []),
      'run build-and-tag and push-image in this run, and give their output as the input `images`; build-and-tag without `without-secrets`, or with `ssh-key` and `known-hosts`: else it leaves what the registry has under a key',
      'or use the action deploy, which builds what is missing',
    ],
  })
}

/**
 * With the input `projects` only those are built: the images of the others must be proven already.
 * @throws Refused
 */
export function mustBeNamed(planned: readonly PlannedImage[], projects: readonly string[] | undefined): void {
  const missing = planned.filter(
    ({ project, result }) => projects !== undefined && !projects.includes(project) && result === 'planned',
  )
  if (missing.length === 0) return
  throw new Refused(
    `${missing.map(({ project, service }) => `${project}/${service}`).join(', ')} would have to be built, but the input projects does not name it`,
    {
      at: 'input projects',
      todo: 'name it too, or leave the input out: what did not change is not built again',
    },
  )
}
