import { describe, expect, test } from 'vitest'
import { useCertificationPortal } from '../../../test/support/certification-portal.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { answerItems } from './actions/answering.ts'
import { decideBrake } from './actions/deciding.ts'
import { workInAll } from './work/queues.ts'

const c = useCertificationPortal('Katrine', 'Lone', 'Signe', 'Omar')

describe('a server that was down over the close (C3)', () => {
  test('the whole grace is counted from the close, and a late answer in it counts', async () => {
    const roleId = await c.newRole('Prøverolle', { nonResponse: 'remove', graceDays: 14 })
    for (const name of ['Person A', 'Person B']) await c.hold(roleId, await c.newUser(name))
    const id = await c.start({ roleIds: [roleId], closesOn: civilDay('2026-12-11') })
    await c.day('2027-01-04T09:00:00Z')
    await c.portal.act('Omar', (ctx) => decideBrake(ctx, { roundId: id, roleId, decision: 'approved' }))
    // The brake was let go on 4 January: fourteen days from then.
    await c.day('2027-01-17T09:00:00Z')
    expect(await c.holders(roleId)).toEqual(['Person A', 'Person B'])
    const [a] = await c.lines(id)
    const [answered] = await c.portal.act('Katrine', (ctx) =>
      answerItems(ctx, [{ itemId: a?.id ?? '', answer: 'keep' }]),
    )
    expect(answered?.result).toBe('saved')
    await c.day('2027-01-18T09:00:00Z')
    expect(await c.holders(roleId)).toEqual(['Person A'])
  })

  test('where nothing is lost, a late answer has its two weeks all the same', async () => {
    const roleId = await c.newRole('Prøverolle', { nonResponse: 'keep' })
    await c.hold(roleId, await c.newUser('Person A'))
    await c.start({ roleIds: [roleId], closesOn: civilDay('2026-12-11') })
    await c.day('2027-01-04T09:00:00Z')
    await c.day('2027-01-17T09:00:00Z')
    expect(await c.rows('select status from certification_round')).toEqual([{ status: 'closed' }])
    await c.day('2027-01-18T09:00:00Z')
    expect(await c.rows('select status from certification_round')).toEqual([{ status: 'settled' }])
  })
})

describe('one that fails stops no other', () => {
  /** A fault in one municipality alone, as a broken row there would make it. */
  async function broken(table: string, condition: string, work: () => Promise<void>) {
    await c.rows(`create function break_it() returns trigger language plpgsql as
      $$ begin if ${condition} then raise exception 'broken'; end if; return new; end $$`)
    await c.rows(
      `create trigger break_it before insert or update on ${table} for each row execute function break_it()`,
    )
    try {
      await work()
    } finally {
      await c.rows('drop function break_it() cascade')
    }
  }

  async function twoMunicipalities() {
    const roleId = await c.newRole('Prøverolle', { nonResponse: 'keep' })
    const held = {
      Korsbæk: await c.hold(roleId, await c.newUser('Person A')),
      Aarhus: await c.hold(roleId, await c.newUser('Person B', 'Aarhus'), 'Aarhus'),
    }
    return { roleId, held }
  }

  test('a municipality: the others are carried out, the round is settled, reminders are told, the fault too', async () => {
    const { roleId } = await twoMunicipalities()
    const second = await c.newRole('Anden rolle')
    await c.hold(second, await c.newUser('Person C'))
    const old = await c.start({ roleIds: [second], closesOn: civilDay('2026-11-24') })
    await c.day('2026-11-25T09:00:00Z')
    c.portal.clock.moveTo('2026-12-11T09:00:00Z')
    await c.hold(roleId, await c.newUser('Person D', 'Aarhus'), 'Aarhus')
    const id = await c.start({ roleIds: [roleId], closesOn: civilDay('2026-12-31') })
    await c.rows(
      `update assignment set ended_at = now(), end_reason = 'Rejst'
      where role_id = $1 and user_name <> 'Person D'`,
      [roleId],
    )
    const korsbaek = c.portal.organisation('Korsbæk')
    await broken(
      'certification_item',
      `new.organisation_id = ${korsbaek} and new.round_id = '${id}'`,
      async () => {
        await expect(c.day('2026-12-21T09:00:00Z')).rejects.toThrow('Parts of the confirmation failed')
      },
    )
    expect((await c.lines(id)).map((line) => line.consequence)).toEqual([null, 'elsewhere', null])
    expect(await c.rows('select status from certification_round where id = $1', [old])).toEqual([
      { status: 'settled' },
    ])
    expect(await c.events('certification.reminderDue')).toMatchObject([{ facts: { days: 10, undecided: 1 } }])
    await workInAll(c.portal.app.world, null)
    expect((await c.lines(id)).map((line) => line.consequence)).toEqual(['elsewhere', 'elsewhere', null])
  })

  test('a round that cannot be closed keeps no other open', async () => {
    const { roleId } = await twoMunicipalities()
    const second = await c.newRole('Anden rolle')
    await c.hold(second, await c.newUser('Person C'))
    const one = await c.start({ roleIds: [roleId], closesOn: civilDay('2026-11-24') })
    const two = await c.start({ roleIds: [second], closesOn: civilDay('2026-11-24') })
    await broken('certification_round', `new.id = '${one}'`, async () => {
      await expect(c.day('2026-11-25T09:00:00Z')).rejects.toThrow('Parts of the confirmation failed')
    })
    const statusOf = (id: string) => c.rows('select status from certification_round where id = $1', [id])
    expect([await statusOf(one), await statusOf(two)]).toEqual([[{ status: 'open' }], [{ status: 'closed' }]])
    await c.day('2026-11-25T10:00:00Z')
    expect(await statusOf(one)).toEqual([{ status: 'closed' }])
  })
})
