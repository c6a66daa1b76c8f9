import type { ImageName } from '../../../records/release.js'
import { ownEntry } from '../../../runtime/ownEntry.js'
import type { ReleaseModel } from '../images/serviceImages.js'
import { repositoryOf } from './stores.js'

/**
 * What the Compose files call images that Docker knows by an id alone, because they ran before us, or were sent without a registry. Nothing is
 * said of one that the files name by its id, too.
 */
export function imageNames(models: readonly ReleaseModel[]): ImageName[] {
  const found = models.flatMap(({ services, 'x-stack-actions': ours }) =>
    Object.entries(services).flatMap(([service, { image = '' }]): ImageName[] => {
      const called = ownEntry(ours?.repositories, service) ?? ownEntry(ours?.references, service) ?? ''
      const repository = repositoryOf(called)
      return repositoryOf(image) === '' && repository !== '' ? [{ image, repository }] : []
    }),
  )
  return [...new Map(found.map((one) => [`${one.image} ${one.repository}`, one])).values()]
}

/** The repository of an image, as itself or the files say it; empty where nobody does, or where one id has two names. */
export function repositoryFinder(names: readonly ImageName[]): (image: string) => string {
  const byId = new Map<string, Set<string>>()
  for (const { image, repository } of names) byId.set(image, new Set([...(byId.get(image) ?? []), repository]))
  return (image) => {
    const [name = '', ...others] = byId.get(image) ?? []
    return repositoryOf(image) || (others.length === 0 ? name : '')
  }
}
