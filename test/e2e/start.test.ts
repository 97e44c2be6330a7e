import { rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { cast } from '../../src/demo/cast.ts'
import { livePostmaster } from '../../src/platform/db/embedded/postmaster.ts'
import { isRunning } from '../../src/platform/db/embedded/processes.ts'
import { samlEnvironment } from '../support/saml-environment.ts'
import { copyDataDir } from './support/filled-demo.ts'
import { freePort } from './support/free-port.ts'
import { failedStart, isListening, type Launched, launch, portalIn } from './support/launched.ts'
import { signInCaller } from './support/tour.ts'

let dataDir: string
let port: number
let mattermostPort: number
let environment: Record<string, string>
const running: Launched[] = []

beforeAll(async () => {
  dataDir = await copyDataDir(inject('filledDemo'))
  port = await freePort()
  mattermostPort = await freePort()
  environment = { DATA_DIR: dataDir, PORT: String(port), MATTERMOST_PORT: String(mattermostPort) }
})
afterAll(async () => {
  for (const { child, ended } of running.splice(0)) {
    if (child.exitCode === null) child.kill('SIGTERM')
    await ended()
  }
  await rm(dataDir, { recursive: true, force: true })
})

/** `npm start` without npm: waits until the portal is open. @returns how long that took, in milliseconds */
async function start(): Promise<{ launched: Launched; took: number }> {
  const began = performance.now()
  const launched = launch('scripts/start.mjs', environment)
  running.push(launched)
  const opened = await launched.opened(120_000)
  expect(launched.output().trimEnd().split('\n').at(-1)).toBe(`Tværs is open at http://localhost:${port}`)
  return { launched, took: (opened ?? 0) - began }
}

const databaseHere = () => livePostmaster(join(dataDir, 'postgres'))

async function asKatrine() {
  const katrine = cast.find(({ name }) => name === 'Katrine Holm')
  return await signInCaller(`http://localhost:${port}`, katrine?.id ?? '')
}

describe('the life of a portal', () => {
  test('what was acknowledged is there after kill -9, and the database left behind is taken over', async () => {
    const first = await start()
    const katrine = await asKatrine()
    const note = await katrine.post('/opgaver/139534/noter', { body: 'Skrevet lige før strømmen gik' })
    expect(note.status).toBe(303)

    const orphan = databaseHere()?.pid
    process.kill(portalIn(dataDir), 'SIGKILL')
    expect(await first.launched.ended()).not.toBe(0)
    expect(databaseHere()?.pid).toBe(orphan)

    const second = await start()
    process.stdout.write(`start after a crash ${Math.round(second.took)} ms\n`)
    expect(databaseHere()?.pid).toBe(orphan)
    const page = await (await asKatrine()).get('/opgaver/139534')
    expect(await page.text()).toContain('Skrevet lige før strømmen gik')
  })

  test('Ctrl-C leaves nothing running', async () => {
    const launched = running.at(-1) ?? (await start()).launched
    const [portal, database] = [portalIn(dataDir), databaseHere()?.pid ?? 0]
    expect([await isListening(port), await isListening(mattermostPort)]).toEqual([true, true])
    // A terminal gives it to every process of the group.
    process.kill(-(launched.child.pid ?? 0), 'SIGINT')
    expect(await launched.ended(), launched.output()).toBe(0)
    expect([portal, database].map(isRunning)).toEqual([false, false])
    expect([await isListening(port), await isListening(mattermostPort)]).toEqual([false, false])
  })
})

describe('a start that cannot be is one sentence and exit code 1', () => {
  const occupiers: Server[] = []
  afterEach(() => {
    for (const server of occupiers.splice(0)) server.close()
  })

  async function occupy(taken: number): Promise<void> {
    const server = createServer()
    occupiers.push(server)
    await new Promise<void>((resolve) => server.listen(taken, '127.0.0.1', resolve))
  }

  /** The words after the progress lines. */
  async function fault(given: Record<string, string>): Promise<string> {
    const { code, said } = await failedStart({ ...environment, ...given })
    expect(code, said).toBe(1)
    const lines = said.trimEnd().split('\n')
    return lines
      .filter((line) => !/^(Starting the database|Test-Mattermost \(a stand-in\))/.test(line))
      .join('\n')
  }

  test('the port is taken', async () => {
    await occupy(port)
    expect(await fault({})).toBe(
      `Port ${port} is taken by another program. Stop it, or choose another with PORT.`,
    )
    expect(databaseHere()).toBeNull()
  })

  test('the stand-in’s port is taken', async () => {
    await occupy(mattermostPort)
    expect(await fault({})).toBe(
      `Port ${mattermostPort} of the stand-in Mattermost is taken by another program. Stop it, or choose another with MATTERMOST_PORT.`,
    )
    expect(databaseHere()).toBeNull()
  })

  test('the data folder cannot be written', async () => {
    const file = join(dataDir, 'a-file')
    await writeFile(file, '')
    expect(await fault({ DATA_DIR: join(file, 'data') })).toMatch(
      /^The folder \S+\/a-file\/data cannot be written to \(.+\): choose another by DATA_DIR\.$/,
    )
  })

  test('the data folder is where the system lets nobody make one', async () => {
    expect(await fault({ DATA_DIR: '/proc/tvaers' })).toMatch(
      /^The folder \/proc\/tvaers cannot be written to \(.+\): choose another by DATA_DIR\.$/,
    )
  })

  test('the address to listen on is not this machine’s', async () => {
    expect(await fault({ HOST: '192.0.2.1' })).toBe(
      'HOST names no address of this machine. Choose another with HOST.',
    )
    expect(databaseHere()).toBeNull()
  })

  test('the metadata of an identity provider is none', async () => {
    const file = join(dataDir, 'idp.xml')
    await writeFile(file, '<html>En fejlside</html>')
    expect(await fault(samlEnvironment(file))).toBe(
      `The configuration has faults:\n  SAML_IDP_METADATA: ${file}: metadata.notMetadata: html`,
    )
    expect(databaseHere()).toBeNull()
  })

  test('the database does not answer', async () => {
    const nobody = await freePort()
    const said = await fault({ DATABASE_URL: `postgres://somebody:geheim@127.0.0.1:${nobody}/tvaers` })
    expect(said).toBe(
      `DATABASE_URL: the database at 127.0.0.1:${nobody}/tvaers cannot be used: connect ECONNREFUSED 127.0.0.1:${nobody}`,
    )
  })

  test('the configuration is wrong in several ways: all are listed', async () => {
    const said = await fault({
      MODE: 'production',
      DEMO_SIGN_IN: 'on',
      PORT: 'tretusinde',
      DATABASE_URL: 'mysql://localhost/tvaers',
      MATTERMOST_URL: 'https://mattermost.example',
    })
    const [title, ...faults] = said.split('\n')
    expect(title).toBe('The configuration has faults:')
    expect(faults.map((line) => line.trim().split(':')[0]).sort()).toEqual([
      'BASE_URL',
      'DATABASE_URL',
      'DEMO_SIGN_IN',
      'MATTERMOST_TOKEN',
      'PORT',
      'SECRET_KEY',
    ])
  })

  test('the demo’s sign-in in production (S4)', async () => {
    const said = await fault({
      MODE: 'production',
      DEMO_SIGN_IN: 'on',
      SECRET_KEY: 'x'.repeat(32),
      BASE_URL: 'https://tvaers.example',
    })
    expect(said).toBe(
      'The configuration has faults:\n  DEMO_SIGN_IN: demo sign-in exists only with MODE=demo (S4)',
    )
  })
})
