/** Runs the hostile cases of sign-in and writes what each was refused with to docs/hostile-cases.md. */
import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './install.mjs'

const files = globSync('src/**/*.test.ts', { cwd: root }).filter((file) =>
  readFileSync(join(root, file), 'utf8').includes('keepListed()'),
)
// One after the other: each writes its part of the one list.
const run = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    ...['run', '--project', 'all', '--no-file-parallelism', ...files.sort()],
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, UPDATE_DOCS: '1' } },
)
process.exit(run.status ?? 1)
