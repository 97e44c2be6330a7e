/** `npm run bench`: sets the checkout up and measures; what follows `--` goes to the measurement. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode, root, withPrograms } from './install.mjs'
import { endWith, setUp } from './setup.mjs'

await setUp({ dev: true }).catch(endWith)
const program = join(root, 'dist/bench.js')
if (!existsSync(program)) endWith('There is nothing to measure: bench/main.ts is missing.')
const words = ['--enable-source-maps', program, ...process.argv.slice(2)]
process.exit(spawnSync(pinnedNode, words, { cwd: root, env: withPrograms(), stdio: 'inherit' }).status ?? 1)
