import { defineAction } from '../contract/action.js'
import { Refused } from '../runtime/errors.js'
import { buildInputs, config, environment, registryInputs } from './inputs.js'
import { imagesOutput } from './outputs.js'

export const buildAndTag = defineAction({
  name: 'build-and-tag',
  description: 'Build the images of a stack whose content changed, and tag them',
  inputs: { environment, config, ...registryInputs, ...buildInputs },
  outputs: { ...imagesOutput },
  async main() {
    throw new Refused('build-and-tag is not ready')
  },
})
