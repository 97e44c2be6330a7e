import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useCertificationPortal } from '../../../test/support/certification-portal.ts'
import type { Browser } from '../../../test/support/test-app.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { wordsOf } from '../notifications/reason-words.ts'
import { tellWhatHappened } from '../notifications/work.ts'
import { answerItems } from './actions/answering.ts'
import { decideBrake } from './actions/deciding.ts'
import { workInAll } from './work/queues.ts'

const c = useCertificationPortal('Lone')
let katrine: Browser
let signe: Browser
beforeAll(async () => {
  katrine = await c.portal.as('Katrine')
  signe = await c.portal.as('Signe')
  await c.portal.as('Omar')
})

/** As it is read: days stand in elements of their own. */
const read = async (browser: Browser, path: string): Promise<string> =>
  (await browser.get(path)).payload.replace(/<[^>]*>/g, '')

const keep = async (roundId: string, name: string, as: 'Katrine' | 'Lone' = 'Katrine') => {
  const line = (await c.lines(roundId)).find((one) => one.user_name === name)
  await c.portal.act(as, (ctx) => answerItems(ctx, [{ itemId: line?.id ?? '', answer: 'keep' }]))
}

describe('a round that closed before its last day', () => {
  const closed = 'Lukket 23-11-2026, kan besvares til 13-01-2027'
  let roleId: string
  let id: string
  /** Two of many: the brake lets them go. */
  beforeEach(async () => {
    roleId = await c.newRole('Prøverolle', { nonResponse: 'remove', graceDays: 14 })
    for (const name of ['Birgit Lang', 'Jonas Vium']) await c.hold(roleId, await c.newUser(name))
    id = await c.start({ roleIds: [roleId] })
    await signe.post(`/bekraeftelser/${id}/luk`)
  })
  const approve = () =>
    c.portal.act('Omar', (ctx) => decideBrake(ctx, { roundId: id, roleId, decision: 'approved' }))

  test('stands the same on every page of both sides, with the signal of its task', async () => {
    await approve()
    const pages = [
      await read(signe, '/bekraeftelser'),
      await read(signe, `/bekraeftelser/${id}`),
      await read(katrine, '/bekraeftelser'),
      await read(katrine, `/bekraeftelser/${id}`),
    ]
    for (const payload of pages) expect(payload).toContain(closed)
    const [rounds, round, own] = pages
    expect(rounds).not.toContain('31-12-2026')
    expect(round).not.toContain('Over fristen')
    expect(round).toContain('Ikke påbegyndt')
    const [task] = await c.rows('select number, rollout_id from task')
    const left = 'Om 38 dage'
    expect(own).toContain(left)
    expect(await read(signe, `/udrulninger/${task.rollout_id}`)).toContain(left)
  })

  test('is overdue for both once the last day announced has gone by', async () => {
    await approve()
    c.portal.clock.moveTo('2027-01-01T09:00:00Z')
    expect(await read(await c.portal.as('Signe'), `/bekraeftelser/${id}`)).toContain('Over fristen')
    expect(await read(await c.portal.as('Katrine'), '/bekraeftelser')).toContain('Over fristen')
  })

  test('tells until when an answer counts, and promises nothing that is over', async () => {
    await approve()
    const payload = await read(katrine, `/bekraeftelser/${id}`)
    expect(payload).toContain('Den sidste dag, du kan svare for dem, der mangler.')
    expect(payload).toContain('Prøverolle afsluttes for dem uden svar.')
    expect(payload).not.toContain('Ingen mister adgang, før runden lukker')
    expect(payload).not.toContain('Runden lukker efter denne dag')
  })

  test('says of what the brake holds that it waits for the central body', async () => {
    const payload = await read(katrine, `/bekraeftelser/${id}`)
    expect(payload).toContain('Prøverolle venter på KOMBIT.')
    expect(payload).toContain('Uden svar: KOMBIT tager stilling først')
    expect(payload).not.toContain('Prøverolle afsluttes')
  })
})

describe('what the administrator is told when a round closes', () => {
  const toldOf = async (roundId: string) => {
    await tellWhatHappened(c.portal.app.world)
    const [told] = await c.rows(
      `select n.reason, n.facts, n.actor_name as "actorName", n.subject_id as "subjectId"
        from notification n join user_account u on u.id = n.user_id
        where u.name = 'Katrine Holm' and n.reason in ('certificationClosed', 'certificationLosing')
          and n.facts->>'roundId' = $1`,
      [roundId],
    )
    return wordsOf(told, 'da')
  }
  /** One of Korsbæk in a role that so many hold in Aarhus, who are all confirmed. */
  const withOthers = async (nonResponse: 'keep' | 'suspend' | 'remove', others: number) => {
    const roleId = await c.newRole('Prøverolle', { nonResponse, graceDays: 14 })
    await c.hold(roleId, await c.newUser('Birgit Lang'))
    for (let count = 1; count <= others; count += 1)
      await c.hold(roleId, await c.newUser(`Aage ${count}`, 'Aarhus'), 'Aarhus')
    const id = await c.start({ roleIds: [roleId] })
    const lines = (await c.lines(id)).filter(({ user_name: name }) => name.startsWith('Aage'))
    await c.portal.act('Lone', (ctx) =>
      answerItems(
        ctx,
        lines.map((line) => ({ itemId: line.id, answer: 'keep' as const })),
      ),
    )
    return id
  }

  test.each([
    ['remove', 10, '1 rolle afsluttes 14-01-2027, hvis ingen svarer. I kan svare til og med 13-01-2027.'],
    [
      'suspend',
      10,
      '1 rolle sættes på pause nu og gælder igen, når I svarer. I kan svare til og med 14-01-2027.',
    ],
    ['keep', 10, 'Rollerne fortsætter, også uden svar. I kan svare til og med 14-01-2027.'],
    ['remove', 1, '1 rolle venter på, at KOMBIT tager stilling. I kan svare til og med 14-01-2027.'],
  ] as const)(
    '%s, of %i others: what comes of it, when, and until when to answer',
    async (rule, others, text) => {
      const id = await withOthers(rule, others)
      await signe.post(`/bekraeftelser/${id}/luk`)
      expect(await toldOf(id)).toMatchObject({
        title: 'Runden »Årlig bekræftelse 2026« er lukket, og 1 svar mangler',
        text,
        action: 'Svar nu',
        href: `/bekraeftelser/${id}`,
      })
    },
  )

  test('nothing is asked where nothing lacks', async () => {
    const id = await withOthers('remove', 10)
    await keep(id, 'Birgit Lang')
    await signe.post(`/bekraeftelser/${id}/luk`)
    expect(await toldOf(id)).toMatchObject({ action: 'Se resultatet' })
  })
})

describe('a round that waits for nothing more', () => {
  test('of which all is answered stands as one to correct, and then among the earlier ones', async () => {
    const roleId = await c.newRole('Prøverolle')
    await c.hold(roleId, await c.newUser('Birgit Lang'))
    const id = await c.start({ roleIds: [roleId] })
    await keep(id, 'Birgit Lang')
    const open = await read(katrine, '/bekraeftelser')
    expect(open).toContain('Besvaret, kan stadig rettes')
    expect(open).not.toContain('Tidligere')
    await signe.post(`/bekraeftelser/${id}/luk`)
    const after = await read(katrine, '/bekraeftelser')
    expect(after).toContain('Tidligere')
    expect(after).toContain('Lukket 23-11-2026')
    expect(after).not.toContain('kan besvares')
  })

  test('agrees with itself and with its roll-out, where some lines never got an answer', async () => {
    const roleId = await c.newRole('Prøverolle', { nonResponse: 'keep' })
    for (const name of ['Birgit Lang', 'Jonas Vium']) await c.hold(roleId, await c.newUser(name))
    const away = await c.hold(roleId, await c.newUser('Ole Gået'))
    const id = await c.start({ roleIds: [roleId], closesOn: civilDay('2026-12-11') })
    await keep(id, 'Birgit Lang')
    await c.rows(`update assignment set ended_at = now(), end_reason = 'Rejst' where id = $1`, [away])
    await c.day('2026-12-12T09:00:00Z')
    await c.day('2026-12-27T09:00:00Z')
    await workInAll(c.portal.app.world, id)
    const page = await read(await c.portal.as('Signe'), `/bekraeftelser/${id}`)
    expect(page).toContain('Afsluttet')
    expect(page).not.toContain('Over fristen')
    // One answered, one not, one whose role had ended: two were to have an answer.
    expect(page).toContain('af 2 linjer')
    expect(page).toContain('har fået svar (50 %)')
    expect(page).toContain('1 af 2')
    expect(page).toContain('Kommuner, der ikke svarede for alle')
    expect(page).toContain('1 afsluttet uden om runden')
    const [task] = await c.rows('select status, outcome from task')
    expect(task).toEqual({ status: 'completed', outcome: 'participated' })
  })
})
