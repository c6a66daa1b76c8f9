import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk, tabbed } from '../awks.js'

describe.each(AWKS)('what keeps addresses, under %s', (_, awk) => {
  it.each<[string, string, string[]]>([
    ['nginx by its image', 'p|proxy|"nginx:1.27"|"/docker-entrypoint.sh"|["A=1"]|net ', ['p|proxy|nginx']],
    ['nginx by its variable', 'p|proxy|"own/edge"|"/run.sh"|["NGINX_VERSION=1"]|else net ', ['p|proxy|nginx']],
    ['another one by its program', 'p|proxy|"own/edge"|"/usr/sbin/haproxy"|[]|net ', ['p|proxy|other']],
    ['no other program', 'p|app|"app:1"|"/bin/app"|[]|net ', []],
    ['not in another network', 'p|proxy|"nginx"|"nginx"|[]|else ', []],
    ['not what has moved itself', 'm|proxy|"nginx"|"nginx"|[]|net ', []],
  ])('%s', (_name, row, lines) => {
    const input = tabbed('m|shop|web|net|172.18.0.2', '=', row)
    expect(runAwk(awk, ['dockerFields.awk', 'addresses/cachingProxies.awk'], { input }).stdout).toBe(tabbed(...lines))
  })
})
