import { posix } from 'node:path'
import { Containers, FOLDER_LABEL, label } from '../../../host/containers.js'
import type { AskedFile, LikenessAnswer, LikenessQuestion } from '../../../host/likenessQuestion.js'
import { sumOf } from '../../../host/likenessQuestion.js'
import type { HostFacts, InspectedContainer } from '../../../host/types.js'
import { singleDollars } from '../../../stack/dollars.js'
import type { ComposeModel, Stack } from '../../../stack/types.js'
import { namedModels } from '../names/projectName.js'
import { filesOf, textThere } from './originals.js'
import type { Likeness } from './wanted.js'

/** What was found out of containers that ran before us, by id. */
export type Likenesses = ReadonlyMap<string, Likeness>

/** Whether nothing of ours was ever proven here: what runs is compared with the files, and not with a release. */
export function isFirst({ current }: Pick<HostFacts, 'current'>): boolean {
  return current === undefined || current.meta['kind'] === 'adopted'
}

/** Whether something of a stack runs that is no release of ours. */
export function runsWithoutRelease(stack: Stack, facts: HostFacts): boolean {
  if (facts.current !== undefined) return false
  const containers = new Containers(facts, stack.identity)
  const singles = stack.projects.map(({ model }) => singleDollars(model))
  return namedModels(stack, singles, facts).models.some(({ name }) => containers.servicesOf(name).length > 0)
}

/**
 * Asks the server how like the Compose files its containers are: one call, on a first deploy over a stack that runs. Undefined where there
 * is nothing to ask.
 */
export async function askLikeness(
  stack: Stack,
  facts: HostFacts,
  ask: (question: LikenessQuestion) => Promise<LikenessAnswer>,
): Promise<Likenesses | undefined> {
  if (!isFirst(facts)) return undefined
  const { models } = namedModels(
    stack,
    stack.projects.map(({ model }) => singleDollars(model)),
    facts,
  )
  const asked = await questionOf(stack, models, new Containers(facts, stack.identity))
  return asked.containers.length === 0 ? undefined : likenessesOf(asked, await ask(asked.question))
}

interface AskedContainer {
  key: string
  container: InspectedContainer
  /** By target; each file with its path in the container and the sum that it should have. */
  files: Map<string, { inside: string; path: string; sum: string }[]>
}

interface Asked {
  question: LikenessQuestion
  containers: AskedContainer[]
}

async function questionOf(stack: Stack, models: readonly ComposeModel[], containers: Containers): Promise<Asked> {
  const question = {
    models: [] as { project: string; text: string }[],
    files: [] as AskedFile[],
    images: new Set<string>(),
  }
  const found: AskedContainer[] = []
  for (const [index, project] of stack.projects.entries()) {
    const model = models[index]
    if (model === undefined) continue
    const folders: string[] = []
    for (const [name, service] of Object.entries(model.services)) {
      const taken = filesOf(project, model, service)
      for (const container of containers.made(model.name, name)) {
        const files: AskedContainer['files'] = new Map()
        for (const [target, { files: wanted }] of taken) {
          const from = container.Mounts.find(({ Destination }) => Destination === target)?.Source
          const rows = await Promise.all(
            wanted.map(async (file) => ({
              inside: posix.join(target, file.path),
              path: file.path,
              sum: await sumOf(file),
            })),
          )
          files.set(target, rows)
          for (const { inside, path } of rows)
            question.files.push({
              container: container.Id,
              path: inside,
              ...(from !== undefined && { from: posix.join(from, path) }),
            })
        }
        folders.push(...[label(container, FOLDER_LABEL)].filter((folder) => folder !== undefined))
        question.images.add(container.Image)
        found.push({ key: `${model.name}/${name}`, container, files })
      }
    }
    const [folder] = folders
    if (folder === undefined) continue
    const idOf = (name: string): string | undefined => containers.running(model.name, name)[0]?.Id
    question.models.push({ project: model.name, text: textThere(project, model, { root: stack.root, folder, idOf }) })
  }
  return { question: { ...question, images: [...question.images] }, containers: found }
}

function likenessesOf({ containers }: Asked, answer: LikenessAnswer): Likenesses {
  return new Map(
    containers.map(({ key, container, files }): [string, Likeness] => {
      const hash = answer.hashes.get(key)
      const image = answer.images.get(container.Image)
      const changed = [...files].map(([target, rows]): [string, string[]] => [
        target,
        rows.filter(({ inside, sum }) => answer.sums.get(`${container.Id} ${inside}`) !== sum).map(({ path }) => path),
      ])
      return [
        container.Id,
        {
          ...(hash !== undefined && { composeHash: hash }),
          ...(image !== undefined && { image }),
          files: new Map(changed),
        },
      ]
    }),
  )
}
