import { expect, test } from 'vitest'
import { useCertificationPortal } from '../../../test/support/certification-portal.ts'
import { answerItems } from './actions/answering.ts'
import { decideBrake } from './actions/deciding.ts'
import { leaverQueue } from './work/queues.ts'

const c = useCertificationPortal('Katrine', 'Signe', 'Omar')

/** Holders of one role, of whom the first so many have lost their privilege all at once. */
async function crowd(holders: number, leavers: number, name = 'Prøverolle') {
  const roleId = await c.newRole(name, { nonResponse: 'keep' })
  const users: string[] = []
  for (let index = 0; index < holders; index++) {
    const userId = await c.newUser(`Person ${index}`)
    await c.hold(roleId, userId)
    users.push(userId)
  }
  for (const userId of users.slice(0, leavers)) {
    await c.rows(`update user_account set system_roles = '{}' where id = $1`, [userId])
    await c.hear(leaverQueue, userId)
  }
  return roleId
}

const afterwards = () => c.day('2026-12-09T09:00:00Z')
const heldRounds = () =>
  c.rows(`select r.id, asked.brake_undecided from certification_round r
    join certification_round_role asked on asked.round_id = r.id where asked.brake = 'held' order by r.id`)

test('everybody’s privilege gone at once: nobody is removed before operations have decided (C4)', async () => {
  const roleId = await crowd(25, 25)
  await afterwards()
  expect(await c.holders(roleId)).toHaveLength(25)
  const held = await heldRounds()
  expect(held).toHaveLength(25)
  expect(held[0].brake_undecided).toBe(25)
  // Operations are told once, and decide once.
  expect(await c.events('certificationRound.held')).toMatchObject([{ facts: { undecided: 25, holders: 25 } }])
  const omar = await c.portal.as('Omar')
  expect((await omar.get(`/bekraeftelser/${held[3].id}`)).payload).toContain(
    '25 af 25 personer med rollen er stoppet på samme tid',
  )
  const decided = await c.portal.act('Omar', (ctx) =>
    decideBrake(ctx, { roundId: held[3].id, roleId, decision: 'approved' }),
  )
  // One whole day to answer in, though leavers have no grace.
  expect(decided).toEqual({ lines: 25, removesOn: '2026-12-11' })
  await c.day('2026-12-10T22:00:00Z')
  expect(await c.holders(roleId)).toHaveLength(25)
  await c.day('2026-12-11T08:00:00Z')
  expect(await c.holders(roleId)).toEqual([])
  expect(await c.events('certificationRound.approved')).toHaveLength(25)
}, 60_000)

test('a few of many are no crowd, and neither is one alone of few', async () => {
  const many = await crowd(30, 3)
  const few = await crowd(2, 1, 'Sjælden rolle')
  await afterwards()
  expect(await heldRounds()).toEqual([])
  expect(await c.holders(many)).toHaveLength(27)
  expect(await c.holders(few)).toHaveLength(1)
}, 60_000)

test('more than 10 % is a crowd; those who were answered for, or are back, are none of it', async () => {
  const roleId = await crowd(30, 5)
  const lines = await c.rows(`select i.id, i.user_id from certification_item i order by i.user_name`)
  await c.portal.act('Katrine', (ctx) => answerItems(ctx, [{ itemId: lines[0].id, answer: 'keep' }]))
  await c.rows(`update user_account set system_roles = '{bruger}' where id = $1`, [lines[1].user_id])
  await afterwards()
  expect(await heldRounds()).toEqual([])
  expect(await c.holders(roleId)).toHaveLength(27)
  const other = await crowd(30, 4, 'En anden rolle')
  await c.day('2026-12-24T09:00:00Z')
  expect(await heldRounds()).toHaveLength(4)
  expect(await c.holders(other)).toHaveLength(30)
}, 60_000)
