import { defineAction } from '../contract/action.js'
import { Refused } from '../runtime/errors.js'
import { config, environment, images, registryInputs } from './inputs.js'
import { imagesOutput } from './outputs.js'

export const pushImage = defineAction({
  name: 'push-image',
  description: 'Push the images that the registry lacks, and give each one’s digest',
  inputs: { environment, config, ...registryInputs, images },
  outputs: { ...imagesOutput },
  async main() {
    throw new Refused('push-image is not ready')
  },
})
