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
  const closed = 'Lukket 23-11-2026, kan besvares til og med 13-01-2027'
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

  test('stands the same where another role is answered, or has another day', async () => {
    const [answered, kept] = [
      await c.newRole('Besvaret rolle', { nonResponse: 'remove', graceDays: 1 }),
      await c.newRole('Varig rolle', { nonResponse: 'keep' }),
    ]
    await c.hold(answered, await c.newUser('Hanne Berg'))
    await c.hold(kept, await c.newUser('Ole Vang'))
    const other = await c.newRole('Anden rolle', { nonResponse: 'remove', graceDays: 14 })
    await c.hold(other, await c.newUser('Tine Dal'))
    const mixed = await c.start({ roleIds: [answered, kept, other], closesOn: civilDay('2026-12-11') })
    await keep(mixed, 'Hanne Berg')
    await signe.post(`/bekraeftelser/${mixed}/luk`)
    await c.portal.act('Omar', (ctx) =>
      decideBrake(ctx, { roundId: mixed, roleId: other, decision: 'approved' }),
    )
    const pages = async () => [
      await read(signe, '/bekraeftelser'),
      await read(signe, `/bekraeftelser/${mixed}`),
      await read(katrine, '/bekraeftelser'),
      await read(katrine, `/bekraeftelser/${mixed}`),
    ]
    for (const payload of await pages())
      expect(payload).toContain(
        'Lukket 23-11-2026, kan besvares til og med 24-12-2026 for Anden rolle og til og med 25-12-2026 for Varig rolle',
      )
    expect(await read(katrine, `/bekraeftelser/${mixed}`)).toContain(
      'Den sidste dag, du kan svare for dem, der mangler i Anden rolle.',
    )
    await keep(mixed, 'Tine Dal')
    for (const payload of await pages()) {
      expect(payload).toContain('Lukket 23-11-2026, kan besvares til og med 25-12-2026')
      expect(payload).not.toContain('24-12-2026')
    }
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
    return { reason: told.reason, ...wordsOf(told, 'da') }
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
        // Red where roles are lost: that comes at once (N1).
        reason: rule === 'keep' || others === 1 ? 'certificationClosed' : 'certificationLosing',
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

describe('a round whose last day has gone by while the server’s own work has not run', () => {
  const afterTheDay = async (nonResponse: 'keep' | 'remove') => {
    const roleId = await c.newRole('Prøverolle', { nonResponse, graceDays: 0 })
    for (const name of ['Birgit Lang', 'Jonas Vium']) await c.hold(roleId, await c.newUser(name))
    const id = await c.start({ roleIds: [roleId], closesOn: civilDay('2026-11-25') })
    await keep(id, 'Birgit Lang')
    c.portal.clock.moveTo('2026-11-29T09:00:00Z')
    return id
  }

  test('takes late answers, and marks them so; it corrects none', async () => {
    const id = await afterTheDay('remove')
    await keep(id, 'Jonas Vium')
    const lines = await c.lines(id)
    expect(lines.map((line) => [line.user_name, line.answer, line.is_late])).toEqual([
      ['Birgit Lang', 'keep', false],
      ['Jonas Vium', 'keep', true],
    ])
    const correction = { itemId: lines[0]?.id ?? '', answer: 'withdraw' as const, reason: 'Alligevel' }
    const [result] = await c.portal.act('Katrine', (ctx) => answerItems(ctx, [correction]))
    expect(result?.refusal?.code).toBe('round-closed')
  })

  test('says so on the municipality’s pages', async () => {
    const id = await afterTheDay('keep')
    const again = await c.portal.as('Katrine')
    const page = await read(again, `/bekraeftelser/${id}`)
    expect(page).toContain('Lukket 25-11-2026. Du kan stadig svare for dem, der står uden svar.')
    expect(page).toContain('Svaret gælder, når du gemmer, og kan ikke rettes bagefter.')
    await keep(id, 'Jonas Vium')
    expect(await read(again, '/bekraeftelser')).not.toContain('kan stadig rettes')
  })
})

describe('the days a municipality reads while a round is open', () => {
  const steps = async (graceDays: number, nonResponse: 'remove' | 'keep' = 'remove') => {
    const roleId = await c.newRole('Prøverolle', { nonResponse, graceDays })
    await c.hold(roleId, await c.newUser('Birgit Lang'))
    const id = await c.start({ roleIds: [roleId], closesOn: civilDay('2026-12-28') })
    return { id, page: await read(katrine, `/bekraeftelser/${id}`) }
  }

  test('without grace the role ends the day after the last one to answer, as the preview said', async () => {
    const { id, page } = await steps(0)
    expect(page).toContain('29-12-2026Prøverolle afsluttes for dem uden svar.')
    // Nothing can be answered when that reminder would come.
    expect(page).not.toContain('Sidste påmindelse. Du kan stadig svare.')
    const [task] = await c.rows('select v.outcome from task_template_version v')
    expect(task.outcome).toContain('rollen afsluttes 29-12-2026')
    await signe.post(`/bekraeftelser/${id}/luk`)
    await c.portal.act('Omar', async (ctx) => {
      const [held] = await c.rows('select role_id from certification_round_role where round_id = $1', [id])
      await decideBrake(ctx, { roundId: id, roleId: held.role_id, decision: 'approved' })
    })
    expect(await read(katrine, `/bekraeftelser/${id}`)).toContain('29-12-2026Prøverolle afsluttes')
  })

  test('with a grace that outlasts it the reminder after the close is told', async () => {
    expect((await steps(14)).page).toContain('02-01-2027Sidste påmindelse. Du kan stadig svare.')
  })

  test('where every role goes on, the button promises no less', async () => {
    const { page } = await steps(0, 'keep')
    expect(page).toContain(
      'Rollerne fortsætter, også uden svar, bortset fra dem, du selv afslutter eller erstatter.',
    )
    expect(page).not.toContain('før runden lukker')
  })

  test('the nearest deadline stands first among those that wait', async () => {
    const roleId = await c.newRole('Prøverolle')
    await c.hold(roleId, await c.newUser('Birgit Lang'))
    await c.start({ roleIds: [roleId], name: 'Haster', closesOn: civilDay('2026-11-28') })
    const other = await c.newRole('Anden rolle')
    await c.hold(other, await c.newUser('Jonas Vium'))
    await c.start({ roleIds: [other], name: 'Haster ikke', closesOn: civilDay('2027-01-06') })
    const page = await read(katrine, '/bekraeftelser')
    expect(page.indexOf('Haster')).toBeLessThan(page.indexOf('Haster ikke'))
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
