import { describe, expect, it } from '@jest/globals'
import { entryDifferences } from '../../../src/release/plan/likeness/mismatches.js'
import { explain } from '../../../src/runtime/errors.js'
import { ownEntry } from '../../../src/runtime/ownEntry.js'
import { parseStackFile } from '../../../src/stack/parse.js'
import { StandIns } from '../../../src/stack/standIns.js'
import { read } from './beside.js'

const NAMES = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__']

describe('a name that every JavaScript object has', () => {
  it.each(NAMES)('is refused as the name of a service: %s', async (name) => {
    const files = { 'compose.yaml': `services:\n  web: { image: nginx }\n  "${name}": { image: nginx }\n` }
    expect((await read({ files })).said).toContain(`services.${name}: this cannot be a name`)
  })

  it.each(['networks', 'volumes', 'secrets', 'configs'])('is refused among the %s', async (kind) => {
    const use = kind === 'volumes' ? 'constructor:/x' : 'constructor'
    const definition: object = kind === 'secrets' || kind === 'configs' ? { file: 'compose.yaml' } : {}
    const compose: object = {
      services: { web: { image: 'nginx', [kind]: [use] } },
      [kind]: { constructor: definition },
    }
    const files = { 'compose.yaml': JSON.stringify(compose) }
    expect((await read({ files })).said).toContain(`${kind}.constructor: this cannot be a name`)
  })

  it.each(['__proto__', 'constructor'])('is refused in stack.yml, and not left out: %s', (name) => {
    const said = (text: string): string => {
      try {
        parseStackFile(text, 'stack.yml')
      } catch (error) {
        return explain(error)
      }
      return 'read'
    }
    expect(said(`name: shop\nprojects:\n  a: {}\n  ${name}: {}\n`)).toContain(
      `stack.yml:4: projects.${name}: this cannot be a name`,
    )
    expect(said(`name: shop\nenvironments:\n  a: {}\n  ${name}: {}\n`)).toContain(`stack.yml:4: environments.${name}: `)
  })

  it.each(NAMES)('is kept where it is the name of a variable, a label or an argument: %s', async (name) => {
    const files = {
      'compose.yaml': `services:\n  web:\n    image: nginx\n    environment: { "${name}": a }\n    labels: { "${name}": b }\n    sysctls: { "${name}": c }\n    build: { context: ., args: { "${name}": d } }\n`,
      Dockerfile: '',
    }
    const { model } = await read({ files })
    const web = model?.services['web']
    const maps = [web?.environment, web?.labels, web?.['sysctls'] as Record<string, string>, web?.build?.args]
    expect(maps.map((map) => ownEntry(map, name))).toEqual(['a', 'b', 'c', 'd'])
  })

  it.each(NAMES)('is a difference where only one of two has it: %s', (name) => {
    const has = { environment: JSON.parse(`{"${name}":"a"}`) as object }
    expect(entryDifferences('environment', has, { environment: {} }, true)).toEqual([`environment: ${name}`])
    expect(entryDifferences('environment', { environment: {} }, has, true)).toEqual([`environment: ${name}`])
  })

  it.each(NAMES)('has a stand-in where it is a variable without a value: %s', (name) => {
    const standIns = new StandIns('')
    expect(standIns.fill(`The "${name}" variable is not set`, {})).toBe(true)
    expect(ownEntry(standIns.environment, name)).toBe('1')
  })

  it.each(NAMES)('is found only where it was put: %s', (name) => {
    expect(ownEntry({}, name)).toBeUndefined()
    expect(ownEntry(undefined, name)).toBeUndefined()
    expect(ownEntry(JSON.parse(`{"${name}":1}`) as Record<string, number>, name)).toBe(1)
  })
})

describe('a value that cannot be used', () => {
  it.each(['deploy: { replicas: 1000000000 }', 'scale: 1001'])('is refused: %s', async (more) => {
    const files = { 'compose.yaml': `services:\n  web: { image: nginx, ${more} }\n` }
    expect((await read({ files })).said).toMatch(
      /services\.web: \d+ containers of it are more than one server runs \(1000 at most\)/,
    )
  })

  it('is not a thousand containers', async () => {
    const files = { 'compose.yaml': 'services:\n  web: { image: nginx, scale: 1000 }\n' }
    expect((await read({ files })).said).toBe('read')
  })

  const nine = (text: string) => Array(9).fill(text).join()
  const levels = (form: (below: string) => string) =>
    Array.from({ length: 9 }, (_, level) => `x-${level + 1}: &l${level + 1} ${form(`*l${level}`)}`).join('\n')
  it.each([
    [
      'lists',
      `x-0: &l0 [x]\n${levels((below) => `[${nine(below)}]`)}\nservices: { web: { image: nginx, command: *l9 } }\n`,
    ],
    [
      'merges',
      `x-0: &l0 { a: b }\n${levels((below) => `{ <<: [${nine(below)}] }`)}\nservices: { web: { image: nginx, <<: *l9 } }\n`,
    ],
    [
      'keys',
      `x-0: &l0 { a: b }\n${levels((below) => `{ ${Array.from({ length: 9 }, (_, key) => `k${key}: ${below}`)} }`)}\nservices: *l9\n`,
    ],
    ['what holds itself', 'x-a: &a { b: *a }\nservices: { web: { image: nginx } }\n'],
  ])('unfolds without end, and ends at once with its name: %s', async (_, bomb) => {
    const began = Date.now()
    const word = /docker-compose\.yml: its aliases expand to too many values/
    expect((await read({ files: { 'docker-compose.yml': bomb } })).said).toMatch(word)
    const laid = { 'docker-compose.prod.yml': 'services: { web: { restart: always } }\n', 'docker-compose.yml': bomb }
    expect((await read({ files: laid })).said).toMatch(word)
    expect(Date.now() - began).toBeLessThan(10_000)
  })
})
