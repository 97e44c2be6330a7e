/** `npm run dev`: as `npm start`, but builds and starts anew whenever a source changes. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode, root } from './install.mjs'
import { followFate } from './parent.mjs'
import { endWith, setUp } from './setup.mjs'

await setUp({ dev: true }).catch(endWith)

let portal = start()
let ending = false
let pending = null
let turn = Promise.resolve()

followFate((signal) => {
  ending = true
  if (portal.exitCode === null && portal.signalCode === null) portal.kill(signal)
  else process.exit(0)
})
for (const folder of ['src', 'public', 'migrations', 'scripts']) {
  watch(join(root, folder), { recursive: true }, (_, file) => {
    if (!file || file.startsWith('built') || file.includes('.test.')) return
    clearTimeout(pending)
    pending = setTimeout(() => {
      turn = turn.then(restart)
    }, 150)
  })
}

function start() {
  const child = spawn(pinnedNode, ['--enable-source-maps', join(root, 'dist/main.js')], {
    cwd: root,
    detached: true,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  child.on('exit', (code) => {
    if (ending) process.exit(code ?? 1)
  })
  return child
}

async function restart() {
  const { status } = spawnSync(pinnedNode, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'inherit' })
  if (status !== 0) {
    console.log('Waiting for the next change …')
    return
  }
  if (portal.exitCode === null && portal.signalCode === null) {
    const ended = once(portal, 'exit')
    portal.kill('SIGTERM')
    await ended
  }
  if (!ending) portal = start()
}
