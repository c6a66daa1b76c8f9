import { describe, expect, it } from '@jest/globals'
import { chosenServices, type ServiceChoice } from '../../../src/stack/selection.js'
import type { ComposeModel, ComposeService } from '../../../src/stack/types.js'

const needs = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { condition: 'service_started' }]))
const model = (services: Record<string, ComposeService>): ComposeModel => ({ name: 'app', services })
const names = (services: Record<string, ComposeService>, choice: ServiceChoice) => {
  const { model: found, faults } = chosenServices(model(services), choice)
  return faults.length > 0 ? faults : Object.keys(found.services).sort()
}

describe('services that a stack has', () => {
  it.each<[string, Record<string, ComposeService>, ServiceChoice, string[]]>([
    ['those that are named', { a: {}, b: {} }, ['a'], ['a']],
    [
      'what they wait for, and what that waits for',
      { a: { depends_on: needs('b') }, b: { depends_on: needs('c') }, c: {}, d: {} },
      ['a'],
      ['a', 'b', 'c'],
    ],
    ['whose network they share', { a: { network_mode: 'service:vpn' }, vpn: {}, c: {} }, ['a'], ['a', 'vpn']],
    ['what they are linked to', { a: { links: ['db:database'] }, db: {}, c: {} }, ['a'], ['a', 'db']],
    ['whose volumes they take', { a: { volumes_from: ['b:ro'] }, b: {}, c: {} }, ['a'], ['a', 'b']],
    ['nothing of a container that Compose did not make', { a: { volumes_from: ['container:x'] }, b: {} }, ['a'], ['a']],
    [
      'what they are built from',
      { a: { build: { additional_contexts: { x: 'service:base', y: '/repo/y' } } }, base: {}, c: {} },
      ['a'],
      ['a', 'base'],
    ],
    ['no circle', { a: { links: ['b'] }, b: { links: ['a'] }, c: {} }, ['a'], ['a', 'b']],
    ['all but those that are left out', { a: {}, b: {}, c: {} }, { without: ['b'] }, ['a', 'c']],
    [
      'what may be without the one that is left out',
      { a: { depends_on: { b: { condition: 'x', required: false } } }, b: {} },
      { without: ['b'] },
      ['a'],
    ],
    [
      'not without what is needed',
      { a: { depends_on: needs('b') }, b: {} },
      { without: ['b'] },
      ['a needs b, which is left out'],
    ],
    ['not by a name that there is not', { a: {}, b: {} }, ['c'], ['there is no service "c"; known: a, b']],
    ['not by a name that all objects have', { a: {} }, ['toString'], ['there is no service "toString"; known: a']],
  ])('are %s', (_, services, choice, expected) => {
    expect(names(services, choice)).toEqual(expected)
  })

  it('bring along the networks, volumes, secrets and configs that they use, and no others', () => {
    const service: ComposeService = {
      networks: { edge: null },
      volumes: [{ type: 'volume', source: 'pg', target: '/d' }],
      secrets: [{ source: 's' }],
      configs: [{ source: 'c' }],
      build: { secrets: [{ source: 'b' }] },
    }
    const all = {
      ...model({ a: service, other: {} }),
      networks: { default: null, edge: {}, x: {} },
      volumes: { pg: {}, x: {} },
      secrets: { s: {}, b: {}, x: {} },
      configs: { c: {}, x: {} },
    }
    const found = chosenServices(all, ['a']).model
    expect(Object.keys(found.networks ?? {})).toEqual(['default', 'edge'])
    expect(Object.keys(found.volumes ?? {})).toEqual(['pg'])
    expect(Object.keys(found.secrets ?? {})).toEqual(['s', 'b'])
    expect(Object.keys(found.configs ?? {})).toEqual(['c'])
  })

  it('no longer wait for what is left out', () => {
    const services = {
      a: { depends_on: { b: { condition: 'x', required: false }, c: { condition: 'x' } } },
      b: {},
      c: {},
    }
    expect(Object.keys(chosenServices(model(services), { without: ['b'] }).model.services.a?.depends_on ?? {})).toEqual(
      ['c'],
    )
    expect(Object.keys(services.a.depends_on)).toEqual(['b', 'c'])
  })
})
