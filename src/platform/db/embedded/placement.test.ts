import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findBinaries, reachableBinaries } from './binaries.ts'
import { placeCluster } from './placement.ts'
import { StartFault } from './start-fault.ts'

const isRoot = process.getuid?.() === 0
const said: string[] = []
const log = (line: string) => void said.push(line)
let top: string
let refuge: string

beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'tv-place-')))
  chmodSync(top, 0o755)
  refuge = join(top, 'refuge')
  said.length = 0
})

afterEach(() => rmSync(top, { recursive: true, force: true }))

function folder(name: string, mode = 0o755): string {
  const path = join(top, name)
  mkdirSync(path)
  chmodSync(path, mode)
  return path
}

describe('the programs of the database', () => {
  it('are found for this machine', async () => {
    const found = await findBinaries()
    expect(existsSync(found.postgres)).toBe(true)
    expect(found.version).toMatch(/^18\./)
  })

  it('are asked for in one sentence when they are missing', async () => {
    const finding = findBinaries('plan9-x64')
    await expect(finding).rejects.toThrow(StartFault)
    await expect(finding).rejects.toThrow(
      /for plan9-x64 .* are not installed: run "npm install", or name .* DATABASE_URL\.$/,
    )
  })

  it.skipIf(!isRoot)(
    'are copied once where the account can run them (skipped for other accounts than root)',
    () => {
      const native = join(folder('closed', 0o700), 'native')
      for (const inside of ['bin', 'lib/postgresql', 'share/postgresql'])
        mkdirSync(join(native, inside), { recursive: true })
      for (const program of ['bin/postgres', 'bin/initdb'])
        writeFileSync(join(native, program), '', { mode: 0o700 })
      writeFileSync(join(native, 'share/postgresql/postgres.bki'), '', { mode: 0o600 })
      symlinkSync('postgres', join(native, 'bin/link'))
      const found = {
        initdb: join(native, 'bin/initdb'),
        postgres: join(native, 'bin/postgres'),
        version: '18.0.0',
      }
      const nobody = { uid: 65534, gid: 65534 }
      expect(reachableBinaries(found, null, refuge, log)).toEqual(found)
      const copy = reachableBinaries(found, nobody, refuge, log)
      expect(copy.postgres).toBe(join(refuge, 'postgresql-18.0.0/bin/postgres'))
      expect(statSync(copy.postgres).mode & 0o777).toBe(0o755)
      expect(statSync(join(refuge, 'postgresql-18.0.0/share/postgresql/postgres.bki')).mode & 0o777).toBe(
        0o644,
      )
      expect(reachableBinaries(found, nobody, refuge, log)).toEqual(copy)
      expect(said).toHaveLength(1)
      expect(readdirSync(refuge)).toEqual(['postgresql-18.0.0'])
      expect(reachableBinaries(copy, nobody, join(top, 'other'), log)).toEqual(copy)
    },
  )
})

describe('the place of the database', () => {
  it('is inside the data folder where that is open', () => {
    const dataDir = folder('d')
    expect(placeCluster(dataDir, refuge, log).cluster).toBe(join(dataDir, 'postgres'))
    expect(existsSync(refuge)).toBe(false)
  })

  it('may be a link that an operator made', () => {
    const dataDir = folder('d')
    const disk = folder('disk')
    symlinkSync(disk, join(dataDir, 'postgres'))
    expect(placeCluster(dataDir, refuge, log).cluster).toBe(disk)
  })

  it('is never begun anew behind a link that leads nowhere', () => {
    const dataDir = folder('d')
    symlinkSync(join(top, 'gone'), join(dataDir, 'postgres'))
    expect(() => placeCluster(dataDir, refuge, log)).toThrow(StartFault)
    expect(() => placeCluster(dataDir, refuge, log)).toThrow(/no longer there/)
  })

  describe.skipIf(!isRoot)('below a closed folder (skipped for other accounts than root)', () => {
    it('follows a data folder that is moved', () => {
      const dataDir = folder('closed', 0o700)
      const first = placeCluster(dataDir, refuge, log)
      renameSync(dataDir, join(top, 'moved'))
      expect(placeCluster(join(top, 'moved'), refuge, log)).toEqual(first)
      const note = join(refuge, readdirSync(refuge)[0]!, 'belongs-to')
      expect(readFileSync(note, 'utf8')).toBe(join(top, 'moved', 'postgres'))
    })

    it('is never shared with a data folder that was copied', () => {
      const dataDir = folder('closed', 0o700)
      placeCluster(dataDir, refuge, log)
      cpSync(dataDir, join(top, 'copied'), { recursive: true, verbatimSymlinks: true })
      expect(() => placeCluster(join(top, 'copied'), refuge, log)).toThrow(
        /leads to the database of .*\/closed: remove/,
      )
    })

    it('is begun anew when the data folder was deleted', () => {
      const first = placeCluster(folder('closed', 0o700), refuge, log)
      rmSync(join(top, 'closed'), { recursive: true })
      expect(placeCluster(folder('closed', 0o700), refuge, log).cluster).not.toBe(first.cluster)
    })
  })
})
