import { describe, expect, test } from 'vitest'
import { useCertificationPortal } from '../../../test/support/certification-portal.ts'
import { answerItems } from './actions/answering.ts'
import type { GivenAnswer } from './domain/item.ts'
import { certificationWorkQueue, certificationWorkSpec, leaverQueue } from './work/queues.ts'

const c = useCertificationPortal('Katrine', 'Signe', 'Omar')

const answer = (...answers: GivenAnswer[]) => c.portal.act('Katrine', (ctx) => answerItems(ctx, answers))
const resultsOf = async (...answers: GivenAnswer[]) =>
  (await answer(...answers)).map(({ result, refusal }) => refusal?.code ?? result)

/** Has gone as a sign-in without a privilege finds it, or as the administrator notes it. @returns the round */
async function leave(userId: string, how: 'privilegeLost' | 'noted' = 'privilegeLost'): Promise<string> {
  await c.rows(
    how === 'noted'
      ? 'update user_account set left_at = now() where id = $1'
      : `update user_account set system_roles = '{}' where id = $1`,
    [userId],
  )
  await c.hear(leaverQueue, userId)
  const [round] = await c.rows(
    `select r.id from certification_round r join certification_item i on i.round_id = r.id
     where r.kind = 'leaver' and i.user_id = $1 order by r.started_at desc, r.id desc`,
    [userId],
  )
  return round?.id
}

/** As the door leaves the user of a sign-in with a privilege. */
const comeBack = (userId: string) =>
  c.rows(`update user_account set left_at = null, system_roles = '{bruger}' where id = $1`, [userId])

async function holder(name = 'Person A') {
  const roleId = await c.newRole('Prøverolle', { nonResponse: 'keep' })
  const userId = await c.newUser(name)
  await c.hold(roleId, userId)
  return { roleId, userId }
}

describe('whoever comes back keeps the roles (C6)', () => {
  test.each(['privilegeLost', 'noted'] as const)('%s, then a sign-in with a privilege', async (how) => {
    const { roleId, userId } = await holder()
    const round = await leave(userId, how)
    await comeBack(userId)
    await c.day('2026-11-24T09:00:00Z')
    expect(await c.lines(round)).toMatchObject([{ answer: null, consequence: 'returned' }])
    expect(await c.rows('select status, outcome from task')).toEqual([
      { status: 'completed', outcome: 'lapsed' },
    ])
    const [lapsed] = await c.events('task.lapsed')
    expect(lapsed?.facts.because).toBe(
      'Ingen af linjerne kræver svar længere: rollerne er afsluttet uden om bekræftelsen, personen er tilbage, eller der bliver spurgt igen i en ny runde.',
    )
    expect(await c.events('certification.reminderDue')).toEqual([])
    await c.day('2026-12-25T09:00:00Z')
    expect(await c.holders(roleId)).toEqual(['Person A'])
    const [line] = await c.lines(round)
    expect(await resultsOf({ itemId: line?.id ?? '', answer: 'withdraw', reason: 'Er stoppet' })).toEqual([
      'returned',
    ])
  })

  test('the sign-in itself tells, and the line falls away at once', async () => {
    const roleId = await c.newRole('Prøverolle')
    await c.portal.actor('Anders')
    const userId = await c.userId('Anders')
    await c.hold(roleId, userId)
    const round = await leave(userId)
    await c.portal.as('Anders')
    const [told] = await c.events('user.returned')
    expect(told).toMatchObject({ subject_id: userId, organisation_id: c.portal.organisation('Korsbæk') })
    expect(certificationWorkSpec.listensTo).toContain('user.returned')
    await certificationWorkQueue(c.portal.app.world).handle(
      { organisationId: told?.organisation_id ?? 0, subjectType: 'user', subjectId: userId },
      { id: 'job' },
    )
    expect(await c.lines(round)).toMatchObject([{ consequence: 'returned' }])
    await c.portal.as('Anders')
    expect(await c.events('user.returned')).toHaveLength(1)
  })

  test('on the very day of the removal', async () => {
    const { roleId, userId } = await holder()
    await leave(userId)
    await comeBack(userId)
    await c.day('2026-12-08T09:00:00Z')
    expect(await c.holders(roleId)).toEqual(['Person A'])
  })

  test('whoever is back before the round begins is asked about in none', async () => {
    const { userId } = await holder()
    await c.hear(leaverQueue, userId)
    expect(await c.rows('select id from certification_round')).toEqual([])
  })

  test('and who leaves again is asked about again', async () => {
    const { roleId, userId } = await holder()
    await leave(userId)
    await comeBack(userId)
    await c.day('2026-11-24T09:00:00Z')
    const again = await leave(userId)
    expect(await c.lines(again)).toMatchObject([{ consequence: null }])
    await c.day('2026-12-09T09:00:00Z')
    expect(await c.holders(roleId)).toEqual([])
  })
})

describe('an answer counts in every open line of the same holder and role', () => {
  async function inBoth() {
    const one = await holder()
    const regular = await c.start({ roleIds: [one.roleId] })
    const leaver = await leave(one.userId)
    const [[asked], [left]] = [await c.lines(regular), await c.lines(leaver)]
    return { ...one, regular, leaver, asked: asked?.id ?? '', left: left?.id ?? '' }
  }
  const answersOf = async (...roundIds: string[]) =>
    (await Promise.all(roundIds.map((id) => c.lines(id)))).flat()

  test('kept in the regular round, kept in the leaver’s', async () => {
    const { roleId, regular, leaver, asked } = await inBoth()
    expect(await resultsOf({ itemId: asked, answer: 'keep' })).toEqual(['saved'])
    expect(await answersOf(regular, leaver)).toMatchObject([{ answer: 'keep' }, { answer: 'keep' }])
    expect(await c.rows('select undecided from certification_municipality')).toEqual([
      { undecided: 0 },
      { undecided: 0 },
    ])
    expect(await c.rows('select status from task')).toEqual([
      { status: 'completed' },
      { status: 'completed' },
    ])
    expect(await c.events('certificationItem.answered')).toHaveLength(2)
    await c.day('2026-12-25T09:00:00Z')
    expect(await c.holders(roleId)).toEqual(['Person A'])
  })

  test('withdrawn and then corrected in the leaver’s, both follow, and either can be corrected on', async () => {
    const { roleId, regular, leaver, asked, left } = await inBoth()
    await answer({ itemId: left, answer: 'withdraw', reason: 'Er stoppet' })
    expect(await c.holders(roleId)).toEqual([])
    await c.day('2026-11-24T09:00:00Z')
    expect(await resultsOf({ itemId: left, answer: 'keep' })).toEqual(['saved'])
    const [current] = await c.rows('select id from assignment where ended_at is null')
    expect(await answersOf(regular, leaver)).toMatchObject([
      { answer: 'keep', consequence: null, held_assignment_id: current.id },
      { answer: 'keep', consequence: null, held_assignment_id: current.id },
    ])
    expect(await resultsOf({ itemId: asked, answer: 'withdraw', reason: 'Alligevel' })).toEqual(['saved'])
    expect(await c.holders(roleId)).toEqual([])
    expect(await answersOf(regular, leaver)).toMatchObject([{ answer: 'withdraw' }, { answer: 'withdraw' }])
  })

  test('replaced in one and taken back in the other, the successor goes', async () => {
    const { roleId, asked, left } = await inBoth()
    const successorId = await c.newUser('Person Z')
    await answer({ itemId: left, answer: 'replace', successorId })
    expect(await c.holders(roleId)).toEqual(['Person Z'])
    expect(await resultsOf({ itemId: asked, answer: 'keep' })).toEqual(['saved'])
    expect(await c.holders(roleId)).toEqual(['Person A'])
  })

  test('one who waits for the successor goes once, and is not asked about meanwhile', async () => {
    const roleId = await c.newRole('Prøverolle', { nonResponse: 'keep', opens: true })
    const userId = await c.newUser('Person A')
    await c.hold(roleId, userId)
    const regular = await c.start({ roleIds: [roleId] })
    const leaver = await leave(userId)
    const [line] = await c.lines(regular)
    await answer({ itemId: line?.id ?? '', answer: 'replace', successorId: await c.newUser('Person Z') })
    expect(await answersOf(regular, leaver)).toMatchObject([{ answer: 'replace' }, { answer: 'replace' }])
    await comeBack(userId)
    await leave(userId)
    expect(await c.rows(`select kind from certification_round where kind = 'leaver'`)).toHaveLength(1)
    await c.day('2026-12-24T09:00:00Z')
    expect(await c.holders(roleId)).toEqual(['Person Z'])
    expect(await c.events('assignment.ended')).toHaveLength(1)
  })

  test('both lines in one request: the same answer is one, two different ones are refused', async () => {
    const { roleId, regular, leaver, asked, left } = await inBoth()
    const reason = 'Er stoppet'
    expect(
      await resultsOf({ itemId: asked, answer: 'keep' }, { itemId: left, answer: 'withdraw', reason }),
    ).toEqual(['saved', 'answered-twice'])
    expect(
      await resultsOf(
        { itemId: asked, answer: 'withdraw', reason },
        { itemId: left, answer: 'withdraw', reason },
      ),
    ).toEqual(['saved', 'saved'])
    expect(await c.holders(roleId)).toEqual([])
    expect(await c.events('assignment.ended')).toHaveLength(1)
    expect(await answersOf(regular, leaver)).toMatchObject([{ answer: 'withdraw' }, { answer: 'withdraw' }])
  })
})
