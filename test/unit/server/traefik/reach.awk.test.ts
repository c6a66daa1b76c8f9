import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk } from '../awks.js'

const U = '\u001f'

describe.each(AWKS)('what a container reaches, under %s', (_, awk) => {
  const call = (after: string, line: string) =>
    runAwk(awk, ['dockerFields.awk', 'traefik/reach.awk'], {
      after,
      set: { socket: '/run/docker.sock' },
      input: `${line}\n`,
    }).stdout

  it.each([
    [`"edge"${U}"back"${U}`, 'edge back '],
    [`"edge"${U}"with a blank"${U}`, 'edge '],
    ['="host"', '=host '],
    ['="container:abc"', '=container:abc '],
    ['="od\\"d"', '=odd '],
    ['', ''],
  ])('networks: %s', (quoted, said) => {
    expect(call('{ print listed($0) }', quoted)).toBe(`${said}\n`)
  })

  it('has the networks of the container whose network it has', () => {
    const after =
      '{ networks_of["abc"] = "edge "; print networks("=container:abc ") "," networks("=container:no ") "," networks("own ") }'
    expect(call(after, 'x')).toBe('edge ,=container:no ,own \n')
  })

  it.each([
    ['/run/x', '/src'],
    ['/run/x/deeper', '/src/deeper'],
    ['/run/x/in/it', '/inner/it'],
    ['/etc', '-'],
  ])('a folder of it lies on the server: %s at %s', (folder, at) => {
    const mounts = `/run/x${U}/src${U}/run/x/in${U}/inner${U}`
    expect(
      runAwk(awk, ['dockerFields.awk', 'traefik/reach.awk'], {
        after: '{ print source(mounts, $0) }',
        set: { mounts },
        input: `${folder}\n`,
      }).stdout,
    ).toBe(`${at}\n`)
  })

  it.each([
    [`/var/run/docker.sock${U}/var/run/docker.sock${U}`, '-', 'docker'],
    [`/host${U}/${U}`, '-', 'docker'],
    [`/run/proxy.sock${U}/run/proxy.sock${U}`, 'unix:///run/proxy.sock', 'endpoint'],
    ['', 'tcp://proxy:2375', 'endpoint'],
    ['', '-', ''],
  ])('who tells it of containers: %j, %s: %s', (mounts, endpoint, who) => {
    expect(call('{ print docker_access($1, $2) }', `${mounts}\t${endpoint}`)).toBe(`${who}\n`)
  })
})
