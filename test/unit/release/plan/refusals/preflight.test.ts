import { expect, it } from '@jest/globals'
import { preflightFaults } from '../../../../../src/release/plan/refusals/preflight.js'

it.each([
  ['the oldest that do', '20.10.24+dfsg1', '2.20.0', []],
  ['newer ones', '29.0.1', '5.7.0', []],
  ['an old engine', '19.3.8', '2.26.1-4', ['the server has Docker Engine 19.3.8, 20.10 or newer is needed']],
  ['an old Compose', '26.1.5', '2.10.2', ['the server has Docker Compose 2.10.2, 2.20 or newer is needed']],
  ['no Compose', '26.1.5', '', ['the server has no Docker Compose, 2.20 or newer is needed (docker-compose-plugin)']],
])('%s', (_, engine, compose, faults) => expect(preflightFaults({ engine, compose })).toEqual(faults))
