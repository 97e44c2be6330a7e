import { expect, test } from 'vitest'
import { useCertificationPortal } from '../../../test/support/certification-portal.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { answerItems } from './actions/answering.ts'
import { closeRound } from './actions/closing.ts'
import { leaverQueue, workInAll } from './work/queues.ts'

const c = useCertificationPortal('Katrine', 'Lone', 'Signe', 'Omar')

const reminders = async () =>
  (await c.events('certification.reminderDue')).map(({ facts }) => [facts.days, facts.undecided])

test('nobody is reminded of lines that take no answer any more', async () => {
  const roleId = await c.newRole('Prøverolle')
  const userId = await c.newUser('Person A')
  await c.hold(roleId, userId)
  await c.rows(`update user_account set system_roles = '{}' where id = $1`, [userId])
  await c.hear(leaverQueue, userId)
  await c.day('2026-11-27T09:00:00Z')
  await c.day('2026-12-04T09:00:00Z')
  expect(await reminders()).toEqual([
    [10, 1],
    [3, 1],
  ])
  await c.day('2026-12-08T09:00:00Z')
  expect(await c.holders(roleId)).toEqual([])
  await c.day('2026-12-12T09:00:00Z')
  expect(await reminders()).toHaveLength(2)
})

test('of several lines only those that can be answered are counted', async () => {
  const roleId = await c.newRole('Prøverolle')
  for (const name of ['Person A', 'Person B', 'Person C']) await c.hold(roleId, await c.newUser(name))
  await c.start({ roleIds: [roleId] })
  // Over, and not noted in the round yet.
  await c.rows(`update assignment set ends_before = '2026-11-30' where user_name = 'Person A'`)
  await c.day('2026-12-01T09:00:00Z')
  expect(await reminders()).toEqual([[30, 2]])
})

test('a round closed early is reminded of after its last day alone, and only while an answer counts', async () => {
  const roleId = await c.newRole('Prøverolle', { nonResponse: 'keep' })
  await c.hold(roleId, await c.newUser('Person A'))
  const id = await c.start({ roleIds: [roleId] })
  await c.portal.act('Signe', (ctx) => closeRound(ctx, id))
  await c.day('2026-12-01T09:00:00Z')
  await c.day('2026-12-21T09:00:00Z')
  expect(await reminders()).toEqual([])
  await c.day('2027-01-05T09:00:00Z')
  expect(await reminders()).toEqual([[-5, 1]])
})

test('once a round is settled, the tasks of those who did not answer end, and say so', async () => {
  const roleId = await c.newRole('Prøverolle', { nonResponse: 'keep' })
  for (const name of ['Person A', 'Person B', 'Person C']) await c.hold(roleId, await c.newUser(name))
  await c.hold(roleId, await c.newUser('Aage Aarhus', 'Aarhus'), 'Aarhus')
  const id = await c.start({ roleIds: [roleId], closesOn: civilDay('2026-12-11') })
  const lines = await c.lines(id)
  await c.portal.act('Katrine', (ctx) => answerItems(ctx, [{ itemId: lines[0]?.id ?? '', answer: 'keep' }]))
  await c.day('2026-12-12T09:00:00Z')
  await c.day('2026-12-27T09:00:00Z')
  // The job that the settling asks for.
  await workInAll(c.portal.app.world, id)
  expect(
    await c.rows('select status, completed_at from certification_round r, certification_municipality m'),
  ).toEqual([
    { status: 'settled', completed_at: null },
    { status: 'settled', completed_at: null },
  ])
  // Korsbæk answered for some and took part; nobody in Aarhus answered, and that is no participation (T4).
  expect(await c.rows('select status, outcome from task order by outcome')).toEqual([
    { status: 'completed', outcome: 'lapsed' },
    { status: 'completed', outcome: 'participated' },
  ])
  const because = async (type: string) => (await c.events(type)).map(({ facts }) => facts.because)
  expect(await because('task.completed')).toEqual(['Bekræftelsen er afsluttet. 2 linjer fik ikke svar.'])
  expect(await because('task.lapsed')).toEqual(['Bekræftelsen er afsluttet. Ingen svarede.'])
  expect(await c.events('certification.completed')).toEqual([])
  await c.day('2026-12-27T10:00:00Z')
  expect(await c.events('task.completed')).toHaveLength(1)
  expect(await c.events('task.lapsed')).toHaveLength(1)
})
