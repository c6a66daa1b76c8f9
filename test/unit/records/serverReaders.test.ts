import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { RECORDS } from '../../../src/records/all.js'
import { fillRecords, recordRows } from '../../../src/records/page.js'
import { fieldNames, type LineRecord, readLines, writeLines } from '../../../src/records/record.js'
import { RELEASE_FILES, type ReleaseService, SERVICES } from '../../../src/records/release.js'
import { awkReaders, shellReaders } from '../../../src/records/serverReaders.js'
import { isOptional, text } from '../../../src/records/values.js'
import { AWKS } from '../server/awks.js'
import { SHELLS } from '../server/shells.js'

const service: ReleaseService = {
  ...{ project: 'shop', service: 'web', hash: 'h', class: 'start-first', replicas: 3, image: 'web@sha256:1' },
  ...{ tag: 'stack-actions/shop/web:1', wave: 1, drainSeconds: 5, check: { kind: 'tcp', port: 80 } },
  ...{ startTimeoutSeconds: 60, restart: 'always', parallelism: 2 },
}

/** The services of a release with one field more, in the middle. */
const { wave, ...rest } = SERVICES.values
const COLOURED = {
  ...SERVICES,
  values: { ...rest, colour: text('colour', 'what it is painted in'), wave },
} as const satisfies LineRecord
const line = writeLines(COLOURED, [{ ...service, colour: 'green' }])

function ran([program = '', ...args]: readonly string[]) {
  return spawnSync(program, args, { input: line, encoding: 'utf8' })
}

describe('a field that is added to a record', () => {
  it('is written and read', () => {
    expect(line.split('\t')).toHaveLength(16)
    expect(readLines(COLOURED, line)).toEqual([{ ...service, colour: 'green' }])
    expect(() => readLines(SERVICES, line)).toThrow('16 fields in place of 15')
  })

  it.each(AWKS)('has its name in %s, and so have all the others', (_, awk) => {
    const names = fieldNames(COLOURED)
    const program = `${awkReaders([COLOURED])}{ read_service(); print ${names.map((name) => `"${name}=" ${name}`).join(', ')}; print key }`
    const { stdout, stderr } = ran([...awk, '-F\t', '-v', 'OFS=\t', program])
    const fields = line.trimEnd().split('\t')
    expect(stderr).toBe('')
    expect(stdout).toBe(`${names.map((name, at) => `${name}=${fields[at]}`).join('\t')}\nshop\tweb\n`)
  })

  it.each(SHELLS)('has its name in the shell %s, and so have all the others', (_, shell) => {
    const words = fieldNames(COLOURED).map((name) => `$s_${name}`)
    const calls = `next_service; echo "${words.join('|')}"; next_service || echo end; echo "$RELEASE_FILES"`
    const { stdout } = ran([...shell, '-c', `TAB=$(printf '\\t')\n${shellReaders([COLOURED], [COLOURED])}\n${calls}`])
    expect(stdout).toBe(`${line.trimEnd().replaceAll('\t', '|')}\nend\nservices\n`)
  })

  it('is on the page', () => {
    const rows = recordRows([COLOURED])
    expect(rows).toContain('parallelism colour wave`')
    expect(rows).toContain('  - `colour`: what it is painted in')
  })
})

describe('what is generated for the server', () => {
  it.each([
    ['src/server/records.awk', awkReaders(RECORDS)],
    ['src/server/records.sh', shellReaders(RECORDS, RELEASE_FILES)],
    ['src/server/README.md', fillRecords(readFileSync('src/server/README.md', 'utf8'))],
  ])('%s is what the declarations say (npm run build)', (path, generated) => {
    expect(readFileSync(path, 'utf8')).toBe(generated)
  })

  it('leaves out a value only at the end, where no other one takes its place', () => {
    for (const { values } of RECORDS as readonly LineRecord[]) {
      const leftOut = Object.values(values).map((value) => isOptional(value) && value.leftOut)
      expect(leftOut.slice(0, -1)).not.toContain(true)
    }
  })

  it('names each reader and each prefix once, and no field twice', () => {
    const records: readonly LineRecord[] = RECORDS
    const readers = records.flatMap(({ awk, shell }) => [
      ...(awk === undefined ? [] : [`read_${awk}`]),
      ...(shell === undefined ? [] : [`next_${shell.name}`, shell.prefix]),
    ])
    expect(readers).toHaveLength(new Set(readers).size)
    for (const record of records) expect(fieldNames(record)).toHaveLength(new Set(fieldNames(record)).size)
  })
})
