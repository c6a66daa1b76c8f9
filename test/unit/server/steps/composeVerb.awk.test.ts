import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk } from '../awks.js'

describe.each(AWKS)('a process, under %s', (_, awk) => {
  it.each([
    ['/usr/libexec/docker/cli-plugins/docker-compose compose up -d', true],
    ['/usr/libexec/docker/cli-plugins/docker-compose compose -f a.yml --profile x down', true],
    ['/usr/bin/docker-compose -p shop restart web', true],
    ['/usr/bin/docker-compose --ansi never run web', true],
    ['/usr/libexec/docker/cli-plugins/docker-compose compose logs -f', false],
    ['/usr/libexec/docker/cli-plugins/docker-compose compose -p up ps', false],
    ['/usr/libexec/docker/cli-plugins/docker-compose docker-cli-plugin-metadata', false],
    ['/usr/bin/vi docker-compose.yml', false],
  ])('%s: %s', (words, changes) => {
    const { status } = runAwk(awk, ['steps/composeVerb.awk'], { input: `${words.split(' ').join('\n')}\n` })
    expect(status === 0).toBe(changes)
  })
})
