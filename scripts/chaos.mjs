/** `npm run chaos`: sets the checkout up and lets everything go wrong at once; what follows `--` goes to the run. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pinnedNode, root, withPrograms } from './install.mjs'
import { endWith, setUp } from './setup.mjs'

await setUp({ dev: true }).catch(endWith)
const words = ['--enable-source-maps', join(root, 'dist/chaos.js'), ...process.argv.slice(2)]
process.exit(spawnSync(pinnedNode, words, { cwd: root, env: withPrograms(), stdio: 'inherit' }).status ?? 1)
