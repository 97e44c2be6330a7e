import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { kommuner, openPortal, type ProvisioningPortal } from '../../../test/support/provisioning-portal.ts'
import type { ApiClient } from '../../../test/support/test-app.ts'
import { reconcileCommand } from '../../commands/reconcile.ts'
import { readConfig } from '../../config.ts'
import { InvalidInput } from '../../kernel/errors.ts'
import type { StandIn } from './connectors/mattermost/target-for-tests.ts'
import { reconcileQueue } from './work/reconcile-queues.ts'

let p: ProvisioningPortal
let standIn: StandIn
let kombit: ApiClient

beforeAll(async () => {
  p = await openPortal()
  kombit = await p.portal.apiClient('KOMBIT')
})
afterAll(() => p.close())
beforeEach(async () => {
  standIn = await p.connectAnew()
  await p.give('Anders', await p.newRole('Deltager (Mattermost)', [kommuner]))
  await p.runDue()
  later(60)
})
afterEach(() => p.clear())

const later = (seconds: number): void =>
  p.portal.clock.moveTo(new Date(p.portal.clock.now().getTime() + seconds * 1000).toISOString())
const deactivateAnders = async () => {
  const { account_id: id } = await p.record('Anders')
  await standIn.api('PUT', `/users/${id}/active`, { active: false })
}

async function runAsked(): Promise<void> {
  const { rows } = await p.portal.owner.query(
    `delete from pgboss.job where name = 'provisioning.reconcile' and state = 'created' returning data`,
  )
  for (const { data } of rows) await reconcileQueue(p.workshop, ['mattermost']).handle(data, { id: 'job' })
}

describe('the API', () => {
  const path = '/api/v1/reconciliations'

  it('starts a reconciliation, says how far it is, and lists what it found', async () => {
    await deactivateAnders()
    const started = await kombit.post(path, { kind: 'full' })
    expect(started.statusCode).toBe(202)
    expect(started.json()).toMatchObject({ state: 'waiting', kind: 'full', isDryRun: false })
    expect((await kombit.post(path, {})).statusCode).toBe(409)
    await runAsked()
    const one = await kombit.get(String(started.headers.location))
    expect(one.json()).toMatchObject({ state: 'done', people: 1, found: { missing: 1 }, brake: 'none' })
    const findings = await kombit.get(`${started.headers.location}/findings?limit=1`)
    expect(findings.json()).toMatchObject({
      items: [{ kind: 'missing', remedy: 'grant', state: 'asked', userName: 'Anders Skov' }],
      nextCursor: null,
    })
    const list = await kombit.get(`${path}?limit=1`)
    expect(list.json()).toMatchObject({ items: [{ id: started.json().id }], nextCursor: null })
    expect((await kombit.put(`${started.headers.location}/brake`, { decision: 'approved' })).statusCode).toBe(
      409,
    )
  })

  it('knows no run that is not there, and no target of another name', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000'
    expect((await kombit.get(`${path}/${nobody}`)).statusCode).toBe(404)
    expect((await kombit.get(`${path}/${nobody}/findings`)).statusCode).toBe(404)
    expect((await kombit.put(`${path}/${nobody}/brake`, { decision: 'approved' })).statusCode).toBe(404)
    expect((await kombit.post(path, { connector: 'manual' })).statusCode).toBe(422)
  })
})

describe('the command', () => {
  const config = () =>
    readConfig({ MODE: 'demo', MATTERMOST_URL: standIn.url, MATTERMOST_TOKEN: 'adm1nt0kenadm1nt0kenadm1nt' })

  async function command(wish: Partial<Parameters<typeof reconcileCommand>[2]> = {}) {
    const lines: string[] = []
    const whole = { instance: 'mattermost', isDryRun: false, isFull: false, ...wish }
    const code = await reconcileCommand(p.portal.app.world, config(), whole, (line) => lines.push(line))
    return { code, text: lines.join('\n') }
  }

  it('says that all agrees, or prints what does not', async () => {
    expect(await command()).toEqual({
      code: 0,
      text: 'mattermost: 1 people compared, 0 being worked on, 0 findings.',
    })
    await deactivateAnders()
    const looked = await command({ isDryRun: true })
    expect(looked.code).toBe(3)
    expect(looked.text).toMatch(/missing +Anders Skov +Korsbæk +- +reported/)
    expect(await p.record('Anders')).toMatchObject({ state: 'active' })
    expect((await command({ isFull: true })).text).toMatch(/missing +Anders Skov +Korsbæk +- +asked/)
    expect(await p.record('Anders')).toMatchObject({ state: 'preparing' })
  })

  it('stops at a reading that is not whole, and refuses an instance there is not', async () => {
    await standIn.strike({ adminLost: true })
    const stopped = await command()
    expect([stopped.code, stopped.text]).toEqual([
      1,
      'Stopped and changed nothing: adminLost {"roles":"system_user"}',
    ])
    await expect(command({ instance: 'elsewhere' })).rejects.toThrow(InvalidInput)
  })
})

describe('a held case', () => {
  const page = async () => (await (await p.portal.as('Omar')).get('/adgange?tilstand=held')).body
  const personOf = async () => {
    const { organisationId, userId } = await p.key('Anders')
    return `${organisationId}:${userId}:mattermost`
  }

  it('whose account is gone is made anew by one click, for the same person and number', async () => {
    await p.portal.owner.query(
      `update provisioning_record set account_id = 'gonegonegonegonegonegonego', state = 'preparing'`,
    )
    await p.runDue()
    const before = await p.record('Anders')
    expect(before).toMatchObject({ state: 'held', last_error: { code: 'accountGone' } })
    expect(await page()).toContain('Lav en ny konto')
    const omar = await p.portal.as('Omar')
    expect((await omar.post('/adgange/tag', { person: await personOf() })).statusCode).toBe(303)
    expect(await page()).toContain('Omar Nielsen har haft sagen siden')
    expect(await p.events('provisioning.caseTaken')).toHaveLength(1)
    await omar.post('/adgange/igen', { person: await personOf(), forfra: 'ja' })
    await p.runDue()
    const after = await p.record('Anders')
    expect(after).toMatchObject({
      state: 'active',
      sso_id: before.sso_id,
      starts_over: false,
      taken_by_name: null,
    })
    expect(after.account_id).not.toBe(before.account_id)
    expect((await omar.post('/adgange/tag', { person: await personOf() })).statusCode).toBe(404)
  })

  it('shows the account that has the address, and takes it over when told to', async () => {
    const katrine = { email: 'katrine.holm@korsbaek.example', username: 'kh', password: 'Kodeord-1234' }
    await standIn.api('POST', '/users', katrine)
    await p.give('Katrine', await p.newRole('En anden', [kommuner]))
    await p.runDue()
    const html = await page()
    expect(html).toContain('Kontoen hedder kh.')
    expect(html).toContain('Overtag kontoen, og prøv igen')
    expect(html).toContain('Prøv igen nu')
  })
})
