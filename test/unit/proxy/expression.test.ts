import { describe, expect, it } from '@jest/globals'
import { constraintsFit, readExpression } from '../../../src/proxy/expression.js'

describe('constraints of a provider', () => {
  const labels = { 'traefik.tag': 'public', app: 'shop-web' }

  it.each<[string, boolean | undefined]>([
    ['', true],
    ['Label(`traefik.tag`,`public`)', true],
    ['Label("traefik.tag", "public")', true],
    ['Label(`traefik.tag`,`inner`)', false],
    ['!Label(`traefik.tag`,`inner`)', true],
    ['Label(`traefik.tag`,`public`) && Label(`app`,`x`)', false],
    ['Label(`app`,`x`) || Label(`traefik.tag`,`public`)', true],
    ['Label(`app`,`x`) || Label(`a`,`b`) && Label(`traefik.tag`,`public`)', false],
    ['(Label(`app`,`x`) || Label(`app`,`shop-web`)) && !(Label(`a`,`b`))', true],
    ['LabelRegex(`app`, `^shop-`)', true],
    ['Label(`none`,``)', true],
    ['LabelRegex(`app`, `(?i)SHOP`)', undefined],
    ['Tag(`x`)', undefined],
    ['Label(`traefik.tag`,`public`) || Tag(`x`)', true],
    ['Label(`traefik.tag`,`public`) && Tag(`x`)', undefined],
    ['Label(`traefik.tag`', undefined],
    ['Label(`a`,`b`) Label(`a`,`b`)', undefined],
    ['traefik.tag == public', undefined],
  ])('%s: %s', (constraints, expected) => {
    expect(constraintsFit(constraints, labels)).toBe(expected)
  })

  it('is no expression where anything is left over', () => {
    for (const text of ['', ')', 'Host(`a`))', 'Host(a)', 'Host(`a`,)', '&& Host(`a`)', 'Host(`a`) ~'])
      expect(readExpression(text)).toBeUndefined()
  })
})
