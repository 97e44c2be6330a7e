/** Brings a checkout to the state in which it can run: packages installed, sources built. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ensureInstalled, pinnedNode, root } from './install.mjs'

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
  const release = await takeTurn(say)
  try {
    ensureInstalled({ dev, say })
    ensureBuilt(say)
  } finally {
    release()
  }
}

/** Tells a fault of the set-up in its own words and ends the process. */
export function endWith(fault) {
  console.error(fault instanceof Error ? fault.message : String(fault))
  process.exit(1)
}

function ensureBuilt(say) {
  const now = fingerprint()
  if (readText(note) === now && existsSync(join(root, 'public/built/manifest.json'))) return
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

/** Two starts at once would install over each other: the second waits. A dead process holds nothing up. */
async function takeTurn(say) {
  const lock = join(root, '.tmp', 'setup.lock')
  mkdirSync(join(root, '.tmp'), { recursive: true })
  const draft = `${lock}.${process.pid}`
  writeFileSync(draft, String(process.pid))
  for (let told = false; !place(draft, lock); ) {
    if (!isAlive(Number(readText(lock)))) {
      rmSync(lock, { force: true })
      continue
    }
    if (!told) say('Waiting for another set-up of this checkout …')
    told = true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  rmSync(draft)
  return () => rmSync(lock, { force: true })
}

function place(draft, lock) {
  try {
    linkSync(draft, lock)
    return true
  } catch (fault) {
    if (fault.code === 'EEXIST') return false
    throw fault
  }
}

function isAlive(pid) {
  if (!pid) return false
  try {
    return process.kill(pid, 0)
  } catch (fault) {
    return fault.code === 'EPERM'
  }
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
