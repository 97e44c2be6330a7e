import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ownMark, type ProcessMark, startOf } from './processes.ts'
import { takeServerLock } from './server-lock.ts'
import { StartFault } from './start-fault.ts'

let dataDir: string
let lock: string

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tv-lock-'))
  lock = join(dataDir, 'server.lock')
})

afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

describe('the lock of the server', () => {
  it('names its process, and is gone when given back', async () => {
    const release = await takeServerLock(dataDir)
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject(ownMark())
    release()
    expect(existsSync(lock)).toBe(false)
  })

  it('is refused while its holder lives, with one clear sentence', async () => {
    const release = await takeServerLock(dataDir)
    const second = takeServerLock(dataDir, 0)
    await expect(second).rejects.toThrow(StartFault)
    await expect(second).rejects.toThrow(`Tværs already runs in ${dataDir} (process ${process.pid})`)
    release()
  })

  it('is waited for while its holder is stopping', async () => {
    const release = await takeServerLock(dataDir)
    const second = takeServerLock(dataDir, 60_000)
    release()
    const releaseSecond = await second
    expect(existsSync(lock)).toBe(true)
    releaseSecond()
  })

  it('is not given back by a former holder', async () => {
    const first = await takeServerLock(dataDir)
    first()
    const second = await takeServerLock(dataDir)
    first()
    expect(existsSync(lock)).toBe(true)
    second()
  })

  it('goes to only one of many who find a dead one', async () => {
    writeFileSync(lock, JSON.stringify({ pid: await deadProcess(), startedAt: '1' }))
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => takeServerLock(dataDir, 0)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('a stale lock is taken over', () => {
  const cases: [string, () => Promise<string>][] = [
    ['of a dead process', async () => JSON.stringify({ pid: await deadProcess(), startedAt: '1' })],
    ['whose number another process got', async () => JSON.stringify({ pid: process.pid, startedAt: '1' })],
    ['of a process that is dead but not collected', async () => JSON.stringify(await uncollectedProcess())],
    ['that is empty', async () => ''],
    ['that is not ours', async () => '{"pid":"x"}'],
  ]
  it.each(cases)('%s', async (_, text) => {
    writeFileSync(lock, await text())
    const release = await takeServerLock(dataDir, 2000)
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject(ownMark())
    release()
  })
})

it.each([
  ['a part of its path is a file', 'file/below'],
  ['nobody can make it', '/sys/tvaers'],
])('a data folder where %s is told of in one sentence', async (_, place) => {
  writeFileSync(join(dataDir, 'file'), '')
  const path = place.startsWith('/') ? place : join(dataDir, place)
  const taking = takeServerLock(path)
  await expect(taking).rejects.toThrow(StartFault)
  await expect(taking).rejects.toThrow(
    /^The folder .* cannot be written to \(.+\): choose another by DATA_DIR\.$/,
  )
})

async function deadProcess(): Promise<number> {
  const child = spawn('true')
  await once(child, 'exit')
  return child.pid ?? 0
}

/** A shell turned into a `sleep` never collects the child that it started as a shell. */
async function uncollectedProcess(): Promise<ProcessMark> {
  const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'])
  parents.push(parent)
  const [line] = await once(parent.stdout, 'data')
  const mark = { pid: Number(line), startedAt: startOf(Number(line)) ?? '' }
  process.kill(mark.pid, 'SIGKILL')
  return mark
}

const parents: { kill(): boolean }[] = []
afterEach(() => {
  for (const parent of parents.splice(0)) parent.kill()
})
