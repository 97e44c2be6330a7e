/** Brings a checkout to the state in which it can run: packages installed, sources built. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ensureInstalled, isInstalled, pinnedNode, root } from './install.mjs'
import { takeTurn } from './setup-lock.mjs'

/** What a build is made from; tests are not. */
const sources = ['src', 'bench', 'public', 'scripts', 'package-lock.json', 'tsconfig.json']
const note = join(root, 'dist', 'built-from')

/**
 * Installs and builds what is needed, one process at a time.
 * @param {{ dev?: boolean, say?: (line: string) => void }} [options] dev: also what tests and checks need
 */
export async function setUp({ dev = false, say = console.log } = {}) {
  if (Number.parseInt(process.versions.node, 10) < 20) {
    throw new Error(`Tværs starts on Node 20 or newer; this is ${process.version}.`)
  }
  // A service's user may not write to the checkout, and need not: somebody else has set it up.
  if (isInstalled({ dev }) && isBuilt(fingerprint())) return
  const release = await waitForTurn(say)
  try {
    ensureInstalled({ dev, say })
    ensureBuilt(say)
  } finally {
    release()
  }
}

const lock = join(root, '.tmp', 'setup.lock')

/** Two starts at once would install over each other: the second waits. */
async function waitForTurn(say) {
  try {
    return await takeTurn(lock, ({ pid }) =>
      say(`Waiting for process ${pid}, which sets this checkout up (${relative(root, lock)}) …`),
    )
  } catch (fault) {
    if (fault.code !== 'EACCES' && fault.code !== 'EROFS') throw fault
    throw new Error(
      'Something is to be installed or built, and this user may not write to the checkout: run it once as its owner.',
    )
  }
}

/** Tells a fault of the set-up in its own words and ends the process. */
export function endWith(fault) {
  console.error(fault instanceof Error ? fault.message : String(fault))
  process.exit(1)
}

const isBuilt = (now) => readText(note) === now && existsSync(join(root, 'public/built/manifest.json'))

function ensureBuilt(say) {
  const now = fingerprint()
  if (isBuilt(now)) return
  say('Building …')
  const { status } = spawnSync(pinnedNode, [join(root, 'scripts/build.mjs')], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) throw new Error('The build failed; its faults are above.')
  writeFileSync(note, now)
}

/** A hash over the content of all sources: copying, unpacking or touching a file builds nothing anew. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const path of sources.flatMap(filesIn).sort())
    hash.update(relative(root, path)).update(readFileSync(path))
  return hash.digest('hex')
}

function filesIn(place) {
  const path = join(root, place)
  try {
    return readdirSync(path, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .filter((file) => !file.startsWith(join(root, 'public', 'built')))
  } catch (fault) {
    if (fault.code === 'ENOTDIR') return [path]
    if (fault.code === 'ENOENT') return []
    throw fault
  }
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
