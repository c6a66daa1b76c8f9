import { expect, it } from '@jest/globals'
import { composePlaces } from '../../../src/stack/composePlaces.js'

const base = 'services:\n  web:\n    image: a\n    ports: 3\n    depends_on: [db]\n    networks:\n      - x\n'
const over = 'services:\n  web:\n    environment: { A: b }\n'

// What Compose 2.26 says.
it.each<[string, Record<string, string>, string[]]>([
  ['validating app/c.yml: services.web.ports must be a list', { 'app/c.yml': base }, ['app/c.yml:4']],
  [
    'validating b.yml: services.web Additional property environment is not allowed',
    { 'a.yml': base, 'b.yml': over },
    ['b.yml:3'],
  ],
  ['service "web" depends on undefined service "db": invalid compose project', { 'a.yml': base }, ['a.yml:5']],
  ['service "web" refers to undefined network x: invalid compose project', { 'a.yml': base }, ['a.yml:6']],
  ['validating a.yml: services.web.networks.0 must be a string', { 'a.yml': base }, ['a.yml:7']],
  [
    'error while interpolating services.web.image: required variable V is missing a value: x',
    { 'a.yml': base },
    ['a.yml:3'],
  ],
  [
    'yaml: line 4: mapping values are not allowed',
    { 'a.yml': 'services:\n  web:\n    image: a\n  foo: bar: baz\n', 'b.yml': over },
    ['a.yml:4'],
  ],
  [
    'yaml: line 1: did not find expected key',
    { 'a.yml': 'services:\n  web:\n    image: a\n   volumes: [a]\n' },
    ['a.yml:4'],
  ],
  ['services.web.ports must be a list', { 'a.yml': `${base}---\nservices: {}\n` }, ['a.yml:4']],
  ['Invalid hostPort: 99999', { 'a.yml': base }, []],
  ['services.other.image must be a string', { 'a.yml': base }, []],
  ['services.web.ports must be a list', { 'a.yml': 'services:\n  web: !reset\n    ports: !override 3\n' }, ['a.yml:3']],
])('%s', (message, texts, places) =>
  expect(composePlaces(message, texts).map(({ file, line }) => `${file}:${line}`)).toEqual(places),
)
