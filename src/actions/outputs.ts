import * as z from 'zod'
import type { Pause } from '../health/watch.js'
import type { BuiltImage } from '../image/types.js'
import { outcome } from '../shipment/outcome.js'

export const imagesOutput = {
  images: z.custom<BuiltImage[]>().meta({
    description:
      'JSON list of images: project, service, repository, key, tags, result (`built` or `reused`), reason, digest, pushed',
  }),
}

export const transactionOutputs = {
  outcome,
  failure: z.string().meta({ description: 'Why it is red, in a line; absent when it is green' }),
  release: z.string().meta({ description: 'Id of the release that this run made' }),
  previousRelease: z.string().meta({ description: 'Id of the release that served before' }),
  servingRelease: z.string().meta({ description: 'Id of the release that answers now' }),
  changed: z.array(z.string()).meta({ description: 'JSON list of the services that changed, as `project/service`' }),
  pauses: z.custom<Pause[]>().meta({
    description:
      'JSON list of the endpoints of the stack that answered worse than before for a while: endpoint, seconds, failed, answer, over; `[]` if none did',
  }),
  planFile: z.string().meta({ description: 'Path of the plan (Markdown)' }),
  journalFile: z.string().meta({ description: 'Path of the journal of the transaction (tab-separated)' }),
}

export const reportOutput = {
  reportFile: z.string().meta({ description: 'Path of the gate’s report (JSON)' }),
}

export const gateOutputs = {
  healthy: z.boolean().meta({ description: '`true` if every probe held' }),
  ...reportOutput,
}

export const urlOutput = {
  url: z.string().meta({ description: 'The environment’s public address, for the `environment:` of the job' }),
}

/** Of build-and-tag's dry run: what the jobs of a pipeline are made from. */
export const pipelineOutputs = {
  // An empty one was lost: GitHub drops what holds the value of a secret. So neither answer is empty, or a word that a secret may be.
  decision: z
    .enum(['is-deployed', 'is-not-deployed'])
    .meta({ description: 'Dry run: whether this run deploys, `is-deployed` or `is-not-deployed`; never empty' }),
  environment: z.string().meta({ description: 'Dry run: environment that this run deploys to; empty if none' }),
  ...urlOutput,
  stack: z.string().meta({ description: 'Dry run: the stack’s name' }),
  tests: z
    .custom<{ project: string; path: string; command: string }[]>()
    .meta({ description: 'Dry run: JSON list of what is to be tested: project, path, command' }),
  builds: z.array(z.string()).meta({
    description:
      'Dry run: JSON list of the projects that have an image to build; where something is deployed, without those of `builds-with-secrets`',
  }),
  buildsWithSecrets: z.array(z.string()).meta({
    description: 'Dry run: JSON list of the projects with an image whose build needs what only the environment gives',
  }),
}

/** Of doctor. */
export const problemsOutput = {
  problems: z
    .array(z.string())
    .meta({ description: 'JSON list of what a deploy would fail by, each in a line; `[]` if nothing' }),
}
