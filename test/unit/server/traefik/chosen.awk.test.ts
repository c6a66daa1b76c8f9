import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

describe.each(AWKS)('the Traefik that the routes go through, under %s', (_, awk) => {
  const asks = (name: string, id: string) =>
    `asks|${name}|${id}|/run/x|2000|api|/src|all|traefik|127.0.0.1:8080|edge |sure|${name}`
  const rest = (name: string, id: string) => asks(name, id).split('|').slice(2).join('|')
  it.each<[string, string, string[], string[]]>([
    ['is the only one', '', [asks('edge/t', 'a')], [rest('edge/t', 'a')]],
    ['is the first of several of one name', '', [asks('edge/t', 'a'), asks('edge/t', 'b')], [rest('edge/t', 'a')]],
    ['is the one that the release names', 'two/t', [asks('edge/t', 'a'), asks('two/t', 'b')], [rest('two/t', 'b')]],
    ['is not known of several', '', [asks('edge/t', 'a'), asks('two/t', 'b')], []],
    ['is none that does not ask Docker', '', ['else|edge/t|a', 'not|two/t|b|why'], []],
  ])('%s', (_name, want, lines, chosen) => {
    expect(runAwk(awk, ['traefik/chosen.awk'], { set: { want }, input: tabbed(...lines) }).stdout).toBe(
      tabbed(...chosen),
    )
  })
})
