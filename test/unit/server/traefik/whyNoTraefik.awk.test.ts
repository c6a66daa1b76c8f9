import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

describe.each(AWKS)('why no Traefik can be spoken to, under %s', (_, awk) => {
  it.each<[string, string[], string]>([
    ['nothing of none', ['else|edge/t|a'], ''],
    [
      'a file that nobody has read',
      ['not|x|y|why', 'unknown|edge/t|a|/etc/traefik.yml'],
      'nobody has read /etc/traefik.yml of the Traefik edge/t since it was changed: a deploy from GitHub reads it\n',
    ],
    [
      'several',
      ['asks|edge/t|a', 'asks|two/t|b'],
      'several Traefiks run (edge/t two/t), and the release does not say which of them its routes go through\n',
    ],
    [
      'the first that cannot be it',
      ['not|edge/t|a|it is in no network', 'not|two/t|b|x'],
      'edge/t is set up as Traefik, but it is in no network: it is told nothing\n',
    ],
  ])('%s', (_name, lines, said) => {
    expect(runAwk(awk, ['traefik/whyNoTraefik.awk'], { input: tabbed(...lines) }).stdout).toBe(said)
  })
})
