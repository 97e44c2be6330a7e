import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** The browser of the journeys: Debian's package puts it there. */
const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const steps = [
  ['apt-get', 'update', '-q'],
  ['apt-get', 'install', '-q', '-y', '--no-install-recommends', 'chromium'],
]

/**
 * Makes sure that there is a browser to test with. Installs Debian's where that can be done without asking.
 * @throws with the commands to give, where it cannot
 */
export function ensureBrowser(say) {
  if (existsSync(chromium)) return
  const isRoot = process.getuid?.() === 0
  const hasApt = existsSync('/usr/bin/apt-get')
  if (!isRoot || !hasApt) {
    const way = hasApt
      ? `Install it: ${steps.map((words) => `sudo ${words.join(' ')}`).join(' && ')}`
      : 'Install Chromium, and name its program by CHROMIUM_PATH.'
    throw new Error(`The tests need Chromium (${chromium}). ${way}`)
  }
  say('Installing Chromium (once) …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const [program, ...words] of steps) {
    const { status } = spawnSync(program, words, { env, stdio: ['ignore', 'inherit', 'inherit'] })
    if (status !== 0)
      throw new Error(
        `Chromium could not be installed: "${[program, ...words].join(' ')}" ended with ${status}.`,
      )
  }
  if (!existsSync(chromium))
    throw new Error(`Chromium was installed, but is not at ${chromium}: name its program by CHROMIUM_PATH.`)
}
