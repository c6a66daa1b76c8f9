import { describe, expect } from '@jest/globals'
import * as fc from 'fast-check'
import { baseImages } from '../../../src/image/bases.js'
import { parseChallenge } from '../../../src/image/challenge.js'
import { trusts } from '../../../src/image/insecure.js'
import { parseReference } from '../../../src/image/reference.js'
import { constraintsFit, type Expression, readExpression } from '../../../src/proxy/expression.js'
import { nodeJson, quote, readLabels } from '../../../src/proxy/labels.js'
import { routingOf } from '../../../src/proxy/routing.js'
import { secretForms } from '../../../src/runtime/masking.js'
import { placeOfVariable, readAnswer, readFilled, readModel, unsetVariables } from '../../../src/stack/compose.js'
import { givenVariables } from '../../../src/stack/defaults.js'
import { judgeKeys } from '../../../src/stack/judgeKeys.js'
import { parseStackFile } from '../../../src/stack/parse.js'
import { variablesGiven } from '../../../src/stack/standIns.js'
import { corrupted, holds, json, named, text } from './property.js'

// What repositories, registries and labels hold.

const STACK = `name: shop
registry: ghcr.io/acme/shop
projects:
  web: { path: web, needs: [db] }
  db: { path: db }
environments:
  production: { branch: main, env-file: .env }
health:
  - { name: site, url: "https://a.test/" }
`

describe('whatever stands in a file of a repository, there is a value or a refusal:', () => {
  holds(
    'stack.yml',
    fc.oneof(text(), corrupted(STACK), json({ name: 'shop', environments: { production: { branch: 'main' } } })),
    (input) => {
      const stack = named(() => parseStackFile(input, 'stack.yml'))
      if (stack !== undefined) expect(Object.keys(stack.environments).length).toBeGreaterThan(0)
    },
    ['['.repeat(20_000), `${'{a: '.repeat(5000)}1${'}'.repeat(5000)}`],
  )
  holds('an env file', fc.oneof(text(), corrupted('A=b\nexport C="d\ne"\n# f\nG=\'h\'\n')), (input) => {
    for (const name of variablesGiven(input)) expect(typeof name).toBe('string')
    expect(givenVariables({}, input)).toBeInstanceOf(Set)
  })
  holds(
    'a Dockerfile',
    fc.oneof(text(), corrupted('ARG A=1\nFROM --platform=x node:${A} AS b\nCOPY --from=b /x /y\n')),
    (input) => {
      for (const name of baseImages(input, {}, []) ?? []) expect(name).not.toMatch(/\s/)
    },
  )
})

const MODEL = {
  name: 'p',
  services: { web: { image: 'x', environment: { A: 'b' }, ports: [{ target: 80 }] } },
  networks: { default: { name: 'n' } },
  volumes: {},
}

describe('whatever Compose prints, it is a model or a fault:', () => {
  holds(
    'its answer',
    fc.tuple(
      fc.oneof(text(), json(MODEL)),
      fc.oneof(text(), corrupted('service "a" has neither an image nor a build context', 'env file /x not found')),
      fc.nat({ max: 1 }),
    ),
    ([stdout, stderr, code]) => {
      const answer = readAnswer({ code, stdout, stderr }, { envFile: '/tmp/env' })
      if (answer.kind !== 'model') return
      for (const service of Object.values(answer.model.services)) expect(typeof service).toBe('object')
      void judgeKeys('p', answer.model)
    },
  )
  holds('its model', json(MODEL), (input) => void named(() => readModel(input)))
  holds(
    'values that it read',
    json({ name: 'values', services: { values: { environment: { v0: 'a$$b' } } } }),
    (input) => {
      const values = named(() => readFilled(1, input))
      if (values !== undefined) expect(typeof values[0]).toBe('string')
    },
  )
  holds(
    'variables that it misses',
    fc.oneof(text(), corrupted('The "A" variable is not set. Defaulting to a blank string.')),
    (input) => {
      for (const name of unsetVariables(input)) void placeOfVariable(name, { 'compose.yaml': input })
    },
  )
})

/** A rule as Traefik writes it. */
const rule = (expression: Expression): string => {
  if (expression.kind === 'call') return `${expression.name}(${expression.args.map((one) => `\`${one}\``).join(', ')})`
  if (expression.kind === 'not')
    return `!${expression.of.kind === 'call' ? rule(expression.of) : `(${rule(expression.of)})`}`
  return expression.all
    .map((one) => (one.kind === 'and' || one.kind === 'or' ? `(${rule(one)})` : rule(one)))
    .join(expression.kind === 'and' ? ' && ' : ' || ')
}
const expressions = fc.letrec<{ any: Expression; call: Expression }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('call'),
    tie('any').map((of): Expression => ({ kind: 'not', of })),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('any'), { minLength: 2, maxLength: 3 }))
      .map(([kind, all]): Expression => ({ kind, all })),
  ),
  call: fc
    .tuple(
      fc.constantFrom('Host', 'PathPrefix', 'Label'),
      fc.array(
        text().map((one) => one.replaceAll('`', '')),
        { maxLength: 2 },
      ),
    )
    .map(([name, args]): Expression => ({ kind: 'call', name, args })),
}))

const LABELS = {
  'traefik.enable': 'true',
  'traefik.http.routers.web.rule': 'Host(`a.test`) && !Path(`/x`)',
  'traefik.http.routers.web.tls.domains[0].main': 'a.test',
  'traefik.http.services.web.loadbalancer.server.port': '80',
  'traefik.http.middlewares.h.headers.customresponseheaders.X': 'y',
}
const PROVIDER = { exposedByDefault: true, network: '', constraints: 'Label(`a`,`b`) || !LabelRegex(`c`,`d`)' }

describe('whatever labels hold, they are routes or none:', () => {
  holds(
    'a rule',
    fc.oneof(text(), corrupted('Host(`a.test`) && (Path(`/x`) || !Header("a", "b\\"c"))')),
    (input) => {
      void readExpression(input)
      void constraintsFit(input, { a: 'b' })
    },
    ['('.repeat(20_000), '!'.repeat(20_000), `${'('.repeat(5000)}Host(\`a\`)${')'.repeat(5000)}`],
  )
  holds('a rule comes back as it was written', expressions.any, (expression) =>
    expect(readExpression(rule(expression))).toEqual(expression),
  )
  holds(
    'keys and values',
    fc.array(
      fc.tuple(
        fc.oneof(text(), corrupted(...Object.keys(LABELS))),
        fc.oneof(text(), corrupted(...Object.values(LABELS))),
      ),
      { maxLength: 6 },
    ),
    (pairs) => {
      const labels = { ...LABELS, ...Object.fromEntries(pairs) }
      const tree = readLabels(labels)
      const written = nodeJson(tree.http)
      expect(() => JSON.parse(written)).not.toThrow()
      expect(written).not.toMatch(/[\n\r\t]|\{\{/)
      void routingOf({ project: 'p', service: 's', labels, ports: [80], networks: ['edge'] }, PROVIDER)
    },
    [[[`traefik.http.${'a.'.repeat(20_000)}b`, 'x']], [['traefik.http.__proto__.constructor', 'x']]],
  )
  holds('a value in a file for Traefik is one line, and the text that it was', text(), (input) => {
    expect(quote(input)).not.toMatch(/[\n\r\t]|\{\{|@SERVERS@/)
    expect(JSON.parse(quote(input))).toBe(input.replace(/\p{Surrogate}/gu, '\ufffd'))
  })
})

describe('whatever a registry answers, it is a value or none:', () => {
  holds(
    'a challenge',
    fc.oneof(text(), corrupted('Bearer realm="https://a/token",service="reg",scope="x"')),
    (input) => {
      const challenge = parseChallenge(input)
      if (challenge !== undefined) expect(['basic', 'bearer']).toContain(challenge.scheme)
    },
  )
  holds(
    'a name of an image',
    fc.oneof(text(), corrupted(`r.test:5000/a/b:1@sha256:${'a'.repeat(64)}`, 'redis:8')),
    (input) => {
      const reference = named(() => parseReference(input))
      if (reference !== undefined) expect(`${reference.host}${reference.path}`).toMatch(/^[A-Za-z0-9._/[\]:-]+$/)
    },
  )
  holds(
    'whom the engine trusts',
    fc.tuple(text(), fc.array(fc.constantFrom('127.0.0.0/8', '::1/128', '10.0.0.0/99', 'x', '1.2.3.4/x'))),
    ([host, cidrs]) => {
      expect(typeof trusts(host, { InsecureRegistryCIDRs: cidrs })).toBe('boolean')
    },
    [['::', ['1.2.3.4/x']] as [string, string[]]],
  )
})

describe('secrets', () => {
  holds('have each form that they are masked in', text(), (input) => {
    for (const form of secretForms(input)) expect(form).not.toBe('')
  })
})
