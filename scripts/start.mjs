/** `npm start`: sets the checkout up, starts the portal, and stays with it until its end. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { pinnedNode, root } from './install.mjs'
import { followFate } from './parent.mjs'
import { endWith, setUp } from './setup.mjs'

await setUp().catch(endWith)

// A process group of its own: Ctrl-C in a terminal reaches this process alone, which passes it on once. The channel
// closes when this process is killed: that tells the portal to stop.
const portal = spawn(pinnedNode, ['--enable-source-maps', join(root, 'dist/main.js')], {
  cwd: root,
  detached: true,
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
})
const stop = followFate((signal) => portal.kill(signal))
portal.on('error', endWith)
portal.on('exit', (code, signal) => {
  stop()
  process.exit(code ?? 128 + constants.signals[signal])
})
