import { describe, expect, test } from 'vitest'
import { useCertificationPortal } from '../../../test/support/certification-portal.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { wordsOf } from '../notifications/reason-words.ts'
import { tellWhatHappened } from '../notifications/work.ts'
import { type BrakeDecision, decideBrake } from './actions/deciding.ts'

const c = useCertificationPortal('Katrine', 'Lone', 'Signe', 'Omar')

/** Two of Korsbæk and one of Aarhus, all without an answer: the brake holds them. */
async function held(nonResponse: 'remove' | 'suspend', graceDays: number) {
  const roleId = await c.newRole('Prøverolle', { nonResponse, graceDays })
  for (const name of ['Birgit Lang', 'Jonas Vium']) await c.hold(roleId, await c.newUser(name))
  await c.hold(roleId, await c.newUser('Aage Aarhus', 'Aarhus'), 'Aarhus')
  const id = await c.start({ roleIds: [roleId], closesOn: civilDay('2026-12-11'), name: 'Runden' })
  await c.day('2026-12-12T09:00:00Z')
  const decide = (decision: BrakeDecision) =>
    c.portal.act('Omar', (ctx) => decideBrake(ctx, { roundId: id, roleId, decision }))
  return { roleId, id, decide }
}

const toldKatrine = async () => {
  await tellWhatHappened(c.portal.app.world)
  const rows = await c.rows(
    `select n.reason, n.facts, n.actor_name as "actorName", n.subject_id as "subjectId",
       (select m.state from notification_mail m where m.user_id = n.user_id and m.event_id = n.event_id) as mail
     from notification n join user_account u on u.id = n.user_id
     where u.name = 'Katrine Holm' and n.reason like 'brake%'`,
  )
  return rows.map((row) => ({ reason: row.reason, mail: row.mail, ...wordsOf(row, 'da') }))
}

describe('letting go of the brake (C4)', () => {
  test('gives the grace from the day it is decided, and tells each municipality at once', async () => {
    const { roleId, id, decide } = await held('remove', 14)
    // Eighteen days after the announced day of removal, the 25th.
    await c.day('2027-01-12T09:00:00Z')
    expect(await decide('approved')).toEqual({ lines: 3, removesOn: '2027-01-26' })
    await c.day('2027-01-12T10:00:00Z')
    expect(await c.holders(roleId)).toHaveLength(3)
    const events = await c.events('certification.brakeDecided')
    expect(events.map((event) => [event.organisation_id, event.facts.lines]).sort()).toEqual(
      [
        [c.portal.organisation('Aarhus'), 1],
        [c.portal.organisation('Korsbæk'), 2],
      ].sort(),
    )
    expect(events[0]?.facts).toMatchObject({ decision: 'approved', policy: 'remove', endsOn: '2027-01-26' })
    expect(await toldKatrine()).toMatchObject([
      {
        reason: 'brakeApproved',
        mail: 'planned',
        title: '2 personer mister rollen »Prøverolle« den 26-01-2027, hvis ingen svarer',
        text: 'KOMBIT har taget stilling til dem uden svar i runden »Runden«. I kan svare til og med 25-01-2027.',
        action: 'Svar nu',
        href: `/bekraeftelser/${id}`,
      },
    ])
    // What waited for the central body waits no more, and its day to answer is another.
    const inbox = (await (await c.portal.as('Katrine')).get('/notifikationer')).payload
    expect(inbox).not.toContain('venter på, at KOMBIT tager stilling')
    const page = (await (await c.portal.as('Katrine')).get(`/bekraeftelser/${id}`)).payload
    expect(page.replace(/<[^>]*>/g, '')).toContain('kan besvares til og med 25-01-2027')
    await c.day('2027-01-26T09:00:00Z')
    expect(await c.holders(roleId)).toEqual([])
  })

  test('the day that was announced stays where it comes later', async () => {
    const { roleId, decide } = await held('remove', 30)
    expect(await decide('approved')).toEqual({ lines: 3, removesOn: '2027-01-11' })
    expect(await c.holders(roleId)).toHaveLength(3)
  })

  test('without any grace there is one whole day to answer in', async () => {
    const { roleId, decide } = await held('remove', 0)
    expect(await decide('approved')).toEqual({ lines: 3, removesOn: '2026-12-14' })
    await c.day('2026-12-13T22:30:00Z')
    expect(await c.holders(roleId)).toHaveLength(3)
    await c.day('2026-12-14T08:00:00Z')
    expect(await c.holders(roleId)).toEqual([])
  })

  test('pauses at once, and tells so', async () => {
    const { decide } = await held('suspend', 14)
    expect(await decide('approved')).toEqual({ lines: 3, removesOn: null })
    expect(await toldKatrine()).toMatchObject([
      { title: 'Rollen »Prøverolle« er sat på pause for 2 personer', action: 'Svar nu' },
    ])
  })

  test('that everybody keeps the role is told too', async () => {
    const { decide, roleId } = await held('remove', 14)
    expect(await decide('rejected')).toEqual({ lines: 3, removesOn: null })
    expect(await toldKatrine()).toMatchObject([
      {
        reason: 'brakeRejected',
        title: '2 personer beholder rollen »Prøverolle«, selv om ingen har svaret',
        text: expect.stringContaining('Det har KOMBIT besluttet'),
      },
    ])
    await c.day('2027-01-30T09:00:00Z')
    expect(await c.holders(roleId)).toHaveLength(3)
  })
})

test('the close says before it is done whom the brake would hold, and on which day others lose the role', async () => {
  const held = await c.newRole('Bremset', { nonResponse: 'remove', graceDays: 14 })
  await c.hold(held, await c.newUser('Birgit Lang'))
  const kept = await c.newRole('Fortsætter', { nonResponse: 'keep' })
  await c.hold(kept, await c.newUser('Jonas Vium'))
  const id = await c.start({ roleIds: [held, kept] })
  const page = (await (await c.portal.as('Signe')).get(`/bekraeftelser/${id}/luk`)).payload
  expect(page).toContain(
    'Bremset: 1 person. Det er 1 af 1 person med rollen. Derfor bliver de holdt tilbage, til driften har taget stilling. Hvis den godkender det: Rollen afsluttes.',
  )
  expect(page).toContain('Fortsætter: 1 person. Rollen fortsætter.')
  expect(page).not.toContain('10 %')
  for (let count = 1; count <= 11; count += 1) await c.hold(held, await c.newUser(`Person ${count}`))
  const other = await c.start({ roleIds: [held], closesOn: civilDay('2026-12-20') })
  await c.rows(`delete from certification_item where round_id = $1 and user_name <> 'Person 1'`, [other])
  const round = (await (await c.portal.as('Signe')).get(`/bekraeftelser/${other}/luk`)).payload
  expect(round.replace(/<[^>]*>/g, '')).toContain('Rollen afsluttes 03-01-2027, hvis ingen svarer inden.')
})
