import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { kommuner, openPortal, type ProvisioningPortal } from '../../../test/support/provisioning-portal.ts'
import type { StandIn } from './connectors/mattermost/target-for-tests.ts'

let p: ProvisioningPortal
let standIn: StandIn

beforeAll(async () => {
  p = await openPortal()
})
afterAll(() => p.close())
beforeEach(async () => {
  await p.clear()
  standIn = await p.connectAnew()
})

const email = 'anders.skov@korsbaek.example'

/** Somebody made an account with the address before Tværs came. */
async function accountBefore(username: string): Promise<string> {
  const made = await standIn.api('POST', '/users', { email, username, password: 'Kodeord-1234' })
  return made.body.id
}

async function tryAgain(wish: Record<string, string>): Promise<void> {
  const { organisationId, userId, connector } = await p.key('Anders')
  const omar = await p.portal.as('Omar')
  const person = `${organisationId}:${userId}:${connector}`
  expect((await omar.post('/adgange/igen', { person, ...wish })).statusCode).toBe(303)
  await p.runDue()
}

it('an operator’s word opens one account that was there before, and no other after it', async () => {
  const first = await accountBefore('askov')
  await p.give('Anders', await p.newRole('Deltager', [kommuner]))
  await p.runDue()
  expect(await p.record('Anders')).toMatchObject({ state: 'held', last_error: { code: 'emailTaken' } })
  await tryAgain({ overtag: 'ja' })
  expect(await p.record('Anders')).toMatchObject({
    ...{ state: 'active', origin: 'adopted', account_id: first, may_adopt: false },
  })

  // The server is set up anew: the account is gone, and another one has the address.
  standIn = await p.connectAnew()
  await accountBefore('en.anden')
  await p.portal.owner.query(`update provisioning_record set state = 'preparing'`)
  await p.runDue()
  expect(await p.record('Anders')).toMatchObject({ state: 'held', last_error: { code: 'accountGone' } })
  await tryAgain({ forfra: 'ja' })
  expect(await p.record('Anders')).toMatchObject({ state: 'held', last_error: { code: 'emailTaken' } })
})

it('… nor is it kept for later where an account was made after all', async () => {
  const before = await accountBefore('askov')
  await p.give('Anders', await p.newRole('Deltager', [kommuner]))
  await p.runDue()
  standIn = await p.connectAnew()
  await tryAgain({ overtag: 'ja' })
  const { account_id, ...record } = await p.record('Anders')
  expect(record).toMatchObject({ state: 'active', origin: 'created', may_adopt: false })
  expect(account_id).not.toBe(before)
})

it('an account that somebody else has by now is not taken back from them', async () => {
  const roleId = await p.newRole('Deltager', [kommuner])
  const assignment = await p.give('Anders', roleId)
  await p.runDue()
  const { account_id: account } = await p.record('Anders')
  await p.end(assignment)
  await p.runDue()
  await p.give('Katrine', roleId)
  await p.runDue()
  // An operator has given her the account since.
  await p.portal.owner.query(
    `update provisioning_record set account_id = $1, origin = 'adopted' where user_id = $2`,
    [account, (await p.key('Katrine')).userId],
  )
  const { sso_id: hers } = await p.record('Katrine')
  await standIn.api('PUT', `/users/${account}/auth`, { auth_service: 'gitlab', auth_data: String(hers) })
  await standIn.control('DELETE', '/requests')

  await p.give('Anders', roleId)
  await p.runDue()
  expect(await p.record('Anders')).toMatchObject({
    state: 'held',
    last_error: { code: 'accountUnsuitable', facts: { accountId: account, reason: 'boundToAnother' } },
  })
  expect(await standIn.writes({})).toEqual([])
  expect(await p.record('Katrine')).toMatchObject({ state: 'active' })
  const omar = await p.portal.as('Omar')
  expect((await omar.get('/adgange?tilstand=held')).body).toContain('Den er koblet til en anden person.')
})
