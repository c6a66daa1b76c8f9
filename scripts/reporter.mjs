// Jest's results as they come: a line a file, in the lab also a line a test; failures in full at once. Counts go to the file that
// TEST_COUNTS names, what tests print to the one that TEST_LOG names, the beginning of each failure once more to TEST_FAILURES.
import { appendFileSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'

/** A test that says nothing for so long gets a line that it still runs. */
const QUIET_MS = 30_000
const MOST_LINES = 120
/** Of a file's failures, where they are said once more at the end. */
const MOST_LINES_AGAIN = 40

export default class Progress {
  running = new Map()
  said = Date.now()

  onRunStart() {
    this.ticker = setInterval(() => this.stillRunning(), 1000)
    this.ticker.unref()
  }

  onTestFileStart(test) {
    this.running.set(test.path, { name: shown(test), began: Date.now() })
  }

  onTestCaseStart(test, { fullName }) {
    this.running.set(test.path, { name: `${shown(test)}: ${fullName}`, began: Date.now() })
  }

  onTestCaseResult(test, { status, fullName, duration }) {
    if (!onServers(test) || status === 'pending' || status === 'todo') return
    this.say(`  ${status === 'passed' ? '✓' : '✗'} ${fullName} (${seconds(duration ?? 0)})`)
  }

  onTestFileResult(test, result) {
    this.running.delete(test.path)
    const bad = result.numFailingTests > 0 || result.testExecError !== undefined
    const { start, end } = result.perfStats
    this.say(`${bad ? '✗' : '✓'} ${shown(test)} (${count(result)}, ${seconds(end - start)})`)
    const failure = result.failureMessage ?? String(result.testExecError)
    if (bad) this.say(excerpt(failure, MOST_LINES))
    for (const { type, message } of result.console ?? []) {
      log(`${shown(test)} ${type}: ${message}\n`)
      // What a lab test says is what it measured.
      if (onServers(test)) this.say(message.replace(/^/gm, '    '))
    }
    if (!bad) return
    log(`${shown(test)}\n${failure}\n`)
    if (process.env.TEST_FAILURES)
      appendFileSync(process.env.TEST_FAILURES, `✗ ${shown(test)}\n${excerpt(failure, MOST_LINES_AGAIN)}\n`)
  }

  onRunComplete(_contexts, results) {
    clearInterval(this.ticker)
    const counts = [
      results.numPassedTests,
      // A file that cannot be loaded has no tests to count: it is one failure.
      results.numFailedTests + results.numRuntimeErrorTestSuites,
      results.numPendingTests + results.numTodoTests,
    ]
    if (process.env.TEST_COUNTS) writeFileSync(process.env.TEST_COUNTS, `${counts.join(' ')}\n`)
  }

  stillRunning() {
    if (Date.now() - this.said < QUIET_MS) return
    for (const { name, began } of this.running.values()) this.say(`  … ${name} (${seconds(Date.now() - began)} so far)`)
  }

  say(text) {
    this.said = Date.now()
    process.stdout.write(`${text}\n`)
  }
}

/** Tests that take minutes and say what they saw. */
function onServers(test) {
  return /^test\/(lab|e2e)\//.test(shown(test))
}

function shown(test) {
  return relative(test.context.config.rootDir, test.path)
}

function count({ numPassingTests, numFailingTests, numPendingTests, numTodoTests }) {
  const skipped = numPendingTests + numTodoTests
  const words = [`${numPassingTests} passed`]
  if (numFailingTests > 0) words.push(`${numFailingTests} failed`)
  if (skipped > 0) words.push(`${skipped} skipped`)
  return words.join(', ')
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

function excerpt(text, most) {
  const lines = text.trim().split('\n')
  if (lines.length <= most) return lines.join('\n')
  return [...lines.slice(0, most), `(${lines.length - most} lines more in the log)`].join('\n')
}

function log(text) {
  if (process.env.TEST_LOG) appendFileSync(process.env.TEST_LOG, text)
}
