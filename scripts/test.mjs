/**
 * `npm test`: sets everything up and runs every check and test. `node scripts/test.mjs types tests` runs those alone.
 * The last line counts: a check is one test. A run that could not count its tests has failed.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { announce, checks, run, runCheck } from './checks.mjs'
import { root } from './install.mjs'
import { ensurePrograms } from './programs.mjs'
import { setUp } from './setup.mjs'

const count = { passed: 0, failed: 0, skipped: 0 }
const troubles = []

/** The steps in their order: quick ones first. */
const steps = {
  ...Object.fromEntries(checks.map((check) => [check.name, () => note(check.name, runCheck(check))])),
  tests: () => runTests('tests', 'all'),
  e2e: () =>
    hasJourneys() ? runTests('e2e', 'e2e') : note('e2e', 'skipped', 'there are no journeys in test/e2e'),
}

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !steps[name])
if (unknown.length > 0) {
  console.log(`Unknown: ${unknown.join(', ')}. There are: ${Object.keys(steps).join(', ')}.`)
  process.exit(1)
}
try {
  await setUp({ dev: true })
  if (chosen.length === 0 || chosen.some((name) => name === 'tests' || name === 'e2e'))
    ensurePrograms(console.log)
  for (const [name, step] of Object.entries(steps)) if (chosen.length === 0 || chosen.includes(name)) step()
} catch (fault) {
  console.log(fault instanceof Error ? fault.message : fault)
  note('set-up', 'failed')
}
if (troubles.length > 0) console.log(`\n${troubles.join('\n')}`)
console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
process.exit(count.failed === 0 && count.passed > 0 ? 0 : 1)

function note(name, outcome, reason = '') {
  count[outcome] += 1
  if (outcome !== 'passed') troubles.push(`${name}: ${outcome}${reason && `, ${reason}`}`)
}

/** Runs one of vitest's projects. It counts into a file; without that, or with nothing in it, the run has failed. */
function runTests(name, project) {
  announce(name)
  const report = join(root, '.tmp', `${name}.json`)
  mkdirSync(join(root, '.tmp'), { recursive: true })
  rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = run(['vitest', 'run', '--project', project, ...reporters])
  const result = readReport(report)
  if (!result) return note(name, 'failed', 'the tests ended without a count')
  const skipped = result.numPendingTests + result.numTodoTests
  count.passed += result.numPassedTests
  count.failed += result.numFailedTests
  count.skipped += skipped
  if (result.numFailedTests > 0)
    troubles.push(`${name}: ${result.numFailedTests} failed`, ...failuresOf(result))
  else if (code !== 0) note(name, 'failed', 'a file could not be run, or a fault came outside the tests')
  else if (result.numPassedTests === 0) note(name, 'failed', 'no test was run')
}

/** Each failed test with the first line of what it said: whoever sees only the end of the output sees them. */
function failuresOf({ testResults }) {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(
        ({ fullName, failureMessages }) =>
          `  ${relative(root, name)}: ${fullName.trim()}\n    ${failureMessages[0]?.split('\n')[0] ?? ''}`,
      ),
  )
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

function hasJourneys() {
  const folder = join(root, 'test', 'e2e')
  return (
    existsSync(folder) && readdirSync(folder, { recursive: true }).some((file) => /\.test\.tsx?$/.test(file))
  )
}
