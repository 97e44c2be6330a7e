import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { findAccountAt } from '../../../test/support/mattermost-accounts.ts'
import { kommuner, openPortal, type ProvisioningPortal } from '../../../test/support/provisioning-portal.ts'
import type { StandIn } from './connectors/mattermost/target-for-tests.ts'
import { reconcileQueue } from './work/reconcile-queues.ts'

let p: ProvisioningPortal
let standIn: StandIn

beforeAll(async () => {
  p = await openPortal()
})
afterAll(() => p.close())
beforeEach(async () => {
  standIn = await p.connectAnew()
  const roleId = await p.newRole('Deltager', [kommuner])
  for (const name of ['Anders', 'Katrine'] as const) await p.give(name, roleId)
  await p.runDue()
  later()
})
afterEach(() => p.clear())

const path = '/adgange/afstemning'
const later = (): void =>
  p.portal.clock.moveTo(new Date(p.portal.clock.now().getTime() + 60_000).toISOString())

async function runAsked(): Promise<void> {
  const { rows } = await p.portal.owner.query(
    `delete from pgboss.job where name = 'provisioning.reconcile' and state = 'created' returning data`,
  )
  for (const { data } of rows) await reconcileQueue(p.workshop, ['mattermost']).handle(data, { id: 'job' })
}

/** Both accounts are deactivated at the server, and somebody has looked without changing anything. */
async function lookOnly(): Promise<string> {
  for (const name of ['Anders', 'Katrine'] as const) {
    const { account_id: id } = await p.record(name)
    await standIn.api('PUT', `/users/${id}/active`, { active: false })
  }
  const omar = await p.portal.as('Omar')
  await omar.post(path, { connector: 'mattermost', kind: 'dry' })
  await runAsked()
  return (await p.portal.owner.query('select id from reconciliation')).rows[0].id
}

const numberOf = async (userName: string): Promise<string> =>
  String(
    (await p.portal.owner.query('select number from reconciliation_finding where user_name = $1', [userName]))
      .rows[0].number,
  )

const isActive = async (email: string) => (await findAccountAt(standIn, email))?.isActive

it('one thing that was only told of is put right by one click, and nothing else', async () => {
  const run = await lookOnly()
  const omar = await p.portal.as('Omar')
  expect((await omar.get(`${path}/${run}`)).body).toContain('aria-label="Ret: Anders Skov"')
  const number = await numberOf('Anders Skov')
  expect((await omar.post(`${path}/${run}/ret`, { number })).statusCode).toBe(303)
  await runAsked()
  expect(await p.runDue()).toBe(1)
  expect(await isActive('anders.skov@korsbaek.example')).toBe(true)
  expect(await isActive('katrine.holm@korsbaek.example')).toBe(false)
  const page = (await omar.get(`${path}/${run}`)).body
  expect(page).not.toContain('aria-label="Ret: Anders Skov"')
  expect(page).toContain('Rettet (besluttet af Omar Nielsen)')
  expect(await p.events('reconciliation.fixAsked')).toMatchObject([
    { facts: { connector: 'mattermost', kind: 'missing', userName: 'Anders Skov' } },
  ])
  expect((await omar.post(`${path}/${run}/ret`, { number })).statusCode).toBe(409)
})

it('what the assignments have changed since is not put back', async () => {
  const run = await lookOnly()
  const number = await numberOf('Anders Skov')
  const { rows } = await p.portal.owner.query('select id from assignment where user_id = $1', [
    (await p.key('Anders')).userId,
  ])
  await p.end(rows[0].id)
  await p.runDue()
  const omar = await p.portal.as('Omar')
  await omar.post(`${path}/${run}/ret`, { number })
  await runAsked()
  await p.runDue()
  expect(await isActive('anders.skov@korsbaek.example')).toBe(false)
})

it('is for operations alone, and for what a click can fix', async () => {
  const run = await lookOnly()
  const number = await numberOf('Anders Skov')
  expect((await (await p.portal.as('Signe')).get(`${path}/${run}`)).body).not.toContain('Ret: ')
  expect((await (await p.portal.as('Signe')).post(`${path}/${run}/ret`, { number })).statusCode).toBe(403)
  await p.portal.owner.query(`update reconciliation_finding set remedy = 'none'`)
  const omar = await p.portal.as('Omar')
  expect((await omar.get(`${path}/${run}`)).body).not.toContain('Ret: ')
  expect((await omar.post(`${path}/${run}/ret`, { number })).statusCode).toBe(409)
})
