/** Runs the hostile cases of sign-in and writes what each was refused with to docs/hostile-cases.md. */
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './install.mjs'

const files = globSync('src/platform/saml/hostile-*.test.ts', { cwd: root }).sort()
const folder = mkdtempSync(join(tmpdir(), 'tvaers-hostile-'))
const output = join(folder, 'tests.json')
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const run = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'all', ...files, '--reporter=json', `--outputFile=${output}`],
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
)
const { testResults } = JSON.parse(readFileSync(output, 'utf8'))
rmSync(folder, { recursive: true })
if (run.status !== 0) {
  console.error('A hostile case was not refused as it should be: see npm test.')
  process.exit(1)
}

const escaped = (text) => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').replaceAll('<', '&lt;')
const cases = testResults
  .sort((a, b) => (a.name < b.name ? -1 : 1))
  .flatMap(({ assertionResults }) => assertionResults)
  .filter(({ meta }) => meta.refusedWith)
const groups = Map.groupBy(cases, ({ ancestorTitles, title }) => ancestorTitles.join(', ') || title)
const codes = new Set(cases.map(({ meta }) => meta.refusedWith))

const tables = [...groups].map(([group, ofGroup]) =>
  [
    `## ${group[0].toUpperCase()}${group.slice(1)}`,
    '| case | refused with |',
    '|---|---|',
    ...ofGroup.map(({ title, meta }) => `| ${escaped(title)} | \`${meta.refusedWith}\` |`),
  ].join('\n'),
)
const text = `# Hostile cases of sign-in by SAML
Each is a message that an attacker or a broken identity provider could send, made and refused by the tests in
\`src/platform/saml/hostile-*.test.ts\`: ${cases.length} cases, ${codes.size} codes. \`npm run hostile-cases\` runs them and writes this list anew.
What people are shown for a code is in \`src/features/sign-in/refusal-texts.ts\`.

${tables.join('\n\n')}
`
writeFileSync(join(root, 'docs', 'hostile-cases.md'), text)
console.log(`${cases.length} cases, ${codes.size} codes: docs/hostile-cases.md`)
