/**
 * Installs the packages that the lock file names. Runs on the Node that the machine has (20 or newer), before anything
 * is installed: no imports but Node's own.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const programs = join(modules, '.bin')

/** The Node that Tværs runs on, whatever the machine has: it comes as a package. */
export const pinnedNode = join(programs, 'node')

/** The environment in which the programs of the installed packages, the pinned Node among them, come first. */
export function withPrograms() {
  return { ...process.env, PATH: [programs, process.env.PATH].join(delimiter) }
}

/**
 * Installs what is missing or differs from the lock file; does nothing (in milliseconds) when all is there.
 * @param {{ dev: boolean, say: (line: string) => void }} options dev: also what tests and checks need. Packages for
 *   development that are already there are never removed.
 */
export function ensureInstalled({ dev, say }) {
  const wanted = packagesIn('package-lock.json')
  const present = packagesIn('node_modules/.package-lock.json')
  const hasDev = Object.entries(wanted).some(([path, { dev: isDev }]) => isDev && present[path])
  if (!isComplete(wanted, present, dev)) {
    say(
      existsSync(modules)
        ? 'Installing packages that changed …'
        : 'Installing packages (once, takes a minute) …',
    )
    const scope = dev || hasDev ? '--include=dev' : '--omit=dev'
    // What an interrupted first installation left behind may lack files that npm would not miss.
    if (!existsSync(join(modules, '.package-lock.json'))) rmSync(modules, { recursive: true, force: true })
    const code = runNpm(['install', '--no-save', scope, '--loglevel=error', '--no-progress'])
    if (code !== 0) throw new Error(`The packages could not be installed (npm ended with ${code}).`)
  }
  if (!pinnedNodeRuns()) {
    throw new Error(
      'The pinned Node in node_modules does not run: npm must be allowed to run install scripts (ignore-scripts=false). Then remove node_modules and start again.',
    )
  }
  linkOwnCommand()
}

/** Whether nothing is to be installed. @param {{ dev: boolean }} options as for ensureInstalled */
export function isInstalled({ dev }) {
  const isWhole = isComplete(
    packagesIn('package-lock.json'),
    packagesIn('node_modules/.package-lock.json'),
    dev,
  )
  return isWhole && existsSync(join(programs, 'tvaers')) && pinnedNodeRuns()
}

const pinnedNodeRuns = () => spawnSync(pinnedNode, ['--version'], { stdio: 'ignore' }).status === 0

/** @returns {Record<string, { version?: string, dev?: boolean, optional?: boolean, devOptional?: boolean }>} */
function packagesIn(file) {
  try {
    const { '': _, ...packages } = JSON.parse(readFileSync(join(root, file), 'utf8')).packages
    return packages
  } catch {
    return {}
  }
}

function isComplete(wanted, present, dev) {
  return Object.entries(wanted).every(([path, wants]) => {
    const has = present[path]
    if (has) return has.version === wants.version
    return Boolean(wants.optional || wants.devOptional || (wants.dev && !dev))
  })
}

/**
 * `npm install` with the lock file, not `npm ci`: that one refuses to work when the registry in use lacks a program for
 * a system that is not this one. npm runs on the machine's own Node: the pinned one is among what it may replace. What npm says goes
 * to the error output: a command's own output stays clean.
 */
function runNpm(words) {
  const path = (process.env.PATH ?? '').split(delimiter).filter((place) => !place.includes('node_modules'))
  const env = { ...process.env, PATH: path.join(delimiter) }
  const result = spawnSync('npm', words, { cwd: root, env, stdio: ['ignore', 2, 2] })
  if (result.error) throw new Error(`npm does not run: ${result.error.message}`)
  return result.status ?? 1
}

/** So that `npx tvaers` finds the project's own command at once, without asking and without the network. */
function linkOwnCommand() {
  const link = join(programs, 'tvaers')
  if (existsSync(link)) return
  mkdirSync(programs, { recursive: true })
  rmSync(link, { force: true })
  symlinkSync(join('..', '..', 'bin', 'tvaers.mjs'), link)
}
