import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

describe.each(AWKS)('a routed service that is not fit, under %s', (_, awk) => {
  const id = '0123456789abcdef'
  const row = (state: string, status: string, of = 'web') => `${id}|shop|${of}|h|${state}||n|${status}`
  it.each<[string, string[], string]>([
    [
      'none is healthy',
      [row('running', 'Up (unhealthy)')],
      'unhealthy\tnone: shop/web: 0123456789ab is running and unhealthy',
    ],
    [
      'some are',
      [row('running', 'Up (healthy)'), row('running', 'Up (health: starting)')],
      'some\tsome: shop/web: 0123456789ab is running and starting',
    ],
    ['all are', [row('running', 'Up')], ''],
    ['it is paused', [row('paused', 'Up (Paused)')], 'unhealthy\tnone: shop/web: 0123456789ab is paused'],
    [
      'none is healthy yet, whatever it is called',
      [row('running', 'Up (health: starting)', 'unhealthy')],
      'starting\tnone: shop/unhealthy: 0123456789ab is running and starting',
    ],
    [
      'one of it does not get well, and another may',
      [row('paused', 'Up (Paused)'), row('running', 'Up (health: starting)')],
      'unhealthy\tnone: shop/web: 0123456789ab is paused, 0123456789ab is running and starting',
    ],
    ['nothing of it runs', [row('exited', 'Exited')], ''],
    ['it was unhealthy before', [row('running', 'Up (unhealthy)', 'ill')], ''],
    ['it has no route', [row('running', 'Up (unhealthy)', 'db')], ''],
  ])('%s', (_name, rows, said) => {
    const { stdout } = runAwk(awk, ['records.awk', 'traefik/notReady.awk'], {
      ...{
        files: {
          routes: tabbed(
            'services|shop|web|s',
            'services|shop|ill|s',
            'services|shop|unhealthy|s',
            'routers|shop|db|r',
          ),
        },
        named: ['routes'],
        folderIn: 'folder',
      },
      ...{ set: { before: 'unhealthy\tshop\till' }, input: tabbed(...rows) },
    })
    expect(stdout).toBe(said)
  })
})
