import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk } from './awks.js'

describe.each(AWKS)('a text without its secrets, under %s', (_, awk) => {
  function withoutSecrets(secrets: readonly string[], text: string): string {
    const { stdout, stderr } = runAwk(awk, ['hideSecrets.awk'], {
      set: { most: '20' },
      files: { secrets: secrets.map((one) => `${one}\n`).join('') },
      input: `${text}\n`,
    })
    expect(stderr).toBe('')
    return stdout.trimEnd()
  }

  it.each([
    ['nothing secret', [], 'nothing here', 'nothing here'],
    ['a secret', ['hunter22'], 'it is hunter22.', 'it is ***.'],
    ['two side by side', ['hunter22'], 'hunter22hunter22.', '***.'],
    ['one that is too short to be one', ['hunter2'], 'it is hunter2', 'it is hunter2'],
    ['a pattern', ['a.*b[c]+d'], 'aXXXbcd a.*b[c]+d', 'aXXXbcd ***'],
    ['two that overlap', ['abcdefgh', 'efghijkl'], 'x abcdefghijkl y', 'x *** y'],
    ['one in another', ['abcdefgh', 'xabcdefghx'], '-xabcdefghx-', '-***-'],
    ['more than is shown', [], 'x'.repeat(21), `${'x'.repeat(20)}…`],
    ['a secret where it is cut', ['12345678'], `${'x'.repeat(17)}12345678y`, `${'x'.repeat(17)}***…`],
    ['a secret behind that', ['12345678'], `${'x'.repeat(20)}12345678y`, `${'x'.repeat(20)}…`],
  ])('%s', (_what, secrets, text, shown) => {
    expect(withoutSecrets(secrets, text)).toBe(shown)
  })
})
