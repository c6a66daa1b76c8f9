import { describe, expect, it } from '@jest/globals'
import { AWKS, runAwk } from '../awks.js'

describe.each(AWKS)('a place, under %s', (_, awk) => {
  const call = (after: string, input: string) =>
    runAwk(awk, ['refusals/places.awk'], { after, input: `${input}\n` }).stdout.replace(/\n$/, '')

  it.each([
    ['/srv/data', 'the folder /srv/data'],
    ['/var/lib/docker/volumes/pg/_data', 'the volume pg'],
    ['/var/lib/docker/volumes/pg/_data/sub', 'the volume pg/sub'],
    ['/var/lib/docker/x', ''],
    ['/etc/localtime', ''],
    ['/var/run/docker.sock', ''],
    ['/etc/ssl/certs', ''],
    ['/etc/app', 'the folder /etc/app'],
    ['/', ''],
  ])('a folder: %s', (path, place) => {
    expect(call('{ print folder($0) }', path)).toBe(place)
  })

  it.each([
    ['pg', '', '', '', 'the volume pg'],
    ['v', 'none', '/srv//data/', 'o=bind,bind', 'the folder /srv/data'],
    ['v', 'tmpfs', 'tmpfs', 'size=1m', ''],
    ['v', 'nfs4', ':/exports/a', 'addr=NAS,rw', 'the volume nfs nas:/exports/a'],
    ['v', 'cifs', '//nas/share', '', 'the volume cifs /nas/share'],
  ])('a volume: %s %s %s %s', (name, type, device, options, place) => {
    const after = '{ if ($2 != "") { type[$1] = $2; device[$1] = $3; options_of[$1] = $4 } print volume($1) }'
    expect(call(after, [name, type, device, options].join('\t'))).toBe(place)
  })

  it.each([
    ['docker.io/library/postgres:17@sha256:5', 'postgres'],
    ['registry:5000/own/app:1', 'registry:5000/own/app'],
    ['0123456789abcdef', ''],
    ['sha256:0123', ''],
  ])('an image: %s', (image, repository) => {
    expect(call('{ print repository($0) }', image)).toBe(repository)
  })

  it.each([
    ['postgres', '/data', '1'],
    ['own/app', '/var/lib/mysql', '1'],
    ['own/app', '/data', '0'],
    ['', '/data', '1'],
  ])('may be of a program that alone writes to its data: %s at %s: %s', (image, at, is) => {
    expect(call('{ print is_store($1, $2) + 0 }', `${image}\t${at}`)).toBe(is)
  })
})
