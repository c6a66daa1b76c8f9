import { config, environment, hostInputs } from '../actions/inputs.js'
import { defineAction } from '../contract/action.js'
import { UserError } from '../runtime/errors.js'
import { askServer } from './onServer.js'

/** What `stackctl status` ends with where something is not as it should be, and what that is. */
const WORDS: Readonly<Record<number, string>> = {
  1: 'a transaction was interrupted, or Docker does not answer',
  3: 'what runs is not what was released',
  21: 'a transaction could not be undone: a person must act',
}

export const status = defineAction({
  name: 'status',
  description: 'What runs, from which commit, since when, whether it is what was released',
  inputs: { environment, config, ...hostInputs },
  outputs: {},
  async main(inputs, context) {
    const code = await askServer(inputs, ['status'], context)
    // 30: a transaction is under way, as the first line says.
    if (code !== 0 && code !== 30) throw new UserError(WORDS[code] ?? `stackctl status ended with exit code ${code}`)
    return {}
  },
})
