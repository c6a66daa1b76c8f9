import { describe, expect, it } from '@jest/globals'
import { allLayerFaults, LAYERS, layerFaults } from '../../../scripts/layers.mjs'

const importing = (path: string) => `import type { X } from '${path}.js'\n`

describe('imports', () => {
  it('point down', () => {
    expect(allLayerFaults()).toEqual([])
  })

  it('know each folder in one line', () => {
    expect(new Set(LAYERS.flat()).size).toBe(LAYERS.flat().length)
  })

  it.each([
    ['up', 'image/key.ts', '../release/records/meta'],
    ['up to a room of the same house', 'release/plan/names/belonging.ts', '../compare'],
    ['up in a call', 'host/ssh.ts', "../runtime/run.js'\nconst it = await import('../actions/ship"],
    ['beside', 'release/plan/names/belonging.ts', '../routing/drain'],
    ['from what an action is made of to a server', 'contract/action.ts', '../host/ssh'],
    ['from a folder that has no place', 'utils/a.ts', '../runtime/run'],
    ['to a folder that has no place', 'host/ssh.ts', '../utils/a'],
  ])('are refused that lead %s', (_, file, path) => {
    expect(layerFaults(file, importing(path))).toHaveLength(1)
  })

  it.each([
    ['down', 'release/plan/compare.ts', './names/belonging'],
    ['in the folder', 'image/key.ts', './tags'],
    ['in one below that has no line of its own', 'host/facts.ts', './traefik/running'],
    ['to what an action is made of, from an action', 'actions/deploy.ts', '../contract/action'],
  ])('may lead %s', (_, file, path) => {
    expect(layerFaults(file, importing(path))).toEqual([])
  })
})
