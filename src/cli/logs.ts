import * as z from 'zod'
import { config, environment, hostInputs } from '../actions/inputs.js'
import { defineAction } from '../contract/action.js'
import { UserError } from '../runtime/errors.js'
import { askServer } from './onServer.js'

const service = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*(\/[A-Za-z0-9][A-Za-z0-9_.-]*)?$/)
  .meta({ description: 'Service, as `service` or `project/service`', allowed: '`service` or `project/service`' })

export const logs = defineAction({
  name: 'logs',
  description: 'The last 100 lines of each container of a service',
  inputs: { service, environment, config, ...hostInputs },
  outputs: {},
  async main({ service, ...inputs }, context) {
    const code = await askServer(inputs, ['logs', service], context)
    if (code !== 0) throw new UserError(`the server has no logs of ${service}`)
    return {}
  },
})
