import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { kommuner, openPortal, type ProvisioningPortal } from '../../../test/support/provisioning-portal.ts'
import type { Browser } from '../../../test/support/test-app.ts'
import { tickOff } from './actions.ts'
import { sweep } from './work/queues.ts'

let p: ProvisioningPortal
let omar: Browser
let roleId: string

beforeAll(async () => {
  p = await openPortal()
  omar = await p.portal.as('Omar')
})
afterAll(() => p.close())
beforeEach(async () => {
  roleId = await p.newRole('Deltager i cybersamarbejdsplatform (Mattermost)', [kommuner])
})
afterEach(async () => {
  await p.clear()
  await moveAnders('Korsbæk')
})

const moveAnders = (to: string) =>
  p.portal.owner.query(
    `update user_account set organisation_id = $1, email = 'anders.skov@korsbaek.example' where name = 'Anders Skov'`,
    [p.portal.organisation(to)],
  )

/** The values of the check boxes on the page as it is now. */
const choices = async (): Promise<string[]> =>
  [...(await omar.get('/adgange')).payload.matchAll(/name="person" value="([^"]+)"/g)].flatMap(
    ([, value]) => value ?? [],
  )

/** Sends the form and returns what the next page says of it. */
async function tick(person: string[]): Promise<string> {
  const answer = await omar.post('/adgange/gjort', { person })
  expect(answer.statusCode).toBe(303)
  const cookie = answer.cookies.find(({ name }) => name === 'tvaers_notice')
  return Buffer.from(decodeURIComponent(cookie?.value ?? ''), 'base64url').toString('utf8')
}

const ticks = async () =>
  (await p.portal.owner.query('select step, epoch from provisioning_step where ticked_by is not null')).rows

describe('ticking off', () => {
  it('counts for the work that was shown', async () => {
    await p.give('Anders', roleId)
    await p.runDue()
    expect(await tick(await choices())).toContain('Én adgang er noteret.')
    await p.runDue()
    expect(await p.record('Anders')).toMatchObject({ state: 'active', presence: 'present' })
    expect(await p.events('provisioning.tickedOff')).toHaveLength(1)
  })

  it('never counts for the revocation that came after the page was shown', async () => {
    const assignmentId = await p.give('Anders', roleId)
    await p.runDue()
    const shown = await choices()
    await tick(shown)
    await p.runDue()
    await p.end(assignmentId)
    await p.runDue()
    expect(await p.record('Anders')).toMatchObject({ state: 'waitingManual', presence: 'absent' })
    const before = await ticks()
    expect(await tick(shown)).toContain('Én adgang er ændret')
    await p.runDue()
    expect(await p.record('Anders')).toMatchObject({ state: 'waitingManual', presence: 'absent' })
    expect(await ticks()).toEqual(before)
    await tick(await choices())
    await p.runDue()
    expect(await p.record('Anders')).toMatchObject({ state: 'closed', presence: 'absent' })
  })

  it('counts those that are the same and tells how many are not', async () => {
    await p.give('Anders', roleId)
    await p.give('Lone', roleId)
    await p.runDue()
    const [first = '', second = ''] = await choices()
    const other = second.replace(/:(\d+):present$/, (_all, epoch: string) => `:${Number(epoch) + 1}:present`)
    expect(await tick([first, first, other])).toMatch(/Én adgang er noteret\. Én adgang er ændret/)
    expect(await p.events('provisioning.tickedOff')).toHaveLength(1)
  })

  it('is found by the sweep when no job told of it', async () => {
    await p.give('Anders', roleId)
    await p.runDue()
    expect(await sweep(p.workshop, [])).toBe(0)
    const { epoch } = await p.record('Anders')
    const chosen = { ...(await p.key('Anders')), epoch, presence: 'present' as const }
    await p.portal.act('Omar', (ctx) => tickOff(ctx, [chosen]))
    await p.portal.owner.query('delete from pgboss.job')
    expect(await sweep(p.workshop, [])).toBe(1)
    expect(await p.runDue()).toBe(1)
    expect(await p.record('Anders')).toMatchObject({ state: 'active' })
  })

  it('has a job of its own, which another that waits does not stand in for', async () => {
    await p.give('Anders', roleId)
    await p.runDue()
    await p.portal.owner.query('delete from pgboss.job')
    const { epoch } = await p.record('Anders')
    const key = await p.key('Anders')
    await p.portal.owner.query(`update provisioning_record set next_attempt_at = null, state = 'preparing'`)
    await sweep(p.workshop, [])
    await p.portal.owner.query(`update provisioning_record set state = 'waitingManual'`)
    await p.portal.act('Omar', (ctx) => tickOff(ctx, [{ ...key, epoch, presence: 'present' }]))
    const { rows } = await p.portal.owner.query(`select id from pgboss.job where state = 'created'`)
    expect(rows).toHaveLength(2)
  })
})

describe('a person who moves to another municipality', () => {
  it('is put out by new work, not by the ticks of the grant', async () => {
    await p.give('Anders', roleId)
    await p.runDue()
    await tick(await choices())
    await p.runDue()
    const granted = await p.record('Anders')
    await moveAnders('Aarhus')
    await p.runDue()
    const leaving = await p.record('Anders')
    expect(leaving).toMatchObject({
      state: 'waitingManual',
      presence: 'absent',
      waiting_step: 'leaveChannels',
    })
    expect(leaving.epoch).toBe(granted.epoch + 1)
    await tick(await choices())
    await p.runDue()
    expect(await p.record('Anders')).toMatchObject({ state: 'closed' })
  })

  it('and comes back is let in by new work', async () => {
    await p.give('Anders', roleId)
    await p.runDue()
    for (const to of ['Aarhus', 'Korsbæk']) {
      await tick(await choices())
      await p.runDue()
      await moveAnders(to)
      await p.runDue()
    }
    expect(await p.record('Anders')).toMatchObject({
      state: 'waitingManual',
      presence: 'present',
      waiting_step: 'openAccount',
    })
  })
})

it('a person who has lost the address is put out all the same', async () => {
  const assignmentId = await p.give('Anders', roleId)
  await p.runDue()
  await tick(await choices())
  await p.runDue()
  await p.portal.owner.query(`update user_account set email = null where name = 'Anders Skov'`)
  await p.end(assignmentId)
  await p.runDue()
  expect(await p.record('Anders')).toMatchObject({ state: 'waitingManual', presence: 'absent' })
  await tick(await choices())
  await p.runDue()
  expect(await p.record('Anders')).toMatchObject({ state: 'closed' })
})
