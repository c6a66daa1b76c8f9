import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type Drawn, drawAt, inTurn } from './draw.js'
import { OCCASIONS } from './occasions.js'
import { Pool } from './pool.js'
import { account, line, markdown, type Row, rowOf } from './report.js'
import type { Site } from './site.js'
import { strike, strikeAtRest } from './strike.js'
import { CELLS, cell, FAULTS, type FaultRow, STEPS, senseless } from './table.js'

const USAGE = `./scripts/chaos STEP FAULT [--times N] [--delay MS]     one cell
./scripts/chaos --all                                   every step x every fault, and two deploys at once, late runs, persons
./scripts/chaos --only PATTERN                          the cells and occasions whose "step x fault" or name matches
./scripts/chaos --minutes N [--seed S] [--from K]       random strikes; the same seed gives the same, --from replays strike K and what follows
./scripts/chaos --list                                  the table, with the cells that make no sense and why

--jobs N     servers side by side (2)
--out FILE   where the table goes (chaos.md)
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    only: { type: 'string' },
    list: { type: 'boolean', default: false },
    minutes: { type: 'string' },
    seed: { type: 'string' },
    from: { type: 'string', default: '0' },
    times: { type: 'string', default: '1' },
    delay: { type: 'string', default: '0' },
    jobs: { type: 'string', default: '2' },
    out: { type: 'string', default: 'chaos.md' },
  },
})

const rows: Row[] = []
const verdicts: Promise<void>[] = []
const occasions: string[] = []
let failed = 0

function say(text: string): void {
  process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`)
}

/** Strikes once, and says whether the server is in order afterwards. */
async function strikeOnce(site: Site, { number, cell: one, options }: Drawn): Promise<boolean> {
  const name = `${number}: ${one.step} x ${one.fault.name}`
  try {
    const { verdict } = await strike(site, one, options)
    const told = verdict.then((struck) => {
      const row = rowOf(struck)
      rows.push(row)
      if (struck.broken.length > 0) failed += 1
      say(
        `${account(struck)}\n    (strike ${number}, ${JSON.stringify(options)}, landed in ${struck.evidence.landed.join(' ')}, ${site.server.name})`,
      )
      return struck.broken.length === 0
    })
    verdicts.push(told.then(() => undefined))
    // A run that went silent says how it ended when the server has long been free.
    return one.fault.name === 'connection-gone' ? true : await told
  } catch (error) {
    failed += 1
    const why = error instanceof Error ? error.message : String(error)
    rows.push({
      ...{
        step: one.step,
        fault: one.fault.name,
        failed: 0,
        sent: 0,
        lost: 0,
        answers: '-',
        survives: '-',
        told: '-',
        seconds: 0,
        forgotten: 0,
      },
      broken: [why],
    })
    say(`✗ ${name}: ${why}`)
    return false
  }
}

async function happen(site: Site, name: string): Promise<boolean> {
  const occasion = OCCASIONS.find((one) => one.name === name)
  if (occasion === undefined) throw new Error(`there is no occasion '${name}'`)
  const broken = await occasion.run(site).catch((error: Error) => [error.message])
  if (broken.length > 0) failed += 1
  occasions.push(
    `- ${occasion.name}: ${occasion.what}: ${broken.length === 0 ? 'holds' : `**${broken.join('; ').slice(0, 500)}**`}`,
  )
  say(
    [
      `${broken.length === 0 ? '✓' : '✗'} ${occasion.name}: ${occasion.what}`,
      ...broken.map((one) => `    ${one}`),
    ].join('\n'),
  )
  return broken.length === 0
}

/** What the faults that fail requests cost without a deploy. */
async function atRest(site: Site, fault: FaultRow): Promise<boolean> {
  try {
    const row = await strikeAtRest(site, fault)
    rows.push(row)
    if (row.broken.length > 0) failed += 1
    say(line(row))
    return row.broken.length === 0
  } catch (error) {
    failed += 1
    say(`✗ no deploy x ${fault.name}: ${error instanceof Error ? error.message : error}`)
    return false
  }
}

function* randomly(minutes: number, seed: number, from: number): Generator<Drawn> {
  const until = Date.now() + minutes * 60_000
  for (let number = from; Date.now() < until; number += 1) yield drawAt(seed, number, CELLS)
}

function list(): void {
  for (const fault of FAULTS) {
    process.stdout.write(`${fault.name}: ${fault.what}\n`)
    for (const { name } of STEPS) {
      const why = senseless(name, fault)
      process.stdout.write(`    ${name}: ${why === undefined ? `ends ${cell(name, fault.name).ends}` : `- ${why}`}\n`)
    }
  }
  for (const { name, what } of OCCASIONS) process.stdout.write(`${name}: ${what}\n`)
}

async function work(): Promise<void> {
  const began = Date.now()
  const pool = new Pool(Number(values.jobs))
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void pool.closeAll().finally(() => process.exit(130)))
  const strikes = (drawn: Iterable<Drawn>) => pool.run(drawn, strikeOnce)
  const [step, fault] = positionals
  if (values.all || values.only !== undefined) {
    const matches = (text: string) => new RegExp(values.only ?? '').test(text)
    const cells = inTurn(CELLS.filter((one) => matches(`${one.step} x ${one.fault.name}`)))
    const others = OCCASIONS.filter(({ name }) => matches(name)).map(({ name }) => name)
    const resting = FAULTS.filter(({ drops, version, name }) => drops && !version && matches(`no deploy x ${name}`))
    await pool.run(
      [
        ...cells.map((drawn) => (site: Site) => strikeOnce(site, drawn)),
        ...others.map((name) => (site: Site) => happen(site, name)),
        ...resting.map((fault) => (site: Site) => atRest(site, fault)),
      ],
      (site, piece) => piece(site),
    )
  } else if (values.minutes !== undefined) {
    const seed = Number(values.seed ?? Date.now() % 1_000_000)
    say(`seed ${seed}; replay strike K with: ./scripts/chaos --minutes 1 --seed ${seed} --from K --jobs 1`)
    await strikes(randomly(Number(values.minutes), seed, Number(values.from)))
  } else if (step !== undefined && fault !== undefined) {
    const [drawn] = inTurn([cell(step, fault)])
    if (drawn === undefined) return
    const options = { ...drawn.options, delayMs: Number(values.delay) }
    const by = (number: number) => (number % 2 === 0 ? 'recover' : 'deploy') as 'recover' | 'deploy'
    await strikes(
      Array.from({ length: Number(values.times) }, (_, number) => ({
        ...drawn,
        number,
        options: { ...options, by: by(number) },
      })),
    )
  } else {
    process.stderr.write(USAGE)
    process.exit(2)
  }
  await Promise.all(verdicts)
  const text = [markdown(rows), '', ...occasions, ''].join('\n')
  await writeFile(values.out, text)
  process.stdout.write(`\n${text}\n`)
  const count = rows.length + occasions.length
  say(
    `${count - failed} of ${count} hold, in ${((Date.now() - began) / 60_000).toFixed(1)} minutes; the table is in ${values.out}`,
  )
  process.exitCode = failed === 0 ? 0 : 1
}

if (values.list) list()
else await work()
