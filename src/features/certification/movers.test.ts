import { describe, expect, test } from 'vitest'
import { useCertificationPortal } from '../../../test/support/certification-portal.ts'
import { wordsOf } from '../notifications/reason-words.ts'
import { tellWhatHappened } from '../notifications/work.ts'
import { answerItems } from './actions/answering.ts'
import { moverQueue, moverSpec } from './work/queues.ts'

const c = useCertificationPortal('Katrine', 'Signe', 'Anders')

/** Anders signs in; until now the portal knew him by this title. What was told is handed to who listens. */
async function signInAfter(title: string): Promise<void> {
  await c.rows(`update user_account set title = $1, asserted_title = $1 where name = 'Anders Skov'`, [title])
  await c.portal.as('Anders')
  for (const { subject_id: userId } of await c.events('user.moved')) await c.hear(moverQueue, userId)
}

async function andersHolds(name = 'Prøverolle') {
  const roleId = await c.newRole(name, { nonResponse: 'remove', graceDays: 0 })
  await c.hold(roleId, await c.userId('Anders'))
  return roleId
}
const moverRounds = () =>
  c.rows(`select id, name, closes_on::text from certification_round where kind = 'mover'`)

describe('whoever gets another title is asked about at once (C6)', () => {
  test('in a round of their own, from which nobody loses anything', async () => {
    const roleId = await andersHolds()
    await signInAfter('Elev')
    expect(moverSpec.listensTo).toContain('user.moved')
    const [told] = await c.rows(`select changes from event where type = 'user.moved'`)
    expect(told.changes.title.from).toBe('Elev')
    const [round] = await moverRounds()
    expect(round).toMatchObject({ name: 'Ny stilling: Anders Skov', closes_on: '2026-12-07' })
    const [text] = await c.rows(
      'select title, title || goal || description || assignment as text from task_template_version',
    )
    expect(text.title).toBe('Bekræft rollerne for en medarbejder, der har fået ny stilling')
    expect(text.text).not.toContain('Anders')
    await c.day('2026-12-09T09:00:00Z')
    expect(await c.lines(round.id)).toMatchObject([{ answer: null, consequence: 'kept' }])
    expect(await c.holders(roleId)).toEqual(['Anders Skov'])
  })

  test('and their administrator is told of it once, by name, and where to answer', async () => {
    await andersHolds()
    await signInAfter('Elev')
    await tellWhatHappened(c.portal.app.world)
    const told = await c.rows(
      `select reason, facts, actor_name as "actorName", subject_id as "subjectId"
      from notification where user_id = $1`,
      [await c.userId('Katrine')],
    )
    expect(told.map(({ reason }) => reason)).toEqual(['certificationOpened'])
    expect(wordsOf(told[0], 'da')).toMatchObject({
      title: 'Svar senest 07-12-2026: Passer rollerne stadig til Anders Skov?',
      text: 'Anders Skov har fået en ny stilling. Svar for hver rolle, om den stadig passer.',
    })
  })

  test('once, however often they sign in, and not where an open round asks already', async () => {
    await andersHolds()
    await signInAfter('Elev')
    await signInAfter('Elev')
    expect(await moverRounds()).toHaveLength(1)
    await c.clear()
    const other = await andersHolds('Anden rolle')
    await c.start({ roleIds: [other] })
    await signInAfter('Elev')
    expect(await moverRounds()).toEqual([])
  })

  test('the yearly round asks all the same, and one answer counts in both', async () => {
    const roleId = await andersHolds()
    await signInAfter('Elev')
    const yearly = await c.start({ roleIds: [roleId] })
    const [line] = await c.lines(yearly)
    await c.portal.act('Katrine', (ctx) => answerItems(ctx, [{ itemId: line?.id ?? '', answer: 'keep' }]))
    expect(await c.rows('select answer from certification_item')).toEqual([
      { answer: 'keep' },
      { answer: 'keep' },
    ])
  })

  test.each([
    ['the same title', null],
    ['a title that was not known', ''],
  ])('%s is no move', async (_, before) => {
    await andersHolds()
    if (before === null) await c.portal.as('Anders')
    else await signInAfter(before)
    expect(await c.events('user.moved')).toEqual([])
    expect(await moverRounds()).toEqual([])
  })
})
