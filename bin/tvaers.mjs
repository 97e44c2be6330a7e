#!/usr/bin/env node
/** `npx tvaers <command>`: sets the checkout up when needed, quietly, and hands everything to the command. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { pinnedNode, root } from '../scripts/install.mjs'
import { endWith, setUp } from '../scripts/setup.mjs'

// Progress goes to the error output, so that what a command prints can be piped on.
await setUp({ say: (line) => console.error(line) }).catch(endWith)

const words = ['--enable-source-maps', join(root, 'dist/cli.js'), ...process.argv.slice(2)]
// Paths among the words are meant from where the person stands.
const env = { ...process.env, INIT_CWD: process.cwd() }
const command = spawn(pinnedNode, words, { cwd: root, env, stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => pass(signal))
command.on('error', endWith)
command.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))

/** Ctrl-C in a terminal reaches both processes at once: it is not to be given twice. */
function pass(signal) {
  if (signal !== 'SIGINT' || !process.stdin.isTTY) command.kill(signal)
}
