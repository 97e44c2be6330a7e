/** `npm run check`: types, lint and import rules, in seconds. */
import { checks, runCheck } from './checks.mjs'
import { ensureInstalled } from './install.mjs'
import { endWith } from './setup.mjs'

try {
  ensureInstalled({ dev: true, say: console.log })
} catch (fault) {
  endWith(fault)
}
const outcomes = checks.filter(({ name }) => name !== 'unused').map(runCheck)
process.exit(outcomes.includes('failed') ? 1 : 0)
