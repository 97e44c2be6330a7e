/** The checks that are one program each: done or not done. Shared by `npm run check` and `npm test`. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, withPrograms } from './install.mjs'

export const checks = [
  { name: 'types', words: ['tsc', '--project', '.'] },
  { name: 'lint', words: ['biome', 'check', '--error-on-warnings', '.'] },
  {
    name: 'architecture',
    words: ['depcruise', '--config', '.dependency-cruiser.mjs', '--output-type', 'err-long', 'src'],
    config: '.dependency-cruiser.mjs',
  },
  { name: 'unused', words: ['knip'], config: 'knip.json' },
]

/**
 * Runs one check and shows all it says.
 * @returns {'passed' | 'failed' | 'skipped'} skipped: the checkout has no configuration for it
 */
export function runCheck({ name, words, config }) {
  announce(name)
  if (config && !existsSync(join(root, config))) {
    console.log(`Skipped: there is no ${config}.`)
    return 'skipped'
  }
  return run(words) === 0 ? 'passed' : 'failed'
}

/** Runs an installed program and shows all it says. @returns its exit code */
export function run([program, ...words]) {
  const path = join(root, 'node_modules', '.bin', program)
  return (
    spawnSync(path, words, { cwd: root, env: withPrograms(), stdio: ['ignore', 'inherit', 'inherit'] })
      .status ?? 1
  )
}

export function announce(name) {
  console.log(`\n== ${name}`)
}
