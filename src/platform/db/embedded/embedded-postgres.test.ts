import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type EmbeddedPostgres, openEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { isRunning } from './processes.ts'
import { StartFault } from './start-fault.ts'

const isRoot = process.getuid?.() === 0
const opened: EmbeddedPostgres[] = []
const said: string[] = []
let top: string
let dataDir: string

beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'tv-')))
  chmodSync(top, 0o755)
  dataDir = join(top, 'd')
  said.length = 0
})

afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.stop()))
  rmSync(top, { recursive: true, force: true })
})

async function start(more: { fsync?: boolean; onExit?: () => void } = {}): Promise<EmbeddedPostgres> {
  const refuge = join(top, 'refuge')
  const log = (line: string) => void said.push(line)
  const database = await startEmbeddedPostgres({ dataDir, log, fsync: false, refuge, ...more })
  opened.push(database)
  return database
}

async function ask(database: EmbeddedPostgres, sql: string): Promise<unknown> {
  const client = new pg.Client(database.connection('tvaers_owner'))
  await client.connect()
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

/** A process of its own that opens the database, does something in it, tells so, and stays. */
async function otherProcess(work: string) {
  const code = `
    import pg from 'pg'
    const { startEmbeddedPostgres } = await import(${JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url).href)})
    const database = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log() {}, fsync: false })
    const client = new pg.Client(database.connection('tvaers_owner'))
    await client.connect()
    await client.query(${JSON.stringify(work)})
    await client.end()
    process.on('SIGTERM', () => database.stop().then(() => process.exit(0)))
    setInterval(() => {}, 1000)
    console.log(database.pid)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await once(child, 'exit')
  }
  return { postmaster: Number(line), end }
}

describe('the first start', () => {
  it('makes a database in Danish order with both accounts, off the network, and stops without a trace', async () => {
    const database = await start()
    expect(database.attached).toBe(false)
    const order = `select string_agg(x, ' ' order by x) from unnest('{Aarhus,Ærø,Zebra,Østerbro,Ålborg,abe}'::text[]) x`
    expect(await ask(database, order)).toBe('abe Zebra Ærø Østerbro Ålborg Aarhus')
    expect(await ask(database, `select to_tsvector('danish', 'Blåbærgrøden på øen')::text`)).toBe(
      "'blåbærgrød':1 'øen':3",
    )
    expect(await ask(database, 'show listen_addresses')).toBe('')
    const login = new pg.Client(database.connection('tvaers_login'))
    await login.connect()
    const { rows } = await login.query(
      'select rolsuper, rolinherit from pg_roles where rolname = current_user',
    )
    expect(rows).toEqual([{ rolsuper: false, rolinherit: false }])
    await login.end()
    expect(lstatSync(join(dataDir, 'postgres-socket')).mode & 0o777).toBe(0o700)
    await database.stop()
    expect(isRunning(database.pid)).toBe(false)
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false)
  })

  it('has each commit written to the disk unless told otherwise', async () => {
    const database = await openEmbeddedPostgres({ dataDir, log() {} })
    opened.push(database)
    expect(await ask(database, 'show fsync')).toBe('on')
    expect(await ask(database, 'show synchronous_commit')).toBe('on')
  })

  it('begins anew when an earlier first start was cut short', async () => {
    mkdirSync(join(dataDir, 'postgres.new', 'base'), { recursive: true })
    expect(await ask(await start(), 'select 1')).toBe(1)
    expect(existsSync(join(dataDir, 'postgres.new'))).toBe(false)
  })
})

describe('the next start', () => {
  it('finds what was committed', async () => {
    const first = await start()
    await ask(first, 'create table fact as select 42 as answer')
    await first.stop()
    expect(await ask(await start(), 'select answer from fact')).toBe(42)
    expect(said).toEqual(['Creating the database.', 'Starting the database …', 'Starting the database …'])
  })

  it('goes on with the database of a killed process, and stops it as its own', async () => {
    const other = await otherProcess('create table fact as select 42 as answer')
    await other.end('SIGKILL')
    expect(isRunning(other.postmaster)).toBe(true)
    const database = await start()
    expect(database).toMatchObject({ attached: true, pid: other.postmaster })
    expect(await ask(database, 'select answer from fact')).toBe(42)
    await database.stop()
    expect(isRunning(other.postmaster)).toBe(false)
  })

  it('recovers when the database was killed too', async () => {
    const first = await start({ fsync: true })
    await ask(first, 'create table fact as select 42 as answer')
    process.kill(first.pid, 'SIGKILL')
    await first.stop()
    const second = await start()
    expect(second.attached).toBe(false)
    expect(await ask(second, 'select answer from fact')).toBe(42)
  })

  it('ends what a killed database was busy with, which would not end by itself', async () => {
    const first = await start({ fsync: true })
    const busy = new pg.Client(first.connection('tvaers_owner'))
    busy.on('error', () => {})
    await busy.connect()
    const { rows } = await busy.query('select pg_backend_pid() pid')
    const orphan: number = rows[0].pid
    process.kill(orphan, 'SIGSTOP')
    process.kill(first.pid, 'SIGKILL')
    await first.stop()
    expect(isRunning(orphan)).toBe(true)
    expect(await ask(await start(), 'select 1')).toBe(1)
    expect(isRunning(orphan)).toBe(false)
    await busy.end()
  })

  it('is not held up by a stranger who got the number of a dead database process', async () => {
    const first = await start()
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid')
    const lines = readFileSync(pidFile, 'utf8').split('\n')
    await first.stop()
    const uid = lstatSync(join(dataDir, 'postgres')).uid
    const stranger = spawn('sleep', ['60'], { uid, gid: uid })
    writeFileSync(pidFile, [stranger.pid, ...lines.slice(1)].join('\n'))
    expect(await ask(await start(), 'select 1')).toBe(1)
    expect(stranger.exitCode).toBeNull()
    stranger.kill()
  })

  it('is not held up by a dead process that nobody has collected', async () => {
    const first = await start()
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid')
    const lines = readFileSync(pidFile, 'utf8').split('\n')
    await first.stop()
    const uid = lstatSync(join(dataDir, 'postgres')).uid
    // The shell becomes a program that asks nothing of the child it had.
    const parent = spawn('sh', ['-c', 'true & echo $!; exec sleep 60'], { uid, gid: uid })
    const [told] = await once(parent.stdout, 'data')
    const dead = Number(String(told).trim())
    while (isRunning(dead)) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(process.kill(dead, 0)).toBe(true)
    writeFileSync(pidFile, [dead, ...lines.slice(1)].join('\n'))
    expect(await ask(await start(), 'select 1')).toBe(1)
    parent.kill()
  })
})

describe('a database that cannot be started', () => {
  it('is told of with what it said itself, and leaves nothing running', async () => {
    const first = await start()
    await first.stop()
    writeFileSync(join(dataDir, 'postgres', 'postgresql.conf'), 'no setting at all')
    const second = start()
    await expect(second).rejects.toThrow(StartFault)
    await expect(second).rejects.toThrow(/^The database did not start; it said: .*syntax error in file/)
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false)
  })

  it.each([
    ['of another version', 'PG_VERSION', '17\n', /made by PostgreSQL 17, but this is version 18/],
    ['that is something else', 'letter.txt', '', /is not empty, but holds no database/],
  ])('%s is left alone', async (_, name, content, sentence) => {
    mkdirSync(join(dataDir, 'postgres'), { recursive: true })
    writeFileSync(join(dataDir, 'postgres', name), content)
    const starting = start()
    await expect(starting).rejects.toThrow(StartFault)
    await expect(starting).rejects.toThrow(sentence)
    expect(readFileSync(join(dataDir, 'postgres', name), 'utf8')).toBe(content)
  })
})

describe('several processes', () => {
  it('share one database; the last to leave stops it', async () => {
    const other = await otherProcess('select 1')
    const database = await start()
    expect(database).toMatchObject({ attached: true, pid: other.postmaster })
    await other.end('SIGTERM')
    expect(await ask(database, 'select 1')).toBe(1)
    await database.stop()
    expect(isRunning(other.postmaster)).toBe(false)
  })

  it('can start at the same moment', async () => {
    const both = await Promise.all([start(), start()])
    expect(both.map(({ attached }) => attached).sort()).toEqual([false, true])
    expect(both[0].pid).toBe(both[1].pid)
  })
})

it('tells when the server process ends by itself', async () => {
  const ends = Promise.withResolvers<void>()
  const database = await start({ onExit: ends.resolve })
  process.kill(database.pid, 'SIGKILL')
  await expect(ends.promise).resolves.toBeUndefined()
})

it('tells when the server process of another ends', async () => {
  const other = await otherProcess('select 1')
  const ends = Promise.withResolvers<void>()
  await start({ onExit: ends.resolve })
  process.kill(other.postmaster, 'SIGKILL')
  await expect(ends.promise).resolves.toBeUndefined()
  await other.end('SIGKILL')
})

it('keeps the socket in a short folder when the path is long, and finds it there again', async () => {
  dataDir = join(top, 'a-rather-long-name-for-a-folder'.repeat(3), 'and-one-more-below-it')
  const first = await start()
  const { host } = first.connection('tvaers_owner')
  expect(host).toMatch(/\/tvaers-[0-9a-f]{16}$/)
  expect(await ask(await start(), 'select 1')).toBe(1)
  expect(opened[1]?.connection('tvaers_owner').host).toBe(host)
  await Promise.all(opened.map((database) => database.stop()))
  rmSync(String(host), { recursive: true })
})

describe.skipIf(!isRoot)('as root below a closed folder (skipped for other accounts)', () => {
  beforeEach(() => {
    const closed = join(top, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    dataDir = join(closed, 'd')
  })

  it('places the database where its account can reach it, and says so once', async () => {
    const first = await start()
    await ask(first, 'create table fact as select 42 as answer')
    await first.stop()
    const link = join(dataDir, 'postgres')
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(realpathSync(link)).toContain(join(top, 'refuge'))
    expect(await ask(await start(), 'select answer from fact')).toBe(42)
    expect(said.filter((line) => line.includes('cannot reach'))).toHaveLength(1)
  })

  it('takes a database along that was made before the folder was closed', async () => {
    chmodSync(join(top, 'closed'), 0o755)
    const first = await start()
    await ask(first, 'create table fact as select 42 as answer')
    await first.stop()
    chmodSync(join(top, 'closed'), 0o700)
    expect(await ask(await start(), 'select answer from fact')).toBe(42)
    expect(lstatSync(join(dataDir, 'postgres')).isSymbolicLink()).toBe(true)
  })
})
