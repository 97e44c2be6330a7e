import { describe, expect, test } from 'vitest'
import { useCertificationPortal } from '../../../test/support/certification-portal.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { answerItems } from './actions/answering.ts'
import { decideBrake } from './actions/deciding.ts'
import { rerunRound } from './actions/rerunning.ts'
import { workInAll } from './work/queues.ts'

const c = useCertificationPortal('Katrine', 'Lone', 'Signe', 'Omar')

const read = async (who: 'Katrine' | 'Signe', path: string): Promise<string> =>
  (await (await c.portal.as(who)).get(path)).payload.replace(/<[^>]*>/g, '')

/** One of Korsbæk without an answer, and so many of Aarhus who are confirmed, in a round that closed on its day. */
async function closedWithSilence(others: number) {
  const roleId = await c.newRole('Prøverolle', { nonResponse: 'remove', graceDays: 14 })
  await c.hold(roleId, await c.newUser('Birgit Lang'))
  for (let count = 1; count <= others; count += 1)
    await c.hold(roleId, await c.newUser(`Aage ${count}`, 'Aarhus'), 'Aarhus')
  const id = await c.start({ roleIds: [roleId], name: 'Runden', closesOn: civilDay('2026-12-11') })
  const aarhus = (await c.lines(id)).filter(({ user_name: name }) => name.startsWith('Aage'))
  const answers = aarhus.map((line) => ({ itemId: line.id, answer: 'keep' as const }))
  await c.portal.act('Lone', (ctx) => answerItems(ctx, answers))
  await c.day('2026-12-12T09:00:00Z')
  return { roleId, id }
}

const again = (roundId: string) =>
  c.portal.act('Signe', (ctx) =>
    rerunRound(ctx, { roundId, closesOn: civilDay('2027-01-06'), name: 'Runden, igen' }),
  )

const birgit = async (roundId: string) =>
  (await c.lines(roundId)).find(({ user_name: name }) => name === 'Birgit Lang')

const brakes = (roundId: string) =>
  c.rows('select brake from certification_round_role where round_id = $1', [roundId])

describe('a round again takes over what the first one was still to do (ADR 57)', () => {
  test('nobody loses the role on the first round’s day, and both pages say the day that holds', async () => {
    const { roleId, id } = await closedWithSilence(11)
    expect(await read('Katrine', `/bekraeftelser/${id}`)).toContain('25-12-2026Prøverolle afsluttes')
    const path = `/bekraeftelser/${id}/igen?closesOn=06-01-2027`
    expect(await read('Signe', path)).toContain(
      '1 person i 1 kommune mister rollen eller adgangen den 20-01-2027',
    )
    const { id: later } = await again(id)
    await workInAll(c.portal.app.world, id)
    expect(await birgit(id)).toMatchObject({ consequence: 'askedAgain', asked_again_in: later })
    const first = await read('Katrine', `/bekraeftelser/${id}`)
    expect(first).toContain('Spurgt igen i »Runden, igen«')
    expect(first).not.toContain('25-12-2026')
    expect(await read('Katrine', `/bekraeftelser/${later}`)).toContain('20-01-2027')
    expect(await read('Signe', `/bekraeftelser/${id}`)).toContain('1 spurgt igen i en ny runde')
    await c.day('2026-12-27T09:00:00Z')
    expect(await c.holders(roleId, 'Korsbæk')).toEqual(['Birgit Lang'])
    await c.day('2027-01-07T09:00:00Z')
    await c.day('2027-01-19T09:00:00Z')
    expect(await c.holders(roleId, 'Korsbæk')).toEqual(['Birgit Lang'])
    await c.day('2027-01-20T09:00:00Z')
    expect(await c.holders(roleId, 'Korsbæk')).toEqual([])
    // What the first one says of the line stands when the role has ended, too.
    expect((await birgit(id))?.consequence).toBe('askedAgain')
    expect((await birgit(later))?.consequence).toBe('removed')
  })

  test('the first round’s task waits for nothing, and its line takes no answer: the new one does', async () => {
    const { id } = await closedWithSilence(11)
    const { id: later } = await again(id)
    await workInAll(c.portal.app.world, id)
    const tasks = await c.rows(
      `select t.outcome from task t join certification_municipality m on m.organisation_id = t.organisation_id
         and m.task_number = t.number where m.organisation_id = $1 order by t.number`,
      [c.portal.organisation('Korsbæk')],
    )
    expect(tasks.map(({ outcome }) => outcome)).toEqual(['lapsed', null])
    const [old, line] = [await birgit(id), await birgit(later)]
    const answers = [
      { itemId: old?.id ?? '', answer: 'keep' as const },
      { itemId: line?.id ?? '', answer: 'keep' as const },
    ]
    const results = await c.portal.act('Katrine', (ctx) => answerItems(ctx, answers))
    expect(results.map(({ result, refusal }) => refusal?.code ?? result)).toEqual(['asked-again', 'saved'])
    expect(await birgit(id)).toMatchObject({ answer: null, consequence: 'askedAgain' })
    // Nobody can be asked a third time by the first round.
    await expect(again(id)).rejects.toMatchObject({ code: 'all-answered' })
    const page = await read('Signe', `/bekraeftelser/${id}/igen`)
    expect(page).toContain('Ingen linjer mangler svar, så der er ingen at spørge om igen.')
    expect(page).not.toContain('0 linjer')
  })

  test('a role that goes on is asked about in one place, too', async () => {
    const roleId = await c.newRole('Prøverolle', { nonResponse: 'keep' })
    await c.hold(roleId, await c.newUser('Birgit Lang'))
    const id = await c.start({ roleIds: [roleId], name: 'Runden', closesOn: civilDay('2026-12-11') })
    await c.day('2026-12-12T09:00:00Z')
    await again(id)
    expect((await birgit(id))?.consequence).toBe('askedAgain')
    const own = await read('Katrine', '/bekraeftelser')
    expect(own.indexOf('Tidligere')).toBeLessThan(own.lastIndexOf('Lukket 12-12-2026'))
    expect(own).not.toContain('kan besvares')
  })

  test('a pause that was carried out stays, and any answer ends it', async () => {
    const roleId = await c.newRole('Prøverolle', { nonResponse: 'suspend' })
    await c.hold(roleId, await c.newUser('Birgit Lang'))
    const id = await c.start({ roleIds: [roleId], name: 'Runden', closesOn: civilDay('2026-12-11') })
    await c.day('2026-12-12T09:00:00Z')
    const paused = { roundId: id, roleId, decision: 'approved' } as const
    await c.portal.act('Omar', (ctx) => decideBrake(ctx, paused))
    await workInAll(c.portal.app.world, id)
    const { id: later } = await again(id)
    expect((await birgit(id))?.consequence).toBe('suspended')
    const given = { itemId: (await birgit(later))?.id ?? '', answer: 'keep' as const }
    await c.portal.act('Katrine', (ctx) => answerItems(ctx, [given]))
    expect(await c.rows('select suspended_at from assignment')).toEqual([{ suspended_at: null }])
    expect((await birgit(id))?.answer).toBe('keep')
  })

  test('what the brake held is decided nowhere: it is asked again', async () => {
    const { roleId, id } = await closedWithSilence(1)
    expect(await brakes(id)).toEqual([{ brake: 'held' }])
    await again(id)
    expect(await brakes(id)).toEqual([{ brake: 'superseded' }])
    const decide = c.portal.act('Omar', (ctx) =>
      decideBrake(ctx, { roundId: id, roleId, decision: 'approved' }),
    )
    await expect(decide).rejects.toMatchObject({ code: 'not-held' })
    expect(await read('Signe', `/bekraeftelser/${id}`)).not.toContain('holdt tilbage')
  })
})

describe('whoever a closed round is still to remove is asked in no other', () => {
  test('an ordinary round leaves them out and says so; the removal that was announced stands', async () => {
    const { roleId, id } = await closedWithSilence(11)
    const form = {
      ...{ name: 'Ny runde', roleIds: [roleId], audience: 'all', closesOn: '31-01-2027' },
      ...{ nonResponse: 'remove', graceDays: '14' },
    }
    const preview = await (await c.portal.as('Signe')).post('/bekraeftelser/forhaandsvis', form)
    const words = preview.payload.replace(/<[^>]*>/g, '')
    expect(words).toContain('1 kommune bliver spurgt om 11 personer.')
    expect(words).toContain('som de er ved at miste efter en lukket')
    const fresh = await c.start({ roleIds: [roleId], closesOn: civilDay('2027-01-31') })
    expect((await c.lines(fresh)).map(({ user_name: name }) => name)).not.toContain('Birgit Lang')
    await c.day('2026-12-25T09:00:00Z')
    expect((await birgit(id))?.consequence).toBe('removed')
    expect(await c.holders(roleId, 'Korsbæk')).toEqual([])
  })

  test('a plan that comes due every month removes them all the same', async () => {
    const roleId = await c.newRole('Månedlig', { nonResponse: 'remove', graceDays: 20, months: 1 })
    await c.hold(roleId, await c.newUser('Birgit Lang'))
    const id = await c.start({ roleIds: [roleId], closesOn: civilDay('2026-12-11') })
    await c.rows(
      `insert into certification_schedule (role_id, is_on, anchor_on, last_due_on, changed_at, changed_by_name)
       values ($1, true, '2026-11-12', '2026-11-12', now(), 'Signe Bruun')`,
      [roleId],
    )
    await c.day('2026-12-12T09:00:00Z')
    await c.portal.act('Omar', (ctx) => decideBrake(ctx, { roundId: id, roleId, decision: 'approved' }))
    await c.day('2026-12-12T10:00:00Z')
    expect(await c.rows('select id from certification_round')).toHaveLength(1)
    await c.day('2027-01-01T09:00:00Z')
    expect(await c.holders(roleId)).toEqual([])
  })
})
